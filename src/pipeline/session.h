/* A session: one store, the engine that places what comes in, and what reads it back.
 *
 *   open    replays the articles of the window from the store into the engine
 *   ingest  takes inputs through all stages, places them, keeps them (batches of
 *           SR_SESSION_BATCH articles a transaction)
 *   brief   stories of the store -> a report
 */
#ifndef SR_PIPELINE_SESSION_H
#define SR_PIPELINE_SESSION_H

#include "pipeline/briefing.h"
#include "pipeline/pipeline.h"

typedef struct sr_session sr_session;

enum { SR_SESSION_BATCH = 256 };

/* path NULL: a store in memory, gone at close.  errors  of the store, SR_ENOMEM */
sr_status sr_session_open(const char *path, sr_time now_s, sr_session **ret, sr_err *err);
void sr_session_close(sr_session *s); /* NULL is allowed */

typedef struct sr_ingest_options {
    const char *const *inputs;
    size_t n_inputs;
    unsigned threads;
    const sr_site_memory *sites; /* lines that pages of a site share; NULL: none */
    sr_run_said said;
    void (*kept)(void *ctx, uint64_t articles); /* after each commit; may be NULL */
    void *ctx;
} sr_ingest_options;

typedef struct sr_ingest_counts {
    sr_run_counts run;
    uint64_t fresh, same, revised; /* articles */
} sr_ingest_counts;

/* errors  of the store; what was committed before stays kept */
sr_status sr_session_ingest(sr_session *s, const sr_ingest_options *options,
                            sr_ingest_counts *ret, sr_err *err);

/* The stories that the last ingest touched, as a report (briefing.h). */
sr_status sr_session_brief(sr_session *s, const sr_briefing_options *options, sr_buf *out,
                           sr_err *err);

sr_store *sr_session_store(sr_session *s);

#endif
