/* Feeds: fields, forms of text, links, what is ill-formed, what is hostile; the mender,
 * links and dates by themselves. */
#include "t.h"

#include "ingest/entities.h"
#include "ingest/feed_date.h"
#include "ingest/link.h"
#include "ingest/xml_mend.h"
#include "read.h"

#include <expat.h>

#define RSS(x) "<rss><channel>" x "</channel></rss>"
#define ITEM(x) RSS("<item>" x "</item>")
#define ATOM(x) "<feed xmlns='http://www.w3.org/2005/Atom'>" x "</feed>"
#define ENTRY(x) ATOM("<entry>" x "</entry>")

/* clang-format off */
static const struct { const char *rule, *bytes, *want; } cases[] = {
    {"RSS",            ITEM("<title>T</title><link>http://e/1</link><description>d</description>"), "entry <http://e/1> \"T\" \"d\"\n"},
    {"two items",      RSS("<item><title>T</title></item><item><title>U</title></item>"), "entry \"T\" \"\"\nentry \"U\" \"\"\n"},
    {"empty item",     RSS("<item/><item><title>U</title></item>"), "entry \"U\" \"\"\n"},
    {"no item",        RSS("<title>F</title>"), ""},
    {"RDF",            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel><title>F</title></channel><item rdf:about='http://e/1'><title>T</title></item></rdf:RDF>", "entry <http://e/1> \"T\" \"\"\n"},
    {"Atom",           ENTRY("<title>T</title><link href='http://e/1'/><summary>s</summary>"), "entry <http://e/1> \"T\" \"s\"\n"},
    {"Atom, prefixed", "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>T</a:title></a:entry></a:feed>", "entry \"T\" \"\"\n"},
    {"an entry alone", "<entry xmlns='http://www.w3.org/2005/Atom'><title>T</title></entry>", "entry \"T\" \"\"\n"},
    {"CDF",            "<CHANNEL><ITEM HREF='http://e/1'><TITLE>T</TITLE><ABSTRACT>s</ABSTRACT></ITEM></CHANNEL>", "entry <http://e/1> \"T\" \"s\"\n"},
    {"content first",  ITEM("<description>s</description><content:encoded><![CDATA[<p>c]]></content:encoded>"), "entry \"\" \"<p>c\"\n"},
    {"content, its namespace", "<rss xmlns:q='http://purl.org/rss/1.0/modules/content/'><channel><item><q:encoded>c</q:encoded></item></channel></rss>", "entry \"\" \"c\"\n"},
    {"foreign names",  "<rss xmlns:q='http://e/q'><channel><item><q:title>no</q:title><title>T</title><q:x><title>no</title></q:x></item></channel></rss>", "entry \"T\" \"\"\n"},
    {"media",          ITEM("<media:group><media:title>M</media:title><media:description>d</media:description></media:group>"), "entry \"M\" \"d\"\n"},
    {"title before media's", ITEM("<media:title>M</media:title><title>T</title>"), "entry \"T\" \"\"\n"},
    {"itunes",         ITEM("<title>T</title><itunes:summary>d</itunes:summary>"), "entry \"T\" \"d\"\n"},
    {"image's title",  RSS("<image><title>no</title></image><item><title>T</title></item>"), "entry \"T\" \"\"\n"},
    {"xhtml body",     ITEM("<body xmlns='http://www.w3.org/1999/xhtml'><p>a &amp; <b class='x'>b</b><br/></p></body>"), "entry \"\" \"<p>a &amp; <b class=\"x\">b</b><br></p>\"\n"},
    {"escaped HTML in titles", ITEM("<title>&lt;b&gt;A &amp;amp; B&lt;/b&gt; 3 &lt; 4</title>"), "entry \"A & B 3 < 4\" \"\"\n"},
    {"twice escaped",  ENTRY("<title>A &amp;#8217; &amp;amp; B</title>"), "entry \"A ’ & B\" \"\"\n"},
    {"plain summary",  ENTRY("<summary>a &lt; b</summary>"), "entry \"\" \"a &lt; b\"\n"},
    {"plain with tags", ENTRY("<summary>&lt;p&gt;a&lt;/p&gt;</summary>"), "entry \"\" \"<p>a</p>\"\n"},
    {"html content",   ENTRY("<summary>s</summary><content type='html'>&lt;p&gt;a</content>"), "entry \"\" \"<p>a\"\n"},
    {"xhtml content",  ENTRY("<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a<b>c</b> &lt;</div></content>"), "entry \"\" \"<div>a<b>c</b> &lt;</div>\"\n"},
    {"base64",         ENTRY("<content type='application/octet-stream'>\nPHA+YTwvcD4=\n</content>"), "entry \"\" \"<p>a</p>\"\n"},
    {"base64, a picture", ENTRY("<title>T</title><content type='image/png'>iVBORw0KGgo=</content>"), "entry \"T\" \"\"\n"},
    {"markup in a title", ENTRY("<title type='xhtml'><div>A <b>B</b></div></title>"), "entry \"A B\" \"\"\n"},
    {"guid as link",   ITEM("<guid>http://e/1</guid>"), "entry <http://e/1> \"\" \"\"\n"},
    {"guid, no link",  ITEM("<title>T</title><guid isPermaLink='false'>http://e/1</guid>"), "entry \"T\" \"\"\n"},
    {"original link",  ITEM("<link>http://f/1</link><feedburner:origLink>http://e/1</feedburner:origLink>"), "entry <http://e/1> \"\" \"\"\n"},
    {"alternate link", ENTRY("<link rel='self' href='http://e/s'/><link rel='alternate' type='application/json' href='http://e/j'/><link rel='alternate' type='text/html' href='http://e/h'/>"), "entry <http://e/h> \"\" \"\"\n"},
    {"base",           "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://e/a/b'><entry xml:base='c/'><link href='../d?x=1'/></entry></feed>", "entry <http://e/a/d?x=1> \"\" \"\"\n"},
    {"the feed's link as base", RSS("<link>http://e/x/</link><item><link>1.html</link></item>"), "entry <http://e/x/1.html> \"\" \"\"\n"},
    {"bad date",       ITEM("<title>T</title><pubDate>soon</pubDate>"), "entry \"T\" \"\" +bad-date\n"},
    {"C1 characters",  ITEM("<title>don&#146;t</title>"), "entry \"don’t\" \"\"\n"},
    {"external DTD",   "<!DOCTYPE rss PUBLIC '-//N//DTD RSS 0.91//EN' 'http://e/rss-0.91.dtd'>" ITEM("<title>caf&eacute;</title>"), "entry \"café\" \"\"\n"},
    /* ill-formed */
    {"HTML entities",  ITEM("<title>caf&eacute;&nbsp;&hellip;</title>"), "entry \"café …\" \"\" +feed-mended\n"},
    {"bare ampersand", ITEM("<title>A & B</title><link>http://e/?a=1&b=2</link>"), "entry <http://e/?a=1&b=2> \"A & B\" \"\" +feed-mended\n"},
    {"unknown entity", ITEM("<title>A &foo; B</title>"), "entry \"A &foo; B\" \"\" +feed-mended\n"},
    {"broken in the second", RSS("<item><title>T</title></item><item><title>U & V</title></item><item><title>W</title></item>"), "entry \"T\" \"\"\nentry \"U & V\" \"\" +feed-mended\nentry \"W\" \"\" +feed-mended\n"},
    {"news sitemap",   "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9' xmlns:i='http://www.google.com/schemas/sitemap-image/1.1'><url><loc>http://e/1</loc><lastmod>2024-11-29</lastmod><n:news><n:publication><n:name>The E</n:name><n:language>en</n:language></n:publication><n:publication_date>2024-11-29T18:20:00+02:00</n:publication_date><n:title>Bridge falls</n:title></n:news><i:image><i:loc>http://e/i.jpg</i:loc><i:title>I</i:title></i:image></url><url><loc>http://e/2</loc></url></urlset>", "entry <http://e/1> \"Bridge falls\" \"\"\nentry <http://e/2> \"\" \"\"\n"},
    {"open elements",  "<rss><channel><item><title>T<description>d</item><item><title>U", "entry \"Td\" \"\" +feed-mended\nentry \"U\" \"\" +feed-mended\n"},
    {"wrong nesting",  ITEM("<description><p>a<b>b</p>c</b></description><title>T</title>"), "entry \"T\" \"<p>a<b>b</b></p>c\" +feed-mended\n"},
    {"item not closed", RSS("<item><title>T</title><item><title>U</title></item>"), "entry \"T\" \"\"\nentry \"U\" \"\" +feed-mended\n"},
    {"control bytes",  ITEM("<title>a\x02" "b</title>"), "entry \"ab\" \"\" +feed-mended\n"},
    {"attribute twice", ITEM("<title a='1' a='2' b=x c>T</title>"), "entry \"T\" \"\" +feed-mended\n"},
    {"cut in CDATA",   "<rss><channel><item><title>T</title><description><![CDATA[<p>ab", "entry \"T\" \"<p>ab\" +feed-mended\n"},
    {"junk around",    "<rss><channel><item><title>T</title></item></channel></rss>\n<!-- x -->junk", "entry \"T\" \"\"\n"},
    {"entities of its own", "<!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" ITEM("<title>x &b; y</title>"), "entry \"x &b; y\" \"\" +feed-mended\n"},
};
/* clang-format on */

START_TEST(test_cases)
{
    for (size_t i = 0; i < SR_COUNT(cases); i++)
        t_reads(cases[i].rule, sr_str_of(cases[i].bytes), cases[i].want);
}
END_TEST

START_TEST(test_all_fields)
{
    sr_doc *doc =
        t_read_one("<rss><channel><title>The &amp;amp; Feed</title><language>en-GB"
                   "</language><item><title>T</title>"
                   "<dc:creator>A B</dc:creator><author>desk@e.org (C D)</author>"
                   "<pubDate>Fri, 29 Nov 2024 18:20:00 +0200</pubDate>"
                   "<atom:updated>2024-11-29T20:00:00Z</atom:updated>"
                   "</item></channel></rss>");
    const sr_given *g = &doc->record.given;
    ck_assert(doc->record.kind == SR_RECORD_FRAGMENT);
    ck_str(g->id, "");
    ck_str(g->outlet, "The & Feed");
    ck_str(g->lang, "en-GB");
    ck_assert_uint_eq(g->n_authors, 2);
    ck_str(g->authors[0], "A B");
    ck_str(g->authors[1], "C D");
    ck_assert_int_eq(g->published.at_s, 1732897200);
    ck_assert_int_eq(g->modified.at_s, 1732910400);
    ck_str(g->published.from, "feed");
    sr_doc_free(doc);
    doc = t_read_one(
        ATOM("<title>Planet</title><entry xml:lang='de'><title>T</title>"
             "<author><name>E F</name><uri>http://x</uri><email>no</email></author>"
             "<source><title>The Source</title><author><name>no</name></author>"
             "</source><updated>2024-11-29T20:00:00Z</updated></entry>"));
    g = &doc->record.given;
    ck_str(g->outlet, "The Source");
    ck_str(g->lang, "de");
    ck_assert_uint_eq(g->n_authors, 1);
    ck_str(g->authors[0], "E F");
    ck_assert_int_eq(g->published.at_s, 1732910400); /* for lack of another */
    sr_doc_free(doc);
    doc = t_read_one(ITEM("<title>T</title><source url='http://s'>Some Wire</source>"));
    ck_str(doc->record.given.outlet, "Some Wire");
    sr_doc_free(doc);
}
END_TEST

/* Offsets are those of the feed, mended or not. */
START_TEST(test_offsets)
{
    static const char *const feeds[] = {
        RSS("<item><title>T</title></item> <item><title>U</title></item>"),
        RSS("<item><title>T</title></item> <item><title>U &</title></item>")};
    for (int i = 0; i < 2; i++) {
        sr_source *src;
        sr_doc *doc = sr_doc_new(0);
        ck_ok(sr_source_open_bytes("x", sr_str_of(feeds[i]), &src, NULL));
        ck_ok(sr_source_next(src, doc, NULL));
        ck_assert_uint_eq(doc->record.offset, 14);
        sr_doc_reset(doc);
        ck_ok(sr_source_next(src, doc, NULL));
        ck_assert_uint_eq(doc->record.offset, 44);
        sr_source_close(src);
        sr_doc_free(doc);
    }
}
END_TEST

START_TEST(test_many_items)
{
    sr_buf feed = {0}, out = {0};
    sr_buf_put(&feed, SR_STR("<rss><channel>"));
    for (int i = 0; i < 20000; i++)
        sr_buf_printf(&feed, "<item><title>T%d%s</title></item>", i,
                      i == 10000 ? " &" : "");
    sr_buf_put(&feed, SR_STR("</channel></rss>"));
    sr_source_counts c = t_read(sr_buf_str(&feed), &out);
    ck_assert_uint_eq(c.records, 20000);
    ck_assert_uint_eq(c.refused, 0);
    ck_assert(
        strstr(out.p, "entry \"T9999\" \"\"\nentry \"T10000 &\" \"\" +feed-mended\n"));
    sr_buf_free(&feed);
    sr_buf_free(&out);
}
END_TEST

/* 1 MB of each; the item behind or before is still read where it can be. */
START_TEST(test_hostile)
{
    static const char *const pieces[] = {
        "<a>",
        "<a b='c'>",
        "<!--",
        "<![CDATA[",
        "<",
        "&",
        "<a ",
        "<a b=\"",
        "</a>",
        "<?x",
        "<!DOCTYPE",
        "<item>",
        "&amp",
        "&#x;",
        "<a b='c",
        "]]>",
        "<a:b:c>",
        "<item><title>",
        "<item><title>t</title><pubDate>Foo, 12 Bar x</pubDate></item>",
        "<a xml:base='x/'>",
        "<a xmlns:a='b'>",
        "<!ENTITY a '&b;'>",
        "<a b='&"};
    sr_buf feed = {0}, out = {0};
    for (size_t i = 0; i < SR_COUNT(pieces); i++) {
        sr_buf_reset(&feed);
        sr_buf_put(&feed, SR_STR("<rss><channel><item><title>first</title></item>"));
        while (feed.len < 1000000)
            sr_buf_put(&feed, sr_str_of(pieces[i]));
        (void)t_read(sr_buf_str(&feed), &out);
        ck_assert_msg(strstr(out.p, "entry \"first\" \"\"") == out.p, "%s: %.300s",
                      pieces[i], out.p);
    }
    sr_buf_free(&feed);
    sr_buf_free(&out);
}
END_TEST

START_TEST(test_entity_bomb)
{
    sr_buf feed = {0}, out = {0};
    sr_buf_put(&feed, SR_STR("<!DOCTYPE rss [<!ENTITY a0 \"aaaaaaaaaa\">"));
    for (int i = 1; i < 20; i++)
        sr_buf_printf(&feed, "<!ENTITY a%d \"&a%d;&a%d;&a%d;\">", i, i - 1, i - 1, i - 1);
    sr_buf_put(&feed, SR_STR("]>" ITEM("<title>&a19;</title>")));
    (void)t_read(sr_buf_str(&feed), &out);
    ck_assert_str_eq(out.p, "entry \"&a19;\" \"\" +feed-mended\n");
    sr_buf_free(&feed);
    sr_buf_free(&out);
}
END_TEST

START_TEST(test_limits)
{
    sr_buf feed = {0}, out = {0};
    sr_buf_put(&feed, SR_STR("<rss><channel><item><title>"));
    while (feed.len < SR_MAX_TITLE_BYTES * 2)
        sr_buf_put(&feed, SR_STR("word "));
    sr_buf_put(&feed, SR_STR("</title><description>"));
    while (feed.len < SR_MAX_DOCUMENT_BYTES + 100000)
        sr_buf_put(&feed, SR_STR("many words "));
    sr_buf_put(&feed, SR_STR("</description></item><item><title>U</title></item>"));
    while (feed.len < SR_MAX_FEED_BYTES + 10)
        sr_buf_put(&feed, SR_STR("<!-- comment -->"));
    (void)t_read(sr_buf_str(&feed), &out);
    ck_assert(
        strstr(out.p, "+limit-title-bytes +limit-document-bytes\nentry \"U\" \"\""));
    ck_assert(strstr(out.p, "refused limit@16777216\n"));
    sr_buf_free(&feed);
    sr_buf_free(&out);
}
END_TEST

/* Whatever goes in, what comes out is well-formed. */
START_TEST(test_mender)
{
    static const char *const bad[] = {"",
                                      "x",
                                      "<",
                                      "<a",
                                      "<a b",
                                      "<a b=",
                                      "<a b='",
                                      "</",
                                      "<a/><b",
                                      "<1>",
                                      "<\xC3\xA9>x</\xC3\xA9>",
                                      "<a:>",
                                      "<:a>",
                                      "a]]>b",
                                      "<a b=c/d>",
                                      "<a b=\"1<2\">",
                                      "<a xmlns:x=''>",
                                      "&#0;&#xFFFF;"};
    sr_entities e = {0};
    sr_arena *a = sr_arena_new(1 << 20);
    ck_assert(sr_entities_load(&e));
    for (size_t i = 0; i < SR_COUNT(bad); i++) {
        sr_buf out = {0};
        sr_mended_items items = {0};
        ck_assert(sr_xml_mend(&e, sr_str_of(bad[i]), a, &out, &items));
        XML_Parser p = XML_ParserCreate("UTF-8");
        ck_assert_msg(XML_Parse(p, out.p, (int)out.len, 1) == XML_STATUS_OK,
                      "%s: %.*s: %s", bad[i], SR_FMT(sr_buf_str(&out)),
                      XML_ErrorString(XML_GetErrorCode(p)));
        XML_ParserFree(p);
        sr_buf_free(&out);
    }
    sr_arena_free(a);
    sr_entities_free(&e);
}
END_TEST

START_TEST(test_links)
{
    /* the examples of RFC 3986, section 5.4 */
    static const char *const cases54[][2] = {{"g:h", "g:h"},
                                             {"g", "http://a/b/c/g"},
                                             {"./g", "http://a/b/c/g"},
                                             {"g/", "http://a/b/c/g/"},
                                             {"/g", "http://a/g"},
                                             {"//g", "http://g"},
                                             {"?y", "http://a/b/c/d;p?y"},
                                             {"g?y", "http://a/b/c/g?y"},
                                             {"#s", "http://a/b/c/d;p?q#s"},
                                             {"g;x?y#s", "http://a/b/c/g;x?y#s"},
                                             {".", "http://a/b/c/"},
                                             {"./", "http://a/b/c/"},
                                             {"..", "http://a/b/"},
                                             {"../g", "http://a/b/g"},
                                             {"../..", "http://a/"},
                                             {"../../g", "http://a/g"},
                                             {"../../../g", "http://a/g"},
                                             {"/./g", "http://a/g"},
                                             {"/../g", "http://a/g"},
                                             {"g.", "http://a/b/c/g."},
                                             {"./g/.", "http://a/b/c/g/"},
                                             {"g/../h", "http://a/b/c/h"},
                                             {" g\n", "http://a/b/c/g"}};
    sr_arena *a = sr_arena_new(1 << 20);
    for (size_t i = 0; i < SR_COUNT(cases54); i++)
        ck_str(sr_link_resolve(SR_STR("http://a/b/c/d;p?q"), sr_str_of(cases54[i][0]), a),
               cases54[i][1]);
    ck_str(sr_link_resolve(SR_STR("http://a"), SR_STR("g"), a), "http://a/g");
    ck_str(sr_link_resolve(SR_STR("no base"), SR_STR("g"), a), "g");
    ck_str(sr_link_resolve(SR_STR(""), SR_STR("http://e/\tx"), a), "http://e/x");
    sr_arena_free(a);
}
END_TEST

START_TEST(test_dates)
{
    static const char *const cases_d[][2] = {
        {"2024-11-29T18:20:00Z", "2024-11-29T18:20:00Z"},
        {"Fri, 29 Nov 2024 18:20:00 GMT", "2024-11-29T18:20:00Z"},
        {"Fri Nov 29 18:20:00 2024", "2024-11-29T18:20:00Z"},
        {"Fri Nov 29 18:20:00 +0100 2024", "2024-11-29T17:20:00Z"},
        {"Fri, Nov 29 2024 18:20:00 EST", "2024-11-29T23:20:00Z"},
        {"2024/11/29 18:20", "2024-11-29T18:20:00Z"},
        {"2024-11-29 18:20:00 UTC", "2024-11-29T18:20:00Z"},
        {"2024-11-29T24:00:00Z", "2024-11-30T00:00:00Z"},
        {"Fr., 29. November 2024 18:20:00 +0100", "2024-11-29T17:20:00Z"},
        {"Mi, 08 Mai 2024 10:00:00 GMT", "2024-05-08T10:00:00Z"},
        {"29 d\xC3\xA9"
         "cembre 2024",
         "2024-12-29T00:00:00Z"},
        {"Fri, 29 Nov 2024 18:20:00 GMT+02:00", "2024-11-29T16:20:00Z"},
        {"2024", "2024-01-01T00:00:00Z"},
        {"soon", NULL},
        {"2024-13-29", NULL},
        {"", NULL},
    };
    sr_map months = {0};
    ck_assert(sr_feed_months(&months));
    for (size_t i = 0; i < SR_COUNT(cases_d); i++) {
        sr_when w = {0};
        char text[SR_TIME_TEXT] = "";
        bool ok = sr_feed_date(&months, sr_str_of(cases_d[i][0]), &w);
        if (ok)
            sr_time_text(w.at_s, text);
        ck_assert_msg(ok == (cases_d[i][1] != NULL) &&
                          (!ok || strcmp(text, cases_d[i][1]) == 0),
                      "%s: got %s", cases_d[i][0], text);
    }
    sr_map_free(&months);
}
END_TEST

START_TEST(test_markup_text)
{
    static const char *const cases_m[][2] = {
        {"a  b\n c ", "a b c"},
        {"<b>a</b> c", "a c"},
        {"a < b > c", "a < b > c"},
        {"a &amp; &lt;b&gt;", "a & <b>"},
        {"&nbsp;a&nbsp;b", "a b"},
        {"&#8217;&#x2019;&#146;", "’’’"},
        {"a<script>x<b></script>b", "ab"},
        {"a<!-- c -->b", "ab"},
        {"a<b", "a<b"},
        {"&bogus; &amp &", "&bogus; &amp &"},
        {"<style>a", ""},
    };
    sr_entities e = {0};
    sr_buf out = {0};
    ck_assert(sr_entities_load(&e));
    for (size_t i = 0; i < SR_COUNT(cases_m); i++) {
        sr_buf_reset(&out);
        sr_markup_text(&e, sr_str_of(cases_m[i][0]), true, &out);
        ck_str(sr_buf_str(&out), cases_m[i][1]);
    }
    sr_buf_free(&out);
    sr_entities_free(&e);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("feed");
    TCase *t = tcase_create("feed");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, test_cases);
    tcase_add_test(t, test_all_fields);
    tcase_add_test(t, test_offsets);
    tcase_add_test(t, test_many_items);
    tcase_add_test(t, test_hostile);
    tcase_add_test(t, test_entity_bomb);
    tcase_add_test(t, test_limits);
    tcase_add_test(t, test_mender);
    tcase_add_test(t, test_links);
    tcase_add_test(t, test_dates);
    tcase_add_test(t, test_markup_text);
    suite_add_tcase(suite, t);
    return suite;
}
