/* What the files of this stage share.
 *
 *   fold.c     a name -> its folded form
 *   kinds.c    the closed lists: files, offices, kinds of organisations and regions, codes
 *   lines.c    text -> rows of checked fields, with file, line and reason for each error
 *   rows.c     rows of people, organisations, ... -> the tables of a build
 *   build.c    a build: the tables, their names and weights
 *   compile.c  a build -> the bytes of format.h
 *   open.c     bytes -> layers that are used in place
 *   actors.c, places.c   look-ups in the layers
 *   import_*.c files of others -> our formats
 */
#ifndef SR_KNOW_PARTS_H
#define SR_KNOW_PARTS_H

#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/vec.h"
#include "know/compile.h"
#include "know/format.h"
#include "know/know.h"

/* --- fold.c --------------------------------------------------------------------------- */

typedef struct sr_fold {
    char p[4 * SR_MAX_NAME_BYTES];
} sr_fold;

/* Fold into [cap] bytes: the length, or SIZE_MAX where it does not fit. */
size_t sr_know_fold_into(sr_str name, char *ret, size_t cap);
/* The folded name in `room`; empty where the name is too long. */
sr_str sr_know_fold_name(sr_str name, sr_fold *room);

/* --- kinds.c -------------------------------------------------------------------------- */

typedef enum sr_know_file { /* in the order in which they are read */
                            SR_FILE_COUNTRIES,
                            SR_FILE_DIVISIONS,
                            SR_FILE_PLACES,
                            SR_FILE_SPELLINGS,
                            SR_FILE_REGIONS,
                            SR_FILE_ORGANISATIONS,
                            SR_FILE_PEOPLE,
                            SR_FILE_OTHERS,
                            SR_FILE_NOTPLACES,
                            SR_FILE_ROLES,
                            SR_FILE_KINDS
} sr_know_file;

typedef struct sr_know_schema {
    const char *name; /* "people": the file is people.tsv, people.en.tsv, x.people.tsv */
    size_t least, most; /* fields; those that are empty at the end may be left out */
} sr_know_schema;

extern const sr_know_schema sr_know_schemas[SR_FILE_KINDS];

/* "# sitrep know: people" says of which kind the lines behind it are. */
bool sr_know_heading(sr_str line, sr_str *ret);
bool sr_know_kind_of_word(sr_str word, sr_know_file *ret);
/* The kind of the first lines: by a heading, else by a part of the name.  False: none. */
bool sr_know_file_kind(sr_str name, sr_str text, sr_know_file *ret);

/* Prominence of an office in [0,1]; false: no such office. */
bool sr_know_office(sr_str office, float *ret);

typedef struct sr_org_kind {
    const char *name;
    uint8_t type, kind; /* sr_entity_type, sr_known_kind */
    float weight;
} sr_org_kind;

const sr_org_kind *sr_know_org_kind(sr_str name); /* NULL: no such kind */

typedef struct sr_region_kind {
    const char *name;
    char feature;
    uint8_t precision; /* where the file gives none */
} sr_region_kind;

const sr_region_kind *sr_know_region_kind(sr_str name);
bool sr_know_precision(sr_str name, uint8_t *ret);

/* Is it a sector of PLOVER or CAMEO ("GOV"), a class of actors without country ("IGO")? */
bool sr_know_is_sector(sr_str code);
bool sr_know_is_class(sr_str code);

/* Class, precision, flags and rank of a place by GeoNames' class and code ('P', "PPLC").
 * False: no such class. */
struct sr_build_place;
bool sr_know_feature(char class, sr_str code, uint32_t population,
                     struct sr_build_place *ret);

/* How much of the world's news a country makes: log10(people in its towns) / 9, at most
 * 1; 0.5 where none is known. */
float sr_know_size(uint64_t people);

/* --- lines.c -------------------------------------------------------------------------- */

enum { SR_KNOW_FIELDS = 14 };

typedef struct sr_know_row {
    sr_str file;
    uint32_t line;
    size_t n;
    sr_str f[SR_KNOW_FIELDS]; /* trimmed; those that are not there are empty */
} sr_know_row;

typedef struct sr_know_lines {
    sr_str file, rest;
    uint32_t line;
    sr_know_file kind, want;
} sr_know_lines;

/* The next row of the kind that is wanted, with the right number of fields and UTF-8; what
 * is wrong with others of that kind is said to the build.  False: no more. */
