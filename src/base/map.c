#include "base/map.h"

#include "base/hash.h"

#include <stdlib.h>

void sr_map_free(sr_map *m)
{
    free(m->v);
    free(m->slot);
    *m = (sr_map){0};
}

/* The slot that holds the key or the free one where it belongs.  slots > 0. */
static size_t find_slot(const sr_map *m, sr_str key, uint64_t hash)
{
    size_t i = (size_t)hash & (m->slots - 1);
    while (m->slot[i]) {
        const sr_map_entry *e = &m->v[m->slot[i] - 1];
        if (e->hash == hash && sr_str_eq(e->key, key))
            break;
        i = (i + 1) & (m->slots - 1);
    }
    return i;
}

uint64_t *sr_map_get(const sr_map *m, sr_str key)
{
    if (m->n == 0)
        return NULL;
    uint32_t at = m->slot[find_slot(m, key, sr_hash64(key))];
    return at ? &m->v[at - 1].value : NULL;
}

static bool grow_slots(sr_map *m)
{
    size_t slots = m->slots ? m->slots * 2 : 64;
    uint32_t *slot = calloc(slots, sizeof *slot);
    if (!slot)
        return false;
    free(m->slot);
    m->slot = slot;
    m->slots = slots;
    for (size_t k = 0; k < m->n; k++)
        m->slot[find_slot(m, m->v[k].key, m->v[k].hash)] = (uint32_t)k + 1;
    return true;
}

static bool grow_entries(sr_map *m)
{
    size_t cap = m->cap ? m->cap * 2 : 32;
    sr_map_entry *v = cap <= UINT32_MAX ? realloc(m->v, cap * sizeof *v) : NULL;
    if (!v)
        return false;
    m->v = v;
    m->cap = cap;
    return true;
}

uint64_t *sr_map_put(sr_map *m, sr_str key, uint64_t value, bool *is_new)
{
    uint64_t hash = sr_hash64(key);
    if (is_new)
        *is_new = false;
    if (m->slots) {
        uint32_t at = m->slot[find_slot(m, key, hash)];
        if (at)
            return &m->v[at - 1].value;
    }
    if ((m->n + 1) * 2 > m->slots && !grow_slots(m))
        return NULL;
    if (m->n == m->cap && !grow_entries(m))
        return NULL;
    m->v[m->n] = (sr_map_entry){key, hash, value};
    m->slot[find_slot(m, key, hash)] = (uint32_t)++m->n;
    if (is_new)
        *is_new = true;
    return &m->v[m->n - 1].value;
}
