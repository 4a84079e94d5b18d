/* Growing arrays in an arena, for any item type:
 *
 *     SR_VEC(sr_span) spans = {0};
 *     if (!SR_PUSH(a, &spans, ((sr_span){0, 4})))
 *         return sr_fail(err, SR_ENOMEM, 0, "out of memory for spans");
 *
 * Fields: v (the items), n (how many), cap.  Amortised O(1) a push; at most half of the
 * memory is slack.
 */
#ifndef SR_BASE_VEC_H
#define SR_BASE_VEC_H

#include "base/arena.h"

#define SR_VEC(type)   \
    struct {           \
        type *v;       \
        size_t n, cap; \
    }

/* Push one item; true on success, false (vector as before) when memory is refused. */
#define SR_PUSH(a, vec, item)                                                \
    ((vec)->n < (vec)->cap || sr_vec_room((a), (void **)&(vec)->v, (vec)->n, \
                                          &(vec)->cap, sizeof *(vec)->v)     \
         ? ((vec)->v[(vec)->n++] = (item), true)                             \
         : false)

/* Make room for at least one more item; see SR_PUSH. */
bool sr_vec_room(sr_arena *a, void **v, size_t n, size_t *cap, size_t size);

#endif
