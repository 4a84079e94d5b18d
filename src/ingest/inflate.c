/* gzip and zstd of a stream, a step at a time.  A gzip member that is small enough is
 * inflated whole by libdeflate (about 2.5 times as fast as zlib); what does not fit goes
 * through zlib.  In this file: units, gzip whole, gzip in pieces, zstd, resynchronising.
 */
#include "ingest/stream_parts.h"

enum {
    WHOLE_MAX_OUT = 8 * 1024 * 1024, /* a larger member is inflated in pieces */
    WHOLE_MAX_IN = 2 * 1024 * 1024,
    GZIP_LEAST = 18,                   /* header and trailer of a member */
    DICTIONARY_BYTES = 4 * 1024 * 1024 /* of zstd; those in use have 0.1 to 1 MB */
};

static uint64_t raw_at(const sr_stream *s)
{
    return s->raw.at;
}

/* A member or frame begins at the front of the raw window. */
static void begin_unit(sr_stream *s)
{
    uint64_t out_at = s->out.at + sr_window_str(&s->out).len;
    s->inside = true;
    s->unit_in_at = raw_at(s);
    s->unit_out = 0;
    size_t last = (s->mark_beg + s->mark_n + SR_STREAM_MARKS - 1) % SR_STREAM_MARKS;
    if (s->mark_n && s->marks[last].out_at == out_at)
        s->marks[last].file_at = raw_at(s); /* the one before was empty */
    else if (s->mark_n < SR_STREAM_MARKS)
        s->marks[(s->mark_beg + s->mark_n++) % SR_STREAM_MARKS] =
            (sr_mark){out_at, raw_at(s)};
}

static bool is_bomb(uint64_t in, uint64_t out)
{
    return out > SR_INFLATE_FLOOR_BYTES && out / SR_MAX_INFLATE_RATIO > in;
}

/* Count what a unit gave; false (with the fault kept) where it is a bomb. */
static bool give(sr_stream *s, size_t n)
{
    s->unit_out += n;
    if (is_bomb(raw_at(s) - s->unit_in_at, s->unit_out)) {
        sr_stream_fail(s, SR_ELIMIT, s->unit_in_at,
                       "inflates beyond SR_MAX_INFLATE_RATIO");
        return false;
    }
    sr_buf_commit(&s->out.buf, n);
    return true;
}

static void no_memory(sr_stream *s)
{
    sr_stream_fail(s, SR_ENOMEM, raw_at(s), "out of memory to inflate");
}

/* --- gzip --------------------------------------------------------------------------- */

static bool is_gzip(sr_str s)
{
    return s.len >= 4 && s.p[0] == '\x1f' && s.p[1] == '\x8b' && s.p[2] == 8 &&
           ((unsigned char)s.p[3] & 0xE0) == 0;
}

/* Inflate the member at the front in one call.  False: not possible, nothing was taken.
 * Bound: the room grows four times at most, the input window likewise. */
static bool gzip_whole(sr_stream *s)
{
    size_t room_bytes = s->guess, want = 64 * 1024;
    if (room_bytes < 256 * 1024)
        room_bytes = 256 * 1024;
    sr_stream_fill_raw(s, want);
    for (;;) {
        sr_str in = sr_window_str(&s->raw);
        char *room = sr_window_room(&s->out, room_bytes);
        size_t used = 0, made = 0;
        if (!room)
            return false;
        enum libdeflate_result r = libdeflate_gzip_decompress_ex(
            s->whole, in.p, in.len, room, room_bytes, &used, &made);
        if (r == LIBDEFLATE_SUCCESS) {
            sr_window_take(&s->raw, used);
            s->guess = made + made / 2;
            s->inside = false;
            (void)give(s, made);
            return true;
        }
        if (r == LIBDEFLATE_INSUFFICIENT_SPACE && room_bytes < WHOLE_MAX_OUT) {
            room_bytes = room_bytes * 4 < WHOLE_MAX_OUT ? room_bytes * 4 : WHOLE_MAX_OUT;
        } else if (r == LIBDEFLATE_BAD_DATA && !s->raw_end && in.len < WHOLE_MAX_IN) {
            want = in.len * 4;
            sr_stream_fill_raw(s, want);
        } else {
            return false;
        }
    }
}

