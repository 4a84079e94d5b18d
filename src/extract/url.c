#include "extract/url.h"

#include "base/vec.h"

bool sr_url_parse(sr_str s, sr_url *ret)
{
    sr_url u = {0};
    s = sr_str_trim(s);
    if (sr_str_istarts(s, SR_STR("https://")))
        u.scheme = sr_str_cut(s, 0, 5);
    else if (sr_str_istarts(s, SR_STR("http://")))
        u.scheme = sr_str_cut(s, 0, 4);
    else
        return false;
    size_t beg = u.scheme.len + 3, end = beg;
    while (end < s.len && s.p[end] != '/' && s.p[end] != '?' && s.p[end] != '#')
        end++;
    u.host = sr_str_cut(s, beg, end);
    size_t user = u.host.len;
    while (user > 0 && u.host.p[user - 1] != '@')
        user--;
    u.host = sr_str_cut(u.host, user, u.host.len);
    const char *port = memchr(u.host.p, ':', u.host.len);
    if (port)
        u.host.len = (size_t)(port - u.host.p);
    size_t stop = end;
    while (stop < s.len && s.p[stop] != '?' && s.p[stop] != '#')
        stop++;
    u.path = sr_str_cut(s, end, stop);
    if (stop < s.len && s.p[stop] == '?') {
        size_t hash = stop;
        while (hash < s.len && s.p[hash] != '#')
            hash++;
        u.query = sr_str_cut(s, stop + 1, hash);
    }
    if (u.host.len == 0)
        return false;
    *ret = u;
    return true;
}

/* RFC 3986, 5.2.4, on a path that begins with "/"; in place, returns the new length. */
static size_t drop_dots(char *p, size_t n)
{
    size_t out = 0, at = 0;
    while (at < n) {
        size_t end = at + 1;
        while (end < n && p[end] != '/')
            end++;
        sr_str part = {p + at, end - at}; /* "/segment" */
        bool last = end == n;
        if (sr_str_eq(part, SR_STR("/.")) || sr_str_eq(part, SR_STR("/.."))) {
            if (part.len == 3)
                while (out > 0 && p[--out] != '/')
                    ;
            if (last)
                p[out++] = '/';
        } else {
            memmove(p + out, part.p, part.len);
            out += part.len;
        }
        at = end;
    }
    return out;
}

static sr_str no_fragment(sr_str s)
{
    const char *hash = s.len ? memchr(s.p, '#', s.len) : NULL;
    return hash ? (sr_str){s.p, (size_t)(hash - s.p)} : s;
}

static bool has_scheme(sr_str s)
{
    for (size_t i = 0; i < s.len && i < 12; i++) {
        if (s.p[i] == ':')
            return i > 0;
        if (!sr_is_alpha(s.p[i]))
            return false;
    }
    return false;
}

/* origin + path, dots dropped, + "?query" of the reference. */
static sr_str join(sr_str origin, sr_str dir, sr_str ref, sr_arena *a)
{
    size_t q = 0;
    while (q < ref.len && ref.p[q] != '?')
        q++;
    char *p = sr_arena_alloc(a, origin.len + dir.len + ref.len + 2, 1);
    if (!p)
        return (sr_str){NULL, 0};
    memcpy(p, origin.p, origin.len);
    char *path = p + origin.len;
    size_t n = 0;
    if (dir.len)
        memcpy(path, dir.p, dir.len);
    n = dir.len;
    memcpy(path + n, ref.p, q);
    n += q;
    if (n == 0)
        path[n++] = '/';
    n = drop_dots(path, n);
    memcpy(path + n, ref.p + q, ref.len - q);
    return (sr_str){p, origin.len + n + ref.len - q};
}

sr_str sr_url_resolve(sr_str base, sr_str reference, sr_arena *a)
{
    sr_url b, r;
    sr_str ref = no_fragment(sr_str_trim(reference)), nothing = {"", 0};
    if (has_scheme(ref))
        return sr_url_parse(ref, &r) ? sr_arena_str(a, ref) : nothing;
    if (!sr_url_parse(base, &b))
        return nothing;
    base = no_fragment(sr_str_trim(base));
    size_t origin_end = (size_t)(b.path.p - base.p);
    sr_str origin = sr_str_cut(base, 0, origin_end);
    if (ref.len == 0)
        return sr_arena_str(a, base);
    if (sr_str_starts(ref, SR_STR("//")))
        return sr_arena_printf(a, "%.*s:%.*s", SR_FMT(b.scheme), SR_FMT(ref));
    if (ref.p[0] == '/')
        return join(origin, nothing, ref, a);
    if (ref.p[0] == '?')
        return sr_arena_printf(a, "%.*s%.*s%.*s", SR_FMT(origin), SR_FMT(b.path),
                               SR_FMT(ref));
    size_t dir = b.path.len;
    while (dir > 0 && b.path.p[dir - 1] != '/')
        dir--;
    return join(origin, dir ? sr_str_cut(b.path, 0, dir) : SR_STR("/"), ref, a);
}

/* Second labels under which countries register names. */
static bool is_second_level(sr_str label)
{
    static const char *const labels[] = {
        "co", "com", "org",  "net", "gov", "gob", "gouv", "edu", "ac",  "or",
        "ne", "go",  "govt", "gv",  "mil", "int", "info", "in",  "web", "nom"};
    for (size_t i = 0; i < SR_COUNT(labels); i++)
        if (sr_str_ieq(label, sr_str_of(labels[i])))
            return true;
    return false;
}

sr_str sr_url_registrable(sr_str host)
{
    size_t dots[3], n = 0;
    for (size_t i = host.len; i-- > 0 && n < 3;)
        if (host.p[i] == '.')
            dots[n++] = i;
    if (n < 2)
        return host;
    sr_str top = sr_str_cut(host, dots[0] + 1, host.len);
    sr_str second = sr_str_cut(host, dots[1] + 1, dots[0]);
    if (top.len == 2 && is_second_level(second))
        return n < 3 ? host : sr_str_cut(host, dots[2] + 1, host.len);
    return sr_str_cut(host, dots[1] + 1, host.len);
}

sr_str sr_url_archived(sr_str url)
{
    enum { MIN_DIGITS = 4, MAX_MARKS = 4 };
    size_t at = sr_str_find(url, SR_STR("/web/"), 0);
    if (at == SIZE_MAX)
        return url;
    size_t beg = at + 5, end = beg, marks = 0;
    while (end < url.len && sr_is_digit(url.p[end]))
        end++;
    size_t digits = end - beg;
    while (end < url.len && url.p[end] != '/' && marks <= MAX_MARKS)
        end++, marks++; /* "id_", "if_": how the copy is shown */
    if (digits < MIN_DIGITS || marks > MAX_MARKS || end >= url.len)
        return url;
    sr_url u;
    sr_str inner = sr_str_cut(url, end + 1, url.len);
    return sr_url_parse(inner, &u) ? inner : url;
}
