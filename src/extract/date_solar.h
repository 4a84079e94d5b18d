/* Dates of the Persian solar calendar: "۱۷ آبان ۱۴۰۲", "1402/08/17" on a Persian page. */
#ifndef SR_EXTRACT_DATE_SOLAR_H
#define SR_EXTRACT_DATE_SOLAR_H

#include "base/time.h"
#include "extract/date_tokens.h"

/* sr_date_solar: the date that begins at token i, as a day of the common calendar.
 *
 * out     *ret, *end  the day, and the token behind it; untouched where there is none
 * years   1370 to 1440, 1991 to 2062 of the common calendar
 * source  leap years by the cycle of 33 years, which is right for 1244 to 1472 (Borkowski
 *         1996, "The Persian calendar for 3000 years")
 * tests   tests/unit/extract/test_date.c */
bool sr_date_solar(const sr_date_reading *r, int i, sr_civil *ret, int *end);

#endif
