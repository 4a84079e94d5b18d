/* Rows of the text files into the tables of a build.  In this file: shared checks; then a
 * part for each kind of file, in the order in which they are read. */
#include "know/parts.h"

#include <stdio.h>

enum { NAMED_BY_KEY = 64 };

/* --- shared checks ------------------------------------------------------------------------- */

static bool is_upper_letters(sr_str s, size_t n)
{
    if (s.len != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!sr_is_upper(s.p[i]))
            return false;
    return true;
}

static bool check_country(sr_know_build *b, const sr_know_row *row, sr_str iso3)
{
    if (iso3.len == 0 || sr_build_has_country(b, iso3))
        return true;
    sr_know_wrong(b, row, "there is no country \"%.*s\"", SR_FMT(iso3));
    return false;
}

static bool check_countries(sr_know_build *b, const sr_know_row *row, sr_str list)
{
    sr_str one;
    while (sr_know_next_name(&list, &one))
        if (!check_country(b, row, one))
            return false;
    return true;
}

static bool is_code_part(sr_str s)
{
    if (s.len < 2 || s.len > 8)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (!sr_is_upper(s.p[i]) && !sr_is_digit(s.p[i]))
            return false;
    return true;
}

/* "UKR.GOV", "GBR.PTY.OPP", "IGO.NAT": a country and sectors, or a class and letters. */
static bool check_code(sr_know_build *b, const sr_know_row *row, sr_str code)
{
    sr_str rest = code, part;
    bool of_country = false;
    if (code.len == 0)
        return true;
    for (size_t i = 0; sr_str_field(&rest, '.', &part); i++) {
        if (i == 0)
            of_country = sr_build_has_country(b, part);
        bool good = i == 0   ? of_country || sr_know_is_class(part)
                    : i == 1 ? (of_country ? sr_know_is_sector(part) : is_code_part(part))
                             : is_code_part(part);
        if (!good) {
            sr_know_wrong(b, row, "the code \"%.*s\" does not exist: \"%.*s\" is no %s",
                          SR_FMT(code), SR_FMT(part),
                          i == 0 ? "country or class" : "sector");
            return false;
        }
    }
    return true;
}

static bool check_wikidata(sr_know_build *b, const sr_know_row *row, sr_str q)
{
    uint64_t n;
    if (q.len == 0 || (q.p[0] == 'Q' && sr_str_u64(sr_str_cut(q, 1, q.len), &n) && n > 0))
        return true;
    sr_know_wrong(b, row, "\"%.*s\" is no number of Wikidata (Q3874799)", SR_FMT(q));
    return false;
}

static bool check_name(sr_know_build *b, const sr_know_row *row, sr_str name)
{
    sr_fold room;
    if (name.len > SR_MAX_NAME_BYTES) {
        sr_know_wrong(b, row, "the name has %zu bytes, more than %d", name.len,
                      SR_MAX_NAME_BYTES);
        return false;
    }
    if (sr_know_fold_name(name, &room).len)
        return true;
    sr_know_wrong(b, row, "there is no letter or digit in the name \"%.*s\"",
                  SR_FMT(name));
    return false;
}

static bool check_names(sr_know_build *b, const sr_know_row *row, sr_str list)
{
    sr_str one;
    while (sr_know_next_name(&list, &one))
        if (!check_name(b, row, one))
            return false;
    return true;
}

/* --- actors: shared ------------------------------------------------------------------------ */

static sr_str slug_of(sr_know_build *b, sr_str name)
{
    sr_fold room;
    sr_str s =
        sr_arena_printf(b->a, "sitrep:%.*s", SR_FMT(sr_know_fold_name(name, &room)));
    char *p = (char *)s.p;
    for (size_t i = 0; p && i < s.len; i++)
        if (p[i] == ' ')
            p[i] = '-';
    return s;
}

/* "wikidata:Q1", or "sitrep:NAME", with a number behind it where that is taken. */
static sr_str id_of(sr_know_build *b, sr_str name, sr_str wikidata, uint32_t actor)
{
    uint32_t other;
    if (wikidata.len)
        return sr_arena_printf(b->a, "wikidata:%.*s", SR_FMT(wikidata));
    sr_str slug = slug_of(b, name), id = slug;
    for (unsigned i = 2;
         id.p && !sr_build_once(b, 'i', id, (sr_str){"", 0}, actor, &other); i++)
        id = sr_arena_printf(b->a, "%.*s-%u", SR_FMT(slug), i);
    return id;
}

