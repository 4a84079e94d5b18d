/* Why there is an event, and why there is none.  In this file: the tree as text; candidates
 * as text; a pair; gaps. */
#include "facts/explain.h"

#include "facts/events.h"
#include "facts/parts.h"
#include "facts/typer.h"

enum { NEAR_SHOWN = 6 };

/* --- the tree as text ------------------------------------------------------------------------ */

static sr_str word_of(const sr_scene *v, uint32_t tok)
{
    return sr_str_span(v->text, v->doc->tokens[tok].span);
}

static void put_tree(const sr_scene *v, sr_buf *out)
{
    for (uint32_t t = v->beg; t < v->end; t++) {
        const sr_word *w = sr_scene_word(v, t);
        sr_buf_printf(out, "  %4u  %-18.*s %-16.*s %-6s %-12s %u\n", t - v->beg + 1,
                      SR_FMT(word_of(v, t)), SR_FMT(w->lemma),
                      sr_upos_name((sr_upos)w->upos),
                      sr_relation_name((sr_relation)w->rel),
                      w->head == t ? 0 : w->head - v->beg + 1);
    }
}

/* --- candidates as text ------------------------------------------------------------------------- */

static const char *use_name(uint8_t use)
{
    static const char *const names[] = {"actor", "recipient", "must", "must not"};
    return use < SR_COUNT(names) ? names[use] : "";
}

static void put_near(const sr_near *n, sr_buf *out)
{
    sr_buf_printf(out, "        %.*s does not fit: ", SR_FMT(n->frame->rule));
    if (n->item)
        sr_buf_printf(out, "%s, slot %d of the frame\n", use_name(n->item->use),
                      n->slot + 1);
    else
        sr_buf_put(out, SR_STR("the word beside it is missing\n"));
}

static void put_words(const sr_scene *v, const char *what, const uint32_t *toks,
                      uint8_t n, sr_buf *out)
{
    for (uint8_t i = 0; i < n; i++)
        sr_buf_printf(out, "%s %s \"%.*s\"", i ? "," : "", i ? "" : what,
                      SR_FMT(word_of(v, toks[i])));
    if (n)
        sr_buf_putc(out, ';');
}

static void put_candidate(const sr_scene *v, const sr_cands *all, const sr_cand *c,
                          sr_buf *out)
{
    sr_near near[NEAR_SHOWN];
    sr_slots slots;
    sr_match m;
    size_t n = 0;
    sr_buf_printf(out, "    \"%.*s\"  %.*s  ", SR_FMT(word_of(v, c->tok)),
                  SR_FMT(c->m.frame->rule));
    if (c->fate == SR_FATE_BLOCKED)
        sr_buf_put(out, SR_STR("these words tell no event\n"));
    else {
        sr_buf_printf(out, "%s%s%.*s", sr_event_type_name((sr_event_type)c->type),
                      c->mode.len ? "/" : "", SR_FMT(c->mode));
        put_words(v, " actor", c->m.actor, c->m.n_actors, out);
        put_words(v, " recipient", c->m.recipient, c->m.n_recipients, out);
        sr_buf_printf(out, "  p %.2f  %s", (double)c->p,
                      sr_cand_fate_name((sr_cand_fate)c->fate));
        if (c->into != SR_NONE)
            sr_buf_printf(out, " into \"%.*s\"", SR_FMT(word_of(v, all->v[c->into].tok)));
        sr_buf_put(out, c->composed ? SR_STR(", by what it is about\n") : SR_STR("\n"));
    }
    sr_scene_slots(v, c->tok, (sr_frame_kind)c->kind, &slots);
    (void)sr_frames_match(v, c->tok, &slots, (sr_frame_kind)c->kind, &m, near, NEAR_SHOWN,
                          &n);
    for (size_t i = 0; i < n; i++)
        put_near(&near[i], out);
}

/* Words that frames know and none fits. */
static void put_misses(const sr_scene *v, const sr_cands *all, sr_buf *out)
{
    for (uint32_t t = v->beg, i = 0; t < v->end; t++) {
        sr_frame_kind kind;
        sr_near near[NEAR_SHOWN];
        sr_slots slots;
        sr_match m;
        size_t n = 0;
        while (i < all->n && all->v[i].tok < t)
            i++;
        if ((i < all->n && all->v[i].tok == t) || !sr_scene_kind(v, t, &kind))
            continue;
        sr_scene_slots(v, t, kind, &slots);
        if (sr_frames_match(v, t, &slots, kind, &m, near, NEAR_SHOWN, &n) || !n)
            continue;
        sr_buf_printf(out, "    \"%.*s\"  no frame fits\n", SR_FMT(word_of(v, t)));
        for (size_t k = 0; k < n; k++)
            put_near(&near[k], out);
    }
}

