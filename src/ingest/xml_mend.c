/* Mending XML.  In this file: characters, attributes, tags, the walk. */
#include "ingest/xml_mend.h"

#include "base/utf8.h"

typedef struct mender {
    const sr_entities *entities;
    sr_str s;
    size_t at;
    sr_buf *out;
    sr_str open[SR_MAX_FEED_DEPTH]; /* names of the open elements */
    size_t depth;
    size_t no_gt, no_cdata_end, no_comment_end; /* nothing to find from here on */
    sr_arena *arena;
    sr_mended_items *items;
    bool ok;
} mender;

/* --- characters ----------------------------------------------------------------------- */

static void put_cp(sr_buf *out, uint32_t cp)
{
    if (cp == '&')
        sr_buf_put(out, SR_STR("&amp;"));
    else if (cp == '<')
        sr_buf_put(out, SR_STR("&lt;"));
    else if (cp == '>')
        sr_buf_put(out, SR_STR("&gt;"));
    else if (cp == '"')
        sr_buf_put(out, SR_STR("&quot;"));
    else if (cp >= 0x20 || cp == '\t' || cp == '\n' || cp == '\r')
        sr_utf8_put(out, cp == 0xFFFE || cp == 0xFFFF ? (uint32_t)SR_REPLACEMENT : cp);
}

/* Does a byte stand for itself in text? */
static bool is_quiet(char c)
{
    unsigned char u = (unsigned char)c;
    return c != '&' && c != '<' && c != '>' && c != '"' && u != 0xEF &&
           (u >= 0x20 || c == '\n' || c == '\t' || c == '\r');
}

/* Text or an attribute's value; references are undone where `references`. */
static void put_text(mender *m, sr_str s, bool references)
{
    for (size_t i = 0; i < s.len;) {
        size_t n = i;
        while (n < s.len && is_quiet(s.p[n]))
            n++;
        sr_buf_put(m->out, sr_str_cut(s, i, n));
        i = n;
        if (i >= s.len)
            break;
        uint32_t cp;
        n = references && s.p[i] == '&' ? sr_entity_at(m->entities, s, i, &cp) : 0;
        if (n == 0)
            n = sr_utf8_next(s, i, &cp);
        put_cp(m->out, cp);
        i += n;
    }
}

/* --- names and attributes --------------------------------------------------------------- */

