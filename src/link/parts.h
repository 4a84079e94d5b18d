/* Inside the stage link: what its files share.  Others include link.h.
 *
 *   lists.c      word lists of the language
 *   names.c      names that the tagger missed
 *   mentions.c   names, noun phrases and pronouns -> sr_work.mentions
 *   known.c      each name -> what the knowledge means by it (readings.h, geo.c)
 *   titles.c     titles and offices beside names
 *   coref.c      mentions -> chains
 *   entities.c   chains -> doc->entities
 *   places.c     names of places -> doc->places
 *   focus.c      countries of an article
 *   link.c       rules of the stage, the steps in order
 */
#ifndef SR_LINK_PARTS_H
#define SR_LINK_PARTS_H

#include "link/link.h"

#include "base/vec.h"
#include "link/lists.h"

/* What the steps hand on; one entry a mention beside doc->mentions. */
typedef struct sr_known_as {
    sr_actor actor;     /* best actor of the knowledge, or SR_NONE */
    sr_place_ref place; /* best place, or SR_NONE */
    sr_str country;     /* what a country word says: "Ukrainian" -> UKR; or empty */
    uint8_t word;       /* sr_country_word */
    sr_place_ref inner; /* the place inside the name of a body: "[Athens] Police" */
    uint32_t inner_beg, inner_end; /* bytes of the mention's span that name it */
    uint8_t type;                  /* sr_entity_type, after the knowledge was asked */
    float p;                       /* how sure of actor or place */
} sr_known_as;

typedef struct sr_work {
    const sr_link_rules *rules;
    sr_doc *doc;
    sr_arena *arena;
    sr_known_as *known;           /* [doc->n_mentions] */
    struct sr_readings *readings; /* of the distinct names, see readings.h */
} sr_work;

sr_status sr_names_extend(sr_work *w, sr_err *err);  /* doc->names, with what the
                                                          knowledge sees beside them */
sr_status sr_mentions_find(sr_work *w, sr_err *err); /* doc->mentions; entity SR_NONE */
sr_status sr_known_find(sr_work *w, sr_err *err);    /* w->known */
sr_status sr_chains_find(sr_work *w, sr_err *err);   /* mention.entity, .next; entities'
                                                          first, n_mentions, is_named,
                                                          is_plural, type of the chain */
sr_status sr_entities_fill(sr_work *w,
                           sr_err *err);           /* name, code, country, role, known */
sr_status sr_places_find(sr_work *w, sr_err *err); /* doc->places */

struct sr_link_rules {
    const sr_know *know;
    sr_arena *arena; /* of the lists */
    sr_link_lists lists;
    const struct sr_coref_rules *coref; /* coref.h */
};

#endif
