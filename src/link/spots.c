/* What the knowledge has under a name.  In order:
 *   1. tallies      2. candidates of one form      3. shorter forms of a name
 */
#include "link/readings.h"

#include "base/hash.h"

#include <math.h>

/* --- 1. tallies --------------------------------------------------------------------------- */

sr_status sr_votes_new(sr_votes *t, size_t keys, sr_arena *a, sr_err *err)
{
    size_t slots = 64;
    while (slots < 2 * keys)
        slots *= 2;
    *t = (sr_votes){.mask = slots - 1};
    t->key = SR_NEW(a, uint32_t, slots);
    t->weight = SR_NEW(a, float, slots);
    if (!t->key || !t->weight)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the places of a document");
    return SR_OK;
}

static size_t votes_slot(const sr_votes *t, uint32_t key)
{
    size_t i = (size_t)sr_hash_mix(key, 0) & t->mask;
    while (t->key[i] && t->key[i] != key)
        i = (i + 1) & t->mask;
    return i;
}

void sr_votes_add(sr_votes *t, uint32_t key, float weight)
{
    if (!key)
        return;
    size_t i = votes_slot(t, key);
    if (!t->key[i] && t->n == t->mask) /* never full: a probe must end */
        return;
    t->n += !t->key[i];
    t->key[i] = key;
    t->weight[i] += weight;
    t->total += weight;
}

float sr_votes_share(const sr_votes *t, uint32_t key, float own)
{
    float rest = t->total - own;
    if (!key || rest < 0.01f)
        return 0;
    size_t i = votes_slot(t, key);
    float w = t->key[i] ? t->weight[i] - own : 0;
    return w > 0 ? fminf(w / rest, 1.0f) : 0;
}

/* --- 2. candidates ------------------------------------------------------------------------- */

/* Weights of the prior: by hand, so that on the odd articles of GeoVirus and LGL the right
 * place of a name without context is first as often as can be; docs/link.md. */
static float prior_of(const sr_known_place *p, size_t rank)
{
    float v = 0.53f * log10f((float)p->population + 100) + 0.2f * (float)p->fame;
    if (p->feature == 'A')
        v = p->precision == SR_PLACE_COUNTRY
                ? 5.5f
                : (p->adm2.len ? 2.2f : 3.0f) + 0.15f * log10f((float)p->population + 1);
    else if (p->feature != 'P')
        v = p->geonames      ? 1.8f
            : p->country.len ? 3.6f
                             : 6.5f; /* no country votes for seas */
    v += p->is_capital ? 1.15f : p->is_adm1_seat ? 0.3f : 0;
    return v - 0.05f * (float)rank;
}

/* The same but for case and marks; where memory is refused, but for case. */
static bool is_same_name(sr_str x, sr_str y, sr_arena *a)
{
    const size_t marks = 6; /* bytes that marks may add */
    sr_str fx, fy;
    if (sr_str_ieq(x, y))
        return true;
    bool may_be = x.len < y.len + marks && y.len < x.len + marks;
    return may_be && sr_know_fold(x, a, &fx, NULL) == SR_OK &&
           sr_know_fold(y, a, &fy, NULL) == SR_OK && sr_str_eq(fx, fy);
}

static sr_spot spot_of(const sr_know *know, sr_place_ref ref, sr_str name, size_t rank,
                       sr_arena *a)
{
    sr_known_place p = sr_know_place(know, ref);
    const float by_fame =
        0.4f; /* a place of sixty names counts as one of 200 times its people */
    bool is_first_order = p.feature == 'A' && p.adm1_id && p.adm2.len == 0;
    bool is_alias = !is_same_name(name, p.name, a);
    float by_name = is_first_order ? 0.9f : is_alias ? -1.25f : 0.5f;
    return (sr_spot){.ref = ref,
                     .country = sr_iso3_of(p.country),
                     .adm1 = p.adm1_id,
                     .lat = (float)p.lat,
                     .lon = (float)p.lon,
                     .prior = prior_of(&p, rank) + by_name,
                     .renown = log10f((float)p.population + 1) + by_fame * (float)p.fame,
                     .feature = p.feature,
                     .is_alias = is_alias,
                     .is_great = (p.is_capital && p.population >= 50000) ||
                                 is_first_order || !p.geonames || p.population >= 500000};
}

