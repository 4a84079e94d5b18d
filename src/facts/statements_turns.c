/* Who speaks a quotation that no content took.  In this order:
 *   1. who may speak     2. beside the quotation     3. the sentence before     4. turns
 */
#include "facts/statements.h"

enum {
    SCARE_WORDS = 3, /* so short a quotation needs its cue beside it */
    LEAD_WORDS = 60, /* of a sentence that are asked for somebody */
    NOUN_WORDS = 6   /* from a quotation to the noun that says what it was */
};

typedef struct turns {
    sr_says *s;
    uint32_t n_cues, k; /* statements of cues; the next of them */
    uint32_t last;      /* statement of whoever spoke last, or SR_NONE */
    uint32_t other;     /* the last one of somebody else before, or SR_NONE */
} turns;

/* --- 1. who may speak ---------------------------------------------------------------------- */

static uint32_t mark_before(const sr_quotation *q)
{
    return q->beg - 1; /* the opening mark is a token */
}

static const sr_sentence *sentence_at(const sr_says *s, uint32_t t)
{
    return &s->doc->sents[s->sent[t]];
}

static bool same_text(const sr_says *s, uint32_t a, uint32_t b)
{
    return sentence_at(s, a)->in_title == sentence_at(s, b)->in_title;
}

static bool begins_sentence(const sr_says *s, const sr_quotation *q)
{
    uint32_t m = mark_before(q);
    return sentence_at(s, m)->tok_beg == m;
}

static bool is_question(const sr_says *s, const sr_quotation *q)
{
    return sr_says_is(s, q->end - 1, "?");
}

static bool is_subject(const sr_says *s, uint32_t t)
{
    uint8_t r = sr_says_at(s, t)->rel;
    return r == SR_REL_NSUBJ || r == SR_REL_NSUBJ_PASS;
}

/* The subject of the main clause in [beg, end), else the first one of another clause. */
static uint32_t subject_in(const sr_says *s, uint32_t beg, uint32_t end)
{
    uint32_t first = SR_NONE;
    for (uint32_t t = beg; t < end; t++) {
        if (!is_subject(s, t) || s->in[t] != SR_NONE || !sr_says_somebody(s, t))
            continue;
        uint32_t h = sr_says_at(s, t)->head;
        if (sr_says_at(s, h)->head == h)
            return t;
        if (first == SR_NONE && sr_says_rel(s, h) != SR_REL_ACL)
            first = t;
    }
    return first;
}

/* The one person named in [beg, end), where there is no second. */
static uint32_t only_person(const sr_says *s, uint32_t beg, uint32_t end)
{
    uint32_t found = SR_NONE;
    for (uint32_t t = beg; t < end; t++) {
        uint32_t m = s->in[t] == SR_NONE ? sr_mention_of(s->doc, t) : SR_NONE;
        if (m == SR_NONE || s->doc->mentions[m].kind != SR_MENTION_NAME ||
            s->doc->entities[s->doc->mentions[m].entity].type != SR_ENTITY_PER)
            continue;
        if (found != SR_NONE && sr_says_entity(s, found) != s->doc->mentions[m].entity)
            return SR_NONE;
        found = found == SR_NONE ? t : found;
    }
    return found;
}

/* Whom the words [beg, end) are about. */
static uint32_t topic_of(const sr_says *s, uint32_t beg, uint32_t end)
{
    end = end > beg + LEAD_WORDS ? beg + LEAD_WORDS : end;
    uint32_t t = subject_in(s, beg, end);
    return t != SR_NONE ? t : only_person(s, beg, end);
}

/* Is the word part of a longer phrase, and no person's name that the tree misread? */
static bool is_part(const sr_says *s, uint32_t t)
{
    uint8_t r = sr_says_at(s, t)->rel;
    uint32_t e = sr_says_entity(s, t);
    bool person = e != SR_NONE && s->doc->entities[e].type == SR_ENTITY_PER &&
                  s->doc->entities[e].is_named;
    return sr_says_at(s, t)->head > t &&
           (r == SR_REL_NMOD_POSS || r == SR_REL_NMOD_DESC ||
            (r == SR_REL_COMPOUND && !person));
}

