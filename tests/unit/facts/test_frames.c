/* The language of frames: every mistake with file and line; classes in classes; a user's
 * frames win; refused memory; hostile text. */
#include "../t.h"

#include "facts/frames.h"

#include "base/data.h"
#include "base/hash.h"

static sr_arena *arena;

static void setup(void)
{
    arena = sr_arena_new((size_t)64 << 20);
    ck_assert_ptr_nonnull(arena);
}

static void teardown(void)
{
    sr_arena_free(arena);
}

/* clang-format off */
static const struct mistake { const char *text, *message; } mistakes[] = {
    {"attack\tR=obj\tASSAULT\t190", "t:1: before the first \"[part]\": \"attack\tR=obj\tASSAULT\t190\""},
    {"[verb]", "t:1: there is no part \"[verb]\""},
    {"[verbs]\nattack\tR=obj\tASSAULTS\t190", "t:2: there is no type \"ASSAULTS\""},
    {"[verbs]\n\n# x\nattack\tR=obj\tASSAULT/aerials\t190", "t:4: the type has no mode \"aerials\""},
    {"[verbs]\nattack\tR=obj\tASSAULT\t999", "t:2: there is no CAMEO code \"999\""},
    {"[verbs]\nattack\tR=obj\tASSAULT\t190\tmilitray", "t:2: there is no context \"militray\""},
    {"[verbs]\nattack\tR=obj(base\tASSAULT\t190", "t:2: a bracket is not closed in \"obj(base\""},
    {"[verbs]\nattack\tobj(a||b)\tASSAULT\t190", "t:2: an empty word in \"a||b\""},
    {"[verbs]\nattack\tR*=obj\tASSAULT\t190", "t:2: not a role: \"R*=obj\""},
    {"[verbs]\nattack\ta.b.c\tASSAULT\t190", "t:2: not a slot: \"a.b.c\""},
    {"[verbs]\nattack\t@NOT_THERE\tASSAULT\t190", "t:2: there is no macro \"NOT_THERE\""},
    {"[verbs]\none two three\tR=obj\tASSAULT\t190", "t:2: one or two words, please, not \"two three\""},
    {"[classes]\nweapon\tgun rifle", "t:2: a class is written in capitals, not \"weapon\""},
    {"[contexts]\nmilitray\tarmy", "t:2: there is no context \"militray\""},
    {"[compose]\nAGREE\tAIDE\tAGREE\t033", "t:2: there is no type \"AIDE\""},
    {"[macros]\nLOOP\t@LOOP\n[nouns]\nraid\t@LOOP\tASSAULT\t190", "t:4: there is no macro \"LOOP\""},
};
/* clang-format on */

START_TEST(mistakes_have_a_line)
{
    sr_frames f = {0};
    sr_err err = {0};
    sr_status st =
        sr_frames_read(&f, arena, SR_STR("t"), sr_str_of(mistakes[_i].text), 0, &err);
    ck_assert_int_eq(st, SR_EFORMAT);
    ck_assert_str_eq(err.msg, mistakes[_i].message);
}
END_TEST

START_TEST(classes_hold_classes)
{
    sr_frames f = {0};
    sr_class_set set;
    uint64_t contexts;
    ck_ok(sr_frames_read(&f, arena, SR_STR("t"),
                         SR_STR("[classes]\nARMS\tGUNS tank\nGUNS\trifle\n"
                                "[contexts]\nmilitary\trifle\n"),
                         0, NULL));
    ck_ok(sr_frames_build(&f, arena, NULL));
    ck_assert(sr_frames_word(&f, sr_hash64(SR_STR("rifle")), &set, &contexts));
    ck_assert(sr_class_has(&set, SR_CLASS_OWN_COUNT));     /* ARMS */
    ck_assert(sr_class_has(&set, SR_CLASS_OWN_COUNT + 1)); /* GUNS */
    ck_assert_uint_eq(contexts, 1);
    ck_assert(!sr_frames_word(&f, sr_hash64(SR_STR("boat")), &set, &contexts));
}
END_TEST

