/* What the knowledge means by each name.  In order:
 *   1. how well an actor fits a name      2. the best actor
 *   3. actor, place, country or nothing   4. readings -> mentions
 *
 * A fit is a sum of small weights, by hand (docs/link.md has what each is worth on the odd
 * articles of the sets there); an actor or place below its bar is none: NIL is an answer.
 */
#include "link/readings.h"

#include <math.h>

/* --- 1. fit of an actor ------------------------------------------------------------------- */

typedef struct tag_shares {
    float per, org, loc, norp, misc;
} tag_shares;

static tag_shares shares_of(const sr_reading *r)
{
    float n = r->n ? (float)r->n : 1;
    return (tag_shares){
        .per = (float)r->tags[SR_NAME_PER] / n,
        .org = (float)r->tags[SR_NAME_ORG] / n,
        .loc = (float)(r->tags[SR_NAME_LOC] + r->tags[SR_NAME_FAC]) / n,
        .norp = (float)r->tags[SR_NAME_NORP] / n,
        .misc = (float)r->tags[SR_NAME_MISC] / n,
    };
}

static float fit_of_tags(const sr_known *k, const tag_shares *t)
{
    switch (k->kind) {
    case SR_KNOWN_PERSON: return 2.0f * t->per - 2.5f * t->loc - 1.0f * t->org - t->norp;
    case SR_KNOWN_ORG:
        return 1.6f * t->org + 0.6f * t->misc - 0.8f * t->per - 1.2f * t->loc +
               0.2f * t->norp;
    case SR_KNOWN_GROUP:
        return 1.2f * (t->org + t->norp) + 0.8f * t->misc - 0.5f * t->loc;
    case SR_KNOWN_OTHER: return 1.2f * t->misc + 0.5f * t->org - 0.5f * t->per - t->loc;
    default: return 0;
    }
}

/* A last name alone is somebody only with help: a title, a country word, or great fame. */
static float fit_of_person(const sr_work *w, const sr_reading *r, const sr_known *k,
                           sr_actor actor)
{
    const float near_share = 0.1f; /* a story about elsewhere */
    sr_known_role role;
    bool is_over, has_role = sr_role_of(w->rules->know, actor, &w->doc->article.published,
                                        &role, &is_over);
    float v = has_role && !is_over ? 0.6f : has_role ? 0 : -0.3f;
    if (r->near_country)
        v += r->near_country == sr_iso3_of(k->country) ? 1.2f : -0.6f;
    if (r->words >= 2)
        return v + 1.5f;
    bool is_foreign =
        sr_votes_share(&w->readings->countries, sr_iso3_of(k->country), 0) < near_share;
    bool is_yet_to_come =
        !has_role && w->doc->article.published.precision != SR_TIME_UNKNOWN;
    return v + (r->has_title ? 0.6f : 0) - 1.2f - (is_yet_to_come ? 1.5f : 0) -
           (!is_foreign    ? 0
            : r->has_title ? 1.0f
                           : 2.0f);
}

static bool is_shouted(sr_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (sr_is_lower(s.p[i]))
            return false;
    return true;
}

/* "[National Guard]", "[CGT]": several countries have one, and those of other countries than
 * the article's are not meant. */
static bool is_of_each_country(const sr_know *know, sr_actor actor, const sr_reading *r)
{
    static const char *const kinds[] = {"government", "ministry", "parliament", "court",
                                        "police",     "military", "party",      "union"};
    sr_str kind = sr_know_actor(know, actor).n_roles ? sr_know_role(know, actor, 0).office
                                                     : (sr_str){"", 0};
    bool is_common = r->words >= 2 || is_shouted(r->text);
    for (size_t i = 0; i < SR_COUNT(kinds); i++)
        if (sr_str_eq(kind, sr_str_of(kinds[i])))
            return is_common;
    return false;
}

bool sr_body_is_elsewhere(const sr_work *w, const sr_reading *r, sr_actor actor)
{
    const float little = 0.05f, main = 0.5f;
    const sr_votes *all = &w->readings->countries;
    sr_iso3 country = sr_iso3_of(sr_know_actor(w->rules->know, actor).country);
    return country && r->near_country != country && w->readings->outlet != country &&
           sr_votes_share(all, country, 0) <= little &&
           sr_votes_share(all, w->readings->main, 0) > main &&
           is_of_each_country(w->rules->know, actor, r);
}

