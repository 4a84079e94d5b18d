/* The whole stage: what must hold of any document, on every path, with refused memory. */
#include "base/hash.h"
#include "t.h"
#include "tag/conllu.h"

#include <stdio.h>

static const sr_tag_path all_paths[] = {SR_TAG_PORTABLE, SR_TAG_AVX2, SR_TAG_AVX512,
                                        SR_TAG_AVX_VNNI};

static sr_tag_model *open_path(sr_tag_path how)
{
    sr_tag_model *m = NULL;
    sr_err err = {0};
    sr_status st = sr_tag_model_open(NULL, how, &m, &err);
    ck_assert_msg(st == SR_OK || st == SR_ENOTFOUND, "%s", err.msg);
    return m;
}

/* A document of sentences, one a line, tokens split at blanks. */
static void lay(sr_doc *doc, sr_str text)
{
    sr_str rest = text, line, word;
    size_t n = 0, sents = 0;
    for (size_t i = 0; i < text.len; i++) {
        n += text.p[i] == ' ' || text.p[i] == '\n';
        sents += text.p[i] == '\n';
    }
    doc->article.text = text;
    doc->tokens = SR_NEW(doc->arena, sr_token, n + 1);
    doc->sents = SR_NEW(doc->arena, sr_sentence, sents + 1);
    while (sr_str_field(&rest, '\n', &line)) {
        sr_sentence s = {.tok_beg = (uint32_t)doc->n_tokens};
        while (sr_str_field(&line, ' ', &word)) {
            uint32_t beg = (uint32_t)(word.p - text.p);
            if (word.len)
                doc->tokens[doc->n_tokens++].span =
                    (sr_span){beg, beg + (uint32_t)word.len};
        }
        s.tok_end = (uint32_t)doc->n_tokens;
        if (s.tok_end > s.tok_beg)
            doc->sents[doc->n_sents++] = s;
    }
}

/* One root a sentence, no circles, names in order. */
static void check_document(const sr_doc *doc)
{
    for (size_t s = 0; s < doc->n_sents; s++) {
        const sr_sentence *sent = &doc->sents[s];
        size_t roots = 0;
        for (uint32_t t = sent->tok_beg; t < sent->tok_end; t++) {
            const sr_word *w = &doc->words[t];
            ck_assert(w->head >= sent->tok_beg && w->head < sent->tok_end);
            ck_assert(w->lemma.p && w->lemma.len);
            ck_assert((w->head == t) == (w->rel == SR_REL_ROOT));
            ck_assert(w->upos < SR_UPOS_COUNT && w->rel < SR_REL_COUNT);
            ck_assert(w->p_arc >= 0.0f && w->p_arc <= 1.0f);
            roots += w->head == t;
            uint32_t v = t, steps = 0;
            while (doc->words[v].head != v && steps++ <= sent->tok_end - sent->tok_beg)
                v = doc->words[v].head;
            ck_assert(doc->words[v].head == v);
        }
        ck_assert_uint_eq(roots, 1);
    }
    uint32_t last = 0;
    for (size_t i = 0; i < doc->n_names; i++) {
        const sr_name *n = &doc->names[i];
        ck_assert(n->tok_beg >= last && n->tok_end > n->tok_beg);
        ck_assert(n->tok_beg >= doc->sents[n->sent].tok_beg &&
                  n->tok_end <= doc->sents[n->sent].tok_end);
        ck_assert(n->type < SR_NAME_TYPES && n->p >= 0.0f && n->p <= 1.0f);
        last = n->tok_end;
    }
}

static uint64_t digest(const sr_doc *doc)
{
    uint64_t h = 0;
    for (size_t t = 0; t < doc->n_tokens; t++) {
        const sr_word *w = &doc->words[t];
        h = sr_hash_mix(h, sr_hash64(w->lemma));
        h = sr_hash_mix(h, w->feats);
        h = sr_hash_mix(h, (uint64_t)w->head << 16 | (uint64_t)w->upos << 8 | w->rel);
        h = sr_hash_mix(h, sr_hash64((sr_str){(const char *)&w->p_arc, 4}));
    }
    for (size_t i = 0; i < doc->n_names; i++)
        h = sr_hash_mix(h, (uint64_t)doc->names[i].tok_beg << 32 | doc->names[i].tok_end);
    return h;
}

static uint64_t digest_rows(const sr_doc *doc)
{
    uint64_t h = sr_hash64((sr_str){(const char *)doc->rows.q, doc->rows.n * SR_ROW});
    sr_str scales = {(const char *)doc->rows.scale, doc->rows.n * sizeof(float)};
    return sr_hash_mix(h, sr_hash64(scales));
}

