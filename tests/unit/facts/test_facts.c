/* The stage: the calendar, hostile texts, absurd days, refused memory, the same twice. */
#include "../t.h"

#include "invariants.h"

#include "facts/parts.h"

#include <stdlib.h>

static sr_text_rules *text_rules;
static sr_facts_rules *facts_rules;

static void setup(void)
{
    ck_ok(sr_text_rules_new("en", &text_rules, NULL));
    ck_ok(sr_facts_rules_new("en", &facts_rules, NULL));
}

static void teardown(void)
{
    sr_facts_rules_free(facts_rules);
    sr_text_rules_free(text_rules);
}

START_TEST(calendar)
{
    int year, week;
    for (int64_t d = -300000; d < 300000; d += 37)
        ck_assert_int_eq(sr_days_of(sr_day_of(d)), d);
    sr_day_week(sr_days_of((sr_day){2021, 1, 3}), &year, &week);
    ck_assert(year == 2020 && week == 53);
    ck_assert_int_eq(sr_week_start(2024, 1), sr_days_of((sr_day){2024, 1, 1}));
    sr_day easter = sr_holiday(2000, 2024), thanks = sr_holiday(2020, 2024),
           memorial = sr_holiday(2021, 2024);
    ck_assert(easter.month == 3 && easter.day == 31);
    ck_assert(thanks.month == 11 && thanks.day == 28);
    ck_assert(memorial.month == 5 && memorial.day == 27);
    ck_assert_int_eq(sr_day_weekday(sr_days_of((sr_day){2024, 11, 29})), 5);
    ck_assert_int_eq(sr_month_length(1900, 2), 28);
}
END_TEST

static void check_text(sr_str title, sr_str text, sr_str published)
{
    sr_doc *doc = sr_doc_new(0);
    ck_assert(make_article(doc, title, text, published));
    ck_ok(sr_text_analyse(text_rules, doc, NULL));
    ck_ok(sr_facts_find(facts_rules, doc, NULL));
    ck_assert_msg(!broken_times(doc), "%s", broken_times(doc));
    ck_assert_msg(!broken_amounts(doc), "%s", broken_amounts(doc));
    sr_doc_free(doc);
}

static const char *const worst[] = {
    "the ",
    "2010 ",
    "5 ",
    "may ",
    "one hundred and ",
    "more than ",
    "Monday ",
    "of the ",
    "$",
    "1,",
    "killed ",
    "12 killed ",
    "killed 12 and ",
    "a a a ",
    "12 people, ",
    "first second third ",
    "6:40 ",
    "-",
    "12 - ",
    "the last past next this ",
    "May 5 to 7, ",
    "twenty ",
    "dozens of hundreds of thousands ",
    "and ",
    "9",
    "the toll rose to 12 ",
    "early late mid ",
    "no one ",
    "two and a half ",
    "x. 5 May. ",
    "12 of the 40 ",
    "including four ",
    "every other day ",
    "½ ",
    "since since since ",
};

START_TEST(hostile)
{
    enum { BYTES = 1 << 20 };
    char *p = malloc(BYTES);
    size_t n = strlen(worst[_i]), len = 0;
    ck_assert_ptr_nonnull(p);
    for (; len + n <= BYTES; len += n)
        memcpy(p + len, worst[_i], n);
    check_text(SR_STR(""), (sr_str){p, len}, SR_STR("2024-11-29"));
    free(p);
}
END_TEST

START_TEST(absurd_days)
{
    static const char *const days[] = {"0001-01-01", "9999-12-31", "1969-12-31",
                                       "2024-02-29", ""};
    sr_str text = SR_STR(
        "Last Monday, next year, two centuries ago, tomorrow night, in May, this winter, "
        "Christmas, the weekend, 900 million years ago, for 1e400 days, "
        "99999999999999999999 years, next Easter, the last quarter, two weeks later, "
        "at 6 p.m. yesterday, every 5000000000 days, the next decade.");
    for (size_t i = 0; i < SR_COUNT(days); i++)
        check_text(SR_STR("Two die on Friday"), text, sr_str_of(days[i]));
    char digits[500];
    memset(digits, '7', sizeof digits);
    check_text((sr_str){digits, 400}, (sr_str){digits, sizeof digits},
               SR_STR("2024-11-29"));
}
END_TEST

