/* A brief from end to end.  In order:
 *   1. lines and titles    2. ranking the sources    3. numbering    4. making
 *   5. checking
 */
#include "report/make.h"

#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>

/* --- 1. lines and titles ------------------------------------------------------------- */

sr_line sr_make_line(const sr_maker *m, uint32_t member, bool in_title, sr_span span)
{
    const sr_article *a = &m->story->members[member].doc->article;
    sr_str text = in_title ? a->title : a->text;
    return (sr_line){.member = member,
                     .in_title = in_title,
                     .span = span,
                     .text = sr_str_span(text, span)};
}

/* A title that is too long ends behind its last whole word that fits. */
static size_t title_cut(sr_str s)
{
    size_t n = sr_utf8_floor(s, SR_BRIEF_TITLE_BYTES), k = n;
    while (k > n / 2 && !sr_is_space(s.p[k]))
        k--;
    if (k == n / 2)
        k = n;
    while (k > 0 && sr_is_space(s.p[k - 1]))
        k--;
    return k;
}

sr_span sr_brief_title(const sr_article *a)
{
    sr_str s = sr_str_trim(a->title);
    if (s.len == 0)
        return (sr_span){0};
    uint32_t beg = (uint32_t)(s.p - a->title.p);
    size_t len = s.len > SR_BRIEF_TITLE_BYTES ? title_cut(s) : s.len;
    return (sr_span){beg, beg + (uint32_t)len};
}

/* --- 2. ranking the sources ---------------------------------------------------------- */

/* The weights of the terms that the focus has, else of all, in the first units. */
static double opening_score(const sr_maker *m, uint32_t member)
{
    enum { FIRST = 3 };
    double sum = 0, n = 8;
    uint32_t beg = m->of[member].unit_beg, end = m->of[member].unit_end;
    for (uint32_t k = beg; k < end && k < beg + FIRST; k++)
        for (uint32_t i = 0; i < m->units.v[k].n_words; i++) {
            const sr_term *t = &m->terms.v[m->units.v[k].words[i]];
            sum += m->options.has_focus && !t->said ? 0 : t->weight;
            n++;
        }
    return sum / pow(n, 0.6);
}

typedef struct rank {
    uint32_t source, first_line;
    bool hidden;
    double score;
} rank;

/* Cited ones in the order of their lines, then the nearest; the focus comes last. */
static int by_rank(const void *a, const void *b)
{
    const rank *x = a, *y = b;
    if (x->hidden != y->hidden)
        return x->hidden ? 1 : -1;
    if (x->first_line != y->first_line)
        return x->first_line < y->first_line ? -1 : 1;
    if (x->score < y->score || x->score > y->score)
        return x->score > y->score ? -1 : 1;
    return (x->source > y->source) - (x->source < y->source);
}

static void note_lines(const sr_maker *m, rank *v)
{
    for (size_t i = m->chosen.n; i-- > 0;) {
        uint32_t member = m->units.v[m->chosen.v[i]].member;
        v[m->of[member].source].first_line = (uint32_t)i + 1;
    }
    if (m->headline.text.len && !m->options.has_focus)
        v[m->of[m->headline.member].source].first_line = 0;
}

/* The order of the sources: order[rank] = source. */
static uint32_t *rank_sources(sr_maker *m)
{
    size_t n = m->sources.n;
    rank *v = SR_NEW(m->a, rank, n);
    uint32_t *order = SR_NEW(m->a, uint32_t, n);
    if (!v || !order)
        return NULL;
    for (uint32_t s = 0; s < n; s++)
        v[s] = (rank){.source = s,
                      .first_line = UINT32_MAX,
                      .hidden = m->options.has_focus &&
                                m->sources.v[s].member == m->options.focus,
                      .score = opening_score(m, m->sources.v[s].member)};
    note_lines(m, v);
    qsort(v, n, sizeof *v, by_rank);
    for (size_t i = 0; i < n; i++) {
        order[i] = v[i].source;
        m->sources.v[v[i].source].score = v[i].score;
        m->sources.v[v[i].source].cited = v[i].first_line != UINT32_MAX;
    }
    return order;
}

/* --- 3. numbering -------------------------------------------------------------------- */

typedef struct packing {
    sr_maker *m;
    uint32_t *number; /* [sources] from 1; 0: not listed */
} packing;

