/* The names in a byline.
 *
 *   "By Ann Lee, Staff Writer, and Bo Li | November 29, 2024"  ->  Ann Lee, Bo Li
 *
 * Which words lead to names, end them or are none: data/not_people.txt.
 * tests   tests/unit/extract/test_small.c */
#ifndef SR_EXTRACT_BYLINE_H
#define SR_EXTRACT_BYLINE_H

#include "extract/authors.h"

/* Bytes of the words with which a folded text leads to a name ("written by"), or 0. */
size_t sr_byline_lead(sr_str folded);

/* "ByAnn Lee" -> "Ann Lee"; s itself where nothing is glued. */
sr_str sr_byline_unglue(sr_str s);

#endif
