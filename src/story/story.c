/* The engine: look at an article, place it, keep it.  Read story.h first; this file is, in
 * order:   1. the engine   2. looking   3. placing   4. keeping   5. adding
 *
 * Placing writes into the caller's arena only.  Keeping reserves all room first; what
 * follows cannot fail, so a refusal leaves the engine as it was.
 */
#include "story/story.h"

#include "base/data.h"
#include "base/hash.h"
#include "story/engine.h"

enum { DAY_S = 86400, MOST_ARTICLES = 1000000 };

/* --- 1. the engine -------------------------------------------------------------------- */

sr_status sr_stories_new(const sr_stories_options *options, sr_stories **ret, sr_err *err)
{
    sr_stories_options o = options ? *options : (sr_stories_options){0};
    sr_weights weights;
    sr_status st = sr_weights_read(sr_data("story.weights.txt"), &weights, err);
    if (st != SR_OK)
        return st;
    if (o.window_s <= 0)
        o.window_s = SR_STORIES_WINDOW_S;
    if (o.max_articles == 0)
        o.max_articles = MOST_ARTICLES;
    sr_arena *a = sr_arena_new(SIZE_MAX / 2);
    sr_stories *s = a ? SR_NEW(a, sr_stories, 1) : NULL;
    if (!s || !sr_window_init(&s->window, a, o.window_s, o.max_articles) ||
        !sr_cluster_init(&s->cluster, a, o.max_articles)) {
        sr_arena_free(a);
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for stories");
    }
    s->arena = a;
    s->cluster.weights = weights;
    sr_frequencies_begin(&s->window.frequencies, sr_data("df.en.txt"));
    *ret = s;
    return SR_OK;
}

void sr_stories_free(sr_stories *s)
{
    if (s)
        sr_arena_free(s->arena);
}

sr_stories_size sr_stories_measure(const sr_stories *s)
{
    const sr_window *w = &s->window;
    return (sr_stories_size){
        .articles = (size_t)(w->cards.next - w->cards.tail),
        .stories = s->cluster.n_open,
        .postings = (size_t)(w->postings.ring.next - w->postings.ring.tail),
        .bytes = sr_arena_bytes(s->arena),
    };
}

/* --- 2. looking ------------------------------------------------------------------------ */

/* The far edges keep differences of two times inside 64 bits. */
static sr_time clamp_time(sr_time t)
{
    const sr_time far_s = (sr_time)1 << 40;
    return t > far_s ? far_s : t < -far_s ? -far_s : t;
}

static sr_time time_of(const sr_window *w, const sr_doc *doc, sr_time arrival_s)
{
    const sr_when *p = &doc->article.published;
    arrival_s = clamp_time(arrival_s);
    if (p->precision >= SR_TIME_DAY &&
        (arrival_s <= 0 || clamp_time(p->at_s) <= arrival_s + DAY_S))
        return clamp_time(p->at_s);
    bool archive = w->clock_s != INT64_MIN && arrival_s > w->clock_s + w->window_s;
    return archive ? w->clock_s : arrival_s;
}

static void take_known(const sr_window *w, const sr_copy *k, sr_match *m)
{
    *m = (sr_match){.relation = k->relation,
                    .shared = k->shared,
                    .shared_of = k->shared_of,
                    .changes = k->changes,
                    .n_changes = k->n_changes};
    if (k->relation != SR_COPY_ORIGINAL)
        m->of = sr_window_find(w, k->of);
}

bool sr_stories_look(const sr_stories *s, const sr_doc *doc, sr_time arrival_s,
                     const sr_placed *known, sr_arena *a, sr_arriving *ret)
{
    const sr_window *w = &s->window;
    sr_arriving *q = ret;
    memset(&q->match, 0, sizeof q->match);
    q->doc = doc;
    if (!sr_card_make(doc, &w->frequencies, a, &q->card, q->keys, &q->n_keys) ||
        !sr_copies_prepare(w, doc->features, a, &q->card, &q->shared))
        return false;
    q->card.at_s = time_of(w, doc, arrival_s);
    sr_probe_init(&q->probe, &q->card);
    if (known)
        take_known(w, &known->copy, &q->match);
    else if (!sr_copies_find(w, doc, &q->card, &q->shared, a, &q->match))
        return false;
    return true;
}

