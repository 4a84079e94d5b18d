/* The typer: a linear model over words, for where frames are silent or torn, and for how
 * sure a candidate is.
 *
 *   data/typer.en.tsv     a word's weight for each type (train/events/ makes it)
 *   data/typer.p.tsv      what the probability of a candidate leans on
 */
#ifndef SR_FACTS_TYPER_H
#define SR_FACTS_TYPER_H

#include "facts/events.h"
#include "facts/explain.h"

enum {
    SR_TYPER_TYPES = SR_EVENT_ASSAULT + 1, /* PLOVER's; the last column is "none" */
    SR_BETWEEN_SURE = 5                    /* score of sr_events_between: one party at its
                                              word and one more sign */
};

typedef struct sr_typer sr_typer; /* read-only after _read */

/* sr_typer_read is declared in parts.h.  errors  SR_EFORMAT with the line; SR_ENOMEM */

/* Give each candidate its p; those below SR_TYPER_LEAST become SR_FATE_UNLIKELY. */
void sr_typer_judge(const sr_typer *t, const sr_scene *v, sr_cands *cands);

/* The likeliest type between two spans of the sentence.  `hint`: a type that frames
 * suggest, or -1. */
void sr_typer_between(const sr_typer *t, const sr_scene *v, sr_span source,
                      sr_span target, int hint, sr_between *ret);

/* The features of a candidate or of a pair, as train/events/ dumps them: called with each
 * word's hash.  The trigger `skip` is left out (SR_NONE: nothing is). */
void sr_typer_features(const sr_scene *v, sr_span source, sr_span target, uint32_t skip,
                       void (*put)(void *ctx, uint64_t feature, sr_str lemma, char kind),
                       void *ctx);

#endif
