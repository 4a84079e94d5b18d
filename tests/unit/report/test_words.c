#include "report/words.h"
#include "t.h"

#include "base/hash.h"

/* The words of a text, each followed by '|'. */
static void check_words(const char *text, const char *want)
{
    char got[256] = "";
    size_t n = 0;
    sr_str s = sr_str_of(text);
    sr_bword w;
    for (size_t at = 0; sr_bword_next(s, at, &w); at = w.span.end) {
        sr_str word = sr_str_span(s, w.span);
        ck_assert(w.span.beg >= at && w.span.end > w.span.beg && w.span.end <= s.len);
        memcpy(got + n, word.p, word.len);
        n += word.len;
        got[n++] = '|';
    }
    ck_str(((sr_str){got, n}), want);
}

START_TEST(words)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"", ""},
        {" ... ", ""},
        {"Two died.", "Two|died|"},
        {"3,500.5 at 18:20, 7.", "3,500.5|at|18:20|7|"},
        {"co-op's \xE2\x80\x98it\xE2\x80\x99s\xE2\x80\x99", "co-op's|it\xE2\x80\x99s|"},
        {"V\xC3\xA2rtosu, \xD0\x9A\xD0\xB8\xD1\x97\xD0\xB2",
         "V\xC3\xA2rtosu|\xD0\x9A\xD0\xB8\xD1\x97\xD0\xB2|"},
        {"a\xFF"
         "b",
         "a|b|"},
        {"-dash- 'quote'", "dash|quote|"},
    };
    for (size_t i = 0; i < SR_COUNT(cases); i++)
        check_words(cases[i].text, cases[i].want);
}
END_TEST

static sr_bword word_of(const char *z)
{
    sr_bword w = {0};
    ck_assert(sr_bword_next(sr_str_of(z), 0, &w));
    return w;
}

START_TEST(forms)
{
    ck_assert(word_of("Kyiv's").form == word_of("KYIV").form);
    ck_assert(word_of("\xC3\x89TAT").form == word_of("\xC3\xA9tat").form);
    ck_assert(word_of("ministries").stem == word_of("ministry").stem);
    ck_assert(word_of("workers").stem == word_of("worker").stem);
    ck_assert(word_of("glass").stem == word_of("glass").form);
    ck_assert(word_of("crisis").stem == word_of("crisis").form);
    ck_assert_int_eq(word_of("NATO").flags, SR_WORD_CAPITAL | SR_WORD_CAPS);
    ck_assert_int_eq(word_of("Nato").flags, SR_WORD_CAPITAL);
    ck_assert_int_eq(word_of("12th").flags, SR_WORD_DIGIT);
}
END_TEST

START_TEST(list)
{
    sr_arena *a = sr_arena_new(1 << 20);
    sr_lex lex;
    ck_ok(sr_lex_load(SR_STR(""), a, &lex, NULL));
    const sr_lex_entry *e = sr_lex_find(&lex, word_of("He").form);
    ck_assert(e && (e->kinds >> SR_KIND_DANGLE & 1) && (e->kinds >> SR_KIND_THIRD & 1));
    ck_assert(sr_lex_find(&lex, word_of("twenty-two").form)->value == 22);
    ck_str(lex.measures[sr_lex_find(&lex, word_of("deaths").form)->measure - 1],
           "killed");
    ck_assert_ptr_null(sr_lex_find(&lex, word_of("Tuguegarao").form));
    ck_assert(sr_lex_phrase(&lex, SR_KIND_BOILER, SR_STR("Please READ MORE here.")));
    ck_assert(sr_lex_phrase(&lex, SR_KIND_BAIT, SR_STR("Why it fell")));
    ck_assert(!sr_lex_phrase(&lex, SR_KIND_BAIT, SR_STR("Nobody knows why it fell")));
    ck_ok(sr_lex_load(SR_STR("xx"), a, &lex, NULL));
    ck_assert_ptr_null(sr_lex_find(&lex, word_of("the").form));
    ck_ok(sr_lex_load(SR_STR("../../../etc/passwd"), a, &lex, NULL));
    sr_arena_free(a);
}
END_TEST

START_TEST(no_memory)
{
    sr_arena *a = sr_arena_new(1 << 20);
    sr_status st = SR_ENOMEM;
    for (size_t k = 0; st != SR_OK && k < 20; k++) {
        sr_lex lex = {.n = 77};
        sr_arena_reset(a);
        sr_arena_fail_after(a, k);
        st = sr_lex_load(SR_STR("en"), a, &lex, NULL);
        if (st != SR_OK)
            ck_assert(st == SR_ENOMEM && lex.n == 77);
    }
    ck_assert_int_eq(st, SR_OK);
    sr_arena_free(a);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("report/words");
    TCase *c = tcase_create("words");
    tcase_add_test(c, words);
    tcase_add_test(c, forms);
    tcase_add_test(c, list);
    tcase_add_test(c, no_memory);
    suite_add_tcase(s, c);
    return s;
}
