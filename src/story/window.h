/* The window: the articles that a new one is compared with, and how they are found.
 * Inside of the stage; story.h is what others call.
 */
#ifndef SR_STORY_WINDOW_H
#define SR_STORY_WINDOW_H

#include "doc/across.h"
#include "story/card.h"
#include "story/postings.h"

/* Kinds of keys in the one index; a key is mixed with its kind. */
typedef enum sr_key_kind {
    SR_KEY_TERM = 1,
    SR_KEY_SHINGLE,
    SR_KEY_DIGEST,
    SR_KEY_ID,
    SR_KEY_STORY_ID
} sr_key_kind;

typedef struct sr_window {
    sr_arena *arena;
    sr_ring cards; /* of sr_card; an article's number is its place here */
    sr_ring bytes; /* their blobs */
    sr_postings postings;
    sr_frequencies frequencies;
    int64_t window_s, clock_s;
    size_t max_articles;
} sr_window;

bool sr_window_init(sr_window *w, sr_arena *a, int64_t window_s, size_t max_articles);

static inline uint32_t sr_key_of(sr_key_kind kind, uint32_t key)
{
    return (key ^ ((uint32_t)kind * 0x85EBCA6Bu)) * 0xC2B2AE35u;
}

/* The card of an article; NULL where it has left the window. */
static inline sr_card *sr_window_card(const sr_window *w, uint64_t no)
{
    return no >= w->cards.tail && no < w->cards.next ? sr_ring_at(&w->cards, no) : NULL;
}

/* Bring the card of an article near. */
static inline void sr_window_ahead(const sr_window *w, uint64_t no)
{
    if (no >= w->cards.tail && no < w->cards.next)
        __builtin_prefetch(sr_ring_at(&w->cards, no));
}

/* The whole number behind the low half that postings keep. */
static inline uint64_t sr_window_whole(const sr_window *w, uint32_t low)
{
    return w->cards.next - (uint32_t)((uint32_t)w->cards.next - low);
}

/* Is a card at time `at_s` still near enough to one of `t_s` to be compared? */
static inline bool sr_window_near(const sr_window *w, int64_t at_s, int64_t t_s)
{
    int64_t gap = at_s > t_s ? at_s - t_s : t_s - at_s;
    return gap <= w->window_s;
}

/* Number of the newest article with this id; 0: none. */
uint64_t sr_window_find(const sr_window *w, sr_str id);

/* Make room for one card with its blob and n postings: then sr_window_put cannot fail.
 * False when the arena refuses. */
bool sr_window_reserve(sr_window *w, const sr_card *c, size_t n_postings);

/* Put a card; its blob is copied.  Returns its number. */
uint64_t sr_window_put(sr_window *w, const sr_card *c);

/* The clock follows the articles' times, but one article moves it by no more than a
 * sixteenth of the window: a wrong date empties no window.  Small windows keep old articles
 * too, so that an archive out of order loses nothing.  `gone` is called for each
 * article that leaves. */
void sr_window_advance(sr_window *w, int64_t at_s, void (*gone)(void *ctx, sr_card *c),
                       void *ctx);

/* --- how often articles were met: a table of bounded size in scratch memory ------------ */

typedef struct sr_tally_row {
    uint32_t article; /* low half of its number */
    float sum;
} sr_tally_row;

typedef struct sr_tally {
    sr_tally_row *rows; /* [n] in order of first meeting */
    size_t n, most;
    uint16_t *slots; /* index plus one */
    size_t n_slots;
} sr_tally;

bool sr_tally_init(sr_tally *t, sr_arena *a, size_t most); /* most < 32768 */
void sr_tally_add(sr_tally *t, uint32_t article, float x);
float sr_tally_get(const sr_tally *t, uint32_t article); /* 0: not met */

#endif
