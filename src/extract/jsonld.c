/* Reading JSON-LD.  Read jsonld.h first; this file is, in order:
 *   1. getting it parsed   2. the objects   3. which one is the article   4. its members
 */
#include "extract/jsonld.h"

#include "base/vec.h"
#include "doc/json_read.h"
#include "extract/cleantext.h"

enum { MAX_OBJECTS = 512, MAX_DEPTH = 12 };

typedef struct reader {
    sr_arena *a;
    sr_jsonld out;
    const cJSON *objects[MAX_OBJECTS]; /* that have an @type or an @id */
    bool nested[MAX_OBJECTS];          /* found below an entity, not at the top */
    size_t n;
    SR_VEC(sr_str) authors, types;
    bool refused;
} reader;

/* --- 1. getting it parsed ------------------------------------------------------------- */

static sr_str member(const cJSON *o, const char *key)
{
    return sr_json_text(cJSON_GetObjectItem(o, key));
}

/* Comments and CDATA marks around the JSON, and a stop behind it. */
static sr_str strip_wrapping(sr_str s)
{
    size_t cdata =
        sr_str_find(sr_str_cut(s, 0, s.len < 60 ? s.len : 60), SR_STR("CDATA["), 0);
    size_t beg = cdata == SIZE_MAX ? 0 : cdata + 6, end = s.len;
    if (cdata != SIZE_MAX)
        while (end > beg && s.p[end - 1] != '}')
            end--;
    while (beg < end && s.p[beg] != '{' && s.p[beg] != '[')
        beg++;
    while (end > beg && s.p[end - 1] != '}' && s.p[end - 1] != ']')
        end--;
    return sr_str_cut(s, beg, end);
}

/* Drop commas before a closing bracket and raw control bytes inside strings. */
static sr_str mend(sr_str s, sr_arena *a)
{
    char *to = sr_arena_alloc(a, s.len + 1, 1);
    size_t n = 0;
    bool in_string = false;
    for (size_t i = 0; to && i < s.len; i++) {
        char c = s.p[i];
        if (in_string && c == '\\' && i + 1 < s.len) {
            to[n++] = c;
            to[n++] = s.p[++i];
            continue;
        }
        if (c == '"')
            in_string = !in_string;
        if (in_string && (unsigned char)c < ' ')
            c = ' ';
        if (!in_string && (c == '}' || c == ']')) {
            while (n > 0 && sr_is_space(to[n - 1]))
                n--;
            if (n > 0 && to[n - 1] == ',')
                n--;
        }
        to[n++] = c;
    }
    return (sr_str){to, to ? n : 0};
}

static cJSON *parse(reader *r, sr_str s)
{
    cJSON *root = NULL;
    s = strip_wrapping(s);
    if (s.len == 0 || sr_json_parse(s, &root, NULL) == SR_OK)
        return root;
    sr_str mended = mend(s, r->a);
    if (!mended.p)
        r->refused = true;
    else if (sr_json_parse(mended, &root, NULL) != SR_OK)
        root = NULL;
    return root;
}

/* --- 2. the objects ---------------------------------------------------------------------- */

static void collect(reader *r, const cJSON *item, int depth, bool nested)
{
    if (depth > MAX_DEPTH || r->n >= MAX_OBJECTS)
        return;
    if (cJSON_IsObject(item) &&
        (cJSON_GetObjectItem(item, "@type") || cJSON_GetObjectItem(item, "@id"))) {
        r->objects[r->n] = item;
        r->nested[r->n++] = nested;
    }
    const cJSON *child;
    cJSON_ArrayForEach(child, item)
    {
        if (!cJSON_IsObject(child) && !cJSON_IsArray(child))
            continue;
        /* what these hold is the page itself; other members speak of other things */
        bool same = !child->string ||
                    sr_str_eq(sr_str_of(child->string), SR_STR("@graph")) ||
                    sr_str_ieq(sr_str_of(child->string), SR_STR("mainEntity")) ||
                    sr_str_ieq(sr_str_of(child->string), SR_STR("mainEntityOfPage"));
        collect(r, child, depth + 1, nested || !same || (cJSON_IsArray(item) && nested));
    }
}

