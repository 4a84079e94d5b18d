/* The file, the writer's lock, the connection, batches.  In this order:
 *   1. names        2. the lock      3. the connection     4. batches      5. open, close
 *
 * One process writes, and it alone copies the write-ahead log back into the file: SQLite
 * 3.7.0 to 3.51.2 can lose a page when two connections do so at once.  Readers never do.
 * Memory mapping stays off.
 */
#include "store/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ARENA_BYTES = 256 * 1024 }; /* of a store: its names */

static sr_status no_memory(const char *path, sr_err *err)
{
    return sr_fail(err, SR_ENOMEM, 0, "out of memory to open \"%s\"", path);
}

static sr_status system_fail(const char *path, sr_err *err)
{
    const char *reason = strerrordesc_np(errno); /* "No such file or directory" */
    reason = reason ? reason : "Unknown reason";
    return sr_fail(err, SR_EIO, 0, "could not open \"%s\": %c%s", path,
                   sr_lower(reason[0]), reason + 1);
}

/* --- 1. names --------------------------------------------------------------------- */

static bool in_memory(const char *path)
{
    return strcmp(path, ":memory:") == 0;
}

/* SQLite may take "file:..." for a URI and ":..." for names of its own: a directory in
 * front makes a plain file name of it. */
static const char *plain_name(const sr_sqlite *s)
{
    bool special =
        !in_memory(s->path) &&
        (s->path[0] == ':' || sr_str_istarts(sr_str_of(s->path), SR_STR("file:")));
    return special ? sr_arena_printf(s->arena, "./%s", s->path).p : s->path;
}

static sr_status look_at(const char *path, sr_store_mode mode, sr_err *err)
{
    struct stat st;
    if (in_memory(path))
        return SR_OK;
    if (stat(path, &st) != 0)
        return mode == SR_STORE_WRITE && errno == ENOENT ? SR_OK : system_fail(path, err);
    if (S_ISDIR(st.st_mode))
        return sr_fail(err, SR_EIO, 0, "could not open \"%s\": it is a directory", path);
    if (!S_ISREG(st.st_mode))
        return sr_fail(err, SR_EIO, 0, "could not open \"%s\": it is no regular file",
                       path);
    return SR_OK;
}

/* --- 2. the lock: an advisory lock on PATH-writer, gone when its process is ------- */

static sr_status locked(const char *path, int fd, sr_err *err)
{
    char pid[32];
    ssize_t n = pread(fd, pid, sizeof pid, 0);
    sr_str who = sr_str_trim((sr_str){pid, n > 0 ? (size_t)n : 0});
    return sr_fail(err, SR_ESTORE, 0,
                   "\"%s\" is being written by another program%s%.*s%s", path,
                   who.len ? " (process " : "", SR_FMT(who), who.len ? ")" : "");
}

static void write_pid(int fd)
{
    char pid[32];
    int n = snprintf(pid, sizeof pid, "%ld\n", (long)getpid());
    if (ftruncate(fd, 0) != 0 || pwrite(fd, pid, (size_t)n, 0) != n)
        return; /* only a help for people */
}

/* A writer that leaves removes the file while it holds the lock; whoever locked the
 * removed one must look again. */
static bool still_there(const char *lock_path, int fd)
{
    struct stat named, held;
    return stat(lock_path, &named) == 0 && fstat(fd, &held) == 0 &&
           named.st_ino == held.st_ino && named.st_dev == held.st_dev;
}

static sr_status lock(sr_sqlite *s, sr_err *err)
{
    s->lock_path =
        sr_arena_printf(s->arena, "%s-writer", sqlite3_db_filename(s->db, "main")).p;
    if (!s->lock_path)
        return no_memory(s->path, err);
    for (;;) {
        int fd = open(s->lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
        if (fd < 0)
            return system_fail(s->lock_path, err);
        if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
            sr_status st = errno == EWOULDBLOCK ? locked(s->path, fd, err)
                                                : system_fail(s->lock_path, err);
            (void)close(fd);
            return st;
        }
        if (still_there(s->lock_path, fd)) {
            write_pid(fd);
            s->lock_fd = fd;
            return SR_OK;
        }
        (void)close(fd);
    }
}

