/* Stage tag:   sentences, tokens  ->  [words, trees, names]
 *
 * Each token gets its lemma, word class, features and its head in a Universal
 * Dependencies v2 tree; names get a span and a type.  One small network does it all:
 * hashed rows of a token's form are summed, four layers of gated recurrence run over the
 * sentence in both directions, and a few heads read off the answers (README.md).
 *
 * Weights are bytes and sums are integers, and what is done in floating point is done in
 * one order everywhere: the answers are the same bits with AVX-512, AVX2 or neither.
 */
#ifndef SR_TAG_TAG_H
#define SR_TAG_TAG_H

#include "doc/doc.h"

typedef struct sr_tag_model sr_tag_model; /* read-only after _open; shared by workers */

/* How the sums are done; AUTO takes the fastest that this processor has. */
typedef enum sr_tag_path {
    SR_TAG_AUTO,
    SR_TAG_PORTABLE,
    SR_TAG_AVX2,
    SR_TAG_AVX512,
    SR_TAG_AVX_VNNI
} sr_tag_path;

/* sr_tag_model_open: read the header and check the file; the weights stay where they are.
 *
 * in      path   file to map; NULL: the English model that the build laid into the program
 *         how    SR_TAG_AUTO; the others are for tests
 * errors  SR_EIO (cannot be read), SR_EFORMAT (no model, another version, truncated, wrong
 *         checksum, tables that do not fit each other), SR_ENOTFOUND (this processor
 *         has not got that path), SR_ENOMEM
 * cost    one pass over the file for the checksum: about 3 ms */
sr_status sr_tag_model_open(const char *path, sr_tag_path how, sr_tag_model **ret,
                            sr_err *err);
/* The same from bytes that outlive the model; `name` stands in messages. */
sr_status sr_tag_model_new(sr_str bytes, const char *name, sr_tag_path how,
                           sr_tag_model **ret, sr_err *err);
void sr_tag_model_close(sr_tag_model *m); /* NULL is allowed */

/* Licence and origin, as the file says them. */
sr_str sr_tag_model_licence(const sr_tag_model *m);

/* sr_tag_analyse: fill doc->words and doc->names.
 *
 * in      doc    sents and tokens; a sentence of more than SR_MAX_PARSE_TOKENS is worked on
 *                in pieces, whose roots hang as parataxis on the first one's (p_arc 0)
 * out     a word for each token; in each sentence exactly one word is its own head
 *         (relation root), and every other's chain of heads ends there.  Names do not
 *         cross sentences and do not overlap.
 * errors  SR_ENOMEM: tables untouched
 * cost    O(tokens), about 7 us each on one core with AVX-512; 2 MB of arena for the work
 *         and 48 bytes a token
 * tests   tests/unit/tag/  tests/scores/tag.py  fuzz/tag_model.c */
sr_status sr_tag_analyse(const sr_tag_model *m, sr_doc *doc, sr_err *err);

/* The same, and doc->rows for trained parts of later stages: of the first SR_MAX_ROWS tokens
 * (a note "limit-rows" tells of more).  260 bytes of arena a token; one copy, 1 % of the time. */
sr_status sr_tag_analyse_rows(const sr_tag_model *m, sr_doc *doc, sr_err *err);

#endif
