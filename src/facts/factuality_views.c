/* How each word is told.  Heads come before what hangs on them; a word's view is what its
 * head makes of it (entered), then what its own auxiliaries, negations and adverbs make of
 * that (marked).  In order: words of the tree, governors, clauses, nouns, coordination,
 * own marks, tense, all words. */
#include "facts/factuality.h"

typedef struct walk {
    const sr_factuality_lexicon *lex;
    const sr_doc *doc;
    const sr_tree *tree;
    const sr_sentence *sent;
    sr_view *entered, *view; /* [n_tokens] before and after own marks */
    /* [n_tokens] children that every sibling asks for, or SR_NONE: looked for once */
    uint32_t *particle, *subject;
} walk;

static const sr_effect_pair open_pair = {{SR_EFFECT_WISH, false},
                                         {SR_EFFECT_WISH, false}};
static const sr_effect_pair plan_pair = {{SR_EFFECT_PLAN, false},
                                         {SR_EFFECT_PLAN, false}};
static const sr_effect_pair may_pair = {{SR_EFFECT_MAY, false}, {SR_EFFECT_MAY, true}};
static const sr_effect_pair fact_pair = {{SR_EFFECT_FACT, false},
                                         {SR_EFFECT_FACT, false}};
static const sr_effect_pair never_pair = {{SR_EFFECT_SAME, true},
                                          {SR_EFFECT_SAME, false}};
static const sr_effect_pair said_pair = {{SR_EFFECT_SAID, false},
                                         {SR_EFFECT_WISH, false}};
static const sr_effect_pair same_pair = {{SR_EFFECT_SAME, false}, {SR_EFFECT_SAME, true}};

/* --- words of the tree ------------------------------------------------------------------- */

#define EACH_CHILD(w, c, t)           \
    uint32_t c = (w)->tree->first[t]; \
    (c) != SR_NONE;                   \
    c = (w)->tree->next[c]

static sr_str lemma(const walk *w, uint32_t t)
{
    return w->doc->words[t].lemma;
}

static bool lemma_is(const walk *w, uint32_t t, const char *text)
{
    return sr_str_eq(lemma(w, t), sr_str_of(text));
}

static bool has_feat(const walk *w, uint32_t t, uint64_t feat)
{
    return (w->doc->words[t].feats & feat) != 0;
}

static uint8_t upos(const walk *w, uint32_t t)
{
    return w->doc->words[t].upos;
}

static sr_relation rel(const walk *w, uint32_t t)
{
    return sr_tree_rel(w->doc, t);
}

static uint32_t child(const walk *w, uint32_t t, sr_relation r)
{
    return sr_tree_child(w->tree, w->doc, t, r);
}

static const sr_effect_pair *look(const walk *w, char word_class, uint32_t t, sr_str with,
                                  sr_frame frame)
{
    return sr_factuality_look(w->lex, word_class, lemma(w, t), with, frame);
}

static const sr_effect_pair *look_word(const walk *w, char word_class, uint32_t t,
                                       sr_frame frame)
{
    return look(w, word_class, t, SR_STR(""), frame);
}

/* "planned" is the lemma "plan" where it is read as a verb. */
static const sr_effect_pair *look_form(const walk *w, uint32_t t, sr_frame frame)
{
    const sr_effect_pair *p = look_word(w, 'a', t, frame);
    sr_str text = sr_str_span(sr_doc_text(w->doc, w->sent), w->doc->tokens[t].span);
    return p ? p : sr_factuality_look(w->lex, 'a', text, SR_STR(""), frame);
}

static bool is_nominal(const walk *w, uint32_t t)
{
    uint8_t u = upos(w, t);
    return u == SR_UPOS_NOUN || u == SR_UPOS_PROPN || u == SR_UPOS_PRON ||
           u == SR_UPOS_NUM || u == SR_UPOS_DET;
}

/* The word before a noun or clause that joins it to its head: preposition or conjunction. */
static uint32_t joint(const walk *w, uint32_t t)
{
    for (EACH_CHILD(w, c, t))
        if ((rel(w, c) == SR_REL_CASE || rel(w, c) == SR_REL_MARK) && c < t &&
            !lemma_is(w, c, "to") && !lemma_is(w, c, "that"))
            return c;
    return SR_NONE;
}

static sr_str joint_lemma(const walk *w, uint32_t t)
{
    uint32_t c = joint(w, t);
    return c == SR_NONE ? (sr_str){"", 0} : lemma(w, c);
}

static bool is_past(const walk *w, uint32_t t);

/* --- governors ----------------------------------------------------------------------------- */

