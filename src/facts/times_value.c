/* An expression -> a TIMEX3 value: dates and times of day.  In order:
 *   1. putting values   2. direction   3. dates that name a day or month   4. relative units
 *   5. so long ago      6. times of day   7. the whole
 */
#include "facts/times_value.h"

#include <math.h>
#include <stdio.h>

enum { DAY_S = 86400 };

/* --- 1. putting values ------------------------------------------------------------------------ */

static void interval(sr_value *m, int64_t from, int64_t until)
{
    m->from = from;
    m->until = until;
    m->known = true;
}

static int64_t day_of_s(sr_time s)
{
    return s >= 0 ? s / DAY_S : (s - DAY_S + 1) / DAY_S;
}

static bool good_year(int64_t y)
{
    return y >= 1 && y <= 9999;
}

static bool put_day(sr_value *m, int64_t day)
{
    sr_day d = sr_day_of(day);
    if (!good_year(d.year))
        return false;
    (void)snprintf(m->text, sizeof m->text, "%04d-%02d-%02d", d.year, d.month, d.day);
    interval(m, day, day + 1);
    m->day_grain = true;
    return true;
}

bool sr_value_put_month(sr_value *m, int64_t year, int month)
{
    year += (month - 1) / 12 - (month < 1);
    month = ((month - 1) % 12 + 12) % 12 + 1;
    if (!good_year(year))
        return false;
    (void)snprintf(m->text, sizeof m->text, "%04d-%02d", (int)year, month);
    int64_t first = sr_days_of((sr_day){(int)year, month, 1});
    interval(m, first, first + sr_month_length((int)year, month));
    return true;
}

static bool put_year(sr_value *m, int64_t year)
{
    if (!good_year(year))
        return false;
    (void)snprintf(m->text, sizeof m->text, "%04d", (int)year);
    interval(m, sr_days_of((sr_day){(int)year, 1, 1}),
             sr_days_of((sr_day){(int)year, 12, 31}) + 1);
    return true;
}

static bool put_week(sr_value *m, int64_t day, bool weekend)
{
    int year, week;
    if (!good_year(sr_day_of(day).year) || !good_year(sr_day_of(day + 7).year))
        return false;
    sr_day_week(day, &year, &week);
    (void)snprintf(m->text, sizeof m->text, "%04d-W%02d%s", year, week,
                   weekend ? "-WE" : "");
    int64_t start = sr_week_start(year, week);
    interval(m, weekend ? start + 5 : start, start + 7);
    return true;
}

static bool put_quarter(sr_value *m, int64_t year, int q, bool fiscal)
{
    year += (q - 1) / 4 - (q < 1);
    q = ((q - 1) % 4 + 4) % 4 + 1;
    if (!good_year(year) || !sr_value_put_month(m, year, 3 * q - 2))
        return false;
    int64_t from = m->from;
    (void)sr_value_put_month(m, year, 3 * q);
    (void)snprintf(m->text, sizeof m->text, "%s%04d-Q%d", fiscal ? "FY" : "", (int)year,
                   q);
    m->from = from;
    m->known = !fiscal;
    return true;
}

static bool put_half(sr_value *m, int64_t year, int h)
{
    if (!good_year(year) || h < 1 || h > 2)
        return false;
    (void)sr_value_put_month(m, year, 6 * h);
    int64_t until = m->until;
    (void)sr_value_put_month(m, year, 6 * h - 5);
    m->until = until;
    (void)snprintf(m->text, sizeof m->text, "%04d-H%d", (int)year, h);
    return true;
}

static bool put_decade(sr_value *m, int64_t decade)
{
    if (decade < 1 || decade > 999)
        return false;
    (void)put_year(m, decade * 10 + 9);
    int64_t until = m->until;
    (void)put_year(m, decade * 10);
    m->until = until;
    (void)snprintf(m->text, sizeof m->text, "%03d", (int)decade);
    return true;
}

static bool put_century(sr_value *m, int64_t c) /* 18: the nineteenth */
{
    if (c < 0 || c > 98)
        return false;
    (void)put_year(m, c * 100 + 100);
    int64_t until = m->until;
    (void)put_year(m, c * 100 + 1);
    m->until = until;
    (void)snprintf(m->text, sizeof m->text, "%02d", (int)c);
    return true;
}

const char *sr_value_season(int32_t s)
{
    static const char *const names[] = {"SP", "SU", "FA", "WI"};
    return names[(s - 1) & 3];
}

/* Seasons of the northern half, by months; a winter has the year it begins in. */
static bool put_season(sr_value *m, int64_t year, int32_t s)
{
    if (!good_year(year) || !good_year(year + 1))
        return false;
    (void)sr_value_put_month(m, year, 3 * s + 2);
    int64_t until = m->until;
    (void)sr_value_put_month(m, year, 3 * s);
    m->until = until;
    (void)snprintf(m->text, sizeof m->text, "%04d-%s", (int)year, sr_value_season(s));
    return true;
}

