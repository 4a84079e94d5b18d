/* A word of stance in its tree -> drafts of positions.  In order: targets, drafts, verbs,
 * willing acts, nouns, adjectives and what things are called, duties, the call. */
#include "facts/positions.h"

#include <stdio.h>

#define EACH_CHILD(w, c, t)          \
    uint32_t c = (w)->tree.first[t]; \
    (c) != SR_NONE;                  \
    c = (w)->tree.next[c]

/* --- words ----------------------------------------------------------------------------------- */

static sr_relation rel(const sr_stance_walk *w, uint32_t t)
{
    return sr_tree_rel(w->doc, t);
}

static uint8_t upos(const sr_stance_walk *w, uint32_t t)
{
    return w->doc->words[t].upos;
}

static uint32_t child(const sr_stance_walk *w, uint32_t t, sr_relation r)
{
    return sr_tree_child(&w->tree, w->doc, t, r);
}

static const sr_stance_entry *look(const sr_stance_walk *w, sr_stance_class cls,
                                   uint32_t t, sr_str with)
{
    return sr_stance_look(w->lex, cls, sr_stance_lemma(w, t), with);
}

static const sr_stance_entry *look_word(const sr_stance_walk *w, sr_stance_class cls,
                                        uint32_t t)
{
    return look(w, cls, t, SR_STR(""));
}

static sr_str joint_lemma(const sr_stance_walk *w, uint32_t t)
{
    uint32_t j = sr_stance_joint(w, t);
    return j == SR_NONE ? (sr_str){"", 0} : sr_stance_lemma(w, j);
}

static bool is_clause(const sr_stance_walk *w, uint32_t t)
{
    return upos(w, t) == SR_UPOS_VERB || child(w, t, SR_REL_COP) != SR_NONE;
}

static bool has_to(const sr_stance_walk *w, uint32_t t)
{
    for (EACH_CHILD(w, c, t))
        if (upos(w, c) == SR_UPOS_PART && sr_stance_lemma_is(w, c, "to"))
            return true;
    return false;
}

static bool is_name(const sr_stance_walk *w, uint32_t t)
{
    return upos(w, t) == SR_UPOS_PROPN || upos(w, t) == SR_UPOS_PRON;
}

/* --- targets --------------------------------------------------------------------------------- */

/* The frame in which child c stands to its head; SR_TOWARD_COUNT: in none. */
static sr_stance_frame frame_of(const sr_stance_walk *w, uint32_t c)
{
    sr_str joint = joint_lemma(w, c);
    switch (rel(w, c)) {
    case SR_REL_OBJ: return SR_TOWARD_obj;
    case SR_REL_NSUBJ:
        return w->doc->words[c].rel == SR_REL_NSUBJ_PASS ? SR_TOWARD_pass
                                                         : SR_TOWARD_COUNT;
    case SR_REL_OBL:
    case SR_REL_NMOD: return joint.len ? sr_stance_frame_of(joint) : SR_TOWARD_COUNT;
    case SR_REL_XCOMP:
    case SR_REL_ACL:
    case SR_REL_ADVCL:
    case SR_REL_CCOMP:
    case SR_REL_CSUBJ:
        if (w->doc->words[c].rel == SR_REL_ACL_RELCL)
            return SR_TOWARD_COUNT;
        if (joint.len && sr_stance_frame_of(joint) != SR_TOWARD_COUNT)
            return sr_stance_frame_of(joint);
        if (sr_stance_look(w->lex, SR_STANCE_CLASS_if, joint, SR_STR("")) &&
            rel(w, c) == SR_REL_ADVCL)
            return SR_TOWARD_COUNT;
        if (has_to(w, c))
            return SR_TOWARD_inf;
        if (rel(w, c) == SR_REL_CCOMP || rel(w, c) == SR_REL_CSUBJ)
            return SR_TOWARD_that;
        return w->doc->words[c].feats & SR_FEAT(VERBFORM_GER) || rel(w, c) == SR_REL_XCOMP
                   ? SR_TOWARD_ing
                   : SR_TOWARD_COUNT;
    default: return SR_TOWARD_COUNT;
    }
}

/* The child of t that is in one of the frames; clauses before nouns where `clauses` says so
 * ("urged them [to leave]"). */
static uint32_t target_but(const sr_stance_walk *w, uint32_t t, uint32_t frames,
                           bool clauses, uint32_t but)
{
    uint32_t best = SR_NONE;
    for (EACH_CHILD(w, c, t)) {
        sr_stance_frame f = c == but ? SR_TOWARD_COUNT : frame_of(w, c);
        if (f == SR_TOWARD_COUNT || !(frames >> f & 1))
            continue;
        if (best == SR_NONE || (clauses && is_clause(w, c) && !is_clause(w, best)))
            best = c;
    }
    return best;
}

static uint32_t target_of(const sr_stance_walk *w, uint32_t t, uint32_t frames,
                          bool clauses)
{
    return target_but(w, t, frames, clauses, SR_NONE);
}

/* --- drafts ---------------------------------------------------------------------------------- */

static bool is_edge(const sr_stance_walk *w, uint32_t t)
{
    return upos(w, t) == SR_UPOS_PUNCT;
}

