/* Chains to entities: name, type, code, country, role.  In order:
 *   1. the best of what the knowledge says of a chain    2. known actors and places
 *   3. phrases that say what an unknown one is            4. descriptions
 *   5. the two passes: names first, since "its army" leans on them
 */
#include "link/actor.h"
#include "link/focus.h"

#include <stdio.h>

enum { MAX_PIECES = 8, TITLE_WORDS = 8, APPOS_WORDS = 24, ROLE_WORDS = 3 };

typedef struct filler {
    sr_work *w;
    sr_str focus; /* country that most of the article is about, or empty */
} filler;

static sr_str empty(void)
{
    return (sr_str){"", 0};
}

/* --- 1. the best of a chain -------------------------------------------------------------------- */

/* The mention of whose meaning the knowledge is surest; SR_NONE: of none. */
static uint32_t best_known(const sr_work *w, const sr_entity *e)
{
    uint32_t best = SR_NONE;
    for (uint32_t m = e->first; m != SR_NONE; m = w->doc->mentions[m].next) {
        const sr_known_as *k = &w->known[m];
        bool says = k->actor != SR_NONE || k->place != SR_NONE || k->country.len;
        if (says && (best == SR_NONE || k->p > w->known[best].p))
            best = m;
    }
    return best;
}

static sr_str text_of(const sr_work *w, uint32_t mention)
{
    const sr_mention *m = &w->doc->mentions[mention];
    return sr_str_span(sr_doc_text(w->doc, &w->doc->sents[m->sent]), m->span);
}

/* The longest name, else the first description that is no pronoun, else the pronoun. */
static sr_str longest_name(const sr_work *w, const sr_entity *e)
{
    sr_str best = empty(), said = empty();
    for (uint32_t m = e->first; m != SR_NONE; m = w->doc->mentions[m].next) {
        uint8_t kind = w->doc->mentions[m].kind;
        sr_str text = sr_name_bare(text_of(w, m));
        if (kind == SR_MENTION_NAME && text.len > best.len)
            best = text;
        if (kind == SR_MENTION_DESCRIPTION && !said.len)
            said = text;
    }
    return best.len ? best : said.len ? said : text_of(w, e->first);
}

/* --- 2. what is known --------------------------------------------------------------------------- */

static sr_status fill_actor(const sr_work *w, sr_entity *e, sr_actor actor, sr_err *err)
{
    sr_known k = sr_know_actor(w->rules->know, actor);
    sr_known_role role;
    bool is_over = false;
    bool has_role =
        sr_role_of(w->rules->know, actor, &w->doc->article.published, &role, &is_over);
    e->name = k.name;
    e->known = k.id;
    e->type = k.type;
    e->country = has_role && role.country.len ? role.country : k.country;
    if (k.kind == SR_KNOWN_OTHER)
        return SR_OK;
    if (k.kind == SR_KNOWN_PERSON && has_role && is_over) {
        e->code = sr_actor_code(e->country, SR_STR("ELI"), w->arena);
        return e->code.p ? SR_OK : sr_fail(err, SR_ENOMEM, 0, "out of memory for a code");
    }
    e->code = has_role && role.code.len ? role.code : e->country;
    e->role = k.kind == SR_KNOWN_PERSON && has_role ? role.office : empty();
    return SR_OK;
}

static sr_status known_geonames(const sr_work *w, sr_entity *e, uint64_t id, sr_err *err)
{
    if (!id)
        return SR_OK;
    e->known = sr_arena_printf(w->arena, "geonames:%llu", (unsigned long long)id);
    return e->known.p ? SR_OK : sr_fail(err, SR_ENOMEM, 0, "out of memory for an id");
}

