/* linear() for registers of 256 bits, 16 inputs of 16 outputs at a time: what AVX2 and
 * AVX-VNNI share.  They differ in square(), which the file that includes this defines. */
#include "tag/kernels.h"

#include <immintrin.h>
#include <string.h>

enum { ROWS = 64 }; /* their sums (8 kB) and 16 inputs of each stay near */

static inline __m256i four(const uint8_t *p)
{
    int32_t i;
    memcpy(&i, p, sizeof i);
    return _mm256_set1_epi32(i);
}

static inline __m256i weights(const int8_t *w)
{
    return _mm256_loadu_si256((const __m256i *)w);
}

static inline void put(const sr_lin *l, size_t b, __m256i sum, float xs, float *out)
{
    __m256i shift = _mm256_loadu_si256((const __m256i *)(l->shift + b));
    __m256 real = _mm256_cvtepi32_ps(_mm256_sub_epi32(sum, shift));
    __m256 scale = _mm256_mul_ps(_mm256_set1_ps(xs), _mm256_loadu_ps(l->scale + b));
    __m256 y = _mm256_mul_ps(real, scale);
    _mm256_storeu_ps(out + b, _mm256_add_ps(y, _mm256_loadu_ps(l->bias + b)));
}

/* sum[r][] += 16 outputs by 16 inputs, of n rows. */
static void square(const sr_lin *l, const int8_t *w, const uint8_t *x, size_t stride,
                   size_t n, __m256i (*sum)[2]);

/* 16 outputs from output b on, of n <= ROWS rows. */
static void block(const sr_lin *l, size_t b, const uint8_t *x, size_t stride,
                  const float *xs, size_t n, float *out, size_t ld)
{
    const int8_t *w = l->w + b * l->k;
    __m256i sum[ROWS][2];
    for (size_t r = 0; r < n; r++)
        sum[r][0] = sum[r][1] = _mm256_setzero_si256();
    for (size_t i = 0; i < l->k; i += 16, w += 256)
        square(l, w, x + i, stride, n, sum);
    for (size_t r = 0; r < n; r++) {
        put(l, b, sum[r][0], xs[r], out + r * ld);
        put(l, b + 8, sum[r][1], xs[r], out + r * ld);
    }
}

static void linear(const sr_lin *l, const uint8_t *x, size_t stride, const float *xs,
                   size_t rows, float *out, size_t ld)
{
    for (size_t r = 0; r < rows; r += ROWS) {
        size_t n = rows - r < ROWS ? rows - r : ROWS;
        for (size_t b = 0; b < l->n; b += 16)
            block(l, b, x + r * stride, stride, xs + r, n, out + r * ld, ld);
    }
}

/* The low bytes of eight numbers. */
static inline __m128i low_bytes(__m256i v)
{
    const __m256i pick = _mm256_set1_epi32(0x0c080400);
    __m256i in_lanes = _mm256_shuffle_epi8(v, pick);
    return _mm_unpacklo_epi32(_mm256_castsi256_si128(in_lanes),
                              _mm256_extracti128_si256(in_lanes, 1));
}

#define LANES 8
#define LARGER(a, b) (vf) _mm256_max_ps((__m256)(a), (__m256)(b))
#define SMALLER(a, b) (vf) _mm256_min_ps((__m256)(a), (__m256)(b))
#define NARROW(v) (vu) _mm_cvtsi128_si64(low_bytes((__m256i)(v)))
#include "tag/kern_body.h"
