/* Stage link:   words, trees, names  ->  [mentions, entities, places]
 *
 *   mentions   names, descriptions and pronouns of each sentence
 *   known      each name -> what the knowledge may mean by it, or nothing
 *   chains     names to their short forms, pronouns and descriptions to names
 *   entities   one for each chain: type, code, country, role on the day of the article
 *   places     which place, where it is, and whether anything happened there
 */
#ifndef SR_LINK_LINK_H
#define SR_LINK_LINK_H

#include "doc/doc.h"
#include "know/know.h"

typedef struct sr_link_rules sr_link_rules; /* read-only after _new; shared by workers */

/* Lists of a language from data/ (link.LANG.txt ...) beside the knowledge, which must
 * outlive them.  errors  SR_ENOMEM, SR_EFORMAT */
sr_status sr_link_rules_new(const sr_know *know, const char *lang, sr_link_rules **ret,
                            sr_err *err);
void sr_link_rules_free(sr_link_rules *rules); /* NULL is allowed */
const sr_know *sr_link_know(const sr_link_rules *rules);

/* sr_link_analyse: fill doc->mentions, doc->entities and doc->places.
 *
 * in      doc    sents, tokens, words, names; article.published, outlet; without words (the
 *                stage "tag" has not run) the tables stay empty
 * errors  SR_ENOMEM: tables untouched
 * cost    O(tokens + mentions x SR_MAX_ANTECEDENTS) */
sr_status sr_link_analyse(const sr_link_rules *rules, sr_doc *doc, sr_err *err);

/* A string that names an actor, read by itself. */
typedef struct sr_coded {
    sr_actor actor; /* of the knowledge, or SR_NONE */
    sr_str country; /* alpha-3, or empty */
    sr_str
        code; /* CAMEO/PLOVER: "BLR.CVL", "COP" without a country, "IGO.UNO"; or empty */
    sr_str body; /* code of the body it belongs to, where the words name one; or empty */
    sr_str office;    /* "foreign minister"; or empty */
    bool is_former;   /* the role is over on that day */
    bool is_by_place; /* a place alone tells the country: "[Leeds] City Council" */
    bool is_place;    /* no word says what it is: it is called as that place */
} sr_coded;

/* sr_link_actor: country and code of an actor string.
 *
 *   "the rebel FDLR force"          2022-01-01   COD.REB or as the knowledge has the group
 *   "a former White House official"              USA.ELI
 *   "Defense Minister" in "German"               DEU.GOV.MIL
 *
 * in      context  words near it that may name the country; may be empty
 *         day      of the article; precision SR_TIME_UNKNOWN: offices as of the latest
 * out     *ret     strings in `a` or of the knowledge; empty: nothing is known
 * errors  SR_ENOMEM
 * cost    words x 6 probes; 48 words are read
 * tests   tests/unit/link/test_actor.c  tests/scores/link.py actors */
sr_status sr_link_actor(const sr_link_rules *rules, sr_str string, sr_str context,
                        const sr_when *day, sr_arena *a, sr_coded *ret, sr_err *err);

/* Country focus of an article: alpha-3 codes with weights, heaviest first; the number
 * written (<= cap). */
typedef struct sr_focus {
    sr_str country;
    float weight; /* they sum to 1 */
} sr_focus;
size_t sr_link_focus(const sr_doc *doc, sr_focus *ret, size_t cap);

#endif
