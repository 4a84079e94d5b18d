/* Any bytes as a page, and as a fragment of what the first byte chooses: the invariants of
 * tests/unit/extract/html_invariants.h hold, each byte of the page is in one text at most,
 * decoding never makes text longer than three bytes for one, and the same page gives the
 * same tree. */
#include "fuzz.h"

#include "../tests/unit/extract/html_invariants.h"

static void must_hold(const sr_html *h)
{
    const char *what = broken_tree(h);
    if (what)
        (void)fprintf(stderr, "broken: %s\n", what);
    MUST(!what);
}

/* Texts do not share bytes, wherever in the tree they stand. */
static void check_texts(const sr_html *h)
{
    uint8_t *seen = calloc(h->page.len + 1, 1);
    MUST(seen);
    for (uint32_t i = 0; i < h->n; i++)
        if (h->nodes[i].kind == SR_NODE_TEXT)
            for (uint32_t at = h->nodes[i].page.beg; at < h->nodes[i].page.end; at++)
                MUST(!seen[at]++);
    free(seen);
}

static void check_decoding(sr_str raw)
{
    for (int in_attribute = 0; in_attribute < 2; in_attribute++) {
        sr_buf out = {0};
        sr_html_decode(raw, in_attribute, &out);
        MUST(sr_buf_ok(&out) && out.len <= 3 * raw.len);
        sr_buf_free(&out);
    }
}

static void check_same(const sr_html *a, const sr_html *b)
{
    MUST(a->n == b->n);
    for (uint32_t i = 0; i < a->n; i++) {
        const sr_node *x = &a->nodes[i], *y = &b->nodes[i];
        MUST(x->kind == y->kind && x->flags == y->flags && x->tag == y->tag &&
             x->depth == y->depth && x->parent == y->parent && x->end == y->end &&
             x->page.beg == y->page.beg && x->page.end == y->page.end &&
             x->close == y->close);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const around[] = {
        "body",     "td",    "tr",       "table", "select",  "title", "script",
        "template", "svg g", "svg desc", "math",  "math mi", "html",  "frameset"};
    sr_str page = {(const char *)data, size};
    sr_doc *doc = sr_doc_new(0);
    MUST(doc);
    sr_html h, again;
    MUST(sr_html_read(page, doc, &h, NULL) == SR_OK);
    must_hold(&h);
    check_texts(&h);
    check_decoding(page);
    MUST(sr_html_read(page, doc, &again, NULL) == SR_OK);
    check_same(&h, &again);
    const char *name = around[size ? data[0] % SR_COUNT(around) : 0];
    MUST(sr_html_read_fragment(page, name, doc, &h, NULL) == SR_OK);
    must_hold(&h);
    check_texts(&h);
    sr_doc_free(doc);
    return 0;
}
