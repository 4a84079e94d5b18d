/* Dates as people write them.  Read date.h first; this file is, in order:
 *   1. what a token is   2. clock and zone   3. the shapes of a date   4. in an address
 */
#include "extract/date.h"

#include "extract/date_lunar.h"
#include "extract/date_solar.h"
#include "extract/date_tokens.h"

/* --- 1. what a token is ------------------------------------------------------------------ */

static bool is_mark(const sr_date_token *t, uint32_t cp)
{
    return t->kind == SR_DATE_MARK && t->value == cp;
}

static bool is_word(const sr_date_token *t, const char *word)
{
    return t->kind == SR_DATE_WORD &&
           sr_str_eq((sr_str){t->word, t->len}, sr_str_of(word));
}

static bool is_any(const sr_date_token *t, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_word(t, words[i]))
            return true;
    return false;
}

static bool is_number(const sr_date_token *t, int min_digits, int max_digits)
{
    return t->kind == SR_DATE_NUMBER && t->digits >= min_digits &&
           t->digits <= max_digits;
}

/* Years of the Thai Buddhist calendar are 543 ahead. */
static int year_of(uint32_t value)
{
    return value >= 2440 && value <= 2640 ? (int)value - 543 : (int)value;
}

static bool is_year(const sr_date_token *t)
{
    return is_number(t, 4, 4) && year_of(t->value) >= 1900 && year_of(t->value) <= 2100;
}

/* --- 2. clock and zone -------------------------------------------------------------------- */

typedef struct moment {
    sr_civil c;
    int zone_s;
    sr_precision how;
    int beg, end; /* tokens */
} moment;

static bool is_noon_word(const sr_date_token *t, const char *letter, int *used,
                         const sr_date_reading *r, int i)
{
    char both[3] = {letter[0], 'm', '\0'};
    *used = 1;
    if (is_word(t, both))
        return true;
    if (is_word(t, letter) && is_mark(sr_date_tok(r, i + 1), '.') &&
        is_word(sr_date_tok(r, i + 2), "m")) {
        *used = is_mark(sr_date_tok(r, i + 3), '.') ? 4 : 3;
        return true;
    }
    return false;
}

/* Zones by name: RFC 822's and those that newsrooms print.  Hours east of UTC. */
static bool zone_named(const sr_date_token *t, int *hours)
{
    static const struct {
        const char *name;
        int8_t hours;
    } zones[] = {{"utc", 0},   {"gmt", 0},  {"z", 0},    {"est", -5}, {"edt", -4},
                 {"et", -5},   {"cst", -6}, {"cdt", -5}, {"ct", -6},  {"mst", -7},
                 {"mdt", -6},  {"pst", -8}, {"pdt", -7}, {"pt", -8},  {"bst", 1},
                 {"cet", 1},   {"cest", 2}, {"mez", 1},  {"mesz", 2}, {"eet", 2},
                 {"eest", 3},  {"msk", 3},  {"мск", 3},  {"jst", 9},  {"aest", 10},
                 {"aedt", 11}, {"hkt", 8},  {"sgt", 8},  {"wib", 7}};
    for (size_t i = 0; i < SR_COUNT(zones); i++)
        if (is_word(t, zones[i].name)) {
            *hours = zones[i].hours;
            return true;
        }
    return false;
}

/* "+02:00", "-0500", "+3" at token i; returns the tokens used, 0 where there is none. */
static int zone_offset(const sr_date_reading *r, int i, int *zone_s)
{
    const sr_date_token *sign = sr_date_tok(r, i), *n = sr_date_tok(r, i + 1);
    int dir = is_mark(sign, '+')                            ? 1
              : is_mark(sign, '-') || is_mark(sign, 0x2212) ? -1
                                                            : 0;
    if (dir == 0 || n->kind != SR_DATE_NUMBER || n->spaced)
        return 0;
    if (n->digits == 4 && n->value % 100 < 60 && n->value <= 1500) {
        *zone_s = dir * (int)(n->value / 100 * 3600 + n->value % 100 * 60);
        return 2;
    }
    if (n->digits > 2 || n->value > 15)
        return 0;
    *zone_s = dir * (int)n->value * 3600;
    if (is_mark(sr_date_tok(r, i + 2), ':') && is_number(sr_date_tok(r, i + 3), 2, 2) &&
        sr_date_tok(r, i + 3)->value < 60) {
        *zone_s += dir * (int)sr_date_tok(r, i + 3)->value * 60;
        return 4;
    }
    return n->digits == 2 ? 2 : 0;
}

