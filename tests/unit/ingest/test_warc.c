/* Records made here, good and bad; then the real files of the development data. */
#include "t.h"

#include "read.h"
#include "shared.h"

#include <dirent.h>
#include <zlib.h>
#include <zstd.h>

/* --- making records --------------------------------------------------------------------- */

enum coder { PLAIN, GZIP, ZLIB, BARE, BROTLI, ZSTD };

/* Brotli has only its decoder here: what its encoder made of the two texts below. */
static const unsigned char br_words[] = {0xb,  0x8,  0x80, 0x3c, 0x70, 0x3e, 0x73,
                                         0x6f, 0x6d, 0x65, 0x20, 0x77, 0x6f, 0x72,
                                         0x64, 0x73, 0x3c, 0x2f, 0x70, 0x3e, 0x3};
static const unsigned char br_bomb[] = {
    0xcb, 0xff, 0xff, 0x3f, 0xf8, 0xa5, 0x41, 0x78, 0x7c, 0xe0, 0xc4, 0x69, 0x81, 0x80,
    0xed, 0xfd, 0x9f, 0x7,  0xff, 0xff, 0xff, 0xe0, 0x97, 0x0,  0x88, 0xc3, 0x22, 0x0,
    0xdd, 0xfb, 0x3f, 0xfe, 0xff, 0xff, 0xc1, 0x2f, 0x1,  0x10, 0x87, 0x5,  0x0,  0xba,
    0xf7, 0x7f, 0xfc, 0xff, 0xff, 0x83, 0x5f, 0x2,  0x20, 0xe,  0xb,  0x0,  0x74, 0xef,
    0xff, 0xf8, 0xff, 0xff, 0x7,  0xbf, 0x4,  0x40, 0x1c, 0x16, 0x0,  0xe8, 0xde, 0xff,
    0xe5, 0x1f, 0xbc, 0x1e, 0x7e, 0x9,  0x80, 0x38, 0x2c, 0x0,  0xd0, 0x41, 0xd7, 0x3};

