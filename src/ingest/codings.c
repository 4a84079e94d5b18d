/* Codings.  In this file: chunks, the four decoders, which to apply. */
#include "ingest/codings.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <brotli/decode.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

enum { CHUNK = 128 * 1024 };

struct sr_codings {
    sr_buf a, b; /* the one is read while the other is written */
    z_stream z;
    ZSTD_DCtx *zstd;
    bool z_ready;
    size_t used; /* bytes that the last decoder read */
};

sr_status sr_codings_new(sr_codings **ret, sr_err *err)
{
    sr_codings *c = calloc(1, sizeof *c);
    if (c) {
        c->zstd = ZSTD_createDCtx();
        c->z_ready = inflateInit2(&c->z, 15) == Z_OK;
    }
    if (!c || !c->zstd || !c->z_ready) {
        sr_codings_free(c);
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for decoders");
    }
    *ret = c;
    return SR_OK;
}

void sr_codings_free(sr_codings *c)
{
    if (!c)
        return;
    if (c->z_ready)
        (void)inflateEnd(&c->z);
    (void)ZSTD_freeDCtx(c->zstd);
    sr_buf_free(&c->a);
    sr_buf_free(&c->b);
    free(c);
}

/* --- chunks (RFC 9112, section 7.1) -------------------------------------------------- */

