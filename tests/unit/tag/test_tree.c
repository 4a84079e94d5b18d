/* The tree against all trees of few tokens; hard cases; p of a changed arc. */
#include "t.h"
#include "tag/tree.h"

#include <math.h>
#include <stdlib.h>

enum { SMALL = 5 };

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static bool is_tree(const uint16_t *head, size_t n)
{
    size_t roots = 0;
    for (size_t i = 0; i < n; i++) {
        size_t v = i + 1, steps = 0;
        roots += head[i] == 0;
        while (v && steps++ <= n)
            v = head[v - 1];
        if (v)
            return false;
    }
    return roots == 1;
}

static float score(const float *arcs, size_t ld, const uint16_t *head, size_t n)
{
    float s = 0;
    for (size_t i = 0; i < n; i++)
        s += arcs[i * ld + head[i]];
    return s;
}

/* The best score among all trees: every choice of heads is tried. */
static float best_of_all(const float *arcs, size_t ld, size_t n)
{
    float best = -1e30f;
    size_t all = 1;
    for (size_t i = 0; i < n; i++)
        all *= n + 1;
    for (size_t c = 0; c < all; c++) {
        uint16_t head[SMALL];
        size_t rest = c;
        for (size_t i = 0; i < n; i++, rest /= n + 1)
            head[i] = (uint16_t)(rest % (n + 1));
        if (is_tree(head, n)) {
            float s = score(arcs, ld, head, n);
            best = s > best ? s : best;
        }
    }
    return best;
}

static void fill(float *arcs, size_t ld, size_t n, uint32_t *seed, float spread)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= n; j++)
            arcs[i * ld + j] =
                j == i + 1 ? -1e9f : (float)(next(seed) % 1000) / 1000.0f * spread;
}

START_TEST(test_against_all)
{
    void *room = malloc(sr_tag_tree_bytes());
    uint32_t seed = 9;
    float arcs[SMALL * 16], p[SMALL];
    uint16_t head[SMALL];
    for (size_t round = 0; round < 400; round++) {
        size_t n = 1 + round % SMALL;
        fill(arcs, 16, n, &seed, 10.0f);
        sr_tag_tree(&sr_kernels_portable, arcs, 16, n, room, head, p);
        ck_assert(is_tree(head, n));
        ck_assert_float_eq_tol(score(arcs, 16, head, n), best_of_all(arcs, 16, n), 2e-3f);
        for (size_t i = 0; i < n; i++)
            ck_assert(p[i] >= 0.0f && p[i] <= 1.0f);
    }
    free(room);
}
END_TEST

/* Long sentences full of cycles, equal scores, and scores that are no numbers. */
START_TEST(test_hard)
{
    enum { N = SR_MAX_PARSE_TOKENS, LD = (N + 16) / 16 * 16 };
    static float arcs[N * LD], p[N];
    static uint16_t head[N];
    void *room = malloc(sr_tag_tree_bytes());
    uint32_t seed = 4;
    for (size_t kind = 0; kind < 5; kind++) {
        fill(arcs, LD, N, &seed, kind == 0 ? 20.0f : 0.0f);
        for (size_t i = 0; i < N; i++) {
            if (kind == 2) /* pairs */
                arcs[i * LD + (i ^ 1) + 1] = 9.0f + (float)(i / 2 % 7);
            if (kind == 3) /* one ring */
                arcs[i * LD + (i + 1) % N + 1] = 5.0f;
            for (size_t j = 0; kind == 4 && j <= N; j++)
                arcs[i * LD + j] = (float)NAN;
        }
        sr_tag_tree(&sr_kernels_portable, arcs, LD, N, room, head, p);
        if (kind != 4)
            ck_assert_msg(is_tree(head, N), "kind %zu", kind);
        for (size_t i = 0; i < N; i++)
            ck_assert(head[i] <= N);
    }
    free(room);
}
END_TEST

START_TEST(test_p)
{
    /* both would like the other: the root takes the one that likes it better */
    float arcs[2 * 16] = {0}, p[2];
    uint16_t head[2];
    void *room = malloc(sr_tag_tree_bytes());
    arcs[0] = 1.0f;
    arcs[1] = -1e9f;
    arcs[2] = 2.0f;
    arcs[16 + 0] = -3.0f;
    arcs[16 + 1] = 2.0f;
    arcs[16 + 2] = -1e9f;
    sr_tag_tree(&sr_kernels_portable, arcs, 16, 2, room, head, p);
    ck_assert(head[0] == 0 && head[1] == 1);
    ck_assert_float_eq_tol(p[0], 1.0f / (1.0f + expf(1.0f)), 1e-4f);
    free(room);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("tree");
    TCase *c = tcase_create("tree");
    tcase_add_test(c, test_against_all);
    tcase_add_test(c, test_hard);
    tcase_add_test(c, test_p);
    suite_add_tcase(s, c);
    return s;
}