/* The object that an {"@id": ...} stands for: one with the same id and more to say. */
static const cJSON *resolve(const reader *r, const cJSON *o)
{
    sr_str id = member(o, "@id");
    if (!cJSON_IsObject(o) || cJSON_GetObjectItem(o, "name") || id.len == 0)
        return o;
    for (size_t i = 0; i < r->n; i++)
        if (sr_str_eq(member(r->objects[i], "@id"), id) &&
            cJSON_GetObjectItem(r->objects[i], "name"))
            return r->objects[i];
    return o;
}

/* --- 3. which one is the article ------------------------------------------------------- */

static bool type_is(const cJSON *o, bool (*test)(sr_str))
{
    const cJSON *type = cJSON_GetObjectItem(o, "@type"), *t;
    if (cJSON_IsString(type))
        return test(sr_json_text(type));
    cJSON_ArrayForEach(t, type)
    {
        if (test(sr_json_text(t)))
            return true;
    }
    return false;
}

static bool is_article(sr_str t)
{
    return sr_str_ends(t, SR_STR("Article")) || sr_str_ends(t, SR_STR("Posting")) ||
           sr_str_eq(t, SR_STR("Report"));
}

static bool is_news(sr_str t)
{
    return sr_str_ends(t, SR_STR("NewsArticle")) ||
           sr_str_eq(t, SR_STR("LiveBlogPosting"));
}

static bool is_job(sr_str t)
{
    return sr_str_eq(t, SR_STR("JobPosting")) ||
           sr_str_eq(t, SR_STR("DiscussionForumPosting")) ||
           sr_str_eq(t, SR_STR("SocialMediaPosting"));
}

static bool is_live(sr_str t)
{
    return sr_str_eq(t, SR_STR("LiveBlogPosting"));
}

static bool is_page(sr_str t)
{
    return sr_str_ends(t, SR_STR("WebPage")) || sr_str_eq(t, SR_STR("Review")) ||
           sr_str_eq(t, SR_STR("Recipe")) || sr_str_eq(t, SR_STR("CreativeWork")) ||
           sr_str_eq(t, SR_STR("ItemPage")) || sr_str_eq(t, SR_STR("VideoObject"));
}

static bool is_listing(sr_str t)
{
    return sr_str_eq(t, SR_STR("CollectionPage")) || sr_str_eq(t, SR_STR("ItemList")) ||
           sr_str_eq(t, SR_STR("SearchResultsPage")) || sr_str_eq(t, SR_STR("Blog"));
}

static bool is_product(sr_str t)
{
    return sr_str_eq(t, SR_STR("Product")) || sr_str_eq(t, SR_STR("Service")) ||
           sr_str_eq(t, SR_STR("SoftwareApplication")) ||
           sr_str_eq(t, SR_STR("JobPosting")) ||
           sr_str_eq(t, SR_STR("DiscussionForumPosting")) ||
           sr_str_eq(t, SR_STR("QAPage")) || sr_str_eq(t, SR_STR("Course")) ||
           sr_str_eq(t, SR_STR("Event"));
}

/* 3: an article at the top; 2: one below; 1: a page at the top; 0: anything else. */
static int rank_of(const reader *r, size_t i)
{
    const cJSON *o = r->objects[i];
    if (type_is(o, is_article) && !type_is(o, is_job))
        return r->nested[i] ? (cJSON_GetObjectItem(o, "articleBody") ? 2 : 0) : 3;
    return !r->nested[i] && type_is(o, is_page) ? 1 : 0;
}

/* --- 4. its members -------------------------------------------------------------------------- */

static void take(reader *r, sr_str value, sr_str *field)
{
    if (field->len || value.len == 0)
        return;
    *field = sr_clean_markup(value, r->a);
    if (!field->p)
        r->refused = true, *field = (sr_str){"", 0};
}

/* The same line by line: the lines of a text are its paragraphs, one blank line between.
 * With marks in it, lines are those of the source and say nothing. */
