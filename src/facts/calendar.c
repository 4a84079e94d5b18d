/* Days counted from 1970-01-01, ISO weeks, holidays. */
#include "facts/parts.h"

enum { EASTER = 2000, THANKSGIVING = 2020, WEEK = 7 };

int64_t sr_days_of(sr_day d)
{
    /* Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil */
    int64_t y = d.month <= 2 ? d.year - 1 : d.year;
    int64_t era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
    int64_t doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

sr_day sr_day_of(int64_t days)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097, doe = days - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int month = (int)(mp < 10 ? mp + 3 : mp - 9);
    return (sr_day){(int)(yoe + era * 400) + (month <= 2), month,
                    (int)(doy - (153 * mp + 2) / 5 + 1)};
}

int sr_day_weekday(int64_t days)
{
    int64_t w = (days + 3) % WEEK; /* 1970-01-01 was a Thursday */
    return (int)(w < 0 ? w + WEEK : w) + 1;
}

void sr_day_week(int64_t days, int *year, int *week)
{
    int64_t thursday = days - sr_day_weekday(days) + 4;
    *year = sr_day_of(thursday).year;
    *week = (int)((thursday - sr_days_of((sr_day){*year, 1, 1})) / WEEK) + 1;
}

int64_t sr_week_start(int year, int week)
{
    int64_t fourth = sr_days_of((sr_day){year, 1, 4}); /* always in week 1 */
    return fourth - sr_day_weekday(fourth) + 1 + (int64_t)WEEK * (week - 1);
}

int sr_month_length(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month < 1 || month > 12 ? 0 : days[month - 1] + (month == 2 && leap);
}

/* Gregorian Easter Sunday: "Anonymous Gregorian algorithm" (Nature, 1876). */
static int64_t easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4;
    int f = (b + 8) / 25, g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
    return sr_days_of((sr_day){year, n / 31, n % 31 + 1});
}

/* The nth (1..5, -1: last) weekday of a month. */
static int64_t nth(int year, int month, int weekday, int n)
{
    int64_t first = sr_days_of((sr_day){year, month, 1});
    int64_t at = first + (weekday - sr_day_weekday(first) + WEEK) % WEEK;
    int64_t last = first + sr_month_length(year, month) - 1;
    if (n < 0)
        return last - (sr_day_weekday(last) - weekday + WEEK) % WEEK;
    return at + (int64_t)WEEK * (n - 1);
}

sr_day sr_holiday(int code, int year)
{
    /* Easter Sunday, Good Friday, Easter Monday, Palm Sunday, Ash Wednesday, Maundy
     * Thursday, Ascension, Pentecost, Whit Monday, Corpus Christi, Mardi Gras */
    static const int from_easter[] = {0, -2, 1, -7, -46, -3, 39, 49, 50, 60, -47};
    /* of the United States: month, weekday, nth, days after: Thanksgiving, Memorial,
     * Labor, Martin Luther King, Presidents, Columbus, Mother's, Father's Day, Black
     * Friday, Cyber Monday */
    static const int by_rule[][4] = {
        {11, 4, 4, 0}, {5, 1, -1, 0}, {9, 1, 1, 0}, {1, 1, 3, 0},  {2, 1, 3, 0},
        {10, 1, 2, 0}, {5, 7, 2, 0},  {6, 7, 3, 0}, {11, 4, 4, 1}, {11, 4, 4, 4}};
    if (code < EASTER)
        return (sr_day){year, code / 100, code % 100};
    if (code - EASTER < (int)SR_COUNT(from_easter))
        return sr_day_of(easter(year) + from_easter[code - EASTER]);
    size_t k = (size_t)(code - THANKSGIVING) % SR_COUNT(by_rule);
    return sr_day_of(nth(year, by_rule[k][0], by_rule[k][1], by_rule[k][2]) +
                     by_rule[k][3]);
}
