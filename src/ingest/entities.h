/* Character references of HTML (&eacute; &#233;), for feeds: XML itself knows five. */
#ifndef SR_INGEST_ENTITIES_H
#define SR_INGEST_ENTITIES_H

#include "base/buf.h"
#include "base/map.h"

typedef struct sr_entities {
    sr_map names; /* name without '&' and ';' -> code point */
} sr_entities;

/* Fill from data/entities.txt; those of more than one code point are left out.  False:
 * memory was refused.  {0} first; a second call does nothing. */
bool sr_entities_load(sr_entities *e);
void sr_entities_free(sr_entities *e);

/* The reference at s.p[at], which is '&': its code point and length (with the semicolon,
 * which must be there); 0: it is none.  Numeric ones 80..9F are windows-1252, as HTML has
 * it; what no text may hold is U+FFFD. */
size_t sr_entity_at(const sr_entities *e, sr_str s, size_t at, uint32_t *ret);

/* The character that &#NUMBER; stands for, as above. */
uint32_t sr_entity_number(uint32_t number);

/* sr_markup_text: what a reader sees of a line of HTML: references undone, tags (and what
 * stands in script and style) left out where `tags`, white space folded to one blank. */
void sr_markup_text(const sr_entities *e, sr_str html, bool tags, sr_buf *out);

#endif