/* The words of a target: without preposition, "that", "to", condition, marks at the ends. */
static void words_of(const sr_stance_walk *w, uint32_t t, sr_draft *d)
{
    d->beg = w->lo[t], d->end = w->hi[t];
    if (d->if_end > d->if_beg) {
        if (d->if_beg > t && d->if_beg < d->end)
            d->end = d->if_beg;
        else if (d->if_end <= t && d->if_end > d->beg)
            d->beg = d->if_end;
    }
    for (EACH_CHILD(w, c, t)) {
        sr_relation r = rel(w, c);
        bool leads = r == SR_REL_CASE || r == SR_REL_MARK || r == SR_REL_CC;
        while (d->beg < t && is_edge(w, d->beg))
            d->beg++;
        if (leads && c == d->beg && c < t)
            d->beg = c + 1;
        bool clause = r == SR_REL_PARATAXIS || w->doc->words[c].rel == SR_REL_ACL_RELCL;
        if (r == SR_REL_ADVCL && w->lo[c] > t && is_edge(w, w->lo[c] - 1))
            clause = child(w, c, SR_REL_MARK) != SR_NONE; /* ", while others ..." */
        bool beside =
            clause && (is_edge(w, w->lo[c]) || (r == SR_REL_ADVCL && w->lo[c] > t));
        bool another = r == SR_REL_CONJ && (child(w, c, SR_REL_AUX) != SR_NONE ||
                                            child(w, c, SR_REL_NSUBJ) != SR_NONE);
        if (c > t && w->lo[c] > t && (beside || another) && w->lo[c] < d->end)
            d->end = w->lo[c];
    }
    while (d->beg < t && is_edge(w, d->beg))
        d->beg++;
    while (d->end > t + 1 &&
           (is_edge(w, d->end - 1) || upos(w, d->end - 1) == SR_UPOS_CCONJ))
        d->end--;
    if (d->beg > t)
        d->beg = t;
}

static void add(const sr_stance_walk *w, sr_drafts *drafts, const sr_draft *d)
{
    if (d->stance == SR_STANCE_NONE || d->end <= d->beg)
        return;
    const sr_word *only = d->end == d->beg + 1 ? &w->doc->words[d->beg] : NULL;
    if (only && only->feats & (SR_FEAT(REFLEX) | SR_FEAT(PRONTYPE_REL)))
        return; /* "embraced himself" */
    if (only && only->feats & SR_FEAT(PRONTYPE_DEM))
        return; /* "agreed to this" says nothing where this is not told */
    if (!SR_PUSH(drafts->arena, &drafts->v, *d))
        drafts->full = true;
}

/* How a cue is told. */
typedef struct told {
    bool negated, asked_of; /* asked_of: wanted of somebody, or only imagined */
    bool open;              /* "may", "could": somebody might */
} told;

static told told_of(const sr_stance_walk *w, uint32_t t)
{
    const sr_predicate *p = sr_stance_told(w, t);
    told r = {false, false, false};
    for (EACH_CHILD(w, c, t)) /* "if they agree": nobody says that they do */
        if (rel(w, c) == SR_REL_MARK && look_word(w, SR_STANCE_CLASS_if, c))
            r.asked_of = true;
    if (!p || r.asked_of)
        return r;
    r.negated = p->factuality.negated;
    switch ((sr_modality)p->factuality.modality) {
    case SR_MODALITY_DEMANDED:
    case SR_MODALITY_HYPOTHETICAL: r.asked_of = true; break;
    case SR_MODALITY_POSSIBLE:
    case SR_MODALITY_CONDITIONAL: r.open = true; break;
    default: break;
    }
    return r;
}

static bool has_aux(const sr_stance_walk *w, uint32_t t, const char *const *words,
                    size_t n)
{
    for (EACH_CHILD(w, c, t))
        for (size_t i = 0; i < n; i++)
            if (rel(w, c) == SR_REL_AUX && sr_stance_lemma_is(w, c, words[i]))
                return true;
    return false;
}

static bool would(const sr_stance_walk *w, uint32_t t)
{
    static const char *const words[] = {"would", "'d", "could", "will", "can", "wo"};
    return has_aux(w, t, words, SR_COUNT(words));
}

/* Which stance it comes to, if any.  A condition makes consent conditional. */
static uint8_t stance_of(const sr_stance_entry *e, told how, bool condition)
{
    uint8_t s = how.negated ? e->negated : e->stance;
    if (condition && s != SR_STANCE_DEMANDS && s != SR_STANCE_NONE)
        return SR_STANCE_CONDITIONAL;
    return s;
}

/* "wants [work] to stop": whoever or whatever is to do it, where the verb stands with both;
 * SR_NONE: nobody else. */
static uint32_t wanted_of(const sr_stance_walk *w, uint32_t t, uint32_t target)
{
    if (!sr_stance_lemma_is(w, t, "want") && !sr_stance_lemma_is(w, t, "like"))
        return SR_NONE;
    for (EACH_CHILD(w, c, t)) {
        sr_relation r = rel(w, c);
        bool noun = upos(w, c) == SR_UPOS_NOUN || upos(w, c) == SR_UPOS_PROPN;
        if (c > t && c < target && noun && has_to(w, target) &&
            (r == SR_REL_OBJ || r == SR_REL_XCOMP || r == SR_REL_IOBJ))
            return c;
    }
    return SR_NONE;
}

