/* Byte strings and spans: the two shapes that everything else is made of.
 *
 * An sr_str points into memory that somebody else owns (an arena, a literal, the bytes
 * of a file); it is not terminated.  An sr_span names bytes [beg, end) of a text that
 * is kept: what a reader may see carries one.
 */
#ifndef SR_BASE_STR_H
#define SR_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct sr_str {
    const char *p;
    size_t len;
} sr_str;

typedef struct sr_span {
    uint32_t beg, end;
} sr_span;

#define SR_STR(literal) ((sr_str){(literal), sizeof(literal) - 1})
/* For printf("%.*s", SR_FMT(s)). */
#define SR_FMT(s) (int)((s).len > 0x7fffffff ? 0x7fffffff : (s).len), ((s).p ? (s).p : "")
#define SR_COUNT(array) (sizeof(array) / sizeof((array)[0]))

static inline sr_str sr_str_of(const char *z)
{
    return (sr_str){z, z ? strlen(z) : 0};
}

static inline sr_str sr_str_cut(sr_str s, size_t beg, size_t end)
{
    return (sr_str){s.p ? s.p + beg : s.p, end - beg}; /* NULL + 0 is undefined in C */
}

static inline sr_str sr_str_span(sr_str text, sr_span span)
{
    return (sr_str){text.p ? text.p + span.beg : text.p, span.end - span.beg};
}

static inline bool sr_str_eq(sr_str a, sr_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

/* Order of bytes; a prefix comes first.  Returns < 0, 0 or > 0. */
int sr_str_cmp(sr_str a, sr_str b);

/* ASCII letters are compared without case, all other bytes as they are. */
bool sr_str_ieq(sr_str a, sr_str b);
bool sr_str_starts(sr_str s, sr_str prefix);
bool sr_str_istarts(sr_str s, sr_str prefix);
bool sr_str_ends(sr_str s, sr_str suffix);

/* First position of `needle` in `s` at or after `from`; SIZE_MAX where there is none.
 * Cost: memchr on the first byte, then memcmp: O(s * needle) at worst; for needles
 * that hostile input chooses take memmem. */
size_t sr_str_find(sr_str s, sr_str needle, size_t from);
size_t sr_str_ifind(sr_str s, sr_str needle, size_t from);

/* Without ASCII white space (space, \t \n \v \f \r) at both ends. */
sr_str sr_str_trim(sr_str s);

/* sr_str_field: take the part before the next `sep` off the front of *rest.
 * Returns false when nothing is left; the part may be empty. */
bool sr_str_field(sr_str *rest, char sep, sr_str *ret);

/* A decimal number of ASCII digits that fills the whole of s; false on anything else
 * and on overflow, with *ret untouched. */
bool sr_str_u64(sr_str s, uint64_t *ret);

/* ASCII only, whatever the locale. */
static inline bool sr_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool sr_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool sr_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool sr_is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool sr_is_alpha(char c)
{
    return sr_is_upper(c) || sr_is_lower(c);
}

static inline bool sr_is_alnum(char c)
{
    return sr_is_alpha(c) || sr_is_digit(c);
}

static inline char sr_lower(char c)
{
    return sr_is_upper(c) ? (char)(c + ('a' - 'A')) : c;
}

#endif