/* --- 3. placing ------------------------------------------------------------------------- */

static bool place_copy(const sr_stories *s, const sr_arriving *q, sr_arena *a, sr_copy *c)
{
    const sr_match *m = &q->match;
    *c = (sr_copy){.relation = m->of ? m->relation : SR_COPY_ORIGINAL,
                   .shared = m->shared,
                   .shared_of = m->shared_of,
                   .changes = m->changes,
                   .n_changes = m->n_changes};
    const sr_card *of = sr_window_card(&s->window, m->of);
    if (!of) {
        c->group = sr_arena_str(a, q->doc->article.id);
        return c->group.p != NULL;
    }
    c->of = sr_arena_str(a, sr_card_id(of));
    c->group = sr_arena_str(a, of->group_len ? sr_card_group_id(of) : sr_card_id(of));
    return c->of.p && c->group.p;
}

static sr_status new_story_id(const sr_doc *doc, sr_arena *a, sr_str *ret, sr_err *err)
{
    char id[SR_ID_HEX + 1];
    sr_str part = doc->article.id;
    sr_status st = sr_digest(&part, 1, id, err);
    if (st != SR_OK)
        return st;
    *ret = sr_arena_str(a, (sr_str){id, SR_ID_HEX});
    return ret->p ? SR_OK : sr_fail(err, SR_ENOMEM, 0, "out of memory for a story's id");
}

/* *slot: where it goes, 0 where it opens a story. */
static sr_status place_join(const sr_stories *s, const sr_arriving *q, sr_arena *a,
                            sr_join *j, uint32_t *slot, sr_err *err)
{
    sr_candidate v[SR_CANDIDATES];
    size_t n;
    if (!sr_cluster_score(&s->cluster, &s->window, q, a, v, &n))
        goto refused;
    const sr_card *of = sr_window_card(&s->window, q->match.of);
    uint64_t best = n ? v[0].best : 0;
    *slot = 0;
    *j = (sr_join){.p = n ? v[0].p : 0};
    if (of && sr_cluster_certain(&q->match)) {
        *slot = of->story;
        best = q->match.of;
        j->p = 1;
    } else if (n && v[0].p >= s->cluster.weights.open_below) {
        *slot = v[0].slot;
    }
    if (!*slot) {
        j->opened = true;
        j->p = n ? 1 - v[0].p : 1; /* that it belongs to none that is open */
        return new_story_id(q->doc, a, &j->story, err);
    }
    j->story = sr_arena_str(a, sr_slot_id(sr_cluster_slot(&s->cluster, *slot)));
    if (j->story.p && sr_cluster_reasons(&s->cluster, &s->window, q, best, a, &j->reasons,
                                         &j->n_reasons))
        return SR_OK;
refused:
    return sr_fail(err, SR_ENOMEM, 0, "out of memory for the stories of an article");
}

static bool copy_reasons(const sr_join *k, sr_arena *a, sr_join *j)
{
    j->reasons = SR_NEW(a, sr_reason, k->n_reasons);
    for (size_t i = 0; j->reasons && i < k->n_reasons; i++) {
        j->reasons[i] = k->reasons[i];
        j->reasons[i].kind = sr_arena_str(a, k->reasons[i].kind);
        j->reasons[i].what = sr_arena_str(a, k->reasons[i].what);
    }
    return j->reasons && !sr_arena_refused(a);
}

static bool copy_changes(const sr_copy *k, sr_arena *a, sr_copy *c)
{
    c->changes = SR_NEW(a, sr_change, k->n_changes);
    for (size_t i = 0; c->changes && i < k->n_changes; i++) {
        c->changes[i] = k->changes[i];
        c->changes[i].from = sr_arena_str(a, k->changes[i].from);
        c->changes[i].to = sr_arena_str(a, k->changes[i].to);
    }
    return c->changes && !sr_arena_refused(a);
}

