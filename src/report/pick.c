/* Units -> headline and lines.  In order:
 *   1. what was said    2. the headline    3. the lead    4. the lines behind it
 *   5. reading order
 *
 * A unit is worth the weights of its content words, those that were said already counting
 * a tenth, over a power of its length: central over origins, new, not repeating.
 */
#include "report/figures.h"
#include "report/make.h"

#include "base/hash.h"

#include <math.h>
#include <stdlib.h>

/* Chosen by reading the briefs of the demo (README.md); they are shares of a score. */
static const double SAID = 0.1, STALE = 0.25, BAIT = 0.4, CLAIM = 0.8, BACK = 0.8,
                    BARE = 0.5, LENGTH = 0.7, DENIES = 0.7, SAME_SOURCE = 0.75,
                    LIVE = 0.7, REPEATS = 0.5, ENOUGH = 0.3, ENOUGH_FEW = 0.1,
                    OF_HEADLINE = 1.5, LATER_PLACE = 0.7, COMMON = 0.3, STATE = 0.6,
                    QUOTED = 0.5, OWN_TITLE = 0.6, ABOUT = 0.3, CURRENT = 1.3,
                    DENIAL = 0.5, DENIAL_NEAR = 0.3, DENIAL_REPEATS = 0.75, OLD = 0.6;
enum { LINES = 6, FEW = 3, OPENING = 3, BRIEF_BYTES = 1600, NEWS_WORDS = 4 };

/* --- 1. what was said ---------------------------------------------------------------- */

static bool said(const sr_maker *m, uint64_t stem)
{
    uint32_t id = sr_ids_find(&m->stems, stem);
    return id != SR_NO_ID && m->terms.v[id].said;
}

static void say_unit(sr_maker *m, const sr_unit *u)
{
    for (uint32_t i = 0; i < u->n_words; i++)
        m->terms.v[u->words[i]].said = true;
}

static double worth(const sr_maker *m, const sr_unit *u)
{
    double sum = 0;
    for (uint32_t i = 0; i < u->n_words; i++) {
        const sr_term *t = &m->terms.v[u->words[i]];
        sum += t->weight * (t->said ? SAID : 1);
    }
    for (uint32_t i = 0; i < u->n_back; i++)
        sum *= m->terms.v[u->back[i]].said ? 1 : BACK;
    if (u->bare > 1)
        sum *= BARE;
    if (u->n_all)
        sum *= 1 - QUOTED * u->quoted / u->n_all;
    return sum / pow(8 + u->n_words, LENGTH);
}

/* Can the reader follow it, given what was said? */
static bool understood(const sr_maker *m, const sr_unit *u)
{
    bool ok = u->n_needs == 0;
    for (uint32_t i = 0; i < u->n_needs && !ok; i++)
        ok = said(m, u->needs[i]);
    if (u->starts_back && !m->terms.v[u->back[0]].said)
        return false;
    return ok && (u->said == 0 || said(m, u->said));
}

/* --- 2. the headline ----------------------------------------------------------------- */

/* Does the title carry a figure other than the newest? */
static bool stale_title(const sr_maker *m, const sr_lex *lex, sr_str title,
                        const sr_scan *scan, sr_time at_s)
{
    sr_found f[SR_FIGURES_OF_UNIT];
    size_t n = sr_figures_find(lex, title, scan, sr_time_civil(at_s).year, f);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m->figures.n; k++) {
            const sr_figure *g = &m->figures.v[k];
            const sr_figure_row *last = &g->rows[g->n_rows - 1];
            if (sr_str_eq(g->measure, f[i].measure) &&
                m->of[last->line.member].at_s > at_s && last->n_also &&
                (f[i].value < last->value || f[i].value > last->value))
                return true;
        }
    return false;
}

