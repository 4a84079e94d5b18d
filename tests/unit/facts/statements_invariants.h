/* What must hold for the statements of any document; trees made of bytes, for the unit
 * tests and the fuzz target. */
#ifndef SR_TESTS_FACTS_STATEMENTS_INVARIANTS_H
#define SR_TESTS_FACTS_STATEMENTS_INVARIANTS_H

#include "invariants.h"

static inline bool in_text(sr_span span, size_t len)
{
    return span.beg <= span.end && span.end <= len;
}

static inline const char *broken_statement(const sr_doc *doc, size_t i)
{
    const sr_statement *s = &doc->statements[i];
    if (s->sent >= doc->n_sents || s->sent_end > doc->n_sents || s->n_content == 0)
        return "a statement has a sentence and content";
    size_t len = sr_doc_text(doc, &doc->sents[s->sent]).len;
    uint32_t at = 0;
    for (size_t k = 0; k < s->n_content; k++) {
        if (s->content[k].beg < at || s->content[k].beg >= s->content[k].end ||
            !in_text(s->content[k], len))
            return "content ascends, is disjoint and in the text";
        at = s->content[k].end;
    }
    if (!in_text(s->speaker_span, len) || !in_text(s->cue, len) ||
        !in_text(s->medium, len) || !in_text(s->addressee, len))
        return "spans lie in the text";
    if (s->kind > SR_STATEMENT_MIXED || !(s->p >= 0 && s->p <= 1) || !s->cue_lemma.p)
        return "kind, p and lemma are known";
    if ((s->cue_tok == SR_NONE) != (s->cue_lemma.len == 0))
        return "a cue has a lemma";
    size_t steps = 0;
    for (uint32_t up = s->within; up != SR_NONE; up = doc->statements[up].within)
        if (up >= doc->n_statements || steps++ > doc->n_statements)
            return "chains of statements end";
    return NULL;
}

static inline const char *broken_statements(const sr_doc *doc)
{
    bool title = true;
    uint32_t at = 0;
    for (size_t i = 0; i < doc->n_statements; i++) {
        const char *what = broken_statement(doc, i);
        if (what)
            return what;
        const sr_statement *s = &doc->statements[i];
        bool now = doc->sents[s->sent].in_title;
        if (now && !title)
            return "the title comes first";
        if (now == title && s->content[0].beg < at)
            return "statements ascend by their content";
        title = now;
        at = s->content[0].beg;
    }
    return NULL;
}

/* Words for the tokens of a document: a tree a sentence, everything else by `seed`. */
static inline bool make_words(sr_doc *doc, uint64_t seed)
{
    static const char *const lemmas[] = {"say",  "tell",   "call", "accord", "want",
                                         "plan", "report", "show", "that",   "man"};
    doc->words = SR_NEW(doc->arena, sr_word, doc->n_tokens);
    if (!doc->words)
        return false;
    for (size_t i = 0; i < doc->n_sents; i++) {
        uint32_t beg = doc->sents[i].tok_beg;
        for (uint32_t t = beg; t < doc->sents[i].tok_end; t++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            uint32_t far = 1 + (uint32_t)(seed >> 33) % 7;
            doc->words[t] = (sr_word){
                .lemma = sr_str_of(lemmas[(seed >> 40) % SR_COUNT(lemmas)]),
                .feats = seed & (seed >> 11),
                .head = t == beg        ? t
                        : t - beg < far ? beg
                                        : t - far,
                .upos = (uint8_t)((seed >> 17) % SR_UPOS_COUNT),
                .rel = (uint8_t)(t == beg ? SR_REL_ROOT : (seed >> 24) % SR_REL_COUNT),
                .p_arc = 1};
        }
    }
    return true;
}

#endif
