/* Titles and offices: which key a name and a description share, and that the chains use it. */
#include "coref_t.h"

static const struct {
    const char *text;
    const char *description; /* that stands for the first name, */
    bool is_same;            /* or not */
} cases[] = {
    {"President Volodymyr Zelenskyy spoke. The president left.", "The president", true},
    {"Volodymyr Zelenskyy spoke in Kyiv. The president left.", "The president", true},
    {"Mayor Eric Colman spoke on Monday. The mayor left.", "The mayor", true},
    {"Police Chief Ana Duarte spoke to Mayor Tom Lee. The chief left.", "the chief",
     true},
    {"Vladimir Putin spoke. The president of Russia left.", "the president of russia",
     true},
    {"Donald Trump spoke. The president of Russia left.", "the president of russia",
     false},
    {"Volodymyr Zelenskyy spoke. The vice president left.", "The vice president", false},
    {"Mayor Eric Colman spoke. The bridge fell.", "The bridge", false},
};

static uint32_t described(const sr_doc *doc, const char *words)
{
    for (uint32_t i = 0; i < doc->n_mentions; i++)
        if (doc->mentions[i].kind == SR_MENTION_DESCRIPTION &&
            sr_str_ieq(coref_t_mention(doc, &doc->mentions[i]), sr_str_of(words)))
            return i;
    return SR_NONE;
}

START_TEST(test_office)
{
    sr_doc *doc = coref_t_read_on(&c, sr_str_of(cases[_i].text), 2024);
    uint32_t m = described(doc, cases[_i].description), first = 0;
    ck_assert_msg(m != SR_NONE, "%s: no such mention", cases[_i].text);
    while (doc->mentions[first].kind != SR_MENTION_NAME)
        first++;
    bool same = doc->mentions[m].entity == doc->mentions[first].entity;
    ck_assert_msg(same == cases[_i].is_same, "%s", cases[_i].text);
    sr_doc_free(doc);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("titles");
    TCase *t = tcase_create("all");
    tcase_add_unchecked_fixture(t, coref_t_setup, coref_t_teardown);
    tcase_add_loop_test(t, test_office, 0, SR_COUNT(cases));
    suite_add_tcase(s, t);
    return s;
}
