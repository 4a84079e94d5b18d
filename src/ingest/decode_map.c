/* Which bytes of the input became which bytes of the text: a second reading beside decode.c,
 * for the few pages whose bytes are not kept as they are. */
#include "ingest/charset_parts.h"

#include "base/utf8.h"

#include <unicode/ucnv_err.h>

typedef struct mapper {
    sr_byte_map *map;
    sr_arena *a;
    uint32_t to;   /* next byte of the text */
    uint32_t base; /* bytes before the first: the byte order mark */
    bool ok;
} mapper;

/* Input bytes [at, at + n) are the character cp; zero bytes are left out of texts. */
static void put_char(mapper *m, uint32_t cp, size_t at, size_t n)
{
    char bytes[4];
    uint32_t len = cp ? (uint32_t)sr_utf8_encode(cp, bytes) : 0;
    uint32_t from = m->base + (uint32_t)at;
    if (cp < 0x80 && n == 1)
        m->ok &= sr_byte_map_bytes(m->map, m->to, from, len, m->a);
    else
        m->ok &= sr_byte_map_unit(m->map, m->to, len, from, (uint32_t)n, m->a);
    m->to += len;
}

/* --- UTF-8 ---------------------------------------------------------------------------- */

/* Well-formed bytes [at, end): as they are but for zeros. */
static void put_good(mapper *m, sr_str s, size_t at, size_t end)
{
    while (at < end) {
        const char *zero = memchr(s.p + at, 0, end - at);
        size_t stop = zero ? (size_t)(zero - s.p) : end;
        m->ok &= sr_byte_map_bytes(m->map, m->to, m->base + (uint32_t)at,
                                   (uint32_t)(stop - at), m->a);
        m->to += (uint32_t)(stop - at);
        at = stop + (zero != NULL);
    }
}

static void map_utf8(mapper *m, sr_str s)
{
    for (size_t at = 0; at < s.len && m->ok;) {
        size_t good = sr_utf8_check(sr_str_cut(s, at, s.len));
        put_good(m, s, at, at + good);
        at += good;
        if (at == s.len)
            break;
        uint32_t cp;
        size_t n = sr_utf8_next(s, at, &cp);
        put_char(m, SR_REPLACEMENT, at, n);
        at += n;
    }
}

/* --- one byte a character, and others ---------------------------------------------------- */

static void map_single(mapper *m, const uint16_t *high, sr_str s)
{
    for (size_t i = 0; i < s.len && m->ok; i++) {
        unsigned char c = (unsigned char)s.p[i];
        put_char(m, c < 0x80 ? c : high[c - 0x80], i, 1);
    }
}

/* One chunk of UTF-16 with the input byte that each unit began at; at < 0: in the chunk
 * before.  `end`: the input that was read. */
static void put_chunk(mapper *m, const UChar *u, const int32_t *at, size_t n, size_t beg,
                      size_t end)
{
    for (size_t i = 0; i < n && m->ok;) {
        uint32_t cp = u[i];
        size_t k = i + 1, from = beg + (at[i] < 0 ? 0 : (size_t)at[i]), next = end;
        if (cp >= 0xD800 && cp <= 0xDBFF && k < n && u[k] >= 0xDC00 && u[k] <= 0xDFFF)
            cp = 0x10000 + ((cp - 0xD800) << 10) + (u[k++] - 0xDC00u);
        if (k < n && at[k] >= 0)
            next = beg + (size_t)at[k];
        put_char(m, cp, from, next > from ? next - from : 0);
        i = k;
    }
}

static void map_by_converter(mapper *m, UConverter *cnv, sr_str s)
{
    enum { CHUNK = 2048 };
    UChar u[CHUNK];
    int32_t at[CHUNK];
    UErrorCode code = U_ZERO_ERROR;
    const char *from = s.p, *end = s.p + s.len;
    size_t bad = 0, n = 0,
           kept = 0; /* kept: a high surrogate waits for its second half */
    ucnv_reset(cnv);
    sr_encoding_replace_bad(cnv, &bad);
    do {
        UChar *to = u + kept;
        size_t beg = (size_t)(from - s.p);
        code = U_ZERO_ERROR;
        ucnv_toUnicode(cnv, &to, u + CHUNK, &from, end, at + kept, true, &code);
        n = (size_t)(to - u);
        if (kept)
            at[0] = -1;
        bool more = code == U_BUFFER_OVERFLOW_ERROR;
        kept = more && n > 1 && u[n - 1] >= 0xD800 && u[n - 1] <= 0xDBFF;
        put_chunk(m, u, at, n - kept, beg, (size_t)(from - s.p));
        if (kept)
            u[0] = u[n - 1];
    } while (code == U_BUFFER_OVERFLOW_ERROR && m->ok);
}

bool sr_encoding_map(const sr_encoding *e, bool big, sr_str bytes, size_t mark,
                     sr_arena *a, sr_byte_map *ret)
{
    mapper m = {.map = ret, .a = a, .base = (uint32_t)mark, .ok = true};
    UErrorCode code = U_ZERO_ERROR;
    if (!e) {
        UConverter *cnv = ucnv_open(big ? "UTF-32BE" : "UTF-32LE", &code);
        if (!cnv)
            return false;
        map_by_converter(&m, cnv, bytes);
        ucnv_close(cnv);
    } else if (e->class == SR_ENCODING_UTF8) {
        map_utf8(&m, bytes);
    } else if (e->class == SR_ENCODING_SINGLE) {
        map_single(&m, e->high, bytes);
    } else {
        map_by_converter(&m, e->open, bytes);
    }
    return m.ok;
}
