/* The candidates of a sentence.  In this file: what fits; tense and negation; operators;
 * what tells the same. */
#include "facts/events.h"

#include "base/hash.h"

const char *sr_cand_fate_name(sr_cand_fate f)
{
    static const char *const names[] = {"kept",  "blocked",  "absorbed", "merged",
                                        "empty", "unlikely", "doubted"};
    return f < SR_FATES ? names[f] : "";
}

/* --- what fits ------------------------------------------------------------------------------ */

static sr_relation rel_of(const sr_scene *v, uint32_t tok)
{
    return (sr_relation)sr_scene_word(v, tok)->rel;
}

static uint32_t head_of(const sr_scene *v, uint32_t tok)
{
    uint32_t h = sr_scene_word(v, tok)->head;
    return h < v->beg || h >= v->end ? tok : h;
}

static bool lemma_is(const sr_scene *v, uint32_t tok, const char *word)
{
    return sr_str_ieq(sr_scene_word(v, tok)->lemma, sr_str_of(word));
}

/* "Please [donate]": said to the reader. */
static bool is_order(const sr_scene *v, uint32_t tok)
{
    if (!(sr_scene_word(v, tok)->feats & SR_FEAT(MOOD_IMP)))
        return false;
    return sr_scene_subject(v, tok, 1) == SR_NONE;
}

/* "the ability to [strike]": what somebody only could do. */
static bool is_potential(const sr_scene *v, uint32_t tok)
{
    uint32_t h = head_of(v, tok);
    return h != tok && rel_of(v, tok) == SR_REL_ACL &&
           sr_scene_word(v, tok)->upos == SR_UPOS_VERB &&
           sr_scene_is(v, h, SR_CLASS_POTENTIAL);
}

/* A word inside a name ("Strike Force One") tells nothing, nor does the modifier of a noun
 * ("arrest warrant", "peace talks venue"), unless it alone carries the news in a title. */
static bool may_tell(const sr_scene *v, uint32_t tok, sr_frame_kind kind)
{
    sr_relation r = rel_of(v, tok);
    if (is_order(v, tok) || is_potential(v, tok))
        return false;
    if (kind != SR_KIND_NOUN)
        return r != SR_REL_AMOD && r != SR_REL_AUX && r != SR_REL_CASE &&
               r != SR_REL_COMPOUND;
    if (r == SR_REL_COMPOUND || r == SR_REL_FLAT || r == SR_REL_NMOD_DESC)
        return false;
    return !sr_scene_is(v, tok, SR_CLASS_NAME);
}

static bool has_modal(const sr_scene *v, uint32_t verb, bool *negated, bool *future)
{
    bool any = false;
    for (uint32_t c = sr_scene_child(v, verb); c != SR_NONE; c = sr_scene_next(v, c)) {
        if (lemma_is(v, c, "not") || lemma_is(v, c, "never") || lemma_is(v, c, "n't") ||
            lemma_is(v, c, "no"))
            *negated = true;
        if (rel_of(v, c) != SR_REL_AUX)
            continue;
        sr_str w = sr_str_span(v->text, v->doc->tokens[c].span);
        any = true;
        if (sr_str_ieq(w, SR_STR("will")) || sr_str_ieq(w, SR_STR("'ll")) ||
            sr_str_ieq(w, SR_STR("wo")) || sr_str_ieq(w, SR_STR("shall")) ||
            sr_str_ieq(w, SR_STR("would")))
            *future = true;
    }
    return any;
}

/* "to meet Putin on Monday" of headlines: an infinitive that hangs on nothing. */
static bool is_headline_future(const sr_scene *v, uint32_t tok)
{
    if (!(sr_scene_word(v, tok)->feats & SR_FEAT(VERBFORM_INF)) ||
        rel_of(v, tok) != SR_REL_ROOT)
        return false;
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE && c < tok;
         c = sr_scene_next(v, c))
        if (rel_of(v, c) == SR_REL_MARK && lemma_is(v, c, "to"))
            return true;
    return false;
}

