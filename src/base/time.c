/* Moments.  In this file: calendar arithmetic, text out, RFC 3339 in, RFC 822 in. */
#include "base/time.h"

#include <stdio.h>

enum { DAY_S = 86400 };

static bool is_leap(int y)
{
    return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool sr_civil_valid(sr_civil c)
{
    return c.year >= 1 && c.year <= 9999 && c.month >= 1 && c.month <= 12 && c.day >= 1 &&
           c.day <= days_in(c.year, c.month) && c.hour >= 0 && c.hour <= 23 &&
           c.minute >= 0 && c.minute <= 59 && c.second >= 0 && c.second <= 60;
}

/* Days since 1970-01-01; years start in March so that the leap day comes last
 * (H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil). */
static int64_t days_of(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t yoe = y - era * 400;
    int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

sr_time sr_time_of(sr_civil c)
{
    int second = c.second > 59 ? 59 : c.second; /* leap seconds are folded */
    return days_of(c.year, c.month, c.day) * DAY_S + c.hour * 3600 + c.minute * 60 +
           second;
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

sr_civil sr_time_civil(sr_time t)
{
    int64_t days = floor_div(t, DAY_S), left = t - days * DAY_S;
    int64_t z = days + 719468, era = floor_div(z, 146097), doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int month = (int)(mp < 10 ? mp + 3 : mp - 9);
    return (sr_civil){.year = (int)(yoe + era * 400 + (month <= 2)),
                      .month = month,
                      .day = (int)(doy - (153 * mp + 2) / 5 + 1),
                      .hour = (int)(left / 3600),
                      .minute = (int)(left / 60 % 60),
                      .second = (int)(left % 60)};
}

int sr_time_weekday(sr_time t)
{
    int64_t days = floor_div(t, DAY_S) + 4; /* 1970-01-01 was a Thursday */
    return (int)(days - floor_div(days, 7) * 7);
}

void sr_time_text(sr_time t, char ret[SR_TIME_TEXT])
{
    sr_time low = sr_time_of((sr_civil){1, 1, 1, 0, 0, 0});
    sr_time high = sr_time_of((sr_civil){9999, 12, 31, 23, 59, 59});
    sr_civil c = sr_time_civil(t < low ? low : t > high ? high : t);
    (void)snprintf(ret, SR_TIME_TEXT, "%04u-%02u-%02uT%02u:%02u:%02uZ",
                   (unsigned)c.year % 10000u, (unsigned)c.month % 100u,
                   (unsigned)c.day % 100u, (unsigned)c.hour % 100u,
                   (unsigned)c.minute % 100u, (unsigned)c.second % 100u);
}

void sr_time_text_zoned(sr_time t, int16_t zone_min, char ret[SR_TIME_ZONED_TEXT])
{
    char local[SR_TIME_TEXT];
    unsigned off = (unsigned)(zone_min < 0 ? -zone_min : zone_min) % (24 * 60);
    sr_time_text(t + (sr_time)zone_min * 60, local);
    (void)snprintf(ret, SR_TIME_ZONED_TEXT, "%.19s%c%02u:%02u", local,
                   zone_min < 0 ? '-' : '+', off / 60, off % 60);
}

/* --- reading: a cursor over the text --------------------------------------------- */

typedef struct cursor {
    sr_str s;
    size_t at;
} cursor;

static char peek(const cursor *c)
{
    return c->at < c->s.len ? c->s.p[c->at] : '\0';
}

static bool take(cursor *c, char want)
{
    if (peek(c) != want || c->at >= c->s.len)
        return false;
    c->at++;
    return true;
}

/* Exactly min to max digits; false leaves the cursor anywhere. */
static bool take_digits(cursor *c, int min, int max, int *ret)
{
    int n = 0, v = 0;
    while (n < max && sr_is_digit(peek(c))) {
        v = v * 10 + (c->s.p[c->at++] - '0');
        n++;
    }
    *ret = v;
    return n >= min;
}

static void skip_blanks(cursor *c)
{
    while (sr_is_space(peek(c)))
        c->at++;
}

static bool finish(sr_civil civil, int zone_s, sr_precision how, sr_time *ret,
                   sr_precision *precision, int16_t *zone_min)
{
    if (!sr_civil_valid(civil))
        return false;
    *ret = sr_time_of(civil) - zone_s;
    *precision = how;
    *zone_min = (int16_t)(zone_s / 60);
    return true;
}

/* "Z", "+hh:mm", "+hhmm", "+hh" or nothing. */
static bool take_zone(cursor *c, int *zone_s)
{
    *zone_s = 0;
    if (take(c, 'Z') || take(c, 'z') || c->at >= c->s.len)
        return true;
    int sign = take(c, '+') ? 1 : take(c, '-') ? -1 : 0, hour, minute = 0;
    if (sign == 0 || !take_digits(c, 2, 2, &hour))
        return false;
    bool colon = take(c, ':');
    if ((colon || sr_is_digit(peek(c))) && !take_digits(c, 2, 2, &minute))
        return false;
    if (hour > 15 || minute > 59)
        return false;
    *zone_s = sign * (hour * 3600 + minute * 60);
    return true;
}

static bool take_clock(cursor *c, sr_civil *civil, sr_precision *how)
{
    *how = SR_TIME_MINUTE;
    if (!take_digits(c, 2, 2, &civil->hour))
        return false;
    bool colons = take(c, ':');
    if (!take_digits(c, 2, 2, &civil->minute))
        return false;
    if (colons ? take(c, ':') : sr_is_digit(peek(c))) {
        *how = SR_TIME_SECOND;
        if (!take_digits(c, 2, 2, &civil->second))
            return false;
        if (take(c, '.') || take(c, ',')) {
            if (!sr_is_digit(peek(c)))
                return false;
            while (sr_is_digit(peek(c)))
                c->at++;
        }
    }
    return true;
}

bool sr_time_parse(sr_str s, sr_time *ret, sr_precision *precision)
{
    int16_t zone_min;
    return sr_time_parse_zoned(s, ret, precision, &zone_min);
}

bool sr_time_parse_zoned(sr_str s, sr_time *ret, sr_precision *precision,
                         int16_t *zone_min)
{
    cursor c = {sr_str_trim(s), 0};
    sr_civil civil = {.month = 1, .day = 1};
    sr_precision how = SR_TIME_MONTH;
    int zone_s = 0;
    if (!take_digits(&c, 4, 4, &civil.year))
        return false;
    bool dashes = take(&c, '-');
    if (!take_digits(&c, 2, 2, &civil.month))
        return false;
    if (c.at < c.s.len) {
        how = SR_TIME_DAY;
        if ((dashes && !take(&c, '-')) || !take_digits(&c, 2, 2, &civil.day))
            return false;
    } else if (!dashes) {
        return false; /* 202411 may be any number */
    }
    if (c.at < c.s.len) {
        if (!take(&c, 'T') && !take(&c, 't') && !take(&c, ' '))
            return false;
        skip_blanks(&c);
        if (!take_clock(&c, &civil, &how))
            return false;
        skip_blanks(&c);
        if (!take_zone(&c, &zone_s) || c.at < c.s.len)
            return false;
    }
    return finish(civil, zone_s, how, ret, precision, zone_min);
}

/* Month by its first three letters, 1 to 12; 0 where it is none. */
static int month_of(sr_str word)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (word.len < 3)
        return 0;
    for (int m = 0; m < 12; m++)
        if (sr_str_ieq(sr_str_cut(word, 0, 3), (sr_str){names + 3 * m, 3}))
            return m + 1;
    return 0;
}

static sr_str take_word(cursor *c)
{
    size_t beg = c->at;
    while (sr_is_alpha(peek(c)))
        c->at++;
    return sr_str_cut(c->s, beg, c->at);
}

/* Zones of RFC 822, section 5.1; others count as UTC. */
static int named_zone_s(sr_str name)
{
    static const struct {
        const char *name;
        int hours;
    } zones[] = {{"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5}, {"MST", -7},
                 {"MDT", -6}, {"PST", -8}, {"PDT", -7}, {"CET", 1},  {"CEST", 2},
                 {"BST", 1},  {"EET", 2},  {"EEST", 3}, {"MSK", 3},  {"JST", 9}};
    for (size_t i = 0; i < SR_COUNT(zones); i++)
        if (sr_str_ieq(name, sr_str_of(zones[i].name)))
            return zones[i].hours * 3600;
    return 0;
}

static int full_year(int year, size_t digits)
{
    if (digits == 3)
        return 1900 + year; /* RFC 2822, section 4.3: programs that count from 1900 */
    if (digits > 3)
        return year;
    return year < 70 ? 2000 + year : 1900 + year;
}

/* "29 Nov 2024", "29-Nov-24", "Nov 29, 2024". */
static bool take_day_month_year(cursor *c, sr_civil *civil)
{
    bool month_first = sr_is_alpha(peek(c));
    if (month_first)
        civil->month = month_of(take_word(c));
    skip_blanks(c);
    if (!take_digits(c, 1, 2, &civil->day) || sr_is_digit(peek(c)))
        return false; /* "Nov 2024" has no day 20 */
    (void)take(c, '-');
    (void)take(c, ',');
    skip_blanks(c);
    if (!month_first)
        civil->month = month_of(take_word(c));
    (void)take(c, '.');
    (void)take(c, '-');
    skip_blanks(c);
    size_t beg = c->at;
    if (civil->month == 0 || !take_digits(c, 2, 4, &civil->year))
        return false;
    civil->year = full_year(civil->year, c->at - beg);
    return true;
}

bool sr_time_parse_rfc822(sr_str s, sr_time *ret, sr_precision *precision)
{
    int16_t zone_min;
    return sr_time_parse_rfc822_zoned(s, ret, precision, &zone_min);
}

bool sr_time_parse_rfc822_zoned(sr_str s, sr_time *ret, sr_precision *precision,
                                int16_t *zone_min)
{
    cursor c = {sr_str_trim(s), 0};
    sr_civil civil = {0};
    sr_precision how = SR_TIME_DAY;
    int zone_s = 0;
    size_t start = c.at;
    sr_str word = take_word(&c);
    if (word.len && month_of(word) && peek(&c) != ',')
        c.at = start; /* a month, not a weekday */
    (void)take(&c, '.');
    (void)take(&c, ',');
    skip_blanks(&c);
    if (!take_day_month_year(&c, &civil))
        return false;
    skip_blanks(&c);
    if (sr_is_digit(peek(&c))) {
        how = SR_TIME_MINUTE;
        if (!take_digits(&c, 1, 2, &civil.hour) || !take(&c, ':') ||
            !take_digits(&c, 2, 2, &civil.minute))
            return false;
        if (take(&c, ':')) {
            how = SR_TIME_SECOND;
            if (!take_digits(&c, 1, 2, &civil.second))
                return false;
        }
        skip_blanks(&c);
        if (sr_is_alpha(peek(&c)))
            zone_s = named_zone_s(take_word(&c));
        if ((peek(&c) == '+' || peek(&c) == '-') && !take_zone(&c, &zone_s))
            return false;
    }
    return finish(civil, zone_s, how, ret, precision, zone_min);
}
