/* A bare string to an actor's code: "A Belarusian protester" -> BLR.CVL.  In order:
 *   1. words                     2. units: what the knowledge has under one to six of them
 *   3. segments: head and what hangs on it by "of", "in", a comma
 *   4. sector, country, code     5. the call
 *
 * The rightmost unit of the head segment says what the actor is ("Ukrainian [police]"); a
 * word of no sector of its own ("members", "officials") hands on to the body it belongs to.
 */
#include "link/actor.h"

enum { MAX_WORDS = 48, MAX_UNITS = 24, LONGEST = 6 };

/* --- 1. words --------------------------------------------------------------------------------- */

typedef struct word {
    sr_str text; /* without punctuation at its ends */
    uint32_t classes;
    bool ends_segment; /* a comma stands behind it */
    bool is_capital;
} word;

typedef enum unit_kind {
    UNIT_ROLE,
    UNIT_COUNTRY,
    UNIT_BODY,
    UNIT_PERSON,
    UNIT_PLACE
} unit_kind;

typedef struct unit {
    unit_kind kind;
    size_t beg, end; /* words */
    size_t segment;
    sr_actor actor;       /* UNIT_BODY, UNIT_PERSON; else SR_NONE */
    sr_str country;       /* alpha-3 or empty */
    sr_country_word word; /* UNIT_COUNTRY */
    sr_role_word role;    /* UNIT_ROLE */
    bool is_generic;      /* UNIT_ROLE: says little of the sector */
    bool is_great;        /* UNIT_PLACE: a division of first order, a large city */
    bool is_seat;         /* UNIT_PLACE: a capital */
} unit;

typedef struct coder {
    const sr_link_rules *rules;
    const sr_when *day;
    word words[MAX_WORDS];
    size_t n_words;
    unit units[MAX_UNITS];
    size_t n_units;
    sr_str string;     /* that is read */
    bool has_capitals; /* the string has a word in small letters beside such */
} coder;

static bool is_edge(char c)
{
    return !sr_is_alnum(c) && (unsigned char)c < 0x80;
}

/* Without punctuation at both ends and "'s"; a dot stays behind a short form: "U.S." */
static sr_str word_core(sr_str w)
{
    while (w.len && is_edge(w.p[0]))
        w = sr_str_cut(w, 1, w.len);
    while (w.len && is_edge(w.p[w.len - 1]) &&
           !(w.p[w.len - 1] == '.' && memchr(w.p, '.', w.len - 1)))
        w.len--;
    return sr_name_bare(w);
}

static void add_word(coder *c, sr_str raw)
{
    sr_str core = word_core(raw);
    bool comma = raw.len && (raw.p[raw.len - 1] == ',' || raw.p[raw.len - 1] == ';');
    if (!core.len && c->n_words)
        c->words[c->n_words - 1].ends_segment |= comma;
    if (!core.len || c->n_words == MAX_WORDS)
        return;
    if (core.len > 3 && sr_str_istarts(core, SR_STR("ex-"))) {
        add_word(c, SR_STR("ex"));
        core = sr_str_cut(core, 3, core.len);
        if (c->n_words == MAX_WORDS)
            return;
    }
    c->words[c->n_words++] =
        (word){.text = core,
               .classes = sr_link_classes_of(&c->rules->lists, core),
               .ends_segment = comma,
               .is_capital = sr_is_upper(core.p[0]) || (unsigned char)core.p[0] >= 0x80};
}

static void split_words(coder *c, sr_str s)
{
    size_t at = 0;
    while (at < s.len) {
        size_t beg = at;
        while (beg < s.len && sr_is_space(s.p[beg]))
            beg++;
        for (at = beg; at < s.len && !sr_is_space(s.p[at]);)
            at++;
        if (at > beg)
            add_word(c, sr_str_cut(s, beg, at));
    }
}

static bool is_joint(const word *w)
{
    return (w->classes & SR_LINK_JOINT) && !w->is_capital;
}

/* --- 2. units ---------------------------------------------------------------------------------- */

