/* A word of the tree -> who it stands for.  In this file: mentions; whose a thing is; one
 * word; all words. */
#include "facts/events.h"

#include "base/hash.h"

/* --- mentions ------------------------------------------------------------------------------ */

static sr_relation rel_of(const sr_scene *v, uint32_t tok)
{
    return (sr_relation)sr_scene_word(v, tok)->rel;
}

static bool is_nominal(const sr_scene *v, uint32_t tok)
{
    uint8_t u = sr_scene_word(v, tok)->upos;
    return u == SR_UPOS_NOUN || u == SR_UPOS_PROPN || u == SR_UPOS_PRON ||
           u == SR_UPOS_NUM || u == SR_UPOS_ADJ || u == SR_UPOS_DET || u == SR_UPOS_X;
}

static bool is_joined(const sr_scene *v, uint32_t tok)
{
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE; c = sr_scene_next(v, c))
        if (rel_of(v, c) == SR_REL_CONJ)
            return true;
    return false;
}

static uint32_t mention_of(const sr_scene *v, uint32_t tok)
{
    if (!v->doc->n_mentions)
        return SR_NONE;
    return is_joined(v, tok) ? sr_mention_part_of(v->doc, tok)
                             : sr_mention_of(v->doc, tok);
}

static bool is_actor_type(uint8_t type)
{
    return type == SR_ENTITY_PER || type == SR_ENTITY_ORG || type == SR_ENTITY_GPE ||
           type == SR_ENTITY_NORP || type == SR_ENTITY_LOC;
}

/* By what link says of it, else by the tagger's names and the lists. */
static bool is_actor(const sr_scene *v, uint32_t tok)
{
    uint32_t m = mention_of(v, tok);
    uint32_t e = m == SR_NONE ? SR_NONE : v->doc->mentions[m].entity;
    if (e != SR_NONE && v->doc->entities[e].is_named)
        return is_actor_type(v->doc->entities[e].type);
    return sr_scene_is(v, tok, SR_CLASS_ACTOR) ||
           (e != SR_NONE && is_actor_type(v->doc->entities[e].type));
}

static void add_party(const sr_scene *v, uint32_t tok, sr_parties *ret)
{
    sr_party p = {.entity = SR_NONE, .code = SR_STR("")};
    uint32_t m = mention_of(v, tok);
    if (m != SR_NONE) {
        p.span = v->doc->mentions[m].span;
        p.entity = v->doc->mentions[m].entity;
    } else {
        sr_span phrase = sr_scene_phrase(v, tok);
        p.span = (sr_span){v->doc->tokens[phrase.beg].span.beg,
                           v->doc->tokens[phrase.end - 1].span.end};
    }
    if (p.entity != SR_NONE)
        p.code = v->doc->entities[p.entity].code;
    for (size_t i = 0; i < ret->n; i++)
        if ((ret->v[i].entity == p.entity && p.entity != SR_NONE) ||
            (ret->v[i].span.beg == p.span.beg && ret->v[i].span.end == p.span.end))
            return;
    if (ret->n < SR_COUNT(ret->v))
        ret->v[ret->n++] = p;
}

/* --- whose a thing is ------------------------------------------------------------------------- */

static bool has_case(const sr_scene *v, uint32_t tok, sr_str word)
{
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE; c = sr_scene_next(v, c))
        if (rel_of(v, c) == SR_REL_CASE && sr_str_ieq(sr_scene_word(v, c)->lemma, word))
            return true;
    return false;
}

/* "released [a statement] that accuses": who released it. */
static uint32_t writer_of(const sr_scene *v, uint32_t tok)
{
    uint32_t h = sr_scene_word(v, tok)->head;
    if (!sr_scene_is(v, tok, SR_CLASS_MEDIUM) || rel_of(v, tok) != SR_REL_OBJ ||
        h < v->beg || h >= v->end)
        return SR_NONE;
    uint32_t subject = sr_scene_subject(v, h, 4);
    return subject != SR_NONE && subject != tok && is_actor(v, subject) ? subject
                                                                        : SR_NONE;
}

/* "[Russian] missiles", "[Iraq's] warplanes", "the office of [the president]", "the decision
 * by [the court]" */