static sr_spot spot_of_country(const sr_country *c)
{
    return (sr_spot){.ref = SR_NONE,
                     .country = sr_iso3_of(c->iso3),
                     .lat = (float)c->lat,
                     .lon = (float)c->lon,
                     .prior = 6.0f,
                     .feature = 'C',
                     .is_great = true};
}

/* Mexico City, which some call Mexico, or the town of Mozambique: the country is meant. */
static bool is_by_country(const sr_spot *country, const sr_spot *s)
{
    return s->country == country->country;
}

/* A division that is called as a town inside it ("Constanța"): bare, the town is meant. */
static void prefer_towns(sr_spot *v, size_t n)
{
    const float less = 2, town_prior = 2.7f; /* 20,000 people */
    for (size_t i = 0; i < n; i++) {
        bool has_town = false;
        for (size_t k = 0; v[i].feature == 'A' && k < n; k++)
            has_town |= v[k].feature == 'P' && !v[k].is_alias && v[k].adm1 == v[i].adm1 &&
                        v[k].country == v[i].country && v[k].prior > town_prior;
        if (has_town)
            v[i].prior -= less;
    }
}

/* Towns that are called as a large division of their country ("Florida", New York): bare,
 * the division is meant. */
static void prefer_states(sr_spot *v, size_t n)
{
    const float less = 2.5f, known_town = 6.5f;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; v[i].feature == 'P' && v[i].renown < known_town && k < n; k++)
            if (v[k].feature == 'A' && v[k].is_great && !v[k].is_alias &&
                v[k].country == v[i].country && v[k].adm1 != v[i].adm1) {
                v[i].prior -= less;
                break;
            }
}

static sr_status find_spots(const sr_know *know, sr_str name, sr_arena *a, sr_reading *r,
                            sr_err *err)
{
    sr_place_ref refs[SR_READING_SPOTS];
    size_t n = sr_know_places(know, name, refs, SR_COUNT(refs)), k = 0;
    const float old_name = 3, not_country = 3, beside_state = 5.4f;
    sr_country country;
    bool has_country =
        r->word == SR_COUNTRY_NAME && sr_know_country(know, r->country, &country);
    n = n < SR_COUNT(refs) ? n : SR_COUNT(refs);
    if (n + has_country == 0)
        return SR_OK;
    sr_spot *v = SR_NEW(a, sr_spot, n + 1);
    if (!v)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the places of a name");
    if (has_country)
        v[k++] = spot_of_country(&country);
    for (size_t i = 0; i < n; i++) {
        v[k] = spot_of(know, refs[i], name, i, a);
        k += !(has_country && is_by_country(&v[0], &v[k]));
        if (has_country && k > 1 && v[k - 1].feature == 'A' && v[k - 1].is_great &&
            !v[k - 1].is_alias)
            v[0].prior =
                fminf(v[0].prior,
                      beside_state); /* Georgia, of which there is a state as well */
        if (has_country && k > 1 && !v[k - 1].is_great)
            v[k - 1].prior -= not_country; /* Norway, Maine */
        if (has_country && !sr_str_ieq(country.name, name) && v[k - 1].feature == 'P' &&
            v[k - 1].is_great && !v[k - 1].is_alias)
            v[0].prior = old_name; /* "Gold Coast" was a country's name once */
    }
    prefer_towns(v, k);
    prefer_states(v, k);
    r->spots = v, r->n_spots = (uint8_t)(k < UINT8_MAX ? k : UINT8_MAX);
    return SR_OK;
}

/* Everything that the knowledge has under one form of the name; *found tells. */
static sr_status look_up(const sr_work *w, sr_str form, sr_reading *r, bool *found,
                         sr_err *err)
{
    const sr_know *know = w->rules->know;
    r->word = (uint8_t)sr_know_country_word(know, form, &r->country);
    size_t n = sr_know_actors(know, form, r->actors, SR_READING_ACTORS);
    r->n_actors = (uint8_t)(n < SR_READING_ACTORS ? n : SR_READING_ACTORS);
    sr_status st = find_spots(know, form, w->arena, r, err);
    *found = r->word != SR_COUNTRY_NO_WORD || r->n_actors || r->n_spots;
    return st;
}

