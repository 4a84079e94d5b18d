/* The engine as a whole: stories, reasons, replay, refused memory, order, windows, worst
 * cases. */
#include "story_t.h"

static sr_text_rules *rules;
static sr_doc *doc;
static sr_stories *engine;

static void setup(void)
{
    rules = t_rules();
    doc = sr_doc_new(0);
    ck_assert_ptr_nonnull(doc);
    ck_ok(sr_stories_new(NULL, &engine, NULL));
}

static void teardown(void)
{
    sr_stories_free(engine);
    sr_doc_free(doc);
    sr_text_rules_free(rules);
}

/* Three happenings: a ferry (f), a mine (m), a vote (v), and lookalikes of the ferry (g). */
static const t_article stream[] = {
    {"f1", "Ferry runs aground off Korsund",
     "The ferry Solveig ran aground off Korsund on Monday with 214 passengers on board. "
     "The "
     "coast guard took all of them off within three hours. Captain Nils Aaberg said that "
     "a "
     "steering pump had failed.",
     "2025-02-03T10:00:00Z", "north"},
    {"m1", "Roof of Zelenac mine comes down",
     "Part of a roof came down in the Zelenac copper mine before dawn, and nine miners "
     "are "
     "missing. Rescue teams from Bor drill from two sides, the director Goran Ilic said.",
     "2025-02-03T11:00:00Z", "east"},
    {"f2", "Passengers of stranded Solveig brought ashore",
     "All 214 passengers of the ferry Solveig are ashore. The ship sits on a rock off "
     "Korsund since Monday, and divers look at its hull. A steering pump is blamed by "
     "Captain Aaberg.",
     "2025-02-03T15:00:00Z", "south"},
    {"v1", "Tamboria votes on a new basic law",
     "Polling stations in Tamboria opened at seven. President Ada Nkole asks 6 million "
     "voters for a basic law with two terms, and the opposition calls it a trick.",
     "2025-02-04T06:00:00Z", "west"},
    {"m2", "Nine miners still missing in Zelenac",
     "A day after the roof of the Zelenac mine came down, nine miners are missing. "
     "Director Goran Ilic said that teams from Bor heard knocking.",
     "2025-02-04T08:00:00Z", "north"},
    {"g1", "Ferry collides with pier in Almenia",
     "A ferry struck a pier in the harbour of Porto Lavo in Almenia on Tuesday. Two "
     "people "
     "were hurt, the harbour master Rui Tavares said. The weather was calm.",
     "2025-02-04T12:00:00Z", "south"},
    {"v2", "Voters in Tamboria back Nkole's basic law",
     "Tamboria has a new basic law: 58 percent said yes, the election office said. "
     "President Ada Nkole may now stand for two terms.",
     "2025-02-05T09:00:00Z", "east"},
    {"f3", "Oil leaks from the Solveig",
     "Oil leaks from the ferry Solveig, which ran aground off Korsund on Monday. The "
     "coast "
     "guard laid out 300 metres of boom, and Captain Nils Aaberg was questioned.",
     "2025-02-05T10:00:00Z", "west"},
};

static sr_placed add(sr_stories *s, t_article x, const sr_placed *known, sr_arena *a)
{
    sr_placed p;
    t_make(doc, rules, x);
    ck_ok(sr_stories_add(s, doc, 0, known, a, &p, NULL));
    return p;
}

START_TEST(stories_come_together)
{
    sr_arena *a = sr_arena_new((size_t)1 << 24);
    sr_placed p[SR_COUNT(stream)];
    for (size_t i = 0; i < SR_COUNT(stream); i++)
        p[i] = add(engine, stream[i], NULL, a);
    for (size_t i = 0; i < SR_COUNT(stream); i++)
        for (size_t j = 0; j < i; j++)
            ck_assert_msg((stream[i].id[0] == stream[j].id[0]) ==
                              sr_str_eq(p[i].join.story, p[j].join.story),
                          "%s and %s", stream[i].id, stream[j].id);
    for (size_t i = 0; i < SR_COUNT(stream); i++) {
        ck_assert(p[i].join.opened == (stream[i].id[1] == '1'));
        ck_assert(p[i].join.p >= 0 && p[i].join.p <= 1);
        ck_assert(p[i].join.opened || p[i].join.n_reasons > 0);
        ck_assert_uint_eq(p[i].join.story.len, 32);
    }
    ck_assert_uint_eq(sr_stories_measure(engine).stories, 4);
    sr_arena_free(a);
}
END_TEST

