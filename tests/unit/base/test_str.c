#include "../t.h"

START_TEST(test_equal_and_order)
{
    sr_str none = {NULL, 0};
    ck_assert(sr_str_eq(none, SR_STR("")));
    ck_assert(sr_str_eq(SR_STR("ab"), SR_STR("ab")));
    ck_assert(!sr_str_eq(SR_STR("ab"), SR_STR("aB")));
    ck_assert(!sr_str_eq(SR_STR("ab"), SR_STR("abc")));
    ck_assert_int_lt(sr_str_cmp(SR_STR("a"), SR_STR("b")), 0);
    ck_assert_int_lt(sr_str_cmp(SR_STR("a"), SR_STR("ab")), 0);
    ck_assert_int_gt(sr_str_cmp(SR_STR("\xFF"), SR_STR("a")), 0);
    ck_assert_int_eq(sr_str_cmp(none, SR_STR("")), 0);
    ck_assert_int_gt(sr_str_cmp(SR_STR("a\0b"), SR_STR("a\0a")), 0);
}
END_TEST

START_TEST(test_ignoring_case)
{
    ck_assert(sr_str_ieq(SR_STR("Content-TYPE"), SR_STR("content-type")));
    ck_assert(!sr_str_ieq(SR_STR("\xC3\x84"), SR_STR("\xC3\xA4"))); /* ASCII only */
    ck_assert(!sr_str_ieq(SR_STR("@"), SR_STR("`")));
    ck_assert(sr_str_starts(SR_STR("abc"), SR_STR("ab")));
    ck_assert(sr_str_starts(SR_STR("abc"), SR_STR("")));
    ck_assert(!sr_str_starts(SR_STR("ab"), SR_STR("abc")));
    ck_assert(sr_str_istarts(SR_STR("HTTP://"), SR_STR("http")));
    ck_assert(!sr_str_istarts(SR_STR("HT"), SR_STR("http")));
    ck_assert(sr_str_ends(SR_STR("a.gz"), SR_STR(".gz")));
    ck_assert(!sr_str_ends(SR_STR("gz"), SR_STR(".gz")));
    ck_assert(sr_str_ends(SR_STR("a"), SR_STR("")));
}
END_TEST

START_TEST(test_find)
{
    static const struct {
        const char *s, *needle;
        size_t from, want;
    } cases[] = {
        {"abcabc", "abc", 0, 0},
        {"abcabc", "abc", 1, 3},
        {"abcabc", "abc", 4, SIZE_MAX},
        {"aaab", "aab", 0, 1},
        {"", "a", 0, SIZE_MAX},
        {"abc", "", 0, 0},
        {"abc", "", 3, 3},
        {"abc", "", 4, SIZE_MAX},
        {"ab", "abc", 0, SIZE_MAX},
        {"abc", "c", 2, 2},
        {"abc", "c", 3, SIZE_MAX},
    };
    for (size_t i = 0; i < SR_COUNT(cases); i++)
        ck_assert_uint_eq(
            sr_str_find(sr_str_of(cases[i].s), sr_str_of(cases[i].needle), cases[i].from),
            cases[i].want);
    ck_assert_uint_eq(sr_str_ifind(SR_STR("xABCx"), SR_STR("abc"), 0), 1);
    ck_assert_uint_eq(sr_str_ifind(SR_STR("xABC"), SR_STR("abcd"), 0), SIZE_MAX);
    ck_assert_uint_eq(sr_str_ifind(SR_STR("abab"), SR_STR("AB"), 1), 2);
    ck_assert_uint_eq(sr_str_ifind(SR_STR(""), SR_STR("a"), 0), SIZE_MAX);
}
END_TEST

START_TEST(test_trim)
{
    ck_str(sr_str_trim(SR_STR(" \t\n\v\f\r a b \r\n")), "a b");
    ck_str(sr_str_trim(SR_STR("  ")), "");
    ck_str(sr_str_trim(SR_STR("")), "");
    ck_str(sr_str_trim((sr_str){NULL, 0}), "");
}
END_TEST

START_TEST(test_field)
{
    sr_str rest = SR_STR("a,,b,"), part;
    ck_assert(sr_str_field(&rest, ',', &part));
    ck_str(part, "a");
    ck_assert(sr_str_field(&rest, ',', &part));
    ck_str(part, "");
    ck_assert(sr_str_field(&rest, ',', &part));
    ck_str(part, "b");
    ck_assert(sr_str_field(&rest, ',', &part));
    ck_str(part, "");
    ck_assert(!sr_str_field(&rest, ',', &part));
    rest = SR_STR("");
    ck_assert(sr_str_field(&rest, ',', &part));
    ck_assert(!sr_str_field(&rest, ',', &part));
}
END_TEST

START_TEST(test_u64)
{
    uint64_t v = 7;
    ck_assert(sr_str_u64(SR_STR("18446744073709551615"), &v) && v == UINT64_MAX);
    ck_assert(sr_str_u64(SR_STR("0"), &v) && v == 0);
    ck_assert(sr_str_u64(SR_STR("007"), &v) && v == 7);
    static const char *const bad[] = {"",
                                      "-1",
                                      "+1",
                                      " 1",
                                      "1 ",
                                      "1a",
                                      "18446744073709551616",
                                      "99999999999999999999",
                                      "0x1"};
    for (size_t i = 0; i < SR_COUNT(bad); i++)
        ck_assert_msg(!sr_str_u64(sr_str_of(bad[i]), &v) && v == 7, "%s", bad[i]);
}
END_TEST

START_TEST(test_parts)
{
    ck_str(sr_str_of(NULL), "");
    ck_str(sr_str_cut(SR_STR("abcd"), 1, 3), "bc");
    ck_str(sr_str_span(SR_STR("abcd"), (sr_span){2, 4}), "cd");
}
END_TEST

/* Bytes have their class whatever the locale; those above ASCII have none. */
START_TEST(test_classes)
{
    size_t space = 0, digit = 0, upper = 0, lower = 0;
    for (int c = 0; c < 256; c++) {
        space += sr_is_space((char)c);
        digit += sr_is_digit((char)c);
        upper += sr_is_upper((char)c);
        lower += sr_is_lower((char)c);
        ck_assert(sr_is_alnum((char)c) == (sr_is_alpha((char)c) || sr_is_digit((char)c)));
        ck_assert(sr_lower((char)c) == (sr_is_upper((char)c) ? (char)(c + 32) : (char)c));
    }
    ck_assert(space == 6 && digit == 10 && upper == 26 && lower == 26);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("base/str");
    TCase *c = tcase_create("all");
    tcase_add_test(c, test_equal_and_order);
    tcase_add_test(c, test_ignoring_case);
    tcase_add_test(c, test_find);
    tcase_add_test(c, test_trim);
    tcase_add_test(c, test_field);
    tcase_add_test(c, test_u64);
    tcase_add_test(c, test_parts);
    tcase_add_test(c, test_classes);
    suite_add_tcase(s, c);
    return s;
}
