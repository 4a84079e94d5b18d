/* Dates as people write them.  Read date.h first; this file is, in order:
 *   1. months   2. tokens   3. clock and zone   4. the shapes of a date   5. in an address
 */
#include "extract/date.h"

#include "base/data.h"
#include "base/utf8.h"
#include "extract/cleantext.h"

#include <string.h>

/* --- 1. months -------------------------------------------------------------------------- */

static bool is_edge(char c)
{
    return c == '\t' || c == '|' || c == '\n' || c == '\0';
}

/* The first place in `rows` where `word` stands as a whole form; the field's number. */
static int month_in(sr_str rows, sr_str word)
{
    size_t at = 0;
    while (at < rows.len) {
        const char *hit = memmem(rows.p + at, rows.len - at, word.p, word.len);
        if (!hit)
            return 0;
        size_t beg = (size_t)(hit - rows.p), end = beg + word.len;
        at = end;
        if (beg == 0 || !is_edge(rows.p[beg - 1]) ||
            (end < rows.len && !is_edge(rows.p[end])))
            continue;
        int field = 0;
        while (beg > 0 && rows.p[beg - 1] != '\n')
            field += rows.p[--beg] == '\t';
        if (field >= 1 && field <= 12)
            return field;
    }
    return 0;
}

static sr_str row_of(sr_str rows, sr_str lang)
{
    sr_str line, rest = rows;
    while (sr_data_line(&rest, &line))
        if (line.len > lang.len && line.p[lang.len] == '\t' && sr_str_starts(line, lang))
            return line;
    return (sr_str){"", 0};
}

int sr_month_of(sr_str word, sr_str lang)
{
    sr_str rows = sr_data("months.txt");
    int month = 0;
    if (word.len < 2 || !rows.p)
        return 0;
    if (lang.len >= 2)
        month = month_in(row_of(rows, sr_str_cut(lang, 0, 2)), word);
    return month ? month : month_in(rows, word);
}

/* --- 2. tokens -------------------------------------------------------------------------- */

enum { MAX_TOKENS = 96, WORD_BYTES = 40 };

typedef struct token {
    enum { NUMBER, WORD, MARK } kind;
    uint32_t value; /* of a number; the character of a mark */
    uint8_t digits, len;
    int8_t month; /* of a word; -1: not looked up yet */
    bool spaced;  /* white space stood before it */
    char word[WORD_BYTES];
    uint32_t beg, end;
} token;

typedef struct reading {
    token v[MAX_TOKENS];
    int n;
    sr_date_style style;
    bool bad;
} reading;

/* Digits of ASCII, Arabic, Persian, Devanagari, Bengali, Thai, full width; or -1. */
static int digit_of(uint32_t cp)
{
    static const uint32_t zeros[] = {'0', 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10};
    for (size_t i = 0; i < SR_COUNT(zeros); i++)
        if (cp >= zeros[i] && cp <= zeros[i] + 9)
            return (int)(cp - zeros[i]);
    return -1;
}

static bool is_cjk(uint32_t cp)
{
    return (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0xAC00 && cp <= 0xD7A3);
}

/* Marks that join a word's letters: vowel signs of Indic scripts and Thai. */
static uint32_t letter_of(uint32_t cp)
{
    return digit_of(cp) >= 0 ? 0 : sr_fold_letter(cp);
}

static size_t read_number(sr_str s, size_t at, token *t)
{
    t->kind = NUMBER;
    t->value = 0;
    while (at < s.len) {
        uint32_t cp;
        size_t step = sr_utf8_next(s, at, &cp);
        int d = digit_of(cp);
        if (d < 0)
            break;
        if (t->digits < 16)
            t->digits++;
        t->value = t->digits <= 9 ? t->value * 10 + (uint32_t)d : t->value;
        at += step;
    }
    return at;
}

static size_t read_word(sr_str s, size_t at, token *t)
{
    t->kind = WORD;
    t->month = -1;
    while (at < s.len) {
        uint32_t cp;
        size_t step = sr_utf8_next(s, at, &cp);
        uint32_t low = letter_of(cp);
        if (!low)
            break;
        if (is_cjk(cp) && t->len) /* 年, 月, 日 are words of one character */
            break;
        if (t->len + 4 <= WORD_BYTES)
            t->len = (uint8_t)(t->len + sr_utf8_encode(low, t->word + t->len));
        at += step;
        if (is_cjk(cp))
            break;
    }
    return at;
}

