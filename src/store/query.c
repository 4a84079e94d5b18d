#include "store/query.h"

static bool is_blank(char c)
{
    return sr_is_space(c) || c == '\0';
}

/* Length of the quotation mark at s.p[at]: " or one of U+201C..U+201F (E2 80 9C..9F); 0
 * where there is none. */
static size_t quote_at(sr_str s, size_t at)
{
    if (s.p[at] == '"')
        return 1;
    if (s.len - at >= 3 && memcmp(s.p + at, "\xe2\x80", 2) == 0) {
        unsigned char last = (unsigned char)s.p[at + 2];
        return last >= 0x9c && last <= 0x9f ? 3 : 0;
    }
    return 0;
}

static size_t skip_blanks(sr_str q, size_t at)
{
    while (at < q.len && is_blank(q.p[at]))
        at++;
    return at;
}

/* The next clause from `at` on, at < q.len, no blank there; returns where it ends. */
static size_t next_clause(sr_str q, size_t at, sr_clause *ret)
{
    *ret = (sr_clause){0};
    while (at < q.len && q.p[at] == '-') {
        ret->without = true;
        at++;
    }
    size_t mark = at < q.len ? quote_at(q, at) : 0, beg = at + mark, end = beg;
    if (mark) {
        while (end < q.len && !quote_at(q, end))
            end++;
        at = end < q.len ? end + quote_at(q, end) : end;
    } else {
        while (end < q.len && !is_blank(q.p[end]) && !quote_at(q, end))
            end++;
        at = end;
    }
    ret->text = sr_str_cut(q, beg, end);
    while (!mark && ret->text.len && ret->text.p[ret->text.len - 1] == '*') {
        ret->text.len--;
        ret->prefix = true;
    }
    for (; mark && at < q.len && q.p[at] == '*'; at++)
        ret->prefix = true;
    return at;
}

sr_status sr_query_parse(sr_str query, sr_query *ret, sr_err *err)
{
    sr_query out = {.n = 0};
    if (query.len > SR_QUERY_MAX_BYTES)
        return sr_fail(err, SR_ELIMIT, SR_QUERY_MAX_BYTES,
                       "the search is longer than %d bytes", (int)SR_QUERY_MAX_BYTES);
    for (size_t at = skip_blanks(query, 0); at < query.len; at = skip_blanks(query, at)) {
        sr_clause c;
        at = next_clause(query, at, &c);
        if (c.text.len == 0)
            continue;
        if (out.n == SR_QUERY_MAX_WORDS)
            return sr_fail(err, SR_ELIMIT, at, "the search has more than %d words",
                           (int)SR_QUERY_MAX_WORDS);
        out.v[out.n++] = c;
    }
    *ret = out;
    return SR_OK;
}
