/* What each source adds to the lines and to the sources before it.  In order:
 *   1. what is told already    2. names    3. figures    4. quotes    5. sentences
 *   6. a source
 */
#include "report/figures.h"
#include "report/make.h"

#include "base/hash.h"

enum {
    NAMES = 2,
    FIGURES = 2,
    NAME_WORDS = 5,
    QUOTE_WORDS = 5,
    QUOTE_BYTES = 260,
    FIGURE_MIN = 10,
    UNITS_READ = 40,
    SENTENCES_READ = 12,
    FRESH_MIN = 4
};

typedef struct adder {
    sr_maker *m;
    sr_ids told; /* stems, and figures as mix(value, stem of what is counted) */
    SR_VEC(sr_add) adds;
    uint32_t member;
    const sr_lex *lex;
    sr_str text;
    bool refused;
} adder;

/* --- 1. what is told already --------------------------------------------------------- */

static void tell(adder *x, uint64_t key)
{
    x->refused |= sr_ids_put(&x->told, x->m->a, key) == SR_NO_ID;
}

static bool is_told(const adder *x, uint64_t key)
{
    return sr_ids_find(&x->told, key) != SR_NO_ID;
}

static uint64_t figure_key(double value, uint64_t stem)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return sr_hash_mix(bits, stem);
}

static void tell_span(adder *x, const sr_lex *lex, sr_str text, sr_span span)
{
    sr_scan scan = {0};
    sr_scan_add(lex, text, span, &scan);
    for (size_t i = 0; i < scan.n; i++) {
        double value;
        size_t end;
        tell(x, scan.v[i].stem);
        if (sr_figure_number(lex, text, &scan, i, &end, &value) && end < scan.n)
            tell(x, figure_key(value, scan.v[end].stem));
    }
}

static void tell_member(adder *x, uint32_t member)
{
    const sr_maker *m = x->m;
    const sr_doc *doc = m->story->members[member].doc;
    tell_span(x, m->of[member].lex, doc->article.title, sr_brief_title(&doc->article));
    size_t at = 0;
    for (sr_cut cut = {0}; sr_unit_next(m->of[member].lex, doc, &at, &cut);)
        tell_span(x, m->of[member].lex, doc->article.text, cut.span);
}

static void tell_line(adder *x, const sr_line *l)
{
    const sr_article *a = &x->m->story->members[l->member].doc->article;
    tell_span(x, x->m->of[l->member].lex, l->in_title ? a->title : a->text, l->span);
}

/* A row tells its value for whatever words its measure is in. */
static void tell_row(adder *x, const sr_figure_row *row)
{
    tell_line(x, &row->line);
    tell(x, figure_key(row->value, 0));
}

static void tell_lines(adder *x)
{
    const sr_maker *m = x->m;
    if (m->options.has_focus) {
        tell_member(x, m->options.focus);
        return;
    }
    tell_line(x, &m->headline);
    for (size_t f = 0; f < m->figures.n; f++)
        for (size_t i = 0; i < m->figures.v[f].n_rows; i++)
            tell_row(x, &m->figures.v[f].rows[i]);
    for (size_t i = 0; i < m->chosen.n; i++) {
        const sr_unit *u = &m->units.v[m->chosen.v[i]];
        tell_span(x, m->of[u->member].lex, m->story->members[u->member].doc->article.text,
                  u->span);
    }
}

static void add(adder *x, sr_add_kind kind, sr_span span)
{
    sr_add item = {kind, sr_make_line(x->m, x->member, false, span)};
    x->refused |= !SR_PUSH(x->m->a, &x->adds, item);
}

/* --- 2. names ------------------------------------------------------------------------ */

static bool joins(const adder *x, const sr_bword *before, const sr_bword *w)
{
    return w->span.beg == before->span.end + 1 && x->text.p[before->span.end] == ' ' &&
           (w->flags & SR_WORD_CAPITAL) && !(w->flags & SR_WORD_QUOTED);
}

/* The end of the capitalised words that begin with word i; i where it is none. */
static size_t capitals_end(const adder *x, const sr_scan *s, size_t i)
{
    const sr_bword *w = &s->v[i];
    if (!(w->flags & SR_WORD_CAPITAL) || (w->flags & SR_WORD_QUOTED) || w->kinds)
        return i;
    size_t end = i + 1;
    while (end < s->n && end < i + NAME_WORDS && joins(x, &s->v[end - 1], &s->v[end]) &&
           !s->v[end].kinds)
        end++;
    return end;
}

