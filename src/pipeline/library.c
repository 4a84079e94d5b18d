/* The library as others see it: include/sitrep/sitrep.h over a session. */
#include "sitrep/sitrep.h"

#include "base/utf8.h"
#include "pipeline/session.h"

#include <stdlib.h>
#include <time.h>

enum { DEFAULT_HITS = 20 };
static const size_t SEARCH_ARENA_BYTES = (size_t)256 * 1024 * 1024;

const char *sr_version(void)
{
    return SR_VERSION;
}

static sr_time present(int64_t now_s)
{
    return now_s ? now_s : (sr_time)time(NULL);
}

sr_status sr_open(const char *path, int64_t now_s, sr_session **ret, sr_err *err)
{
    return sr_session_open(path, present(now_s), ret, err);
}

void sr_close(sr_session *s)
{
    sr_session_close(s);
}

void sr_free(char *text)
{
    free(text);
}

/* --- refusals and lines to the caller's callbacks --------------------------------------- */

typedef struct caller {
    sr_refused refused;
    sr_article_line line;
    void *ctx;
    sr_buf out;
} caller;

static void pass_refusal(void *ctx, sr_str file, uint64_t offset, sr_str message)
{
    const caller *c = ctx;
    char name[4096], reason[512];
    if (!c->refused)
        return;
    size_t n = sr_utf8_floor(file, sizeof name - 1);
    size_t m = sr_utf8_floor(message, sizeof reason - 1);
    memcpy(name, n ? file.p : "", n);
    name[n] = '\0';
    memcpy(reason, m ? message.p : "", m);
    reason[m] = '\0';
    c->refused(c->ctx, name, offset, reason);
}

sr_status sr_ingest(sr_session *s, const char *const *inputs, size_t n,
                    sr_refused refused, void *ctx, sr_counts *counts, sr_err *err)
{
    caller c = {.refused = refused, .ctx = ctx};
    sr_ingest_options options = {
        .inputs = inputs, .n_inputs = n, .threads = 1, .said = pass_refusal, .ctx = &c};
    sr_ingest_counts got = {0};
    sr_status st = sr_session_ingest(s, &options, &got, err);
    if (st == SR_OK && counts)
        *counts = (sr_counts){got.fresh, got.same, got.revised, got.run.said};
    return st;
}

/* Hand a finished buffer to the caller, or give its memory back. */
static sr_status give(sr_status st, sr_buf *out, char **ret, size_t *len, sr_err *err)
{
    sr_buf_putc(out, '\0');
    if (st == SR_OK && !sr_buf_ok(out))
        st = sr_fail(err, SR_ENOMEM, 0, "out of memory for output");
    if (st != SR_OK) {
        sr_buf_free(out);
        return st;
    }
    *ret = out->p;
    *len = out->len - 1;
    return SR_OK;
}

sr_status sr_brief_text(sr_session *s, const char *story, sr_brief_format format,
                        char **ret, size_t *len, sr_err *err)
{
    static const sr_format formats[] = {SR_FORMAT_TEXT, SR_FORMAT_MARKDOWN,
                                        SR_FORMAT_HTML, SR_FORMAT_JSON};
    if ((unsigned)format >= SR_COUNT(formats))
        return sr_fail(err, SR_EARG, 0, "there is no format %d", (int)format);
    sr_buf out = {0};
    sr_briefing_options options = {
        .story = sr_str_of(story),
        .render = {.format = formats[format], .title = SR_STR("Situation report")}};
    sr_status st = sr_briefing_write(sr_session_store(s), NULL, &options, &out, err);
    return give(st, &out, ret, len, err);
}

sr_status sr_search(sr_session *s, const char *query, size_t max, char **ret, size_t *len,
                    sr_err *err)
{
    sr_arena *a = sr_arena_new(SEARCH_ARENA_BYTES);
    if (!a)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a search");
    sr_buf out = {0};
    sr_hit *hits = NULL;
    size_t n = 0;
    sr_status st = sr_store_search(sr_session_store(s), sr_str_of(query),
                                   max ? max : DEFAULT_HITS, a, &hits, &n, err);
    for (size_t i = 0; st == SR_OK && i < n; i++)
        sr_hit_write(&hits[i], &out);
    sr_arena_free(a);
    return give(st, &out, ret, len, err);
}

static sr_status pass_line(void *ctx, sr_doc *doc, const sr_placed *placed, sr_err *err)
{
    (void)placed;
    caller *c = ctx;
    sr_buf_reset(&c->out);
    sr_doc_write_article(doc, &(sr_json){.out = &c->out});
    if (!sr_buf_ok(&c->out))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for an article");
    c->line(c->ctx, c->out.p, c->out.len);
    return SR_OK;
}

sr_status sr_read(const char *const *inputs, size_t n, int64_t now_s,
                  sr_article_line line, sr_refused refused, void *ctx, sr_err *err)
{
    caller c = {.refused = refused, .line = line, .ctx = ctx};
    sr_run_counts counts;
    sr_run_options run = {.inputs = inputs,
                          .n_inputs = n,
                          .until = "extract",
                          .threads = 1,
                          .now_s = present(now_s),
                          .sink = pass_line,
                          .said = pass_refusal,
                          .ctx = &c};
    sr_status st = sr_run(&run, &counts, err);
    sr_buf_free(&c.out);
    return st;
}
