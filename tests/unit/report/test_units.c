#include "made.h"
#include "report/units.h"
#include "t.h"

static sr_arena *arena;
static sr_lex lex;

static void setup(void)
{
    arena = sr_arena_new(1 << 20);
    ck_ok(sr_lex_load(SR_STR("en"), arena, &lex, NULL));
}

static void teardown(void)
{
    sr_arena_free(arena);
}

static sr_verdict judge(const char *text, bool opens)
{
    sr_str s = sr_str_of(text);
    sr_span span = {0, (uint32_t)s.len};
    sr_scan scan = {0};
    sr_scan_add(&lex, s, span, &scan);
    return sr_unit_judge(&lex, s, span, &scan, opens);
}

START_TEST(verdicts)
{
    /* g: stands alone; d: leans on the one before; n: needs a word said; s: a speaker;
     * -: does not stand */
    static const struct {
        char want;
        const char *text;
    } cases[] = {
        {'g', "Five people were killed when a bridge fell into the river on Monday."},
        {'-', "Five people were killed when a bridge fell into the river on Monday"},
        {'-', "Two people died."},
        {'-', "Who will pay for the bridge that fell into the river on Monday?"},
        {'-', "fell into the river on Monday, when five people were on it already."},
        {'-', "We have learnt that five people were killed when a bridge fell."},
        {'-', "\"We have learnt that five people were killed when a bridge fell.\""},
        {'-', "five people were killed,\" the mayor told reporters at the river bank."},
        {'-', "Read more about the five people killed when a bridge fell on Monday."},
        {'-', "FIVE PEOPLE WERE KILLED WHEN A BRIDGE FELL INTO THE RIVER ON Monday."},
        {'-',
         "Roads: EN8 interrupted at Namialo and closed to all vehicles since Monday."},
        {'d', "He said five people were killed when a bridge fell into the river."},
        {'d', "It fell into the river on Monday and took five people with it."},
        {'d', "But five people were killed when a bridge fell into the river."},
        {'d', "\"It fell, and five people fell with it,\" he told reporters on Monday."},
        {'d', "On Monday he told reporters that five people had been killed there."},
        {'g', "Mayor Ana Lupu told reporters on Monday that she had seen five bodies."},
        {'d', "The company told the exchange that it would assist the investigators."},
        {'n', "The regional disaster office counted five bodies on Monday evening."},
        {'n', "The collapse on Monday killed five people who were crossing the river."},
        {'g', "The European Union offered help to the families of the five dead."},
        {'s', "Five people were killed when a bridge fell, the ministry said on Monday."},
        {'g', "Five people were killed when a bridge fell, the health ministry said."},
        {'g', "\"Nobody will be cleared by telephone,\" Secretary Leandro Yusay said."},
    };
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        sr_verdict v = judge(cases[i].text, false);
        char got = !v.good ? '-' : v.dangles ? 'd' : v.said ? 's' : v.n_needs ? 'n' : 'g';
        ck_assert_msg(got == cases[i].want, "\"%s\": %c, want %c", cases[i].text, got,
                      cases[i].want);
    }
    ck_assert_uint_eq(
        judge("The regional disaster office counted five bodies on Monday.", true)
            .n_needs,
        0);
}
END_TEST

START_TEST(datelines)
{
    static const char *const cases[][2] = {
        {"KYIV, Ukraine (AP) \xE2\x80\x94 Two died.", "Two died."},
        {"CONSTANTA, Romania, March 10 (Meridian) - Two died.", "Two died."},
        {"TBILISI - Two died.", "Two died."},
        {"(Harbour Wire) - Two died.", "Two died."},
        {"Kyiv, Ukraine (AP) -- Two died.", "Two died."},
        {"Two died - and a third was hurt.", "Two died - and a third was hurt."},
        {"NATO \xE2\x80\x94 which met on Monday \xE2\x80\x94 agreed.",
         "NATO \xE2\x80\x94 which met on Monday \xE2\x80\x94 agreed."},
        {"Kyiv \xE2\x80\x93 a city.", "Kyiv \xE2\x80\x93 a city."},
        {"TBILISI - ", "TBILISI - "},
        {"", ""},
    };
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        sr_str s = sr_str_of(cases[i][0]);
        ck_str(sr_str_span(s, sr_unit_cut_dateline(s, (sr_span){0, (uint32_t)s.len})),
               cases[i][1]);
    }
}
END_TEST

/* The units of a text, '|' behind each; those with an open quotation in brackets. */
static void check_walk(const char *text, const char *want)
{
    newsroom r;
    made_open(&r);
    sr_doc *doc = made_add(&r, (made_member){.id = "a", .text = text});
    sr_buf got = {0};
    size_t at = 0;
    for (sr_cut cut = {0}; sr_unit_next(&lex, doc, &at, &cut);) {
        sr_buf_put(&got, cut.plain ? SR_STR("") : SR_STR("["));
        sr_buf_put(&got, sr_str_span(doc->article.text, cut.span));
        sr_buf_put(&got, cut.plain ? SR_STR("|") : SR_STR("]"));
    }
    ck_str(sr_buf_str(&got), want);
    sr_buf_free(&got);
    made_close(&r);
}

START_TEST(walk)
{
    check_walk("ROME - One fell. Two stood.\n\nThree ran.",
               "One fell.|Two stood.|Three ran.|");
    check_walk("\"We ran. We fell. We got up,\" Ana Lupu said. Two died.",
               "\"We ran. We fell. We got up,\" Ana Lupu said.|Two died.|");
    check_walk("\"We ran. We fell.\n\nTwo died.", "[\"We ran. We fell.]Two died.|");
    check_walk("The workers' pay fell. The '90s ended.",
               "The workers' pay fell.|The '90s ended.|");
    check_walk("", "");
}
END_TEST

/* A document whose table of sentences is damaged is passed over, not read beyond. */
START_TEST(damaged)
{
    newsroom r;
    made_open(&r);
    sr_doc *doc = made_add(&r, (made_member){.id = "a", .text = "One fell. Two stood."});
    doc->sents[0].span = (sr_span){5, 4000000000u};
    doc->sents[1].span = (sr_span){9, 3};
    size_t at = 0, n = 0;
    for (sr_cut cut = {0}; sr_unit_next(&lex, doc, &at, &cut);)
        n++;
    ck_assert_uint_eq(n, 0);
    made_close(&r);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("report/units");
    TCase *c = tcase_create("units");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, verdicts);
    tcase_add_test(c, datelines);
    tcase_add_test(c, walk);
    tcase_add_test(c, damaged);
    suite_add_tcase(s, c);
    return s;
}