bool sr_value_put_text(sr_value *m, const char *text)
{
    (void)snprintf(m->text, sizeof m->text, "%s", text);
    m->known = false;
    return true;
}

static bool put_str(sr_value *m, sr_str s)
{
    (void)snprintf(m->text, sizeof m->text, "%.*s", SR_FMT(s));
    m->known = false;
    return true;
}

/* --- 2. direction -------------------------------------------------------------------------------- */

/* The day that relative values count from is needed: false where it is unknown. */
static bool needs_today(sr_value *m)
{
    m->t->anchor = m->c->dated ? SR_ANCHOR_PUBLISHED : SR_ANCHOR_MISSING;
    m->c->asked |= !m->c->dated;
    return m->c->dated;
}

static int tense(const sr_value *m)
{
    return sr_tense_at(m->s, m->x->beg, m->x->end);
}

/* Of months and years the present says nothing. */
static int far_tense(const sr_value *m)
{
    int t = tense(m);
    return t == SR_TENSE_PRESENT ? 0 : t;
}

/* -1 last, 0 this, 1 next by the words of the expression; 2: no such word. */
static int said_direction(const sr_value *m)
{
    if (sr_value_has(m, SR_F_last) || sr_value_has(m, SR_F_prev) ||
        sr_value_has(m, SR_F_past))
        return -1;
    if (sr_value_has(m, SR_F_next) || sr_value_has(m, SR_F_coming) ||
        sr_value_has(m, SR_F_follow))
        return 1;
    return sr_value_has(m, SR_F_this) || sr_value_has(m, SR_F_same) ||
                   sr_value_has(m, SR_F_that)
               ? 0
               : 2;
}

/* Does the expression count from the time named before ("the following day")? */
static bool leans_on_text(const sr_value *m)
{
    return sr_value_has(m, SR_F_follow) || sr_value_has(m, SR_F_same) ||
           sr_value_has(m, SR_F_that) || sr_value_has(m, SR_F_prev);
}

/* The day to count from: the one named last, or today. */
static int64_t base_day(sr_value *m, bool text)
{
    if (text && m->c->mentioned) {
        m->t->anchor = SR_ANCHOR_TEXT;
        return m->c->last_day;
    }
    (void)needs_today(m);
    return m->c->today;
}

/* --- 3. dates ------------------------------------------------------------------------------------- */

/* A month or day of an unsaid year: `this_year` is it in the year of today.  Past: the one
 * before today; but not one so far back while the next is near. */
static int64_t year_by_tense(int64_t at, int64_t today, int64_t year, int dir)
{
    enum { NEAR = 62, BACK = 270, AHEAD = 200 };
    int64_t off = at - today;
    if (dir < 0 && off > 0)
        return off < NEAR / 10 + 1 ? year : year - 1;
    if (dir > 0 && off < 0)
        return -off < NEAR ? year : year + 1;
    if (dir == 0 && off > AHEAD)
        return year - 1;
    if (dir == 0 && off < -BACK)
        return year + 1;
    return year;
}

static int direction(const sr_value *m)
{
    int said = said_direction(m);
    return said != 2 ? said : far_tense(m);
}

/* The year of a month without one, where the other end of its range is known. */
static int64_t year_of_range(const sr_value *m, int month, int day)
{
    sr_day other = sr_day_of(day_of_s(m->c->range_s));
    bool later = month != other.month ? month > other.month : day > other.day;
    return other.year + (m->c->range > 0 ? !later && month != other.month
                                         : -(later && month != other.month));
}

static bool is_week(const sr_value *m)
{
    return sr_value_has(m, SR_F_unit) && sr_value_of(m, SR_F_unit) == SR_U_WEEK;
}

static bool date_of_month(sr_value *m)
{
    int month = sr_value_of(m, SR_F_month),
        day = sr_value_has(m, SR_F_day) ? sr_value_of(m, SR_F_day) : 0;
    int64_t year = sr_value_of(m, SR_F_year);
    if (!sr_value_has(m, SR_F_year)) {
        if (!needs_today(m)) {
            (void)snprintf(m->text, sizeof m->text, day ? "XXXX-%02d-%02d" : "XXXX-%02d",
                           month, day);
            return true;
        }
        sr_day today = sr_day_of(m->c->today);
        int64_t at = sr_days_of((sr_day){today.year, month, day ? day : today.day});
        int said = said_direction(m);
        year = today.year;
        if (m->c->range)
            year = year_of_range(m, month, day);
        else if (sr_value_has(m, SR_F_unit)) /* "August of last year" */
            year += said == 2 ? 0 : said;
        else if (!day && month == today.month)
            year += said == 2 ? 0 : said;
        else if (said == -1 || said == 1)
            year += said < 0 ? -(at > m->c->today) : at < m->c->today;
        else if (said == 2)
            year = year_by_tense(at, m->c->today, today.year, far_tense(m));
    }
    if (!day)
        return sr_value_put_month(m, year, month);
    if (!good_year(year) || day > sr_month_length((int)year, month))
        return false;
    int64_t at = sr_days_of((sr_day){(int)year, month, day});
    return is_week(m) ? put_week(m, at, false) : put_day(m, at);
}

