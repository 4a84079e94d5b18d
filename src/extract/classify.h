/* Stage extract, step 2c:   rows  ->  [probabilities]  -> main text
 *
 * A forest of gradient-boosted trees looks at each block's row.  Blocks that its first
 * trees are sure to be no text of the article are left there: most of a page's blocks are
 * labels and links.  Model: models/extract_blocks.h, card train/extract/README.md.
 */
#ifndef SR_EXTRACT_CLASSIFY_H
#define SR_EXTRACT_CLASSIFY_H

#include "extract/features.h"

/* sr_classify: how likely each block is part of the article's main text.
 *
 * out     *ret  [rows->n] probabilities
 * errors  SR_ENOMEM   cost  O(blocks), a fixed number of trees for each */
sr_status sr_classify(const sr_block_rows *rows, sr_arena *a, float **ret, sr_err *err);

/* sr_classify_page: how likely a page carries an article, from a row of SR_PAGE_COLUMNS
 * figures about it (pageclass.c fills it in); the last of them are the log-odds to which
 * the trees add. */
enum { SR_PAGE_COLUMNS = 167, SR_PAGE_PRIOR = SR_PAGE_COLUMNS - 1 };
float sr_classify_page(const float *row);

#endif
