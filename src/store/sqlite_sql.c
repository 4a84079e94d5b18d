/* Every statement of the SQLite store, in groups by table; then preparing, running and
 * what goes wrong.  No statement is ever put together from pieces at run time. */
#include "store/sqlite.h"

#include <errno.h>

/* clang-format off */

/* An article with its place, in the order that sr_row_read takes the columns. */
#define ARTICLE_ROW                                                                  \
    "SELECT a.key, a.id, a.url, a.outlet, a.title, a.subtitle, a.authors,"           \
    " a.published_s, a.published_precision, a.published_from,"                       \
    " a.modified_s, a.modified_precision, a.modified_from,"                          \
    " a.lang, a.lang_from, a.section, a.credit, a.image, a.amp_url,"                 \
    " a.page_class, a.p_article, a.input_file, a.input_offset, a.input_charset,"     \
    " a.published_zone_min, a.extra, a.notes, a.text, a.first_seen_s,"               \
    " c.origin, c.relation, c.of_id, c.shared, c.shared_of, c.changes,"              \
    " s.id, m.opened, m.p, m.reasons "

const char *const sr_sql_walk =
    ARTICLE_ROW
    "FROM articles a"
    " LEFT JOIN copies c ON c.article = a.key"
    " LEFT JOIN members m ON m.article = a.key"
    " LEFT JOIN stories s ON s.key = m.story "
    "WHERE a.key IN (SELECT key FROM articles WHERE at_s >= ?1) ORDER BY a.key";

