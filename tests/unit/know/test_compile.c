/* Text to compiled knowledge: what is right, what is wrong and where, refused memory. */
#include "seed.h"

START_TEST(test_seed)
{
    sr_buf one = {0}, two = {0};
    said s = {0};
    ck_assert_msg(seed_compile(&one, &s) == SR_OK, "line %u: %s", s.line, s.last);
    ck_ok(seed_compile(&two, &s));
    ck_assert_uint_eq(s.n, 0);
    ck_assert(sr_str_eq(sr_buf_str(&one), sr_buf_str(&two))); /* the same bytes */
    sr_buf_free(&one);
    sr_buf_free(&two);
}
END_TEST

/* One line more in a file of the seed, and what is said of it. */
static const struct {
    const char *file, *line, *want;
} wrong[] = {
    {"countries", "FRA\tFX\tFrance again", "the code of \"France again\""},
    {"countries", "XX\tFX\tNowhere\t\t\t\t\t\t1\t1", "no codes of three"},
    {"countries", "XXA\tXA\tNowhere\tFrance\t\t\t\t\t1\t1", "is the name of FRA too"},
    {"countries", "XXA\tXA\tNowhere\t\t\t\t\t\t91\t1", "no latitude"},
    {"countries", "XXA\tXA\tNowhere\t\t\t\t\t\t1\t1\t\t\t\tABC", "no country \"ABC\""},
    {"people", "A B\t\tFRA\thead of state", NULL},
    {"people", "A B\t\tFRA\tchief cook", "\"chief cook\" is no office"},
    {"people", "A B\t\tFRX\thead of state", "no country \"FRX\""},
    {"people", "A B\t\tFRA\tmayor\t\tFRA.GOV\t2024-06-31", "\"2024-06-31\" is no day"},
    {"people", "A B\t\tFRA\tmayor\t\tFRA.GOV\t2024-05\t2023", "is after until"},
    {"people", "A B\t\tFRA\tmayor\t\tFRA.XXX", "\"XXX\" is no sector"},
    {"people", "A B\t\tFRA\tmayor\t\tFXX.GOV", "\"FXX\" is no country or class"},
    {"people", "A B\t\tFRA\tmayor\t\t\t\t\tQ3052772",
     "is the number of \"Emmanuel Macron\""},
    {"people", "A B\t\tFRA\tmayor\t\t\t\t\t3052772", "no number of Wikidata"},
    {"people", "Emmanuel Macron\t\tFRA\thead of state\t\t\t2017-05-14", "there already"},
    {"people", "Emmanuel Macron\t\tFRA\tmayor\t\t\t\t\tQ5", NULL}, /* a namesake */
    {"people", "A B\tFRA\tmayor", "3 fields are filled"},
    {"people", "A\t\tFRA\tmayor\t\t\t\t\t\t\t", "11 fields"},
    {"people", "A \xFF\t\tFRA\tmayor", "byte 3 of the line is no UTF-8"},
    {"people", "...\t\tFRA\tmayor", "no letter or digit"},
    {"organisations", "ACME\t\tshop\tFRA\tFRA.BUS", "no kind of organisation"},
    {"organisations", "Wagner Group\t\tpeople\tRUS", "of another kind"},
    {"divisions", "5\tX\t\tUKR\t07\t\tA.ADM1\t1\t1", "division UKR.07 is there already"},
    {"places", "5\tX\t\tUKR\t99\t\tP.PPL\t1\t1", "there is no division UKR.99"},
    {"places", "703448\tX\t\tUKR\t07\t\tP.PPL\t1\t1", "703448 of GeoNames is there"},
    {"places", "5\tX\t\tUKR\t07\t\tQ.PPL\t1\t1", "no class and code"},
    {"places", "5\tX\t\tUKR\t07\t\tP.PPL\t1\t1\t-5", "\"-5\" is no number"},
    {"spellings", "703448\tKiev\tKyyiv", "has the number 703448 and the name \"Kiev\""},
    {"spellings", "703448\tKyiv\tKyyiv\tgreat", "famous or nothing"},
    {"spellings", "5\tX\tY", "no place above has the number 5"},
    {"regions", "Crimea\t\tdisputed\tUKR\t45\t34", "\"Crimea\" is there already"},
    {"regions", "Crimea\t\tplace\tUKR\t45\t34", "no kind of region"},
    {"regions", "Crimea\t\tregion\tUKR\t45\t34\tvillage", "the precision is"},
    {"others", "Kalibr\t\tWEAPON", "\"Kalibr\" is there already"},
    {"others", "Kalibr\t\tSHIP", "WEAPON, LAW, EVENT or MISC"},
    {"notplaces", "chicago TRIBUNE", "is there already"},
    {"roles", "police\tGOV", "as another role"},
    {"roles", "Foreign-Minister\tGOV\tforeign minister", NULL},
    {"roles", "cook\tXYZ", "\"XYZ\" is no sector"},
    {"roles", "cook\tCVL\tchief cook", "no office"},
    {"roles", "cook\tCVL\t\tperson\ttwo", "one or many"},
    {"unheard", "cook\tCVL", "none of our files"},
};

