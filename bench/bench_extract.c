/* How fast pages are read into trees, and what their text costs.
 *
 *     bench_extract FILE...        (pages, plain or gzip; five runs each, the best counts)
 *
 * Prints two lines: reading alone (sr_html_read), and reading with every text that is shown
 * decoded.  "pages/s" is for pages of 170 kB, the average of online news.
 */
#include "base/buf.h"
#include "extract/html.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <zlib.h>

enum { RUNS = 5 };

static double now_s(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool load(const char *path, sr_buf *ret)
{
    gzFile f = gzopen(path, "rb");
    if (!f)
        return false;
    static char part[64 * 1024];
    for (int n; (n = gzread(f, part, sizeof part)) > 0;)
        sr_buf_put(ret, (sr_str){part, (size_t)n});
    (void)gzclose(f);
    return true;
}

/* All text that a reader may see: subtrees of hidden elements are left out. */
static void put_text(const sr_html *h, sr_buf *out)
{
    for (uint32_t i = 0; i < h->n; i++) {
        const sr_node *n = &h->nodes[i];
        if (n->kind == SR_NODE_TEXT)
            sr_html_decode(sr_str_span(h->page, n->page), false, out);
        else if (sr_tag_flags(n->tag) & SR_TAG_IS_HIDDEN)
            i = n->end - 1;
    }
}

/* The best time of a page; 0 where it cannot be read. */
static double best_s(sr_str page, sr_doc *doc, bool decode, sr_buf *text, uint32_t *nodes)
{
    double best = 0;
    for (int run = 0; run < RUNS; run++) {
        sr_html h;
        sr_doc_reset(doc);
        sr_buf_reset(text);
        double begin = now_s();
        if (sr_html_read(page, doc, &h, NULL) != SR_OK)
            return 0;
        if (decode)
            put_text(&h, text);
        double took = now_s() - begin;
        best = run == 0 || took < best ? took : best;
        *nodes = h.n;
    }
    return best;
}

int main(int argc, char **argv)
{
    sr_doc *doc = sr_doc_new(0);
    sr_buf page = {0}, text = {0};
    double took[2] = {0, 0}, bytes = 0, nodes = 0;
    for (int i = 1; doc && i < argc; i++) {
        uint32_t n = 0;
        sr_buf_reset(&page);
        if (!load(argv[i], &page)) {
            (void)fprintf(stderr, "bench_extract: could not read \"%s\"\n", argv[i]);
            return 1;
        }
        for (int decode = 0; decode < 2; decode++)
            took[decode] += best_s(sr_buf_str(&page), doc, decode, &text, &n);
        bytes += (double)page.len;
        nodes += n;
    }
    for (int decode = 0; decode < 2 && bytes > 0; decode++)
        (void)printf(
            "%-14s %d pages of %.0f kB and %.0f nodes: %.2f GB/s, %.0f pages/s\n",
            decode ? "read, decode" : "read", argc - 1, bytes / 1e3 / (argc - 1),
            nodes / (argc - 1), bytes / took[decode] / 1e9, bytes / took[decode] / 170e3);
    sr_buf_free(&page);
    sr_buf_free(&text);
    sr_doc_free(doc);
    return bytes > 0 ? 0 : 1;
}
