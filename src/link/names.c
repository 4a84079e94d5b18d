/* Names that the tagger missed or cut short, where the knowledge is sure.  In order:
 *   1. what the knowledge calls some words     2. where a known name may begin and end
 *   3. one name more for a stretch of words    4. the pass over the document
 *
 *   "[Storm] Shadow missiles"   ->  "[Storm Shadow] missiles"
 *   "[Paris , Texas]"           ->  "[Paris] , [Texas]"
 *   "UKRAINE ASKS FOR HELP"     ->  "[UKRAINE] ASKS FOR HELP"
 */
#include "link/readings.h"

enum { LONGEST = 6, TYPE_NONE = SR_NAME_TYPES };

typedef struct pass {
    sr_work *w;
    SR_VEC(sr_name) out;
    const sr_name *next, *end; /* names of the tagger that are not behind us */
    bool is_shouted;           /* the sentence is in capitals */
} pass;

static const sr_token *token(const pass *p, uint32_t t)
{
    return &p->w->doc->tokens[t];
}

static bool is_capital(const pass *p, uint32_t t)
{
    return token(p, t)->kind == SR_TOKEN_WORD &&
           (token(p, t)->flags & (SR_TOKEN_CAPITAL | SR_TOKEN_ALL_CAPS));
}

/* --- 1. what the knowledge calls them --------------------------------------------------------- */

static uint8_t type_of_kind(uint8_t kind)
{
    static const uint8_t types[] = {[SR_KNOWN_COUNTRY] = SR_NAME_LOC,
                                    [SR_KNOWN_PERSON] = SR_NAME_PER,
                                    [SR_KNOWN_ORG] = SR_NAME_ORG,
                                    [SR_KNOWN_GROUP] = SR_NAME_ORG,
                                    [SR_KNOWN_OTHER] = SR_NAME_MISC};
    return kind < SR_COUNT(types) ? types[kind] : SR_NAME_MISC;
}

static uint8_t type_of_word(sr_country_word word)
{
    return word == SR_COUNTRY_NAME   ? SR_NAME_LOC
           : word == SR_COUNTRY_SEAT ? SR_NAME_ORG
                                     : SR_NAME_NORP;
}

/* A place large enough to be meant without a word beside it. */
static bool great_place(const sr_know *know, sr_str text, uint32_t population)
{
    sr_place_ref ref;
    if (!sr_know_places(know, text, &ref, 1))
        return false;
    sr_known_place p = sr_know_place(know, ref);
    return p.population >= population || p.is_capital || !p.geonames;
}

/* Several words: anything that the knowledge has. */
static uint8_t type_of_words(const pass *p, sr_str text)
{
    const uint32_t town = 20000;
    const sr_know *know = p->w->rules->know;
    sr_actor actor;
    sr_str iso3;
    sr_country_word word = sr_know_country_word(know, text, &iso3);
    if (word != SR_COUNTRY_NO_WORD)
        return type_of_word(word);
    if (sr_know_actors(know, text, &actor, 1))
        return type_of_kind(sr_know_actor(know, actor).kind);
    return great_place(know, text, town) ? SR_NAME_LOC : TYPE_NONE;
}

/* A word for a kind of actor or body: "President", "Council". */
static bool is_common(const pass *p, uint32_t t)
{
    enum { COMMON = SR_LINK_BODY | SR_LINK_COURTESY | SR_LINK_GENERIC };
    return sr_link_classes(&p->w->rules->lists, token(p, t)->fold) & COMMON;
}

/* One word that the tagger let pass: countries, great cities, famous names. */
static uint8_t type_of_one(const pass *p, uint32_t t, sr_str text)
{
    const uint32_t great_city = 500000;
    const float famous = 0.8f, known_short = 0.5f;
    const sr_know *know = p->w->rules->know;
    bool is_caps = token(p, t)->flags & SR_TOKEN_ALL_CAPS;
    uint8_t upos = p->w->doc->words[t].upos;
    sr_actor actor;
    sr_str iso3;
    sr_country_word word = sr_know_country_word(know, text, &iso3);
    if (text.len <= 3 && (!is_caps || p->is_shouted))
        return TYPE_NONE;
    if (word != SR_COUNTRY_NO_WORD &&
        (upos == SR_UPOS_PROPN || (upos == SR_UPOS_ADJ && word == SR_COUNTRY_ADJECTIVE) ||
         (upos == SR_UPOS_NOUN && word == SR_COUNTRY_DEMONYM)))
        return type_of_word(word);
    if (upos != SR_UPOS_PROPN || (p->is_shouted && text.len < 5))
        return TYPE_NONE;
    if (!is_common(p, t) && sr_know_actors(know, text, &actor, 1)) {
        sr_known k = sr_know_actor(know, actor);
        if (k.weight >= famous || (is_caps && !p->is_shouted && k.weight >= known_short &&
                                   k.kind == SR_KNOWN_ORG))
            return type_of_kind(k.kind);
    }
    return great_place(know, text, great_city) ? SR_NAME_LOC : TYPE_NONE;
}

