/* The phrases of data/cues.txt, by which short blocks are known: a table that
 * tools/extract_tables.c lays into the program. */
#ifndef SR_EXTRACT_CUES_H
#define SR_EXTRACT_CUES_H

#include "base/arena.h"
#include "base/err.h"

/* Categories, in the order of the file's lines. */
enum {
    SR_CUE_RELATED,
    SR_CUE_SHARE,
    SR_CUE_PROMO,
    SR_CUE_COMMENT,
    SR_CUE_LEGAL,
    SR_CUE_COOKIE,
    SR_CUE_BYLINE,
    SR_CUE_DATE,
    SR_CUE_CAPTION,
    SR_CUE_AD,
    SR_CUE_TAGS,
    SR_CUE_AUTHOR,
    SR_CUE_TOC,
    SR_CUE_NAV,
    SR_CUE_REFERENCE,
    SR_CUE_COUNT
};

enum { SR_CUE_SLOTS = 4096, SR_CUE_WORDS = 8, SR_CUE_FIRST = 64 };

typedef struct sr_cues {
    uint64_t hash[SR_CUE_SLOTS];  /* of a phrase, or of a phrase's beginning; 0: free */
    uint16_t bits[SR_CUE_SLOTS];  /* categories; 0 for a mere beginning */
    uint64_t first[SR_CUE_FIRST]; /* a bit for the hash of each phrase's first word */
} sr_cues;

typedef struct sr_cue_hits {
    uint16_t any, start; /* categories found; those found at the first word */
    uint16_t count;      /* phrases found */
    uint32_t covered;    /* bytes of the text inside phrases */
} sr_cue_hits;

extern const sr_cues sr_cues_table;

void sr_cues_init(sr_cues *c);

/* Look for phrases in a folded text, longest first at each word.  Cost O(text). */
sr_cue_hits sr_cues_find(const sr_cues *c, sr_str folded);

#endif
