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

/* Country focus of an article: alpha-3 codes with weights, heaviest first; the number
 * written (<= cap). */
typedef struct sr_focus {
    sr_str country;
    float weight; /* they sum to 1 */
} sr_focus;
size_t sr_link_focus(const sr_doc *doc, sr_focus *ret, size_t cap);

#endif
