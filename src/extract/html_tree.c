/* The tree builder's hands.  Read html_tree.h first; this file is, in order:
 *   1. the stack of open elements   2. nodes in document order   3. nodes elsewhere
 *   4. elements and text   5. the end */
#include "extract/html_tree.h"

enum { NODE_OPEN = 128 }; /* of sr_node.flags, while reading: it is on the stack */

/* --- 1. the stack of open elements ---------------------------------------------------- */

/* The walls of entry i, by those of the entry below and what it is itself. */
static void raise_walls(sr_html_build *b, uint16_t i)
{
    sr_html_entry *e = &b->stack[i];
    if (i == 1) { /* html */
        for (int wall = 0; wall < SR_WALLS; wall++)
            e->wall[wall] = 1;
        return;
    }
    unsigned flags = e->foreign ? 0 : sr_tag_flags(e->tag);
    memcpy(e->wall, b->stack[i - 1].wall, sizeof e->wall);
    if (!e->foreign)
        e->wall[SR_WALL_HTML] = i;
    if (e->html_inside || e->text_inside || e->annotation)
        flags |= SR_TAG_IS_SCOPE | SR_TAG_IS_SPECIAL;
    if (!(flags & (SR_TAG_IS_SCOPE | SR_TAG_IS_SPECIAL)))
        return;
    bool scope = flags & SR_TAG_IS_SCOPE;
    sr_tag tag = e->foreign ? SR_TAG_OTHER : (sr_tag)e->tag;
    if (scope)
        e->wall[SR_WALL_SCOPE] = i;
    if (scope || tag == SR_TAG_BUTTON)
        e->wall[SR_WALL_BUTTON] = i;
    if (scope || tag == SR_TAG_OL || tag == SR_TAG_UL)
        e->wall[SR_WALL_LIST] = i;
    if (tag == SR_TAG_TABLE || tag == SR_TAG_TEMPLATE)
        e->wall[SR_WALL_TABLE] = i;
    e->wall[SR_WALL_SPECIAL] = i;
    if (tag != SR_TAG_ADDRESS && tag != SR_TAG_DIV && tag != SR_TAG_P)
        e->wall[SR_WALL_ITEM] = i;
}

/* Make entry i, whose node, tag and kind stand, part of the stack. */
static void link_entry(sr_html_build *b, uint16_t i)
{
    sr_html_entry *e = &b->stack[i];
    e->same = b->last[e->chain];
    b->last[e->chain] = i;
    raise_walls(b, i);
}

static void unlink_entries(sr_html_build *b, uint16_t from)
{
    for (uint16_t i = b->top; i >= from; i--)
        b->last[b->stack[i].chain] = b->stack[i].same;
}

/* Entries [from, top] have changed: link them again. */
static void link_entries(sr_html_build *b, uint16_t from)
{
    for (uint16_t i = from; i <= b->top; i++)
        link_entry(b, i);
}

void sr_html_push(sr_html_build *b, sr_html_entry e)
{
    sr_node *n = &b->nodes[e.node];
    n->flags |= NODE_OPEN;
    e.tag = n->tag;
    e.foreign = n->flags & SR_NODE_FOREIGN;
    e.math = n->flags & SR_NODE_MATH;
    e.chain = sr_html_chain(e.tag, e.foreign, e.hash);
    b->stack[++b->top] = e;
    link_entry(b, b->top);
}

void sr_html_pop(sr_html_build *b)
{
    sr_html_entry *e = &b->stack[b->top--];
    b->last[e->chain] = e->same;
    b->nodes[e->node].flags &= (uint8_t)~NODE_OPEN;
    b->nodes[e->node].close = b->pos;
}

void sr_html_pop_to(sr_html_build *b, uint16_t entry)
{
    while (b->top >= entry && b->top > 0)
        sr_html_pop(b);
}

void sr_html_drop(sr_html_build *b, uint16_t entry)
{
    sr_node *n = &b->nodes[b->stack[entry].node];
    n->flags &= (uint8_t)~NODE_OPEN;
    n->close = b->pos;
    b->stack[entry].node = SR_HTML_NONE;
}

