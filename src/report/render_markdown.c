/* Briefs as Markdown (CommonMark and GFM).
 *
 * Source text is one line (show.h) in which each punctuation character that could begin
 * markup is escaped with a backslash, also those of bare addresses, so that GFM makes no
 * links of them.  Links are ours: [title](<address>), address percent-encoded.
 */
#include "report/make.h"
#include "report/show.h"

#include "base/utf8.h"

/* Punctuation that may begin markup wherever it stands. */
static bool is_mark(uint32_t cp)
{
    return cp < 0x80 && strchr("\\`*_[]<>&~|$:@#!", (char)cp) != NULL;
}

static void text(sr_buf *out, sr_str s)
{
    sr_show w = {.s = s};
    uint32_t before = 0;
    for (uint32_t cp; sr_show_next(&w, &cp); before = cp) {
        bool www = cp == '.' && (before == 'w' || before == 'W');
        if (is_mark(cp) || www)
            sr_buf_putc(out, '\\');
        sr_utf8_put(out, cp);
    }
}

/* At the start of a paragraph: "1. ", "- ", "+ ", "=" and the like begin no list, rule or
 * heading either. */
static void paragraph(sr_buf *out, sr_str s)
{
    sr_show w = {.s = s};
    uint32_t cp = 0;
    size_t digits = 0;
    while (sr_show_next(&w, &cp) && cp < 0x80 && sr_is_digit((char)cp))
        digits++;
    bool list = digits && (cp == '.' || cp == ')');
    if (list) { /* nothing but digits was shown: they stand side by side in s */
        sr_show_text(out, (sr_str){s.p, w.at - 1}, sr_show_plain);
        s = (sr_str){s.p + w.at - 1, s.len - w.at + 1};
    }
    if (list || (digits == 0 && cp && cp < 0x80 && strchr("-+=", (char)cp)))
        sr_buf_putc(out, '\\');
    text(out, s);
}

static void title(sr_buf *out, const sr_member *m)
{
    sr_str s = sr_show_title(m);
    if (s.len == 0)
        s = SR_STR("untitled");
    text(out, s);
    if (sr_show_title_cut(&m->doc->article, sr_brief_title(&m->doc->article)))
        sr_buf_put(out, SR_STR("\xE2\x80\xA6"));
}

/* The title as a link, or alone where there is no address to link to. */
static void link_to(sr_buf *out, const sr_member *m)
{
    sr_buf url = {0};
    if (sr_show_url(&url, m->doc->article.url)) {
        sr_buf_putc(out, '[');
        title(out, m);
        sr_buf_put(out, SR_STR("](<"));
        sr_buf_put(out, sr_buf_str(&url));
        sr_buf_put(out, SR_STR(">)"));
    } else {
        title(out, m);
    }
    out->failed |= url.failed;
    sr_buf_free(&url);
}

static void quote(sr_buf *out, sr_str s)
{
    sr_buf_put(out, SR_STR("\xE2\x80\x9C"));
    text(out, s);
    sr_buf_put(out, SR_STR("\xE2\x80\x9D"));
}

static void put_row(sr_buf *out, const sr_brief *b, sr_str measure,
                    const sr_figure_row *r)
{
    const sr_member *m = &b->story->members[r->line.member];
    sr_when when = sr_brief_version(m);
    sr_buf_put(out, SR_STR("- "));
    text(out, measure);
    sr_buf_put(out, SR_STR(": "));
    quote(out, r->line.text);
    if (r->says.text.len) {
        sr_buf_put(out, SR_STR(" ("));
        text(out, r->says.text);
        sr_buf_putc(out, ')');
    }
    sr_buf_put(out, SR_STR(" \xE2\x80\x94 "));
    text(out, sr_show_outlet(m));
    sr_buf_put(out, SR_STR(", "));
    sr_show_when(out, &when);
    sr_buf_printf(out, " \\[%u\\]", r->line.citation);
    for (size_t i = 0; i < r->n_also; i++)
        sr_buf_printf(out, "%s \\[%u\\]", i ? "" : "; also", r->also[i]);
    sr_buf_putc(out, '\n');
}

static void put_figures(sr_buf *out, const sr_brief *b)
{
    if (b->n_figures + b->n_revisions == 0)
        return;
    sr_buf_put(out, SR_STR("### Figures that moved or differ\n\n"));
    for (size_t i = 0; i < b->n_figures; i++)
        for (size_t k = 0; k < b->figures[i].n_rows; k++)
            put_row(out, b, b->figures[i].measure, &b->figures[i].rows[k]);
    for (size_t i = 0; i < b->n_revisions; i++) {
        sr_buf_put(out, SR_STR("- "));
        quote(out, b->revisions[i].from.text);
        sr_buf_put(out, SR_STR(" became "));
        quote(out, b->revisions[i].to.text);
        sr_buf_printf(out, " \\[%u\\]\n", b->revisions[i].to.citation);
    }
    sr_buf_putc(out, '\n');
}

