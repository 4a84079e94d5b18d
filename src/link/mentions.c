/* Mentions: names, noun phrases and pronouns.  In order:
 *   1. how far the subtree of each word reaches      2. which words head a mention
 *   3. from where to where a phrase goes             4. the table in its order */
#include "link/coref.h"

/* --- 1. the reach of each word ---------------------------------------------------------- */

/* Words of a sentence so that each comes before its head: first how many words hang on
 * each, then the leaves, then those whose last dependent has been taken. */
static void leaves_first(const sr_doc *doc, const sr_sentence *s, uint32_t *left,
                         uint32_t *order)
{
    size_t n = 0;
    for (uint32_t t = s->tok_beg; t < s->tok_end; t++)
        left[t] = 0;
    for (uint32_t t = s->tok_beg; t < s->tok_end; t++)
        if (doc->words[t].head != t)
            left[doc->words[t].head]++;
    for (uint32_t t = s->tok_beg; t < s->tok_end; t++)
        if (left[t] == 0)
            order[s->tok_beg + n++] = t;
    for (size_t i = 0; i < n; i++) {
        uint32_t t = order[s->tok_beg + i], head = doc->words[t].head;
        if (head != t && --left[head] == 0)
            order[s->tok_beg + n++] = head;
    }
}

sr_status sr_reach_find(const sr_doc *doc, sr_arena *a, sr_reach **ret, sr_err *err)
{
    sr_reach *r = SR_NEW(a, sr_reach, doc->n_tokens);
    uint32_t *left = SR_NEW(a, uint32_t, doc->n_tokens);
    uint32_t *order = SR_NEW(a, uint32_t, doc->n_tokens);
    if (!r || !left || !order)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for mentions");
    for (uint32_t t = 0; t < doc->n_tokens; t++)
        r[t] = (sr_reach){t, t + 1};
    for (size_t i = 0; i < doc->n_sents; i++) {
        const sr_sentence *s = &doc->sents[i];
        leaves_first(doc, s, left, order);
        for (uint32_t k = s->tok_beg; k < s->tok_end; k++) {
            sr_reach own = r[order[k]], *h = &r[doc->words[order[k]].head];
            h->beg = own.beg < h->beg ? own.beg : h->beg;
            h->end = own.end > h->end ? own.end : h->end;
        }
    }
    *ret = r;
    return SR_OK;
}

/* --- 2. heads --------------------------------------------------------------------------- */

typedef struct finder {
    sr_doc *doc;
    sr_arena *arena;
    const sr_reach *reach;
    uint32_t *name_of; /* [n_tokens] the name that the word is in, or SR_NONE */
    sr_reach *phrase;  /* [n_tokens] of words that head a mention; else .end is 0 */
    SR_VEC(sr_mention) all;
} finder;

static bool is_child(const sr_doc *doc, uint32_t t, uint32_t head)
{
    return doc->words[t].head == head && t != head;
}

/* Has the word a dependent of that relation before it, within the reach of a phrase? */
static bool has_left(const finder *f, uint32_t head, sr_relation rel)
{
    for (uint32_t t = head; t-- > f->reach[head].beg && t + SR_MAX_MENTION_TOKENS > head;)
        if (is_child(f->doc, t, head) && sr_relation_base(f->doc->words[t].rel) == rel)
            return true;
    return false;
}

/* Relations of words that are part of another's phrase, or of none. */
static bool is_inside(uint8_t rel)
{
    switch (rel) {
    case SR_REL_COMPOUND:
    case SR_REL_COMPOUND_PRT:
    case SR_REL_FLAT:
    case SR_REL_FIXED:
    case SR_REL_GOESWITH:
    case SR_REL_REPARANDUM:
    case SR_REL_NMOD_DESC:
    case SR_REL_DET:
    case SR_REL_DET_PREDET:
    case SR_REL_AMOD:
    case SR_REL_NUMMOD:
    case SR_REL_CASE:
    case SR_REL_CC:
    case SR_REL_CC_PRECONJ:
    case SR_REL_MARK:
    case SR_REL_DISCOURSE:
    case SR_REL_EXPL:
    case SR_REL_ADVMOD: return true;
    default: return false;
    }
}

