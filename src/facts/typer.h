/* The typer: a linear model over the words around, for where frames are silent; and how sure a
 * candidate is.
 *
 *   data/typer.en.tsv   what each lemma of the sentence ("w attack"), and each between two
 *                       parties ("b attack"), says for each type; train/events/ makes it
 *
 * sr_typer_read is declared in parts.h: SR_EFORMAT with the line, SR_ENOMEM.
 */
#ifndef SR_FACTS_TYPER_H
#define SR_FACTS_TYPER_H

#include "facts/events.h"
#include "facts/explain.h"

enum {
    SR_TYPER_TYPES = SR_EVENT_ASSAULT + 1, /* PLOVER's; the last column is "none" */
    SR_TYPER_COLUMNS = SR_TYPER_TYPES + 1,
    SR_BETWEEN_SURE =
        5 /* score of sr_events_between from which a frame decides: one party
                           at its word and one more sign */
};

typedef struct sr_typer sr_typer; /* read-only after _read */

/* Give each candidate its p: the share of such candidates that readers found right
 * (docs/events.md). */
void sr_typer_judge(sr_cands *cands);

/* The likeliest type between two spans of the sentence.
 * in   hint   a type that frames suggest, or -1
 * out  *ret   type SR_EVENT_TYPE_COUNT where "none" is likeliest by far
 * cost one look-up a word */
void sr_typer_between(const sr_typer *t, const sr_scene *v, sr_span source,
                      sr_span target, int hint, sr_between *ret);

#endif
