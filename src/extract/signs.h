/* Signs of a page's kind, counted: words of its address, its types of schema.org, the
 * engine that wrote it, its title, its short lines and buttons.  What they mean is decided
 * elsewhere (pageclass.h); which words are signs of what stands in data/page_signs.txt.
 * tests   tests/unit/extract/test_signs.c */
#ifndef SR_EXTRACT_SIGNS_H
#define SR_EXTRACT_SIGNS_H

#include "extract/page.h"

/* In the order of the file. */
enum {
    SR_SIGN_ARTICLE,
    SR_SIGN_FORUM,
    SR_SIGN_PRODUCT,
    SR_SIGN_LIST,
    SR_SIGN_SERVICE,
    SR_SIGN_DOCS,
    SR_SIGN_KINDS
};

enum {
    SR_SIGN_HOST,
    SR_SIGN_PATH,
    SR_SIGN_TYPE,
    SR_SIGN_ENGINE,
    SR_SIGN_TITLE,
    SR_SIGN_LINE,
    SR_SIGN_PLACES
};

typedef struct sr_signs {
    uint16_t n[SR_SIGN_KINDS][SR_SIGN_PLACES];
} sr_signs;

/* Count the signs of a page.
 *
 * in      a  for scratch: the page's own arena will do
 * errors  SR_ENOMEM
 * cost    O(nodes + text of short blocks), and once the word list */
sr_status sr_signs_count(const sr_page *p, sr_arena *a, sr_signs *ret, sr_err *err);

#endif
