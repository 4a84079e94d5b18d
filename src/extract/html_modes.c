/* The insertion modes outside the body's content (HTML Standard, 13.2.6.4); this file is,
 * in order:
 *   1. text   2. up to the body   3. templates   4. after the body, framesets
 *   5. which mode, and one step
 * A function's answer `true` asks for the token once more, in the mode that stands then. */
#include "extract/html_tree.h"

/* --- 1. text -------------------------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

bool sr_html_shows(const sr_html_build *b, const sr_html_token *t)
{
    uint32_t at = t->beg;
    while (at < t->end && (is_blank(b->scan.page.p[at]) || b->scan.page.p[at] == '\0'))
        at++;
    return at < t->end;
}

uint32_t sr_html_blank_end(const sr_html_build *b, const sr_html_token *t)
{
    uint32_t at = t->beg;
    while (at < t->end && is_blank(b->scan.page.p[at]))
        at++;
    return at;
}

bool sr_html_is_blank(const sr_html_build *b, const sr_html_token *t)
{
    return sr_html_is_text(t) && sr_html_blank_end(b, t) == t->end;
}

bool sr_html_take_blanks(sr_html_build *b, sr_html_token *t, bool keep)
{
    if (!sr_html_is_text(t))
        return false;
    uint32_t end = sr_html_blank_end(b, t);
    if (keep)
        sr_html_text(b, (sr_span){t->beg, end}, 0);
    t->beg = end;
    return t->beg == t->end;
}

/* --- 2. up to the body ------------------------------------------------------------------ */

static bool initial(sr_html_build *b, sr_html_token *t)
{
    if (t->kind == SR_HTML_COMMENT || sr_html_take_blanks(b, t, false))
        return false;
    (void)sr_html_go(b, SR_MODE_BEFORE_HTML);
    b->quirky = t->kind != SR_HTML_DOCTYPE ||
                sr_html_is_quirky(sr_str_cut(b->scan.page, t->beg, t->end));
    return t->kind != SR_HTML_DOCTYPE;
}

/* End tags that stand for the missing head and body; all others are dropped there. */
static bool is_early_end(const sr_html_token *t)
{
    return sr_html_ends(t, SR_TAG_HEAD) || sr_html_ends(t, SR_TAG_BODY) ||
           sr_html_ends(t, SR_TAG_HTML) || sr_html_ends(t, SR_TAG_BR);
}

static bool before_html(sr_html_build *b, sr_html_token *t)
{
    if (sr_html_is_idle(t) || sr_html_take_blanks(b, t, false) ||
        (t->kind == SR_HTML_END && !is_early_end(t)))
        return false;
    bool is_html = sr_html_starts(t, SR_TAG_HTML);
    if (is_html)
        (void)sr_html_open(b, t);
    else
        (void)sr_html_implied(b, SR_TAG_HTML);
    (void)sr_html_go(b, SR_MODE_BEFORE_HEAD);
    return !is_html;
}

static bool before_head(sr_html_build *b, sr_html_token *t)
{
    if (sr_html_is_idle(t) || sr_html_take_blanks(b, t, false) ||
        (t->kind == SR_HTML_END && !is_early_end(t)))
        return false;
    if (sr_html_starts(t, SR_TAG_HTML))
        return sr_html_in_body(b, t);
    bool is_head = sr_html_starts(t, SR_TAG_HEAD);
    b->head = is_head ? sr_html_open(b, t) : sr_html_implied(b, SR_TAG_HEAD);
    (void)sr_html_go(b, SR_MODE_IN_HEAD);
    return !is_head;
}

static void open_template(sr_html_build *b, const sr_html_token *t)
{
    (void)sr_html_open(b, t);
    sr_html_format_marker(b);
    b->frameset_ok = false;
    b->mode = SR_MODE_IN_TEMPLATE;
    if (b->n_templates < SR_COUNT(b->template_mode))
        b->template_mode[b->n_templates++] = SR_MODE_IN_TEMPLATE;
}

static void close_template(sr_html_build *b)
{
    if (!sr_html_is_open(b, SR_TAG_TEMPLATE))
        return;
    sr_html_imply_ends(b, SR_TAG_OTHER, true);
    sr_html_close(b, SR_TAG_TEMPLATE);
    sr_html_format_clear(b);
    if (b->n_templates)
        b->n_templates--;
    sr_html_reset_mode(b);
}

