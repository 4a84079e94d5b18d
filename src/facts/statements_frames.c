/* A cue in its tree -> who says it, what, to whom, where.  In this order:
 *   1. nouns, adjectives, adverbs, prepositions (verbs: statements_verbs.c)
 *   2. who hears it, where it was said           3. every token
 */
#include "facts/statements.h"

enum { FORM_BYTES = 64 };

/* --- 1. nouns, adjectives, adverbs, prepositions ------------------------------------------- */

static bool is_that(const sr_says *s, uint32_t clause)
{
    return sr_says_marked(s, clause, "that") || sr_says_marked(s, clause, "whether");
}

/* "fears [that ...]", "his plan [to ...]"; *that: the former. */
static uint32_t noun_clause(const sr_find *f, bool *that)
{
    const sr_says *s = f->s;
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c]) {
        uint8_t r = sr_says_at(s, c)->rel;
        if (c < f->t || (r != SR_REL_ACL && r != SR_REL_CCOMP))
            continue;
        *that = is_that(s, c) && sr_find_takes(f, SR_FRAME(that));
        if (*that || (sr_says_infinitive(s, c) && sr_find_takes(f, SR_FRAME(to))))
            return c;
    }
    return SR_NONE;
}

static bool noun_content(sr_find *f)
{
    const sr_says *s = f->s;
    bool that = false;
    uint32_t clause = noun_clause(f, &that);
    if (clause != SR_NONE) {
        sr_find_content(f, s->lo[clause], s->hi[clause]);
        return that;
    }
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c]) {
        uint8_t r = sr_says_at(s, c)->rel;
        uint32_t frame = sr_says_case(s, c);
        if (c < f->t || (r != SR_REL_ACL && r != SR_REL_CCOMP && r != SR_REL_NMOD) ||
            !frame || !sr_find_takes(f, frame))
            continue;
        sr_find_content(f, sr_says_behind_case(s, c), s->hi[c]);
        return false;
    }
    return false;
}

/* "suspicions run high [that ...]", "there was talk on Friday [that ...]": the clause hangs
 * on the verb. */
static bool noun_before_verb(sr_find *f)
{
    const sr_says *s = f->s;
    uint32_t h = sr_says_at(s, f->t)->head;
    if (h == f->t || !sr_find_takes(f, SR_FRAME(that)) ||
        sr_says_at(s, h)->upos != SR_UPOS_VERB ||
        sr_cuelist_find(s->cues, SR_CUE_VERB, sr_says_at(s, h)->lemma, (sr_str){"", 0}))
        return false;
    for (uint32_t c = s->child[h]; c != SR_NONE; c = s->next[c]) {
        sr_relation r = sr_says_rel(s, c);
        if (c > f->t && c > h && (r == SR_REL_CCOMP || r == SR_REL_ADVCL) &&
            is_that(s, c)) {
            sr_find_content(f, s->lo[c], s->hi[c]);
            return true;
        }
    }
    return false;
}

/* "his argument is that ..." */
static bool noun_is_that(sr_find *f)
{
    const sr_says *s = f->s;
    uint32_t h = sr_says_at(s, f->t)->head, m = sr_says_mark(s, h);
    if (sr_says_rel(s, f->t) != SR_REL_NSUBJ || h < f->t || m == SR_NONE || m < f->t ||
        !sr_says_is(s, m, "that") || !sr_find_takes(f, SR_FRAME(that)))
        return false;
    sr_find_content(f, m, s->hi[h]);
    return true;
}

static bool noun(sr_find *f)
{
    f->said.source_head = sr_says_owner(f->s, f->t, SR_SAYS_CLIMB);
    bool that = noun_content(f);
    if (f->n == 0)
        that = noun_is_that(f) || noun_before_verb(f);
    return f->n && (that || f->said.source_head != SR_NONE);
}

static bool adjective(sr_find *f)
{
    const sr_says *s = f->s;
    f->said.source_head = sr_says_ruler(s, f->t, SR_SAYS_CLIMB);
    if (f->said.source_head == SR_NONE)
        return false;
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c]) {
        sr_relation r = sr_says_rel(s, c);
        if (c < f->t)
            continue;
        uint32_t frame = sr_says_case(s, c);
        bool clause =
            r == SR_REL_CCOMP || (r == SR_REL_ADVCL && sr_says_marked(s, c, "that"));
        bool inf = (r == SR_REL_XCOMP || r == SR_REL_ADVCL) && sr_says_infinitive(s, c);
        bool phrase = (r == SR_REL_OBL || r == SR_REL_ADVCL) && !inf && frame;
        if (clause && sr_find_takes(f, SR_FRAME(that)))
            sr_find_content(f, s->lo[c], s->hi[c]);
        else if (inf && sr_find_takes(f, SR_FRAME(to)))
            sr_find_content(f, s->lo[c], s->hi[c]);
        else if (phrase && sr_find_takes(f, frame))
            sr_find_content(f, sr_says_behind_case(s, c), s->hi[c]);
        if (f->n)
            return true;
    }
    return false;
}

