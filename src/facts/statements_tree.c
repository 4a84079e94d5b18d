/* The trees of a document: children, reach, noun phrases. */
#include "facts/statements.h"

static void link_children(sr_says *s)
{
    const sr_word *w = s->doc->words;
    for (uint32_t t = (uint32_t)s->doc->n_tokens; t-- > 0;) {
        uint32_t h = w[t].head;
        s->lo[t] = t;
        s->hi[t] = t + 1;
        if (h == t)
            continue;
        s->next[t] = s->child[h];
        s->child[h] = t;
    }
}

/* Heads come before their words in `order`, so that the way back sees each word after all
 * that hang on it. */
static void reach(sr_says *s, uint32_t *order)
{
    const sr_word *w = s->doc->words;
    size_t n = 0;
    for (uint32_t t = 0; t < s->doc->n_tokens; t++)
        if (w[t].head == t)
            order[n++] = t;
    for (size_t i = 0; i < n; i++)
        for (uint32_t c = s->child[order[i]]; c != SR_NONE; c = s->next[c])
            order[n++] = c;
    while (n-- > 0) {
        uint32_t t = order[n], h = w[t].head;
        if (s->lo[t] < s->lo[h])
            s->lo[h] = s->lo[t];
        if (s->hi[t] > s->hi[h])
            s->hi[h] = s->hi[t];
    }
}

bool sr_says_trees(sr_says *s)
{
    const sr_doc *doc = s->doc;
    size_t n = doc->n_tokens;
    s->child = sr_arena_alloc(s->arena, n, sizeof *s->child);
    s->next = sr_arena_alloc(s->arena, n, sizeof *s->next);
    s->lo = sr_arena_alloc(s->arena, n, sizeof *s->lo);
    s->hi = sr_arena_alloc(s->arena, n, sizeof *s->hi);
    s->sent = sr_arena_alloc(s->arena, n, sizeof *s->sent);
    uint32_t *order = sr_arena_alloc(s->arena, n, sizeof *order);
    s->timed = sr_arena_zero(s->arena, n, sizeof *s->timed);
    s->tail = sr_arena_alloc(s->arena, doc->n_sents, sizeof *s->tail);
    if (!s->tail || !s->timed || !s->child || !s->next || !s->lo || !s->hi || !s->sent ||
        !order)
        return false;
    for (size_t t = 0; t < n; t++)
        s->child[t] = s->next[t] = SR_NONE;
    for (size_t i = 0; i < doc->n_sents; i++)
        s->tail[i] = SR_NONE;
    for (uint32_t i = 0; i < doc->n_sents; i++)
        for (uint32_t t = doc->sents[i].tok_beg; t < doc->sents[i].tok_end; t++)
            s->sent[t] = i;
    for (size_t i = 0; i < doc->n_times; i++)
        for (uint32_t t = doc->times[i].tok_beg; t < doc->times[i].tok_end; t++)
            s->timed[t] = true;
    link_children(s);
    reach(s, order);
    return true;
}

bool sr_says_is(const sr_says *s, uint32_t t, const char *lower)
{
    return sr_str_ieq(sr_says_word(s, t), sr_str_of(lower));
}

uint32_t sr_says_child(const sr_says *s, uint32_t t, sr_relation base)
{
    uint32_t c = s->child[t];
    while (c != SR_NONE && sr_says_rel(s, c) != base)
        c = s->next[c];
    return c;
}

uint32_t sr_says_exact(const sr_says *s, uint32_t t, sr_relation rel)
{
    uint32_t c = s->child[t];
    while (c != SR_NONE && s->doc->words[c].rel != rel)
        c = s->next[c];
    return c;
}

