/* What a verb reports.  In this order:
 *   1. where clauses and phrases begin and end     2. the parts that are content
 */
#include "facts/statements.h"

enum {
    TAIL_WORDS = 40,  /* behind a cue that ends its sentence */
    MIDST_WORDS = 8,  /* from a cue between commas to the second one */
    PHRASE_WORDS = 12 /* of whoever speaks between a quotation and its cue */
};

/* --- 1. where clauses and phrases begin and end ------------------------------------------- */

void sr_find_content(sr_find *f, uint32_t beg, uint32_t end)
{
    uint32_t far = SR_MAX_STATEMENT_TOKENS;
    if (f->t > far && beg < f->t - far) {
        beg = f->t - far;
        f->s->cut = true;
    }
    if (end > f->t + far) {
        end = f->t + far;
        f->s->cut = true;
    }
    if (beg < end && f->n < SR_COUNT(f->at))
        f->at[f->n++] = (sr_range){beg, end};
}

/* The clause t with what hangs on it, but for `hole`. */
void sr_find_around(sr_find *f, uint32_t clause, sr_range hole)
{
    const sr_says *s = f->s;
    sr_find_content(f, s->lo[clause],
                    hole.beg < s->hi[clause] ? hole.beg : s->hi[clause]);
    uint32_t next = hole.end;
    while (next < s->hi[clause] && sr_says_at(s, next)->upos == SR_UPOS_PUNCT)
        next++;
    if (next < s->hi[clause] && sr_says_feat(s, next, SR_FEAT(PRONTYPE_REL)))
        return; /* "..., said X, who ..." */
    sr_find_content(f, hole.end > s->lo[clause] ? hole.end : s->lo[clause],
                    s->hi[clause]);
}

/* The cue with all that hangs on it but the child `but`. */
static sr_range without(const sr_find *f, uint32_t but)
{
    const sr_says *s = f->s;
    sr_range r = {f->t, f->t + 1};
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c])
        if (c != but && sr_says_rel(s, c) != SR_REL_PUNCT &&
            sr_says_rel(s, c) != SR_REL_CCOMP && sr_says_rel(s, c) != SR_REL_CONJ &&
            sr_says_rel(s, c) != SR_REL_CC)
            r = sr_range_join(r, (sr_range){s->lo[c], s->hi[c]});
    return r;
}

/* Does the clause of a participle begin here, behind a comma: ", drawing applause"?  It
 * tells what whoever speaks does beside. */
static bool is_aside(const sr_find *f, uint32_t t, uint32_t end)
{
    const sr_says *s = f->s;
    bool ing = sr_says_feat(s, t, SR_FEAT(VERBFORM_GER)) ||
               (sr_says_feat(s, t, SR_FEAT(VERBFORM_PART)) &&
                sr_says_feat(s, t, SR_FEAT(TENSE_PRES)));
    return ing && sr_says_at(s, t)->rel == SR_REL_ADVCL && s->lo[t] >= t &&
           s->hi[t] >= end && sr_says_subject(s, t) == SR_NONE &&
           sr_says_mark(s, t) == SR_NONE;
}

/* Does the writer go on here, behind a comma: ", while others ...", ", but Y said ..."? */
static bool is_turn(const sr_find *f, uint32_t t)
{
    const sr_says *s = f->s;
    if (sr_says_at(s, t)->rel == SR_REL_ADVCL)
        return sr_says_marked(s, t, "while") || sr_says_marked(s, t, "whereas");
    if (sr_says_at(s, t)->rel != SR_REL_CONJ || sr_says_subject(s, t) == SR_NONE)
        return false;
    const sr_cue *c =
        sr_cuelist_find(s->cues, SR_CUE_VERB, sr_says_at(s, t)->lemma, (sr_str){"", 0});
    return c && (c->frames & SR_FRAME(quote));
}

/* Does the writer add something on a name at the end: ", which ...", ", who ..."? */
static bool is_addition(const sr_find *f, uint32_t t, uint32_t end)
{
    const sr_says *s = f->s;
    return sr_says_at(s, t)->rel == SR_REL_ACL_RELCL && s->hi[t] >= end &&
           sr_says_feat(s, s->lo[t] + (sr_says_at(s, s->lo[t])->upos == SR_UPOS_PUNCT),
                        SR_FEAT(PRONTYPE_REL));
}

