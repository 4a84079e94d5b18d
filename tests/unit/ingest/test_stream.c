/* The stream and its decoders, over bytes made here. */
#include "t.h"

#include "base/buf.h"
#include "ingest/stream.h"

#include <zlib.h>
#include <zstd.h>

static void put_gzip(sr_str s, sr_buf *out)
{
    z_stream z = {0};
    ck_assert(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    size_t most = deflateBound(&z, s.len);
    char *room = sr_buf_room(out, most);
    ck_assert(room != NULL);
    z.next_in = (Bytef *)s.p;
    z.avail_in = (uInt)s.len;
    z.next_out = (Bytef *)room;
    z.avail_out = (uInt)most;
    ck_assert(deflate(&z, Z_FINISH) == Z_STREAM_END);
    sr_buf_commit(out, z.total_out);
    deflateEnd(&z);
}

static void put_zstd(sr_str s, sr_buf *out)
{
    size_t most = ZSTD_compressBound(s.len);
    char *room = sr_buf_room(out, most);
    ck_assert(room != NULL);
    sr_buf_commit(out, ZSTD_compress(room, most, s.p, s.len, 3));
}

/* n bytes that do not compress to nothing. */
static void put_noise(size_t n, sr_buf *out)
{
    uint32_t x = 1;
    for (size_t i = 0; i < n; i++) {
        x = x * 1664525u + 1013904223u;
        sr_buf_putc(out, (char)('a' + (x >> 28)));
    }
}

/* Read all, `step` bytes asked for at a time. */
static sr_status drain(sr_stream *s, size_t step, sr_buf *out, sr_err *err)
{
    uint64_t start = sr_stream_at(s);
    sr_buf_reset(out);
    for (sr_str w; (w = sr_stream_peek(s, step)).len;) {
        size_t n = w.len < step ? w.len : step;
        sr_buf_put(out, sr_str_cut(w, 0, n));
        sr_stream_take(s, n);
        ck_assert_uint_eq(sr_stream_at(s), start + out->len);
    }
    return sr_stream_fault(s, err);
}

START_TEST(test_codings)
{
    sr_stream *s;
    sr_buf plain = {0}, coded = {0}, out = {0};
    ck_ok(sr_stream_new(&s, NULL));
    for (size_t size = 0; size <= 10000000; size = size ? size * 10 : 1) {
        for (int coding = 0; coding < 3; coding++) {
            sr_buf_reset(&plain);
            sr_buf_reset(&coded);
            put_noise(size, &plain);
            if (coding == 0)
                sr_buf_put(&coded, sr_buf_str(&plain));
            else
                (coding == 1 ? put_gzip : put_zstd)(sr_buf_str(&plain), &coded);
            sr_stream_open_bytes(s, "x", sr_buf_str(&coded));
            ck_ok(drain(s, size < 1000 ? 1 : 70000, &out, NULL));
            ck_assert(sr_str_eq(sr_buf_str(&out), sr_buf_str(&plain)));
            ck_assert(sr_stream_is_coded(s) == (coding > 0));
        }
    }
    sr_stream_free(s);
    sr_buf_free(&plain);
    sr_buf_free(&coded);
    sr_buf_free(&out);
}
END_TEST

START_TEST(test_members)
{
    sr_stream *s;
    sr_buf coded = {0}, out = {0};
    size_t at[4];
    ck_ok(sr_stream_new(&s, NULL));
    for (int i = 0; i < 3; i++) {
        at[i] = coded.len;
        put_gzip(i == 1 ? SR_STR("") : SR_STR("abc"), &coded);
    }
    sr_buf_put(&coded, (sr_str){"\0\0\0\0", 4}); /* padding */
    sr_stream_open_bytes(s, "x", sr_buf_str(&coded));
    ck_assert_uint_eq(sr_stream_peek(s, 6).len, 6);
    ck_assert_uint_eq(sr_stream_file_at(s), at[0]);
    sr_stream_take(s, 1);
    ck_assert_uint_eq(sr_stream_file_at(s), 1); /* inside: decoded bytes */
    sr_stream_take(s, 2);
    ck_assert_uint_eq(sr_stream_file_at(s), at[2]); /* the empty one does not count */
    ck_ok(drain(s, 100, &out, NULL));
    ck_str(sr_buf_str(&out), "abc");
    sr_stream_free(s);
    sr_buf_free(&coded);
    sr_buf_free(&out);
}
END_TEST

START_TEST(test_cut_and_damaged)
{
    sr_stream *s;
    sr_buf plain = {0}, coded = {0}, out = {0};
    sr_err err;
    ck_ok(sr_stream_new(&s, NULL));
    put_noise(300000, &plain);
    put_gzip(sr_buf_str(&plain), &coded);
    size_t whole = coded.len;
    put_gzip(SR_STR("the next"), &coded);
    /* cut: what there is comes out, then the fault, with its place */
    sr_stream_open_bytes(s, "x", sr_str_cut(sr_buf_str(&coded), 0, whole / 2));
    ck_assert(drain(s, 1, &out, &err) == SR_EFORMAT);
    ck_assert(out.len > 100000 && out.len < plain.len);
    ck_assert(sr_str_starts(sr_buf_str(&plain), sr_buf_str(&out)));
    ck_assert_uint_eq(err.offset, whole / 2);
    ck_assert(!sr_stream_resync(s));
    /* damaged in the middle: the next member is found */
    memset(coded.p + whole / 2, 0xFF, 64);
    sr_stream_open_bytes(s, "x", sr_buf_str(&coded));
    sr_status st;
    int faults = 0;
    for (sr_buf_reset(&out); (st = drain(s, 1000, &out, &err)) != SR_OK && faults < 10;) {
        ck_assert(st == SR_EFORMAT);
        faults++;
        if (!sr_stream_resync(s))
            break;
        sr_str w = sr_stream_peek(s, 8);
        if (sr_str_eq(w, SR_STR("the next")))
            break;
    }
    ck_assert(faults > 0);
    ck_assert(sr_str_eq(sr_stream_peek(s, 8), SR_STR("the next")));
    sr_stream_free(s);
    sr_buf_free(&plain);
    sr_buf_free(&coded);
    sr_buf_free(&out);
}
END_TEST

/* 200 MB of zeros in a few kB: refused near the floor, in each coding. */
START_TEST(test_bombs)
{
    sr_stream *s;
    sr_buf plain = {0}, coded = {0}, out = {0};
    sr_err err;
    char *room = sr_buf_room(&plain, 200000000);
    ck_assert(room != NULL);
    memset(room, ' ', 200000000);
    sr_buf_commit(&plain, 200000000);
    ck_ok(sr_stream_new(&s, NULL));
    for (int coding = 0; coding < 2; coding++) {
        sr_buf_reset(&coded);
        (coding ? put_zstd : put_gzip)(sr_buf_str(&plain), &coded);
        sr_stream_open_bytes(s, "x", sr_buf_str(&coded));
        ck_assert(drain(s, 65536, &out, &err) == SR_ELIMIT);
        ck_assert(out.len <= 2 * SR_INFLATE_FLOOR_BYTES);
    }
    sr_stream_free(s);
    sr_buf_free(&plain);
    sr_buf_free(&coded);
    sr_buf_free(&out);
}
END_TEST

START_TEST(test_no_file)
{
    sr_stream *s;
    sr_err err;
    ck_ok(sr_stream_new(&s, NULL));
    ck_assert(sr_stream_open(s, "/no/such/file", &err) == SR_EIO);
    ck_assert_str_eq(err.msg,
                     "could not open \"/no/such/file\": No such file or directory");
    ck_ok(sr_stream_open(s, "/", &err)); /* opens, and cannot be read */
    ck_assert_uint_eq(sr_stream_peek(s, 1).len, 0);
    ck_assert(sr_stream_fault(s, &err) == SR_EIO);
    sr_stream_free(s);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("stream");
    TCase *t = tcase_create("stream");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, test_codings);
    tcase_add_test(t, test_members);
    tcase_add_test(t, test_cut_and_damaged);
    tcase_add_test(t, test_bombs);
    tcase_add_test(t, test_no_file);
    suite_add_tcase(suite, t);
    return suite;
}
