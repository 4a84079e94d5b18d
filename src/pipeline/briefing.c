/* A briefing: stories of a store, chosen and ordered, each made a brief, all rendered. */
#include "pipeline/briefing.h"

#include <stdlib.h>

/* A briefing holds all its stories with their texts: this bounds it. */
static const size_t BRIEFING_ARENA_BYTES = (size_t)1024 * 1024 * 1024;

/* Which member is the article whose related sources are asked for? */
static void find_focus(const sr_story *story, sr_str article, sr_brief_options *options)
{
    for (size_t i = 0; article.len && i < story->n; i++)
        if (sr_str_eq(story->members[i].doc->article.id, article)) {
            options->has_focus = true;
            options->focus = (uint32_t)i;
        }
}

/* The days a reader is told are those of publication: the arrival of an undated member is
 * no day of the story, unless no member has a date. */
static void date_story(sr_story *s)
{
    bool dated = false;
    for (size_t i = 0; i < s->n; i++) {
        const sr_when *w = &s->members[i].doc->article.published;
        if (w->precision == SR_TIME_UNKNOWN)
            continue;
        s->first_s = dated && s->first_s < w->at_s ? s->first_s : w->at_s;
        s->last_s = dated && s->last_s > w->at_s ? s->last_s : w->at_s;
        dated = true;
    }
}

static sr_status brief_of(sr_store *store, sr_str id, const sr_briefing_options *o,
                          sr_arena *a, sr_brief *ret, sr_err *err)
{
    sr_story *story = SR_NEW(a, sr_story, 1);
    if (!story)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a story");
    sr_status st = sr_store_story(store, id, a, story, err);
    if (st != SR_OK)
        return st;
    sr_brief_options options = {.max_lines = o->max_lines};
    find_focus(story, o->article, &options);
    date_story(story);
    return sr_brief_make(story, &options, a, ret, err);
}

/* The one story asked for: by its id, or as that of an article. */
static sr_status choose_one(sr_store *store, const sr_briefing_options *o, sr_arena *a,
                            sr_story_row **rows, sr_err *err)
{
    *rows = SR_NEW(a, sr_story_row, 1);
    if (!*rows)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a story");
    (*rows)[0].id = o->story;
    if (o->article.len == 0)
        return SR_OK;
    sr_status st = sr_store_story_of(store, o->article, a, &(*rows)[0].id, err);
    if (st == SR_OK && (*rows)[0].id.len == 0)
        st = sr_fail(err, SR_ENOTFOUND, 0, "no article \"%.*s\" in a story",
                     SR_FMT(o->article));
    return st;
}

/* The stories that the options ask for, in the order in which a reader wants them: most
 * independent origins first, then the newest, then by id. */
static int by_weight(const void *pa, const void *pb)
{
    const sr_story_row *a = pa, *b = pb;
    if (a->n_origins != b->n_origins)
        return a->n_origins < b->n_origins ? 1 : -1;
    if (a->last_s != b->last_s)
        return a->last_s < b->last_s ? 1 : -1;
    return sr_str_cmp(a->id, b->id);
}

static sr_status choose(sr_store *store, const sr_map *only, const sr_briefing_options *o,
                        sr_arena *a, sr_story_row **rows, size_t *n, sr_err *err)
{
    if (o->story.len || o->article.len) {
        *n = 1;
        return choose_one(store, o, a, rows, err);
    }
    sr_status st = sr_store_stories(store, o->since_s, 0, a, rows, n, err);
    if (st != SR_OK)
        return st;
    size_t kept = 0;
    for (size_t i = 0; i < *n; i++)
        if (!only || sr_map_get(only, (*rows)[i].id))
            (*rows)[kept++] = (*rows)[i];
    if (kept)
        qsort(*rows, kept, sizeof **rows, by_weight);
    *n = o->max_stories && kept > o->max_stories ? o->max_stories : kept;
    return SR_OK;
}

sr_status sr_briefing_write(sr_store *store, const sr_map *only,
                            const sr_briefing_options *options, sr_buf *out, sr_err *err)
{
    sr_arena *a = sr_arena_new(BRIEFING_ARENA_BYTES);
    if (!a)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a brief");
    sr_story_row *rows = NULL;
    size_t n = 0;
    sr_status st = choose(store, only, options, a, &rows, &n, err);
    sr_brief *briefs = st == SR_OK ? SR_NEW(a, sr_brief, n) : NULL;
    if (st == SR_OK && !briefs)
        st = sr_fail(err, SR_ENOMEM, 0, "out of memory for a brief");
    for (size_t i = 0; st == SR_OK && i < n; i++)
        st = brief_of(store, rows[i].id, options, a, &briefs[i], err);
    if (st == SR_OK)
        st = sr_report_render(briefs, n, &options->render, out, err);
    sr_arena_free(a);
    return st;
}