void sr_html_close_ranks(sr_html_build *b, uint16_t from)
{
    uint16_t to = from;
    unlink_entries(b, from);
    for (uint16_t i = from; i <= b->top; i++)
        if (b->stack[i].node != SR_HTML_NONE)
            b->stack[to++] = b->stack[i];
    b->top = (uint16_t)(to - 1);
    link_entries(b, from);
}

void sr_html_take_out(sr_html_build *b, uint16_t entry)
{
    sr_html_drop(b, entry);
    sr_html_close_ranks(b, entry);
}

void sr_html_put_in(sr_html_build *b, uint16_t entry, uint32_t node)
{
    if (b->top >= SR_MAX_HTML_DEPTH)
        return;
    unlink_entries(b, entry);
    memmove(&b->stack[entry + 1], &b->stack[entry],
            (size_t)(b->top + 1 - entry) * sizeof b->stack[0]);
    uint16_t tag = b->nodes[node].tag;
    b->stack[entry] = (sr_html_entry){.node = node, .tag = tag, .chain = tag};
    b->nodes[node].flags |= NODE_OPEN;
    b->top++;
    link_entries(b, entry);
}

void sr_html_replace(sr_html_build *b, uint16_t entry, uint32_t node)
{
    b->nodes[b->stack[entry].node].flags &= (uint8_t)~NODE_OPEN;
    b->nodes[b->stack[entry].node].close = b->pos;
    b->nodes[node].flags |= NODE_OPEN;
    b->stack[entry].node = node;
}

uint16_t sr_html_entry_of(const sr_html_build *b, uint32_t node)
{
    if (node == SR_HTML_NONE || !(b->nodes[node].flags & NODE_OPEN))
        return 0;
    const sr_node *n = &b->nodes[node];
    uint16_t i = n->tag && !(n->flags & SR_NODE_FOREIGN) ? b->last[n->tag] : b->top;
    while (i && b->stack[i].node != node)
        i = n->tag ? b->stack[i].same : (uint16_t)(i - 1);
    return i;
}

void sr_html_imply_ends(sr_html_build *b, sr_tag except, bool all)
{
    for (;;) {
        const sr_html_entry *e = sr_html_top(b);
        bool ends = sr_tag_flags(e->tag) & SR_TAG_IS_IMPLIED_END;
        if (all)
            ends |= e->tag == SR_TAG_CAPTION || e->tag == SR_TAG_COLGROUP ||
                    e->tag == SR_TAG_TBODY || e->tag == SR_TAG_TD ||
                    e->tag == SR_TAG_TFOOT || e->tag == SR_TAG_TH ||
                    e->tag == SR_TAG_THEAD || e->tag == SR_TAG_TR;
        if (!ends || e->foreign || e->tag == except)
            return;
        sr_html_pop(b);
    }
}

void sr_html_close(sr_html_build *b, sr_tag tag)
{
    sr_html_pop_to(b, b->last[tag]);
}

void sr_html_close_implied(sr_html_build *b, sr_tag tag)
{
    sr_html_imply_ends(b, tag, false);
    sr_html_close(b, tag);
}

void sr_html_close_p(sr_html_build *b)
{
    if (sr_html_in_scope(b, SR_TAG_P, SR_WALL_BUTTON))
        sr_html_close_implied(b, SR_TAG_P);
}

void sr_html_clear_to(sr_html_build *b, sr_tag a, sr_tag c, sr_tag d)
{
    while (b->top > 1) {
        const sr_html_entry *e = sr_html_top(b);
        if (!e->foreign && (e->tag == a || e->tag == c || e->tag == d ||
                            e->tag == SR_TAG_TEMPLATE || e->tag == SR_TAG_HTML))
            return;
        sr_html_pop(b);
    }
}

/* --- 2. nodes in document order ------------------------------------------------------- */

