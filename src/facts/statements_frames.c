/* A cue in its tree -> who says it, what, to whom, where.  In this order:
 *   1. small questions      2. who says it       3. parts that are content
 *   4. verbs                5. nouns, adjectives, adverbs, prepositions
 *   6. who hears it, where it was said           7. every token
 */
#include "facts/statements.h"

enum { CLIMB = 6, FORM_BYTES = 64 };

/* --- 1. small questions --------------------------------------------------------------------- */

static const sr_word *word(const sr_says *s, uint32_t t)
{
    return &s->doc->words[t];
}

static bool has_feat(const sr_says *s, uint32_t t, uint64_t feat)
{
    return (word(s, t)->feats & feat) != 0;
}

static bool is_noun(const sr_says *s, uint32_t t)
{
    uint8_t u = word(s, t)->upos;
    return u == SR_UPOS_NOUN || u == SR_UPOS_PROPN || u == SR_UPOS_PRON;
}

static uint32_t mark_of(const sr_says *s, uint32_t t)
{
    return sr_says_exact(s, t, SR_REL_MARK);
}

static bool is_marked(const sr_says *s, uint32_t t, const char *lower)
{
    uint32_t m = mark_of(s, t);
    return m != SR_NONE && sr_says_is(s, m, lower);
}

static bool is_infinitive(const sr_says *s, uint32_t t)
{
    return is_marked(s, t, "to");
}

static bool is_passive(const sr_says *s, uint32_t t)
{
    if (sr_says_exact(s, t, SR_REL_NSUBJ_PASS) != SR_NONE ||
        sr_says_exact(s, t, SR_REL_AUX_PASS) != SR_NONE ||
        sr_says_exact(s, t, SR_REL_CSUBJ_PASS) != SR_NONE)
        return true;
    uint8_t rel = word(s, t)->rel;
    return (rel == SR_REL_ACL || rel == SR_REL_ADVCL) &&
           sr_says_child(s, t, SR_REL_OBJ) == SR_NONE &&
           has_feat(s, t, SR_FEAT(TENSE_PAST)) &&
           has_feat(s, t, SR_FEAT(VERBFORM_PART)) &&
           sr_says_child(s, t, SR_REL_AUX) == SR_NONE;
}

/* The frame of the preposition (or of the conjunction) before t. */
static uint32_t case_frame(const sr_says *s, uint32_t t)
{
    uint32_t c = sr_says_exact(s, t, SR_REL_CASE);
    if (c == SR_NONE)
        c = mark_of(s, t);
    return c == SR_NONE ? 0 : sr_cue_frame_of(sr_says_word(s, c));
}

/* Where the words behind the preposition of t begin. */
static uint32_t behind_case(const sr_says *s, uint32_t t)
{
    uint32_t c = sr_says_exact(s, t, SR_REL_CASE);
    if (c == SR_NONE)
        c = mark_of(s, t);
    return c == SR_NONE || c + 1 > t ? s->lo[t] : c + 1;
}

/* --- 2. who says it ---------------------------------------------------------------------------- */

/* A subject in words that somebody else speaks is that of their own clause. */
static bool speaks_beside(const sr_says *s, uint32_t t, uint32_t c)
{
    uint32_t q = s->in[c];
    return q == s->in[t] || q == SR_NONE || s->quotes.v[q].end - s->quotes.v[q].beg < 4;
}

static uint32_t own_subject(const sr_says *s, uint32_t t)
{
    uint32_t c = s->child[t];
    for (; c != SR_NONE; c = s->next[c]) {
        uint8_t r = word(s, c)->rel;
        if ((r == SR_REL_NSUBJ || r == SR_REL_NSUBJ_PASS || r == SR_REL_NSUBJ_OUTER) &&
            speaks_beside(s, t, c) && !s->timed[c])
            return c;
    }
    return SR_NONE;
}

static uint32_t agent_of(const sr_says *s, uint32_t t)
{
    for (uint32_t c = s->child[t]; c != SR_NONE; c = s->next[c])
        if (c > t &&
            (word(s, c)->rel == SR_REL_OBL_AGENT ||
             (sr_says_rel(s, c) == SR_REL_OBL && case_frame(s, c) == SR_FRAME(by))))
            return c;
    return SR_NONE;
}

static uint32_t owner_of(const sr_says *s, uint32_t noun, uint32_t climb);

/* Who does what t says, where t has no subject of its own: that of the clause it hangs on,
 * the noun it is said of. */
static uint32_t ruler_of(const sr_says *s, uint32_t t, uint32_t climb)
{
    uint32_t own = own_subject(s, t), h = word(s, t)->head;
    if (own != SR_NONE)
        return own;
    if (climb == 0 || h == t || sr_says_child(s, t, SR_REL_EXPL) != SR_NONE)
        return SR_NONE;
    switch (sr_says_rel(s, t)) {
    case SR_REL_XCOMP: {
        uint32_t o = sr_says_child(s, h, SR_REL_OBJ);
        return o != SR_NONE && o < t ? o : ruler_of(s, h, climb - 1);
    }
    case SR_REL_CONJ:
    case SR_REL_ADVCL:
    case SR_REL_CCOMP:
    case SR_REL_PARATAXIS: return ruler_of(s, h, climb - 1);
    case SR_REL_ACL:
        if (is_infinitive(s, t))
            return owner_of(s, h, climb - 1);
        return h;
    case SR_REL_OBL:
    case SR_REL_NMOD: return is_noun(s, t) ? SR_NONE : ruler_of(s, h, climb - 1);
    default: return SR_NONE;
    }
}

