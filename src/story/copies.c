/* Copies.  Read copies.h first; this file is, in order:
 *   1. which shingles count, and who has them   2. what changed   3. which relation   4. the search
 *
 * Thresholds come from arithmetic, not from a fit.  A word that differs spoils three
 * shingles: of a text with every n-th word changed (1 - 1/n)^3 stay.  One in ten: .73,
 * still a copy; one in four: .42, a rewrite.  Half of a text inside another leaves .5 of
 * it.  Unrelated reports of one happening share up to .2 (names, charges, places).
 */
#include "story/copies.h"

#include "base/hash.h"

enum { STEPS = 24, MOST_ARTICLES = 2048, LEAST_HITS = 4 };
enum { STOCK_GROUPS = 12, OWN_ARTICLES = 3 };

static const double least_share = 0.25;    /* in both directions */
static const double least_one = 0.38;      /* in one; each and one standard deviation */
static const double least_share_own = 0.5; /* within one outlet, where boilerplate may
                                              not be learnt yet */
/* A copy that has an eighth more is an extended one: a byline and a line of boilerplate are
 * less.  One that lost as much is still a copy: a cut adds nothing. */
static const double added = 0.12;
static const double same = 0.7, part = 0.35, whole = 0.8, versions = 0.5;

/* --- 1. which shingles count ---------------------------------------------------------- */

/* The articles that have one shingle, newest first. */
typedef struct having {
    uint32_t low[STEPS];
    size_t n;
} having;

/* How many groups they are of. */
typedef struct groups {
    uint32_t v[STOCK_GROUPS];
    size_t n,
        n_own; /* n_own: of the article's own outlet, and no mere versions of another */
} groups;

static void note_group(groups *g, const sr_card *card, uint32_t outlet)
{
    bool version = card->relation == SR_COPY_COPY || card->relation == SR_COPY_UPDATE;
    g->n_own += outlet && card->outlet == outlet && !version;
    for (size_t i = 0; i < g->n; i++)
        if (g->v[i] == card->group)
            return;
    g->v[g->n++] = card->group;
}

/* A stock phrase: many reports that are no copies of each other have it, or several of the
 * same outlet (its boilerplate).  Articles that have left are dropped from h. */
static bool is_stock(const sr_window *w, uint32_t outlet, having *h)
{
    groups g = {.n = 0};
    size_t n = 0;
    for (size_t i = 0; i < h->n; i++) {
        const sr_card *card = sr_window_card(w, sr_window_whole(w, h->low[i]));
        if (!card)
            continue;
        note_group(&g, card, outlet);
        if (g.n >= STOCK_GROUPS || g.n_own >= OWN_ARTICLES)
            return true;
        h->low[n++] = h->low[i];
    }
    h->n = n;
    return false;
}

/* All walks go on in turn, a step each: while one waits for memory, the others do too. */
static void walk_all(const sr_window *w, const uint32_t *shingles, size_t n,
                     sr_walk *walks, having *ret)
{
    const sr_postings *p = &w->postings;
    for (size_t i = 0; i < n; i++)
        sr_postings_ahead(p, sr_key_of(SR_KEY_SHINGLE, shingles[i]));
    for (size_t i = 0; i < n; i++) {
        walks[i] = sr_postings_walk(p, sr_key_of(SR_KEY_SHINGLE, shingles[i]), STEPS);
        ret[i].n = 0;
    }
    for (size_t going = n; going > 0;) {
        going = 0;
        for (size_t i = 0; i < n; i++) {
            uint32_t low;
            if (!walks[i].left)
                continue;
            sr_walk_step got = sr_postings_step(p, &walks[i], &low);
            going += got != SR_WALK_ENDED;
            if (got != SR_WALK_MET)
                continue;
            ret[i].low[ret[i].n++] = low;
            sr_window_ahead(w, sr_window_whole(w, low));
        }
    }
}

