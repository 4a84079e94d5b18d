#include "story/ring.h"

bool sr_ring_init(sr_ring *r, sr_arena *a, size_t item_bytes, uint32_t shift, size_t most)
{
    size_t want = (most >> shift) + 3, n = 4;
    while (n < want)
        n *= 2;
    *r = (sr_ring){.item_bytes = item_bytes, .shift = shift, .n_chunks = n};
    r->chunks = SR_NEW(a, char *, n);
    r->spare = SR_NEW(a, char *, n);
    r->tail = r->next = 1;
    return r->chunks && r->spare;
}

bool sr_ring_has_room(const sr_ring *r, size_t n)
{
    return ((r->next + n) >> r->shift) - (r->tail >> r->shift) < r->n_chunks;
}

bool sr_ring_reserve(sr_ring *r, sr_arena *a, size_t n)
{
    if (!sr_ring_has_room(r, n))
        return false;
    for (uint64_t c = r->next >> r->shift; c <= (r->next + n) >> r->shift; c++) {
        char **slot = &r->chunks[c & (r->n_chunks - 1)];
        if (*slot)
            continue;
        if (r->n_spare)
            *slot = r->spare[--r->n_spare];
        else
            *slot = sr_arena_alloc(a, (size_t)1 << r->shift, r->item_bytes);
        if (!*slot)
            return false;
    }
    return true;
}

void sr_ring_drop(sr_ring *r, uint64_t tail)
{
    for (uint64_t c = r->tail >> r->shift; c < tail >> r->shift; c++) {
        char **slot = &r->chunks[c & (r->n_chunks - 1)];
        if (*slot)
            r->spare[r->n_spare++] = *slot;
        *slot = NULL;
    }
    r->tail = tail > r->tail ? tail : r->tail;
}

uint64_t sr_ring_take_row(sr_ring *r, size_t n)
{
    uint64_t in_chunk = r->next & (((uint64_t)1 << r->shift) - 1);
    if (in_chunk + n > (uint64_t)1 << r->shift)
        r->next += ((uint64_t)1 << r->shift) - in_chunk;
    uint64_t at = r->next;
    r->next += n;
    return at;
}
