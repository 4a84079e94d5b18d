/* Names of places to doc->places.  In order:
 *   1. words around a name      2. what part it plays      3. the table
 */
#include "link/readings.h"

enum { CLIMB = 4, DATELINE_WORDS = 12, CASE_WORDS = 6 };

/* --- 1. words around --------------------------------------------------------------------------- */

static uint32_t classes(const sr_work *w, uint32_t t)
{
    return sr_link_classes_of(&w->rules->lists, w->doc->words[t].lemma);
}

/* The word that binds it to what it hangs on: "[in] Kharkiv"; SR_NONE. */
static uint32_t case_of(const sr_work *w, const sr_sentence *s, uint32_t t)
{
    for (uint32_t k = t; k-- > s->tok_beg && k + CASE_WORDS > t;)
        if (w->doc->words[k].head == t && w->doc->words[k].rel == SR_REL_CASE)
            return k;
    return SR_NONE;
}

static bool is_locative(const sr_work *w, const sr_sentence *s, uint32_t t)
{
    uint32_t k = case_of(w, s, t);
    return k != SR_NONE && (classes(w, k) & SR_LINK_LOCATIVE);
}

static bool is_case(const sr_work *w, const sr_sentence *s, uint32_t t, const char *word)
{
    uint32_t k = case_of(w, s, t);
    return k != SR_NONE && sr_str_eq(w->doc->words[k].lemma, sr_str_of(word));
}

static bool is_verb(const sr_work *w, uint32_t t)
{
    return w->doc->words[t].upos == SR_UPOS_VERB;
}

static bool tells(const sr_work *w, uint32_t verb)
{
    return is_verb(w, verb) && !(classes(w, verb) & (SR_LINK_STILL | SR_LINK_SPEAKS));
}

/* --- 2. what part it plays ------------------------------------------------------------------------ */

/* "KYIV, Nov 29 (Agency) -": a dash or bracket follows in the first words of a paragraph. */
static bool is_dateline(const sr_work *w, const sr_mention *m)
{
    const sr_doc *doc = w->doc;
    const sr_sentence *s = &doc->sents[m->sent];
    bool opens = !s->in_title && s->tok_beg + 4 > m->tok_beg &&
                 (m->sent == 0 || doc->sents[m->sent - 1].in_title ||
                  doc->sents[m->sent - 1].para != s->para);
    if (!opens)
        return false;
    bool shouted = doc->tokens[m->tok_beg].flags & SR_TOKEN_ALL_CAPS;
    for (uint32_t t = m->tok_end; t < s->tok_end && t < s->tok_beg + DATELINE_WORDS;
         t++) {
        sr_str text = sr_str_span(sr_doc_text(doc, s), doc->tokens[t].span);
        bool is_dash = sr_str_eq(text, SR_STR("-")) || sr_str_eq(text, SR_STR("--")) ||
                       sr_str_eq(text, SR_STR("–")) || sr_str_eq(text, SR_STR("—"));
        if (is_dash || (shouted && sr_str_eq(text, SR_STR(":"))))
            return true;
        if (is_verb(w, t))
            return false;
    }
    return false;
}

/* The government speaks or acts: "[Moscow] said", "strikes by [Russia]". */
static bool is_actor(const sr_work *w, const sr_mention *m, bool is_country, bool is_seat)
{
    const sr_word *x = &w->doc->words[m->head];
    uint32_t c = classes(w, x->head);
    if (x->rel == SR_REL_OBL_AGENT)
        return is_country;
    if (x->rel == SR_REL_NMOD && (c & SR_LINK_HAPPENING))
        return is_country && is_case(w, &w->doc->sents[m->sent], m->head, "by");
    if (sr_relation_base(x->rel) != SR_REL_NSUBJ || x->rel == SR_REL_NSUBJ_PASS ||
        !is_verb(w, x->head))
        return false;
    return is_seat ? (c & (SR_LINK_SPEAKS | SR_LINK_ACTS)) != 0
                   : is_country && (!(c & SR_LINK_STILL) || (c & SR_LINK_SPEAKS));
}

/* Something happens to the place itself: "an earthquake hit [Turkey]". */
static bool is_struck(const sr_work *w, const sr_word *x)
{
    bool is_target = x->rel == SR_REL_OBJ || x->rel == SR_REL_NSUBJ_PASS;
    return is_target && is_verb(w, x->head) && (classes(w, x->head) & SR_LINK_STRUCK);
}

/* "the [invasion] of Ukraine", "the [blast] in Kharkiv", "the Kharkiv [blast]". */
static bool is_of_happening(const sr_work *w, const sr_sentence *s, uint32_t t,
                            bool locative)
{
    const sr_word *x = &w->doc->words[t];
    return (classes(w, x->head) & SR_LINK_HAPPENING) &&
           (x->rel == SR_REL_COMPOUND ||
            (x->rel == SR_REL_NMOD && (locative || is_case(w, s, t, "of"))));
}

/* From a word to what it hangs on, as long as that is one thing or its place. */
static bool climbs(sr_relation rel)
{
    return rel == SR_REL_OBL || rel == SR_REL_NMOD || rel == SR_REL_CONJ ||
           rel == SR_REL_APPOS || rel == SR_REL_COMPOUND || rel == SR_REL_FLAT ||
           rel == SR_REL_OBJ || rel == SR_REL_NSUBJ;
}

