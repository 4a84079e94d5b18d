/* A tree as if each verb were active and had all its parties.  In this file: filling;
 * walking; voice, subject, object; slots of verbs; slots of nouns; phrases. */
#include "facts/frames.h"

#include "base/hash.h"

enum { DEPTH = 6, PHRASE_DEPTH = 24, REACH = 256 /* tokens from a word to its head */ };

/* --- filling ------------------------------------------------------------------------------ */

static uint64_t lower_hash(sr_str s)
{
    char low[64];
    size_t n = s.len < sizeof low ? s.len : sizeof low;
    for (size_t i = 0; i < n; i++)
        low[i] = sr_lower(s.p[i]);
    return sr_hash64((sr_str){low, n});
}

static void put_class(sr_scene *v, uint32_t tok, sr_own_class c)
{
    v->cls[tok - v->beg].bits[c / 64] |= 1ull << (c % 64);
}

static void class_of_name(sr_scene *v, const sr_name *n)
{
    static const uint8_t by_type[SR_NAME_TYPES] = {
        [SR_NAME_PER] = SR_CLASS_PERSON,  [SR_NAME_ORG] = SR_CLASS_ORG,
        [SR_NAME_LOC] = SR_CLASS_PLACE,   [SR_NAME_MISC] = SR_CLASS_NAME,
        [SR_NAME_NORP] = SR_CLASS_NATION, [SR_NAME_FAC] = SR_CLASS_THING};
    for (uint32_t t = n->tok_beg; t < n->tok_end; t++) {
        put_class(v, t, SR_CLASS_NAME);
        put_class(v, t, (sr_own_class)by_type[n->type]);
        if (n->type != SR_NAME_MISC && n->type != SR_NAME_FAC)
            put_class(v, t, SR_CLASS_ACTOR);
    }
}

/* The first name that may lie in the sentence: names ascend. */
static size_t first_name(const sr_doc *doc, uint32_t sent)
{
    size_t low = 0, high = doc->n_names;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (doc->names[mid].sent < sent)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The times of the sentence: ascending, as names are. */
static void class_of_times(sr_scene *v, uint32_t sent)
{
    size_t low = 0, high = v->doc->n_times;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (v->doc->times[mid].sent < sent)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < v->doc->n_times && v->doc->times[low].sent == sent; low++)
        for (uint32_t t = v->doc->times[low].tok_beg; t < v->doc->times[low].tok_end; t++)
            put_class(v, t, SR_CLASS_TIME);
}

/* Who acts though no list has it: people of all kinds by their pronouns. */
static bool is_actor_pronoun(const sr_scene *v, uint32_t tok)
{
    static const char *const words[] = {"he", "she",     "they",     "we",        "who",
                                        "i",  "someone", "everyone", "everybody", "it"};
    const sr_word *w = sr_scene_word(v, tok);
    for (size_t i = 0; w->upos == SR_UPOS_PRON && i < SR_COUNT(words); i++)
        if (sr_str_ieq(w->lemma, sr_str_of(words[i])))
            return true;
    return false;
}

static void fill_word(sr_scene *v, uint32_t tok)
{
    const sr_word *w = sr_scene_word(v, tok);
    uint32_t i = tok - v->beg;
    uint64_t contexts;
    uint64_t meant = sr_frames_form(v->frames, v->doc->tokens[tok].fold);
    v->lemma[i] = meant && w->upos == SR_UPOS_VERB ? meant : lower_hash(w->lemma);
    if (w->upos == SR_UPOS_VERB && sr_frames_head(v->frames, v->lemma[i]) == SR_NONE &&
        (meant = sr_frames_by_ending(v->frames,
                                     sr_str_span(v->text, v->doc->tokens[tok].span))))
        v->lemma[i] = meant;
    v->cls[i] = (sr_class_set){{0}};
    if (sr_frames_word(v->frames, v->lemma[i], &v->cls[i], &contexts))
        v->contexts |= contexts;
    v->first_child[i] = v->next_child[i] = SR_NONE;
    if (w->upos == SR_UPOS_NUM)
        put_class(v, tok, SR_CLASS_NUMBER);
    if (sr_scene_is(v, tok, SR_CLASS_PEOPLE))
        put_class(v, tok, SR_CLASS_ACTOR);
    if (is_actor_pronoun(v, tok)) {
        put_class(v, tok, SR_CLASS_PRONOUN);
        put_class(v, tok, SR_CLASS_ACTOR);
    }
}

