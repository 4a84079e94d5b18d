/* Stage story, step 4:   features, window  ->  [related articles, with what each adds]
 *
 * Ranked by the learnt likeness of two articles (sr_weights.pair: title, lead, body, names,
 * figures); copies are shown with their original.  This file is, in order:
 *   1. what an article adds   2. collapsing copies   3. ranking
 */
#include <math.h>

#include "base/hash.h"
#include "story/engine.h"

enum {
    STEPS = 2048,
    MOST_MET = 16000,
    TOP = 8, /* articles whose stories are looked through */
    MOST_OF_STORY = 256,
    MOST_RANKED = 1000,
    MOST_ADDS = 9,
    MOST_OF_KIND = 3
};

typedef struct ranked {
    uint64_t no;
    double score;
    uint32_t group;
} ranked;

/* --- 1. what an article adds ----------------------------------------------------------- */

static bool has_term(const sr_features *f, uint32_t key)
{
    size_t low = 0, high = f->n_terms;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (f->terms[mid].key < key)
            low = mid + 1;
        else
            high = mid;
    }
    return low < f->n_terms && f->terms[low].key == key;
}

static bool has_fact(const sr_features *f, uint32_t key)
{
    for (size_t i = 0; i < f->n_facts; i++)
        if (f->facts[i].key == key)
            return true;
    return false;
}

/* Figures need a unit, or they say nothing by themselves. */
static bool is_new(const sr_features *f, const sr_kept *k, sr_fact_kind kind)
{
    if (kind == SR_FACT_NUMBER && k->key == k->value)
        return false;
    if (kind == SR_FACT_NAME && k->words == 1 && has_term(f, k->key))
        return false;
    return !has_fact(f, k->key);
}

static bool find_adds(const sr_card *c, const sr_features *f, sr_arena *a,
                      sr_related *ret)
{
    ret->adds = sr_arena_alloc(a, MOST_ADDS, sizeof *ret->adds);
    if (!ret->adds)
        return false;
    const sr_kept *k = sr_card_kept(c);
    const char *text = sr_card_text(c);
    size_t of_kind[3] = {0};
    for (size_t i = 0; i < sr_card_n_kept(c); text += k[i++].len) {
        sr_fact_kind kind = i < c->n_numbers                        ? SR_FACT_NUMBER
                            : i < (size_t)c->n_numbers + c->n_names ? SR_FACT_NAME
                                                                    : SR_FACT_QUOTE;
        if (of_kind[kind] >= MOST_OF_KIND || !is_new(f, &k[i], kind))
            continue;
        sr_str s = sr_arena_str(a, (sr_str){text, k[i].len});
        if (!s.p)
            return false;
        of_kind[kind]++;
        ret->adds[ret->n_adds++] = s;
    }
    return true;
}

/* --- 2. collapsing copies --------------------------------------------------------------- */

/* First row of a group, or where it would go: by hash table of indices plus one. */
static uint32_t *group_slot(uint32_t *slots, size_t n_slots, const ranked *v,
                            uint32_t group)
{
    size_t i = (group * 0x9E3779B1u) & (n_slots - 1);
    while (slots[i] && v[slots[i] - 1].group != group)
        i = (i + 1) & (n_slots - 1);
    return &slots[i];
}

typedef struct collapse {
    ranked *v;      /* [n] best first */
    uint32_t *head; /* [n] index of the row that shows it */
    size_t n;
} collapse;

static bool collapse_copies(collapse *c, sr_arena *a)
{
    size_t n_slots = 64;
    while (n_slots < 2 * c->n)
        n_slots *= 2;
    uint32_t *slots = SR_NEW(a, uint32_t, n_slots);
    c->head = SR_NEW(a, uint32_t, c->n);
    if (!slots || !c->head)
        return false;
    for (size_t i = 0; i < c->n; i++) {
        uint32_t *s = group_slot(slots, n_slots, c->v, c->v[i].group);
        if (!*s)
            *s = (uint32_t)i + 1;
        c->head[i] = *s - 1;
    }
    return true;
}

/* The row of a group shows its first article, where that one is among the ranked. */
static bool fill_row(const sr_stories *s, const sr_doc *doc, const collapse *c, size_t at,
                     sr_arena *a, sr_related *ret)
{
    size_t n = 0, first = at;
    for (size_t i = at; i < c->n; i++) {
        if (c->head[i] != at)
            continue;
        n++;
        first = c->v[i].no < c->v[first].no ? i : first;
    }
    const sr_card *card = sr_window_card(&s->window, c->v[first].no);
    *ret = (sr_related){.score = c->v[at].score};
    ret->id = sr_arena_str(a, sr_card_id(card));
    ret->story = sr_arena_str(a, sr_slot_id(sr_cluster_slot(&s->cluster, card->story)));
    ret->copies = sr_arena_alloc(a, n, sizeof *ret->copies);
    if (!ret->id.p || !ret->story.p || !ret->copies)
        return false;
    for (size_t i = at; n > 1 && i < c->n; i++) {
        if (c->head[i] != at || i == first)
            continue;
        const sr_card *x = sr_window_card(&s->window, c->v[i].no);
        ret->copies[ret->n_copies] = sr_arena_str(a, sr_card_id(x));
        if (!ret->copies[ret->n_copies++].p)
            return false;
    }
    return find_adds(card, doc->features, a, ret);
}