static void take_lines(reader *r, sr_str value, sr_str *field)
{
    if (field->len || value.len == 0)
        return;
    if (memchr(value.p, '<', value.len)) {
        take(r, value, field);
        return;
    }
    char *to = sr_arena_alloc(r->a, value.len * 2 + 1, 1);
    size_t n = 0;
    for (size_t at = 0; to && at < value.len;) {
        const char *nl = memchr(value.p + at, '\n', value.len - at);
        size_t end = nl ? (size_t)(nl - value.p) : value.len;
        sr_str line = {NULL, 0};
        take(r, sr_str_cut(value, at, end), &line);
        if (line.len && n)
            to[n++] = '\n', to[n++] = '\n';
        if (line.len)
            memcpy(to + n, line.p, line.len);
        n += line.len;
        at = end + 1;
    }
    r->refused |= !to;
    *field = to ? (sr_str){to, n} : (sr_str){"", 0};
}

static void take_author(reader *r, const cJSON *item, int depth)
{
    const cJSON *child;
    if (depth > 3 || r->authors.n >= SR_MAX_AUTHORS)
        return;
    if (cJSON_IsArray(item)) {
        cJSON_ArrayForEach(child, item) take_author(r, child, depth + 1);
        return;
    }
    const cJSON *o = cJSON_IsObject(item) ? resolve(r, item) : item;
    const cJSON *name = cJSON_IsObject(o) ? cJSON_GetObjectItem(o, "name") : o;
    if (cJSON_IsArray(name)) {
        take_author(r, name, depth + 1);
        return;
    }
    sr_str text = {"", 0};
    take(r, sr_json_text(name), &text);
    if (text.len && !SR_PUSH(r->a, &r->authors, text))
        r->refused = true;
}

/* A string, the first of a list, or the "name", "url" or "@id" of an object. */
static sr_str plain(const reader *r, const cJSON *item)
{
    if (cJSON_IsArray(item))
        item = cJSON_GetArrayItem(item, 0);
    if (!cJSON_IsObject(item))
        return sr_json_text(item);
    item = resolve(r, item);
    static const char *const keys[] = {"name", "url", "contentUrl", "@id"};
    for (size_t i = 0; i < SR_COUNT(keys); i++)
        if (member(item, keys[i]).len)
            return member(item, keys[i]);
    return (sr_str){"", 0};
}

static sr_str address(const cJSON *item)
{
    if (cJSON_IsArray(item))
        item = cJSON_GetArrayItem(item, 0);
    if (cJSON_IsObject(item)) {
        sr_str url = member(item, "url");
        return url.len ? url : member(item, "@id");
    }
    return sr_json_text(item);
}

static void take_members(reader *r, const cJSON *o, bool whole)
{
    sr_jsonld *j = &r->out;
    take(r, member(o, "datePublished"), &j->published);
    take(r, member(o, "dateModified"), &j->modified);
    take(r, address(cJSON_GetObjectItem(o, "image")), &j->image);
    take(r, member(o, "description"), &j->description);
    take(r, member(o, "inLanguage"), &j->lang);
    if (r->authors.n == 0)
        take_author(r, cJSON_GetObjectItem(o, "author"), 0);
    if (r->authors.n == 0)
        take_author(r, cJSON_GetObjectItem(o, "creator"), 0);
    take(r, plain(r, cJSON_GetObjectItem(o, "publisher")), &j->publisher);
    if (!whole)
        return;
    take(r, member(o, "datePosted"), &j->published);
    take(r, member(o, "headline"), &j->headline);
    take(r, member(o, "name"), &j->headline);
    take_lines(r, member(o, "articleBody"), &j->body);
    take(r, plain(r, cJSON_GetObjectItem(o, "articleSection")), &j->section);
    take(r, member(o, "url"), &j->url);
    take(r, address(cJSON_GetObjectItem(o, "mainEntityOfPage")), &j->url);
}

static bool says_false(const cJSON *item)
{
    return cJSON_IsFalse(item) || sr_str_ieq(sr_json_text(item), SR_STR("false"));
}

static void take_type(reader *r, const cJSON *type)
{
    enum { MOST = 32 };
    sr_str name = sr_arena_str(r->a, sr_json_text(type));
    if (r->types.n < MOST && name.len && !SR_PUSH(r->a, &r->types, name))
        r->refused = true;
    r->refused |= !name.p;
}

