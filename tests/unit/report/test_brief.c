#include "made.h"
#include "t.h"

/* Five lines of a made story that most tests share. */
static const char wire[] =
    "RIGA, March 3 (Wire) - Three people were killed on Monday when a ferry hit a pier "
    "in "
    "the port of Riga, the coast guard said.\n\n"
    "He said it was too early to name a cause.\n\n"
    "The ferry Aurora Baltica carried 212 passengers from Stockholm, the port authority "
    "said.\n\n"
    "\"Nobody on the bridge saw the pier,\" harbour master Ilze Kalna told reporters.";
static const char wire2[] =
    "RIGA, March 3 (Wire) - Five people were killed on Monday when a ferry hit a pier in "
    "the port of Riga, the coast guard said, raising an earlier toll.\n\n"
    "The ferry Aurora Baltica carried 212 passengers from Stockholm, the port authority "
    "said.";
static const char local[] = "The ferry Aurora Baltica rammed the pier of the port of "
                            "Riga at full speed on Monday "
                            "and five people were killed, the fire service said.\n\n"
                            "A crane fell onto the quay, where 40 dockers were at work, "
                            "said Juris Ozols, who leads "
                            "the dockers' union.\n\n"
                            "\"The crane was older than my father,\" said dockers' "
                            "leader Juris Ozols on Tuesday.";
static const char board[] = "Investigators found on Wednesday that the ferry Aurora "
                            "Baltica had lost its steering "
                            "twice in February before it hit the pier in Riga.";

static void add_all(newsroom *r)
{
    made_add(r, (made_member){"w1", "Wire", "Three dead as ferry hits pier in Riga", wire,
                              "2025-03-03T08:00:00Z", "w", SR_COPY_ORIGINAL});
    made_add(r, (made_member){"c1", "Morning Post", "Ferry hits pier", wire,
                              "2025-03-03T09:00:00Z", "w", SR_COPY_COPY});
    made_add(r, (made_member){"w2", "Wire", "Five dead as ferry hits pier in Riga", wire2,
                              "2025-03-03T12:00:00Z", "w", SR_COPY_UPDATE});
    made_add(r, (made_member){"l1", "Riga Local", "Why did the ferry not stop?", local,
                              "2025-03-04T07:00:00Z", NULL, SR_COPY_ORIGINAL});
    made_add(r, (made_member){"b1", "Daily", "Riga ferry had lost its steering before",
                              board, "2025-03-05T10:00:00Z", NULL, SR_COPY_ORIGINAL});
}

static bool has_line(const sr_brief *b, const char *part)
{
    for (size_t i = 0; i < b->n_lines; i++)
        if (sr_str_find(b->lines[i].text, sr_str_of(part), 0) != SIZE_MAX)
            return true;
    return false;
}

START_TEST(copies_count_once)
{
    newsroom r;
    made_open(&r);
    add_all(&r);
    sr_brief b = made_brief(&r, NULL);
    ck_assert_uint_eq(b.n_origins, 3);
    ck_assert_uint_eq(b.n_sources, 3);
    for (size_t i = 0; i < b.n_sources; i++) {
        const sr_source_line *s = &b.sources[i];
        if (s->member != 2)
            continue;
        ck_assert_uint_eq(s->n_copies, 2); /* the copy and the version before */
        ck_assert(s->copies[0] == 0 && s->copies[1] == 1);
    }
    made_close(&r);
}
END_TEST

START_TEST(newest_figures)
{
    newsroom r;
    made_open(&r);
    add_all(&r);
    sr_brief b = made_brief(&r, NULL);
    ck_assert(!has_line(&b, "Three people"));
    ck_assert(has_line(&b, "ive people were killed"));
    ck_assert(has_line(&b, "lost its steering twice"));
    ck_assert(!has_line(&b, "He said"));
    ck_assert(!has_line(&b, "RIGA, March 3"));
    ck_assert_uint_eq(b.n_figures, 1);
    ck_str(b.figures[0].measure, "killed");
    ck_assert_uint_eq(b.figures[0].n_rows, 2);
    ck_str(b.figures[0].rows[0].line.text, "Three people were killed");
    ck_str(b.figures[0].rows[1].line.text, "Five people were killed");
    ck_str(b.figures[0].rows[1].says.text, "the coast guard");
    ck_assert_uint_eq(b.figures[0].rows[1].n_also, 1);
    made_close(&r);
}
END_TEST

