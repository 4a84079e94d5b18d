/* The source: one input after the other, each with the reader that its kind asks for. */
#include "base/utf8.h"
#include "ingest/charset.h"
#include "ingest/feed.h"
#include "ingest/ingest.h"
#include "ingest/jsonl.h"
#include "ingest/sniff.h"
#include "ingest/stream.h"
#include "ingest/walk.h"
#include "ingest/warc.h"

#include <stdlib.h>

struct sr_source {
    sr_walk *walk;
    sr_stream *stream;
    sr_charset *charset;
    sr_jsonl *jsonl;
    sr_codings *codings;
    sr_feed *feed;
    sr_warc warc;
    sr_buf file;  /* name of the input that is open */
    bool open;    /* is one? */
    bool done;    /* a whole-file kind: was its record given out? */
    sr_kind kind; /* of the open one */
    sr_source_counts counts;
    bool in_memory; /* the one input is `memory`, not a file */
    sr_str memory;
    const char *name;      /* of it; NULL once it was opened */
    uint64_t bytes_before; /* decoded bytes of the inputs before this one */
};

static sr_status make_parts(sr_source *src, sr_err *err)
{
    sr_status st = sr_stream_new(&src->stream, err);
    if (st == SR_OK)
        st = sr_charset_new(&src->charset, err);
    if (st == SR_OK)
        st = sr_jsonl_new(&src->jsonl, err);
    if (st == SR_OK)
        st = sr_codings_new(&src->codings, err);
    if (st == SR_OK)
        st = sr_feed_new(&src->feed, err);
    return st;
}

sr_status sr_source_open(const char *const *paths, size_t n, sr_source **ret, sr_err *err)
{
    if (n == 0)
        return sr_fail(err, SR_EARG, 0, "no input was named");
    sr_source *src = calloc(1, sizeof *src);
    if (!src)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a source");
    sr_status st = sr_walk_new(paths, n, &src->walk, err);
    if (st == SR_OK)
        st = make_parts(src, err);
    if (st != SR_OK) {
        sr_source_close(src);
        return st;
    }
    *ret = src;
    return SR_OK;
}

sr_status sr_source_open_bytes(const char *name, sr_str bytes, sr_source **ret,
                               sr_err *err)
{
    sr_status st = sr_source_open((const char *const[]){"-"}, 1, ret, err);
    if (st == SR_OK) {
        (*ret)->in_memory = true;
        (*ret)->memory = bytes;
        (*ret)->name = name;
    }
    return st;
}

void sr_source_close(sr_source *src)
{
    if (!src)
        return;
    sr_walk_free(src->walk);
    sr_stream_free(src->stream);
    sr_charset_free(src->charset);
    sr_jsonl_free(src->jsonl);
    sr_codings_free(src->codings);
    sr_feed_free(src->feed);
    sr_buf_free(&src->file);
    free(src);
}

sr_source_counts sr_source_count(const sr_source *src)
{
    sr_source_counts c = src->counts;
    c.bytes = src->bytes_before + (src->open ? sr_stream_at(src->stream) : 0);
    return c;
}

static void close_input(sr_source *src)
{
    src->bytes_before += sr_stream_at(src->stream);
    sr_stream_close(src->stream);
    src->open = false;
}

static const char *file_name(const sr_source *src)
{
    return src->file.p; /* terminated */
}

/* Put the file's name in front of what a reader said of a place in it. */
static sr_status name_file(const sr_source *src, sr_status st, sr_err *err)
{
    if (err && st != SR_ENOMEM) {
        char reason[sizeof err->msg];
        memcpy(reason, err->msg, sizeof reason);
        reason[sizeof reason - 1] = '\0';
        return sr_fail(err, st, err->offset, "could not read \"%.200s\" at byte %llu: %s",
                       file_name(src), (unsigned long long)err->offset, reason);
    }
    return st;
}

/* --- opening ------------------------------------------------------------------------ */

static sr_status begin_kind(sr_source *src, sr_err *err)
{
    const char *what = NULL;
    sr_str head = sr_stream_peek(src->stream, SR_SNIFF_BYTES);
    src->kind = sr_sniff(head, head.len < SR_SNIFF_BYTES, &what);
    src->done = false;
    if (src->kind == SR_KIND_EMPTY && sr_stream_fault(src->stream, err) != SR_OK)
        return sr_stream_fault(src->stream, err);
    if (src->kind == SR_KIND_REFUSED || src->kind == SR_KIND_EMPTY)
        return sr_fail(err, SR_EFORMAT, 0, "could not read \"%s\": it is %s",
                       file_name(src), what ? what : "empty");
    if (src->kind == SR_KIND_JSON_LINES || src->kind == SR_KIND_JSON_VALUES)
        sr_jsonl_start(src->jsonl, src->kind == SR_KIND_JSON_LINES);
    src->warc = (sr_warc){.stream = src->stream,
                          .charset = src->charset,
                          .codings = src->codings,
                          .counts = &src->counts};
    if (src->kind == SR_KIND_FEED)
        return sr_feed_start(src->feed, src->stream, src->charset, (sr_str){"", 0}, err);
    return SR_OK;
}

