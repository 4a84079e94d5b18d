/* Stage extract, step 2b:   blocks  ->  [features]  -> classes
 *
 * A row of numbers for each block: its own shape, its words, its place, the elements and
 * the blocks around it.  The list of columns is features.def; behind them stand the bits
 * of the contexts (SR_IN_*, class words near, class words around), a column a bit. */
#ifndef SR_EXTRACT_FEATURES_H
#define SR_EXTRACT_FEATURES_H

#include "extract/blocks.h"

enum {
#define FEATURE(name) SR_F_##name,
#include "extract/features.def"
#undef FEATURE
    SR_F_NAMED
};

enum {
    SR_F_IN = SR_F_NAMED,               /* bits of sr_context.in */
    SR_F_SELF = SR_F_IN + 19,           /* bits of .self */
    SR_F_ALL = SR_F_SELF + SR_CW_COUNT, /* bits of .all */
    SR_F_COUNT = SR_F_ALL + SR_CW_COUNT
};

/* What the page says about its article elsewhere; folded (sr_fold), empty if unknown. */
typedef struct sr_hints {
    sr_str title[3];    /* title element, og:title, JSON-LD headline */
    sr_str description; /* meta description */
    sr_str body;        /* JSON-LD articleBody */
} sr_hints;

typedef struct sr_block_rows {
    float *v;          /* [n][SR_F_COUNT] */
    uint16_t *cues;    /* [n] bits 1 << category of data/cues.txt found in the block */
    uint16_t *cues_at; /* [n] the same, at its beginning */
    bool *good;        /* [n] has the shape of a paragraph */
    bool *skip;        /* [n] a menu's link: its row is not made, it is no text */
    size_t n;
    uint32_t mass; /* node that holds 70 % of the page's paragraphs */
} sr_block_rows;

/* errors  SR_ENOMEM    cost  O(blocks + nodes + text) */
sr_status sr_block_rows_make(const sr_blocks *b, const sr_hints *hints, sr_arena *a,
                             sr_block_rows *ret, sr_err *err);

/* Name of a column, for the training program. */
const char *sr_block_column_name(size_t column, char scratch[32]);

#endif
