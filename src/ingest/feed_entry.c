/* What the elements of a feed mean.  In this file: namespaces, the table of elements,
 * the text that is collected, fields, entries, the parser's callbacks. */
#include "ingest/feed_parts.h"

#include "base/utf8.h"
#include "ingest/feed_date.h"
#include "ingest/link.h"

/* --- namespaces ----------------------------------------------------------------------- */

typedef struct namespace_row {
    const char *uri; /* or its beginning; the first that fits counts */
    sr_feed_family family;
} namespace_row;

static const namespace_row namespaces[] = {
    {"http://purl.org/rss/1.0/modules/content", SR_FAMILY_CONTENT},
    {"http://purl.org/rss/1.0/modules/", SR_FAMILY_OTHER},
    {"http://purl.org/rss/1.0", SR_FAMILY_CORE},
    {"http://purl.org/net/rss1.1", SR_FAMILY_CORE},
    {"http://www.w3.org/2005/Atom", SR_FAMILY_CORE},
    {"http://purl.org/atom/", SR_FAMILY_CORE},
    {"http://my.netscape.com/", SR_FAMILY_CORE},
    {"http://channel.netscape.com/", SR_FAMILY_CORE},
    {"http://backend.userland.com/", SR_FAMILY_CORE},
    {"http://blogs.law.harvard.edu/", SR_FAMILY_CORE},
    {"http://cyber.law.harvard.edu/", SR_FAMILY_CORE},
    {"http://example.com/newformat#", SR_FAMILY_CORE}, /* drafts of Atom */
    {"http://example.com/necho", SR_FAMILY_CORE},
    {"http://purl.org/echo/", SR_FAMILY_CORE},
    {"uri/of/echo/namespace#", SR_FAMILY_CORE},
    {"http://purl.org/pie/", SR_FAMILY_CORE},
    {"http://purl.org/dc/", SR_FAMILY_DC},
    {"http://search.yahoo.com/mrss", SR_FAMILY_MEDIA},
    {"http://www.itunes.com/", SR_FAMILY_ITUNES},
    {"http://example.com/DTDs/PodCast", SR_FAMILY_ITUNES},
    {"http://rssnamespace.org/feedburner", SR_FAMILY_BURNER},
    {"http://www.w3.org/1999/xhtml", SR_FAMILY_XHTML},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", SR_FAMILY_RDF},
};

static sr_feed_family family_of_uri(sr_str uri)
{
    for (size_t i = 0; i < SR_COUNT(namespaces); i++)
        if (sr_str_istarts(uri, sr_str_of(namespaces[i].uri)))
            return namespaces[i].family;
    return SR_FAMILY_OTHER;
}

/* Prefixes that nobody declared mean what they usually do. */
static sr_feed_family family_of_usual(sr_str prefix)
{
    static const struct {
        const char *prefix;
        sr_feed_family family;
    } usual[] = {{"dc", SR_FAMILY_DC},           {"dcterms", SR_FAMILY_DC},
                 {"content", SR_FAMILY_CONTENT}, {"media", SR_FAMILY_MEDIA},
                 {"itunes", SR_FAMILY_ITUNES},   {"feedburner", SR_FAMILY_BURNER},
                 {"atom", SR_FAMILY_CORE},       {"atom10", SR_FAMILY_CORE},
                 {"rss", SR_FAMILY_CORE},        {"xhtml", SR_FAMILY_XHTML},
                 {"rdf", SR_FAMILY_RDF}};
    for (size_t i = 0; i < SR_COUNT(usual); i++)
        if (sr_str_ieq(prefix, sr_str_of(usual[i].prefix)))
            return usual[i].family;
    return SR_FAMILY_OTHER;
}

static sr_feed_family family_of_prefix(const sr_feed *f, sr_str prefix)
{
    for (size_t i = f->n_prefixes; i-- > 0;)
        if (sr_str_eq(f->prefixes[i].name, prefix))
            return f->prefixes[i].family;
    return family_of_usual(prefix);
}

/* A declaration holds from here to the end of the feed: scopes are not kept, for feeds
 * use a prefix in one way. */
static void declare_prefix(sr_feed *f, sr_str prefix, sr_str uri)
{
    sr_feed_family family = family_of_uri(uri);
    for (size_t i = 0; i < f->n_prefixes; i++) {
        if (sr_str_eq(f->prefixes[i].name, prefix)) {
            f->prefixes[i].family = family;
            return;
        }
    }
    sr_str kept = f->n_prefixes < SR_FEED_PREFIXES ? sr_arena_str(f->own->arena, prefix)
                                                   : (sr_str){NULL, 0};
    if (kept.p)
        f->prefixes[f->n_prefixes++] = (sr_feed_prefix){kept, family};
}

