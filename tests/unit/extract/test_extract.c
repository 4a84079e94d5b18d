/* The whole stage: kinds of records, JSON-LD and its faults, refused memory, 1 MB of each
 * worst page.  Whole pages with their articles: tests/golden/extract/ */
#include "t.h"
#include "extract/extract.h"

#include <stdio.h>
#include <stdlib.h>

static sr_doc *doc;

static void setup(void)
{
    doc = sr_doc_new(0);
}

static void teardown(void)
{
    sr_doc_free(doc);
}

static const sr_article *read_as(sr_record_kind kind, const char *bytes)
{
    doc->record.kind = kind;
    doc->record.bytes = sr_str_of(bytes);
    ck_ok(sr_extract(doc, NULL, 0, NULL));
    return &doc->article;
}

static bool has_note(const char *code)
{
    for (size_t i = 0; i < doc->n_notes; i++)
        if (sr_str_eq(doc->notes[i].code, sr_str_of(code)))
            return true;
    return false;
}

/* --- plain text ------------------------------------------------------------------------ */

START_TEST(test_text_headline)
{
    const sr_article *a = read_as(
        SR_RECORD_TEXT, "Bridge falls in storm\nTwo people died. The river rose.\n"
                        "The mayor spoke.\nRelated Sources:\n");
    ck_str(a->title, "Bridge falls in storm");
    ck_assert_uint_eq(a->n_paras, 3);
    ck_assert_int_eq(a->paras[0].kind, SR_PARA_HEADING);
    ck_str(sr_str_span(a->text, a->paras[2].span), "The mayor spoke.");
    ck_assert(a->text.p == doc->record.bytes.p); /* byte for byte */
}
END_TEST

START_TEST(test_text_blank_lines)
{
    const sr_article *a =
        read_as(SR_RECORD_TEXT,
                "A headline\r\n\r\nOne line.\r\nSame paragraph.\r\n\r\n\r\nLast.");
    ck_str(a->title, "A headline");
    ck_assert_uint_eq(a->n_paras, 3);
    ck_str(sr_str_span(a->text, a->paras[1].span), "One line.\r\nSame paragraph.");
}
END_TEST

START_TEST(test_text_without_headline)
{
    const sr_article *a =
        read_as(SR_RECORD_TEXT, "It rained all day.\n\nThen it stopped.");
    ck_str(a->title, "");
    ck_assert_uint_eq(a->n_paras, 2);
    ck_assert_int_eq(a->paras[0].kind, SR_PARA_TEXT);
    a = read_as(SR_RECORD_TEXT, "One line alone");
    ck_str(a->title, "");
    a = read_as(SR_RECORD_TEXT, "");
    ck_assert_uint_eq(a->n_paras, 0);
}
END_TEST

START_TEST(test_text_headline_in_first_paragraph)
{
    const sr_article *a = read_as(SR_RECORD_TEXT, "A headline\nOne.\nTwo.\n\nThree.");
    ck_str(a->title, "A headline");
    ck_assert_uint_eq(a->n_paras, 3);
    ck_str(sr_str_span(a->text, a->paras[1].span), "One.\nTwo.");
}
END_TEST

/* --- given articles and fragments -------------------------------------------------------- */

START_TEST(test_given)
{
    sr_str authors[] = {SR_STR("Ann Lee")};
    doc->record.given = (sr_given){.title = SR_STR("T"),
                                   .text = SR_STR("One.\n\nTwo."),
                                   .lang = SR_STR("de-AT"),
                                   .url = SR_STR("https://www.e.org/x"),
                                   .authors = authors,
                                   .n_authors = 1};
    const sr_article *a = read_as(SR_RECORD_ARTICLE, "");
    ck_str(a->title, "T");
    ck_str(a->lang, "de");
    ck_str(a->lang_from, "given");
    ck_str(a->outlet, "e.org");
    ck_assert_uint_eq(a->n_paras, 2);
    ck_assert_uint_eq(a->n_authors, 1);
    ck_assert_uint_eq(a->id.len, 32);
}
END_TEST

START_TEST(test_fragment)
{
    doc->record.given = (sr_given){.title = SR_STR("T"), .lang = SR_STR("en")};
    const sr_article *a =
        read_as(SR_RECORD_FRAGMENT,
                "<p>One &amp; <b>two</b>.</p><script>x</script><p>Three.<br><br>Four.");
    ck_str(a->text, "One & two.\n\nThree.\n\nFour.");
    ck_assert_uint_eq(a->n_paras, 3);
    doc->record.given = (sr_given){0};
    a = read_as(SR_RECORD_FRAGMENT, "");
    ck_str(a->text, "");
    ck_assert(has_note("no-article"));
}
END_TEST

