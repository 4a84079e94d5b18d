/* The insertion modes of tables (HTML Standard, 13.2.6.4.9 to 15).  What does not belong
 * into a table goes in front of it ("foster parenting"). */
#include "extract/html_tree.h"

/* What does not belong into a table goes in front of it. */
static bool foster(sr_html_build *b, const sr_html_token *t)
{
    b->foster = true;
    bool again = sr_html_in_body(b, t);
    b->foster = false;
    return again;
}

bool sr_html_is_hidden(const sr_html_build *b, const sr_html_token *t)
{
    sr_str type;
    return sr_html_tag_attr(b, t, "type", &type) && sr_str_ieq(type, SR_STR("hidden"));
}

static bool close_table(sr_html_build *b)
{
    if (!sr_html_in_scope(b, SR_TAG_TABLE, SR_WALL_TABLE))
        return false;
    sr_html_close(b, SR_TAG_TABLE);
    sr_html_reset_mode(b);
    return true;
}

static bool open_in_table(sr_html_build *b, const sr_html_token *t, sr_tag implied,
                          sr_html_mode mode)
{
    sr_html_clear_to(b, SR_TAG_TABLE, SR_TAG_TABLE, SR_TAG_TABLE);
    if (implied != SR_TAG_OTHER)
        (void)sr_html_implied(b, implied);
    else
        (void)sr_html_open(b, t);
    (void)sr_html_go(b, mode);
    return implied != SR_TAG_OTHER;
}

static bool in_table_start(sr_html_build *b, const sr_html_token *t)
{
    switch (t->tag) {
    case SR_TAG_CAPTION:
        sr_html_clear_to(b, SR_TAG_TABLE, SR_TAG_TABLE, SR_TAG_TABLE);
        sr_html_format_marker(b);
        return open_in_table(b, t, SR_TAG_OTHER, SR_MODE_IN_CAPTION);
    case SR_TAG_COLGROUP:
        return open_in_table(b, t, SR_TAG_OTHER, SR_MODE_IN_COLUMN_GROUP);
    case SR_TAG_COL: return open_in_table(b, t, SR_TAG_COLGROUP, SR_MODE_IN_COLUMN_GROUP);
    case SR_TAG_TBODY:
    case SR_TAG_TFOOT:
    case SR_TAG_THEAD: return open_in_table(b, t, SR_TAG_OTHER, SR_MODE_IN_TABLE_BODY);
    case SR_TAG_TD:
    case SR_TAG_TH:
    case SR_TAG_TR: return open_in_table(b, t, SR_TAG_TBODY, SR_MODE_IN_TABLE_BODY);
    case SR_TAG_TABLE: return close_table(b);
    case SR_TAG_STYLE:
    case SR_TAG_SCRIPT:
    case SR_TAG_TEMPLATE: (void)sr_html_head_element(b, t); return false;
    case SR_TAG_INPUT:
        if (!sr_html_is_hidden(b, t))
            return foster(b, t);
        (void)sr_html_void(b, t);
        return false;
    case SR_TAG_FORM:
        if (b->form == SR_HTML_NONE && !sr_html_is_open(b, SR_TAG_TEMPLATE)) {
            b->form = sr_html_open(b, t);
            if (b->form != SR_HTML_NONE)
                sr_html_pop(b);
        }
        return false;
    default: return foster(b, t);
    }
}

static bool in_table_end(sr_html_build *b, const sr_html_token *t)
{
    switch (t->tag) {
    case SR_TAG_TABLE: (void)close_table(b); return false;
    case SR_TAG_BODY:
    case SR_TAG_CAPTION:
    case SR_TAG_COL:
    case SR_TAG_COLGROUP:
    case SR_TAG_HTML:
    case SR_TAG_TBODY:
    case SR_TAG_TD:
    case SR_TAG_TFOOT:
    case SR_TAG_TH:
    case SR_TAG_THEAD:
    case SR_TAG_TR: return false;
    case SR_TAG_TEMPLATE: (void)sr_html_head_element(b, t); return false;
    default: return foster(b, t);
    }
}

