/* Who and where: the tables of the stage "link".
 *
 *   mentions   every name, description and pronoun that stands for somebody or something
 *   entities   what they stand for: one for each thing, however often it is mentioned
 *   places     the entities that are somewhere, with coordinates
 *
 * Spans count bytes of the text that their sentence is in.
 */
#ifndef SR_DOC_ENTITIES_H
#define SR_DOC_ENTITIES_H

#include "base/json.h"
#include "base/str.h"

#define SR_NONE UINT32_MAX /* an index that points to nothing */

typedef enum sr_entity_type {
    SR_ENTITY_PER,
    SR_ENTITY_ORG,
    SR_ENTITY_GPE, /* places with a government: countries, states, cities */
    SR_ENTITY_LOC, /* other places: rivers, seas, mountains, regions      */
    SR_ENTITY_NORP,
    SR_ENTITY_FAC,
    SR_ENTITY_WEAPON,
    SR_ENTITY_EVENT,
    SR_ENTITY_LAW,
    SR_ENTITY_MISC, /* and everything that has no name: "the proposal" */
    SR_ENTITY_TYPES
} sr_entity_type;

typedef enum sr_mention_kind {
    SR_MENTION_NAME,
    SR_MENTION_DESCRIPTION, /* "the president", "several Western allies", "police" */
    SR_MENTION_PRONOUN      /* he, its, we, ...                                     */
} sr_mention_kind;

typedef struct sr_mention {
    sr_span span;              /* a name: its words; a description: the phrase up to its
                                  head and the "of" phrases behind it, no clause */
    uint32_t sent;             /* index into sents */
    uint32_t tok_beg, tok_end; /* tokens [tok_beg, tok_end) of span */
    uint32_t head;   /* token: the word of the phrase that the tree hangs it by */
    uint32_t entity; /* index into entities */
    uint32_t next;   /* the entity's next mention, or SR_NONE */
    uint32_t name;   /* index into names, or SR_NONE */
    uint8_t kind;    /* sr_mention_kind */
    float p;         /* how sure that it stands for its entity */
} sr_mention;

typedef struct sr_entity {
    sr_str name;    /* as the knowledge has it, else the longest name or description */
    sr_str code;    /* CAMEO/PLOVER: "UKR.GOV"; empty: none is known */
    sr_str country; /* ISO 3166-1 alpha-3, or empty */
    sr_str role;  /* "head of state", "foreign minister", ... on the day of the article */
    sr_str known; /* "wikidata:Q3874799", "geonames:703448", "sitrep:NAME"; empty: not
                       in the knowledge */
    uint32_t first; /* its first mention; the others by their `next` */
    uint32_t n_mentions;
    uint8_t type;   /* sr_entity_type */
    bool is_plural; /* "allies", "protesters" */
    bool is_named;  /* at least one mention is a name */
} sr_entity;

typedef enum sr_place_precision {
    SR_PLACE_POINT, /* a building, a bridge, a power plant */
    SR_PLACE_CITY,
    SR_PLACE_REGION, /* province, county, river, sea, front */
    SR_PLACE_COUNTRY
} sr_place_precision;

typedef enum sr_place_part {
    SR_PLACE_MENTIONED, /* named, and no more is known                     */
    SR_PLACE_SCENE,     /* something that the article tells happened there */
    SR_PLACE_DATELINE,  /* "KYIV, Nov 29 -"                                */
    SR_PLACE_ACTOR      /* stands for its government: "Moscow said"        */
} sr_place_part;

/* One mention that names a place.  A place that cannot be told has none: no pin is better
 * than a wrong one. */
typedef struct sr_place {
    sr_span span;
    uint32_t sent;
    uint32_t mention;  /* index into mentions */
    uint32_t entity;   /* index into entities */
    sr_str name;       /* as the gazetteer has it */
    sr_str country;    /* ISO 3166-1 alpha-3; empty: in none (a sea) */
    sr_str claimed;    /* alpha-3 codes of others that claim it, "UKR;RUS", or empty */
    sr_str adm1;       /* name of the first order division, or empty */
    double lat, lon;   /* degrees, WGS 84 */
    uint64_t geonames; /* id, 0: none */
    uint8_t precision; /* sr_place_precision */
    uint8_t part;      /* sr_place_part */
    float p;
} sr_place;

/* sr_mention_of: the mention that a word of the tree stands for.
 *
 * in      doc    mentions in their order
 *         token  the word a predicate hangs its actor by: a subject, an object, ...
 * out     index of the longest mention whose head it is, or SR_NONE.  Of "France and
 *         Germany" the first head is that of the pair; sr_mention_part_of gives the part
 * cost    a binary search, and the mentions that begin up to SR_MAX_MENTION_TOKENS earlier
 * tests   tests/unit/link/test_mentions.c */
struct sr_doc;
uint32_t sr_mention_of(const struct sr_doc *doc, uint32_t token);
/* The shortest such mention: "France" of "France and Germany". */
uint32_t sr_mention_part_of(const struct sr_doc *doc, uint32_t token);

const char *sr_entity_type_name(sr_entity_type t);         /* "PER", ...           */
const char *sr_mention_kind_name(sr_mention_kind k);       /* "name", ...          */
const char *sr_place_precision_name(sr_place_precision p); /* "point", ...         */
const char *sr_place_part_name(sr_place_part p);           /* "mentioned", "scene" */

#endif
