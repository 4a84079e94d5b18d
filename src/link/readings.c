/* Distinct names of a document.  In order:
 *   1. small helpers      2. what stands beside a name      3. mentions -> readings
 *   4. last names of people      5. places inside names      6. all of it
 */
#include "link/readings.h"

#include "base/hash.h"

/* --- 1. helpers ------------------------------------------------------------------------- */

sr_str sr_words_text(const sr_doc *doc, uint32_t sent, uint32_t beg, uint32_t end)
{
    sr_span span = {doc->tokens[beg].span.beg, doc->tokens[end - 1].span.end};
    return sr_str_span(sr_doc_text(doc, &doc->sents[sent]), span);
}

sr_str sr_name_bare(sr_str name)
{
    static const char *const tails[] = {"'s", "’s", "'", "’"};
    if (sr_str_istarts(name, SR_STR("the ")))
        name = sr_str_trim(sr_str_cut(name, 4, name.len));
    for (size_t i = 0; i < SR_COUNT(tails); i++)
        if (name.len > strlen(tails[i]) && sr_str_ends(name, sr_str_of(tails[i])))
            return sr_str_cut(name, 0, name.len - strlen(tails[i]));
    return name;
}

bool sr_role_of(const sr_know *know, sr_actor actor, const sr_when *day,
                sr_known_role *ret, bool *is_over)
{
    enum { ROLES = 64 };
    bool has_day = day->precision != SR_TIME_UNKNOWN;
    *is_over = false;
    if (has_day && sr_know_role_on(know, actor, day->at_s, ret))
        return true;
    uint32_t n = sr_know_actor(know, actor).n_roles;
    for (uint32_t i = 0; i < n && i < ROLES; i++) {
        sr_known_role role = sr_know_role(know, actor, i);
        if (has_day && role.from_s != INT64_MIN && role.from_s > day->at_s)
            continue; /* yet to come */
        *ret = role;
        *is_over = role.until_s != INT64_MAX;
        return true;
    }
    return false;
}

/* --- 2. what stands beside a name ------------------------------------------------------------ */

static uint32_t classes_at(const sr_work *w, const sr_sentence *s, int64_t tok)
{
    if (tok < s->tok_beg || tok >= s->tok_end)
        return 0;
    return sr_link_classes(&w->rules->lists, w->doc->tokens[tok].fold);
}

static bool token_is(const sr_work *w, const sr_sentence *s, int64_t tok,
                     const char *word)
{
    return tok >= s->tok_beg && tok < s->tok_end &&
           sr_str_ieq(sr_str_span(sr_doc_text(w->doc, s), w->doc->tokens[tok].span),
                      sr_str_of(word));
}

/* "the [Palas] district of Constanta": the district is another's. */
static bool is_name_at(const sr_work *w, const sr_sentence *s, int64_t tok)
{
    return tok >= s->tok_beg && tok < s->tok_end &&
           w->doc->words[tok].upos == SR_UPOS_PROPN;
}

/* Words that say what kind of place: "Kharkiv [region]", "the [city] of X", "Lake Y". */
static uint32_t cues_of(const sr_work *w, const sr_mention *m)
{
    enum {
        KINDS = SR_LINK_DIVISION | SR_LINK_SETTLEMENT | SR_LINK_WATER | SR_LINK_HEIGHT |
                SR_LINK_ISLAND | SR_LINK_FACILITY | SR_LINK_STREET,
        BEHIND = KINDS | SR_LINK_BODY
    };
    const sr_sentence *s = &w->doc->sents[m->sent];
    int64_t beg = m->tok_beg, end = m->tok_end;
    uint32_t cues = classes_at(w, s, end) & BEHIND;
    if (token_is(w, s, beg - 1, "of") && !is_name_at(w, s, beg - 3))
        cues |= classes_at(w, s, beg - 2) & KINDS;
    else
        cues |= classes_at(w, s, beg - 1) &
                (SR_LINK_SETTLEMENT | SR_LINK_WATER | SR_LINK_HEIGHT | SR_LINK_ISLAND);
    if (end - beg > 1)
        cues |= (classes_at(w, s, beg) & (SR_LINK_WATER | SR_LINK_HEIGHT)) |
                (classes_at(w, s, end - 1) & BEHIND);
    return cues;
}

