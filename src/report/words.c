/* Words and word lists.  Read words.h first; in order:
 *   1. where a word ends    2. its folded forms    3. loading a list    4. asking it
 */
#include "report/words.h"

#include "base/data.h"
#include "base/hash.h"
#include "base/utf8.h"

#include <utf8proc.h>

enum { FOLD_BYTES = 64 };

/* --- 1. where a word ends ------------------------------------------------------------ */

static bool is_word_cp(uint32_t cp)
{
    if (cp < 0x80)
        return sr_is_alnum((char)cp);
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_NO && cp != SR_REPLACEMENT;
}

/* Bytes of the word code point at `at`, or 0. */
static size_t word_step(sr_str s, size_t at, uint32_t *cp)
{
    if (at >= s.len)
        return 0;
    size_t n = sr_utf8_next(s, at, cp);
    return is_word_cp(*cp) ? n : 0;
}

/* Bytes of a joiner at `at` that holds a word together, given what stands behind it. */
static size_t joiner(sr_str s, size_t at)
{
    uint32_t cp, next;
    size_t n = at < s.len ? sr_utf8_next(s, at, &cp) : 0;
    if (n == 0 || word_step(s, at + n, &next) == 0)
        return 0;
    if (cp == '\'' || cp == 0x2019 || cp == '-')
        return n;
    bool digits = sr_is_digit(s.p[at - 1]) && next < 0x80 && sr_is_digit((char)next);
    return digits && (cp == '.' || cp == ',' || cp == ':') ? n : 0;
}

static size_t word_end(sr_str s, size_t at)
{
    uint32_t cp;
    for (size_t n; (n = word_step(s, at, &cp)) > 0 || (n = joiner(s, at)) > 0;)
        at += n;
    return at;
}

/* --- 2. its folded forms ------------------------------------------------------------- */