/* --- 3. ranking -------------------------------------------------------------------------- */

/* Descending by score, then ascending by number; heap sort, in place. */
static bool before(const ranked *x, const ranked *y)
{
    return x->score > y->score || (x->score == y->score && x->no < y->no);
}

static void sift(ranked *v, size_t at, size_t n)
{
    for (size_t child; (child = 2 * at + 1) < n; at = child) {
        child += child + 1 < n && before(&v[child], &v[child + 1]);
        if (!before(&v[at], &v[child]))
            return;
        ranked x = v[at];
        v[at] = v[child];
        v[child] = x;
    }
}

static void sort(ranked *v, size_t n)
{
    for (size_t i = n / 2; i-- > 0;)
        sift(v, i, n);
    for (size_t end = n; end > 1; end--) {
        ranked x = v[0];
        v[0] = v[end - 1];
        v[end - 1] = x;
        sift(v, 0, end - 1);
    }
}

/* Articles under any key of the card: all its words, not only those it is indexed by. */
static bool meet(const sr_stories *s, const sr_arriving *q, sr_arena *a, sr_tally *t)
{
    if (!sr_cluster_tally(&s->window, q, STEPS, MOST_MET, a, t, NULL, NULL))
        return false;
    const sr_entry *e = sr_card_entries(&q->card);
    for (size_t i = 0; i < q->card.n_terms; i++) {
        uint32_t key = sr_key_of(SR_KEY_TERM, e[i].key);
        sr_walk walk = sr_postings_walk(&s->window.postings, key, STEPS);
        for (uint32_t low; sr_postings_next(&s->window.postings, &walk, &low);)
            sr_tally_add(t, low, 1);
    }
    return true;
}

/* The other articles of the stories of the nearest. */
static void meet_stories(const sr_stories *s, const ranked *v, size_t n, sr_tally *t)
{
    const sr_postings *p = &s->window.postings;
    for (size_t i = 0; i < n && i < TOP; i++) {
        const sr_card *c = sr_window_card(&s->window, v[i].no);
        sr_str id = sr_slot_id(sr_cluster_slot(&s->cluster, c->story));
        uint32_t key = sr_key_of(SR_KEY_STORY_ID, sr_key(sr_hash64(id)));
        sr_walk walk = sr_postings_walk(p, key, MOST_OF_STORY);
        for (uint32_t low; sr_postings_next(p, &walk, &low);)
            sr_tally_add(t, low, 1);
    }
}

static size_t rank(const sr_stories *s, const sr_arriving *q, const sr_tally *t,
                   ranked *v)
{
    const sr_weights *w = &s->cluster.weights;
    sr_str own = q->doc->article.id;
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        uint64_t no = sr_window_whole(&s->window, t->rows[i].article);
        const sr_card *c = sr_window_card(&s->window, no);
        if (!c || sr_str_eq(sr_card_id(c), own))
            continue;
        float like[SR_SIDES];
        sr_card_like(&q->probe, c, like);
        double z = w->pair[SR_SIDES];
        for (int k = 0; k < SR_SIDES; k++)
            z += w->pair[k] * like[k];
        v[n++] = (ranked){.no = no, .score = 1 / (1 + exp(-z)), .group = c->group};
    }
    sort(v, n);
    return n < MOST_RANKED ? n : MOST_RANKED;
}

sr_status sr_stories_related(const sr_stories *s, const sr_doc *doc, size_t max,
                             sr_arena *a, sr_related **ret, size_t *n, sr_err *err)
{
    if (!doc->features)
        return sr_fail(err, SR_EARG, 0, "the article has no features");
    sr_arriving *q = sr_arena_zero(a, 1, sizeof *q);
    sr_tally t;
    if (!q)
        goto refused;
    q->doc = doc;
    if (!sr_card_make(doc, &s->window.frequencies, a, &q->card, q->keys, &q->n_keys))
        goto refused;
    sr_probe_init(&q->probe, &q->card);
    if (!meet(s, q, a, &t))
        goto refused;
    collapse c = {.v = sr_arena_alloc(a, t.n + TOP * MOST_OF_STORY, sizeof *c.v)};
    if (!c.v)
        goto refused;
    c.n = rank(s, q, &t, c.v);
    meet_stories(s, c.v, c.n, &t);
    c.n = rank(s, q, &t, c.v);
    sr_related *v = SR_NEW(a, sr_related, c.n);
    if (!v || !collapse_copies(&c, a))
        goto refused;
    size_t rows = 0;
    for (size_t i = 0; i < c.n && (max == 0 || rows < max); i++)
        if (c.head[i] == i && !fill_row(s, doc, &c, i, a, &v[rows++]))
            goto refused;
    *ret = v;
    *n = rows;
    return SR_OK;
refused:
    return sr_fail(err, SR_ENOMEM, 0, "out of memory for related articles");
}