START_TEST(reasons_are_words_of_both)
{
    sr_arena *a = sr_arena_new((size_t)1 << 24);
    (void)add(engine, stream[0], NULL, a);
    sr_placed p = add(engine, stream[2], NULL, a);
    double last = 1e9;
    bool solveig = false, number = false;
    for (size_t i = 0; i < p.join.n_reasons; i++) {
        const sr_reason *r = &p.join.reasons[i];
        ck_assert(r->weight > 0 && r->weight <= last);
        last = r->weight;
        ck_assert(sr_str_find(sr_str_of(stream[2].text), r->what, 0) != SIZE_MAX ||
                  sr_str_find(sr_str_of(stream[2].title), r->what, 0) != SIZE_MAX);
        solveig |= sr_str_eq(r->what, SR_STR("Solveig"));
        number |= sr_str_eq(r->kind, SR_STR("number"));
    }
    ck_assert(solveig && number);
    sr_arena_free(a);
}
END_TEST

/* What the engine says of an article, as bytes. */
static void say(sr_stories *s, t_article x, const sr_placed *known, sr_buf *out,
                sr_placed *ret, sr_arena *a)
{
    *ret = add(s, x, known, a);
    sr_json j = {.out = out};
    sr_copy_write(&ret->copy, doc, &j);
    sr_json k = {.out = out};
    sr_join_write(&ret->join, doc, &k);
}

START_TEST(same_stream_same_bytes)
{
    sr_arena *a = sr_arena_new((size_t)1 << 24);
    sr_stories *other;
    sr_buf x = {0}, y = {0};
    sr_placed p;
    ck_ok(sr_stories_new(NULL, &other, NULL));
    for (size_t i = 0; i < SR_COUNT(stream); i++) {
        say(engine, stream[i], NULL, &x, &p, a);
        say(other, stream[i], NULL, &y, &p, a);
    }
    ck_assert(x.len > 500 && sr_str_eq(sr_buf_str(&x), sr_buf_str(&y)));
    sr_buf_free(&x);
    sr_buf_free(&y);
    sr_stories_free(other);
    sr_arena_free(a);
}
END_TEST

/* An engine that was told what another one decided goes on as that one does, at whatever
 * point of the stream it was restarted. */
START_TEST(replay_gives_the_same_state)
{
    enum { N = 240 };
    sr_arena *a = sr_arena_new((size_t)1 << 26);
    sr_stories *again;
    ck_ok(sr_stories_new(NULL, &again, NULL));
    for (uint32_t i = 0; i < N; i++) {
        char text[900], id[8];
        t_nonsense(text, sizeof text, 60, 400, i % 40); /* copies, and shared words */
        text[strlen(text) - i % 7 * 20] = '\0';
        (void)snprintf(id, sizeof id, "n%u", i);
        t_article x = {id, "", text, NULL, i % 3 ? "north" : "south"};
        sr_buf live = {0}, told = {0};
        sr_placed p, q;
        say(engine, x, NULL, &live, &p, a);
        bool restarted = i >= N / 2; /* from here on it decides by itself */
        say(again, x, restarted ? NULL : &p, &told, &q, a);
        ck_assert_msg(sr_str_eq(sr_buf_str(&live), sr_buf_str(&told)), "%u: %.*s %.*s", i,
                      SR_FMT(sr_buf_str(&live)), SR_FMT(sr_buf_str(&told)));
        sr_buf_free(&live);
        sr_buf_free(&told);
    }
    sr_stories_size x = sr_stories_measure(engine), y = sr_stories_measure(again);
    ck_assert(x.articles == y.articles && x.stories == y.stories &&
              x.postings == y.postings);
    sr_stories_free(again);
    sr_arena_free(a);
}
END_TEST

/* Each refusal, of the engine's memory or of the caller's, leaves an engine that goes on
 * as one that never met it. */
static void sweep(bool of_engine)
{
    sr_arena *a = sr_arena_new((size_t)1 << 24);
    sr_stories *calm;
    ck_ok(sr_stories_new(NULL, &calm, NULL));
    size_t refused = 0;
    for (size_t i = 0; i < SR_COUNT(stream); i++) {
        sr_buf x = {0}, y = {0};
        sr_placed p, q;
        t_make(doc, rules, stream[i]);
        sr_status st = SR_ENOMEM;
        for (size_t k = 0; st != SR_OK && k < 200; k++) {
            sr_arena *target = of_engine ? engine->arena : a;
            memset(&p, 0x55, sizeof p);
            sr_placed before = p;
            sr_arena_fail_after(target, k);
            st = sr_stories_add(engine, doc, 0, NULL, a, &p, NULL);
            sr_arena_fail_after(target, SIZE_MAX);
            refused += st != SR_OK;
            ck_assert(st == SR_OK ||
                      (st == SR_ENOMEM && memcmp(&p, &before, sizeof p) == 0));
        }
        ck_ok(st);
        sr_json j = {.out = &x};
        sr_copy_write(&p.copy, doc, &j);
        sr_json k = {.out = &x};
        sr_join_write(&p.join, doc, &k);
        say(calm, stream[i], NULL, &y, &q, a);
        ck_assert(sr_str_eq(sr_buf_str(&x), sr_buf_str(&y)));
        sr_buf_free(&x);
        sr_buf_free(&y);
    }
    ck_assert_uint_ge(refused, of_engine ? 2 : 50);
    sr_stories_free(calm);
    sr_arena_free(a);
}

