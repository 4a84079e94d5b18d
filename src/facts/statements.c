/* The layer "statements": cues in their trees and quotations -> who said what.  Read
 * statements.h first; here the parts are called in order and the table is written. */
#include "facts/statements.h"
#include "facts/layers.h"
#include "facts/parts.h"

#include <stdlib.h>

/* --- order -------------------------------------------------------------------------------- */

typedef struct ordered {
    uint32_t beg, end, said; /* tokens from first to last of the content */
} ordered;

static int by_start(const void *a, const void *b)
{
    const ordered *x = a, *y = b;
    if (x->beg != y->beg)
        return x->beg < y->beg ? -1 : 1;
    if (x->end != y->end)
        return x->end > y->end ? -1 : 1; /* the longer one first */
    return x->said < y->said ? -1 : x->said > y->said;
}

static ordered *put_in_order(const sr_says *s, size_t *n)
{
    ordered *v = sr_arena_alloc(s->arena, s->said.n, sizeof *v);
    *n = 0;
    for (uint32_t i = 0; v && i < s->said.n; i++) {
        const sr_said *a = &s->said.v[i];
        if (a->dropped)
            continue;
        uint32_t beg = s->pieces.v[a->first].at.beg,
                 end = s->pieces.v[a->first + a->n - 1].at.end;
        v[(*n)++] = (ordered){beg, end, i};
    }
    if (v && *n)
        qsort(v, *n, sizeof *v, by_start);
    return v;
}

/* --- nesting ------------------------------------------------------------------------------ */

static bool reports(const sr_says *s, const sr_said *a, uint32_t t)
{
    for (uint32_t i = 0; i < a->n; i++)
        if (t >= s->pieces.v[a->first + i].at.beg && t < s->pieces.v[a->first + i].at.end)
            return true;
    return false;
}

/* The word by which a statement stands in its surroundings. */
static uint32_t place_of(const sr_says *s, const sr_said *a)
{
    return a->tok != SR_NONE ? a->tok : s->pieces.v[a->first].at.beg;
}

typedef struct cue_place {
    uint32_t tok, at; /* place of its cue; index in the order of statements */
} cue_place;

static int by_cue(const void *a, const void *b)
{
    const cue_place *x = a, *y = b;
    if (x->tok != y->tok)
        return x->tok < y->tok ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* Two statements can stand in each other's words; a chain of them must end.  Each walk up
 * marks its steps and stops where one went before: linear. */
static bool open_circles(const sr_says *s, size_t n, uint32_t *within)
{
    uint32_t *walk = sr_arena_zero(s->arena, n, sizeof *walk);
    if (!walk)
        return false;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t at = i; walk[at] == 0;) {
            walk[at] = i + 1;
            uint32_t up = within[at];
            if (up == SR_NONE)
                break;
            if (walk[up] == i + 1)
                within[at] = SR_NONE;
            at = up;
        }
    return true;
}

enum { NEST_LOOK = 16 }; /* statements that are open around a cue: so many are asked */

/* within[i]: the innermost statement whose content holds the cue of i. */
static bool nest(const sr_says *s, const ordered *v, size_t n, uint32_t *within)
{
    cue_place *cues = sr_arena_alloc(s->arena, n, sizeof *cues);
    uint32_t *open = sr_arena_alloc(s->arena, n, sizeof *open);
    size_t depth = 0, k = 0;
    if (!cues || !open)
        return false;
    for (uint32_t i = 0; i < n; i++)
        cues[i] = (cue_place){place_of(s, &s->said.v[v[i].said]), i};
    if (n)
        qsort(cues, n, sizeof *cues, by_cue);
    for (size_t c = 0; c < n; c++) {
        for (; k < n && v[k].beg <= cues[c].tok; k++) {
            while (depth && v[open[depth - 1]].end <= v[k].beg)
                depth--;
            open[depth++] = (uint32_t)k;
        }
        uint32_t best = SR_NONE;
        size_t asked = 0;
        for (size_t d = depth; d-- > 0 && asked < NEST_LOOK; asked++) {
            uint32_t o = open[d];
            if (o != cues[c].at && v[o].end > cues[c].tok &&
                reports(s, &s->said.v[v[o].said], cues[c].tok) &&
                (best == SR_NONE || v[o].end - v[o].beg < v[best].end - v[best].beg))
                best = o;
        }
        within[cues[c].at] = best;
    }
    return open_circles(s, n, within);
}