/* Shouting, teasing, asking, quoting, too short or too long to tell the news. */
static double title_manner(const sr_lex *lex, sr_str s, const sr_scan *scan)
{
    double p = 1;
    size_t caps = 0;
    bool self = false;
    for (size_t i = 0; i < scan->n; i++) {
        caps += (scan->v[i].flags & SR_WORD_CAPS) &&
                scan->v[i].span.end - scan->v[i].span.beg > 3;
        self |= SR_IS(&scan->v[i], SR_KIND_SELF);
    }
    if (scan->question || self || sr_lex_phrase(lex, SR_KIND_BAIT, s))
        p *= BAIT;
    if (caps > 1 || sr_str_find(s, SR_STR("!"), 0) != SIZE_MAX)
        p *= BAIT;
    if (scan->n && (scan->v[0].flags & SR_WORD_QUOTED))
        p *= BAIT;
    for (size_t i = 0; i < scan->n; i++)
        if (SR_IS(&scan->v[i], SR_KIND_SAY))
            p *= CLAIM; /* one side's word */
    if (scan->n < NEWS_WORDS || scan->n > 20)
        p *= BAIT;
    return p;
}

static double title_score(const sr_maker *m, uint32_t member, sr_span span)
{
    const sr_of_member *of = &m->of[member];
    sr_str title = m->story->members[member].doc->article.title;
    sr_scan scan = {0};
    sr_scan_add(of->lex, title, span, &scan);
    double sum = 0;
    for (size_t i = 0; i < scan.n; i++) {
        uint32_t id = SR_IS(&scan.v[i], SR_KIND_STOP)
                          ? SR_NO_ID
                          : sr_ids_find(&m->stems, scan.v[i].stem);
        sum += id == SR_NO_ID ? 0 : m->terms.v[id].weight;
    }
    double score = (0.01 + sum) / pow(6 + (double)scan.n, 0.6) * (0.85 + 0.3 * of->when);
    if (stale_title(m, of->lex, title, &scan, of->at_s))
        score *= STALE;
    return score * title_manner(of->lex, sr_str_span(title, span), &scan);
}

static void note_headline(sr_maker *m)
{
    const sr_lex *lex = m->of[m->headline.member].lex;
    sr_bword w;
    for (size_t at = 0; sr_bword_next(m->headline.text, at, &w); at = w.span.end) {
        uint32_t id = sr_ids_find(&m->stems, w.stem);
        const sr_lex_entry *e = sr_lex_find(lex, w.form);
        bool stop = e && (e->kinds >> SR_KIND_STOP & 1);
        m->n_headline += !stop;
        if (id != SR_NO_ID && !stop)
            m->terms.v[id].in_headline = true;
    }
}

static void say_headline(sr_maker *m)
{
    for (size_t i = 0; i < m->terms.n; i++)
        m->terms.v[i].said |= m->terms.v[i].in_headline;
}

static void pick_headline(sr_maker *m)
{
    double best = 0;
    for (size_t s = 0; s < m->sources.n; s++) {
        uint32_t member = m->sources.v[s].member;
        sr_span span = sr_brief_title(&m->story->members[member].doc->article);
        double score = span.end > span.beg ? title_score(m, member, span) : 0;
        if (score > best) {
            best = score;
            m->headline = sr_make_line(m, member, true, span);
        }
    }
}

/* --- 3. the lead --------------------------------------------------------------------- */

static double place_share(const sr_unit *u)
{
    static const double first[] = {1.5, 1.2, 1.1, 1.1, 1.05};
    if (u->place < SR_COUNT(first))
        return first[u->place];
    return u->place < 40 ? 1 - 0.01 * u->place : 0.6;
}

static bool is_live(const sr_maker *m, const sr_unit *u)
{
    return m->story->members[u->member].doc->article.page_class == SR_PAGE_LIVE;
}

/* Share of its content words that two origins have: low in scenes and asides. */
static double common(const sr_maker *m, const sr_unit *u)
{
    double n = 1;
    for (uint32_t i = 0; i < u->n_words; i++)
        n += m->terms.v[u->words[i]].origins > 1;
    return m->n_groups > 2 ? n / (1 + u->n_words) : 1;
}