static sr_str local_name(sr_str name, sr_str *prefix)
{
    size_t colon = sr_str_find(name, SR_STR(":"), 0);
    *prefix = sr_str_cut(name, 0, colon == SIZE_MAX ? 0 : colon);
    return colon == SIZE_MAX ? name : sr_str_cut(name, colon + 1, name.len);
}

static sr_str attribute(const XML_Char **attributes, const char *name)
{
    for (size_t i = 0; attributes[i]; i += 2)
        if (sr_str_ieq(sr_str_of(attributes[i]), sr_str_of(name)))
            return sr_str_of(attributes[i + 1]);
    return (sr_str){NULL, 0};
}

/* Declarations, base and language of an element, which its frame passes on. */
static void read_scope(sr_feed *f, const XML_Char **attributes, sr_feed_frame *frame)
{
    for (size_t i = 0; attributes[i]; i += 2) {
        sr_str name = sr_str_of(attributes[i]), value = sr_str_of(attributes[i + 1]);
        sr_str kept = {NULL, 0};
        if (sr_str_eq(name, SR_STR("xmlns"))) {
            sr_feed_family family = family_of_uri(value);
            bool root = f->depth <= 2; /* an odd default there is the feed's own */
            frame->family = family == SR_FAMILY_OTHER && (root || value.len == 0)
                                ? SR_FAMILY_CORE
                                : family;
        } else if (sr_str_starts(name, SR_STR("xmlns:"))) {
            declare_prefix(f, sr_str_cut(name, 6, name.len), value);
        } else if (sr_str_eq(name, SR_STR("xml:base"))) {
            kept = sr_link_resolve(frame->base, value, f->own->arena);
            frame->base = kept.p ? kept : frame->base;
        } else if (sr_str_eq(name, SR_STR("xml:lang"))) {
            kept = sr_arena_str(f->own->arena, value);
            frame->lang = kept.p ? kept : frame->lang;
        }
    }
}

/* --- the table of elements --------------------------------------------------------------- */

typedef struct element {
    const char *name;
    sr_feed_family family;
    sr_feed_part part;
    sr_feed_field field;
} element;

