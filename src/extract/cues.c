#include "extract/cues.h"

#include "base/data.h"

/* A phrase is hashed word by word, so that the reader goes on while what it has read is
 * the beginning of some phrase.  FNV-1a, 64 bits (offset basis and prime of that form). */
static const uint64_t fnv_basis = 14695981039346656037u, fnv_prime = 1099511628211u;

/* Hash the word at s.p[*at] onto hash; *at moves to the space behind it. */
static inline uint64_t hash_word(uint64_t hash, sr_str s, size_t *at)
{
    size_t i = *at;
    for (; i < s.len && s.p[i] != ' '; i++)
        hash = (hash ^ (unsigned char)s.p[i]) * fnv_prime;
    *at = i;
    return (hash ^ ' ') * fnv_prime;
}

static uint32_t find_slot(const sr_cues *c, uint64_t hash)
{
    uint32_t i = (uint32_t)(hash ^ (hash >> 32)) & (SR_CUE_SLOTS - 1);
    while (c->hash[i] && c->hash[i] != hash)
        i = (i + 1) & (SR_CUE_SLOTS - 1);
    return i;
}

/* The bit of a first word's hash in sr_cues.first. */
static inline uint64_t first_bit(uint64_t hash)
{
    return 1ull << (hash >> 20 & 63);
}

static inline size_t first_at(uint64_t hash)
{
    return hash >> 26 & (SR_CUE_FIRST - 1);
}

static void put_phrase(sr_cues *c, sr_str phrase, uint16_t bit, size_t *left)
{
    uint64_t hash = fnv_basis;
    uint32_t slot = 0;
    bool any = false;
    for (size_t at = 0; *left && at < phrase.len; at++) {
        hash = hash_word(hash, phrase, &at);
        if (!any)
            c->first[first_at(hash)] |= first_bit(hash);
        slot = find_slot(c, hash);
        *left -= c->hash[slot] == 0;
        c->hash[slot] = hash;
        any = true;
    }
    if (any)
        c->bits[slot] |= bit;
}

void sr_cues_init(sr_cues *c)
{
    sr_str rest = sr_data("cues.txt"), line, name, phrase;
    size_t left = SR_CUE_SLOTS / 2; /* never more than half full */
    memset(c, 0, sizeof *c);
    for (unsigned k = 0; k < SR_CUE_COUNT && sr_data_line(&rest, &line); k++) {
        if (!sr_str_field(&line, '\t', &name))
            continue;
        while (sr_str_field(&line, '|', &phrase))
            put_phrase(c, phrase, (uint16_t)(1u << k), &left);
    }
}

/* The longest phrase that begins at s.p[at]: its categories and its end.  *next: the word
 * behind the first. */
static uint16_t longest_at(const sr_cues *c, sr_str s, size_t at, size_t *ret_end,
                           size_t *ret_next)
{
    uint16_t bits = 0;
    uint64_t hash = hash_word(fnv_basis, s, &at);
    *ret_next = at + 1;
    if (!(c->first[first_at(hash)] & first_bit(hash)))
        return 0;
    for (int k = 1;; k++) {
        uint32_t slot = find_slot(c, hash);
        if (!c->hash[slot])
            break;
        if (c->bits[slot]) {
            bits = c->bits[slot];
            *ret_end = at;
        }
        if (k == SR_CUE_WORDS || ++at >= s.len)
            break;
        hash = hash_word(hash, s, &at);
    }
    return bits;
}

sr_cue_hits sr_cues_find(const sr_cues *c, sr_str s)
{
    sr_cue_hits hits = {0};
    for (size_t at = 0, end, next; at < s.len; at = next) {
        uint16_t bits = longest_at(c, s, at, &end, &next);
        if (!bits)
            continue;
        hits.any |= bits;
        hits.start |= at == 0 ? bits : 0;
        hits.count = (uint16_t)(hits.count + (hits.count < UINT16_MAX));
        hits.covered += (uint32_t)(end - at);
        next = end + 1;
    }
    return hits;
}
