/* Inside the stage link: what the files of mentions and coreference share.
 *
 *   mentions.c         words -> mentions
 *   coref_lists.c      what words say: sex, person, group, place; verbs of speech
 *   coref_quotes.c     quotations and who speaks in them
 *   coref_says.c       what each mention says of what it stands for
 *   coref_features.c   a mention and one before it -> features
 *   coref_model.c      the weights
 *   coref.c            mentions -> chains
 *
 * train/coref/ learns the weights by running these very files.
 */
#ifndef SR_LINK_COREF_H
#define SR_LINK_COREF_H

#include "link/parts.h"

/* --- mentions.c ------------------------------------------------------------------------- */

/* The tokens [beg, end) that hang on a word, itself among them, at any depth. */
typedef struct sr_reach {
    uint32_t beg, end;
} sr_reach;

/* One a token, in `a`.  cost  O(tokens)   errors  SR_ENOMEM */
sr_status sr_reach_find(const sr_doc *doc, sr_arena *a, sr_reach **ret, sr_err *err);

/* sr_mention_wide: the whole phrase of a mention: titles before a name, appositions, relative
 * clauses and all that hangs on its head, a possessive "'s" too, but no other conjunct;
 * what treebanks of coreference mark.
 *
 * out     tokens [beg, end) around the mention's
 * cost    O(tokens of the phrase) */
sr_reach sr_mention_wide(const sr_doc *doc, const sr_reach *reach, const sr_mention *m);

/* Is it the whole of a coordination: "France and Germany"? */
bool sr_mention_is_pair(const sr_doc *doc, const sr_mention *m);

/* --- coref_lists.c ---------------------------------------------------------------------- */

enum { /* what a word says; data/coref.LANG.txt, data/firstnames.any.txt */
       SR_SAYS_MALE = 1,
       SR_SAYS_FEMALE = 2,
       SR_SAYS_PERSON = 4,
       SR_SAYS_GROUP = 8,
       SR_SAYS_PLACE = 16,
       SR_SAYS_THING = 32,
       SR_SAYS_TIME = 64,
       SR_SAYS_PLURAL = 128,
       SR_SAYS_RELATION = 256,
       SR_SAYS_SPEECH = 512,
       SR_SAYS_TITLE = 1024,
       SR_SAYS_PART = 2048,
       SR_SAYS_GIVEN_M = 4096,
       SR_SAYS_GIVEN_F = 8192
};

typedef struct sr_coref_word {
    uint64_t fold; /* sr_hash64 of the word in lower case; 0 is a free slot */
    uint32_t says; /* set of SR_SAYS_ */
} sr_coref_word;

typedef struct sr_coref_lists {
    sr_coref_word *v; /* [slots], a power of two; at least half are free */
    size_t slots, n;
} sr_coref_lists;

/* The lists of a language; of one without lists the given names alone.
 * errors  SR_ENOMEM; SR_EFORMAT: a class that is none */
sr_status sr_coref_lists_read(const char *lang, sr_arena *a, sr_coref_lists *ret,
                              sr_err *err);
uint32_t sr_coref_word_says(const sr_coref_lists *l, uint64_t fold);
/* Hash of a token's lemma, ASCII letters in lower case. */
uint64_t sr_lemma_hash(const sr_doc *doc, uint32_t token);

/* --- coref_says.c ------------------------------------------------------------------------ */

typedef enum sr_mention_class {
    SR_CLASS_NAME,
    SR_CLASS_PROPER,   /* a name that the tagger did not see                     */
    SR_CLASS_DEF,      /* the president                                          */
    SR_CLASS_DEM,      /* this plan                                              */
    SR_CLASS_POSS,     /* his wife, Kyiv's mayor                                 */
    SR_CLASS_INDEF,    /* a man, some people                                     */
    SR_CLASS_BARE,     /* police, talks                                          */
    SR_CLASS_PAIR,     /* France and Germany                                     */
    SR_CLASS_PERSONAL, /* he, she, it, they and their forms                      */
    SR_CLASS_SPEAKER,  /* I, we                                                  */
    SR_CLASS_YOU,
    SR_CLASS_THIS,     /* this, that, these, those alone                         */
    SR_CLASS_RELATIVE, /* who, which                                             */
    SR_CLASS_EACH_OTHER,
    SR_CLASS_SOMEBODY, /* everyone, one, many                                    */
    SR_CLASSES
} sr_mention_class;

typedef enum sr_role {
    SR_ROLE_SUBJECT,
    SR_ROLE_PASSIVE,
    SR_ROLE_OBJECT,
    SR_ROLE_OBLIQUE,
    SR_ROLE_POSSESSOR,
    SR_ROLE_NMOD,
    SR_ROLE_PART_OF_WORD, /* compound, adjective */
    SR_ROLE_APPOS,
    SR_ROLE_ROOT,
    SR_ROLE_OTHER
} sr_role;

enum { SR_MALE = 1, SR_FEMALE = 2, SR_NEUTER = 4 };
enum { SR_SINGULAR = 1, SR_PLURAL = 2 };
enum { SR_SAYS_WORDS = 6, SR_CLAUSES = 4 };

