/* Gradient-boosted trees, as flat arrays: the form of all models of this stage.  The
 * arrays are C text in models/, written by train/extract/train.py. */
#ifndef SR_EXTRACT_FOREST_H
#define SR_EXTRACT_FOREST_H

#include <stddef.h>
#include <stdint.h>

enum { SR_TREE_LEAF = 0xFFFF };

/* An inner node sends a row left where row[column] <= value, else to left + 1.  A leaf
 * (column SR_TREE_LEAF) adds its value to the sum. */
typedef struct sr_tree_node {
    float value;
    uint16_t column, left; /* left: counted from the tree's root */
} sr_tree_node;

typedef struct sr_forest {
    const sr_tree_node *nodes;
    const uint32_t *roots; /* [n] index into nodes */
    size_t n;
    uint16_t columns; /* that its rows have */
} sr_forest;

/* The sum of trees [from, to) for a row: log-odds once all trees are in. */
float sr_forest_sum(const sr_forest *f, size_t from, size_t to, const float *row);

/* 1 / (1 + exp(-x)) */
float sr_logistic(float x);

#endif