/* One draft of cue t about `target` (SR_NONE: the cue itself). */
static void draft(const sr_stance_walk *w, uint32_t t, uint32_t subject, uint32_t target,
                  const sr_stance_entry *e, sr_drafts *drafts)
{
    told how = told_of(w, t);
    sr_draft d = {.cue = t};
    bool condition = sr_stance_condition(w, t, &d.if_beg, &d.if_end);
    if (how.asked_of && (!would(w, t) || child(w, t, SR_REL_MARK) != SR_NONE))
        return;
    if (how.open && !condition && !how.negated)
        return;
    if (sr_stance_lemma_is(w, t, "like") && !how.negated)
        how.asked_of = how.open = false;
    d.stance = stance_of(e, how, condition);
    if (d.stance == SR_STANCE_NONE || !sr_stance_holder(w, subject, &d.holder))
        return;
    d.p = d.holder.p * (how.asked_of || how.open ? 0.7F : 1.0F);
    words_of(w, target == SR_NONE ? t : target, &d);
    uint32_t other = target == SR_NONE ? SR_NONE : wanted_of(w, t, target);
    if (other != SR_NONE)
        d.beg = w->lo[other] > t ? w->lo[other] : other;
    add(w, drafts, &d);
}

/* --- verbs ------------------------------------------------------------------------------------ */

/* "rejected calls for a vote": it is the vote that is rejected. */
static uint32_t through_noun(const sr_stance_walk *w, uint32_t target)
{
    const sr_stance_entry *e = look_word(w, SR_STANCE_CLASS_n, target);
    if (!e || e->stance != SR_STANCE_DEMANDS || rel(w, target) != SR_REL_OBJ)
        return target;
    uint32_t inner = target_of(w, target, SR_TOWARD(for) | SR_TOWARD(to) | SR_TOWARD(inf), false);
    if (inner == SR_NONE &&
        rel(w, target) == SR_REL_OBJ) /* hung on the verb by the tree */
        inner = target_of(w, sr_stance_head(w, target), SR_TOWARD(for), false);
    return inner == SR_NONE ? target : inner;
}

static bool is_bare(const sr_stance_walk *w, uint32_t t)
{
    if (w->doc->words[t].feats & SR_FEAT(VERBFORM_INF))
        return !has_to(w, t);
    for (EACH_CHILD(w, c, t))
        if ((rel(w, c) == SR_REL_AUX || rel(w, c) == SR_REL_COP) &&
            w->doc->words[c].feats & SR_FEAT(VERBFORM_INF))
            return true;
    return false;
}

/* "insisted that they had left", "suggested that it is so": a claim, no wish.  What is
 * wanted stands with "should" or a bare verb ("that it be raised"). */
static bool only_claims(const sr_stance_walk *w, uint32_t target,
                        const sr_stance_entry *e)
{
    const sr_predicate *p = sr_stance_told(w, target);
    static const char *const will[] = {"will", "would", "'d", "wo", "'ll"};
    bool wants = e->stance == SR_STANCE_DEMANDS || e->stance == SR_STANCE_SUPPORTS;
    if (wants && rel(w, target) == SR_REL_CCOMP &&
        has_aux(w, target, will, SR_COUNT(will)))
        return true;
    return wants && p && rel(w, target) == SR_REL_CCOMP && !has_to(w, target) &&
           p->factuality.modality != SR_MODALITY_DEMANDED && !is_bare(w, target);
}

/* A clause about just anybody ("countries that recognise it") tells of no one. */
static bool is_general(const sr_stance_walk *w, uint32_t t, uint32_t subject)
{
    if (w->doc->words[t].rel != SR_REL_ACL_RELCL || sr_stance_head(w, t) != subject)
        return false;
    uint32_t m = sr_mention_of(w->doc, subject);
    return upos(w, subject) != SR_UPOS_PROPN &&
           (m == SR_NONE || !w->doc->entities[w->doc->mentions[m].entity].is_named);
}