bool sr_copies_prepare(const sr_window *w, const sr_features *f, sr_arena *a, sr_card *c,
                       sr_shared *ret)
{
    sr_walk *walks = sr_arena_alloc(a, f->n_shingles, sizeof *walks);
    having *h = sr_arena_alloc(a, f->n_shingles, sizeof *h);
    *ret = (sr_shared){.v = sr_arena_alloc(a, f->n_shingles, sizeof *ret->v)};
    if (!ret->v || !walks || !h || !sr_tally_init(&ret->met, a, MOST_ARTICLES))
        return false;
    memset(c->shingles, 0, sizeof c->shingles);
    walk_all(w, f->shingles, f->n_shingles, walks, h);
    for (size_t i = 0; i < f->n_shingles; i++) {
        uint32_t s = f->shingles[i];
        if (is_stock(w, f->outlet, &h[i]))
            continue;
        ret->v[ret->n++] = s;
        for (uint32_t l = f->level; l < SR_SHINGLE_LEVELS && sr_shingle_in(s, l); l++)
            c->shingles[l]++;
        for (size_t k = 0; k < h[i].n; k++)
            sr_tally_add(&ret->met, h[i].low[k], 1);
    }
    return true;
}

/* --- 2. what changed ------------------------------------------------------------------- */

typedef struct changer {
    const sr_doc *doc;
    const sr_card *old;
    sr_arena *a;
    sr_change *v; /* [most] */
    size_t n, most;
    bool taken[SR_MAX_FACTS]; /* facts of doc that stand in a change */
    bool refused;
} changer;

static bool old_has(const sr_card *old, sr_fact_kind kind, uint32_t key)
{
    const sr_kept *k = sr_card_kept(old) + (kind == SR_FACT_NAME ? old->n_numbers : 0);
    size_t n = kind == SR_FACT_NAME ? old->n_names : old->n_numbers;
    for (size_t i = 0; i < n; i++)
        if (k[i].key == key)
            return true;
    return false;
}

static bool new_has(const sr_features *f, sr_fact_kind kind, uint32_t key)
{
    for (size_t i = 0; i < f->n_facts; i++)
        if (f->facts[i].kind == kind && f->facts[i].key == key)
            return true;
    return false;
}

/* Context at the edge of a sentence: it stands beside everything. */
static uint16_t edge(void)
{
    return (uint16_t)sr_key(sr_hash_mix(sr_hash_mix(0x5bd1e995, 0), 0));
}

/* "three people" and "19 people": words alike behind the figure. */
static bool same_unit(sr_str from, sr_str to)
{
    size_t i = sr_str_find(from, SR_STR(" "), 0), k = sr_str_find(to, SR_STR(" "), 0);
    return i != SIZE_MAX && k != SIZE_MAX &&
           sr_str_eq(sr_str_cut(from, i, from.len), sr_str_cut(to, k, to.len));
}

/* Both sides alike; of figures that count the same thing, one. */
static bool same_place(const sr_kept *k, sr_str from, const sr_fact *f, sr_str to)
{
    if (f->kind == SR_FACT_NUMBER && k->value == f->value)
        return false; /* the same figure with another unit: a slip, no news */
    bool left = k->left == (uint16_t)f->left, right = k->right == (uint16_t)f->right;
    bool inner = (left && k->left != edge()) || (right && k->right != edge());
    return inner &&
           ((left && right) || (f->kind == SR_FACT_NUMBER && same_unit(from, to)));
}

static sr_str written(const sr_doc *doc, const sr_fact *f)
{
    return sr_str_span(f->in_title ? doc->article.title : doc->article.text, f->span);
}

/* Is one a misspelling of the other?  Edit distance of at most a third of the length, by
 * the usual table over the first 32 bytes. */
static bool spelt_alike(sr_str x, sr_str y)
{
    enum { MOST = 32 };
    size_t n = x.len < MOST ? x.len : MOST, m = y.len < MOST ? y.len : MOST;
    uint8_t row[MOST + 1];
    for (size_t j = 0; j <= m; j++)
        row[j] = (uint8_t)j;
    for (size_t i = 1; i <= n; i++) {
        uint8_t diagonal = row[0];
        row[0] = (uint8_t)i;
        for (size_t j = 1; j <= m; j++) {
            uint8_t best = (uint8_t)(diagonal + (x.p[i - 1] != y.p[j - 1]));
            diagonal = row[j];
            best = row[j] + 1 < best ? (uint8_t)(row[j] + 1) : best;
            row[j] = row[j - 1] + 1 < best ? (uint8_t)(row[j - 1] + 1) : best;
        }
    }
    return row[m] * 3u <= (n > m ? n : m);
}

