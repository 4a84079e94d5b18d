/* The layer "events": doc->events.  In this file: rules; one candidate -> an event; who is
 * condemned; one sentence; the document. */
#include "facts/events.h"
#include "facts/layers.h"
#include "facts/parts.h"
#include "facts/typer.h"

#include "base/data.h"

#include <stdio.h>

/* --- rules --------------------------------------------------------------------------------- */

sr_status sr_events_rules(const char *lang, sr_arena *a, sr_frames **ret, sr_err *err)
{
    static const char *const kinds[] = {"macros", "classes",    "lemmas",  "verbs",
                                        "nouns",  "adjectives", "compose", "contexts"};
    sr_frames *f = SR_NEW(a, sr_frames, 1);
    sr_status st = f ? SR_OK : sr_fail(err, SR_ENOMEM, 0, "out of memory for frames");
    for (size_t i = 0; st == SR_OK && i < SR_COUNT(kinds); i++) {
        char file[64], name[32];
        (void)snprintf(file, sizeof file, "frames/%s.%s.txt", kinds[i], lang);
        (void)snprintf(name, sizeof name, "%s.%s", kinds[i], lang);
        if (!sr_data(file).p) {
            (void)snprintf(file, sizeof file, "frames/%s.en.txt", kinds[i]);
            (void)snprintf(name, sizeof name, "%s.en", kinds[i]);
        }
        st = sr_frames_read(f, a, sr_str_of(name), sr_data(file), 0, err);
    }
    if (st == SR_OK)
        st = sr_frames_build(f, a, err);
    if (st == SR_OK)
        *ret = f;
    return st;
}

sr_status sr_facts_rules_add_frames(sr_facts_rules *rules, sr_str name, sr_str text,
                                    sr_err *err)
{
    sr_str kept = sr_arena_str(rules->arena, text);
    sr_str kept_name = sr_arena_str(rules->arena, name);
    if (!kept.p || !kept_name.p)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for frames");
    sr_status st = sr_frames_read(rules->frames, rules->arena, kept_name, kept, 1, err);
    return st == SR_OK ? sr_frames_build(rules->frames, rules->arena, err) : st;
}

/* --- one candidate -> an event ------------------------------------------------------------------ */

typedef struct finder {
    sr_doc *doc;
    const sr_typer *typer;
    sr_scene scene;
    sr_cands cands;
    SR_VEC(sr_event) events;
    SR_VEC(uint32_t) cand_of; /* [events of the sentence] */
} finder;

static bool is_material(uint8_t type)
{
    return type == SR_EVENT_AID || type >= SR_EVENT_PROTEST;
}

static bool put_parties(finder *f, const uint32_t *toks, size_t n, bool things,
                        sr_party **v, size_t *n_v)
{
    sr_parties p;
    sr_events_parties(&f->scene, toks, n, things, &p);
    *v = SR_NEW(f->doc->arena, sr_party, p.n);
    if (!*v)
        return false;
    memcpy(*v, p.v, p.n * sizeof *p.v);
    *n_v = p.n;
    return true;
}

/* Actor and recipient at once: "the talks with France were held in France". */
static void drop_doubles(sr_event *e)
{
    size_t kept = 0;
    for (size_t i = 0; i < e->n_recipients; i++) {
        bool twice = false;
        for (size_t k = 0; k < e->n_actors; k++)
            twice |= e->recipients[i].entity != SR_NONE
                         ? e->recipients[i].entity == e->actors[k].entity
                         : e->recipients[i].span.beg == e->actors[k].span.beg;
        if (!twice)
            e->recipients[kept++] = e->recipients[i];
    }
    e->n_recipients = kept;
}

static bool put_contexts(finder *f, uint64_t set, sr_event *e)
{
    const sr_cameo *c = sr_frames_cameo(f->scene.frames, e->cameo);
    set |= (c ? c->contexts : 0) | f->scene.contexts;
    size_t n = (size_t)__builtin_popcountll(set), k = 0;
    sr_str *v = SR_NEW(f->doc->arena, sr_str, n);
    if (!v)
        return false;
    for (unsigned i = 0; i < SR_FRAME_CONTEXTS; i++)
        if (set >> i & 1)
            v[k++] = f->scene.frames->context_names.v[i];
    e->contexts = v;
    e->n_contexts = n;
    return true;
}

