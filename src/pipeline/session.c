/* A session.  In this file: opening with replay; ingest; brief. */
#include "pipeline/session.h"

#include "base/map.h"
#include "text/text.h"

#include <stdlib.h>

struct sr_session {
    sr_store *store;
    sr_stories *stories;
    sr_text_rules *rules; /* for the replay: the store keeps no tokens */
    sr_time now_s;
    sr_arena *arena; /* keys of touched */
    sr_map touched;  /* ids of the stories that the last ingest touched */
};

/* --- opening ------------------------------------------------------------------------- */

static sr_status replay_one(void *ctx, sr_doc *doc, const sr_placed *placed,
                            sr_time arrival_s, sr_err *err)
{
    sr_session *s = ctx;
    sr_placed again;
    sr_status st = sr_text_analyse(s->rules, doc, err);
    if (st == SR_OK)
        st = sr_features_make(doc, err);
    if (st == SR_OK)
        st = sr_stories_add(s->stories, doc, arrival_s, placed, doc->arena, &again, err);
    return st;
}

static sr_status replay(sr_session *s, sr_err *err)
{
    sr_arena *a = sr_arena_new(SR_MAX_ARENA_BYTES);
    sr_story_row *newest = NULL;
    size_t n = 0;
    sr_status st = a ? sr_store_stories(s->store, 0, 1, a, &newest, &n, err)
                     : sr_fail(err, SR_ENOMEM, 0, "out of memory to open a store");
    sr_time since_s = n ? newest[0].last_s - SR_STORIES_WINDOW_S : 0;
    sr_arena_free(a);
    if (st != SR_OK || n == 0)
        return st;
    return sr_store_each_article(s->store, since_s, replay_one, s, err);
}

sr_status sr_session_open(const char *path, sr_time now_s, sr_session **ret, sr_err *err)
{
    sr_session *s = calloc(1, sizeof *s);
    if (!s)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a session");
    s->now_s = now_s;
    s->arena = sr_arena_new(SR_MAX_ARENA_BYTES);
    sr_status st =
        s->arena ? SR_OK : sr_fail(err, SR_ENOMEM, 0, "out of memory for a session");
    if (st == SR_OK)
        st = sr_text_rules_new("en", &s->rules, err);
    if (st == SR_OK)
        st = sr_stories_new(NULL, &s->stories, err);
    if (st == SR_OK)
        st = sr_store_open(path ? path : ":memory:", SR_STORE_WRITE, &s->store, err);
    if (st == SR_OK)
        st = replay(s, err);
    if (st != SR_OK) {
        sr_session_close(s);
        return st;
    }
    *ret = s;
    return SR_OK;
}

void sr_session_close(sr_session *s)
{
    if (!s)
        return;
    sr_store_close(s->store);
    sr_stories_free(s->stories);
    sr_text_rules_free(s->rules);
    sr_map_free(&s->touched);
    sr_arena_free(s->arena);
    free(s);
}

sr_store *sr_session_store(sr_session *s)
{
    return s->store;
}

/* --- ingest -------------------------------------------------------------------------- */

typedef struct ingest {
    sr_session *s;
    const sr_ingest_options *options;
    sr_ingest_counts counts;
    size_t in_batch; /* articles put since the last commit */
    bool open;       /* is a transaction open? */
} ingest;

static sr_status touch(sr_session *s, sr_str story, sr_err *err)
{
    if (story.len == 0 || sr_map_get(&s->touched, story))
        return SR_OK;
    sr_str key = sr_arena_str(s->arena, story);
    if (!key.p || !sr_map_put(&s->touched, key, 1, NULL))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the stories touched");
    return SR_OK;
}

static sr_status commit(ingest *in, sr_err *err)
{
    if (!in->open)
        return SR_OK;
    sr_status st = sr_store_commit(in->s->store, err);
    if (st != SR_OK)
        return st;
    in->open = false;
    in->in_batch = 0;
    if (in->options->kept)
        in->options->kept(in->options->ctx, in->counts.fresh + in->counts.revised);
    return SR_OK;
}

/* An article that is kept already, unchanged, is not placed again. */
static sr_status wants_place(void *ctx, sr_doc *doc, bool *ret, sr_err *err)
{
    ingest *in = ctx;
    sr_kept kept;
    sr_status st = sr_store_knows(in->s->store, doc, &kept, err);
    if (st != SR_OK)
        return st;
    *ret = kept != SR_KEPT_SAME;
    if (*ret)
        return SR_OK;
    sr_str story = {NULL, 0};
    in->counts.same++;
    st = sr_store_story_of(in->s->store, doc->article.id, doc->arena, &story, err);
    return st == SR_OK ? touch(in->s, story, err) : st;
}

static sr_status keep(void *ctx, sr_doc *doc, const sr_placed *placed, sr_err *err)
{
    ingest *in = ctx;
    sr_kept kept;
    if (!placed)
        return SR_OK;
    if (!in->open) {
        sr_status st = sr_store_begin(in->s->store, err);
        if (st != SR_OK)
            return st;
        in->open = true;
    }
    sr_status st = sr_store_put(in->s->store, doc, placed, in->s->now_s, &kept, err);
    if (st != SR_OK)
        return st;
    in->counts.fresh += kept == SR_KEPT_NEW;
    in->counts.revised += kept == SR_KEPT_REVISED;
    sr_str story = placed->join.story;
    if (kept == SR_KEPT_REVISED) /* a corrected article stays in the story it has */
        st = sr_store_story_of(in->s->store, doc->article.id, doc->arena, &story, err);
    if (st == SR_OK)
        st = touch(in->s, story, err);
    if (st == SR_OK && ++in->in_batch >= SR_SESSION_BATCH)
        st = commit(in, err);
    return st;
}

static void pass_on(void *ctx, sr_str file, uint64_t offset, sr_str message)
{
    const ingest *in = ctx;
    if (in->options->said)
        in->options->said(in->options->ctx, file, offset, message);
}

sr_status sr_session_ingest(sr_session *s, const sr_ingest_options *options,
                            sr_ingest_counts *ret, sr_err *err)
{
    ingest in = {.s = s, .options = options};
    sr_map_free(&s->touched);
    sr_arena_reset(s->arena);
    sr_run_options run = {.inputs = options->inputs,
                          .n_inputs = options->n_inputs,
                          .until = "story",
                          .threads = options->threads,
                          .now_s = s->now_s,
                          .sites = options->sites,
                          .stories = s->stories,
                          .wants_place = wants_place,
                          .sink = keep,
                          .said = pass_on,
                          .ctx = &in};
    sr_status st = sr_run(&run, &in.counts.run, err);
    if (st == SR_OK)
        st = commit(&in, err);
    *ret = in.counts;
    return st;
}

/* --- brief --------------------------------------------------------------------------- */

sr_status sr_session_brief(sr_session *s, const sr_briefing_options *options, sr_buf *out,
                           sr_err *err)
{
    return sr_briefing_write(s->store, &s->touched, options, out, err);
}
