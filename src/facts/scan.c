/* The tokens of a document with their entries; looking for words around a place. */
#include "facts/parts.h"

sr_status sr_scan_init(sr_scan *s, const sr_facts_rules *rules, sr_doc *doc, sr_err *err)
{
    *s = (sr_scan){.doc = doc, .rules = rules, .arena = doc->arena};
    s->head = sr_arena_alloc(doc->arena, doc->n_tokens, sizeof *s->head);
    s->in_time = SR_NEW(doc->arena, uint8_t, doc->n_tokens);
    if (!s->head || !s->in_time)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for %zu tokens", doc->n_tokens);
    for (size_t i = 0; i < doc->n_tokens; i++)
        s->head[i] = sr_lex_head(&rules->lex, doc->tokens[i].fold);
    return SR_OK;
}

void sr_scan_sentence(sr_scan *s, uint32_t sent)
{
    const sr_sentence *one = &s->doc->sents[sent];
    s->sent = sent;
    s->beg = one->tok_beg;
    s->end = one->tok_end;
    s->text = sr_doc_text(s->doc, one);
}

static bool case_fits(const sr_scan *s, uint32_t i, const sr_lex_entry *e)
{
    bool capital = (s->doc->tokens[i].flags & SR_TOKEN_CAPITAL) != 0;
    return !(e->flags & SR_LEX_CAPITAL && !capital) &&
           !(e->flags & SR_LEX_LOWER && capital);
}

static bool words_fit(const sr_scan *s, uint32_t i, const sr_lex_entry *e)
{
    if (e->n > s->end - i)
        return false;
    for (uint32_t k = 1; k < e->n; k++)
        if (s->doc->tokens[i + k].fold != e->fold[k])
            return false;
    return case_fits(s, i, e);
}

static bool has_class(const sr_scan *s, uint32_t i, sr_fact_class cls)
{
    const uint64_t *set = s->rules->lex.sets + (size_t)s->head[i] * SR_SET_WORDS;
    return set[cls / 64] >> (cls % 64) & 1;
}

const sr_lex_entry *sr_scan_at(const sr_scan *s, uint32_t i, sr_fact_class cls)
{
    if (i < s->beg || i >= s->end || !has_class(s, i, cls))
        return NULL;
    for (uint32_t k = s->head[i]; k; k = s->rules->lex.v.v[k].next) {
        const sr_lex_entry *e = &s->rules->lex.v.v[k];
        if (e->cls == cls && words_fit(s, i, e))
            return e;
    }
    return NULL;
}

const sr_lex_entry *sr_scan_before(const sr_scan *s, uint32_t i, sr_fact_class cls)
{
    for (uint32_t n = SR_LEX_WORDS; n > 0; n--) {
        if (i < s->beg + n || !has_class(s, i - n, cls))
            continue;
        for (uint32_t k = s->head[i - n]; k; k = s->rules->lex.v.v[k].next) {
            const sr_lex_entry *e = &s->rules->lex.v.v[k];
            if (e->cls == cls && e->n == n && words_fit(s, i - n, e))
                return e;
        }
    }
    return NULL;
}
