/* Lemmas by rule; names against all sequences of tags; rows of features. */
#include "t.h"
#include "tag/read_off.h"

START_TEST(test_lemmas)
{
    static const struct {
        sr_tag_rule rule;
        const char *form, *want;
    } cases[] = {
        {{SR_RULE_KEEP, 0, {"", 0}}, "war", "war"},
        {{SR_RULE_KEEP, 2, {"", 0}}, "attacked", "attack"},
        {{SR_RULE_KEEP, 3, {"y", 1}}, "cities", "city"},
        {{SR_RULE_LOWER, 1, {"", 0}}, "Rebels", "rebel"},
        {{SR_RULE_LOWER, 0, {"", 0}}, "ÄRGER", "ärger"},
        {{SR_RULE_TITLE, 0, {"", 0}}, "NIGERIA", "Nigeria"},
        {{SR_RULE_TITLE, 0, {"", 0}}, "éLAN", "Élan"},
        {{SR_RULE_WHOLE, 0, {"be", 2}}, "were", "be"},
        {{SR_RULE_KEEP, 9, {"", 0}}, "it", "it"}, /* nothing left: the form */
        {{SR_RULE_KEEP, 1, {"", 0}}, "a\xff\xff", "a\xff"},
        {{SR_RULE_LOWER, 1, {"fe", 2}}, "", "fe"},
    };
    sr_arena *a = sr_arena_new(1 << 20);
    for (size_t i = 0; i < SR_COUNT(cases); i++)
        ck_str(sr_tag_lemma(&cases[i].rule, sr_str_of(cases[i].form), a), cases[i].want);
    sr_arena_fail_after(a, 0);
    ck_assert_ptr_null(sr_tag_lemma(&cases[3].rule, SR_STR("Rebels"), a).p);
    sr_arena_free(a);
}
END_TEST

enum { TAGS = SR_TAG_NAME_TAGS, LEN = 4 };

static bool allowed(const uint8_t *tag)
{
    for (size_t i = 0; i < LEN; i++) {
        uint8_t t = tag[i], before = i ? tag[i - 1] : 0;
        if (t && t % 2 == 0 && before != t && before != t - 1)
            return false;
    }
    return true;
}

START_TEST(test_names)
{
    uint32_t seed = 1;
    for (size_t round = 0; round < 30; round++) {
        float s[LEN * 16], best = -1e9f, got = 0, p[LEN];
        uint8_t tag[LEN];
        for (size_t i = 0; i < LEN * 16; i++) {
            seed = seed * 1664525u + 1013904223u;
            s[i] = (float)(seed >> 24) / 16.0f;
        }
        for (size_t c = 0; c < (size_t)TAGS * TAGS * TAGS * TAGS; c++) {
            float sum = 0;
            size_t rest = c;
            for (size_t i = 0; i < LEN; i++, rest /= TAGS) {
                tag[i] = (uint8_t)(rest % TAGS);
                sum += s[i * 16 + tag[i]];
            }
            if (sum > best && allowed(tag))
                best = sum;
        }
        sr_tag_best_names(&sr_kernels_portable, s, 16, LEN, tag, p);
        ck_assert(allowed(tag));
        for (size_t i = 0; i < LEN; i++) {
            got += s[i * 16 + tag[i]];
            ck_assert(p[i] > 0.0f && p[i] <= 1.0f);
        }
        ck_assert_float_eq_tol(got, best, 1e-4f);
    }
}
END_TEST

START_TEST(test_forms)
{
    static const struct {
        const char *form, *shape;
        uint32_t rows;
    } cases[] = {
        {"Kyiv", "Xxx", 9},    {"U.S.", "X.X.", 9},
        {"1,200", "d,dd", 10}, {"F-16s", "X-ddx", 10},
        {"a", "x", 3},         {"ЗСУ", "XX", 7},
        {"北京", "xx", 5},     {"😀", "o", 3},
        {"\xff", "o", 3},      {"aAaAaAaAaAaAaA", "xXxXxXxXxXxX", 10},
    };
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        sr_tag_form f;
        sr_tag_form_of(sr_str_of(cases[i].form), &f);
        ck_assert_str_eq(f.shape, cases[i].shape);
        ck_assert_uint_eq(f.n_rows, cases[i].rows);
        for (size_t r = 0; r < f.n_rows; r++)
            ck_assert(f.rows[r] >= SR_TAG_SUB_FIRST && f.rows[r] < SR_TAG_SUB_ROWS);
    }
}
END_TEST

START_TEST(test_case_of_sentence)
{
    static const struct {
        const char *text;
        sr_tag_case want;
    } cases[] = {
        {"He met Ban in Oslo .", SR_TAG_CASE_NORMAL},
        {"FLOOD KILLS 3 IN OSLO", SR_TAG_CASE_CAPS},
        {"Flood Kills Three People in Oslo", SR_TAG_CASE_TITLE},
        {"flood kills three", SR_TAG_CASE_LOWER},
        {"I .", SR_TAG_CASE_NORMAL},
    };
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        sr_tag_form forms[16];
        sr_str rest = sr_str_of(cases[i].text), word;
        size_t n = 0;
        while (sr_str_field(&rest, ' ', &word))
            sr_tag_form_of(word, &forms[n++]);
        ck_assert_msg(sr_tag_case_of(forms, n) == cases[i].want, "%s", cases[i].text);
    }
}
END_TEST

/* Places of the tokens in listed phrases: A alone, F first, I inside, L last, - none. */
START_TEST(test_phrases)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"the New York Times said", "-FIL-"},
        {"Al - Qaeda and Al-Qaeda", "FIL-A"},
        {"he saw new york times", "--FIL"}, /* a sentence without capitals */
        {"In new york times He", "-----"},  /* with some */
        {"UN and U.N. troops", "A-A-"},
        {". - !", "---"},
        {"", ""},
    };
    sr_tag_model *m = NULL;
    sr_err err;
    ck_ok(sr_tag_model_open(NULL, SR_TAG_AUTO, &m, &err));
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        sr_tag_form forms[16];
        sr_str rest = sr_str_of(cases[i].text), word;
        char got[17] = "";
        size_t n = 0;
        while (sr_str_field(&rest, ' ', &word))
            sr_tag_form_of(word, &forms[n++]);
        n = cases[i].text[0] ? n : 0;
        sr_tag_find_phrases(m, forms, n, sr_tag_case_of(forms, n));
        for (size_t j = 0; j < n; j++)
            got[j] = forms[j].phrase ? "AFIL"[forms[j].place] : '-';
        ck_assert_msg(strcmp(got, cases[i].want) == 0, "%s: %s", cases[i].text, got);
    }
    sr_tag_model_close(m);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("read_off");
    TCase *c = tcase_create("read_off");
    tcase_add_test(c, test_lemmas);
    tcase_add_test(c, test_names);
    tcase_add_test(c, test_forms);
    tcase_add_test(c, test_case_of_sentence);
    tcase_add_test(c, test_phrases);
    suite_add_tcase(s, c);
    return s;
}
