/* Ring, postings, sketch, tally and the weights file. */
#include "story_t.h"

#include "base/hash.h"
#include "story/words.h"

START_TEST(ring_keeps_order_and_memory)
{
    sr_arena *a = sr_arena_new(1 << 20);
    sr_ring r;
    ck_assert(sr_ring_init(&r, a, sizeof(uint32_t), 2, 16));
    uint32_t next = 0;
    size_t bytes = 0;
    for (int turn = 0; turn < 1000; turn++) {
        ck_assert(sr_ring_reserve(&r, a, 1));
        *(uint32_t *)sr_ring_at(&r, r.next++) = next++;
        if (r.next - r.tail > 9)
            sr_ring_drop(&r, r.tail + 1);
        for (uint64_t no = r.tail; no < r.next; no++)
            ck_assert_uint_eq(*(uint32_t *)sr_ring_at(&r, no), no - 1);
        bytes = turn == 100 ? sr_arena_bytes(a) : bytes;
    }
    ck_assert_uint_eq(bytes, sr_arena_bytes(a));
    sr_arena_free(a);
}
END_TEST

START_TEST(ring_says_when_it_is_full)
{
    sr_arena *a = sr_arena_new(1 << 20);
    sr_ring r;
    ck_assert(sr_ring_init(&r, a, 8, 2, 4));
    size_t n = 0;
    while (sr_ring_reserve(&r, a, 1) && n < 100) {
        r.next++;
        n++;
    }
    ck_assert(n >= 4 && n < 100);
    sr_ring_drop(&r, r.next);
    ck_assert(sr_ring_reserve(&r, a, 4));
    sr_arena_free(a);
}
END_TEST

START_TEST(rows_stand_in_one_chunk)
{
    sr_arena *a = sr_arena_new(1 << 20);
    sr_ring r;
    ck_assert(sr_ring_init(&r, a, 1, 4, 1000));
    for (size_t n = 1; n <= 16; n++) {
        ck_assert(sr_ring_reserve(&r, a, 2 * n < 16 ? 2 * n : 16));
        uint64_t at = sr_ring_take_row(&r, n);
        ck_assert_uint_eq(at >> 4, (at + n - 1) >> 4);
        memset(sr_ring_at(&r, at), 7, n);
    }
    sr_arena_free(a);
}
END_TEST

/* Against a plain list of all (key, article) pairs. */
START_TEST(postings_give_the_newest_first)
{
    enum { N = 20000, KEYS = 500 };
    sr_arena *a = sr_arena_new((size_t)1 << 24);
    sr_postings p;
    uint32_t seed = 5, *keys = SR_NEW(a, uint32_t, N);
    ck_assert(sr_postings_init(&p, a, N));
    for (uint32_t i = 0; i < N; i++) {
        keys[i] = t_random(&seed) % KEYS * 64; /* low bits all the same */
        ck_assert(sr_postings_reserve(&p, a, 1));
        sr_postings_put(&p, keys[i], i);
    }
    sr_ring_drop(&p.ring, N / 2);
    for (uint32_t k = 0; k < KEYS; k++) {
        sr_walk w = sr_postings_walk(&p, k * 64, SIZE_MAX);
        uint32_t article, i = N;
        while (sr_postings_next(&p, &w, &article)) {
            while (i > 0 && keys[i - 1] != k * 64)
                i--;
            ck_assert_uint_eq(article, i - 1);
            i--;
        }
        while (i > 0 && keys[i - 1] != k * 64)
            i--;
        ck_assert_uint_lt(i, N / 2);
    }
    sr_arena_free(a);
}
END_TEST

START_TEST(walks_are_as_long_as_allowed)
{
    sr_arena *a = sr_arena_new((size_t)1 << 24);
    sr_postings p;
    ck_assert(sr_postings_init(&p, a, 100000));
    for (uint32_t i = 0; i < 50000; i++) {
        ck_assert(sr_postings_reserve(&p, a, 1));
        sr_postings_put(&p, 7, i);
    }
    sr_walk w = sr_postings_walk(&p, 7, 10);
    uint32_t n = 0;
    for (uint32_t article; sr_postings_next(&p, &w, &article); n++)
        ck_assert_uint_eq(article, 49999 - n);
    ck_assert_uint_eq(n, 10);
    sr_arena_free(a);
}
END_TEST

