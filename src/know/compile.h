/* Making knowledge: plain text -> the bytes that sr_know uses in place.
 *
 * The compiler of the build (tools/know_compile.c), `sitrep know check` and sr_know_open
 * with files of the user all go this way, so that there is one reader of the formats.
 * docs/formats/know.md describes the files.
 */
#ifndef SR_KNOW_COMPILE_H
#define SR_KNOW_COMPILE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

struct sr_know;

typedef struct sr_know_build sr_know_build;

typedef struct sr_know_source {
    sr_str
        name; /* of the file, for messages and for its kind; lives as long as the build */
    sr_str text; /* likewise */
} sr_know_source;

/* Called for each error: of a line (1, 2, ...), or of a file as a whole (0). */
typedef void (*sr_know_said)(void *ctx, sr_str file, uint32_t line, sr_str message);

/* An empty build; `below` (or NULL) is knowledge whose countries and divisions may be
 * named.  NULL when memory is refused. */
sr_know_build *sr_know_build_new(const struct sr_know *below, sr_know_said said,
                                 void *ctx);
void sr_know_build_free(sr_know_build *b); /* NULL is allowed */

/* sr_know_build_read: take texts into the build, countries first, whatever their order.
 *
 * errors  SR_EFORMAT: at least one line is wrong; each was said, the first is in *err.
 *         SR_ENOMEM.  After either the build is of no more use.
 * cost    one pass over each text; about 100 bytes of memory a name
 * tests   tests/unit/know/test_compile.c  fuzz/know_text.c */
sr_status sr_know_build_read(sr_know_build *b, const sr_know_source *sources, size_t n,
                             sr_err *err);

/* The bytes of a build, appended to *ret (which is empty before).  The same sources give
 * the same bytes. */
sr_status sr_know_build_write(sr_know_build *b, sr_buf *ret, sr_err *err);

#endif