/* clang-format off */
static const element in_entry[] = {
    {"title",       SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_TITLE},
    {"link",        SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_LINK},
    {"guid",        SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_GUID},
    {"id",          SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_GUID},
    {"content",     SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_CONTENT},
    {"fullitem",    SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_CONTENT},
    {"body",        SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_CONTENT},
    {"description", SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_SUMMARY},
    {"summary",     SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_SUMMARY},
    {"abstract",    SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_SUMMARY}, /* CDF */
    {"author",      SR_FAMILY_CORE,    SR_PART_PERSON, SR_FIELD_AUTHOR},
    {"source",      SR_FAMILY_CORE,    SR_PART_SOURCE, SR_FIELD_SOURCE},
    {"language",    SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_LANGUAGE},
    {"pubdate",     SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_PUBLISHED},
    {"published",   SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_PUBLISHED},
    {"issued",      SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_PUBLISHED},
    {"date",        SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_PUBLISHED},
    {"created",     SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_CREATED},
    {"updated",     SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_MODIFIED},
    {"modified",    SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_MODIFIED},
    {"encoded",     SR_FAMILY_CONTENT, SR_PART_FIELD,  SR_FIELD_CONTENT},
    {"body",        SR_FAMILY_XHTML,   SR_PART_FIELD,  SR_FIELD_CONTENT},
    {"div",         SR_FAMILY_XHTML,   SR_PART_FIELD,  SR_FIELD_CONTENT},
    {"title",       SR_FAMILY_DC,      SR_PART_FIELD,  SR_FIELD_MEDIA_TITLE},
    {"creator",     SR_FAMILY_DC,      SR_PART_PERSON, SR_FIELD_AUTHOR},
    {"author",      SR_FAMILY_DC,      SR_PART_PERSON, SR_FIELD_AUTHOR},
    {"description", SR_FAMILY_DC,      SR_PART_FIELD,  SR_FIELD_SUMMARY},
    {"language",    SR_FAMILY_DC,      SR_PART_FIELD,  SR_FIELD_LANGUAGE},
    {"date",        SR_FAMILY_DC,      SR_PART_FIELD,  SR_FIELD_PUBLISHED},
    {"issued",      SR_FAMILY_DC,      SR_PART_FIELD,  SR_FIELD_PUBLISHED},
    {"created",     SR_FAMILY_DC,      SR_PART_FIELD,  SR_FIELD_CREATED},
    {"modified",    SR_FAMILY_DC,      SR_PART_FIELD,  SR_FIELD_MODIFIED},
    {"group",       SR_FAMILY_MEDIA,   SR_PART_GROUP,  SR_FIELD_NONE},
    {"content",     SR_FAMILY_MEDIA,   SR_PART_GROUP,  SR_FIELD_NONE},
    {"title",       SR_FAMILY_MEDIA,   SR_PART_FIELD,  SR_FIELD_MEDIA_TITLE},
    {"description", SR_FAMILY_MEDIA,   SR_PART_FIELD,  SR_FIELD_MEDIA_TEXT},
    {"title",       SR_FAMILY_ITUNES,  SR_PART_FIELD,  SR_FIELD_MEDIA_TITLE},
    {"author",      SR_FAMILY_ITUNES,  SR_PART_PERSON, SR_FIELD_AUTHOR},
    {"summary",     SR_FAMILY_ITUNES,  SR_PART_FIELD,  SR_FIELD_MEDIA_TEXT},
    {"subtitle",    SR_FAMILY_ITUNES,  SR_PART_FIELD,  SR_FIELD_MEDIA_TEXT},
    {"origlink",    SR_FAMILY_BURNER,  SR_PART_FIELD,  SR_FIELD_ORIGINAL_LINK},
};
static const element in_feed[] = {
    {"item",        SR_FAMILY_CORE,    SR_PART_ENTRY,   SR_FIELD_NONE},
    {"entry",       SR_FAMILY_CORE,    SR_PART_ENTRY,   SR_FIELD_NONE},
    {"title",       SR_FAMILY_CORE,    SR_PART_FIELD,   SR_FIELD_TITLE},
    {"title",       SR_FAMILY_DC,      SR_PART_FIELD,   SR_FIELD_MEDIA_TITLE},
    {"link",        SR_FAMILY_CORE,    SR_PART_FIELD,   SR_FIELD_LINK},
    {"language",    SR_FAMILY_CORE,    SR_PART_FIELD,   SR_FIELD_LANGUAGE},
    {"language",    SR_FAMILY_DC,      SR_PART_FIELD,   SR_FIELD_LANGUAGE},
    {"image",       SR_FAMILY_CORE,    SR_PART_IGNORED, SR_FIELD_NONE},
    {"textinput",   SR_FAMILY_CORE,    SR_PART_IGNORED, SR_FIELD_NONE},
    {"author",      SR_FAMILY_CORE,    SR_PART_IGNORED, SR_FIELD_NONE},
};
static const element anywhere[] = {
    {"channel",     SR_FAMILY_CORE,    SR_PART_FEED,    SR_FIELD_NONE},
    {"feed",        SR_FAMILY_CORE,    SR_PART_FEED,    SR_FIELD_NONE},
    {"item",        SR_FAMILY_CORE,    SR_PART_ENTRY,   SR_FIELD_NONE},
    {"entry",       SR_FAMILY_CORE,    SR_PART_ENTRY,   SR_FIELD_NONE},
    {"image",       SR_FAMILY_CORE,    SR_PART_IGNORED, SR_FIELD_NONE},
    {"textinput",   SR_FAMILY_CORE,    SR_PART_IGNORED, SR_FIELD_NONE},
};
static const element in_person[] = {
    {"name",        SR_FAMILY_CORE,    SR_PART_FIELD,   SR_FIELD_AUTHOR},
};
static const element in_source[] = {
    {"title",       SR_FAMILY_CORE,    SR_PART_FIELD,   SR_FIELD_SOURCE},
};
/* clang-format on */

static const element *look_up(const element *rows, size_t n, sr_str name,
                              sr_feed_family family)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].family == family && sr_str_ieq(name, sr_str_of(rows[i].name)))
            return &rows[i];
    return NULL;
}

#define LOOK_UP(rows) look_up((rows), SR_COUNT(rows), name, family)

