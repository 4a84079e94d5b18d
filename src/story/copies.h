/* Stage story, step 2:   features, window  ->  [copy group]
 *
 *   the same report again, cut, with a paragraph more, with four dead instead of three
 *       ->  copy, excerpt, extended, update {"3 dead" -> "4 dead"}
 *
 * By containment of hashed shingles (Broder 1997) in both directions: the share of this
 * text found in that one, and of that one found in this.  Likeness (Jaccard) sees neither
 * a cut nor an embedded text.  Shingles that an outlet repeats over its articles count
 * for nothing.
 */
#ifndef SR_STORY_COPIES_H
#define SR_STORY_COPIES_H

#include "story/window.h"

typedef struct sr_match {
    uint64_t of; /* number of the article; 0: an original */
    sr_copy_relation relation;
    double shared, shared_of;
    sr_change *changes;
    size_t n_changes;
} sr_match;

/* The shingles of an article that count, and the articles that have them too. */
typedef struct sr_shared {
    uint32_t *v; /* [n] */
    size_t n;
    sr_tally met; /* sum: shingles in common */
} sr_shared;

/* sr_copies_prepare: shingles without stock phrases (a dozen groups have it) and boilerplate
 * (three articles of the outlet that are no versions of each other); how many there are at each level, into c.  False when the
 * arena refuses.
 * cost    n walks of at most 24 steps; at most 2,048 articles are counted */
bool sr_copies_prepare(const sr_window *w, const sr_features *f, sr_arena *a, sr_card *c,
                       sr_shared *ret);

/* sr_copies_find: what doc is a copy of.
 *
 * in      c with shingle counts and at_s; shared as prepared
 * out     *ret; change texts in `a`
 * errors  false: the arena refused
 * cost    O(articles met)
 * source  thresholds: see copies.c
 * tests   tests/unit/story/test_copies.c, tests/scores/stories.py */
bool sr_copies_find(const sr_window *w, const sr_doc *doc, const sr_card *c,
                    const sr_shared *shared, sr_arena *a, sr_match *ret);

/* Are the shingles of an article with this relation put into the index?  A plain copy's
 * need not be while the article it copies is still there and young. */
bool sr_copies_indexed(const sr_window *w, sr_copy_relation r, uint64_t of, int64_t at_s);

#endif
