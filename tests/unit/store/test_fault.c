/* Writes that fail, disks that are full, memory that is refused: each in turn, at every
 * place.  The call says so, and the store stays sound: what was committed before is
 * there, what was not is not, and the next batch goes on.
 *
 * In this file:
 *   1. a file system that fails the k-th write       2. memory refused the k-th time
 *   3. what is done under them                       4. the sweeps
 */
#include "sample.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>

static char path[512];
static sr_err err;

#define ck_store(call)                                                          \
    do {                                                                        \
        sr_status t_st = (call);                                                \
        ck_assert_msg(t_st == SR_OK, "%s: %s: %s", #call, sr_status_name(t_st), \
                      err.msg);                                                 \
    } while (0)

/* --- 1. a file system over the usual one ------------------------------------------ */

static struct {
    long left;     /* writes until the failing one; < 0: none fails */
    int code;      /* with which it fails: SQLITE_FULL, SQLITE_IOERR_WRITE ... */
    bool for_good; /* and all after it */
    bool happened;
} fault = {.left = -1};

static bool fails(void)
{
    if (fault.left < 0 || fault.left-- > 0)
        return false;
    fault.happened = true;
    if (fault.for_good)
        fault.left = 0;
    return true;
}

/* The file below follows our header in the memory that SQLite gives. */
typedef struct file {
    sqlite3_file base;
    sqlite3_file *real;
} file;

static sqlite3_vfs *below;

static sqlite3_file *real(sqlite3_file *f)
{
    return ((file *)f)->real;
}

static int f_close(sqlite3_file *f)
{
    return real(f)->pMethods->xClose(real(f));
}

static int f_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
    return real(f)->pMethods->xRead(real(f), p, n, at);
}

static int f_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
    if (!fails())
        return real(f)->pMethods->xWrite(real(f), p, n, at);
    if (n > 1) /* a full disk takes a part */
        (void)real(f)->pMethods->xWrite(real(f), p, n / 2, at);
    return fault.code;
}

static int f_truncate(sqlite3_file *f, sqlite3_int64 n)
{
    return fails() ? SQLITE_IOERR_TRUNCATE : real(f)->pMethods->xTruncate(real(f), n);
}

static int f_sync(sqlite3_file *f, int flags)
{
    return fails() ? SQLITE_IOERR_FSYNC : real(f)->pMethods->xSync(real(f), flags);
}

static int f_size(sqlite3_file *f, sqlite3_int64 *n)
{
    return real(f)->pMethods->xFileSize(real(f), n);
}

static int f_lock(sqlite3_file *f, int level)
{
    return real(f)->pMethods->xLock(real(f), level);
}

static int f_unlock(sqlite3_file *f, int level)
{
    return real(f)->pMethods->xUnlock(real(f), level);
}

static int f_reserved(sqlite3_file *f, int *ret)
{
    return real(f)->pMethods->xCheckReservedLock(real(f), ret);
}

static int f_control(sqlite3_file *f, int op, void *arg)
{
    return real(f)->pMethods->xFileControl(real(f), op, arg);
}

static int f_sector(sqlite3_file *f)
{
    return real(f)->pMethods->xSectorSize(real(f));
}

static int f_features(sqlite3_file *f)
{
    return real(f)->pMethods->xDeviceCharacteristics(real(f));
}

static int f_shm_map(sqlite3_file *f, int region, int size, int extend, void volatile **p)
{
    return real(f)->pMethods->xShmMap(real(f), region, size, extend, p);
}

static int f_shm_lock(sqlite3_file *f, int at, int n, int flags)
{
    return real(f)->pMethods->xShmLock(real(f), at, n, flags);
}

static void f_shm_barrier(sqlite3_file *f)
{
    real(f)->pMethods->xShmBarrier(real(f));
}

static int f_shm_unmap(sqlite3_file *f, int remove)
{
    return real(f)->pMethods->xShmUnmap(real(f), remove);
}

static const sqlite3_io_methods methods = {
    2,          f_close,       f_read,      f_write,   f_truncate, f_sync,     f_size,
    f_lock,     f_unlock,      f_reserved,  f_control, f_sector,   f_features, f_shm_map,
    f_shm_lock, f_shm_barrier, f_shm_unmap, NULL,      NULL};