/* Up from a locative to a verb that tells or a noun of a happening. */
static bool is_scene(const sr_work *w, const sr_mention *m)
{
    const sr_sentence *s = &w->doc->sents[m->sent];
    uint32_t t = m->head;
    bool locative = false;
    if (is_struck(w, &w->doc->words[t]))
        return true;
    for (int steps = 0; steps < CLIMB; steps++) {
        const sr_word *x = &w->doc->words[t];
        sr_relation rel = sr_relation_base(x->rel);
        locative |= is_locative(w, s, t);
        if (x->head == t)
            return false;
        if (is_of_happening(w, s, t, locative))
            return true;
        bool is_bound_otherwise = case_of(w, s, t) != SR_NONE && !is_locative(w, s, t) &&
                                  !is_case(w, s, t, "of"); /* "with", "by", "against" */
        if (!climbs(rel) || x->rel == SR_REL_NMOD_POSS || is_bound_otherwise)
            return false;
        t = x->head;
        if (is_verb(w, t))
            return locative && tells(w, t);
        if (locative && rel == SR_REL_OBL && w->doc->words[t].head == t)
            return (classes(w, t) & SR_LINK_HAPPENING) != 0;
    }
    return false;
}

static sr_place_part part_of(const sr_work *w, const sr_mention *m, bool is_country,
                             bool is_seat)
{
    if (is_dateline(w, m))
        return SR_PLACE_DATELINE;
    if (is_actor(w, m, is_country, is_seat))
        return SR_PLACE_ACTOR;
    return is_scene(w, m) ? SR_PLACE_SCENE : SR_PLACE_MENTIONED;
}

/* --- 3. the table ------------------------------------------------------------------------------------ */

static sr_place of_country(const sr_work *w, const sr_known_as *k)
{
    sr_country c;
    if (!sr_know_country(w->rules->know, k->country, &c))
        return (sr_place){.name = {NULL, 0}};
    return (sr_place){.name = c.name,
                      .country = c.iso3,
                      .lat = c.lat,
                      .lon = c.lon,
                      .geonames = c.geonames,
                      .precision = SR_PLACE_COUNTRY};
}

static sr_place of_place(const sr_known_place *p)
{
    return (sr_place){.name = p->name,
                      .country = p->country,
                      .claimed = p->claimed,
                      .adm1 = p->adm1,
                      .lat = p->lat,
                      .lon = p->lon,
                      .geonames = p->geonames,
                      .precision = p->precision};
}

/* The place in the name of a body, as far as it is said: "[Athens] Police Department". */
static sr_place of_inner(const sr_work *w, uint32_t i)
{
    const sr_mention *m = &w->doc->mentions[i];
    const sr_known_as *k = &w->known[i];
    sr_known_place known = sr_know_place(w->rules->know, k->inner);
    sr_place p = of_place(&known);
    p.span = (sr_span){m->span.beg + k->inner_beg, m->span.beg + k->inner_end};
    p.sent = m->sent, p.mention = i, p.entity = m->entity, p.p = k->p;
    p.part = SR_PLACE_MENTIONED;
    return p;
}

/* The place that a mention names; .name.p is NULL where it names none. */
static sr_place place_of(const sr_work *w, uint32_t i)
{
    const sr_mention *m = &w->doc->mentions[i];
    const sr_known_as *k = &w->known[i];
    sr_place p = {.name = {NULL, 0}};
    bool is_place =
        k->type == SR_ENTITY_GPE || k->type == SR_ENTITY_LOC || k->type == SR_ENTITY_FAC;
    bool is_country = false, is_seat = false;
    if (m->kind == SR_MENTION_NAME && k->inner != SR_NONE)
        return of_inner(w, i);
    if (m->kind != SR_MENTION_NAME || !is_place)
        return p;
    if (k->place != SR_NONE) {
        sr_known_place known = sr_know_place(w->rules->know, k->place);
        p = of_place(&known);
        is_country = p.precision == SR_PLACE_COUNTRY;
        is_seat = k->word == SR_COUNTRY_SEAT || known.is_capital;
    } else if (k->word == SR_COUNTRY_NAME) {
        p = of_country(w, k);
        is_country = true;
    }
    if (!p.name.p)
        return p;
    p.span = m->span, p.sent = m->sent;
    p.mention = i, p.entity = m->entity, p.p = k->p;
    p.part = (uint8_t)part_of(w, m, is_country, is_seat);
    return p;
}

/* How many mentions may name a place; the table is made once, at its size. */
static size_t most_places(const sr_work *w)
{
    size_t n = 0;
    for (size_t i = 0; i < w->doc->n_mentions; i++) {
        const sr_known_as *k = &w->known[i];
        n += k->place != SR_NONE || k->inner != SR_NONE || k->word == SR_COUNTRY_NAME;
    }
    return n;
}

sr_status sr_places_find(sr_work *w, sr_err *err)
{
    size_t n = 0;
    sr_place *v = SR_NEW(w->arena, sr_place, most_places(w));
    if (!v)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for places");
    for (uint32_t i = 0; i < w->doc->n_mentions; i++) {
        sr_place p = place_of(w, i);
        if (p.name.p)
            v[n++] = p;
    }
    w->doc->places = v;
    w->doc->n_places = n;
    return SR_OK;
}
