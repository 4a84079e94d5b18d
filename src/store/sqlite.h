/* The SQLite store, inside.  Its parts, in the order of use:
 *
 *   sqlite_open.c     the file, the writer's lock, the connection, batches
 *   sqlite_schema.c   the tables, version by version
 *   sqlite_sql.c      every statement, prepared once; binding, errors
 *   sqlite_row.c      a row <-> a document; JSON columns
 *   sqlite_put.c      keeping articles, stories' sums
 *   sqlite_read.c     walking, stories, counts, check
 *   sqlite_search.c   words -> hits -> best sentences
 *
 * A connection belongs to one thread at a time.  What the columns mean: docs/store.md.
 */
#ifndef SR_STORE_SQLITE_H
#define SR_STORE_SQLITE_H

#include "store/ops.h"

#include <sqlite3.h>

/* clang-format off */
enum {
    SR_SQLITE_APPLICATION_ID = 0x53495452, /* "SITR", at byte 68 of the file            */
    SR_SQLITE_BUSY_MS        = 5000,       /* wait for others; by hand                  */
    SR_SQLITE_PAGE_BYTES     = 16384,      /* figures in docs/store.md                  */
    SR_SQLITE_WRITER_CACHE_KB = 64 * 1024, /* figures in docs/store.md                  */
    SR_SQLITE_READER_CACHE_KB = 16 * 1024,
    SR_SQLITE_CHECKPOINT_PAGES = 2000,     /* log of 32 MB, then copied into the file   */
    SR_SQLITE_LOG_LIMIT_BYTES = 64 * 1024 * 1024 /* a longer log is cut when reset      */
};
/* clang-format on */

/* --- statements ------------------------------------------------------------------- */

typedef enum sr_sql {
    /* articles */
    SR_SQL_FIND_ARTICLE,
    SR_SQL_INSERT_ARTICLE,
    SR_SQL_UPDATE_ARTICLE,
    SR_SQL_KEEP_REVISION,
    /* sentences, paragraphs */
    SR_SQL_INSERT_SENTENCE,
    SR_SQL_INSERT_PARA,
    SR_SQL_DELETE_SENTENCES,
    SR_SQL_DELETE_PARAS,
    SR_SQL_SENTENCES,
    SR_SQL_PARAS,
    /* the search index */
    SR_SQL_INDEX,
    SR_SQL_UNINDEX,
    SR_SQL_SEARCH,
    SR_SQL_HIT,
    SR_SQL_INDEX_CHECK,
    /* copies */
    SR_SQL_INSERT_COPY,
    SR_SQL_UPDATE_COPY,
    SR_SQL_DROP_CHANGES,
    SR_SQL_IS_COPY,
    /* stories, members */
    SR_SQL_FIND_STORY,
    SR_SQL_INSERT_STORY,
    SR_SQL_HAS_ORIGIN,
    SR_SQL_INSERT_MEMBER,
    SR_SQL_ADD_TO_STORY,
    SR_SQL_UPDATE_MEMBER,
    SR_SQL_STORY_OF,
    SR_SQL_SUM_STORY,
    SR_SQL_STORIES,
    SR_SQL_STORY,
    SR_SQL_STORY_ROWS,
    SR_SQL_STORY_ID_OF,
    /* totals */
    SR_SQL_ADD_TOTAL,
    SR_SQL_TOTALS,
    /* batches */
    SR_SQL_BEGIN,
    SR_SQL_COMMIT,
    SR_SQL_BEGIN_READ,
    SR_SQL_N
} sr_sql;

typedef struct sr_sqlite {
    sr_store base; /* first: an sr_store * is an sr_sqlite * */
    sqlite3 *db;
    sqlite3_stmt *stmt[SR_SQL_N];
    sr_arena *arena;
    const char *path;      /* as the caller named it, for messages */
    const char *lock_path; /* of the writer's lock; NULL for readers and ":memory:" */
    int lock_fd;           /* -1: none */
    struct sr_words *words;
    int64_t added[4]; /* to the totals, by this batch: as in sr_total */
} sr_sqlite;

typedef enum sr_total {
    SR_TOTAL_ARTICLES,
    SR_TOTAL_SENTENCES,
    SR_TOTAL_STORIES,
    SR_TOTAL_COPIES,
    SR_TOTAL_N
} sr_total;

/* The SELECT of each_article; a statement of its own for each walk, so walks nest. */
extern const char *const sr_sql_walk;

/* The statement, ready to bind; prepared at its first use, owned by the store. */
sr_status sr_sql_get(sr_sqlite *s, sr_sql which, sqlite3_stmt **ret, sr_err *err);
void sr_sql_finalize(sr_sqlite *s);

/* Step a statement that gives no rows, or one of no interest; it is reset. */
sr_status sr_sql_run(sr_sqlite *s, sqlite3_stmt *st, sr_err *err);
/* Step to the next row: SR_OK with a row, SR_END after the last (reset), or an error
 * (reset). */
sr_status sr_sql_row(sr_sqlite *s, sqlite3_stmt *st, sr_err *err);
/* One integer of one row; SR_END (with *ret untouched) where there is none. */
sr_status sr_sql_int(sr_sqlite *s, sqlite3_stmt *st, int64_t *ret, sr_err *err);

