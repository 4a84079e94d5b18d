/* Attributes, read from the start tag each time they are asked for. */
#include "base/utf8.h"
#include "extract/html_token.h"

/* First byte behind the name of the element's tag. */
static uint32_t behind_name(const sr_html *h, const sr_node *node)
{
    uint32_t at = node->page.beg + 1;
    return at >= node->page.end
               ? node->page.end
               : at + (uint32_t)sr_html_name(h, (uint32_t)(node - h->nodes)).len;
}

bool sr_html_next_attr(const sr_html *h, uint32_t node, uint32_t *at, sr_str *name,
                       sr_str *value)
{
    const sr_node *n = &h->nodes[node];
    if (n->kind != SR_NODE_ELEMENT || n->page.beg == n->page.end)
        return false;
    uint32_t i = *at ? n->page.beg + *at : behind_name(h, n);
    sr_span a, v;
    if (!sr_html_scan_attr(h->page, &i, n->page.end, &a, &v))
        return false;
    *at = i - n->page.beg;
    *name = sr_str_span(h->page, a);
    *value = sr_str_span(h->page, v);
    if (value->len > SR_MAX_ATTRIBUTE_BYTES)
        value->len = sr_utf8_floor(*value, SR_MAX_ATTRIBUTE_BYTES);
    return true;
}

bool sr_html_attr(const sr_html *h, uint32_t node, const char *name, sr_str *ret)
{
    sr_str want = sr_str_of(name), got, value;
    for (uint32_t at = 0; sr_html_next_attr(h, node, &at, &got, &value);)
        if (got.len == want.len && sr_str_ieq(got, want)) {
            *ret = value;
            return true;
        }
    return false;
}

sr_str sr_html_attr_text(const sr_html *h, uint32_t node, const char *name, sr_arena *a)
{
    sr_str raw, text = {"", 0};
    if (!sr_html_attr(h, node, name, &raw))
        return text;
    sr_buf out = {0};
    sr_html_decode(raw, true, &out);
    if (sr_buf_ok(&out))
        text = sr_arena_str(a, sr_buf_str(&out));
    sr_buf_free(&out);
    return text.p ? text : SR_STR("");
}

sr_str sr_html_name(const sr_html *h, uint32_t node)
{
    const sr_node *n = &h->nodes[node];
    if (n->page.beg == n->page.end)
        return sr_html_tag_name(n->tag);
    uint32_t beg = n->page.beg + 1, end = beg;
    while (end < n->page.end && h->page.p[end] != '>' && h->page.p[end] != '/' &&
           h->page.p[end] != '\f' && h->page.p[end] != ' ' && h->page.p[end] != '\n' &&
           h->page.p[end] != '\r' && h->page.p[end] != '\t')
        end++;
    return (sr_str){h->page.p + beg, end - beg};
}
