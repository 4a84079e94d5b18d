/* Statements: who said what, case by case; quotations; refused memory; hostile texts and
 * trees; limits with their notes. */
#include "../t.h"

#include "parsed.h"
#include "statements_invariants.h"

#include "facts/layers.h"
#include "facts/parts.h"
#include "facts/statements.h"
#include "link/link.h"

#include <stdlib.h>

/* want: "kind|speaker|cue|content|content ...": of the first statement that is within no
 * other; more of them behind "#". */
typedef struct sample {
    const char *rule, *text, *want;
} sample;

/* clang-format off */
static const sample samples[] = {
    {"clause", "Officials said that the bridge was closed.",
     "indirect|Officials|said|the bridge was closed"},
    {"behind its words", "The bridge is closed, the mayor said on Monday.",
     "indirect|the mayor|said|The bridge is closed"},
    {"in its words", "The plan, he argued, was dead.",
     "indirect|he|argued|The plan|was dead"},
    {"quotation", "“We won’t go,” said John Smith, the mayor.",
     "direct|John Smith|said|We won’t go"},
    {"cue in a quotation", "\"We saw smoke,\" she said, \"and we ran.\"",
     "direct|she|said|We saw smoke|and we ran."},
    {"goes on", "“I am tired,” Petrov said. “I am tired of promises.”",
     "direct|Petrov|said|I am tired|I am tired of promises."},
    {"two sentences", "He stated, \"We hold the town. We will keep it.\"",
     "direct|He|stated|We hold the town. We will keep it."},
    {"mixed", "Lagos said it would respond “in due course”.",
     "mixed|Lagos|said|it would respond “in due course”"},
    {"according to", "Five people died, according to the ministry.",
     "indirect|the ministry|according to|Five people died"},
    {"nominal", "Starmer condemned the attacks as depraved.",
     "indirect|Starmer|condemned|the attacks as depraved"},
    {"passive", "The minister is said to have fled.",
     "indirect||said|The minister|to have fled"},
    {"quoted as saying", "He was quoted as saying that the war was over.",
     "indirect|He|saying|the war was over"},
    {"infinitive", "The envoy urged both sides to stop.",
     "indirect|The envoy|urged|both sides to stop"},
    {"participle", "The president left, asserting that it was late.",
     "indirect|The president|asserting|it was late"},
    {"noun", "His claim that the border is safe was met with doubt.",
     "indirect|His|claim|the border is safe"},
    {"lent subject", "She voiced fears that the dam would break.",
     "indirect|She|voiced|fears that the dam would break"},
    {"label", "It rained.\n\nANNA BERG: The road is closed. Go home.",
     "indirect|ANNA BERG||The road is closed. Go home"},
    {"preposition of a cue", "The union called for a strike.",
     "indirect|The union|called for|a strike"},
    {"two statements", "Moscow denied the claim. Kyiv said it had proof.",
     "indirect|Moscow|denied|the claim#indirect|Kyiv|said|it had proof"},
    {"content behind the agent", "The bank was accused by regulators of breaking the rules.",
     "indirect|regulators|accused|The bank|of breaking the rules"},
    {"second clause", "Trump says the army is weak, and the war would be lost.",
     "indirect|Trump|says|the army is weak, and the war would be lost"},
    {"what the writer adds", "He praised the mayor, who left on Monday.",
     "indirect|He|praised|the mayor"},
    {"clause behind the cue", "Lenox was a giant, Clarke said, until it went bankrupt.",
     "indirect|Clarke|said|Lenox was a giant|until it went bankrupt"},
    {"second object", "Trump has called climate change a hoax.",
     "indirect|Trump|called|climate change a hoax"},
    {"unclosed", "He said: “It is over now. She said: “It is not.”",
     "direct|He|said|It is over now.#direct|She|said|It is not."},
    {"phrase and cue behind", "“The rain has stopped,” the mayor posted on Facebook.",
     "direct|the mayor|posted|The rain has stopped"},
    {"noun behind", "“Never!” was the reply of the villagers.",
     "direct|the villagers|reply|Never!"},
    {"scare quotes are no speech", "The so-called 'truce' ended at noon.", ""},
    {"no cue", "The bridge was closed on Monday.", ""},
};