/* The word with its particle and, of a noun, the words that say of what kind it is. */
static sr_span trigger_of(const finder *f, const sr_cand *c)
{
    const sr_scene *v = &f->scene;
    sr_span s = f->doc->tokens[c->tok].span;
    for (uint32_t k = sr_scene_child(v, c->tok); k != SR_NONE; k = sr_scene_next(v, k)) {
        uint8_t r = sr_scene_word(v, k)->rel;
        sr_span t = f->doc->tokens[k].span;
        if (c->kind == SR_KIND_VERB && r == SR_REL_COMPOUND_PRT && k == c->tok + 1)
            s.end = t.end;
        if (c->kind == SR_KIND_NOUN && r == SR_REL_COMPOUND && k < c->tok &&
            !sr_scene_is(v, k, SR_CLASS_NAME) && t.beg < s.beg)
            s.beg = t.beg;
    }
    return s;
}

static bool fill_event(finder *f, uint32_t sent, const sr_cand *c, sr_event *e)
{
    *e = (sr_event){.type = c->type,
                    .mode = c->mode,
                    .cameo = c->cameo,
                    .quad = f->scene.frames->types[c->type].quad,
                    .place = SR_NONE,
                    .time = SR_NONE,
                    .statement = SR_NONE,
                    .p = c->p,
                    .rule = c->m.frame->rule};
    e->mentions = SR_NEW(f->doc->arena, sr_event_mention, 1);
    e->n_mentions = 1;
    if (!e->mentions)
        return false;
    e->mentions[0] = (sr_event_mention){sent, c->tok, trigger_of(f, c)};
    if (!put_parties(f, c->m.actor, c->m.n_actors, false, &e->actors, &e->n_actors) ||
        !put_parties(f, c->m.recipient, c->m.n_recipients, is_material(c->type),
                     &e->recipients, &e->n_recipients))
        return false;
    drop_doubles(e);
    return put_contexts(f, c->contexts, e);
}

/* Neither who nor whether: "to avert attacks", "if there were talks". */
static bool is_idle(const sr_event *e)
{
    return !e->n_actors && !e->n_recipients &&
           (e->factuality.modality != SR_MODALITY_ASSERTED || e->factuality.negated);
}

static sr_status add_event(finder *f, uint32_t sent, uint32_t cand, sr_err *err)
{
    sr_event e;
    const sr_cand *c = &f->cands.v[cand];
    if (!fill_event(f, sent, c, &e))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for events");
    sr_status st = sr_events_place(&f->scene, sent, c, &e, err);
    if (st == SR_OK && is_idle(&e))
        return SR_OK;
    if (st == SR_OK && (!SR_PUSH(f->doc->arena, &f->events, e) ||
                        !SR_PUSH(f->doc->arena, &f->cand_of, cand)))
        st = sr_fail(err, SR_ENOMEM, 0, "out of memory for events");
    return st;
}

/* --- who is condemned ------------------------------------------------------------------------- */

/* "condemned the attacks": those who attack, not those who are attacked; where this clause
 * does not say who, the sentence may. */
static const sr_event *deed_of(const finder *f, size_t first, const sr_event *e)
{
    const sr_event *found = NULL;
    for (size_t i = first; i < f->events.n; i++) {
        const sr_event *d = &f->events.v[i];
        if (d == e || d->type < SR_EVENT_PROTEST || !d->n_actors)
            continue;
        uint32_t head = f->doc->words[d->mentions[0].tok].head;
        if (head == e->mentions[0].tok)
            return d;
        if (d->type == SR_EVENT_ASSAULT && !found)
            found = d;
    }
    return found;
}