static sr_status fill_country(const sr_work *w, sr_entity *e, const sr_known_as *k,
                              sr_err *err)
{
    sr_country c;
    e->country = k->country;
    e->code = sr_country_code(w->rules->know, k->country, w->arena);
    if (!e->code.p)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a code");
    if (k->word == SR_COUNTRY_ADJECTIVE || k->word == SR_COUNTRY_DEMONYM) {
        e->type = SR_ENTITY_NORP;
        e->name = longest_name(w, e);
        return SR_OK;
    }
    e->name =
        sr_know_country(w->rules->know, k->country, &c) ? c.name : longest_name(w, e);
    e->type = SR_ENTITY_GPE;
    if (k->word == SR_COUNTRY_SEAT) { /* "the Kremlin" */
        e->type = SR_ENTITY_ORG;
        e->name = longest_name(w, e);
        e->code = sr_actor_code(k->country, SR_STR("GOV"), w->arena);
        return e->code.p ? SR_OK : sr_fail(err, SR_ENOMEM, 0, "out of memory for a code");
    }
    return known_geonames(w, e, c.geonames, err);
}

static sr_status fill_place(const sr_work *w, sr_entity *e, const sr_known_as *k,
                            sr_err *err)
{
    sr_known_place p = sr_know_place(w->rules->know, k->place);
    e->name = p.name;
    e->type = k->type;
    e->country = p.country;
    e->code = k->type == SR_ENTITY_GPE ? p.country : empty();
    return known_geonames(w, e, p.geonames, err);
}

/* --- 3. phrases ------------------------------------------------------------------------------------ */

typedef struct pieces {
    sr_str v[MAX_PIECES];
    size_t n;
} pieces;

static void add_piece(pieces *p, sr_str text)
{
    if (text.len && p->n < MAX_PIECES)
        p->v[p->n++] = text;
}

/* Does the word hang on `head`, within four steps and without a preposition between? */
static bool hangs_on(const sr_doc *doc, uint32_t t, uint32_t head)
{
    for (int steps = 0; steps < 4 && doc->words[t].head != t; steps++) {
        sr_relation rel = sr_relation_base(doc->words[t].rel);
        if (rel == SR_REL_PUNCT || rel == SR_REL_CASE || rel == SR_REL_CC ||
            rel == SR_REL_CONJ)
            return false;
        t = doc->words[t].head;
        if (t == head)
            return true;
    }
    return false;
}

/* A name with the titles before it: "Ukrainian President Volodymyr Zelenskyy". */
static sr_str titled(const sr_work *w, const sr_mention *m)
{
    const sr_doc *doc = w->doc;
    uint32_t beg = m->tok_beg;
    while (beg > doc->sents[m->sent].tok_beg && beg + TITLE_WORDS > m->tok_beg &&
           hangs_on(doc, beg - 1, m->head))
        beg--;
    return sr_words_text(doc, m->sent, beg, m->tok_end);
}

/* "Agron Telaku, [the prime minister of Kosovo],". */
static sr_str apposition(const sr_work *w, const sr_mention *m)
{
    const sr_doc *doc = w->doc;
    uint32_t end = doc->sents[m->sent].tok_end;
    for (uint32_t t = m->tok_end; t < end && t < m->tok_end + APPOS_WORDS; t++)
        if (doc->words[t].head == m->head && doc->words[t].rel == SR_REL_APPOS) {
            uint32_t other = sr_mention_of(doc, t);
            return other == SR_NONE ? empty() : text_of(w, other);
        }
    if (doc->words[m->head].rel == SR_REL_APPOS) {
        uint32_t other = sr_mention_of(doc, doc->words[m->head].head);
        if (other != SR_NONE && doc->mentions[other].kind == SR_MENTION_DESCRIPTION)
            return text_of(w, other);
    }
    return empty();
}

static bool role_at(const sr_work *w, const sr_mention *m, sr_role_word *ret)
{
    char room[128];
    for (uint32_t n = ROLE_WORDS; n >= 1; n--) {
        if (m->head + 1 < m->tok_beg + n)
            continue;
        sr_str text = sr_words_text(w->doc, m->sent, m->head + 1 - n, m->head + 1);
        if (text.len > sizeof room)
            continue;
        for (size_t i = 0; i < text.len; i++)
            room[i] = sr_lower(text.p[i]);
        if (sr_know_role_word(w->rules->know, (sr_str){room, text.len}, ret))
            return true;
    }
    return false;
}

