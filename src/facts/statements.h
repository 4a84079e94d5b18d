/* Inside the layer "statements": what its files share.
 *
 *   statements_cues.c     data/cues.LANG.txt -> the cue of a lemma
 *   statements_quotes.c   quotation marks -> quotations
 *   statements_tree.c     children and reach of each word; noun phrases
 *   statements_frames.c   a cue in its tree -> source, content, who hears it, where
 *   statements_join.c     quotations find their cues; content is cut to its bytes
 *   statements.c          the layer: doc->statements
 *
 * Until the end everything is counted in tokens of the document.
 */
#ifndef SR_FACTS_STATEMENTS_H
#define SR_FACTS_STATEMENTS_H

#include "base/map.h"
#include "base/vec.h"
#include "doc/doc.h"

/* --- cues ----------------------------------------------------------------------------- */

typedef enum sr_cue_pos {
    SR_CUE_VERB,
    SR_CUE_NOUN,
    SR_CUE_ADJ,
    SR_CUE_ADV,
    SR_CUE_LINK,
    SR_CUE_PREP,
    SR_CUE_MEDIUM,
    SR_CUE_PAPER,
    SR_CUE_ENDING,
    SR_CUE_POS
} sr_cue_pos;

/* The classes and frames of data/cues.en.txt, which says what they mean. */
/* clang-format off */
#define SR_CUE_CLASSES(X) \
    X(say) X(claim) X(tell) X(report) X(deny) X(warn) X(accuse) X(praise) X(demand) X(ask) \
    X(promise) X(label) X(believe) X(know) X(feel) X(want) X(support) X(oppose) X(show) \
    X(topic) X(agree)
#define SR_CUE_FRAMES(X) \
    X(quote) X(that) X(to) X(ing) X(obj) X(comp) X(who) X(poss) \
    X(of) X(on) X(about) X(for) X(against) X(with) X(as) X(over) X(in) X(at) X(by) X(from)
/* clang-format on */

typedef enum sr_cue_class {
#define X(name) SR_CUE_##name,
    SR_CUE_CLASSES(X)
#undef X
        SR_CUE_CLASS_COUNT
} sr_cue_class;

typedef enum sr_cue_frame {
#define X(name) SR_FRAME_##name,
    SR_CUE_FRAMES(X)
#undef X
        SR_FRAME_COUNT
} sr_cue_frame;

#define SR_FRAME(name) ((uint32_t)1 << SR_FRAME_##name)

typedef struct sr_cue {
    uint8_t cls; /* sr_cue_class */
    bool pairs;  /* begins entries of two words */
    bool alone;  /* is an entry by itself */
    float p;
    uint32_t frames; /* set of sr_cue_frame */
} sr_cue;

typedef struct sr_ending {
    sr_str form, lemma;
} sr_ending;

typedef struct sr_cuelist {
    sr_map map; /* "0say" -> index into v */
    SR_VEC(sr_cue) v;
    SR_VEC(sr_ending) endings;
} sr_cuelist;

/* Read data/NAME.  errors  SR_EFORMAT (a line that says nothing, a word that is there
 * already), SR_ENOMEM: free it all the same */
sr_status sr_cuelist_read(sr_cuelist *cues, sr_arena *a, const char *file, sr_err *err);
void sr_cuelist_free(sr_cuelist *cues);

/* The cue of a lemma (case is folded), or of two; NULL: none.  O(1). */
const sr_cue *sr_cuelist_find(const sr_cuelist *cues, sr_cue_pos pos, sr_str first,
                              sr_str second);
/* The cue of a form whose lemma is none: an ending is cut off and another put on. */
const sr_cue *sr_cuelist_form(const sr_cuelist *cues, sr_cue_pos pos, sr_str form);
/* The frame of a preposition, 0 where it has none. */
uint32_t sr_cue_frame_of(sr_str word);

/* --- the document at hand ---------------------------------------------------------------- */

typedef struct sr_range {
    uint32_t beg, end; /* tokens [beg, end) */
} sr_range;

typedef struct sr_quotation {
    uint32_t beg,
        end;         /* tokens between the marks; may run over sentences and paragraphs */
    uint32_t parent; /* quotation that it stands in, or SR_NONE */
    bool open;       /* its closing mark is missing */
    bool taken;      /* belongs to a statement */
} sr_quotation;

/* A statement in the making. */
typedef struct sr_said {
    const sr_cue *cue; /* NULL: a bare quotation */
    uint32_t tok;      /* of the cue, or SR_NONE */
    sr_range words;    /* of the cue */
    sr_range block;    /* cue and source: what content never runs over */
    sr_range source;
    uint32_t source_head; /* token, or SR_NONE */
    sr_range addressee, medium;
    uint32_t addressee_head;
    uint32_t sent;
    uint32_t first, n; /* its pieces */
    uint8_t kind;
    bool dropped;
    float p;
} sr_said;

typedef struct sr_piece {
    uint32_t said;
    sr_range at;
} sr_piece;

typedef struct sr_says {
    const sr_cuelist *cues;
    sr_doc *doc;
    sr_arena *arena;
    uint32_t *child, *next; /* [n_tokens] first child, next sibling, or SR_NONE */
    uint32_t *lo, *hi;      /* [n_tokens] the words below each, itself too: [lo, hi) */
    uint32_t *sent;         /* [n_tokens] its sentence */
    uint32_t *in;           /* [n_tokens] innermost quotation, or SR_NONE */
    bool *timed;            /* [n_tokens] is it in a time expression? */
    SR_VEC(sr_quotation) quotes; /* ascending by beg */
    SR_VEC(sr_said) said;        /* ascending by sentence */
    SR_VEC(sr_piece) pieces;
    bool full; /* memory was refused */
} sr_says;

/* --- statements_tree.c --------------------------------------------------------------------- */

/* Fill child, next, lo, hi, sent, timed.  False: memory was refused. */
bool sr_says_trees(sr_says *s);

static inline sr_relation sr_says_rel(const sr_says *s, uint32_t t)
{
    return sr_relation_base((sr_relation)s->doc->words[t].rel);
}

static inline sr_str sr_says_word(const sr_says *s, uint32_t t)
{
    return sr_str_span(sr_doc_text(s->doc, &s->doc->sents[s->sent[t]]),
                       s->doc->tokens[t].span);
}

bool sr_says_is(const sr_says *s, uint32_t t,
                const char *lower); /* its letters, folded */

/* The first child of this relation (without subtype), SR_NONE: none. */
uint32_t sr_says_child(const sr_says *s, uint32_t t, sr_relation base);
/* The first child of exactly this relation. */
uint32_t sr_says_exact(const sr_says *s, uint32_t t, sr_relation rel);
/* The noun phrase of a head without what a comma parts from it. */
sr_range sr_says_phrase(const sr_says *s, uint32_t head);

/* --- statements_quotes.c ---------------------------------------------------------------------- */

enum { SR_QUOTE_DEPTH = 8 }; /* marks that are open at once; deeper ones say nothing */

/* Fill quotes and in.  False: memory was refused. */
bool sr_says_quotes(sr_says *s);

/* --- statements_frames.c ------------------------------------------------------------------------ */

/* The statements that cues tell: in s->said and s->pieces. */
void sr_says_frames(sr_says *s);
void sr_says_piece(sr_says *s, uint32_t said, uint32_t beg, uint32_t end);

/* --- statements_join.c ----------------------------------------------------------------------------- */

void sr_says_join(sr_says *s);

#endif
