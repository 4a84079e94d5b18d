/* Inside the stage facts: the layers that stand on words and trees, in this order; each has
 * a table of its own in the document (doc/claims.h) and reads those before it.
 *
 *   statements.c   doc->statements
 *   factuality.c   doc->predicates
 *   events.c       doc->events; amounts get the event that they belong to
 *   ties.c         amounts get place, time and statement
 *   positions.c    doc->positions
 *
 * Each leaves its table untouched on failure (SR_ENOMEM).  None is called where the stage
 * "tag" has not run; mentions and entities may be empty (the stage "link" has not run).
 */
#ifndef SR_FACTS_LAYERS_H
#define SR_FACTS_LAYERS_H

#include "facts/facts.h"

sr_status sr_statements_find(const sr_facts_rules *rules, sr_doc *doc, sr_err *err);
sr_status sr_factuality_find(const sr_facts_rules *rules, sr_doc *doc, sr_err *err);
sr_status sr_events_find(const sr_facts_rules *rules, sr_doc *doc, sr_err *err);
sr_status sr_amounts_tie(const sr_facts_rules *rules, sr_doc *doc, sr_err *err);
sr_status sr_positions_find(const sr_facts_rules *rules, sr_doc *doc, sr_err *err);

/* The innermost statement around the token, or SR_NONE; *next, from 0, walks along with the
 * tokens, which are asked for in order.  O(1) over a document (factuality.c). */
uint32_t sr_statement_around(const sr_doc *doc, uint32_t sent, uint32_t tok,
                             size_t *next);

#endif
