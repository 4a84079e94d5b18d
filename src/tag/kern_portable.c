/* Plain C: the reading version, and the one that the others are tested against. */
#include "tag/kernels.h"

static void linear(const sr_lin *l, const int8_t *x, size_t stride, const float *xs,
                   size_t rows, float *out, size_t ld)
{
    for (size_t r = 0; r < rows; r++)
        for (size_t b = 0; b < l->n; b += 16) {
            const int8_t *w = l->w + b * l->k, *v = x + r * stride;
            int32_t sum[16] = {0};
            for (size_t i = 0; i < l->k; i += 4, w += 64)
                for (size_t j = 0; j < 16; j++)
                    for (size_t u = 0; u < 4; u++)
                        sum[j] += w[j * 4 + u] * v[i + u];
            for (size_t j = 0; j < 16; j++)
                out[r * ld + b + j] =
                    (float)sum[j] * (xs[r] * l->scale[b + j]) + l->bias[b + j];
        }
}

#define KERNELS sr_kernels_portable
#include "tag/kern_body.h"
