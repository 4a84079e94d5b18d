#include "base/json.h"

#include "base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void before_value(sr_json *j)
{
    if (j->after_key) {
        j->after_key = false;
        return;
    }
    if (j->depth == 0)
        return;
    if (j->items[j->depth - 1])
        sr_buf_putc(j->out, ',');
    j->items[j->depth - 1] = true;
}

static void open_level(sr_json *j, char c)
{
    before_value(j);
    if (j->depth == SR_JSON_DEPTH) {
        j->out->failed = true;
        return;
    }
    sr_buf_putc(j->out, c);
    j->open[j->depth] = c;
    j->items[j->depth++] = false;
}

void sr_json_object(sr_json *j)
{
    open_level(j, '{');
}

void sr_json_array(sr_json *j)
{
    open_level(j, '[');
}

void sr_json_end(sr_json *j)
{
    if (j->depth == 0)
        return;
    sr_buf_putc(j->out, j->open[--j->depth] == '{' ? '}' : ']');
}

/* Does this byte pass as it is? */
static bool passes(const sr_json *j, unsigned char c)
{
    if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F || c >= 0x80)
        return false;
    return !j->html_safe || (c != '<' && c != '>' && c != '&');
}

static void put_escape(sr_json *j, uint32_t cp)
{
    switch (cp) {
    case '"': sr_buf_put(j->out, SR_STR("\\\"")); break;
    case '\\': sr_buf_put(j->out, SR_STR("\\\\")); break;
    case '\n': sr_buf_put(j->out, SR_STR("\\n")); break;
    case '\r': sr_buf_put(j->out, SR_STR("\\r")); break;
    case '\t': sr_buf_put(j->out, SR_STR("\\t")); break;
    case '\b': sr_buf_put(j->out, SR_STR("\\b")); break;
    case '\f': sr_buf_put(j->out, SR_STR("\\f")); break;
    default:
        if (cp < 0x80 || cp == 0x2028 || cp == 0x2029)
            sr_buf_printf(j->out, "\\u%04x", (unsigned)cp);
        else
            sr_utf8_put(j->out, cp);
    }
}

static void put_string(sr_json *j, sr_str s)
{
    sr_buf_putc(j->out, '"');
    for (size_t i = 0; i < s.len;) {
        size_t run = i;
        while (run < s.len && passes(j, (unsigned char)s.p[run]))
            run++;
        sr_buf_put(j->out, sr_str_cut(s, i, run));
        i = run;
        if (i < s.len) {
            uint32_t cp;
            i += sr_utf8_next(s, i, &cp);
            put_escape(j, cp);
        }
    }
    sr_buf_putc(j->out, '"');
}

void sr_json_key(sr_json *j, const char *key)
{
    before_value(j);
    put_string(j, sr_str_of(key));
    sr_buf_putc(j->out, ':');
    j->after_key = true;
}

void sr_json_str(sr_json *j, sr_str s)
{
    before_value(j);
    put_string(j, s);
}

void sr_json_int(sr_json *j, int64_t v)
{
    before_value(j);
    sr_buf_printf(j->out, "%lld", (long long)v);
}

/* The host program's locale may write 0.5 as "0,5" or with a sign of several bytes: what
 * is no part of a number becomes one '.'. */
static void put_number(sr_json *j, const char *text)
{
    bool in_point = false;
    for (const char *p = text; *p; p++) {
        bool number = sr_is_digit(*p) || *p == '-' || *p == '+' || *p == 'e';
        if (number)
            sr_buf_putc(j->out, *p);
        else if (!in_point)
            sr_buf_putc(j->out, '.');
        in_point = !number;
    }
}

void sr_json_num(sr_json *j, double v)
{
    char text[64];
    before_value(j);
    if (!isfinite(v)) {
        sr_buf_put(j->out, SR_STR("null"));
        return;
    }
    for (int digits = 6; digits <= 17; digits++) {
        (void)snprintf(text, sizeof text, "%.*g", digits, v);
        if (strtod(text, NULL) == v)
            break;
    }
    put_number(j, text);
}

void sr_json_share(sr_json *j, double v)
{
    before_value(j);
    if (!(fabs(v) < 1e12)) {
        sr_buf_put(j->out, SR_STR("null"));
        return;
    }
    long long t = llround(fabs(v) * 10000);
    sr_buf_printf(j->out, "%s%lld", v < 0 && t ? "-" : "", t / 10000);
    if (t % 10000 == 0)
        return;
    char text[8];
    int n = snprintf(text, sizeof text, ".%04lld", t % 10000);
    while (text[n - 1] == '0')
        n--;
    sr_buf_put(j->out, (sr_str){text, (size_t)n});
}

void sr_json_bool(sr_json *j, bool v)
{
    before_value(j);
    sr_buf_put(j->out, v ? SR_STR("true") : SR_STR("false"));
}

void sr_json_null(sr_json *j)
{
    before_value(j);
    sr_buf_put(j->out, SR_STR("null"));
}

void sr_json_span(sr_json *j, sr_span s)
{
    before_value(j);
    sr_buf_printf(j->out, "[%u,%u]", s.beg, s.end);
}

void sr_json_raw(sr_json *j, sr_str json)
{
    before_value(j);
    sr_buf_put(j->out, json);
}

void sr_json_pair(sr_json *j, const char *key, sr_str value)
{
    sr_json_key(j, key);
    sr_json_str(j, value);
}

void sr_json_pair_opt(sr_json *j, const char *key, sr_str value)
{
    if (value.len)
        sr_json_pair(j, key, value);
}
