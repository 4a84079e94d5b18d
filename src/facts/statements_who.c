/* Who says it: subjects, agents, owners; where the tree has none, the words beside. */
#include "facts/statements.h"

bool sr_says_somebody(const sr_says *s, uint32_t t)
{
    uint32_t e = sr_says_entity(s, t);
    if (e == SR_NONE || s->timed[t] || sr_says_feat(s, t, SR_FEAT(GENDER_NEUT)))
        return false;
    uint8_t type = s->doc->entities[e].type;
    return type == SR_ENTITY_PER || type == SR_ENTITY_ORG || type == SR_ENTITY_GPE ||
           type == SR_ENTITY_NORP;
}

/* A subject in words that somebody else speaks is that of their own clause. */
static bool speaks_beside(const sr_says *s, uint32_t t, uint32_t c)
{
    uint32_t q = s->in[c];
    return q == s->in[t] || q == SR_NONE || s->quotes.v[q].end - s->quotes.v[q].beg < 4;
}

uint32_t sr_says_subject(const sr_says *s, uint32_t t)
{
    uint32_t in_marks = SR_NONE;
    for (uint32_t c = s->child[t]; c != SR_NONE; c = s->next[c]) {
        uint8_t r = sr_says_at(s, c)->rel;
        if ((r != SR_REL_NSUBJ && r != SR_REL_NSUBJ_PASS && r != SR_REL_NSUBJ_OUTER) ||
            s->timed[c])
            continue;
        if (s->in[c] == s->in[t])
            return c;
        if (speaks_beside(s, t, c) && in_marks == SR_NONE)
            in_marks = c; /* "the 'mayor' said": where no other is */
    }
    return in_marks;
}

uint32_t sr_says_agent(const sr_says *s, uint32_t t)
{
    for (uint32_t c = s->child[t]; c != SR_NONE; c = s->next[c])
        if (c > t &&
            (sr_says_at(s, c)->rel == SR_REL_OBL_AGENT ||
             (sr_says_rel(s, c) == SR_REL_OBL && sr_says_case(s, c) == SR_FRAME(by))))
            return c;
    return SR_NONE;
}

/* Who does what t says, where t has no subject of its own: that of the clause it hangs on,
 * the noun it is said of. */
uint32_t sr_says_ruler(const sr_says *s, uint32_t t, uint32_t climb)
{
    uint32_t own = sr_says_subject(s, t), h = sr_says_at(s, t)->head;
    if (own != SR_NONE)
        return own;
    if (climb == 0 || h == t || sr_says_child(s, t, SR_REL_EXPL) != SR_NONE)
        return SR_NONE;
    switch (sr_says_rel(s, t)) {
    case SR_REL_XCOMP: {
        uint32_t o = sr_says_child(s, h, SR_REL_OBJ);
        return o != SR_NONE && o < t ? o : sr_says_ruler(s, h, climb - 1);
    }
    case SR_REL_CONJ:
    case SR_REL_ADVCL:
    case SR_REL_CCOMP:
    case SR_REL_PARATAXIS: return sr_says_ruler(s, h, climb - 1);
    case SR_REL_ACL:
        if (sr_says_infinitive(s, t))
            return sr_says_owner(s, h, climb - 1);
        return h;
    case SR_REL_OBL:
    case SR_REL_NMOD:
        return sr_says_noun(s, t) ? SR_NONE : sr_says_ruler(s, h, climb - 1);
    default: return SR_NONE;
    }
}

/* Who owns a noun ("his claim", "a claim by", or who makes it: "made a claim"). */
uint32_t sr_says_owner(const sr_says *s, uint32_t noun, uint32_t climb)
{
    uint32_t poss = sr_says_exact(s, noun, SR_REL_NMOD_POSS);
    if (poss != SR_NONE)
        return poss;
    for (uint32_t c = s->child[noun]; c != SR_NONE; c = s->next[c])
        if (c > noun && sr_says_rel(s, c) == SR_REL_NMOD &&
            (sr_says_case(s, c) & (SR_FRAME(by) | SR_FRAME(from))))
            return c;
    uint32_t h = sr_says_at(s, noun)->head;
    sr_relation rel = sr_says_rel(s, noun);
    if (climb == 0 || h == noun)
        return SR_NONE;
    if (rel == SR_REL_CONJ)
        return sr_says_owner(s, h, climb - 1);
    if ((rel == SR_REL_OBJ || rel == SR_REL_OBL || rel == SR_REL_XCOMP) &&
        sr_cuelist_find(s->cues, SR_CUE_LINK, sr_says_at(s, h)->lemma, (sr_str){"", 0}))
        return sr_says_ruler(s, h, climb - 1);
    return SR_NONE;
}

