/* Stories of a store  ->  a report for a reader. */
#ifndef SR_PIPELINE_BRIEFING_H
#define SR_PIPELINE_BRIEFING_H

#include "base/map.h"
#include "report/report.h"
#include "store/store.h"

typedef struct sr_briefing_options {
    sr_str story;       /* one story by id, else all */
    sr_str article;     /* instead: only the related sources of this article, by id */
    sr_time since_s;    /* stories whose last article is not older; 0: any */
    size_t max_stories; /* 0: all */
    size_t max_lines;   /* of each story; 0: brief.h's default */
    sr_render_options render;
} sr_briefing_options;

/* sr_briefing_write: the stories asked for, those with most independent origins first.
 *
 * in      only  ids of stories to choose from (keys), or NULL for all
 * errors  SR_ENOTFOUND (no such story), of the store, SR_ENOMEM: *out may hold a part */
sr_status sr_briefing_write(sr_store *store, const sr_map *only,
                            const sr_briefing_options *options, sr_buf *out, sr_err *err);

/* One hit of a search as a line of JSON, with its newline (docs/formats/search.md). */
void sr_hit_write(const sr_hit *h, sr_buf *out);

#endif