START_TEST(sketch_is_never_too_low)
{
    enum { N = 4000 };
    sr_arena *a = sr_arena_new((size_t)1 << 24);
    sr_sketch s;
    uint32_t seed = 3, *count = SR_NEW(a, uint32_t, N);
    ck_assert(sr_sketch_init(&s, a, 1 << 12));
    for (int i = 0; i < 40000; i++) {
        uint32_t x = t_random(&seed), k = x % 2 ? x % N : x % 16;
        count[k]++;
        sr_sketch_raise(&s, k * 2654435761u);
    }
    double over = 0;
    for (uint32_t k = 0; k < N; k++) {
        uint32_t have = sr_sketch_get(&s, k * 2654435761u);
        ck_assert_uint_ge(have, count[k]);
        over += have - count[k];
    }
    ck_assert(over / N < 2);
    sr_arena_free(a);
}
END_TEST

START_TEST(tally_is_bounded)
{
    sr_arena *a = sr_arena_new((size_t)1 << 20);
    sr_tally t;
    ck_assert(sr_tally_init(&t, a, 100));
    for (uint32_t i = 0; i < 1000; i++)
        sr_tally_add(&t, i % 150, 1);
    ck_assert_uint_eq(t.n, 100);
    ck_assert(sr_tally_get(&t, 3) == 7.0F);
    ck_assert(sr_tally_get(&t, 149) == 0.0F);
    sr_arena_free(a);
}
END_TEST

static const struct {
    const char *what, *line;
} bad_lines[] = {
    {"a name that is none", "join.nothing\t1"},
    {"no number", "join.one\tx"},
    {"an exponent", "join.one\t1e5"},
    {"two points", "join.one\t1.2.3"},
    {"an empty value", "join.one\t"},
    {"no tab", "join.one 5"},
    {"too few", "join.one\t5"},
    {"an empty file", ""},
};

START_TEST(damaged_weights_are_refused)
{
    sr_weights w = {.open_below = 77};
    sr_err err;
    sr_status st = sr_weights_read(sr_str_of(bad_lines[_i].line), &w, &err);
    ck_assert_msg(st == SR_EFORMAT, "%s", bad_lines[_i].what);
    ck_assert(w.open_below == 77);
}
END_TEST

/* The stream begins with the counts of the file; lines that are none are passed over. */
START_TEST(a_stream_begins_with_the_news)
{
    sr_arena *a = sr_arena_new(1 << 22);
    sr_frequencies f;
    ck_assert(sr_sketch_init(&f.sketch, a, 1 << 12));
    sr_frequencies_begin(&f, SR_STR("# news\n*\t1000\nharbour\t99\nunited states\t9\n"
                                    "12\t3\nno number\tx\nalone\n"));
    uint32_t united =
        sr_key(sr_hash_mix(sr_hash64(SR_STR("united")), sr_hash64(SR_STR("states"))));
    ck_assert_uint_eq((uint32_t)f.n_articles, 1000);
    ck_assert_uint_eq(sr_sketch_get(&f.sketch, sr_key(sr_hash64(SR_STR("harbour")))), 99);
    ck_assert_uint_eq(sr_sketch_get(&f.sketch, united), 9);
    ck_assert_uint_eq(sr_sketch_get(&f.sketch, sr_story_value_key(SR_STR("12"))), 3);
    ck_assert(sr_idf(&f, united) > sr_idf(&f, sr_key(sr_hash64(SR_STR("harbour")))));
    sr_frequencies_begin(&f, SR_STR(""));
    ck_assert(sr_idf(&f, 1) == 0);
    sr_arena_free(a);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("story parts");
    TCase *c = tcase_create("parts");
    tcase_set_timeout(c, 60);
    tcase_add_test(c, ring_keeps_order_and_memory);
    tcase_add_test(c, ring_says_when_it_is_full);
    tcase_add_test(c, rows_stand_in_one_chunk);
    tcase_add_test(c, postings_give_the_newest_first);
    tcase_add_test(c, walks_are_as_long_as_allowed);
    tcase_add_test(c, sketch_is_never_too_low);
    tcase_add_test(c, tally_is_bounded);
    tcase_add_test(c, a_stream_begins_with_the_news);
    tcase_add_loop_test(c, damaged_weights_are_refused, 0, SR_COUNT(bad_lines));
    suite_add_tcase(s, c);
    return s;
}
