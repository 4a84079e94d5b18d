/* An expression -> a TIMEX3 value.  In order:
 *   1. putting values   2. direction   3. dates that name a day or month   4. relative units
 *   5. so long ago      6. times of day   7. durations   8. sets   9. the whole
 */
#include "facts/parts.h"

#include <math.h>
#include <stdio.h>

enum {
    U_SECOND = 1,
    U_MINUTE,
    U_HOUR,
    U_DAY,
    U_WEEK,
    U_FORTNIGHT,
    U_MONTH,
    U_QUARTER,
    U_YEAR,
    U_DECADE,
    U_CENTURY,
    U_WEEKEND,
    U_NIGHT,
    U_HALF,
    U_MILLENNIUM
};
enum { DAY_S = 86400, FAR = 4000 * 366 };

typedef struct maker {
    const sr_scan *s;
    const sr_texpr *x;
    sr_time_context *c;
    sr_timex *t;
    char text[64];
    int64_t from, until; /* days */
    bool known;          /* are they? */
    bool day_grain;      /* does the value name one day? */
} maker;

static int32_t val(const maker *m, sr_fact_class f)
{
    return m->x->v[f];
}

static bool has(const maker *m, sr_fact_class f)
{
    return sr_x_has(m->x, f);
}

/* --- 1. putting values ------------------------------------------------------------------------ */

static void interval(maker *m, int64_t from, int64_t until)
{
    m->from = from;
    m->until = until;
    m->known = true;
}

static bool good_year(int64_t y)
{
    return y >= 1 && y <= 9999;
}

static bool put_day(maker *m, int64_t day)
{
    sr_day d = sr_day_of(day);
    if (!good_year(d.year))
        return false;
    (void)snprintf(m->text, sizeof m->text, "%04d-%02d-%02d", d.year, d.month, d.day);
    interval(m, day, day + 1);
    m->day_grain = true;
    return true;
}

static bool put_month(maker *m, int64_t year, int month)
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

static bool put_year(maker *m, int64_t year)
{
    if (!good_year(year))
        return false;
    (void)snprintf(m->text, sizeof m->text, "%04d", (int)year);
    interval(m, sr_days_of((sr_day){(int)year, 1, 1}),
             sr_days_of((sr_day){(int)year, 12, 31}) + 1);
    return true;
}

static bool put_week(maker *m, int64_t day, bool weekend)
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

static bool put_quarter(maker *m, int64_t year, int q, bool fiscal)
{
    year += (q - 1) / 4 - (q < 1);
    q = ((q - 1) % 4 + 4) % 4 + 1;
    if (!good_year(year) || !put_month(m, year, 3 * q - 2))
        return false;
    int64_t from = m->from;
    (void)put_month(m, year, 3 * q);
    (void)snprintf(m->text, sizeof m->text, "%s%04d-Q%d", fiscal ? "FY" : "", (int)year,
                   q);
    m->from = from;
    m->known = !fiscal;
    return true;
}

static bool put_half(maker *m, int64_t year, int h)
{
    if (!good_year(year) || h < 1 || h > 2)
        return false;
    (void)put_month(m, year, 6 * h);
    int64_t until = m->until;
    (void)put_month(m, year, 6 * h - 5);
    m->until = until;
    (void)snprintf(m->text, sizeof m->text, "%04d-H%d", (int)year, h);
    return true;
}

static bool put_decade(maker *m, int64_t decade)
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

static bool put_century(maker *m, int64_t c) /* 18: the nineteenth */
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

static const char *season_name(int32_t s)
{
    static const char *const names[] = {"SP", "SU", "FA", "WI"};
    return names[(s - 1) & 3];
}

/* Seasons of the northern half, by months; a winter has the year it begins in. */
static bool put_season(maker *m, int64_t year, int32_t s)
{
    if (!good_year(year) || !good_year(year + 1))
        return false;
    (void)put_month(m, year, 3 * s + 2);
    int64_t until = m->until;
    (void)put_month(m, year, 3 * s);
    m->until = until;
    (void)snprintf(m->text, sizeof m->text, "%04d-%s", (int)year, season_name(s));
    return true;
}

