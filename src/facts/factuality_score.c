/* Did it happen?  What do they commit to?  In order: the model's file; its sum; the scores.
 *
 *   header    64 bytes: magic "sr-fact\n", u32 version, u32 buckets, u32 width, u32 hidden,
 *             u64 bytes of the file, u64 sr_hash64 of all that follows the header, zeros
 *   licence   192 bytes of text, filled with zeros
 *   weights   f32 scale, bias of the line; scale of the table; share of the network;
 *             b[width], W[hidden][width], c[hidden], w[hidden], d
 *   table     i8 [buckets][1 + width]: weight of the line, row of the network
 *
 *   line      = scale * sum table[f][0] + bias                        over all features f
 *   x         = relu(scale * sum table[f][1..] + b)
 *   network   = w relu(W x + c) + d
 *   happened  = TOP tanh(SLOPE (share * network + (1 - share) * line)) */
#include "facts/factuality.h"

#include "base/hash.h"

#include <math.h>

enum {
    VERSION = 1,
    HEADER_BYTES = 64,
    LICENCE_BYTES = 192,
    MAX_WIDTH = 64,
    MAX_HIDDEN = 64
};

/* The losses of training pull towards the mean, people answer yes or no: chosen on the held
 * tenth of the training sentences (train/factuality/train.py, sharpen). */
static const float TOP = 2.8F, SLOPE = 0.55F;

struct sr_factuality_model {
    uint32_t width, hidden;
    float line_scale, line_bias, scale, share;
    const float *b, *W, *c, *w;
    float d;
    const int8_t *table; /* [BUCKETS][1 + width] */
};

extern const char sr_factuality_en[], sr_factuality_en_end[]; /* embedded.S */

sr_str sr_factuality_model_english(void)
{
    return (sr_str){sr_factuality_en, (size_t)(sr_factuality_en_end - sr_factuality_en)};
}

/* --- the file ------------------------------------------------------------------------------ */

static bool header_is_good(sr_str bytes, uint32_t field[4])
{
    uint64_t size, sum;
    if (bytes.len < HEADER_BYTES + LICENCE_BYTES || memcmp(bytes.p, "sr-fact\n", 8) != 0)
        return false;
    memcpy(field, bytes.p + 8, 4 * sizeof field[0]);
    memcpy(&size, bytes.p + 24, sizeof size);
    memcpy(&sum, bytes.p + 32, sizeof sum);
    size_t floats = 4 + (size_t)field[2] + (size_t)field[3] * field[2] + 2 * field[3] + 1;
    return field[0] == VERSION && field[1] == SR_FACTUALITY_BUCKETS &&
           field[2] <= MAX_WIDTH && field[3] <= MAX_HIDDEN && size == bytes.len &&
           size == HEADER_BYTES + LICENCE_BYTES + floats * sizeof(float) +
                       (size_t)field[1] * (1 + field[2]) &&
           sum == sr_hash64(sr_str_cut(bytes, HEADER_BYTES, bytes.len));
}

sr_status sr_factuality_model_new(sr_str bytes, sr_arena *a, sr_factuality_model **ret,
                                  sr_err *err)
{
    uint32_t field[4]; /* version, buckets, width, hidden */
    if (!header_is_good(bytes, field))
        return sr_fail(err, SR_EFORMAT, 0,
                       "this is no model of factuality, or not whole");
    size_t width = field[2], hidden = field[3];
    size_t floats = 4 + width + hidden * width + 2 * hidden + 1;
    sr_factuality_model *m = SR_NEW(a, sr_factuality_model, 1);
    float *f = SR_NEW(a, float, floats);
    if (!m || !f)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the model of factuality");
    const char *at = bytes.p + HEADER_BYTES + LICENCE_BYTES;
    memcpy(f, at, floats * sizeof *f);
    *m = (sr_factuality_model){
        .width = field[2],
        .hidden = field[3],
        .line_scale = f[0],
        .line_bias = f[1],
        .scale = f[2],
        .share = f[3],
        .b = f + 4,
        .W = f + 4 + width,
        .c = f + 4 + width + hidden * width,
        .w = f + 4 + width + hidden * width + hidden,
        .d = f[floats - 1],
        .table = (const int8_t *)at + floats * sizeof *f,
    };
    *ret = m;
    return SR_OK;
}

/* --- its sum --------------------------------------------------------------------------------- */

static float sum(const sr_factuality_model *m, const sr_factuality_features *features)
{
    int32_t rows[1 + MAX_WIDTH] = {0};
    float x[MAX_WIDTH], network = m->d;
    for (uint32_t i = 0; i < features->n; i++) {
        const int8_t *row = m->table + (size_t)features->bucket[i] * (1 + m->width);
        for (uint32_t k = 0; k <= m->width; k++)
            rows[k] += row[k];
    }
    for (uint32_t k = 0; k < m->width; k++) {
        x[k] = m->scale * (float)rows[1 + k] + m->b[k];
        x[k] = x[k] > 0 ? x[k] : 0;
    }
    for (uint32_t h = 0; h < m->hidden; h++) {
        float y = m->c[h];
        for (uint32_t k = 0; k < m->width; k++)
            y += m->W[h * m->width + k] * x[k];
        network += y > 0 ? m->w[h] * y : 0;
    }
    float line = m->line_scale * (float)rows[0] + m->line_bias;
    return m->share * network + (1 - m->share) * line;
}

/* --- the scores -------------------------------------------------------------------------------- */

/* What is committed to, by modality and polarity, on the scale of MEANTIME's certainty:
 * certain 3, probable 2, possible 1. */
/* clang-format off */
static const float commits[SR_MODALITIES][2] = {
    [SR_MODALITY_ASSERTED]     = {3.0F, -3.0F},
    [SR_MODALITY_POSSIBLE]     = {1.0F, -1.0F},
    [SR_MODALITY_PLANNED]      = {2.0F, -2.0F},
    [SR_MODALITY_CONDITIONAL]  = {0.5F, -0.5F},
    [SR_MODALITY_DEMANDED]     = {1.0F, -1.0F},
    [SR_MODALITY_HYPOTHETICAL] = {1.0F, -1.0F},
};
/* clang-format on */

void sr_factuality_score(const sr_factuality_model *m, const sr_view *view,
                         const sr_factuality_features *features, sr_factuality *f)
{
    f->happened = TOP * tanhf(SLOPE * sum(m, features));
    f->committed = commits[f->modality][f->negated];
    if (view->heard)
        f->committed *= 2.0F / 3.0F;
}
