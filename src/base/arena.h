/* Arena: memory that is given out piece by piece and taken back all at once.
 *
 * Each document in flight has one, with a limit in bytes; nothing in it is freed by
 * itself.  An arena belongs to one thread at a time.
 */
#ifndef SR_BASE_ARENA_H
#define SR_BASE_ARENA_H

#include "base/str.h"

typedef struct sr_arena sr_arena;

/* NULL when memory is refused.  limit_bytes bounds what the arena asks of malloc. */
sr_arena *sr_arena_new(size_t limit_bytes);
void sr_arena_free(sr_arena *a); /* NULL is allowed */

/* Forget everything given out.  Keeps up to 1 MB of blocks for the next document. */
void sr_arena_reset(sr_arena *a);

/* n * size bytes aligned for any type, not cleared.  NULL where the product overflows,
 * the limit is met or memory is refused; a request of zero bytes succeeds.
 * Cost: O(1) but for a new block every 64 kB (doubling up to 1 MB). */
void *sr_arena_alloc(sr_arena *a, size_t n, size_t size);

/* Make the piece `old` of old_n items one of n >= old_n, contents kept; in place when it
 * was the last one given out.  NULL as above, with the old piece left as it is. */
void *sr_arena_grow(sr_arena *a, void *old, size_t old_n, size_t n, size_t size);

/* As sr_arena_alloc, cleared to zero. */
void *sr_arena_zero(sr_arena *a, size_t n, size_t size);

/* A copy of s in the arena, with a NUL behind it (not counted).  On refusal .p is NULL.
 */
sr_str sr_arena_str(sr_arena *a, sr_str s);
sr_str sr_arena_printf(sr_arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Bytes asked of malloc, now. */
size_t sr_arena_bytes(const sr_arena *a);

/* For tests: refuse every allocation after the next k.  SIZE_MAX: never (the default). */
void sr_arena_fail_after(sr_arena *a, size_t k);

/* n cleared items of a type. */
#define SR_NEW(a, type, n) ((type *)sr_arena_zero((a), (n), sizeof(type)))

/* Was something refused since the arena was made or reset? */
bool sr_arena_refused(const sr_arena *a);

#endif
