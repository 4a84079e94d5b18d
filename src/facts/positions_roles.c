/* Who holds a position, and on what condition.  In order: words, subjects, holders,
 * speakers, conditions. */
#include "facts/positions.h"

enum {
    UP = 4,              /* verbs that a subject is looked for above */
    DATELINE = 16,       /* tokens of a dateline */
    STATEMENTS_NEAR = 8, /* statements looked at around a token */
    CONDITION_REACH = 80 /* tokens that a condition is looked for in */
};

#define EACH_CHILD(w, c, t)          \
    uint32_t c = (w)->tree.first[t]; \
    (c) != SR_NONE;                  \
    c = (w)->tree.next[c]

/* --- words ---------------------------------------------------------------------------------- */

sr_str sr_stance_lemma(const sr_stance_walk *w, uint32_t t)
{
    return w->doc->words[t].lemma;
}

bool sr_stance_lemma_is(const sr_stance_walk *w, uint32_t t, const char *text)
{
    return sr_str_ieq(sr_stance_lemma(w, t), sr_str_of(text));
}

bool sr_stance_form_is(const sr_stance_walk *w, uint32_t t, const char *text)
{
    return t >= w->sent->tok_beg && t < w->sent->tok_end &&
           sr_str_ieq(sr_str_span(sr_doc_text(w->doc, w->sent), w->doc->tokens[t].span),
                      sr_str_of(text));
}

uint32_t sr_stance_joint(const sr_stance_walk *w, uint32_t t)
{
    for (EACH_CHILD(w, c, t)) {
        sr_relation r = sr_tree_rel(w->doc, c);
        if ((r == SR_REL_CASE || r == SR_REL_MARK) && c < t &&
            w->doc->words[c].upos != SR_UPOS_PART && !sr_stance_lemma_is(w, c, "that"))
            return c;
    }
    return SR_NONE;
}

const sr_predicate *sr_stance_told(const sr_stance_walk *w, uint32_t t)
{
    uint32_t i = w->predicate[t];
    return i == SR_NONE ? NULL : &w->doc->predicates[i];
}

/* --- subjects ------------------------------------------------------------------------------- */

static uint32_t child(const sr_stance_walk *w, uint32_t t, sr_relation r)
{
    return sr_tree_child(&w->tree, w->doc, t, r);
}

static uint32_t find_agent(const sr_stance_walk *w, uint32_t t)
{
    for (EACH_CHILD(w, c, t)) {
        if (w->doc->words[c].rel == SR_REL_OBL_AGENT)
            return c;
        uint32_t by =
            sr_tree_rel(w->doc, c) == SR_REL_OBL ? sr_stance_joint(w, c) : SR_NONE;
        if (by != SR_NONE && sr_stance_lemma_is(w, by, "by"))
            return c;
    }
    return SR_NONE;
}

static bool is_relative(const sr_stance_walk *w, uint32_t t)
{
    return (w->doc->words[t].feats & SR_FEAT(PRONTYPE_REL)) ||
           sr_stance_lemma_is(w, t, "who") || sr_stance_lemma_is(w, t, "which");
}

static bool is_dash(const sr_stance_walk *w, uint32_t t)
{
    sr_str s = sr_str_span(sr_doc_text(w->doc, w->sent), w->doc->tokens[t].span);
    return sr_str_eq(s, SR_STR("-")) || sr_str_eq(s, SR_STR("–")) ||
           sr_str_eq(s, SR_STR("—")) || sr_str_eq(s, SR_STR("--"));
}

/* "KYIV, Nov 29 (Agency) - ": a place in capitals that a dash follows. */
static bool is_dateline(const sr_stance_walk *w, uint32_t s)
{
    if (s > w->sent->tok_beg + 2 || !(w->doc->tokens[s].flags & SR_TOKEN_ALL_CAPS))
        return false;
    for (uint32_t t = s + 1; t < w->sent->tok_end && t < s + DATELINE; t++)
        if (is_dash(w, t))
            return true;
    return false;
}

