/* The WARC reader (ISO 28500).  In this file: a record's header, its extent, its page,
 * finding the next. */
#include "ingest/warc.h"

#include "ingest/http.h"
#include "ingest/sniff.h"

#include <inttypes.h>

enum {
    /* What is held of a record's block: a page that will be cut, and its HTTP header. */
    HELD_BYTES = SR_MAX_DOCUMENT_BYTES + SR_MAX_WARC_HEADER_BYTES,
    VERSION_BYTES = 9, /* "WARC/1.1" and the line's end */
    /* Passed-over records are looked at so far for a wrong length. */
    CHECKED_BYTES = 256 * 1024
};

typedef struct record {
    sr_str type, uri, date, content_type, truncated;
    uint64_t length;
    bool has_length;
    uint64_t file_at; /* in the file */
    size_t header;    /* bytes */
    sr_str block;     /* as much of it as is held */
    bool cut;         /* the file ends in it */
    bool wrong_length;
} record;

/* --- a record's header ---------------------------------------------------------------- */

static void read_field(record *r, sr_str name, sr_str value)
{
    if (sr_str_ieq(name, SR_STR("WARC-Type"))) {
        r->type = value;
    } else if (sr_str_ieq(name, SR_STR("WARC-Target-URI"))) {
        if (value.len > 1 && value.p[0] == '<' && value.p[value.len - 1] == '>')
            value = sr_str_cut(value, 1, value.len - 1); /* an error of WARC 1.0's text */
        r->uri = value;
    } else if (sr_str_ieq(name, SR_STR("WARC-Date"))) {
        r->date = value;
    } else if (sr_str_ieq(name, SR_STR("Content-Type"))) {
        r->content_type = value;
    } else if (sr_str_ieq(name, SR_STR("WARC-Truncated"))) {
        r->truncated = value;
    } else if (sr_str_ieq(name, SR_STR("Content-Length"))) {
        r->has_length = sr_str_u64(value, &r->length);
    }
}

/* Is this the first line of a record: "WARC/1.1", and no more in it? */
static bool is_version(sr_str s)
{
    return s.len >= VERSION_BYTES && memcmp(s.p, "WARC/", 5) == 0 &&
           sr_is_digit(s.p[5]) && s.p[6] == '.' && sr_is_digit(s.p[7]) &&
           (s.p[8] == '\r' || s.p[8] == '\n' || sr_is_digit(s.p[8]));
}

static sr_status refuse(sr_status st, uint64_t at, const char *reason, sr_err *err)
{
    return sr_fail(err, st, at, "%s", reason);
}

/* The strings point into the header: they are read again when the window has moved. */
static void read_fields(record *r, sr_str header)
{
    sr_str rest = header, name, value;
    r->type = r->uri = r->date = r->content_type = r->truncated = (sr_str){"", 0};
    while (sr_header_next(&rest, &name, &value))
        read_field(r, name, value);
}

/* Where in s, from `from` on, the first line of a record stands (files that were cut and
 * joined have none before it); SIZE_MAX: nowhere. */
static size_t find_version(sr_str s, size_t from)
{
    for (const char *hit; from < s.len; from = (size_t)(hit - s.p) + 1) {
        hit = memmem(s.p + from, s.len - from, "WARC/", 5);
        if (!hit)
            break;
        if (is_version(sr_str_cut(s, (size_t)(hit - s.p), s.len)))
            return (size_t)(hit - s.p);
    }
    return SIZE_MAX;
}

/* How long is the header at the front of s: up to its blank line, which must come before
 * the first line of another record (*next; SIZE_MAX: none is there).  SIZE_MAX: no end. */
static size_t header_length(sr_str s, size_t *next)
{
    *next = find_version(s, 5);
    return sr_header_length(*next == SIZE_MAX ? s : sr_str_cut(s, 0, *next));
}

/* No header stands here: say so, and go on behind what was looked at. */
static sr_status refuse_header(sr_warc *w, sr_str seen, size_t next, bool ends,
                               sr_err *err)
{
    uint64_t at = sr_stream_file_at(w->stream);
    w->take = next != SIZE_MAX ? next : ends ? seen.len : seen.len - VERSION_BYTES;
    if (next != SIZE_MAX)
        return refuse(SR_EFORMAT, at, "a header that does not end", err);
    if (ends)
        return refuse(SR_EFORMAT, at, "the file ends in a header", err);
    return refuse(SR_ELIMIT, at, "a header longer than SR_MAX_WARC_HEADER_BYTES", err);
}

