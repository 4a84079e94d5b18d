/* The tables "statements", "predicates", "events" and "positions" as JSON
 * (docs/formats/facts.md). */
#include "doc/write.h"

#include <math.h>

/* --- names of values -------------------------------------------------------------------- */

const char *sr_statement_kind_name(sr_statement_kind k)
{
    static const char *const names[] = {"direct", "indirect", "mixed"};
    return k <= SR_STATEMENT_MIXED ? names[k] : "";
}

const char *sr_modality_name(sr_modality m)
{
    static const char *const names[] = {"asserted",    "possible", "planned",
                                        "conditional", "demanded", "hypothetical"};
    return m < SR_MODALITIES ? names[m] : "";
}

const char *sr_when_told_name(sr_when_told t)
{
    static const char *const names[] = {"past", "present", "future"};
    return t <= SR_TOLD_FUTURE ? names[t] : "";
}

const char *sr_event_type_name(sr_event_type t)
{
    static const char *const names[] = {
#define X(name) #name,
        SR_EVENT_TYPES(X)
#undef X
    };
    return t < SR_EVENT_TYPE_COUNT ? names[t] : "";
}

const char *sr_stance_name(sr_stance s)
{
    static const char *const names[] = {"supports", "opposes", "demands", "conditional",
                                        "undecided"};
    return s < SR_STANCES ? names[s] : "";
}

/* --- statements ------------------------------------------------------------------------- */

/* The content from first to last byte as FORMATS.md has it; where it is in pieces, these
 * too. */
static void put_content(sr_json *j, const sr_doc *doc, const sr_statement *s)
{
    sr_write_place_in_text(
        j, doc, "content", s->sent,
        (sr_span){s->content[0].beg, s->content[s->n_content - 1].end});
    if (s->n_content < 2)
        return;
    sr_json_key(j, "pieces");
    sr_json_array(j);
    for (size_t i = 0; i < s->n_content; i++)
        sr_json_span(j, s->content[i]);
    sr_json_end(j);
}

static void put_statement(sr_json *j, const sr_doc *doc, uint32_t i)
{
    const sr_statement *s = &doc->statements[i];
    sr_str text = sr_doc_text(doc, &doc->sents[s->sent]);
    sr_json_object(j);
    sr_write_id(j, "id", 's', i);
    put_content(j, doc, s);
    sr_json_pair(j, "kind",
                 sr_str_of(sr_statement_kind_name((sr_statement_kind)s->kind)));
    sr_write_id(j, "speaker", 'e', s->speaker);
    sr_write_span_opt(j, "speaker_span", s->speaker_span);
    sr_write_span_opt(j, "cue", s->cue);
    sr_json_pair_opt(j, "cue_lemma", s->cue_lemma);
    if (s->medium.end > s->medium.beg)
        sr_json_pair(j, "medium", sr_str_span(text, s->medium));
    sr_write_span_opt(j, "medium_span", s->medium);
    sr_write_id(j, "addressee", 'e', s->addressee_entity);
    sr_write_span_opt(j, "addressee_span", s->addressee);
    sr_write_id(j, "within", 's', s->within);
    sr_write_p(j, s->p);
    sr_json_end(j);
}

void sr_doc_write_statements(const sr_doc *doc, sr_json *j)
{
    sr_json_array(j);
    for (size_t i = 0; i < doc->n_statements; i++)
        put_statement(j, doc, (uint32_t)i);
    sr_json_end(j);
}

/* --- predicates ------------------------------------------------------------------------- */

static void put_score(sr_json *j, const char *key, float v)
{
    sr_json_key(j, key);
    sr_json_num(j, round((double)v * 100) / 100);
}

static void put_labels(sr_json *j, const sr_factuality *f)
{
    sr_json_pair(j, "polarity", f->negated ? SR_STR("neg") : SR_STR("pos"));
    sr_json_pair(j, "modality", sr_str_of(sr_modality_name((sr_modality)f->modality)));
    sr_json_pair(j, "tense", sr_str_of(sr_when_told_name((sr_when_told)f->tense)));
    put_score(j, "happened", f->happened);
    put_score(j, "committed", f->committed);
}

void sr_doc_write_predicates(const sr_doc *doc, sr_json *j)
{
    sr_json_array(j);
    for (size_t i = 0; i < doc->n_predicates; i++) {
        const sr_predicate *p = &doc->predicates[i];
        sr_json_object(j);
        sr_write_place_in_text(j, doc, "span", p->sent, doc->tokens[p->tok].span);
        put_labels(j, &p->factuality);
        sr_write_id(j, "statement", 's', p->statement);
        sr_json_end(j);
    }
    sr_json_end(j);
}

/* --- events ----------------------------------------------------------------------------- */

