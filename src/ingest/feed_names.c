/* Names in a feed: which namespace, which element.  In this file: namespaces, the scope
 * of an element, the table of elements. */
#include "ingest/feed_parts.h"

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
    {"http://www.sitemaps.org/schemas/sitemap/", SR_FAMILY_CORE},
    {"http://www.google.com/schemas/sitemap/", SR_FAMILY_CORE},
    {"http://www.google.com/schemas/sitemap-news/", SR_FAMILY_NEWS},
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
                 {"rdf", SR_FAMILY_RDF},         {"news", SR_FAMILY_NEWS}};
    for (size_t i = 0; i < SR_COUNT(usual); i++)
        if (sr_str_ieq(prefix, sr_str_of(usual[i].prefix)))
            return usual[i].family;
    return SR_FAMILY_OTHER;
}

sr_feed_family sr_feed_family_of(const sr_feed *f, sr_str prefix)
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

sr_str sr_feed_local_name(sr_str name, sr_str *prefix)
{
    size_t colon = sr_str_find(name, SR_STR(":"), 0);
    *prefix = sr_str_cut(name, 0, colon == SIZE_MAX ? 0 : colon);
    return colon == SIZE_MAX ? name : sr_str_cut(name, colon + 1, name.len);
}

sr_str sr_feed_attribute(const XML_Char **attributes, const char *name)
{
    for (size_t i = 0; attributes[i]; i += 2)
        if (sr_str_ieq(sr_str_of(attributes[i]), sr_str_of(name)))
            return sr_str_of(attributes[i + 1]);
    return (sr_str){NULL, 0};
}

/* Declarations, base and language of an element, which its frame passes on. */
void sr_feed_read_scope(sr_feed *f, const XML_Char **attributes, sr_feed_frame *frame)
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

/* clang-format off */
static const sr_feed_element in_entry[] = {
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
    /* a sitemap's */
    {"loc",         SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_LINK},
    {"lastmod",     SR_FAMILY_CORE,    SR_PART_FIELD,  SR_FIELD_MODIFIED},
    {"news",        SR_FAMILY_NEWS,    SR_PART_GROUP,  SR_FIELD_NONE},
    {"publication", SR_FAMILY_NEWS,    SR_PART_GROUP,  SR_FIELD_NONE},
    {"name",        SR_FAMILY_NEWS,    SR_PART_FIELD,  SR_FIELD_SOURCE},
    {"language",    SR_FAMILY_NEWS,    SR_PART_FIELD,  SR_FIELD_LANGUAGE},
    {"title",       SR_FAMILY_NEWS,    SR_PART_FIELD,  SR_FIELD_TITLE},
    {"publication_date", SR_FAMILY_NEWS, SR_PART_FIELD, SR_FIELD_PUBLISHED},
};
static const sr_feed_element in_sitemap[] = {
    {"url",         SR_FAMILY_CORE,    SR_PART_ENTRY,  SR_FIELD_NONE},
};
static const sr_feed_element in_feed[] = {
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
static const sr_feed_element anywhere[] = {
    {"channel",     SR_FAMILY_CORE,    SR_PART_FEED,    SR_FIELD_NONE},
    {"feed",        SR_FAMILY_CORE,    SR_PART_FEED,    SR_FIELD_NONE},
    {"urlset",      SR_FAMILY_CORE,    SR_PART_SITEMAP, SR_FIELD_NONE},
    {"item",        SR_FAMILY_CORE,    SR_PART_ENTRY,   SR_FIELD_NONE},
    {"entry",       SR_FAMILY_CORE,    SR_PART_ENTRY,   SR_FIELD_NONE},
    {"image",       SR_FAMILY_CORE,    SR_PART_IGNORED, SR_FIELD_NONE},
    {"textinput",   SR_FAMILY_CORE,    SR_PART_IGNORED, SR_FIELD_NONE},
};
static const sr_feed_element in_person[] = {
    {"name",        SR_FAMILY_CORE,    SR_PART_FIELD,   SR_FIELD_AUTHOR},
};
static const sr_feed_element in_source[] = {
    {"title",       SR_FAMILY_CORE,    SR_PART_FIELD,   SR_FIELD_SOURCE},
};
/* clang-format on */

static const sr_feed_element *look_up(const sr_feed_element *rows, size_t n, sr_str name,
                                      sr_feed_family family)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].family == family && sr_str_ieq(name, sr_str_of(rows[i].name)))
            return &rows[i];
    return NULL;
}

#define LOOK_UP(rows) look_up((rows), SR_COUNT(rows), name, family)

/* What is this element, as a child of that one? */
sr_feed_element sr_feed_part_of(sr_feed_part parent, sr_str name, sr_feed_family family)
{
    const sr_feed_element *row = NULL;
    sr_feed_element unknown = {"", family, SR_PART_IGNORED, SR_FIELD_NONE};
    switch (parent) {
    case SR_PART_IGNORED: break;
    case SR_PART_FIELD:
    case SR_PART_MARKUP: unknown.part = SR_PART_MARKUP; break;
    case SR_PART_GROUP:
        row = family == SR_FAMILY_MEDIA || family == SR_FAMILY_NEWS ? LOOK_UP(in_entry)
                                                                    : NULL;
        break;
    case SR_PART_SITEMAP: row = LOOK_UP(in_sitemap); break;
    case SR_PART_PERSON: row = LOOK_UP(in_person); break;
    case SR_PART_SOURCE: row = LOOK_UP(in_source); break;
    case SR_PART_GIVEN:
    case SR_PART_ENTRY:
        row = parent == SR_PART_ENTRY ? LOOK_UP(in_entry) : NULL;
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
