/* Several files as one knowledge: what a later one says wins, the rest stays. */
#include "seed.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char mine[] =
    "# sitrep know: people\n"
    "Zora Layerton\tZ. Layerton\tFRA\tmayor\tmayor\tFRA.GOV\t2001\n"
    "Zora Layerton\t\tFRA\thead of state\t\tFRA.GOV\t2010\t2012\n"
    "# sitrep know: places\n"
    "2988507\tParis of Ours\tParis\tFRA\t\t\tP.PPLC\t1\t2\t5\n";
static const char later[] =
    "# sitrep know: people\n"
    "Zora Layerton\tLayer One\tFRA\thead of state\tqueen\tFRA.ELI\t2010\t"
    "2020\tQ999999991\n";

static void write_file(char *path, const char *text)
{
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    (void)close(fd);
}

static sr_time year(int y)
{
    return sr_time_of((sr_civil){.year = y, .month = 6, .day = 1});
}

START_TEST(test_layers)
{
    char one[] = "/tmp/sr_know_XXXXXX", two[] = "/tmp/sr_know_XXXXXX";
    const char *files[] = {one, two};
    sr_know *know;
    sr_actor a, b;
    sr_known_role role;
    sr_place_ref place;
    write_file(one, mine);
    write_file(two, later);
    ck_ok(sr_know_open(files, 2, &know, NULL));
    ck_assert_uint_eq(sr_know_actors(know, SR_STR("Zora Layerton"), &a, 1), 1);
    ck_assert_uint_eq(sr_know_actors(know, SR_STR("Layer One"), &b, 1), 1);
    ck_assert_uint_eq(a, b);
    ck_assert_uint_eq(sr_know_actors(know, SR_STR("Z. Layerton"), &b, 1), 1);
    ck_assert_uint_eq(a, b);
    ck_str(sr_know_actor(know, a).id, "wikidata:Q999999991");
    ck_assert_uint_eq(sr_know_actor(know, a).n_roles, 2);
    ck_assert(sr_know_role_on(know, a, year(2015), &role));
    ck_str(role.title, "queen"); /* the same office and start: said anew */
    ck_assert(sr_know_role_on(know, a, year(2022), &role));
    ck_str(role.office, "mayor");
    b = sr_know_holder(know, SR_STR("FRA"), SR_STR("head of state"), year(2015));
    ck_assert_uint_eq(a, b);
    ck_assert_uint_ge(sr_know_places(know, SR_STR("Paris"), &place, 1), 1);
    ck_str(sr_know_place(know, place).country, "FRA");
    /* Of what the program knows nothing is lost. */
    ck_assert_uint_ge(sr_know_actors(know, SR_STR("United Nations"), &b, 1), 1);
    sr_know_close(know);
    (void)unlink(one);
    (void)unlink(two);
}
END_TEST

START_TEST(test_errors)
{
    char bad[] = "/tmp/sr_know_XXXXXX";
    const char *files[SR_MAX_KNOW_FILES + 1] = {bad};
    sr_know *know = (sr_know *)bad;
    sr_err err;
    write_file(bad, "# sitrep know: people\nA B\t\tFRA\tcook\n");
    ck_assert_int_eq(sr_know_open(files, 1, &know, &err), SR_EFORMAT);
    ck_assert_ptr_nonnull(strstr(err.msg, ":2: \"cook\" is no office"));
    (void)unlink(bad);
    ck_assert_int_eq(sr_know_open(files, 1, &know, &err), SR_EIO);
    ck_assert_int_eq(sr_know_open(files, SR_MAX_KNOW_FILES + 1, &know, &err), SR_ELIMIT);
    ck_assert_ptr_eq(know, (sr_know *)bad); /* untouched */
}
END_TEST

/* A spoiled file is refused or gives wrong answers; it never reads outside itself. */
START_TEST(test_spoiled)
{
    sr_buf bytes = {0};
    said s = {0};
    sr_know *know;
    ck_ok(seed_compile(&bytes, &s));
    sr_layer layer;
    ck_ok(sr_layer_of(sr_buf_str(&bytes), "seed", true, &layer, NULL));
    for (size_t i = 0; i < bytes.len; i += 7) {
        bytes.p[i] ^= (char)0xA5;
        sr_status st = sr_layer_of(sr_buf_str(&bytes), "seed", true, &layer, NULL);
        ck_assert(st == SR_EFORMAT || st == SR_OK); /* padding has no checksum */
        if (sr_know_open_bytes(sr_buf_str(&bytes), &know, NULL) == SR_OK) {
            sr_actor actors[8];
            sr_place_ref places[8];
            size_t n = sr_know_actors(know, SR_STR("Macron"), actors, 8);
            for (size_t j = 0; j < n && j < 8; j++)
                for (uint32_t k = 0; k < sr_know_actor(know, actors[j]).n_roles; k++)
                    (void)sr_know_role(know, actors[j], k);
            n = sr_know_places(know, SR_STR("Kharkiv"), places, 8);
            for (size_t j = 0; j < n && j < 8; j++)
                (void)sr_know_place(know, places[j]);
            sr_know_close(know);
        }
        bytes.p[i] ^= (char)0xA5;
    }
    for (size_t cut = 0; cut < bytes.len; cut += 509)
        ck_assert_int_eq(sr_know_open_bytes((sr_str){bytes.p, cut}, &know, NULL),
                         SR_EFORMAT);
    sr_buf_free(&bytes);
}
END_TEST

/* What is laid into the program is whole, and it can be known of. */
START_TEST(test_embedded)
{
    extern const char sr_know_embedded[], sr_know_embedded_end[];
    sr_layer layer;
    ck_ok(sr_layer_of(
        (sr_str){sr_know_embedded, (size_t)(sr_know_embedded_end - sr_know_embedded)},
        "the program", true, &layer, NULL));
    ck_assert_uint_gt(layer.n_countries, 240);
    ck_assert_uint_gt(layer.n_places, 45000);
    ck_assert_uint_gt(layer.n_words, 1000);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("know/layers");
    TCase *tc = tcase_create("all");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, test_layers);
    tcase_add_test(tc, test_errors);
    tcase_add_test(tc, test_spoiled);
    tcase_add_test(tc, test_embedded);
    suite_add_tcase(suite, tc);
    return suite;
}