static uint32_t add_actor(sr_know_build *b, sr_build_actor actor)
{
    uint32_t row = (uint32_t)b->actors.n;
    sr_fold room;
    if (!SR_PUSH(b->a, &b->actors, actor)) {
        b->refused = true;
        return SR_NONE;
    }
    sr_build_key(b, SR_INDEX_IDS, actor.id, row, 1);
    sr_build_key(b, SR_INDEX_IDS,
                 sr_know_same_key(actor.kind, actor.name, actor.country, &room), row, 1);
    return row;
}

static void add_role(sr_know_build *b, const sr_know_row *row, sr_build_role role)
{
    if (b->refused)
        return;
    sr_build_actor *actor = &b->actors.v[role.actor];
    char key[NAMED_BY_KEY];
    uint32_t other;
    int n = snprintf(key, sizeof key, "%u %lld %.3s", role.actor, (long long)role.from_s,
                     role.country.len == 3 ? role.country.p : "");
    if (!sr_build_once(b, 'r', (sr_str){key, (size_t)n},
                       role.office.len ? role.office : role.code, (uint32_t)b->roles.n,
                       &other)) {
        sr_know_wrong(b, row, "\"%.*s\" is there already with the same office and start",
                      SR_FMT(actor->name));
        return;
    }
    if (actor->n_roles >= SR_MAX_ROLES) {
        sr_know_wrong(b, row, "\"%.*s\" has more than %d lines", SR_FMT(actor->name),
                      SR_MAX_ROLES);
        return;
    }
    actor->n_roles++;
    if (role.from_s > b->day_s)
        b->day_s = role.from_s;
    if (!SR_PUSH(b->a, &b->roles, role))
        b->refused = true;
}

static void name_actor(sr_know_build *b, sr_str name, sr_str aliases, uint32_t actor)
{
    sr_str alias;
    sr_build_name_it(b, SR_INDEX_ACTORS, name, actor, 1);
    while (sr_know_next_name(&aliases, &alias))
        sr_build_name_it(b, SR_INDEX_ACTORS, alias, actor, 1);
}

/* A number of Wikidata for an actor that had none so far. */
static void number_actor(sr_know_build *b, uint32_t actor, sr_str wikidata)
{
    uint32_t other;
    sr_str id = id_of(b, b->actors.v[actor].name, wikidata, actor);
    b->actors.v[actor].id = id;
    (void)sr_build_once(b, 'q', wikidata, (sr_str){"", 0}, actor, &other);
    sr_build_key(b, SR_INDEX_IDS, id, actor, 1);
}

/* The actor of that number of Wikidata, else of that name and country, made where it is new:
 * namesakes of one country are told apart by their numbers.  SR_NONE (said): they clash. */
static uint32_t find_or_add(sr_know_build *b, const sr_know_row *row,
                            sr_build_actor actor, sr_str wikidata)
{
    sr_fold room;
    sr_str key = sr_know_same_key(actor.kind, actor.name, actor.country, &room);
    uint32_t at = SR_NONE, other = SR_NONE;
    sr_str none = {"", 0};
    bool by_number = wikidata.len && sr_build_kept(b, 'q', wikidata, none, &other);
    bool by_name = sr_build_kept(b, 'a', key, none, &at);
    if (by_number && !sr_str_eq(b->actors.v[other].name, actor.name)) {
        sr_know_wrong(b, row, "%.*s is the number of \"%.*s\" too", SR_FMT(wikidata),
                      SR_FMT(b->actors.v[other].name));
        return SR_NONE;
    }
    if (by_number || by_name) {
        uint32_t same = by_number ? other : at;
        bool has_number = sr_str_starts(b->actors.v[same].id, SR_STR("wikidata:"));
        if (b->actors.v[same].type != actor.type) {
            sr_know_wrong(b, row, "\"%.*s\" is of another kind in an earlier line",
                          SR_FMT(actor.name));
            return SR_NONE;
        }
        if (!by_number && wikidata.len && !has_number)
            number_actor(b, same, wikidata);
        if (by_number || wikidata.len == 0 || !has_number)
            return same;
    }
    at = (uint32_t)b->actors.n;
    actor.id = id_of(b, actor.name, wikidata, at);
    (void)sr_build_once(b, 'a', key, none, at, &other);
    if (wikidata.len)
        (void)sr_build_once(b, 'q', wikidata, none, at, &other);
    return add_actor(b, actor);
}

