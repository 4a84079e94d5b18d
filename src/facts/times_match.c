/* From the tokens of a sentence to time expressions.  In order:
 *   1. what a token can be (alternatives)    2. numbers and their shapes
 *   3. one pattern at one place              4. filling an expression
 *   5. what does not count                   6. words to the left that belong to it
 *   7. joining                               8. the sentence
 */
#include "facts/parts.h"

#include "base/hash.h"
#include "doc/ud.h"

enum { AHEAD = 6, MAX_GAP = 2 };

/* --- 1. alternatives --------------------------------------------------------------------- */

typedef sr_alt alt;

typedef struct matcher {
    sr_scan *s;
    uint32_t
        *first; /* [tokens + 1] alternatives of token beg + i: [first[i], first[i+1]) */
    bool refused;
} matcher;

/* A pattern laid over the tokens: which alternative of which token each element took. */
typedef struct path {
    const sr_rule *rule;
    int32_t alt[SR_RULE_ELEMENTS]; /* -1: left out */
    uint32_t tok[SR_RULE_ELEMENTS];
    uint32_t end; /* token behind the last element inside */
} path;

static void put(matcher *m, sr_fact_class cls, uint32_t len, int32_t value)
{
    alt a = {.cls = (uint8_t)cls, .len = (uint8_t)len, .value = value, .number = value};
    m->refused |= !SR_PUSH(m->s->arena, &m->s->alts, a);
}

/* The classes behind "rate" are of numbers and amounts: no pattern names them. */
static void put_entries(matcher *m, uint32_t i)
{
    const sr_lex *lex = &m->s->rules->lex;
    for (uint32_t k = m->s->head[i]; k; k = lex->v.v[k].next) {
        const sr_lex_entry *e = &lex->v.v[k];
        if (e->cls > SR_F_rate || sr_scan_at(m->s, i, (sr_fact_class)e->cls) != e)
            continue;
        alt a = {.cls = e->cls, .len = e->n, .value = e->value, .arg = e->arg};
        m->refused |= !SR_PUSH(m->s->arena, &m->s->alts, a);
    }
}

/* --- 2. numbers ---------------------------------------------------------------------------- */

/* Up to three groups of digits with one kind of mark between; 0: not of that shape. */
static size_t groups_of(sr_str w, char mark, int32_t v[3], size_t len[3])
{
    size_t n = 0;
    sr_str part;
    while (sr_str_field(&w, mark, &part)) {
        uint64_t one;
        if (n == 3 || part.len > 4 || !sr_str_u64(part, &one))
            return 0;
        v[n] = (int32_t)one;
        len[n++] = part.len;
    }
    return n;
}

static int32_t full_year(int32_t y, size_t len)
{
    return len > 2 ? y : y < 70 ? 2000 + y : 1900 + y;
}

static void put_date(matcher *m, int32_t y, int32_t mo, int32_t d)
{
    if (y >= 1000 && y <= 2999 && mo >= 1 && d >= 1 && d <= sr_month_length(y, mo))
        put(m, SR_F_date, 1, y * 10000 + mo * 100 + d);
}

/* 2024-05-01, 5/1/2024 (month first, where it can be), 1.5.2024 (day first) */
static void put_literal_date(matcher *m, sr_str w)
{
    int32_t v[3];
    size_t len[3];
    if (groups_of(w, '-', v, len) == 3 && len[0] == 4)
        put_date(m, v[0], v[1], v[2]);
    else if (groups_of(w, '/', v, len) == 3 && len[0] == 4)
        put_date(m, v[0], v[1], v[2]);
    else if (groups_of(w, '/', v, len) == 3 || groups_of(w, '-', v, len) == 3)
        put_date(m, full_year(v[2], len[2]), v[0] > 12 ? v[1] : v[0],
                 v[0] > 12 ? v[0] : v[1]);
    else if (groups_of(w, '.', v, len) == 3 && len[2] == 4)
        put_date(m, v[2], v[1], v[0]);
}

/* 18:20, 6:40:12 -> seconds of the day; 6.30 -> minutes */
static void put_clock(matcher *m, sr_str w)
{
    int32_t v[3] = {0};
    size_t len[3];
    size_t n = groups_of(w, ':', v, len);
    if (n >= 2 && v[0] <= 24 && len[1] == 2 && v[1] < 60 && (n < 3 || v[2] < 60))
        put(m, SR_F_clock, 1, v[0] * 3600 + v[1] * 60 + (n == 3 ? v[2] : 0));
    n = groups_of(w, '.', v, len);
    if (n == 2 && len[0] <= 2 && len[1] == 2 && v[0] <= 24 && v[1] < 60)
        put(m, SR_F_dec, 1, v[0] * 60 + v[1]);
}