/* Words [beg, end) as they stand in the string. */
static sr_str as_written(const coder *c, size_t beg, size_t end)
{
    const char *first = c->words[beg].text.p;
    sr_str last = c->words[end - 1].text;
    bool is_ours = first >= c->string.p && first < c->string.p + c->string.len;
    return is_ours ? (sr_str){first, (size_t)(last.p + last.len - first)}
                   : c->words[beg].text;
}

/* Words [beg, end) in lower case with single blanks. */
static sr_str lowered(const coder *c, size_t beg, size_t end, char *room, size_t cap)
{
    size_t n = 0;
    for (size_t i = beg; i < end; i++) {
        sr_str w = c->words[i].text;
        if (n + w.len + 1 > cap)
            return (sr_str){"", 0};
        if (i > beg)
            room[n++] = ' ';
        for (size_t k = 0; k < w.len; k++)
            room[n++] = sr_lower(w.p[k]);
    }
    return (sr_str){room, n};
}

static sr_str actor_country(const sr_know *know, sr_actor actor, const sr_when *day)
{
    sr_known_role role;
    bool is_over;
    if (sr_role_of(know, actor, day, &role, &is_over) && role.country.len)
        return role.country;
    return sr_know_actor(know, actor).country;
}

static bool is_person(const sr_know *know, sr_actor actor)
{
    return sr_know_actor(know, actor).kind == SR_KNOWN_PERSON;
}

/* The most prominent actor of that name which the other words allow. */
static sr_actor actor_named(const coder *c, sr_str text, bool is_whole, sr_str country)
{
    const float very = 0.9f, famous = 0.6f, known = 0.45f;
    const sr_know *know = c->rules->know;
    sr_actor all[8];
    size_t n = sr_know_actors(know, text, all, SR_COUNT(all));
    sr_actor best = SR_NONE;
    for (size_t i = 0; i < n && i < SR_COUNT(all); i++) {
        sr_known k = sr_know_actor(know, all[i]);
        bool is_short = memchr(text.p, ' ', text.len) == NULL;
        if (k.kind == SR_KNOWN_COUNTRY || k.kind == SR_KNOWN_OTHER)
            continue;
        float least = text.len < 3 ? very : is_whole ? known : famous;
        if (k.kind == SR_KNOWN_PERSON && is_short && k.weight < least)
            continue;
        if (best == SR_NONE)
            best = all[i];
        if (country.len && sr_str_eq(actor_country(know, all[i], c->day), country))
            return all[i];
    }
    return best;
}

static bool as_role(const coder *c, size_t beg, size_t end, unit *u)
{
    char room[128];
    sr_str text = lowered(c, beg, end, room, sizeof room);
    bool is_late =
        sr_str_ieq(c->words[beg].text, SR_STR("the")); /* the next word begins it */
    if (!text.len || is_late || !sr_know_role_word(c->rules->know, text, &u->role))
        return false;
    u->kind = UNIT_ROLE;
    if (end - beg == 1 && (c->words[beg].classes & SR_LINK_SOMEONE))
        u->role.sector = (sr_str){"", 0};
    u->is_generic = u->role.sector.len == 0 ||
                    (end - beg == 1 && (c->words[beg].classes & SR_LINK_GENERIC));
    return true;
}

static bool as_place(const coder *c, sr_str text, bool is_capital, unit *u)
{
    const uint32_t great_city = 300000;
    sr_place_ref ref;
    if (!sr_know_places(c->rules->know, text, &ref, 1))
        return false;
    sr_known_place p = sr_know_place(c->rules->know, ref);
    if (!is_capital && !p.is_capital && p.population < great_city)
        return false;
    if (!is_capital && text.len < 5)
        return false;
    u->is_great = p.is_capital || p.population >= great_city ||
                  (p.feature == 'A' && p.adm2.len == 0);
    uint32_t classes = sr_link_classes_of(&c->rules->lists, text);
    if (!u->is_great && (text.len <= 3 || (classes & SR_LINK_ORDINARY)))
        return false; /* WA is not Wa */
    if (classes & SR_LINK_COMPASS)
        return false; /* nor is West a region of Cameroon */
    u->kind = UNIT_PLACE, u->country = p.country, u->is_seat = p.is_capital;
    return true;
}

