/* What a kind of store gives to store.c: one table of functions.  Its struct begins with
 * an sr_store; store.c has checked arguments, mode and batch before it calls in.
 *
 * To add a kind: write these, name its `open` in the list of store.c, and run
 * tests/unit/store/test_conformance.c on it.
 */
#ifndef SR_STORE_OPS_H
#define SR_STORE_OPS_H

#include "store/store.h"

typedef struct sr_store_ops {
    const char *name;
    void (*close)(sr_store *s); /* gives an open batch up */
    sr_status (*begin)(sr_store *s, sr_err *err);
    sr_status (*commit)(sr_store *s, sr_err *err); /* on failure: as after rollback */
    void (*rollback)(sr_store *s);
    sr_status (*knows)(sr_store *s, const sr_doc *doc, sr_kept *ret, sr_err *err);
    sr_status (*story_of)(sr_store *s, sr_str article_id, sr_arena *a, sr_str *ret,
                          sr_err *err);
    /* May leave half an article behind when it fails: store.c then rolls back. */
    sr_status (*put)(sr_store *s, const sr_doc *doc, const sr_placed *placed,
                     sr_time arrival_s, sr_kept *ret, sr_err *err);
    sr_status (*each_article)(sr_store *s, sr_time since_s, sr_store_visit visit,
                              void *ctx, sr_err *err);
    sr_status (*stories)(sr_store *s, sr_time since_s, size_t max, sr_arena *a,
                         sr_story_row **ret, size_t *n, sr_err *err);
    sr_status (*story)(sr_store *s, sr_str id, sr_arena *a, sr_story *ret, sr_err *err);
    sr_status (*search)(sr_store *s, sr_str query, size_t max, sr_arena *a, sr_hit **ret,
                        size_t *n, sr_err *err);
    sr_status (*count)(sr_store *s, sr_store_counts *ret, sr_err *err);
    sr_status (*check)(sr_store *s, sr_err *err);
} sr_store_ops;

typedef enum sr_batch { SR_BATCH_NONE, SR_BATCH_OPEN, SR_BATCH_GIVEN_UP } sr_batch;

struct sr_store {
    const sr_store_ops *ops;
    sr_store_mode mode;
    sr_batch batch;
};

/* The kinds there are. */
sr_status sr_sqlite_open(const char *path, sr_store_mode mode, sr_store **ret,
                         sr_err *err);

#endif