/* Who owns a noun ("his claim", "a claim by", or who makes it: "made a claim"). */
static uint32_t owner_of(const sr_says *s, uint32_t noun, uint32_t climb)
{
    uint32_t poss = sr_says_exact(s, noun, SR_REL_NMOD_POSS);
    if (poss != SR_NONE)
        return poss;
    for (uint32_t c = s->child[noun]; c != SR_NONE; c = s->next[c])
        if (c > noun && sr_says_rel(s, c) == SR_REL_NMOD &&
            (case_frame(s, c) & (SR_FRAME(by) | SR_FRAME(from))))
            return c;
    uint32_t h = word(s, noun)->head;
    sr_relation rel = sr_says_rel(s, noun);
    if (climb == 0 || h == noun)
        return SR_NONE;
    if (rel == SR_REL_CONJ)
        return owner_of(s, h, climb - 1);
    if ((rel == SR_REL_OBJ || rel == SR_REL_OBL || rel == SR_REL_XCOMP) &&
        sr_cuelist_find(s->cues, SR_CUE_LINK, word(s, h)->lemma, (sr_str){"", 0}))
        return ruler_of(s, h, climb - 1);
    return SR_NONE;
}

/* Where the tree gives a finite verb no subject, the words beside it do. */
static bool may_be_somebody(const sr_says *s, uint32_t t)
{
    uint8_t u = word(s, t)->upos;
    return is_noun(s, t) || u == SR_UPOS_NUM || u == SR_UPOS_DET || u == SR_UPOS_ADJ;
}

/* Up the tree to the left, to the noun that the phrase before the cue belongs to. */
static uint32_t climb_left(const sr_says *s, uint32_t k, uint32_t first)
{
    uint32_t best = may_be_somebody(s, k) ? k : SR_NONE;
    for (;;) {
        uint32_t h = word(s, k)->head;
        sr_relation r = sr_says_rel(s, k);
        bool up = h < k && h >= first &&
                  (is_noun(s, h) || word(s, h)->rel == SR_REL_ACL_RELCL ||
                   word(s, h)->rel == SR_REL_ACL || word(s, h)->upos == SR_UPOS_NUM);
        if (!up || r == SR_REL_PARATAXIS)
            return best;
        k = h;
        if (is_noun(s, k))
            best = k;
    }
}

static uint32_t subject_left(const sr_says *s, uint32_t t, uint32_t first)
{
    uint32_t k = t;
    while (k > first &&
           (word(s, k - 1)->upos == SR_UPOS_AUX || word(s, k - 1)->upos == SR_UPOS_ADV ||
            word(s, k - 1)->upos == SR_UPOS_PART))
        k--;
    if (k == first)
        return SR_NONE;
    k--;
    if (k > first && sr_says_is(s, k, ",") && k == t - 1)
        k--;
    if (sr_says_is(s, k, ")")) /* "Jane Roe (R-Ohio) said" */
        while (k > first && !sr_says_is(s, k, "("))
            k--;
    if (k > first && sr_says_is(s, k, "("))
        k--;
    if (s->in[k] != s->in[t] ||
        (!may_be_somebody(s, k) && word(s, k)->upos != SR_UPOS_VERB))
        return SR_NONE;
    return climb_left(s, k, first);
}

static uint32_t subject_right(const sr_says *s, uint32_t t, uint32_t first, uint32_t end)
{
    if (t == first || t + 1 >= end || word(s, t - 1)->upos != SR_UPOS_PUNCT)
        return SR_NONE;
    uint32_t k = t + 1;
    if (!may_be_somebody(s, k) || s->timed[k] || s->in[k] != s->in[t])
        return SR_NONE;
    while (word(s, k)->head > k && word(s, k)->head < end &&
           s->in[word(s, k)->head] == s->in[t] &&
           word(s, word(s, k)->head)->upos != SR_UPOS_VERB)
        k = word(s, k)->head;
    return k;
}

static uint32_t subject_beside(const sr_says *s, uint32_t t)
{
    const sr_sentence *sent = &s->doc->sents[s->sent[t]];
    if (!has_feat(s, t, SR_FEAT(VERBFORM_FIN)) &&
        sr_says_child(s, t, SR_REL_AUX) == SR_NONE)
        return SR_NONE;
    uint32_t r = subject_right(s, t, sent->tok_beg, sent->tok_end);
    return r != SR_NONE ? r : subject_left(s, t, sent->tok_beg);
}

/* --- 3. parts that are content ------------------------------------------------------------------- */

/* A statement while its parts are looked for. */
typedef struct find {
    sr_says *s;
    const sr_cue *cue;
    uint32_t t;       /* its head */
    uint32_t second;  /* second word of the cue, or SR_NONE */
    uint32_t by_case; /* phrase whose preposition is the second word, or SR_NONE */
    sr_said said;
    sr_range at[3]; /* content */
    uint32_t n;
} find;

static bool takes(const find *f, uint32_t frames)
{
    return (f->cue->frames & frames) != 0;
}

static void content(find *f, uint32_t beg, uint32_t end)
{
    if (beg < end && f->n < SR_COUNT(f->at))
        f->at[f->n++] = (sr_range){beg, end};
}

static sr_range join(sr_range a, sr_range b)
{
    if (a.beg == a.end)
        return b;
    if (b.beg == b.end)
        return a;
    return (sr_range){a.beg < b.beg ? a.beg : b.beg, a.end > b.end ? a.end : b.end};
}

/* The clause t with what hangs on it, but for `hole`. */
static void around(find *f, uint32_t clause, sr_range hole)
{
    const sr_says *s = f->s;
    content(f, s->lo[clause], hole.beg < s->hi[clause] ? hole.beg : s->hi[clause]);
    uint32_t next = hole.end;
    while (next < s->hi[clause] && word(s, next)->upos == SR_UPOS_PUNCT)
        next++;
    if (next < s->hi[clause] && has_feat(s, next, SR_FEAT(PRONTYPE_REL)))
        return; /* "..., said X, who ..." */
    content(f, hole.end > s->lo[clause] ? hole.end : s->lo[clause], s->hi[clause]);
}