/* Where the tree takes the dateline for the subject: the noun nearest before the verb that
 * no preposition leads. */
static uint32_t behind_dateline(const sr_stance_walk *w, uint32_t s, uint32_t verb)
{
    for (uint32_t t = verb; t-- > s + 1;) {
        if (is_dash(w, t))
            break;
        uint8_t u = w->doc->words[t].upos;
        uint32_t head = sr_stance_head(w, t);
        bool inner = head > s && head < verb && !is_dash(w, head) && head != t &&
                     sr_tree_rel(w->doc, t) != SR_REL_APPOS;
        if ((u == SR_UPOS_NOUN || u == SR_UPOS_PROPN) && !inner &&
            sr_stance_joint(w, t) == SR_NONE && sr_tree_rel(w->doc, t) != SR_REL_OBL)
            return t;
    }
    return SR_NONE;
}

/* A subject of its own; *is_passive: it is the one something is done to. */
static uint32_t own_subject(const sr_stance_walk *w, uint32_t t, bool *is_passive)
{
    uint32_t s = w->subject[t];
    *is_passive = s != SR_NONE && w->doc->words[s].rel == SR_REL_NSUBJ_PASS;
    if (s != SR_NONE && is_dateline(w, s))
        s = behind_dateline(w, s, t);
    if (s != SR_NONE &&
        is_relative(w, s)) /* "allies who object": the head of the clause */
        s = w->doc->words[t].rel == SR_REL_ACL_RELCL ? sr_stance_head(w, t) : SR_NONE;
    return s;
}

static bool is_participle(const sr_stance_walk *w, uint32_t t)
{
    return (w->doc->words[t].feats & (SR_FEAT(VERBFORM_GER) | SR_FEAT(VERBFORM_PART))) !=
           0;
}

/* The verb above whose subject does it too, or SR_NONE. */
static uint32_t sharing_verb(const sr_stance_walk *w, uint32_t t)
{
    uint32_t head = sr_stance_head(w, t);
    if (head == t)
        return SR_NONE;
    switch (sr_tree_rel(w->doc, t)) {
    case SR_REL_XCOMP: /* "urged them to leave": they would do it */
        return w->object[head] == SR_NONE ? head : SR_NONE;
    case SR_REL_CONJ: return head;
    case SR_REL_ADVCL:
        return is_participle(w, t) || child(w, t, SR_REL_MARK) != SR_NONE ? head
                                                                          : SR_NONE;
    default: return SR_NONE;
    }
}

/* "Kenya, which borders both, opposes ...": where a clause about the subject makes the tree
 * hang the verb on the subject, the verb stands right behind the comma that ends the clause. */
static bool is_main_verb_of(const sr_stance_walk *w, uint32_t t, uint32_t noun)
{
    bool clause = sr_tree_rel(w->doc, t) == SR_REL_ACL;
    uint32_t before = t;
    if (!clause || noun >= t || sr_stance_head(w, noun) != noun)
        return false;
    while (before > noun + 1 && (w->doc->words[before - 1].upos == SR_UPOS_AUX ||
                                 w->doc->words[before - 1].upos == SR_UPOS_ADV))
        before--;
    uint32_t marks = 0;
    for (uint32_t k = noun + 1; k < before; k++)
        marks += sr_stance_form_is(w, k, ",");
    return marks > 1 && sr_stance_form_is(w, before - 1, ",");
}

uint32_t sr_stance_subject(const sr_stance_walk *w, uint32_t t)
{
    bool passive = false;
    for (int i = 0; i < UP && t != SR_NONE; i++) {
        if (is_main_verb_of(w, t, sr_stance_head(w, t)))
            return sr_stance_head(w, t);
        uint32_t s = own_subject(w, t, &passive);
        if (s != SR_NONE)
            return passive && w->doc->words[t].upos == SR_UPOS_VERB ? w->agent[t] : s;
        if (sr_tree_rel(w->doc, t) == SR_REL_ACL &&
            w->doc->words[t].rel != SR_REL_ACL_RELCL) {
            bool past = (w->doc->words[t].feats & SR_FEAT(TENSE_PAST)) != 0;
            return past ? w->agent[t] : sr_stance_head(w, t); /* "lawmakers opposing" */
        }
        t = sharing_verb(w, t);
    }
    return SR_NONE;
}

