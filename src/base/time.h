/* Moments: seconds since 1970-01-01T00:00:00Z, proleptic Gregorian, no leap seconds.
 * No clock is read here; "now" is always handed in. */
#ifndef SR_BASE_TIME_H
#define SR_BASE_TIME_H

#include "base/str.h"

typedef int64_t sr_time; /* UTC seconds */

/* How exactly a moment is known; UNKNOWN means that the moment says nothing. */
typedef enum sr_precision {
    SR_TIME_UNKNOWN = 0,
    SR_TIME_YEAR,
    SR_TIME_MONTH,
    SR_TIME_DAY,
    SR_TIME_MINUTE,
    SR_TIME_SECOND
} sr_precision;

typedef struct sr_civil {
    int year, month, day;     /* month 1..12, day 1..31 */
    int hour, minute, second; /* UTC */
} sr_civil;

bool sr_civil_valid(sr_civil c); /* years 1 to 9999; 31 June is not valid */
sr_time sr_time_of(sr_civil c);  /* c valid */
sr_civil sr_time_civil(sr_time t);
int sr_time_weekday(sr_time t); /* 0 = Sunday */

enum { SR_TIME_TEXT = 21 }; /* room for "2024-11-29T18:20:00Z" and its end */

/* RFC 3339 in UTC, as FORMATS ask: "2024-11-29T18:20:00Z".  Years outside 1..9999 are
 * clamped to them. */
void sr_time_text(sr_time t, char ret[SR_TIME_TEXT]);
enum { SR_TIME_ZONED_TEXT = 26 }; /* "2024-11-29T20:20:00+02:00" and its end */
void sr_time_text_zoned(sr_time t, int16_t zone_min, char ret[SR_TIME_ZONED_TEXT]);

/* Read RFC 3339 / ISO 8601: 2024-11-29T18:20:00.5+02:00, 2024-11-29 18:20Z, +0200,
 * 20241129T182000Z, 2024-11-29, 2024-11.  A time without zone is taken as UTC.  Blanks
 * around are allowed, other words are not.  False and *ret, *precision untouched where
 * it is no such text or the date does not exist. */
bool sr_time_parse(sr_str s, sr_time *ret, sr_precision *precision);
/* The same, and minutes east of UTC of the zone it names; 0: UTC, or none. */
bool sr_time_parse_zoned(sr_str s, sr_time *ret, sr_precision *precision,
                         int16_t *zone_min);

/* Read RFC 822 / 2822 / 1123 as feeds and HTTP have it: "Fri, 29 Nov 2024 18:20:00 GMT",
 * with or without weekday and seconds, two-digit years, zones GMT UT Z EST.. and +hhmm.
 * Wrong weekdays are ignored. */
bool sr_time_parse_rfc822(sr_str s, sr_time *ret, sr_precision *precision);
bool sr_time_parse_rfc822_zoned(sr_str s, sr_time *ret, sr_precision *precision,
                                int16_t *zone_min);

#endif
