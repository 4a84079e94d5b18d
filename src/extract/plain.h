/* Articles that come without a page: plain text and finished articles of JSON Lines.
 * Their text is kept byte for byte, so that spans count in what was sent.
 * tests   tests/unit/extract/test_extract.c */
#ifndef SR_EXTRACT_PLAIN_H
#define SR_EXTRACT_PLAIN_H

#include "doc/doc.h"

/* Paragraphs of a text: split at blank lines; where there are none, each line is one.
 * Blanks around are outside.  At most SR_MAX_PARAGRAPHS; the rest joins the last.
 * errors  SR_ENOMEM */
sr_status sr_plain_paras(sr_str text, sr_arena *a, sr_para **ret, size_t *ret_n,
                         sr_err *err);

/* Text of a file: text, paragraphs; the first line is the title where it looks like a
 * headline (and its paragraph a heading); a last line that only labels what would follow
 * ("Related Sources:") is no paragraph. */
sr_status sr_plain_text(sr_str text, sr_arena *a, sr_article *ret, sr_err *err);

#endif