/* Put the header at the front of the stream into *r. */
static sr_status read_header(sr_warc *w, record *r, sr_err *err)
{
    size_t want = 2048, n = SIZE_MAX, next = SIZE_MAX;
    bool ends = false;
    sr_str s;
    for (;; want *= 4) {
        if (want > SR_MAX_WARC_HEADER_BYTES)
            want = SR_MAX_WARC_HEADER_BYTES;
        s = sr_stream_peek(w->stream, want);
        ends = s.len < want;
        s = sr_str_cut(s, 0, ends ? s.len : want);
        n = header_length(s, &next);
        if (n != SIZE_MAX || next != SIZE_MAX || ends || want == SR_MAX_WARC_HEADER_BYTES)
            break;
    }
    if (n == SIZE_MAX)
        return refuse_header(w, s, next, ends, err);
    *r = (record){.file_at = sr_stream_file_at(w->stream), .header = n};
    read_fields(r, sr_str_cut(s, 0, n));
    if (!r->has_length) {
        w->take = n;
        return refuse(SR_EFORMAT, r->file_at, "a record without Content-Length", err);
    }
    return SR_OK;
}

/* --- its extent ----------------------------------------------------------------------- */

/* Is what follows a record blank lines and the next one, or the end? */
static bool ends_well(sr_str after, bool all)
{
    size_t i = 0;
    while (i < after.len && (after.p[i] == '\r' || after.p[i] == '\n'))
        i++;
    sr_str rest = sr_str_cut(after, i, after.len);
    return (all && rest.len == 0) || sr_str_starts(rest, SR_STR("WARC/")) ||
           (!all && rest.len < 5);
}

/* Look at the block, as much of it as `hold` allows, and set how far the record goes. */
static void measure(sr_warc *w, record *r, size_t hold)
{
    enum { BEHIND = 16 };
    size_t held = r->length < hold ? (size_t)r->length : hold;
    sr_str s = sr_stream_peek(w->stream, r->header + held + BEHIND);
    bool all = s.len < r->header + held + BEHIND; /* nothing more will come */
    read_fields(r, sr_str_cut(s, 0, r->header));
    s = sr_str_cut(s, r->header, s.len);
    if (held < r->length) {
        if (s.len < held)
            held = s.len;
        r->cut = all;
    } else if (s.len < held) {
        held = s.len;
        r->cut = true;
    }
    bool good =
        !r->cut && held == r->length && ends_well(sr_str_cut(s, held, s.len), all);
    size_t next = good ? SIZE_MAX : find_version(sr_str_cut(s, 0, held), 0);
    if (next != SIZE_MAX) {
        held = next;
        r->cut = false;
        r->length = next;
        r->wrong_length = true;
    }
    r->block = sr_str_cut(s, 0, held);
    w->take = r->header + held;
    w->pass_over = r->cut ? 0 : r->length - held;
}

/* --- its page ------------------------------------------------------------------------- */

static bool is_html_type(sr_str type)
{
    type = sr_media_type(type);
    return sr_str_ieq(type, SR_STR("text/html")) ||
           sr_str_ieq(type, SR_STR("application/xhtml+xml"));
}

/* Types that say nothing of what is in there. */
static bool is_vague_type(sr_str type)
{
    static const char *const vague[] = {"",
                                        "application/octet-stream",
                                        "text/xml",
                                        "application/xml",
                                        "unknown/unknown",
                                        "*/*",
                                        "content/unknown",
                                        "text"};
    type = sr_media_type(type);
    for (size_t i = 0; i < SR_COUNT(vague); i++)
        if (sr_str_ieq(type, sr_str_of(vague[i])))
            return true;
    return false;
}

/* What the declared type and the bytes say together. */
static bool is_page(sr_str type, sr_str bytes)
{
    const char *what;
    if (!is_html_type(type) && !is_vague_type(type))
        return false;
    sr_kind kind = sr_sniff(bytes, bytes.len <= SR_SNIFF_BYTES, &what);
    return kind == SR_KIND_HTML || (kind == SR_KIND_TEXT && is_html_type(type));
}

static void describe(const record *r, sr_doc *doc)
{
    sr_record *rec = &doc->record;
    rec->kind = SR_RECORD_PAGE;
    rec->offset = r->file_at;
    if (r->date.len &&
        !sr_time_parse(r->date, &rec->fetched.at_s, &rec->fetched.precision))
        sr_doc_note(doc, "ingest", "bad-date", "WARC-Date is no date: \"%.*s\"",
                    r->date.len > 64 ? 64 : SR_FMT(r->date));
    if (rec->fetched.precision != SR_TIME_UNKNOWN)
        rec->fetched.from = SR_STR("http");
    if (r->wrong_length)
        sr_doc_note(doc, "ingest", "wrong-length",
                    "Content-Length reaches into the next record");
    if (r->cut)
        sr_doc_note(doc, "ingest", "record-cut", "the file ends in this record");
    if (r->truncated.len)
        sr_doc_note(doc, "ingest", "warc-truncated", "cut by the crawler: %.*s",
                    r->truncated.len > 32 ? 32 : SR_FMT(r->truncated));
}

/* Header fields outlive the window: into the arena. */
static sr_status keep_strings(const record *r, sr_str language, sr_doc *doc, sr_err *err)
{
    doc->record.url = sr_arena_str(doc->arena, r->uri);
    doc->record.lang_http = sr_arena_str(doc->arena, language);
    return doc->record.url.p && doc->record.lang_http.p
               ? SR_OK
               : sr_fail(err, SR_ENOMEM, r->file_at, "out of memory for a page");
}