static float fit_of(const sr_work *w, const sr_reading *r, const tag_shares *t,
                    sr_actor actor)
{
    sr_known k = sr_know_actor(w->rules->know, actor);
    float v = 2.0f * k.weight + fit_of_tags(&k, t);
    v += 1.5f * sr_votes_share(&w->readings->countries, sr_iso3_of(k.country), 0);
    if (k.kind == SR_KNOWN_PERSON)
        return v + fit_of_person(w, r, &k, actor);
    if (r->near_country && k.country.len)
        v += r->near_country == sr_iso3_of(k.country) ? 0.8f : -0.8f;
    if (sr_body_is_elsewhere(w, r, actor))
        v -= 4;
    return v + (r->words >= 2 ? 1.2f : 0.2f);
}

/* --- 2. the best actor ---------------------------------------------------------------------- */

typedef struct fit {
    sr_actor actor;
    float value;
} fit;

/* A word for a kind of actor is nobody's name alone: "President", "Council". */
static bool is_common(const sr_work *w, const sr_reading *r)
{
    char room[32];
    sr_role_word role;
    uint32_t classes = sr_link_classes_of(&w->rules->lists, r->text);
    if (r->words != 1 || r->text.len > sizeof room)
        return false;
    for (size_t i = 0; i < r->text.len; i++)
        room[i] = sr_lower(r->text.p[i]);
    return (classes & (SR_LINK_BODY | SR_LINK_COURTESY | SR_LINK_GENERIC)) ||
           sr_know_role_word(w->rules->know, (sr_str){room, r->text.len}, &role);
}

static fit best_actor(const sr_work *w, const sr_reading *r, const tag_shares *t)
{
    fit best = {SR_NONE, -100};
    if (is_common(w, r))
        return best;
    for (size_t i = 0; i < r->n_actors; i++) {
        if (sr_know_actor(w->rules->know, r->actors[i]).kind == SR_KNOWN_COUNTRY)
            continue;
        float v = fit_of(w, r, t, r->actors[i]) - 0.05f * (float)i;
        if (v > best.value)
            best = (fit){r->actors[i], v};
    }
    return best;
}

/* --- 3. actor, place, country or nothing --------------------------------------------------------- */

static uint8_t type_of_tags(const sr_reading *r)
{
    static const uint8_t types[SR_NAME_TYPES] = {SR_ENTITY_PER,  SR_ENTITY_ORG,
                                                 SR_ENTITY_LOC,  SR_ENTITY_MISC,
                                                 SR_ENTITY_NORP, SR_ENTITY_FAC};
    size_t best = 0;
    for (size_t i = 1; i < SR_NAME_TYPES; i++)
        if (r->tags[i] > r->tags[best])
            best = i;
    return types[best];
}

static uint8_t type_of_spot(const sr_spot *s)
{
    return s->feature == 'C' || s->feature == 'A' || s->feature == 'P' ? SR_ENTITY_GPE
           : s->feature == 'S'                                         ? SR_ENTITY_FAC
                                                                       : SR_ENTITY_LOC;
}

/* A place that few know needs a reason to be meant: its country is spoken of, what holds it
 * is said, another place is near.  Where nothing is known of what is spoken of, less. */
static float doubt_of(const struct sr_readings *all, const sr_reading *r,
                      const sr_spot *s, float share, float own)
{
    const float known_abroad = 7.0f, known = 5.5f, division = 7.5f, near_enough = 0.3f,
                most = 3.0f;
    const sr_votes *countries = &all->countries;
    bool is_held = r->in_country || r->in_adm1 || r->near_country == s->country;
    bool is_division = s->feature == 'A' && s->is_great;
    if ((s->is_great && !is_division) || is_held || share >= 0.1f ||
        s->near >= near_enough)
        return 0;
    bool is_one_story = sr_votes_share(countries, all->main, 0) > 0.7f;
    float least = is_division ? division
                  : countries->total - own > 1.5f
                      ? known_abroad + (is_one_story ? 0.7f : 0)
                      : known;
    return fminf(most, fmaxf(0, least - s->renown));
}