static void put_copies(sr_buf *out, const sr_brief *b, const uint32_t *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const sr_member *m = &b->story->members[v[i]];
        if (i)
            sr_buf_put(out, SR_STR(", "));
        text(out, sr_show_outlet(m));
        sr_buf_printf(out, " (%s)", sr_show_relation(m));
    }
    sr_buf_putc(out, '\n');
}

/* A sentence has a point of its own; names and figures share one. */
static void put_adds(sr_buf *out, const sr_source_line *s)
{
    bool begun = false;
    for (size_t i = 0; i < s->n_adds; i++) {
        bool sentence = s->adds[i].kind <= SR_ADD_SENTENCE, last = i + 1 == s->n_adds;
        sr_buf_put(out, begun ? SR_STR("; ") : SR_STR("   - adds: "));
        text(out, s->adds[i].line.text);
        begun = !sentence && !last;
        if (!begun)
            sr_buf_putc(out, '\n');
    }
}

static void put_source(sr_buf *out, const sr_brief *b, size_t i)
{
    const sr_source_line *s = &b->sources[i];
    const sr_member *m = &b->story->members[s->member];
    sr_when when = sr_brief_version(m);
    sr_buf_printf(out, "%zu. ", i + 1);
    text(out, sr_show_outlet(m));
    sr_buf_put(out, SR_STR(": "));
    link_to(out, m);
    if (when.precision != SR_TIME_UNKNOWN) {
        sr_buf_put(out, SR_STR(", "));
        sr_show_version(out, m);
    }
    sr_buf_putc(out, '\n');
    if (s->echo_of)
        sr_buf_printf(out, "   - carries the text of \\[%u\\] and more\n", s->echo_of);
    put_adds(out, s);
    if (s->n_copies) {
        sr_buf_put(out, SR_STR("   - also at: "));
        put_copies(out, b, s->copies, s->n_copies);
    }
}

static void put_head(sr_buf *out, const sr_brief *b)
{
    const sr_article *a = &b->story->members[b->headline.member].doc->article;
    sr_buf_put(out, SR_STR("## "));
    text(out, b->headline.text.len ? b->headline.text : SR_STR("Untitled"));
    if (b->headline.in_title && sr_show_title_cut(a, b->headline.span))
        sr_buf_put(out, SR_STR("\xE2\x80\xA6"));
    if (b->headline.citation)
        sr_buf_printf(out, " \\[%u\\]", b->headline.citation);
    sr_buf_put(out, SR_STR("\n\n"));
    if (b->has_focus)
        return;
    sr_buf_printf(out, "*%zu report%s, %zu independent origin%s, ", b->story->n,
                  b->story->n == 1 ? "" : "s", b->n_origins,
                  b->n_origins == 1 ? "" : "s");
    sr_show_days(out, b->story->first_s, b->story->last_s);
    sr_buf_put(out, SR_STR("*\n\n"));
}

static void put_brief(sr_buf *out, const sr_brief *b)
{
    put_head(out, b);
    for (size_t i = 0; i < b->n_lines; i++) {
        paragraph(out, b->lines[i].text);
        sr_buf_printf(out, " \\[%u\\]\n\n", b->lines[i].citation);
    }
    put_figures(out, b);
    sr_buf_put(out, SR_STR("### Related Sources:\n\n"));
    if (b->n_same) {
        sr_buf_put(out, SR_STR("Same text at: "));
        put_copies(out, b, b->same, b->n_same);
        sr_buf_putc(out, '\n');
    }
    if (b->n_sources + b->n_same == 0)
        sr_buf_put(out, SR_STR("None found.\n"));
    for (size_t i = 0; i < b->n_sources; i++)
        put_source(out, b, i);
}

void sr_render_markdown(const sr_brief *briefs, size_t n, const sr_render_options *o,
                        sr_buf *out)
{
    if (o->title.len) {
        sr_buf_put(out, SR_STR("# "));
        text(out, o->title);
        sr_buf_put(out, SR_STR("\n\n"));
    }
    for (size_t i = 0; i < n; i++) {
        if (i)
            sr_buf_putc(out, '\n');
        put_brief(out, &briefs[i]);
    }
}
