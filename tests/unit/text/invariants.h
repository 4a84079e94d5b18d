/* What must hold for the sentences and tokens of any document; for the unit tests and the
 * fuzz target.  Returns NULL, or what is broken. */
#ifndef SR_TESTS_TEXT_INVARIANTS_H
#define SR_TESTS_TEXT_INVARIANTS_H

#include "base/utf8.h"
#include "text/text.h"

/* Does [beg, end) of s hold nothing but blanks? */
static inline bool only_blanks(sr_str s, size_t beg, size_t end)
{
    sr_str part = {s.p, end};
    size_t n = 0;
    while (beg < end && (n = sr_text_blank(part, beg)) > 0)
        beg += n;
    return beg == end;
}

static inline const char *broken_tokens(const sr_doc *doc, const sr_sentence *s)
{
    sr_str text = sr_doc_text(doc, s);
    size_t at = s->span.beg;
    for (uint32_t i = s->tok_beg; i < s->tok_end; i++) {
        const sr_token *t = &doc->tokens[i];
        if (t->span.beg < at || t->span.end <= t->span.beg || t->span.end > s->span.end)
            return "tokens ascend inside their sentence";
        if (!only_blanks(text, at, t->span.beg))
            return "each byte that is no blank is in a token";
        if (t->span.end - t->span.beg > SR_MAX_TOKEN_BYTES)
            return "tokens keep to their limit";
        bool space = t->span.end >= text.len || sr_text_blank(text, t->span.end) > 0;
        if (space != ((t->flags & SR_TOKEN_SPACE_AFTER) != 0))
            return "SPACE_AFTER tells what follows";
        if (t->kind > SR_TOKEN_LINK)
            return "kinds are known";
        at = t->span.end;
    }
    return only_blanks(text, at, s->span.end) && at == s->span.end
               ? NULL
               : "the last token ends its sentence";
}

/* The sentences [*at, ...) of one paragraph; moves *at behind them. */
static inline const char *broken_para(const sr_doc *doc, sr_str text, sr_span para,
                                      uint32_t number, bool in_title, size_t *at)
{
    size_t end = para.beg;
    for (; *at < doc->n_sents; ++*at) {
        const sr_sentence *s = &doc->sents[*at];
        if (s->in_title != in_title || s->para != number)
            break;
        if (s->span.beg < end || s->span.end <= s->span.beg || s->span.end > para.end)
            return "sentences ascend inside their paragraph";
        if (!only_blanks(text, end, s->span.beg))
            return "each byte that is no blank is in a sentence";
        if (sr_text_blank(text, s->span.beg))
            return "no sentence begins with a blank";
        if (s->span.end - s->span.beg > SR_MAX_SENTENCE_BYTES)
            return "sentences keep to their limit";
        end = s->span.end;
    }
    return only_blanks(text, end, para.end) ? NULL
                                            : "paragraphs are covered to their end";
}

static inline const char *broken(const sr_doc *doc)
{
    const sr_article *a = &doc->article;
    size_t at = 0;
    sr_span title = {0, (uint32_t)a->title.len};
    const char *what = broken_para(doc, a->title, title, 0, true, &at);
    for (size_t i = 0; i < a->n_paras && !what; i++)
        what = broken_para(doc, a->text, a->paras[i].span, (uint32_t)i, false, &at);
    if (!what && at != doc->n_sents)
        what = "each sentence belongs to a paragraph";
    uint32_t token = 0;
    for (size_t i = 0; i < doc->n_sents && !what; i++) {
        if (doc->sents[i].tok_beg != token || doc->sents[i].tok_end <= token)
            return "sentences share out the tokens";
        token = doc->sents[i].tok_end;
        what = broken_tokens(doc, &doc->sents[i]);
    }
    return what ? what : token == doc->n_tokens ? NULL : "each token is in a sentence";
}

#endif
