/* JSON Lines, arrays, pretty-printed objects, JSON Feed. */
#include "t.h"

#include "read.h"

/* clang-format off */
static const struct { const char *rule, *bytes, *want; } cases[] = {
    {"a line",        "{\"title\":\"T\",\"text\":\"x\"}\n", "article \"T\" \"x\"\n"},
    {"no line end",   "{\"title\":\"T\"}", "article \"T\" \"\"\n"},
    {"blank lines",   "\n\n{\"title\":\"T\"}\r\n \n{\"title\":\"U\"}\n\n", "article \"T\" \"\"\narticle \"U\" \"\"\n"},
    {"mark",          "\xEF\xBB\xBF{\"title\":\"T\"}\n", "article \"T\" \"\"\n"},
    {"bad line",      "{\"title\":\"T\"}\n{\"title\":}\n{\"title\":\"U\"}\n", "article \"T\" \"\"\nrefused format@14\narticle \"U\" \"\"\n"},
    {"no object",     "{\"title\":\"T\"}\n[1]\n7\n", "article \"T\" \"\"\nrefused format@14\nrefused format@18\n"},
    {"two on a line", "{\"title\":\"T\"} {\"title\":\"U\"}\n", "refused format@0\n"},
    {"empty",         "{\"url\":\"http://e.org\"}\n", "refused format@0\n"},
    {"only blanks",   "{\"title\":\" \",\"text\":\"\\n\"}\n", "refused format@0\n"},
    {"escapes",       "{\"title\":\"\\u00e9\\ud83d\\ude00\\n\"}\n", "article \"é😀\n\" \"\"\n"},
    {"half a pair",   "{\"title\":\"a\\ud83d\"}\n", "article \"a\xEF\xBF\xBD\" \"\" +bad-escape\n"},
    {"half a pair, low", "{\"title\":\"a\\udc00b\"}\n", "article \"a\xEF\xBF\xBD" "b\" \"\" +bad-escape\n"},
    {"escaped NUL",   "{\"title\":\"a\\u0000b\"}\n", "article \"a\xEF\xBF\xBD" "b\" \"\" +bad-escape\n"},
    {"escaped escape", "{\"title\":\"a\\\\u0000b\"}\n", "article \"a\\u0000b\" \"\"\n"},
    {"invalid UTF-8", "{\"title\":\"a\xFF\"}\n", "article \"a\xEF\xBF\xBD\" \"\" +invalid-utf8\n"},
    {"wrong types",   "{\"title\":\"T\",\"text\":7,\"url\":[],\"authors\":{}}\n", "article \"T\" \"\" +bad-field +bad-field +bad-field\n"},
    {"bad date",      "{\"title\":\"T\",\"published\":\"soon\"}\n", "article \"T\" \"\" +bad-date\n"},
    {"number as date", "{\"title\":\"T\",\"published\":1700000000}\n", "article \"T\" \"\" +bad-date\n"},
    {"nulls",         "{\"title\":\"T\",\"text\":null,\"published\":null,\"authors\":null}\n", "article \"T\" \"\"\n"},
    {"url",           "{\"title\":\"T\",\"url\":\"http://e.org/\"}\n", "article <http://e.org/> \"T\" \"\"\n"},
    {"array",         "[{\"title\":\"T\"},\n{\"title\":\"U\"}]", "article \"T\" \"\"\narticle \"U\" \"\"\n"},
    {"array, broken", "[{\"title\":\"T\"},{\"title\":x},{\"title\":\"U\"}]", "article \"T\" \"\"\nrefused format@15\narticle \"U\" \"\"\n"},
    {"array, a quote missing", "[\n  {\"title\":\"T},\n  {\"title\":\"U\"},\n  {\"title\": \"V\"}\n]", "refused format@4\narticle \"U\" \"\"\narticle \"V\" \"\"\n"},
    {"over lines",    "{\n \"title\":\n  \"T {\\\"\"\n}\n{\n\"title\": \"U\"}", "article \"T {\"\" \"\"\narticle \"U\" \"\"\n"},
    {"over lines, cut", "{\n \"title\": \"T\"", "refused format@0\n"},
    {"feed",          "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"F\",\"items\":[{\"id\":\"1\",\"url\":\"http://e/1\",\"content_html\":\"<p>a\"},{\"title\":\"T\",\"content_text\":\"a<b\\n\\nc\"},{}]}",
        "entry <http://e/1> \"\" \"<p>a\"\nentry \"T\" \"<p>a&lt;b</p><p>\nc</p>\"\nrefused format@0\n"},
    {"feed without items", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[]}", "refused format@0\n"},
};
/* clang-format on */

