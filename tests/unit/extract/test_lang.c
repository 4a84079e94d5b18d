/* Languages told by a headline: tests/scores/headlines.tsv. */
#include "extract/lang.h"
#include "t.h"

#include <stdio.h>

/* At least 95 of 100 right, and as many languages as the issue asks for. */
START_TEST(test_headlines)
{
    char line[1024], code[SR_LANG_TEXT];
    size_t n = 0, right = 0;
    FILE *f = fopen(SR_TESTS_DIR "/scores/headlines.tsv", "r");
    ck_assert_ptr_nonnull(f);
    while (fgets(line, sizeof line, f)) {
        sr_str rest = sr_str_trim(sr_str_of(line)), lang;
        if (rest.p[0] == '#' || !sr_str_field(&rest, '\t', &lang))
            continue;
        bool sure = sr_lang_detect(rest, code);
        bool ok = sure && sr_str_eq(sr_str_of(code), lang);
        if (!ok)
            (void)printf("%.*s -> %s: %.*s\n", SR_FMT(lang), sure ? code : "?",
                         SR_FMT(rest));
        n++;
        right += ok;
    }
    (void)fclose(f);
    (void)printf("%zu of %zu headlines right\n", right, n);
    ck_assert_uint_ge(right * 100, n * 95);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("extract/lang");
    TCase *c = tcase_create("headlines");
    tcase_add_test(c, test_headlines);
    suite_add_tcase(s, c);
    return s;
}
