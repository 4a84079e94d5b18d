/* Inside the layer "events": what its files share.
 *
 *   events_find.c     a sentence -> candidates: frames that fit; what operators ("agreed to")
 *                     make of them; which tell the same
 *   events_parties.c  a word of the tree -> who it stands for
 *   events_where.c    when and where, the figures, whose claim, did it happen
 *   events_merge.c    one event once in an article
 *   events.c          the layer: doc->events
 */
#ifndef SR_FACTS_EVENTS_H
#define SR_FACTS_EVENTS_H

#include "facts/frames.h"

/* Why a candidate is no event of its own. */
typedef enum sr_cand_fate {
    SR_FATE_KEPT,
    SR_FATE_BLOCKED,  /* a frame says that these words tell none */
    SR_FATE_ABSORBED, /* the operator above tells it: "agreed to [send] troops" */
    SR_FATE_MERGED,   /* tells the same as another: "the strike [killed] three" */
    SR_FATE_EMPTY,    /* an operator without anything to agree to */
    SR_FATE_UNLIKELY, /* of the page's reader, of things, of nobody */
    SR_FATE_DOUBTED,  /* a frame fits, but the words around tell something else */
    SR_FATES
} sr_cand_fate;

/* A word with the frame that fits it best. */
typedef struct sr_cand {
    uint32_t tok;
    uint32_t light; /* the verb that carries it, or SR_NONE */
    sr_match m;
    uint8_t kind; /* sr_frame_kind */
    uint8_t type; /* sr_event_type */
    uint8_t fate; /* sr_cand_fate */
    bool composed;
    bool future, negated; /* of the verb: "will", "not" */
    sr_str mode, cameo;
    uint64_t contexts;
    uint32_t into; /* candidate that took it in, or SR_NONE */
    float p;
} sr_cand;

typedef SR_VEC(sr_cand) sr_cands;

/* The candidates of the sentence in the view, in order of their words. */
sr_status sr_events_in(const sr_scene *v, sr_doc *doc, sr_cands *ret, sr_err *err);

/* --- parties ----------------------------------------------------------------------------- */

typedef struct sr_parties {
    sr_party v[SR_MATCH_PARTIES * 2];
    size_t n;
} sr_parties;

/* Who the tokens stand for: joined ones apart, things by whose they are.  `things`: also
 * what is no actor ("a military base"). */
void sr_events_parties(const sr_scene *v, const uint32_t *toks, size_t n, bool things,
                       sr_parties *ret);

/* Do two parties stand for the same, as far as entity or words tell? */
bool sr_party_same(const sr_doc *doc, sr_str text_a, const sr_party *a, sr_str text_b,
                   const sr_party *b);

/* --- when, where, how sure ------------------------------------------------------------------ */

/* Fill time, day, place, factuality and claim from the tree around the word. */
sr_status sr_events_place(const sr_scene *v, uint32_t sent, const sr_cand *c, sr_event *e,
                          sr_err *err);

/* Give the figures of the document the events that they belong to. */
sr_status sr_events_amounts(sr_doc *doc, sr_err *err);

/* --- one event once --------------------------------------------------------------------------- */

/* Put together what tells the same; best mentions first. */
sr_status sr_events_merge(sr_doc *doc, sr_event *v, size_t *n, sr_err *err);

const char *sr_cand_fate_name(sr_cand_fate f); /* "absorbed", ... */

#endif
