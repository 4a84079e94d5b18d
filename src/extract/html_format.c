/* Formatting elements (b, i, a, font ...): those that were left open are opened again in
 * the next block, and end tags out of order are set right (HTML Standard, 13.2.4.3 and
 * the adoption agency of 13.2.6.4.7). */
#include "extract/html_tree.h"

void sr_html_format_remove(sr_html_build *b, uint16_t at)
{
    b->n_formats--;
    memmove(&b->format[at], &b->format[at + 1],
            (size_t)(b->n_formats - at) * sizeof b->format[0]);
}

static void insert(sr_html_build *b, uint16_t at, uint32_t node)
{
    if (b->n_formats == SR_HTML_FORMATS) {
        sr_html_format_remove(b, 0);
        if (at > 0)
            at--;
    }
    memmove(&b->format[at + 1], &b->format[at],
            (size_t)(b->n_formats - at) * sizeof b->format[0]);
    b->format[at] = node;
    b->n_formats++;
}

/* Are both start tags the same, byte for byte? */
static bool same_tag(const sr_html_build *b, const sr_node *x, const sr_node *y)
{
    return x->tag == y->tag && sr_str_eq(sr_str_span(b->scan.page, x->page),
                                         sr_str_span(b->scan.page, y->page));
}

/* Three of the same kind at most ("Noah's ark clause"). */
void sr_html_format_push(sr_html_build *b, uint32_t node)
{
    if (node == SR_HTML_NONE)
        return;
    uint16_t same = 0, earliest = 0;
    for (uint16_t i = b->n_formats; i-- > 0 && b->format[i] != SR_HTML_NONE;)
        if (same_tag(b, &b->nodes[b->format[i]], &b->nodes[node])) {
            same++;
            earliest = i;
        }
    if (same >= 3)
        sr_html_format_remove(b, earliest);
    insert(b, b->n_formats, node);
}

void sr_html_format_marker(sr_html_build *b)
{
    insert(b, b->n_formats, SR_HTML_NONE);
}

void sr_html_format_clear(sr_html_build *b)
{
    while (b->n_formats && b->format[--b->n_formats] != SR_HTML_NONE)
        ;
}

uint16_t sr_html_format_find(const sr_html_build *b, sr_tag tag)
{
    for (uint16_t i = b->n_formats; i-- > 0 && b->format[i] != SR_HTML_NONE;)
        if (b->nodes[b->format[i]].tag == tag)
            return i;
    return UINT16_MAX;
}

uint16_t sr_html_format_of(const sr_html_build *b, uint32_t node)
{
    for (uint16_t i = b->n_formats; i-- > 0;)
        if (b->format[i] == node)
            return i;
    return UINT16_MAX;
}

/* A copy of a formatting element, as long as the budget lasts: else the page would have
 * as many nodes as the list's length times its tags. */
static uint32_t copy(sr_html_build *b, uint32_t node)
{
    if (b->clones > b->tokens + SR_HTML_FREE_CLONES) {
        b->met |= SR_MET_CLONES;
        return SR_HTML_NONE;
    }
    b->clones++;
    return sr_html_clone(b, node);
}

void sr_html_reopen_formats(sr_html_build *b)
{
    uint16_t i = b->n_formats;
    while (i > 0 && b->format[i - 1] != SR_HTML_NONE &&
           !sr_html_entry_of(b, b->format[i - 1]))
        i--;
    for (; i < b->n_formats; i++) {
        uint32_t node = copy(b, b->format[i]);
        if (node == SR_HTML_NONE) {
            b->n_formats = i; /* forget the rest */
            return;
        }
        (void)sr_html_open_node(b, node, 0);
        b->format[i] = node;
    }
}

/* --- the adoption agency -------------------------------------------------------------------- */

