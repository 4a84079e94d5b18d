#include "ingest/json_text.h"

size_t sr_json_scan_value(sr_json_scan *scan, sr_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.p[i];
        if (scan->escaped) {
            scan->escaped = false;
        } else if (scan->quoted) {
            scan->escaped = c == '\\';
            scan->quoted = c != '"';
        } else if (c == '"') {
            scan->quoted = true;
        } else if (c == '{' || c == '[') {
            scan->depth++;
        } else if ((c == '}' || c == ']') && --scan->depth <= 0) {
            return i + 1;
        }
    }
    return SIZE_MAX;
}

bool sr_json_is_clean(sr_str s)
{
    if (memchr(s.p, 0, s.len))
        return false;
    while (s.len > 2) {
        const char *hit = memchr(s.p, '\\', s.len - 2);
        if (!hit)
            return true;
        s = sr_str_cut(s, (size_t)(hit - s.p), s.len);
        bool escaped = s.p[1] == 'u';
        if (escaped && (sr_lower(s.p[2]) == 'd' || sr_str_starts(s, SR_STR("\\u0000"))))
            return false;
        s = sr_str_cut(s, 2, s.len);
    }
    return true;
}

/* The value of "\uXXXX" at s.p[at], or -1. */
static int32_t escape_at(sr_str s, size_t at)
{
    int32_t v = 0;
    if (s.len - at < 6 || s.p[at] != '\\' || s.p[at + 1] != 'u')
        return -1;
    for (size_t i = at + 2; i < at + 6; i++) {
        char c = sr_lower(s.p[i]);
        int digit = sr_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0)
            return -1;
        v = v * 16 + digit;
    }
    return v;
}

/* At a backslash: append what stands there, mended; returns the bytes taken. */
static size_t mend_escape(sr_str s, size_t at, sr_buf *out, size_t *mended)
{
    int32_t v = escape_at(s, at);
    size_t n = v >= 0 ? 6 : s.len - at < 2 ? 1 : 2;
    bool bad = v == 0 || (v >= 0xDC00 && v <= 0xDFFF);
    if (v >= 0xD800 && v <= 0xDBFF) {
        int32_t low = s.len - at >= 12 ? escape_at(s, at + 6) : -1;
        bad = low < 0xDC00 || low > 0xDFFF;
        n = bad ? 6 : 12;
    }
    sr_buf_put(out, bad ? SR_STR("\\uFFFD") : sr_str_cut(s, at, at + n));
    *mended += bad;
    return n;
}

size_t sr_json_mend(sr_str s, sr_buf *out)
{
    size_t mended = 0, beg = 0, i = 0;
    while (i < s.len) {
        if (s.p[i] != '\\' && s.p[i] != 0) {
            i++;
            continue;
        }
        sr_buf_put(out, sr_str_cut(s, beg, i));
        if (s.p[i] == 0) {
            sr_buf_put(out, SR_STR("\xEF\xBF\xBD"));
            mended++;
            i++;
        } else {
            i += mend_escape(s, i, out, &mended);
        }
        beg = i;
    }
    sr_buf_put(out, sr_str_cut(s, beg, s.len));
    return mended;
}

/* --- members ------------------------------------------------------------------------ */

/* Blanks as cJSON has them: every byte up to the space. */
static size_t skip_blanks(sr_str s, size_t i)
{
    while (i < s.len && (unsigned char)s.p[i] <= ' ')
        i++;
    return i;
}

static size_t string_end(sr_str s, size_t i)
{
    for (i++; i < s.len && s.p[i] != '"'; i++)
        i += s.p[i] == '\\';
    return i < s.len ? i + 1 : s.len;
}

static size_t value_end(sr_str s, size_t i)
{
    if (i < s.len && s.p[i] == '"')
        return string_end(s, i);
    if (i < s.len && (s.p[i] == '{' || s.p[i] == '[')) {
        sr_json_scan scan = {0};
        size_t n = sr_json_scan_value(&scan, sr_str_cut(s, i, s.len));
        return n == SIZE_MAX ? s.len : i + n;
    }
    while (i < s.len && s.p[i] != ',' && s.p[i] != '}' && s.p[i] != ']' &&
           (unsigned char)s.p[i] > ' ')
        i++;
    return i;
}

