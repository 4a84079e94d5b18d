/* Why there is an event, and why there is none: what `sitrep explain` prints.
 *
 * The layer's own candidates are made again, with their fates; nothing of the document
 * changes.  docs/events.md shows what it looks like. */
#ifndef SR_FACTS_EXPLAIN_H
#define SR_FACTS_EXPLAIN_H

#include "facts/facts.h"

#include "base/buf.h"

/* sr_events_explain: one sentence as text: its tree, then for each word that may tell an
 * event the frame that fits, the frames that nearly do and what they miss, and what became
 * of it.
 *
 * in      doc   after sr_facts_find   sent  index
 * errors  SR_ENOMEM   cost  that of the layer on the sentence
 * tests   tests/unit/facts/test_events.c */
sr_status sr_events_explain(const sr_facts_rules *rules, sr_doc *doc, uint32_t sent,
                            sr_buf *out, sr_err *err);

/* What is told between two parties; type SR_EVENT_TYPE_COUNT: nothing. */
typedef struct sr_between {
    uint8_t type; /* sr_event_type */
    sr_str mode, cameo;
    sr_str rule;
    float p;
} sr_between;

/* sr_events_between: the type of what one party does to the other.
 *
 * in      sent            the sentence
 *         source, target  bytes of its text; an empty target: none is named
 * out     what the typer thinks, frames being among what it sees; `rule` is the frame where
 *         one tells that type, else "typer"
 * errors  SR_ENOMEM */
sr_status sr_events_between(const sr_facts_rules *rules, sr_doc *doc, uint32_t sent,
                            sr_span source, sr_span target, sr_between *ret, sr_err *err);

/* sr_events_features: what the typer sees of the pair, a feature a line (facts/typer.h), for
 * training: train/events/.  errors  SR_ENOMEM */
sr_status sr_events_features(const sr_facts_rules *rules, sr_doc *doc, uint32_t sent,
                             sr_span source, sr_span target, sr_buf *out, sr_err *err);

/* sr_events_gaps: count words that look like events, have a party beside them, and that no
 * frame knows: verbs with a named subject, nouns with a named "by" or possessor.
 *
 * in      put   called with the lemma of each, in text order
 * errors  SR_ENOMEM */
sr_status sr_events_gaps(const sr_facts_rules *rules, sr_doc *doc,
                         void (*put)(void *ctx, sr_str lemma, bool is_verb), void *ctx,
                         sr_err *err);

#endif
