/* Briefs as one HTML page.  In order:
 *   1. escaping    2. lines and figures    3. sources    4. why together    5. the page
 *
 * The page loads nothing and runs nothing: its style is data/report.css.txt in a style
 * element, and a content security policy says so.  Each citation leads to its source on
 * the page, each source to its address.
 */
#include "report/make.h"
#include "report/show.h"

#include "base/data.h"
#include "base/utf8.h"

/* --- 1. escaping --------------------------------------------------------------------- */

static void put_html(sr_buf *out, uint32_t cp, bool first)
{
    (void)first;
    switch (cp) {
    case '<': sr_buf_put(out, SR_STR("&lt;")); break;
    case '>': sr_buf_put(out, SR_STR("&gt;")); break;
    case '&': sr_buf_put(out, SR_STR("&amp;")); break;
    case '"': sr_buf_put(out, SR_STR("&quot;")); break;
    case '\'': sr_buf_put(out, SR_STR("&#39;")); break;
    default: sr_utf8_put(out, cp);
    }
}

static void text(sr_buf *out, sr_str s)
{
    sr_show_text(out, s, put_html);
}

static void put(sr_buf *out, const char *html)
{
    sr_buf_put(out, sr_str_of(html));
}

typedef struct page {
    sr_buf *out;
    size_t story; /* number of the story, from 1 */
    const sr_brief *b;
} page;

static const sr_member *member(const page *p, uint32_t i)
{
    return &p->b->story->members[i];
}

/* lang where the source has another language than the page, as far as it is a plain tag */
static void put_lang(sr_buf *out, const sr_member *m)
{
    sr_str lang = m->doc->article.lang;
    if (lang.len == 0 || lang.len > 12 || sr_str_ieq(lang, SR_STR("en")))
        return;
    for (size_t i = 0; i < lang.len; i++)
        if (!sr_is_alnum(lang.p[i]) && lang.p[i] != '-')
            return;
    sr_buf_printf(out, " lang=\"%.*s\"", SR_FMT(lang));
}

static void put_time(sr_buf *out, const sr_when *w)
{
    static const int keep[] = {0,  4,  7,
                               10, 20, 20}; /* bytes of RFC 3339 that are known */
    char z[SR_TIME_TEXT];
    if (w->precision == SR_TIME_UNKNOWN)
        return;
    sr_time_text(w->at_s, z);
    sr_buf_printf(out, "<time datetime=\"%.*s\">", keep[w->precision], z);
    sr_show_when(out, w);
    put(out, "</time>");
}

static void put_cite(const page *p, uint32_t n)
{
    if (n == 0)
        return;
    sr_buf_printf(p->out,
                  "&nbsp;<a class=\"cite\" href=\"#s%zu-%u\" aria-label=\"source %u, ",
                  p->story, n, n);
    text(p->out, sr_show_outlet(member(p, p->b->sources[n - 1].member)));
    sr_buf_printf(p->out, "\">[%u]</a>", n);
}

/* --- 2. lines and figures ------------------------------------------------------------ */

static void put_line(const page *p, size_t i)
{
    const sr_line *l = &p->b->lines[i];
    sr_time day;
    put(p->out, i ? "<p>" : "<p class=\"lead\">");
    if (sr_show_new_day(p->b, i, &day)) {
        put(p->out, "<span class=\"day\">");
        sr_show_day(p->out, day, false);
        put(p->out, "</span> ");
    }
    put(p->out, "<span dir=\"auto\"");
    put_lang(p->out, member(p, l->member));
    put(p->out, ">");
    text(p->out, l->text);
    put(p->out, "</span>");
    put_cite(p, l->citation);
    put(p->out, "</p>\n");
}

static void put_quote(sr_buf *out, sr_str s)
{
    put(out, "<q dir=\"auto\">");
    text(out, s);
    put(out, "</q>");
}

