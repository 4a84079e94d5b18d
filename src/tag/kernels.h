/* The inner loops, three times: AVX-512 with VNNI, AVX2, and plain C.
 *
 * All three give the same bits: integer sums are exact, and floating point is done lane
 * by lane, or in 16 partial sums, in the same order with one rounding a step (the build
 * forbids fused multiply-add here).
 */
#ifndef SR_TAG_KERNELS_H
#define SR_TAG_KERNELS_H

#include <stddef.h>
#include <stdint.h>

enum { SR_TAG_D = 256 }; /* width of the network */

/* y = W x + b with W of int8: weights of 16 outputs by 4 inputs lie together,
 * w [n/16][k/4][16][4], each in [-127, 127]. */
typedef struct sr_lin {
    const int8_t *w;
    const float *scale;   /* [n] of the weights of an output */
    const float *bias;    /* [n] */
    const int32_t *shift; /* [n] 128 * sum of the output's weights, for VNNI */
    uint32_t n, k;        /* n a multiple of 16, k of 4 */
} sr_lin;

typedef struct sr_kernels {
    /* out[r][j] = sum_i w[j][i] x[r][i] * (xs[r] * scale[j]) + bias[j]; the rows of x are
     * stride bytes apart, those of out ld floats. */
    void (*linear)(const sr_lin *l, const int8_t *x, size_t stride, const float *xs,
                   size_t rows, float *out, size_t ld);
    /* x[j] += scale * row[j], j < n, n a multiple of 16 */
    void (*add_row)(float *x, const int8_t *row, float scale, size_t n);
    /* Largest |x[j]|, and 1 / sqrt(mean of squares + 1e-6) into *inv_rms (may be NULL). */
    float (*range)(const float *x, size_t n, float *inv_rms);
    /* q[j] = round(x[j] * by), ties to even, cut to [-127, 127]; keeps |x * by| < 2^22 */
    void (*quantise)(const float *x, size_t n, float by, int8_t *q);
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
extern const sr_kernels sr_kernels_avx2, sr_kernels_avx512;
#endif

#endif