static char word_class(const walk *w, uint32_t t)
{
    switch (upos(w, t)) {
    case SR_UPOS_VERB:
    case SR_UPOS_AUX: return 'v';
    case SR_UPOS_ADJ:
    case SR_UPOS_ADV: return 'a';
    default: return 'n';
    }
}

/* The lemma that a regular form would have, where the list may know that one: the tagger
 * makes "doubte" of "doubted". */
static sr_str stem(const walk *w, uint32_t t)
{
    static const char *const ends[] = {"ed", "ing", "es", "s"};
    sr_str text = sr_str_span(sr_doc_text(w->doc, w->sent), w->doc->tokens[t].span);
    for (size_t i = 0; i < SR_COUNT(ends); i++) {
        sr_str end = sr_str_of(ends[i]);
        if (text.len > end.len + 2 && sr_str_ends(text, end))
            return sr_str_cut(text, 0, text.len - end.len);
    }
    return text;
}

/* What the head does to what hangs on it by `with`; participles are verbs to some taggers
 * and adjectives to others. */
static const sr_effect_pair *governs(const walk *w, uint32_t head, sr_str with,
                                     sr_frame frame)
{
    char first = word_class(w, head);
    const sr_effect_pair *p = look(w, first, head, with, frame);
    if (!p && first != 'n')
        p = look(w, first == 'v' ? 'a' : 'v', head, with, frame);
    if (!p && first == 'v')
        p = sr_factuality_look(w->lex, first, stem(w, head), with, frame);
    return p;
}

static const sr_effect_pair *effect_of_head(const walk *w, uint32_t head, uint32_t t,
                                            sr_frame frame)
{
    uint32_t particle = w->particle[head];
    sr_str with = joint_lemma(w, t);
    const sr_effect_pair *p = NULL;
    if (with.len)
        p = governs(w, head, with, frame);
    if (!p && particle != SR_NONE)
        p = governs(w, head, lemma(w, particle), frame);
    if (!p && (with.len == 0 || frame == SR_FRAME_INF || frame == SR_FRAME_THAT))
        p = governs(w, head, SR_STR(""), frame);
    return p;
}

static sr_modality modality_of(sr_effect_kind k)
{
    switch (k) {
    case SR_EFFECT_MAY: return SR_MODALITY_POSSIBLE;
    case SR_EFFECT_PLAN: return SR_MODALITY_PLANNED;
    case SR_EFFECT_DEMAND: return SR_MODALITY_DEMANDED;
    case SR_EFFECT_WISH: return SR_MODALITY_HYPOTHETICAL;
    case SR_EFFECT_IF: return SR_MODALITY_CONDITIONAL;
    default: return SR_MODALITY_ASSERTED;
    }
}

/* The modality of what somebody would say, plan, ... */
static uint8_t said_modality(uint8_t of_saying)
{
    return of_saying == SR_MODALITY_ASSERTED || of_saying == SR_MODALITY_POSSIBLE
               ? of_saying
               : SR_MODALITY_HYPOTHETICAL;
}

static sr_view apply(const sr_effect_pair *p, const sr_view *in)
{
    sr_effect e = in->negated ? p->negated : p->plain;
    sr_view v = {.tense = in->tense, .negated = e.turns, .lift = e.kind};
    switch ((sr_effect_kind)e.kind) {
    case SR_EFFECT_FACT: v.said = true; break;
    case SR_EFFECT_SAID:
        v.said = true;
        v.modality = said_modality(in->modality);
        break;
    case SR_EFFECT_WILL:
    case SR_EFFECT_SAME:
        v.modality = in->modality;
        v.will = e.kind == SR_EFFECT_WILL || in->will;
        v.heard = in->heard;
        break;
    default:
        v.modality = in->modality == SR_MODALITY_CONDITIONAL
                         ? in->modality
                         : (uint8_t)modality_of((sr_effect_kind)e.kind);
    }
    return v;
}

/* A clause or noun beside the head: told for itself. */
static sr_view beside(const sr_view *in)
{
    return (sr_view){.tense = in->tense};
}

static bool has_no(const walk *w, uint32_t t)
{
    if (look_word(w, 'a', t, SR_FRAME_NO))
        return true;
    for (EACH_CHILD(w, c, t))
        if (c < t && (rel(w, c) == SR_REL_DET || rel(w, c) == SR_REL_ADVMOD) &&
            look_word(w, 'a', c, SR_FRAME_NO))
            return true;
    return false;
}