/* What is this element, as a child of that one? */
static element part_of(sr_feed_part parent, sr_str name, sr_feed_family family)
{
    const element *row = NULL;
    element unknown = {"", family, SR_PART_IGNORED, SR_FIELD_NONE};
    switch (parent) {
    case SR_PART_IGNORED: break;
    case SR_PART_FIELD:
    case SR_PART_MARKUP: unknown.part = SR_PART_MARKUP; break;
    case SR_PART_GROUP: row = family == SR_FAMILY_MEDIA ? LOOK_UP(in_entry) : NULL; break;
    case SR_PART_PERSON: row = LOOK_UP(in_person); break;
    case SR_PART_SOURCE: row = LOOK_UP(in_source); break;
    case SR_PART_ENTRY:
        row = LOOK_UP(in_entry);
        if (!row && family == SR_FAMILY_CORE &&
            (sr_str_ieq(name, SR_STR("item")) || sr_str_ieq(name, SR_STR("entry"))))
            unknown.part = SR_PART_ENTRY; /* the one before was not closed */
        break;
    case SR_PART_FEED:
        row = LOOK_UP(in_feed);
        unknown.part = SR_PART_OTHER;
        break;
    case SR_PART_OTHER:
        row = LOOK_UP(anywhere);
        unknown.part = SR_PART_OTHER;
        break;
    }
    return row ? *row : unknown;
}

/* --- the text that is collected ------------------------------------------------------------ */

static bool has_markup(sr_str s)
{
    for (size_t i = 0; i + 2 < s.len; i++)
        if (s.p[i] == '<' && (sr_is_alpha(s.p[i + 1]) || s.p[i + 1] == '/'))
            return memchr(s.p + i, '>', s.len - i) != NULL;
    return false;
}

static void put_escaped(sr_buf *out, sr_str s)
{
    size_t beg = 0;
    for (size_t i = 0; i < s.len; i++) {
        sr_str as = s.p[i] == '<'   ? SR_STR("&lt;")
                    : s.p[i] == '>' ? SR_STR("&gt;")
                    : s.p[i] == '&' ? SR_STR("&amp;")
                    : s.p[i] == '"' ? SR_STR("&quot;")
                                    : (sr_str){NULL, 0};
        if (!as.p)
            continue;
        sr_buf_put(out, sr_str_cut(s, beg, i));
        sr_buf_put(out, as);
        beg = i + 1;
    }
    sr_buf_put(out, sr_str_cut(s, beg, s.len));
}

static void collect(sr_feed *f, sr_str s)
{
    if (f->depth == 0)
        return;
    const sr_feed_frame *top = &f->open[f->depth - 1];
    if (top->part != SR_PART_FIELD && top->part != SR_PART_MARKUP &&
        top->part != SR_PART_PERSON && top->part != SR_PART_SOURCE)
        return;
    sr_buf *out = &f->collected;
    size_t beg = 0;
    for (size_t i = 0; i <= s.len; i++) {
        bool c1 = i + 1 < s.len && s.p[i] == '\xC2' && (unsigned char)s.p[i + 1] < 0xA0;
        if (i < s.len && !c1)
            continue;
        if (top->text == SR_TEXT_XHTML)
            put_escaped(out, sr_str_cut(s, beg, i));
        else
            sr_buf_put(out, sr_str_cut(s, beg, i));
        if (c1) /* a windows-1252 byte that was taken for a character: &#146; */
            sr_utf8_put(out, sr_entity_number((unsigned char)s.p[++i]));
        beg = i + 1;
    }
}

/* An element inside a field becomes part of its markup. */
static void open_markup(sr_feed *f, sr_str name, const XML_Char **attributes)
{
    sr_buf *out = &f->collected;
    sr_buf_putc(out, '<');
    sr_buf_put(out, name);
    for (size_t i = 0; attributes[i]; i += 2) {
        sr_str key = sr_str_of(attributes[i]);
        if (sr_str_starts(key, SR_STR("xmlns")))
            continue;
        sr_buf_putc(out, ' ');
        sr_buf_put(out, key);
        sr_buf_put(out, SR_STR("=\""));
        put_escaped(out, sr_str_of(attributes[i + 1]));
        sr_buf_putc(out, '"');
    }
    sr_buf_putc(out, '>');
}

static void close_markup(sr_feed *f, sr_str name)
{
    static const char *const empty[] = {"br", "hr", "img", "input", "meta", "link"};
    for (size_t i = 0; i < SR_COUNT(empty); i++)
        if (sr_str_ieq(name, sr_str_of(empty[i])))
            return;
    sr_buf_put(&f->collected, SR_STR("</"));
    sr_buf_put(&f->collected, name);
    sr_buf_putc(&f->collected, '>');
}

/* Text that turns out to hold elements: what was collected becomes markup. */
static void turn_to_markup(sr_feed *f, sr_feed_frame *field)
{
    if (field->text != SR_TEXT_PLAIN)
        return;
    field->text = SR_TEXT_XHTML;
    sr_buf_reset(&f->plain);
    put_escaped(&f->plain, sr_buf_str(&f->collected));
    sr_buf_reset(&f->collected);
    sr_buf_put(&f->collected, sr_buf_str(&f->plain));
}