/* The sentence's scene and candidates, as the layer sees them. */
static sr_status look(const sr_facts_rules *rules, sr_doc *doc, uint32_t sent,
                      sr_scene *v, sr_cands *cands, sr_err *err)
{
    sr_status st = sr_scene_new(doc, rules->frames, v, err);
    if (st != SR_OK)
        return st;
    sr_scene_fill(v, doc, sent);
    st = sr_events_in(v, doc, cands, err);
    if (st == SR_OK)
        sr_typer_judge(rules->typer, v, cands);
    return st;
}

sr_status sr_events_explain(const sr_facts_rules *rules, sr_doc *doc, uint32_t sent,
                            sr_buf *out, sr_err *err)
{
    sr_scene v;
    sr_cands cands = {0};
    sr_status st = look(rules, doc, sent, &v, &cands, err);
    if (st != SR_OK)
        return st;
    sr_buf_printf(out, "sentence %u: %.*s\n", sent,
                  SR_FMT(sr_str_span(v.text, doc->sents[sent].span)));
    put_tree(&v, out);
    sr_buf_put(out, cands.n ? SR_STR("  words that tell events:\n")
                            : SR_STR("  no word tells an event\n"));
    for (size_t i = 0; i < cands.n; i++)
        put_candidate(&v, &cands, &cands.v[i], out);
    put_misses(&v, &cands, out);
    sr_buf_putc(out, '\n');
    return sr_buf_ok(out) ? SR_OK : sr_fail(err, SR_ENOMEM, 0, "out of memory for text");
}

/* --- a pair ----------------------------------------------------------------------------------------- */

static bool overlaps(const sr_scene *v, uint32_t tok, sr_span s)
{
    sr_span phrase = sr_scene_phrase(v, tok);
    uint32_t beg = v->doc->tokens[phrase.beg].span.beg;
    uint32_t end = v->doc->tokens[phrase.end - 1].span.end;
    return beg < s.end && s.beg < end;
}

static bool inside(const sr_scene *v, uint32_t tok, sr_span s)
{
    sr_span t = v->doc->tokens[tok].span;
    return t.beg < s.end && s.beg < t.end;
}

/* "they" for the rebels of the span? */
static bool stands_for(const sr_scene *v, uint32_t tok, sr_span s)
{
    uint32_t m = v->doc->n_mentions ? sr_mention_of(v->doc, tok) : SR_NONE;
    uint32_t e = m == SR_NONE ? SR_NONE : v->doc->mentions[m].entity;
    if (e == SR_NONE)
        return false;
    for (uint32_t k = v->doc->entities[e].first; k != SR_NONE;
         k = v->doc->mentions[k].next) {
        const sr_mention *other = &v->doc->mentions[k];
        if (other->sent == v->doc->mentions[m].sent && other->span.beg < s.end &&
            s.beg < other->span.end)
            return true;
    }
    return false;
}

/* 2: one of the words is in the span; 1: its phrase reaches into it; 0. */
static int meets(const sr_scene *v, const uint32_t *toks, uint8_t n, sr_span s)
{
    int best = 0;
    for (uint8_t i = 0; i < n; i++) {
        int m = inside(v, toks[i], s) || stands_for(v, toks[i], s) ? 2
                : overlaps(v, toks[i], s)                          ? 1
                                                                   : 0;
        best = m > best ? m : best;
    }
    return best;
}

static int score_of(const sr_scene *v, const sr_cand *c, sr_span source, sr_span target)
{
    const sr_match *m = &c->m;
    int actor = meets(v, m->actor, m->n_actors, source);
    int recipient = meets(v, m->recipient, m->n_recipients, target);
    int among = meets(v, m->actor, m->n_actors, target);
    int turned = meets(v, m->recipient, m->n_recipients, source);
    bool at_trigger = inside(v, c->tok, target) || overlaps(v, c->tok, target);
    int score = actor * 3 + recipient * 3;
    if (!recipient && among && actor)
        score += 4;
    if (!recipient && at_trigger)
        score += 2;
    if (!actor && !recipient)
        score += turned + among;
    uint32_t at = v->doc->tokens[c->tok].span.beg;
    if ((at >= source.end && at < target.beg) || (at >= target.end && at < source.beg))
        score += 1;
    return score;
}

