/* The search words as clauses: {text} of each, '-' before, '*' behind. */
#include "store/query.h"
#include "t.h"

#include <stdio.h>

static const struct {
    const char *query, *want;
} cases[] = {
    {"", ""},
    {"one", "{one}"},
    {"  one\ttwo\n", "{one}{two}"},
    {"\"one two\"", "{one two}"},
    {"-one", "-{one}"},
    {"--one", "-{one}"},
    {"- one", "{one}"},
    {"-\"one two\" three", "-{one two}{three}"},
    {"on*", "{on}*"},
    {"on** -tw*", "{on}*-{tw}*"},
    {"\"one tw\"* x", "{one tw}*{x}"},
    {"\"one two", "{one two}"},
    {"\"\"", ""},
    {"\"", ""},
    {"*", ""},
    {"-*", ""},
    {"-", ""},
    {"one\"two\"three", "{one}{two}{three}"},
    {"\xe2\x80\x9cone two\xe2\x80\x9d three", "{one two}{three}"},
    {"\xe2\x80\x9eone\xe2\x80\x9c", "{one}"},
    {"\xe2\x80\x99s", "{\xe2\x80\x99s}"},
    {"a\xe2\x80", "{a\xe2\x80}"},
    {"co-op o'brien", "{co-op}{o'brien}"},
    {"title:x OR {a}:b ^c + d NEAR(e, 2)", "{title:x}{OR}{{a}:b}{^c}{+}{d}{NEAR(e,}{2)}"},
};

static void show(const sr_query *q, char *buf, size_t size)
{
    size_t at = 0;
    buf[0] = '\0';
    for (size_t i = 0; i < q->n && at < size; i++)
        at += (size_t)snprintf(buf + at, size - at, "%s{%.*s}%s",
                               q->v[i].without ? "-" : "", SR_FMT(q->v[i].text),
                               q->v[i].prefix ? "*" : "");
}

START_TEST(test_cases)
{
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        sr_query q;
        char got[512];
        ck_ok(sr_query_parse(sr_str_of(cases[i].query), &q, NULL));
        show(&q, got, sizeof got);
        ck_assert_msg(strcmp(got, cases[i].want) == 0, "\"%s\": got %s, want %s",
                      cases[i].query, got, cases[i].want);
    }
}
END_TEST

START_TEST(test_nul_is_blank)
{
    sr_query q;
    ck_ok(sr_query_parse(SR_STR("a\0b"), &q, NULL));
    ck_assert_uint_eq(q.n, 2);
}
END_TEST

START_TEST(test_limits)
{
    char text[SR_QUERY_MAX_BYTES + 1];
    sr_query q = {.n = 77};
    memset(text, '"', sizeof text);
    ck_assert_int_eq(sr_query_parse((sr_str){text, sizeof text}, &q, NULL), SR_ELIMIT);
    ck_assert_uint_eq(q.n, 77);
    ck_ok(sr_query_parse((sr_str){text, sizeof text - 1}, &q, NULL));
    ck_assert_uint_eq(q.n, 0);
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = i % 2 ? ' ' : 'x';
    ck_ok(sr_query_parse((sr_str){text, 2 * SR_QUERY_MAX_WORDS}, &q, NULL));
    ck_assert_uint_eq(q.n, SR_QUERY_MAX_WORDS);
    ck_assert_int_eq(sr_query_parse((sr_str){text, 2 * SR_QUERY_MAX_WORDS + 1}, &q, NULL),
                     SR_ELIMIT);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("store/query");
    TCase *c = tcase_create("all");
    tcase_add_test(c, test_cases);
    tcase_add_test(c, test_nul_is_blank);
    tcase_add_test(c, test_limits);
    suite_add_tcase(s, c);
    return s;
}
