#include "ingest/feed_date.h"

#include "base/data.h"

#include <stdio.h>

enum { LONGEST = 80, WORDS = 12 };

static const char *const english[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/* A letter of a word: ASCII or a byte beyond it. */
static bool is_letter(char c)
{
    return sr_is_alpha(c) || (unsigned char)c >= 0x80;
}

static bool put_forms(sr_map *months, sr_str forms, int month)
{
    for (sr_str form; sr_str_field(&forms, '|', &form);)
        if (form.len && !sr_map_put(months, form, (uint64_t)month, NULL))
            return false;
    return true;
}

bool sr_feed_months(sr_map *months)
{
    sr_str rest = sr_data("months.txt"), line, field;
    if (months->n)
        return true;
    while (sr_data_line(&rest, &line)) {
        if (!sr_str_field(&line, '\t', &field))
            continue;
        for (int m = 1; sr_str_field(&line, '\t', &field); m++)
            if (!put_forms(months, field, m))
                return false;
    }
    return true;
}

/* 1 to 12 by the words of all languages, the first that has it; 0: none. */
static int month_of(const sr_map *months, sr_str word)
{
    char low[LONGEST];
    for (int m = 0; m < 12; m++)
        if (sr_str_istarts(word, sr_str_of(english[m])))
            return m + 1;
    for (size_t i = 0; i < word.len; i++) /* a word of a text below LONGEST */
        low[i] = sr_lower(word.p[i]);
    const uint64_t *month = sr_map_get(months, (sr_str){low, word.len});
    return month ? (int)*month : 0;
}

typedef struct tokens {
    sr_str v[WORDS];
    size_t n;
} tokens;

/* Split at blanks and commas; "29.", "März." lose their dot. */
static tokens split(sr_str s)
{
    tokens t = {.n = 0};
    size_t i = 0;
    while (i < s.len && t.n < WORDS) {
        while (i < s.len && (sr_is_space(s.p[i]) || s.p[i] == ','))
            i++;
        size_t beg = i;
        while (i < s.len && !sr_is_space(s.p[i]) && s.p[i] != ',')
            i++;
        size_t end = i;
        while (end > beg && s.p[end - 1] == '.')
            end--;
        if (end > beg)
            t.v[t.n++] = sr_str_cut(s, beg, end);
    }
    return t;
}

static bool iso(sr_str s, sr_when *ret)
{
    return sr_time_parse_zoned(s, &ret->at_s, &ret->precision, &ret->zone_min);
}

static bool rfc822(sr_str s, sr_when *ret)
{
    return sr_time_parse_rfc822_zoned(s, &ret->at_s, &ret->precision, &ret->zone_min);
}

static bool is_clock(sr_str w)
{
    return w.len >= 4 && sr_is_digit(w.p[0]) &&
           sr_str_find(w, SR_STR(":"), 0) != SIZE_MAX;
}

static bool all_digits(sr_str w)
{
    for (size_t i = 0; i < w.len; i++)
        if (!sr_is_digit(w.p[i]))
            return false;
    return w.len > 0;
}

/* Day, month by name, year, clock and zone in any order, put into RFC 822's. */
static bool reorder(const sr_map *months, sr_str s, sr_when *ret)
{
    tokens t = split(s);
    sr_str day = {0}, year = {0}, clock = {0}, zone = {0};
    int month = 0;
    char text[LONGEST];
    for (size_t i = 0; i < t.n; i++) {
        sr_str w = t.v[i];
        int m = month == 0 && is_letter(w.p[0]) ? month_of(months, w) : 0;
        if (m)
            month = m;
        else if (is_clock(w))
            clock = w;
        else if (all_digits(w) && w.len <= 2 && day.len == 0)
            day = w;
        else if (all_digits(w) && (w.len == 4 || w.len == 2))
            year = w;
        else if ((clock.len || year.len) &&
                 (sr_is_upper(w.p[0]) || w.p[0] == '+' || w.p[0] == '-'))
            zone = w;
    }
    if (sr_str_starts(zone, SR_STR("GMT")) && zone.len > 3)
        zone = sr_str_cut(zone, 3, zone.len);
    if (month == 0 || day.len == 0 || year.len == 0)
        return false;
    int n = snprintf(text, sizeof text, "%.*s %s %.*s %.*s %.*s", SR_FMT(day),
                     english[month - 1], SR_FMT(year), SR_FMT(clock), SR_FMT(zone));
    return n > 0 && (size_t)n < sizeof text && rfc822((sr_str){text, (size_t)n}, ret);
}

/* ISO with slashes, a zone by name, or 24:00; and a year alone. */
static bool mend_iso(sr_str s, sr_when *ret)
{
    char text[LONGEST];
    if (s.len < 4 || !all_digits(sr_str_cut(s, 0, 4)))
        return false;
    memcpy(text, s.p, s.len);
    sr_str t = {text, s.len};
    for (size_t i = 4; i < t.len && i < 8; i++)
        if (text[i] == '/' || text[i] == '.')
            text[i] = '-';
    while (t.len > 10 && (sr_is_alpha(text[t.len - 1]) || text[t.len - 1] == ' '))
        t.len--; /* UTC, GMT: others are taken so too */
    sr_time next_day = 0;
    size_t midnight = sr_str_find(t, SR_STR("24:00"), 10);
    if (midnight != SIZE_MAX) {
        text[midnight] = text[midnight + 1] = '0';
        next_day = 86400;
    }
    if (s.len == 4) {
        memcpy(text + 4, "-01-01", 6);
        t.len = 10;
    }
    if (!iso(t, ret))
        return false;
    ret->at_s += next_day;
    if (s.len == 4)
        ret->precision = SR_TIME_YEAR;
    return true;
}

bool sr_feed_date(const sr_map *months, sr_str s, sr_when *ret)
{
    s = sr_str_trim(s);
    if (s.len == 0 || s.len >= LONGEST)
        return false;
    /* Only its own shape, for it stops reading where it is content: a day, or a weekday
     * and a comma, comes first. */
    size_t comma = sr_str_find(s, SR_STR(","), 0);
    bool is_rfc822 = (sr_is_digit(s.p[0]) && s.len > 2 && !sr_is_digit(s.p[2])) ||
                     (comma != SIZE_MAX && comma + 2 < s.len && comma < 12 &&
                      sr_is_digit(sr_str_trim(sr_str_cut(s, comma + 1, s.len)).p[0]) &&
                      sr_is_alpha(s.p[comma - 1]));
    return iso(s, ret) || (is_rfc822 && rfc822(s, ret)) || mend_iso(s, ret) ||
           reorder(months, s, ret);
}
