/* What is SQLite's own: the file, versions, damage, locks, settings of connections. */
#include "sample.h"
#include "store/sqlite.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

static char path[512];
static sr_store *store;
static sr_err err;

#define ck_store(call)                                                          \
    do {                                                                        \
        sr_status t_st = (call);                                                \
        ck_assert_msg(t_st == SR_OK, "%s: %s: %s", #call, sr_status_name(t_st), \
                      err.msg);                                                 \
    } while (0)

static void setup(void)
{
    (void)sample_path(path, sizeof path, "news.db");
    store = NULL;
}

static void teardown(void)
{
    sr_store_close(store);
    sample_clean(path);
}

static void put_one(const char *id, const char *text)
{
    sr_doc *doc = sample_doc(id, "A title", text);
    sr_placed p = sample_placed(id, "s1");
    ck_store(sr_store_begin(store, &err));
    ck_store(sr_store_put(store, doc, &p, SAMPLE_TIME, NULL, &err));
    ck_store(sr_store_commit(store, &err));
    sr_doc_free(doc);
}

static void make_store(void)
{
    ck_store(sr_store_open(path, SR_STORE_WRITE, &store, &err));
    put_one("a1", "One. Two.");
    sr_store_close(store);
    store = NULL;
}

/* Run SQL on the file behind the store's back. */
static void run_sql(const char *file, const char *sql)
{
    sqlite3 *db = NULL;
    char *message = NULL;
    ck_assert_int_eq(sqlite3_open(file, &db), SQLITE_OK);
    int rc = sqlite3_exec(db, sql, NULL, NULL, &message);
    ck_assert_msg(rc == SQLITE_OK, "%s", message ? message : "?");
    (void)sqlite3_close(db);
}

static void write_file(const char *file, const char *bytes, size_t n)
{
    FILE *f = fopen(file, "wb");
    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(fwrite(bytes, 1, n, f), n);
    (void)fclose(f);
}

static char *read_file(const char *file, size_t *n)
{
    FILE *f = fopen(file, "rb");
    ck_assert_ptr_nonnull(f);
    char *p = calloc(1, 1 << 20);
    *n = fread(p, 1, (1 << 20) - 1, f);
    (void)fclose(f);
    return p;
}

/* Opening must fail with this status, say this, and name the path. */
static void expect_refused(const char *file, sr_store_mode mode, sr_status want,
                           const char *says)
{
    sr_store *s = NULL;
    sr_status st = sr_store_open(file, mode, &s, &err);
    ck_assert_msg(st == want, "%s: %s: %s", file, sr_status_name(st), err.msg);
    ck_assert_ptr_null(s);
    ck_assert_msg(strstr(err.msg, says) != NULL, "\"%s\" does not say \"%s\"", err.msg,
                  says);
    ck_assert_msg(strstr(err.msg, file) != NULL, "\"%s\" does not name the file",
                  err.msg);
}

/* --- files that are no store ------------------------------------------------------ */

START_TEST(test_no_store)
{
    char dir[512];
    (void)snprintf(dir, sizeof dir, "%.*s", (int)(strrchr(path, '/') - path), path);
    expect_refused(dir, SR_STORE_WRITE, SR_EIO, "it is a directory");
    expect_refused(dir, SR_STORE_READ, SR_EIO, "it is a directory");
    expect_refused("/dev/null", SR_STORE_WRITE, SR_EIO, "no regular file");
    expect_refused("/no/such/place/news.db", SR_STORE_WRITE, SR_EIO, "could not open");
    expect_refused(path, SR_STORE_READ, SR_EIO, "no such file");
    write_file(path, "<html>not a database, but long enough to be looked at</html>", 60);
    expect_refused(path, SR_STORE_WRITE, SR_ESTORE, "no Sitrep store");
    expect_refused(path, SR_STORE_READ, SR_ESTORE, "no Sitrep store");
    write_file(path, "", 0);
    expect_refused(path, SR_STORE_READ, SR_ESTORE, "it is empty");
    ck_assert_int_eq(sr_store_open("", SR_STORE_WRITE, &store, &err), SR_EARG);
    expect_refused("postgresql://host/db", SR_STORE_WRITE, SR_ESTORE, "PostgreSQL");
}
END_TEST