/* "The Mayor" may be a name, "The mayor" is none. */
static bool is_common(const coder *c, size_t beg, size_t end)
{
    return c->has_capitals && end - beg == 2 && !c->words[beg + 1].is_capital &&
           sr_str_ieq(c->words[beg].text, SR_STR("the"));
}

/* Names have a capital, but where a string is nothing but the name. */
static bool has_capital(const coder *c, size_t beg, size_t end)
{
    bool has = beg == 0 && end == c->n_words;
    for (size_t i = beg; i < end; i++)
        has |= c->words[i].is_capital;
    return has;
}

/* What words [beg, end) are, if the knowledge has them. */
static bool unit_at(const coder *c, size_t beg, size_t end, sr_str country, unit *u)
{
    bool is_whole = beg == 0 && end == c->n_words;
    const word *first = &c->words[beg];
    sr_str text = as_written(c, beg, end);
    *u = (unit){.beg = beg, .end = end, .actor = SR_NONE, .country = {"", 0}};
    if (!text.len)
        return false;
    if (end - beg == 1 && (first->classes & SR_LINK_INNER) && !is_whole)
        return false;
    bool may_name = (first->is_capital || !c->has_capitals) && !is_common(c, beg, end);
    u->word = sr_know_country_word(c->rules->know, text, &u->country);
    bool is_short_word = text.len <= 3 && !sr_is_upper(text.p[text.len - 1]);
    if (u->word != SR_COUNTRY_NO_WORD && may_name && !is_short_word) {
        u->kind = UNIT_COUNTRY;
        return true;
    }
    if (may_name && (first->is_capital || (end - beg > 1 && has_capital(c, beg, end))))
        u->actor = actor_named(c, text, is_whole, country);
    if (u->actor != SR_NONE && (end - beg > 1 || !as_role(c, beg, end, u))) {
        u->kind = is_person(c->rules->know, u->actor) ? UNIT_PERSON : UNIT_BODY;
        u->country = actor_country(c->rules->know, u->actor, c->day);
        return true;
    }
    u->actor = SR_NONE;
    return as_role(c, beg, end, u) || as_place(c, text, first->is_capital, u);
}

static void find_units(coder *c, sr_str country)
{
    size_t segment = 0;
    for (size_t i = 0; i < c->n_words && c->n_units < MAX_UNITS;) {
        size_t n = c->n_words - i < LONGEST ? c->n_words - i : LONGEST;
        unit u;
        while (n && !unit_at(c, i, i + n, country, &u))
            n--;
        if (n) {
            u.segment = segment;
            c->units[c->n_units++] = u;
        } else
            segment += is_joint(&c->words[i]);
        n = n ? n : 1;
        segment += c->words[i + n - 1].ends_segment;
        i += n;
    }
}

static bool is_in_unit(const coder *c, size_t at)
{
    for (size_t i = 0; i < c->n_units; i++)
        if (c->units[i].beg <= at && at < c->units[i].end)
            return true;
    return false;
}

/* A word that a name may go on with: it has a capital and no unit has it. */
static bool is_stray(const coder *c, size_t at)
{
    return at < c->n_words && c->words[at].is_capital && !is_in_unit(c, at) &&
           !(c->words[at].classes & (SR_LINK_INNER | SR_LINK_COURTESY | SR_LINK_BODY));
}

/* "[Law] Society", "[Nova] Post": a body's name goes on. */
static bool is_body(const coder *c, size_t at)
{
    return at < c->n_words && c->words[at].is_capital &&
           (c->words[at].classes & SR_LINK_BODY);
}

/* One word and "the": "The [Law]". */
static bool is_one_word(const coder *c, const unit *u)
{
    size_t n = 0;
    for (size_t i = u->beg; i < u->end; i++)
        n += !(c->words[i].classes & SR_LINK_INNER);
    return n == 1;
}

/* "Kan [News]", "Narayan [Independent]": newspapers are called as anything. */
static bool is_media(const coder *c, const unit *u)
{
    const sr_know *know = c->rules->know;
    return sr_know_actor(know, u->actor).n_roles &&
           sr_str_eq(sr_know_role(know, u->actor, 0).office, SR_STR("media"));
}