static void note_tense(const sr_scene *v, sr_cand *c)
{
    uint32_t verb = c->light != SR_NONE ? c->light : c->tok;
    (void)has_modal(v, verb, &c->negated, &c->future);
    c->future |= is_headline_future(v, verb);
    if (rel_of(v, verb) == SR_REL_CONJ && sr_scene_word(v, verb)->upos == SR_UPOS_VERB) {
        bool own_subject = false;
        for (uint32_t k = sr_scene_child(v, verb); k != SR_NONE; k = sr_scene_next(v, k))
            own_subject |= sr_relation_base(rel_of(v, k)) == SR_REL_NSUBJ;
        if (!own_subject) /* "will meet Putin and [sign] a deal" */
            (void)has_modal(v, head_of(v, verb), &c->negated, &c->future);
    }
}

static sr_status add_candidate(const sr_scene *v, uint32_t tok, sr_frame_kind kind,
                               sr_arena *a, sr_cands *ret, sr_err *err)
{
    sr_slots slots;
    sr_cand c = {.tok = tok, .kind = (uint8_t)kind, .into = SR_NONE, .p = 0.7F};
    sr_scene_slots(v, tok, kind, &slots);
    if (!sr_frames_match(v, tok, &slots, kind, &c.m, NULL, 0, NULL))
        return SR_OK;
    const sr_event_frame *f = c.m.frame;
    c.light = slots.light;
    c.type = f->type, c.mode = f->mode, c.cameo = f->cameo, c.contexts = f->contexts;
    c.fate = f->type == SR_FRAME_BLOCKS ? SR_FATE_BLOCKED : SR_FATE_KEPT;
    if (c.fate == SR_FATE_KEPT)
        note_tense(v, &c);
    if (!SR_PUSH(a, ret, c))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for events");
    return SR_OK;
}

/* --- operators -------------------------------------------------------------------------------- */

static bool is_operator(uint8_t type)
{
    return type == SR_EVENT_AGREE || type == SR_EVENT_REQUEST ||
           type == SR_EVENT_REJECT || type == SR_EVENT_THREATEN ||
           type == SR_EVENT_ACCUSE;
}

/* What becomes of an inner event under an outer type; NULL: nothing. */
static const sr_compose *composition(const sr_scene *v, uint8_t outer,
                                     const sr_cand *inner)
{
    for (size_t i = 0; i < v->frames->compose.n; i++) {
        const sr_compose *k = &v->frames->compose.v[i];
        if (k->outer == outer && k->inner == inner->type &&
            (!k->inner_mode.len || sr_str_eq(k->inner_mode, inner->mode)))
            return k;
    }
    return NULL;
}

static const sr_compose *intention(const sr_scene *v, const sr_cand *inner)
{
    const sr_compose *k = composition(v, SR_COMPOSE_INTEND, inner);
    return k ? k : composition(v, SR_EVENT_AGREE, inner);
}

/* Slots in which stands what an operator is about. */
static bool is_about(const sr_scene *v, uint64_t name)
{
    static const char *const names[] = {"comp", "obj",     "to",   "for",  "of",
                                        "on",   "against", "with", "about"};
    (void)v;
    for (size_t i = 0; i < SR_COUNT(names); i++)
        if (name == sr_hash64(sr_str_of(names[i])))
            return true;
    return false;
}

/* Is the inner event what stands at `tok`, or carried by the verb there, or joined? */
static bool tells_at(const sr_scene *v, const sr_cand *inner, uint32_t tok)
{
    uint32_t at = inner->tok;
    for (int i = 0; i < 4; i++) {
        if (at == tok || (inner->light == tok && i == 0))
            return true;
        uint32_t h = head_of(v, at);
        bool up = rel_of(v, at) == SR_REL_CONJ ||
                  (rel_of(v, at) == SR_REL_OBJ && sr_scene_is(v, h, SR_CLASS_LIGHT)) ||
                  (rel_of(v, at) == SR_REL_XCOMP &&
                   sr_scene_word(v, h)->upos == SR_UPOS_VERB) ||
                  sr_scene_is(v, h, SR_CLASS_PARTITIVE);
        if (!up || h == at)
            return false;
        at = h;
    }
    return false;
}