/* Quotations without a cue: whoever the words around are about speaks. */
static const sample turns[] = {
    {"colon", "Irina Balan was blunt: “My village is under water.”",
     "direct|Irina Balan||My village is under water."},
    {"sentence before", "Irina Balan left. “My village is under water.”",
     "direct|Irina Balan||My village is under water."},
    {"nobody before", "A letter lay there. “My village is under water.”", ""},
    {"another before", "“It is over,” Ben Marsh said. Irina Balan left. “We are lost now.”",
     "direct|Ben Marsh|said|It is over#direct|Irina Balan||We are lost now."},
    {"answer", "Judge Hale asked the guard: “Were you there?” “All night.”",
     "direct|Judge Hale|asked|Were you there?#direct|the guard||All night."},
    {"behind a colon", "“We are forgotten”: nurses in Leeds",
     "direct|nurses in Leeds||We are forgotten"},
    {"paragraphs",
     "“We walked,” said Ana Sarr.\n\n“My son walked too.”\n\n“Then he stopped.”",
     "direct|Ana Sarr|said|We walked#direct|Ana Sarr||My son walked too.#"
     "direct|Ana Sarr||Then he stopped."},
};
/* clang-format on */

static void put_statement(const sr_doc *doc, const sr_statement *s, sr_buf *out)
{
    sr_str text = sr_doc_text(doc, &doc->sents[s->sent]);
    sr_buf_put(out, sr_str_of(sr_statement_kind_name((sr_statement_kind)s->kind)));
    sr_buf_put(out, SR_STR("|"));
    sr_buf_put(out, sr_str_span(text, s->speaker_span));
    sr_buf_put(out, SR_STR("|"));
    sr_buf_put(out, sr_str_span(text, s->cue));
    for (size_t i = 0; i < s->n_content; i++) {
        sr_buf_put(out, SR_STR("|"));
        sr_buf_put(out, sr_str_span(text, s->content[i]));
    }
}

static sr_know *know;
static sr_link_rules *link_rules;

static void setup_linked(void)
{
    setup();
    ck_ok(sr_know_open(NULL, 0, &know, NULL));
    ck_ok(sr_link_rules_new(know, "en", &link_rules, NULL));
}

static void teardown_linked(void)
{
    sr_link_rules_free(link_rules);
    sr_know_close(know);
    teardown();
}

static void check_sample(const char *rule, sr_str title, sr_str text, const char *want)
{
    sr_doc *doc = parsed_str(title, text);
    sr_buf got = {0};
    ck_ok(sr_link_analyse(link_rules, doc, NULL));
    ck_ok(sr_statements_find(facts_rules, doc, NULL));
    ck_assert_msg(!broken_statements(doc), "%s", broken_statements(doc));
    for (size_t i = 0; i < doc->n_statements; i++) {
        if (doc->statements[i].within != SR_NONE)
            continue;
        if (got.len)
            sr_buf_put(&got, SR_STR("#"));
        put_statement(doc, &doc->statements[i], &got);
    }
    ck_assert_msg(sr_str_eq(sr_buf_str(&got), sr_str_of(want)),
                  "%s: got \"%.*s\", want \"%s\"", rule, SR_FMT(sr_buf_str(&got)), want);
    sr_buf_free(&got);
    sr_doc_free(doc);
}

START_TEST(cases)
{
    const sample *s = &samples[_i];
    check_sample(s->rule, SR_STR(""), sr_str_of(s->text), s->want);
}
END_TEST

START_TEST(without_cue)
{
    const sample *s = &turns[_i];
    check_sample(s->rule, SR_STR(""), sr_str_of(s->text), s->want);
}
END_TEST

START_TEST(headline)
{
    check_sample("headline", SR_STR("Kyiv: Russia 'not ready' for talks"), SR_STR(""),
                 "mixed|Kyiv||Russia 'not ready' for talks");
}
END_TEST

/* The quotation runs on over a paragraph; its repeated opening mark is no content. */
START_TEST(paragraphs)
{
    check_sample("paragraphs", SR_STR(""),
                 SR_STR("He said: “The road is open.\n\n“The bridge is not.”"),
                 "direct|He|said|The road is open.|The bridge is not.");
}
END_TEST

START_TEST(where_and_to_whom)
{
    sr_doc *doc =
        parsed_str(SR_STR(""), SR_STR("In an interview with Sky News, Klein said it "
                                      "was safe. He told reporters that he was ill. "
                                      "\"They say 'no',\" he said."));
    ck_ok(sr_statements_find(facts_rules, doc, NULL));
    sr_str text = doc->article.text;
    ck_assert_uint_ge(doc->n_statements, 4);
    ck_str(sr_str_span(text, doc->statements[0].medium), "Sky News");
    ck_str(sr_str_span(text, doc->statements[1].addressee), "reporters");
    ck_assert_uint_eq(doc->statements[2].within, SR_NONE);
    ck_assert_uint_eq(doc->statements[3].within, 2);
    ck_str(sr_str_span(text, doc->statements[3].content[0]), "no");
    sr_doc_free(doc);
}
END_TEST

