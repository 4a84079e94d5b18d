/* A growing byte buffer of its own memory, for output and for bytes of unknown length.
 *
 * Refused memory and a met limit are sticky: later puts do nothing, sr_buf_ok tells at
 * the end.  So a writer need not check each put.
 */
#ifndef SR_BASE_BUF_H
#define SR_BASE_BUF_H

#include "base/str.h"

typedef struct sr_buf {
    char *p; /* [cap]; NULL while nothing was put */
    size_t len, cap;
    size_t limit_bytes; /* 0: none */
    bool failed;
} sr_buf;

/* {0} is an empty buffer.  sr_buf_reset keeps the memory, sr_buf_free gives it back. */
void sr_buf_reset(sr_buf *b);
void sr_buf_free(sr_buf *b);

void sr_buf_put(sr_buf *b, sr_str s);
void sr_buf_putc(sr_buf *b, char c);
void sr_buf_printf(sr_buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Room for n more bytes: where to write them, or NULL; then sr_buf_commit(n). */
char *sr_buf_room(sr_buf *b, size_t n);
void sr_buf_commit(sr_buf *b, size_t n);

static inline bool sr_buf_ok(const sr_buf *b)
{
    return !b->failed;
}

static inline sr_str sr_buf_str(const sr_buf *b)
{
    return (sr_str){b->p ? b->p : "", b->len};
}

#endif