/* "the plan includes leaving", "the offer is to stay": what is in a plan. */
static bool is_of_plan(const walk *w, uint32_t head)
{
    uint32_t subject = w->subject[head];
    const sr_effect_pair *p = NULL;
    if (subject == SR_NONE || w->doc->words[subject].rel != SR_REL_NSUBJ)
        return false;
    if (upos(w, subject) == SR_UPOS_NOUN && subject < head && !is_past(w, head))
        p = look_word(w, 'n', subject, SR_FRAME_INF);
    return p && p->plain.kind == SR_EFFECT_PLAN;
}

/* "Reports indicated": nobody answers for it. */
static bool is_hearsay(const walk *w, uint32_t head)
{
    uint32_t s = w->subject[head];
    return s != SR_NONE && upos(w, s) == SR_UPOS_NOUN &&
           look_word(w, 'n', s, SR_FRAME_SUBJ);
}

static sr_view heard(sr_view v)
{
    v.heard = true;
    return v;
}

/* --- clauses ------------------------------------------------------------------------------- */

static bool has_subject(const walk *w, uint32_t t)
{
    return child(w, t, SR_REL_NSUBJ) != SR_NONE || child(w, t, SR_REL_CSUBJ) != SR_NONE ||
           child(w, t, SR_REL_EXPL) != SR_NONE;
}

static bool has_infinitive_mark(const walk *w, uint32_t t)
{
    for (EACH_CHILD(w, c, t))
        if (upos(w, c) == SR_UPOS_PART && lemma_is(w, c, "to"))
            return true;
    return false;
}

static bool has_aux(const walk *w, uint32_t t)
{
    return child(w, t, SR_REL_AUX) != SR_NONE || child(w, t, SR_REL_COP) != SR_NONE;
}

static sr_frame frame_of(const walk *w, uint32_t t)
{
    if (has_infinitive_mark(w, t))
        return SR_FRAME_INF;
    if (has_feat(w, t, SR_FEAT(VERBFORM_INF)) && !has_aux(w, t))
        return rel(w, t) == SR_REL_XCOMP || !has_subject(w, t) ? SR_FRAME_INF
                                                               : SR_FRAME_THAT;
    if (has_feat(w, t, SR_FEAT(VERBFORM_GER) | SR_FEAT(VERBFORM_PART)) &&
        !has_feat(w, t, SR_FEAT(VERBFORM_FIN)) && !has_aux(w, t))
        return SR_FRAME_ING;
    return SR_FRAME_THAT;
}

static bool asks(const walk *w, uint32_t t)
{
    return has_feat(w, t, SR_FEAT(PRONTYPE_INT)) || lemma_is(w, t, "how") ||
           lemma_is(w, t, "why");
}

/* "why it burned", "who set it": a clause that asks, and takes for granted. */
static bool has_question_word(const walk *w, uint32_t t)
{
    for (EACH_CHILD(w, c, t))
        if (c < t && asks(w, c))
            return true;
    return false;
}

/* "the first to leave" */
static bool is_after_ordinal(const walk *w, uint32_t head)
{
    if (has_feat(w, head, SR_FEAT(NUMTYPE_ORD)) || lemma_is(w, head, "last"))
        return true;
    for (EACH_CHILD(w, c, head))
        if (c < head && rel(w, c) == SR_REL_AMOD &&
            (has_feat(w, c, SR_FEAT(NUMTYPE_ORD)) || lemma_is(w, c, "last") ||
             lemma_is(w, c, "only")))
            return true;
    return false;
}

static const sr_effect_pair *default_pair(const walk *w, uint32_t head, uint32_t t,
                                          sr_frame frame)
{
    if (frame == SR_FRAME_INF && rel(w, t) == SR_REL_ACL) {
        if (is_after_ordinal(w, head))
            return &same_pair;
        uint32_t aux = child(w, t, SR_REL_AUX); /* "a system to be sold in May" */
        return aux != SR_NONE && w->doc->words[aux].rel == SR_REL_AUX_PASS ? &plan_pair
                                                                           : &open_pair;
    }
    if (frame == SR_FRAME_INF)
        return &open_pair;
    if (frame == SR_FRAME_THAT && rel(w, t) == SR_REL_CCOMP)
        return &said_pair;
    return &same_pair;
}

/* "has yet to leave", "is too weak to leave" */
static bool denies_infinitive(const walk *w, uint32_t head)
{
    const char *word = lemma_is(w, head, "have") ? "yet" : "too";
    if (!lemma_is(w, head, "have") && upos(w, head) != SR_UPOS_ADJ)
        return false;
    for (EACH_CHILD(w, c, head))
        if (rel(w, c) == SR_REL_ADVMOD && lemma_is(w, c, word))
            return true;
    return false;
}

