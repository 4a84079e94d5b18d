#include "pipeline/pipeline.h"
#include "pipeline/session.h"
#include "t.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ARTICLES = 120 };

/* A file of articles of our own making; the caller unlinks it. */
static void write_articles(char path[64])
{
    (void)snprintf(path, 64, "/tmp/sitrep-pipeline-XXXXXX");
    int fd = mkstemp(path);
    ck_assert(fd >= 0);
    FILE *f = fdopen(fd, "w");
    ck_assert_ptr_nonnull(f);
    for (int i = 0; i < ARTICLES; i++)
        (void)fprintf(f,
                      "{\"id\":\"a%d\",\"title\":\"Fire %d in Varna\",\"text\":\"A fire "
                      "killed %d people in Varna, police said. It burned for %d hours.\","
                      "\"published\":\"2025-03-%02dT08:00:00Z\"}\n%s",
                      i, i % 5, i % 5 + 2, i, i / 10 + 1, i == 60 ? "{broken\n" : "");
    (void)fclose(f);
}

typedef struct seen {
    sr_buf order; /* ids and stories in the order of delivery */
    uint64_t documents, said, stop_at;
} seen;

static sr_status sink(void *ctx, sr_doc *doc, const sr_placed *placed, sr_err *err)
{
    seen *s = ctx;
    if (s->stop_at && ++s->documents == s->stop_at)
        return sr_fail(err, SR_EIO, 0, "the sink is full");
    ck_assert_uint_gt(doc->n_sents, 1);
    sr_buf_put(&s->order, doc->article.id);
    sr_buf_putc(&s->order, placed ? '+' : '-');
    if (placed)
        sr_buf_put(&s->order, placed->join.story);
    return SR_OK;
}

static void said(void *ctx, sr_str file, uint64_t offset, sr_str message)
{
    (void)file, (void)offset;
    ck_assert_uint_gt(message.len, 0);
    ((seen *)ctx)->said++;
}

static sr_status run(const char *path, unsigned threads, const char *until, seen *s,
                     sr_err *err)
{
    sr_stories *stories;
    sr_run_counts counts;
    ck_ok(sr_stories_new(NULL, &stories, NULL));
    const char *inputs[] = {path, "/nonexistent/file"};
    sr_run_options o = {.inputs = inputs,
                        .n_inputs = 2,
                        .until = until,
                        .threads = threads,
                        .now_s = 1742191200,
                        .stories = stories,
                        .sink = sink,
                        .said = said,
                        .ctx = s};
    sr_status st = sr_run(&o, &counts, err);
    if (st == SR_OK) {
        ck_assert_uint_eq(counts.documents, ARTICLES);
        ck_assert_uint_eq(counts.said, s->said);
    }
    sr_stories_free(stories);
    return st;
}

START_TEST(same_for_any_number_of_workers)
{
    char path[64];
    write_articles(path);
    seen alone = {0}, many = {0};
    ck_ok(run(path, 1, "story", &alone, NULL));
    ck_assert_uint_eq(alone.said, 2); /* the broken line, the missing file */
    for (unsigned n = 2; n <= 9; n += 7) {
        many = (seen){0};
        ck_ok(run(path, n, "story", &many, NULL));
        ck_assert(sr_str_eq(sr_buf_str(&alone.order), sr_buf_str(&many.order)));
        ck_assert_uint_eq(many.said, 2);
        sr_buf_free(&many.order);
    }
    sr_buf_free(&alone.order);
    (void)unlink(path);
}
END_TEST

START_TEST(until_an_earlier_stage_places_nothing)
{
    char path[64];
    write_articles(path);
    seen s = {0};
    ck_ok(run(path, 2, "text", &s, NULL));
    ck_assert_uint_eq(sr_str_find(sr_buf_str(&s.order), SR_STR("+"), 0), SIZE_MAX);
    sr_buf_free(&s.order);
    (void)unlink(path);
}
END_TEST

START_TEST(a_sink_that_fails_ends_the_run)
{
    char path[64];
    write_articles(path);
    for (unsigned threads = 1; threads <= 4; threads += 3) {
        seen s = {.stop_at = 30};
        sr_err err;
        ck_assert_int_eq(run(path, threads, "story", &s, &err), SR_EIO);
        ck_assert_str_eq(err.msg, "the sink is full");
        ck_assert_uint_eq(s.documents, 30);
        sr_buf_free(&s.order);
    }
    (void)unlink(path);
}
END_TEST

START_TEST(wrong_words)
{
    sr_run_counts counts;
    sr_err err;
    const char *inputs[] = {"-"};
    sr_run_options o = {
        .inputs = inputs, .n_inputs = 1, .until = "nowhere", .sink = sink};
    ck_assert_int_eq(sr_run(&o, &counts, &err), SR_EARG);
    o.until = "story";
    ck_assert_int_eq(sr_run(&o, &counts, &err), SR_EARG); /* no engine */
}
END_TEST

START_TEST(a_session_knows_what_it_kept)
{
    char path[64];
    write_articles(path);
    sr_session *s;
    sr_ingest_counts counts;
    const char *inputs[] = {path};
    sr_ingest_options o = {.inputs = inputs, .n_inputs = 1, .threads = 2};
    ck_ok(sr_session_open(NULL, 1742191200, &s, NULL));
    ck_ok(sr_session_ingest(s, &o, &counts, NULL));
    ck_assert_uint_eq(counts.fresh, ARTICLES);
    ck_ok(sr_session_ingest(s, &o, &counts, NULL));
    ck_assert_uint_eq(counts.fresh, 0);
    ck_assert_uint_eq(counts.same, ARTICLES);
    sr_buf out = {0};
    sr_briefing_options b = {.render = {.format = SR_FORMAT_JSON}};
    ck_ok(sr_session_brief(s, &b, &out, NULL));
    ck_assert_uint_gt(out.len, 100);
    sr_buf_free(&out);
    sr_session_close(s);
    (void)unlink(path);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("pipeline");
    TCase *c = tcase_create("pipeline");
    tcase_set_timeout(c, 60);
    tcase_add_test(c, same_for_any_number_of_workers);
    tcase_add_test(c, until_an_earlier_stage_places_nothing);
    tcase_add_test(c, a_sink_that_fails_ends_the_run);
    tcase_add_test(c, wrong_words);
    tcase_add_test(c, a_session_knows_what_it_kept);
    suite_add_tcase(s, c);
    return s;
}
