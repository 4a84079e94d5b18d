/* Figures of a story side by side.  In order:
 *   1. all figures, oldest first    2. rows of each measure    3. what is stale
 *   4. revisions that story/ found
 */
#include "report/figures.h"
#include "report/make.h"

#include "base/hash.h"

#include <stdlib.h>

typedef struct entry {
    sr_found found;
    uint32_t member, unit;
    sr_time at_s;
} entry;

typedef struct table {
    SR_VEC(entry) v;
    sr_ids seen;  /* measure, value, source */
    sr_ids nouns; /* measure, what was counted */
} table;

/* --- 1. all figures, oldest first ---------------------------------------------------- */

static bool find_in_unit(sr_maker *m, uint32_t k, table *t)
{
    const sr_unit *u = &m->units.v[k];
    const sr_doc *doc = m->story->members[u->member].doc;
    const sr_lex *lex = m->of[u->member].lex;
    sr_scan scan = {0};
    sr_found found[SR_FIGURES_OF_UNIT];
    sr_scan_add(lex, doc->article.text, u->span, &scan);
    size_t n = sr_figures_find(lex, doc->article.text, &scan,
                               sr_time_civil(m->of[u->member].at_s).year, found);
    for (size_t i = 0; i < n; i++)
        if (!SR_PUSH(m->a, &t->v,
                     ((entry){found[i], u->member, k, m->of[u->member].at_s})))
            return false;
    return true;
}

static int by_time(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    if (x->at_s != y->at_s)
        return x->at_s < y->at_s ? -1 : 1;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    return (x->found.span.beg > y->found.span.beg) -
           (x->found.span.beg < y->found.span.beg);
}

/* --- 2. rows of each measure --------------------------------------------------------- */

/* Has this source given this value of this measure already?  Puts it down. */
static uint32_t mention(sr_maker *m, table *t, const entry *e)
{
    uint64_t key, bits, n = t->seen.keys.n;
    memcpy(&bits, &e->found.value, sizeof bits);
    key = sr_hash_mix(sr_hash_mix(sr_hash64(e->found.measure), bits),
                      m->of[e->member].source);
    uint32_t id = sr_ids_put(&t->seen, m->a, key);
    return id == SR_NO_ID ? id : id == n;
}

/* The list doubles when its length is a power of two. */
static bool also_from(sr_maker *m, sr_figure_row *row, uint32_t source)
{
    size_t n = row->n_also;
    if ((n & (n - 1)) == 0) {
        uint32_t *also = sr_arena_grow(m->a, row->also, n, n ? 2 * n : 1, sizeof *also);
        if (!also)
            return false;
        row->also = also;
    }
    row->also[row->n_also++] = source + 1;
    return true;
}

/* Room for one more row: the second oldest goes where there are too many. */
static void make_room(sr_figure *f)
{
    if (f->n_rows < SR_FIGURE_ROWS)
        return;
    memmove(&f->rows[1], &f->rows[2], (f->n_rows - 2) * sizeof *f->rows);
    f->n_rows--;
}

static sr_figure_row *row_of(const sr_figure *f, double value)
{
    for (size_t i = 0; i < f->n_rows; i++)
        if (f->rows[i].value >= value && f->rows[i].value <= value)
            return &f->rows[i];
    return NULL;
}

static sr_time first_at(const sr_maker *m, const sr_figure_row *row)
{
    return m->of[row->line.member].at_s;
}

/* Does it count others than the measure's toll does?  So it is with "two patients died"
 * behind "23 people died", unless patients were counted before; with "one died"; with a
 * lower figure further down in the same report, unless it says that figures differ. */
static bool counts_others(const sr_figure *f, const table *t, const entry *e)
{
    uint64_t key = sr_hash_mix(sr_hash64(e->found.measure), e->found.noun);
    if (f->n_rows == 0)
        return false;
    for (size_t i = 0; i < f->n_rows; i++)
        if (f->rows[i].last_member == e->member && f->rows[i].value > e->found.value &&
            !e->found.differs)
            return true;
    return e->found.value < 2 ||
           (e->found.noun && e->found.value < f->rows[f->n_rows - 1].value &&
            sr_ids_find(&t->nouns, key) == SR_NO_ID);
}

static bool keep_noun(sr_maker *m, table *t, const entry *e)
{
    uint64_t key = sr_hash_mix(sr_hash64(e->found.measure), e->found.noun);
    return sr_ids_put(&t->nouns, m->a, key) != SR_NO_ID;
}

static bool add_row(sr_maker *m, table *t, sr_figure *f, const entry *e)
{
    sr_figure_row *row = row_of(f, e->found.value);
    if (counts_others(f, t, e))
        return true;
    if (!keep_noun(m, t, e))
        return false;
    if (row) {
        row->last_s = e->at_s;
        row->last_member = e->member;
    }
    uint32_t is_new = mention(m, t, e);
    if (is_new != 1)
        return is_new == 0;
    if (row)
        return also_from(m, row, m->of[e->member].source);
    make_room(f);
    f->rows[f->n_rows++] = (sr_figure_row){
        .value = e->found.value,
        .last_s = e->at_s,
        .last_member = e->member,
        .line = sr_make_line(m, e->member, false, e->found.span),
        .says = sr_make_line(m, e->member, false, e->found.says),
    };
    return true;
}