bool sr_know_next_row(sr_know_build *b, sr_know_lines *lines, sr_know_row *ret);

/* Say what is wrong with a row. */
void sr_know_wrong(sr_know_build *b, const sr_know_row *row, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Take the next of the names between ';' that is not empty. */
bool sr_know_next_name(sr_str *rest, sr_str *ret);

/* Fields; false (said) where the text is none of its kind. */
bool sr_know_read_days(sr_know_build *b, const sr_know_row *row, sr_str from,
                       sr_str until, sr_time *from_s, sr_time *until_s);
bool sr_know_read_degrees(sr_know_build *b, const sr_know_row *row, sr_str lat,
                          sr_str lon, int32_t *lat_e6, int32_t *lon_e6);
bool sr_know_read_number(sr_know_build *b, const sr_know_row *row, sr_str s,
                         uint32_t *ret);

/* --- build.c -------------------------------------------------------------------------- */

typedef struct sr_build_name { /* one name in one index */
    uint64_t hash;
    uint32_t ref;
    float score;
} sr_build_name;

typedef SR_VEC(sr_build_name) sr_build_names;

typedef struct sr_build_country {
    sr_str iso3, iso2, name, capital;
    uint32_t actor;
    uint32_t geonames;
    int32_t lat_e6, lon_e6;
    uint64_t people; /* of its towns */
    sr_time until_s;
    float size;
    sr_know_row row; /* for what can be checked only when all countries are read */
} sr_build_country;

typedef struct sr_build_role {
    sr_str code, country, office, title;
    sr_time from_s, until_s;
    uint32_t actor;
    float rank;
} sr_build_role;

typedef struct sr_build_actor {
    sr_str id, name, country;
    float weight;
    uint8_t type, kind;
    uint32_t n_roles;
} sr_build_actor;

typedef struct sr_build_place {
    sr_disk_place disk; /* its strings and its rank are filled in by compile.c */
    sr_str name, country, claimed;
    float rank;
} sr_build_place;

typedef struct sr_build_division {
    sr_str code, name;
} sr_build_division;

typedef struct sr_build_word {
    sr_str words, sector, office;
    bool is_person, is_plural;
} sr_build_word;

struct sr_know_build {
    sr_arena *a;
    const sr_know *below; /* knowledge that this adds to, or NULL */
    sr_know_said said;
    void *ctx;
    size_t errors;
    sr_err first; /* the first of them */
    bool refused; /* memory, once */

    SR_VEC(sr_build_country) countries;
    SR_VEC(sr_build_actor) actors;
    SR_VEC(sr_build_role) roles;
    SR_VEC(sr_build_place) places;
    SR_VEC(sr_build_division) divisions;
    SR_VEC(sr_build_word) words;
    sr_build_names names[SR_INDICES];
    sr_map seen;   /* what must be there once only, by key: a letter, two fields -> row */
    sr_map parts;  /* data/name_parts.txt: word -> 'p' particle, 's' suffix, 'f' first */
    sr_time day_s; /* the last day that a role begins: the day of the knowledge */
};

/* Keep `row` under the key made of a letter and two fields; false where it is there
 * already (*ret is that row). */
bool sr_build_once(sr_know_build *b, char what, sr_str one, sr_str two, uint32_t row,
                   uint32_t *ret);
/* The row kept under that key; false: none. */
bool sr_build_kept(const sr_know_build *b, char what, sr_str one, sr_str two,
                   uint32_t *ret);

/* Put a row into an index under a key, or under the folded form of a name. */
void sr_build_key(sr_know_build *b, sr_know_index index, sr_str key, uint32_t ref,
                  float score);
void sr_build_name_it(sr_know_build *b, sr_know_index index, sr_str name, uint32_t ref,
                      float score);
/* A person's name: the whole, and the family name alone. */
void sr_build_name_person(sr_know_build *b, sr_str name, sr_str country, uint32_t actor);

/* The key of SR_INDEX_IDS under which actors of several files are one; in `room`. */
sr_str sr_know_same_key(uint8_t kind, sr_str name, sr_str country, sr_fold *room);

bool sr_build_has_country(const sr_know_build *b, sr_str iso3);
float sr_build_country_size(const sr_know_build *b, sr_str iso3);

/* The key of SR_INDEX_HOLDERS. */
sr_str sr_know_holder_key(sr_str country, sr_str office, sr_fold *room);
/* What orders the actors of one name: their weight, less where only a part is theirs. */
float sr_know_score(uint32_t ref, float weight);
float sr_know_place_score(uint32_t ref, uint8_t rank); /* less by another name of it */
/* Flags of a place with its fame, of which see know.h, by how many other names it has. */
uint8_t sr_know_with_fame(uint8_t flags, size_t names);

/* Weights, scores and the order of names, once all is read. */
void sr_build_finish(sr_know_build *b);

/* --- compile.c: for import_geonames.c too -------------------------------------------------- */

/* A run of the buckets of an index: [first, first + buckets) of 1 << bits. */
typedef struct sr_index_part {
    unsigned bits;
    size_t first, buckets;
} sr_index_part;

unsigned sr_know_bucket_bits(size_t n);
/* Names, all of that part, to the beginnings of its buckets and to entries, sorted by hash,
 * then the higher score, then the row; *kept counts the entries of all parts so far.  False:
 * memory was refused.
 * cost  linear but for the sorting of names that are the same; 20 bytes a name */
bool sr_know_put_part(const sr_build_name *names, size_t n, const sr_index_part *part,
                      uint32_t *kept, sr_buf *buckets, sr_buf *entries);
uint32_t sr_know_item_size(int section);
/* The header and the table of sections that are laid one behind the other. */
void sr_know_head(const sr_str sections[SR_KNOW_SECTIONS], sr_know_header *header,
                  sr_know_place_of table[SR_KNOW_SECTIONS]);

/* --- open.c ------------------------------------------------------------------------------ */

/* One file of knowledge in place.  What it says of rows, strings and ranges is checked
 * where it is used, so that a damaged file gives wrong answers and never a crash. */
typedef struct sr_layer {
    sr_str bytes;
    const sr_disk_country *countries;
    const sr_disk_actor *actors;
    const sr_disk_role *roles;
    const sr_disk_place *places;
    const sr_disk_division *divisions;
    const sr_disk_word *words;
    sr_str strings;
    uint32_t n_countries, n_actors, n_roles, n_places, n_divisions, n_words;
    struct {
        const uint32_t *buckets; /* [(1 << bits) + 1] */
        const sr_disk_entry *entries;
        uint32_t n;
        unsigned bits;
    } index[SR_INDICES];
    /* The same actor in the next layer above and below, or SR_NONE; NULL: one layer. */
    sr_actor *up, *down; /* [n_actors] */
    sr_buf own;          /* its bytes, where they were compiled at opening */
    bool is_mapped;      /* its bytes are a file's */
} sr_layer;

enum { SR_LAYERS = 1 + SR_MAX_KNOW_FILES };

struct sr_know {
    size_t n;
    sr_layer v[SR_LAYERS]; /* [n], the program's first */
};

static inline sr_actor sr_ref_of(size_t layer, uint32_t row)
{
    return (uint32_t)layer << SR_REF_BITS | row;
}

/* Lay out bytes (aligned to 16) as a layer; `whole`: read them all for their checksum. */
sr_status sr_layer_of(sr_str bytes, const char *name, bool whole, sr_layer *ret,
                      sr_err *err);
sr_str sr_layer_str(const sr_layer *layer, uint32_t string);

/* A walk over the rows under a key. */
typedef struct sr_hits {
    const sr_disk_entry *at, *end;
    uint32_t check;
} sr_hits;

sr_hits sr_layer_find(const sr_layer *layer, sr_know_index index, uint64_t hash);
bool sr_layer_next(sr_hits *hits, uint32_t *ref);

/* A file's bytes, read-only; SR_EIO.  An empty file has no pages to give back. */
sr_status sr_know_map_file(const char *path, sr_str *ret, sr_err *err);
void sr_know_unmap_file(sr_str bytes);

/* One layer alone, of bytes that live as long; for tests. */
sr_status sr_know_open_bytes(sr_str bytes, sr_know **ret, sr_err *err);

/* Of a knowledge below a build. */
bool sr_know_division(const sr_know *know, sr_str code, sr_str *name);
bool sr_know_country_size(const sr_know *know, sr_str iso3, float *ret);

/* --- rows.c --------------------------------------------------------------------------- */

/* Take one row of a file of that kind into the build. */
void sr_know_take_row(sr_know_build *b, sr_know_file kind, const sr_know_row *row);
/* What can be told only when all rows are read. */
void sr_know_check_all(sr_know_build *b);

#endif