static bool is_actor_place(uint8_t rel)
{
    sr_relation base = sr_relation_base(rel);
    return base == SR_REL_NSUBJ || base == SR_REL_OBJ || base == SR_REL_IOBJ;
}

static bool is_personal(const sr_word *w)
{
    return w->upos == SR_UPOS_PRON && (w->feats & SR_FEAT(PRONTYPE_PRS));
}

static bool is_pronoun(const sr_word *w)
{
    return w->upos == SR_UPOS_PRON &&
           (w->feats & (SR_FEAT(PRONTYPE_PRS) | SR_FEAT(PRONTYPE_REL) |
                        SR_FEAT(PRONTYPE_DEM) | SR_FEAT(PRONTYPE_RCP)));
}

/* The unit of the number before it: "11 p.m." is no prime minister. */
static bool is_unit(const sr_doc *doc, uint32_t t)
{
    const sr_word *w = &doc->words[t];
    return w->rel == SR_REL_NMOD_UNMARKED && w->head + 1 == t &&
           doc->words[w->head].upos == SR_UPOS_NUM;
}

static bool heads_phrase(const finder *f, uint32_t t)
{
    const sr_word *w = &f->doc->words[t];
    if (is_personal(w) && w->rel != SR_REL_EXPL)
        return true;
    if (w->rel == SR_REL_COMPOUND && w->upos == SR_UPOS_PROPN) /* "Trump supporters" */
        return f->doc->tokens[t].kind == SR_TOKEN_WORD && f->name_of[w->head] == SR_NONE;
    if (is_inside(w->rel) || is_unit(f->doc, t))
        return false;
    switch (w->upos) {
    case SR_UPOS_NOUN:
    case SR_UPOS_PROPN: return f->doc->tokens[t].kind == SR_TOKEN_WORD;
    case SR_UPOS_PRON: return !(w->feats & SR_FEAT(PRONTYPE_INT));
    case SR_UPOS_NUM:
    case SR_UPOS_DET: return is_actor_place(w->rel) || has_left(f, t, SR_REL_DET);
    case SR_UPOS_ADJ: return has_left(f, t, SR_REL_DET) && w->rel != SR_REL_ROOT;
    default: return false;
    }
}

/* --- 3. phrases ------------------------------------------------------------------------- */

/* Part of the phrase before its head; `advmod` and punctuation only between such. */
static bool is_before(uint8_t rel)
{
    switch (sr_relation_base(rel)) {
    case SR_REL_DET:
    case SR_REL_AMOD:
    case SR_REL_NUMMOD:
    case SR_REL_COMPOUND:
    case SR_REL_NMOD:
    case SR_REL_FLAT: return true;
    default: return false;
    }
}

static uint32_t phrase_beg(const finder *f, uint32_t head)
{
    uint32_t beg = head;
    uint32_t low = f->reach[head].beg;
    if (low + SR_MAX_MENTION_TOKENS < head)
        low = head - SR_MAX_MENTION_TOKENS;
    for (uint32_t t = head; t-- > low;) {
        if (!is_child(f->doc, t, head))
            continue;
        uint8_t rel = f->doc->words[t].rel;
        if (is_before(rel))
            beg = f->reach[t].beg > low ? f->reach[t].beg : low;
        else if (rel != SR_REL_ADVMOD && rel != SR_REL_PUNCT)
            break;
    }
    return beg;
}

/* Does the word have "of" before it (or another preposition that data says binds as it
 * does)? */
static bool is_of(const finder *f, uint32_t t)
{
    uint32_t first = f->reach[t].beg;
    return is_child(f->doc, first, t) && f->doc->words[first].rel == SR_REL_CASE &&
           sr_str_eq(f->doc->words[first].lemma, SR_STR("of"));
}

/* Words that the parser hangs on the head just behind it ("Putin" of "Vladimir Putin"),
 * then "of" phrases, each up to the end of its own phrase. */
