/* A JSON writer: straight into a buffer, no tree.
 *
 *     sr_json j = {.out = &buf};
 *     sr_json_object(&j);
 *     sr_json_key(&j, "id");  sr_json_str(&j, id);
 *     sr_json_end(&j);
 *
 * Commas and nesting are kept by the writer; refused memory is kept by the buffer.
 * Strings: valid UTF-8 passes, ill-formed bytes become U+FFFD; control bytes, '"', '\'
 * and U+2028/2029 are escaped.  Numbers: never NaN or infinity (null stands for them).
 * Reading JSON is cJSON's job (doc/json_read.h).
 */
#ifndef SR_BASE_JSON_H
#define SR_BASE_JSON_H

#include "base/buf.h"

enum { SR_JSON_DEPTH = 64 };

typedef struct sr_json {
    sr_buf *out;
    int depth;
    char open[SR_JSON_DEPTH];  /* '{' or '[' of each open level */
    bool items[SR_JSON_DEPTH]; /* has that level an item yet? */
    bool after_key;
    bool html_safe; /* escape < > & too, for a script element of a page */
} sr_json;

void sr_json_object(sr_json *j);
void sr_json_array(sr_json *j);
void sr_json_end(sr_json *j); /* closes the innermost object or array */
void sr_json_key(sr_json *j, const char *key);

void sr_json_str(sr_json *j, sr_str s);
void sr_json_int(sr_json *j, int64_t v);
void sr_json_num(sr_json *j, double v);   /* shortest of %.6g..%.17g that reads back */
void sr_json_share(sr_json *j, double v); /* a probability, share or weight: 4 decimals */
void sr_json_bool(sr_json *j, bool v);
void sr_json_null(sr_json *j);
void sr_json_span(sr_json *j, sr_span s);  /* [beg,end] */
void sr_json_raw(sr_json *j, sr_str json); /* a finished JSON value */

/* Key and value in one; the _opt form writes nothing for an empty string. */
void sr_json_pair(sr_json *j, const char *key, sr_str value);
void sr_json_pair_opt(sr_json *j, const char *key, sr_str value);

#endif
