/* Statements, figures and positions as jsonl and csv. */
#include "export/parts.h"

/* The article's own fields, last in every row. */
static void put_source(sr_json *j, const sr_doc *doc)
{
    char text[SR_TIME_TEXT];
    const sr_article *a = &doc->article;
    sr_json_pair(j, "article", a->id);
    sr_json_pair_opt(j, "url", a->url);
    sr_json_pair_opt(j, "outlet", a->outlet);
    if (a->published.precision == SR_TIME_UNKNOWN)
        return;
    sr_time_text(a->published.at_s, text);
    sr_json_pair(j, "published", sr_str_of(text));
}

static void put_source_fields(sr_fields *f, const sr_doc *doc)
{
    char text[SR_TIME_TEXT] = "";
    const sr_article *a = &doc->article;
    if (a->published.precision != SR_TIME_UNKNOWN)
        sr_time_text(a->published.at_s, text);
    sr_field(f, a->id);
    sr_field(f, a->url);
    sr_field(f, a->outlet);
    sr_field(f, sr_str_of(text));
}

/* A text of the article with the place it stands in. */
static void put_text(sr_json *j, const sr_doc *doc, const char *key, const char *span_key,
                     uint32_t sent, sr_span span)
{
    if (span.end <= span.beg)
        return;
    sr_json_pair(j, key, sr_row_text(doc, sent, span));
    sr_json_key(j, span_key);
    sr_json_span(j, span);
}

static sr_str entity_name(const sr_doc *doc, uint32_t entity, uint32_t sent, sr_span span)
{
    return entity != SR_NONE ? doc->entities[entity].name : sr_row_text(doc, sent, span);
}

static sr_str entity_code(const sr_doc *doc, uint32_t entity)
{
    return entity != SR_NONE ? doc->entities[entity].code : SR_STR("");
}

/* --- statements ------------------------------------------------------------------------- */

static sr_span whole_content(const sr_statement *s)
{
    return (sr_span){s->content[0].beg, s->content[s->n_content - 1].end};
}

static void statement_object(const sr_doc *doc, const sr_statement *s, const char *id,
                             sr_str within, sr_buf *out)
{
    sr_json j = {.out = out};
    sr_json_object(&j);
    sr_json_pair(&j, "id", sr_str_of(id));
    sr_json_pair(&j, "kind",
                 sr_str_of(sr_statement_kind_name((sr_statement_kind)s->kind)));
    sr_json_pair_opt(&j, "speaker",
                     entity_name(doc, s->speaker, s->sent, s->speaker_span));
    sr_json_pair_opt(&j, "speaker_code", entity_code(doc, s->speaker));
    sr_json_pair_opt(&j, "cue", s->cue_lemma);
    put_text(&j, doc, "content", "content_span", s->sent, whole_content(s));
    put_text(&j, doc, "medium", "medium_span", s->sent, s->medium);
    sr_json_pair_opt(&j, "within", within);
    put_source(&j, doc);
    sr_json_key(&j, "p");
    sr_json_share(&j, (double)s->p);
    sr_json_end(&j);
    sr_buf_putc(out, '\n');
}

static void statement_line(const sr_doc *doc, const sr_statement *s, const char *id,
                           sr_str within, sr_buf *out)
{
    sr_fields f = {.out = out, .sep = ','};
    sr_field(&f, sr_str_of(id));
    sr_field(&f, sr_str_of(sr_statement_kind_name((sr_statement_kind)s->kind)));
    sr_field(&f, entity_name(doc, s->speaker, s->sent, s->speaker_span));
    sr_field(&f, entity_code(doc, s->speaker));
    sr_field(&f, s->cue_lemma);
    sr_field(&f, sr_row_text(doc, s->sent, whole_content(s)));
    sr_field(&f, sr_row_text(doc, s->sent, s->medium));
    sr_field(&f, within);
    put_source_fields(&f, doc);
    sr_field_num(&f, (double)s->p, 3);
    sr_field_end(&f);
}

void sr_export_statement(const sr_export *x, const sr_doc *doc, size_t i, sr_buf *out)
{
    const sr_statement *s = &doc->statements[i];
    char id[SR_EXPORT_ID + 1], within[SR_EXPORT_ID + 1] = "";
    sr_row_id(doc, "statement", s->sent, whole_content(s), id);
    if (s->within != SR_NONE) {
        const sr_statement *around = &doc->statements[s->within];
        sr_row_id(doc, "statement", around->sent, whole_content(around), within);
    }
    (x->format == SR_EXPORT_CSV ? statement_line
                                : statement_object)(doc, s, id, sr_str_of(within), out);
}

/* --- figures ---------------------------------------------------------------------------- */

static void figure_object(const sr_doc *doc, const sr_amount *a, const char *id,
                          sr_buf *out)
{
    sr_json j = {.out = out};
    sr_json_object(&j);
    sr_json_pair(&j, "id", sr_str_of(id));
    sr_json_key(&j, "value");
    sr_json_num(&j, a->value);
    if (a->has_upper) {
        sr_json_key(&j, "upper");
        sr_json_num(&j, a->upper);
    }
    sr_json_pair(&j, "mod", sr_str_of(sr_amount_mod_name((sr_amount_mod)a->mod)));
    sr_json_pair_opt(&j, "unit", a->unit);
    sr_json_pair_opt(&j, "measure", a->measure);
    sr_json_pair_opt(&j, "role", sr_str_of(sr_amount_role_name((sr_amount_role)a->role)));
    sr_json_pair(&j, "polarity", a->negated ? SR_STR("neg") : SR_STR("pos"));
    sr_json_pair(&j, "modality",
                 a->hypothetical ? SR_STR("hypothetical") : SR_STR("asserted"));
    put_text(&j, doc, "text", "span", a->sent, a->span);
    sr_json_pair(&j, "sentence", sr_row_text(doc, a->sent, doc->sents[a->sent].span));
    put_source(&j, doc);
    sr_json_end(&j);
    sr_buf_putc(out, '\n');
}

