/* Inside the stage export: what its files share.  Others include export.h.
 *
 *   export.c     formats by name; the rows of a document
 *   row.c        an event gathered for its row: day, place, names and codes of its parties
 *   codes.c      data/export/: Goldstein's scale, FIPS, COW; the parts of an actor's code
 *   events.c     events as jsonl, csv, geojson
 *   plover.c     events in POLECAT's columns
 *   gdelt.c      events in GDELT's two tables
 *   others.c     statements, figures, positions
 *   changes.c    positions of earlier documents
 *   fields.c     fields of separated values
 */
#ifndef SR_EXPORT_PARTS_H
#define SR_EXPORT_PARTS_H

#include "export/export.h"

/* --- fields.c ------------------------------------------------------------------------ */

/* Fields of one line, one after the other.  sep '\t': tabs and line ends within a field
 * become blanks; sep ',': quoted where needed. */
typedef struct sr_fields {
    sr_buf *out;
    char sep;
    bool any;
} sr_fields;

void sr_field(sr_fields *f, sr_str value);
void sr_field_int(sr_fields *f, int64_t value);
void sr_field_num(sr_fields *f, double value, int decimals);
void sr_field_skip(sr_fields *f, size_t n); /* n empty ones */
void sr_field_end(sr_fields *f);            /* of the line */
void sr_fields_head(sr_fields *f, const char *const *names, size_t n);

/* --- codes.c -------------------------------------------------------------------------- */

/* Goldstein's figure of a CAMEO code, else of its base or root; false: no such code. */
bool sr_export_goldstein(sr_str cameo, double *ret);
/* PLOVER's score of a type and mode; false: one of our own types. */
bool sr_export_intensity(const sr_event *e, double *ret);
sr_str sr_export_fips(sr_str alpha3); /* empty: none */
sr_str sr_export_cow(sr_str alpha3);

/* "UKR.GOV.MIL": part 0 is "UKR", part 1 "GOV"; empty where there is none. */
sr_str sr_code_part(sr_str code, size_t n);

/* --- row.c ---------------------------------------------------------------------------- */

enum { SR_EXPORT_ID = 16 }; /* hexadecimal digits */

typedef struct sr_row {
    const sr_doc *doc;
    const sr_event *event;
    const sr_place *place;        /* or NULL */
    char id[SR_EXPORT_ID + 1];    /* of the row */
    char day[11];                 /* "2024-11-28", "2024-11" ...: as far as it is known */
    sr_time day_s;                /* its first moment, where day is not empty */
    char published[SR_TIME_TEXT]; /* or empty */
    sr_str sentence;              /* that the best mention stands in */
    bool in_title;
    const uint32_t *letters; /* [n_sents + 1] code points before each sentence, and of the
                                whole text; for the table of mentions alone */
} sr_row;

void sr_row_make(const sr_doc *doc, const sr_event *event, sr_row *ret);

/* The id of a row: article, layer and place in the text. */
void sr_row_id(const sr_doc *doc, const char *layer, uint32_t sent, sr_span span,
               char ret[SR_EXPORT_ID + 1]);

sr_str sr_row_text(const sr_doc *doc, uint32_t sent, sr_span span);

/* Name of a party: of its entity, else its words. */
sr_str sr_party_name(const sr_row *r, const sr_party *p);
const sr_entity *sr_party_entity(const sr_row *r, const sr_party *p); /* or NULL */

/* Something of each of the parties, "; " between them; `get` may give an empty string. */
typedef sr_str (*sr_party_get)(const sr_row *r, const sr_party *p);
void sr_field_parties(sr_fields *f, const sr_row *r, const sr_party *v, size_t n,
                      sr_party_get get);

void sr_field_contexts(sr_fields *f, const sr_event *e); /* ";" between them */

/* The largest figure of that measure that belongs to the event; -1: none is told. */
double sr_row_figure(const sr_row *r, const char *measure);

/* The name of whoever claims it, or empty. */
sr_str sr_row_claimant(const sr_row *r);

/* Does the text assert that it happened? */
bool sr_row_is_asserted(const sr_row *r);

/* --- the formats ---------------------------------------------------------------------- */

void sr_export_event_jsonl(const sr_row *r, sr_buf *out);
void sr_export_event_csv(const sr_row *r, sr_buf *out);
void sr_export_event_geojson(const sr_row *r, bool first, sr_buf *out);
void sr_export_event_plover(const sr_row *r, sr_buf *out);
/* One line a pair of actor and recipient; the number of lines. */
size_t sr_export_event_gdelt(const sr_row *r, sr_buf *out, sr_buf *mentions);
/* What sr_row.letters points to; NULL where the arena refuses. */
const uint32_t *sr_export_letters(const sr_doc *doc);
void sr_export_csv_head(sr_export_what what, sr_buf *out);
void sr_export_plover_head(sr_buf *out);

void sr_export_statement(const sr_export *x, const sr_doc *doc, size_t i, sr_buf *out);
void sr_export_figure(const sr_export *x, const sr_doc *doc, size_t i, sr_buf *out);
void sr_export_position(const sr_export *x, const sr_doc *doc, size_t i, sr_buf *out);

#endif
