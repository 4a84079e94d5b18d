/* Frames: plain text that says which words tell which event, and who is who in it.
 *
 *   condemn, denounce    R=obj                 ACCUSE/disapprove   111
 *   sign                 obj(AGREEMENT) R?=with SUPPORT            057   diplomatic
 *
 * docs/events.md is the manual of the language, for people who write frames.  In short, a
 * line has five fields, tabs between them: words; slots; type/mode; CAMEO code; contexts.
 * A file is in parts, "[verbs]", "[nouns]", "[adjectives]", "[lemmas]", "[classes]", "[macros]", "[compose]", "[contexts]".
 *
 *   frames.c        text -> frames, by line: every mistake with file and line
 *   frames_index.c  tables by lemma; classes of words
 *   frames_view.c   a tree as if each verb were active and had all its parties
 *   frames_match.c  does this frame fit this word?
 */
#ifndef SR_FACTS_FRAMES_H
#define SR_FACTS_FRAMES_H

#include "base/vec.h"
#include "doc/doc.h"

enum {
    SR_FRAME_CLASSES = 256, /* word classes of all files */
    SR_FRAME_ITEMS = 24,    /* items of one frame */
    SR_FRAME_CONTEXTS = 64, /* names of contexts */
    SR_FRAME_BLOCKS = 255 /* type: these words tell no event, whatever other frames say */
};

/* --- what a frame says ------------------------------------------------------------------ */

typedef enum sr_frame_use {
    SR_USE_ACTOR,
    SR_USE_RECIPIENT,
    SR_USE_MUST, /* the slot must be there (and hold one of the words) */
    SR_USE_MUST_NOT
} sr_frame_use;

/* "obj(AGREEMENT|deal)": a path of one or two slots and what may stand there. */
typedef struct sr_frame_item {
    uint64_t slot[2]; /* hash of the name; [1] 0: no second */
    uint32_t words;   /* first of its entries in sr_frames.words; */
    uint16_t n_words; /* 0: anything */
    uint8_t use;      /* sr_frame_use */
    bool needed;      /* R=, A!=: at least one item of that role must be filled */
    bool all;         /* A+=, R+=: take every slot, not the first that is filled */
} sr_frame_item;

/* A word of a condition: a class, or the hash of a lemma. */
typedef struct sr_frame_word {
    uint64_t lemma; /* 0: a class */
    uint16_t cls;
} sr_frame_word;

typedef enum sr_frame_kind {
    SR_KIND_VERB,
    SR_KIND_NOUN,
    SR_KIND_ADJECTIVE
} sr_frame_kind;

typedef struct sr_event_frame {
    uint64_t head;  /* hash of the lemma */
    uint64_t extra; /* verbs: of the particle; nouns: of the word before; 0 none */
    uint32_t item;  /* first of its items in sr_frames.items */
    uint32_t next;  /* frame of the same head, SR_NONE: last */
    uint8_t n_items;
    uint8_t kind;      /* sr_frame_kind */
    uint8_t type;      /* sr_event_type, or SR_FRAME_BLOCKS */
    bool needs_inner;  /* "AGREE*": an event only where it is about another one */
    uint8_t layer;     /* 0: ours; a user's files win */
    uint16_t weight;   /* how much it asks for: the heaviest that fits wins */
    uint64_t contexts; /* set of indexes into context_names */
    sr_str mode, cameo;
    sr_str rule; /* "verbs.en:212" */
} sr_event_frame;

/* "REQUEST  AID  REQUEST/assist  103": what an operator's event becomes by what it is about.
 * INTEND: what is planned or will be, where that differs from AGREE. */
enum { SR_COMPOSE_INTEND = 254 };

typedef struct sr_compose {
    uint8_t outer, inner; /* sr_event_type */
    uint8_t type;
    sr_str inner_mode; /* empty: any */
    sr_str mode, cameo;
} sr_compose;

/* A word of a class or context, as read; a class in a class. */
typedef struct sr_frame_member {
    uint64_t word;
    uint16_t cls;
    bool context;
} sr_frame_member;

typedef struct sr_frame_parent {
    uint16_t child, parent;
} sr_frame_parent;

