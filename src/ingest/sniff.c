/* Telling the kind.  In this file: binary marks, wide characters, markup, JSON, the decision. */
#include "ingest/sniff.h"

#include "base/utf8.h"

typedef struct mark {
    const char *bytes;
    size_t len;
    const char *what;
} mark;

/* Magic numbers, from the formats' specifications. */
static const mark marks[] = {
    {"%PDF-", 5, "a PDF file"},
    {"PK\3\4", 4, "a zip archive"},
    {"PK\5\6", 4, "a zip archive"},
    {"\x89PNG\r\n", 6, "a PNG image"},
    {"\xff\xd8\xff", 3, "a JPEG image"},
    {"GIF87a", 6, "a GIF image"},
    {"GIF89a", 6, "a GIF image"},
    {"\x7f"
     "ELF",
     4, "a program"},
    {"\xfd"
     "7zXZ",
     5, "xz-compressed, which is not read"},
    {"BZh", 3, "bzip2-compressed, which is not read"},
    {"\x04\x22\x4d\x18", 4, "lz4-compressed, which is not read"},
    {"\x1f\x8b", 2, "gzip inside gzip or zstd, which is not read"},
    {"\x28\xb5\x2f\xfd", 4, "zstd inside gzip or zstd, which is not read"},
    {"filedesc://", 11, "an ARC file, the forerunner of WARC, which is not read"},
    {"SQLite format 3", 15, "an SQLite database"},
    {"\xd0\xcf\x11\xe0", 4, "an old Office document"},
    {"{\\rtf", 5, "an RTF document"},
    {"OggS", 4, "an Ogg file"},
    {"ID3", 3, "an MP3 file"},
    {"wOF", 3, "a web font"},
};

static const char *binary_mark(sr_str s)
{
    for (size_t i = 0; i < SR_COUNT(marks); i++)
        if (sr_str_starts(s, (sr_str){marks[i].bytes, marks[i].len}))
            return marks[i].what;
    return NULL;
}

/* The "binary data bytes" of the WHATWG MIME Sniffing standard, section 3. */
static bool is_binary_byte(unsigned char c)
{
    return c <= 8 || c == 0x0B || (c >= 0x0E && c <= 0x1A) || (c >= 0x1C && c <= 0x1F);
}

/* A zero byte or one binary byte in fifty; stray control bytes in text are bearable. */
static bool looks_binary(sr_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.p[i] == 0)
            return true;
        n += is_binary_byte((unsigned char)s.p[i]);
    }
    return n * 50 > s.len;
}

/* --- UTF-16 and UTF-32 ------------------------------------------------------------------------- */

/* Is it UTF-16, and which byte of a pair (0 or 1) holds ASCII? */
static bool is_utf16(sr_str s, size_t *low)
{
    const unsigned char *p = (const unsigned char *)s.p;
    if (s.len < 2)
        return false;
    *low = p[0] == 0 || p[0] == 0xFE;
    if ((p[0] == 0xFF && p[1] == 0xFE) || (p[0] == 0xFE && p[1] == 0xFF))
        return true;
    /* Without a mark: markup, a brace or a letter, with zeros between. */
    size_t zeros[2] = {0, 0}, n = s.len < 64 ? s.len & ~(size_t)1 : 64;
    for (size_t i = 0; i < n; i++)
        zeros[i & 1] += p[i] == 0;
    return n >= 4 && zeros[1 - *low] * 4 >= n && zeros[*low] == 0;
}

/* UTF-32, by its mark or by an ASCII character at the front. */
static bool is_utf32(sr_str s, size_t *low)
{
    if (s.len < 4)
        return false;
    *low = s.p[0] == 0 ? 3 : 0;
    sr_str four = sr_str_cut(s, 0, 4);
    return sr_str_eq(four, (sr_str){"\xFF\xFE\0\0", 4}) ||
           sr_str_eq(four, (sr_str){"\0\0\xFE\xFF", 4}) ||
           (s.p[1] == 0 && s.p[2] == 0 && (s.p[0] == 0) != (s.p[3] == 0));
}