/* The first phrase of [beg, end), if it stands for somebody. */
static uint32_t first_phrase(const sr_says *s, uint32_t beg, uint32_t end)
{
    for (uint32_t t = beg; t < end && t < beg + LEAD_WORDS; t++) {
        if (s->in[t] != SR_NONE || sr_says_at(s, t)->upos == SR_UPOS_VERB)
            return SR_NONE;
        if (sr_mention_of(s->doc, t) != SR_NONE && sr_says_noun(s, t) && !is_part(s, t))
            return sr_says_somebody(s, t) ? t : SR_NONE;
    }
    return SR_NONE;
}

/* --- 2. beside the quotation --------------------------------------------------------------- */

/* "Mayor Pinto was clear: '...'", "Pinto on taxes: '...'": the words up to the colon. */
static uint32_t before_colon(const sr_says *s, const sr_quotation *q)
{
    uint32_t m = mark_before(q);
    if (m < 2 || !sr_says_is(s, m - 1, ":") || !same_text(s, m, m - 2) ||
        s->in[m - 1] != SR_NONE)
        return SR_NONE;
    uint32_t beg = sentence_at(s, m - 1)->tok_beg;
    uint32_t who = topic_of(s, beg, m - 1);
    return who != SR_NONE ? who : first_phrase(s, beg, m - 1);
}

static bool is_dash(const sr_says *s, uint32_t t)
{
    sr_str w = sr_says_word(s, t);
    return sr_says_is(s, t, "-") || sr_says_is(s, t, "--") || sr_str_eq(w, SR_STR("–")) ||
           sr_str_eq(w, SR_STR("—"));
}

/* "'...': miners on the closure", "'...' - Jane Roe", "'...,' the mayor laughs": what
 * stands behind speaks. */
static uint32_t behind(const sr_says *s, const sr_quotation *q)
{
    uint32_t t = q->end + 1, end = sentence_at(s, q->end - 1)->tok_end;
    if (q->open || !begins_sentence(s, q))
        return SR_NONE;
    if (sr_says_is(s, q->end - 1, ",") && t + 1 < end)
        return first_phrase(s, sr_says_at(s, t)->upos == SR_UPOS_VERB ? t + 1 : t, end);
    if (t == end && t < s->doc->n_tokens && same_text(s, t, t - 1))
        end = sentence_at(s, t)->tok_end; /* the sign was taken for a new sentence */
    if (t + 1 >= end || !(sr_says_is(s, t, ":") || is_dash(s, t)))
        return SR_NONE;
    return first_phrase(s, t + 1, end);
}

/* The owner of "reply" in "was the reply of the villagers", "came the answer from X". */
static uint32_t noun_owner(const sr_says *s, uint32_t noun)
{
    uint32_t who = sr_says_owner(s, noun, 0);
    for (uint32_t c = s->child[noun]; who == SR_NONE && c != SR_NONE; c = s->next[c])
        if (c > noun && sr_says_rel(s, c) == SR_REL_NMOD && sr_says_noun(s, c) &&
            (sr_says_case(s, c) & SR_FRAME(of)))
            who = c;
    uint32_t t = noun + 1, end = sentence_at(s, noun)->tok_end;
    if (who == SR_NONE && t < end && (sr_says_is(s, t, "from") || sr_says_is(s, t, "of")))
        who = first_phrase(s, t + 1, end);
    return who;
}

/* "'No,' was the answer of X": a statement with the noun as its cue.  False: no such noun. */
static bool noun_behind(sr_says *s, const sr_quotation *q, sr_said *ret)
{
    uint32_t t = q->end + 1, end = t + NOUN_WORDS;
    if (q->open || t >= s->doc->n_tokens || !same_text(s, t, q->end) ||
        sentence_at(s, t)->para != sentence_at(s, q->end)->para)
        return false;
    if (end > sentence_at(s, t)->tok_end)
        end = sentence_at(s, t)->tok_end;
    sr_str verb = sr_says_at(s, t)->lemma;
    if (!sr_str_eq(verb, SR_STR("be")) && !sr_str_eq(verb, SR_STR("come")))
        return false;
    for (t++; t < end && sr_says_at(s, t)->upos != SR_UPOS_VERB; t++) {
        const sr_cue *c = sr_cuelist_find(s->cues, SR_CUE_NOUN, sr_says_at(s, t)->lemma,
                                          (sr_str){"", 0});
        if (!c || !(c->frames & SR_FRAME(quote)))
            continue;
        *ret = (sr_said){.cue = c,
                         .tok = t,
                         .words = {t, t + 1},
                         .sent = s->sent[t],
                         .source_head = noun_owner(s, t),
                         .p = c->p};
        return ret->source_head != SR_NONE;
    }
    return false;
}