/* --- pages ---------------------------------------------------------------------------------- */

#define HEAD(more)                                                           \
    "<!doctype html><html lang=en><head><title>Bridge falls in storm | The " \
    "Sample</title>" more "</head><body><nav><a href=/a>Home</a> <a "        \
    "href=/b>World</a></nav><main><article><h1>Bridge falls in storm</h1>"
#define BODY                                                                             \
    "<p>A bridge over the river Alda fell on Tuesday after two days of heavy rain, and " \
    "two people died, the mayor said.</p>"                                               \
    "<p>Rescue workers searched the water through the night, while three hundred "       \
    "people left their homes in the valley.</p>"                                         \
    "<p>The mayor said that the bridge had been inspected in spring, and that no fault " \
    "had been found at that time.</p>"                                                   \
    "<p>Trains between the two cities will not run before Friday, the railway said in "  \
    "a statement on Wednesday.</p>"
#define TAIL                                                      \
    "</article></main><footer><p>© 2024 The Sample. All rights " \
    "reserved.</p></footer></body></html>"

/* clang-format off */
#define P1 "<p>The river rose above the bridge in the night, the mayor said on Tuesday, and two people died in the water near the mill.</p>"
#define P2 "<p>Rescuers, who came from three towns, searched the banks until the morning. Nobody else was missing, according to the police.</p>"
#define P3 "<p>The road will stay closed until Friday, the ministry said, and the school will take in those who cannot go home.</p>"
static const struct { const char *rule, *inside, *not_in_text; } furniture[] = {
    {"teasers in the text", P1 P2 "<ul><li><a href='/a'>Five killed in a port explosion abroad</a></li><li><a href='/b'>Ten photographs of the week</a></li></ul>" P3, "Five killed"},
    {"a labelled pointer", P1 P2 "<p>Read also: <a href='/a'>Five killed in a port explosion</a></p>" P3, "Five killed"},
    {"a label above", "<p>Provinces</p><p>By Ann Lee · 12 March 2025, 18:50 GMT+8</p>" P1 P2 P3, "Provinces"},
    {"a byline with its date", "<p>By Ann Lee and Bo Li for the Sample · 12 March 2025, 18:50 GMT+8</p>" P1 P2 P3, "Bo Li"},
    {"a warning", P1 P2 "<p>Warning: contains footage some viewers may find upsetting</p>" P3, "upsetting"},
    {"a newsletter", P1 P2 "<aside class=newsletter><h3>The Slow Read</h3><p>One story a week. Straight to your inbox.</p></aside>" P3, "inbox"},
};
static const struct { const char *rule, *page, *published, *modified; const char *author; } heads[] = {
    {"json-ld", HEAD("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-11-29T18:20:00Z\",\"author\":{\"@type\":\"Person\",\"name\":\"Ann Lee\"}}</script>") BODY TAIL, "2024-11-29T18:20:00Z", NULL, "Ann Lee"},
    {"graph and @id", HEAD("<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Person\",\"@id\":\"#p\",\"name\":\"Ann Lee\"},{\"@type\":[\"Article\"],\"datePublished\":\"2024-11-29\",\"dateModified\":\"2024-11-30\",\"author\":[{\"@id\":\"#p\"}]}]}</script>") BODY TAIL, "2024-11-29T00:00:00Z", "2024-11-30T00:00:00Z", "Ann Lee"},
    {"broken json", HEAD("<script type='application/ld+json'>//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"a\nb\",\"author\":\"Ann Lee\",\"datePublished\":\"2024-11-29\",}\n//]]></script>") BODY TAIL, "2024-11-29T00:00:00Z", NULL, "Ann Lee"},
    {"hopeless json", HEAD("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"x\":[,\"datePublished\" : \"2024-11-29\"</script>") BODY TAIL, "2024-11-29T00:00:00Z", NULL, NULL},
    {"meta", HEAD("<meta property=article:published_time content=2024-11-29T18:20><meta name=author content='Ann Lee'><meta property=article:modified_time content=2024-11-30>") BODY TAIL, "2024-11-29T18:20:00Z", "2024-11-30T00:00:00Z", "Ann Lee"},
    {"visible", HEAD("") "<p class=byline>By Ann Lee</p><p class=date>29 November 2024</p>" BODY TAIL, "2024-11-29T00:00:00Z", NULL, "Ann Lee"},
    {"time", HEAD("") "<time datetime='2024-11-29T18:20Z'>yesterday</time>" BODY TAIL, "2024-11-29T18:20:00Z", NULL, NULL},
    {"names behind the date", HEAD("") "<p>29.11.2024 18:20 (GMT+4) / Ann Lee</p>" BODY TAIL, "2024-11-29T14:20:00Z", NULL, "Ann Lee"},
    {"names above the date", HEAD("") "<div>Ann Lee</div><div>November 29, 2024 at 2:20 PM GMT-4</div>" BODY TAIL, "2024-11-29T18:20:00Z", NULL, "Ann Lee"},
    {"an entry line of a blog", HEAD("") BODY "<footer><p>This entry was posted on 29 November 2024 and is filed under rivers, bridges and floods; you can follow all answers to it through the feed, leave an answer of your own or set a link from your own site.</p></footer>" TAIL, "2024-11-29T00:00:00Z", NULL, NULL},
    {"a dateline in the second paragraph", HEAD("") P1 "<p>Alda, (29.11.2024). Rescuers, who came from three towns, searched the banks until the morning, as the ministry for the interior said, and nobody else was missing after the storm, according to the police.</p>" P3 P2 TAIL, "2024-11-29T00:00:00Z", NULL, NULL},
    {"one of several authors", HEAD("<meta name=author content='Ann Lee'>") "<p class=byline>By <a href=/a>Ann Lee</a>, Senior Reporter, and <a href=/b>Bo Li</a></p>" BODY TAIL, NULL, NULL, "Ann Lee|Bo Li"},
    {"last name first", HEAD("<meta name=citation_author content='Lee, Ann'>") BODY TAIL, NULL, NULL, "Ann Lee"},
    {"nothing from the copyright line", HEAD("") BODY "</article></main><footer><p>© 1 January 2024 The Sample</p></footer>", NULL, NULL, NULL},
    {"nothing from the future", HEAD("<meta property=article:published_time content=2999-01-01>") BODY TAIL, NULL, NULL, NULL},
};
/* clang-format on */

