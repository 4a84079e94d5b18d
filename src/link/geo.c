/* Which place a name means, for all names of a document together.  In order:
 *   1. what each name says of countries and divisions
 *   2. anchors: the places that others are measured by
 *   3. the score of a place       4. rounds
 *
 *   score = prior + holder + kind + country share + division share + nearness
 *
 * source  the weights are by hand; tried on the odd articles of GeoVirus and LGL only
 *         (tests/scores/link.py); nearness and one sense a document are after Leidner
 *         (2007), Toponym Resolution in Text
 */
#include "link/readings.h"

#include <math.h>

enum { ROUNDS = 3, ANCHORS = 16 };

/* --- 1. shares ------------------------------------------------------------------------------ */

/* How loud a name is: it is said often, and grows slowly. */
static float loudness(const sr_reading *r)
{
    const float of_a_body = 0.4f; /* "Delta", which may be an airline */
    uint32_t place = r->tags[SR_NAME_LOC] + r->tags[SR_NAME_FAC] + r->tags[SR_NAME_NORP];
    float v = r->n ? 1 + logf((float)r->n) : 0;
    return place || r->word != SR_COUNTRY_NO_WORD ? v : of_a_body * v;
}

/* exp(score) of each spot over their sum -> out; the best one's index. */
static uint32_t soften(const sr_reading *r, float out[SR_READING_SPOTS + 1])
{
    uint32_t best = 0;
    float sum = 0;
    for (uint32_t i = 1; i < r->n_spots; i++)
        if (r->spots[i].score > r->spots[best].score)
            best = i;
    for (uint32_t i = 0; i < r->n_spots; i++)
        sum += out[i] = expf(r->spots[i].score - r->spots[best].score);
    for (uint32_t i = 0; i < r->n_spots; i++)
        out[i] /= sum;
    return best;
}

/* Is the name one of a place at all?  Persons called London are not asked. */
static bool is_asked(const sr_reading *r)
{
    uint32_t person = r->tags[SR_NAME_PER];
    return r->n_spots && r->longer == SR_NONE && person * 2 <= r->n;
}

static void add_votes(struct sr_readings *all)
{
    float share[SR_READING_SPOTS + 1];
    sr_votes_add(&all->countries, all->outlet, 2.0f);
    for (size_t i = 0; i < all->n; i++) {
        const sr_reading *r = &all->v[i];
        float loud = loudness(r);
        if (r->word != SR_COUNTRY_NO_WORD && !r->n_spots)
            sr_votes_add(&all->countries, sr_iso3_of(r->country), loud);
        if (!is_asked(r))
            continue;
        (void)soften(r, share);
        for (uint32_t k = 0; k < r->n_spots;
             k++) { /* the root: small towns are heard too */
            sr_votes_add(&all->countries, r->spots[k].country, loud * share[k]);
            sr_votes_add(&all->divisions, r->spots[k].adm1, loud * sqrtf(share[k]));
        }
    }
}

static uint32_t heaviest(const sr_votes *t)
{
    size_t best = 0;
    for (size_t i = 0; i <= t->mask; i++)
        if (t->weight[i] > t->weight[best])
            best = i;
    return t->key[best];
}

static void clear(sr_votes *t)
{
    memset(t->key, 0, (t->mask + 1) * sizeof *t->key);
    memset(t->weight, 0, (t->mask + 1) * sizeof *t->weight);
    t->n = 0, t->total = 0;
}

/* --- 2. anchors ------------------------------------------------------------------------------ */

typedef struct anchor {
    uint32_t reading;
    float lat, lon, weight;
} anchor;

typedef struct anchors {
    anchor v[ANCHORS];
    size_t n;
} anchors;

static void offer(anchors *a, anchor new)
{
    size_t at = a->n;
    while (at > 0 && a->v[at - 1].weight < new.weight)
        at--;
    if (at == ANCHORS)
        return;
    size_t n = a->n < ANCHORS ? a->n : ANCHORS - 1;
    memmove(&a->v[at + 1], &a->v[at], (n - at) * sizeof *a->v);
    a->v[at] = new;
    a->n = n + 1;
}