static bool is_dash(const sr_says *s, uint32_t t)
{
    sr_str w = sr_says_word(s, t);
    return sr_str_eq(w, SR_STR("--")) || sr_str_eq(w, SR_STR("–")) ||
           sr_str_eq(w, SR_STR("—")) || sr_str_eq(w, SR_STR("―"));
}

/* The one dash in [beg, end); `end` where there is none, or a pair. */
static uint32_t lone_dash(const sr_find *f, uint32_t beg, uint32_t end)
{
    uint32_t found = end;
    for (uint32_t t = beg; t < end; t++) {
        if (f->s->in[t] != f->s->in[f->t] || !is_dash(f->s, t))
            continue;
        if (found != end)
            return end;
        found = t;
    }
    return found;
}

/* Where a clause or phrase behind its cue ends: before what the writer adds behind a comma
 * or dash. */
static uint32_t clause_end(const sr_find *f, uint32_t c, uint32_t end)
{
    const sr_says *s = f->s;
    uint32_t all = end;
    while (end > c + 1 && sr_says_at(s, end - 1)->upos == SR_UPOS_PUNCT)
        end--;
    uint32_t dash = c + 2 < end ? lone_dash(f, c + 2, end) : end;
    if (dash < end)
        return dash;
    for (uint32_t t = c + 2; t < end; t++) {
        if (s->in[t] != s->in[f->t] || s->lo[t] == 0)
            continue;
        uint32_t beg = s->lo[t];
        bool comma = beg > c && (sr_says_at(s, beg)->upos == SR_UPOS_PUNCT ||
                                 sr_says_at(s, beg - 1)->upos == SR_UPOS_PUNCT);
        if (comma && (is_aside(f, t, end) || is_addition(f, t, end) || is_turn(f, t)))
            return beg;
    }
    return all;
}

/* Where it begins: words behind the cue that the tree hung beside it are its own. */
static uint32_t clause_begin(const sr_find *f, uint32_t c)
{
    const sr_says *s = f->s;
    uint32_t beg = s->lo[c];
    for (uint32_t d = s->child[f->t]; d != SR_NONE && d != c; d = s->next[d]) {
        sr_relation r = sr_says_rel(s, d);
        if (s->lo[d] >= f->said.words.end && s->lo[d] < beg && d != f->said.source_head &&
            (r == SR_REL_XCOMP || r == SR_REL_CCOMP || r == SR_REL_CSUBJ ||
             r == SR_REL_ADVCL || r == SR_REL_NSUBJ || r == SR_REL_DEP))
            beg = s->lo[d];
    }
    return beg;
}

/* What the tree hung on the cue close behind its clause, or what a colon adds, is of the
 * clause. */
static uint32_t rest_of(const sr_find *f, uint32_t c, uint32_t end)
{
    const sr_says *s = f->s;
    if (end != s->hi[c])
        return end;
    for (uint32_t d = s->next[c]; d != SR_NONE; d = s->next[d]) {
        sr_relation r = sr_says_rel(s, d);
        if (s->lo[d] == end && d != f->said.source_head && r != SR_REL_CONJ &&
            r != SR_REL_CC && r != SR_REL_PUNCT &&
            sr_says_at(s, end)->upos != SR_UPOS_PUNCT)
            end = s->hi[d];
    }
    uint32_t last = s->doc->sents[f->said.sent].tok_end;
    return end < last && sr_says_is(s, end, ":") ? last : end;
}

static bool is_contrast(const sr_says *s, uint32_t conj)
{
    uint32_t cc = sr_says_child(s, conj, SR_REL_CC);
    return cc != SR_NONE && !sr_says_is(s, cc, "and");
}

/* "says that A, [and B is so]": a second clause that the tree hung on the cue is said too,
 * unless somebody else speaks in it. */