static void unlock(sr_sqlite *s)
{
    if (s->lock_fd >= 0) {
        (void)unlink(s->lock_path);
        (void)close(s->lock_fd);
    }
}

/* --- 3. the connection ------------------------------------------------------------ */

static const char writer_settings[] = "PRAGMA synchronous=FULL;"
                                      "PRAGMA foreign_keys=ON;"
                                      "PRAGMA secure_delete=OFF;"
                                      "PRAGMA temp_store=MEMORY;"
                                      "PRAGMA mmap_size=0;";

static const char reader_settings[] = "PRAGMA query_only=ON;"
                                      "PRAGMA cell_size_check=ON;"
                                      "PRAGMA temp_store=MEMORY;"
                                      "PRAGMA mmap_size=0;";

static sr_status set(sr_sqlite *s, const char *sql, sr_err *err)
{
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK
               ? SR_OK
               : sr_sql_fail(s, "open", err);
}

static sr_status set_number(sr_sqlite *s, const char *pragma, long number, sr_err *err)
{
    char sql[96];
    (void)snprintf(sql, sizeof sql, "PRAGMA %s=%ld", pragma, number);
    return set(s, sql, err);
}

static void harden(sqlite3 *db)
{
    (void)sqlite3_extended_result_codes(db, 1);
    (void)sqlite3_busy_timeout(db, SR_SQLITE_BUSY_MS);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
}

/* "wal", or "memory" for a store that keeps nothing. */
static sr_status use_log(sr_sqlite *s, sr_err *err)
{
    sqlite3_stmt *st = NULL;
    sr_status ret = SR_OK;
    if (sqlite3_prepare_v2(s->db, "PRAGMA journal_mode=WAL", -1, &st, NULL) !=
            SQLITE_OK ||
        sqlite3_step(st) != SQLITE_ROW)
        ret = sr_sql_fail(s, "open", err);
    else if (!in_memory(s->path) && !sr_str_eq(sr_sql_text(st, 0), SR_STR("wal")))
        ret = sr_fail(err, SR_EIO, 0,
                      "could not open \"%s\": its file system has no shared memory for a "
                      "write-ahead log",
                      s->path);
    (void)sqlite3_finalize(st);
    return ret;
}

static sr_status set_up_writer(sr_sqlite *s, sr_err *err)
{
    sr_status st = SR_OK;
    if (sqlite3_db_readonly(s->db, "main") == 1)
        return sr_fail(err, SR_EIO, 0, "could not open \"%s\": it may only be read",
                       s->path);
    if (!in_memory(s->path))
        st = lock(s, err);
    /* Before anything is asked of it or changed: is it ours? */
    if (st == SR_OK)
        st = sr_sqlite_claim(s->db, s->path, sr_sqlite_migrations, sr_sqlite_n_migrations,
                             err);
    if (st == SR_OK)
        st = set_number(s, "page_size", SR_SQLITE_PAGE_BYTES, err);
    if (st == SR_OK)
        st = set_number(s, "cache_size", -(long)SR_SQLITE_WRITER_CACHE_KB, err);
    if (st == SR_OK)
        st = set(s, writer_settings, err);
    if (st == SR_OK)
        st = use_log(s, err);
    if (st == SR_OK)
        st = set_number(s, "wal_autocheckpoint", SR_SQLITE_CHECKPOINT_PAGES, err);
    if (st == SR_OK)
        st = set_number(s, "journal_size_limit", SR_SQLITE_LOG_LIMIT_BYTES, err);
    if (st == SR_OK)
        st = sr_sqlite_migrate(s->db, s->path, sr_sqlite_migrations,
                               sr_sqlite_n_migrations, err);
    return st;
}

