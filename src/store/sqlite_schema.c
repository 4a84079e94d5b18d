/* The tables, version by version.  A version that was released is never edited: a change
 * is a new entry at the end of the list.  What the columns mean: docs/store.md. */
#include "store/sqlite.h"

#include <stdio.h>

/* clang-format off */
static const char version_1[] =
    /* --- articles --- */
    "CREATE TABLE articles("
    "  key INTEGER PRIMARY KEY,"           /* order of first put */
    "  id TEXT NOT NULL UNIQUE,"
    "  digest TEXT NOT NULL,"              /* of title and text */
    "  at_s INTEGER NOT NULL,"             /* published, else first seen */
    "  first_seen_s INTEGER NOT NULL,"
    "  changed_s INTEGER,"                 /* arrival of the last correction */
    "  url TEXT, outlet TEXT, title TEXT NOT NULL, subtitle TEXT,"
    "  authors TEXT,"                      /* JSON array of strings */
    "  published_s INTEGER, published_precision TEXT, published_from TEXT,"
    "  modified_s INTEGER, modified_precision TEXT, modified_from TEXT,"
    "  lang TEXT, lang_from TEXT, section TEXT, credit TEXT, image TEXT, amp_url TEXT,"
    "  page_class TEXT NOT NULL, p_article REAL NOT NULL,"
    "  input_file TEXT, input_offset INTEGER NOT NULL, input_charset TEXT,"
    "  extra TEXT,"                        /* JSON object, as it came */
    "  notes TEXT,"                        /* JSON array of {stage, code, message} */
    "  text TEXT NOT NULL"                 /* last: the other columns are read without it */
    ") STRICT;"
    "CREATE INDEX articles_by_time ON articles(at_s);"

    "CREATE TABLE revisions("
    "  article INTEGER NOT NULL REFERENCES articles(key),"
    "  n INTEGER NOT NULL,"                /* 0 is what was first put */
    "  seen_s INTEGER NOT NULL, replaced_s INTEGER NOT NULL,"
    "  digest TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,"
    "  PRIMARY KEY(article, n)"
    ") STRICT, WITHOUT ROWID;"

    /* --- sentences, paragraphs: spans in bytes of text, or of title --- */
    "CREATE TABLE sentences("
    "  article INTEGER NOT NULL REFERENCES articles(key),"
    "  n INTEGER NOT NULL,"
    "  beg INTEGER NOT NULL, end INTEGER NOT NULL,"
    "  in_title INTEGER NOT NULL, para INTEGER NOT NULL,"
    "  PRIMARY KEY(article, n)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE paras("
    "  article INTEGER NOT NULL REFERENCES articles(key),"
    "  n INTEGER NOT NULL,"
    "  beg INTEGER NOT NULL, end INTEGER NOT NULL,"
    "  kind TEXT NOT NULL,"
    "  page_beg INTEGER NOT NULL, page_end INTEGER NOT NULL,"
    "  PRIMARY KEY(article, n)"
    ") STRICT, WITHOUT ROWID;"

    /* --- the search index: words of articles.title and articles.text --- */
    "CREATE VIRTUAL TABLE search USING fts5("
    "  title, text, content='articles', content_rowid='key',"
    "  tokenize='unicode61 remove_diacritics 2', prefix='2 3');"
    "INSERT INTO search(search, rank) VALUES('automerge', 8);" /* figures: docs/store.md */

    /* --- copies --- */
    "CREATE TABLE copies("
    "  article INTEGER PRIMARY KEY REFERENCES articles(key),"
    "  origin TEXT NOT NULL,"              /* id of the group: that of its original */
    "  relation TEXT NOT NULL,"
    "  of_id TEXT, shared REAL NOT NULL, shared_of REAL NOT NULL,"
    "  changes TEXT"                       /* JSON array of {from, to, span} */
    ") STRICT;"

    /* --- stories --- */
    "CREATE TABLE stories("
    "  key INTEGER PRIMARY KEY,"
    "  id TEXT NOT NULL UNIQUE,"
    "  first_s INTEGER NOT NULL, last_s INTEGER NOT NULL,"
    "  headline INTEGER NOT NULL REFERENCES articles(key),"
    "  headline_s INTEGER,"                /* its at_s; NULL: only a copy so far */
    "  n_articles INTEGER NOT NULL, n_origins INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX stories_by_time ON stories(last_s);"

    "CREATE TABLE members("
    "  story INTEGER NOT NULL REFERENCES stories(key),"
    "  article INTEGER NOT NULL REFERENCES articles(key),"
    "  at_s INTEGER NOT NULL, origin TEXT NOT NULL," /* as in articles, copies */
    "  own INTEGER NOT NULL,"              /* a report of its own, with a title */
    "  opened INTEGER NOT NULL, p REAL NOT NULL,"
    "  reasons TEXT,"                      /* JSON array of {kind, what, weight} */
    "  PRIMARY KEY(story, article)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX members_by_article ON members(article);"
    "CREATE INDEX members_by_origin ON members(story, origin);"

    /* --- how many there are, kept by each commit --- */
    "CREATE TABLE totals(n INTEGER PRIMARY KEY, name TEXT NOT NULL, total INTEGER NOT NULL) STRICT;"
    "INSERT INTO totals VALUES(0,'articles',0),(1,'sentences',0),(2,'stories',0),(3,'copies',0);";
