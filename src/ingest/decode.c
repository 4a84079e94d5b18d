/* Bytes of an encoding into UTF-8: by a table for one-byte encodings, by ICU for others. */
#include "ingest/charset_parts.h"

#include "base/utf8.h"

#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>

enum { PIVOT = 4096 };

static sr_status no_memory(sr_err *err)
{
    return sr_fail(err, SR_ENOMEM, 0, "out of memory to decode text");
}

/* ICU's own substitute is U+001A for some one-byte errors; the standard asks for U+FFFD.
 */
static void on_bad_bytes(const void *context, UConverterToUnicodeArgs *args,
                         const char *bytes, int32_t n, UConverterCallbackReason reason,
                         UErrorCode *code)
{
    static const UChar replacement = SR_REPLACEMENT;
    (void)bytes;
    (void)n;
    if (reason > UCNV_IRREGULAR)
        return; /* reset, close, clone */
    *code = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(args, &replacement, 1, 0, code);
    ++*(size_t *)(uintptr_t)context;
}

/* UTF-16 from ICU into the buffer; a high surrogate at the end waits in *high. */
static void put_utf16(const UChar *u, size_t n, uint32_t *high, sr_buf *out)
{
    char *to = sr_buf_room(out, 3 * n + 3);
    size_t len = 0;
    for (size_t i = 0; to && i < n; i++) {
        uint32_t c = u[i];
        if (c >= 0xDC00 && c <= 0xDFFF && *high)
            c = 0x10000 + ((*high - 0xD800) << 10) + (c - 0xDC00);
        else if (*high)
            len += sr_utf8_encode(SR_REPLACEMENT, to + len);
        *high = 0;
        if (c >= 0xD800 && c <= 0xDBFF)
            *high = c;
        else if (c < 0x80)
            to[len++] = (char)c;
        else
            len += sr_utf8_encode(c, to + len);
    }
    if (to)
        sr_buf_commit(out, len);
}

void sr_encoding_replace_bad(UConverter *cnv, size_t *bad)
{
    UErrorCode code = U_ZERO_ERROR;
    ucnv_setToUCallBack(cnv, on_bad_bytes, bad, NULL, NULL, &code);
}

static sr_status convert(UConverter *cnv, sr_str bytes, sr_buf *out, size_t *bad,
                         sr_err *err)
{
    UChar pivot[PIVOT];
    UErrorCode code = U_ZERO_ERROR;
    const char *from = bytes.p, *end = bytes.p + bytes.len;
    uint32_t high = 0;
    ucnv_reset(cnv);
    sr_encoding_replace_bad(cnv, bad);
    do {
        UChar *to = pivot;
        code = U_ZERO_ERROR;
        ucnv_toUnicode(cnv, &to, pivot + PIVOT, &from, end, NULL, true, &code);
        put_utf16(pivot, (size_t)(to - pivot), &high, out);
    } while (code == U_BUFFER_OVERFLOW_ERROR && sr_buf_ok(out));
    if (high)
        sr_utf8_put(out, SR_REPLACEMENT);
    return sr_buf_ok(out) && U_SUCCESS(code) ? SR_OK : no_memory(err);
}

/* --- one byte a character ----------------------------------------------------------- */

static void table_of_own(sr_encoding *e)
{
    size_t at = 0;
    for (uint32_t b = 0x80; b <= 0xFF; b++) {
        uint32_t cp = b < 0xA0 || at >= e->own.len ? b : 0;
        if (cp == 0)
            at += sr_utf8_next(e->own, at, &cp);
        e->high[b - 0x80] = (uint16_t)cp;
    }
}

static void table_of_converter(sr_encoding *e)
{
    for (int b = 0x80; b <= 0xFF; b++) {
        char byte = (char)b;
        UChar u[4];
        UErrorCode code = U_ZERO_ERROR;
        int32_t n = ucnv_toUChars(e->open, u, 4, &byte, 1, &code);
        bool good = U_SUCCESS(code) && n == 1 && u[0] != 0x1A && u[0] >= 0x80;
        e->high[b - 0x80] = good ? u[0] : (uint16_t)SR_REPLACEMENT;
    }
}

static bool open_converter(sr_encoding *e)
{
    UErrorCode code = U_ZERO_ERROR;
    if (!e->open)
        e->open = ucnv_open(e->icu, &code);
    return e->open != NULL && U_SUCCESS(code);
}

static bool open_table(sr_charset *cs, sr_encoding *e)
{
    if (e->high)
        return true;
    if (e->own.len == 0 && !open_converter(e))
        return false;
    e->high = sr_arena_alloc(cs->arena, 128, sizeof *e->high);
    if (!e->high)
        return false;
    if (e->own.len)
        table_of_own(e);
    else
        table_of_converter(e);
    return true;
}

static sr_status convert_single(const uint16_t *high, sr_str s, sr_buf *out, size_t *bad,
                                sr_err *err)
{
    char *to = sr_buf_room(out, 3 * s.len);
    size_t len = 0;
    if (!to)
        return no_memory(err);
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x80) {
            to[len++] = (char)c;
            continue;
        }
        *bad += high[c - 0x80] == SR_REPLACEMENT;
        len += sr_utf8_encode(high[c - 0x80], to + len);
    }
    sr_buf_commit(out, len);
    return SR_OK;
}

sr_status sr_encoding_convert(sr_charset *cs, sr_encoding *e, sr_str bytes, size_t *bad,
                              sr_err *err)
{
    if (e->class == SR_ENCODING_UTF8) {
        *bad += sr_utf8_repair(bytes, &cs->buf);
        return sr_buf_ok(&cs->buf) ? SR_OK : no_memory(err);
    }
    if (e->class == SR_ENCODING_SINGLE)
        return open_table(cs, e) ? convert_single(e->high, bytes, &cs->buf, bad, err)
                                 : no_memory(err);
    return open_converter(e) ? convert(e->open, bytes, &cs->buf, bad, err)
                             : no_memory(err);
}

sr_status sr_encoding_convert_utf32(sr_charset *cs, bool big, sr_str bytes, size_t *bad,
                                    sr_err *err)
{
    UErrorCode code = U_ZERO_ERROR;
    UConverter *cnv = ucnv_open(big ? "UTF-32BE" : "UTF-32LE", &code);
    if (!cnv)
        return no_memory(err);
    sr_status st = convert(cnv, bytes, &cs->buf, bad, err);
    ucnv_close(cnv);
    return st;
}
