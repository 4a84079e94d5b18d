/* The words and numbers of a line with a date: what date.c matches its shapes against. */
#ifndef SR_EXTRACT_DATE_TOKENS_H
#define SR_EXTRACT_DATE_TOKENS_H

#include "extract/date.h"

enum { SR_DATE_MAX_TOKENS = 96, SR_DATE_WORD_BYTES = 40 };

typedef struct sr_date_token {
    enum { SR_DATE_NUMBER, SR_DATE_WORD, SR_DATE_MARK } kind;
    uint32_t value; /* of a number; the character of a mark */
    uint8_t digits, len;
    int8_t month; /* of a word; -1: not looked up yet */
    bool spaced;  /* white space stood before it */
    char word[SR_DATE_WORD_BYTES];
    uint32_t beg, end;
} sr_date_token;

typedef struct sr_date_reading {
    sr_date_token v[SR_DATE_MAX_TOKENS];
    int n;
    sr_date_style style;
    bool bad;
} sr_date_reading;

/* Fills r->v and r->n from at most SR_DATE_MAX_TOKENS words, numbers and marks.  Digits of all
 * scripts that newspapers print count; 年, 月, 日 are words of one character. */
void sr_date_tokenize(sr_str s, sr_date_reading *r);

/* The month that token i names, 0 where it is none; two words together may name one
 * ("كانون الثاني").  *next: the token behind it. */
int sr_date_month_at(sr_date_reading *r, int i, int *next);

/* Token i, or an empty mark outside. */
static inline const sr_date_token *sr_date_tok(const sr_date_reading *r, int i)
{
    static const sr_date_token none = {.kind = SR_DATE_MARK};
    return i >= 0 && i < r->n ? &r->v[i] : &none;
}

#endif
