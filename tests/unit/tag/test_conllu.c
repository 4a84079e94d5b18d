/* CoNLL-U in and out. */
#include "t.h"
#include "tag/conllu.h"
#include "text/text.h"

static const char given[] = "# sent_id = 1\r\n"
                            "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
                            "1\tdo\t_\t_\t_\t_\t_\t_\t_\t_\n"
                            "2\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                            "2.1\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n"
                            "3\t!\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|X=Y\n"
                            "\n"
                            "1\tNew York\t_\t_\t_\t_\t_\t_\t_\t_\n";

START_TEST(test_read)
{
    sr_doc *doc = sr_doc_new(0);
    sr_err err;
    ck_ok(sr_conllu_read(SR_STR(given), doc, &err));
    ck_assert_uint_eq(doc->n_tokens, 4);
    ck_assert_uint_eq(doc->n_sents, 2);
    ck_str(doc->article.text, "do n't !New York ");
    ck_assert_uint_eq(doc->sents[0].tok_end, 3);
    ck_str(sr_str_span(doc->article.text, doc->tokens[3].span), "New York");
    ck_assert_uint_eq(doc->article.n_paras, 1);
    sr_doc_free(doc);
}
END_TEST

/* Documents, paragraphs and words without columns; what a token is, as the stage text has
 * it. */
START_TEST(test_read_bare)
{
    sr_doc *doc = sr_doc_new(0);
    sr_text_rules *rules;
    sr_str text = SR_STR(
        "# newdoc id = d1\nSheikh\npaid\n$\n1,200\n\n# newpar\n“\nÉcole\n18th\nUN\n😀");
    ck_ok(sr_conllu_read(text, doc, NULL));
    ck_str(doc->record.given.id, "d1");
    ck_str(doc->article.text, "Sheikh paid $ 1,200 “ École 18th UN 😀 ");
    ck_assert_uint_eq(doc->n_sents, 2);
    ck_assert_uint_eq(doc->article.n_paras, 2);
    ck_assert_uint_eq(doc->sents[1].para, 1);
    ck_assert_uint_eq(doc->article.paras[1].span.beg, doc->sents[1].span.beg);
    sr_doc *again = sr_doc_new(0);
    sr_para para = {.span = {0, (uint32_t)doc->article.text.len}};
    again->article =
        (sr_article){.text = doc->article.text, .paras = &para, .n_paras = 1};
    ck_ok(sr_text_rules_new("en", &rules, NULL));
    ck_ok(sr_text_analyse(rules, again, NULL));
    ck_assert_uint_eq(again->n_tokens, doc->n_tokens);
    for (size_t i = 0; i < doc->n_tokens; i++) {
        ck_assert_uint_eq(again->tokens[i].fold, doc->tokens[i].fold);
        ck_assert_uint_eq(again->tokens[i].kind, doc->tokens[i].kind);
        ck_assert_uint_eq(again->tokens[i].flags, doc->tokens[i].flags);
    }
    sr_text_rules_free(rules);
    sr_doc_free(again);
    sr_doc_free(doc);
}
END_TEST

START_TEST(test_fill)
{
    sr_doc *doc = sr_doc_new(0);
    sr_err err;
    sr_buf out = {0};
    ck_ok(sr_conllu_read(SR_STR(given), doc, &err));
    doc->words = SR_NEW(doc->arena, sr_word, 4);
    for (uint32_t i = 0; i < 4; i++)
        doc->words[i] = (sr_word){.lemma = SR_STR("do"),
                                  .upos = SR_UPOS_X,
                                  .rel = i % 3 ? SR_REL_PUNCT : SR_REL_ROOT,
                                  .head = i % 3 ? 0 : i,
                                  .p_arc = i ? 0.5f : 1.0f};
    doc->names = SR_NEW(doc->arena, sr_name, 1);
    doc->names[0] = (sr_name){.tok_beg = 1, .tok_end = 3, .type = SR_NAME_ORG};
    doc->n_names = 1;
    sr_conllu_fill(SR_STR(given), doc, &out);
    ck_str(sr_buf_str(&out),
           "# sent_id = 1\n"
           "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
           "1\tdo\tdo\tX\t_\t_\t0\troot\t_\tPArc=1.00\n"
           "2\tn't\tdo\tX\t_\t_\t1\tpunct\t_\tEntity=B-ORG|PArc=0.50\n"
           "3\t!\tdo\tX\t_\t_\t1\tpunct\t_\tEntity=I-ORG|PArc=0.50|SpaceAfter=No\n"
           "\n"
           "1\tNew York\tdo\tX\t_\t_\t0\troot\t_\tPArc=0.50\n");
    sr_buf_free(&out);
    sr_doc_free(doc);
}
END_TEST

START_TEST(test_refused)
{
    static const struct {
        const char *text;
        uint64_t offset;
    } cases[] = {
        {"1\ta\n", 0},
        {"# x\n1\ta\t_\t_\t_\t_\t_\t_\t_\t_\t_\n", 4},
        {"a\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", 0},
        {"1\t\t_\t_\t_\t_\t_\t_\t_\t_\n", 0},
    };
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        sr_doc *doc = sr_doc_new(0);
        sr_err err = {0};
        ck_assert_int_eq(sr_conllu_read(sr_str_of(cases[i].text), doc, &err), SR_EFORMAT);
        ck_assert_uint_eq(err.offset, cases[i].offset);
        ck_assert(doc->n_tokens == 0 && !doc->tokens);
        sr_doc_free(doc);
    }
}
END_TEST

START_TEST(test_no_memory)
{
    sr_status st = SR_ENOMEM;
    for (size_t k = 0; st != SR_OK && k < 100; k++) {
        sr_doc *doc = sr_doc_new(0);
        sr_err err;
        sr_arena_fail_after(doc->arena, k);
        st = sr_conllu_read(SR_STR(given), doc, &err);
        ck_assert(st == SR_OK || (st == SR_ENOMEM && !doc->tokens && !doc->sents));
        sr_doc_free(doc);
    }
    ck_assert_int_eq(st, SR_OK);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("conllu");
    TCase *c = tcase_create("conllu");
    tcase_add_test(c, test_read);
    tcase_add_test(c, test_read_bare);
    tcase_add_test(c, test_fill);
    tcase_add_test(c, test_refused);
    tcase_add_test(c, test_no_memory);
    suite_add_tcase(s, c);
    return s;
}