void sr_scene_fill(sr_scene *v, const sr_doc *doc, uint32_t sent)
{
    const sr_sentence *s = &doc->sents[sent];
    v->doc = doc, v->sent = sent, v->beg = s->tok_beg, v->end = s->tok_end;
    v->text = sr_doc_text(doc, s);
    v->any = (sr_class_set){{0}};
    v->contexts = 0;
    for (uint32_t t = v->beg; t < v->end; t++)
        fill_word(v, t);
    for (size_t n = first_name(doc, sent); n < doc->n_names && doc->names[n].sent == sent;
         n++)
        class_of_name(v, &doc->names[n]);
    class_of_times(v, sent);
    for (uint32_t t = v->end; t-- > v->beg;) { /* from the end: children ascend */
        uint32_t head = doc->words[t].head;
        for (size_t b = 0; b < SR_COUNT(v->any.bits); b++)
            v->any.bits[b] |= v->cls[t - v->beg].bits[b];
        uint32_t reach = head > t ? head - t : t - head;
        if (head == t || head < v->beg || head >= v->end || reach > REACH)
            continue;
        v->next_child[t - v->beg] = v->first_child[head - v->beg];
        v->first_child[head - v->beg] = t;
    }
}

/* --- walking ---------------------------------------------------------------------------------- */

static sr_relation rel_of(const sr_scene *v, uint32_t tok)
{
    return (sr_relation)sr_scene_word(v, tok)->rel;
}

static sr_relation base_of(const sr_scene *v, uint32_t tok)
{
    return sr_relation_base(rel_of(v, tok));
}

static bool has_feature(const sr_scene *v, uint32_t tok, uint64_t f)
{
    return (sr_scene_word(v, tok)->feats & f) == f;
}

static uint32_t child_with(const sr_scene *v, uint32_t tok, sr_relation rel)
{
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE; c = sr_scene_next(v, c))
        if (rel_of(v, c) == rel)
            return c;
    return SR_NONE;
}

/* The head inside the sentence, or SR_NONE. */
static uint32_t head_of(const sr_scene *v, uint32_t tok)
{
    uint32_t h = sr_scene_word(v, tok)->head;
    return h == tok || h < v->beg || h >= v->end ? SR_NONE : h;
}

static bool is_relative_pronoun(const sr_scene *v, uint32_t tok)
{
    return has_feature(v, tok, SR_FEAT(PRONTYPE_REL));
}

static bool is_verb(const sr_scene *v, uint32_t tok)
{
    return sr_scene_word(v, tok)->upos == SR_UPOS_VERB;
}

/* --- voice, subject, object --------------------------------------------------------------------- */

static bool is_past_participle(const sr_scene *v, uint32_t tok)
{
    return has_feature(v, tok, SR_FEAT(TENSE_PAST) | SR_FEAT(VERBFORM_PART));
}

bool sr_scene_is_passive(const sr_scene *v, uint32_t tok)
{
    bool aux = false;
    if (!is_verb(v, tok))
        return false;
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE; c = sr_scene_next(v, c)) {
        sr_relation r = rel_of(v, c);
        if (r == SR_REL_AUX_PASS || r == SR_REL_NSUBJ_PASS || r == SR_REL_CSUBJ_PASS)
            return true;
        aux |= r == SR_REL_AUX || r == SR_REL_NSUBJ;
    }
    uint32_t h = head_of(v, tok);
    if (aux || !is_past_participle(v, tok))
        return false;
    /* "forces killed in the raid", "killed and [wounded]" */
    if (child_with(v, tok, SR_REL_OBJ) != SR_NONE)
        return false;
    if (rel_of(v, tok) == SR_REL_CONJ && h != SR_NONE && is_verb(v, h) && h < tok)
        return is_past_participle(v, h) &&
               (child_with(v, h, SR_REL_AUX_PASS) != SR_NONE ||
                child_with(v, h, SR_REL_NSUBJ_PASS) != SR_NONE ||
                rel_of(v, h) == SR_REL_ACL);
    return has_feature(v, tok, SR_FEAT(VOICE_PASS)) || rel_of(v, tok) == SR_REL_ACL;
}

