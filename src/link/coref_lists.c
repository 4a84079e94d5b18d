/* What words say of what they stand for: data/coref.LANG.txt and data/firstnames.any.txt
 * into one table by hash. */
#include "link/coref.h"

#include "base/data.h"
#include "base/hash.h"

#include <stdio.h>

static const struct {
    const char *name;
    uint32_t says;
} classes[] = {
    {"male", SR_SAYS_MALE | SR_SAYS_PERSON},
    {"female", SR_SAYS_FEMALE | SR_SAYS_PERSON},
    {"person", SR_SAYS_PERSON},
    {"group", SR_SAYS_GROUP},
    {"place", SR_SAYS_PLACE},
    {"thing", SR_SAYS_THING},
    {"time", SR_SAYS_TIME},
    {"plural", SR_SAYS_PLURAL},
    {"relation", SR_SAYS_RELATION | SR_SAYS_PERSON},
    {"say", SR_SAYS_SPEECH},
    {"title", SR_SAYS_TITLE},
    {"part", SR_SAYS_PART},
    {"m", SR_SAYS_GIVEN_M},
    {"f", SR_SAYS_GIVEN_F},
    {"b", SR_SAYS_GIVEN_M | SR_SAYS_GIVEN_F},
};

static sr_coref_word *slot_of(const sr_coref_lists *l, uint64_t fold)
{
    size_t i = fold & (l->slots - 1);
    while (l->v[i].fold != 0 && l->v[i].fold != fold)
        i = (i + 1) & (l->slots - 1);
    return &l->v[i];
}

uint32_t sr_coref_word_says(const sr_coref_lists *l, uint64_t fold)
{
    return l->slots ? slot_of(l, fold)->says : 0;
}

uint64_t sr_lemma_hash(const sr_doc *doc, uint32_t token)
{
    char low[64];
    sr_str s = doc->words[token].lemma;
    if (s.len > sizeof low)
        return sr_hash64(s);
    for (size_t i = 0; i < s.len; i++)
        low[i] = sr_lower(s.p[i]);
    return sr_hash64((sr_str){low, s.len});
}

static size_t count_words(sr_str text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++)
        n += text.p[i] == ' ' || text.p[i] == '\n';
    return n + 1;
}

static sr_status read_file(const char *name, sr_str text, sr_coref_lists *l, sr_err *err)
{
    sr_str line, cls, word;
    while (sr_data_line(&text, &line)) {
        (void)sr_str_field(&line, '\t', &cls);
        size_t c = 0;
        while (c < SR_COUNT(classes) && !sr_str_eq(cls, sr_str_of(classes[c].name)))
            c++;
        if (c == SR_COUNT(classes))
            return sr_fail(err, SR_EFORMAT, 0, "\"%.*s\" in \"%s\" is no class of words",
                           SR_FMT(cls), name);
        while (sr_str_field(&line, ' ', &word)) {
            sr_coref_word *s = slot_of(l, sr_hash64(word));
            l->n += s->fold == 0;
            s->fold = sr_hash64(word);
            s->says |= classes[c].says;
        }
    }
    return SR_OK;
}

sr_status sr_coref_lists_read(const char *lang, sr_arena *a, sr_coref_lists *ret,
                              sr_err *err)
{
    char name[64];
    (void)snprintf(name, sizeof name, "coref.%s.txt", lang);
    sr_str words = sr_data(name), given = sr_data("firstnames.any.txt");
    sr_coref_lists l = {.slots = 1};
    while (l.slots < 2 * (count_words(words) + count_words(given)))
        l.slots *= 2;
    l.v = SR_NEW(a, sr_coref_word, l.slots);
    if (!l.v)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for \"%s\"", name);
    sr_status st = read_file(name, words, &l, err);
    if (st == SR_OK)
        st = read_file("firstnames.any.txt", given, &l, err);
    if (st == SR_OK)
        *ret = l;
    return st;
}