static sr_view enter_complement(const walk *w, uint32_t head, uint32_t t)
{
    const sr_view *in = &w->view[head];
    sr_frame frame = frame_of(w, t);
    uint32_t mark = child(w, t, SR_REL_MARK);
    if (mark != SR_NONE && (lemma_is(w, mark, "whether") || lemma_is(w, mark, "if")))
        return apply(&open_pair, in);
    if (frame == SR_FRAME_THAT && has_question_word(w, t))
        return apply(&fact_pair, in);
    if (frame == SR_FRAME_INF && denies_infinitive(w, head))
        return apply(&never_pair, in);
    const sr_effect_pair *p = effect_of_head(w, head, t, frame);
    if (!p && frame == SR_FRAME_THAT) /* "expects him to leave", read as a clause */
        p = has_infinitive_mark(w, t) ? effect_of_head(w, head, t, SR_FRAME_INF) : NULL;
    if ((!p || p->plain.kind == SR_EFFECT_SAME) && is_of_plan(w, head))
        p = &plan_pair;
    if (p && p->plain.kind == SR_EFFECT_SAID && is_hearsay(w, head))
        return heard(apply(p, in));
    if (!p && rel(w, t) == SR_REL_CSUBJ && frame == SR_FRAME_ING)
        p = &same_pair;
    return apply(p ? p : default_pair(w, head, t, frame), in);
}

/* The conjunction of an adverbial clause; of two words where it has them: "as if", "in case",
 * "as long as". */
static const sr_effect_pair *effect_of_joint(const walk *w, uint32_t mark, sr_frame frame)
{
    uint32_t fixed = child(w, mark, SR_REL_FIXED), next = mark + 1;
    const sr_effect_pair *p = NULL;
    if (fixed == SR_NONE && next < w->sent->tok_end && rel(w, next) == SR_REL_MARK)
        fixed = next;
    if (fixed != SR_NONE)
        p = look(w, 'k', mark, lemma(w, fixed), frame);
    if (!p && mark > w->sent->tok_beg)
        p = sr_factuality_look(w->lex, 'k', lemma(w, mark - 1), lemma(w, mark), frame);
    return p ? p : look_word(w, 'k', mark, frame);
}

static uint32_t conjunction(const walk *w, uint32_t t)
{
    uint32_t mark = joint(w, t);
    if (mark == SR_NONE)
        for (EACH_CHILD(w, c, t))
            if (c < t && rel(w, c) == SR_REL_ADVMOD && lemma_is(w, c, "when"))
                return c;
    return mark;
}

/* "if it rains", "without leaving", "to win"; also "accused of leaving". */
static sr_view enter_adverbial(const walk *w, uint32_t head, uint32_t t)
{
    const sr_view *in = &w->view[head];
    sr_frame frame = frame_of(w, t);
    uint32_t mark = conjunction(w, t);
    const sr_effect_pair *p = NULL;
    if (frame == SR_FRAME_ING || word_class(w, head) == 'a')
        p = effect_of_head(w, head, t, frame);
    if (p)
        return apply(p, in);
    if (mark != SR_NONE)
        p = effect_of_joint(w, mark, frame == SR_FRAME_ING ? frame : SR_FRAME_THAT);
    if (p && p->plain.kind == SR_EFFECT_WISH && is_past(w, t))
        p = &fact_pair;
    if (!p && frame == SR_FRAME_INF && denies_infinitive(w, head))
        return apply(&never_pair, in);
    if (p && p->plain.kind == SR_EFFECT_SAME) /* "without": whatever the head is */
        return apply(p, &(sr_view){.tense = in->tense, .modality = in->modality});
    if (!p && frame == SR_FRAME_INF)
        p = &plan_pair;
    if (p)
        return apply(p, in);
    sr_view v = beside(in);
    if (frame == SR_FRAME_ING) /* "He left, taking the car" */
        v.modality = in->modality, v.will = in->will;
    return v;
}

/* --- nouns ----------------------------------------------------------------------------------- */

static bool is_definite(const walk *w, uint32_t t)
{
    for (EACH_CHILD(w, c, t)) {
        if (w->doc->words[c].rel == SR_REL_NMOD_POSS)
            return true;
        if (rel(w, c) == SR_REL_DET &&
            has_feat(w, c, SR_FEAT(DEFINITE_DEF) | SR_FEAT(PRONTYPE_DEM)))
            return true;
    }
    return false;
}

