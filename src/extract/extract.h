/* Stage extract:   record  ->  [article]  -> text
 *
 * From a page: html.h (tree) -> main text by blocks -> metadata from JSON-LD, meta tags,
 * link elements and the page itself (by agreement; where each was read is kept).
 * From a feed's entry: its HTML as it is, with what the feed says.  From plain text: the
 * text byte for byte (so that spans count in the file), its first line as title where it
 * looks like one.  From JSON Lines: the article as given.
 */
#ifndef SR_EXTRACT_EXTRACT_H
#define SR_EXTRACT_EXTRACT_H

#include "extract/site.h"

/* sr_extract: fill doc->article from doc->record.
 *
 * in      known  lines that the pages of a site share, which are left out; may be NULL
 *         now_s  the caller's clock: no date later than this (plus a day) is believed;
 *                0 leaves that check out.  A record's own `fetched` comes before it.
 * out     doc->article with id; text may be empty (then a note says why: "no-article",
 *         "listing", ...); what the page gives wrongly becomes a note ("bad-date", ...)
 * errors  SR_ENOMEM, SR_ELIMIT: article untouched
 * cost    linear in the record's bytes
 * tests   tests/unit/extract/  tests/golden/extract/  fuzz/extract_*.c */
sr_status sr_extract(sr_doc *doc, const sr_site_memory *known, sr_time now_s,
                     sr_err *err);

#endif