START_TEST(refused_memory_of_the_engine)
{
    sweep(true);
}
END_TEST

START_TEST(refused_memory_of_the_caller)
{
    sweep(false);
}
END_TEST

START_TEST(wrong_calls_are_refused)
{
    sr_placed p;
    t_read(doc, rules, stream[0]);
    ck_assert_int_eq(sr_stories_add(engine, doc, 0, NULL, doc->arena, &p, NULL), SR_EARG);
    t_make(doc, rules, stream[0]);
    sr_placed known = {0};
    ck_assert_int_eq(sr_stories_add(engine, doc, 0, &known, doc->arena, &p, NULL),
                     SR_EARG);
    char id[80];
    memset(id, 'x', sizeof id);
    known.join.story = (sr_str){id, sizeof id};
    ck_assert_int_eq(sr_stories_add(engine, doc, 0, &known, doc->arena, &p, NULL),
                     SR_EARG);
}
END_TEST

START_TEST(a_story_ends_with_its_window)
{
    sr_stories_options o = {.window_s = 5 * 86400};
    sr_stories *s;
    ck_ok(sr_stories_new(&o, &s, NULL));
    sr_arena *a = sr_arena_new((size_t)1 << 24);
    (void)add(s, stream[0], NULL, a);
    t_article late = stream[2];
    late.published = "2025-02-20";
    ck_assert(add(s, late, NULL, a).join.opened);
    late.id = "f2b";
    late.published = "2025-02-23";
    ck_assert(!add(s, late, NULL, a).join.opened);
    sr_arena_free(a);
    sr_stories_free(s);
}
END_TEST

/* The window holds what it is allowed to hold; memory stops growing. */
START_TEST(old_articles_leave)
{
    enum { MOST = 200, N = 6000 };
    sr_stories_options o = {.max_articles = MOST};
    sr_stories *s;
    ck_ok(sr_stories_new(&o, &s, NULL));
    size_t bytes = 0;
    for (uint32_t i = 0; i < N; i++) {
        char text[900], id[8];
        t_nonsense(text, sizeof text, 60, 3000, i);
        (void)snprintf(id, sizeof id, "n%u", i);
        (void)add(s, (t_article){id, "", text, NULL, NULL}, NULL, doc->arena);
        sr_stories_size z = sr_stories_measure(s);
        ck_assert_uint_eq(z.articles, i < MOST ? i + 1 : MOST);
        ck_assert(z.stories >= 1 && z.stories <= z.articles);
        bytes = i == N / 3 ? z.bytes : bytes;
    }
    ck_assert_uint_le(sr_stories_measure(s).bytes, bytes + bytes / 8);
    sr_stories_free(s);
}
END_TEST

/* One article of the year 2099 must not empty the window. */
START_TEST(a_wrong_date_does_no_harm)
{
    sr_arena *a = sr_arena_new((size_t)1 << 24);
    (void)add(engine, stream[0], NULL, a);
    t_article wrong = stream[3];
    wrong.published = "2099-01-01";
    (void)add(engine, wrong, NULL, a);
    ck_assert(!add(engine, stream[2], NULL, a).join.opened);
    sr_arena_free(a);
}
END_TEST

START_TEST(ten_thousand_times_the_same)
{
    for (uint32_t i = 0; i < 10000; i++) {
        char id[8];
        (void)snprintf(id, sizeof id, "n%u", i);
        t_article x = stream[0];
        x.id = id;
        sr_placed p = add(engine, x, NULL, doc->arena);
        ck_assert(i == 0 || (p.copy.relation == SR_COPY_COPY && !p.join.opened));
        ck_str(p.copy.group, "n0");
    }
    ck_assert_uint_eq(sr_stories_measure(engine).stories, 1);
}
END_TEST