START_TEST(test_wrong)
{
    sr_know_source sources[SR_COUNT(seed) + 1];
    size_t n = seed_sources(sources);
    said s = {0};
    sr_err err = {0};
    sources[n].name = sr_str_of(wrong[_i].file);
    sources[n].text = sr_str_of(wrong[_i].line);
    sr_know_build *b = sr_know_build_new(NULL, keep_said, &s);
    sr_status st = sr_know_build_read(b, sources, n + 1, &err);
    if (!wrong[_i].want) {
        ck_assert_int_eq(st, SR_OK);
    } else {
        ck_assert_int_eq(st, SR_EFORMAT);
        ck_assert_uint_eq(s.n, 1);
        ck_assert_msg(strstr(s.last, wrong[_i].want) != NULL, "%s: said \"%s\"",
                      wrong[_i].line, s.last);
        ck_assert_ptr_nonnull(strstr(err.msg, wrong[_i].file));
        ck_assert_uint_eq(s.line, strcmp(wrong[_i].file, "unheard") != 0);
    }
    sr_know_build_free(b);
}
END_TEST

/* Every error is said, with the number of its line; comments and blank lines count. */
START_TEST(test_lines)
{
    said s = {0};
    sr_know_source source = {SR_STR("x"), SR_STR("# sitrep know: others\r\n"
                                                 "\n"
                                                 "A\t\tLAW\r\n"
                                                 "B\t\tBAD\n"
                                                 "# C\n"
                                                 "D\n")};
    sr_know_build *b = sr_know_build_new(NULL, keep_said, &s);
    ck_assert_int_eq(sr_know_build_read(b, &source, 1, NULL), SR_EFORMAT);
    ck_assert_uint_eq(s.n, 2);
    ck_assert_uint_eq(s.line, 6);
    ck_assert_uint_eq(b->actors.n, 1);
    sr_know_build_free(b);
}
END_TEST

START_TEST(test_no_memory)
{
    sr_know_source sources[SR_COUNT(seed)];
    size_t n = seed_sources(sources), k = 0;
    sr_status st = SR_ENOMEM;
    for (; st != SR_OK && k < 3000; k++) {
        sr_buf out = {0};
        sr_know_build *b = sr_know_build_new(NULL, NULL, NULL);
        sr_arena_fail_after(b->a, k);
        st = sr_know_build_read(b, sources, n, NULL);
        if (st == SR_OK)
            st = sr_know_build_write(b, &out, NULL);
        ck_assert(st == SR_OK || (st == SR_ENOMEM && out.len == 0));
        sr_buf_free(&out);
        sr_know_build_free(b);
    }
    ck_assert_int_eq(st, SR_OK);
    ck_assert_uint_gt(k, 50);
}
END_TEST

/* A megabyte of each worst case: one line, one field, tabs, semicolons, one name again. */
START_TEST(test_hostile)
{
    static const char *const units[] = {"A",          "\t",   ";",  "A;",
                                        "A\t\tLAW\n", "\xFF", "\n", "\xD0\x81"};
    enum { BIG = 1 << 20 };
    sr_buf text = {0};
    while (text.len < BIG)
        sr_buf_put(&text, sr_str_of(units[_i]));
    for (int kind = 0; kind < SR_FILE_KINDS; kind++) {
        sr_know_source source = {sr_str_of(sr_know_schemas[kind].name),
                                 sr_buf_str(&text)};
        said s = {0};
        sr_know_build *b = sr_know_build_new(NULL, keep_said, &s);
        (void)sr_know_build_read(b, &source, 1, NULL);
        sr_know_build_free(b);
    }
    sr_buf_free(&text);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("know/compile");
    TCase *tc = tcase_create("all");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, test_seed);
    tcase_add_loop_test(tc, test_wrong, 0, SR_COUNT(wrong));
    tcase_add_test(tc, test_lines);
    tcase_add_test(tc, test_no_memory);
    tcase_add_loop_test(tc, test_hostile, 0, 8);
    suite_add_tcase(suite, tc);
    return suite;
}