static bool grow(sr_html_build *b)
{
    uint32_t cap = b->cap < SR_MAX_HTML_NODES / 2 ? b->cap * 2 : SR_MAX_HTML_NODES;
    sr_arena *a = b->doc->arena;
    sr_node *nodes = sr_arena_grow(a, b->nodes, b->n, cap, sizeof *nodes);
    if (!nodes)
        return false;
    b->nodes = nodes;
    if (b->links) {
        sr_html_links *links = sr_arena_grow(a, b->links, b->n, cap, sizeof *links);
        if (!links)
            return false;
        b->links = links;
    }
    b->cap = cap;
    return true;
}

/* A new node without place; SR_HTML_NONE when memory or the limit refuses it. */
static uint32_t new_node(sr_html_build *b, sr_node node)
{
    if (b->failed || b->done)
        return SR_HTML_NONE;
    if (b->n >= SR_MAX_HTML_NODES) {
        b->met |= SR_MET_NODES;
        b->done = true;
        return SR_HTML_NONE;
    }
    if (b->n == b->cap && !grow(b)) {
        b->failed = true;
        return SR_HTML_NONE;
    }
    b->nodes[b->n] = node;
    if (b->links)
        b->links[b->n] =
            (sr_html_links){SR_HTML_NONE, SR_HTML_NONE, SR_HTML_NONE, SR_HTML_NONE};
    return b->n++;
}

static uint16_t depth_below(const sr_html_build *b, uint32_t parent)
{
    return parent == SR_HTML_NONE ? 0 : (uint16_t)(b->nodes[parent].depth + 1);
}

/* Is the newest node in order as the last child of parent?  The walk up is paid by the
 * elements that were closed since the last call. */
static bool in_order(const sr_html_build *b, uint32_t parent, uint32_t node)
{
    uint32_t at = node ? node - 1 : SR_HTML_NONE;
    while (at != parent && at != SR_HTML_NONE)
        at = b->nodes[at].parent;
    return at == parent;
}

static void link_last(sr_html_build *b, uint32_t parent, uint32_t node)
{
    uint32_t *first = &b->first_top, *last = &b->last_top;
    if (parent != SR_HTML_NONE) {
        first = &b->links[parent].first;
        last = &b->links[parent].last;
    }
    b->links[node].prev = *last;
    b->links[node].next = SR_HTML_NONE;
    if (*last == SR_HTML_NONE)
        *first = node;
    else
        b->links[*last].next = node;
    *last = node;
}

/* --- 3. nodes elsewhere ----------------------------------------------------------------- */

/* From now on nodes have links.  The first `placed` nodes have their parents. */
static bool make_links(sr_html_build *b, uint32_t placed)
{
    if (b->links)
        return true;
    b->links = sr_arena_alloc(b->doc->arena, b->cap, sizeof *b->links);
    if (!b->links) {
        b->failed = true;
        return false;
    }
    memset(b->links, 0xff, b->n * sizeof *b->links); /* all SR_HTML_NONE */
    b->first_top = b->last_top = SR_HTML_NONE;
    for (uint32_t i = 0; i < placed; i++)
        link_last(b, b->nodes[i].parent, i);
    return true;
}

bool sr_html_make_links(sr_html_build *b)
{
    return make_links(b, b->n);
}

void sr_html_unlink(sr_html_build *b, uint32_t node)
{
    sr_html_links *l = &b->links[node];
    uint32_t parent = b->nodes[node].parent;
    uint32_t *first = parent == SR_HTML_NONE ? &b->first_top : &b->links[parent].first;
    uint32_t *last = parent == SR_HTML_NONE ? &b->last_top : &b->links[parent].last;
    if (l->prev == SR_HTML_NONE)
        *first = l->next;
    else
        b->links[l->prev].next = l->next;
    if (l->next == SR_HTML_NONE)
        *last = l->prev;
    else
        b->links[l->next].prev = l->prev;
    l->prev = l->next = SR_HTML_NONE;
}

