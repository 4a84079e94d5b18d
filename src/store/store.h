/* The store: what was read, kept.  One interface; sqlite.c implements it, others can.
 *
 * Promise: what sr_store_commit has returned SR_OK for survives a kill at any moment; a
 * killed process leaves a store that passes its own integrity check.  Putting the same
 * article again changes nothing; a corrected article (same id, other content) replaces
 * its text, sentences and search entry and keeps its id, story and first-seen time.
 */
#ifndef SR_STORE_STORE_H
#define SR_STORE_STORE_H

#include "doc/across.h"

typedef struct sr_store sr_store;

typedef enum sr_store_mode { SR_STORE_READ, SR_STORE_WRITE } sr_store_mode;

/* Open or (for writing) create.  path ":memory:" keeps nothing.
 * errors  SR_EIO, SR_ESTORE (no Sitrep store, newer version, locked by another writer) */
sr_status sr_store_open(const char *path, sr_store_mode mode, sr_store **ret,
                        sr_err *err);
void sr_store_close(sr_store *s); /* what was not committed is gone; NULL is allowed */

sr_status sr_store_begin(sr_store *s, sr_err *err);
sr_status sr_store_commit(sr_store *s, sr_err *err);
void sr_store_rollback(sr_store *s); /* gives up what was not committed */

typedef enum sr_kept { SR_KEPT_NEW, SR_KEPT_SAME, SR_KEPT_REVISED } sr_kept;

/* Is this article (by id and content digest) already there?  Cheap: asked before placing.
 */
sr_status sr_store_knows(sr_store *s, const sr_doc *doc, sr_kept *ret, sr_err *err);

/* The id of the story that an article (by id) belongs to, in `a`; empty where the article
 * is not kept. */
sr_status sr_store_story_of(sr_store *s, sr_str article_id, sr_arena *a, sr_str *ret,
                            sr_err *err);

/* Put a document with its place.  doc->article and sents are kept; call inside
 * begin/commit.  arrival_s: the caller's clock, kept as first seen. */
sr_status sr_store_put(sr_store *s, const sr_doc *doc, const sr_placed *placed,
                       sr_time arrival_s, sr_kept *ret, sr_err *err);

/* Walk over articles in order of first put, those with time (published, else arrival) at
 * or after since_s; the visitor sees a document (article, sents) and its place, which die
 * when it returns.  A status other than SR_OK from the visitor ends the walk. */
typedef sr_status (*sr_store_visit)(void *ctx, sr_doc *doc, const sr_placed *placed,
                                    sr_time arrival_s, sr_err *err);
sr_status sr_store_each_article(sr_store *s, sr_time since_s, sr_store_visit visit,
                                void *ctx, sr_err *err);

/* Stories, newest last article first; since_s as above; at most max (0: all). */
typedef struct sr_story_row {
    sr_str id, headline;
    sr_time first_s, last_s;
    size_t n_articles, n_origins; /* origins: copies collapsed */
} sr_story_row;
sr_status sr_store_stories(sr_store *s, sr_time since_s, size_t max, sr_arena *a,
                           sr_story_row **ret, size_t *n, sr_err *err);

/* One story with its members (each a document in the arena).  SR_ENOTFOUND */
sr_status sr_store_story(sr_store *s, sr_str id, sr_arena *a, sr_story *ret, sr_err *err);

/* Full-text search.  query: words (all must be there), "quoted phrases", -without; user
 * text never reaches the database's query language unquoted.  Best first. */
typedef struct sr_hit {
    sr_str id, story, title, outlet, url;
    sr_time at_s;
    double score;
    sr_str sentence; /* the sentence that matches best */
    sr_span span;    /* of it, in text (or title) */
    bool in_title;
} sr_hit;
sr_status sr_store_search(sr_store *s, sr_str query, size_t max, sr_arena *a,
                          sr_hit **ret, size_t *n, sr_err *err);

typedef struct sr_store_counts {
    uint64_t articles, sentences, stories, copies;
} sr_store_counts;
sr_status sr_store_count(sr_store *s, sr_store_counts *ret, sr_err *err);

/* The database's own check; SR_ESTORE with what it said. */
sr_status sr_store_check(sr_store *s, sr_err *err);

#endif