START_TEST(no_memory)
{
    sr_status st = SR_ENOMEM;
    for (size_t k = 0; st != SR_OK && k < 500; k++) {
        sr_doc *doc = sr_doc_new(0);
        sr_timex kept = {0};
        ck_assert(make_article(
            doc, SR_STR("Five die"),
            SR_STR("At least 14 people were killed twice a week on Tuesday."),
            SR_STR("2024-11-29")));
        ck_ok(sr_text_analyse(text_rules, doc, NULL));
        doc->times = &kept;
        doc->n_times = 1;
        sr_arena_fail_after(doc->arena, k);
        st = sr_facts_find(facts_rules, doc, NULL);
        if (st != SR_OK)
            ck_assert(st == SR_ENOMEM && doc->times == &kept && doc->n_times == 1 &&
                      !doc->amounts && doc->n_amounts == 0);
        sr_doc_free(doc);
    }
    ck_assert_int_eq(st, SR_OK);
}
END_TEST

START_TEST(limits)
{
    enum { N = SR_MAX_TIMES + 100, EACH = 6 };
    char *p = malloc((size_t)N * EACH);
    ck_assert_ptr_nonnull(p);
    for (size_t i = 0; i < N; i++)
        memcpy(p + i * EACH, "2010. ", EACH);
    sr_doc *doc = sr_doc_new(0);
    ck_assert(make_article(doc, SR_STR(""), (sr_str){p, (size_t)N * EACH},
                           SR_STR("2024-11-29")));
    ck_ok(sr_text_analyse(text_rules, doc, NULL));
    ck_ok(sr_facts_find(facts_rules, doc, NULL));
    ck_assert(doc->n_times >= SR_MAX_TIMES && doc->n_notes == 1);
    ck_str(doc->notes[0].code, "limit-times");
    sr_doc_free(doc);
    free(p);
}
END_TEST

START_TEST(json)
{
    sr_doc *doc = sr_doc_new(0);
    sr_buf out = {0};
    ck_assert(
        make_article(doc, SR_STR("Two die"), SR_STR("It was on Tuesday."), SR_STR("")));
    doc->article.id = SR_STR("a");
    ck_ok(sr_text_analyse(text_rules, doc, NULL));
    ck_ok(sr_facts_find(facts_rules, doc, NULL));
    sr_facts_write(doc, &(sr_json){.out = &out});
    ck_str(
        sr_buf_str(&out),
        "{\"id\":\"a\",\"sentences\":[{\"span\":[0,7],\"in\":\"title\"},{\"span\":[0,"
        "18]}],"
        "\"entities\":[],\"times\":[{\"span\":[10,17],\"type\":\"DATE\",\"value\":"
        "\"XXXX-WXX-2\","
        "\"anchor\":\"missing\",\"text\":\"Tuesday\"}],"
        "\"places\":[],\"amounts\":[{\"span\":[0,3],\"in\":\"title\",\"value\":2,"
        "\"mod\":\"exact\","
        "\"unit\":\"person\",\"measure\":\"killed\",\"cue\":[4,7],\"text\":\"Two\"}],"
        "\"statements\":[],\"events\":[],\"positions\":[],\"predicates\":[],\"focus\":[],"
        "\"notes\":[{\"stage\":\"facts\",\"code\":\"no-date\",\"message\":\"the day "
        "of the "
        "article is unknown; relative times stay relative\"}]}");
    sr_buf_free(&out);
    sr_doc_free(doc);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("facts");
    TCase *c = tcase_create("facts");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, calendar);
    tcase_add_loop_test(c, hostile, 0, SR_COUNT(worst));
    tcase_add_test(c, absurd_days);
    tcase_add_test(c, no_memory);
    tcase_add_test(c, limits);
    tcase_add_test(c, json);
    suite_add_tcase(suite, c);
    return suite;
}
