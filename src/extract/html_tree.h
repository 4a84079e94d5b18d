/* Inside the HTML reader, step 2:   tokens  ->  [tree]
 *
 * html_tree.c     nodes, the stack of open elements
 * html_format.c   the list of formatting elements, the adoption agency
 * html_modes.c    which token does what where: the insertion modes around the body
 * html_body.c     the same "in body", where nearly all tokens go
 * html_table.c    the same in tables
 * html_foreign.c  the same inside svg and math
 *
 * Linear time rests on three things:
 *   - "is there a p in scope?" costs O(1): the stack knows the highest open element of
 *     each tag (last[]) and each entry knows the walls below it (wall[]);
 *   - the stack ends at SR_MAX_HTML_DEPTH, the list of formatting elements at
 *     SR_HTML_FORMATS, and copies of formatting elements have a budget;
 *   - nodes are written in document order; only when one must go elsewhere (a table's
 *     stray text, misnested formatting) are sibling links made, and one pass at the end
 *     brings the nodes into order.
 */
#ifndef SR_EXTRACT_HTML_TREE_H
#define SR_EXTRACT_HTML_TREE_H

#include "extract/html_token.h"

typedef enum sr_html_mode {
    SR_MODE_INITIAL,
    SR_MODE_BEFORE_HTML,
    SR_MODE_BEFORE_HEAD,
    SR_MODE_IN_HEAD,
    SR_MODE_AFTER_HEAD,
    SR_MODE_IN_BODY,
    SR_MODE_IN_TABLE,
    SR_MODE_IN_CAPTION,
    SR_MODE_IN_COLUMN_GROUP,
    SR_MODE_IN_TABLE_BODY,
    SR_MODE_IN_ROW,
    SR_MODE_IN_CELL,
    SR_MODE_IN_TEMPLATE,
    SR_MODE_AFTER_BODY,
    SR_MODE_IN_FRAMESET,
    SR_MODE_AFTER_FRAMESET,
    SR_MODE_AFTER_AFTER_BODY,
    SR_MODE_AFTER_AFTER_FRAMESET
} sr_html_mode;

/* What stops the search down the stack for an element "in scope" (13.2.4.2). */
enum {
    SR_WALL_SCOPE,   /* table, td, th, caption, object, select ... */
    SR_WALL_BUTTON,  /* and button */
    SR_WALL_LIST,    /* and ol, ul */
    SR_WALL_TABLE,   /* html, table, template only */
    SR_WALL_SPECIAL, /* any special element */
    SR_WALL_ITEM,    /* special, but for address, div, p */
    SR_WALL_HTML,    /* any element of HTML */
    SR_WALLS
};

/* One open element.  Entry 0 of the stack is none at all. */
typedef struct sr_html_entry {
    uint32_t node;
    uint16_t tag;
    uint16_t chain; /* its place in last[] */
    uint16_t same;  /* next lower entry of the same chain; 0: none */
    uint16_t wall[SR_WALLS];
    uint32_t hash; /* of the name, where the tag does not tell it */
    bool foreign, math;
    bool html_inside; /* foreign, but text and tags inside are HTML's (13.2.6) */
    bool text_inside; /* of math: mi, mo, mn, ms, mtext */
    bool annotation;  /* math's annotation-xml: svg may stand in it */
} sr_html_entry;

enum {
    SR_HTML_NAMES = 64,        /* chains of names that are no HTML or not in the table */
    SR_HTML_FORMATS = 64,      /* entries of the list of formatting elements */
    SR_HTML_MOVES = 16,        /* open elements moved cost as much as a copy */
    SR_HTML_FREE_CLONES = 1024 /* copies of formatting elements beyond one a token */
};

typedef struct sr_html_links {
    uint32_t first, last, prev, next; /* children, siblings; SR_HTML_NONE */
} sr_html_links;

typedef struct sr_html_build {
    sr_html_scan scan;
    sr_doc *doc;
    sr_node *nodes; /* [n] of room for cap */
    uint32_t n, cap;
    sr_html_links *links;         /* [cap]; NULL while document order held all along */
    uint32_t first_top, last_top; /* links: the nodes without a parent */

    sr_html_entry stack[SR_MAX_HTML_DEPTH + 1];
    uint16_t top;                                /* highest entry in use */
    uint16_t last[SR_TAG_COUNT + SR_HTML_NAMES]; /* highest entry of each tag; 0: none */

    uint32_t format[SR_HTML_FORMATS]; /* nodes; SR_HTML_NONE is a marker */
    uint16_t n_formats;
    uint64_t clones, tokens;

    uint8_t template_mode[SR_MAX_HTML_DEPTH + 1];
    uint16_t n_templates;

    uint8_t mode, context; /* sr_html_mode; sr_tag around a fragment; 0 for a page */
    bool quirky, foster, frameset_ok, done, failed;
    struct {           /* while within a noscript: what was before */
        uint32_t node; /* the noscript */
        uint8_t mode;
        uint16_t n_templates;
    } outer;
    bool as_html;        /* this token goes by HTML's rules, though within svg or math */
    bool skip_newline;   /* the next text loses its first line end: pre, textarea */
    uint32_t head, form; /* nodes; SR_HTML_NONE */
    uint32_t pos;        /* where the token in work begins */
    unsigned met;        /* limits met: bits of SR_MET_* */
} sr_html_build;

