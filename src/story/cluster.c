/* Stories.  Read cluster.h first; this file is, in order:
 *   1. slots   2. which articles come into question   3. how well each story fits
 *   4. why   5. joining
 */
#include "story/cluster.h"

#include <math.h>

#include "base/hash.h"
#include "story/centroid.h"

enum { SLOTS_SHIFT = 10, CENTROIDS_SHIFT = 6 };
enum { STEPS = 32, ALL_STEPS = 256, MOST_CARDS = 32, MOST_REASONS = 6 };

/* --- 1. slots ------------------------------------------------------------------------- */

bool sr_cluster_init(sr_cluster *c, sr_arena *a, size_t max_articles)
{
    return sr_ring_init(&c->slots, a, sizeof(sr_slot), SLOTS_SHIFT, max_articles + 1) &&
           sr_ring_init(&c->centroids, a, sizeof(sr_centroid), CENTROIDS_SHIFT,
                        max_articles + 1);
}

uint32_t sr_cluster_find(const sr_cluster *c, const sr_window *w, sr_str id)
{
    uint32_t key = sr_key_of(SR_KEY_STORY_ID, sr_key(sr_hash64(id)));
    sr_walk walk = sr_postings_walk(&w->postings, key, 256);
    for (uint32_t low; sr_postings_next(&w->postings, &walk, &low);) {
        const sr_card *card = sr_window_card(w, sr_window_whole(w, low));
        if (card && sr_str_eq(sr_slot_id(sr_cluster_slot(c, card->story)), id))
            return card->story;
    }
    return 0;
}

bool sr_cluster_reserve(sr_cluster *c, sr_arena *a)
{
    return (c->free_slot || sr_ring_reserve(&c->slots, a, 1)) &&
           (c->free_centroid || sr_ring_reserve(&c->centroids, a, 1));
}

uint32_t sr_cluster_open(sr_cluster *c, sr_str id)
{
    uint32_t no = c->free_slot;
    if (no)
        c->free_slot = sr_cluster_slot(c, no)->next_free;
    else
        no = (uint32_t)c->slots.next++;
    sr_slot *s = sr_cluster_slot(c, no);
    *s = (sr_slot){.id_len = (uint8_t)id.len};
    memcpy(s->id, id.p, id.len);
    c->n_open++;
    return no;
}

void sr_cluster_gone(sr_cluster *c, uint32_t no)
{
    sr_slot *s = sr_cluster_slot(c, no);
    if (--s->n_live)
        return;
    if (s->centroid) {
        sr_centroid *m = sr_ring_at(&c->centroids, s->centroid);
        m->next_free = c->free_centroid;
        c->free_centroid = s->centroid;
    }
    s->centroid = 0;
    s->next_free = c->free_slot;
    c->free_slot = no;
    c->n_open--;
}

/* --- 2. which articles ----------------------------------------------------------------- */

/* All walks go on in turn, a step each: while one waits for memory, the others do too. */
bool sr_cluster_tally(const sr_window *w, const sr_arriving *q, size_t steps, size_t most,
                      sr_arena *a, sr_tally *ret, sr_met *met_v, size_t *n_met)
{
    sr_walk walks[SR_INDEX_KEYS];
    if (!sr_tally_init(ret, a, most))
        return false;
    for (size_t i = 0; i < q->n_keys; i++)
        sr_postings_ahead(&w->postings, sr_key_of(SR_KEY_TERM, q->keys[i].key));
    for (size_t i = 0; i < q->n_keys; i++)
        walks[i] =
            sr_postings_walk(&w->postings, sr_key_of(SR_KEY_TERM, q->keys[i].key), steps);
    for (size_t met = 0, going = 1; going && met < most;) {
        going = 0;
        for (size_t i = 0; i < q->n_keys && met < most; i++) {
            uint32_t low;
            if (!walks[i].left)
                continue;
            sr_walk_step got = sr_postings_step(&w->postings, &walks[i], &low);
            going += got != SR_WALK_ENDED;
            if (got != SR_WALK_MET)
                continue;
            sr_window_ahead(w, sr_window_whole(w, low));
            sr_tally_add(ret, low, q->keys[i].weight);
            if (met_v)
                met_v[(*n_met)++] = (sr_met){low, (uint32_t)i};
            met++;
        }
    }
    return true;
}

