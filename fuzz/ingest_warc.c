/* Any bytes as the records of a WARC, plain or coded. */
#include "fuzz.h"

#include "base/utf8.h"
#include "ingest/ingest.h"

/* Every record: within its limits, well-formed, placed; and the source comes to an end. */
static void check(const sr_record *r)
{
    MUST(r->bytes.len <= SR_MAX_DOCUMENT_BYTES);
    MUST(sr_utf8_check(r->bytes) == r->bytes.len);
    MUST(r->bytes.len == 0 || memchr(r->bytes.p, 0, r->bytes.len) == NULL);
    MUST(r->kind == SR_RECORD_PAGE && sr_str_eq(r->file, SR_STR("fuzz")));
    MUST(r->charset.len > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sr_source *src;
    sr_doc *doc = sr_doc_new(0);
    sr_buf file = {0};
    sr_err err;
    /* what is no WARC by its first bytes becomes one */
    bool as_it_is = size > 4 && (data[0] == 'W' || data[0] == 0x1f || data[0] == 0x28);
    if (!as_it_is)
        sr_buf_put(&file, SR_STR("WARC/1.0\r\nWARC-Type: response\r\n"));
    sr_buf_put(&file, (sr_str){(const char *)data, size});
    MUST(doc && sr_buf_ok(&file));
    MUST(sr_source_open_bytes("fuzz", sr_buf_str(&file), &src, &err) == SR_OK);
    size_t steps = 0;
    for (sr_status st; (st = sr_source_next(src, doc, &err)) != SR_END;
         sr_doc_reset(doc)) {
        MUST(++steps <= 2 * size + 16);
        if (st == SR_OK && doc->record.kind == SR_RECORD_PAGE)
            check(&doc->record);
        else if (st != SR_OK)
            MUST(doc->record.file.p == NULL && err.msg[0] && strlen(err.msg) < 512);
    }
    sr_source_close(src);
    sr_doc_free(doc);
    sr_buf_free(&file);
    return 0;
}