START_TEST(test_other_database)
{
    size_t n, m;
    run_sql(path, "CREATE TABLE t(a); INSERT INTO t VALUES(1)");
    char *before = read_file(path, &n);
    expect_refused(path, SR_STORE_WRITE, SR_ESTORE, "some other SQLite database");
    expect_refused(path, SR_STORE_READ, SR_ESTORE, "some other SQLite database");
    char *after = read_file(path, &m);
    ck_assert(n == m && memcmp(before, after, n) == 0); /* it was left alone */
    free(before);
    free(after);
}
END_TEST

START_TEST(test_damaged)
{
    size_t n;
    make_store();
    char *bytes = read_file(path, &n);
    ck_assert_uint_gt(n, 100000);
    for (size_t i = 0; i < n; i++) /* all pages but the first are rubbish */
        if (i >= SR_SQLITE_PAGE_BYTES)
            bytes[i] = (char)(i * 31);
    write_file(path, bytes, n);
    sr_status st = sr_store_open(path, SR_STORE_WRITE, &store, &err);
    if (st == SR_OK)
        st = sr_store_check(store, &err);
    ck_assert_int_eq(st, SR_ESTORE);
    ck_assert_ptr_nonnull(strstr(err.msg, path));
    sr_store_close(store);
    store = NULL;
    write_file(path, bytes, 3000); /* cut within the first page */
    st = sr_store_open(path, SR_STORE_READ, &store, &err);
    ck_assert(st == SR_ESTORE || st == SR_EIO);
    ck_assert_ptr_nonnull(strstr(err.msg, path));
    free(bytes);
}
END_TEST

/* Each of these breaks a promise that SQLite itself does not know of. */
static const char *const breakages[] = {
    "UPDATE stories SET n_articles = 7",
    "UPDATE stories SET n_origins = 7",
    "UPDATE stories SET last_s = 7",
    "UPDATE sentences SET end = 700 WHERE n = 1",
    "UPDATE paras SET end = 700",
    "UPDATE members SET origin = 'x'; UPDATE stories SET n_origins = 1",
    "UPDATE totals SET total = 7 WHERE n = 2",
    "DELETE FROM sentences",
    "PRAGMA foreign_keys = OFF; UPDATE copies SET article = 99",
    "UPDATE articles SET text = 'Four, five.'",
    "INSERT INTO search(search, rowid, title, text) VALUES('delete', 1, 'A', 'One')",
};

START_TEST(test_check_finds)
{
    make_store();
    run_sql(path, breakages[_i]);
    ck_store(sr_store_open(path, SR_STORE_WRITE, &store, &err));
    ck_assert_msg(sr_store_check(store, &err) == SR_ESTORE, "not found: %s",
                  breakages[_i]);
    ck_assert_ptr_nonnull(strstr(err.msg, "damaged"));
}
END_TEST

/* Rows that somebody changed are refused where they are read, not believed. */
START_TEST(test_wild_rows)
{
    static const char *const wild[] = {
        "UPDATE sentences SET end = 4294967297", "UPDATE sentences SET beg = -1",
        "UPDATE paras SET beg = 5, end = 4",     "UPDATE articles SET authors = '[\"a'",
        "UPDATE articles SET notes = 'x'",       "UPDATE copies SET changes = '{'",
        "UPDATE members SET reasons = '[[[['",
    };
    for (size_t i = 0; i < SR_COUNT(wild); i++) {
        sr_story s;
        sr_arena *a = sr_arena_new(1 << 20);
        make_store();
        run_sql(path, wild[i]);
        ck_store(sr_store_open(path, SR_STORE_READ, &store, &err));
        ck_assert_msg(sr_store_story(store, SR_STR("s1"), a, &s, &err) == SR_ESTORE,
                      "believed: %s", wild[i]);
        sr_store_close(store);
        store = NULL;
        sr_arena_free(a);
        (void)unlink(path);
    }
}
END_TEST

