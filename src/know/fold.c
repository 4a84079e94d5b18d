/* The folded form of names.  In this file: single code points, words, the whole.
 *
 *   NFKD, case folded, without marks         "Zürich" -> "zurich"
 *   letters that have no decomposition       "Łódź" -> "lodz"
 *   apostrophes and dots dropped             "U.S." -> "us", "Xi'an" -> "xian"
 *   hyphens and other marks are blanks       "Guinea-Bissau" -> "guinea bissau"
 *   "the" in front dropped, "st" = "saint"   "The Hague" -> "hague"
 *
 * Marks are dropped of Latin, Greek, Cyrillic, Hebrew and Arabic; those of other scripts
 * (vowel signs, voicing marks) tell words apart and stay. */
#include "know/parts.h"

#include "base/utf8.h"

#include <utf8proc.h>

enum { DROP = 0, BLANK = ' ', POINTS = 32 };

/* Letters that NFKD leaves whole, by what English text writes for them. */
static const struct {
    uint32_t from;
    char to[4];
} letters[] = {{0xE6, "ae"}, {0xF0, "d"},   {0xF8, "o"},        {0xFE, "th"},
               {0x111, "d"}, {0x127, "h"},  {0x131, "i"},       {0x138, "k"},
               {0x142, "l"}, {0x14B, "ng"}, {0x153, "oe"},      {0x167, "t"},
               {0x180, "b"}, {0x1DD, "a"},  {0x253, "b"},       {0x257, "d"},
               {0x259, "a"}, {0x25B, "e"},  {0x268, "i"},       {0x26B, "l"},
               {0x272, "n"}, {0x254, "o"},  {0x1B4, "y"},       {0x199, "k"},
               {0x289, "u"}, {0x640, ""},   {0x671, "\xD8\xA7"}};

static bool is_mark_to_drop(uint32_t cp)
{
    return (cp >= 0x300 && cp <= 0x36F) || (cp >= 0x591 && cp <= 0x5C7) ||
           (cp >= 0x610 && cp <= 0x61A) || (cp >= 0x64B && cp <= 0x65F) || cp == 0x670 ||
           (cp >= 0x1AB0 && cp <= 0x1AFF) || (cp >= 0x1DC0 && cp <= 0x1DFF) ||
           (cp >= 0x20D0 && cp <= 0x20FF) || (cp >= 0xFE00 && cp <= 0xFE2F) ||
           (cp >= 0x200B && cp <= 0x200F) || cp == 0xAD || cp == 0xFEFF;
}

/* Apostrophes, the letters that stand for hamza and ayn, primes, and dots. */
static bool is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == '`' || cp == '.' || cp == '"' || cp == 0xB4 ||
           cp == 0xB7 || (cp >= 0x2B0 && cp <= 0x2FF) || (cp >= 0x2018 && cp <= 0x201F) ||
           (cp >= 0x2032 && cp <= 0x2037) || cp == 0xA78C || cp == 0xFF07 ||
           cp == 0x30FB || cp == 0x559 || cp == 0x55A || cp == 0x5F3 || cp == 0x5F4;
}

typedef struct folder {
    char *p;
    size_t n, cap;
    size_t word; /* where the word at the end begins */
    bool full;
} folder;

static void put(folder *f, const char *p, size_t n)
{
    if (n > f->cap - f->n) {
        f->full = true;
        return;
    }
    memcpy(f->p + f->n, p, n);
    f->n += n;
}

/* The word at the end is whole: short forms are written out, "the" in front is dropped. */
static void end_word(folder *f)
{
    static const struct {
        sr_str is, in_full;
    } shorts[] = {{{"st", 2}, {"saint", 5}},
                  {{"ste", 3}, {"sainte", 6}},
                  {{"mt", 2}, {"mount", 5}}};
    sr_str word = {f->p + f->word, f->n - f->word};
    if (word.len == 0)
        return;
    if (f->word == 0 && sr_str_eq(word, SR_STR("the"))) {
        f->n = 0;
        return;
    }
    for (size_t i = 0; i < SR_COUNT(shorts); i++)
        if (sr_str_eq(word, shorts[i].is)) {
            f->n = f->word;
            put(f, shorts[i].in_full.p, shorts[i].in_full.len);
            break;
        }
    put(f, " ", 1);
    f->word = f->n;
}

static void put_ascii(folder *f, char c)
{
    if (sr_is_alnum(c)) {
        char low = sr_lower(c);
        put(f, &low, 1);
    } else if (c == '&' || c == '+') {
        end_word(f);
        put(f, c == '&' ? "and" : "plus", c == '&' ? 3 : 4);
        end_word(f);
    } else if (!is_apostrophe((unsigned char)c)) {
        end_word(f);
    }
}

static void put_point(folder *f, uint32_t cp)
{
    if (cp < 0x80) {
        put_ascii(f, (char)cp);
        return;
    }
    if (is_mark_to_drop(cp) || is_apostrophe(cp))
        return;
    for (size_t i = 0; i < SR_COUNT(letters); i++)
        if (letters[i].from == cp) {
            put(f, letters[i].to, strlen(letters[i].to));
            return;
        }
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    if (c >= UTF8PROC_CATEGORY_PC) { /* punctuation, symbols, separators, others */
        end_word(f);
        return;
    }
    char bytes[4];
    put(f, bytes, sr_utf8_encode(cp, bytes));
}

static void put_any(folder *f, uint32_t cp)
{
    utf8proc_int32_t to[POINTS];
    int last = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char(
        (utf8proc_int32_t)cp, to, POINTS,
        UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, &last);
    if (n < 0 || n > POINTS)
        put_point(f, cp);
    for (utf8proc_ssize_t i = 0; i < n && n <= POINTS; i++)
        put_point(f, (uint32_t)to[i]);
}

size_t sr_know_fold_into(sr_str name, char *ret, size_t cap)
{
    folder f = {.p = ret, .cap = cap};
    uint32_t cp;
    for (size_t i = 0, n; i < name.len && !f.full; i += n) {
        n = 1;
        if ((unsigned char)name.p[i] < 0x80) {
            put_ascii(&f, name.p[i]);
            continue;
        }
        n = sr_utf8_next(name, i, &cp);
        put_any(&f, cp);
    }
    end_word(&f);
    if (f.full)
        return SIZE_MAX;
    return f.n && f.p[f.n - 1] == ' ' ? f.n - 1 : f.n;
}

sr_str sr_know_fold_name(sr_str name, sr_fold *room)
{
    size_t n = name.len <= SR_MAX_NAME_BYTES
                   ? sr_know_fold_into(name, room->p, sizeof room->p)
                   : SIZE_MAX;
    return n == SIZE_MAX ? (sr_str){"", 0} : (sr_str){room->p, n};
}

sr_status sr_know_fold(sr_str name, sr_arena *a, sr_str *ret, sr_err *err)
{
    sr_fold room;
    sr_str s = sr_arena_str(a, sr_know_fold_name(name, &room));
    if (!s.p)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a folded name");
    *ret = s;
    return SR_OK;
}