static uint32_t second_clause(const sr_find *f, uint32_t end)
{
    const sr_says *s = f->s;
    for (uint32_t d = s->child[f->t]; d != SR_NONE; d = s->next[d])
        if (sr_says_rel(s, d) == SR_REL_CONJ && s->lo[d] >= end && s->lo[d] <= end + 1 &&
            sr_says_subject(s, d) != SR_NONE && !is_turn(f, d) && !is_contrast(s, d) &&
            s->in[s->lo[d]] == s->in[f->t])
            return clause_end(f, d, s->hi[d]);
    return end;
}

/* The clause that the cue reports, where it is a child of the cue. */
static void clause_content(sr_find *f, uint32_t c)
{
    const sr_says *s = f->s;
    if (s->lo[c] > f->t)
        sr_find_content(f, clause_begin(f, c),
                        second_clause(f, rest_of(f, c, clause_end(f, c, s->hi[c]))));
    else
        sr_find_around(f, c, without(f, c));
}

/* A phrase that goes on with the content: "blame X [on Y]", "call X [Y]". */
static bool belongs(const sr_find *f, uint32_t c)
{
    sr_relation r = sr_says_rel(f->s, c);
    uint32_t frame = sr_says_case(f->s, c);
    if (r == SR_REL_XCOMP)
        return sr_find_takes(f, SR_FRAME(comp)) || sr_find_takes(f, frame | SR_FRAME(to));
    if (r == SR_REL_OBJ) /* "call X [a hoax]" */
        return sr_find_takes(f, SR_FRAME(comp)) && sr_says_at(f->s, c)->rel == SR_REL_OBJ;
    return (r == SR_REL_OBL || r == SR_REL_ADVCL || r == SR_REL_NMOD ||
            r == SR_REL_CCOMP) &&
           frame && sr_find_takes(f, frame);
}

/* A phrase close behind that most likely belongs to the content too: no time, no place
 * where it was said, nothing behind a comma. */
static bool may_belong(const sr_find *f, uint32_t c, uint32_t end)
{
    const sr_says *s = f->s;
    sr_relation r = sr_says_rel(s, c);
    if (s->lo[c] != end || s->timed[c] || s->timed[s->lo[c]])
        return false;
    if (r == SR_REL_XCOMP || r == SR_REL_CCOMP)
        return true;
    if (r == SR_REL_ADVCL)
        return sr_says_infinitive(s, c);
    return r == SR_REL_OBL && sr_says_exact(s, c, SR_REL_CASE) != SR_NONE &&
           sr_says_case(s, c) != SR_FRAME(by) && !sr_says_medium(s, c);
}

/* Where the content that begins with the phrase `from` ends; *more: beyond the phrase by
 * what the cue asks for. */
static uint32_t goes_on(const sr_find *f, uint32_t from, bool *more)
{
    const sr_says *s = f->s;
    uint32_t end = s->hi[from];
    *more = false;
    for (uint32_t c = s->next[from]; c != SR_NONE; c = s->next[c]) {
        bool asked = belongs(f, c);
        if (!asked && !may_belong(f, c, end))
            continue;
        *more = *more || asked;
        if (s->hi[c] > end)
            end = s->hi[c];
    }
    return end;
}

/* "called the charges [unsubstantiated]": an adjective behind the noun. */
static bool has_label(const sr_says *s, uint32_t o)
{
    for (uint32_t c = s->child[o]; c != SR_NONE; c = s->next[c])
        if (c > o && sr_says_at(s, c)->rel == SR_REL_AMOD && s->lo[c] > o)
            return true;
    return false;
}

static bool is_bare_pronoun(const sr_says *s, uint32_t t)
{
    return sr_says_at(s, t)->upos == SR_UPOS_PRON && s->hi[t] - s->lo[t] == 1;
}

/* --- 2. the parts that are content --------------------------------------------------------- */

/* ", which ...": said of what stands before, whatever it hangs on. */
static bool is_relative(const sr_says *s, uint32_t c)
{
    uint32_t t = s->lo[c];
    while (t < c && sr_says_at(s, t)->upos == SR_UPOS_PUNCT)
        t++;
    return t > s->lo[c] && sr_says_feat(s, t, SR_FEAT(PRONTYPE_REL));
}