static sr_feed_text text_of(const sr_feed *f, const element *e,
                            const XML_Char **attributes)
{
    sr_str type = attribute(attributes, "type"), mode = attribute(attributes, "mode");
    if (e->family == SR_FAMILY_XHTML)
        return SR_TEXT_XHTML;
    if (e->family != SR_FAMILY_CORE && e->family != SR_FAMILY_MEDIA)
        return SR_TEXT_HTML;
    if (sr_str_ieq(mode, SR_STR("base64")))
        return SR_TEXT_BASE64;
    if (sr_str_ieq(mode, SR_STR("xml")) || sr_str_ieq(type, SR_STR("xhtml")))
        return SR_TEXT_XHTML;
    if (sr_str_ieq(type, SR_STR("text")) || sr_str_ieq(type, SR_STR("plain")) ||
        sr_str_ieq(type, SR_STR("text/plain")))
        return SR_TEXT_PLAIN;
    if (sr_str_ieq(type, SR_STR("html")) || sr_str_ieq(type, SR_STR("text/html")) ||
        sr_str_ieq(mode, SR_STR("escaped")))
        return SR_TEXT_HTML;
    if (type.len && sr_str_ifind(type, SR_STR("xml"), 0) != SIZE_MAX)
        return SR_TEXT_XHTML;
    if (type.len && sr_str_find(type, SR_STR("/"), 0) != SIZE_MAX)
        return SR_TEXT_BASE64;
    return f->is_atom ? SR_TEXT_PLAIN : SR_TEXT_HTML;
}

/* RFC 4648; other bytes are passed over.  Into out, made well-formed by the caller. */
static void decode_base64(sr_str s, sr_buf *out)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint32_t bits = 0;
    int n = 0;
    for (size_t i = 0; i < s.len && s.p[i] != '='; i++) {
        const char *at = s.p[i] ? strchr(digits, s.p[i]) : NULL;
        if (!at)
            continue;
        bits = (bits << 6 | (uint32_t)(at - digits)) & 0xFFFFFF;
        n += 6;
        if (n >= 8) {
            n -= 8;
            sr_buf_putc(out, (char)(bits >> n & 0xFF));
        }
    }
}

/* --- fields ---------------------------------------------------------------------------------- */

static void refuse_memory(sr_feed *f)
{
    f->no_memory = true;
    (void)XML_StopParser(f->parser, XML_FALSE);
}

/* A copy that lives as long as what it is said of: the entry, or the feed. */
static sr_str keep(sr_feed *f, sr_str s)
{
    sr_str kept = sr_arena_str(f->in_entry ? f->doc->arena : f->own->arena, s);
    if (!kept.p) {
        refuse_memory(f);
        return (sr_str){"", 0};
    }
    return kept;
}

static void keep_first(sr_feed *f, sr_str *field, sr_str s)
{
    if (field->len == 0 && s.len)
        *field = keep(f, s);
}

/* The field's text as HTML. */
static sr_str as_html(sr_feed *f, sr_feed_text text)
{
    sr_str s = sr_str_trim(sr_buf_str(&f->collected));
    if (text == SR_TEXT_HTML || text == SR_TEXT_XHTML ||
        (text == SR_TEXT_PLAIN && has_markup(s)))
        return s;
    sr_buf_reset(&f->plain);
    if (text == SR_TEXT_PLAIN) {
        put_escaped(&f->plain, s);
        return sr_buf_str(&f->plain);
    }
    decode_base64(s, &f->plain);
    if (sr_utf8_check(sr_buf_str(&f->plain)) < f->plain.len ||
        memchr(f->plain.p, 0, f->plain.len))
        return (sr_str){"", 0}; /* a picture, a sound */
    return sr_str_trim(sr_buf_str(&f->plain));
}

/* The field's text as a reader sees it. */
static sr_str as_line(sr_feed *f, sr_feed_text text)
{
    sr_str s = sr_str_trim(sr_buf_str(&f->collected));
    if (text == SR_TEXT_BASE64) {
        sr_buf decoded = {0};
        decode_base64(s, &decoded);
        sr_buf_reset(&f->collected);
        (void)sr_utf8_repair(sr_buf_str(&decoded), &f->collected);
        sr_buf_free(&decoded);
        s = sr_buf_str(&f->collected);
    }
    sr_buf_reset(&f->plain);
    sr_markup_text(&f->entities, s, text != SR_TEXT_PLAIN || has_markup(s), &f->plain);
    s = sr_buf_str(&f->plain);
    if (s.len > SR_MAX_TITLE_BYTES) {
        if (f->in_entry)
            sr_doc_note(f->doc, "ingest", "limit-title-bytes",
                        "a field of %zu bytes was cut at SR_MAX_TITLE_BYTES", s.len);
        s.len = sr_utf8_floor(s, SR_MAX_TITLE_BYTES);
    }
    return s;
}

