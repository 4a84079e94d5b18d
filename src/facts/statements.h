/* Inside the layer "statements": what its files share.
 *
 *   statements_cues.c     data/cues.LANG.txt -> the cue of a lemma
 *   statements_quotes.c   quotation marks -> quotations
 *   statements_tree.c     children and reach of each word; small questions about them
 *   statements_who.c      who says it
 *   statements_verbs.c    what a verb reports
 *   statements_frames.c   every cue in its tree -> source, content, who hears it, where
 *   statements_join.c     quotations find their cues; content is cut to its bytes
 *   statements_turns.c    quotations without a cue find whoever speaks
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
    X(quote) X(that) X(to) X(ing) X(obj) X(comp) X(who) X(poss) X(turn) \
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
    uint32_t *tail;         /* [n_sents] where a cue that ends its sentence begins */
    bool *timed;            /* [n_tokens] is it in a time expression? */
    SR_VEC(sr_quotation) quotes; /* ascending by beg */
    SR_VEC(sr_said) said;        /* ascending by sentence */
    SR_VEC(sr_piece) pieces;
    bool full; /* memory was refused */
    bool cut;  /* content was cut at SR_MAX_STATEMENT_TOKENS */
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

static inline const sr_word *sr_says_at(const sr_says *s, uint32_t t)
{
    return &s->doc->words[t];
}

static inline bool sr_says_feat(const sr_says *s, uint32_t t, uint64_t feat)
{
    return (sr_says_at(s, t)->feats & feat) != 0;
}

static inline bool sr_says_noun(const sr_says *s, uint32_t t)
{
    uint8_t u = sr_says_at(s, t)->upos;
    return u == SR_UPOS_NOUN || u == SR_UPOS_PROPN || u == SR_UPOS_PRON;
}

bool sr_says_is(const sr_says *s, uint32_t t,
                const char *lower); /* its letters, folded */

/* The first child of this relation (without subtype), SR_NONE: none. */
uint32_t sr_says_child(const sr_says *s, uint32_t t, sr_relation base);
/* The first child of exactly this relation. */
uint32_t sr_says_exact(const sr_says *s, uint32_t t, sr_relation rel);
/* The word that marks a clause ("that", "to", "as"), or SR_NONE; is it this one? */
uint32_t sr_says_mark(const sr_says *s, uint32_t t);
bool sr_says_marked(const sr_says *s, uint32_t t, const char *lower);
bool sr_says_infinitive(const sr_says *s, uint32_t t);
bool sr_says_finite(const sr_says *s, uint32_t t);
bool sr_says_passive(const sr_says *s, uint32_t t);
/* The frame of the preposition (or of the conjunction) before t, 0: none; where the words
 * behind it begin. */
uint32_t sr_says_case(const sr_says *s, uint32_t t);
uint32_t sr_says_behind_case(const sr_says *s, uint32_t t);
bool sr_says_medium(const sr_says *s, uint32_t t); /* "interview", "Telegram" */
/* The noun phrase of a head without what a comma parts from it. */
sr_range sr_says_phrase(const sr_says *s, uint32_t head);

/* --- statements_quotes.c ---------------------------------------------------------------------- */

enum { SR_QUOTE_DEPTH = 8 }; /* marks that are open at once; deeper ones say nothing */

/* Fill quotes and in.  False: memory was refused. */
bool sr_says_quotes(sr_says *s);

/* --- statements_who.c ------------------------------------------------------------------------ */

enum { SR_SAYS_CLIMB = 6 }; /* clauses that are climbed to find a subject */

/* Does the word stand for somebody: a person, people, a country, an organisation? */
bool sr_says_somebody(const sr_says *s, uint32_t t);

/* Tokens, or SR_NONE: the subject of a verb; "by" whom; who does what t says, where t has
 * no subject of its own; who owns a noun or makes it. */
uint32_t sr_says_subject(const sr_says *s, uint32_t t);
uint32_t sr_says_agent(const sr_says *s, uint32_t t);
uint32_t sr_says_ruler(const sr_says *s, uint32_t t, uint32_t climb);
uint32_t sr_says_owner(const sr_says *s, uint32_t noun, uint32_t climb);
/* The same by the words beside a verb alone: on either side; before it; behind it. */
uint32_t sr_says_left(const sr_says *s, uint32_t t, uint32_t first);
uint32_t sr_says_beside(const sr_says *s, uint32_t t);
uint32_t sr_says_right(const sr_says *s, uint32_t t, uint32_t first, uint32_t end);

/* --- statements_verbs.c ------------------------------------------------------------------------ */

/* A statement while its parts are looked for. */
typedef struct sr_find {
    sr_says *s;
    const sr_cue *cue;
    uint32_t t;       /* its head */
    uint32_t second;  /* second word of the cue, or SR_NONE */
    uint32_t by_case; /* phrase whose preposition is the second word, or SR_NONE */
    sr_said said;
    sr_range at[3]; /* content */
    uint32_t n;
} sr_find;

static inline bool sr_find_takes(const sr_find *f, uint32_t frames)
{
    return (f->cue->frames & frames) != 0;
}

static inline bool sr_find_hears(const sr_find *f)
{
    return sr_find_takes(f, SR_FRAME(who));
}

/* Is the object what is asked, not whom: "questioned the wisdom of it"? */
bool sr_find_asks(const sr_find *f);

static inline sr_range sr_range_join(sr_range a, sr_range b)
{
    if (a.beg == a.end)
        return b;
    if (b.beg == b.end)
        return a;
    return (sr_range){a.beg < b.beg ? a.beg : b.beg, a.end > b.end ? a.end : b.end};
}

/* Add tokens [beg, end) to the content; the clause t with what hangs on it, but a hole. */
void sr_find_content(sr_find *f, uint32_t beg, uint32_t end);
void sr_find_around(sr_find *f, uint32_t clause, sr_range hole);

/* Source and content of a verb: in f->said.source_head and f->at. */
void sr_find_verb(sr_find *f);

/* --- statements_frames.c ------------------------------------------------------------------------ */

/* The statements that cues tell: in s->said and s->pieces. */
void sr_says_frames(sr_says *s);
void sr_says_piece(sr_says *s, uint32_t said, uint32_t beg, uint32_t end);

/* --- statements_join.c ----------------------------------------------------------------------------- */

void sr_says_join(sr_says *s);

/* The best cue for a quotation among the first n_cues statements: it waits for words or
 * stands beside them, in the sentences of the quotation or just behind; SR_NONE: none. */
uint32_t sr_says_near(const sr_says *s, const sr_quotation *q, uint32_t n_cues);

/* --- statements_turns.c ---------------------------------------------------------------------------- */

/* Each quotation that no content took goes to its statement: of its cue, of a noun behind
 * it ("was the reply of"), of a name before a colon, of whoever spoke before or whom the
 * sentence before is about; what is left belongs to nobody.  O(quotations + statements). */
void sr_says_turns(sr_says *s);

/* --- statements.c ---------------------------------------------------------------------------------- */

/* The entity of the mention that the tree hangs by `head`, or SR_NONE. */
uint32_t sr_says_entity(const sr_says *s, uint32_t head);

#endif
