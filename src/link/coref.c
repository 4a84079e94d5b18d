/* Chains: which mentions stand for the same thing.  In order:
 *   1. what one mention says        2. the same words        3. chains to entities */
#include "link/coref.h"

#include "base/hash.h"

/* --- 1. what one mention says ------------------------------------------------------------ */

/* Hash of the words of a mention; of descriptions without articles. */
static uint64_t words_of(const sr_doc *doc, const sr_mention *m)
{
    uint64_t h = m->kind;
    for (uint32_t t = m->tok_beg; t < m->tok_end; t++)
        if (doc->words[t].upos != SR_UPOS_DET && doc->words[t].upos != SR_UPOS_PART)
            h = sr_hash_mix(h, doc->tokens[t].fold);
    return h;
}

static sr_entity_type type_of_name(uint8_t name_type)
{
    static const sr_entity_type types[SR_NAME_TYPES] = {
        [SR_NAME_PER] = SR_ENTITY_PER,   [SR_NAME_ORG] = SR_ENTITY_ORG,
        [SR_NAME_LOC] = SR_ENTITY_GPE,   [SR_NAME_MISC] = SR_ENTITY_MISC,
        [SR_NAME_NORP] = SR_ENTITY_NORP, [SR_NAME_FAC] = SR_ENTITY_FAC};
    return name_type < SR_NAME_TYPES ? types[name_type] : SR_ENTITY_MISC;
}

/* --- 2. the same words --------------------------------------------------------------------- */

typedef struct last_seen {
    uint64_t key;
    uint32_t mention;
} last_seen;

/* The slot of a key; key 0 is a free slot, and one is always free. */
static last_seen *slot_of(last_seen *table, size_t slots, uint64_t key)
{
    size_t i = key & (slots - 1);
    while (table[i].key != 0 && table[i].key != key)
        i = (i + 1) & (slots - 1);
    return &table[i];
}

/* previous[m]: the mention before m that stands for the same, or SR_NONE. */
static sr_status link_same_words(sr_work *w, uint32_t *previous, sr_err *err)
{
    const sr_doc *doc = w->doc;
    size_t slots = 16;
    while (slots < 2 * doc->n_mentions)
        slots *= 2;
    last_seen *table = SR_NEW(w->arena, last_seen, slots);
    if (!table)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for chains");
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        previous[i] = SR_NONE;
        if (doc->mentions[i].kind == SR_MENTION_PRONOUN)
            continue;
        uint64_t key = words_of(doc, &doc->mentions[i]) | 1;
        last_seen *s = slot_of(table, slots, key);
        if (s->key == key)
            previous[i] = s->mention;
        *s = (last_seen){key, i};
    }
    return SR_OK;
}

/* --- 3. chains to entities ------------------------------------------------------------------ */

static void begin_entity(const sr_work *w, sr_entity *e, uint32_t i)
{
    const sr_mention *m = &w->doc->mentions[i];
    uint64_t feats = w->doc->words[m->head].feats;
    *e = (sr_entity){.first = i,
                     .type = SR_ENTITY_MISC,
                     .is_plural = (feats & SR_FEAT(NUMBER_PLUR)) != 0};
}

static void join_entity(const sr_work *w, sr_entity *e, uint32_t i)
{
    const sr_mention *m = &w->doc->mentions[i];
    e->n_mentions++;
    if (m->kind == SR_MENTION_NAME && !e->is_named) {
        e->is_named = true;
        e->type = (uint8_t)(w->known ? w->known[i].type
                                     : type_of_name(w->doc->names[m->name].type));
    }
}

static sr_status make_entities(sr_work *w, const uint32_t *previous, sr_err *err)
{
    sr_doc *doc = w->doc;
    SR_VEC(sr_entity) all = {0};
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        sr_mention *m = &doc->mentions[i];
        if (previous[i] == SR_NONE) {
            sr_entity e;
            begin_entity(w, &e, i);
            m->entity = (uint32_t)all.n;
            if (!SR_PUSH(w->arena, &all, e))
                return sr_fail(err, SR_ENOMEM, 0, "out of memory for chains");
        } else {
            m->entity = doc->mentions[previous[i]].entity;
            doc->mentions[previous[i]].next = i;
        }
        join_entity(w, &all.v[m->entity], i);
    }
    doc->entities = all.v;
    doc->n_entities = all.n;
    return SR_OK;
}

sr_status sr_chains_find(sr_work *w, sr_err *err)
{
    uint32_t *previous = SR_NEW(w->arena, uint32_t, w->doc->n_mentions);
    if (!previous)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for chains");
    sr_status st = link_same_words(w, previous, err);
    return st == SR_OK ? make_entities(w, previous, err) : st;
}
