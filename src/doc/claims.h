/* What is said and done: the tables of the stage "facts" that stand on words and trees.
 *
 *   statements   who said what
 *   predicates   every event-like word: did it happen, and who commits to it
 *   events       who did what to whom: PLOVER types with CAMEO codes
 *   positions    who wants what, and on what condition
 *
 * Spans count bytes of the text that their sentence is in; "part" indexes are SR_NONE where
 * there is none.
 */
#ifndef SR_DOC_CLAIMS_H
#define SR_DOC_CLAIMS_H

#include "doc/entities.h"

/* --- statements --------------------------------------------------------------------- */

typedef enum sr_statement_kind {
    SR_STATEMENT_DIRECT,   /* all of the content in quotation marks */
    SR_STATEMENT_INDIRECT, /* none of it                            */
    SR_STATEMENT_MIXED
} sr_statement_kind;

typedef struct sr_statement {
    uint32_t sent;        /* of its cue, else where its content begins */
    sr_span *content;     /* [n_content] ascending, disjoint; without quotation marks */
    size_t n_content;     /* 1 or more: content is split by its cue, or runs on over
                              sentences and paragraphs of the same text */
    uint32_t sent_end;    /* content lies in sentences [first of content, sent_end) */
    sr_span speaker_span; /* empty: none is named */
    uint32_t speaker;     /* entity, or SR_NONE */
    sr_span cue;          /* "said", "according to"; empty: a bare quotation */
    uint32_t cue_tok;     /* its head token, or SR_NONE */
    sr_str cue_lemma;     /* "say"; empty without cue */
    sr_span medium;       /* "Sky News", "Telegram"; empty */
    sr_span addressee;    /* "told [reporters]"; empty */
    uint32_t addressee_entity;
    uint32_t within; /* statement that this one is reported in, or SR_NONE */
    uint8_t kind;    /* sr_statement_kind */
    float p;
} sr_statement;

/* --- predicates: factuality ----------------------------------------------------------- */

typedef enum sr_modality {
    SR_MODALITY_ASSERTED,
    SR_MODALITY_POSSIBLE,
    SR_MODALITY_PLANNED,
    SR_MODALITY_CONDITIONAL,
    SR_MODALITY_DEMANDED,
    SR_MODALITY_HYPOTHETICAL,
    SR_MODALITIES
} sr_modality;

typedef enum sr_when_told { SR_TOLD_PAST, SR_TOLD_PRESENT, SR_TOLD_FUTURE } sr_when_told;

typedef struct sr_factuality {
    uint8_t modality; /* sr_modality */
    uint8_t tense;    /* sr_when_told */
    bool negated;
    float happened;  /* -3 (surely not) ... +3 (surely), by the day of the article */
    float committed; /* -3 ... +3: what whoever says it commits to */
} sr_factuality;

typedef struct sr_predicate {
    uint32_t tok; /* verb, event noun or predicative adjective */
    uint32_t sent;
    uint32_t
        statement; /* innermost statement that it lies in, or SR_NONE: the writer's */
    sr_factuality factuality;
} sr_predicate;

/* --- events --------------------------------------------------------------------------- */

/* X(NAME): PLOVER v2's types, then our own. */
#define SR_EVENT_TYPES(X)                                                                \
    X(AGREE)                                                                             \
    X(CONSULT)                                                                           \
    X(SUPPORT)                                                                           \
    X(CONCEDE) X(COOPERATE) X(AID) X(RETREAT) X(REQUEST) X(ACCUSE) X(REJECT) X(THREATEN) \
        X(PROTEST) X(SANCTION) X(MOBILIZE) X(COERCE) X(ASSAULT) X(DISASTER) X(ACCIDENT)  \
            X(OUTAGE) X(ELECTION) X(DEPLOY)

typedef enum sr_event_type {
#define X(name) SR_EVENT_##name,
    SR_EVENT_TYPES(X)
#undef X
        SR_EVENT_TYPE_COUNT
} sr_event_type;

typedef struct sr_party {
    uint32_t entity; /* or SR_NONE */
    sr_span span;    /* in the text of the event's best mention */
    sr_str code;     /* of the entity, as the day of the article has it; or empty */
} sr_party;

typedef struct sr_event_mention {
    uint32_t sent;
    uint32_t tok; /* the word that tells it */
    sr_span trigger;
} sr_event_mention;

typedef struct sr_event {
    uint8_t type;           /* sr_event_type */
    sr_str mode;            /* lower case, or empty */
    const sr_str *contexts; /* [n_contexts] lower case */
    size_t n_contexts;
    sr_str cameo;               /* "195" or empty */
    uint8_t quad;               /* 1 to 4; 0: our own types */
    sr_event_mention *mentions; /* [n_mentions] the best one first */
    size_t n_mentions;
    sr_party *actors, *recipients;
    size_t n_actors, n_recipients;
    uint32_t place; /* index into places, or SR_NONE */
    uint32_t time;  /* index into times, or SR_NONE */
    sr_str day;     /* TIMEX3 value of the event's time, also where no words say it */
    sr_factuality factuality;
    uint32_t statement; /* whose claim: innermost statement, or SR_NONE */
    float p;
    sr_str rule; /* frame or model that decided: "verbs.en:212", "typer" */
} sr_event;

/* --- positions ------------------------------------------------------------------------ */

typedef enum sr_stance {
    SR_STANCE_SUPPORTS,
    SR_STANCE_OPPOSES,
    SR_STANCE_DEMANDS,
    SR_STANCE_CONDITIONAL,
    SR_STANCE_UNDECIDED,
    SR_STANCES
} sr_stance;

typedef struct sr_position {
    uint32_t sent;
    uint32_t actor; /* entity, or SR_NONE */
    sr_span actor_span;
    sr_span toward;
    sr_span condition;  /* empty: none */
    sr_span evidence;   /* the clause that says so */
    uint32_t statement; /* or SR_NONE */
    uint8_t stance;     /* sr_stance */
    float p;
} sr_position;

const char *sr_statement_kind_name(sr_statement_kind k); /* "direct", ...   */
const char *sr_modality_name(sr_modality m);             /* "asserted", ... */
const char *sr_when_told_name(sr_when_told t);           /* "past", ...     */
const char *sr_event_type_name(sr_event_type t);         /* "AGREE", ...    */
const char *sr_stance_name(sr_stance s);                 /* "supports", ... */

#endif