static int read_zone(const sr_date_reading *r, int i, int *zone_s)
{
    int hours = 0, used = is_mark(sr_date_tok(r, i), '(') ? 1 : 0;
    if (zone_named(sr_date_tok(r, i + used), &hours)) {
        *zone_s = hours * 3600;
        int more = zone_offset(r, i + used + 1, zone_s); /* "GMT+2" */
        return used + 1 + more;
    }
    return used ? 0 : zone_offset(r, i, zone_s);
}

/* "18:20", "18:20:05.123", "6:20 p.m. EST", "18h20", "18.20 Uhr", "6 pm": at token i. */
static bool read_clock(const sr_date_reading *r, int i, moment *m)
{
    const sr_date_token *h = sr_date_tok(r, i), *sep = sr_date_tok(r, i + 1),
                        *mi = sr_date_tok(r, i + 2);
    int used = 0, hour = (int)h->value, minute = 0, second = 0;
    sr_precision how = SR_TIME_MINUTE;
    if (!is_number(h, 1, 2) || hour > 24)
        return false;
    int at = i + 1;
    bool colon = is_mark(sep, ':') || is_word(sep, "h") || is_mark(sep, '.');
    if (colon && is_number(mi, 2, 2) && mi->value < 60 &&
        (!mi->spaced || is_word(sep, "h"))) {
        minute = (int)mi->value;
        at = i + 3;
        const sr_date_token *s = sr_date_tok(r, at + 1);
        if (is_mark(sep, ':') && is_mark(sr_date_tok(r, at), ':') && is_number(s, 2, 2) &&
            s->value < 61) {
            second = (int)s->value;
            how = SR_TIME_SECOND;
            at += 2;
            if (is_mark(sr_date_tok(r, at), '.') &&
                sr_date_tok(r, at + 1)->kind == SR_DATE_NUMBER &&
                !sr_date_tok(r, at + 1)->spaced)
                at += 2; /* fractions */
        }
    } else if (is_noon_word(sep, "p", &used, r, i + 1) ||
               is_noon_word(sep, "a", &used, r, i + 1)) {
        at = i + 1;
    } else {
        return false;
    }
    bool pm = is_noon_word(sr_date_tok(r, at), "p", &used, r, at);
    bool am = !pm && is_noon_word(sr_date_tok(r, at), "a", &used, r, at);
    if ((pm || am) && (hour > 12 || hour == 0) && !(hour > 12 && pm))
        return false;
    if (pm || am) {
        hour = hour > 12 ? hour : hour % 12 + (pm ? 12 : 0);
        at += used;
    } else if (is_mark(sep, '.') && !is_word(sr_date_tok(r, at), "uhr") &&
               !is_word(sr_date_tok(r, i - 1), "kl") &&
               !is_word(sr_date_tok(r, i - 1), "klo") &&
               !is_word(sr_date_tok(r, i - 1), "ore") &&
               !(is_mark(sr_date_tok(r, i - 1), '.') &&
                 is_word(sr_date_tok(r, i - 2), "kl"))) {
        return false; /* "18.20" alone is a number */
    }
    if (is_word(sr_date_tok(r, at), "uhr") || is_word(sr_date_tok(r, at), "hrs") ||
        is_word(sr_date_tok(r, at), "h"))
        at++;
    m->c.hour = hour == 24 ? 0 : hour;
    m->c.minute = minute;
    m->c.second = second > 59 ? 59 : second;
    m->how = how;
    m->zone_s = 0;
    m->end = at + read_zone(r, at, &m->zone_s);
    return true;
}

/* A clock time behind the date, with up to three words or marks between them. */
static void read_clock_after(const sr_date_reading *r, moment *m)
{
    for (int k = 0; k <= 4; k++) {
        const sr_date_token *t = sr_date_tok(r, m->end + k);
        moment with = *m;
        if (t->kind == SR_DATE_NUMBER) {
            if (read_clock(r, m->end + k, &with))
                *m = with;
            return;
        }
        if (t->kind == SR_DATE_MARK && t->value == 0)
            return;
    }
}

