/* The document: its title and paragraphs into sentences, these into tokens. */
#include "text/parts.h"

typedef SR_VEC(sr_sentence) sentence_vec;

typedef struct work {
    const sr_text_rules *rules;
    sr_doc *doc;
    sentence_vec sents;
    sr_token_vec tokens;
    size_t cut_sentences;
    bool cut_token;
} work;

/* The end of the span, blanks taken off; > beg, for s.p[beg] is none. */
static size_t trim_end(sr_str s, size_t beg, size_t end)
{
    while (end > beg) {
        size_t last = sr_utf8_prev(s, end), n = sr_text_blank(s, last);
        if (n == 0 || last + n != end)
            break;
        end = last;
    }
    return end;
}

/* Where a sentence of more than SR_MAX_SENTENCE_BYTES is cut: at the last blank of the
 * second half of what is allowed, else between code points. */
static size_t cut_end(sr_str s, size_t beg)
{
    size_t end = sr_utf8_floor(s, beg + SR_MAX_SENTENCE_BYTES);
    for (size_t i = end; i > beg + SR_MAX_SENTENCE_BYTES / 2; i--)
        if (sr_is_space(s.p[i - 1]))
            return i;
    return end;
}

static bool split_para(work *w, sr_str text, sr_span span, uint32_t para, bool in_title)
{
    sr_text_para p = sr_text_para_of(text, span);
    size_t at = sr_text_skip_blanks(p.s, span.beg);
    size_t end = at; /* of the sentence that is being handed out, piece by piece */
    while (at < p.s.len) {
        if (end <= at)
            end = sr_text_sentence_end(w->rules, &p, at);
        size_t piece = end;
        if (end - at > SR_MAX_SENTENCE_BYTES) {
            piece = cut_end(p.s, at);
            w->cut_sentences++;
        }
        sr_sentence s = {.span = {(uint32_t)at, (uint32_t)trim_end(p.s, at, piece)},
                         .in_title = in_title,
                         .para = para};
        if (!SR_PUSH(w->doc->arena, &w->sents, s))
            return false;
        at = sr_text_skip_blanks(p.s, piece);
    }
    return true;
}

static bool split_all(work *w)
{
    const sr_article *a = &w->doc->article;
    sr_span title = {0, (uint32_t)a->title.len};
    if (!split_para(w, a->title, title, 0, true))
        return false;
    for (size_t i = 0; i < a->n_paras; i++)
        if (!split_para(w, a->text, a->paras[i].span, (uint32_t)i, false))
            return false;
    return true;
}

static bool tokenise_all(work *w)
{
    for (size_t i = 0; i < w->sents.n; i++) {
        sr_sentence *s = &w->sents.v[i];
        s->tok_beg = (uint32_t)w->tokens.n;
        if (!sr_text_tokens(w->rules, sr_doc_text(w->doc, s), s->span, w->doc->arena,
                            &w->tokens, &w->cut_token))
            return false;
        s->tok_end = (uint32_t)w->tokens.n;
    }
    return true;
}

static void write_notes(const work *w)
{
    if (w->cut_sentences)
        sr_doc_note(w->doc, "text", "limit-sentence",
                    "a sentence of more than %d bytes was cut", SR_MAX_SENTENCE_BYTES);
    if (w->cut_token)
        sr_doc_note(w->doc, "text", "limit-token", "a word of more than %d bytes was cut",
                    SR_MAX_TOKEN_BYTES);
}

sr_status sr_text_analyse(const sr_text_rules *rules, sr_doc *doc, sr_err *err)
{
    work w = {.rules = rules, .doc = doc};
    if (doc->article.title.len > UINT32_MAX || doc->article.text.len > UINT32_MAX)
        return sr_fail(err, SR_ELIMIT, 0, "text of %zu bytes is too long to split",
                       doc->article.text.len);
    if (!split_all(&w) || !tokenise_all(&w))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for sentences and tokens");
    doc->sents = w.sents.v;
    doc->n_sents = w.sents.n;
    doc->tokens = w.tokens.v;
    doc->n_tokens = w.tokens.n;
    write_notes(&w);
    return SR_OK;
}