/* The loudest and surest places that are smaller than a country. */
static void choose_anchors(const struct sr_readings *all, anchors *ret)
{
    float share[SR_READING_SPOTS + 1];
    ret->n = 0;
    for (size_t i = 0; i < all->n; i++) {
        const sr_reading *r = &all->v[i];
        if (!is_asked(r))
            continue;
        uint32_t best = soften(r, share);
        const sr_spot *s = &r->spots[best];
        if (s->feature == 'C')
            continue;
        float part =
            s->feature == 'A' && s->is_great ? 0.25f : 1; /* its middle tells less */
        offer(ret,
              (anchor){(uint32_t)i, s->lat, s->lon, part * loudness(r) * share[best]});
    }
}

/* Kilometres, as on a map whose scale is right at the first place: near is what counts. */
static float distance_km(float lat1, float lon1, float lat2, float lon2)
{
    const float km_a_degree = 111.2f, radians = 0.01745329f;
    float dlon = fabsf(lon1 - lon2), dlat = lat1 - lat2;
    if (dlon > 180)
        dlon = 360 - dlon;
    dlon *= cosf(lat1 * radians);
    return km_a_degree * sqrtf(dlat * dlat + dlon * dlon);
}

/* 0: nothing is near, up to 1. */
static float nearness(const anchors *a, const sr_spot *s, uint32_t self)
{
    const float near_km = 120;
    float sum = 0, best = 0;
    for (size_t i = 0; i < a->n; i++) {
        const anchor *p = &a->v[i];
        if (p->reading == self)
            continue;
        float x =
            p->weight * expf(-distance_km(s->lat, s->lon, p->lat, p->lon) / near_km);
        sum += x;
        best = fmaxf(best, x);
    }
    return fminf(1, best * 0.5f + sum * 0.25f);
}

/* --- 3. scores --------------------------------------------------------------------------------- */

static float kind_score(const sr_spot *s, uint32_t cues)
{
    float v = 0;
    if (cues & SR_LINK_DIVISION)
        v += s->feature == 'A' ? 1.6f : s->feature == 'P' ? -0.8f : 0;
    if (cues & SR_LINK_SETTLEMENT)
        v += s->feature == 'P' ? 0.8f : s->feature == 'A' ? -0.8f : 0;
    if (cues & (SR_LINK_WATER | SR_LINK_HEIGHT | SR_LINK_ISLAND))
        v += s->feature == 'P' ? -0.8f : s->feature == 'A' ? -0.4f : 0.8f;
    return v;
}

static float holder_score(const sr_reading *r, const sr_spot *s)
{
    const float held = 6;
    bool by_country = r->in_country && s->country == r->in_country && s->feature != 'C';
    bool by_division = r->in_adm1 && s->adm1 == r->in_adm1;
    return by_country || by_division ? held : 0;
}

/* A name's own voice in the tallies, which it must not hear. */
typedef struct own_voice {
    float country, division;
} own_voice;

static own_voice own_of(const sr_reading *r, const sr_spot *s, const float *share)
{
    own_voice own = {0, 0};
    float loud = is_asked(r) ? loudness(r) : 0;
    for (uint32_t i = 0; i < r->n_spots; i++) {
        own.country += r->spots[i].country == s->country ? loud * share[i] : 0;
        own.division += r->spots[i].adm1 == s->adm1 ? loud * sqrtf(share[i]) : 0;
    }
    return own;
}

/* A neighbour in a list is of the same country, and of the same kind. */
static float list_score(const struct sr_readings *all, const sr_reading *r,
                        const sr_spot *s)
{
    const float kin = 1.3f, other_kind = 0.5f;
    float v = 0;
    for (size_t i = 0; i < SR_COUNT(r->beside); i++) {
        const sr_reading *b = r->beside[i] != SR_NONE ? &all->v[r->beside[i]] : NULL;
        if (!b || !b->n_spots || b->spot >= b->n_spots || !is_asked(b))
            continue;
        const sr_spot *x = &b->spots[b->spot];
        bool same_kind = x->feature == s->feature && x->is_great == s->is_great;
        if (x->country == s->country && x->feature != 'C')
            v += b->p * (same_kind ? kin : other_kind);
        else if (x->feature == 'C' && s->feature == 'C')
            v += b->p * kin;
    }
    return v;
}

