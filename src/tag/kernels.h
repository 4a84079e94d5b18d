/* The inner loops, for each kind of processor: AVX-512 with VNNI, AVX2 with and
 * without VNNI, and plain C.
 *
 * All give the same bits: integer sums are exact, and floating point is done lane
 * by lane, or in 16 partial sums, in the same order with one rounding a step (the build
 * forbids fused multiply-add here).
 */
#ifndef SR_TAG_KERNELS_H
#define SR_TAG_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SR_TAG_D = 256, /* width of the network */
    SR_TAG_Q = 63,  /* inputs of products are whole numbers in [-Q, Q] ... */
    SR_TAG_Q0 = 64, /* ... kept with this added: bytes in [1, 127] */
    SR_TAG_CALM = 32767 / (SR_TAG_Q + SR_TAG_Q0)
};

/* y = W x + b with W of int8: weights of 16 outputs by 4 inputs lie together,
 * w [n/16][k/4][16][4], each in [-127, 127].
 *
 * AVX2 adds products of bytes in 16 bits.  W is calm where that is safe four times over:
 * in each row, of inputs 16 i + {0 1 4 5 8 9 12 13} and of 16 i + {2 3 6 7 10 11 14 15},
 * neither the positive weights nor the negative ones add up to more than SR_TAG_CALM
 * (train/tag/export.py sees to it, for a quarter of a bit of precision). */
typedef struct sr_lin {
    const int8_t *w;
    const float *scale;   /* [n] of the weights of an output */
    const float *bias;    /* [n] */
    const int32_t *shift; /* [n] Q0 * sum of the output's weights */
    uint32_t n, k;        /* n a multiple of 16, k of 16 */
    bool calm;
} sr_lin;

typedef struct sr_kernels {
    /* out[r][j] = sum_i w[j][i] (x[r][i] - Q0) * (xs[r] * scale[j]) + bias[j]; the rows of
     * x are stride bytes apart, those of out ld floats. */
    void (*linear)(const sr_lin *l, const uint8_t *x, size_t stride, const float *xs,
                   size_t rows, float *out, size_t ld);
    /* x[j] += scale * row[j], j < n, n a multiple of 16 */
    void (*add_row)(float *x, const int8_t *row, float scale, size_t n);
    /* Largest |x[j]|, and 1 / sqrt(mean of squares + 1e-6) into *inv_rms (may be NULL). */
    float (*range)(const float *x, size_t n, float *inv_rms);
    /* q[j] = Q0 + round(x[j] * by), ties to even, cut to [-Q, Q]; |x * by| < 2^22 */
    void (*quantise)(const float *x, size_t n, float by, uint8_t *q);
    /* x[j] = max(x[j], 0) */
    void (*relu)(float *x, size_t n);
    /* One layer's recurrence over a sentence: g [rows][3 D] holds z, f, r before their
     * functions, x [rows][D] the layer's input, which becomes its output. */
    void (*recur)(const float *g, float *x, size_t rows);
    /* First position of the largest of x[n]; n > 0.  *p_max (may be NULL): its share of
     * sum exp(x). */
    size_t (*largest)(const float *x, size_t n, float *p_max);
} sr_kernels;

extern const sr_kernels sr_kernels_portable;
#if defined(__x86_64__)
extern const sr_kernels sr_kernels_avx2, sr_kernels_avx_vnni, sr_kernels_avx512;

/* Does this processor have AVX-VNNI?  (The compilers' own question came late.) */
bool sr_tag_has_avx_vnni(void);
#endif

#endif