/* The rows with the largest sums, largest first, earlier met first among equals. */
static size_t heaviest(const sr_tally *t, sr_tally_row *ret, size_t most)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        size_t at = n;
        while (at > 0 && ret[at - 1].sum < t->rows[i].sum)
            at--;
        if (at >= most)
            continue;
        n += n < most;
        memmove(ret + at + 1, ret + at, (n - at - 1) * sizeof *ret);
        ret[at] = t->rows[i];
    }
    return n;
}

/* --- 3. how well ----------------------------------------------------------------------- */

static double pair_score(const sr_weights *w, const float like[SR_SIDES])
{
    double z = w->pair[SR_SIDES];
    for (int s = 0; s < SR_SIDES; s++)
        z += w->pair[s] * like[s];
    return z;
}

static void note_story(const sr_cluster *c, const sr_window *w, const sr_arriving *q,
                       uint64_t no, float evidence, sr_candidate *v, size_t *n)
{
    const sr_card *card = sr_window_card(w, no);
    if (!card || !sr_window_near(w, card->at_s, q->card.at_s))
        return;
    sr_candidate x = {.slot = card->story, .best = no, .evidence = evidence};
    sr_card_like(&q->probe, card, x.like);
    x.pair = pair_score(&c->weights, x.like);
    size_t i = 0;
    while (i < *n && v[i].slot != x.slot)
        i++;
    if (i == *n) {
        if (*n < SR_CANDIDATES)
            v[(*n)++] = x;
    } else if (x.pair > v[i].pair) {
        v[i] = x;
    }
}

static double days(int64_t from_s, int64_t to_s)
{
    int64_t gap = from_s > to_s ? from_s - to_s : to_s - from_s;
    return log1p((double)gap / 86400);
}

static void fill_features(const sr_cluster *c, const sr_window *w, const sr_arriving *q,
                          sr_candidate *v)
{
    const sr_slot *s = sr_cluster_slot(c, v->slot);
    const sr_card *best = sr_window_card(w, v->best);
    float centre[SR_SIDES];
    memcpy(centre, v->like, sizeof centre);
    if (s->centroid)
        sr_centroid_like(&q->probe, sr_ring_at(&c->centroids, s->centroid), centre);
    double *x = v->x;
    x[SR_X_ONE] = 1;
    for (int i = 0; i < SR_SIDES; i++) {
        x[SR_X_CENTRE + i] = centre[i];
        x[SR_X_BEST + i] = v->like[i];
    }
    int64_t t = q->card.at_s;
    x[SR_X_GAP] = t < s->first_s  ? days(t, s->first_s)
                  : t > s->last_s ? days(s->last_s, t)
                                  : 0;
    x[SR_X_GAP_BEST] = days(best->at_s, t);
    const sr_card *of = sr_window_card(w, q->match.of);
    if (of && of->story == v->slot)
        x[SR_X_SHARED] =
            q->match.shared > q->match.shared_of ? q->match.shared : q->match.shared_of;
    uint8_t both = q->card.sides & best->sides;
    x[SR_X_NO_NAMES] = !(both & (1u << SR_SIDE_NAME));
    x[SR_X_NO_NAMES_LEAD] = x[SR_X_NO_NAMES] * v->like[SR_SIDE_LEAD];
    x[SR_X_NO_NAMES_BODY] = x[SR_X_NO_NAMES] * v->like[SR_SIDE_BODY];
    x[SR_X_NO_NUMBERS] = !(both & (1u << SR_SIDE_NUMBER));
    x[SR_X_NO_FULL] = !(both & (1u << SR_SIDE_FULL));
    uint32_t words = q->card.n_words < best->n_words ? q->card.n_words : best->n_words;
    x[SR_X_SHORT] = 1 / log(2 + words);
    x[SR_X_NAME_NUMBER] = v->like[SR_SIDE_NAME] * v->like[SR_SIDE_NUMBER];
    x[SR_X_EVIDENCE] = log1p(v->evidence);
}