static uint32_t phrase_end(const finder *f, uint32_t head)
{
    const sr_doc *doc = f->doc;
    uint32_t end = head + 1, stop = f->reach[head].end;
    while (end < stop && is_child(doc, end, head) &&
           (sr_relation_base(doc->words[end].rel) == SR_REL_FLAT ||
            doc->words[end].rel == SR_REL_FIXED || doc->words[end].rel == SR_REL_NUMMOD))
        end++;
    if (end >= stop || !sr_str_eq(doc->words[end].lemma, SR_STR("of")))
        return end;
    uint32_t of = doc->words[end].head;
    if (of > end && is_child(doc, of, head) && is_of(f, of) && f->phrase[of].end)
        return f->phrase[of].end;
    return end;
}

/* --- 4. the table ----------------------------------------------------------------------- */

static bool add(finder *f, sr_mention m)
{
    m.span = (sr_span){f->doc->tokens[m.tok_beg].span.beg,
                       f->doc->tokens[m.tok_end - 1].span.end};
    m.entity = m.next = SR_NONE;
    if (!SR_PUSH(f->arena, &f->all, m))
        return false;
    /* Into its place: only mentions that begin up to SR_MAX_MENTION_TOKENS before the last
     * one's end are passed. */
    size_t i = f->all.n - 1;
    for (; i > 0; i--) {
        const sr_mention *p = &f->all.v[i - 1];
        if (p->tok_beg < m.tok_beg ||
            (p->tok_beg == m.tok_beg && p->tok_end >= m.tok_end))
            break;
        f->all.v[i] = *p;
    }
    f->all.v[i] = m;
    return true;
}

static uint32_t head_of_name(const sr_doc *doc, const sr_name *n)
{
    for (uint32_t t = n->tok_beg; t < n->tok_end; t++) {
        uint32_t h = doc->words[t].head;
        if (h == t || h < n->tok_beg || h >= n->tok_end)
            return t;
    }
    return n->tok_beg;
}

/* The pair of "France and Germany", told from its first part by being longer. */
static bool add_whole(finder *f, uint32_t sent, uint32_t head)
{
    const sr_doc *doc = f->doc;
    uint32_t last = SR_NONE;
    for (uint32_t t = head + 1;
         t < f->reach[head].end && t < head + SR_MAX_MENTION_TOKENS; t++)
        if (is_child(doc, t, head) && doc->words[t].rel == SR_REL_CONJ &&
            f->phrase[t].end)
            last = t;
    if (last == SR_NONE)
        return true;
    return add(f, (sr_mention){.sent = sent,
                               .tok_beg = f->phrase[head].beg,
                               .tok_end = f->phrase[last].end,
                               .head = head,
                               .name = SR_NONE,
                               .kind = SR_MENTION_DESCRIPTION});
}

/* Right to left: the "of" phrases behind a head must be known. */
static void find_phrases(finder *f, const sr_sentence *s)
{
    for (uint32_t t = s->tok_end; t-- > s->tok_beg;) {
        if (f->name_of[t] != SR_NONE) {
            const sr_name *n = &f->doc->names[f->name_of[t]];
            if (head_of_name(f->doc, n) == t)
                f->phrase[t] = (sr_reach){n->tok_beg, n->tok_end};
        } else if (heads_phrase(f, t)) {
            f->phrase[t] = (sr_reach){phrase_beg(f, t), phrase_end(f, t)};
        }
    }
}

static sr_mention_kind kind_of(const finder *f, uint32_t t)
{
    return f->name_of[t] != SR_NONE        ? SR_MENTION_NAME
           : is_pronoun(&f->doc->words[t]) ? SR_MENTION_PRONOUN
                                           : SR_MENTION_DESCRIPTION;
}

static bool add_sentence(finder *f, uint32_t sent)
{
    const sr_sentence *s = &f->doc->sents[sent];
    find_phrases(f, s);
    for (uint32_t t = s->tok_beg; t < s->tok_end; t++) {
        sr_mention m = {.sent = sent,
                        .tok_beg = f->phrase[t].beg,
                        .tok_end = f->phrase[t].end,
                        .head = t,
                        .name = f->name_of[t],
                        .kind = (uint8_t)kind_of(f, t),
                        .p = 1};
        if (m.tok_end && (!add(f, m) || !add_whole(f, sent, t)))
            return false;
    }
    return true;
}

