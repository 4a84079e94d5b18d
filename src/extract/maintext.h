/* Stage extract, step 3 of 3:   blocks and their probabilities  ->  [main text]
 *
 * Blocks above the threshold are the text; then rules take away what is known by its
 * place: the headline again, headings that head nothing, the same paragraph twice.  The
 * page as a whole is judged too: is this an article at all?
 * tests   tests/unit/extract/test_extract.c  tests/golden/extract/ */
#ifndef SR_EXTRACT_MAINTEXT_H
#define SR_EXTRACT_MAINTEXT_H

#include "extract/page.h"
#include "extract/site.h"

typedef struct sr_main_text {
    sr_str text;
    sr_para *paras; /* [n_paras] */
    size_t n_paras;
    sr_byte_map map; /* text -> page as fetched */
    size_t first, last; /* blocks; SIZE_MAX where there is no text */
    float *p;           /* [blocks] */
    bool *taken;        /* [blocks] */
} sr_main_text;

/* known: what pages of this site have in common; NULL: nothing is.
 * errors  SR_ENOMEM; paragraphs beyond SR_MAX_PARAGRAPHS are cut, with a note */
sr_status sr_main_text_make(const sr_page *p, const sr_site_memory *known, sr_doc *doc,
                            sr_main_text *ret, sr_err *err);

/* All blocks as text: for the HTML of a feed's entry.   errors  SR_ENOMEM */
sr_status sr_main_text_all(const sr_blocks *b, sr_doc *doc, sr_article *ret, sr_err *err);

#endif
