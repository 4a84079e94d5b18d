/* Reading: the walk over articles, stories, counts, the check. */
#include "store/sqlite.h"

#include "base/vec.h"

#include <stdio.h>

/* --- the walk --------------------------------------------------------------------- */

/* One visit; SR_END where the walk is over. */
static sr_status visit_next(sr_sqlite *s, sqlite3_stmt *st, sr_doc *doc,
                            sr_store_visit visit, void *ctx, sr_err *err)
{
    sr_placed placed;
    sr_time arrival_s;
    sr_status status = sr_sql_row(s, st, err);
    if (status != SR_OK)
        return status;
    sr_doc_reset(doc);
    status = sr_row_read(s, st, doc->arena, doc, &placed, &arrival_s, err);
    return status == SR_OK ? visit(ctx, doc, &placed, arrival_s, err) : status;
}

sr_status sr_sqlite_each_article(sr_store *base, sr_time since_s, sr_store_visit visit,
                                 void *ctx, sr_err *err)
{
    sr_sqlite *s = (sr_sqlite *)base;
    sqlite3_stmt *st = NULL;
    sr_status status = SR_OK;
    sr_doc *doc = sr_doc_new(0);
    if (!doc)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory to read \"%s\"", s->path);
    if (sqlite3_prepare_v2(s->db, sr_sql_walk, -1, &st, NULL) != SQLITE_OK)
        status = sr_sql_fail(s, "read", err);
    else
        (void)sqlite3_bind_int64(st, 1, since_s);
    bool over = false;
    while (status == SR_OK && !over) {
        status = visit_next(s, st, doc, visit, ctx, err);
        over = status == SR_END && sqlite3_stmt_busy(st) == 0;
    }
    (void)sqlite3_finalize(st);
    sr_doc_free(doc);
    return over ? SR_OK : status;
}

/* --- stories ---------------------------------------------------------------------- */

static sr_str keep(sr_arena *a, sqlite3_stmt *st, int column)
{
    sr_str s = sr_sql_text(st, column);
    return s.len ? sr_arena_str(a, s) : (sr_str){"", 0};
}

static sr_status no_memory(const sr_sqlite *s, sr_err *err)
{
    return sr_fail(err, SR_ENOMEM, 0, "out of memory to read \"%s\"", s->path);
}

static sr_story_row story_row(sqlite3_stmt *st, sr_arena *a)
{
    return (sr_story_row){.id = keep(a, st, 0),
                          .headline = keep(a, st, 1),
                          .first_s = sqlite3_column_int64(st, 2),
                          .last_s = sqlite3_column_int64(st, 3),
                          .n_articles = (size_t)sqlite3_column_int64(st, 4),
                          .n_origins = (size_t)sqlite3_column_int64(st, 5)};
}

sr_status sr_sqlite_stories(sr_store *base, sr_time since_s, size_t max, sr_arena *a,
                            sr_story_row **ret, size_t *n, sr_err *err)
{
    sr_sqlite *s = (sr_sqlite *)base;
    SR_VEC(sr_story_row) v = {0};
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sql_get(s, SR_SQL_STORIES, &st, err);
    if (status != SR_OK)
        return status;
    (void)sqlite3_bind_int64(st, 1, since_s);
    (void)sqlite3_bind_int64(st, 2, max && max < INT64_MAX ? (int64_t)max : -1);
    while ((status = sr_sql_row(s, st, err)) == SR_OK) {
        sr_story_row row = story_row(st, a);
        if (!row.id.p || !row.headline.p || !SR_PUSH(a, &v, row)) {
            (void)sqlite3_reset(st);
            return no_memory(s, err);
        }
    }
    if (status != SR_END)
        return status;
    *ret = v.v;
    *n = v.n;
    return SR_OK;
}

static sr_status read_members(sr_sqlite *s, int64_t key, sr_arena *a, sr_story *story,
                              size_t n, sr_err *err)
{
    sqlite3_stmt *st = NULL;
    sr_time arrival_s;
    sr_placed placed;
    sr_status status = sr_sql_get(s, SR_SQL_STORY_ROWS, &st, err);
    if (status != SR_OK)
        return status;
    sr_doc *docs = SR_NEW(a, sr_doc, n);
    story->members = SR_NEW(a, sr_member, n);
    if (!docs || !story->members)
        return no_memory(s, err);
    (void)sqlite3_bind_int64(st, 1, key);
    while (story->n < n && (status = sr_sql_row(s, st, err)) == SR_OK) {
        status = sr_row_read(s, st, a, &docs[story->n], &placed, &arrival_s, err);
        if (status != SR_OK)
            break;
        story->members[story->n] = (sr_member){&docs[story->n], placed.copy, placed.join};
        story->n++;
    }
    (void)sqlite3_reset(st);
    return status == SR_END ? SR_OK : status;
}

