/* Events as jsonl, csv and geojson. */
#include "export/parts.h"

#include "doc/write.h"

static const char *const measures[] = {"killed", "injured", "missing", "detained",
                                       "displaced"};

static sr_str party_code(const sr_row *r, const sr_party *p)
{
    (void)r;
    return p->code;
}

static sr_str trigger_text(const sr_row *r)
{
    const sr_event_mention *m = &r->event->mentions[0];
    return sr_row_text(r->doc, m->sent, m->trigger);
}

/* --- objects ---------------------------------------------------------------------------- */

static void put_parties(sr_json *j, const char *key, const sr_row *r, const sr_party *v,
                        size_t n)
{
    sr_json_key(j, key);
    sr_json_array(j);
    for (size_t i = 0; i < n; i++) {
        const sr_entity *e = sr_party_entity(r, &v[i]);
        sr_json_object(j);
        sr_json_pair(j, "name", sr_party_name(r, &v[i]));
        sr_json_pair_opt(j, "code", v[i].code);
        if (e) {
            sr_json_pair_opt(j, "country", e->country);
            sr_json_pair_opt(j, "role", e->role);
            sr_json_pair_opt(j, "known", e->known);
        }
        if (v[i].span.end > v[i].span.beg) {
            sr_json_key(j, "span");
            sr_json_span(j, v[i].span);
        }
        sr_json_end(j);
    }
    sr_json_end(j);
}

static void put_place(sr_json *j, const sr_place *p)
{
    sr_json_key(j, "place");
    sr_json_object(j);
    sr_json_pair(j, "name", p->name);
    sr_json_pair_opt(j, "adm1", p->adm1);
    sr_json_pair_opt(j, "country", p->country);
    sr_json_pair_opt(j, "claimed", p->claimed);
    sr_json_key(j, "lat");
    sr_json_num(j, p->lat);
    sr_json_key(j, "lon");
    sr_json_num(j, p->lon);
    sr_json_pair(j, "precision",
                 sr_str_of(sr_place_precision_name((sr_place_precision)p->precision)));
    if (p->geonames) {
        sr_json_key(j, "geonames");
        sr_json_int(j, (int64_t)p->geonames);
    }
    sr_json_end(j);
}

static void put_figures(sr_json *j, const sr_row *r)
{
    for (size_t i = 0; i < SR_COUNT(measures); i++) {
        double v = sr_row_figure(r, measures[i]);
        if (v < 0)
            continue;
        sr_json_key(j, measures[i]);
        sr_json_num(j, v);
    }
}

static void put_type(sr_json *j, const sr_event *e)
{
    sr_write_event_type(j, e);
    if (e->quad) {
        sr_json_key(j, "quad");
        sr_json_int(j, e->quad);
    }
}

static void put_factuality(sr_json *j, const sr_row *r)
{
    const sr_factuality *f = &r->event->factuality;
    sr_json_pair(j, "polarity", f->negated ? SR_STR("neg") : SR_STR("pos"));
    sr_json_pair(j, "modality", sr_str_of(sr_modality_name((sr_modality)f->modality)));
    sr_json_pair(j, "tense", sr_str_of(sr_when_told_name((sr_when_told)f->tense)));
    sr_json_pair_opt(j, "claimed_by", sr_row_claimant(r));
}

static void put_source(sr_json *j, const sr_row *r)
{
    const sr_event_mention *m = &r->event->mentions[0];
    sr_json_pair(j, "article", r->doc->article.id);
    sr_json_pair_opt(j, "url", r->doc->article.url);
    sr_json_pair_opt(j, "outlet", r->doc->article.outlet);
    sr_json_pair_opt(j, "published", sr_str_of(r->published));
    sr_json_key(j, "trigger");
    sr_json_span(j, m->trigger);
    if (r->in_title)
        sr_json_pair(j, "in", SR_STR("title"));
    sr_json_pair(j, "sentence", r->sentence);
    sr_json_key(j, "mentions");
    sr_json_int(j, (int64_t)r->event->n_mentions);
}

static void put_members(sr_json *j, const sr_row *r, bool with_place)
{
    sr_json_pair(j, "id", sr_str_of(r->id));
    put_type(j, r->event);
    put_parties(j, "actors", r, r->event->actors, r->event->n_actors);
    put_parties(j, "recipients", r, r->event->recipients, r->event->n_recipients);
    sr_json_pair_opt(j, "day", sr_str_of(r->day));
    if (r->place && with_place)
        put_place(j, r->place);
    put_factuality(j, r);
    put_figures(j, r);
    put_source(j, r);
    sr_json_key(j, "p");
    sr_json_share(j, (double)r->event->p);
    sr_json_pair_opt(j, "rule", r->event->rule);
}

void sr_export_event_jsonl(const sr_row *r, sr_buf *out)
{
    sr_json j = {.out = out};
    sr_json_object(&j);
    put_members(&j, r, true);
    sr_json_end(&j);
    sr_buf_putc(out, '\n');
}