static bool put_text(maker *m, const char *text)
{
    (void)snprintf(m->text, sizeof m->text, "%s", text);
    m->known = false;
    return true;
}

static bool put_str(maker *m, sr_str s)
{
    (void)snprintf(m->text, sizeof m->text, "%.*s", SR_FMT(s));
    m->known = false;
    return true;
}

/* --- 2. direction -------------------------------------------------------------------------------- */

/* The day that relative values count from is needed: false where it is unknown. */
static bool needs_today(maker *m)
{
    m->t->anchor = m->c->dated ? SR_ANCHOR_PUBLISHED : SR_ANCHOR_MISSING;
    m->c->asked |= !m->c->dated;
    return m->c->dated;
}

static int tense(const maker *m)
{
    return sr_tense_at(m->s, m->x->beg, m->x->end);
}

/* -1 last, 0 this, 1 next by the words of the expression; 2: no such word. */
static int said_direction(const maker *m)
{
    if (has(m, SR_F_last) || has(m, SR_F_prev) || has(m, SR_F_past))
        return -1;
    if (has(m, SR_F_next) || has(m, SR_F_coming) || has(m, SR_F_follow))
        return 1;
    return has(m, SR_F_this) || has(m, SR_F_same) || has(m, SR_F_that) ? 0 : 2;
}

/* Does the expression count from the time named before ("the following day")? */
static bool leans_on_text(const maker *m)
{
    return has(m, SR_F_follow) || has(m, SR_F_same) || has(m, SR_F_that) ||
           has(m, SR_F_prev);
}

/* The day to count from: the one named last, or today. */
static int64_t base_day(maker *m, bool text)
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

static int direction(const maker *m)
{
    int said = said_direction(m);
    return said != 2 ? said : tense(m);
}

static bool date_of_month(maker *m)
{
    int month = val(m, SR_F_month), day = has(m, SR_F_day) ? val(m, SR_F_day) : 0;
    int64_t year = val(m, SR_F_year);
    if (!has(m, SR_F_year)) {
        if (!needs_today(m)) {
            (void)snprintf(m->text, sizeof m->text, day ? "XXXX-%02d-%02d" : "XXXX-%02d",
                           month, day);
            return true;
        }
        sr_day today = sr_day_of(m->c->today);
        int64_t at = sr_days_of((sr_day){today.year, month, day ? day : today.day});
        int said = said_direction(m);
        year = today.year;
        if (!day && month == today.month)
            year += said == 2 ? 0 : said;
        else if (said == -1 || said == 1)
            year += said < 0 ? -(at > m->c->today) : at < m->c->today;
        else if (said == 2)
            year = year_by_tense(at, m->c->today, today.year, tense(m));
    }
    if (!day)
        return put_month(m, year, month);
    if (!good_year(year) || day > sr_month_length((int)year, month))
        return false;
    return put_day(m, sr_days_of((sr_day){(int)year, month, day}));
}