static sr_status read_story(sr_sqlite *s, sr_str id, sr_arena *a, sr_story *ret,
                            sr_err *err)
{
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sql_get(s, SR_SQL_STORY, &st, err);
    if (status != SR_OK)
        return status;
    sr_sql_bind(st, 1, id);
    status = sr_sql_row(s, st, err);
    if (status == SR_END)
        return sr_fail(err, SR_ENOTFOUND, 0, "no story \"%.*s\"", SR_FMT(id));
    if (status != SR_OK)
        return status;
    int64_t key = sqlite3_column_int64(st, 0), n = sqlite3_column_int64(st, 3);
    sr_story story = {.first_s = sqlite3_column_int64(st, 1),
                      .last_s = sqlite3_column_int64(st, 2)};
    (void)sqlite3_reset(st);
    story.id = sr_arena_str(a, id);
    if (!story.id.p)
        return no_memory(s, err);
    status = read_members(s, key, a, &story, n > 0 ? (size_t)n : 0, err);
    if (status == SR_OK)
        *ret = story;
    return status;
}

sr_status sr_sqlite_story(sr_store *base, sr_str id, sr_arena *a, sr_story *ret,
                          sr_err *err)
{
    sr_sqlite *s = (sr_sqlite *)base;
    bool began;
    sr_status st = sr_sql_begin_read(s, &began, err);
    if (st != SR_OK)
        return st;
    st = read_story(s, id, a, ret, err);
    sr_sql_end_read(s, began);
    return st;
}

sr_status sr_sqlite_story_of(sr_store *base, sr_str article_id, sr_arena *a, sr_str *ret,
                             sr_err *err)
{
    sr_sqlite *s = (sr_sqlite *)base;
    sqlite3_stmt *st = NULL;
    sr_str story = {"", 0};
    sr_status status = sr_sql_get(s, SR_SQL_STORY_ID_OF, &st, err);
    if (status != SR_OK)
        return status;
    sr_sql_bind(st, 1, article_id);
    status = sr_sql_row(s, st, err);
    if (status == SR_OK) {
        story = keep(a, st, 0);
        (void)sqlite3_reset(st);
    } else if (status != SR_END)
        return status;
    if (!story.p)
        return no_memory(s, err);
    *ret = story;
    return SR_OK;
}

/* --- counts ----------------------------------------------------------------------- */

sr_status sr_sqlite_count(sr_store *base, sr_store_counts *ret, sr_err *err)
{
    sr_sqlite *s = (sr_sqlite *)base;
    sqlite3_stmt *st = NULL;
    int64_t total[SR_TOTAL_N] = {0};
    sr_status status = sr_sql_get(s, SR_SQL_TOTALS, &st, err);
    for (size_t i = 0; status == SR_OK && (status = sr_sql_row(s, st, err)) == SR_OK; i++)
        if (i < SR_TOTAL_N)
            total[i] = sqlite3_column_int64(st, 0) + s->added[i];
    if (status != SR_END)
        return status;
    *ret = (sr_store_counts){.articles = (uint64_t)total[SR_TOTAL_ARTICLES],
                             .sentences = (uint64_t)total[SR_TOTAL_SENTENCES],
                             .stories = (uint64_t)total[SR_TOTAL_STORIES],
                             .copies = (uint64_t)total[SR_TOTAL_COPIES]};
    return SR_OK;
}

/* --- the check -------------------------------------------------------------------- */

