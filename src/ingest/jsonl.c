/* JSON Lines and its kin.  In this file: one article's fields, the text of one value, the
 * reader.  A feed's items are in json_feed.c. */
#include "ingest/jsonl.h"

#include "base/utf8.h"
#include "ingest/json_feed.h"
#include "ingest/json_fields.h"
#include "ingest/json_text.h"

#include <stdlib.h>

struct sr_jsonl {
    bool lines;
    bool started;
    size_t take;       /* bytes of the window that the last value took */
    size_t indent;     /* blanks before it in its line (values mode) */
    uint64_t again;    /* bytes that were read a second time */
    cJSON *tree;       /* of that value, while items of a feed are left in it */
    const cJSON *item; /* the next of them */
    uint64_t tree_at;  /* where the value begins */
    sr_buf mended;     /* the value's text where it had to be repaired */
    sr_buf extra;
};

sr_status sr_jsonl_new(sr_jsonl **ret, sr_err *err)
{
    sr_jsonl *r = calloc(1, sizeof *r);
    if (!r)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a JSON reader");
    *ret = r;
    return SR_OK;
}

static void drop_tree(sr_jsonl *r)
{
    cJSON_Delete(r->tree);
    r->tree = NULL;
    r->item = NULL;
}

void sr_jsonl_free(sr_jsonl *r)
{
    if (!r)
        return;
    drop_tree(r);
    sr_buf_free(&r->mended);
    sr_buf_free(&r->extra);
    free(r);
}

void sr_jsonl_start(sr_jsonl *r, bool lines)
{
    drop_tree(r);
    r->lines = lines;
    r->started = false;
    r->take = 0;
    r->again = 0;
}

/* --- one article -------------------------------------------------------------------- */

/* Fields of FORMATS.md, and what else `sitrep read` writes. */
static bool is_known(sr_str name)
{
    static const char *const known[] = {"id",
                                        "url",
                                        "title",
                                        "text",
                                        "outlet",
                                        "authors",
                                        "published",
                                        "modified",
                                        "lang",
                                        "extra",
                                        "input",
                                        "notes",
                                        "subtitle",
                                        "section",
                                        "credit",
                                        "image",
                                        "published_detail",
                                        "lang_from",
                                        "page_class",
                                        "amp_url",
                                        "modified_detail"};
    for (size_t i = 0; i < SR_COUNT(known); i++)
        if (sr_str_eq(name, sr_str_of(known[i])))
            return true;
    return false;
}

static bool is_unknown(sr_str name)
{
    return !is_known(name);
}

static bool any_name(sr_str name)
{
    (void)name;
    return true;
}

static bool has_unknown(const cJSON *o)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, o) if (!is_known(sr_str_of(item->string))) return true;
    return cJSON_IsObject(cJSON_GetObjectItemCaseSensitive(o, "extra"));
}

static bool take_extra(sr_jsonl *r, sr_doc *doc, sr_str raw, const cJSON *o)
{
    sr_json j = {.out = &r->extra};
    if (!has_unknown(o))
        return true;
    sr_buf_reset(&r->extra);
    sr_json_object(&j);
    if (cJSON_IsObject(cJSON_GetObjectItemCaseSensitive(o, "extra")))
        sr_json_members(sr_json_member_raw(raw, SR_STR("extra")), any_name, &j);
    sr_json_members(raw, is_unknown, &j);
    sr_json_end(&j);
    if (!sr_buf_ok(&r->extra))
        return false;
    if (r->extra.len <= 2)
        return true;
    doc->record.given.extra = sr_arena_str(doc->arena, sr_buf_str(&r->extra));
    return doc->record.given.extra.p != NULL;
}

static sr_status no_memory(sr_err *err)
{
    return sr_fail(err, SR_ENOMEM, 0, "out of memory for an article");
}

/* What only `sitrep read` writes. */
static bool take_read_fields(sr_doc *doc, const cJSON *o, sr_given *g)
{
    size_t short_text = SR_MAX_TITLE_BYTES, any = SR_MAX_DOCUMENT_BYTES;
    return sr_json_take_text(doc, o, "subtitle", short_text, &g->subtitle) &&
           sr_json_take_text(doc, o, "section", short_text, &g->section) &&
           sr_json_take_text(doc, o, "credit", short_text, &g->credit) &&
           sr_json_take_text(doc, o, "image", any, &g->image) &&
           sr_json_take_text(doc, o, "amp_url", any, &g->amp_url) &&
           sr_json_take_text(doc, o, "lang_from", SR_MAX_ID_BYTES, &g->lang_from) &&
           sr_json_take_text(doc, o, "page_class", SR_MAX_ID_BYTES, &g->page_class);
}

