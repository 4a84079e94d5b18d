/* Which rows of the model's tables a token takes.  For src/tag/ alone.
 *
 *   "Kyiv"  ->  word row of "kyiv"; sub rows of: the form, prefixes k ky kyi kyiv, suffixes
 *   v iv yiv kyiv, shape Xxx in a sentence of normal case, the list of cities
 *   "New" of "New York Times"  ->  also: first word of a listed organisation
 *
 * train/tag/features.py does the same for training; the two must not part. */
#ifndef SR_TAG_FEATURES_H
#define SR_TAG_FEATURES_H

#include "tag/model.h"

enum {
    SR_TAG_MAX_ROWS =
        32, /* 1 form, 4 prefixes, 5 suffixes, 1 shape, 8 lists, 8 phrases */
    SR_TAG_MAX_PHRASE = 8 /* tokens of a listed phrase, without those of marks alone */
};

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
    uint64_t bare_hash;   /* of letters and digits alone; 0 where there are none */
    uint32_t rows[10];    /* form, prefixes, suffixes */
    uint32_t n_rows;
    uint8_t
        phrase; /* bits: types of the listed phrase that the token stands in, and ... */
    enum { SR_TAG_ALONE, SR_TAG_FIRST, SR_TAG_INSIDE, SR_TAG_LAST } place; /* where */
} sr_tag_form;

/* cost  O(text.len), of which at most 64 characters count */
void sr_tag_form_of(sr_str text, sr_tag_form *ret);
sr_tag_case sr_tag_case_of(const sr_tag_form *forms, size_t n);

/* Find the listed phrases of a sentence, from left to right, the longest first: `phrase`
 * and `place` of its forms.
 *
 * cost  O(n * SR_TAG_MAX_PHRASE) look-ups; most stop after one */
void sr_tag_find_phrases(const sr_tag_model *m, sr_tag_form *forms, size_t n,
                         sr_tag_case c);

/* The word row, and sub rows into sub[SR_TAG_MAX_ROWS]; returns how many. */
size_t sr_tag_rows(const sr_tag_model *m, const sr_tag_form *f, sr_tag_case c, bool first,
                   uint32_t *word, uint32_t *sub);

/* FNV-1a over 64 bits: start with a salt, then bytes. */
uint64_t sr_tag_fnv_start(unsigned salt);
uint64_t sr_tag_fnv(uint64_t h, const char *p, size_t n);

#endif