static void put_plain(matcher *m, sr_str w, int32_t v)
{
    if (w.len <= 2 && v >= 1 && v <= 31)
        put(m, SR_F_day, 1, v);
    if (w.len <= 2 && v <= 24)
        put(m, SR_F_hour, 1, v);
    if (w.len == 2)
        put(m, SR_F_yy, 1, v);
    if (w.len == 4 && v >= 1500 && v <= 2100)
        put(m, SR_F_year, 1, v);
    if (w.len == 4 && v / 100 <= 24 && v % 100 < 60)
        put(m, SR_F_hhmm, 1, v / 100 * 60 + v % 100);
}

static void put_number(matcher *m, uint32_t i)
{
    sr_str w = sr_scan_word(m->s, i);
    sr_number n;
    uint64_t plain;
    if (m->s->doc->tokens[i].kind == SR_TOKEN_NUMBER) {
        if (w.len <= 4 && sr_str_u64(w, &plain))
            put_plain(m, w, (int32_t)plain);
        put_literal_date(m, w);
        put_clock(m, w);
    }
    if (sr_number_at(m->s, i, &n)) {
        bool vague = n.vague && n.upper > 0;
        alt a = {.cls = vague ? SR_F_vague : SR_F_num,
                 .len = (uint8_t)(n.end - i),
                 .number = n.value,
                 .vague = vague};
        m->refused |= !SR_PUSH(m->s->arena, &m->s->alts, a);
    }
}

/* "1990s", "1990's", "'90s", "80s" -> 199, 199, 199, 198; 0: none */
static int32_t decade_of(sr_str w)
{
    while (w.len && !sr_is_digit(w.p[0]) && w.len > 3)
        w = sr_str_cut(w, 1, w.len); /* the apostrophe */
    size_t digits = 0;
    int32_t v = 0;
    for (; digits < w.len && digits < 5 && sr_is_digit(w.p[digits]); digits++)
        v = 10 * v + (w.p[digits] - '0');
    bool ends = digits < w.len && w.p[w.len - 1] == 's' && w.len - digits <= 4;
    if (!ends || v % 10 != 0 || (digits != 4 && digits != 2))
        return 0;
    for (size_t k = digits; k + 1 < w.len; k++)
        if (sr_is_alnum(w.p[k]))
            return 0;
    return digits == 4 ? v / 10 : v < 20 ? 200 + v / 10 : 190 + v / 10;
}

/* "5th" -> 5 */
static int32_t ordinal_of(sr_str w)
{
    uint64_t v = 0;
    if (w.len < 3 || w.len > 4 || !sr_str_u64(sr_str_cut(w, 0, w.len - 2), &v))
        return 0;
    sr_str tail = sr_str_cut(w, w.len - 2, w.len);
    bool ok = sr_str_ieq(tail, SR_STR("th")) || sr_str_ieq(tail, SR_STR("st")) ||
              sr_str_ieq(tail, SR_STR("nd")) || sr_str_ieq(tail, SR_STR("rd"));
    return ok ? (int32_t)v : 0;
}

/* "mid-2011", "mid-May", "mid-1990s" */
static void put_mid(matcher *m, sr_str w)
{
    sr_str rest = sr_str_cut(w, 4, w.len);
    uint64_t y;
    if (rest.len == 4 && sr_str_u64(rest, &y) && y >= 1500 && y <= 2100)
        put(m, SR_F_midyear, 1, (int32_t)y);
    else if (decade_of(rest) && rest.len > 3)
        put(m, SR_F_midyear, 1, decade_of(rest));
    const sr_lex *lex = &m->s->rules->lex;
    char lower[16];
    if (rest.len >= sizeof lower || rest.len == 0 || !sr_is_upper(rest.p[0]))
        return;
    for (size_t i = 0; i < rest.len; i++)
        lower[i] = sr_lower(rest.p[i]);
    uint32_t k = sr_lex_head(lex, sr_hash64((sr_str){lower, rest.len}));
    for (; k; k = lex->v.v[k].next)
        if (lex->v.v[k].n == 1 &&
            (lex->v.v[k].cls == SR_F_month || lex->v.v[k].cls == SR_F_monthx)) {
            put(m, SR_F_midmonth, 1, lex->v.v[k].value);
            return;
        }
}

/* "Q1", "1Q", "H2", "FY2010" */
static void put_letters(matcher *m, sr_str w)
{
    uint64_t y;
    char a = w.p[0], b = w.len > 1 ? w.p[1] : '\0';
    if (w.len == 2 && a == 'Q' && b >= '1' && b <= '4')
        put(m, SR_F_qlit, 1, b - '0');
    else if (w.len == 2 && b == 'Q' && a >= '1' && a <= '4')
        put(m, SR_F_qlit, 1, a - '0');
    else if (w.len == 2 && a == 'H' && (b == '1' || b == '2'))
        put(m, SR_F_qlit, 1, 10 + b - '0');
    else if (w.len == 6 && sr_str_starts(w, SR_STR("FY")) &&
             sr_str_u64(sr_str_cut(w, 2, 6), &y) && y >= 1900 && y <= 2100)
        put(m, SR_F_date, 1, -(int32_t)y);
}