/* How likely a child is the clause that is reported: it has "that", it stands behind. */
static int clause_rank(const sr_find *f, uint32_t c)
{
    const sr_says *s = f->s;
    uint8_t r = sr_says_at(s, c)->rel;
    bool that = sr_says_marked(s, c, "that"), behind = c > f->t;
    if (behind && is_relative(s, c))
        return 0;
    if (r == SR_REL_CCOMP || r == SR_REL_CSUBJ_PASS)
        return that && behind ? 4 : behind ? 3 : 2;
    if (r == SR_REL_CSUBJ)
        return behind ? 1 : 0;
    return r == SR_REL_ADVCL && behind && that ? 1 : 0;
}

/* "said at an event [that ...]", where the tree hung the clause on the event. */
static uint32_t clause_of_phrase(const sr_find *f)
{
    const sr_says *s = f->s;
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c]) {
        if (c < f->t || sr_says_rel(s, c) != SR_REL_OBL)
            continue;
        for (uint32_t d = s->child[c]; d != SR_NONE; d = s->next[d])
            if (d > c && sr_says_rel(s, d) == SR_REL_ACL &&
                sr_says_is(s, s->lo[d], "that") && sr_says_subject(s, d) != SR_NONE &&
                sr_says_subject(s, d) != s->lo[d] &&
                (sr_says_at(s, s->lo[d])->upos == SR_UPOS_SCONJ ||
                 sr_says_child(s, d, SR_REL_COP) != SR_NONE))
                return d;
    }
    return SR_NONE;
}

static uint32_t reported_clause(const sr_find *f)
{
    const sr_says *s = f->s;
    uint32_t best = SR_NONE;
    int rank = 0;
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c])
        if (clause_rank(f, c) > rank) {
            rank = clause_rank(f, c);
            best = c;
        }
    if (best == SR_NONE && f->second != SR_NONE) /* "made clear that" */
        for (uint32_t c = s->child[f->second]; c != SR_NONE; c = s->next[c])
            if (sr_says_at(s, c)->rel == SR_REL_CCOMP ||
                sr_says_at(s, c)->rel == SR_REL_ACL)
                return c;
    return best != SR_NONE ? best : clause_of_phrase(f);
}

static bool is_gerund(const sr_says *s, uint32_t t)
{
    sr_str w = sr_says_word(s, t);
    return w.len > 3 && sr_str_ends(w, SR_STR("ing")) &&
           sr_says_at(s, t)->upos == SR_UPOS_VERB;
}

static uint32_t infinitive_of(const sr_find *f)
{
    const sr_says *s = f->s;
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c]) {
        sr_relation r = sr_says_rel(s, c);
        if (c > f->t && (r == SR_REL_XCOMP || r == SR_REL_CCOMP || r == SR_REL_ADVCL) &&
            (sr_says_infinitive(s, c) ? sr_find_takes(f, SR_FRAME(to))
                                      : r != SR_REL_ADVCL && is_gerund(s, c) &&
                                            sr_find_takes(f, SR_FRAME(ing))))
            return c;
    }
    return SR_NONE;
}

/* The object, or the phrase behind the preposition that is part of the cue. */
static uint32_t object_of(const sr_find *f)
{
    if (f->by_case != SR_NONE)
        return f->by_case;
    uint32_t o = sr_says_child(f->s, f->t, SR_REL_OBJ);
    if (o == SR_NONE && !sr_find_takes(f, SR_FRAME(who)))
        o = sr_says_exact(f->s, f->t, SR_REL_IOBJ);
    return o == f->second || o == f->said.source_head ? SR_NONE : o;
}

