/* Opening models: every way a file can be wrong says so. */
#include "t.h"
#include "tag/tag.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The embedded model, as bytes that a test may spoil. */
extern const char sr_tag_english[], sr_tag_english_end[];

typedef struct copy {
    char *p;
    size_t len;
} copy;

static copy fresh(void)
{
    size_t len = (size_t)(sr_tag_english_end - sr_tag_english);
    char *p = aligned_alloc(64, (len + 63) / 64 * 64);
    ck_assert_ptr_nonnull(p);
    memcpy(p, sr_tag_english, len);
    return (copy){p, len};
}

static void refused(copy c, size_t len, const char *why)
{
    sr_err err = {0};
    sr_tag_model *m = NULL;
    sr_status st = sr_tag_model_new((sr_str){c.p, len}, "x.bin", SR_TAG_AUTO, &m, &err);
    ck_assert_int_eq(st, SR_EFORMAT);
    ck_assert_ptr_null(m);
    ck_assert_msg(strstr(err.msg, why) && strstr(err.msg, "x.bin"), "%s", err.msg);
}

START_TEST(test_embedded)
{
    sr_tag_model *m = NULL;
    sr_err err;
    ck_ok(sr_tag_model_open(NULL, SR_TAG_AUTO, &m, &err));
    ck_assert(sr_str_find(sr_tag_model_licence(m), SR_STR("CC BY-SA"), 0) != SIZE_MAX);
    sr_tag_model_close(m);
    sr_tag_model_close(NULL);
}
END_TEST

START_TEST(test_spoiled)
{
    copy c = fresh();
    refused(c, 0, "no model");
    refused(c, 63, "no model");
    refused(c, c.len - 1, "bytes, not");
    c.p[0] = 'x';
    refused(c, c.len, "no model");
    c.p[0] = 's';
    c.p[8] = 9;
    refused(c, c.len, "version 9");
    c.p[8] = 2;
    c.p[c.len - 1] ^= 1;
    refused(c, c.len, "checksum");
    c.p[c.len - 1] ^= 1;
    c.p[12] = (char)200;
    refused(c, c.len, "200 sections");
    free(c.p);
}
END_TEST

START_TEST(test_files)
{
    sr_err err;
    sr_tag_model *m = NULL;
    ck_assert_int_eq(sr_tag_model_open("no/such/file", SR_TAG_AUTO, &m, &err), SR_EIO);
    ck_assert(strstr(err.msg, "could not open \"no/such/file\""));
    char path[] = "/tmp/sr-tag-XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(sr_tag_model_open(path, SR_TAG_AUTO, &m, &err), SR_EIO); /* empty */
    size_t len = (size_t)(sr_tag_english_end - sr_tag_english);
    ck_assert_int_eq(write(fd, sr_tag_english, len), (ssize_t)len);
    (void)close(fd);
    ck_ok(sr_tag_model_open(path, SR_TAG_PORTABLE, &m, &err));
    sr_tag_model_close(m);
    (void)unlink(path);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("model");
    TCase *c = tcase_create("model");
    tcase_add_test(c, test_embedded);
    tcase_add_test(c, test_spoiled);
    tcase_add_test(c, test_files);
    suite_add_tcase(s, c);
    return s;
}