/* A title or role in the three words ahead: "[Prime Minister] Agron Telaku". */
static bool title_ahead(const sr_work *w, const sr_mention *m)
{
    const sr_sentence *s = &w->doc->sents[m->sent];
    char room[96];
    if (classes_at(w, s, (int64_t)m->tok_beg - 1) & SR_LINK_COURTESY)
        return true;
    for (uint32_t n = 1; n <= 3 && m->tok_beg >= s->tok_beg + n; n++) {
        sr_str text = sr_words_text(w->doc, m->sent, m->tok_beg - n, m->tok_beg);
        sr_role_word role;
        if (text.len > sizeof room)
            return false;
        for (size_t i = 0; i < text.len; i++)
            room[i] = sr_lower(text.p[i]);
        if (sr_know_role_word(w->rules->know, (sr_str){room, text.len}, &role))
            return true;
    }
    return false;
}

static bool is_dash(const sr_work *w, const sr_sentence *s, int64_t tok)
{
    return token_is(w, s, tok, "-") || token_is(w, s, tok, "--") ||
           token_is(w, s, tok, "–") || token_is(w, s, tok, "—");
}

static bool is_small_word(const sr_work *w, const sr_sentence *s, int64_t tok)
{
    sr_str text = sr_str_span(sr_doc_text(w->doc, s), w->doc->tokens[tok].span);
    return text.len && sr_is_lower(text.p[0]);
}

/* A hyphen without blanks binds it: "Anglo-[Saxon]", "[MD]-95", "[Franco]-German". */
static bool is_glued(const sr_work *w, const sr_mention *m)
{
    const sr_sentence *s = &w->doc->sents[m->sent];
    const sr_token *t = w->doc->tokens;
    bool ahead = m->tok_beg > s->tok_beg + 1 &&
                 token_is(w, s, (int64_t)m->tok_beg - 1, "-") &&
                 t[m->tok_beg - 1].span.end == t[m->tok_beg].span.beg &&
                 t[m->tok_beg - 2].span.end == t[m->tok_beg - 1].span.beg;
    bool behind = m->tok_end + 1 < s->tok_end && token_is(w, s, m->tok_end, "-") &&
                  t[m->tok_end - 1].span.end == t[m->tok_end].span.beg &&
                  t[m->tok_end].span.end == t[m->tok_end + 1].span.beg;
    return (ahead && !is_small_word(w, s, (int64_t)m->tok_beg - 2)) ||
           (behind &&
            !is_small_word(w, s, (int64_t)m->tok_end + 1)); /* "-based", "pro-" */
}

/* The agency of a dateline: "KYIV, Nov 29 ([Reuters]) -". */
static bool is_agency(const sr_work *w, const sr_mention *m)
{
    const sr_sentence *s = &w->doc->sents[m->sent];
    return token_is(w, s, (int64_t)m->tok_beg - 1, "(") &&
           token_is(w, s, m->tok_end, ")") && is_dash(w, s, (int64_t)m->tok_end + 1);
}

/* --- 3. mentions -> readings ------------------------------------------------------------------ */

typedef struct collector {
    sr_work *w;
    struct sr_readings *ret;
    SR_VEC(sr_reading) v;
    uint32_t *of;
    uint32_t before; /* mention of the name before, or SR_NONE */
} collector;

enum { KEY_BYTES = 256 };

/* Hash of a name, ASCII letters in lower case, and what holds it; never 0. */
static uint64_t key_of(sr_str text, sr_iso3 country, uint32_t adm1)
{
    char room[KEY_BYTES];
    size_t n = text.len < KEY_BYTES ? text.len : KEY_BYTES;
    for (size_t i = 0; i < n; i++)
        room[i] = sr_lower(text.p[i]);
    uint64_t h = sr_hash64((sr_str){room, n});
    if (text.len > n)
        h = sr_hash_mix(h, sr_hash64(sr_str_cut(text, n, text.len)));
    if (country || adm1)
        h = sr_hash_mix(h, (uint64_t)country << 32 | adm1);
    return h ? h : 1;
}

static size_t key_slot(const struct sr_readings *r, uint64_t key)
{
    size_t i = (size_t)key & r->mask;
    while (r->key[i] && r->key[i] != key)
        i = (i + 1) & r->mask;
    return i;
}