static void put_word_with_digits(matcher *m, uint32_t i)
{
    sr_str w = sr_scan_word(m->s, i);
    if (w.len < 2 || w.len > 16)
        return;
    if (sr_str_istarts(w, SR_STR("mid-")))
        put_mid(m, w);
    if (!sr_is_digit(w.p[0]) && !sr_is_digit(w.p[1]) && !sr_is_digit(w.p[w.len - 1]) &&
        !sr_is_digit(w.p[w.len - 2]) && w.p[w.len - 1] != 's')
        return;
    int32_t v = ordinal_of(w);
    if (v >= 1 && v <= 31)
        put(m, SR_F_ordday, 1, v);
    if ((v = decade_of(w)))
        put(m, SR_F_decadelit, 1, v);
    put_letters(m, w);
    if (w.p[w.len - 1] == 'Z' || w.p[w.len - 1] == 'z')
        put_clock(m, sr_str_cut(w, 0, w.len - 1));
}

static bool number_may_begin(const sr_scan *s, uint32_t i)
{
    return s->doc->tokens[i].kind == SR_TOKEN_NUMBER || s->head[i] ||
           s->doc->tokens[i].kind == SR_TOKEN_SYMBOL;
}

static void fill_sets(matcher *m)
{
    uint32_t n = m->s->end - m->s->beg;
    memset(m->s->sets, 0, n * SR_SET_WORDS * sizeof(uint64_t));
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = m->first[i]; k < m->first[i + 1]; k++) {
            uint8_t cls = m->s->alts.v[k].cls;
            m->s->sets[i * SR_SET_WORDS + cls / 64] |= 1ull << (cls % 64);
        }
}

static sr_status find_alternatives(matcher *m, sr_err *err)
{
    const sr_scan *s = m->s;
    m->s->alts.n = 0;
    for (uint32_t i = s->beg; i < s->end; i++) {
        m->first[i - s->beg] = (uint32_t)m->s->alts.n;
        if (s->head[i])
            put_entries(m, i);
        if (number_may_begin(s, i))
            put_number(m, i);
        if (s->doc->tokens[i].kind == SR_TOKEN_WORD)
            put_word_with_digits(m, i);
    }
    m->first[s->end - s->beg] = (uint32_t)m->s->alts.n;
    fill_sets(m);
    return m->refused ? sr_fail(err, SR_ENOMEM, 0, "out of memory for times") : SR_OK;
}

/* --- 3. patterns ------------------------------------------------------------------------------ */

static bool begins(const matcher *m, uint32_t tok, uint8_t cls)
{
    size_t i = tok - m->s->beg;
    return m->s->sets[i * SR_SET_WORDS + cls / 64] >> (cls % 64) & 1;
}

/* The alternative of the token that is of this class; -1: none. */
static int32_t alt_of(const matcher *m, uint32_t tok, uint8_t cls)
{
    uint32_t i = tok - m->s->beg;
    if (!begins(m, tok, cls))
        return -1;
    for (uint32_t k = m->first[i]; k < m->first[i + 1]; k++)
        if (m->s->alts.v[k].cls == cls)
            return (int32_t)k;
    return -1;
}

/* Commas, dashes and articles belong to an expression only between its other words. */
static bool is_link(const sr_rule_element *e)
{
    return e->cls[0] == SR_F_comma || e->cls[0] == SR_F_dash || e->cls[0] == SR_F_the ||
           (e->cls[0] == SR_F_of && e->optional);
}

/* Elements k.. of the rule at token tok.  Bounded: SR_RULE_ELEMENTS deep, each optional
 * element doubles the ways, which fail at the next word. */
static bool match_from(const matcher *m, path *p, size_t k, uint32_t tok)
{
    if (k == p->rule->n)
        return true;
    const sr_rule_element *e = &p->rule->e[k];
    for (size_t c = 0; tok < m->s->end && c < SR_RULE_CHOICES && e->cls[c]; c++) {
        int32_t a = alt_of(m, tok, e->cls[c]);
        if (a < 0)
            continue;
        uint32_t end = p->end;
        p->alt[k] = a;
        p->tok[k] = tok;
        if (!e->outside && !is_link(e))
            p->end = tok + m->s->alts.v[a].len;
        if (match_from(m, p, k + 1, tok + m->s->alts.v[a].len))
            return true;
        p->end = end;
    }
    p->alt[k] = -1;
    return e->optional && match_from(m, p, k + 1, tok);
}

/* Elements outside in front are looked for before the place. */
static size_t match_front(const matcher *m, path *p, uint32_t at)
{
    size_t n = 0;
    while (n < p->rule->n && p->rule->e[n].outside)
        n++;
    for (size_t k = n; k-- > 0;) {
        bool found = false;
        p->alt[k] = -1;
        for (size_t c = 0; at > m->s->beg && c < SR_RULE_CHOICES && p->rule->e[k].cls[c];
             c++)
            found |= begins(m, at - 1, p->rule->e[k].cls[c]);
        if (!found)
            return SIZE_MAX;
        at--;
    }
    return n;
}

