/* Text cleaning.  In this file: white space, markup, normal form C, folding. */
#include "extract/cleantext.h"

#include "base/utf8.h"
#include "extract/html.h"

#include <utf8proc.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* --- white space ------------------------------------------------------------------- */

enum glyph { GLYPH_KEEP, GLYPH_SPACE, GLYPH_DROP };

/* What becomes of a character above ASCII: spaces and separators of Unicode 15 (Zs, Zl,
 * Zp) are spaces; soft hyphen, zero-width space, direction marks, word joiner and byte
 * order mark are dropped. */
static enum glyph glyph_of(uint32_t cp)
{
    if (cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 ||
        cp == 0x2029 || cp == 0x202F || cp == 0x205F || cp == 0x3000 || cp == 0x85)
        return GLYPH_SPACE;
    if (cp == 0xAD || cp == 0x200B || cp == 0x200E || cp == 0x200F || cp == 0x2060 ||
        cp == 0xFEFF || (cp >= 0x202A && cp <= 0x202E) ||
        (cp >= 0x2066 && cp <= 0x2069) || (cp >= 0x80 && cp < 0xA0))
        return GLYPH_DROP;
    return GLYPH_KEEP;
}

static size_t put_space(sr_cleaner *c, char *to)
{
    size_t n = 0;
    if (c->space && c->any)
        to[n++] = ' ';
    c->space = false;
    c->any = true;
    return n;
}

static inline bool is_plain(char c)
{
    return (unsigned char)c > ' ' && (unsigned char)c < 0x7F;
}

/* Copy plain ASCII text (neither white space nor control) from `at` on to `to`, which has
 * room for all of s; returns its bytes. */
static size_t copy_plain(sr_str s, size_t at, char *to)
{
    size_t n = 0;
#ifdef __SSE2__
    const __m128i space = _mm_set1_epi8(' '), del = _mm_set1_epi8(0x7F);
    while (at + n + 16 <= s.len) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(s.p + at + n));
        __m128i ok = _mm_andnot_si128(_mm_cmpeq_epi8(v, del), _mm_cmpgt_epi8(v, space));
        unsigned other = ~(unsigned)_mm_movemask_epi8(ok) & 0xFFFF;
        _mm_storeu_si128((__m128i *)(void *)(to + n), v);
        if (other)
            return n + (unsigned)__builtin_ctz(other);
        n += 16;
    }
#endif
    for (; at + n < s.len && is_plain(s.p[at + n]); n++)
        to[n] = s.p[at + n];
    return n;
}

/* The output is never ahead of the input by more than the space that was owed, so that
 * copy_plain's last store ends within the room. */
size_t sr_clean_append(sr_cleaner *c, sr_str s, char *to)
{
    size_t n = 0, at = 0;
    while (at < s.len) {
        unsigned char b = (unsigned char)s.p[at];
        if (b <= ' ' || b == 0x7F) {
            c->space = true;
            at++;
            continue;
        }
        if (b < 0x80) {
            n += put_space(c, to + n);
            size_t run = copy_plain(s, at, to + n);
            n += run;
            at += run;
            continue;
        }
        uint32_t cp;
        size_t step = sr_utf8_next(s, at, &cp);
        bool rare = b == 0xC2 || b == 0xE2 || b == 0xE1 || b == 0xE3 || b == 0xEF;
        enum glyph g = rare ? glyph_of(cp) : GLYPH_KEEP;
        c->space |= g == GLYPH_SPACE;
        if (g == GLYPH_KEEP) {
            n += put_space(c, to + n);
            memcpy(to + n, s.p + at, step);
            n += step;
        }
        at += step;
    }
    return n;
}

sr_str sr_clean(sr_str s, sr_arena *a)
{
    char *to = sr_arena_alloc(a, s.len + 2, 1);
    sr_cleaner c = {0};
    if (!to)
        return (sr_str){NULL, 0};
    return (sr_str){to, sr_clean_append(&c, s, to)};
}

/* --- markup ------------------------------------------------------------------------ */

/* Tags become spaces where they look like tags; a lone "<" stays. */
static void drop_tags(sr_str s, sr_buf *out)
{
    size_t at = 0;
    while (at < s.len) {
        const char *lt = memchr(s.p + at, '<', s.len - at);
        size_t stop = lt ? (size_t)(lt - s.p) : s.len;
        sr_buf_put(out, sr_str_cut(s, at, stop));
        at = stop;
        if (!lt)
            break;
        char next = at + 1 < s.len ? s.p[at + 1] : ' ';
        const char *gt = sr_is_alpha(next) || next == '/' || next == '!'
                             ? memchr(lt, '>', s.len - at)
                             : NULL;
        sr_buf_putc(out, gt ? ' ' : '<');
        if (!gt && next != ' ') { /* no tag can end any more: the rest is text */
            sr_buf_put(out, sr_str_cut(s, at + 1, s.len));
            break;
        }
        at = gt ? (size_t)(gt - s.p) + 1 : at + 1;
    }
}

