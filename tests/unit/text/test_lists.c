/* The lists of data/ that the stage reads: no entry twice, which would lose the second;
 * words that are looked up in lower case stand in lower case. */
#include "../t.h"

#include "base/data.h"
#include "base/map.h"

static const struct {
    const char *name;
    bool lower;
} lists[] = {
    {"abbrev.en.txt", false},  {"abbrev.any.txt", false},  {"openers.en.txt", true},
    {"calendar.en.txt", true}, {"captions.en.txt", true},  {"prefixes.en.txt", true},
    {"splits.en.txt", true},   {"tails.en.txt", true},     {"apostrophe.en.txt", true},
    {"units.any.txt", false},  {"ordinals.any.txt", true}, {"tails.any.txt", true},
};

START_TEST(test_entries)
{
    sr_str rest = sr_data(lists[_i].name), line, word;
    sr_map seen = {0};
    ck_assert_msg(rest.len > 0 && rest.p[0] == '#', "%s: no origin", lists[_i].name);
    ck_assert_uint_ne(sr_str_find(rest, SR_STR("Origin:"), 0), SIZE_MAX);
    while (sr_data_line(&rest, &line)) {
        bool is_new;
        ck_assert(sr_str_field(&line, '\t', &word));
        ck_assert(sr_map_put(&seen, word, 1, &is_new));
        ck_assert_msg(is_new, "%s: \"%.*s\" stands there twice", lists[_i].name,
                      SR_FMT(word));
        for (size_t i = 0; lists[_i].lower && i < word.len; i++)
            ck_assert_msg(!sr_is_upper(word.p[i]), "%s: \"%.*s\"", lists[_i].name,
                          SR_FMT(word));
    }
    sr_map_free(&seen);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("text/lists");
    TCase *c = tcase_create("all");
    tcase_add_loop_test(c, test_entries, 0, (int)SR_COUNT(lists));
    suite_add_tcase(s, c);
    return s;
}