static void read_date(sr_feed *f, sr_str s, sr_when *when)
{
    sr_when w = {.from = SR_STR("feed")};
    s = sr_str_trim(s);
    if (s.len == 0)
        return;
    if (sr_feed_date(s, &w.at_s, &w.precision))
        *when = w;
    else
        sr_doc_note(f->doc, "ingest", "bad-date", "no date: \"%.*s\"",
                    s.len > 80 ? 80 : SR_FMT(s));
}

/* "desk@example.org (Jo Doe)", "Jo Doe <desk@example.org>": the name. */
static sr_str name_in(sr_str s)
{
    s = sr_str_trim(s);
    size_t at = sr_str_find(s, SR_STR("@"), 0), open = sr_str_find(s, SR_STR("("), 0);
    size_t close = sr_str_find(s, SR_STR(")"), 0), angle = sr_str_find(s, SR_STR("<"), 0);
    if (at == SIZE_MAX)
        return s;
    if (open != SIZE_MAX && close != SIZE_MAX && close > open && at < open)
        return sr_str_trim(sr_str_cut(s, open + 1, close));
    if (angle != SIZE_MAX && angle > 0 && at > angle)
        return sr_str_trim(sr_str_cut(s, 0, angle));
    return s;
}

static void add_author(sr_feed *f, sr_str name)
{
    sr_given *g = &f->doc->record.given;
    name = name_in(name);
    if (!f->in_entry || name.len == 0)
        return;
    for (size_t i = 0; i < g->n_authors; i++)
        if (sr_str_eq(g->authors[i], name))
            return;
    if (!g->authors)
        g->authors = SR_NEW(f->doc->arena, sr_str, SR_MAX_AUTHORS);
    if (!g->authors)
        refuse_memory(f);
    else if (g->n_authors == SR_MAX_AUTHORS)
        sr_doc_note(f->doc, "ingest", "limit-authors",
                    "more than SR_MAX_AUTHORS authors");
    else
        g->authors[g->n_authors++] = keep(f, name);
}

static void read_guid(sr_feed *f, const sr_feed_frame *frame, sr_str s)
{
    if (frame->guid_is_link && sr_str_istarts(s, SR_STR("http")))
        keep_first(f, &f->entry.guid, s);
}

/* A field of the feed itself has ended. */
static void end_feed_field(sr_feed *f, const sr_feed_frame *frame)
{
    sr_str s = sr_str_trim(sr_buf_str(&f->collected));
    switch (frame->field) {
    case SR_FIELD_TITLE: f->title = keep(f, as_line(f, frame->text)); break;
    case SR_FIELD_MEDIA_TITLE: keep_first(f, &f->title, as_line(f, frame->text)); break;
    case SR_FIELD_LINK: keep_first(f, &f->link, s); break;
    case SR_FIELD_LANGUAGE: keep_first(f, &f->lang, s); break;
    default: break;
    }
}

/* A field of the open entry has ended. */
static void end_field(sr_feed *f, const sr_feed_frame *frame)
{
    sr_feed_entry *e = &f->entry;
    sr_given *g = &f->doc->record.given;
    sr_str s = sr_str_trim(sr_buf_str(&f->collected));
    switch (frame->field) {
    case SR_FIELD_TITLE: keep_first(f, &e->title, as_line(f, frame->text)); break;
    case SR_FIELD_MEDIA_TITLE:
        keep_first(f, &e->media_title, as_line(f, frame->text));
        break;
    case SR_FIELD_LINK: keep_first(f, &e->link, s); break;
    case SR_FIELD_ORIGINAL_LINK: keep_first(f, &e->original_link, s); break;
    case SR_FIELD_GUID: read_guid(f, frame, s); break;
    case SR_FIELD_CONTENT: keep_first(f, &e->content, as_html(f, frame->text)); break;
    case SR_FIELD_SUMMARY: keep_first(f, &e->summary, as_html(f, frame->text)); break;
    case SR_FIELD_MEDIA_TEXT:
        keep_first(f, &e->media_text, as_html(f, frame->text));
        break;
    case SR_FIELD_AUTHOR: add_author(f, as_line(f, frame->text)); break;
    case SR_FIELD_SOURCE: keep_first(f, &g->outlet, as_line(f, frame->text)); break;
    case SR_FIELD_LANGUAGE: keep_first(f, &g->lang, s); break;
    case SR_FIELD_PUBLISHED: read_date(f, s, &e->published); break;
    case SR_FIELD_CREATED: read_date(f, s, &e->created); break;
    case SR_FIELD_MODIFIED: read_date(f, s, &e->modified); break;
    case SR_FIELD_NONE: break;
    }
}

