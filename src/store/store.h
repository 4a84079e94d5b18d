/* The store: what was read, kept.  One interface; sqlite_*.c implements it, others can
 * (ops.h says how).  What the tables mean: docs/store.md.
 *
 * Promise: what sr_store_commit has returned SR_OK for survives a kill at any moment; a
 * killed process leaves a store that passes its own integrity check.  Putting the same
 * article again changes nothing; a corrected article (same id, other content) replaces
 * its text, sentences and search entry and keeps its id, story and first-seen time; what
 * it said before is kept aside.
 *
 * One program writes a store at a time, any number read it meanwhile.  An sr_store
 * belongs to one thread at a time; readers in threads open one each.
 *
 * errors of all calls  SR_EIO     the system refused (disk full, no permission)
 *                      SR_ESTORE  damaged, locked; the message names the file
 *                      SR_ENOMEM  memory refused; results untouched
 * tests  tests/unit/store/test_conformance.c (this page), test_sqlite.c, test_kill.c,
 *        test_fault.c, test_query.c; fuzz/store_query.c; bench/bench_store.c
 */
#ifndef SR_STORE_STORE_H
#define SR_STORE_STORE_H

#include "doc/across.h"

typedef struct sr_store sr_store;

typedef enum sr_store_mode { SR_STORE_READ, SR_STORE_WRITE } sr_store_mode;

/* Open or (for writing) create.  path: a file name; ":memory:" keeps nothing.  A store of
 * an older version is brought to this one when it is opened for writing.
 * errors  SR_EIO (no such file, a directory, not to be written), SR_ESTORE (no Sitrep
 *         store, newer version, being written by another program), SR_EARG (empty) */
sr_status sr_store_open(const char *path, sr_store_mode mode, sr_store **ret,
                        sr_err *err);
void sr_store_close(sr_store *s); /* what was not committed is gone; NULL is allowed */

/* --- keeping ---------------------------------------------------------------------- */

/* A batch is kept as a whole or not at all.  Each commit waits for the disk: batches of
 * some hundred articles cost least (figures: docs/store.md).  A commit that fails has
 * given the batch up, and the store can go on with the next one.
 * errors  SR_EARG: no batch is open, one is open already, open for reading */
sr_status sr_store_begin(sr_store *s, sr_err *err);
sr_status sr_store_commit(sr_store *s, sr_err *err);
void sr_store_rollback(sr_store *s); /* gives up what was not committed */

typedef enum sr_kept { SR_KEPT_NEW, SR_KEPT_SAME, SR_KEPT_REVISED } sr_kept;

/* Is this article (by id and content digest) already there?  Cheap: asked before placing.
 * cost  SHA-256 of title and text, one look-up */
sr_status sr_store_knows(sr_store *s, const sr_doc *doc, sr_kept *ret, sr_err *err);

/* The id of the story that an article (by id) belongs to, in `a`; empty where the article
 * is not kept or belongs to none. */
sr_status sr_store_story_of(sr_store *s, sr_str article_id, sr_arena *a, sr_str *ret,
                            sr_err *err);

/* sr_store_put: keep a document with its place, within a batch.
 *
 * in      doc        article with id; sents; record's file, offset, charset, extra; notes
 *         placed     its place, or NULL: then it belongs to no story.  Of a corrected
 *                    article: the story it has stays; the copy is replaced unless it is
 *                    empty or of the article itself (then only its changes are dropped,
 *                    whose spans counted in the old text)
 *         arrival_s  the caller's clock, kept as first seen (or as the correction's time)
 * out     *ret       may be NULL
 * errors  SR_EARG    no id, or a span outside its text: the batch goes on without it;
 *                    all others: the batch is given up (begin it again)
 * cost    O(text), about 0.4 ms for 3 kB; a correction adds O(members of its story) */
sr_status sr_store_put(sr_store *s, const sr_doc *doc, const sr_placed *placed,
                       sr_time arrival_s, sr_kept *ret, sr_err *err);

/* --- reading ---------------------------------------------------------------------- */

/* Walk over articles in order of first put, those with time (published, else arrival) at
 * or after since_s, as they stand at the beginning of the walk.  The visitor sees a
 * document (article, sents, notes; no tokens; doc->seq is its place in that order, from
 * 0) and its place, which die when it returns; it may read the store, but not write it.
 * A status other than SR_OK from the visitor ends the walk and is returned.
 * cost  about 8 us an article; the memory of one document and 8 bytes an article */
typedef sr_status (*sr_store_visit)(void *ctx, sr_doc *doc, const sr_placed *placed,
                                    sr_time arrival_s, sr_err *err);
sr_status sr_store_each_article(sr_store *s, sr_time since_s, sr_store_visit visit,
                                void *ctx, sr_err *err);

/* Stories, newest last article first; since_s as above; at most max (0: all).  The
 * headline is the title of the newest member that is no copy or excerpt. */
typedef struct sr_story_row {
    sr_str id, headline;
    sr_time first_s, last_s;
    size_t n_articles, n_origins; /* origins: copies collapsed */
} sr_story_row;
sr_status sr_store_stories(sr_store *s, sr_time since_s, size_t max, sr_arena *a,
                           sr_story_row **ret, size_t *n, sr_err *err);

/* One story with its members (each a document in the arena).  SR_ENOTFOUND */
sr_status sr_store_story(sr_store *s, sr_str id, sr_arena *a, sr_story *ret, sr_err *err);

/* Full-text search over titles and texts; capitals and accents make no difference.
 *
 * in      query  words (all must be there), "quoted phrases", -without, beginn*; see
 *                query.h.  It never reaches the database's query language unquoted
 *         max    0: 20; at most 1,000
 * out     *ret   best first, of equals the newest.  Ranked are the newest 1,000 articles
 *                that match, so that no word makes a search slow
 * errors  SR_EARG    no word that should be there; a beginning of fewer than 2 letters
 *         SR_ELIMIT  more than 1,024 bytes or 32 words */
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

/* What was committed and, for the writer, what its open batch added.  cost  O(1) */
typedef struct sr_store_counts {
    uint64_t articles, sentences, stories, copies;
} sr_store_counts;
sr_status sr_store_count(sr_store *s, sr_store_counts *ret, sr_err *err);

/* The database's own check, and that sums, spans and (for the writer) the search index
 * are right; SR_ESTORE with what is wrong.  cost  reads all of it: a second for 20,000
 * articles */
sr_status sr_store_check(sr_store *s, sr_err *err);

#endif