/* The types of what the page is, not of what it mentions. */
static void take_types(reader *r)
{
    for (size_t i = 0; i < r->n; i++) {
        const cJSON *type = cJSON_GetObjectItem(r->objects[i], "@type"), *t;
        if (r->nested[i])
            continue;
        if (cJSON_IsString(type))
            take_type(r, type);
        cJSON_ArrayForEach(t, type) take_type(r, t);
    }
}

static void take_flags(reader *r)
{
    for (size_t i = 0; i < r->n; i++) {
        const cJSON *o = r->objects[i];
        bool article = type_is(o, is_article) && !type_is(o, is_job);
        r->out.live |= !r->nested[i] && type_is(o, is_live);
        r->out.listing |= !r->nested[i] && type_is(o, is_listing);
        r->out.product |= !r->nested[i] && type_is(o, is_product);
        r->out.locked |= article && !r->nested[i] &&
                         says_false(cJSON_GetObjectItem(o, "isAccessibleForFree"));
    }
}

static void take_objects(reader *r)
{
    for (int rank = 3; rank >= 1; rank--)
        for (size_t i = 0; i < r->n; i++) {
            if (rank_of(r, i) != rank)
                continue;
            r->out.article |= rank >= 2;
            r->out.news |= rank >= 2 && type_is(r->objects[i], is_news);
            take_members(r, r->objects[i], rank >= 2);
        }
    take_flags(r);
    take_types(r);
}

/* The value of a member in JSON that does not parse; as far as the closing quote. */
static sr_str search(sr_str s, sr_str key)
{
    size_t at = sr_str_find(s, key, 0);
    if (at == SIZE_MAX)
        return (sr_str){"", 0};
    sr_str rest = sr_str_trim(sr_str_cut(s, at + key.len, s.len));
    if (rest.len < 2 || rest.p[0] != ':')
        return (sr_str){"", 0};
    rest = sr_str_trim(sr_str_cut(rest, 1, rest.len));
    if (rest.len < 2 || rest.p[0] != '"')
        return (sr_str){"", 0};
    size_t end = 1;
    while (end < rest.len && rest.p[end] != '"')
        end += rest.p[end] == '\\' ? 2 : 1;
    return end < rest.len ? sr_str_cut(rest, 1, end) : (sr_str){"", 0};
}

static void take_by_search(reader *r, sr_str s)
{
    take(r, search(s, SR_STR("\"datePublished\"")), &r->out.published);
    take(r, search(s, SR_STR("\"dateModified\"")), &r->out.modified);
    take(r, search(s, SR_STR("\"headline\"")), &r->out.headline);
    r->out.article |= sr_str_find(s, SR_STR("NewsArticle\""), 0) != SIZE_MAX;
}

sr_status sr_jsonld_read(const sr_meta *m, sr_arena *a, sr_jsonld *ret, sr_err *err)
{
    enum { MAX_SCRIPTS = 32 };
    cJSON *roots[MAX_SCRIPTS] = {0};
    reader *r = SR_NEW(a, reader, 1);
    if (!r)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the JSON-LD of a page");
    r->a = a;
    for (size_t i = 0; i < m->n_scripts && i < MAX_SCRIPTS; i++) {
        uint32_t node = m->scripts[i];
        if (m->html->nodes[node].end != node + 2)
            continue;
        sr_str s = sr_str_span(m->html->page, m->html->nodes[node + 1].page);
        r->out.any = true;
        roots[i] = parse(r, s);
        if (roots[i])
            collect(r, roots[i], 0, false);
        else
            take_by_search(r, s);
    }
    take_objects(r);
    for (size_t i = 0; i < MAX_SCRIPTS; i++)
        cJSON_Delete(roots[i]);
    if (r->refused)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the JSON-LD of a page");
    r->out.authors = r->authors.v;
    r->out.n_authors = r->authors.n;
    r->out.types = r->types.v;
    r->out.n_types = r->types.n;
    *ret = r->out;
    return SR_OK;
}
