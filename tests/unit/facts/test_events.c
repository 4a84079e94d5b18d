/* Events: sentences with all events that must be found of them, "TYPE/mode CAMEO trigger |
 * actors | recipients"; one event once; a user's frames; pairs; refused memory; hostile
 * trees. */
#include "../t.h"

#include "parsed.h"

#include "facts/explain.h"
#include "facts/layers.h"

typedef struct sample {
    const char *text, *want;
} sample;

/* clang-format off */
static const sample samples[] = {
    /* voices and clauses */
    {"Rebels attacked an army base in Mali.", "ASSAULT 190 attacked | Rebels | an army base;"},
    {"The base was attacked by rebels.", "ASSAULT 190 attacked | rebels | The base;"},
    {"The attack was carried out by rebels.", "ASSAULT 190 attack | rebels | ;"},
    {"A magnitude 6.8 earthquake struck northern Chile.", "DISASTER  struck |  | northern Chile;"},
    {"Police arrested and detained three men.", "COERCE/arrest 173 arrested | Police | three men;"},
    {"Prosecutors charged a minister.", "ACCUSE/allege 115 charged | Prosecutors | a minister;"},
    {"France and Germany signed a treaty with Poland.", "SUPPORT 057 signed | France, Germany, Poland | ;"},
    {"France freed 37 prisoners.", "RETREAT/release 0841 freed | France | 37 prisoners;"},
    {"Iran and Iraq held talks in Baghdad.", "CONSULT 040 held | Iran, Iraq | ;"},
    /* operators */
    {"Israel agreed to release the prisoners.", "AGREE 0353 agreed | Israel | the prisoners;"},
    {"Israel refused to release the prisoners.", "REJECT/yield 1243 refused | Israel | the prisoners;"},
    {"Israel threatened to bomb Lebanon.", "THREATEN/violence 138 threatened | Israel | Lebanon;"},
    {"France urged Russia to withdraw its troops.", "REQUEST/yield 1056 urged | France | Russia;"},
    {"The president will meet Angela Merkel on Monday.", "AGREE 036 meet | The president, Angela Merkel | ;"},
    {"The union said it will not end the strike.", "REJECT/yield 124 end | it | ;"},
    /* what tells the same */
    {"Rebels attacked the town, killing three soldiers.", "ASSAULT 190 attacked | Rebels | the town, three soldiers;"},
    {"A suicide bombing by militants killed three soldiers.", "ASSAULT/suicide-attack 1831 suicide bombing | militants | three soldiers;"},
    /* who is condemned */
    {"France condemned Russia's attack on the town.", "ACCUSE/disapprove 111 condemned | France | Russia;ASSAULT 190 attack | Russia | the town;"},
    /* none */
    {"The coach attacked the referee after the match.", ""},
    {"The minister said the economy would grow.", ""},
    {"The film tells the story of a murder.", ""},
    {"The spokesman declined to comment.", ""},
    {"The hospital welcomed its first baby.", ""},
    {"It promises to be a busy year.", ""},
    {"Please donate to our fund.", ""},
    {"Call us if you would like to request a full trial.", ""},
    {"Who could blame Angela Merkel?", ""},
    {"Farmers culled and killed 300 birds.", ""},
    {"Doctors reported resistance to the drug.", ""},
    {"The paper was submitted to a court.", ""},
    {"An event in Iraq threatens to become a crisis.", ""},
    /* forces of one's own */
    {"Troops arrived in Mali on Monday.", "DEPLOY  arrived | Troops | Mali;"},
    {"The arrival of troops in Mali alarmed France.", "DEPLOY  arrival | troops in Mali | ;"},
    {"Australia deployed warships to rescue people from the fires.", "DEPLOY  deployed | Australia | ;"},
    /* whose it is */
    {"He was in detention.", "COERCE/arrest 173 detention |  | He;"},
    {"A storm killed three people.", "DISASTER  killed |  | three people;"},
};
/* clang-format on */