/* The entry of a verb with what stands by it; *with: that child, or SR_NONE. */
static const sr_stance_entry *verb_entry(const sr_stance_walk *w, uint32_t t,
                                         uint32_t *with)
{
    *with = SR_NONE;
    static const char *const wishes[] = {"would", "'d"};
    if (sr_stance_lemma_is(w, t, "like"))
        return has_aux(w, t, wishes, SR_COUNT(wishes))
                   ? sr_stance_look(w->lex, SR_STANCE_CLASS_v, SR_STR("would"),
                                    SR_STR("like"))
                   : NULL;
    uint32_t prt = child(w, t, SR_REL_COMPOUND);
    if (prt == SR_NONE && t + 1 < w->sent->tok_end && sr_stance_head(w, t + 1) == t &&
        rel(w, t + 1) == SR_REL_ADVMOD)
        prt = t + 1; /* "came out against", as an adverb */
    for (EACH_CHILD(w, c, t)) {
        sr_str joint = joint_lemma(w, c);
        const sr_stance_entry *e = NULL;
        sr_relation r = rel(w, c);
        if (r == SR_REL_COMPOUND || r == SR_REL_OBJ || r == SR_REL_ADVMOD ||
            r == SR_REL_XCOMP)
            e = look(w, SR_STANCE_CLASS_v, t, sr_stance_lemma(w, c));
        if (!e && joint.len && prt != SR_NONE) { /* "came out against" */
            char both[32];
            sr_str p = sr_stance_lemma(w, prt);
            int n = snprintf(both, sizeof both, "%.*s_%.*s", SR_FMT(p), SR_FMT(joint));
            if (n > 0 && (size_t)n < sizeof both)
                e = look(w, SR_STANCE_CLASS_v, t, (sr_str){both, (size_t)n});
        }
        if (!e && joint.len && r != SR_REL_NSUBJ)
            e = look(w, SR_STANCE_CLASS_v, t, joint);
        if (!e && r == SR_REL_OBL && joint.len) /* "vote in favour of" */
            e = look(w, SR_STANCE_CLASS_v, t, sr_stance_lemma(w, c));
        if (e) {
            *with = c;
            return e;
        }
    }
    const sr_stance_entry *e = look_word(w, SR_STANCE_CLASS_v, t);
    if (!e) { /* the tagger makes "vetoe" of "vetoed" */
        sr_str text = sr_str_span(sr_doc_text(w->doc, w->sent), w->doc->tokens[t].span);
        if (text.len > 4 && sr_str_ends(text, SR_STR("ed")))
            e = sr_stance_look(w->lex, SR_STANCE_CLASS_v,
                               sr_str_cut(text, 0, text.len - 2), SR_STR(""));
    }
    return e;
}

static uint32_t verb_target(const sr_stance_walk *w, uint32_t t, uint32_t with,
                            const sr_stance_entry *e)
{
    bool wants = e->stance == SR_STANCE_DEMANDS || e->stance == SR_STANCE_NONE;
    uint32_t target = SR_NONE;
    if (with != SR_NONE) {
        sr_relation r = rel(w, with);
        if (sr_str_eq(joint_lemma(w, with), SR_STR("as")) && w->object[t] != SR_NONE)
            target = w->object[t]; /* "set it as a condition" */
        else if (r == SR_REL_OBJ)  /* "express support for it" */
            target = target_of(w, with, e->frames, true);
        else if (sr_stance_joint(w, with) != SR_NONE || has_to(w, with))
            target = with;
        if (wants && target == with &&
            !is_clause(w, with)) { /* "called on them to leave" */
            uint32_t inner = target_of(w, t, SR_TOWARD(inf) | SR_TOWARD(that), true);
            if (inner == SR_NONE)
                inner = target_of(w, with, SR_TOWARD(inf), true);
            target = inner == SR_NONE ? target : inner;
        }
    }
    if (target == SR_NONE)
        target = target_but(w, t, e->frames, wants, with);
    return target == SR_NONE ? target : through_noun(w, target);
}

/* "wants to leave": a wish for oneself is no demand. */
static bool is_own_wish(const sr_stance_walk *w, uint32_t t, uint32_t target,
                        const sr_stance_entry *e)
{
    return e->stance == SR_STANCE_DEMANDS && rel(w, target) == SR_REL_XCOMP &&
           w->object[t] == SR_NONE && wanted_of(w, t, target) == SR_NONE &&
           (child(w, t, SR_REL_OBL) == SR_NONE || sr_stance_lemma_is(w, t, "like")) &&
           child(w, target, SR_REL_NSUBJ) == SR_NONE &&
           (upos(w, target) == SR_UPOS_VERB || child(w, target, SR_REL_COP) != SR_NONE);
}

/* "asked for $14 million", "wants her daughter", "did not want his name [printed]": wishes of
 * everyday life; "wants his resignation" is none. */
static bool is_private(const sr_stance_walk *w, uint32_t t, uint32_t target)
{
    if (upos(w, target) == SR_UPOS_SYM)
        return true;
    uint32_t owner = SR_NONE;
    for (EACH_CHILD(w, c, target))
        if (w->doc->words[c].rel == SR_REL_NMOD_POSS)
            owner = c;
    return owner != SR_NONE && upos(w, owner) == SR_UPOS_PRON &&
           sr_stance_told(w, target) == NULL &&
           (sr_stance_lemma_is(w, t, "want") || sr_stance_lemma_is(w, t, "ask") ||
            sr_stance_lemma_is(w, t, "forbid") || sr_stance_lemma_is(w, t, "like"));
}