/* The end of the name of two or more words that begins with word i; i where none does.
 * "Economic Community of West African States" is one. */
static size_t name_end(const adder *x, const sr_scan *s, size_t i)
{
    size_t end = capitals_end(x, s, i);
    if (end == i)
        return i;
    if (end + 1 < s->n && !(s->v[end + 1].flags & SR_WORD_AFTER_STOP) &&
        sr_str_eq(sr_str_span(x->text, s->v[end].span), SR_STR("of")) &&
        !(s->v[end].flags & SR_WORD_AFTER_STOP)) {
        size_t more = capitals_end(x, s, end + 1);
        end = more > end + 1 ? more : end;
    }
    return end > i + 1 ? end : i;
}

static bool any_told(const adder *x, const sr_scan *s, size_t beg, size_t end)
{
    for (size_t i = beg; i < end; i++)
        if (is_told(x, s->v[i].stem))
            return true;
    return false;
}

static size_t add_names(adder *x, const sr_scan *s, size_t left)
{
    for (size_t i = 0, end; i < s->n && left > 0; i = end) {
        end = name_end(x, s, i);
        if (end == i) {
            end = i + 1;
            continue;
        }
        if (is_told(x, s->v[end - 1].stem) || (end - i == 2 && any_told(x, s, i, end)))
            continue;
        add(x, SR_ADD_NAME, (sr_span){s->v[i].span.beg, s->v[end - 1].span.end});
        for (size_t k = i; k < end; k++)
            tell(x, s->v[k].stem);
        left--;
    }
    return left;
}

/* --- 3. figures ---------------------------------------------------------------------- */

/* The words of what is counted: "[stitches]", "[fishing boats]", "[percent]"; where the
 * list speaks English, a plural or a short noun. */
static size_t noun_end(const adder *x, const sr_scan *s, size_t end)
{
    size_t k = end;
    for (; k < s->n && k < end + 2; k++) {
        const sr_bword *w = &s->v[k];
        if ((w->flags & (SR_WORD_AFTER_STOP | SR_WORD_CAPITAL)) ||
            SR_IS(w, SR_KIND_STOP) || SR_IS(w, SR_KIND_DAY) || SR_IS(w, SR_KIND_BREAK))
            break;
        if (w->stem != w->form)
            return k + 1; /* a plural */
    }
    sr_str first = end < s->n ? sr_str_span(x->text, s->v[end].span) : (sr_str){0};
    bool verb = sr_str_ends(first, SR_STR("ed")) || sr_str_ends(first, SR_STR("er"));
    return k > end && !verb ? end + 1 : end;
}

/* "[94 firefighters]", "[$19 million]" */
static bool figure_span(const adder *x, const sr_scan *s, size_t i, size_t end,
                        sr_span *ret)
{
    uint32_t beg = s->v[i].span.beg;
    bool money = beg > 0 && x->text.p[beg - 1] == '$';
    size_t k = money ? end : noun_end(x, s, end);
    if (k == end && !money)
        return false;
    *ret = (sr_span){beg - money, s->v[k - 1].span.end};
    return true;
}

static bool is_date(const sr_scan *s, size_t i, size_t end)
{
    return (i > 0 && SR_IS(&s->v[i - 1], SR_KIND_DAY)) ||
           (end < s->n && SR_IS(&s->v[end], SR_KIND_DAY));
}

static size_t add_figures(adder *x, const sr_scan *s, size_t left)
{
    for (size_t i = 0, end; i < s->n && left > 0; i = end) {
        double value;
        sr_span span;
        end = i + 1;
        if (!sr_figure_number(x->lex, x->text, s, i, &end, &value))
            continue;
        uint64_t key = figure_key(value, end < s->n ? s->v[end].stem : 0);
        bool measured = end < s->n && SR_IS(&s->v[end], SR_KIND_AFTER) &&
                        is_told(x, figure_key(value, 0));
        if (value < FIGURE_MIN || is_date(s, i, end) || measured || is_told(x, key) ||
            !figure_span(x, s, i, end, &span))
            continue;
        add(x, SR_ADD_FIGURE, span);
        tell(x, key);
        left--;
    }
    return left;
}

