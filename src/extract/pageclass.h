/* Is a page an article at all?  Judged by the text that was taken from it, its address, its
 * head and the kinds of elements on it.  Model: models/extract_page.h, card
 * train/extract/README.md.
 * tests   tests/golden/extract/ */
#ifndef SR_EXTRACT_PAGECLASS_H
#define SR_EXTRACT_PAGECLASS_H

#include "extract/classify.h"
#include "extract/maintext.h"

/* From SR_P_ARTICLE on a page counts as an article; below SR_P_TEXT it gives no text.  Between
 * them the text stands, and the class says that it is doubtful.  By train.py's table: at
 * 0.15 fewer than one article in a hundred is lost, at 0.5 four of five other pages are told. */
#define SR_P_ARTICLE 0.5
#define SR_P_TEXT 0.15

/* The row of figures that the model sees.  art: title, authors and dates are filled in. */
void sr_page_row(const sr_page *p, const sr_main_text *m, const sr_article *art,
                 sr_arena *a, float row[SR_PAGE_COLUMNS]);

/* How likely it carries an article's text, [0,1].  Refused memory counts as an unknown;
 * the arena remembers it.   cost  O(blocks) */
double sr_page_judge(const sr_page *p, const sr_main_text *m, const sr_article *art,
                     sr_arena *a);

#endif