/* Where the tree gives a finite verb no subject, the words beside it do. */
static bool may_be_somebody(const sr_says *s, uint32_t t)
{
    uint8_t u = sr_says_at(s, t)->upos;
    return sr_says_noun(s, t) || u == SR_UPOS_NUM || u == SR_UPOS_DET || u == SR_UPOS_ADJ;
}

/* Up the tree to the left, to the noun that the phrase before the cue belongs to. */
static uint32_t climb_left(const sr_says *s, uint32_t k, uint32_t first)
{
    uint32_t best = may_be_somebody(s, k) ? k : SR_NONE;
    for (;;) {
        uint32_t h = sr_says_at(s, k)->head;
        sr_relation r = sr_says_rel(s, k);
        bool up = h < k && h >= first &&
                  (sr_says_noun(s, h) || sr_says_at(s, h)->rel == SR_REL_ACL_RELCL ||
                   sr_says_at(s, h)->rel == SR_REL_ACL ||
                   sr_says_at(s, h)->upos == SR_UPOS_NUM);
        if (!up || r == SR_REL_PARATAXIS)
            return best;
        k = h;
        if (sr_says_noun(s, k))
            best = k;
    }
}

uint32_t sr_says_left(const sr_says *s, uint32_t t, uint32_t first)
{
    uint32_t k = t;
    while (k > first && (sr_says_at(s, k - 1)->upos == SR_UPOS_AUX ||
                         sr_says_at(s, k - 1)->upos == SR_UPOS_ADV ||
                         sr_says_at(s, k - 1)->upos == SR_UPOS_PART))
        k--;
    if (k == first)
        return SR_NONE;
    k--;
    if (k > first && sr_says_is(s, k, ",") && k == t - 1)
        k--;
    if (sr_says_is(s, k, ")")) /* "Jane Roe (R-Ohio) said" */
        while (k > first && !sr_says_is(s, k, "("))
            k--;
    if (k > first && sr_says_is(s, k, "("))
        k--;
    if (s->in[k] != s->in[t] ||
        (!may_be_somebody(s, k) && sr_says_at(s, k)->upos != SR_UPOS_VERB))
        return SR_NONE;
    return climb_left(s, k, first);
}

uint32_t sr_says_right(const sr_says *s, uint32_t t, uint32_t first, uint32_t end)
{
    if (t == first || t + 1 >= end || sr_says_at(s, t - 1)->upos != SR_UPOS_PUNCT)
        return SR_NONE;
    uint32_t k = t + 1;
    if (!may_be_somebody(s, k) || s->timed[k] || s->in[k] != s->in[t])
        return SR_NONE;
    while (sr_says_at(s, k)->head > k && sr_says_at(s, k)->head < end &&
           s->in[sr_says_at(s, k)->head] == s->in[t] &&
           sr_says_at(s, sr_says_at(s, k)->head)->upos != SR_UPOS_VERB)
        k = sr_says_at(s, k)->head;
    return k;
}

uint32_t sr_says_beside(const sr_says *s, uint32_t t)
{
    const sr_sentence *sent = &s->doc->sents[s->sent[t]];
    if (!sr_says_feat(s, t, SR_FEAT(VERBFORM_FIN)) &&
        sr_says_child(s, t, SR_REL_AUX) == SR_NONE)
        return SR_NONE;
    uint32_t r = sr_says_right(s, t, sent->tok_beg, sent->tok_end);
    return r != SR_NONE ? r : sr_says_left(s, t, sent->tok_beg);
}
