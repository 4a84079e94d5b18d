#include "extract/classify.h"

#include "extract/forest.h"

#include "../models/extract_blocks.h"
#include "../models/extract_page.h"

_Static_assert((int)SR_MODEL_BLOCKS_COLUMNS == (int)SR_F_COUNT,
               "the model was trained on other columns");
_Static_assert((int)SR_MODEL_PAGE_COLUMNS == (int)SR_PAGE_COLUMNS,
               "the model was trained on other columns");

/* The sum of all trees, or of as many as it takes to be sure on which side of the threshold
 * a block comes out: see export_blocks in train.py. */
static float sum_of(const float *row)
{
    float sum = 0;
    size_t done = 0;
    for (size_t k = 0; k < SR_MODEL_BLOCKS_STEPS; k++) {
        sum += sr_forest_sum(&model_blocks, done, model_blocks_step[k], row);
        done = model_blocks_step[k];
        if (sum < model_blocks_low[k] || sum > model_blocks_high[k])
            return sum;
    }
    return sum + sr_forest_sum(&model_blocks, done, model_blocks.n, row);
}

sr_status sr_classify(const sr_block_rows *rows, sr_arena *a, float **ret, sr_err *err)
{
    float *p = sr_arena_alloc(a, rows->n + 1, sizeof *p);
    if (!p)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for %zu blocks", rows->n);
    for (size_t k = 0; k < rows->n; k++)
        p[k] = rows->skip[k] ? 0 : sr_logistic(sum_of(rows->v + k * SR_F_COUNT));
    *ret = p;
    return SR_OK;
}

float sr_classify_page(const float *row)
{
    return sr_logistic(row[SR_PAGE_PRIOR] +
                       sr_forest_sum(&model_page, 0, model_page.n, row));
}