/* The next input into the stream. */
static sr_status open_stream(sr_source *src, sr_err *err)
{
    const char *path = src->name;
    sr_status st = src->name ? SR_OK : SR_END;
    if (!src->in_memory)
        st = sr_walk_next(src->walk, &path, err);
    if (st != SR_OK)
        return st;
    sr_buf_reset(&src->file);
    sr_buf_put(&src->file, sr_str_of(path));
    sr_buf_putc(&src->file, '\0');
    if (!sr_buf_ok(&src->file))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a path");
    if (!src->in_memory)
        return sr_stream_open(src->stream, path, err);
    sr_stream_open_bytes(src->stream, path, src->memory);
    src->name = NULL;
    return SR_OK;
}

static sr_status open_next(sr_source *src, sr_err *err)
{
    sr_status st = open_stream(src, err);
    if (st != SR_OK)
        return st;
    src->open = true;
    st = begin_kind(src, err);
    if (st != SR_OK)
        close_input(src);
    return st;
}

/* --- kinds that are one record ------------------------------------------------------ */

/* The whole input as one record, up to SR_MAX_DOCUMENT_BYTES. */
static sr_status next_whole(sr_source *src, sr_doc *doc, sr_err *err)
{
    if (src->done)
        return SR_END;
    src->done = true;
    sr_str bytes = sr_stream_peek(src->stream, SR_MAX_DOCUMENT_BYTES + 1);
    if (bytes.len > SR_MAX_DOCUMENT_BYTES) {
        sr_doc_note(doc, "ingest", "limit-document-bytes",
                    "the document was cut at SR_MAX_DOCUMENT_BYTES");
        bytes.len = sr_utf8_floor(bytes, SR_MAX_DOCUMENT_BYTES);
    }
    doc->record.kind = src->kind == SR_KIND_TEXT ? SR_RECORD_TEXT : SR_RECORD_PAGE;
    sr_charset_hints hints = {.html = src->kind != SR_KIND_TEXT};
    sr_status st = sr_charset_decode(src->charset, bytes, hints, doc, err);
    sr_stream_take(src->stream, bytes.len);
    return st;
}

/* --- the next record ---------------------------------------------------------------- */

static sr_status next_in_file(sr_source *src, sr_doc *doc, sr_err *err)
{
    sr_status st;
    switch (src->kind) {
    case SR_KIND_JSON_LINES:
    case SR_KIND_JSON_VALUES:
        st = sr_jsonl_next(src->jsonl, src->stream, doc, err);
        break;
    case SR_KIND_FEED: st = sr_feed_next(src->feed, doc, err); break;
    case SR_KIND_WARC: st = sr_warc_next(&src->warc, doc, err); break;
    default: st = next_whole(src, doc, err); break;
    }
    return st == SR_OK || st == SR_END ? st : name_file(src, st, err);
}

/* A record that failed leaves no half of itself behind. */
static sr_status give_out(sr_source *src, sr_doc *doc, sr_err *err)
{
    doc->record.file = sr_arena_str(doc->arena, sr_str_of(file_name(src)));
    if (!doc->record.file.p)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a path");
    src->counts.records++;
    return SR_OK;
}

/* The reader has no more: SR_OK, or the fault that ended it.  Behind a damaged part of an
 * archive the next record is looked for. */
static sr_status end_of_input(sr_source *src, sr_err *err)
{
    sr_status st = sr_stream_fault(src->stream, err);
    if (st == SR_OK || src->kind != SR_KIND_WARC || !sr_stream_resync(src->stream))
        close_input(src);
    return st;
}

sr_status sr_source_next(sr_source *src, sr_doc *doc, sr_err *err)
{
    for (;;) {
        sr_status st = src->open ? SR_OK : open_next(src, err);
        if (st == SR_OK)
            st = next_in_file(src, doc, err);
        else if (st == SR_END)
            return SR_END;
        if (st == SR_OK)
            st = give_out(src, doc, err);
        if (st == SR_END) {
            st = end_of_input(src, err);
            if (st == SR_OK)
                continue;
        }
        if (st != SR_OK) {
            doc->record = (sr_record){0};
            src->counts.refused++;
        }
        return st;
    }
}