static const sr_effect_pair *effect_on_noun(const walk *w, uint32_t head, uint32_t t)
{
    uint8_t r = w->doc->words[t].rel;
    if (r == SR_REL_NSUBJ)
        return effect_of_head(w, head, t, SR_FRAME_SUBJ);
    if (rel(w, t) == SR_REL_COMPOUND)
        return governs(w, head, SR_STR("of"), SR_FRAME_OBJ);
    return effect_of_head(w, head, t, SR_FRAME_OBJ);
}

static sr_view enter_noun(const walk *w, uint32_t head, uint32_t t)
{
    sr_view above = w->view[head], *in = &above;
    const sr_effect_pair *p = effect_on_noun(w, head, t);
    if (has_no(w, t)) /* it is this noun that negates the head */
        in->negated = w->entered[head].negated;
    if ((!p || p->plain.kind == SR_EFFECT_SAME) && is_of_plan(w, head))
        p = &plan_pair;
    if (p && p->plain.kind == SR_EFFECT_SAID && is_hearsay(w, head))
        return heard(apply(p, in));
    if (p)
        return apply(p, in);
    sr_view v = beside(in);
    bool object = rel(w, t) == SR_REL_OBJ || w->doc->words[t].rel == SR_REL_NSUBJ_PASS;
    if (object && in->modality != SR_MODALITY_ASSERTED && !is_definite(w, t))
        v.modality = in->modality, v.will = in->will;
    return v;
}

/* --- coordination ------------------------------------------------------------------------------ */

static bool is_but(const walk *w, uint32_t t)
{
    for (EACH_CHILD(w, c, t))
        if (rel(w, c) == SR_REL_CC && (lemma_is(w, c, "but") || lemma_is(w, c, "yet")))
            return true;
    return false;
}

static uint64_t form_of(const walk *w, uint32_t t)
{
    return w->doc->words[t].feats & (SR_FEAT(VERBFORM_FIN) | SR_FEAT(VERBFORM_INF) |
                                     SR_FEAT(VERBFORM_PART) | SR_FEAT(VERBFORM_GER));
}

/* "never considered or extended": what marks the first also marks the second, where it has
 * no subject and no auxiliary of its own and the same form. */
static sr_view enter_conjunct(const walk *w, uint32_t head, uint32_t t)
{
    bool shares =
        form_of(w, head) == form_of(w, t) && !has_subject(w, t) && !has_aux(w, t);
    if (!shares && rel(w, head) == SR_REL_XCOMP && has_aux(w, t)) {
        uint32_t above =
            w->doc->words[head].head; /* "refused to leave and did not pay" */
        if (above >= w->sent->tok_beg && above < w->sent->tok_end)
            return w->entered[above];
    }
    if (!shares)
        return w->entered[head];
    sr_view v = w->view[head];
    if (is_but(w, t))
        v.negated = w->entered[head].negated;
    return v;
}

/* --- questions ----------------------------------------------------------------------------------- */

static bool is_question(const walk *w)
{
    for (uint32_t t = w->sent->tok_end, n = 0; t > w->sent->tok_beg && n < 3; n++) {
        sr_str text = sr_str_span(sr_doc_text(w->doc, w->sent), w->doc->tokens[--t].span);
        if (text.len && text.p[0] == '?')
            return true;
    }
    return false;
}

static sr_view enter_root(const walk *w, uint32_t t)
{
    sr_view v = {.tense = SR_TOLD_PRESENT};
    if (is_question(w)) {
        v.asked = true;
        if (!has_question_word(w, t))
            v.modality = SR_MODALITY_HYPOTHETICAL;
    }
    if (has_feat(w, t, SR_FEAT(MOOD_IMP)) && !has_subject(w, t))
        v.modality = SR_MODALITY_DEMANDED;
    return v;
}

/* --- what the head makes of a word ------------------------------------------------------------ */

static sr_view enter(const walk *w, uint32_t t)
{
    uint32_t head = w->doc->words[t].head;
    if (head == t || head < w->sent->tok_beg || head >= w->sent->tok_end)
        return enter_root(w, t);
    const sr_view *in = &w->view[head];
    sr_view of_nobody = beside(in);
    of_nobody.negated = true;
    if (rel(w, t) == SR_REL_ACL && upos(w, head) == SR_UPOS_PRON && has_no(w, head))
        return of_nobody; /* "none who came" */
    if (w->doc->words[t].rel == SR_REL_ACL_RELCL)
        return beside(in);
    switch (rel(w, t)) {
    case SR_REL_CONJ: return enter_conjunct(w, head, t);
    case SR_REL_CCOMP:
    case SR_REL_XCOMP:
    case SR_REL_CSUBJ:
    case SR_REL_ACL: return enter_complement(w, head, t);
    case SR_REL_ADVCL: return enter_adverbial(w, head, t);
    case SR_REL_OBJ:
    case SR_REL_IOBJ:
    case SR_REL_NSUBJ:
    case SR_REL_OBL:
    case SR_REL_NMOD:
    case SR_REL_COMPOUND:
        return is_nominal(w, t) ? enter_noun(w, head, t) : enter_complement(w, head, t);
    case SR_REL_APPOS:
    case SR_REL_FIXED:
    case SR_REL_FLAT: return *in;
    default: return beside(in);
    }
}

