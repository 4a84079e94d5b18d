/* The feed reader: the text, the parser and its second try.  What elements mean is in
 * feed_entry.c. */
#include "ingest/feed.h"

#include "ingest/feed_parts.h"

#include "base/utf8.h"
#include "ingest/feed_date.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    /* The text, with its copy before mending, and names and links. */
    FEED_ARENA_BYTES = 4 * SR_MAX_FEED_BYTES,
    MENDED_LIMIT_BYTES = 8 * SR_MAX_FEED_BYTES /* each byte can become an entity */
};

sr_status sr_feed_new(sr_feed **ret, sr_err *err)
{
    sr_feed *f = calloc(1, sizeof *f);
    if (f)
        f->own = sr_doc_new(FEED_ARENA_BYTES);
    if (!f || !f->own) {
        sr_feed_free(f);
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a feed reader");
    }
    f->mended.limit_bytes = MENDED_LIMIT_BYTES;
    *ret = f;
    return SR_OK;
}

static void drop_parser(sr_feed *f)
{
    XML_ParserFree(f->parser);
    f->parser = NULL;
}

void sr_feed_free(sr_feed *f)
{
    if (!f)
        return;
    drop_parser(f);
    sr_doc_free(f->own);
    sr_entities_free(&f->entities);
    sr_map_free(&f->months);
    sr_buf_free(&f->mended);
    sr_buf_free(&f->collected);
    sr_buf_free(&f->plain);
    free(f);
}

static sr_status no_memory(sr_err *err)
{
    return sr_fail(err, SR_ENOMEM, 0, "out of memory for a feed");
}

sr_status sr_feed_start(sr_feed *f, sr_stream *s, sr_charset *cs, sr_str charset,
                        sr_err *err)
{
    sr_str name;
    drop_parser(f);
    sr_doc_reset(f->own);
    sr_buf_reset(&f->mended);
    f->items = (sr_mended_items){0};
    f->is_mended = f->started = f->is_atom = false;
    f->given = 0;
    f->title = f->lang = f->link = (sr_str){"", 0};
    f->stream = s;
    sr_str bytes = sr_stream_peek(s, SR_MAX_FEED_BYTES + 1);
    f->too_long = bytes.len > SR_MAX_FEED_BYTES;
    if (f->too_long)
        bytes.len = SR_MAX_FEED_BYTES;
    sr_charset_hints hints = {.http = charset, .xml = true, .limit = SR_MAX_FEED_BYTES};
    sr_status st = sr_charset_to_utf8(cs, bytes, hints, f->own, &f->text, &name, err);
    sr_stream_take(s, bytes.len);
    f->original = f->text;
    f->own->record.charset = name;
    return st;
}

/* Entities are not for feeds: the mender drops the doctype that declares some. */
static void XMLCALL on_doctype(void *feed, const XML_Char *name,
                               const XML_Char *system_id, const XML_Char *public_id,
                               int has_internal_subset)
{
    sr_feed *f = feed;
    (void)name;
    (void)system_id;
    (void)public_id;
    if (!has_internal_subset)
        return;
    f->refused_dtd = true;
    (void)XML_StopParser(f->parser, XML_FALSE);
}

static sr_status new_parser(sr_feed *f, sr_err *err)
{
    drop_parser(f);
    f->parser = XML_ParserCreate("UTF-8");
    if (!f->parser)
        return no_memory(err);
    XML_SetUserData(f->parser, f);
    XML_SetElementHandler(f->parser, sr_feed_on_start, sr_feed_on_end);
    XML_SetCharacterDataHandler(f->parser, sr_feed_on_text);
    XML_SetSkippedEntityHandler(f->parser, sr_feed_on_skipped);
    XML_SetStartDoctypeDeclHandler(f->parser, on_doctype);
    f->n_entries = 0;
    f->depth = 0;
    f->n_prefixes = 0;
    f->in_entry = f->have_entry = f->refused_dtd = f->too_deep = false;
    f->started = false;
    return SR_OK;
}

/* Run on to the end of an entry (suspended), of the feed, or an error. */
static enum XML_Status run(sr_feed *f)
{
    if (f->started)
        return XML_ResumeParser(f->parser);
    f->started = true;
    /* In one call: expat reads a long token again for each piece it comes in. */
    return XML_Parse(f->parser, f->text.p, (int)f->text.len, XML_TRUE);
}

static void keep_reason(sr_feed *f)
{
    const char *why = f->refused_dtd ? "a document type with declarations"
                      : f->too_deep  ? "deeper than SR_MAX_FEED_DEPTH"
                                     : XML_ErrorString(XML_GetErrorCode(f->parser));
    (void)snprintf(f->reason, sizeof f->reason, "byte %lld: %s",
                   (long long)XML_GetCurrentByteIndex(f->parser), why);
}

/* The parser refused the text: mend it and begin again. */
static sr_status mend(sr_feed *f, sr_err *err)
{
    keep_reason(f);
    if (!sr_entities_load(&f->entities) ||
        !sr_xml_mend(&f->entities, f->original, f->own->arena, &f->mended, &f->items))
        return no_memory(err);
    f->text = sr_buf_str(&f->mended);
    f->is_mended = true;
    return new_parser(f, err);
}

static void hand_over_notes(sr_feed *f, sr_doc *doc)
{
    if (f->given == 0)
        for (size_t i = 0; i < f->own->n_notes; i++)
            sr_doc_note(doc, "ingest", f->own->notes[i].code.p, "%.*s",
                        SR_FMT(f->own->notes[i].message));
    if (f->is_mended)
        sr_doc_note(doc, "ingest", "feed-mended", "the feed is ill-formed at %s",
                    f->reason);
}

static sr_status at_end(sr_feed *f, sr_err *err)
{
    drop_parser(f);
    f->text = (sr_str){"", 0};
    if (!f->too_long)
        return SR_END;
    f->too_long = false;
    while (sr_stream_peek(f->stream, 1).len)
        sr_stream_take(f->stream, sr_stream_peek(f->stream, 1).len);
    return sr_fail(err, SR_ELIMIT, SR_MAX_FEED_BYTES,
                   "the feed goes on beyond SR_MAX_FEED_BYTES");
}

sr_status sr_feed_next(sr_feed *f, sr_doc *doc, sr_err *err)
{
    if (!f->parser && !f->started &&
        (new_parser(f, err) != SR_OK || !sr_entities_load(&f->entities) ||
         !sr_feed_months(&f->months)))
        return no_memory(err);
    f->doc = doc;
    f->no_memory = false;
    while (f->parser) {
        f->have_entry = false;
        enum XML_Status st = run(f);
        if (f->no_memory)
            return no_memory(err);
        if (st == XML_STATUS_SUSPENDED && f->have_entry) {
            hand_over_notes(f, doc);
            f->given++;
            return SR_OK;
        }
        if (st == XML_STATUS_ERROR && XML_GetErrorCode(f->parser) == XML_ERROR_NO_MEMORY)
            return no_memory(err);
        if (st != XML_STATUS_ERROR || f->is_mended)
            return at_end(f, err);
        sr_status mended = mend(f, err);
        if (mended != SR_OK)
            return mended;
    }
    return at_end(f, err);
}
