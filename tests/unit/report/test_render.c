#include "made.h"
#include "t.h"

#include "base/utf8.h"

#include <utf8proc.h>

static const sr_format formats[] = {SR_FORMAT_TEXT, SR_FORMAT_MARKDOWN, SR_FORMAT_HTML,
                                    SR_FORMAT_JSON};

static bool has(sr_str s, const char *part)
{
    return memmem(s.p, s.len, part, strlen(part)) != NULL;
}

static const char hostile[] =
    "<script>alert(1)</script> [click](javascript:alert(1)) "
    "![x](http://evil.example/x.png) "
    "\033[31mred\033[0m \xE2\x80\xAEsrever\xE2\x80\xAC \xC2\x9B"
    "31m `code` **bold** &amp; \"onload=\" '</title></style>' https://evil.example "
    "www.evil.example user@evil.example \xFF\xFE end";

static sr_brief hostile_brief(newsroom *r)
{
    made_open(r);
    sr_doc *doc = made_add(
        r, (made_member){hostile, hostile, hostile,
                         "The <b>ferry</b> [Aurora](javascript:x) \033]0;evil\007 hit a "
                         "pier \xE2\x80\xAE in Riga & <img src=x onerror=alert(1)> sank.",
                         "2025-03-03T12:00:00Z", NULL, SR_COPY_ORIGINAL});
    doc->article.url = SR_STR("javascript:alert(1)");
    doc->article.lang = SR_STR("en\" onclick=\"x");
    sr_reason *why = SR_NEW(r->a, sr_reason, 1);
    why[0] = (sr_reason){SR_STR("name"), sr_str_of(hostile), 1};
    r->stories[0].members[0].join = (sr_join){.reasons = why, .n_reasons = 1, .p = 0.5};
    doc = made_add(r, (made_member){"b", "Post", "The ferry Aurora hit a pier in Riga",
                                    "", "2025-03-03T12:00:00Z", NULL, SR_COPY_ORIGINAL});
    doc->article.url = SR_STR("https://a.example/\"><script>x</script>(')\n`>");
    return made_brief(r, NULL);
}

START_TEST(html_is_safe)
{
    newsroom r;
    sr_buf out = {0};
    sr_brief b = hostile_brief(&r);
    sr_str s = made_render(&b, SR_FORMAT_HTML, 0, &out);
    static const char *const never[] = {
        "<script",  "<img",         "javascript:alert(1)\"", "\033",
        "\xC2\x9B", "\xE2\x80\xAE", "onclick=\"x",           "href=\"javascript"};
    for (size_t i = 0; i < SR_COUNT(never); i++)
        ck_assert_msg(!has(s, never[i]), "%s", never[i]);
    ck_assert(has(s, "&lt;script&gt;"));
    ck_assert(
        has(s, "rel=\"noopener noreferrer\" href=\"https://a.example/%22%3E%3Cscript"));
    ck_assert_uint_eq(sr_utf8_check(s), s.len);
    sr_buf_free(&out);
    made_close(&r);
}
END_TEST

START_TEST(text_is_safe)
{
    newsroom r;
    sr_buf out = {0};
    sr_brief b = hostile_brief(&r);
    sr_str s = made_render(&b, SR_FORMAT_TEXT, 40, &out);
    for (size_t at = 0; at < s.len;) {
        uint32_t cp;
        at += sr_utf8_next(s, at, &cp);
        ck_assert(cp == '\n' || (cp >= ' ' && cp != 0x7F && !(cp >= 0x80 && cp < 0xA0)));
        ck_assert(cp != 0x202E && cp != 0x202C);
    }
    sr_buf_free(&out);
    made_close(&r);
}
END_TEST