/* Lower case, ' for the typographic apostrophe; long words are cut. */
static size_t fold(sr_str w, char ret[FOLD_BYTES], uint8_t *flags)
{
    size_t n = 0, upper = 0, letters = 0;
    for (size_t at = 0; at < w.len;) {
        uint32_t cp;
        at += sr_utf8_next(w, at, &cp);
        if (cp == 0x2019)
            cp = '\'';
        uint32_t low = cp < 0x80 ? (uint32_t)sr_lower((char)cp)
                                 : (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
        letters += cp >= 0x80 || sr_is_alpha((char)cp);
        upper += low != cp;
        if (n == 0 && low != cp)
            *flags |= SR_WORD_CAPITAL;
        if (n + 4 > FOLD_BYTES)
            break;
        n += sr_utf8_encode(low, ret + n);
    }
    if (letters >= 2 && upper == letters)
        *flags |= SR_WORD_CAPS;
    return n;
}

static size_t without_possessive(const char *p, size_t n)
{
    return n > 2 && p[n - 1] == 's' && p[n - 2] == '\'' ? n - 2 : n;
}

/* Plural off: ies -> y, s off where it is not ss, us, is.  Changes the buffer. */
static size_t stem(char *p, size_t n)
{
    if (n < 4 || p[n - 1] != 's' || strchr("sui", p[n - 2]))
        return n;
    if (n > 4 && p[n - 2] == 'e' && p[n - 3] == 'i') {
        p[n - 3] = 'y';
        return n - 2;
    }
    return n - 1;
}

bool sr_bword_next(sr_str s, size_t at, sr_bword *ret)
{
    uint32_t cp;
    while (at < s.len && word_step(s, at, &cp) == 0)
        at += sr_utf8_next(s, at, &cp);
    if (at >= s.len)
        return false;
    size_t end = word_end(s, at);
    sr_bword w = {.span = {(uint32_t)at, (uint32_t)end}};
    char form[FOLD_BYTES];
    size_t n = fold(sr_str_cut(s, at, end), form, &w.flags);
    n = without_possessive(form, n);
    w.form = sr_hash64((sr_str){form, n});
    w.stem = sr_hash64((sr_str){form, stem(form, n)});
    if (sr_is_digit(s.p[at]))
        w.flags |= SR_WORD_DIGIT;
    *ret = w;
    return true;
}

/* --- 3. loading a list --------------------------------------------------------------- */

static const char *const kind_names[SR_KINDS] = {
    "stop", "say",  "dangle", "link",   "third",  "self",   "definite", "prep",  "deny",
    "last", "day",  "number", "about",  "about2", "about3", "break",    "hedge", "differ",
    "more", "unit", "lack",   "accord", "after",  "before", "boiler",   "bait",
};

static sr_lex_entry *slot_of(const sr_lex *lex, uint64_t form)
{
    size_t i = form & (lex->slots - 1);
    while (lex->slot[i].kinds && lex->slot[i].form != form)
        i = (i + 1) & (lex->slots - 1);
    return &lex->slot[i];
}

static uint32_t measure_of(sr_lex *lex, sr_str name)
{
    for (size_t i = 0; i < lex->n_measures; i++)
        if (sr_str_eq(lex->measures[i], name))
            return (uint32_t)i + 1;
    lex->measures[lex->n_measures++] = name;
    return (uint32_t)lex->n_measures;
}

static double value_of(sr_str s)
{
    uint64_t v = 0;
    (void)sr_str_u64(s, &v);
    return (double)v;
}

/* One line: kind, word or phrase, and for numbers the value, for measures the name. */
static sr_status add_line(sr_lex *lex, sr_str line, sr_err *err)
{
    sr_str kind = {0}, word = {0}, more = {0};
    (void)sr_str_field(&line, '\t', &kind);
    (void)sr_str_field(&line, '\t', &word);
    (void)sr_str_field(&line, '\t', &more);
    int k = 0;
    while (k < SR_KINDS && !sr_str_eq(kind, sr_str_of(kind_names[k])))
        k++;
    if (k == SR_KINDS || word.len == 0)
        return sr_fail(err, SR_EFORMAT, 0, "word list: \"%.*s\" is no kind of word",
                       SR_FMT(kind));
    if (k >= SR_KIND_BOILER) {
        int which = k - SR_KIND_BOILER;
        lex->phrases[which][lex->n_phrases[which]++] = word;
        return SR_OK;
    }
    sr_bword w;
    if (!sr_bword_next(word, 0, &w))
        return sr_fail(err, SR_EFORMAT, 0, "word list: \"%.*s\" is no word",
                       SR_FMT(word));
    sr_lex_entry *e = slot_of(lex, w.form);
    e->form = w.form;
    e->kinds |= 1u << k;
    if (k == SR_KIND_NUMBER)
        e->value = value_of(more);
    if (k == SR_KIND_AFTER || k == SR_KIND_BEFORE)
        e->measure = measure_of(lex, more);
    lex->n++;
    return SR_OK;
}

static size_t count_lines(sr_str s)
{
    size_t n = 0;
    for (sr_str line; sr_data_line(&s, &line);)
        n++;
    return n;
}

sr_status sr_lex_load(sr_str lang, sr_arena *a, sr_lex *ret, sr_err *err)
{
    char name[32];
    if (lang.len == 0)
        lang = SR_STR("en");
    sr_str text = {0};
    if (lang.len <= 8) {
        memcpy(name, "brief.", 6);
        memcpy(name + 6, lang.p, lang.len);
        memcpy(name + 6 + lang.len, ".txt", 5);
        text = sr_data(name);
    }
    size_t lines = text.p ? count_lines(text) : 0;
    sr_lex lex = {.slots = 16};
    while (lex.slots < 2 * lines)
        lex.slots *= 2;
    lex.slot = SR_NEW(a, sr_lex_entry, lex.slots);
    lex.phrases[0] = SR_NEW(a, sr_str, lines + 1);
    lex.phrases[1] = SR_NEW(a, sr_str, lines + 1);
    lex.measures = SR_NEW(a, sr_str, lines + 1);
    if (!lex.slot || !lex.phrases[0] || !lex.phrases[1] || !lex.measures)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the word list of a brief");
    for (sr_str line; text.p && sr_data_line(&text, &line);) {
        sr_status st = add_line(&lex, line, err);
        if (st != SR_OK)
            return st;
    }
    *ret = lex;
    return SR_OK;
}

/* --- 4. asking it -------------------------------------------------------------------- */

const sr_lex_entry *sr_lex_find(const sr_lex *lex, uint64_t form)
{
    const sr_lex_entry *e = slot_of(lex, form);
    return e->kinds ? e : NULL;
}

bool sr_lex_phrase(const sr_lex *lex, sr_bword_kind kind, sr_str s)
{
    int which = kind == SR_KIND_BAIT;
    for (size_t i = 0; i < lex->n_phrases[which]; i++) {
        sr_str p = lex->phrases[which][i];
        if (p.p[0] == '^' ? sr_str_istarts(s, sr_str_cut(p, 1, p.len))
                          : sr_str_ifind(s, p, 0) != SIZE_MAX)
            return true;
    }
    return false;
}
