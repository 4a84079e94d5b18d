/* AVX2: 32 products an instruction (maddubs), which wants one side without sign: |x|, and
 * w with the sign of x.  Pairs stay below 2 * 127 * 127 < 2^15, so nothing saturates. */
#if defined(__x86_64__)
#include "tag/kernels.h"

#include <immintrin.h>
#include <string.h>

enum { ROWS = 3 }; /* six accumulators; with more, gcc 12 spills */

static inline __m256i four(const int8_t *p)
{
    int32_t i;
    memcpy(&i, p, sizeof i);
    return _mm256_set1_epi32(i);
}

static inline __m256i dot(__m256i sum, __m256i w, __m256i x)
{
    __m256i pairs = _mm256_maddubs_epi16(_mm256_abs_epi8(x), _mm256_sign_epi8(w, x));
    return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

static inline void put(const sr_lin *l, size_t b, __m256i sum, float xs, float *out)
{
    __m256 scale = _mm256_mul_ps(_mm256_set1_ps(xs), _mm256_loadu_ps(l->scale + b));
    __m256 y = _mm256_mul_ps(_mm256_cvtepi32_ps(sum), scale);
    _mm256_storeu_ps(out + b, _mm256_add_ps(y, _mm256_loadu_ps(l->bias + b)));
}

/* 16 outputs from output b on, of n <= ROWS rows. */
static inline __attribute__((always_inline)) void block(const sr_lin *l, size_t b,
                                                        const int8_t *x, size_t stride,
                                                        const float *xs, size_t n,
                                                        float *out, size_t ld)
{
    const int8_t *w = l->w + b * l->k;
    __m256i lo[ROWS], hi[ROWS];
    for (size_t r = 0; r < n; r++)
        lo[r] = hi[r] = _mm256_setzero_si256();
    for (size_t i = 0; i < l->k; i += 4, w += 64) {
        __m256i w0 = _mm256_loadu_si256((const __m256i *)w);
        __m256i w1 = _mm256_loadu_si256((const __m256i *)(w + 32));
        for (size_t r = 0; r < n; r++) {
            __m256i v = four(x + r * stride + i);
            lo[r] = dot(lo[r], w0, v);
            hi[r] = dot(hi[r], w1, v);
        }
    }
    for (size_t r = 0; r < n; r++) {
        put(l, b, lo[r], xs[r], out + r * ld);
        put(l, b + 8, hi[r], xs[r], out + r * ld);
    }
}

static void linear(const sr_lin *l, const int8_t *x, size_t stride, const float *xs,
                   size_t rows, float *out, size_t ld)
{
    for (size_t b = 0; b < l->n; b += 16) {
        size_t r = 0;
        for (; r + ROWS <= rows; r += ROWS)
            block(l, b, x + r * stride, stride, xs + r, ROWS, out + r * ld, ld);
        for (; r < rows; r++)
            block(l, b, x + r * stride, stride, xs + r, 1, out + r * ld, ld);
    }
}

#define KERNELS sr_kernels_avx2
#include "tag/kern_body.h"
#endif