START_TEST(markdown_is_safe)
{
    newsroom r;
    sr_buf out = {0};
    sr_brief b = hostile_brief(&r);
    sr_str s = made_render(&b, SR_FORMAT_MARKDOWN, 0, &out);
    /* every bracket, angle, star, backtick and address of a source is escaped */
    static const char *const never[] = {" [click]", "![",     " <script",
                                        "**bold",   " `code", "https://evil",
                                        "www.evil", "user@",  "\033"};
    for (size_t i = 0; i < SR_COUNT(never); i++)
        ck_assert_msg(!has(s, never[i]), "%s", never[i]);
    ck_assert(has(s, "\\[click\\](javascript\\:alert(1))"));
    ck_assert(has(
        s, "](<https://a.example/%22%3E%3Cscript%3Ex%3C/script%3E%28%27%29%0A%60%3E>)"));
    sr_buf_free(&out);
    made_close(&r);
}
END_TEST

START_TEST(json_is_json)
{
    newsroom r;
    sr_buf out = {0};
    sr_brief b = hostile_brief(&r);
    cJSON *o = NULL;
    ck_ok(sr_json_parse(made_render(&b, SR_FORMAT_JSON, 0, &out), &o, NULL));
    ck_str(sr_json_member_text(o, "format"), "sitrep-brief");
    cJSON_Delete(o);
    sr_buf_free(&out);
    made_close(&r);
}
END_TEST

/* A line that begins like a list, heading or quote in Markdown stays a paragraph. */
START_TEST(markdown_starts)
{
    static const char *const cases[][2] = {
        {"1. The ferry Aurora hit a pier in the port of Riga.", "\n1\\. The"},
        {"12) The ferry Aurora hit a pier in the port of Riga.", "\n12\\) The"},
        {"# The ferry Aurora hit a pier in the port of Riga now.", "\n\\# The"},
        {"- The ferry Aurora hit a pier in the port of Riga now.", "\n\\- The"},
        {"212 people were on the ferry Aurora when it hit a pier.", "\n212 people"},
    };
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        newsroom r;
        sr_buf out = {0};
        made_open(&r);
        made_add(&r, (made_member){.id = "a", .title = "T", .text = ""});
        sr_str text = sr_str_of(cases[i][0]);
        sr_line line = {.text = text, .citation = 1};
        sr_brief b = made_brief(&r, NULL);
        b.lines = &line;
        b.n_lines = 1;
        ck_assert(has(made_render(&b, SR_FORMAT_MARKDOWN, 0, &out), cases[i][1]));
        sr_buf_free(&out);
        made_close(&r);
    }
}
END_TEST

static int columns_of(sr_str s)
{
    int n = 0;
    for (size_t at = 0; at < s.len;) {
        uint32_t cp;
        at += sr_utf8_next(s, at, &cp);
        n += utf8proc_charwidth((utf8proc_int32_t)cp);
    }
    return n;
}

/* No line is wider than asked for, also with wide characters and words without end. */
START_TEST(text_wraps)
{
    newsroom r;
    sr_buf out = {0};
    made_open(&r);
    char *word = sr_arena_alloc(r.a, 3001, 1);
    for (int i = 0; i < 1000; i++)
        memcpy(word + 3 * i, "\xE6\xBC\xA2", 3);
    word[3000] = 0;
    made_add(&r, (made_member){"a", word, word, word, "2025-03-03", NULL, 0});
    made_add(&r, (made_member){"b", "Post", "The ferry Aurora Baltica hit a pier in Riga",
                               "The ferry Aurora Baltica hit a pier in the port of Riga.",
                               "2025-03-03T12:00:00Z", NULL, 0});
    sr_brief b = made_brief(&r, NULL);
    for (int width = 24; width < 120; width += 19) {
        sr_str s = made_render(&b, SR_FORMAT_TEXT, width, &out);
        for (sr_str line; sr_str_field(&s, '\n', &line);)
            if (!has(line, "https://")) /* addresses are not broken */
                ck_assert_int_le(columns_of(line), width);
    }
    sr_buf_free(&out);
    made_close(&r);
}
END_TEST

