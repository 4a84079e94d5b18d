/* Chains: who is who in short texts; word lists, quotations and the model file; what must
 * hold of any text; refused memory. */
#include "coref_t.h"

#include "base/hash.h"

#include <stdlib.h>

static const struct {
    const char *rule, *text, *want; /* chains of two mentions and more */
} cases[] = {
    {"he", "Vladimir Putin visited Minsk. He met the press.", "Vladimir Putin=He|"},
    {"she and he", "Angela Merkel met Barack Obama. She thanked him.",
     "Angela Merkel=She|Barack Obama=him|"},
    {"short form of a name", "Olaf Scholz arrived on Monday. Scholz left on Friday.",
     "Olaf Scholz=Scholz|"},
    {"initials",
     "The International Monetary Fund met on Friday. The IMF approved the loan.",
     "International Monetary Fund=IMF|"},
    {"reflexive", "The minister defended himself.", "The minister=himself|"},
    {"relative", "The man who called the police left.", "The man=who|"},
    {"apposition", "The mayor, a former teacher, resigned.",
     "The mayor=a former teacher|"},
    {"predicate", "Emmanuel Macron is the president of France.",
     "Emmanuel Macron=the president of France|"},
    {"no predicate", "Emmanuel Macron is not the president of Italy.", ""},
    {"I is who speaks", "\"I will not resign,\" Emmanuel Macron said.",
     "I=Emmanuel Macron|"},
    {"nobody speaks of himself by name",
     "Mohamed Hassan met reporters. \"We fear the toll will rise,\" he said.",
     "Mohamed Hassan=he|"},
    {"they", "Several protesters were arrested. They were released on Monday.",
     "Several protesters=They|"},
    {"clauses do not stand for it", "It is clear that they lied.", ""},
};

static void put_chains(const sr_doc *doc, sr_buf *out)
{
    for (size_t e = 0; e < doc->n_entities; e++) {
        if (doc->entities[e].n_mentions < 2)
            continue;
        for (uint32_t m = doc->entities[e].first; m != SR_NONE; m = doc->mentions[m].next)
            sr_buf_printf(out, "%.*s%c", SR_FMT(coref_t_mention(doc, &doc->mentions[m])),
                          doc->mentions[m].next == SR_NONE ? '|' : '=');
    }
}

START_TEST(test_cases)
{
    sr_doc *doc = coref_t_read(&c, sr_str_of(cases[_i].text));
    ck_assert_msg(!coref_t_broken(doc), "%s", coref_t_broken(doc));
    sr_buf b = {0};
    put_chains(doc, &b);
    ck_assert_msg(sr_str_eq(sr_buf_str(&b), sr_str_of(cases[_i].want)),
                  "%s: got \"%.*s\", want \"%s\"", cases[_i].rule, SR_FMT(sr_buf_str(&b)),
                  cases[_i].want);
    sr_buf_free(&b);
    sr_doc_free(doc);
}
END_TEST

START_TEST(test_lists)
{
    const sr_coref_lists *l = &c.link->coref->lists;
    ck_assert_uint_gt(l->n, 10000);
    ck_assert_uint_eq(sr_coref_word_says(l, sr_hash64(SR_STR("woman"))),
                      SR_SAYS_FEMALE | SR_SAYS_PERSON);
    ck_assert(sr_coref_word_says(l, sr_hash64(SR_STR("fatima"))) & SR_SAYS_GIVEN_F);
    ck_assert(sr_coref_word_says(l, sr_hash64(SR_STR("vladimir"))) & SR_SAYS_GIVEN_M);
    ck_assert(sr_coref_word_says(l, sr_hash64(SR_STR("say"))) & SR_SAYS_SPEECH);
    ck_assert_uint_eq(sr_coref_word_says(l, sr_hash64(SR_STR("xyzzy"))), 0);
}
END_TEST