/* Likeness with the others is what any two articles of the stream have in common. */
static void fill_over(sr_candidate *v, size_t n)
{
    static const sr_side sides[] = {SR_SIDE_LEAD, SR_SIDE_BODY, SR_SIDE_NAME};
    for (size_t k = 0; k < SR_COUNT(sides); k++) {
        double sum = 0;
        for (size_t i = 0; i < n; i++)
            sum += v[i].like[sides[k]];
        for (size_t i = 0; i < n; i++) {
            double own = v[i].like[sides[k]];
            v[i].x[SR_X_OVER_LEAD + k] = own - (sum - own) / (SR_CANDIDATES - 1);
        }
    }
}

/* Whose are the names?  "Chicago" stands in hundreds of stories of a stream, "Constanța" in
 * one; the articles met under each name tell. */
static void fill_named(const sr_window *w, const sr_arriving *q, const sr_met *met,
                       size_t n_met, sr_candidate *v, size_t n)
{
    float all[SR_INDEX_KEYS] = {0}, of[SR_CANDIDATES][SR_INDEX_KEYS] = {{0}};
    for (size_t i = 0; i < n_met; i++) {
        const sr_card *c = sr_window_card(w, sr_window_whole(w, met[i].article));
        if (!c || !q->keys[met[i].key].name || !sr_window_near(w, c->at_s, q->card.at_s))
            continue;
        all[met[i].key]++;
        for (size_t k = 0; k < n; k++)
            of[k][met[i].key] += v[k].slot == c->story;
    }
    for (size_t k = 0; k < n; k++) {
        double sum = 0;
        for (size_t i = 0; i < q->n_keys; i++)
            sum += all[i] > 0 ? q->keys[i].weight * of[k][i] / all[i] : 0;
        v[k].x[SR_X_NAMED] = log1p(sum);
    }
}

static double probability(const sr_weights *w, const double x[SR_X_N])
{
    double z = 0;
    for (size_t i = 0; i < SR_X_N; i++)
        z += w->join[i] * x[i];
    return 1 / (1 + exp(-z));
}

/* Most probable first; among equals as they were met. */
static void order(sr_candidate *v, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        sr_candidate x = v[i];
        size_t j = i;
        for (; j > 0 && v[j - 1].p < x.p; j--)
            v[j] = v[j - 1];
        v[j] = x;
    }
}

bool sr_cluster_score(const sr_cluster *c, const sr_window *w, const sr_arriving *q,
                      sr_arena *a, sr_candidate *ret, size_t *n)
{
    sr_tally t;
    sr_met met[ALL_STEPS];
    size_t n_met = 0;
    if (!sr_cluster_tally(w, q, STEPS, ALL_STEPS, a, &t, met, &n_met))
        return false;
    sr_tally_row top[MOST_CARDS];
    size_t n_top = heaviest(&t, top, MOST_CARDS);
    for (size_t i = 0; i < n_top; i++) {
        const sr_card *card = sr_window_card(w, sr_window_whole(w, top[i].article));
        if (card)
            __builtin_prefetch(card->blob);
    }
    *n = 0;
    if (q->match.of)
        note_story(c, w, q, q->match.of, 0, ret, n);
    for (size_t i = 0; i < n_top; i++)
        note_story(c, w, q, sr_window_whole(w, top[i].article), top[i].sum, ret, n);
    for (size_t i = 0; i < *n; i++)
        fill_features(c, w, q, &ret[i]);
    fill_over(ret, *n);
    fill_named(w, q, met, n_met, ret, *n);
    for (size_t i = 0; i < *n; i++)
        ret[i].p = probability(&c->weights, ret[i].x);
    order(ret, *n);
    return true;
}