/* What "in head" knows, wherever it stands; false: none of that. */
bool sr_html_head_element(sr_html_build *b, const sr_html_token *t)
{
    if (sr_html_ends(t, SR_TAG_TEMPLATE)) {
        close_template(b);
        return true;
    }
    if (t->kind != SR_HTML_START)
        return false;
    switch (t->tag) {
    case SR_TAG_BASE:
    case SR_TAG_BASEFONT:
    case SR_TAG_BGSOUND:
    case SR_TAG_LINK:
    case SR_TAG_META: (void)sr_html_void(b, t); return true;
    case SR_TAG_TITLE:
    case SR_TAG_NOFRAMES:
    case SR_TAG_STYLE:
    case SR_TAG_SCRIPT: sr_html_raw(b, t); return true;
    case SR_TAG_TEMPLATE: open_template(b, t); return true;
    default: return false;
    }
}

/* Browsers that run scripts take a noscript's content as raw text.  Here it is markup, but
 * it goes no further than that raw text: whatever it opens ends with it, and what is around
 * goes on as if it were not there.  Without an end tag a noscript is empty. */
void sr_html_noscript(sr_html_build *b, const sr_html_token *t)
{
    if (!sr_html_scan_cut(&b->scan)) {
        (void)sr_html_void(b, t);
        return;
    }
    b->outer.node = sr_html_open(b, t);
    b->outer.mode = b->mode;
    b->outer.n_templates = b->n_templates;
    sr_html_format_marker(b);
    b->mode = SR_MODE_IN_BODY;
}

void sr_html_noscript_end(sr_html_build *b)
{
    b->pos = (uint32_t)b->scan.page.len;
    sr_html_scan_uncut(&b->scan);
    uint16_t entry = sr_html_entry_of(b, b->outer.node);
    if (entry)
        sr_html_pop_to(b, entry);
    sr_html_format_clear(b);
    b->n_templates = b->outer.n_templates;
    b->mode = b->outer.mode;
}

static bool in_head(sr_html_build *b, sr_html_token *t)
{
    if (sr_html_is_idle(t) || sr_html_take_blanks(b, t, true) ||
        sr_html_head_element(b, t) || sr_html_starts(t, SR_TAG_HEAD))
        return false;
    if (sr_html_starts(t, SR_TAG_HTML))
        return sr_html_in_body(b, t);
    if (sr_html_starts(t, SR_TAG_NOSCRIPT)) {
        sr_html_noscript(b, t);
        return false;
    }
    if (t->kind == SR_HTML_END && !is_early_end(t))
        return false;
    sr_html_pop(b); /* the head */
    (void)sr_html_go(b, SR_MODE_AFTER_HEAD);
    return !sr_html_ends(t, SR_TAG_HEAD);
}

static bool after_head(sr_html_build *b, sr_html_token *t)
{
    if (sr_html_is_idle(t) || sr_html_take_blanks(b, t, true) ||
        sr_html_starts(t, SR_TAG_HEAD))
        return false;
    if (sr_html_starts(t, SR_TAG_HTML))
        return sr_html_in_body(b, t);
    if (sr_html_starts(t, SR_TAG_BODY)) {
        (void)sr_html_open(b, t);
        b->frameset_ok = false;
        b->mode = SR_MODE_IN_BODY;
        return false;
    }
    if (sr_html_starts(t, SR_TAG_FRAMESET)) {
        (void)sr_html_open(b, t);
        b->mode = SR_MODE_IN_FRAMESET;
        return false;
    }
    if (sr_html_ends(t, SR_TAG_TEMPLATE) ||
        (t->kind == SR_HTML_START && b->head != SR_HTML_NONE &&
         (t->tag == SR_TAG_BASE || t->tag == SR_TAG_BASEFONT ||
          t->tag == SR_TAG_BGSOUND || t->tag == SR_TAG_LINK || t->tag == SR_TAG_META ||
          t->tag == SR_TAG_NOFRAMES || t->tag == SR_TAG_SCRIPT ||
          t->tag == SR_TAG_STYLE || t->tag == SR_TAG_TEMPLATE ||
          t->tag == SR_TAG_TITLE))) {
        sr_html_push(b, (sr_html_entry){.node = b->head}); /* back for this one */
        (void)sr_html_head_element(b, t);
        uint16_t entry = sr_html_entry_of(b, b->head);
        if (entry)
            sr_html_take_out(b, entry);
        return false;
    }
    if (t->kind == SR_HTML_END && !is_early_end(t))
        return false;
    (void)sr_html_implied(b, SR_TAG_BODY);
    (void)sr_html_go(b, SR_MODE_IN_BODY);
    return true;
}