/* --- own marks --------------------------------------------------------------------------------- */

/* "not only": no negation. */
static bool is_not_only(const walk *w, uint32_t t)
{
    return t + 1 < w->sent->tok_end && look_word(w, 'a', t + 1, SR_FRAME_ONLY);
}

/* Does this child negate its head? */
static bool negates(const walk *w, uint32_t c)
{
    const sr_effect_pair *p = NULL;
    switch (rel(w, c)) {
    case SR_REL_ADVMOD:
    case SR_REL_CC:
    case SR_REL_DET:
        p = look_word(w, 'a', c, SR_FRAME_VERB);
        return (p && p->plain.turns && !is_not_only(w, c)) ||
               (rel(w, c) == SR_REL_ADVMOD && has_no(w, c));
    case SR_REL_NSUBJ:
    case SR_REL_OBJ:
    case SR_REL_OBL: return has_no(w, c);
    default: return false;
    }
}

static bool has_perfect(const walk *w, uint32_t t)
{
    for (EACH_CHILD(w, c, t))
        if (rel(w, c) == SR_REL_AUX && lemma_is(w, c, "have"))
            return true;
    return false;
}

static bool has_condition(const walk *w, uint32_t t)
{
    for (EACH_CHILD(w, c, t)) {
        uint32_t mark = rel(w, c) == SR_REL_ADVCL ? child(w, c, SR_REL_MARK) : SR_NONE;
        const sr_effect_pair *p =
            mark == SR_NONE ? NULL : look_word(w, 'k', mark, SR_FRAME_THAT);
        if (p && p->plain.kind == SR_EFFECT_IF)
            return true;
    }
    return false;
}

static void mark_with(sr_view *v, const sr_effect_pair *p)
{
    sr_effect e = v->negated ? p->negated : p->plain;
    if (e.kind == SR_EFFECT_WILL)
        v->will = true;
    else if (e.kind == SR_EFFECT_HEARD)
        v->heard = true;
    else if (e.kind != SR_EFFECT_SAME && v->modality != SR_MODALITY_CONDITIONAL)
        v->modality = (uint8_t)modality_of((sr_effect_kind)e.kind);
}

/* "said it would leave": a future seen from then; "would leave (if ...)": none. */
static void mark_would(const walk *w, uint32_t t, sr_view *v)
{
    bool perfect = has_perfect(w, t);
    if (perfect || has_condition(w, t))
        v->modality = SR_MODALITY_CONDITIONAL;
    else if (v->said && v->modality == SR_MODALITY_ASSERTED)
        v->will = true;
    else if (v->modality == SR_MODALITY_ASSERTED)
        v->modality = SR_MODALITY_HYPOTHETICAL;
}

static void mark_verb(const walk *w, uint32_t t, sr_view *v)
{
    for (EACH_CHILD(w, c, t)) {
        const sr_effect_pair *p = NULL;
        if (rel(w, c) == SR_REL_AUX)
            p = look_word(w, 'm', c, SR_FRAME_VERB);
        else if (rel(w, c) == SR_REL_ADVMOD)
            p = look_word(w, 'a', c, SR_FRAME_VERB);
        if (p && p->plain.kind == SR_EFFECT_WOULD)
            mark_would(w, t, v);
        else if (p && p->plain.kind == SR_EFFECT_DEMAND && has_perfect(w, t) &&
                 lemma_is(w, c, "must"))
            mark_with(v, &may_pair);
        else if (p && !p->plain.turns)
            mark_with(v, p);
    }
    uint32_t due = child(w, t, SR_REL_MARK); /* "is due to leave", read as one word */
    if (due != SR_NONE && upos(w, due) == SR_UPOS_ADJ) {
        const sr_effect_pair *p = look_word(w, 'a', due, SR_FRAME_INF);
        if (p)
            mark_with(v, p);
    }
}