/* Has x all words of y, in order ("Orlando Police Chief Mina", "Chief Mina")? */
static bool holds(sr_str x, sr_str y)
{
    size_t at = 0;
    for (sr_str word; sr_str_field(&y, ' ', &word); at += word.len) {
        at = word.len ? sr_str_find(x, word, at) : at;
        if (at == SIZE_MAX)
            return false;
    }
    return true;
}

static void add_change(changer *c, sr_str from, size_t at)
{
    const sr_fact *f = &c->doc->features->facts[at];
    sr_str to = written(c->doc, f);
    if (f->kind == SR_FACT_NAME &&
        (spelt_alike(from, to) || holds(from, to) || holds(to, from)))
        return;
    sr_change x = {.from = sr_arena_str(c->a, from), .to = sr_arena_str(c->a, to)};
    x.span = f->span;
    x.in_title = f->in_title;
    if (!x.from.p || !x.to.p) {
        c->refused = true;
        return;
    }
    c->taken[at] = true;
    c->v[c->n++] = x;
}

/* A fact that the old text alone has, and one that the new text alone has, in the same
 * surroundings: one became the other. */
static void find_change(changer *c, const sr_kept *k, sr_fact_kind kind, sr_str from)
{
    const sr_features *f = c->doc->features;
    if (c->n >= c->most || new_has(f, kind, k->key))
        return;
    for (size_t i = 0; i < f->n_facts; i++) {
        const sr_fact *x = &f->facts[i];
        if (x->kind != kind || c->taken[i] ||
            !same_place(k, from, x, written(c->doc, x)) || old_has(c->old, kind, x->key))
            continue;
        add_change(c, from, i);
        return;
    }
}

static bool find_changes(const sr_doc *doc, const sr_card *old, sr_arena *a,
                         sr_match *ret)
{
    changer c = {.doc = doc, .old = old, .a = a};
    c.most = (size_t)old->n_numbers + old->n_names;
    c.v = sr_arena_alloc(a, c.most, sizeof *c.v);
    if (!c.v)
        return false;
    const sr_kept *k = sr_card_kept(old);
    const char *text = sr_card_text(old);
    for (size_t i = 0; i < c.most && !c.refused; i++) {
        sr_fact_kind kind = i < old->n_numbers ? SR_FACT_NUMBER : SR_FACT_NAME;
        find_change(&c, &k[i], kind, (sr_str){text, k[i].len});
        text += k[i].len;
    }
    ret->changes = c.v;
    ret->n_changes = c.n;
    return !c.refused;
}

/* --- 3. which relation ------------------------------------------------------------------ */

static sr_copy_relation relation_of(double shared, double shared_of)
{
    if (shared >= same && shared_of >= same)
        return shared_of - shared > added ? SR_COPY_EXTENDED : SR_COPY_COPY;
    if (shared_of >= same)
        return SR_COPY_EXTENDED;
    if (shared >= same)
        return SR_COPY_EXCERPT;
    if (shared >= part && shared_of >= part)
        return SR_COPY_REWRITE;
    return shared_of > shared ? SR_COPY_EXTENDED : SR_COPY_EXCERPT;
}

/* Large enough a share for the size of the sample that it is counted in? */
static bool enough(double hits, double n, double least)
{
    double over = hits - least * n;
    return over > 0 && over * over >= least * (1 - least) * n;
}

/* Counts at the level that both articles have: the shares in both directions. */
static bool compare(const sr_card *c, const sr_card *old, double hits, sr_match *m)
{
    uint32_t level = c->level > old->level ? c->level : old->level;
    double n = c->shingles[level], n_old = old->shingles[level];
    double least = c->outlet && c->outlet == old->outlet ? least_share_own : least_share;
    double few = n < n_old ? n : n_old;
    if (few == 0 || hits < (few < LEAST_HITS ? few : LEAST_HITS) || hits < 2)
        return false;
    bool both = enough(hits, n, least) && enough(hits, n_old, least);
    if (!both && !enough(hits, n, least_one) && !enough(hits, n_old, least_one))
        return false;
    m->shared = hits < n ? hits / n : 1;
    m->shared_of = hits < n_old ? hits / n_old : 1;
    return true;
}

