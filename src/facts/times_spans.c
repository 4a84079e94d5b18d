/* Durations ("P3W") and sets ("XXXX-WXX-1").  Read times_value.h first. */
#include "facts/times_value.h"

#include <math.h>
#include <stdio.h>

enum { PART_NIGHT = 5 };

/* --- 1. durations ------------------------------------------------------------------------------------------- */

static const char *unit_code(int unit, bool *clock)
{
    static const char *const codes[] = {"",  "S", "M",  "H",  "D",  "W", "W",  "M",
                                        "Q", "Y", "DE", "CE", "WE", "N", "6M", "ML"};
    *clock = unit >= SR_U_SECOND && unit <= SR_U_HOUR;
    return unit >= 1 && unit <= SR_U_MILLENNIUM ? codes[unit] : "D";
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
    } halves[] = {{SR_U_HOUR, 30, SR_U_MINUTE},  {SR_U_DAY, 12, SR_U_HOUR},
                  {SR_U_YEAR, 6, SR_U_MONTH},    {SR_U_DECADE, 5, SR_U_YEAR},
                  {SR_U_CENTURY, 50, SR_U_YEAR}, {SR_U_MINUTE, 30, SR_U_SECOND}};
    for (size_t i = 0; i < SR_COUNT(halves); i++)
        if (*unit == halves[i].unit) {
            *unit = halves[i].as;
            *n = halves[i].n;
            return;
        }
}

/* "will end in [ten minutes]": from the minute of the article on. */
static void duration_from_now(sr_value *m, int unit, double n)
{
    static const int64_t seconds[] = {0, 1, 60, 3600};
    if (!m->c->dated || m->c->clock_min < 0 || n > SR_FAR)
        return;
    m->t->anchor = SR_ANCHOR_PUBLISHED;
    m->t->from_s = m->c->today * 86400 + (int64_t)m->c->clock_min * 60;
    m->t->until_s = m->t->from_s + (int64_t)(n * (double)seconds[unit]);
}

/* "the first nine months of 2021", "the last two weeks of this month". */
static bool duration_within(sr_value *m, int unit, int64_t n)
{
    bool first = sr_value_has(m, SR_F_first), month = m->x->unit2 == SR_U_MONTH;
    if (!sr_value_has(m, SR_F_of))
        return false;
    sr_value whole = *m;
    sr_day d = sr_day_of(m->c->today);
    int said = sr_value_has(m, SR_F_next)                       ? 1
               : sr_value_has(m, SR_F_prev) || m->x->n_last > 1 ? -1
                                                                : 0;
    int64_t year = sr_value_has(m, SR_F_year) ? sr_value_of(m, SR_F_year) : d.year + said;
    if (!sr_value_has(m, SR_F_year) && !m->c->dated)
        return true;
    int to = month ? d.month + said : 12;
    if (month)
        year = d.year;
    if (!sr_value_put_month(&whole, year, to))
        return true;
    int64_t until = whole.until;
    (void)sr_value_put_month(&whole, year, month ? to : 1);
    int64_t from = whole.from, days = n * (unit == SR_U_WEEK ? 7 : 1);
    if (unit == SR_U_MONTH && !month && n <= 12) {
        (void)sr_value_put_month(&whole, year, first ? (int)n : 13 - (int)n);
        m->from = first ? from : whole.from;
        m->until = first ? whole.until : until;
        m->known = true;
    } else if (unit <= SR_U_FORTNIGHT && days < until - from) {
        m->from = first ? from : until - days;
        m->until = first ? from + days : until;
        m->known = true;
    }
    return true;
}

/* "the last three months" end today, "the next three months" begin; so does what will be
 * "in three months". */
static void duration_from_today(sr_value *m, int unit, double n)
{
    uint32_t beg = m->x->beg;
    bool ahead = sr_scan_is(m->s, beg - 1, SR_F_in) && !sr_value_has(m, SR_F_the) &&
                 sr_tense_at(m->s, beg, m->x->end) > 0;
    if (ahead && unit < SR_U_DAY && !m->x->vague)
        duration_from_now(m, unit, n);
    if (n >= 1 && n < SR_FAR && duration_within(m, unit, (int64_t)n))
        return;
    int said = sr_value_has(m, SR_F_last) || sr_value_has(m, SR_F_past)              ? -1
               : sr_value_has(m, SR_F_next) || sr_value_has(m, SR_F_coming) || ahead ? 1
                                                                                     : 0;
    if (!said || !m->c->dated || m->x->vague || n < 1 || n > SR_FAR || unit < SR_U_DAY)
        return;
    sr_value other = *m;
    int64_t today = m->c->today,
            at = today + said * (int64_t)n * (unit == SR_U_WEEK ? 7 : 1);
    if (unit >= SR_U_MONTH) {
        sr_day d = sr_day_of(today);
        if (unit == SR_U_QUARTER) { /* whole ones */
            d = (sr_day){d.year, (d.month - 1) / 3 * 3 + 1 + (said > 0 ? 3 : 0), 1};
            d.year += d.month > 12;
            d.month -= d.month > 12 ? 12 : 0;
            today = sr_days_of(d);
        }
        int64_t months = said * (int64_t)n *
                         (unit == SR_U_MONTH     ? 1
                          : unit == SR_U_QUARTER ? 3
                          : unit == SR_U_YEAR    ? 12
                          : unit == SR_U_DECADE  ? 120
                                                 : 1200);
        if (months > 12 * 5000 || months < -12 * 5000 ||
            !sr_value_put_month(&other, d.year, d.month + (int)months))
            return;
        int64_t last = other.until - 1;
        at = other.from + d.day - 1 < last ? other.from + d.day - 1 : last;
    }
    m->t->anchor = SR_ANCHOR_PUBLISHED;
    m->from = said < 0 ? at : today;
    m->until = said < 0 ? today : at;
    m->known = true;
}