/* "18:20, Friday, 29 November 2024": up to four words or marks between. */
static void read_clock_before(const sr_date_reading *r, moment *m)
{
    for (int back = 3; back <= 11; back++) {
        moment with = *m;
        int i = m->beg - back;
        if (i < 0)
            return;
        if (sr_date_tok(r, i)->kind != SR_DATE_NUMBER ||
            is_mark(sr_date_tok(r, i - 1), ':') || !read_clock(r, i, &with))
            continue;
        if (with.end > m->beg || m->beg - with.end > 4)
            continue;
        with.end = m->end;
        with.beg = i;
        *m = with;
        return;
    }
}

/* --- 3. the shapes of a date ------------------------------------------------------------- */

static bool set_day(sr_date_reading *r, moment *m, int year, int month, int day, int beg,
                    int end)
{
    sr_civil c = {.year = year, .month = month, .day = day};
    if (!sr_civil_valid(c)) {
        r->bad |= month >= 1 && month <= 12 && day >= 29 && day <= 31;
        return false;
    }
    *m = (moment){.c = c, .how = SR_TIME_DAY, .beg = beg, .end = end};
    return true;
}

static uint32_t joint(const sr_date_token *t)
{
    if (t->kind == SR_DATE_MARK &&
        (t->value == '-' || t->value == '/' || t->value == '.'))
        return t->value;
    return 0;
}

/* "2024-11-29", "2024/11/29", "2024.11.29", "2024년 11월 29일". */
static bool year_first(sr_date_reading *r, int i, moment *m)
{
    if (!is_year(sr_date_tok(r, i)))
        return false;
    const sr_date_token *a = sr_date_tok(r, i + 1), *mo = sr_date_tok(r, i + 2),
                        *b = sr_date_tok(r, i + 3), *d = sr_date_tok(r, i + 4);
    bool cjk =
        (is_word(a, "年") || is_word(a, "년")) && (is_word(b, "月") || is_word(b, "월"));
    bool same = joint(a) && joint(a) == joint(b) && !a->spaced;
    if ((!cjk && !same) || !is_number(mo, 1, 2) || !is_number(d, 1, 2))
        return false;
    bool mark =
        is_word(sr_date_tok(r, i + 5), "日") || is_word(sr_date_tok(r, i + 5), "일");
    return set_day(r, m, year_of(sr_date_tok(r, i)->value), (int)mo->value, (int)d->value,
                   i, i + 5 + mark);
}

static int long_year(const sr_date_token *t)
{
    return t->digits == 2 ? (t->value < 70 ? 2000 : 1900) + (int)t->value
                          : year_of(t->value);
}

/* "29/11/2024", "29.11.2024", "11/29/24". */
static bool year_last(sr_date_reading *r, int i, moment *m)
{
    const sr_date_token *a = sr_date_tok(r, i), *s1 = sr_date_tok(r, i + 1),
                        *b = sr_date_tok(r, i + 2), *s2 = sr_date_tok(r, i + 3),
                        *y = sr_date_tok(r, i + 4);
    if (!is_number(a, 1, 2) || !is_number(b, 1, 2) || !joint(s1) ||
        joint(s1) != joint(s2) ||
        !(is_year(y) || (is_number(y, 2, 2) && !y->spaced && joint(s1) != '-')) ||
        s1->spaced)
        return false;
    if (is_mark(sr_date_tok(r, i - 1), '.') || is_mark(sr_date_tok(r, i - 1), ':') ||
        joint(sr_date_tok(r, i + 5)) == '/' ||
        (joint(s1) == '.' && is_mark(sr_date_tok(r, i + 5), '.') &&
         sr_date_tok(r, i + 6)->kind == SR_DATE_NUMBER && !sr_date_tok(r, i + 6)->spaced))
        return false;
    int first = (int)a->value, second = (int)b->value;
    bool american =
        second > 12 || (r->style.month_first && first <= 12 && joint(s1) == '/');
    return american ? set_day(r, m, long_year(y), first, second, i, i + 5)
                    : set_day(r, m, long_year(y), second, first, i, i + 5);
}

/* Words and marks that may stand between the parts of a written date. */
static bool is_filler(const sr_date_token *t)
{
    static const char *const words[] = {
        "de",  "del", "of", "the", "th",  "st", "nd",   "rd",    "er", "o",    "º",
        "d",   "m",   "a",  "di",  "den", "da", "gada", "р",     "г",  "року", "года",
        "yil", "ta",  "י",  "at",  "le",  "j",  "ngày", "tháng", "năm"};
    if (t->kind == SR_DATE_MARK)
        return t->value == '.' || t->value == ',' || t->value == '-' || t->value == '/' ||
               t->value == 0xBA || t->value == 0xB0 || t->value == 0x2019 ||
               t->value == '\'' || t->value == 0x60C;
    return t->kind == SR_DATE_WORD && is_any(t, words, SR_COUNT(words));
}

