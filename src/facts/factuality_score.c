/* Did it happen?  What do they commit to?  In order: the model's file; its sum; the scores.
 *
 *   header    64 bytes: magic "sr-fact\n", u32 version, u32 buckets, u32 width, u32 hidden,
 *             u64 bytes of the file, u64 sr_hash64 of all that follows the header,
 *             u32 wide, zeros
 *   licence   192 bytes of text, filled with zeros
 *   weights   f32 scale, bias of the line; scale of the table; share of the network;
 *             b[width], B[wide], W[hidden][width + wide], c[hidden], w[hidden], d,
 *             S[parts][wide]
 *   rows      i8 R[parts][wide][SR_ROW]
 *   table     i8 [buckets][1 + width]: weight of the line, row of the network
 *
 *   line      = scale * sum table[f][0] + bias                        over all features f
 *   x         = relu(scale * sum table[f][1..] + b)
 *   y         = relu(sum S[p] R[p] row(p) + B)                        over the parts p
 *   network   = w relu(W (x, y) + c) + d
 *   happened  = TOP tanh(SLOPE (share * network + (1 - share) * line)) */
#include "facts/factuality.h"

#include "base/hash.h"

#include <math.h>

enum {
    VERSION = 2,
    HEADER_BYTES = 64,
    LICENCE_BYTES = 192,
    MAX_WIDTH = 64,
    MAX_WIDE = 64,
    MAX_HIDDEN = 64
};

/* The losses of training pull towards the mean, people answer yes or no: chosen on the held
 * tenth of the training sentences (train/factuality/train.py, sharpen). */
static const float TOP = 3.0F, SLOPE = 0.5F;

struct sr_factuality_model {
    uint32_t width, wide, hidden;
    float line_scale, line_bias, scale, share;
    const float *b, *B, *W, *c, *w, *S;
    float d;
    const int8_t *R;     /* [SR_PARTS][wide][SR_ROW] */
    const int8_t *table; /* [BUCKETS][1 + width] */
};

extern const char sr_factuality_en[], sr_factuality_en_end[]; /* embedded.S */

sr_str sr_factuality_model_english(void)
{
    return (sr_str){sr_factuality_en, (size_t)(sr_factuality_en_end - sr_factuality_en)};
}

/* --- the file ------------------------------------------------------------------------------ */

/* The numbers of the header. */
typedef struct sizes {
    uint32_t version, buckets, width, hidden;
    uint64_t bytes, sum;
    uint32_t wide, none;
} sizes;

static size_t floats_of(const sizes *z)
{
    size_t in = (size_t)z->width + z->wide;
    return 4 + in + z->hidden * in + 2 * (size_t)z->hidden + 1 +
           (size_t)SR_PARTS * z->wide;
}

static bool header_is_good(sr_str bytes, sizes *z)
{
    if (bytes.len < HEADER_BYTES + LICENCE_BYTES || memcmp(bytes.p, "sr-fact\n", 8) != 0)
        return false;
    memcpy(z, bytes.p + 8, sizeof *z);
    if (z->version != VERSION || z->buckets != SR_FACTUALITY_BUCKETS ||
        z->width > MAX_WIDTH || z->wide > MAX_WIDE || z->hidden > MAX_HIDDEN)
        return false;
    size_t size = HEADER_BYTES + LICENCE_BYTES + floats_of(z) * sizeof(float) +
                  (size_t)SR_PARTS * z->wide * SR_ROW +
                  (size_t)z->buckets * (1 + z->width);
    return z->bytes == bytes.len && size == bytes.len &&
           z->sum == sr_hash64(sr_str_cut(bytes, HEADER_BYTES, bytes.len));
}