/* "X is said to have fled", "X was condemned by Y", "it was reported that". */
static void passive_content(sr_find *f)
{
    const sr_says *s = f->s;
    uint32_t clause = reported_clause(f), inf = infinitive_of(f);
    uint32_t subject = sr_says_exact(s, f->t, SR_REL_NSUBJ_PASS);
    if (clause != SR_NONE && sr_find_takes(f, SR_FRAME(that) | SR_FRAME(quote))) {
        clause_content(f, clause);
        return;
    }
    if (subject == SR_NONE || sr_says_infinitive(s, f->t))
        return;
    uint32_t rest = SR_NONE;
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c]) {
        sr_relation r = sr_says_rel(s, c);
        uint32_t frame = sr_says_case(s, c);
        if (c > f->t &&
            (c == inf || (r == SR_REL_XCOMP && sr_find_takes(f, SR_FRAME(comp))) ||
             ((r == SR_REL_OBL || r == SR_REL_ADVCL) && frame != SR_FRAME(by) &&
              sr_find_takes(f, frame))))
            rest = rest == SR_NONE ? c : rest;
    }
    bool agent = f->said.source_head != SR_NONE;
    for (uint32_t c = agent ? s->child[f->said.source_head] : SR_NONE;
         rest == SR_NONE && c != SR_NONE; c = s->next[c]) {
        uint32_t frame = sr_says_case(s, c); /* "accused by X [of breaking rules]" */
        if (c > f->said.source_head && frame && frame != SR_FRAME(by) &&
            sr_says_rel(s, c) != SR_REL_NMOD && sr_find_takes(f, frame)) {
            rest = c;
            f->said.source = sr_says_phrase(s, f->said.source_head);
            f->said.source.beg = sr_says_behind_case(s, f->said.source_head);
            f->said.source.end = s->lo[c];
        }
    }
    if (rest == SR_NONE && !(agent && sr_find_takes(f, SR_FRAME(obj)) &&
                             !sr_find_hears(f) && f->cue->cls != SR_CUE_label))
        return;
    if (!sr_find_hears(f) || inf != SR_NONE)
        sr_find_content(f, s->lo[subject], s->hi[subject]);
    if (rest != SR_NONE)
        sr_find_content(f, s->lo[rest], clause_end(f, rest, s->hi[rest]));
}

/* Polls and reports show things; whoever shows a ticket says nothing. */
static bool is_paper(const sr_says *s, uint32_t t)
{
    return t != SR_NONE && sr_cuelist_find(s->cues, SR_CUE_PAPER, sr_says_at(s, t)->lemma,
                                           (sr_str){"", 0});
}

/* The second token of a quotation that opens behind `from`, up to three tokens behind
 * `end`. */
static uint32_t words_behind(const sr_find *f, uint32_t from, uint32_t end)
{
    const sr_says *s = f->s;
    uint32_t last = s->doc->sents[f->said.sent].tok_end;
    for (uint32_t t = from + 1; t < end + 3 && t < last; t++)
        if (s->in[t] != s->in[f->t] && s->in[t] != SR_NONE)
            return t + 1;
    return SR_NONE;
}

static void object_content(sr_find *f, uint32_t o)
{
    const sr_says *s = f->s;
    bool more, light = f->cue->cls == SR_CUE_accuse || f->cue->cls == SR_CUE_praise ||
                       f->cue->cls == SR_CUE_support;
    uint32_t end = goes_on(f, o, &more);
    more = more || has_label(s, o);
    if (sr_find_takes(f, SR_FRAME(comp)) && !more) {
        uint32_t q = words_behind(f, o, end);
        if (q != SR_NONE && o > f->t) /* "called the raid 'a crime'" */
            sr_find_content(f, s->lo[o], q);
        return;
    }
    if (o < f->t) { /* "which he denies" */
        sr_find_content(f, s->lo[o], s->hi[o]);
        if (more)
            sr_find_content(f, f->said.words.end, end);
        return;
    }
    if (f->cue->cls == SR_CUE_show && !is_paper(s, f->said.source_head))
        return;
    if (is_bare_pronoun(s, o) && !more && !light)
        return;
    sr_find_content(f, f->by_case == o ? sr_says_behind_case(s, o) : s->lo[o],
                    clause_end(f, o, end));
}

/* "warned of X", "spoke about X", "objects to X"; "took credit for X". */
static void oblique_content(sr_find *f, uint32_t head)
{
    const sr_says *s = f->s;
    for (uint32_t c = s->child[head]; c != SR_NONE; c = s->next[c]) {
        sr_relation r = sr_says_rel(s, c);
        uint32_t frame = sr_says_case(s, c);
        if (c < f->t || (r != SR_REL_OBL && r != SR_REL_ADVCL && r != SR_REL_NMOD) ||
            !frame || frame == SR_FRAME(by) || !sr_find_takes(f, frame))
            continue;
        if (r == SR_REL_ADVCL && frame == SR_FRAME(as))
            continue;
        sr_find_content(f, sr_says_behind_case(s, c), s->hi[c]);
        return;
    }
}