static float score_of(const struct sr_readings *all, const sr_reading *r, sr_spot *s,
                      own_voice own, const anchors *a, uint32_t self)
{
    const float by_country = 2.8f, by_division = 4.2f, by_nearness = 3.4f, ahead = 1.5f;
    float v =
        s->prior + holder_score(r, s) + kind_score(s, r->cues) + list_score(all, r, s);
    s->near = s->feature != 'C' ? nearness(a, s, self) : 0;
    v += by_country * sr_votes_share(&all->countries, s->country, own.country);
    if (s->feature != 'C')
        v += by_division * sr_votes_share(&all->divisions, s->adm1, own.division) +
             by_nearness * s->near;
    if (r->near_country && r->near_country == s->country && s->feature != 'C')
        v += ahead;
    return v;
}

/* --- 4. rounds ---------------------------------------------------------------------------------- */

static void score_all(struct sr_readings *all, const anchors *a)
{
    float share[SR_READING_SPOTS + 1];
    for (size_t i = 0; i < all->n; i++) {
        sr_reading *r = &all->v[i];
        if (r->n_spots) {
            r->spot = soften(r, share);
            r->p = share[r->spot];
        }
    }
    for (size_t i = 0; i < all->n; i++) {
        sr_reading *r = &all->v[i];
        if (!r->n_spots)
            continue;
        (void)soften(r, share);
        for (uint32_t k = 0; k < r->n_spots; k++) {
            sr_spot *s = &r->spots[k];
            s->score = score_of(all, r, s, own_of(r, s, share), a, (uint32_t)i);
        }
    }
}

static sr_iso3 country_of_outlet(const sr_work *w)
{
    sr_str outlet = w->doc->article.outlet, iso3;
    sr_actor actor;
    if (outlet.len && sr_know_actors(w->rules->know, outlet, &actor, 1)) {
        iso3 = sr_know_actor(w->rules->know, actor).country;
        return sr_iso3_of(iso3);
    }
    return 0;
}

/* The share of the chosen spot and of those that are the same place: the town and the
 * division about it, one place of two lists. */
static float share_around(const sr_reading *r, const float *share)
{
    const float same_km = 60;
    const sr_spot *s = &r->spots[r->spot];
    float sum = 0;
    for (uint32_t i = 0; i < r->n_spots; i++) {
        const sr_spot *x = &r->spots[i];
        bool is_same =
            i == r->spot ||
            (x->country == s->country && x->feature != 'C' && s->feature != 'C' &&
             distance_km(s->lat, s->lon, x->lat, x->lon) < same_km);
        sum += is_same ? share[i] : 0;
    }
    return fminf(sum, 1);
}

sr_status sr_spots_choose(sr_work *w, sr_err *err)
{
    const float least = 0.25f;
    struct sr_readings *all = w->readings;
    size_t spots = 1;
    anchors a = {.n = 0};
    float share[SR_READING_SPOTS + 1];
    for (size_t i = 0; i < all->n; i++) {
        spots += all->v[i].n_spots + 1;
        for (uint32_t k = 0; k < all->v[i].n_spots; k++)
            all->v[i].spots[k].score =
                all->v[i].spots[k].prior + holder_score(&all->v[i], &all->v[i].spots[k]);
    }
    sr_status st = sr_votes_new(&all->countries, spots, w->arena, err);
    if (st == SR_OK)
        st = sr_votes_new(&all->divisions, spots, w->arena, err);
    if (st != SR_OK)
        return st;
    all->outlet = country_of_outlet(w);
    for (int round = 0; round < ROUNDS; round++) {
        clear(&all->countries);
        clear(&all->divisions);
        add_votes(all);
        score_all(all, &a);
        choose_anchors(all, &a);
    }
    all->main = heaviest(&all->countries);
    for (size_t i = 0; i < all->n; i++) {
        sr_reading *r = &all->v[i];
        if (!r->n_spots)
            continue;
        r->spot = soften(r, share);
        r->p = share_around(r, share);
        bool is_far = r->is_elsewhere && !r->spots[r->spot].is_great;
        if (r->p < least || is_far) /* no pin is better than a wrong one */
            r->spot = SR_NONE;
    }
    return SR_OK;
}