sr_status sr_mentions_find(sr_work *w, sr_err *err)
{
    sr_doc *doc = w->doc;
    sr_reach *reach = NULL;
    sr_status st = sr_reach_find(doc, w->arena, &reach, err);
    finder f = {.doc = doc,
                .arena = w->arena,
                .reach = reach,
                .name_of = SR_NEW(w->arena, uint32_t, doc->n_tokens),
                .phrase = SR_NEW(w->arena, sr_reach, doc->n_tokens)};
    if (st != SR_OK || !f.name_of || !f.phrase)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for mentions");
    for (size_t t = 0; t < doc->n_tokens; t++)
        f.name_of[t] = SR_NONE;
    for (uint32_t i = 0; i < doc->n_names; i++)
        for (uint32_t t = doc->names[i].tok_beg; t < doc->names[i].tok_end; t++)
            f.name_of[t] = i;
    for (uint32_t i = 0; i < doc->n_sents; i++) {
        if (f.all.n >= SR_MAX_MENTIONS) {
            sr_doc_note(doc, "link", "limit-mentions",
                        "mentions from sentence %u on are left out, after %d", i,
                        SR_MAX_MENTIONS);
            break;
        }
        if (!add_sentence(&f, i))
            return sr_fail(err, SR_ENOMEM, 0, "out of memory for mentions");
    }
    doc->mentions = f.all.v;
    doc->n_mentions = f.all.n;
    return SR_OK;
}

bool sr_mention_is_pair(const sr_doc *doc, const sr_mention *m)
{
    if (m->kind != SR_MENTION_DESCRIPTION)
        return false;
    for (uint32_t t = m->head + 1; t < m->tok_end; t++)
        if (is_child(doc, t, m->head) && doc->words[t].rel == SR_REL_CONJ)
            return true;
    return false;
}

/* --- 5. the whole phrase ---------------------------------------------------------------- */

/* Not of the phrase: what joins it to others, and what belongs to a clause whose predicate
 * the head is ("he is the president"). */
static bool is_outside(uint8_t rel)
{
    switch (sr_relation_base(rel)) {
    case SR_REL_ADVMOD:
    case SR_REL_OBL:
    case SR_REL_OBJ:
    case SR_REL_IOBJ:
    case SR_REL_CCOMP:
    case SR_REL_XCOMP:
    case SR_REL_CASE:
    case SR_REL_CC:
    case SR_REL_CONJ:
    case SR_REL_MARK:
    case SR_REL_COP:
    case SR_REL_AUX:
    case SR_REL_NSUBJ:
    case SR_REL_CSUBJ:
    case SR_REL_ADVCL:
    case SR_REL_DEP:
    case SR_REL_DISCOURSE:
    case SR_REL_DISLOCATED:
    case SR_REL_EXPL:
    case SR_REL_LIST:
    case SR_REL_ORPHAN:
    case SR_REL_PARATAXIS:
    case SR_REL_PUNCT:
    case SR_REL_VOCATIVE: return true;
    default: return false;
    }
}

sr_reach sr_mention_wide(const sr_doc *doc, const sr_reach *reach, const sr_mention *m)
{
    sr_reach wide = {m->tok_beg, m->tok_end};
    bool pair = sr_mention_is_pair(doc, m);
    if (m->kind != SR_MENTION_DESCRIPTION && is_inside(doc->words[m->head].rel))
        return wide;
    for (uint32_t t = m->head; t-- > reach[m->head].beg;) {
        if (!is_child(doc, t, m->head) || doc->words[t].rel == SR_REL_PUNCT)
            continue;
        uint8_t rel = doc->words[t].rel;
        if (is_outside(rel))
            break;
        if (reach[t].beg < wide.beg)
            wide.beg = reach[t].beg;
    }
    for (uint32_t t = m->head + 1; t < reach[m->head].end; t++) {
        if (!is_child(doc, t, m->head) || doc->words[t].rel == SR_REL_PUNCT)
            continue;
        uint8_t rel = doc->words[t].rel;
        bool genitive = t == m->tok_end && rel == SR_REL_CASE;
        bool joined = pair && (rel == SR_REL_CONJ || rel == SR_REL_CC);
        if (is_outside(rel) && !genitive && !joined)
            break;
        if (reach[t].end > wide.end)
            wide.end = reach[t].end;
    }
    return wide;
}