/* What the text says of a chain that the knowledge does not have. */
static void gather_pieces(const sr_work *w, const sr_entity *e, pieces *p)
{
    sr_role_word role;
    for (uint32_t m = e->first; m != SR_NONE && p->n < MAX_PIECES;
         m = w->doc->mentions[m].next) {
        const sr_mention *x = &w->doc->mentions[m];
        if (x->kind == SR_MENTION_NAME) {
            add_piece(p, titled(w, x));
            add_piece(p, apposition(w, x));
        } else if (x->kind == SR_MENTION_DESCRIPTION && role_at(w, x, &role))
            add_piece(p, text_of(w, m));
    }
}

/* The first phrase that gives a sector, and the first that gives a country. */
static sr_status code_pieces(const filler *f, const pieces *p, sr_str context,
                             sr_coded *ret, sr_err *err)
{
    const sr_work *w = f->w;
    sr_str country = empty();
    *ret = (sr_coded){.actor = SR_NONE};
    for (size_t i = 0; i < p->n; i++) {
        sr_coded c;
        sr_status st = sr_link_actor(w->rules, p->v[i], empty(),
                                     &w->doc->article.published, w->arena, &c, err);
        if (st != SR_OK)
            return st;
        if (!country.len)
            country = c.country;
        if (!ret->code.len || ret->code.len == ret->country.len)
            *ret = c;
    }
    if (!ret->country.len)
        ret->country = country.len ? country : context;
    return SR_OK;
}

/* Code of words: a bare sector gets the country that the article is about. */
static sr_status take_code(const filler *f, sr_entity *e, const sr_coded *c, sr_err *err)
{
    e->role = c->office;
    e->country = c->country;
    e->code = c->code;
    if (c->country.len && c->code.len && c->code.len <= 3 &&
        !sr_str_eq(c->code, c->country)) {
        e->code = sr_actor_code(c->country, c->code, f->w->arena);
        if (!e->code.p)
            return sr_fail(err, SR_ENOMEM, 0, "out of memory for a code");
    }
    if (c->is_former)
        e->role = empty();
    return SR_OK;
}

/* --- 4. names and descriptions ---------------------------------------------------------------------- */

static bool is_place_type(uint8_t type)
{
    return type == SR_ENTITY_GPE || type == SR_ENTITY_LOC || type == SR_ENTITY_FAC;
}

static sr_status fill_unknown_name(const filler *f, sr_entity *e, sr_err *err)
{
    pieces p = {.n = 0};
    sr_coded c;
    e->name = longest_name(f->w, e);
    if (is_place_type(e->type) || e->type == SR_ENTITY_WEAPON)
        return SR_OK;
    gather_pieces(f->w, e, &p);
    sr_status st = code_pieces(f, &p, empty(), &c, err);
    if (st != SR_OK || !c.code.len)
        return st;
    bool has_sector = c.code.len != 3 || !c.country.len || !sr_str_eq(c.code, c.country);
    if (has_sector && !c.country.len)
        c.country = f->focus;
    return take_code(f, e, &c, err);
}

/* The country of whom a description belongs to: "[its] army", "[Kyiv]'s allies". */
static sr_str country_of_owner(const sr_work *w, const sr_mention *m)
{
    const sr_doc *doc = w->doc;
    for (uint32_t t = m->tok_beg; t < m->head; t++) {
        if (sr_relation_base(doc->words[t].rel) != SR_REL_NMOD ||
            doc->words[t].upos != SR_UPOS_PRON)
            continue;
        uint32_t other = sr_mention_of(doc, t);
        if (other != SR_NONE && doc->mentions[other].entity != SR_NONE)
            return doc->entities[doc->mentions[other].entity].country;
    }
    return empty();
}