/* RFC 7946: longitude comes first. */
void sr_export_event_geojson(const sr_row *r, bool first, sr_buf *out)
{
    sr_json j = {.out = out};
    if (!first)
        sr_buf_put(out, SR_STR(",\n"));
    sr_json_object(&j);
    sr_json_pair(&j, "type", SR_STR("Feature"));
    sr_json_key(&j, "geometry");
    sr_json_object(&j);
    sr_json_pair(&j, "type", SR_STR("Point"));
    sr_json_key(&j, "coordinates");
    sr_json_array(&j);
    sr_json_num(&j, r->place->lon);
    sr_json_num(&j, r->place->lat);
    sr_json_end(&j);
    sr_json_end(&j);
    sr_json_key(&j, "properties");
    sr_json_object(&j);
    put_members(&j, r, true);
    sr_json_end(&j);
    sr_json_end(&j);
}

/* --- lines ------------------------------------------------------------------------------ */

static const char *const event_columns[] = {"id",
                                            "day",
                                            "type",
                                            "mode",
                                            "contexts",
                                            "cameo",
                                            "quad",
                                            "actors",
                                            "actor_codes",
                                            "recipients",
                                            "recipient_codes",
                                            "polarity",
                                            "modality",
                                            "tense",
                                            "claimed_by",
                                            "place",
                                            "adm1",
                                            "country",
                                            "lat",
                                            "lon",
                                            "precision",
                                            "geonames",
                                            "killed",
                                            "injured",
                                            "missing",
                                            "detained",
                                            "displaced",
                                            "trigger",
                                            "sentence",
                                            "article",
                                            "url",
                                            "outlet",
                                            "published",
                                            "mentions",
                                            "p",
                                            "rule"};

static void put_place_fields(sr_fields *f, const sr_place *p)
{
    if (!p) {
        sr_field_skip(f, 7);
        return;
    }
    sr_field(f, p->name);
    sr_field(f, p->adm1);
    sr_field(f, p->country);
    sr_field_num(f, p->lat, 5);
    sr_field_num(f, p->lon, 5);
    sr_field(f, sr_str_of(sr_place_precision_name((sr_place_precision)p->precision)));
    if (p->geonames)
        sr_field_int(f, (int64_t)p->geonames);
    else
        sr_field_skip(f, 1);
}

static void put_figure_fields(sr_fields *f, const sr_row *r)
{
    for (size_t i = 0; i < SR_COUNT(measures); i++) {
        double v = sr_row_figure(r, measures[i]);
        if (v < 0)
            sr_field_skip(f, 1);
        else
            sr_field_num(f, v, 0);
    }
}

static void put_type_fields(sr_fields *f, const sr_row *r)
{
    const sr_event *e = r->event;
    sr_field(f, sr_str_of(sr_event_type_name((sr_event_type)e->type)));
    sr_field(f, e->mode);
    sr_field_contexts(f, e);
    sr_field(f, e->cameo);
    if (e->quad)
        sr_field_int(f, e->quad);
    else
        sr_field_skip(f, 1);
}

void sr_export_event_csv(const sr_row *r, sr_buf *out)
{
    const sr_event *e = r->event;
    sr_fields f = {.out = out, .sep = ','};
    sr_field(&f, sr_str_of(r->id));
    sr_field(&f, sr_str_of(r->day));
    put_type_fields(&f, r);
    sr_field_parties(&f, r, e->actors, e->n_actors, sr_party_name);
    sr_field_parties(&f, r, e->actors, e->n_actors, party_code);
    sr_field_parties(&f, r, e->recipients, e->n_recipients, sr_party_name);
    sr_field_parties(&f, r, e->recipients, e->n_recipients, party_code);
    sr_field(&f, e->factuality.negated ? SR_STR("neg") : SR_STR("pos"));
    sr_field(&f, sr_str_of(sr_modality_name((sr_modality)e->factuality.modality)));
    sr_field(&f, sr_str_of(sr_when_told_name((sr_when_told)e->factuality.tense)));
    sr_field(&f, sr_row_claimant(r));
    put_place_fields(&f, r->place);
    put_figure_fields(&f, r);
    sr_field(&f, trigger_text(r));
    sr_field(&f, r->sentence);
    sr_field(&f, r->doc->article.id);
    sr_field(&f, r->doc->article.url);
    sr_field(&f, r->doc->article.outlet);
    sr_field(&f, sr_str_of(r->published));
    sr_field_int(&f, (int64_t)e->n_mentions);
    sr_field_num(&f, (double)e->p, 3);
    sr_field(&f, e->rule);
    sr_field_end(&f);
}

static const char *const statement_columns[] = {
    "id",     "kind",    "speaker", "speaker_code", "cue",       "content", "medium",
    "within", "article", "url",     "outlet",       "published", "p"};
static const char *const figure_columns[] = {
    "id",       "value", "upper",    "mod",     "unit", "measure", "role",     "polarity",
    "modality", "text",  "sentence", "article", "url",  "outlet",  "published"};
static const char *const position_columns[] = {
    "id",        "actor",    "actor_code", "stance", "was",    "was_article", "toward",
    "condition", "evidence", "article",    "url",    "outlet", "published",   "p"};

void sr_export_csv_head(sr_export_what what, sr_buf *out)
{
    static const struct {
        const char *const *names;
        size_t n;
    } heads[] = {{event_columns, SR_COUNT(event_columns)},
                 {statement_columns, SR_COUNT(statement_columns)},
                 {figure_columns, SR_COUNT(figure_columns)},
                 {position_columns, SR_COUNT(position_columns)}};
    sr_fields f = {.out = out, .sep = ','};
    sr_fields_head(&f, heads[what].names, heads[what].n);
}
