/* Inside the stage export: positions seen before, so that a change of mind is told.
 *
 * A position is about the same as an earlier one of the same actor when the smaller of the two
 * sets of content words (lemmas of nouns, verbs, adjectives, names, figures) lies for at least half in
 * the larger.  What is compared with is the newest earlier one, in the order
 * of the input.
 */
#ifndef SR_EXPORT_CHANGES_H
#define SR_EXPORT_CHANGES_H

#include "doc/doc.h"

typedef struct sr_positions_seen sr_positions_seen;

/* errors  SR_ENOMEM */
sr_status sr_positions_seen_new(sr_positions_seen **ret, sr_err *err);
void sr_positions_seen_free(sr_positions_seen *s); /* NULL is allowed */

typedef struct sr_position_before {
    sr_str article; /* id of the article that had it; holds until _free */
    sr_span toward;
    sr_time at_s; /* its publication; precision unknown: 0 */
    uint8_t stance;
    bool in_title, dated;
} sr_position_before;

/* sr_positions_seen_add: look a position up, then remember it.
 *
 * out     *ret  the earlier one, where there is one with another stance; true then
 * errors  none: where memory is refused, or SR_MAX_POSITIONS_SEEN are remembered, it is not
 *         remembered
 * cost    O(positions of this actor that were remembered, at most SEEN_LOOK)
 * tests   tests/unit/export/test_changes.c */
bool sr_positions_seen_add(sr_positions_seen *s, const sr_doc *doc, const sr_position *p,
                           sr_position_before *ret);

#endif