/* A link element with an address in an attribute. */
static void read_link(sr_feed *f, sr_feed_frame *frame, const XML_Char **attributes)
{
    sr_str href = sr_str_trim(attribute(attributes, "href"));
    sr_str rel = sr_str_trim(attribute(attributes, "rel"));
    sr_str type = attribute(attributes, "type");
    bool html = type.len == 0 || sr_str_ifind(type, SR_STR("html"), 0) != SIZE_MAX;
    if (rel.len && !sr_str_ieq(rel, SR_STR("alternate"))) {
        frame->field = SR_FIELD_NONE; /* nor is its text the link */
        return;
    }
    if (href.len == 0)
        return;
    if (!f->in_entry) {
        keep_first(f, &f->link, href);
    } else if (f->entry.link.len == 0 || (html && !f->entry.link_is_html)) {
        f->entry.link = keep(f, href);
        f->entry.link_is_html = html;
    }
}

/* --- entries ------------------------------------------------------------------------------------ */

static void begin_entry(sr_feed *f, const XML_Char **attributes)
{
    sr_str href = attribute(attributes, "href");       /* CDF */
    sr_str about = attribute(attributes, "rdf:about"); /* RSS 1.0 */
    sr_str changed = attribute(attributes, "lastmod"); /* CDF */
    uint64_t index = f->n_entries - 1;
    f->in_entry = true;
    f->entry = (sr_feed_entry){.title = {"", 0}};
    f->doc->record.offset = f->is_mended && index < f->items.at.n
                                ? f->items.at.v[index]
                                : (uint64_t)XML_GetCurrentByteIndex(f->parser);
    keep_first(f, &f->entry.link, sr_str_trim(href));
    keep_first(f, &f->entry.guid, sr_str_trim(about));
    read_date(f, changed, &f->entry.modified);
}

static void set_bytes(sr_feed *f, sr_str html)
{
    if (html.len > SR_MAX_DOCUMENT_BYTES) {
        sr_doc_note(f->doc, "ingest", "limit-document-bytes",
                    "an entry of %zu bytes was cut at SR_MAX_DOCUMENT_BYTES", html.len);
        html.len = sr_utf8_floor(html, SR_MAX_DOCUMENT_BYTES);
    }
    f->doc->record.bytes = html;
}

static sr_str first_of(sr_str a, sr_str b)
{
    return a.len ? a : b;
}

static sr_str link_of(sr_feed *f, const sr_feed_frame *frame)
{
    const sr_feed_entry *e = &f->entry;
    sr_str link = first_of(e->original_link, first_of(e->link, e->guid));
    if (link.len == 0)
        return (sr_str){"", 0};
    sr_str whole = sr_link_resolve(first_of(frame->base, f->link), link, f->doc->arena);
    if (!whole.p)
        refuse_memory(f);
    return whole.p ? whole : (sr_str){"", 0};
}

/* The entry is complete: into the record, and the parser waits. */
static void finish_entry(sr_feed *f, const sr_feed_frame *frame)
{
    const sr_feed_entry *e = &f->entry;
    sr_record *rec = &f->doc->record;
    sr_given *g = &rec->given;
    rec->kind = SR_RECORD_FRAGMENT;
    set_bytes(f, first_of(e->content, first_of(e->summary, e->media_text)));
    g->title = first_of(e->title, e->media_title);
    g->url = rec->url = link_of(f, frame);
    g->published = e->published.precision ? e->published
                   : e->created.precision ? e->created
                                          : e->modified;
    g->modified = e->modified;
    if (g->outlet.len == 0)
        g->outlet = keep(f, f->title);
    if (g->lang.len == 0)
        g->lang = keep(f, first_of(frame->lang, f->lang));
    rec->charset = f->own->record.charset;
    f->in_entry = false;
    if (f->no_memory)
        return;
    if (g->title.len == 0 && g->url.len == 0 && rec->bytes.len == 0) {
        *rec = (sr_record){0}; /* nothing is in it */
        return;
    }
    f->have_entry = true;
    (void)XML_StopParser(f->parser, XML_TRUE);
}

