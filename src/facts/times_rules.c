/* Reading data/times.rules.LANG.txt: its head says what a line means. */
#include "facts/parts.h"

#include "base/data.h"

enum { DEFINES = 16 };

typedef struct define {
    sr_str name, words;
} define;

typedef struct reader {
    define defines[DEFINES];
    size_t n_defines;
    const char *file;
    sr_str line;
} reader;

static bool type_of(sr_str name, sr_rule_type *ret)
{
    static const char *const names[] = {"date", "time", "duration", "set", "ref", "none"};
    for (size_t i = 0; i < SR_COUNT(names); i++)
        if (sr_str_eq(name, sr_str_of(names[i]))) {
            *ret = (sr_rule_type)i;
            return true;
        }
    return false;
}

static bool add_class(const reader *r, sr_rule_element *e, sr_str name, int depth)
{
    sr_str one;
    for (size_t i = 0; depth == 0 && i < r->n_defines; i++)
        if (sr_str_eq(name, r->defines[i].name)) {
            sr_str words = r->defines[i].words;
            while (sr_str_field(&words, '|', &one))
                if (!add_class(r, e, one, 1))
                    return false;
            return true;
        }
    sr_fact_class c = sr_fact_class_of(name);
    size_t n = 0;
    while (n < SR_RULE_CHOICES && e->cls[n])
        n++;
    if (c == SR_F_0 || n + 1 >= SR_RULE_CHOICES)
        return false;
    e->cls[n] = (uint8_t)c;
    return true;
}

/* One element: "<a|b>?" */
static bool read_element(const reader *r, sr_str word, sr_rule_element *e)
{
    sr_str one;
    if (sr_str_ends(word, SR_STR("?"))) {
        e->optional = true;
        word.len--;
    }
    if (sr_str_starts(word, SR_STR("<")) && sr_str_ends(word, SR_STR(">"))) {
        e->outside = true;
        word = sr_str_cut(word, 1, word.len - 1);
    }
    while (sr_str_field(&word, '|', &one))
        if (!add_class(r, e, one, 0))
            return false;
    return e->cls[0] != SR_F_0;
}

static bool read_rule(const reader *r, sr_str words, sr_rule *rule)
{
    sr_str word;
    bool divides = false;
    while (sr_str_field(&words, ' ', &word)) {
        if (word.len == 0)
            continue;
        if (sr_str_eq(word, SR_STR("/"))) {
            divides = true;
            continue;
        }
        if (rule->n == SR_RULE_ELEMENTS || !read_element(r, word, &rule->e[rule->n]))
            return false;
        rule->e[rule->n++].divides = divides;
        divides = false;
    }
    return rule->n > 0;
}

/* May the rule's first element inside be of class c?  Leading optional ones count. */
static bool may_begin(const sr_rule *r, size_t c)
{
    size_t i = 0;
    while (i < r->n && r->e[i].outside)
        i++;
    for (; i < r->n; i++) {
        for (size_t k = 0; k < SR_RULE_CHOICES && r->e[i].cls[k]; k++)
            if (r->e[i].cls[k] == c)
                return true;
        if (!r->e[i].optional)
            return false;
    }
    return false;
}

static bool index_rules(sr_rule_set *set, sr_arena *a)
{
    for (size_t c = 1; c < SR_F_COUNT; c++) {
        uint16_t n = 0;
        for (size_t i = 0; i < set->v.n; i++)
            n = (uint16_t)(n + may_begin(&set->v.v[i], c));
        set->first[c] = SR_NEW(a, uint16_t, n);
        if (n && !set->first[c])
            return false;
        for (size_t i = 0; i < set->v.n; i++)
            if (may_begin(&set->v.v[i], c))
                set->first[c][set->n_first[c]++] = (uint16_t)i;
    }
    return true;
}

sr_status sr_rules_read(sr_rule_set *set, sr_arena *a, const char *file, sr_err *err)
{
    reader r = {.file = file};
    sr_str rest = sr_data(file), line, head;
    if (!rest.p)
        return sr_fail(err, SR_EFORMAT, 0, "there is no list \"%s\"", file);
    while (sr_data_line(&rest, &line)) {
        sr_str whole = line;
        sr_rule rule = {0};
        bool ok = sr_str_field(&line, '\t', &head);
        if (ok && sr_str_eq(head, SR_STR("define"))) {
            ok = r.n_defines < DEFINES &&
                 sr_str_field(&line, '\t', &r.defines[r.n_defines].name);
            r.defines[r.n_defines].words = line;
            r.n_defines += ok;
        } else {
            ok = ok && type_of(head, &rule.type) && read_rule(&r, line, &rule);
            if (ok && !SR_PUSH(a, &set->v, rule))
                return sr_fail(err, SR_ENOMEM, 0, "out of memory for rules");
        }
        if (!ok)
            return sr_fail(err, SR_EFORMAT, 0, "\"%s\" has a bad line: %.*s", file,
                           SR_FMT(whole));
    }
    if (set->v.n > UINT16_MAX || !index_rules(set, a))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for rules");
    return SR_OK;
}
