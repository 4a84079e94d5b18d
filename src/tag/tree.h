/* The best tree over scored arcs.  For src/tag/ alone. */
#ifndef SR_TAG_TREE_H
#define SR_TAG_TREE_H

#include "base/limits.h"
#include "tag/kernels.h"

/* Bytes of room that sr_tag_tree works in. */
size_t sr_tag_tree_bytes(void);

/* sr_tag_tree: the maximum spanning arborescence with one arc from the root.
 *
 * in      arcs   [n][ld], row i the scores of dependent i's heads: 0 the root, j + 1
 *                token j; n <= SR_MAX_PARSE_TOKENS
 *         room   sr_tag_tree_bytes()
 * out     head   [n] the chosen columns: a tree, exactly one 0
 *         p      [n] softmax of the chosen arc among its row
 * cost    O(n^2) where everyone's best head already makes a tree, else O(n^3)
 * source  Chu and Liu (1965), Edmonds (1967); one root: its arcs are made so dear that the
 *         best tree takes one
 * tests   tests/unit/tag/test_tree.c, against all trees of five tokens */
void sr_tag_tree(const sr_kernels *k, const float *arcs, size_t ld, size_t n, void *room,
                 uint16_t *head, float *p);

#endif
