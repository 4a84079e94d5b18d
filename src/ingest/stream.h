/* Stage ingest, step 1 of 4:   file or standard input  ->  [bytes]  -> kind -> records
 *
 * A pull stream with a window: look at what comes next, take it when done with it.  gzip
 * (any number of members) and zstd (any number of frames) are undone on the way; whether
 * they are there is told from the first bytes.  The window holds what was asked for and
 * one chunk more, so memory follows the largest `want`, not the input.
 *
 *     sr_str s;
 *     while ((s = sr_stream_peek(st, 1)).len)
 *         sr_stream_take(st, use(s));
 *     return sr_stream_fault(st, err);      // SR_OK: a clean end
 *
 * A fault (read error, damaged or cut member, bomb) is kept: what was read before it is
 * given out first, then the window runs dry and sr_stream_fault tells.
 */
#ifndef SR_INGEST_STREAM_H
#define SR_INGEST_STREAM_H

#include "base/err.h"
#include "base/limits.h"
#include "base/str.h"

typedef struct sr_stream sr_stream;

/* A closed stream with its buffers and decoders, to be used for one input after another.
 * errors  SR_ENOMEM */
sr_status sr_stream_new(sr_stream **ret, sr_err *err);
void sr_stream_free(sr_stream *s); /* NULL is allowed */

/* Open a file, "-" for standard input, or bytes in memory (which must outlive the use).
 * Whatever was open is closed.  errors  SR_EIO, with the reason */
sr_status sr_stream_open(sr_stream *s, const char *path, sr_err *err);
void sr_stream_open_bytes(sr_stream *s, const char *name, sr_str bytes);
void sr_stream_close(sr_stream *s);

/* sr_stream_peek: the decoded bytes that come next, at least `want` of them unless the
 * input ends or fails before.  Valid until the next peek.  Empty: the end, or a fault.
 * cost  amortised linear in what is read; a `want` that doubles costs a copy each time */
sr_str sr_stream_peek(sr_stream *s, size_t want);
void sr_stream_take(sr_stream *s, size_t n); /* n <= length of the last peek */

/* Offset of the next byte, in decoded bytes. */
uint64_t sr_stream_at(const sr_stream *s);

/* Where the next byte is in the file, as far as that can be said: exact for a plain file
 * and at the start of a gzip member or zstd frame; else the offset in decoded bytes. */
uint64_t sr_stream_file_at(const sr_stream *s);

/* SR_OK while nothing went wrong; else what did, with the byte of the file.
 * SR_EIO read error, SR_EFORMAT damaged or cut, SR_ELIMIT inflates beyond
 * SR_MAX_INFLATE_RATIO, SR_ENOMEM. */
sr_status sr_stream_fault(const sr_stream *s, sr_err *err);

/* sr_stream_resync: after a fault inside a gzip member or zstd frame: forget it and go on
 * at the next one.  False where there is none, or the fault is of another nature.  Bytes
 * that are still in the window stay there. */
bool sr_stream_resync(sr_stream *s);

bool sr_stream_is_coded(const sr_stream *s); /* gzip or zstd */

#endif
