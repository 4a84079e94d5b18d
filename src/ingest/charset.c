#include "ingest/charset.h"

#include "base/utf8.h"

#include <stdlib.h>

struct sr_charset {
    sr_buf repaired;
};

sr_status sr_charset_new(sr_charset **ret, sr_err *err)
{
    sr_charset *cs = calloc(1, sizeof *cs);
    if (!cs)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for charsets");
    *ret = cs;
    return SR_OK;
}

void sr_charset_free(sr_charset *cs)
{
    if (!cs)
        return;
    sr_buf_free(&cs->repaired);
    free(cs);
}

sr_status sr_charset_decode(sr_charset *cs, sr_str bytes, sr_charset_hints hints,
                            sr_doc *doc, sr_err *err)
{
    (void)hints;
    if (sr_str_starts(bytes, SR_STR("\xEF\xBB\xBF")))
        bytes = sr_str_cut(bytes, 3, bytes.len);
    if (sr_utf8_check(bytes) < bytes.len) {
        sr_buf_reset(&cs->repaired);
        size_t bad = sr_utf8_repair(bytes, &cs->repaired);
        sr_doc_note(doc, "ingest", "invalid-utf8",
                    "%zu ill-formed sequences were replaced", bad);
        bytes = sr_buf_str(&cs->repaired);
    }
    doc->record.bytes = sr_arena_str(doc->arena, bytes);
    doc->record.charset = SR_STR("utf-8");
    if (!doc->record.bytes.p)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a page");
    return SR_OK;
}