/* One happening told over four days, in a stream of eight articles. */
static const struct {
    const char *story;
    t_article article;
} week[] = {
    {"ferry",
     {"a", "Ferry burns off Oranmore, four dead",
      "A fire on the car ferry Lady Orla killed four people on Monday as it left the "
      "port of "
      "Oranmore, the coastguard said. Eighteen passengers were pulled from the water.",
      "2024-05-06", "Herald"}},
    {"budget",
     {"b", "Estonia cuts its school budget",
      "The parliament in Tallinn voted on Monday to cut spending on schools by a tenth. "
      "Education minister Liis Tamm said that no school would close.",
      "2024-05-06", "Herald"}},
    {"ferry",
     {"c", "Toll of ferry fire rises to six",
      "Two more bodies were found on Tuesday in the hull of the Lady Orla, the ferry "
      "that "
      "burned off Oranmore, and the coastguard put the toll at six.",
      "2024-05-07", "Post"}},
    {"mine",
     {"d", "Fire at a mine near Kiruna",
      "A fire broke out on Tuesday in an iron mine near Kiruna in Sweden. Miners were "
      "brought "
      "up within the hour, and nobody was hurt.",
      "2024-05-07", "Post"}},
    {"ferry",
     {"e", "Oranmore buries its dead",
      "Hundreds came to the church in Oranmore on Thursday to mourn the six who died "
      "when the "
      "ferry Lady Orla burned. Police questioned the ship's engineer.",
      "2024-05-09", "Herald"}},
    {"budget",
     {"f", "Teachers march in Tallinn",
      "Teachers marched through Tallinn on Thursday against the cut of a tenth in "
      "spending on "
      "schools that the parliament of Estonia voted. Minister Liis Tamm met them.",
      "2024-05-09", "Post"}},
};

START_TEST(running_stories_stay_together)
{
    sr_arena *a = sr_arena_new((size_t)1 << 24);
    sr_placed p[SR_COUNT(week)];
    for (size_t i = 0; i < SR_COUNT(week); i++)
        p[i] = add(engine, week[i].article, NULL, a);
    for (size_t i = 0; i < SR_COUNT(week); i++)
        for (size_t j = 0; j < i; j++)
            ck_assert_msg(sr_str_eq(p[i].join.story, p[j].join.story) ==
                              (strcmp(week[i].story, week[j].story) == 0),
                          "%s and %s", week[i].article.id, week[j].article.id);
    sr_arena_free(a);
}
END_TEST

START_TEST(ten_thousand_with_one_name)
{
    char own[600], text[800];
    for (uint32_t i = 0; i < 10000; i++) {
        char id[8];
        t_nonsense(own, sizeof own, 40, 30000, i);
        (void)snprintf(text, sizeof text, "Yesterday Jana Malik came, and said so. %s",
                       own);
        (void)snprintf(id, sizeof id, "n%u", i);
        (void)add(engine, (t_article){id, "", text, NULL, NULL}, NULL, doc->arena);
    }
    ck_assert_uint_ge(sr_stories_measure(engine).stories, 9000);
}
END_TEST

START_TEST(empty_and_huge_articles)
{
    size_t n = (size_t)1 << 20;
    char *big = malloc(n);
    ck_assert_ptr_nonnull(big);
    for (uint32_t i = 0; i < 3; i++) {
        sr_placed p =
            add(engine, (t_article){i ? "b" : "a", "", "", NULL, NULL}, NULL, doc->arena);
        ck_assert(p.join.opened || i == 2);
        t_nonsense(big, n, n, 5000, i);
        (void)add(engine, (t_article){"big", "", big, NULL, NULL}, NULL, doc->arena);
    }
    free(big);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("story engine");
    TCase *c = tcase_create("engine");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_set_timeout(c, 110);
    tcase_add_test(c, stories_come_together);
    tcase_add_test(c, reasons_are_words_of_both);
    tcase_add_test(c, same_stream_same_bytes);
    tcase_add_test(c, replay_gives_the_same_state);
    tcase_add_test(c, refused_memory_of_the_engine);
    tcase_add_test(c, refused_memory_of_the_caller);
    tcase_add_test(c, wrong_calls_are_refused);
    tcase_add_test(c, a_story_ends_with_its_window);
    tcase_add_test(c, old_articles_leave);
    tcase_add_test(c, a_wrong_date_does_no_harm);
    tcase_add_test(c, running_stories_stay_together);
    tcase_add_test(c, ten_thousand_times_the_same);
    tcase_add_test(c, ten_thousand_with_one_name);
    tcase_add_test(c, empty_and_huge_articles);
    suite_add_tcase(s, c);
    return s;
}