START_TEST(test_heads)
{
    char text[SR_TIME_TEXT];
    doc->record.fetched =
        (sr_when){.at_s = 1735689600, .precision = SR_TIME_SECOND}; /* 2025 */
    const sr_article *a = read_as(SR_RECORD_PAGE, heads[_i].page);
    ck_str(a->title, "Bridge falls in storm");
    ck_assert_msg(a->n_paras == 4, "%s: %zu paragraphs", heads[_i].rule, a->n_paras);
    ck_assert_msg((a->published.precision != SR_TIME_UNKNOWN) ==
                      (heads[_i].published != NULL),
                  "%s", heads[_i].rule);
    sr_time_text(a->published.at_s, text);
    ck_assert_msg(!heads[_i].published || strcmp(text, heads[_i].published) == 0,
                  "%s: %s", heads[_i].rule, text);
    sr_time_text(a->modified.at_s, text);
    ck_assert_msg(!heads[_i].modified || strcmp(text, heads[_i].modified) == 0, "%s: %s",
                  heads[_i].rule, text);
    sr_str want = sr_str_of(heads[_i].author ? heads[_i].author : ""), name;
    for (size_t i = 0; i < a->n_authors; i++)
        ck_assert_msg(sr_str_field(&want, '|', &name) && sr_str_eq(name, a->authors[i]),
                      "%s: %.*s", heads[_i].rule, SR_FMT(a->authors[i]));
    ck_assert_msg(want.len == 0, "%s: no %.*s", heads[_i].rule, SR_FMT(want));
}
END_TEST

START_TEST(test_bad_date)
{
    (void)read_as(SR_RECORD_PAGE,
                  HEAD("<meta property=article:published_time content=2024-06-31>")
                      BODY TAIL);
    ck_assert(has_note("bad-date"));
    ck_assert_int_eq(doc->article.published.precision, SR_TIME_UNKNOWN);
}
END_TEST

/* Each paragraph's page bytes hold its text. */
START_TEST(test_page_bytes)
{
    const sr_article *a = read_as(SR_RECORD_PAGE, HEAD("") BODY TAIL);
    for (size_t k = 0; k < a->n_paras; k++) {
        sr_span page = {a->paras[k].page_beg, a->paras[k].page_end};
        ck_assert(sr_str_eq(sr_str_span(doc->record.bytes, page),
                            sr_str_span(a->text, a->paras[k].span)));
    }
}
END_TEST

