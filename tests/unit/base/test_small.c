/* Hashes, errors, the lines of data/. */
#include "../t.h"

#include "base/data.h"
#include "base/hash.h"

START_TEST(test_hash64)
{
    ck_assert_uint_eq(sr_hash64(SR_STR("Kyiv")), sr_hash64(SR_STR("Kyiv")));
    ck_assert_uint_ne(sr_hash64(SR_STR("Kyiv")), sr_hash64(SR_STR("kyiv")));
    ck_assert_uint_ne(sr_hash64(SR_STR("a")), sr_hash64(SR_STR("a\0")));
    ck_assert_uint_eq(sr_hash64((sr_str){NULL, 0}), sr_hash64(SR_STR("")));
    ck_assert_uint_ne(sr_hash_mix(1, 2), sr_hash_mix(2, 1));
    ck_assert_uint_ne(sr_hash_mix(0, 0), 0);
}
END_TEST

START_TEST(test_digest)
{
    char a[SR_ID_HEX + 1], b[SR_ID_HEX + 1];
    sr_str one[] = {SR_STR("abc")}, parts[] = {SR_STR("ab"), SR_STR("c")},
           moved[] = {SR_STR("a"), SR_STR("bc")};
    /* SHA-256 of 03 00 00 00 00 00 00 00 61 62 63, first half; computed with Python's
     * hashlib. */
    ck_ok(sr_digest(one, 1, a, NULL));
    ck_assert_str_eq(a, "ce91dc5eec0139adf091900d225971d6");
    ck_ok(sr_digest(parts, 2, a, NULL));
    ck_ok(sr_digest(moved, 2, b, NULL));
    ck_assert_str_ne(a, b); /* where the parts end counts */
    ck_ok(sr_digest(NULL, 0, a, NULL));
    ck_assert_uint_eq(strlen(a), SR_ID_HEX);
    ck_assert_uint_eq(strspn(a, "0123456789abcdef"), SR_ID_HEX);
}
END_TEST

START_TEST(test_fail)
{
    sr_err err = {0};
    ck_assert_int_eq(sr_fail(NULL, SR_EIO, 0, "x"), SR_EIO);
    ck_assert_int_eq(sr_fail(&err, SR_EFORMAT, 12, "bad \"%s\"", "y"), SR_EFORMAT);
    ck_assert(err.status == SR_EFORMAT && err.offset == 12);
    ck_assert_str_eq(err.msg, "bad \"y\"");
    (void)sr_fail(&err, SR_EIO, 0, "%2000d", 1); /* cut, and terminated */
    ck_assert_uint_eq(strlen(err.msg), sizeof err.msg - 1);
}
END_TEST

START_TEST(test_status_names)
{
    for (int i = SR_OK; i <= SR_ESTORE; i++) {
        ck_assert_str_ne(sr_status_name((sr_status)i), "unknown");
        for (int k = SR_OK; k < i; k++)
            ck_assert_str_ne(sr_status_name((sr_status)i), sr_status_name((sr_status)k));
    }
    ck_assert_str_eq(sr_status_name((sr_status)99), "unknown");
}
END_TEST

START_TEST(test_data_lines)
{
    sr_str rest = SR_STR("# origin\n\n  one\ttab \r\n#x\n two\n   \n# end"), line;
    ck_assert(sr_data_line(&rest, &line));
    ck_str(line, "one\ttab");
    ck_assert(sr_data_line(&rest, &line));
    ck_str(line, "two");
    ck_assert(!sr_data_line(&rest, &line));
    rest = (sr_str){NULL, 0};
    ck_assert(!sr_data_line(&rest, &line));
    ck_assert_ptr_null(sr_data("no-such-list.txt").p);
    ck_assert_ptr_null(sr_data("").p);
    ck_assert_uint_gt(sr_data("abbrev.en.txt").len, 0);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("base/small");
    TCase *c = tcase_create("all");
    tcase_add_test(c, test_hash64);
    tcase_add_test(c, test_digest);
    tcase_add_test(c, test_fail);
    tcase_add_test(c, test_status_names);
    tcase_add_test(c, test_data_lines);
    suite_add_tcase(s, c);
    return s;
}
