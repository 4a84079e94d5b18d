/* A queue of equal items that never move: pushed at one end, dropped at the other.
 *
 * Items are numbered from 1 on, in order; item `no` stands in chunk no / per_chunk.  Chunks
 * that are wholly dropped are used again, so memory follows the most that was live at once.
 * Room is reserved before it is used: what follows a successful reserve cannot fail.
 */
#ifndef SR_STORY_RING_H
#define SR_STORY_RING_H

#include "base/arena.h"

typedef struct sr_ring {
    size_t item_bytes;
    uint32_t shift;  /* items of a chunk: 1 << shift */
    size_t n_chunks; /* most chunks at once; a power of two */
    char **chunks;   /* [n_chunks]: chunk c stands at c % n_chunks */
    char **spare;    /* [n_chunks] */
    size_t n_spare;
    uint64_t tail, next; /* live items: [tail, next) */
} sr_ring;

/* most: items live at once, at most (rounded up to chunks, and one chunk more).  False
 * when the arena refuses. */
bool sr_ring_init(sr_ring *r, sr_arena *a, size_t item_bytes, uint32_t shift,
                  size_t most);

/* Make sure of room for n <= 1 << shift more items.  False when the arena refuses or the
 * most is met: then nothing has changed. */
bool sr_ring_reserve(sr_ring *r, sr_arena *a, size_t n);

/* How many of n more items fit beside the live ones without dropping. */
bool sr_ring_has_room(const sr_ring *r, size_t n);

/* Forget the items before `tail`. */
void sr_ring_drop(sr_ring *r, uint64_t tail);

/* Where n items in a row may stand that no chunk's end cuts in two: the number of the
 * first; r->next is moved past them.  Reserved before. */
uint64_t sr_ring_take_row(sr_ring *r, size_t n);

static inline void *sr_ring_at(const sr_ring *r, uint64_t no)
{
    size_t in_chunk = (size_t)(no & (((uint64_t)1 << r->shift) - 1));
    return r->chunks[(no >> r->shift) & (r->n_chunks - 1)] + in_chunk * r->item_bytes;
}

#endif