static void put_parties(sr_json *j, const sr_doc *doc, const char *key, uint32_t sent,
                        const sr_party *v, size_t n)
{
    sr_json_key(j, key);
    sr_json_array(j);
    for (size_t i = 0; i < n; i++) {
        sr_json_object(j);
        sr_write_id(j, "entity", 'e', v[i].entity);
        if (v[i].span.end > v[i].span.beg)
            sr_write_place_in_text(j, doc, "span", sent, v[i].span);
        sr_json_pair_opt(j, "code", v[i].code);
        sr_json_end(j);
    }
    sr_json_end(j);
}

static void put_place_and_time(sr_json *j, const sr_doc *doc, const sr_event *e)
{
    if (e->place != SR_NONE) {
        const sr_place *p = &doc->places[e->place];
        sr_json_key(j, "place");
        sr_json_object(j);
        sr_write_id(j, "entity", 'e', p->entity);
        sr_write_place_in_text(j, doc, "span", p->sent, p->span);
        sr_json_end(j);
    }
    if (!e->day.len)
        return;
    sr_json_key(j, "time");
    sr_json_object(j);
    sr_json_pair(j, "value", e->day);
    if (e->time != SR_NONE)
        sr_write_place_in_text(j, doc, "span", doc->times[e->time].sent,
                               doc->times[e->time].span);
    sr_json_end(j);
}

enum { CLAIM_DEPTH = 16 };

/* The statements from the innermost outwards. */
static void put_claims(sr_json *j, const sr_doc *doc, uint32_t statement)
{
    if (statement == SR_NONE)
        return;
    sr_json_key(j, "claim_of");
    sr_json_array(j);
    int depth = 0;
    for (uint32_t s = statement; s != SR_NONE && depth < CLAIM_DEPTH;
         s = doc->statements[s].within, depth++)
        sr_write_id_value(j, 's', s);
    sr_json_end(j);
}

static void put_mentions(sr_json *j, const sr_doc *doc, const sr_event *e)
{
    sr_json_key(j, "mentions");
    sr_json_array(j);
    for (size_t i = 0; i < e->n_mentions; i++) {
        sr_json_object(j);
        sr_write_place_in_text(j, doc, "span", e->mentions[i].sent,
                               e->mentions[i].trigger);
        sr_json_end(j);
    }
    sr_json_end(j);
}

void sr_write_event_type(sr_json *j, const sr_event *e)
{
    sr_json_pair(j, "type", sr_str_of(sr_event_type_name((sr_event_type)e->type)));
    sr_json_pair_opt(j, "mode", e->mode);
    sr_json_key(j, "contexts");
    sr_json_array(j);
    for (size_t i = 0; i < e->n_contexts; i++)
        sr_json_str(j, e->contexts[i]);
    sr_json_end(j);
    sr_json_pair_opt(j, "cameo", e->cameo);
}

static void put_factuality(sr_json *j, const sr_factuality *f)
{
    sr_json_key(j, "factuality");
    sr_json_object(j);
    put_labels(j, f);
    sr_json_end(j);
}

static void put_event(sr_json *j, const sr_doc *doc, uint32_t i)
{
    const sr_event *e = &doc->events[i];
    sr_json_object(j);
    sr_write_id(j, "id", 'v', i);
    sr_write_event_type(j, e);
    sr_write_place_in_text(j, doc, "trigger", e->mentions[0].sent,
                           e->mentions[0].trigger);
    put_parties(j, doc, "actors", e->mentions[0].sent, e->actors, e->n_actors);
    put_parties(j, doc, "recipients", e->mentions[0].sent, e->recipients,
                e->n_recipients);
    put_place_and_time(j, doc, e);
    put_factuality(j, &e->factuality);
    put_claims(j, doc, e->statement);
    if (e->quad) {
        sr_json_key(j, "quad");
        sr_json_int(j, e->quad);
    }
    sr_json_key(j, "sentence");
    sr_json_int(j, e->mentions[0].sent);
    put_mentions(j, doc, e);
    sr_write_p(j, e->p);
    sr_json_pair_opt(j, "rule", e->rule);
    sr_json_end(j);
}

void sr_doc_write_events(const sr_doc *doc, sr_json *j)
{
    sr_json_array(j);
    for (size_t i = 0; i < doc->n_events; i++)
        put_event(j, doc, (uint32_t)i);
    sr_json_end(j);
}

/* --- positions -------------------------------------------------------------------------- */

void sr_doc_write_positions(const sr_doc *doc, sr_json *j)
{
    sr_json_array(j);
    for (size_t i = 0; i < doc->n_positions; i++) {
        const sr_position *p = &doc->positions[i];
        sr_json_object(j);
        sr_write_id(j, "actor", 'e', p->actor);
        sr_write_span_opt(j, "actor_span", p->actor_span);
        sr_json_pair(j, "stance", sr_str_of(sr_stance_name((sr_stance)p->stance)));
        sr_write_place_in_text(j, doc, "toward", p->sent, p->toward);
        sr_write_span_opt(j, "condition", p->condition);
        sr_write_span_opt(j, "evidence", p->evidence);
        sr_write_id(j, "statement", 's', p->statement);
        sr_write_p(j, p->p);
        sr_json_end(j);
    }
    sr_json_end(j);
}