static sr_figure *figure_of(sr_maker *m, sr_str measure)
{
    for (size_t i = 0; i < m->figures.n; i++)
        if (sr_str_eq(m->figures.v[i].measure, measure))
            return &m->figures.v[i];
    sr_figure f = {.measure = measure,
                   .rows = SR_NEW(m->a, sr_figure_row, SR_FIGURE_ROWS)};
    if (!f.rows || !SR_PUSH(m->a, &m->figures, f))
        return NULL;
    return &m->figures.v[m->figures.n - 1];
}

/* --- 3. what is stale ---------------------------------------------------------------- */

/* Is the row's value held by two sources, or newer word of the group that gave e? */
static bool outdates(const sr_maker *m, const sr_figure_row *row, const entry *e)
{
    return row->n_also > 0 || m->of[row->line.member].group == m->of[e->member].group;
}

/* A figure is stale when a later one outdates it and nobody has given it since. */
static void mark_stale(sr_maker *m, const table *t)
{
    for (size_t i = 0; i < t->v.n; i++) {
        const entry *e = &t->v.v[i];
        const sr_figure *f = figure_of(m, e->found.measure);
        const sr_figure_row *own = f ? row_of(f, e->found.value) : NULL;
        if (own && f->n_rows > 1)
            m->units.v[e->unit].moved = true;
        for (size_t k = 0; own && k < f->n_rows; k++)
            if (&f->rows[k] != own && first_at(m, &f->rows[k]) > own->last_s &&
                outdates(m, &f->rows[k], e))
                m->units.v[e->unit].stale = true;
    }
}

static void drop_single(sr_maker *m)
{
    size_t n = 0;
    for (size_t i = 0; i < m->figures.n; i++)
        if (m->figures.v[i].n_rows > 1)
            m->figures.v[n++] = m->figures.v[i];
    m->figures.n = n;
}

/* --- 4. revisions -------------------------------------------------------------------- */

/* Numbers of the articles' ids: the member with that id that came first. */
static bool name_members(sr_maker *m, sr_ids *names, uint32_t *first)
{
    for (uint32_t i = 0; i < m->story->n; i++) {
        uint32_t n = (uint32_t)names->keys.n;
        uint32_t id =
            sr_ids_put(names, m->a, sr_hash64(m->story->members[i].doc->article.id));
        if (id == SR_NO_ID)
            return false;
        if (id == n)
            first[id] = i;
    }
    return true;
}

static bool in_figures(const table *t, uint32_t member, sr_span span)
{
    for (size_t i = 0; i < t->v.n; i++) {
        const entry *e = &t->v.v[i];
        if (e->member == member && e->found.span.beg < span.end &&
            span.beg < e->found.span.end)
            return true;
    }
    return false;
}

/* Changes of titles say what those of the text say. */
static bool revise(sr_maker *m, const table *t, uint32_t i, uint32_t before,
                   const sr_change *c)
{
    sr_str now = m->story->members[i].doc->article.text;
    sr_str then = m->story->members[before].doc->article.text;
    if (c->in_title || c->span.beg >= c->span.end || c->span.end > now.len ||
        c->from.len == 0 || !sr_str_eq(sr_str_span(now, c->span), c->to) ||
        in_figures(t, i, c->span))
        return true;
    const char *at = memmem(then.p, then.len, c->from.p, c->from.len);
    if (!at)
        return true;
    uint32_t beg = (uint32_t)(at - then.p);
    sr_revision r = {
        .from =
            sr_make_line(m, before, false, (sr_span){beg, beg + (uint32_t)c->from.len}),
        .to = sr_make_line(m, i, false, c->span),
    };
    return SR_PUSH(m->a, &m->revisions, r);
}

enum { REVISIONS = 32 };

static bool find_revisions(sr_maker *m, const table *t)
{
    sr_ids names = {0};
    uint32_t *first = SR_NEW(m->a, uint32_t, m->story->n);
    if (!first || !name_members(m, &names, first))
        return false;
    for (uint32_t i = 0; i < m->story->n; i++) {
        const sr_copy *c = &m->story->members[i].copy;
        uint32_t id = sr_ids_find(&names, sr_hash64(c->of));
        for (size_t k = 0; id != SR_NO_ID && k < c->n_changes; k++)
            if (m->revisions.n < REVISIONS && !revise(m, t, i, first[id], &c->changes[k]))
                return false;
    }
    return true;
}

bool sr_make_figures(sr_maker *m)
{
    table t = {0};
    for (uint32_t k = 0; k < m->units.n; k++)
        if (!m->units.v[k].echo && !find_in_unit(m, k, &t))
            return false;
    if (t.v.n)
        qsort(t.v.v, t.v.n, sizeof *t.v.v, by_time);
    for (size_t i = 0; i < t.v.n; i++) {
        sr_figure *f = figure_of(m, t.v.v[i].found.measure);
        if (!f || !add_row(m, &t, f, &t.v.v[i]))
            return false;
    }
    mark_stale(m, &t);
    drop_single(m);
    return find_revisions(m, &t);
}
