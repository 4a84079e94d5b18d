/* Any bytes as JSON, in lines and as values.  What comes out is well-formed, and "extra"
 * is JSON that reads back. */
#include "fuzz.h"

#include "base/utf8.h"
#include "doc/json_read.h"
#include "ingest/jsonl.h"

static void check(const sr_doc *doc)
{
    const sr_given *g = &doc->record.given;
    cJSON *extra;
    MUST(g->text.len <= SR_MAX_DOCUMENT_BYTES && g->title.len <= SR_MAX_TITLE_BYTES);
    MUST(sr_utf8_check(g->text) == g->text.len &&
         sr_utf8_check(g->title) == g->title.len);
    MUST(sr_utf8_check(g->url) == g->url.len && sr_utf8_check(g->id) == g->id.len);
    MUST(g->n_authors <= SR_MAX_AUTHORS && doc->n_notes <= SR_MAX_NOTES);
    if (g->extra.len == 0)
        return;
    MUST(sr_utf8_check(g->extra) == g->extra.len);
    for (size_t i = 0; i < g->extra.len; i++)
        MUST((unsigned char)g->extra.p[i] >= 0x20);
    MUST(sr_json_parse(g->extra, &extra, NULL) == SR_OK && cJSON_IsObject(extra));
    cJSON_Delete(extra);
}

static void read_all(sr_stream *s, sr_jsonl *r, sr_doc *doc, sr_str bytes, bool lines)
{
    sr_err err;
    size_t steps = 0;
    sr_stream_open_bytes(s, "fuzz", bytes);
    sr_jsonl_start(r, lines);
    for (sr_status st; (st = sr_jsonl_next(r, s, doc, &err)) != SR_END;
         sr_doc_reset(doc)) {
        MUST(++steps <= bytes.len + 1);
        MUST(st == SR_OK || st == SR_EFORMAT || st == SR_ELIMIT);
        if (st == SR_OK)
            check(doc);
        else
            MUST(err.offset <= sr_stream_at(s) + bytes.len);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static sr_stream *s; /* made once */
    static sr_jsonl *r;
    sr_doc *doc = sr_doc_new(0);
    MUST(doc && (s || sr_stream_new(&s, NULL) == SR_OK));
    MUST(r || sr_jsonl_new(&r, NULL) == SR_OK);
    read_all(s, r, doc, (sr_str){(const char *)data, size}, true);
    read_all(s, r, doc, (sr_str){(const char *)data, size}, false);
    sr_doc_free(doc);
    return 0;
}
