/* Transfer and content codings of an HTTP body, undone: chunked, gzip, deflate, br, zstd.
 *
 * Archives lie about them: payloads that are declared as coded and are not, and the other
 * way round.  So what is declared is tried and taken back where the bytes say otherwise;
 * chunks, gzip and zstd are also undone where nothing declares them and the bytes do. */
#ifndef SR_INGEST_CODINGS_H
#define SR_INGEST_CODINGS_H

#include "doc/doc.h"

typedef struct sr_codings sr_codings; /* buffers and decoders, one a source */

sr_status sr_codings_new(sr_codings **ret, sr_err *err); /* errors  SR_ENOMEM */
void sr_codings_free(sr_codings *c);                     /* NULL is allowed */

/* sr_codings_undo: the body as its page was meant.
 *
 * in      body  as it stands in the record;  chunked, list  as the header has them
 * out     *ret  the page's bytes: part of body or of a buffer that the next call reuses;
 *               cut above SR_MAX_DOCUMENT_BYTES (note "limit-document-bytes"); notes
 *               "wrong-coding" (declared, and not so) and "coding-cut" (ends too early)
 * errors  SR_ELIMIT  more than SR_MAX_CODINGS, or beyond SR_MAX_INFLATE_RATIO
 *         SR_ENOMEM
 * cost    linear in body and result; tests/unit/ingest/test_warc.c, fuzz/ingest_warc.c */
sr_status sr_codings_undo(sr_codings *c, sr_str body, bool chunked, sr_str list,
                          sr_doc *doc, sr_str *ret, sr_err *err);

#endif
