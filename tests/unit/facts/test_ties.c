/* What amounts are tied to: "words@time statement|..."; a sentence has no places here. */
#include "../t.h"

#include "parsed.h"

#include "base/buf.h"

typedef struct sample {
    const char *text, *want;
} sample;

/* clang-format off */
static const sample samples[] = {
    {"On Tuesday 12 people were killed.", "12@Tuesday -"},
    {"Four people were killed on Tuesday; seven died on Wednesday.", "Four@Tuesday -|seven@Wednesday -"},
    {"The minister said on Monday that 30 people had died on Sunday.", "30@Sunday s"},
    {"The strike lasted three weeks and cost 40 jobs.", "40@ -"},
    {"Nobody knows. Police said 34 people were held.", "34@ s"},
};
/* clang-format on */

static void describe(const sr_doc *doc, sr_buf *out)
{
    for (size_t i = 0; i < doc->n_amounts; i++) {
        const sr_amount *a = &doc->amounts[i];
        sr_str text = sr_doc_text(doc, &doc->sents[a->sent]);
        sr_span when = a->time != SR_NONE ? doc->times[a->time].span : (sr_span){0, 0};
        sr_buf_printf(out, "%s%.*s@%.*s %s", i ? "|" : "",
                      SR_FMT(sr_str_span(text, a->span)), SR_FMT(sr_str_span(text, when)),
                      a->statement != SR_NONE ? "s" : "-");
    }
}

START_TEST(sentences)
{
    const sample *s = &samples[_i];
    sr_doc *doc = parsed("", s->text);
    sr_buf got = {0};
    ck_ok(sr_facts_find(facts_rules, doc, NULL));
    describe(doc, &got);
    ck_assert_msg(sr_str_eq(sr_buf_str(&got), sr_str_of(s->want)),
                  "%s\n  got  %.*s\n  want %s", s->text, SR_FMT(sr_buf_str(&got)),
                  s->want);
    sr_buf_free(&got);
    sr_doc_free(doc);
}
END_TEST

/* Many times and figures in one sentence: only those beside each other are looked at. */
START_TEST(many)
{
    enum { N = 3000 };
    sr_buf text = {0};
    for (int i = 0; i < N; i++)
        sr_buf_put(&text, SR_STR("12 people died on Tuesday and "));
    sr_buf_put(&text, SR_STR("left."));
    sr_doc *doc = parsed_str(SR_STR(""), sr_buf_str(&text));
    ck_ok(sr_facts_find(facts_rules, doc, NULL));
    for (size_t i = 0; i < doc->n_amounts; i++)
        ck_assert(doc->amounts[i].time == SR_NONE ||
                  doc->times[doc->amounts[i].time].sent == doc->amounts[i].sent);
    sr_doc_free(doc);
    sr_buf_free(&text);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("facts ties");
    TCase *c = tcase_create("ties");
    tcase_add_unchecked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, sentences, 0, SR_COUNT(samples));
    tcase_add_test(c, many);
    tcase_set_timeout(c, 60);
    suite_add_tcase(suite, c);
    return suite;
}
