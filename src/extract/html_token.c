/* The tokenizer.  Read html_token.h first; this file is, in order:
 *   1. finding bytes   2. names   3. tags   4. comments and the like   5. text
 *   6. raw text   7. the next token
 *
 * Section numbers are those of the HTML Standard. */
#include "extract/html_token.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* --- 1. finding bytes --------------------------------------------------------------- */

/* First of bytes a and b in [at, end); end where there is none. */
static uint32_t find_either(const char *p, uint32_t at, uint32_t end, char a, char b)
{
#ifdef __SSE2__
    const __m128i va = _mm_set1_epi8(a), vb = _mm_set1_epi8(b);
    for (; end - at >= 16; at += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + at));
        unsigned hit = (unsigned)_mm_movemask_epi8(
            _mm_or_si128(_mm_cmpeq_epi8(v, va), _mm_cmpeq_epi8(v, vb)));
        if (hit)
            return at + (uint32_t)__builtin_ctz(hit);
    }
#endif
    while (at < end && p[at] != a && p[at] != b)
        at++;
    return at;
}

/* First byte c in [at, end); end where there is none.  Near ones without a call. */
static uint32_t find_byte(const char *p, uint32_t at, uint32_t end, char c)
{
#ifdef __SSE2__
    const __m128i vc = _mm_set1_epi8(c);
    for (int i = 0; i < 4 && end - at >= 16; i++, at += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + at));
        unsigned hit = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, vc));
        if (hit)
            return at + (uint32_t)__builtin_ctz(hit);
    }
#endif
    const char *q = at < end ? memchr(p + at, c, end - at) : NULL;
    return q ? (uint32_t)(q - p) : end;
}

/* White space of the standard: not \v. */
static inline bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static uint32_t skip_blanks(const char *p, uint32_t at, uint32_t end)
{
    while (at < end && is_blank(p[at]))
        at++;
    return at;
}

/* Does page[at...] begin with z, whatever the case?  z in lower case. */
static bool looking_at(sr_str page, uint32_t at, const char *z)
{
    uint32_t left = (uint32_t)page.len - at;
    for (; *z; z++, at++, left--)
        if (left == 0 || sr_lower(page.p[at]) != *z)
            return false;
    return true;
}

/* --- 2. names ----------------------------------------------------------------------- */

static const char *const tag_names[] = {
    "",
#define SR_TAG(id, name, flags) name,
#include "extract/html_tags.h"
#undef SR_TAG
};

static const uint16_t tag_flags[] = {
    0,
#define SR_TAG(id, name, flags) (flags),
#include "extract/html_tags.h"
#undef SR_TAG
};

unsigned sr_tag_flags(sr_tag tag)
{
    return (unsigned)tag < SR_TAG_COUNT ? tag_flags[tag] : 0;
}

sr_str sr_html_tag_name(sr_tag tag)
{
    return sr_str_of((unsigned)tag < SR_TAG_COUNT ? tag_names[tag] : "");
}

/* Where the probe for a name begins: multiplicative hashing, golden ratio. */
static inline unsigned slot_of(uint64_t key)
{
    return (unsigned)((key * 0x9e3779b97f4a7c15u) >> 55);
}

_Static_assert(SR_HTML_SLOTS == 512 && SR_TAG_COUNT < 256, "slot_of and slot[]");

void sr_html_scan_init(sr_html_scan *s, sr_str page)
{
    *s = (sr_html_scan){.page = page, .whole = (uint32_t)page.len};
    for (unsigned tag = 1; tag < SR_TAG_COUNT; tag++) {
        uint64_t key = 0;
        for (unsigned i = 0; i < 8 && tag_names[tag][i]; i++)
            key |= (uint64_t)(unsigned char)tag_names[tag][i] << (8 * i);
        s->names.key[tag] = key;
        unsigned slot = slot_of(key);
        while (s->names.slot[slot])
            slot = (slot + 1) % SR_HTML_SLOTS;
        s->names.slot[slot] = (uint8_t)tag;
    }
}

/* key: the first eight bytes of name in lower case. */
static sr_tag tag_of(const sr_html_names *names, uint64_t key, sr_str name)
{
    unsigned slot = slot_of(key);
    for (sr_tag tag; (tag = names->slot[slot]) != 0; slot = (slot + 1) % SR_HTML_SLOTS)
        if (names->key[tag] == key &&
            (name.len < 8 || sr_str_ieq(name, sr_str_of(tag_names[tag]))))
            return tag;
    return SR_TAG_OTHER;
}