/* Opened by somebody who may not write: as root, this test becomes somebody else. */
static bool become_nobody(mode_t of_directory)
{
    char dir[512];
    (void)snprintf(dir, sizeof dir, "%.*s", (int)(strrchr(path, '/') - path), path);
    ck_assert_int_eq(chmod(dir, of_directory), 0);
    return geteuid() != 0 || seteuid(65534) == 0;
}

static void become_oneself(void)
{
    if (getuid() == 0)
        ck_assert_int_eq(seteuid(0), 0);
}

START_TEST(test_read_only)
{
    make_store();
    ck_assert_int_eq(chmod(path, 0444), 0);
    if (!become_nobody(0777))
        return;
    expect_refused(path, SR_STORE_WRITE, SR_EIO, "may only be read");
    ck_store(sr_store_open(path, SR_STORE_READ, &store, &err));
    become_oneself();
}
END_TEST

START_TEST(test_read_only_directory)
{
    make_store();
    ck_assert_int_eq(chmod(path, 0666), 0);
    if (!become_nobody(0555))
        return;
    expect_refused(path, SR_STORE_READ, SR_EIO, "its directory may not be written");
    expect_refused(path, SR_STORE_WRITE, SR_EIO, "permission denied");
    become_oneself();
    ck_assert(become_nobody(0755));
    become_oneself();
}
END_TEST

/* Names that SQLite would read otherwise. */
START_TEST(test_odd_names)
{
    static const char *const names[] = {"file:x?mode=memory", ":memory", "a b%20c#d?e.db",
                                        "\xc3\xa9'\".db", "FILE:y"};
    char dir[512];
    struct stat st;
    (void)snprintf(dir, sizeof dir, "%.*s", (int)(strrchr(path, '/') - path), path);
    ck_assert_int_eq(chdir(dir), 0);
    for (size_t i = 0; i < SR_COUNT(names); i++) {
        ck_store(sr_store_open(names[i], SR_STORE_WRITE, &store, &err));
        put_one("a1", "One.");
        sr_store_close(store);
        store = NULL;
        ck_assert_msg(stat(names[i], &st) == 0, "no file \"%s\"", names[i]);
        ck_store(sr_store_open(names[i], SR_STORE_READ, &store, &err));
        sr_store_close(store);
        store = NULL;
    }
    ck_assert_int_eq(chdir("/"), 0);
}
END_TEST

START_TEST(test_in_memory)
{
    sr_store_counts c;
    ck_store(sr_store_open(":memory:", SR_STORE_WRITE, &store, &err));
    put_one("a1", "One.");
    ck_store(sr_store_check(store, &err));
    sr_store_close(store);
    ck_store(sr_store_open(":memory:", SR_STORE_READ, &store, &err));
    ck_store(sr_store_count(store, &c, &err));
    ck_assert_uint_eq(c.articles, 0);
}
END_TEST

/* --- versions --------------------------------------------------------------------- */

START_TEST(test_newer_version)
{
    make_store();
    run_sql(path, "PRAGMA user_version = 99");
    expect_refused(path, SR_STORE_WRITE, SR_ESTORE, "of version 99");
    expect_refused(path, SR_STORE_READ, SR_ESTORE, "a newer Sitrep");
}
END_TEST

static void make_version_1(void)
{
    size_t n;
    char *sql = read_file(SR_TESTS_DIR "/unit/store/v1.sql", &n);
    run_sql(path, sql);
    free(sql);
}

