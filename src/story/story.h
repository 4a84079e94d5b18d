/* Stage story:   documents as they come  ->  [copies, stories, related sources]
 *
 *   features.h   one document -> what is compared (terms, names, numbers, shingles); no
 *                other document is needed, so workers do it side by side
 *   copies.h     features -> copy group, by containment of hashed shingles
 *   cluster.h    features -> story, online, over a sliding window, with reasons
 *   related.h    features -> ranked articles with what each adds
 *
 * One engine holds all three for one stream.  It is deterministic: the same documents in
 * the same order give the same bytes.  It belongs to one thread.
 */
#ifndef SR_STORY_STORY_H
#define SR_STORY_STORY_H

#include "doc/across.h"

typedef struct sr_stories sr_stories;

/* How far apart in time two articles of a story may be, unless options say otherwise; and
 * how far back a restart must feed the engine what was kept.  Source: pairwise F1 of GVA's
 * dev part with 7, 14, 30 and 60 days: .774 .800 .816 .821; a restart takes 0.12 ms an
 * article of the window. */
#define SR_STORIES_WINDOW_S ((int64_t)30 * 86400)

typedef struct sr_stories_options {
    int64_t window_s;    /* 0: SR_STORIES_WINDOW_S.
                         Memory is bounded by max_articles, and what time says about a
                         join is learnt (README.md) */
    size_t max_articles; /* articles held in the window; 0: 1,000,000 */
} sr_stories_options;

/* errors  SR_ENOMEM; SR_EFORMAT: data/story.weights.txt is damaged */
sr_status sr_stories_new(const sr_stories_options *options, sr_stories **ret,
                         sr_err *err);
void sr_stories_free(sr_stories *s); /* NULL is allowed */

/* What the window holds now, and the memory it takes. */
typedef struct sr_stories_size {
    size_t articles, stories, postings, bytes;
} sr_stories_size;
sr_stories_size sr_stories_measure(const sr_stories *s);

/* sr_features_make: fill doc->features from title, sents and tokens.  Stateless.
 *
 * errors  SR_ENOMEM: doc->features is as before
 * cost    O(bytes); words after the first SR_MAX_FEATURE_WORDS are passed over
 * tests   tests/unit/story/test_features.c */
sr_status sr_features_make(sr_doc *doc, sr_err *err);

/* sr_stories_add: place one document.
 *
 * Its time is article.published where that is known to the day and not after the arrival;
 * else the arrival; in an archive (arrivals far behind the articles), that of the article
 * before it.
 * in      doc    with features; doc->article.published orders time, else `arrival_s`
 *         known  NULL, or the join and copy that the store kept for it (replay after a
 *                restart): then they are taken as they are
 * out     *ret, all of it in `a`
 * errors  SR_ENOMEM: the engine is as before; SR_EARG: no features, or a known story id
 *         of more than 64 bytes
 * cost    amortised O(features + candidates), candidates bounded: flat as the window
 * grows */
sr_status sr_stories_add(sr_stories *s, const sr_doc *doc, sr_time arrival_s,
                         const sr_placed *known, sr_arena *a, sr_placed *ret,
                         sr_err *err);

/* sr_stories_related: articles of the window that stand nearest to doc, best first,
 * copies collapsed into their original.  `adds` is made of names, figures and quotes that
 * the article has and doc lacks. */
typedef struct sr_related {
    sr_str id; /* of the article */
    double score;
    sr_str story;
    sr_str *adds; /* as written in that article */
    size_t n_adds;
    sr_str *copies; /* ids of further articles collapsed into this one */
    size_t n_copies;
} sr_related;

/* max: of articles given back, 0: all that were met (at most 1,000).
 * errors  SR_ENOMEM (of `a`: the engine is only read)
 * cost    74 walks of at most 2,048 steps; at most 16,000 articles are compared */
sr_status sr_stories_related(const sr_stories *s, const sr_doc *doc, size_t max,
                             sr_arena *a, sr_related **ret, size_t *n, sr_err *err);

#endif