static void gzip_piece(sr_stream *s)
{
    sr_stream_fill_raw(s, 1);
    sr_str in = sr_window_str(&s->raw);
    char *room = sr_window_room(&s->out, SR_STREAM_CHUNK);
    if (!room) {
        no_memory(s);
        return;
    }
    if (in.len == 0) {
        sr_stream_fail(s, SR_EFORMAT, raw_at(s), "the file ends inside a gzip member");
        return;
    }
    s->z.next_in = (Bytef *)in.p;
    s->z.avail_in = in.len > SR_STREAM_CHUNK ? SR_STREAM_CHUNK : (uInt)in.len;
    uInt given = s->z.avail_in;
    s->z.next_out = (Bytef *)room;
    s->z.avail_out = SR_STREAM_CHUNK;
    int r = inflate(&s->z, Z_NO_FLUSH);
    sr_window_take(&s->raw, given - s->z.avail_in);
    if (!give(s, SR_STREAM_CHUNK - s->z.avail_out))
        return;
    if (r == Z_STREAM_END)
        s->inside = false;
    else if (r != Z_OK && r != Z_BUF_ERROR)
        sr_stream_fail(s, r == Z_MEM_ERROR ? SR_ENOMEM : SR_EFORMAT, raw_at(s),
                       "damaged gzip member");
}

/* Zeros behind the last member are padding (tar, disk images). */
static void skip_zeros(sr_stream *s)
{
    for (;;) {
        sr_stream_fill_raw(s, 1);
        sr_str in = sr_window_str(&s->raw);
        size_t n = 0;
        while (n < in.len && in.p[n] == 0)
            n++;
        sr_window_take(&s->raw, n);
        if (n < in.len || n == 0)
            return;
    }
}

static void gzip_begin(sr_stream *s)
{
    sr_stream_fill_raw(s, GZIP_LEAST);
    sr_str in = sr_window_str(&s->raw);
    if (in.len && in.p[0] == 0) {
        skip_zeros(s);
        sr_stream_fill_raw(s, GZIP_LEAST);
        in = sr_window_str(&s->raw);
    }
    if (in.len == 0) {
        s->out_end = true;
        return;
    }
    if (!is_gzip(in)) {
        sr_stream_fail(s, SR_EFORMAT, raw_at(s), "no gzip member begins here");
        return;
    }
    begin_unit(s);
    if (gzip_whole(s) || s->fault.status != SR_OK)
        return;
    if (inflateReset(&s->z) != Z_OK)
        no_memory(s);
}

/* --- zstd --------------------------------------------------------------------------- */

static bool is_zstd(sr_str s)
{
    return s.len >= 4 &&
           (memcmp(s.p, "\x28\xb5\x2f\xfd", 4) == 0 ||
            ((s.p[0] & 0xf0) == 0x50 && memcmp(s.p + 1, "\x2a\x4d\x18", 3) == 0));
}

/* Inflate a dictionary of at most DICTIONARY_BYTES. */
static bool inflate_dictionary(sr_stream *s, sr_str coded, sr_buf *out)
{
    ZSTD_inBuffer from = {coded.p, coded.len, 0};
    for (size_t r = 1; r != 0 && out->len < DICTIONARY_BYTES;) {
        char *room = sr_buf_room(out, SR_STREAM_CHUNK);
        ZSTD_outBuffer to = {room, SR_STREAM_CHUNK, 0};
        r = room ? ZSTD_decompressStream(s->zstd, &to, &from) : 0;
        if (!room || ZSTD_isError(r) || (to.pos == 0 && from.pos == from.size && r != 0))
            return false;
        sr_buf_commit(out, to.pos);
    }
    return true;
}

/* A skippable frame of type D at the front of the file holds the dictionary of all frames
 * (IIPC, "WARC compression with Zstandard", 2021); it may be coded itself. */
