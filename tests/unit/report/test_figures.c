#include "report/figures.h"
#include "t.h"

#include <stdio.h>

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

/* "measure value [span] says;" for each figure of the text. */
static void check_figures(const char *text, const char *want)
{
    char got[1024] = "";
    size_t n = 0;
    sr_str s = sr_str_of(text);
    sr_scan scan = {0};
    sr_found f[SR_FIGURES_OF_UNIT];
    sr_scan_add(&lex, s, (sr_span){0, (uint32_t)s.len}, &scan);
    size_t found = sr_figures_find(&lex, s, &scan, 2025, f);
    for (size_t i = 0; i < found; i++)
        n += (size_t)snprintf(got + n, sizeof got - n, "%.*s %g [%.*s] %.*s;",
                              SR_FMT(f[i].measure), f[i].value,
                              SR_FMT(sr_str_span(s, f[i].span)),
                              SR_FMT(sr_str_span(s, f[i].says)));
    ck_assert_msg(strcmp(got, want) == 0, "\"%s\": got \"%s\", want \"%s\"", text, got,
                  want);
}

START_TEST(figures)
{
    static const char *const cases[][2] = {
        {"Five people were killed and 19 injured on Monday, emergency services said.",
         "killed 5 [Five people were killed] emergency services;"
         "injured 19 [19 injured] emergency services;"},
        {"At least three people were killed and a dozen injured.",
         "killed 3 [At least three people were killed] ;injured 12 [a dozen injured] ;"},
        {"A strike killed four workers overnight and left 480,000 people without power.",
         "killed 4 [killed four workers overnight] ;"
         "without power 480000 [480,000 people without power] ;"},
        {"Twenty-two people were injured, according to the regional hospital.",
         "injured 22 [Twenty-two people were injured] the regional hospital;"},
        {"The governor said 1.1 million people had lost power.",
         "without power 1.1e+06 [1.1 million people had lost power] The governor;"},
        {"Seven will be listed as missing, the office said.",
         "missing 7 [Seven will be listed as missing] the office;"},
        {"Ten people remained missing.", "missing 10 [Ten people remained missing] ;"},
        {"Police arrested 34 people.", "detained 34 [arrested 34 people] ;"},
        /* not plain enough */
        {"Three of 13 workers were taken away.", ""},
        {"Up to 20 people could be dead.", ""},
        {"If 20 people are killed, it ends.", ""},
        {"Two more people died.", ""},
        {"A similar blast killed two workers in 2009.", ""},
        {"He was killed two years ago.", ""},
        {"Gheorghe Mocanu, 61, was killed.", ""},
        {"Two ships, which were hurt, sank.", ""},
        {"Half a million people were affected.", ""},
        {"Some 600 dockers sat down and lost patience.", ""},
        {"Five people and a dog were killed.", ""},
        {"Thousands died.", ""},
        {"Those two workers died.", ""},
        {"The four were found dead.", ""},
        {"Officials said that four workers died.",
         "killed 4 [four workers died] Officials;"},
        {"", ""},
    };
    for (size_t i = 0; i < SR_COUNT(cases); i++)
        check_figures(cases[i][0], cases[i][1]);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("report/figures");
    TCase *c = tcase_create("figures");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, figures);
    suite_add_tcase(s, c);
    return s;
}