/* A form whose lemma the tagger gets wrong. */
typedef struct sr_frame_form {
    uint64_t form, lemma;
} sr_frame_form;

/* "-lled  -l" */
typedef struct sr_frame_ending {
    sr_str from, to;
} sr_frame_ending;

typedef struct sr_class_set {
    uint64_t bits[SR_FRAME_CLASSES / 64];
} sr_class_set;

/* Classes that code refers to; files fill them. */
#define SR_FRAME_OWN_CLASSES(X)                                                          \
    X(ACTOR)                                                                             \
    X(PERSON)                                                                            \
    X(PEOPLE)                                                                            \
    X(ORG)                                                                               \
    X(PLACE)                                                                             \
    X(NATION) X(NUMBER) X(NAME) X(PRONOUN) X(LIGHT) X(PASSON) X(INVERSE) X(PARTITIVE)    \
        X(ABSTRACT) X(THING) X(TIME) X(POTENTIAL) X(MEANS) X(READER) X(UNREAL) X(MEDIUM) \
            X(SPORT) X(DRAMA) X(GRAVE)

typedef enum sr_own_class {
#define X(name) SR_CLASS_##name,
    SR_FRAME_OWN_CLASSES(X)
#undef X
        SR_CLASS_OWN_COUNT
} sr_own_class;

/* What data/plover.tsv says. */
typedef struct sr_plover_type {
    uint8_t quad; /* 1 to 4; 0: our own types */
    sr_str modes; /* spaces between them */
} sr_plover_type;

typedef struct sr_cameo {
    sr_str code;
    uint8_t type;
    sr_str mode;
    uint64_t contexts;
} sr_cameo;

typedef struct sr_frames {
    sr_plover_type types[SR_EVENT_TYPE_COUNT];
    SR_VEC(sr_cameo) cameo; /* ascending by code */
    SR_VEC(sr_event_frame) v;
    SR_VEC(sr_frame_item) items;
    SR_VEC(sr_frame_word) words;
    SR_VEC(sr_compose) compose;
    SR_VEC(sr_str) class_names;   /* own ones first */
    SR_VEC(sr_str) context_names; /* of the specification first */
    SR_VEC(sr_str) macro_names;
    SR_VEC(sr_str) macro_texts;
    /* word -> classes and contexts, as read: */
    SR_VEC(sr_frame_member) members;
    SR_VEC(sr_frame_parent) parents;
    SR_VEC(sr_frame_ending) endings; /* tried in order where a verb has no frame */
    SR_VEC(sr_frame_form) forms;     /* ascending by form after sr_frames_build */
    /* made by sr_frames_build: */
    uint64_t *head_key; /* [slots] */
    uint32_t *head;     /* [slots] first frame */
    size_t head_slots;
    uint64_t *word_key;
    sr_class_set *word_set;
    uint64_t *word_contexts;
    size_t word_slots;
} sr_frames;

/* sr_frames_read: add the lines of a file.
 *
 * in      name   "verbs.en": begins the rules' names and the errors
 *         text   outlives the frames
 *         layer  0: ours; frames of a higher one win over all of a lower one
 * errors  SR_EFORMAT with file, line and reason (unknown class, type, mode, code ...);
 *         SR_ENOMEM */
sr_status sr_frames_read(sr_frames *f, sr_arena *a, sr_str name, sr_str text,
                         uint8_t layer, sr_err *err);

/* The entry of a CAMEO code; NULL: there is none. */
const sr_cameo *sr_frames_cameo(const sr_frames *f, sr_str code);

/* Make the tables; again after more was read. */
sr_status sr_frames_build(sr_frames *f, sr_arena *a, sr_err *err);

/* Classes of a lemma, and contexts it speaks for (a set); all zero: none.  O(1) */
bool sr_frames_word(const sr_frames *f, uint64_t lemma, sr_class_set *ret,
                    uint64_t *contexts);
/* The lemma that is meant by a form, or 0.  O(log) */
uint64_t sr_frames_form(const sr_frames *f, uint64_t form);
/* The lemma with frames that a verb's form has by the endings of the language, or 0. */
uint64_t sr_frames_by_ending(const sr_frames *f, sr_str form);
/* The first frame of a lemma, or SR_NONE; the others by their `next`. */
uint32_t sr_frames_head(const sr_frames *f, uint64_t lemma);