/* The cue stands in or behind what it reports: ", he said, ", "as he put it". */
static bool hosted(const sr_find *f)
{
    const sr_says *s = f->s;
    sr_relation r = sr_says_rel(s, f->t);
    uint32_t own = sr_says_subject(s, f->t);
    if (own == SR_NONE || !sr_find_takes(f, SR_FRAME(quote) | SR_FRAME(that)))
        return false;
    if (r == SR_REL_PARATAXIS)
        return true;
    return r == SR_REL_ADVCL && sr_says_marked(s, f->t, "as") &&
           sr_find_takes(f, SR_FRAME(that)) && f->cue->cls <= SR_CUE_report;
}

/* "..., the minister said on Monday.": the cue ends its sentence, and what stands before is
 * what it reports, whatever the tree says. */
static bool closes_sentence(sr_find *f, uint32_t clause)
{
    const sr_says *s = f->s;
    const sr_sentence *sent = &s->doc->sents[f->said.sent];
    uint32_t own = f->said.source_head;
    sr_relation r = sr_says_rel(s, f->t);
    if (own == SR_NONE || s->sent[own] != f->said.sent || !sr_says_finite(s, f->t) ||
        !sr_find_takes(f, SR_FRAME(quote) | SR_FRAME(that)) || r == SR_REL_ACL ||
        sr_says_mark(s, f->t) != SR_NONE || sr_says_feat(s, own, SR_FEAT(PRONTYPE_REL)) ||
        (clause != SR_NONE && clause > f->t && sr_says_subject(s, clause) != SR_NONE))
        return false;
    sr_range who = sr_says_phrase(s, own);
    uint32_t beg = who.beg < f->t ? who.beg : f->t, end = f->t + 1;
    if (beg < sent->tok_beg + 3 || sr_says_at(s, beg - 1)->upos != SR_UPOS_PUNCT ||
        sr_says_is(s, beg - 1, ":") || sr_says_is(s, beg - 1, ";"))
        return false;
    if (sent->tok_end - end > TAIL_WORDS)
        return false;
    for (uint32_t t = end; t < sent->tok_end; t++)
        if (s->in[t] != s->in[f->t] || sr_says_is(s, t, ":") || sr_says_is(s, t, ";"))
            return false;
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c])
        if (c > f->t &&
            (sr_says_rel(s, c) == SR_REL_OBJ || sr_says_rel(s, c) == SR_REL_XCOMP) &&
            c != own && !sr_find_takes(f, SR_FRAME(who)))
            return false;
    bool finite = false;
    for (uint32_t t = beg; t-- > sent->tok_beg && !finite;)
        finite = sr_says_finite(s, t);
    /* the cue's own sentence must not have begun before: "When he left, officials said ..." */
    if (!finite && s->in[beg - 1] == s->in[f->t] && s->in[beg - 2] == s->in[f->t])
        return false;
    sr_find_content(f, sent->tok_beg, beg);
    s->tail[f->said.sent] = beg;
    return true;
}

/* Does what stands behind ", he said," go on with the words before it: ", until ...",
 * ", were ..."? */
static bool resumes(const sr_says *s, uint32_t t)
{
    static const char *const when[] = {"when", "while", "as", "after", "before"};
    uint8_t u = sr_says_at(s, t)->upos;
    for (size_t i = 0; i < SR_COUNT(when); i++) /* it was said */
        if (sr_says_is(s, t, when[i]))
            return false;
    return u == SR_UPOS_SCONJ || u == SR_UPOS_AUX ||
           (u == SR_UPOS_VERB && sr_says_finite(s, t));
}

/* The comma that closes ", he said on Friday,"; SR_NONE: none, or a verb comes first. */
static uint32_t comma_behind(const sr_find *f, uint32_t end)
{
    const sr_says *s = f->s;
    for (uint32_t t = f->t + 1; t < end && t < f->t + MIDST_WORDS; t++) {
        if (sr_says_is(s, t, ","))
            return t;
        if (sr_says_at(s, t)->upos == SR_UPOS_VERB || s->in[t] != s->in[f->t])
            return SR_NONE;
    }
    return SR_NONE;
}

