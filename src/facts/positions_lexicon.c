/* data/stance.LANG.txt into a table by hash of class and word. */
#include "facts/positions.h"

#include "base/data.h"
#include "base/hash.h"

#include <stdio.h>

typedef struct slot {
    uint64_t key; /* 0: free */
    sr_stance_entry entry;
} slot;

struct sr_stance_lexicon {
    slot *v;
    size_t slots, n; /* slots: a power of two, at least 2 n */
};

enum { WORD_BYTES = 64 };

static const char *const class_names[] = {
#define X(name) #name,
    SR_STANCE_CLASSES(X)
#undef X
};

static const char *const frame_names[] = {
#define X(name) #name,
    SR_STANCE_FRAMES(X)
#undef X
};

static size_t index_of(const char *const *names, size_t n, sr_str name)
{
    for (size_t i = 0; i < n; i++)
        if (sr_str_eq(name, sr_str_of(names[i])))
            return i;
    return n;
}

sr_stance_frame sr_stance_frame_of(sr_str word)
{
    return (sr_stance_frame)index_of(frame_names, SR_TOWARD_COUNT, word);
}

static uint64_t key_of(sr_stance_class cls, sr_str word)
{
    uint64_t key = sr_hash_mix(sr_hash64(word), (uint64_t)cls);
    return key ? key : 1;
}

static slot *find(const sr_stance_lexicon *lex, uint64_t key)
{
    size_t i = key & (lex->slots - 1);
    while (lex->v[i].key && lex->v[i].key != key)
        i = (i + 1) & (lex->slots - 1);
    return &lex->v[i];
}

/* --- reading ----------------------------------------------------------------------------- */

static bool stance_of(sr_str s, uint8_t *ret)
{
    *ret = SR_STANCE_NONE;
    for (int i = 0; i < SR_STANCES; i++)
        if (sr_str_eq(s, sr_str_of(sr_stance_name((sr_stance)i))))
            *ret = (uint8_t)i;
    return *ret != SR_STANCE_NONE || sr_str_eq(s, SR_STR("-"));
}

static bool frames_of(sr_str s, uint32_t *ret)
{
    sr_str name;
    *ret = 0;
    while (sr_str_field(&s, ' ', &name)) {
        sr_stance_frame f = sr_stance_frame_of(name);
        if (f == SR_TOWARD_COUNT)
            return false;
        *ret |= (uint32_t)1 << f;
    }
    return true;
}

/* The words of a line into the table: the first entry of a word counts, later ones add
 * frames.  Without a table they are only counted. */
static void put_words(sr_stance_lexicon *lex, sr_stance_class cls, sr_stance_entry entry,
                      sr_str words)
{
    sr_str word;
    while (sr_str_field(&words, ' ', &word)) {
        lex->n++;
        if (!lex->v)
            continue;
        slot *s = find(lex, key_of(cls, word));
        if (!s->key)
            *s = (slot){key_of(cls, word), entry};
        else if (s->entry.stance == entry.stance)
            s->entry.frames |= entry.frames;
    }
}

static sr_status read_list(sr_stance_lexicon *lex, sr_str list, const char *name,
                           sr_err *err)
{
    sr_str line;
    while (sr_data_line(&list, &line)) {
        sr_str f[4];
        sr_stance_entry e = {0};
        for (size_t i = 0; i < SR_COUNT(f); i++)
            if (!sr_str_field(&line, '\t', &f[i]))
                f[i] = (sr_str){"", 0};
        size_t cls = index_of(class_names, SR_STANCE_CLASS_COUNT, f[0]);
        if (cls == SR_STANCE_CLASS_COUNT || !stance_of(f[1], &e.stance) ||
            !stance_of(f[2], &e.negated) || !frames_of(f[3], &e.frames))
            return sr_fail(err, SR_EFORMAT, 0, "bad line \"%.*s %.*s\" in \"%s\"",
                           SR_FMT(f[0]), SR_FMT(f[1]), name);
        put_words(lex, (sr_stance_class)cls, e, line);
    }
    return SR_OK;
}

sr_status sr_stance_lexicon_new(const char *lang, sr_arena *a, sr_stance_lexicon **ret,
                                sr_err *err)
{
    char name[64];
    (void)snprintf(name, sizeof name, "stance.%s.txt", lang);
    if (!sr_data(name).p)
        (void)snprintf(name, sizeof name, "stance.en.txt");
    sr_stance_lexicon *lex = SR_NEW(a, sr_stance_lexicon, 1);
    if (!lex)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for \"%s\"", name);
    sr_status st = read_list(lex, sr_data(name), name, err); /* first pass: count */
    if (st != SR_OK)
        return st;
    for (lex->slots = 64; lex->slots < 2 * lex->n; lex->slots *= 2)
        ;
    lex->v = SR_NEW(a, slot, lex->slots);
    if (!lex->v)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for \"%s\"", name);
    st = read_list(lex, sr_data(name), name, err);
    if (st == SR_OK)
        *ret = lex;
    return st;
}

/* --- looking up ---------------------------------------------------------------------------- */

const sr_stance_entry *sr_stance_look(const sr_stance_lexicon *lex, sr_stance_class cls,
                                      sr_str word, sr_str with)
{
    char joined[WORD_BYTES];
    if (word.len + with.len + 1 > sizeof joined)
        return NULL;
    if (word.len)
        memcpy(joined, word.p, word.len);
    if (with.len) {
        joined[word.len] = '_';
        memcpy(joined + word.len + 1, with.p, with.len);
    }
    sr_str key = {joined, word.len + (with.len ? 1 + with.len : 0)};
    const slot *s = find(lex, key_of(cls, key));
    return s->key ? &s->entry : NULL;
}