/* --- 3. the sentence before ----------------------------------------------------------------- */

/* Is the last word before the quotation one of another? */
static bool behind_quotation(const sr_says *s, const sr_quotation *q)
{
    uint32_t m = mark_before(q);
    return m > 1 && (s->in[m - 1] != SR_NONE || s->in[m - 2] != SR_NONE);
}

static bool near_paragraph(const sr_says *s, const sr_said *a, uint32_t t, uint32_t far)
{
    uint32_t at = a->tok != SR_NONE ? a->tok : s->doc->sents[a->sent].tok_beg;
    return same_text(s, at, t) && at < t &&
           s->doc->sents[a->sent].para + far >= sentence_at(s, t)->para;
}

/* The sentence before the quotation, as tokens; empty: none in this paragraph or the one
 * before. */
static sr_range sentence_before(const sr_says *s, const sr_quotation *q)
{
    uint32_t m = mark_before(q);
    if (m == 0 || !same_text(s, m, m - 1) ||
        sentence_at(s, m - 1)->para + 1 < sentence_at(s, m)->para)
        return (sr_range){0, 0};
    const sr_sentence *before = sentence_at(s, m - 1);
    return (sr_range){before->tok_beg, before->tok_end};
}

/* --- 4. turns -------------------------------------------------------------------------------- */

static bool is_speech(const sr_said *a)
{
    return a->cue && a->cue->cls <= SR_CUE_promise && (a->cue->frames & SR_FRAME(quote));
}

/* "...," said X, who has said that ...: the quotation behind goes on with the first. */
static bool by_the_way(const sr_says *s, uint32_t k, uint32_t last)
{
    const sr_said *a = &s->said.v[k];
    return last != SR_NONE && s->said.v[last].sent == a->sent &&
           a->source_head != SR_NONE &&
           (sr_says_feat(s, a->source_head, SR_FEAT(PRONTYPE_REL)) ||
            !sr_says_finite(s, a->tok));
}

static bool same_speaker(const sr_says *s, uint32_t a, uint32_t b)
{
    uint32_t x = s->said.v[a].source_head, y = s->said.v[b].source_head;
    return x == y || (x != SR_NONE && y != SR_NONE &&
                      sr_says_entity(s, x) == sr_says_entity(s, y) &&
                      sr_says_entity(s, x) != SR_NONE);
}

static void speaks(turns *r, uint32_t said)
{
    if (r->last != SR_NONE && !same_speaker(r->s, r->last, said))
        r->other = r->last;
    r->last = said;
}

static void take(turns *r, uint32_t id, uint32_t said)
{
    sr_quotation *q = &r->s->quotes.v[id];
    q->taken = true;
    r->s->said.v[said].n++;
    sr_says_piece(r->s, said, q->beg, q->end);
    if (q->parent == SR_NONE)
        speaks(r, said);
}

static void begin(turns *r, uint32_t id, sr_said a)
{
    sr_says *s = r->s;
    a.addressee_head = SR_NONE;
    if (a.tok == SR_NONE)
        a.sent = s->sent[s->quotes.v[id].beg];
    if (a.source.beg == a.source.end && a.source_head != SR_NONE) {
        a.source = sr_says_phrase(s, a.source_head);
        if (a.source.beg < sr_says_behind_case(s, a.source_head))
            a.source.beg = sr_says_behind_case(s, a.source_head);
    }
    if (!SR_PUSH(s->arena, &s->said, a)) {
        s->full = true;
        return;
    }
    take(r, id, (uint32_t)(s->said.n - 1));
}

static void begin_with(turns *r, uint32_t id, uint32_t head, float p)
{
    begin(r, id, (sr_said){.tok = SR_NONE, .source_head = head, .p = p});
}

/* Goes on with a statement of the paragraph; one of a paragraph before is said anew. */
static void go_on(turns *r, uint32_t id, uint32_t said)
{
    const sr_says *s = r->s;
    const sr_said *a = &s->said.v[said];
    uint32_t m = mark_before(&s->quotes.v[id]);
    if (near_paragraph(s, a, m, 0)) {
        take(r, id, said);
        return;
    }
    begin(r, id,
          (sr_said){.tok = SR_NONE,
                    .source = a->source,
                    .source_head = a->source_head,
                    .p = 0.6f});
}