static sr_status take_article(sr_jsonl *r, sr_doc *doc, sr_str raw, const cJSON *o,
                              sr_err *err)
{
    sr_record *rec = &doc->record;
    sr_given *g = &rec->given;
    size_t any = SR_MAX_DOCUMENT_BYTES;
    rec->kind = SR_RECORD_ARTICLE;
    rec->charset = SR_STR("utf-8");
    if (!sr_json_take_text(doc, o, "id", any, &g->id) ||
        !sr_json_take_text(doc, o, "url", any, &g->url) ||
        !sr_json_take_text(doc, o, "title", SR_MAX_TITLE_BYTES, &g->title) ||
        !sr_json_take_text(doc, o, "text", any, &g->text) ||
        !sr_json_take_text(doc, o, "outlet", SR_MAX_TITLE_BYTES, &g->outlet) ||
        !sr_json_take_text(doc, o, "lang", SR_MAX_ID_BYTES, &g->lang) ||
        !take_read_fields(doc, o, g) ||
        !sr_json_take_date(doc, o, "published", "published_detail", "given",
                           &g->published) ||
        !sr_json_take_date(doc, o, "modified", "modified_detail", "given",
                           &g->modified) ||
        !sr_json_take_authors(doc, cJSON_GetObjectItemCaseSensitive(o, "authors")) ||
        !take_extra(r, doc, raw, o))
        return no_memory(err);
    rec->url = g->url;
    if (sr_str_trim(g->text).len == 0 && sr_str_trim(g->title).len == 0)
        return sr_fail(err, SR_EFORMAT, rec->offset,
                       "an article with neither text nor title");
    return SR_OK;
}

/* --- the text of one value ---------------------------------------------------------- */

/* Pass over what is left of a value that is too long; the window never grows. */
static void pass_over(sr_jsonl *r, sr_stream *s, sr_json_scan *scan)
{
    for (sr_str w; (w = sr_stream_peek(s, 1)).len;) {
        const char *nl = r->lines ? memchr(w.p, '\n', w.len) : NULL;
        size_t end = nl          ? (size_t)(nl - w.p) + 1
                     : !r->lines ? sr_json_scan_value(scan, w)
                                 : SIZE_MAX;
        sr_stream_take(s, end == SIZE_MAX ? w.len : end);
        if (end != SIZE_MAX)
            return;
    }
}

/* Blanks, and in values mode the brackets and commas of an array around them. */
static bool is_between(const sr_jsonl *r, char c)
{
    return sr_is_space(c) || (!r->lines && (c == ',' || c == '[' || c == ']'));
}

static void skip_between(sr_jsonl *r, sr_stream *s)
{
    for (sr_str w; (w = sr_stream_peek(s, 1)).len;) {
        size_t n = 0;
        while (n < w.len && is_between(r, w.p[n])) {
            r->indent = w.p[n] == ' ' ? r->indent + 1 : 0;
            n++;
        }
        sr_stream_take(s, n);
        if (n < w.len || n == 0)
            return;
    }
}

/* How far does the value go, of which `seen` bytes were looked at before?  SIZE_MAX: it
 * goes on. */
static size_t value_ends(const sr_jsonl *r, sr_json_scan *scan, sr_str w, size_t seen)
{
    if (!r->lines && w.p[0] == '{') {
        size_t n = sr_json_scan_value(scan, sr_str_cut(w, seen, w.len));
        return n == SIZE_MAX ? n : seen + n;
    }
    const char *nl = memchr(w.p + seen, '\n', w.len - seen);
    return nl ? (size_t)(nl - w.p) : SIZE_MAX;
}

static sr_status next_text(sr_jsonl *r, sr_stream *s, uint64_t *at, sr_str *ret,
                           sr_err *err)
{
    sr_json_scan scan = {0};
    size_t seen = 0;
    sr_stream_take(s, r->take);
    r->take = 0;
    if (!r->started && sr_str_starts(sr_stream_peek(s, 3), SR_STR("\xEF\xBB\xBF")))
        sr_stream_take(s, 3);
    r->started = true;
    skip_between(r, s);
    *at = sr_stream_at(s);
    for (;;) {
        sr_str w = sr_stream_peek(s, seen + 1);
        size_t end = w.len > seen ? value_ends(r, &scan, w, seen) : w.len;
        if (end == SIZE_MAX && w.len > SR_MAX_JSON_LINE_BYTES) {
            sr_stream_take(s, w.len);
            pass_over(r, s, &scan);
            return sr_fail(err, SR_ELIMIT, *at, "longer than SR_MAX_JSON_LINE_BYTES");
        }
        bool ended = w.len == seen;
        seen = w.len;
        if (end == SIZE_MAX)
            continue;
        if (ended && (w.len == 0 || sr_stream_fault(s, NULL) != SR_OK)) {
            sr_stream_take(s, w.len); /* a piece before a fault is no value */
            return SR_END;
        }
        r->take = end;
        if (end > SR_MAX_JSON_LINE_BYTES)
            return sr_fail(err, SR_ELIMIT, *at, "longer than SR_MAX_JSON_LINE_BYTES");
        *ret = sr_str_cut(w, 0, end);
        return SR_OK;
    }
}