static bool date_of_weekday(sr_value *m)
{
    int wd = sr_value_of(m, SR_F_weekday);
    if (!needs_today(m)) {
        (void)snprintf(m->text, sizeof m->text, "XXXX-WXX-%d", wd);
        m->day_grain = false;
        return true;
    }
    bool text = is_week(m) && leans_on_text(m);
    int64_t today = text ? base_day(m, true) : m->c->today,
            monday = today - sr_day_weekday(today) + 1;
    int said = said_direction(m), w0 = sr_day_weekday(today);
    if (is_week(m)) /* "Monday of next week" */
        return put_day(m, monday + 7 * (said == 2 ? 0 : said) + wd - 1);
    if (m->c->range) { /* "from next Monday to Friday" */
        int64_t other = day_of_s(m->c->range_s);
        int wo = sr_day_weekday(other);
        return put_day(m, m->c->range > 0 ? other + (wd - wo + 7) % 7
                                          : other - (wo - wd + 7) % 7);
    }
    if (leans_on_text(m) && m->c->mentioned && sr_value_has(m, SR_F_follow)) {
        m->t->anchor = SR_ANCHOR_TEXT;
        int64_t base = m->c->last_day;
        int ahead = (wd - sr_day_weekday(base) + 6) % 7 + 1;
        return put_day(m, base + ahead);
    }
    if (said == 0)
        return put_day(m, monday + wd - 1);
    if (said == -1)
        return put_day(m, today - ((w0 - wd + 6) % 7 + 1));
    if (said == 1)
        return put_day(m, today + (wd - w0 + 6) % 7 + 1);
    return put_day(m,
                   tense(m) > 0 ? today + (wd - w0 + 7) % 7 : today - (w0 - wd + 7) % 7);
}

/* "on the 4th", "Friday the 13th": the nearest month that has such a day. */
static bool date_of_day(sr_value *m)
{
    enum { MONTHS = 12 };
    int day = sr_value_of(m, SR_F_day),
        wd = sr_value_has(m, SR_F_weekday) ? sr_value_of(m, SR_F_weekday) : 0;
    if (!needs_today(m)) {
        (void)snprintf(m->text, sizeof m->text, "XXXX-XX-%02d", day);
        return true;
    }
    sr_day d = sr_day_of(m->c->today);
    int dir = tense(m) > 0 ? 1 : -1;
    for (int k = 0; k <= MONTHS; k++) {
        int month = d.month - 1 + dir * k + 12 * MONTHS,
            year = d.year - MONTHS + month / 12;
        month = month % 12 + 1;
        if (!good_year(year) || day > sr_month_length(year, month))
            continue;
        int64_t at = sr_days_of((sr_day){year, month, day});
        bool beyond = dir > 0 ? at < m->c->today : at > m->c->today;
        if (!beyond && (!wd || sr_day_weekday(at) == wd))
            return is_week(m) ? put_week(m, at, false) : put_day(m, at);
    }
    return false;
}

static bool date_of_season(sr_value *m)
{
    int32_t s = sr_value_of(m, SR_F_season);
    if (sr_value_has(m, SR_F_year))
        return put_season(m, sr_value_of(m, SR_F_year), s);
    if (!needs_today(m)) {
        (void)snprintf(m->text, sizeof m->text, "XXXX-%s", sr_value_season(s));
        return true;
    }
    sr_day d = sr_day_of(m->c->today);
    int said = said_direction(m), year = d.year;
    if (s == 4 && d.month <= 2) /* the winter we are in began last year */
        year--;
    bool over = d.month >= 3 * s + 3 && s < 4, ahead = d.month < 3 * s && year == d.year;
    int dir = said != 2 ? said : far_tense(m);
    bool soon =
        said == 2 && ahead && d.month == 3 * s - 1; /* or it has begun: this one */
    if (soon || (said == 2 && !over && !ahead))
        return put_season(m, year, s);
    if (dir < 0)
        year -= !over && (said == -1 || ahead);
    else if (dir > 0)
        year += !ahead && (said == 1 || over);
    return put_season(m, year, s);
}

/* "the Labor Day weekend": the one beside it. */
static bool put_holiday(sr_value *m, sr_day d)
{
    int64_t day = sr_days_of(d);
    if (!sr_value_has(m, SR_F_weekend))
        return put_day(m, day);
    return put_week(m, sr_day_weekday(day) <= 2 ? day - 7 : day, true);
}