/* The cue with all that hangs on it but the child `but`. */
static sr_range without(const find *f, uint32_t but)
{
    const sr_says *s = f->s;
    sr_range r = {f->t, f->t + 1};
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c])
        if (c != but && sr_says_rel(s, c) != SR_REL_PUNCT &&
            sr_says_rel(s, c) != SR_REL_CCOMP && sr_says_rel(s, c) != SR_REL_CONJ &&
            sr_says_rel(s, c) != SR_REL_CC)
            r = join(r, (sr_range){s->lo[c], s->hi[c]});
    return r;
}

/* Does the clause of a participle begin here, behind a comma: ", drawing applause"?  It
 * tells what whoever speaks does beside. */
static bool is_aside(const find *f, uint32_t t, uint32_t end)
{
    const sr_says *s = f->s;
    bool ing =
        has_feat(s, t, SR_FEAT(VERBFORM_GER)) ||
        (has_feat(s, t, SR_FEAT(VERBFORM_PART)) && has_feat(s, t, SR_FEAT(TENSE_PRES)));
    return ing && word(s, t)->rel == SR_REL_ADVCL && s->lo[t] >= t && s->hi[t] >= end &&
           own_subject(s, t) == SR_NONE && mark_of(s, t) == SR_NONE;
}

/* Does the writer go on here, behind a comma: ", while others ...", ", but Y said ..."? */
static bool is_turn(const find *f, uint32_t t)
{
    const sr_says *s = f->s;
    if (word(s, t)->rel == SR_REL_ADVCL)
        return is_marked(s, t, "while") || is_marked(s, t, "whereas");
    if (word(s, t)->rel != SR_REL_CONJ || own_subject(s, t) == SR_NONE)
        return false;
    const sr_cue *c =
        sr_cuelist_find(s->cues, SR_CUE_VERB, word(s, t)->lemma, (sr_str){"", 0});
    return c && (c->frames & SR_FRAME(quote));
}

/* Where a clause behind its cue ends. */
static uint32_t clause_end(const find *f, uint32_t c)
{
    const sr_says *s = f->s;
    uint32_t end = s->hi[c];
    while (end > c + 1 && word(s, end - 1)->upos == SR_UPOS_PUNCT)
        end--;
    for (uint32_t t = c + 2; t < end; t++) {
        if (s->in[t] != s->in[f->t] || s->lo[t] == 0)
            continue;
        uint32_t beg = s->lo[t];
        bool comma = beg > c && (word(s, beg)->upos == SR_UPOS_PUNCT ||
                                 word(s, beg - 1)->upos == SR_UPOS_PUNCT);
        if (comma && (is_aside(f, t, end) || is_turn(f, t)))
            return beg;
    }
    return s->hi[c];
}

/* Where it begins: words behind the cue that the tree hung beside it are its own. */
static uint32_t clause_begin(const find *f, uint32_t c)
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

/* The clause that the cue reports, where it is a child of the cue. */
static void clause_content(find *f, uint32_t c)
{
    const sr_says *s = f->s;
    if (s->lo[c] > f->t)
        content(f, clause_begin(f, c), clause_end(f, c));
    else
        around(f, c, without(f, c));
}

/* A phrase that goes on with the content: "blame X [on Y]", "call X [Y]". */
static bool belongs(const find *f, uint32_t c)
{
    sr_relation r = sr_says_rel(f->s, c);
    uint32_t frame = case_frame(f->s, c);
    if (r == SR_REL_XCOMP)
        return takes(f, SR_FRAME(comp)) || takes(f, frame | SR_FRAME(to));
    return (r == SR_REL_OBL || r == SR_REL_ADVCL || r == SR_REL_NMOD ||
            r == SR_REL_CCOMP) &&
           frame && takes(f, frame);
}

static bool is_medium(const sr_says *s, uint32_t t);

/* A phrase close behind that most likely belongs to the content too: no time, no place
 * where it was said, nothing behind a comma. */
static bool may_belong(const find *f, uint32_t c, uint32_t end)
{
    const sr_says *s = f->s;
    sr_relation r = sr_says_rel(s, c);
    if (s->lo[c] != end || s->timed[c] || s->timed[s->lo[c]])
        return false;
    if (r == SR_REL_XCOMP || r == SR_REL_CCOMP)
        return true;
    if (r == SR_REL_ADVCL)
        return is_infinitive(s, c);
    return r == SR_REL_OBL && sr_says_exact(s, c, SR_REL_CASE) != SR_NONE &&
           case_frame(s, c) != SR_FRAME(by) && !is_medium(s, c);
}

/* Where the content that begins with the phrase `from` ends; *more: beyond the phrase by
 * what the cue asks for. */
static uint32_t goes_on(const find *f, uint32_t from, bool *more)
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

static bool is_bare_pronoun(const sr_says *s, uint32_t t)
{
    return word(s, t)->upos == SR_UPOS_PRON && s->hi[t] - s->lo[t] == 1;
}

/* --- 4. verbs ------------------------------------------------------------------------------------------ */

/* ", which ...": said of what stands before, whatever it hangs on. */
static bool is_relative(const sr_says *s, uint32_t c)
{
    uint32_t t = s->lo[c];
    while (t < c && word(s, t)->upos == SR_UPOS_PUNCT)
        t++;
    return t > s->lo[c] && has_feat(s, t, SR_FEAT(PRONTYPE_REL));
}