/* Is it said of the noun in passing: behind a comma, or a clause of its own? */
static bool in_passing(const sr_says *s, uint32_t c)
{
    switch (sr_says_rel(s, c)) {
    case SR_REL_PUNCT:
    case SR_REL_PARATAXIS:
    case SR_REL_DISCOURSE:
    case SR_REL_ADVCL: return true;
    case SR_REL_ACL:
    case SR_REL_APPOS:
    case SR_REL_NMOD: {
        uint32_t lo = s->lo[c];
        if (s->doc->words[lo].upos == SR_UPOS_PUNCT)
            return true;
        return lo > 0 && s->sent[lo - 1] == s->sent[lo] &&
               s->doc->words[lo - 1].upos == SR_UPOS_PUNCT;
    }
    default: return false;
    }
}

sr_range sr_says_phrase(const sr_says *s, uint32_t head)
{
    sr_range r = {head, head + 1};
    for (uint32_t c = s->child[head]; c != SR_NONE; c = s->next[c]) {
        if (s->lo[c] < r.beg && (c < head || !in_passing(s, c)) &&
            sr_says_rel(s, c) != SR_REL_PUNCT)
            r.beg = s->lo[c];
        if (c > head && in_passing(s, c) && s->lo[c] >= r.end)
            break;
        if (s->hi[c] > r.end)
            r.end = s->hi[c];
    }
    while (r.end > head + 1 && s->doc->words[r.end - 1].upos == SR_UPOS_PUNCT)
        r.end--;
    return r;
}

uint32_t sr_says_mark(const sr_says *s, uint32_t t)
{
    return sr_says_exact(s, t, SR_REL_MARK);
}

bool sr_says_marked(const sr_says *s, uint32_t t, const char *lower)
{
    uint32_t m = sr_says_mark(s, t);
    return m != SR_NONE && sr_says_is(s, m, lower);
}

bool sr_says_infinitive(const sr_says *s, uint32_t t)
{
    return sr_says_marked(s, t, "to");
}

bool sr_says_passive(const sr_says *s, uint32_t t)
{
    if (sr_says_exact(s, t, SR_REL_NSUBJ_PASS) != SR_NONE ||
        sr_says_exact(s, t, SR_REL_AUX_PASS) != SR_NONE ||
        sr_says_exact(s, t, SR_REL_CSUBJ_PASS) != SR_NONE)
        return true;
    uint8_t rel = sr_says_at(s, t)->rel;
    return (rel == SR_REL_ACL || rel == SR_REL_ADVCL) &&
           sr_says_child(s, t, SR_REL_OBJ) == SR_NONE &&
           sr_says_feat(s, t, SR_FEAT(TENSE_PAST)) &&
           sr_says_feat(s, t, SR_FEAT(VERBFORM_PART)) &&
           sr_says_child(s, t, SR_REL_AUX) == SR_NONE;
}

/* The frame of the preposition (or of the conjunction) before t. */
uint32_t sr_says_case(const sr_says *s, uint32_t t)
{
    uint32_t c = sr_says_exact(s, t, SR_REL_CASE);
    if (c == SR_NONE)
        c = sr_says_mark(s, t);
    return c == SR_NONE ? 0 : sr_cue_frame_of(sr_says_word(s, c));
}

/* Where the words behind the preposition of t begin. */
uint32_t sr_says_behind_case(const sr_says *s, uint32_t t)
{
    uint32_t c = sr_says_exact(s, t, SR_REL_CASE);
    if (c == SR_NONE)
        c = sr_says_mark(s, t);
    return c == SR_NONE || c + 1 > t ? s->lo[t] : c + 1;
}

/* Is token t a finite verb or a form of "be"? */
bool sr_says_finite(const sr_says *s, uint32_t t)
{
    return sr_says_feat(s, t, SR_FEAT(VERBFORM_FIN));
}

bool sr_says_medium(const sr_says *s, uint32_t t)
{
    return sr_cuelist_find(s->cues, SR_CUE_MEDIUM, sr_says_at(s, t)->lemma,
                           (sr_str){"", 0}) != NULL;
}
