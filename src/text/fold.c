/* What a word is whatever its case: its hash and its flags.  ASCII words take a short way
 * that asks no table of Unicode. */
#include "text/parts.h"

#include "base/hash.h"

#include <utf8proc.h>

enum { FOLD_POINTS = SR_MAX_TOKEN_BYTES * 4 };

/* Typographic quotation marks and apostrophes as ASCII ones, so that two outlets' habits
 * make one token. */
static utf8proc_int32_t plain_quote(utf8proc_int32_t cp)
{
    switch (cp) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case 0x201B: return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0xAB:
    case 0xBB: return '"';
    default: return cp;
    }
}

/* Any UTF-8; ill-formed bytes are hashed as they are. */
static uint64_t fold_any(sr_str word)
{
    utf8proc_int32_t cps[FOLD_POINTS];
    utf8proc_option_t how =
        UTF8PROC_COMPOSE | UTF8PROC_STABLE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
    utf8proc_ssize_t n =
        utf8proc_decompose((const utf8proc_uint8_t *)word.p, (utf8proc_ssize_t)word.len,
                           cps, FOLD_POINTS - 1, how);
    if (n <= 0 || n >= FOLD_POINTS)
        return sr_hash64(word);
    for (utf8proc_ssize_t i = 0; i < n; i++)
        cps[i] = plain_quote(cps[i]);
    n = utf8proc_reencode(cps, n, how); /* in place: UTF-8 is never longer */
    return n > 0 ? sr_hash64((sr_str){(const char *)cps, (size_t)n}) : sr_hash64(word);
}

uint64_t sr_text_fold(sr_str word, unsigned bits)
{
    char low[SR_MAX_TOKEN_BYTES];
    if (bits & SR_C_HIGH)
        return fold_any(word);
    if (!(bits & SR_C_UPPER))
        return sr_hash64(word);
    for (size_t i = 0; i < word.len; i++)
        low[i] = sr_lower(word.p[i]);
    return sr_hash64((sr_str){low, word.len});
}

static uint8_t flags_of(unsigned first, bool all_caps)
{
    return (uint8_t)((first & SR_C_UPPER ? SR_TOKEN_CAPITAL : 0) |
                     (all_caps ? SR_TOKEN_ALL_CAPS : 0));
}

static uint8_t case_flags_any(sr_str word, unsigned *bits)
{
    size_t upper = 0, lower = 0, n;
    uint32_t cp;
    unsigned first = 0;
    *bits = 0;
    for (size_t i = 0; i < word.len; i += n) {
        unsigned c = sr_text_at(word, i, &n, &cp);
        upper += (c & SR_C_UPPER) != 0;
        lower += (c & (SR_C_LOWER | SR_C_LETTER)) != 0;
        *bits |=
            c | (n > 1 || (unsigned char)word.p[i] >= 0x80 ? (unsigned)SR_C_HIGH : 0);
        first = i ? first : c;
    }
    return flags_of(first, upper > 1 && lower == 0);
}

uint8_t sr_text_case(sr_str word, unsigned *bits)
{
    unsigned all = 0;
    size_t upper = 0;
    for (size_t i = 0; i < word.len; i++) {
        unsigned c = sr_text_byte[(unsigned char)word.p[i]];
        all |= c;
        upper += c & SR_C_UPPER;
    }
    if (all & SR_C_HIGH)
        return case_flags_any(word, bits);
    *bits = all;
    return flags_of(sr_text_byte[(unsigned char)word.p[0]],
                    upper > 1 && !(all & SR_C_LOWER));
}
