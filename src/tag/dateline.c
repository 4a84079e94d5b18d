#include "tag/dateline.h"

enum { DATELINE_TOKENS = 24 };

static sr_str word_at(const sr_doc *doc, const sr_sentence *s, uint32_t t)
{
    return sr_str_span(sr_doc_text(doc, s), doc->tokens[t].span);
}

static bool is_one_of(sr_str w, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sr_str_eq(w, sr_str_of(words[i])))
            return true;
    return false;
}

/* "-", "--", en or em dash, with white space behind. */
static bool is_dash(const sr_doc *doc, const sr_sentence *s, uint32_t t)
{
    static const char *const dashes[] = {"-", "--", "\xE2\x80\x93", "\xE2\x80\x94"};
    return (doc->tokens[t].flags & SR_TOKEN_SPACE_AFTER) &&
           is_one_of(word_at(doc, s, t), dashes, SR_COUNT(dashes));
}

static bool may_stand(const sr_doc *doc, const sr_sentence *s, uint32_t t)
{
    static const char *const marks[] = {",", ".", "(", ")", "/", "-", "of", "de", "la"};
    const sr_token *tok = &doc->tokens[t];
    return (tok->flags & SR_TOKEN_CAPITAL) || tok->kind == SR_TOKEN_NUMBER ||
           is_one_of(word_at(doc, s, t), marks, SR_COUNT(marks));
}

static bool begins_a_paragraph(const sr_doc *doc, size_t sent)
{
    const sr_sentence *s = &doc->sents[sent];
    return !s->in_title && (sent == 0 || doc->sents[sent - 1].in_title ||
                            doc->sents[sent - 1].para != s->para);
}

/* Words in capitals first ("KYIV"), or an agency in brackets last. */
static bool has_shape(const sr_doc *doc, const sr_sentence *s, uint32_t dash)
{
    const sr_token *first = &doc->tokens[s->tok_beg];
    bool caps =
        (first->flags & SR_TOKEN_ALL_CAPS) && first->span.end - first->span.beg > 2;
    return caps ||
           (dash > s->tok_beg + 1 && sr_str_eq(word_at(doc, s, dash - 1), SR_STR(")")));
}

uint32_t sr_tag_dateline(const sr_doc *doc, size_t sent)
{
    const sr_sentence *s = &doc->sents[sent];
    if (!begins_a_paragraph(doc, sent))
        return 0;
    uint32_t end = s->tok_end < s->tok_beg + DATELINE_TOKENS
                       ? s->tok_end
                       : s->tok_beg + DATELINE_TOKENS;
    for (uint32_t t = s->tok_beg; t + 1 < end; t++) {
        if (t > s->tok_beg && is_dash(doc, s, t))
            return has_shape(doc, s, t) ? t + 1 - s->tok_beg : 0;
        if (!may_stand(doc, s, t))
            return 0;
    }
    return 0;
}