sr_str sr_clean_markup(sr_str s, sr_arena *a)
{
    if (!memchr(s.p ? s.p : "", '&', s.len) && !memchr(s.p ? s.p : "", '<', s.len))
        return sr_clean(s, a);
    sr_buf once = {0}, twice = {0}, text = {0};
    sr_html_decode(s, false, &once);
    sr_html_decode(sr_buf_str(&once), false, &twice);
    drop_tags(sr_buf_str(&twice), &text);
    sr_str ret = {NULL, 0};
    if (sr_buf_ok(&once) && sr_buf_ok(&twice) && sr_buf_ok(&text))
        ret = sr_clean(sr_buf_str(&text), a);
    sr_buf_free(&once);
    sr_buf_free(&twice);
    sr_buf_free(&text);
    return ret;
}

/* --- normal form C ----------------------------------------------------------------- */

/* Characters that are in form C whatever stands beside them (UAX 15, NFC_Quick_Check=Yes
 * and combining class 0); a cautious part of them: other characters take the slow way. */
bool sr_is_surely_nfc(uint32_t cp)
{
    return cp < 0x300 || (cp >= 0x388 && cp <= 0x482) || (cp >= 0x48A && cp <= 0x58F) ||
           (cp >= 0x5D0 && cp <= 0x5EA) || (cp >= 0x620 && cp <= 0x64A) ||
           (cp >= 0x660 && cp <= 0x66F) || (cp >= 0x671 && cp <= 0x6D3) ||
           (cp >= 0x200C && cp <= 0x2070) || (cp >= 0x20A0 && cp <= 0x20BF) ||
           (cp >= 0x2100 && cp <= 0x2125) || (cp >= 0x3001 && cp <= 0x3029) ||
           (cp >= 0x3041 && cp <= 0x3096) || (cp >= 0x30A1 && cp <= 0x30FE) ||
           (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0xAC00 && cp <= 0xD7A3) ||
           (cp >= 0xFF01 && cp <= 0xFFEE) || (cp >= 0x1F300 && cp <= 0x1FAFF);
}

static bool all_surely_nfc(sr_str s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t cp;
        if ((unsigned char)s.p[at] < 0xCC) {
            at++; /* ASCII, or two bytes below U+0300 one after the other */
            continue;
        }
        at += sr_utf8_next(s, at, &cp);
        if (!sr_is_surely_nfc(cp))
            return false;
    }
    return true;
}

sr_str sr_nfc(sr_str s, sr_arena *a)
{
    if (all_surely_nfc(s))
        return s;
    utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    const utf8proc_uint8_t *from = (const utf8proc_uint8_t *)s.p;
    utf8proc_ssize_t n = utf8proc_decompose(from, (utf8proc_ssize_t)s.len, NULL, 0, how);
    if (n < 0)
        return s; /* ill-formed: as it is */
    utf8proc_int32_t *cps = sr_arena_alloc(a, (size_t)n + 1, sizeof *cps);
    if (!cps)
        return (sr_str){NULL, 0};
    n = utf8proc_decompose(from, (utf8proc_ssize_t)s.len, cps, n, how);
    utf8proc_ssize_t len = n < 0 ? n : utf8proc_reencode(cps, n, how);
    return len < 0 ? s : (sr_str){(const char *)cps, (size_t)len};
}

/* --- folding ------------------------------------------------------------------------ */

uint32_t sr_fold_letter(uint32_t cp)
{
    if (cp < 0x80)
        return sr_is_alnum((char)cp) ? (uint32_t)sr_lower((char)cp) : 0;
    if (cp >= 0x2000 && cp < 0x2070)
        return 0; /* general punctuation, the usual case */
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)cp);
    if ((kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_MC) ||
        kind == UTF8PROC_CATEGORY_ND)
        return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
    return 0;
}

/* Lower case of ASCII letters and digits; 0 for all others. */
static const char folded_ascii[128] = {
    ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5',
    ['6'] = '6', ['7'] = '7', ['8'] = '8', ['9'] = '9', ['a'] = 'a', ['b'] = 'b',
    ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f', ['g'] = 'g', ['h'] = 'h',
    ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm', ['n'] = 'n',
    ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't',
    ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z',
    ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd', ['E'] = 'e', ['F'] = 'f',
    ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l',
    ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r',
    ['S'] = 's', ['T'] = 't', ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x',
    ['Y'] = 'y', ['Z'] = 'z'};

sr_str sr_fold(sr_str s, sr_arena *a)
{
    /* Lower case may be longer by half: U+0130 takes 2 bytes, its fold up to 3. */
    char *to = sr_arena_alloc(a, s.len * 2 + 4, 1);
    size_t n = 0;
    bool space = false;
    if (!to)
        return (sr_str){NULL, 0};
    for (size_t at = 0; at < s.len;) {
        unsigned char c = (unsigned char)s.p[at];
        uint32_t cp;
        size_t step = 1;
        if (c < 0x80) {
            cp = (unsigned char)folded_ascii[c];
        } else {
            step = sr_utf8_next(s, at, &cp);
            cp = sr_fold_letter(cp);
        }
        at += step;
        if (cp == 0) {
            space = n > 0;
            continue;
        }
        if (space)
            to[n++] = ' ';
        space = false;
        if (cp < 0x80)
            to[n++] = (char)cp;
        else
            n += sr_utf8_encode(cp, to + n);
    }
    return (sr_str){to, n};
}
