/* Each amount gets the place and time of its clause, else those of its event, and the
 * statement that claims it.  In order:
 *   1. steps in the tree   2. the nearest time   3. the nearest place   4. the layer
 *
 * Only the few expressions around an amount are looked at, so cost is linear.
 */
#include "facts/facts.h"
#include "facts/layers.h"

#include "doc/ud.h"

enum {
    CLIMB = 10, /* words looked at above one */
    BESIDE = 6, /* times or places on each side */
    FAR = 100,  /* no way in the tree */
    CLAUSE = 4  /* what a way out of a clause costs */
};

/* --- 1. steps in the tree -------------------------------------------------------------------- */

/* The word of [beg, end) that the tree hangs the rest by. */
static uint32_t head_of(const sr_doc *doc, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i++) {
        uint32_t h = doc->words[i].head;
        if (h < beg || h >= end || h == i)
            return i;
    }
    return beg;
}

/* What it costs to go up from a word: to leave a clause is far. */
static int cost_of(const sr_doc *doc, uint32_t tok)
{
    switch (doc->words[tok].rel) {
    case SR_REL_CCOMP:
    case SR_REL_PARATAXIS:
    case SR_REL_ADVCL:
    case SR_REL_ACL_RELCL: return CLAUSE;
    case SR_REL_CONJ: return doc->words[tok].upos == SR_UPOS_VERB ? CLAUSE : 1;
    default: return 1;
    }
}

/* Steps between two words of a sentence, over the word that both hang on. */
static int steps(const sr_doc *doc, uint32_t a, uint32_t b)
{
    uint32_t up[CLIMB];
    int cost[CLIMB], n = 0, sum = 0;
    for (uint32_t t = a; n < CLIMB; t = doc->words[t].head) {
        up[n] = t;
        cost[n++] = sum;
        sum += cost_of(doc, t);
        if (doc->words[t].head == t)
            break;
    }
    sum = 0;
    for (int k = 0; k < CLIMB; k++) {
        for (int i = 0; i < n; i++)
            if (up[i] == b)
                return cost[i] + sum;
        sum += cost_of(doc, b);
        if (doc->words[b].head == b)
            break;
        b = doc->words[b].head;
    }
    return FAR;
}

/* --- 2. the nearest time --------------------------------------------------------------------- */

static bool is_moment(const sr_timex *t)
{
    bool dated = t->type == SR_TIMEX_DATE || t->type == SR_TIMEX_TIME;
    return dated && !sr_str_ends(t->value, SR_STR("_REF"));
}

/* `at`: the first time behind the amount. */
static uint32_t nearest_time(const sr_doc *doc, const sr_amount *a, uint32_t head,
                             size_t at)
{
    size_t lo = at > BESIDE ? at - BESIDE : 0;
    uint32_t best = SR_NONE;
    int least = FAR;
    for (size_t i = lo; i < doc->n_times && i < at + BESIDE; i++) {
        const sr_timex *t = &doc->times[i];
        if (t->sent != a->sent || !is_moment(t))
            continue;
        int d = steps(doc, head, head_of(doc, t->tok_beg, t->tok_end));
        if (d < least)
            least = d, best = (uint32_t)i;
    }
    return best;
}

/* --- 3. the nearest place --------------------------------------------------------------------- */

static uint32_t nearest_place(const sr_doc *doc, const sr_amount *a, uint32_t head,
                              size_t at)
{
    size_t lo = at > BESIDE ? at - BESIDE : 0;
    uint32_t best = SR_NONE;
    int least = FAR;
    for (size_t i = lo; i < doc->n_places && i < at + BESIDE; i++) {
        const sr_place *p = &doc->places[i];
        if (p->sent != a->sent || p->part == SR_PLACE_ACTOR)
            continue;
        int d = steps(doc, head, doc->mentions[p->mention].head);
        if (d < least)
            least = d, best = (uint32_t)i;
    }
    return best;
}

/* --- 4. the layer --------------------------------------------------------------------------------- */

static bool before(uint32_t sent, sr_span span, const sr_amount *a)
{
    return sent < a->sent || (sent == a->sent && span.beg < a->span.beg);
}

sr_status sr_amounts_tie(const sr_facts_rules *rules, sr_doc *doc, sr_err *err)
{
    size_t time = 0, place = 0, statement = 0;
    (void)rules, (void)err;
    for (size_t i = 0; i < doc->n_amounts; i++) {
        sr_amount *a = &doc->amounts[i];
        const sr_event *e = a->event != SR_NONE ? &doc->events[a->event] : NULL;
        while (time < doc->n_times &&
               before(doc->times[time].sent, doc->times[time].span, a))
            time++;
        while (place < doc->n_places &&
               before(doc->places[place].sent, doc->places[place].span, a))
            place++;
        uint32_t head = head_of(doc, a->tok_beg, a->tok_end);
        a->time = nearest_time(doc, a, head, time);
        a->place = nearest_place(doc, a, head, place);
        if (e && a->time == SR_NONE)
            a->time = e->time;
        if (e && a->place == SR_NONE)
            a->place = e->place;
        a->statement = sr_statement_around(doc, a->sent, a->tok_beg, &statement);
    }
    return SR_OK;
}
