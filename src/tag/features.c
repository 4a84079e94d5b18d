#include "tag/features.h"

#include "base/utf8.h"

#include <utf8proc.h>

enum { MAX_CHARS = 64, MAX_FORM_BYTES = 64, MAX_WORD_BYTES = 48, SHAPE = 12 };
enum { SALT_FORM = 1, SALT_PREFIX, SALT_SUFFIX, SALT_SHAPE = 16, SALT_WORD = 4 };
enum { SALT_PHRASE = 6, SALT_BARE };
enum { PREFIXES = 4, SUFFIXES = 5 };

static const uint64_t fnv_prime = 0x100000001b3u;

uint64_t sr_tag_fnv(uint64_t h, const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)p[i]) * fnv_prime;
    return h;
}

uint64_t sr_tag_fnv_start(unsigned salt)
{
    char c = (char)salt;
    return sr_tag_fnv(0xcbf29ce484222325u, &c, 1);
}

static uint32_t row_of(uint64_t h)
{
    uint32_t low = (uint32_t)(h ^ h >> 32);
    return SR_TAG_SUB_FIRST + low % (SR_TAG_SUB_ROWS - SR_TAG_SUB_FIRST);
}

static uint32_t lower(uint32_t cp)
{
    if (cp < 128)
        return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
    int32_t low = utf8proc_tolower((utf8proc_int32_t)cp);
    return low > 0 ? (uint32_t)low : cp;
}

