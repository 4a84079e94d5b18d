/* Which bytes of one text came from which bytes of another: the text of an article and the
 * page as it was fetched, with character references, white space, normal form and charset
 * between them.
 *
 *   page   Caf&eacute;  am\n   Ring            text   Café am Ring
 *   runs   {0, 0, 3, 1, 1}  {3, 3, 1, 2, 8}  {5, 11, 1, 1, 2}  {6, 13, 2, 1, 1} ...
 *
 * A run is n units one behind the other, each `to_step` bytes of the text that came from
 * `from_step` bytes of the source; 1 and 1 where bytes were taken as they are.  Runs ascend in
 * the text, and nearly always in the source.  What is in no run came from nowhere: the blank
 * line between two paragraphs.
 * tests   tests/unit/doc/test_bytemap.c, tests/unit/extract/test_textmap.c */
#ifndef SR_DOC_BYTEMAP_H
#define SR_DOC_BYTEMAP_H

#include "base/arena.h"

typedef struct sr_byte_run {
    uint32_t to, from; /* first byte in the text, in the source */
    uint32_t n;
    uint32_t to_step, from_step;
} sr_byte_run;

typedef struct sr_byte_map {
    sr_byte_run *v; /* [n] */
    size_t n, cap;
} sr_byte_map;

/* Add what follows, `to` not before the end of the last run: n bytes taken as they are; or
 * one unit.  False when the arena refuses. */
bool sr_byte_map_bytes(sr_byte_map *m, uint32_t to, uint32_t from, uint32_t n,
                       sr_arena *a);
bool sr_byte_map_unit(sr_byte_map *m, uint32_t to, uint32_t to_len, uint32_t from,
                      uint32_t from_len, sr_arena *a);

/* sr_byte_map_find: the smallest span of the source that holds all units of which the span
 * has a byte; {0, 0} where it has none.  cost  O(log runs + runs in the span) */
sr_span sr_byte_map_find(const sr_byte_map *m, sr_span span);

/* sr_byte_map_join: text -> source, where `outer` maps the text to a middle and `inner` the
 * middle to the source.  Appends to *ret; false when the arena refuses.
 * cost  O(runs and units of both), a bisection for each run of outer */
bool sr_byte_map_join(const sr_byte_map *outer, const sr_byte_map *inner,
                      sr_byte_map *ret, sr_arena *a);

#endif