static bool best_at(const matcher *m, uint32_t tok, path *best)
{
    const sr_rule_set *set = &m->s->rules->times;
    best->end = tok;
    uint32_t i = tok - m->s->beg;
    for (uint32_t k = m->first[i]; k < m->first[i + 1]; k++) {
        size_t cls = m->s->alts.v[k].cls;
        for (size_t r = 0; r < set->n_first[cls]; r++) {
            path p; /* alt and tok are set by the match */
            p.rule = &set->v.v[set->first[cls][r]];
            p.end = tok;
            size_t n = match_front(m, &p, tok);
            if (n != SIZE_MAX && match_from(m, &p, n, tok) &&
                (p.end > best->end || (p.end == best->end && best->rule > p.rule)))
                *best = p;
        }
    }
    return best->end > tok;
}

/* --- 4. filling -------------------------------------------------------------------------------- */

static void clear(sr_texpr *x)
{
    *x = (sr_texpr){0};
    for (size_t i = 0; i < SR_F_COUNT; i++)
        x->v[i] = SR_X_NONE;
}

/* Classes that are kinds of one thing fill one field. */
static sr_fact_class field_of(uint8_t cls)
{
    switch (cls) {
    case SR_F_monthx:
    case SR_F_midmonth: return SR_F_month;
    case SR_F_weekdayx: return SR_F_weekday;
    case SR_F_seasonx: return SR_F_season;
    case SR_F_units:
    case SR_F_secondx:
    case SR_F_quarterx: return SR_F_unit;
    case SR_F_ordday:
    case SR_F_ordw: return SR_F_day;
    case SR_F_parts: return SR_F_part;
    default: return (sr_fact_class)cls;
    }
}

static uint8_t part_mod(int32_t v)
{
    return v == 1   ? (uint8_t)SR_TIMEX_START
           : v == 2 ? (uint8_t)SR_TIMEX_MID
                    : (uint8_t)SR_TIMEX_END;
}

static void take(sr_texpr *x, const alt *a)
{
    sr_fact_class f = field_of(a->cls);
    if (a->cls == SR_F_num) {
        if (sr_x_has(x, SR_F_num))
            x->n2 = a->number;
        else
            x->n = a->number;
    }
    if (f == SR_F_unit) {
        if (x->n_units++)
            x->unit2 = a->value;
        else
            x->v[f] = a->value;
    } else {
        x->v[f] = a->value;
    }
    if (a->cls != SR_F_unit) /* "four months of the [year]": the first counts */
        x->v[a->cls] = a->value;
    x->n_last = (uint8_t)(x->n_last + (a->cls == SR_F_last));
    x->vague |= a->cls == SR_F_vague;
    static const uint8_t parted[] = {SR_F_startn, SR_F_midn,   SR_F_endn, SR_F_early,
                                     SR_F_late,   SR_F_laterx, SR_F_midx};
    if (memchr(parted, a->cls, sizeof parted))
        x->mod = part_mod(a->value);
    if (a->arg.len &&
        (a->cls == SR_F_ref || a->cls == SR_F_setadj || a->cls == SR_F_refx))
        x->arg = a->arg;
}

/* The expression of a path, and the second one of a range; returns how many. */
static size_t fill(const matcher *m, const path *p, sr_texpr x[2])
{
    size_t n = 0;
    clear(&x[0]);
    clear(&x[1]);
    x[0].type = x[1].type = (uint8_t)p->rule->type;
    bool begun = false;
    for (size_t k = 0; k < p->rule->n; k++) {
        if (p->rule->e[k].divides) {
            n = 1;
            begun = false;
        }
        if (p->alt[k] < 0 || p->rule->e[k].outside)
            continue;
        const alt *a = &m->s->alts.v[p->alt[k]];
        if (!begun)
            x[n].beg = p->tok[k];
        begun = true;
        if (!is_link(&p->rule->e[k]))
            x[n].end = p->tok[k] + a->len;
        take(&x[n], a);
    }
    x[0].leads = n == 1;
    return n + 1;
}

/* In a range each half lends what the other lacks: "5-7 May 2010", "6 to 7 p.m." */
static void share(sr_texpr *a, sr_texpr *b)
{
    static const uint8_t fields[] = {SR_F_year, SR_F_month, SR_F_ampm, SR_F_zone};
    bool lent = !sr_x_has(a, SR_F_year) && sr_x_has(b, SR_F_year);
    for (size_t i = 0; i < SR_COUNT(fields); i++) {
        if (!sr_x_has(a, fields[i]) &&
            !(sr_x_has(a, SR_F_clock) && fields[i] == SR_F_ampm &&
              a->v[SR_F_clock] >= 13 * 3600))
            a->v[fields[i]] = b->v[fields[i]];
        else if (!sr_x_has(b, fields[i]))
            b->v[fields[i]] = a->v[fields[i]];
    }
    bool turn = sr_x_has(a, SR_F_month) && sr_x_has(b, SR_F_month) && lent &&
                a->v[SR_F_month] > b->v[SR_F_month];
    if (turn) /* "from November to March 2018" */
        a->v[SR_F_year]--;
    if (sr_x_has(b, SR_F_yy) && sr_x_has(a, SR_F_year))
        b->v[SR_F_year] = a->v[SR_F_year] / 100 * 100 + b->v[SR_F_yy];
}