sr_status sr_factuality_model_new(sr_str bytes, sr_arena *a, sr_factuality_model **ret,
                                  sr_err *err)
{
    sizes z;
    if (!header_is_good(bytes, &z))
        return sr_fail(err, SR_EFORMAT, 0,
                       "this is no model of factuality, or not whole");
    size_t floats = floats_of(&z), in = (size_t)z.width + z.wide;
    sr_factuality_model *m = SR_NEW(a, sr_factuality_model, 1);
    float *f = SR_NEW(a, float, floats);
    if (!m || !f)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the model of factuality");
    const char *at = bytes.p + HEADER_BYTES + LICENCE_BYTES;
    memcpy(f, at, floats * sizeof *f);
    *m = (sr_factuality_model){.width = z.width, .wide = z.wide, .hidden = z.hidden};
    m->line_scale = f[0], m->line_bias = f[1], m->scale = f[2], m->share = f[3];
    m->b = f + 4;
    m->B = m->b + z.width;
    m->W = m->B + z.wide;
    m->c = m->W + z.hidden * in;
    m->w = m->c + z.hidden;
    m->d = m->w[z.hidden];
    m->S = m->w + z.hidden + 1;
    m->R = (const int8_t *)at + floats * sizeof *f;
    m->table = m->R + (size_t)SR_PARTS * z.wide * SR_ROW;
    *ret = m;
    return SR_OK;
}

/* --- its sum --------------------------------------------------------------------------------- */

static float relu(float x)
{
    return x > 0 ? x : 0;
}

/* Sums of rows of the table: of the line, and x.  */
static int32_t read_table(const sr_factuality_model *m,
                          const sr_factuality_features *features, float *x)
{
    int32_t rows[1 + MAX_WIDTH] = {0};
    for (uint32_t i = 0; i < features->n; i++) {
        const int8_t *row = m->table + (size_t)features->bucket[i] * (1 + m->width);
        for (uint32_t k = 0; k <= m->width; k++)
            rows[k] += row[k];
    }
    for (uint32_t k = 0; k < m->width; k++)
        x[k] = relu(m->scale * (float)rows[1 + k] + m->b[k]);
    return rows[0];
}

static int32_t product(const int8_t *a, const int8_t *b)
{
    int32_t sum = 0;
    for (size_t i = 0; i < SR_ROW; i++)
        sum += a[i] * b[i];
    return sum;
}

static void read_rows(const sr_factuality_model *m, const sr_doc *doc,
                      const sr_factuality_features *features, float *y)
{
    memcpy(y, m->B, m->wide * sizeof *y);
    for (size_t p = 0; p < SR_PARTS; p++) {
        uint32_t tok = features->part[p];
        const int8_t *row = tok == SR_NONE ? NULL : sr_doc_row(doc, tok);
        for (uint32_t k = 0; row && k < m->wide; k++) {
            size_t at = p * m->wide + k;
            y[k] +=
                m->S[at] * doc->rows.scale[tok] * (float)product(m->R + at * SR_ROW, row);
        }
    }
    for (uint32_t k = 0; k < m->wide; k++)
        y[k] = relu(y[k]);
}

static float sum(const sr_factuality_model *m, const sr_doc *doc,
                 const sr_factuality_features *features)
{
    float x[MAX_WIDTH + MAX_WIDE], network = m->d;
    int32_t row = read_table(m, features, x);
    read_rows(m, doc, features, x + m->width);
    uint32_t in = m->width + m->wide;
    for (uint32_t h = 0; h < m->hidden; h++) {
        float y = m->c[h];
        for (uint32_t k = 0; k < in; k++)
            y += m->W[h * in + k] * x[k];
        network += m->w[h] * relu(y);
    }
    float line = m->line_scale * (float)row + m->line_bias;
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

void sr_factuality_score(const sr_factuality_model *m, const sr_doc *doc,
                         const sr_view *view, const sr_factuality_features *features,
                         sr_factuality *f)
{
    f->happened = TOP * tanhf(SLOPE * sum(m, doc, features));
    f->committed = commits[f->modality][f->negated];
    if (view->heard)
        f->committed *= 2.0F / 3.0F;
}
