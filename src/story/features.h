/* Stage story, step 1:   title, sentences, tokens  ->  [features]
 *
 *   "Four dead in Kharkiv strike"  ->  terms  dead kharkiv strike
 *                                      facts  number "Four dead"  name "Kharkiv"
 *                                      shingles of three words each, hashed
 *
 * What is compared between articles, and nothing else: no other document is needed to
 * make it, so workers make it side by side.  Keys are 32-bit hashes of case-folded words;
 * two words share a key once in 4 * 10^9 pairs, which costs a little likeness, no id.
 */
#ifndef SR_STORY_FEATURES_H
#define SR_STORY_FEATURES_H

#include "doc/doc.h"

enum {
    SR_LEAD_WORDS = 60,     /* words of the text that count as its lead */
    SR_SHINGLE_WORDS = 3,   /* source: data/story.weights.txt says why three */
    SR_SHINGLE_LEVELS = 8,  /* level L keeps one shingle in 2^L */
    SR_SHINGLES_KEPT = 96,  /* a level is taken that leaves at most about so many */
    SR_MAX_SHINGLES = 2048, /* never more than so many are kept */
    SR_MAX_FEATURE_WORDS =
        1 << 16,        /* words looked at; the rest of a text is passed over */
    SR_MAX_FACTS = 256, /* facts of one article */
    SR_MAX_NAME_WORDS = 6
};

/* A word of the article, once, whatever its case.  Stop words are left out. */
typedef struct sr_term {
    uint32_t key;
    uint32_t token;             /* where it stands first: index into doc->tokens */
    uint16_t title, lead, body; /* how often it stands there; lead holds the title too,
                                   body everything.  Without a title the first sentence
                                   serves as one. */
    uint16_t name;              /* how often as (part of) a name */
} sr_term;

typedef enum sr_fact_kind { SR_FACT_NUMBER, SR_FACT_NAME, SR_FACT_QUOTE } sr_fact_kind;

/* A figure with its unit ("14 dead", "12-year-old", "$5bn"), a name ("Rosa Parks"), or
 * words in quotation marks; each once, at its first place. */
typedef struct sr_fact {
    uint32_t key;   /* of value and unit, of the name's words, of the quote's words */
    uint32_t value; /* number: key of the value alone, "four" as "4" */
    uint32_t left, right; /* keys of the two words before and behind */
    sr_span span;         /* of text, or of title */
    uint16_t times;
    uint8_t kind;  /* sr_fact_kind */
    uint8_t words; /* of a name */
    bool in_title;
} sr_fact;

typedef struct sr_features {
    sr_term *terms; /* [n_terms] ascending by key */
    size_t n_terms;
    sr_fact *facts; /* [n_facts] title first, then in order of the text; numbers, names,
                       quotes each in their order */
    size_t n_facts;
    uint32_t *shingles; /* [n_shingles] ascending, distinct: those of level `level` */
    size_t n_shingles;
    uint32_t level;
    uint32_t n_words;
    uint64_t digest; /* of all words in order: the same for the same text */
    uint32_t outlet; /* key of the outlet's name, 0 if unknown */
} sr_features;

/* Does a shingle belong to level L?  Levels nest: 0 has all. */
static inline bool sr_shingle_in(uint32_t shingle, uint32_t level)
{
    return (shingle & ((1u << level) - 1)) == 0;
}

static inline uint32_t sr_key(uint64_t fold)
{
    return (uint32_t)(fold >> 32);
}

#endif
