/* The words and numbers of a line with a date.  Read date_tokens.h first; this file is, in
 * order:  1. months   2. tokens */
#include "extract/date_tokens.h"

#include "base/data.h"
#include "base/utf8.h"
#include "extract/cleantext.h"
#include "extract/month_forms.h"

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
    if (word.len < 2 || !rows.p || !sr_month_is_form(&sr_month_forms_table, word))
        return 0;
    if (lang.len >= 2)
        month = month_in(row_of(rows, sr_str_cut(lang, 0, 2)), word);
    return month ? month : month_in(rows, word);
}

/* --- 2. tokens -------------------------------------------------------------------------- */

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

static size_t read_number(sr_str s, size_t at, sr_date_token *t)
{
    t->kind = SR_DATE_NUMBER;
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

static size_t read_word(sr_str s, size_t at, sr_date_token *t)
{
    t->kind = SR_DATE_WORD;
    t->month = -1;
    while (at < s.len) {
        uint32_t cp;
        size_t step = sr_utf8_next(s, at, &cp);
        uint32_t low = letter_of(cp);
        if (!low)
            break;
        if (is_cjk(cp) && t->len) /* 年, 月, 日 are words of one character */
            break;
        if (t->len + 4 <= SR_DATE_WORD_BYTES)
            t->len = (uint8_t)(t->len + sr_utf8_encode(low, t->word + t->len));
        at += step;
        if (is_cjk(cp))
            break;
    }
    return at;
}

void sr_date_tokenize(sr_str s, sr_date_reading *r)
{
    bool spaced = true;
    for (size_t at = 0; at < s.len && r->n < SR_DATE_MAX_TOKENS;) {
        uint32_t cp;
        size_t step = sr_utf8_next(s, at, &cp);
        if (cp <= ' ' || cp == 0xA0) {
            spaced = true;
            at += step;
            continue;
        }
        sr_date_token *t = &r->v[r->n++];
        *t = (sr_date_token){
            .kind = SR_DATE_MARK, .value = cp, .spaced = spaced, .beg = (uint32_t)at};
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

/* The month that a token names; two words together may too ("كانون الثاني"). */
int sr_date_month_at(sr_date_reading *r, int i, int *next)
{
    if (i < 0 || i >= r->n || r->v[i].kind != SR_DATE_WORD)
        return 0;
    sr_date_token *t = &r->v[i];
    *next = i + 1;
    if (t->month < 0)
        t->month = (int8_t)sr_month_of((sr_str){t->word, t->len}, r->style.lang);
    if (t->month == 0 && (unsigned char)t->word[0] >= 0xC3 &&
        sr_date_tok(r, i + 1)->kind == SR_DATE_WORD) {
        char two[2 * SR_DATE_WORD_BYTES + 1];
        memcpy(two, t->word, t->len);
        two[t->len] = ' ';
        memcpy(two + t->len + 1, r->v[i + 1].word, r->v[i + 1].len);
        sr_str both = {two, (size_t)t->len + 1 + r->v[i + 1].len};
        *next = i + 2;
        return sr_month_of(both, r->style.lang);
    }
    return t->month;
}