static inline bool sr_class_has(const sr_class_set *s, unsigned cls)
{
    return s->bits[cls / 64] >> (cls % 64) & 1;
}

/* --- a sentence as frames see it ------------------------------------------------------------ */

typedef struct sr_scene {
    const sr_doc *doc;
    const sr_frames *frames;
    uint32_t sent, beg, end; /* the sentence, its tokens */
    sr_str text;
    uint64_t *lemma;                    /* [n] hash of the lemma in lower case */
    sr_class_set *cls;                  /* [n] */
    uint32_t *first_child, *next_child; /* [n] absolute tokens, ascending; SR_NONE */
    sr_class_set any;                   /* all classes of the sentence */
    uint64_t contexts;                  /* that its words speak for */
    bool pastime;                       /* the document is about sport or shows */
} sr_scene;

enum { SR_SCENE_SLOTS = 40 };

typedef struct sr_slot {
    uint64_t name; /* hash of "subj", "obj", "on", ... */
    uint32_t tok;
    bool shared; /* not of its own: taken over from a verb above or beside */
} sr_slot;

typedef struct sr_slots {
    sr_slot v[SR_SCENE_SLOTS];
    size_t n;
    uint32_t
        light;    /* the verb that carries a noun ("carried out an attack"), or SR_NONE */
    bool inverse; /* the carrying verb's subject suffers: "faced resistance from" */
} sr_slots;

/* A scene with room for the longest sentence.  errors  SR_ENOMEM */
sr_status sr_scene_new(sr_doc *doc, const sr_frames *frames, sr_scene *ret, sr_err *err);
/* Fill it with the words of a sentence. */
void sr_scene_fill(sr_scene *v, const sr_doc *doc, uint32_t sent);

/* The slots of a word, as if the clause were active: depth bounded, O(children). */
void sr_scene_slots(const sr_scene *v, uint32_t tok, sr_frame_kind kind, sr_slots *ret);
/* What kind of frames a word may have; false: none. */
bool sr_scene_kind(const sr_scene *v, uint32_t tok, sr_frame_kind *ret);
/* The subject of a verb, found where it stands; SR_NONE. */
uint32_t sr_scene_subject(const sr_scene *v, uint32_t tok, int depth);
bool sr_scene_is_passive(const sr_scene *v, uint32_t tok);

/* First token of the phrase below `tok`, and behind its last one; relative clauses and
 * what stands behind a comma are left out. */
sr_span sr_scene_phrase(const sr_scene *v, uint32_t tok);

static inline const sr_word *sr_scene_word(const sr_scene *v, uint32_t tok)
{
    return &v->doc->words[tok];
}

static inline bool sr_scene_is(const sr_scene *v, uint32_t tok, sr_own_class c)
{
    return sr_class_has(&v->cls[tok - v->beg], (unsigned)c);
}

static inline uint32_t sr_scene_child(const sr_scene *v, uint32_t tok)
{
    return v->first_child[tok - v->beg];
}

static inline uint32_t sr_scene_next(const sr_scene *v, uint32_t tok)
{
    return v->next_child[tok - v->beg];
}

/* --- matching ---------------------------------------------------------------------------- */

enum { SR_MATCH_PARTIES = 6 };

typedef struct sr_match {
    const sr_event_frame *frame;
    uint32_t actor[SR_MATCH_PARTIES], recipient[SR_MATCH_PARTIES]; /* tokens */
    uint8_t n_actors, n_recipients;
    uint32_t weight;
} sr_match;

/* Why a frame did not fit, for `sitrep explain`. */
typedef struct sr_near {
    const sr_event_frame *frame;
    const sr_frame_item *item; /* the one that failed; NULL: particle or word before */
    int slot;                  /* its number */
} sr_near;

/* sr_frames_match: the heaviest frame that fits the word; false: none.
 * near   [cap_near] frames of the lemma that did not fit, *n_near of them; may be NULL
 * cost   O(frames of the lemma x items) */
bool sr_frames_match(const sr_scene *v, uint32_t tok, const sr_slots *slots,
                     sr_frame_kind kind, sr_match *ret, sr_near *near, size_t cap_near,
                     size_t *n_near);

#endif
