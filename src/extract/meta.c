#include "extract/meta.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "extract/blocks.h"
#include "extract/cleantext.h"

typedef SR_VEC(uint32_t) nodes;

typedef struct gatherer {
    const sr_html *h;
    sr_marks *marks;
    sr_arena *a;
    sr_meta m;
    SR_VEC(sr_meta_pair) pairs;
    SR_VEC(sr_str) types;
    nodes times, marked, scripts;
    bool refused;
} gatherer;

sr_str sr_node_text(const sr_html *h, uint32_t node, size_t limit, sr_arena *a)
{
    sr_buf raw = {0};
    uint32_t end = h->nodes[node].end;
    for (uint32_t i = node; i < end && raw.len < limit * 2;) {
        const sr_node *n = &h->nodes[i];
        if (n->kind == SR_NODE_TEXT)
            sr_html_decode(sr_str_span(h->page, n->page), false, &raw);
        else if (i != node &&
                 (sr_tag_flags(n->tag) & SR_TAG_IS_BLOCK || n->tag == SR_TAG_BR))
            sr_buf_putc(&raw, ' ');
        i = n->kind == SR_NODE_ELEMENT && i != node && sr_node_is_skipped(h, i) ? n->end
                                                                                : i + 1;
    }
    sr_str ret = sr_buf_ok(&raw) ? sr_clean(sr_buf_str(&raw), a) : (sr_str){NULL, 0};
    sr_buf_free(&raw);
    if (ret.len > limit)
        ret.len = sr_utf8_floor(ret, limit);
    return ret;
}

static sr_str attribute(const gatherer *g, uint32_t i, const char *name)
{
    sr_str value = {"", 0};
    (void)sr_html_attr(g->h, i, name, &value);
    return sr_str_trim(value);
}

static void take_meta(gatherer *g, uint32_t i)
{
    uint32_t at = 0;
    sr_str name, value, names[3] = {{0}}, content = {"", 0};
    while (sr_html_next_attr(g->h, i, &at, &name, &value)) {
        if (sr_str_ieq(name, SR_STR("content")))
            content = value;
        else if (sr_str_ieq(name, SR_STR("name")))
            names[0] = value;
        else if (sr_str_ieq(name, SR_STR("property")))
            names[1] = value;
        else if (sr_str_ieq(name, SR_STR("itemprop")))
            names[2] = value;
    }
    for (size_t k = 0; k < SR_COUNT(names); k++)
        if (names[k].len && sr_str_trim(content).len)
            if (!SR_PUSH(g->a, &g->pairs,
                         ((sr_meta_pair){sr_str_trim(names[k]), content})))
                g->refused = true;
}

static void take_link(gatherer *g, uint32_t i)
{
    sr_str rel = attribute(g, i, "rel");
    if (sr_str_ieq(rel, SR_STR("canonical")) && !g->m.canonical.len)
        g->m.canonical = attribute(g, i, "href");
    else if (sr_str_ieq(rel, SR_STR("amphtml")) && !g->m.amp.len)
        g->m.amp = attribute(g, i, "href");
}

static void take_html(gatherer *g, uint32_t i)
{
    sr_str value;
    g->m.lang = attribute(g, i, "lang");
    if (!g->m.lang.len)
        g->m.lang = attribute(g, i, "xml:lang");
    g->m.is_amp = sr_html_attr(g->h, i, "amp", &value) ||
                  sr_html_attr(g->h, i, "\xE2\x9A\xA1", &value);
}

static void push(gatherer *g, nodes *v, uint32_t i)
{
    if (!SR_PUSH(g->a, v, i))
        g->refused = true;
}

/* Elements too large to be a byline or a date line are not looked at. */
enum { MARK_BYTES = 1500, MARK_NODES = 60 };

/* itemtype says what an element is about; the one that is about the page is large. */
static void take_type(gatherer *g, uint32_t i)
{
    enum { MOST = 16 };
    sr_str tag = sr_str_span(g->h->page, g->h->nodes[i].page), value;
    if (g->types.n < MOST && tag.len > 20 && memmem(tag.p, tag.len, "itemtype", 8) &&
        sr_html_attr(g->h, i, "itemtype", &value))
        g->refused |= !SR_PUSH(g->a, &g->types, sr_str_trim(value));
}

static void take_element(gatherer *g, uint32_t i)
{
    const sr_node *n = &g->h->nodes[i];
    switch (n->tag) {
    case SR_TAG_HTML: take_html(g, i); return;
    case SR_TAG_META: take_meta(g, i); return;
    case SR_TAG_LINK: take_link(g, i); return;
    case SR_TAG_BASE:
        if (!g->m.base.len)
            g->m.base = attribute(g, i, "href");
        return;
    case SR_TAG_TITLE:
        if (!g->m.title.len && !(n->flags & SR_NODE_FOREIGN))
            g->m.title = sr_node_text(g->h, i, SR_MAX_TITLE_BYTES, g->a);
        return;
    case SR_TAG_SCRIPT:
        if (sr_str_istarts(attribute(g, i, "type"), SR_STR("application/ld+json")))
            push(g, &g->scripts, i);
        return;
    case SR_TAG_TIME: push(g, &g->times, i); return;
    case SR_TAG_BODY:
    case SR_TAG_HEAD:
    case SR_TAG_IMG:
    case SR_TAG_INPUT: return;
    default:
        if (n->close - n->page.end > MARK_BYTES || n->end - i > MARK_NODES)
            take_type(g, i);
        else if (n->end > i + 1 && sr_marks_of(g->marks, i)->signs)
            push(g, &g->marked, i);
    }
}

sr_status sr_meta_read(sr_marks *marks, sr_arena *a, sr_meta *ret, sr_err *err)
{
    const sr_html *h = marks->h;
    gatherer g = {.h = h, .marks = marks, .a = a};
    for (uint32_t i = 0; i < h->n && !g.refused; i++)
        if (h->nodes[i].kind == SR_NODE_ELEMENT && !(h->nodes[i].flags & SR_NODE_FOREIGN))
            take_element(&g, i);
    if (g.refused || sr_arena_refused(a))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the metadata of a page");
    g.m.html = h;
    g.m.pairs = g.pairs.v, g.m.n_pairs = g.pairs.n;
    g.m.times = g.times.v, g.m.n_times = g.times.n;
    g.m.marked = g.marked.v, g.m.n_marked = g.marked.n;
    g.m.types = g.types.v, g.m.n_types = g.types.n;
    g.m.scripts = g.scripts.v, g.m.n_scripts = g.scripts.n;
    *ret = g.m;
    return SR_OK;
}

sr_str sr_meta_get(const sr_meta *m, const char *name, sr_arena *a)
{
    for (size_t i = 0; i < m->n_pairs; i++) {
        if (!sr_str_ieq(m->pairs[i].name, sr_str_of(name)))
            continue;
        sr_str text = sr_clean_markup(m->pairs[i].content, a);
        if (!text.p || text.len)
            return text;
    }
    return (sr_str){"", 0};
}

sr_str sr_meta_first(const sr_meta *m, const char *const *names, sr_arena *a)
{
    for (; *names; names++) {
        sr_str text = sr_meta_get(m, *names, a);
        if (!text.p || text.len)
            return text;
    }
    return (sr_str){"", 0};
}