static int hex_digit(char c)
{
    c = sr_lower(c);
    return sr_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The line of a chunk's size at `at`; false: there is none.  *next: behind the line. */
static bool chunk_size(sr_str s, size_t at, size_t *size, size_t *next)
{
    size_t i = at, n = 0;
    while (i < s.len && i - at < 15 && hex_digit(s.p[i]) >= 0)
        n = n * 16 + (size_t)hex_digit(s.p[i++]);
    if (i == at)
        return false;
    while (i < s.len && (s.p[i] == ' ' || s.p[i] == '\t'))
        i++;
    if (i < s.len && s.p[i] == ';') /* extensions */
        while (i < s.len && s.p[i] != '\n')
            i++;
    if (i < s.len && s.p[i] == '\r')
        i++;
    if (i >= s.len || s.p[i] != '\n')
        return false;
    *size = n;
    *next = i + 1;
    return true;
}

typedef enum chunks { CHUNKS_WHOLE, CHUNKS_CUT, CHUNKS_NONE } chunks;

/* Without the sizes, into `out`.  CHUNKS_NONE: these are no chunks. */
static chunks join_chunks(sr_str s, sr_buf *out)
{
    size_t at = 0, size, next, n = 0;
    while (chunk_size(s, at, &size, &next)) {
        if (size == 0)
            return n                                    ? CHUNKS_WHOLE
                   : s.len == next || s.len <= next + 2 ? CHUNKS_WHOLE
                                                        : CHUNKS_NONE;
        bool cut = size > s.len - next;
        sr_buf_put(out, sr_str_cut(s, next, cut ? s.len : next + size));
        n++;
        if (cut)
            return n > 1 || out->len * 2 > size ? CHUNKS_CUT : CHUNKS_NONE;
        at = next + size;
        at += at < s.len && s.p[at] == '\r';
        if (at < s.len && s.p[at] != '\n')
            return n > 1 ? CHUNKS_CUT : CHUNKS_NONE;
        at++;
        if (at >= s.len)
            return CHUNKS_CUT;
    }
    return n ? CHUNKS_CUT : CHUNKS_NONE;
}

/* --- decoders: into `out` up to `limit` bytes ------------------------------------------ */

typedef enum result { RESULT_WHOLE, RESULT_CUT, RESULT_BAD, RESULT_NO_MEMORY } result;

static bool full(const sr_buf *out)
{
    return out->len > SR_MAX_DOCUMENT_BYTES;
}

static result inflate_body(sr_codings *c, sr_str s, int window, sr_buf *out)
{
    if (inflateReset2(&c->z, window) != Z_OK)
        return RESULT_NO_MEMORY;
    c->z.next_in = (Bytef *)s.p;
    c->z.avail_in = (uInt)s.len;
    int r = Z_OK;
    while (r == Z_OK && !full(out)) {
        char *room = sr_buf_room(out, CHUNK);
        if (!room)
            return RESULT_NO_MEMORY;
        c->z.next_out = (Bytef *)room;
        c->z.avail_out = CHUNK;
        r = inflate(&c->z, Z_NO_FLUSH);
        sr_buf_commit(out, CHUNK - c->z.avail_out);
        if (r == Z_STREAM_END && window > 15 && c->z.avail_in > 2 &&
            c->z.next_in[0] == 0x1f && inflateReset(&c->z) == Z_OK)
            r = Z_OK; /* another member */
    }
    c->used = s.len - c->z.avail_in;
    if (r == Z_STREAM_END || full(out))
        return RESULT_WHOLE;
    return out->len ? RESULT_CUT : RESULT_BAD;
}

static result inflate_gzip(sr_codings *c, sr_str s, sr_buf *out)
{
    return inflate_body(c, s, 15 + 16, out);
}

/* "deflate" is zlib's format by the standard and bare deflate by many servers. */
static result inflate_deflate(sr_codings *c, sr_str s, sr_buf *out)
{
    unsigned head = s.len > 1 ? (unsigned char)s.p[0] * 256u + (unsigned char)s.p[1] : 0;
    bool zlib = (head & 0x0F00) == 0x0800 && head % 31 == 0;
    result r = zlib ? inflate_body(c, s, 15, out) : RESULT_BAD;
    if (r != RESULT_BAD)
        return r;
    sr_buf_reset(out);
    return inflate_body(c, s, -15, out);
}

static result undo_brotli(sr_codings *c, sr_str s, sr_buf *out)
{
    BrotliDecoderState *b = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    if (!b)
        return RESULT_NO_MEMORY;
    const uint8_t *in = (const uint8_t *)s.p;
    size_t left = s.len;
    BrotliDecoderResult r = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (r == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && !full(out)) {
        uint8_t *room = (uint8_t *)sr_buf_room(out, CHUNK);
        size_t room_left = CHUNK;
        if (!room)
            break;
        r = BrotliDecoderDecompressStream(b, &left, &in, &room_left, &room, NULL);
        sr_buf_commit(out, CHUNK - room_left);
    }
    BrotliDecoderDestroyInstance(b);
    c->used = s.len - left;
    if (!sr_buf_ok(out))
        return RESULT_NO_MEMORY;
    if (r == BROTLI_DECODER_RESULT_SUCCESS || full(out))
        return RESULT_WHOLE;
    return out->len ? RESULT_CUT : RESULT_BAD;
}

static result undo_zstd(sr_codings *c, sr_str s, sr_buf *out)
{
    ZSTD_inBuffer in = {s.p, s.len, 0};
    size_t r = 1;
    (void)ZSTD_DCtx_reset(c->zstd, ZSTD_reset_session_only);
    while (!full(out) && in.pos < in.size) {
        char *room = sr_buf_room(out, CHUNK);
        if (!room)
            return RESULT_NO_MEMORY;
        ZSTD_outBuffer to = {room, CHUNK, 0};
        size_t before = in.pos;
        r = ZSTD_decompressStream(c->zstd, &to, &in);
        sr_buf_commit(out, to.pos);
        if (ZSTD_isError(r) || (to.pos == 0 && in.pos == before))
            break;
    }
    c->used = in.pos;
    if (r == 0 || full(out))
        return RESULT_WHOLE;
    return out->len ? RESULT_CUT : RESULT_BAD;
}

typedef struct coding {
    const char *name, *other_name;
    result (*undo)(sr_codings *c, sr_str s, sr_buf *out);
    const char *magic; /* what such bytes begin with, where that can be said */
} coding;

static const coding codings[] = {
    {"gzip", "x-gzip", inflate_gzip, "\x1f\x8b"},
    {"deflate", "x-deflate", inflate_deflate, NULL},
    {"br", "brotli", undo_brotli, NULL},
    {"zstd", "zstd", undo_zstd, "\x28\xb5\x2f\xfd"},
};

/* --- which to apply ------------------------------------------------------------------ */

static bool has_magic(const coding *k, sr_str s)
{
    return k->magic && sr_str_starts(s, sr_str_of(k->magic));
}

/* Markup or text in the first bytes: no coding makes that. */
static bool looks_plain(sr_str s)
{
    size_t n = s.len < 64 ? s.len : 64;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)s.p[i] < 9 || (unsigned char)s.p[i] > 0x7E)
            return false;
    return true;
}

static bool is_bomb(size_t in, size_t out)
{
    return out > SR_INFLATE_FLOOR_BYTES && out / SR_MAX_INFLATE_RATIO > in;
}

/* Undo one coding; *s becomes what comes out, or stays where the bytes are not coded so.
 */
