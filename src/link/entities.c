/* Chains to entities: name, type, code, country, role.  In order:
 *   1. the best of what the knowledge says of a chain    2. known countries and places
 *   3. phrases that say what somebody is                  4. known actors
 *   5. names unknown and descriptions
 *   6. the two passes: names first, since "its army" leans on them
 */
#include "link/actor.h"
#include "link/focus.h"
#include "link/titles.h"

#include <stdio.h>

enum { MAX_PIECES = 8, PLACE_WORDS = 24 };

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

/* The longest name, else the first description that is no pronoun, else the pronoun. */
static sr_str longest_name(const sr_work *w, const sr_entity *e)
{
    sr_str best = empty(), said = empty();
    for (uint32_t m = e->first; m != SR_NONE; m = w->doc->mentions[m].next) {
        uint8_t kind = w->doc->mentions[m].kind;
        sr_str text = sr_name_bare(sr_mention_text(w, m));
        if (kind == SR_MENTION_NAME && text.len > best.len)
            best = text;
        if (kind == SR_MENTION_DESCRIPTION && !said.len)
            said = text;
    }
    return best.len ? best : said.len ? said : sr_mention_text(w, e->first);
}

/* --- 2. known countries and places --------------------------------------------------------------------------- */

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
    if (p.feature == 'P' && !p.is_capital && e->code.len) {
        e->code = sr_actor_code(e->code, SR_STR("CVL"), w->arena); /* its people */
        if (!e->code.p)
            return sr_fail(err, SR_ENOMEM, 0, "out of memory for a code");
    }
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

/* What the text says of a chain that the knowledge does not have. */
static void gather_pieces(const sr_work *w, const sr_entity *e, pieces *p)
{
    sr_role_word role;
    for (uint32_t m = e->first; m != SR_NONE && p->n < MAX_PIECES;
         m = w->doc->mentions[m].next) {
        const sr_mention *x = &w->doc->mentions[m];
        if (x->kind == SR_MENTION_NAME) {
            bool is_person =
                e->type == SR_ENTITY_PER; /* "Lund" of "Per Lund" is no place */
            add_piece(p, is_person ? sr_titles_of(w, x) : sr_title_and_name(w, x));
            add_piece(p, sr_apposition_of(w, x));
        } else if (x->kind == SR_MENTION_DESCRIPTION && sr_role_at(w, x, &role))
            add_piece(p, sr_mention_text(w, m));
    }
}

