/* Inputs and directories, in a folder made here. */
#include "t.h"

#include "ingest/walk.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[64];

static const char *below(const char *name)
{
    static char path[8192];
    (void)snprintf(path, sizeof path, "%s/%s", root, name);
    return path;
}

static void make_file(const char *name)
{
    FILE *f = fopen(below(name), "w");
    ck_assert(f != NULL);
    (void)fclose(f);
}

static void make_dir(const char *name)
{
    ck_assert_msg(mkdir(below(name), 0700) == 0, "%s: %s", below(name),
                  strerrordesc_np(errno));
}

static void setup(void)
{
    (void)snprintf(root, sizeof root, "/tmp/sr-walk-XXXXXX");
    ck_assert(mkdtemp(root) != NULL);
}

static void teardown(void)
{
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", root);
    ck_assert(system(command) == 0);
}

/* All paths with the root cut off, and refusals, one a line. */
static void list(const char *const *paths, size_t n, sr_buf *out)
{
    sr_walk *w;
    const char *path;
    sr_err err;
    sr_status st;
    ck_ok(sr_walk_new(paths, n, &w, NULL));
    while ((st = sr_walk_next(w, &path, &err)) != SR_END) {
        if (st != SR_OK)
            sr_buf_printf(out, "%s!", sr_status_name(st));
        else
            sr_buf_printf(out, "%s,",
                          strncmp(path, root, strlen(root)) == 0 ? path + strlen(root)
                                                                 : path);
    }
    sr_buf_putc(out, '\0');
    sr_walk_free(w);
}

START_TEST(test_order)
{
    sr_buf out = {0};
    make_file("b");
    make_file("a.html");
    make_file("Z");
    make_file(".hidden");
    make_file("\xC3\xA9"); /* bytes, not a locale, give the order */
    make_dir("a");
    make_file("a/2");
    make_file("a/10");
    make_dir("c");
    list((const char *const[]){root, "-", "/no/such"}, 3, &out);
    ck_assert_str_eq(out.p, "/Z,/a/10,/a/2,/a.html,/b,/\xC3\xA9,-,io!");
    sr_buf_free(&out);
}
END_TEST

START_TEST(test_links)
{
    sr_buf out = {0};
    make_dir("d");
    make_file("d/x");
    make_file("y");
    ck_assert(symlink("..", below("d/up")) == 0);
    ck_assert(symlink("d", below("to-d")) == 0);
    ck_assert(symlink("y", below("to-y")) == 0);
    ck_assert(symlink("gone", below("to-gone")) == 0);
    ck_assert(mkfifo(below("pipe"), 0600) == 0);
    list((const char *const[]){root}, 1, &out);
    ck_assert_str_eq(out.p, "/d/x,format!io!/to-y,/y,");
    sr_buf_reset(&out);
    char named[80];
    (void)snprintf(named, sizeof named, "%s/to-d/", root);
    list((const char *const[]){named}, 1, &out);
    ck_assert_str_eq(out.p, "/to-d/x,");
    sr_buf_free(&out);
}
END_TEST

START_TEST(test_depth)
{
    sr_buf out = {0}, path = {0};
    for (int i = 0; i < SR_MAX_DIRECTORY_DEPTH + 3; i++) {
        sr_buf_printf(&path, "%sd", i ? "/" : "");
        sr_buf_putc(&path, '\0');
        path.len--;
        make_dir(path.p);
    }
    sr_buf_put(&path, SR_STR("/deep"));
    sr_buf_putc(&path, '\0');
    make_file(path.p);
    make_file("d/z");
    list((const char *const[]){root}, 1, &out);
    ck_assert_str_eq(out.p, "limit!/d/z,");
    sr_buf_free(&out);
    sr_buf_free(&path);
}
END_TEST

START_TEST(test_unreadable)
{
    sr_buf out = {0};
    if (geteuid() == 0)
        return; /* may read all */
    make_dir("locked");
    make_file("z");
    ck_assert(chmod(below("locked"), 0) == 0);
    list((const char *const[]){root}, 1, &out);
    ck_assert_str_eq(out.p, "io!/z,");
    ck_assert(chmod(below("locked"), 0700) == 0);
    sr_buf_free(&out);
}
END_TEST

/* Stopping in the middle gives all memory back (the sanitizer looks). */
START_TEST(test_stop)
{
    sr_walk *w;
    const char *path;
    make_dir("a");
    make_file("a/1");
    make_file("a/2");
    make_file("b");
    ck_ok(sr_walk_new((const char *const[]){root}, 1, &w, NULL));
    ck_ok(sr_walk_next(w, &path, NULL));
    sr_walk_free(w);
    sr_walk_free(NULL);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("walk");
    TCase *t = tcase_create("walk");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, test_order);
    tcase_add_test(t, test_links);
    tcase_add_test(t, test_depth);
    tcase_add_test(t, test_unreadable);
    tcase_add_test(t, test_stop);
    suite_add_tcase(suite, t);
    return suite;
}
