/* Signs of a page's kind. */
#include "extract/signs.h"
#include "t.h"

#include <stdio.h>

static sr_doc *doc;

static void setup(void)
{
    doc = sr_doc_new(0);
}

static void teardown(void)
{
    sr_doc_free(doc);
}

static sr_signs signs_of(const char *html, const char *url)
{
    sr_page p;
    sr_signs s;
    doc->record = (sr_record){
        .kind = SR_RECORD_PAGE, .bytes = sr_str_of(html), .url = sr_str_of(url)};
    ck_ok(sr_page_read(doc, doc->record.bytes, &p, NULL));
    ck_ok(sr_signs_count(&p, doc->arena, &s, NULL));
    return s;
}

#define BODY "<p>Some words of text that say nothing about their kind.</p>"

static const struct {
    const char *html, *url;
    int kind, place;
    unsigned count;
} cases[] = {
    {BODY, "https://forum.a.example/x", SR_SIGN_FORUM, SR_SIGN_HOST, 1},
    {BODY, "https://forums.a.example/x", SR_SIGN_DOCS, SR_SIGN_HOST, 0},
    {BODY, "https://a.example/Product/42", SR_SIGN_PRODUCT, SR_SIGN_PATH, 1},
    {BODY, "https://a.example/productive", SR_SIGN_PRODUCT, SR_SIGN_PATH, 0},
    {"<link rel=canonical href='https://docs.a.example/'>" BODY, "", SR_SIGN_DOCS,
     SR_SIGN_HOST, 1},
    {"<meta name=generator content='Sphinx 7.2'>" BODY, "", SR_SIGN_DOCS, SR_SIGN_ENGINE,
     1},
    {"<body class='single-product woocommerce'>" BODY, "", SR_SIGN_PRODUCT,
     SR_SIGN_ENGINE, 2},
    {"<title>Harbour Forum</title>" BODY, "", SR_SIGN_FORUM, SR_SIGN_TITLE, 1},
    {"<meta property=og:type content='product.item'>" BODY, "", SR_SIGN_PRODUCT,
     SR_SIGN_TYPE, 1},
    {"<script type='application/ld+json'>{\"@type\":[\"Product\",\"Car\"]}</script>" BODY,
     "", SR_SIGN_PRODUCT, SR_SIGN_TYPE, 2},
    {"<script type='application/ld+json'>{\"@type\":\"Article\","
     "\"about\":{\"@type\":\"Product\"}}</script>" BODY,
     "", SR_SIGN_PRODUCT, SR_SIGN_TYPE, 0},
    {"<button>Add to cart</button><button><span> Add to bag! </span></button>" BODY, "",
     SR_SIGN_PRODUCT, SR_SIGN_LINE, 2},
    {"<p><a href=/q>Reply</a></p><p>Joined</p>" BODY, "", SR_SIGN_FORUM, SR_SIGN_LINE, 2},
    {"<p>BEITRÄGE</p>" BODY, "", SR_SIGN_FORUM, SR_SIGN_LINE, 1},
    {"<p>Reply to the minister, a week later</p>" BODY, "", SR_SIGN_FORUM, SR_SIGN_LINE,
     0},
};

START_TEST(counts_signs)
{
    sr_signs s = signs_of(cases[_i].html, cases[_i].url);
    ck_assert_uint_eq(s.n[cases[_i].kind][cases[_i].place], cases[_i].count);
}
END_TEST

START_TEST(counts_types_of_large_elements)
{
    static char html[8192];
    size_t n = (size_t)snprintf(html, sizeof html,
                                "<div itemscope itemtype='https://schema.org/Product'>");
    while (n < 4000)
        n += (size_t)snprintf(html + n, sizeof html - n, BODY);
    ck_assert_uint_eq(signs_of(html, "").n[SR_SIGN_PRODUCT][SR_SIGN_TYPE], 1);
}
END_TEST

START_TEST(survives_refused_memory)
{
    for (size_t k = 0; k < 400; k++) {
        sr_page p;
        sr_signs s;
        sr_doc_reset(doc);
        doc->record = (sr_record){.kind = SR_RECORD_PAGE,
                                  .bytes = sr_str_of("<p>BEITRÄGE</p>" BODY)};
        if (sr_page_read(doc, doc->record.bytes, &p, NULL) != SR_OK)
            continue;
        sr_arena_fail_after(doc->arena, k);
        sr_status st = sr_signs_count(&p, doc->arena, &s, NULL);
        sr_arena_fail_after(doc->arena, SIZE_MAX);
        ck_assert(st == SR_OK || st == SR_ENOMEM);
        if (st == SR_OK)
            return;
    }
    ck_abort_msg("never enough memory");
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("extract/signs");
    TCase *t = tcase_create("signs");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, counts_signs, 0, (int)SR_COUNT(cases));
    tcase_add_test(t, counts_types_of_large_elements);
    tcase_add_test(t, survives_refused_memory);
    suite_add_tcase(s, t);
    return s;
}