static void put_row(const page *p, const sr_figure *f, size_t k)
{
    const sr_figure_row *r = &f->rows[k];
    sr_when when = sr_brief_version(member(p, r->line.member));
    put(p->out, "<tr>");
    if (k == 0) {
        sr_buf_printf(p->out, "<th scope=\"rowgroup\" rowspan=\"%zu\">", f->n_rows);
        text(p->out, f->measure);
        put(p->out, "</th>");
    }
    put(p->out, "<td>");
    put_quote(p->out, r->line.text);
    if (r->says.text.len) {
        put(p->out, " <span class=\"says\">");
        text(p->out, r->says.text);
        put(p->out, "</span>");
    }
    put(p->out, "</td><td>");
    text(p->out, sr_show_outlet(member(p, r->line.member)));
    put_cite(p, r->line.citation);
    for (size_t i = 0; i < r->n_also; i++) {
        put(p->out, i ? "" : ", also");
        put_cite(p, r->also[i]);
    }
    put(p->out, " <span class=\"when\">");
    put_time(p->out, &when);
    put(p->out, "</span></td></tr>\n");
}

static void put_revision(const page *p, const sr_revision *r)
{
    put(p->out, "<li>");
    put_quote(p->out, r->from.text);
    put(p->out, " became ");
    put_quote(p->out, r->to.text);
    put(p->out, " <span class=\"when\">");
    text(p->out, sr_show_outlet(member(p, r->to.member)));
    put(p->out, "</span>");
    put_cite(p, r->to.citation);
    put(p->out, "</li>\n");
}

static void put_figures(const page *p)
{
    const sr_brief *b = p->b;
    if (b->n_figures + b->n_revisions == 0)
        return;
    sr_buf_printf(p->out, "<section aria-labelledby=\"s%zu-f\">\n", p->story);
    sr_buf_printf(p->out, "<h3 id=\"s%zu-f\">Figures that moved or differ</h3>\n",
                  p->story);
    if (b->n_figures)
        put(p->out, "<table>\n<thead><tr><th scope=\"col\">Figure</th><th "
                    "scope=\"col\">As written</th><th scope=\"col\">Source</th></tr>"
                    "</thead>\n");
    for (size_t i = 0; i < b->n_figures; i++) {
        put(p->out, "<tbody>\n");
        for (size_t k = 0; k < b->figures[i].n_rows; k++)
            put_row(p, &b->figures[i], k);
        put(p->out, "</tbody>\n");
    }
    put(p->out, b->n_figures ? "</table>\n" : "");
    put(p->out, b->n_revisions ? "<ul class=\"plain\">\n" : "");
    for (size_t i = 0; i < b->n_revisions; i++)
        put_revision(p, &b->revisions[i]);
    put(p->out, b->n_revisions ? "</ul>\n" : "");
    put(p->out, "</section>\n");
}

/* --- 3. sources ---------------------------------------------------------------------- */

static void put_link(const page *p, const sr_member *m)
{
    size_t undo = p->out->len;
    put(p->out, "<a rel=\"noopener noreferrer\" href=\"");
    size_t from = p->out->len;
    sr_buf url = {0};
    bool linked = sr_show_url(&url, m->doc->article.url);
    for (size_t i = 0; i < url.len; i++)
        put_html(p->out, (unsigned char)url.p[i], false);
    p->out->failed |= url.failed;
    sr_buf_free(&url);
    if (linked)
        put(p->out, "\">");
    else if (p->out->len >= from)
        p->out->len = undo;
    sr_str title = sr_show_title(m);
    put(p->out, "<span dir=\"auto\"");
    put_lang(p->out, m);
    put(p->out, ">");
    text(p->out, title.len ? title : SR_STR("untitled"));
    if (sr_show_title_cut(&m->doc->article, sr_brief_title(&m->doc->article)))
        put(p->out, "\xE2\x80\xA6");
    put(p->out, linked ? "</span></a>" : "</span>");
}

static void put_add(sr_buf *out, const sr_add *add)
{
    static const char *const classes[] = {"add-quote", "add-quote", "add-figure",
                                          "add-name"};
    sr_buf_printf(out, " <span class=\"%s\" dir=\"auto\">", classes[add->kind]);
    text(out, add->line.text);
    put(out, "</span>");
}

