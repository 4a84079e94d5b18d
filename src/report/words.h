/* Words of a sentence and what a word list says of them.
 *
 * Documents that come back from a store have no tokens, so report/ looks at the bytes
 * itself: letters, marks and digits of any script, with inner ' and -, and . , between
 * digits.
 */
#ifndef SR_REPORT_WORDS_H
#define SR_REPORT_WORDS_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum {                         /* sr_bword.flags */
       SR_WORD_CAPITAL = 1,    /* begins with an upper-case letter */
       SR_WORD_CAPS = 2,       /* two or more letters, all upper case */
       SR_WORD_DIGIT = 4,      /* begins with a digit */
       SR_WORD_QUOTED = 8,     /* stands inside quotation marks (set by units.c) */
       SR_WORD_AFTER_STOP = 16 /* punctuation stands between it and the word before */
};

typedef struct sr_bword {
    sr_span span;
    uint64_t form;  /* hash of the lower-case form, without 's */
    uint64_t stem;  /* of the form without plural s (Harman 1991, "S stemmer") */
    uint32_t kinds; /* what the list says: bits 1 << sr_bword_kind */
    uint8_t flags;
} sr_bword;

/* The next word of s at or after `at`: true, and *ret without kinds; false at the end. */
bool sr_bword_next(sr_str s, size_t at, sr_bword *ret);

/* --- the list: data/brief.LANG.txt -------------------------------------------------- */

typedef enum sr_bword_kind {
    SR_KIND_STOP,     /* says nothing of the matter: the, said, officials */
    SR_KIND_SAY,      /* said, told */
    SR_KIND_DANGLE,   /* at the start of a sentence it needs the one before: he, this */
    SR_KIND_LINK,     /* so do connectives: but, however */
    SR_KIND_THIRD,    /* he, she: needs a name before it, wherever it stands */
    SR_KIND_SELF,     /* I, we, you: the outlet talks to the reader */
    SR_KIND_DEFINITE, /* the */
    SR_KIND_PREP,     /* behind a noun it says which one: the blast [on] Monday */
    SR_KIND_DENY,     /* one side rejects what another says: denied */
    SR_KIND_LAST,     /* a state that may end: still, remained */
    SR_KIND_DAY,      /* capitalised, but no name: Monday, March */
    SR_KIND_NUMBER,   /* seven; its value stands in the list */
    SR_KIND_ABOUT,    /* part of a figure in front of its number: about, some */
    SR_KIND_ABOUT2,   /* two words that are: at least, up to, more than: the first, */
    SR_KIND_ABOUT3,   /* and the second */
    SR_KIND_BREAK,    /* stands between no number and its measure: and, who, called */
    SR_KIND_HEDGE,    /* no figure is taken from such a sentence: could, if, since */
    SR_KIND_DIFFER,   /* one report gives two figures: different, while */
    SR_KIND_MORE,     /* makes a figure an addition: more, another */
    SR_KIND_UNIT,     /* what is counted is not people: years, km, of */
    SR_KIND_LACK,     /* needed by the measures named "without ...": without, lost */
    SR_KIND_ACCORD,   /* according (to) */
    SR_KIND_AFTER,    /* measure, behind its number: five people were [killed] */
    SR_KIND_BEFORE,   /* measure, in front of it: [killed] five workers */
    SR_KIND_BOILER,   /* phrase of page furniture */
    SR_KIND_BAIT,     /* phrase of a title that tells nothing */
    SR_KINDS
} sr_bword_kind;

#define SR_IS(word, kind) (((word)->kinds >> (kind)) & 1u)

typedef struct sr_lex_entry {
    uint64_t form;
    uint32_t kinds;
    uint32_t measure; /* 1 + index into measures; 0: none */
    double value;     /* of a number */
} sr_lex_entry;

typedef struct sr_lex {
    sr_lex_entry *slot; /* [slots] a power of two */
    size_t slots, n;
    sr_str *phrases[2]; /* boiler, bait */
    size_t n_phrases[2];
    sr_str *measures; /* [n_measures] */
    size_t n_measures;
} sr_lex;

/* The list of a language, "" is "en"; a language without one gets an empty list.
 * errors  SR_ENOMEM, SR_EFORMAT (a kind that is none)    cost  O(list), about 20 us */
sr_status sr_lex_load(sr_str lang, sr_arena *a, sr_lex *ret, sr_err *err);

/* What is known of a form; NULL: nothing. */
const sr_lex_entry *sr_lex_find(const sr_lex *lex, uint64_t form);

/* Does a phrase of the kind (SR_KIND_BOILER, SR_KIND_BAIT) occur in s, at its start where
 * the phrase begins with '^'?  Without case. */
bool sr_lex_phrase(const sr_lex *lex, sr_bword_kind kind, sr_str s);

#endif