/* --- places: shared ------------------------------------------------------------------------ */

static uint32_t add_place(sr_know_build *b, sr_build_place place, sr_str aliases)
{
    uint32_t row = (uint32_t)b->places.n;
    sr_str alias, list = aliases;
    size_t names = 0;
    while (sr_know_next_name(&list, &alias))
        names++;
    place.disk.flags = sr_know_with_fame(place.disk.flags, names);
    if (!SR_PUSH(b->a, &b->places, place)) {
        b->refused = true;
        return SR_NONE;
    }
    sr_build_name_it(b, SR_INDEX_PLACES, place.name, row, 1);
    while (sr_know_next_name(&aliases, &alias))
        sr_build_name_it(b, SR_INDEX_PLACES, alias, row | SR_REF_PART, 1);
    return row;
}

/* --- countries.tsv ------------------------------------------------------------------------- */

static void add_country_words(sr_know_build *b, const sr_know_row *row, uint32_t country,
                              float score, sr_str list, sr_country_word what)
{
    sr_str word;
    sr_fold room;
    uint32_t other;
    while (sr_know_next_name(&list, &word)) {
        sr_str folded = sr_know_fold_name(word, &room);
        if (what == SR_COUNTRY_NAME && score > 0.5f && !b->refused &&
            !sr_build_once(b, 'n', folded, (sr_str){"", 0}, country, &other) &&
            other != country)
            sr_know_wrong(b, row, "\"%.*s\" is the name of %.*s too", SR_FMT(word),
                          SR_FMT(b->countries.v[other].iso3));
        /* Names before adjectives before demonyms before seats; then living countries;
         * then the order of the file. */
        sr_build_name_it(b, SR_INDEX_ADJECTIVES, word,
                         country | (uint32_t)what << SR_REF_WORD_SHIFT,
                         score - (float)what);
    }
}

static bool check_country_row(sr_know_build *b, const sr_know_row *row)
{
    const sr_str *f = row->f;
    uint32_t other, at = (uint32_t)b->countries.n;
    sr_str none = {"", 0};
    if (!is_upper_letters(f[0], 3) || (f[1].len && !is_upper_letters(f[1], 2))) {
        sr_know_wrong(b, row,
                      "\"%.*s\" and \"%.*s\" are no codes of three and two letters",
                      SR_FMT(f[0]), SR_FMT(f[1]));
        return false;
    }
    bool is_living = f[12].len == 0; /* ISO 3166 gives two letters to another in time */
    if (!sr_build_once(b, 'c', f[0], none, at, &other) ||
        (f[1].len && is_living && !sr_build_once(b, 'c', f[1], none, at, &other))) {
        sr_know_wrong(b, row, "the code of \"%.*s\" is that of \"%.*s\" too",
                      SR_FMT(f[2]), SR_FMT(b->countries.v[other].name));
        return false;
    }
    for (size_t i = 3; i < 8; i++)
        if (!check_names(b, row, f[i]))
            return false;
    return check_name(b, row, f[2]);
}

static void add_country_place(sr_know_build *b, const sr_build_country *c, sr_str claimed,
                              sr_str aliases)
{
    sr_build_place place = {
        .disk = {.geonames = c->geonames,
                 .lat_e6 = c->lat_e6,
                 .lon_e6 = c->lon_e6,
                 .adm1 = SR_NONE,
                 .adm2 = SR_NONE,
                 .precision = SR_PLACE_COUNTRY,
                 .feature = 'A'},
        .name = c->name,
        .country = c->iso3,
        .claimed = claimed,
        .rank = c->until_s == INT64_MAX ? 1.0f : 0.2f,
    };
    (void)add_place(b, place, aliases);
}

