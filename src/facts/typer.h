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
    SR_VOTES = 4
};

typedef struct sr_typer sr_typer; /* read-only after _read */

/* Give each kept candidate its p, how likely its type is between its own parties; one that is
 * hardly likely is doubted. */
void sr_typer_judge(const sr_typer *t, const sr_scene *v, sr_cands *cands);

typedef void sr_typer_put(void *ctx, sr_str feature);

/* What the typer sees of a pair, as text, each once or more: words of the sentence ("w") and
 * between the two ("b", "2"), on the way between them in the tree ("p"), above both ("c", "o",
 * "a"), how each hangs ("S", "T"), types that frames of these words tell ("l", "m").
 * cost  O(words of the sentence) */
void sr_typer_features(const sr_scene *v, sr_span source, sr_span target,
                       sr_typer_put *put, void *ctx);
/* "f AID 7": a frame tells that type, and so well do its parties fit the two. */
void sr_typer_vote(int type, int score, sr_typer_put *put, void *ctx);

/* What frames say of a pair, best first. */
typedef struct sr_votes {
    size_t n;
    uint8_t type[SR_VOTES];
    int score[SR_VOTES];
} sr_votes;

/* How likely each type is between two spans of the sentence; the last is "none".
 * cost  one look-up a feature */
void sr_typer_shares(const sr_typer *t, const sr_scene *v, sr_span source, sr_span target,
                     const sr_votes *votes, float ret[SR_TYPER_COLUMNS]);

/* A share as the chance that a reader finds the type right. */
float sr_typer_p(float share);

#endif
