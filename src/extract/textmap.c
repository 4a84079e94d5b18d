/* The map from text to page.  Read textmap.h first; this file is, in order:
 *   1. a character   2. a text node   3. normal form C   4. a block
 */
#include "extract/textmap.h"

#include "base/utf8.h"
#include "extract/cleantext.h"

typedef struct replay {
    sr_byte_map *map;
    sr_arena *a;
    sr_cleaner cleaner;
    sr_buf decoded; /* one character reference */
    uint32_t to;    /* next byte of the text */
    uint32_t gap;   /* page byte behind the last that became text */
    bool ok;
} replay;

/* --- 1. a character --------------------------------------------------------------------- */

/* A space stands for all that lies between the characters beside it. */
static void put_space(replay *r, uint32_t page)
{
    uint32_t len = page > r->gap ? page - r->gap : 0;
    r->ok &= sr_byte_map_unit(r->map, r->to, 1, len ? r->gap : page, len, r->a);
    r->to++;
}

/* `taken` bytes of the page at `page`, raw, mean the characters c. */
static void put_char(replay *r, sr_str c, const char *raw, uint32_t page, uint32_t taken)
{
    char out[64];
    size_t n = 0;
    if (c.len < sizeof out)
        n = sr_clean_append(&r->cleaner, c, out);
    size_t space = n && out[0] == ' ';
    if (n == 0)
        return;
    if (space)
        put_space(r, page);
    uint32_t len = (uint32_t)(n - space);
    if (len == taken && memcmp(out + space, raw, len) == 0)
        r->ok &= sr_byte_map_bytes(r->map, r->to, page, len, r->a);
    else
        r->ok &= sr_byte_map_unit(r->map, r->to, len, page, taken, r->a);
    r->to += len;
    r->gap = page + taken;
}

/* --- 2. a text node --------------------------------------------------------------------- */

static bool is_plain(char c)
{
    return (unsigned char)c > ' ' && (unsigned char)c < 0x7F && c != '&';
}

/* Letters and marks of ASCII from `at` on with single spaces between, which stand for
 * themselves: nearly all text. */
static size_t plain_run(sr_str s, size_t at)
{
    size_t n = 0, left = s.len - at;
    const char *p = s.p + at;
    while (n < left && (is_plain(p[n]) || (p[n] == ' ' && n && n + 1 < left &&
                                           is_plain(p[n - 1]) && is_plain(p[n + 1]))))
        n++;
    return n;
}

static void put_node(replay *r, const sr_html *h, const sr_node *node)
{
    sr_str raw = sr_str_span(h->page, node->page);
    bool references = !(node->flags & SR_NODE_RAW);
    for (size_t at = 0, taken; at < raw.len && r->ok; at += taken) {
        uint32_t page = node->page.beg + (uint32_t)at;
        if ((taken = plain_run(raw, at)) > 0) {
            put_char(r, sr_str_cut(raw, at, at + 1), raw.p + at, page, 1);
            r->ok &=
                sr_byte_map_bytes(r->map, r->to, page + 1, (uint32_t)taken - 1, r->a);
            r->to += (uint32_t)taken - 1;
            r->gap = page + (uint32_t)taken;
        } else if (raw.p[at] == '&' && references) {
            sr_buf_reset(&r->decoded);
            taken = sr_html_decode_one(raw, at, false, &r->decoded);
            r->ok &= sr_buf_ok(&r->decoded);
            put_char(r, sr_buf_str(&r->decoded), raw.p + at, page, (uint32_t)taken);
        } else {
            uint32_t cp;
            taken = sr_utf8_next(raw, at, &cp);
            put_char(r, sr_str_cut(raw, at, at + taken), raw.p + at, page,
                     (uint32_t)taken);
        }
    }
}

/* --- 3. normal form C ------------------------------------------------------------------- */

/* Add the map of a part of a text and its form C, [to, ...) of the text. */
static bool map_part(sr_str part, uint32_t from, uint32_t *to, sr_byte_map *ret,
                     sr_arena *a)
{
    sr_str made = sr_nfc(part, a);
    bool ok = made.p && (sr_str_eq(made, part)
                             ? sr_byte_map_bytes(ret, *to, from, (uint32_t)part.len, a)
                             : sr_byte_map_unit(ret, *to, (uint32_t)made.len, from,
                                                (uint32_t)part.len, a));
    *to += (uint32_t)made.len;
    return ok;
}

/* The map from form C, [at, ...), to the text before: parts begin where a character does
 * that nothing before it can change. */
static bool map_nfc(sr_str before, uint32_t at, sr_byte_map *ret, sr_arena *a)
{
    size_t beg = 0;
    for (size_t i = 0, step; i < before.len; i += step) {
        uint32_t cp;
        step = sr_utf8_next(before, i, &cp);
        if (i == beg || !sr_is_surely_nfc(cp))
            continue;
        if (!map_part(sr_str_cut(before, beg, i), (uint32_t)beg, &at, ret, a))
            return false;
        beg = i;
    }
    return map_part(sr_str_cut(before, beg, before.len), (uint32_t)beg, &at, ret, a);
}

/* --- 4. a block -------------------------------------------------------------------------- */

/* Map sr_block_text, which is to stand at `at`. */
static bool replay_block(const sr_blocks *b, const sr_block *block, uint32_t at,
                         sr_byte_map *ret, sr_arena *a)
{
    replay r = {.map = ret, .a = a, .to = at, .gap = block->page_beg, .ok = true};
    uint32_t beg = block->text.beg;
    for (uint32_t k = block->piece; k < block->piece_end && r.ok; k++) {
        sr_piece piece = b->pieces[k];
        bool owed = beg < piece.end && b->text.p[beg] == ' ';
        r.cleaner = (sr_cleaner){.any = beg > block->text.beg, .space = owed};
        if (piece.end > beg)
            put_node(&r, b->html, &b->html->nodes[piece.node]);
        beg = piece.end;
    }
    sr_buf_free(&r.decoded);
    return r.ok;
}

bool sr_textmap_block(const sr_blocks *b, size_t block, sr_str text, uint32_t at,
                      sr_byte_map *ret, sr_arena *a)
{
    sr_str before = sr_block_text(b, block);
    if (text.p == before.p)
        return replay_block(b, &b->v[block], at, ret, a);
    sr_byte_map to_page = {0}, to_block = {0};
    return replay_block(b, &b->v[block], 0, &to_page, a) &&
           map_nfc(before, at, &to_block, a) &&
           sr_byte_map_join(&to_block, &to_page, ret, a);
}
