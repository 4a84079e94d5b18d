/* Stage report:   stories  ->  [briefs]  -> reader
 *
 *   brief.h    one story -> headline, chosen sentences, related sources, all cited
 *   render_*   briefs -> Markdown, plain text, HTML, JSON
 *
 * A brief says nothing of its own: each sentence is a span of a source, and a test looks
 * up every span of all output.
 */
#ifndef SR_REPORT_REPORT_H
#define SR_REPORT_REPORT_H

#include "doc/across.h"

/* A sentence of a brief: where it stands in its source. */
typedef struct sr_line {
    uint32_t member; /* index into the story's members */
    bool in_title;
    sr_span span;      /* of that member's title or text */
    sr_str text;       /* the bytes of the span */
    uint32_t citation; /* n of [n]: place in `sources`, from 1 */
} sr_line;

typedef struct sr_source_line {
    uint32_t member;
    sr_str *adds; /* what it adds to the brief: figures, names, quotes, as written */
    size_t n_adds;
    uint32_t *copies; /* members that are copies of it, shown with it */
    size_t n_copies;
} sr_source_line;

typedef struct sr_brief {
    const sr_story *story;
    sr_line headline;
    sr_line *lines; /* [n_lines] in reading order */
    size_t n_lines;
    sr_source_line *sources; /* [n_sources] independent sources, cited ones first */
    size_t n_sources;
    sr_change *changes; /* figures that moved, oldest first */
    uint32_t *change_member;
    size_t n_changes;
} sr_brief;

typedef struct sr_brief_options {
    size_t max_lines; /* 0: 6 */
} sr_brief_options;

/* sr_brief_make: choose the sentences (central, new, not repeating; deterministic).
 * in  story with >= 1 member, sentences filled   errors  SR_ENOMEM, SR_EARG */
sr_status sr_brief_make(const sr_story *story, const sr_brief_options *options,
                        sr_arena *a, sr_brief *ret, sr_err *err);

typedef enum sr_format {
    SR_FORMAT_TEXT,
    SR_FORMAT_MARKDOWN,
    SR_FORMAT_HTML,
    SR_FORMAT_JSON
} sr_format;

typedef struct sr_render_options {
    sr_format format;
    int width;    /* columns of plain text; 0: 80 */
    bool colour;  /* ANSI colours, plain text only */
    sr_str title; /* of the whole report */
} sr_render_options;

/* Render briefs into one report.  errors  SR_ENOMEM */
sr_status sr_report_render(const sr_brief *briefs, size_t n,
                           const sr_render_options *options, sr_buf *out, sr_err *err);

#endif
