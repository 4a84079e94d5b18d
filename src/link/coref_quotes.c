/* Quotations and who speaks in them.  In order:
 *   1. where a quotation begins and ends        2. who says it */
#include "link/coref.h"

/* --- 1. where ------------------------------------------------------------------------------ */

typedef enum mark { NO_MARK, OPENS, CLOSES, EITHER, OPENS_SINGLE, CLOSES_SINGLE } mark;

static mark mark_of(sr_str s)
{
    static const struct {
        const char *s;
        mark mark;
    } marks[] = {{"\"", EITHER},           {"\u201c", OPENS},
                 {"\u201d", CLOSES},       {"``", OPENS},
                 {"''", CLOSES},           {"\u00ab", OPENS},
                 {"\u00bb", CLOSES},       {"\u201e", OPENS},
                 {"\u2018", OPENS_SINGLE}, {"\u2019", CLOSES_SINGLE}};
    if (s.len > 3)
        return NO_MARK;
    for (size_t i = 0; i < SR_COUNT(marks); i++)
        if (sr_str_eq(s, sr_str_of(marks[i].s)))
            return marks[i].mark;
    return NO_MARK;
}

/* The state behind a token: EITHER, OPENS or OPENS_SINGLE while a quotation is open (by
 * what it was opened), else NO_MARK. */
static mark next_state(mark state, mark m)
{
    switch (m) {
    case EITHER: return state == NO_MARK || state == OPENS_SINGLE ? EITHER : NO_MARK;
    case OPENS: return OPENS;
    case CLOSES: return state == OPENS_SINGLE ? state : NO_MARK;
    case OPENS_SINGLE: return state == NO_MARK ? OPENS_SINGLE : state;
    case CLOSES_SINGLE: return state == OPENS_SINGLE ? NO_MARK : state;
    default: return state;
    }
}

static void mark_tokens(const sr_doc *doc, sr_quotes *q)
{
    mark state = NO_MARK;
    for (size_t i = 0; i < doc->n_sents; i++) {
        const sr_sentence *s = &doc->sents[i];
        if (i && (s->para != s[-1].para || s->in_title != s[-1].in_title))
            state = NO_MARK;
        for (uint32_t t = s->tok_beg; t < s->tok_end; t++) {
            mark before = state;
            state = next_state(
                state, mark_of(sr_str_span(sr_doc_text(doc, s), doc->tokens[t].span)));
            if (before == NO_MARK && state != NO_MARK)
                q->n++;
            q->of[t] = state != NO_MARK ? q->n : 0;
        }
        if (state != NO_MARK && i + 1 < doc->n_sents && s[1].para != s->para)
            state = NO_MARK;
    }
}

/* --- 2. who -------------------------------------------------------------------------------- */

static bool is_subject(uint8_t rel)
{
    return rel == SR_REL_NSUBJ || rel == SR_REL_NSUBJ_PASS;
}

typedef struct listener {
    const sr_doc *doc;
    const sr_quotes *q;
    uint32_t *subject; /* [n_tokens] of verbs of speech outside of quotations; SR_NONE */
} listener;

static void find_subjects(listener *l, const sr_coref_lists *lists)
{
    const sr_doc *doc = l->doc;
    for (size_t t = 0; t < doc->n_tokens; t++)
        l->subject[t] = SR_NONE;
    for (uint32_t t = 0; t < doc->n_tokens; t++) {
        uint32_t verb = doc->words[t].head;
        if (is_subject(doc->words[t].rel) && l->q->of[t] == 0 && l->q->of[verb] == 0 &&
            (sr_coref_word_says(lists, sr_lemma_hash(doc, verb)) & SR_SAYS_SPEECH))
            l->subject[verb] = t;
    }
}

enum { FAR = 60 }; /* tokens from a quotation to its verb: a long sentence of news */

/* The subject of the verb of speech nearest to the quotation [beg, end): behind it first,
 * in the sentence of its end; then before it, in that of its beginning. */
static uint32_t nearest(const listener *l, const sr_sentence *first,
                        const sr_sentence *last, uint32_t beg, uint32_t end)
{
    uint32_t after = SR_NONE, before = SR_NONE;
    for (uint32_t t = end; t < last->tok_end && t < end + FAR && after == SR_NONE; t++)
        if (l->subject[t] != SR_NONE)
            after = t;
    for (uint32_t t = beg; t-- > first->tok_beg && t + FAR > beg && before == SR_NONE;)
        if (l->subject[t] != SR_NONE)
            before = t;
    if (after == SR_NONE || (before != SR_NONE && beg - before < after - end))
        return before == SR_NONE ? SR_NONE : l->subject[before];
    return l->subject[after];
}

/* Quotations in order; one without a verb of speech takes its forerunner's speaker where
 * that is of the same paragraph, then its follower's. */
static void find_speakers(const listener *l, sr_quotes *q)
{
    const sr_doc *doc = l->doc;
    uint32_t last_quote = 0, last_para = UINT32_MAX;
    const sr_sentence *first = NULL;
    uint32_t beg = 0;
    for (size_t i = 0; i < doc->n_sents; i++) {
        const sr_sentence *s = &doc->sents[i];
        for (uint32_t t = s->tok_beg; t < s->tok_end; t++) {
            uint32_t k = q->of[t];
            if (k == 0)
                continue;
            if (t == 0 || q->of[t - 1] != k)
                first = s, beg = t;
            if (t + 1 < doc->n_tokens && q->of[t + 1] == k)
                continue;
            q->speaker[k] = nearest(l, first, s, beg, t + 1);
            bool goes_on = last_quote && last_para == s->para;
            if (q->speaker[k] == SR_NONE && goes_on)
                q->speaker[k] = q->speaker[last_quote];
            else if (goes_on && q->speaker[last_quote] == SR_NONE)
                q->speaker[last_quote] = q->speaker[k];
            last_quote = k, last_para = s->para;
        }
    }
}

sr_status sr_quotes_find(const sr_doc *doc, const sr_coref_lists *lists, sr_arena *a,
                         sr_quotes *ret, sr_err *err)
{
    sr_quotes q = {.of = SR_NEW(a, uint32_t, doc->n_tokens)};
    listener l = {.doc = doc, .q = &q, .subject = SR_NEW(a, uint32_t, doc->n_tokens)};
    if (q.of)
        mark_tokens(doc, &q);
    q.speaker = SR_NEW(a, uint32_t, (size_t)q.n + 1);
    if (!q.of || !l.subject || !q.speaker)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for quotations");
    for (uint32_t k = 0; k <= q.n; k++)
        q.speaker[k] = SR_NONE;
    find_subjects(&l, lists);
    find_speakers(&l, &q);
    *ret = q;
    return SR_OK;
}
