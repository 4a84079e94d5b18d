/* Inside the stage tag: the place and agency in front of a report. */
#ifndef SR_TAG_DATELINE_H
#define SR_TAG_DATELINE_H

#include "doc/doc.h"

/* sr_tag_dateline: tokens of the dateline that a sentence begins with, its dash among them;
 * 0: it has none.
 *
 *   KYIV, Ukraine, Nov. 29 (Wire) - | Russia fired ...         LONDON — | The ...
 *
 * A paragraph's first sentence; nothing but capitalised words, figures, stops and brackets up
 * to a dash with a blank behind it, and a word in capitals first or an agency in brackets last.  A
 * dateline is no part of the clause behind it: the tree would take it for the subject.
 * cost    at most DATELINE_TOKENS tokens are looked at
 * tests   tests/unit/tag/test_dateline.c */
uint32_t sr_tag_dateline(const sr_doc *doc, size_t sent);

#endif
