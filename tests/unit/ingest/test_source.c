/* The source as a whole: several inputs, refused memory, pipes, bombs. */
#include "t.h"

#include "read.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

static const char warc[] =
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://e/\r\n"
    "Content-Type: application/http\r\nContent-Length: 86\r\n\r\n"
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=koi8-r\r\n"
    "Content-Language: ru\r\n\r\n<p>\xC1\r\n\r\n";

static const char jsonl[] =
    "{\"id\":\"i\",\"url\":\"http://e\",\"title\":\"T\",\"text\":\"x\","
    "\"authors\":[\"A\",\"B\"],\"published\":\"2024-11-29\","
    "\"published_detail\":{\"from\":\"meta\"},\"more\":{\"a\":1}}\n";

static const char feed[] =
    "<rss xmlns:q='http://purl.org/dc/elements/1.1/'><channel><title>F</title>"
    "<item><title>T</title><link>http://e/1</link><q:creator>A</q:creator>"
    "<description>d &amp; e</description><pubDate>Fri, 29 Nov 2024 18:20:00 GMT</pubDate>"
    "</item></channel></rss>";

static const char json_feed[] =
    "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"F\",\"items\":[{\"url\":"
    "\"http://e/1\",\"content_text\":\"a\",\"author\":{\"name\":\"A\"}}]}\n";

#define B(literal)                     \
    {                                  \
        (literal), sizeof(literal) - 1 \
    }

/* clang-format off */
static const struct { const char *rule; sr_str bytes; } inputs[] = {
    {"page",      B("<!doctype html><p>caf\xE9")},
    {"text",      B("Two people died.")},
    {"JSON",      B(jsonl)},
    {"WARC",      B(warc)},
    {"feed",      B(feed)},
    {"mended",    B("<rss><channel><item><title>A & B</title></item></channel></rss>")},
    {"JSON Feed", B(json_feed)},
};
/* clang-format on */

/* Refuse the 1st, 2nd, ... piece of the document's arena: SR_ENOMEM and no half record
 * each time, until it goes through. */
START_TEST(test_no_memory)
{
    for (size_t i = 0; i < SR_COUNT(inputs); i++) {
        sr_status st = SR_ENOMEM;
        sr_buf want = {0}, got = {0};
        (void)t_read(inputs[i].bytes, &want);
        for (size_t k = 0; st != SR_OK && k < 60; k++) {
            sr_source *src;
            sr_doc *doc = sr_doc_new(0);
            ck_ok(sr_source_open_bytes("memory", inputs[i].bytes, &src, NULL));
            sr_arena_fail_after(doc->arena, k);
            st = sr_source_next(src, doc, NULL);
            ck_assert_msg(st == SR_OK || st == SR_ENOMEM, "%s: %s", inputs[i].rule,
                          sr_status_name(st));
            ck_assert(st == SR_OK || doc->record.file.p == NULL);
            sr_source_close(src);
            sr_doc_free(doc);
        }
        ck_assert_msg(st == SR_OK, "%s", inputs[i].rule);
        sr_buf_free(&want);
        sr_buf_free(&got);
    }
}
END_TEST

/* A small arena: refused, and the next thing is read. */
START_TEST(test_small_arena)
{
    sr_buf json = {0};
    sr_source *src;
    sr_doc *doc = sr_doc_new(100000);
    sr_err err;
    sr_buf_put(&json, SR_STR("{\"text\":\""));
    for (int i = 0; i < 200000; i++)
        sr_buf_putc(&json, 'x');
    sr_buf_put(&json, SR_STR("\"}\n{\"title\":\"next\"}\n"));
    ck_ok(sr_source_open_bytes("memory", sr_buf_str(&json), &src, NULL));
    ck_assert(sr_source_next(src, doc, &err) == SR_ENOMEM);
    sr_doc_reset(doc);
    ck_ok(sr_source_next(src, doc, &err));
    ck_str(doc->record.given.title, "next");
    ck_assert_uint_eq(sr_source_count(src).refused, 1);
    sr_source_close(src);
    sr_doc_free(doc);
    sr_buf_free(&json);
}
END_TEST

static void write_all(int fd, const char *p, size_t n, size_t step)
{
    while (n) {
        ssize_t done = write(fd, p, n < step ? n : step);
        if (done <= 0)
            _exit(1);
        p += done;
        n -= (size_t)done;
    }
}

