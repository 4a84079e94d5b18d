/* All paths give the bits of the slow, obvious version. */
#include "t.h"
#include "tag/kernels.h"

#include <math.h>

enum { MAX_K = 768, MAX_N = 144, MAX_ROWS = 70, PATHS = 4 };

typedef struct data {
    int8_t w[MAX_N * MAX_K], packed[MAX_N * MAX_K];
    uint8_t x[MAX_ROWS * MAX_K];
    float scale[MAX_N], bias[MAX_N], xs[MAX_ROWS];
    int32_t shift[MAX_N];
    float want[MAX_ROWS * MAX_N], got[MAX_ROWS * MAX_N];
} data;

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static float real(uint32_t *seed)
{
    return (float)next(seed) / (float)(1 << 23) - 1.0f;
}

/* A number in [-most, most], now and then at its ends. */
static int any(uint32_t *seed, int most)
{
    uint32_t r = next(seed);
    if (r % 5 == 0)
        return r & 32 ? most : -most;
    return (int)(r / 5 % (uint32_t)(2 * most + 1)) - most;
}

/* Weights of a row that are as large as calm ones may be: all of SR_TAG_CALM in one of
 * eight that meet. */
static int calm(uint32_t *seed, size_t i)
{
    static const int most[16] = {127, 127, 127, 127, 4, 0, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0};
    int w = most[i % 16];
    return next(seed) & 1 ? -w : w;
}

static void fill(data *d, size_t n, size_t k, size_t rows, bool is_calm, uint32_t seed)
{
    memset(d->shift, 0, sizeof d->shift);
    for (size_t j = 0; j < n; j++) {
        d->scale[j] = 0.01f + fabsf(real(&seed));
        d->bias[j] = real(&seed);
        for (size_t i = 0; i < k; i++) {
            d->w[j * k + i] = (int8_t)(is_calm ? calm(&seed, i) : any(&seed, 127));
            d->packed[j / 16 * 16 * k + i / 4 * 64 + j % 16 * 4 + i % 4] =
                d->w[j * k + i];
            d->shift[j] += SR_TAG_Q0 * d->w[j * k + i];
        }
    }
    for (size_t r = 0; r < rows; r++) {
        d->xs[r] = fabsf(real(&seed));
        for (size_t i = 0; i < k; i++)
            d->x[r * k + i] = (uint8_t)(SR_TAG_Q0 + any(&seed, SR_TAG_Q));
    }
}

static void obvious(data *d, size_t n, size_t k, size_t rows)
{
    for (size_t r = 0; r < rows; r++)
        for (size_t j = 0; j < n; j++) {
            int32_t sum = 0;
            for (size_t i = 0; i < k; i++)
                sum += d->w[j * k + i] * (d->x[r * k + i] - SR_TAG_Q0);
            volatile float by = d->xs[r] * d->scale[j];
            volatile float product = (float)sum * by;
            d->want[r * n + j] = product + d->bias[j];
        }
}

typedef struct path {
    const char *name;
    const sr_kernels *k;
} path;

static size_t paths(path *ret)
{
    size_t n = 0;
    ret[n++] = (path){"portable", &sr_kernels_portable};
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2"))
        ret[n++] = (path){"avx2", &sr_kernels_avx2};
    if (sr_tag_has_avx_vnni())
        ret[n++] = (path){"avx-vnni", &sr_kernels_avx_vnni};
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw"))
        ret[n++] = (path){"avx512", &sr_kernels_avx512};
#endif
    return n;
}

START_TEST(test_linear)
{
    static const struct {
        size_t n, k, rows;
    } sizes[] = {{16, 16, 1},   {16, 128, 7},   {64, 128, 6},  {80, 256, 5},
                 {144, 768, 1}, {128, 256, 70}, {48, 192, 13}, {112, 48, 64}};
    static data d;
    path p[PATHS];
    size_t n_paths = paths(p);
    for (size_t i = 0; i < 2 * SR_COUNT(sizes); i++) {
        bool is_calm = i % 2;
        size_t n = sizes[i / 2].n, k = sizes[i / 2].k, rows = sizes[i / 2].rows;
        fill(&d, n, k, rows, is_calm, (uint32_t)i + 1);
        obvious(&d, n, k, rows);
        sr_lin l = {d.packed,    d.scale,     d.bias, d.shift,
                    (uint32_t)n, (uint32_t)k, is_calm};
        for (size_t j = 0; j < n_paths; j++) {
            memset(d.got, 0, sizeof d.got);
            p[j].k->linear(&l, d.x, k, d.xs, rows, d.got, n);
            ck_assert_msg(memcmp(d.got, d.want, rows * n * sizeof(float)) == 0,
                          "%s differs at size %zu", p[j].name, i);
        }
    }
}
END_TEST

