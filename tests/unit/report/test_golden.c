/* The ferry story in every form against tests/golden/report/ferry/. */
#include "newsroom.h"
#include "t.h"

#define FERRY SR_TESTS_DIR "/golden/report/ferry"

static newsroom room;

static void setup(void)
{
    ck_assert(newsroom_open(&room, FERRY));
}

static void teardown(void)
{
    newsroom_close(&room);
}

static void compare(const char *file, sr_str got)
{
    char path[1024];
    snprintf(path, sizeof path, FERRY "/%s", file);
    if (getenv("SR_GOLDEN_WRITE")) {
        FILE *f = fopen(path, "wb");
        ck_assert(f && fwrite(got.p, 1, got.len, f) == got.len && fclose(f) == 0);
        return;
    }
    sr_str want = newsroom_file(room.a, path);
    ck_assert_msg(sr_str_eq(got, want), "%s differs; got:\n%.*s", file, SR_FMT(got));
}

static void render(const sr_brief *b, sr_format format, const char *file)
{
    sr_buf out = {0};
    sr_render_options o = {.format = format, .title = SR_STR("A morning in Riga")};
    ck_ok(sr_report_render(b, 1, &o, &out, NULL));
    compare(file, sr_buf_str(&out));
    sr_buf_free(&out);
}

START_TEST(brief)
{
    sr_brief b = {0};
    ck_ok(sr_brief_make(&room.stories[0], NULL, room.a, &b, NULL));
    ck_ok(sr_brief_check(&b, NULL));
    render(&b, SR_FORMAT_TEXT, "brief.txt");
    render(&b, SR_FORMAT_MARKDOWN, "brief.md");
    render(&b, SR_FORMAT_HTML, "brief.html");
    render(&b, SR_FORMAT_JSON, "brief.json");
}
END_TEST

START_TEST(related)
{
    sr_brief b = {0};
    sr_brief_options o = {.has_focus = true, .focus = 5};
    ck_ok(sr_brief_make(&room.stories[0], &o, room.a, &b, NULL));
    ck_ok(sr_brief_check(&b, NULL));
    render(&b, SR_FORMAT_TEXT, "related.txt");
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("report/golden");
    TCase *c = tcase_create("golden");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, brief);
    tcase_add_test(c, related);
    suite_add_tcase(s, c);
    return s;
}
