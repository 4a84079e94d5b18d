#include "story_t.h"

#include "base/hash.h"

static sr_text_rules *rules;
static sr_doc *doc;

static void setup(void)
{
    rules = t_rules();
    doc = sr_doc_new(0);
    ck_assert_ptr_nonnull(doc);
}

static void teardown(void)
{
    sr_doc_free(doc);
    sr_text_rules_free(rules);
}

static const sr_term *term(const char *word)
{
    uint32_t key = sr_key(sr_hash64(sr_str_of(word)));
    for (size_t i = 0; i < doc->features->n_terms; i++)
        if (doc->features->terms[i].key == key)
            return &doc->features->terms[i];
    return NULL;
}

/* All facts of a kind as written, with '|' between. */
static sr_str facts(sr_fact_kind kind)
{
    sr_buf b = {0};
    for (size_t i = 0; i < doc->features->n_facts; i++) {
        const sr_fact *f = &doc->features->facts[i];
        if (f->kind != kind)
            continue;
        if (b.len)
            sr_buf_putc(&b, '|');
        sr_buf_put(&b, sr_str_span(f->in_title ? doc->article.title : doc->article.text,
                                   f->span));
    }
    sr_str s = sr_arena_str(doc->arena, sr_buf_str(&b));
    sr_buf_free(&b);
    return s;
}

static const struct {
    const char *title, *text, *names;
} names[] = {
    {"", "The mayor of Brno met Jana Malik on Monday.", "Brno|Jana Malik|Monday"},
    {"", "Police said so. He left. Later they met in Brno.", "Brno"},
    {"", "Brno burned. People left Brno.", "Brno"},
    {"Jana Malik Asks Brno To Wait", "Nobody knew why.", ""},
    {"", "Jana Malik left. The others stayed.", "Jana Malik"},
    {"Fire Kills Three In Brno Market", "A fire in Brno killed three.", "Brno"},
    {"", "all of this is written small in brno", ""},
    {"", "THREE DEAD IN FIRE AT MARKET", ""},
};

START_TEST(names_are_found)
{
    t_make(doc, rules, (t_article){"x", names[_i].title, names[_i].text, NULL, NULL});
    ck_str(facts(SR_FACT_NAME), names[_i].names);
}
END_TEST

static const struct {
    const char *text, *numbers;
} numbers[] = {
    {"At least 14 people died.", "14 people"},
    {"Four men and four women, 12 in all.", "Four men|four women|12"},
    {"It cost $5 and then 1,200 more.", "$5|1,200"},
    {"There were three.", "three"},
    {"Nobody came.", ""},
};

START_TEST(numbers_have_units)
{
    t_make(doc, rules, (t_article){"x", "", numbers[_i].text, NULL, NULL});
    ck_str(facts(SR_FACT_NUMBER), numbers[_i].numbers);
}
END_TEST

static uint32_t first_number_key(const char *text)
{
    t_make(doc, rules, (t_article){"x", "", text, NULL, NULL});
    for (size_t i = 0; i < doc->features->n_facts; i++)
        if (doc->features->facts[i].kind == SR_FACT_NUMBER)
            return doc->features->facts[i].key;
    return 0;
}

START_TEST(words_and_digits_are_one_figure)
{
    ck_assert_uint_eq(first_number_key("They found four bodies."),
                      first_number_key("They found 4 bodies."));
    ck_assert_uint_eq(first_number_key("It hit 1,200 homes."),
                      first_number_key("It hit 1200 homes."));
    ck_assert_uint_ne(first_number_key("They found 4 bodies."),
                      first_number_key("They found 5 bodies."));
    ck_assert_uint_ne(first_number_key("They found 4 bodies."),
                      first_number_key("They found 4 cars."));
}
END_TEST

START_TEST(quotes_are_found)
{
    t_make(
        doc, rules,
        (t_article){"x", "",
                    "He said: \"We will not leave this town.\" She said \xE2\x80\x9Cno "
                    "one asked us to\xE2\x80\x9D. A \"short one\" is none.",
                    NULL, NULL});
    ck_str(facts(SR_FACT_QUOTE), "We will not leave this town.|no one asked us to");
}
END_TEST

START_TEST(terms_know_their_place)
{
    t_make(doc, rules,
           (t_article){"x", "Bridge falls", "The bridge fell at noon. A witness ran.",
                       NULL, NULL});
    const sr_term *bridge = term("bridge");
    ck_assert_ptr_nonnull(bridge);
    ck_assert_uint_eq(bridge->title, 1);
    ck_assert_uint_eq(bridge->lead, 2);
    ck_assert_uint_eq(bridge->body, 2);
    ck_assert_uint_eq(term("witness")->title, 0);
    ck_assert_ptr_null(term("the"));
    for (size_t i = 1; i < doc->features->n_terms; i++)
        ck_assert_uint_lt(doc->features->terms[i - 1].key, doc->features->terms[i].key);
}
END_TEST