/* --- 5. what does not count --------------------------------------------------------------------- */

static bool glued_symbol(const sr_scan *s, uint32_t i)
{
    return i < s->end && s->doc->tokens[i].kind == SR_TOKEN_SYMBOL && sr_scan_glued(s, i);
}

/* Is the four-digit number at i a year?  Not behind "flight" or a currency, not before a
 * unit, a scale, "%" or what is counted. */
static bool year_counts(const sr_scan *s, uint32_t i)
{
    if (sr_scan_before(s, i, SR_F_noyear) || sr_scan_before(s, i, SR_F_currency) ||
        sr_scan_before(s, i, SR_F_bound))
        return false;
    if (i + 1 >= s->end)
        return true;
    if (sr_scan_is(s, i + 1, SR_F_counted) || sr_scan_is(s, i + 1, SR_F_n_scale) ||
        sr_scan_is(s, i + 1, SR_F_percent) || sr_scan_is(s, i + 1, SR_F_money) ||
        sr_scan_is(s, i + 1, SR_F_currency) || glued_symbol(s, i + 1))
        return false;
    if (sr_scan_is(s, i + 1, SR_F_person) && !sr_scan_is(s, i + 1, SR_F_prep))
        return sr_scan_is(s, i - 1, SR_F_the) || sr_scan_is(s, i - 1, SR_F_in);
    bool dash = sr_scan_is(s, i + 1, SR_F_dash) && sr_scan_glued(s, i + 1);
    return !(dash && i + 2 < s->end && sr_scan_is(s, i + 2, SR_F_counted));
}

/* "15 a year", "$5 a day": a rate, where a number stands before and no preposition. */
static bool rate_counts(const sr_scan *s, uint32_t beg)
{
    if (sr_str_ieq(sr_scan_word(s, beg), SR_STR("per")))
        return true;
    if (beg == s->beg || sr_scan_is(s, beg - 1, SR_F_prep) ||
        sr_scan_is(s, beg - 1, SR_F_durprep) || sr_scan_punct(s, beg - 1) ||
        sr_scan_is(s, beg - 1, SR_F_bound) || sr_scan_before(s, beg, SR_F_bound))
        return false;
    uint32_t low = beg - s->beg > 4 ? beg - 4 : s->beg;
    for (uint32_t i = beg; i-- > low;) {
        sr_number n;
        if (sr_scan_is(s, i, SR_F_timesw) ||
            (sr_number_at(s, i, &n) && !sr_scan_is(s, i, SR_F_a)))
            return true;
        if (sr_scan_is(s, i, SR_F_prep))
            return false;
    }
    return false;
}

static bool is_rate(const sr_texpr *x)
{
    return sr_x_has(x, SR_F_per) && !sr_x_has(x, SR_F_num) && !sr_x_has(x, SR_F_once);
}

static bool only(const sr_texpr *x, sr_fact_class f)
{
    for (size_t i = 1; i < SR_F_COUNT; i++)
        if (x->v[i] != SR_X_NONE && i != f && i != SR_F_the)
            return false;
    return sr_x_has(x, f);
}

/* "may", "march" without a capital: months only in "5 may 2010", "march 5th". */
static bool lower_month_counts(const sr_scan *s, const sr_texpr *x)
{
    uint32_t next = x->end;
    if (s->doc->tokens[x->end - 1].flags & SR_TOKEN_CAPITAL)
        return true;
    if (sr_x_has(x, SR_F_year) || sr_x_has(x, SR_F_ordday))
        return true;
    return sr_x_has(x, SR_F_day) && !sr_scan_is(s, next, SR_F_counted) &&
           !sr_scan_is(s, next, SR_F_person) && !sr_scan_is(s, next, SR_F_unit_word);
}

/* "on the 4th": a day, but not "on the 4th floor". */
static bool lone_day_counts(const sr_scan *s, const sr_texpr *x)
{
    uint32_t i = x->end;
    return i >= s->end || s->doc->tokens[i].kind != SR_TOKEN_WORD ||
           sr_scan_is(s, i, SR_F_prep) || sr_scan_is(s, i, SR_F_be) ||
           sr_scan_is(s, i, SR_F_did) || sr_scan_is(s, i, SR_F_stopper);
}

