/* Which encoding?  In this file: the table, what bytes look like, the choice, the text. */
#include "ingest/charset_parts.h"

#include "base/data.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    PRESCAN_BYTES = 1024,          /* HTML standard, 13.2.3.2 */
    PRESCAN_FAR_BYTES = 16 * 1024, /* pages with long heads, where nothing else tells */
    GUESS_BYTES = 64 * 1024,       /* what the guesser sees */
    LABEL_BYTES = 64,              /* the longest label of the standard has 19 */
    TABLE_BYTES = 256 * 1024
};

/* --- the table ---------------------------------------------------------------------- */

static sr_encoding_class class_of(sr_str word)
{
    static const char *const names[] = {"utf8", "utf16", "single", "multi", "escape"};
    for (size_t i = 0; i < SR_COUNT(names); i++)
        if (sr_str_eq(word, sr_str_of(names[i])))
            return (sr_encoding_class)i;
    return SR_ENCODING_NONE;
}

static bool add_labels(sr_charset *cs, sr_str labels)
{
    sr_str label;
    while (sr_str_field(&labels, ' ', &label))
        if (label.len && !sr_map_put(&cs->labels, label, cs->n, NULL))
            return false;
    return true;
}

static bool add_encoding(sr_charset *cs, sr_str line)
{
    sr_encoding *e = &cs->encodings[cs->n];
    sr_str class = {0}, icu = {0}, labels = {0};
    if (cs->n == SR_ENCODINGS || !sr_str_field(&line, '\t', &e->name) ||
        !sr_str_field(&line, '\t', &class) || !sr_str_field(&line, '\t', &icu) ||
        !sr_str_field(&line, '\t', &labels))
        return true; /* not a row */
    e->class = class_of(class);
    (void)snprintf(e->icu, sizeof e->icu, "%.*s", SR_FMT(icu));
    e->own = line;
    bool ok = add_labels(cs, labels);
    cs->n++;
    return ok;
}

sr_status sr_charset_new(sr_charset **ret, sr_err *err)
{
    sr_charset *cs = calloc(1, sizeof *cs);
    sr_str rest = sr_data("encodings.txt"), line;
    bool ok =
        cs && (cs->arena = sr_arena_new(TABLE_BYTES)) && (cs->guesser = sr_guesser_new());
    while (ok && sr_data_line(&rest, &line))
        ok = add_encoding(cs, line);
    if (!ok) {
        sr_charset_free(cs);
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the table of encodings");
    }
    *ret = cs;
    return SR_OK;
}

void sr_charset_free(sr_charset *cs)
{
    if (!cs)
        return;
    for (size_t i = 0; i < cs->n; i++)
        ucnv_close(cs->encodings[i].open);
    sr_guesser_free(cs->guesser);
    sr_map_free(&cs->labels);
    sr_buf_free(&cs->buf);
    sr_arena_free(cs->arena);
    free(cs);
}

sr_encoding *sr_encoding_find(const sr_charset *cs, sr_str label)
{
    char low[LABEL_BYTES];
    label = sr_str_trim(label);
    if (label.len == 0 || label.len > sizeof low)
        return NULL;
    for (size_t i = 0; i < label.len; i++)
        low[i] = sr_lower(label.p[i]);
    const uint64_t *at = sr_map_get(&cs->labels, (sr_str){low, label.len});
    return at ? (sr_encoding *)&cs->encodings[*at] : NULL;
}

sr_str sr_charset_find(const sr_charset *cs, sr_str label)
{
    const sr_encoding *e = sr_encoding_find(cs, label);
    return e ? e->name : (sr_str){"", 0};
}

/* --- what the bytes look like ------------------------------------------------------- */

/* Sequences beyond ASCII, well-formed and not, in the first part of the bytes. */
typedef struct tally {
    size_t good, bad;
} tally;

