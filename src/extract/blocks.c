/* Cutting a page into blocks.  Read blocks.h first; this file is, in order:
 *   1. class words   2. the context of an element   3. one block   4. the walk
 */
#include "extract/blocks.h"

#include "base/data.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "extract/cleantext.h"

/* What the walk knows of each element; index: node. */
typedef struct element {
    uint32_t block; /* itself or the nearest block-level element around */
    bool has_context, in_link, in_bold;
    sr_context ctx;
} element;

typedef struct splitter {
    const sr_html *h;
    sr_arena *a;
    const sr_class_words *words;
    element *el; /* [h->n] */
    char *text;  /* [cap] */
    size_t len, cap;
    SR_VEC(sr_block) blocks;
    /* the block under construction */
    bool open;
    sr_cleaner cleaner;
    sr_block cur;
    uint32_t last_link;
    unsigned breaks; /* <br> since the last text */
    sr_buf scratch;
    bool refused;
} splitter;

/* --- 2. the context of an element --------------------------------------------------- */

static uint32_t in_of_tag(uint16_t tag)
{
    switch (tag) {
    case SR_TAG_ARTICLE: return SR_IN_ARTICLE;
    case SR_TAG_MAIN: return SR_IN_MAIN;
    case SR_TAG_NAV:
    case SR_TAG_MENU: return SR_IN_NAV;
    case SR_TAG_ASIDE: return SR_IN_ASIDE;
    case SR_TAG_FOOTER: return SR_IN_FOOTER;
    case SR_TAG_HEADER: return SR_IN_HEADER;
    case SR_TAG_FIGURE: return SR_IN_FIGURE;
    case SR_TAG_FIGCAPTION:
    case SR_TAG_CAPTION: return SR_IN_CAPTION;
    case SR_TAG_FORM: return SR_IN_FORM;
    case SR_TAG_TABLE: return SR_IN_TABLE;
    case SR_TAG_UL:
    case SR_TAG_OL:
    case SR_TAG_DL: return SR_IN_LIST;
    case SR_TAG_BLOCKQUOTE: return SR_IN_QUOTE;
    case SR_TAG_PRE: return SR_IN_PRE;
    case SR_TAG_DIALOG: return SR_IN_DIALOG;
    case SR_TAG_ADDRESS: return SR_IN_ADDRESS;
    case SR_TAG_H1:
    case SR_TAG_H2:
    case SR_TAG_H3:
    case SR_TAG_H4:
    case SR_TAG_H5:
    case SR_TAG_H6: return SR_IN_HEADING;
    default: return 0;
    }
}

static uint32_t in_of_role(sr_str role)
{
    static const struct {
        const char *role;
        uint32_t in;
    } roles[] = {{"main", SR_IN_MAIN},           {"navigation", SR_IN_NAV},
                 {"complementary", SR_IN_ASIDE}, {"contentinfo", SR_IN_FOOTER},
                 {"banner", SR_IN_HEADER},       {"dialog", SR_IN_DIALOG},
                 {"alertdialog", SR_IN_DIALOG},  {"alert", SR_IN_DIALOG},
                 {"article", SR_IN_ARTICLE},     {"menu", SR_IN_NAV},
                 {"search", SR_IN_FORM},         {"heading", SR_IN_HEADING}};
    for (size_t i = 0; i < SR_COUNT(roles); i++)
        if (sr_str_ieq(role, sr_str_of(roles[i].role)))
            return roles[i].in;
    return 0;
}

static bool hides(sr_str style)
{
    size_t at = sr_str_ifind(style, SR_STR("display"), 0);
    while (at != SIZE_MAX) {
        sr_str rest = sr_str_trim(sr_str_cut(style, at + 7, style.len));
        if (rest.len && rest.p[0] == ':' &&
            sr_str_istarts(sr_str_trim(sr_str_cut(rest, 1, rest.len)), SR_STR("none")))
            return true;
        at = sr_str_ifind(style, SR_STR("display"), at + 7);
    }
    return false;
}

/* Add what one attribute says to a context. */
static void add_attribute(const splitter *s, sr_str name, sr_str value, sr_context *c)
{
    if (sr_str_ieq(name, SR_STR("class")) || sr_str_ieq(name, SR_STR("id")) ||
        sr_str_ieq(name, SR_STR("data-component")) ||
        sr_str_ieq(name, SR_STR("data-testid")))
        c->self |= sr_class_words_of(s->words, value);
    else if (sr_str_ieq(name, SR_STR("role")))
        c->in |= in_of_role(value);
    else if (sr_str_ieq(name, SR_STR("itemprop"))) {
        if (sr_str_ieq(value, SR_STR("articleBody")))
            c->in |= SR_IN_BODYPROP;
        c->self |= sr_class_words_of(s->words, value);
    } else if (sr_str_ieq(name, SR_STR("hidden")) ||
               (sr_str_ieq(name, SR_STR("aria-hidden")) &&
                sr_str_ieq(value, SR_STR("true"))) ||
               (sr_str_ieq(name, SR_STR("style")) && hides(value)))
        c->in |= SR_IN_HIDDEN;
}