static bool date_of_weekday(maker *m)
{
    int wd = val(m, SR_F_weekday);
    if (!needs_today(m)) {
        (void)snprintf(m->text, sizeof m->text, "XXXX-WXX-%d", wd);
        m->day_grain = false;
        return true;
    }
    int64_t today = m->c->today, monday = today - sr_day_weekday(today) + 1;
    int said = said_direction(m), w0 = sr_day_weekday(today);
    if (has(m, SR_F_unit) && val(m, SR_F_unit) == U_WEEK) /* "Monday of next week" */
        return put_day(m, monday + 7 * (said == 2 ? 0 : said) + wd - 1);
    if (leans_on_text(m) && m->c->mentioned && has(m, SR_F_follow)) {
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
static bool date_of_day(maker *m)
{
    enum { MONTHS = 12 };
    int day = val(m, SR_F_day), wd = has(m, SR_F_weekday) ? val(m, SR_F_weekday) : 0;
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
            return put_day(m, at);
    }
    return false;
}

static bool date_of_season(maker *m)
{
    int32_t s = val(m, SR_F_season);
    if (has(m, SR_F_year))
        return put_season(m, val(m, SR_F_year), s);
    if (!needs_today(m)) {
        (void)snprintf(m->text, sizeof m->text, "XXXX-%s", season_name(s));
        return true;
    }
    sr_day d = sr_day_of(m->c->today);
    int said = said_direction(m), year = d.year;
    if (s == 4 && d.month <= 2) /* the winter we are in began last year */
        year--;
    bool over = d.month >= 3 * s + 3 && s < 4, ahead = d.month < 3 * s && year == d.year;
    int dir = said != 2 ? said : tense(m);
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

static bool date_of_holiday(maker *m)
{
    int code = val(m, SR_F_holiday);
    if (has(m, SR_F_year))
        return good_year(val(m, SR_F_year)) &&
               put_day(m, sr_days_of(sr_holiday(code, val(m, SR_F_year))));
    if (!needs_today(m))
        return put_text(m, "XXXX-XX-XX");
    int year = sr_day_of(m->c->today).year, dir = direction(m), said = said_direction(m);
    if (!good_year(year - 1) || !good_year(year + 1))
        return false;
    int64_t at = sr_days_of(sr_holiday(code, year));
    if (said == -1 || said == 1)
        year += said < 0 ? -(at >= m->c->today) : at <= m->c->today;
    else if (said == 2)
        year = (int)year_by_tense(at, m->c->today, year, dir);
    return put_day(m, sr_days_of(sr_holiday(code, year)));
}

static bool date_of_quarter(maker *m)
{
    bool fiscal = has(m, SR_F_fiscal) || has(m, SR_F_fiscalx);
    int q = has(m, SR_F_qlit)  ? val(m, SR_F_qlit)
            : has(m, SR_F_day) ? val(m, SR_F_day)
                               : 0;
    bool half = has(m, SR_F_half) || q > 10;
    q = q > 10 ? q - 10 : q;
    if (q > (half ? 2 : 4) || q < 1)
        return false;
    if (has(m, SR_F_year))
        return half ? put_half(m, val(m, SR_F_year), q)
                    : put_quarter(m, val(m, SR_F_year), q, fiscal);
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
    else if (!has(m, SR_F_of)) /* "the quarter of the year": this year */
        year += tense(m) > 0 ? q < now : -(q > now);
    return half ? put_half(m, year, q) : put_quarter(m, year, q, fiscal);
}

static bool date_literal(maker *m)
{
    int32_t v = has(m, SR_F_date) ? val(m, SR_F_date) : val(m, SR_F_lit911);
    if (v < 0) {
        (void)snprintf(m->text, sizeof m->text, "FY%04d", -v);
        return true;
    }
    return put_day(m, sr_days_of((sr_day){v / 10000, v / 100 % 100, v % 100}));
}

static bool date_of_year(maker *m)
{
    if (!has(m, SR_F_fiscal) && !has(m, SR_F_fiscalx))
        return put_year(m, val(m, SR_F_year));
    (void)snprintf(m->text, sizeof m->text, "FY%04d", val(m, SR_F_year));
    return true;
}

/* "mid-2011", "mid-1990s", "mid-May" */
static bool date_of_mid(maker *m)
{
    int32_t v = val(m, SR_F_midyear);
    m->t->mod = SR_TIMEX_MID;
    return v < 1000 ? put_decade(m, v) : put_year(m, v);
}

/* --- 4. relative units ------------------------------------------------------------------------------ */

static bool put_relative_blank(maker *m, int unit)
{
    return put_text(m, unit == U_WEEK      ? "XXXX-WXX"
                       : unit == U_MONTH   ? "XXXX-XX"
                       : unit == U_YEAR    ? "XXXX"
                       : unit == U_QUARTER ? "XXXX-QX"
                       : unit == U_DECADE  ? "XXX"
                                           : "XXXX-XX-XX");
}

/* The unit that holds `base`, moved by n. */
static bool put_unit(maker *m, int unit, int64_t base, int64_t n)
{
    sr_day d = sr_day_of(base);
    switch (unit) {
    case U_DAY: return put_day(m, base + n);
    case U_WEEK: return put_week(m, base + 7 * n, false);
    case U_FORTNIGHT: return put_week(m, base + 14 * n, false);
    case U_WEEKEND: return put_week(m, base + 7 * n, true);
    case U_MONTH: return put_month(m, d.year, d.month + (int)n);
    case U_QUARTER: return put_quarter(m, d.year, (d.month - 1) / 3 + 1 + (int)n, false);
    case U_YEAR: return put_year(m, d.year + n);
    case U_DECADE: return put_decade(m, d.year / 10 + n);
    case U_CENTURY: return put_century(m, (d.year - 1) / 100 + n);
    default: return false;
    }
}

static bool date_of_unit(maker *m)
{
    int unit = val(m, SR_F_unit), said = said_direction(m);
    bool text = leans_on_text(m) ||
                (unit == U_DAY &&
                 (has(m, SR_F_next) || has(m, SR_F_before) || has(m, SR_F_after)));
    if (unit <= U_HOUR)
        return put_text(m, said < 0    ? "PAST_REF"
                           : said == 1 ? "FUTURE_REF"
                                       : "PRESENT_REF");
    if (unit > U_DAY && has(m, SR_F_that) && !m->c->mentioned)
        return put_text(m, "PAST_REF");
    int64_t base = base_day(m, text);
    if (m->t->anchor == SR_ANCHOR_MISSING)
        return put_relative_blank(m, unit);
    if (has(m, SR_F_before) || has(m, SR_F_after))
        said = has(m, SR_F_before) ? -1 : 1;
    return put_unit(m, unit, base, said == 2 ? 0 : said);
}

static bool date_of_weekend(maker *m)
{
    int said = said_direction(m);
    if (!needs_today(m))
        return put_text(m, "XXXX-WXX-WE");
    int w0 = sr_day_weekday(m->c->today), t = tense(m);
    if (said == 2 || said == 0)
        said =
            t < 0 && w0 <= 3 ? -1 : 0; /* on Monday "this weekend" that was is the last */
    return put_week(m, m->c->today + 7 * said, true);
}

static bool date_of_fiscal(maker *m)
{
    int said = said_direction(m);
    if (!needs_today(m))
        return put_text(m, "FYXXXX");
    (void)snprintf(m->text, sizeof m->text, "FY%04d",
                   sr_day_of(m->c->today).year + (said == 2 ? 0 : said));
    return true;
}

static bool date_of_deictic(maker *m)
{
    if (!needs_today(m))
        return put_text(m, "XXXX-XX-XX");
    return put_day(m, m->c->today + val(m, SR_F_deictic));
}

/* --- 5. so long ago ------------------------------------------------------------------------------------ */

/* How many, with halves: "a" and nothing are 1. */
static double count_of(const maker *m)
{
    double n = has(m, SR_F_num) ? m->x->n : 1;
    if (has(m, SR_F_half))
        n = has(m, SR_F_and) ? n + 0.5 : 0.5;
    return n;
}

/* A part of a unit in the next smaller one: 2.5 years = 30 months. */
static void refine(int *unit, double *n)
{
    if (*n > FAR || fabs(*n - floor(*n)) < 1e-9)
        return;
    double by = *unit == U_YEAR      ? 12
                : *unit == U_DECADE  ? 10
                : *unit == U_CENTURY ? 100
                : *unit == U_MONTH   ? 30
                : *unit == U_WEEK    ? 7
                                     : 1;
    *unit = *unit == U_YEAR                           ? U_MONTH
            : *unit == U_DECADE || *unit == U_CENTURY ? U_YEAR
            : *unit == U_MONTH || *unit == U_WEEK     ? U_DAY
                                                      : *unit;
    *n = floor(*n * by);
}

static bool put_moment(maker *m, int unit, double n)
{
    int64_t s = unit == U_HOUR ? 3600 : unit == U_MINUTE ? 60 : 1;
    int64_t at =
        m->c->today * DAY_S + (int64_t)m->c->clock_min * 60 + (int64_t)(n * (double)s);
    int64_t day = at >= 0 ? at / DAY_S : (at - DAY_S + 1) / DAY_S,
            left = at - day * DAY_S;
    if (!put_day(m, day))
        return false;
    size_t len = strlen(m->text);
    m->t->type = SR_TIMEX_TIME;
    if (unit == U_HOUR)
        (void)snprintf(m->text + len, sizeof m->text - len, "T%02d", (int)(left / 3600));
    else
        (void)snprintf(m->text + len, sizeof m->text - len, "T%02d:%02d",
                       (int)(left / 3600), (int)(left / 60 % 60));
    return true;
}

static bool date_of_distance(maker *m)
{
    bool text = has(m, SR_F_earlier) || has(m, SR_F_later);
    int dir = has(m, SR_F_ago) || has(m, SR_F_earlier) ? -1 : 1, unit = val(m, SR_F_unit);
    if (m->x->vague || !has(m, SR_F_unit) ||
        (!has(m, SR_F_num) && !has(m, SR_F_a) && !has(m, SR_F_half)))
        return put_text(m, dir < 0 ? "PAST_REF" : "FUTURE_REF");
    double n = count_of(m);
    refine(&unit, &n);
    if (n > FAR)
        return put_text(m, dir < 0 ? "PAST_REF" : "FUTURE_REF");
    int64_t base = base_day(m, text);
    if (m->t->anchor == SR_ANCHOR_MISSING)
        return put_relative_blank(m, unit);
    if (unit <= U_HOUR)
        return m->c->clock_min >= 0 && !text
                   ? put_moment(m, unit, dir * n)
                   : put_text(m, dir < 0 ? "PAST_REF" : "FUTURE_REF");
    if (unit == U_WEEK && text)
        return put_day(m, base + 7 * dir * (int64_t)n);
    return put_unit(m, unit, base, dir * (int64_t)n);
}

static bool put_date(maker *m)
{
    if (has(m, SR_F_date) || has(m, SR_F_lit911))
        return date_literal(m);
    if (has(m, SR_F_holiday))
        return date_of_holiday(m);
    if (has(m, SR_F_month) && !(has(m, SR_F_weekday) && !has(m, SR_F_day)))
        return date_of_month(m);
    if (has(m, SR_F_ordday) && !has(m, SR_F_unit) && !has(m, SR_F_half) &&
        !has(m, SR_F_century))
        return date_of_day(m);
    if (has(m, SR_F_deictic))
        return date_of_deictic(m);
    if (has(m, SR_F_weekday))
        return date_of_weekday(m);
    if (has(m, SR_F_decadelit) || has(m, SR_F_decadew))
        return put_decade(m, has(m, SR_F_decadelit) ? val(m, SR_F_decadelit)
                                                    : val(m, SR_F_decadew));
    if (has(m, SR_F_century) && has(m, SR_F_day))
        return put_century(m, val(m, SR_F_day) - 1);
    if (has(m, SR_F_season))
        return date_of_season(m);
    if (has(m, SR_F_qlit) ||
        ((has(m, SR_F_quarterx) || has(m, SR_F_half)) && has(m, SR_F_day)))
        return date_of_quarter(m);
    if (has(m, SR_F_ago) || has(m, SR_F_fromnow) || has(m, SR_F_earlier) ||
        has(m, SR_F_later) || has(m, SR_F_timew))
        return date_of_distance(m);
    if (has(m, SR_F_midyear))
        return date_of_mid(m);
    if (has(m, SR_F_year))
        return date_of_year(m);
    if (has(m, SR_F_weekend))
        return date_of_weekend(m);
    if (has(m, SR_F_fiscalx))
        return date_of_fiscal(m);
    return has(m, SR_F_unit) && date_of_unit(m);
}

/* --- 6. times of day --------------------------------------------------------------------------------------- */

static const char *part_name(int32_t p)
{
    static const char *const names[] = {"MO", "MI", "AF", "EV", "NI", "DT"};
    return p >= 1 && p <= 6 ? names[p - 1] : "NI";
}

/* The second of the day that the clock words say; -1: none. */
static int32_t clock_of(const maker *m, bool *minutes)
{
    int32_t at = -1;
    *minutes = true;
    if (has(m, SR_F_clock))
        at = val(m, SR_F_clock);
    else if (has(m, SR_F_dec))
        at = val(m, SR_F_dec) * 60;
    else if (has(m, SR_F_hhmm))
        at = val(m, SR_F_hhmm) * 60;
    else if (has(m, SR_F_hour))
        at = val(m, SR_F_hour) * 3600;
    else if (has(m, SR_F_oclock))
        at = (int32_t)m->x->n * 3600;
    else if (has(m, SR_F_noon))
        at = val(m, SR_F_noon) * 3600;
    if (at >= 0 && has(m, SR_F_pastto)) {
        int32_t by = has(m, SR_F_half)       ? 30
                     : has(m, SR_F_quarterx) ? 15
                     : m->x->n < 60          ? (int32_t)m->x->n
                                             : 0;
        at += val(m, SR_F_pastto) * by * 60;
    }
    bool pm = (has(m, SR_F_ampm) && val(m, SR_F_ampm) == 2) ||
              (!has(m, SR_F_ampm) && has(m, SR_F_part) && val(m, SR_F_part) >= 3);
    if (pm && at >= 0 && at < 12 * 3600)
        at += 12 * 3600;
    else if (has(m, SR_F_ampm) && val(m, SR_F_ampm) == 1 && at >= 12 * 3600 &&
             at < 13 * 3600)
        at -= 12 * 3600;
    return at > DAY_S ? -1 : at;
}

/* The day a time of day is on. */
static bool day_of_time(maker *m, int64_t *day)
{
    bool named = has(m, SR_F_weekday) || has(m, SR_F_month) || has(m, SR_F_date) ||
                 has(m, SR_F_holiday) || has(m, SR_F_deictic) || has(m, SR_F_lit911);
    if (named) {
        bool ok = put_date(m);
        *day = m->from;
        return ok && m->day_grain;
    }
    if (leans_on_text(m) || has(m, SR_F_next)) {
        *day = base_day(m, true) + (has(m, SR_F_next) || has(m, SR_F_follow)) -
               has(m, SR_F_prev);
        return m->t->anchor != SR_ANCHOR_MISSING;
    }
    if (!has(m, SR_F_this) && !has(m, SR_F_last) && !has(m, SR_F_tonight) &&
        !has(m, SR_F_overnight) && m->c->in_sentence) {
        m->t->anchor = SR_ANCHOR_TEXT;
        *day = m->c->last_day;
        return true;
    }
    if (!needs_today(m))
        return false;
    *day = m->c->today - (has(m, SR_F_last) ? 1 : 0);
    if (has(m, SR_F_overnight) && tense(m) <= 0)
        --*day;
    return true;
}

/* Seconds that local time of the zone is ahead of UTC; false: unknown. */
static bool zone_of(const maker *m, int32_t *ahead_s)
{
    if (!has(m, SR_F_zone) || val(m, SR_F_zone) == 9999)
        return false;
    *ahead_s = val(m, SR_F_zone) * 60;
    return true;
}

static bool put_time(maker *m)
{
    static const int32_t part_from[] = {6, 11, 12, 18, 21, 6},
                         part_until[] = {12, 14, 18, 22, 30, 18};
    int64_t day = 0;
    bool minutes, known = day_of_time(m, &day);
    int32_t at = clock_of(m, &minutes), ahead = 0, p = 5;
    if ((known && !put_day(m, day)) || (!known && m->text[0] && !has(m, SR_F_weekday)))
        return false;
    if (!known && !m->text[0])
        (void)put_text(m, "XXXX-XX-XX");
    size_t len = strlen(m->text);
    char *to = m->text + len;
    size_t room = sizeof m->text - len;
    if (at >= 0 && at % 60)
        (void)snprintf(to, room, "T%02d:%02d:%02d", at / 3600, at / 60 % 60, at % 60);
    else if (at >= 0)
        (void)snprintf(to, room, "T%02d:%02d", at / 3600, at / 60 % 60);
    else if (has(m, SR_F_part) || has(m, SR_F_overnight) || has(m, SR_F_tonight))
        (void)snprintf(to, room, "T%s",
                       part_name(p = has(m, SR_F_part) ? val(m, SR_F_part) : 5));
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

/* --- 7. durations ------------------------------------------------------------------------------------------- */

static const char *unit_code(int unit, bool *clock)
{
    static const char *const codes[] = {"",  "S", "M",  "H",  "D",  "W", "W",  "M",
                                        "Q", "Y", "DE", "CE", "WE", "N", "6M", "ML"};
    *clock = unit >= U_SECOND && unit <= U_HOUR;
    return unit >= 1 && unit <= U_MILLENNIUM ? codes[unit] : "D";
}

static void number_text(char ret[32], double n)
{
    if (n < 1e15 && fabs(n - floor(n)) < 1e-9)
        (void)snprintf(ret, 32, "%.0f", n);
    else
        (void)snprintf(ret, 32, "%.10g", n);
}

/* "half a year" -> 6 months; hours and days likewise. */
static void whole_units(int *unit, double *n)
{
    if (fabs(*n - 0.5) > 1e-9)
        return;
    static const struct {
        int unit, n, as;
    } halves[] = {{U_HOUR, 30, U_MINUTE},  {U_DAY, 12, U_HOUR},
                  {U_YEAR, 6, U_MONTH},    {U_DECADE, 5, U_YEAR},
                  {U_CENTURY, 50, U_YEAR}, {U_MINUTE, 30, U_SECOND}};
    for (size_t i = 0; i < SR_COUNT(halves); i++)
        if (*unit == halves[i].unit) {
            *unit = halves[i].as;
            *n = halves[i].n;
            return;
        }
}

/* "the last three months" end today, "the next three months" begin. */
static void duration_from_today(maker *m, int unit, double n)
{
    int said = has(m, SR_F_last) || has(m, SR_F_past)     ? -1
               : has(m, SR_F_next) || has(m, SR_F_coming) ? 1
                                                          : 0;
    if (!said || !m->c->dated || m->x->vague || n < 1 || n > FAR || unit < U_DAY)
        return;
    maker other = *m;
    int64_t today = m->c->today,
            at = today + said * (int64_t)n * (unit == U_WEEK ? 7 : 1);
    if (unit >= U_MONTH) {
        sr_day d = sr_day_of(today);
        int64_t months = said * (int64_t)n *
                         (unit == U_MONTH     ? 1
                          : unit == U_QUARTER ? 3
                          : unit == U_YEAR    ? 12
                          : unit == U_DECADE  ? 120
                                              : 1200);
        if (months > 12 * 5000 || months < -12 * 5000 ||
            !put_month(&other, d.year, d.month + (int)months))
            return;
        int64_t last = other.until - 1;
        at = other.from + d.day - 1 < last ? other.from + d.day - 1 : last;
    }
    m->t->anchor = SR_ANCHOR_PUBLISHED;
    interval(m, said < 0 ? at : today, said < 0 ? today : at);
}

static bool put_duration(maker *m)
{
    int unit = has(m, SR_F_durword)   ? val(m, SR_F_durword)
               : has(m, SR_F_unit)    ? val(m, SR_F_unit)
               : has(m, SR_F_weekend) ? U_WEEKEND
                                      : U_DAY;
    bool counted = has(m, SR_F_num) || has(m, SR_F_a) || has(m, SR_F_half) ||
                   has(m, SR_F_durword) || has(m, SR_F_unit);
    bool plural = has(m, SR_F_units) && !has(m, SR_F_num) && !has(m, SR_F_half);
    double n = count_of(m);
    bool clock, clock2;
    char number[32] = "X";
    if (has(m, SR_F_num) && m->x->n >= 1e9)
        return false;
    whole_units(&unit, &n);
    n *= unit == U_FORTNIGHT ? 2 : 1;
    if (!m->x->vague && !plural && counted)
        number_text(number, n);
    const char *code = unit_code(unit, &clock);
    (void)snprintf(m->text, sizeof m->text, "P%s%s%s", clock ? "T" : "", number, code);
    duration_from_today(m, unit, n);
    if (m->x->n_units > 1 && m->x->n2 > 0 && m->x->n2 < 1e9) {
        char second[32];
        size_t len = strlen(m->text);
        number_text(second, m->x->n2);
        code = unit_code(m->x->unit2, &clock2);
        (void)snprintf(m->text + len, sizeof m->text - len, "%s%s%s",
                       clock2 && !clock ? "T" : "", second, code);
    }
    return true;
}

/* --- 8. sets ---------------------------------------------------------------------------------------------------- */

static bool put_set(maker *m)
{
    char n[32] = "1";
    bool clock;
    if (has(m, SR_F_setadj))
        return put_str(m, m->x->arg);
    if (has(m, SR_F_weekdays) || has(m, SR_F_weekday)) {
        int32_t d = has(m, SR_F_weekdays) ? val(m, SR_F_weekdays) : val(m, SR_F_weekday);
        static const char *const ends[] = {"WE", "WD"};
        char digit[4];
        (void)snprintf(digit, sizeof digit, "%d", d % 10);
        (void)snprintf(m->text, sizeof m->text, "XXXX-WXX-%s",
                       d > 7 ? ends[(d - 8) & 1] : digit);
        return true;
    }
    if (has(m, SR_F_weekend))
        return put_text(m, "XXXX-WXX-WE");
    if (has(m, SR_F_month))
        return snprintf(m->text, sizeof m->text, "XXXX-%02d", val(m, SR_F_month)) > 0;
    if (has(m, SR_F_season))
        return snprintf(m->text, sizeof m->text, "XXXX-%s",
                        season_name(val(m, SR_F_season))) > 0;
    if (has(m, SR_F_part))
        return snprintf(m->text, sizeof m->text, "XXXX-XX-XXT%s",
                        part_name(val(m, SR_F_part))) > 0;
    if (!has(m, SR_F_unit))
        return false;
    bool freq = has(m, SR_F_timesw) || has(m, SR_F_once);
    if (freq) {
        double times = has(m, SR_F_once) ? val(m, SR_F_once) : m->x->n;
        m->t->freq = sr_arena_printf(m->s->arena, "%.0fX", times < 1e6 ? times : 1e6);
    } else if (has(m, SR_F_other)) {
        n[0] = '2';
    } else if (has(m, SR_F_num)) {
        number_text(n, m->x->n < 1e9 ? m->x->n : 1e9);
    }
    const char *code = unit_code(val(m, SR_F_unit), &clock);
    (void)snprintf(m->text, sizeof m->text, "P%s%s%s", clock ? "T" : "",
                   val(m, SR_F_unit) == U_FORTNIGHT ? "2" : n, code);
    return true;
}

/* --- 9. the whole -------------------------------------------------------------------------------------------------- */

static bool put_value(maker *m)
{
    static const uint8_t types[] = {SR_TIMEX_DATE, SR_TIMEX_TIME, SR_TIMEX_DURATION,
                                    SR_TIMEX_SET, SR_TIMEX_DATE};
    m->t->type = types[m->x->type];
    switch (m->x->type) {
    case SR_RULE_DATE: return put_date(m);
    case SR_RULE_TIME: return put_time(m);
    case SR_RULE_DURATION: return put_duration(m);
    case SR_RULE_SET: return put_set(m);
    default:
        if (has(m, SR_F_recent) || has(m, SR_F_ago) || has(m, SR_F_earlier) ||
            has(m, SR_F_past))
            return put_text(m, "PAST_REF");
        if (has(m, SR_F_coming) || has(m, SR_F_later))
            return put_text(m, "FUTURE_REF");
        return put_str(m, m->x->arg);
    }
}

bool sr_time_value(const sr_scan *s, const sr_texpr *x, sr_time_context *c, sr_timex *t)
{
    maker m = {.s = s, .x = x, .c = c, .t = t};
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