static void cite(const packing *p, sr_line *l)
{
    l->citation = p->number[p->m->of[l->member].source];
}

static void pack_figures(const packing *p)
{
    for (size_t f = 0; f < p->m->figures.n; f++)
        for (size_t i = 0; i < p->m->figures.v[f].n_rows; i++) {
            sr_figure_row *row = &p->m->figures.v[f].rows[i];
            cite(p, &row->line);
            cite(p, &row->says);
            for (size_t k = 0; k < row->n_also; k++)
                row->also[k] = p->number[row->also[k] - 1];
        }
    for (size_t i = 0; i < p->m->revisions.n; i++) {
        cite(p, &p->m->revisions.v[i].from);
        cite(p, &p->m->revisions.v[i].to);
    }
}

static bool pack_lines(const packing *p, sr_brief *ret)
{
    sr_maker *m = p->m;
    ret->lines = SR_NEW(m->a, sr_line, m->chosen.n);
    if (!ret->lines)
        return false;
    for (size_t i = 0; i < m->chosen.n; i++) {
        const sr_unit *u = &m->units.v[m->chosen.v[i]];
        ret->lines[i] = sr_make_line(m, u->member, false, u->span);
        cite(p, &ret->lines[i]);
    }
    ret->n_lines = m->chosen.n;
    ret->headline = m->headline;
    cite(p, &ret->headline);
    return true;
}

/* The focus is no copy of itself. */
static void drop_focus(const sr_maker *m, sr_source_line *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_copies; i++)
        if (!m->options.has_focus || s->copies[i] != m->options.focus)
            s->copies[n++] = s->copies[i];
    s->n_copies = n;
}

/* With a focus its own source is the last one: it is left off the list. */
static bool pack_sources(const packing *p, const uint32_t *order, sr_brief *ret)
{
    sr_maker *m = p->m;
    ret->sources = SR_NEW(m->a, sr_source_line, m->sources.n);
    if (!ret->sources)
        return false;
    for (size_t i = 0; i < m->sources.n; i++) {
        sr_source_line s = m->sources.v[order[i]];
        drop_focus(m, &s);
        if (p->number[order[i]] == 0) {
            ret->same = s.copies;
            ret->n_same = s.n_copies;
            continue;
        }
        s.echo_of = s.echo_of ? p->number[s.echo_of - 1] : 0;
        for (size_t k = 0; k < s.n_adds; k++)
            s.adds[k].line.citation = p->number[order[i]];
        ret->n_origins += m->groups[m->of[s.member].group].head == s.member;
        ret->sources[ret->n_sources++] = s;
    }
    return true;
}

static bool pack(sr_maker *m, const uint32_t *order, sr_brief *ret)
{
    packing p = {m, SR_NEW(m->a, uint32_t, m->sources.n)};
    if (!p.number)
        return false;
    uint32_t n = 0;
    for (size_t i = 0; i < m->sources.n; i++) {
        uint32_t member = m->sources.v[order[i]].member;
        if (!m->options.has_focus || member != m->options.focus)
            p.number[order[i]] = ++n;
    }
    pack_figures(&p);
    ret->figures = m->figures.v;
    ret->n_figures = m->options.has_focus ? 0 : m->figures.n;
    ret->revisions = m->revisions.v;
    ret->n_revisions = m->options.has_focus ? 0 : m->revisions.n;
    return pack_lines(&p, ret) && pack_sources(&p, order, ret);
}

/* --- 4. making ----------------------------------------------------------------------- */

/* The headline is the focus's own title; what it says is said. */
static void take_focus(sr_maker *m)
{
    uint32_t f = m->options.focus;
    sr_span title = sr_brief_title(&m->story->members[f].doc->article);
    m->headline = sr_make_line(m, f, true, title);
    for (uint32_t k = m->of[f].unit_beg; k < m->of[f].unit_end; k++)
        for (uint32_t i = 0; i < m->units.v[k].n_words; i++)
            m->terms.v[m->units.v[k].words[i]].said = true;
}

static bool make(sr_maker *m, sr_brief *ret)
{
    if (!sr_make_origins(m) || !sr_make_units(m))
        return false;
    if (m->options.has_focus)
        take_focus(m);
    else if (!sr_make_figures(m) || !sr_make_pick(m))
        return false;
    uint32_t *order = rank_sources(m);
    return order && sr_make_adds(m, order) && pack(m, order, ret);
}