static void on_all_paths(sr_str text)
{
    uint64_t first = 0, first_rows = 0;
    for (size_t i = 0; i < SR_COUNT(all_paths); i++) {
        sr_tag_model *m = open_path(all_paths[i]);
        if (!m)
            continue;
        sr_doc *doc = sr_doc_new(0);
        sr_err err = {0};
        lay(doc, text);
        ck_ok(sr_tag_analyse_rows(m, doc, &err));
        check_document(doc);
        ck_assert_uint_eq(doc->rows.n, doc->n_tokens);
        ck_assert(i == 0 || (digest(doc) == first && digest_rows(doc) == first_rows));
        first = digest(doc), first_rows = digest_rows(doc);
        sr_doc_free(doc);
        sr_tag_model_close(m);
    }
}

START_TEST(test_texts)
{
    static const char *const texts[] = {
        "Kyiv was hit by drones on Friday .\nNo one was hurt , officials said .",
        "A",
        ".\n.\n.",
        "",
        "😀 👩‍👩‍👧 🇺🇦 😀\nЗеленський заявив у "
        "Києві "
        ".\n北京 "
        "的 "
        "天气",
        "\xff\xfe \xc3 \x80\x80 a\xf0\x9f b\nİstanbul ǅ ß ŉ",
        "BREAKING : EXPLOSION IN HARBOUR KILLS THREE\nThree Killed In Blast At Harbour "
        "Of "
        "Large City",
    };
    for (size_t i = 0; i < SR_COUNT(texts); i++)
        on_all_paths(sr_str_of(texts[i]));
}
END_TEST

/* `n` times `unit`, in a buffer of its own. */
static sr_str many(const char *unit, size_t n, sr_buf *b)
{
    for (size_t i = 0; i < n; i++)
        sr_buf_put(b, sr_str_of(unit));
    return sr_buf_str(b);
}

START_TEST(test_long_sentences)
{
    static const char *const units[] = {"war ", "he said , ", "( ", "x "};
    sr_tag_model *m = open_path(SR_TAG_AUTO);
    for (size_t i = 0; i < SR_COUNT(units); i++) {
        sr_buf b = {0};
        sr_doc *doc = sr_doc_new(0);
        sr_err err = {0};
        lay(doc, many(units[i], i ? 3000 : 100000, &b));
        ck_ok(sr_tag_analyse(m, doc, &err));
        check_document(doc);
        sr_doc_free(doc);
        sr_buf_free(&b);
    }
    sr_tag_model_close(m);
}
END_TEST

START_TEST(test_one_token_of_a_megabyte)
{
    sr_tag_model *m = open_path(SR_TAG_AUTO);
    static const char *const units[] = {"a", "\xff", "😀", "Ä"};
    for (size_t i = 0; i < SR_COUNT(units); i++) {
        sr_buf b = {0};
        sr_doc *doc = sr_doc_new(0);
        sr_err err = {0};
        lay(doc, many(units[i], 1 << 20, &b));
        ck_ok(sr_tag_analyse(m, doc, &err));
        check_document(doc);
        sr_doc_free(doc);
        sr_buf_free(&b);
    }
    sr_tag_model_close(m);
}
END_TEST

START_TEST(test_many_sentences)
{
    sr_tag_model *m = open_path(SR_TAG_AUTO);
    sr_buf b = {0};
    sr_doc *doc = sr_doc_new(0);
    sr_err err = {0};
    lay(doc, many("Rebels shelled Goma .\n", 2000, &b));
    ck_ok(sr_tag_analyse(m, doc, &err));
    check_document(doc);
    for (size_t t = 0; t < 4; t++) /* neighbours in a batch change nothing */
        ck_assert_uint_eq(doc->words[t].head + 4, doc->words[t + 4].head);
    sr_doc_free(doc);
    sr_buf_free(&b);
    sr_tag_model_close(m);
}
END_TEST

/* Rows are of the first tokens, each the same wherever its sentence stands; words are the
 * same with rows and without. */
