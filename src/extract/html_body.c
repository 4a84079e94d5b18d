/* The insertion mode "in body" (HTML Standard, 13.2.6.4.7); this file is, in order:
 *   1. start tags   2. end tags   3. the mode */
#include "extract/html_tree.h"

/* --- 1. start tags -------------------------------------------------------------------- */

static void void_element(sr_html_build *b, const sr_html_token *t)
{
    sr_html_reopen_formats(b);
    (void)sr_html_void(b, t);
    b->frameset_ok = false;
}

/* A second html or body tag: its attributes count where the first has none. */
static void late_tag(sr_html_build *b, uint16_t entry, const sr_html_token *t)
{
    if (b->top < entry || b->stack[entry].tag != t->tag)
        return;
    sr_node *n = &b->nodes[b->stack[entry].node];
    uint32_t bare = (uint32_t)sr_html_tag_name(t->tag).len + 2;
    if (n->page.end - n->page.beg <= bare) {
        n->flags &= (uint8_t)~SR_NODE_IMPLIED;
        n->page = (sr_span){t->beg, t->end};
    }
}

static void frameset(sr_html_build *b, const sr_html_token *t)
{
    if (!b->frameset_ok || b->top < 2 || b->stack[2].tag != SR_TAG_BODY ||
        !sr_html_make_links(b))
        return;
    uint32_t body = b->stack[2].node;
    sr_html_pop_to(b, 2);
    sr_html_unlink(b, body);
    (void)sr_html_open(b, t);
    b->mode = SR_MODE_IN_FRAMESET;
}

/* li closes an open li, dd and dt close either: no further down than the next special
 * element that is not address, div or p. */
static void item(sr_html_build *b, const sr_html_token *t)
{
    const sr_html_entry *wall = &b->stack[b->stack[b->top].wall[SR_WALL_ITEM]];
    b->frameset_ok = false;
    bool closes = t->tag == SR_TAG_LI ? wall->tag == SR_TAG_LI
                                      : wall->tag == SR_TAG_DD || wall->tag == SR_TAG_DT;
    if (closes && !wall->foreign)
        sr_html_close_implied(b, wall->tag);
    sr_html_close_p(b);
    (void)sr_html_open(b, t);
}

static void heading(sr_html_build *b, const sr_html_token *t)
{
    sr_html_close_p(b);
    const sr_html_entry *e = sr_html_top(b);
    if (!e->foreign && e->tag >= SR_TAG_H1 && e->tag <= SR_TAG_H6)
        sr_html_pop(b);
    (void)sr_html_open(b, t);
}

static void form(sr_html_build *b, const sr_html_token *t)
{
    bool template = sr_html_is_open(b, SR_TAG_TEMPLATE);
    if (b->form != SR_HTML_NONE && !template)
        return;
    sr_html_close_p(b);
    uint32_t node = sr_html_open(b, t);
    if (!template)
        b->form = node;
}

static void link_a(sr_html_build *b, const sr_html_token *t)
{
    uint16_t at = sr_html_format_find(b, SR_TAG_A);
    if (at != UINT16_MAX) {
        uint32_t old = b->format[at];
        sr_html_adopt(b, t);
        at = sr_html_format_of(b, old);
        if (at != UINT16_MAX)
            sr_html_format_remove(b, at);
        uint16_t entry = sr_html_entry_of(b, old);
        if (entry)
            sr_html_take_out(b, entry);
    }
    sr_html_reopen_formats(b);
    sr_html_format_push(b, sr_html_open(b, t));
}

static void nobr(sr_html_build *b, const sr_html_token *t)
{
    sr_html_reopen_formats(b);
    if (sr_html_in_scope(b, SR_TAG_NOBR, SR_WALL_SCOPE)) {
        sr_html_adopt(b, t);
        sr_html_reopen_formats(b);
    }
    sr_html_format_push(b, sr_html_open(b, t));
}

static bool is_select_open(const sr_html_build *b)
{
    return sr_html_in_scope(b, SR_TAG_SELECT, SR_WALL_SCOPE);
}