/* The clock that a publication was told by: minutes east of UTC. */
static const char version_2[] =
    "ALTER TABLE articles ADD COLUMN published_zone_min INTEGER NOT NULL DEFAULT 0;";
/* clang-format on */

const sr_migration sr_sqlite_migrations[] = {
    {1, version_1},
    {2, version_2},
};
const size_t sr_sqlite_n_migrations = SR_COUNT(sr_sqlite_migrations);

/* --- reading the mark and the version --------------------------------------------- */

static sr_status db_fail(sqlite3 *db, const char *path, sr_err *err)
{
    sr_status st = SR_ESTORE;
    switch (sqlite3_errcode(db) & 0xff) {
    case SQLITE_NOTADB:
        return sr_fail(err, st, 0, "\"%s\" is no Sitrep store: it is no SQLite database",
                       path);
    case SQLITE_NOMEM: st = SR_ENOMEM; break;
    case SQLITE_READONLY:
        return sr_fail(
            err, SR_EIO, 0,
            "could not open \"%s\": its directory may not be written, and those "
            "who read a store keep a small file beside it",
            path);
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN: st = SR_EIO; break;
    default: break;
    }
    return sr_fail(err, st, 0, "could not open \"%s\": %s", path, sqlite3_errmsg(db));
}

static sr_status number_of(sqlite3 *db, const char *path, const char *sql, int *ret,
                           sr_err *err)
{
    sqlite3_stmt *st = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) == SQLITE_OK &&
        sqlite3_step(st) == SQLITE_ROW) {
        *ret = sqlite3_column_int(st, 0);
        sqlite3_finalize(st);
        return SR_OK;
    }
    sr_status bad = db_fail(db, path, err);
    sqlite3_finalize(st);
    return bad;
}

/* The version of the file: 0 for an empty one. */
static sr_status version_of(sqlite3 *db, const char *path, int *ret, sr_err *err)
{
    int mark = 0, version = 0, tables = 0;
    sr_status st = number_of(db, path, "PRAGMA application_id", &mark, err);
    if (st == SR_OK)
        st = number_of(db, path, "PRAGMA user_version", &version, err);
    if (st == SR_OK)
        st = number_of(db, path, "SELECT count(*) FROM sqlite_schema", &tables, err);
    if (st != SR_OK)
        return st;
    bool empty = mark == 0 && version == 0 && tables == 0;
    if (!empty && mark != SR_SQLITE_APPLICATION_ID)
        return sr_fail(err, SR_ESTORE, 0,
                       "\"%s\" is no Sitrep store, but some other SQLite database", path);
    *ret = version;
    return SR_OK;
}

static sr_status newer(const char *path, int has, int last, sr_err *err)
{
    return sr_fail(
        err, SR_ESTORE, 0,
        "\"%s\" is a store of version %d, which a newer Sitrep wrote; this one "
        "knows versions up to %d",
        path, has, last);
}

sr_status sr_sqlite_claim(sqlite3 *db, const char *path, const sr_migration *v, size_t n,
                          sr_err *err)
{
    int has = 0, last = v[n - 1].version;
    sr_status st = version_of(db, path, &has, err);
    return st == SR_OK && has > last ? newer(path, has, last, err) : st;
}

sr_status sr_sqlite_verify(sqlite3 *db, const char *path, const sr_migration *v, size_t n,
                           sr_err *err)
{
    int has = 0, last = v[n - 1].version;
    sr_status st = version_of(db, path, &has, err);
    if (st != SR_OK)
        return st;
    if (has == 0)
        return sr_fail(err, SR_ESTORE, 0, "\"%s\" is no Sitrep store: it is empty", path);
    if (has > last)
        return newer(path, has, last, err);
    if (has < last)
        return sr_fail(err, SR_ESTORE, 0,
                       "\"%s\" is a store of version %d; open it once for writing to "
                       "bring it to version %d",
                       path, has, last);
    return SR_OK;
}

/* --- making it so ----------------------------------------------------------------- */

static sr_status apply(sqlite3 *db, const char *path, const sr_migration *m, sr_err *err)
{
    char mark[128];
    (void)snprintf(mark, sizeof mark,
                   "PRAGMA application_id=%d; PRAGMA user_version=%d; COMMIT",
                   (int)SR_SQLITE_APPLICATION_ID, m->version);
    if (sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK &&
        sqlite3_exec(db, m->sql, NULL, NULL, NULL) == SQLITE_OK &&
        sqlite3_exec(db, mark, NULL, NULL, NULL) == SQLITE_OK)
        return SR_OK;
    sr_status st = (sqlite3_errcode(db) & 0xff) == SQLITE_NOMEM ? SR_ENOMEM : SR_ESTORE;
    (void)sr_fail(err, st, 0, "could not bring \"%s\" to version %d: %s", path,
                  m->version, sqlite3_errmsg(db));
    if (!sqlite3_get_autocommit(db))
        (void)sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return st;
}

sr_status sr_sqlite_migrate(sqlite3 *db, const char *path, const sr_migration *v,
                            size_t n, sr_err *err)
{
    int has = 0;
    sr_status st = version_of(db, path, &has, err);
    if (st == SR_OK && has > v[n - 1].version)
        return newer(path, has, v[n - 1].version, err);
    for (size_t i = 0; i < n && st == SR_OK; i++)
        if (v[i].version > has)
            st = apply(db, path, &v[i], err);
    return st;
}