static bool is_letter(uint32_t cp)
{
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

static char class_of(uint32_t cp, uint32_t low)
{
    if (cp >= '0' && cp <= '9')
        return 'd';
    if (low != cp)
        return 'X';
    if (cp < 128)
        return cp >= 'a' && cp <= 'z' ? 'x' : (char)cp;
    return is_letter(cp) ? 'x' : 'o';
}

/* Runs of one class are cut to two. */
static void add_shape(sr_tag_form *f, size_t *n, char c)
{
    if (*n >= SHAPE || (*n >= 2 && f->shape[*n - 1] == c && f->shape[*n - 2] == c))
        return;
    f->shape[(*n)++] = c;
    f->has_lower = f->has_lower || c == 'x';
}

/* The normal form of the first characters, side by side, and where each begins. */
typedef struct normal {
    char p[MAX_CHARS * 4];
    uint16_t at[MAX_CHARS + 1];
    size_t n; /* characters */
} normal;

static void put_affixes(const normal *v, sr_tag_form *f)
{
    uint64_t h = sr_tag_fnv_start(SALT_PREFIX);
    for (size_t i = 0; i < PREFIXES && i < v->n; i++) {
        h = sr_tag_fnv(h, v->p + v->at[i], (size_t)(v->at[i + 1] - v->at[i]));
        f->rows[f->n_rows++] = row_of(h);
    }
    h = sr_tag_fnv_start(SALT_SUFFIX);
    for (size_t i = 1; i <= SUFFIXES && i <= v->n; i++) {
        size_t k = v->n - i;
        h = sr_tag_fnv(h, v->p + v->at[k], (size_t)(v->at[k + 1] - v->at[k]));
        f->rows[f->n_rows++] = row_of(h);
    }
}

void sr_tag_form_of(sr_str text, sr_tag_form *ret)
{
    normal v = {.n = 0};
    size_t shape = 0;
    uint64_t bare = sr_tag_fnv_start(SALT_BARE);
    bool any = false;
    *ret = (sr_tag_form){.text = text};
    for (size_t at = 0; at < text.len; ret->chars++) {
        uint32_t cp;
        at += sr_utf8_next(text, at, &cp);
        if (v.n == MAX_CHARS)
            continue;
        uint32_t low = lower(cp);
        char c = class_of(cp, low);
        add_shape(ret, &shape, c);
        if (v.n == 0)
            ret->first = c;
        size_t len = sr_utf8_encode(c == 'd' ? '0' : low, v.p + v.at[v.n]);
        v.at[v.n + 1] = (uint16_t)(v.at[v.n] + len);
        if (c == 'X' || c == 'x' || c == 'd') {
            bare = c == 'd' ? sr_tag_fnv(bare, text.p + at - 1, 1)
                            : sr_tag_fnv(bare, v.p + v.at[v.n], len);
            any = true;
        }
        v.n++;
    }
    ret->bare_hash = any ? bare : 0;
    size_t bytes = v.at[v.n];
    if (ret->chars <= MAX_CHARS && bytes <= MAX_WORD_BYTES)
        ret->normal_hash = sr_tag_fnv(sr_tag_fnv_start(SALT_WORD), v.p, bytes);
    size_t kept = text.len < MAX_FORM_BYTES ? text.len : MAX_FORM_BYTES;
    ret->rows[ret->n_rows++] =
        row_of(sr_tag_fnv(sr_tag_fnv_start(SALT_FORM), text.p, kept));
    put_affixes(&v, ret);
}

sr_tag_case sr_tag_case_of(const sr_tag_form *forms, size_t n)
{
    size_t words = 0, with_lower = 0, capitals = 0, longs = 0, long_capitals = 0;
    for (size_t i = 0; i < n; i++) {
        const sr_tag_form *f = &forms[i];
        if (f->first != 'X' && f->first != 'x')
            continue;
        words++;
        with_lower += f->has_lower;
        capitals += f->first == 'X';
        longs += f->chars >= 4;
        long_capitals += f->chars >= 4 && f->first == 'X';
    }
    if (words >= 2 && with_lower == 0 && capitals == words)
        return SR_TAG_CASE_CAPS;
    if (longs >= 4 && long_capitals * 10 >= longs * 9)
        return SR_TAG_CASE_TITLE;
    if (words >= 3 && capitals == 0)
        return SR_TAG_CASE_LOWER;
    return SR_TAG_CASE_NORMAL;
}

/* --- listed phrases ------------------------------------------------------------------ */

/* The value of a phrase is the bits of its types, and this where a longer one begins so. */
enum { PHRASE_TYPES = 0xff, PHRASE_GOES_ON = 0x100 };

/* End of the longest phrase that begins at form `i`, or i. */
static size_t longest_phrase(const sr_tag_model *m, const sr_tag_form *forms, size_t n,
                             size_t i, uint8_t *types)
{
    uint64_t h = sr_tag_fnv_start(SALT_PHRASE);
    size_t end = i;
    for (size_t words = 0; i < n && words < SR_TAG_MAX_PHRASE; i++) {
        if (forms[i].bare_hash == 0)
            continue;
        h = (h ^ forms[i].bare_hash) * fnv_prime;
        h ^= h >> 29;
        uint32_t found = sr_tag_lookup(&m->phrases, h, 0);
        words++;
        if (found & PHRASE_TYPES) {
            end = i + 1;
            *types = (uint8_t)(found & PHRASE_TYPES);
        }
        if (!(found & PHRASE_GOES_ON))
            break;
    }
    return end;
}

void sr_tag_find_phrases(const sr_tag_model *m, sr_tag_form *forms, size_t n,
                         sr_tag_case c)
{
    for (size_t i = 0, end; i<n; i = end> i ? end : i + 1) {
        uint8_t types = 0;
        end = i;
        if (forms[i].bare_hash && (c == SR_TAG_CASE_LOWER || forms[i].first == 'X'))
            end = longest_phrase(m, forms, n, i, &types);
        for (size_t j = i; j < end; j++) {
            forms[j].phrase = types;
            forms[j].place = j == i ? SR_TAG_FIRST : SR_TAG_INSIDE;
        }
        if (end > i)
            forms[end - 1].place = end == i + 1 ? SR_TAG_ALONE : SR_TAG_LAST;
    }
}

size_t sr_tag_rows(const sr_tag_model *m, const sr_tag_form *f, sr_tag_case c, bool first,
                   uint32_t *word, uint32_t *sub)
{
    size_t n = 0;
    for (; n < f->n_rows; n++)
        sub[n] = f->rows[n];
    uint64_t h = sr_tag_fnv_start(SALT_SHAPE + (unsigned)c * 2 + first);
    sub[n++] = row_of(sr_tag_fnv(h, f->shape, strlen(f->shape)));
    uint32_t found = f->normal_hash ? sr_tag_lookup(&m->words, f->normal_hash, 0) : 0;
    *word = found & 0xffffff;
    uint32_t list = c == SR_TAG_CASE_LOWER ? SR_TAG_SUB_LOWER : SR_TAG_SUB_LIST;
    if (f->first == 'X' || c == SR_TAG_CASE_LOWER)
        for (uint32_t b = 0; b < 8; b++)
            if (found >> (24 + b) & 1)
                sub[n++] = list + b;
    for (uint32_t b = 0; b < 8; b++)
        if (f->phrase >> b & 1)
            sub[n++] = SR_TAG_SUB_PHRASE + 4 * b + (uint32_t)f->place;
    return n;
}