/* The `low` byte of each unit of `width`; what is no ASCII becomes '?'. */
static sr_str narrow(sr_str s, size_t width, size_t low, char *to)
{
    size_t n = 0;
    for (size_t i = 0; i + width <= s.len; i += width) {
        char c = s.p[i + low], other = s.p[i + (low ? low - 1 : 1)];
        bool bom = i == 0 && ((unsigned char)c ^ (unsigned char)other) == 1;
        if (!bom)
            to[n++] = other == 0 && (unsigned char)c < 0x80 ? c : '?';
    }
    return (sr_str){to, n};
}

/* --- markup ------------------------------------------------------------------------- */

static sr_str skip_blanks(sr_str s)
{
    while (s.len && sr_is_space(s.p[0]))
        s = sr_str_cut(s, 1, s.len);
    return s;
}

static sr_str skip_past(sr_str s, sr_str end)
{
    size_t at = sr_str_find(s, end, 0);
    return at == SIZE_MAX ? sr_str_cut(s, s.len, s.len)
                          : sr_str_cut(s, at + end.len, s.len);
}

/* Behind a doctype, internal subset and all. */
static sr_str skip_doctype(sr_str s)
{
    size_t i = 0;
    bool subset = false;
    for (; i < s.len; i++) {
        subset = s.p[i] == '[' ? true : s.p[i] == ']' ? false : subset;
        if (s.p[i] == '>' && !subset)
            break;
    }
    return sr_str_cut(s, i < s.len ? i + 1 : s.len, s.len);
}

static sr_str tag_name(sr_str s)
{
    size_t n = 1;
    while (n < s.len && (sr_is_alnum(s.p[n]) || s.p[n] == ':' || s.p[n] == '-' ||
                         s.p[n] == '_' || s.p[n] == '.'))
        n++;
    return s.len ? sr_str_cut(s, 1, n) : s;
}

static bool in_list(sr_str word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sr_str_ieq(word, sr_str_of(list[i])))
            return true;
    return false;
}

static sr_str local_name(sr_str name)
{
    for (size_t i = name.len; i-- > 0;)
        if (name.p[i] == ':')
            return sr_str_cut(name, i + 1, name.len);
    return name;
}

/* Roots of feeds: RSS 0.9x and 2.0, RDF (RSS 0.90 and 1.0), Atom 0.3 and 1.0, CDF,
 * sitemaps; and entries and items without their feed. */
static bool is_feed_root(sr_str name)
{
    static const char *const roots[] = {"rss",   "rdf",  "feed",  "channel",
                                        "entry", "item", "urlset"};
    return in_list(local_name(name), roots, SR_COUNT(roots));
}

static bool is_html_tag(sr_str name)
{
    static const char *const tags[] = {
        "html",    "head",   "body",   "title",  "meta",   "link",     "script",
        "style",   "base",   "div",    "p",      "span",   "a",        "h1",
        "h2",      "h3",     "h4",     "h5",     "h6",     "table",    "tr",
        "td",      "img",    "br",     "hr",     "b",      "i",        "em",
        "strong",  "ul",     "ol",     "li",     "font",   "form",     "section",
        "main",    "header", "footer", "nav",    "iframe", "pre",      "frame",
        "article", "aside",  "center", "figure", "small",  "noscript", "blockquote"};
    return in_list(name, tags, SR_COUNT(tags));
}

static sr_kind other_root(sr_str root, const char **what)
{
    *what = "an XML file of a kind that is not read";
    if (sr_str_ieq(root, SR_STR("sitemapindex")))
        *what = "a list of sitemaps, which is not read";
    else if (sr_str_ieq(root, SR_STR("opml")))
        *what = "an OPML list, which is not read";
    else if (sr_str_ieq(root, SR_STR("svg")))
        *what = "an SVG image";
    return SR_KIND_REFUSED;
}