static void mark_noun(const walk *w, uint32_t t, sr_view *v)
{
    for (EACH_CHILD(w, c, t)) {
        const sr_effect_pair *p = NULL;
        if (rel(w, c) == SR_REL_DET)
            p = look_word(w, 'a', c, SR_FRAME_ANY);
        else if (rel(w, c) == SR_REL_AMOD || rel(w, c) == SR_REL_ADVMOD ||
                 rel(w, c) == SR_REL_COMPOUND)
            p = look_form(w, c, SR_FRAME_NOUN);
        if (p && p->plain.turns)
            v->negated = !v->negated;
        else if (p)
            mark_with(v, p);
    }
}

/* --- tense --------------------------------------------------------------------------------------- */

/* What finite verb or auxiliary says; false: there is none. */
static bool finite_tense(const walk *w, uint32_t t, sr_when_told *ret)
{
    bool found = false, past = false;
    for (EACH_CHILD(w, c, t)) {
        if (rel(w, c) != SR_REL_AUX && rel(w, c) != SR_REL_COP)
            continue;
        found = found || !lemma_is(w, c, "be") || has_feat(w, c, SR_FEAT(VERBFORM_FIN));
        past = past || lemma_is(w, c, "have") ||
               (has_feat(w, c, SR_FEAT(TENSE_PAST)) &&
                has_feat(w, c, SR_FEAT(VERBFORM_FIN)) &&
                !look_word(w, 'm', c, SR_FRAME_VERB));
    }
    if (!found && has_feat(w, t, SR_FEAT(VERBFORM_FIN))) {
        found = true;
        past = has_feat(w, t, SR_FEAT(TENSE_PAST));
    }
    if (found)
        *ret = past ? SR_TOLD_PAST : SR_TOLD_PRESENT;
    return found;
}

static bool is_past(const walk *w, uint32_t t)
{
    sr_when_told tense = SR_TOLD_PRESENT;
    return finite_tense(w, t, &tense) && tense == SR_TOLD_PAST;
}

static bool has_modal(const walk *w, uint32_t t)
{
    for (EACH_CHILD(w, c, t))
        if (rel(w, c) == SR_REL_AUX && look_word(w, 'm', c, SR_FRAME_VERB))
            return true;
    return false;
}

static uint8_t tense_of(const walk *w, uint32_t t, const sr_view *v)
{
    sr_when_told tense = (sr_when_told)v->tense;
    bool finite = finite_tense(w, t, &tense), past = finite && tense == SR_TOLD_PAST;
    bool infinitive = has_feat(w, t, SR_FEAT(VERBFORM_INF)) || has_infinitive_mark(w, t);
    bool state = child(w, t, SR_REL_COP) != SR_NONE;
    if (v->will)
        return SR_TOLD_FUTURE;
    if (past)
        return SR_TOLD_PAST;
    if (has_modal(w, t))
        return state ? SR_TOLD_PRESENT : SR_TOLD_FUTURE;
    bool ordered = v->modality == SR_MODALITY_DEMANDED && v->lift == SR_EFFECT_DEMAND;
    if (finite && !ordered)
        return SR_TOLD_PRESENT;
    if (v->modality != SR_MODALITY_ASSERTED && v->modality != SR_MODALITY_POSSIBLE)
        return SR_TOLD_FUTURE;
    if (infinitive && v->modality != SR_MODALITY_ASSERTED)
        return SR_TOLD_FUTURE;
    if (!infinitive && has_feat(w, t, SR_FEAT(TENSE_PAST)))
        return SR_TOLD_PAST;
    return (uint8_t)tense;
}

/* Its particle and subject, which those that hang on it will ask for. */
static void note_children(const walk *w, uint32_t t)
{
    w->particle[t] = w->subject[t] = SR_NONE;
    for (EACH_CHILD(w, c, t)) {
        if (w->doc->words[c].rel == SR_REL_COMPOUND_PRT)
            w->particle[t] = c;
        else if (w->doc->words[c].rel == SR_REL_NSUBJ)
            w->subject[t] = c;
    }
}

static sr_view mark(const walk *w, uint32_t t, sr_view v)
{
    bool negated = false;
    for (EACH_CHILD(w, c, t))
        negated = negated != negates(w, c);
    v.negated = v.negated != negated;
    mark_verb(w, t, &v);
    if (is_nominal(w, t))
        mark_noun(w, t, &v);
    if ((v.modality == SR_MODALITY_ASSERTED || v.modality == SR_MODALITY_POSSIBLE) &&
        !is_past(w, t) && has_condition(w, t))
        v.modality = SR_MODALITY_CONDITIONAL;
    v.tense = tense_of(w, t, &v);
    return v;
}

