/* Who: look-ups of actors, countries and role words.  In this file: several layers as one;
 * actors; their roles; countries; words for roles. */
#include "know/parts.h"

#include "base/hash.h"

enum { HITS = 256, ROLES_OF_ALL = SR_MAX_ROLES + 64 };

/* --- several layers as one ------------------------------------------------------------------- */

static const sr_disk_actor *disk_actor(const sr_know *k, sr_actor actor,
                                       const sr_layer **l)
{
    size_t layer = actor >> SR_REF_BITS;
    uint32_t row = actor & SR_REF_ROW;
    if (layer >= k->n || row >= k->v[layer].n_actors)
        return NULL;
    *l = &k->v[layer];
    return &k->v[layer].actors[row];
}

static sr_actor above(const sr_know *k, sr_actor actor)
{
    const sr_actor *up = k->v[actor >> SR_REF_BITS].up;
    return up ? up[actor & SR_REF_ROW] : SR_NONE;
}

static sr_actor below(const sr_know *k, sr_actor actor)
{
    const sr_actor *down = k->v[actor >> SR_REF_BITS].down;
    return down ? down[actor & SR_REF_ROW] : SR_NONE;
}

static sr_actor top_of(const sr_know *k, sr_actor actor)
{
    for (sr_actor up; (up = above(k, actor)) != SR_NONE;)
        actor = up;
    return actor;
}

static float weight_of(const sr_know *k, sr_actor actor)
{
    float weight = 0;
    const sr_layer *l;
    for (; actor != SR_NONE; actor = below(k, actor)) {
        const sr_disk_actor *d = disk_actor(k, actor, &l);
        if (d && d->weight > weight)
            weight = d->weight;
    }
    return weight;
}

/* --- actors ---------------------------------------------------------------------------------- */

typedef struct found {
    sr_actor *v;
    float *score;
    size_t cap, n, all;
} found;

static bool is_found(const found *f, sr_actor actor)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->v[i] == actor)
            return true;
    return false;
}

/* Best first; of the same score the one that came first. */
static void keep(found *f, sr_actor actor, float score)
{
    f->all++;
    if (f->n == f->cap && (f->n == 0 || f->score[f->n - 1] >= score))
        return;
    size_t i = f->n < f->cap ? f->n++ : f->cap - 1;
    for (; i > 0 && f->score[i - 1] < score; i--) {
        f->v[i] = f->v[i - 1];
        f->score[i] = f->score[i - 1];
    }
    f->v[i] = actor;
    f->score[i] = score;
}

size_t sr_know_actors(const sr_know *k, sr_str name, sr_actor *ret, size_t cap)
{
    sr_fold room;
    float scores[HITS];
    found f = {ret, scores, cap < HITS ? cap : HITS, 0, 0};
    sr_str folded = sr_know_fold_name(name, &room);
    uint64_t hash = sr_hash64(folded);
    uint32_t ref;
    for (size_t i = k->n; i-- > 0 && folded.len;) {
        sr_hits hits = sr_layer_find(&k->v[i], SR_INDEX_ACTORS, hash);
        while (sr_layer_next(&hits, &ref)) {
            if ((ref & SR_REF_ROW) >= k->v[i].n_actors)
                continue;
            sr_actor actor = top_of(k, sr_ref_of(i, ref & SR_REF_ROW));
            if (k->n == 1 || !is_found(&f, actor))
                keep(&f, actor, sr_know_score(ref, weight_of(k, actor)));
        }
    }
    return f.all;
}

/* --- roles ----------------------------------------------------------------------------------- */

static bool is_same_role(const sr_layer *x, const sr_disk_role *a, const sr_layer *y,
                         const sr_disk_role *b)
{
    return a->from_s == b->from_s &&
           sr_str_eq(sr_layer_str(x, a->office), sr_layer_str(y, b->office)) &&
           sr_str_eq(sr_layer_str(x, a->country), sr_layer_str(y, b->country));
}

typedef struct role_at {
    const sr_layer *layer;
    const sr_disk_role *role;
} role_at;

