#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void sr_buf_reset(sr_buf *b)
{
    b->len = 0;
    b->failed = false;
}

void sr_buf_free(sr_buf *b)
{
    free(b->p);
    b->p = NULL;
    b->len = b->cap = 0;
}

char *sr_buf_room(sr_buf *b, size_t n)
{
    size_t need;
    if (b->failed || __builtin_add_overflow(b->len, n, &need) || need > SIZE_MAX / 4 ||
        (b->limit_bytes && need > b->limit_bytes)) {
        b->failed = true;
        return NULL;
    }
    if (need <= b->cap && b->p)
        return b->p + b->len;
    size_t cap = b->cap ? b->cap : 256;
    while (cap < need)
        cap *= 2;
    char *p = realloc(b->p, cap);
    if (!p) {
        b->failed = true;
        return NULL;
    }
    b->p = p;
    b->cap = cap;
    return p + b->len;
}

void sr_buf_commit(sr_buf *b, size_t n)
{
    b->len += n;
}

void sr_buf_put(sr_buf *b, sr_str s)
{
    char *to = sr_buf_room(b, s.len);
    if (!to || s.len == 0)
        return;
    memcpy(to, s.p, s.len);
    b->len += s.len;
}

void sr_buf_putc(sr_buf *b, char c)
{
    char *to = sr_buf_room(b, 1);
    if (!to)
        return;
    *to = c;
    b->len++;
}

void sr_buf_printf(sr_buf *b, const char *format, ...)
{
    char small[256]; /* most texts fit; then the NUL behind needs no room in b */
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(small, sizeof small, format, args);
    if (n < 0) {
        b->failed = true;
    } else if ((size_t)n < sizeof small) {
        sr_buf_put(b, (sr_str){small, (size_t)n});
    } else {
        char *to = sr_buf_room(b, (size_t)n + 1);
        if (to) {
            (void)vsnprintf(to, (size_t)n + 1, format, again);
            b->len += (size_t)n;
        }
    }
    va_end(again);
    va_end(args);
}