static bool date_of_holiday(sr_value *m)
{
    int code = sr_value_of(m, SR_F_holiday);
    if (sr_value_has(m, SR_F_year))
        return good_year(sr_value_of(m, SR_F_year)) &&
               put_holiday(m, sr_holiday(code, sr_value_of(m, SR_F_year)));
    if (!needs_today(m))
        return sr_value_put_text(m, "XXXX-XX-XX");
    int year = sr_day_of(m->c->today).year, dir = direction(m), said = said_direction(m);
    if (!good_year(year - 1) || !good_year(year + 1))
        return false;
    int64_t at = sr_days_of(sr_holiday(code, year));
    if (said == -1 || said == 1)
        year += said < 0 ? -(at >= m->c->today) : at <= m->c->today;
    else if (said == 2)
        year = (int)year_by_tense(at, m->c->today, year, dir);
    return put_holiday(m, sr_holiday(code, year));
}

static bool date_of_quarter(sr_value *m)
{
    bool fiscal = sr_value_has(m, SR_F_fiscal) || sr_value_has(m, SR_F_fiscalx);
    int q = sr_value_has(m, SR_F_qlit)  ? sr_value_of(m, SR_F_qlit)
            : sr_value_has(m, SR_F_day) ? sr_value_of(m, SR_F_day)
                                        : 0;
    bool half = sr_value_has(m, SR_F_half) || q > 10;
    q = q > 10 ? q - 10 : q;
    if (q > (half ? 2 : 4) || q < 1)
        return false;
    if (sr_value_has(m, SR_F_year))
        return half ? put_half(m, sr_value_of(m, SR_F_year), q)
                    : put_quarter(m, sr_value_of(m, SR_F_year), q, fiscal);
    if (!needs_today(m)) {
        (void)snprintf(m->text, sizeof m->text, "XXXX-%c%d", half ? 'H' : 'Q', q);
        return true;
    }
    sr_day d = sr_day_of(m->c->today);
    int now = half ? (d.month - 1) / 6 + 1 : (d.month - 1) / 3 + 1,
        said = said_direction(m);
    int64_t year = d.year;
    if (said != 2)
        year += said;
    else if (!sr_value_has(m, SR_F_of)) /* "the quarter of the year": this year */
        year += far_tense(m) > 0 ? q < now : -(q > now);
    return half ? put_half(m, year, q) : put_quarter(m, year, q, fiscal);
}

static bool date_literal(sr_value *m)
{
    int32_t v = sr_value_has(m, SR_F_date) ? sr_value_of(m, SR_F_date)
                                           : sr_value_of(m, SR_F_lit911);
    if (v < 0) {
        (void)snprintf(m->text, sizeof m->text, "FY%04d", -v);
        return true;
    }
    return put_day(m, sr_days_of((sr_day){v / 10000, v / 100 % 100, v % 100}));
}

static bool date_of_year(sr_value *m)
{
    if (!sr_value_has(m, SR_F_fiscal) && !sr_value_has(m, SR_F_fiscalx))
        return put_year(m, sr_value_of(m, SR_F_year));
    (void)snprintf(m->text, sizeof m->text, "FY%04d", sr_value_of(m, SR_F_year));
    return true;
}

/* "mid-2011", "mid-1990s", "mid-May" */
static bool date_of_mid(sr_value *m)
{
    int32_t v = sr_value_of(m, SR_F_midyear);
    m->t->mod = SR_TIMEX_MID;
    return v < 1000 ? put_decade(m, v) : put_year(m, v);
}

/* --- 4. relative units ------------------------------------------------------------------------------ */

static bool put_relative_blank(sr_value *m, int unit)
{
    return sr_value_put_text(m, unit == SR_U_WEEK      ? "XXXX-WXX"
                                : unit == SR_U_MONTH   ? "XXXX-XX"
                                : unit == SR_U_YEAR    ? "XXXX"
                                : unit == SR_U_QUARTER ? "XXXX-QX"
                                : unit == SR_U_DECADE  ? "XXX"
                                                       : "XXXX-XX-XX");
}

/* The unit that holds `base`, moved by n. */
static bool put_unit(sr_value *m, int unit, int64_t base, int64_t n)
{
    sr_day d = sr_day_of(base);
    switch (unit) {
    case SR_U_DAY: return put_day(m, base + n);
    case SR_U_WEEK: return put_week(m, base + 7 * n, false);
    case SR_U_FORTNIGHT: return put_week(m, base + 14 * n, false);
    case SR_U_WEEKEND: return put_week(m, base + 7 * n, true);
    case SR_U_MONTH: return sr_value_put_month(m, d.year, d.month + (int)n);
    case SR_U_QUARTER:
        return put_quarter(m, d.year, (d.month - 1) / 3 + 1 + (int)n, false);
    case SR_U_YEAR: return put_year(m, d.year + n);
    case SR_U_DECADE: return put_decade(m, d.year / 10 + n);
    case SR_U_CENTURY: return put_century(m, (d.year - 1) / 100 + n);
    default: return false;
    }
}

