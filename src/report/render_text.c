/* Briefs for a terminal.  In order:  1. wrapping   2. the parts   3. a brief
 *
 * A line is as wide as its code points say (utf8proc_charwidth); a word that is wider
 * than a line is broken.  Nothing that a terminal obeys comes from a source (show.h).
 */
#include "report/make.h"
#include "report/show.h"

#include "base/utf8.h"

#include <utf8proc.h>

enum { WIDTH = 80, WIDTH_MIN = 24, WIDTH_MAX = 1000, LABEL = 8 };

/* --- 1. wrapping --------------------------------------------------------------------- */

typedef struct page {
    sr_buf *out;
    int width, indent, column; /* column 0: nothing on this line yet */
    bool colour;
} page;

static int columns(sr_str s)
{
    int n = 0;
    for (size_t at = 0; at < s.len;) {
        uint32_t cp;
        at += sr_utf8_next(s, at, &cp);
        n += utf8proc_charwidth((utf8proc_int32_t)cp);
    }
    return n;
}

static void newline(page *p)
{
    sr_buf_putc(p->out, '\n');
    p->column = 0;
}

static void pad(page *p, int to)
{
    for (; p->column < to; p->column++)
        sr_buf_putc(p->out, ' ');
}

/* Break a word that does not fit on any line. */
static void put_long_word(page *p, sr_str w)
{
    for (size_t at = 0; at < w.len;) {
        uint32_t cp;
        size_t n = sr_utf8_next(w, at, &cp);
        int wide = utf8proc_charwidth((utf8proc_int32_t)cp);
        if (p->column + wide > p->width && p->column > p->indent)
            newline(p);
        pad(p, p->indent);
        sr_buf_put(p->out, sr_str_cut(w, at, at + n));
        p->column += wide;
        at += n;
    }
}

static void put_word(page *p, sr_str w)
{
    int wide = columns(w);
    bool begun = p->column > p->indent;
    if (begun && p->column + 1 + wide > p->width) {
        newline(p);
        begun = false;
    }
    if (begun) {
        sr_buf_putc(p->out, ' ');
        p->column++;
    }
    if (p->indent + wide > p->width) {
        put_long_word(p, w);
        return;
    }
    pad(p, p->indent);
    sr_buf_put(p->out, w);
    p->column += wide;
}

/* Wrap words of our making or of cleaned text. */
static void put_words(page *p, sr_str s)
{
    for (sr_str w; sr_str_field(&s, ' ', &w);)
        if (w.len)
            put_word(p, w);
}

static void style(page *p, const char *code)
{
    if (p->colour)
        sr_buf_printf(p->out, "\033[%sm", code);
}

/* --- 2. the parts -------------------------------------------------------------------- */

static sr_str quoted(sr_buf *b, sr_str s, bool marks)
{
    sr_buf_reset(b);
    if (marks)
        sr_buf_put(b, SR_STR("\xE2\x80\x9C"));
    sr_show_text(b, s, sr_show_plain);
    if (marks)
        sr_buf_put(b, SR_STR("\xE2\x80\x9D"));
    return sr_buf_str(b);
}

static void put_title(page *p, const sr_brief *b, sr_buf *tmp)
{
    const sr_article *a = &b->story->members[b->headline.member].doc->article;
    (void)quoted(tmp, b->headline.text, false);
    if (b->headline.in_title && sr_show_title_cut(a, b->headline.span))
        sr_buf_put(tmp, SR_STR("\xE2\x80\xA6"));
    if (b->headline.citation)
        sr_buf_printf(tmp, " [%u]", b->headline.citation);
    if (tmp->len == 0)
        sr_buf_put(tmp, SR_STR("(untitled)"));
    style(p, "1");
    put_words(p, sr_buf_str(tmp));
    style(p, "0");
    newline(p);
}

static void put_count(page *p, const sr_brief *b, sr_buf *tmp)
{
    sr_buf_reset(tmp);
    sr_buf_printf(tmp, "%zu report%s, %zu independent origin%s, ", b->story->n,
                  b->story->n == 1 ? "" : "s", b->n_origins,
                  b->n_origins == 1 ? "" : "s");
    sr_show_days(tmp, b->story->first_s, b->story->last_s);
    style(p, "2");
    put_words(p, sr_buf_str(tmp));
    style(p, "0");
    newline(p);
}

