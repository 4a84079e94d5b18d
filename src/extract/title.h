/* The headline and the subtitle of a page.
 *
 * Candidates: the title element and og:title without the site's name, the headline of
 * JSON-LD, the page's h1 elements.  A heading that stands on the page and that another
 * candidate confirms wins; see title.c for the order.
 * tests   tests/unit/extract/test_small.c */
#ifndef SR_EXTRACT_TITLE_H
#define SR_EXTRACT_TITLE_H

#include "extract/page.h"

typedef struct sr_titles {
    sr_str title, subtitle; /* cleaned; empty where unknown */
    size_t block;           /* that shows the title, or SIZE_MAX */
} sr_titles;

/* first: the first block of the main text, or SIZE_MAX.   errors  SR_ENOMEM */
sr_status sr_title_find(const sr_page *p, size_t first, sr_str outlet, sr_arena *a,
                        sr_titles *ret, sr_err *err);

/* A title element's text without the name of the site at its end or beginning: the parts
 * around " | ", " - ", " – " ... that name `outlet` (folded words or the letters of its
 * host) go; where none does, the longest part stays if it is clearly the longest. */
sr_str sr_title_strip(sr_str title, sr_str outlet, sr_arena *a);

#endif