/* How likely a child is the clause that is reported: it has "that", it stands behind. */
static int clause_rank(const find *f, uint32_t c)
{
    const sr_says *s = f->s;
    uint8_t r = word(s, c)->rel;
    bool that = is_marked(s, c, "that"), behind = c > f->t;
    if (behind && is_relative(s, c))
        return 0;
    if (r == SR_REL_CCOMP || r == SR_REL_CSUBJ_PASS)
        return that && behind ? 4 : behind ? 3 : 2;
    if (r == SR_REL_CSUBJ)
        return behind ? 1 : 0;
    return r == SR_REL_ADVCL && behind && that ? 1 : 0;
}

static uint32_t reported_clause(const find *f)
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
            if (word(s, c)->rel == SR_REL_CCOMP || word(s, c)->rel == SR_REL_ACL)
                return c;
    return best;
}

static bool is_gerund(const sr_says *s, uint32_t t)
{
    sr_str w = sr_says_word(s, t);
    return w.len > 3 && sr_str_ends(w, SR_STR("ing")) && word(s, t)->upos == SR_UPOS_VERB;
}

static uint32_t infinitive_of(const find *f)
{
    const sr_says *s = f->s;
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c]) {
        sr_relation r = sr_says_rel(s, c);
        if (c > f->t && (r == SR_REL_XCOMP || r == SR_REL_CCOMP || r == SR_REL_ADVCL) &&
            (is_infinitive(s, c)
                 ? takes(f, SR_FRAME(to))
                 : r != SR_REL_ADVCL && is_gerund(s, c) && takes(f, SR_FRAME(ing))))
            return c;
    }
    return SR_NONE;
}

/* The object, or the phrase behind the preposition that is part of the cue. */
static uint32_t object_of(const find *f)
{
    if (f->by_case != SR_NONE)
        return f->by_case;
    uint32_t o = sr_says_child(f->s, f->t, SR_REL_OBJ);
    if (o == SR_NONE && !takes(f, SR_FRAME(who)))
        o = sr_says_exact(f->s, f->t, SR_REL_IOBJ);
    return o == f->second || o == f->said.source_head ? SR_NONE : o;
}

static bool hears(const find *f)
{
    return takes(f, SR_FRAME(who));
}

/* "X is said to have fled", "X was condemned by Y", "it was reported that". */
static void passive_content(find *f)
{
    const sr_says *s = f->s;
    uint32_t clause = reported_clause(f), inf = infinitive_of(f);
    uint32_t subject = sr_says_exact(s, f->t, SR_REL_NSUBJ_PASS);
    if (clause != SR_NONE && takes(f, SR_FRAME(that) | SR_FRAME(quote))) {
        clause_content(f, clause);
        return;
    }
    if (subject == SR_NONE || is_infinitive(s, f->t))
        return;
    uint32_t rest = SR_NONE;
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c]) {
        sr_relation r = sr_says_rel(s, c);
        uint32_t frame = case_frame(s, c);
        if (c > f->t && (c == inf || (r == SR_REL_XCOMP && takes(f, SR_FRAME(comp))) ||
                         ((r == SR_REL_OBL || r == SR_REL_ADVCL) &&
                          frame != SR_FRAME(by) && takes(f, frame))))
            rest = rest == SR_NONE ? c : rest;
    }
    bool agent = f->said.source_head != SR_NONE;
    if (rest == SR_NONE &&
        !(agent && takes(f, SR_FRAME(obj)) && !hears(f) && f->cue->cls != SR_CUE_label))
        return;
    if (!hears(f) || inf != SR_NONE)
        content(f, s->lo[subject], s->hi[subject]);
    if (rest != SR_NONE)
        content(f, s->lo[rest], s->hi[rest]);
}

/* Polls and reports show things; whoever shows a ticket says nothing. */
static bool is_paper(const sr_says *s, uint32_t t)
{
    return t != SR_NONE &&
           sr_cuelist_find(s->cues, SR_CUE_PAPER, word(s, t)->lemma, (sr_str){"", 0});
}

/* The second token of a quotation that opens behind `from`, up to three tokens behind
 * `end`. */
static uint32_t words_behind(const find *f, uint32_t from, uint32_t end)
{
    const sr_says *s = f->s;
    uint32_t last = s->doc->sents[f->said.sent].tok_end;
    for (uint32_t t = from + 1; t < end + 3 && t < last; t++)
        if (s->in[t] != s->in[f->t] && s->in[t] != SR_NONE)
            return t + 1;
    return SR_NONE;
}

static void object_content(find *f, uint32_t o)
{
    const sr_says *s = f->s;
    bool more, light = f->cue->cls == SR_CUE_accuse || f->cue->cls == SR_CUE_praise ||
                       f->cue->cls == SR_CUE_support;
    uint32_t end = goes_on(f, o, &more);
    if (takes(f, SR_FRAME(comp)) && !more) {
        uint32_t q = words_behind(f, o, end);
        if (q != SR_NONE && o > f->t) /* "called the raid 'a crime'" */
            content(f, s->lo[o], q);
        return;
    }
    if (o < f->t) { /* "which he denies" */
        content(f, s->lo[o], s->hi[o]);
        if (more)
            content(f, f->said.words.end, end);
        return;
    }
    if (f->cue->cls == SR_CUE_show && !is_paper(s, f->said.source_head))
        return;
    if (is_bare_pronoun(s, o) && !more && !light)
        return;
    content(f, f->by_case == o ? behind_case(s, o) : s->lo[o], end);
}