START_TEST(test_quotes)
{
    static const struct {
        const char *text, *in, *speaker; /* a word of the quotation; its speaker */
    } quotes[] = {
        {"\"We lost it all,\" Anna Berg told reporters.", "lost", "Anna"},
        {"\u201cWe lost it all,\u201d said Anna Berg.", "lost", "Anna"},
        {"Anna Berg said: \"We lost it.\"", "lost", "Anna"},
        {"\"We lost it,\" she said. \"All is gone.\"", "gone", "she"},
        {"Nobody said that we lost it.", "lost", NULL},
        {"The \"great\" plan failed.", "great", NULL},
    };
    for (size_t k = 0; k < SR_COUNT(quotes); k++) {
        sr_doc *doc = coref_t_words(&c, sr_str_of(quotes[k].text));
        sr_quotes q = {0};
        ck_ok(sr_quotes_find(doc, &c.link->coref->lists, doc->arena, &q, NULL));
        uint32_t t = 0;
        while (!sr_str_eq(sr_str_span(doc->article.text, doc->tokens[t].span),
                          sr_str_of(quotes[k].in)))
            t++;
        uint32_t by = q.speaker[q.of[t]];
        if (quotes[k].speaker) {
            ck_assert_msg(by != SR_NONE, "%s", quotes[k].text);
            ck_str(sr_str_span(doc->article.text, doc->tokens[by].span),
                   quotes[k].speaker);
        } else {
            ck_assert_uint_eq(by, SR_NONE);
        }
        sr_doc_free(doc);
    }
}
END_TEST

/* Every kind of damage of the model's file is an error. */
START_TEST(test_model)
{
    enum { BYTES = 64 + (2 << SR_COREF_BITS) };
    char *b = calloc(1, BYTES);
    uint32_t head[2] = {1, SR_COREF_BITS};
    uint64_t tail[2] = {BYTES, sr_hash64((sr_str){b + 64, BYTES - 64})};
    memcpy(b, "sr-coref", 8);
    memcpy(b + 8, head, sizeof head);
    memcpy(b + 16, tail, sizeof tail);
    sr_coref_model m = {0};
    ck_ok(sr_coref_model_new((sr_str){b, BYTES}, &m, NULL));
    static const size_t damage[] = {0, 8, 12, 16, 24, 64, BYTES - 1};
    for (size_t i = 0; i < SR_COUNT(damage); i++) {
        b[damage[i]] ^= 1;
        m.weight = NULL;
        ck_assert_int_eq(sr_coref_model_new((sr_str){b, BYTES}, &m, NULL), SR_EFORMAT);
        ck_assert_ptr_null(m.weight);
        b[damage[i]] ^= 1;
    }
    for (size_t len = 0; len < BYTES; len += 1 + len / 2)
        ck_assert_int_eq(sr_coref_model_new((sr_str){b, len}, &m, NULL), SR_EFORMAT);
    free(b);
}
END_TEST

static const char *const worst[] = {
    "he ",
    "I said \"we ",
    "Kyiv ",
    "his father's ",
    "the man who ",
    "France and Germany and ",
    "\" \u2018 ",
    "of the ",
    "The president is the president. ",
    "U.N. United Nations ",
    "You told me that you, ",
    "\n\n",
    "she said. ",
};

START_TEST(test_hostile)
{
    enum { BYTES = 20000 };
    char *b = malloc(BYTES);
    size_t n = strlen(worst[_i]);
    for (size_t i = 0; i < BYTES; i++)
        b[i] = worst[_i][i % n];
    sr_doc *doc = coref_t_read(&c, (sr_str){b, BYTES});
    ck_assert_msg(!coref_t_broken(doc), "%s", coref_t_broken(doc));
    sr_doc_free(doc);
    free(b);
}
END_TEST

/* A megabyte of one word, a sentence each or all in one, without the tagger: the chains of
 * what it makes stay linear in time and memory. */
