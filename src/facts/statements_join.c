/* Quotations find their cues; content is cut to what was said.  In this order:
 *   1. content that runs into quotations     2. the cue near a quotation
 *   3. labels                                4. cutting
 * Between 2 and 3 quotations that no content runs into find whoever speaks
 * (statements_turns.c).
 */
#include "facts/statements.h"

#include <stdlib.h>

enum {
    NEAR_WORDS = 14, /* between a quotation and its cue, at most */
    LOOK_WORDS = 40, /* from the cue itself; whoever speaks may have a long name */
    SCARE_WORDS = 3  /* so short a quotation needs its cue beside it */
};

/* --- 1. content that runs into quotations ------------------------------------------------------ */

static uint32_t level_of(const sr_says *s, const sr_said *a)
{
    return a->tok == SR_NONE ? SR_NONE : s->in[a->tok];
}

/* The quotation around token t that stands directly in `level`; SR_NONE: t is in none. */
static uint32_t quotation_at(const sr_says *s, uint32_t t, uint32_t level)
{
    uint32_t q = s->in[t];
    while (q != SR_NONE && q != level && s->quotes.v[q].parent != level)
        q = s->quotes.v[q].parent;
    return q == level ? SR_NONE : q;
}

/* The first quotation that begins at or behind token t. */
static size_t first_quote(const sr_says *s, uint32_t t)
{
    size_t lo = 0, hi = s->quotes.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (s->quotes.v[mid].beg < t)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static bool may_cross(const sr_says *s, const sr_said *a, const sr_quotation *q)
{
    if (a->cue && (a->cue->frames & SR_FRAME(quote)))
        return true;
    return s->sent[q->beg] == s->sent[q->end - 1];
}

static bool holds(const sr_quotation *q, sr_range r)
{
    return q->beg < r.end && r.beg < q->end;
}

static void widen(sr_says *s, sr_piece *p)
{
    const sr_said *a = &s->said.v[p->said];
    uint32_t level = level_of(s, a);
    uint32_t ends[2] = {p->at.beg, p->at.end - 1};
    for (int i = 0; i < 2; i++) {
        uint32_t id = quotation_at(s, ends[i], level);
        if (id == SR_NONE)
            continue;
        sr_quotation *q = &s->quotes.v[id];
        bool shared = q->taken && q->end - q->beg > SR_MAX_STATEMENT_TOKENS;
        if (shared || !may_cross(s, a, q) || holds(q, a->words))
            continue;
        p->at.beg = q->beg < p->at.beg ? q->beg : p->at.beg;
        p->at.end = q->end > p->at.end ? q->end : p->at.end;
    }
    if (p->at.beg > 0 && quotation_at(s, p->at.beg, level) != SR_NONE)
        s->quotes.v[quotation_at(s, p->at.beg, level)].taken = true;
    for (size_t i = first_quote(s, p->at.beg);
         i < s->quotes.n && s->quotes.v[i].beg < p->at.end; i++)
        if (s->quotes.v[i].parent == level)
            s->quotes.v[i].taken = true;
}

/* --- 2. the cue near a quotation ------------------------------------------------------------------ */

static uint32_t mark_before(const sr_quotation *q)
{
    return q->beg - 1; /* the opening mark is a token */
}

static bool same_text(const sr_says *s, uint32_t a, uint32_t b)
{
    return s->doc->sents[s->sent[a]].in_title == s->doc->sents[s->sent[b]].in_title;
}

static uint32_t distance(sr_range block, const sr_quotation *q)
{
    if (block.beg >= q->end)
        return block.beg - q->end;
    return block.end <= q->beg ? q->beg - block.end : 0;
}

/* The first statement whose cue stands at or behind token t; they ascend. */
static uint32_t first_cue(const sr_says *s, uint32_t n_cues, uint32_t t)
{
    uint32_t lo = 0, hi = n_cues;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (s->said.v[mid].tok < t)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The best cue for a quotation in sentences [from, to], a few words before or behind it: it
 * waits for one, and is near. */
static uint32_t near_cue(const sr_says *s, const sr_quotation *q, uint32_t from,
                         uint32_t to, uint32_t n_cues)
{
    uint32_t best = SR_NONE, best_d = NEAR_WORDS + 1, m = mark_before(q);
    uint32_t i = first_cue(s, n_cues, m > LOOK_WORDS ? m - LOOK_WORDS : 0);
    for (; i < n_cues && s->said.v[i].tok < q->end + LOOK_WORDS; i++) {
        const sr_said *a = &s->said.v[i];
        if (a->tok >= q->beg && a->tok < q->end) {
            i = first_cue(s, n_cues, q->end) - 1; /* those within are not asked */
            continue;
        }
        if (a->sent < from || a->sent > to || !(a->cue->frames & SR_FRAME(quote)) ||
            s->in[a->tok] != q->parent || holds(q, a->block) || !same_text(s, a->tok, m))
            continue;
        uint32_t d = distance(a->block, q) + (a->n ? 4 : 0);
        if (a->source.beg == a->source.end)
            d += 4;
        if (d < best_d) {
            best_d = d;
            best = i;
        }
    }
    if (best != SR_NONE && q->end - q->beg <= SCARE_WORDS && best_d > 4)
        return SR_NONE;
    return best;
}

/* "Why?"  Obama asked reporters.  The cue has the next sentence of the paragraph, and no
 * words of its own. */
static uint32_t cue_behind(const sr_says *s, const sr_quotation *q, uint32_t n_cues)
{
    uint32_t next = s->sent[q->end - 1] + 1;
    const sr_sentence *v = s->doc->sents;
    if (next >= s->doc->n_sents || v[next].para != v[next - 1].para ||
        v[next].in_title != v[next - 1].in_title || v[next].tok_beg > q->end + 1)
        return SR_NONE;
    uint32_t last = v[next].tok_end - 1;
    for (uint32_t i = first_cue(s, n_cues, v[next].tok_beg);
         i < n_cues && s->said.v[i].tok < q->end + LOOK_WORDS && s->said.v[i].tok <= last;
         i++) {
        const sr_said *a = &s->said.v[i];
        if ((a->cue->frames & SR_FRAME(quote)) && a->cue->cls <= SR_CUE_promise &&
            a->n == 0 && s->in[a->tok] == q->parent && s->in[last] == q->parent &&
            !sr_says_is(s, last, ":") && a->block.beg <= q->end + 3)
            return i;
    }
    return SR_NONE;
}

uint32_t sr_says_near(const sr_says *s, const sr_quotation *q, uint32_t n_cues)
{
    uint32_t m = mark_before(q), from = s->sent[m], to = s->sent[q->end - 1];
    uint32_t near = near_cue(s, q, from, to, n_cues);
    if (near == SR_NONE && q->end < s->doc->n_tokens && s->sent[q->end] != to)
        near = near_cue(s, q, to, s->sent[q->end], n_cues);
    if (near == SR_NONE)
        near = cue_behind(s, q, n_cues);
    if (near == SR_NONE && m > 0 && sr_says_is(s, m - 1, ":") && s->sent[m - 1] != from)
        near = near_cue(s, q, s->sent[m - 1], s->sent[m - 1], n_cues);
    return near;
}

/* --- 3. labels: "Zelenskyy: we need more", "Poll: most want peace" --------------------------------------------------------------------------------------- */

enum { HEAD_WORDS = 6 };

/* Is [beg, end) a name or a word for a paper, and nothing else? */
static bool is_label(const sr_says *s, uint32_t beg, uint32_t end)
{
    bool caps = true;
    for (uint32_t t = beg; t < end; t++) {
        if (s->doc->words[t].upos == SR_UPOS_VERB)
            return false;
        caps = caps && (s->doc->tokens[t].flags & SR_TOKEN_ALL_CAPS);
    }
    if (caps && end - beg > 1)
        return true;
    size_t lo = 0, hi = s->doc->n_names;
    while (lo < hi) { /* the first name that ends at or behind `end` */
        size_t mid = lo + (hi - lo) / 2;
        if (s->doc->names[mid].tok_end < end)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo < s->doc->n_names && s->doc->names[lo].tok_end == end &&
        s->doc->names[lo].tok_beg >= beg && s->doc->names[lo].type != SR_NAME_MISC)
        return true;
    return sr_cuelist_find(s->cues, SR_CUE_PAPER, s->doc->words[end - 1].lemma,
                           (sr_str){"", 0});
}

/* Does a quotation begin here that somebody speaks already? */
static bool begins_taken(const sr_says *s, uint32_t mark)
{
    size_t q = first_quote(s, mark + 1);
    return q < s->quotes.n && s->quotes.v[q].beg == mark + 1 && s->quotes.v[q].taken;
}

/* A label before a colon speaks the rest: of a headline its line, in an interview the
 * paragraph. */
static void labelled(sr_says *s, uint32_t sent, bool head)
{
    const sr_sentence *t = &s->doc->sents[sent];
    uint32_t colon = t->tok_beg + 1, end = t->tok_end;
    while (colon < end && colon <= t->tok_beg + HEAD_WORDS && !sr_says_is(s, colon, ":"))
        colon++;
    if (colon + 3 >= end || colon > t->tok_beg + HEAD_WORDS ||
        !is_label(s, t->tok_beg, colon) || begins_taken(s, colon + 1))
        return;
    for (uint32_t i = sent;
         !head && i < s->doc->n_sents && s->doc->sents[i].para == t->para &&
         !s->doc->sents[i].in_title;
         i++)
        end = s->doc->sents[i].tok_end;
    sr_said a = {.tok = SR_NONE,
                 .words = {colon, colon},
                 .sent = sent,
                 .source = {t->tok_beg, colon},
                 .source_head = colon - 1,
                 .addressee_head = SR_NONE,
                 .n = 1,
                 .p = 0.75f};
    if (!SR_PUSH(s->arena, &s->said, a)) {
        s->full = true;
        return;
    }
    sr_says_piece(s, (uint32_t)(s->said.n - 1), colon + 1, end);
}

static void labels(sr_says *s)
{
    const sr_sentence *v = s->doc->sents;
    bool head = true;
    for (uint32_t i = 0; i < s->doc->n_sents; i++) {
        bool starts =
            i == 0 || v[i].para != v[i - 1].para || v[i].in_title != v[i - 1].in_title;
        if (starts)
            labelled(s, i, head || v[i].in_title);
        head = v[i].in_title;
    }
}

/* --- 4. cutting ----------------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    const sr_piece *x = a, *y = b;
    if (x->said != y->said)
        return x->said < y->said ? -1 : 1;
    if (x->at.beg != y->at.beg)
        return x->at.beg < y->at.beg ? -1 : 1;
    return x->at.end < y->at.end ? -1 : x->at.end > y->at.end;
}

static bool is_mark(const sr_says *s, uint32_t t, bool opening)
{
    size_t i = opening ? first_quote(s, t + 1) : 0;
    if (opening)
        return i < s->quotes.n && s->quotes.v[i].beg == t + 1 &&
               s->quotes.v[i].end > s->quotes.v[i].beg;
    uint32_t q = t > 0 ? s->in[t - 1] : SR_NONE;
    return q != SR_NONE && s->quotes.v[q].end == t && !s->quotes.v[q].open;
}

static bool is_stop(const sr_says *s, uint32_t t)
{
    sr_str w = sr_says_word(s, t);
    return w.len && (strchr(".!?", w.p[0]) || (w.len == 3 && memcmp(w.p, "…", 3) == 0));
}

static bool trims_left(const sr_says *s, sr_range r, bool first)
{
    const sr_word *w = &s->doc->words[r.beg];
    if (first && w->rel == SR_REL_MARK && sr_says_is(s, r.beg, "that"))
        return true;
    if (s->doc->tokens[r.beg].kind != SR_TOKEN_PUNCT)
        return false;
    if (is_mark(s, r.beg, true)) { /* keep it where its partner is well inside */
        const sr_quotation *q = &s->quotes.v[first_quote(s, r.beg + 1)];
        return q->end + 1 >= r.end || q->end >= r.end;
    }
    sr_str word = sr_says_word(s, r.beg);
    return !(word.len == 1 && strchr("([{@#", word.p[0])) || r.end - r.beg == 1;
}