START_TEST(headline_tells)
{
    newsroom r;
    made_open(&r);
    add_all(&r);
    sr_brief b = made_brief(&r, NULL);
    ck_assert(b.headline.in_title);
    ck_assert(sr_str_find(b.headline.text, SR_STR("Three"), 0) == SIZE_MAX);
    ck_assert(sr_str_find(b.headline.text, SR_STR("Why"), 0) == SIZE_MAX);
    ck_assert_uint_eq(b.headline.citation, 1);
    made_close(&r);
}
END_TEST

/* Lines: the lead first, then by time. */
START_TEST(order)
{
    newsroom r;
    made_open(&r);
    add_all(&r);
    sr_brief b = made_brief(&r, NULL);
    ck_assert_uint_ge(b.n_lines, 3);
    for (size_t i = 2; i < b.n_lines; i++) {
        sr_time x =
            r.stories[0].members[b.lines[i - 1].member].doc->article.published.at_s;
        sr_time y = r.stories[0].members[b.lines[i].member].doc->article.published.at_s;
        ck_assert(x <= y);
    }
    made_close(&r);
}
END_TEST

START_TEST(adds)
{
    newsroom r;
    made_open(&r);
    add_all(&r);
    sr_brief b = made_brief(&r, &(sr_brief_options){.max_lines = 2});
    ck_assert_uint_eq(b.n_lines, 2);
    bool quote = false, name = false;
    for (size_t i = 0; i < b.n_sources; i++)
        for (size_t k = 0; k < b.sources[i].n_adds; k++) {
            const sr_add *x = &b.sources[i].adds[k];
            quote |= x->kind == SR_ADD_QUOTE;
            name |=
                x->kind == SR_ADD_NAME && sr_str_eq(x->line.text, SR_STR("Juris Ozols"));
        }
    ck_assert(quote || name);
    made_close(&r);
}
END_TEST

/* The related sources of one article: without itself; its copies are no sources. */
START_TEST(focus)
{
    newsroom r;
    made_open(&r);
    add_all(&r);
    sr_brief b = made_brief(&r, &(sr_brief_options){.has_focus = true, .focus = 2});
    ck_str(b.headline.text, "Five dead as ferry hits pier in Riga");
    ck_assert_uint_eq(b.headline.citation, 0);
    ck_assert(b.n_lines == 0 && b.n_figures == 0 && b.n_sources == 2);
    ck_assert(b.n_same == 2 && b.same[0] == 0 && b.same[1] == 1);
    b = made_brief(&r, &(sr_brief_options){.has_focus = true, .focus = 1});
    ck_assert_uint_eq(b.n_sources, 3); /* the wire is the copy's source */
    ck_assert_uint_eq(b.n_same, 0);
    for (size_t i = 0; i < b.n_sources; i++)
        for (size_t k = 0; k < b.sources[i].n_copies; k++)
            ck_assert(b.sources[i].copies[k] != 1);
    made_close(&r);
}
END_TEST

START_TEST(arguments)
{
    newsroom r;
    made_open(&r);
    sr_brief b = {.n_lines = 77};
    ck_assert_int_eq(sr_brief_make(&r.stories[0], NULL, r.a, &b, NULL), SR_EARG);
    add_all(&r);
    sr_brief_options o = {.has_focus = true, .focus = 5};
    ck_assert_int_eq(sr_brief_make(&r.stories[0], &o, r.a, &b, NULL), SR_EARG);
    ck_assert_uint_eq(b.n_lines, 77);
    made_close(&r);
}
END_TEST

/* Nothing to show is shown as nothing: no title, no text, one word, no sentences. */
START_TEST(poor_members)
{
    static const made_member cases[] = {
        {.id = "a"},
        {.id = "b", .title = "   "},
        {.id = "c", .text = "One."},
        {.id = "d", .title = "Only a title stands here today"},
        {.id = "", .title = "", .text = ""},
    };
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        newsroom r;
        made_open(&r);
        made_add(&r, cases[i]);
        sr_brief b = made_brief(&r, NULL);
        ck_assert_uint_eq(b.n_lines, 0);
        ck_assert_uint_eq(b.n_sources, 1);
        made_close(&r);
    }
}
END_TEST

/* A story without titles is headed by its lead. */
START_TEST(no_titles)
{
    newsroom r;
    made_open(&r);
    made_add(&r, (made_member){.id = "w", .text = wire2});
    sr_brief b = made_brief(&r, NULL);
    ck_assert(!b.headline.in_title && b.headline.text.len > 20);
    made_close(&r);
}
END_TEST

