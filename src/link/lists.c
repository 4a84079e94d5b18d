/* Word lists of the stage.  In order: the table of classes, short divisions, look-up. */
#include "link/lists.h"

#include "base/data.h"
#include "base/hash.h"

#include <stdio.h>
#include <stdlib.h>

enum { FILE_NAME_BYTES = 64, SHORT_BYTES = 32, WORD_BYTES = 64 };

/* --- classes ------------------------------------------------------------------------------ */

static uint32_t class_of(sr_str name)
{
    static const char *const names[] = {
#define NAME(name, text) text,
        SR_LINK_CLASSES(NAME)
#undef NAME
    };
    for (size_t i = 0; i < SR_COUNT(names); i++)
        if (sr_str_eq(name, sr_str_of(names[i])))
            return (uint32_t)1 << i;
    return 0;
}

static sr_str file_of(const char *stem, const char *lang, char room[FILE_NAME_BYTES])
{
    (void)snprintf(room, FILE_NAME_BYTES, "%s.%s.txt", stem, lang);
    return sr_data(room);
}

static size_t slot_of(const sr_link_lists *l, uint64_t fold)
{
    size_t i = (size_t)fold & l->mask;
    while (l->fold[i] && l->fold[i] != fold)
        i = (i + 1) & l->mask;
    return i;
}

static void add_words(sr_link_lists *l, uint32_t bit, sr_str words)
{
    sr_str word;
    while (sr_str_field(&words, ';', &word)) {
        size_t i = slot_of(l, sr_hash64(word));
        l->fold[i] = sr_hash64(word);
        l->bits[i] |= bit;
    }
}

static size_t count(sr_str text, char c)
{
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++)
        n += text.p[i] == c;
    return n;
}

static sr_status read_classes(sr_link_lists *l, sr_str text, sr_str ordinary, sr_arena *a,
                              sr_err *err)
{
    size_t words = count(text, ';') + count(text, '\n') + count(ordinary, '\n') + 2,
           slots = 16;
    while (slots < 2 * words)
        slots *= 2;
    l->mask = slots - 1;
    l->fold = SR_NEW(a, uint64_t, slots);
    l->bits = SR_NEW(a, uint32_t, slots);
    if (!l->fold || !l->bits)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the words of link");
    sr_str line, name;
    while (sr_data_line(&text, &line)) {
        uint32_t bit = sr_str_field(&line, '\t', &name) ? class_of(name) : 0;
        if (!bit)
            return sr_fail(err, SR_EFORMAT, 0, "words of link: no class \"%.*s\"",
                           SR_FMT(name));
        add_words(l, bit, line);
    }
    while (sr_data_line(&ordinary, &line))
        add_words(l, SR_LINK_ORDINARY, line);
    return SR_OK;
}

/* --- divisions ----------------------------------------------------------------------------- */

static int by_fold(const void *a, const void *b)
{
    const sr_short_division *x = a, *y = b;
    return x->fold < y->fold ? -1 : x->fold > y->fold;
}

static sr_status read_divisions(sr_link_lists *l, sr_str text, sr_arena *a, sr_err *err)
{
    l->divisions = SR_NEW(a, sr_short_division, count(text, '\n') + 1);
    if (!l->divisions)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the divisions of link");
    sr_str line, word, flag = {"", 0};
    while (sr_data_line(&text, &line)) {
        sr_short_division d = {0};
        if (!sr_str_field(&line, '\t', &word) || !sr_str_field(&line, '\t', &d.name) ||
            !sr_str_field(&line, '\t', &d.country) || d.country.len != 3)
            return sr_fail(err, SR_EFORMAT, 0, "divisions of link: \"%.*s\"",
                           SR_FMT(word));
        d.behind_comma = sr_str_field(&line, '\t', &flag) && flag.len;
        d.fold = sr_hash64(word);
        l->divisions[l->n_divisions++] = d;
    }
    if (l->n_divisions)
        qsort(l->divisions, l->n_divisions, sizeof *l->divisions, by_fold);
    return SR_OK;
}

sr_status sr_link_lists_read(const char *lang, sr_arena *a, sr_link_lists *ret,
                             sr_err *err)
{
    char room[FILE_NAME_BYTES];
    sr_link_lists l = {0};
    sr_str ordinary = file_of("link_words", lang, room);
    sr_status st = read_classes(&l, file_of("link", lang, room), ordinary, a, err);
    if (st == SR_OK)
        st = read_divisions(&l, file_of("link_divisions", lang, room), a, err);
    if (st == SR_OK)
        *ret = l;
    return st;
}

/* --- look-up -------------------------------------------------------------------------------- */

uint32_t sr_link_classes(const sr_link_lists *l, uint64_t fold)
{
    return l->bits[slot_of(l, fold)];
}

/* ASCII letters in lower case; .p is NULL where the word is too long for the room. */
static sr_str lowered(sr_str word, char *room, size_t cap)
{
    if (word.len > cap)
        return (sr_str){NULL, 0};
    for (size_t i = 0; i < word.len; i++)
        room[i] = sr_lower(word.p[i]);
    return (sr_str){room, word.len};
}

uint32_t sr_link_classes_of(const sr_link_lists *l, sr_str word)
{
    char room[WORD_BYTES];
    sr_str low = lowered(word, room, sizeof room);
    return low.p ? sr_link_classes(l, sr_hash64(low)) : 0;
}

const sr_short_division *sr_link_short_division(const sr_link_lists *l, sr_str words)
{
    char room[SHORT_BYTES];
    sr_str low = lowered(words, room, sizeof room);
    if (!low.p || !l->n_divisions)
        return NULL;
    sr_short_division key = {.fold = sr_hash64(low)};
    return bsearch(&key, l->divisions, l->n_divisions, sizeof *l->divisions, by_fold);
}
