/* The whole stage: title and paragraphs, limits and notes, refused memory, hostile texts. */
#include "../t.h"

#include "invariants.h"

#include <stdlib.h>

static sr_text_rules *rules;

static void setup(void)
{
    ck_ok(sr_text_rules_new("en", &rules, NULL));
}

static void teardown(void)
{
    sr_text_rules_free(rules);
}

/* A document whose paragraphs are what stands between blank lines. */
static sr_doc *doc_of(const char *title, sr_str text)
{
    sr_doc *doc = sr_doc_new(0);
    size_t room = 1;
    for (size_t i = 0; i + 1 < text.len; i++)
        room += text.p[i] == '\n' && text.p[i + 1] == '\n';
    doc->article.title = sr_str_of(title);
    doc->article.text = text;
    doc->article.paras = SR_NEW(doc->arena, sr_para, room);
    for (size_t beg = 0; beg < text.len;) {
        size_t end = sr_str_find(text, SR_STR("\n\n"), beg);
        end = end == SIZE_MAX ? text.len : end;
        doc->article.paras[doc->article.n_paras++].span =
            (sr_span){(uint32_t)beg, (uint32_t)end};
        beg = end + 2;
    }
    return doc;
}

START_TEST(test_title_and_paragraphs)
{
    sr_doc *doc =
        doc_of("Talks end. Both left", SR_STR("One came.\n\nTwo left. Three stayed."));
    ck_ok(sr_text_analyse(rules, doc, NULL));
    ck_assert_uint_eq(doc->n_sents, 5);
    ck_str(sr_str_span(doc->article.title, doc->sents[1].span), "Both left");
    ck_assert(doc->sents[0].in_title && doc->sents[1].in_title &&
              !doc->sents[2].in_title);
    ck_assert_uint_eq(doc->sents[2].para, 0);
    ck_assert_uint_eq(doc->sents[4].para, 1);
    ck_str(sr_str_span(sr_doc_text(doc, &doc->sents[4]), doc->sents[4].span),
           "Three stayed.");
    ck_assert_ptr_null(broken(doc));
    sr_doc_free(doc);
}
END_TEST

START_TEST(test_empty)
{
    sr_doc *doc = doc_of("", SR_STR(""));
    ck_ok(sr_text_analyse(rules, doc, NULL));
    ck_assert_uint_eq(doc->n_sents + doc->n_tokens, 0);
    sr_doc_free(doc);
    doc = doc_of(" \t ", SR_STR(" \xC2\xA0\n\n \n"));
    ck_ok(sr_text_analyse(rules, doc, NULL));
    ck_assert_uint_eq(doc->n_sents + doc->n_tokens, 0);
    ck_assert_ptr_null(broken(doc));
    sr_doc_free(doc);
}
END_TEST

/* Refuse the 1st, 2nd, ... allocation until the call gets through. */
START_TEST(test_no_memory)
{
    sr_status st = SR_ENOMEM;
    size_t k = 0;
    for (; st != SR_OK && k < 200; k++) {
        sr_doc *doc =
            doc_of("Talks end", SR_STR("One came. Two left. A b c d e f g h i j."));
        sr_arena_fail_after(doc->arena, k);
        sr_err err;
        st = sr_text_analyse(rules, doc, &err);
        if (st != SR_OK)
            ck_assert(st == SR_ENOMEM && err.status == SR_ENOMEM && doc->n_sents == 0 &&
                      doc->n_tokens == 0 && !doc->sents && !doc->tokens);
        sr_doc_free(doc);
    }
    ck_assert_int_eq(st, SR_OK);
    ck_assert_uint_gt(k, 2);
}
END_TEST

static bool has_note(const sr_doc *doc, const char *code)
{
    for (size_t i = 0; i < doc->n_notes; i++)
        if (sr_str_eq(doc->notes[i].code, sr_str_of(code)))
            return true;
    return false;
}

START_TEST(test_limits)
{
    size_t n = 100000;
    char *p = malloc(n);
    for (size_t i = 0; i < n; i++)
        p[i] = i % 10 == 9 ? ' ' : 'a';
    sr_doc *doc = doc_of("", (sr_str){p, n});
    ck_ok(sr_text_analyse(rules, doc, NULL));
    ck_assert_ptr_null(broken(doc));
    ck_assert_uint_eq(doc->n_notes, 1);
    ck_assert(has_note(doc, "limit-sentence"));
    ck_assert_uint_eq(doc->n_tokens, n / 10); /* cut between words */
    sr_doc_free(doc);
    memset(p, 'a', n);
    doc = doc_of("", (sr_str){p, 5000});
    ck_ok(sr_text_analyse(rules, doc, NULL));
    ck_assert_ptr_null(broken(doc));
    ck_assert_uint_eq(doc->n_notes, 1);
    ck_assert(has_note(doc, "limit-token"));
    sr_doc_free(doc);
    free(p);
}
END_TEST

