/* Stage extract, step 2a:   element  ->  what its attributes say about its text
 *
 * Metadata and blocks both ask; an element's start tag is read once, and of the values of
 * class attributes, which come again and again, each is looked up once. */
#ifndef SR_EXTRACT_MARKS_H
#define SR_EXTRACT_MARKS_H

#include "extract/class_words.h"
#include "extract/html.h"

typedef struct sr_mark {
    uint32_t
        words;   /* bits 1 << SR_CW_* of class, id, itemprop, data-component, -testid */
    uint32_t in; /* SR_IN_* of role, hidden, style, itemprop */
    bool signs;  /* class, id, rel, itemprop or data-testid speak of an author */
    bool known;  /* read */
} sr_mark;

enum { SR_MARK_MEMO = 1024 };

typedef struct sr_marks {
    const sr_html *h;
    sr_mark *v; /* [h->n] */
    struct {
        const char *p;
        uint32_t len, bits;
    } memo[SR_MARK_MEMO]; /* values of class attributes and their words */
} sr_marks;

/* NULL when the arena refuses.  cost  O(h->n) */
sr_marks *sr_marks_new(const sr_html *h, sr_arena *a);

/* What the attributes of an element say.  cost  O(its start tag), the first time */
const sr_mark *sr_marks_of(sr_marks *m, uint32_t node);

#endif
