/* The pipeline: THE table of stages, the workers, the counters.  Only this folder knows
 * the order in which a document passes through the stages.
 *
 *   inputs -> ingest -> [extract -> text -> (tag) -> (link) -> (facts) -> features] -> place -> sink
 *             reader     workers, side by side                       one thread, in input order
 *
 * What comes out is the same bytes whatever the number of workers: documents leave in the
 * order in which they came in.
 */
#ifndef SR_PIPELINE_PIPELINE_H
#define SR_PIPELINE_PIPELINE_H

#include "extract/site.h"
#include "facts/facts.h"
#include "ingest/ingest.h"
#include "link/link.h"
#include "store/store.h"
#include "story/story.h"
#include "tag/tag.h"

/* A document that came through, in input order, in the caller's thread.  `placed` is NULL
 * where the run ends before the stage "story", or the document has nothing to place.
 * The document dies when the sink returns.  A status other than SR_OK ends the run. */
typedef sr_status (*sr_run_sink)(void *ctx, sr_doc *doc, const sr_placed *placed,
                                 sr_err *err);

/* Something was refused, cut or replaced: an input that could not be read, or a note of a
 * document.  `file` may be empty. */
typedef void (*sr_run_said)(void *ctx, sr_str file, uint64_t offset, sr_str message);

typedef struct sr_run_options {
    const char *const *inputs; /* [n_inputs] paths, "-" */
    size_t n_inputs;
    const char *until;           /* last stage: one of sr_run_stages() */
    unsigned threads;            /* workers; 0 and 1: all in the caller's thread */
    sr_time now_s;               /* the caller's clock */
    const sr_site_memory *sites; /* lines that pages of a site share; NULL: none */
    const sr_tag_model *tagger;  /* NULL: the stage "tag" does nothing */
    const sr_link_rules *linker; /* NULL: the stage "link" does nothing */
    const sr_facts_rules *facts; /* NULL: the stage "facts" does nothing */
    sr_when published;   /* known: "facts" counts from it, whatever the article says */
    sr_stories *stories; /* engine for the stage "story"; else NULL */
    /* Asked before the stage "story", may be NULL: is this document to be placed? */
    sr_status (*wants_place)(void *ctx, sr_doc *doc, bool *ret, sr_err *err);
    sr_run_sink sink;
    sr_run_said said;
    void *ctx; /* of the callbacks */
} sr_run_options;

typedef struct sr_run_counts {
    sr_source_counts source;
    uint64_t documents; /* that reached the sink */
    uint64_t said;      /* refusals and notes: > 0 makes the exit status 1 */
} sr_run_counts;

/* sr_run: take all inputs through the stages.
 *
 * errors  SR_EARG (no such stage, no inputs), SR_ENOMEM, and what the sink returned;
 *         what is wrong with single inputs is said, not returned
 * cost    memory: a few documents a worker, whatever the input */
sr_status sr_run(const sr_run_options *options, sr_run_counts *ret, sr_err *err);

/* sr_run_kept: take the articles that a store keeps through the stages from "text" to
 * options->until (one of those before "story") and hand them to the sink; inputs, threads
 * and stories of the options say nothing here.
 * errors  SR_EARG (no such stage), SR_ENOMEM, those of the store, what the sink returned */
sr_status sr_run_kept(const sr_run_options *options, sr_store *store, sr_time since_s,
                      sr_run_counts *ret, sr_err *err);

/* sr_run_document: take one document through the stages from `from` to options->until, both
 * of those that need this document alone; those before `from` have run.  Notes stay in the
 * document; nothing is handed to the sink.
 * errors  SR_EARG (no such stage), those of the stages */
sr_status sr_run_document(const sr_run_options *options, const char *from, sr_doc *doc,
                          sr_err *err);

/* The names of the stages in order, NULL at the end. */
const char *const *sr_run_stages(void);

#endif