bool sr_html_in_table(sr_html_build *b, sr_html_token *t)
{
    if (sr_html_is_idle(t))
        return false;
    if (t->kind == SR_HTML_START)
        return in_table_start(b, t);
    if (t->kind == SR_HTML_END)
        return in_table_end(b, t);
    if (t->kind == SR_HTML_EOF)
        return sr_html_in_body(b, t);
    const sr_html_entry *e = sr_html_top(b);
    bool table = !e->foreign && (e->tag == SR_TAG_TABLE || e->tag == SR_TAG_TBODY ||
                                 e->tag == SR_TAG_TEMPLATE || e->tag == SR_TAG_TFOOT ||
                                 e->tag == SR_TAG_THEAD || e->tag == SR_TAG_TR);
    if (table && sr_html_is_blank(b, t)) {
        sr_html_text(b, (sr_span){t->beg, t->end}, 0);
        return false;
    }
    return foster(b, t);
}

/* Tags that end a caption or a cell because they belong to the table around. */
static bool is_table_part(const sr_html_token *t)
{
    switch (t->tag) {
    case SR_TAG_CAPTION:
    case SR_TAG_COL:
    case SR_TAG_COLGROUP:
    case SR_TAG_TBODY:
    case SR_TAG_TD:
    case SR_TAG_TFOOT:
    case SR_TAG_TH:
    case SR_TAG_THEAD:
    case SR_TAG_TR: return t->kind == SR_HTML_START || t->kind == SR_HTML_END;
    default: return false;
    }
}

static bool close_caption(sr_html_build *b)
{
    if (!sr_html_in_scope(b, SR_TAG_CAPTION, SR_WALL_TABLE))
        return false;
    sr_html_close_implied(b, SR_TAG_CAPTION);
    sr_html_format_clear(b);
    return sr_html_go(b, SR_MODE_IN_TABLE);
}

bool sr_html_in_caption(sr_html_build *b, const sr_html_token *t)
{
    if (sr_html_ends(t, SR_TAG_CAPTION)) {
        (void)close_caption(b);
        return false;
    }
    if ((is_table_part(t) && t->kind == SR_HTML_START) || sr_html_ends(t, SR_TAG_TABLE))
        return close_caption(b);
    if (is_table_part(t) || sr_html_ends(t, SR_TAG_BODY) || sr_html_ends(t, SR_TAG_HTML))
        return false;
    return sr_html_in_body(b, t);
}

bool sr_html_in_column_group(sr_html_build *b, sr_html_token *t)
{
    if (sr_html_is_idle(t) || sr_html_take_blanks(b, t, true) ||
        sr_html_ends(t, SR_TAG_COL))
        return false;
    if (sr_html_starts(t, SR_TAG_HTML) || t->kind == SR_HTML_EOF)
        return sr_html_in_body(b, t);
    if (sr_html_starts(t, SR_TAG_COL)) {
        (void)sr_html_void(b, t);
        return false;
    }
    if (sr_html_starts(t, SR_TAG_TEMPLATE) || sr_html_ends(t, SR_TAG_TEMPLATE)) {
        (void)sr_html_head_element(b, t);
        return false;
    }
    if (!sr_html_top_is(b, SR_TAG_COLGROUP))
        return false;
    sr_html_pop(b);
    (void)sr_html_go(b, SR_MODE_IN_TABLE);
    return !sr_html_ends(t, SR_TAG_COLGROUP);
}

static bool is_row_group(uint16_t tag)
{
    return tag == SR_TAG_TBODY || tag == SR_TAG_THEAD || tag == SR_TAG_TFOOT;
}

/* Leave the row group for the table; false where there is none. */
static bool leave_row_group(sr_html_build *b)
{
    if (!sr_html_in_scope(b, SR_TAG_TBODY, SR_WALL_TABLE) &&
        !sr_html_in_scope(b, SR_TAG_THEAD, SR_WALL_TABLE) &&
        !sr_html_in_scope(b, SR_TAG_TFOOT, SR_WALL_TABLE))
        return false;
    sr_html_clear_to(b, SR_TAG_TBODY, SR_TAG_THEAD, SR_TAG_TFOOT);
    sr_html_pop(b);
    return sr_html_go(b, SR_MODE_IN_TABLE);
}