/* "Lenox was a giant, Clarke said, until it went bankrupt": cue and source between commas;
 * they report what stands around them. */
static bool in_midst(sr_find *f)
{
    const sr_says *s = f->s;
    const sr_sentence *sent = &s->doc->sents[f->said.sent];
    uint32_t own = f->said.source_head;
    if (own == SR_NONE || own > f->t || !sr_says_finite(s, f->t) ||
        !sr_find_takes(f, SR_FRAME(quote)) || s->sent[own] != f->said.sent)
        return false;
    uint32_t beg = sr_says_phrase(s, own).beg, comma = comma_behind(f, sent->tok_end);
    if (beg < sent->tok_beg + 3 || comma == SR_NONE || comma + 2 >= sent->tok_end ||
        !sr_says_is(s, beg - 1, ",") || s->in[beg - 1] != s->in[f->t] ||
        s->in[beg - 2] != s->in[f->t] || s->in[comma + 1] != s->in[f->t] ||
        !resumes(s, comma + 1))
        return false;
    sr_find_content(f, sent->tok_beg, beg);
    sr_find_content(f, comma + 1, sent->tok_end);
    return true;
}

static void active_content(sr_find *f)
{
    const sr_says *s = f->s;
    uint32_t clause = reported_clause(f), inf = infinitive_of(f), o = object_of(f);
    if (in_midst(f) || closes_sentence(f, clause))
        return;
    if (hosted(f) && (clause == SR_NONE || sr_says_subject(s, clause) == SR_NONE)) {
        sr_find_around(f, sr_says_at(s, f->t)->head,
                       (sr_range){s->lo[f->t], s->hi[f->t]});
        return;
    }
    if (clause != SR_NONE && clause != inf &&
        sr_find_takes(f, SR_FRAME(that) | SR_FRAME(quote))) {
        if (!sr_find_hears(f) && o != SR_NONE && o > f->t && o < clause &&
            sr_find_takes(f, SR_FRAME(obj)) && !sr_says_marked(s, clause, "that"))
            sr_find_content(f, s->lo[o], clause_end(f, clause, s->hi[clause]));
        else
            clause_content(f, clause);
        return;
    }
    if (inf != SR_NONE) {
        uint32_t beg = s->lo[inf];
        if (o != SR_NONE && o < inf && !sr_find_hears(f))
            beg = f->by_case == o ? sr_says_behind_case(s, o) : s->lo[o];
        sr_find_content(f, beg, clause_end(f, inf, s->hi[inf]));
        return;
    }
    if (o != SR_NONE && (!sr_find_hears(f) || sr_find_asks(f)) &&
        (sr_find_takes(f, SR_FRAME(obj)) || f->by_case != SR_NONE))
        object_content(f, o);
    else
        oblique_content(f, f->t);
    if (f->n == 0 && f->second != SR_NONE)
        oblique_content(f, f->second);
}

/* A paraphrase behind a colon or dash: "said: ..." where the tree has it as parataxis. */
static void beside(sr_find *f)
{
    const sr_says *s = f->s;
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c])
        if (sr_says_rel(s, c) == SR_REL_PARATAXIS && sr_find_takes(f, SR_FRAME(quote)) &&
            c > f->t && s->lo[c] > f->t + 1 && sr_says_is(s, s->lo[c] - 1, ":")) {
            sr_find_content(f, s->lo[c], s->hi[c]);
            return;
        }
}

/* '"...," said the mayor': words in marks, the cue, then whoever speaks. */
static bool inverted(sr_find *f)
{
    const sr_says *s = f->s;
    const sr_sentence *sent = &s->doc->sents[f->said.sent];
    if (!sr_find_takes(f, SR_FRAME(quote)) || f->t < sent->tok_beg + 2 ||
        f->t + 1 >= sent->tok_end || sr_says_at(s, f->t - 1)->upos != SR_UPOS_PUNCT ||
        s->in[f->t - 2] == s->in[f->t] || s->in[f->t - 1] != s->in[f->t] ||
        sr_says_feat(s, f->t + 1, SR_FEAT(CASE_ACC)))
        return false;
    uint32_t who = sr_says_right(s, f->t, sent->tok_beg, sent->tok_end);
    if (who == SR_NONE)
        return false;
    f->said.source_head = who;
    sr_find_content(f, sent->tok_beg, f->t - 1);
    return true;
}