/* What one mention says of what it stands for. */
typedef struct sr_says {
    uint64_t head;                /* hash of the head's lemma in lower case */
    uint64_t form;                /* fold of the head */
    uint64_t words;               /* hash of all content words in order */
    uint64_t word[SR_SAYS_WORDS]; /* their folds, the last ones */
    uint64_t det;                 /* fold of article or determiner, or 0 */
    uint64_t initials;            /* hash of "imf" for its full name, or 0 */
    uint32_t subject[SR_CLAUSES]; /* subjects of the clauses it is in, inner first */
    uint32_t owner;          /* mention of its possessor or \"of\" phrase, or SR_NONE */
    uint32_t speaker;        /* mention of who speaks in its quotation, or SR_NONE */
    uint32_t governor;       /* token: the verb or noun it depends on */
    uint32_t quote;          /* number of its quotation, 0: in none */
    uint32_t says;           /* SR_SAYS_ of its head */
    uint8_t n_words, n_mods; /* mods: words but the head */
    uint8_t cls;             /* sr_mention_class */
    uint8_t role;            /* sr_role */
    uint8_t gender, number;  /* sets: what it may be */
    uint8_t person_sex;      /* of a name: its sex if it is a person's */
    uint8_t type;            /* sr_entity_type of a name, else SR_ENTITY_TYPES */
    uint8_t person;          /* of pronouns: 1, 2, 3 */
    bool reflexive, possessive, speaks; /* speaks: subject of a verb of speech */
    bool first_subject;                 /* the first subject of its sentence */
    bool has_of, has_clause;
    bool is_fixed; /* apposition, predicate, adjective: no ranking */
} sr_says;

/* One a mention.  cost  O(tokens + mentions)   errors  SR_ENOMEM */
sr_status sr_says_find(const sr_work *w, const sr_reach *reach, sr_says **ret,
                       sr_err *err);

/* --- coref_quotes.c ---------------------------------------------------------------------- */

typedef struct sr_quotes {
    uint32_t *of; /* [n_tokens] number of the quotation a token is in, from 1; or 0 */
    uint32_t *speaker; /* [n + 1] token that says it, or SR_NONE */
    uint32_t n;
} sr_quotes;

/* Quotations in double or single quote marks; one ends with its paragraph.  The speaker is
 * the subject of the nearest verb of speech in the sentences that it touches, else that of
 * the quotation before it in the paragraph.   errors  SR_ENOMEM */
sr_status sr_quotes_find(const sr_doc *doc, const sr_coref_lists *lists, sr_arena *a,
                         sr_quotes *ret, sr_err *err);

/* --- coref_features.c --------------------------------------------------------------------- */

enum { SR_COREF_BITS = 17, SR_COREF_FEATURES = 80 };

typedef struct sr_features_of {
    uint32_t v[SR_COREF_FEATURES]; /* rows of the table of weights */
    size_t n;
} sr_features_of;

/* A thing so far, as its mentions add up. */
typedef struct sr_chain {
    uint32_t last; /* its last mention */
    uint32_t n;
    uint32_t says; /* SR_SAYS_ of its first description */
    uint8_t gender, number, type;
    bool is_named;
} sr_chain;

typedef struct sr_ranking {
    const sr_work *work;
    const sr_says *says;
    const sr_reach *reach;
    uint32_t *chain_of; /* [n_mentions] index into chains, or SR_NONE */
    sr_chain *chains;
    uint32_t same_head, same_words; /* of the mention at hand: the last mention with the
                                       same head, words; or SR_NONE */
} sr_ranking;

/* May i stand for what j stands for?  What grammar rules out is not ranked. */
bool sr_pair_may(const sr_ranking *r, uint32_t i, uint32_t j);
/* rank: how many other things that may fit were mentioned since. */
void sr_pair_features(const sr_ranking *r, uint32_t i, uint32_t j, uint32_t rank,
                      sr_features_of *ret);
/* That i is the first mention of its thing. */
void sr_new_features(const sr_ranking *r, uint32_t i, sr_features_of *ret);

/* --- coref_model.c ------------------------------------------------------------------------ */

typedef struct sr_coref_model {
    const int16_t *weight; /* [1 << SR_COREF_BITS], in 1 / SR_COREF_SCALE */
} sr_coref_model;

enum { SR_COREF_SCALE = 512 };

/* What the stage holds for a language. */
typedef struct sr_coref_rules {
    sr_coref_lists lists;
    sr_coref_model model;
} sr_coref_rules;

/* errors  SR_ENOMEM, SR_EFORMAT */
sr_status sr_coref_rules_read(const char *lang, sr_arena *a, const sr_coref_rules **ret,
                              sr_err *err);

/* The model that the build laid into the program.  errors  SR_EFORMAT */
sr_status sr_coref_model_open(sr_coref_model *ret, sr_err *err);
sr_status sr_coref_model_new(sr_str bytes, sr_coref_model *ret, sr_err *err);
int32_t sr_coref_score(const sr_coref_model *m, const sr_features_of *f);

/* --- coref.c ------------------------------------------------------------------------------- */

/* Chooses among n candidates: an index, or n for none of them; f [n + 1], the last are the
 * features of "none".  The program's own asks the model; train/coref learns. */
typedef size_t sr_choose(void *ctx, uint32_t mention, const uint32_t *candidates,
                         size_t n, const sr_features_of *f, float *p);

sr_status sr_chains_find_by(sr_work *w, sr_choose *choose, void *ctx, sr_err *err);

#endif
