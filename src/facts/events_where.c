/* When and where it was, whose claim it is, whether it happened, and its figures.  In this
 * file: distances in the tree; time; place; factuality; figures. */
#include "facts/events.h"

#include <stdio.h>

enum { FAR = 64, CLIMB = 6, BACK = 64 /* places that are looked back at */ };

/* --- distances ---------------------------------------------------------------------------- */

static bool opens_clause(const sr_scene *v, uint32_t tok)
{
    uint8_t r = sr_scene_word(v, tok)->rel;
    return r == SR_REL_ACL_RELCL || r == SR_REL_ADVCL || r == SR_REL_CCOMP ||
           r == SR_REL_PARATAXIS || r == SR_REL_CSUBJ;
}

/* Steps from `from` up to a word above it: `to` or one that `to` hangs on; then down.  FAR
 * where they do not meet within a few steps. */
static int steps(const sr_scene *v, uint32_t from, uint32_t to)
{
    uint32_t up[CLIMB];
    int n = 0;
    for (uint32_t t = from; n < CLIMB; t = sr_scene_word(v, t)->head) {
        up[n++] = t;
        if (sr_scene_word(v, t)->head == t || sr_scene_word(v, t)->head < v->beg ||
            sr_scene_word(v, t)->head >= v->end)
            break;
    }
    uint32_t t = to;
    for (int down = 0; down < 2 * CLIMB; down++, t = sr_scene_word(v, t)->head) {
        for (int i = 0; i < n; i++)
            if (up[i] == t)
                return i * 2 +
                       down; /* what hangs on the word is nearer than what is beside */
        uint32_t h = sr_scene_word(v, t)->head;
        if (h == t || h < v->beg || h >= v->end)
            break;
        if (opens_clause(v, t)) /* what another clause says is of that clause */
            down += CLIMB;
    }
    return FAR;
}

static int near(const sr_scene *v, const sr_cand *c, uint32_t tok)
{
    int a = steps(v, c->tok, tok);
    int b = c->light != SR_NONE ? steps(v, c->light, tok) : FAR;
    return a < b ? a : b;
}

/* --- time ------------------------------------------------------------------------------------ */

/* The word of the expression that the tree hangs it by. */
static uint32_t head_of_span(const sr_scene *v, uint32_t beg, uint32_t end)
{
    for (uint32_t t = beg; t < end; t++) {
        uint32_t h = sr_scene_word(v, t)->head;
        if (h < beg || h >= end || h == t)
            return t;
    }
    return beg;
}