static void take_country(sr_know_build *b, const sr_know_row *row)
{
    const sr_str *f = row->f;
    sr_build_country c = {
        .iso3 = f[0], .iso2 = f[1], .name = f[2], .capital = f[6], .row = *row};
    sr_build_role role = {.code = f[0], .country = f[0], .office = SR_STR("country")};
    bool is_placed = f[8].len || f[9].len;
    if (!check_country_row(b, row) ||
        !sr_know_read_days(b, row, f[11], f[12], &role.from_s, &role.until_s) ||
        (is_placed && !sr_know_read_degrees(b, row, f[8], f[9], &c.lat_e6, &c.lon_e6)) ||
        !sr_know_read_number(b, row, f[10], &c.geonames))
        return;
    c.until_s = role.until_s;
    c.actor = role.actor = (uint32_t)b->actors.n;
    sr_str id = c.geonames ? sr_arena_printf(b->a, "geonames:%u", c.geonames)
                           : id_of(b, c.name, (sr_str){"", 0}, c.actor);
    uint32_t row_of = (uint32_t)b->countries.n;
    if (!SR_PUSH(b->a, &b->countries, c)) {
        b->refused = true;
        return;
    }
    (void)add_actor(b, (sr_build_actor){.id = id,
                                        .name = c.name,
                                        .country = c.iso3,
                                        .type = SR_ENTITY_GPE,
                                        .kind = SR_KNOWN_COUNTRY});
    add_role(b, row, role);
    name_actor(b, c.name, f[3], c.actor);
    float score = c.until_s == INT64_MAX ? 1.0f : 0.5f;
    sr_build_key(b, SR_INDEX_COUNTRIES, c.iso3, row_of, score);
    if (c.iso2.len)
        sr_build_key(b, SR_INDEX_COUNTRIES, c.iso2, row_of, score);
    add_country_words(b, row, row_of, score, c.name, SR_COUNTRY_NAME);
    add_country_words(b, row, row_of, score, f[3], SR_COUNTRY_NAME);
    add_country_words(b, row, row_of, score, f[4], SR_COUNTRY_ADJECTIVE);
    add_country_words(b, row, row_of, score, f[5], SR_COUNTRY_DEMONYM);
    add_country_words(b, row, row_of, score, f[7], SR_COUNTRY_SEAT);
    if (is_placed)
        add_country_place(b, &c, f[13], f[3]);
}

/* --- divisions.tsv, places.tsv --------------------------------------------------------------- */

/* Columns of both. */
enum {
    G_ID,
    G_NAME,
    G_ALIASES,
    G_COUNTRY,
    G_ADM1,
    G_ADM2,
    G_FEATURE,
    G_LAT,
    G_LON,
    G_POP
};

static sr_str division_code(sr_know_build *b, sr_str country, sr_str adm1, sr_str adm2)
{
    if (adm1.len == 0)
        return (sr_str){"", 0};
    return sr_arena_printf(b->a, "%.*s.%.*s%s%.*s", SR_FMT(country), SR_FMT(adm1),
                           adm2.len ? "." : "", SR_FMT(adm2));
}

/* The division of that code: of this build, or copied from the knowledge below. */
static uint32_t find_division(sr_know_build *b, sr_str code)
{
    uint32_t at = SR_NONE;
    sr_str none = {"", 0}, name;
    if (code.len == 0 || sr_build_kept(b, 'd', code, none, &at))
        return at;
    if (!b->below || !sr_know_division(b->below, code, &name))
        return SR_NONE;
    uint32_t row = (uint32_t)b->divisions.n;
    if (!SR_PUSH(b->a, &b->divisions, ((sr_build_division){code, name})) ||
        !sr_build_once(b, 'd', code, none, row, &at)) {
        b->refused = true;
        return SR_NONE;
    }
    return row;
}