/* 1 MB of each: the runner's time limit tells whether a loop is not linear. */
static const char *const hostile[] = {
    "a",
    "a ",
    ".",
    ". ",
    "? ",
    "\"",
    "\" ",
    ".\"",
    ". \" ",
    "A",
    "A.",
    "A. ",
    "a.",
    "U.S. ",
    "Mr. ",
    "p.m. ",
    "(",
    ").",
    ". (",
    ")",
    "[1]",
    ".[1]",
    "'",
    "a'",
    "a's",
    "-",
    "a-",
    "e-",
    "1-",
    "1.",
    "1,",
    "1",
    "@",
    "a@",
    "#a",
    "www.",
    "a.com",
    "http://",
    ":)",
    " :) ",
    "\n",
    "a\n",
    "- a\n",
    "a.B",
    "&",
    "A&",
    "_",
    "a_",
    "…",
    "… ",
    "“",
    ". ” ",
    "’",
    "a’",
    "。",
    "他",
    "か",
    "カ",
    "\xCC\x81",
    "👍",
    "\xF0\x9F\x87\xBA",
    "\xE2\x80\x8D",
    "\xFF",
    "\xE2",
    "\xE2\x80",
    "\xC2",
    "\xC2\xA0",
    "\xC2\xAD",
    "\xD6",
    "\xED\xA0\x80",
    "No. 5 ",
    "5. ",
    "Fig. ",
    ". . ",
    " . ",
    "\t",
    "$",
    "US$",
    "+1",
    "''",
    "n't ",
    "cannot ",
    "1a",
    "É",
    "é.",
    "ß",
    ".\xE2\x80\x9D ",
};

START_TEST(test_hostile)
{
    size_t n = 1 << 20, len = strlen(hostile[_i]), k = 0;
    char *p = malloc(n);
    for (; k + len <= n; k += len)
        memcpy(p + k, hostile[_i], len);
    sr_doc *doc = sr_doc_new(0);
    doc->article.text = (sr_str){p, k};
    doc->article.paras = SR_NEW(doc->arena, sr_para, 1);
    doc->article.paras[0].span.end = (uint32_t)k;
    doc->article.n_paras = 1;
    sr_status st = sr_text_analyse(rules, doc, NULL);
    ck_assert(st == SR_OK || st == SR_ENOMEM);
    if (st == SR_OK) {
        const char *what = broken(doc);
        ck_assert_msg(!what, "\"%s\": %s", hostile[_i], what);
    }
    sr_doc_free(doc);
    free(p);
}
END_TEST

START_TEST(test_unknown_language)
{
    sr_text_rules *r = NULL;
    ck_ok(sr_text_rules_new(NULL, &r, NULL));
    sr_text_rules_free(r);
    ck_ok(sr_text_rules_new("", &r, NULL));
    sr_text_rules_free(r);
    ck_ok(sr_text_rules_new("a-very-long-name-of-no-language", &r, NULL));
    sr_text_rules_free(r);
    sr_text_rules_free(NULL);
}
END_TEST

START_TEST(test_blank)
{
    static const char *const blanks[] = {" ",
                                         "\n",
                                         "\xC2\xA0",
                                         "\xE2\x80\xA8",
                                         "\xE2\x80\x8B",
                                         "\xE3\x80\x80",
                                         "\xEF\xBB\xBF",
                                         "\xE2\x80\xAF"};
    for (size_t i = 0; i < SR_COUNT(blanks); i++)
        ck_assert_uint_eq(sr_text_blank(sr_str_of(blanks[i]), 0), strlen(blanks[i]));
    ck_assert_uint_eq(sr_text_blank(SR_STR("a"), 0), 0);
    ck_assert_uint_eq(sr_text_blank(SR_STR("\xE2\x80"), 0), 0);
    ck_assert_uint_eq(sr_text_blank(SR_STR("…"), 0), 0);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("text/analyse");
    TCase *c = tcase_create("all");
    tcase_add_unchecked_fixture(c, setup, teardown);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, test_title_and_paragraphs);
    tcase_add_test(c, test_empty);
    tcase_add_test(c, test_no_memory);
    tcase_add_test(c, test_limits);
    tcase_add_loop_test(c, test_hostile, 0, (int)SR_COUNT(hostile));
    tcase_add_test(c, test_unknown_language);
    tcase_add_test(c, test_blank);
    suite_add_tcase(s, c);
    return s;
}
