/* Keeping an article: its row, what hangs on it, the sums of its story. */
#include "store/sqlite.h"

/* What one put has at hand. */
typedef struct put {
    sr_sqlite *s;
    const sr_doc *doc;
    const sr_placed *placed; /* or NULL */
    const sr_row_text *text;
    sr_time arrival_s;
    int64_t key;  /* of the article */
    sr_time at_s; /* the time that orders it */
    sr_err *err;
} put;

static sr_status run_for(put *p, sr_sql which, int64_t key)
{
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sql_get(p->s, which, &st, p->err);
    if (status != SR_OK)
        return status;
    (void)sqlite3_bind_int64(st, 1, key);
    return sr_sql_run(p->s, st, p->err);
}

/* --- is it there? ----------------------------------------------------------------- */

/* An earlier text of a corrected article that comes again is known, too: the correction
 * stands. */
static sr_status find(sr_sqlite *s, const sr_doc *doc, const char *digest, int64_t *key,
                      sr_kept *ret, sr_err *err)
{
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sql_get(s, SR_SQL_FIND_ARTICLE, &st, err);
    if (status != SR_OK)
        return status;
    sr_sql_bind(st, 1, doc->article.id);
    sr_sql_bind(st, 2, sr_str_of(digest));
    status = sr_sql_row(s, st, err);
    if (status == SR_OK) {
        *key = sqlite3_column_int64(st, 0);
        *ret = sqlite3_column_int(st, 1) ? SR_KEPT_SAME : SR_KEPT_REVISED;
        (void)sqlite3_reset(st);
    } else if (status == SR_END) {
        *ret = SR_KEPT_NEW;
        status = SR_OK;
    }
    return status;
}

sr_status sr_sqlite_knows(sr_store *base, const sr_doc *doc, sr_kept *ret, sr_err *err)
{
    char digest[33];
    int64_t key = 0;
    sr_status st = sr_doc_content_digest(doc, digest, err);
    return st == SR_OK ? find((sr_sqlite *)base, doc, digest, &key, ret, err) : st;
}

/* --- sentences, paragraphs, words ------------------------------------------------- */

static sr_status insert_sents(put *p)
{
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sql_get(p->s, SR_SQL_INSERT_SENTENCE, &st, p->err);
    for (size_t i = 0; i < p->doc->n_sents && status == SR_OK; i++) {
        const sr_sentence *s = &p->doc->sents[i];
        (void)sqlite3_bind_int64(st, 1, p->key);
        (void)sqlite3_bind_int64(st, 2, (int64_t)i);
        (void)sqlite3_bind_int64(st, 3, s->span.beg);
        (void)sqlite3_bind_int64(st, 4, s->span.end);
        (void)sqlite3_bind_int(st, 5, s->in_title);
        (void)sqlite3_bind_int64(st, 6, s->para);
        status = sr_sql_run(p->s, st, p->err);
    }
    p->s->added[SR_TOTAL_SENTENCES] += (int64_t)p->doc->n_sents;
    return status;
}

static sr_status insert_paras(put *p)
{
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sql_get(p->s, SR_SQL_INSERT_PARA, &st, p->err);
    for (size_t i = 0; i < p->doc->article.n_paras && status == SR_OK; i++) {
        const sr_para *q = &p->doc->article.paras[i];
        (void)sqlite3_bind_int64(st, 1, p->key);
        (void)sqlite3_bind_int64(st, 2, (int64_t)i);
        (void)sqlite3_bind_int64(st, 3, q->span.beg);
        (void)sqlite3_bind_int64(st, 4, q->span.end);
        sr_sql_bind(st, 5, sr_row_para_kind(q->kind));
        (void)sqlite3_bind_int64(st, 6, q->page_beg);
        (void)sqlite3_bind_int64(st, 7, q->page_end);
        status = sr_sql_run(p->s, st, p->err);
    }
    return status;
}

static sr_status index_words(put *p)
{
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sql_get(p->s, SR_SQL_INDEX, &st, p->err);
    if (status != SR_OK)
        return status;
    (void)sqlite3_bind_int64(st, 1, p->key);
    sr_sql_bind(st, 2, p->doc->article.title);
    sr_sql_bind(st, 3, p->doc->article.text);
    return sr_sql_run(p->s, st, p->err);
}

static sr_status insert_content(put *p)
{
    sr_status st = insert_sents(p);
    if (st == SR_OK)
        st = insert_paras(p);
    return st == SR_OK ? index_words(p) : st;
}

/* --- copies ----------------------------------------------------------------------- */

static bool has_copy(const put *p)
{
    return p->placed && p->placed->copy.group.len;
}

static sr_status write_copy(put *p, sr_sql which)
{
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sql_get(p->s, which, &st, p->err);
    if (status != SR_OK)
        return status;
    (void)sqlite3_bind_int64(st, 1, p->key);
    sr_row_bind_copy(st, 2, &p->placed->copy, p->text);
    return sr_sql_run(p->s, st, p->err);
}