sr_tag sr_html_scan_tag(const sr_html_scan *s, sr_str name)
{
    uint64_t key = 0;
    for (unsigned i = 0; i < 8 && i < name.len; i++)
        key |= (uint64_t)(unsigned char)sr_lower(name.p[i]) << (8 * i);
    return tag_of(&s->names, key, name);
}

/* Blanks, '/' and '>' end a name: bits of a byte < 64. */
static const uint64_t name_stops = 1ull << '\t' | 1ull << '\n' | 1ull << '\f' |
                                   1ull << '\r' | 1ull << ' ' | 1ull << '/' | 1ull << '>';

static inline bool stops_name(unsigned char c)
{
    return c < 64 && (name_stops >> c & 1);
}

/* Read the name at `at` into t. */
static void read_name(const sr_html_scan *s, uint32_t at, sr_html_token *t)
{
    const char *p = s->page.p;
    uint32_t end = (uint32_t)s->page.len, beg = at;
    uint64_t key = 0, more = 0;
    for (; at < end && !stops_name((unsigned char)p[at]); at++) {
        /* No byte counts as 0, or "p\0" would be a p. */
        unsigned char c = p[at] ? (unsigned char)sr_lower(p[at]) : 0xff;
        if (at - beg < 8)
            key |= (uint64_t)c << (8 * (at - beg));
        else
            more = (more + c) * 0x9e3779b97f4a7c15u;
    }
    t->tag = (uint16_t)tag_of(&s->names, key, sr_str_cut(s->page, beg, at));
    t->hash = (uint32_t)(((key ^ more) * 0x9e3779b97f4a7c15u) >> 32);
    t->name_end = at;
}

/* --- 3. tags -------------------------------------------------------------------------- */

/* An unquoted or quoted value begins at `at`, behind '='; returns the byte after it. */
static uint32_t skip_value(const char *p, uint32_t at, uint32_t end)
{
    if (at < end && (p[at] == '"' || p[at] == '\'')) {
        at = find_byte(p, at + 1, end, p[at]);
        return at < end ? at + 1 : end;
    }
    while (at < end && !is_blank(p[at]) && p[at] != '>')
        at++;
    return at;
}

/* Is the '=' at `at` the first byte of an attribute's name ("<a =x>") rather than the
 * end of one?  `from`: where the last value or the tag's name ended. */
static bool begins_name(const char *p, uint32_t from, uint32_t at)
{
    while (at > from && is_blank(p[at - 1]))
        at--;
    return at == from || p[at - 1] == '/';
}

/* From behind a tag's name to behind its '>'.  Only '>' and '=' matter outside of values:
 * quotes elsewhere are part of a name (13.2.5.32 and following).  UINT32_MAX: no end. */
static uint32_t skip_attributes(const char *p, uint32_t at, uint32_t end, bool *slash)
{
    uint32_t from = at;
    for (;;) {
        at = find_either(p, at, end, '>', '=');
        if (at >= end)
            return UINT32_MAX;
        if (p[at] == '>') {
            *slash = at > from && p[at - 1] == '/';
            return at + 1;
        }
        if (begins_name(p, from, at++))
            continue;
        from = at = skip_value(p, skip_blanks(p, at, end), end);
    }
}

/* At "<x" or "</x".  False when the page ends before the tag does. */
static bool read_tag(sr_html_scan *s, sr_html_token *t, uint32_t name)
{
    read_name(s, name, t);
    uint32_t end = (uint32_t)s->page.len;
    if (t->name_end < end && s->page.p[t->name_end] == '>')
        t->end = t->name_end + 1;
    else
        t->end = skip_attributes(s->page.p, t->name_end, end, &t->self_closing);
    if (t->end == UINT32_MAX)
        return false;
    s->at = t->end;
    return true;
}

