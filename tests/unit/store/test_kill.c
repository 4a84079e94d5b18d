/* The promise: what a commit reported survives a kill at any moment, and a kill leaves a
 * sound store.  A child commits batches and says so through a pipe; it is killed after a
 * drawn time; then everything it said must be there, whole, and nothing half.
 *
 * SR_KILLS: how many kills (default 30).  SR_SEED: of the drawn times (default 1). */
#include "sample.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

enum { BATCH = 20 };

static char path[512];
static sr_err err;

#define ck_store(call)                                                          \
    do {                                                                        \
        sr_status t_st = (call);                                                \
        ck_assert_msg(t_st == SR_OK, "%s: %s: %s", #call, sr_status_name(t_st), \
                      err.msg);                                                 \
    } while (0)

static uint64_t draw(uint64_t *state) /* xorshift64* */
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 0x2545f4914f6cdd1du;
}

/* Article n as it is first put, and as it is corrected two batches later. */
static sr_doc *article(size_t n, bool corrected)
{
    char id[32], title[64], text[2400];
    size_t at = 0;
    (void)snprintf(id, sizeof id, "a%zu", n);
    (void)snprintf(title, sizeof title, "Title %zu of word%zu", n, n % 100);
    for (size_t i = 0; i < 40; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, "Sentence w%zu is x%zu%s. ",
                               n * 7919 % (i + 50), i, corrected ? " corrected" : "");
    return sample_doc(id, title, text);
}

static sr_status put(sr_store *s, size_t n, bool corrected)
{
    char id[32], of[32], story[32];
    (void)snprintf(id, sizeof id, "a%zu", n);
    (void)snprintf(of, sizeof of, "a%zu", n - n % 3);
    (void)snprintf(story, sizeof story, "s%zu", n / 12);
    sr_doc *doc = article(n, corrected);
    sr_placed p = n % 3 ? sample_copy(of, story, SR_COPY_COPY) : sample_placed(id, story);
    sr_status st = sr_store_put(s, doc, &p, SAMPLE_TIME + (sr_time)n, NULL, NULL);
    sr_doc_free(doc);
    return st;
}

/* Batch b: BATCH new articles, and one of the batch before the last corrected. */
static sr_status put_batch(sr_store *s, size_t b)
{
    sr_status st = sr_store_begin(s, NULL);
    for (size_t i = 0; i < BATCH && st == SR_OK; i++)
        st = put(s, b * BATCH + i, false);
    if (st == SR_OK && b >= 2)
        st = put(s, (b - 2) * BATCH, true);
    return st == SR_OK ? sr_store_commit(s, NULL) : st;
}

/* The child: batches from `first` on, each reported after its commit, until it dies. */
static void work(int report, size_t first)
{
    sr_store *s = NULL;
    if (sr_store_open(path, SR_STORE_WRITE, &s, NULL) != SR_OK)
        _exit(2);
    for (size_t b = first;; b++) {
        if (put_batch(s, b) != SR_OK)
            _exit(3);
        if (write(report, &b, sizeof b) != (ssize_t)sizeof b)
            _exit(4);
    }
}

/* Let a child work for so long, kill it; returns how many batches it said are kept. */
static size_t run_and_kill(size_t first, uint64_t after_us)
{
    int report[2];
    size_t b, kept = first;
    int how;
    ck_assert_int_eq(pipe(report), 0);
    pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        (void)close(report[0]);
        work(report[1], first);
    }
    (void)close(report[1]);
    struct timespec t = {(time_t)(after_us / 1000000), (long)(after_us % 1000000) * 1000};
    (void)nanosleep(&t, NULL);
    ck_assert_int_eq(kill(pid, SIGKILL), 0);
    ck_assert_int_eq(waitpid(pid, &how, 0), pid);
    ck_assert_msg(WIFSIGNALED(how), "the child failed by itself: %d", WEXITSTATUS(how));
    while (read(report[0], &b, sizeof b) == (ssize_t)sizeof b) {
        ck_assert_uint_eq(b, kept);
        kept++;
    }
    (void)close(report[0]);
    return kept;
}

static sr_status compare(void *ctx, sr_doc *doc, const sr_placed *placed,
                         sr_time arrival_s, sr_err *e)
{
    size_t *n = ctx, batches = n[1];
    bool corrected = *n % BATCH == 0 && *n / BATCH + 2 < batches;
    sr_doc *want = article(*n, corrected);
    (void)e;
    ck_assert(sr_str_eq(doc->article.id, want->article.id));
    ck_assert(sr_str_eq(doc->article.text, want->article.text));
    ck_assert_uint_eq(doc->n_sents, want->n_sents);
    ck_assert_int_eq(arrival_s, SAMPLE_TIME + (sr_time)*n);
    ck_assert_uint_gt(placed->join.story.len, 0);
    sr_doc_free(want);
    ++*n;
    return SR_OK;
}

/* All that was reported is there; more may be: a batch that was kept as the kill came,
 * before it was reported, but only a whole one.  Returns the batches that are there. */
static size_t verify(size_t reported)
{
    sr_store *s = NULL;
    sr_store_counts c;
    ck_store(sr_store_open(path, SR_STORE_WRITE, &s, &err));
    ck_store(sr_store_check(s, &err));
    ck_store(sr_store_count(s, &c, &err));
    ck_assert_uint_eq(c.articles % BATCH, 0);
    size_t batches = c.articles / BATCH, seen[2] = {0, batches};
    ck_assert_uint_ge(batches, reported);
    ck_assert_uint_le(batches, reported + 1);
    ck_store(sr_store_each_article(s, INT64_MIN, compare, seen, &err));
    ck_assert_uint_eq(seen[0], c.articles);
    sr_store_close(s);
    return batches;
}

static uint64_t number_of(const char *variable, uint64_t otherwise)
{
    uint64_t n = otherwise;
    (void)sr_str_u64(sr_str_of(getenv(variable)), &n);
    return n;
}

START_TEST(test_kill)
{
    uint64_t kills = number_of("SR_KILLS", 30), state = number_of("SR_SEED", 1) + 77;
    size_t batches = 0, told = 0;
    (void)sample_path(path, sizeof path, "kill.db");
    for (uint64_t k = 0; k < kills; k++) {
        size_t reported = run_and_kill(batches, draw(&state) % 150000);
        told += reported - batches;
        batches = verify(reported);
    }
    ck_assert_uint_gt(told, 0); /* else nothing was tested */
    sample_clean(path);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("store/kill");
    TCase *c = tcase_create("all");
    tcase_set_timeout(c, 110);
    tcase_add_test(c, test_kill);
    suite_add_tcase(s, c);
    return s;
}