START_TEST(lexicon)
{
    const sr_cuelist *c = &facts_rules->cues;
    ck_assert_uint_ge(c->v.n, 1200);
    const sr_cue *say = sr_cuelist_find(c, SR_CUE_VERB, SR_STR("Say"), SR_STR(""));
    ck_assert(say && say->cls == SR_CUE_say && (say->frames & SR_FRAME(quote)));
    ck_assert(sr_cuelist_find(c, SR_CUE_VERB, SR_STR("call"), SR_STR("for")));
    ck_assert(!sr_cuelist_find(c, SR_CUE_VERB, SR_STR("sleep"), SR_STR("")));
    ck_assert(sr_cuelist_form(c, SR_CUE_VERB, SR_STR("blamed")));
    ck_assert(!sr_cuelist_form(c, SR_CUE_VERB, SR_STR("ed")));
    ck_assert_uint_eq(sr_cue_frame_of(SR_STR("About")), SR_FRAME(about));
    ck_assert_uint_eq(sr_cue_frame_of(SR_STR("quote")), 0);
}
END_TEST

START_TEST(no_memory)
{
    sr_status st = SR_ENOMEM;
    sr_statement kept = {0};
    for (size_t k = 0; st != SR_OK && k < 200; k++) {
        sr_doc *doc = parsed_str(SR_STR("Kyiv: no talks"),
                                 SR_STR("\"We wait,\" said the mayor. \"It is late.\""));
        doc->statements = &kept;
        doc->n_statements = 1;
        sr_arena_fail_after(doc->arena, k);
        st = sr_statements_find(facts_rules, doc, NULL);
        if (st != SR_OK)
            ck_assert(st == SR_ENOMEM && doc->statements == &kept &&
                      doc->n_statements == 1);
        sr_doc_free(doc);
    }
    ck_assert_int_eq(st, SR_OK);
}
END_TEST

static const char *const worst[] = {
    "he said ",
    "\"",
    "' ",
    "“",
    "“a” ",
    "he said, ",
    "says: ",
    "“he said “",
    "said \"x\" ",
    "” ",
    "he said. ",
    "A: b\n\n",
    "according to ",
    "\"a\n\n",
    "Ann left. “It is so bad.” ",
    "Ann Roe: “no way in there” ",
    "“a b c d.” “e f g h?” ",
};

static sr_str many(const char *unit, size_t bytes, char **room)
{
    size_t n = strlen(unit), len = 0;
    *room = malloc(bytes + 1);
    ck_assert_ptr_nonnull(*room);
    for (; len + n <= bytes; len += n)
        memcpy(*room + len, unit, n);
    return (sr_str){*room, len};
}

/* 1 MB of each, under trees that no parser would make. */
START_TEST(hostile)
{
    char *room;
    sr_str text = many(worst[_i], 1 << 20, &room);
    sr_doc *doc = sr_doc_new((size_t)1 << 30);
    ck_assert(doc && make_article(doc, SR_STR(""), text, SR_STR("")));
    ck_ok(sr_text_analyse(text_rules, doc, NULL));
    ck_assert(make_words(doc, (uint64_t)_i));
    ck_ok(sr_link_analyse(link_rules, doc, NULL));
    ck_ok(sr_statements_find(facts_rules, doc, NULL));
    ck_assert_msg(!broken_statements(doc), "%s", broken_statements(doc));
    sr_doc_free(doc);
    free(room);
}
END_TEST

static bool has_note(const sr_doc *doc, const char *code)
{
    for (size_t i = 0; i < doc->n_notes; i++)
        if (sr_str_eq(doc->notes[i].code, sr_str_of(code)))
            return true;
    return false;
}

START_TEST(limits)
{
    char *room;
    sr_doc *doc = parsed_str(SR_STR(""), many("„a ", 5000, &room)); /* 1,000 deep */
    ck_ok(sr_statements_find(facts_rules, doc, NULL));
    ck_assert(has_note(doc, "limit-quotes"));
    sr_doc_free(doc);
    free(room);
    doc = parsed_str(SR_STR(""), many("He said it was so. ", 60000 * 19, &room));
    ck_ok(sr_statements_find(facts_rules, doc, NULL));
    ck_assert_uint_eq(doc->n_statements, SR_MAX_STATEMENTS);
    ck_assert(has_note(doc, "limit-statements"));
    sr_doc_free(doc);
    free(room);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("statements");
    TCase *c = tcase_create("statements");
    tcase_add_checked_fixture(c, setup_linked, teardown_linked);
    tcase_set_timeout(c, 120);
    tcase_add_loop_test(c, cases, 0, SR_COUNT(samples));
    tcase_add_loop_test(c, without_cue, 0, SR_COUNT(turns));
    tcase_add_test(c, headline);
    tcase_add_test(c, paragraphs);
    tcase_add_test(c, where_and_to_whom);
    tcase_add_test(c, lexicon);
    tcase_add_test(c, no_memory);
    tcase_add_loop_test(c, hostile, 0, SR_COUNT(worst));
    tcase_add_test(c, limits);
    suite_add_tcase(suite, c);
    return suite;
}
