/* The trees of a document, to walk downwards: the words that hang on each word.
 *
 *   for (uint32_t c = tree->first[t]; c != SR_NONE; c = tree->next[c])    in text order
 */
#ifndef SR_FACTS_TREE_H
#define SR_FACTS_TREE_H

#include "doc/doc.h"

typedef struct sr_tree {
    uint32_t *first; /* [n_tokens] leftmost child, or SR_NONE */
    uint32_t *next;  /* [n_tokens] next child of the same head, or SR_NONE */
    uint32_t *order; /* [n_tokens] tokens, heads before what hangs on them; those of a
                        sentence together */
} sr_tree;

/* sr_tree_new: in doc->arena.  A token whose head lies outside its sentence, or that no
 * root is above, counts as a root.
 * in  doc->words   errors  SR_ENOMEM   cost  O(tokens) */
sr_status sr_tree_new(sr_doc *doc, sr_tree *ret, sr_err *err);

/* The first child with this relation (subtypes count: OBL takes obl:agent), or SR_NONE. */
uint32_t sr_tree_child(const sr_tree *tree, const sr_doc *doc, uint32_t tok,
                       sr_relation rel);

/* sr_tree_reach: the tokens [lo, hi) from the first to the last word below each token, itself
 * too; both [n_tokens] in doc->arena.   errors  SR_ENOMEM   cost  O(tokens) */
sr_status sr_tree_reach(sr_doc *doc, const sr_tree *tree, uint32_t **lo, uint32_t **hi,
                        sr_err *err);

static inline sr_relation sr_tree_rel(const sr_doc *doc, uint32_t tok)
{
    return sr_relation_base((sr_relation)doc->words[tok].rel);
}

static inline bool sr_tree_is_root(const sr_doc *doc, uint32_t tok)
{
    return doc->words[tok].head == tok;
}

#endif