enum {
    SR_MET_DEPTH = 1,
    SR_MET_NODES = 2,
    SR_MET_CLONES = 4,
    SR_MET_ATTRIBUTES = 8,
    SR_MET_VALUE = 16
};

/* --- the stack ------------------------------------------------------------------------- */

static inline sr_html_entry *sr_html_top(sr_html_build *b)
{
    return &b->stack[b->top];
}

static inline bool sr_html_top_is(const sr_html_build *b, sr_tag tag)
{
    return b->stack[b->top].tag == tag && !b->stack[b->top].foreign;
}

static inline bool sr_html_is_open(const sr_html_build *b, sr_tag tag)
{
    return b->last[tag] != 0;
}

/* Has the stack `tag` in the scope that `wall` bounds? */
static inline bool sr_html_in_scope(const sr_html_build *b, sr_tag tag, int wall)
{
    uint16_t i = b->last[tag];
    return i != 0 && i >= b->stack[b->top].wall[wall];
}

/* The chain of entries that bear that name. */
static inline uint16_t sr_html_chain(uint32_t tag, bool foreign, uint32_t hash)
{
    return (uint16_t)(tag && !foreign ? tag : SR_TAG_COUNT + hash % SR_HTML_NAMES);
}

/* e: node, hash and what may stand inside; the rest is filled in. */
void sr_html_push(sr_html_build *b, sr_html_entry e);
void sr_html_pop(sr_html_build *b);
void sr_html_pop_to(sr_html_build *b, uint16_t entry); /* entries >= entry go */
void sr_html_take_out(sr_html_build *b, uint16_t entry);
/* The same for many: drop each, then close the ranks of those above `from`. */
void sr_html_drop(sr_html_build *b, uint16_t entry);
void sr_html_close_ranks(sr_html_build *b, uint16_t from);
void sr_html_put_in(sr_html_build *b, uint16_t entry, uint32_t node);
/* The entry is now that of another element of the same tag. */
void sr_html_replace(sr_html_build *b, uint16_t entry, uint32_t node);
uint16_t sr_html_entry_of(const sr_html_build *b, uint32_t node); /* 0: not open */

/* Pop elements of implied end but `except`; all: also those of tables. */
void sr_html_imply_ends(sr_html_build *b, sr_tag except, bool all);
/* Pop through the highest open `tag`, which must be open. */
void sr_html_close(sr_html_build *b, sr_tag tag);
/* Imply ends but of tag, then pop through it. */
void sr_html_close_implied(sr_html_build *b, sr_tag tag);
void sr_html_close_p(sr_html_build *b); /* where there is one in button scope */
/* Pop until the top is one of two tags, html or template. */
void sr_html_clear_to(sr_html_build *b, sr_tag a, sr_tag c, sr_tag d);

/* --- nodes ------------------------------------------------------------------------------ */

/* Append an element for the start tag at the place where nodes go now and push it.  The
 * node, or SR_HTML_NONE on failure (b->failed). */
uint32_t sr_html_open(sr_html_build *b, const sr_html_token *t);
/* Place and push an element that was made before; hash: of its name. */
uint32_t sr_html_open_node(sr_html_build *b, uint32_t node, uint32_t hash);
/* The same without pushing: void elements. */
uint32_t sr_html_void(sr_html_build *b, const sr_html_token *t);
/* An element without a start tag in the page. */
uint32_t sr_html_implied(sr_html_build *b, sr_tag tag);
/* Element of svg or math; pushed unless it closes itself. */
void sr_html_foreign(sr_html_build *b, const sr_html_token *t, bool math);
/* The root of a fragment, which stands for the element around it. */
void sr_html_root(sr_html_build *b, const sr_html_token *context, bool svg, bool math);
/* The raw value of a start tag's attribute, as sr_html_attr. */
bool sr_html_tag_attr(const sr_html_build *b, const sr_html_token *t, const char *name,
                      sr_str *ret);
/* An element with raw text up to its end tag. */
void sr_html_raw(sr_html_build *b, const sr_html_token *t);
void sr_html_text(sr_html_build *b, sr_span text, unsigned flags);

