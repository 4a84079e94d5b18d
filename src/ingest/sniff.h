/* Stage ingest, step 2 of 4:   first bytes  ->  [kind]
 *
 * The kind is told from the bytes, never from the name: marks of their format (WARC/1.0,
 * <rss, <!doctype html, {), after byte order mark, blanks, comments and declarations.
 * UTF-16 is seen through.  What is neither is plain text, unless it looks like binary.
 */
#ifndef SR_INGEST_SNIFF_H
#define SR_INGEST_SNIFF_H

#include "base/str.h"

typedef enum sr_kind {
    SR_KIND_EMPTY, /* nothing but blanks */
    SR_KIND_HTML,
    SR_KIND_TEXT,
    SR_KIND_JSON_LINES,  /* the first line is a whole object */
    SR_KIND_JSON_VALUES, /* an array, or objects over several lines */
    SR_KIND_FEED,        /* RSS, RDF, Atom */
    SR_KIND_WARC,
    SR_KIND_REFUSED /* `what` says what it is */
} sr_kind;

enum { SR_SNIFF_BYTES = 16 * 1024 }; /* more is not looked at */

/* in      head  the first bytes, SR_SNIFF_BYTES of them or all; whole: it is all
 * out     *what  for SR_KIND_REFUSED: "a PDF file", "a sitemap" ...; static
 * cost    O(head) */
sr_kind sr_sniff(sr_str head, bool whole, const char **what);

#endif