void sr_stance_note_children(sr_stance_walk *w)
{
    for (uint32_t t = w->sent->tok_beg; t < w->sent->tok_end; t++) {
        w->subject[t] = child(w, t, SR_REL_NSUBJ);
        if (w->subject[t] == SR_NONE && w->doc->words[t].upos == SR_UPOS_ADJ &&
            sr_stance_look(w->lex, SR_STANCE_CLASS_a, sr_stance_lemma(w, t), SR_STR("")))
            w->subject[t] = child(w, t, SR_REL_EXPL); /* "it was ready to mediate" */
        w->object[t] = child(w, t, SR_REL_OBJ);
        if (w->object[t] == SR_NONE) /* "urged them to leave" */
            w->object[t] = child(w, t, SR_REL_IOBJ);
        w->agent[t] = find_agent(w, t);
    }
}

/* --- holders -------------------------------------------------------------------------------- */

static sr_span span_of(const sr_stance_walk *w, uint32_t beg, uint32_t end)
{
    return (sr_span){w->doc->tokens[beg].span.beg, w->doc->tokens[end - 1].span.end};
}

/* The noun phrase of a head without clauses. */
static sr_span phrase_of(const sr_stance_walk *w, uint32_t t)
{
    uint32_t beg = w->lo[t], end = w->hi[t];
    for (EACH_CHILD(w, c, t)) {
        sr_relation r = sr_tree_rel(w->doc, c);
        bool clause = r == SR_REL_ACL || r == SR_REL_APPOS || r == SR_REL_PARATAXIS ||
                      r == SR_REL_PUNCT || r == SR_REL_ADVCL;
        if (clause && c > t)
            end = w->lo[c] < end ? w->lo[c] : end;
        if ((r == SR_REL_CASE || r == SR_REL_CC) && c < t && c + 1 > beg)
            beg = c + 1;
    }
    return span_of(w, beg < t ? beg : t, end > t ? end : t + 1);
}

static bool has_actor_ending(sr_str word)
{
    static const char *const ends[] = {"er",  "or",  "ist",  "ian",
                                       "ers", "ors", "ists", "ians"};
    for (size_t i = 0; i < SR_COUNT(ends); i++)
        if (word.len > 5 && sr_str_ends(word, sr_str_of(ends[i])))
            return true;
    return sr_str_ends(word, SR_STR("-year-old"));
}

static bool is_actor_entity(const sr_entity *e)
{
    switch ((sr_entity_type)e->type) {
    case SR_ENTITY_PER:
    case SR_ENTITY_ORG:
    case SR_ENTITY_GPE:
    case SR_ENTITY_NORP: return true;
    default: return false;
    }
}

static bool is_actor_noun(const sr_stance_walk *w, uint32_t t)
{
    sr_str l = sr_stance_lemma(w, t);
    uint8_t u = w->doc->words[t].upos;
    if (u == SR_UPOS_PROPN)
        return true;
    if (sr_stance_look(w->lex, SR_STANCE_CLASS_actor, l, SR_STR("")))
        return true;
    return u == SR_UPOS_NOUN && has_actor_ending(l) &&
           !sr_stance_look(w->lex, SR_STANCE_CLASS_thing, l, SR_STR(""));
}

/* A pronoun's entity, by the noun that it was first mentioned with. */
static bool stands_for_actor(const sr_stance_walk *w, uint32_t entity)
{
    const sr_mention *first = &w->doc->mentions[w->doc->entities[entity].first];
    return first->kind != SR_MENTION_PRONOUN && is_actor_noun(w, first->head);
}

static bool is_pronoun_of(const sr_stance_walk *w, uint32_t t, uint64_t feat)
{
    return w->doc->words[t].upos == SR_UPOS_PRON && (w->doc->words[t].feats & feat);
}