/* --- all words ------------------------------------------------------------------------------------ */

sr_status sr_factuality_views(const sr_factuality_lexicon *lex, sr_doc *doc,
                              const sr_tree *tree, sr_view **ret, sr_err *err)
{
    walk w = {.lex = lex, .doc = doc, .tree = tree};
    w.entered = SR_NEW(doc->arena, sr_view, doc->n_tokens);
    w.view = SR_NEW(doc->arena, sr_view, doc->n_tokens);
    w.particle = SR_NEW(doc->arena, uint32_t, doc->n_tokens);
    w.subject = SR_NEW(doc->arena, uint32_t, doc->n_tokens);
    if (!w.entered || !w.view || !w.particle || !w.subject)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the views of %zu words",
                       doc->n_tokens);
    for (size_t i = 0; i < doc->n_sents; i++) {
        w.sent = &doc->sents[i];
        for (uint32_t k = w.sent->tok_beg; k < w.sent->tok_end; k++) {
            uint32_t t = tree->order[k];
            w.entered[t] = enter(&w, t);
            note_children(&w, t);
            w.view[t] = mark(&w, t, w.entered[t]);
        }
    }
    *ret = w.view;
    return SR_OK;
}

/* --- which words tell events ------------------------------------------------------------------------ */

static bool has_event_suffix(const sr_factuality_lexicon *lex, sr_str word)
{
    for (size_t n = 2; n <= 4 && n + 3 < word.len; n++)
        if (sr_factuality_look(lex, 'n', sr_str_cut(word, word.len - n, word.len),
                               SR_STR(""), SR_FRAME_SUFFIX))
            return true;
    return false;
}

/* A copula or an auxiliary, or an object where only verbs have some: what the tagger takes
 * for a noun may be a verb. */
static bool has_clause_words(const sr_doc *doc, const sr_tree *tree, uint32_t tok)
{
    for (uint32_t c = tree->first[tok]; c != SR_NONE; c = tree->next[c])
        switch (sr_tree_rel(doc, c)) {
        case SR_REL_COP:
        case SR_REL_AUX:
        case SR_REL_OBJ:
        case SR_REL_XCOMP:
        case SR_REL_NSUBJ: return doc->words[tok].upos != SR_UPOS_PUNCT;
        default: break;
        }
    return false;
}

/* "easy to load and [pack]", "nothing to [ship]": where only verbs stand. */
static bool is_among_verbs(const sr_doc *doc, const sr_tree *tree, uint32_t tok)
{
    uint32_t head = doc->words[tok].head;
    const sr_word *before = tok ? &doc->words[tok - 1] : NULL;
    if (before && before->upos == SR_UPOS_PART && before->head == tok &&
        sr_str_ieq(before->lemma, SR_STR("to")))
        return true;
    if (sr_tree_rel(doc, tok) != SR_REL_CONJ || doc->words[head].upos != SR_UPOS_VERB)
        return false;
    for (uint32_t c = tree->first[tok]; c != SR_NONE; c = tree->next[c])
        if (c < tok && sr_tree_rel(doc, c) != SR_REL_CC &&
            sr_tree_rel(doc, c) != SR_REL_ADVMOD)
            return false;
    return doc->words[tok].upos == SR_UPOS_NOUN;
}

bool sr_factuality_is_event(const sr_factuality_lexicon *lex, const sr_doc *doc,
                            const sr_tree *tree, uint32_t tok)
{
    const sr_word *word = &doc->words[tok];
    if (word->upos == SR_UPOS_VERB || has_clause_words(doc, tree, tok) ||
        is_among_verbs(doc, tree, tok))
        return true;
    sr_relation r = sr_tree_rel(doc, tok);
    if (word->upos == SR_UPOS_AUX)
        return r != SR_REL_AUX && r != SR_REL_COP;
    if (word->upos == SR_UPOS_ADJ)
        return sr_str_ends(word->lemma, SR_STR("ed")) || word->rel == SR_REL_XCOMP ||
               word->rel == SR_REL_CCOMP || word->rel == SR_REL_ADVCL ||
               sr_tree_is_root(doc, tok);
    if (word->upos != SR_UPOS_NOUN)
        return false;
    if (sr_factuality_look(lex, 'n', word->lemma, SR_STR(""), SR_FRAME_EVENT))
        return true;
    return !sr_factuality_look(lex, 'n', word->lemma, SR_STR(""), SR_FRAME_THING) &&
           has_event_suffix(lex, word->lemma);
}
