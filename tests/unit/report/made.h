/* Stories made by hand for the tests of report/: one call a member. */
#ifndef SR_TESTS_REPORT_MADE_H
#define SR_TESTS_REPORT_MADE_H

#include "newsroom.h"

typedef struct made_member {
    const char *id, *outlet, *title, *text, *published;
    const char *group; /* NULL: of its own */
    sr_copy_relation relation;
} made_member;

static inline void made_open(newsroom *r)
{
    *r = (newsroom){.a = sr_arena_new((size_t)1 << 30)};
    if (!r->a || sr_text_rules_new("en", &r->rules, NULL) != SR_OK)
        abort();
    r->n_stories = 1;
    r->stories[0].id = SR_STR("made");
    r->stories[0].members = SR_NEW(r->a, sr_member, 600);
}

/* Add a member to the story; its document. */
static inline sr_doc *made_add(newsroom *r, made_member m)
{
    sr_story *s = &r->stories[0];
    sr_doc *doc = sr_doc_new((size_t)1 << 30);
    sr_article *a = &doc->article;
    a->id = sr_str_of(m.id);
    a->outlet = sr_str_of(m.outlet);
    a->title = sr_str_of(m.title);
    a->text = sr_str_of(m.text);
    a->url = sr_arena_printf(doc->arena, "https://news.example/%s", m.id ? m.id : "");
    a->lang = SR_STR("en");
    a->published = newsroom_when(sr_str_of(m.published));
    newsroom_paras(doc);
    if (sr_text_analyse(r->rules, doc, NULL) != SR_OK)
        abort();
    sr_member *to = &s->members[s->n];
    *to = (sr_member){.doc = doc};
    to->copy.group = sr_str_of(m.group ? m.group : m.id);
    to->copy.relation = m.relation;
    s->first_s = s->n && s->first_s < a->published.at_s ? s->first_s : a->published.at_s;
    s->last_s = s->n && s->last_s > a->published.at_s ? s->last_s : a->published.at_s;
    s->n++;
    return doc;
}

static inline void made_close(newsroom *r)
{
    for (size_t i = 0; i < r->stories[0].n; i++)
        sr_doc_free((sr_doc *)(uintptr_t)r->stories[0].members[i].doc);
    sr_text_rules_free(r->rules);
    sr_arena_free(r->a);
}

/* Make the brief; it must hold. */
static inline sr_brief made_brief(newsroom *r, const sr_brief_options *o)
{
    sr_brief b = {0};
    sr_err err = {0};
    if (sr_brief_make(&r->stories[0], o, r->a, &b, &err) != SR_OK ||
        sr_brief_check(&b, &err) != SR_OK) {
        fprintf(stderr, "%s\n", err.msg);
        abort();
    }
    return b;
}

static inline sr_str made_render(const sr_brief *b, sr_format f, int width, sr_buf *out)
{
    sr_render_options o = {.format = f, .width = width};
    sr_buf_reset(out);
    if (sr_report_render(b, 1, &o, out, NULL) != SR_OK)
        abort();
    return sr_buf_str(out);
}

#endif