sr_status sr_brief_make(const sr_story *story, const sr_brief_options *options,
                        sr_arena *a, sr_brief *ret, sr_err *err)
{
    sr_maker m = {.story = story, .a = a};
    if (options)
        m.options = *options;
    if (story->n == 0 || story->n >= UINT32_MAX)
        return sr_fail(err, SR_EARG, 0, "a story of %zu members has no brief", story->n);
    if (m.options.has_focus && m.options.focus >= story->n)
        return sr_fail(err, SR_EARG, 0, "member %u is not in a story of %zu",
                       m.options.focus, story->n);
    sr_brief brief = {
        .story = story, .has_focus = m.options.has_focus, .focus = m.options.focus};
    if (!make(&m, &brief))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the brief of %zu articles",
                       story->n);
    *ret = brief;
    return SR_OK;
}

/* --- 5. checking --------------------------------------------------------------------- */

static bool line_holds(const sr_brief *b, const sr_line *l, bool cited)
{
    if (l->member >= b->story->n || l->citation > b->n_sources || (cited && !l->citation))
        return false;
    const sr_article *a = &b->story->members[l->member].doc->article;
    sr_str text = l->in_title ? a->title : a->text;
    return l->span.beg <= l->span.end && l->span.end <= text.len &&
           sr_str_eq(sr_str_span(text, l->span), l->text);
}

/* The source with that number is, or stands above, the member of the line. */
static bool leads_there(const sr_brief *b, const sr_line *l)
{
    const sr_source_line *s = &b->sources[l->citation - 1];
    for (size_t i = 0; i < s->n_copies; i++)
        if (s->copies[i] == l->member)
            return true;
    return s->member == l->member;
}

static bool source_holds(const sr_brief *b, const sr_source_line *s)
{
    bool ok = s->member < b->story->n && s->echo_of <= b->n_sources;
    for (size_t i = 0; i < s->n_copies; i++)
        ok = ok && s->copies[i] < b->story->n;
    for (size_t i = 0; i < s->n_adds; i++)
        ok = ok && s->adds[i].line.member == s->member && s->adds[i].line.text.len &&
             line_holds(b, &s->adds[i].line, true);
    return ok;
}

static bool figure_holds(const sr_brief *b, const sr_figure *f)
{
    for (size_t i = 0; i < f->n_rows; i++) {
        const sr_figure_row *r = &f->rows[i];
        if (!line_holds(b, &r->line, true) || !leads_there(b, &r->line) ||
            !line_holds(b, &r->says, false) || r->line.text.len == 0)
            return false;
        for (size_t k = 0; k < r->n_also; k++)
            if (r->also[k] == 0 || r->also[k] > b->n_sources)
                return false;
    }
    return f->n_rows > 1;
}

sr_status sr_brief_check(const sr_brief *b, sr_err *err)
{
    if (!line_holds(b, &b->headline, false))
        return sr_fail(err, SR_EFORMAT, 0, "headline: not found in its source");
    for (size_t i = 0; i < b->n_same; i++)
        if (b->same[i] >= b->story->n)
            return sr_fail(err, SR_EFORMAT, 0, "same text %zu: no such member", i + 1);
    for (size_t i = 0; i < b->n_sources; i++)
        if (!source_holds(b, &b->sources[i]))
            return sr_fail(err, SR_EFORMAT, 0, "source %zu: not found", i + 1);
    for (size_t i = 0; i < b->n_lines; i++)
        if (!line_holds(b, &b->lines[i], true) || !leads_there(b, &b->lines[i]))
            return sr_fail(err, SR_EFORMAT, 0, "line %zu: not found in its source",
                           i + 1);
    for (size_t i = 0; i < b->n_figures; i++)
        if (!figure_holds(b, &b->figures[i]))
            return sr_fail(err, SR_EFORMAT, 0, "figure %zu: not found in its source",
                           i + 1);
    for (size_t i = 0; i < b->n_revisions; i++)
        if (!line_holds(b, &b->revisions[i].from, true) ||
            !line_holds(b, &b->revisions[i].to, true))
            return sr_fail(err, SR_EFORMAT, 0, "revision %zu: not found in its source",
                           i + 1);
    return SR_OK;
}
