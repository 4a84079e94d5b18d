/* Any bytes as an actor string, with a context and a day: the result is well formed. */
#include "fuzz.h"

#include "link/link.h"

static void check(sr_str s, bool is_code)
{
    for (size_t i = 0; i < s.len; i++)
        MUST(sr_is_upper(s.p[i]) || sr_is_digit(s.p[i]) || (is_code && s.p[i] == '.'));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static sr_know *know;
    static sr_link_rules *rules;
    if (!rules)
        MUST(sr_know_open(NULL, 0, &know, NULL) == SR_OK &&
             sr_link_rules_new(know, "en", &rules, NULL) == SR_OK);
    sr_arena *a = sr_arena_new(1 << 20);
    MUST(a);
    sr_str all = {(const char *)data, size}, string = all;
    (void)sr_str_field(&all, '|', &string);
    sr_when day = {.at_s = (sr_time)size * 86400 * 37,
                   .precision = size % 2 ? SR_TIME_DAY : 0};
    sr_coded c, again;
    if (sr_link_actor(rules, string, all, &day, a, &c, NULL) == SR_OK) {
        MUST(c.country.len == 0 || c.country.len == 3);
        check(c.country, false);
        check(c.code, true);
        MUST(sr_link_actor(rules, string, all, &day, a, &again, NULL) != SR_OK ||
             (sr_str_eq(c.code, again.code) && c.actor == again.actor));
    }
    sr_arena_free(a);
    return 0;
}
