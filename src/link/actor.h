/* Inside the stage link: codes of actors from their words.  sr_link_actor is in link.h. */
#ifndef SR_LINK_ACTOR_H
#define SR_LINK_ACTOR_H

#include "link/readings.h"

/* "UKR" and "GOV" -> "UKR.GOV"; one of them where the other is empty.  .p is NULL where
 * the arena refuses. */
sr_str sr_actor_code(sr_str country, sr_str sector, sr_arena *a);

/* The code of a country as an actor: itself, or "GEO.PRE" of a state that few recognise.
 * .p is NULL where the arena refuses. */
sr_str sr_country_code(const sr_know *know, sr_str country, sr_arena *a);

#endif