/* The clock of the place: from the zone, the visible hour or day, the address. */
START_TEST(test_local_clock)
{
    static const struct {
        const char *url, *head, *line;
        int zone_min;
    } rows[] = {
        {"", "2023-11-08T18:05:00-08:00", "", -480},
        {"", "2023-11-09T02:05:00Z", "<p>November 8, 2023 at 6:05 p.m.</p>", -480},
        {"", "2023-11-08T23:30:00Z", "<p>Published 9 November 2023</p>", 60},
        {"", "2023-11-08T23:30:00Z", "<p>Published 8 November 2023</p>", 0},
        {"", "2023-11-08T12:30:00Z", "<p>Published 9 November 2023</p>", 0}, /* +12:00 */
        {"https://news.example/2023/11/08/x", "2023-11-09T02:05:00Z", "", -180},
        {"https://news.example/2023/11/09/x", "2023-11-09T02:05:00Z",
         "<p>November 8, 2023</p>", 0}};
    char page[4096];
    (void)snprintf(
        page, sizeof page,
        HEAD("<meta property=\"article:published_time\" content=\"%s\">") "%s" BODY TAIL,
        rows[_i].head, rows[_i].line);
    doc->record.url = sr_str_of(rows[_i].url);
    const sr_article *a = read_as(SR_RECORD_PAGE, page);
    ck_assert_int_eq(a->published.zone_min, rows[_i].zone_min);
}
END_TEST

START_TEST(test_no_memory)
{
    static const char *const pages[] = {
        HEAD("<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
             "\"author\":[\"Ann Lee\"]}</script>") BODY TAIL,
        "", "<p>x"};
    sr_status st = SR_ENOMEM;
    size_t k = 0;
    for (; st != SR_OK && k < 20000; k++) {
        sr_doc_reset(doc);
        doc->record = (sr_record){.kind = SR_RECORD_PAGE, .bytes = sr_str_of(pages[_i])};
        sr_arena_fail_after(doc->arena, k);
        st = sr_extract(doc, NULL, 0, NULL);
        if (st != SR_OK)
            ck_assert(st == SR_ENOMEM && doc->article.text.p == NULL &&
                      doc->article.paras == NULL);
    }
    ck_assert_int_eq(st, SR_OK);
    sr_arena_fail_after(doc->arena, SIZE_MAX);
}
END_TEST

static const char *const worst[] = {
    "<p>",
    "<div>",
    "<p>a b c, d. ",
    "<a href=x>y</a>",
    "a<br>",
    "<td>x",
    "<h1>x</h1>",
    "<time>1 may 2024</time>",
    "<p class='author date by-line'>By Ann Lee",
    "&amp;",
    "a ",
    "<script type='application/ld+json'>[{\"@id\":\"x\"},",
    "<meta name=author content='a, b'>",
    "<p>read more share follow us subscribe",
    "<article><p>One two, three four. ",
    "x",
    "<a href=/author/x>Ann Lee</a>",
    "\xC2\xA0",
    "<p>e\xCC\x81",
    "<li>1. 2. 2024 "};

static const sr_article *read_page(const char *inside)
{
    char page[4096];
    (void)snprintf(page, sizeof page,
                   "<html lang=en><title>The bridge is closed after the flood</title>"
                   "<meta property=og:type content=article><body><main><article>"
                   "<h1>The bridge is closed after the flood</h1>%s</article></main>",
                   inside);
    doc->record.url = SR_STR("https://e.org/news/bridge-closed");
    return read_as(SR_RECORD_PAGE, sr_arena_str(doc->arena, sr_str_of(page)).p);
}

START_TEST(test_furniture)
{
    const sr_article *a = read_page(furniture[_i].inside);
    ck_assert_int_eq(a->page_class, SR_PAGE_ARTICLE);
    ck_assert_msg(sr_str_find(a->text, SR_STR("two people died"), 0) != SIZE_MAX, "%s",
                  furniture[_i].rule);
    ck_assert(sr_str_find(a->text, SR_STR("road will stay closed"), 0) != SIZE_MAX);
    ck_assert_msg(sr_str_find(a->text, sr_str_of(furniture[_i].not_in_text), 0) ==
                      SIZE_MAX,
                  "%s", furniture[_i].rule);
}
END_TEST