/* "police [in Nairobi]": the place that hangs on the word. */
static sr_str country_of_place(const sr_work *w, const sr_mention *m)
{
    const sr_doc *doc = w->doc;
    uint32_t end = doc->sents[m->sent].tok_end;
    for (uint32_t t = m->head + 1; t < end && t < m->head + APPOS_WORDS; t++) {
        if (doc->words[t].head != m->head ||
            sr_relation_base(doc->words[t].rel) != SR_REL_NMOD)
            continue;
        uint32_t other = sr_mention_of(doc, t);
        if (other != SR_NONE && doc->mentions[other].entity != SR_NONE &&
            w->known[other].p > 0)
            return doc->entities[doc->mentions[other].entity].country;
    }
    return empty();
}

/* "the French foreign minister": who that was on the day. */
static sr_actor holder_of(const filler *f, const sr_coded *c, bool is_plural)
{
    const sr_when *day = &f->w->doc->article.published;
    if (is_plural || c->is_former || !c->office.len || !c->country.len ||
        day->precision == SR_TIME_UNKNOWN)
        return SR_NONE;
    return sr_know_holder(f->w->rules->know, c->country, c->office, day->at_s);
}

static bool may_take_country(sr_str sector)
{
    return !sr_str_starts(sector, SR_STR("IGO")) &&
           !sr_str_starts(sector, SR_STR("NGO")) && !sr_str_starts(sector, SR_STR("MNC"));
}

static sr_status fill_description(const filler *f, sr_entity *e, uint32_t first,
                                  sr_err *err)
{
    const sr_work *w = f->w;
    const sr_mention *m = &w->doc->mentions[first];
    sr_role_word role;
    sr_coded c;
    if (!role_at(w, m, &role))
        return SR_OK;
    e->type = role.is_person ? SR_ENTITY_PER : SR_ENTITY_ORG;
    sr_status st = sr_link_actor(w->rules, text_of(w, first), empty(),
                                 &w->doc->article.published, w->arena, &c, err);
    if (st != SR_OK || !c.code.len)
        return st;
    sr_actor holder = holder_of(f, &c, role.is_plural);
    if (holder != SR_NONE)
        return fill_actor(w, e, holder, err);
    if (!c.country.len && may_take_country(c.code)) {
        c.country = country_of_owner(w, m);
        if (!c.country.len)
            c.country = country_of_place(w, m);
        if (!c.country.len)
            c.country = f->focus;
    }
    return take_code(f, e, &c, err);
}

static uint32_t first_description(const sr_work *w, const sr_entity *e)
{
    uint32_t m = e->first;
    while (m != SR_NONE && w->doc->mentions[m].kind != SR_MENTION_DESCRIPTION)
        m = w->doc->mentions[m].next;
    return m;
}

/* --- 5. the passes ------------------------------------------------------------------------------------- */

static sr_status fill_named(const filler *f, sr_entity *e, sr_err *err)
{
    const sr_work *w = f->w;
    uint32_t best = best_known(w, e);
    if (best == SR_NONE)
        return fill_unknown_name(f, e, err);
    const sr_known_as *k = &w->known[best];
    if (k->place != SR_NONE)
        return fill_place(w, e, k, err);
    if (k->word != SR_COUNTRY_NO_WORD && k->country.len)
        return fill_country(w, e, k, err);
    if (k->actor != SR_NONE)
        return fill_actor(w, e, k->actor, err);
    return fill_unknown_name(f, e, err);
}

static sr_status fill_unnamed(const filler *f, sr_entity *e, sr_err *err)
{
    uint32_t said = first_description(f->w, e);
    e->name = longest_name(f->w, e);
    return said == SR_NONE ? SR_OK : fill_description(f, e, said, err);
}

sr_status sr_entities_fill(sr_work *w, sr_err *err)
{
    sr_doc *doc = w->doc;
    filler f = {.w = w, .focus = sr_focus_main(w->rules->know, w->readings)};
    sr_status st = SR_OK;
    for (size_t i = 0; st == SR_OK && i < doc->n_entities; i++)
        if (doc->entities[i].is_named)
            st = fill_named(&f, &doc->entities[i], err);
    for (size_t i = 0; st == SR_OK && i < doc->n_entities; i++)
        if (!doc->entities[i].is_named)
            st = fill_unnamed(&f, &doc->entities[i], err);
    return st;
}
