/* The tables "times" and "amounts" as JSON (docs/formats/facts.md). */
#include "doc/write.h"

static void put_moment(sr_json *j, const char *key, sr_time at_s)
{
    char text[SR_TIME_TEXT];
    sr_time_text(at_s, text);
    sr_json_pair(j, key, sr_str_of(text));
}

static void put_time(sr_json *j, const sr_doc *doc, const sr_timex *t)
{
    static const char *const anchors[] = {"", "published", "text", "missing"};
    sr_json_object(j);
    sr_write_place_in_text(j, doc, "span", t->sent, t->span);
    sr_json_pair(j, "type", sr_str_of(sr_timex_type_name(t->type)));
    sr_json_pair(j, "value", t->value);
    sr_json_pair_opt(j, "mod", sr_str_of(sr_timex_mod_name(t->mod)));
    sr_json_pair_opt(j, "freq", t->freq);
    sr_json_pair_opt(j, "anchor", sr_str_of(anchors[t->anchor & 3]));
    if (t->bound)
        sr_json_pair(j, "bound", t->bound < 0 ? SR_STR("from") : SR_STR("until"));
    if (t->from_s < t->until_s) {
        put_moment(j, "from", t->from_s);
        put_moment(j, "until", t->until_s);
    }
    sr_json_pair(j, "text", sr_str_span(sr_doc_text(doc, &doc->sents[t->sent]), t->span));
    sr_json_end(j);
}

static void put_ties(sr_json *j, const sr_doc *doc, const sr_amount *a)
{
    if (a->place != SR_NONE) {
        const sr_place *p = &doc->places[a->place];
        sr_json_key(j, "place");
        sr_json_object(j);
        sr_write_id(j, "entity", 'e', p->entity);
        sr_write_place_in_text(j, doc, "span", p->sent, p->span);
        sr_json_end(j);
    }
    if (a->time != SR_NONE) {
        const sr_timex *t = &doc->times[a->time];
        sr_json_key(j, "time");
        sr_json_object(j);
        sr_json_pair(j, "value", t->value);
        sr_write_place_in_text(j, doc, "span", t->sent, t->span);
        sr_json_end(j);
    }
    sr_write_id(j, "statement", 's', a->statement);
}

static void put_amount(sr_json *j, const sr_doc *doc, const sr_amount *a)
{
    sr_json_object(j);
    sr_write_place_in_text(j, doc, "span", a->sent, a->span);
    sr_json_key(j, "value");
    sr_json_num(j, a->value);
    if (a->has_upper) {
        sr_json_key(j, "upper");
        sr_json_num(j, a->upper);
    }
    sr_json_pair(j, "mod", sr_str_of(sr_amount_mod_name(a->mod)));
    sr_json_pair_opt(j, "unit", a->unit);
    sr_json_pair_opt(j, "measure", a->measure);
    if (a->role != SR_AMOUNT_PLAIN)
        sr_json_pair(j, "role", sr_str_of(sr_amount_role_name(a->role)));
    if (a->negated)
        sr_json_pair(j, "polarity", SR_STR("neg"));
    if (a->hypothetical)
        sr_json_pair(j, "modality", SR_STR("hypothetical"));
    sr_write_span_opt(j, "counted", a->counted);
    sr_write_span_opt(j, "cue", a->cue);
    sr_write_id(j, "event", 'v', a->event);
    put_ties(j, doc, a);
    sr_json_pair(j, "text", sr_str_span(sr_doc_text(doc, &doc->sents[a->sent]), a->span));
    sr_json_end(j);
}

void sr_doc_write_times(const sr_doc *doc, sr_json *j)
{
    sr_json_array(j);
    for (size_t i = 0; i < doc->n_times; i++)
        put_time(j, doc, &doc->times[i]);
    sr_json_end(j);
}

void sr_doc_write_amounts(const sr_doc *doc, sr_json *j)
{
    sr_json_array(j);
    for (size_t i = 0; i < doc->n_amounts; i++)
        put_amount(j, doc, &doc->amounts[i]);
    sr_json_end(j);
}
