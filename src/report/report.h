/* Stage report:   stories  ->  [briefs]  ->  reader
 *
 *   units.h    documents -> sentences that may stand in a brief
 *   figures.h  sentences -> figures side by side: "three people were killed" | "five ..."
 *   brief.c    one story -> headline, chosen sentences, figures, related sources, all cited
 *   render_*   briefs -> plain text, Markdown, HTML, JSON (docs/formats/brief.md)
 *
 * A brief says nothing of its own: each sentence is a span of a source, and
 * sr_brief_check looks up every one of them.
 */
#ifndef SR_REPORT_REPORT_H
#define SR_REPORT_REPORT_H

#include "doc/across.h"

/* Bytes of a source, shown as they are. */
typedef struct sr_line {
    uint32_t member; /* index into the story's members */
    bool in_title;
    sr_span span;      /* of that member's title or text */
    sr_str text;       /* the bytes of the span */
    uint32_t citation; /* n of [n]: place in `sources`, from 1 */
} sr_line;

typedef enum sr_add_kind {
    SR_ADD_QUOTE,    /* a sentence with somebody's words */
    SR_ADD_SENTENCE, /* where there is no quote */
    SR_ADD_FIGURE,
    SR_ADD_NAME
} sr_add_kind;

typedef struct sr_add {
    sr_add_kind kind;
    sr_line line; /* of the source it stands under */
} sr_add;

typedef struct sr_source_line {
    uint32_t member;
    bool cited;
    uint32_t echo_of; /* n of the source whose text this one carries too, besides its own;
                         0: an independent origin */
    double score;     /* how near its beginning is to what all origins report */
    sr_add *adds;     /* what it adds to the lines (to the focus, where there is one) */
    size_t n_adds;
    uint32_t *copies; /* members shown with it: copies, excerpts, earlier versions */
    size_t n_copies;
} sr_source_line;

/* One value of a figure, by the source that had it first. */
typedef struct sr_figure_row {
    double value;
    sr_time last_s;       /* when it was given last, */
    uint32_t last_member; /* and by whom */
    sr_line line;         /* "at least three people were killed" */
    sr_line says;         /* who says so: "emergency services"; an empty text: not told */
    uint32_t *also;       /* [n_also] numbers of further sources with the same value */
    size_t n_also;
} sr_figure_row;

typedef struct sr_figure {
    sr_str measure;      /* "killed", "injured": a name of data/brief.en.txt */
    sr_figure_row *rows; /* oldest first; two or more, with different values */
    size_t n_rows;
} sr_figure;

/* A report that was changed by its own outlet, as story/ found it. */
typedef struct sr_revision {
    sr_line from, to; /* `from` in the version before, `to` in the one after */
} sr_revision;

typedef struct sr_brief {
    const sr_story *story;
    sr_line headline;
    sr_line *lines; /* [n_lines] in reading order */
    size_t n_lines;
    sr_source_line *sources; /* [n_sources] cited ones first, then by score */
    size_t n_sources;
    size_t n_origins;   /* independent ones among them */
    sr_figure *figures; /* that moved or differ */
    size_t n_figures;
    sr_revision *revisions;
    size_t n_revisions;
    bool has_focus;
    uint32_t focus; /* member whose related sources these are; lines are none then */
    uint32_t *same; /* [n_same] members with the text of the focus, not in `sources` */
    size_t n_same;
} sr_brief;

typedef struct sr_brief_options {
    size_t max_lines; /* 0: 6 */
    bool has_focus;   /* only the related sources of one member, without itself */
    uint32_t focus;
} sr_brief_options;

/* sr_brief_make: choose the sentences.
 *
 * in      story    with >= 1 member, sentences filled; spans that do not fit their text
 *                  are passed over
 * out     *ret     in `a`, pointing into the story; untouched on failure
 * errors  SR_ENOMEM, SR_EARG (no member, focus out of range)
 * cost    O(bytes of the members); each document counts with its first
 *         SR_MAX_BRIEF_UNITS sentences
 * source  centrality over independent origins with redundancy control: after Carbonell &
 *         Goldstein (1998, MMR) and Nenkova & Vanderwende (2005, SumBasic); see README.md
 * tests   tests/unit/report/  fuzz/report_render.c  tests/golden/report/ */
sr_status sr_brief_make(const sr_story *story, const sr_brief_options *options,
                        sr_arena *a, sr_brief *ret, sr_err *err);

/* sr_brief_check: is each line, figure and add found in its source, byte for byte, and
 * does each number lead to a source?
 * errors  SR_EFORMAT with what is wrong    cost  O(bytes shown) */
sr_status sr_brief_check(const sr_brief *brief, sr_err *err);

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

/* sr_report_render: write briefs as one report, in the order given.
 *
 * Source text is neutralised for the form it goes into: no control bytes, no bidi
 * overrides, no Markdown or HTML of its own; links are http(s) or absent.  JSON keeps the
 * bytes.
 * errors  SR_ENOMEM (*out may then hold a part)    cost  O(output) */
sr_status sr_report_render(const sr_brief *briefs, size_t n,
                           const sr_render_options *options, sr_buf *out, sr_err *err);

#endif
