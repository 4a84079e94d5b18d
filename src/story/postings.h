/* An inverted index over a sliding window:   key  ->  articles, newest first.
 *
 * Postings stand in one queue in order of arrival; each knows the one before it in its
 * bucket.  What falls out of the window at the old end is gone without a search.  Putting
 * is O(1) amortised; a walk is as long as its caller allows, however large the window.
 * Memory: 12 bytes a posting and 4 to 8 for the buckets.
 */
#ifndef SR_STORY_POSTINGS_H
#define SR_STORY_POSTINGS_H

#include "story/ring.h"

typedef struct sr_posting {
    uint32_t key, article, before; /* before: low half of a posting's number */
} sr_posting;

typedef struct sr_postings {
    sr_ring ring;
    uint32_t *heads; /* [n_heads] newest posting of the bucket, low half of its number */
    size_t n_heads;  /* a power of two */
} sr_postings;

bool sr_postings_init(sr_postings *p, sr_arena *a, size_t most);

/* Room for n more; may enlarge the buckets.  When the most is met the oldest postings go.
 * False when the arena refuses. */
bool sr_postings_reserve(sr_postings *p, sr_arena *a, size_t n);

void sr_postings_put(sr_postings *p, uint32_t key, uint32_t article);

/* A walk along the articles of one key.  {.left = steps} bounds it: postings of other
 * keys in the same bucket count too. */
typedef struct sr_walk {
    uint32_t key, at;
    size_t left;
} sr_walk;

/* Bring the bucket of a key near, for a walk that comes soon. */
void sr_postings_ahead(const sr_postings *p, uint32_t key);

sr_walk sr_postings_walk(const sr_postings *p, uint32_t key, size_t steps);

/* One posting on: of the key's, of another in the bucket, or none is left.  Whoever has many
 * walks takes a step of each in turn, so that their waits for memory are one. */
typedef enum sr_walk_step { SR_WALK_ENDED, SR_WALK_OTHER, SR_WALK_MET } sr_walk_step;
sr_walk_step sr_postings_step(const sr_postings *p, sr_walk *w, uint32_t *article);

/* On to the key's next article; false: none is left. */
bool sr_postings_next(const sr_postings *p, sr_walk *w, uint32_t *article);

#endif