static bool is_name_start(char c)
{
    return sr_is_alpha(c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_name(char c)
{
    return is_name_start(c) || sr_is_digit(c) || c == '-' || c == '.' || c == ':';
}

/* Names beyond ASCII are kept out of the output: XML allows only some of them. */
static bool is_plain_name(sr_str name)
{
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.p[i] >= 0x80)
            return false;
    return name.len > 0;
}

static sr_str take_name(mender *m)
{
    size_t beg = m->at;
    while (m->at < m->s.len && is_name(m->s.p[m->at]))
        m->at++;
    return sr_str_cut(m->s, beg, m->at);
}

static void skip_blanks(mender *m)
{
    while (m->at < m->s.len && sr_is_space(m->s.p[m->at]))
        m->at++;
}

/* The value behind '=': quoted, or up to a blank or '>'. */
static sr_str take_value(mender *m, size_t end)
{
    char quote = m->at < end ? m->s.p[m->at] : 0;
    size_t beg = m->at;
    if (quote == '"' || quote == '\'') {
        const char *close = memchr(m->s.p + beg + 1, quote, m->s.len - beg - 1);
        /* a quote that is missing: the value ends with the tag */
        const char *gt = close ? NULL : memchr(m->s.p + beg, '>', m->s.len - beg);
        size_t stop = close ? (size_t)(close - m->s.p)
                      : gt  ? (size_t)(gt - m->s.p)
                            : m->s.len;
        m->at = close ? stop + 1 : stop;
        return sr_str_cut(m->s, beg + 1, stop);
    }
    while (m->at < end && !sr_is_space(m->s.p[m->at]) && m->s.p[m->at] != '>')
        m->at++;
    return sr_str_cut(m->s, beg, m->at);
}

static bool is_double(const sr_str *names, size_t n, sr_str name)
{
    for (size_t i = 0; i < n; i++)
        if (sr_str_eq(names[i], name))
            return true;
    return false;
}

/* Attributes up to '>' (taken); true: the tag closes itself. */
static bool take_attributes(mender *m)
{
    sr_str seen[SR_MAX_ATTRIBUTES];
    size_t n = 0;
    bool self = false;
    while (m->at < m->s.len && m->s.p[m->at] != '>') {
        char c = m->s.p[m->at];
        if (c == '<')
            return self; /* the '>' is missing: the next tag begins */
        self = c == '/';
        if (!is_name_start(c)) {
            m->at++;
            continue;
        }
        sr_str name = take_name(m), value = name;
        skip_blanks(m);
        if (m->at < m->s.len && m->s.p[m->at] == '=') {
            m->at++;
            skip_blanks(m);
            value = take_value(m, m->s.len);
        }
        size_t colon = sr_str_find(name, SR_STR(":"), 0);
        bool odd =
            colon == name.len - 1 || !is_plain_name(name) || n == SR_MAX_ATTRIBUTES;
        if (odd || is_double(seen, n, name))
            continue;
        seen[n++] = name;
        sr_buf_putc(m->out, ' ');
        sr_buf_put(m->out, name);
        sr_buf_put(m->out, SR_STR("=\""));
        put_text(m, value, true);
        sr_buf_putc(m->out, '"');
    }
    m->at += m->at < m->s.len;
    return self;
}

/* --- tags ----------------------------------------------------------------------------- */

static sr_str local_name(sr_str name)
{
    size_t colon = sr_str_find(name, SR_STR(":"), 0);
    return colon == SIZE_MAX ? name : sr_str_cut(name, colon + 1, name.len);
}

static void close_one(mender *m)
{
    sr_buf_put(m->out, SR_STR("</"));
    sr_buf_put(m->out, m->open[--m->depth]);
    sr_buf_putc(m->out, '>');
}

/* at: behind '<', a name begins */
static void start_tag(mender *m)
{
    size_t tag_at = m->at - 1;
    sr_str name = take_name(m);
    bool shown = is_plain_name(name) && m->depth < SR_MAX_FEED_DEPTH - 2;
    size_t before = m->out->len;
    sr_buf_putc(m->out, '<');
    sr_buf_put(m->out, name);
    bool self = take_attributes(m);
    if (!shown) {
        m->out->len = before < m->out->len ? before : m->out->len;
        return;
    }
    sr_buf_put(m->out, self ? SR_STR("/>") : SR_STR(">"));
    if (!self)
        m->open[m->depth++] = name;
    sr_str local = local_name(name);
    if (sr_str_ieq(local, SR_STR("item")) || sr_str_ieq(local, SR_STR("entry")))
        m->ok = m->ok && SR_PUSH(m->arena, &m->items->at, tag_at);
}

/* at: behind "</" */
static void end_tag(mender *m)
{
    sr_str name = take_name(m);
    while (m->at < m->s.len && m->s.p[m->at] != '>' && m->s.p[m->at] != '<')
        m->at++;
    m->at += m->at < m->s.len && m->s.p[m->at] == '>';
    size_t i = m->depth;
    while (i > 0 && !sr_str_eq(m->open[i - 1], name))
        i--;
    while (i > 0 && m->depth >= i)
        close_one(m);
}

/* Where `what` stands next; s.len where nowhere, which is remembered in *none. */
static size_t find(mender *m, sr_str what, size_t from, size_t *none)
{
    size_t at = from >= *none ? SIZE_MAX : sr_str_find(m->s, what, from);
    if (at == SIZE_MAX && from < *none)
        *none = from;
    return at;
}

static void cdata(mender *m)
{
    size_t beg = m->at + 9; /* behind <![CDATA[ */
    size_t end = find(m, SR_STR("]]>"), beg, &m->no_cdata_end);
    size_t stop = end == SIZE_MAX ? m->s.len : end;
    put_text(m, sr_str_cut(m->s, beg, stop), false);
    m->at = end == SIZE_MAX ? m->s.len : end + 3;
}

/* Comments, instructions, doctypes: left out. */
static void leave_out(mender *m)
{
    sr_str rest = sr_str_cut(m->s, m->at, m->s.len);
    size_t end;
    if (sr_str_starts(rest, SR_STR("<!--"))) {
        end = find(m, SR_STR("-->"), m->at + 4, &m->no_comment_end);
        m->at = end == SIZE_MAX ? m->at + 4 : end + 3;
        return;
    }
    size_t bracket = m->at + 1;
    while (bracket < m->s.len && m->s.p[bracket] != '[' && m->s.p[bracket] != '>')
        bracket++;
    if (sr_str_istarts(rest, SR_STR("<!doctype")) && bracket < m->s.len &&
        m->s.p[bracket] == '[') {
        end = sr_str_find(m->s, SR_STR("]"), bracket);
        m->at = end == SIZE_MAX ? bracket : end;
    }
    end = find(m, SR_STR(">"), m->at, &m->no_gt);
    m->at = end == SIZE_MAX ? m->s.len : end + 1;
}

/* --- the walk -------------------------------------------------------------------------- */

static void step(mender *m)
{
    const char *lt = memchr(m->s.p + m->at, '<', m->s.len - m->at);
    size_t end = lt ? (size_t)(lt - m->s.p) : m->s.len;
    put_text(m, sr_str_cut(m->s, m->at, end), true);
    m->at = end;
    if (!lt)
        return;
    sr_str rest = sr_str_cut(m->s, end, m->s.len);
    char c = rest.len > 1 ? rest.p[1] : ' ';
    if (is_name_start(c)) {
        m->at++;
        start_tag(m);
    } else if (c == '/' && rest.len > 2 && is_name_start(rest.p[2])) {
        m->at += 2;
        end_tag(m);
    } else if (sr_str_starts(rest, SR_STR("<![CDATA["))) {
        cdata(m);
    } else if (c == '!' || c == '?') {
        leave_out(m);
    } else {
        put_text(m, SR_STR("<"), false);
        m->at++;
    }
}

bool sr_xml_mend(const sr_entities *e, sr_str text, sr_arena *a, sr_buf *out,
                 sr_mended_items *items)
{
    mender m = {
        .entities = e, .s = text, .out = out, .arena = a, .items = items, .ok = true};
    m.no_gt = m.no_cdata_end = m.no_comment_end = SIZE_MAX;
    sr_buf_put(out, SR_STR("<mended>"));
    while (m.at < text.len && m.ok && sr_buf_ok(out))
        step(&m);
    while (m.depth)
        close_one(&m);
    sr_buf_put(out, SR_STR("</mended>"));
    return m.ok && sr_buf_ok(out);
}