/* --- 3. templates ------------------------------------------------------------------------- */

static bool template_goes(sr_html_build *b, sr_html_mode mode)
{
    if (b->n_templates)
        b->template_mode[b->n_templates - 1] = (uint8_t)mode;
    return sr_html_go(b, mode);
}

static bool in_template(sr_html_build *b, const sr_html_token *t)
{
    if (t->kind == SR_HTML_EOF) {
        if (!sr_html_is_open(b, SR_TAG_TEMPLATE))
            return false;
        close_template(b);
        return true;
    }
    if (sr_html_is_text(t) || sr_html_is_idle(t))
        return sr_html_in_body(b, t);
    if (sr_html_head_element(b, t) || t->kind == SR_HTML_END)
        return false;
    switch (t->tag) {
    case SR_TAG_CAPTION:
    case SR_TAG_COLGROUP:
    case SR_TAG_TBODY:
    case SR_TAG_TFOOT:
    case SR_TAG_THEAD: return template_goes(b, SR_MODE_IN_TABLE);
    case SR_TAG_COL: return template_goes(b, SR_MODE_IN_COLUMN_GROUP);
    case SR_TAG_TR: return template_goes(b, SR_MODE_IN_TABLE_BODY);
    case SR_TAG_TD:
    case SR_TAG_TH: return template_goes(b, SR_MODE_IN_ROW);
    default: return template_goes(b, SR_MODE_IN_BODY);
    }
}

/* --- 4. after the body, framesets ----------------------------------------------------------- */

static bool after_body(sr_html_build *b, const sr_html_token *t)
{
    if (sr_html_is_idle(t) || t->kind == SR_HTML_EOF)
        return false;
    if (sr_html_is_blank(b, t) || sr_html_starts(t, SR_TAG_HTML))
        return sr_html_in_body(b, t);
    if (sr_html_ends(t, SR_TAG_HTML)) {
        b->mode = SR_MODE_AFTER_AFTER_BODY;
        return false;
    }
    return sr_html_go(b, SR_MODE_IN_BODY);
}

/* The white space of a text: all that framesets keep of it. */
static void keep_blanks(sr_html_build *b, const sr_html_token *t)
{
    for (uint32_t at = t->beg, beg; at < t->end;) {
        while (at < t->end && !is_blank(b->scan.page.p[at]))
            at++;
        beg = at;
        while (at < t->end && is_blank(b->scan.page.p[at]))
            at++;
        sr_html_text(b, (sr_span){beg, at}, 0);
    }
}

static bool in_frameset(sr_html_build *b, const sr_html_token *t)
{
    if (sr_html_is_text(t))
        keep_blanks(b, t);
    else if (sr_html_starts(t, SR_TAG_HTML))
        return sr_html_in_body(b, t);
    else if (sr_html_starts(t, SR_TAG_FRAMESET))
        (void)sr_html_open(b, t);
    else if (sr_html_starts(t, SR_TAG_FRAME))
        (void)sr_html_void(b, t);
    else if (sr_html_starts(t, SR_TAG_NOFRAMES))
        (void)sr_html_head_element(b, t);
    else if (sr_html_ends(t, SR_TAG_FRAMESET) && b->top > 1) {
        sr_html_pop(b);
        if (!sr_html_top_is(b, SR_TAG_FRAMESET) && !b->context)
            b->mode = SR_MODE_AFTER_FRAMESET;
    }
    return false;
}

static bool after_frameset(sr_html_build *b, const sr_html_token *t)
{
    if (sr_html_is_text(t))
        keep_blanks(b, t);
    else if (sr_html_starts(t, SR_TAG_HTML))
        return sr_html_in_body(b, t);
    else if (sr_html_ends(t, SR_TAG_HTML))
        b->mode = SR_MODE_AFTER_AFTER_FRAMESET;
    else if (sr_html_starts(t, SR_TAG_NOFRAMES))
        (void)sr_html_head_element(b, t);
    return false;
}

