/* Hash map from byte strings to 64-bit values.
 *
 * Keys are not copied: they must live as long as the map (put them into an arena first).
 * Iteration is in order of insertion, so that nothing ever hangs on hash order.
 * Open addressing, load <= 1/2; no removal.
 */
#ifndef SR_BASE_MAP_H
#define SR_BASE_MAP_H

#include "base/str.h"

typedef struct sr_map_entry {
    sr_str key;
    uint64_t hash, value;
} sr_map_entry;

typedef struct sr_map {
    sr_map_entry *v; /* [n] entries in order of insertion */
    size_t n, cap;
    uint32_t *slot; /* [slots] index into v, plus one; 0 is free */
    size_t slots;
} sr_map;

/* {0} is an empty map. */
void sr_map_free(sr_map *m);

/* The value under key, or NULL.  The pointer holds until the next put. */
uint64_t *sr_map_get(const sr_map *m, sr_str key);

/* The value under key, which is put in as `value` first where it is new (*is_new tells,
 * may be NULL).  NULL when memory is refused: then the map is as before. */
uint64_t *sr_map_put(sr_map *m, sr_str key, uint64_t value, bool *is_new);

#endif
