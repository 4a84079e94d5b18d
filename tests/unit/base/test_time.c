#include "../t.h"

#include "base/time.h"

/* Each day from 1 to 9999 in steps of 97 days (coprime to 7 and to the months), at odd
 * hours; and each day of 1999 to 2030. */
static void round_trip(sr_time t)
{
    char text[SR_TIME_TEXT];
    sr_time back;
    sr_precision how;
    sr_civil c = sr_time_civil(t);
    sr_time_text(t, text);
    if (!sr_civil_valid(c) || sr_time_of(c) != t ||
        !sr_time_parse(sr_str_of(text), &back, &how) || back != t ||
        how != SR_TIME_SECOND)
        ck_abort_msg("%lld %s", (long long)t, text);
}

START_TEST(test_round_trips)
{
    sr_time low = sr_time_of((sr_civil){1, 1, 1, 0, 0, 0});
    sr_time high = sr_time_of((sr_civil){9999, 12, 31, 23, 59, 59});
    size_t n = 0;
    for (sr_time t = low; t <= high; t += 97 * 86400 + 12345, n++)
        round_trip(t);
    for (sr_time t = sr_time_of((sr_civil){1999, 1, 1, 0, 0, 0}); n < 50000;
         t += 86400, n++)
        round_trip(t);
    ck_assert_uint_ge(n, 10000);
}
END_TEST

START_TEST(test_known_moments)
{
    static const struct {
        sr_civil c;
        sr_time t;
        int weekday;
    } cases[] = {
        {{1970, 1, 1, 0, 0, 0}, 0, 4},
        {{1969, 12, 31, 23, 59, 59}, -1, 3},
        {{2000, 2, 29, 12, 0, 0}, 951825600, 2},
        {{2024, 11, 29, 18, 20, 0}, 1732904400, 5},
        {{2038, 1, 19, 3, 14, 8}, 2147483648, 2},
        {{1900, 3, 1, 0, 0, 0}, -2203891200, 4},
    };
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        ck_assert_int_eq(sr_time_of(cases[i].c), cases[i].t);
        ck_assert_int_eq(sr_time_weekday(cases[i].t), cases[i].weekday);
    }
}
END_TEST

START_TEST(test_valid)
{
    static const sr_civil bad[] = {
        {0, 1, 1, 0, 0, 0},     {10000, 1, 1, 0, 0, 0}, {2024, 0, 1, 0, 0, 0},
        {2024, 13, 1, 0, 0, 0}, {2024, 1, 0, 0, 0, 0},  {2024, 6, 31, 0, 0, 0},
        {2023, 2, 29, 0, 0, 0}, {1900, 2, 29, 0, 0, 0}, {2024, 1, 1, 24, 0, 0},
        {2024, 1, 1, -1, 0, 0}, {2024, 1, 1, 0, 60, 0}, {2024, 1, 1, 0, 0, 61}};
    for (size_t i = 0; i < SR_COUNT(bad); i++)
        ck_assert_msg(!sr_civil_valid(bad[i]), "%zu", i);
    ck_assert(sr_civil_valid((sr_civil){2000, 2, 29, 23, 59, 60}));
}
END_TEST

START_TEST(test_text_is_clamped)
{
    char text[SR_TIME_TEXT];
    sr_time_text(INT64_MAX / 2, text);
    ck_assert_str_eq(text, "9999-12-31T23:59:59Z");
    sr_time_text(INT64_MIN / 2, text);
    ck_assert_str_eq(text, "0001-01-01T00:00:00Z");
}
END_TEST

typedef bool parser(sr_str, sr_time *, sr_precision *);

typedef struct good {
    const char *text, *want;
    sr_precision how;
} good;

