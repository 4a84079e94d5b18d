/* Which rows of the model's tables a token takes.  For src/tag/ alone.
 *
 *   "Kyiv"  ->  word row of "kyiv"; sub rows of: the form, prefixes k ky kyi kyiv, suffixes
 *   v iv yiv kyiv, shape Xxx in a sentence of normal case, the list of cities
 *
 * train/tag/features.py does the same for training; the two must not part. */
#ifndef SR_TAG_FEATURES_H
#define SR_TAG_FEATURES_H

#include "tag/model.h"

enum { SR_TAG_MAX_ROWS = 24 }; /* 1 form, 4 prefixes, 5 suffixes, 1 shape, 8 lists */

/* How capitals are used in a sentence. */
typedef enum sr_tag_case {
    SR_TAG_CASE_NORMAL,
    SR_TAG_CASE_CAPS,  /* SHOUTING */
    SR_TAG_CASE_TITLE, /* A Headline of Its Kind */
    SR_TAG_CASE_LOWER
} sr_tag_case;

/* A token as the features see it. */
typedef struct sr_tag_form {
    sr_str text;
    char first;           /* class of the first character: X x d or itself */
    char shape[13];       /* terminated */
    bool has_lower;       /* among the first characters that make the shape */
    uint32_t chars;       /* of the whole form */
    uint64_t normal_hash; /* FNV-1a of lower case, digits as 0; 0 for long forms */
    uint32_t rows[10];    /* form, prefixes, suffixes */
    uint32_t n_rows;
} sr_tag_form;

/* cost  O(text.len), of which at most 64 characters count */
void sr_tag_form_of(sr_str text, sr_tag_form *ret);
sr_tag_case sr_tag_case_of(const sr_tag_form *forms, size_t n);

/* The word row, and sub rows into sub[SR_TAG_MAX_ROWS]; returns how many. */
size_t sr_tag_rows(const sr_tag_model *m, const sr_tag_form *f, sr_tag_case c, bool first,
                   uint32_t *word, uint32_t *sub);

/* FNV-1a over 64 bits: start with a salt, then bytes. */
uint64_t sr_tag_fnv_start(unsigned salt);
uint64_t sr_tag_fnv(uint64_t h, const char *p, size_t n);

#endif