static void option(sr_html_build *b, const sr_html_token *t)
{
    if (is_select_open(b))
        sr_html_imply_ends(b, t->tag == SR_TAG_OPTION ? SR_TAG_OPTGROUP : SR_TAG_OTHER,
                           false);
    else if (sr_html_top_is(b, SR_TAG_OPTION))
        sr_html_pop(b);
    sr_html_reopen_formats(b);
    (void)sr_html_open(b, t);
}

/* A select within a select ends it. */
static void select_in(sr_html_build *b, const sr_html_token *t)
{
    if (is_select_open(b)) {
        sr_html_close(b, SR_TAG_SELECT);
        return;
    }
    sr_html_reopen_formats(b);
    (void)sr_html_open(b, t);
    b->frameset_ok = false;
}

static void input(sr_html_build *b, const sr_html_token *t)
{
    if (is_select_open(b))
        sr_html_close(b, SR_TAG_SELECT);
    else if (b->context == SR_TAG_SELECT)
        return;
    bool frameset_ok = b->frameset_ok && sr_html_is_hidden(b, t);
    void_element(b, t);
    b->frameset_ok = frameset_ok;
}

static void hr(sr_html_build *b, const sr_html_token *t)
{
    sr_html_close_p(b);
    if (is_select_open(b))
        sr_html_imply_ends(b, SR_TAG_OTHER, false);
    (void)sr_html_void(b, t);
    b->frameset_ok = false;
}

static void ruby(sr_html_build *b, const sr_html_token *t)
{
    bool part = t->tag == SR_TAG_RP || t->tag == SR_TAG_RT;
    if (sr_html_in_scope(b, SR_TAG_RUBY, SR_WALL_SCOPE))
        sr_html_imply_ends(b, part ? SR_TAG_RTC : SR_TAG_OTHER, false);
    (void)sr_html_open(b, t);
}

static void foreign_root(sr_html_build *b, const sr_html_token *t)
{
    sr_html_reopen_formats(b);
    sr_html_foreign(b, t, t->tag == SR_TAG_MATH);
}

static void marked(sr_html_build *b, const sr_html_token *t)
{
    sr_html_reopen_formats(b);
    (void)sr_html_open(b, t);
    sr_html_format_marker(b);
    b->frameset_ok = false;
}

static void table(sr_html_build *b, const sr_html_token *t)
{
    if (!b->quirky)
        sr_html_close_p(b);
    (void)sr_html_open(b, t);
    b->frameset_ok = false;
    b->mode = SR_MODE_IN_TABLE;
}

static void block(sr_html_build *b, const sr_html_token *t)
{
    sr_html_close_p(b);
    (void)sr_html_open(b, t);
}

static void raw(sr_html_build *b, const sr_html_token *t)
{
    if (t->tag == SR_TAG_XMP) {
        sr_html_close_p(b);
        sr_html_reopen_formats(b);
    }
    b->frameset_ok &= t->tag == SR_TAG_NOEMBED;
    sr_html_raw(b, t);
}

static void button(sr_html_build *b, const sr_html_token *t)
{
    if (sr_html_in_scope(b, SR_TAG_BUTTON, SR_WALL_SCOPE))
        sr_html_close_implied(b, SR_TAG_BUTTON);
    sr_html_reopen_formats(b);
    (void)sr_html_open(b, t);
    b->frameset_ok = false;
}

/* Formatting goes on within it, as in a p. */
static void plaintext(sr_html_build *b, const sr_html_token *t)
{
    sr_span all;
    uint32_t after;
    sr_html_close_p(b);
    (void)sr_html_open(b, t);
    sr_html_scan_raw(&b->scan, SR_TAG_PLAINTEXT, &all, &after);
    sr_html_reopen_formats(b);
    sr_html_text(b, all, SR_NODE_RAW);
}

static void other_start(sr_html_build *b, const sr_html_token *t)
{
    sr_html_reopen_formats(b);
    (void)sr_html_open(b, t);
}

