#include "t.h"

#include "tag/dateline.h"
#include "text/text.h"

static const struct {
    const char *text;
    const char *line; /* the dateline, or "" */
} rows[] = {
    {"KYIV, Ukraine (AP) - Russia fired missiles.", "KYIV, Ukraine (AP) -"},
    {"LONDON \xE2\x80\x94 The minister resigned.", "LONDON \xE2\x80\x94"},
    {"Beirut, March 3 (Harbour Wire) -- Two died.", "Beirut, March 3 (Harbour Wire) --"},
    {"(Reuters) - Oil fell.", "(Reuters) -"},
    {"PORT-AU-PRINCE, Haiti \xE2\x80\x93 Gangs attacked.",
     "PORT-AU-PRINCE, Haiti \xE2\x80\x93"},
    {"Paris \xE2\x80\x94 the city of lights \xE2\x80\x94 slept.", ""},
    {"NATO said - and meant - it.", ""},
    {"The UN - and others - left.", ""},
    {"Ann Lee, 45 - a teacher - left.", ""},
    {"KYIV", ""},
    {"A - B.", ""},
};

START_TEST(lines)
{
    sr_text_rules *rules;
    sr_doc *doc = sr_doc_new(0);
    sr_str text = sr_str_of(rows[_i].text), line = sr_str_of(rows[_i].line);
    sr_para para = {.span = {0, (uint32_t)text.len}};
    ck_ok(sr_text_rules_new("en", &rules, NULL));
    doc->article = (sr_article){.text = text, .paras = &para, .n_paras = 1};
    ck_ok(sr_text_analyse(rules, doc, NULL));
    uint32_t n = doc->n_sents ? sr_tag_dateline(doc, 0) : 0;
    uint32_t end = n ? doc->tokens[doc->sents[0].tok_beg + n - 1].span.end : 0;
    ck_assert_uint_eq(end, line.len);
    sr_text_rules_free(rules);
    sr_doc_free(doc);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("tag/dateline");
    TCase *c = tcase_create("dateline");
    tcase_add_loop_test(c, lines, 0, (int)SR_COUNT(rows));
    suite_add_tcase(suite, c);
    return suite;
}
