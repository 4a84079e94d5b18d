#include "ingest/http.h"

/* The line at the front, without its end; *rest moves behind it. */
static bool take_line(sr_str *rest, sr_str *ret)
{
    if (rest->len == 0)
        return false;
    const char *nl = memchr(rest->p, '\n', rest->len);
    size_t n = nl ? (size_t)(nl - rest->p) : rest->len;
    *ret = sr_str_cut(*rest, 0, n && rest->p[n - 1] == '\r' ? n - 1 : n);
    *rest = sr_str_cut(*rest, nl ? n + 1 : n, rest->len);
    return true;
}

static bool is_fold(sr_str rest)
{
    return rest.len && (rest.p[0] == ' ' || rest.p[0] == '\t');
}

bool sr_header_next(sr_str *rest, sr_str *name, sr_str *value)
{
    sr_str line;
    while (take_line(rest, &line)) {
        const char *beg = line.p, *end = line.p + line.len;
        for (sr_str more; is_fold(*rest) && take_line(rest, &more);)
            end = more.p + more.len;
        const char *colon = line.len ? memchr(line.p, ':', line.len) : NULL;
        if (!colon)
            continue;
        *name = sr_str_trim((sr_str){beg, (size_t)(colon - beg)});
        *value = sr_str_trim((sr_str){colon + 1, (size_t)(end - colon - 1)});
        return true;
    }
    return false;
}

size_t sr_header_length(sr_str s)
{
    sr_str rest = s, line;
    while (take_line(&rest, &line))
        if (line.len == 0 && rest.p > line.p)
            return (size_t)(rest.p - s.p);
    return SIZE_MAX;
}

sr_str sr_media_type(sr_str v)
{
    size_t end = 0;
    while (end < v.len && v.p[end] != ';' && v.p[end] != ',' && !sr_is_space(v.p[end]))
        end++;
    return sr_str_cut(v, 0, end);
}

sr_str sr_media_charset(sr_str v)
{
    size_t at = sr_str_ifind(v, SR_STR("charset="), 0);
    if (at == SIZE_MAX)
        return (sr_str){"", 0};
    size_t beg = at + 8, end;
    while (beg < v.len && (sr_is_space(v.p[beg]) || v.p[beg] == '"' || v.p[beg] == '\''))
        beg++;
    for (end = beg; end < v.len && v.p[end] != ';' && v.p[end] != ',' &&
                    v.p[end] != '"' && v.p[end] != '\'' && !sr_is_space(v.p[end]);)
        end++;
    return sr_str_cut(v, beg, end);
}

/* "HTTP/x.y SSS": the three digits behind the first blank; 0: no status line. */
static int status_of(sr_str line)
{
    size_t i = 5;
    if (!sr_str_istarts(line, SR_STR("HTTP/")))
        return 0;
    while (i < line.len && line.p[i] != ' ' && line.p[i] != '\t')
        i++;
    while (i < line.len && (line.p[i] == ' ' || line.p[i] == '\t'))
        i++;
    if (line.len - i < 3 || !sr_is_digit(line.p[i]) || !sr_is_digit(line.p[i + 1]) ||
        !sr_is_digit(line.p[i + 2]))
        return 0;
    return (line.p[i] - '0') * 100 + (line.p[i + 1] - '0') * 10 + (line.p[i + 2] - '0');
}

static bool ends_in_chunked(sr_str v)
{
    sr_str last = {"", 0}, word;
    while (sr_str_field(&v, ',', &word))
        last = sr_str_trim(word);
    return sr_str_ieq(last, SR_STR("chunked"));
}

bool sr_http_parse(sr_str block, sr_http *ret)
{
    sr_http h = {.content_type = {"", 0}, .language = {"", 0}, .codings = {"", 0}};
    sr_str rest = block, line = {"", 0}, name, value;
    if (!take_line(&rest, &line) || (h.status = status_of(line)) == 0)
        return false;
    size_t n = sr_header_length(rest);
    sr_str header = sr_str_cut(rest, 0, n == SIZE_MAX ? rest.len : n);
    h.body = sr_str_cut(rest, header.len, rest.len);
    while (sr_header_next(&header, &name, &value)) {
        if (sr_str_ieq(name, SR_STR("Content-Type")))
            h.content_type = value;
        else if (sr_str_ieq(name, SR_STR("Content-Language")))
            h.language = value;
        else if (sr_str_ieq(name, SR_STR("Content-Encoding")))
            h.codings = value;
        else if (sr_str_ieq(name, SR_STR("Transfer-Encoding")))
            h.chunked = ends_in_chunked(value);
    }
    *ret = h;
    return true;
}
