/* The rules of the stage and the order of its layers. */
#include "facts/factuality.h"
#include "facts/parts.h"
#include "facts/positions.h"

#include "base/data.h"

#include <stdio.h>
#include <stdlib.h>

enum { RULES_BYTES = 16 * 1024 * 1024 };

/* Which list of the language there is: "times.uk.txt", else "times.en.txt". */
static void list_name(char ret[64], const char *kind, const char *lang)
{
    (void)snprintf(ret, 64, "%s.%s.txt", kind, lang);
    if (!sr_data(ret).p)
        (void)snprintf(ret, 64, "%s.en.txt", kind);
}

static sr_status read_all(sr_facts_rules *r, const char *lang, sr_err *err)
{
    static const char *const lists[] = {"times", "amounts", "measures"};
    char name[64];
    sr_status st = SR_OK;
    for (size_t i = 0; st == SR_OK && i < SR_COUNT(lists); i++) {
        list_name(name, lists[i], lang);
        st = sr_lex_read(&r->lex, r->arena, name, err);
    }
    if (st == SR_OK)
        st = sr_lex_build(&r->lex, r->arena, err);
    list_name(name, "times.rules", lang);
    if (st == SR_OK)
        st = sr_rules_read(&r->times, r->arena, name, err);
    if (st == SR_OK)
        st = sr_factuality_lexicon_new(lang, r->arena, &r->factuality, err);
    if (st == SR_OK)
        st = sr_factuality_model_new(sr_factuality_model_english(), r->arena,
                                     &r->factuality_model, err);
    if (st == SR_OK)
        st = sr_stance_lexicon_new(lang, r->arena, &r->stances, err);
    list_name(name, "cues", lang);
    if (st == SR_OK)
        st = sr_cuelist_read(&r->cues, r->arena, name, err);
    if (st == SR_OK)
        st = sr_events_rules(lang, r->arena, &r->frames, err);
    return st == SR_OK ? sr_typer_read(lang, r->arena, &r->typer, err) : st;
}

sr_status sr_facts_rules_new(const char *lang, sr_facts_rules **ret, sr_err *err)
{
    sr_facts_rules *r = calloc(1, sizeof *r);
    sr_arena *arena = sr_arena_new(RULES_BYTES);
    if (!r || !arena) {
        free(r);
        sr_arena_free(arena);
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the rules of facts");
    }
    r->arena = arena;
    sr_status st = read_all(r, lang, err);
    if (st != SR_OK) {
        sr_facts_rules_free(r);
        return st;
    }
    *ret = r;
    return SR_OK;
}

void sr_facts_rules_free(sr_facts_rules *rules)
{
    if (!rules)
        return;
    sr_cuelist_free(&rules->cues);
    sr_arena_free(rules->arena);
    free(rules);
}

/* The layers that need words and trees. */
static sr_status find_claims(const sr_facts_rules *rules, sr_doc *doc, sr_err *err)
{
    static sr_status (*const layers[])(const sr_facts_rules *rules, sr_doc *doc,
                                       sr_err *err) = {sr_statements_find,
                                                       sr_factuality_find, sr_events_find,
                                                       sr_amounts_tie, sr_positions_find};
    sr_status st = SR_OK;
    for (size_t i = 0; doc->words && st == SR_OK && i < SR_COUNT(layers); i++)
        st = layers[i](rules, doc, err);
    return st;
}

static void put_back(sr_doc *doc, const sr_doc *before)
{
    doc->times = before->times, doc->n_times = before->n_times;
    doc->amounts = before->amounts, doc->n_amounts = before->n_amounts;
    doc->statements = before->statements, doc->n_statements = before->n_statements;
    doc->predicates = before->predicates, doc->n_predicates = before->n_predicates;
    doc->events = before->events, doc->n_events = before->n_events;
    doc->positions = before->positions, doc->n_positions = before->n_positions;
}

sr_status sr_facts_find(const sr_facts_rules *rules, sr_doc *doc, sr_err *err)
{
    sr_scan scan;
    sr_doc before = *doc;
    sr_status st = sr_scan_init(&scan, rules, doc, err);
    if (st == SR_OK)
        st = sr_times_find(&scan, doc, err);
    if (st == SR_OK)
        st = sr_amounts_find(&scan, doc, err);
    if (st == SR_OK)
        st = find_claims(rules, doc, err);
    if (st != SR_OK)
        put_back(doc, &before);
    return st;
}
