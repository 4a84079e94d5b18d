/* CoNLL-U in and out: what `sitrep parse` reads and prints.
 *
 *   1 Kyiv Kyiv PROPN _ Number=Sing 2 nsubj _ Entity=B-LOC|PArc=0.98
 *
 * source  universaldependencies.org/format
 * tests   tests/unit/tag/test_conllu.c */
#ifndef SR_TAG_CONLLU_H
#define SR_TAG_CONLLU_H

#include "tag/tag.h"

/* sr_conllu_read: a document whose sentences and tokens are those of a CoNLL-U text.
 *
 * in      text   whole sentences, parted by blank lines; lines of empty nodes and multiword
 *                tokens make no token, a line of one word without blanks makes one
 * out     doc->article.text, paras ("# newpar", "# newdoc"), record.given.id (the last
 *         "# newdoc id = "),
 *         sents, tokens: of a fresh or reset document.  Forms are put side by side, a blank
 *         between them unless SpaceAfter=No.
 * errors  SR_EFORMAT with the offset of a line that is none of CoNLL-U's; SR_ENOMEM,
 *         SR_ELIMIT (SR_MAX_DOCUMENT_BYTES) */
sr_status sr_conllu_read(sr_str text, sr_doc *doc, sr_err *err);

/* The same text with lemma, class, features, head, relation and MISC of its tokens filled
 * in; comments and multiword tokens stay as they are, empty nodes are left out.
 * doc: as sr_conllu_read made it, after sr_tag_analyse. */
void sr_conllu_fill(sr_str text, const sr_doc *doc, sr_buf *out);

/* A document's sentences, "# newdoc id = ..." before the first. */
void sr_conllu_write(const sr_doc *doc, sr_buf *out);

#endif
