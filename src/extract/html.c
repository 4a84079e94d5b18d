/* The reader: the tokens of a page, one after the other, into the tree. */
#include "extract/html_tree.h"

static void note_limits(const sr_html_build *b)
{
    static const struct {
        unsigned bit;
        const char *code, *message;
    } notes[] = {
        {SR_MET_DEPTH, "limit-depth",
         "elements are nested too deeply; the deepest were "
         "put beside each other"},
        {SR_MET_NODES, "limit-nodes",
         "too many elements; the rest of the page is left out"},
        {SR_MET_CLONES, "limit-formatting",
         "too much misnested formatting; some is lost"},
        {SR_MET_ATTRIBUTES, "limit-attributes",
         "a tag has too many attributes; the rest "
         "is left out"},
        {SR_MET_VALUE, "limit-attribute", "an attribute is too long and was cut"},
    };
    for (size_t i = 0; i < SR_COUNT(notes); i++)
        if (b->met & notes[i].bit)
            sr_doc_note(b->doc, "extract", notes[i].code, "%s", notes[i].message);
}

/* Room for nodes at first: pages of news have one for every 40 to 150 bytes. */
static uint32_t first_cap(sr_str page)
{
    return (uint32_t)page.len / 64 + 64;
}

static void skip_newline(sr_html_build *b, sr_html_token *t)
{
    const char *p = b->scan.page.p;
    if (t->kind != SR_HTML_TEXT)
        return;
    t->beg += t->beg < t->end && p[t->beg] == '\r';
    t->beg += t->beg < t->end && p[t->beg] == '\n';
}

static void read_all(sr_html_build *b)
{
    sr_html_token t;
    do {
        const sr_html_entry *e = sr_html_top(b);
        b->scan.cdata = e->foreign;
        sr_html_scan_next(&b->scan, &t);
        if (t.kind == SR_HTML_EOF && b->scan.page.len < b->scan.whole) {
            sr_html_noscript_end(b);
            t.kind = SR_HTML_COMMENT; /* not the end yet */
            continue;
        }
        if (b->skip_newline) {
            b->skip_newline = false;
            skip_newline(b, &t);
        }
        sr_html_take(b, &t);
    } while (t.kind != SR_HTML_EOF && !b->failed && !b->done);
    b->pos = (uint32_t)b->scan.page.len;
    sr_html_pop_to(b, 1);
}

/* A fragment's root stands for the element around it: "td", "svg desc". */
static void begin_fragment(sr_html_build *b, sr_str around)
{
    bool svg = sr_str_starts(around, SR_STR("svg "));
    bool math = sr_str_starts(around, SR_STR("math "));
    size_t skip = svg ? 4 : math ? 5 : 0;
    sr_html_token t = {.kind = SR_HTML_START};
    t.tag = (uint16_t)sr_html_scan_tag(&b->scan, sr_str_cut(around, skip, around.len));
    b->context = svg || math || !t.tag ? (uint8_t)SR_TAG_DIV : (uint8_t)t.tag;
    if (b->context == SR_TAG_TEMPLATE)
        b->template_mode[b->n_templates++] = SR_MODE_IN_TEMPLATE;
    sr_html_root(b, &t, svg, math);
    if (b->failed)
        return;
    sr_html_reset_mode(b);
    unsigned flags = sr_tag_flags(b->context);
    if (flags & (SR_TAG_IS_RAW | SR_TAG_IS_RCDATA)) { /* no end tag ends it */
        sr_html_text(b, (sr_span){0, (uint32_t)b->scan.page.len},
                     flags & SR_TAG_IS_RAW ? SR_NODE_RAW : 0);
        b->scan.at = (uint32_t)b->scan.page.len;
    }
}

static sr_status begin(sr_str page, sr_doc *doc, sr_html_build **ret, sr_err *err)
{
    if (page.len > SR_MAX_DOCUMENT_BYTES)
        return sr_fail(err, SR_ELIMIT, 0, "page of %zu bytes is longer than %d", page.len,
                       SR_MAX_DOCUMENT_BYTES);
    sr_html_build *b = SR_NEW(doc->arena, sr_html_build, 1);
    uint32_t cap = first_cap(page);
    sr_node *nodes = sr_arena_alloc(doc->arena, cap, sizeof *nodes);
    if (!b || !nodes)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a page of %zu bytes",
                       page.len);
    b->doc = doc;
    b->nodes = nodes;
    b->cap = cap;
    b->head = b->form = SR_HTML_NONE;
    b->frameset_ok = true;
    sr_html_scan_init(&b->scan, page);
    *ret = b;
    return SR_OK;
}

static sr_status finish(sr_html_build *b, sr_html *ret, sr_err *err)
{
    sr_str page = b->scan.page;
    if (!b->failed)
        read_all(b);
    if (b->failed || !sr_html_finish(b))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a page of %zu bytes",
                       page.len);
    note_limits(b);
    *ret = (sr_html){.page = page, .nodes = b->nodes, .n = b->n};
    return SR_OK;
}

sr_status sr_html_read(sr_str page, sr_doc *doc, sr_html *ret, sr_err *err)
{
    sr_html_build *b;
    sr_status st = begin(page, doc, &b, err);
    return st == SR_OK ? finish(b, ret, err) : st;
}

sr_status sr_html_read_fragment(sr_str page, const char *around, sr_doc *doc,
                                sr_html *ret, sr_err *err)
{
    sr_html_build *b;
    sr_status st = begin(page, doc, &b, err);
    if (st != SR_OK)
        return st;
    begin_fragment(b, sr_str_of(around));
    return finish(b, ret, err);
}
