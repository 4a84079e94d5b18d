/* Inside of features: the words of an article as one array, with what is known of each. */
#ifndef SR_STORY_WORDS_H
#define SR_STORY_WORDS_H

#include "story/features.h"

enum {                       /* sr_story_word.flags */
       SR_WORD_STOP = 1,     /* on the list of stop words */
       SR_WORD_CAPITAL = 2,  /* begins with a capital */
       SR_WORD_INITIAL = 4,  /* first of its sentence: its capital says nothing */
       SR_WORD_HEADLINE = 8, /* in a sentence where nearly all have capitals */
       SR_WORD_TITLE = 16,   /* of the title, or of the sentence that serves as one */
       SR_WORD_LEAD = 32,
       SR_WORD_NUMBER = 64,   /* begins with a digit, or is a number word */
       SR_WORD_NAME = 128,    /* set by names.c */
       SR_WORD_JOINED = 256,  /* nothing but space or a hyphen before it */
       SR_WORD_IN_TITLE = 512 /* its span is of the title */
};

typedef struct sr_story_word {
    uint64_t fold;
    uint32_t token,
        term;       /* term: index into the table below, UINT32_MAX for stop words */
    uint32_t value; /* number words: key of the digits */
    uint32_t sent;
    uint32_t flags;
} sr_story_word;

/* A word of the table that gathers terms. */
typedef struct sr_gathered {
    sr_term term;
    uint32_t capital_mid, lower; /* capital inside a sentence; lower case anywhere */
} sr_gathered;

typedef struct sr_story_words {
    sr_story_word *v;
    size_t n;
    sr_gathered *terms;
    size_t n_terms;
} sr_story_words;

/* Key of a figure, of its digits. */
uint32_t sr_story_value_key(sr_str digits);

/* Names, numbers and quotes of the words: fills ret->facts and marks SR_WORD_NAME.  False
 * when the arena refuses. */
bool sr_story_facts(const sr_doc *doc, sr_story_words *w, sr_arena *a, sr_features *ret);

#endif
