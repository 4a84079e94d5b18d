/* Byte maps: runs are joined, looked up, and put one behind the other. */
#include "doc/bytemap.h"
#include "t.h"

static sr_arena *arena;

static void setup(void)
{
    arena = sr_arena_new(1 << 20);
}

static void teardown(void)
{
    sr_arena_free(arena);
}

/* "Caf&eacute;  am" -> "Café am" */
static sr_byte_map cafe(void)
{
    sr_byte_map m = {0};
    ck_assert(sr_byte_map_bytes(&m, 0, 0, 2, arena));
    ck_assert(sr_byte_map_bytes(&m, 2, 2, 1, arena)); /* goes on */
    ck_assert(sr_byte_map_unit(&m, 3, 2, 3, 8, arena));
    ck_assert(sr_byte_map_unit(&m, 5, 1, 11, 2, arena));
    ck_assert(sr_byte_map_bytes(&m, 6, 13, 2, arena));
    return m;
}

static const struct {
    sr_span span, want;
} found[] = {{{0, 3}, {0, 3}},  {{1, 2}, {1, 2}},  {{3, 4}, {3, 11}},
             {{2, 5}, {2, 11}}, {{4, 7}, {3, 14}}, {{5, 6}, {11, 13}},
             {{0, 8}, {0, 15}}, {{8, 9}, {0, 0}},  {{3, 3}, {0, 0}}};

START_TEST(test_find)
{
    sr_byte_map m = cafe();
    ck_assert_uint_eq(m.n, 4);
    sr_span got = sr_byte_map_find(&m, found[_i].span);
    ck_assert_uint_eq(got.beg, found[_i].want.beg);
    ck_assert_uint_eq(got.end, found[_i].want.end);
}
END_TEST

/* The page was in UTF-16: each byte of ASCII is two. */
START_TEST(test_join)
{
    sr_byte_map outer = cafe(), inner = {0}, m = {0};
    for (uint32_t i = 0; i < 15; i++)
        ck_assert(sr_byte_map_unit(&inner, i, 1, 2 + 2 * i, 2, arena));
    ck_assert_uint_eq(inner.n, 1);
    ck_assert(sr_byte_map_join(&outer, &inner, &m, arena));
    for (size_t i = 0; i < SR_COUNT(found); i++) {
        sr_span want = found[i].want, got = sr_byte_map_find(&m, found[i].span);
        ck_assert_uint_eq(got.beg, want.end ? 2 + 2 * want.beg : 0);
        ck_assert_uint_eq(got.end, want.end ? 2 + 2 * want.end : 0);
    }
}
END_TEST

START_TEST(test_no_memory)
{
    bool done = false;
    for (size_t k = 0; !done && k < 100; k++) {
        sr_byte_map outer = cafe(), inner = {0}, m = {0};
        ck_assert(sr_byte_map_bytes(&inner, 0, 7, 15, arena));
        sr_arena_fail_after(arena, k);
        done = sr_byte_map_join(&outer, &inner, &m, arena);
        sr_arena_fail_after(arena, SIZE_MAX);
    }
    ck_assert(done);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("doc/bytemap");
    TCase *c = tcase_create("map");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, test_find, 0, SR_COUNT(found));
    tcase_add_test(c, test_join);
    tcase_add_test(c, test_no_memory);
    suite_add_tcase(s, c);
    return s;
}
