/* Sets of word n-grams, to ask how much of one text stands in another. */
#ifndef SR_EXTRACT_SHINGLES_H
#define SR_EXTRACT_SHINGLES_H

#include "base/arena.h"

enum { SR_SHINGLE_WORDS = 4 }; /* largest n */

typedef struct sr_shingles {
    uint64_t *slot; /* [slots] hashes, 0 is free; slots is a power of two */
    size_t slots, n;
    unsigned words;
} sr_shingles;

/* The n-grams of a folded text (sr_fold); words <= SR_SHINGLE_WORDS.  A text of fewer
 * words has one n-gram, of all of them.  False when the arena refuses. */
bool sr_shingles_make(sr_shingles *s, sr_str folded, unsigned words, sr_arena *a);

/* Which share of the n-grams of `folded` is in the set, and which share of the set's size
 * they are.  Cost O(folded). */
void sr_shingles_overlap(const sr_shingles *s, sr_str folded, float *ret_of_text,
                         float *ret_of_set);

enum { SR_SHINGLE_SETS = 4 };

/* The same for n_sets <= SR_SHINGLE_SETS sets of single words at once. */
void sr_shingles_overlap_words(const sr_shingles *s, size_t n_sets, sr_str folded,
                               float *ret_of_text, float *ret_of_set);

#endif
