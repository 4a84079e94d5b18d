/* The stage: pieces, batches, and what is read off them.  In this file: cutting; words;
 * names; rows; the call. */
#include "tag/dateline.h"
#include "tag/read_off.h"
#include "tag/second_look.h"

#include "base/vec.h"

typedef struct run {
    const sr_tag_model *m;
    sr_doc *doc;
    sr_tag_work w;
    sr_word *words;
    int8_t *row_q; /* [n_rows][SR_ROW], or NULL: no rows are kept */
    float *row_scale;
    size_t n_rows;
    SR_VEC(sr_name) names;
    sr_tag_piece pieces[SR_TAG_BATCH / 2 + 1]; /* of the batch */
    size_t n, rows;
} run;

/* --- cutting ------------------------------------------------------------------------- */

static bool is_cut_mark(sr_str text, const sr_token *t)
{
    sr_str s = sr_str_span(text, t->span);
    return s.len == 1 && memchr(";:,.!?)", s.p[0], 7);
}

/* How many of the tokens from `beg` on make the next piece: all that are left, or up to
 * the last mark in the second half of the room. */
static size_t piece_size(const sr_doc *doc, const sr_sentence *s, size_t beg)
{
    size_t left = s->tok_end - beg, n = SR_MAX_PARSE_TOKENS;
    if (left <= n)
        return left;
    sr_str text = sr_doc_text(doc, s);
    while (n > SR_MAX_PARSE_TOKENS / 2 && !is_cut_mark(text, &doc->tokens[beg + n - 1]))
        n--;
    return n > SR_MAX_PARSE_TOKENS / 2 ? n : SR_MAX_PARSE_TOKENS;
}

/* --- words --------------------------------------------------------------------------- */

/* The rule that the network chooses; one that leaves a proper noun its capital. */
static uint32_t choose_rule(run *r, size_t row, sr_upos upos)
{
    const sr_tag_model *m = r->m;
    float *scores = r->w.rules;
    const uint8_t *q = r->w.q + (row + 1) * SR_TAG_D;
    m->k->linear(&m->rule, q, SR_TAG_D, &r->w.qs[row], 1, scores, m->rule.n);
    size_t best = m->k->largest(scores, m->n_rules, NULL);
    if (upos == SR_UPOS_PROPN && m->rules[best].base == SR_RULE_LOWER) {
        for (size_t i = 0; i < m->n_rules; i++)
            if (m->rules[i].base == SR_RULE_LOWER)
                scores[i] = -1e9f;
        best = m->k->largest(scores, m->n_rules, NULL);
    }
    return (uint32_t)best;
}

static bool put_lemma(run *r, size_t row, size_t class_of, sr_word *word)
{
    const sr_tag_model *m = r->m;
    sr_str form = r->w.forms[row].text;
    uint32_t rule = sr_tag_known_rule(m, form, class_of);
    if (rule == m->n_rules)
        rule = choose_rule(r, row, m->classes[class_of].upos);
    word->lemma = sr_tag_lemma(&m->rules[rule], form, r->doc->arena);
    return word->lemma.p != NULL;
}

/* The relation: "root" for the root, never for others. */
static sr_relation relation_of(const sr_tag_model *m, float *scores, bool is_root)
{
    if (is_root)
        return SR_REL_ROOT;
    scores[m->rel_root] = -1e9f;
    return m->rels[m->k->largest(scores, m->n_rels, NULL)];
}

static bool put_words(run *r, const sr_tag_piece *p)
{
    const sr_tag_model *m = r->m;
    for (size_t i = 0; i < p->n; i++) {
        size_t row = p->row + i, tok = p->tok + i;
        size_t c = m->k->largest(r->w.heads + row * m->heads.n, m->n_tags, NULL);
        size_t h = r->w.head[row];
        sr_word *word = &r->words[tok];
        *word = (sr_word){
            .feats = m->classes[c].feats,
            .upos = (uint8_t)m->classes[c].upos,
            .head = (uint32_t)(h ? p->tok + h - 1 : tok),
            .rel = (uint8_t)relation_of(m, r->w.rels + row * m->rel.n, h == 0),
            .p_arc = r->w.p_arc[row],
        };
        if (!put_lemma(r, row, c, word))
            return false;
    }
    return true;
}

/* Further pieces of a sentence hang on the root of the first one behind a dateline. */
static void hang_pieces(run *r)
{
    for (size_t s = 0; s < r->doc->n_sents; s++) {
        const sr_sentence *sent = &r->doc->sents[s];
        uint32_t skip = sr_tag_dateline(r->doc, s), root = sent->tok_beg + skip;
        if (sent->tok_end - sent->tok_beg <= SR_MAX_PARSE_TOKENS && !skip)
            continue;
        while (root < sent->tok_end && r->words[root].head != root)
            root++;
        for (uint32_t t = sent->tok_beg; t < sent->tok_end; t++) {
            sr_word *word = &r->words[t];
            if (word->head != t || t == root)
                continue;
            word->head = root;
            word->rel = SR_REL_PARATAXIS;
            word->p_arc = 0.0f;
        }
    }
}

/* --- names --------------------------------------------------------------------------- */

static bool put_name(run *r, const sr_tag_piece *p, size_t beg, size_t end,
                     const uint8_t *tag, const float *p_tag)
{
    const sr_token *t = r->doc->tokens + p->tok;
    float low = 1.0f;
    for (size_t i = beg; i < end; i++)
        low = p_tag[i] < low ? p_tag[i] : low;
    sr_name name = {.span = {t[beg].span.beg, t[end - 1].span.end},
                    .sent = p->sent,
                    .tok_beg = (uint32_t)(p->tok + beg),
                    .tok_end = (uint32_t)(p->tok + end),
                    .type = (uint8_t)sr_tag_name_type(tag[beg]),
                    .p = low};
    return SR_PUSH(r->doc->arena, &r->names, name);
}

