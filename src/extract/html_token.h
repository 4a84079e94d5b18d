/* Inside the HTML reader, step 1:   bytes  ->  [tokens]  ->  tree
 *
 * Tags, comments and text as spans; attributes stay where they are.  The tree builder
 * pulls one token at a time, and asks for raw text itself after <script> and the like.
 * Cost of every call: linear in the bytes that it moves forward.
 */
#ifndef SR_EXTRACT_HTML_TOKEN_H
#define SR_EXTRACT_HTML_TOKEN_H

#include "extract/html.h"

typedef enum sr_html_kind {
    SR_HTML_EOF,
    SR_HTML_TEXT,
    SR_HTML_RAWTEXT, /* of a CDATA section: no character references in it */
    SR_HTML_START,
    SR_HTML_END,
    SR_HTML_COMMENT, /* also <!x>, <?x>, </ x> and processing instructions */
    SR_HTML_DOCTYPE
} sr_html_kind;

typedef struct sr_html_token {
    uint8_t kind; /* sr_html_kind */
    bool self_closing;
    uint16_t tag;      /* sr_tag of a START or END */
    uint32_t beg, end; /* the token's bytes; of a CDATA section its text only */
    uint32_t name_end; /* a tag's name ends here */
    uint32_t hash;     /* of the name in lower case */
} sr_html_token;

enum { SR_HTML_SLOTS = 512 }; /* of the index of names; > 2 * SR_TAG_COUNT */

/* Names of elements by their first eight bytes; see sr_html_scan_init. */
typedef struct sr_html_names {
    uint8_t slot[SR_HTML_SLOTS]; /* sr_tag; 0 is free */
    uint64_t key[SR_TAG_COUNT];
} sr_html_names;

typedef struct sr_html_scan {
    sr_str page;    /* the page, or its part up to a noscript's end */
    uint32_t whole; /* bytes of the page */
    uint32_t at;    /* next byte to read */
    bool no_more;   /* there is no "</noscript" any more */
    bool cdata;     /* set by the tree builder: is <![CDATA[ a CDATA section here? */
    sr_html_names names;
} sr_html_scan;

void sr_html_scan_init(sr_html_scan *s, sr_str page);

/* The tag of a name, whatever its case. */
sr_tag sr_html_scan_tag(const sr_html_scan *s, sr_str name);

/* The next token; SR_HTML_EOF at the end, again and again. */
void sr_html_scan_next(sr_html_scan *s, sr_html_token *ret);

/* sr_html_scan_raw: the raw text after the start tag of `tag`, up to its end tag.
 *
 * out     *text   may be empty
 *         *after  first byte after the end tag; page.len where that is missing
 * The scan goes on at *after. */
void sr_html_scan_raw(sr_html_scan *s, sr_tag tag, sr_span *text, uint32_t *after);

/* sr_html_scan_cut: let the page end, for now, before the next "</noscript>", so that
 * nothing within that noscript, be it an open comment, reaches beyond it.  False where
 * there is no such end tag or the page is cut already.  sr_html_scan_uncut takes it back. */
bool sr_html_scan_cut(sr_html_scan *s);
void sr_html_scan_uncut(sr_html_scan *s);

/* First byte at or after `at` of an attribute's name within the tag that ends before
 * `end`, and so on: see sr_html_next_attr. */
bool sr_html_scan_attr(sr_str page, uint32_t *at, uint32_t end, sr_span *name,
                       sr_span *value);

/* Does the page want quirks mode, by this doctype?  (A table then may stand in a p.) */
bool sr_html_is_quirky(sr_str doctype);

/* The name of a tag by the table, "" for SR_TAG_OTHER. */
sr_str sr_html_tag_name(sr_tag tag);

#endif