static bool counts(const sr_scan *s, const sr_texpr *x, size_t n)
{
    if (x->type == SR_RULE_NONE)
        return false;
    if (sr_x_has(x, SR_F_ordw) && sr_x_has(x, SR_F_weekday) && !sr_x_has(x, SR_F_month))
        return lone_day_counts(s, x); /* not "on Tuesday the first models" */
    if (sr_x_has(x, SR_F_ordday) && !sr_x_has(x, SR_F_month) &&
        !sr_x_has(x, SR_F_weekday) && !sr_x_has(x, SR_F_unit) &&
        !sr_x_has(x, SR_F_century) && !sr_x_has(x, SR_F_half))
        return lone_day_counts(s, x);
    if (sr_x_has(x, SR_F_ordday) && sr_x_has(x, SR_F_unit) && sr_x_has(x, SR_F_of) &&
        x->n_units == 1 && !sr_x_has(x, SR_F_month) && x->v[SR_F_unit] != SR_U_WEEK &&
        !sr_x_has(x, SR_F_this) && !sr_x_has(x, SR_F_last) && !sr_x_has(x, SR_F_next) &&
        !sr_x_has(x, SR_F_coming))
        return x->type == SR_RULE_SET; /* not "the decade of the 21st" */
    if (sr_x_has(x, SR_F_day) && !sr_x_has(x, SR_F_ordday) &&
        sr_scan_before(s, x->beg, SR_F_currency)) /* "$12 December" */
        return false;
    if (n == 1 && only(x, SR_F_year))
        return year_counts(s, x->beg);
    if (n == 2 && sr_x_has(&x[1], SR_F_yy))
        return x[1].v[SR_F_yy] > x->v[SR_F_year] % 100 && year_counts(s, x->beg) &&
               sr_scan_glued(s, x->end);
    bool glued = sr_scan_glued(s, x->end) && sr_scan_is(s, x->end, SR_F_dash);
    if (x->type == SR_RULE_REF && glued) /* "the now-closed plant" */
        return false;
    if (x->type == SR_RULE_DURATION && x->n == 3 && x->v[SR_F_unit] == SR_U_QUARTER &&
        sr_scan_is(s, x->end, SR_F_of) &&
        (sr_scan_is(s, x->end + 1, SR_F_the) || sr_scan_is(s, x->end + 1, SR_F_all)))
        return false; /* "three quarters of the voters" */
    if (x->type == SR_RULE_DURATION && x->v[SR_F_unit] == SR_U_QUARTER &&
        sr_scan_is(s, x->end, SR_F_of) && !sr_x_has(x, SR_F_num) &&
        (sr_scan_is(s, x->beg - 1, SR_F_dash) || sr_scan_is(s, x->beg - 1, SR_F_n_one)))
        return false;                       /* "three-quarters of voters" */
    if (sr_x_has(x, SR_F_secondx) && glued) /* "two second-half goals" */
        return false;
    bool capital = s->doc->tokens[x->beg].flags & SR_TOKEN_CAPITAL;
    if (sr_x_has(x, SR_F_monthx) && !capital && !lower_month_counts(s, x))
        return false;
    if (sr_x_has(x, SR_F_that) && s->doc->words && /* "said that spring water" */
        s->doc->words[x->beg].upos == SR_UPOS_SCONJ)
        return false;
    if (only(x, SR_F_season)) /* "Jonathan Winter", "the Winter Olympics" */
        return !capital || x->beg == s->beg;
    return true;
}

/* --- 6. to the left ---------------------------------------------------------------------------- */

/* "early", "late", "mid", "later", "the beginning of the": moves x->beg. */
static bool take_part_word(const sr_scan *s, sr_texpr *x)
{
    static const uint8_t words[] = {SR_F_early, SR_F_late, SR_F_midx};
    static const uint8_t nouns[] = {SR_F_startn, SR_F_midn, SR_F_endn};
    const sr_lex_entry *e = NULL;
    uint32_t at = x->beg;
    if (at > s->beg && sr_scan_is(s, at - 1, SR_F_dash) && sr_scan_glued(s, at))
        at--;
    for (size_t i = 0; !e && i < SR_COUNT(words); i++)
        e = sr_scan_before(s, at, words[i]);
    bool relative = sr_x_has(x, SR_F_this) || sr_x_has(x, SR_F_next);
    if (!e && at == x->beg && (relative || sr_x_has(x, SR_F_deictic))) {
        e = sr_scan_before(s, at, SR_F_laterx);
        e = e ? e : sr_scan_before(s, at, SR_F_earlierx);
    }
    if (e) {
        x->beg = at - e->n;
        x->mod = part_mod(e->value);
        if (sr_scan_is(s, x->beg - 1, SR_F_the))
            x->beg--;
        return true;
    }
    at = x->beg;
    if (sr_scan_is(s, at - 1, SR_F_the))
        at--;
    if (!sr_scan_is(s, at - 1, SR_F_of))
        return false;
    for (size_t i = 0; !e && i < SR_COUNT(nouns); i++)
        e = sr_scan_before(s, at - 1, nouns[i]);
    if (!e)
        return false;
    x->beg = at - 1 - e->n;
    x->mod = part_mod(e->value);
    x->beg -= sr_scan_is(s, x->beg - 1, SR_F_the);
    return true;
}

