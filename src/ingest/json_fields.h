/* Fields of a JSON object that tells of an article, with their types checked: what
 * jsonl.h and json_feed.h share.  A field of the wrong type is passed over with the note
 * "bad-field", a date that is none with "bad-date".  All return false where memory was
 * refused; an absent or null field is no error and leaves *ret as it is. */
#ifndef SR_INGEST_JSON_FIELDS_H
#define SR_INGEST_JSON_FIELDS_H

#include "doc/doc.h"
#include "doc/json_read.h"

/* A string, cut to `limit` bytes (note "limit-bytes"), into the arena. */
bool sr_json_take_text(sr_doc *doc, const cJSON *o, const char *key, size_t limit,
                       sr_str *ret);

/* A date in any form of base/time.h, and (where detail_key is not NULL) the object beside
 * it that says how exactly it is known and where it was read. */
bool sr_json_take_date(sr_doc *doc, const cJSON *o, const char *key,
                       const char *detail_key, const char *from, sr_when *ret);

/* Into doc->record.given.authors: a string, an object with a name, or a list of either. */
bool sr_json_take_authors(sr_doc *doc, const cJSON *list);

#endif