static bool has_role(const coder *c)
{
    for (size_t i = 0; i < c->n_units; i++)
        if (c->units[i].kind == UNIT_ROLE)
            return true;
    return false;
}

/* "[Brown]" of "Adam Curtis Brown" is not who or where the knowledge has by that name. */
static void drop_parts_of_names(coder *c)
{
    bool drop[MAX_UNITS] = {false}, role = has_role(c);
    size_t n = 0;
    for (size_t i = 0; i < c->n_units; i++) {
        const unit *u = &c->units[i];
        bool goes_on = is_stray(c, u->end),
             strays = goes_on || (u->beg > 0 && is_stray(c, u->beg - 1));
        bool beside_town = i > 0 && u->kind == UNIT_PERSON && u->end - u->beg == 1 &&
                           c->units[i - 1].kind == UNIT_PLACE &&
                           c->units[i - 1].end == u->beg; /* "[Jam Kamal] Khan" */
        const unit *b =
            i > 0 && c->units[i - 1].end == u->beg && !c->words[u->beg - 1].ends_segment
                ? &c->units[i - 1]
                : NULL;
        bool behind_town = b && b->kind == UNIT_PLACE;
        bool are_towns =
            u->kind == UNIT_PLACE && !u->is_great && /* "Lucas Ibarra" */
            (behind_town || (b && b->kind == UNIT_PERSON && is_one_word(c, b)));
        if (beside_town || are_towns)
            drop[i - 1] = drop[i] = true;
        drop[i] |= u->kind == UNIT_BODY && (strays || behind_town) && is_one_word(c, u) &&
                   is_media(c, u);
        drop[i] |= u->kind == UNIT_PERSON && strays;
        drop[i] |= u->kind == UNIT_PLACE && (goes_on || (strays && !role));
        drop[i] |= u->kind == UNIT_BODY && strays && !role && u->end - u->beg == 1;
        drop[i] |= u->kind == UNIT_PERSON && is_one_word(c, u) && is_body(c, u->end);
    }
    for (size_t i = 0; i < c->n_units; i++)
        if (!drop[i])
            c->units[n++] = c->units[i];
    c->n_units = n;
}

/* --- 3. segments ---------------------------------------------------------------------------------- */

/* The last unit of a segment that says what the actor is; NULL. */
static const unit *last_of(const coder *c, size_t segment, bool generic_too)
{
    const unit *best = NULL;
    for (size_t i = 0; i < c->n_units; i++) {
        const unit *u = &c->units[i];
        bool says = u->kind == UNIT_BODY || u->kind == UNIT_PERSON ||
                    (u->kind == UNIT_ROLE && (generic_too || !u->is_generic));
        if (u->segment == segment && says)
            best = u;
    }
    return best;
}

static const unit *person_of(const coder *c, size_t segment)
{
    for (size_t i = 0; i < c->n_units; i++)
        if (c->units[i].segment == segment && c->units[i].kind == UNIT_PERSON)
            return &c->units[i];
    return NULL;
}

static size_t segments(const coder *c)
{
    return c->n_units ? c->units[c->n_units - 1].segment + 1 : 0;
}

/* What decides the sector: a person of the head, else the last word of the head that has a
 * sector, else the body that the head belongs to, else a word of the head that has none. */
static const unit *decider(const coder *c)
{
    size_t n = segments(c);
    const unit *head = n ? person_of(c, 0) : NULL;
    if (!head && n)
        head = last_of(c, 0, false);
    for (size_t s = 1; !head && s < n; s++)
        head = last_of(c, s, false);
    for (size_t s = 0; !head && s < n; s++)
        head = last_of(c, s, true);
    return head;
}

static bool is_former(const coder *c, const unit *head)
{
    for (size_t i = 0; i < c->n_words && i < head->end; i++)
        if (c->words[i].classes & SR_LINK_FORMER)
            return true;
    return false;
}

/* --- 4. sector, country, code ------------------------------------------------------------------------ */