START_TEST(test_version_1)
{
    sr_arena *a = sr_arena_new(1 << 20);
    sr_story s;
    sr_hit *hit;
    size_t n;
    make_version_1();
    ck_store(sr_store_open(path, SR_STORE_WRITE, &store, &err));
    ck_store(sr_store_check(store, &err));
    ck_store(sr_store_story(store, SR_STR("s1"), a, &s, &err));
    ck_assert_uint_eq(s.n, 2);
    ck_str(s.members[0].doc->article.authors[0], "Ann Lee");
    ck_str(s.members[0].doc->notes[0].code, "x");
    ck_assert_int_eq(s.members[1].copy.relation, SR_COPY_UPDATE);
    ck_assert(s.members[1].copy.changes[0].in_title);
    ck_store(sr_store_search(store, SR_STR("died help"), 0, a, &hit, &n, &err));
    ck_assert_uint_eq(n, 1);
    ck_str(hit->sentence, "Seven people died.");
    put_one("a1", "One now.");
    put_one("a9", "Two.");
    ck_store(sr_store_check(store, &err));
    sr_arena_free(a);
}
END_TEST

/* A list of steps of its own: each is taken once, in order; one that fails leaves the
 * version before it. */
static const sr_migration steps[] = {
    {1, "CREATE TABLE t(a INTEGER) STRICT; INSERT INTO t VALUES(1)"},
    {2, "ALTER TABLE t ADD COLUMN b TEXT; INSERT INTO t VALUES(2, 'x')"},
    {3, "INSERT INTO t VALUES(3, 'y'); INSERT INTO missing VALUES(1)"},
};

static int number(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *st = NULL;
    ck_assert_int_eq(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(st), SQLITE_ROW);
    int n = sqlite3_column_int(st, 0);
    (void)sqlite3_finalize(st);
    return n;
}

START_TEST(test_steps)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sr_sqlite_verify(db, path, steps, 1, &err), SR_ESTORE);
    ck_store(sr_sqlite_migrate(db, path, steps, 1, &err));
    ck_assert_int_eq(number(db, "PRAGMA user_version"), 1);
    ck_assert_int_eq(number(db, "PRAGMA application_id"), SR_SQLITE_APPLICATION_ID);
    ck_assert_int_eq(sr_sqlite_verify(db, path, steps, 2, &err), SR_ESTORE);
    ck_assert_ptr_nonnull(strstr(err.msg, "open it once for writing"));
    ck_store(sr_sqlite_migrate(db, path, steps, 2, &err));
    ck_store(sr_sqlite_migrate(db, path, steps, 2, &err));
    ck_assert_int_eq(number(db, "SELECT count(*) FROM t"), 2);
    ck_assert_int_eq(sr_sqlite_migrate(db, path, steps, 3, &err), SR_ESTORE);
    ck_assert_ptr_nonnull(strstr(err.msg, "to version 3"));
    ck_assert_int_eq(number(db, "PRAGMA user_version"), 2);
    ck_assert_int_eq(number(db, "SELECT count(*) FROM t"), 2);
    ck_store(sr_sqlite_verify(db, path, steps, 2, &err));
    ck_assert_int_eq(sr_sqlite_migrate(db, path, steps, 1, &err), SR_ESTORE);
    (void)sqlite3_close(db);
}
END_TEST

/* A store that grew up from version 1 and a new one have the same tables. */
static char *schema_of(const char *file)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *st = NULL;
    sr_buf b = {0};
    ck_assert_int_eq(sqlite3_open(file, &db), SQLITE_OK);
    ck_assert_int_eq(
        sqlite3_prepare_v2(db,
                           "SELECT name || ': ' || coalesce(sql, '') || char(10) "
                           "FROM sqlite_schema ORDER BY name",
                           -1, &st, NULL),
        SQLITE_OK);
    while (sqlite3_step(st) == SQLITE_ROW)
        sr_buf_put(&b, sr_sql_text(st, 0));
    sr_buf_putc(&b, '\0');
    (void)sqlite3_finalize(st);
    (void)sqlite3_close(db);
    return b.p;
}

