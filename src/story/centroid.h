/* Centroids of stories; inside of cluster.h. */
#ifndef SR_STORY_CENTROID_H
#define SR_STORY_CENTROID_H

#include "story/cluster.h"

/* Add a card.  O(terms). */
void sr_centroid_add(sr_centroid *c, const sr_card *card);

/* Cosine on each side, [0, 1]. */
void sr_centroid_like(const sr_probe *p, const sr_centroid *c, float ret[SR_SIDES]);

#endif
