/* Positions: sentences with what must be found, "actor stance toward [if condition]|...";
 * a sentence has no entities here but those of its names.  Refused memory. */
#include "../t.h"

#include "parsed.h"

#include "base/buf.h"
#include "facts/layers.h"

typedef struct sample {
    const char *text, *want;
} sample;

/* clang-format off */
static const sample samples[] = {
    {"Norway's government backs the plan.", "Norway's government supports the plan"},
    {"The union opposes the new law.", "The union opposes the new law"},
    {"The union does not support the new law.", "The union opposes the new law"},
    {"The union did not oppose the new law.", ""},
    {"The bishop condemned the bombing of the market.", "The bishop opposes the bombing of the market"},
    {"Kenya demanded the release of its diplomats.", "Kenya demands the release of its diplomats"},
    {"The nurses urged the hospital to hire doctors.", "The nurses demands hire doctors"},
    {"The minister wants to leave.", ""},
    {"The senators voted against the bill.", "The senators opposes the bill"},
    {"Brazil ruled out sending troops to the border.", "Brazil opposes sending troops to the border"},
    {"The minister has not decided whether to support the plan.", "The minister undecided support the plan"},
    {"The government will not sign the treaty.", "The government opposes sign the treaty"},
    {"The government will sign the treaty only if the rebels leave.", "The government conditional the treaty if only if the rebels leave"},
    {"If the rebels leave, the government will sign the treaty.", "the government conditional the treaty if If the rebels leave"},
    {"The plan has faced resistance from several Western allies.", "several Western allies opposes The plan"},
    {"The minister expressed support for the plan.", "The minister supports the plan"},
    {"The general is in favour of a ceasefire.", "The general supports a ceasefire"},
    {"The government called the tariffs unacceptable.", "The government opposes the tariffs"},
    {"NATO has never considered the proposal.", ""},
    {"The river supports the bridge.", ""},
    {"KYIV, March 3 (Agency) - The city council approved the budget.", "The city council supports the budget"},
    {"The plan, which has met resistance from farmers, is ready.", "farmers opposes The plan"},
    {"The minister rejected the offer but will sign the treaty if the rebels leave.", "The minister opposes the offer|The minister conditional the treaty if if the rebels leave"},
    {"The doctors signed a petition against the closure.", "The doctors opposes the closure"},
    {"Russia, whose guards left the town last year, warned against the plan.", "Russia opposes the plan"},
    {"The union agreed to this.", ""},
    {"The union wants the company to halt work.", "The union demands the company to halt work"},
    {"Chile could live with a recount, but only if observers sat at every table.", "Chile conditional a recount if only if observers sat at every table"},
    {"Chile could give up one more battery if another ally filled the gap.", "Chile conditional give up one more battery if if another ally filled the gap"},
    {"Kenya will not take part in the talks.", "Kenya opposes take part in the talks"},
    {"The senator is unwilling to raise pensions.", "The senator opposes raise pensions"},
    {"The police rejected the charge.", ""},
    {"Turkey dropped its objections to the treaty.", ""},
    {"The party withdrew its support for the bill.", "The party opposes the bill"},
    {"The minister ruled himself out of the race.", ""},
    {"The mayor came out strongly against the stadium.", "The mayor opposes the stadium"},
    {"The Kremlin dismissed calls for a ceasefire.", "The Kremlin opposes a ceasefire"},
    {"Beijing lodged a formal protest with Tokyo over the shipwrecks.", "Beijing opposes the shipwrecks"},
    {"The letter urged the president to step down.", ""},
    {"Israel insisted it would not withdraw.", ""},
    {"She did not want her name in the paper.", ""},
    {"The two states fought a war.", ""},
    {"The senate rejected calls for a snap election.", "The senate opposes a snap election"},
};
/* clang-format on */

static sr_doc *told(const char *text)
{
    sr_doc *doc = parsed("", text);
    ck_ok(sr_factuality_find(facts_rules, doc, NULL));
    return doc;
}

static void describe(const sr_doc *doc, sr_buf *out)
{
    for (size_t i = 0; i < doc->n_positions; i++) {
        const sr_position *p = &doc->positions[i];
        sr_str text = doc->article.text, condition = sr_str_span(text, p->condition);
        sr_buf_printf(
            out, "%s%.*s %s %.*s", i ? "|" : "", SR_FMT(sr_str_span(text, p->actor_span)),
            sr_stance_name((sr_stance)p->stance), SR_FMT(sr_str_span(text, p->toward)));
        if (condition.len)
            sr_buf_printf(out, " if %.*s", SR_FMT(condition));
    }
}

START_TEST(positions_are_found)
{
    const sample *s = &samples[_i];
    sr_doc *doc = told(s->text);
    sr_buf got = {0};
    ck_ok(sr_positions_find(facts_rules, doc, NULL));
    describe(doc, &got);
    ck_assert_msg(sr_str_eq(sr_buf_str(&got), sr_str_of(s->want)),
                  "%s: got \"%.*s\", want \"%s\"", s->text, SR_FMT(sr_buf_str(&got)),
                  s->want);
    for (size_t i = 0; i < doc->n_positions; i++) {
        const sr_position *p = &doc->positions[i];
        ck_assert(p->toward.beg >= p->evidence.beg && p->toward.end <= p->evidence.end);
        ck_assert(p->toward.end > p->toward.beg && p->p > 0 && p->p <= 1);
    }
    sr_buf_free(&got);
    sr_doc_free(doc);
}
END_TEST

START_TEST(memory_refused)
{
    sr_doc *doc = told("Norway's government backs the plan, but the union opposes it.");
    sr_status st = SR_ENOMEM;
    size_t refused = 0;
    for (size_t k = 0; st != SR_OK && k < 100; k++, refused++) {
        sr_arena_fail_after(doc->arena, k);
        st = sr_positions_find(facts_rules, doc, NULL);
        if (st != SR_OK)
            ck_assert(st == SR_ENOMEM && !doc->positions && doc->n_positions == 0);
    }
    sr_arena_fail_after(doc->arena, SIZE_MAX);
    ck_assert(st == SR_OK && refused > 3 && doc->n_positions > 0);
    sr_doc_free(doc);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("positions");
    TCase *c = tcase_create("positions");
    tcase_set_timeout(c, 60);
    tcase_add_unchecked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, positions_are_found, 0, (int)SR_COUNT(samples));
    tcase_add_test(c, memory_refused);
    suite_add_tcase(s, c);
    return s;
}