/* The closing mark just before the phrase that ends at a verb, "..." [the mayor] posted;
 * SR_NONE: other words stand there. */
static uint32_t mark_before_phrase(const sr_says *s, uint32_t t)
{
    uint32_t first = s->doc->sents[s->sent[t]].tok_beg + 1;
    for (uint32_t k = t; k-- > first && k + PHRASE_WORDS > t;) {
        if (s->in[k] != s->in[t])
            return SR_NONE;
        if (s->in[k - 1] != s->in[t] && s->in[k - 1] != SR_NONE)
            return k;
        uint8_t u = sr_says_at(s, k)->upos;
        if (u == SR_UPOS_VERB || u == SR_UPOS_PUNCT || u == SR_UPOS_ADP ||
            u == SR_UPOS_AUX || u == SR_UPOS_SCONJ)
            return SR_NONE;
    }
    return SR_NONE;
}

/* '"...," the mayor posted': words in marks, whoever speaks, the cue, whatever the tree
 * makes of it. */
static bool upright(sr_find *f)
{
    const sr_says *s = f->s;
    if (!sr_find_takes(f, SR_FRAME(quote)))
        return false;
    uint32_t mark = mark_before_phrase(s, f->t);
    if (mark == SR_NONE || mark + 1 >= f->t)
        return false;
    uint32_t who = sr_says_left(s, f->t, mark + 1);
    if (who == SR_NONE || !sr_says_noun(s, who))
        return false;
    f->said.source_head = who;
    f->said.source = (sr_range){mark + 1, f->t};
    sr_find_content(f, s->doc->sents[f->said.sent].tok_beg, mark);
    return true;
}

/* "..., experts say": a noun phrase between a comma or mark and the cue speaks, not the
 * subject that the tree found far before. */
static uint32_t nearer(const sr_says *s, uint32_t t, uint32_t own)
{
    uint32_t left =
        own < t ? sr_says_left(s, t, s->doc->sents[s->sent[t]].tok_beg) : SR_NONE;
    if (left == SR_NONE || left <= own || s->hi[left] > t)
        return own;
    uint32_t beg = sr_says_phrase(s, left).beg;
    return beg > own + 1 && sr_says_at(s, beg - 1)->upos == SR_UPOS_PUNCT &&
                   s->hi[own] <= beg && sr_says_at(s, t - 1)->upos != SR_UPOS_PUNCT
               ? left
               : own;
}

bool sr_find_asks(const sr_find *f)
{
    uint32_t o = sr_find_hears(f) && sr_find_takes(f, SR_FRAME(obj))
                     ? sr_says_child(f->s, f->t, SR_REL_OBJ)
                     : SR_NONE;
    return o != SR_NONE && o > f->t && !sr_says_somebody(f->s, o);
}

void sr_find_verb(sr_find *f)
{
    const sr_says *s = f->s;
    if (inverted(f) || upright(f))
        return;
    bool passive = sr_says_passive(s, f->t);
    /* "the union called for a strike": a participle only to the tagger */
    if (f->by_case != SR_NONE && sr_says_exact(s, f->t, SR_REL_AUX_PASS) == SR_NONE)
        passive = false;
    uint32_t own = sr_says_subject(s, f->t);
    if (!passive && sr_find_takes(f, SR_FRAME(quote)) && own != SR_NONE)
        own = nearer(s, f->t, own);
    if (!passive && own == SR_NONE)
        own = sr_says_beside(s, f->t);
    f->said.source_head = passive          ? sr_says_agent(s, f->t)
                          : own != SR_NONE ? own
                                           : sr_says_ruler(s, f->t, SR_SAYS_CLIMB);
    if (passive)
        passive_content(f);
    else
        active_content(f);
    if (f->n == 0)
        beside(f);
}