static bool start_tag(sr_html_build *b, const sr_html_token *t)
{
    switch ((sr_tag)t->tag) {
    case SR_TAG_HTML: late_tag(b, 1, t); return false;
    case SR_TAG_BODY:
        late_tag(b, 2, t);
        b->frameset_ok = false;
        return false;
    case SR_TAG_BASE:
    case SR_TAG_BASEFONT:
    case SR_TAG_BGSOUND:
    case SR_TAG_LINK:
    case SR_TAG_META:
    case SR_TAG_NOFRAMES:
    case SR_TAG_SCRIPT:
    case SR_TAG_STYLE:
    case SR_TAG_TEMPLATE:
    case SR_TAG_TITLE: (void)sr_html_head_element(b, t); return false;
    case SR_TAG_FRAMESET: frameset(b, t); return false;
    case SR_TAG_ADDRESS:
    case SR_TAG_ARTICLE:
    case SR_TAG_ASIDE:
    case SR_TAG_BLOCKQUOTE:
    case SR_TAG_CENTER:
    case SR_TAG_DETAILS:
    case SR_TAG_DIALOG:
    case SR_TAG_DIR:
    case SR_TAG_DIV:
    case SR_TAG_DL:
    case SR_TAG_FIELDSET:
    case SR_TAG_FIGCAPTION:
    case SR_TAG_FIGURE:
    case SR_TAG_FOOTER:
    case SR_TAG_HEADER:
    case SR_TAG_HGROUP:
    case SR_TAG_MAIN:
    case SR_TAG_MENU:
    case SR_TAG_NAV:
    case SR_TAG_OL:
    case SR_TAG_P:
    case SR_TAG_SEARCH:
    case SR_TAG_SECTION:
    case SR_TAG_SUMMARY:
    case SR_TAG_UL: block(b, t); return false;
    case SR_TAG_H1:
    case SR_TAG_H2:
    case SR_TAG_H3:
    case SR_TAG_H4:
    case SR_TAG_H5:
    case SR_TAG_H6: heading(b, t); return false;
    case SR_TAG_PRE:
    case SR_TAG_LISTING:
        block(b, t);
        b->skip_newline = true;
        b->frameset_ok = false;
        return false;
    case SR_TAG_FORM: form(b, t); return false;
    case SR_TAG_LI:
    case SR_TAG_DD:
    case SR_TAG_DT: item(b, t); return false;
    case SR_TAG_PLAINTEXT: plaintext(b, t); return false;
    case SR_TAG_BUTTON: button(b, t); return false;
    case SR_TAG_A: link_a(b, t); return false;
    case SR_TAG_B:
    case SR_TAG_BIG:
    case SR_TAG_CODE:
    case SR_TAG_EM:
    case SR_TAG_FONT:
    case SR_TAG_I:
    case SR_TAG_S:
    case SR_TAG_SMALL:
    case SR_TAG_STRIKE:
    case SR_TAG_STRONG:
    case SR_TAG_TT:
    case SR_TAG_U:
        sr_html_reopen_formats(b);
        sr_html_format_push(b, sr_html_open(b, t));
        return false;
    case SR_TAG_NOBR: nobr(b, t); return false;
    case SR_TAG_APPLET:
    case SR_TAG_MARQUEE:
    case SR_TAG_OBJECT: marked(b, t); return false;
    case SR_TAG_TABLE: table(b, t); return false;
    case SR_TAG_AREA:
    case SR_TAG_BR:
    case SR_TAG_EMBED:
    case SR_TAG_IMG:
    case SR_TAG_IMAGE: /* an old name of img */
    case SR_TAG_KEYGEN:
    case SR_TAG_WBR: void_element(b, t); return false;
    case SR_TAG_INPUT: input(b, t); return false;
    case SR_TAG_PARAM:
    case SR_TAG_SOURCE:
    case SR_TAG_TRACK: (void)sr_html_void(b, t); return false;
    case SR_TAG_HR: hr(b, t); return false;
    case SR_TAG_NOSCRIPT: sr_html_noscript(b, t); return false;
    case SR_TAG_TEXTAREA:
    case SR_TAG_XMP:
    case SR_TAG_IFRAME:
    case SR_TAG_NOEMBED: raw(b, t); return false;
    case SR_TAG_SELECT: select_in(b, t); return false;
    case SR_TAG_OPTGROUP:
    case SR_TAG_OPTION: option(b, t); return false;
    case SR_TAG_RB:
    case SR_TAG_RTC:
    case SR_TAG_RP:
    case SR_TAG_RT: ruby(b, t); return false;
    case SR_TAG_MATH:
    case SR_TAG_SVG: foreign_root(b, t); return false;
    case SR_TAG_CAPTION:
    case SR_TAG_COL:
    case SR_TAG_COLGROUP:
    case SR_TAG_FRAME:
    case SR_TAG_HEAD:
    case SR_TAG_TBODY:
    case SR_TAG_TD:
    case SR_TAG_TFOOT:
    case SR_TAG_TH:
    case SR_TAG_THEAD:
    case SR_TAG_TR: return false;
    default: other_start(b, t); return false;
    }
}

