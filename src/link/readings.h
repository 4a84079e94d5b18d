/* Inside the stage link: what the knowledge may mean by each distinct name of a document.
 *
 *   names.c     names the tagger missed, and names it cut too short -> doc->names
 *   spots.c     what the knowledge has under a name
 *   readings.c  mentions that are names -> distinct names with their candidates
 *   geo.c       the place among the candidates of each name
 *   known.c     actor, place or neither -> sr_work.known
 *
 * "Paris" and "PARIS" are one reading; "Paris, Texas" and "Paris, France" are two.
 */
#ifndef SR_LINK_READINGS_H
#define SR_LINK_READINGS_H

#include "link/lists.h"
#include "link/parts.h"

enum { SR_READING_ACTORS = 8, SR_READING_SPOTS = 48 };

/* alpha-3 in one number; 0: none */
typedef uint32_t sr_iso3;
static inline sr_iso3 sr_iso3_of(sr_str s)
{
    return s.len == 3 ? (sr_iso3)(uint8_t)s.p[0] << 16 | (sr_iso3)(uint8_t)s.p[1] << 8 |
                            (sr_iso3)(uint8_t)s.p[2]
                      : 0;
}

/* One place that a name may mean. */
typedef struct sr_spot {
    sr_place_ref ref; /* SR_NONE: the country itself */
    sr_iso3 country;
    uint32_t adm1; /* sr_known_place.adm1_id */
    float lat, lon;
    float prior, score; /* natural logarithms, up to a constant */
    float renown;       /* of a town: 3 a village, 7 known everywhere; see spots.c */
    float near;         /* to other places of the document: 0 far off, up to 1 */
    char feature;       /* GeoNames class, 'C' for a country */
    bool is_alias;      /* the gazetteer's main name is another */
    bool is_great;      /* a country, a capital, a division of first order, a region of
                           the news or a city of half a million */
} sr_spot;

typedef struct sr_reading {
    sr_str text;                  /* as first written, without "the" and "'s" */
    uint32_t first, n;            /* first mention; how many */
    uint32_t words;               /* tokens of the first one */
    uint32_t tags[SR_NAME_TYPES]; /* what the tagger called them */
    uint32_t cues;        /* SR_LINK_* of words that say what kind of place it is */
    sr_iso3 in_country;   /* what holds it: "Paris, [France]" */
    uint32_t in_adm1;     /* "Paris, [Texas]" */
    sr_iso3 near_country; /* "[French] President Macron" */
    bool
        is_elsewhere; /* what is said to hold it holds none that is known: "Stroud, [Ontario]" */
    bool is_glued;     /* a part of a word: "Anglo-[Saxon]" */
    bool is_agency;    /* "KYIV, Nov 29 ([Reuters]) -" */
    bool has_title;    /* "[President] Macron" */
    bool is_ordinary;  /* a word that is no name as a rule: "Mission" */
    bool is_inside;    /* one mention at least is inside a sentence: its capital tells */
    bool is_bare_form; /* found only after a word was taken off: "northern [Iraq]" */
    uint32_t inner;    /* reading of the place inside: "[Athens] Police", or SR_NONE */
    uint32_t
        beside[2]; /* readings next to it in a list: "Utah, [Ohio] and Iowa"; SR_NONE */
    uint32_t
        longer; /* reading of the longest name of a person that ends in it, or SR_NONE */
    sr_str country; /* what a country word says */
    uint8_t word;   /* sr_country_word */
    uint8_t n_actors, n_spots;
    sr_actor actors[SR_READING_ACTORS];
    sr_spot *spots; /* [n_spots] */
    /* decided: */
    sr_actor actor; /* or SR_NONE */
    uint32_t spot;  /* index into spots, or SR_NONE */
    uint8_t type;   /* sr_entity_type */
    float p;
} sr_reading;

/* Weights by a number that names a country or a division. */
typedef struct sr_votes {
    uint32_t *key; /* [mask + 1]; 0: free */
    float *weight;
    size_t mask, n;
    float total;
} sr_votes;

struct sr_readings {
    sr_reading *v;
    size_t n;
    uint32_t *of;  /* [n_mentions] reading, or SR_NONE */
    uint64_t *key; /* [mask + 1] hash of a name in lower case; 0: free */
    uint32_t *at;  /* [mask + 1] its reading */
    size_t mask;
    sr_votes countries; /* what the document is about, from all of its names */
    sr_votes divisions;
    sr_iso3 outlet; /* country of the outlet, or 0 */
    sr_iso3 main;   /* the country of the most weight, or 0 */
};

/* sr_readings_collect: w->readings with everything but what is decided.
 * errors  SR_ENOMEM     cost  O(mentions): a probe of each table a distinct name */
sr_status sr_readings_collect(sr_work *w, sr_err *err);

/* The reading of a name without a holder; SR_NONE: the document does not have that name. */
uint32_t sr_reading_named(const struct sr_readings *r, sr_str name);

/* sr_forms_look_up: actors, country word and places of a name, of its text or of a shorter
 * form where the whole is unknown ("northern Iraq", "Avon River"); errors SR_ENOMEM. */
sr_status sr_forms_look_up(const sr_work *w, sr_reading *r, bool behind_comma,
                           sr_err *err);

/* sr_spots_choose: reading.spot of each, as if each were a place.
 * errors  SR_ENOMEM     cost  O(spots) with a constant of SR_GEO_ANCHORS distances */
sr_status sr_spots_choose(sr_work *w, sr_err *err);

sr_status sr_votes_new(sr_votes *t, size_t keys, sr_arena *a, sr_err *err);
void sr_votes_add(sr_votes *t, uint32_t key, float weight); /* key 0 counts nothing */
float sr_votes_share(const sr_votes *t, uint32_t key, float own); /* without own weight */

/* Is the actor one of those that each country has ("National Guard", "CGT"), and of another
 * country than the document speaks of? */
bool sr_body_is_elsewhere(const sr_work *w, const sr_reading *r, sr_actor actor);

/* The role of an actor on the day of the article, where it has none: the latest; false:
 * none is known.  *is_over: the role had ended by that day. */
bool sr_role_of(const sr_know *know, sr_actor actor, const sr_when *day,
                sr_known_role *ret, bool *is_over);

/* Words [beg, end) of a document as text; both in one sentence. */
sr_str sr_words_text(const sr_doc *doc, uint32_t sent, uint32_t beg, uint32_t end);

/* Names are bare forms without a leading "the" and a trailing "'s". */
sr_str sr_name_bare(sr_str name);

#endif