static tally count_utf8(sr_str s)
{
    tally t = {0, 0};
    if (s.len > GUESS_BYTES * 4)
        s.len = sr_utf8_floor(s, GUESS_BYTES * 4);
    for (size_t i = 0; i < s.len;) {
        uint32_t cp;
        size_t n = 1;
        if ((unsigned char)s.p[i] >= 0x80) {
            n = sr_utf8_next(s, i, &cp);
            bool is_fffd = n == 3 && memcmp(s.p + i, "\xEF\xBF\xBD", 3) == 0;
            t.bad += cp == SR_REPLACEMENT && !is_fffd;
            t.good += cp != SR_REPLACEMENT || is_fffd;
        }
        i += n;
    }
    return t;
}

/* UTF-16 without a mark: a good part of the bytes of one side are zero, of the other
 * none.  Returns "utf-16le", "utf-16be" or NULL. */
static const char *zeros_tell(sr_str s)
{
    size_t zeros[2] = {0, 0}, n = s.len < 512 ? s.len & ~(size_t)1 : 512;
    for (size_t i = 0; i < n; i++)
        zeros[i & 1] += s.p[i] == 0;
    if (n < 4 || (zeros[0] && zeros[1]))
        return NULL;
    return zeros[1] * 4 >= n ? "utf-16le" : zeros[0] * 4 >= n ? "utf-16be" : NULL;
}

static sr_encoding *guess(sr_charset *cs, sr_str s)
{
    if (s.len > GUESS_BYTES)
        s.len = GUESS_BYTES;
    sr_str name = sr_str_of(sr_guess_charset(cs->guesser, s.p, s.len));
    sr_encoding *e = sr_encoding_find(cs, name);
    bool usable = e && e->class != SR_ENCODING_NONE && e->class != SR_ENCODING_UTF8 &&
                  e->class != SR_ENCODING_UTF16;
    return usable ? e : NULL;
}

/* --- the choice --------------------------------------------------------------------- */

typedef struct choice {
    sr_encoding *e;
    size_t bom;      /* bytes of the mark */
    bool utf32, big; /* which no label of the standard means */
    bool valid;      /* known to be well-formed UTF-8 */
} choice;

static bool choose_by_mark(sr_charset *cs, sr_str s, choice *c)
{
    if (sr_str_starts(s, SR_STR("\xEF\xBB\xBF")))
        *c = (choice){.e = sr_encoding_find(cs, SR_STR("utf-8")), .bom = 3};
    else if (sr_str_starts(s, SR_STR("\xFF\xFE\0\0")) ||
             sr_str_starts(s, SR_STR("\0\0\xFE\xFF")))
        *c = (choice){.utf32 = true, .big = s.p[0] == 0, .bom = 4};
    else if (sr_str_starts(s, SR_STR("<\0\0\0")) || sr_str_starts(s, SR_STR("\0\0\0<")))
        *c = (choice){.utf32 = true, .big = s.p[0] == 0};
    else if (sr_str_starts(s, SR_STR("\xFF\xFE")))
        *c = (choice){.e = sr_encoding_find(cs, SR_STR("utf-16le")), .bom = 2};
    else if (sr_str_starts(s, SR_STR("\xFE\xFF")))
        *c = (choice){.e = sr_encoding_find(cs, SR_STR("utf-16be")), .bom = 2};
    return c->e || c->utf32;
}

static sr_encoding *declared(sr_charset *cs, sr_str s, sr_charset_hints hints)
{
    sr_encoding *e = sr_encoding_find(cs, hints.http);
    if (!e && hints.html)
        e = sr_encoding_find(
            cs,
            sr_charset_prescan(
                cs,
                sr_str_cut(s, 0, s.len < PRESCAN_BYTES ? s.len : (size_t)PRESCAN_BYTES)));
    if (!e && (hints.xml || hints.html))
        e = sr_encoding_of_xml(
            cs, sr_str_cut(s, 0, s.len < PRESCAN_BYTES ? s.len : (size_t)PRESCAN_BYTES));
    return e && e->class != SR_ENCODING_NONE ? e : NULL;
}

