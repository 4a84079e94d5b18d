/* Arena, vectors in it, buffers, maps. */
#include "../t.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"

#include <stdio.h>
#include <stdlib.h>

START_TEST(test_arena_alignment)
{
    sr_arena *a = sr_arena_new(1 << 20);
    char *before = NULL;
    for (size_t n = 0; n < 200; n++) {
        char *p = sr_arena_alloc(a, n, 1);
        ck_assert(p && (uintptr_t)p % 16 == 0);
        ck_assert(n < 2 || p != before);
        memset(p, 0xAB, n);
        before = p;
    }
    long *zero = SR_NEW(a, long, 100);
    for (size_t i = 0; i < 100; i++)
        ck_assert_int_eq(zero[i], 0);
    sr_arena_free(a);
    sr_arena_free(NULL);
}
END_TEST

START_TEST(test_arena_limit)
{
    sr_arena *a = sr_arena_new(200000);
    ck_assert_uint_eq(sr_arena_bytes(a), 0);
    size_t got = 0;
    while (sr_arena_alloc(a, 1000, 1))
        got++;
    ck_assert(got > 100 && got <= 200);
    ck_assert_uint_le(sr_arena_bytes(a), 200000);
    ck_assert(sr_arena_refused(a));
    sr_arena_reset(a);
    ck_assert(!sr_arena_refused(a));
    ck_assert(sr_arena_alloc(a, 1000, 1) && !sr_arena_refused(a));
    ck_assert_ptr_null(sr_arena_alloc(a, 300000, 1));
    ck_assert_ptr_null(sr_arena_alloc(a, SIZE_MAX, 2));
    ck_assert_ptr_null(sr_arena_alloc(a, SIZE_MAX, 1));
    ck_assert_ptr_null(sr_arena_zero(a, SIZE_MAX / 2, 3));
    sr_arena_free(a);
}
END_TEST

START_TEST(test_arena_fail_after)
{
    sr_arena *a = sr_arena_new(1 << 20);
    sr_arena_fail_after(a, 2);
    ck_assert(sr_arena_alloc(a, 1, 1) && sr_arena_alloc(a, 1, 1));
    ck_assert_ptr_null(sr_arena_alloc(a, 1, 1));
    ck_assert_ptr_null(sr_arena_alloc(a, 1, 1));
    ck_assert(sr_arena_refused(a));
    ck_assert_ptr_null(sr_arena_str(a, SR_STR("x")).p);
    ck_assert_ptr_null(sr_arena_printf(a, "%d", 1).p);
    sr_arena_fail_after(a, SIZE_MAX);
    ck_assert_ptr_nonnull(sr_arena_alloc(a, 1, 1));
    sr_arena_free(a);
}
END_TEST

START_TEST(test_arena_grow)
{
    sr_arena *a = sr_arena_new(1 << 24);
    int *p = sr_arena_alloc(a, 4, sizeof *p);
    for (int i = 0; i < 4; i++)
        p[i] = i;
    int *q = sr_arena_grow(a, p, 4, 8, sizeof *p);
    ck_assert_ptr_eq(q, p); /* the last piece grows in place */
    char *other = sr_arena_alloc(a, 1, 1);
    *other = 'x';
    int *r = sr_arena_grow(a, q, 8, 100, sizeof *p);
    ck_assert_ptr_ne(r, q);
    for (int i = 0; i < 4; i++)
        ck_assert(r[i] == i && q[i] == i);
    int *s = sr_arena_grow(a, r, 100, 1000000, sizeof *p); /* more than its block has */
    ck_assert(s && s[3] == 3 && *other == 'x');
    ck_assert_ptr_nonnull(sr_arena_grow(a, NULL, 0, 4, 4));
    sr_arena_fail_after(a, 0);
    ck_assert_ptr_null(sr_arena_grow(a, s, 1000000, 1000001, sizeof *p));
    ck_assert_int_eq(s[3], 3);
    ck_assert_ptr_null(sr_arena_grow(a, s, 10, SIZE_MAX, sizeof *p));
    sr_arena_free(a);
}
END_TEST

START_TEST(test_arena_reset)
{
    sr_arena *a = sr_arena_new(1 << 26);
    ck_assert_ptr_nonnull(sr_arena_alloc(a, 5000000, 1));
    sr_arena_reset(a);
    ck_assert_uint_le(sr_arena_bytes(a), (1 << 20) + 64);
    for (int round = 0; round < 50; round++) {
        for (int i = 0; i < 100; i++)
            ck_assert_ptr_nonnull(sr_arena_alloc(a, 10000, 1));
        sr_arena_reset(a);
    }
    ck_assert_uint_le(sr_arena_bytes(a), (1 << 20) + 64);
    sr_arena_free(a);
}
END_TEST

START_TEST(test_arena_strings)
{
    sr_arena *a = sr_arena_new(1 << 20);
    sr_str s = sr_arena_str(a, SR_STR("a\0b"));
    ck_assert(s.len == 3 && s.p[3] == '\0' && s.p[1] == '\0');
    s = sr_arena_str(a, (sr_str){NULL, 0});
    ck_assert(s.p && s.len == 0);
    ck_str(sr_arena_printf(a, "%s-%d", "x", 5), "x-5");
    ck_assert_uint_eq(sr_arena_printf(a, "%5000d", 1).len, 5000);
    sr_arena_free(a);
}
END_TEST