/* --- 4. the search ---------------------------------------------------------------------- */

/* Of several the one whose text is there most fully; the first of equals. */
static double fullness(const sr_match *m)
{
    double less = m->shared < m->shared_of ? m->shared : m->shared_of;
    double x = m->shared >= whole && m->shared > m->shared_of ? m->shared : m->shared_of;
    return x + 0.1 * less;
}

static void find_same(const sr_window *w, const sr_card *c, sr_match *ret)
{
    uint32_t key = sr_key_of(SR_KEY_DIGEST, sr_key(c->digest));
    sr_walk walk = sr_postings_walk(&w->postings, key, 4 * STEPS);
    for (uint32_t low; sr_postings_next(&w->postings, &walk, &low);) {
        uint64_t no = sr_window_whole(w, low);
        const sr_card *old = sr_window_card(w, no);
        if (old && old->digest == c->digest && c->n_words > 0 &&
            sr_window_near(w, old->at_s, c->at_s))
            *ret = (sr_match){.of = no, .shared = 1, .shared_of = 1};
    }
}

/* A group has one origin: what shares text with a member, but none with the article that
 * the group began with, is no copy of it. */
static bool shares_origin(const sr_window *w, const sr_card *c, const sr_tally *t,
                          const sr_card *old)
{
    uint64_t no = old->group_len ? sr_window_find(w, sr_card_group_id(old)) : 0;
    const sr_card *origin = sr_window_card(w, no);
    if (!origin || !origin->indexed)
        return true;
    uint32_t level = c->level > origin->level ? c->level : origin->level;
    double few = c->shingles[level] < origin->shingles[level] ? c->shingles[level]
                                                              : origin->shingles[level];
    double hits = sr_tally_get(t, (uint32_t)no);
    return hits >= 2 && hits >= least_share / 2 * few;
}

static void pick_best(const sr_window *w, const sr_card *c, const sr_tally *t,
                      sr_match *ret)
{
    double best = 0;
    for (size_t i = 0; i < t->n; i++) {
        uint64_t no = sr_window_whole(w, t->rows[i].article);
        const sr_card *old = sr_window_card(w, no);
        sr_match m = {.of = no};
        if (!old || !sr_window_near(w, old->at_s, c->at_s) ||
            !compare(c, old, t->rows[i].sum, &m))
            continue;
        double full = fullness(&m);
        if ((full > best || (full == best && no < ret->of)) &&
            shares_origin(w, c, t, old)) {
            best = full;
            *ret = m;
        }
    }
}

/* The same article at the same address again, however much of it was changed. */
static void find_earlier(const sr_window *w, const sr_doc *doc, sr_match *ret)
{
    uint64_t no = sr_window_find(w, doc->article.id);
    if (no && ret->of == 0)
        ret->of = no;
}

static void name_relation(const sr_window *w, const sr_card *c, sr_match *m)
{
    const sr_card *old = sr_window_card(w, m->of);
    bool one_address = sr_str_eq(sr_card_id(old), sr_card_id(c));
    m->relation = relation_of(m->shared, m->shared_of);
    bool versions_of_one = m->shared_of >= versions || m->shared >= versions;
    if ((m->n_changes && versions_of_one) || (one_address && old->digest != c->digest))
        m->relation = SR_COPY_UPDATE;
    else
        m->n_changes = 0;
}

bool sr_copies_find(const sr_window *w, const sr_doc *doc, const sr_card *c,
                    const sr_shared *shared, sr_arena *a, sr_match *ret)
{
    sr_match m = {.of = 0};
    find_same(w, c, &m);
    if (m.of == 0)
        pick_best(w, c, &shared->met, &m);
    find_earlier(w, doc, &m);
    if (m.of) {
        if (!find_changes(doc, sr_window_card(w, m.of), a, &m))
            return false;
        name_relation(w, c, &m);
    }
    *ret = m;
    return true;
}

bool sr_copies_indexed(const sr_window *w, sr_copy_relation r, uint64_t of, int64_t at_s)
{
    const sr_card *old = r == SR_COPY_COPY ? sr_window_card(w, of) : NULL;
    return !old || old->at_s < at_s - w->window_s / 2;
}
