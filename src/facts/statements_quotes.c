/* Quotation marks -> quotations.  In this order:
 *   1. what a mark can be         2. opening and closing         3. paragraphs
 *
 * Marks of all styles are read; a straight or single mark opens or closes by the blanks
 * around it.  A quotation that is open at the end of its paragraph goes on where the next
 * paragraph begins with an opening mark; else it ends with its paragraph.
 */
#include "facts/statements.h"

#include "base/utf8.h"

typedef enum mark {
    NO_MARK,
    OPENS = 1,  /* can open  */
    CLOSES = 2, /* can close */
    SINGLE = 4,
    STRAIGHT = 8,
    WRONG = 16 /* closes; where nothing is open it is taken for an opening mark */
} mark;

/* --- 1. what a mark can be ---------------------------------------------------------------- */

static unsigned mark_of(sr_str word)
{
    uint32_t cp;
    if (word.len == 0 || word.len > 4)
        return NO_MARK;
    if (sr_str_eq(word, SR_STR("''")))
        return OPENS | CLOSES | STRAIGHT;
    if (sr_str_eq(word, SR_STR("``")))
        return OPENS;
    if (sr_utf8_next(word, 0, &cp) != word.len)
        return NO_MARK;
    switch (cp) {
    case '"': return OPENS | CLOSES | STRAIGHT;
    case '\'': return OPENS | CLOSES | STRAIGHT | SINGLE;
    case 0x201c: /* opens in English, closes in German: „...“ */
    case 0xbb: return OPENS | CLOSES;
    case 0x201d: return CLOSES | WRONG;
    case 0xab: return OPENS | CLOSES;
    case 0x201e:
    case 0x201f:
    case 0x300c:
    case 0x300e: return OPENS;
    case 0x300d:
    case 0x300f: return CLOSES;
    case 0x2018:
    case 0x201a:
    case 0x2039: return OPENS | SINGLE;
    case 0x2019:
    case 0x203a: return CLOSES | SINGLE;
    default: return NO_MARK;
    }
}

/* --- 2. opening and closing ----------------------------------------------------------------- */

typedef struct reader {
    sr_says *s;
    uint32_t open[SR_QUOTE_DEPTH]; /* indexes of quotations */
    uint8_t style[SR_QUOTE_DEPTH]; /* marks that opened them */
    uint32_t depth;
    uint32_t beg, end; /* tokens of the paragraph at hand */
    bool deep;         /* a mark was passed over */
} reader;

static bool blank_before(const reader *r, uint32_t t)
{
    return t == r->beg || (r->s->doc->tokens[t - 1].flags & SR_TOKEN_SPACE_AFTER);
}

static bool blank_behind(const reader *r, uint32_t t)
{
    return t + 1 == r->end || (r->s->doc->tokens[t].flags & SR_TOKEN_SPACE_AFTER);
}

static bool punct_at(const reader *r, uint32_t t)
{
    return t >= r->beg && t < r->end && r->s->doc->tokens[t].kind == SR_TOKEN_PUNCT;
}

static bool may_open(const reader *r, uint32_t t, unsigned m)
{
    if (!(m & OPENS) && !((m & WRONG) && r->depth == 0))
        return false;
    if (!(m & (STRAIGHT | SINGLE | WRONG)))
        return true;
    return !blank_behind(r, t) && (blank_before(r, t) || punct_at(r, t - 1));
}

static bool may_close(const reader *r, uint32_t t, unsigned m)
{
    if (!(m & CLOSES) || r->depth == 0)
        return false;
    if (!(m & SINGLE))
        return true;
    const sr_word *w = &r->s->doc->words[t];
    bool genitive = w->upos == SR_UPOS_PART && t + 1 < r->end; /* "farmers' land" */
    return !genitive && (blank_behind(r, t) || punct_at(r, t + 1));
}

/* The innermost open quotation that such a mark closes; SR_NONE: none. */
static uint32_t partner(const reader *r, unsigned m)
{
    for (uint32_t d = r->depth; d-- > 0;) {
        if ((r->style[d] & SINGLE) != (m & SINGLE))
            continue;
        return d;
    }
    return SR_NONE;
}

static void drop_open(reader *r, uint32_t to)
{
    while (r->depth > to) {
        sr_quotation *q = &r->s->quotes.v[r->open[--r->depth]];
        q->end = q->beg; /* was never closed: says nothing */
    }
}

/* The mark at t opens anew: the quotation before it was not closed.  It ends before the
 * sentence of t; within that it says nothing. */
static void end_open(reader *r, uint32_t d, uint32_t t)
{
    const sr_doc *doc = r->s->doc;
    sr_quotation *q = &r->s->quotes.v[r->open[d]];
    uint32_t end = doc->sents[r->s->sent[t]].tok_beg, beg = q->beg;
    drop_open(r, d);
    if (d == 0 && end > beg + 1) {
        q->end = end;
        q->open = true;
    }
}