bool sr_html_in_table_body(sr_html_build *b, sr_html_token *t)
{
    bool start = t->kind == SR_HTML_START, end = t->kind == SR_HTML_END;
    if (start && (t->tag == SR_TAG_TR || t->tag == SR_TAG_TD || t->tag == SR_TAG_TH)) {
        sr_html_clear_to(b, SR_TAG_TBODY, SR_TAG_THEAD, SR_TAG_TFOOT);
        if (t->tag == SR_TAG_TR)
            (void)sr_html_open(b, t);
        else
            (void)sr_html_implied(b, SR_TAG_TR);
        (void)sr_html_go(b, SR_MODE_IN_ROW);
        return t->tag != SR_TAG_TR;
    }
    if (end && is_row_group(t->tag)) {
        if (sr_html_in_scope(b, t->tag, SR_WALL_TABLE))
            (void)leave_row_group(b);
        return false;
    }
    if ((start && is_table_part(t)) || sr_html_ends(t, SR_TAG_TABLE))
        return leave_row_group(b);
    if (end && (is_table_part(t) || t->tag == SR_TAG_BODY || t->tag == SR_TAG_HTML))
        return false;
    return sr_html_in_table(b, t);
}

static bool close_row(sr_html_build *b)
{
    if (!sr_html_in_scope(b, SR_TAG_TR, SR_WALL_TABLE))
        return false;
    sr_html_clear_to(b, SR_TAG_TR, SR_TAG_TR, SR_TAG_TR);
    sr_html_pop(b);
    return sr_html_go(b, SR_MODE_IN_TABLE_BODY);
}

bool sr_html_in_row(sr_html_build *b, sr_html_token *t)
{
    bool start = t->kind == SR_HTML_START, end = t->kind == SR_HTML_END;
    if (start && (t->tag == SR_TAG_TD || t->tag == SR_TAG_TH)) {
        sr_html_clear_to(b, SR_TAG_TR, SR_TAG_TR, SR_TAG_TR);
        (void)sr_html_open(b, t);
        sr_html_format_marker(b);
        (void)sr_html_go(b, SR_MODE_IN_CELL);
        return false;
    }
    if (end && t->tag == SR_TAG_TR) {
        (void)close_row(b);
        return false;
    }
    if ((start && is_table_part(t)) || sr_html_ends(t, SR_TAG_TABLE))
        return close_row(b);
    if (end && is_row_group(t->tag))
        return sr_html_in_scope(b, t->tag, SR_WALL_TABLE) && close_row(b);
    if (end && (is_table_part(t) || t->tag == SR_TAG_BODY || t->tag == SR_TAG_HTML))
        return false;
    return sr_html_in_table(b, t);
}

static bool close_cell(sr_html_build *b, sr_tag tag)
{
    if (!sr_html_in_scope(b, tag, SR_WALL_TABLE))
        return false;
    sr_html_imply_ends(b, SR_TAG_OTHER, false);
    sr_html_close(b, tag);
    sr_html_format_clear(b);
    return sr_html_go(b, SR_MODE_IN_ROW);
}

bool sr_html_in_cell(sr_html_build *b, const sr_html_token *t)
{
    bool end = t->kind == SR_HTML_END;
    if (end && (t->tag == SR_TAG_TD || t->tag == SR_TAG_TH)) {
        (void)close_cell(b, t->tag);
        return false;
    }
    if (end &&
        (t->tag == SR_TAG_BODY || t->tag == SR_TAG_CAPTION || t->tag == SR_TAG_COL ||
         t->tag == SR_TAG_COLGROUP || t->tag == SR_TAG_HTML))
        return false;
    bool leaves =
        end ? t->tag == SR_TAG_TABLE ||
                  (is_table_part(t) && sr_html_in_scope(b, t->tag, SR_WALL_TABLE))
            : is_table_part(t);
    if (end && t->tag == SR_TAG_TABLE &&
        !sr_html_in_scope(b, SR_TAG_TABLE, SR_WALL_TABLE))
        return false;
    if (leaves)
        return close_cell(b, SR_TAG_TD) || close_cell(b, SR_TAG_TH);
    if (end && is_table_part(t))
        return false;
    return sr_html_in_body(b, t);
}
