/* How fast the store keeps, finds and reads back.
 *
 *     bench_store FILE [ARTICLES [BATCH]]        (default: 50,000 in batches of 512)
 *
 * The articles are made on the spot: about 3 kB of invented words, which are drawn by
 * Zipf's law from 200,000, in 24 sentences and 8 paragraphs; a fifth are copies; ten to a
 * story.  Prints one line a measurement, times in CPU seconds of the process (and wall).
 */
#include "base/buf.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

enum { WORDS = 200000, SENTENCES = 24, PARAS = 8, PER_STORY = 10, START_S = 1730000000 };

static void die(const sr_err *err)
{
    (void)fprintf(stderr, "bench_store: %s\n", err->msg);
    exit(1);
}

/* --- made-up articles ------------------------------------------------------------- */

typedef struct maker {
    uint64_t state;
    double *upto; /* [WORDS] sums of 1/rank */
    sr_buf title, text;
    sr_sentence sents[SENTENCES + 1];
    sr_para paras[PARAS];
    sr_reason reasons[3];
    char id[40], group[40], story[40];
} maker;

static uint64_t next(maker *m) /* xorshift64* */
{
    m->state ^= m->state >> 12;
    m->state ^= m->state << 25;
    m->state ^= m->state >> 27;
    return m->state * 0x2545f4914f6cdd1du;
}