static bool read_geo(sr_know_build *b, const sr_know_row *row, sr_build_place *ret)
{
    const sr_str *f = row->f;
    sr_build_place p = {.name = f[G_NAME], .country = f[G_COUNTRY]};
    uint32_t other, id;
    if (!check_name(b, row, p.name) || !check_names(b, row, f[G_ALIASES]) ||
        !check_country(b, row, p.country) || !sr_know_read_number(b, row, f[G_ID], &id) ||
        !sr_know_read_number(b, row, f[G_POP], &p.disk.population) ||
        !sr_know_read_degrees(b, row, f[G_LAT], f[G_LON], &p.disk.lat_e6, &p.disk.lon_e6))
        return false;
    if (id &&
        !sr_build_once(b, 'g', f[G_ID], (sr_str){"", 0}, (uint32_t)b->places.n, &other)) {
        sr_know_wrong(b, row, "the number %u of GeoNames is there already", id);
        return false;
    }
    sr_str feature = f[G_FEATURE], class, code = {"", 0};
    (void)sr_str_field(&feature, '.', &class);
    (void)sr_str_field(&feature, '.', &code);
    if (class.len != 1 || !sr_know_feature(class.p[0], code, p.disk.population, &p)) {
        sr_know_wrong(b, row, "\"%.*s\" is no class and code of GeoNames (P.PPLC)",
                      SR_FMT(f[G_FEATURE]));
        return false;
    }
    p.disk.geonames = id;
    p.disk.adm1 = p.disk.adm2 = SR_NONE;
    *ret = p;
    return true;
}

static void take_division(sr_know_build *b, const sr_know_row *row)
{
    const sr_str *f = row->f;
    sr_build_place place;
    uint32_t other, at = (uint32_t)b->divisions.n;
    if (!read_geo(b, row, &place))
        return;
    sr_str code = division_code(b, f[G_COUNTRY], f[G_ADM1], f[G_ADM2]);
    if (code.len == 0 || f[G_COUNTRY].len == 0) {
        sr_know_wrong(b, row, "a division has a country and a code");
        return;
    }
    if (!sr_build_once(b, 'd', code, (sr_str){"", 0}, at, &other)) {
        sr_know_wrong(b, row, "the division %.*s is there already", SR_FMT(code));
        return;
    }
    if (!SR_PUSH(b->a, &b->divisions, ((sr_build_division){code, f[G_NAME]})))
        b->refused = true;
    place.disk.adm1 =
        f[G_ADM2].len
            ? find_division(b, division_code(b, f[G_COUNTRY], f[G_ADM1], (sr_str){"", 0}))
            : at;
    if (f[G_ADM2].len)
        place.disk.adm2 = at;
    (void)add_place(b, place, f[G_ALIASES]);
}

static void take_place(sr_know_build *b, const sr_know_row *row)
{
    const sr_str *f = row->f;
    sr_build_place place;
    uint32_t country;
    if (!read_geo(b, row, &place))
        return;
    sr_str code = division_code(b, f[G_COUNTRY], f[G_ADM1], (sr_str){"", 0});
    place.disk.adm1 = find_division(b, code);
    if (code.len && place.disk.adm1 == SR_NONE) {
        sr_know_wrong(b, row, "there is no division %.*s", SR_FMT(code));
        return;
    }
    if (f[G_ADM2].len) {
        code = division_code(b, f[G_COUNTRY], f[G_ADM1], f[G_ADM2]);
        place.disk.adm2 = find_division(b, code);
        if (place.disk.adm2 == SR_NONE) {
            sr_know_wrong(b, row, "there is no division %.*s", SR_FMT(code));
            return;
        }
    }
    if (place.disk.feature == 'P' &&
        sr_build_kept(b, 'c', f[G_COUNTRY], (sr_str){"", 0}, &country))
        b->countries.v[country].people += place.disk.population;
    (void)add_place(b, place, f[G_ALIASES]);
}

/* --- spellings.tsv ------------------------------------------------------------------------- */