/* Addresses of mail and pages are no names. */
static bool is_address(const run *r, const sr_tag_piece *p, size_t i)
{
    sr_str s = r->w.forms[p->row + i].text;
    return memchr(s.p, '@', s.len) || sr_str_find(s, SR_STR("://"), 0) != SIZE_MAX;
}

static bool put_names(run *r, const sr_tag_piece *p)
{
    uint8_t tag[SR_MAX_PARSE_TOKENS];
    float p_tag[SR_MAX_PARSE_TOKENS];
    size_t ld = r->m->ner2.n;
    sr_tag_best_names(r->m->k, r->w.names + p->row * ld, ld, p->n, tag, p_tag);
    for (size_t i = 0, end; i < p->n; i = end) {
        end = i + 1;
        if (tag[i] == 0 || is_address(r, p, i))
            continue;
        while (end < p->n && tag[end] && !sr_tag_name_begins(tag[end]))
            end++;
        if (!put_name(r, p, i, end, tag, p_tag))
            return false;
    }
    return true;
}

/* --- rows ---------------------------------------------------------------------------- */

_Static_assert((int)SR_ROW == (int)SR_TAG_D, "a row is an output of the last layer");

static bool ask_rows(run *r)
{
    r->n_rows = r->doc->n_tokens < SR_MAX_ROWS ? r->doc->n_tokens : SR_MAX_ROWS;
    r->row_q = SR_NEW(r->doc->arena, int8_t, r->n_rows * SR_ROW);
    r->row_scale = SR_NEW(r->doc->arena, float, r->n_rows);
    return r->row_q && r->row_scale;
}

/* The rows of a piece, right after sr_tag_encode. */
static void keep_rows(run *r, const sr_tag_piece *p)
{
    for (size_t i = 0; i < p->n && p->tok + i < r->n_rows; i++) {
        const uint8_t *q = r->w.q + (p->row + i + 1) * SR_TAG_D;
        int8_t *to = r->row_q + (p->tok + i) * SR_ROW;
        for (size_t j = 0; j < SR_ROW; j++)
            to[j] = (int8_t)(q[j] - SR_TAG_Q0);
        r->row_scale[p->tok + i] = r->w.qs[p->row + i];
    }
}

static void put_rows(const run *r)
{
    sr_doc *doc = r->doc;
    doc->rows = (sr_rows){r->row_q, r->row_scale, r->n_rows};
    if (r->row_q && r->n_rows < doc->n_tokens)
        sr_doc_note(doc, "tag", "limit-rows",
                    "%zu words are many: from word %zu on some answers are less sure",
                    doc->n_tokens, r->n_rows);
}

/* --- the call ------------------------------------------------------------------------ */

static bool flush(run *r)
{
    if (r->n == 0)
        return true;
    sr_tag_encode(r->m, r->doc, r->pieces, r->n, &r->w);
    for (size_t i = 0; i < r->n; i++) {
        keep_rows(r, &r->pieces[i]);
        sr_tag_parse(r->m, &r->pieces[i], &r->w);
        if (!put_words(r, &r->pieces[i]))
            return false;
    }
    sr_tag_name_scores(r->m, r->pieces, r->n, &r->w);
    for (size_t i = 0; i < r->n; i++)
        if (!put_names(r, &r->pieces[i]))
            return false;
    r->n = 0;
    r->rows = 1;
    return true;
}

static bool add_piece(run *r, size_t sent, size_t tok, size_t n)
{
    if (r->rows + n + 1 > SR_TAG_BATCH && !flush(r))
        return false;
    r->pieces[r->n++] = (sr_tag_piece){.sent = (uint32_t)sent,
                                       .tok = (uint32_t)tok,
                                       .n = (uint32_t)n,
                                       .row = (uint32_t)r->rows};
    r->rows += n + 1;
    return true;
}

static bool run_all(run *r)
{
    const sr_doc *doc = r->doc;
    for (size_t s = 0; s < doc->n_sents; s++) {
        const sr_sentence *sent = &doc->sents[s];
        for (size_t t = sent->tok_beg, n = sr_tag_dateline(doc, s); t < sent->tok_end;
             t += n, n = 0) {
            n = n ? n : piece_size(doc, sent, t);
            if (!add_piece(r, s, t, n))
                return false;
        }
    }
    return flush(r);
}

static sr_status analyse(const sr_tag_model *m, bool rows, sr_doc *doc, sr_err *err)
{
    run r = {.m = m, .doc = doc, .rows = 1};
    r.words = SR_NEW(doc->arena, sr_word, doc->n_tokens);
    bool ok = r.words && (doc->n_tokens == 0 || sr_tag_work_new(m, doc->arena, &r.w));
    ok = ok && (!rows || ask_rows(&r)) && run_all(&r) &&
         sr_tag_second_look(doc, r.words, doc->arena, &r.names.v, &r.names.n);
    if (!ok)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for %zu words", doc->n_tokens);
    hang_pieces(&r);
    doc->words = r.words;
    doc->names = r.names.v;
    doc->n_names = r.names.n;
    put_rows(&r);
    return SR_OK;
}

sr_status sr_tag_analyse(const sr_tag_model *m, sr_doc *doc, sr_err *err)
{
    return analyse(m, false, doc, err);
}

sr_status sr_tag_analyse_rows(const sr_tag_model *m, sr_doc *doc, sr_err *err)
{
    return analyse(m, true, doc, err);
}
