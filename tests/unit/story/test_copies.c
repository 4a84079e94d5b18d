/* Copy relations, on a report of our own and what others make of it. */
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

#define OPENING                                                                         \
    "A fire in a toy warehouse on the edge of Olomouc killed three workers on Tuesday " \
    "night, the regional fire service said. The flames were seen from the motorway to " \
    "Ostrava and closed one lane of it for five hours. "
#define MIDDLE                                                                           \
    "Neighbours had complained about the wiring of the hall since spring, according to " \
    "the owner of a bakery next door, Jana Malik. Investigators want to question the "   \
    "company that let the building, which has not answered calls. "
#define ENDING                                                                           \
    "The warehouse held dolls, paint and gas bottles for camping stoves, and firemen "   \
    "waited until dawn before they went in. Schools nearby stay shut on Thursday while " \
    "the air is measured."
#define OTHER                                                                          \
    "Voters in the lake district choose a new council this weekend after a summer of " \
    "quarrels over ferry prices. Turnout was poor last time, and both large parties "  \
    "have sent their best known faces to the harbour towns to change that. Polls say " \
    "that pensioners will decide the outcome, for they ride free and vote early. "

static const struct {
    const char *what, *old_text, *new_text, *relation;
} cases[] = {
    {"the same", OPENING MIDDLE ENDING, OPENING MIDDLE ENDING, "copy"},
    {"a sentence cut", OPENING MIDDLE ENDING,
     OPENING MIDDLE "The warehouse held dolls, paint and gas bottles for camping stoves.",
     "copy"},
    {"a part", OPENING MIDDLE ENDING, OPENING, "excerpt"},
    {"a part and more", OPENING MIDDLE, OPENING MIDDLE OTHER ENDING, "extended"},
    {"a fifth more", OPENING MIDDLE ENDING,
     OPENING MIDDLE ENDING
     " The mayor of Olomouc said on Wednesday that the town would look "
     "again at every hall that had been let since the new year.",
     "extended"},
    {"a line of the outlet more", OPENING MIDDLE ENDING,
     OPENING MIDDLE ENDING " Sign up for our letter.", "copy"},
    {"inside another text", OPENING MIDDLE, OTHER OPENING MIDDLE, "extended"},
    {"in another order", OPENING MIDDLE ENDING, ENDING " " OPENING MIDDLE, "copy"},
    {"half kept, half new", OPENING MIDDLE, OPENING OTHER, "rewrite"},
    {"another text", OPENING MIDDLE ENDING, OTHER, "original"},
    {"nothing", OPENING MIDDLE ENDING, "", "original"},
    {"nothing after nothing", "", "", "original"},
    {"one word", "Fire.", "Water.", "original"},
};

static sr_placed add(t_article x)
{
    sr_placed p;
    t_make(doc, rules, x);
    ck_ok(sr_stories_add(engine, doc, 1000, NULL, doc->arena, &p, NULL));
    return p;
}

START_TEST(relations_are_told)
{
    (void)add((t_article){"old", "", cases[_i].old_text, NULL, NULL});
    sr_placed p = add((t_article){"new", "", cases[_i].new_text, NULL, NULL});
    const char *have = sr_copy_relation_name(p.copy.relation);
    ck_assert_msg(strcmp(have, cases[_i].relation) == 0, "%s: %s, want %s (%.2f %.2f)",
                  cases[_i].what, have, cases[_i].relation, p.copy.shared,
                  p.copy.shared_of);
    bool original = p.copy.relation == SR_COPY_ORIGINAL;
    ck_str(p.copy.group, original ? "new" : "old");
    ck_str(p.copy.of, original ? "" : "old");
    ck_assert(p.copy.shared >= 0 && p.copy.shared <= 1);
    ck_assert_uint_eq(p.copy.n_changes, 0);
}
END_TEST

static const struct {
    const char *what, *from_text, *to_text, *from, *to;
} changes[] = {
    {"a toll", "killed three workers", "killed four workers", "three workers",
     "four workers"},
    {"a toll in digits", "killed three workers", "killed 14 workers", "three workers",
     "14 workers"},
    {"a duration", "for five hours", "for nine hours", "five hours", "nine hours"},
    {"a name", "door, Jana Malik.", "door, Petr Novotny.", "Jana Malik", "Petr Novotny"},
    {"a toll of the same people", "killed three workers on Tuesday",
     "was found to have killed nine workers on Tuesday", "three workers", "nine workers"},
    {"other people", "killed three workers on Tuesday", "killed nine horses last Tuesday",
     NULL, NULL},
    {"the same in digits", "killed three workers", "killed 3 workers", NULL, NULL},
    {"a slip of the pen", "door, Jana Malik.", "door, Jana Malic.", NULL, NULL},
    {"a shorter name", "door, Jana Malik.", "door, Malik.", NULL, NULL},
};

static const char *replaced(const char *text, const char *from, const char *to, char *out)
{
    const char *at = strstr(text, from);
    ck_assert_ptr_nonnull(at);
    sr_buf b = {0};
    sr_buf_put(&b, (sr_str){text, (size_t)(at - text)});
    sr_buf_put(&b, sr_str_of(to));
    sr_buf_put(&b, sr_str_of(at + strlen(from)));
    memcpy(out, b.p, b.len);
    out[b.len] = '\0';
    sr_buf_free(&b);
    return out;
}

