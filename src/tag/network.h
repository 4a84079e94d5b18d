/* From forms to what the heads say, batch by batch.  For src/tag/ alone.
 *
 * A batch is some pieces (sentences, or parts of long ones) laid one under the other with
 * an empty row before, between and behind: so layer 1 and the first layer for names can
 * read three rows at once, and one product serves all pieces. */
#ifndef SR_TAG_NETWORK_H
#define SR_TAG_NETWORK_H

#include "tag/features.h"

enum {
    SR_TAG_BATCH = 128, /* rows of a batch, unless one piece has more */
    SR_TAG_ROWS =
        SR_MAX_PARSE_TOKENS + 2 > SR_TAG_BATCH ? SR_MAX_PARSE_TOKENS + 2 : SR_TAG_BATCH
};

typedef struct sr_tag_piece {
    uint32_t sent;   /* index into doc->sents */
    uint32_t tok, n; /* tokens [tok, tok + n), 0 < n <= SR_MAX_PARSE_TOKENS */
    uint32_t row;    /* of its first token in the batch */
} sr_tag_piece;

/* Room for the work on a batch, from the document's arena. */
typedef struct sr_tag_work {
    sr_tag_form *forms; /* [ROWS] */
    float *x;           /* [ROWS][D] */
    float *gates;       /* [ROWS][3 D] */
    uint8_t *q;         /* [ROWS + 2][D], one empty row before and behind */
    float *qs;          /* [ROWS] scales of the rows of q */
    uint8_t *q2;        /* [ROWS][SIDE] and its scales, for one piece */
    float *qs2;
    float *heads;       /* [ROWS][heads.n] */
    float *rules;       /* [rule.n] of one token */
    float *rels;        /* [ROWS][rel.n] */
    float *ner;         /* [ROWS][NER] */
    float *names;       /* [ROWS][ner2.n] */
    float *arcs;        /* [tokens][columns] of one piece */
    int8_t *packed;     /* [columns][ARC] heads of one piece as weights */
    float *col_scale;   /* [columns] */
    float *col_bias;    /* [columns] zeros */
    int32_t *col_shift; /* [columns] */
    float *by_dist;     /* scores of distances, laid out for one pass a row */
    uint16_t *head;     /* [ROWS] 0: the root, else 1 + index in the piece */
    float *p_arc;       /* [ROWS] */
    void *tree;         /* room for sr_tag_tree */
} sr_tag_work;

enum { SR_TAG_COLUMNS = (SR_MAX_PARSE_TOKENS + 1 + 15) / 16 * 16 };

/* Fill x with the last layer's normed output for all pieces, and heads from it.  q and qs
 * are left as the quantised rows of x. */
void sr_tag_encode(const sr_tag_model *m, const sr_doc *doc, const sr_tag_piece *pieces,
                   size_t n, sr_tag_work *w);

/* Fill head[] and p_arc[] of one piece, then rels[] of it. */
void sr_tag_parse(const sr_tag_model *m, const sr_tag_piece *p, sr_tag_work *w);

/* Fill names[] for all rows: after sr_tag_encode, destroys q. */
void sr_tag_name_scores(const sr_tag_model *m, const sr_tag_piece *pieces, size_t n,
                        sr_tag_work *w);

/* Room for all of it; false where the arena refuses. */
bool sr_tag_work_new(const sr_tag_model *m, sr_arena *a, sr_tag_work *ret);

/* Quantise n values as sr_kernels.quantise; returns the scale that undoes it. */
float sr_tag_quantise(const sr_kernels *k, const float *x, size_t n, uint8_t *q);

#endif
