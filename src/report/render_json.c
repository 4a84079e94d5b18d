/* Briefs as JSON, one object: docs/formats/brief.md.  Text is byte for byte the source's
 * (ill-formed UTF-8 apart, which JSON cannot hold). */
#include "report/make.h"
#include "report/show.h"

static sr_str article_id(const sr_brief *b, uint32_t member)
{
    return b->story->members[member].doc->article.id;
}

static void put_ids(sr_json *j, const char *key, const sr_brief *b, const uint32_t *v,
                    size_t n)
{
    sr_json_key(j, key);
    sr_json_array(j);
    for (size_t i = 0; i < n; i++)
        sr_json_str(j, article_id(b, v[i]));
    sr_json_end(j);
}

static void line_members(sr_json *j, const sr_brief *b, const sr_line *l)
{
    sr_json_pair(j, "article", article_id(b, l->member));
    if (l->in_title)
        sr_json_pair(j, "in", SR_STR("title"));
    sr_json_key(j, "span");
    sr_json_span(j, l->span);
    sr_json_pair(j, "text", l->text);
    if (l->citation) {
        sr_json_key(j, "citation");
        sr_json_int(j, l->citation);
    }
}

static void put_line(sr_json *j, const sr_brief *b, const sr_line *l)
{
    sr_json_object(j);
    line_members(j, b, l);
    sr_json_end(j);
}

static void put_when(sr_json *j, const char *key, sr_time t)
{
    char text[SR_TIME_TEXT];
    sr_time_text(t, text);
    sr_json_pair(j, key, sr_str_of(text));
}

static void put_row(sr_json *j, const sr_brief *b, const sr_figure_row *r)
{
    sr_when when = sr_brief_version(&b->story->members[r->line.member]);
    sr_json_object(j);
    sr_json_key(j, "value");
    sr_json_num(j, r->value);
    line_members(j, b, &r->line);
    if (when.precision != SR_TIME_UNKNOWN)
        put_when(j, "reported", when.at_s);
    if (r->says.text.len) {
        sr_json_key(j, "says");
        put_line(j, b, &r->says);
    }
    sr_json_key(j, "also");
    sr_json_array(j);
    for (size_t i = 0; i < r->n_also; i++)
        sr_json_int(j, r->also[i]);
    sr_json_end(j);
    sr_json_end(j);
}

static void put_figures(sr_json *j, const sr_brief *b)
{
    sr_json_key(j, "figures");
    sr_json_array(j);
    for (size_t i = 0; i < b->n_figures; i++) {
        sr_json_object(j);
        sr_json_pair(j, "measure", b->figures[i].measure);
        sr_json_key(j, "rows");
        sr_json_array(j);
        for (size_t k = 0; k < b->figures[i].n_rows; k++)
            put_row(j, b, &b->figures[i].rows[k]);
        sr_json_end(j);
        sr_json_end(j);
    }
    sr_json_end(j);
}

static void put_revisions(sr_json *j, const sr_brief *b)
{
    sr_json_key(j, "revisions");
    sr_json_array(j);
    for (size_t i = 0; i < b->n_revisions; i++) {
        sr_json_object(j);
        sr_json_key(j, "from");
        put_line(j, b, &b->revisions[i].from);
        sr_json_key(j, "to");
        put_line(j, b, &b->revisions[i].to);
        sr_json_end(j);
    }
    sr_json_end(j);
}

static void put_add(sr_json *j, const sr_brief *b, const sr_add *add)
{
    static const char *const kinds[] = {"quote", "sentence", "figure", "name"};
    sr_json_object(j);
    sr_json_pair(j, "kind", sr_str_of(kinds[add->kind]));
    line_members(j, b, &add->line);
    sr_json_end(j);
}

static void put_source(sr_json *j, const sr_brief *b, size_t i)
{
    const sr_source_line *s = &b->sources[i];
    sr_json_object(j);
    sr_json_key(j, "n");
    sr_json_int(j, (int64_t)i + 1);
    sr_json_pair(j, "article", article_id(b, s->member));
    sr_json_key(j, "cited");
    sr_json_bool(j, s->cited);
    sr_json_key(j, "score");
    sr_json_num(j, s->score);
    if (s->echo_of) {
        sr_json_key(j, "echo_of");
        sr_json_int(j, s->echo_of);
    }
    put_ids(j, "copies", b, s->copies, s->n_copies);
    sr_json_key(j, "adds");
    sr_json_array(j);
    for (size_t k = 0; k < s->n_adds; k++)
        put_add(j, b, &s->adds[k]);
    sr_json_end(j);
    sr_json_end(j);
}

static void put_member(sr_json *j, const sr_member *m)
{
    const sr_article *a = &m->doc->article;
    sr_json_object(j);
    sr_json_pair(j, "id", a->id);
    sr_json_pair_opt(j, "url", a->url);
    sr_json_pair(j, "outlet", sr_show_outlet(m));
    sr_json_pair_opt(j, "title", a->title);
    if (a->published.precision != SR_TIME_UNKNOWN)
        put_when(j, "published", a->published.at_s);
    if (a->modified.precision != SR_TIME_UNKNOWN)
        put_when(j, "modified", a->modified.at_s);
    sr_json_pair_opt(j, "lang", a->lang);
    sr_json_pair(j, "relation", sr_str_of(sr_copy_relation_name(m->copy.relation)));
    sr_json_pair_opt(j, "of", m->copy.of);
    sr_join_members(&m->join, j);
    sr_json_end(j);
}

static void put_lines(sr_json *j, const sr_brief *b)
{
    sr_json_key(j, "lines");
    sr_json_array(j);
    for (size_t i = 0; i < b->n_lines; i++)
        put_line(j, b, &b->lines[i]);
    sr_json_end(j);
}

static void put_brief(sr_json *j, const sr_brief *b)
{
    sr_json_object(j);
    sr_json_pair(j, "story", b->story->id);
    put_when(j, "first", b->story->first_s);
    put_when(j, "last", b->story->last_s);
    sr_json_key(j, "reports");
    sr_json_int(j, (int64_t)b->story->n);
    sr_json_key(j, "origins");
    sr_json_int(j, (int64_t)b->n_origins);
    if (b->has_focus) {
        sr_json_pair(j, "focus", article_id(b, b->focus));
        put_ids(j, "same_text", b, b->same, b->n_same);
    }
    sr_json_key(j, "headline");
    put_line(j, b, &b->headline);
    put_lines(j, b);
    put_figures(j, b);
    put_revisions(j, b);
    sr_json_key(j, "sources");
    sr_json_array(j);
    for (size_t i = 0; i < b->n_sources; i++)
        put_source(j, b, i);
    sr_json_end(j);
    sr_json_key(j, "members");
    sr_json_array(j);
    for (size_t i = 0; i < b->story->n; i++)
        put_member(j, &b->story->members[i]);
    sr_json_end(j);
    sr_json_end(j);
}

void sr_render_json(const sr_brief *briefs, size_t n, const sr_render_options *o,
                    sr_buf *out)
{
    sr_json j = {.out = out};
    sr_json_object(&j);
    sr_json_pair(&j, "format", SR_STR("sitrep-brief"));
    sr_json_key(&j, "version");
    sr_json_int(&j, 1);
    sr_json_pair_opt(&j, "title", o->title);
    sr_json_key(&j, "stories");
    sr_json_array(&j);
    for (size_t i = 0; i < n; i++)
        put_brief(&j, &briefs[i]);
    sr_json_end(&j);
    sr_json_end(&j);
    sr_buf_putc(out, '\n');
}
