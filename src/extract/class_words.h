/* The words of class and id attributes: data/class_words.txt as a small hash table, which
 * tools/extract_tables.c lays into the program. */
#ifndef SR_EXTRACT_CLASS_WORDS_H
#define SR_EXTRACT_CLASS_WORDS_H

#include "base/str.h"

enum { SR_CLASS_SLOTS = 2048 };

typedef struct sr_class_words {
    uint32_t hash[SR_CLASS_SLOTS]; /* 0: free */
    uint8_t category[SR_CLASS_SLOTS];
} sr_class_words;

extern const sr_class_words sr_class_words_table;

void sr_class_words_init(sr_class_words *w);

/* Bits 1 << SR_CW_* of the words in an attribute's value.  Words end at any character
 * that is no ASCII letter and where a capital follows a small letter; two neighbours are
 * also tried as one ("article-body").  Cost: O(value). */
uint32_t sr_class_words_of(const sr_class_words *w, sr_str value);

#endif