static uint32_t owner_of(const sr_scene *v, uint32_t tok)
{
    uint32_t modifier = SR_NONE, of = SR_NONE;
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE; c = sr_scene_next(v, c)) {
        sr_relation r = rel_of(v, c);
        if (!is_actor(v, c))
            continue;
        if (r == SR_REL_NMOD_POSS)
            return c;
        if ((r == SR_REL_AMOD || r == SR_REL_COMPOUND) && modifier == SR_NONE)
            modifier = c;
        if (sr_relation_base(r) == SR_REL_NMOD &&
            (has_case(v, c, SR_STR("of")) || has_case(v, c, SR_STR("by"))))
            of = c;
    }
    if (modifier != SR_NONE)
        return modifier;
    return of != SR_NONE ? of : writer_of(v, tok);
}

/* --- one word ---------------------------------------------------------------------------------- */

/* Nothing that could be done something to: "the attack", "its decision". */
static bool is_abstract(const sr_scene *v, uint32_t tok)
{
    return sr_scene_is(v, tok, SR_CLASS_ABSTRACT) ||
           sr_frames_head(v->frames, v->lemma[tok - v->beg]) != SR_NONE;
}

/* "the [Benghazi] attack": a town before a noun says where, not who. */
static bool is_town_beside(const sr_scene *v, uint32_t tok)
{
    const sr_doc *doc = v->doc;
    sr_span t = doc->tokens[tok].span;
    if (rel_of(v, tok) != SR_REL_COMPOUND)
        return false;
    size_t low = 0, high = doc->n_places;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (doc->places[mid].sent < v->sent)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < doc->n_places && doc->places[low].sent == v->sent; low++) {
        const sr_place *p = &doc->places[low];
        if (p->span.beg <= t.beg && t.end <= p->span.end)
            return p->precision <= SR_PLACE_CITY && p->part != SR_PLACE_ACTOR;
    }
    return false;
}

static void add_word(const sr_scene *v, uint32_t tok, bool things, sr_parties *ret)
{
    uint32_t owner;
    if (is_town_beside(v, tok))
        return;
    if (is_actor(v, tok))
        add_party(v, tok, ret);
    else if (things && sr_scene_is(v, tok, SR_CLASS_THING))
        add_party(v, tok, ret);
    else if ((owner = owner_of(v, tok)) != SR_NONE)
        add_party(v, owner, ret);
    else if (things && !is_abstract(v, tok) && is_nominal(v, tok) &&
             sr_scene_word(v, tok)->upos != SR_UPOS_DET)
        add_party(v, tok, ret);
}

/* --- all words ------------------------------------------------------------------------------------ */

void sr_events_parties(const sr_scene *v, const uint32_t *toks, size_t n, bool things,
                       sr_parties *ret)
{
    ret->n = 0;
    for (size_t i = 0; i < n; i++) {
        add_word(v, toks[i], things, ret);
        for (uint32_t c = sr_scene_child(v, toks[i]); c != SR_NONE;
             c = sr_scene_next(v, c))
            if (rel_of(v, c) == SR_REL_CONJ && is_nominal(v, c))
                add_word(v, c, things, ret);
    }
}

/* The last word, folded by case: "President Macron" and "Macron". */
static uint64_t last_word(sr_str s)
{
    char low[64];
    size_t beg = s.len, n = 0;
    while (beg > 0 && s.p[beg - 1] != ' ')
        beg--;
    for (size_t i = beg; i < s.len && n < sizeof low; i++)
        low[n++] = sr_lower(s.p[i]);
    return sr_hash64((sr_str){low, n});
}

bool sr_party_same(const sr_doc *doc, sr_str text_a, const sr_party *a, sr_str text_b,
                   const sr_party *b)
{
    if (a->entity != SR_NONE && b->entity != SR_NONE) {
        if (a->entity == b->entity)
            return true;
        const sr_entity *x = &doc->entities[a->entity], *y = &doc->entities[b->entity];
        if (x->is_named && y->is_named)
            return x->country.len && sr_str_eq(x->country, y->country) && x->code.len &&
                   sr_str_eq(x->code, y->code);
    }
    return last_word(sr_str_span(text_a, a->span)) ==
           last_word(sr_str_span(text_b, b->span));
}
