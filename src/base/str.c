#include "base/str.h"

int sr_str_cmp(sr_str a, sr_str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.len > b.len) - (a.len < b.len);
}

static bool same_ignoring_case(const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sr_lower(a[i]) != sr_lower(b[i]))
            return false;
    return true;
}

bool sr_str_ieq(sr_str a, sr_str b)
{
    return a.len == b.len && same_ignoring_case(a.p, b.p, a.len);
}

bool sr_str_starts(sr_str s, sr_str prefix)
{
    return s.len >= prefix.len && sr_str_eq(sr_str_cut(s, 0, prefix.len), prefix);
}

bool sr_str_istarts(sr_str s, sr_str prefix)
{
    return s.len >= prefix.len && same_ignoring_case(s.p, prefix.p, prefix.len);
}

bool sr_str_ends(sr_str s, sr_str suffix)
{
    return s.len >= suffix.len &&
           sr_str_eq(sr_str_cut(s, s.len - suffix.len, s.len), suffix);
}

size_t sr_str_find(sr_str s, sr_str needle, size_t from)
{
    if (needle.len == 0)
        return from <= s.len ? from : SIZE_MAX;
    while (from + needle.len <= s.len) {
        const char *hit = memchr(s.p + from, needle.p[0], s.len - needle.len + 1 - from);
        if (!hit)
            return SIZE_MAX;
        from = (size_t)(hit - s.p);
        if (memcmp(hit, needle.p, needle.len) == 0)
            return from;
        from++;
    }
    return SIZE_MAX;
}

/* Where `c` stands next at or after `from`; s.len where it does not. */
static size_t next_byte(sr_str s, char c, size_t from)
{
    const char *hit = from < s.len ? memchr(s.p + from, c, s.len - from) : NULL;
    return hit ? (size_t)(hit - s.p) : s.len;
}

enum { SHORT = 64 }; /* below it memchr costs more than it saves */

static size_t short_ifind(sr_str s, sr_str needle, size_t from)
{
    char first = sr_lower(needle.p[0]);
    for (; from + needle.len <= s.len; from++)
        if (sr_lower(s.p[from]) == first &&
            same_ignoring_case(s.p + from, needle.p, needle.len))
            return from;
    return SIZE_MAX;
}

size_t sr_str_ifind(sr_str s, sr_str needle, size_t from)
{
    if (needle.len == 0)
        return from <= s.len ? from : SIZE_MAX;
    if (s.len <= SHORT)
        return short_ifind(s, needle, from);
    char low = sr_lower(needle.p[0]);
    char high = sr_is_lower(low) ? (char)(low - ('a' - 'A')) : low;
    size_t at_low = next_byte(s, low, from), at_high = next_byte(s, high, from);
    for (;;) {
        from = at_low < at_high ? at_low : at_high;
        if (from >= s.len || needle.len > s.len - from)
            return SIZE_MAX;
        if (same_ignoring_case(s.p + from, needle.p, needle.len))
            return from;
        if (at_low == from)
            at_low = next_byte(s, low, from + 1);
        if (at_high == from)
            at_high = next_byte(s, high, from + 1);
    }
}

sr_str sr_str_trim(sr_str s)
{
    while (s.len && sr_is_space(s.p[0]))
        s.p++, s.len--;
    while (s.len && sr_is_space(s.p[s.len - 1]))
        s.len--;
    return s;
}

bool sr_str_field(sr_str *rest, char sep, sr_str *ret)
{
    if (!rest->p)
        return false;
    const char *hit = rest->len ? memchr(rest->p, sep, rest->len) : NULL;
    if (!hit) {
        *ret = *rest;
        *rest = (sr_str){NULL, 0};
        return true;
    }
    size_t n = (size_t)(hit - rest->p);
    *ret = sr_str_cut(*rest, 0, n);
    *rest = sr_str_cut(*rest, n + 1, rest->len);
    return true;
}

bool sr_str_u64(sr_str s, uint64_t *ret)
{
    uint64_t v = 0;
    if (s.len == 0)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (!sr_is_digit(s.p[i]))
            return false;
        uint64_t d = (uint64_t)(s.p[i] - '0');
        if (v > (UINT64_MAX - d) / 10)
            return false;
        v = v * 10 + d;
    }
    *ret = v;
    return true;
}