static bool adverb(sr_find *f)
{
    const sr_says *s = f->s;
    uint32_t h = sr_says_at(s, f->t)->head;
    if (h == f->t || s->hi[h] - s->lo[h] < 3)
        return false;
    sr_find_around(f, h, (sr_range){f->t, f->t + 1});
    return f->n > 0;
}

/* "According to X, ...", "..., according to X": the sentence; in its midst: the clause. */
static bool preposition(sr_find *f)
{
    const sr_says *s = f->s;
    uint32_t n = sr_says_at(s, f->said.words.end - 1)->head;
    if (n < f->said.words.end)
        n = sr_says_at(s, f->t)->head;
    if (n < f->said.words.end || !sr_says_noun(s, n))
        return false;
    const sr_sentence *sent = &s->doc->sents[s->sent[f->t]];
    f->said.source_head = n;
    sr_range phrase = {f->t, s->hi[n]};
    f->said.source = sr_says_phrase(s, n);
    f->said.source.beg = f->said.words.end;
    if (f->said.source.end <= f->said.source.beg)
        return false;
    uint32_t last = sent->tok_end;
    while (last > phrase.end && sr_says_at(s, last - 1)->upos == SR_UPOS_PUNCT)
        last--;
    if (f->t == sent->tok_beg) {
        sr_find_content(f, phrase.end, sent->tok_end);
    } else if (phrase.end >= last) {
        sr_find_content(f, sent->tok_beg, f->t);
        s->tail[f->said.sent] = f->t;
    } else {
        uint32_t h = sr_says_at(s, n)->head;
        sr_find_around(f, h, phrase);
    }
    return f->n > 0;
}

/* --- 2. who hears it, where it was said ----------------------------------------------------- */