/* "Iran said [it] would": the speaker, where that can be. */
static bool is_speakers(const sr_stance_walk *w, uint32_t t, sr_holder *ret)
{
    const sr_predicate *p = sr_stance_told(w, sr_stance_head(w, t));
    if (w->doc->words[t].upos != SR_UPOS_PRON || !p || p->statement == SR_NONE)
        return false;
    const sr_statement *s = &w->doc->statements[p->statement];
    if (s->kind == SR_STATEMENT_DIRECT || s->speaker == SR_NONE ||
        s->speaker_span.end == s->speaker_span.beg)
        return false;
    bool person = w->doc->entities[s->speaker].type == SR_ENTITY_PER;
    bool it = sr_stance_lemma_is(w, t, "it");
    bool they = sr_stance_lemma_is(w, t, "they");
    if (!they && it == person)
        return false;
    *ret = (sr_holder){
        .tok = SR_NONE, .entity = s->speaker, .span = s->speaker_span, .p = 0.8F};
    return true;
}

/* "her party", "Weber's government": who leads an unnamed group stands for it. */
static uint32_t leader_of(const sr_stance_walk *w, uint32_t t)
{
    uint32_t poss = SR_NONE;
    for (EACH_CHILD(w, c, t))
        if (w->doc->words[c].rel == SR_REL_NMOD_POSS)
            poss = c;
    uint32_t m = poss == SR_NONE ? SR_NONE : sr_mention_of(w->doc, poss);
    if (m == SR_NONE ||
        !sr_stance_look(w->lex, SR_STANCE_CLASS_group, sr_stance_lemma(w, t), SR_STR("")))
        return SR_NONE;
    uint32_t e = w->doc->mentions[m].entity;
    return w->doc->entities[e].is_named ? e : SR_NONE;
}

bool sr_stance_holder(const sr_stance_walk *w, uint32_t t, sr_holder *ret)
{
    if (t == SR_NONE || sr_stance_lemma_is(w, t, "you"))
        return false;
    uint32_t m = sr_mention_of(w->doc, t);
    sr_holder h = {.tok = t, .entity = SR_NONE, .span = phrase_of(w, t), .p = 0.8F};
    bool named = false;
    if (m != SR_NONE) {
        const sr_mention *mention = &w->doc->mentions[m];
        h.entity = mention->entity;
        h.span = mention->span;
        named = is_actor_entity(&w->doc->entities[h.entity]) ||
                (mention->kind == SR_MENTION_PRONOUN && stands_for_actor(w, h.entity));
        h.p = named ? 0.9F : 0.8F;
    }
    if (named && is_speakers(w, t, ret))
        return true;
    if (is_pronoun_of(w, t, SR_FEAT(PERSON_1)) ||
        (w->doc->words[t].upos == SR_UPOS_PRON && !named)) {
        sr_holder speaker; /* "we", "it" in somebody's words */
        if (!sr_stance_speaker(w, t, &speaker))
            return false;
        *ret = speaker;
        return true;
    }
    if (!named && !is_actor_noun(w, t))
        return false;
    bool unnamed = h.entity == SR_NONE || !w->doc->entities[h.entity].is_named;
    uint32_t leader = unnamed ? leader_of(w, t) : SR_NONE;
    if (leader != SR_NONE)
        h.entity = leader;
    *ret = h;
    return true;
}

/* --- speakers --------------------------------------------------------------------------------- */

bool sr_stance_speaker(const sr_stance_walk *w, uint32_t t, sr_holder *ret)
{
    const sr_predicate *p = sr_stance_told(w, t);
    uint32_t found = p ? p->statement : SR_NONE;
    for (uint32_t k = w->sent->tok_beg; found == SR_NONE && k < w->sent->tok_end; k++)
        if (w->predicate[k] != SR_NONE && k > t && k < t + STATEMENTS_NEAR)
            found = w->doc->predicates[w->predicate[k]].statement;
    if (found == SR_NONE)
        return false;
    const sr_statement *s = &w->doc->statements[found];
    if (s->speaker_span.end == s->speaker_span.beg)
        return false;
    *ret = (sr_holder){
        .tok = SR_NONE, .entity = s->speaker, .span = s->speaker_span, .p = 0.75F};
    return true;
}