static bool date_of_unit(sr_value *m)
{
    int unit = sr_value_of(m, SR_F_unit), said = said_direction(m);
    bool text = leans_on_text(m) ||
                (unit == SR_U_DAY &&
                 (said == 2 || sr_value_has(m, SR_F_next) ||
                  sr_value_has(m, SR_F_before) || sr_value_has(m, SR_F_after)));
    if (unit <= SR_U_HOUR)
        return sr_value_put_text(m, said < 0    ? "PAST_REF"
                                    : said == 1 ? "FUTURE_REF"
                                                : "PRESENT_REF");
    if (unit == SR_U_FORTNIGHT && said == 1) {
        m->t->type = SR_TIMEX_DURATION;
        return sr_value_put_text(m, "P2W");
    }
    if (unit > SR_U_DAY && sr_value_has(m, SR_F_that) && !m->c->mentioned)
        return sr_value_put_text(m, "PAST_REF");
    int64_t base = base_day(m, text);
    if (m->t->anchor == SR_ANCHOR_MISSING)
        return put_relative_blank(m, unit);
    if (sr_value_has(m, SR_F_before) || sr_value_has(m, SR_F_after))
        said = sr_value_has(m, SR_F_before) ? -1 : 1;
    return put_unit(m, unit, base, said == 2 ? 0 : said);
}

static bool date_of_weekend(sr_value *m)
{
    int said = said_direction(m);
    if (!needs_today(m))
        return sr_value_put_text(m, "XXXX-WXX-WE");
    int w0 = sr_day_weekday(m->c->today), t = tense(m);
    if (said == 2 || said == 0)
        said =
            t < 0 && w0 <= 3 ? -1 : 0; /* on Monday "this weekend" that was is the last */
    return put_week(m, m->c->today + 7 * said, true);
}

static bool date_of_fiscal(sr_value *m)
{
    int said = said_direction(m);
    if (!needs_today(m))
        return sr_value_put_text(m, "FYXXXX");
    (void)snprintf(m->text, sizeof m->text, "FY%04d",
                   sr_day_of(m->c->today).year + (said == 2 ? 0 : said));
    return true;
}

static bool date_of_deictic(sr_value *m)
{
    if (!needs_today(m))
        return sr_value_put_text(m, "XXXX-XX-XX");
    return put_day(m, m->c->today + sr_value_of(m, SR_F_deictic));
}

/* --- 5. so long ago ------------------------------------------------------------------------------------ */

/* How many, with halves: "a" and nothing are 1. */
double sr_value_count(const sr_value *m)
{
    double n = sr_value_has(m, SR_F_num) ? m->x->n : 1;
    if (sr_value_has(m, SR_F_half))
        n = sr_value_has(m, SR_F_and) ? n + 0.5 : 0.5;
    return n;
}

/* A part of a unit in the next smaller one: 2.5 years = 30 months. */
static void refine(int *unit, double *n)
{
    if (*n > SR_FAR || fabs(*n - floor(*n)) < 1e-9)
        return;
    double by = *unit == SR_U_YEAR      ? 12
                : *unit == SR_U_DECADE  ? 10
                : *unit == SR_U_CENTURY ? 100
                : *unit == SR_U_MONTH   ? 30
                : *unit == SR_U_WEEK    ? 7
                                        : 1;
    *unit = *unit == SR_U_YEAR                              ? SR_U_MONTH
            : *unit == SR_U_DECADE || *unit == SR_U_CENTURY ? SR_U_YEAR
            : *unit == SR_U_MONTH || *unit == SR_U_WEEK     ? SR_U_DAY
                                                            : *unit;
    *n = floor(*n * by);
}

static bool put_moment(sr_value *m, int unit, double n)
{
    int64_t s = unit == SR_U_HOUR ? 3600 : unit == SR_U_MINUTE ? 60 : 1;
    int64_t at =
        m->c->today * DAY_S + (int64_t)m->c->clock_min * 60 + (int64_t)(n * (double)s);
    int64_t day = at >= 0 ? at / DAY_S : (at - DAY_S + 1) / DAY_S,
            left = at - day * DAY_S;
    if (!put_day(m, day))
        return false;
    size_t len = strlen(m->text);
    m->t->type = SR_TIMEX_TIME;
    if (unit == SR_U_HOUR && fabs(n - floor(n)) < 1e-9)
        (void)snprintf(m->text + len, sizeof m->text - len, "T%02d", (int)(left / 3600));
    else
        (void)snprintf(m->text + len, sizeof m->text - len, "T%02d:%02d",
                       (int)(left / 3600), (int)(left / 60 % 60));
    return true;
}