static bool verb_cue(const sr_stance_walk *w, uint32_t t, sr_drafts *drafts)
{
    uint32_t with;
    const sr_stance_entry *e = verb_entry(w, t, &with);
    if (!e || (told_of(w, t).negated && e->negated == SR_STANCE_NONE))
        return false;
    if (w->object[t] != SR_NONE && w->doc->words[w->object[t]].feats & SR_FEAT(REFLEX))
        return true; /* "ruled himself out" */
    if (rel(w, t) == SR_REL_XCOMP && w->doc->words[t].feats & SR_FEAT(VERBFORM_PART) &&
        with == SR_NONE) /* "remain opposed to" */
        return false;
    uint32_t subject = sr_stance_subject(w, t);
    uint32_t target = verb_target(w, t, with, e);
    bool undecided =
        (told_of(w, t).negated ? e->negated : e->stance) == SR_STANCE_UNDECIDED;
    if (target == SR_NONE && !undecided)
        return false;
    if (target != SR_NONE && (target == subject || is_own_wish(w, t, target, e) ||
                              only_claims(w, target, e) || is_private(w, t, target)))
        return false;
    if (target != SR_NONE && e->stance == SR_STANCE_OPPOSES &&
        look_word(w, SR_STANCE_CLASS_claim, target))
        return true; /* "rejected the charge" */
    if (subject == SR_NONE || is_general(w, t, subject))
        return false;
    static const sr_stance_entry against = {SR_STANCE_OPPOSES, SR_STANCE_NONE, 0};
    uint32_t inner = target != SR_NONE && e->stance == SR_STANCE_SUPPORTS
                         ? target_of(w, target, SR_TOWARD(against), false)
                         : SR_NONE;
    if (inner != SR_NONE) /* "signed a petition against it" */
        draft(w, t, subject, inner, &against, drafts);
    else
        draft(w, t, subject, target, e, drafts);
    return true;
}

static bool of_speaker(const sr_stance_walk *w, uint32_t t, uint32_t target,
                       uint8_t stance, float p, sr_drafts *drafts)
{
    sr_draft d = {.cue = t, .stance = stance};
    if (!sr_stance_speaker(w, t, &d.holder))
        return false;
    if (!sr_stance_condition(w, t, &d.if_beg, &d.if_end))
        d.if_beg = d.if_end = 0;
    d.p = p * d.holder.p;
    words_of(w, target, &d);
    add(w, drafts, &d);
    return true;
}

/* --- willing acts ------------------------------------------------------------------------------- */

/* "will open the road only if", "will not sign". */
static bool act_cue(const sr_stance_walk *w, uint32_t t, sr_drafts *drafts)
{
    static const sr_stance_entry any = {SR_STANCE_SUPPORTS, SR_STANCE_OPPOSES, 0};
    uint32_t prt = child(w, t, SR_REL_COMPOUND);
    const sr_stance_entry *e =
        prt == SR_NONE ? NULL : look(w, SR_STANCE_CLASS_act, t, sr_stance_lemma(w, prt));
    if (!e && w->object[t] != SR_NONE) /* "take part" */
        e = look(w, SR_STANCE_CLASS_act, t, sr_stance_lemma(w, w->object[t]));
    if (!e)
        e = look_word(w, SR_STANCE_CLASS_act, t);
    uint32_t beg, end, subject = sr_stance_subject(w, t);
    told how = told_of(w, t);
    bool offers = sr_stance_lemma_is(w, t, "offer") ||
                  sr_stance_lemma_is(w, t, "promise") ||
                  sr_stance_lemma_is(w, t, "pledge");
    const sr_predicate *p = sr_stance_told(w, t);
    bool planned = p && p->factuality.modality == SR_MODALITY_PLANNED &&
                   rel(w, t) == SR_REL_XCOMP; /* "vowed to leave unless" */
    if (rel(w, t) == SR_REL_ADVCL ||
        !(would(w, t) || (offers && !how.negated) || planned) ||
        sr_stance_form_is(w, t, "provided"))
        return false;
    bool condition = sr_stance_condition(w, t, &beg, &end);
    if (how.asked_of && !condition)
        return false;
    if (!condition && !(e && how.negated && target_of(w, t, e->frames, false) != SR_NONE))
        return false;
    for (EACH_CHILD(w, c, t))
        if (rel(w, c) == SR_REL_MARK && look_word(w, SR_STANCE_CLASS_if, c))
            return false;
    bool listed = e || look_word(w, SR_STANCE_CLASS_v, t);
    bool strict = condition && !sr_stance_form_is(w, beg, "if") &&
                  !sr_stance_form_is(w, beg, "once");
    uint32_t own = subject == SR_NONE ? w->subject[t] : subject;
    bool spoken = own != SR_NONE && upos(w, own) == SR_UPOS_PRON &&
                  !sr_stance_lemma_is(w, own, "you");
    if (condition && !listed && !strict && !spoken)
        return false; /* "a tariff would cost jobs if" is a forecast */
    if (!condition && p && p->factuality.tense == SR_TOLD_PAST)
        return false;
    sr_draft d = {.cue = t, .if_beg = condition ? beg : 0, .if_end = condition ? end : 0};
    if (subject == SR_NONE ||
        !sr_stance_holder(w, subject, &d.holder)) /* "he would be freed" */
        return condition && !how.negated && w->subject[t] != SR_NONE &&
               w->doc->words[w->subject[t]].rel == SR_REL_NSUBJ_PASS &&
               of_speaker(w, t, t, SR_STANCE_CONDITIONAL, 0.7F, drafts);
    d.stance = stance_of(&any, how, condition);
    d.p = 0.8F * d.holder.p;
    words_of(w, t, &d);
    d.beg = t; /* the verb phrase: without subject and auxiliaries */
    add(w, drafts, &d);
    return true;
}

