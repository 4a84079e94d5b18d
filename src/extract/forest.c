#include "extract/forest.h"

#include <math.h>

float sr_forest_sum(const sr_forest *f, size_t from, size_t to, const float *row)
{
    float sum = 0;
    for (size_t t = from; t < to && t < f->n; t++) {
        const sr_tree_node *root = f->nodes + f->roots[t], *at = root;
        while (at->column != SR_TREE_LEAF)
            at = root + at->left + !(row[at->column] <= at->value);
        sum += at->value;
    }
    return sum;
}

float sr_logistic(float x)
{
    return 1 / (1 + expf(-x));
}