/* The country of a word inside a role: "[White House] official". */
static sr_str country_within(const coder *c)
{
    sr_str iso3 = {"", 0};
    for (size_t i = 0; i < c->n_units; i++)
        for (size_t end = c->units[i].end; end > c->units[i].beg + 1; end--)
            if (c->units[i].kind == UNIT_ROLE && c->words[c->units[i].beg].is_capital &&
                sr_know_country_word(c->rules->know,
                                     as_written(c, c->units[i].beg, end - 1), &iso3))
                return iso3;
    return iso3;
}

/* The first unit of a kind that has a country; NULL. */
static const unit *first_with_country(const coder *c, unit_kind kind, bool great)
{
    for (size_t i = 0; i < c->n_units; i++) {
        const unit *u = &c->units[i];
        if (u->kind == kind && u->country.len && (!great || u->is_great))
            return u;
    }
    return NULL;
}

/* The country that the words say: by its own name, by a place that all know, by a town. */
static const unit *country_said(const coder *c)
{
    const unit *u = first_with_country(c, UNIT_COUNTRY, false);
    u = u ? u : first_with_country(c, UNIT_PLACE, true);
    return u ? u : first_with_country(c, UNIT_PLACE, false);
}

/* The parts of a code behind its first: "FRA.GOV" -> "GOV"; a code of one part is that. */
static sr_str sector_of(sr_str code)
{
    size_t dot = sr_str_find(code, SR_STR("."), 0);
    return dot == SIZE_MAX ? code : sr_str_cut(code, dot + 1, code.len);
}

static bool is_international(sr_str code)
{
    return sr_str_starts(code, SR_STR("IGO")) || sr_str_starts(code, SR_STR("NGO")) ||
           sr_str_starts(code, SR_STR("MNC")) || sr_str_starts(code, SR_STR("INT"));
}

sr_str sr_actor_code(sr_str country, sr_str sector, sr_arena *a)
{
    if (!country.len && !sector.len)
        return (sr_str){"", 0};
    if (!country.len || !sector.len)
        return country.len ? country : sector;
    return sr_arena_printf(a, "%.*s.%.*s", SR_FMT(country), SR_FMT(sector));
}

/* States that few recognise have codes of our own, which begin with X; PLOVER gives them
 * the country that claims them and the sector PRE.  True: it is one. */
static bool is_partly_recognised(const sr_know *know, sr_str country, sr_str *claimant)
{
    sr_country c;
    sr_place_ref refs[4];
    if (!sr_str_starts(country, SR_STR("X")) || sr_str_eq(country, SR_STR("XKX")) ||
        !sr_know_country(know, country, &c))
        return false;
    size_t n = sr_know_places(know, c.name, refs, SR_COUNT(refs));
    for (size_t i = 0; i < n && i < SR_COUNT(refs); i++) {
        sr_known_place p = sr_know_place(know, refs[i]);
        if (sr_str_eq(p.country, country) && p.claimed.len >= 3) {
            *claimant = sr_str_cut(p.claimed, 0, 3);
            return true;
        }
    }
    return false;
}

sr_str sr_country_code(const sr_know *know, sr_str country, sr_arena *a)
{
    sr_str claimant;
    return is_partly_recognised(know, country, &claimant)
               ? sr_actor_code(claimant, SR_STR("PRE"), a)
               : country;
}

static void code_of_known(const coder *c, const unit *head, sr_coded *r)
{
    sr_known_role role;
    bool is_over,
        has_role = sr_role_of(c->rules->know, head->actor, c->day, &role, &is_over);
    bool person = head->kind == UNIT_PERSON;
    r->actor = head->actor;
    r->country = head->country;
    if (!has_role)
        return;
    r->is_former = person && is_over;
    r->office = person ? role.office : (sr_str){"", 0};
    r->code = r->is_former ? SR_STR("ELI") : role.code;
}