static size_t first_time(const sr_doc *doc, uint32_t sent)
{
    size_t low = 0, high = doc->n_times;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (doc->times[mid].sent < sent)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static uint32_t nearest_time(const sr_scene *v, uint32_t sent, const sr_cand *c)
{
    uint32_t best = SR_NONE;
    int least = 8; /* less than four steps up */
    for (size_t i = first_time(v->doc, sent);
         i < v->doc->n_times && v->doc->times[i].sent == sent; i++) {
        const sr_timex *t = &v->doc->times[i];
        if (t->type == SR_TIMEX_DURATION || t->type == SR_TIMEX_SET)
            continue;
        int d = near(v, c, head_of_span(v, t->tok_beg, t->tok_end));
        if (d < least)
            least = d, best = (uint32_t)i;
    }
    return best;
}

/* The article's day, as precisely as it is known: told in the past or present, and nothing
 * else said, that is when news was. */
static sr_str day_of_article(const sr_doc *doc)
{
    const sr_when *w = &doc->article.published;
    char day[SR_TIME_TEXT];
    if (w->precision == SR_TIME_UNKNOWN)
        return SR_STR("");
    sr_time_text(w->at_s, day);
    size_t n = w->precision == SR_TIME_YEAR ? 4 : w->precision == SR_TIME_MONTH ? 7 : 10;
    return sr_arena_str(doc->arena, (sr_str){day, n});
}

static sr_status set_time(const sr_scene *v, uint32_t sent, const sr_cand *c, sr_event *e,
                          sr_err *err)
{
    e->time = nearest_time(v, sent, c);
    e->day = SR_STR("");
    if (e->time != SR_NONE)
        e->day = v->doc->times[e->time].value;
    else if (e->factuality.tense != SR_TOLD_FUTURE &&
             e->factuality.modality == SR_MODALITY_ASSERTED)
        e->day = day_of_article(v->doc);
    return e->day.p ? SR_OK : sr_fail(err, SR_ENOMEM, 0, "out of memory for events");
}

/* --- place ------------------------------------------------------------------------------------- */

static size_t first_place(const sr_doc *doc, uint32_t sent)
{
    size_t i = 0, high = doc->n_places;
    while (i < high) {
        size_t mid = i + (high - i) / 2;
        if (doc->places[mid].sent < sent)
            i = mid + 1;
        else
            high = mid;
    }
    return i;
}

/* "in Kyiv", "near the border", "Kharkiv strike" say where; "with Moscow" does not. */
static bool says_where(const sr_scene *v, const sr_place *p)
{
    static const char *const words[] = {
        "in", "at",  "near", "around", "outside", "inside", "across",
        "on", "off", "over", "into",   "through", "along",  "throughout"};
    const sr_mention *m = &v->doc->mentions[p->mention];
    if (m->head < v->beg || m->head >= v->end)
        return false;
    sr_relation r = (sr_relation)sr_scene_word(v, m->head)->rel;
    if (r == SR_REL_COMPOUND && p->precision <= SR_PLACE_CITY)
        return true;
    for (uint32_t c = sr_scene_child(v, m->head); c != SR_NONE; c = sr_scene_next(v, c))
        for (size_t i = 0; i < SR_COUNT(words); i++)
            if (sr_str_ieq(sr_scene_word(v, c)->lemma, sr_str_of(words[i])))
                return true;
    return false;
}

static uint32_t nearest_place(const sr_scene *v, uint32_t sent, const sr_cand *c)
{
    uint32_t best = SR_NONE;
    int least = 13;
    for (size_t i = first_place(v->doc, sent);
         i < v->doc->n_places && v->doc->places[i].sent == sent; i++) {
        const sr_place *p = &v->doc->places[i];
        if (p->part == SR_PLACE_DATELINE || !says_where(v, p))
            continue;
        int d = near(v, c, v->doc->mentions[p->mention].head) * 2 +
                (p->precision == SR_PLACE_COUNTRY);
        if (d < least * 2)
            least = d / 2, best = (uint32_t)i;
    }
    return best;
}

/* What is done with bodies happens somewhere: where nothing says where, at the scene of the
 * article, if it has but one. */
static bool is_bodily(uint8_t type)
{
    return type == SR_EVENT_ASSAULT || type == SR_EVENT_PROTEST ||
           type == SR_EVENT_DISASTER || type == SR_EVENT_ACCIDENT ||
           type == SR_EVENT_OUTAGE;
}

/* A place that suffers the event is where it was: "the shelling of Kharkiv". */
static uint32_t place_of_recipient(const sr_doc *doc, uint32_t sent, const sr_event *e)
{
    for (size_t i = first_place(doc, sent);
         i < doc->n_places && doc->places[i].sent == sent; i++)
        for (size_t k = 0; k < e->n_recipients; k++) {
            sr_span p = doc->places[i].span, r = e->recipients[k].span;
            if (p.beg >= r.beg && p.end <= r.end)
                return (uint32_t)i;
        }
    return SR_NONE;
}

static uint32_t scene_of(const sr_doc *doc, uint32_t sent)
{
    uint32_t found = SR_NONE;
    size_t end = first_place(doc, sent + 1), i = end > BACK ? end - BACK : 0;
    for (; i < end; i++)
        if (doc->places[i].part == SR_PLACE_SCENE) {
            if (found != SR_NONE && doc->places[found].entity != doc->places[i].entity)
                return SR_NONE;
            found = (uint32_t)i;
        }
    return found;
}

/* --- factuality ---------------------------------------------------------------------------------- */

static const sr_predicate *predicate_at(const sr_doc *doc, uint32_t tok)
{
    size_t low = 0, high = doc->n_predicates;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (doc->predicates[mid].tok < tok)
            low = mid + 1;
        else
            high = mid;
    }
    return low < doc->n_predicates && doc->predicates[low].tok == tok
               ? &doc->predicates[low]
               : NULL;
}

/* "using a dog [to attack]": as sure as the use. */
static const sr_predicate *predicate_of_means(const sr_scene *v, uint32_t tok)
{
    const sr_word *w = sr_scene_word(v, tok);
    bool below = w->rel == SR_REL_XCOMP || w->rel == SR_REL_ADVCL || w->rel == SR_REL_ACL;
    uint32_t h = w->head;
    for (int i = 0; below && i < 2 && h >= v->beg && h < v->end; i++) {
        if (sr_scene_is(v, h, SR_CLASS_MEANS))
            return predicate_at(v->doc, h);
        h = sr_scene_word(v, h)->rel == SR_REL_OBJ ? sr_scene_word(v, h)->head : SR_NONE;
    }
    return NULL;
}