static void tokenize(sr_str s, reading *r)
{
    bool spaced = true;
    for (size_t at = 0; at < s.len && r->n < MAX_TOKENS;) {
        uint32_t cp;
        size_t step = sr_utf8_next(s, at, &cp);
        if (cp <= ' ' || cp == 0xA0) {
            spaced = true;
            at += step;
            continue;
        }
        token *t = &r->v[r->n++];
        *t = (token){.kind = MARK, .value = cp, .spaced = spaced, .beg = (uint32_t)at};
        spaced = false;
        if (digit_of(cp) >= 0)
            at = read_number(s, at, t);
        else if (letter_of(cp))
            at = read_word(s, at, t);
        else
            at += step;
        t->end = (uint32_t)at;
    }
}

static const token *tok(const reading *r, int i)
{
    static const token none = {.kind = MARK};
    return i >= 0 && i < r->n ? &r->v[i] : &none;
}

static bool is_mark(const token *t, uint32_t cp)
{
    return t->kind == MARK && t->value == cp;
}

static bool is_word(const token *t, const char *word)
{
    return t->kind == WORD && sr_str_eq((sr_str){t->word, t->len}, sr_str_of(word));
}

static bool is_any(const token *t, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_word(t, words[i]))
            return true;
    return false;
}

static bool is_number(const token *t, int min_digits, int max_digits)
{
    return t->kind == NUMBER && t->digits >= min_digits && t->digits <= max_digits;
}

/* Years of the Thai Buddhist calendar are 543 ahead. */
static int year_of(uint32_t value)
{
    return value >= 2440 && value <= 2640 ? (int)value - 543 : (int)value;
}

static bool is_year(const token *t)
{
    return is_number(t, 4, 4) && year_of(t->value) >= 1900 && year_of(t->value) <= 2100;
}

/* The month that a token names; two words together may too ("كانون الثاني"). */
static int month_at(reading *r, int i, int *next)
{
    if (i < 0 || i >= r->n || r->v[i].kind != WORD)
        return 0;
    token *t = &r->v[i];
    *next = i + 1;
    if (t->month < 0)
        t->month = (int8_t)sr_month_of((sr_str){t->word, t->len}, r->style.lang);
    if (t->month == 0 && (unsigned char)t->word[0] >= 0xC3 &&
        tok(r, i + 1)->kind == WORD) {
        char two[2 * WORD_BYTES + 1];
        memcpy(two, t->word, t->len);
        two[t->len] = ' ';
        memcpy(two + t->len + 1, r->v[i + 1].word, r->v[i + 1].len);
        sr_str both = {two, (size_t)t->len + 1 + r->v[i + 1].len};
        *next = i + 2;
        return sr_month_of(both, r->style.lang);
    }
    return t->month;
}

/* --- 3. clock and zone -------------------------------------------------------------------- */

typedef struct moment {
    sr_civil c;
    int zone_s;
    sr_precision how;
    int beg, end; /* tokens */
} moment;

static bool is_noon_word(const token *t, const char *letter, int *used, const reading *r,
                         int i)
{
    char both[3] = {letter[0], 'm', '\0'};
    *used = 1;
    if (is_word(t, both))
        return true;
    if (is_word(t, letter) && is_mark(tok(r, i + 1), '.') &&
        is_word(tok(r, i + 2), "m")) {
        *used = is_mark(tok(r, i + 3), '.') ? 4 : 3;
        return true;
    }
    return false;
}

/* Zones by name: RFC 822's and those that newsrooms print.  Hours east of UTC. */
static bool zone_named(const token *t, int *hours)
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
static int zone_offset(const reading *r, int i, int *zone_s)
{
    const token *sign = tok(r, i), *n = tok(r, i + 1);
    int dir = is_mark(sign, '+')                            ? 1
              : is_mark(sign, '-') || is_mark(sign, 0x2212) ? -1
                                                            : 0;
    if (dir == 0 || n->kind != NUMBER || n->spaced)
        return 0;
    if (n->digits == 4 && n->value % 100 < 60 && n->value <= 1500) {
        *zone_s = dir * (int)(n->value / 100 * 3600 + n->value % 100 * 60);
        return 2;
    }
    if (n->digits > 2 || n->value > 15)
        return 0;
    *zone_s = dir * (int)n->value * 3600;
    if (is_mark(tok(r, i + 2), ':') && is_number(tok(r, i + 3), 2, 2) &&
        tok(r, i + 3)->value < 60) {
        *zone_s += dir * (int)tok(r, i + 3)->value * 60;
        return 4;
    }
    return n->digits == 2 ? 2 : 0;
}