static void put_parties(const sr_doc *doc, const sr_event *e, const sr_party *v, size_t n,
                        sr_buf *out)
{
    sr_str text = sr_doc_text(doc, &doc->sents[e->mentions[0].sent]);
    for (size_t i = 0; i < n; i++)
        sr_buf_printf(out, "%s%.*s", i ? ", " : "", SR_FMT(sr_str_span(text, v[i].span)));
}

static void put_events(const sr_doc *doc, sr_buf *out)
{
    for (size_t i = 0; i < doc->n_events; i++) {
        const sr_event *e = &doc->events[i];
        sr_str text = sr_doc_text(doc, &doc->sents[e->mentions[0].sent]);
        sr_buf_printf(out, "%s%s%.*s %.*s %.*s | ",
                      sr_event_type_name((sr_event_type)e->type), e->mode.len ? "/" : "",
                      SR_FMT(e->mode), SR_FMT(e->cameo),
                      SR_FMT(sr_str_span(text, e->mentions[0].trigger)));
        put_parties(doc, e, e->actors, e->n_actors, out);
        sr_buf_put(out, SR_STR(" | "));
        put_parties(doc, e, e->recipients, e->n_recipients, out);
        sr_buf_putc(out, ';');
    }
}

START_TEST(sentences)
{
    sr_doc *doc = parsed("", samples[_i].text);
    sr_buf got = {0};
    ck_ok(sr_events_find(facts_rules, doc, NULL));
    put_events(doc, &got);
    ck_assert_msg(sr_str_eq(sr_buf_str(&got), sr_str_of(samples[_i].want)),
                  "%s: got \"%.*s\", want \"%s\"", samples[_i].text,
                  SR_FMT(sr_buf_str(&got)), samples[_i].want);
    sr_buf_free(&got);
    sr_doc_free(doc);
}
END_TEST

START_TEST(one_event_once)
{
    sr_doc *doc =
        parsed("Rebels attack army base in Mali",
               "Rebels attacked an army base in Mali on Monday. The attack by rebels "
               "lasted two hours.\n\nFrance later condemned the attack.");
    ck_ok(sr_facts_find(facts_rules, doc, NULL));
    size_t attacks = 0;
    for (size_t i = 0; i < doc->n_events; i++) {
        const sr_event *e = &doc->events[i];
        if (e->type != SR_EVENT_ASSAULT)
            continue;
        attacks++;
        ck_assert_uint_ge(e->n_mentions, 3);
        ck_assert(!doc->sents[e->mentions[0].sent].in_title);
    }
    ck_assert_uint_eq(attacks, 1);
    sr_doc_free(doc);
}
END_TEST

START_TEST(a_figure_has_its_event)
{
    sr_doc *doc =
        parsed("", "At least 14 people were killed in a missile strike on Kharkiv.");
    ck_ok(sr_facts_find(facts_rules, doc, NULL));
    ck_assert_uint_eq(doc->n_amounts, 1);
    ck_assert_uint_ne(doc->amounts[0].event, SR_NONE);
    ck_assert_uint_eq(doc->events[doc->amounts[0].event].type, SR_EVENT_ASSAULT);
    sr_doc_free(doc);
}
END_TEST

START_TEST(frames_of_a_user_win)
{
    sr_facts_rules *rules;
    ck_ok(sr_facts_rules_new("en", &rules, NULL));
    ck_ok(sr_facts_rules_add_frames(
        rules, SR_STR("mine.txt"),
        SR_STR(
            "[verbs]\nattack\tR=obj\tPROTEST/riot\t145\nfrobnicate\tR=obj\tAID\t070\n"),
        NULL));
    sr_doc *doc = parsed("", "Rebels attacked an army base.");
    ck_ok(sr_events_find(rules, doc, NULL));
    ck_assert(doc->n_events == 1 && doc->events[0].type == SR_EVENT_PROTEST);
    ck_str(doc->events[0].rule, "mine.txt:2");
    sr_doc_free(doc);
    sr_err err = {0};
    ck_assert_int_eq(
        sr_facts_rules_add_frames(rules, SR_STR("bad.txt"), SR_STR("x"), &err),
        SR_EFORMAT);
    ck_assert_str_eq(err.msg, "bad.txt:1: before the first \"[part]\": \"x\"");
    sr_facts_rules_free(rules);
}
END_TEST