/* The lowest special element above entry i; 0: none. */
static uint16_t furthest_block(const sr_html_build *b, uint16_t i)
{
    uint16_t found = 0, above = b->stack[b->top].wall[SR_WALL_SPECIAL];
    while (above > i) {
        found = above;
        above = b->stack[above - 1].wall[SR_WALL_SPECIAL];
    }
    return found;
}

/* Step 4.13: between the formatting element's entry and the block, formatting elements
 * are copied around what is below them, all others leave the stack.  Returns the node
 * that holds the block now; *block and *mark move with what is taken out. */
static uint32_t wrap_block(sr_html_build *b, uint16_t format, uint16_t *block,
                           uint16_t *mark)
{
    uint32_t furthest = b->stack[*block].node, last = furthest;
    uint16_t count = 0, dropped = 0;
    for (uint16_t i = (uint16_t)(*block - 1); i > format; i--) {
        uint16_t at = sr_html_format_of(b, b->stack[i].node);
        if (++count > 3 && at != UINT16_MAX) {
            sr_html_format_remove(b, at);
            if (at < *mark)
                --*mark;
            at = UINT16_MAX;
        }
        uint32_t node = at == UINT16_MAX ? SR_HTML_NONE : copy(b, b->stack[i].node);
        if (node == SR_HTML_NONE) {
            sr_html_drop(b, i);
            dropped++;
            continue;
        }
        b->format[at] = node;
        sr_html_replace(b, i, node);
        if (last == furthest) {
            *mark = (uint16_t)(at + 1);
            sr_html_unlink(b, last); /* the copies have no place yet */
        }
        sr_html_append(b, node, last);
        last = node;
    }
    if (dropped)
        sr_html_close_ranks(b, (uint16_t)(format + 1));
    *block = (uint16_t)(*block - dropped);
    return last;
}

/* One round for the formatting element at `at` of the list; true: another may follow. */
static bool adopt_once(sr_html_build *b, uint16_t at)
{
    uint16_t entry = sr_html_entry_of(b, b->format[at]);
    if (!entry) {
        sr_html_format_remove(b, at);
        return false;
    }
    if (entry < sr_html_top(b)->wall[SR_WALL_SCOPE])
        return false;
    uint16_t block = furthest_block(b, entry), mark = at;
    uint32_t node = SR_HTML_NONE;
    b->clones += (uint64_t)(b->top - entry) / SR_HTML_MOVES;
    if (block && sr_html_make_links(b))
        node = copy(b, b->format[at]);
    if (node == SR_HTML_NONE) { /* without a copy the block stays open, as it is */
        if (!block)
            sr_html_pop_to(b, entry);
        sr_html_format_remove(b, at);
        return false;
    }
    uint32_t furthest = b->stack[block].node, format = b->format[at];
    uint32_t ancestor = b->stack[entry - 1].node;
    uint32_t last = wrap_block(b, entry, &block, &mark);
    if (last == furthest)
        sr_html_unlink(b, last);
    sr_html_place(b, ancestor, last);
    sr_html_move_children(b, furthest, node);
    sr_html_append(b, furthest, node);
    uint16_t old = sr_html_format_of(b, format);
    if (old != UINT16_MAX) {
        sr_html_format_remove(b, old);
        if (old < mark)
            mark--;
    }
    insert(b, mark, node);
    sr_html_take_out(b, entry);
    sr_html_put_in(b, block, node); /* where the block was, now one lower */
    return !b->failed;
}

void sr_html_adopt(sr_html_build *b, const sr_html_token *t)
{
    if (sr_html_top_is(b, t->tag) &&
        sr_html_format_of(b, sr_html_top(b)->node) == UINT16_MAX) {
        sr_html_pop(b);
        return;
    }
    for (int round = 0; round < 8; round++) {
        uint16_t at = sr_html_format_find(b, t->tag);
        if (at == UINT16_MAX) {
            if (round == 0)
                sr_html_any_end(b, t);
            return;
        }
        if (!adopt_once(b, at))
            return;
    }
}