/* Captions stay where the model takes them, and are told apart. */
START_TEST(test_captions)
{
    const sr_article *a =
        read_page(P1 "<div><img src=a.jpg alt='The bridge on the day before'>"
                     "<p>The bridge on the day before</p></div>" P2 P3);
    for (size_t k = 0; k < a->n_paras; k++)
        if (sr_str_eq(sr_str_span(a->text, a->paras[k].span),
                      SR_STR("The bridge on the day before")))
            ck_assert_int_eq(a->paras[k].kind, SR_PARA_CAPTION);
}
END_TEST

/* A page that lists others gives no text. */
START_TEST(test_listing)
{
    const sr_article *a = read_as(
        SR_RECORD_PAGE,
        "<title>World</title><main><h1>World</h1><ul><li><a href=/a><h3>A bridge falls "
        "in "
        "the storm</h3></a><p>Two people died. The river rose …</p><li><a href=/b>"
        "<h3>The strike is over</h3></a><p>The cranes move again on Monday …</p></ul>");
    ck_assert(a->page_class == SR_PAGE_LISTING || a->page_class == SR_PAGE_OTHER);
    ck_assert_uint_eq(a->text.len, 0);
    ck_assert_uint_eq(a->n_paras, 0);
}
END_TEST

/* What `sitrep read` wrote comes back as it was. */
START_TEST(test_given_again)
{
    doc->record.given = (sr_given){.title = SR_STR("T"),
                                   .text = SR_STR("PRISTINA (dpa) - One."),
                                   .lang = SR_STR("en"),
                                   .lang_from = SR_STR("declared"),
                                   .subtitle = SR_STR("S"),
                                   .section = SR_STR("World"),
                                   .image = SR_STR("https://e.org/i.jpg"),
                                   .amp_url = SR_STR("https://e.org/amp"),
                                   .page_class = SR_STR("paywalled")};
    const sr_article *a = read_as(SR_RECORD_ARTICLE, "");
    ck_str(a->subtitle, "S");
    ck_str(a->section, "World");
    ck_str(a->image, "https://e.org/i.jpg");
    ck_str(a->amp_url, "https://e.org/amp");
    ck_str(a->lang_from, "declared");
    ck_str(a->credit, "");
    ck_assert_int_eq(a->page_class, SR_PAGE_PAYWALLED);
}
END_TEST

START_TEST(test_many_blocks)
{
    enum { N = 30000 };
    char *p = malloc(N * 4);
    for (size_t i = 0; i < N; i++)
        memcpy(p + 4 * i, "<p>x", 4);
    doc->record = (sr_record){.kind = SR_RECORD_FRAGMENT, .bytes = {p, (size_t)N * 4}};
    ck_ok(sr_extract(doc, NULL, 0, NULL));
    ck_assert_uint_eq(doc->article.n_paras, SR_MAX_PARAGRAPHS);
    ck_assert(has_note("limit-paragraphs"));
    free(p);
}
END_TEST

START_TEST(test_worst_pages)
{
    enum { SIZE = 1 << 20 };
    char *p = malloc(SIZE);
    size_t n = strlen(worst[_i]);
    for (size_t i = 0; i < SIZE; i++)
        p[i] = worst[_i][i % n];
    doc->record = (sr_record){.kind = SR_RECORD_PAGE, .bytes = {p, SIZE}};
    sr_status st = sr_extract(doc, NULL, 0, NULL);
    ck_assert_int_eq(st, SR_OK);
    free(p);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("extract/extract");
    TCase *c = tcase_create("records");
    tcase_set_timeout(c, 60);
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, test_text_headline);
    tcase_add_test(c, test_text_blank_lines);
    tcase_add_test(c, test_text_without_headline);
    tcase_add_test(c, test_text_headline_in_first_paragraph);
    tcase_add_test(c, test_given);
    tcase_add_test(c, test_given_again);
    tcase_add_test(c, test_fragment);
    tcase_add_loop_test(c, test_furniture, 0, (int)SR_COUNT(furniture));
    tcase_add_test(c, test_captions);
    tcase_add_test(c, test_listing);
    tcase_add_loop_test(c, test_heads, 0, (int)SR_COUNT(heads));
    tcase_add_test(c, test_bad_date);
    tcase_add_test(c, test_page_bytes);
    tcase_add_loop_test(c, test_local_clock, 0, 7);
    tcase_add_loop_test(c, test_no_memory, 0, 3);
    tcase_add_test(c, test_many_blocks);
    tcase_add_loop_test(c, test_worst_pages, 0, (int)SR_COUNT(worst));
    suite_add_tcase(s, c);
    return s;
}