/* The reading of a name; one more where there is none of that text.  SR_NONE where memory
 * is refused or the limit is met. */
static uint32_t reading_at(collector *c, sr_str text, sr_iso3 country, uint32_t adm1,
                           bool *is_new)
{
    uint64_t key = key_of(text, country, adm1);
    size_t slot = key_slot(c->ret, key);
    *is_new = false;
    if (c->ret->key[slot])
        return c->ret->at[slot];
    if (c->v.n >= SR_MAX_LINKED_NAMES)
        return SR_NONE;
    sr_reading r = {.text = text,
                    .inner = SR_NONE,
                    .beside = {SR_NONE, SR_NONE},
                    .longer = SR_NONE,
                    .actor = SR_NONE,
                    .spot = SR_NONE};
    if (!SR_PUSH(c->w->arena, &c->v, r))
        return SR_NONE;
    *is_new = true;
    c->ret->key[slot] = key;
    c->ret->at[slot] = (uint32_t)c->v.n - 1;
    return c->ret->at[slot];
}

uint32_t sr_reading_named(const struct sr_readings *r, sr_str name)
{
    size_t slot = key_slot(r, key_of(sr_name_bare(name), 0, 0));
    return r->key[slot] ? r->at[slot] : SR_NONE;
}

static sr_status reading_of(collector *c, const sr_mention *m, uint32_t *ret, sr_err *err)
{
    bool is_new;
    const sr_sentence *s = &c->w->doc->sents[m->sent];
    sr_str text = sr_words_text(c->w->doc, m->sent, m->tok_beg, m->tok_end);
    *ret = reading_at(c, sr_name_bare(text), 0, 0, &is_new);
    if (*ret == SR_NONE && c->v.n < SR_MAX_LINKED_NAMES)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the names of a document");
    bool behind_comma = token_is(c->w, s, (int64_t)m->tok_beg - 1, ",");
    return is_new ? sr_forms_look_up(c->w, &c->v.v[*ret], behind_comma, err) : SR_OK;
}

/* "Utah, [Washington, Wyoming] and Ohio": the names stand side by side. */
static bool is_in_list(const sr_work *w, const sr_sentence *s, const sr_mention *m,
                       const sr_mention *next)
{
    int64_t behind = next->tok_end;
    bool goes_on = token_is(w, s, behind, "and") || token_is(w, s, behind, "or") ||
                   (token_is(w, s, behind, ",") && (token_is(w, s, behind + 1, "and") ||
                                                    token_is(w, s, behind + 2, ",")));
    return token_is(w, s, (int64_t)m->tok_beg - 1, ",") && goes_on;
}

/* The name that holds this one: "Paris, [Texas]", "Mombasa in [Kenya]"; SR_NONE. */
static uint32_t holder_of(const sr_work *w, const uint32_t *names, size_t n, size_t i)
{
    const sr_mention *m = &w->doc->mentions[names[i]], *next;
    const sr_sentence *s = &w->doc->sents[m->sent];
    if (i + 1 == n)
        return SR_NONE;
    next = &w->doc->mentions[names[i + 1]];
    bool is_joined = token_is(w, s, m->tok_end, ",") ||
                     token_is(w, s, m->tok_end, "in") || token_is(w, s, m->tok_end, "(");
    bool is_apart =
        token_is(w, s, m->tok_end, ",") && token_is(w, s, m->tok_end + 1, "in");
    bool is_held =
        next->sent == m->sent && ((next->tok_beg == m->tok_end + 1 && is_joined) ||
                                  (next->tok_beg == m->tok_end + 2 && is_apart));
    return is_held && !is_in_list(w, s, m, next) ? names[i + 1] : SR_NONE;
}

/* "Stroud, [Ontario], Canada": nothing but what holds it goes on behind the comma. */
static bool is_told_where(const sr_work *w, const sr_mention *m, const sr_mention *holder)
{
    const sr_sentence *s = &w->doc->sents[m->sent];
    bool is_closed =
        holder->tok_end == s->tok_end || token_is(w, s, holder->tok_end, ",") ||
        token_is(w, s, holder->tok_end, ".") || token_is(w, s, holder->tok_end, ")") ||
        token_is(w, s, holder->tok_end, "on");
    return is_closed && token_is(w, s, m->tok_end, ",") && m->tok_beg > s->tok_beg + 1;
}

