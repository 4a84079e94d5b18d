/* The words of a heading that are the title.
 *
 *   "Energy crisis" + "The bridge is closed"      a kicker, marked or not confirmed   -> the latter
 *   "27.01.2024The bridge is closed"              a date                              -> without it
 *   "Title:The bridge is closed"                  a label                             -> without it
 *   "The bridge is closed (e.org) 87"             a source, a count                   -> without them
 *   "The bridge is closed – The Sample"           the site                            -> without it
 *
 * What goes is what the page marks as a kicker, what names the site, and what those of the
 * other candidates that are sure of each other do not have. */
#ifndef SR_EXTRACT_HEADLINE_H
#define SR_EXTRACT_HEADLINE_H

#include "extract/page.h"

/* A title that head or JSON-LD give, folded; sure: a second one of them says the same. */
typedef struct sr_headline_known {
    sr_str folded;
    bool sure;
} sr_headline_known;

/* sr_headline_cut: the title in the text of a heading.
 *
 * in      block    the heading
 *         known    [n]
 *         outlet   the site's name; may be empty
 * out     a part of the block's text, never empty
 * cost    O(heading)
 * tests   tests/unit/extract/test_title.c */
sr_str sr_headline_cut(const sr_page *p, size_t block, const sr_headline_known *known,
                       size_t n, sr_str outlet, sr_arena *a);

/* Is all of a heading a link to the front page? */
bool sr_headline_is_home(const sr_page *p, size_t block);

#endif