/* Standard input becomes a pipe that a child writes. */
static pid_t feed_stdin(void (*writer)(int fd))
{
    int fd[2];
    ck_assert(pipe(fd) == 0);
    pid_t child = fork();
    ck_assert(child >= 0);
    if (child == 0) {
        (void)close(fd[0]);
        writer(fd[1]);
        _exit(0);
    }
    (void)close(fd[1]);
    ck_assert(dup2(fd[0], STDIN_FILENO) == STDIN_FILENO);
    (void)close(fd[0]);
    return child;
}

static void write_by_bytes(int fd)
{
    for (int i = 0; i < 20; i++)
        write_all(fd, jsonl, sizeof jsonl - 1, 1);
}

START_TEST(test_byte_by_byte)
{
    sr_source *src;
    sr_doc *doc = sr_doc_new(0);
    pid_t child = feed_stdin(write_by_bytes);
    int n = 0, status;
    ck_ok(sr_source_open((const char *const[]){"-"}, 1, &src, NULL));
    for (; sr_source_next(src, doc, NULL) == SR_OK; n++) {
        ck_str(doc->record.file, "-");
        ck_str(doc->record.given.extra, "{\"more\":{\"a\":1}}");
        ck_assert_uint_eq(doc->record.offset, (uint64_t)n * (sizeof jsonl - 1));
        sr_doc_reset(doc);
    }
    ck_assert_int_eq(n, 20);
    ck_assert(waitpid(child, &status, 0) == child && status == 0);
    sr_source_close(src);
    sr_doc_free(doc);
}
END_TEST

/* A line of 1 GB between two good ones. */
static void write_long_line(int fd)
{
    static char x[1 << 20];
    memset(x, 'x', sizeof x);
    write_all(fd, "{\"title\":\"a\"}\n{\"text\":\"", 23, 23);
    for (int i = 0; i < 1000; i++)
        write_all(fd, x, sizeof x, sizeof x);
    write_all(fd, "\"}\n{\"title\":\"b\"}\n", 17, 17);
}

START_TEST(test_long_line)
{
    sr_source *src;
    sr_doc *doc = sr_doc_new(0);
    sr_err err;
    struct rusage before, after;
    int status;
    pid_t child = feed_stdin(write_long_line);
    ck_assert(getrusage(RUSAGE_SELF, &before) == 0);
    ck_ok(sr_source_open((const char *const[]){"-"}, 1, &src, NULL));
    ck_ok(sr_source_next(src, doc, &err));
    sr_doc_reset(doc);
    ck_assert(sr_source_next(src, doc, &err) == SR_ELIMIT);
    ck_assert_uint_eq(err.offset, 14);
    ck_assert_str_eq(err.msg, "could not read \"-\" at byte 14: longer than "
                              "SR_MAX_JSON_LINE_BYTES");
    sr_doc_reset(doc);
    ck_ok(sr_source_next(src, doc, &err));
    ck_str(doc->record.given.title, "b");
    ck_assert(getrusage(RUSAGE_SELF, &after) == 0);
    ck_assert_msg(after.ru_maxrss - before.ru_maxrss < 128 * 1024, "%ld kB were used",
                  after.ru_maxrss - before.ru_maxrss);
    ck_assert(waitpid(child, &status, 0) == child && status == 0);
    sr_source_close(src);
    sr_doc_free(doc);
}
END_TEST