bool sr_value_put_duration(sr_value *m)
{
    int unit = sr_value_has(m, SR_F_parts)     ? SR_U_NIGHT
               : sr_value_has(m, SR_F_durword) ? sr_value_of(m, SR_F_durword)
               : sr_value_has(m, SR_F_unit)    ? sr_value_of(m, SR_F_unit)
               : sr_value_has(m, SR_F_weekend) ? SR_U_WEEKEND
                                               : SR_U_DAY;
    bool counted = sr_value_has(m, SR_F_num) || sr_value_has(m, SR_F_a) ||
                   sr_value_has(m, SR_F_half) || sr_value_has(m, SR_F_durword) ||
                   sr_value_has(m, SR_F_unit);
    bool plural = sr_value_has(m, SR_F_units) && !sr_value_has(m, SR_F_num) &&
                  !sr_value_has(m, SR_F_half);
    double n = sr_value_count(m);
    bool clock, clock2;
    char number[32] = "X";
    if (sr_value_has(m, SR_F_num) && m->x->n >= 1e9)
        return false;
    if (sr_value_has(m, SR_F_parts) && sr_value_of(m, SR_F_parts) != PART_NIGHT)
        return false;
    whole_units(&unit, &n);
    n *= unit == SR_U_FORTNIGHT ? 2 : 1;
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

/* --- 2. sets ---------------------------------------------------------------------------------------------------- */

bool sr_value_put_set(sr_value *m)
{
    char n[32] = "1";
    bool clock;
    int32_t at = sr_value_clock(m);
    char when[16] = "";
    if (at >= 0)
        (void)snprintf(when, sizeof when, "T%02d:%02d", at / 3600 % 100, at / 60 % 60);
    else if (sr_value_has(m, SR_F_part))
        (void)snprintf(when, sizeof when, "T%s",
                       sr_value_part(sr_value_of(m, SR_F_part)));
    if (sr_value_has(m, SR_F_setadj)) {
        (void)snprintf(m->text, sizeof m->text, "%.*s", SR_FMT(m->x->arg));
        return true;
    }
    if (sr_value_has(m, SR_F_day) &&
        sr_value_has(m, SR_F_unit)) { /* "the 19th of every month" */
        (void)snprintf(m->text, sizeof m->text, "XXXX-XX-%02d", sr_value_of(m, SR_F_day));
        return sr_value_of(m, SR_F_unit) == SR_U_MONTH;
    }
    if (sr_value_has(m, SR_F_weekdays) || sr_value_has(m, SR_F_weekday)) {
        int32_t d = sr_value_has(m, SR_F_weekdays) ? sr_value_of(m, SR_F_weekdays)
                                                   : sr_value_of(m, SR_F_weekday);
        static const char *const ends[] = {"WE", "WD"};
        char digit[4];
        (void)snprintf(digit, sizeof digit, "%d", d % 10);
        (void)snprintf(m->text, sizeof m->text, "XXXX-WXX-%s%s",
                       d > 7 ? ends[(d - 8) & 1] : digit, when);
        return true;
    }
    if (sr_value_has(m, SR_F_weekend))
        return sr_value_put_text(m, "XXXX-WXX-WE");
    if (sr_value_has(m, SR_F_month))
        return snprintf(m->text, sizeof m->text, "XXXX-%02d",
                        sr_value_of(m, SR_F_month)) > 0;
    if (sr_value_has(m, SR_F_season))
        return snprintf(m->text, sizeof m->text, "XXXX-%s",
                        sr_value_season(sr_value_of(m, SR_F_season))) > 0;
    if (when[0])
        return snprintf(m->text, sizeof m->text, "XXXX-XX-XX%s", when) > 0;
    if (!sr_value_has(m, SR_F_unit))
        return false;
    bool freq = sr_value_has(m, SR_F_timesw) || sr_value_has(m, SR_F_once);
    if (freq) {
        double times = sr_value_has(m, SR_F_once) ? sr_value_of(m, SR_F_once) : m->x->n;
        m->t->freq = sr_arena_printf(m->s->arena, "%.0fX", times < 1e6 ? times : 1e6);
    } else if (sr_value_has(m, SR_F_other)) {
        n[0] = '2';
    } else if (sr_value_has(m, SR_F_num)) {
        number_text(n, m->x->n < 1e9 ? m->x->n : 1e9);
    }
    const char *code = unit_code(sr_value_of(m, SR_F_unit), &clock);
    (void)snprintf(m->text, sizeof m->text, "P%s%s%s", clock ? "T" : "",
                   sr_value_of(m, SR_F_unit) == SR_U_FORTNIGHT ? "2" : n, code);
    return true;
}
