/* The pull stream: windows, files, the two layers.  Decoding is in inflate.c. */
#include "ingest/stream.h"

#include "ingest/stream_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

char *sr_window_room(sr_window *w, size_t n)
{
    sr_buf *b = &w->buf;
    size_t have = b->len - w->beg;
    /* Move what is left to the front when that is cheap or saves growing. */
    if (w->beg && (have == 0 || b->cap - b->len < n)) {
        memmove(b->p, b->p + w->beg, have);
        b->len = have;
        w->beg = 0;
    }
    char *room = sr_buf_room(b, n);
    b->failed = false;
    return room;
}

static void window_reset(sr_window *w)
{
    sr_buf_reset(&w->buf);
    w->beg = 0;
    w->at = 0;
}

sr_status sr_stream_new(sr_stream **ret, sr_err *err)
{
    sr_stream *s = calloc(1, sizeof *s);
    if (s) {
        s->fd = -1;
        s->whole = libdeflate_alloc_decompressor();
        s->zstd = ZSTD_createDCtx();
    }
    if (!s || !s->whole || !s->zstd || inflateInit2(&s->z, 15 + 16) != Z_OK) {
        sr_stream_free(s);
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a stream");
    }
    *ret = s;
    return SR_OK;
}

void sr_stream_free(sr_stream *s)
{
    if (!s)
        return;
    sr_stream_close(s);
    sr_buf_free(&s->raw.buf);
    sr_buf_free(&s->out.buf);
    libdeflate_free_decompressor(s->whole);
    (void)ZSTD_freeDCtx(s->zstd);
    (void)inflateEnd(&s->z);
    free(s);
}

void sr_stream_close(sr_stream *s)
{
    if (s->own_fd)
        (void)close(s->fd);
    s->fd = -1;
    s->own_fd = false;
    s->bytes = (sr_str){NULL, 0};
    window_reset(&s->raw);
    window_reset(&s->out);
    s->raw_end = s->out_end = true;
    s->coding = SR_CODING_NONE;
    s->fault.status = SR_OK;
    if (s->zstd)
        (void)ZSTD_DCtx_reset(s->zstd, ZSTD_reset_session_and_parameters);
    s->inside = false;
    s->unit_out = 0;
    s->mark_beg = s->mark_n = 0;
}

void sr_stream_fail(sr_stream *s, sr_status status, uint64_t at, const char *reason)
{
    if (s->fault.status == SR_OK)
        (void)sr_fail(&s->fault, status, at, "could not read \"%s\" at byte %llu: %s",
                      s->name, (unsigned long long)at, reason);
}

static void fill_from_bytes(sr_stream *s, char *room, size_t n)
{
    size_t take = s->bytes.len < n ? s->bytes.len : n;
    if (take)
        memcpy(room, s->bytes.p, take);
    sr_buf_commit(&s->raw.buf, take);
    s->bytes = sr_str_cut(s->bytes, take, s->bytes.len);
    s->raw_end = s->bytes.len == 0;
}

static void fill_from_file(sr_stream *s, char *room, size_t n)
{
    ssize_t got;
    do
        got = read(s->fd, room, n);
    while (got < 0 && errno == EINTR);
    if (got > 0) {
        sr_buf_commit(&s->raw.buf, (size_t)got);
        return;
    }
    s->raw_end = true;
    if (got < 0)
        sr_stream_fail(s, SR_EIO, s->raw.at + sr_window_str(&s->raw).len,
                       strerrordesc_np(errno));
}

void sr_stream_fill_raw(sr_stream *s, size_t want)
{
    for (size_t have; !s->raw_end && (have = sr_window_str(&s->raw).len) < want;) {
        size_t n = want - have > SR_STREAM_CHUNK ? want - have : SR_STREAM_CHUNK;
        char *room = sr_window_room(&s->raw, n);
        if (!room) {
            sr_stream_fail(s, SR_ENOMEM, s->raw.at, "out of memory");
            return;
        }
        if (s->fd < 0)
            fill_from_bytes(s, room, n);
        else
            fill_from_file(s, room, n);
    }
}

/* Which coding do the first bytes tell of?  RFC 1952; RFC 8878 (frame or skippable). */
static sr_coding coding_of(sr_str s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    if (s.len >= 3 && p[0] == 0x1f && p[1] == 0x8b && p[2] == 8)
        return SR_CODING_GZIP;
    if (s.len >= 4 && p[1] == 0xb5 && p[2] == 0x2f && p[3] == 0xfd && p[0] == 0x28)
        return SR_CODING_ZSTD;
    if (s.len >= 4 && (p[0] & 0xf0) == 0x50 && p[1] == 0x2a && p[2] == 0x4d &&
        p[3] == 0x18)
        return SR_CODING_ZSTD;
    return SR_CODING_NONE;
}

static void start(sr_stream *s, const char *name)
{
    (void)snprintf(s->name, sizeof s->name, "%s", name);
    s->raw_end = s->out_end = false;
    sr_stream_fill_raw(s, 4);
    s->coding = coding_of(sr_window_str(&s->raw));
}

sr_status sr_stream_open(sr_stream *s, const char *path, sr_err *err)
{
    sr_stream_close(s);
    bool standard = strcmp(path, "-") == 0;
    s->fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (s->fd < 0)
        return sr_fail(err, SR_EIO, 0, "could not open \"%s\": %s", path,
                       strerrordesc_np(errno));
    s->own_fd = !standard;
    start(s, path);
    return SR_OK;
}

void sr_stream_open_bytes(sr_stream *s, const char *name, sr_str bytes)
{
    sr_stream_close(s);
    s->bytes = bytes;
    start(s, name);
}

static sr_window *top(const sr_stream *s)
{
    return (sr_window *)(s->coding == SR_CODING_NONE ? &s->raw : &s->out);
}

sr_str sr_stream_peek(sr_stream *s, size_t want)
{
    if (s->coding == SR_CODING_NONE) {
        sr_stream_fill_raw(s, want);
    } else {
        while (!s->out_end && s->fault.status == SR_OK &&
               sr_window_str(&s->out).len < want)
            sr_stream_inflate(s);
    }
    return sr_window_str(top(s));
}

/* Marks behind us are forgotten, but for the one that we stand on. */
static void drop_marks(sr_stream *s, uint64_t at)
{
    while (s->mark_n && s->marks[s->mark_beg].out_at < at) {
        s->mark_beg = (s->mark_beg + 1) % SR_STREAM_MARKS;
        s->mark_n--;
    }
}

void sr_stream_take(sr_stream *s, size_t n)
{
    sr_window_take(top(s), n);
    if (s->coding != SR_CODING_NONE)
        drop_marks(s, s->out.at);
}

uint64_t sr_stream_at(const sr_stream *s)
{
    return top(s)->at;
}

uint64_t sr_stream_file_at(const sr_stream *s)
{
    if (s->coding != SR_CODING_NONE && s->mark_n &&
        s->marks[s->mark_beg].out_at == s->out.at)
        return s->marks[s->mark_beg].file_at;
    return top(s)->at;
}

sr_status sr_stream_fault(const sr_stream *s, sr_err *err)
{
    if (s->fault.status != SR_OK && err)
        *err = s->fault;
    return s->fault.status;
}

bool sr_stream_resync(sr_stream *s)
{
    if (s->fault.status == SR_EIO || s->fault.status == SR_ENOMEM ||
        s->coding == SR_CODING_NONE || !sr_stream_next_unit(s))
        return false;
    s->fault.status = SR_OK;
    return true;
}

bool sr_stream_is_coded(const sr_stream *s)
{
    return s->coding != SR_CODING_NONE;
}