/* --- 4. quotes ----------------------------------------------------------------------- */

static bool is_new_quote(const adder *x, const sr_scan *s)
{
    size_t quoted = 0, fresh = 0, content = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (!(s->v[i].flags & SR_WORD_QUOTED))
            continue;
        quoted++;
        content += !SR_IS(&s->v[i], SR_KIND_STOP);
        fresh += !SR_IS(&s->v[i], SR_KIND_STOP) && !is_told(x, s->v[i].stem);
    }
    return quoted >= QUOTE_WORDS && 2 * fresh > content;
}

static sr_scan scan_of(const adder *x, const sr_unit *u)
{
    sr_scan s = {0};
    sr_scan_add(x->lex, x->text, u->span, &s);
    return s;
}

static bool may_add(const sr_unit *u)
{
    return u->good && !u->dangles && !u->said && !u->echo && !u->starts_back &&
           u->span.end - u->span.beg <= QUOTE_BYTES;
}

static void add_unit(adder *x, sr_add_kind kind, const sr_unit *u)
{
    add(x, kind, u->span);
    tell_span(x, x->lex, x->text, u->span);
}

static bool add_quote(adder *x, const sr_unit *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sr_scan s = scan_of(x, &v[i]);
        if (may_add(&v[i]) && is_new_quote(x, &s)) {
            add_unit(x, SR_ADD_QUOTE, &v[i]);
            return true;
        }
    }
    return false;
}

/* --- 5. sentences -------------------------------------------------------------------- */

/* Content words that are not told, if they are half of all; else 0. */
static size_t fresh_words(const adder *x, const sr_unit *u)
{
    size_t fresh = 0;
    for (uint32_t i = 0; i < u->n_words; i++)
        fresh += !is_told(x, x->m->stems.keys.v[u->words[i]]);
    return 2 * fresh >= u->n_words ? fresh : 0;
}

/* Without a quote: the sentence of the first few that tells most, a later one only where
 * it tells half as much again. */
static void add_sentence(adder *x, const sr_unit *v, size_t n)
{
    const sr_unit *best = NULL;
    size_t most = FRESH_MIN;
    for (size_t i = 0; i < n && i < SENTENCES_READ; i++) {
        size_t fresh = may_add(&v[i]) && !v[i].stale ? fresh_words(x, &v[i]) : 0;
        if (best ? 2 * fresh > 3 * most : fresh >= most) {
            best = &v[i];
            most = fresh;
        }
    }
    if (best)
        add_unit(x, SR_ADD_SENTENCE, best);
}

/* --- 6. a source --------------------------------------------------------------------- */

static bool add_of_source(adder *x, sr_source_line *source)
{
    const sr_maker *m = x->m;
    const sr_of_member *of = &m->of[source->member];
    const sr_article *a = &m->story->members[source->member].doc->article;
    x->member = source->member;
    x->lex = of->lex;
    x->text = a->text;
    tell_span(x, x->lex, a->outlet, (sr_span){0, (uint32_t)a->outlet.len});
    size_t first = x->adds.n, names = NAMES, figures = FIGURES;
    size_t n = of->unit_end - of->unit_beg;
    const sr_unit *v = n ? &m->units.v[of->unit_beg] : NULL;
    n = n < UNITS_READ ? n : UNITS_READ;
    if (!add_quote(x, v, n))
        add_sentence(x, v, n);
    for (size_t i = 0; i < n && !x->refused; i++) {
        sr_scan s = scan_of(x, &v[i]);
        if (v[i].echo)
            continue;
        names = add_names(x, &s, names);
        figures = add_figures(x, &s, figures);
    }
    source->n_adds = x->adds.n - first;
    return !x->refused;
}

bool sr_make_adds(sr_maker *m, const uint32_t *order)
{
    adder x = {.m = m};
    tell_lines(&x);
    for (size_t i = 0; i < m->sources.n; i++)
        if (!add_of_source(&x, &m->sources.v[order[i]]))
            return false;
    sr_add *at = x.adds.v;
    for (size_t i = 0; i < m->sources.n; i++) {
        m->sources.v[order[i]].adds = at;
        if (at)
            at += m->sources.v[order[i]].n_adds;
    }
    return !x.refused;
}
