#include "base/utf8.h"

static bool is_tail(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* What a lead byte asks for: its length (0: no lead byte), the range of the second byte
 * (Unicode 15, table 3-7). */
typedef struct lead {
    unsigned char len, low, high;
} lead;

static lead lead_of(unsigned char c)
{
    if (c < 0x80)
        return (lead){1, 0, 0};
    if (c < 0xC2 || c > 0xF4)
        return (lead){0, 0, 0};
    if (c < 0xE0)
        return (lead){2, 0x80, 0xBF};
    if (c < 0xF0)
        return (lead){3, c == 0xE0 ? 0xA0 : 0x80, c == 0xED ? 0x9F : 0xBF};
    return (lead){4, c == 0xF0 ? 0x90 : 0x80, c == 0xF4 ? 0x8F : 0xBF};
}

/* Length of the well-formed sequence at p, or minus the length of the maximal subpart. */
static int sequence(const unsigned char *p, size_t left)
{
    lead l = lead_of(p[0]);
    if (l.len <= 1)
        return l.len == 1 ? 1 : -1;
    if (left < 2 || p[1] < l.low || p[1] > l.high)
        return -1;
    for (int i = 2; i < l.len; i++)
        if ((size_t)i >= left || !is_tail(p[i]))
            return -i;
    return l.len;
}

size_t sr_utf8_next(sr_str s, size_t at, uint32_t *ret)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    if (p[0] < 0x80) {
        *ret = p[0];
        return 1;
    }
    int n = sequence(p, s.len - at);
    if (n < 0) {
        *ret = SR_REPLACEMENT;
        return (size_t)-n;
    }
    uint32_t cp = p[0] & (0xFFu >> (n + 1));
    for (int i = 1; i < n; i++)
        cp = (cp << 6) | (p[i] & 0x3Fu);
    *ret = cp;
    return (size_t)n;
}

size_t sr_utf8_prev(sr_str s, size_t at)
{
    size_t lowest = at > 4 ? at - 4 : 0;
    size_t i = at - 1;
    while (i > lowest && is_tail((unsigned char)s.p[i]))
        i--;
    return i;
}

size_t sr_utf8_encode(uint32_t cp, char ret[4])
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = SR_REPLACEMENT;
    if (cp < 0x80) {
        ret[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        ret[0] = (char)(0xC0 | (cp >> 6));
        ret[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        ret[0] = (char)(0xE0 | (cp >> 12));
        ret[1] = (char)(0x80 | ((cp >> 6) & 0x3F));
        ret[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    ret[0] = (char)(0xF0 | (cp >> 18));
    ret[1] = (char)(0x80 | ((cp >> 12) & 0x3F));
    ret[2] = (char)(0x80 | ((cp >> 6) & 0x3F));
    ret[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

void sr_utf8_put(sr_buf *b, uint32_t cp)
{
    char bytes[4];
    sr_buf_put(b, (sr_str){bytes, sr_utf8_encode(cp, bytes)});
}

/* How many bytes from `at` on are ASCII, eight at a time. */
static size_t ascii_run(sr_str s, size_t at)
{
    size_t i = at;
    for (uint64_t w; i + sizeof w <= s.len; i += sizeof w) {
        memcpy(&w, s.p + i, sizeof w);
        if (w & 0x8080808080808080u)
            break;
    }
    while (i < s.len && (unsigned char)s.p[i] < 0x80)
        i++;
    return i - at;
}

size_t sr_utf8_check(sr_str s)
{
    size_t i = 0;
    while ((i += ascii_run(s, i)) < s.len) {
        int n = sequence((const unsigned char *)s.p + i, s.len - i);
        if (n < 0)
            return i;
        i += (size_t)n;
    }
    return s.len;
}

size_t sr_utf8_repair(sr_str s, sr_buf *b)
{
    size_t bad = 0;
    while (s.len) {
        size_t good = sr_utf8_check(s);
        sr_buf_put(b, sr_str_cut(s, 0, good));
        s = sr_str_cut(s, good, s.len);
        if (s.len == 0)
            break;
        uint32_t cp;
        size_t n = sr_utf8_next(s, 0, &cp);
        sr_utf8_put(b, SR_REPLACEMENT);
        s = sr_str_cut(s, n, s.len);
        bad++;
    }
    return bad;
}

size_t sr_utf8_floor(sr_str s, size_t limit)
{
    if (limit >= s.len)
        return s.len;
    for (int i = 0; i < 3 && limit > 0 && is_tail((unsigned char)s.p[limit]); i++)
        limit--;
    return limit;
}
