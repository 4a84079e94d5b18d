#include "ingest/link.h"

/* Length of "scheme:", or 0. */
static size_t scheme_length(sr_str s)
{
    size_t i = 0;
    if (s.len == 0 || !sr_is_alpha(s.p[0]))
        return 0;
    while (i < s.len &&
           (sr_is_alnum(s.p[i]) || s.p[i] == '+' || s.p[i] == '-' || s.p[i] == '.'))
        i++;
    return i < s.len && s.p[i] == ':' ? i + 1 : 0;
}

bool sr_link_is_absolute(sr_str link)
{
    return scheme_length(sr_str_trim(link)) > 0;
}

/* First position of one of `stops` at or after `at`; s.len: none. */
static size_t find_any(sr_str s, size_t at, const char *stops)
{
    while (at < s.len && !strchr(stops, s.p[at]))
        at++;
    return at;
}

typedef struct parts {
    sr_str root;        /* "scheme://authority" */
    sr_str path, query; /* query with its '?' */
    size_t scheme;
} parts;

static parts split(sr_str s)
{
    parts p = {.scheme = scheme_length(s)};
    size_t at = p.scheme;
    if (sr_str_starts(sr_str_cut(s, at, s.len), SR_STR("//")))
        at = find_any(s, at + 2, "/?#");
    p.root = sr_str_cut(s, 0, at);
    size_t path_end = find_any(s, at, "?#");
    p.path = sr_str_cut(s, at, path_end);
    p.query = sr_str_cut(s, path_end, find_any(s, path_end, "#"));
    return p;
}

/* "remove_dot_segments" in place; returns the new length. */
static size_t remove_dots(char *p, size_t len)
{
    size_t out = 0;
    for (size_t i = 0; i < len;) {
        size_t end = i + 1;
        while (end < len && p[end] != '/')
            end++;
        sr_str segment = {p + i, end - i}; /* begins with '/' */
        bool up = sr_str_eq(segment, SR_STR("/.."));
        bool here = sr_str_eq(segment, SR_STR("/."));
        if (up)
            while (out > 0 && p[--out] != '/')
                ;
        if (!up && !here) {
            memmove(p + out, p + i, end - i);
            out += end - i;
        } else if (end == len) {
            p[out++] = '/';
        }
        i = end;
    }
    return out;
}

static char *put(char *to, sr_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.p[i] != '\n' && s.p[i] != '\r' && s.p[i] != '\t')
            *to++ = s.p[i];
    return to;
}

sr_str sr_link_resolve(sr_str base, sr_str link, sr_arena *a)
{
    link = sr_str_trim(link);
    base = sr_str_trim(base);
    char *out = sr_arena_alloc(a, base.len + link.len + 4, 1), *to = out;
    if (!out)
        return (sr_str){NULL, 0};
    parts b = split(base);
    if (scheme_length(link) || b.scheme == 0 || link.len == 0) {
        to = put(to, link);
    } else if (sr_str_starts(link, SR_STR("//"))) {
        to = put(put(to, sr_str_cut(base, 0, b.scheme)), link);
    } else if (link.p[0] == '?' || link.p[0] == '#') {
        to = put(put(to, b.root), b.path);
        to = link.p[0] == '#' ? put(to, b.query) : to;
        to = put(to, link);
    } else {
        to = put(to, b.root);
        char *path = to;
        size_t end = find_any(link, 0, "?#"), keep = b.path.len;
        while (keep && b.path.p[keep - 1] != '/')
            keep--;
        if (link.p[0] != '/')
            to = keep ? put(to, sr_str_cut(b.path, 0, keep)) : put(to, SR_STR("/"));
        to = put(to, sr_str_cut(link, 0, end));
        if (to > path && path[0] == '/')
            to = path + remove_dots(path, (size_t)(to - path));
        to = put(to, sr_str_cut(link, end, link.len));
    }
    *to = '\0';
    return (sr_str){out, (size_t)(to - out)};
}
