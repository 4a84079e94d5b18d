/* Plain C, for processors without anything special; the others are tested against it.
 * Registers are taken to be of 16 bytes. */
#include "tag/kernels.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { ROWS = 64, PAIRS = 8 }; /* rows a time; pairs of outputs in a block of 16 */

typedef uint8_t bytes __attribute__((vector_size(8)));
typedef int8_t signed_bytes __attribute__((vector_size(8)));
typedef int16_t shorts __attribute__((vector_size(16)));
typedef int32_t ints __attribute__((vector_size(16)));
typedef uint32_t uints __attribute__((vector_size(16)));
typedef float floats __attribute__((vector_size(16)));

/* Products of neighbours, added by two.  Compilers do not find the instruction for it,
 * which every x86-64 has. */
static inline __attribute__((always_inline)) ints by_two(shorts a, shorts b)
{
#if defined(__SSE2__)
    return (ints)_mm_madd_epi16((__m128i)a, (__m128i)b);
#else
    ints both = (ints)(a * b); /* 63 * 127 < 2^15 */
    return (both >> 16) + ((ints)((uints)both << 16) >> 16);
#endif
}

/* 8 inputs without their offset, the first four twice and the other four twice. */
static inline __attribute__((always_inline)) void inputs(const uint8_t *x, shorts ret[2])
{
    bytes b;
    memcpy(&b, x, sizeof b);
    shorts v = __builtin_convertvector(b, shorts) - SR_TAG_Q0;
    ret[0] = __builtin_shufflevector(v, v, 0, 1, 2, 3, 0, 1, 2, 3);
    ret[1] = __builtin_shufflevector(v, v, 4, 5, 6, 7, 4, 5, 6, 7);
}

static void widen(const int8_t *w, shorts ret[PAIRS][4])
{
    for (size_t i = 0; i < 4; i++)
        for (size_t p = 0; p < PAIRS; p++) {
            signed_bytes b;
            memcpy(&b, w + i * 64 + p * 8, sizeof b);
            ret[p][i] = __builtin_convertvector(b, shorts);
        }
}

/* sum[r][] += 16 outputs by 16 inputs. */
static void square(const int8_t *w, const uint8_t *x, size_t stride, size_t n,
                   ints (*sum)[PAIRS])
{
    shorts v[PAIRS][4], in[4];
    widen(w, v);
    for (size_t r = 0; r < n; r++, x += stride) {
        inputs(x, in);
        inputs(x + 8, in + 2);
        for (size_t p = 0; p < PAIRS; p++)
            sum[r][p] += by_two(v[p][0], in[0]) + by_two(v[p][1], in[1]) +
                         by_two(v[p][2], in[2]) + by_two(v[p][3], in[3]);
    }
}

static void put(const sr_lin *l, size_t b, const ints *sum, float xs, float *out)
{
    for (size_t j = 0; j < 16; j += 4, sum += 2) {
        ints whole = __builtin_shufflevector(sum[0], sum[1], 0, 2, 4, 6) +
                     __builtin_shufflevector(sum[0], sum[1], 1, 3, 5, 7);
        floats scale, bias;
        memcpy(&scale, l->scale + b + j, sizeof scale);
        memcpy(&bias, l->bias + b + j, sizeof bias);
        floats y = __builtin_convertvector(whole, floats) * (xs * scale) + bias;
        memcpy(out + b + j, &y, sizeof y);
    }
}

static void linear(const sr_lin *l, const uint8_t *x, size_t stride, const float *xs,
                   size_t rows, float *out, size_t ld)
{
    ints sum[ROWS][PAIRS];
    for (size_t at = 0; at < rows; at += ROWS) {
        size_t n = rows - at < ROWS ? rows - at : ROWS;
        for (size_t b = 0; b < l->n; b += 16) {
            memset(sum, 0, n * sizeof *sum);
            for (size_t i = 0; i < l->k; i += 16)
                square(l->w + b * l->k + i * 16, x + at * stride + i, stride, n, sum);
            for (size_t r = 0; r < n; r++)
                put(l, b, sum[r], xs[at + r], out + (at + r) * ld);
        }
    }
}

#define LANES 4
#define NARROW(v) __builtin_convertvector(v, vu)
#define KERNELS sr_kernels_portable
#include "tag/kern_body.h"
