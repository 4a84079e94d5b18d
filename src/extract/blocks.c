/* Cutting a page into blocks.  Read blocks.h first; this file is, in order:
 *   1. the context of an element   2. one block   3. the walk
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
    sr_marks *marks;
    element *el; /* [h->n] */
    char *text;  /* [cap] */
    size_t len, cap;
    SR_VEC(sr_block) blocks;
    SR_VEC(sr_piece) pieces;
    /* the block under construction */
    bool open;
    sr_cleaner cleaner;
    sr_block cur;
    uint32_t last_link;
    unsigned breaks; /* <br> since the last text */
    sr_buf scratch;
    bool refused;
} splitter;

/* --- 1. the context of an element --------------------------------------------------- */

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

/* The context of an element from its own attributes and its parent's context. */
static sr_context own_context(splitter *s, uint32_t node, const sr_context *around)
{
    const sr_node *n = &s->h->nodes[node];
    sr_context c = {.in = in_of_tag(n->tag)};
    if (!(n->flags & SR_NODE_IMPLIED)) {
        const sr_mark *mark = sr_marks_of(s->marks, node);
        c.in |= mark->in;
        c.self = mark->words;
    }
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

/* --- 2. one block --------------------------------------------------------------------- */

static bool is_cjk(uint32_t cp)
{
    return (cp >= 0x3041 && cp <= 0x30FF) || (cp >= 0x3400 && cp <= 0x9FFF) ||
           (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x2FFFF) ||
           (cp >= 0x0E01 && cp <= 0x0E3A); /* Thai is written without spaces too */
}

/* Marks above ASCII that end a sentence: Latin, Arabic, Urdu, Devanagari, Burmese, Ethiopic, CJK. */
static bool is_stop(uint32_t cp)
{
    return cp == 0x2026 || cp == 0x61F || cp == 0x6D4 || cp == 0x964 || cp == 0x104B ||
           cp == 0x1362 || cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F || cp == 0xFF61;
}

static bool is_closing(uint32_t cp)
{
    return cp == 0xBB || cp == 0x201C || cp == 0x201D || cp == 0x2019 || cp == 0x203A ||
           cp == 0x300D || cp == 0x300F || cp == 0xFF09;
}

/* What an ASCII character is; those of no kind are marks. */
enum { LOWER = 1, UPPER = 2, DIGIT = 4, STOP = 8, COMMA = 16, CLOSING = 32, COLON = 64 };

static const uint8_t ascii_kinds[128] = {
    ['a'] = LOWER,   ['b'] = LOWER,  ['c'] = LOWER,   ['d'] = LOWER,    ['e'] = LOWER,
    ['f'] = LOWER,   ['g'] = LOWER,  ['h'] = LOWER,   ['i'] = LOWER,    ['j'] = LOWER,
    ['k'] = LOWER,   ['l'] = LOWER,  ['m'] = LOWER,   ['n'] = LOWER,    ['o'] = LOWER,
    ['p'] = LOWER,   ['q'] = LOWER,  ['r'] = LOWER,   ['s'] = LOWER,    ['t'] = LOWER,
    ['u'] = LOWER,   ['v'] = LOWER,  ['w'] = LOWER,   ['x'] = LOWER,    ['y'] = LOWER,
    ['z'] = LOWER,   ['A'] = UPPER,  ['B'] = UPPER,   ['C'] = UPPER,    ['D'] = UPPER,
    ['E'] = UPPER,   ['F'] = UPPER,  ['G'] = UPPER,   ['H'] = UPPER,    ['I'] = UPPER,
    ['J'] = UPPER,   ['K'] = UPPER,  ['L'] = UPPER,   ['M'] = UPPER,    ['N'] = UPPER,
    ['O'] = UPPER,   ['P'] = UPPER,  ['Q'] = UPPER,   ['R'] = UPPER,    ['S'] = UPPER,
    ['T'] = UPPER,   ['U'] = UPPER,  ['V'] = UPPER,   ['W'] = UPPER,    ['X'] = UPPER,
    ['Y'] = UPPER,   ['Z'] = UPPER,  ['0'] = DIGIT,   ['1'] = DIGIT,    ['2'] = DIGIT,
    ['3'] = DIGIT,   ['4'] = DIGIT,  ['5'] = DIGIT,   ['6'] = DIGIT,    ['7'] = DIGIT,
    ['8'] = DIGIT,   ['9'] = DIGIT,  ['.'] = STOP,    ['!'] = STOP,     ['?'] = STOP,
    [','] = COMMA,   [':'] = COLON,  ['"'] = CLOSING, ['\''] = CLOSING, [')'] = CLOSING,
    [']'] = CLOSING, ['*'] = CLOSING};

/* Counts over a block's text; the word at hand. */
typedef struct counter {
    uint32_t chars, words, capitals, short_words, digits, stops, commas;
    bool ends_stop, ends_colon;
    uint32_t letters, cjk;
    bool capital, lower;
} counter;

static inline void end_word(counter *n)
{
    if (n->letters + n->cjk) {
        n->words += n->letters ? 1 : 0;
        n->words += (n->cjk + 1) / 2;
        n->chars += n->cjk + n->cjk / 2;
        n->capitals += n->capital;
        n->short_words += n->lower && n->letters <= 3;
    }
    n->letters = n->cjk = 0;
    n->capital = n->lower = false;
}

static inline void count_ascii(unsigned kind, counter *n)
{
    n->chars++;
    n->digits += (kind & DIGIT) != 0;
    if (n->letters++ == 0) {
        n->capital = kind & UPPER;
        n->lower = kind & LOWER;
    }
    n->stops += (kind & STOP) != 0;
    n->commas += (kind & COMMA) != 0;
    if (kind & CLOSING)
        return; /* keeps what the character before it said */
    n->ends_stop = kind & STOP;
    n->ends_colon = kind & COLON;
}

static void count_char(uint32_t cp, counter *n)
{
    n->chars++; /* a CJK character says as much as two or three letters: see end_word */
    if (is_cjk(cp)) {
        n->cjk++;
    } else if (n->letters++ == 0) {
        n->capital = (cp >= 0xC0 && cp <= 0xDE) || (cp >= 0x391 && cp <= 0x3A9) ||
                     (cp >= 0x400 && cp <= 0x42F);
    }
    if (is_stop(cp))
        n->stops++;
    else if (cp == 0x60C || cp == 0x3001 || cp == 0xFF0C)
        n->commas++;
    if (is_closing(cp))
        return;
    n->ends_stop = is_stop(cp);
    n->ends_colon = cp == 0xFF1A;
}

/* Lower-case letters inside of a word from `at` on: most of all text. */
static size_t count_lower(sr_str text, size_t at, counter *n)
{
    size_t beg = at;
    while (at < text.len && sr_is_lower(text.p[at]))
        at++;
    n->letters += (uint32_t)(at - beg);
    n->chars += (uint32_t)(at - beg);
    n->ends_stop = n->ends_colon = false;
    return at;
}

static counter count_text(sr_str text)
{
    counter n = {0};
    for (size_t at = 0; at < text.len;) {
        unsigned char c = (unsigned char)text.p[at];
        if (n.letters && sr_is_lower((char)c)) {
            at = count_lower(text, at, &n);
        } else if (c == ' ') {
            end_word(&n);
            at++;
        } else if (c < 0x80) {
            count_ascii(ascii_kinds[c], &n);
            at++;
        } else {
            uint32_t cp;
            at += sr_utf8_next(text, at, &cp);
            count_char(cp, &n);
        }
    }
    end_word(&n);
    return n;
}

static void take_counts(sr_str text, sr_block *b)
{
    counter n = count_text(text);
    b->chars = n.chars;
    b->words = n.words;
    b->capitals = n.capitals;
    b->short_words = n.short_words;
    b->digits = n.digits;
    b->stops = n.stops;
    b->commas = n.commas;
    b->ends_stop = n.ends_stop;
    b->ends_colon = n.ends_colon;
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
    b->piece_end = (uint32_t)s->pieces.n;
    uint32_t up = s->h->nodes[b->node].parent;
    b->parent = up == SR_HTML_NONE ? SR_HTML_NONE : s->el[up].block;
    const sr_context *c = context_of(s, b->node);
    b->ctx = *c;
    if (b->parent != SR_HTML_NONE && s->el[b->parent].has_context)
        b->ctx.self |= s->el[b->parent].ctx.self;
    take_counts(sr_str_cut((sr_str){s->text, s->len}, b->text.beg, b->text.end), b);
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
                        .piece = (uint32_t)s->pieces.n,
                        .text = {(uint32_t)s->len, (uint32_t)s->len}};
}

/* --- 3. the walk ------------------------------------------------------------------------ */

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
    if (!SR_PUSH(s->a, &s->pieces, ((sr_piece){i, (uint32_t)s->len})))
        s->refused = true;
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

sr_status sr_blocks_split(sr_marks *marks, sr_arena *a, sr_blocks *ret, sr_err *err)
{
    const sr_html *h = marks->h;
    splitter s = {.marks = marks,
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
    *ret = (sr_blocks){h, {s.text, s.len}, s.pieces.v, s.blocks.v, s.blocks.n};
    return SR_OK;
}