static int pass_fillers(const sr_date_reading *r, int i, int most)
{
    while (most-- > 0 && i < r->n && is_filler(&r->v[i]))
        i++;
    return i;
}

/* "29 November 2024", "29. Nov. 2024", "29 de noviembre de 2024". */
static bool day_month_year(sr_date_reading *r, int i, moment *m)
{
    int next;
    if (!is_number(sr_date_tok(r, i), 1, 2))
        return false;
    int at = pass_fillers(r, i + 1, 3), month = sr_date_month_at(r, at, &next);
    if (!month)
        return false;
    int y = pass_fillers(r, next, 3);
    const sr_date_token *year = sr_date_tok(r, y);
    bool two =
        is_number(year, 2, 2) && !is_mark(sr_date_tok(r, y + 1), ':') &&
        (is_mark(sr_date_tok(r, y - 1), '-') || is_mark(sr_date_tok(r, y - 1), '\'') ||
         is_mark(sr_date_tok(r, y - 1), 0x2019));
    if (!is_year(year) && !two)
        return false;
    return set_day(r, m, long_year(year), month, (int)sr_date_tok(r, i)->value, i, y + 1);
}

/* "November 29, 2024", "Nov. 29th 2024". */
static bool month_day_year(sr_date_reading *r, int i, moment *m)
{
    int next, month = sr_date_month_at(r, i, &next);
    if (!month)
        return false;
    int d = pass_fillers(r, next, 2);
    if (!is_number(sr_date_tok(r, d), 1, 2))
        return false;
    int y = pass_fillers(r, d + 1, 3);
    if (!is_year(sr_date_tok(r, y)))
        return false;
    return set_day(r, m, year_of(sr_date_tok(r, y)->value), month,
                   (int)sr_date_tok(r, d)->value, i, y + 1);
}

/* "2024. november 29.", "2024 m. lapkričio 29 d.", "2024. gada 29. novembris",
 * "2024-Nov-29". */
static bool year_month_day(sr_date_reading *r, int i, moment *m)
{
    if (!is_year(sr_date_tok(r, i)))
        return false;
    int next, at = pass_fillers(r, i + 1, 3), month = sr_date_month_at(r, at, &next);
    if (month) {
        int d = pass_fillers(r, next, 2);
        return is_number(sr_date_tok(r, d), 1, 2) &&
               set_day(r, m, year_of(sr_date_tok(r, i)->value), month,
                       (int)sr_date_tok(r, d)->value, i, d + 1);
    }
    if (!is_number(sr_date_tok(r, at), 1, 2))
        return false;
    month = sr_date_month_at(r, pass_fillers(r, at + 1, 2), &next);
    return month && set_day(r, m, year_of(sr_date_tok(r, i)->value), month,
                            (int)sr_date_tok(r, at)->value, i, next);
}

/* "29 tháng 11 năm 2024", "29 tháng 11, 2024". */
static bool vietnamese(sr_date_reading *r, int i, moment *m)
{
    if (!is_number(sr_date_tok(r, i), 1, 2) || !is_word(sr_date_tok(r, i + 1), "tháng") ||
        !is_number(sr_date_tok(r, i + 2), 1, 2))
        return false;
    int y = pass_fillers(r, i + 3, 2);
    return is_year(sr_date_tok(r, y)) && set_day(r, m, year_of(sr_date_tok(r, y)->value),
                                                 (int)sr_date_tok(r, i + 2)->value,
                                                 (int)sr_date_tok(r, i)->value, i, y + 1);
}

/* "20241129", also with "T182005Z" behind it. */
static bool packed(sr_date_reading *r, int i, moment *m)
{
    const sr_date_token *t = sr_date_tok(r, i);
    if (!is_number(t, 8, 8) || t->value / 10000 < 1900 || t->value / 10000 > 2100)
        return false;
    return set_day(r, m, (int)(t->value / 10000), (int)(t->value / 100 % 100),
                   (int)(t->value % 100), i, i + 1);
}

static bool solar(sr_date_reading *r, int i, moment *m)
{
    sr_civil c;
    int end;
    return sr_date_solar(r, i, &c, &end) && set_day(r, m, c.year, c.month, c.day, i, end);
}