static void check_good(parser *parse, const good *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char text[SR_TIME_TEXT];
        sr_time t;
        sr_precision how;
        ck_assert_msg(parse(sr_str_of(cases[i].text), &t, &how), "%s", cases[i].text);
        sr_time_text(t, text);
        ck_assert_msg(strcmp(text, cases[i].want) == 0, "%s: %s", cases[i].text, text);
        ck_assert_msg(how == cases[i].how, "%s: precision %d", cases[i].text, how);
    }
}

static void check_bad(parser *parse, const char *const *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sr_time t = 77;
        sr_precision how = SR_TIME_YEAR;
        ck_assert_msg(!parse(sr_str_of(cases[i]), &t, &how), "%s", cases[i]);
        ck_assert(t == 77 && how == SR_TIME_YEAR);
    }
}

START_TEST(test_rfc3339)
{
    static const good cases[] = {
        {"2024-11-29T18:20:00Z", "2024-11-29T18:20:00Z", SR_TIME_SECOND},
        {"2024-11-29t18:20:00z", "2024-11-29T18:20:00Z", SR_TIME_SECOND},
        {"2024-11-29T18:20:00.5+02:00", "2024-11-29T16:20:00Z", SR_TIME_SECOND},
        {"2024-11-29T18:20:00,123456789Z", "2024-11-29T18:20:00Z", SR_TIME_SECOND},
        {"2024-11-29T00:20:00+0530", "2024-11-28T18:50:00Z", SR_TIME_SECOND},
        {"2024-11-29T18:20:00-05", "2024-11-29T23:20:00Z", SR_TIME_SECOND},
        {"2024-11-29 18:20Z", "2024-11-29T18:20:00Z", SR_TIME_MINUTE},
        {"2024-11-29 18:20", "2024-11-29T18:20:00Z", SR_TIME_MINUTE},
        {"2024-11-29 18:20:07 +0000", "2024-11-29T18:20:07Z", SR_TIME_SECOND},
        {"20241129T182000Z", "2024-11-29T18:20:00Z", SR_TIME_SECOND},
        {"20241129T1820", "2024-11-29T18:20:00Z", SR_TIME_MINUTE},
        {" 2024-11-29\n", "2024-11-29T00:00:00Z", SR_TIME_DAY},
        {"20241129", "2024-11-29T00:00:00Z", SR_TIME_DAY},
        {"2024-11", "2024-11-01T00:00:00Z", SR_TIME_MONTH},
        {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", SR_TIME_SECOND},
    };
    static const char *const bad[] = {"",
                                      " ",
                                      "2024",
                                      "202411",
                                      "24-11-29",
                                      "2024-13-01",
                                      "2024-02-30",
                                      "2024-11-31",
                                      "2024-11-29T",
                                      "2024-11-29T18",
                                      "2024-11-29T18:2",
                                      "2024-11-29T25:00Z",
                                      "2024-11-29T18:60Z",
                                      "2024-11-29T18:20:00.",
                                      "2024-11-29T18:20:00+2",
                                      "2024-11-29T18:20:00+02:",
                                      "2024-11-29T18:20:00+99:00",
                                      "2024-11-29T18:20:00Z junk",
                                      "2024-11-29junk",
                                      "on 2024-11-29",
                                      "2024/11/29",
                                      "0000-01-01",
                                      "2024-1-1",
                                      "-2024-01-01",
                                      "2024-11-29T18:20:00 EST",
                                      "99999-01-01"};
    check_good(sr_time_parse, cases, SR_COUNT(cases));
    check_bad(sr_time_parse, bad, SR_COUNT(bad));
}
END_TEST

START_TEST(test_rfc822)
{
    static const good cases[] = {
        {"Fri, 29 Nov 2024 18:20:00 GMT", "2024-11-29T18:20:00Z", SR_TIME_SECOND},
        {"29 Nov 2024 18:20:00 GMT", "2024-11-29T18:20:00Z", SR_TIME_SECOND},
        {"Mon, 29 Nov 2024 18:20:00 GMT", "2024-11-29T18:20:00Z", SR_TIME_SECOND},
        {"Fri, 29 Nov 2024 18:20 +0200", "2024-11-29T16:20:00Z", SR_TIME_MINUTE},
        {"Fri, 29 Nov 24 18:20:00 EST", "2024-11-29T23:20:00Z", SR_TIME_SECOND},
        {"Fri, 29 Nov 94 18:20:00 PDT", "1994-11-30T01:20:00Z", SR_TIME_SECOND},
        {"Fri, 29 Nov 124 18:20:00 Z", "2024-11-29T18:20:00Z", SR_TIME_SECOND},
        {"Friday, 29-Nov-24 18:20:00 UT", "2024-11-29T18:20:00Z", SR_TIME_SECOND},
        {"Fri, 9 November 2024 8:20:00 +00:00", "2024-11-09T08:20:00Z", SR_TIME_SECOND},
        {"Nov 29, 2024", "2024-11-29T00:00:00Z", SR_TIME_DAY},
        {"Fri, 29 Nov 2024", "2024-11-29T00:00:00Z", SR_TIME_DAY},
        {"  fri, 29 nov 2024 18:20:00 gmt  ", "2024-11-29T18:20:00Z", SR_TIME_SECOND},
        {"Fri, 29 Nov 2024 18:20:00", "2024-11-29T18:20:00Z", SR_TIME_SECOND},
    };
    static const char *const bad[] = {"",
                                      "Fri,",
                                      "Fri, 29",
                                      "Fri, 29 Nov",
                                      "29 Nov",
                                      "32 Nov 2024",
                                      "31 Nov 2024",
                                      "Fri, 29 Foo 2024 18:20:00 GMT",
                                      "Fri, 29 Nov 2024 25:20:00 GMT",
                                      "Fri, 29 Nov 2024 18-20",
                                      "Fri, 29 Nov 2024 18:2",
                                      "yesterday",
                                      "2024-11-29",
                                      "Fri, 29 Nov 2024 18:20:00 +2",
                                      "Nov 2024"};
    check_good(sr_time_parse_rfc822, cases, SR_COUNT(cases));
    check_bad(sr_time_parse_rfc822, bad, SR_COUNT(bad));
}
END_TEST

START_TEST(test_zones)
{
    static const struct {
        const char *text;
        int zone_min;
        const char *local;
    } rows[] = {{"2023-11-08T18:05:00-08:00", -480, "2023-11-08T18:05:00-08:00"},
                {"2023-11-09T02:05:00Z", 0, "2023-11-09T02:05:00+00:00"},
                {"Wed, 08 Nov 2023 23:40:00 +0545", 345, "2023-11-08T23:40:00+05:45"},
                {"Wed, 08 Nov 2023 21:05:00 EST", -300, "2023-11-08T21:05:00-05:00"}};
    for (size_t i = 0; i < SR_COUNT(rows); i++) {
        sr_time t;
        sr_precision p;
        int16_t zone_min = 7;
        char text[SR_TIME_ZONED_TEXT];
        sr_str s = sr_str_of(rows[i].text);
        ck_assert(sr_time_parse_zoned(s, &t, &p, &zone_min) ||
                  sr_time_parse_rfc822_zoned(s, &t, &p, &zone_min));
        ck_assert_int_eq(zone_min, rows[i].zone_min);
        sr_time_text_zoned(t, zone_min, text);
        ck_assert_str_eq(text, rows[i].local);
    }
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("base/time");
    TCase *c = tcase_create("all");
    tcase_add_test(c, test_round_trips);
    tcase_add_test(c, test_known_moments);
    tcase_add_test(c, test_valid);
    tcase_add_test(c, test_text_is_clamped);
    tcase_add_test(c, test_rfc3339);
    tcase_add_test(c, test_rfc822);
    tcase_add_test(c, test_zones);
    suite_add_tcase(s, c);
    return s;
}
