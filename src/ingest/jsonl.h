/* Stage ingest, step 4 (one of four readers):   bytes  ->  [articles]
 *
 * JSON Lines in the form of FORMATS.md "In", and what people have instead: an array of
 * articles, objects over several lines, a JSON Feed (jsonfeed.org, 1.0 and 1.1).  One
 * object is held at a time.  Invalid UTF-8 is repaired (note "invalid-utf8"); an object
 * that is no JSON, has neither text nor title, or is longer than SR_MAX_JSON_LINE_BYTES
 * is refused with its offset, and the rest goes on.
 *
 * Types: authors is a string or a list of strings, dates are read by sr_time_parse (else
 * note "bad-date"), a known field of another type is passed over (note "bad-field").
 * Fields that neither FORMATS.md nor `sitrep read` knows are kept as JSON text in
 * given.extra; those inside an "extra" object are carried over.
 */
#ifndef SR_INGEST_JSONL_H
#define SR_INGEST_JSONL_H

#include "doc/doc.h"
#include "ingest/stream.h"

typedef struct sr_jsonl sr_jsonl;

sr_status sr_jsonl_new(sr_jsonl **ret, sr_err *err); /* errors  SR_ENOMEM */
void sr_jsonl_free(sr_jsonl *r);                     /* NULL is allowed */

/* Begin with a stream.  lines: one value a line (a broken one costs no more than its
 * line); else values with any white space between and in them. */
void sr_jsonl_start(sr_jsonl *r, bool lines);

/* The next article into doc->record (all but file).  SR_END: the stream is used up.
 * errors  SR_EFORMAT, SR_ELIMIT: one was refused; SR_ENOMEM
 * cost    linear; tests/unit/ingest/test_jsonl.c, fuzz/ingest_jsonl.c */
sr_status sr_jsonl_next(sr_jsonl *r, sr_stream *s, sr_doc *doc, sr_err *err);

#endif
