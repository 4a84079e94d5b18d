/* Events in POLECAT's columns: Halterman, Bagozzi, Beger, Schrodt, Scraborough (2023),
 * "PLOVER and POLECAT", and the column list of the published files. */
#include "export/parts.h"

#include "base/data.h"

static const char *const columns[] = {"Event ID",
                                      "Event Date",
                                      "Event Type",
                                      "Event Mode",
                                      "Intensity",
                                      "Quad Code",
                                      "Contexts",
                                      "Actor Name",
                                      "Actor Country",
                                      "Actor COW",
                                      "Primary Actor Sector",
                                      "Actor Sectors",
                                      "Actor Title",
                                      "Actor Name Raw",
                                      "Wikipedia Actor ID",
                                      "Recipient Name",
                                      "Recipient Country",
                                      "Recipient COW",
                                      "Primary Recipient Sector",
                                      "Recipient Sectors",
                                      "Recipient Title",
                                      "Recipient Name Raw",
                                      "Wikipedia Recipient ID",
                                      "Placename",
                                      "City",
                                      "District",
                                      "Province",
                                      "Country",
                                      "Latitude",
                                      "Longitude",
                                      "GeoNames ID",
                                      "Raw Placename",
                                      "Feature Type",
                                      "Source",
                                      "Publication Date",
                                      "Story People",
                                      "Story Organizations",
                                      "Story Locations",
                                      "Language",
                                      "Version"};

void sr_export_plover_head(sr_buf *out)
{
    sr_fields f = {.out = out, .sep = '\t'};
    sr_fields_head(&f, columns, SR_COUNT(columns));
}

/* --- parties ---------------------------------------------------------------------------- */

static sr_str country_of(const sr_row *r, const sr_party *p)
{
    const sr_entity *e = sr_party_entity(r, p);
    return p->code.len ? sr_code_part(p->code, 0) : e ? e->country : SR_STR("");
}

static sr_str cow_of(const sr_row *r, const sr_party *p)
{
    return sr_export_cow(country_of(r, p));
}

static sr_str primary_sector(const sr_row *r, const sr_party *p)
{
    (void)r;
    return sr_code_part(p->code, 1);
}

/* "GOV.MIL" of "UKR.GOV.MIL". */
static sr_str sectors(const sr_row *r, const sr_party *p)
{
    (void)r;
    size_t country = sr_code_part(p->code, 0).len;
    return country < p->code.len ? sr_str_cut(p->code, country + 1, p->code.len)
                                 : SR_STR("");
}

static sr_str title_of(const sr_row *r, const sr_party *p)
{
    const sr_entity *e = sr_party_entity(r, p);
    return e ? e->role : SR_STR("");
}

static sr_str raw_name(const sr_row *r, const sr_party *p)
{
    return sr_row_text(r->doc, r->event->mentions[0].sent, p->span);
}

static sr_str known_id(const sr_row *r, const sr_party *p)
{
    const sr_entity *e = sr_party_entity(r, p);
    return e ? e->known : SR_STR("");
}

static void put_parties(sr_fields *f, const sr_row *r, const sr_party *v, size_t n)
{
    static const sr_party_get gets[] = {sr_party_name,  country_of, cow_of,
                                        primary_sector, sectors,    title_of,
                                        raw_name,       known_id};
    for (size_t i = 0; i < SR_COUNT(gets); i++)
        sr_field_parties(f, r, v, n, gets[i]);
}

/* --- modes, contexts, place ------------------------------------------------------------- */

/* The mode, and PLOVER's auxiliary ones for what did not happen by the text. */
static void put_mode(sr_fields *f, const sr_event *e)
{
    const sr_factuality *fact = &e->factuality;
    bool hypothetical = fact->modality == SR_MODALITY_POSSIBLE ||
                        fact->modality == SR_MODALITY_CONDITIONAL ||
                        fact->modality == SR_MODALITY_DEMANDED ||
                        fact->modality == SR_MODALITY_HYPOTHETICAL;
    bool future =
        fact->modality == SR_MODALITY_PLANNED ||
        (fact->modality == SR_MODALITY_ASSERTED && fact->tense == SR_TOLD_FUTURE);
    sr_buf all = {0};
    sr_buf_put(&all, e->mode);
    sr_buf_put(&all, fact->negated ? SR_STR(";negation") : SR_STR(""));
    sr_buf_put(&all, hypothetical ? SR_STR(";hypothetical") : SR_STR(""));
    sr_buf_put(&all, future ? SR_STR(";future") : SR_STR(""));
    sr_str text = sr_buf_str(&all);
    f->out->failed |= all.failed;
    sr_field(f, text.len && text.p[0] == ';' ? sr_str_cut(text, 1, text.len) : text);
    sr_buf_free(&all);
}

static void put_place(sr_fields *f, const sr_row *r)
{
    const sr_place *p = r->place;
    if (!p) {
        sr_field_skip(f, 10);
        return;
    }
    sr_field(f, p->name);
    sr_field(f, p->precision <= SR_PLACE_CITY ? p->name : SR_STR(""));
    sr_field_skip(f, 1);
    sr_field(f, p->adm1);
    sr_field(f, p->country);
    sr_field_num(f, p->lat, 5);
    sr_field_num(f, p->lon, 5);
    if (p->geonames)
        sr_field_int(f, (int64_t)p->geonames);
    else
        sr_field_skip(f, 1);
    sr_field(f, sr_row_text(r->doc, p->sent, p->span));
    sr_field(f, sr_str_of(sr_place_precision_name((sr_place_precision)p->precision)));
}

/* Names of the article's entities of some types, "; " between them. */
static void put_story(sr_fields *f, const sr_doc *doc, unsigned types)
{
    sr_buf all = {0};
    for (size_t i = 0; i < doc->n_entities; i++) {
        const sr_entity *e = &doc->entities[i];
        if (!e->is_named || !(types & 1u << e->type))
            continue;
        if (all.len)
            sr_buf_put(&all, SR_STR("; "));
        sr_buf_put(&all, e->name);
    }
    f->out->failed |= all.failed;
    sr_field(f, sr_buf_str(&all));
    sr_buf_free(&all);
}

void sr_export_event_plover(const sr_row *r, sr_buf *out)
{
    const sr_event *e = r->event;
    const sr_article *a = &r->doc->article;
    double scale = 0;
    sr_fields f = {.out = out, .sep = '\t'};
    sr_field(&f, sr_str_of(r->id));
    sr_field(&f, sr_str_of(r->day));
    sr_field(&f, sr_str_of(sr_event_type_name((sr_event_type)e->type)));
    put_mode(&f, e);
    if (sr_export_intensity(e, &scale))
        sr_field_num(&f, scale, 1);
    else
        sr_field_skip(&f, 1);
    if (e->quad)
        sr_field_int(&f, e->quad);
    else
        sr_field_skip(&f, 1);
    sr_field_contexts(&f, e);
    put_parties(&f, r, e->actors, e->n_actors);
    put_parties(&f, r, e->recipients, e->n_recipients);
    put_place(&f, r);
    sr_field(&f, a->outlet);
    sr_field(&f, sr_str_cut(sr_str_of(r->published), 0, r->published[0] ? 10 : 0));
    put_story(&f, r->doc, 1u << SR_ENTITY_PER);
    put_story(&f, r->doc, 1u << SR_ENTITY_ORG);
    put_story(&f, r->doc, 1u << SR_ENTITY_GPE | 1u << SR_ENTITY_LOC);
    sr_field(&f, a->lang);
    sr_field(&f, SR_STR("sitrep " SR_VERSION));
    sr_field_end(&f);
}