/* --- nouns ---------------------------------------------------------------------------------------- */

static bool is_holder(const sr_stance_walk *w, uint32_t t)
{
    sr_holder h;
    return sr_stance_holder(w, t, &h);
}

/* Whose: "[its] opposition", "resistance from [allies]", "support of [three parties]". */
static uint32_t owner_of(const sr_stance_walk *w, uint32_t t)
{
    for (EACH_CHILD(w, c, t)) {
        if (w->doc->words[c].rel == SR_REL_NMOD_POSS)
            return c;
        sr_str j = rel(w, c) == SR_REL_NMOD || rel(w, c) == SR_REL_OBL ? joint_lemma(w, c)
                                                                       : (sr_str){"", 0};
        bool from = sr_str_eq(j, SR_STR("from")) || sr_str_eq(j, SR_STR("by")) ||
                    sr_str_eq(j, SR_STR("among"));
        if (from || (sr_str_eq(j, SR_STR("of")) && c > t && is_holder(w, c)))
            return c;
    }
    return SR_NONE;
}

/* The object of the verb that all hangs on. */
static uint32_t main_object(const sr_stance_walk *w, uint32_t t)
{
    for (int up = 0; up < 8 && sr_stance_head(w, t) != t; up++)
        t = sr_stance_head(w, t);
    return w->object[t];
}

/* "faced resistance": the subject of the verb, in a relative clause what that is about. */
static uint32_t theme_of(const sr_stance_walk *w, uint32_t verb)
{
    for (int up = 0; up < 3; up++) {
        uint32_t s = child(w, verb, SR_REL_NSUBJ);
        bool relative = s != SR_NONE && (w->doc->words[s].feats & SR_FEAT(PRONTYPE_REL) ||
                                         sr_stance_lemma_is(w, s, "which"));
        if (w->doc->words[verb].rel == SR_REL_ACL_RELCL && (relative || s == SR_NONE))
            return sr_stance_head(w, verb);
        if (relative) /* no relative clause to the parser: what the sentence is about */
            return main_object(w, verb);
        if (s != SR_NONE)
            return s;
        if (rel(w, verb) != SR_REL_CONJ)
            return SR_NONE;
        verb = sr_stance_head(w, verb);
    }
    return SR_NONE;
}

static void noun_draft(const sr_stance_walk *w, uint32_t t, uint32_t holder,
                       uint32_t target, uint32_t verb, const sr_stance_entry *e,
                       sr_drafts *drafts)
{
    told how = told_of(w, verb);
    const sr_predicate *p = sr_stance_told(w, verb);
    if (p && p->factuality.tense == SR_TOLD_PAST && rel(w, verb) != SR_REL_ADVCL)
        how.asked_of = false; /* what was is no wish, wherever the tree hangs it */
    sr_draft d = {.cue = t, .stance = how.negated ? e->negated : e->stance};
    if (target == SR_NONE || how.asked_of || how.open ||
        !sr_stance_holder(w, holder, &d.holder))
        return;
    d.p = 0.85F * d.holder.p;
    words_of(w, target, &d);
    add(w, drafts, &d);
}

static uint32_t noun_target(const sr_stance_walk *w, uint32_t t, uint32_t owner,
                            uint32_t frames)
{
    for (EACH_CHILD(w, c, t)) {
        sr_stance_frame f = c == owner ? SR_TOWARD_COUNT : frame_of(w, c);
        if (f == SR_TOWARD_COUNT || f == SR_TOWARD_from || f == SR_TOWARD_by)
            continue;
        if (frames >> f & 1 || (f == SR_TOWARD_inf && frames >> SR_TOWARD_to & 1))
            return c;
    }
    return SR_NONE;
}

static void noun_cue(const sr_stance_walk *w, uint32_t t, sr_drafts *drafts)
{
    const sr_stance_entry *e = look_word(w, SR_STANCE_CLASS_n, t);
    uint32_t verb = sr_stance_head(w, t);
    if (!e || verb == t)
        return;
    uint32_t owner = owner_of(w, t), target = noun_target(w, t, owner, e->frames);
    bool is_object = rel(w, t) == SR_REL_OBJ || rel(w, t) == SR_REL_OBL;
    if (is_object && look_word(w, SR_STANCE_CLASS_end, verb)) {
        sr_stance_entry left = {SR_STANCE_OPPOSES, SR_STANCE_NONE, e->frames};
        if (target == SR_NONE)
            target = target_of(w, verb, SR_TOWARD(for) | SR_TOWARD(from), false);
        if (e->stance == SR_STANCE_SUPPORTS) /* "withdrew its support" */
            noun_draft(w, t, sr_stance_subject(w, verb), target, verb, &left, drafts);
        return; /* "dropped its objections" */
    }
    if (is_object && look_word(w, SR_STANCE_CLASS_face, verb)) {
        if (owner == SR_NONE) /* "met resistance from", read as of the verb */
            owner = owner_of(w, verb);
        if (target == SR_NONE)
            target = target_of(w, verb, SR_TOWARD(over), false);
        if (target == SR_NONE)
            target = theme_of(w, verb);
        if (owner != SR_NONE && owner != target) {
            noun_draft(w, t, owner, target, verb, e, drafts);
            return;
        }
    }
    if (is_object && look_word(w, SR_STANCE_CLASS_light, verb)) {
        uint32_t subject = sr_stance_subject(w, verb);
        if (target == SR_NONE)
            target = target_of(w, verb, e->frames, false);
        if (owner == SR_NONE || is_name(w, owner))
            owner = subject == SR_NONE ? owner : subject;
        noun_draft(w, t, owner, target, verb, e, drafts);
        return;
    }
    uint32_t j = sr_stance_joint(w, t);
    if (j != SR_NONE && sr_stance_lemma_is(w, j, "in") && target != SR_NONE &&
        upos(w, verb) == SR_UPOS_VERB) { /* "spoke in support of" */
        noun_draft(w, t, sr_stance_subject(w, verb), target, verb, e, drafts);
        return;
    }
    bool governed = is_object && (look_word(w, SR_STANCE_CLASS_v, verb) ||
                                  look_word(w, SR_STANCE_CLASS_act, verb));
    if (owner != SR_NONE && !governed)
        noun_draft(w, t, owner, target, t, e, drafts);
}