static bool date_of_distance(sr_value *m)
{
    bool text = sr_value_has(m, SR_F_earlier) || sr_value_has(m, SR_F_later);
    int dir = sr_value_has(m, SR_F_ago) || sr_value_has(m, SR_F_earlier) ? -1 : 1,
        unit = sr_value_of(m, SR_F_unit);
    if (m->x->vague || !sr_value_has(m, SR_F_unit) ||
        (!sr_value_has(m, SR_F_num) && !sr_value_has(m, SR_F_a) &&
         !sr_value_has(m, SR_F_half)))
        return sr_value_put_text(m, dir < 0 ? "PAST_REF" : "FUTURE_REF");
    double n = sr_value_count(m);
    refine(&unit, &n);
    if (n > SR_FAR)
        return sr_value_put_text(m, dir < 0 ? "PAST_REF" : "FUTURE_REF");
    int64_t base = base_day(m, text);
    if (m->t->anchor == SR_ANCHOR_MISSING)
        return put_relative_blank(m, unit);
    if (unit <= SR_U_HOUR)
        return m->c->clock_min >= 0 && !text
                   ? put_moment(m, unit, dir * n)
                   : sr_value_put_text(m, dir < 0 ? "PAST_REF" : "FUTURE_REF");
    if (unit == SR_U_WEEK && text)
        return put_day(m, base + 7 * dir * (int64_t)n);
    if (!put_unit(m, unit, base, dir * (int64_t)n) || m->x->n_units < 2 ||
        m->x->unit2 <= SR_U_HOUR || m->x->n2 > SR_FAR)
        return m->text[0] != '\0';
    int64_t rest = dir * (int64_t)m->x->n2; /* "two years and three months ago" */
    sr_day d = sr_day_of(base);
    if (unit == SR_U_WEEK)
        return put_unit(m, m->x->unit2, base + 7 * dir * (int64_t)n, rest);
    return unit == SR_U_YEAR && m->x->unit2 == SR_U_MONTH
               ? sr_value_put_month(m, d.year + dir * (int64_t)n, d.month + (int)rest)
               : true;
}

/* "the first week of 2015", "the last week of May", "the second week of this month":
 * weeks begin on Monday; one of a month has its Thursday in it and no value in TIMEX3, so
 * the value is the month with its part, and the interval the week. */
static bool date_of_week_in(sr_value *m)
{
    bool last = sr_value_has(m, SR_F_final) ||
                (sr_value_has(m, SR_F_last) && !sr_value_has(m, SR_F_ordw) &&
                 !sr_value_has(m, SR_F_first));
    int k = sr_value_has(m, SR_F_first)  ? 1
            : sr_value_has(m, SR_F_ordw) ? sr_value_of(m, SR_F_ordw)
                                         : 0;
    int64_t year = sr_value_of(m, SR_F_year);
    int month = sr_value_of(m, SR_F_month);
    int said = sr_value_has(m, SR_F_this) ? 0
               : sr_value_has(m, SR_F_next) || sr_value_has(m, SR_F_coming) ||
                       sr_value_has(m, SR_F_follow)
                   ? 1
                   : -(sr_value_has(m, SR_F_prev) || m->x->n_last > last);
    if (!sr_value_has(m, SR_F_year)) {
        if (!needs_today(m))
            return put_relative_blank(m, SR_U_WEEK);
        sr_day d = sr_day_of(m->c->today);
        year = d.year;
        if (sr_value_has(m, SR_F_month))
            year = year_by_tense(sr_days_of((sr_day){d.year, month, 15}), m->c->today,
                                 year, far_tense(m));
        else if (m->x->unit2 == SR_U_MONTH)
            month = d.month + said;
        else
            year += said;
    }
    if (!good_year(year) || (!k && !last))
        return false;
    if (month == SR_X_NONE) {
        int64_t day =
            last ? sr_days_of((sr_day){(int)year, 12, 28}) : sr_week_start((int)year, k);
        return put_week(m, day, false);
    }
    if (!sr_value_put_month(m, year, month))
        return false;
    int64_t at = last ? m->until - 1 : m->from;
    int wd = sr_day_weekday(at); /* of the first or last Thursday */
    at += last ? -((wd + 3) % 7) : (4 - wd + 7) % 7 + 7 * (k - 1);
    if (at >= m->until)
        return false;
    m->t->mod = k == 1 ? SR_TIMEX_START : last ? SR_TIMEX_END : SR_TIMEX_MID;
    interval(m, at - 3, at + 4);
    return true;
}

