/* Factuality: sentences with what must be found of one word each: "word polarity modality
 * tense"; statements around predicates; refused memory; a damaged model; hostile trees. */
#include "../t.h"

#include "parsed.h"

#include "facts/factuality.h"

typedef struct sample {
    const char *text, *want;
} sample;

/* clang-format off */
static const sample samples[] = {
    {"The rebels seized the town.", "seized pos asserted past"},
    {"The rebels managed to seize the town.", "seize pos asserted past"},
    {"The rebels did not manage to seize the town.", "seize neg asserted past"},
    {"The minister failed to reach an agreement.", "reach neg asserted past"},
    {"Officials ruled out an attack on the port.", "attack neg asserted past"},
    {"He denied that his men had killed the guards.", "killed neg asserted past"},
    {"The president may visit Kyiv next week.", "visit pos possible future"},
    {"If the talks collapse, the union will strike again.", "collapse pos conditional present"},
    {"If the talks collapse, the union will strike again.", "strike pos conditional future"},
    {"The company plans to close two plants.", "close pos planned future"},
    {"Troops withdrew without firing a shot.", "firing neg asserted past"},
    {"No one was killed in the blast.", "killed neg asserted past"},
    {"No one was killed in the blast.", "blast pos asserted past"},
    {"Protesters demanded the release of the prisoners.", "release pos demanded future"},
    {"This proposal has never been considered or extended to Ukraine.", "extended neg asserted past"},
    {"They said they would launch an offensive.", "launch pos asserted future"},
    {"There was no attack.", "attack neg asserted past"},
    {"Did the army fire on civilians?", "fire pos hypothetical future"},
    {"The army refused to leave the base and did not pay.", "pay neg asserted past"},
    {"The army refused to leave the base and did not withdraw its troops.", "withdraw neg asserted past"},
    {"The council has yet to approve the plan.", "approve neg asserted present"},
    {"Reports indicated the arrival of missiles.", "arrival pos asserted past"},
};
/* clang-format on */

START_TEST(words_are_told_so)
{
    const sample *s = &samples[_i];
    sr_str want = sr_str_of(s->want), word;
    ck_assert(sr_str_field(&want, ' ', &word));
    sr_doc *doc = parsed("", s->text);
    ck_ok(sr_factuality_find(facts_rules, doc, NULL));
    bool found = false;
    for (size_t i = 0; i < doc->n_predicates; i++) {
        const sr_predicate *p = &doc->predicates[i];
        if (!sr_str_eq(sr_str_span(doc->article.text, doc->tokens[p->tok].span), word))
            continue;
        found = true;
        sr_str got =
            sr_arena_printf(doc->arena, "%s %s %s", p->factuality.negated ? "neg" : "pos",
                            sr_modality_name((sr_modality)p->factuality.modality),
                            sr_when_told_name((sr_when_told)p->factuality.tense));
        ck_assert_msg(sr_str_eq(got, want), "%s: \"%.*s\" is %.*s, want %.*s", s->text,
                      SR_FMT(word), SR_FMT(got), SR_FMT(want));
    }
    ck_assert_msg(found, "%s: no predicate \"%.*s\"", s->text, SR_FMT(word));
    sr_doc_free(doc);
}
END_TEST

START_TEST(a_predicate_knows_its_statement)
{
    sr_doc *doc = parsed("", "He said, the man who said rain fell left.");
    sr_span outer = {9, 41}, inner = {26, 35};
    sr_statement s[2] = {{.content = &outer, .n_content = 1, .within = SR_NONE},
                         {.content = &inner, .n_content = 1, .within = 0}};
    doc->statements = s, doc->n_statements = 2;
    ck_ok(sr_factuality_find(facts_rules, doc, NULL));
    for (size_t i = 0; i < doc->n_predicates; i++) {
        uint32_t at = doc->tokens[doc->predicates[i].tok].span.beg;
        uint32_t want = at < 9 ? SR_NONE : at >= 26 && at < 35 ? 1 : 0;
        ck_assert_uint_eq(doc->predicates[i].statement, want);
    }
    sr_doc_free(doc);
}
END_TEST

START_TEST(memory_refused)
{
    sr_doc *doc =
        parsed("", "They said they would launch a new offensive if talks failed.");
    sr_status st = SR_ENOMEM;
    size_t refused = 0;
    for (size_t k = 0; st != SR_OK && k < 100; k++, refused++) {
        sr_arena_fail_after(doc->arena, k);
        st = sr_factuality_find(facts_rules, doc, NULL);
        if (st != SR_OK)
            ck_assert(st == SR_ENOMEM && !doc->predicates && doc->n_predicates == 0);
    }
    sr_arena_fail_after(doc->arena, SIZE_MAX);
    ck_assert(st == SR_OK && refused > 3 && doc->n_predicates > 0);
    sr_doc_free(doc);
}
END_TEST

