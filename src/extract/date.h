/* Reading a date as people and pages write it, in the languages of data/months.txt.
 *
 *   "Updated: Freitag, 29. November 2024, 18:20 Uhr"  ->  2024-11-29T18:20Z, minute
 *   "2024年11月29日", "29/11/2024", "Nov 29, 2024 6:20 p.m. EST", "٢٩ نوفمبر ٢٠٢٤"
 *
 * A clock time without a zone counts as UTC.  Numbers only: year first is clear; else the
 * day comes first unless `month_first` or the figures say otherwise.
 */
#ifndef SR_EXTRACT_DATE_H
#define SR_EXTRACT_DATE_H

#include "doc/doc.h"

typedef struct sr_date_style {
    sr_str lang;      /* whose month names come first; may be empty */
    bool month_first; /* 11/29/2024: the American order */
} sr_date_style;

typedef enum sr_date_found {
    SR_DATE_NONE,
    SR_DATE_BAD, /* written like a date, but there is no such day: "31 June 2024" */
    SR_DATE_OK
} sr_date_found;

/* sr_date_find: the first date in a text of at most 64 words (the rest is not read).
 *
 * out     *ret    at_s and precision (day, minute, second) where SR_DATE_OK; from is
 *                 left as it was.  A zone of +01:00 is kept in zone_min; midnight in any zone
 *                 means the day itself: 00:00Z, precision day
 *         *where  bytes of the date and its time (NULL: not asked for)
 * cost    O(text), and one scan of months.txt (10 kB) for a word beside a number
 * tests   tests/unit/extract/test_date.c  fuzz/extract_date.c */
sr_date_found sr_date_find(sr_str text, sr_date_style style, sr_when *ret,
                           sr_span *where);

/* sr_date_in_url: "/2024/11/29/", "/2024-11-29-", "20241129", "/2024/nov/29/"; a year
 * and a month alone ("/2024/11/") give precision month. */
bool sr_date_in_url(sr_str url, sr_when *ret);

/* The month a lower-cased word names, 1 to 12; 0 where it is none. */
int sr_month_of(sr_str word, sr_str lang);

#endif
