/* Word lists into a table by fold.  In order: class names, one line, the table. */
#include "facts/parts.h"

#include "base/data.h"
#include "base/hash.h"

static const char *const class_names[] = {"",
#define NAME(name) #name,
                                          SR_FACT_CLASSES(NAME)
#undef NAME
};

sr_fact_class sr_fact_class_of(sr_str name)
{
    for (size_t i = 1; i < SR_COUNT(class_names); i++)
        if (sr_str_eq(name, sr_str_of(class_names[i])))
            return (sr_fact_class)i;
    return SR_F_0;
}

/* --- one line --------------------------------------------------------------------------- */

/* An integer with an optional minus that fills the field; else 0. */
static int32_t small_number(sr_str s)
{
    uint64_t v = 0;
    bool minus = s.len && s.p[0] == '-';
    sr_str digits = minus ? sr_str_cut(s, 1, s.len) : s;
    if (!sr_str_u64(digits, &v) || v > 999999999)
        return 0;
    return minus ? -(int32_t)v : (int32_t)v;
}

static uint8_t flags_of(sr_str s)
{
    uint8_t flags = 0;
    for (size_t i = 0; i < s.len; i++)
        flags |= s.p[i] == 'C'   ? SR_LEX_CAPITAL
                 : s.p[i] == 'L' ? SR_LEX_LOWER
                 : s.p[i] == 'F' ? SR_LEX_FREE
                 : s.p[i] == 'R' ? SR_LEX_ROLE
                                 : 0;
    return flags;
}

/* The fold of a word of the lists, which are in lower case (data.c of tests checks it). */
static uint64_t fold_of(sr_str word)
{
    return sr_hash64(sr_str_eq(word, SR_STR("’")) ? SR_STR("'") : word);
}

static bool add_words(sr_lex *lex, sr_arena *a, sr_lex_entry e, sr_str words, bool *bad)
{
    sr_str word;
    e.n = 0;
    while (sr_str_field(&words, ' ', &word)) {
        if (word.len == 0)
            continue;
        if (e.n == SR_LEX_WORDS) {
            *bad = true;
            return true;
        }
        e.fold[e.n++] = fold_of(word);
    }
    return e.n == 0 || SR_PUSH(a, &lex->v, e);
}

/* The next alternative: up to a "|" that blanks surround. */
static bool next_words(sr_str *rest, sr_str *ret)
{
    if (rest->len == 0)
        return false;
    size_t at = sr_str_find(*rest, SR_STR(" | "), 0);
    *ret = at == SIZE_MAX ? *rest : sr_str_cut(*rest, 0, at);
    *rest = at == SIZE_MAX ? (sr_str){"", 0} : sr_str_cut(*rest, at + 3, rest->len);
    return true;
}

sr_status sr_lex_read(sr_lex *lex, sr_arena *a, const char *file, sr_err *err)
{
    sr_str rest = sr_data(file), line, cls, words, value = {"", 0}, flags = {"", 0};
    if (!rest.p)
        return sr_fail(err, SR_EFORMAT, 0, "there is no list \"%s\"", file);
    if (lex->v.n == 0 && !SR_PUSH(a, &lex->v, (sr_lex_entry){0}))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for word lists");
    while (sr_data_line(&rest, &line)) {
        bool bad = !sr_str_field(&line, '\t', &cls) || !sr_str_field(&line, '\t', &words);
        if (!sr_str_field(&line, '\t', &value))
            value = SR_STR("");
        if (!sr_str_field(&line, '\t', &flags))
            flags = SR_STR("");
        sr_lex_entry e = {.cls = (uint8_t)sr_fact_class_of(cls),
                          .flags = flags_of(flags),
                          .value = small_number(value),
                          .arg = value};
        bad |= e.cls == SR_F_0;
        sr_str one;
        while (!bad && next_words(&words, &one))
            if (!add_words(lex, a, e, one, &bad))
                return sr_fail(err, SR_ENOMEM, 0, "out of memory for word lists");
        if (bad)
            return sr_fail(err, SR_EFORMAT, 0,
                           "\"%s\" has a bad line of the class \"%.*s\"", file,
                           SR_FMT(cls));
    }
    return SR_OK;
}