static bool is_overridden(const role_at *v, size_t n, role_at r)
{
    for (size_t i = 0; i < n; i++)
        if (v[i].layer != r.layer && is_same_role(v[i].layer, v[i].role, r.layer, r.role))
            return true;
    return false;
}

static size_t insert_role(role_at *v, size_t n, role_at r)
{
    size_t at = n;
    for (; at > 0 && v[at - 1].role->from_s < r.role->from_s; at--)
        v[at] = v[at - 1];
    v[at] = r;
    return n + 1;
}

static size_t roles_of(const sr_know *k, sr_actor actor, role_at ret[ROLES_OF_ALL])
{
    size_t n = 0;
    const sr_layer *l;
    for (; actor != SR_NONE && actor >> SR_REF_BITS < k->n; actor = below(k, actor)) {
        const sr_disk_actor *d = disk_actor(k, actor, &l);
        for (uint32_t i = 0; d && i < d->n_roles && n < ROLES_OF_ALL; i++) {
            uint64_t row = (uint64_t)d->first_role + i;
            if (row >= l->n_roles)
                break;
            role_at r = {l, &l->roles[row]};
            if (!is_overridden(ret, n, r))
                n = insert_role(ret, n, r);
        }
    }
    return n;
}

static sr_known_role known_role(role_at r)
{
    return (sr_known_role){.code = sr_layer_str(r.layer, r.role->code),
                           .country = sr_layer_str(r.layer, r.role->country),
                           .office = sr_layer_str(r.layer, r.role->office),
                           .title = sr_layer_str(r.layer, r.role->title),
                           .from_s = r.role->from_s,
                           .until_s = r.role->until_s};
}

sr_known_role sr_know_role(const sr_know *k, sr_actor actor, uint32_t i)
{
    role_at roles[ROLES_OF_ALL];
    size_t n = roles_of(k, actor, roles);
    return i < n ? known_role(roles[i]) : (sr_known_role){.until_s = INT64_MIN};
}

bool sr_know_role_on(const sr_know *k, sr_actor actor, sr_time day_s, sr_known_role *ret)
{
    role_at roles[ROLES_OF_ALL];
    size_t n = roles_of(k, actor, roles), best = n;
    for (size_t i = 0; i < n; i++) {
        const sr_disk_role *r = roles[i].role;
        if (r->from_s <= day_s && day_s < r->until_s &&
            (best == n || r->rank > roles[best].role->rank))
            best = i;
    }
    if (best == n)
        return false;
    *ret = known_role(roles[best]);
    return true;
}

sr_known sr_know_actor(const sr_know *k, sr_actor actor)
{
    const sr_layer *l;
    role_at roles[ROLES_OF_ALL];
    const sr_disk_actor *d = disk_actor(k, actor, &l);
    if (!d)
        return (sr_known){.id = {"", 0}, .name = {"", 0}, .country = {"", 0}};
    sr_known known = {.id = sr_layer_str(l, d->id),
                      .name = sr_layer_str(l, d->name),
                      .country = sr_layer_str(l, d->country),
                      .type = d->type < SR_ENTITY_TYPES ? d->type : SR_ENTITY_MISC,
                      .kind = d->kind <= SR_KNOWN_OTHER ? d->kind : SR_KNOWN_OTHER,
                      .weight = weight_of(k, actor),
                      .n_roles = d->n_roles};
    if (k->n == 1)
        return known;
    known.n_roles = (uint32_t)roles_of(k, actor, roles);
    for (sr_actor low = below(k, actor); low != SR_NONE; low = below(k, low)) {
        const sr_disk_actor *other = disk_actor(k, low, &l);
        if (other && sr_str_starts(known.id, SR_STR("sitrep:")))
            known.id = sr_layer_str(l, other->id); /* a number of Wikidata, where known */
    }
    return known;
}

/* Is the role said otherwise by a layer above? */
static bool is_said_above(const sr_know *k, sr_actor actor, role_at r)
{
    const sr_layer *l;
    for (sr_actor up = above(k, actor); up != SR_NONE; up = above(k, up)) {
        const sr_disk_actor *d = disk_actor(k, up, &l);
        for (uint32_t i = 0; d && i < d->n_roles; i++) {
            uint64_t row = (uint64_t)d->first_role + i;
            if (row < l->n_roles && is_same_role(l, &l->roles[row], r.layer, r.role))
                return true;
        }
    }
    return false;
}

