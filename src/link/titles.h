/* Inside the stage link: what stands beside a name, or heads a description, and says who
 * somebody is.  Tests: tests/unit/link/test_titles.c.
 */
#ifndef SR_LINK_TITLES_H
#define SR_LINK_TITLES_H

#include "link/actor.h"
#include "link/readings.h"

/* A mention's words. */
sr_str sr_mention_text(const sr_work *w, uint32_t mention);

/* The titles before a name, "Ukrainian President" of "Ukrainian President Volodymyr
 * Zelenskyy"; empty: it has none.   cost  O(words of them) */
sr_str sr_titles_of(const sr_work *w, const sr_mention *m);
sr_str sr_title_and_name(const sr_work *w, const sr_mention *m);

/* "Agron Telaku, [the prime minister of Kosovo],"; empty: no apposition. */
sr_str sr_apposition_of(const sr_work *w, const sr_mention *m);

/* sr_role_at: how many words up to a mention's head name a role; 0: none do.
 * out     *ret, untouched where none do */
uint32_t sr_role_at(const sr_work *w, const sr_mention *m, sr_role_word *ret);

/* The office that a name's titles or the knowledge give its bearer on the day, or that a bare
 * description names ("the president"), as a key; 0: none.
 * cost    a look-up of the knowledge */
uint64_t sr_office_key(const sr_work *w, uint32_t mention);

/* The last word of a name's titles, or the only one of a description ("the mayor"), as a key;
 * 0: none. */
uint64_t sr_title_key(const sr_work *w, uint32_t mention);

/* "The French foreign minister": who that was on the day of the article; SR_NONE: nobody known,
 * or no day. */
sr_actor sr_office_holder(const sr_work *w, const sr_coded *c, const sr_role_word *role);

/* The same of a mention, from its words.
 * out     *ret, SR_NONE where it is no description of one office   errors  SR_ENOMEM */
sr_status sr_described_holder(const sr_work *w, uint32_t mention, sr_actor *ret,
                              sr_err *err);

#endif