/* "La." and its like: the division alone. */
static sr_status look_up_short(const sr_work *w, const sr_short_division *d,
                               sr_reading *r, bool *found, sr_err *err)
{
    sr_status st = find_spots(w->rules->know, d->name, w->arena, r, err);
    size_t k = 0;
    for (size_t i = 0; i < r->n_spots; i++)
        if (r->spots[i].country == sr_iso3_of(d->country) &&
            (r->spots[i].feature == 'A' || r->spots[i].is_great))
            r->spots[k++] = r->spots[i];
    r->n_spots = (uint8_t)k;
    *found = k > 0;
    return st;
}

/* --- 3. shorter forms -------------------------------------------------------------------- */

/* The next shorter form: without a word of direction or kind at either end. */
static bool shorter_form(const sr_link_lists *l, sr_str *form, uint32_t *taken)
{
    enum { KINDS = SR_LINK_DIVISION | SR_LINK_TOWN | SR_LINK_WATER | SR_LINK_ISLAND };
    size_t first = sr_str_find(*form, SR_STR(" "), 0), last = form->len;
    if (first == SIZE_MAX)
        return false;
    while (form->p[last - 1] != ' ')
        last--;
    uint32_t head = sr_link_classes_of(l, sr_str_cut(*form, 0, first));
    uint32_t tail = sr_link_classes_of(l, sr_str_cut(*form, last, form->len));
    if (head & (SR_LINK_COMPASS | SR_LINK_COURTESY | KINDS)) {
        *taken |= head & KINDS;
        *form = sr_str_trim(sr_str_cut(*form, first, form->len));
        if (sr_str_istarts(*form, SR_STR("of ")))
            *form = sr_str_trim(sr_str_cut(*form, 3, form->len));
        return form->len > 0;
    }
    if (tail & KINDS) {
        *taken |= tail & KINDS;
        *form = sr_str_trim(sr_str_cut(*form, 0, last));
        return form->len > 0;
    }
    return false;
}

/* What is left of "Avon River" or "Perry County" must be a water or a division. */
static void keep_kind(sr_reading *r, uint32_t taken)
{
    size_t k = 0;
    for (size_t i = 0; i < r->n_spots; i++) {
        const sr_spot *s = &r->spots[i];
        bool is_town = s->feature == 'P' || s->feature == 'C';
        bool wants_water = taken & (SR_LINK_WATER | SR_LINK_ISLAND);
        bool wants_division = (taken & SR_LINK_DIVISION) && !s->is_great;
        if (!(is_town && (wants_water || wants_division)))
            r->spots[k++] = *s;
    }
    r->n_spots = (uint8_t)k;
}

/* Words that are looked up: no letter alone, no word of direction or kind alone. */
static bool is_telling(const sr_link_lists *l, sr_str form)
{
    enum {
        NO_NAME = SR_LINK_COMPASS | SR_LINK_DIVISION | SR_LINK_SETTLEMENT |
                  SR_LINK_WATER | SR_LINK_HEIGHT | SR_LINK_ISLAND | SR_LINK_FACILITY
    };
    bool is_caps = form.len == 2 && sr_is_upper(form.p[0]) && sr_is_upper(form.p[1]);
    bool has_capital = false;
    for (size_t i = 0; i < form.len; i++)
        has_capital |= sr_is_upper(form.p[i]) || (unsigned char)form.p[i] >= 0x80;
    return (form.len > 2 || is_caps) && has_capital &&
           !(sr_link_classes_of(l, form) & NO_NAME);
}

sr_status sr_forms_look_up(const sr_work *w, sr_reading *r, bool behind_comma,
                           sr_err *err)
{
    const sr_short_division *d = sr_link_short_division(&w->rules->lists, r->text);
    bool found = false;
    sr_str form = r->text;
    uint32_t taken = 0; /* kinds of place that were taken off the name */
    if (d && d->behind_comma && !behind_comma)
        d = NULL;
    sr_status st = d ? look_up_short(w, d, r, &found, err) : SR_OK;
    for (int tries = 0; st == SR_OK && !found && tries < 4; tries++) {
        if (!is_telling(&w->rules->lists, form))
            break;
        st = look_up(w, form, r, &found, err);
        keep_kind(r, taken);
        r->is_bare_form = tries > 0;
        if (!shorter_form(&w->rules->lists, &form, &taken))
            break;
    }
    return st;
}
