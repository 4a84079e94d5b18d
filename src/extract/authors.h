/* The people who wrote an article.
 *
 * JSON-LD, meta tags and the visible byline are read; a name counts when it looks like a
 * person's, and the first source with such names gives them all.  Cut away: "By",
 * roles, credentials, biographies, addresses; not people: the outlet's own name,
 * "Staff", "Redaktion" (data/not_people.txt).
 * tests   tests/unit/extract/test_small.c */
#ifndef SR_EXTRACT_AUTHORS_H
#define SR_EXTRACT_AUTHORS_H

#include "extract/page.h"

typedef struct sr_authors {
    sr_str *v; /* [n] names, each once, in order; n <= SR_MAX_AUTHORS */
    size_t n;
    bool any_name; /* take organisations too, where no person is named */
} sr_authors;

/* title, first, last: blocks of the headline and of the text's ends, or SIZE_MAX.
 * errors  SR_ENOMEM */
sr_status sr_authors_find(const sr_page *p, size_t title, size_t first, size_t last,
                          sr_str outlet, sr_arena *a, sr_authors *ret, sr_err *err);

/* Add the people that a byline names: "By Ann Lee, Staff Writer, and Bo Li" -> Ann Lee, Bo
 * Li.  marked: the text is known to be an author field, so that a name of one word counts.
 * False when the arena refuses. */
bool sr_authors_add(sr_authors *to, sr_str byline, sr_str outlet, bool marked,
                    sr_arena *a);

#endif