/* Country and division that a holder may be, as far as one of the spots lies in it. */
static bool holds(const sr_reading *holder, const sr_reading *r, sr_iso3 *country,
                  uint32_t *adm1)
{
    *country = 0, *adm1 = 0;
    if (r->n_spots && r->spots[0].feature == 'C')
        return false; /* a country is in no other, and "Georgia, Alabama" is a list */
    for (size_t i = 0; i < holder->n_spots; i++) {
        const sr_spot *h = &holder->spots[i];
        bool is_division = h->feature == 'A' && h->is_great;
        for (size_t k = 0; k < r->n_spots; k++) {
            const sr_spot *s = &r->spots[k];
            if (s->feature == 'C')
                continue;
            if (h->feature == 'C' && s->country == h->country)
                *country = h->country;
            if (is_division && h->adm1 && s->adm1 == h->adm1 && s->ref != h->ref)
                *adm1 = h->adm1;
        }
    }
    return *country || *adm1;
}

/* The reading of a name that a holder tells apart from others of its text. */
static sr_status reading_within(collector *c, uint32_t plain, uint32_t holder,
                                uint32_t *ret, sr_err *err)
{
    sr_iso3 country;
    uint32_t adm1;
    bool is_new;
    sr_reading *r = &c->v.v[plain];
    *ret = plain;
    if (!r->n_spots || !holds(&c->v.v[holder], r, &country, &adm1))
        return SR_OK;
    uint32_t at = reading_at(c, r->text, country, adm1, &is_new);
    if (at == SR_NONE)
        return c->v.n < SR_MAX_LINKED_NAMES
                   ? sr_fail(err, SR_ENOMEM, 0,
                             "out of memory for the names of a document")
                   : SR_OK;
    r = &c->v.v[plain];
    if (is_new) {
        sr_reading copy = *r;
        copy.spots = SR_NEW(c->w->arena, sr_spot, r->n_spots);
        if (!copy.spots)
            return sr_fail(err, SR_ENOMEM, 0, "out of memory for the places of a name");
        for (size_t i = 0; i < r->n_spots; i++)
            copy.spots[i] = r->spots[i];
        memset(copy.tags, 0, sizeof copy.tags);
        copy.is_elsewhere = false;
        copy.n = 0, copy.in_country = country, copy.in_adm1 = adm1;
        c->v.v[at] = copy;
    }
    if (!r->in_country && !r->in_adm1)
        r->in_country = country, r->in_adm1 = adm1;
    *ret = at;
    return SR_OK;
}

/* The country that a word of the three tokens ahead names: "[French] President Macron". */
static sr_iso3 country_ahead(const collector *c, const sr_mention *m)
{
    if (c->before == SR_NONE || c->of[c->before] == SR_NONE)
        return 0;
    const sr_mention *b = &c->w->doc->mentions[c->before];
    const sr_reading *r = &c->v.v[c->of[c->before]];
    bool is_near = b->sent == m->sent && b->tok_end + 4 >= m->tok_beg;
    return is_near && r->word != SR_COUNTRY_NO_WORD ? sr_iso3_of(r->country) : 0;
}

/* Names of a list are of one kind as a rule: two that stand side by side know of another. */
static void join_list(collector *c, uint32_t mention)
{
    const sr_mention *m = &c->w->doc->mentions[mention], *b;
    const sr_sentence *s = &c->w->doc->sents[m->sent];
    if (c->before == SR_NONE || c->of[c->before] == SR_NONE || c->of[mention] == SR_NONE)
        return;
    b = &c->w->doc->mentions[c->before];
    uint32_t gap = m->tok_beg - b->tok_end;
    bool is_list = b->sent == m->sent && m->tok_beg > b->tok_end && gap <= 2 &&
                   (token_is(c->w, s, (int64_t)m->tok_beg - 1, "and") ||
                    token_is(c->w, s, (int64_t)m->tok_beg - 1, "or") ||
                    token_is(c->w, s, (int64_t)m->tok_beg - 1, ",")) &&
                   (gap == 1 || token_is(c->w, s, b->tok_end, ","));
    sr_reading *left = &c->v.v[c->of[c->before]], *right = &c->v.v[c->of[mention]];
    if (!is_list || left->in_country || left->in_adm1 || left == right)
        return;
    left->beside[1] = c->of[mention];
    right->beside[0] = c->of[c->before];
}

