/* Dates of feeds: what base/time.h reads, and the common wrong forms. */
#ifndef SR_INGEST_FEED_DATE_H
#define SR_INGEST_FEED_DATE_H

#include "base/map.h"
#include "doc/doc.h"

/* The words of data/months.txt; {0} first, a second call does nothing.  False: memory was
 * refused. */
bool sr_feed_months(sr_map *months);

/* sr_feed_date: RFC 3339, RFC 822, and: "Thu Jan  1 19:48:21 2004" (asctime, with a zone
 * or none), "2004/01/31 19:48", a foreign weekday or month ("Mi, 08 Mai 2024": the words
 * of data/months.txt), zone names behind ISO times, "24:00:00", a year alone.
 * *ret keeps its `from`; false: no date, untouched.  cost  O(s) */
bool sr_feed_date(const sr_map *months, sr_str s, sr_when *ret);

#endif