/* How well the chosen place fits what stands around the name; above 0: it is one. */
static float fit_of_place(const struct sr_readings *all, const sr_reading *r,
                          const tag_shares *t)
{
    if (r->spot == SR_NONE || r->is_agency)
        return -100;
    const sr_votes *countries = &all->countries;
    const sr_spot *s = &r->spots[r->spot];
    if (r->word == SR_COUNTRY_SEAT && r->words >= 2 && !s->is_great)
        return -100; /* the White House is not in Tennessee */
    float own = r->n ? 1 + logf((float)r->n) : 0; /* at most, as geo.c counts it */
    float share = sr_votes_share(countries, s->country, own);
    bool is_foreign = share < 0.1f, is_town = s->feature == 'P';
    if (is_town && r->text.len <= 4 && is_shouted(r->text) &&
        ((s->is_alias && share < 0.3f) || (!s->is_great && r->text.len <= 3)))
        return -100; /* UGA is no town, SUV not Suva */
    bool is_held = r->in_country || r->in_adm1;
    float v = 2.2f * t->loc + 0.3f * t->misc - 1.2f * t->per - 0.4f * t->org - 0.5f;
    v += s->is_great ? 0.8f + sr_votes_share(countries, s->country, 0) : 0;
    v += s->feature == 'C' ? 1.6f : 0;
    v += is_held ? 1.5f : 0;
    v += s->is_alias && !s->is_great ? -0.8f : 0;
    v -= doubt_of(all, r, s, share, own);
    if (r->is_ordinary && !is_held && s->feature != 'C') /* "[Rivers] may rise" */
        v -= is_foreign || !r->is_inside ? 2.5f : 1.0f;
    if (r->is_ordinary && !is_held && is_foreign && !r->is_inside)
        return -100;
    if (r->words >= 2 && !r->has_title && share >= 0.3f &&
        (!s->is_alias || s->renown > 5))
        v += 3.2f * t->per; /* the tagger takes "Wad Madani" for a person */
    v += r->is_bare_form && is_foreign && !is_held ? -2.5f : 0; /* West [Midlands] */
    v += r->is_bare_form && t->loc < 0.5f ? -1.5f : 0;
    v += r->cues & SR_LINK_STREET ? -1.5f : 0;
    v += r->is_glued && s->feature != 'C' ? -1.0f : 0;
    if (is_foreign && !is_held && s->feature != 'C')
        v -= r->cues & SR_LINK_BODY ? 2.5f
             : s->is_great          ? 0
                                    : 0.5f; /* "(Meridian Agency)" */
    v += (r->cues & SR_LINK_BODY) && t->loc < 0.5f ? -0.8f : 0;
    if (r->longer != SR_NONE)
        v -= t->loc > 0.5f && s->is_great ? 0.8f : 2.5f;
    return v;
}

static sr_actor country_actor(const sr_work *w, sr_str iso3)
{
    sr_country c;
    return sr_know_country(w->rules->know, iso3, &c) ? c.actor : SR_NONE;
}

static void decide_word(const sr_work *w, sr_reading *r)
{
    bool is_people = r->word == SR_COUNTRY_ADJECTIVE || r->word == SR_COUNTRY_DEMONYM;
    r->type = is_people                    ? SR_ENTITY_NORP
              : r->word == SR_COUNTRY_NAME ? SR_ENTITY_GPE
                                           : SR_ENTITY_ORG;
    r->actor = r->word == SR_COUNTRY_NAME ? country_actor(w, r->country) : SR_NONE;
    r->p = 0.95f;
}

static void decide_none(sr_reading *r)
{
    r->type = r->is_agency ? SR_ENTITY_ORG : type_of_tags(r);
    r->actor = SR_NONE, r->spot = SR_NONE, r->p = 0;
}

static float p_of(float fit_value)
{
    return 1 / (1 + expf(-fit_value));
}

static void decide_actor(const sr_work *w, sr_reading *r, fit a)
{
    r->type = sr_know_actor(w->rules->know, a.actor).type;
    r->actor = a.actor, r->spot = SR_NONE, r->p = p_of(a.value);
}

static void decide_place(const sr_work *w, sr_reading *r, float value)
{
    const float least = 0.3f; /* of those below, one in three is right */
    const sr_spot *s = &r->spots[r->spot];
    if (r->p * p_of(value) < least) {
        decide_none(r);
        return;
    }
    r->type = type_of_spot(s);
    r->actor = s->feature == 'C' ? country_actor(w, r->country) : SR_NONE;
    r->p *= p_of(value);
}