/* The sentence behind the label, names and figures on a line below. */
static void put_adds(const page *p, const sr_source_line *s)
{
    if (s->n_adds == 0)
        return;
    size_t i = 0;
    put(p->out, "<p class=\"adds\"><span class=\"label\">adds</span>");
    for (; i < s->n_adds && s->adds[i].kind <= SR_ADD_SENTENCE; i++)
        put_add(p->out, &s->adds[i]);
    put(p->out, i && i < s->n_adds ? " <span class=\"chips\">" : "");
    for (size_t k = i; k < s->n_adds; k++)
        put_add(p->out, &s->adds[k]);
    put(p->out, i && i < s->n_adds ? "</span></p>\n" : "</p>\n");
}

static void put_copies(const page *p, const char *label, const uint32_t *v, size_t n)
{
    if (n == 0)
        return;
    sr_buf_printf(p->out, "<p class=\"also\"><span class=\"label\">%s</span> ", label);
    for (size_t i = 0; i < n; i++) {
        put(p->out, i ? ", " : "");
        text(p->out, sr_show_outlet(member(p, v[i])));
        sr_buf_printf(p->out, " (%s)", sr_show_relation(member(p, v[i])));
    }
    put(p->out, "</p>\n");
}

static void put_source(const page *p, size_t i)
{
    const sr_source_line *s = &p->b->sources[i];
    const sr_member *m = member(p, s->member);
    sr_when when = sr_brief_version(m);
    sr_buf_printf(p->out, "<li id=\"s%zu-%zu\">\n<p class=\"source\"><b>", p->story,
                  i + 1);
    text(p->out, sr_show_outlet(m));
    put(p->out, "</b> ");
    put_link(p, m);
    put(p->out, " <span class=\"when\">");
    put_time(p->out, &when);
    if (sr_brief_is_corrected(m))
        put(p->out, " (updated)");
    put(p->out, "</span></p>\n");
    if (s->echo_of) {
        put(p->out, "<p class=\"also\">carries the text of");
        put_cite(p, s->echo_of);
        put(p->out, " and more</p>\n");
    }
    put_adds(p, s);
    put_copies(p, "also at", s->copies, s->n_copies);
    put(p->out, "</li>\n");
}

static void put_sources(const page *p)
{
    const sr_brief *b = p->b;
    sr_buf_printf(p->out, "<section aria-labelledby=\"s%zu-r\">\n", p->story);
    sr_buf_printf(p->out, "<h3 id=\"s%zu-r\">Related Sources</h3>\n", p->story);
    put_copies(p, "same text at", b->same, b->n_same);
    if (b->n_sources + b->n_same == 0)
        put(p->out, "<p class=\"also\">none found</p>\n");
    put(p->out, b->n_sources ? "<ol class=\"sources\">\n" : "");
    for (size_t i = 0; i < b->n_sources; i++)
        put_source(p, i);
    put(p->out, b->n_sources ? "</ol>\n" : "");
    put(p->out, "</section>\n");
}

/* --- 4. why together ----------------------------------------------------------------- */

static void put_reasons(const page *p, const sr_member *m)
{
    put(p->out, "<li><b>");
    text(p->out, sr_show_outlet(m));
    put(p->out, "</b> ");
    if (m->join.opened)
        put(p->out, "opened the story");
    for (size_t i = 0; i < m->join.n_reasons; i++) {
        const sr_reason *r = &m->join.reasons[i];
        put(p->out, i || m->join.opened ? ", " : "");
        text(p->out, r->kind);
        if (r->what.len && !sr_str_eq(r->kind, SR_STR("copy"))) { /* that is an id */
            put(p->out, " <q>");
            text(p->out, r->what);
            put(p->out, "</q>");
        }
    }
    if (!m->join.opened && m->join.p > 0)
        sr_buf_printf(p->out, " <span class=\"when\">p %.2f</span>", m->join.p);
    put(p->out, "</li>\n");
}

static void put_why(const page *p)
{
    const sr_story *s = p->b->story;
    bool any = false;
    for (size_t i = 0; i < s->n; i++)
        any |= s->members[i].join.n_reasons > 0;
    if (!any)
        return;
    put(p->out, "<details>\n<summary>Why these reports stand together</summary>\n"
                "<ul class=\"plain\">\n");
    for (size_t i = 0; i < s->n; i++)
        put_reasons(p, &s->members[i]);
    put(p->out, "</ul>\n</details>\n");
}

/* --- 5. the page --------------------------------------------------------------------- */