/* --- 2. end tags ------------------------------------------------------------------------ */

static sr_str name_of(const sr_html_build *b, uint32_t node)
{
    sr_html h = {.page = b->scan.page, .nodes = b->nodes, .n = b->n};
    return sr_html_name(&h, node);
}

/* Names outside of the table are compared. */
static bool has_name(const sr_html_build *b, uint16_t entry, const sr_html_token *t)
{
    const sr_html_entry *e = &b->stack[entry];
    return !e->foreign && e->hash == t->hash &&
           sr_str_ieq(sr_str_cut(b->scan.page, t->beg + 2, t->name_end),
                      name_of(b, e->node));
}

void sr_html_any_end(sr_html_build *b, const sr_html_token *t)
{
    uint16_t i = b->last[sr_html_chain(t->tag, false, t->hash)];
    uint16_t wall = b->stack[b->top].wall[SR_WALL_SPECIAL];
    while (t->tag == SR_TAG_OTHER && i > wall && !has_name(b, i, t))
        i = b->stack[i].same;
    if (i == 0 || i < wall || (t->tag == SR_TAG_OTHER && i == wall))
        return;
    sr_html_imply_ends(b, t->tag, false);
    sr_html_pop_to(b, i);
}

static void end_block(sr_html_build *b, const sr_html_token *t)
{
    if (sr_html_in_scope(b, t->tag, SR_WALL_SCOPE))
        sr_html_close_implied(b, t->tag);
}

static void end_marked(sr_html_build *b, const sr_html_token *t)
{
    if (!sr_html_in_scope(b, t->tag, SR_WALL_SCOPE))
        return;
    sr_html_close_implied(b, t->tag);
    sr_html_format_clear(b);
}

static void end_form(sr_html_build *b, const sr_html_token *t)
{
    if (sr_html_is_open(b, SR_TAG_TEMPLATE)) {
        end_block(b, t);
        return;
    }
    uint16_t entry = sr_html_entry_of(b, b->form);
    b->form = SR_HTML_NONE;
    if (!entry || entry < b->stack[b->top].wall[SR_WALL_SCOPE])
        return;
    sr_html_imply_ends(b, SR_TAG_OTHER, false);
    sr_html_take_out(b, entry);
}

static void end_p(sr_html_build *b)
{
    if (!sr_html_in_scope(b, SR_TAG_P, SR_WALL_BUTTON))
        (void)sr_html_implied(b, SR_TAG_P);
    sr_html_close_p(b);
}

static void end_item(sr_html_build *b, const sr_html_token *t)
{
    int wall = t->tag == SR_TAG_LI ? SR_WALL_LIST : SR_WALL_SCOPE;
    if (sr_html_in_scope(b, t->tag, wall))
        sr_html_close_implied(b, t->tag);
}

/* </h2> closes whichever heading is open. */
static void end_heading(sr_html_build *b)
{
    uint16_t highest = 0;
    for (unsigned tag = SR_TAG_H1; tag <= SR_TAG_H6; tag++)
        if (b->last[tag] > highest)
            highest = b->last[tag];
    if (highest == 0 || highest < b->stack[b->top].wall[SR_WALL_SCOPE])
        return;
    sr_html_imply_ends(b, SR_TAG_OTHER, false);
    sr_html_pop_to(b, highest);
}

/* </br> is a <br> without attributes. */
static void end_br(sr_html_build *b)
{
    sr_html_reopen_formats(b);
    if (sr_html_implied(b, SR_TAG_BR) != SR_HTML_NONE)
        sr_html_pop(b);
    b->frameset_ok = false;
}

