/* A second look at the names of a document, when all of it has been read.  For src/tag/
 * alone.
 *
 *   "Olena Rudko said ... Rudko left Marlow."   a family name alone is who bore it in full
 *   "Marlow (LOC) ... mayor of Marlow (ORG?)"   one name, one type, where one is clear
 *   "Council of Coasts (COC)"                   letters are what they are said to stand for
 *   "the Rada met ... Rada members"             a name that is sure in one place is one in
 *                                               another, where it is a proper noun
 */
#ifndef SR_TAG_SECOND_LOOK_H
#define SR_TAG_SECOND_LOOK_H

#include "doc/doc.h"

/* in, out  names of doc: ascending by token, disjoint, and so they stay; types may change
 *          and names be added, none goes away
 * in       doc->tokens and sents; words: of the tokens
 * cost     O(tokens + names); 48 bytes of the arena a name
 * returns  false where the arena refuses: the names are as before
 * tests    tests/unit/tag/test_second_look.c */
bool sr_tag_second_look(const sr_doc *doc, const sr_word *words, sr_arena *a,
                        sr_name **names, size_t *n);

#endif
