/* Inside the stage link: what the files of mentions and coreference share.
 *
 *   mentions.c       words -> mentions
 *   coref.c          mentions -> chains
 */
#ifndef SR_LINK_COREF_H
#define SR_LINK_COREF_H

#include "link/parts.h"

/* The tokens [beg, end) that hang on a word, itself among them, at any depth. */
typedef struct sr_reach {
    uint32_t beg, end;
} sr_reach;

/* One a token, in `a`.  cost  O(tokens)   errors  SR_ENOMEM */
sr_status sr_reach_find(const sr_doc *doc, sr_arena *a, sr_reach **ret, sr_err *err);

/* sr_mention_wide: the whole phrase of a mention: titles before a name, appositions, relative
 * clauses and all that hangs on its head, a possessive "'s" too, but no other conjunct;
 * what treebanks of coreference mark.
 *
 * out     tokens [beg, end) around the mention's
 * cost    O(tokens of the phrase) */
sr_reach sr_mention_wide(const sr_doc *doc, const sr_reach *reach, const sr_mention *m);

#endif