/* --- conditions --------------------------------------------------------------------------------- */

/* Does a condition begin at this token? */
static bool opens_condition(const sr_stance_walk *w, uint32_t t)
{
    sr_str text = sr_str_span(sr_doc_text(w->doc, w->sent), w->doc->tokens[t].span);
    char small[16];
    if (text.len >= sizeof small)
        return false;
    for (size_t i = 0; i < text.len; i++)
        small[i] = sr_lower(text.p[i]);
    if (sr_stance_form_is(w, t, "condition") && sr_stance_form_is(w, t - 1, "on"))
        return !sr_stance_form_is(w, t + 1, "of"); /* anonymity */
    if ((sr_stance_form_is(w, t, "when") || sr_stance_form_is(w, t, "after")) &&
        sr_stance_form_is(w, t - 1, "only"))
        return true;
    if (sr_stance_form_is(w, t, "as") && sr_stance_form_is(w, t + 1, "long") &&
        sr_stance_form_is(w, t + 2, "as"))
        return true;
    if (!sr_stance_look(w->lex, SR_STANCE_CLASS_if, (sr_str){small, text.len},
                        SR_STR("")))
        return false;
    if (sr_stance_form_is(w, t, "once") &&
        (sr_stance_form_is(w, t + 1, "and") || sr_stance_form_is(w, t + 1, "again")))
        return false;
    uint32_t clause = sr_stance_head(w, t); /* "asked if", "as if", "provided aid" */
    bool asked = clause != t && sr_tree_rel(w->doc, clause) == SR_REL_CCOMP &&
                 sr_tree_rel(w->doc, t) == SR_REL_MARK;
    bool aid =
        sr_stance_form_is(w, t, "provided") &&
        (child(w, t, SR_REL_OBJ) != SR_NONE || sr_stance_form_is(w, t + 1, "for") ||
         sr_stance_form_is(w, t + 1, "by") || sr_stance_form_is(w, t + 1, "to"));
    return !asked && !aid && !sr_stance_form_is(w, t - 1, "as") &&
           !sr_stance_form_is(w, t - 1, "even");
}

static bool is_mark(const sr_stance_walk *w, uint32_t t)
{
    uint8_t u = w->doc->words[t].upos;
    return u == SR_UPOS_PUNCT || u == SR_UPOS_SYM;
}

bool sr_stance_condition(const sr_stance_walk *w, uint32_t t, uint32_t *beg,
                         uint32_t *end)
{
    uint32_t lo = w->lo[t], hi = w->hi[t];
    for (EACH_CHILD(w, c,
                    t)) /* what is joined has conditions of its own; "but only if" */
        if (sr_tree_rel(w->doc, c) == SR_REL_CONJ && w->lo[c] > t && w->lo[c] < hi &&
            child(w, c, SR_REL_MARK) == SR_NONE)
            hi = w->lo[c];
    if (hi - lo > CONDITION_REACH)
        lo = t, hi = hi - t > CONDITION_REACH ? t + CONDITION_REACH : hi;
    for (uint32_t k = lo; k < hi; k++) {
        if (!opens_condition(w, k))
            continue;
        uint32_t from = k, to = hi;
        if (sr_stance_form_is(w, k, "condition"))
            from--;
        if (from > lo && (sr_stance_form_is(w, from - 1, "only") ||
                          sr_stance_form_is(w, from - 1, "but")))
            from--;
        if (k < t) /* "If they leave, we will stay" */
            for (to = k + 1; to < t && !sr_stance_form_is(w, to, ","); to++)
                ;
        while (to > from + 1 && is_mark(w, to - 1))
            to--;
        *beg = from, *end = to;
        return to > from + 1;
    }
    return false;
}