static void put_line(page *p, const sr_brief *b, size_t i, sr_buf *tmp)
{
    sr_time day;
    bool label = p->width >= 60;
    p->indent = 0;
    newline(p);
    if (label && sr_show_new_day(b, i, &day)) {
        sr_buf_reset(tmp);
        sr_show_day(tmp, day, false);
        style(p, "2");
        sr_buf_put(p->out, sr_buf_str(tmp));
        style(p, "0");
        p->column = columns(sr_buf_str(tmp));
    }
    if (label) {
        pad(p, LABEL);
        p->indent = LABEL;
    }
    (void)quoted(tmp, b->lines[i].text, false);
    sr_buf_printf(tmp, " [%u]", b->lines[i].citation);
    put_words(p, sr_buf_str(tmp));
    p->indent = 0;
    newline(p);
}

static void put_heading(page *p, const char *text)
{
    p->indent = 0;
    newline(p);
    style(p, "1");
    put_words(p, sr_str_of(text));
    style(p, "0");
    newline(p);
}

static void put_row(page *p, const sr_brief *b, const sr_figure_row *r, sr_buf *tmp)
{
    const sr_member *m = &b->story->members[r->line.member];
    sr_when when = sr_brief_version(m);
    p->indent = 4;
    put_words(p, quoted(tmp, r->line.text, true));
    sr_buf_reset(tmp);
    if (r->says.text.len) {
        sr_buf_putc(tmp, '(');
        sr_show_text(tmp, r->says.text, sr_show_plain);
        sr_buf_put(tmp, SR_STR(") "));
    }
    sr_show_text(tmp, sr_show_outlet(m), sr_show_plain);
    sr_buf_put(tmp, SR_STR(", "));
    sr_show_when(tmp, &when);
    sr_buf_printf(tmp, " [%u]", r->line.citation);
    for (size_t i = 0; i < r->n_also; i++)
        sr_buf_printf(tmp, "%s [%u]", i ? "" : "; also", r->also[i]);
    put_words(p, sr_buf_str(tmp));
    newline(p);
}

static void put_figures(page *p, const sr_brief *b, sr_buf *tmp)
{
    if (b->n_figures + b->n_revisions == 0)
        return;
    put_heading(p, "Figures that moved or differ");
    for (size_t i = 0; i < b->n_figures; i++) {
        p->indent = 2;
        put_words(p, b->figures[i].measure);
        newline(p);
        for (size_t k = 0; k < b->figures[i].n_rows; k++)
            put_row(p, b, &b->figures[i].rows[k], tmp);
    }
    for (size_t i = 0; i < b->n_revisions; i++) {
        const sr_revision *r = &b->revisions[i];
        p->indent = 2;
        put_words(p, quoted(tmp, r->from.text, true));
        put_words(p, SR_STR("became"));
        put_words(p, quoted(tmp, r->to.text, true));
        sr_buf_reset(tmp);
        sr_show_text(tmp, sr_show_outlet(&b->story->members[r->to.member]),
                     sr_show_plain);
        sr_buf_printf(tmp, " [%u]", r->to.citation);
        put_words(p, sr_buf_str(tmp));
        newline(p);
    }
}

/* A quote takes a line of its own; names and figures share one. */
static void put_adds(page *p, const sr_source_line *s, sr_buf *tmp)
{
    if (s->n_adds == 0)
        return;
    put_words(p, SR_STR("adds:"));
    for (size_t i = 0; i < s->n_adds; i++) {
        bool quote = s->adds[i].kind <= SR_ADD_SENTENCE, last = i + 1 == s->n_adds;
        (void)quoted(tmp, s->adds[i].line.text, false);
        if (!quote && !last)
            sr_buf_putc(tmp, ';');
        put_words(p, sr_buf_str(tmp));
        if (quote || last)
            newline(p);
    }
}

static void put_copies(page *p, const sr_brief *b, const char *label, const uint32_t *v,
                       size_t n, sr_buf *tmp)
{
    if (n == 0)
        return;
    put_words(p, sr_str_of(label));
    for (size_t i = 0; i < n; i++) {
        const sr_member *m = &b->story->members[v[i]];
        (void)quoted(tmp, sr_show_outlet(m), false);
        sr_buf_printf(tmp, " (%s)%s", sr_show_relation(m), i + 1 < n ? "," : "");
        put_words(p, sr_buf_str(tmp));
    }
    newline(p);
}

