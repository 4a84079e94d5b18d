/* data/factuality.LANG.txt into a table by hash of class, frame and word. */
#include "facts/factuality.h"

#include "base/data.h"
#include "base/hash.h"

#include <stdio.h>

typedef struct slot {
    uint64_t key; /* 0: free */
    sr_effect_pair pair;
} slot;

struct sr_factuality_lexicon {
    slot *v;
    size_t slots, n; /* slots: a power of two, at least 2 n */
};

enum { WORD_BYTES = 64 };

static const char *const frame_names[SR_FRAMES] = {
    "inf", "that", "ing",  "obj",   "subj",   "noun", "verb",
    "no",  "any",  "only", "event", "suffix", "thing"};

static uint64_t key_of(char word_class, sr_frame frame, sr_str word)
{
    uint64_t key =
        sr_hash_mix(sr_hash64(word), (uint64_t)word_class << 8 | (uint64_t)frame);
    return key ? key : 1;
}

static slot *find(const sr_factuality_lexicon *lex, uint64_t key)
{
    size_t i = key & (lex->slots - 1);
    while (lex->v[i].key && lex->v[i].key != key)
        i = (i + 1) & (lex->slots - 1);
    return &lex->v[i];
}

/* --- reading ----------------------------------------------------------------------------- */

static bool effect_of(sr_str s, sr_effect *ret)
{
    static const char letters[] = "+frwmpdochx"; /* in the order of sr_effect_kind */
    *ret = (sr_effect){SR_EFFECT_SAME, s.len && s.p[0] == '-'};
    if (ret->turns && s.len == 1)
        return true;
    char c = s.len == 1u + ret->turns ? s.p[s.len - 1] : 0;
    const char *at = c ? strchr(letters, c) : NULL;
    if (at)
        ret->kind = (uint8_t)(SR_EFFECT_SAME + (at - letters));
    return at != NULL;
}

static bool frame_of(sr_str s, char *word_class, sr_frame *ret)
{
    if (s.len < 3 || s.p[1] != '.')
        return false;
    *word_class = s.p[0];
    for (size_t i = 0; i < SR_FRAMES; i++)
        if (sr_str_eq(sr_str_cut(s, 2, s.len), sr_str_of(frame_names[i]))) {
            *ret = (sr_frame)i;
            return true;
        }
    return false;
}

/* Read the list; with a table, put its words there: the first entry of a word counts. */
static sr_status read_list(sr_factuality_lexicon *lex, sr_str list, const char *name,
                           sr_err *err)
{
    sr_str line;
    while (sr_data_line(&list, &line)) {
        sr_str f[3], word;
        char word_class = 0;
        sr_frame frame = SR_FRAMES;
        sr_effect_pair pair;
        for (size_t i = 0; i < 3; i++)
            if (!sr_str_field(&line, '\t', &f[i]))
                f[i] = (sr_str){"", 0};
        if (!frame_of(f[0], &word_class, &frame) || !effect_of(f[1], &pair.plain) ||
            !effect_of(f[2], &pair.negated))
            return sr_fail(err, SR_EFORMAT, 0, "bad line \"%.*s\" in \"%s\"",
                           SR_FMT(f[0]), name);
        while (sr_str_field(&line, ' ', &word)) {
            lex->n++;
            if (!lex->v)
                continue;
            slot *s = find(lex, key_of(word_class, frame, word));
            if (!s->key)
                *s = (slot){key_of(word_class, frame, word), pair};
        }
    }
    return SR_OK;
}

sr_status sr_factuality_lexicon_new(const char *lang, sr_arena *a,
                                    sr_factuality_lexicon **ret, sr_err *err)
{
    char name[64];
    (void)snprintf(name, sizeof name, "factuality.%s.txt", lang);
    if (!sr_data(name).p)
        (void)snprintf(name, sizeof name, "factuality.en.txt");
    sr_factuality_lexicon *lex = SR_NEW(a, sr_factuality_lexicon, 1);
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

static const sr_effect_pair *look(const sr_factuality_lexicon *lex, char word_class,
                                  sr_str word, sr_frame frame)
{
    const slot *s = find(lex, key_of(word_class, frame, word));
    return s->key ? &s->pair : NULL;
}

const sr_effect_pair *sr_factuality_look(const sr_factuality_lexicon *lex,
                                         char word_class, sr_str word, sr_str with,
                                         sr_frame frame)
{
    char joined[WORD_BYTES];
    if (with.len == 0)
        return look(lex, word_class, word, frame);
    if (word.len + with.len + 1 > sizeof joined)
        return NULL;
    memcpy(joined, word.p, word.len);
    joined[word.len] = '_';
    memcpy(joined + word.len + 1, with.p, with.len);
    return look(lex, word_class, (sr_str){joined, word.len + 1 + with.len}, frame);
}