/* --- the parser's callbacks -------------------------------------------------------------------- */

static void begin_part(sr_feed *f, sr_feed_frame *frame, const element *e,
                       const XML_Char **attributes)
{
    switch (frame->part) {
    case SR_PART_ENTRY:
        if (++f->n_entries <= f->given || f->have_entry)
            frame->part = SR_PART_IGNORED; /* was given out before mending */
        else
            begin_entry(f, attributes);
        break;
    case SR_PART_PERSON:
    case SR_PART_SOURCE:
    case SR_PART_FIELD:
        sr_buf_reset(&f->collected);
        frame->text = text_of(f, e, attributes);
        frame->guid_is_link =
            !sr_str_ieq(attribute(attributes, "isPermaLink"), SR_STR("false"));
        if (e->field == SR_FIELD_LINK)
            read_link(f, frame, attributes);
        break;
    default: break;
    }
}

/* An entry in an entry: the one around it was not closed. */
static void close_unclosed(sr_feed *f, sr_feed_frame *parent)
{
    if (f->in_entry)
        finish_entry(f, parent);
    parent->part = SR_PART_OTHER;
}

void XMLCALL sr_feed_on_start(void *feed, const XML_Char *name_z,
                              const XML_Char **attributes)
{
    sr_feed *f = feed;
    sr_str prefix, name = local_name(sr_str_of(name_z), &prefix);
    sr_feed_frame *parent = f->depth ? &f->open[f->depth - 1] : NULL;
    if (f->depth == SR_MAX_FEED_DEPTH) {
        f->too_deep = true;
        (void)XML_StopParser(f->parser, XML_FALSE);
        return;
    }
    sr_feed_frame frame = {.base = {"", 0}, .lang = {"", 0}};
    if (parent)
        frame = (sr_feed_frame){.family = parent->family,
                                .base = parent->base,
                                .lang = parent->lang,
                                .text = parent->text,
                                .field = parent->field};
    read_scope(f, attributes, &frame);
    sr_feed_family family = prefix.len ? family_of_prefix(f, prefix) : frame.family;
    element e = part_of(parent ? parent->part : SR_PART_OTHER, name, family);
    if (f->depth <= 1 &&
        (sr_str_ieq(name, SR_STR("feed")) || sr_str_ieq(name, SR_STR("entry"))))
        f->is_atom = true;
    if (parent && e.part == SR_PART_MARKUP) {
        turn_to_markup(f, parent);
        frame.text = parent->text;
        open_markup(f, name, attributes);
    } else {
        frame.field = e.field;
    }
    if (parent && e.part == SR_PART_ENTRY && parent->part == SR_PART_ENTRY)
        close_unclosed(f, parent);
    frame.part = e.part;
    f->open[f->depth++] = frame;
    begin_part(f, &f->open[f->depth - 1], &e, attributes);
}

void XMLCALL sr_feed_on_end(void *feed, const XML_Char *name_z)
{
    sr_feed *f = feed;
    sr_str prefix, name = local_name(sr_str_of(name_z), &prefix);
    if (f->depth == 0 || f->no_memory)
        return;
    sr_feed_frame frame = f->open[f->depth - 1];
    if (!sr_buf_ok(&f->collected))
        refuse_memory(f);
    else if (frame.part == SR_PART_MARKUP)
        close_markup(f, name);
    else if (frame.part == SR_PART_ENTRY && f->in_entry)
        finish_entry(f, &frame);
    else if (frame.part == SR_PART_FIELD || frame.part == SR_PART_PERSON ||
             frame.part == SR_PART_SOURCE) {
        if (f->in_entry)
            end_field(f, &frame);
        else
            end_feed_field(f, &frame);
        sr_buf_reset(&f->collected);
    }
    f->depth--;
}

void XMLCALL sr_feed_on_text(void *feed, const XML_Char *s, int n)
{
    collect(feed, (sr_str){s, (size_t)n});
}

/* Entities of an external document type are not read: HTML's names are known. */
void XMLCALL sr_feed_on_skipped(void *feed, const XML_Char *name, int is_parameter)
{
    sr_feed *f = feed;
    char text[64];
    char bytes[4];
    uint32_t cp;
    sr_str s = sr_str_of(name);
    if (is_parameter || s.len + 2 > sizeof text)
        return;
    text[0] = '&';
    memcpy(text + 1, s.p, s.len);
    text[s.len + 1] = ';';
    if (sr_entity_at(&f->entities, (sr_str){text, s.len + 2}, 0, &cp))
        collect(f, (sr_str){bytes, sr_utf8_encode(cp, bytes)});
}
