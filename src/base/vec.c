#include "base/vec.h"

bool sr_vec_room(sr_arena *a, void **v, size_t n, size_t *cap, size_t size)
{
    size_t want = *cap ? *cap * 2 : 8;
    void *grown = want > *cap ? sr_arena_grow(a, *v, n, want, size) : NULL;
    if (!grown)
        return false;
    *v = grown;
    *cap = want;
    return true;
}