void sr_html_append(sr_html_build *b, uint32_t parent, uint32_t node)
{
    if (!b->links && !in_order(b, parent, node) && !make_links(b, node))
        return;
    b->nodes[node].parent = parent;
    b->nodes[node].depth = depth_below(b, parent);
    if (b->links)
        link_last(b, parent, node);
}

static void insert_before(sr_html_build *b, uint32_t ref, uint32_t node)
{
    if (!make_links(b, node))
        return;
    uint32_t parent = b->nodes[ref].parent;
    b->nodes[node].parent = parent;
    b->nodes[node].depth = b->nodes[ref].depth;
    uint32_t prev = b->links[ref].prev;
    b->links[node].prev = prev;
    b->links[node].next = ref;
    b->links[ref].prev = node;
    if (prev != SR_HTML_NONE)
        b->links[prev].next = node;
    else if (parent != SR_HTML_NONE)
        b->links[parent].first = node;
    else
        b->first_top = node;
}

static bool fosters(const sr_node *n)
{
    return !(n->flags & SR_NODE_FOREIGN) &&
           (n->tag == SR_TAG_TABLE || n->tag == SR_TAG_TBODY || n->tag == SR_TAG_TFOOT ||
            n->tag == SR_TAG_THEAD || n->tag == SR_TAG_TR);
}

void sr_html_place(sr_html_build *b, uint32_t parent, uint32_t node)
{
    if (!b->foster || parent == SR_HTML_NONE || !fosters(&b->nodes[parent])) {
        sr_html_append(b, parent, node);
        return;
    }
    uint16_t table = b->last[SR_TAG_TABLE], tmpl = b->last[SR_TAG_TEMPLATE];
    if (tmpl > table)
        sr_html_append(b, b->stack[tmpl].node, node);
    else if (table == 0)
        sr_html_append(b, b->stack[1].node, node);
    else if (b->nodes[b->stack[table].node].parent != SR_HTML_NONE)
        insert_before(b, b->stack[table].node, node);
    else
        sr_html_append(b, b->stack[table - 1].node, node);
}

void sr_html_move_children(sr_html_build *b, uint32_t from, uint32_t to)
{
    sr_html_links *f = &b->links[from], *t = &b->links[to];
    for (uint32_t i = f->first; i != SR_HTML_NONE; i = b->links[i].next)
        b->nodes[i].parent = to;
    t->first = f->first;
    t->last = f->last;
    f->first = f->last = SR_HTML_NONE;
}

uint32_t sr_html_clone(sr_html_build *b, uint32_t node)
{
    sr_node n = b->nodes[node];
    n.flags = (uint8_t)((n.flags & ~NODE_OPEN) | SR_NODE_CLONE);
    n.close = b->pos;
    return new_node(b, n);
}

/* --- 4. elements and text ---------------------------------------------------------------- */

/* Keep the start tag's span such that it holds no more than SR_MAX_ATTRIBUTES. */
static uint32_t limit_attributes(sr_html_build *b, const sr_html_token *t)
{
    sr_span name, value;
    uint32_t at = t->name_end;
    for (unsigned n = 0; sr_html_scan_attr(b->scan.page, &at, t->end, &name, &value);) {
        if (value.end - value.beg > SR_MAX_ATTRIBUTE_BYTES)
            b->met |= SR_MET_VALUE;
        if (++n == SR_MAX_ATTRIBUTES && at + 1 < t->end) {
            b->met |= SR_MET_ATTRIBUTES;
            return at;
        }
    }
    return t->end;
}

static uint32_t new_element(sr_html_build *b, const sr_html_token *t, unsigned flags)
{
    uint32_t end = t->end;
    if (end - t->beg > 2 * SR_MAX_ATTRIBUTES)
        end = limit_attributes(b, t);
    return new_node(b, (sr_node){.kind = SR_NODE_ELEMENT,
                                 .flags = (uint8_t)flags,
                                 .tag = t->tag,
                                 .parent = SR_HTML_NONE,
                                 .page = {t->beg, end},
                                 .close = t->end});
}

