#include "ingest/entities.h"

#include "base/data.h"
#include "base/utf8.h"

enum { LONGEST_NAME = 32 }; /* CounterClockwiseContourIntegral has 31 */

static bool hex_value(sr_str s, uint32_t *ret)
{
    uint32_t v = 0;
    if (s.len == 0 || s.len > 6)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = sr_lower(s.p[i]);
        if (!sr_is_digit(c) && (c < 'a' || c > 'f'))
            return false;
        v = v * 16 + (uint32_t)(sr_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    *ret = v;
    return true;
}

bool sr_entities_load(sr_entities *e)
{
    sr_str rest = sr_data("entities.txt"), line, name, code;
    if (e->names.n)
        return true;
    while (sr_data_line(&rest, &line)) {
        uint32_t cp;
        if (!sr_str_field(&line, '\t', &name) || !sr_str_field(&line, '\t', &code) ||
            !hex_value(sr_str_trim(code), &cp))
            continue;
        if (!sr_map_put(&e->names, name, cp, NULL))
            return false;
    }
    return true;
}

void sr_entities_free(sr_entities *e)
{
    sr_map_free(&e->names);
}

/* HTML Standard, 13.2.5.80: numbers that stand for windows-1252 bytes. */
uint32_t sr_entity_number(uint32_t cp)
{
    static const uint16_t high[32] = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
        0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    if (cp >= 0x80 && cp <= 0x9F)
        return high[cp - 0x80];
    bool control = cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r';
    if (control || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF) || cp == 0xFFFE ||
        cp == 0xFFFF)
        return SR_REPLACEMENT;
    return cp;
}

static size_t number_at(sr_str s, size_t at, uint32_t *ret)
{
    size_t i = at + 2;
    uint32_t v = 0, base = 10;
    if (i < s.len && (s.p[i] == 'x' || s.p[i] == 'X')) {
        base = 16;
        i++;
    }
    size_t beg = i;
    for (; i < s.len && i - beg < 9; i++) {
        char c = sr_lower(s.p[i]);
        uint32_t digit = sr_is_digit(c)                       ? (uint32_t)(c - '0')
                         : base == 16 && c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
                                                              : 99;
        if (digit == 99)
            break;
        if (v <= 0x10FFFF)
            v = v * base + digit;
    }
    if (i == beg || i >= s.len || s.p[i] != ';')
        return 0;
    *ret = sr_entity_number(v);
    return i + 1 - at;
}

size_t sr_entity_at(const sr_entities *e, sr_str s, size_t at, uint32_t *ret)
{
    if (at + 2 < s.len && s.p[at + 1] == '#')
        return number_at(s, at, ret);
    size_t end = at + 1;
    while (end < s.len && end - at <= LONGEST_NAME && sr_is_alnum(s.p[end]))
        end++;
    if (end >= s.len || s.p[end] != ';' || end == at + 1)
        return 0;
    const uint64_t *cp = sr_map_get(&e->names, sr_str_cut(s, at + 1, end));
    if (!cp)
        return 0;
    *ret = (uint32_t)*cp;
    return end + 1 - at;
}

/* Where the tag or comment at '<' ends; 0: it is none; SIZE_MAX: it never ends, and so
 * will no other. */
static size_t tag_end(sr_str s, size_t at)
{
    size_t i = at + 1;
    if (i < s.len && (s.p[i] == '/' || s.p[i] == '!'))
        i++;
    if (i >= s.len || (!sr_is_alpha(s.p[i]) && s.p[i] != '-'))
        return 0;
    const char *close = memchr(s.p + i, '>', s.len - i);
    return close ? (size_t)(close - s.p) + 1 : SIZE_MAX;
}

/* Behind a script or style element that begins at `at`; 0: it is neither. */
static size_t raw_end(sr_str s, size_t at)
{
    static const char *const raw[] = {"script", "style"};
    for (size_t i = 0; i < SR_COUNT(raw); i++) {
        sr_str name = sr_str_of(raw[i]);
        if (!sr_str_istarts(sr_str_cut(s, at + 1, s.len), name))
            continue;
        for (size_t end = at; (end = sr_str_ifind(s, SR_STR("</"), end)) != SIZE_MAX;
             end += 2)
            if (sr_str_istarts(sr_str_cut(s, end + 2, s.len), name))
                return tag_end(s, end) == SIZE_MAX ? s.len : tag_end(s, end);
        return s.len;
    }
    return 0;
}

void sr_markup_text(const sr_entities *e, sr_str s, bool tags, sr_buf *out)
{
    bool blank = false;
    bool open_end = true; /* may there be a '>' ahead?  Else no '<' is a tag */
    for (size_t i = 0, n; i < s.len; i += n) {
        uint32_t cp = 0;
        n = 1;
        size_t tag = tags && open_end && s.p[i] == '<' ? tag_end(s, i) : 0;
        if (tag == SIZE_MAX) {
            open_end = false;
            tag = 0;
        }
        if (tag) {
            size_t raw = raw_end(s, i);
            n = (raw ? raw : tag) - i;
            continue;
        }
        size_t taken = s.p[i] == '&' ? sr_entity_at(e, s, i, &cp) : 0;
        bool no_break = i + 1 < s.len && s.p[i] == '\xC2' && s.p[i + 1] == '\xA0';
        if (taken || no_break)
            n = no_break ? 2 : taken;
        else
            cp = (unsigned char)s.p[i];
        if (no_break || cp == ' ' || (cp >= '\t' && cp <= '\r') ||
            (taken && cp == 0xA0)) {
            blank = true;
            continue;
        }
        if (blank && out->len)
            sr_buf_putc(out, ' ');
        blank = false;
        if (taken)
            sr_utf8_put(out, cp);
        else
            sr_buf_putc(out, s.p[i]);
    }
}
