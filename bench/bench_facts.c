/* How fast times and amounts are found, in text that is split into tokens already.
 *
 *     bench_facts ARTICLES.txt...     (one text a file; joined and repeated to 8 MB, five runs each, the best counts)
 *
 * Prints two lines: times alone, times and amounts.  CPU seconds of the process.
 */
#include "base/buf.h"
#include "facts/parts.h"
#include "text/text.h"

#include <stdio.h>
#include <time.h>

enum { RUNS = 5, BYTES = 8 * 1024 * 1024, PART = 256 * 1024 };

static double now_s(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool load(const char *path, sr_buf *ret)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    static char part[64 * 1024];
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;)
        sr_buf_put(ret, (sr_str){part, n});
    (void)fclose(f);
    sr_buf_put(ret, SR_STR("\n\n"));
    return true;
}

/* Seconds of one part; times alone, or with amounts; < 0 where something failed. */
static double part_s(const sr_text_rules *text, const sr_facts_rules *rules, sr_str s,
                     sr_doc *doc, bool amounts, size_t *found)
{
    sr_scan scan;
    sr_doc_reset(doc);
    sr_para whole = {.span = {0, (uint32_t)s.len}};
    doc->article.text = s;
    doc->article.paras = &whole;
    doc->article.n_paras = 1;
    doc->article.published =
        (sr_when){.at_s = 1732838400, .precision = SR_TIME_DAY}; /* 2024-11-29 */
    if (sr_text_analyse(text, doc, NULL) != SR_OK)
        return -1;
    double begin = now_s();
    if (sr_scan_init(&scan, rules, doc, NULL) != SR_OK ||
        sr_times_find(&scan, doc, NULL) != SR_OK ||
        (amounts && sr_amounts_find(&scan, doc, NULL) != SR_OK))
        return -1;
    *found += amounts ? doc->n_amounts : doc->n_times;
    return now_s() - begin;
}

static void measure(const sr_text_rules *text, const sr_facts_rules *rules, sr_str all,
                    bool amounts)
{
    sr_doc *doc = sr_doc_new(0);
    double best = 0;
    size_t found = 0;
    for (int run = 0; doc && run < RUNS; run++) {
        double sum = 0;
        found = 0;
        for (size_t at = 0; at < all.len; at += PART) {
            size_t end = at + PART < all.len ? at + PART : all.len;
            double s =
                part_s(text, rules, sr_str_cut(all, at, end), doc, amounts, &found);
            sum += s > 0 ? s : 0;
        }
        best = run == 0 || sum < best ? sum : best;
    }
    printf("%-18s %7.1f MB/s  %zu found in %.1f MB\n",
           amounts ? "times and amounts" : "times", (double)all.len / 1e6 / best, found,
           (double)all.len / 1e6);
    sr_doc_free(doc);
}

int main(int argc, char **argv)
{
    sr_text_rules *text = NULL;
    sr_facts_rules *rules = NULL;
    sr_buf all = {0};
    if (sr_text_rules_new("en", &text, NULL) != SR_OK ||
        sr_facts_rules_new("en", &rules, NULL) != SR_OK)
        return 1;
    for (int i = 1; i < argc; i++)
        if (!load(argv[i], &all))
            fprintf(stderr, "bench_facts: cannot read \"%s\"\n", argv[i]);
    size_t once = sr_buf_str(&all).len;
    while (once && sr_buf_str(&all).len < BYTES) {
        sr_str have = sr_str_cut(sr_buf_str(&all), 0, once);
        sr_buf copy = {0};
        sr_buf_put(&copy, have);
        sr_buf_put(&all, sr_buf_str(&copy));
        sr_buf_free(&copy);
    }
    if (once) {
        measure(text, rules, sr_buf_str(&all), false);
        measure(text, rules, sr_buf_str(&all), true);
    }
    sr_buf_free(&all);
    sr_facts_rules_free(rules);
    sr_text_rules_free(text);
    return 0;
}