static sr_status insert_copy(put *p)
{
    if (!has_copy(p))
        return SR_OK;
    if (p->placed->copy.relation != SR_COPY_ORIGINAL)
        p->s->added[SR_TOTAL_COPIES]++;
    return write_copy(p, SR_SQL_INSERT_COPY);
}

/* --- stories ---------------------------------------------------------------------- */

/* May its title stand for the story: a text of its own, not a copy or a part of one. */
static bool own_report(const put *p)
{
    sr_copy_relation r = has_copy(p) ? p->placed->copy.relation : SR_COPY_ORIGINAL;
    return p->doc->article.title.len && r != SR_COPY_COPY && r != SR_COPY_EXCERPT;
}

static sr_status find_story(put *p, int64_t *ret)
{
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sql_get(p->s, SR_SQL_FIND_STORY, &st, p->err);
    if (status != SR_OK)
        return status;
    sr_sql_bind(st, 1, p->placed->join.story);
    status = sr_sql_int(p->s, st, ret, p->err);
    if (status != SR_END)
        return status;
    status = sr_sql_get(p->s, SR_SQL_INSERT_STORY, &st, p->err);
    if (status != SR_OK)
        return status;
    sr_sql_bind(st, 1, p->placed->join.story);
    (void)sqlite3_bind_int64(st, 2, p->at_s);
    (void)sqlite3_bind_int64(st, 3, p->key);
    status = sr_sql_run(p->s, st, p->err);
    if (status == SR_OK) {
        *ret = sqlite3_last_insert_rowid(p->s->db);
        p->s->added[SR_TOTAL_STORIES]++;
    }
    return status;
}

/* The copy group, or the article itself where nothing is said of one. */
static sr_str origin_of(const put *p)
{
    return has_copy(p) ? p->placed->copy.group : p->doc->article.id;
}

static sr_status has_origin(put *p, int64_t story, bool *ret)
{
    sqlite3_stmt *st = NULL;
    int64_t one = 0;
    sr_status status = sr_sql_get(p->s, SR_SQL_HAS_ORIGIN, &st, p->err);
    if (status != SR_OK)
        return status;
    (void)sqlite3_bind_int64(st, 1, story);
    sr_sql_bind(st, 2, origin_of(p));
    status = sr_sql_int(p->s, st, &one, p->err);
    *ret = status == SR_OK;
    return status == SR_END ? SR_OK : status;
}

static sr_status insert_member(put *p, int64_t story)
{
    const sr_join *join = &p->placed->join;
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sql_get(p->s, SR_SQL_INSERT_MEMBER, &st, p->err);
    if (status != SR_OK)
        return status;
    (void)sqlite3_bind_int64(st, 1, story);
    (void)sqlite3_bind_int64(st, 2, p->key);
    (void)sqlite3_bind_int64(st, 3, p->at_s);
    sr_sql_bind(st, 4, origin_of(p));
    (void)sqlite3_bind_int(st, 5, own_report(p));
    (void)sqlite3_bind_int(st, 6, join->opened);
    (void)sqlite3_bind_double(st, 7, join->p);
    sr_sql_bind_opt(st, 8, sr_buf_str(&p->text->reasons));
    return sr_sql_run(p->s, st, p->err);
}

static sr_status add_to_story(put *p, int64_t story, bool new_origin)
{
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sql_get(p->s, SR_SQL_ADD_TO_STORY, &st, p->err);
    if (status != SR_OK)
        return status;
    (void)sqlite3_bind_int64(st, 1, story);
    (void)sqlite3_bind_int64(st, 2, p->key);
    (void)sqlite3_bind_int64(st, 3, p->at_s);
    (void)sqlite3_bind_int(st, 4, own_report(p));
    (void)sqlite3_bind_int(st, 5, new_origin);
    return sr_sql_run(p->s, st, p->err);
}

static sr_status join_story(put *p)
{
    int64_t story = 0;
    bool known_origin = false;
    if (!p->placed || p->placed->join.story.len == 0)
        return SR_OK;
    sr_status st = find_story(p, &story);
    if (st == SR_OK)
        st = has_origin(p, story, &known_origin);
    if (st == SR_OK)
        st = insert_member(p, story);
    return st == SR_OK ? add_to_story(p, story, !known_origin) : st;
}

/* --- a new article ---------------------------------------------------------------- */

static sr_status put_new(put *p)
{
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sql_get(p->s, SR_SQL_INSERT_ARTICLE, &st, p->err);
    if (status != SR_OK)
        return status;
    sr_row_bind_article(st, p->doc, p->text, p->arrival_s);
    status = sr_sql_run(p->s, st, p->err);
    if (status != SR_OK)
        return status;
    p->key = sqlite3_last_insert_rowid(p->s->db);
    p->s->added[SR_TOTAL_ARTICLES]++;
    status = insert_content(p);
    if (status == SR_OK)
        status = insert_copy(p);
    return status == SR_OK ? join_story(p) : status;
}

/* --- a corrected article ---------------------------------------------------------- */

