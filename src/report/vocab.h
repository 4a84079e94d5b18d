/* A set of 64-bit hashes that numbers what it holds, in an arena. */
#ifndef SR_REPORT_VOCAB_H
#define SR_REPORT_VOCAB_H

#include "base/vec.h"

#define SR_NO_ID UINT32_MAX

/* {0} is an empty set. */
typedef struct sr_ids {
    uint32_t *slot; /* [slots] number + 1; 0 is free */
    size_t slots;
    SR_VEC(uint64_t) keys; /* by number: in order of insertion */
} sr_ids;

/* The number of the key, put in where it is new; SR_NO_ID where memory is refused. */
uint32_t sr_ids_put(sr_ids *ids, sr_arena *a, uint64_t key);

/* The number of the key; SR_NO_ID where it is not held. */
uint32_t sr_ids_find(const sr_ids *ids, uint64_t key);

#endif
