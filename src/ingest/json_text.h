/* JSON as text: what has to be known of it before and beside the parser (cJSON).
 *
 * cJSON ends strings at a NUL and refuses lone surrogates; numbers lose digits in it.
 * So: escapes that it cannot carry are mended before, and members that are handed
 * through are cut out of the text itself.
 */
#ifndef SR_INGEST_JSON_TEXT_H
#define SR_INGEST_JSON_TEXT_H

#include "base/json.h"
#include "base/str.h"

/* Where a value ends that is read piece by piece.  {0} at its first byte. */
typedef struct sr_json_scan {
    int64_t depth;
    bool quoted, escaped;
} sr_json_scan;

/* Go on through s; the length up to and with the bracket that closes the value, or
 * SIZE_MAX: not yet. */
size_t sr_json_scan_value(sr_json_scan *scan, sr_str s);

/* Is there nothing to mend: no NUL, raw or as \u0000, and no escaped surrogate (\uD...)? */
bool sr_json_is_clean(sr_str s);

/* Append s with raw and escaped NULs and lone surrogates made U+FFFD; how many. */
size_t sr_json_mend(sr_str s, sr_buf *out);

/* sr_json_members: write the members of an object that `wanted` says yes to.
 *
 * in      object  text that cJSON has taken as an object
 *         wanted  asked with the name as written (escapes not undone)
 * out     j       names and values, values byte for byte but for blanks between tokens,
 *                 raw control bytes (escaped) and numbers that are none (null)
 * cost    O(object) */
void sr_json_members(sr_str object, bool (*wanted)(sr_str name), sr_json *j);

/* The text of one member's value (its first), blanks cut off; empty where there is none.
 */
sr_str sr_json_member_raw(sr_str object, sr_str name);

#endif
