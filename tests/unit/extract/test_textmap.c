/* The map from text to page: every part of a text leads to the bytes that it was made of. */
#include "extract/cleantext.h"
#include "extract/extract.h"
#include "t.h"

static sr_doc *doc;

static void setup(void)
{
    doc = sr_doc_new(0);
}

static void teardown(void)
{
    sr_doc_free(doc);
}

static const sr_article *read_entry(const char *html)
{
    sr_doc_reset(doc);
    doc->record.kind = SR_RECORD_FRAGMENT;
    doc->record.bytes = sr_str_of(html);
    ck_assert_int_eq(sr_extract(doc, NULL, 0, NULL), SR_OK);
    return &doc->article;
}

/* clang-format off */
static const struct { const char *html, *part, *page; } cases[] = {
    {"<p>One two</p>",                         "two",       "two"},
    {"<p>One <b>t</b>wo</p>",                  "two",       "t</b>wo"},
    {"<p>One\n   two</p>",                     "One two",   "One\n   two"},
    {"<p>One\n   two</p>",                     " ",         "\n   "},
    {"<p>One<br>two</p>",                      " ",         "<br>"},
    {"<p>One<script>x</script> two</p>",       "One two",   "One<script>x</script> two"},
    {"<p>Caf&eacute; am</p>",                  "Caf\xC3\xA9", "Caf&eacute;"},
    {"<p>Caf&eacute; am</p>",                  "am",        "am"},
    {"<p>AT&T &amp; Co</p>",                   "AT&T",      "AT&T"},
    {"<p>AT&T &amp; Co</p>",                   "& Co",      "&amp; Co"},
    {"<p>So&shy;ft</p>",                       "Soft",      "So&shy;ft"},
    {"<p>a&nbsp;b</p>",                        " ",         "&nbsp;"},
    {"<p>Cafe\xCC\x81 am Ring</p>",            "\xC3\xA9",  "e\xCC\x81"},
    {"<p>Cafe&#769; am Ring</p>",              "\xC3\xA9",  "e&#769;"},
    {"<p>Cafe\xCC\x81 am Ring</p>",            "am",        "am"},
    {"<p>First.</p><p>Second.</p>",            "Second",    "Second"},
    {"<p>First.</p><p>Second.</p>",            ".\n\nS",    ".</p><p>S"},
    {"<table><tr><td>Kyiv<td>12</table>",      "Kyiv 12",   "Kyiv<td>12"},
    {"<p>\xF0\x9F\x98\x80 x&notin;y</p>",      "\xF0\x9F\x98\x80 x\xE2\x88\x89y",
                                               "\xF0\x9F\x98\x80 x&notin;y"},
};
/* clang-format on */

START_TEST(test_parts)
{
    const sr_article *a = read_entry(cases[_i].html);
    sr_str part = sr_str_of(cases[_i].part);
    size_t at = sr_str_find(a->text, part, 0);
    ck_assert(at != SIZE_MAX);
    sr_span span = {(uint32_t)at, (uint32_t)(at + part.len)};
    sr_span page = sr_byte_map_find(&a->page_map, span);
    ck_str(sr_str_span(doc->record.bytes, page), cases[_i].page);
}
END_TEST

/* Table within table, misnested formatting, foster parents: the map covers the text whatever
 * the order of the nodes. */
START_TEST(test_covers)
{
    static const char *const pages[] = {
        "<table>out<tr><td>in</td> <b>bold</td></tr></table>tail",
        "<p><b>a<i>b</b>c</i>d<table><p>x</table>y",
        "<ul><li>a &lt; b &amp &#x80; c<li>\r\n d\r</ul>", "plain",
        "<p>&zwnj;&#8203;</p><p>a</p>"};
    for (size_t i = 0; i < SR_COUNT(pages); i++) {
        const sr_article *a = read_entry(pages[i]);
        uint32_t at = 0;
        for (size_t k = 0; k < a->page_map.n; k++) {
            const sr_byte_run *r = &a->page_map.v[k];
            ck_assert(r->to == at ||
                      sr_str_eq(sr_str_cut(a->text, at, r->to), SR_STR("\n\n")));
            at = r->to + r->n * r->to_step;
            ck_assert_uint_le(r->from + r->n * r->from_step, doc->record.bytes.len);
        }
        ck_assert_uint_eq(at, a->text.len);
    }
}
END_TEST

START_TEST(test_fetched)
{
    sr_doc_reset(doc);
    doc->record.kind = SR_RECORD_FRAGMENT;
    doc->record.bytes = SR_STR("<p>One two</p>");
    for (uint32_t i = 0; i < doc->record.bytes.len; i++) /* it came as UTF-16 */
        ck_assert(
            sr_byte_map_unit(&doc->record.fetched_bytes, i, 1, 2 + 2 * i, 2, doc->arena));
    ck_assert_int_eq(sr_extract(doc, NULL, 0, NULL), SR_OK);
    sr_span page = sr_byte_map_find(&doc->article.page_map, (sr_span){4, 7});
    ck_assert_uint_eq(page.beg, 2 + 2 * 7);
    ck_assert_uint_eq(page.end, 2 + 2 * 10);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("extract/textmap");
    TCase *c = tcase_create("map");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, test_parts, 0, SR_COUNT(cases));
    tcase_add_test(c, test_covers);
    tcase_add_test(c, test_fetched);
    suite_add_tcase(s, c);
    return s;
}