/* "happened" stands in bounds, and what the network makes of the words has a say. */
START_TEST(rows_have_a_say)
{
    sr_doc *doc =
        parsed("", "The rebels left the town after the army had failed to retake it.");
    ck_ok(sr_factuality_find(facts_rules, doc, NULL));
    ck_assert_uint_gt(doc->n_predicates, 2);
    sr_predicate *with = doc->predicates;
    size_t n = doc->n_predicates, other = 0;
    doc->rows.n = 0;
    ck_ok(sr_factuality_find(facts_rules, doc, NULL));
    ck_assert_uint_eq(doc->n_predicates, n);
    for (size_t i = 0; i < n; i++) {
        float a = with[i].factuality.happened, b = doc->predicates[i].factuality.happened;
        ck_assert(a >= -3.0F && a <= 3.0F && b >= -3.0F && b <= 3.0F);
        other += a != b; /* fails on NaN too */
    }
    ck_assert_uint_eq(other, n);
    ck_assert(with[0].factuality.happened > 1.5F);
    sr_doc_free(doc);
}
END_TEST

START_TEST(a_damaged_model_is_refused)
{
    sr_arena *a = sr_arena_new(16 << 20);
    sr_str whole = sr_factuality_model_english(), copy = sr_arena_str(a, whole);
    sr_factuality_model *m = NULL;
    ck_ok(sr_factuality_model_new(copy, a, &m, NULL));
    static const size_t places[] = {0, 8, 12, 16, 24, 32, 64, 300, 5000, 2000000};
    for (size_t i = 0; i < SR_COUNT(places); i++) {
        char *bytes = (char *)(uintptr_t)copy.p;
        m = NULL;
        bytes[places[i]] ^= 1;
        ck_assert(sr_factuality_model_new(copy, a, &m, NULL) == SR_EFORMAT && !m);
        bytes[places[i]] ^= 1;
    }
    for (size_t n = 0; n < whole.len; n += whole.len / 7)
        ck_assert(sr_factuality_model_new(sr_str_cut(copy, 0, n), a, &m, NULL) ==
                  SR_EFORMAT);
    sr_arena_free(a);
}
END_TEST

/* Trees as no parser makes them: a chain, a star, a circle. */
START_TEST(hostile_trees)
{
    sr_doc *doc = sr_doc_new(0);
    enum { N = 1 << 17 };
    char *text = sr_arena_alloc(doc->arena, N * 8, 1);
    for (size_t i = 0; i < N; i++)
        memcpy(text + 8 * i, "refused ", 8);
    doc->article.text = (sr_str){text, (size_t)N * 8};
    doc->tokens = SR_NEW(doc->arena, sr_token, N);
    doc->words = SR_NEW(doc->arena, sr_word, N);
    doc->n_tokens = N;
    sr_sentence sent = {.span = {0, N * 8}, .tok_end = N};
    doc->sents = &sent, doc->n_sents = 1;
    for (uint32_t t = 0; t < N; t++) {
        doc->tokens[t].span = (sr_span){8 * t, 8 * t + 7};
        doc->words[t] = (sr_word){.lemma = SR_STR("refuse"), .upos = SR_UPOS_VERB};
        doc->words[t].feats = SR_FEAT(VERBFORM_INF);
        doc->words[t].rel = SR_REL_XCOMP;
        doc->words[t].head = _i == 0 ? (t ? t - 1 : 0) : _i == 1 ? 0 : (t + 1) % N;
    }
    ck_ok(sr_factuality_find(facts_rules, doc, NULL));
    ck_assert_uint_eq(doc->n_predicates, N);
    ck_ok(sr_positions_find(facts_rules, doc, NULL));
    sr_doc_free(doc);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("factuality");
    TCase *c = tcase_create("factuality");
    tcase_set_timeout(c, 60);
    tcase_add_unchecked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, words_are_told_so, 0, (int)SR_COUNT(samples));
    tcase_add_test(c, a_predicate_knows_its_statement);
    tcase_add_test(c, memory_refused);
    tcase_add_test(c, rows_have_a_say);
    tcase_add_test(c, a_damaged_model_is_refused);
    tcase_add_loop_test(c, hostile_trees, 0, 3);
    suite_add_tcase(s, c);
    return s;
}