static void find_hearer(sr_find *f)
{
    const sr_says *s = f->s;
    uint32_t o = SR_NONE;
    if (sr_find_hears(f)) {
        o = sr_says_exact(s, f->t, SR_REL_IOBJ);
        if (o == SR_NONE && !sr_find_asks(f))
            o = sr_says_passive(s, f->t) ? sr_says_exact(s, f->t, SR_REL_NSUBJ_PASS)
                                         : sr_says_child(s, f->t, SR_REL_OBJ);
    }
    for (uint32_t c = s->child[f->t]; o == SR_NONE && c != SR_NONE; c = s->next[c])
        if (c > f->t && sr_says_rel(s, c) == SR_REL_OBL && sr_says_noun(s, c) &&
            sr_says_case(s, c) == SR_FRAME(to) && !sr_find_takes(f, SR_FRAME(to)) &&
            !sr_says_medium(s, c))
            o = c;
    if (o == SR_NONE || !sr_says_noun(s, o))
        return;
    f->said.addressee_head = o;
    f->said.addressee = sr_says_phrase(s, o);
    f->said.addressee.beg = f->said.addressee.beg < sr_says_behind_case(s, o) && o > f->t
                                ? sr_says_behind_case(s, o)
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
static bool medium_at(sr_find *f, uint32_t c)
{
    const sr_says *s = f->s;
    if (!sr_says_noun(s, c) || sr_says_exact(s, c, SR_REL_CASE) == SR_NONE ||
        !sr_says_medium(s, c))
        return false;
    sr_range r = {sr_says_behind_case(s, c), c + 1};
    for (uint32_t m = s->child[c]; m != SR_NONE; m = s->next[m]) {
        if (m < c || sr_says_rel(s, m) != SR_REL_NMOD ||
            sr_says_at(s, m)->upos != SR_UPOS_PROPN || s->timed[m] ||
            !(sr_says_case(s, m) & (SR_FRAME(with) | SR_FRAME(to) | SR_FRAME(on))))
            continue;
        sr_range name = {sr_says_behind_case(s, m), sr_says_phrase(s, m).end};
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
    return (sr_says_case(s, t) & (SR_FRAME(in) | SR_FRAME(on) | SR_FRAME(at))) != 0;
}

static void end_before(sr_find *f, uint32_t t)
{
    for (uint32_t i = 0; i < f->n; i++)
        if (f->at[i].beg < t && f->at[i].end > t)
            f->at[i].end = t;
}

static void find_medium(sr_find *f)
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

/* --- 3. every token --------------------------------------------------------------------------- */

void sr_says_piece(sr_says *s, uint32_t said, uint32_t beg, uint32_t end)
{
    if (beg < end && !SR_PUSH(s->arena, &s->pieces, ((sr_piece){said, {beg, end}})))
        s->full = true;
}

/* The words of a cue stand outside of what it reports; so does whoever says it. */
static void set_block(sr_find *f)
{
    sr_said *a = &f->said;
    const sr_says *s = f->s;
    if (a->source_head != SR_NONE && a->source.beg == a->source.end) {
        a->source = sr_says_phrase(s, a->source_head);
        uint32_t k = sr_says_exact(s, a->source_head, SR_REL_CASE);
        if (k != SR_NONE && k < a->source_head && k >= a->source.beg)
            a->source.beg = k + 1;
        if (sr_says_at(s, a->source_head)->rel == SR_REL_NMOD_POSS &&
            a->source.end > a->source_head + 1 &&
            sr_says_at(s, a->source.end - 1)->rel == SR_REL_CASE)
            a->source.end--;
        if (a->source.beg <= f->t && f->t < a->source.end) /* "the man claiming that" */
            a->source.end = f->t;
    }
    a->block = a->words;
    if (a->source.beg < a->source.end && s->sent[a->source.beg] == a->sent)
        a->block = sr_range_join(a->block, a->source);
}

/* Cut the hole out of a range; at most two pieces are left. */
static void keep_outside(sr_find *f, uint32_t said, sr_range r, sr_range hole)
{
    if (hole.beg >= r.end || hole.end <= r.beg) {
        sr_says_piece(f->s, said, r.beg, r.end);
        return;
    }
    sr_says_piece(f->s, said, r.beg, hole.beg);
    sr_says_piece(f->s, said, hole.end, r.end);
}

/* A participle that hangs on nobody: "a plan - inviting Ukraine - was made". */
static bool nobody_says(const sr_find *f)
{
    const sr_says *s = f->s;
    uint32_t h = f->said.source_head;
    if (sr_says_at(s, f->t)->upos != SR_UPOS_VERB ||
        sr_says_at(s, f->t)->rel != SR_REL_ACL || sr_says_passive(s, f->t) ||
        h == SR_NONE || sr_says_infinitive(s, f->t))
        return false;
    return s->lo[f->t] < f->t
               ? sr_says_at(s, s->lo[f->t])->upos == SR_UPOS_PUNCT &&
                     !sr_says_is(s, s->lo[f->t], ",")
               : f->t > 0 && sr_says_at(s, f->t - 1)->upos == SR_UPOS_PUNCT &&
                     !sr_says_is(s, f->t - 1, ",");
}

static void keep(sr_find *f)
{
    sr_says *s = f->s;
    bool waits = f->n == 0 && sr_find_takes(f, SR_FRAME(quote));
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
static const sr_cue *second_word(sr_find *f)
{
    const sr_says *s = f->s;
    sr_str first = sr_says_at(s, f->t)->lemma;
    for (uint32_t c = s->child[f->t]; c != SR_NONE; c = s->next[c]) {
        if (c < f->t)
            continue;
        const sr_cue *cue =
            sr_cuelist_find(s->cues, SR_CUE_VERB, first, sr_says_at(s, c)->lemma);
        if (cue) {
            f->second = c;
            f->said.words.end = c + 1;
            return cue;
        }
        uint32_t k = sr_says_exact(s, c, SR_REL_CASE);
        if (k == SR_NONE && sr_says_rel(s, c) == SR_REL_ADVCL)
            k = sr_says_mark(s, c); /* "called for cutting taxes" */
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

static void try_verb(sr_find *f)
{
    f->cue = sr_cuelist_find(f->s->cues, SR_CUE_VERB, sr_says_at(f->s, f->t)->lemma,
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
    sr_find_verb(f);
    keep(f);
}

static void try_other(sr_find *f, sr_cue_pos pos, sr_str form, bool (*how)(sr_find *f))
{
    f->cue = sr_cuelist_find(f->s->cues, pos, form, (sr_str){"", 0});
    if (!f->cue)
        return;
    f->said.cue = f->cue;
    if (how(f) && f->n)
        keep(f);
}

/* "according to": up to four words, the longest first. */
static void try_prep(sr_find *f)
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

static void try_token(sr_find *f)
{
    const sr_says *s = f->s;
    const sr_word *w = sr_says_at(s, f->t);
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
        sr_find f = {.s = s, .t = t, .second = SR_NONE, .by_case = SR_NONE};
        f.said = (sr_said){.tok = t,
                           .words = {t, t + 1},
                           .sent = s->sent[t],
                           .source_head = SR_NONE,
                           .addressee_head = SR_NONE};
        try_token(&f);
    }
}
