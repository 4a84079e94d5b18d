#include "report/vocab.h"

static uint32_t *place(const sr_ids *ids, uint64_t key)
{
    size_t i = (key ^ (key >> 29)) & (ids->slots - 1);
    while (ids->slot[i] && ids->keys.v[ids->slot[i] - 1] != key)
        i = (i + 1) & (ids->slots - 1);
    return &ids->slot[i];
}

/* Twice the slots; the old ones stay behind in the arena. */
static bool widen(sr_ids *ids, sr_arena *a)
{
    size_t slots = ids->slots ? 2 * ids->slots : 64;
    uint32_t *slot = SR_NEW(a, uint32_t, slots);
    if (!slot)
        return false;
    ids->slot = slot;
    ids->slots = slots;
    for (size_t i = 0; i < ids->keys.n; i++)
        *place(ids, ids->keys.v[i]) = (uint32_t)i + 1;
    return true;
}

uint32_t sr_ids_put(sr_ids *ids, sr_arena *a, uint64_t key)
{
    if (2 * ids->keys.n >= ids->slots && !widen(ids, a))
        return SR_NO_ID;
    uint32_t *at = place(ids, key);
    if (*at == 0) {
        if (!SR_PUSH(a, &ids->keys, key))
            return SR_NO_ID;
        *at = (uint32_t)ids->keys.n;
    }
    return *at - 1;
}

uint32_t sr_ids_find(const sr_ids *ids, uint64_t key)
{
    return ids->slots ? *place(ids, key) - 1 : SR_NO_ID;
}