static uint32_t surface_subject(const sr_scene *v, uint32_t tok, int depth);

/* The noun that a relative clause hangs by, where the subject is its pronoun. */
static uint32_t antecedent(const sr_scene *v, uint32_t tok, uint32_t found)
{
    uint32_t h = head_of(v, tok);
    if (found != SR_NONE && is_relative_pronoun(v, found) && h != SR_NONE &&
        (rel_of(v, tok) == SR_REL_ACL_RELCL || rel_of(v, tok) == SR_REL_ACL))
        return h;
    return found;
}

static uint32_t own_subject(const sr_scene *v, uint32_t tok)
{
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE; c = sr_scene_next(v, c)) {
        sr_relation b = base_of(v, c);
        if (b == SR_REL_NSUBJ || b == SR_REL_CSUBJ)
            return antecedent(v, tok, c);
    }
    return SR_NONE;
}

static uint32_t own_object(const sr_scene *v, uint32_t tok)
{
    uint32_t c = child_with(v, tok, SR_REL_OBJ);
    return antecedent(v, tok, c);
}

/* Whose doing is the infinitive of "ordered troops to leave", "decided to leave"? */
static uint32_t controller(const sr_scene *v, uint32_t h, int depth)
{
    uint32_t obj = own_object(v, h);
    if (obj == SR_NONE)
        obj = child_with(v, h, SR_REL_IOBJ);
    return obj != SR_NONE ? obj : surface_subject(v, h, depth - 1);
}

/* "its plan [to attack]", "a threat by X [to leave]" */
static uint32_t holder(const sr_scene *v, uint32_t noun, int depth)
{
    uint32_t poss = child_with(v, noun, SR_REL_NMOD_POSS), h = head_of(v, noun);
    if (poss != SR_NONE)
        return poss;
    return h != SR_NONE && is_verb(v, h) && rel_of(v, noun) == SR_REL_OBJ
               ? surface_subject(v, h, depth - 1)
               : SR_NONE;
}

/* What stands, or would stand, before the verb. */
static uint32_t surface_subject(const sr_scene *v, uint32_t tok, int depth)
{
    uint32_t own = own_subject(v, tok), h = head_of(v, tok);
    if (own != SR_NONE || h == SR_NONE || depth <= 0)
        return own;
    switch (rel_of(v, tok)) {
    case SR_REL_XCOMP: return controller(v, h, depth);
    case SR_REL_CONJ:
        return is_verb(v, h) || own_subject(v, h) != SR_NONE
                   ? surface_subject(v, h, depth - 1)
                   : SR_NONE;
    case SR_REL_ADVCL: return is_verb(v, h) ? surface_subject(v, h, depth - 1) : SR_NONE;
    case SR_REL_ACL:
        return has_feature(v, tok, SR_FEAT(VERBFORM_INF)) ? holder(v, h, depth) : h;
    default: return SR_NONE;
    }
}

static uint32_t agent_of(const sr_scene *v, uint32_t tok)
{
    static const sr_str by = {"by", 2};
    uint32_t found = SR_NONE;
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE; c = sr_scene_next(v, c)) {
        if (rel_of(v, c) == SR_REL_OBL_AGENT)
            return c;
        uint32_t k = rel_of(v, c) == SR_REL_OBL ? child_with(v, c, SR_REL_CASE) : SR_NONE;
        if (k != SR_NONE && sr_str_ieq(sr_scene_word(v, k)->lemma, by))
            found = c;
    }
    return found;
}

uint32_t sr_scene_subject(const sr_scene *v, uint32_t tok, int depth)
{
    if (!sr_scene_is_passive(v, tok))
        return surface_subject(v, tok, depth);
    uint32_t agent = agent_of(v, tok), h = head_of(v, tok);
    if (agent == SR_NONE && rel_of(v, tok) == SR_REL_CONJ && h != SR_NONE && depth > 0 &&
        sr_scene_is_passive(v, h))
        return sr_scene_subject(v, h, depth - 1);
    return agent;
}

/* "arrested and charged [three men]": the object of the last is that of all. */
static uint32_t object_of_conjunct(const sr_scene *v, uint32_t tok)
{
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE; c = sr_scene_next(v, c))
        if (rel_of(v, c) == SR_REL_CONJ && is_verb(v, c) && c > tok && c - tok < 4 &&
            own_object(v, c) != SR_NONE)
            return own_object(v, c);
    return SR_NONE;
}