START_TEST(test_cases)
{
    for (size_t i = 0; i < SR_COUNT(cases); i++)
        t_reads(cases[i].rule, sr_str_of(cases[i].bytes), cases[i].want);
}
END_TEST

START_TEST(test_all_fields)
{
    sr_doc *doc =
        t_read_one("{\"id\":\"i\",\"url\":\"http://"
                   "e\",\"title\":\"T\",\"text\":\"x\",\"outlet\":\"O\","
                   "\"lang\":\"en\",\"authors\":[\"A B\",\" \",{\"name\":\"C\"}],"
                   "\"published\":\"2024-11-29T18:20:00+02:00\",\"modified\":"
                   "\"Fri, 29 Nov 2024 20:00:00 "
                   "GMT\",\"section\":\"s\",\"seen\":12345678901234567890,\"n\":{"
                   "\"a\":[1, 2.50, \"}\"]},"
                   "\"c\":\"a\\tb\"}");
    const sr_given *g = &doc->record.given;
    ck_assert(doc->record.kind == SR_RECORD_ARTICLE);
    ck_str(g->id, "i");
    ck_str(g->outlet, "O");
    ck_str(g->lang, "en");
    ck_assert_uint_eq(g->n_authors, 2);
    ck_str(g->authors[0], "A B");
    ck_str(g->authors[1], "C");
    ck_assert_int_eq(g->published.at_s, 1732897200);
    ck_assert_int_eq(g->modified.at_s, 1732910400);
    ck_str(g->published.from, "given");
    ck_str(g->extra, "{\"seen\":12345678901234567890,\"n\":{\"a\":[1,2.50,\"}\"]},"
                     "\"c\":\"a\\tb\"}");
    ck_assert_uint_eq(doc->n_notes, 0);
    sr_doc_free(doc);
    doc = t_read_one("{\"title\":\"T\",\"authors\":\"Jo Doe\"}");
    ck_str(doc->record.given.authors[0], "Jo Doe");
    sr_doc_free(doc);
}
END_TEST

/* What `sitrep read` prints reads back as the same article. */
START_TEST(test_round_trip)
{
    sr_doc *doc = sr_doc_new(0);
    sr_str authors[] = {SR_STR("A"), SR_STR("B \"C\"")};
    doc->article =
        (sr_article){.id = SR_STR("i"),
                     .url = SR_STR("http://e"),
                     .outlet = SR_STR("O"),
                     .title = SR_STR("T <\n>"),
                     .subtitle = SR_STR("S"),
                     .authors = authors,
                     .n_authors = 2,
                     .published = {1732897200, SR_TIME_DAY, SR_STR("json-ld"), 0},
                     .modified = {1732897260, SR_TIME_SECOND, SR_STR("meta"), 0},
                     .lang = SR_STR("en"),
                     .lang_from = SR_STR("declared"),
                     .section = SR_STR("x"),
                     .text = SR_STR("one\n\ntwo \xF0\x9F\x98\x80")};
    doc->record.file = SR_STR("f");
    doc->record.given.extra = SR_STR("{\"k\":[1,{\"l\":null}]}");
    sr_doc_note(doc, "extract", "c", "m");
    sr_buf line = {0};
    sr_json j = {.out = &line};
    sr_doc_write_article(doc, &j);
    sr_buf_putc(&line, '\0');
    sr_doc *back = t_read_one(line.p);
    const sr_given *g = &back->record.given;
    ck_str(g->id, "i");
    ck_str(g->title, "T <\n>");
    ck_str(g->text, "one\n\ntwo \xF0\x9F\x98\x80");
    ck_str(g->authors[1], "B \"C\"");
    ck_assert_int_eq(g->published.at_s, 1732897200);
    ck_assert(g->published.precision == SR_TIME_DAY);
    ck_str(g->published.from, "json-ld");
    ck_assert(g->modified.precision == SR_TIME_SECOND);
    ck_str(g->extra, "{\"k\":[1,{\"l\":null}]}");
    ck_str(g->subtitle, "S");
    ck_str(g->section, "x");
    ck_str(g->lang_from, "declared");
    ck_str(g->page_class, "article");
    ck_str(g->credit, "");
    ck_assert_uint_eq(back->n_notes, 0);
    sr_doc_free(doc);
    sr_doc_free(back);
    sr_buf_free(&line);
}
END_TEST