START_TEST(test_rows)
{
    sr_tag_model *m = open_path(SR_TAG_AUTO);
    sr_buf b = {0};
    sr_doc *doc = sr_doc_new(0);
    sr_err err = {0};
    lay(doc, many("Rebels shelled Goma .\n", SR_MAX_ROWS / 4 + 100, &b));
    ck_ok(sr_tag_analyse(m, doc, &err));
    ck_assert(doc->rows.n == 0 && !sr_doc_row(doc, 0) && doc->n_notes == 0);
    uint64_t words = digest(doc);
    ck_ok(sr_tag_analyse_rows(m, doc, &err));
    ck_assert_uint_eq(digest(doc), words);
    ck_assert_uint_eq(doc->rows.n, SR_MAX_ROWS);
    ck_assert(sr_doc_row(doc, SR_MAX_ROWS - 1) && !sr_doc_row(doc, SR_MAX_ROWS));
    ck_assert_uint_eq(doc->n_notes, 1);
    ck_str(doc->notes[0].code, "limit-rows");
    for (size_t t = 4; t < doc->rows.n; t++) {
        ck_assert_mem_eq(sr_doc_row(doc, t), sr_doc_row(doc, t % 4), SR_ROW);
        ck_assert(doc->rows.scale[t] == doc->rows.scale[t % 4]);
    }
    sr_doc_free(doc);
    sr_buf_free(&b);
    sr_tag_model_close(m);
}
END_TEST

/* Refuse the 1st, 2nd, ... allocation until the call gets through. */
START_TEST(test_no_memory)
{
    sr_tag_model *m = open_path(SR_TAG_AUTO);
    sr_status st = SR_ENOMEM;
    for (size_t k = 0; st != SR_OK && k < 100; k++) {
        sr_doc *doc = sr_doc_new(0);
        sr_err err;
        lay(doc,
            SR_STR("The Ministers of Chad and Niger WERE Meeting in Lagos Monday ."));
        sr_arena_fail_after(doc->arena, k);
        st = sr_tag_analyse_rows(m, doc, &err);
        if (st != SR_OK)
            ck_assert(st == SR_ENOMEM && !doc->words && !doc->names && !doc->n_names &&
                      !doc->rows.n);
        sr_doc_free(doc);
    }
    ck_assert_int_eq(st, SR_OK);
    sr_tag_model_close(m);
}
END_TEST

/* Forms that no ending explains have their lemma from the list. */
START_TEST(test_irregular)
{
    static const char *const cases[][2] = {
        {"fled", "flee"},     {"withdrew", "withdraw"},   {"shot", "shoot"},
        {"struck", "strike"}, {"overthrew", "overthrow"}, {"sank", "sink"},
        {"upheld", "uphold"}, {"fought", "fight"}};
    sr_tag_model *m = open_path(SR_TAG_AUTO);
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        char text[64];
        int n = snprintf(text, sizeof text, "The rebels %s the army .", cases[i][0]);
        sr_doc *doc = sr_doc_new(0);
        lay(doc, (sr_str){text, (size_t)n});
        ck_ok(sr_tag_analyse(m, doc, NULL));
        ck_str(doc->words[2].lemma, cases[i][1]);
        sr_doc_free(doc);
    }
    sr_tag_model_close(m);
}
END_TEST

START_TEST(test_sense)
{
    sr_tag_model *m = open_path(SR_TAG_AUTO);
    sr_doc *doc = sr_doc_new(0);
    sr_err err;
    lay(doc, SR_STR("The rebels attacked two villages in Nigeria on Monday ."));
    ck_ok(sr_tag_analyse(m, doc, &err));
    ck_assert_int_eq(doc->words[2].upos, SR_UPOS_VERB);
    ck_str(doc->words[2].lemma, "attack");
    ck_str(doc->words[4].lemma, "village");
    ck_assert(doc->words[2].feats & SR_FEAT(TENSE_PAST));
    ck_assert_int_eq(doc->words[2].rel, SR_REL_ROOT);
    ck_assert_int_eq(doc->words[1].rel, SR_REL_NSUBJ);
    ck_assert_int_eq(doc->words[4].rel, SR_REL_OBJ);
    ck_assert_uint_eq(doc->words[1].head, 2);
    ck_assert_uint_eq(doc->words[4].head, 2);
    ck_assert_uint_eq(doc->n_names, 1);
    ck_assert_uint_eq(doc->names[0].tok_beg, 6);
    ck_assert_int_eq(doc->names[0].type, SR_NAME_LOC);
    sr_doc_free(doc);
    sr_tag_model_close(m);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("analyse");
    TCase *c = tcase_create("analyse");
    tcase_set_timeout(c, 100);
    tcase_add_test(c, test_texts);
    tcase_add_test(c, test_long_sentences);
    tcase_add_test(c, test_one_token_of_a_megabyte);
    tcase_add_test(c, test_many_sentences);
    tcase_add_test(c, test_rows);
    tcase_add_test(c, test_no_memory);
    tcase_add_test(c, test_irregular);
    tcase_add_test(c, test_sense);
    suite_add_tcase(s, c);
    return s;
}