static double share(const sr_maker *m, const sr_unit *u)
{
    return (u->stale ? STALE : 1) * (u->lasts && m->of[u->member].when < 1 ? STATE : 1) *
           (u->old ? OLD : 1) * (is_live(m, u) ? LIVE : 1) *
           (0.9 + 0.2 * m->of[u->member].when);
}

static bool may_stand(const sr_maker *m, const sr_unit *u)
{
    return u->good && !u->echo && sr_make_is_source(m, u->member);
}

/* Share of the headline's content words that the unit has. */
static double of_headline(const sr_maker *m, const sr_unit *u)
{
    uint32_t both = 0;
    for (uint32_t i = 0; i < u->n_words; i++)
        both += m->terms.v[u->words[i]].in_headline;
    return m->n_headline ? (double)both / (double)m->n_headline : 0;
}

/* It has the newest of a figure that moved, and is about what the headline is about: that
 * makes a lead wherever it stands. */
static bool is_current(const sr_maker *m, const sr_unit *u)
{
    return u->moved && !u->stale && of_headline(m, u) >= ABOUT;
}

static double lead_score(const sr_maker *m, const sr_unit *u)
{
    double score = worth(m, u) * share(m, u) * place_share(u) * (1 + of_headline(m, u));
    if (u->member == m->headline.member)
        score *= OF_HEADLINE;
    if (is_current(m, u))
        score *= CURRENT;
    return u->denies ? score * DENIES : score;
}

/* The best unit that opens its document, rather the headline's; where there is none, of
 * any place.  What the headline says is not counted as said: the lead is to say it again. */
static uint32_t find_lead(const sr_maker *m, bool opening)
{
    uint32_t ret = SR_NO_ID;
    double best = 0;
    for (uint32_t k = 0; k < m->units.n; k++) {
        const sr_unit *u = &m->units.v[k];
        if (!may_stand(m, u) || u->dangles ||
            (opening && u->place > OPENING && !is_current(m, u)) || !understood(m, u))
            continue;
        double score = lead_score(m, u);
        if (score > best) {
            best = score;
            ret = k;
        }
    }
    return ret;
}

/* --- 4. the lines behind it ---------------------------------------------------------- */

typedef struct picking {
    sr_maker *m;
    bool *taken;         /* [units] */
    uint32_t *of_source; /* [sources] lines so far */
    size_t bytes;
    bool denied; /* one line denies what the lead says */
    double lead_score;
} picking;

/* Share of u's content words that one chosen line has. */
static double overlap(const sr_unit *u, const sr_unit *v)
{
    uint32_t i = 0, k = 0, both = 0;
    while (i < u->n_words && k < v->n_words) {
        if (u->words[i] == v->words[k])
            both++, i++, k++;
        else if (u->words[i] < v->words[k])
            i++;
        else
            k++;
    }
    return u->n_words ? (double)both / u->n_words : 1;
}

/* A denial of what the lead says has to say its words again. */
static bool denies_lead(const picking *p, const sr_unit *u)
{
    return u->denies && overlap(u, &p->m->units.v[p->m->chosen.v[0]]) > DENIAL_NEAR;
}

static bool repeats(const picking *p, const sr_unit *u)
{
    double most = !p->denied && denies_lead(p, u) ? DENIAL_REPEATS : REPEATS;
    for (size_t i = 0; i < p->m->chosen.n; i++)
        if (overlap(u, &p->m->units.v[p->m->chosen.v[i]]) > most)
            return true;
    return false;
}

/* A unit that leans on the one before it needs that one to be chosen. */
static bool leans_well(const picking *p, uint32_t k)
{
    const sr_unit *u = &p->m->units.v[k];
    bool after_taken = k > 0 && p->taken[k - 1] &&
                       p->m->units.v[k - 1].member == u->member &&
                       p->m->units.v[k - 1].place + 1 == u->place;
    return after_taken || (!u->dangles && understood(p->m, u));
}

static bool take(picking *p, uint32_t k)
{
    sr_unit *u = &p->m->units.v[k];
    p->taken[k] = true;
    p->denied |= p->m->chosen.n && denies_lead(p, u);
    p->bytes += u->span.end - u->span.beg;
    p->of_source[p->m->of[u->member].source]++;
    say_unit(p->m, u);
    return SR_PUSH(p->m->a, &p->m->chosen, k);
}