static void put_headline(const page *p)
{
    const sr_line *h = &p->b->headline;
    const sr_article *a = &member(p, h->member)->doc->article;
    text(p->out, h->text.len ? h->text : SR_STR("Untitled"));
    if (h->in_title && sr_show_title_cut(a, h->span))
        put(p->out, "\xE2\x80\xA6");
}

static void put_count(const page *p)
{
    const sr_brief *b = p->b;
    sr_buf_printf(p->out, "%zu report%s, %zu independent origin%s", b->story->n,
                  b->story->n == 1 ? "" : "s", b->n_origins,
                  b->n_origins == 1 ? "" : "s");
}

static void put_story(const page *p)
{
    sr_buf_printf(p->out, "<article id=\"s%zu\" aria-labelledby=\"s%zu-h\">\n", p->story,
                  p->story);
    sr_buf_printf(p->out, "<h2 id=\"s%zu-h\"><span dir=\"auto\"", p->story);
    put_lang(p->out, member(p, p->b->headline.member));
    put(p->out, ">");
    put_headline(p);
    put(p->out, "</span>");
    put_cite(p, p->b->headline.citation);
    put(p->out, "</h2>\n");
    if (!p->b->has_focus) {
        put(p->out, "<p class=\"count\">");
        put_count(p);
        put(p->out, ", ");
        sr_show_days(p->out, p->b->story->first_s, p->b->story->last_s);
        put(p->out, "</p>\n");
    }
    put(p->out, "<div class=\"lines\">\n");
    for (size_t i = 0; i < p->b->n_lines; i++)
        put_line(p, i);
    put(p->out, "</div>\n");
    put_figures(p);
    put_sources(p);
    put_why(p);
    put(p->out, "</article>\n");
}

static void put_entries(sr_buf *out, const sr_brief *briefs, size_t beg, size_t end)
{
    sr_buf_printf(out, "<ol start=\"%zu\">\n", beg + 1);
    for (size_t i = beg; i < end; i++) {
        page p = {out, i + 1, &briefs[i]};
        sr_buf_printf(out, "<li><a href=\"#s%zu\">", i + 1);
        put_headline(&p);
        put(out, "</a> <span class=\"when\">");
        if (briefs[i].story->n > 1)
            put_count(&p);
        put(out, "</span></li>\n");
    }
    put(out, "</ol>\n");
}

/* Stories with one report, where they are many and stand at the end, are folded away. */
static void put_contents(sr_buf *out, const sr_brief *briefs, size_t n)
{
    enum { MANY = 6 };
    size_t single = n;
    while (single > 0 && briefs[single - 1].story->n == 1)
        single--;
    if (n < 2)
        return;
    if (n - single < MANY)
        single = n;
    put(out, "<nav aria-label=\"Stories\">\n");
    if (single)
        put_entries(out, briefs, 0, single);
    if (single < n) {
        sr_buf_printf(out, "<details>\n<summary>%zu stories with one report</summary>\n",
                      n - single);
        put_entries(out, briefs, single, n);
        put(out, "</details>\n");
    }
    put(out, "</nav>\n");
}

static void put_head(sr_buf *out, sr_str title)
{
    put(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
             "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
             "<meta name=\"referrer\" content=\"no-referrer\">\n"
             "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    text(out, title);
    put(out, "</title>\n<style>\n");
    sr_buf_put(out, sr_data("report.css.txt"));
    put(out, "</style>\n</head>\n<body>\n<header>\n<h1>");
    text(out, title);
    put(out, "</h1>\n</header>\n");
}

void sr_render_html(const sr_brief *briefs, size_t n, const sr_render_options *o,
                    sr_buf *out)
{
    put_head(out, o->title.len ? o->title : SR_STR("Situation report"));
    put_contents(out, briefs, n);
    put(out, "<main>\n");
    for (size_t i = 0; i < n; i++) {
        page p = {out, i + 1, &briefs[i]};
        put_story(&p);
    }
    put(out, "</main>\n<footer>\n<p>Every sentence, figure and name above is a quotation "
             "from the source whose number it carries. Copies of one text count as one "
             "origin. Times are UTC.</p>\n</footer>\n</body>\n</html>\n");
}
