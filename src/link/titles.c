/* What stands beside a name or heads a description and says who somebody is: titles,
 * appositions, words for roles and offices. */
#include "link/titles.h"

#include "base/hash.h"
#include "link/actor.h"

enum { TITLE_WORDS = 8, APPOS_WORDS = 24, ROLE_WORDS = 3 };

static sr_str empty(void)
{
    return (sr_str){"", 0};
}

sr_str sr_mention_text(const sr_work *w, uint32_t mention)
{
    const sr_mention *m = &w->doc->mentions[mention];
    return sr_str_span(sr_doc_text(w->doc, &w->doc->sents[m->sent]), m->span);
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

/* The first of the titles before a name: "[Ukrainian President] Volodymyr Zelenskyy". */
static uint32_t titles_begin(const sr_work *w, const sr_mention *m)
{
    const sr_doc *doc = w->doc;
    uint32_t beg = m->tok_beg;
    while (beg > doc->sents[m->sent].tok_beg && beg + TITLE_WORDS > m->tok_beg &&
           hangs_on(doc, beg - 1, m->head))
        beg--;
    return beg;
}

sr_str sr_title_and_name(const sr_work *w, const sr_mention *m)
{
    return sr_words_text(w->doc, m->sent, titles_begin(w, m), m->tok_end);
}

sr_str sr_titles_of(const sr_work *w, const sr_mention *m)
{
    uint32_t beg = titles_begin(w, m);
    return beg == m->tok_beg ? empty() : sr_words_text(w->doc, m->sent, beg, m->tok_beg);
}

/* "Agron Telaku, [the prime minister of Kosovo],". */
sr_str sr_apposition_of(const sr_work *w, const sr_mention *m)
{
    const sr_doc *doc = w->doc;
    uint32_t end = doc->sents[m->sent].tok_end;
    for (uint32_t t = m->tok_end; t < end && t < m->tok_end + APPOS_WORDS; t++)
        if (doc->words[t].head == m->head && doc->words[t].rel == SR_REL_APPOS) {
            uint32_t other = sr_mention_of(doc, t);
            return other == SR_NONE ? empty() : sr_mention_text(w, other);
        }
    if (doc->words[m->head].rel == SR_REL_APPOS) {
        uint32_t other = sr_mention_of(doc, doc->words[m->head].head);
        if (other != SR_NONE && doc->mentions[other].kind == SR_MENTION_DESCRIPTION)
            return sr_mention_text(w, other);
    }
    return empty();
}

/* The longest words ahead of `end`, none before `beg`, that name a role; 0: none do. */
static uint32_t role_ahead(const sr_work *w, uint32_t sent, uint32_t beg, uint32_t end,
                           sr_role_word *ret)
{
    char room[128];
    for (uint32_t n = ROLE_WORDS; n >= 1; n--) {
        if (end < beg + n)
            continue;
        sr_str text = sr_words_text(w->doc, sent, end - n, end);
        if (text.len > sizeof room)
            continue;
        for (size_t i = 0; i < text.len; i++)
            room[i] = sr_lower(text.p[i]);
        if (sr_know_role_word(w->rules->know, (sr_str){room, text.len}, ret))
            return n;
    }
    return 0;
}

uint32_t sr_role_at(const sr_work *w, const sr_mention *m, sr_role_word *ret)
{
    return role_ahead(w, m->sent, m->tok_beg, m->head + 1, ret);
}

static bool is_bare(const sr_mention *m, uint32_t words)
{
    return m->tok_beg + 1 + words >= m->head + 1 && m->head + 1 == m->tok_end;
}

uint64_t sr_title_key(const sr_work *w, uint32_t mention)
{
    const sr_mention *m = &w->doc->mentions[mention];
    if (m->kind == SR_MENTION_NAME && titles_begin(w, m) < m->tok_beg)
        return w->doc->tokens[m->tok_beg - 1].fold | 1;
    if (m->kind == SR_MENTION_DESCRIPTION && is_bare(m, 1))
        return w->doc->tokens[m->head].fold | 1;
    return 0;
}

static sr_str office_of_name(const sr_work *w, uint32_t mention)
{
    const sr_mention *m = &w->doc->mentions[mention];
    sr_role_word word;
    if (role_ahead(w, m->sent, titles_begin(w, m), m->tok_beg, &word) && word.office.len)
        return word.office;
    sr_actor actor = w->known ? w->known[mention].actor : SR_NONE;
    sr_known_role role;
    bool is_over;
    bool holds =
        actor != SR_NONE &&
        sr_know_actor(w->rules->know, actor).kind == SR_KNOWN_PERSON &&
        sr_role_of(w->rules->know, actor, &w->doc->article.published, &role, &is_over) &&
        !is_over;
    return holds ? role.office : empty();
}

/* "the president", not "the French president" nor "the vice president". */
static sr_str office_of_description(const sr_work *w, const sr_mention *m)
{
    sr_role_word word;
    uint32_t n = sr_role_at(w, m, &word);
    return n && is_bare(m, n) && word.is_person && !word.is_plural ? word.office
                                                                   : empty();
}

uint64_t sr_office_key(const sr_work *w, uint32_t mention)
{
    const sr_mention *m = &w->doc->mentions[mention];
    sr_str office = m->kind == SR_MENTION_NAME          ? office_of_name(w, mention)
                    : m->kind == SR_MENTION_DESCRIPTION ? office_of_description(w, m)
                                                        : empty();
    return office.len ? sr_hash64(office) | 1 : 0;
}

/* Is it one of a country?  Of mayors and governors there are many. */
static bool is_of_country(sr_str office)
{
    static const char *const offices[] = {
        "head of state",        "head of government", "deputy head of government",
        "foreign minister",     "defence minister",   "interior minister",
        "finance minister",     "justice minister",   "monarch",
        "central bank governor"};
    for (size_t i = 0; i < SR_COUNT(offices); i++)
        if (sr_str_eq(office, sr_str_of(offices[i])))
            return true;
    return false;
}

sr_actor sr_office_holder(const sr_work *w, const sr_coded *c, const sr_role_word *role)
{
    const sr_when *day = &w->doc->article.published;
    if (role->is_plural || c->is_former || !is_of_country(c->office) || !c->country.len ||
        day->precision == SR_TIME_UNKNOWN)
        return SR_NONE;
    return sr_know_holder(w->rules->know, c->country, c->office, day->at_s);
}

sr_status sr_described_holder(const sr_work *w, uint32_t mention, sr_actor *ret,
                              sr_err *err)
{
    const sr_mention *m = &w->doc->mentions[mention];
    sr_role_word role;
    sr_coded c;
    *ret = SR_NONE;
    if (m->kind != SR_MENTION_DESCRIPTION || !sr_role_at(w, m, &role) ||
        !role.office.len || role.is_plural)
        return SR_OK;
    sr_status st = sr_link_actor(w->rules, sr_mention_text(w, mention), empty(),
                                 &w->doc->article.published, w->arena, &c, err);
    if (st == SR_OK)
        *ret = sr_office_holder(w, &c, &role);
    return st;
}