static bool have(const uint32_t *v, size_t n, uint32_t tok)
{
    for (size_t i = 0; i < n; i++)
        if (v[i] == tok)
            return true;
    return false;
}

static void take(uint32_t *v, uint8_t *n, uint32_t tok)
{
    if (*n < SR_MATCH_PARTIES && !have(v, *n, tok))
        v[(*n)++] = tok;
}

/* The inner event's parties become the operator's where it has none of its own. */
static void take_parties(sr_cand *outer, const sr_cand *inner)
{
    sr_match *o = &outer->m;
    const sr_match *i = &inner->m;
    bool asks = outer->type == SR_EVENT_REQUEST;
    bool only_inner = o->n_recipients == 1 && (o->recipient[0] == inner->tok);
    if (only_inner)
        o->n_recipients = 0;
    if (o->n_recipients)
        return;
    for (uint8_t k = 0; asks && k < i->n_actors; k++)
        if (!have(o->actor, o->n_actors, i->actor[k]))
            take(o->recipient, &o->n_recipients, i->actor[k]);
    for (uint8_t k = 0; !o->n_recipients && k < i->n_recipients; k++)
        if (!have(o->actor, o->n_actors, i->recipient[k]))
            take(o->recipient, &o->n_recipients, i->recipient[k]);
    for (uint8_t k = 0; !asks && !o->n_recipients && k < i->n_actors; k++)
        if (!have(o->actor, o->n_actors, i->actor[k]))
            take(o->recipient, &o->n_recipients, i->actor[k]);
}

static void become(sr_cand *c, const sr_compose *k)
{
    c->type = k->type, c->mode = k->mode, c->cameo = k->cameo;
    c->composed = true;
}

/* What the operator is about may itself be one ("agreed to call for ..."): inner first, that
 * is from the end of the sentence. */
static void apply_operator(const sr_scene *v, sr_cands *cands, uint32_t at)
{
    sr_cand *outer = &cands->v[at];
    sr_slots slots;
    sr_scene_slots(v, outer->tok, (sr_frame_kind)outer->kind, &slots);
    for (size_t s = 0; s < slots.n; s++) {
        if (!is_about(v, slots.v[s].name))
            continue;
        for (uint32_t i = 0; i < cands->n; i++) {
            sr_cand *inner = &cands->v[i];
            const sr_compose *k;
            if (i == at || inner->fate != SR_FATE_KEPT ||
                !tells_at(v, inner, slots.v[s].tok) ||
                !(k = outer->m.frame->needs_inner ? intention(v, inner)
                                                  : composition(v, outer->type, inner)))
                continue;
            if (outer->type == SR_EVENT_ACCUSE &&
                slots.v[s].name == sr_hash64(SR_STR("obj")))
                continue; /* what is condemned did happen */
            inner->fate = SR_FATE_ABSORBED, inner->into = at;
            take_parties(outer, inner);
            outer->contexts |= inner->contexts;
            if (!outer->composed)
                become(outer, k);
        }
    }
    if (outer->m.frame->needs_inner && !outer->composed)
        outer->fate = SR_FATE_EMPTY;
}

/* "offered to send troops [to help] the army": what is promised is for it. */
static void absorb_purposes(const sr_scene *v, sr_cands *c)
{
    for (uint32_t i = 0; i < c->n; i++) {
        sr_relation r = rel_of(v, c->v[i].tok);
        if (c->v[i].fate != SR_FATE_KEPT || c->v[i].kind != SR_KIND_VERB ||
            (r != SR_REL_ADVCL && r != SR_REL_XCOMP))
            continue;
        for (uint32_t k = 0; k < c->n; k++)
            if (c->v[k].fate == SR_FATE_ABSORBED &&
                c->v[k].tok == head_of(v, c->v[i].tok))
                c->v[i].fate = SR_FATE_ABSORBED, c->v[i].into = c->v[k].into;
    }
}

