/* Character references (HTML Standard, 13.2.5.72 to 80), decoded on demand. */
#include "base/data.h"
#include "base/utf8.h"
#include "extract/html_token.h"

enum {
    LONGEST_NAME = 31, /* "CounterClockwiseContourIntegral" */
    LONGEST_BARE = 6,  /* "frac12": names that count without a semicolon */
    SHORTEST_NAME = 2
};

/* --- names ------------------------------------------------------------------------------ */

/* The line of data/entities.txt that begins with `name` and a tab, by bisection of its
 * bytes (the lines are sorted); empty where there is none. */
static sr_str find_line(sr_str data, sr_str name)
{
    size_t lo = 0, hi = data.len;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        while (mid > lo && data.p[mid - 1] != '\n')
            mid--;
        const char *nl = memchr(data.p + mid, '\n', data.len - mid);
        sr_str line = {data.p + mid, nl ? (size_t)(nl - data.p) - mid : data.len - mid};
        const char *tab = memchr(line.p, '\t', line.len);
        size_t len = tab ? (size_t)(tab - line.p) : 0;
        int order = tab ? sr_str_cmp(name, (sr_str){line.p, len}) : 1; /* comment */
        if (order == 0)
            return line;
        if (order < 0)
            hi = mid;
        else
            lo = mid + line.len + 1;
    }
    return (sr_str){NULL, 0};
}

static void put_hex(sr_str hex, sr_buf *out)
{
    uint32_t cp = 0;
    for (size_t i = 0; i < hex.len; i++)
        cp = cp * 16 +
             (uint32_t)(sr_is_digit(hex.p[i]) ? hex.p[i] - '0' : hex.p[i] - 'A' + 10);
    sr_utf8_put(out, cp);
}

/* Put what `name` stands for; bare: there is no semicolon.  False: no such name. */
static bool put_named(sr_str data, sr_str name, bool bare, sr_buf *out)
{
    sr_str line = find_line(data, name), field, cp;
    if (!line.p || (bare && line.p[line.len - 1] != '*'))
        return false;
    (void)sr_str_field(&line, '\t', &field);
    (void)sr_str_field(&line, '\t', &field);
    while (sr_str_field(&field, ' ', &cp))
        put_hex(cp, out);
    return true;
}

/* The few that make most of all references; 0 for others. */
static char common(sr_str name)
{
    if (name.len == 3 && memcmp(name.p, "amp", 3) == 0)
        return '&';
    if (name.len == 4 && memcmp(name.p, "quot", 4) == 0)
        return '"';
    if (name.len == 2 && name.p[1] == 't')
        return name.p[0] == 'l' ? '<' : name.p[0] == 'g' ? '>' : 0;
    return 0;
}

/* At '&' and a letter; returns the bytes taken, 0 where this is no reference. */
static size_t named(sr_str s, size_t at, bool in_attribute, sr_buf *out)
{
    size_t n = 0, max = s.len - at - 1;
    sr_str name = {s.p + at + 1, 0};
    while (n < max && n <= LONGEST_NAME && sr_is_alnum(name.p[n]))
        n++;
    name.len = n;
    bool semicolon = n < max && name.p[n] == ';';
    if (semicolon && common(name)) {
        sr_buf_putc(out, common(name));
        return n + 2;
    }
    sr_str data = sr_data("entities.txt");
    if (semicolon && n <= LONGEST_NAME && put_named(data, name, false, out))
        return n + 2;
    for (n = n < LONGEST_BARE ? n : LONGEST_BARE; n >= SHORTEST_NAME; n--) {
        if (in_attribute && n < max && (name.p[n] == '=' || sr_is_alnum(name.p[n])))
            continue; /* "?a=1&copy=2" stays as it is */
        name.len = n;
        if (put_named(data, name, true, out))
            return n + 1;
    }
    return 0;
}

/* --- numbers ---------------------------------------------------------------------------- */

/* 0x80 to 0x9F are read as windows-1252 (13.2.5.80). */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
    0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

static int digit_of(char c, unsigned base)
{
    if (sr_is_digit(c))
        return c - '0';
    c = sr_lower(c);
    return base == 16 && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* At "&#"; returns the bytes taken, 0 where no digit follows. */
static size_t numeric(sr_str s, size_t at, sr_buf *out)
{
    size_t i = at + 2;
    unsigned base = i < s.len && sr_lower(s.p[i]) == 'x' ? 16 : 10;
    i += base == 16;
    size_t first = i;
    uint32_t cp = 0;
    for (int d; i < s.len && (d = digit_of(s.p[i], base)) >= 0; i++)
        cp = cp > 0x10FFFF ? cp : cp * base + (uint32_t)d;
    if (i == first)
        return 0;
    if (cp >= 0x80 && cp < 0xA0)
        cp = windows_1252[cp - 0x80];
    sr_utf8_put(out, cp ? cp : SR_REPLACEMENT); /* surrogates and too large ones too */
    return i - at + (i < s.len && s.p[i] == ';');
}

/* --- the text ----------------------------------------------------------------------------- */

/* Bytes that do not stand for themselves. */
static size_t find_special(sr_str s, size_t at)
{
    while (at < s.len && s.p[at] != '&' && s.p[at] != '\r' && s.p[at] != '\0')
        at++;
    return at;
}

size_t sr_html_decode_one(sr_str s, size_t at, bool in_attribute, sr_buf *out)
{
    size_t taken = 0;
    if (s.p[at] == '\r') { /* CR and CR LF are LF (13.2.3.5) */
        sr_buf_putc(out, '\n');
        return at + 1 < s.len && s.p[at + 1] == '\n' ? 2 : 1;
    }
    if (s.p[at] == '\0') {
        if (in_attribute)
            sr_utf8_put(out, SR_REPLACEMENT);
        return 1;
    }
    if (at + 1 < s.len && s.p[at + 1] == '#')
        taken = numeric(s, at, out);
    else if (at + 1 < s.len && sr_is_alpha(s.p[at + 1]))
        taken = named(s, at, in_attribute, out);
    if (taken == 0)
        sr_buf_putc(out, '&');
    return taken ? taken : 1;
}

void sr_html_decode(sr_str raw, bool in_attribute, sr_buf *out)
{
    for (size_t at = 0; at < raw.len;) {
        size_t next = find_special(raw, at);
        if (next > at)
            sr_buf_put(out, sr_str_cut(raw, at, next));
        at = next;
        if (at < raw.len)
            at += sr_html_decode_one(raw, at, in_attribute, out);
    }
}
