/* The compiled knowledge: one file that is used where it stands.
 *
 *   header | table of sections | sections, each at a multiple of 64 bytes
 *
 * Numbers are little-endian.  A string is a number: the offset of two bytes of length and
 * the bytes, in the section of strings; 0 is the empty string.  An index finds rows by the
 * hash of a folded name, without the names themselves:
 *
 *   bucket = the top bits of the hash; buckets[b] .. buckets[b + 1] are its entries
 *   entry  = the low 32 bits of the hash, and the row; the best row of a name first
 *
 * 20 bits of bucket and 32 of the entry: one wrong hit in a thousand million look-ups of
 * names that are not there.
 */
#ifndef SR_KNOW_FORMAT_H
#define SR_KNOW_FORMAT_H

#include <stdint.h>

enum { SR_KNOW_VERSION = 1, SR_KNOW_ALIGN = 64 };

#define SR_KNOW_MAGIC "sr-know\n"

typedef enum sr_know_section {
    SR_SEC_STRINGS,
    SR_SEC_COUNTRIES,
    SR_SEC_ACTORS,
    SR_SEC_ROLES,
    SR_SEC_PLACES,
    SR_SEC_DIVISIONS,
    SR_SEC_WORDS,
    SR_SEC_BUCKETS, /* of index i: SR_SEC_BUCKETS + 2 * i; its entries: one further */
    SR_SEC_ENTRIES
} sr_know_section;

typedef enum sr_know_index {
    SR_INDEX_ACTORS,     /* folded names                          -> actors    */
    SR_INDEX_IDS,        /* ids; kind, folded name and country    -> actors    */
    SR_INDEX_COUNTRIES,  /* alpha-3 and alpha-2 codes             -> countries */
    SR_INDEX_ADJECTIVES, /* names, adjectives, demonyms, seats    -> countries */
    SR_INDEX_WORDS,      /* role words                            -> words     */
    SR_INDEX_HOLDERS,    /* country and office                    -> roles     */
    SR_INDEX_PLACES,     /* folded names                          -> places    */
    SR_INDEX_DIVISIONS,  /* "UKR.07", "UKR.07.1234"               -> divisions */
    SR_INDICES
} sr_know_index;

enum { SR_KNOW_SECTIONS = SR_SEC_BUCKETS + 2 * SR_INDICES };

typedef struct sr_know_header {
    char magic[8];
    uint32_t version;
    uint32_t sections; /* SR_KNOW_SECTIONS */
    uint64_t bytes;    /* of the whole file */
    uint64_t head;     /* sr_hash64 of the table of sections */
    uint64_t body;     /* sr_hash64 over the hashes of the sections, in their order */
    char pad[24];
} sr_know_header;

typedef struct sr_know_place_of { /* of a section */
    uint64_t offset, n;           /* n items */
    uint64_t item_bytes;
    uint64_t hash; /* sr_hash64 of its bytes */
} sr_know_place_of;

typedef struct sr_disk_country {
    uint32_t iso3, iso2, name, capital; /* strings */
    uint32_t actor;
    uint32_t geonames;
    int32_t lat_e6, lon_e6; /* degrees times a million */
    float size;             /* [0,1]: see sr_know_size */
} sr_disk_country;

typedef struct sr_disk_actor {
    uint32_t id, name, country; /* strings */
    float weight;
    uint32_t first_role;
    uint16_t n_roles;
    uint8_t type, kind; /* sr_entity_type, sr_known_kind */
} sr_disk_actor;

typedef struct sr_disk_role {
    int64_t from_s, until_s;
    uint32_t code, country, office, title; /* strings */
    uint32_t actor;
    uint32_t rank; /* of the office, higher first; see kinds.c */
} sr_disk_role;

enum { SR_FLAG_CAPITAL = 1, SR_FLAG_SEAT = 2 };
/* The upper half of the flags: log2(1 + other names), rounded down; sr_known_place.fame. */
enum { SR_FAME_SHIFT = 4, SR_FAME_MOST = 6 };

typedef struct sr_disk_place {
    uint32_t geonames;
    uint32_t name, country, claimed; /* strings */
    int32_t lat_e6, lon_e6;
    uint32_t population;
    uint32_t adm1, adm2; /* rows of the divisions, or SR_NONE */
    uint8_t precision;   /* sr_place_precision */
    uint8_t feature;     /* 'P', 'A', ... */
    uint8_t flags;
    uint8_t rank; /* prominence, 255 times [0,1] */
} sr_disk_place;

typedef struct sr_disk_division {
    uint32_t name; /* string */
    uint32_t id;   /* the low 32 bits of the hash of its code, never 0 */
} sr_disk_division;

enum { SR_WORD_PERSON = 1, SR_WORD_PLURAL = 2 };

typedef struct sr_disk_word {
    uint32_t sector, office; /* strings */
    uint32_t flags;
} sr_disk_word;

/* A row that stands in an index, with two bits about how it is named. */
enum { SR_REF_BITS = 28 };

#define SR_REF_ROW ((1u << SR_REF_BITS) - 1)
/* An actor that is found by a part of the name only, the family name of a person; a place
 * that is found by another name than its own. */
#define SR_REF_PART (1u << 31)
/* Of SR_INDEX_ADJECTIVES: what the word is, an sr_country_word. */
#define SR_REF_WORD_SHIFT SR_REF_BITS

typedef struct sr_disk_entry {
    uint32_t check;
    uint32_t ref;
} sr_disk_entry;

#endif