static void take_spelling(sr_know_build *b, const sr_know_row *row)
{
    enum { FAMOUS_NAMES = 64 };
    const sr_str *f = row->f; /* id name aliases famous */
    sr_str list = f[2], alias;
    uint32_t id, at;
    bool is_famous = sr_str_eq(f[3], SR_STR("famous"));
    if (f[3].len && !is_famous) {
        sr_know_wrong(b, row, "a place is famous or nothing, not \"%.*s\"", SR_FMT(f[3]));
        return;
    }
    if (!check_names(b, row, f[2]) || !sr_know_read_number(b, row, f[0], &id))
        return;
    if (!sr_build_kept(b, 'g', f[0], (sr_str){"", 0}, &at) || at >= b->places.n ||
        !sr_str_eq(b->places.v[at].name, f[1])) {
        sr_know_wrong(b, row, "no place above has the number %.*s and the name \"%.*s\"",
                      SR_FMT(f[0]), SR_FMT(f[1]));
        return;
    }
    sr_disk_place *place = &b->places.v[at].disk;
    if (is_famous)
        place->flags = sr_know_with_fame(place->flags, FAMOUS_NAMES);
    while (sr_know_next_name(&list, &alias))
        sr_build_name_it(b, SR_INDEX_PLACES, alias, at | SR_REF_PART, 1);
}

/* --- regions.tsv --------------------------------------------------------------------------- */

static void take_region(sr_know_build *b, const sr_know_row *row)
{
    const sr_str *f = row->f; /* name aliases kind countries lat lon precision claimed */
    const sr_region_kind *kind = sr_know_region_kind(f[2]);
    sr_build_place place = {.name = f[0], .claimed = f[7]};
    sr_fold room;
    uint32_t other;
    if (!kind) {
        sr_know_wrong(b, row, "\"%.*s\" is no kind of region", SR_FMT(f[2]));
        return;
    }
    place.disk.precision = kind->precision;
    if (f[6].len && !sr_know_precision(f[6], &place.disk.precision)) {
        sr_know_wrong(b, row,
                      "the precision is point, city, region or country, not \"%.*s\"",
                      SR_FMT(f[6]));
        return;
    }
    if (!check_name(b, row, f[0]) || !check_names(b, row, f[1]) ||
        !check_countries(b, row, f[3]) || !check_countries(b, row, f[7]) ||
        !sr_know_read_degrees(b, row, f[4], f[5], &place.disk.lat_e6, &place.disk.lon_e6))
        return;
    if (!sr_build_once(b, 'l', sr_know_fold_name(f[0], &room), f[2], row->line, &other)) {
        sr_know_wrong(b, row, "the %.*s \"%.*s\" is there already", SR_FMT(f[2]),
                      SR_FMT(f[0]));
        return;
    }
    if (sr_str_find(f[3], SR_STR(";"), 0) == SIZE_MAX)
        place.country = f[3];
    place.disk.adm1 = place.disk.adm2 = SR_NONE;
    place.disk.feature = (uint8_t)kind->feature;
    place.rank = kind->precision == SR_PLACE_POINT ? 0.5f : 0.7f;
    (void)add_place(b, place, f[1]);
}

/* --- organisations.tsv ----------------------------------------------------------------------- */

static void take_organisation(sr_know_build *b, const sr_know_row *row)
{
    const sr_str *f = row->f; /* name aliases kind country code from until wikidata */
    const sr_org_kind *kind = sr_know_org_kind(f[2]);
    sr_build_role role = {.code = f[4], .country = f[3], .office = f[2]};
    if (!kind) {
        sr_know_wrong(b, row, "\"%.*s\" is no kind of organisation", SR_FMT(f[2]));
        return;
    }
    if (!check_name(b, row, f[0]) || !check_names(b, row, f[1]) ||
        !check_country(b, row, f[3]) || !check_code(b, row, f[4]) ||
        !check_wikidata(b, row, f[7]) ||
        !sr_know_read_days(b, row, f[5], f[6], &role.from_s, &role.until_s))
        return;
    role.rank = kind->weight;
    role.actor = find_or_add(
        b, row,
        (sr_build_actor){
            .name = f[0], .country = f[3], .type = kind->type, .kind = kind->kind},
        f[7]);
    if (role.actor == SR_NONE)
        return;
    name_actor(b, f[0], f[1], role.actor);
    add_role(b, row, role);
}

/* --- people.tsv ------------------------------------------------------------------------------ */