bool sr_cluster_certain(const sr_match *m)
{
    double less = m->shared < m->shared_of ? m->shared : m->shared_of;
    return m->of &&
           (m->relation == SR_COPY_COPY || m->relation == SR_COPY_UPDATE || less >= 0.5);
}

/* --- 4. why ---------------------------------------------------------------------------- */

typedef struct why {
    sr_reason *v; /* [MOST_REASONS] */
    size_t n;
} why;

static void offer(why *y, sr_str kind, sr_str what, double weight)
{
    size_t at = y->n;
    while (at > 0 && y->v[at - 1].weight < weight)
        at--;
    if (weight <= 0 || at >= MOST_REASONS)
        return;
    y->n += y->n < MOST_REASONS;
    memmove(y->v + at + 1, y->v + at, (y->n - at - 1) * sizeof *y->v);
    y->v[at] = (sr_reason){.kind = kind, .what = what, .weight = weight};
}

/* Text of a token, of the sentence that holds it. */
static sr_str token_text(const sr_doc *doc, uint32_t token)
{
    size_t low = 0, high = doc->n_sents;
    while (low + 1 < high) {
        size_t mid = (low + high) / 2;
        if (doc->sents[mid].tok_beg <= token)
            low = mid;
        else
            high = mid;
    }
    return sr_str_span(sr_doc_text(doc, &doc->sents[low]), doc->tokens[token].span);
}

/* What a side weighs, with the article, the centroid and before the others together.  A
 * whole name weighs as the names that it is made of. */
static double side_weight(const sr_weights *w, int side)
{
    int as = side == SR_SIDE_FULL ? SR_SIDE_NAME : side;
    double x = w->join[SR_X_CENTRE + as] + w->join[SR_X_BEST + as];
    x += as == SR_SIDE_LEAD   ? w->join[SR_X_OVER_LEAD]
         : as == SR_SIDE_BODY ? w->join[SR_X_OVER_BODY]
         : as == SR_SIDE_NAME ? w->join[SR_X_OVER_NAME]
                              : 0;
    return x > 0 ? x : 0;
}

static void why_terms(const sr_cluster *c, const sr_arriving *q, const sr_card *card,
                      why *y)
{
    static const char *const kinds[] = {"title", "lead", "body", "name"};
    const sr_features *f = q->doc->features;
    const sr_entry *e = sr_card_entries(card);
    size_t t = 0;
    for (size_t i = 0; i < card->n_terms; i++) {
        const uint8_t *w = sr_probe_get(&q->probe, e[i].key);
        while (t < f->n_terms && f->terms[t].key < e[i].key)
            t++;
        if (!w || t == f->n_terms || f->terms[t].key != e[i].key)
            continue;
        double sum = 0, most = 0;
        int side = 0;
        for (int s = 0; s < 4; s++) {
            double x = side_weight(&c->weights, s) * w[s] * e[i].w[s] / (255.0 * 255.0);
            sum += x;
            if (x >= most && x > 0) {
                most = x;
                side = s;
            }
        }
        offer(y, sr_str_of(kinds[side]), token_text(q->doc, f->terms[t].token), sum);
    }
}

static void why_facts(const sr_cluster *c, const sr_arriving *q, const sr_card *card,
                      why *y)
{
    const sr_features *f = q->doc->features;
    const sr_kept *k = sr_card_kept(card);
    size_t n = (size_t)card->n_numbers + card->n_names;
    for (size_t i = 0; i < n; i++) {
        int side = i < card->n_numbers ? SR_SIDE_NUMBER : SR_SIDE_FULL;
        const uint8_t *w = k[i].w ? sr_probe_get(&q->probe, k[i].key) : NULL;
        if (!w || !w[side])
            continue;
        for (size_t j = 0; j < f->n_facts; j++) {
            const sr_fact *x = &f->facts[j];
            if (x->key != k[i].key || x->kind == SR_FACT_QUOTE)
                continue;
            sr_str text = x->in_title ? q->doc->article.title : q->doc->article.text;
            offer(y, side == SR_SIDE_NUMBER ? SR_STR("number") : SR_STR("name"),
                  sr_str_span(text, x->span),
                  side_weight(&c->weights, side) * w[side] * k[i].w / (255.0 * 255.0));
            break;
        }
    }
}

