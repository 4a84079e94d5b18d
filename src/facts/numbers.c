/* One number: digits, words, both ("1.2 million", "two and a half", "half a dozen",
 * "hundreds of thousands").  In order: digits, scales, words, the whole. */
#include "facts/parts.h"

enum { DIGITS = 15 }; /* more than a double keeps */

/* --- digits ---------------------------------------------------------------------------- */

/* Commas stand between groups of three (two in India's way), at most one point. */
bool sr_number_digits(sr_str w, double *value, uint8_t *decimals, bool *plain)
{
    double v = 0, unit = 0;
    size_t digits = 0, since_comma = 0, commas = 0, after = 0;
    for (size_t i = 0; i < w.len; i++) {
        if (sr_is_digit(w.p[i])) {
            if (++digits > DIGITS)
                return false;
            since_comma++;
            if (unit > 0) {
                after++;
                v += unit * (w.p[i] - '0');
                unit /= 10;
            } else {
                v = 10 * v + (w.p[i] - '0');
            }
        } else if (w.p[i] == ',' && unit <= 0 && (commas == 0 || since_comma >= 2)) {
            commas++;
            since_comma = 0;
        } else if (w.p[i] == '.' && unit <= 0) {
            unit = 0.1;
            if (commas && since_comma != 3)
                return false;
        } else {
            return false;
        }
    }
    if (digits == 0 || (commas && unit <= 0 && since_comma != 3))
        return false;
    *decimals = (uint8_t)after;
    *plain = digits == w.len;
    *value = v;
    if (after) { /* 0.1 + 0.02 ... is not 0.12: one division is */
        double whole = 0, scale = 1;
        for (size_t i = 0; i < w.len; i++)
            whole = sr_is_digit(w.p[i]) ? 10 * whole + (w.p[i] - '0') : whole;
        while (after--)
            scale *= 10;
        *value = whole / scale;
    }
    return true;
}

/* --- scales ---------------------------------------------------------------------------- */

static double power(int32_t n)
{
    double v = 1;
    while (n-- > 0)
        v *= 10;
    return v;
}

static uint32_t past_dash(const sr_scan *s, uint32_t i)
{
    return sr_scan_is(s, i, SR_F_dash) && sr_scan_glued(s, i) && sr_scan_glued(s, i + 1)
               ? i + 1
               : i;
}

/* Fractions of their own sign: ½ ¼ ¾. */
static double sign_value(sr_str w)
{
    return sr_str_eq(w, SR_STR("½"))   ? 0.5
           : sr_str_eq(w, SR_STR("¼")) ? 0.25
           : sr_str_eq(w, SR_STR("¾")) ? 0.75
                                       : 0;
}

/* A letter that stands for a scale is one only right behind digits: "15m", "3k". */
static const sr_lex_entry *scale_at(const sr_scan *s, uint32_t i, bool digits)
{
    const sr_lex_entry *e = sr_scan_at(s, i, SR_F_n_scale);
    if (!e && digits && sr_scan_glued(s, i))
        e = sr_scan_at(s, i, SR_F_n_abbr);
    return e;
}

/* "two [hundred thousand]", "five [dozen]" */
static void take_scales(const sr_scan *s, sr_number *n)
{
    const sr_lex_entry *e;
    for (int k = 0; k < 3; k++) {
        uint32_t at = n->digits ? past_dash(s, n->end) : n->end;
        if ((e = scale_at(s, at, n->digits && k == 0)) != NULL)
            n->value *= power(e->value);
        else if ((e = sr_scan_at(s, at, SR_F_n_dozen)) != NULL && e->value == 12)
            n->value *= e->value;
        else
            return;
        n->plain = false;
        n->scaled = true;
        n->end = at + e->n;
    }
}

/* --- words ------------------------------------------------------------------------------- */

/* "twenty", "twenty-five", "seven"; 0 tokens where there is none. */
static uint32_t below_hundred(const sr_scan *s, uint32_t i, double *v)
{
    const sr_lex_entry *e = sr_scan_at(s, i, SR_F_n_one);
    if (e) {
        *v = e->value;
        return i + 1;
    }
    if (!(e = sr_scan_at(s, i, SR_F_n_ten)))
        return i;
    *v = e->value;
    uint32_t at = past_dash(s, i + 1);
    const sr_lex_entry *one = sr_scan_at(s, at, SR_F_n_one);
    if (!one || one->value < 1 || one->value > 9)
        return i + 1;
    *v += one->value;
    return at + 1;
}

/* "two hundred and fifty thousand": groups add up, scales multiply what is before them. */
static bool words_at(const sr_scan *s, uint32_t i, sr_number *n)
{
    double total = 0, group = 0, v = 0, last = 1e18;
    uint32_t at = i, end = i;
    if (sr_scan_is(s, i, SR_F_a) && (sr_scan_is(s, i + 1, SR_F_n_scale))) {
        group = 1;
        at = i + 1;
    } else {
        at = below_hundred(s, i, &v);
        if (at == i)
            return false;
        group = v;
        end = at;
    }
    while (at < s->end && at - i < SR_NUMBER_TOKENS) {
        const sr_lex_entry *e = sr_scan_at(s, past_dash(s, at), SR_F_n_scale);
        uint32_t more = sr_scan_is(s, at, SR_F_and) ? at + 1 : at;
        if (e && power(e->value) < last) {
            at = past_dash(s, at) + 1;
            group *= power(e->value);
            if (e->value > 2) {
                total += group;
                last = power(e->value);
                group = 0;
            }
            end = at;
        } else if (end == at && (group >= 100 || total > 0) &&
                   !(group > 0 && group < 100) && below_hundred(s, more, &v) > more) {
            at = end = below_hundred(s, more, &v);
            group += v;
        } else {
            break;
        }
    }
    n->value = total + group;
    n->scaled = total > 0 && group <= 0;
    n->end = end;
    return end > i;
}

