/* Countries of an article.  In order: the sum of its places and actors, the main one. */
#include "link/focus.h"

#include <math.h>

enum { FOCUS_MOST = 64 };

/* --- the sum --------------------------------------------------------------------------------- */

typedef struct sum {
    sr_focus v[FOCUS_MOST];
    size_t n;
    float total;
} sum;

static void add(sum *s, sr_str country, float weight)
{
    size_t i = 0;
    if (!country.len)
        return;
    while (i < s->n && !sr_str_eq(s->v[i].country, country))
        i++;
    if (i == FOCUS_MOST)
        return;
    if (i == s->n)
        s->v[s->n++] = (sr_focus){country, 0};
    s->v[i].weight += weight;
    s->total += weight;
}

/* Mentions early in the article and in its title weigh more. */
static float weight_of(const sr_doc *doc, uint32_t sent)
{
    const sr_sentence *s = &doc->sents[sent];
    return s->in_title ? 3.0f : s->para == 0 ? 2.0f : 1.0f;
}

static void add_entity(const sr_doc *doc, const sr_entity *e, sum *s)
{
    float w = 0;
    for (uint32_t m = e->first; m != SR_NONE; m = doc->mentions[m].next)
        if (doc->mentions[m].kind == SR_MENTION_NAME)
            w += weight_of(doc, doc->mentions[m].sent);
    bool is_place = e->type == SR_ENTITY_GPE || e->type == SR_ENTITY_LOC ||
                    e->type == SR_ENTITY_FAC || e->type == SR_ENTITY_NORP;
    add(s, e->country, is_place ? w : 0.5f * w);
}

static void sort(sum *s)
{
    for (size_t i = 1; i < s->n; i++)
        for (size_t k = i; k > 0 && s->v[k].weight > s->v[k - 1].weight; k--) {
            sr_focus t = s->v[k];
            s->v[k] = s->v[k - 1];
            s->v[k - 1] = t;
        }
}

size_t sr_link_focus(const sr_doc *doc, sr_focus *ret, size_t cap)
{
    sum s = {.n = 0};
    for (size_t i = 0; i < doc->n_entities; i++)
        if (doc->entities[i].is_named)
            add_entity(doc, &doc->entities[i], &s);
    for (size_t i = 0; i < doc->n_places; i++) {
        const sr_place *p = &doc->places[i];
        bool is_told = p->part == SR_PLACE_SCENE || p->part == SR_PLACE_DATELINE;
        add(&s, p->country, is_told ? weight_of(doc, p->sent) : 0);
    }
    sort(&s);
    size_t n = s.n < cap ? s.n : cap;
    for (size_t i = 0; i < n; i++)
        ret[i] = (sr_focus){s.v[i].country, s.v[i].weight / s.total};
    return n;
}

/* --- the main one -------------------------------------------------------------------------------- */

sr_str sr_focus_main(const sr_know *know, const struct sr_readings *r)
{
    const float most = 0.5f, least = 0.8f; /* one name of a place is enough */
    const sr_votes *t = &r->countries;
    for (size_t i = 0; i <= t->mask; i++) {
        char iso3[3] = {(char)(t->key[i] >> 16), (char)(t->key[i] >> 8), (char)t->key[i]};
        sr_country c;
        if (t->key[i] && t->weight[i] > most * t->total && t->weight[i] > least &&
            sr_know_country(know, (sr_str){iso3, 3}, &c))
            return c.iso3;
    }
    return (sr_str){"", 0};
}