/* Is it believable?  A sequence in UTF-8 by chance has a probability of about 1/8 in
 * legacy text of one byte a character, so one or two may happen and more do not; pairs
 * of bytes (GBK, Shift_JIS) come out well-formed more easily: 16 are asked of them. */
static bool believable(const sr_encoding *e, sr_str s, tally t)
{
    switch (e->class) {
    case SR_ENCODING_UTF8: return t.bad == 0 || t.good >= t.bad * 4;
    case SR_ENCODING_UTF16: return zeros_tell(s) != NULL;
    case SR_ENCODING_SINGLE: return t.bad > 0 || t.good == 0;
    case SR_ENCODING_MULTI: return t.bad > 0 || t.good < 16;
    case SR_ENCODING_ESCAPE: return t.good == 0;
    default: return false;
    }
}

static sr_encoding *undeclared(sr_charset *cs, sr_str s, sr_charset_hints hints, tally t,
                               bool guessed_only)
{
    const char *wide = zeros_tell(s);
    if (wide)
        return sr_encoding_find(cs, sr_str_of(wide));
    if (t.bad == 0 || (t.good >= t.bad * 4 && !guessed_only))
        return sr_encoding_find(cs, SR_STR("utf-8"));
    sr_encoding *e = NULL;
    if (hints.html && !guessed_only)
        e = sr_encoding_find(
            cs, sr_charset_prescan(cs, sr_str_cut(s, 0,
                                                  s.len < PRESCAN_FAR_BYTES
                                                      ? s.len
                                                      : (size_t)PRESCAN_FAR_BYTES)));
    if (e && (e->class == SR_ENCODING_NONE || e->class == SR_ENCODING_UTF8))
        e = NULL;
    if (!e)
        e = guess(cs, s);
    return e ? e : sr_encoding_find(cs, SR_STR("windows-1252"));
}

static choice choose(sr_charset *cs, sr_str s, sr_charset_hints hints, sr_doc *doc)
{
    choice c = {0};
    if (choose_by_mark(cs, s, &c))
        return c;
    sr_encoding *said = declared(cs, s, hints);
    bool ascii_text = !said || said->class != SR_ENCODING_ESCAPE;
    if (ascii_text && sr_utf8_check(s) == s.len && !zeros_tell(s) &&
        (!said || said->class == SR_ENCODING_UTF8)) {
        c.e = sr_encoding_find(cs, SR_STR("utf-8"));
        c.valid = true;
        return c;
    }
    tally t = count_utf8(s);
    if (said && believable(said, s, t)) {
        c.e = said;
        return c;
    }
    c.e = undeclared(cs, s, hints, t, said != NULL);
    if (said && said != c.e)
        sr_doc_note(doc, "ingest", "charset-wrong", "declared as %.*s, read as %.*s",
                    SR_FMT(said->name), SR_FMT(c.e->name));
    return c;
}

/* --- the text ----------------------------------------------------------------------- */

/* Marks of UTF-8 that was taken for windows-1252 and encoded again: "Ã" and "Â" are its
 * lead bytes for Latin text, "â€" those of quotes, "Ð" and "Ñ" those of Cyrillic. */
static bool is_mojibake(const char *p, size_t left)
{
    static const char *const signs[] = {"\xC3\x83\xC2", "\xC3\xA2\xE2\x82\xAC",
                                        "\xC3\x90\xC2", "\xC3\x91\xE2\x82\xAC"};
    for (size_t i = 0; i < SR_COUNT(signs); i++)
        if (sr_str_starts((sr_str){p, left}, sr_str_of(signs[i])))
            return true;
    return false;
}

static void look_for_mojibake(sr_str s, sr_doc *doc)
{
    size_t n = 0;
    for (const char *hit; n < 3 && s.len && (hit = memchr(s.p, '\xC3', s.len));) {
        s = sr_str_cut(s, (size_t)(hit - s.p), s.len);
        n += is_mojibake(s.p, s.len);
        s = sr_str_cut(s, 1, s.len);
    }
    if (n >= 3)
        sr_doc_note(doc, "ingest", "mojibake", "text that was encoded as UTF-8 twice");
}

