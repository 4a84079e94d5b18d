#include "story/sketch.h"

bool sr_sketch_init(sr_sketch *s, sr_arena *a, size_t n)
{
    *s = (sr_sketch){.n = n};
    s->cells = SR_NEW(a, uint32_t, 2 * n);
    return s->cells != NULL;
}