static void take_person(sr_know_build *b, const sr_know_row *row)
{
    const sr_str *f = row->f; /* name aliases country office title code from until q */
    sr_build_role role = {.code = f[5], .country = f[2], .office = f[3], .title = f[4]};
    sr_str aliases = f[1], alias;
    if (!sr_know_office(f[3], &role.rank)) {
        sr_know_wrong(b, row, "\"%.*s\" is no office", SR_FMT(f[3]));
        return;
    }
    if (!check_name(b, row, f[0]) || !check_names(b, row, f[1]) ||
        !check_country(b, row, f[2]) || !check_code(b, row, f[5]) ||
        !check_wikidata(b, row, f[8]) ||
        !sr_know_read_days(b, row, f[6], f[7], &role.from_s, &role.until_s))
        return;
    role.actor = find_or_add(b, row,
                             (sr_build_actor){.name = f[0],
                                              .country = f[2],
                                              .type = SR_ENTITY_PER,
                                              .kind = SR_KNOWN_PERSON},
                             f[8]);
    if (role.actor == SR_NONE)
        return;
    sr_build_name_person(b, f[0], f[2], role.actor);
    while (sr_know_next_name(&aliases, &alias))
        sr_build_name_person(b, alias, f[2], role.actor);
    add_role(b, row, role);
}

/* --- others.tsv, notplaces ------------------------------------------------------------------- */

static void take_other(sr_know_build *b, const sr_know_row *row)
{
    static const struct {
        const char *name;
        uint8_t type;
    } types[] = {{"WEAPON", SR_ENTITY_WEAPON},
                 {"LAW", SR_ENTITY_LAW},
                 {"EVENT", SR_ENTITY_EVENT},
                 {"MISC", SR_ENTITY_MISC}};
    const sr_str *f = row->f; /* name aliases type country */
    sr_fold room;
    uint32_t other, at = (uint32_t)b->actors.n;
    size_t i = 0;
    while (i < SR_COUNT(types) && !sr_str_eq(f[2], sr_str_of(types[i].name)))
        i++;
    if (i == SR_COUNT(types)) {
        sr_know_wrong(b, row, "the type is WEAPON, LAW, EVENT or MISC, not \"%.*s\"",
                      SR_FMT(f[2]));
        return;
    }
    if (!check_name(b, row, f[0]) || !check_names(b, row, f[1]) ||
        !check_country(b, row, f[3]))
        return;
    if (!sr_build_once(b, 'x', sr_know_fold_name(f[0], &room), (sr_str){"", 0}, at,
                       &other)) {
        sr_know_wrong(b, row, "\"%.*s\" is there already", SR_FMT(f[0]));
        return;
    }
    sr_build_actor actor = {.name = f[0],
                            .country = f[3],
                            .weight = 0.4f,
                            .type = types[i].type,
                            .kind = SR_KNOWN_OTHER};
    actor.id = id_of(b, f[0], (sr_str){"", 0}, at);
    (void)add_actor(b, actor);
    name_actor(b, f[0], f[1], at);
}

static void take_notplace(sr_know_build *b, const sr_know_row *row)
{
    sr_str name = row->f[0], none = {"", 0};
    sr_fold room;
    uint32_t other, at = (uint32_t)b->actors.n;
    if (!check_name(b, row, name))
        return;
    sr_str folded = sr_know_fold_name(name, &room);
    if (!sr_build_once(b, 'y', folded, none, row->line, &other)) {
        sr_know_wrong(b, row, "\"%.*s\" is there already", SR_FMT(name));
        return;
    }
    if (!sr_build_once(b, 'x', folded, none, at, &other))
        return; /* a treaty, an event: known better than by this list */
    sr_build_actor actor = {
        .name = name, .weight = 0.1f, .type = SR_ENTITY_MISC, .kind = SR_KNOWN_OTHER};
    actor.id = id_of(b, name, none, at);
    (void)add_actor(b, actor);
    name_actor(b, name, none, at);
}

/* --- roles.en.tsv ------------------------------------------------------------------------------ */