static const char *const sql[SR_SQL_N] = {
    /* --- articles --- */
    [SR_SQL_FIND_ARTICLE] =
        "SELECT key, digest = ?2 OR EXISTS("
        " SELECT 1 FROM revisions WHERE article = key AND digest = ?2) "
        "FROM articles WHERE id = ?1",
    [SR_SQL_INSERT_ARTICLE] =
        "INSERT INTO articles(id, digest, at_s, url, outlet, title, subtitle, authors,"
        " published_s, published_precision, published_from,"
        " modified_s, modified_precision, modified_from,"
        " lang, lang_from, section, credit, image, amp_url, page_class, p_article,"
        " input_file, input_offset, input_charset, extra, notes, text, first_seen_s,"
        " published_zone_min) "
        "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,"
        "?21,?22,?23,?24,?25,?26,?27,?28,?29,?30)",
    [SR_SQL_UPDATE_ARTICLE] = /* ?3 falls back to first_seen_s where it was never published */
        "UPDATE articles SET digest = ?2, at_s = iif(?9 IS NULL, first_seen_s, ?3),"
        " url = ?4, outlet = ?5, title = ?6, subtitle = ?7, authors = ?8,"
        " published_s = ?9, published_precision = ?10, published_from = ?11,"
        " modified_s = ?12, modified_precision = ?13, modified_from = ?14,"
        " lang = ?15, lang_from = ?16, section = ?17, credit = ?18, image = ?19,"
        " amp_url = ?20, page_class = ?21, p_article = ?22, input_file = ?23,"
        " input_offset = ?24, input_charset = ?25, extra = ?26, notes = ?27, text = ?28,"
        " changed_s = ?29, published_zone_min = ?30 "
        "WHERE id = ?1 RETURNING at_s",
    [SR_SQL_KEEP_REVISION] =
        "INSERT INTO revisions(article, n, seen_s, replaced_s, digest, title, text) "
        "SELECT key, (SELECT count(*) FROM revisions WHERE article = ?1),"
        " coalesce(changed_s, first_seen_s), ?2, digest, title, text "
        "FROM articles WHERE key = ?1",

    /* --- sentences, paragraphs --- */
    [SR_SQL_INSERT_SENTENCE] = "INSERT INTO sentences VALUES(?1,?2,?3,?4,?5,?6)",
    [SR_SQL_INSERT_PARA] = "INSERT INTO paras VALUES(?1,?2,?3,?4,?5,?6,?7)",
    [SR_SQL_DELETE_SENTENCES] = "DELETE FROM sentences WHERE article = ?1",
    [SR_SQL_DELETE_PARAS] = "DELETE FROM paras WHERE article = ?1",
    [SR_SQL_SENTENCES] =
        "SELECT beg, end, in_title, para FROM sentences WHERE article = ?1 ORDER BY n",
    [SR_SQL_PARAS] =
        "SELECT beg, end, kind, page_beg, page_end FROM paras WHERE article = ?1 ORDER BY n",

    /* --- the search index --- */
    [SR_SQL_INDEX] = "INSERT INTO search(rowid, title, text) VALUES(?1,?2,?3)",
    [SR_SQL_UNINDEX] = /* FTS5 must be told the old words */
        "INSERT INTO search(search, rowid, title, text) "
        "SELECT 'delete', key, title, text FROM articles WHERE key = ?1",
    [SR_SQL_SEARCH] = /* the newest ?2 that match; rank is chosen among them */
        "SELECT rowid, sr_score(search) FROM search WHERE search MATCH ?1 "
        "ORDER BY rowid DESC LIMIT ?2",
    [SR_SQL_HIT] =
        "SELECT a.id, s.id, a.title, a.outlet, a.url, a.at_s, a.text FROM articles a"
        " LEFT JOIN members m ON m.article = a.key"
        " LEFT JOIN stories s ON s.key = m.story WHERE a.key = ?1",
    [SR_SQL_INDEX_CHECK] =
        "INSERT INTO search(search, rank) VALUES('integrity-check', 1)",

    /* --- copies --- */
    [SR_SQL_INSERT_COPY] =
        "INSERT INTO copies(article, origin, relation, of_id, shared, shared_of, changes) "
        "VALUES(?1,?2,?3,?4,?5,?6,?7)",
    [SR_SQL_UPDATE_COPY] =
        "UPDATE copies SET origin = ?2, relation = ?3, of_id = ?4, shared = ?5,"
        " shared_of = ?6, changes = ?7 WHERE article = ?1",
    [SR_SQL_DROP_CHANGES] = "UPDATE copies SET changes = NULL WHERE article = ?1",
    [SR_SQL_IS_COPY] =
        "SELECT relation <> 'original' FROM copies WHERE article = ?1",

    /* --- stories, members --- */
    [SR_SQL_FIND_STORY] = "SELECT key FROM stories WHERE id = ?1",
    [SR_SQL_INSERT_STORY] =
        "INSERT INTO stories(id, first_s, last_s, headline, n_articles, n_origins) "
        "VALUES(?1,?2,?2,?3,0,0)",
    [SR_SQL_HAS_ORIGIN] =
        "SELECT 1 FROM members WHERE story = ?1 AND origin = ?2 LIMIT 1",
    [SR_SQL_INSERT_MEMBER] =
        "INSERT INTO members(story, article, at_s, origin, own, opened, p, reasons) "
        "VALUES(?1,?2,?3,?4,?5,?6,?7,?8)",
    [SR_SQL_ADD_TO_STORY] = /* ?2 article, ?3 its time, ?4 own, ?5 new origin */
        "UPDATE stories SET n_articles = n_articles + 1, n_origins = n_origins + ?5,"
        " first_s = min(first_s, ?3), last_s = max(last_s, ?3),"
        " headline = iif(?4 AND (headline_s IS NULL OR ?3 >= headline_s), ?2, headline),"
        " headline_s = iif(?4 AND (headline_s IS NULL OR ?3 >= headline_s), ?3, headline_s) "
        "WHERE key = ?1",
    [SR_SQL_UPDATE_MEMBER] =
        "UPDATE members SET at_s = ?2,"
        " own = ?3 AND coalesce((SELECT relation NOT IN ('copy', 'excerpt')"
        "                        FROM copies WHERE article = ?1), 1),"
        " origin = coalesce((SELECT origin FROM copies WHERE article = ?1), origin) "
        "WHERE article = ?1",
    [SR_SQL_STORY_OF] = "SELECT story FROM members WHERE article = ?1",
    [SR_SQL_SUM_STORY] = /* all sums of a story again, from its members */
        "UPDATE stories SET (first_s, last_s, n_articles, n_origins) ="
        " (SELECT min(at_s), max(at_s), count(*), count(DISTINCT origin)"
        "  FROM members WHERE story = ?1),"
        " (headline, headline_s) ="
        " (SELECT article, iif(own, at_s, NULL) FROM members WHERE story = ?1"
        "  ORDER BY own DESC, iif(own, at_s, -article) DESC, article DESC LIMIT 1) "
        "WHERE key = ?1",
    [SR_SQL_STORIES] =
        "SELECT s.id, a.title, s.first_s, s.last_s, s.n_articles, s.n_origins"
        " FROM stories s JOIN articles a ON a.key = s.headline "
        "WHERE s.last_s >= ?1 ORDER BY s.last_s DESC, s.key DESC LIMIT ?2",
    [SR_SQL_STORY] =
        "SELECT key, first_s, last_s, n_articles FROM stories WHERE id = ?1",
    [SR_SQL_STORY_ROWS] =
        ARTICLE_ROW
        "FROM members m"
        " CROSS JOIN articles a ON a.key = m.article"
        " LEFT JOIN copies c ON c.article = a.key"
        " LEFT JOIN stories s ON s.key = m.story "
        "WHERE m.story = ?1 ORDER BY m.article",
    [SR_SQL_STORY_ID_OF] =
        "SELECT s.id FROM articles a JOIN members m ON m.article = a.key"
        " JOIN stories s ON s.key = m.story WHERE a.id = ?1",

    /* --- totals --- */
    [SR_SQL_ADD_TOTAL] = "UPDATE totals SET total = total + ?2 WHERE n = ?1",
    [SR_SQL_TOTALS] = "SELECT total FROM totals ORDER BY n",

    /* --- batches --- */
    [SR_SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SR_SQL_COMMIT] = "COMMIT",
    [SR_SQL_BEGIN_READ] = "BEGIN",
};
/* clang-format on */

