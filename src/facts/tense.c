/* Past or future?  With a parse: the verb that the expression hangs on, by its form and its
 * auxiliaries.  Without: the nearest verb that shows it, first to the left of the
 * expression, then to the right; a clause's end in between counts as distance.  In order:
 *   1. by the tree   2. by the words around
 */
#include "facts/parts.h"

#include "doc/ud.h"

enum {
    LEFT = 24,
    RIGHT = 16,
    CLIMB = 8,
    NEAR = 10,
    PRESENT = SR_TENSE_PRESENT,
    UNTOLD = 3
};

/* --- 1. by the tree ------------------------------------------------------------------------ */

/* Auxiliaries of the verb v: a set of these. */
enum {
    AUX_WILL = 1,
    AUX_HAVE = 2,
    AUX_BE_PAST = 4,
    AUX_BE = 8,
    AUX_TO = 16,
    AUX_DID = 32,
    AUX_MAY = 64
};

static unsigned aux_of(const sr_scan *s, uint32_t v)
{
    uint32_t low = v - s->beg > NEAR ? v - NEAR : s->beg;
    unsigned found = 0;
    for (uint32_t i = low; i < s->end && i <= v + 2; i++) {
        const sr_word *w = &s->doc->words[i];
        if (w->head != v || i == v)
            continue;
        if (w->rel == SR_REL_MARK && sr_scan_is(s, i, SR_F_to))
            found |= AUX_TO;
        if (w->upos != SR_UPOS_AUX)
            continue;
        bool past = w->feats & SR_FEAT(TENSE_PAST);
        const sr_lex_entry *modal = s->head[i] ? sr_scan_at(s, i, SR_F_modal) : NULL;
        if (modal)
            found |= modal->value == 1 ? AUX_WILL : AUX_MAY;
        else if (sr_scan_is(s, i, SR_F_perfect))
            found |= AUX_HAVE;
        else if (sr_scan_is(s, i, SR_F_does_aux))
            found |= past ? AUX_DID : 0;
        else
            found |= past ? AUX_BE_PAST : AUX_BE;
    }
    return found;
}

/* The tense of one verb or predicate; UNTOLD: that of its head decides. */
static int tense_of(const sr_scan *s, uint32_t v)
{
    const sr_word *w = &s->doc->words[v];
    unsigned aux = aux_of(s, v);
    bool part = w->feats & SR_FEAT(VERBFORM_PART), past = w->feats & SR_FEAT(TENSE_PAST);
    if (aux & (AUX_WILL | AUX_MAY))
        return aux & AUX_HAVE ? 0 : aux & AUX_WILL ? 1 : PRESENT;
    if (aux & AUX_TO) {
        return w->rel == SR_REL_XCOMP && sr_scan_is(s, w->head, SR_F_carries) ? UNTOLD
                                                                              : 1;
    }
    if (sr_scan_is(s, v, SR_F_ahead) && (part || w->upos == SR_UPOS_ADJ))
        return 1;
    if (aux & (AUX_HAVE | AUX_BE_PAST | AUX_DID))
        return -1;
    if (aux &
        AUX_BE) /* "is meeting on Friday", "is closed until Friday", "is on Friday" */
        return part && !past ? 1 : w->upos == SR_UPOS_VERB ? 0 : PRESENT;
    if (w->upos != SR_UPOS_VERB && w->upos != SR_UPOS_AUX)
        return UNTOLD;
    if (past)
        return -1;
    if (w->feats & SR_FEAT(VERBFORM_FIN) && w->feats & SR_FEAT(TENSE_PRES))
        return s->doc->sents[s->sent].in_title || sr_scan_is(s, v, SR_F_telling)
                   ? 0
                   : PRESENT;
    return UNTOLD;
}

/* From the top word of the expression upwards to the first verb that tells. */
static int tense_by_tree(const sr_scan *s, uint32_t beg, uint32_t end)
{
    const sr_word *words = s->doc->words;
    uint32_t at = beg;
    for (uint32_t i = beg; i < end; i++)
        if (words[i].head < beg || words[i].head >= end || words[i].head == i)
            at = i;
    for (int up = 0; up < CLIMB; up++) {
        uint32_t head = words[at].head;
        if (at < beg || at >= end) {
            int t = tense_of(s, at);
            if (t != UNTOLD)
                return t;
        }
        if (head == at || head < s->beg || head >= s->end)
            break;
        at = head;
    }
    return UNTOLD;
}

/* --- 2. by the words around ---------------------------------------------------------------- */

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

static int tense_by_words(const sr_scan *s, uint32_t beg, uint32_t end)
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

int sr_tense_at(const sr_scan *s, uint32_t beg, uint32_t end)
{
    int t = s->doc->words ? tense_by_tree(s, beg, end) : UNTOLD;
    return t != UNTOLD ? t : tense_by_words(s, beg, end);
}