/* A hyphen without blanks on either side. */
static bool is_glue(const pass *p, uint32_t t)
{
    const sr_token *k = token(p, t);
    return k->kind == SR_TOKEN_PUNCT && k->span.end - k->span.beg == 1 && t > 0 &&
           t + 1 < p->w->doc->n_tokens && token(p, t - 1)->span.end == k->span.beg &&
           token(p, t + 1)->span.beg == k->span.end;
}

/* --- 2. where a known name may be ------------------------------------------------------------- */

/* May the token stand inside a name: "People['s] Republic", "Bosnia [and] ...", "Al[-]Minya"? */
static bool is_inner(const pass *p, uint32_t t)
{
    if (p->w->doc->words[t].upos == SR_UPOS_PART || is_glue(p, t))
        return true;
    return sr_link_classes(&p->w->rules->lists, token(p, t)->fold) & SR_LINK_INNER;
}

/* Does [beg, end) cut a name of the tagger in two, or is it one already? */
static bool cuts_a_name(const pass *p, uint32_t beg, uint32_t end)
{
    for (const sr_name *n = p->next; n < p->end && n->tok_beg < end; n++)
        if (n->tok_end > beg && (n->tok_beg < beg || n->tok_end > end ||
                                 (n->tok_beg == beg && n->tok_end == end)))
            return true;
    return false;
}

/* Is the token in a name of the tagger? */
static bool is_covered(const pass *p, uint32_t t)
{
    for (const sr_name *n = p->next; n < p->end && n->tok_beg <= t; n++)
        if (n->tok_end > t)
            return true;
    return false;
}

/* An unknown name goes on beside the word: "Victoria [Smith]". */
static bool has_company(const pass *p, const sr_sentence *s, uint32_t t)
{
    bool glued = (t > s->tok_beg && is_glue(p, t - 1)) ||
                 (t + 1 < s->tok_end && is_glue(p, t + 1));
    bool before = t > s->tok_beg + 1 && is_capital(p, t - 1) && !is_covered(p, t - 1) &&
                  p->w->doc->words[t - 1].upos == SR_UPOS_PROPN;
    bool behind = t + 1 < s->tok_end && is_capital(p, t + 1) && !is_covered(p, t + 1) &&
                  p->w->doc->words[t + 1].upos == SR_UPOS_PROPN;
    return before || behind || glued;
}

/* --- 3. one name more --------------------------------------------------------------------------- */

static sr_status put(pass *p, uint32_t sent, uint32_t beg, uint32_t end, uint8_t type,
                     float p_name, sr_err *err)
{
    sr_name n = {.span = {token(p, beg)->span.beg, token(p, end - 1)->span.end},
                 .sent = sent,
                 .tok_beg = beg,
                 .tok_end = end,
                 .type = type,
                 .p = p_name};
    if (!SR_PUSH(p->w->arena, &p->out, n))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for names");
    return SR_OK;
}

/* The longest known name of two words or more that begins at t; its end, or t. */
static uint32_t longest_known(const pass *p, uint32_t sent, uint32_t t, uint8_t *type)
{
    const sr_sentence *s = &p->w->doc->sents[sent];
    uint32_t end = t + 1;
    if (is_inner(p, t))
        return t;
    while (end < s->tok_end && end < t + LONGEST &&
           (is_capital(p, end) || is_inner(p, end)))
        end++;
    for (; end >= t + 2; end--) {
        if (!is_capital(p, end - 1) || cuts_a_name(p, t, end))
            continue;
        *type = type_of_words(p, sr_words_text(p->w->doc, sent, t, end));
        if (*type != TYPE_NONE)
            return end;
    }
    return t;
}

/* A name with a comma inside that two places make: where the comma is, or 0. */
static uint32_t comma_within(const pass *p, const sr_name *n)
{
    const sr_know *know = p->w->rules->know;
    sr_place_ref ref;
    sr_str iso3;
    for (uint32_t t = n->tok_beg + 1; t + 1 < n->tok_end; t++) {
        if (token(p, t)->kind != SR_TOKEN_PUNCT || is_glue(p, t))
            continue; /* "Guinea-Bissau" is one */
        sr_str a = sr_words_text(p->w->doc, n->sent, n->tok_beg, t);
        sr_str b = sr_words_text(p->w->doc, n->sent, t + 1, n->tok_end);
        bool known_b = sr_know_places(know, b, &ref, 1) ||
                       sr_know_country_word(know, b, &iso3) == SR_COUNTRY_NAME ||
                       sr_link_short_division(&p->w->rules->lists, b);
        if (known_b && sr_know_places(know, a, &ref, 1))
            return t;
    }
    return 0;
}