static size_t draw(maker *m)
{
    double x = (double)(next(m) >> 11) / 9007199254740992.0 * m->upto[WORDS - 1];
    size_t lo = 0, hi = WORDS - 1;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (m->upto[mid] < x)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Word number n as syllables; frequent ones are short. */
static void put_word(sr_buf *b, size_t n)
{
    static const char *const on[] = {"b", "d", "k", "l", "m", "n", "p", "r", "s", "t"};
    static const char *const vowel[] = {"a", "e", "i", "o", "u"};
    do {
        sr_buf_put(b, sr_str_of(on[n % 10]));
        sr_buf_put(b, sr_str_of(vowel[n / 10 % 5]));
        n /= 50;
    } while (n);
}

static void put_sentence(maker *m, sr_buf *b, size_t words)
{
    for (size_t i = 0; i < words; i++) {
        if (i)
            sr_buf_putc(b, ' ');
        put_word(b, draw(m));
    }
    sr_buf_putc(b, '.');
}

static void make(maker *m, size_t n, sr_doc *doc, sr_placed *placed)
{
    sr_article *a = &doc->article;
    m->state = 0x9e3779b97f4a7c15u * (n + 1);
    sr_buf_reset(&m->title);
    sr_buf_reset(&m->text);
    put_sentence(m, &m->title, 9);
    m->sents[0] = (sr_sentence){.span = {0, (uint32_t)m->title.len}, .in_title = true};
    for (size_t i = 0; i < SENTENCES; i++) {
        if (i)
            sr_buf_put(&m->text, i % (SENTENCES / PARAS) ? SR_STR(" ") : SR_STR("\n\n"));
        uint32_t beg = (uint32_t)m->text.len, para = (uint32_t)(i * PARAS / SENTENCES);
        put_sentence(m, &m->text, 21);
        uint32_t end = (uint32_t)m->text.len;
        m->sents[i + 1] = (sr_sentence){.span = {beg, end}, .para = para};
        if (i % (SENTENCES / PARAS) == 0)
            m->paras[para] = (sr_para){.span = {beg, end}};
        m->paras[para].span.end = end;
    }
    (void)snprintf(m->id, sizeof m->id, "%016llx%016llx", (unsigned long long)next(m),
                   (unsigned long long)n);
    (void)snprintf(m->story, sizeof m->story, "%032zx", n / PER_STORY);
    bool copy = n % 5 == 4;
    (void)snprintf(m->group, sizeof m->group, "%032zx", copy ? n - 1 : n);
    *a = (sr_article){.id = sr_str_of(m->id),
                      .url =
                          SR_STR("https://news.example/world/an-address-of-usual-length"),
                      .outlet = SR_STR("The Example"),
                      .lang = SR_STR("en"),
                      .published = {START_S + (sr_time)n, SR_TIME_SECOND, SR_STR("meta")},
                      .title = sr_buf_str(&m->title),
                      .text = sr_buf_str(&m->text),
                      .paras = m->paras,
                      .n_paras = PARAS};
    doc->sents = m->sents;
    doc->n_sents = SENTENCES + 1;
    m->reasons[0] = (sr_reason){SR_STR("name"), SR_STR("Kharkiv"), 2.5};
    m->reasons[1] = (sr_reason){SR_STR("number"), SR_STR("14 dead"), 1.25};
    m->reasons[2] = (sr_reason){SR_STR("title"), SR_STR("power plant"), 0.75};
    *placed = (sr_placed){
        .copy = {.group = sr_str_of(m->group),
                 .of = copy ? sr_str_of(m->group) : SR_STR(""),
                 .relation = copy ? SR_COPY_COPY : SR_COPY_ORIGINAL},
        .join = {sr_str_of(m->story), n % PER_STORY == 0, 0.9, m->reasons, 3}};
}

static void maker_init(maker *m)
{
    double sum = 0;
    m->upto = malloc(WORDS * sizeof *m->upto);
    if (!m->upto)
        exit(1);
    for (size_t i = 0; i < WORDS; i++)
        m->upto[i] = sum += 1.0 / (double)(i + 1);
}

/* --- measuring -------------------------------------------------------------------- */

static double seconds(clockid_t clock)
{
    struct timespec t;
    (void)clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double cpu_s(void)
{
    return seconds(CLOCK_PROCESS_CPUTIME_ID);
}

static double wall_s(void)
{
    return seconds(CLOCK_MONOTONIC);
}

static void put_all(sr_store *s, maker *m, size_t n, size_t batch, const char *what)
{
    sr_err err;
    sr_doc doc = {0};
    sr_placed placed;
    size_t step = n / 10 ? n / 10 : 1;
    double cpu = 0, wall = wall_s(), worst = 0;
    for (size_t i = 0; i < n;) {
        double step_cpu = 0, step_wall = wall_s();
        for (size_t end = i + step < n ? i + step : n; i < end;) {
            double t = 0, w = wall_s();
            if (sr_store_begin(s, &err) != SR_OK)
                die(&err);
            for (size_t k = 0; k < batch && i < end; k++, i++) {
                make(m, i, &doc, &placed);
                double t0 = cpu_s();
                if (sr_store_put(s, &doc, &placed, START_S, NULL, &err) != SR_OK)
                    die(&err);
                t += cpu_s() - t0;
            }
            double t0 = cpu_s();
            if (sr_store_commit(s, &err) != SR_OK)
                die(&err);
            t += cpu_s() - t0;
            step_cpu += t;
            worst = wall_s() - w > worst ? wall_s() - w : worst;
        }
        cpu += step_cpu;
        (void)printf(
            "%s  at %zu: %.0f articles/s of CPU, %.0f of wall (with making them)\n", what,
            i, (double)step / step_cpu, (double)step / (wall_s() - step_wall));
    }
    (void)printf(
        "%s  all %zu: %.0f articles/s of CPU, %.1f s wall, slowest batch %.0f ms\n", what,
        n, (double)n / cpu, wall_s() - wall, worst * 1000);
}

static sr_status count_one(void *ctx, sr_doc *doc, const sr_placed *placed,
                           sr_time arrival_s, sr_err *err)
{
    size_t *n = ctx;
    (void)placed;
    (void)arrival_s;
    (void)err;
    *n += doc->n_sents;
    return SR_OK;
}

static void walk(sr_store *s, size_t n, sr_time since_s, const char *what)
{
    sr_err err;
    size_t sents = 0;
    double t = cpu_s();
    if (sr_store_each_article(s, since_s, count_one, &sents, &err) != SR_OK)
        die(&err);
    t = cpu_s() - t;
    (void)printf("%s  %.3f s, %.0f articles/s (%zu sentences)\n", what, t, (double)n / t,
                 sents);
}

static void find(sr_store *s, sr_arena *a, const char *what, const char *query)
{
    sr_err err;
    sr_hit *v;
    size_t n = 0;
    double first = 0, best = 1e9;
    for (int i = 0; i < 5; i++) {
        double t = wall_s();
        if (sr_store_search(s, sr_str_of(query), 20, a, &v, &n, &err) != SR_OK)
            die(&err);
        t = wall_s() - t;
        first = i ? first : t;
        best = t < best ? t : best;
    }
    (void)printf("search %-28s %2zu hits, first %.2f ms, then %.2f ms\n", what, n,
                 first * 1000, best * 1000);
}

static void find_all(sr_store *s, sr_arena *a)
{
    char common[16] = "", three[96], rare[64], phrase[64];
    sr_buf b = {0};
    put_word(&b, 1);
    (void)snprintf(common, sizeof common, "%.*s", SR_FMT(sr_buf_str(&b)));
    sr_buf_reset(&b);
    for (size_t i = 0; i < 3; i++) {
        put_word(&b, i + 2);
        sr_buf_putc(&b, ' ');
    }
    (void)snprintf(three, sizeof three, "%.*s", SR_FMT(sr_buf_str(&b)));
    (void)snprintf(phrase, sizeof phrase, "\"%.*s\"",
                   SR_FMT(sr_str_cut(sr_buf_str(&b), 0, 5)));
    sr_buf_reset(&b);
    put_word(&b, 3000);
    (void)snprintf(rare, sizeof rare, "%.*s", SR_FMT(sr_buf_str(&b)));
    find(s, a, "the commonest word", common);
    find(s, a, "three common words", three);
    find(s, a, "a phrase of two", phrase);
    find(s, a, "a rare word", rare);
    (void)snprintf(three, sizeof three, "%s %s", common, rare);
    find(s, a, "a common and a rare word", three);
    find(s, a, "a beginning of two letters", "de*");
    find(s, a, "a beginning of four letters", "deki*");
    find(s, a, "no such word", "qqqq");
    sr_buf_free(&b);
}

static void list_stories(sr_store *s, sr_arena *a)
{
    sr_err err;
    sr_story_row *v;
    sr_story story;
    size_t n;
    double t = wall_s();
    if (sr_store_stories(s, 0, 50, a, &v, &n, &err) != SR_OK)
        die(&err);
    double t2 = wall_s();
    if (n == 0)
        return;
    if (sr_store_story(s, v[n / 2].id, a, &story, &err) != SR_OK)
        die(&err);
    (void)printf("stories  the newest %zu: %.2f ms; one with %zu articles: %.2f ms\n", n,
                 (t2 - t) * 1000, story.n, (wall_s() - t2) * 1000);
}

static void check(sr_store *s)
{
    sr_err err;
    double t = wall_s();
    if (sr_store_check(s, &err) != SR_OK)
        die(&err);
    (void)printf("check  %.1f s\n", wall_s() - t);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        (void)fprintf(stderr, "usage: bench_store FILE [ARTICLES [BATCH]]\n");
        return 2;
    }
    size_t n = argc > 2 ? strtoul(argv[2], NULL, 10) : 50000;
    size_t batch = argc > 3 ? strtoul(argv[3], NULL, 10) : 512;
    maker m = {0};
    sr_err err;
    sr_store *s = NULL;
    struct stat st;
    sr_arena *a = sr_arena_new((size_t)1 << 30);
    maker_init(&m);
    if (!a)
        return 1;
    if (sr_store_open(argv[1], SR_STORE_WRITE, &s, &err) != SR_OK)
        die(&err);
    put_all(s, &m, n, batch, "put");
    put_all(s, &m, n / 10, batch, "put again");
    sr_store_close(s);
    if (stat(argv[1], &st) == 0)
        (void)printf("size  %.0f bytes an article\n", (double)st.st_size / (double)n);
    if (sr_store_open(argv[1], SR_STORE_READ, &s, &err) != SR_OK)
        die(&err);
    find_all(s, a);
    list_stories(s, a);
    walk(s, n, INT64_MIN, "walk over all");
    walk(s, 1000, START_S + (sr_time)n - 1000, "walk over the last 1000");
    sr_store_close(s);
    if (sr_store_open(argv[1], SR_STORE_WRITE, &s, &err) != SR_OK)
        die(&err);
    check(s);
    sr_store_close(s);
    sr_arena_free(a);
    sr_buf_free(&m.title);
    sr_buf_free(&m.text);
    free(m.upto);
    return 0;
}