/* The connection's last error as ours: `could not WHAT "path": reason`. */
sr_status sr_sql_fail(sr_sqlite *s, const char *what, sr_err *err);

/* Bytes bound are not copied: they must live until the statement was run.  _opt binds
 * NULL for an empty string. */
void sr_sql_bind(sqlite3_stmt *st, int at, sr_str text);
void sr_sql_bind_opt(sqlite3_stmt *st, int at, sr_str text);

/* A column's bytes, good until the next step; empty for NULL. */
sr_str sr_sql_text(sqlite3_stmt *st, int column);

/* Several reads that must see one state: begin, read, end.  Within a batch both do
 * nothing. */
sr_status sr_sql_begin_read(sr_sqlite *s, bool *began, sr_err *err);
void sr_sql_end_read(sr_sqlite *s, bool began);

/* --- schema ----------------------------------------------------------------------- */

typedef struct sr_migration {
    int version; /* the version that it makes, from 1, without gaps */
    const char *sql;
} sr_migration;

extern const sr_migration sr_sqlite_migrations[];
extern const size_t sr_sqlite_n_migrations;

/* SR_OK where the file is empty, or ours and not newer than the list; nothing is written.
 */
sr_status sr_sqlite_claim(sqlite3 *db, const char *path, const sr_migration *v, size_t n,
                          sr_err *err);
/* Bring the file to the last version of the list, each step in a transaction of its own.
 * errors  SR_ESTORE: it is newer than the list, or no file of ours (`path` is named) */
sr_status sr_sqlite_migrate(sqlite3 *db, const char *path, const sr_migration *v,
                            size_t n, sr_err *err);
/* For readers: SR_OK where the file is of exactly the last version. */
sr_status sr_sqlite_verify(sqlite3 *db, const char *path, const sr_migration *v, size_t n,
                           sr_err *err);

/* --- rows ------------------------------------------------------------------------- */

/* What a row's JSON columns need while they are bound. */
typedef struct sr_row_text {
    sr_buf authors, notes, changes, reasons;
    char digest[33];
} sr_row_text;

sr_status sr_row_text_make(const sr_doc *doc, const sr_placed *placed, sr_row_text *ret,
                           sr_err *err);
void sr_row_text_free(sr_row_text *t);

/* The time that orders an article: published, else its arrival. */
sr_time sr_row_at(const sr_doc *doc, sr_time arrival_s);

/* Bind ?1.. of SR_SQL_INSERT_ARTICLE and SR_SQL_UPDATE_ARTICLE. */
void sr_row_bind_article(sqlite3_stmt *st, const sr_doc *doc, const sr_row_text *t,
                         sr_time arrival_s);
/* Bind relation, of, shared, shared_of, changes from `at` on. */
void sr_row_bind_copy(sqlite3_stmt *st, int at, const sr_copy *c, const sr_row_text *t);
sr_str sr_row_para_kind(sr_para_kind kind);

/* The current row of sr_sql_walk or SR_SQL_STORY_ROWS, with its sentences and paragraphs,
 * into doc (made of memory of `a`) and *placed.  errors  SR_ENOMEM, SR_ESTORE */
sr_status sr_row_read(sr_sqlite *s, sqlite3_stmt *st, sr_arena *a, sr_doc *doc,
                      sr_placed *placed, sr_time *arrival_s, sr_err *err);

/* Only the sentences, into doc->arena; doc has title and text. */
sr_status sr_row_read_sents(sr_sqlite *s, int64_t key, sr_doc *doc, sr_err *err);

/* --- words: FTS5's own tokenizer, and the score ----------------------------------- */

typedef struct sr_words sr_words;

/* Registers the score function sr_score with the connection. */
sr_status sr_words_new(sr_sqlite *s, sr_words **ret, sr_err *err);
void sr_words_free(sr_words *w);

/* --- the operations, in sqlite_put.c, sqlite_read.c, sqlite_search.c -------------- */

sr_status sr_sqlite_knows(sr_store *base, const sr_doc *doc, sr_kept *ret, sr_err *err);
sr_status sr_sqlite_story_of(sr_store *base, sr_str article_id, sr_arena *a, sr_str *ret,
                             sr_err *err);
sr_status sr_sqlite_put(sr_store *base, const sr_doc *doc, const sr_placed *placed,
                        sr_time arrival_s, sr_kept *ret, sr_err *err);
/* Write what the batch added to the totals; part of commit. */
sr_status sr_sqlite_put_totals(sr_sqlite *s, sr_err *err);
sr_status sr_sqlite_each_article(sr_store *base, sr_time since_s, sr_store_visit visit,
                                 void *ctx, sr_err *err);
sr_status sr_sqlite_stories(sr_store *base, sr_time since_s, size_t max, sr_arena *a,
                            sr_story_row **ret, size_t *n, sr_err *err);
sr_status sr_sqlite_story(sr_store *base, sr_str id, sr_arena *a, sr_story *ret,
                          sr_err *err);
sr_status sr_sqlite_search(sr_store *base, sr_str query, size_t max, sr_arena *a,
                           sr_hit **ret, size_t *n, sr_err *err);
sr_status sr_sqlite_count(sr_store *base, sr_store_counts *ret, sr_err *err);
sr_status sr_sqlite_check(sr_store *base, sr_err *err);

#endif
