#include "extract/forest.h"

#include <math.h>

/* Trees walked side by side: their loads and comparisons do not wait for each other, and
 * the processor guesses wrongly where a walk ends once for all of them. */
enum { ABREAST = 8 };

static float walk(const sr_tree_node *root, const float *row)
{
    const sr_tree_node *at = root;
    while (at->column != SR_TREE_LEAF)
        at = root + at->left + !(row[at->column] <= at->value);
    return at->value;
}

/* Add what ABREAST trees say to a sum, in their order.  A leaf stays where it is, by masks
 * and not by jumps. */
static float add_abreast(const sr_forest *f, size_t from, const float *row, float sum)
{
    const sr_tree_node *root[ABREAST];
    uint32_t at[ABREAST] = {0}, inner = 1;
    for (int k = 0; k < ABREAST; k++)
        root[k] = f->nodes + f->roots[from + (size_t)k];
    while (inner) {
        inner = 0;
#pragma GCC unroll 8
        for (int k = 0; k < ABREAST; k++) {
            sr_tree_node n = root[k][at[k]];
            uint32_t mask = (uint32_t)(n.column == SR_TREE_LEAF) - 1; /* 0 for a leaf */
            uint32_t next = n.left + (uint32_t) !(row[n.column & mask] <= n.value);
            at[k] += (next - at[k]) & mask;
            inner |= mask;
        }
    }
    for (int k = 0; k < ABREAST; k++)
        sum += root[k][at[k]].value;
    return sum;
}

float sr_forest_sum(const sr_forest *f, size_t from, size_t to, const float *row)
{
    float sum = 0;
    size_t t = from, end = to < f->n ? to : f->n;
    for (; t + ABREAST <= end; t += ABREAST)
        sum = add_abreast(f, t, row, sum);
    for (; t < end; t++)
        sum += walk(f->nodes + f->roots[t], row);
    return sum;
}

float sr_logistic(float x)
{
    return 1 / (1 + expf(-x));
}