START_TEST(frames_are_found_by_lemma)
{
    sr_frames f = {0};
    ck_ok(sr_frames_read(&f, arena, SR_STR("t"),
                         SR_STR("[verbs]\ncarry out,stage\tobj\tASSAULT\t190\n"
                                "[nouns]\nhunger strike\tobj\tPROTEST/hunger\t142\n"),
                         0, NULL));
    ck_ok(sr_frames_build(&f, arena, NULL));
    uint32_t carry = sr_frames_head(&f, sr_hash64(SR_STR("carry")));
    uint32_t strike = sr_frames_head(&f, sr_hash64(SR_STR("strike")));
    ck_assert_uint_ne(carry, SR_NONE);
    ck_assert(f.v.v[carry].extra == sr_hash64(SR_STR("out")));
    ck_str(f.v.v[carry].rule, "t:2");
    ck_assert(f.v.v[strike].extra == sr_hash64(SR_STR("hunger")));
    ck_assert_uint_eq(sr_frames_head(&f, sr_hash64(SR_STR("hunger"))), SR_NONE);
    ck_assert_ptr_nonnull(sr_frames_cameo(&f, SR_STR("1053")));
    ck_assert_ptr_null(sr_frames_cameo(&f, SR_STR("1059")));
}
END_TEST

START_TEST(endings_lead_to_lemmas)
{
    sr_frames f = {0};
    ck_ok(sr_frames_read(&f, arena, SR_STR("t"),
                         SR_STR("[lemmas]\n-lled\t-l\n-ed\t-\nfled\tflee\n"
                                "[verbs]\ncancel,lift,flee\tobj\tASSAULT\t190\n"),
                         0, NULL));
    ck_ok(sr_frames_build(&f, arena, NULL));
    ck_assert(sr_frames_by_ending(&f, SR_STR("cancelled")) ==
              sr_hash64(SR_STR("cancel")));
    ck_assert(sr_frames_by_ending(&f, SR_STR("Lifted")) == sr_hash64(SR_STR("lift")));
    ck_assert_uint_eq(sr_frames_by_ending(&f, SR_STR("walked")), 0);
    ck_assert(sr_frames_form(&f, sr_hash64(SR_STR("fled"))) == sr_hash64(SR_STR("flee")));
}
END_TEST

START_TEST(memory_refused)
{
    sr_status st = SR_ENOMEM;
    size_t refused = 0;
    for (size_t k = 0; st != SR_OK && k < 200; k++, refused++) {
        sr_frames f = {0};
        sr_arena_fail_after(arena, k);
        st = sr_frames_read(
            &f, arena, SR_STR("t"),
            SR_STR("[classes]\nGUNS\trifle BIG\n[verbs]\nfire\tobj(GUNS|tank) "
                   "R=at,on\tASSAULT/firearms\t193\tmilitary\n"),
            0, NULL);
        if (st == SR_OK)
            st = sr_frames_build(&f, arena, NULL);
        ck_assert(st == SR_OK || st == SR_ENOMEM);
    }
    sr_arena_fail_after(arena, SIZE_MAX);
    ck_assert(st == SR_OK && refused > 5);
}
END_TEST

/* A megabyte of slots, of words, of brackets: refused or read, in no time. */
START_TEST(hostile_text)
{
    static const char *const units[] = {"R=obj ", "x(a|b) ", "((((((", "a,b,c,",
                                        "\tASSAULT"};
    enum { N = 1 << 20 };
    sr_frames f = {0};
    char *text = sr_arena_alloc(arena, N, 1);
    size_t n = strlen(units[_i]), at = strlen("[verbs]\nx\t");
    memcpy(text, "[verbs]\nx\t", at);
    for (; at + n < N; at += n)
        memcpy(text + at, units[_i], n);
    sr_status st = sr_frames_read(&f, arena, SR_STR("t"), (sr_str){text, at}, 0, NULL);
    ck_assert(st == SR_OK || st == SR_EFORMAT || st == SR_ENOMEM);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("frames");
    TCase *c = tcase_create("frames");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, mistakes_have_a_line, 0, (int)SR_COUNT(mistakes));
    tcase_add_test(c, classes_hold_classes);
    tcase_add_test(c, frames_are_found_by_lemma);
    tcase_add_test(c, endings_lead_to_lemmas);
    tcase_add_test(c, memory_refused);
    tcase_add_loop_test(c, hostile_text, 0, 5);
    suite_add_tcase(s, c);
    return s;
}