/* The candidates that lie nearest to the two, best first; *best: of votes->v[0]. */
static void vote(const sr_scene *v, const sr_cands *cands, sr_span source, sr_span target,
                 sr_votes *votes, const sr_cand **best)
{
    *best = NULL;
    *votes = (sr_votes){0};
    for (size_t i = 0; i < cands->n; i++) {
        const sr_cand *c = &cands->v[i];
        if ((c->fate != SR_FATE_KEPT && c->fate != SR_FATE_UNLIKELY &&
             c->fate != SR_FATE_DOUBTED) ||
            c->type >= SR_EVENT_DISASTER)
            continue;
        int s = score_of(v, c, source, target);
        size_t at = votes->n < SR_VOTES ? votes->n++ : SR_VOTES - 1;
        for (; at > 0 && votes->score[at - 1] < s; at--)
            votes->type[at] = votes->type[at - 1],
            votes->score[at] = votes->score[at - 1];
        if (at == votes->n - 1 && votes->score[at] > s)
            continue;
        votes->type[at] = c->type, votes->score[at] = s;
        *best = at == 0 ? c : *best;
    }
}

sr_status sr_events_between(const sr_facts_rules *rules, sr_doc *doc, uint32_t sent,
                            sr_span source, sr_span target, sr_between *ret, sr_err *err)
{
    static const float p_none = 0.9F; /* above it: nothing is told */
    sr_scene v;
    sr_cands cands = {0};
    sr_votes votes;
    const sr_cand *best;
    float share[SR_TYPER_COLUMNS];
    size_t type = 0;
    sr_status st = look(rules, doc, sent, &v, &cands, err);
    if (st != SR_OK)
        return st;
    vote(&v, &cands, source, target, &votes, &best);
    sr_typer_shares(rules->typer, &v, source, target, &votes, share);
    for (size_t k = 1; k < SR_TYPER_TYPES; k++)
        type = share[k] > share[type] ? k : type;
    *ret = (sr_between){SR_EVENT_TYPE_COUNT, SR_STR(""), SR_STR(""), SR_STR(""), 0};
    if (share[SR_TYPER_TYPES] > p_none)
        return SR_OK;
    if (best && best->type == type)
        *ret = (sr_between){best->type, best->mode, best->cameo, best->m.frame->rule, 0};
    else
        *ret = (sr_between){(uint8_t)type, SR_STR(""), SR_STR(""), SR_STR("typer"), 0};
    ret->p = sr_typer_p(share[type]);
    return SR_OK;
}

static void put_feature(void *ctx, sr_str feature)
{
    sr_buf_put(ctx, feature);
    sr_buf_putc(ctx, '\n');
}

sr_status sr_events_features(const sr_facts_rules *rules, sr_doc *doc, uint32_t sent,
                             sr_span source, sr_span target, sr_buf *out, sr_err *err)
{
    sr_scene v;
    sr_cands cands = {0};
    sr_votes votes;
    const sr_cand *best;
    sr_status st = look(rules, doc, sent, &v, &cands, err);
    if (st != SR_OK)
        return st;
    vote(&v, &cands, source, target, &votes, &best);
    sr_typer_features(&v, source, target, put_feature, out);
    for (size_t i = 0; i < votes.n; i++)
        sr_typer_vote(votes.type[i], i ? -1 : votes.score[i], put_feature, out);
    return sr_buf_ok(out) ? SR_OK : sr_fail(err, SR_ENOMEM, 0, "out of memory for text");
}

/* --- gaps ----------------------------------------------------------------------------------------- */

static bool is_gap(const sr_scene *v, uint32_t tok, sr_frame_kind kind)
{
    sr_slots s;
    if (sr_frames_head(v->frames, v->lemma[tok - v->beg]) != SR_NONE ||
        sr_scene_is(v, tok, SR_CLASS_NAME) || kind == SR_KIND_ADJECTIVE)
        return false;
    sr_scene_slots(v, tok, kind, &s);
    for (size_t i = 0; i < s.n; i++)
        if (sr_scene_is(v, s.v[i].tok, SR_CLASS_NAME) &&
            sr_scene_is(v, s.v[i].tok, SR_CLASS_ACTOR) && i == 0)
            return true;
    return false;
}

sr_status sr_events_gaps(const sr_facts_rules *rules, sr_doc *doc,
                         void (*put)(void *ctx, sr_str lemma, bool is_verb), void *ctx,
                         sr_err *err)
{
    sr_scene v;
    sr_status st = sr_scene_new(doc, rules->frames, &v, err);
    for (uint32_t s = 0; st == SR_OK && s < doc->n_sents; s++) {
        sr_scene_fill(&v, doc, s);
        for (uint32_t t = v.beg; t < v.end; t++) {
            sr_frame_kind kind;
            if (sr_scene_kind(&v, t, &kind) && is_gap(&v, t, kind))
                put(ctx, sr_scene_word(&v, t)->lemma, kind == SR_KIND_VERB);
        }
    }
    return st;
}
