/* What each unit test includes: Check, the arena and a few short words.
 *
 * A test program defines one suite:   Suite *t_suite(void)
 * and gets its main() from main.c.  Check runs every test in a process of its own.
 */
#ifndef SR_TESTS_UNIT_T_H
#define SR_TESTS_UNIT_T_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#include <check.h>

Suite *t_suite(void);

/* An sr_str must equal a literal. */
#define ck_str(got, want)                                                                \
    do {                                                                                 \
        sr_str t_got = (got), t_want = sr_str_of(want);                                  \
        ck_assert_msg(sr_str_eq(t_got, t_want), "%s: got \"%.*s\", want \"%.*s\"", #got, \
                      SR_FMT(t_got), SR_FMT(t_want));                                    \
    } while (0)

#define ck_ok(call)                                                          \
    do {                                                                     \
        sr_status t_st = (call);                                             \
        ck_assert_msg(t_st == SR_OK, "%s: %s", #call, sr_status_name(t_st)); \
    } while (0)

#endif