static int v_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *ret)
{
    file *own = (file *)f;
    (void)v;
    own->real = (sqlite3_file *)(own + 1);
    int rc = below->xOpen(below, name, own->real, flags, ret);
    own->base.pMethods = own->real->pMethods ? &methods : NULL;
    return rc;
}

static sqlite3_vfs shim;

static void use_shim(void)
{
    below = sqlite3_vfs_find(NULL);
    shim = *below; /* all but opening is the same */
    shim.szOsFile = (int)sizeof(file) + below->szOsFile;
    shim.zName = "faults";
    shim.pNext = NULL;
    shim.xOpen = v_open;
    ck_assert_int_eq(sqlite3_vfs_register(&shim, 1), SQLITE_OK);
}

/* --- 2. memory -------------------------------------------------------------------- */

static sqlite3_mem_methods usual;
static long allocations_left = -1; /* < 0: none is refused */
static bool refused;

static bool refuse(void)
{
    if (allocations_left < 0 || allocations_left-- > 0)
        return false;
    allocations_left = 0; /* from here on, all */
    refused = true;
    return true;
}

static void *m_malloc(int n)
{
    return refuse() ? NULL : usual.xMalloc(n);
}

static void *m_realloc(void *p, int n)
{
    return refuse() ? NULL : usual.xRealloc(p, n);
}

static void use_memory(void)
{
    sqlite3_mem_methods m;
    ck_assert_int_eq(sqlite3_shutdown(), SQLITE_OK);
    ck_assert_int_eq(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual), SQLITE_OK);
    m = usual;
    m.xMalloc = m_malloc;
    m.xRealloc = m_realloc;
    ck_assert_int_eq(sqlite3_config(SQLITE_CONFIG_MALLOC, &m), SQLITE_OK);
    ck_assert_int_eq(sqlite3_initialize(), SQLITE_OK);
}

/* --- 3. what is done under them --------------------------------------------------- */

enum { BATCH = 6 };

static sr_status put(sr_store *s, size_t n, const char *word)
{
    char id[32], text[6000];
    size_t at = 0;
    (void)snprintf(id, sizeof id, "a%zu", n);
    for (size_t i = 0; i < 200; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, "%s%zu w%zu. ", word, i,
                               n * 7919 % (i + 50));
    sr_doc *doc = sample_doc(id, "A title", text);
    sr_placed p = sample_placed(id, n % 2 ? "s1" : "s2");
    sr_status st = sr_store_put(s, doc, &p, SAMPLE_TIME, NULL, &err);
    sr_doc_free(doc);
    return st;
}

/* Articles b*BATCH.. , the first one of the batch before corrected. */
static sr_status put_batch(sr_store *s, size_t b)
{
    sr_status st = sr_store_begin(s, &err);
    for (size_t i = 0; i < BATCH && st == SR_OK; i++)
        st = put(s, b * BATCH + i, "x");
    if (st == SR_OK && b)
        st = put(s, (b - 1) * BATCH, "y");
    return st == SR_OK ? sr_store_commit(s, &err) : st;
}

static uint64_t articles_in(sr_store *s)
{
    sr_store_counts c = {0};
    ck_store(sr_store_count(s, &c, &err));
    return c.articles;
}

static void remove_files(void)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-writer"};
    char name[600];
    for (size_t i = 0; i < SR_COUNT(ends); i++) {
        (void)snprintf(name, sizeof name, "%s%s", path, ends[i]);
        (void)unlink(name);
    }
}

/* The store as it stands, after the fault is over: sound, and of n batches. */
static void expect_sound(size_t batches)
{
    sr_store *s = NULL;
    ck_store(sr_store_open(path, SR_STORE_WRITE, &s, &err));
    ck_store(sr_store_check(s, &err));
    ck_assert_uint_eq(articles_in(s), batches * BATCH);
    ck_store(put_batch(s, batches));
    ck_store(sr_store_check(s, &err));
    sr_store_close(s);
}

/* --- 4. the sweeps ---------------------------------------------------------------- */

static const struct {
    int code;
    bool for_good;
} faults[] = {
    {SQLITE_FULL, true},
    {SQLITE_IOERR_WRITE, false},
};