/* "warned of X", "spoke about X", "objects to X"; "took credit for X". */
static void oblique_content(find *f, uint32_t head)
{
    const sr_says *s = f->s;
    for (uint32_t c = s->child[head]; c != SR_NONE; c = s->next[c]) {
        sr_relation r = sr_says_rel(s, c);
        uint32_t frame = case_frame(s, c);
        if (c < f->t || (r != SR_REL_OBL && r != SR_REL_ADVCL && r != SR_REL_NMOD) ||
            !frame || frame == SR_FRAME(by) || !takes(f, frame))
            continue;
        if (r == SR_REL_ADVCL && frame == SR_FRAME(as))
            continue;
        content(f, behind_case(s, c), s->hi[c]);
        return;
    }
}

/* The cue stands in or behind what it reports: ", he said, ", "as he put it". */
static bool hosted(const find *f)
{
    const sr_says *s = f->s;
    sr_relation r = sr_says_rel(s, f->t);
    uint32_t own = own_subject(s, f->t);
    if (own == SR_NONE || !takes(f, SR_FRAME(quote) | SR_FRAME(that)))
        return false;
    if (r == SR_REL_PARATAXIS)
        return true;
    return r == SR_REL_ADVCL && is_marked(s, f->t, "as") && takes(f, SR_FRAME(that)) &&
           f->cue->cls <= SR_CUE_report;
}

/* Is token t a finite verb or a form of "be"? */
static bool is_finite(const sr_says *s, uint32_t t)
{
    return has_feat(s, t, SR_FEAT(VERBFORM_FIN));
}

/* "..., the minister said on Monday.": the cue ends its sentence, and what stands before is
 * what it reports, whatever the tree says. */
static bool closes_sentence(find *f, uint32_t clause)
{
    const sr_says *s = f->s;
    const sr_sentence *sent = &s->doc->sents[f->said.sent];
    uint32_t own = f->said.source_head;
    sr_relation r = sr_says_rel(s, f->t);
    if (own == SR_NONE || s->sent[own] != f->said.sent || !is_finite(s, f->t) ||
        !takes(f, SR_FRAME(quote) | SR_FRAME(that)) || r == SR_REL_ACL ||
        mark_of(s, f->t) != SR_NONE || has_feat(s, own, SR_FEAT(PRONTYPE_REL)) ||
        (clause != SR_NONE && clause > f->t && own_subject(s, clause) != SR_NONE))
        return false;
    sr_range who = sr_says_phrase(s, own);
    uint32_t beg = who.beg < f->t ? who.beg : f->t, end = f->t + 1;
    if (beg < sent->tok_beg + 3 || word(s, beg - 1)->upos != SR_UPOS_PUNCT ||
        sr_says_is(s, beg - 1, ":") || sr_says_is(s, beg - 1, ";"))
        return false;
    for (uint32_t t = end; t < sent->tok_end; t++)
        if (s->in[t] != s->in[f->t] || sr_says_is(s, t, ":") || sr_says_is(s, t, ";"))
            return false;
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c])
        if (c > f->t &&
            (sr_says_rel(s, c) == SR_REL_OBJ || sr_says_rel(s, c) == SR_REL_XCOMP) &&
            c != own && !takes(f, SR_FRAME(who)))
            return false;
    bool finite = false;
    for (uint32_t t = sent->tok_beg; t < beg && !finite; t++)
        finite = is_finite(s, t);
    /* the cue's own sentence must not have begun before: "When he left, officials said ..." */
    if (!finite && s->in[beg - 1] == s->in[f->t] && s->in[beg - 2] == s->in[f->t])
        return false;
    content(f, sent->tok_beg, beg);
    return true;
}

static void active_content(find *f)
{
    const sr_says *s = f->s;
    uint32_t clause = reported_clause(f), inf = infinitive_of(f), o = object_of(f);
    if (closes_sentence(f, clause))
        return;
    if (hosted(f) && (clause == SR_NONE || own_subject(s, clause) == SR_NONE)) {
        around(f, word(s, f->t)->head, (sr_range){s->lo[f->t], s->hi[f->t]});
        return;
    }
    if (clause != SR_NONE && clause != inf &&
        takes(f, SR_FRAME(that) | SR_FRAME(quote))) {
        if (!hears(f) && o != SR_NONE && o > f->t && o < clause &&
            takes(f, SR_FRAME(obj)) && !is_marked(s, clause, "that"))
            content(f, s->lo[o], clause_end(f, clause));
        else
            clause_content(f, clause);
        return;
    }
    if (inf != SR_NONE) {
        uint32_t beg = s->lo[inf];
        if (o != SR_NONE && o < inf && !hears(f))
            beg = f->by_case == o ? behind_case(s, o) : s->lo[o];
        content(f, beg, s->hi[inf]);
        return;
    }
    if (o != SR_NONE && !hears(f) && (takes(f, SR_FRAME(obj)) || f->by_case != SR_NONE))
        object_content(f, o);
    else
        oblique_content(f, f->t);
    if (f->n == 0 && f->second != SR_NONE)
        oblique_content(f, f->second);
}

/* A paraphrase behind a colon or dash: "said: ..." where the tree has it as parataxis. */
static void beside(find *f)
{
    const sr_says *s = f->s;
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c])
        if (sr_says_rel(s, c) == SR_REL_PARATAXIS && takes(f, SR_FRAME(quote)) &&
            c > f->t && s->lo[c] > f->t + 1 && sr_says_is(s, s->lo[c] - 1, ":")) {
            content(f, s->lo[c], s->hi[c]);
            return;
        }
}

/* '"...," said the mayor': words in marks, the cue, then whoever speaks. */
static bool inverted(find *f)
{
    const sr_says *s = f->s;
    const sr_sentence *sent = &s->doc->sents[f->said.sent];
    if (!takes(f, SR_FRAME(quote)) || f->t < sent->tok_beg + 2 ||
        f->t + 1 >= sent->tok_end || word(s, f->t - 1)->upos != SR_UPOS_PUNCT ||
        s->in[f->t - 2] == s->in[f->t] || s->in[f->t - 1] != s->in[f->t] ||
        has_feat(s, f->t + 1, SR_FEAT(CASE_ACC)))
        return false;
    uint32_t who = subject_right(s, f->t, sent->tok_beg, sent->tok_end);
    if (who == SR_NONE)
        return false;
    f->said.source_head = who;
    content(f, sent->tok_beg, f->t - 1);
    return true;
}