static void decide(const sr_work *w, sr_reading *r)
{
    const float bar = 1.2f;
    tag_shares t = shares_of(r);
    bool is_people = r->word == SR_COUNTRY_ADJECTIVE || r->word == SR_COUNTRY_DEMONYM;
    fit a = best_actor(w, r, &t);
    float place = fit_of_place(w->readings, r, &t);
    if (is_people && !(t.loc > 0.5f && place > 0) && !(t.per > 0.5f && a.value > bar))
        decide_word(w, r), r->spot = SR_NONE;
    else if (place > 0 && place + 1.2f >= a.value)
        decide_place(w, r, place);
    else if (a.value > bar)
        decide_actor(w, r, a);
    else if (place > 0)
        decide_place(w, r, place);
    else if (r->word == SR_COUNTRY_SEAT || (r->word == SR_COUNTRY_NAME && t.per < 0.5f))
        decide_word(w, r), r->spot = SR_NONE;
    else
        decide_none(r);
}

/* The short name of a person is that person, or nobody the knowledge has. */
static void decide_short(const struct sr_readings *all, sr_reading *r)
{
    const sr_reading *longer = &all->v[r->longer];
    tag_shares t = shares_of(r);
    if (r->type == SR_ENTITY_GPE && t.per < 0.5f)
        return;
    r->type = SR_ENTITY_PER;
    r->actor = longer->actor, r->spot = SR_NONE, r->p = longer->p;
}

/* --- 4. readings -> mentions ------------------------------------------------------------------------ */

/* "[Athens] Police Department", of which nothing is known: the place inside. */
static void add_inner(const struct sr_readings *all, const sr_reading *r, sr_known_as *k)
{
    const sr_reading *in = &all->v[r->inner];
    size_t at = sr_str_ifind(r->text, in->text, 0);
    if (r->actor != SR_NONE || r->spot != SR_NONE || in->spot == SR_NONE ||
        at == SIZE_MAX || in->spots[in->spot].feature == 'C' || in->type == SR_ENTITY_PER)
        return;
    bool is_told = in->n && in->tags[SR_NAME_LOC] * 2 > in->n;
    if (!is_told && !in->spots[in->spot].is_great)
        return;
    k->inner = in->spots[in->spot].ref;
    k->inner_beg = (uint32_t)at, k->inner_end = (uint32_t)(at + in->text.len);
    k->p = 0.8f * in->p;
}

static sr_known_as known_of(const struct sr_readings *all, uint32_t reading)
{
    const sr_reading *r = &all->v[reading];
    sr_known_as k = {.actor = r->actor,
                     .place = SR_NONE,
                     .country = r->country,
                     .word = r->word,
                     .type = r->type,
                     .inner = SR_NONE,
                     .p = r->p};
    if (r->spot != SR_NONE)
        k.place = r->spots[r->spot].ref;
    if (r->spot != SR_NONE && r->spots[r->spot].feature != 'C' &&
        r->word == SR_COUNTRY_NAME)
        k.word = SR_COUNTRY_NO_WORD, k.country = (sr_str){"", 0}; /* Georgia, the state */
    if (r->inner != SR_NONE)
        add_inner(all, r, &k);
    if (r->type == SR_ENTITY_PER)
        k.word = SR_COUNTRY_NO_WORD, k.country = (sr_str){"", 0};
    return k;
}

sr_status sr_known_find(sr_work *w, sr_err *err)
{
    sr_status st = sr_readings_collect(w, err);
    if (st == SR_OK)
        st = sr_spots_choose(w, err);
    if (st != SR_OK)
        return st;
    struct sr_readings *all = w->readings;
    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].n)
            decide(w, &all->v[i]);
    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].n && all->v[i].longer != SR_NONE)
            decide_short(all, &all->v[i]);
    w->known = SR_NEW(w->arena, sr_known_as, w->doc->n_mentions);
    if (!w->known)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for what is known of names");
    for (size_t i = 0; i < w->doc->n_mentions; i++)
        w->known[i] = all->of[i] != SR_NONE ? known_of(all, all->of[i])
                                            : (sr_known_as){.actor = SR_NONE,
                                                            .place = SR_NONE,
                                                            .inner = SR_NONE,
                                                            .country = {"", 0},
                                                            .type = SR_ENTITY_MISC};
    return SR_OK;
}
