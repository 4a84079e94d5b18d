/* Stage ingest:   files, directories, standard input  ->  [records]  -> extract
 *
 * What can come in: HTML, plain text, JSON Lines (FORMATS.md "In"), RSS 2.0, Atom, WARC
 * 1.0 and 1.1, each also as .gz or .zst, directories of them (recursive, in byte order of
 * their names), "-" for standard input.  The kind is told from the bytes, never from the
 * name.  Reading is a stream: memory does not grow with the input.
 *
 * Every record leaves as UTF-8 (charset.h), with its file and offset.
 */
#ifndef SR_INGEST_INGEST_H
#define SR_INGEST_INGEST_H

#include "doc/doc.h"

typedef struct sr_source sr_source;

typedef struct sr_source_counts {
    uint64_t records; /* given out */
    uint64_t bytes;   /* decoded bytes read */
    /* records of a WARC that are passed over, each counted in one of these: */
    uint64_t skipped_kind;     /* requests, metadata, conversions, ... */
    uint64_t skipped_revisit;  /* a page that was seen before */
    uint64_t skipped_status;   /* HTTP status other than 200 */
    uint64_t skipped_not_html; /* images, scripts, feeds, ... */
    uint64_t refused;          /* files, members, lines that an error was returned for */
} sr_source_counts;

/* Open a list of inputs (the names are copied); nothing is read yet, so that a missing
 * file is an error of sr_source_next.  errors  SR_ENOMEM, SR_EARG (n == 0) */
sr_status sr_source_open(const char *const *paths, size_t n, sr_source **ret,
                         sr_err *err);

/* One input in memory instead, under a name for messages; both must outlive the source. */
sr_status sr_source_open_bytes(const char *name, sr_str bytes, sr_source **ret,
                               sr_err *err);

/* sr_source_next: read the next record into doc->record.
 *
 * in      doc   empty (new or reset); strings go into its arena, notes into doc->notes
 * out     SR_OK   a record;   SR_END  all inputs are done
 * errors  any other status: one thing was refused (err names file, offset and reason);
 *         the caller says so and calls again: the rest is still to come
 * limits  SR_MAX_DOCUMENT_BYTES (cut, with a note), SR_MAX_JSON_LINE_BYTES (refused, the
 *         line is passed over without being held), SR_MAX_INFLATE_RATIO and others
 * cost    linear in the input; at most one record is held */
sr_status sr_source_next(sr_source *src, sr_doc *doc, sr_err *err);

sr_source_counts sr_source_count(const sr_source *src);
void sr_source_close(sr_source *src); /* NULL is allowed */

#endif