/* --- the table ---------------------------------------------------------------------------- */

static size_t slot_of(const sr_lex *lex, uint64_t fold)
{
    size_t i = (fold >> 16) & (lex->slots - 1);
    while (lex->slot[i] && lex->key[i] != fold)
        i = (i + 1) & (lex->slots - 1);
    return i;
}

/* Put entry e into the chain of its first word: longer ones first, else in order. */
static void put_in_chain(sr_lex *lex, uint32_t e)
{
    size_t i = slot_of(lex, lex->v.v[e].fold[0]);
    uint32_t *at = &lex->slot[i];
    lex->key[i] = lex->v.v[e].fold[0];
    while (*at && lex->v.v[*at].n >= lex->v.v[e].n)
        at = &lex->v.v[*at].next;
    lex->v.v[e].next = *at;
    *at = e;
}

/* Words that times are made of; the others only go with them. */
static bool is_hot(uint8_t cls)
{
    static const uint8_t hot[] = {
        SR_F_month,     SR_F_monthx,  SR_F_weekday, SR_F_weekdayx, SR_F_weekdays,
        SR_F_season,    SR_F_seasonx, SR_F_weekend, SR_F_part,     SR_F_noon,
        SR_F_overnight, SR_F_tonight, SR_F_secondx, SR_F_unit,     SR_F_units,
        SR_F_quarterx,  SR_F_durword, SR_F_decadew, SR_F_deictic,  SR_F_ref,
        SR_F_refx,      SR_F_recent,  SR_F_ago,     SR_F_setadj,   SR_F_holiday,
        SR_F_lit911,    SR_F_century, SR_F_ampm,    SR_F_oclock,   SR_F_fiscalx,
        SR_F_fiscal,    SR_F_none,    SR_F_timew,   SR_F_parts};
    return memchr(hot, cls, sizeof hot) != NULL;
}

static bool begins_number(uint8_t cls)
{
    static const uint8_t classes[] = {SR_F_n_one,    SR_F_n_ten,    SR_F_n_half,
                                      SR_F_n_plural, SR_F_n_couple, SR_F_n_vague,
                                      SR_F_a,        SR_F_n_zero};
    return memchr(classes, cls, sizeof classes) != NULL;
}

sr_status sr_lex_build(sr_lex *lex, sr_arena *a, sr_err *err)
{
    lex->slots = 64;
    while (lex->slots < lex->v.n * 3)
        lex->slots *= 2;
    lex->key = SR_NEW(a, uint64_t, lex->slots);
    lex->slot = SR_NEW(a, uint32_t, lex->slots);
    lex->sets = SR_NEW(a, uint64_t, lex->v.n * SR_SET_WORDS);
    if (!lex->key || !lex->slot || !lex->sets)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for word lists");
    for (uint32_t e = 1; e < lex->v.n; e++) {
        uint64_t fold = lex->v.v[e].fold[0];
        lex->maybe[(fold >> 6) & 1023] |= 1ull << (fold & 63);
        put_in_chain(lex, e);
    }
    for (size_t i = 0; i < lex->slots; i++)
        for (uint32_t e = lex->slot[i]; e; e = lex->v.v[e].next) {
            uint8_t cls = lex->v.v[e].cls;
            lex->sets[lex->slot[i] * SR_SET_WORDS + cls / 64] |= 1ull << (cls % 64);
            lex->v.v[lex->slot[i]].hot |= is_hot(lex->v.v[e].cls);
            lex->v.v[lex->slot[i]].number |= begins_number(lex->v.v[e].cls);
        }
    return SR_OK;
}
