/* Tokens inside svg and math (HTML Standard, 13.2.6.5). */
#include "extract/html_tree.h"

/* 13.2.6, "tree construction dispatcher": the top is foreign. */
bool sr_html_is_foreign(const sr_html_build *b, const sr_html_token *t)
{
    const sr_html_entry *e = &b->stack[b->top];
    bool start = t->kind == SR_HTML_START;
    if (t->kind == SR_HTML_EOF)
        return false;
    if (e->text_inside && (sr_html_is_text(t) || (start && t->tag != SR_TAG_MGLYPH &&
                                                  t->tag != SR_TAG_MALIGNMARK)))
        return false;
    if (e->annotation && start && t->tag == SR_TAG_SVG)
        return false;
    if (e->html_inside && (sr_html_is_text(t) || start))
        return false;
    return true;
}

/* Start tags that no svg or math can hold: they end it. */
static bool breaks_out(const sr_html_build *b, const sr_html_token *t)
{
    switch ((sr_tag)t->tag) {
    case SR_TAG_B:
    case SR_TAG_BIG:
    case SR_TAG_BLOCKQUOTE:
    case SR_TAG_BODY:
    case SR_TAG_BR:
    case SR_TAG_CENTER:
    case SR_TAG_CODE:
    case SR_TAG_DD:
    case SR_TAG_DIV:
    case SR_TAG_DL:
    case SR_TAG_DT:
    case SR_TAG_EM:
    case SR_TAG_EMBED:
    case SR_TAG_H1:
    case SR_TAG_H2:
    case SR_TAG_H3:
    case SR_TAG_H4:
    case SR_TAG_H5:
    case SR_TAG_H6:
    case SR_TAG_HEAD:
    case SR_TAG_HR:
    case SR_TAG_I:
    case SR_TAG_IMG:
    case SR_TAG_LI:
    case SR_TAG_LISTING:
    case SR_TAG_MENU:
    case SR_TAG_META:
    case SR_TAG_NOBR:
    case SR_TAG_OL:
    case SR_TAG_P:
    case SR_TAG_PRE:
    case SR_TAG_RUBY:
    case SR_TAG_S:
    case SR_TAG_SMALL:
    case SR_TAG_SPAN:
    case SR_TAG_STRONG:
    case SR_TAG_STRIKE:
    case SR_TAG_SUB:
    case SR_TAG_SUP:
    case SR_TAG_TABLE:
    case SR_TAG_TT:
    case SR_TAG_U:
    case SR_TAG_UL:
    case SR_TAG_VAR: return true;
    case SR_TAG_FONT: break;
    default: return false;
    }
    sr_str value;
    return sr_html_tag_attr(b, t, "color", &value) ||
           sr_html_tag_attr(b, t, "face", &value) ||
           sr_html_tag_attr(b, t, "size", &value);
}

static void leave(sr_html_build *b)
{
    while (b->top > 1 && sr_html_top(b)->foreign && !sr_html_top(b)->html_inside &&
           !sr_html_top(b)->text_inside)
        sr_html_pop(b);
}

static void start(sr_html_build *b, const sr_html_token *t)
{
    sr_html_foreign(b, t, sr_html_top(b)->math);
}

/* An end tag: the highest open foreign element of that name, above any of HTML; else
 * HTML's rules say what it does. */
static bool end(sr_html_build *b, const sr_html_token *t)
{
    sr_html h = {.page = b->scan.page, .nodes = b->nodes, .n = b->n};
    sr_str name = sr_str_cut(b->scan.page, t->beg + 2, t->name_end);
    uint16_t html = b->stack[b->top].wall[SR_WALL_HTML];
    uint16_t i = b->last[sr_html_chain(SR_TAG_OTHER, true, t->hash)];
    for (; i > html; i = b->stack[i].same)
        if (b->stack[i].hash == t->hash &&
            sr_str_ieq(name, sr_html_name(&h, b->stack[i].node))) {
            sr_html_pop_to(b, i);
            return false;
        }
    b->as_html = html > 1 || !b->stack[1].foreign || b->top == 1;
    return b->as_html; /* within a fragment's svg or math: nothing */
}

bool sr_html_in_foreign(sr_html_build *b, const sr_html_token *t)
{
    if (sr_html_is_text(t)) {
        sr_html_text(b, (sr_span){t->beg, t->end},
                     t->kind == SR_HTML_RAWTEXT ? SR_NODE_RAW : 0);
        if (b->frameset_ok && sr_html_shows(b, t))
            b->frameset_ok = false;
        return false;
    }
    bool leaves = (t->kind == SR_HTML_START && breaks_out(b, t)) ||
                  (t->kind == SR_HTML_END && (t->tag == SR_TAG_BR || t->tag == SR_TAG_P));
    if (leaves) {
        leave(b);
        b->as_html = true;
        return true;
    }
    if (t->kind == SR_HTML_START)
        start(b, t);
    return t->kind == SR_HTML_END && end(b, t);
}
