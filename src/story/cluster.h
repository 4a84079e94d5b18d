/* Stage story, step 3:   card, window  ->  [story, with reasons]
 *
 * One pass over the stream.  Articles that share rare words, names or figures with the new
 * one are found through the index; the stories of the likest are scored by a logistic
 * regression over likeness with the story's centroid and with its likest article, time and
 * shared text; the best is joined, or, where it is not probable enough, a story is opened.
 * Nothing is ever moved: same stream, same stories.
 */
#ifndef SR_STORY_CLUSTER_H
#define SR_STORY_CLUSTER_H

#include "story/copies.h"
#include "story/weights.h"

enum { SR_CENTROID_TERMS = 64, SR_CANDIDATES = 10, SR_STORY_ID_BYTES = 64 };

typedef struct sr_mean {
    uint32_t key;
    uint16_t w[SR_SIDES];
} sr_mean;

/* Mean of the cards of a story that are no copies. */
typedef struct sr_centroid {
    uint32_t n, n_terms, next_free;
    float length[SR_SIDES]; /* of the sum of the cards' vectors */
    sr_mean terms[SR_CENTROID_TERMS];
} sr_centroid;

typedef struct sr_slot {
    int64_t first_s, last_s;
    uint64_t first_no, last_no; /* numbers of its first and last articles */
    uint32_t n, n_live;         /* articles so far; of them in the window */
    uint32_t centroid;          /* number in the ring, 0: it has one distinct article */
    uint32_t next_free;
    uint8_t id_len;
    char id[SR_STORY_ID_BYTES];
} sr_slot;

typedef struct sr_cluster {
    sr_ring slots, centroids; /* never dropped, used again through free lists */
    uint32_t free_slot, free_centroid;
    size_t n_open; /* stories with an article in the window */
    sr_weights weights;
} sr_cluster;

bool sr_cluster_init(sr_cluster *c, sr_arena *a, size_t max_articles);

static inline sr_slot *sr_cluster_slot(const sr_cluster *c, uint32_t no)
{
    return sr_ring_at(&c->slots, no);
}

static inline sr_str sr_slot_id(const sr_slot *s)
{
    return (sr_str){s->id, s->id_len};
}

/* The slot of the story with this id that has an article in the window; 0: none. */
uint32_t sr_cluster_find(const sr_cluster *c, const sr_window *w, sr_str id);

typedef struct sr_candidate {
    uint32_t slot;
    uint64_t best;        /* number of its likest article */
    float like[SR_SIDES]; /* with that article */
    double pair;          /* its score, see sr_weights.pair */
    float evidence;
    double x[SR_X_N];
    double p;
} sr_candidate;

/* An article on its way in. */
typedef struct sr_arriving {
    const sr_doc *doc;
    sr_card card;
    sr_probe probe;
    sr_index_key keys[SR_INDEX_KEYS];
    size_t n_keys;
    sr_shared shared;
    sr_match match;
} sr_arriving;

/* An article met under an index key. */
typedef struct sr_met {
    uint32_t article, key; /* low half of its number; index into q->keys */
} sr_met;

/* Articles that share index keys with q, by how much: tally over all of them.  steps: of
 * the walk of each key; most: articles met by all of them together.  False when the arena
 * refuses. */
bool sr_cluster_tally(const sr_window *w, const sr_arriving *q, size_t steps, size_t most,
                      sr_arena *a, sr_tally *ret, sr_met *met, size_t *n_met);

/* sr_cluster_score: the stories that q may belong to, most probable first.
 * out     ret [SR_CANDIDATES], *n     errors  false: the arena refused
 * cost    256 articles met along postings, 32 cards, 10 centroids at most */
bool sr_cluster_score(const sr_cluster *c, const sr_window *w, const sr_arriving *q,
                      sr_arena *a, sr_candidate *ret, size_t *n);

/* Must q join the story of what it matches, whatever the score? */
bool sr_cluster_certain(const sr_match *m);

/* Reasons why q belongs with the card `best`, heaviest first, at most 6.  False when the
 * arena refuses. */
bool sr_cluster_reasons(const sr_cluster *c, const sr_window *w, const sr_arriving *q,
                        uint64_t best, sr_arena *a, sr_reason **ret, size_t *n);

/* Room for one more story and one more centroid. */
bool sr_cluster_reserve(sr_cluster *c, sr_arena *a);

/* Reserved before, these cannot fail: open a story (id of at most SR_STORY_ID_BYTES); put
 * an article into one, before its card goes into the window as number `no`; an article
 * has left. */
uint32_t sr_cluster_open(sr_cluster *c, sr_str id);
void sr_cluster_join(sr_cluster *c, const sr_window *w, uint32_t slot,
                     const sr_arriving *q, uint64_t no);
void sr_cluster_gone(sr_cluster *c, uint32_t slot);

#endif