static uint32_t find_next(const picking *p, double *score)
{
    uint32_t ret = SR_NO_ID;
    *score = 0;
    for (uint32_t k = 0; k < p->m->units.n; k++) {
        const sr_unit *u = &p->m->units.v[k];
        if (!may_stand(p->m, u) || p->taken[k] ||
            p->bytes + (u->span.end - u->span.beg) > BRIEF_BYTES || !leans_well(p, k))
            continue;
        double s = worth(p->m, u) * share(p->m, u) * pow(place_share(u), LATER_PLACE) *
                   (1 + OWN_TITLE * u->of_title) * pow(common(p->m, u), COMMON) *
                   pow(SAME_SOURCE, p->of_source[p->m->of[u->member].source]);
        if (denies_lead(p, u) && !p->denied)
            s = fmax(s, DENIAL * p->lead_score * share(p->m, u));
        if (s > *score && !repeats(p, u)) {
            *score = s;
            ret = k;
        }
    }
    return ret;
}

/* --- 5. reading order ---------------------------------------------------------------- */

typedef struct order {
    uint32_t unit;
    bool first; /* the lead and what leans on it */
    sr_time at_s;
} order;

static int by_reading(const void *a, const void *b)
{
    const order *x = a, *y = b;
    if (x->first != y->first)
        return x->first ? -1 : 1;
    if (!x->first && x->at_s != y->at_s)
        return x->at_s < y->at_s ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

static bool put_in_order(picking *p, uint32_t lead)
{
    sr_maker *m = p->m;
    order *v = SR_NEW(m->a, order, m->chosen.n);
    if (!v)
        return false;
    uint32_t run = lead;
    while (run + 1 < m->units.n && p->taken[run + 1] &&
           m->units.v[run + 1].member == m->units.v[lead].member)
        run++;
    for (size_t i = 0; i < m->chosen.n; i++) {
        uint32_t k = m->chosen.v[i];
        v[i] = (order){k, k >= lead && k <= run, m->of[m->units.v[k].member].at_s};
    }
    qsort(v, m->chosen.n, sizeof *v, by_reading);
    for (size_t i = 0; i < m->chosen.n; i++)
        m->chosen.v[i] = v[i].unit;
    return true;
}

static bool choose(picking *p)
{
    size_t max = p->m->options.max_lines ? p->m->options.max_lines : LINES;
    uint32_t lead = find_lead(p->m, true);
    if (lead == SR_NO_ID)
        lead = find_lead(p->m, false);
    if (lead == SR_NO_ID)
        return true;
    p->lead_score = worth(p->m, &p->m->units.v[lead]) * share(p->m, &p->m->units.v[lead]);
    say_headline(p->m);
    if (!take(p, lead))
        return false;
    while (p->m->chosen.n < max) {
        double score;
        uint32_t k = find_next(p, &score);
        if (k == SR_NO_ID ||
            score < (p->m->chosen.n < FEW ? ENOUGH_FEW : ENOUGH) * p->lead_score)
            break;
        if (!take(p, k))
            return false;
    }
    return put_in_order(p, lead);
}

/* A story without titles is headed by its lead. */
static void headline_of_text(sr_maker *m)
{
    if (m->headline.text.len == 0 && m->chosen.n) {
        const sr_unit *u = &m->units.v[m->chosen.v[0]];
        m->headline = sr_make_line(m, u->member, false, u->span);
    }
}

bool sr_make_pick(sr_maker *m)
{
    picking p = {.m = m,
                 .taken = SR_NEW(m->a, bool, m->units.n),
                 .of_source = SR_NEW(m->a, uint32_t, m->sources.n)};
    if (!p.taken || !p.of_source)
        return false;
    pick_headline(m);
    note_headline(m);
    if (!choose(&p))
        return false;
    headline_of_text(m);
    return true;
}
