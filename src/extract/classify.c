#include "extract/classify.h"

#include "extract/forest.h"

#include "../models/extract_blocks.h"
#include "../models/extract_page.h"

_Static_assert((int)SR_MODEL_BLOCKS_COLUMNS == (int)SR_F_COUNT,
               "the model was trained on other columns");
_Static_assert((int)SR_MODEL_PAGE_COLUMNS == (int)SR_PAGE_COLUMNS,
               "the model was trained on other columns");

sr_status sr_classify(const sr_block_rows *rows, sr_arena *a, float **ret, sr_err *err)
{
    float *p = sr_arena_alloc(a, rows->n + 1, sizeof *p);
    if (!p)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for %zu blocks", rows->n);
    for (size_t k = 0; k < rows->n; k++) {
        const float *row = rows->v + k * SR_F_COUNT;
        float sum = sr_forest_sum(&model_blocks, 0, SR_MODEL_BLOCKS_FIRST, row);
        if (sum > SR_MODEL_BLOCKS_REJECT)
            sum +=
                sr_forest_sum(&model_blocks, SR_MODEL_BLOCKS_FIRST, model_blocks.n, row);
        p[k] = sr_logistic(sum);
    }
    *ret = p;
    return SR_OK;
}

float sr_classify_page(const float *row)
{
    return sr_logistic(sr_forest_sum(&model_page, 0, model_page.n, row));
}
