/* Amounts: a table of sentences with what must be found, "words=value[..upper] mod unit
 * measure|...". */
#include "../t.h"

#include "invariants.h"

typedef struct sample {
    const char *text, *want;
} sample;

/* clang-format off */
static const sample samples[] = {
    /* numbers */
    {"They sold 1,200 cars.", "1,200=1200 exact - vehicles"},
    {"They sold two hundred and fifty thousand cars.", "two hundred and fifty thousand=250000 exact - vehicles"},
    {"They sold 1.2 million cars.", "1.2 million=1.2e+06 exact - vehicles"},
    {"They sold a dozen cars and half a million shares.", "a dozen=12 about - vehicles|half a million=500000 about - -"},
    {"They sold 30 to 40 cars.", "30 to 40=30..40 about - vehicles"},
    {"They sold between 12 and 15 cars.", "between 12 and 15=12..15 about - vehicles"},
    {"0–6 people, 5 to 5,000 people, 2 to 3 million people came.", "0–6=0..6 about person people|5 to 5,000=5..5000 about person people|2 to 3 million=2e+06..3000000 about person people"},
    {"Hundreds of thousands of people came.", "Hundreds of thousands=200000..999999 about person people"},
    {"They sold at least 12 and up to 15 cars.", "at least 12=12 at_least - -|up to 15=15 at_most - vehicles"},
    {"They sold fewer than 12 cars, nearly 10.", "fewer than 12=12 less_than - vehicles|nearly 10=10 about - -"},
    {"12 or more came.", "12 or more=12 at_least - -"},
    {"About half of the cuts were made.", "About half=0.5 about share share"},
    /* units */
    {"It cost $40 billion, or 9.9 billion yuan.", "$40 billion=4e+10 exact USD money|9.9 billion yuan=9.9e+09 exact CNY money"},
    {"It cost between $12 million and $20 million.", "between $12 million and $20 million=1.2e+07..20000000 about USD money"},
    {"It cost €1.5bn and £15m.", "€1.5bn=1.5e+09 exact EUR money|£15m=1.5e+07 exact GBP money"},
    {"It rose 15-20% and then 3.5 per cent.", "15-20%=15..20 about percent percent|3.5 per cent=3.5 exact percent percent"},
    {"It is 500km long, 412 meters wide and of 12 hectares.", "500km=500 exact km length|412 meters=412 exact m length|12 hectares=12 exact ha area"},
    {"It is 500m long, but 3.5m people saw it.", "500m=500 exact m length|3.5m=3.5e+06 exact person people"},
    /* votes, ages, gaps, insertions */
    {"The motion passed 5-4.", "5=5 exact - votes|4=4 exact - votes"},
    {"Lawmakers voted 76 to 3 for it.", "76=76 exact - votes|3=3 exact - votes"},
    {"The team won 5-4.", ""},
    {"He is 45, and rich.", ""},
    {"Oil rose $1.20 to $74.30.", "$1.20=1.2 exact USD money|$74.30=74.3 exact USD money"},
    {"Three people, officials said, were killed.", "Three=3 exact person killed"},
    {"About 100 people, 90% of the town, have been displaced.", "About 100=100 about person displaced|90%=90 exact percent percent"},
    {"Six were killed in Rafah and eleven in Gaza.", "Six=6 exact person killed|eleven=11 exact person killed"},
    {"Troops fired 120 missiles and 90 drones.", "120=120 exact - launched|90=90 exact - launched"},
    {"Three-quarters of the voters stayed away.", "Three-quarters=0.75 exact share share"},
    /* measures */
    {"At least three people were killed and about a dozen wounded.", "At least three=3 at_least person killed|about a dozen=12 about person injured"},
    {"The blast killed 12 and injured 30.", "12=12 exact person killed|30=30 exact person injured"},
    {"A wounded man was flown out.", "A=1 exact person injured"},
    {"Two missing workers were sought.", "Two=2 exact person missing"},
    {"Five soldiers and two civilians were killed.", "Five=5 exact person killed|two=2 exact person killed"},
    {"Nine people, including four children, were killed.", "Nine=9 exact person killed|four=4 exact person killed"},
    {"The toll rose from 12 to 14.", "12=12 exact person killed|14=14 exact person killed"},
    {"Two gunmen killed a guard.", "Two=2 exact person people|a=1 exact person killed"},
    {"The men who killed five were caught.", "five=5 exact person killed"},
    {"Five men who went to work at Gate 7 are dead.", "Five=5 exact person killed"},
    {"Police said 34 were held, the union says 61.", "34=34 exact person detained|61=61 exact person detained"},
    {"A dam could flood 900 homes.", "900=900 exact - homes_damaged"},
    {"The storm left 300,000 homes without power.", "300,000=300000 exact - without_power"},
    {"None of the 45 children was hurt.", "None=0 exact person injured|45=45 exact person people"},
    {"12 of the 40 people on board died.", "12=12 exact person killed|40=40 exact person people"},
    {"They won by 1,912 votes.", "1,912=1912 exact - votes"},
    /* no amounts */
    {"Flight 302, Article 5, No. 10 and Boeing 737 are names.", ""},
    {"The team won 3-2.", ""},
    {"Ann Day, 34, lives at 12 Main Street.", ""},
    {"Call +44 20 7946 0958 now.", ""},
    {"It began in 2019 and COVID-19 came at 6:40 p.m. on 5 May.", ""},
    {"One of the questions is a matter of taste.", ""},
};
/* clang-format on */

static void describe(const sr_doc *doc, sr_buf *out)
{
    for (size_t i = 0; i < doc->n_amounts; i++) {
        const sr_amount *a = &doc->amounts[i];
        sr_str text = sr_doc_text(doc, &doc->sents[a->sent]);
        sr_buf_printf(out, "%s%.*s=%g", i ? "|" : "", SR_FMT(sr_str_span(text, a->span)),
                      a->value);
        if (a->has_upper)
            sr_buf_printf(out, "..%.15g", a->upper);
        sr_buf_printf(out, " %s %.*s %.*s", sr_amount_mod_name(a->mod),
                      SR_FMT(a->unit.len ? a->unit : SR_STR("-")),
                      SR_FMT(a->measure.len ? a->measure : SR_STR("-")));
    }
}

START_TEST(sentences)
{
    sr_text_rules *text = NULL;
    sr_facts_rules *facts = NULL;
    sr_doc *doc = sr_doc_new(0);
    sr_buf got = {0};
    ck_ok(sr_text_rules_new("en", &text, NULL));
    ck_ok(sr_facts_rules_new("en", &facts, NULL));
    const sample *s = &samples[_i];
    ck_assert(make_article(doc, SR_STR(""), sr_str_of(s->text), SR_STR("2024-11-29")));
    ck_ok(sr_text_analyse(text, doc, NULL));
    ck_ok(sr_facts_find(facts, doc, NULL));
    describe(doc, &got);
    ck_assert_msg(sr_str_eq(sr_buf_str(&got), sr_str_of(s->want)),
                  "%s\n  got  %.*s\n  want %s", s->text, SR_FMT(sr_buf_str(&got)),
                  s->want);
    ck_assert_msg(broken_amounts(doc) == NULL, "%s", broken_amounts(doc));
    sr_buf_free(&got);
    sr_doc_free(doc);
    sr_facts_rules_free(facts);
    sr_text_rules_free(text);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("facts amounts");
    TCase *c = tcase_create("amounts");
    tcase_add_loop_test(c, sentences, 0, SR_COUNT(samples));
    suite_add_tcase(suite, c);
    return suite;
}