START_TEST(what_is_between_two)
{
    sr_doc *doc = parsed("", "France condemned Russia after Russia bombed Ukraine.");
    sr_between b;
    ck_ok(sr_events_between(facts_rules, doc, 0, (sr_span){0, 6}, (sr_span){17, 23}, &b,
                            NULL));
    ck_assert_uint_eq(b.type, SR_EVENT_ACCUSE);
    ck_ok(sr_events_between(facts_rules, doc, 0, (sr_span){30, 36}, (sr_span){44, 51}, &b,
                            NULL));
    ck_assert_uint_eq(b.type, SR_EVENT_ASSAULT);
    sr_doc_free(doc);
}
END_TEST

START_TEST(explanations)
{
    sr_doc *doc = parsed("", "The coach attacked the referee after the match.");
    sr_buf out = {0};
    ck_ok(sr_events_explain(facts_rules, doc, 0, &out, NULL));
    ck_assert(sr_str_find(sr_buf_str(&out), SR_STR("these words tell no event"), 0) !=
              SIZE_MAX);
    sr_buf_free(&out);
    sr_doc_free(doc);
}
END_TEST

START_TEST(memory_refused)
{
    sr_doc *doc = parsed("", "Rebels attacked the town, and France condemned the attack. "
                             "France agreed to send troops to Mali.");
    sr_status st = SR_ENOMEM;
    size_t refused = 0;
    for (size_t k = 0; st != SR_OK && k < 200; k++, refused++) {
        sr_arena_fail_after(doc->arena, k);
        st = sr_events_find(facts_rules, doc, NULL);
        if (st != SR_OK)
            ck_assert(st == SR_ENOMEM && !doc->events && doc->n_events == 0);
    }
    sr_arena_fail_after(doc->arena, SIZE_MAX);
    ck_assert(st == SR_OK && refused > 5 && doc->n_events > 1);
    sr_doc_free(doc);
}
END_TEST

/* Trees as no parser makes them: a chain, a star, a circle; verbs and operators. */
START_TEST(hostile_trees)
{
    enum { N = 1 << 16 };
    static const char *const lemmas[] = {"attack", "agree", "kill"};
    sr_doc *doc = sr_doc_new(0);
    char *text = sr_arena_alloc(doc->arena, N * 8, 1);
    memset(text, 'a', N * 8);
    doc->article.text = (sr_str){text, (size_t)N * 8};
    doc->tokens = SR_NEW(doc->arena, sr_token, N);
    doc->words = SR_NEW(doc->arena, sr_word, N);
    doc->n_tokens = N;
    sr_sentence sent = {.span = {0, N * 8}, .tok_end = N};
    doc->sents = &sent, doc->n_sents = 1;
    for (uint32_t t = 0; t < N; t++) {
        static const uint8_t rels[] = {SR_REL_XCOMP, SR_REL_OBJ, SR_REL_CONJ,
                                       SR_REL_NSUBJ};
        doc->tokens[t].span = (sr_span){8 * t, 8 * t + 7};
        doc->words[t] = (sr_word){.lemma = sr_str_of(lemmas[t % 3]),
                                  .upos = t % 5 ? SR_UPOS_VERB : SR_UPOS_NOUN,
                                  .rel = rels[t % 4]};
        doc->words[t].head = _i == 0 ? (t ? t - 1 : 0) : _i == 1 ? 0 : (t + 1) % N;
    }
    ck_ok(sr_events_find(facts_rules, doc, NULL));
    sr_doc_free(doc);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("events");
    TCase *c = tcase_create("events");
    tcase_set_timeout(c, 60);
    tcase_add_unchecked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, sentences, 0, (int)SR_COUNT(samples));
    tcase_add_test(c, one_event_once);
    tcase_add_test(c, a_figure_has_its_event);
    tcase_add_test(c, frames_of_a_user_win);
    tcase_add_test(c, what_is_between_two);
    tcase_add_test(c, explanations);
    tcase_add_test(c, memory_refused);
    tcase_add_loop_test(c, hostile_trees, 0, 3);
    suite_add_tcase(s, c);
    return s;
}
