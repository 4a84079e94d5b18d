/* JSON Feed 1.0 and 1.1 (jsonfeed.org): items into the shape of feed.h's entries. */
#ifndef SR_INGEST_JSON_FEED_H
#define SR_INGEST_JSON_FEED_H

#include "doc/doc.h"
#include "doc/json_read.h"

/* The list of items where the object is a JSON Feed, else NULL. */
const cJSON *sr_json_feed_items(const cJSON *object);

/* One item into doc->record (kind, bytes, url, given).
 * errors  SR_EFORMAT  nothing in it;  SR_ENOMEM */
sr_status sr_json_feed_item(const cJSON *feed, const cJSON *item, sr_doc *doc,
                            sr_err *err);

#endif
