/* What the pages of a site have in common: a line that was taken for text on several of its
 * pages belongs to none of them ("Sign up for our morning letter", "The writer is a
 * fellow at ...").
 *
 * One memory is filled in the order of the input (learn), another one, which was filled
 * before, is read while pages are extracted: so what a page gives hangs neither on threads
 * nor on the pages beside it.  `sitrep read --site-memory FILE` reads FILE and writes it
 * anew at the end.
 * tests   tests/unit/extract/test_site.c  tests/cli/test_read.sh
 */
#ifndef SR_EXTRACT_SITE_H
#define SR_EXTRACT_SITE_H

#include "doc/doc.h"

typedef struct sr_site_memory sr_site_memory;

enum { SR_SITE_PAGES = 3 }; /* lines of so many pages of a site are its furniture */

/* errors  SR_ENOMEM */
sr_status sr_site_memory_new(sr_site_memory **ret, sr_err *err);
void sr_site_memory_free(sr_site_memory *m); /* NULL is allowed */

/* sr_site_memory_read: add what sr_site_memory_write wrote.
 * errors  SR_EFORMAT (no such file, with the line): what stands before it is kept;
 *         SR_ENOMEM */
sr_status sr_site_memory_read(sr_site_memory *m, sr_str text, const char *name,
                              sr_err *err);
/* Lines in ascending order: the same bytes for the same memory. */
sr_status sr_site_memory_write(const sr_site_memory *m, sr_buf *out, sr_err *err);

/* sr_site_memory_learn: count the paragraphs of an article of a known address.  The same
 * article again counts once where no other one stood between.  Beyond
 * SR_MAX_SITE_LINES the lines that were seen on one page alone are forgotten.
 * errors  SR_ENOMEM    cost  O(text) */
sr_status sr_site_memory_learn(sr_site_memory *m, const sr_doc *doc, sr_err *err);

/* On how many pages of that page's site a line stood; 0 for an unknown address. */
uint32_t sr_site_memory_pages(const sr_site_memory *m, sr_str url, sr_str line);

#endif