/* "will meet" promises, "will attack" threatens, "will not lift" refuses. */
static void apply_future(const sr_scene *v, sr_cand *c)
{
    bool friendly = c->type <= SR_EVENT_RETREAT;
    if (!c->future || c->composed || c->type == SR_EVENT_AGREE ||
        (c->negated && !friendly))
        return;
    if (is_operator(c->type) || c->type >= SR_EVENT_DISASTER)
        return;
    if (!friendly && !c->m.n_actors) /* "will be held without bail" threatens nobody */
        return;
    const sr_compose *k =
        c->negated ? composition(v, SR_EVENT_REJECT, c) : intention(v, c);
    if (k)
        become(c, k);
}

/* --- what tells the same ------------------------------------------------------------------------- */

static bool is_harm(uint8_t type)
{
    return type == SR_EVENT_ASSAULT || type == SR_EVENT_ACCIDENT ||
           type == SR_EVENT_DISASTER;
}

static void join_parties(sr_cand *to, const sr_cand *from)
{
    for (uint8_t k = 0; k < from->m.n_recipients; k++)
        take(to->m.recipient, &to->m.n_recipients, from->m.recipient[k]);
    for (uint8_t k = 0; !to->m.n_actors && k < from->m.n_actors; k++)
        if (from->m.actor[k] != to->tok)
            take(to->m.actor, &to->m.n_actors, from->m.actor[k]);
}

static void merge_into(sr_cands *c, uint32_t from, uint32_t to)
{
    join_parties(&c->v[to], &c->v[from]);
    c->v[from].fate = SR_FATE_MERGED;
    c->v[from].into = to;
    if (!c->v[to].mode.len && c->v[from].type == c->v[to].type) {
        c->v[to].mode = c->v[from].mode;
        if (c->v[from].mode.len)
            c->v[to].cameo = c->v[from].cameo;
    }
}

/* The event noun that did it or in which it was: "[strikes] killed three", "killed in
 * [shelling]". */
static bool is_cause(const sr_scene *v, const sr_cand *harm, const sr_cand *cause)
{
    static const char *const names[] = {"subj",  "in",   "by",   "during",
                                        "after", "from", "when", "with"};
    sr_slots slots;
    sr_scene_slots(v, harm->tok, (sr_frame_kind)harm->kind, &slots);
    for (size_t i = 0; i < slots.n; i++)
        for (size_t k = 0; k < SR_COUNT(names); k++)
            if (slots.v[i].name == sr_hash64(sr_str_of(names[k])) &&
                (slots.v[i].tok == cause->tok || tells_at(v, cause, slots.v[i].tok)))
                return true;
    return false;
}

/* "attacked the base, [killing] three": a result of what the verb above tells. */
static bool is_result(const sr_scene *v, const sr_cand *harm, const sr_cand *deed)
{
    sr_relation r = rel_of(v, harm->tok);
    uint32_t h = head_of(v, harm->tok);
    if (harm->kind != SR_KIND_VERB || (r != SR_REL_ADVCL && r != SR_REL_CONJ))
        return false;
    if (h != deed->tok && h != deed->light)
        return false;
    return r == SR_REL_ADVCL ||
           (harm->m.n_actors && deed->m.n_actors &&
            harm->m.actor[0] == deed->m.actor[0]) ||
           (!harm->m.n_actors && !deed->m.n_actors);
}