static uint32_t object_of(const sr_scene *v, uint32_t tok, bool *shared)
{
    uint32_t own = own_object(v, tok);
    if (own == SR_NONE) /* "warned the envoy that ..." */
        own = child_with(v, tok, SR_REL_IOBJ);
    if (own != SR_NONE)
        return own;
    if (sr_scene_is_passive(v, tok))
        return surface_subject(v, tok, DEPTH);
    /* "the men [whom] police arrested" */
    uint32_t h = head_of(v, tok), subject = own_subject(v, tok);
    if (rel_of(v, tok) == SR_REL_ACL_RELCL && h != SR_NONE && subject != SR_NONE &&
        subject != h && child_with(v, tok, SR_REL_CCOMP) == SR_NONE &&
        child_with(v, tok, SR_REL_XCOMP) == SR_NONE)
        return h;
    *shared = true;
    return object_of_conjunct(v, tok);
}

/* --- slots of verbs -------------------------------------------------------------------------------- */

static void push(sr_slots *s, uint64_t name, uint32_t tok, bool shared)
{
    if (tok == SR_NONE || s->n == SR_SCENE_SLOTS)
        return;
    for (size_t i = 0; i < s->n; i++)
        if (s->v[i].name == name && s->v[i].tok == tok)
            return;
    s->v[s->n++] = (sr_slot){name, tok, shared};
}

#define SLOT(text) sr_hash64(SR_STR(text))

/* The preposition (or mark) of a phrase; 0: none. */
static uint64_t preposition(const sr_scene *v, uint32_t tok, sr_relation rel)
{
    uint32_t c = child_with(v, tok, rel);
    return c == SR_NONE ? 0 : v->lemma[c - v->beg];
}

static void push_phrases(const sr_scene *v, uint32_t tok, sr_slots *ret, bool shared)
{
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE; c = sr_scene_next(v, c)) {
        sr_relation b = base_of(v, c);
        if (b != SR_REL_OBL && b != SR_REL_NMOD)
            continue;
        uint64_t name = preposition(v, c, SR_REL_CASE);
        if (name && rel_of(v, c) != SR_REL_NMOD_POSS && !sr_scene_is(v, c, SR_CLASS_TIME))
            push(ret, name, c, shared);
    }
}

static void push_clause(const sr_scene *v, uint32_t c, sr_slots *ret)
{
    uint64_t mark = preposition(v, c, SR_REL_MARK);
    if (rel_of(v, c) != SR_REL_ADVCL || mark == SLOT("to"))
        push(ret, SLOT("comp"), c, false);
    if (rel_of(v, c) == SR_REL_XCOMP || mark == SLOT("to"))
        push(ret, SLOT("inf"), c, false);
    else if (rel_of(v, c) == SR_REL_ADVCL && !mark &&
             has_feature(v, c, SR_FEAT(VERBFORM_GER)))
        push(ret, SLOT("doing"), c, false);
    if (mark)
        push(ret, mark, c, false);
}

static void push_own(const sr_scene *v, uint32_t tok, sr_slots *ret)
{
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE; c = sr_scene_next(v, c)) {
        switch (rel_of(v, c)) {
        case SR_REL_IOBJ: push(ret, SLOT("iobj"), c, false); break;
        case SR_REL_COMPOUND_PRT: push(ret, SLOT("prt"), c, false); break;
        case SR_REL_ADVMOD: push(ret, SLOT("adv"), c, false); break;
        case SR_REL_XCOMP:
        case SR_REL_CCOMP:
        case SR_REL_ADVCL: push_clause(v, c, ret); break;
        default: break;
        }
    }
    push_phrases(v, tok, ret, false);
}

static void verb_slots(const sr_scene *v, uint32_t tok, sr_slots *ret)
{
    bool shared = false;
    uint32_t object = object_of(v, tok, &shared), h = head_of(v, tok);
    push(ret, SLOT("subj"), sr_scene_subject(v, tok, DEPTH), false);
    push(ret, SLOT("obj"), object, shared);
    push_own(v, tok, ret);
    if (object != SR_NONE && head_of(v, object) == tok)
        push_phrases(v, object, ret, true);
    /* "troops attacked and [killed] rebels in Mali": phrases of the verb beside */
    if (rel_of(v, tok) == SR_REL_CONJ && h != SR_NONE && is_verb(v, h))
        push_phrases(v, h, ret, true);
}

