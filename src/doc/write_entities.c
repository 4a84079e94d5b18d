/* The tables "entities" and "places" as JSON (docs/formats/facts.md). */
#include "doc/write.h"

const char *sr_entity_type_name(sr_entity_type t)
{
    static const char *const names[] = {"PER", "ORG",    "GPE",   "LOC", "NORP",
                                        "FAC", "WEAPON", "EVENT", "LAW", "MISC"};
    return t < SR_ENTITY_TYPES ? names[t] : "";
}

const char *sr_mention_kind_name(sr_mention_kind k)
{
    static const char *const names[] = {"name", "description", "pronoun"};
    return k <= SR_MENTION_PRONOUN ? names[k] : "";
}

const char *sr_place_precision_name(sr_place_precision p)
{
    static const char *const names[] = {"point", "city", "region", "country"};
    return p <= SR_PLACE_COUNTRY ? names[p] : "";
}

const char *sr_place_part_name(sr_place_part p)
{
    static const char *const names[] = {"mentioned", "scene", "dateline", "actor"};
    return p <= SR_PLACE_ACTOR ? names[p] : "";
}

static void put_mention(sr_json *j, const sr_doc *doc, const sr_mention *m)
{
    sr_json_object(j);
    sr_write_place_in_text(j, doc, "span", m->sent, m->span);
    sr_json_pair(j, "kind", sr_str_of(sr_mention_kind_name((sr_mention_kind)m->kind)));
    sr_write_p(j, m->p);
    sr_json_end(j);
}

static void put_entity(sr_json *j, const sr_doc *doc, uint32_t i)
{
    const sr_entity *e = &doc->entities[i];
    sr_json_object(j);
    sr_write_id(j, "id", 'e', i);
    sr_json_pair(j, "type", sr_str_of(sr_entity_type_name((sr_entity_type)e->type)));
    sr_json_pair(j, "name", e->name);
    sr_json_pair_opt(j, "actor", e->code);
    sr_json_pair_opt(j, "role", e->role);
    sr_json_pair_opt(j, "country", e->country);
    sr_json_pair_opt(j, "known", e->known);
    sr_json_key(j, "mentions");
    sr_json_array(j);
    uint32_t m = e->first;
    for (uint32_t k = 0; k < e->n_mentions && m != SR_NONE; k++) {
        put_mention(j, doc, &doc->mentions[m]);
        m = doc->mentions[m].next;
    }
    sr_json_end(j);
    sr_json_end(j);
}

void sr_doc_write_entities(const sr_doc *doc, sr_json *j)
{
    sr_json_array(j);
    for (size_t i = 0; i < doc->n_entities; i++)
        put_entity(j, doc, (uint32_t)i);
    sr_json_end(j);
}

static void put_place(sr_json *j, const sr_doc *doc, const sr_place *p)
{
    sr_json_object(j);
    sr_write_place_in_text(j, doc, "span", p->sent, p->span);
    sr_write_id(j, "entity", 'e', p->entity);
    sr_json_pair(j, "name", p->name);
    sr_json_key(j, "lat");
    sr_json_num(j, p->lat);
    sr_json_key(j, "lon");
    sr_json_num(j, p->lon);
    sr_json_pair_opt(j, "country", p->country);
    sr_json_pair_opt(j, "claimed", p->claimed);
    sr_json_pair_opt(j, "adm1", p->adm1);
    sr_json_pair(j, "precision",
                 sr_str_of(sr_place_precision_name((sr_place_precision)p->precision)));
    sr_json_pair(j, "part", sr_str_of(sr_place_part_name((sr_place_part)p->part)));
    if (p->geonames) {
        sr_json_key(j, "geonames");
        sr_json_int(j, (int64_t)p->geonames);
    }
    sr_write_p(j, p->p);
    sr_json_end(j);
}

void sr_doc_write_places(const sr_doc *doc, sr_json *j)
{
    sr_json_array(j);
    for (size_t i = 0; i < doc->n_places; i++)
        put_place(j, doc, &doc->places[i]);
    sr_json_end(j);
}