/* --- adjectives ------------------------------------------------------------------------------------- */

/* "is [for] the road", "the Chilean one [against]"; the noun is what it is about. */
static bool preposition_cue(const sr_stance_walk *w, uint32_t t, sr_drafts *drafts)
{
    uint32_t j = sr_stance_joint(w, t);
    if (j == SR_NONE || child(w, t, SR_REL_COP) == SR_NONE)
        return false;
    bool favour = sr_stance_lemma_is(w, j, "in") && (sr_stance_lemma_is(w, t, "favour") ||
                                                     sr_stance_lemma_is(w, t, "favor"));
    const sr_stance_entry *e =
        favour ? look_word(w, SR_STANCE_CLASS_v, t) : look_word(w, SR_STANCE_CLASS_a, j);
    uint32_t target = favour ? target_of(w, t, SR_TOWARD(of), false) : t;
    if (!e || target == SR_NONE)
        return false;
    sr_draft d = {.cue = t};
    uint32_t subject = sr_stance_subject(w, t);
    bool condition = sr_stance_condition(w, t, &d.if_beg, &d.if_end);
    d.stance = stance_of(e, told_of(w, t), condition);
    if (d.stance == SR_STANCE_NONE || !sr_stance_holder(w, subject, &d.holder))
        return false;
    d.p = 0.8F * d.holder.p;
    words_of(w, target, &d);
    if (target == t)
        d.beg = j + 1;
    add(w, drafts, &d);
    return true;
}

static bool adjective_cue(const sr_stance_walk *w, uint32_t t, sr_drafts *drafts)
{
    bool verb = upos(w, t) == SR_UPOS_VERB;
    const sr_stance_entry *e = verb ? NULL : look_word(w, SR_STANCE_CLASS_a, t);
    sr_str text = sr_str_span(sr_doc_text(w->doc, w->sent), w->doc->tokens[t].span);
    if (!e &&
        (!verb ||
         w->doc->words[t].feats &
             SR_FEAT(VERBFORM_PART))) /* "opposed", "divided": verbs to the tagger */
        e = sr_stance_look(w->lex, SR_STANCE_CLASS_a, text, SR_STR(""));
    if (!e || upos(w, t) == SR_UPOS_ADP)
        return false;
    uint32_t target = target_of(w, t, e->frames, false),
             subject = child(w, t, SR_REL_NSUBJ);
    if (subject == SR_NONE)
        subject = sr_stance_subject(w, t);
    if (subject == SR_NONE && rel(w, t) == SR_REL_XCOMP) /* "remain divided" */
        subject = sr_stance_subject(w, sr_stance_head(w, t));
    if (target == SR_NONE || subject == SR_NONE || target == subject)
        return false;
    if (e->stance == SR_STANCE_SUPPORTS &&
        e->negated == SR_STANCE_NONE) { /* "ready to" */
        uint32_t beg, end;
        if (!sr_stance_condition(w, t, &beg, &end))
            return false;
    }
    draft(w, t, subject, target, e, drafts);
    return true;
}

/* What t calls its subject: good or bad. */
static const sr_stance_entry *verdict(const sr_stance_walk *w, uint32_t t)
{
    const sr_stance_entry *e = look_word(w, SR_STANCE_CLASS_bad, t);
    return e ? e : look_word(w, SR_STANCE_CLASS_good, t);
}

