#include "extract/shingles.h"

#include "base/hash.h"

/* Walks over the n-grams of a folded text: the hashes of its last words, in a ring. */
typedef struct reading {
    sr_str rest;
    uint64_t ring[SR_SHINGLE_WORDS];
    unsigned words, n;
    bool done;
} reading;

/* One more word into the ring; false at the end of the text. */
static bool take_word(reading *r)
{
    sr_str word;
    if (!sr_str_field(&r->rest, ' ', &word))
        return false;
    memmove(r->ring, r->ring + 1, sizeof r->ring - sizeof r->ring[0]);
    r->ring[SR_SHINGLE_WORDS - 1] = sr_hash64(word);
    r->n += r->n < r->words;
    return true;
}

static bool next_gram(reading *r, uint64_t *ret)
{
    if (r->done)
        return false;
    bool first = r->n == 0;
    while (r->n < r->words && !r->done)
        r->done = !take_word(r);
    if (!first)
        r->done = !take_word(r);
    if (r->n == 0 || (r->done && !first))
        return false;
    uint64_t hash = 1;
    for (unsigned k = SR_SHINGLE_WORDS - r->n; k < SR_SHINGLE_WORDS; k++)
        hash = sr_hash_mix(hash, r->ring[k]);
    *ret = hash ? hash : 1;
    return true;
}

static size_t find_slot(const sr_shingles *s, uint64_t hash)
{
    size_t i = (size_t)hash & (s->slots - 1);
    while (s->slot[i] && s->slot[i] != hash)
        i = (i + 1) & (s->slots - 1);
    return i;
}

bool sr_shingles_make(sr_shingles *s, sr_str folded, unsigned words, sr_arena *a)
{
    size_t n = 1, slots = 8;
    for (size_t i = 0; i < folded.len; i++)
        n += folded.p[i] == ' ';
    while (slots < n * 2)
        slots *= 2;
    *s = (sr_shingles){SR_NEW(a, uint64_t, slots), slots, 0, words};
    if (!s->slot)
        return false;
    reading r = {.rest = folded, .words = words};
    uint64_t hash;
    while (next_gram(&r, &hash)) {
        size_t i = find_slot(s, hash);
        s->n += s->slot[i] == 0;
        s->slot[i] = hash;
    }
    return true;
}

void sr_shingles_overlap(const sr_shingles *s, sr_str folded, float *ret_of_text,
                         float *ret_of_set)
{
    reading r = {.rest = folded, .words = s->words};
    uint64_t hash;
    size_t n = 0, in = 0;
    while (next_gram(&r, &hash)) {
        n++;
        in += s->slot[find_slot(s, hash)] != 0;
    }
    *ret_of_text = n ? (float)in / (float)n : 0;
    *ret_of_set = s->n ? (float)in / (float)s->n : 0;
}