bool sr_html_tag_attr(const sr_html_build *b, const sr_html_token *t, const char *name,
                      sr_str *ret)
{
    sr_span got, value;
    sr_str want = sr_str_of(name);
    for (uint32_t at = t->name_end;
         sr_html_scan_attr(b->scan.page, &at, t->end, &got, &value);)
        if (sr_str_ieq(sr_str_span(b->scan.page, got), want)) {
            *ret = sr_str_span(b->scan.page, value);
            return true;
        }
    return false;
}

/* Make room for one more open element: at the limit the deepest gives way. */
static void limit_depth(sr_html_build *b)
{
    while (b->top > 1 &&
           (b->top >= SR_MAX_HTML_DEPTH ||
            b->nodes[b->stack[b->top].node].depth + 1 >= SR_MAX_HTML_DEPTH)) {
        b->met |= SR_MET_DEPTH;
        sr_html_pop(b);
    }
}

static uint32_t parent_now(const sr_html_build *b)
{
    return b->top ? b->stack[b->top].node : SR_HTML_NONE;
}

/* Place and push a new element (or none); returns it. */
uint32_t sr_html_open_node(sr_html_build *b, uint32_t node, uint32_t hash)
{
    if (node == SR_HTML_NONE)
        return node;
    limit_depth(b);
    sr_html_place(b, parent_now(b), node);
    sr_html_push(b, (sr_html_entry){.node = node, .hash = hash});
    return node;
}

uint32_t sr_html_open(sr_html_build *b, const sr_html_token *t)
{
    return sr_html_open_node(b, new_element(b, t, 0), t->hash);
}

uint32_t sr_html_void(sr_html_build *b, const sr_html_token *t)
{
    uint32_t node = new_element(b, t, 0);
    if (node != SR_HTML_NONE)
        sr_html_place(b, parent_now(b), node);
    return node;
}

uint32_t sr_html_implied(sr_html_build *b, sr_tag tag)
{
    sr_node node = {.kind = SR_NODE_ELEMENT,
                    .flags = SR_NODE_IMPLIED,
                    .tag = (uint16_t)tag,
                    .parent = SR_HTML_NONE,
                    .page = {b->pos, b->pos},
                    .close = b->pos};
    return sr_html_open_node(b, new_node(b, node), 0);
}

/* Elements of svg and math in which HTML goes on (13.2.6, integration points). */
static bool is_html_inside(const sr_html_build *b, const sr_html_token *t, bool math)
{
    if (!math)
        return t->tag == SR_TAG_FOREIGNOBJECT || t->tag == SR_TAG_DESC ||
               t->tag == SR_TAG_TITLE;
    sr_str v;
    return t->tag == SR_TAG_ANNOTATION_XML && sr_html_tag_attr(b, t, "encoding", &v) &&
           (sr_str_ieq(v, SR_STR("text/html")) ||
            sr_str_ieq(v, SR_STR("application/xhtml+xml")));
}

static bool is_text_inside(const sr_html_token *t, bool math)
{
    return math && (t->tag == SR_TAG_MI || t->tag == SR_TAG_MO || t->tag == SR_TAG_MN ||
                    t->tag == SR_TAG_MS || t->tag == SR_TAG_MTEXT);
}

void sr_html_foreign(sr_html_build *b, const sr_html_token *t, bool math)
{
    bool keeps = t->tag == (math ? SR_TAG_MATH : SR_TAG_SVG) || t->tag == SR_TAG_SCRIPT ||
                 t->tag == SR_TAG_STYLE;
    uint32_t node =
        new_element(b, t, SR_NODE_FOREIGN | (math ? (unsigned)SR_NODE_MATH : 0));
    if (node == SR_HTML_NONE)
        return;
    if (!keeps)
        b->nodes[node].tag = SR_TAG_OTHER;
    if (!t->self_closing)
        limit_depth(b);
    sr_html_place(b, parent_now(b), node);
    if (!t->self_closing)
        sr_html_push(
            b, (sr_html_entry){.node = node,
                               .hash = t->hash,
                               .html_inside = is_html_inside(b, t, math),
                               .text_inside = is_text_inside(t, math),
                               .annotation = math && t->tag == SR_TAG_ANNOTATION_XML});
}

