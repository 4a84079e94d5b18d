/* Inside the stage text: what its files share.  Others include text.h.
 *
 *   classes.c  what a byte or a code point is
 *   rules.c    the lists of data/
 *   sents.c    where a sentence ends
 *   links.c    URLs, e-mail addresses, handles, tags, emoticons
 *   fold.c     hash and flags of a word
 *   tokens.c   one sentence into tokens
 *   analyse.c  the document: paragraphs, limits, notes
 */
#ifndef SR_TEXT_PARTS_H
#define SR_TEXT_PARTS_H

#include "base/map.h"
#include "base/vec.h"
#include "text/text.h"

/* --- classes.c --------------------------------------------------------------------- */

enum {                  /* bits of a class */
       SR_C_UPPER = 1,  /* upper- or title-case letter */
       SR_C_LOWER = 2,  /* lower-case letter */
       SR_C_LETTER = 4, /* letter without case */
       SR_C_DIGIT = 8,
       SR_C_MARK = 16, /* combining mark, joiner: goes on with what is before it */
       SR_C_PUNCT = 32,
       SR_C_SYMBOL = 64,
       SR_C_BLANK = 128,
       SR_C_HIGH = 256,  /* byte table only: begins or goes on with a code point > U+7F */
       SR_C_HAN = 512,   /* ideograph: a token of its own */
       SR_C_HIRA = 1024, /* hiragana, */
       SR_C_KATA = 2048  /* katakana: runs of one are a token; the long mark is in both */
};
enum {
    SR_C_ALPHA = SR_C_UPPER | SR_C_LOWER | SR_C_LETTER,
    SR_C_WORD = SR_C_ALPHA | SR_C_DIGIT | SR_C_MARK
};

extern const uint16_t sr_text_byte[256]; /* class of each byte */

/* Class of a code point; 0 is never returned (unassigned ones are symbols). */
unsigned sr_text_class(uint32_t cp);

/* Class of the code point at s.p[at], at < s.len; *len: its bytes. */
static inline unsigned sr_text_at(sr_str s, size_t at, size_t *len, uint32_t *cp);

/* Is c one of the bytes of `set`?  Never for NUL. */
static inline bool sr_text_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* --- rules.c ----------------------------------------------------------------------- */

typedef enum sr_abbrev {
    SR_ABBREV_NONE = 0,
    SR_ABBREV_TITLE,  /* "Gen.": a name follows, never a sentence */
    SR_ABBREV_NUMBER, /* "No.": an abbreviation only before a number */
    SR_ABBREV_INNER,  /* "vs.": something always follows */
    SR_ABBREV_NAME,   /* "U.S.", "Inc.": ends a sentence where a common opener follows */
    SR_ABBREV_TIME,   /* "p.m.": ends one unless a day or a zone follows */
    SR_ABBREV_ANY     /* "etc.": ends one where a capital follows */
} sr_abbrev;

/* A weak opener opens a sentence only where its capital tells: "the U.S. On Monday", but
 * not "THE U.S. ON MONDAY". */
enum { SR_OPENER = 1, SR_OPENER_WEAK = 2 };

struct sr_text_rules {
    sr_map abbrevs;  /* word without its last stop -> sr_abbrev */
    sr_map openers;  /* lower-case words that open sentences -> 1, weak ones 2 */
    sr_map ordinals; /* lower-case words that follow an ordinal: "5. mai" -> 1 */
    sr_map calendar; /* lower-case words that follow a time -> 1 */
    sr_map captions; /* lower-case words that a number follows: "Figure 1. A map" -> 1 */
    sr_map prefixes; /* "non": keep the hyphen inside the word -> 1 */
    sr_map units;    /* letters that may stand right behind a number -> 1 */
    sr_map splits;   /* lower-case word -> offset of its second part ("cannot" -> 3) */
    sr_map tails;    /* lower-case, ASCII apostrophe: "'s", "n't" -> 1 */
    sr_map heads;    /* "'em": a leading apostrophe that is part of the word -> 1 */
    uint64_t split_marks; /* bit sr_text_split_bit of each word in splits */
};

/* A number < 64 of a word of more than 0 bytes, from its length and ends, whatever its
 * case: tells most words apart from those in splits. */
static inline unsigned sr_text_split_bit(sr_str word)
{
    unsigned first = (unsigned char)word.p[0] | 0x20u;
    unsigned last = (unsigned char)word.p[word.len - 1] | 0x20u;
    return (first * 7u + last * 3u + (unsigned)word.len * 17u) & 63u;
}

/* The class of the word before a stop ("Gen", "p.m"), in any of its cases. */
sr_abbrev sr_text_abbrev(const sr_text_rules *r, sr_str word);

/* The value of this word, in lower case, in the map; 0 where it is not in it.  Longer
 * words than 64 bytes never are. */
uint64_t sr_text_value(const sr_map *m, sr_str word);

static inline bool sr_text_in(const sr_map *m, sr_str word)
{
    return sr_text_value(m, word) != 0;
}

/* --- sents.c ----------------------------------------------------------------------- */

/* A paragraph of which one sentence after the other is taken. */
typedef struct sr_text_para {
    sr_str s;         /* text up to the end of the paragraph */
    size_t longest;   /* bytes of its longest line; 0: has but one */
    size_t quotes_at; /* '"' counted up to here */
    bool quote_open;  /* their number so far is odd */
} sr_text_para;

sr_text_para sr_text_para_of(sr_str text, sr_span span);

/* The end of the sentence that begins at beg, a non-blank; > beg.  Cost: O(its bytes). */
size_t sr_text_sentence_end(const sr_text_rules *r, sr_text_para *p, size_t beg);

/* First non-blank at or after at; end of s where there is none. */
size_t sr_text_skip_blanks(sr_str s, size_t at);

/* --- links.c ----------------------------------------------------------------------- */

/* Bytes of the link (URL, e-mail, @handle, #tag, bare domain) that begins at `at` and
 * lies in [at, end), 0 where there is none.  Cost O(end - at). */
size_t sr_text_link(sr_str s, size_t at, size_t end);

/* Bytes of the emoticon ":-)" at `at`, 0 where there is none. */
size_t sr_text_emoticon(sr_str s, size_t at, size_t end);

/* --- fold.c ------------------------------------------------------------------------ */

/* SR_TOKEN_CAPITAL and SR_TOKEN_ALL_CAPS of a word of 1 to SR_MAX_TOKEN_BYTES bytes; *bits:
 * the classes of its characters, with SR_C_HIGH where one is above ASCII. */
uint8_t sr_text_case(sr_str word, unsigned *bits);

/* sr_hash64 of the word case-folded, in NFC, without characters that show nothing, with
 * typographic quotes as ASCII ones; of the bytes as they are where they are ill-formed. */
uint64_t sr_text_fold(sr_str word, unsigned bits);

/* --- tokens.c ---------------------------------------------------------------------- */

typedef SR_VEC(sr_token) sr_token_vec;

/* Append the tokens of text[span].  last: what follows the span is blank or nothing.
 * *cut is set where a token was cut.  False when memory is refused. */
bool sr_text_tokens(const sr_text_rules *r, sr_str text, sr_span span, sr_arena *a,
                    sr_token_vec *ret, bool *cut);

#include "base/utf8.h"

static inline unsigned sr_text_at(sr_str s, size_t at, size_t *len, uint32_t *cp)
{
    unsigned char c = (unsigned char)s.p[at];
    if (c < 0x80) {
        *len = 1;
        *cp = c;
        return sr_text_byte[c];
    }
    *len = sr_utf8_next(s, at, cp);
    return sr_text_class(*cp);
}

#endif
