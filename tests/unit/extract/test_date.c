/* Dates as people write them: a line for each way and language. */
#include "extract/date.h"
#include "t.h"

#include <stdio.h>
#include <stdlib.h>

/* clang-format off */
static const struct { const char *lang, *text, *want; sr_precision how; bool us; } dates[] = {
    /* machine forms */
    {"en", "2024-11-29",                         "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"en", "2024-11-29T18:20:00+01:00",          "2024-11-29T17:20:00Z", SR_TIME_SECOND, false},
    {"en", "2024-11-29T18:20:05.123Z",           "2024-11-29T18:20:05Z", SR_TIME_SECOND, false},
    {"en", "2024-11-29 18:20",                   "2024-11-29T18:20:00Z", SR_TIME_MINUTE, false},
    {"en", "20241129T182005Z",                   "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"en", "2024-11-29T00:00:00-05:00",          "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"en", "Fri, 29 Nov 2024 18:20:00 GMT",      "2024-11-29T18:20:00Z", SR_TIME_SECOND, false},
    {"en", "Fri, 29 Nov 2024 18:20:00 -0500",    "2024-11-29T23:20:00Z", SR_TIME_SECOND, false},
    /* English */
    {"en", "29 November 2024",                   "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"en", "November 29, 2024",                  "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"en", "Updated Nov. 29th, 2024, 6:20 p.m. EST", "2024-11-29T23:20:00Z", SR_TIME_MINUTE, false},
    {"en", "Published 6:20 am, Friday, November 29, 2024", "2024-11-29T06:20:00Z", SR_TIME_MINUTE, false},
    {"en", "12:05 AM ET Fri November 29, 2024",  "2024-11-29T05:05:00Z", SR_TIME_MINUTE, false},
    {"en", "11/29/2024",                         "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"en", "03/04/2024",                         "2024-04-03T00:00:00Z", SR_TIME_DAY, false},
    {"en", "03/04/2024",                         "2024-03-04T00:00:00Z", SR_TIME_DAY, true},
    /* other languages */
    {"de", "Freitag, 29. November 2024, 18:20 Uhr", "2024-11-29T18:20:00Z", SR_TIME_MINUTE, false},
    {"de", "29.11.2024, 18.20 Uhr",              "2024-11-29T18:20:00Z", SR_TIME_MINUTE, false},
    {"de", "1. März 2024",                       "2024-03-01T00:00:00Z", SR_TIME_DAY, false},
    {"fr", "Publié le 29 février 2024 à 18h20",  "2024-02-29T18:20:00Z", SR_TIME_MINUTE, false},
    {"fr", "1er août 2023",                      "2023-08-01T00:00:00Z", SR_TIME_DAY, false},
    {"es", "29 de noviembre de 2024",            "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"pt", "29 de março de 2024 às 10:05",       "2024-03-29T10:05:00Z", SR_TIME_MINUTE, false},
    {"it", "29 luglio 2024 | 18:20",             "2024-07-29T18:20:00Z", SR_TIME_MINUTE, false},
    {"nl", "29 mei 2024",                        "2024-05-29T00:00:00Z", SR_TIME_DAY, false},
    {"sv", "29 maj 2024 kl. 18.20",              "2024-05-29T18:20:00Z", SR_TIME_MINUTE, false},
    {"fi", "29. marraskuuta 2024",               "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"pl", "29 października 2024",               "2024-10-29T00:00:00Z", SR_TIME_DAY, false},
    {"pl", "2 listopada 2024",                   "2024-11-02T00:00:00Z", SR_TIME_DAY, false},
    {"hr", "2. listopada 2024.",                 "2024-10-02T00:00:00Z", SR_TIME_DAY, false},
    {"cs", "29. října 2024",                     "2024-10-29T00:00:00Z", SR_TIME_DAY, false},
    {"hu", "2024. november 29.",                 "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"lt", "2024 m. lapkričio 29 d.",            "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"lv", "2024. gada 29. novembra",            "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"ru", "29 ноября 2024, 18:20",              "2024-11-29T18:20:00Z", SR_TIME_MINUTE, false},
    {"uk", "29 листопада 2024 року",             "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"el", "29 Νοεμβρίου 2024",                  "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"tr", "29 Kasım 2024",                      "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"ar", "٢٩ نوفمبر ٢٠٢٤",                      "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"ar", "29 تشرين الثاني 2024",               "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"he", "29 בנובמבר 2024",                    "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"hi", "29 नवंबर 2024",                       "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"th", "29 พฤศจิกายน 2567",                   "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"fa", "۱۷ آبان ۱۴۰۲",                       "2023-11-08T00:00:00Z", SR_TIME_DAY, false},
    {"fa", "سه شنبه 1 فروردین 1403 - 18:20",     "2024-03-20T18:20:00Z", SR_TIME_MINUTE, false},
    {"fa", "30 اسفند، 1403",                     "2025-03-20T00:00:00Z", SR_TIME_DAY, false},
    {"ar", "15 رمضان 1446",                      "2025-03-15T00:00:00Z", SR_TIME_DAY, false},
    {"ar", "١ محرم ١٤٤٥ هـ",                     "2023-07-19T00:00:00Z", SR_TIME_DAY, false},
    {"ar", "10 ذو الحجة 1445 هـ - 16 يونيو 2024", "2024-06-16T00:00:00Z", SR_TIME_DAY, false},
    {"ar", "3 جمادى الآخرة، 1443",               "2022-01-07T00:00:00Z", SR_TIME_DAY, false},
    {"fa", "1402/08/17",                         "2023-11-08T00:00:00Z", SR_TIME_DAY, false},
    {"fa", "1403-12-30 18:20",                   "2025-03-20T18:20:00Z", SR_TIME_MINUTE, false},
    {"ps", "۹ لیندۍ، 9 قوس 1403",                "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"vi", "29 tháng 11, 2024",                  "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"zh", "2024年11月29日 18:20",                "2024-11-29T18:20:00Z", SR_TIME_MINUTE, false},
    {"ja", "2024年11月29日",                      "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    {"ko", "2024년 11월 29일",                    "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
    /* no page language */
    {"",   "29 ноября 2024",                     "2024-11-29T00:00:00Z", SR_TIME_DAY, false},
};

static const struct { const char *text; sr_date_found found; } others[] = {
    {"31 June 2024", SR_DATE_BAD},      {"2023-02-29", SR_DATE_BAD},       {"31.04.2024", SR_DATE_BAD},
    {"no date here", SR_DATE_NONE},     {"", SR_DATE_NONE},                {"version 10.2.2024.7", SR_DATE_NONE},
    {"1402/08/17", SR_DATE_NONE},       {"31 مهر 1402", SR_DATE_NONE},     {"30 صفر 1446", SR_DATE_NONE},     {"5 رمضان 1300", SR_DATE_NONE},     {"2 خرداد 1200", SR_DATE_NONE},
    {"November 2024", SR_DATE_NONE},    {"call 555-1234", SR_DATE_NONE},   {"99/99/2024", SR_DATE_NONE},
};

static const struct { const char *url, *want; sr_precision how; } urls[] = {
    {"https://e.org/2024/11/29/slug",            "2024-11-29T00:00:00Z", SR_TIME_DAY},
    {"https://e.org/news/2024-11-29-slug.html",  "2024-11-29T00:00:00Z", SR_TIME_DAY},
    {"https://e.org/world/20241129/slug",        "2024-11-29T00:00:00Z", SR_TIME_DAY},
    {"https://e.org/2024/nov/29/slug",           "2024-11-29T00:00:00Z", SR_TIME_DAY},
    {"https://e.org/2024/11/slug",               "2024-11-01T00:00:00Z", SR_TIME_MONTH},
    {"https://e.org/article-123456789",          NULL, SR_TIME_UNKNOWN},
    {"https://2024-11-29.org/",                  NULL, SR_TIME_UNKNOWN},
    {"", NULL, SR_TIME_UNKNOWN},
};
/* clang-format on */

START_TEST(test_forms)
{
    sr_when w = {.from = SR_STR("kept")};
    char text[SR_TIME_TEXT];
    sr_date_style style = {sr_str_of(dates[_i].lang), dates[_i].us};
    sr_date_found found = sr_date_find(sr_str_of(dates[_i].text), style, &w, NULL);
    ck_assert_msg(found == SR_DATE_OK, "\"%s\": not read", dates[_i].text);
    sr_time_text(w.at_s, text);
    ck_assert_msg(strcmp(text, dates[_i].want) == 0 && w.precision == dates[_i].how,
                  "\"%s\": got %s (%d), want %s (%d)", dates[_i].text, text,
                  (int)w.precision, dates[_i].want, (int)dates[_i].how);
    ck_str(w.from, "kept");
}
END_TEST

START_TEST(test_others)
{
    sr_when w = {0};
    sr_date_found found =
        sr_date_find(sr_str_of(others[_i].text), (sr_date_style){0}, &w, NULL);
    ck_assert_msg(found == others[_i].found, "\"%s\": got %d", others[_i].text,
                  (int)found);
    ck_assert_int_eq(w.precision, SR_TIME_UNKNOWN);
}
END_TEST

START_TEST(test_place)
{
    sr_when w = {0};
    sr_span where = {0};
    sr_str text = SR_STR("Kyiv, 29 November 2024 - The ministry said");
    ck_assert_int_eq(sr_date_find(text, (sr_date_style){SR_STR("en"), false}, &w, &where),
                     SR_DATE_OK);
    ck_str(sr_str_span(text, where), "29 November 2024");
}
END_TEST

START_TEST(test_urls)
{
    sr_when w = {0};
    char text[SR_TIME_TEXT];
    bool found = sr_date_in_url(sr_str_of(urls[_i].url), &w);
    ck_assert_msg(found == (urls[_i].want != NULL), "%s", urls[_i].url);
    sr_time_text(w.at_s, text);
    if (found)
        ck_assert_msg(strcmp(text, urls[_i].want) == 0 && w.precision == urls[_i].how,
                      "%s: %s", urls[_i].url, text);
}
END_TEST

/* 1 MB of what makes most work: words beside numbers, separators, digits. */
START_TEST(test_worst)
{
    static const char *const pieces[] = {"1 x ",  "29 ",          "9",   "1.", "may ",
                                         "2024/", "\xE5\xB9\xB4", "\xFF"};
    enum { SIZE = 1 << 20 };
    char *p = malloc(SIZE);
    sr_when w = {0};
    for (size_t i = 0; i < SIZE; i++)
        p[i] = pieces[_i][i % strlen(pieces[_i])];
    (void)sr_date_find((sr_str){p, SIZE}, (sr_date_style){0}, &w, NULL);
    (void)sr_date_in_url((sr_str){p, SIZE}, &w);
    free(p);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("extract/date");
    TCase *c = tcase_create("dates");
    tcase_add_loop_test(c, test_forms, 0, (int)SR_COUNT(dates));
    tcase_add_loop_test(c, test_others, 0, (int)SR_COUNT(others));
    tcase_add_test(c, test_place);
    tcase_add_loop_test(c, test_urls, 0, (int)SR_COUNT(urls));
    tcase_add_loop_test(c, test_worst, 0, 8);
    suite_add_tcase(s, c);
    return s;
}
