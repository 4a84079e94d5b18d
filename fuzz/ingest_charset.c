/* Any bytes under any label: well-formed UTF-8 without NUL comes out, twice the same. */
#include "fuzz.h"

#include "base/utf8.h"
#include "ingest/charset.h"

/* The first line of the input is the label of the header. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static sr_charset *cs; /* made once */
    sr_doc *doc = sr_doc_new(0), *again = sr_doc_new(0);
    sr_str bytes = {(const char *)data, size}, label = {"", 0};
    (void)sr_str_field(&bytes, '\n', &label);
    sr_charset_hints hints = {.http = label, .html = true};
    MUST(doc && again && (cs || sr_charset_new(&cs, NULL) == SR_OK));
    MUST(sr_charset_decode(cs, bytes, hints, doc, NULL) == SR_OK);
    MUST(sr_charset_decode(cs, bytes, hints, again, NULL) == SR_OK);
    sr_str s = doc->record.bytes;
    MUST(sr_str_eq(s, again->record.bytes) && doc->n_notes == again->n_notes);
    MUST(sr_utf8_check(s) == s.len && s.len <= SR_MAX_DOCUMENT_BYTES &&
         s.len <= 4 * size);
    MUST(s.len == 0 || memchr(s.p, 0, s.len) == NULL);
    MUST(s.p[s.len] == '\0' && doc->record.charset.len > 0);
    sr_doc_free(doc);
    sr_doc_free(again);
    return 0;
}