START_TEST(test_same_schema)
{
    char second[512];
    (void)sample_path(second, sizeof second, "new.db");
    make_version_1();
    ck_store(sr_store_open(path, SR_STORE_WRITE, &store, &err));
    sr_store_close(store);
    ck_store(sr_store_open(second, SR_STORE_WRITE, &store, &err));
    char *old = schema_of(path), *fresh = schema_of(second);
    ck_assert_str_eq(old, fresh);
    free(old);
    free(fresh);
}
END_TEST

/* --- connections ------------------------------------------------------------------ */

START_TEST(test_settings)
{
    make_store();
    ck_store(sr_store_open(path, SR_STORE_WRITE, &store, &err));
    sqlite3 *db = ((sr_sqlite *)store)->db;
    ck_assert_int_eq(number(db, "PRAGMA synchronous"), 2);
    ck_assert_int_eq(number(db, "PRAGMA foreign_keys"), 1);
    ck_assert_int_eq(number(db, "PRAGMA trusted_schema"), 0);
    ck_assert_int_eq(number(db, "PRAGMA page_size"), SR_SQLITE_PAGE_BYTES);
    ck_assert_int_eq(number(db, "PRAGMA wal_autocheckpoint"), SR_SQLITE_CHECKPOINT_PAGES);
    sr_store_close(store);
    ck_store(sr_store_open(path, SR_STORE_READ, &store, &err));
    db = ((sr_sqlite *)store)->db;
    ck_assert_int_eq(number(db, "PRAGMA query_only"), 1);
    ck_assert_int_eq(number(db, "PRAGMA trusted_schema"), 0);
    ck_assert_int_eq(number(db, "PRAGMA wal_autocheckpoint"), 0);
    ck_assert_int_ne(sqlite3_exec(db, "DELETE FROM articles", NULL, NULL, NULL),
                     SQLITE_OK);
    ck_assert_int_ne(sqlite3_exec(db, "CREATE TEMP TABLE x(a)", NULL, NULL, NULL),
                     SQLITE_OK);
}
END_TEST

/* The lock goes with its process, however that ends; a leaving writer hands it on. */
START_TEST(test_writer_lock)
{
    char lock[600];
    int ready[2];
    char byte = 0;
    struct stat st;
    make_store();
    (void)snprintf(lock, sizeof lock, "%s-writer", path);
    ck_assert_int_ne(stat(lock, &st), 0);
    ck_assert_int_eq(pipe(ready), 0);
    pid_t pid = fork();
    if (pid == 0) {
        sr_store *s = NULL;
        if (sr_store_open(path, SR_STORE_WRITE, &s, NULL) == SR_OK)
            (void)!write(ready[1], "x", 1);
        for (;;)
            (void)pause();
    }
    ck_assert_int_eq(read(ready[0], &byte, 1), 1);
    expect_refused(path, SR_STORE_WRITE, SR_ESTORE, "being written by another program");
    char who[64];
    (void)snprintf(who, sizeof who, "(process %ld)", (long)pid);
    ck_assert_ptr_nonnull(strstr(err.msg, who));
    ck_assert_int_eq(kill(pid, SIGKILL), 0);
    (void)waitpid(pid, NULL, 0);
    ck_store(sr_store_open(path, SR_STORE_WRITE, &store, &err));
    put_one("a2", "Two.");
}
END_TEST