/* The context of an element from its own attributes and its parent's context. */
static sr_context own_context(const splitter *s, uint32_t node, const sr_context *around)
{
    const sr_node *n = &s->h->nodes[node];
    sr_context c = {.in = in_of_tag(n->tag)};
    uint32_t at = 0;
    sr_str name, value;
    if (!(n->flags & SR_NODE_IMPLIED))
        while (sr_html_next_attr(s->h, node, &at, &name, &value))
            add_attribute(s, name, value, &c);
    if (n->tag == SR_TAG_BODY || n->tag == SR_TAG_HTML) {
        c.self = 0; /* "has-sidebar", "comments-open": they speak of the page */
        c.in = 0;
    }
    c.all = c.self;
    if (around) {
        c.in |= around->in;
        c.all |= around->all;
    }
    return c;
}

/* The context of a block-level element; walks up to the first element that has one. */
static const sr_context *context_of(splitter *s, uint32_t node)
{
    uint32_t path[SR_MAX_HTML_DEPTH + 2];
    size_t n = 0;
    uint32_t at = node;
    while (at != SR_HTML_NONE && !s->el[at].has_context && n < SR_COUNT(path)) {
        path[n++] = at;
        at = s->h->nodes[at].parent;
    }
    const sr_context *around = at == SR_HTML_NONE ? NULL : &s->el[at].ctx;
    while (n--) {
        element *e = &s->el[path[n]];
        if (e->block == path[n] || around == NULL)
            e->ctx = own_context(s, path[n], around);
        else
            e->ctx = *around; /* an inline element around a block */
        e->has_context = true;
        around = &e->ctx;
    }
    return around;
}

/* --- 3. one block --------------------------------------------------------------------- */

static bool is_cjk(uint32_t cp)
{
    return (cp >= 0x3041 && cp <= 0x30FF) || (cp >= 0x3400 && cp <= 0x9FFF) ||
           (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x2FFFF) ||
           (cp >= 0x0E01 && cp <= 0x0E3A); /* Thai is written without spaces too */
}

/* Marks that end a sentence: Latin, Arabic, Urdu, Devanagari, Burmese, Ethiopic, CJK. */
static bool is_stop(uint32_t cp)
{
    return cp == '.' || cp == '!' || cp == '?' || cp == 0x2026 || cp == 0x61F ||
           cp == 0x6D4 || cp == 0x964 || cp == 0x104B || cp == 0x1362 || cp == 0x3002 ||
           cp == 0xFF01 || cp == 0xFF1F || cp == 0xFF61;
}

static bool is_closing(uint32_t cp)
{
    return cp == '"' || cp == '\'' || cp == ')' || cp == ']' || cp == 0xBB ||
           cp == 0x201C || cp == 0x201D || cp == 0x2019 || cp == 0x203A || cp == 0x300D ||
           cp == 0x300F || cp == 0xFF09 || cp == '*';
}

typedef struct word_run {
    uint32_t letters, cjk;
    bool capital, lower;
} word_run;

static void end_word(word_run *w, sr_block *b)
{
    if (w->letters + w->cjk) {
        b->words += w->letters ? 1 : 0;
        b->words += (w->cjk + 1) / 2;
        b->chars += w->cjk + w->cjk / 2;
        b->capitals += w->capital;
        b->short_words += w->lower && w->letters <= 3;
    }
    *w = (word_run){0};
}

static void count_char(uint32_t cp, word_run *w, sr_block *b)
{
    b->chars++; /* a CJK character says as much as two or three letters: see end_word */
    if (cp < 0x80) {
        if (sr_is_digit((char)cp))
            b->digits++;
        if (w->letters == 0) {
            w->capital = sr_is_upper((char)cp);
            w->lower = sr_is_lower((char)cp);
        }
        w->letters++;
    } else if (is_cjk(cp)) {
        w->cjk++;
    } else {
        if (w->letters == 0)
            w->capital = (cp >= 0xC0 && cp <= 0xDE) || (cp >= 0x391 && cp <= 0x3A9) ||
                         (cp >= 0x400 && cp <= 0x42F);
        w->letters++;
    }
    if (is_stop(cp))
        b->stops++;
    else if (cp == ',' || cp == 0x60C || cp == 0x3001 || cp == 0xFF0C)
        b->commas++;
    if (is_closing(cp))
        return; /* keeps what the character before it said */
    b->ends_stop = is_stop(cp);
    b->ends_colon = cp == ':' || cp == 0xFF1A;
}