/* Two batches with the k-th write failing; false when k was past the last. */
static bool one_fault(long k)
{
    sr_store *s = NULL;
    size_t kept = 1;
    remove_files();
    ck_store(sr_store_open(path, SR_STORE_WRITE, &s, &err));
    ck_store(put_batch(s, 0));
    fault.happened = false;
    fault.left = k;
    for (size_t i = 0; i < 2; i++) {
        sr_status st = put_batch(s, kept);
        ck_assert_msg(st == SR_OK || st == SR_EIO, "%s: %s", sr_status_name(st), err.msg);
        ck_assert(st == SR_OK || strstr(err.msg, path));
        kept += st == SR_OK;
    }
    if (!fault.for_good) { /* the trouble was short: the same store goes on */
        fault.left = -1;
        ck_assert_uint_eq(articles_in(s), kept * BATCH);
        ck_store(put_batch(s, kept));
        kept++;
    }
    bool happened = fault.happened;
    sr_store_close(s);
    fault.left = -1;
    expect_sound(kept);
    return happened;
}

START_TEST(test_failing_writes)
{
    (void)sample_path(path, sizeof path, "fault.db");
    use_shim();
    fault.code = faults[_i].code;
    fault.for_good = faults[_i].for_good;
    long k = 0;
    while (one_fault(k))
        k += 1 + k / 24;
    ck_assert_int_gt(k, 20);
    sample_clean(path);
}
END_TEST

/* Opening (with its migration) under the same faults. */
START_TEST(test_failing_open)
{
    bool happened = true;
    (void)sample_path(path, sizeof path, "fault.db");
    use_shim();
    fault.code = SQLITE_FULL;
    for (long k = 0; happened; k += 1 + k / 24) {
        sr_store *s = NULL;
        remove_files();
        fault.happened = false;
        fault.left = k;
        sr_status st = sr_store_open(path, SR_STORE_WRITE, &s, &err);
        fault.left = -1;
        happened = fault.happened;
        ck_assert_msg(st == SR_OK || st == SR_EIO || st == SR_ESTORE, "%s: %s",
                      sr_status_name(st), err.msg);
        ck_assert((st == SR_OK) == (s != NULL));
        sr_store_close(s);
        expect_sound(0);
    }
    sample_clean(path);
}
END_TEST

/* A real limit of the system instead of ours: no file may grow beyond it. */
START_TEST(test_file_size_limit)
{
    struct rlimit old, small;
    sr_store *s = NULL;
    size_t kept = 1;
    (void)sample_path(path, sizeof path, "full.db");
    (void)signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
    ck_store(sr_store_open(path, SR_STORE_WRITE, &s, &err));
    ck_store(put_batch(s, 0));
    small = old;
    small.rlim_cur = 3000000;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
    sr_status st = SR_OK;
    while (kept < 1000 && (st = put_batch(s, kept)) == SR_OK)
        kept++;
    ck_assert_int_eq(st, SR_EIO);
    ck_assert_ptr_nonnull(strstr(err.msg, path));
    ck_assert_uint_gt(kept, 1);
    ck_assert_uint_eq(articles_in(s), kept * BATCH);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &old), 0);
    ck_store(put_batch(s, kept)); /* room again: the same store goes on */
    sr_store_close(s);
    expect_sound(kept + 1);
    sample_clean(path);
}
END_TEST

static sr_status visit(void *ctx, sr_doc *doc, const sr_placed *placed, sr_time arrival_s,
                       sr_err *e)
{
    (void)ctx;
    (void)doc;
    (void)placed;
    (void)arrival_s;
    (void)e;
    return SR_OK;
}

/* Everything once: open, put, read, search, close. */
static sr_status everything(sr_arena *a, bool *committed)
{
    sr_store *s = NULL;
    sr_story_row *rows;
    sr_story story;
    sr_hit *hits;
    size_t n;
    *committed = false;
    sr_status st = sr_store_open(path, SR_STORE_WRITE, &s, &err);
    if (st == SR_OK)
        st = put_batch(s, 1);
    *committed = st == SR_OK;
    if (st == SR_OK)
        st = sr_store_search(s, SR_STR("x1 -y2 w*"), 0, a, &hits, &n, &err);
    if (st == SR_EARG) /* w* is too short */
        st = sr_store_search(s, SR_STR("x1 -y2 titl*"), 0, a, &hits, &n, &err);
    if (st == SR_OK)
        st = sr_store_stories(s, 0, 0, a, &rows, &n, &err);
    if (st == SR_OK)
        st = sr_store_story(s, SR_STR("s1"), a, &story, &err);
    if (st == SR_OK)
        st = sr_store_each_article(s, 0, visit, NULL, &err);
    sr_store_close(s);
    return st;
}

