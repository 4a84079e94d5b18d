/* The store's front: checks what every kind of store would check, then hands on. */
#include "store/ops.h"

sr_status sr_store_open(const char *path, sr_store_mode mode, sr_store **ret, sr_err *err)
{
    sr_str p = sr_str_of(path);
    if (p.len == 0)
        return sr_fail(err, SR_EARG, 0, "a store needs a file name");
    if (sr_str_starts(p, SR_STR("postgresql:")) || sr_str_starts(p, SR_STR("postgres:")))
        return sr_fail(err, SR_ESTORE, 0,
                       "\"%s\": this program has no PostgreSQL store built in", path);
    return sr_sqlite_open(path, mode, ret, err);
}

void sr_store_close(sr_store *s)
{
    if (s)
        s->ops->close(s);
}

sr_status sr_store_begin(sr_store *s, sr_err *err)
{
    if (s->mode != SR_STORE_WRITE)
        return sr_fail(err, SR_EARG, 0, "the store is open for reading only");
    if (s->batch == SR_BATCH_OPEN)
        return sr_fail(err, SR_EARG, 0, "a batch is open already");
    sr_status st = s->ops->begin(s, err);
    if (st == SR_OK)
        s->batch = SR_BATCH_OPEN;
    return st;
}

static sr_status need_batch(const sr_store *s, sr_err *err)
{
    switch (s->batch) {
    case SR_BATCH_OPEN: return SR_OK;
    case SR_BATCH_GIVEN_UP:
        return sr_fail(err, SR_ESTORE, 0,
                       "the batch was given up after an error; begin it again");
    case SR_BATCH_NONE: break;
    }
    return sr_fail(err, SR_EARG, 0, "no batch is open");
}

sr_status sr_store_commit(sr_store *s, sr_err *err)
{
    sr_status st = need_batch(s, err);
    s->batch = SR_BATCH_NONE;
    return st == SR_OK ? s->ops->commit(s, err) : st;
}

void sr_store_rollback(sr_store *s)
{
    if (s->batch == SR_BATCH_OPEN)
        s->ops->rollback(s);
    s->batch = SR_BATCH_NONE;
}

sr_status sr_store_knows(sr_store *s, const sr_doc *doc, sr_kept *ret, sr_err *err)
{
    return s->ops->knows(s, doc, ret, err);
}

sr_status sr_store_story_of(sr_store *s, sr_str article_id, sr_arena *a, sr_str *ret,
                            sr_err *err)
{
    return s->ops->story_of(s, article_id, a, ret, err);
}

/* Every span that is kept must lie within its text: what is in the store is true. */
static sr_status spans_fit(const sr_doc *doc, sr_err *err)
{
    for (size_t i = 0; i < doc->n_sents; i++) {
        const sr_sentence *s = &doc->sents[i];
        if (s->span.beg > s->span.end || s->span.end > sr_doc_text(doc, s).len)
            return sr_fail(err, SR_EARG, s->span.beg,
                           "sentence %zu of article \"%.*s\" is outside its text", i,
                           SR_FMT(doc->article.id));
    }
    for (size_t i = 0; i < doc->article.n_paras; i++) {
        sr_span p = doc->article.paras[i].span;
        if (p.beg > p.end || p.end > doc->article.text.len)
            return sr_fail(err, SR_EARG, p.beg,
                           "paragraph %zu of article \"%.*s\" is outside its text", i,
                           SR_FMT(doc->article.id));
    }
    return SR_OK;
}

sr_status sr_store_put(sr_store *s, const sr_doc *doc, const sr_placed *placed,
                       sr_time arrival_s, sr_kept *ret, sr_err *err)
{
    sr_status st = need_batch(s, err);
    if (st != SR_OK)
        return st;
    if (doc->article.id.len == 0)
        return sr_fail(err, SR_EARG, 0, "an article without id cannot be kept");
    if ((st = spans_fit(doc, err)) != SR_OK)
        return st;
    st = s->ops->put(s, doc, placed, arrival_s, ret, err);
    if (st != SR_OK) {
        s->ops->rollback(s);
        s->batch = SR_BATCH_GIVEN_UP;
    }
    return st;
}

sr_status sr_store_each_article(sr_store *s, sr_time since_s, sr_store_visit visit,
                                void *ctx, sr_err *err)
{
    return s->ops->each_article(s, since_s, visit, ctx, err);
}

sr_status sr_store_stories(sr_store *s, sr_time since_s, size_t max, sr_arena *a,
                           sr_story_row **ret, size_t *n, sr_err *err)
{
    return s->ops->stories(s, since_s, max, a, ret, n, err);
}

sr_status sr_store_story(sr_store *s, sr_str id, sr_arena *a, sr_story *ret, sr_err *err)
{
    return s->ops->story(s, id, a, ret, err);
}

sr_status sr_store_search(sr_store *s, sr_str query, size_t max, sr_arena *a,
                          sr_hit **ret, size_t *n, sr_err *err)
{
    return s->ops->search(s, query, max, a, ret, n, err);
}

sr_status sr_store_count(sr_store *s, sr_store_counts *ret, sr_err *err)
{
    return s->ops->count(s, ret, err);
}

sr_status sr_store_check(sr_store *s, sr_err *err)
{
    return s->ops->check(s, err);
}