START_TEST(an_update_is_no_copy)
{
    char text[4096];
    (void)add((t_article){"old", "", OPENING MIDDLE ENDING, NULL, NULL});
    sr_placed p = add((t_article){
        "new", "",
        replaced(OPENING MIDDLE ENDING, changes[_i].from_text, changes[_i].to_text, text),
        NULL, NULL});
    bool changed = changes[_i].from != NULL;
    ck_assert_msg((p.copy.relation == SR_COPY_UPDATE) == changed, "%s: %s",
                  changes[_i].what, sr_copy_relation_name(p.copy.relation));
    ck_assert_uint_eq(p.copy.n_changes, changed);
    if (!changed)
        return;
    ck_str(p.copy.changes[0].from, changes[_i].from);
    ck_str(p.copy.changes[0].to, changes[_i].to);
    ck_str(sr_str_span(doc->article.text, p.copy.changes[0].span), changes[_i].to);
    ck_assert(!p.join.opened && p.join.p == 1.0);
}
END_TEST

START_TEST(a_changed_headline_is_an_update)
{
    (void)add((t_article){"old", "Warehouse fire leaves seven homes in smoke",
                          OPENING MIDDLE ENDING, NULL, NULL});
    sr_placed p = add((t_article){"new", "Warehouse fire leaves nine homes in smoke",
                                  OPENING MIDDLE ENDING, NULL, NULL});
    ck_assert_int_eq(p.copy.relation, SR_COPY_UPDATE);
    ck_assert(p.copy.changes[0].in_title);
    ck_str(sr_str_span(doc->article.title, p.copy.changes[0].span), "nine homes");
}
END_TEST

START_TEST(an_article_of_one_address_is_an_update)
{
    (void)add((t_article){"one", "", OPENING MIDDLE, NULL, NULL});
    sr_placed p = add((t_article){"one", "", OTHER, NULL, NULL});
    ck_assert_int_eq(p.copy.relation, SR_COPY_UPDATE);
    ck_str(p.copy.of, "one");
    p = add((t_article){"one", "", OTHER, NULL, NULL});
    ck_assert_int_eq(p.copy.relation, SR_COPY_COPY);
}
END_TEST

/* A group begins with one article; what only shares what a member added is not of it. */
START_TEST(a_group_has_one_origin)
{
    (void)add((t_article){"first", "", OPENING MIDDLE, NULL, NULL});
    ck_str(add((t_article){"both", "", OPENING MIDDLE OTHER, NULL, NULL}).copy.group,
           "first");
    ck_str(add((t_article){"other", "", OTHER, NULL, NULL}).copy.group, "other");
    ck_str(add((t_article){"part", "", OPENING MIDDLE, NULL, NULL}).copy.group, "first");
}
END_TEST

/* Reports of one outlet that share nothing but its furniture. */
START_TEST(boilerplate_makes_no_copies)
{
    static const char *const furniture =
        "Sign up for the morning letter of the Lakeside Echo and never miss a story that "
        "matters to you. Readers keep this paper free, and every gift counts twice this "
        "month because a friend of the house doubles it. Write to us, call us, or come "
        "by "
        "at the old customs house any day but Monday, we would love to hear from you. ";
    char own[512], text[2048];
    for (uint32_t i = 0; i < 12; i++) {
        char id[8];
        t_nonsense(own, sizeof own, 30, 30000, i + 1);
        (void)snprintf(text, sizeof text, "%s%s", own, furniture);
        (void)snprintf(id, sizeof id, "a%u", i);
        sr_placed p = add((t_article){id, "", text, NULL, "echo"});
        if (i >= 3)
            ck_assert_int_eq(p.copy.relation, SR_COPY_ORIGINAL);
    }
}
END_TEST

/* A dozen outlets print one text within an hour: one group, and no more memory for it. */
START_TEST(many_copies_are_one_group)
{
    size_t postings = 0;
    for (uint32_t i = 0; i < 100; i++) {
        char id[8];
        (void)snprintf(id, sizeof id, "a%u", i);
        sr_placed p = add((t_article){id, "", OPENING MIDDLE ENDING, NULL, NULL});
        ck_str(p.copy.group, "a0");
        ck_assert_int_eq(p.copy.relation, i ? SR_COPY_COPY : SR_COPY_ORIGINAL);
        if (i == 1)
            postings = sr_stories_measure(engine).postings;
    }
    ck_assert_uint_le(sr_stories_measure(engine).postings, postings + 98 * 32);
    ck_assert_uint_eq(sr_stories_measure(engine).stories, 1);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("copies");
    TCase *c = tcase_create("copies");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_set_timeout(c, 60);
    tcase_add_loop_test(c, relations_are_told, 0, SR_COUNT(cases));
    tcase_add_loop_test(c, an_update_is_no_copy, 0, SR_COUNT(changes));
    tcase_add_test(c, a_changed_headline_is_an_update);
    tcase_add_test(c, an_article_of_one_address_is_an_update);
    tcase_add_test(c, a_group_has_one_origin);
    tcase_add_test(c, boilerplate_makes_no_copies);
    tcase_add_test(c, many_copies_are_one_group);
    suite_add_tcase(s, c);
    return s;
}
