/* What the three kern_*.c have in common, in the vectors of gcc and clang: 16 lanes,
 * which the compiler maps to one, two or four registers.  Each file defines linear()
 * first and includes this one last, which ends with the table KERNELS.
 *
 * One operation, one rounding, one order: no lane sees another but in fold_*. */
#include "tag/kernels.h"

#include <math.h>
#include <string.h>

enum { LANES = 16 };

typedef float vf __attribute__((vector_size(LANES * 4)));
typedef int32_t vi __attribute__((vector_size(LANES * 4)));
typedef int8_t vb __attribute__((vector_size(LANES)));

/* Passing vectors by value between functions would hang on the instruction set; all of
 * these are inlined. */
#define INLINE static inline __attribute__((always_inline))

INLINE vf load(const float *p)
{
    vf v;
    memcpy(&v, p, sizeof v);
    return v;
}

INLINE void store(float *p, vf v)
{
    memcpy(p, &v, sizeof v);
}

INLINE vf all(float x)
{
    return x - (vf){0};
}

/* Lanes of a where the mask is set (all bits), else of b. */
INLINE vf pick(vi mask, vf a, vf b)
{
    return (vf)(((vi)a & mask) | ((vi)b & ~mask));
}

INLINE vf larger(vf a, vf b)
{
    return pick(a > b, a, b);
}

INLINE vf smaller(vf a, vf b)
{
    return pick(a < b, a, b);
}

/* exp(x), relative error < 3e-7: 2^n times a polynomial of the rest in [-0.5, 0.5]
 * (coefficients ln2^k / k!).  Rounding is by adding 1.5 * 2^23. */
INLINE vf vexp(vf x)
{
    x = smaller(larger(x, all(-80.0f)), all(80.0f));
    vf y = x * 1.44269504f;
    vf n = y + 12582912.0f - 12582912.0f;
    vf f = y - n;
    vf p = all(1.5403530e-4f);
    p = p * f + 1.3333558e-3f;
    p = p * f + 9.6181291e-3f;
    p = p * f + 5.5504109e-2f;
    p = p * f + 2.4022651e-1f;
    p = p * f + 6.9314718e-1f;
    p = p * f + 1.0f;
    vi power = (__builtin_convertvector(n, vi) + 127) * (1 << 23);
    return p * (vf)power;
}

INLINE vf logistic(vf x)
{
    return 1.0f / (1.0f + vexp(-x));
}

static void add_row(float *x, const int8_t *row, float scale, size_t n)
{
    for (size_t j = 0; j < n; j += LANES) {
        vb b;
        memcpy(&b, row + j, sizeof b);
        store(x + j, load(x + j) + all(scale) * __builtin_convertvector(b, vf));
    }
}

/* 16 partial results into one, always in this order. */
static float fold_sum(const vf *sum)
{
    float v[LANES], a[8], b[4];
    memcpy(v, sum, sizeof v);
    for (int i = 0; i < 8; i++)
        a[i] = v[i] + v[i + 8];
    for (int i = 0; i < 4; i++)
        b[i] = a[i] + a[i + 4];
    return (b[0] + b[2]) + (b[1] + b[3]);
}

static float fold_max(const vf *top)
{
    float v[LANES], m;
    memcpy(v, top, sizeof v);
    m = v[0];
    for (int i = 1; i < LANES; i++)
        m = v[i] > m ? v[i] : m;
    return m;
}

static float range(const float *x, size_t n, float *inv_rms)
{
    vf top = {0}, sum = {0};
    for (size_t j = 0; j < n; j += LANES) {
        vf v = load(x + j);
        top = larger((vf)((vi)v & 0x7fffffff), top);
        sum += v * v;
    }
    if (inv_rms)
        *inv_rms = 1.0f / sqrtf(fold_sum(&sum) / (float)n + 1e-6f);
    return fold_max(&top);
}

static void quantise(const float *x, size_t n, float by, int8_t *q)
{
    for (size_t j = 0; j < n; j += LANES) {
        vf v = load(x + j) * by + 12582912.0f - 12582912.0f;
        v = smaller(larger(v, all(-127.0f)), all(127.0f));
        vb b = __builtin_convertvector(__builtin_convertvector(v, vi), vb);
        memcpy(q + j, &b, sizeof b);
    }
}

static void relu(float *x, size_t n)
{
    for (size_t j = 0; j < n; j += LANES)
        store(x + j, larger(load(x + j), all(0.0f)));
}

/* One direction of 16 lanes: f c + (1 - f) z, then r c + (1 - r) x. */
INLINE void lane_step(const float *g, vf *c, float *x)
{
    vf f = logistic(load(g + SR_TAG_D)), r = logistic(load(g + 2 * SR_TAG_D));
    *c = f * *c + (1.0f - f) * load(g);
    store(x, r * *c + (1.0f - r) * load(x));
}

static void recur(const float *g, float *x, size_t rows)
{
    for (size_t j = 0; j < SR_TAG_D / 2; j += LANES) {
        vf c = {0};
        for (size_t t = 0; t < rows; t++)
            lane_step(g + t * 3 * SR_TAG_D + j, &c, x + t * SR_TAG_D + j);
    }
    for (size_t j = SR_TAG_D / 2; j < SR_TAG_D; j += LANES) {
        vf c = {0};
        for (size_t t = rows; t-- > 0;)
            lane_step(g + t * 3 * SR_TAG_D + j, &c, x + t * SR_TAG_D + j);
    }
}

/* The last, short part of x[n], filled up with `fill`. */
INLINE vf load_rest(const float *x, size_t n, float fill)
{
    float v[LANES];
    for (size_t i = 0; i < LANES; i++)
        v[i] = i < n ? x[i] : fill;
    return load(v);
}

static size_t largest(const float *x, size_t n, float *p_max)
{
    size_t whole = n / LANES * LANES, at = 0;
    vf top = load_rest(x + whole, n - whole, x[0]), sum = {0};
    for (size_t j = 0; j < whole; j += LANES)
        top = larger(load(x + j), top);
    float m = fold_max(&top);
    while (at + 1 < n && x[at] < m)
        at++;
    if (!p_max)
        return at;
    for (size_t j = 0; j < whole; j += LANES)
        sum += vexp(load(x + j) - m);
    if (whole < n)
        sum += vexp(load_rest(x + whole, n - whole, -INFINITY) - m);
    *p_max = 1.0f / fold_sum(&sum);
    return at;
}

const sr_kernels KERNELS = {linear, add_row, range, quantise, relu, recur, largest};
