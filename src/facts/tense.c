/* Past or future?  Without a parse: the nearest verb that shows it, first to the left of
 * the expression, then to the right; a clause's end in between counts as distance. */
#include "facts/parts.h"

enum { LEFT = 24, RIGHT = 16 };

/* "attacked", "killed": a regular past; not "need", "bed", "red", "hundred". */
static bool regular_past(const sr_scan *s, uint32_t i)
{
    sr_str w = sr_scan_word(s, i);
    return w.len >= 5 && s->doc->tokens[i].kind == SR_TOKEN_WORD &&
           sr_str_ends(w, SR_STR("ed")) && !sr_str_ends(w, SR_STR("eed")) &&
           !sr_str_ieq(w, SR_STR("hundred"));
}

/* "to meet": an infinitive, of what is still to come.  After "have", "had", "used", "was
 * able" it is not. */
static bool infinitive(const sr_scan *s, uint32_t i)
{
    if (!sr_str_ieq(sr_scan_word(s, i), SR_STR("to")) || i + 1 >= s->end ||
        sr_scan_is(s, i - 1, SR_F_notto))
        return false;
    const sr_token *next = &s->doc->tokens[i + 1];
    return next->kind == SR_TOKEN_WORD && !(next->flags & SR_TOKEN_CAPITAL) &&
           !sr_scan_is(s, i + 1, SR_F_the) && !sr_scan_is(s, i + 1, SR_F_a) &&
           !sr_scan_is(s, i + 1, SR_F_n_one) && !sr_scan_is(s, i + 1, SR_F_unit);
}

/* -1 past, 1 future, 0 nothing at token i. */
static int sign(const sr_scan *s, uint32_t i)
{
    if (s->head[i]) {
        if (sr_scan_at(s, i, SR_F_will))
            return 1;
        if (sr_scan_at(s, i, SR_F_did)) /* "has been scheduled", "was due" */
            return sr_scan_is(s, i + 1, SR_F_will) || sr_scan_is(s, i + 2, SR_F_will)
                       ? 1
                       : -1;
    }
    if (infinitive(s, i))
        return 1;
    return regular_past(s, i) ? -1 : 0;
}

int sr_tense_at(const sr_scan *s, uint32_t beg, uint32_t end)
{
    uint32_t low = beg - s->beg > LEFT ? beg - LEFT : s->beg;
    uint32_t high = s->end - end > RIGHT ? end + RIGHT : s->end;
    for (uint32_t i = beg; i-- > low;) {
        int t = s->in_time[i] ? 0 : sign(s, i);
        if (t < 0 && i > s->beg && sr_str_ieq(sr_scan_word(s, i - 1), SR_STR("be")))
            continue; /* "will be [held]" */
        if (t)
            return t;
    }
    for (uint32_t i = end; i < high; i++) {
        int t = s->in_time[i] ? 0 : sign(s, i);
        if (t)
            return t;
    }
    return 0;
}
