/* Documents as JSON, read back with cJSON; reading JSON; names of relations. */
#include "../t.h"

#include "doc/across.h"
#include "doc/json_read.h"

static sr_buf out;
static sr_doc *doc;

static void setup(void)
{
    doc = sr_doc_new(0);
}

static void teardown(void)
{
    sr_buf_free(&out);
    sr_doc_free(doc);
}

static cJSON *read_back(void)
{
    cJSON *root = NULL;
    sr_err err;
    sr_status st = sr_json_parse(sr_buf_str(&out), &root, &err);
    ck_assert_msg(st == SR_OK, "%s: %s", err.msg, out.p);
    return root;
}

static void fill_article(void)
{
    static sr_str authors[] = {{"Ann \"A\" Day", 11}, {"Bo", 2}};
    static sr_para paras[] = {{.span = {0, 3}, .kind = SR_PARA_HEADING},
                              {.span = {5, 8}, .page_beg = 10, .page_end = 20}};
    sr_article *a = &doc->article;
    a->id = SR_STR("id-1");
    a->url = SR_STR("https://a.example/?a=1&b=\"2\"");
    a->title = SR_STR("T\xFFitle \n");
    a->authors = authors;
    a->n_authors = 2;
    a->published = (sr_when){1732904400, SR_TIME_MINUTE, SR_STR("json-ld"), 0};
    a->text = SR_STR("One\n\nTwo");
    a->paras = paras;
    a->n_paras = 2;
    a->page_class = SR_PAGE_LIVE;
    doc->record.file = SR_STR("a.warc.gz");
    doc->record.offset = 4096;
    doc->record.given.extra = SR_STR("{\"x\":[1]}");
    sr_doc_note(doc, "extract", "limit-depth", "too \"deep\"");
}

START_TEST(test_article)
{
    fill_article();
    sr_json j = {.out = &out};
    sr_doc_write_article(doc, &j);
    cJSON *root = read_back();
    ck_str(sr_json_member_text(root, "id"), "id-1");
    ck_str(sr_json_member_text(root, "url"), "https://a.example/?a=1&b=\"2\"");
    ck_str(sr_json_member_text(root, "title"), "T\xEF\xBF\xBDitle \n");
    ck_str(sr_json_member_text(root, "published"), "2024-11-29T18:20:00Z");
    ck_str(sr_json_member_text(root, "text"), "One\n\nTwo");
    ck_str(sr_json_member_text(root, "page_class"), "live");
    ck_assert_ptr_null(cJSON_GetObjectItem(root, "modified")); /* unknown is absent */
    ck_assert_ptr_null(cJSON_GetObjectItem(root, "outlet"));
    ck_assert_ptr_null(cJSON_GetObjectItem(root, "sentences"));
    const cJSON *detail = cJSON_GetObjectItem(root, "published_detail");
    ck_str(sr_json_member_text(detail, "precision"), "minute");
    ck_str(sr_json_member_text(detail, "from"), "json-ld");
    const cJSON *authors = cJSON_GetObjectItem(root, "authors");
    ck_assert_int_eq(cJSON_GetArraySize(authors), 2);
    ck_str(sr_json_text(cJSON_GetArrayItem(authors, 0)), "Ann \"A\" Day");
    const cJSON *input = cJSON_GetObjectItem(root, "input");
    ck_str(sr_json_member_text(input, "file"), "a.warc.gz");
    ck_assert_int_eq(cJSON_GetObjectItem(input, "offset")->valueint, 4096);
    const cJSON *note = cJSON_GetArrayItem(cJSON_GetObjectItem(root, "notes"), 0);
    ck_str(sr_json_member_text(note, "message"), "too \"deep\"");
    ck_assert(
        cJSON_IsArray(cJSON_GetObjectItem(cJSON_GetObjectItem(root, "extra"), "x")));
    cJSON_Delete(root);
}
END_TEST

START_TEST(test_empty_article)
{
    sr_json j = {.out = &out};
    sr_doc_write_article(doc, &j);
    cJSON *root = read_back();
    ck_assert(cJSON_HasObjectItem(root, "text") && cJSON_HasObjectItem(root, "notes"));
    cJSON_Delete(root);
}
END_TEST