/* The end of a name without the head of a country's that goes on behind it: "Ministry of
 * Health of the [People's] Republic of China". */
static uint32_t end_before_country(const pass *p, const sr_name *n)
{
    const sr_sentence *s = &p->w->doc->sents[n->sent];
    sr_str iso3;
    for (uint32_t t = n->tok_end; t-- > n->tok_beg + 1 && t + LONGEST > n->tok_end;)
        for (uint32_t end = t + LONGEST; is_capital(p, t) && end > n->tok_end; end--) {
            if (end > s->tok_end || !is_capital(p, end - 1) ||
                sr_know_country_word(p->w->rules->know,
                                     sr_words_text(p->w->doc, n->sent, t, end),
                                     &iso3) != SR_COUNTRY_NAME)
                continue;
            while (t > n->tok_beg + 1 && is_inner(p, t - 1))
                t--;
            return t;
        }
    return n->tok_end;
}

static sr_status keep(pass *p, const sr_name *n, sr_err *err)
{
    uint32_t comma = comma_within(p, n);
    if (!comma)
        return SR_PUSH(p->w->arena, &p->out, *n)
                   ? SR_OK
                   : sr_fail(err, SR_ENOMEM, 0, "out of memory for names");
    sr_status st = put(p, n->sent, n->tok_beg, comma, SR_NAME_LOC, n->p, err);
    return st == SR_OK ? put(p, n->sent, comma + 1, n->tok_end, SR_NAME_LOC, n->p, err)
                       : st;
}

/* "Portland, [OR]": a short division behind a comma and a name. */
static bool short_behind_comma(const pass *p, const sr_sentence *s, uint32_t t)
{
    const sr_name *last = p->out.n ? &p->out.v[p->out.n - 1] : NULL;
    if (!last || last->tok_end + 1 != t || t < s->tok_beg + 2 ||
        token(p, t - 1)->kind != SR_TOKEN_PUNCT)
        return false;
    return sr_link_short_division(
        &p->w->rules->lists, sr_str_span(sr_doc_text(p->w->doc, s), token(p, t)->span));
}

/* --- 4. the pass ---------------------------------------------------------------------------------- */

static sr_status take_one(pass *p, uint32_t sent, uint32_t *t, sr_err *err)
{
    const float sure = 0.9f;
    const sr_sentence *s = &p->w->doc->sents[sent];
    uint8_t type = TYPE_NONE;
    uint32_t at = *t;
    bool is_name = p->next < p->end && p->next->tok_beg == at;
    uint32_t end = is_capital(p, at) ? longest_known(p, sent, at, &type) : at;
    if (end > at) {
        *t = end;
        return put(p, sent, at, end, type, sure, err);
    }
    if (is_name) {
        const sr_name *n = p->next++;
        *t = end_before_country(p, n);
        return *t < n->tok_end ? put(p, sent, at, *t, n->type, n->p, err)
                               : keep(p, n, err);
    }
    *t = at + 1;
    if (!is_capital(p, at))
        return SR_OK;
    if (short_behind_comma(p, s, at))
        type = SR_NAME_LOC;
    else if (!has_company(p, s, at))
        type = type_of_one(p, at, sr_words_text(p->w->doc, sent, at, at + 1));
    return type == TYPE_NONE ? SR_OK : put(p, sent, at, at + 1, type, sure, err);
}

/* Most of its words are in capitals. */
static bool is_shouted(const pass *p, const sr_sentence *s)
{
    uint32_t words = 0, shouted = 0;
    for (uint32_t t = s->tok_beg; t < s->tok_end; t++) {
        words += token(p, t)->kind == SR_TOKEN_WORD;
        shouted += token(p, t)->kind == SR_TOKEN_WORD &&
                   (token(p, t)->flags & SR_TOKEN_ALL_CAPS) != 0;
    }
    return words > 3 && shouted * 10 > words * 7;
}

sr_status sr_names_extend(sr_work *w, sr_err *err)
{
    sr_doc *doc = w->doc;
    pass p = {.w = w, .next = doc->names, .end = doc->names + doc->n_names};
    for (uint32_t i = 0; i < doc->n_sents; i++) {
        const sr_sentence *s = &doc->sents[i];
        p.is_shouted = is_shouted(&p, s);
        for (uint32_t t = s->tok_beg; t < s->tok_end;) {
            while (p.next < p.end && p.next->tok_beg < t)
                p.next++;
            sr_status st = take_one(&p, i, &t, err);
            if (st != SR_OK)
                return st;
        }
    }
    doc->names = p.out.v, doc->n_names = p.out.n;
    return SR_OK;
}