bool sr_html_scan_attr(sr_str page, uint32_t *at, uint32_t end, sr_span *name,
                       sr_span *value)
{
    const char *p = page.p;
    uint32_t i = *at;
    while (i < end && (is_blank(p[i]) || p[i] == '/'))
        i++;
    if (i >= end || p[i] == '>')
        return false;
    name->beg = i++; /* whatever it is, '=' too */
    while (i < end && p[i] != '=' && !stops_name((unsigned char)p[i]))
        i++;
    name->end = i;
    *value = (sr_span){i, i};
    uint32_t eq = skip_blanks(p, i, end);
    if (eq < end && p[eq] == '=') {
        uint32_t beg = skip_blanks(p, eq + 1, end);
        i = skip_value(p, beg, end);
        bool quoted = beg < end && (p[beg] == '"' || p[beg] == '\'');
        *value = (sr_span){beg + quoted, i};
        if (quoted && i > beg + 1 && p[i - 1] == p[beg])
            value->end = i - 1;
    }
    *at = i;
    return true;
}

/* --- 4. comments and the like --------------------------------------------------------- */

/* The end of the comment whose text begins at `at`: "-->" and "--!>", and at once ">" and
 * "->" (13.2.5.43 to 51). */
static uint32_t comment_end(const char *p, uint32_t at, uint32_t end)
{
    uint32_t beg = at;
    for (; (at = find_byte(p, at, end, '>')) < end; at++) {
        uint32_t n = at - beg; /* bytes of text before '>' */
        if (n == 0 || (n == 1 && p[beg] == '-') ||
            (n >= 2 && p[at - 1] == '-' && p[at - 2] == '-') ||
            (n >= 3 && p[at - 1] == '!' && p[at - 2] == '-' && p[at - 3] == '-'))
            return at + 1;
    }
    return end;
}

/* A CDATA section: up to "]]>" or the page's end. */
static void read_cdata(sr_html_scan *s, sr_html_token *t)
{
    uint32_t end = (uint32_t)s->page.len, at = s->at + 9;
    t->kind = SR_HTML_RAWTEXT;
    t->beg = t->end = at;
    const char *q = memmem(s->page.p + at, end - at, "]]>", 3);
    t->end = q ? (uint32_t)(q - s->page.p) : end;
    s->at = q ? t->end + 3 : end;
}

/* At "<!", "<?" or "</" and no letter: a comment up to the next '>'. */
static void read_bogus(sr_html_scan *s, sr_html_token *t, uint8_t kind)
{
    uint32_t end = (uint32_t)s->page.len;
    uint32_t at = find_byte(s->page.p, s->at + 2, end, '>');
    t->kind = kind;
    t->end = s->at = at < end ? at + 1 : end;
}

static void read_declaration(sr_html_scan *s, sr_html_token *t)
{
    if (looking_at(s->page, s->at, "<!--")) {
        t->kind = SR_HTML_COMMENT;
        t->end = s->at = comment_end(s->page.p, s->at + 4, (uint32_t)s->page.len);
    } else if (s->cdata && s->page.len - s->at >= 9 &&
               memcmp(s->page.p + s->at, "<![CDATA[", 9) == 0) {
        read_cdata(s, t);
    } else {
        bool doctype = looking_at(s->page, s->at, "<!doctype");
        read_bogus(s, t, doctype ? SR_HTML_DOCTYPE : SR_HTML_COMMENT);
    }
}

/* --- 5. text --------------------------------------------------------------------------- */

/* Does the '<' at `at` begin markup? */
static bool begins_markup(sr_str page, uint32_t at)
{
    if (page.len - at < 2)
        return false;
    char c = page.p[at + 1];
    return sr_is_alpha(c) || c == '!' || c == '?' || (c == '/' && page.len - at > 2);
}

static void read_text(sr_html_scan *s, sr_html_token *t)
{
    uint32_t end = (uint32_t)s->page.len, at = s->at;
    if (s->page.p[at] == '<')
        at++; /* it began no markup */
    while ((at = find_byte(s->page.p, at, end, '<')) < end && !begins_markup(s->page, at))
        at++;
    t->kind = SR_HTML_TEXT;
    t->end = s->at = at;
}

/* --- 6. raw text ----------------------------------------------------------------------- */

/* "</name" with an end of name behind it, at `at`? */
static bool is_end_tag(sr_str page, uint32_t at, sr_str name)
{
    uint32_t behind = at + 2 + (uint32_t)name.len;
    if (behind >= page.len || page.p[at + 1] != '/' ||
        !stops_name((unsigned char)page.p[behind]))
        return false;
    return sr_str_ieq(sr_str_cut(page, at + 2, behind), name);
}

