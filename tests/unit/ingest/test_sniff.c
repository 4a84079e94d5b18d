#include "t.h"

#include "ingest/sniff.h"

#define B(literal)                     \
    {                                  \
        (literal), sizeof(literal) - 1 \
    }

/* clang-format off */
static const struct { const char *rule; sr_str bytes; sr_kind want; } cases[] = {
    {"empty",                 B(""), SR_KIND_EMPTY},
    {"blanks",                B(" \r\n\t"), SR_KIND_EMPTY},
    {"doctype",               B("<!DOCTYPE html><p>x"), SR_KIND_HTML},
    {"doctype, lower case",   B("\n<!doctype HTML PUBLIC \"-//W3C\">"), SR_KIND_HTML},
    {"mark and comment",      B("\xEF\xBB\xBF<!-- <rss> --> <html>"), SR_KIND_HTML},
    {"fragment",              B("<p>Some words</p>"), SR_KIND_HTML},
    {"unknown tag",           B("<blink>x</blink>"), SR_KIND_HTML},
    {"XHTML",                 B("<?xml version=\"1.0\"?>\n<!DOCTYPE html><html xmlns=\"x\">"), SR_KIND_HTML},
    {"XHTML without doctype", B("<?xml version=\"1.0\"?><html>"), SR_KIND_HTML},
    {"RSS",                   B("<rss version=\"2.0\">"), SR_KIND_FEED},
    {"RSS with declaration",  B("<?xml version=\"1.0\"?>\n<?xml-stylesheet href='x'?><!-- c --><rss>"), SR_KIND_FEED},
    {"RSS with doctype",      B("<!DOCTYPE rss [<!ENTITY a \"b\">]><rss>"), SR_KIND_FEED},
    {"RDF",                   B("<rdf:RDF xmlns:rdf=\"x\">"), SR_KIND_FEED},
    {"Atom",                  B("<feed xmlns=\"http://www.w3.org/2005/Atom\">"), SR_KIND_FEED},
    {"Atom with prefix",      B("<atom:feed>"), SR_KIND_FEED},
    {"CDF",                   B("<CHANNEL><ITEM>"), SR_KIND_FEED},
    {"sitemap",               B("<?xml version=\"1.0\"?><urlset>"), SR_KIND_FEED},
    {"list of sitemaps",      B("<?xml version=\"1.0\"?><sitemapindex>"), SR_KIND_REFUSED},
    {"other XML",             B("<?xml version=\"1.0\"?><catalog>"), SR_KIND_REFUSED},
    {"JSON line",             B("{\"a\": 1}\n{\"b\": 2}\n"), SR_KIND_JSON_LINES},
    {"one JSON line",         B("{\"a\": {\"b\": [1, \"}\"]}}"), SR_KIND_JSON_LINES},
    {"a long JSON line",      B("{\"a\": \"..."), SR_KIND_JSON_VALUES},
    {"JSON over lines",       B("{\n  \"a\": 1\n}\n"), SR_KIND_JSON_VALUES},
    {"JSON array",            B("[\n{\"a\": 1}]"), SR_KIND_JSON_VALUES},
    {"a brace in text",       B("{sic} he said."), SR_KIND_TEXT},
    {"a bracket in text",     B("[1] See below."), SR_KIND_TEXT},
    {"WARC",                  B("WARC/1.0\r\n"), SR_KIND_WARC},
    {"WARC behind lines",     B("\r\n\r\nWARC/1.1\r\n"), SR_KIND_WARC},
    {"text",                  B("Two people died.\n\nIt rained."), SR_KIND_TEXT},
    {"text with a '<'",       B("3 < 4 and 5 > 2, he said."), SR_KIND_TEXT},
    {"text with many tags",   B("Foo <b>bar</b> and <i>baz</i> and <p>so on"), SR_KIND_HTML},
    {"text, latin-1",         B("Caf\xE9 cr\xE8me"), SR_KIND_TEXT},
    {"PDF",                   B("%PDF-1.4\n"), SR_KIND_REFUSED},
    {"PNG",                   B("\x89PNG\r\n\x1a\n"), SR_KIND_REFUSED},
    {"zip",                   B("PK\3\4xxxx"), SR_KIND_REFUSED},
    {"zero bytes",            B("ab\0cd\0\0xyz"), SR_KIND_REFUSED},
    {"control bytes",         B("\1\2\3\4\5\6 abc"), SR_KIND_REFUSED},
    {"UTF-16LE page, mark",   B("\xFF\xFE<\0h\0t\0m\0l\0>\0"), SR_KIND_HTML},
    {"UTF-16BE feed",         B("\0<\0r\0s\0s\0>"), SR_KIND_FEED},
    {"UTF-16LE text",         B("T\0w\0o\0 \0d\0i\0e\0d\0.\0"), SR_KIND_TEXT},
    {"UTF-32BE feed",         B("\0\0\0<\0\0\0r\0\0\0s\0\0\0s\0\0\0>"), SR_KIND_FEED},
    {"UTF-32LE feed, mark",   B("\xFF\xFE\0\0<\0\0\0r\0\0\0s\0\0\0s\0\0\0>\0\0\0"), SR_KIND_FEED},
};
/* clang-format on */

START_TEST(test_kinds)
{
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        const char *what = NULL;
        sr_kind kind = sr_sniff(cases[i].bytes, true, &what);
        ck_assert_msg(kind == cases[i].want, "%s: got %d, want %d", cases[i].rule,
                      (int)kind, (int)cases[i].want);
        ck_assert((kind == SR_KIND_REFUSED) == (what != NULL));
    }
}
END_TEST

START_TEST(test_long_line_of_json)
{
    const char *what;
    ck_assert(sr_sniff(SR_STR("{\"text\": \"no end is seen"), false, &what) ==
              SR_KIND_JSON_LINES);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("sniff");
    TCase *t = tcase_create("kinds");
    tcase_add_test(t, test_kinds);
    tcase_add_test(t, test_long_line_of_json);
    suite_add_tcase(suite, t);
    return suite;
}