static sr_status undo_one(sr_codings *c, const coding *k, size_t origin, sr_doc *doc,
                          sr_str *s, sr_err *err)
{
    sr_buf *out =
        s->p && c->a.p && s->p >= c->a.p && s->p < c->a.p + c->a.cap ? &c->b : &c->a;
    sr_buf_reset(out);
    result r = (k->magic && !has_magic(k, *s)) || s->len > UINT32_MAX
                   ? RESULT_BAD
                   : k->undo(c, *s, out);
    if (r == RESULT_NO_MEMORY || !sr_buf_ok(out))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory to undo a coding");
    if (r == RESULT_BAD || (r == RESULT_CUT && !k->magic && looks_plain(*s))) {
        sr_doc_note(doc, "ingest", "wrong-coding", "declared as %s, and it is not",
                    k->name);
        return SR_OK;
    }
    if (is_bomb(origin, out->len) || is_bomb(c->used, out->len))
        return sr_fail(err, SR_ELIMIT, 0, "%s inflates beyond SR_MAX_INFLATE_RATIO",
                       k->name);
    if (r == RESULT_CUT)
        sr_doc_note(doc, "ingest", "coding-cut",
                    "the %s payload ends too early or is damaged", k->name);
    *s = sr_buf_str(out);
    return SR_OK;
}

static const coding *coding_named(sr_str name)
{
    for (size_t i = 0; i < SR_COUNT(codings); i++)
        if (sr_str_ieq(name, sr_str_of(codings[i].name)) ||
            sr_str_ieq(name, sr_str_of(codings[i].other_name)))
            return &codings[i];
    return NULL;
}

static sr_status undo_chunks(sr_codings *c, bool declared, sr_doc *doc, sr_str *s,
                             sr_err *err)
{
    size_t size, next;
    if (!chunk_size(*s, 0, &size, &next) && s->len > 2 && s->p[0] == '\r' && declared)
        *s = sr_str_cut(*s, 2, s->len); /* a stray line between header and body */
    bool looks = chunk_size(*s, 0, &size, &next);
    if (!looks && !declared)
        return SR_OK;
    sr_buf_reset(&c->a);
    chunks r = looks ? join_chunks(*s, &c->a) : CHUNKS_NONE;
    if (!sr_buf_ok(&c->a))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory to join chunks");
    if (r == CHUNKS_WHOLE || (r == CHUNKS_CUT && declared)) {
        if (r == CHUNKS_CUT)
            sr_doc_note(doc, "ingest", "coding-cut",
                        "the chunked payload ends too early");
        *s = sr_buf_str(&c->a);
    } else if (declared) {
        sr_doc_note(doc, "ingest", "wrong-coding", "declared as chunked, and it is not");
    }
    return SR_OK;
}

/* The declared codings, the last one first. */
static sr_status undo_declared(sr_codings *c, sr_str list, size_t origin, sr_doc *doc,
                               sr_str *s, sr_err *err)
{
    const coding *named[SR_MAX_CODINGS];
    size_t n = 0;
    for (sr_str word; sr_str_field(&list, ',', &word);) {
        const coding *k = coding_named(sr_str_trim(word));
        if (!k)
            continue; /* identity, none, utf-8, ... */
        if (n == SR_MAX_CODINGS)
            return sr_fail(err, SR_ELIMIT, 0, "more than SR_MAX_CODINGS codings");
        named[n++] = k;
    }
    while (n--) {
        sr_status st = undo_one(c, named[n], origin, doc, s, err);
        if (st != SR_OK)
            return st;
    }
    return SR_OK;
}

sr_status sr_codings_undo(sr_codings *c, sr_str body, bool chunked, sr_str list,
                          sr_doc *doc, sr_str *ret, sr_err *err)
{
    sr_str s = body;
    sr_status st = undo_chunks(c, chunked, doc, &s, err);
    if (st == SR_OK)
        st = undo_declared(c, list, body.len, doc, &s, err);
    for (size_t i = 0; i < SR_COUNT(codings) && st == SR_OK; i++)
        if (has_magic(&codings[i], s))
            st = undo_one(c, &codings[i], body.len, doc, &s, err);
    if (st != SR_OK)
        return st;
    if (s.len > SR_MAX_DOCUMENT_BYTES) {
        sr_doc_note(doc, "ingest", "limit-document-bytes",
                    "the page was cut at SR_MAX_DOCUMENT_BYTES");
        s.len = sr_utf8_floor(s, SR_MAX_DOCUMENT_BYTES);
    }
    *ret = s;
    return SR_OK;
}