/* The first phrase that gives a sector, and the first that gives a country. */
static sr_status code_pieces(const filler *f, const pieces *p, const sr_entity *e,
                             sr_str context, sr_coded *ret, sr_err *err)
{
    const sr_work *w = f->w;
    sr_str country = empty();
    uint32_t of = w->readings->of[e->first];
    const sr_reading *reading = of != SR_NONE ? &w->readings->v[of] : NULL;
    *ret = (sr_coded){.actor = SR_NONE};
    for (size_t i = 0; i < p->n; i++) {
        sr_coded c;
        sr_status st = sr_link_actor(w->rules, p->v[i], empty(),
                                     &w->doc->article.published, w->arena, &c, err);
        if (st != SR_OK)
            return st;
        if ((c.is_place && e->is_named) ||
            (c.actor != SR_NONE && reading && sr_body_is_elsewhere(w, reading, c.actor)))
            continue; /* "Delta": what was not taken for the place is not from there */
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

/* --- 4. known actors ---------------------------------------------------------------------------- */

/* Whose office had ended by the day of the article, or may have: what the text calls them
 * now ("Prime Minister X"), else one of the elite. */
static sr_status fill_past_holder(const filler *f, sr_entity *e, sr_err *err)
{
    const sr_work *w = f->w;
    pieces p = {.n = 0};
    sr_coded c;
    for (uint32_t m = e->first; m != SR_NONE; m = w->doc->mentions[m].next)
        if (w->doc->mentions[m].kind == SR_MENTION_NAME) {
            add_piece(&p, sr_titles_of(w, &w->doc->mentions[m]));
            add_piece(&p, sr_apposition_of(w, &w->doc->mentions[m]));
        }
    sr_status st = code_pieces(f, &p, e, e->country, &c, err);
    if (st != SR_OK)
        return st;
    if (c.office.len && !c.is_former)
        return take_code(f, e, &c, err);
    e->code = sr_actor_code(e->country, SR_STR("ELI"), w->arena);
    return e->code.p ? SR_OK : sr_fail(err, SR_ENOMEM, 0, "out of memory for a code");
}

static sr_status fill_actor(const filler *f, sr_entity *e, sr_actor actor, sr_err *err)
{
    const sr_work *w = f->w;
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
    if (k.kind == SR_KNOWN_PERSON && has_role && is_over)
        return fill_past_holder(f, e, err);
    e->code = has_role && role.code.len ? role.code : e->country;
    e->role = k.kind == SR_KNOWN_PERSON && has_role ? role.office : empty();
    return SR_OK;
}

/* --- 5. names and descriptions ---------------------------------------------------------------------- */

static bool is_place_type(uint8_t type)
{
    return type == SR_ENTITY_GPE || type == SR_ENTITY_LOC || type == SR_ENTITY_FAC;
}

/* "KYIV (Meridian) -": an agency, of no country that is known. */
static bool is_of_dateline(const sr_work *w, const sr_entity *e)
{
    for (uint32_t m = e->first; m != SR_NONE; m = w->doc->mentions[m].next) {
        uint32_t r = w->readings->of[m];
        if (r != SR_NONE && w->readings->v[r].is_agency)
            return true;
    }
    return false;
}

/* The country of the place in its name, as the document has it: of "[Athens] Police
 * Department" in Georgia; else the country that the article is about. */
static sr_str country_of_inner(const filler *f, const sr_entity *e)
{
    const sr_work *w = f->w;
    for (uint32_t m = e->first; m != SR_NONE; m = w->doc->mentions[m].next)
        if (w->known[m].inner != SR_NONE)
            return sr_know_place(w->rules->know, w->known[m].inner).country;
    return f->focus;
}

static sr_status move_country(const filler *f, const sr_entity *e, sr_coded *c,
                              sr_err *err)
{
    sr_str country = country_of_inner(f, e);
    if (!country.len || sr_str_eq(country, c->country))
        return SR_OK;
    if (c->country.len && sr_str_starts(c->code, c->country)) {
        sr_str rest = sr_str_cut(c->code, c->country.len, c->code.len);
        if (sr_str_starts(rest, SR_STR(".")))
            rest = sr_str_cut(rest, 1, rest.len);
        c->code = sr_actor_code(country, rest, f->w->arena);
    }
    c->country = country;
    return c->code.p ? SR_OK : sr_fail(err, SR_ENOMEM, 0, "out of memory for a code");
}

static sr_status fill_unknown_name(const filler *f, sr_entity *e, sr_err *err)
{
    pieces p = {.n = 0};
    sr_coded c;
    e->name = longest_name(f->w, e);
    if (is_place_type(e->type) || e->type == SR_ENTITY_WEAPON)
        return SR_OK;
    if (is_of_dateline(f->w, e)) {
        e->code = SR_STR("JRN");
        return SR_OK;
    }
    gather_pieces(f->w, e, &p);
    sr_status st = code_pieces(f, &p, e, empty(), &c, err);
    if (st == SR_OK && c.is_by_place)
        st = move_country(f, e, &c, err);
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
    for (uint32_t t = m->head + 1; t < end && t < m->head + PLACE_WORDS; t++) {
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
    if (!sr_role_at(w, m, &role))
        return SR_OK;
    e->type = role.is_person ? SR_ENTITY_PER : SR_ENTITY_ORG;
    sr_status st = sr_link_actor(w->rules, sr_mention_text(w, first), empty(),
                                 &w->doc->article.published, w->arena, &c, err);
    if (st != SR_OK || !c.code.len)
        return st;
    sr_actor holder = sr_office_holder(w, &c, &role);
    if (holder != SR_NONE)
        return fill_actor(f, e, holder, err);
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

/* --- 6. the passes ------------------------------------------------------------------------------------- */

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
        return fill_actor(f, e, k->actor, err);
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