static void verb(find *f)
{
    const sr_says *s = f->s;
    if (inverted(f))
        return;
    bool passive = is_passive(s, f->t);
    uint32_t own = own_subject(s, f->t);
    if (!passive && own == SR_NONE)
        own = subject_beside(s, f->t);
    f->said.source_head = passive          ? agent_of(s, f->t)
                          : own != SR_NONE ? own
                                           : ruler_of(s, f->t, CLIMB);
    if (passive)
        passive_content(f);
    else
        active_content(f);
    if (f->n == 0)
        beside(f);
}

/* --- 5. nouns, adjectives, adverbs, prepositions ---------------------------------------------------------- */

static bool noun_content(find *f)
{
    const sr_says *s = f->s;
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c]) {
        uint8_t r = word(s, c)->rel;
        if (c < f->t || (r != SR_REL_ACL && r != SR_REL_CCOMP && r != SR_REL_NMOD))
            continue;
        bool that =
            r != SR_REL_NMOD && is_marked(s, c, "that") && takes(f, SR_FRAME(that));
        bool to = r != SR_REL_NMOD && is_infinitive(s, c) && takes(f, SR_FRAME(to));
        uint32_t frame = that || to ? 0 : case_frame(s, c);
        if (!that && !to && (!frame || !takes(f, frame)))
            continue;
        content(f, that || to ? s->lo[c] : behind_case(s, c), s->hi[c]);
        return that;
    }
    return false;
}

/* "his argument is that ..." */
static bool noun_is_that(find *f)
{
    const sr_says *s = f->s;
    uint32_t h = word(s, f->t)->head, m = mark_of(s, h);
    if (sr_says_rel(s, f->t) != SR_REL_NSUBJ || h < f->t || m == SR_NONE || m < f->t ||
        !sr_says_is(s, m, "that") || !takes(f, SR_FRAME(that)))
        return false;
    content(f, m, s->hi[h]);
    return true;
}

static bool noun(find *f)
{
    f->said.source_head = owner_of(f->s, f->t, CLIMB);
    bool that = noun_content(f);
    if (f->n == 0)
        that = noun_is_that(f);
    return f->n && (that || f->said.source_head != SR_NONE);
}

static bool adjective(find *f)
{
    const sr_says *s = f->s;
    f->said.source_head = ruler_of(s, f->t, CLIMB);
    if (f->said.source_head == SR_NONE)
        return false;
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c]) {
        sr_relation r = sr_says_rel(s, c);
        if (c < f->t)
            continue;
        uint32_t frame = case_frame(s, c);
        bool clause = r == SR_REL_CCOMP || (r == SR_REL_ADVCL && is_marked(s, c, "that"));
        bool inf = (r == SR_REL_XCOMP || r == SR_REL_ADVCL) && is_infinitive(s, c);
        bool phrase = (r == SR_REL_OBL || r == SR_REL_ADVCL) && !inf && frame;
        if (clause && takes(f, SR_FRAME(that)))
            content(f, s->lo[c], s->hi[c]);
        else if (inf && takes(f, SR_FRAME(to)))
            content(f, s->lo[c], s->hi[c]);
        else if (phrase && takes(f, frame))
            content(f, behind_case(s, c), s->hi[c]);
        if (f->n)
            return true;
    }
    return false;
}

static bool adverb(find *f)
{
    const sr_says *s = f->s;
    uint32_t h = word(s, f->t)->head;
    if (h == f->t || s->hi[h] - s->lo[h] < 3)
        return false;
    around(f, h, (sr_range){f->t, f->t + 1});
    return f->n > 0;
}

/* "According to X, ...", "..., according to X": the sentence; in its midst: the clause. */
static bool preposition(find *f)
{
    const sr_says *s = f->s;
    uint32_t n = word(s, f->said.words.end - 1)->head;
    if (n < f->said.words.end)
        n = word(s, f->t)->head;
    if (n < f->said.words.end || !is_noun(s, n))
        return false;
    const sr_sentence *sent = &s->doc->sents[s->sent[f->t]];
    f->said.source_head = n;
    sr_range phrase = {f->t, s->hi[n]};
    f->said.source = sr_says_phrase(s, n);
    f->said.source.beg = f->said.words.end;
    if (f->said.source.end <= f->said.source.beg)
        return false;
    uint32_t last = sent->tok_end;
    while (last > phrase.end && word(s, last - 1)->upos == SR_UPOS_PUNCT)
        last--;
    if (f->t == sent->tok_beg) {
        content(f, phrase.end, sent->tok_end);
    } else if (phrase.end >= last) {
        content(f, sent->tok_beg, f->t);
    } else {
        uint32_t h = word(s, n)->head;
        around(f, h, phrase);
    }
    return f->n > 0;
}

/* --- 6. who hears it, where it was said --------------------------------------------------------------------- */

static bool is_medium(const sr_says *s, uint32_t t)
{
    return sr_cuelist_find(s->cues, SR_CUE_MEDIUM, word(s, t)->lemma, (sr_str){"", 0}) !=
           NULL;
}