/* "a petition [challenging] it was dismissed": what is dismissed was there. */
static bool describes_noun(const sr_scene *v, uint32_t tok)
{
    const sr_word *w = sr_scene_word(v, tok);
    return w->upos == SR_UPOS_VERB &&
           (w->rel == SR_REL_ACL_RELCL ||
            (w->rel == SR_REL_ACL && !(w->feats & SR_FEAT(VERBFORM_INF))));
}

/* "after [the attack]": it was before. */
static bool is_before(const sr_scene *v, uint32_t tok)
{
    static const char *const words[] = {"after", "following", "since", "amid", "during"};
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE; c = sr_scene_next(v, c))
        for (size_t i = 0; i < SR_COUNT(words); i++)
            if (sr_str_ieq(sr_str_span(v->text, v->doc->tokens[c].span),
                           sr_str_of(words[i])))
                return true;
    return false;
}

/* "[no] law prohibits" */
static bool is_nobody(const sr_scene *v, const sr_cand *c)
{
    if (!c->m.n_actors)
        return false;
    for (uint32_t k = sr_scene_child(v, c->m.actor[0]); k != SR_NONE;
         k = sr_scene_next(v, k))
        if (sr_scene_word(v, k)->rel == SR_REL_DET &&
            sr_str_ieq(sr_scene_word(v, k)->lemma, SR_STR("no")))
            return true;
    return false;
}

/* "plans to use the funds for [a loan]": what stands under a verb is no surer than the verb,
 * where nothing else is said of it. */
static const sr_predicate *predicate_above(const sr_scene *v, const sr_cand *c)
{
    const sr_predicate *p = NULL;
    uint32_t t = c->tok, h = sr_scene_word(v, t)->head;
    for (int i = 0; c->kind == SR_KIND_NOUN && !p && i < CLIMB && h != t && h >= v->beg &&
                    h < v->end && !opens_clause(v, t);
         i++) {
        p = sr_scene_word(v, h)->upos == SR_UPOS_VERB ? predicate_at(v->doc, h) : NULL;
        t = h, h = sr_scene_word(v, t)->head;
    }
    bool unsure = p && p->factuality.modality != SR_MODALITY_ASSERTED;
    return unsure ? p : NULL;
}

/* "to respond to [the attack]", "the defence against [Russia's invasion]": known to have been. */
static bool is_presupposed(const sr_scene *v, const sr_cand *c)
{
    sr_relation r = (sr_relation)sr_scene_word(v, c->tok)->rel;
    sr_relation base = sr_relation_base(r);
    uint32_t h = sr_scene_word(v, c->tok)->head;
    if (c->kind != SR_KIND_NOUN || c->light != SR_NONE || c->type < SR_EVENT_COERCE ||
        (base != SR_REL_NMOD && base != SR_REL_OBL) || h < v->beg || h >= v->end ||
        (sr_scene_is(v, h, SR_CLASS_UNREAL) && !is_before(v, c->tok)))
        return false;
    for (uint32_t k = sr_scene_child(v, c->tok); k != SR_NONE; k = sr_scene_next(v, k)) {
        const sr_word *w = sr_scene_word(v, k);
        if (w->rel == SR_REL_NMOD_POSS ||
            (w->rel == SR_REL_DET && sr_str_ieq(w->lemma, SR_STR("the"))))
            return true;
    }
    return false;
}

static void presuppose(sr_event *e)
{
    e->factuality.negated = false;
    e->factuality.modality = SR_MODALITY_ASSERTED;
    if (e->factuality.tense == SR_TOLD_FUTURE)
        e->factuality.tense = SR_TOLD_PAST;
    e->factuality.happened = e->factuality.happened > 0 ? e->factuality.happened : 2;
}

static void set_factuality(const sr_scene *v, const sr_cand *c, sr_event *e)
{
    const sr_predicate *p = predicate_at(v->doc, c->tok);
    const sr_predicate *light =
        c->light != SR_NONE ? predicate_at(v->doc, c->light) : NULL;
    e->factuality = (sr_factuality){.modality = SR_MODALITY_ASSERTED,
                                    .tense = SR_TOLD_PAST,
                                    .negated = c->negated && !c->composed,
                                    .happened = c->negated ? -3 : 3,
                                    .committed = c->negated ? -3 : 3};
    e->statement = SR_NONE;
    /* the verb that carries a noun says more of it than the noun does */
    const sr_predicate *said = light ? light : p, *means = predicate_of_means(v, c->tok);
    said = means ? means : said ? said : predicate_above(v, c);
    if (!said)
        return;
    e->factuality = said->factuality;
    e->statement = said->statement;
    if (!c->negated && e->factuality.negated && describes_noun(v, c->tok)) {
        e->factuality.negated = false;
        e->factuality.happened = -e->factuality.happened;
    }
    if (is_nobody(v, c) && !e->factuality.negated) {
        e->factuality.negated = true;
        e->factuality.happened = -e->factuality.happened;
    }
    if (is_presupposed(v, c))
        presuppose(e);
    if (c->composed && c->future) { /* the promise or refusal itself is made */
        e->factuality.negated = false;
        e->factuality.modality = SR_MODALITY_ASSERTED;
    }
}

