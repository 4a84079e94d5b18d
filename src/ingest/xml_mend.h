/* Any bytes  ->  well-formed XML, for feeds that a parser refuses.
 *
 * What is done: undeclared and HTML's entities become characters, bare ampersands and '<'
 * are escaped, control bytes dropped, attributes quoted and double ones dropped, elements
 * closed that are left open, end tags without a start dropped; doctypes (with what they
 * declare), comments and instructions are left out; CDATA becomes text.  All of it stands
 * in one root element <mended>.  Elements beyond SR_MAX_FEED_DEPTH lose their tags.
 */
#ifndef SR_INGEST_XML_MEND_H
#define SR_INGEST_XML_MEND_H

#include "base/arena.h"
#include "base/limits.h"
#include "base/vec.h"
#include "ingest/entities.h"

/* Where items began before mending: the i-th <item> or <entry>, whatever its prefix. */
typedef struct sr_mended_items {
    SR_VEC(uint64_t) at;
} sr_mended_items;

/* in      text   UTF-8, any
 * out     *out   appended to: well-formed UTF-8 XML; items->at in `a`
 * errors  false: memory was refused
 * cost    O(text), an element's end looks back over SR_MAX_FEED_DEPTH open ones at most
 * tests   tests/unit/ingest/test_feed.c, fuzz/ingest_feed.c */
bool sr_xml_mend(const sr_entities *e, sr_str text, sr_arena *a, sr_buf *out,
                 sr_mended_items *items);

#endif
