/* The lists of data/ as hash maps.  Keys point into the bytes of sr_data. */
#include "text/parts.h"

#include "base/data.h"

#include <stdio.h>
#include <stdlib.h>

enum { WORD_BYTES = 64 };

uint64_t sr_text_value(const sr_map *m, sr_str word)
{
    char low[WORD_BYTES];
    if (word.len == 0 || word.len > sizeof low)
        return 0;
    for (size_t i = 0; i < word.len; i++)
        low[i] = sr_lower(word.p[i]);
    const uint64_t *v = sr_map_get(m, (sr_str){low, word.len});
    return v ? *v : 0;
}

static sr_abbrev exact_abbrev(const sr_text_rules *r, sr_str word)
{
    const uint64_t *v = sr_map_get(&r->abbrevs, word);
    return v ? (sr_abbrev)*v : SR_ABBREV_NONE;
}

/* As written; capitals as "Xxx" and "xxx"; a capital in front as "xxx". */
sr_abbrev sr_text_abbrev(const sr_text_rules *r, sr_str word)
{
    char form[WORD_BYTES];
    if (word.len == 0 || word.len > sizeof form)
        return SR_ABBREV_NONE;
    sr_abbrev a = exact_abbrev(r, word);
    if (a != SR_ABBREV_NONE || !sr_is_upper(word.p[0]))
        return a;
    bool caps = true;
    for (size_t i = 1; i < word.len; i++) {
        caps = caps && !sr_is_lower(word.p[i]);
        form[i] = sr_lower(word.p[i]);
    }
    form[0] = word.p[0];
    if (caps && (a = exact_abbrev(r, (sr_str){form, word.len})) != SR_ABBREV_NONE)
        return a;
    form[0] = sr_lower(word.p[0]);
    if ((caps && (word.len > 3 || memchr(word.p, '.', word.len))) ||
        sr_str_eq(sr_str_cut(word, 1, word.len), (sr_str){form + 1, word.len - 1}))
        return exact_abbrev(r, (sr_str){form, word.len});
    return SR_ABBREV_NONE;
}

static bool abbrev_class(sr_str name, uint64_t *ret)
{
    static const char *const names[] = {"none", "title", "number", "inner",
                                        "name", "time",  "any"};
    for (size_t i = 1; i < SR_COUNT(names); i++)
        if (sr_str_eq(name, sr_str_of(names[i]))) {
            *ret = i;
            return true;
        }
    return false;
}

/* The value of an entry, from its second column: for abbreviations their class, for splits
 * where the second part begins, for openers whether they are weak; else 1. */
typedef enum list_kind { LIST_WORDS, LIST_ABBREVS, LIST_SPLITS, LIST_OPENERS } list_kind;

static bool entry_value(list_kind kind, sr_str rest, uint64_t *ret)
{
    *ret = 1;
    if (kind == LIST_ABBREVS)
        return abbrev_class(rest, ret);
    if (kind == LIST_OPENERS) {
        *ret = rest.len ? SR_OPENER_WEAK : SR_OPENER;
        return rest.len == 0 || sr_str_eq(rest, SR_STR("weak"));
    }
    if (kind == LIST_SPLITS)
        return sr_str_u64(rest, ret) && *ret > 0;
    return true;
}

static sr_status load(const char *file, const char *lang, list_kind kind, sr_map *m,
                      sr_err *err)
{
    char name[64];
    (void)snprintf(name, sizeof name, "%s.%s.txt", file, lang);
    sr_str rest = sr_data(name), line, word;
    while (rest.p && sr_data_line(&rest, &line)) {
        uint64_t value;
        if (!sr_str_field(&line, '\t', &word) || word.len == 0 || word.len > WORD_BYTES ||
            !entry_value(kind, sr_str_trim(line), &value))
            return sr_fail(err, SR_EFORMAT, 0, "list \"%s\": bad entry \"%.*s\"", name,
                           SR_FMT(word));
        if (!sr_map_put(m, word, value, NULL))
            return sr_fail(err, SR_ENOMEM, 0, "out of memory for list \"%s\"", name);
    }
    return SR_OK;
}

static sr_status load_all(sr_text_rules *r, const char *lang, sr_err *err)
{
    const struct {
        const char *file;
        list_kind kind;
        sr_map *map;
    } lists[] = {
        {"abbrev", LIST_ABBREVS, &r->abbrevs},  {"openers", LIST_OPENERS, &r->openers},
        {"ordinals", LIST_WORDS, &r->ordinals}, {"calendar", LIST_WORDS, &r->calendar},
        {"captions", LIST_WORDS, &r->captions}, {"prefixes", LIST_WORDS, &r->prefixes},
        {"splits", LIST_SPLITS, &r->splits},    {"tails", LIST_WORDS, &r->tails},
        {"apostrophe", LIST_WORDS, &r->heads},
    };
    for (size_t i = 0; i < SR_COUNT(lists); i++) {
        sr_status st = load(lists[i].file, lang, lists[i].kind, lists[i].map, err);
        if (st != SR_OK)
            return st;
    }
    for (size_t i = 0; i < r->splits.n; i++)
        r->split_marks |= (uint64_t)1 << sr_text_split_bit(r->splits.v[i].key);
    return load("units", "any", LIST_WORDS, &r->units, err);
}

sr_status sr_text_rules_new(const char *lang, sr_text_rules **ret, sr_err *err)
{
    char name[64];
    sr_text_rules *r = calloc(1, sizeof *r);
    if (!r)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for text rules");
    (void)snprintf(name, sizeof name, "abbrev.%.8s.txt", lang ? lang : "");
    sr_status st = load_all(r, sr_data(name).p ? lang : "any", err);
    if (st != SR_OK) {
        sr_text_rules_free(r);
        return st;
    }
    *ret = r;
    return SR_OK;
}

void sr_text_rules_free(sr_text_rules *r)
{
    if (!r)
        return;
    sr_map *maps[] = {&r->abbrevs, &r->openers, &r->calendar, &r->prefixes, &r->units,
                      &r->splits,  &r->tails,   &r->heads,    &r->captions, &r->ordinals};
    for (size_t i = 0; i < SR_COUNT(maps); i++)
        sr_map_free(maps[i]);
    free(r);
}