/* Is it the other one's turn: two quotations side by side, an answer behind a question, a
 * question behind an answer? */
static bool turn_changes(const turns *r, const sr_quotation *q)
{
    const sr_says *s = r->s;
    const sr_said *a = &s->said.v[r->last];
    uint32_t m = mark_before(q);
    if (!near_paragraph(s, a, m, 0))
        return false;
    if (m > 1 && s->in[m - 1] == SR_NONE && s->in[m - 2] != SR_NONE &&
        s->quotes.v[s->in[m - 2]].end == m - 1)
        return true;
    if (!a->cue || s->sent[a->tok] + 1 != s->sent[m])
        return false;
    if (a->cue->cls == SR_CUE_ask)
        return !is_question(s, q);
    return (a->cue->frames & SR_FRAME(turn)) && is_question(s, q);
}

/* Whose turn it is then; false: nobody else is there. */
static bool other_speaks(turns *r, uint32_t id)
{
    const sr_says *s = r->s;
    const sr_said *a = &s->said.v[r->last];
    uint32_t m = mark_before(&s->quotes.v[id]);
    if (r->other != SR_NONE && near_paragraph(s, &s->said.v[r->other], m, 1)) {
        const sr_said *b = &s->said.v[r->other];
        begin(r, id,
              (sr_said){.tok = SR_NONE,
                        .source = b->source,
                        .source_head = b->source_head,
                        .p = 0.6f});
        return true;
    }
    if (a->addressee_head == SR_NONE)
        return false;
    begin_with(r, id, a->addressee_head, 0.6f);
    return true;
}

/* A quotation that is a sentence of its own. */
static void bare(turns *r, uint32_t id)
{
    sr_says *s = r->s;
    const sr_quotation *q = &s->quotes.v[id];
    uint32_t m = mark_before(q), last = r->last;
    if (!begins_sentence(s, q))
        return;
    if (last != SR_NONE && turn_changes(r, q) && other_speaks(r, id))
        return;
    sr_range before = sentence_before(s, q);
    bool here = last != SR_NONE && near_paragraph(s, &s->said.v[last], m, 0);
    bool next = last != SR_NONE && near_paragraph(s, &s->said.v[last], m, 1) &&
                s->said.v[last].kind != SR_STATEMENT_INDIRECT;
    uint32_t who = SR_NONE;
    if (before.beg < before.end && !behind_quotation(s, q) &&
        (last == SR_NONE || s->said.v[last].sent != s->sent[before.beg]))
        who = here ? subject_in(s, before.beg, before.end)
                   : topic_of(s, before.beg, before.end);
    if (who != SR_NONE && q->end - q->beg > SCARE_WORDS)
        begin_with(r, id, who, 0.6f);
    else if (here || (next && q->end - q->beg > SCARE_WORDS))
        go_on(r, id, last);
}

static void find_speaker(turns *r, uint32_t id)
{
    sr_says *s = r->s;
    const sr_quotation *q = &s->quotes.v[id];
    sr_said noun;
    uint32_t near = sr_says_near(s, q, r->n_cues), who;
    if (near != SR_NONE) {
        take(r, id, near);
        return;
    }
    if (q->parent != SR_NONE)
        return;
    if (noun_behind(s, q, &noun))
        begin(r, id, noun);
    else if ((who = before_colon(s, q)) != SR_NONE || (who = behind(s, q)) != SR_NONE)
        begin_with(r, id, who, 0.75f);
    else
        bare(r, id);
}

void sr_says_turns(sr_says *s)
{
    turns r = {.s = s, .n_cues = (uint32_t)s->said.n, .last = SR_NONE, .other = SR_NONE};
    for (uint32_t id = 0; id < s->quotes.n && !s->full; id++) {
        sr_quotation *q = &s->quotes.v[id];
        if (q->beg >= q->end)
            continue;
        /* the last statement of somebody's words before the quotation, on its level */
        for (; r.k < r.n_cues && s->said.v[r.k].tok < q->beg; r.k++)
            if (s->said.v[r.k].n && is_speech(&s->said.v[r.k]) &&
                s->in[s->said.v[r.k].tok] == SR_NONE && !by_the_way(s, r.k, r.last))
                speaks(&r, r.k);
        if (!q->taken)
            find_speaker(&r, id);
    }
}