START_TEST(test_megabyte)
{
    enum { N = 200000, IN_ONE = 150 };
    static const struct {
        const char *form;
        uint8_t upos, rel;
        uint64_t feats;
        bool is_name, in_one;
    } one[] = {
        {"he", SR_UPOS_PRON, SR_REL_NSUBJ,
         SR_FEAT(PRONTYPE_PRS) | SR_FEAT(PERSON_3) | SR_FEAT(GENDER_MASC) |
             SR_FEAT(NUMBER_SING),
         false, false},
        {"I", SR_UPOS_PRON, SR_REL_NMOD_POSS,
         SR_FEAT(PRONTYPE_PRS) | SR_FEAT(PERSON_1) | SR_FEAT(NUMBER_SING), false, true},
        {"Kyiv", SR_UPOS_PROPN, SR_REL_OBJ, SR_FEAT(NUMBER_SING), true, false},
        {"man", SR_UPOS_NOUN, SR_REL_NMOD_POSS, SR_FEAT(NUMBER_SING), false, true},
        {"\"", SR_UPOS_PUNCT, SR_REL_PUNCT, 0, false, true},
    };
    sr_doc *doc = sr_doc_new(0);
    size_t len = strlen(one[_i].form);
    char *text = SR_NEW(doc->arena, char, N *(len + 1));
    doc->tokens = SR_NEW(doc->arena, sr_token, N);
    doc->words = SR_NEW(doc->arena, sr_word, N);
    doc->sents = SR_NEW(doc->arena, sr_sentence, N);
    doc->names = SR_NEW(doc->arena, sr_name, N);
    ck_assert(text && doc->tokens && doc->words && doc->sents && doc->names);
    for (uint32_t t = 0; t < N; t++) {
        uint32_t beg = t * (uint32_t)(len + 1), end = beg + (uint32_t)len;
        uint32_t in = one[_i].in_one ? t % IN_ONE : 0;
        memcpy(text + beg, one[_i].form, len);
        text[end] = ' ';
        doc->tokens[t] = (sr_token){.span = {beg, end}, .kind = SR_TOKEN_WORD};
        doc->tokens[t].fold = sr_hash64(sr_str_of(one[_i].form));
        doc->words[t] = (sr_word){.lemma = sr_str_of(one[_i].form),
                                  .feats = one[_i].feats,
                                  .head = in ? t - 1 : t,
                                  .upos = one[_i].upos,
                                  .rel = in ? one[_i].rel : SR_REL_ROOT};
        if (in == 0)
            doc->sents[doc->n_sents++] = (sr_sentence){.span = {beg, end}, .tok_beg = t};
        doc->sents[doc->n_sents - 1].tok_end = t + 1;
        doc->sents[doc->n_sents - 1].span.end = end;
        if (one[_i].is_name)
            doc->names[doc->n_names++] = (sr_name){.span = {beg, end},
                                                   .sent = (uint32_t)doc->n_sents - 1,
                                                   .tok_beg = t,
                                                   .tok_end = t + 1,
                                                   .type = SR_NAME_LOC};
    }
    doc->n_tokens = N;
    doc->article.text = (sr_str){text, N * (len + 1)};
    sr_work w = {.rules = c.link, .doc = doc, .arena = doc->arena};
    ck_ok(sr_mentions_find(&w, NULL));
    ck_ok(sr_chains_find(&w, NULL));
    ck_assert_msg(!coref_t_broken(doc), "%s", coref_t_broken(doc));
    sr_doc_free(doc);
}
END_TEST

static const char sample[] =
    "\"I will not go,\" President Vladimir Putin said. He and Xi Jinping, who met in the "
    "capital, praised their countries. The Russian leader is a lawyer. Their ministers "
    "signed it.";

START_TEST(test_no_memory)
{
    sr_status st = SR_ENOMEM;
    for (size_t k = 0; st != SR_OK && k < 300; k++) {
        sr_doc *doc = coref_t_words(&c, SR_STR(sample));
        sr_arena_fail_after(doc->arena, k);
        st = sr_link_analyse(c.link, doc, NULL);
        if (st != SR_OK)
            ck_assert(st == SR_ENOMEM && !doc->mentions && !doc->entities &&
                      !doc->n_mentions && !doc->n_entities);
        sr_doc_free(doc);
    }
    ck_assert_int_eq(st, SR_OK);
}
END_TEST

START_TEST(test_same_twice)
{
    sr_buf a = {0}, b = {0};
    sr_doc *doc = coref_t_read(&c, SR_STR(sample));
    put_chains(doc, &a);
    sr_doc_free(doc);
    doc = coref_t_read(&c, SR_STR(sample));
    put_chains(doc, &b);
    sr_doc_free(doc);
    ck_assert(sr_str_eq(sr_buf_str(&a), sr_buf_str(&b)));
    sr_buf_free(&a);
    sr_buf_free(&b);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("coref");
    TCase *t = tcase_create("coref");
    tcase_set_timeout(t, 100);
    tcase_add_unchecked_fixture(t, coref_t_setup, coref_t_teardown);
    tcase_add_loop_test(t, test_cases, 0, SR_COUNT(cases));
    tcase_add_test(t, test_lists);
    tcase_add_test(t, test_quotes);
    tcase_add_test(t, test_model);
    tcase_add_loop_test(t, test_hostile, 0, SR_COUNT(worst));
    tcase_add_loop_test(t, test_megabyte, 0, 5);
    tcase_add_test(t, test_no_memory);
    tcase_add_test(t, test_same_twice);
    suite_add_tcase(s, t);
    return s;
}
