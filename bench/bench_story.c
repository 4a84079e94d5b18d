/* How fast stories are made, and what memory they take, as the window grows.
 *
 *     bench_story ARTICLES < articles.jsonl          (default: 100,000)
 *
 * A line of input is {"title", "text"}.  Of these reports others are made on the spot: a
 * story takes one report and gives each of its names (words with capitals) another name out
 * of all, always the same within the story; each of its articles has seven of ten sentences
 * of that report, with every tenth word out of another report; every fifth article is its
 * forerunner's text once more.  A story has eight articles on average, among the 4,000
 * articles that follow its first; a day has 10,000 articles.
 *
 * Prints a line at each of ten steps: articles a second of features and of the engine in
 * CPU time since the step before, bytes, postings and stories held.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/hash.h"
#include "doc/json_read.h"
#include "story/story.h"
#include "text/text.h"

enum { OPEN = 512, ROOM = 1 << 16, A_DAY = 10000, LIVES = 8 };

typedef struct maker {
    char **text; /* [n] reports */
    size_t n, cap;
    char **names; /* [n_names] all words with capitals */
    size_t n_names, cap_names;
    uint64_t state;
    uint64_t story[OPEN]; /* seeds of the stories that go on */
    char last[ROOM], out[ROOM], title[256];
    size_t last_len, len;
} maker;

static uint64_t next(maker *m) /* xorshift64* */
{
    m->state ^= m->state >> 12;
    m->state ^= m->state << 25;
    m->state ^= m->state >> 27;
    return m->state * 0x2545f4914f6cdd1du;
}

static void *grown(void *v, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return v;
    *cap = *cap ? 2 * *cap : 1024;
    void *w = realloc(v, *cap * size);
    if (!w)
        exit(2);
    return w;
}

static void take_names(maker *m, const char *s)
{
    for (const char *p = s; *p;) {
        size_t n = strcspn(p, " \n.,;:\"'()");
        if (n > 3 && p > s && p[-1] == ' ' && *p >= 'A' && *p <= 'Z') {
            m->names = grown(m->names, m->n_names, &m->cap_names, sizeof *m->names);
            m->names[m->n_names++] = strndup(p, n);
        }
        p += n + (p[n] != '\0');
    }
}

static void read_reports(maker *m)
{
    char *line = NULL;
    size_t cap = 0;
    while (getline(&line, &cap, stdin) > 0) {
        cJSON *o;
        if (sr_json_parse(sr_str_of(line), &o, NULL) != SR_OK)
            continue;
        sr_str t = sr_json_member_text(o, "text");
        if (t.len > 200 && t.len < ROOM / 2) {
            m->text = grown(m->text, m->n, &m->cap, sizeof *m->text);
            m->text[m->n] = strndup(t.p, t.len);
            take_names(m, m->text[m->n++]);
        }
        cJSON_Delete(o);
    }
    free(line);
}

static void put(maker *m, const char *p, size_t n)
{
    if (m->len + n + 2 < ROOM) {
        memcpy(m->out + m->len, p, n);
        m->len += n;
    }
}

/* One word; a name of the story has the same other name wherever it stands. */
static void put_word(maker *m, uint64_t story, const char *p, size_t n)
{
    if (*p >= 'A' && *p <= 'Z' && n > 3) {
        uint64_t h = sr_hash_mix(story, sr_hash64((sr_str){p, n}));
        const char *name = m->names[(h >> 8) % m->n_names];
        put(m, name, strlen(name));
    } else if (next(m) % 10 == 0) {
        const char *q = m->text[(next(m) >> 8) % m->n];
        q += next(m) % (strlen(q) / 2);
        q += strcspn(q, " ");
        q += *q == ' ';
        put(m, q, strcspn(q, " .\n"));
    } else {
        put(m, p, n);
    }
}

static void make(maker *m)
{
    size_t at = (next(m) >> 16) % OPEN;
    if (next(m) % LIVES == 0 || !m->story[at])
        m->story[at] = next(m) | 1;
    uint64_t story = m->story[at];
    if (next(m) % 5 == 0 && m->last_len) {
        memcpy(m->out, m->last, m->last_len);
        m->len = m->last_len;
        return;
    }
    m->len = 0;
    for (const char *p = m->text[(story >> 8) % m->n]; *p;) {
        size_t end = strcspn(p, ".\n");
        bool keep = next(m) % 10 < 7;
        for (size_t i = 0; i < end && keep;) {
            size_t n = strcspn(p + i, " .\n");
            put_word(m, story, p + i, n);
            put(m, i + n < end ? " " : "", i + n < end);
            i += n + 1;
        }
        p += end;
        if (keep)
            put(m, *p == '.' ? ". " : "\n\n", 2);
        p += *p != '\0';
    }
    memcpy(m->last, m->out, m->len);
    m->last_len = m->len;
}

static double cpu_s(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bool one(maker *m, sr_text_rules *rules, sr_doc *doc, sr_stories *s, size_t no,
                double spent[2])
{
    char id[33];
    sr_placed p;
    sr_para para = {.span = {0, (uint32_t)m->len}};
    sr_article *x = &doc->article;
    sr_doc_reset(doc);
    (void)snprintf(id, sizeof id, "%032zx", no);
    x->id = sr_str_of(id);
    x->text = (sr_str){m->out, m->len};
    x->lang = SR_STR("en");
    x->paras = &para;
    x->n_paras = 1;
    x->published.at_s = 1700000000 + (sr_time)no * 86400 / A_DAY;
    x->published.precision = SR_TIME_SECOND;
    if (sr_text_analyse(rules, doc, NULL) != SR_OK)
        return false;
    double t0 = cpu_s();
    if (sr_features_make(doc, NULL) != SR_OK)
        return false;
    double t1 = cpu_s();
    bool ok = sr_stories_add(s, doc, 0, NULL, doc->arena, &p, NULL) == SR_OK;
    spent[0] += t1 - t0;
    spent[1] += cpu_s() - t1;
    return ok;
}

int main(int argc, char **argv)
{
    static maker m = {.state = 88172645463325252u};
    size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 100000, step = n / 10 ? n / 10 : 1;
    sr_stories *s;
    sr_text_rules *rules;
    sr_doc *doc = sr_doc_new(0);
    read_reports(&m);
    if (m.n == 0 || m.n_names == 0 || !doc || sr_stories_new(NULL, &s, NULL) != SR_OK ||
        sr_text_rules_new("en", &rules, NULL) != SR_OK)
        return 2;
    double spent[2] = {0};
    size_t bytes = 0;
    size_t empty = sr_stories_measure(s).bytes;
    (void)printf("%zu bytes before the first article\n", empty);
    for (size_t i = 0; i < n; i++) {
        make(&m);
        bytes += m.len;
        if (!one(&m, rules, doc, s, i, spent))
            return 1;
        if ((i + 1) % step)
            continue;
        sr_stories_size z = sr_stories_measure(s);
        (void)printf(
            "%zu articles of %zu bytes: features %.0f/s, engine %.0f/s; %zu bytes "
            "and %.1f postings an article; %zu stories\n",
            i + 1, bytes / (i + 1), (double)step / spent[0], (double)step / spent[1],
            (z.bytes - empty) / z.articles, (double)z.postings / (double)z.articles,
            z.stories);
        (void)fflush(stdout);
        spent[0] = spent[1] = 0;
    }
    return 0;
}
