/* Where: look-ups of places. */
#include "know/parts.h"

#include "base/hash.h"

enum { HITS = 256 };

typedef struct found {
    sr_place_ref *v;
    float *score;
    uint32_t *geonames;
    size_t cap, n, all;
} found;

/* The same place of a file above is found already. */
static bool is_found(const found *f, uint32_t geonames)
{
    for (size_t i = 0; i < f->n && geonames; i++)
        if (f->geonames[i] == geonames)
            return true;
    return false;
}

static void keep(found *f, sr_place_ref place, const sr_disk_place *d, float score)
{
    f->all++;
    if (f->n == f->cap && (f->n == 0 || f->score[f->n - 1] >= score))
        return;
    size_t i = f->n < f->cap ? f->n++ : f->cap - 1;
    for (; i > 0 && f->score[i - 1] < score; i--) {
        f->v[i] = f->v[i - 1];
        f->score[i] = f->score[i - 1];
        f->geonames[i] = f->geonames[i - 1];
    }
    f->v[i] = place;
    f->score[i] = score;
    f->geonames[i] = d->geonames;
}

size_t sr_know_places(const sr_know *k, sr_str name, sr_place_ref *ret, size_t cap)
{
    sr_fold room;
    float scores[HITS];
    uint32_t geonames[HITS], ref;
    found f = {ret, scores, geonames, cap < HITS ? cap : HITS, 0, 0};
    sr_str folded = sr_know_fold_name(name, &room);
    uint64_t hash = sr_hash64(folded);
    for (size_t i = k->n; i-- > 0 && folded.len;) {
        const sr_layer *l = &k->v[i];
        sr_hits hits = sr_layer_find(l, SR_INDEX_PLACES, hash);
        while (sr_layer_next(&hits, &ref)) {
            uint32_t row = ref & SR_REF_ROW;
            if (row >= l->n_places)
                continue;
            const sr_disk_place *d = &l->places[row];
            if (i + 1 == k->n || !is_found(&f, d->geonames))
                keep(&f, sr_ref_of(i, row), d, sr_know_place_score(ref, d->rank));
        }
    }
    return f.all;
}

static sr_str division_name(const sr_layer *l, uint32_t row)
{
    return row < l->n_divisions ? sr_layer_str(l, l->divisions[row].name)
                                : (sr_str){"", 0};
}

sr_known_place sr_know_place(const sr_know *k, sr_place_ref place)
{
    size_t layer = place >> SR_REF_BITS;
    uint32_t row = place & SR_REF_ROW;
    if (layer >= k->n || row >= k->v[layer].n_places)
        return (sr_known_place){.name = {"", 0}};
    const sr_layer *l = &k->v[layer];
    const sr_disk_place *d = &l->places[row];
    return (sr_known_place){
        .geonames = d->geonames,
        .name = sr_layer_str(l, d->name),
        .country = sr_layer_str(l, d->country),
        .adm1 = division_name(l, d->adm1),
        .adm2 = division_name(l, d->adm2),
        .claimed = sr_layer_str(l, d->claimed),
        .lat = d->lat_e6 / 1e6,
        .lon = d->lon_e6 / 1e6,
        .population = d->population,
        .precision = d->precision <= SR_PLACE_COUNTRY ? d->precision : SR_PLACE_REGION,
        .feature = (char)d->feature,
        .is_capital = d->flags & SR_FLAG_CAPITAL,
        .is_adm1_seat = d->flags & SR_FLAG_SEAT,
        .fame = d->flags >> SR_FAME_SHIFT,
        .adm1_id = d->adm1 < l->n_divisions ? l->divisions[d->adm1].id : 0};
}