static void count_text(sr_str text, sr_block *b)
{
    word_run w = {0};
    for (size_t at = 0; at < text.len;) {
        unsigned char c = (unsigned char)text.p[at];
        uint32_t cp = c;
        if (w.letters && sr_is_lower((char)c)) { /* most of all text: inside of a word */
            size_t beg = at;
            while (at < text.len && sr_is_lower(text.p[at]))
                at++;
            w.letters += (uint32_t)(at - beg);
            b->chars += (uint32_t)(at - beg);
            b->ends_stop = b->ends_colon = false;
            continue;
        }
        at += c < 0x80 ? 1 : sr_utf8_next(text, at, &cp);
        if (cp == ' ')
            end_word(&w, b);
        else
            count_char(cp, &w, b);
    }
    end_word(&w, b);
}

static sr_para_kind kind_of(const splitter *s, const sr_block *b)
{
    uint32_t in = b->ctx.in;
    if (in & SR_IN_HEADING)
        return SR_PARA_HEADING;
    if (in & SR_IN_CAPTION)
        return SR_PARA_CAPTION;
    if (in & SR_IN_QUOTE)
        return SR_PARA_QUOTE;
    if (b->tag == SR_TAG_TD || b->tag == SR_TAG_TH)
        return SR_PARA_ROW;
    uint16_t around =
        b->parent == SR_HTML_NONE ? SR_TAG_OTHER : s->h->nodes[b->parent].tag;
    if (b->tag == SR_TAG_LI || b->tag == SR_TAG_DD || b->tag == SR_TAG_DT ||
        around == SR_TAG_LI || around == SR_TAG_DD)
        return SR_PARA_ITEM;
    return SR_PARA_TEXT;
}

static void close_block(splitter *s)
{
    if (!s->open)
        return;
    s->open = false;
    s->breaks = 0;
    sr_block *b = &s->cur;
    b->text.end = (uint32_t)s->len;
    if (b->text.end == b->text.beg)
        return;
    uint32_t up = s->h->nodes[b->node].parent;
    b->parent = up == SR_HTML_NONE ? SR_HTML_NONE : s->el[up].block;
    const sr_context *c = context_of(s, b->node);
    b->ctx = *c;
    if (b->parent != SR_HTML_NONE && s->el[b->parent].has_context)
        b->ctx.self |= s->el[b->parent].ctx.self;
    count_text(sr_str_cut((sr_str){s->text, s->len}, b->text.beg, b->text.end), b);
    b->kind = (uint8_t)kind_of(s, b);
    if (s->blocks.n >= SR_MAX_PARAGRAPHS) { /* the text of further blocks is not kept */
        s->len = b->text.beg;
        return;
    }
    if (b->chars && !SR_PUSH(s->a, &s->blocks, *b))
        s->refused = true;
    if (s->len < s->cap)
        s->text[s->len++] = '\n';
}

static void open_block(splitter *s, uint32_t node, uint32_t block)
{
    close_block(s);
    s->open = true;
    s->cleaner = (sr_cleaner){0};
    s->last_link = SR_HTML_NONE;
    s->cur = (sr_block){.at = node,
                        .node = block,
                        .tag = s->h->nodes[block].tag,
                        .page_beg = s->h->nodes[node].page.beg,
                        .text = {(uint32_t)s->len, (uint32_t)s->len}};
}

/* --- 4. the walk ------------------------------------------------------------------------ */

bool sr_node_is_skipped(const sr_html *h, uint32_t node)
{
    const sr_node *n = &h->nodes[node];
    if (n->kind != SR_NODE_ELEMENT)
        return false;
    switch (n->tag) {
    case SR_TAG_BUTTON:
    case SR_TAG_SELECT:
    case SR_TAG_TEXTAREA:
    case SR_TAG_NOSCRIPT:
    case SR_TAG_OPTION:
    case SR_TAG_OPTGROUP:
    case SR_TAG_OBJECT:
    case SR_TAG_RT: return true;
    default:
        return (n->flags & SR_NODE_FOREIGN) || (sr_tag_flags(n->tag) & SR_TAG_IS_HIDDEN);
    }
}

/* Short cells of one row are read as one block ("Kyiv 12 wounded"); long ones are the
 * columns of an old layout.  200 bytes: a cell of figures or names never has more. */
static bool joins_row(const splitter *s, uint32_t cell)
{
    const sr_node *n = &s->h->nodes[cell];
    if (!s->open || (n->tag != SR_TAG_TD && n->tag != SR_TAG_TH))
        return false;
    const sr_node *c = &s->h->nodes[s->cur.node];
    return (c->tag == SR_TAG_TD || c->tag == SR_TAG_TH) && c->parent == n->parent &&
           n->parent != SR_HTML_NONE && n->close - n->page.end <= 200 &&
           s->len - s->cur.text.beg <= 200;
}

