/* What a byte or a code point is, after the Unicode tables of utf8proc. */
#include "text/parts.h"

#include <utf8proc.h>

#define P SR_C_PUNCT
#define S SR_C_SYMBOL
#define B SR_C_BLANK
#define D SR_C_DIGIT
#define U SR_C_UPPER
#define L SR_C_LOWER
#define H SR_C_HIGH
#define X16(c) c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c
/* clang-format off */
const uint16_t sr_text_byte[256] = {
    S, S, S, S, S, S, S, S, S, B, B, B, B, B, S, S, /* control bytes */
    X16(S),
/*     !  "  #  $  %  &  '  (  )  *  +  ,  -  .  /  */
    B, P, P, S, S, S, S, P, P, P, P, S, P, P, P, P,
/*  0                             :  ;  <  =  >  ?  */
    D, D, D, D, D, D, D, D, D, D, P, P, S, S, S, P,
    S, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, /* @ A .. O */
    U, U, U, U, U, U, U, U, U, U, U, P, P, P, S, P, /* P .. Z [ \ ] ^ _ */
    S, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* ` a .. o */
    L, L, L, L, L, L, L, L, L, L, L, P, S, P, S, S, /* p .. z { | } ~ DEL */
    X16(H), X16(H), X16(H), X16(H), X16(H), X16(H), X16(H), X16(H)};
/* clang-format on */

static bool is_blank(uint32_t cp)
{
    return cp == 0x85 || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200B) ||
           cp == 0x2028 || cp == 0x2029 || cp == 0x202F || cp == 0x205F || cp == 0x2060 ||
           cp == 0x3000 || cp == 0xFEFF;
}

static bool is_han(uint32_t cp)
{
    return cp == 0x3005 || cp == 0x3007 || (cp >= 0x3400 && cp <= 0x4DBF) ||
           (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
           (cp >= 0x20000 && cp <= 0x3FFFF);
}

static unsigned kana(uint32_t cp)
{
    if (cp == 0x30FC || cp == 0xFF70)
        return SR_C_HIRA | SR_C_KATA;
    if (cp >= 0x3041 && cp <= 0x309F)
        return SR_C_HIRA;
    return (cp >= 0x30A1 && cp <= 0x30FF) || (cp >= 0x31F0 && cp <= 0x31FF) ||
                   (cp >= 0xFF66 && cp <= 0xFF9D)
               ? SR_C_KATA
               : 0;
}

static unsigned class_of_category(utf8proc_category_t c)
{
    switch (c) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT: return SR_C_UPPER;
    case UTF8PROC_CATEGORY_LL: return SR_C_LOWER;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: return SR_C_LETTER;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL: return SR_C_DIGIT;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF: return SR_C_MARK; /* soft hyphen, joiners, directions */
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO: return SR_C_PUNCT;
    default: return SR_C_SYMBOL;
    }
}

unsigned sr_text_class(uint32_t cp)
{
    if (cp < 0x80)
        return sr_text_byte[cp];
    if (is_blank(cp))
        return SR_C_BLANK;
    if (is_han(cp))
        return SR_C_LETTER | SR_C_HAN;
    if (cp >= 0x3041 && kana(cp))
        return SR_C_LETTER | kana(cp);
    return class_of_category(utf8proc_category((utf8proc_int32_t)cp));
}

size_t sr_text_blank(sr_str s, size_t at)
{
    unsigned char c = (unsigned char)s.p[at];
    if (c < 0x80)
        return sr_text_byte[c] & SR_C_BLANK ? 1 : 0;
    if (c != 0xC2 && c != 0xE1 && c != 0xE2 && c != 0xE3 && c != 0xEF)
        return 0;
    uint32_t cp;
    size_t n = sr_utf8_next(s, at, &cp);
    return is_blank(cp) ? n : 0;
}

size_t sr_text_skip_blanks(sr_str s, size_t at)
{
    size_t n;
    while (at < s.len && (n = sr_text_blank(s, at)) > 0)
        at += n;
    return at;
}