static bool trims_right(const sr_says *s, sr_range r, uint32_t level)
{
    uint32_t t = r.end - 1;
    if (s->doc->tokens[t].kind != SR_TOKEN_PUNCT)
        return false;
    if (is_mark(s, t, false)) {
        uint32_t m = s->quotes.v[s->in[t - 1]].beg;
        return m <= r.beg + 1;
    }
    if (is_stop(s, t))
        return s->in[t] == level && sr_says_is(s, t, ".");
    sr_str word = sr_says_word(s, t);
    return !(word.len == 1 && strchr(")]}%", word.p[0]));
}

/* A mark beside the content whose partner is within it comes in. */
static sr_range balance(const sr_says *s, sr_range r, uint32_t level)
{
    if (r.beg >= r.end)
        return r;
    uint32_t last = quotation_at(s, r.end - 1, level),
             first = quotation_at(s, r.beg, level);
    if (last != SR_NONE && s->quotes.v[last].end == r.end && !s->quotes.v[last].open &&
        s->quotes.v[last].beg > r.beg)
        r.end++;
    else if (first != SR_NONE && s->quotes.v[first].beg == r.beg &&
             s->quotes.v[first].end < r.end && first != last)
        r.beg--;
    return r;
}

static sr_range trim(const sr_says *s, sr_range r, bool first, uint32_t level)
{
    while (r.beg < r.end && trims_right(s, r, level))
        r.end--;
    while (r.beg < r.end && trims_left(s, r, first))
        r.beg++;
    while (r.beg < r.end && trims_right(s, r, level))
        r.end--;
    return balance(s, r, level);
}