/* The next member from *at on; false: no more. */
static bool next_member(sr_str s, size_t *at, sr_str *name, sr_str *value)
{
    size_t i = skip_blanks(s, *at);
    if (i < s.len && (s.p[i] == '{' || s.p[i] == ','))
        i = skip_blanks(s, i + 1);
    if (i >= s.len || s.p[i] != '"')
        return false;
    size_t end = string_end(s, i);
    if (end < i + 2)
        return false;
    *name = sr_str_cut(s, i + 1, end - 1);
    i = skip_blanks(s, end);
    if (i >= s.len || s.p[i] != ':')
        return false;
    i = skip_blanks(s, i + 1);
    *at = value_end(s, i);
    *value = sr_str_cut(s, i, *at);
    return true;
}

/* number = [-] int [frac] [exp]  (RFC 8259, section 6) */
static bool is_number(sr_str s)
{
    size_t i = s.len && s.p[0] == '-', digits = i;
    while (i < s.len && sr_is_digit(s.p[i]))
        i++;
    if (i == digits || (s.p[digits] == '0' && i > digits + 1))
        return false;
    if (i < s.len && s.p[i] == '.') {
        for (digits = ++i; i < s.len && sr_is_digit(s.p[i]);)
            i++;
        if (i == digits)
            return false;
    }
    if (i < s.len && (s.p[i] == 'e' || s.p[i] == 'E')) {
        i++;
        i += i < s.len && (s.p[i] == '+' || s.p[i] == '-');
        for (digits = i; i < s.len && sr_is_digit(s.p[i]);)
            i++;
        if (i == digits)
            return false;
    }
    return i == s.len;
}

static void put_string(sr_str s, sr_buf *out)
{
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.p[i] < 0x20)
            sr_buf_printf(out, "\\u%04x", (unsigned)(unsigned char)s.p[i]);
        else
            sr_buf_putc(out, s.p[i]);
    }
}

static void put_value(sr_str s, sr_buf *out)
{
    for (size_t i = 0; i < s.len;) {
        char c = s.p[i];
        size_t end = i + 1;
        if (c == '"') {
            end = string_end(s, i);
            put_string(sr_str_cut(s, i, end), out);
        } else if (sr_is_alnum(c) || c == '-' || c == '+' || c == '.') {
            while (end < s.len && (sr_is_alnum(s.p[end]) || s.p[end] == '-' ||
                                   s.p[end] == '+' || s.p[end] == '.'))
                end++;
            sr_str word = sr_str_cut(s, i, end);
            sr_buf_put(out, sr_is_lower(c) || is_number(word) ? word : SR_STR("null"));
        } else if ((unsigned char)c > ' ') {
            sr_buf_putc(out, c);
        }
        i = end;
    }
}

void sr_json_members(sr_str object, bool (*wanted)(sr_str name), sr_json *j)
{
    sr_str name, value;
    sr_buf text = {0};
    for (size_t at = 0; next_member(object, &at, &name, &value);) {
        if (!wanted(name))
            continue;
        /* name and value as one raw item: the writer sets the comma */
        sr_buf_reset(&text);
        sr_buf_putc(&text, '"');
        put_string(name, &text);
        sr_buf_put(&text, SR_STR("\":"));
        put_value(value, &text);
        if (!sr_buf_ok(&text))
            j->out->failed = true;
        sr_json_raw(j, sr_buf_str(&text));
    }
    sr_buf_free(&text);
}

sr_str sr_json_member_raw(sr_str object, sr_str name)
{
    sr_str found, value;
    for (size_t at = 0; next_member(object, &at, &found, &value);)
        if (sr_str_eq(found, name))
            return value;
    return (sr_str){"", 0};
}
