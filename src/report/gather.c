/* Sources -> units, and the terms that independent origins share. */
#include "report/figures.h"
#include "report/make.h"

#include "base/hash.h"

#include <math.h>
#include <stdlib.h>

static const sr_lex *lex_of(sr_maker *m, const sr_doc *doc)
{
    sr_str name = doc->article.lang;
    for (size_t i = 0; i < m->langs.n; i++)
        if (sr_str_eq(m->langs.v[i].name, name))
            return m->langs.v[i].lex;
    sr_lang lang = {.name = name, .lex = SR_NEW(m->a, sr_lex, 1)};
    if (!lang.lex || sr_lex_load(name, m->a, lang.lex, NULL) != SR_OK ||
        !SR_PUSH(m->a, &m->langs, lang))
        return NULL;
    return lang.lex;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static uint32_t term_of(sr_maker *m, uint64_t stem)
{
    uint32_t id = sr_ids_put(&m->stems, m->a, stem);
    if (id == m->terms.n && !SR_PUSH(m->a, &m->terms, ((sr_term){0})))
        return SR_NO_ID;
    return id;
}

/* The ids of the content words, each once, and the hash of all. */
static bool take_words(sr_maker *m, const sr_scan *scan, sr_unit *u)
{
    u->words = SR_NEW(m->a, uint32_t, scan->n);
    if (!u->words)
        return false;
    for (size_t i = 0; i < scan->n; i++) {
        u->hash = sr_hash_mix(u->hash, scan->v[i].form);
        if (SR_IS(&scan->v[i], SR_KIND_STOP))
            continue;
        uint32_t id = term_of(m, scan->v[i].stem);
        if (id == SR_NO_ID)
            return false;
        u->words[u->n_words++] = id;
    }
    if (u->n_words)
        qsort(u->words, u->n_words, sizeof *u->words, by_number);
    uint32_t n = 0;
    for (uint32_t i = 0; i < u->n_words; i++)
        if (i == 0 || u->words[i] != u->words[i - 1])
            u->words[n++] = u->words[i];
    u->n_words = n;
    return true;
}

static bool is_capital(const sr_scan *s, size_t i)
{
    return i < s->n && (s->v[i].flags & SR_WORD_CAPITAL) &&
           !SR_IS(&s->v[i], SR_KIND_STOP) && !SR_IS(&s->v[i], SR_KIND_DAY);
}

static bool runs_on(const sr_scan *s, size_t i)
{
    return is_capital(s, i) && !(s->v[i].flags & SR_WORD_AFTER_STOP);
}

/* Does word i point back to something said before in its document: "the committee", or a
 * part of a name that stood there in full? */
static bool points_back(const sr_maker *m, const sr_scan *s, size_t i, uint32_t member)
{
    uint32_t id = sr_ids_find(&m->stems, s->v[i].stem);
    if (id == SR_NO_ID || m->terms.v[id].seen != member + 1)
        return false;
    if (i > 0 && SR_IS(&s->v[i - 1], SR_KIND_DEFINITE))
        return !is_capital(s, i);
    return m->terms.v[id].part && is_capital(s, i) && !runs_on(s, i + 1) &&
           (i == 0 || !is_capital(s, i - 1) || (s->v[i].flags & SR_WORD_AFTER_STOP));
}

/* Before the unit's words are put down as seen. */
static bool find_back(sr_maker *m, const sr_scan *s, sr_unit *u)
{
    u->back = SR_NEW(m->a, uint32_t, SR_UNIT_BACK);
    if (!u->back)
        return false;
    for (size_t i = 0; i < s->n && u->n_back < SR_UNIT_BACK; i++)
        if (points_back(m, s, i, u->member)) {
            u->starts_back |= i == 0;
            u->back[u->n_back++] = sr_ids_find(&m->stems, s->v[i].stem);
        }
    return true;
}

static void see_words(sr_maker *m, const sr_scan *s, uint32_t member)
{
    for (size_t i = 0; i < s->n; i++) {
        uint32_t id = sr_ids_find(&m->stems, s->v[i].stem);
        if (id == SR_NO_ID)
            continue;
        sr_term *t = &m->terms.v[id];
        bool part =
            is_capital(s, i) &&
            (runs_on(s, i + 1) || (i > 0 && runs_on(s, i) && is_capital(s, i - 1)));
        if (t->seen != member + 1)
            t->part = part;
        t->seen = member + 1;
    }
}

static bool is_other_year(const sr_maker *m, const sr_doc *doc, const sr_bword *w,
                          uint32_t member)
{
    uint64_t y = 0;
    return w->span.end - w->span.beg == 4 && (w->flags & SR_WORD_DIGIT) &&
           sr_str_u64(sr_str_span(doc->article.text, w->span), &y) && y >= 1900 &&
           y < 2100 && (int)y != sr_time_civil(m->of[member].at_s).year;
}

/* Numbers that count nothing: the sentence leans on one that says what. */
static void note_manner(const sr_maker *m, const sr_doc *doc, const sr_scan *s,
                        sr_unit *u)
{
    for (size_t i = 0; i < s->n; i++) {
        double value;
        size_t end;
        u->quoted += (s->v[i].flags & SR_WORD_QUOTED) != 0;
        u->n_all++;
        u->old |= is_other_year(m, doc, &s->v[i], u->member);
        u->denies |= SR_IS(&s->v[i], SR_KIND_DENY);
        u->lasts |= SR_IS(&s->v[i], SR_KIND_LAST);
        if (!sr_figure_number(m->of[u->member].lex, doc->article.text, s, i, &end,
                              &value))
            continue;
        bool money =
            s->v[i].span.beg > 0 && doc->article.text.p[s->v[i].span.beg - 1] == '$';
        bool dated = i > 0 && SR_IS(&s->v[i - 1], SR_KIND_DAY);
        if (!money && !dated && u->bare < UINT8_MAX &&
            (end == s->n || (s->v[end].flags & SR_WORD_AFTER_STOP) ||
             SR_IS(&s->v[end], SR_KIND_BREAK)))
            u->bare++;
        i = end - 1;
    }
}

static bool keep_verdict(sr_maker *m, const sr_verdict *v, sr_unit *u)
{
    u->good = v->good;
    u->dangles = v->dangles;
    u->said = v->said;
    u->needs = v->n_needs ? SR_NEW(m->a, uint64_t, v->n_needs) : NULL;
    if (v->n_needs && !u->needs)
        return false;
    u->n_needs = v->n_needs;
    for (uint32_t i = 0; i < v->n_needs; i++)
        u->needs[i] = v->needs[i];
    return true;
}

/* Put down the content words of the title; how many there are. */
static bool read_title(sr_maker *m, uint32_t i, uint32_t *n)
{
    const sr_article *a = &m->story->members[i].doc->article;
    sr_scan scan = {0};
    sr_scan_add(m->of[i].lex, a->title, sr_brief_title(a), &scan);
    for (size_t k = 0; k < scan.n; k++) {
        if (SR_IS(&scan.v[k], SR_KIND_STOP))
            continue;
        uint32_t id = term_of(m, scan.v[k].stem);
        if (id == SR_NO_ID)
            return false;
        *n += m->terms.v[id].title != i + 1;
        m->terms.v[id].title = i + 1;
    }
    return true;
}

static double title_share(const sr_maker *m, const sr_unit *u, uint32_t n)
{
    uint32_t both = 0;
    for (uint32_t k = 0; k < u->n_words; k++)
        both += m->terms.v[u->words[k]].title == u->member + 1;
    return n ? (double)both / n : 0;
}

static bool read_member(sr_maker *m, uint32_t i)
{
    const sr_doc *doc = m->story->members[i].doc;
    sr_of_member *of = &m->of[i];
    of->unit_beg = (uint32_t)m->units.n;
    size_t at = 0;
    uint32_t n_title = 0;
    if (!read_title(m, i, &n_title))
        return false;
    for (sr_cut cut = {0}; sr_unit_next(of->lex, doc, &at, &cut);) {
        sr_unit u = {.member = i, .place = cut.place, .span = cut.span};
        sr_verdict v = {0};
        note_manner(m, doc, &cut.scan, &u);
        if (cut.plain)
            v = sr_unit_judge(of->lex, doc->article.text, cut.span, &cut.scan,
                              cut.place == 0);
        if (!find_back(m, &cut.scan, &u) || !take_words(m, &cut.scan, &u) ||
            !keep_verdict(m, &v, &u) || !SR_PUSH(m->a, &m->units, u))
            return false;
        m->units.v[m->units.n - 1].of_title = title_share(m, &u, n_title);
        see_words(m, &cut.scan, i);
    }
    of->unit_end = (uint32_t)m->units.n;
    return true;
}

/* Units of a version are known to its group; an extended text's own are those that no
 * version has. */
static bool mark_echoes(sr_maker *m, uint32_t i, bool version)
{
    for (uint32_t k = m->of[i].unit_beg; k < m->of[i].unit_end; k++) {
        sr_unit *u = &m->units.v[k];
        uint64_t key = sr_hash_mix(m->of[i].group, u->hash);
        if (!version)
            u->echo = sr_ids_find(&m->known_units, key) != SR_NO_ID;
        else if (sr_ids_put(&m->known_units, m->a, key) == SR_NO_ID)
            return false;
    }
    return true;
}

static void count_member(sr_maker *m, uint32_t member)
{
    uint32_t origin = m->of[member].source + 1;
    for (uint32_t k = m->of[member].unit_beg; k < m->of[member].unit_end; k++) {
        const sr_unit *u = &m->units.v[k];
        for (uint32_t i = 0; i < u->n_words && !u->echo; i++) {
            sr_term *t = &m->terms.v[u->words[i]];
            t->units++;
            t->origins += t->last != origin;
            t->last = origin;
        }
    }
}

/* A word that stands in most units says nothing of the matter, whatever the language: the
 * lists know the function words of some languages only. */
static bool is_everywhere(const sr_term *t, size_t n_units)
{
    enum { ENOUGH_UNITS = 12 };
    return n_units >= ENOUGH_UNITS && 2 * t->units > n_units;
}

/* A term counts once for each origin.  What an extended text has of its own was reported
 * by its own outlet: there it counts as an origin. */
static void count_terms(sr_maker *m)
{
    size_t n_units = 0;
    for (size_t s = 0; s < m->sources.n; s++) {
        const sr_of_member *of = &m->of[m->sources.v[s].member];
        count_member(m, m->sources.v[s].member);
        n_units += of->unit_end - of->unit_beg;
    }
    for (size_t i = 0; i < m->terms.n; i++) {
        sr_term *t = &m->terms.v[i];
        t->weight = t->origins > 1    ? 0.3 + log2(t->origins)
                    : m->n_groups > 2 ? 0.15
                                      : 0.3 * log2(1.0 + t->units);
        if (is_everywhere(t, n_units))
            t->weight = 0;
    }
}

bool sr_make_units(sr_maker *m)
{
    for (uint32_t i = 0; i < m->story->n; i++) {
        const sr_member *x = &m->story->members[i];
        bool head = m->groups[m->of[i].group].head == i;
        bool version = head || x->copy.relation == SR_COPY_ORIGINAL ||
                       x->copy.relation == SR_COPY_UPDATE;
        m->of[i].lex = lex_of(m, x->doc);
        if (!m->of[i].lex)
            return false;
        bool focus = m->options.has_focus && i == m->options.focus;
        if (!version && !focus && x->copy.relation != SR_COPY_EXTENDED)
            continue;
        if (!read_member(m, i) || (version && !mark_echoes(m, i, true)))
            return false;
    }
    for (uint32_t i = 0; i < m->story->n; i++)
        if (m->story->members[i].copy.relation == SR_COPY_EXTENDED &&
            m->groups[m->of[i].group].head != i)
            (void)mark_echoes(m, i, false);
    count_terms(m);
    return true;
}
