/* Dates of the Islamic lunar calendar: "15 رمضان 1446". */
#ifndef SR_EXTRACT_DATE_LUNAR_H
#define SR_EXTRACT_DATE_LUNAR_H

#include "base/time.h"
#include "extract/date_tokens.h"

/* sr_date_lunar: the date that begins at token i, as a day of the common calendar.  Months
 * begin where the moon is seen: a day more or less is possible.
 *
 * out     *ret, *end  the day, and the token behind it; untouched where there is none
 * years   1415 to 1470, 1994 to 2048 of the common calendar
 * source  the tabular calendar, cycle of 30 years (Reingold, Dershowitz: Calendrical
 *         Calculations, chapter 7)
 * tests   tests/unit/extract/test_date.c */
bool sr_date_lunar(const sr_date_reading *r, int i, sr_civil *ret, int *end);

#endif
