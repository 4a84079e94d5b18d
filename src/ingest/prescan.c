/* What a page says of its own encoding: the prescan of the HTML standard, 13.2.3.2, and
 * the XML declaration.  Every loop moves `at` on; out of bytes means: nothing found. */
#include "ingest/charset_parts.h"

typedef struct scan {
    sr_str s;
    size_t at;
} scan;

typedef struct attribute {
    sr_str name, value;
} attribute;

static bool is_blank(char c)
{
    return c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static bool over(const scan *c)
{
    return c->at >= c->s.len;
}

static void skip_blanks(scan *c)
{
    while (!over(c) && is_blank(c->s.p[c->at]))
        c->at++;
}

/* The value behind '='; false: out of bytes. */
static bool take_value(scan *c, sr_str *ret)
{
    skip_blanks(c);
    if (over(c))
        return false;
    char quote = c->s.p[c->at];
    if (quote == '"' || quote == '\'') {
        size_t beg = ++c->at;
        const char *end = memchr(c->s.p + beg, quote, c->s.len - beg);
        if (!end)
            return false;
        *ret = sr_str_cut(c->s, beg, (size_t)(end - c->s.p));
        c->at = beg + ret->len + 1;
        return true;
    }
    size_t beg = c->at;
    while (!over(c) && !is_blank(c->s.p[c->at]) && c->s.p[c->at] != '>')
        c->at++;
    *ret = sr_str_cut(c->s, beg, c->at);
    return !over(c);
}

/* "get an attribute".  False: there is none, or no more bytes (then `over`). */
static bool take_attribute(scan *c, attribute *ret)
{
    while (!over(c) && (is_blank(c->s.p[c->at]) || c->s.p[c->at] == '/'))
        c->at++;
    if (over(c) || c->s.p[c->at] == '>')
        return false;
    size_t beg = c->at;
    while (!over(c)) {
        char ch = c->s.p[c->at];
        if ((ch == '=' && c->at > beg) || is_blank(ch) || ch == '/' || ch == '>')
            break;
        c->at++;
    }
    *ret = (attribute){sr_str_cut(c->s, beg, c->at), {"", 0}};
    skip_blanks(c);
    if (over(c))
        return false;
    if (c->s.p[c->at] != '=')
        return true;
    c->at++;
    if (take_value(c, &ret->value))
        return true;
    c->at = c->s.len;
    return false;
}

/* "extracting a character encoding from a meta element": text/html; charset=... */
static sr_str label_in(sr_str content)
{
    for (size_t at = 0;
         (at = sr_str_ifind(content, SR_STR("charset"), at)) != SIZE_MAX;) {
        scan c = {content, at + 7};
        at = c.at;
        skip_blanks(&c);
        if (over(&c) || content.p[c.at] != '=')
            continue;
        c.at++;
        skip_blanks(&c);
        if (over(&c))
            break;
        char quote = content.p[c.at];
        bool quoted = quote == '"' || quote == '\'';
        size_t beg = quoted ? c.at + 1 : c.at, end = beg;
        while (end < content.len &&
               (quoted ? content.p[end] != quote
                       : !is_blank(content.p[end]) && content.p[end] != ';'))
            end++;
        if (quoted && end == content.len)
            break;
        return sr_str_cut(content, beg, end);
    }
    return (sr_str){"", 0};
}

typedef struct meta {
    bool pragma, need_pragma, has;
    bool seen_equiv, seen_content, seen_charset;
    sr_encoding *encoding;
} meta;

/* One attribute of a meta element; the first of each name counts. */
static void read_attribute(const sr_charset *cs, attribute a, meta *m)
{
    if (sr_str_ieq(a.name, SR_STR("http-equiv")) && !m->seen_equiv) {
        m->seen_equiv = true;
        m->pragma = sr_str_ieq(a.value, SR_STR("content-type"));
    } else if (sr_str_ieq(a.name, SR_STR("content")) && !m->seen_content) {
        m->seen_content = true;
        sr_encoding *e = sr_encoding_find(cs, label_in(a.value));
        if (e && !m->has) {
            m->encoding = e;
            m->has = m->need_pragma = true;
        }
    } else if (sr_str_ieq(a.name, SR_STR("charset")) && !m->seen_charset) {
        m->seen_charset = true;
        m->encoding = sr_encoding_find(cs, a.value);
        m->has = true;
        m->need_pragma = false;
    }
}

/* Behind "<meta": the encoding that it names, or NULL. */
static sr_encoding *take_meta(const sr_charset *cs, scan *c)
{
    meta m = {0};
    for (attribute a; take_attribute(c, &a);)
        read_attribute(cs, a, &m);
    if (over(c) || !m.has || (m.need_pragma && !m.pragma))
        return NULL;
    if (m.encoding && m.encoding->class == SR_ENCODING_UTF16)
        return sr_encoding_find(cs, SR_STR("utf-8"));
    return m.encoding;
}

static void skip_to(scan *c, sr_str what)
{
    size_t at = sr_str_find(c->s, what, c->at);
    c->at = at == SIZE_MAX ? c->s.len : at + what.len;
}

static void skip_tag(scan *c)
{
    while (!over(c) && !is_blank(c->s.p[c->at]) && c->s.p[c->at] != '>')
        c->at++;
    for (attribute a; take_attribute(c, &a);)
        ;
}

static bool is_meta(sr_str s)
{
    return sr_str_istarts(s, SR_STR("<meta")) && s.len > 5 &&
           (is_blank(s.p[5]) || s.p[5] == '/');
}

static sr_encoding *prescan(const sr_charset *cs, sr_str head)
{
    for (scan c = {head, 0}; !over(&c);) {
        const char *next = memchr(head.p + c.at, '<', head.len - c.at);
        if (!next)
            break;
        c.at = (size_t)(next - head.p);
        sr_str s = sr_str_cut(head, c.at, head.len);
        if (sr_str_starts(s, SR_STR("<!--"))) {
            c.at += 2; /* the dashes may be those of the end: <!--> */
            skip_to(&c, SR_STR("-->"));
        } else if (is_meta(s)) {
            c.at += 5;
            sr_encoding *e = take_meta(cs, &c);
            if (e)
                return e;
        } else if (s.len > 1 && (sr_is_alpha(s.p[1]) ||
                                 (s.len > 2 && s.p[1] == '/' && sr_is_alpha(s.p[2])))) {
            skip_tag(&c);
        } else if (s.len > 1 && (s.p[1] == '!' || s.p[1] == '/' || s.p[1] == '?')) {
            skip_to(&c, SR_STR(">"));
        } else {
            c.at++;
        }
    }
    return NULL;
}

sr_str sr_charset_prescan(const sr_charset *cs, sr_str head)
{
    sr_encoding *e = prescan(cs, head);
    return e ? e->name : (sr_str){"", 0};
}

sr_encoding *sr_encoding_of_xml(const sr_charset *cs, sr_str head)
{
    head = sr_str_trim(head);
    if (!sr_str_starts(head, SR_STR("<?xml")))
        return NULL;
    size_t end = sr_str_find(head, SR_STR(">"), 0);
    scan c = {sr_str_cut(head, 0, end == SIZE_MAX ? head.len : end), 0};
    c.at = sr_str_find(c.s, SR_STR("encoding"), 0);
    if (c.at == SIZE_MAX)
        return NULL;
    c.at += 8;
    skip_blanks(&c);
    if (over(&c) || c.s.p[c.at] != '=')
        return NULL;
    c.at++;
    sr_str label = {"", 0};
    (void)take_value(&c, &label);
    return sr_encoding_find(cs, label);
}