static void enter_element(splitter *s, uint32_t i)
{
    const sr_node *n = &s->h->nodes[i];
    const element *up = n->parent == SR_HTML_NONE ? NULL : &s->el[n->parent];
    element *e = &s->el[i];
    bool is_block = (sr_tag_flags(n->tag) & SR_TAG_IS_BLOCK) || !up;
    e->block = is_block ? i : up->block;
    e->in_link = (up && up->in_link) || n->tag == SR_TAG_A;
    e->in_bold = (up && up->in_bold) || n->tag == SR_TAG_B || n->tag == SR_TAG_STRONG;
    if (n->tag == SR_TAG_BR) {
        s->breaks++;
        s->cleaner.space = true;
    } else if (is_block && n->tag != SR_TAG_HR && joins_row(s, i)) {
        s->cur.cells = true;
        s->cur.node = i; /* later cells compare with the latest */
        s->cleaner.space = true;
    } else if (is_block) {
        close_block(s);
    }
}

/* The text of a node, decoded; points into the page or into the scratch buffer. */
static sr_str node_text(splitter *s, uint32_t i)
{
    const sr_node *n = &s->h->nodes[i];
    sr_str raw = sr_str_span(s->h->page, n->page);
    if ((n->flags & SR_NODE_RAW) || !memchr(raw.p, '&', raw.len))
        return raw;
    sr_buf_reset(&s->scratch);
    sr_html_decode(raw, false, &s->scratch);
    s->refused |= !sr_buf_ok(&s->scratch);
    return sr_buf_str(&s->scratch);
}

static bool is_blank(sr_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!sr_is_space(s.p[i]))
            return false;
    return true;
}

static bool make_room(splitter *s, size_t n)
{
    if (s->cap - s->len >= n)
        return true;
    size_t cap = s->cap + s->cap / 2 + n;
    char *p = cap <= UINT32_MAX ? sr_arena_grow(s->a, s->text, s->cap, cap, 1) : NULL;
    if (!p) {
        s->refused = true;
        return false;
    }
    s->text = p;
    s->cap = cap;
    return true;
}

static uint32_t count_points(const char *p, size_t n)
{
    uint32_t points = 0;
    for (size_t i = 0; i < n; i++)
        points += ((unsigned char)p[i] & 0xC0) != 0x80;
    return points;
}

static void enter_text(splitter *s, uint32_t i)
{
    const sr_node *n = &s->h->nodes[i];
    if (n->parent == SR_HTML_NONE)
        return;
    const element *up = &s->el[n->parent];
    sr_str text = node_text(s, i);
    if (is_blank(text)) {
        s->cleaner.space = true;
        return;
    }
    if (!s->open || up->block != s->cur.node || s->breaks >= 2)
        open_block(s, i, up->block);
    s->breaks = 0;
    if (!make_room(s, text.len + 2))
        return;
    size_t beg = s->len;
    s->len += sr_clean_append(&s->cleaner, text, s->text + s->len);
    uint32_t chars =
        up->in_link || up->in_bold ? count_points(s->text + beg, s->len - beg) : 0;
    if (up->in_link) {
        s->cur.link_chars += chars;
        if (n->parent != s->last_link)
            s->cur.links++;
        s->last_link = n->parent;
    }
    if (up->in_bold)
        s->cur.bold_chars += chars;
    s->cur.page_end = n->page.end;
}

static void walk(splitter *s)
{
    for (uint32_t i = 0; i < s->h->n && !s->refused;) {
        if (s->h->nodes[i].kind == SR_NODE_TEXT) {
            enter_text(s, i++);
        } else if (sr_node_is_skipped(s->h, i)) {
            s->cleaner.space = true;
            i = s->h->nodes[i].end;
        } else {
            enter_element(s, i++);
        }
    }
    close_block(s);
}

sr_status sr_blocks_split(const sr_html *h, const sr_class_words *words, sr_arena *a,
                          sr_blocks *ret, sr_err *err)
{
    splitter s = {.words = words,
                  .h = h,
                  .a = a,
                  .cap = h->page.len / 4 + 256,
                  .last_link = SR_HTML_NONE};
    s.el = SR_NEW(a, element, h->n ? h->n : 1);
    s.text = sr_arena_alloc(a, s.cap, 1);
    if (s.el && s.text)
        walk(&s);
    sr_buf_free(&s.scratch);
    if (!s.el || !s.text || s.refused)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the blocks of a page");
    *ret = (sr_blocks){h, {s.text, s.len}, s.blocks.v, s.blocks.n};
    return SR_OK;
}