static void open_mark(reader *r, uint32_t t, unsigned m)
{
    if (r->depth == SR_QUOTE_DEPTH) {
        r->deep = true;
        return;
    }
    sr_quotation q = {
        .beg = t + 1, .end = t + 1, .parent = r->depth ? r->open[r->depth - 1] : SR_NONE};
    if (!SR_PUSH(r->s->arena, &r->s->quotes, q)) {
        r->s->full = true;
        return;
    }
    r->style[r->depth] = (uint8_t)m;
    r->open[r->depth++] = (uint32_t)(r->s->quotes.n - 1);
}

static void close_mark(reader *r, uint32_t d, uint32_t t)
{
    drop_open(r, d + 1);
    r->s->quotes.v[r->open[d]].end = t;
    r->depth = d;
}

static void read_mark(reader *r, uint32_t t, unsigned m)
{
    uint32_t d = may_close(r, t, m) ? partner(r, m) : SR_NONE;
    bool opens = may_open(r, t, m);
    if (d != SR_NONE && opens) { /* both: a blank before it and none behind opens */
        bool curly = !(m & STRAIGHT);
        opens = curly ? r->style[d] == (uint8_t)m && blank_before(r, t)
                      : blank_before(r, t) && !blank_behind(r, t);
        if (opens)
            end_open(r, d, t);
    }
    if (opens)
        open_mark(r, t, m);
    else if (d != SR_NONE)
        close_mark(r, d, t);
}

/* --- 3. paragraphs ---------------------------------------------------------------------------- */

/* At the end of a paragraph: does what is open go on in the next one? */
static void end_paragraph(reader *r, uint32_t next)
{
    const sr_doc *doc = r->s->doc;
    if (r->depth == 0)
        return;
    unsigned m = next < doc->n_tokens ? mark_of(sr_says_word(r->s, next)) : NO_MARK;
    bool same_text = next < doc->n_tokens && doc->sents[r->s->sent[next]].in_title ==
                                                 doc->sents[r->s->sent[r->beg]].in_title;
    unsigned style = r->style[0];
    if (same_text && !(style & SINGLE) && (m & OPENS) && !(m & SINGLE)) {
        drop_open(r, 1);
        return;
    }
    drop_open(r, 1);
    if (!(style & SINGLE)) {
        sr_quotation *q = &r->s->quotes.v[r->open[0]];
        q->end = r->end;
        q->open = true;
        r->depth = 0;
    } else {
        drop_open(r, 0);
    }
}

static bool same_paragraph(const sr_doc *doc, size_t a, size_t b)
{
    return b < doc->n_sents && doc->sents[a].in_title == doc->sents[b].in_title &&
           doc->sents[a].para == doc->sents[b].para;
}

static void read_paragraph(reader *r)
{
    bool goes_on = r->depth > 0;
    for (uint32_t t = r->beg; t < r->end; t++) {
        if (r->s->doc->tokens[t].kind == SR_TOKEN_WORD)
            continue;
        unsigned m = mark_of(sr_says_word(r->s, t));
        if (m == NO_MARK || (goes_on && t == r->beg))
            continue;
        read_mark(r, t, m);
    }
}

/* Write the innermost quotation of each token. */
static bool fill_in(sr_says *s)
{
    size_t n = s->doc->n_tokens, q = 0;
    uint32_t now = SR_NONE;
    s->in = sr_arena_alloc(s->arena, n, sizeof *s->in);
    if (!s->in)
        return false;
    for (uint32_t t = 0; t < n; t++) {
        while (now != SR_NONE && s->quotes.v[now].end <= t)
            now = s->quotes.v[now].parent;
        for (; q < s->quotes.n && s->quotes.v[q].beg <= t; q++)
            if (s->quotes.v[q].end > t)
                now = (uint32_t)q;
        s->in[t] = now;
    }
    return true;
}

/* Parents that were never closed are none. */
static void mend_parents(sr_says *s)
{
    for (size_t i = 0; i < s->quotes.n; i++) {
        uint32_t p = s->quotes.v[i].parent;
        if (p != SR_NONE && s->quotes.v[p].end == s->quotes.v[p].beg)
            s->quotes.v[i].parent = s->quotes.v[p].parent;
    }
}

bool sr_says_quotes(sr_says *s)
{
    sr_doc *doc = s->doc;
    reader r = {.s = s};
    for (size_t i = 0; i < doc->n_sents && !s->full;) {
        size_t k = i + 1;
        while (same_paragraph(doc, i, k))
            k++;
        r.beg = doc->sents[i].tok_beg;
        r.end = doc->sents[k - 1].tok_end;
        read_paragraph(&r);
        end_paragraph(&r, r.end);
        i = k;
    }
    if (r.deep)
        sr_doc_note(doc, "facts", "limit-quotes",
                    "quotation marks stand more than %d deep", (int)SR_QUOTE_DEPTH);
    mend_parents(s);
    return !s->full && fill_in(s);
}
