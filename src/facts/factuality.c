/* The layer "factuality": one predicate for each word that tells an event. */
#include "facts/factuality.h"
#include "facts/parts.h"

enum { STATEMENTS_BACK = 8 }; /* statements that may begin between one and its end */

static bool covers(const sr_doc *doc, const sr_statement *s, uint32_t sent, sr_span span)
{
    if (doc->sents[s->sent].in_title != doc->sents[sent].in_title)
        return false;
    for (size_t i = 0; i < s->n_content; i++)
        if (s->content[i].beg <= span.beg && span.end <= s->content[i].end)
            return true;
    return false;
}

/* Does statement i begin at or before the token? */
static bool begun(const sr_doc *doc, size_t i, uint32_t sent, uint32_t tok)
{
    const sr_statement *s = &doc->statements[i];
    bool title = doc->sents[s->sent].in_title, here = doc->sents[sent].in_title;
    return title != here ? title : s->content[0].beg <= doc->tokens[tok].span.beg;
}

uint32_t sr_statement_around(const sr_doc *doc, uint32_t sent, uint32_t tok, size_t *next)
{
    while (*next < doc->n_statements && begun(doc, *next, sent, tok))
        ++*next;
    for (size_t i = *next, n = 0; i-- > 0 && n < STATEMENTS_BACK; n++)
        if (covers(doc, &doc->statements[i], sent, doc->tokens[tok].span))
            return (uint32_t)i;
    return SR_NONE;
}

/* The layer at work. */
typedef struct layer {
    const sr_facts_rules *rules;
    const sr_doc *doc;
    sr_tree tree;
    sr_view *views;
    sr_factuality_features features;
    size_t next; /* statement */
} layer;

static sr_predicate predicate_of(layer *l, uint32_t sent, uint32_t tok)
{
    const sr_view *view = &l->views[tok];
    sr_predicate p = {.tok = tok, .sent = sent};
    p.statement = sr_statement_around(l->doc, sent, tok, &l->next);
    p.factuality = (sr_factuality){
        .modality = view->modality, .tense = view->tense, .negated = view->negated};
    sr_factuality_features_of(l->doc, &l->tree, l->views, sent, tok, &l->features);
    sr_factuality_score(l->rules->factuality_model, l->doc, view, &l->features,
                        &p.factuality);
    return p;
}

sr_status sr_factuality_find(const sr_facts_rules *rules, sr_doc *doc, sr_err *err)
{
    layer l = {.rules = rules, .doc = doc};
    SR_VEC(sr_predicate) v = {0};
    sr_status st = sr_tree_new(doc, &l.tree, err);
    if (st == SR_OK)
        st = sr_factuality_views(rules->factuality, doc, &l.tree, &l.views, err);
    if (st != SR_OK)
        return st;
    for (uint32_t s = 0; s < doc->n_sents; s++)
        for (uint32_t t = doc->sents[s].tok_beg; t < doc->sents[s].tok_end; t++)
            if (sr_factuality_is_event(rules->factuality, doc, &l.tree, t) &&
                !SR_PUSH(doc->arena, &v, predicate_of(&l, s, t)))
                return sr_fail(err, SR_ENOMEM, 0, "out of memory for predicates");
    doc->predicates = v.v, doc->n_predicates = v.n;
    return SR_OK;
}