static bool put_date(sr_value *m)
{
    if (sr_value_has(m, SR_F_date) || sr_value_has(m, SR_F_lit911))
        return date_literal(m);
    if (sr_value_has(m, SR_F_holiday))
        return date_of_holiday(m);
    if (is_week(m) && sr_value_has(m, SR_F_of) && !sr_value_has(m, SR_F_weekday) &&
        (sr_value_has(m, SR_F_first) || sr_value_has(m, SR_F_last) ||
         sr_value_has(m, SR_F_final) || sr_value_has(m, SR_F_ordw)))
        return date_of_week_in(m);
    if (sr_value_has(m, SR_F_month) &&
        !(sr_value_has(m, SR_F_weekday) && !sr_value_has(m, SR_F_day)))
        return date_of_month(m);
    bool ordinal = sr_value_has(m, SR_F_ordday) ||
                   (sr_value_has(m, SR_F_ordw) && sr_value_has(m, SR_F_weekday));
    if (ordinal &&
        (!sr_value_has(m, SR_F_unit) || (is_week(m) && sr_value_has(m, SR_F_of))) &&
        !sr_value_has(m, SR_F_half) && !sr_value_has(m, SR_F_century))
        return date_of_day(m);
    if (sr_value_has(m, SR_F_deictic))
        return date_of_deictic(m);
    if (sr_value_has(m, SR_F_weekday))
        return date_of_weekday(m);
    if (sr_value_has(m, SR_F_decadelit) || sr_value_has(m, SR_F_decadew))
        return put_decade(m, sr_value_has(m, SR_F_decadelit)
                                 ? sr_value_of(m, SR_F_decadelit)
                                 : sr_value_of(m, SR_F_decadew));
    if (sr_value_has(m, SR_F_century) && sr_value_has(m, SR_F_day))
        return put_century(m, sr_value_of(m, SR_F_day) - 1);
    if (sr_value_has(m, SR_F_season))
        return date_of_season(m);
    if (sr_value_has(m, SR_F_qlit) ||
        ((sr_value_has(m, SR_F_quarterx) || sr_value_has(m, SR_F_half)) &&
         sr_value_has(m, SR_F_day)))
        return date_of_quarter(m);
    if (sr_value_has(m, SR_F_ago) || sr_value_has(m, SR_F_fromnow) ||
        sr_value_has(m, SR_F_earlier) || sr_value_has(m, SR_F_later) ||
        sr_value_has(m, SR_F_timew))
        return date_of_distance(m);
    if (sr_value_has(m, SR_F_midyear))
        return date_of_mid(m);
    if (sr_value_has(m, SR_F_year))
        return date_of_year(m);
    if (sr_value_has(m, SR_F_weekend))
        return date_of_weekend(m);
    if (sr_value_has(m, SR_F_fiscalx))
        return date_of_fiscal(m);
    return sr_value_has(m, SR_F_unit) && date_of_unit(m);
}

/* --- 6. times of day --------------------------------------------------------------------------------------- */

const char *sr_value_part(int32_t p)
{
    static const char *const names[] = {"MO", "MI", "AF", "EV", "NI", "DT"};
    return p >= 1 && p <= 6 ? names[p - 1] : "NI";
}

int32_t sr_value_clock(const sr_value *m)
{
    int32_t at = -1;
    if (sr_value_has(m, SR_F_noon)) /* "12 midnight" */
        at = sr_value_of(m, SR_F_noon) * 3600;
    else if (sr_value_has(m, SR_F_clock))
        at = sr_value_of(m, SR_F_clock);
    else if (sr_value_has(m, SR_F_dec))
        at = sr_value_of(m, SR_F_dec) * 60;
    else if (sr_value_has(m, SR_F_hhmm))
        at = sr_value_of(m, SR_F_hhmm) * 60;
    else if (sr_value_has(m, SR_F_hour))
        at = sr_value_of(m, SR_F_hour) * 3600;
    else if (sr_value_has(m, SR_F_oclock))
        at = (int32_t)m->x->n * 3600;
    if (at >= 0 && sr_value_has(m, SR_F_pastto)) {
        int32_t by = sr_value_has(m, SR_F_half)       ? 30
                     : sr_value_has(m, SR_F_quarterx) ? 15
                     : m->x->n < 60                   ? (int32_t)m->x->n
                                                      : 0;
        at += sr_value_of(m, SR_F_pastto) * by * 60;
    }
    bool pm = (sr_value_has(m, SR_F_ampm) && sr_value_of(m, SR_F_ampm) == 2) ||
              (!sr_value_has(m, SR_F_ampm) && sr_value_has(m, SR_F_part) &&
               sr_value_of(m, SR_F_part) >= 3);
    if (pm && at >= 0 && at < 12 * 3600)
        at += 12 * 3600;
    else if (sr_value_has(m, SR_F_ampm) && sr_value_of(m, SR_F_ampm) == 1 &&
             at >= 12 * 3600 && at < 13 * 3600)
        at -= 12 * 3600;
    return at > DAY_S ? -1 : at;
}

/* The day a time of day is on. */
static bool day_of_time(sr_value *m, int64_t *day)
{
    bool named = sr_value_has(m, SR_F_weekday) || sr_value_has(m, SR_F_month) ||
                 sr_value_has(m, SR_F_date) || sr_value_has(m, SR_F_holiday) ||
                 sr_value_has(m, SR_F_deictic) || sr_value_has(m, SR_F_lit911);
    if (named) {
        bool ok = put_date(m);
        *day = m->from;
        return ok && m->day_grain;
    }
    if (leans_on_text(m) || sr_value_has(m, SR_F_next)) {
        *day = base_day(m, true) +
               (sr_value_has(m, SR_F_next) || sr_value_has(m, SR_F_follow)) -
               sr_value_has(m, SR_F_prev);
        return m->t->anchor != SR_ANCHOR_MISSING;
    }
    if (!sr_value_has(m, SR_F_this) && !sr_value_has(m, SR_F_last) &&
        !sr_value_has(m, SR_F_tonight) && !sr_value_has(m, SR_F_overnight) &&
        m->c->range > 0) {
        *day = day_of_s(m->c->range_s);
        return true;
    }
    if (!sr_value_has(m, SR_F_this) && !sr_value_has(m, SR_F_last) &&
        !sr_value_has(m, SR_F_tonight) && !sr_value_has(m, SR_F_overnight) &&
        m->c->in_sentence) {
        m->t->anchor = SR_ANCHOR_TEXT;
        *day = m->c->last_day;
        return true;
    }
    if (!needs_today(m))
        return false;
    *day = m->c->today - (sr_value_has(m, SR_F_last) ? 1 : 0);
    if (sr_value_has(m, SR_F_overnight) && tense(m) != 1)
        --*day;
    return true;
}