START_TEST(test_vec)
{
    sr_arena *a = sr_arena_new(1 << 24);
    SR_VEC(size_t) v = {0};
    SR_VEC(size_t) w = {0};
    for (size_t i = 0; i < 10000; i++)
        ck_assert(SR_PUSH(a, &v, i) && SR_PUSH(a, &w, i * 2));
    for (size_t i = 0; i < 10000; i++)
        ck_assert(v.v[i] == i && w.v[i] == i * 2);
    ck_assert(v.n == 10000 && v.cap >= v.n && v.cap < 2 * v.n);
    while (v.n < v.cap)
        ck_assert(SR_PUSH(a, &v, (size_t)0));
    sr_arena_fail_after(a, 0);
    size_t n = v.n;
    ck_assert(!SR_PUSH(a, &v, (size_t)1) && v.n == n && v.v[5] == 5);
    sr_arena_free(a);
}
END_TEST

START_TEST(test_buf)
{
    sr_buf b = {0};
    ck_str(sr_buf_str(&b), "");
    sr_buf_put(&b, SR_STR("ab"));
    sr_buf_putc(&b, 'c');
    sr_buf_printf(&b, "%d", 42);
    ck_str(sr_buf_str(&b), "abc42");
    sr_buf_printf(&b, "%1000d", 7);
    ck_assert_uint_eq(b.len, 1005);
    char *p = sr_buf_room(&b, 3);
    memcpy(p, "xyz", 3);
    sr_buf_commit(&b, 3);
    ck_assert(b.len == 1008 && b.p[1007] == 'z' && sr_buf_ok(&b));
    sr_buf_reset(&b);
    ck_assert(b.len == 0 && b.p);
    sr_buf_put(&b, (sr_str){NULL, 0});
    ck_assert(sr_buf_ok(&b));
    sr_buf_free(&b);
    sr_buf_free(&b);
}
END_TEST

START_TEST(test_buf_limit)
{
    sr_buf b = {.limit_bytes = 5};
    sr_buf_put(&b, SR_STR("abc"));
    sr_buf_printf(&b, "%d", 42); /* just fits */
    ck_assert(sr_buf_ok(&b));
    ck_str(sr_buf_str(&b), "abc42");
    sr_buf_putc(&b, 'x');
    ck_assert(!sr_buf_ok(&b));
    sr_buf_reset(&b);
    sr_buf_put(&b, SR_STR("abcdef"));
    ck_assert(!sr_buf_ok(&b) && b.len == 0);
    sr_buf_put(&b, SR_STR("a")); /* sticky */
    ck_assert(!sr_buf_ok(&b) && b.len == 0);
    ck_assert_ptr_null(sr_buf_room(&b, 1));
    sr_buf_free(&b);
    sr_buf big = {0};
    ck_assert_ptr_null(sr_buf_room(&big, SIZE_MAX));
    ck_assert(!sr_buf_ok(&big));
    sr_buf_free(&big);
}
END_TEST

START_TEST(test_map)
{
    enum { N = 20000 };
    static char keys[N][8];
    sr_map m = {0};
    bool is_new;
    ck_assert_ptr_null(sr_map_get(&m, SR_STR("x")));
    for (size_t i = 0; i < N; i++) {
        (void)snprintf(keys[i], sizeof keys[i], "%zu", i);
        ck_assert_uint_eq(*sr_map_put(&m, sr_str_of(keys[i]), i, &is_new), i);
        ck_assert(is_new);
    }
    for (size_t i = 0; i < N; i++) {
        ck_assert_uint_eq(*sr_map_get(&m, sr_str_of(keys[i])), i);
        ck_str(m.v[i].key, keys[i]); /* in order of insertion */
    }
    uint64_t *old = sr_map_put(&m, SR_STR("5"), 99, &is_new);
    ck_assert(*old == 5 && !is_new && m.n == N);
    *old = 77;
    ck_assert_uint_eq(*sr_map_get(&m, SR_STR("5")), 77);
    ck_assert_ptr_null(sr_map_get(&m, SR_STR("20000")));
    ck_assert(sr_map_put(&m, SR_STR(""), 1, NULL) && sr_map_get(&m, (sr_str){NULL, 0}));
    ck_assert(m.n * 2 <= m.slots);
    sr_map_free(&m);
    ck_assert(m.n == 0 && !sr_map_get(&m, SR_STR("5")));
    sr_map_free(&m);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("base/memory");
    TCase *c = tcase_create("all");
    tcase_add_test(c, test_arena_alignment);
    tcase_add_test(c, test_arena_limit);
    tcase_add_test(c, test_arena_fail_after);
    tcase_add_test(c, test_arena_grow);
    tcase_add_test(c, test_arena_reset);
    tcase_add_test(c, test_arena_strings);
    tcase_add_test(c, test_vec);
    tcase_add_test(c, test_buf);
    tcase_add_test(c, test_buf_limit);
    tcase_add_test(c, test_map);
    suite_add_tcase(s, c);
    return s;
}
