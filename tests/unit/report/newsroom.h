/* The demo newsroom's stories as sr_story records: demo/gold/ read, paragraphs cut at
 * blank lines, sentences by stage text, copy relations as in the gold answers. */
#ifndef SR_TESTS_REPORT_NEWSROOM_H
#define SR_TESTS_REPORT_NEWSROOM_H

#include "doc/json_read.h"
#include "report/report.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>

enum { NEWSROOM_DOCS = 256, NEWSROOM_STORIES = 16 };

typedef struct newsroom {
    sr_arena *a;
    sr_text_rules *rules;
    sr_doc *docs[NEWSROOM_DOCS];
    sr_copy copies[NEWSROOM_DOCS];
    size_t n_docs;
    sr_story stories[NEWSROOM_STORIES];
    size_t n_stories;
} newsroom;

static inline sr_str newsroom_file(sr_arena *a, const char *path)
{
    FILE *f = fopen(path, "rb");
    sr_str none = {0};
    if (!f)
        return none;
    enum { MAX = 4 << 20 };
    char *p = sr_arena_alloc(a, MAX, 1);
    size_t n = p ? fread(p, 1, MAX, f) : 0;
    fclose(f);
    return (sr_str){p, n};
}

static inline sr_str newsroom_text(newsroom *r, const cJSON *o, const char *key)
{
    return sr_arena_str(r->a, sr_json_member_text(o, key));
}

/* Paragraphs of a text that is split by blank lines. */
static inline void newsroom_paras(sr_doc *doc)
{
    sr_str t = doc->article.text;
    doc->article.paras = SR_NEW(doc->arena, sr_para, t.len / 2 + 1);
    for (size_t beg = 0; beg < t.len;) {
        size_t end = sr_str_find(t, SR_STR("\n\n"), beg);
        end = end == SIZE_MAX ? t.len : end;
        if (end > beg)
            doc->article.paras[doc->article.n_paras++].span =
                (sr_span){(uint32_t)beg, (uint32_t)end};
        beg = end + 2;
    }
}

static inline sr_when newsroom_when(sr_str s)
{
    sr_when w = {0};
    (void)sr_time_parse(s, &w.at_s, &w.precision);
    return w;
}

static inline void newsroom_article(newsroom *r, const cJSON *o)
{
    sr_doc *doc = sr_doc_new(0);
    sr_article *a = &doc->article;
    a->id = newsroom_text(r, o, "id");
    a->url = newsroom_text(r, o, "url");
    a->title = newsroom_text(r, o, "title");
    a->text = newsroom_text(r, o, "text");
    a->outlet = newsroom_text(r, o, "outlet");
    a->lang = newsroom_text(r, o, "lang");
    a->published = newsroom_when(sr_json_member_text(o, "published"));
    a->modified = newsroom_when(sr_json_member_text(o, "modified"));
    newsroom_paras(doc);
    if (sr_text_analyse(r->rules, doc, NULL) == SR_OK)
        r->docs[r->n_docs++] = doc;
    else
        sr_doc_free(doc);
}

static inline size_t newsroom_find(const newsroom *r, sr_str id)
{
    for (size_t i = 0; i < r->n_docs; i++)
        if (sr_str_eq(r->docs[i]->article.id, id))
            return i;
    return SIZE_MAX;
}

static inline void newsroom_changes(newsroom *r, const cJSON *o, size_t i)
{
    const cJSON *list = cJSON_GetObjectItem(o, "changes"), *c;
    sr_copy *copy = &r->copies[i];
    copy->changes = SR_NEW(r->a, sr_change, (size_t)cJSON_GetArraySize(list));
    cJSON_ArrayForEach(c, list)
    {
        sr_change *to = &copy->changes[copy->n_changes];
        to->from = newsroom_text(r, c, "from");
        to->to = newsroom_text(r, c, "to");
        size_t at = sr_str_find(r->docs[i]->article.text, to->to, 0);
        if (at == SIZE_MAX)
            continue; /* the gold answer is in its own words */
        to->span = (sr_span){(uint32_t)at, (uint32_t)(at + to->to.len)};
        copy->n_changes++;
    }
}

static inline void newsroom_copy(newsroom *r, const cJSON *o)
{
    size_t i = newsroom_find(r, sr_json_member_text(o, "id"));
    if (i == SIZE_MAX)
        return;
    r->copies[i].group = newsroom_text(r, o, "group");
    r->copies[i].of = newsroom_text(r, o, "of");
    (void)sr_copy_relation_parse(sr_json_member_text(o, "relation"),
                                 &r->copies[i].relation);
    newsroom_changes(r, o, i);
}

static inline void newsroom_lines(newsroom *r, sr_str text,
                                  void (*take)(newsroom *, const cJSON *))
{
    for (sr_str line; sr_str_field(&text, '\n', &line);) {
        cJSON *o = NULL;
        if (line.len && sr_json_parse(line, &o, NULL) == SR_OK)
            take(r, o);
        cJSON_Delete(o);
    }
}

static inline void newsroom_story(newsroom *r, const cJSON *o)
{
    sr_story *s = &r->stories[r->n_stories++];
    const cJSON *ids = cJSON_GetObjectItem(o, "articles"), *id;
    s->id = newsroom_text(r, o, "id");
    s->members = SR_NEW(r->a, sr_member, (size_t)cJSON_GetArraySize(ids));
    cJSON_ArrayForEach(id, ids)
    {
        size_t i = newsroom_find(r, sr_json_text(id));
        if (i == SIZE_MAX)
            continue;
        sr_time t = r->docs[i]->article.published.at_s;
        s->first_s = s->n == 0 || t < s->first_s ? t : s->first_s;
        s->last_s = s->n == 0 || t > s->last_s ? t : s->last_s;
        sr_member *m = &s->members[s->n++];
        m->doc = r->docs[i];
        m->copy = r->copies[i];
    }
}

/* False where the demo is not there. */
static inline bool newsroom_open(newsroom *r, const char *gold)
{
    char path[1024];
    *r = (newsroom){.a = sr_arena_new((size_t)256 << 20)};
    if (!r->a || sr_text_rules_new("en", &r->rules, NULL) != SR_OK)
        return false;
    snprintf(path, sizeof path, "%s/articles.jsonl", gold);
    newsroom_lines(r, newsroom_file(r->a, path), newsroom_article);
    snprintf(path, sizeof path, "%s/copies.jsonl", gold);
    newsroom_lines(r, newsroom_file(r->a, path), newsroom_copy);
    snprintf(path, sizeof path, "%s/stories.json", gold);
    cJSON *all = NULL;
    if (sr_json_parse(newsroom_file(r->a, path), &all, NULL) != SR_OK)
        return false;
    const cJSON *o;
    cJSON_ArrayForEach(o, cJSON_GetObjectItem(all, "stories")) newsroom_story(r, o);
    cJSON_Delete(all);
    return r->n_stories > 0;
}

static inline void newsroom_close(newsroom *r)
{
    for (size_t i = 0; i < r->n_docs; i++)
        sr_doc_free(r->docs[i]);
    sr_text_rules_free(r->rules);
    sr_arena_free(r->a);
}

#endif