/* Where the paragraph of token t ends. */
static uint32_t para_end(const sr_says *s, uint32_t t, uint32_t end)
{
    uint32_t i = s->sent[t];
    const sr_sentence *v = s->doc->sents;
    while (i + 1 < s->doc->n_sents && v[i + 1].tok_beg < end &&
           v[i + 1].para == v[i].para)
        i++;
    return v[i].tok_end < end ? v[i].tok_end : end;
}

static void set_kind(sr_says *s, sr_said *a, const sr_piece *v, size_t n)
{
    uint32_t level = level_of(s, a);
    size_t in = 0, out = 0;
    for (size_t i = 0; i < n; i++)
        for (uint32_t t = v[i].at.beg; t < v[i].at.end; t++)
            if (s->doc->tokens[t].kind != SR_TOKEN_PUNCT)
                *(s->in[t] == level ? &out : &in) += 1;
    a->kind = in == 0    ? SR_STATEMENT_INDIRECT
              : out == 0 ? SR_STATEMENT_DIRECT
                         : SR_STATEMENT_MIXED;
}

/* Pieces in order, disjoint, cut at paragraphs, without marks and stops around. */
static void cut(sr_says *s)
{
    SR_VEC(sr_piece) out = {0};
    if (s->pieces.n)
        qsort(s->pieces.v, s->pieces.n, sizeof *s->pieces.v, by_place);
    for (size_t i = 0; i < s->said.n; i++)
        s->said.v[i].n = 0;
    for (size_t i = 0; i < s->pieces.n && !s->full; i++) {
        sr_piece p = s->pieces.v[i];
        sr_said *a = &s->said.v[p.said];
        uint32_t level = level_of(s, a);
        if (a->n && out.v[out.n - 1].at.end > p.at.beg)
            p.at.beg = out.v[out.n - 1].at.end;
        while (p.at.beg < p.at.end && !s->full) {
            uint32_t end = para_end(s, p.at.beg, p.at.end);
            sr_range r = trim(s, (sr_range){p.at.beg, end}, a->n == 0, level);
            p.at.beg = end;
            if (r.beg >= r.end)
                continue;
            if (a->n++ == 0)
                a->first = (uint32_t)out.n;
            if (!SR_PUSH(s->arena, &out, ((sr_piece){p.said, r})))
                s->full = true;
        }
    }
    s->pieces.v = out.v, s->pieces.n = out.n, s->pieces.cap = out.cap;
    for (size_t i = 0; i < s->said.n && !s->full; i++) {
        sr_said *a = &s->said.v[i];
        a->dropped = a->n == 0;
        if (a->n)
            set_kind(s, a, &out.v[a->first], a->n);
    }
}

/* ", experts say" and ", according to X" stand outside of all that their sentence reports. */
static void end_at_tail(const sr_says *s, sr_piece *p)
{
    const sr_said *a = &s->said.v[p->said];
    uint32_t tail = s->tail[a->sent];
    if (tail != SR_NONE && a->tok < tail && p->at.beg < tail && p->at.end > tail)
        p->at.end = tail;
}

void sr_says_join(sr_says *s)
{
    for (size_t i = 0; i < s->pieces.n; i++)
        end_at_tail(s, &s->pieces.v[i]);
    for (size_t i = 0; i < s->pieces.n; i++)
        widen(s, &s->pieces.v[i]);
    sr_says_turns(s);
    labels(s);
    if (!s->full)
        cut(s);
}