static void merge_harm(const sr_scene *v, sr_cands *c)
{
    for (uint32_t i = 0; i < c->n; i++) {
        sr_cand *harm = &c->v[i];
        if (harm->fate != SR_FATE_KEPT || harm->kind == SR_KIND_NOUN ||
            !is_harm(harm->type))
            continue;
        for (uint32_t k = 0; k < c->n; k++) {
            sr_cand *other = &c->v[k];
            if (k == i || other->fate != SR_FATE_KEPT || !is_harm(other->type))
                continue;
            bool same = (other->kind == SR_KIND_NOUN && is_cause(v, harm, other)) ||
                        is_result(v, harm, other);
            if (same) {
                merge_into(c, i, k);
                break;
            }
        }
    }
}

/* "called off [talks]", "lifted [the blockade]": the noun is part of what the verb tells. */
static bool keeps_inner(const sr_cand *outer, const sr_cand *inner)
{
    bool verbal = outer->type == SR_EVENT_ACCUSE || outer->type == SR_EVENT_SUPPORT ||
                  outer->type == SR_EVENT_CONSULT;
    bool real = inner->type >= SR_EVENT_PROTEST;
    return (verbal && real) || (is_harm(outer->type) && inner->type >= SR_EVENT_DISASTER);
}

static void absorb_objects(const sr_scene *v, sr_cands *c)
{
    for (uint32_t i = 0; i < c->n; i++) {
        const sr_cand *outer = &c->v[i];
        if (outer->fate == SR_FATE_ABSORBED || outer->fate == SR_FATE_EMPTY)
            continue;
        for (uint32_t k = 0; k < c->n; k++) {
            sr_cand *inner = &c->v[k];
            if (i == k || inner->kind != SR_KIND_NOUN || inner->fate != SR_FATE_KEPT)
                continue;
            bool inside = (head_of(v, inner->tok) == outer->tok &&
                           (rel_of(v, inner->tok) == SR_REL_OBJ ||
                            rel_of(v, inner->tok) == SR_REL_NSUBJ_PASS)) ||
                          (inner->light == outer->tok && inner->light != SR_NONE);
            if (outer->kind == SR_KIND_NOUN && head_of(v, inner->tok) == outer->tok &&
                rel_of(v, inner->tok) == SR_REL_NMOD)
                inside = !is_harm(inner->type);
            if (!inside || (outer->fate == SR_FATE_KEPT && keeps_inner(outer, inner)))
                continue;
            if (outer->fate == SR_FATE_BLOCKED && !inside)
                continue;
            inner->fate = SR_FATE_ABSORBED;
            inner->into = i;
        }
    }
}

/* Two words of one deed with one actor: "arrested and [detained]". */
static void merge_joined(const sr_scene *v, sr_cands *c)
{
    for (uint32_t i = 1; i < c->n; i++) {
        sr_cand *b = &c->v[i];
        for (uint32_t k = 0; b->fate == SR_FATE_KEPT && k < i; k++) {
            const sr_cand *a = &c->v[k];
            if (a->fate != SR_FATE_KEPT || a->type != b->type ||
                rel_of(v, b->tok) != SR_REL_CONJ || head_of(v, b->tok) != a->tok)
                continue;
            bool actors = a->m.n_actors == b->m.n_actors &&
                          (!a->m.n_actors || a->m.actor[0] == b->m.actor[0]);
            bool recipients = !a->m.n_recipients || !b->m.n_recipients ||
                              a->m.recipient[0] == b->m.recipient[0];
            if (actors && recipients)
                merge_into(c, i, k);
        }
    }
}

/* --- what is none ----------------------------------------------------------------------------- */

/* Told with words: without somebody who says it, or who hears it, there is nothing. */
static bool is_verbal(uint8_t type)
{
    return type <= SR_EVENT_THREATEN && type != SR_EVENT_AID && type != SR_EVENT_RETREAT;
}

static bool has_class(const sr_scene *v, const uint32_t *toks, size_t n, sr_own_class c)
{
    for (size_t i = 0; i < n; i++)
        if (sr_scene_is(v, toks[i], c))
            return true;
    return false;
}

