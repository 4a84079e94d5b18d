#include "tag/read_off.h"

#include "base/utf8.h"

#include <utf8proc.h>

/* --- lemmas -------------------------------------------------------------------------- */

uint32_t sr_tag_known_rule(const sr_tag_model *m, sr_str form, size_t class_of)
{
    char c[2] = {(char)(class_of & 0xff), (char)(class_of >> 8)};
    uint64_t h = sr_tag_fnv(sr_tag_fnv(sr_tag_fnv_start(5), form.p, form.len), c, 2);
    return sr_tag_lookup(&m->lemmas, h, (uint32_t)m->n_rules);
}

/* Bytes left of s without its last `cut` characters. */
static size_t without(sr_str s, uint32_t cut)
{
    size_t at = s.len;
    while (cut-- && at)
        at = sr_utf8_prev(s, at);
    return at;
}

static uint32_t changed(uint32_t cp, int base, bool first)
{
    if (base == SR_RULE_KEEP)
        return cp;
    int32_t c = base == SR_RULE_TITLE && first ? utf8proc_toupper((int32_t)cp)
                                               : utf8proc_tolower((int32_t)cp);
    return c > 0 ? (uint32_t)c : cp;
}

sr_str sr_tag_lemma(const sr_tag_rule *rule, sr_str form, sr_arena *a)
{
    if (rule->base == SR_RULE_WHOLE)
        return rule->add;
    size_t kept = without(form, rule->cut), len = 0;
    if (rule->base == SR_RULE_KEEP && rule->add.len == 0 && kept)
        return sr_str_cut(form, 0, kept);
    char *p = sr_arena_alloc(a, kept * 3 + 4 + rule->add.len, 1);
    if (!p)
        return (sr_str){NULL, 0};
    for (size_t at = 0; at < kept;) { /* U+FFFD for a bad byte takes three */
        uint32_t cp;
        bool first = at == 0;
        at += sr_utf8_next(form, at, &cp);
        len += sr_utf8_encode(changed(cp, rule->base, first), p + len);
    }
    memcpy(p + len, rule->add.p, rule->add.len);
    len += rule->add.len;
    return len ? (sr_str){p, len} : form;
}

/* --- names --------------------------------------------------------------------------- */

enum { TAGS = SR_TAG_NAME_TAGS };

/* May `b` follow `a`?  O 0, begins odd, the inside of a type right behind its begin. */
static bool may_follow(size_t a, size_t b)
{
    return b == 0 || b % 2 == 1 || a == b || a + 1 == b;
}

static void viterbi_row(const float *scores, const float *before, float *now,
                        uint8_t *from)
{
    for (size_t b = 0; b < TAGS; b++) {
        size_t best = 0;
        bool any = false;
        for (size_t a = 0; a < TAGS; a++)
            if (may_follow(a, b) && (!any || before[a] > before[best])) {
                best = a;
                any = true;
            }
        now[b] = before[best] + scores[b];
        from[b] = (uint8_t)best;
    }
}

void sr_tag_best_names(const sr_kernels *k, const float *scores, size_t ld, size_t n,
                       uint8_t *tag, float *p)
{
    uint8_t from[SR_MAX_PARSE_TOKENS][TAGS];
    float lp[2][TAGS] = {{0}};
    for (size_t b = 0; b < TAGS; b++) /* before the first token stands O */
        lp[0][b] = b ? -1e9f : 0.0f;
    for (size_t i = 0; i < n; i++)
        viterbi_row(scores + i * ld, lp[i % 2], lp[(i + 1) % 2], from[i]);
    size_t t = k->largest(lp[n % 2], TAGS, NULL);
    for (size_t i = n; i-- > 0; t = from[i][t])
        tag[i] = (uint8_t)t;
    for (size_t i = 0; i < n; i++) {
        const float *s = scores + i * ld;
        float pair[2], best;
        size_t top = k->largest(s, TAGS, &p[i]);
        if (top == tag[i])
            continue;
        pair[0] = s[top];
        pair[1] = s[tag[i]];
        (void)k->largest(pair, 2, &best);
        p[i] *= 1.0f / best - 1.0f;
    }
}
