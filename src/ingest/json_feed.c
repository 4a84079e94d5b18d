#include "ingest/json_feed.h"

#include "ingest/json_fields.h"

const cJSON *sr_json_feed_items(const cJSON *object)
{
    const cJSON *items = cJSON_GetObjectItemCaseSensitive(object, "items");
    sr_str version = sr_json_member_text(object, "version");
    bool is_feed = sr_str_find(version, SR_STR("jsonfeed.org/version"), 0) != SIZE_MAX;
    return is_feed && cJSON_IsArray(items) ? items : NULL;
}

/* Plain text as HTML: blank lines part paragraphs. */
static bool paragraphs(sr_doc *doc, sr_str s, sr_str *ret)
{
    sr_buf out = {0};
    sr_buf_put(&out, SR_STR("<p>"));
    for (size_t i = 0; i < s.len; i++) {
        if (s.p[i] == '\n' && i + 1 < s.len && s.p[i + 1] == '\n')
            sr_buf_put(&out, SR_STR("</p><p>"));
        else if (s.p[i] == '<')
            sr_buf_put(&out, SR_STR("&lt;"));
        else if (s.p[i] == '&')
            sr_buf_put(&out, SR_STR("&amp;"));
        else
            sr_buf_putc(&out, s.p[i]);
    }
    sr_buf_put(&out, SR_STR("</p>"));
    *ret =
        sr_buf_ok(&out) ? sr_arena_str(doc->arena, sr_buf_str(&out)) : (sr_str){NULL, 0};
    sr_buf_free(&out);
    return ret->p != NULL;
}

static bool take_bytes(sr_doc *doc, const cJSON *item)
{
    sr_record *rec = &doc->record;
    size_t limit = SR_MAX_DOCUMENT_BYTES;
    sr_str plain = {"", 0};
    if (!sr_json_take_text(doc, item, "content_html", limit, &rec->bytes))
        return false;
    if (rec->bytes.len)
        return true;
    if (!sr_json_take_text(doc, item, "content_text", limit / 8, &plain) ||
        (plain.len == 0 && !sr_json_take_text(doc, item, "summary", limit / 8, &plain)))
        return false;
    return plain.len == 0 || paragraphs(doc, plain, &rec->bytes);
}

static bool take_people(sr_doc *doc, const cJSON *item)
{
    const cJSON *one = cJSON_GetObjectItemCaseSensitive(item, "author");
    return sr_json_take_authors(doc, cJSON_GetObjectItemCaseSensitive(item, "authors")) &&
           (!one || doc->record.given.n_authors || sr_json_take_authors(doc, one));
}

sr_status sr_json_feed_item(const cJSON *feed, const cJSON *item, sr_doc *doc,
                            sr_err *err)
{
    sr_record *rec = &doc->record;
    sr_given *g = &rec->given;
    size_t limit = SR_MAX_TITLE_BYTES;
    rec->kind = SR_RECORD_FRAGMENT;
    rec->charset = SR_STR("utf-8");
    bool ok =
        sr_json_take_text(doc, item, "title", limit, &g->title) &&
        sr_json_take_text(doc, item, "url", SR_MAX_DOCUMENT_BYTES, &g->url) &&
        sr_json_take_text(doc, feed, "title", limit, &g->outlet) &&
        sr_json_take_text(doc, feed, "language", limit, &g->lang) &&
        sr_json_take_text(doc, item, "language", limit, &g->lang) &&
        sr_json_take_date(doc, item, "date_published", NULL, "feed", &g->published) &&
        sr_json_take_date(doc, item, "date_modified", NULL, "feed", &g->modified) &&
        take_people(doc, item) && take_bytes(doc, item);
    if (ok && g->url.len == 0) /* an id is most often an address */
        ok = sr_json_take_text(doc, item, "id", SR_MAX_DOCUMENT_BYTES, &g->url);
    if (!ok)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for an item");
    if (!sr_str_istarts(g->url, SR_STR("http")))
        g->url = (sr_str){"", 0};
    if (g->published.precision == SR_TIME_UNKNOWN)
        g->published = g->modified;
    rec->url = g->url;
    if (g->title.len == 0 && g->url.len == 0 && rec->bytes.len == 0)
        return sr_fail(err, SR_EFORMAT, rec->offset, "an item of a feed without content");
    return SR_OK;
}
