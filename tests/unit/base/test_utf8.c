#include "../t.h"

#include "base/utf8.h"

#include <stdlib.h>

/* Every code point there and back; neighbours are told apart. */
START_TEST(test_all_code_points)
{
    char bytes[4];
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        uint32_t back = 1;
        size_t n = sr_utf8_encode(cp, bytes);
        sr_str s = {bytes, n};
        bool surrogate = cp >= 0xD800 && cp <= 0xDFFF;
        if (sr_utf8_next(s, 0, &back) != n || back != (surrogate ? 0xFFFD : cp) ||
            sr_utf8_check(s) != n || sr_utf8_prev(s, n) != 0)
            ck_abort_msg("U+%04X", cp);
        if (n != (surrogate      ? 3u
                  : cp < 0x80    ? 1u
                  : cp < 0x800   ? 2u
                  : cp < 0x10000 ? 3u
                                 : 4u))
            ck_abort_msg("length of U+%04X", cp);
    }
    ck_assert_uint_eq(sr_utf8_encode(0x110000, bytes), 3);
    ck_assert_uint_eq(sr_utf8_encode(UINT32_MAX, bytes), 3);
    ck_assert(memcmp(bytes, "\xEF\xBF\xBD", 3) == 0);
}
END_TEST

/* The ill-formed sequences of Unicode 15, section 3.9, and their maximal subparts: '|'
 * stands for U+FFFD in what repair gives. */
START_TEST(test_ill_formed)
{
    static const struct {
        const char *bytes, *want;
        size_t bad, first;
    } cases[] = {
        {"a\x80z", "a|z", 1, 1},  /* a lone tail */
        {"\xC0\xAF", "||", 2, 0}, /* overlong */
        {"\xC1\xBF", "||", 2, 0},
        {"\xE0\x80\xAF", "|||", 3, 0},
        {"\xE0\x9F\xBF", "|||", 3, 0},
        {"\xF0\x80\x80\x80", "||||", 4, 0},
        {"\xF0\x8F\xBF\xBF", "||||", 4, 0},
        {"\xED\xA0\x80", "|||", 3, 0}, /* surrogates */
        {"\xED\xBF\xBF", "|||", 3, 0},
        {"\xF4\x90\x80\x80", "||||", 4, 0}, /* above U+10FFFF */
        {"\xF5\x80\x80\x80", "||||", 4, 0},
        {"\xFE\xFF", "||", 2, 0},
        {"\xC3", "|", 1, 0}, /* cut off */
        {"\xC3z", "|z", 1, 0},
        {"\xE2\x80", "|", 1, 0},
        {"\xE2\x80z", "|z", 1, 0},
        {"\xF0\x9F\x98", "|", 1, 0},
        {"\xF0\x9F\x98z", "|z", 1, 0},
        {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF"
         "A",
         "||||A", 4, 0}, /* table 3-11 */
        {"abcdefgh\xFF", "abcdefgh|", 1, 8},
        {"abcdefg\xC3\xA9\xFF", "abcdefg\xC3\xA9|", 1, 9},
    };
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        char got[64] = "";
        size_t g = 0;
        sr_buf b = {0};
        sr_str s = sr_str_of(cases[i].bytes);
        ck_assert_msg(sr_utf8_check(s) == cases[i].first, "case %zu", i);
        ck_assert_msg(sr_utf8_repair(s, &b) == cases[i].bad, "case %zu", i);
        ck_assert_uint_eq(sr_utf8_check(sr_buf_str(&b)), b.len);
        for (size_t k = 0; k < b.len; k++) {
            if (b.len - k >= 3 && memcmp(b.p + k, "\xEF\xBF\xBD", 3) == 0) {
                got[g++] = '|';
                k += 2;
            } else {
                got[g++] = b.p[k];
            }
        }
        ck_assert_msg(strcmp(got, cases[i].want) == 0, "case %zu: %s", i, got);
        sr_buf_free(&b);
    }
}
END_TEST

START_TEST(test_repair_keeps_good_text)
{
    sr_buf b = {0};
    ck_assert_uint_eq(sr_utf8_repair(SR_STR("Київ \xF0\x9F\x98\x80 a\0b"), &b), 0);
    ck_assert(sr_str_eq(sr_buf_str(&b), SR_STR("Київ \xF0\x9F\x98\x80 a\0b")));
    sr_buf_reset(&b);
    sr_utf8_put(&b, 0x20AC);
    sr_utf8_put(&b, 'a');
    ck_str(sr_buf_str(&b), "€a");
    sr_buf_free(&b);
}
END_TEST

START_TEST(test_floor_and_prev)
{
    sr_str s = SR_STR("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    static const size_t want[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10, 10};
    for (size_t limit = 0; limit < SR_COUNT(want); limit++)
        ck_assert_uint_eq(sr_utf8_floor(s, limit), want[limit]);
    ck_assert_uint_eq(sr_utf8_prev(s, 10), 6);
    ck_assert_uint_eq(sr_utf8_prev(s, 6), 3);
    ck_assert_uint_eq(sr_utf8_prev(s, 3), 1);
    ck_assert_uint_eq(sr_utf8_prev(s, 1), 0);
    sr_str tails = SR_STR("\x80\x80\x80\x80\x80\x80\x80\x80");
    ck_assert_uint_eq(sr_utf8_prev(tails, 8), 4); /* never further back */
    ck_assert_uint_le(sr_utf8_floor(tails, 6), 6);
    ck_assert_uint_eq(sr_utf8_floor(SR_STR(""), 0), 0);
}
END_TEST

/* 1 MB of each worst case, to its end. */
START_TEST(test_hostile)
{
    static const char *const units[] = {"\x80",         "\xF0",     "\xE2\x80",
                                        "\xED\xA0\x80", "\xC3\xA9", "a"};
    size_t n = 1 << 20;
    char *p = malloc(n);
    for (size_t u = 0; u < SR_COUNT(units); u++) {
        size_t len = strlen(units[u]), k = 0;
        sr_buf b = {0};
        for (; k + len <= n; k += len)
            memcpy(p + k, units[u], len);
        (void)sr_utf8_repair((sr_str){p, k}, &b);
        ck_assert(sr_buf_ok(&b) && sr_utf8_check(sr_buf_str(&b)) == b.len);
        sr_buf_free(&b);
    }
    free(p);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("base/utf8");
    TCase *c = tcase_create("all");
    tcase_set_timeout(c, 60);
    tcase_add_test(c, test_all_code_points);
    tcase_add_test(c, test_ill_formed);
    tcase_add_test(c, test_repair_keeps_good_text);
    tcase_add_test(c, test_floor_and_prev);
    tcase_add_test(c, test_hostile);
    suite_add_tcase(s, c);
    return s;
}