/* gzip that ends too early: the articles before it, then the error. */
START_TEST(test_cut_gzip)
{
    sr_buf plain = {0}, want = {0}, out = {0};
    unsigned char coded[65536];
    uLong n = sizeof coded;
    for (int i = 0; i < 1000; i++)
        sr_buf_printf(&plain, "{\"title\":\"T%d\",\"x\":%u}\n", i,
                      (unsigned)i * 2654435761u);
    z_stream z = {.next_in = (Bytef *)plain.p,
                  .avail_in = (uInt)plain.len,
                  .next_out = coded,
                  .avail_out = (uInt)n};
    ck_assert(deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    ck_assert(deflate(&z, Z_FINISH) == Z_STREAM_END);
    n = z.total_out;
    (void)deflateEnd(&z);
    sr_source_counts c = t_read((sr_str){(char *)coded, n / 2}, &out);
    ck_assert(c.records > 300 && c.records < 700);
    ck_assert_uint_eq(c.refused, 1);
    sr_buf_printf(&want, "refused format@%lu\n", n / 2);
    sr_buf_putc(&want, '\0');
    ck_assert(strstr(out.p, want.p) != NULL);
    ck_assert(strstr(out.p, "article \"T300\" \"\"\n") != NULL);
    sr_buf_free(&plain);
    sr_buf_free(&want);
    sr_buf_free(&out);
}
END_TEST

START_TEST(test_kinds)
{
    t_reads("text", SR_STR("Two died.\n\nIt rained.\n"),
            "text \"Two died.\n\nIt rained.\n\"\n");
    t_reads("page", SR_STR("<html>a"), "page \"<html>a\"\n");
    t_reads("empty", SR_STR(""), "refused format@0\n");
    t_reads("picture", SR_STR("\x89PNG\r\n\x1a\n"), "refused format@0\n");
    t_reads("UTF-16", SR_STR("\xFF\xFE<\0p\0>\0\xE9\0"), "page \"<p>é\"\n");
    t_reads(
        "UTF-16 feed",
        SR_STR(
            "\xFE\xFF\0<\0r\0s\0s\0>\0<\0i\0t\0e\0m\0>\0<\0t\0i\0t\0l\0e\0>\0T\0<\0/\0t"
            "\0i\0t\0l\0e\0>\0<\0/\0i\0t\0e\0m\0>\0<\0/\0r\0s\0s\0>"),
        "entry \"T\" \"\"\n");
}
END_TEST

START_TEST(test_large_page)
{
    sr_buf page = {0}, out = {0};
    sr_buf_put(&page, SR_STR("<p>"));
    while (page.len < SR_MAX_DOCUMENT_BYTES - 1)
        sr_buf_putc(&page, 'x');
    sr_buf_put(&page, SR_STR("\xC3\xA9 and more"));
    sr_source_counts c = t_read(sr_buf_str(&page), &out);
    ck_assert_uint_eq(c.records, 1);
    ck_assert(strstr(out.p, "+limit-document-bytes\n")); /* and no half a character */
    ck_assert(strstr(out.p, "+invalid") == NULL);
    sr_buf_free(&page);
    sr_buf_free(&out);
}
END_TEST

/* Files and directories; a refused one stops nothing. */
START_TEST(test_files)
{
    char root[] = "/tmp/sr-source-XXXXXX", path[128], command[128];
    static const char *const names[] = {"a.jsonl", "b.bin", "c.html"};
    static const char *const bytes[] = {"{\"title\":\"T\"}\n", "\177ELF", "<p>x"};
    sr_source *src;
    sr_doc *doc = sr_doc_new(0);
    sr_err err;
    ck_assert(mkdtemp(root) != NULL);
    for (size_t i = 0; i < SR_COUNT(names); i++) {
        (void)snprintf(path, sizeof path, "%s/%s", root, names[i]);
        FILE *f = fopen(path, "wb");
        ck_assert(f && fputs(bytes[i], f) >= 0 && fclose(f) == 0);
    }
    ck_assert(sr_source_open(NULL, 0, &src, &err) == SR_EARG);
    ck_ok(sr_source_open((const char *const[]){"/no/such", root}, 2, &src, &err));
    ck_assert(sr_source_next(src, doc, &err) == SR_EIO);
    ck_assert_str_eq(err.msg, "could not open \"/no/such\": No such file or directory");
    ck_ok(sr_source_next(src, doc, &err));
    ck_assert(sr_str_ends(doc->record.file, SR_STR("/a.jsonl")));
    sr_doc_reset(doc);
    ck_assert(sr_source_next(src, doc, &err) == SR_EFORMAT);
    ck_assert(strstr(err.msg, "b.bin\": it is a program") != NULL);
    sr_doc_reset(doc);
    ck_ok(sr_source_next(src, doc, &err));
    ck_str(doc->record.bytes, "<p>x");
    sr_doc_reset(doc);
    ck_assert(sr_source_next(src, doc, &err) == SR_END);
    ck_assert(sr_source_next(src, doc, &err) == SR_END);
    sr_source_counts c = sr_source_count(src);
    ck_assert_uint_eq(c.records, 2);
    ck_assert_uint_eq(c.refused, 2);
    sr_source_close(src);
    sr_source_close(NULL);
    sr_doc_free(doc);
    (void)snprintf(command, sizeof command, "rm -rf '%s'", root);
    ck_assert(system(command) == 0);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("source");
    TCase *t = tcase_create("source");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, test_no_memory);
    tcase_add_test(t, test_small_arena);
    tcase_add_test(t, test_byte_by_byte);
    tcase_add_test(t, test_long_line);
    tcase_add_test(t, test_cut_gzip);
    tcase_add_test(t, test_kinds);
    tcase_add_test(t, test_large_page);
    tcase_add_test(t, test_files);
    suite_add_tcase(suite, t);
    return suite;
}
