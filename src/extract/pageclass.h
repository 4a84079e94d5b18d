/* Is a page an article at all?  Judged by the text that was taken from it, its address, its
 * head and the kinds of elements on it.  Model: models/extract_page.h, card
 * train/extract/README.md.
 * tests   tests/golden/extract/ */
#ifndef SR_EXTRACT_PAGECLASS_H
#define SR_EXTRACT_PAGECLASS_H

#include "extract/classify.h"
#include "extract/maintext.h"

/* From SR_P_ARTICLE on a page counts as an article; one that says so itself
 * (sr_page_is_marked) from SR_P_MARKED on.  Any other page gives no text.  Together the
 * highest that lose less than 1.5 of 100 articles, none of them dated and signed, by
 * cross-validation over the training hosts; see the card of the model. */
#define SR_P_ARTICLE 0.4
#define SR_P_MARKED 0.3

/* Does a page say that it is an article, by JSON-LD, og:type or its only <article>, and has
 * at least two paragraphs of prose? */
bool sr_page_is_marked(const sr_page *p, const sr_main_text *m, sr_arena *a);

/* The row of figures that the model sees.  art: title, authors and dates are filled in. */
void sr_page_row(const sr_page *p, const sr_main_text *m, const sr_article *art,
                 sr_arena *a, float row[SR_PAGE_COLUMNS]);

/* How likely it carries an article's text, [0,1].  Refused memory counts as an unknown;
 * the arena remembers it.   cost  O(blocks) */
double sr_page_judge(const sr_page *p, const sr_main_text *m, const sr_article *art,
                     sr_arena *a);

#endif