static void find_hearer(find *f)
{
    const sr_says *s = f->s;
    uint32_t o = SR_NONE;
    if (hears(f)) {
        o = sr_says_exact(s, f->t, SR_REL_IOBJ);
        if (o == SR_NONE)
            o = is_passive(s, f->t) ? sr_says_exact(s, f->t, SR_REL_NSUBJ_PASS)
                                    : sr_says_child(s, f->t, SR_REL_OBJ);
    }
    for (uint32_t c = s->child[f->t]; o == SR_NONE && c != SR_NONE; c = s->next[c])
        if (c > f->t && sr_says_rel(s, c) == SR_REL_OBL && is_noun(s, c) &&
            case_frame(s, c) == SR_FRAME(to) && !takes(f, SR_FRAME(to)) &&
            !is_medium(s, c))
            o = c;
    if (o == SR_NONE || !is_noun(s, o))
        return;
    f->said.addressee_head = o;
    f->said.addressee = sr_says_phrase(s, o);
    f->said.addressee.beg = f->said.addressee.beg < behind_case(s, o) && o > f->t
                                ? behind_case(s, o)
                                : f->said.addressee.beg;
}

/* Is a person named in these words? */
static bool names_person(const sr_says *s, sr_range r)
{
    size_t lo = 0, hi = s->doc->n_names;
    while (lo < hi) { /* the first name that ends behind r.beg */
        size_t mid = lo + (hi - lo) / 2;
        if (s->doc->names[mid].tok_end <= r.beg)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < s->doc->n_names && s->doc->names[lo].tok_beg < r.end; lo++)
        if (s->doc->names[lo].type == SR_NAME_PER)
            return true;
    return false;
}

/* "in an interview with [Sky News]": the name is the medium; "in [a call] with Ms. Frost":
 * she hears it. */
static bool medium_at(find *f, uint32_t c)
{
    const sr_says *s = f->s;
    if (!is_noun(s, c) || sr_says_exact(s, c, SR_REL_CASE) == SR_NONE || !is_medium(s, c))
        return false;
    sr_range r = {behind_case(s, c), c + 1};
    for (uint32_t m = s->child[c]; m != SR_NONE; m = s->next[m]) {
        if (m < c || sr_says_rel(s, m) != SR_REL_NMOD ||
            word(s, m)->upos != SR_UPOS_PROPN ||
            !(case_frame(s, m) & (SR_FRAME(with) | SR_FRAME(to) | SR_FRAME(on))))
            continue;
        sr_range name = {behind_case(s, m), sr_says_phrase(s, m).end};
        if (!names_person(s, name)) {
            r = name;
        } else if (f->said.addressee_head == SR_NONE) {
            f->said.addressee_head = m;
            f->said.addressee = name;
        }
    }
    if (r.beg < r.end)
        f->said.medium = r;
    return r.beg < r.end;
}

/* "in a call", "during a rally": not "about the call". */
static bool is_occasion(const sr_says *s, uint32_t t)
{
    return (case_frame(s, t) & (SR_FRAME(in) | SR_FRAME(on) | SR_FRAME(at))) != 0;
}

static void end_before(find *f, uint32_t t)
{
    for (uint32_t i = 0; i < f->n; i++)
        if (f->at[i].beg < t && f->at[i].end > t)
            f->at[i].end = t;
}

static void find_medium(find *f)
{
    const sr_says *s = f->s;
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c]) {
        sr_relation r = sr_says_rel(s, c);
        if (r == SR_REL_OBL && medium_at(f, c))
            return;
        for (uint32_t d = r == SR_REL_OBJ ? s->child[c] : SR_NONE; d != SR_NONE;
             d = s->next[d])
            if (d > c && sr_says_rel(s, d) == SR_REL_NMOD && is_occasion(s, d) &&
                medium_at(f, d)) {
                end_before(f, s->lo[d]); /* "discussed X in a call with Y" */
                return;
            }
    }
}

/* --- 7. every token -------------------------------------------------------------------------------------------- */

void sr_says_piece(sr_says *s, uint32_t said, uint32_t beg, uint32_t end)
{
    if (beg < end && !SR_PUSH(s->arena, &s->pieces, ((sr_piece){said, {beg, end}})))
        s->full = true;
}

/* The words of a cue stand outside of what it reports; so does whoever says it. */
static void set_block(find *f)
{
    sr_said *a = &f->said;
    const sr_says *s = f->s;
    if (a->source_head != SR_NONE && a->source.beg == a->source.end) {
        a->source = sr_says_phrase(s, a->source_head);
        uint32_t k = sr_says_exact(s, a->source_head, SR_REL_CASE);
        if (k != SR_NONE && k < a->source_head && k >= a->source.beg)
            a->source.beg = k + 1;
        if (word(s, a->source_head)->rel == SR_REL_NMOD_POSS &&
            a->source.end > a->source_head + 1 &&
            word(s, a->source.end - 1)->rel == SR_REL_CASE)
            a->source.end--;
        if (a->source.beg <= f->t && f->t < a->source.end) /* "the man claiming that" */
            a->source.end = f->t;
    }
    a->block = a->words;
    if (a->source.beg < a->source.end && s->sent[a->source.beg] == a->sent)
        a->block = join(a->block, a->source);
}

/* Cut the hole out of a range; at most two pieces are left. */
static void keep_outside(find *f, uint32_t said, sr_range r, sr_range hole)
{
    if (hole.beg >= r.end || hole.end <= r.beg) {
        sr_says_piece(f->s, said, r.beg, r.end);
        return;
    }
    sr_says_piece(f->s, said, r.beg, hole.beg);
    sr_says_piece(f->s, said, hole.end, r.end);
}

