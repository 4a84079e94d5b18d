/* Stage ingest, step 4 (one of four readers):   WARC  ->  [pages]
 *
 * WARC 0.17 to 1.1, plain, whole-file gzip, a gzip member a record, zstd (with the
 * dictionary that such files carry in their first frame).  Given out: `response` records
 * with status 200, and `resource` records, whose payload is HTML; all others are passed
 * over and counted.  ARC is not read.
 *
 * Wrong lengths: a record that reaches over the next "WARC/" line ends there (note
 * "wrong-length"); one that ends before it is given out, and the bytes between are refused
 * with their offset.  A record that the file ends in is given out as far as it goes (note
 * "record-cut").
 */
#ifndef SR_INGEST_WARC_H
#define SR_INGEST_WARC_H

#include "ingest/charset.h"
#include "ingest/codings.h"
#include "ingest/ingest.h"
#include "ingest/stream.h"

typedef struct sr_warc {
    sr_stream *stream;
    sr_charset *charset;
    sr_codings *codings;
    sr_source_counts *counts; /* skipped_... are counted up */
    size_t take;              /* bytes of the window that the last record took */
    uint64_t pass_over;       /* bytes of it that were not held */
} sr_warc;

/* The next page into doc->record (all but file).  SR_END: the stream is used up or at a
 * fault.
 * errors  SR_EFORMAT, SR_ELIMIT: something was refused, the rest goes on; SR_ENOMEM
 * limits  SR_MAX_WARC_HEADER_BYTES, SR_MAX_DOCUMENT_BYTES and one header: held at most
 * cost    linear; tests/unit/ingest/test_warc.c, fuzz/ingest_warc.c */
sr_status sr_warc_next(sr_warc *w, sr_doc *doc, sr_err *err);

#endif