static void count_mention(collector *c, uint32_t mention, uint32_t reading)
{
    const sr_mention *m = &c->w->doc->mentions[mention];
    sr_reading *r = &c->v.v[reading];
    if (!r->n++) {
        r->first = mention;
        r->words = m->tok_end - m->tok_beg;
        r->is_ordinary =
            sr_link_classes_of(&c->w->rules->lists, r->text) & SR_LINK_ORDINARY;
    }
    r->tags[c->w->doc->names[m->name].type]++;
    r->cues |= cues_of(c->w, m);
    r->is_agency |= is_agency(c->w, m);
    const sr_sentence *s = &c->w->doc->sents[m->sent];
    r->is_inside |= !s->in_title && m->tok_beg > s->tok_beg;
    r->is_glued |= is_glued(c->w, m);
    if (!r->near_country)
        r->near_country = country_ahead(c, m);
    if (!r->has_title && r->n <= 4) /* the first few tell */
        r->has_title = title_ahead(c->w, m);
    c->of[mention] = reading;
    join_list(c, mention);
    c->before = mention;
}

static bool names_country_or_division(const sr_reading *r)
{
    return r->n_spots && (r->spots[0].feature == 'C' ||
                          (r->spots[0].feature == 'A' && r->spots[0].is_great));
}

static sr_status collect_all(collector *c, const uint32_t *names, size_t n, sr_err *err)
{
    const sr_doc *doc = c->w->doc;
    for (size_t i = 0; i < n; i++) {
        const sr_mention *m = &doc->mentions[names[i]];
        uint32_t at, holder = holder_of(c->w, names, n, i), held = SR_NONE;
        sr_status st = reading_of(c, m, &at, err);
        if (st == SR_OK && holder != SR_NONE && at != SR_NONE && c->v.v[at].n_spots) {
            st = reading_of(c, &doc->mentions[holder], &held, err);
            uint32_t plain = at;
            if (st == SR_OK && held != SR_NONE)
                st = reading_within(c, at, held, &at, err);
            if (st == SR_OK && held != SR_NONE && at == plain && !c->v.v[at].in_country &&
                !c->v.v[at].in_adm1 && names_country_or_division(&c->v.v[held]) &&
                is_told_where(c->w, m, &doc->mentions[holder]))
                c->v.v[at].is_elsewhere = true;
        }
        if (st != SR_OK)
            return st;
        if (at != SR_NONE)
            count_mention(c, names[i], at);
    }
    return SR_OK;
}

/* --- 4. last names --------------------------------------------------------------------------- */

/* The last word of each person's name -> that person: "Emma Smith" ... "Smith". */
static void find_longer(collector *c)
{
    for (size_t i = 0; i < c->v.n; i++) {
        const sr_reading *r = &c->v.v[i];
        size_t cut = r->text.len;
        if (!r->tags[SR_NAME_PER] || r->words < 2 || r->tags[SR_NAME_PER] * 2 < r->n)
            continue;
        while (cut && r->text.p[cut - 1] != ' ')
            cut--;
        uint32_t at =
            cut ? sr_reading_named(c->ret, sr_str_cut(r->text, cut, r->text.len))
                : SR_NONE;
        if (at != SR_NONE && c->v.v[at].longer == SR_NONE)
            c->v.v[at].longer = (uint32_t)i;
    }
}

/* --- 5. places inside names ---------------------------------------------------------------------- */

/* Is the text a place that may stand in an organisation's name: one of the document, or a
 * great one?  Its reading, made where it is new. */