sr_actor sr_know_holder(const sr_know *k, sr_str country, sr_str office, sr_time day_s)
{
    sr_fold room;
    uint64_t hash = sr_hash64(sr_know_holder_key(country, office, &room));
    uint32_t row;
    for (size_t i = k->n; i-- > 0;) {
        const sr_layer *l = &k->v[i];
        sr_hits hits = sr_layer_find(l, SR_INDEX_HOLDERS, hash);
        while (sr_layer_next(&hits, &row)) {
            if (row >= l->n_roles || l->roles[row].actor >= l->n_actors)
                continue;
            const sr_disk_role *r = &l->roles[row];
            sr_actor actor = sr_ref_of(i, r->actor);
            if (r->from_s <= day_s && day_s < r->until_s &&
                !is_said_above(k, actor, (role_at){l, r}))
                return top_of(k, actor);
        }
    }
    return SR_NONE;
}

/* --- countries ------------------------------------------------------------------------------- */

sr_country_word sr_know_country_word(const sr_know *k, sr_str word, sr_str *iso3)
{
    sr_fold room;
    sr_str folded = sr_know_fold_name(word, &room);
    uint64_t hash = sr_hash64(folded);
    uint32_t ref;
    for (size_t i = k->n; i-- > 0 && folded.len;) {
        const sr_layer *l = &k->v[i];
        sr_hits hits = sr_layer_find(l, SR_INDEX_ADJECTIVES, hash);
        if (!sr_layer_next(&hits, &ref) || (ref & SR_REF_ROW) >= l->n_countries)
            continue;
        uint32_t what = ref >> SR_REF_WORD_SHIFT;
        *iso3 = sr_layer_str(l, l->countries[ref & SR_REF_ROW].iso3);
        return what <= SR_COUNTRY_SEAT ? (sr_country_word)what : SR_COUNTRY_NO_WORD;
    }
    return SR_COUNTRY_NO_WORD;
}

bool sr_know_country(const sr_know *k, sr_str iso3, sr_country *ret)
{
    uint32_t row;
    for (size_t i = k->n; i-- > 0;) {
        const sr_layer *l = &k->v[i];
        sr_hits hits = sr_layer_find(l, SR_INDEX_COUNTRIES, sr_hash64(iso3));
        if (!sr_layer_next(&hits, &row) || row >= l->n_countries)
            continue;
        const sr_disk_country *c = &l->countries[row];
        bool is_actor = c->actor < l->n_actors;
        *ret =
            (sr_country){.iso3 = sr_layer_str(l, c->iso3),
                         .iso2 = sr_layer_str(l, c->iso2),
                         .name = sr_layer_str(l, c->name),
                         .capital = sr_layer_str(l, c->capital),
                         .actor = is_actor ? top_of(k, sr_ref_of(i, c->actor)) : SR_NONE,
                         .lat = c->lat_e6 / 1e6,
                         .lon = c->lon_e6 / 1e6,
                         .geonames = c->geonames};
        return true;
    }
    return false;
}

/* --- words for roles ------------------------------------------------------------------------- */

bool sr_know_role_word(const sr_know *k, sr_str words, sr_role_word *ret)
{
    sr_fold room;
    sr_str folded = sr_know_fold_name(words, &room);
    uint64_t hash = sr_hash64(folded);
    uint32_t row;
    for (size_t i = k->n; i-- > 0 && folded.len;) {
        const sr_layer *l = &k->v[i];
        sr_hits hits = sr_layer_find(l, SR_INDEX_WORDS, hash);
        if (!sr_layer_next(&hits, &row) || row >= l->n_words)
            continue;
        const sr_disk_word *w = &l->words[row];
        *ret = (sr_role_word){.sector = sr_layer_str(l, w->sector),
                              .office = sr_layer_str(l, w->office),
                              .is_person = w->flags & SR_WORD_PERSON,
                              .is_plural = w->flags & SR_WORD_PLURAL};
        return true;
    }
    return false;
}