/* Is there a page in it?  Then *payload and *http are set. */
static bool find_payload(sr_warc *w, const record *r, sr_http *http)
{
    bool response = sr_str_ieq(r->type, SR_STR("response"));
    bool resource = sr_str_ieq(r->type, SR_STR("resource"));
    if (!response && !resource) {
        if (sr_str_ieq(r->type, SR_STR("revisit")))
            w->counts->skipped_revisit++;
        else
            w->counts->skipped_kind++;
        return false;
    }
    bool is_http =
        sr_str_istarts(sr_media_type(r->content_type), SR_STR("application/http"));
    if ((response || is_http) && sr_http_parse(r->block, http)) {
        if (http->status != 200) {
            w->counts->skipped_status++;
            return false;
        }
        return true;
    }
    *http = (sr_http){.content_type = is_http ? (sr_str){"", 0} : r->content_type,
                      .language = {"", 0},
                      .codings = {"", 0},
                      .body = r->block};
    return true;
}

/* Cheap refusal by type alone, before any decoding. */
static bool may_be_page(const sr_http *http)
{
    return is_html_type(http->content_type) || is_vague_type(http->content_type);
}

/* SR_OK: a page is in doc;  SR_END: nothing in this record. */
static sr_status read_page(sr_warc *w, const record *r, sr_doc *doc, sr_err *err)
{
    sr_http http;
    sr_str page;
    if (!find_payload(w, r, &http))
        return SR_END;
    if (!may_be_page(&http)) {
        w->counts->skipped_not_html++;
        return SR_END;
    }
    sr_status st = sr_codings_undo(w->codings, http.body, http.chunked, http.codings, doc,
                                   &page, err);
    if (st == SR_OK && !is_page(http.content_type, page)) {
        w->counts->skipped_not_html++;
        return SR_END;
    }
    if (st == SR_OK) {
        describe(r, doc);
        sr_charset_hints hints = {.http = sr_media_charset(http.content_type),
                                  .html = true};
        st = sr_charset_decode(w->charset, page, hints, doc, err);
    }
    if (st == SR_OK)
        st = keep_strings(r, http.language, doc, err);
    if (st != SR_OK && err)
        err->offset = r->file_at;
    return st;
}

/* --- the next record ------------------------------------------------------------------ */

/* Leave the last record. */
static void leave(sr_warc *w)
{
    sr_stream_take(w->stream, w->take);
    w->take = 0;
    while (w->pass_over) {
        sr_str s = sr_stream_peek(w->stream, 1);
        size_t n = s.len < w->pass_over ? s.len : (size_t)w->pass_over;
        if (n == 0)
            break;
        sr_stream_take(w->stream, n);
        w->pass_over -= n;
    }
    w->pass_over = 0;
}

/* To the next line that opens a record; false: the end.  *junk: other bytes than blank
 * lines were passed over. */
static bool seek(sr_warc *w, bool *junk, uint64_t *junk_at)
{
    *junk = false;
    for (;;) {
        sr_str s = sr_stream_peek(w->stream, VERSION_BYTES);
        size_t n = 0;
        while (n < s.len && (s.p[n] == '\r' || s.p[n] == '\n' || s.p[n] == 0))
            n++;
        if (n == 0 && is_version(s))
            return true;
        if (s.len == 0)
            return false;
        if (n) {
            sr_stream_take(w->stream, n);
            continue;
        }
        if (!*junk)
            *junk_at = sr_stream_file_at(w->stream);
        *junk = true;
        size_t next = find_version(s, 0);
        size_t keep = s.len > VERSION_BYTES ? VERSION_BYTES
                                            : 0; /* it may begin in the last bytes */
        sr_stream_take(w->stream, next != SIZE_MAX ? next : s.len - keep);
    }
}

/* What a record left in the document that turned out to hold no page. */
static void forget(sr_doc *doc)
{
    uint64_t seq = doc->seq;
    sr_doc_reset(doc);
    doc->seq = seq;
}

static size_t held_of(const record *r)
{
    bool wanted = sr_str_ieq(r->type, SR_STR("response")) ||
                  sr_str_ieq(r->type, SR_STR("resource"));
    return wanted ? (size_t)HELD_BYTES : (size_t)CHECKED_BYTES;
}

sr_status sr_warc_next(sr_warc *w, sr_doc *doc, sr_err *err)
{
    for (;;) {
        bool junk;
        uint64_t junk_at = 0;
        record r;
        leave(w);
        bool more = seek(w, &junk, &junk_at);
        if (junk)
            return refuse(SR_EFORMAT, junk_at, "no WARC record begins here", err);
        if (!more)
            return SR_END;
        sr_status st = read_header(w, &r, err);
        if (st != SR_OK)
            return st;
        measure(w, &r, held_of(&r));
        st = read_page(w, &r, doc, err);
        if (st != SR_END)
            return st;
        forget(doc);
    }
}