/* Bounds 1 at_least .. 5 less_than as TIMEX3 has them. */
static uint8_t bound_mod(const sr_texpr *x, int32_t bound)
{
    static const uint8_t of_duration[] = {SR_TIMEX_EQUAL_OR_MORE, SR_TIMEX_EQUAL_OR_LESS,
                                          SR_TIMEX_APPROX, SR_TIMEX_MORE_THAN,
                                          SR_TIMEX_LESS_THAN};
    static const uint8_t of_ago[] = {SR_TIMEX_ON_OR_BEFORE, SR_TIMEX_ON_OR_AFTER,
                                     SR_TIMEX_APPROX, SR_TIMEX_BEFORE, SR_TIMEX_AFTER};
    if (bound < 1 || bound > 5)
        return SR_TIMEX_NO_MOD;
    return x->type == SR_RULE_DURATION ? of_duration[bound - 1] : of_ago[bound - 1];
}

static void take_bound(const sr_scan *s, sr_texpr *x)
{
    bool said = sr_x_has(x, SR_F_past) || sr_x_has(x, SR_F_last) ||
                sr_x_has(x, SR_F_next) || sr_x_has(x, SR_F_coming) ||
                sr_x_has(x, SR_F_the) || sr_x_has(x, SR_F_all);
    bool measured = (x->type == SR_RULE_DURATION && !said) || sr_x_has(x, SR_F_ago);
    bool clock =
        x->type == SR_RULE_TIME && (sr_x_has(x, SR_F_hour) || sr_x_has(x, SR_F_clock));
    if (!measured && !clock)
        return;
    const sr_lex_entry *e = sr_scan_before(s, x->beg, SR_F_bound);
    if (!e || (clock && e->value != 3))
        return;
    x->mod = bound_mod(x, e->value);
    if (measured)
        x->beg -= e->n;
}

static void look_left(const sr_scan *s, sr_texpr *x)
{
    if ((x->type == SR_RULE_DATE || x->type == SR_RULE_TIME) && take_part_word(s, x))
        return;
    take_bound(s, x);
}

/* --- 7. joining ---------------------------------------------------------------------------------- */

static bool has_clock(const sr_texpr *x)
{
    return sr_x_has(x, SR_F_clock) || sr_x_has(x, SR_F_hour) || sr_x_has(x, SR_F_noon) ||
           sr_x_has(x, SR_F_hhmm) || sr_x_has(x, SR_F_dec);
}

static bool has_day(const sr_texpr *x)
{
    return sr_x_has(x, SR_F_weekday) || sr_x_has(x, SR_F_deictic) ||
           sr_x_has(x, SR_F_date) || sr_x_has(x, SR_F_holiday) ||
           sr_x_has(x, SR_F_tonight) ||
           (sr_x_has(x, SR_F_day) && sr_x_has(x, SR_F_month)) ||
           (sr_x_has(x, SR_F_part) && (sr_x_has(x, SR_F_this) || sr_x_has(x, SR_F_last)));
}

bool sr_times_is_clock(const sr_texpr *x)
{
    return x->type == SR_RULE_TIME && has_clock(x) && !has_day(x);
}

bool sr_times_is_day(const sr_texpr *x)
{
    return (x->type == SR_RULE_DATE || x->type == SR_RULE_TIME) && has_day(x);
}

static bool gap_joins(const sr_scan *s, uint32_t from, uint32_t to, bool clock_first)
{
    if (to - from > MAX_GAP)
        return false;
    for (uint32_t i = from; i < to; i++) {
        bool link = clock_first ? sr_scan_is(s, i, SR_F_on) : sr_scan_is(s, i, SR_F_at);
        if (!link && !sr_scan_is(s, i, SR_F_comma))
            return false;
    }
    return true;
}

/* Join b into a where one names the day and the other the time of day. */
static bool join(const sr_scan *s, sr_texpr *a, const sr_texpr *b)
{
    bool part_first =
        a->type == SR_RULE_TIME && sr_x_has(a, SR_F_of); /* "the night of" */
    bool clock_first = (has_clock(a) && !has_day(a)) || part_first;
    bool clock_last = has_clock(b) && !has_day(b);
    if (clock_first == clock_last ||
        !(clock_first ? has_day(b) && !has_clock(b) : has_day(a) && !has_clock(a)))
        return false;
    if (!gap_joins(s, a->end, b->beg, clock_first))
        return false;
    for (size_t i = 0; i < SR_F_COUNT; i++)
        if (a->v[i] == SR_X_NONE || (part_first && i != SR_F_part))
            a->v[i] = b->v[i] != SR_X_NONE ? b->v[i] : a->v[i];
    a->v[SR_F_of] = SR_X_NONE;
    a->end = b->end;
    a->type = SR_RULE_TIME;
    return true;
}

static void join_all(const sr_scan *s, sr_texpr_list *list)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++) {
        if (n && join(s, &list->v[n - 1], &list->v[i]))
            continue;
        list->v[n++] = list->v[i];
    }
    list->n = n;
    n = 0;
    for (size_t i = 0; i < list->n; i++) /* "the night of" what? */
        if (!(list->v[i].type == SR_RULE_TIME && sr_x_has(&list->v[i], SR_F_of)))
            list->v[n++] = list->v[i];
    list->n = n;
}

