/* When an article was published and last changed.
 *
 * Read from JSON-LD, meta tags, time elements, the lines around the headline and the
 * address; what the more trustworthy source says comes first, and a source that only
 * knows the day does not replace one that agrees and knows the minute.  Nothing later than
 * `latest_s` is believed, nor anything of a copyright line.
 * tests   tests/unit/extract/test_extract.c */
#ifndef SR_EXTRACT_PUBDATE_H
#define SR_EXTRACT_PUBDATE_H

#include "extract/page.h"

/* latest_s: 0 leaves the check out.  A date that does not exist becomes a note.
 * errors  SR_ENOMEM */
sr_status sr_pubdate_find(const sr_page *p, sr_doc *doc, size_t title, size_t first,
                          size_t last, sr_time latest_s, sr_when *ret_published,
                          sr_when *ret_modified, sr_err *err);

#endif