/* A word of a whole name that is a reason already says nothing new. */
static void drop_parts(why *y)
{
    size_t n = 0;
    for (size_t i = 0; i < y->n; i++) {
        bool part = false;
        for (size_t j = 0; j < y->n && !part; j++)
            part = j != i && y->v[j].what.len > y->v[i].what.len &&
                   sr_str_find(y->v[j].what, y->v[i].what, 0) != SIZE_MAX;
        if (!part)
            y->v[n++] = y->v[i];
    }
    y->n = n;
}

bool sr_cluster_reasons(const sr_cluster *c, const sr_window *w, const sr_arriving *q,
                        uint64_t best, sr_arena *a, sr_reason **ret, size_t *n)
{
    why y = {.v = sr_arena_alloc(a, MOST_REASONS + 1, sizeof *y.v)};
    const sr_card *card = sr_window_card(w, best);
    if (!y.v)
        return false;
    if (card) {
        why_terms(c, q, card, &y);
        why_facts(c, q, card, &y);
    }
    drop_parts(&y);
    for (size_t i = 0; i < y.n; i++) {
        y.v[i].what = sr_arena_str(a, y.v[i].what);
        if (!y.v[i].what.p)
            return false;
    }
    const sr_card *of = sr_window_card(w, q->match.of);
    if (of && card && of->story == card->story) {
        memmove(y.v + 1, y.v, y.n * sizeof *y.v);
        y.n++;
        double share =
            q->match.shared > q->match.shared_of ? q->match.shared : q->match.shared_of;
        y.v[0] = (sr_reason){.kind = SR_STR("copy"), .weight = share};
        y.v[0].what = sr_arena_str(a, sr_card_id(of));
        if (!y.v[0].what.p)
            return false;
    }
    *ret = y.v;
    *n = y.n;
    return true;
}

/* --- 5. joining ------------------------------------------------------------------------- */

static void add_to_centroid(sr_cluster *c, const sr_window *w, sr_slot *s,
                            const sr_card *card)
{
    if (!s->centroid) {
        const sr_card *first = sr_window_card(w, s->first_no);
        if (!first)
            first = sr_window_card(w, s->last_no);
        s->centroid = c->free_centroid;
        if (!s->centroid)
            s->centroid = (uint32_t)c->centroids.next++;
        sr_centroid *m = sr_ring_at(&c->centroids, s->centroid);
        if (c->free_centroid)
            c->free_centroid = m->next_free;
        m->n = m->n_terms = m->next_free = 0;
        memset(m->length, 0, sizeof m->length);
        if (first)
            sr_centroid_add(m, first);
    }
    sr_centroid_add(sr_ring_at(&c->centroids, s->centroid), card);
}

void sr_cluster_join(sr_cluster *c, const sr_window *w, uint32_t slot,
                     const sr_arriving *q, uint64_t no)
{
    sr_slot *s = sr_cluster_slot(c, slot);
    const sr_card *card = &q->card;
    if (s->n && card->relation != SR_COPY_COPY)
        add_to_centroid(c, w, s, card);
    s->first_s = s->n && s->first_s < card->at_s ? s->first_s : card->at_s;
    s->last_s = s->n && s->last_s > card->at_s ? s->last_s : card->at_s;
    s->first_no = s->n ? s->first_no : no;
    s->last_no = no;
    s->n++;
    s->n_live++;
}
