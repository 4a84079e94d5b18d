/* Stage ingest, step 3 of 4:   bytes of a page, a text  ->  [UTF-8]
 */
#ifndef SR_INGEST_CHARSET_H
#define SR_INGEST_CHARSET_H

#include "doc/doc.h"

typedef struct sr_charset sr_charset;

/* What is known of the bytes besides them. */
typedef struct sr_charset_hints {
    sr_str http; /* label of the Content-Type header, or empty */
    bool html;   /* look for <meta> and the XML declaration */
} sr_charset_hints;

sr_status sr_charset_new(sr_charset **ret, sr_err *err); /* errors  SR_ENOMEM */
void sr_charset_free(sr_charset *cs);                    /* NULL is allowed */

/* sr_charset_decode: bytes -> doc->record.bytes (in its arena) and .charset. */
sr_status sr_charset_decode(sr_charset *cs, sr_str bytes, sr_charset_hints hints,
                            sr_doc *doc, sr_err *err);

#endif