/* s begins with '<' */
static sr_kind sniff_markup(sr_str s, const char **what)
{
    bool xml = false;
    while (s.len && s.p[0] == '<') {
        if (sr_str_starts(s, SR_STR("<?"))) {
            xml = xml || sr_str_istarts(s, SR_STR("<?xml"));
            s = skip_past(s, SR_STR(">"));
        } else if (sr_str_starts(s, SR_STR("<!--"))) {
            s = skip_past(s, SR_STR("-->"));
        } else if (sr_str_istarts(s, SR_STR("<!doctype html"))) {
            return SR_KIND_HTML;
        } else if (sr_str_starts(s, SR_STR("<!"))) {
            s = skip_doctype(s);
        } else {
            break;
        }
        s = skip_blanks(s);
    }
    sr_str name = tag_name(s);
    if (s.len && s.p[0] == '<' && is_feed_root(name))
        return SR_KIND_FEED;
    if (is_html_tag(name) || !xml)
        return SR_KIND_HTML;
    if (s.len && s.p[0] == '<')
        return other_root(name, what);
    return SR_KIND_FEED; /* declares XML, and what follows is broken: let it try */
}

/* Prose that has markup in it: the number of tags that HTML has. */
static bool has_tags(sr_str s)
{
    size_t n = 0;
    for (size_t i = 0; i + 1 < s.len; i++) {
        if (s.p[i] != '<')
            continue;
        sr_str rest = sr_str_cut(s, i, s.len);
        if (sr_str_istarts(rest, SR_STR("<!doctype html")) ||
            sr_str_istarts(rest, SR_STR("<html")))
            return true;
        if (rest.p[1] == '/')
            rest = sr_str_cut(rest, 1, rest.len);
        n += is_html_tag(tag_name(rest));
    }
    return n >= 4 && n * 400 > s.len; /* a tag in 400 bytes, at least four */
}

/* --- JSON --------------------------------------------------------------------------- */

/* Does the object at the start of s end in its first line?  Brackets are counted outside
 * strings.  A line that goes on beyond what we see is taken for a long one. */
static bool ends_in_line(sr_str s, bool whole)
{
    int depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.p[i];
        if (c == '\n')
            return depth <= 0;
        if (quoted) {
            i += c == '\\';
            quoted = c != '"';
        } else if (c == '"') {
            quoted = true;
        } else {
            depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        }
    }
    return !whole || depth <= 0;
}

/* After a brace comes a name or the end, else it is no JSON. */
static bool is_json_object(sr_str s)
{
    sr_str rest = skip_blanks(sr_str_cut(s, 1, s.len));
    return s.p[0] == '{' && (rest.len == 0 || rest.p[0] == '"' || rest.p[0] == '}');
}

static bool is_json_array(sr_str s)
{
    sr_str rest = skip_blanks(sr_str_cut(s, 1, s.len));
    return s.p[0] == '[' && rest.len && (rest.p[0] == '{' || rest.p[0] == ']');
}

static sr_kind sniff_json(sr_str s, bool whole)
{
    bool a_line = s.p[0] == '{' && ends_in_line(s, whole);
    return a_line ? SR_KIND_JSON_LINES : SR_KIND_JSON_VALUES;
}

/* --- the decision ------------------------------------------------------------------- */

sr_kind sr_sniff(sr_str head, bool whole, const char **what)
{
    char narrowed[SR_SNIFF_BYTES / 2 + 1];
    size_t low;
    if (head.len > SR_SNIFF_BYTES) {
        head.len = SR_SNIFF_BYTES;
        whole = false;
    }
    size_t width = is_utf32(head, &low) ? 4 : is_utf16(head, &low) ? 2 : 1;
    bool wide = width > 1;
    sr_str s = wide ? narrow(head, width, low, narrowed) : head;
    if (sr_str_starts(s, SR_STR("\xEF\xBB\xBF")))
        s = sr_str_cut(s, 3, s.len);
    if ((*what = binary_mark(s)) != NULL)
        return SR_KIND_REFUSED;
    s = skip_blanks(s);
    if (s.len == 0)
        return SR_KIND_EMPTY;
    if (sr_str_starts(s, SR_STR("WARC/")) && !wide)
        return SR_KIND_WARC;
    if (s.p[0] == '<')
        return sniff_markup(s, what);
    if (!wide && (is_json_object(s) || is_json_array(s)))
        return sniff_json(s, whole);
    if (looks_binary(s)) {
        *what = "binary data";
        return SR_KIND_REFUSED;
    }
    return has_tags(s) ? SR_KIND_HTML : SR_KIND_TEXT;
}
