/* Stage know: who and where there is, read-only.
 *
 *   "Emmanuel Macron", 2024-11  ->  FRA.GOV, head of state
 *   "Kharkiv"                   ->  geonames:706483, 49.98 36.25, Kharkiv Oblast, UKR
 *
 * Plain text under data/know/ (docs/knowledge.md says how to add a person, a group, a
 * place) is compiled at build time into one file, which is laid into the program and used
 * where it stands: nothing is parsed at start.  User files add to it and override it.
 * Names are looked up by their folded form: case, diacritics, apostrophes, hyphens and dots
 * do not matter; scripts do.
 */
#ifndef SR_KNOW_KNOW_H
#define SR_KNOW_KNOW_H

#include "base/arena.h"
#include "base/err.h"
#include "base/time.h"
#include "doc/entities.h"

typedef struct sr_know sr_know; /* read-only after _open; shared by workers */

/* sr_know_open: the knowledge of the program, and what the user's files say beyond it.
 *
 * in      files  [n] paths, n <= SR_MAX_KNOW_FILES: text (docs/formats/know.md) or what
 *                `sitrep know import geonames` wrote; a later one overrides an earlier one
 * errors  SR_EIO; SR_EFORMAT (file, line and reason; nothing is half-loaded); SR_ELIMIT;
 *         SR_ENOMEM
 * cost    without files 0.03 ms (bench/bench_know.c): nothing is parsed, pages come as they
 *         are asked for; text is compiled, 1 s for 20 MB of it
 * tests   tests/unit/know/test_lookup.c  tests/unit/know/test_layers.c
 *         tests/cli/test_know.sh  fuzz/know_text.c */
sr_status sr_know_open(const char *const *files, size_t n, sr_know **ret, sr_err *err);
void sr_know_close(sr_know *know); /* NULL is allowed */

/* --- actors: countries, people, organisations, groups -------------------------------------- */

/* What an actor is; `type` of sr_entity_type goes with it. */
typedef enum sr_known_kind {
    SR_KNOWN_COUNTRY,
    SR_KNOWN_PERSON,
    SR_KNOWN_ORG,   /* organisations, ministries, agencies, companies, media, parties */
    SR_KNOWN_GROUP, /* armed groups, peoples, movements */
    SR_KNOWN_OTHER  /* weapons, laws, named events: what is no actor and no place */
} sr_known_kind;

typedef struct sr_known_role {
    sr_str code;     /* "FRA.GOV", "IGO.UNO" ... */
    sr_str country;  /* alpha-3, or empty */
    sr_str office;   /* "head of state", "head of government", "foreign minister", ...; of
                       organisations: "igo", "ngo", "company", "party", ...; or empty */
    sr_str title;    /* "president", "chancellor", or empty */
    sr_time from_s;  /* INT64_MIN: since ever */
    sr_time until_s; /* first moment after it; INT64_MAX: still */
} sr_known_role;

typedef struct sr_known {
    sr_str id; /* "wikidata:Q3052772" or "sitrep:emmanuel-macron" */
    sr_str name;
    sr_str country;   /* alpha-3, or empty */
    uint8_t type;     /* sr_entity_type */
    uint8_t kind;     /* sr_known_kind */
    float weight;     /* prominence in [0,1] */
    uint32_t n_roles; /* sr_know_role(know, actor, 0 .. n_roles-1), latest first */
} sr_known;

typedef uint32_t sr_actor; /* index of an actor of the knowledge; SR_NONE: none */

/* All actors of that name or alias, most prominent first; the number found (<= cap, and no
 * more than 256, are written).  Family names alone find people ("Macron").
 * cost  one probe a file: 0.1 us */
size_t sr_know_actors(const sr_know *know, sr_str name, sr_actor *ret, size_t cap);
sr_known sr_know_actor(const sr_know *know, sr_actor actor);
sr_known_role sr_know_role(const sr_know *know, sr_actor actor, uint32_t i);
/* The role on a day: the one that covers it, higher offices first; false: none does. */
bool sr_know_role_on(const sr_know *know, sr_actor actor, sr_time day_s,
                     sr_known_role *ret);
/* Who held that office ("head of state", "foreign minister") of a country on a day. */
sr_actor sr_know_holder(const sr_know *know, sr_str country, sr_str office,
                        sr_time day_s);

/* --- countries ------------------------------------------------------------------------------ */

typedef enum sr_country_word {
    SR_COUNTRY_NO_WORD,
    SR_COUNTRY_NAME,      /* "Ukraine"                                  */
    SR_COUNTRY_ADJECTIVE, /* "Ukrainian"                                */
    SR_COUNTRY_DEMONYM,   /* "Ukrainians", "Briton"                     */
    SR_COUNTRY_SEAT       /* "Kremlin", "White House": its government   */
} sr_country_word;

typedef struct sr_country {
    sr_str iso3, iso2, name, capital;
    sr_actor actor;
    double lat, lon;
    uint64_t geonames;
} sr_country;

/* What a word says of a country; *iso3 untouched where it says nothing. */
sr_country_word sr_know_country_word(const sr_know *know, sr_str word, sr_str *iso3);
bool sr_know_country(const sr_know *know, sr_str iso3, sr_country *ret);

/* --- roles: words for kinds of actors -------------------------------------------------------- */

typedef struct sr_role_word {
    sr_str sector;  /* "GOV", "COP", "REB", "CVL", ... */
    sr_str office;  /* "foreign minister" where the words name an office, or empty */
    bool is_person; /* "officer", not "police" */
    bool is_plural;
} sr_role_word;

/* "police", "foreign minister", "lawmakers": folded words joined by single spaces. */
bool sr_know_role_word(const sr_know *know, sr_str words, sr_role_word *ret);

/* --- places ----------------------------------------------------------------------------------- */

typedef struct sr_known_place {
    uint64_t geonames; /* 0: one of our own (regions, facilities) */
    sr_str name;
    sr_str country;    /* alpha-3, or empty */
    sr_str adm1, adm2; /* names, or empty */
    sr_str claimed;    /* alpha-3 codes, ";" between them, or empty */
    double lat, lon;
    uint32_t population;
    uint8_t precision; /* sr_place_precision */
    char
        feature; /* GeoNames class: 'P' populated, 'A' division or country, 'H' water, 'L'
                     region, 'T' mountain, 'S' spot, 'R' road */
    bool is_capital; /* of a country */
    bool is_adm1_seat;
    uint8_t fame;     /* log2(1 + other names it has, in all scripts), rounded down, at
                         most 6: how many languages speak of it.  Geneva in Switzerland 6,
                         Geneva, Illinois 3; 0 of towns below 15,000 people, for most of
                         whose names are not in our files */
    uint32_t adm1_id; /* the same number: the same first order division; 0 none */
} sr_known_place;

typedef uint32_t sr_place_ref;

/* All places of that name, most prominent first, as above: those that bear it before those
 * of the same rank that have it as another name.  cost  one probe a file: 0.3 us */
size_t sr_know_places(const sr_know *know, sr_str name, sr_place_ref *ret, size_t cap);
sr_known_place sr_know_place(const sr_know *know, sr_place_ref place);

/* The folded form by which names are looked up; in arena. */
sr_status sr_know_fold(sr_str name, sr_arena *a, sr_str *ret, sr_err *err);

#endif