START_TEST(all_copies)
{
    newsroom r;
    made_open(&r);
    for (int i = 0; i < 30; i++)
        made_add(&r, (made_member){sr_arena_printf(r.a, "c%d", i).p, "Post",
                                   "Five dead as ferry hits pier", wire2,
                                   "2025-03-03T12:00:00Z", "x", SR_COPY_COPY});
    sr_brief b = made_brief(&r, NULL);
    ck_assert_uint_eq(b.n_sources, 1);
    ck_assert_uint_eq(b.sources[0].n_copies, 29);
    ck_assert_uint_ge(b.n_lines, 1);
    made_close(&r);
}
END_TEST

START_TEST(many_members)
{
    newsroom r;
    made_open(&r);
    for (int i = 0; i < 500; i++)
        made_add(&r, (made_member){sr_arena_printf(r.a, "m%d", i).p, "Post",
                                   "Ferry hits pier in Riga",
                                   sr_arena_printf(r.a,
                                                   "Some %d people were killed on Monday "
                                                   "when the ferry hit pier %d in Riga.",
                                                   i + 2, i)
                                       .p,
                                   "2025-03-03T12:00:00Z", NULL, SR_COPY_ORIGINAL});
    sr_brief b = made_brief(&r, NULL);
    ck_assert_uint_eq(b.n_origins, 500);
    ck_assert_uint_le(b.figures[0].n_rows, 16);
    made_close(&r);
}
END_TEST

START_TEST(same_bytes)
{
    sr_buf out[2] = {{0}};
    for (int i = 0; i < 2; i++) {
        newsroom r;
        made_open(&r);
        add_all(&r);
        sr_brief b = made_brief(&r, NULL);
        made_render(&b, SR_FORMAT_JSON, 0, &out[i]);
        made_close(&r);
    }
    ck_assert(sr_str_eq(sr_buf_str(&out[0]), sr_buf_str(&out[1])));
    sr_buf_free(&out[0]);
    sr_buf_free(&out[1]);
}
END_TEST

START_TEST(no_memory)
{
    newsroom r;
    made_open(&r);
    add_all(&r);
    sr_arena *a = sr_arena_new((size_t)64 << 20);
    sr_status st = SR_ENOMEM;
    for (size_t k = 0; st != SR_OK && k < 5000; k++) {
        sr_brief b = {.n_lines = 77};
        sr_arena_reset(a);
        sr_arena_fail_after(a, k);
        st = sr_brief_make(&r.stories[0], NULL, a, &b, NULL);
        if (st != SR_OK)
            ck_assert(st == SR_ENOMEM && b.n_lines == 77 && !b.lines);
    }
    ck_assert_int_eq(st, SR_OK);
    sr_arena_free(a);
    made_close(&r);
}
END_TEST

/* The check finds what does not hold. */
START_TEST(check_bites)
{
    newsroom r;
    made_open(&r);
    add_all(&r);
    sr_brief b = made_brief(&r, NULL);
    sr_line keep = b.lines[0];
    b.lines[0].span.beg++;
    ck_assert_int_eq(sr_brief_check(&b, NULL), SR_EFORMAT);
    b.lines[0] = keep;
    b.lines[0].text = SR_STR("Nobody was hurt.");
    ck_assert_int_eq(sr_brief_check(&b, NULL), SR_EFORMAT);
    b.lines[0] = keep;
    b.lines[0].citation = 0;
    ck_assert_int_eq(sr_brief_check(&b, NULL), SR_EFORMAT);
    b.lines[0].citation = keep.citation % (uint32_t)b.n_sources + 1;
    ck_assert_int_eq(sr_brief_check(&b, NULL), SR_EFORMAT);
    b.lines[0] = keep;
    b.figures[0].rows[0].line.span.end = UINT32_MAX;
    ck_assert_int_eq(sr_brief_check(&b, NULL), SR_EFORMAT);
    made_close(&r);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("report/brief");
    TCase *c = tcase_create("brief");
    tcase_set_timeout(c, 60);
    tcase_add_test(c, copies_count_once);
    tcase_add_test(c, newest_figures);
    tcase_add_test(c, headline_tells);
    tcase_add_test(c, order);
    tcase_add_test(c, adds);
    tcase_add_test(c, focus);
    tcase_add_test(c, arguments);
    tcase_add_test(c, poor_members);
    tcase_add_test(c, no_titles);
    tcase_add_test(c, all_copies);
    tcase_add_test(c, many_members);
    tcase_add_test(c, same_bytes);
    tcase_add_test(c, no_memory);
    tcase_add_test(c, check_bites);
    suite_add_tcase(s, c);
    return s;
}