/* --- slots of nouns -------------------------------------------------------------------------------- */

static void own_noun_slots(const sr_scene *v, uint32_t tok, sr_slots *ret, bool shared)
{
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE; c = sr_scene_next(v, c)) {
        switch (rel_of(v, c)) {
        case SR_REL_NMOD_POSS: push(ret, SLOT("poss"), c, shared); break;
        case SR_REL_AMOD:
        case SR_REL_COMPOUND:
        case SR_REL_NMOD_DESC: push(ret, SLOT("mod"), c, shared); break;
        case SR_REL_NUMMOD: push(ret, SLOT("num"), c, shared); break;
        case SR_REL_APPOS: push(ret, SLOT("appos"), c, shared); break;
        case SR_REL_NSUBJ: push(ret, SLOT("subj"), antecedent(v, tok, c), shared); break;
        case SR_REL_ACL: push_clause(v, c, ret); break;
        default: break;
        }
    }
    push_phrases(v, tok, ret, shared);
}

/* Does this verb carry the noun?  "launched [an attack]", "[an attack] was launched". */
static bool carries(const sr_scene *v, uint32_t verb, uint32_t noun)
{
    sr_relation r = rel_of(v, noun);
    if (sr_scene_is(v, verb, SR_CLASS_INVERSE)) {
        uint64_t name = preposition(v, noun, SR_REL_CASE);
        return r == SR_REL_OBJ || r == SR_REL_NSUBJ_PASS ||
               (r == SR_REL_OBL && (name == SLOT("under") || name == SLOT("to")));
    }
    return (r == SR_REL_OBJ || r == SR_REL_NSUBJ_PASS || r == SR_REL_NSUBJ) &&
           (sr_scene_is(v, verb, SR_CLASS_LIGHT) ||
            sr_scene_is(v, verb, SR_CLASS_PASSON));
}

static void carried_slots(const sr_scene *v, uint32_t verb, uint32_t noun, sr_slots *ret)
{
    uint32_t subject = sr_scene_subject(v, verb, DEPTH);
    ret->light = verb;
    ret->inverse = sr_scene_is(v, verb, SR_CLASS_INVERSE);
    if (ret->inverse) {
        push(ret, SLOT("obj"), subject, true);
        for (size_t i = 0; i < ret->n; i++) /* "faced resistance from allies" */
            if (ret->v[i].name == SLOT("from"))
                push(ret, SLOT("subj"), ret->v[i].tok, true);
    } else if (subject != noun)
        push(ret, SLOT("subj"), subject, true);
    push_phrases(v, verb, ret, true);
    uint32_t to = child_with(v, verb, SR_REL_XCOMP);
    to = to == SR_NONE ? child_with(v, verb, SR_REL_ADVCL) : to;
    push(ret, SLOT("to_do"), to, true);
    push(ret, SLOT("iobj"), child_with(v, verb, SR_REL_IOBJ), true);
    for (size_t i = 0; ret->inverse && i < ret->n; i++)
        if (ret->v[i].name == SLOT("from") || ret->v[i].name == SLOT("by"))
            push(ret, SLOT("subj"), ret->v[i].tok, true);
}

/* A participle beside the noun carries it too: "the attack carried out by rebels". */
static uint32_t carrying_participle(const sr_scene *v, uint32_t noun)
{
    for (uint32_t c = sr_scene_child(v, noun); c != SR_NONE; c = sr_scene_next(v, c))
        if ((rel_of(v, c) == SR_REL_ACL || rel_of(v, c) == SR_REL_ACL_RELCL) &&
            is_verb(v, c) && sr_scene_is_passive(v, c) &&
            (sr_scene_is(v, c, SR_CLASS_LIGHT) || sr_scene_is(v, c, SR_CLASS_PASSON)))
            return c;
    return SR_NONE;
}

/* The first of joined nouns: its verb and its phrases are those of all. */
static uint32_t first_joined(const sr_scene *v, uint32_t tok)
{
    for (int i = 0; i < DEPTH; i++) {
        uint32_t h = head_of(v, tok);
        if (h == SR_NONE || rel_of(v, tok) != SR_REL_CONJ || is_verb(v, h))
            break;
        tok = h;
    }
    return tok;
}