/* One megabyte of title, outlet and one-letter words. */
START_TEST(megabyte)
{
    enum { N = 1 << 20 };
    newsroom r;
    sr_buf out = {0};
    made_open(&r);
    char *big = sr_arena_alloc(r.a, N + 1, 1);
    for (size_t i = 0; i < N; i++)
        big[i] = "a<\"&"[i % 4];
    big[N] = 0;
    made_add(&r, (made_member){"a", big, big, big, "2025-03-03", NULL, 0});
    char *quotes = sr_arena_alloc(r.a, N + 1, 1);
    for (size_t i = 0; i < N; i++)
        quotes[i] = "\" 1 Aa. "[i % 8];
    quotes[N] = 0;
    made_add(&r, (made_member){"b", "Post", quotes, quotes, "2025-03-03", NULL, 0});
    sr_brief b = made_brief(&r, NULL);
    for (size_t i = 0; i < SR_COUNT(formats); i++) {
        sr_str s = made_render(&b, formats[i], 0, &out);
        if (formats[i] != SR_FORMAT_JSON)
            ck_assert_uint_lt(s.len, 64 * 1024); /* titles and outlets are cut */
    }
    sr_buf_free(&out);
    made_close(&r);
}
END_TEST

START_TEST(dates)
{
    static const struct {
        const char *published, *want;
    } cases[] = {
        {"2025-03-03T12:05:00Z", "3 Mar 2025, 12:05 UTC"},
        {"2025-03-03", "3 Mar 2025"},
        {"2025-03", "Mar 2025"},
        {"", "Post"},
    };
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        newsroom r;
        sr_buf out = {0};
        made_open(&r);
        made_add(&r, (made_member){"a", "Post", "Ferry hits pier in the port of Riga", "",
                                   cases[i].published, NULL, 0});
        sr_brief b = made_brief(&r, NULL);
        sr_str s = made_render(&b, SR_FORMAT_TEXT, 0, &out);
        ck_assert_msg(has(s, cases[i].want), "%.*s", SR_FMT(s));
        sr_buf_free(&out);
        made_close(&r);
    }
}
END_TEST

START_TEST(empty_report)
{
    sr_buf out = {0};
    for (size_t i = 0; i < SR_COUNT(formats); i++) {
        sr_render_options o = {.format = formats[i]};
        ck_ok(sr_report_render(NULL, 0, &o, &out, NULL));
    }
    sr_buf_free(&out);
}
END_TEST

/* Each refusal of memory comes back as one. */
START_TEST(no_memory)
{
    newsroom r;
    sr_buf whole = {0};
    sr_brief b = hostile_brief(&r);
    for (size_t i = 0; i < SR_COUNT(formats); i++) {
        size_t len = made_render(&b, formats[i], 0, &whole).len;
        sr_render_options o = {.format = formats[i]};
        for (size_t limit = 1; limit < len; limit += 97) {
            sr_buf out = {.limit_bytes = limit};
            ck_assert_int_eq(sr_report_render(&b, 1, &o, &out, NULL), SR_ENOMEM);
            sr_buf_free(&out);
        }
    }
    sr_buf_free(&whole);
    made_close(&r);
}
END_TEST

START_TEST(colour_only_when_asked)
{
    newsroom r;
    sr_buf out = {0};
    sr_brief b = hostile_brief(&r);
    ck_assert(!has(made_render(&b, SR_FORMAT_TEXT, 0, &out), "\033"));
    sr_render_options o = {.format = SR_FORMAT_TEXT, .colour = true};
    sr_buf_reset(&out);
    ck_ok(sr_report_render(&b, 1, &o, &out, NULL));
    ck_assert(has(sr_buf_str(&out), "\033[1m"));
    ck_assert(!has(sr_buf_str(&out), "\033[31m"));
    sr_buf_free(&out);
    made_close(&r);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("report/render");
    TCase *c = tcase_create("render");
    tcase_set_timeout(c, 100);
    tcase_add_test(c, html_is_safe);
    tcase_add_test(c, text_is_safe);
    tcase_add_test(c, markdown_is_safe);
    tcase_add_test(c, markdown_starts);
    tcase_add_test(c, json_is_json);
    tcase_add_test(c, text_wraps);
    tcase_add_test(c, megabyte);
    tcase_add_test(c, dates);
    tcase_add_test(c, empty_report);
    tcase_add_test(c, no_memory);
    tcase_add_test(c, colour_only_when_asked);
    suite_add_tcase(s, c);
    return s;
}
