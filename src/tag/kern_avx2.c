/* AVX2: 32 products an instruction (maddubs), added by pairs into 16 bits.  A pair of any
 * weights keeps below 2 * 127 * 127 < 2^15; where the weights are calm, four do, and the
 * step to 32 bits is taken once for 16 inputs. */
#if defined(__x86_64__)
#define KERNELS sr_kernels_avx2
#include "tag/kern_256.h"

static inline __m256i add_wide(__m256i sum, __m256i pairs)
{
    return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

/* Calm weights, which stay in registers. */
static inline void calm_square(const int8_t *w, const uint8_t *x, size_t stride, size_t n,
                               __m256i (*sum)[2])
{
    const __m256i a0 = weights(w), a1 = weights(w + 64), a2 = weights(w + 128),
                  a3 = weights(w + 192), b0 = weights(w + 32), b1 = weights(w + 96),
                  b2 = weights(w + 160), b3 = weights(w + 224);
    for (size_t r = 0; r < n; r++, x += stride) {
        const __m256i x0 = four(x), x1 = four(x + 4), x2 = four(x + 8), x3 = four(x + 12);
        __m256i a =
            _mm256_add_epi16(_mm256_maddubs_epi16(x0, a0), _mm256_maddubs_epi16(x1, a1));
        __m256i b =
            _mm256_add_epi16(_mm256_maddubs_epi16(x0, b0), _mm256_maddubs_epi16(x1, b1));
        a = _mm256_add_epi16(a, _mm256_maddubs_epi16(x2, a2));
        b = _mm256_add_epi16(b, _mm256_maddubs_epi16(x2, b2));
        a = _mm256_add_epi16(a, _mm256_maddubs_epi16(x3, a3));
        b = _mm256_add_epi16(b, _mm256_maddubs_epi16(x3, b3));
        sum[r][0] = add_wide(sum[r][0], a);
        sum[r][1] = add_wide(sum[r][1], b);
    }
}

/* Any weights, for 4 inputs. */
static inline void any_strip(const int8_t *w, const uint8_t *x, size_t stride, size_t n,
                             __m256i (*sum)[2])
{
    const __m256i a = weights(w), b = weights(w + 32);
    for (size_t r = 0; r < n; r++) {
        const __m256i v = four(x + r * stride);
        sum[r][0] = add_wide(sum[r][0], _mm256_maddubs_epi16(v, a));
        sum[r][1] = add_wide(sum[r][1], _mm256_maddubs_epi16(v, b));
    }
}

static void square(const sr_lin *l, const int8_t *w, const uint8_t *x, size_t stride,
                   size_t n, __m256i (*sum)[2])
{
    if (l->calm) {
        calm_square(w, x, stride, n, sum);
        return;
    }
    for (size_t i = 0; i < 4; i++)
        any_strip(w + 64 * i, x + 4 * i, stride, n, sum);
}
#endif