/* Rows of three tokens overlap: the stride is smaller than k. */
START_TEST(test_overlapping_rows)
{
    static data d;
    path p[PATHS];
    size_t n_paths = paths(p);
    fill(&d, 64, 96, 9, false, 7);
    sr_lin l = {d.packed, d.scale, d.bias, d.shift, 64, 96, false};
    sr_kernels_portable.linear(&l, d.x, 32, d.xs, 7, d.want, 64);
    for (size_t j = 0; j < n_paths; j++) {
        p[j].k->linear(&l, d.x, 32, d.xs, 7, d.got, 64);
        ck_assert(memcmp(d.got, d.want, 7 * 64 * sizeof(float)) == 0);
    }
}
END_TEST

START_TEST(test_small_ones)
{
    enum { N = 64 };
    path p[PATHS];
    size_t n_paths = paths(p);
    uint32_t seed = 3;
    float x[N], top = 0, squares = 0;
    for (size_t i = 0; i < N; i++) {
        x[i] = real(&seed) * 9.0f;
        top = fabsf(x[i]) > top ? fabsf(x[i]) : top;
        squares += x[i] * x[i];
    }
    for (size_t j = 0; j < n_paths; j++) {
        const sr_kernels *k = p[j].k;
        float inv, y[N], added[N] = {0};
        uint8_t q[N];
        int8_t row[N];
        ck_assert(k->range(x, N, &inv) == top);
        ck_assert_float_eq_tol(inv, 1.0f / sqrtf(squares / N), 1e-5f);
        k->quantise(x, N, SR_TAG_Q / top, q);
        for (size_t i = 0; i < N; i++) {
            ck_assert_int_eq(q[i], SR_TAG_Q0 + (int)rintf(x[i] * (SR_TAG_Q / top)));
            row[i] = (int8_t)(q[i] - SR_TAG_Q0);
        }
        memcpy(y, x, sizeof x);
        k->relu(y, N);
        for (size_t i = 0; i < N; i++)
            ck_assert(y[i] == (x[i] > 0 ? x[i] : 0.0f));
        k->add_row(added, row, 0.5f, N);
        for (size_t i = 0; i < N; i++)
            ck_assert(added[i] == 0.5f * (float)row[i]);
    }
}
END_TEST

START_TEST(test_largest)
{
    path p[PATHS];
    size_t n_paths = paths(p);
    uint32_t seed = 5;
    for (size_t n = 1; n < 70; n++) {
        float x[70], sum = 0;
        size_t at = 0;
        for (size_t i = 0; i < n; i++) {
            x[i] = floorf(real(&seed) * 6.0f); /* with equals: the first counts */
            at = x[i] > x[at] ? i : at;
        }
        for (size_t i = 0; i < n; i++)
            sum += expf(x[i] - x[at]);
        float first = -1;
        for (size_t j = 0; j < n_paths; j++) {
            float share;
            ck_assert_uint_eq(p[j].k->largest(x, n, &share), at);
            ck_assert_uint_eq(p[j].k->largest(x, n, NULL), at);
            ck_assert_float_eq_tol(share, 1.0f / sum, 1e-5f);
            ck_assert(first < 0 || first == share);
            first = share;
        }
    }
}
END_TEST

static float logistic(float x)
{
    return 1.0f / (1.0f + expf(-x));
}

START_TEST(test_recur)
{
    enum { D = SR_TAG_D, ROWS = 5 };
    static float g[ROWS * 3 * D], x[ROWS * D], y[PATHS][ROWS * D], c[ROWS * D];
    path p[PATHS];
    size_t n_paths = paths(p);
    uint32_t seed = 11;
    for (size_t i = 0; i < SR_COUNT(g); i++)
        g[i] = real(&seed) * 8.0f;
    for (size_t i = 0; i < SR_COUNT(x); i++)
        x[i] = real(&seed);
    for (size_t j = 0; j < n_paths; j++) {
        memcpy(y[j], x, sizeof x);
        p[j].k->recur(g, y[j], ROWS);
        ck_assert(memcmp(y[j], y[0], sizeof x) == 0);
    }
    for (size_t k = 0; k < ROWS; k++)
        for (size_t i = 0; i < D; i++) {
            bool back = i >= D / 2;
            size_t t = back ? ROWS - 1 - k : k;
            size_t before = back ? t + 1 : t - 1;
            float f = logistic(g[t * 3 * D + D + i]);
            float r = logistic(g[t * 3 * D + 2 * D + i]);
            float was = k ? c[before * D + i] : 0.0f;
            c[t * D + i] = f * was + (1 - f) * g[t * 3 * D + i];
            float want = r * c[t * D + i] + (1 - r) * x[t * D + i];
            ck_assert_float_eq_tol(y[0][t * D + i], want, 1e-4f);
        }
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("kernels");
    TCase *c = tcase_create("kernels");
    tcase_add_test(c, test_linear);
    tcase_add_test(c, test_overlapping_rows);
    tcase_add_test(c, test_small_ones);
    tcase_add_test(c, test_largest);
    tcase_add_test(c, test_recur);
    suite_add_tcase(s, c);
    return s;
}