/* A terminated copy in the arena without zero bytes and not above the limit. */
static sr_status keep(sr_str s, size_t limit, sr_doc *doc, sr_str *ret, sr_err *err)
{
    if (s.len > limit) {
        sr_doc_note(doc, "ingest", "limit-document-bytes",
                    "the text of %zu bytes was cut at %zu", s.len, limit);
        s.len = sr_utf8_floor(s, limit);
    }
    sr_str kept = sr_arena_str(doc->arena, s);
    if (!kept.p)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a text");
    if (s.len && memchr(s.p, 0, s.len)) {
        char *to = (char *)kept.p;
        size_t n = 0;
        for (size_t i = 0; i < s.len; i++)
            if (s.p[i])
                to[n++] = s.p[i];
        to[n] = '\0';
        sr_doc_note(doc, "ingest", "nul-bytes", "%zu zero bytes were left out",
                    s.len - n);
        kept.len = n;
    }
    *ret = kept;
    return SR_OK;
}

static sr_status convert(sr_charset *cs, sr_str s, const choice *c, sr_doc *doc,
                         sr_str *ret, sr_err *err)
{
    size_t bad = 0;
    sr_buf_reset(&cs->buf);
    sr_status st = c->utf32 ? sr_encoding_convert_utf32(cs, c->big, s, &bad, err)
                            : sr_encoding_convert(cs, c->e, s, &bad, err);
    if (st == SR_OK && bad)
        sr_doc_note(doc, "ingest", "invalid-bytes",
                    "%zu ill-formed sequences were replaced by U+FFFD", bad);
    if (st == SR_OK)
        *ret = sr_buf_str(&cs->buf);
    return st;
}

/* map: where the bytes came from, unless they are the input's; NULL: not asked. */
static sr_status decode(sr_charset *cs, sr_str bytes, sr_charset_hints hints, sr_doc *doc,
                        sr_str *ret, sr_str *name, sr_byte_map *map, sr_err *err)
{
    size_t limit = hints.limit ? hints.limit : (size_t)SR_MAX_DOCUMENT_BYTES;
    if (bytes.len == 0)
        bytes.p = ""; /* may be NULL */
    choice c = choose(cs, bytes, hints, doc);
    sr_str s = sr_str_cut(bytes, c.bom, bytes.len), text = s, kept;
    bool plain =
        c.valid || (c.e && c.e->class == SR_ENCODING_UTF8 && sr_utf8_check(s) == s.len);
    sr_status st = plain ? SR_OK : convert(cs, s, &c, doc, &text, err);
    if (st == SR_OK)
        st = keep(text, limit, doc, &kept, err);
    if (st != SR_OK)
        return st;
    bool as_is = plain && c.bom == 0 && kept.len == (text.len < limit ? text.len : limit);
    if (map && !as_is && !sr_encoding_map(c.e, c.big, s, c.bom, doc->arena, map))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the map of a page");
    look_for_mojibake(kept, doc);
    *ret = kept;
    *name = c.utf32 ? SR_STR("utf-32") : c.e->name;
    return SR_OK;
}

sr_status sr_charset_to_utf8(sr_charset *cs, sr_str bytes, sr_charset_hints hints,
                             sr_doc *doc, sr_str *ret, sr_str *name, sr_err *err)
{
    return decode(cs, bytes, hints, doc, ret, name, NULL, err);
}

sr_status sr_charset_decode(sr_charset *cs, sr_str bytes, sr_charset_hints hints,
                            sr_doc *doc, sr_err *err)
{
    sr_record *r = &doc->record;
    sr_byte_map fetched = {0};
    sr_status st = decode(cs, bytes, hints, doc, &r->bytes, &r->charset, &fetched, err);
    if (st == SR_OK)
        r->fetched_bytes = fetched;
    return st;
}
