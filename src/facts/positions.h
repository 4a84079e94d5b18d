/* Inside the stage facts: what the files of the layer "positions" share.
 *
 *   positions_lexicon.c   data/stance.LANG.txt -> a table by class and word
 *   positions_roles.c     who holds it, what it is about, on what condition
 *   positions_cues.c      a word of stance in its tree -> drafts
 *   positions.c           the layer: doc->positions
 */
#ifndef SR_FACTS_POSITIONS_H
#define SR_FACTS_POSITIONS_H

#include "base/vec.h"
#include "facts/layers.h"
#include "facts/tree.h"

/* --- positions_lexicon.c -------------------------------------------------------------- */

/* X(NAME): classes and frames as data/stance.en.txt names them. */
/* clang-format off */
#define SR_STANCE_CLASSES(X) \
    X(v) X(n) X(a) X(act) X(good) X(bad) X(light) X(face) X(label) X(if) X(actor) X(group) X(claim) X(end) X(thing)
#define SR_STANCE_FRAMES(X) \
    X(obj) X(pass) X(that) X(inf) X(ing) \
    X(to) X(for) X(against) X(of) X(on) X(about) X(over) X(with) X(in) X(at) X(behind) \
    X(from) X(by) X(upon)
/* clang-format on */

typedef enum sr_stance_class {
#define X(name) SR_STANCE_CLASS_##name,
    SR_STANCE_CLASSES(X)
#undef X
        SR_STANCE_CLASS_COUNT
} sr_stance_class;

typedef enum sr_stance_frame {
#define X(name) SR_TOWARD_##name,
    SR_STANCE_FRAMES(X)
#undef X
        SR_TOWARD_COUNT
} sr_stance_frame;

#define SR_TOWARD(name) ((uint32_t)1 << SR_TOWARD_##name)

enum { SR_STANCE_NONE = SR_STANCES };

typedef struct sr_stance_entry {
    uint8_t stance, negated; /* sr_stance, or SR_STANCE_NONE */
    uint32_t frames;         /* set of sr_stance_frame */
} sr_stance_entry;

typedef struct sr_stance_lexicon sr_stance_lexicon;

/* errors  SR_ENOMEM, SR_EFORMAT */
sr_status sr_stance_lexicon_new(const char *lang, sr_arena *a, sr_stance_lexicon **ret,
                                sr_err *err);

/* The entry of a word, or of two joined by "_" (`with`, may be empty); NULL: none. O(1) */
const sr_stance_entry *sr_stance_look(const sr_stance_lexicon *lex, sr_stance_class cls,
                                      sr_str word, sr_str with);
/* The frame of a preposition; SR_TOWARD_COUNT: it is none of them. */
sr_stance_frame sr_stance_frame_of(sr_str word);

/* --- positions_roles.c ------------------------------------------------------------------ */

typedef struct sr_stance_walk {
    const sr_stance_lexicon *lex;
    const sr_doc *doc;
    sr_tree tree;
    uint32_t *lo, *hi;   /* [n_tokens] reach of each word */
    uint32_t *predicate; /* [n_tokens] index into predicates, or SR_NONE */
    /* [n_tokens] children that others ask for, or SR_NONE: looked for once */
    uint32_t *subject, *object, *agent;
    const sr_sentence *sent; /* the sentence at hand */
    uint32_t s;              /* its number */
} sr_stance_walk;

typedef struct sr_holder {
    uint32_t tok;    /* its head in this sentence, or SR_NONE: the speaker */
    uint32_t entity; /* or SR_NONE */
    sr_span span;    /* empty: nobody */
    float p;
} sr_holder;

/* The head of a token, itself where that lies outside the sentence. */
static inline uint32_t sr_stance_head(const sr_stance_walk *w, uint32_t t)
{
    uint32_t head = w->doc->words[t].head;
    return head >= w->sent->tok_beg && head < w->sent->tok_end ? head : t;
}

sr_str sr_stance_lemma(const sr_stance_walk *w, uint32_t t);
bool sr_stance_lemma_is(const sr_stance_walk *w, uint32_t t, const char *text);
/* Is this its form, whatever the case?  False outside the sentence. */
bool sr_stance_form_is(const sr_stance_walk *w, uint32_t t, const char *text);
/* The preposition or mark that joins a word to its head, or SR_NONE. */
uint32_t sr_stance_joint(const sr_stance_walk *w, uint32_t t);
/* Its factuality; NULL where it tells no event. */
const sr_predicate *sr_stance_told(const sr_stance_walk *w, uint32_t t);

/* Fill subject, object and agent of the sentence at hand. */
void sr_stance_note_children(sr_stance_walk *w);
/* The token that is the subject of a verb, adjective or predicate noun, also where it
 * stands with another verb; SR_NONE: none, or it is not the subject who does it. */
uint32_t sr_stance_subject(const sr_stance_walk *w, uint32_t t);
/* Whoever this word stands for, if that is somebody who can hold a position. */
bool sr_stance_holder(const sr_stance_walk *w, uint32_t subject, sr_holder *ret);
/* Whoever says the words around token t. */
bool sr_stance_speaker(const sr_stance_walk *w, uint32_t t, sr_holder *ret);

/* A condition in the reach of `t`: tokens [*beg, *end). */
bool sr_stance_condition(const sr_stance_walk *w, uint32_t t, uint32_t *beg,
                         uint32_t *end);

/* --- positions_cues.c -------------------------------------------------------------------- */

typedef struct sr_draft {
    sr_holder holder;
    uint32_t cue;            /* token */
    uint32_t beg, end;       /* tokens of what it is about */
    uint32_t if_beg, if_end; /* tokens of the condition; equal: none */
    uint8_t stance;
    float p;
} sr_draft;

typedef struct sr_drafts {
    SR_VEC(sr_draft) v;
    sr_arena *arena;
    bool full; /* memory was refused */
} sr_drafts;

/* What token t tells of positions: appended to *drafts. */
void sr_stance_cue(const sr_stance_walk *w, uint32_t t, sr_drafts *drafts);

#endif
