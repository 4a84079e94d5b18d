/* Over all stories of the demo: what holds for every brief and every form of it. */
#include "newsroom.h"
#include "t.h"

static newsroom room;

static void setup(void)
{
    if (!newsroom_open(&room, SR_TESTS_DIR "/../demo/gold"))
        ck_abort_msg("demo/gold is not there");
}

static void teardown(void)
{
    newsroom_close(&room);
}

static sr_brief brief_of(const sr_story *story, const sr_brief_options *o)
{
    sr_brief b = {0};
    sr_err err = {0};
    ck_assert_msg(sr_brief_make(story, o, room.a, &b, &err) == SR_OK, "%s", err.msg);
    ck_assert_msg(sr_brief_check(&b, &err) == SR_OK, "%s", err.msg);
    return b;
}

/* The shape: a headline, three to six lines, no line twice, no copy cited. */
START_TEST(shape)
{
    for (size_t i = 0; i < room.n_stories; i++) {
        sr_brief b = brief_of(&room.stories[i], NULL);
        ck_assert(b.headline.in_title && b.headline.citation == 1);
        ck_assert(b.n_lines >= 3 && b.n_lines <= 6);
        for (size_t k = 0; k < b.n_lines; k++) {
            const sr_member *m = &b.story->members[b.lines[k].member];
            ck_assert(m->copy.relation != SR_COPY_COPY &&
                      m->copy.relation != SR_COPY_EXCERPT);
            for (size_t n = 0; n < k; n++)
                ck_assert(!sr_str_eq(b.lines[k].text, b.lines[n].text));
        }
    }
}
END_TEST

/* Each member is a source, or stands under one. */
START_TEST(nobody_is_lost)
{
    for (size_t i = 0; i < room.n_stories; i++) {
        sr_brief b = brief_of(&room.stories[i], NULL);
        size_t n = 0;
        for (size_t s = 0; s < b.n_sources; s++)
            n += 1 + b.sources[s].n_copies;
        ck_assert_uint_eq(n, b.story->n);
    }
}
END_TEST

/* Related sources of each article in turn: all others, itself never. */
START_TEST(focus)
{
    for (size_t i = 0; i < room.n_stories; i++)
        for (uint32_t f = 0; f < room.stories[i].n; f++) {
            sr_brief_options o = {.has_focus = true, .focus = f};
            sr_brief b = brief_of(&room.stories[i], &o);
            size_t n = b.n_same;
            for (size_t s = 0; s < b.n_sources; s++) {
                ck_assert_uint_ne(b.sources[s].member, f);
                n += 1 + b.sources[s].n_copies;
            }
            ck_assert_uint_eq(n, b.story->n - 1);
        }
}
END_TEST

static const sr_doc *doc_named(sr_str id)
{
    size_t i = newsroom_find(&room, id);
    ck_assert_uint_ne(i, SIZE_MAX);
    return room.docs[i];
}

/* Every object of the JSON that has a span holds the bytes of its article. */
static size_t check_spans(const cJSON *o)
{
    size_t n = 0;
    const cJSON *item, *span = cJSON_IsObject(o) ? cJSON_GetObjectItem(o, "span") : NULL;
    cJSON_ArrayForEach(item, o) n += check_spans(item);
    if (!span)
        return n;
    const sr_article *a = &doc_named(sr_json_member_text(o, "article"))->article;
    sr_str text =
        sr_str_eq(sr_json_member_text(o, "in"), SR_STR("title")) ? a->title : a->text;
    size_t beg = (size_t)cJSON_GetArrayItem(span, 0)->valuedouble;
    size_t end = (size_t)cJSON_GetArrayItem(span, 1)->valuedouble;
    ck_assert(beg <= end && end <= text.len);
    ck_assert(sr_str_eq(sr_str_cut(text, beg, end), sr_json_member_text(o, "text")));
    return n + 1;
}

START_TEST(json_spans)
{
    sr_buf out = {0};
    size_t n = 0;
    for (size_t i = 0; i < room.n_stories; i++) {
        sr_brief b = brief_of(&room.stories[i], NULL);
        sr_render_options o = {.format = SR_FORMAT_JSON};
        sr_buf_reset(&out);
        ck_ok(sr_report_render(&b, 1, &o, &out, NULL));
        cJSON *json = NULL;
        ck_ok(sr_json_parse(sr_buf_str(&out), &json, NULL));
        n += check_spans(json);
        cJSON_Delete(json);
    }
    ck_assert_uint_ge(n, 100);
    sr_buf_free(&out);
}
END_TEST

/* On a page each citation leads to an entry, and each id stands once. */
START_TEST(html_links)
{
    sr_brief b[NEWSROOM_STORIES];
    for (size_t i = 0; i < room.n_stories; i++)
        b[i] = brief_of(&room.stories[i], NULL);
    sr_buf out = {0};
    sr_render_options o = {.format = SR_FORMAT_HTML, .title = SR_STR("Demo")};
    ck_ok(sr_report_render(b, room.n_stories, &o, &out, NULL));
    sr_str s = sr_buf_str(&out), href = SR_STR("href=\"#");
    size_t n = 0;
    for (size_t at = 0; (at = sr_str_find(s, href, at)) != SIZE_MAX; n++) {
        size_t beg = at += href.len, end = sr_str_find(s, SR_STR("\""), beg);
        sr_str id =
            sr_arena_printf(room.a, "id=\"%.*s\"", SR_FMT(sr_str_cut(s, beg, end)));
        size_t found = sr_str_find(s, id, 0);
        ck_assert_msg(found != SIZE_MAX, "%.*s", SR_FMT(id));
        ck_assert(sr_str_find(s, id, found + 1) == SIZE_MAX);
    }
    ck_assert_uint_ge(n, 50);
    sr_buf_free(&out);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("report/newsroom");
    TCase *c = tcase_create("newsroom");
    tcase_set_timeout(c, 60);
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, shape);
    tcase_add_test(c, nobody_is_lost);
    tcase_add_test(c, focus);
    tcase_add_test(c, json_spans);
    tcase_add_test(c, html_links);
    suite_add_tcase(s, c);
    return s;
}
