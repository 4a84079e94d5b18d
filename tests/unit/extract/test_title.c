/* Headlines of pages: which heading, and what of it. */
#include "extract/extract.h"

#include <stdio.h>
#include "t.h"

static sr_doc *doc;

static void setup(void)
{
    doc = sr_doc_new(0);
}

static void teardown(void)
{
    sr_doc_free(doc);
}

/* clang-format off */
#define NAME "The bridge is closed until Friday"
#define TEXT "<p>A bridge over the river Alda fell on Tuesday after two days of heavy rain, and two people died, the mayor said.</p><p>Rescue workers searched the water through the night, while three hundred people left their homes in the valley.</p>"
#define OG(t) "<meta property='og:title' content='" t "'>"
static const struct { const char *rule, *head, *body, *want; } cases[] = {
    {"plain", "<title>" NAME " | The Sample</title>", "<h1>" NAME "</h1>", NAME},
    {"a marked kicker, glued", "<title>" NAME " | The Sample</title>", "<h1><span class='article-roofline'>Storm</span>" NAME "</h1>", NAME},
    {"a marked kicker that the head has too", "<title>Storm in May - " NAME "</title>" OG("Storm in May - " NAME), "<h1><span class=overline>Storm in May</span>" NAME "</h1>", NAME},
    {"a kicker with a colon is read on", "<title>Storm: " NAME "</title>", "<h1><span class=overline>Storm:</span> " NAME "</h1>", "Storm: " NAME},
    {"a kicker that nobody confirms", "<title>" NAME "</title>" OG(NAME), "<h1>Storm in the valley / " NAME "</h1>", NAME},
    {"a heading the head confirms", "<title>Storm - " NAME "</title>" OG("Storm - " NAME), "<h1>Storm - " NAME "</h1>", "Storm - " NAME},
    {"a quotation keeps its mark", "<title>\"" NAME "\"</title>" OG("&quot;" NAME "&quot;"), "<h1>Storm \"" NAME "\"</h1>", "\"" NAME "\""},
    {"a date", "<title>" NAME "</title>" OG(NAME), "<h1>27.01.2024" NAME "</h1>", NAME},
    {"a time element", "<title>" NAME "</title>", "<h1><time datetime=2024-01-27>27 January 2024</time> " NAME "</h1>", NAME},
    {"a label", "<title>" NAME " | The Sample</title>" OG(NAME), "<h1><span>Title:</span>" NAME "</h1>", NAME},
    {"a source and a count", "<title>" NAME " - The Sample</title>" OG(NAME " - The Sample"), "<h1>" NAME " <a href=/x>(e.org)</a> <b>87</b></h1>", NAME},
    {"the site behind", "<title>" NAME " – Sample News</title><meta property='og:site_name' content='Sample News'>", "<h1>" NAME " – Sample News</h1>", NAME},
    {"a heading that leads home", "<title>The Sample Blog: " NAME "</title>" OG(NAME), "<h1><a href=/>The Sample Blog</a></h1>", NAME},
    {"a section's name", "<title>News - Sample</title>" OG(NAME), "<h1>News</h1><h1>" NAME "</h1>", NAME},
    {"cut off at a quotation mark", "<title>He calls the bridge \"closed\"</title><meta property=og:title content=\"He calls the bridge \"closed\"\">", "", "He calls the bridge \"closed\""},
};
/* clang-format on */

static sr_str title_of(const char *head, const char *body)
{
    char page[4096];
    int n = snprintf(page, sizeof page,
                     "<!doctype html><html lang=en><head>%s</head><body><main><article>%s"
                     "%s</article></main></body></html>",
                     head, body, TEXT);
    doc->record = (sr_record){.kind = SR_RECORD_PAGE, .bytes = {page, (size_t)n}};
    ck_ok(sr_extract(doc, NULL, 0, NULL));
    return doc->article.title;
}

START_TEST(test_titles)
{
    sr_str got = title_of(cases[_i].head, cases[_i].body);
    ck_assert_msg(sr_str_eq(got, sr_str_of(cases[_i].want)), "%s: %.*s", cases[_i].rule,
                  SR_FMT(got));
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("extract/title");
    TCase *c = tcase_create("title");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, test_titles, 0, (int)SR_COUNT(cases));
    suite_add_tcase(s, c);
    return s;
}
