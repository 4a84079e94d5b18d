/* Elements into entries.  In this file: the text that is collected, fields, entries, the
 * parser's callbacks.  Which element is what: feed_names.c. */
#include "ingest/feed_parts.h"

#include "base/utf8.h"
#include "ingest/feed_date.h"
#include "ingest/link.h"

/* --- the text that is collected ------------------------------------------------------ */

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

static sr_feed_text text_of(const sr_feed *f, const sr_feed_element *e,
                            const XML_Char **attributes)
{
    sr_str type = sr_feed_attribute(attributes, "type"),
           mode = sr_feed_attribute(attributes, "mode");
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

/* --- fields -------------------------------------------------------------------------- */

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
    s = sr_buf_str(&f->plain);
    if (sr_utf8_check(s) < s.len || memchr(s.p, 0, s.len))
        return (sr_str){"", 0}; /* a picture, a sound */
    return sr_str_trim(s);
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
    if (sr_feed_date(&f->months, s, &w))
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
    sr_str href = sr_str_trim(sr_feed_attribute(attributes, "href"));
    sr_str rel = sr_str_trim(sr_feed_attribute(attributes, "rel"));
    sr_str type = sr_feed_attribute(attributes, "type");
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

/* --- entries ------------------------------------------------------------------------- */

static void begin_entry(sr_feed *f, const XML_Char **attributes)
{
    sr_str href = sr_feed_attribute(attributes, "href");       /* CDF */
    sr_str about = sr_feed_attribute(attributes, "rdf:about"); /* RSS 1.0 */
    sr_str changed = sr_feed_attribute(attributes, "lastmod"); /* CDF */
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

/* --- the parser's callbacks ---------------------------------------------------------- */

static void begin_part(sr_feed *f, sr_feed_frame *frame, const sr_feed_element *e,
                       const XML_Char **attributes)
{
    switch (frame->part) {
    case SR_PART_ENTRY:
        if (++f->n_entries <= f->given || f->have_entry)
            frame->part = SR_PART_GIVEN;
        else
            begin_entry(f, attributes);
        break;
    case SR_PART_PERSON:
    case SR_PART_SOURCE:
    case SR_PART_FIELD:
        sr_buf_reset(&f->collected);
        frame->text = text_of(f, e, attributes);
        frame->guid_is_link =
            !sr_str_ieq(sr_feed_attribute(attributes, "isPermaLink"), SR_STR("false"));
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
    sr_str prefix, name = sr_feed_local_name(sr_str_of(name_z), &prefix);
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
    sr_feed_read_scope(f, attributes, &frame);
    sr_feed_family family = prefix.len ? sr_feed_family_of(f, prefix) : frame.family;
    sr_feed_element e =
        sr_feed_part_of(parent ? parent->part : SR_PART_OTHER, name, family);
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
    sr_str prefix, name = sr_feed_local_name(sr_str_of(name_z), &prefix);
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
