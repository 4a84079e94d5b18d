#include "extract/forest.h"

#include <math.h>
#include <stdbool.h>

/* Trees walked side by side: their loads and comparisons do not wait for each other, and
 * the processor guesses wrongly where a walk ends once for all of them. */
enum { ABREAST = 8 };

/* One step down from `at`, the same node where it is a leaf. */
static inline const sr_tree_node *step(const sr_tree_node *root, const sr_tree_node *at,
                                       const float *row)
{
    bool leaf = at->column == SR_TREE_LEAF;
    const sr_tree_node *next =
        root + at->left + !(row[leaf ? 0 : at->column] <= at->value);
    return leaf ? at : next;
}

static const sr_tree_node *walk(const sr_tree_node *root, const float *row)
{
    const sr_tree_node *at = root;
    while (at->column != SR_TREE_LEAF)
        at = step(root, at, row);
    return at;
}

/* Add what ABREAST trees say to a sum, in their order. */
static float add_abreast(const sr_forest *f, size_t from, const float *row, float sum)
{
    const sr_tree_node *root[ABREAST], *at[ABREAST];
    bool inner = true;
    for (int k = 0; k < ABREAST; k++)
        at[k] = root[k] = f->nodes + f->roots[from + (size_t)k];
    while (inner) {
        inner = false;
        for (int k = 0; k < ABREAST; k++) {
            at[k] = step(root[k], at[k], row);
            inner |= at[k]->column != SR_TREE_LEAF;
        }
    }
    for (int k = 0; k < ABREAST; k++)
        sum += at[k]->value;
    return sum;
}

float sr_forest_sum(const sr_forest *f, size_t from, size_t to, const float *row)
{
    float sum = 0;
    size_t t = from, end = to < f->n ? to : f->n;
    for (; t + ABREAST <= end; t += ABREAST)
        sum = add_abreast(f, t, row, sum);
    for (; t < end; t++)
        sum += walk(f->nodes + f->roots[t], row)->value;
    return sum;
}

float sr_logistic(float x)
{
    return 1 / (1 + expf(-x));
}