/* A role word: its sector, and the body it stands with: "[European Union] lawmakers". */
static void code_of_role(const coder *c, const unit *head, sr_coded *r)
{
    r->office = head->role.office;
    r->code = head->role.sector;
    for (size_t i = 0; i < c->n_units; i++) {
        const unit *u = &c->units[i];
        if (u->kind != UNIT_BODY)
            continue;
        if (!r->country.len)
            r->country = u->country;
        if (!r->body.len)
            r->body = sr_know_actor(c->rules->know, u->actor).n_roles
                          ? sr_know_role(c->rules->know, u->actor, 0).code
                          : r->body;
    }
}

/* No word says what the actor is: a country, its government by its seat, a town. */
static void code_of_country(const unit *said, sr_coded *r)
{
    if (!said)
        return;
    bool is_seat =
        said->kind == UNIT_COUNTRY ? said->word == SR_COUNTRY_SEAT : said->is_seat;
    r->code = is_seat                    ? SR_STR("GOV")
              : said->kind == UNIT_PLACE ? SR_STR("CVL")
                                         : r->code;
}

static sr_status compose(const sr_know *know, sr_coded *r, sr_arena *a, sr_err *err)
{
    sr_str claimant;
    if (is_partly_recognised(know, r->country, &claimant)) {
        r->country = claimant;
        r->code = sr_actor_code(r->code, SR_STR("PRE"), a);
        if (!r->code.p)
            return sr_fail(err, SR_ENOMEM, 0, "out of memory for a code");
    }
    bool is_body_first = is_international(r->body) && !is_international(r->code);
    sr_str sector = sr_str_eq(r->code, SR_STR("UNK")) ? (sr_str){"", 0} : r->code;
    if (is_international(sector) || (r->country.len && sr_str_starts(sector, r->country)))
        r->code = sector; /* whole as the knowledge has it */
    else
        r->code = sr_actor_code(is_body_first && !r->country.len ? r->body : r->country,
                                sector, a);
    return r->code.p ? SR_OK : sr_fail(err, SR_ENOMEM, 0, "out of memory for a code");
}

/* --- 5. the call ---------------------------------------------------------------------------------- */

static void read_words(coder *c, sr_str string)
{
    c->string = string;
    split_words(c, string);
    bool small = false, capital = false;
    for (size_t i = 0; i < c->n_words; i++) {
        small |= !c->words[i].is_capital;
        capital |= c->words[i].is_capital;
    }
    c->has_capitals = small && capital;
}

static sr_str country_of_context(const sr_link_rules *rules, const sr_when *day,
                                 sr_str context)
{
    coder c = {.rules = rules, .day = day};
    if (!context.len)
        return (sr_str){"", 0};
    read_words(&c, context);
    find_units(&c, (sr_str){"", 0});
    const unit *said = country_said(&c);
    return said ? said->country : (sr_str){"", 0};
}

sr_status sr_link_actor(const sr_link_rules *rules, sr_str string, sr_str context,
                        const sr_when *day, sr_arena *a, sr_coded *ret, sr_err *err)
{
    coder c = {.rules = rules, .day = day};
    sr_coded r = {.actor = SR_NONE};
    sr_str from_context = country_of_context(rules, day, context);
    read_words(&c, string);
    find_units(&c, from_context);
    drop_parts_of_names(&c);
    const unit *head = decider(&c), *said = country_said(&c);
    if (head && head->actor != SR_NONE)
        code_of_known(&c, head, &r);
    else if (head)
        code_of_role(&c, head, &r);
    else
        code_of_country(said, &r);
    bool is_known_body = head && head->actor != SR_NONE && r.country.len;
    if (said && !is_known_body && !is_international(r.code)) {
        r.country = said->country;
        r.is_by_place = said->kind == UNIT_PLACE;
        r.is_place = r.is_by_place && !head;
    }
    if (!r.country.len && head)
        r.country = country_within(&c);
    if (!r.country.len && !is_international(r.code) && !is_international(r.body) && head)
        r.country = from_context;
    if (head && is_former(&c, head) && !r.is_former)
        r.is_former = true, r.code = SR_STR("ELI");
    else if (head && head->actor != SR_NONE && !is_international(r.code))
        r.code = sector_of(r.code);
    sr_status st = compose(rules->know, &r, a, err);
    if (st == SR_OK)
        *ret = r;
    return st;
}
