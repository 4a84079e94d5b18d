/* The layer of times: sentence by sentence, doc->times. */
#include "facts/parts.h"

typedef SR_VEC(sr_timex) timex_vec;

static sr_time_context context_of(const sr_doc *doc)
{
    const sr_when *w = &doc->article.published;
    sr_time_context c = {.clock_min = -1, .dated = w->precision >= SR_TIME_DAY};
    if (c.dated) {
        sr_time local_s = sr_when_local_s(w);
        c.today = local_s >= 0 ? local_s / 86400 : (local_s - 86399) / 86400;
        if (w->precision >= SR_TIME_MINUTE)
            c.clock_min = (int)((local_s - c.today * 86400) / 60);
    }
    return c;
}

/* "since", "from": -1; "until", "to", "by": 1 */
static int8_t bound_before(const sr_scan *s, uint32_t i)
{
    static const struct {
        const char *word;
        int8_t bound;
    } words[] = {{"since", -1}, {"from", -1}, {"after", -1}, {"until", 1},  {"till", 1},
                 {"to", 1},     {"by", 1},    {"before", 1}, {"through", 1}};
    const sr_lex_entry *about =
        sr_scan_before(s, i, SR_F_bound); /* "before around 2 p.m." */
    if (about && about->value == 3)
        i -= about->n;
    if (i == s->beg)
        return 0;
    for (size_t k = 0; k < SR_COUNT(words); k++)
        if (sr_str_ieq(sr_scan_word(s, i - 1), sr_str_of(words[k].word)))
            return words[k].bound;
    return 0;
}

/* Two expressions of one range: what leans on nothing of its own leans on the other end,
 * "from next Monday to [Friday]", "from [May] to September". */
static void look_across(const sr_scan *s, const sr_texpr_list *found, size_t k,
                        sr_time_context *c, sr_timex *before)
{
    const sr_texpr *x = &found->v[k];
    c->range = 0;
    if (k && found->v[k - 1].leads && before->until_s > before->from_s &&
        x->type == found->v[k - 1].type) {
        c->range = 1;
        c->range_s = before->from_s;
    } else if (x->leads && k + 1 < found->n && x->type == SR_RULE_DATE &&
               !sr_x_has(x, SR_F_last) && !sr_x_has(x, SR_F_next) &&
               !sr_x_has(x, SR_F_this)) {
        sr_time_context probe = *c;
        sr_timex t = {.freq = {"", 0}};
        if (sr_time_value(s, x + 1, &probe, &t) && t.until_s > t.from_s) {
            c->range = -1;
            c->range_s = t.from_s;
        }
    }
}

static sr_status add(sr_scan *s, const sr_texpr_list *found, size_t k, sr_time_context *c,
                     timex_vec *out, sr_err *err)
{
    const sr_texpr *x = &found->v[k];
    sr_timex t = {.sent = s->sent, .tok_beg = x->beg, .tok_end = x->end, .freq = {"", 0}};
    sr_timex none = {0};
    look_across(s, found, k, c, out->n ? &out->v[out->n - 1] : &none);
    const sr_token *tok = s->doc->tokens;
    t.span = (sr_span){tok[x->beg].span.beg, tok[x->end - 1].span.end};
    if (!sr_time_value(s, x, c, &t))
        return SR_OK;
    c->range = 0;
    t.bound = bound_before(s, x->beg);
    if (!t.value.p || !t.freq.p || !SR_PUSH(s->arena, out, t))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for times");
    memset(s->in_time + x->beg, 1, x->end - x->beg);
    return SR_OK;
}

/* "at 04:00 local time (02:00 GMT) on [27 November]": the day may come after the clock. */
static void look_ahead(const sr_scan *s, const sr_texpr_list *found, size_t k,
                       sr_time_context *c)
{
    enum { NEAR = 3 };
    if (c->in_sentence || !sr_times_is_clock(&found->v[k]))
        return;
    for (size_t i = k + 1; i < found->n && i <= k + NEAR; i++) {
        sr_time_context probe = *c;
        sr_timex t = {.freq = {"", 0}};
        if (sr_times_is_day(&found->v[i]) && sr_time_value(s, &found->v[i], &probe, &t) &&
            probe.in_sentence) {
            c->in_sentence = true;
            c->last_day = probe.last_day;
            c->mentioned = true;
            return;
        }
    }
}

sr_status sr_times_find(sr_scan *s, sr_doc *doc, sr_err *err)
{
    timex_vec out = {0};
    sr_texpr_list found = {0};
    sr_time_context c = context_of(doc);
    bool cut = false;
    for (uint32_t i = 0; i < doc->n_sents && !cut; i++) {
        sr_scan_sentence(s, i);
        c.in_sentence = false;
        sr_status st = sr_times_match(s, &found, err);
        for (size_t k = 0; st == SR_OK && k < found.n; k++) {
            look_ahead(s, &found, k, &c);
            st = add(s, &found, k, &c, &out, err);
        }
        if (st != SR_OK)
            return st;
        cut = out.n >= SR_MAX_TIMES;
    }
    if (cut)
        sr_doc_note(doc, "facts", "limit-times",
                    "more than %d times; later ones are left out", SR_MAX_TIMES);
    if (c.asked)
        sr_doc_note(doc, "facts", "no-date",
                    "the day of the article is unknown; relative times stay relative");
    doc->times = out.v;
    doc->n_times = out.n;
    return SR_OK;
}
