/* Which files are meant: the inputs named, directories opened up.
 *
 * A directory gives its entries in byte order of their names, directories among them
 * where they stand; entries that begin with a dot are passed over, and so are symbolic
 * links to directories (a link to a file is followed; a directory that is named is
 * followed whatever it is): so nothing is read in a circle.  Deeper than
 * SR_MAX_DIRECTORY_DEPTH is refused.  Memory: the names of the directories that are open.
 */
#ifndef SR_INGEST_WALK_H
#define SR_INGEST_WALK_H

#include "base/buf.h"
#include "base/err.h"
#include "base/limits.h"

typedef struct sr_walk sr_walk;

/* The paths are copied.  errors  SR_ENOMEM */
sr_status sr_walk_new(const char *const *paths, size_t n, sr_walk **ret, sr_err *err);
void sr_walk_free(sr_walk *w); /* NULL is allowed */

/* The next file, or "-"; valid until the next call.  SR_END: no more.
 * errors  SR_EIO, SR_ELIMIT, SR_EFORMAT (no file): one entry is refused, go on */
sr_status sr_walk_next(sr_walk *w, const char **ret, sr_err *err);

#endif
