/* The document: notes and their limit, ids, reset. */
#include "../t.h"

#include "doc/doc.h"

static sr_doc *doc;

static void setup(void)
{
    doc = sr_doc_new(0);
    ck_assert_ptr_nonnull(doc);
}

static void teardown(void)
{
    sr_doc_free(doc);
    sr_doc_free(NULL);
}

START_TEST(test_notes)
{
    sr_doc_note(doc, "extract", "bad-date", "could not read \"%s\"", "x");
    ck_assert_uint_eq(doc->n_notes, 1);
    ck_str(doc->notes[0].stage, "extract");
    ck_str(doc->notes[0].code, "bad-date");
    ck_str(doc->notes[0].message, "could not read \"x\"");
}
END_TEST

START_TEST(test_notes_limit)
{
    for (int i = 0; i < SR_MAX_NOTES; i++)
        sr_doc_note(doc, "a", "b", "%d", i);
    ck_assert_uint_eq(doc->n_notes, SR_MAX_NOTES);
    ck_str(doc->notes[SR_MAX_NOTES - 1].code, "b");
    sr_doc_note(doc, "a", "b", "one more");
    sr_doc_note(doc, "a", "b", "and more");
    ck_assert_uint_eq(doc->n_notes, SR_MAX_NOTES);
    ck_str(doc->notes[SR_MAX_NOTES - 1].code, "notes-dropped");
    ck_str(doc->notes[SR_MAX_NOTES - 2].message, "62");
}
END_TEST

START_TEST(test_notes_without_memory)
{
    sr_arena_fail_after(doc->arena, 0);
    sr_doc_note(doc, "a", "b", "lost");
    ck_assert_uint_eq(doc->n_notes, 0);
    sr_arena_fail_after(doc->arena, SIZE_MAX);
    sr_doc_note(doc, "a", "b", "kept");
    sr_arena_fail_after(doc->arena, 0);
    sr_doc_note(doc, "a", "b", "lost");
    ck_assert_uint_eq(doc->n_notes, 1);
    ck_str(doc->notes[0].code, "notes-dropped");
}
END_TEST

START_TEST(test_long_note)
{
    sr_doc_note(doc, "a", "b", "%5000d", 1);
    ck_assert(doc->notes[0].message.len > 100 && doc->notes[0].message.len < 5000);
}
END_TEST

START_TEST(test_reset)
{
    sr_arena *arena = doc->arena;
    doc->seq = 9;
    doc->article.title = sr_arena_str(arena, SR_STR("t"));
    sr_doc_note(doc, "a", "b", "c");
    sr_doc_reset(doc);
    ck_assert(doc->arena == arena && doc->n_notes == 0 && !doc->notes && doc->seq == 0 &&
              doc->article.title.len == 0);
    sr_doc_note(doc, "a", "b", "c");
    ck_assert_uint_eq(doc->n_notes, 1);
}
END_TEST

static sr_str identify(sr_str given, sr_str url, sr_str title, sr_str body)
{
    doc->record.given.id = given;
    doc->article.url = url;
    doc->article.title = title;
    doc->article.text = body;
    doc->article.id = (sr_str){NULL, 0};
    ck_ok(sr_doc_identify(doc, NULL));
    return doc->article.id;
}

START_TEST(test_identify)
{
    static char wide[SR_MAX_ID_BYTES + 1];
    memset(wide, 'x', sizeof wide);
    sr_str none = SR_STR(""), url = SR_STR("https://a.example/1"), t = SR_STR("t"),
           b = SR_STR("b");
    ck_str(identify(SR_STR("my-id"), url, t, b), "my-id");
    ck_assert_uint_eq(identify((sr_str){wide, SR_MAX_ID_BYTES}, url, t, b).len,
                      SR_MAX_ID_BYTES);
    sr_str longer = identify((sr_str){wide, SR_MAX_ID_BYTES + 1}, url, t, b);
    ck_assert_uint_eq(longer.len, 32);
    sr_str by_url = identify(none, url, t, b);
    ck_assert_uint_eq(by_url.len, 32);
    ck_assert(!sr_str_eq(by_url, longer));
    ck_assert(sr_str_eq(by_url, identify(none, url, SR_STR("corrected"), none)));
    sr_str by_text = identify(none, none, t, b);
    ck_assert(!sr_str_eq(by_text, by_url));
    ck_assert(sr_str_eq(by_text, identify(none, none, t, b)));
    ck_assert(!sr_str_eq(by_text, identify(none, none, SR_STR("tb"), none)));
}
END_TEST

START_TEST(test_identify_without_memory)
{
    sr_err err;
    doc->article.url = SR_STR("https://a.example/1");
    sr_arena_fail_after(doc->arena, 0);
    ck_assert_int_eq(sr_doc_identify(doc, &err), SR_ENOMEM);
    ck_assert_int_eq(err.status, SR_ENOMEM);
}
END_TEST

START_TEST(test_content_digest)
{
    char a[33], b[33];
    doc->article.title = SR_STR("t");
    doc->article.text = SR_STR("x");
    ck_ok(sr_doc_content_digest(doc, a, NULL));
    doc->article.url = SR_STR("https://other.example/");
    ck_ok(sr_doc_content_digest(doc, b, NULL));
    ck_assert_str_eq(a, b);
    doc->article.text = SR_STR("y");
    ck_ok(sr_doc_content_digest(doc, b, NULL));
    ck_assert_str_ne(a, b);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("doc/doc");
    TCase *c = tcase_create("all");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, test_notes);
    tcase_add_test(c, test_notes_limit);
    tcase_add_test(c, test_notes_without_memory);
    tcase_add_test(c, test_long_note);
    tcase_add_test(c, test_reset);
    tcase_add_test(c, test_identify);
    tcase_add_test(c, test_identify_without_memory);
    tcase_add_test(c, test_content_digest);
    suite_add_tcase(s, c);
    return s;
}
