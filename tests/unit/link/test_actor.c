/* Strings that name actors: country and code, on a day. */
#include "link/link.h"

#include "../t.h"

#include <stdlib.h>

static sr_know *know;
static sr_link_rules *rules;
static sr_arena *a;

static void setup(void)
{
    ck_ok(sr_know_open(NULL, 0, &know, NULL));
    ck_ok(sr_link_rules_new(know, "en", &rules, NULL));
    a = sr_arena_new(1 << 24);
    ck_assert_ptr_nonnull(a);
}

static void teardown(void)
{
    sr_arena_free(a);
    sr_link_rules_free(rules);
    sr_know_close(know);
}

static sr_when day_of(int year)
{
    sr_civil c = {year, 7, 1, 0, 0, 0};
    return year ? (sr_when){.at_s = sr_time_of(c), .precision = SR_TIME_DAY}
                : (sr_when){.precision = SR_TIME_UNKNOWN};
}

static const struct {
    const char *string, *context;
    int year;
    const char *country, *code;
} cases[] = {
    {"Ukrainian police", "", 0, "UKR", "UKR.COP"},
    {"French President Emmanuel Macron", "", 2022, "FRA", "FRA.GOV"},
    {"Angela Merkel", "", 2017, "DEU", "DEU.GOV"},
    {"Angela Merkel", "", 2024, "DEU", "DEU.ELI"},
    {"a former White House official", "", 0, "USA", "USA.ELI"},
    {"Japan", "", 0, "JPN", "JPN"},
    {"Tehran", "", 0, "IRN", "IRN.GOV"},
    {"police in Kenya", "", 0, "KEN", "KEN.COP"},
    {"soldiers", "", 0, "", "MIL"},
    {"soldiers", "Mali", 0, "MLI", "MLI.MIL"},
    {"West Yorkshire Police", "", 0, "GBR", "GBR.COP"},
    {"The Law Society of Kenya", "", 0, "KEN", "KEN"}, /* not Nathan Law */
    {"Nova Post", "", 0, "", ""},                      /* not Carlos Vila Nova */
    {"Kan News channel", "", 0, "ISR", "ISR.JRN"},     /* not The News */
    {"Ministry of Health of the People's Republic of China", "", 0, "CHN", "CHN.GOV"},
    {"The mayor", "", 0, "", "GOV"}, /* not Juan Jiménez Mayor */
    {"a person or the nature of an event", "", 0, "", ""},
    {"a demand", "", 0, "", ""},
    {"", "", 0, "", ""},
};

START_TEST(test_cases)
{
    sr_coded c;
    sr_when day = day_of(cases[_i].year);
    ck_ok(sr_link_actor(rules, sr_str_of(cases[_i].string), sr_str_of(cases[_i].context),
                        &day, a, &c, NULL));
    ck_str(c.country, cases[_i].country);
    ck_str(c.code, cases[_i].code);
}
END_TEST

/* Refused memory leaves the result alone. */
START_TEST(test_no_memory)
{
    sr_status st = SR_ENOMEM;
    sr_when day = day_of(2022);
    for (size_t k = 0; st != SR_OK && k < 50; k++) {
        sr_coded c = {.actor = 77};
        sr_arena_fail_after(a, k);
        st = sr_link_actor(rules, SR_STR("Ukrainian police"), SR_STR(""), &day, a, &c,
                           NULL);
        ck_assert(st == SR_OK || (st == SR_ENOMEM && c.actor == 77));
    }
    ck_assert_int_eq(st, SR_OK);
}
END_TEST

/* A megabyte of words, of one word, of commas: read up to the limit. */
START_TEST(test_hostile)
{
    enum { N = 1 << 20 };
    static const char *const fills[] = {"police ", "a,",  "x",       "of ",
                                        "ex-",     "'s ", "\xc3\xa9"};
    char *text = malloc(N);
    sr_when day = day_of(0);
    sr_coded c;
    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < N; i++)
        text[i] = fills[_i][i % strlen(fills[_i])];
    ck_ok(sr_link_actor(rules, (sr_str){text, N}, (sr_str){text, N}, &day, a, &c, NULL));
    free(text);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("link/actor");
    TCase *t = tcase_create("actor");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, test_cases, 0, SR_COUNT(cases));
    tcase_add_test(t, test_no_memory);
    tcase_add_loop_test(t, test_hostile, 0, 7);
    suite_add_tcase(s, t);
    return s;
}
