/* What must hold for the tree of any page; for the unit tests and the fuzz target.
 * Returns NULL, or what is broken. */
#ifndef SR_TESTS_EXTRACT_HTML_INVARIANTS_H
#define SR_TESTS_EXTRACT_HTML_INVARIANTS_H

#include "extract/html.h"

static inline const char *broken_span(sr_str page, sr_span s)
{
    return s.beg <= s.end && s.end <= page.len ? NULL : "spans lie in the page";
}

static inline const char *broken_element(const sr_html *h, const sr_node *n)
{
    bool implied = n->flags & SR_NODE_IMPLIED;
    if (n->tag >= SR_TAG_COUNT)
        return "tags are of the table";
    if (implied != (n->page.beg == n->page.end))
        return "implied elements, and they only, have no start tag";
    if (!implied && h->page.p[n->page.beg] != '<')
        return "a start tag begins with <";
    if (n->close > h->page.len)
        return "content ends in the page";
    if ((n->flags & SR_NODE_MATH) && !(n->flags & SR_NODE_FOREIGN))
        return "math is foreign";
    return NULL;
}

/* n is node i of a tree whose earlier nodes are sound. */
static inline const char *broken_node(const sr_html *h, uint32_t i)
{
    const sr_node *n = &h->nodes[i];
    uint32_t end = h->n;
    if (n->parent == SR_HTML_NONE) {
        if (n->depth != 0)
            return "nodes at the top have depth 0";
    } else {
        const sr_node *parent = &h->nodes[n->parent];
        end = parent->end;
        if (n->parent >= i || parent->kind != SR_NODE_ELEMENT)
            return "parents are elements and come first";
        if (n->depth != parent->depth + 1 || n->depth > SR_MAX_HTML_DEPTH)
            return "a node is one deeper than its parent, up to the limit";
    }
    if (n->end <= i || n->end > end)
        return "subtrees are nested";
    if (i + 1 < h->n && n->end > i + 1 && h->nodes[i + 1].parent != i)
        return "the first node of a subtree is a child";
    if (n->end < end && h->nodes[n->end].parent != n->parent)
        return "what follows a subtree is a sibling";
    if (broken_span(h->page, n->page))
        return broken_span(h->page, n->page);
    if (n->kind == SR_NODE_TEXT)
        return n->page.beg == n->page.end || n->end != i + 1 ? "texts are not empty"
                                                             : NULL;
    return broken_element(h, n);
}

static inline const char *broken_attrs(const sr_html *h, uint32_t i)
{
    sr_str name, value;
    unsigned count = 0;
    const char *end = h->page.p + h->nodes[i].page.end;
    for (uint32_t at = 0; sr_html_next_attr(h, i, &at, &name, &value); count++) {
        if (name.len == 0 || name.p + name.len > end || value.p + value.len > end)
            return "attributes lie in their tag";
        if (value.len > SR_MAX_ATTRIBUTE_BYTES)
            return "values keep to their limit";
    }
    return count > SR_MAX_ATTRIBUTES ? "attributes keep to their limit" : NULL;
}

static inline const char *broken_tree(const sr_html *h)
{
    const char *what = NULL;
    if (h->n > SR_MAX_HTML_NODES)
        return "nodes keep to their limit";
    for (uint32_t i = 0; i < h->n && !what; i++) {
        what = broken_node(h, i);
        if (!what && h->nodes[i].kind == SR_NODE_ELEMENT)
            what = broken_attrs(h, i);
    }
    return what;
}

#endif