START_TEST(test_all_tables)
{
    sr_sentence sents[] = {{.span = {0, 5}, .in_title = true, .tok_end = 1},
                           {.span = {0, 3}, .tok_beg = 1, .tok_end = 3}};
    sr_token tokens[] = {{.span = {0, 5}}, {.span = {0, 2}}, {.span = {2, 3}}};
    fill_article();
    doc->sents = sents;
    doc->n_sents = 2;
    doc->tokens = tokens;
    doc->n_tokens = 3;
    sr_json j = {.out = &out};
    sr_doc_write_all(doc, &j);
    cJSON *root = read_back();
    const cJSON *all = cJSON_GetObjectItem(root, "sentences");
    ck_assert_int_eq(cJSON_GetArraySize(all), 2);
    ck_str(sr_json_member_text(cJSON_GetArrayItem(all, 0), "in"), "title");
    ck_assert_ptr_null(cJSON_GetObjectItem(cJSON_GetArrayItem(all, 1), "in"));
    const cJSON *toks = cJSON_GetObjectItem(cJSON_GetArrayItem(all, 1), "tokens");
    ck_assert_int_eq(cJSON_GetArraySize(toks), 2);
    const cJSON *paras = cJSON_GetObjectItem(root, "paragraphs");
    ck_str(sr_json_member_text(cJSON_GetArrayItem(paras, 0), "kind"), "heading");
    ck_assert(cJSON_HasObjectItem(cJSON_GetArrayItem(paras, 1), "page"));
    cJSON_Delete(root);
}
END_TEST

START_TEST(test_copy_and_join)
{
    sr_change change = {
        .from = SR_STR("3 dead"), .to = SR_STR("4 dead"), .span = {5, 11}};
    sr_copy copy = {.group = SR_STR("g"),
                    .of = SR_STR("o"),
                    .relation = SR_COPY_UPDATE,
                    .shared = 0.9,
                    .shared_of = 0.8,
                    .changes = &change,
                    .n_changes = 1};
    sr_reason reason = {SR_STR("name"), SR_STR("Kharkiv"), 1.5};
    sr_join join = {.story = SR_STR("s"), .p = 0.75, .reasons = &reason, .n_reasons = 1};
    doc->article.id = SR_STR("id-1");
    sr_json j = {.out = &out};
    sr_copy_write(&copy, doc, &j);
    cJSON *root = read_back();
    ck_str(sr_json_member_text(root, "relation"), "update");
    ck_str(sr_json_member_text(
               cJSON_GetArrayItem(cJSON_GetObjectItem(root, "changes"), 0), "to"),
           "4 dead");
    cJSON_Delete(root);
    sr_buf_reset(&out);
    sr_join_write(&join, doc, &j);
    root = read_back();
    ck_assert_double_eq(cJSON_GetObjectItem(root, "p")->valuedouble, 0.75);
    ck_str(sr_json_member_text(root, "story"), "s");
    cJSON_Delete(root);
}
END_TEST

START_TEST(test_relation_names)
{
    for (int i = SR_COPY_ORIGINAL; i <= SR_COPY_UPDATE; i++) {
        sr_copy_relation back = SR_COPY_ORIGINAL;
        sr_str name = sr_str_of(sr_copy_relation_name((sr_copy_relation)i));
        ck_assert(sr_copy_relation_parse(name, &back) && (int)back == i);
    }
    sr_copy_relation kept = SR_COPY_EXCERPT;
    ck_assert(!sr_copy_relation_parse(SR_STR("twin"), &kept) && kept == SR_COPY_EXCERPT);
}
END_TEST

START_TEST(test_json_parse)
{
    static const char *const good[] = {"{}", " [1, 2.5e3, \"\\u00e9\"] \n", "null",
                                       "\"x\""};
    static const char *const bad[] = {"", "{", "{\"a\":}", "[1,]", "{} x", "nul"};
    for (size_t i = 0; i < SR_COUNT(good); i++) {
        cJSON *root = NULL;
        ck_ok(sr_json_parse(sr_str_of(good[i]), &root, NULL));
        cJSON_Delete(root);
    }
    for (size_t i = 0; i < SR_COUNT(bad); i++) {
        cJSON *root = NULL;
        sr_err err = {0};
        ck_assert_msg(sr_json_parse(sr_str_of(bad[i]), &root, &err) == SR_EFORMAT, "%s",
                      bad[i]);
        ck_assert(!root && err.status == SR_EFORMAT && err.offset <= strlen(bad[i]));
    }
    cJSON *root = NULL;
    ck_assert_int_eq(sr_json_parse((sr_str){NULL, 0}, &root, NULL), SR_EFORMAT);
    ck_str(sr_json_text(NULL), "");
    ck_str(sr_json_member_text(NULL, "x"), "");
}
END_TEST

/* Nothing nests without end. */
START_TEST(test_deep_json)
{
    static char deep[200000];
    memset(deep, '[', sizeof deep);
    cJSON *root = NULL;
    ck_assert_int_eq(sr_json_parse((sr_str){deep, sizeof deep}, &root, NULL), SR_EFORMAT);
    ck_assert_ptr_null(root);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("doc/write");
    TCase *c = tcase_create("all");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, test_article);
    tcase_add_test(c, test_empty_article);
    tcase_add_test(c, test_all_tables);
    tcase_add_test(c, test_copy_and_join);
    tcase_add_test(c, test_relation_names);
    tcase_add_test(c, test_json_parse);
    tcase_add_test(c, test_deep_json);
    suite_add_tcase(s, c);
    return s;
}
