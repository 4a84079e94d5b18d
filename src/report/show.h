/* What the renderers share: source text made harmless, times, links, names.
 *
 * Source text may hold anything.  What readers see of it is one line: control bytes and
 * white space become single blanks; bidi controls, zero-width blanks and tag characters
 * (Unicode TR 36, section 2.2) are left out, joiners that scripts need (U+200C, U+200D)
 * stay.  Each form then escapes on top of that with its own sr_show_put.
 */
#ifndef SR_REPORT_SHOW_H
#define SR_REPORT_SHOW_H

#include "report/report.h"

/* Walks over what is shown of s: {s} at first. */
typedef struct sr_show {
    sr_str s;
    size_t at;
    bool blank, begun; /* a blank is due; something was shown */
    uint32_t held;     /* code point behind that blank, or 0 */
} sr_show;

/* The next code point to show; false at the end. */
bool sr_show_next(sr_show *w, uint32_t *ret);

/* Writes one code point as its form needs it; `first` on a line. */
typedef void sr_show_put(sr_buf *out, uint32_t cp, bool first);
void sr_show_text(sr_buf *out, sr_str s, sr_show_put *put);
void sr_show_plain(sr_buf *out, uint32_t cp, bool first);

/* The address with all but URL characters percent-encoded; false, and nothing written,
 * where it is not http(s) with a host. */
bool sr_show_url(sr_buf *out, sr_str url);

/* "10 Mar 2025, 09:48 UTC", "10 Mar 2025", "Mar 2025", "2025"; nothing if unknown. */
void sr_show_when(sr_buf *out, const sr_when *w);
/* "10 Mar 2025" */
void sr_show_day(sr_buf *out, sr_time t, bool year);
/* "10 Mar 2025", "10-13 Mar 2025", ... in en dashes */
void sr_show_days(sr_buf *out, sr_time first, sr_time last);

/* As sr_show_when, and " (updated)" behind the time of a change. */
void sr_show_version(sr_buf *out, const sr_member *m);
/* Its outlet, else the host of its address, else the name of its file. */
sr_str sr_show_outlet(const sr_member *m);
/* What it is to the source that it stands under: "copy", "excerpt", "earlier version". */
const char *sr_show_relation(const sr_member *m);
/* Was the title cut at its end? */
bool sr_show_title_cut(const sr_article *a, sr_span span);
/* The title as shown; empty where there is none. */
sr_str sr_show_title(const sr_member *m);
/* The day a line was reported, where it differs from that of the line before it. */
bool sr_show_new_day(const sr_brief *b, size_t line, sr_time *ret);

/* The renderers; see sr_report_render. */
void sr_render_text(const sr_brief *briefs, size_t n, const sr_render_options *o,
                    sr_buf *out);
void sr_render_markdown(const sr_brief *briefs, size_t n, const sr_render_options *o,
                        sr_buf *out);
void sr_render_html(const sr_brief *briefs, size_t n, const sr_render_options *o,
                    sr_buf *out);
void sr_render_json(const sr_brief *briefs, size_t n, const sr_render_options *o,
                    sr_buf *out);

#endif