static void joined_slots(const sr_scene *v, uint32_t tok, uint32_t first, sr_slots *ret)
{
    if (first != tok) {
        own_noun_slots(v, first, ret, true);
        if (tok > first && tok - first < 4) /* "drone and missile [attacks]" */
            push(ret, SLOT("mod"), first, true);
        return;
    }
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE; c = sr_scene_next(v, c))
        if (rel_of(v, c) == SR_REL_CONJ && !is_verb(v, c))
            push_phrases(v, c, ret, true);
}

/* What stands at "a series": not what it is a series of. */
static void noun_modifiers(const sr_scene *v, uint32_t tok, sr_slots *ret)
{
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE; c = sr_scene_next(v, c)) {
        uint64_t name = preposition(v, c, SR_REL_CASE);
        if (rel_of(v, c) == SR_REL_NMOD_POSS)
            push(ret, SLOT("poss"), c, true);
        else if (base_of(v, c) == SR_REL_NMOD && name && name != SLOT("of"))
            push(ret, name, c, true);
    }
}

static void noun_slots(const sr_scene *v, uint32_t tok, sr_slots *ret)
{
    own_noun_slots(v, tok, ret, false);
    uint32_t first = first_joined(v, tok), h = head_of(v, first), by;
    joined_slots(v, tok, first, ret);
    /* "a series of [attacks]": what carries the series carries them */
    if (h != SR_NONE && sr_scene_is(v, h, SR_CLASS_PARTITIVE) &&
        base_of(v, first) == SR_REL_NMOD) {
        noun_modifiers(v, h, ret);
        first = h;
        h = head_of(v, h);
    }
    if (h != SR_NONE && is_verb(v, h) && carries(v, h, first))
        carried_slots(v, h, first, ret);
    else if ((by = carrying_participle(v, first)) != SR_NONE)
        carried_slots(v, by, first, ret);
}

bool sr_scene_kind(const sr_scene *v, uint32_t tok, sr_frame_kind *ret)
{
    switch (sr_scene_word(v, tok)->upos) {
    case SR_UPOS_VERB: *ret = SR_KIND_VERB; return true;
    case SR_UPOS_NOUN:
    case SR_UPOS_PROPN: *ret = SR_KIND_NOUN; return true;
    case SR_UPOS_ADJ: *ret = SR_KIND_ADJECTIVE; return true;
    default: return false;
    }
}

void sr_scene_slots(const sr_scene *v, uint32_t tok, sr_frame_kind kind, sr_slots *ret)
{
    ret->n = 0;
    ret->light = SR_NONE;
    ret->inverse = false;
    if (kind == SR_KIND_NOUN)
        noun_slots(v, tok, ret);
    else
        verb_slots(v, tok, ret);
}

/* --- phrases ----------------------------------------------------------------------------------------- */

static bool is_outside(sr_relation r)
{
    switch (r) {
    case SR_REL_ACL_RELCL:
    case SR_REL_ADVCL:
    case SR_REL_CASE:
    case SR_REL_CC:
    case SR_REL_CONJ:
    case SR_REL_PUNCT:
    case SR_REL_PARATAXIS:
    case SR_REL_MARK:
    case SR_REL_COP:
    case SR_REL_NSUBJ:
    case SR_REL_AUX:
    case SR_REL_ADVMOD:
    case SR_REL_OBL: return true;
    default: return false;
    }
}

static void widen(const sr_scene *v, uint32_t tok, int depth, sr_span *s)
{
    s->beg = tok < s->beg ? tok : s->beg;
    s->end = tok >= s->end ? tok + 1 : s->end;
    for (uint32_t c = sr_scene_child(v, tok); depth > 0 && c != SR_NONE;
         c = sr_scene_next(v, c)) {
        sr_relation r = rel_of(v, c);
        if (is_outside(r) && !(depth < PHRASE_DEPTH && r == SR_REL_CASE))
            continue;
        if ((r == SR_REL_ACL || r == SR_REL_APPOS) && c > tok)
            continue;
        widen(v, c, depth - 1, s);
    }
}

sr_span sr_scene_phrase(const sr_scene *v, uint32_t tok)
{
    sr_span s = {tok, tok + 1};
    widen(v, tok, PHRASE_DEPTH, &s);
    return s;
}