static int read_zone(const reading *r, int i, int *zone_s)
{
    int hours = 0, used = is_mark(tok(r, i), '(') ? 1 : 0;
    if (zone_named(tok(r, i + used), &hours)) {
        *zone_s = hours * 3600;
        int more = zone_offset(r, i + used + 1, zone_s); /* "GMT+2" */
        return used + 1 + more;
    }
    return used ? 0 : zone_offset(r, i, zone_s);
}

/* "18:20", "18:20:05.123", "6:20 p.m. EST", "18h20", "18.20 Uhr", "6 pm": at token i. */
static bool read_clock(const reading *r, int i, moment *m)
{
    const token *h = tok(r, i), *sep = tok(r, i + 1), *mi = tok(r, i + 2);
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
        const token *s = tok(r, at + 1);
        if (is_mark(sep, ':') && is_mark(tok(r, at), ':') && is_number(s, 2, 2) &&
            s->value < 61) {
            second = (int)s->value;
            how = SR_TIME_SECOND;
            at += 2;
            if (is_mark(tok(r, at), '.') && tok(r, at + 1)->kind == NUMBER &&
                !tok(r, at + 1)->spaced)
                at += 2; /* fractions */
        }
    } else if (is_noon_word(sep, "p", &used, r, i + 1) ||
               is_noon_word(sep, "a", &used, r, i + 1)) {
        at = i + 1;
    } else {
        return false;
    }
    bool pm = is_noon_word(tok(r, at), "p", &used, r, at);
    bool am = !pm && is_noon_word(tok(r, at), "a", &used, r, at);
    if ((pm || am) && (hour > 12 || hour == 0) && !(hour > 12 && pm))
        return false;
    if (pm || am) {
        hour = hour > 12 ? hour : hour % 12 + (pm ? 12 : 0);
        at += used;
    } else if (is_mark(sep, '.') && !is_word(tok(r, at), "uhr") &&
               !is_word(tok(r, i - 1), "kl") && !is_word(tok(r, i - 1), "klo") &&
               !is_word(tok(r, i - 1), "ore") &&
               !(is_mark(tok(r, i - 1), '.') && is_word(tok(r, i - 2), "kl"))) {
        return false; /* "18.20" alone is a number */
    }
    if (is_word(tok(r, at), "uhr") || is_word(tok(r, at), "hrs") ||
        is_word(tok(r, at), "h"))
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
static void read_clock_after(const reading *r, moment *m)
{
    for (int k = 0; k <= 4; k++) {
        const token *t = tok(r, m->end + k);
        moment with = *m;
        if (t->kind == NUMBER) {
            if (read_clock(r, m->end + k, &with))
                *m = with;
            return;
        }
        if (t->kind == MARK && t->value == 0)
            return;
    }
}

/* "18:20, Friday, 29 November 2024": up to four words or marks between. */
static void read_clock_before(const reading *r, moment *m)
{
    for (int back = 3; back <= 11; back++) {
        moment with = *m;
        int i = m->beg - back;
        if (i < 0)
            return;
        if (tok(r, i)->kind != NUMBER || is_mark(tok(r, i - 1), ':') ||
            !read_clock(r, i, &with))
            continue;
        if (with.end > m->beg || m->beg - with.end > 4)
            continue;
        with.end = m->end;
        with.beg = i;
        *m = with;
        return;
    }
}

/* --- 4. the shapes of a date ------------------------------------------------------------- */

static bool set_day(reading *r, moment *m, int year, int month, int day, int beg, int end)
{
    sr_civil c = {.year = year, .month = month, .day = day};
    if (!sr_civil_valid(c)) {
        r->bad |= month >= 1 && month <= 12 && day >= 29 && day <= 31;
        return false;
    }
    *m = (moment){.c = c, .how = SR_TIME_DAY, .beg = beg, .end = end};
    return true;
}

static uint32_t joint(const token *t)
{
    if (t->kind == MARK && (t->value == '-' || t->value == '/' || t->value == '.'))
        return t->value;
    return 0;
}

