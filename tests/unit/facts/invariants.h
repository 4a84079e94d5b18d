/* What must hold for the times and amounts of any document; for the unit tests and the
 * fuzz targets.  Also: a document made of a title and a text. */
#ifndef SR_TESTS_FACTS_INVARIANTS_H
#define SR_TESTS_FACTS_INVARIANTS_H

#include "facts/facts.h"
#include "text/text.h"

/* Paragraphs are split by blank lines; false when memory is refused. */
static inline bool make_article(sr_doc *doc, sr_str title, sr_str text, sr_str published)
{
    doc->article.title = title;
    doc->article.text = text;
    doc->article.paras = SR_NEW(doc->arena, sr_para, text.len / 2 + 1);
    if (!doc->article.paras)
        return false;
    for (size_t beg = 0; beg < text.len;) {
        size_t end = sr_str_find(text, SR_STR("\n\n"), beg);
        end = end == SIZE_MAX ? text.len : end;
        if (end > beg)
            doc->article.paras[doc->article.n_paras++].span =
                (sr_span){(uint32_t)beg, (uint32_t)end};
        beg = end + 2;
    }
    if (published.len)
        (void)sr_time_parse(published, &doc->article.published.at_s,
                            &doc->article.published.precision);
    return true;
}

/* Is the span that of tokens [beg, end) of the sentence? */
static inline bool on_tokens(const sr_doc *doc, uint32_t sent, sr_span span, uint32_t beg,
                             uint32_t end)
{
    if (sent >= doc->n_sents)
        return false;
    const sr_sentence *s = &doc->sents[sent];
    return beg < end && beg >= s->tok_beg && end <= s->tok_end &&
           span.beg == doc->tokens[beg].span.beg &&
           span.end == doc->tokens[end - 1].span.end;
}

static inline const char *broken_times(const sr_doc *doc)
{
    uint32_t at = 0;
    for (size_t i = 0; i < doc->n_times; i++) {
        const sr_timex *t = &doc->times[i];
        if (!on_tokens(doc, t->sent, t->span, t->tok_beg, t->tok_end))
            return "the span of a time is on tokens of its sentence";
        if (t->tok_beg < at)
            return "times ascend and are disjoint";
        if (t->value.len == 0 || t->value.len > 64 || !t->freq.p)
            return "a time has a value";
        if (t->type > SR_TIMEX_SET || t->mod >= SR_TIMEX_MODS ||
            t->anchor > SR_ANCHOR_MISSING)
            return "types, mods and anchors are known";
        if (t->from_s > t->until_s)
            return "an interval does not end before it begins";
        at = t->tok_end;
    }
    return NULL;
}

static inline const char *broken_amounts(const sr_doc *doc)
{
    uint32_t at = 0;
    size_t k = 0;
    for (size_t i = 0; i < doc->n_amounts; i++) {
        const sr_amount *a = &doc->amounts[i];
        if (!on_tokens(doc, a->sent, a->span, a->tok_beg, a->tok_end))
            return "the span of an amount is on tokens of its sentence";
        if (a->tok_beg < at)
            return "amounts ascend and are disjoint";
        if (!(a->value >= 0 && a->value < 1e33) ||
            (a->has_upper && !(a->upper >= a->value)))
            return "values are numbers, the upper one is not the lower";
        if (a->mod >= SR_AMOUNT_MODS || a->role > SR_AMOUNT_PART)
            return "mods and roles are known";
        if (!a->unit.p || !a->measure.p)
            return "unit and measure are strings";
        if (a->counted.beg > a->counted.end || a->cue.beg > a->cue.end ||
            a->cue.end > sr_doc_text(doc, &doc->sents[a->sent]).len)
            return "spans lie in the text";
        while (k < doc->n_times && doc->times[k].tok_end <= a->tok_beg)
            k++;
        if (k < doc->n_times && doc->times[k].tok_beg < a->tok_end)
            return "an amount overlaps no time";
        at = a->tok_end;
    }
    return NULL;
}

#endif