static void infer_condemned(finder *f, size_t first)
{
    for (size_t i = first; i < f->events.n; i++) {
        sr_event *e = &f->events.v[i];
        if (e->type != SR_EVENT_ACCUSE || e->n_recipients)
            continue;
        const sr_event *d = deed_of(f, first, e);
        if (d) {
            e->recipients = d->actors;
            e->n_recipients = d->n_actors;
            drop_doubles(e);
        }
    }
}

/* --- one sentence ---------------------------------------------------------------------------------- */

static sr_status find_in_sentence(finder *f, uint32_t sent, sr_err *err)
{
    size_t first = f->events.n;
    sr_scene_fill(&f->scene, f->doc, sent);
    sr_status st = sr_events_in(&f->scene, f->doc, &f->cands, err);
    if (st == SR_OK)
        sr_typer_judge(f->typer, &f->scene, &f->cands);
    f->cand_of.n = 0;
    for (uint32_t i = 0; st == SR_OK && i < f->cands.n; i++)
        if (f->cands.v[i].fate == SR_FATE_KEPT)
            st = add_event(f, sent, i, err);
    if (st == SR_OK)
        infer_condemned(f, first);
    return st;
}

/* Words of sport or shows, so that they make a document one about them: about one in a
 * sentence, where other news has one in five. */
enum { PASTIME_WORDS = 5, PASTIME_TOKENS = 30 };

static bool is_pastime(const sr_doc *doc, const sr_frames *frames)
{
    size_t n[2] = {0, 0};
    for (size_t t = 0; t < doc->n_tokens; t++) {
        sr_class_set set;
        uint64_t contexts;
        if (!sr_frames_word(frames, doc->tokens[t].fold, &set, &contexts))
            continue;
        n[0] += sr_class_has(&set, SR_CLASS_SPORT);
        n[1] += sr_class_has(&set, SR_CLASS_DRAMA);
    }
    size_t most = n[0] > n[1] ? n[0] : n[1];
    return most >= PASTIME_WORDS && most * PASTIME_TOKENS >= doc->n_tokens;
}

/* Room of the longest sentence. */
sr_status sr_scene_new(sr_doc *doc, const sr_frames *frames, sr_scene *ret, sr_err *err)
{
    size_t longest = 0;
    for (size_t i = 0; i < doc->n_sents; i++) {
        size_t n = doc->sents[i].tok_end - doc->sents[i].tok_beg;
        longest = n > longest ? n : longest;
    }
    *ret = (sr_scene){.doc = doc, .frames = frames, .pastime = is_pastime(doc, frames)};
    ret->lemma = SR_NEW(doc->arena, uint64_t, longest);
    ret->cls = SR_NEW(doc->arena, sr_class_set, longest);
    ret->first_child = SR_NEW(doc->arena, uint32_t, longest);
    ret->next_child = SR_NEW(doc->arena, uint32_t, longest);
    if (!ret->lemma || !ret->cls || !ret->first_child || !ret->next_child)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a sentence of %zu tokens",
                       longest);
    return SR_OK;
}

/* --- the document ------------------------------------------------------------------------------------ */

sr_status sr_events_find(const sr_facts_rules *rules, sr_doc *doc, sr_err *err)
{
    finder f = {.doc = doc, .typer = rules->typer};
    sr_status st = sr_scene_new(doc, rules->frames, &f.scene, err);
    for (uint32_t s = 0; st == SR_OK && s < doc->n_sents; s++) {
        if (f.events.n >= SR_MAX_EVENTS) {
            sr_doc_note(doc, "facts", "limit-events",
                        "more than %d events: the rest is out", (int)SR_MAX_EVENTS);
            break;
        }
        st = find_in_sentence(&f, s, err);
    }
    size_t n = f.events.n;
    if (st == SR_OK)
        st = sr_events_merge(doc, f.events.v, &n, err);
    if (st != SR_OK)
        return st;
    sr_event *before = doc->events;
    size_t n_before = doc->n_events;
    doc->events = f.events.v;
    doc->n_events = n;
    st = sr_events_amounts(doc, err);
    if (st != SR_OK)
        doc->events = before, doc->n_events = n_before;
    return st;
}
