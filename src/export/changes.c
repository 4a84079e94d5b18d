#include "export/changes.h"

#include "base/hash.h"
#include "base/map.h"

#include <stdlib.h>

enum {
    MOST_WORDS = 24, /* of what a position is about */
    SEEN_LOOK = 256, /* newest positions of an actor that are compared */
    SEEN_ARENA_BYTES = 256 * 1024 * 1024
};

/* Half of the words, and two of them where one has more than two: "the ceasefire plan" and
 * "a ceasefire" are the same, "the thing" and "a thing that roads pass through" are not.
 * Chosen by reading the changes that it gives on the demo. */
static const double SAME_SHARE = 0.5;

typedef struct seen {
    sr_position_before before;
    uint64_t words[MOST_WORDS];
    uint32_t n_words;
    uint32_t earlier; /* index of the same actor's one before, or SR_NONE */
} seen;

struct sr_positions_seen {
    sr_arena *arena; /* ids and names */
    sr_map actors;   /* name -> index of the newest, plus one */
    seen *v;         /* [n] */
    size_t n, cap;
};

sr_status sr_positions_seen_new(sr_positions_seen **ret, sr_err *err)
{
    sr_positions_seen *s = calloc(1, sizeof *s);
    if (s)
        s->arena = sr_arena_new(SEEN_ARENA_BYTES);
    if (!s || !s->arena) {
        free(s);
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for positions");
    }
    *ret = s;
    return SR_OK;
}

void sr_positions_seen_free(sr_positions_seen *s)
{
    if (!s)
        return;
    sr_map_free(&s->actors);
    sr_arena_free(s->arena);
    free(s->v);
    free(s);
}

/* --- what a position is about ------------------------------------------------------------ */

static bool is_content(const sr_word *w)
{
    return w->upos == SR_UPOS_NOUN || w->upos == SR_UPOS_PROPN ||
           w->upos == SR_UPOS_VERB || w->upos == SR_UPOS_ADJ || w->upos == SR_UPOS_NUM;
}

static uint64_t lemma_hash(sr_str lemma)
{
    char low[64];
    size_t n = lemma.len < sizeof low ? lemma.len : sizeof low;
    for (size_t i = 0; i < n; i++)
        low[i] = sr_lower(lemma.p[i]);
    return sr_hash64((sr_str){low, n});
}

static void read_words(const sr_doc *doc, const sr_position *p, seen *ret)
{
    const sr_sentence *s = &doc->sents[p->sent];
    for (uint32_t t = s->tok_beg; t < s->tok_end && ret->n_words < MOST_WORDS; t++) {
        sr_span at = doc->tokens[t].span;
        if (at.beg >= p->toward.beg && at.end <= p->toward.end &&
            is_content(&doc->words[t]))
            ret->words[ret->n_words++] = lemma_hash(doc->words[t].lemma);
    }
}

static bool is_same(const seen *a, const seen *b)
{
    const seen *few = a->n_words < b->n_words ? a : b, *many = few == a ? b : a;
    uint32_t shared = 0;
    for (uint32_t i = 0; i < few->n_words; i++) {
        uint32_t k = 0;
        while (k < many->n_words && many->words[k] != few->words[i])
            k++;
        shared += k < many->n_words;
    }
    return few->n_words && shared >= SAME_SHARE * few->n_words &&
           (shared >= 2 || many->n_words <= 2);
}

/* --- remembering -------------------------------------------------------------------------- */

static bool grow(sr_positions_seen *s)
{
    if (s->n < s->cap)
        return true;
    size_t cap = s->cap ? s->cap * 2 : 64;
    seen *v = s->n < SR_MAX_POSITIONS_SEEN ? realloc(s->v, cap * sizeof *v) : NULL;
    if (!v)
        return false;
    s->v = v;
    s->cap = cap;
    return true;
}

static void remember(sr_positions_seen *s, sr_str actor, const sr_doc *doc, seen *one)
{
    sr_str key = sr_arena_str(s->arena, actor);
    one->before.article = sr_arena_str(s->arena, doc->article.id);
    uint64_t *newest = key.p && one->before.article.p && grow(s)
                           ? sr_map_put(&s->actors, key, 0, NULL)
                           : NULL;
    if (!newest)
        return;
    one->earlier = *newest ? (uint32_t)(*newest - 1) : SR_NONE;
    s->v[s->n++] = *one;
    *newest = s->n;
}

/* By id where the actor is known, else by name; empty: nobody is named. */
static sr_str actor_of(const sr_doc *doc, const sr_position *p)
{
    if (p->actor == SR_NONE)
        return SR_STR("");
    const sr_entity *e = &doc->entities[p->actor];
    return e->known.len ? e->known : e->is_named ? e->name : SR_STR("");
}

bool sr_positions_seen_add(sr_positions_seen *s, const sr_doc *doc, const sr_position *p,
                           sr_position_before *ret)
{
    sr_str actor = actor_of(doc, p);
    bool changed = false;
    if (!actor.len || !doc->words)
        return false;
    seen one = {.before = {.toward = p->toward,
                           .at_s = doc->article.published.at_s,
                           .stance = p->stance,
                           .in_title = doc->sents[p->sent].in_title,
                           .dated = doc->article.published.precision != SR_TIME_UNKNOWN}};
    read_words(doc, p, &one);
    const uint64_t *newest = sr_map_get(&s->actors, actor);
    uint32_t i = newest && *newest ? (uint32_t)(*newest - 1) : SR_NONE;
    for (size_t asked = 0; i != SR_NONE && asked < SEEN_LOOK; asked++) {
        if (is_same(&s->v[i], &one)) {
            changed = s->v[i].before.stance != p->stance;
            *ret = changed ? s->v[i].before : *ret;
            break;
        }
        i = s->v[i].earlier;
    }
    remember(s, actor, doc, &one);
    return changed;
}
