/* The rules of the stage and the order of its steps. */
#include "link/coref.h"

#include <stdlib.h>

enum { RULES_BYTES = 16 * 1024 * 1024 };

sr_status sr_link_rules_new(const sr_know *know, const char *lang, sr_link_rules **ret,
                            sr_err *err)
{
    sr_link_rules *r = calloc(1, sizeof *r);
    sr_arena *arena = sr_arena_new(RULES_BYTES);
    if (!r || !arena) {
        free(r);
        sr_arena_free(arena);
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the rules of link");
    }
    *r = (sr_link_rules){.know = know, .arena = arena};
    sr_status st = sr_link_lists_read(lang, arena, &r->lists, err);
    if (st == SR_OK)
        st = sr_coref_rules_read(lang, arena, &r->coref, err);
    if (st != SR_OK) {
        sr_link_rules_free(r);
        return st;
    }
    *ret = r;
    return SR_OK;
}

void sr_link_rules_free(sr_link_rules *rules)
{
    if (!rules)
        return;
    sr_arena_free(rules->arena);
    free(rules);
}

const sr_know *sr_link_know(const sr_link_rules *rules)
{
    return rules->know;
}

sr_status sr_link_analyse(const sr_link_rules *rules, sr_doc *doc, sr_err *err)
{
    static sr_status (*const steps[])(sr_work * w, sr_err * err) = {
        sr_names_extend, sr_mentions_find, sr_known_find,
        sr_chains_find,  sr_entities_fill, sr_places_find};
    if (!doc->words)
        return SR_OK;
    sr_doc before = *doc;
    sr_work w = {.rules = rules, .doc = doc, .arena = doc->arena};
    sr_status st = SR_OK;
    for (size_t i = 0; st == SR_OK && i < SR_COUNT(steps); i++)
        st = steps[i](&w, err);
    if (st != SR_OK) {
        doc->names = before.names, doc->n_names = before.n_names;
        doc->mentions = before.mentions, doc->n_mentions = before.n_mentions;
        doc->entities = before.entities, doc->n_entities = before.n_entities;
        doc->places = before.places, doc->n_places = before.n_places;
    }
    return st;
}
