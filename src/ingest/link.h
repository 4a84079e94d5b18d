/* Relative addresses made whole (RFC 3986, section 5.2). */
#ifndef SR_INGEST_LINK_H
#define SR_INGEST_LINK_H

#include "base/arena.h"

bool sr_link_is_absolute(sr_str link); /* has it a scheme? */

/* sr_link_resolve: `link` as seen from `base`, in the arena.  White space around is cut
 * off, line ends and tabs inside left out; with a base that has no scheme the link stays
 * as it is.  .p is NULL where the arena refused.  cost  O(base + link) */
sr_str sr_link_resolve(sr_str base, sr_str link, sr_arena *a);

#endif
