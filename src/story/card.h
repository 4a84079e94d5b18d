/* A card: what the window keeps of an article.   features + frequencies -> [card]
 *
 * The heaviest terms of the article with their weights in title, lead, body and names; its
 * figures, names and quotes as written, with their surroundings; counts of its shingles.
 * Weights are tf-idf, (1 + ln tf) * idf, of a vector of length one, in steps of 1/255: the
 * likeness of two cards is a sum over what they share.
 *
 * Memory: sizeof(sr_card) and a blob; `sitrep stories --stats` and bench/ say how much.
 */
#ifndef SR_STORY_CARD_H
#define SR_STORY_CARD_H

#include "story/features.h"
#include "story/sketch.h"

enum { SR_CARD_TERMS = 28, SR_CARD_NUMBERS = 12, SR_CARD_NAMES = 12, SR_CARD_QUOTES = 2 };
enum { SR_CARD_TEXT_BYTES = 64 }; /* of one fact as written */

/* The sides on which two articles are compared. */
typedef enum sr_side {
    SR_SIDE_TITLE,
    SR_SIDE_LEAD,
    SR_SIDE_BODY,
    SR_SIDE_NAME, /* words of names */
    SR_SIDE_NUMBER,
    SR_SIDE_FULL, /* names of several words, whole */
    SR_SIDES
} sr_side;

typedef struct sr_entry {
    uint32_t key;
    uint8_t w[4]; /* title, lead, body, name */
} sr_entry;

typedef struct sr_kept {
    uint32_t key, value;
    uint16_t left, right; /* contexts, cut to 16 bits */
    uint8_t w, w_value;   /* weight of key, and for numbers of the value alone */
    uint8_t len;          /* bytes as written; they follow one another behind the facts */
    uint8_t words;
} sr_kept;

typedef struct sr_card {
    int64_t at_s;
    uint64_t digest, first_posting, blob_no;
    uint32_t story; /* slot, see cluster.h */
    uint32_t group; /* key of the copy group's id */
    uint32_t outlet;
    uint32_t n_words;
    uint16_t shingles[SR_SHINGLE_LEVELS]; /* at each level from `level` on, boilerplate
                                             left out */
    uint8_t level, relation, indexed;
    uint8_t n_terms, n_numbers, n_names, n_quotes;
    uint8_t sides; /* bit per side: the article has something there */
    uint16_t id_len, group_len, text_len;
    char *blob; /* entries, kept, id, group id, text of the kept */
} sr_card;

static inline const sr_entry *sr_card_entries(const sr_card *c)
{
    return (const sr_entry *)(const void *)c->blob;
}

static inline size_t sr_card_n_kept(const sr_card *c)
{
    return (size_t)c->n_numbers + c->n_names + c->n_quotes;
}

/* Numbers first, then names, then quotes; each in order of the text. */
static inline const sr_kept *sr_card_kept(const sr_card *c)
{
    return (const sr_kept *)(const void *)(c->blob + c->n_terms * sizeof(sr_entry));
}

static inline sr_str sr_card_id(const sr_card *c)
{
    const char *p = (const char *)(sr_card_kept(c) + sr_card_n_kept(c));
    return (sr_str){p, c->id_len};
}

/* Id of the group where it is not the card's own. */
static inline sr_str sr_card_group_id(const sr_card *c)
{
    sr_str id = sr_card_id(c);
    return (sr_str){id.p + id.len, c->group_len};
}

static inline const char *sr_card_text(const sr_card *c)
{
    sr_str g = sr_card_group_id(c);
    return g.p + g.len;
}

size_t sr_card_blob_bytes(const sr_card *c);

/* How common a word is in the stream so far, and in the news that went before it. */
typedef struct sr_frequencies {
    sr_sketch sketch;
    double n_articles;
} sr_frequencies;

/* The stream begins as if it had seen the reports that data/df.en.txt counts: the words of a
 * small stream are then as rare as they are in the news.  As it grows its own counts prevail.
 * file  "word<tab>reports" a line, "*" for all of them; what is no such line is passed over */
void sr_frequencies_begin(sr_frequencies *f, sr_str file);

double sr_idf(const sr_frequencies *f, uint32_t key);

/* Count an article's terms and facts.  Cannot fail. */
void sr_frequencies_add(sr_frequencies *f, const sr_features *x);

/* sr_card_make: the card of doc (features filled), blob in `a`; story, group and shingle
 * counts are the caller's.  False when the arena refuses.
 * index  the keys under which the article is found again, rarest first;
 *        [SR_INDEX_KEYS], *n_index of them */
enum { SR_INDEX_TERMS = 18, SR_INDEX_FACTS = 8, SR_INDEX_KEYS = 26 };
typedef struct sr_index_key {
    uint32_t key;
    float weight; /* idf */
    bool name;    /* (part of) a name */
} sr_index_key;
bool sr_card_make(const sr_doc *doc, const sr_frequencies *f, sr_arena *a, sr_card *ret,
                  sr_index_key *index, size_t *n_index);

/* The same card with a group id written into its blob.  False when the arena refuses. */
bool sr_card_set_group(sr_card *c, sr_str group, sr_arena *a);

/* A card opened for comparing: its keys in a hash table. */
enum { SR_PROBE_SLOTS = 512 };
typedef struct sr_probe {
    uint32_t key[SR_PROBE_SLOTS];
    uint8_t w[SR_PROBE_SLOTS][SR_SIDES];
    uint8_t used[SR_PROBE_SLOTS];
} sr_probe;

void sr_probe_init(sr_probe *p, const sr_card *c);
const uint8_t *sr_probe_get(const sr_probe *p, uint32_t key); /* NULL: not there */

/* Cosine on each side, [0, 1]. */
void sr_card_like(const sr_probe *p, const sr_card *c, float ret[SR_SIDES]);

#endif