static sr_status set_up_reader(sr_sqlite *s, sr_err *err)
{
    (void)sqlite3_db_config(s->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    (void)sqlite3_wal_autocheckpoint(s->db, 0);
    sr_status st = SR_OK;
    if (in_memory(s->path)) /* there is nothing in it, but it can be read */
        st = sr_sqlite_migrate(s->db, s->path, sr_sqlite_migrations,
                               sr_sqlite_n_migrations, err);
    if (st == SR_OK)
        st = sr_sqlite_verify(s->db, s->path, sr_sqlite_migrations,
                              sr_sqlite_n_migrations, err);
    if (st == SR_OK)
        st = set_number(s, "cache_size", -(long)SR_SQLITE_READER_CACHE_KB, err);
    if (st == SR_OK)
        st = set(s, reader_settings, err);
    return st;
}

static sr_status connect_to(sr_sqlite *s, sr_err *err)
{
    const char *name = plain_name(s);
    if (!name)
        return no_memory(s->path, err);
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    bool writes = s->base.mode == SR_STORE_WRITE || in_memory(s->path);
    flags |= writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    int rc = sqlite3_open_v2(name, &s->db, flags, NULL);
    if (rc == SQLITE_OK)
        return SR_OK;
    return s->db ? sr_sql_fail(s, "open", err) : no_memory(s->path, err);
}

/* --- 4. batches ------------------------------------------------------------------- */

static void sqlite_rollback(sr_store *base)
{
    sr_sqlite *s = (sr_sqlite *)base;
    for (size_t i = 0; i < SR_SQL_N; i++) /* a statement half run would hold it */
        if (s->stmt[i])
            (void)sqlite3_reset(s->stmt[i]);
    if (!sqlite3_get_autocommit(s->db))
        (void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    memset(s->added, 0, sizeof s->added);
}

static sr_status sqlite_begin(sr_store *base, sr_err *err)
{
    sr_sqlite *s = (sr_sqlite *)base;
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sql_get(s, SR_SQL_BEGIN, &st, err);
    return status == SR_OK ? sr_sql_run(s, st, err) : status;
}

static sr_status sqlite_commit(sr_store *base, sr_err *err)
{
    sr_sqlite *s = (sr_sqlite *)base;
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sqlite_put_totals(s, err);
    if (status == SR_OK)
        status = sr_sql_get(s, SR_SQL_COMMIT, &st, err);
    if (status == SR_OK)
        status = sr_sql_run(s, st, err);
    if (status != SR_OK)
        sqlite_rollback(base);
    return status;
}

/* --- 5. open, close --------------------------------------------------------------- */

static void sqlite_close(sr_store *base)
{
    sr_sqlite *s = (sr_sqlite *)base;
    if (s->db)
        sqlite_rollback(base);
    sr_words_free(s->words);
    sr_sql_finalize(s);
    (void)sqlite3_close(s->db);
    unlock(s);
    sr_arena_free(s->arena);
    free(s);
}

static const sr_store_ops sqlite_ops = {.name = "SQLite",
                                        .close = sqlite_close,
                                        .begin = sqlite_begin,
                                        .commit = sqlite_commit,
                                        .rollback = sqlite_rollback,
                                        .knows = sr_sqlite_knows,
                                        .story_of = sr_sqlite_story_of,
                                        .put = sr_sqlite_put,
                                        .each_article = sr_sqlite_each_article,
                                        .stories = sr_sqlite_stories,
                                        .story = sr_sqlite_story,
                                        .search = sr_sqlite_search,
                                        .count = sr_sqlite_count,
                                        .check = sr_sqlite_check};

static sr_sqlite *sqlite_new(const char *path, sr_store_mode mode)
{
    sr_sqlite *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->base = (sr_store){.ops = &sqlite_ops, .mode = mode};
    s->lock_fd = -1;
    s->arena = sr_arena_new(ARENA_BYTES);
    s->path = s->arena ? sr_arena_str(s->arena, sr_str_of(path)).p : NULL;
    if (s->path)
        return s;
    sr_arena_free(s->arena);
    free(s);
    return NULL;
}

sr_status sr_sqlite_open(const char *path, sr_store_mode mode, sr_store **ret,
                         sr_err *err)
{
    sr_status st = look_at(path, mode, err);
    if (st != SR_OK)
        return st;
    sr_sqlite *s = sqlite_new(path, mode);
    if (!s)
        return no_memory(path, err);
    st = connect_to(s, err);
    if (st == SR_OK) {
        harden(s->db);
        st = mode == SR_STORE_WRITE ? set_up_writer(s, err) : set_up_reader(s, err);
    }
    if (st == SR_OK)
        st = sr_words_new(s, &s->words, err);
    if (st != SR_OK) {
        sqlite_close(&s->base);
        return st;
    }
    *ret = &s->base;
    return SR_OK;
}