static void put_deflated(sr_str s, int window, sr_buf *out)
{
    z_stream z = {0};
    ck_assert(deflateInit2(&z, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    size_t most = deflateBound(&z, s.len);
    char *room = sr_buf_room(out, most);
    z.next_in = (Bytef *)s.p;
    z.avail_in = (uInt)s.len;
    z.next_out = (Bytef *)room;
    z.avail_out = (uInt)most;
    ck_assert(room && deflate(&z, Z_FINISH) == Z_STREAM_END);
    sr_buf_commit(out, z.total_out);
    deflateEnd(&z);
}

static void put_coded(sr_str s, enum coder coder, sr_buf *out)
{
    size_t most = s.len + s.len / 2 + 4096;
    char *room = sr_buf_room(out, most);
    ck_assert(room != NULL);
    switch (coder) {
    case PLAIN: sr_buf_put(out, s); break;
    case GZIP: put_deflated(s, 15 + 16, out); break;
    case ZLIB: put_deflated(s, 15, out); break;
    case BARE: put_deflated(s, -15, out); break;
    case BROTLI:
        sr_buf_put(out, s.len < 100 ? (sr_str){(const char *)br_words, sizeof br_words}
                                    : (sr_str){(const char *)br_bomb, sizeof br_bomb});
        break;
    case ZSTD: sr_buf_commit(out, ZSTD_compress(room, most, s.p, s.len, 3)); break;
    }
}

/* A record whose Content-Length is off by `wrong`. */
static void put_record(const char *type, const char *fields, sr_str block, int wrong,
                       sr_buf *out)
{
    sr_buf_printf(out,
                  "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: http://e.org/\r\n"
                  "WARC-Date: 2024-11-29T18:20:00Z\r\n%sContent-Length: %ld\r\n\r\n",
                  type, fields, (long)block.len + wrong);
    sr_buf_put(out, block);
    sr_buf_put(out, SR_STR("\r\n\r\n"));
}

static const char is_http[] = "Content-Type: application/http; msgtype=response\r\n";

static void put_response(const char *header, sr_str body, sr_buf *out)
{
    sr_buf block = {0};
    sr_buf_printf(&block, "%s\r\n\r\n", header);
    sr_buf_put(&block, body);
    put_record("response", is_http, sr_buf_str(&block), 0, out);
    sr_buf_free(&block);
}

/* --- the HTTP response ------------------------------------------------------------------ */

#define HTML "Content-Type: text/html"
#define OK "HTTP/1.1 200 OK\r\n"

/* clang-format off */
static const struct { const char *rule, *header, *body, *want; } responses[] = {
    {"plain",          OK HTML, "<p>a</p>", "page <http://e.org/> \"<p>a</p>\"\n"},
    {"charset",        OK HTML "; charset=\"koi8-r\"", "<p>\xC1", "page <http://e.org/> \"<p>а\"\n"},
    {"HTTP/2",         "HTTP/2 200\r\n" HTML, "<p>a", "page <http://e.org/> \"<p>a\"\n"},
    {"folded",         OK "content-TYPE:\r\n text/html;\r\n\tcharset=koi8-r", "<p>\xC1", "page <http://e.org/> \"<p>а\"\n"},
    {"XHTML",          OK "Content-Type: application/xhtml+xml", "<html>", "page <http://e.org/> \"<html>\"\n"},
    {"no type, HTML",  OK "Server: x", "<html>a", "page <http://e.org/> \"<html>a\"\n"},
    {"no type, PNG",   OK "Server: x", "\x89PNG\r\n", ""},
    {"vague, feed",    OK "Content-Type: text/xml", "<rss>", ""},
    {"text",           OK "Content-Type: text/plain", "a", ""},
    {"HTML, a PDF",    OK HTML, "%PDF-1.4", ""},
    {"404",            "HTTP/1.1 404 Not Found\r\n" HTML, "<p>a", ""},
    {"301",            "HTTP/1.1 301 Moved\r\n" HTML, "<p>a", ""},
    {"bare LF",        "HTTP/1.1 200 OK\n" HTML, "<p>a", "page <http://e.org/> \"<p>a\"\n"},
    {"chunked",        OK HTML "\r\nTransfer-Encoding: chunked", "3\r\n<p>\r\n002;x=y\r\nab\r\n0\r\n\r\n", "page <http://e.org/> \"<p>ab\"\n"},
    {"not chunked",    OK HTML "\r\nTransfer-Encoding: chunked", "<p>ab", "page <http://e.org/> \"<p>ab\" +wrong-coding\n"},
    {"chunks, not said", OK HTML, "3\r\n<p>\r\n2\r\nab\r\n0\r\n\r\n", "page <http://e.org/> \"<p>ab\"\n"},
    {"chunks, cut",    OK HTML "\r\nTransfer-Encoding: chunked", "3\r\n<p>\r\nff\r\nab", "page <http://e.org/> \"<p>ab\" +coding-cut\n"},
    {"chunks behind a stray line", OK HTML "\r\nTransfer-Encoding: chunked", "\r\n5\r\n<p>ab\r\n0\r\n\r\n", "page <http://e.org/> \"<p>ab\"\n"},
    {"a huge chunk",   OK HTML "\r\nTransfer-Encoding: chunked", "ffffffffffffffff\r\n<p>ab", "page <http://e.org/> \"ffffffffffffffff\r\n<p>ab\" +wrong-coding\n"},
    {"not gzip",       OK HTML "\r\nContent-Encoding: gzip", "<p>ab", "page <http://e.org/> \"<p>ab\" +wrong-coding\n"},
    {"not br",         OK HTML "\r\nContent-Encoding: br", "<p>ab", "page <http://e.org/> \"<p>ab\" +wrong-coding\n"},
    {"not deflate",    OK HTML "\r\nContent-Encoding: deflate", "<p>ab", "page <http://e.org/> \"<p>ab\" +wrong-coding\n"},
    {"identity",       OK HTML "\r\nContent-Encoding: identity", "<p>ab", "page <http://e.org/> \"<p>ab\"\n"},
    {"six codings",    OK HTML "\r\nContent-Encoding: br,br,br,br,br,br", "<p>ab", "refused limit@0\n"},
    {"crawler's words", OK HTML "\r\nX-Crawler-Content-Encoding: gzip\r\nX-Crawler-Transfer-Encoding: chunked", "<p>ab", "page <http://e.org/> \"<p>ab\"\n"},
    {"empty body",     OK HTML, "", ""},
};
/* clang-format on */

START_TEST(test_responses)
{
    sr_buf file = {0};
    for (size_t i = 0; i < SR_COUNT(responses); i++) {
        sr_buf_reset(&file);
        put_response(responses[i].header, sr_str_of(responses[i].body), &file);
        t_reads(responses[i].rule, sr_buf_str(&file), responses[i].want);
    }
    sr_buf_free(&file);
}
END_TEST

START_TEST(test_codings)
{
    static const char *const names[] = {"identity", "gzip", "deflate",
                                        "deflate",  "br",   "zstd"};
    sr_buf body = {0}, file = {0}, header = {0};
    for (int coder = PLAIN; coder <= ZSTD; coder++) {
        sr_buf_reset(&body);
        sr_buf_reset(&file);
        sr_buf_reset(&header);
        put_coded(SR_STR("<p>some words</p>"), (enum coder)coder, &body);
        sr_buf_printf(&header, OK HTML "\r\nContent-Encoding: %s", names[coder]);
        sr_buf_putc(&header, '\0');
        put_response(header.p, sr_buf_str(&body), &file);
        t_reads(names[coder], sr_buf_str(&file),
                "page <http://e.org/> \"<p>some words</p>\"\n");
    }
    sr_buf_free(&body);
    sr_buf_free(&file);
    sr_buf_free(&header);
}
END_TEST

START_TEST(test_two_codings)
{
    sr_buf once = {0}, twice = {0}, file = {0};
    put_coded(SR_STR("<p>some words</p>"), BROTLI, &once);
    put_coded(sr_buf_str(&once), GZIP, &twice);
    put_response(OK HTML "\r\nContent-Encoding: br, gzip", sr_buf_str(&twice), &file);
    t_reads("br, gzip", sr_buf_str(&file),
            "page <http://e.org/> \"<p>some words</p>\"\n");
    sr_buf_reset(&file); /* gzip that nothing declares */
    sr_buf_reset(&twice);
    put_coded(SR_STR("<p>some words</p>"), GZIP, &twice);
    put_response(OK HTML, sr_buf_str(&twice), &file);
    t_reads("undeclared", sr_buf_str(&file),
            "page <http://e.org/> \"<p>some words</p>\"\n");
    sr_buf_reset(&file); /* and cut */
    put_response(OK HTML, sr_str_cut(sr_buf_str(&twice), 0, twice.len - 8), &file);
    t_reads("cut", sr_buf_str(&file),
            "page <http://e.org/> \"<p>some words</p>\" +coding-cut\n");
    sr_buf_free(&once);
    sr_buf_free(&twice);
    sr_buf_free(&file);
}
END_TEST

/* A bomb in a payload is refused, and the next record is read. */
START_TEST(test_bomb_in_payload)
{
    sr_buf zeros = {0}, body = {0}, file = {0};
    static const char *const names[] = {"", "gzip", "deflate", "deflate", "br", "zstd"};
    char *room = sr_buf_room(&zeros, 50000000);
    memset(room, ' ', 50000000);
    memcpy(room, "<p>", 3);
    sr_buf_commit(&zeros, 50000000);
    for (int coder = GZIP; coder <= ZSTD; coder++) {
        char header[128];
        sr_buf_reset(&body);
        sr_buf_reset(&file);
        put_coded(sr_buf_str(&zeros), (enum coder)coder, &body);
        (void)snprintf(header, sizeof header, OK HTML "\r\nContent-Encoding: %s",
                       names[coder]);
        put_response(header, sr_buf_str(&body), &file);
        put_response(OK HTML, SR_STR("<p>next"), &file);
        t_reads(names[coder], sr_buf_str(&file),
                "refused limit@0\npage <http://e.org/> \"<p>next\"\n");
    }
    sr_buf_free(&zeros);
    sr_buf_free(&body);
    sr_buf_free(&file);
}
END_TEST

/* --- records ---------------------------------------------------------------------------- */

START_TEST(test_kinds_of_records)
{
    sr_buf file = {0}, out = {0};
    put_record("warcinfo", "Content-Type: application/warc-fields\r\n",
               SR_STR("a: b\r\n"), 0, &file);
    put_record("request", "", SR_STR("GET / HTTP/1.1\r\n\r\n"), 0, &file);
    put_record("revisit", is_http, SR_STR(OK "\r\n"), 0, &file);
    put_record("resource", "Content-Type: text/html\r\n", SR_STR("<p>r"), 0, &file);
    put_record("resource", "Content-Type: image/png\r\n", SR_STR("<p>r"), 0, &file);
    put_record("response", "Content-Type: text/dns\r\n", SR_STR("e.org. 1 IN A"), 0,
               &file);
    put_record("response", is_http, SR_STR("HTTP/1.1 500 No\r\n\r\nx"), 0, &file);
    put_record("conversion", "Content-Type: text/plain\r\n", SR_STR("text"), 0, &file);
    put_response(OK HTML, SR_STR("<p>last"), &file);
    sr_source_counts c = t_read(sr_buf_str(&file), &out);
    ck_assert_str_eq(out.p,
                     "page <http://e.org/> \"<p>r\"\npage <http://e.org/> \"<p>last\"\n");
    ck_assert_uint_eq(c.records, 2);
    ck_assert_uint_eq(c.skipped_kind, 3);
    ck_assert_uint_eq(c.skipped_revisit, 1);
    ck_assert_uint_eq(c.skipped_status, 1);
    ck_assert_uint_eq(c.skipped_not_html, 2);
    ck_assert_uint_eq(c.bytes, file.len);
    sr_buf_free(&file);
    sr_buf_free(&out);
}
END_TEST

#define BLOCK OK HTML "\r\n\r\n<p>one"

START_TEST(test_wrong_lengths)
{
    sr_buf file = {0}, want = {0};
    put_record("response", is_http, SR_STR(BLOCK), 30, &file); /* into the next */
    put_response(OK HTML, SR_STR("<p>two"), &file);
    t_reads("too long", sr_buf_str(&file),
            "page <http://e.org/> \"<p>one\r\n\r\n\" +wrong-length\n"
            "page <http://e.org/> \"<p>two\"\n");
    sr_buf_reset(&file);
    put_record("response", is_http, SR_STR(BLOCK), 100000, &file);
    put_response(OK HTML, SR_STR("<p>two"), &file);
    t_reads("beyond the end", sr_buf_str(&file),
            "page <http://e.org/> \"<p>one\r\n\r\n\" +wrong-length\n"
            "page <http://e.org/> \"<p>two\"\n");
    sr_buf_reset(&file);
    put_record("response", is_http, SR_STR(BLOCK), -2, &file);
    size_t junk = file.len - 6;
    put_response(OK HTML, SR_STR("<p>two"), &file);
    sr_buf_printf(&want,
                  "page <http://e.org/> \"<p>o\"\nrefused format@%zu\n"
                  "page <http://e.org/> \"<p>two\"\n",
                  junk);
    sr_buf_putc(&want, '\0');
    t_reads("too short", sr_buf_str(&file), want.p);
    sr_buf_free(&file);
    sr_buf_free(&want);
}
END_TEST

START_TEST(test_bad_headers)
{
    sr_buf file = {0};
    sr_buf_put(&file, SR_STR("WARC/1.0\r\nWARC-Type: response\r\n\r\n"));
    put_response(OK HTML, SR_STR("<p>two"), &file);
    t_reads("no length", sr_buf_str(&file),
            "refused format@0\npage <http://e.org/> \"<p>two\"\n");
    sr_buf_reset(&file);
    sr_buf_put(&file, SR_STR("WARC/1.0\r\nContent-Length: 12x\r\n\r\n"));
    put_response(OK HTML, SR_STR("<p>two"), &file);
    t_reads("no number", sr_buf_str(&file),
            "refused format@0\npage <http://e.org/> \"<p>two\"\n");
    sr_buf_reset(&file);
    sr_buf_put(&file,
               SR_STR("WARC/0.18\nwarc-type:  resource\nContent-Type: text/html\n"
                      "warc-target-uri: <http://e.org/a b>\nCONTENT-LENGTH: 4\n\n"
                      "<p>a\nWARC/1.1\nWARC-Type: resource\ncontent-type:\n text/html\n"
                      "Content-Length: 4\n\n<p>b"));
    t_reads("bare LF, folding, no blank lines", sr_buf_str(&file),
            "page <http://e.org/a b> \"<p>a\"\npage \"<p>b\"\n");
    t_reads("a header that ends", SR_STR("WARC/1.0\r\nWARC-Type: response\r\nContent-"),
            "refused format@0\n");
    sr_buf_reset(&file);
    sr_buf_put(&file,
               SR_STR("WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\n"
                      "WARC-Date: yesterday\r\nWARC-Truncated: length\r\n"
                      "Content-Length: 400\r\n\r\n<p>a"));
    t_reads("cut", sr_buf_str(&file),
            "page \"<p>a\" +bad-date +record-cut +warc-truncated\n");
    sr_buf_free(&file);
}
END_TEST

/* A header that never ends: 1 MB of lines, of one line, of folds. */
START_TEST(test_endless_header)
{
    static const char *const lines[] = {"X: y\r\n", "x", " \r\n", "\r", "WARC/"};
    sr_buf file = {0}, out = {0};
    for (size_t i = 0; i < SR_COUNT(lines); i++) {
        sr_buf_reset(&file);
        sr_buf_put(&file, SR_STR("WARC/1.0\r\nWARC-Type: response\r\n"));
        while (file.len < 1000000)
            sr_buf_put(&file, sr_str_of(lines[i]));
        put_response(OK HTML, SR_STR("<p>two"), &file);
        (void)t_read(sr_buf_str(&file), &out);
        ck_assert_msg(strstr(out.p, "refused limit@0\n") == out.p, "%zu: %s", i, out.p);
        ck_assert_msg(strstr(out.p, "<p>two") != NULL, "%zu: %s", i, out.p);
    }
    sr_buf_free(&file);
    sr_buf_free(&out);
}
END_TEST

/* 1 MB of first lines: each is refused at the next, not at the limit of a header. */
START_TEST(test_only_first_lines)
{
    sr_buf file = {0}, out = {0};
    while (file.len < 1000000)
        sr_buf_put(&file, SR_STR("WARC/1.0\r\n"));
    put_response(OK HTML, SR_STR("<p>two"), &file);
    sr_source_counts c = t_read(sr_buf_str(&file), &out);
    ck_assert_uint_eq(c.refused, 100000);
    ck_assert_uint_eq(c.records, 1);
    sr_buf_free(&file);
    sr_buf_free(&out);
}
END_TEST

/* A page beyond the limit is cut, and the record behind it is found. */
START_TEST(test_large_page)
{
    sr_buf body = {0}, file = {0}, out = {0};
    sr_buf_put(&body, SR_STR("<p>"));
    while (body.len < 3 * (size_t)SR_MAX_DOCUMENT_BYTES)
        sr_buf_put(&body, SR_STR("some words of it "));
    put_response(OK HTML, sr_buf_str(&body), &file);
    put_response(OK HTML, SR_STR("<p>two"), &file);
    sr_source_counts c = t_read(sr_buf_str(&file), &out);
    ck_assert(strstr(out.p, "+limit-document-bytes\npage <http://e.org/> \"<p>two\"\n"));
    ck_assert_uint_eq(c.records, 2);
    sr_buf_free(&body);
    sr_buf_free(&file);
    sr_buf_free(&out);
}
END_TEST

/* A gzip member a record: offsets are those of the file; damage costs one record. */
START_TEST(test_members)
{
    sr_buf record = {0}, file = {0};
    sr_source *src;
    sr_doc *doc = sr_doc_new(0);
    size_t at[4];
    for (int i = 0; i < 4; i++) {
        sr_buf_reset(&record);
        put_response(OK HTML, SR_STR("<p>words that are the same"), &record);
        at[i] = file.len;
        put_coded(sr_buf_str(&record), GZIP, &file);
    }
    memset(file.p + at[1] + 30, 0x55, 20);
    ck_ok(sr_source_open_bytes("x", sr_buf_str(&file), &src, NULL));
    int good = 0, bad = 0;
    sr_err err;
    for (sr_status st; (st = sr_source_next(src, doc, &err)) != SR_END;
         sr_doc_reset(doc)) {
        if (st == SR_OK) {
            ck_assert_uint_eq(doc->record.offset, good ? at[good + 1] : at[0]);
            good++;
        } else {
            ck_assert(err.offset >= at[1] && err.offset <= at[2]);
            bad++;
        }
    }
    ck_assert_int_eq(good, 3);
    ck_assert_int_ge(bad, 1);
    sr_source_close(src);
    sr_doc_free(doc);
    sr_buf_free(&record);
    sr_buf_free(&file);
}
END_TEST

/* --- real files --------------------------------------------------------------------------- */

static const struct {
    const char *file;
    uint64_t records, refused;
} real[] = {
    {"commoncrawl-whirlwind/whirlwind.warc", 1, 0},
    {"commoncrawl-whirlwind/whirlwind.warc.gz", 1, 0},
    {"commoncrawl-whirlwind/whirlwind.warc.wat.gz", 0, 0},
    {"commoncrawl-whirlwind/whirlwind.warc.wet", 0, 0},
    {"jwarc/cc.warc.gz", 1, 0},
    {"jwarc/gzip_extra_sl.warc.gz", 0, 0},
    {"resiliparse/block-sized-records.warc", 0, 0},
    {"resiliparse/block-sized-records.warc.gz", 0, 0},
    {"resiliparse/clipped.warc.gz", 1, 1},
    {"resiliparse/clueweb-quirk.warc.gz", 29, 0},
    {"resiliparse/warcfile.warc", 16, 0},
    {"resiliparse/warcfile.warc.gz", 16, 0},
    {"resiliparse/warcfile.warc.lz4", 0, 1},
    {"stormcrawler/test.warc.gz", 2, 0},
    {"stormcrawler/unparsable-date.warc.gz", 0, 0},
    {"warcio/bad.arc", 0, 1},
    {"warcio/example-bad-non-chunked.warc.gz", 1, 0},
    {"warcio/example-bad.warc.gz.bad", 1, 0},
    {"warcio/example-digest.warc", 0, 0},
    {"warcio/example-iana.org-chunked.warc", 1, 0},
    {"warcio/example-resource.warc.gz", 1, 0},
    {"warcio/example-space-in-target-uri.warc.gz", 0, 0},
    {"warcio/example-trunc.warc", 1, 0},
    {"warcio/example-wget-bad-target-uri.warc.gz", 1, 0},
    {"warcio/example-wrong-chunks.warc.gz", 1, 0},
    {"warcio/example.warc", 1, 0},
    {"warcio/example.warc.gz", 1, 0},
    {"warcio/post-test.warc.gz", 0, 0},
};

START_TEST(test_real_files)
{
    sr_buf path = {0}, bytes = {0}, out = {0};
    for (size_t i = 0; i < SR_COUNT(real); i++) {
        char below[128];
        (void)snprintf(below, sizeof below, "ingest/warc/%s", real[i].file);
        if (!t_shared(below, &path))
            break;
        ck_assert(t_read_file(path.p, &bytes));
        sr_source_counts c = t_read(sr_buf_str(&bytes), &out);
        (void)printf(
            "%-45s pages %llu refused %llu; passed over: %llu other, %llu revisits, "
            "%llu by status, %llu not HTML\n",
            real[i].file, (unsigned long long)c.records, (unsigned long long)c.refused,
            (unsigned long long)c.skipped_kind, (unsigned long long)c.skipped_revisit,
            (unsigned long long)c.skipped_status, (unsigned long long)c.skipped_not_html);
        ck_assert_msg(c.records == real[i].records && c.refused == real[i].refused,
                      "%s:\n%s", real[i].file, out.p);
        /* cut anywhere, it ends well */
        for (size_t k = 1; k < 20; k++)
            (void)t_read(sr_str_cut(sr_buf_str(&bytes), 0, bytes.len * k / 20), &out);
    }
    sr_buf_free(&path);
    sr_buf_free(&bytes);
    sr_buf_free(&out);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("warc");
    TCase *t = tcase_create("warc");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, test_responses);
    tcase_add_test(t, test_codings);
    tcase_add_test(t, test_two_codings);
    tcase_add_test(t, test_bomb_in_payload);
    tcase_add_test(t, test_kinds_of_records);
    tcase_add_test(t, test_wrong_lengths);
    tcase_add_test(t, test_bad_headers);
    tcase_add_test(t, test_endless_header);
    tcase_add_test(t, test_only_first_lines);
    tcase_add_test(t, test_large_page);
    tcase_add_test(t, test_members);
    tcase_add_test(t, test_real_files);
    suite_add_tcase(suite, t);
    return suite;
}