static bool end_body(sr_html_build *b, const sr_html_token *t)
{
    if (!sr_html_in_scope(b, SR_TAG_BODY, SR_WALL_SCOPE))
        return false;
    b->mode = SR_MODE_AFTER_BODY;
    return t->tag == SR_TAG_HTML;
}

static bool end_tag(sr_html_build *b, const sr_html_token *t)
{
    switch ((sr_tag)t->tag) {
    case SR_TAG_TEMPLATE: (void)sr_html_head_element(b, t); return false;
    case SR_TAG_BODY:
    case SR_TAG_HTML: return end_body(b, t);
    case SR_TAG_ADDRESS:
    case SR_TAG_ARTICLE:
    case SR_TAG_ASIDE:
    case SR_TAG_BLOCKQUOTE:
    case SR_TAG_BUTTON:
    case SR_TAG_CENTER:
    case SR_TAG_DETAILS:
    case SR_TAG_DIALOG:
    case SR_TAG_DIR:
    case SR_TAG_DIV:
    case SR_TAG_DL:
    case SR_TAG_FIELDSET:
    case SR_TAG_FIGCAPTION:
    case SR_TAG_FIGURE:
    case SR_TAG_FOOTER:
    case SR_TAG_HEADER:
    case SR_TAG_HGROUP:
    case SR_TAG_LISTING:
    case SR_TAG_MAIN:
    case SR_TAG_MENU:
    case SR_TAG_NAV:
    case SR_TAG_OL:
    case SR_TAG_PRE:
    case SR_TAG_SEARCH:
    case SR_TAG_SECTION:
    case SR_TAG_SELECT:
    case SR_TAG_SUMMARY:
    case SR_TAG_UL: end_block(b, t); return false;
    case SR_TAG_FORM: end_form(b, t); return false;
    case SR_TAG_P: end_p(b); return false;
    case SR_TAG_LI:
    case SR_TAG_DD:
    case SR_TAG_DT: end_item(b, t); return false;
    case SR_TAG_H1:
    case SR_TAG_H2:
    case SR_TAG_H3:
    case SR_TAG_H4:
    case SR_TAG_H5:
    case SR_TAG_H6: end_heading(b); return false;
    case SR_TAG_A:
    case SR_TAG_B:
    case SR_TAG_BIG:
    case SR_TAG_CODE:
    case SR_TAG_EM:
    case SR_TAG_FONT:
    case SR_TAG_I:
    case SR_TAG_NOBR:
    case SR_TAG_S:
    case SR_TAG_SMALL:
    case SR_TAG_STRIKE:
    case SR_TAG_STRONG:
    case SR_TAG_TT:
    case SR_TAG_U: sr_html_adopt(b, t); return false;
    case SR_TAG_APPLET:
    case SR_TAG_MARQUEE:
    case SR_TAG_OBJECT: end_marked(b, t); return false;
    case SR_TAG_BR: end_br(b); return false;
    default: sr_html_any_end(b, t); return false;
    }
}

/* --- 3. the mode ------------------------------------------------------------------------ */

static void text(sr_html_build *b, const sr_html_token *t)
{
    sr_html_reopen_formats(b);
    sr_html_text(b, (sr_span){t->beg, t->end},
                 t->kind == SR_HTML_RAWTEXT ? SR_NODE_RAW : 0);
    if (b->frameset_ok && sr_html_shows(b, t))
        b->frameset_ok = false;
}

bool sr_html_in_body(sr_html_build *b, const sr_html_token *t)
{
    switch ((sr_html_kind)t->kind) {
    case SR_HTML_TEXT:
    case SR_HTML_RAWTEXT: text(b, t); return false;
    case SR_HTML_START: return start_tag(b, t);
    case SR_HTML_END: return end_tag(b, t);
    case SR_HTML_EOF:
        if (b->n_templates == 0 || b->mode == SR_MODE_IN_TEMPLATE)
            return false;
        b->mode = SR_MODE_IN_TEMPLATE;
        return true;
    default: return false;
    }
}
