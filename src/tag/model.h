/* The model file and what it looks like in memory.  For src/tag/ alone.
 *
 *   header   64 bytes: magic "sr-tag\r\n", u32 version, u32 sections, u64 bytes of the
 *            file, u64 checksum of all that follows the header, zeros
 *   table    32 bytes a section: name [16], u64 offset, u64 bytes
 *   sections at multiples of 64; numbers are little-endian (train/tag/export.py)
 */
#ifndef SR_TAG_MODEL_H
#define SR_TAG_MODEL_H

#include "tag/kernels.h"
#include "tag/tag.h"

enum {
    SR_TAG_VERSION = 2,
    SR_TAG_LAYERS = 4,
    SR_TAG_EMBED = 128, /* word half and sub half of a layer's input */
    SR_TAG_SUB_ROWS = 1 << 15,
    SR_TAG_SUB_FIRST = 64,  /* hashed rows begin here */
    SR_TAG_SUB_LIST = 8,    /* rows 8.. : one for each bit of the word lists */
    SR_TAG_SUB_PHRASE = 16, /* rows 16.. : types of a listed phrase by place in it */
    SR_TAG_SUB_LOWER = 48, /* rows 48.. : the word lists in a sentence without capitals */
    SR_TAG_ARC = 128,
    SR_TAG_REL = 128, /* added half of a relation's features ... */
    SR_TAG_PRO = 64,  /* ... and multiplied half */
    SR_TAG_SIDE = SR_TAG_REL + SR_TAG_PRO,
    SR_TAG_NER = 128,
    SR_TAG_NAME_TAGS = 11, /* O, then B and I of PER ORG LOC MISC NORP */
    SR_TAG_MAX_DIST = 24,
    SR_TAG_DISTS = 2 * SR_TAG_MAX_DIST + 2
};

/* How a lemma comes out of its form: the form, its lower case or that with a capital;
 * `cut` characters off the end; `add` behind.  Whole: `add` is the lemma. */
typedef struct sr_tag_rule {
    enum { SR_RULE_KEEP, SR_RULE_LOWER, SR_RULE_TITLE, SR_RULE_WHOLE } base;
    uint32_t cut;
    sr_str add;
} sr_tag_rule;

typedef struct sr_tag_class {
    sr_upos upos;
    uint64_t feats;
} sr_tag_class;

/* Open addressing: key 0 is a free slot; at least one slot is free. */
typedef struct sr_tag_table {
    const uint64_t *key;
    const uint32_t *value;
    size_t slots; /* power of two */
} sr_tag_table;

struct sr_tag_model {
    const sr_kernels *k;
    sr_str bytes; /* the file */
    void *mapped; /* to unmap, or NULL */
    sr_str licence;

    sr_tag_table words;   /* FNV-1a of the normal form -> row | list bits << 24 */
    sr_tag_table phrases; /* hash of their words -> types, and whether more may follow */
    const int8_t *word_vec; /* [n_words][EMBED] */
    const float *word_scale;
    size_t n_words;
    const int8_t *sub_vec; /* [SUB_ROWS][EMBED] */
    const float *sub_scale;

    sr_lin layer[SR_TAG_LAYERS];
    sr_lin heads;        /* tag | arc_d | rel_d | arc_h | rel_h */
    sr_lin rule;         /* lemma rules */
    sr_lin arc, rel;     /* ARC -> ARC, SIDE -> relations */
    sr_lin ner1, ner2;   /* 3 D -> NER -> name tags */
    const float *root;   /* [ARC + SIDE] the root's arc_h and rel_h */
    const float *dist;   /* [DISTS] */
    size_t tag_width;    /* n_tags up to a multiple of 16: where arc_d begins */
    sr_tag_table lemmas; /* FNV-1a of form and class -> rule */

    sr_tag_class *classes; /* [n_tags] */
    sr_tag_rule *rules;    /* [n_rules] */
    sr_relation *rels;     /* [n_rels] */
    size_t n_tags, n_rules, n_rels, rel_root;
    int32_t *shifts; /* what the sr_lin.shift point into */
};

/* The value under key; `none` where it is not there. */
uint32_t sr_tag_lookup(const sr_tag_table *t, uint64_t key, uint32_t none);

/* Fill shift[l->n] and let l point there. */
void sr_tag_shift(sr_lin *l, int32_t *shift);

#endif