/* "an isolated [event] threatens to", "[who] could blame her?" */
static bool is_thing(const sr_scene *v, uint32_t tok)
{
    const sr_word *w = sr_scene_word(v, tok);
    if (w->feats & SR_FEAT(PRONTYPE_INT))
        return true;
    return w->upos == SR_UPOS_NOUN && !sr_scene_is(v, tok, SR_CLASS_NAME) &&
           !sr_scene_is(v, tok, SR_CLASS_MEDIUM);
}

static bool is_told_by_things(const sr_scene *v, const sr_cand *c)
{
    for (size_t i = 0; i < c->m.n_actors; i++) {
        uint32_t h = head_of(v, c->m.actor[i]);
        bool own = h == c->tok || h == c->light; /* not "a plan inviting Ukraine" */
        if (!own || !is_thing(v, c->m.actor[i]))
            return false;
    }
    return c->m.n_actors > 0;
}

static bool has_names(const sr_scene *v, const sr_cand *c)
{
    return has_class(v, c->m.actor, c->m.n_actors, SR_CLASS_NAME) ||
           has_class(v, c->m.actor, c->m.n_actors, SR_CLASS_MEDIUM);
}

/* What a page says to its reader ("your request"), what things do ("it promises to be"), what
 * nobody says to nobody. */
static bool is_unlikely(const sr_scene *v, const sr_cand *c)
{
    sr_parties p;
    if (has_class(v, c->m.actor, c->m.n_actors, SR_CLASS_READER) ||
        has_class(v, c->m.recipient, c->m.n_recipients, SR_CLASS_READER))
        return true;
    if (rel_of(v, c->tok) == SR_REL_CSUBJ &&
        !c->m.n_actors) /* "complaining is not enough" */
        return true;
    if (v->pastime && !sr_class_has(&v->any, SR_CLASS_GRAVE))
        return true;
    if (!is_verbal(c->type))
        return false;
    if (c->type == SR_EVENT_REQUEST && c->kind == SR_KIND_VERB && !c->m.n_actors &&
        !c->composed) /* "visitors are asked to" */
        return true;
    sr_events_parties(v, c->m.actor, c->m.n_actors, false, &p);
    if (p.n)
        return false;
    if (is_told_by_things(v, c))
        return true;
    if (has_names(v, c))
        return false;
    sr_events_parties(v, c->m.recipient, c->m.n_recipients, false, &p);
    return !p.n && !c->composed;
}

sr_status sr_events_in(const sr_scene *v, sr_doc *doc, sr_cands *ret, sr_err *err)
{
    ret->n = 0;
    for (uint32_t t = v->beg; t < v->end && ret->n < SR_MAX_SENTENCE_EVENTS; t++) {
        sr_frame_kind kind;
        if (!sr_scene_kind(v, t, &kind) || !may_tell(v, t, kind) ||
            sr_frames_head(v->frames, v->lemma[t - v->beg]) == SR_NONE)
            continue;
        sr_status st = add_candidate(v, t, kind, doc->arena, ret, err);
        if (st != SR_OK)
            return st;
    }
    if (ret->n == SR_MAX_SENTENCE_EVENTS)
        sr_doc_note(doc, "facts", "limit-sentence-events",
                    "a sentence with more than %d words that tell events",
                    (int)SR_MAX_SENTENCE_EVENTS);
    for (size_t i = ret->n; i-- > 0;)
        if (ret->v[i].fate == SR_FATE_KEPT && is_operator(ret->v[i].type))
            apply_operator(v, ret, (uint32_t)i);
    absorb_purposes(v, ret);
    merge_harm(v, ret);
    absorb_objects(v, ret);
    merge_joined(v, ret);
    for (size_t i = 0; i < ret->n; i++)
        if (ret->v[i].fate == SR_FATE_KEPT)
            apply_future(v, &ret->v[i]);
    for (size_t i = 0; i < ret->n; i++)
        if (ret->v[i].fate == SR_FATE_KEPT && is_unlikely(v, &ret->v[i]))
            ret->v[i].fate = SR_FATE_UNLIKELY;
    return SR_OK;
}