static void load_dictionary(sr_stream *s)
{
    sr_stream_fill_raw(s, 8);
    sr_str in = sr_window_str(&s->raw);
    const unsigned char *p = (const unsigned char *)in.p;
    if (raw_at(s) != 0 || in.len < 8 || memcmp(p, "\x5D\x2A\x4D\x18", 4) != 0)
        return;
    size_t n = p[4] | (size_t)p[5] << 8 | (size_t)p[6] << 16 | (size_t)p[7] << 24;
    if (n > DICTIONARY_BYTES)
        return; /* the frames then fail, and say so */
    sr_stream_fill_raw(s, 8 + n);
    in = sr_window_str(&s->raw);
    if (in.len < 8 + n)
        return;
    sr_str coded = sr_str_cut(in, 8, 8 + n);
    sr_buf plain = {0};
    if (is_zstd(coded) && !inflate_dictionary(s, coded, &plain))
        plain.len = 0;
    sr_str dictionary = plain.len ? sr_buf_str(&plain) : coded;
    (void)ZSTD_DCtx_reset(s->zstd, ZSTD_reset_session_only);
    if (ZSTD_isError(ZSTD_DCtx_loadDictionary(s->zstd, dictionary.p, dictionary.len)))
        no_memory(s);
    sr_buf_free(&plain);
}

static void zstd_begin(sr_stream *s)
{
    load_dictionary(s);
    sr_stream_fill_raw(s, 4);
    sr_str in = sr_window_str(&s->raw);
    if (in.len == 0)
        s->out_end = true;
    else if (!is_zstd(in))
        sr_stream_fail(s, SR_EFORMAT, raw_at(s), "no zstd frame begins here");
    else if (ZSTD_isError(ZSTD_DCtx_reset(s->zstd, ZSTD_reset_session_only)))
        no_memory(s);
    else
        begin_unit(s);
}

static void zstd_piece(sr_stream *s)
{
    sr_stream_fill_raw(s, 1);
    sr_str in = sr_window_str(&s->raw);
    char *room = sr_window_room(&s->out, SR_STREAM_CHUNK);
    if (!room) {
        no_memory(s);
        return;
    }
    if (in.len == 0) {
        sr_stream_fail(s, SR_EFORMAT, raw_at(s), "the file ends inside a zstd frame");
        return;
    }
    ZSTD_inBuffer from = {in.p, in.len, 0};
    ZSTD_outBuffer to = {room, SR_STREAM_CHUNK, 0};
    size_t r = ZSTD_decompressStream(s->zstd, &to, &from);
    sr_window_take(&s->raw, from.pos);
    if (!give(s, to.pos))
        return;
    if (ZSTD_isError(r))
        sr_stream_fail(s, SR_EFORMAT, raw_at(s), ZSTD_getErrorName(r));
    else if (r == 0)
        s->inside = false;
}

/* --- both --------------------------------------------------------------------------- */

void sr_stream_inflate(sr_stream *s)
{
    if (s->coding == SR_CODING_GZIP && s->inside)
        gzip_piece(s);
    else if (s->coding == SR_CODING_GZIP)
        gzip_begin(s);
    else if (s->inside)
        zstd_piece(s);
    else
        zstd_begin(s);
}

bool sr_stream_next_unit(sr_stream *s)
{
    bool (*begins)(sr_str) = s->coding == SR_CODING_GZIP ? is_gzip : is_zstd;
    if (s->inside && s->raw.at == s->unit_in_at && sr_window_str(&s->raw).len)
        sr_window_take(&s->raw, 1); /* never the same one again */
    s->inside = false;
    for (;;) {
        sr_stream_fill_raw(s, 4);
        sr_str in = sr_window_str(&s->raw);
        char first = s->coding == SR_CODING_GZIP ? '\x1f' : '\x28';
        size_t at = 0;
        for (; at + 4 <= in.len; at++) {
            const char *hit = memchr(in.p + at, first, in.len - 3 - at);
            at = hit ? (size_t)(hit - in.p) : in.len;
            if (hit && begins(sr_str_cut(in, at, in.len)))
                break;
        }
        bool found = at + 4 <= in.len;
        sr_window_take(&s->raw, found ? at : in.len < 4 ? in.len : in.len - 3);
        if (found)
            return true;
        if (s->raw_end && sr_window_str(&s->raw).len < 4)
            return false;
    }
}
