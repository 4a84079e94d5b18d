#include "extract/cues.h"

#include "base/data.h"

/* A phrase is hashed word by word, so that the reader goes on while what it has read is
 * the beginning of some phrase.  FNV-1a, 64 bits (offset basis and prime of that form). */
static const uint64_t fnv_basis = 14695981039346656037u, fnv_prime = 1099511628211u;

static uint64_t hash_word(uint64_t hash, sr_str word)
{
    for (size_t i = 0; i < word.len; i++)
        hash = (hash ^ (unsigned char)word.p[i]) * fnv_prime;
    return (hash ^ ' ') * fnv_prime;
}

static uint32_t find_slot(const sr_cues *c, uint64_t hash)
{
    uint32_t i = (uint32_t)(hash ^ (hash >> 32)) & (SR_CUE_SLOTS - 1);
    while (c->hash[i] && c->hash[i] != hash)
        i = (i + 1) & (SR_CUE_SLOTS - 1);
    return i;
}

static void put_phrase(sr_cues *c, sr_str phrase, uint16_t bit, size_t *left)
{
    uint64_t hash = fnv_basis;
    sr_str word;
    uint32_t slot = 0;
    bool any = false;
    while (*left && sr_str_field(&phrase, ' ', &word)) {
        hash = hash_word(hash, word);
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

/* The longest phrase that begins at s.p[at]: its categories and its end. */
static uint16_t longest_at(const sr_cues *c, sr_str s, size_t at, size_t *ret_end)
{
    uint64_t hash = fnv_basis;
    uint16_t bits = 0;
    for (int k = 0; k < SR_CUE_WORDS && at < s.len; k++) {
        const char *space = memchr(s.p + at, ' ', s.len - at);
        size_t end = space ? (size_t)(space - s.p) : s.len;
        hash = hash_word(hash, sr_str_cut(s, at, end));
        uint32_t slot = find_slot(c, hash);
        if (!c->hash[slot])
            break;
        if (c->bits[slot]) {
            bits = c->bits[slot];
            *ret_end = end;
        }
        at = end + 1;
    }
    return bits;
}

sr_cue_hits sr_cues_find(const sr_cues *c, sr_str s)
{
    sr_cue_hits hits = {0};
    for (size_t at = 0; at < s.len;) {
        size_t end = at;
        uint16_t bits = longest_at(c, s, at, &end);
        if (bits) {
            hits.any |= bits;
            hits.start |= at == 0 ? bits : 0;
            hits.count = (uint16_t)(hits.count + (hits.count < UINT16_MAX));
            hits.covered += (uint32_t)(end - at);
            at = end + 1;
            continue;
        }
        const char *space = memchr(s.p + at, ' ', s.len - at);
        at = space ? (size_t)(space - s.p) + 1 : s.len;
    }
    return hits;
}