/* What must hold beyond what SQLite checks: each names rows that break it. */
static const struct {
    const char *what, *sql;
} rules[] = {
    {"the sums of a story are off",
     "SELECT s.id FROM stories s WHERE (n_articles, n_origins, first_s, last_s) IS NOT"
     " (SELECT count(*), count(DISTINCT origin), min(at_s), max(at_s) FROM members"
     "  WHERE story = s.key) LIMIT 1"},
    {"a headline is of no member",
     "SELECT s.id FROM stories s WHERE NOT EXISTS (SELECT 1 FROM members"
     " WHERE story = s.key AND article = s.headline) LIMIT 1"},
    {"a member's time or origin is off",
     "SELECT a.id FROM members m JOIN articles a ON a.key = m.article"
     " LEFT JOIN copies c ON c.article = m.article"
     " WHERE m.at_s <> a.at_s OR m.origin <> coalesce(c.origin, a.id) LIMIT 1"},
    {"a sentence is outside its text",
     "SELECT a.id FROM (SELECT article, in_title, min(beg) AS least, max(end) AS most,"
     "   max(beg > end) AS crossed FROM sentences GROUP BY article, in_title) s"
     " JOIN articles a ON a.key = s.article WHERE least < 0 OR crossed"
     " OR most > length(CAST(iif(s.in_title, a.title, a.text) AS BLOB)) LIMIT 1"},
    {"a paragraph is outside its text",
     "SELECT a.id FROM (SELECT article, min(beg) AS least, max(end) AS most,"
     "   max(beg > end) AS crossed FROM paras GROUP BY article) s"
     " JOIN articles a ON a.key = s.article WHERE least < 0 OR crossed"
     " OR most > length(CAST(a.text AS BLOB)) LIMIT 1"},
    {"the totals are off",
     "SELECT name FROM totals WHERE total <> CASE n"
     " WHEN 0 THEN (SELECT count(*) FROM articles)"
     " WHEN 1 THEN (SELECT count(*) FROM sentences)"
     " WHEN 2 THEN (SELECT count(*) FROM stories)"
     " ELSE (SELECT count(*) FROM copies WHERE relation <> 'original') END LIMIT 1"},
};

/* SR_ESTORE with the first row of `sql`, where there is one that is not "ok". */
static sr_status expect_none(sr_sqlite *s, const char *what, const char *sql, sr_err *err)
{
    sqlite3_stmt *st = NULL;
    sr_status ret = SR_OK;
    if (sqlite3_prepare_v2(s->db, sql, -1, &st, NULL) != SQLITE_OK)
        return sr_sql_fail(s, "check", err);
    int rc = sqlite3_step(st);
    sr_str said = rc == SQLITE_ROW ? sr_sql_text(st, 0) : (sr_str){"", 0};
    if (rc == SQLITE_ROW && !sr_str_eq(said, SR_STR("ok")))
        ret = sr_fail(err, SR_ESTORE, 0, "\"%s\" is damaged: %s: %.*s", s->path, what,
                      SR_FMT(said));
    else if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        ret = sr_sql_fail(s, "check", err);
    (void)sqlite3_finalize(st);
    return ret;
}

/* The index is checked by a command that counts as writing: readers cannot. */
static sr_status check_index(sr_sqlite *s, sr_err *err)
{
    sqlite3_stmt *st = NULL;
    if (s->base.mode != SR_STORE_WRITE)
        return SR_OK;
    sr_status status = sr_sql_get(s, SR_SQL_INDEX_CHECK, &st, err);
    if (status != SR_OK)
        return status;
    int rc = sqlite3_step(st);
    (void)sqlite3_reset(st);
    if (rc == SQLITE_DONE)
        return SR_OK;
    if ((rc & 0xff) == SQLITE_CORRUPT)
        return sr_fail(err, SR_ESTORE, 0,
                       "\"%s\" is damaged: the search index does not fit the articles",
                       s->path);
    return sr_sql_fail(s, "check", err);
}

static sr_status check_all(sr_sqlite *s, sr_err *err)
{
    sr_status st =
        expect_none(s, "the file is not sound", "PRAGMA integrity_check(1)", err);
    if (st == SR_OK)
        st = expect_none(s, "a row points at none", "PRAGMA foreign_key_check", err);
    for (size_t i = 0; i < SR_COUNT(rules) && st == SR_OK; i++)
        st = expect_none(s, rules[i].what, rules[i].sql, err);
    return st;
}

sr_status sr_sqlite_check(sr_store *base, sr_err *err)
{
    sr_sqlite *s = (sr_sqlite *)base;
    bool began;
    if (base->batch == SR_BATCH_OPEN)
        return sr_fail(err, SR_EARG, 0, "commit the batch before the check");
    sr_status st = sr_sql_begin_read(s, &began, err);
    if (st != SR_OK)
        return st;
    st = check_all(s, err);
    sr_sql_end_read(s, began);
    return st == SR_OK ? check_index(s, err) : st;
}
