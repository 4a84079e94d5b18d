/* An expression on its way to a value: what times_value.c (dates, times of day) and
 * times_spans.c (durations, sets) share. */
#ifndef SR_FACTS_TIMES_VALUE_H
#define SR_FACTS_TIMES_VALUE_H

#include "facts/parts.h"

enum { SR_FAR = 4000 * 366 }; /* no count of units reaches further */

typedef struct sr_value {
    const sr_scan *s;
    const sr_texpr *x;
    sr_time_context *c;
    sr_timex *t;
    char text[64];
    int64_t from, until; /* days */
    bool known;          /* are they? */
    bool day_grain;      /* does the value name one day? */
} sr_value;

static inline int32_t sr_value_of(const sr_value *m, sr_fact_class f)
{
    return m->x->v[f];
}

static inline bool sr_value_has(const sr_value *m, sr_fact_class f)
{
    return sr_x_has(m->x, f);
}

bool sr_value_put_text(sr_value *m, const char *text);
bool sr_value_put_month(sr_value *m, int64_t year, int month); /* 13: next January */
const char *sr_value_season(int32_t s);
const char *sr_value_part(int32_t p);
double sr_value_count(const sr_value *m); /* how many: "a" and nothing are 1 */

/* The second of the day that the clock words say; -1: none. */
int32_t sr_value_clock(const sr_value *m);

bool sr_value_put_duration(sr_value *m); /* times_spans.c */
bool sr_value_put_set(sr_value *m);      /* times_spans.c */

#endif
