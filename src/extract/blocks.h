/* Stage extract, step 2 of 3:   tree  ->  [blocks]  -> article
 *
 * A block is a run of text that a reader sees as one piece: a paragraph, a heading, a
 * list item, a table row, the text between two double line breaks.  Segmentation aims at
 * recall: all text that may be shown becomes a block; classify.h says later which blocks
 * are the article's.
 *
 * Text is given as it leaves the stage: character references decoded, white space
 * collapsed, every kind of space an ASCII space, soft hyphens and zero-width characters
 * (but the joiners U+200C, U+200D that Persian and Indic scripts need) dropped.
 */
#ifndef SR_EXTRACT_BLOCKS_H
#define SR_EXTRACT_BLOCKS_H

#include "extract/marks.h"

/* What the class and id words of an element say about it; data/class_words.txt. */
enum {
    SR_CW_CONTENT,
    SR_CW_BODY,
    SR_CW_NAV,
    SR_CW_SIDEBAR,
    SR_CW_FOOTER,
    SR_CW_HEADER,
    SR_CW_SHARE,
    SR_CW_RELATED,
    SR_CW_COMMENT,
    SR_CW_AUTHOR,
    SR_CW_BYLINE,
    SR_CW_CAPTION,
    SR_CW_PROMO,
    SR_CW_AD,
    SR_CW_COOKIE,
    SR_CW_TAGS,
    SR_CW_TITLE,
    SR_CW_SUMMARY,
    SR_CW_WIDGET,
    SR_CW_LIST,
    SR_CW_HIDDEN,
    SR_CW_FORM,
    SR_CW_TOC,
    SR_CW_PRODUCT,
    SR_CW_FORUM,
    SR_CW_LIVE,
    SR_CW_MEDIA,
    SR_CW_LEGAL,
    SR_CW_REFERENCE,
    SR_CW_PAGER,
    SR_CW_COUNT
};

/* Elements around a block, a bit each; inherited. */
enum {
    SR_IN_ARTICLE = 1,
    SR_IN_MAIN = 2,
    SR_IN_NAV = 4,
    SR_IN_ASIDE = 8,
    SR_IN_FOOTER = 16,
    SR_IN_HEADER = 32,
    SR_IN_FIGURE = 64,
    SR_IN_CAPTION = 128,
    SR_IN_FORM = 256,
    SR_IN_TABLE = 512,
    SR_IN_LIST = 1024,
    SR_IN_QUOTE = 2048,
    SR_IN_HIDDEN = 4096,   /* hidden, aria-hidden, display:none */
    SR_IN_BODYPROP = 8192, /* itemprop=articleBody */
    SR_IN_PRE = 16384,
    SR_IN_DIALOG = 32768, /* role=dialog, alert ... */
    SR_IN_HEADING = 65536,
    SR_IN_LINK = 131072, /* a block inside a link */
    SR_IN_ADDRESS = 262144
};

typedef struct sr_context {
    uint32_t in;   /* SR_IN_* */
    uint32_t self; /* bits 1 << SR_CW_*: the element and its block parent */
    uint32_t all;  /* of all elements around, html and body left out */
} sr_context;

typedef struct sr_block {
    uint32_t at;     /* its first text node: ascends from block to block */
    uint32_t node;   /* the block-level element whose text it is */
    uint32_t parent; /* the block-level element around that */
    sr_span text;    /* of sr_blocks.text */
    uint32_t page_beg, page_end;
    uint32_t piece, piece_end; /* of sr_blocks.pieces */
    uint16_t tag;              /* of node */
    uint8_t kind;              /* sr_para_kind */
    bool cells;                /* several cells of one table row */
    sr_context ctx;
    /* counted over the text */
    uint32_t chars;       /* code points that are no space */
    uint32_t words;       /* runs between spaces; two CJK characters are a word */
    uint32_t link_chars;  /* code points inside links */
    uint32_t links;       /* links that begin in it */
    uint32_t capitals;    /* words that begin with a capital */
    uint32_t short_words; /* lower-case words of at most three letters */
    uint32_t digits;
    uint32_t stops, commas; /* sentence marks and commas of all scripts */
    uint32_t bold_chars;
    bool ends_stop, ends_colon;
} sr_block;

/* A text node and the end of what it gave to sr_blocks.text. */
typedef struct sr_piece {
    uint32_t node, end;
} sr_piece;

typedef struct sr_blocks {
    const sr_html *html;
    sr_str text;
    sr_piece *pieces; /* in document order; a block's are [piece, piece_end) */
    sr_block *v;      /* [n] in document order */
    size_t n;
} sr_blocks;

/* sr_blocks_split: cut a page into its blocks.
 *
 * out     *ret  blocks of at least one visible character; of more than SR_MAX_PARAGRAPHS the
 *               first (the caller notes it)
 * errors  SR_ENOMEM
 * cost    O(page): each node once, each class attribute of an element around text once
 * tests   tests/unit/extract/test_extract.c */
sr_status sr_blocks_split(sr_marks *marks, sr_arena *a, sr_blocks *ret, sr_err *err);

static inline sr_str sr_block_text(const sr_blocks *b, size_t i)
{
    return sr_str_span(b->text, b->v[i].text);
}

/* Elements whose text nobody reads as part of the page: script, button, select ... */
bool sr_node_is_skipped(const sr_html *h, uint32_t node);

#endif