static void figure_line(const sr_doc *doc, const sr_amount *a, const char *id,
                        sr_buf *out)
{
    sr_fields f = {.out = out, .sep = ','};
    sr_field(&f, sr_str_of(id));
    sr_buf_printf(out, ",%.15g,", a->value);
    if (a->has_upper)
        sr_buf_printf(out, "%.15g", a->upper);
    sr_field(&f, sr_str_of(sr_amount_mod_name((sr_amount_mod)a->mod)));
    sr_field(&f, a->unit);
    sr_field(&f, a->measure);
    sr_field(&f, sr_str_of(sr_amount_role_name((sr_amount_role)a->role)));
    sr_field(&f, a->negated ? SR_STR("neg") : SR_STR("pos"));
    sr_field(&f, a->hypothetical ? SR_STR("hypothetical") : SR_STR("asserted"));
    sr_field(&f, sr_row_text(doc, a->sent, a->span));
    sr_field(&f, sr_row_text(doc, a->sent, doc->sents[a->sent].span));
    put_source_fields(&f, doc);
    sr_field_end(&f);
}

void sr_export_figure(const sr_export *x, const sr_doc *doc, size_t i, sr_buf *out)
{
    const sr_amount *a = &doc->amounts[i];
    char id[SR_EXPORT_ID + 1];
    sr_row_id(doc, "figure", a->sent, a->span, id);
    (x->format == SR_EXPORT_CSV ? figure_line : figure_object)(doc, a, id, out);
}

/* --- positions -------------------------------------------------------------------------- */

static const char *stance_name(uint8_t stance)
{
    return sr_stance_name((sr_stance)stance);
}

/* What the actor wanted before: `was`, where it is another stance. */
static void put_before(sr_json *j, const sr_position_before *was)
{
    char text[SR_TIME_TEXT];
    sr_json_key(j, "was");
    sr_json_object(j);
    sr_json_pair(j, "stance", sr_str_of(stance_name(was->stance)));
    sr_json_pair(j, "article", was->article);
    sr_json_key(j, "toward_span");
    sr_json_span(j, was->toward);
    if (was->in_title)
        sr_json_pair(j, "in", SR_STR("title"));
    if (was->dated) {
        sr_time_text(was->at_s, text);
        sr_json_pair(j, "published", sr_str_of(text));
    }
    sr_json_end(j);
}

static void position_object(const sr_doc *doc, const sr_position *p, const char *id,
                            const sr_position_before *was, sr_buf *out)
{
    sr_json j = {.out = out};
    sr_json_object(&j);
    sr_json_pair(&j, "id", sr_str_of(id));
    sr_json_pair_opt(&j, "actor", entity_name(doc, p->actor, p->sent, p->actor_span));
    sr_json_pair_opt(&j, "actor_code", entity_code(doc, p->actor));
    sr_json_pair(&j, "stance", sr_str_of(stance_name(p->stance)));
    if (was)
        put_before(&j, was);
    put_text(&j, doc, "toward", "toward_span", p->sent, p->toward);
    put_text(&j, doc, "condition", "condition_span", p->sent, p->condition);
    put_text(&j, doc, "evidence", "evidence_span", p->sent, p->evidence);
    put_source(&j, doc);
    sr_json_key(&j, "p");
    sr_json_share(&j, (double)p->p);
    sr_json_end(&j);
    sr_buf_putc(out, '\n');
}

static void position_line(const sr_doc *doc, const sr_position *p, const char *id,
                          const sr_position_before *was, sr_buf *out)
{
    sr_fields f = {.out = out, .sep = ','};
    sr_field(&f, sr_str_of(id));
    sr_field(&f, entity_name(doc, p->actor, p->sent, p->actor_span));
    sr_field(&f, entity_code(doc, p->actor));
    sr_field(&f, sr_str_of(stance_name(p->stance)));
    sr_field(&f, was ? sr_str_of(stance_name(was->stance)) : SR_STR(""));
    sr_field(&f, was ? was->article : SR_STR(""));
    sr_field(&f, sr_row_text(doc, p->sent, p->toward));
    sr_field(&f, sr_row_text(doc, p->sent, p->condition));
    sr_field(&f, sr_row_text(doc, p->sent, p->evidence));
    put_source_fields(&f, doc);
    sr_field_num(&f, (double)p->p, 3);
    sr_field_end(&f);
}

void sr_export_position(const sr_export *x, const sr_doc *doc, size_t i, sr_buf *out)
{
    const sr_position *p = &doc->positions[i];
    sr_position_before was;
    bool changed = x->seen && sr_positions_seen_add(x->seen, doc, p, &was);
    char id[SR_EXPORT_ID + 1];
    sr_row_id(doc, stance_name(p->stance), p->sent, p->evidence, id);
    (x->format == SR_EXPORT_CSV ? position_line : position_object)(
        doc, p, id, changed ? &was : NULL, out);
}
