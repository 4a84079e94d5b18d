#include "export/parts.h"

#include "base/hash.h"

#include <stdio.h>

sr_str sr_row_text(const sr_doc *doc, uint32_t sent, sr_span span)
{
    return sr_str_span(sr_doc_text(doc, &doc->sents[sent]), span);
}

/* --- ids and days ----------------------------------------------------------------------- */

void sr_row_id(const sr_doc *doc, const char *layer, uint32_t sent, sr_span span,
               char ret[SR_EXPORT_ID + 1])
{
    uint64_t h = sr_hash_mix(sr_hash64(doc->article.id), sr_hash64(sr_str_of(layer)));
    h = sr_hash_mix(h, (uint64_t)span.beg << 32 | (uint32_t)span.end);
    h = sr_hash_mix(h, doc->sents[sent].in_title);
    (void)snprintf(ret, SR_EXPORT_ID + 1, "%016llx", (unsigned long long)h);
}

/* "2024-11-28TNI" -> "2024-11-28", "2024-11" as it is; others say no calendar day. */
static sr_str calendar_part(sr_str value)
{
    size_t n = 0;
    while (n < value.len && n < 10 && (sr_is_digit(value.p[n]) || value.p[n] == '-'))
        n++;
    return n == 4 || n == 7 || n == 10 ? sr_str_cut(value, 0, n) : SR_STR("");
}

static void set_day(sr_row *r, sr_str text, sr_time at_s)
{
    (void)snprintf(r->day, sizeof r->day, "%.*s", SR_FMT(text));
    r->day_s = at_s;
}

/* The event's own time, where it says a day, month or year; else the moment that its time
 * begins. */
static void find_day(sr_row *r)
{
    sr_precision precision;
    sr_time at_s;
    sr_str value = calendar_part(r->event->day);
    if (value.len == 4) { /* a bare year */
        char text[11];
        (void)snprintf(text, sizeof text, "%.*s-01", SR_FMT(value));
        if (sr_time_parse(sr_str_of(text), &at_s, &precision))
            set_day(r, value, at_s);
    } else if (value.len && sr_time_parse(value, &at_s, &precision)) {
        set_day(r, value, at_s);
    } else if (r->event->time != SR_NONE) {
        const sr_timex *t = &r->doc->times[r->event->time];
        char text[SR_TIME_TEXT];
        sr_time_text(t->from_s, text);
        if (t->from_s < t->until_s)
            set_day(r, (sr_str){text, 10}, t->from_s);
    }
}

void sr_row_make(const sr_doc *doc, const sr_event *event, sr_row *ret)
{
    const sr_event_mention *best = &event->mentions[0];
    sr_row r = {.doc = doc,
                .event = event,
                .place = event->place == SR_NONE ? NULL : &doc->places[event->place],
                .sentence = sr_row_text(doc, best->sent, doc->sents[best->sent].span),
                .in_title = doc->sents[best->sent].in_title};
    sr_row_id(doc, sr_event_type_name((sr_event_type)event->type), best->sent,
              best->trigger, r.id);
    if (doc->article.published.precision != SR_TIME_UNKNOWN)
        sr_time_text(doc->article.published.at_s, r.published);
    find_day(&r);
    *ret = r;
}

/* --- parties ---------------------------------------------------------------------------- */

const sr_entity *sr_party_entity(const sr_row *r, const sr_party *p)
{
    return p->entity == SR_NONE ? NULL : &r->doc->entities[p->entity];
}

sr_str sr_party_name(const sr_row *r, const sr_party *p)
{
    const sr_entity *e = sr_party_entity(r, p);
    return e && e->name.len ? e->name
                            : sr_row_text(r->doc, r->event->mentions[0].sent, p->span);
}

void sr_field_parties(sr_fields *f, const sr_row *r, const sr_party *v, size_t n,
                      sr_party_get get)
{
    sr_buf all = {0};
    for (size_t i = 0; i < n; i++) {
        sr_str one = get(r, &v[i]);
        if (all.len && one.len)
            sr_buf_put(&all, SR_STR("; "));
        sr_buf_put(&all, one);
    }
    f->out->failed |= all.failed;
    sr_field(f, sr_buf_str(&all));
    sr_buf_free(&all);
}

void sr_field_contexts(sr_fields *f, const sr_event *e)
{
    sr_buf all = {0};
    for (size_t i = 0; i < e->n_contexts; i++) {
        if (i)
            sr_buf_putc(&all, ';');
        sr_buf_put(&all, e->contexts[i]);
    }
    f->out->failed |= all.failed;
    sr_field(f, sr_buf_str(&all));
    sr_buf_free(&all);
}

/* --- what else a row says --------------------------------------------------------------- */

double sr_row_figure(const sr_row *r, const char *measure)
{
    uint32_t index = (uint32_t)(r->event - r->doc->events);
    double most = -1;
    for (size_t i = 0; i < r->doc->n_amounts; i++) {
        const sr_amount *a = &r->doc->amounts[i];
        bool counts = a->event == index && !a->negated && !a->hypothetical &&
                      a->role != SR_AMOUNT_PART && a->role != SR_AMOUNT_PREVIOUS;
        if (counts && sr_str_eq(a->measure, sr_str_of(measure)) && a->value > most)
            most = a->value;
    }
    return most;
}

sr_str sr_row_claimant(const sr_row *r)
{
    if (r->event->statement == SR_NONE)
        return SR_STR("");
    const sr_statement *s = &r->doc->statements[r->event->statement];
    if (s->speaker != SR_NONE)
        return r->doc->entities[s->speaker].name;
    return sr_row_text(r->doc, s->sent, s->speaker_span);
}

bool sr_row_is_asserted(const sr_row *r)
{
    const sr_factuality *f = &r->event->factuality;
    return !f->negated && f->modality == SR_MODALITY_ASSERTED &&
           f->tense != SR_TOLD_FUTURE;
}
