/* Inside the stage link: the country that an article is about. */
#ifndef SR_LINK_FOCUS_H
#define SR_LINK_FOCUS_H

#include "link/readings.h"

/* The country with more than half of the weight of all names; empty: there is none. */
sr_str sr_focus_main(const sr_know *know, const struct sr_readings *r);

#endif
