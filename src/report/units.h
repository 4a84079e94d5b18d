/* Step 1 of report:   document -> [units], sentences that may stand in a brief.
 *
 * A unit is a sentence, or a few where one quotation runs over them.  A dateline is cut
 * off its front ("KYIV, Ukraine (AP) - "), nothing else is cut.  Judged by rules (word
 * list in data/brief.LANG.txt): does it stand alone, or what must stand before it?
 */
#ifndef SR_REPORT_UNITS_H
#define SR_REPORT_UNITS_H

#include "doc/doc.h"
#include "report/words.h"

enum {
    SR_SCAN_WORDS = 128,     /* more words are no sentence for a brief */
    SR_UNIT_MIN_WORDS = 8,   /* fewer tell nothing */
    SR_UNIT_MAX_WORDS = 60,  /* about 1 % of the demo's sentences are longer */
    SR_UNIT_MAX_BYTES = 420, /* five lines of a terminal */
    SR_UNIT_NEEDS = 3,
    SR_UNIT_BACK = 4
};

typedef struct sr_scan {
    sr_bword v[SR_SCAN_WORDS];
    size_t n;
    bool over;      /* there were more words */
    bool question;  /* a question mark, wherever */
    uint32_t quote; /* mark that closes the quotation open at the end; 0: none is */
} sr_scan;

/* Append the words of text[span] to the scan, which keeps track of quotation marks
 * (" “” „“ «» »« ‘’ and ' where it is no apostrophe).   cost  O(span) */
void sr_scan_add(const sr_lex *lex, sr_str text, sr_span span, sr_scan *scan);

typedef struct sr_unit {
    uint32_t member;
    uint32_t place;  /* among the units of its document, from 0 */
    sr_span span;    /* of article.text */
    bool good;       /* may stand in a brief, */
    bool dangles;    /* but only directly behind the unit before it */
    bool moved;      /* has a figure of which there are other values (figures.h), */
    bool stale;      /* and a later report has changed it */
    bool echo;       /* text of another member of its copy group */
    uint32_t *words; /* [n_words] ids of its content words, each once, ascending */
    uint32_t n_words;
    uint64_t *needs; /* [n_needs] stems; one of them must have been said before */
    uint32_t n_needs;
    uint64_t said;    /* stem that must have been said before ("the ministry said"); 0 */
    uint32_t *back;   /* [n_back] ids of words that point back in its document: "the */
    uint32_t n_back;  /* committee", a bare surname */
    bool starts_back; /* the first of them is its first word */
    uint32_t n_all, quoted; /* words, and those inside quotation marks */
    uint8_t bare;           /* numbers of nothing: "the opposition speaks of 27." */
    bool denies;
    double of_title; /* share of its own title's content words that it has */
    bool old;        /* tells of another year: background */
    bool lasts;      /* tells a state that may have ended since: still, remained */
    uint64_t hash;   /* of its words in order */
} sr_unit;

/* What is true of the sentence whatever stands around it. */
typedef struct sr_verdict {
    bool good, dangles;
    uint64_t needs[SR_UNIT_NEEDS];
    uint32_t n_needs;
    uint64_t said;
} sr_verdict;

/* scan: of exactly text[span], quotations closed at its start.  opens: it is the first
 * of its document. */
sr_verdict sr_unit_judge(const sr_lex *lex, sr_str text, sr_span span,
                         const sr_scan *scan, bool opens);

/* The span without a dateline in front. */
sr_span sr_unit_cut_dateline(sr_str text, sr_span span);

typedef struct sr_cut {
    sr_span span;
    sr_scan scan;
    uint32_t place;
    bool plain; /* of running text, quotations closed at both ends */
} sr_cut;

/* sr_unit_next: walk over a document's body.  *sentence is 0 at first; false at its end
 * or after SR_MAX_BRIEF_UNITS.   cost  O(document) for the whole walk */
bool sr_unit_next(const sr_lex *lex, const sr_doc *doc, size_t *sentence, sr_cut *cut);

#endif