/* Seconds that local time of the zone is ahead of UTC; false: unknown. */
static bool zone_of(const sr_value *m, int32_t *ahead_s)
{
    if (!sr_value_has(m, SR_F_zone) || sr_value_of(m, SR_F_zone) == 9999)
        return false;
    *ahead_s = sr_value_of(m, SR_F_zone) * 60;
    return true;
}

/* The part of the day; "tomorrow am" is its morning. */
static int32_t part_of(const sr_value *m)
{
    if (sr_value_has(m, SR_F_part))
        return sr_value_of(m, SR_F_part);
    return sr_value_has(m, SR_F_ampm) ? 2 * sr_value_of(m, SR_F_ampm) - 1 : 5;
}

static bool put_time(sr_value *m)
{
    static const int32_t part_from[] = {6, 11, 12, 18, 21, 6},
                         part_until[] = {12, 14, 18, 22, 30, 18};
    int64_t day = 0;
    bool known = day_of_time(m, &day);
    int32_t at = sr_value_clock(m), ahead = 0, p = 5;
    if (known && at >= 0 && m->c->range > 0 && day * DAY_S + at < m->c->range_s)
        day++; /* "from 10 p.m. to 5 a.m." */
    if ((known && !put_day(m, day)) ||
        (!known && m->text[0] && !sr_value_has(m, SR_F_weekday)))
        return false;
    if (!known && !m->text[0])
        (void)sr_value_put_text(m, "XXXX-XX-XX");
    size_t len = strlen(m->text);
    char *to = m->text + len;
    size_t room = sizeof m->text - len;
    if (at >= 0 && at % 60)
        (void)snprintf(to, room, "T%02d:%02d:%02d", at / 3600, at / 60 % 60, at % 60);
    else if (at >= 0)
        (void)snprintf(to, room, "T%02d:%02d", at / 3600, at / 60 % 60);
    else if (sr_value_has(m, SR_F_part) || sr_value_has(m, SR_F_overnight) ||
             sr_value_has(m, SR_F_tonight) || sr_value_has(m, SR_F_ampm))
        (void)snprintf(to, room, "T%s", sr_value_part(p = part_of(m)));
    else
        return false;
    bool zoned = zone_of(m, &ahead);
    if (at >= 0 && zoned && ahead == 0) {
        len = strlen(m->text);
        (void)snprintf(m->text + len, sizeof m->text - len, "Z");
    }
    m->known = false;
    if (known) {
        m->t->from_s = day * DAY_S + (at >= 0 ? at - ahead : part_from[p - 1] * 3600);
        m->t->until_s =
            at >= 0 ? m->t->from_s + 60 : day * DAY_S + part_until[p - 1] * 3600;
    }
    return true;
}

/* --- 7. the whole -------------------------------------------------------------------------------------------------- */

static bool put_value(sr_value *m)
{
    static const uint8_t types[] = {SR_TIMEX_DATE, SR_TIMEX_TIME, SR_TIMEX_DURATION,
                                    SR_TIMEX_SET, SR_TIMEX_DATE};
    m->t->type = types[m->x->type];
    switch (m->x->type) {
    case SR_RULE_DATE: return put_date(m);
    case SR_RULE_TIME: return put_time(m);
    case SR_RULE_DURATION: return sr_value_put_duration(m);
    case SR_RULE_SET: return sr_value_put_set(m);
    default:
        if (sr_value_has(m, SR_F_recent) || sr_value_has(m, SR_F_ago) ||
            sr_value_has(m, SR_F_earlier) || sr_value_has(m, SR_F_past))
            return sr_value_put_text(m, "PAST_REF");
        if (sr_value_has(m, SR_F_coming) || sr_value_has(m, SR_F_later))
            return sr_value_put_text(m, "FUTURE_REF");
        return put_str(m, m->x->arg);
    }
}

bool sr_time_value(const sr_scan *s, const sr_texpr *x, sr_time_context *c, sr_timex *t)
{
    sr_value m = {.s = s, .x = x, .c = c, .t = t};
    t->mod = x->mod;
    if (!put_value(&m) || !m.text[0])
        return false;
    if (m.known) {
        t->from_s = m.from * DAY_S;
        t->until_s = m.until * DAY_S;
    }
    if (m.day_grain) {
        c->mentioned = c->in_sentence = true;
        c->last_day = m.from;
    }
    t->value = sr_arena_str(s->arena, sr_str_of(m.text));
    return true;
}