void sr_html_root(sr_html_build *b, const sr_html_token *context, bool svg, bool math)
{
    if (sr_html_implied(b, SR_TAG_HTML) == SR_HTML_NONE)
        return;
    sr_html_entry *e = sr_html_top(b);
    e->foreign = svg || math;
    e->math = math;
    e->html_inside = e->foreign && is_html_inside(b, context, math);
    e->text_inside = is_text_inside(context, math);
    e->annotation = math && context->tag == SR_TAG_ANNOTATION_XML;
}

void sr_html_text(sr_html_build *b, sr_span text, unsigned flags)
{
    if (text.beg >= text.end)
        return;
    uint32_t node = new_node(b, (sr_node){.kind = SR_NODE_TEXT,
                                          .flags = (uint8_t)flags,
                                          .parent = SR_HTML_NONE,
                                          .page = text,
                                          .close = text.end});
    if (node != SR_HTML_NONE)
        sr_html_place(b, parent_now(b), node);
}

void sr_html_raw(sr_html_build *b, const sr_html_token *t)
{
    uint32_t node = sr_html_open(b, t), after;
    sr_span text;
    sr_html_scan_raw(&b->scan, t->tag, &text, &after);
    if (node == SR_HTML_NONE)
        return;
    if (t->tag == SR_TAG_TEXTAREA) { /* its first line end does not count */
        const char *p = b->scan.page.p;
        text.beg += text.beg < text.end && p[text.beg] == '\r';
        text.beg += text.beg < text.end && p[text.beg] == '\n';
    }
    bool rcdata = sr_tag_flags(t->tag) & SR_TAG_IS_RCDATA, foster = b->foster;
    b->foster = false;
    sr_html_text(b, text, rcdata ? 0 : SR_NODE_RAW);
    b->foster = foster;
    b->pos = text.end;
    sr_html_pop(b);
}

/* --- 5. the end ----------------------------------------------------------------------------- */

/* Copy the nodes in the order of their links.  Deeper ones than the limit become
 * children of the deepest allowed: `depth` counts on, `parent` stays. */
static bool bring_in_order(sr_html_build *b)
{
    sr_node *out = sr_arena_alloc(b->doc->arena, b->n, sizeof *out);
    if (!out)
        return false;
    uint32_t n = 0, depth = 0, parent = SR_HTML_NONE, at = b->first_top;
    while (at != SR_HTML_NONE && n < b->n) {
        sr_node *node = &out[n];
        *node = b->nodes[at];
        node->parent = parent;
        node->depth = (uint16_t)(depth < SR_MAX_HTML_DEPTH ? depth : SR_MAX_HTML_DEPTH);
        if (b->links[at].first != SR_HTML_NONE) {
            if (depth < SR_MAX_HTML_DEPTH)
                parent = n;
            depth++;
            at = b->links[at].first;
        } else {
            while (at != SR_HTML_NONE && b->links[at].next == SR_HTML_NONE) {
                at = b->nodes[at].parent;
                depth -= at != SR_HTML_NONE;
                if (at != SR_HTML_NONE && depth < SR_MAX_HTML_DEPTH)
                    parent = out[parent].parent;
            }
            at = at == SR_HTML_NONE ? at : b->links[at].next;
        }
        n++;
    }
    b->nodes = out;
    b->n = n;
    return true;
}

bool sr_html_finish(sr_html_build *b)
{
    if (b->links && !bring_in_order(b))
        return false;
    for (uint32_t i = 0; i < b->n; i++) {
        b->nodes[i].end = i + 1;
        b->nodes[i].flags &= (uint8_t)~NODE_OPEN;
    }
    for (uint32_t i = b->n; i-- > 0;) {
        uint32_t parent = b->nodes[i].parent;
        if (parent != SR_HTML_NONE && b->nodes[parent].end < b->nodes[i].end)
            b->nodes[parent].end = b->nodes[i].end;
    }
    return true;
}