/* Another program (sqlite3, say) that holds the file makes a writer wait, then say so. */
START_TEST(test_busy)
{
    sqlite3 *db = NULL;
    make_store();
    ck_store(sr_store_open(path, SR_STORE_WRITE, &store, &err));
    (void)sqlite3_busy_timeout(((sr_sqlite *)store)->db, 10);
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    ck_assert_int_eq(sr_store_begin(store, &err), SR_ESTORE);
    ck_assert_ptr_nonnull(strstr(err.msg, "locked by another program"));
    ck_assert_int_eq(sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    (void)sqlite3_close(db);
    put_one("a3", "Three.");
}
END_TEST

/* What was replaced is kept, with its times. */
START_TEST(test_revisions)
{
    ck_store(sr_store_open(path, SR_STORE_WRITE, &store, &err));
    put_one("a1", "One.");
    put_one("a1", "Two.");
    put_one("a1", "Three.");
    sqlite3 *db = ((sr_sqlite *)store)->db;
    ck_assert_int_eq(number(db, "SELECT count(*) FROM revisions"), 2);
    ck_assert_int_eq(number(db, "SELECT text = 'One.' FROM revisions WHERE n = 0"), 1);
    ck_assert_int_eq(number(db, "SELECT text = 'Two.' FROM revisions WHERE n = 1"), 1);
    ck_assert_int_eq(number(db, "SELECT count(*) FROM articles WHERE changed_s"), 1);
    ck_store(sr_store_check(store, &err));
}
END_TEST

/* --- large and hostile ------------------------------------------------------------ */

static const struct {
    const char *what, *unit;
} worst[] = {
    {"one word", "a"},          {"blanks", " "},
    {"signs", "\"*-"},          {"short words", "a b "},
    {"short sentences", "A. "}, {"paragraphs", "a\n\n"},
    {"ill-formed", "\xff\xc0"}, {"accents", "e\xcc\x81"},
    {"Han", "\xe6\xbc\xa2"},    {"NULs", "\0"},
};

START_TEST(test_worst)
{
    enum { SIZE = 1 << 20 };
    sr_arena *a = sr_arena_new(256 << 20);
    char *text = malloc(SIZE + 1);
    size_t unit = strlen(worst[_i].unit);
    for (size_t i = 0; i < SIZE; i++)
        text[i] = unit ? worst[_i].unit[i % unit] : '\0';
    text[SIZE] = '\0';
    ck_store(sr_store_open(path, SR_STORE_WRITE, &store, &err));
    sr_doc *doc = sample_doc("big", "Worst of all", text);
    doc->article.text = (sr_str){text, SIZE};
    sr_placed p = sample_placed("big", "s1");
    ck_store(sr_store_begin(store, &err));
    ck_store(sr_store_put(store, doc, &p, SAMPLE_TIME, NULL, &err));
    ck_store(sr_store_commit(store, &err));
    sr_story s;
    sr_hit *hit;
    size_t n;
    ck_store(sr_store_story(store, SR_STR("s1"), a, &s, &err));
    ck_assert(sr_str_eq(s.members[0].doc->article.text, doc->article.text));
    ck_assert_uint_eq(s.members[0].doc->n_sents, doc->n_sents);
    ck_store(sr_store_search(store, SR_STR("worst -nothing"), 0, a, &hit, &n, &err));
    ck_assert_uint_eq(n, 1);
    ck_store(sr_store_search(store, SR_STR("\"a b a b a b a b\""), 0, a, &hit, &n, &err));
    ck_store(sr_store_check(store, &err));
    sr_doc_free(doc);
    free(text);
    sr_arena_free(a);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("store/sqlite");
    TCase *c = tcase_create("all");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, test_no_store);
    tcase_add_test(c, test_other_database);
    tcase_add_test(c, test_damaged);
    tcase_add_loop_test(c, test_check_finds, 0, SR_COUNT(breakages));
    tcase_add_test(c, test_wild_rows);
    tcase_add_test(c, test_read_only);
    tcase_add_test(c, test_read_only_directory);
    tcase_add_test(c, test_odd_names);
    tcase_add_test(c, test_in_memory);
    tcase_add_test(c, test_newer_version);
    tcase_add_test(c, test_version_1);
    tcase_add_test(c, test_steps);
    tcase_add_test(c, test_same_schema);
    tcase_add_test(c, test_settings);
    tcase_add_test(c, test_writer_lock);
    tcase_add_test(c, test_busy);
    tcase_add_test(c, test_revisions);
    tcase_add_loop_test(c, test_worst, 0, SR_COUNT(worst));
    suite_add_tcase(s, c);
    return s;
}
