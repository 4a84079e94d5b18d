#include "../t.h"

#include "base/json.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <cjson/cJSON.h>

static sr_buf out;

static void teardown(void)
{
    sr_buf_free(&out);
}

static const char *text(void)
{
    sr_buf_putc(&out, '\0');
    out.len--;
    return out.p;
}

START_TEST(test_nesting)
{
    sr_json j = {.out = &out};
    sr_json_object(&j);
    sr_json_pair(&j, "a", SR_STR("b"));
    sr_json_pair_opt(&j, "none", SR_STR(""));
    sr_json_key(&j, "list");
    sr_json_array(&j);
    sr_json_int(&j, INT64_MIN);
    sr_json_bool(&j, true);
    sr_json_bool(&j, false);
    sr_json_null(&j);
    sr_json_array(&j);
    sr_json_end(&j);
    sr_json_object(&j);
    sr_json_end(&j);
    sr_json_end(&j);
    sr_json_key(&j, "span");
    sr_json_span(&j, (sr_span){1, UINT32_MAX});
    sr_json_key(&j, "raw");
    sr_json_raw(&j, SR_STR("{\"x\":1}"));
    sr_json_end(&j);
    ck_assert_str_eq(text(),
                     "{\"a\":\"b\",\"list\":[-9223372036854775808,true,false,null,[],{}],"
                     "\"span\":[1,4294967295],\"raw\":{\"x\":1}}");
    ck_assert_int_eq(j.depth, 0);
    sr_json_end(&j); /* one too many does nothing */
    ck_assert(sr_buf_ok(&out) && j.depth == 0);
}
END_TEST

START_TEST(test_escapes)
{
    static const struct {
        sr_str in;
        bool html_safe;
        const char *want;
    } cases[] = {
        {{"a\"b\\c/", 6}, false, "\"a\\\"b\\\\c/\""},
        {{"\b\f\n\r\t\x01\x1F\x7F", 8},
         false,
         "\"\\b\\f\\n\\r\\t\\u0001\\u001f\\u007f\""},
        {{"a\0b", 3}, false, "\"a\\u0000b\""},
        {{"\xE2\x80\xA8\xE2\x80\xA9", 6}, false, "\"\\u2028\\u2029\""},
        {{"Київ \xF0\x9F\x98\x80", 13}, false, "\"Київ \xF0\x9F\x98\x80\""},
        {{"a\xFFz\xC3", 4}, false, "\"a\xEF\xBF\xBDz\xEF\xBF\xBD\""},
        {{"</script>&", 10}, false, "\"</script>&\""},
        {{"</script>&", 10}, true, "\"\\u003c/script\\u003e\\u0026\""},
        {{NULL, 0}, false, "\"\""},
    };
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        sr_json j = {.out = &out, .html_safe = cases[i].html_safe};
        sr_buf_reset(&out);
        sr_json_str(&j, cases[i].in);
        ck_assert_str_eq(text(), cases[i].want);
    }
}
END_TEST

/* Every byte as a string: a reader takes it. */
START_TEST(test_every_byte)
{
    for (int c = 1; c < 256; c++) {
        char b = (char)c;
        sr_json j = {.out = &out};
        sr_buf_reset(&out);
        sr_json_str(&j, (sr_str){&b, 1});
        cJSON *back = cJSON_Parse(text());
        ck_assert_msg(cJSON_IsString(back), "byte %d", c);
        ck_assert(c >= 0x80 || back->valuestring[0] == b);
        cJSON_Delete(back);
    }
}
END_TEST

static void check_number(double v, const char *want)
{
    sr_json j = {.out = &out};
    sr_buf_reset(&out);
    sr_json_num(&j, v);
    ck_assert_str_eq(text(), want);
}

START_TEST(test_numbers)
{
    check_number(0, "0");
    check_number(-0.5, "-0.5");
    check_number(0.1, "0.1");
    check_number(1e6, "1e+06");
    check_number(1234567, "1234567");
    check_number(1.0 / 3, "0.3333333333333333");
    check_number(5e-324, "4.94066e-324");
    check_number(1.7976931348623157e308, "1.7976931348623157e+308");
    check_number((double)NAN, "null");
    check_number((double)INFINITY, "null");
    check_number((double)-INFINITY, "null");
}
END_TEST

/* The host program's locale is not ours to choose. */
START_TEST(test_numbers_in_other_locales)
{
    static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8",  "fr_FR.UTF-8",
                                        "uk_UA.UTF-8", "ps_AF.UTF-8", "fa_IR.UTF-8"};
    bool found = false;
    for (size_t i = 0; i < SR_COUNT(names); i++) {
        if (!setlocale(LC_ALL, names[i]) || strcmp(localeconv()->decimal_point, ".") == 0)
            continue;
        found = true;
        check_number(0.5, "0.5");
        check_number(-1.25e-7, "-1.25e-07");
    }
    if (!found)
        (void)printf("skipped: no locale with another decimal point is installed\n");
    (void)setlocale(LC_ALL, "C");
}
END_TEST

START_TEST(test_depth)
{
    sr_json j = {.out = &out};
    for (int i = 0; i < SR_JSON_DEPTH; i++)
        sr_json_array(&j);
    ck_assert(sr_buf_ok(&out));
    sr_json_array(&j);
    ck_assert(!sr_buf_ok(&out));
    for (int i = 0; i < 2 * SR_JSON_DEPTH; i++)
        sr_json_end(&j);
    ck_assert_int_eq(j.depth, 0);
}
END_TEST

START_TEST(test_refused)
{
    out.limit_bytes = 10;
    sr_json j = {.out = &out};
    sr_json_array(&j);
    for (int i = 0; i < 100; i++)
        sr_json_str(&j, SR_STR("abc"));
    sr_json_end(&j);
    ck_assert(!sr_buf_ok(&out) && out.len <= 10);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("base/json");
    TCase *c = tcase_create("all");
    tcase_add_checked_fixture(c, NULL, teardown);
    tcase_add_test(c, test_nesting);
    tcase_add_test(c, test_escapes);
    tcase_add_test(c, test_every_byte);
    tcase_add_test(c, test_numbers);
    tcase_add_test(c, test_numbers_in_other_locales);
    tcase_add_test(c, test_depth);
    tcase_add_test(c, test_refused);
    suite_add_tcase(s, c);
    return s;
}
