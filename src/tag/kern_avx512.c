/* AVX-512 with VNNI: 64 products an instruction (vpdpbusd).
 *
 * Six rows by 64 outputs at a time: 24 accumulators, four registers of weights.  The
 * instruction is written as assembly, for gcc 12 copies each accumulator twice around the
 * intrinsic (measured: half the speed). */
#if defined(__x86_64__)
#include "tag/kernels.h"

#include <immintrin.h>
#include <string.h>

enum { ROWS = 6, COLUMNS = 64 };

static inline __m512i four(const uint8_t *p)
{
    int32_t i;
    memcpy(&i, p, sizeof i);
    return _mm512_set1_epi32(i);
}

static inline void put(const sr_lin *l, size_t b, __m512i sum, float xs, float *out)
{
    __m512i real = _mm512_sub_epi32(sum, _mm512_loadu_si512(l->shift + b));
    __m512 scale = _mm512_mul_ps(_mm512_set1_ps(xs), _mm512_loadu_ps(l->scale + b));
    __m512 y = _mm512_mul_ps(_mm512_cvtepi32_ps(real), scale);
    _mm512_storeu_ps(out + b, _mm512_add_ps(y, _mm512_loadu_ps(l->bias + b)));
}

#define DOT(sum, u, v) __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(u), "v"(v))

/* Names of the accumulators of row r: a##r of the first 16 outputs, to d##r. */
#define CLEAR4(r) __m512i a##r = zero, b##r = zero, c##r = zero, d##r = zero
#define DOT4(r)                               \
    do {                                      \
        __m512i u = four(x + r * stride + i); \
        DOT(a##r, u, va);                     \
        DOT(b##r, u, vb);                     \
        DOT(c##r, u, vc);                     \
        DOT(d##r, u, vd);                     \
    } while (0)
#define PUT4(r)                                    \
    do {                                           \
        put(l, n, a##r, xs[r], out + r * ld);      \
        put(l, n + 16, b##r, xs[r], out + r * ld); \
        put(l, n + 32, c##r, xs[r], out + r * ld); \
        put(l, n + 48, d##r, xs[r], out + r * ld); \
    } while (0)
#define CLEAR1(r) __m512i a##r = zero
#define DOT1(r)                               \
    do {                                      \
        __m512i u = four(x + r * stride + i); \
        DOT(a##r, u, va);                     \
    } while (0)
#define PUT1(r) put(l, n, a##r, xs[r], out + r * ld)
#define EACH_OF_6(F) \
    F(0);            \
    F(1);            \
    F(2);            \
    F(3);            \
    F(4);            \
    F(5)
#define EACH_OF_1(F) F(0)
#define LOAD4                                                                     \
    const __m512i va = _mm512_loadu_si512(w), vb = _mm512_loadu_si512(w + ahead), \
                  vc = _mm512_loadu_si512(w + 2 * ahead),                         \
                  vd = _mm512_loadu_si512(w + 3 * ahead)
#define LOAD1 const __m512i va = _mm512_loadu_si512(w)

/* `name`: EACH rows by 16 (LOAD1) or 64 (LOAD4) outputs from output n on. */
#define BLOCK(name, EACH, LOAD, CLEAR, DOTS, PUT)                                \
    static void name(const sr_lin *l, size_t n, const uint8_t *x, size_t stride, \
                     const float *xs, float *out, size_t ld)                     \
    {                                                                            \
        const __m512i zero = _mm512_setzero_si512();                             \
        const size_t ahead = 16 * (size_t)l->k;                                  \
        const int8_t *w = l->w + n * l->k;                                       \
        EACH(CLEAR);                                                             \
        for (size_t i = 0; i < l->k; i += 4, w += 64) {                          \
            LOAD;                                                                \
            EACH(DOTS);                                                          \
        }                                                                        \
        EACH(PUT);                                                               \
        (void)ahead, (void)stride, (void)ld;                                     \
    }
BLOCK(six_by_64, EACH_OF_6, LOAD4, CLEAR4, DOT4, PUT4)
BLOCK(one_by_64, EACH_OF_1, LOAD4, CLEAR4, DOT4, PUT4)
BLOCK(six_by_16, EACH_OF_6, LOAD1, CLEAR1, DOT1, PUT1)
BLOCK(one_by_16, EACH_OF_1, LOAD1, CLEAR1, DOT1, PUT1)

typedef void block(const sr_lin *l, size_t n, const uint8_t *x, size_t stride,
                   const float *xs, float *out, size_t ld);

/* All rows of some outputs; the last six may be done twice. */
static void column(block *six, block *one, const sr_lin *l, size_t n, const uint8_t *x,
                   size_t stride, const float *xs, size_t rows, float *out, size_t ld)
{
    size_t r = 0;
    for (; r + ROWS <= rows; r += ROWS)
        six(l, n, x + r * stride, stride, xs + r, out + r * ld, ld);
    if (r < rows && rows >= ROWS) {
        r = rows - ROWS;
        six(l, n, x + r * stride, stride, xs + r, out + r * ld, ld);
        return;
    }
    for (; r < rows; r++)
        one(l, n, x + r * stride, stride, xs + r, out + r * ld, ld);
}

static void linear(const sr_lin *l, const uint8_t *x, size_t stride, const float *xs,
                   size_t rows, float *out, size_t ld)
{
    size_t n = 0;
    for (; n + COLUMNS <= l->n; n += COLUMNS)
        column(six_by_64, one_by_64, l, n, x, stride, xs, rows, out, ld);
    for (; n < l->n; n += 16)
        column(six_by_16, one_by_16, l, n, x, stride, xs, rows, out, ld);
}

#define LANES 16
#define LARGER(a, b) (vf) _mm512_max_ps((__m512)(a), (__m512)(b))
#define SMALLER(a, b) (vf) _mm512_min_ps((__m512)(a), (__m512)(b))
#define NARROW(v) (vu) _mm512_cvtepi32_epi8((__m512i)(v))
#define KERNELS sr_kernels_avx512
#include "tag/kern_body.h"
#endif