static bool date_at(sr_date_reading *r, int i, moment *m)
{
    return year_first(r, i, m) || year_last(r, i, m) || day_month_year(r, i, m) ||
           month_day_year(r, i, m) || year_month_day(r, i, m) || vietnamese(r, i, m) ||
           packed(r, i, m) || solar(r, i, m);
}

/* For lines that have no other date: pages that count so mostly print both. */
static bool find_lunar(sr_date_reading *r, sr_when *ret, sr_span *where)
{
    sr_civil c;
    moment m;
    int end;
    for (int i = 0; i < r->n; i++) {
        if (!sr_date_lunar(r, i, &c, &end) ||
            !set_day(r, &m, c.year, c.month, c.day, i, end))
            continue;
        ret->at_s = sr_time_of(m.c);
        ret->precision = SR_TIME_DAY;
        ret->zone_min = 0;
        if (where)
            *where = (sr_span){r->v[i].beg, r->v[end - 1].end};
        return true;
    }
    return false;
}

/* Only words beside a number are looked up as months. */
static bool worth_trying(const sr_date_reading *r, int i)
{
    if (r->v[i].kind == SR_DATE_NUMBER)
        return true;
    return r->v[i].kind == SR_DATE_WORD &&
           (sr_date_tok(r, i + 1)->kind == SR_DATE_NUMBER ||
            sr_date_tok(r, i + 2)->kind == SR_DATE_NUMBER);
}

sr_date_found sr_date_find(sr_str text, sr_date_style style, sr_when *ret, sr_span *where)
{
    sr_date_reading r;
    r.n = 0;
    r.style = style;
    r.bad = false;
    sr_date_tokenize(text, &r);
    for (int i = 0; i < r.n; i++) {
        moment m;
        if (!worth_trying(&r, i) || !date_at(&r, i, &m))
            continue;
        read_clock_after(&r, &m);
        if (m.how == SR_TIME_DAY)
            read_clock_before(&r, &m);
        bool midnight = m.c.hour == 0 && m.c.minute == 0 && m.c.second == 0;
        ret->precision = midnight ? SR_TIME_DAY : m.how;
        ret->at_s = sr_time_of(m.c) - (midnight ? 0 : m.zone_s);
        ret->zone_min = (int16_t)(midnight ? 0 : m.zone_s / 60);
        if (where)
            *where =
                (sr_span){r.v[m.beg].beg, r.v[m.end > r.n ? r.n - 1 : m.end - 1].end};
        return SR_DATE_OK;
    }
    if (find_lunar(&r, ret, where))
        return SR_DATE_OK;
    return r.bad ? SR_DATE_BAD : SR_DATE_NONE;
}

/* --- 4. in an address ---------------------------------------------------------------------- */

static bool url_day(sr_date_reading *r, int i, moment *m)
{
    if (year_first(r, i, m) || year_last(r, i, m))
        return true;
    if (is_year(sr_date_tok(r, i)) && is_mark(sr_date_tok(r, i + 1), '/'))
        return year_month_day(r, i, m);
    return packed(r, i, m);
}

bool sr_date_in_url(sr_str url, sr_when *ret)
{
    sr_date_reading r;
    moment m;
    r.n = 0;
    r.style = (sr_date_style){SR_STR("en"), false};
    r.bad = false;
    size_t path = sr_str_find(url, SR_STR("://"), 0);
    path = path == SIZE_MAX ? 0 : path + 3;
    path = sr_str_find(url, SR_STR("/"), path);
    if (path == SIZE_MAX)
        return false;
    sr_date_tokenize(sr_str_cut(url, path, url.len), &r);
    for (int i = 0; i < r.n; i++)
        if (r.v[i].kind == SR_DATE_NUMBER && url_day(&r, i, &m)) {
            *ret = (sr_when){sr_time_of(m.c), SR_TIME_DAY, ret->from, 0};
            return true;
        }
    for (int i = 1; i + 2 < r.n; i++)
        if (is_mark(sr_date_tok(&r, i - 1), '/') && is_year(sr_date_tok(&r, i)) &&
            is_mark(sr_date_tok(&r, i + 1), '/') &&
            is_number(sr_date_tok(&r, i + 2), 2, 2) &&
            is_mark(sr_date_tok(&r, i + 3), '/') &&
            set_day(&r, &m, (int)r.v[i].value, (int)r.v[i + 2].value, 1, i, i + 3)) {
            *ret = (sr_when){sr_time_of(m.c), SR_TIME_MONTH, ret->from, 0};
            return true;
        }
    return false;
}
