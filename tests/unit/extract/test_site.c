/* The memory of lines that the pages of a site share. */
#include "extract/site.h"
#include "t.h"

#include <stdio.h>

static sr_doc *doc;
static sr_site_memory *m;

static void setup(void)
{
    doc = sr_doc_new(0);
    ck_ok(sr_site_memory_new(&m, NULL));
}

static void teardown(void)
{
    sr_site_memory_free(m);
    sr_doc_free(doc);
}

/* An article of two paragraphs, of which the second one is everywhere. */
static void learn(sr_site_memory *to, const char *id, const char *url)
{
    static const char tail[] = "Sign up for our letter.";
    static sr_para paras[2];
    char text[256];
    int n = snprintf(text, sizeof text, "Report %s\n\n%s", id, tail);
    paras[0].span = (sr_span){0, (uint32_t)(n - 2 - (int)strlen(tail))};
    paras[1].span = (sr_span){paras[0].span.end + 2, (uint32_t)n};
    doc->article = (sr_article){.id = sr_str_of(id),
                                .url = sr_str_of(url),
                                .text = sr_str_of(text),
                                .paras = paras,
                                .n_paras = 2};
    ck_ok(sr_site_memory_learn(to, doc, NULL));
}

static uint32_t pages(const char *url)
{
    return sr_site_memory_pages(m, sr_str_of(url), SR_STR("Sign up for our letter."));
}

START_TEST(counts_pages_of_a_site)
{
    learn(m, "a", "https://www.one.example/a");
    learn(m, "b", "https://news.one.example/b");
    learn(m, "b", "https://news.one.example/b"); /* the same page again */
    learn(m, "c", "https://two.example/c");
    ck_assert_uint_eq(pages("https://one.example/x"), 2);
    ck_assert_uint_eq(pages("https://two.example/x"), 1);
    ck_assert_uint_eq(pages("https://three.example/x"), 0);
    ck_assert_uint_eq(pages(""), 0);
    ck_assert_uint_eq(
        sr_site_memory_pages(m, SR_STR("https://one.example/"), SR_STR("Report a")), 1);
}
END_TEST

START_TEST(an_unknown_address_teaches_nothing)
{
    sr_buf out = {0};
    learn(m, "a", "");
    learn(m, "b", "no address");
    ck_ok(sr_site_memory_write(m, &out, NULL));
    ck_str(sr_buf_str(&out), "sitrep site memory 1\n");
    sr_buf_free(&out);
}
END_TEST

/* Many lines, written, read and written again: the same bytes. */
START_TEST(writes_what_it_read)
{
    char id[32];
    sr_buf first = {0}, second = {0};
    sr_site_memory *again;
    for (int i = 0; i < 3000; i++) {
        (void)snprintf(id, sizeof id, "n%d", i);
        learn(m, id, "https://one.example/");
    }
    ck_ok(sr_site_memory_write(m, &first, NULL));
    ck_ok(sr_site_memory_new(&again, NULL));
    ck_ok(sr_site_memory_read(again, sr_buf_str(&first), "f", NULL));
    ck_ok(sr_site_memory_write(again, &second, NULL));
    ck_assert(sr_str_eq(sr_buf_str(&first), sr_buf_str(&second)));
    ck_assert_uint_eq(pages("https://one.example/"), 3000);
    sr_site_memory_free(again);
    sr_buf_free(&first);
    sr_buf_free(&second);
}
END_TEST

static const char *const bad[] = {
    "",
    "another file\n",
    "sitrep site memory 1\nx\n",
    "sitrep site memory 1\n0123456789abcdef 0123456789abcdef\n",
    "sitrep site memory 1\n0123456789abcdeg 0123456789abcdef 3\n",
    "sitrep site memory 1\n0123456789abcdef 0123456789abcdef 0\n",
    "sitrep site memory 1\n0000000000000000 0123456789abcdef 3\n",
    "sitrep site memory 1\n0123456789abcdef 0123456789abcdef 99999999999\n"};

START_TEST(refuses_other_files)
{
    sr_err err = {0};
    ck_assert_int_eq(sr_site_memory_read(m, sr_str_of(bad[_i]), "f", &err), SR_EFORMAT);
    ck_assert(strstr(err.msg, "memory of sites"));
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("extract/site");
    TCase *c = tcase_create("site");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, counts_pages_of_a_site);
    tcase_add_test(c, an_unknown_address_teaches_nothing);
    tcase_add_test(c, writes_what_it_read);
    tcase_add_loop_test(c, refuses_other_files, 0, (int)SR_COUNT(bad));
    suite_add_tcase(suite, c);
    return suite;
}