/* Make it text that cJSON reads without loss; false: memory was refused. */
static bool mend(sr_jsonl *r, sr_doc *doc, sr_str *text)
{
    size_t bad = 0, nul = 0;
    if (sr_utf8_check(*text) < text->len) {
        sr_buf_reset(&r->mended);
        bad = sr_utf8_repair(*text, &r->mended);
        *text = sr_buf_str(&r->mended);
    }
    if (!sr_json_is_clean(*text)) {
        sr_buf again = {0};
        nul = sr_json_mend(*text, &again);
        sr_buf_free(&r->mended);
        r->mended = again;
        *text = sr_buf_str(&r->mended);
    }
    if (bad)
        sr_doc_note(doc, "ingest", "invalid-utf8",
                    "%zu ill-formed sequences were replaced", bad);
    if (nul)
        sr_doc_note(doc, "ingest", "bad-escape",
                    "%zu NULs or lone surrogates were replaced", nul);
    return sr_buf_ok(&r->mended);
}

/* --- the reader --------------------------------------------------------------------- */

/* The next item of a feed whose tree is held. */
static sr_status next_item(sr_jsonl *r, sr_doc *doc, sr_err *err)
{
    const cJSON *item = r->item;
    doc->record.offset = r->tree_at;
    sr_status st = sr_json_feed_item(r->tree, item, doc, err);
    r->item = item->next;
    if (!r->item)
        drop_tree(r);
    return st;
}

/* The value at *at is in r->tree: an article, or a feed of which the first item comes. */
static sr_status take_value(sr_jsonl *r, sr_doc *doc, sr_str text, sr_err *err)
{
    uint64_t at = r->tree_at;
    sr_status st;
    if (sr_json_feed_items(r->tree)) {
        r->item = sr_json_feed_items(r->tree)->child;
        if (r->item)
            return next_item(r, doc, err);
        st = sr_fail(err, SR_EFORMAT, at, "a JSON Feed without items");
    } else if (cJSON_IsObject(r->tree)) {
        st = take_article(r, doc, text, r->tree, err);
    } else {
        st = sr_fail(err, SR_EFORMAT, at, "not a JSON object");
    }
    drop_tree(r);
    return st;
}

/* A broken value may have swallowed what stands behind it (a quote that does not close):
 * go on where, inside of it, a line begins as its own did.  Nested objects stand deeper.
 * What is read again stays below one line's limit and twice what was read before. */
static void resync(sr_jsonl *r, sr_stream *s)
{
    sr_str w = sr_str_cut(sr_stream_peek(s, r->take), 0, r->take);
    for (size_t at = 0; (at = sr_str_find(w, SR_STR("\n"), at)) != SIZE_MAX;) {
        size_t brace = ++at;
        while (brace < w.len && w.p[brace] == ' ')
            brace++;
        if (brace < w.len && w.p[brace] == '{' && brace - at == r->indent) {
            r->again += r->take - at;
            if (r->again <= SR_MAX_JSON_LINE_BYTES + 2 * sr_stream_at(s))
                r->take = at;
            return;
        }
    }
}

sr_status sr_jsonl_next(sr_jsonl *r, sr_stream *s, sr_doc *doc, sr_err *err)
{
    sr_str text;
    if (r->item)
        return next_item(r, doc, err);
    sr_status st = next_text(r, s, &r->tree_at, &text, err);
    if (st != SR_OK)
        return st;
    doc->record.offset = r->tree_at;
    if (!mend(r, doc, &text))
        return no_memory(err);
    st = sr_json_parse(text, &r->tree, err);
    if (st == SR_OK)
        return take_value(r, doc, text, err);
    if (!r->lines)
        resync(r, s);
    if (err)
        err->offset = r->tree_at;
    return st;
}
