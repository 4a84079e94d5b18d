/* Stage text:   article  ->  [sentences, tokens]  -> story
 *
 * Paragraph by paragraph (a sentence never crosses one; the title is a paragraph of its
 * own), by rules and the word lists in data/: sentences with exact byte spans, then
 * tokens with their case-folded hash.
 */
#ifndef SR_TEXT_TEXT_H
#define SR_TEXT_TEXT_H

#include "doc/doc.h"

typedef struct sr_text_rules sr_text_rules; /* read-only after _new; shared by workers */

/* The rules of a language ("en"), compiled from data/; unknown languages get the general
 * ones.  errors  SR_ENOMEM, SR_EFORMAT (a list in data/ is damaged) */
sr_status sr_text_rules_new(const char *lang, sr_text_rules **ret, sr_err *err);
void sr_text_rules_free(sr_text_rules *rules);

/* sr_text_analyse: fill doc->sents and doc->tokens.
 *
 * out     sentences ascending, disjoint, without blanks at their ends; title first.
 *         Every non-blank byte of every paragraph is in exactly one sentence, and every
 *         non-blank byte of a sentence in exactly one token.
 * limits  SR_MAX_SENTENCE_BYTES, SR_MAX_TOKEN_BYTES: cut there, with one note
 * errors  SR_ENOMEM: tables untouched
 * cost    O(bytes) */
sr_status sr_text_analyse(const sr_text_rules *rules, sr_doc *doc, sr_err *err);

/* What a token whose bounds others gave is: fill fold, kind and the flags of its case, as
 * sr_text_analyse would.  form: not empty; of more than SR_MAX_TOKEN_BYTES: a word, its hash of
 * the bytes as they are. */
void sr_text_given(sr_str form, sr_token *t);

/* Bytes of the blank that begins at s.p[at], at < s.len; 0 where there is none.  Blanks
 * are Unicode's White_Space (no-break space too), U+200B, U+2060 and U+FEFF. */
size_t sr_text_blank(sr_str s, size_t at);

#endif
