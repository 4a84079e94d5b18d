/* Inside the stage facts: what the files of the layer "factuality" share.
 *
 *   factuality_lexicon.c   data/factuality.LANG.txt -> a table by word, class and frame
 *   factuality_views.c     trees and lexicon -> how each word of the document is told
 *   factuality_features.c  what stands around a predicate, as numbers of buckets
 *   factuality_score.c     the model over these -> did it happen?
 *   factuality.c           the layer: doc->predicates
 */
#ifndef SR_FACTS_FACTUALITY_H
#define SR_FACTS_FACTUALITY_H

#include "facts/layers.h"
#include "facts/tree.h"

/* --- factuality_lexicon.c -------------------------------------------------------------- */

/* What a word does to what hangs on it; the letters of data/factuality.en.txt. */
typedef enum sr_effect_kind {
    SR_EFFECT_NONE,   /* not in the list */
    SR_EFFECT_SAME,   /* + */
    SR_EFFECT_FACT,   /* f */
    SR_EFFECT_SAID,   /* r */
    SR_EFFECT_WILL,   /* w */
    SR_EFFECT_MAY,    /* m */
    SR_EFFECT_PLAN,   /* p */
    SR_EFFECT_DEMAND, /* d */
    SR_EFFECT_WISH,   /* o */
    SR_EFFECT_IF,     /* c */
    SR_EFFECT_HEARD,  /* h */
    SR_EFFECT_WOULD   /* x */
} sr_effect_kind;

typedef struct sr_effect {
    uint8_t kind; /* sr_effect_kind */
    bool turns;   /* polarity */
} sr_effect;

typedef struct sr_effect_pair {
    sr_effect plain, negated;
} sr_effect_pair;

/* The frames of the list, each with its word class: a bit of a set. */
typedef enum sr_frame {
    SR_FRAME_INF,
    SR_FRAME_THAT,
    SR_FRAME_ING,
    SR_FRAME_OBJ,
    SR_FRAME_SUBJ,
    SR_FRAME_NOUN,
    SR_FRAME_VERB,
    SR_FRAME_NO,
    SR_FRAME_ANY,
    SR_FRAME_ONLY,
    SR_FRAME_EVENT,
    SR_FRAME_SUFFIX,
    SR_FRAME_THING,
    SR_FRAMES
} sr_frame;

/* sr_factuality_lexicon_new: read the list of a language ("en"; one without gets it too).
 * errors  SR_ENOMEM, SR_EFORMAT */
typedef struct sr_factuality_lexicon sr_factuality_lexicon;
sr_status sr_factuality_lexicon_new(const char *lang, sr_arena *a,
                                    sr_factuality_lexicon **ret, sr_err *err);

/* The effects of `word` (of class 'v', 'n', 'a', 'm', 'k') on what stands in this frame;
 * `with`: the particle or preposition between them, or empty: then only the bare word is
 * looked up.  NULL: none is known.  Cost O(1), two look-ups. */
const sr_effect_pair *sr_factuality_look(const sr_factuality_lexicon *lex,
                                         char word_class, sr_str word, sr_str with,
                                         sr_frame frame);

/* --- factuality_views.c ------------------------------------------------------------------ */

/* How the text tells of a word. */
typedef struct sr_view {
    uint8_t modality; /* sr_modality */
    uint8_t tense;    /* sr_when_told */
    bool negated;
    bool said;    /* a clause that somebody says, thinks, knows */
    bool heard;   /* "reportedly" */
    bool will;    /* to come, by the word that governs it */
    bool asked;   /* a question asks for it */
    uint8_t lift; /* sr_effect_kind of the word that governs it, as it was applied */
} sr_view;

/* sr_factuality_views: the view of every token; [doc->n_tokens] in doc->arena.
 * in  doc->words, `tree` of doc (tree.h)
 * errors  SR_ENOMEM     cost  O(tokens) */
sr_status sr_factuality_views(const sr_factuality_lexicon *lex, sr_doc *doc,
                              const sr_tree *tree, sr_view **ret, sr_err *err);

/* Is this token told as an event: a verb, an event noun, a predicate? */
bool sr_factuality_is_event(const sr_factuality_lexicon *lex, const sr_doc *doc,
                            const sr_tree *tree, uint32_t tok);

/* --- factuality_features.c --------------------------------------------------------------- */

enum { SR_FACTUALITY_BUCKETS = 1 << 16, SR_FACTUALITY_FEATURES = 384 };

/* Tokens whose rows of the tagger's network (doc->rows) the model reads. */
typedef enum sr_factuality_part {
    SR_PART_SELF,
    SR_PART_HEAD,
    SR_PART_AUXILIARY, /* the first one */
    SR_PART_NEGATION,
    SR_PART_SUBJECT,
    SR_PARTS
} sr_factuality_part;

typedef struct sr_factuality_features {
    uint32_t n;
    uint32_t bucket[SR_FACTUALITY_FEATURES];
    uint32_t part[SR_PARTS]; /* token, or SR_NONE */
} sr_factuality_features;

/* The features of one predicate: of words at most 20 places away and a bounded part of its
 * tree.  train/factuality/dump.c calls it too. */
void sr_factuality_features_of(const sr_doc *doc, const sr_tree *tree,
                               const sr_view *views, uint32_t sent, uint32_t tok,
                               sr_factuality_features *ret);

/* --- factuality_score.c ------------------------------------------------------------------ */

/* The model in the program: models/factuality.en.bin, made by train/factuality/. */
typedef struct sr_factuality_model sr_factuality_model;

/* sr_factuality_model_new: check the bytes of a model, which must outlive it.
 * errors  SR_EFORMAT (magic, version, size, checksum), SR_ENOMEM */
sr_status sr_factuality_model_new(sr_str bytes, sr_arena *a, sr_factuality_model **ret,
                                  sr_err *err);
sr_str sr_factuality_model_english(void); /* its bytes */

/* Fill happened and committed of *f, whose labels stand.  Where doc has no rows, happened is
 * less sure.  Cost: n rows of the table and SR_PARTS products with a row. */
void sr_factuality_score(const sr_factuality_model *m, const sr_doc *doc,
                         const sr_view *view, const sr_factuality_features *features,
                         sr_factuality *f);

#endif