/* "[called] the strike illegal". */
static void label_cue(const sr_stance_walk *w, uint32_t t, sr_drafts *drafts)
{
    uint32_t object = child(w, t, SR_REL_OBJ), subject = sr_stance_subject(w, t);
    if (object == SR_NONE || subject == SR_NONE ||
        !look_word(w, SR_STANCE_CLASS_label, t))
        return;
    for (EACH_CHILD(w, c, t)) {
        sr_relation r = rel(w, c);
        const sr_stance_entry *e = r == SR_REL_XCOMP || r == SR_REL_OBL ||
                                           r == SR_REL_ADVCL ||
                                           (r == SR_REL_OBJ && c != object)
                                       ? verdict(w, c)
                                       : NULL;
        if (e)
            draft(w, t, subject, object, e, drafts);
    }
    for (EACH_CHILD(w, d,
                    object)) { /* "called [the tariffs unacceptable]" as one phrase */
        const sr_stance_entry *e =
            d > object && rel(w, d) == SR_REL_AMOD ? verdict(w, d) : NULL;
        if (e)
            draft(w, t, subject, object, e, drafts);
    }
}

/* --- what a speaker finds right or wrong, what must be done ---------------------------------------- */

/* "it is not feasible to extend ...", in somebody's words. */
static bool verdict_cue(const sr_stance_walk *w, uint32_t t, sr_drafts *drafts)
{
    const sr_stance_entry *e = child(w, t, SR_REL_COP) == SR_NONE ? NULL : verdict(w, t);
    if (!e)
        return false;
    uint32_t target = target_of(w, t, e->frames, true);
    uint32_t subject = child(w, t, SR_REL_NSUBJ);
    if (target == SR_NONE && subject != SR_NONE && upos(w, subject) != SR_UPOS_PRON)
        target = subject;
    told how = told_of(w, t);
    if (target == SR_NONE || how.open || (how.asked_of && !would(w, t)))
        return false;
    uint8_t s = how.negated ? e->negated : e->stance;
    return s != SR_STANCE_NONE && of_speaker(w, t, target, s, 0.8F, drafts);
}

/* "We should take ...", "The border must stay open", in somebody's words. */
static bool duty_cue(const sr_stance_walk *w, uint32_t t, sr_drafts *drafts)
{
    static const char *const words[] = {"must", "should", "ought", "shall"};
    uint32_t subject = child(w, t, SR_REL_NSUBJ);
    const sr_predicate *p = sr_stance_told(w, t);
    if (!p || !has_aux(w, t, words, SR_COUNT(words)) || subject == SR_NONE)
        return false;
    bool ours = sr_stance_lemma_is(w, subject, "we");
    bool anybody = upos(w, subject) == SR_UPOS_PRON && !ours &&
                   !sr_stance_lemma_is(w, subject, "it");
    if (p->factuality.modality != SR_MODALITY_DEMANDED || anybody || subject > t)
        return false; /* "they should stay indoors" is advice */
    for (EACH_CHILD(w, c, t))
        if (rel(w, c) == SR_REL_AUX && c < subject)
            return false; /* "should they fail" */
    if (child(w, t, SR_REL_COP) != SR_NONE && has_aux(w, t, words, 1))
        return false; /* "must be wrong" guesses */
    uint32_t beg, end;
    bool we = ours || has_aux(w, t, words + 1, 1);
    if (!ours && sr_stance_condition(w, t, &beg, &end))
        return of_speaker(w, t, t, SR_STANCE_CONDITIONAL, 0.75F, drafts);
    uint8_t s = p->factuality.negated ? SR_STANCE_OPPOSES
                : we                  ? SR_STANCE_SUPPORTS
                                      : SR_STANCE_DEMANDS;
    return of_speaker(w, t, t, s, 0.75F, drafts);
}

/* "... and then the country can get it back": what is to follow from what must be done. */
static bool outcome_cue(const sr_stance_walk *w, uint32_t t, sr_drafts *drafts)
{
    const sr_predicate *p = sr_stance_told(w, t);
    if (!p || p->factuality.negated || p->statement == SR_NONE ||
        p->factuality.modality != SR_MODALITY_POSSIBLE ||
        child(w, t, SR_REL_NSUBJ) == SR_NONE)
        return false;
    for (EACH_CHILD(w, c, t))
        if (rel(w, c) == SR_REL_ADVMOD && sr_stance_lemma_is(w, c, "then") && c < t)
            return of_speaker(w, t, t, SR_STANCE_SUPPORTS, 0.6F, drafts);
    return false;
}

/* --- the call ------------------------------------------------------------------------------------------ */

void sr_stance_cue(const sr_stance_walk *w, uint32_t t, sr_drafts *drafts)
{
    switch (upos(w, t)) {
    case SR_UPOS_VERB:
        label_cue(w, t, drafts);
        if (!verb_cue(w, t, drafts) && !act_cue(w, t, drafts) &&
            !duty_cue(w, t, drafts) && !outcome_cue(w, t, drafts) &&
            !adjective_cue(w, t, drafts))
            (void)preposition_cue(w, t, drafts); /* "is against selling it" */
        break;
    case SR_UPOS_NOUN:
    case SR_UPOS_PROPN:
        noun_cue(w, t, drafts);
        if (!preposition_cue(w, t, drafts) && !verdict_cue(w, t, drafts))
            (void)duty_cue(w, t, drafts);
        break;
    case SR_UPOS_ADJ:
        if (!adjective_cue(w, t, drafts) && !verdict_cue(w, t, drafts))
            (void)duty_cue(w, t, drafts);
        break;
    default: (void)preposition_cue(w, t, drafts);
    }
}