/* "2024-11-29", "2024/11/29", "2024.11.29", "2024년 11월 29일". */
static bool year_first(reading *r, int i, moment *m)
{
    if (!is_year(tok(r, i)))
        return false;
    const token *a = tok(r, i + 1), *mo = tok(r, i + 2), *b = tok(r, i + 3),
                *d = tok(r, i + 4);
    bool cjk =
        (is_word(a, "年") || is_word(a, "년")) && (is_word(b, "月") || is_word(b, "월"));
    bool same = joint(a) && joint(a) == joint(b) && !a->spaced;
    if ((!cjk && !same) || !is_number(mo, 1, 2) || !is_number(d, 1, 2))
        return false;
    bool mark = is_word(tok(r, i + 5), "日") || is_word(tok(r, i + 5), "일");
    return set_day(r, m, year_of(tok(r, i)->value), (int)mo->value, (int)d->value, i,
                   i + 5 + mark);
}

static int long_year(const token *t)
{
    return t->digits == 2 ? (t->value < 70 ? 2000 : 1900) + (int)t->value
                          : year_of(t->value);
}

/* "29/11/2024", "29.11.2024", "11/29/24". */
static bool year_last(reading *r, int i, moment *m)
{
    const token *a = tok(r, i), *s1 = tok(r, i + 1), *b = tok(r, i + 2),
                *s2 = tok(r, i + 3), *y = tok(r, i + 4);
    if (!is_number(a, 1, 2) || !is_number(b, 1, 2) || !joint(s1) ||
        joint(s1) != joint(s2) ||
        !(is_year(y) || (is_number(y, 2, 2) && !y->spaced && joint(s1) != '-')) ||
        s1->spaced)
        return false;
    if (is_mark(tok(r, i - 1), '.') || is_mark(tok(r, i - 1), ':') ||
        joint(tok(r, i + 5)) == '/' ||
        (joint(s1) == '.' && is_mark(tok(r, i + 5), '.') &&
         tok(r, i + 6)->kind == NUMBER && !tok(r, i + 6)->spaced))
        return false;
    int first = (int)a->value, second = (int)b->value;
    bool american =
        second > 12 || (r->style.month_first && first <= 12 && joint(s1) != '.');
    return american ? set_day(r, m, long_year(y), first, second, i, i + 5)
                    : set_day(r, m, long_year(y), second, first, i, i + 5);
}

/* Words and marks that may stand between the parts of a written date. */
static bool is_filler(const token *t)
{
    static const char *const words[] = {
        "de",  "del", "of", "the", "th",  "st", "nd",   "rd",    "er", "o",    "º",
        "d",   "m",   "a",  "di",  "den", "da", "gada", "р",     "г",  "року", "года",
        "yil", "ta",  "י",  "at",  "le",  "j",  "ngày", "tháng", "năm"};
    if (t->kind == MARK)
        return t->value == '.' || t->value == ',' || t->value == '-' || t->value == '/' ||
               t->value == 0xBA || t->value == 0xB0 || t->value == 0x2019 ||
               t->value == '\'' || t->value == 0x60C;
    return t->kind == WORD && is_any(t, words, SR_COUNT(words));
}

static int pass_fillers(const reading *r, int i, int most)
{
    while (most-- > 0 && i < r->n && is_filler(&r->v[i]))
        i++;
    return i;
}

/* "29 November 2024", "29. Nov. 2024", "29 de noviembre de 2024". */
static bool day_month_year(reading *r, int i, moment *m)
{
    int next;
    if (!is_number(tok(r, i), 1, 2))
        return false;
    int at = pass_fillers(r, i + 1, 3), month = month_at(r, at, &next);
    if (!month)
        return false;
    int y = pass_fillers(r, next, 3);
    const token *year = tok(r, y);
    bool two = is_number(year, 2, 2) && !is_mark(tok(r, y + 1), ':') &&
               (is_mark(tok(r, y - 1), '-') || is_mark(tok(r, y - 1), '\'') ||
                is_mark(tok(r, y - 1), 0x2019));
    if (!is_year(year) && !two)
        return false;
    return set_day(r, m, long_year(year), month, (int)tok(r, i)->value, i, y + 1);
}

/* "November 29, 2024", "Nov. 29th 2024". */
static bool month_day_year(reading *r, int i, moment *m)
{
    int next, month = month_at(r, i, &next);
    if (!month)
        return false;
    int d = pass_fillers(r, next, 2);
    if (!is_number(tok(r, d), 1, 2))
        return false;
    int y = pass_fillers(r, d + 1, 3);
    if (!is_year(tok(r, y)))
        return false;
    return set_day(r, m, year_of(tok(r, y)->value), month, (int)tok(r, d)->value, i,
                   y + 1);
}

/* "2024. november 29.", "2024 m. lapkričio 29 d.", "2024. gada 29. novembris",
 * "2024-Nov-29". */
