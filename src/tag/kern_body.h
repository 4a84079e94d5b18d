/* What the kern_*.c have in common, in the vectors of gcc and clang.  Each file sets
 * LANES, the floats of one of its registers (wider vectors the compilers take apart
 * badly), and linear() first, includes this one last, and gets the table KERNELS.
 *
 * One operation, one rounding, one order: no lane sees another but in fold_*, and sums
 * over a row are 16 partial sums, in as many registers as that takes. */
#include "tag/kernels.h"

#include <math.h>
#include <string.h>

enum { SUMS = 16, PARTS = SUMS / LANES };

typedef float vf __attribute__((vector_size(LANES * 4)));
typedef int32_t vi __attribute__((vector_size(LANES * 4)));
typedef int8_t vb __attribute__((vector_size(LANES)));
typedef uint8_t vu __attribute__((vector_size(LANES)));

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

#ifndef LARGER
/* Lanes of a where the mask is set (all bits), else of b. */
INLINE vf pick(vi mask, vf a, vf b)
{
    return (vf)(((vi)a & mask) | ((vi)b & ~mask));
}
#define LARGER(a, b) pick((a) > (b), a, b)
#define SMALLER(a, b) pick((a) < (b), a, b)
#endif

INLINE vf larger(vf a, vf b)
{
    return LARGER(a, b);
}

INLINE vf smaller(vf a, vf b)
{
    return SMALLER(a, b);
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

static void add_row(float *x, const int8_t *row, float scale, size_t n)
{
    for (size_t j = 0; j < n; j += LANES) {
        vb b;
        memcpy(&b, row + j, sizeof b);
        vi whole = __builtin_convertvector(b, vi);
        store(x + j, load(x + j) + all(scale) * __builtin_convertvector(whole, vf));
    }
}

/* 16 partial results into one, always in this order. */
static float fold_sum(const vf sum[PARTS])
{
    float v[SUMS], a[8], b[4];
    memcpy(v, sum, sizeof v);
    for (int i = 0; i < 8; i++)
        a[i] = v[i] + v[i + 8];
    for (int i = 0; i < 4; i++)
        b[i] = a[i] + a[i + 4];
    return (b[0] + b[2]) + (b[1] + b[3]);
}

static float fold_max(const vf top[PARTS])
{
    float v[SUMS], m;
    memcpy(v, top, sizeof v);
    m = v[0];
    for (int i = 1; i < SUMS; i++)
        m = v[i] > m ? v[i] : m;
    return m;
}

static float range(const float *x, size_t n, float *inv_rms)
{
    vf top[PARTS] = {{0}}, sum[PARTS] = {{0}};
    for (size_t j = 0; j < n; j += SUMS)
        for (size_t i = 0; i < PARTS; i++) {
            vf v = load(x + j + i * LANES);
            top[i] = larger((vf)((vi)v & 0x7fffffff), top[i]);
            sum[i] += v * v;
        }
    if (inv_rms)
        *inv_rms = 1.0f / sqrtf(fold_sum(sum) / (float)n + 1e-6f);
    return fold_max(top);
}

/* Adding 1.5 * 2^23 rounds, and leaves the whole number in the low bits. */
static void quantise(const float *x, size_t n, float by, uint8_t *q)
{
    const float middle = 12582912.0f;
    for (size_t j = 0; j < n; j += LANES) {
        vf v = load(x + j) * by + middle;
        v = smaller(larger(v, all(middle - SR_TAG_Q)), all(middle + SR_TAG_Q));
        vu b = NARROW(((vi)v + SR_TAG_Q0) & 0xff);
        memcpy(q + j, &b, sizeof b);
    }
}

static void relu(float *x, size_t n)
{
    for (size_t j = 0; j < n; j += LANES)
        store(x + j, larger(load(x + j), all(0.0f)));
}

/* One step of some lanes: f c + (1 - f) z, then r c + (1 - r) x, where f and r go
 * through the logistic function 1 / (1 + exp(-f)), both with one division: where its
 * divisor overflows, both are 0. */
INLINE void lane_step(const float *g, vf *c, float *x)
{
    vf f = 1.0f + vexp(-load(g + SR_TAG_D)), r = 1.0f + vexp(-load(g + 2 * SR_TAG_D));
    vf z = load(g), was = load(x), inverse = 1.0f / (f * r);
    *c = z + r * inverse * (*c - z);
    store(x, was + f * inverse * (*c - was));
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
static void load_rest(const float *x, size_t n, float fill, vf ret[PARTS])
{
    float v[SUMS];
    for (size_t i = 0; i < SUMS; i++)
        v[i] = i < n ? x[i] : fill;
    memcpy(ret, v, sizeof v);
}

/* sum exp(x - m) */
static float sum_exp(const float *x, size_t n, float m)
{
    size_t whole = n / SUMS * SUMS;
    vf sum[PARTS] = {{0}}, rest[PARTS];
    for (size_t j = 0; j < whole; j += SUMS)
        for (size_t i = 0; i < PARTS; i++)
            sum[i] += vexp(load(x + j + i * LANES) - m);
    load_rest(x + whole, n - whole, -INFINITY, rest);
    for (size_t i = 0; whole < n && i < PARTS; i++)
        sum[i] += vexp(rest[i] - m);
    return fold_sum(sum);
}

static size_t largest(const float *x, size_t n, float *p_max)
{
    size_t whole = n / SUMS * SUMS, at = 0;
    vf top[PARTS];
    load_rest(x + whole, n - whole, x[0], top);
    for (size_t j = 0; j < whole; j += SUMS)
        for (size_t i = 0; i < PARTS; i++)
            top[i] = larger(load(x + j + i * LANES), top[i]);
    float m = fold_max(top);
    while (at + 1 < n && x[at] < m)
        at++;
    if (p_max)
        *p_max = 1.0f / sum_exp(x, n, m);
    return at;
}

const sr_kernels KERNELS = {linear, add_row, range, quantise, relu, recur, largest};