static void add_word(sr_know_build *b, const sr_know_row *row, sr_str words,
                     sr_build_word word)
{
    sr_fold room;
    uint32_t other, at = (uint32_t)b->words.n;
    sr_str none = {"", 0};
    if (!check_name(b, row, words))
        return;
    word.words = sr_arena_str(b->a, sr_know_fold_name(words, &room));
    if (!word.words.p || !sr_build_once(b, 'w', word.words, none, at, &other)) {
        const sr_build_word *w = word.words.p ? &b->words.v[other] : &word;
        if (!sr_str_eq(w->sector, word.sector) || !sr_str_eq(w->office, word.office) ||
            w->is_person != word.is_person)
            sr_know_wrong(b, row, "\"%.*s\" is there already, as another role",
                          SR_FMT(words));
        b->refused = b->refused || !word.words.p;
        return; /* "vice-president" beside "vice president" folds to the same */
    }
    if (!SR_PUSH(b->a, &b->words, word))
        b->refused = true;
    sr_build_key(b, SR_INDEX_WORDS, word.words, at, 1);
}

static void take_role(sr_know_build *b, const sr_know_row *row)
{
    const sr_str *f = row->f; /* singular;plural sector office person|group one|many */
    sr_str list = f[0], words;
    float rank;
    if ((f[1].len || !f[2].len) && !sr_know_is_sector(f[1])) {
        sr_know_wrong(b, row, "\"%.*s\" is no sector", SR_FMT(f[1]));
        return;
    }
    if (f[2].len && !sr_know_office(f[2], &rank)) {
        sr_know_wrong(b, row, "\"%.*s\" is no office", SR_FMT(f[2]));
        return;
    }
    bool group = sr_str_eq(f[3], SR_STR("group")), many = sr_str_eq(f[4], SR_STR("many"));
    if ((!group && f[3].len && !sr_str_eq(f[3], SR_STR("person"))) ||
        (!many && f[4].len && !sr_str_eq(f[4], SR_STR("one")))) {
        sr_know_wrong(b, row, "a role is of a person or a group, one or many");
        return;
    }
    for (size_t i = 0; !b->refused && sr_know_next_name(&list, &words); i++)
        add_word(b, row, words,
                 (sr_build_word){.sector = f[1],
                                 .office = f[2],
                                 .is_person = !group,
                                 .is_plural = many || i == 1});
}

/* "officers" is the plural of "officer" where both are in the file, and the endings are
 * those of English; other languages say "many" in the fifth field. */
static bool is_plural_of_another(const sr_know_build *b, sr_str words)
{
    static const struct {
        sr_str many, one;
    } endings[] = {{{"ies", 3}, {"y", 1}},
                   {{"es", 2}, {"", 0}},
                   {{"s", 1}, {"", 0}},
                   {{"men", 3}, {"man", 3}},
                   {{"people", 6}, {"person", 6}}};
    char room[SR_MAX_NAME_BYTES];
    uint32_t other;
    for (size_t i = 0; i < SR_COUNT(endings); i++) {
        sr_str many = endings[i].many, one = endings[i].one;
        if (!sr_str_ends(words, many) || words.len + one.len > sizeof room)
            continue;
        size_t stem = words.len - many.len;
        memcpy(room, words.p, stem);
        memcpy(room + stem, one.p, one.len);
        if (sr_build_kept(b, 'w', (sr_str){room, stem + one.len}, (sr_str){"", 0},
                          &other))
            return true;
    }
    return false;
}

void sr_know_check_all(sr_know_build *b)
{
    for (size_t i = 0; i < b->countries.n; i++)
        (void)check_countries(b, &b->countries.v[i].row, b->countries.v[i].row.f[13]);
    for (size_t i = 0; i < b->words.n; i++)
        if (is_plural_of_another(b, b->words.v[i].words))
            b->words.v[i].is_plural = true;
}

/* --- all ---------------------------------------------------------------------------------------- */

void sr_know_take_row(sr_know_build *b, sr_know_file kind, const sr_know_row *row)
{
    static void (*const take[SR_FILE_KINDS])(sr_know_build *, const sr_know_row *) = {
        [SR_FILE_COUNTRIES] = take_country,  [SR_FILE_DIVISIONS] = take_division,
        [SR_FILE_PLACES] = take_place,       [SR_FILE_SPELLINGS] = take_spelling,
        [SR_FILE_REGIONS] = take_region,     [SR_FILE_ORGANISATIONS] = take_organisation,
        [SR_FILE_PEOPLE] = take_person,      [SR_FILE_OTHERS] = take_other,
        [SR_FILE_NOTPLACES] = take_notplace, [SR_FILE_ROLES] = take_role,
    };
    take[kind](b, row);
}
