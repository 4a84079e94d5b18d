/* Counts of keys in fixed memory: a count-min sketch of two rows, raised conservatively
 * (Estan & Varghese 2002): never too low, too high by little.  Memory does not grow with
 * the stream.
 */
#ifndef SR_STORY_SKETCH_H
#define SR_STORY_SKETCH_H

#include "base/arena.h"

typedef struct sr_sketch {
    uint32_t *cells; /* [2][n] */
    size_t n;        /* a power of two */
} sr_sketch;

bool sr_sketch_init(sr_sketch *s, sr_arena *a, size_t n);

static inline void sr_sketch_cells(const sr_sketch *s, uint32_t key, uint32_t *ret[2])
{
    uint64_t h = (uint64_t)key * 0x9E3779B97F4A7C15u;
    ret[0] = &s->cells[(h >> 40) & (s->n - 1)];
    ret[1] = &s->cells[s->n + ((h >> 12) & (s->n - 1))];
}

/* Bring the cells of a key near. */
static inline void sr_sketch_ahead(const sr_sketch *s, uint32_t key)
{
    uint32_t *c[2];
    sr_sketch_cells(s, key, c);
    __builtin_prefetch(c[0]);
    __builtin_prefetch(c[1]);
}

static inline uint32_t sr_sketch_get(const sr_sketch *s, uint32_t key)
{
    uint32_t *c[2];
    sr_sketch_cells(s, key, c);
    return *c[0] < *c[1] ? *c[0] : *c[1];
}

static inline void sr_sketch_add(sr_sketch *s, uint32_t key, uint32_t n)
{
    uint32_t *c[2];
    sr_sketch_cells(s, key, c);
    uint32_t to = *c[0] < *c[1] ? *c[0] : *c[1];
    to = to < UINT32_MAX - n ? to + n : UINT32_MAX;
    *c[0] = *c[0] > to ? *c[0] : to;
    *c[1] = *c[1] > to ? *c[1] : to;
}

static inline void sr_sketch_raise(sr_sketch *s, uint32_t key)
{
    sr_sketch_add(s, key, 1);
}

#endif