START_TEST(first_sentence_serves_as_title)
{
    t_make(doc, rules,
           (t_article){"x", "", "The bridge fell at noon. A witness ran.", NULL, NULL});
    ck_assert_uint_eq(term("bridge")->title, 1);
    ck_assert_uint_eq(term("witness")->title, 0);
}
END_TEST

/* Are all of the n shingles in v, as far as both are of one level? */
static size_t count_in(const uint32_t *x, size_t n, const sr_features *f)
{
    size_t found = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < f->n_shingles; j++)
            found += f->shingles[j] == x[i];
    return found;
}

START_TEST(a_part_has_part_of_the_shingles)
{
    char text[8192];
    t_nonsense(text, sizeof text, 400, 30000, 9);
    t_make(doc, rules, (t_article){"x", "", text, NULL, NULL});
    size_t n = doc->features->n_shingles;
    uint32_t level = doc->features->level, v[SR_MAX_SHINGLES];
    ck_assert_uint_ge(level, 1);
    ck_assert_uint_ge(n, 30);
    memcpy(v, doc->features->shingles, n * sizeof *v);
    for (size_t i = 0; i < n; i++)
        ck_assert(sr_shingle_in(v[i], level) && (i == 0 || v[i - 1] < v[i]));
    text[strlen(text) / 2] = '\0';
    t_make(doc, rules, (t_article){"x", "", text, NULL, NULL});
    size_t shared = count_in(v, n, doc->features);
    ck_assert_uint_ge(shared * 3, n);
    ck_assert_uint_le(shared * 3, n * 2);
}
END_TEST

START_TEST(digest_sees_words_only)
{
    t_make(doc, rules, (t_article){"x", "A", "Two  men ran.\n\nThey fell", NULL, NULL});
    uint64_t digest = doc->features->digest;
    t_make(doc, rules, (t_article){"y", "B", "two men ran. They fell!", NULL, NULL});
    ck_assert(digest == doc->features->digest);
    t_make(doc, rules, (t_article){"y", "B", "two men fell. They ran!", NULL, NULL});
    ck_assert(digest != doc->features->digest);
}
END_TEST

START_TEST(refused_memory_leaves_the_document)
{
    sr_status st = SR_ENOMEM;
    size_t k = 0;
    for (; st != SR_OK && k < 100; k++) {
        t_read(doc, rules,
               (t_article){"x", "Fire in Brno", "Four died in \"the worst fire of all\".",
                           NULL, NULL});
        sr_arena_fail_after(doc->arena, k);
        st = sr_features_make(doc, NULL);
        sr_arena_fail_after(doc->arena, SIZE_MAX);
        ck_assert(st == SR_OK || (st == SR_ENOMEM && doc->features == NULL));
    }
    ck_assert(st == SR_OK && k > 5);
}
END_TEST

static char *repeated(const char *piece, size_t bytes)
{
    size_t len = strlen(piece);
    char *s = malloc(bytes + 1);
    ck_assert_ptr_nonnull(s);
    for (size_t i = 0; i < bytes; i++)
        s[i] = piece[i % len];
    s[bytes] = '\0';
    return s;
}

static const char *const worst[] = {
    "Aa ", "1 ", "\" a b c d ", "a b c d e\n\n", "A1 b ", "\xE2\x80\x9C x y z w ",
    "a",   "."};

START_TEST(a_megabyte_of_the_worst)
{
    char *s = repeated(worst[_i], 1 << 20);
    t_make(doc, rules, (t_article){"x", "", s, NULL, NULL});
    ck_assert_uint_le(doc->features->n_facts, SR_MAX_FACTS);
    ck_assert_uint_le(doc->features->n_shingles, SR_MAX_SHINGLES);
    ck_assert_uint_le(doc->features->n_words, SR_MAX_FEATURE_WORDS);
    free(s);
}
END_TEST

START_TEST(nothing_has_no_features)
{
    t_make(doc, rules, (t_article){"x", "", "", NULL, NULL});
    ck_assert_uint_eq(doc->features->n_terms, 0);
    ck_assert_uint_eq(doc->features->n_facts, 0);
    ck_assert_uint_eq(doc->features->n_shingles, 0);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("features");
    TCase *c = tcase_create("features");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_set_timeout(c, 60);
    tcase_add_loop_test(c, names_are_found, 0, SR_COUNT(names));
    tcase_add_loop_test(c, numbers_have_units, 0, SR_COUNT(numbers));
    tcase_add_test(c, words_and_digits_are_one_figure);
    tcase_add_test(c, quotes_are_found);
    tcase_add_test(c, terms_know_their_place);
    tcase_add_test(c, first_sentence_serves_as_title);
    tcase_add_test(c, a_part_has_part_of_the_shingles);
    tcase_add_test(c, digest_sees_words_only);
    tcase_add_test(c, refused_memory_leaves_the_document);
    tcase_add_loop_test(c, a_megabyte_of_the_worst, 0, SR_COUNT(worst));
    tcase_add_test(c, nothing_has_no_features);
    suite_add_tcase(s, c);
    return s;
}