/* --- 5. which mode, and one step --------------------------------------------------------------- */

/* SR_MODE_INITIAL: the tag does not say.  around: it is not open but a fragment's context. */
static sr_html_mode mode_of(const sr_html_build *b, sr_tag tag, bool around)
{
    switch (tag) {
    case SR_TAG_TD:
    case SR_TAG_TH: return around ? SR_MODE_IN_BODY : SR_MODE_IN_CELL;
    case SR_TAG_TR: return SR_MODE_IN_ROW;
    case SR_TAG_TBODY:
    case SR_TAG_THEAD:
    case SR_TAG_TFOOT: return SR_MODE_IN_TABLE_BODY;
    case SR_TAG_CAPTION: return SR_MODE_IN_CAPTION;
    case SR_TAG_COLGROUP: return SR_MODE_IN_COLUMN_GROUP;
    case SR_TAG_TABLE: return SR_MODE_IN_TABLE;
    case SR_TAG_TEMPLATE:
        return b->n_templates ? (sr_html_mode)b->template_mode[b->n_templates - 1]
                              : SR_MODE_IN_BODY;
    case SR_TAG_HEAD: return around ? SR_MODE_IN_BODY : SR_MODE_IN_HEAD;
    case SR_TAG_BODY: return SR_MODE_IN_BODY;
    case SR_TAG_FRAMESET: return SR_MODE_IN_FRAMESET;
    case SR_TAG_HTML:
        return b->head == SR_HTML_NONE ? SR_MODE_BEFORE_HEAD : SR_MODE_AFTER_HEAD;
    default: return SR_MODE_INITIAL;
    }
}

void sr_html_reset_mode(sr_html_build *b)
{
    b->mode = SR_MODE_IN_BODY;
    for (uint16_t i = b->top; i > 0; i--) {
        bool around = i == 1 && b->context;
        sr_tag tag = around ? (sr_tag)b->context : (sr_tag)b->stack[i].tag;
        if (b->stack[i].foreign && !around)
            tag = SR_TAG_OTHER;
        sr_html_mode mode = mode_of(b, tag, around);
        if (mode != SR_MODE_INITIAL) {
            b->mode = (uint8_t)mode;
            return;
        }
    }
}

static bool step(sr_html_build *b, sr_html_token *t)
{
    switch ((sr_html_mode)b->mode) {
    case SR_MODE_INITIAL: return initial(b, t);
    case SR_MODE_BEFORE_HTML: return before_html(b, t);
    case SR_MODE_BEFORE_HEAD: return before_head(b, t);
    case SR_MODE_IN_HEAD: return in_head(b, t);
    case SR_MODE_AFTER_HEAD: return after_head(b, t);
    case SR_MODE_IN_BODY: return sr_html_in_body(b, t);
    case SR_MODE_IN_TABLE: return sr_html_in_table(b, t);
    case SR_MODE_IN_CAPTION: return sr_html_in_caption(b, t);
    case SR_MODE_IN_COLUMN_GROUP: return sr_html_in_column_group(b, t);
    case SR_MODE_IN_TABLE_BODY: return sr_html_in_table_body(b, t);
    case SR_MODE_IN_ROW: return sr_html_in_row(b, t);
    case SR_MODE_IN_CELL: return sr_html_in_cell(b, t);
    case SR_MODE_IN_TEMPLATE: return in_template(b, t);
    case SR_MODE_AFTER_BODY:
    case SR_MODE_AFTER_AFTER_BODY: return after_body(b, t);
    case SR_MODE_IN_FRAMESET: return in_frameset(b, t);
    case SR_MODE_AFTER_FRAMESET: return after_frameset(b, t);
    case SR_MODE_AFTER_AFTER_FRAMESET:
        if (sr_html_is_text(t))
            keep_blanks(b, t);
        else if (sr_html_starts(t, SR_TAG_NOFRAMES))
            (void)sr_html_head_element(b, t);
        return false;
    default: return false;
    }
}

void sr_html_take(sr_html_build *b, sr_html_token *t)
{
    b->pos = t->beg;
    b->tokens++;
    b->as_html = false;
    bool again = true;
    while (again && !b->failed && !b->done)
        again = sr_html_wants_foreign(b, t) ? sr_html_in_foreign(b, t) : step(b, t);
}