static sr_status forget_content(put *p)
{
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sql_get(p->s, SR_SQL_KEEP_REVISION, &st, p->err);
    if (status != SR_OK)
        return status;
    (void)sqlite3_bind_int64(st, 1, p->key);
    (void)sqlite3_bind_int64(st, 2, p->arrival_s);
    status = sr_sql_run(p->s, st, p->err);
    if (status == SR_OK)
        status = run_for(p, SR_SQL_UNINDEX, p->key);
    if (status == SR_OK)
        status = run_for(p, SR_SQL_DELETE_SENTENCES, p->key);
    if (status == SR_OK)
        p->s->added[SR_TOTAL_SENTENCES] -= sqlite3_changes64(p->s->db);
    return status == SR_OK ? run_for(p, SR_SQL_DELETE_PARAS, p->key) : status;
}

static sr_status is_copy(put *p, int64_t *ret)
{
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sql_get(p->s, SR_SQL_IS_COPY, &st, p->err);
    if (status != SR_OK)
        return status;
    (void)sqlite3_bind_int64(st, 1, p->key);
    return sr_sql_int(p->s, st, ret, p->err);
}

/* What the caller says of the new text is kept.  Where that is nothing, or only that the
 * text is a copy of this article's own earlier one, the old relation stays; its changes
 * go, for their spans counted in the old text. */
static sr_status replace_copy(put *p)
{
    int64_t was = 0;
    sr_status st = is_copy(p, &was);
    if (st == SR_END)
        return insert_copy(p);
    if (st != SR_OK)
        return st;
    if (!has_copy(p) || sr_str_eq(p->placed->copy.of, p->doc->article.id))
        return run_for(p, SR_SQL_DROP_CHANGES, p->key);
    p->s->added[SR_TOTAL_COPIES] += (p->placed->copy.relation != SR_COPY_ORIGINAL) - was;
    return write_copy(p, SR_SQL_UPDATE_COPY);
}

static sr_status sum_story(put *p)
{
    sqlite3_stmt *st = NULL;
    int64_t story = 0;
    sr_status status = sr_sql_get(p->s, SR_SQL_UPDATE_MEMBER, &st, p->err);
    if (status != SR_OK)
        return status;
    (void)sqlite3_bind_int64(st, 1, p->key);
    (void)sqlite3_bind_int64(st, 2, p->at_s);
    (void)sqlite3_bind_int(st, 3, p->doc->article.title.len > 0);
    status = sr_sql_run(p->s, st, p->err);
    if (status == SR_OK)
        status = sr_sql_get(p->s, SR_SQL_STORY_OF, &st, p->err);
    if (status != SR_OK)
        return status;
    (void)sqlite3_bind_int64(st, 1, p->key);
    status = sr_sql_int(p->s, st, &story, p->err);
    if (status == SR_END)
        return join_story(p); /* it had none yet */
    return status == SR_OK ? run_for(p, SR_SQL_SUM_STORY, story) : status;
}

static sr_status put_revised(put *p)
{
    sqlite3_stmt *st = NULL;
    sr_status status = forget_content(p);
    if (status == SR_OK)
        status = sr_sql_get(p->s, SR_SQL_UPDATE_ARTICLE, &st, p->err);
    if (status != SR_OK)
        return status;
    sr_row_bind_article(st, p->doc, p->text, p->arrival_s);
    status = sr_sql_int(p->s, st, &p->at_s, p->err);
    if (status == SR_OK)
        status = insert_content(p);
    if (status == SR_OK)
        status = replace_copy(p);
    return status == SR_OK ? sum_story(p) : status;
}

/* --- either ------------------------------------------------------------------------ */

sr_status sr_sqlite_put(sr_store *base, const sr_doc *doc, const sr_placed *placed,
                        sr_time arrival_s, sr_kept *ret, sr_err *err)
{
    sr_sqlite *s = (sr_sqlite *)base;
    sr_row_text text;
    sr_kept kept = SR_KEPT_SAME;
    sr_status st = sr_row_text_make(doc, placed, &text, err);
    if (st != SR_OK)
        return st;
    put p = {s, doc, placed, &text, arrival_s, 0, sr_row_at(doc, arrival_s), err};
    st = find(s, doc, text.digest, &p.key, &kept, err);
    if (st == SR_OK && kept == SR_KEPT_NEW)
        st = put_new(&p);
    else if (st == SR_OK && kept == SR_KEPT_REVISED)
        st = put_revised(&p);
    sr_row_text_free(&text);
    if (st == SR_OK && ret)
        *ret = kept;
    return st;
}

sr_status sr_sqlite_put_totals(sr_sqlite *s, sr_err *err)
{
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sql_get(s, SR_SQL_ADD_TOTAL, &st, err);
    for (int i = 0; i < SR_TOTAL_N && status == SR_OK; i++) {
        if (s->added[i] == 0)
            continue;
        (void)sqlite3_bind_int(st, 1, i);
        (void)sqlite3_bind_int64(st, 2, s->added[i]);
        status = sr_sql_run(s, st, err);
    }
    if (status == SR_OK)
        memset(s->added, 0, sizeof s->added);
    return status;
}