/* --- 8. the sentence ------------------------------------------------------------------------------- */

/* Is there a word of time, or a number that may be one, within reach? */
static bool warm(const sr_scan *s, uint32_t i)
{
    const sr_token *t = &s->doc->tokens[i];
    if (s->head[i] && s->rules->lex.v.v[s->head[i]].hot)
        return true;
    uint32_t len = t->span.end - t->span.beg;
    if (t->kind == SR_TOKEN_NUMBER)
        return len >= 4;
    return t->kind == SR_TOKEN_WORD && len >= 2 && len <= 16 &&
           (sr_is_digit(s->text.p[t->span.end - 1]) ||
            sr_is_digit(s->text.p[t->span.beg]) ||
            sr_is_digit(s->text.p[t->span.beg + 1]) ||
            s->text.p[t->span.beg + 3 < s->text.len ? t->span.beg + 3 : t->span.beg] ==
                '-');
}

static bool push(const sr_scan *s, sr_texpr_list *list, const sr_texpr *x)
{
    return (list->n < list->cap || sr_vec_room(s->arena, (void **)&list->v, list->n,
                                               &list->cap, sizeof *list->v))
               ? (list->v[list->n++] = *x, true)
               : false;
}

/* "the first days of May": the month, its start; "the last": its end.  Weeks are for
 * times_value.c. */
static void part_of_month(sr_texpr *x)
{
    bool part = sr_x_has(x, SR_F_unit) && sr_x_has(x, SR_F_of) &&
                (sr_x_has(x, SR_F_month) || sr_x_has(x, SR_F_year)) &&
                (sr_x_has(x, SR_F_first) || sr_x_has(x, SR_F_last) ||
                 sr_x_has(x, SR_F_final) || sr_x_has(x, SR_F_ordw));
    if (!part || x->type != SR_RULE_DATE || sr_x_has(x, SR_F_quarterx) ||
        x->v[SR_F_unit] > SR_U_DAY)
        return;
    bool first =
        sr_x_has(x, SR_F_first) || (sr_x_has(x, SR_F_ordw) && x->v[SR_F_ordw] == 1);
    bool last = sr_x_has(x, SR_F_last) || sr_x_has(x, SR_F_final);
    x->mod = first ? SR_TIMEX_START : last ? SR_TIMEX_END : SR_TIMEX_MID;
    x->v[SR_F_last] = x->v[SR_F_day] = x->v[SR_F_unit] = SR_X_NONE;
}

/* Take the best expression at token i into the list; returns where to go on. */
static uint32_t take_at(matcher *m, uint32_t i, sr_texpr_list *list)
{
    path best = {0};
    sr_texpr x[2];
    if (!best_at(m, i, &best))
        return i + 1;
    size_t n = fill(m, &best, x);
    if (x->type == SR_RULE_SET && is_rate(x) && !rate_counts(m->s, x->beg))
        x->type = SR_RULE_DURATION; /* "for a week" */
    if (!counts(m->s, x, n))
        return x->type == SR_RULE_NONE ? best.end : i + 1;
    if (n == 2)
        share(&x[0], &x[1]);
    uint32_t before = list->n ? list->v[list->n - 1].end : m->s->beg;
    uint32_t beg = x[0].beg;
    look_left(m->s, &x[0]);
    if (x[0].beg < before)
        x[0].beg = beg;
    part_of_month(&x[0]);
    for (size_t k = 0; k < n; k++)
        m->refused |= !push(m->s, list, &x[k]);
    return best.end;
}

sr_status sr_times_match(sr_scan *s, sr_texpr_list *ret, sr_err *err)
{
    uint32_t n = s->end - s->beg, hot_until = s->beg;
    ret->n = 0;
    bool any = false;
    for (uint32_t i = s->beg; i < s->end && !any; i++)
        any = warm(s, i);
    if (!any)
        return SR_OK;
    if (n + 1 > s->cap_first) {
        uint32_t *room = sr_arena_alloc(s->arena, 2 * ((size_t)n + 1), sizeof *room);
        s->sets =
            sr_arena_alloc(s->arena, 2 * ((size_t)n + 1), SR_SET_WORDS * sizeof *s->sets);
        if (!room || !s->sets)
            return sr_fail(err, SR_ENOMEM, 0, "out of memory for times");
        s->first = room;
        s->cap_first = 2 * ((size_t)n + 1);
    }
    matcher m = {.s = s, .first = s->first};
    sr_status st = find_alternatives(&m, err);
    if (st != SR_OK)
        return st;
    for (uint32_t i = s->beg; i < s->end;) {
        while (hot_until < s->end && (hot_until < i || !warm(s, hot_until)))
            hot_until++;
        if (hot_until >= s->end)
            break;
        i = hot_until - i < AHEAD ? take_at(&m, i, ret) : i + 1;
    }
    join_all(s, ret);
    return m.refused ? sr_fail(err, SR_ENOMEM, 0, "out of memory for times") : SR_OK;
}