static uint32_t rawtext_end(sr_str page, uint32_t at, sr_str name)
{
    uint32_t end = (uint32_t)page.len;
    while ((at = find_byte(page.p, at, end, '<')) < end && !is_end_tag(page, at, name))
        at++;
    return at;
}

/* "<script" with an end of name behind it, at `at`? */
static bool is_script_start(sr_str page, uint32_t at)
{
    return looking_at(page, at, "<script") && page.len - at > 7 &&
           stops_name((unsigned char)page.p[at + 7]);
}

/* A script's end: within "<!-- ... -->" a "<script>" hides one "</script>" (13.2.5.15 to
 * 31).  dashes: where the next "-->" ends, looked for once each. */
static uint32_t script_end(sr_str page, uint32_t at)
{
    enum { PLAIN, ESCAPED, DOUBLE } state = PLAIN;
    uint32_t end = (uint32_t)page.len, dashes = 0;
    const sr_str script = SR_STR("script");
    for (; (at = find_byte(page.p, at, end, '<')) < end; at++) {
        if (state != PLAIN && at >= dashes)
            state = PLAIN;
        bool closes = is_end_tag(page, at, script);
        if (closes && state != DOUBLE)
            return at;
        if (closes)
            state = ESCAPED;
        else if (state == ESCAPED && is_script_start(page, at))
            state = DOUBLE;
        else if (state == PLAIN && looking_at(page, at, "<!--")) {
            state = ESCAPED;
            if (dashes < end && at + 2 >= dashes) {
                const char *q = memmem(page.p + at + 2, end - at - 2, "-->", 3);
                dashes = q ? (uint32_t)(q - page.p) + 3 : end;
            }
        }
    }
    return end;
}

void sr_html_scan_raw(sr_html_scan *s, sr_tag tag, sr_span *text, uint32_t *after)
{
    uint32_t end = (uint32_t)s->page.len, at = s->at;
    if (tag == SR_TAG_PLAINTEXT)
        at = end;
    else if (tag == SR_TAG_SCRIPT)
        at = script_end(s->page, at);
    else
        at = rawtext_end(s->page, at, sr_html_tag_name(tag));
    *text = (sr_span){s->at, at};
    s->at = at;
    if (at < end) {
        sr_html_token t = {0};
        if (!read_tag(s, &t, at + 2))
            s->at = end;
    }
    *after = s->at;
}

bool sr_html_scan_cut(sr_html_scan *s)
{
    if (s->page.len < s->whole || s->no_more)
        return false;
    uint32_t end = rawtext_end(s->page, s->at, SR_STR("noscript"));
    s->no_more = end == s->whole;
    s->page.len = end;
    return !s->no_more;
}

void sr_html_scan_uncut(sr_html_scan *s)
{
    s->page.len = s->whole;
}

/* --- 7. the next token ------------------------------------------------------------------ */

void sr_html_scan_next(sr_html_scan *s, sr_html_token *ret)
{
    const char *p = s->page.p;
    *ret = (sr_html_token){.kind = SR_HTML_EOF, .beg = s->at, .end = s->at};
    while (s->at < s->page.len) {
        ret->beg = s->at;
        if (p[s->at] != '<' || !begins_markup(s->page, s->at)) {
            read_text(s, ret);
            return;
        }
        char c = p[s->at + 1];
        bool closing = c == '/' && sr_is_alpha(p[s->at + 2]);
        if (c == '/' && p[s->at + 2] == '>') { /* "</>" is nothing at all */
            s->at += 3;
            continue;
        }
        if (sr_is_alpha(c) || closing) {
            ret->kind = closing ? SR_HTML_END : SR_HTML_START;
            if (read_tag(s, ret, s->at + 1 + closing))
                return;
            *ret =
                (sr_html_token){.kind = SR_HTML_EOF}; /* an unfinished tag is dropped */
            s->at = (uint32_t)s->page.len;
            break;
        }
        if (c == '!')
            read_declaration(s, ret);
        else
            read_bogus(s, ret, SR_HTML_COMMENT);
        return;
    }
    ret->beg = ret->end = s->at;
}