/* An address is never broken: it would lead nowhere. */
static void put_when_and_where(page *p, const sr_member *m, sr_buf *tmp)
{
    style(p, "2");
    sr_buf_reset(tmp);
    sr_show_version(tmp, m);
    put_words(p, sr_buf_str(tmp));
    sr_buf_reset(tmp);
    if (sr_show_url(tmp, m->doc->article.url)) {
        if (p->column > p->indent && p->column + 1 + columns(sr_buf_str(tmp)) > p->width)
            newline(p);
        else if (p->column > p->indent)
            sr_buf_putc(p->out, ' ');
        pad(p, p->indent);
        sr_buf_put(p->out, sr_buf_str(tmp));
        p->column += (int)(tmp->len < WIDTH_MAX ? tmp->len : WIDTH_MAX);
    }
    style(p, "0");
    if (p->column)
        newline(p);
}

static void put_source(page *p, const sr_brief *b, size_t i, sr_buf *tmp)
{
    const sr_source_line *s = &b->sources[i];
    const sr_member *m = &b->story->members[s->member];
    p->indent = 0;
    sr_buf_reset(tmp);
    sr_buf_printf(tmp, "[%zu]", i + 1);
    put_words(p, sr_buf_str(tmp));
    p->indent = 5;
    pad(p, p->indent);
    sr_buf_reset(tmp);
    sr_show_text(tmp, sr_show_outlet(m), sr_show_plain);
    sr_str title = sr_show_title(m);
    if (title.len) {
        sr_buf_put(tmp, SR_STR(": "));
        sr_show_text(tmp, title, sr_show_plain);
        if (sr_show_title_cut(&m->doc->article, sr_brief_title(&m->doc->article)))
            sr_buf_put(tmp, SR_STR("\xE2\x80\xA6"));
    }
    put_words(p, sr_buf_str(tmp));
    newline(p);
    put_when_and_where(p, m, tmp);
    if (s->echo_of) {
        sr_buf_reset(tmp);
        sr_buf_printf(tmp, "carries the text of [%u] and more", s->echo_of);
        put_words(p, sr_buf_str(tmp));
        newline(p);
    }
    put_adds(p, s, tmp);
    put_copies(p, b, "also at:", s->copies, s->n_copies, tmp);
    p->indent = 0;
    if (i + 1 < b->n_sources)
        newline(p);
}

/* --- 3. a brief ---------------------------------------------------------------------- */

static void put_brief(page *p, const sr_brief *b, sr_buf *tmp)
{
    put_title(p, b, tmp);
    if (!b->has_focus)
        put_count(p, b, tmp);
    for (size_t i = 0; i < b->n_lines; i++)
        put_line(p, b, i, tmp);
    put_figures(p, b, tmp);
    put_heading(p, "Related Sources:");
    p->indent = 0;
    put_copies(p, b, "same text at:", b->same, b->n_same, tmp);
    if (b->n_sources == 0 && b->n_same == 0) {
        put_words(p, SR_STR("none found"));
        newline(p);
    }
    for (size_t i = 0; i < b->n_sources; i++)
        put_source(p, b, i, tmp);
    p->indent = 0;
}

void sr_render_text(const sr_brief *briefs, size_t n, const sr_render_options *o,
                    sr_buf *out)
{
    int width = o->width ? o->width : WIDTH;
    width = width > WIDTH_MAX ? WIDTH_MAX : width;
    page p = {
        .out = out, .width = width < WIDTH_MIN ? WIDTH_MIN : width, .colour = o->colour};
    sr_buf tmp = {0};
    if (o->title.len) {
        put_words(&p, quoted(&tmp, o->title, false));
        newline(&p);
        newline(&p);
    }
    for (size_t i = 0; i < n; i++) {
        if (i) {
            newline(&p);
            for (int k = 0; k < p.width; k++)
                sr_buf_putc(out, '-');
            newline(&p);
            newline(&p);
        }
        put_brief(&p, &briefs[i], &tmp);
    }
    out->failed |= tmp.failed;
    sr_buf_free(&tmp);
}
