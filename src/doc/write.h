/* What the writers of tables share, here and in export/. */
#ifndef SR_DOC_WRITE_H
#define SR_DOC_WRITE_H

#include "doc/doc.h"

/* "key": [beg, end], and "in": "title" where the sentence is one of the title. */
void sr_write_place_in_text(sr_json *j, const sr_doc *doc, const char *key, uint32_t sent,
                            sr_span span);
/* "key": [beg, end], nothing for an empty span. */
void sr_write_span_opt(sr_json *j, const char *key, sr_span span);
/* "key": "e1" for index 0; nothing for SR_NONE. */
void sr_write_id(sr_json *j, const char *key, char letter, uint32_t index);
void sr_write_id_value(sr_json *j, char letter, uint32_t index); /* "e1" in an array */
void sr_write_p(sr_json *j, float p);                            /* "p": three decimals */
/* "type", "mode", "contexts" and "cameo" of an event. */
void sr_write_event_type(sr_json *j, const sr_event *e);

#endif