static sr_status place_known(const sr_stories *s, const sr_placed *known, sr_arena *a,
                             sr_placed *ret, uint32_t *slot, sr_err *err)
{
    *ret = *known;
    ret->copy.group = sr_arena_str(a, known->copy.group);
    ret->copy.of = sr_arena_str(a, known->copy.of);
    ret->join.story = sr_arena_str(a, known->join.story);
    if (!ret->copy.group.p || !ret->copy.of.p || !ret->join.story.p ||
        !copy_reasons(&known->join, a, &ret->join) ||
        !copy_changes(&known->copy, a, &ret->copy))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a known place");
    *slot = sr_cluster_find(&s->cluster, &s->window, known->join.story);
    return SR_OK;
}

/* --- 4. keeping -------------------------------------------------------------------------- */

static void article_gone(void *ctx, sr_card *c)
{
    sr_stories *s = ctx;
    sr_cluster_gone(&s->cluster, c->story);
}

static void put_postings(sr_window *w, const sr_arriving *q, sr_str story, uint32_t low)
{
    uint32_t id = sr_key(sr_hash64(q->doc->article.id));
    sr_postings_put(&w->postings, sr_key_of(SR_KEY_ID, id), low);
    sr_postings_put(&w->postings, sr_key_of(SR_KEY_STORY_ID, sr_key(sr_hash64(story))),
                    low);
    for (size_t i = 0; i < q->n_keys; i++)
        sr_postings_put(&w->postings, sr_key_of(SR_KEY_TERM, q->keys[i].key), low);
    if (!q->card.indexed)
        return;
    uint32_t digest = sr_key(q->card.digest);
    sr_postings_put(&w->postings, sr_key_of(SR_KEY_DIGEST, digest), low);
    for (size_t i = 0; i < q->shared.n; i++)
        sr_postings_put(&w->postings, sr_key_of(SR_KEY_SHINGLE, q->shared.v[i]), low);
}

static sr_status keep(sr_stories *s, sr_arriving *q, const sr_placed *p, uint32_t slot,
                      sr_arena *a, sr_err *err)
{
    sr_window *w = &s->window;
    sr_card *c = &q->card;
    c->relation = (uint8_t)p->copy.relation;
    c->indexed = sr_copies_indexed(w, p->copy.relation, q->match.of, c->at_s);
    c->group = sr_key(sr_hash64(p->copy.group));
    bool own = sr_str_eq(p->copy.group, sr_card_id(c));
    if ((!own && !sr_card_set_group(c, p->copy.group, a)) ||
        !sr_window_reserve(w, c, q->n_keys + q->shared.n + 3) ||
        !sr_cluster_reserve(&s->cluster, s->arena))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for one more article");
    uint64_t no = w->cards.next;
    c->story = slot ? slot : sr_cluster_open(&s->cluster, p->join.story);
    sr_cluster_join(&s->cluster, w, c->story, q, no);
    sr_window_advance(w, c->at_s, article_gone, s);
    (void)sr_window_put(w, c);
    put_postings(w, q, p->join.story, (uint32_t)no);
    sr_frequencies_add(&w->frequencies, q->doc->features);
    return SR_OK;
}

/* --- 5. adding --------------------------------------------------------------------------- */

sr_status sr_stories_add(sr_stories *s, const sr_doc *doc, sr_time arrival_s,
                         const sr_placed *known, sr_arena *a, sr_placed *ret, sr_err *err)
{
    if (!doc->features)
        return sr_fail(err, SR_EARG, 0, "the article has no features");
    if (known &&
        (known->join.story.len == 0 || known->join.story.len > SR_STORY_ID_BYTES))
        return sr_fail(err, SR_EARG, 0, "\"%.*s\" is no story's id",
                       SR_FMT(known->join.story));
    sr_arriving *q = sr_arena_alloc(a, 1, sizeof *q);
    if (!q || !sr_stories_look(s, doc, arrival_s, known, a, q))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the look at an article");
    sr_placed p = {0};
    uint32_t slot = 0;
    sr_status st = SR_OK;
    if (known)
        st = place_known(s, known, a, &p, &slot, err);
    else if (!place_copy(s, q, a, &p.copy))
        st = sr_fail(err, SR_ENOMEM, 0, "out of memory for the copy of an article");
    else
        st = place_join(s, q, a, &p.join, &slot, err);
    if (st == SR_OK)
        st = keep(s, q, &p, slot, a, err);
    if (st == SR_OK)
        *ret = p;
    return st;
}