START_TEST(test_refused_memory)
{
    sr_status st = SR_ENOMEM;
    sr_arena *a = sr_arena_new(16 << 20);
    bool committed;
    long k = 0;
    (void)sample_path(path, sizeof path, "memory.db");
    use_memory();
    for (; st != SR_OK && k < 1000000; k += 1 + k / 16) {
        remove_files();
        sr_store *s = NULL;
        ck_store(sr_store_open(path, SR_STORE_WRITE, &s, &err));
        ck_store(put_batch(s, 0));
        sr_store_close(s);
        sr_arena_reset(a);
        allocations_left = k;
        refused = false;
        st = everything(a, &committed);
        allocations_left = -1;
        ck_assert_msg(st == SR_OK || refused, "%s: %s", sr_status_name(st), err.msg);
        ck_assert_msg(st == SR_OK || st == SR_ENOMEM || st == SR_EIO || st == SR_ESTORE,
                      "%s: %s", sr_status_name(st), err.msg);
        expect_sound(committed ? 2 : 1);
    }
    ck_assert_int_eq(st, SR_OK);
    ck_assert_int_gt(k, 1000);
    sr_arena_free(a);
    sample_clean(path);
}
END_TEST

/* The caller's arena refuses: SR_ENOMEM, and the results are as they were. */
START_TEST(test_refused_arena)
{
    sr_store *s = NULL;
    (void)sample_path(path, sizeof path, "arena.db");
    ck_store(sr_store_open(path, SR_STORE_WRITE, &s, &err));
    ck_store(put_batch(s, 0));
    sr_status st[4] = {SR_ENOMEM, SR_ENOMEM, SR_ENOMEM, SR_ENOMEM};
    for (size_t k = 0; st[0] + st[1] + st[2] + st[3] > 0 && k < 500; k++) {
        sr_arena *a = sr_arena_new(16 << 20);
        sr_story_row *rows = NULL;
        sr_story story = {.n = 77};
        sr_hit *hits = NULL;
        sr_str id = {NULL, 77};
        size_t n[2] = {77, 77};
        sr_arena_fail_after(a, k);
        st[0] = sr_store_stories(s, 0, 0, a, &rows, &n[0], &err);
        sr_arena_free(a);
        a = sr_arena_new(16 << 20);
        sr_arena_fail_after(a, k);
        st[1] = sr_store_story(s, SR_STR("s1"), a, &story, &err);
        sr_arena_free(a);
        a = sr_arena_new(16 << 20);
        sr_arena_fail_after(a, k);
        st[2] = sr_store_search(s, SR_STR("x1 \"a title\""), 0, a, &hits, &n[1], &err);
        sr_arena_free(a);
        a = sr_arena_new(16 << 20);
        sr_arena_fail_after(a, k);
        st[3] = sr_store_story_of(s, SR_STR("a1"), a, &id, &err);
        ck_assert(st[0] == SR_OK || (st[0] == SR_ENOMEM && !rows && n[0] == 77));
        ck_assert(st[1] == SR_OK || (st[1] == SR_ENOMEM && story.n == 77));
        ck_assert(st[2] == SR_OK || (st[2] == SR_ENOMEM && !hits && n[1] == 77));
        ck_assert(st[3] == SR_OK || (st[3] == SR_ENOMEM && id.len == 77));
        sr_arena_free(a);
    }
    ck_assert_int_eq(st[0] + st[1] + st[2] + st[3], SR_OK);
    sr_store_close(s);
    sample_clean(path);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("store/fault");
    TCase *c = tcase_create("all");
    tcase_set_timeout(c, 110);
    tcase_add_loop_test(c, test_failing_writes, 0, SR_COUNT(faults));
    tcase_add_test(c, test_failing_open);
    tcase_add_test(c, test_file_size_limit);
    tcase_add_test(c, test_refused_memory);
    tcase_add_test(c, test_refused_arena);
    suite_add_tcase(s, c);
    return s;
}
