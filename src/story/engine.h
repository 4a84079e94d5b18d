/* The engine behind story.h; for the stage itself, its tests and train/story/. */
#ifndef SR_STORY_ENGINE_H
#define SR_STORY_ENGINE_H

#include "story/cluster.h"
#include "story/story.h"

struct sr_stories {
    sr_arena *arena;
    sr_window window;
    sr_cluster cluster;
};

/* The article as the engine looks at it: card, keys, shingles, what it copies (unless
 * `known` says so).  Nothing of the engine changes.  False when `a` refuses. */
bool sr_stories_look(const sr_stories *s, const sr_doc *doc, sr_time arrival_s,
                     const sr_placed *known, sr_arena *a, sr_arriving *ret);

#endif
