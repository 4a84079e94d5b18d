/* Text as it leaves the stage (see blocks.h), and the folded form in which titles, names
 * and cues are compared.
 * tests   tests/unit/extract/test_small.c */
#ifndef SR_EXTRACT_CLEANTEXT_H
#define SR_EXTRACT_CLEANTEXT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/* State of a text that is put together from pieces; {0} at its start. */
typedef struct sr_cleaner {
    bool any;   /* something was written since the start */
    bool space; /* white space was passed since: one space is owed */
} sr_cleaner;

/* Copy s to `to` (room for s.len + 1 bytes) with white space collapsed.  Returns the
 * bytes written; a trailing space is not written, only owed. */
size_t sr_clean_append(sr_cleaner *c, sr_str s, char *to);

/* A cleaned copy in the arena; .p NULL when refused. */
sr_str sr_clean(sr_str s, sr_arena *a);

/* The same with tags taken out and character references decoded, twice where they were
 * encoded twice ("&amp;quot;"). */
sr_str sr_clean_markup(sr_str s, sr_arena *a);

/* s in Unicode normal form C: s itself where it is so already, else a copy in the arena;
 * .p NULL when refused. */
sr_str sr_nfc(sr_str s, sr_arena *a);

/* Is a character in form C whatever stands before it, so that a text may be cut there and
 * brought into form C part by part?  (Not all that are so.) */
bool sr_is_surely_nfc(uint32_t cp);

/* Lower case of a letter or digit; 0 for any other character. */
uint32_t sr_fold_letter(uint32_t cp);

/* The lower-cased letters and digits of s, one space between words, in the arena; .p NULL
 * when refused.  "It’s 5.30!" -> "it s 5 30" */
sr_str sr_fold(sr_str s, sr_arena *a);

#endif
