/* Stage extract, step 1 of 3:   page  ->  [tree]  -> blocks -> article
 *
 * A tolerant HTML reader, linear in the page whatever the page, that builds only what
 * reading needs: elements with their attributes left in place, text nodes, positions.
 * Nothing is copied: names and values are spans of the page; entities are decoded on
 * demand.  HTML5's rules where they change what a reader sees: implied ends (p, li, dt,
 * dd, option, tr, td, th, head, body ...), void elements, raw text (script, style,
 * textarea, title, xmp, iframe, noembed, noframes, plaintext), comments, doctype, CDATA
 * in foreign content, `template`, misnested formatting, end tags without a start.
 *
 * Limits (base/limits.h), each with a note in the document when met: SR_MAX_HTML_DEPTH
 * (deeper elements become children of the deepest allowed), SR_MAX_ATTRIBUTES (the rest
 * of a tag's are dropped), SR_MAX_ATTRIBUTE_BYTES (the value is cut).
 */
#ifndef SR_EXTRACT_HTML_H
#define SR_EXTRACT_HTML_H

#include "doc/doc.h"

/* Elements that extraction asks for; all others are SR_TAG_OTHER.  The table of names is
 * in html_tags.h, sorted; add where needed. */
typedef enum sr_tag {
    SR_TAG_OTHER = 0,
#define SR_TAG(id, name, flags) SR_TAG_##id,
#include "extract/html_tags.h"
#undef SR_TAG
    SR_TAG_COUNT
} sr_tag;

#define SR_HTML_NONE UINT32_MAX /* no node */

typedef enum sr_node_kind { SR_NODE_ELEMENT, SR_NODE_TEXT } sr_node_kind;

/* Nodes stand in document order: a node's subtree is nodes (i, end). */
typedef struct sr_node {
    uint8_t kind;    /* sr_node_kind */
    uint8_t flags;   /* SR_NODE_* below */
    uint16_t tag;    /* sr_tag, elements only */
    uint16_t depth;  /* 0 for the root's children */
    uint32_t parent; /* SR_HTML_NONE at the top */
    uint32_t end;    /* one past the last node of the subtree */
    sr_span page;    /* elements: the start tag's bytes; text: the raw bytes */
    uint32_t close;  /* elements: byte where the element's content ends */
} sr_node;

enum {
    SR_NODE_RAW = 1,     /* text: of script, style ...: entities are not decoded */
    SR_NODE_IMPLIED = 2, /* element: has no start tag in the page */
    SR_NODE_FOREIGN = 4, /* element: of svg or math, so without meaning as HTML: its tag
                            is SR_TAG_OTHER but for svg, math, script and style */
    SR_NODE_MATH = 8,    /* element: of math; with SR_NODE_FOREIGN */
    SR_NODE_CLONE = 16   /* element: a formatting element opened again; `page` is the
                            start tag of the first */
};

typedef struct sr_html {
    sr_str page;
    sr_node *nodes; /* [n] */
    uint32_t n;
} sr_html;

/* sr_html_read: read a page.
 *
 * in      page  UTF-8, page.len <= SR_MAX_DOCUMENT_BYTES
 *         doc   takes the tree (its arena) and the notes
 * errors  SR_ELIMIT  page too long    SR_ENOMEM
 * cost    O(page.len), one pass; 28 bytes of arena a node
 * source  HTML Standard, section 13; deviations: README-html.md
 * tests   tests/unit/extract/test_html*.c  fuzz/extract_html.c */
sr_status sr_html_read(sr_str page, sr_doc *doc, sr_html *ret, sr_err *err);

/* sr_html_read_fragment: read what stands within an element, such as a feed's entry.
 *
 * in      around  the element's name, in lower case: "body", "td", "svg desc"
 * out     node 0 is an implied html element that holds the rest; no head, no body
 * else as sr_html_read */
sr_status sr_html_read_fragment(sr_str page, const char *around, sr_doc *doc,
                                sr_html *ret, sr_err *err);

/* The raw value of an attribute (name in lower case), as a span of the page, entities not
 * decoded; false where the element has none.  Cost: one scan of the start tag. */
bool sr_html_attr(const sr_html *h, uint32_t node, const char *name, sr_str *ret);

/* sr_html_attrs: walk over all attributes of an element in order.  *at starts at 0. */
bool sr_html_next_attr(const sr_html *h, uint32_t node, uint32_t *at, sr_str *name,
                       sr_str *value);

/* Append raw text with character references decoded (all of HTML5's names). */
void sr_html_decode(sr_str raw, bool in_attribute, sr_buf *out);

/* Append what stands at raw.p[at], one of '&', '\r' and '\0'; returns the bytes that it
 * takes. */
size_t sr_html_decode_one(sr_str raw, size_t at, bool in_attribute, sr_buf *out);

/* An attribute decoded into the arena; empty where there is none. */
sr_str sr_html_attr_text(const sr_html *h, uint32_t node, const char *name, sr_arena *a);

/* The name of an element as written in the page. */
sr_str sr_html_name(const sr_html *h, uint32_t node);

/* Properties of a tag by the table: is it void, block-level, raw text ...? */
enum {
    SR_TAG_IS_VOID = 1,
    SR_TAG_IS_BLOCK = 2,  /* breaks the line for a reader */
    SR_TAG_IS_RAW = 4,    /* content is raw text up to its end tag */
    SR_TAG_IS_RCDATA = 8, /* raw but for character references: title, textarea */
    SR_TAG_IS_HIDDEN =
        16, /* its text is never shown: script, style, template, head ... */
    /* Categories of the standard that steer the reader. */
    SR_TAG_IS_SPECIAL = 32,
    SR_TAG_IS_FORMATTING = 64,
    SR_TAG_IS_SCOPE = 128,      /* a wall for most scopes: td, table, button ... */
    SR_TAG_IS_IMPLIED_END = 256 /* closed without an end tag: li, p, dd ... */
};
unsigned sr_tag_flags(sr_tag tag);

#endif