/* --- the table ---------------------------------------------------------------------------- */

static sr_span span_of(const sr_says *s, sr_range r)
{
    if (r.beg >= r.end)
        return (sr_span){0, 0};
    return (sr_span){s->doc->tokens[r.beg].span.beg, s->doc->tokens[r.end - 1].span.end};
}

/* The entity of the mention that the tree hangs by `head`; a relative pronoun ("who said")
 * stands for the noun before it. */
uint32_t sr_says_entity(const sr_says *s, uint32_t head)
{
    const sr_doc *doc = s->doc;
    if (head == SR_NONE)
        return SR_NONE;
    const sr_word *w = &doc->words[head];
    uint32_t clause = w->head;
    if ((w->feats & SR_FEAT(PRONTYPE_REL)) && doc->words[clause].rel == SR_REL_ACL_RELCL)
        head = doc->words[clause].head;
    uint32_t m = sr_mention_of(doc, head);
    return m == SR_NONE ? SR_NONE : doc->mentions[m].entity;
}

static bool fill(const sr_says *s, const sr_said *a, uint32_t within, sr_statement *ret)
{
    const sr_piece *p = &s->pieces.v[a->first];
    *ret = (sr_statement){
        .sent = a->tok != SR_NONE ? s->sent[a->tok] : s->sent[p->at.beg],
        .n_content = a->n,
        .sent_end = s->sent[p[a->n - 1].at.end - 1] + 1,
        .speaker_span = span_of(s, a->source),
        .speaker = sr_says_entity(s, a->source_head),
        .cue = span_of(s, a->words),
        .cue_tok = a->tok,
        .cue_lemma = a->tok != SR_NONE ? s->doc->words[a->tok].lemma : SR_STR(""),
        .medium = span_of(s, a->medium),
        .addressee = span_of(s, a->addressee),
        .addressee_entity = sr_says_entity(s, a->addressee_head),
        .within = within,
        .kind = a->kind,
        .p = a->p,
    };
    ret->content = sr_arena_alloc(s->arena, a->n, sizeof *ret->content);
    for (uint32_t i = 0; ret->content && i < a->n; i++)
        ret->content[i] = span_of(s, p[i].at);
    return ret->content != NULL;
}

static bool write_table(sr_says *s, sr_statement **ret, size_t *n)
{
    ordered *v = put_in_order(s, n);
    if (v && *n > SR_MAX_STATEMENTS) {
        *n = SR_MAX_STATEMENTS;
        sr_doc_note(s->doc, "facts", "limit-statements",
                    "more than %d statements; the others are left out",
                    (int)SR_MAX_STATEMENTS);
    }
    uint32_t *within = sr_arena_alloc(s->arena, *n, sizeof *within);
    sr_statement *table = SR_NEW(s->arena, sr_statement, *n);
    if (!v || !within || !table || !nest(s, v, *n, within))
        return false;
    for (size_t i = 0; i < *n; i++)
        if (!fill(s, &s->said.v[v[i].said], within[i], &table[i]))
            return false;
    *ret = table;
    return true;
}

sr_status sr_statements_find(const sr_facts_rules *rules, sr_doc *doc, sr_err *err)
{
    sr_says s = {.cues = &rules->cues, .doc = doc, .arena = doc->arena};
    sr_statement *table = NULL;
    size_t n = 0;
    bool done = sr_says_trees(&s) && sr_says_quotes(&s);
    if (done) {
        sr_says_frames(&s);
        if (!s.full)
            sr_says_join(&s);
        done = !s.full && write_table(&s, &table, &n);
    }
    if (s.cut)
        sr_doc_note(doc, "facts", "limit-statement",
                    "content more than %d words away from its cue is left out",
                    (int)SR_MAX_STATEMENT_TOKENS);
    if (!done)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for statements");
    doc->statements = table;
    doc->n_statements = n;
    return SR_OK;
}
