/* Stage extract, step 3b:   the text of a block  ->  the page's bytes that it came from
 *
 * The way of a text node into a block is gone once more, a character at a time: references
 * decoded, white space collapsed, characters dropped, brought into form C.
 * tests   tests/unit/extract/test_textmap.c */
#ifndef SR_EXTRACT_TEXTMAP_H
#define SR_EXTRACT_TEXTMAP_H

#include "extract/blocks.h"

/* sr_textmap_block: append the map of a block.
 *
 * in      text  what the article has of the block: sr_block_text, or its form C
 *         at    where it stands in the article's text
 * errors  false when the arena refuses
 * cost    O(text + the page's bytes of its nodes) */
bool sr_textmap_block(const sr_blocks *b, size_t block, sr_str text, uint32_t at,
                      sr_byte_map *ret, sr_arena *a);

#endif
