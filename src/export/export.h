/* Stage export:   a document with its facts  ->  rows that other programs read
 *
 *   jsonl     one object a row, every field of docs/formats/export.md
 *   csv       the same, flat (RFC 4180), with a head
 *   plover    POLECAT's 40 columns, tab separated, with their head; what did not happen by
 *             the text carries PLOVER's auxiliary modes (negation, future, hypothetical)
 *   gdelt     GDELT 2.0's 61 columns, tab separated, no head; and its 16-column mentions
 *             table.  It has no place for doubt: only what a text asserts is written
 *   geojson   one FeatureCollection of points
 *
 * Ids of rows are digests of the article's id, the layer and the place in the text: they
 * stay as they are when the same articles are read again, in whatever order.
 */
#ifndef SR_EXPORT_EXPORT_H
#define SR_EXPORT_EXPORT_H

#include "export/changes.h"

typedef enum sr_export_format {
    SR_EXPORT_JSONL,
    SR_EXPORT_CSV,
    SR_EXPORT_PLOVER,
    SR_EXPORT_GDELT,
    SR_EXPORT_GEOJSON,
    SR_EXPORT_FORMATS
} sr_export_format;

typedef enum sr_export_what {
    SR_EXPORT_EVENTS,
    SR_EXPORT_STATEMENTS, /* jsonl and csv alone, as the two below */
    SR_EXPORT_FIGURES,
    SR_EXPORT_POSITIONS,
    SR_EXPORT_WHATS
} sr_export_what;

bool sr_export_format_parse(sr_str name, sr_export_format *ret);
bool sr_export_what_parse(sr_str name, sr_export_what *ret);
bool sr_export_has(sr_export_what what, sr_export_format format);

/* One export as it grows.  Zeroed but for the first four.  The table of mentions is held
 * in memory: some 150 bytes a mention. */
typedef struct sr_export {
    sr_export_what what;
    sr_export_format format;
    sr_positions_seen
        *seen;         /* positions of earlier documents; NULL: changes are not told */
    sr_buf *mentions;  /* takes GDELT's mentions table; NULL: it is not asked for */
    uint64_t rows;     /* written so far */
    uint64_t left_out; /* events that the format has no place for */
} sr_export;

/* What stands before the first row and behind the last. */
void sr_export_begin(sr_export *x, sr_buf *out);
void sr_export_end(sr_export *x, sr_buf *out);

/* sr_export_document: the rows of one document.
 *
 * in      doc  with the tables of the stages "link" and "facts"
 * errors  SR_ENOMEM (refused buffers keep their own failure)
 * cost    O(rows + sentences + text of the sentences with rows)
 * source  GDELT 2.0 event and mention tables and POLECAT's column list as published;
 *         Goldstein's scale, FIPS and COW codes: data/export/
 * tests   tests/unit/export/ */
sr_status sr_export_document(sr_export *x, const sr_doc *doc, sr_buf *out, sr_err *err);

#endif
