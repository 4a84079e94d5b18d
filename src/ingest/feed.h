/* Stage ingest, step 4 (one of four readers):   RSS, RDF, Atom  ->  [entries]
 *
 * RSS 0.9x, 1.0 (RDF) and 2.0, Atom 0.3 and 1.0, CDF, sitemaps, with the modules that news uses:
 * content:encoded, dc:, dcterms:, media:, itunes:, feedburner:, xhtml.  Elements are told
 * by namespace where it is declared, else by their prefix.
 *
 * The XML parser is expat; no entity that a feed declares is ever expanded.  What expat
 * refuses (bare ampersands, &nbsp;, open elements, control bytes ...) is mended and read
 * again from the entry where it broke (xml_mend.h; note "feed-mended").
 *
 * Each entry is a SR_RECORD_FRAGMENT:
 *   bytes      its HTML: content, else summary or description; markup inside is written
 *              out again; may be empty
 *   given      url (alternate link, original link, permalink; made whole by xml:base),
 *              title (plain text), published (else updated), modified, authors,
 *              outlet (title of the feed, or of the entry's source), lang
 *   offset     of the entry's start tag, in the feed's bytes as UTF-8
 * A JSON Feed is read by jsonl.h into the same shape.
 */
#ifndef SR_INGEST_FEED_H
#define SR_INGEST_FEED_H

#include "ingest/charset.h"
#include "ingest/stream.h"

typedef struct sr_feed sr_feed;

sr_status sr_feed_new(sr_feed **ret, sr_err *err); /* errors  SR_ENOMEM */
void sr_feed_free(sr_feed *f);                     /* NULL is allowed */

/* sr_feed_start: begin with the feed that the stream holds.
 *
 * in      charset  the HTTP header's label, or empty
 * errors  SR_ENOMEM */
sr_status sr_feed_start(sr_feed *f, sr_stream *s, sr_charset *cs, sr_str charset,
                        sr_err *err);

/* The next entry into doc->record (all but file).  SR_END: no more.
 * errors  SR_ELIMIT  the feed goes on beyond SR_MAX_FEED_BYTES: what is in them was given
 *         SR_EFORMAT no feed at all;  SR_ENOMEM
 * limits  SR_MAX_FEED_BYTES, SR_MAX_FEED_DEPTH (deeper elements lose their tags),
 *         SR_MAX_DOCUMENT_BYTES an entry, SR_MAX_TITLE_BYTES, SR_MAX_AUTHORS
 * cost    linear; the feed is held, about three times its size
 * tests   tests/unit/ingest/test_feed.c, fuzz/ingest_feed.c */
sr_status sr_feed_next(sr_feed *f, sr_doc *doc, sr_err *err);

#endif
