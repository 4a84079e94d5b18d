/* Inside the stage link: the words of a language that tell what a name stands for.
 *
 *   data/link.LANG.txt            classes of words: "said" SPEAKS, "region" DIVISION
 *   data/link_words.LANG.txt      ordinary words that places are called as well: "Rivers"
 *   data/link_divisions.LANG.txt  "La." -> Louisiana, USA
 */
#ifndef SR_LINK_LISTS_H
#define SR_LINK_LISTS_H

#include "base/arena.h"
#include "base/err.h"

/* X(NAME, "name in the file"); the file says what each is. */
#define SR_LINK_CLASSES(X)      \
    X(SPEAKS, "speaks")         \
    X(ACTS, "acts")             \
    X(STILL, "still")           \
    X(STRUCK, "struck")         \
    X(HAPPENING, "happening")   \
    X(LOCATIVE, "locative")     \
    X(DIVISION, "division")     \
    X(SETTLEMENT, "settlement") \
    X(TOWN, "town")             \
    X(WATER, "water")           \
    X(HEIGHT, "height")         \
    X(ISLAND, "island")         \
    X(FACILITY, "facility")     \
    X(STREET, "street")         \
    X(BODY, "body")             \
    X(COMPASS, "compass")       \
    X(FORMER, "former")         \
    X(GENERIC, "generic")       \
    X(SOMEONE, "someone")       \
    X(JOINT, "joint")           \
    X(INNER, "inner")           \
    X(COURTESY, "courtesy")     \
    X(ORDINARY, "ordinary")

enum {
#define BIT(name, text) SR_LINK_BIT_##name,
    SR_LINK_CLASSES(BIT)
#undef BIT
        SR_LINK_CLASS_COUNT
};
enum {
#define CLASS(name, text) SR_LINK_##name = 1 << SR_LINK_BIT_##name,
    SR_LINK_CLASSES(CLASS)
#undef CLASS
};

/* The short form of a first order division. */
typedef struct sr_short_division {
    uint64_t fold; /* of the short form in lower case */
    sr_str name, country;
    bool behind_comma; /* it is one only there: "Portland, OR" */
} sr_short_division;

typedef struct sr_link_lists {
    uint64_t *fold; /* [mask + 1] hash of a word in lower case; 0: free */
    uint32_t *bits; /* [mask + 1] its classes */
    size_t mask;
    sr_short_division *divisions; /* [n_divisions] ascending by fold */
    size_t n_divisions;
} sr_link_lists;

/* errors  SR_ENOMEM; SR_EFORMAT: a class that is none, a line without its fields */
sr_status sr_link_lists_read(const char *lang, sr_arena *a, sr_link_lists *ret,
                             sr_err *err);

/* Classes (SR_LINK_*) of the word whose lower-case form has this hash (sr_token.fold). */
uint32_t sr_link_classes(const sr_link_lists *l, uint64_t fold);
/* The same of a word as written, ASCII letters in either case. */
uint32_t sr_link_classes_of(const sr_link_lists *l, sr_str word);

/* NULL where the words are no short form. */
const sr_short_division *sr_link_short_division(const sr_link_lists *l, sr_str words);

#endif