/* "half a million", "half a dozen"; "half" alone is none. */
static bool half_at(const sr_scan *s, uint32_t i, sr_number *n)
{
    if (!sr_scan_is(s, i, SR_F_n_half))
        return false;
    uint32_t at = i + 1 + sr_scan_is(s, i + 1, SR_F_a);
    const sr_lex_entry *e = sr_scan_at(s, at, SR_F_n_scale);
    if (e)
        n->value = power(e->value) / 2;
    else if ((e = sr_scan_at(s, at, SR_F_n_dozen)))
        n->value = e->value / 2.0;
    else
        return false;
    n->end = at + e->n;
    return true;
}

/* "dozens", "hundreds of thousands", "several thousand", "a few dozen", "a couple". */
static bool vague_at(const sr_scan *s, uint32_t i, sr_number *n)
{
    const sr_lex_entry *e = sr_scan_at(s, i, SR_F_n_plural), *scale;
    n->vague = true;
    if (e) {
        n->value = e->value;
        n->upper = n->value < 100 ? 99 : n->value * 5 - 1;
        n->end = i + e->n;
        return true;
    }
    if ((e = sr_scan_at(s, i, SR_F_n_couple)) || (e = sr_scan_at(s, i, SR_F_n_vague))) {
        uint32_t at = i + e->n + sr_scan_is(s, i + e->n, SR_F_of);
        bool couple = e->cls == SR_F_n_couple;
        n->value = couple ? 2 : 3;
        n->upper = couple ? 0 : 9;
        n->counts = couple;
        n->end = i + e->n;
        double by = (scale = sr_scan_at(s, at, SR_F_n_scale))   ? power(scale->value)
                    : (scale = sr_scan_at(s, at, SR_F_n_dozen)) ? scale->value
                                                                : 1;
        if (scale) {
            n->value *= by;
            n->upper *= by;
            n->counts = true;
            n->end = at + scale->n;
        }
        return true;
    }
    n->vague = false;
    return false;
}

/* --- the whole ----------------------------------------------------------------------------- */

/* "two and a half", "2½", "one and a half million", "three-quarters of a million" */
static void take_half(const sr_scan *s, sr_number *n)
{
    double sign = n->end < s->end ? sign_value(sr_scan_word(s, n->end)) : 0;
    if (sign > 0) {
        n->value += sign;
        n->end++;
        n->plain = false;
        return;
    }
    uint32_t at = past_dash(s, n->end);
    if (n->value >= 100 || !sr_scan_is(s, at, SR_F_and))
        return;
    at = past_dash(s, at + 1);
    if (!sr_scan_is(s, at, SR_F_a))
        return;
    at = past_dash(s, at + 1);
    if (!sr_scan_is(s, at, SR_F_n_half))
        return;
    n->value += 0.5;
    n->end = at + 1;
    n->plain = false;
}

static bool digits_at(const sr_scan *s, uint32_t i, sr_number *n)
{
    const sr_token *t = &s->doc->tokens[i];
    if (t->kind != SR_TOKEN_NUMBER ||
        !sr_number_digits(sr_scan_word(s, i), &n->value, &n->decimals, &n->plain))
        return false;
    n->digits = true;
    n->end = i + 1;
    return true;
}

/* Most words begin no number: tells it without a look at their entries. */
static bool may_begin(const sr_scan *s, uint32_t i)
{
    uint8_t kind = s->doc->tokens[i].kind;
    return kind == SR_TOKEN_NUMBER || kind == SR_TOKEN_SYMBOL ||
           (s->head[i] && s->rules->lex.v.v[s->head[i]].number);
}

bool sr_number_at(const sr_scan *s, uint32_t i, sr_number *ret)
{
    sr_number n = {.counts = true};
    if (i < s->beg || i >= s->end || !may_begin(s, i))
        return false;
    if (digits_at(s, i, &n) || words_at(s, i, &n)) {
        take_half(s, &n);
        take_scales(s, &n);
    } else if (sign_value(sr_scan_word(s, i)) > 0) {
        n.value = sign_value(sr_scan_word(s, i));
        n.end = i + 1;
        take_scales(s, &n);
    } else if (sr_scan_is(s, i, SR_F_a) && sr_scan_is(s, i + 1, SR_F_n_dozen)) {
        n.value = sr_scan_at(s, i + 1, SR_F_n_dozen)->value;
        n.end = i + 2;
        n.vague = true;
    } else if (!half_at(s, i, &n) && !vague_at(s, i, &n)) {
        return false;
    }
    *ret = n;
    return true;
}
