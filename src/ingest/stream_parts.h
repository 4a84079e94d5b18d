/* What stream.c (windows, files) and inflate.c (gzip, zstd) share; nobody else. */
#ifndef SR_INGEST_STREAM_PARTS_H
#define SR_INGEST_STREAM_PARTS_H

#include "base/buf.h"
#include "ingest/stream.h"

#include <libdeflate.h>
#include <zlib.h>
#include <zstd.h>

/* Bytes [beg, buf.len) of buf are there and not taken; `at` is the offset of the first. */
typedef struct sr_window {
    sr_buf buf;
    size_t beg;
    uint64_t at;
} sr_window;

typedef enum sr_coding { SR_CODING_NONE, SR_CODING_GZIP, SR_CODING_ZSTD } sr_coding;

enum {
    SR_STREAM_CHUNK = 256 * 1024, /* bytes read or inflated at a time */
    SR_STREAM_MARKS = 1024        /* member starts that are remembered in a window */
};

/* A gzip member or zstd frame begins: where, in decoded bytes and in the file. */
typedef struct sr_mark {
    uint64_t out_at, file_at;
} sr_mark;

struct sr_stream {
    int fd; /* -1: none, or bytes in memory */
    bool own_fd;
    sr_str bytes; /* what is left of an input in memory */
    sr_window raw, out;
    bool raw_end, out_end;
    sr_coding coding;
    sr_err fault; /* status SR_OK: none */
    char name[256];

    bool inside;         /* a member or frame is open */
    uint64_t unit_in_at; /* where it began in the file */
    uint64_t unit_out;   /* bytes it gave so far */
    size_t guess;        /* bytes the last whole member gave */
    sr_mark marks[SR_STREAM_MARKS];
    size_t mark_beg, mark_n;

    z_stream z;
    struct libdeflate_decompressor *whole;
    ZSTD_DCtx *zstd;
};

static inline sr_str sr_window_str(const sr_window *w)
{
    return (sr_str){w->buf.p ? w->buf.p + w->beg : "", w->buf.len - w->beg};
}

static inline void sr_window_take(sr_window *w, size_t n)
{
    w->beg += n;
    w->at += n;
}

/* Room for n bytes behind what is there (which may move); NULL: memory is refused. */
char *sr_window_room(sr_window *w, size_t n);

/* Have at least `want` raw bytes in the window, unless the file ends or fails. */
void sr_stream_fill_raw(sr_stream *s, size_t want);

/* Keep a fault; the first one stays. */
void sr_stream_fail(sr_stream *s, sr_status status, uint64_t at, const char *reason);

/* One step of decoding: puts something into `out`, or sets out_end or a fault. */
void sr_stream_inflate(sr_stream *s);

/* Look for the next member or frame behind a damaged one. */
bool sr_stream_next_unit(sr_stream *s);

#endif
