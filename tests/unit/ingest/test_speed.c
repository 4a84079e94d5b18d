/* How fast the readers are, over input made here.  Figures are printed, not asserted. */
#include "t.h"

#include "base/buf.h"
#include "ingest/ingest.h"

#include <stdio.h>
#include <time.h>
#include <zlib.h>

enum { ARTICLES = 8000, PAGES = 200 };

/* English-like words, so that compression has its usual work. */
static void put_words(size_t bytes, uint32_t seed, sr_buf *out)
{
    static const char *const words[] = {
        "the",    "government", "said",   "on",     "Tuesday",   "power",   "plant",
        "near",   "of",         "people", "killed", "officials", "and",     "in",
        "attack", "Kharkiv",    "naïve",  "“no”",   "talks",     "minister"};
    size_t end = out->len + bytes;
    while (out->len < end) {
        seed = seed * 1664525u + 1013904223u;
        sr_buf_put(out, sr_str_of(words[(seed >> 20) % SR_COUNT(words)]));
        sr_buf_putc(out, ' ');
    }
}

static void put_member(sr_str s, sr_buf *out)
{
    z_stream z = {0};
    ck_assert(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    size_t most = deflateBound(&z, s.len);
    char *room = sr_buf_room(out, most);
    z.next_in = (Bytef *)s.p;
    z.avail_in = (uInt)s.len;
    z.next_out = (Bytef *)room;
    z.avail_out = (uInt)most;
    ck_assert(room && deflate(&z, Z_FINISH) == Z_STREAM_END);
    sr_buf_commit(out, z.total_out);
    (void)deflateEnd(&z);
}

static void measure(const char *what, sr_str bytes, uint64_t want)
{
    sr_source *src;
    sr_doc *doc = sr_doc_new(0);
    clock_t start = clock();
    ck_ok(sr_source_open_bytes(what, bytes, &src, NULL));
    while (sr_source_next(src, doc, NULL) == SR_OK)
        sr_doc_reset(doc);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC + 1e-9;
    sr_source_counts c = sr_source_count(src);
    (void)printf("%-24s %6.0f MB/s decoded, %8.0f records/s\n", what,
                 (double)c.bytes / 1e6 / seconds, (double)c.records / seconds);
    ck_assert_uint_eq(c.records, want);
    sr_source_close(src);
    sr_doc_free(doc);
}

START_TEST(test_json_lines)
{
    sr_buf json = {0}, packed = {0};
    for (uint32_t i = 0; i < ARTICLES; i++) {
        sr_buf_printf(
            &json,
            "{\"id\":\"a%u\",\"url\":\"https://e.org/%u\",\"title\":\"Title %u\","
            "\"published\":\"2024-11-29T18:20:00Z\",\"authors\":[\"A B\"],\"text\":\"",
            i, i, i);
        put_words(3000, i, &json);
        sr_buf_put(&json, SR_STR("\"}\n"));
    }
    measure("JSON Lines", sr_buf_str(&json), ARTICLES);
    put_member(sr_buf_str(&json), &packed);
    measure("JSON Lines, gzip", sr_buf_str(&packed), ARTICLES);
    sr_buf_free(&json);
    sr_buf_free(&packed);
}
END_TEST

START_TEST(test_warc)
{
    sr_buf page = {0}, record = {0}, plain = {0}, packed = {0};
    for (uint32_t i = 0; i < PAGES; i++) {
        sr_buf_reset(&page);
        sr_buf_reset(&record);
        sr_buf_put(&page, SR_STR("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
                                 "<!doctype html><meta charset=utf-8>"));
        for (int k = 0; k < 1000; k++) {
            sr_buf_printf(&page, "<div class=\"c%d\"><p id=\"p%d\">", k % 7, k);
            put_words(120, i * 1000 + (uint32_t)k, &page);
        }
        sr_buf_printf(
            &record,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://e/%u\r\n"
            "Content-Type: application/http\r\nContent-Length: %zu\r\n\r\n",
            i, page.len);
        sr_buf_put(&record, sr_buf_str(&page));
        sr_buf_put(&record, SR_STR("\r\n\r\n"));
        sr_buf_put(&plain, sr_buf_str(&record));
        put_member(sr_buf_str(&record), &packed);
    }
    measure("WARC", sr_buf_str(&plain), PAGES);
    measure("WARC, member a record", sr_buf_str(&packed), PAGES);
    sr_buf_free(&page);
    sr_buf_free(&record);
    sr_buf_free(&plain);
    sr_buf_free(&packed);
}
END_TEST

START_TEST(test_feeds)
{
    sr_buf good = {0}, bad = {0};
    sr_buf_put(&good, SR_STR("<rss><channel><title>F</title>"));
    for (uint32_t i = 0; i < ARTICLES / 2; i++) {
        sr_buf_printf(&good, "<item><title>Title %u</title><link>http://e/%u</link>", i,
                      i);
        sr_buf_put(&good, SR_STR("<description>&lt;p&gt;"));
        put_words(1500, i, &good);
        sr_buf_put(&good, SR_STR("</description></item>\n"));
    }
    sr_buf_put(&bad, sr_buf_str(&good));
    sr_buf_put(&good, SR_STR("</channel></rss>"));
    measure("feed", sr_buf_str(&good), ARTICLES / 2);
    measure("feed, cut", sr_buf_str(&bad), ARTICLES / 2);
    sr_buf_free(&good);
    sr_buf_free(&bad);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("speed");
    TCase *t = tcase_create("speed");
    tcase_set_timeout(t, 110);
    tcase_add_test(t, test_json_lines);
    tcase_add_test(t, test_warc);
    tcase_add_test(t, test_feeds);
    suite_add_tcase(suite, t);
    return suite;
}