/* What cJSON takes and JSON does not must not come out of "extra". */
START_TEST(test_extra_is_json)
{
    sr_doc *doc = t_read_one("{\"title\":\"T\",\"a\":01,\"b\":\"x\x01y\",\"d\":true,"
                             "\"e\":1.5e+3,\"extra\":{\"f\":[]}}");
    ck_str(doc->record.given.extra,
           "{\"f\":[],\"a\":null,\"b\":\"x\\u0001y\",\"d\":true,\"e\":1.5e+3}");
    sr_doc_free(doc);
}
END_TEST

START_TEST(test_limits)
{
    sr_buf json = {0}, out = {0};
    sr_buf_put(&json, SR_STR("{\"title\":\"a\"}\n{\"text\":\""));
    while (json.len < SR_MAX_JSON_LINE_BYTES + 100)
        sr_buf_put(&json, SR_STR("0123456789abcdef"));
    sr_buf_put(&json, SR_STR("\"}\n{\"title\":\"b\"}\n"));
    (void)t_read(sr_buf_str(&json), &out);
    ck_assert_str_eq(out.p, "article \"a\" \"\"\nrefused limit@14\narticle \"b\" \"\"\n");
    json.p[0] = '['; /* the same as values of an array */
    memcpy(json.p, "[\n{\"title\":1}", 13);
    (void)t_read(sr_buf_str(&json), &out);
    ck_assert_str_eq(out.p, "refused format@2\nrefused limit@14\narticle \"b\" \"\"\n");
    sr_buf_reset(&json);
    sr_buf_put(&json, SR_STR("{\"title\":\"t\",\"text\":\""));
    while (json.len < SR_MAX_DOCUMENT_BYTES + 100)
        sr_buf_put(&json, SR_STR("0123456789abcdef"));
    sr_buf_put(&json, SR_STR("\",\"authors\":["));
    for (int i = 0; i < 2 * SR_MAX_AUTHORS; i++)
        sr_buf_printf(&json, "%s\"a%d\"", i ? "," : "", i);
    sr_buf_put(&json, SR_STR("]}\n"));
    (void)t_read(sr_buf_str(&json), &out);
    ck_assert(strstr(out.p, "+limit-bytes +limit-authors\n"));
    sr_buf_free(&json);
    sr_buf_free(&out);
}
END_TEST

/* Objects that never close: each could be read to the end again. */
START_TEST(test_open_objects)
{
    sr_buf json = {0}, out = {0};
    while (json.len < 4000000)
        sr_buf_put(&json, SR_STR("{\"a\":\n"));
    (void)t_read(sr_buf_str(&json), &out);
    ck_assert(strstr(out.p, "refused format@0\n") == out.p);
    sr_buf_free(&json);
    sr_buf_free(&out);
}
END_TEST

/* 1 MB of each: deep, many members, one long escape, quotes, backslashes. */
START_TEST(test_hostile)
{
    static const char *const pieces[] = {"[",  "{\"a\":", "\\u00", "\"",
                                         "\\", "\\ud83d", "1,"};
    sr_buf json = {0}, out = {0};
    for (size_t i = 0; i < SR_COUNT(pieces); i++)
        for (int closed = 0; closed < 2; closed++) {
            sr_buf_reset(&json);
            sr_buf_put(&json,
                       closed ? SR_STR("{\"title\":\"") : SR_STR("{\"title\":[1,"));
            while (json.len < 1000000)
                sr_buf_put(&json, sr_str_of(pieces[i]));
            sr_buf_put(&json, closed ? SR_STR("\"}\n") : SR_STR("\n"));
            sr_buf_put(&json, SR_STR("{\"title\":\"end\"}\n"));
            (void)t_read(sr_buf_str(&json), &out);
            ck_assert_msg(strstr(out.p, "article \"end\" \"\"\n"), "%zu: %.200s", i,
                          out.p);
        }
    sr_buf_free(&json);
    sr_buf_free(&out);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("jsonl");
    TCase *t = tcase_create("jsonl");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, test_cases);
    tcase_add_test(t, test_all_fields);
    tcase_add_test(t, test_round_trip);
    tcase_add_test(t, test_extra_is_json);
    tcase_add_test(t, test_limits);
    tcase_add_test(t, test_open_objects);
    tcase_add_test(t, test_hostile);
    suite_add_tcase(suite, t);
    return suite;
}
