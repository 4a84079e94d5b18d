/* The layer "positions": drafts of each sentence, each told once, into the table. */
#include "facts/positions.h"
#include "facts/parts.h"

static bool same_holder(const sr_draft *a, const sr_draft *b)
{
    if (a->holder.entity != SR_NONE && a->holder.entity == b->holder.entity)
        return true;
    return a->holder.span.beg < b->holder.span.end &&
           b->holder.span.beg < a->holder.span.end;
}

/* Of two drafts about the same words by the same holder the one with a condition stays,
 * else the first. */
static void add_once(sr_drafts *kept, const sr_draft *d, size_t from)
{
    for (size_t i = from; i < kept->v.n; i++) {
        sr_draft *k = &kept->v.v[i];
        if (!same_holder(k, d) || k->end <= d->beg || d->end <= k->beg)
            continue;
        if (d->if_end > d->if_beg && k->if_end == k->if_beg &&
            d->stance != SR_STANCE_DEMANDS)
            *k = *d;
        return;
    }
    if (!SR_PUSH(kept->arena, &kept->v, *d))
        kept->full = true;
}

static sr_span tokens_span(const sr_doc *doc, uint32_t beg, uint32_t end)
{
    return (sr_span){doc->tokens[beg].span.beg, doc->tokens[end - 1].span.end};
}

static void stretch(const sr_doc *doc, sr_span *span, uint32_t beg, uint32_t end)
{
    if (end <= beg)
        return;
    sr_span s = tokens_span(doc, beg, end);
    span->beg = s.beg < span->beg ? s.beg : span->beg;
    span->end = s.end > span->end ? s.end : span->end;
}

static sr_position position_of(const sr_stance_walk *w, const sr_draft *d)
{
    const sr_predicate *told = sr_stance_told(w, d->cue);
    sr_position p = {.sent = w->s,
                     .actor = d->holder.entity,
                     .actor_span = d->holder.span,
                     .stance = d->stance,
                     .p = d->p,
                     .statement = told ? told->statement : SR_NONE};
    p.toward = tokens_span(w->doc, d->beg, d->end);
    p.evidence = tokens_span(w->doc, d->cue, d->cue + 1);
    stretch(w->doc, &p.evidence, d->beg, d->end);
    stretch(w->doc, &p.evidence, d->if_beg, d->if_end);
    if (d->if_end > d->if_beg)
        p.condition = tokens_span(w->doc, d->if_beg, d->if_end);
    if (d->holder.tok != SR_NONE)
        stretch(w->doc, &p.evidence, d->holder.tok, d->holder.tok + 1);
    return p;
}

enum { SENTENCE_DRAFTS = 64 }; /* of one sentence; further ones are left out */

static sr_status find_all(sr_stance_walk *w, sr_doc *doc, sr_err *err)
{
    SR_VEC(sr_position) v = {0};
    sr_drafts all = {.arena = doc->arena}, kept = {.arena = doc->arena};
    for (uint32_t s = 0; s < doc->n_sents; s++) {
        w->s = s, w->sent = &doc->sents[s];
        all.v.n = kept.v.n = 0;
        sr_stance_note_children(w);
        for (uint32_t t = w->sent->tok_beg;
             t < w->sent->tok_end && all.v.n < SENTENCE_DRAFTS; t++)
            sr_stance_cue(w, t, &all);
        for (size_t i = 0; i < all.v.n; i++)
            add_once(&kept, &all.v.v[i], 0);
        for (size_t i = 0; i < kept.v.n; i++)
            all.full = all.full || !SR_PUSH(doc->arena, &v, position_of(w, &kept.v.v[i]));
        if (all.full || kept.full)
            return sr_fail(err, SR_ENOMEM, 0, "out of memory for positions");
    }
    doc->positions = v.v, doc->n_positions = v.n;
    return SR_OK;
}

sr_status sr_positions_find(const sr_facts_rules *rules, sr_doc *doc, sr_err *err)
{
    sr_stance_walk w = {.lex = rules->stances, .doc = doc};
    sr_status st = sr_tree_new(doc, &w.tree, err);
    if (st == SR_OK)
        st = sr_tree_reach(doc, &w.tree, &w.lo, &w.hi, err);
    if (st != SR_OK)
        return st;
    uint32_t **arrays[] = {&w.predicate, &w.subject, &w.object, &w.agent};
    for (size_t i = 0; i < SR_COUNT(arrays); i++) {
        *arrays[i] = sr_arena_alloc(doc->arena, doc->n_tokens, sizeof **arrays[i]);
        if (!*arrays[i])
            return sr_fail(err, SR_ENOMEM, 0, "out of memory for positions");
    }
    for (size_t t = 0; t < doc->n_tokens; t++)
        w.predicate[t] = SR_NONE;
    for (size_t i = 0; i < doc->n_predicates; i++)
        w.predicate[doc->predicates[i].tok] = (uint32_t)i;
    return find_all(&w, doc, err);
}