static bool year_month_day(reading *r, int i, moment *m)
{
    if (!is_year(tok(r, i)))
        return false;
    int next, at = pass_fillers(r, i + 1, 3), month = month_at(r, at, &next);
    if (month) {
        int d = pass_fillers(r, next, 2);
        return is_number(tok(r, d), 1, 2) &&
               set_day(r, m, year_of(tok(r, i)->value), month, (int)tok(r, d)->value, i,
                       d + 1);
    }
    if (!is_number(tok(r, at), 1, 2))
        return false;
    month = month_at(r, pass_fillers(r, at + 1, 2), &next);
    return month && set_day(r, m, year_of(tok(r, i)->value), month,
                            (int)tok(r, at)->value, i, next);
}

/* "29 tháng 11 năm 2024", "29 tháng 11, 2024". */
static bool vietnamese(reading *r, int i, moment *m)
{
    if (!is_number(tok(r, i), 1, 2) || !is_word(tok(r, i + 1), "tháng") ||
        !is_number(tok(r, i + 2), 1, 2))
        return false;
    int y = pass_fillers(r, i + 3, 2);
    return is_year(tok(r, y)) &&
           set_day(r, m, year_of(tok(r, y)->value), (int)tok(r, i + 2)->value,
                   (int)tok(r, i)->value, i, y + 1);
}

/* "20241129", also with "T182005Z" behind it. */
static bool packed(reading *r, int i, moment *m)
{
    const token *t = tok(r, i);
    if (!is_number(t, 8, 8) || t->value / 10000 < 1900 || t->value / 10000 > 2100)
        return false;
    return set_day(r, m, (int)(t->value / 10000), (int)(t->value / 100 % 100),
                   (int)(t->value % 100), i, i + 1);
}

static bool date_at(reading *r, int i, moment *m)
{
    return year_first(r, i, m) || year_last(r, i, m) || day_month_year(r, i, m) ||
           month_day_year(r, i, m) || year_month_day(r, i, m) || vietnamese(r, i, m) ||
           packed(r, i, m);
}

/* Only words beside a number are looked up as months. */
static bool worth_trying(const reading *r, int i)
{
    if (r->v[i].kind == NUMBER)
        return true;
    return r->v[i].kind == WORD &&
           (tok(r, i + 1)->kind == NUMBER || tok(r, i + 2)->kind == NUMBER);
}

sr_date_found sr_date_find(sr_str text, sr_date_style style, sr_when *ret, sr_span *where)
{
    reading r;
    r.n = 0;
    r.style = style;
    r.bad = false;
    tokenize(text, &r);
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
        if (where)
            *where =
                (sr_span){r.v[m.beg].beg, r.v[m.end > r.n ? r.n - 1 : m.end - 1].end};
        return SR_DATE_OK;
    }
    return r.bad ? SR_DATE_BAD : SR_DATE_NONE;
}

/* --- 5. in an address ---------------------------------------------------------------------- */

static bool url_day(reading *r, int i, moment *m)
{
    if (year_first(r, i, m) || year_last(r, i, m))
        return true;
    if (is_year(tok(r, i)) && is_mark(tok(r, i + 1), '/'))
        return year_month_day(r, i, m);
    return packed(r, i, m);
}

bool sr_date_in_url(sr_str url, sr_when *ret)
{
    reading r;
    moment m;
    r.n = 0;
    r.style = (sr_date_style){SR_STR("en"), false};
    r.bad = false;
    size_t path = sr_str_find(url, SR_STR("://"), 0);
    path = path == SIZE_MAX ? 0 : path + 3;
    path = sr_str_find(url, SR_STR("/"), path);
    if (path == SIZE_MAX)
        return false;
    tokenize(sr_str_cut(url, path, url.len), &r);
    for (int i = 0; i < r.n; i++)
        if (r.v[i].kind == NUMBER && url_day(&r, i, &m)) {
            *ret = (sr_when){sr_time_of(m.c), SR_TIME_DAY, ret->from};
            return true;
        }
    for (int i = 1; i + 2 < r.n; i++)
        if (is_mark(tok(&r, i - 1), '/') && is_year(tok(&r, i)) &&
            is_mark(tok(&r, i + 1), '/') && is_number(tok(&r, i + 2), 2, 2) &&
            is_mark(tok(&r, i + 3), '/') &&
            set_day(&r, &m, (int)r.v[i].value, (int)r.v[i + 2].value, 1, i, i + 3)) {
            *ret = (sr_when){sr_time_of(m.c), SR_TIME_MONTH, ret->from};
            return true;
        }
    return false;
}