sr_status sr_events_place(const sr_scene *v, uint32_t sent, const sr_cand *c, sr_event *e,
                          sr_err *err)
{
    set_factuality(v, c, e);
    sr_status st = set_time(v, sent, c, e, err);
    if (st != SR_OK)
        return st;
    e->place = nearest_place(v, sent, c);
    if (e->place == SR_NONE && is_bodily(e->type))
        e->place = place_of_recipient(v->doc, sent, e);
    if (e->place == SR_NONE && is_bodily(e->type))
        e->place = scene_of(v->doc, sent);
    return SR_OK;
}

/* --- figures ---------------------------------------------------------------------------------------- */

static bool counts_victims(sr_str measure)
{
    static const char *const words[] = {"killed",    "injured",  "missing", "trapped",
                                        "displaced", "abducted", "affected"};
    for (size_t i = 0; i < SR_COUNT(words); i++)
        if (sr_str_eq(measure, sr_str_of(words[i])))
            return true;
    return false;
}

/* Could the event have this figure? */
static bool goes_with(const sr_amount *a, const sr_event *e)
{
    bool hard = e->type == SR_EVENT_ASSAULT || e->type == SR_EVENT_DISASTER ||
                e->type == SR_EVENT_ACCIDENT || e->type == SR_EVENT_PROTEST;
    if (sr_str_starts(a->measure, SR_STR("without_")))
        return e->type == SR_EVENT_OUTAGE || hard;
    if (sr_str_eq(a->measure, SR_STR("detained")))
        return e->type == SR_EVENT_COERCE || e->type == SR_EVENT_PROTEST;
    if (sr_str_eq(a->measure, SR_STR("released")))
        return e->type == SR_EVENT_RETREAT;
    if (sr_str_eq(a->measure, SR_STR("money")))
        return e->type == SR_EVENT_AID || e->type == SR_EVENT_AGREE ||
               e->type == SR_EVENT_COOPERATE;
    if (counts_victims(a->measure))
        return hard;
    return sr_str_eq(a->measure, SR_STR("homes_damaged")) ? hard : false;
}

/* The mentions of events by the sentence they are in. */
typedef struct told {
    uint32_t *first;              /* [n_sents] */
    uint32_t *next, *event, *tok; /* [mentions] */
} told;

static uint32_t event_of(const sr_doc *doc, const sr_amount *a, const told *t)
{
    uint32_t best = SR_NONE, least = UINT32_MAX;
    for (uint32_t i = t->first[a->sent]; i != SR_NONE; i = t->next[i]) {
        uint32_t tok = t->tok[i];
        uint32_t d = tok > a->tok_beg ? tok - a->tok_beg : a->tok_beg - tok;
        if (d < least && goes_with(a, &doc->events[t->event[i]]))
            least = d, best = t->event[i];
    }
    return best;
}

static bool tell_by_sentence(sr_doc *doc, told *t)
{
    size_t n = 0;
    for (size_t i = 0; i < doc->n_events; i++)
        n += doc->events[i].n_mentions;
    t->first = sr_arena_alloc(doc->arena, doc->n_sents + 1, sizeof *t->first);
    t->next = sr_arena_alloc(doc->arena, n + 1, sizeof *t->next);
    t->event = sr_arena_alloc(doc->arena, n + 1, sizeof *t->event);
    t->tok = sr_arena_alloc(doc->arena, n + 1, sizeof *t->tok);
    if (!t->first || !t->next || !t->event || !t->tok)
        return false;
    for (size_t s = 0; s < doc->n_sents; s++)
        t->first[s] = SR_NONE;
    for (size_t i = doc->n_events; i-- > 0;)
        for (size_t m = 0; m < doc->events[i].n_mentions; m++) {
            const sr_event_mention *e = &doc->events[i].mentions[m];
            t->event[--n] = (uint32_t)i, t->tok[n] = e->tok;
            t->next[n] = t->first[e->sent];
            t->first[e->sent] = (uint32_t)n;
        }
    return true;
}

sr_status sr_events_amounts(sr_doc *doc, sr_err *err)
{
    told t;
    if (!tell_by_sentence(doc, &t))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for events");
    for (size_t i = 0; i < doc->n_amounts; i++)
        doc->amounts[i].event = event_of(doc, &doc->amounts[i], &t);
    return SR_OK;
}