static sr_status inner_place(collector *c, sr_str text, uint32_t *ret, sr_err *err)
{
    const uint32_t great_city = 300000;
    sr_place_ref ref;
    bool is_new;
    *ret = sr_reading_named(c->ret, text);
    if (*ret != SR_NONE) {
        if (!c->v.v[*ret].n_spots)
            *ret = SR_NONE;
        return SR_OK;
    }
    if (!sr_know_places(c->w->rules->know, text, &ref, 1))
        return SR_OK;
    sr_known_place p = sr_know_place(c->w->rules->know, ref);
    bool is_great = p.population >= great_city || p.is_capital ||
                    (p.feature == 'A' && p.adm2.len == 0);
    if (!is_great || !sr_str_ieq(text, p.name))
        return SR_OK;
    *ret = reading_at(c, text, 0, 0, &is_new);
    if (*ret == SR_NONE)
        return c->v.n < SR_MAX_LINKED_NAMES
                   ? sr_fail(err, SR_ENOMEM, 0,
                             "out of memory for the names of a document")
                   : SR_OK;
    return is_new ? sr_forms_look_up(c->w, &c->v.v[*ret], false, err) : SR_OK;
}

/* "[Athens] Police Department", "University of [Georgia]": the place at either end. */
static sr_status find_inner(collector *c, uint32_t i, sr_err *err)
{
    sr_str text = c->v.v[i].text;
    uint32_t inner = SR_NONE;
    sr_status st = SR_OK;
    size_t of = sr_str_find(text, SR_STR(" of "), 0);
    for (size_t end = text.len; st == SR_OK && inner == SR_NONE && end > 0; end--)
        if (text.p[end - 1] == ' ')
            st = inner_place(c, sr_str_cut(text, 0, end - 1), &inner, err);
    if (st == SR_OK && inner == SR_NONE && of != SIZE_MAX)
        st =
            inner_place(c, sr_name_bare(sr_str_cut(text, of + 4, text.len)), &inner, err);
    if (st == SR_OK)
        c->v.v[i].inner = inner;
    return st;
}

static sr_status find_inners(collector *c, sr_err *err)
{
    sr_status st = SR_OK;
    size_t n = c->v.n;
    for (uint32_t i = 0; st == SR_OK && i < n; i++) {
        const sr_reading *r = &c->v.v[i];
        bool is_body = (r->tags[SR_NAME_ORG] + r->tags[SR_NAME_FAC]) * 2 >= r->n;
        bool is_known = r->n_actors || r->n_spots || r->word != SR_COUNTRY_NO_WORD;
        if (r->n && r->words >= 2 && r->words <= 8 && is_body &&
            (!is_known || r->is_bare_form))
            st = find_inner(c, i, err);
    }
    return st;
}

/* --- 6. all of it ------------------------------------------------------------------------------- */

static sr_status new_table(struct sr_readings *r, size_t names, sr_arena *a, sr_err *err)
{
    size_t slots = 64,
           most = 4 * (names < SR_MAX_LINKED_NAMES ? names : SR_MAX_LINKED_NAMES);
    while (slots < most)
        slots *= 2;
    r->mask = slots - 1;
    r->key = SR_NEW(a, uint64_t, slots);
    r->at = SR_NEW(a, uint32_t, slots);
    return r->key && r->at
               ? SR_OK
               : sr_fail(err, SR_ENOMEM, 0, "out of memory for the names of a document");
}

sr_status sr_readings_collect(sr_work *w, sr_err *err)
{
    sr_doc *doc = w->doc;
    collector c = {.w = w, .before = SR_NONE};
    uint32_t *names = SR_NEW(w->arena, uint32_t, doc->n_mentions);
    struct sr_readings *ret = SR_NEW(w->arena, struct sr_readings, 1);
    c.of = SR_NEW(w->arena, uint32_t, doc->n_mentions);
    size_t n = 0;
    if (!names || !ret || !c.of)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the names of a document");
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        c.of[i] = SR_NONE;
        if (doc->mentions[i].kind == SR_MENTION_NAME && doc->mentions[i].name != SR_NONE)
            names[n++] = i;
    }
    c.ret = ret;
    sr_status st = new_table(ret, 2 * n, w->arena, err);
    if (st == SR_OK)
        st = collect_all(&c, names, n, err);
    if (st == SR_OK)
        st = find_inners(&c, err);
    if (c.v.n >= SR_MAX_LINKED_NAMES)
        sr_doc_note(doc, "link", "limit-names",
                    "more than %d different names: the rest is linked to nothing",
                    SR_MAX_LINKED_NAMES);
    if (st != SR_OK)
        return st;
    find_longer(&c);
    ret->v = c.v.v, ret->n = c.v.n, ret->of = c.of;
    w->readings = ret;
    return SR_OK;
}
