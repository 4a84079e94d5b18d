/* Related articles: order, what they add, copies under their original, refused memory. */
#include "story_t.h"

static const t_article corpus[] = {
    {"fire", "Warehouse fire in Olomouc",
     "A fire in a warehouse in Olomouc killed three workers on Tuesday. Jana Malik, who "
     "owns "
     "a bakery next door, saw the flames.",
     NULL, NULL},
    {"fire-copy", "Olomouc: three dead",
     "A fire in a warehouse in Olomouc killed three workers on Tuesday. Jana Malik, who "
     "owns "
     "a bakery next door, saw the flames.",
     NULL, NULL},
    {"court", "Owner of Olomouc warehouse before a judge",
     "The owner of the burned warehouse in Olomouc, Petr Novotny, stood before a judge. "
     "\"I trusted the electrician,\" he said. The fine may be 90,000 crowns.",
     NULL, NULL},
    {"vote", "Ferry prices decide a vote",
     "Voters in the lake district choose a council after a summer of quarrels over "
     "ferries.",
     NULL, NULL},
};

static const t_article question = {"q", "Olomouc mourns",
                                   "Olomouc mourns three workers killed by a fire in a "
                                   "warehouse on Tuesday.",
                                   NULL, NULL};

static sr_text_rules *rules;
static sr_doc *doc;
static sr_stories *engine;

static void setup(void)
{
    sr_placed p;
    rules = t_rules();
    doc = sr_doc_new(0);
    ck_assert_ptr_nonnull(doc);
    ck_ok(sr_stories_new(NULL, &engine, NULL));
    for (size_t i = 0; i < SR_COUNT(corpus); i++) {
        t_make(doc, rules, corpus[i]);
        ck_ok(sr_stories_add(engine, doc, 0, NULL, doc->arena, &p, NULL));
    }
    t_make(doc, rules, question);
}

static void teardown(void)
{
    sr_stories_free(engine);
    sr_doc_free(doc);
    sr_text_rules_free(rules);
}

static bool adds(const sr_related *r, const char *what)
{
    for (size_t i = 0; i < r->n_adds; i++)
        if (sr_str_eq(r->adds[i], sr_str_of(what)))
            return true;
    return false;
}

START_TEST(nearest_come_first)
{
    sr_related *r;
    size_t n;
    ck_ok(sr_stories_related(engine, doc, 0, doc->arena, &r, &n, NULL));
    ck_assert_uint_ge(n, 2);
    ck_str(r[0].id, "fire");
    ck_str(r[1].id, "court");
    for (size_t i = 1; i < n; i++)
        ck_assert(r[i].score <= r[i - 1].score);
    ck_assert_uint_eq(r[0].n_copies, 1);
    ck_str(r[0].copies[0], "fire-copy");
    ck_assert_uint_eq(r[0].story.len, 32);
    ck_ok(sr_stories_related(engine, doc, 1, doc->arena, &r, &n, NULL));
    ck_assert_uint_eq(n, 1);
}
END_TEST

START_TEST(each_says_what_it_adds)
{
    sr_related *r;
    size_t n;
    ck_ok(sr_stories_related(engine, doc, 0, doc->arena, &r, &n, NULL));
    ck_assert(adds(&r[0], "Jana Malik"));
    ck_assert(!adds(&r[0], "three workers") && !adds(&r[0], "Olomouc"));
    ck_assert(adds(&r[1], "Petr Novotny") && adds(&r[1], "90,000 crowns"));
    ck_assert(adds(&r[1], "I trusted the electrician,"));
}
END_TEST

START_TEST(an_article_is_not_its_own_relative)
{
    sr_related *r;
    size_t n;
    t_make(doc, rules, corpus[2]);
    ck_ok(sr_stories_related(engine, doc, 0, doc->arena, &r, &n, NULL));
    for (size_t i = 0; i < n; i++)
        ck_assert(!sr_str_eq(r[i].id, SR_STR("court")));
}
END_TEST

START_TEST(nothing_asked_nothing_found)
{
    sr_related *r;
    size_t n;
    t_make(doc, rules, (t_article){"q", "", "", NULL, NULL});
    ck_ok(sr_stories_related(engine, doc, 0, doc->arena, &r, &n, NULL));
    ck_assert_uint_eq(n, 0);
}
END_TEST

START_TEST(refused_memory_leaves_results)
{
    sr_arena *a = sr_arena_new((size_t)1 << 24);
    sr_related *r = NULL;
    size_t n = 77, k = 0;
    sr_status st = SR_ENOMEM;
    for (; st != SR_OK && k < 200; k++) {
        sr_arena_fail_after(a, k);
        st = sr_stories_related(engine, doc, 0, a, &r, &n, NULL);
        ck_assert(st == SR_OK || (st == SR_ENOMEM && n == 77 && !r));
    }
    ck_assert(st == SR_OK && k > 10);
    sr_arena_free(a);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("related");
    TCase *c = tcase_create("related");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, nearest_come_first);
    tcase_add_test(c, each_says_what_it_adds);
    tcase_add_test(c, an_article_is_not_its_own_relative);
    tcase_add_test(c, nothing_asked_nothing_found);
    tcase_add_test(c, refused_memory_leaves_results);
    suite_add_tcase(s, c);
    return s;
}
