/* The lists of data/: they load, and hold nothing that could never match. */
#include "../t.h"

#include "base/data.h"
#include "facts/facts.h"

static const char *const lists[] = {"times.en.txt", "amounts.en.txt", "measures.en.txt"};

START_TEST(words_are_lower_case)
{
    sr_str rest = sr_data(lists[_i]), line, cls, words;
    ck_assert_ptr_nonnull(rest.p);
    while (sr_data_line(&rest, &line)) {
        ck_assert(sr_str_field(&line, '\t', &cls) && sr_str_field(&line, '\t', &words));
        for (size_t k = 0; k < words.len; k++)
            ck_assert_msg(!sr_is_upper(words.p[k]), "%s: \"%.*s\"", lists[_i],
                          SR_FMT(words));
        ck_assert_msg(words.len > 0, "%s: no words", lists[_i]);
    }
}
END_TEST

START_TEST(any_language)
{
    sr_facts_rules *r = NULL;
    ck_ok(sr_facts_rules_new("xx", &r, NULL));
    sr_facts_rules_free(r);
    sr_facts_rules_free(NULL);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("facts lists");
    TCase *c = tcase_create("lists");
    tcase_add_loop_test(c, words_are_lower_case, 0, SR_COUNT(lists));
    tcase_add_test(c, any_language);
    suite_add_tcase(suite, c);
    return suite;
}