/* --- preparing and running -------------------------------------------------------- */

sr_status sr_sql_get(sr_sqlite *s, sr_sql which, sqlite3_stmt **ret, sr_err *err)
{
    sqlite3_stmt **st = &s->stmt[which];
    if (!*st && sqlite3_prepare_v3(s->db, sql[which], -1, SQLITE_PREPARE_PERSISTENT, st,
                                   NULL) != SQLITE_OK) {
        *st = NULL;
        return sr_sql_fail(s, "use", err);
    }
    *ret = *st;
    return SR_OK;
}

void sr_sql_finalize(sr_sqlite *s)
{
    for (size_t i = 0; i < SR_SQL_N; i++) {
        (void)sqlite3_finalize(s->stmt[i]);
        s->stmt[i] = NULL;
    }
}

sr_status sr_sql_run(sr_sqlite *s, sqlite3_stmt *st, sr_err *err)
{
    int rc = sqlite3_step(st);
    sr_status ret =
        rc == SQLITE_DONE || rc == SQLITE_ROW ? SR_OK : sr_sql_fail(s, "write", err);
    (void)sqlite3_reset(st);
    return ret;
}

sr_status sr_sql_row(sr_sqlite *s, sqlite3_stmt *st, sr_err *err)
{
    int rc = sqlite3_step(st);
    if (rc == SQLITE_ROW)
        return SR_OK;
    sr_status ret = rc == SQLITE_DONE ? SR_END : sr_sql_fail(s, "read", err);
    (void)sqlite3_reset(st);
    return ret;
}

sr_status sr_sql_int(sr_sqlite *s, sqlite3_stmt *st, int64_t *ret, sr_err *err)
{
    sr_status status = sr_sql_row(s, st, err);
    if (status == SR_OK) {
        *ret = sqlite3_column_int64(st, 0);
        (void)sqlite3_reset(st);
    }
    return status;
}

/* --- errors ----------------------------------------------------------------------- */

static sr_status status_of(int code)
{
    switch (code & 0xff) {
    case SQLITE_NOMEM: return SR_ENOMEM;
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN: return SR_EIO;
    case SQLITE_TOOBIG: return SR_ELIMIT;
    default: return SR_ESTORE;
    }
}

sr_status sr_sql_fail(sr_sqlite *s, const char *what, sr_err *err)
{
    int code = sqlite3_extended_errcode(s->db), system = sqlite3_system_errno(s->db);
    sr_status st = status_of(code);
    const char *reason = sqlite3_errmsg(s->db);
    const char *why = NULL;
    if ((code & 0xff) == SQLITE_BUSY)
        reason = "it is locked by another program";
    else if ((code & 0xff) == SQLITE_IOERR && system)
        why = strerrordesc_np(system);
    if (!why)
        return sr_fail(err, st, 0, "could not %s \"%s\": %s", what, s->path, reason);
    return sr_fail(err, st, 0, "could not %s \"%s\": %s: %c%s", what, s->path, reason,
                   sr_lower(why[0]), why + 1);
}

/* --- binding and taking ----------------------------------------------------------- */

void sr_sql_bind(sqlite3_stmt *st, int at, sr_str text)
{
    (void)sqlite3_bind_text64(st, at, text.len ? text.p : "", text.len, SQLITE_STATIC,
                              SQLITE_UTF8);
}

void sr_sql_bind_opt(sqlite3_stmt *st, int at, sr_str text)
{
    if (text.len)
        sr_sql_bind(st, at, text);
    else
        (void)sqlite3_bind_null(st, at);
}

sr_str sr_sql_text(sqlite3_stmt *st, int column)
{
    const char *p = (const char *)sqlite3_column_text(st, column);
    return (sr_str){p ? p : "", p ? (size_t)sqlite3_column_bytes(st, column) : 0};
}

/* --- several reads, one state ----------------------------------------------------- */

sr_status sr_sql_begin_read(sr_sqlite *s, bool *began, sr_err *err)
{
    *began = false;
    if (!sqlite3_get_autocommit(s->db))
        return SR_OK;
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sql_get(s, SR_SQL_BEGIN_READ, &st, err);
    if (status == SR_OK)
        status = sr_sql_run(s, st, err);
    *began = status == SR_OK;
    return status;
}

void sr_sql_end_read(sr_sqlite *s, bool began)
{
    if (began)
        (void)sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL);
}
