/* Any bytes as a feed; and what the mender makes of them is well-formed XML. */
#include "fuzz.h"

#include "base/utf8.h"
#include "ingest/feed.h"
#include "ingest/xml_mend.h"

#include <expat.h>

static void check(const sr_doc *doc)
{
    const sr_record *r = &doc->record;
    const sr_given *g = &r->given;
    MUST(r->kind == SR_RECORD_FRAGMENT);
    MUST(r->bytes.len <= SR_MAX_DOCUMENT_BYTES);
    MUST(sr_utf8_check(r->bytes) == r->bytes.len);
    MUST(g->title.len <= SR_MAX_TITLE_BYTES && sr_utf8_check(g->title) == g->title.len);
    MUST(sr_utf8_check(g->url) == g->url.len &&
         sr_utf8_check(g->outlet) == g->outlet.len);
    MUST(g->n_authors <= SR_MAX_AUTHORS && doc->n_notes <= SR_MAX_NOTES);
    MUST(r->bytes.len || g->title.len || g->url.len);
}

/* Made once: their tables cost more than a run, and readers are meant to be used again. */
static sr_entities entities;
static sr_stream *s;
static sr_charset *cs;
static sr_feed *f;

static void make_readers(void)
{
    if (!f)
        MUST(sr_stream_new(&s, NULL) == SR_OK && sr_charset_new(&cs, NULL) == SR_OK &&
             sr_feed_new(&f, NULL) == SR_OK && sr_entities_load(&entities));
}

static void check_mended(sr_str text)
{
    sr_buf out = {0}, in = {0};
    sr_mended_items items = {0};
    sr_arena *a = sr_arena_new(1u << 26);
    XML_Parser p = XML_ParserCreate("UTF-8");
    (void)sr_utf8_repair(text, &in);
    MUST(a && p);
    MUST(sr_xml_mend(&entities, sr_buf_str(&in), a, &out, &items));
    MUST(XML_Parse(p, out.p, (int)out.len, XML_TRUE) == XML_STATUS_OK);
    for (size_t i = 0; i < items.at.n; i++)
        MUST(in.p[items.at.v[i]] == '<');
    XML_ParserFree(p);
    sr_arena_free(a);
    sr_buf_free(&out);
    sr_buf_free(&in);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sr_doc *doc = sr_doc_new(0);
    sr_err err;
    size_t steps = 0;
    sr_str bytes = {(const char *)data, size};
    make_readers();
    MUST(doc != NULL);
    sr_stream_open_bytes(s, "fuzz", bytes);
    MUST(sr_feed_start(f, s, cs, (sr_str){"", 0}, &err) == SR_OK);
    for (sr_status st; (st = sr_feed_next(f, doc, &err)) != SR_END; sr_doc_reset(doc)) {
        MUST(++steps <= size + 2);
        MUST(st == SR_OK || st == SR_ELIMIT);
        if (st == SR_OK)
            check(doc);
    }
    check_mended(bytes);
    sr_doc_free(doc);
    return 0;
}