/* A participle that hangs on nobody: "a plan - inviting Ukraine - was made". */
static bool nobody_says(const find *f)
{
    const sr_says *s = f->s;
    uint32_t h = f->said.source_head;
    if (word(s, f->t)->upos != SR_UPOS_VERB || word(s, f->t)->rel != SR_REL_ACL ||
        is_passive(s, f->t) || h == SR_NONE || is_infinitive(s, f->t))
        return false;
    return s->lo[f->t] < f->t ? word(s, s->lo[f->t])->upos == SR_UPOS_PUNCT &&
                                    !sr_says_is(s, s->lo[f->t], ",")
                              : f->t > 0 && word(s, f->t - 1)->upos == SR_UPOS_PUNCT &&
                                    !sr_says_is(s, f->t - 1, ",");
}

static void keep(find *f)
{
    sr_says *s = f->s;
    bool waits = f->n == 0 && takes(f, SR_FRAME(quote));
    if (nobody_says(f))
        return;
    if (f->n == 0 && !waits)
        return;
    set_block(f);
    find_hearer(f);
    find_medium(f);
    uint32_t q = s->in[f->t];
    uint32_t id = (uint32_t)s->said.n;
    f->said.p = f->cue->p;
    f->said.first = (uint32_t)s->pieces.n;
    if (!SR_PUSH(s->arena, &s->said, f->said)) {
        s->full = true;
        return;
    }
    for (uint32_t i = 0; i < f->n; i++) {
        sr_range r = f->at[i];
        if (q != SR_NONE) { /* a cue in a quotation reports nothing outside of it */
            r.beg = r.beg < s->quotes.v[q].beg ? s->quotes.v[q].beg : r.beg;
            r.end = r.end > s->quotes.v[q].end ? s->quotes.v[q].end : r.end;
        }
        if (r.beg < r.end)
            keep_outside(f, id, r, f->said.words);
    }
    s->said.v[id].n = (uint32_t)s->pieces.n - f->said.first;
}

/* A second word that makes another cue of the verb: "point out", "call for", "make clear". */
static const sr_cue *second_word(find *f)
{
    const sr_says *s = f->s;
    sr_str first = word(s, f->t)->lemma;
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c]) {
        if (c < f->t)
            continue;
        const sr_cue *cue =
            sr_cuelist_find(s->cues, SR_CUE_VERB, first, word(s, c)->lemma);
        if (cue) {
            f->second = c;
            f->said.words.end = c + 1;
            return cue;
        }
        uint32_t k = sr_says_exact(s, c, SR_REL_CASE);
        cue = k == SR_NONE || k < f->t
                  ? NULL
                  : sr_cuelist_find(s->cues, SR_CUE_VERB, first, sr_says_word(s, k));
        if (cue && (cue->frames & SR_FRAME(obj))) {
            f->by_case = c;
            f->said.words.end = k == f->t + 1 ? k + 1 : f->t + 1;
            return cue;
        }
    }
    return NULL;
}

static void try_verb(find *f)
{
    f->cue = sr_cuelist_find(f->s->cues, SR_CUE_VERB, word(f->s, f->t)->lemma,
                             (sr_str){"", 0});
    if (!f->cue)
        f->cue = sr_cuelist_form(f->s->cues, SR_CUE_VERB, sr_says_word(f->s, f->t));
    if (!f->cue)
        return;
    if (f->cue->pairs) {
        const sr_cue *two = second_word(f);
        f->cue = two ? two : f->cue;
    }
    if (!f->cue->alone)
        return;
    f->said.cue = f->cue;
    verb(f);
    keep(f);
}

static void try_other(find *f, sr_cue_pos pos, sr_str form, bool (*how)(find *f))
{
    f->cue = sr_cuelist_find(f->s->cues, pos, form, (sr_str){"", 0});
    if (!f->cue)
        return;
    f->said.cue = f->cue;
    if (how(f) && f->n)
        keep(f);
}

/* "according to": up to four words, the longest first. */
static void try_prep(find *f)
{
    const sr_says *s = f->s;
    char buf[FORM_BYTES];
    uint32_t end = s->doc->sents[f->said.sent].tok_end;
    for (uint32_t n = 4; n-- > 0;) {
        size_t len = 0;
        uint32_t t = f->t;
        for (; t <= f->t + n && t < end; t++) {
            sr_str w = sr_says_word(s, t);
            if (len + w.len + 1 > sizeof buf)
                break;
            if (len)
                buf[len++] = ' ';
            memcpy(buf + len, w.p, w.len);
            len += w.len;
        }
        if (t != f->t + n + 1 ||
            !sr_cuelist_find(s->cues, SR_CUE_PREP, (sr_str){buf, len}, (sr_str){"", 0}))
            continue;
        f->said.words.end = t;
        try_other(f, SR_CUE_PREP, (sr_str){buf, len}, preposition);
        return;
    }
}

static void try_token(find *f)
{
    const sr_says *s = f->s;
    const sr_word *w = word(s, f->t);
    switch (w->upos) {
    case SR_UPOS_VERB:
        if (w->rel == SR_REL_CASE)
            try_prep(f);
        else
            try_verb(f);
        break;
    case SR_UPOS_NOUN: try_other(f, SR_CUE_NOUN, w->lemma, noun); break;
    case SR_UPOS_ADJ: try_other(f, SR_CUE_ADJ, w->lemma, adjective); break;
    case SR_UPOS_ADV: try_other(f, SR_CUE_ADV, w->lemma, adverb); break;
    case SR_UPOS_ADP: try_prep(f); break;
    default: break;
    }
}

void sr_says_frames(sr_says *s)
{
    for (uint32_t t = 0; t < s->doc->n_tokens && !s->full; t++) {
        find f = {.s = s, .t = t, .second = SR_NONE, .by_case = SR_NONE};
        f.said = (sr_said){.tok = t,
                           .words = {t, t + 1},
                           .sent = s->sent[t],
                           .source_head = SR_NONE,
                           .addressee_head = SR_NONE};
        try_token(&f);
    }
}