bool sr_html_make_links(sr_html_build *b);
void sr_html_unlink(sr_html_build *b, uint32_t node);
void sr_html_append(sr_html_build *b, uint32_t parent, uint32_t node);
/* Link `node` to where nodes go now if `parent` is where they would (13.2.6.1). */
void sr_html_place(sr_html_build *b, uint32_t parent, uint32_t node);
/* All children of `from` become those of `to`, which has none. */
void sr_html_move_children(sr_html_build *b, uint32_t from, uint32_t to);
/* A new element like `node`, not yet linked. */
uint32_t sr_html_clone(sr_html_build *b, uint32_t node);

/* Bring the nodes into order, fill `end` and `depth`. */
bool sr_html_finish(sr_html_build *b);

/* --- formatting elements ----------------------------------------------------------------- */

void sr_html_format_push(sr_html_build *b, uint32_t node);
void sr_html_format_marker(sr_html_build *b);
void sr_html_format_clear(sr_html_build *b); /* up to the last marker */
void sr_html_format_remove(sr_html_build *b, uint16_t at);
uint16_t sr_html_format_find(const sr_html_build *b, sr_tag tag); /* UINT16_MAX */
uint16_t sr_html_format_of(const sr_html_build *b, uint32_t node);
void sr_html_reopen_formats(sr_html_build *b);
void sr_html_adopt(sr_html_build *b, const sr_html_token *t);

/* --- modes ----------------------------------------------------------------------------- */

/* sr_html_take: do what the token asks for, however many modes it goes through. */
void sr_html_take(sr_html_build *b, sr_html_token *t);

/* The rules for one token; true asks for it once more, in the mode that stands then. */
bool sr_html_in_body(sr_html_build *b, const sr_html_token *t);
bool sr_html_in_foreign(sr_html_build *b, const sr_html_token *t);

bool sr_html_in_table(sr_html_build *b, sr_html_token *t);
bool sr_html_in_caption(sr_html_build *b, const sr_html_token *t);
bool sr_html_in_column_group(sr_html_build *b, sr_html_token *t);
bool sr_html_in_table_body(sr_html_build *b, sr_html_token *t);
bool sr_html_in_row(sr_html_build *b, sr_html_token *t);
bool sr_html_in_cell(sr_html_build *b, const sr_html_token *t);

static inline bool sr_html_starts(const sr_html_token *t, sr_tag tag)
{
    return t->kind == SR_HTML_START && t->tag == tag;
}

static inline bool sr_html_ends(const sr_html_token *t, sr_tag tag)
{
    return t->kind == SR_HTML_END && t->tag == tag;
}

static inline bool sr_html_is_text(const sr_html_token *t)
{
    return t->kind == SR_HTML_TEXT || t->kind == SR_HTML_RAWTEXT;
}

/* A token that leaves no trace in the tree. */
static inline bool sr_html_is_idle(const sr_html_token *t)
{
    return t->kind == SR_HTML_COMMENT || t->kind == SR_HTML_DOCTYPE;
}

/* Change the mode; true, as an answer that asks for the token once more. */
static inline bool sr_html_go(sr_html_build *b, sr_html_mode mode)
{
    b->mode = (uint8_t)mode;
    return true;
}

/* Is the token one for sr_html_in_foreign?  Nearly always not. */
bool sr_html_is_foreign(const sr_html_build *b, const sr_html_token *t);
static inline bool sr_html_wants_foreign(const sr_html_build *b, const sr_html_token *t)
{
    return b->stack[b->top].foreign && !b->as_html && sr_html_is_foreign(b, t);
}

/* A noscript's start tag, and its end (where the page was cut). */
void sr_html_noscript(sr_html_build *b, const sr_html_token *t);
void sr_html_noscript_end(sr_html_build *b);
/* Deal with an element of the head, wherever it stands; false: it is none. */
bool sr_html_head_element(sr_html_build *b, const sr_html_token *t);
/* The mode by what is open. */
void sr_html_reset_mode(sr_html_build *b);
/* An end tag without rules of its own. */
void sr_html_any_end(sr_html_build *b, const sr_html_token *t);
/* Has an input tag type=hidden? */
bool sr_html_is_hidden(const sr_html_build *b, const sr_html_token *t);
/* Is there more in a text than white space and U+0000? */
bool sr_html_shows(const sr_html_build *b, const sr_html_token *t);
/* Text of which the white space in front belongs here and the rest elsewhere: deals with
 * the former (keep: as a text node) and moves t behind it.  True when all is done. */
bool sr_html_take_blanks(sr_html_build *b, sr_html_token *t, bool keep);
bool sr_html_is_blank(const sr_html_build *b,
                      const sr_html_token *t); /* a text, all white space */
/* Where the white space at the front of a text ends. */
uint32_t sr_html_blank_end(const sr_html_build *b, const sr_html_token *t);

#endif
