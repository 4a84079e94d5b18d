/* AVX-VNNI, which processors without AVX-512 have had since 2021: 32 products an
 * instruction, added into 32 bits at once (vpdpbusd). */
#if defined(__x86_64__)
#define KERNELS sr_kernels_avx_vnni
#include "tag/kern_256.h"

static void square(const sr_lin *l, const int8_t *w, const uint8_t *x, size_t stride,
                   size_t n, __m256i (*sum)[2])
{
    const __m256i a0 = weights(w), a1 = weights(w + 64), a2 = weights(w + 128),
                  a3 = weights(w + 192), b0 = weights(w + 32), b1 = weights(w + 96),
                  b2 = weights(w + 160), b3 = weights(w + 224);
    (void)l;
    for (size_t r = 0; r < n; r++, x += stride) {
        const __m256i x0 = four(x), x1 = four(x + 4), x2 = four(x + 8), x3 = four(x + 12);
        __m256i a = sum[r][0], b = sum[r][1];
        a = _mm256_dpbusd_avx_epi32(a, x0, a0);
        b = _mm256_dpbusd_avx_epi32(b, x0, b0);
        a = _mm256_dpbusd_avx_epi32(a, x1, a1);
        b = _mm256_dpbusd_avx_epi32(b, x1, b1);
        a = _mm256_dpbusd_avx_epi32(a, x2, a2);
        b = _mm256_dpbusd_avx_epi32(b, x2, b2);
        sum[r][0] = _mm256_dpbusd_avx_epi32(a, x3, a3);
        sum[r][1] = _mm256_dpbusd_avx_epi32(b, x3, b3);
    }
}
#endif
