/* Mentions: which words, from where to where, in which order; lookup by head. */
#include "coref_t.h"

static const struct {
    const char *rule, *text, *want;
} cases[] = {
    {"names and titles", "President Vladimir Putin visited Minsk.",
     "n:Vladimir Putin|n:Minsk|"},
    {"descriptions", "The new president of the country met several Western allies.",
     "d:The new president of the country|d:the country|d:several Western "
     "allies|"},
    {"no clause", "The man who lives there saw the police.",
     "d:The man|p:who|d:the police|"},
    {"possessives", "Her brother sold his car.", "d:Her brother|p:Her|d:his car|p:his|"},
    {"apposition", "The mayor, a former teacher, resigned.",
     "d:The mayor|d:a former teacher|"},
    {"coordination", "France and Germany agreed.",
     "d:France and Germany|n:France|n:Germany|"},
    {"it of clauses is none", "It is clear that they lied.", "p:they|"},
    {"no units", "The fire began at 11 p.m. and the PM spoke at 3 pm.",
     "d:The fire|d:the PM|"},
    {"names as attributes", "The Obama administration waited.",
     "d:The Obama administration|n:Obama|"},
};

START_TEST(test_cases)
{
    sr_doc *doc = coref_t_read(&c, sr_str_of(cases[_i].text));
    ck_assert_msg(!coref_t_broken(doc), "%s", coref_t_broken(doc));
    sr_buf b = {0};
    for (size_t i = 0; i < doc->n_mentions; i++)
        sr_buf_printf(&b, "%c:%.*s|", "ndp"[doc->mentions[i].kind],
                      SR_FMT(coref_t_mention(doc, &doc->mentions[i])));
    ck_assert_msg(sr_str_eq(sr_buf_str(&b), sr_str_of(cases[_i].want)),
                  "%s: got \"%.*s\", want \"%s\"", cases[_i].rule, SR_FMT(sr_buf_str(&b)),
                  cases[_i].want);
    sr_buf_free(&b);
    sr_doc_free(doc);
}
END_TEST

START_TEST(test_lookup)
{
    sr_doc *doc =
        coref_t_read(&c, SR_STR("France and Germany met the angry rebels of Chad."));
    ck_str(coref_t_mention(doc, &doc->mentions[sr_mention_of(doc, 0)]),
           "France and Germany");
    ck_str(coref_t_mention(doc, &doc->mentions[sr_mention_part_of(doc, 0)]), "France");
    ck_str(coref_t_mention(doc, &doc->mentions[sr_mention_of(doc, 2)]), "Germany");
    ck_str(coref_t_mention(doc, &doc->mentions[sr_mention_of(doc, 6)]),
           "the angry rebels of Chad");
    ck_assert_uint_eq(sr_mention_of(doc, 1), SR_NONE);
    ck_assert_uint_eq(sr_mention_of(doc, 3), SR_NONE);
    ck_assert_uint_eq(sr_mention_of(doc, 4), SR_NONE);
    ck_assert_uint_eq(sr_mention_of(doc, UINT32_MAX), SR_NONE);
    sr_doc_free(doc);
}
END_TEST

START_TEST(test_wide)
{
    static const struct {
        const char *text, *head, *want;
    } wide[] = {
        {"They met Russian President Vladimir Putin, who won.", "Vladimir",
         "Russian President Vladimir Putin, who won"},
        {"The company's owner left.", "company", "The company's"},
        {"He is the head of the bank.", "head", "the head of the bank"},
        {"The dog and the cat of my aunt ran.", "dog", "The dog"},
    };
    for (size_t k = 0; k < SR_COUNT(wide); k++) {
        sr_doc *doc = coref_t_read(&c, sr_str_of(wide[k].text));
        sr_reach *reach = NULL;
        ck_ok(sr_reach_find(doc, doc->arena, &reach, NULL));
        uint32_t head = 0;
        while (!sr_str_eq(sr_str_span(doc->article.text, doc->tokens[head].span),
                          sr_str_of(wide[k].head)))
            head++;
        sr_reach r =
            sr_mention_wide(doc, reach, &doc->mentions[sr_mention_part_of(doc, head)]);
        sr_span span = {doc->tokens[r.beg].span.beg, doc->tokens[r.end - 1].span.end};
        ck_str(sr_str_span(doc->article.text, span), wide[k].want);
        sr_doc_free(doc);
    }
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("mentions");
    TCase *t = tcase_create("mentions");
    tcase_add_unchecked_fixture(t, coref_t_setup, coref_t_teardown);
    tcase_add_loop_test(t, test_cases, 0, SR_COUNT(cases));
    tcase_add_test(t, test_lookup);
    tcase_add_test(t, test_wide);
    suite_add_tcase(s, t);
    return s;
}
