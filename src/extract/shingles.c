#include "extract/shingles.h"

#include "base/hash.h"

/* Walks over the n-grams of a folded text: the hashes of its last words, in a ring. */
typedef struct reading {
    sr_str text;
    size_t at;
    uint64_t ring[SR_SHINGLE_WORDS];
    unsigned words, n;
    bool done;
} reading;

/* FNV-1a, 64 bits, over a word while its end is looked for. */
static uint64_t hash_word(sr_str s, size_t *at)
{
    uint64_t hash = 14695981039346656037u;
    size_t i = *at;
    for (; i < s.len && s.p[i] != ' '; i++)
        hash = (hash ^ (unsigned char)s.p[i]) * 1099511628211u;
    *at = i + 1;
    return hash;
}

/* One more word into the ring; false at the end of the text. */
static bool take_word(reading *r)
{
    if (r->at > r->text.len || !r->text.p)
        return false;
    memmove(r->ring, r->ring + 1, sizeof r->ring - sizeof r->ring[0]);
    r->ring[SR_SHINGLE_WORDS - 1] = hash_word(r->text, &r->at);
    r->n += r->n < r->words;
    return true;
}

/* The hash of an n-gram of one word. */
static uint64_t gram_of(uint64_t word)
{
    uint64_t hash = sr_hash_mix(1, word);
    return hash ? hash : 1;
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
    reading r = {.text = folded, .words = words};
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
    reading r = {.text = folded, .words = s->words};
    uint64_t hash;
    size_t n = 0, in = 0;
    while (next_gram(&r, &hash)) {
        n++;
        in += s->slot[find_slot(s, hash)] != 0;
    }
    *ret_of_text = n ? (float)in / (float)n : 0;
    *ret_of_set = s->n ? (float)in / (float)s->n : 0;
}

void sr_shingles_overlap_words(const sr_shingles *s, size_t n_sets, sr_str folded,
                               float *ret_of_text, float *ret_of_set)
{
    size_t n = 0, in[SR_SHINGLE_SETS] = {0};
    for (size_t at = 0; at <= folded.len; n++) {
        uint64_t hash = gram_of(hash_word(folded, &at));
        for (size_t k = 0; k < n_sets; k++)
            in[k] += s[k].n && s[k].slot[find_slot(&s[k], hash)] != 0;
    }
    for (size_t k = 0; k < n_sets; k++) {
        ret_of_text[k] = (float)in[k] / (float)n;
        ret_of_set[k] = s[k].n ? (float)in[k] / (float)s[k].n : 0;
    }
}
