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

typedef struct sr_stories_options {
    int64_t window_s; /* how long a story stays open after its last article; 0: 7 days */
    size_t max_articles; /* articles held in the window; 0: 1,000,000 */
} sr_stories_options;

sr_status sr_stories_new(const sr_stories_options *options, sr_stories **ret,
                         sr_err *err);
void sr_stories_free(sr_stories *s);

/* sr_features_make: fill doc->features from title, sents and tokens.  Stateless.
 * errors  SR_ENOMEM */
sr_status sr_features_make(sr_doc *doc, sr_err *err);

/* sr_stories_add: place one document.
 *
 * in      doc    with features; doc->article.published orders time, else `arrival_s`
 *         known  NULL, or the join and copy that the store kept for it (replay after a
 *                restart): then they are taken as they are
 * out     *copy, *join in `a` (ids may point into the engine: they live as long as it)
 * errors  SR_ENOMEM: the engine is as before
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
    size_t n_copies; /* further articles collapsed into this one */
} sr_related;
sr_status sr_stories_related(const sr_stories *s, const sr_doc *doc, size_t max,
                             sr_arena *a, sr_related **ret, size_t *n, sr_err *err);

#endif
