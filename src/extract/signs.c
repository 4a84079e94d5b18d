/* Read signs.h first; this file is, in order:
 *   1. the table of words   2. words of one place   3. lines and buttons   4. all
 */
#include "extract/signs.h"

#include "base/data.h"
#include "extract/cleantext.h"
#include "extract/url.h"

enum { SLOTS = 4096, LINE_BYTES = 48, LINE_WORDS = 7 };

typedef struct table {
    uint32_t hash[SLOTS]; /* of place and word; 0: free */
    uint8_t kinds[SLOTS]; /* bits 1 << SR_SIGN_* */
    const sr_page *p;
    sr_arena *a;
    sr_signs out;
} table;

/* --- 1. the table of words ----------------------------------------------------------------- */

/* FNV-1a, 32 bits (offset basis and prime of that form), begun anew for each place. */
static const uint32_t fnv_basis = 2166136261u, fnv_prime = 16777619u;

static uint32_t begin(unsigned place)
{
    return (fnv_basis ^ (place + 1)) * fnv_prime;
}

static uint32_t hash_of(unsigned place, sr_str word)
{
    uint32_t hash = begin(place);
    for (size_t i = 0; i < word.len; i++)
        hash = (hash ^ (unsigned char)word.p[i]) * fnv_prime;
    return hash | 1;
}

static uint32_t find_slot(const table *t, uint32_t hash)
{
    uint32_t i = (hash ^ (hash >> 15)) & (SLOTS - 1);
    while (t->hash[i] && t->hash[i] != hash)
        i = (i + 1) & (SLOTS - 1);
    return i;
}

static unsigned index_of(sr_str name, const char *const *names, unsigned n)
{
    unsigned i = 0;
    while (i < n && !sr_str_eq(name, sr_str_of(names[i])))
        i++;
    return i;
}

static void fill(table *t)
{
    static const char *const kinds[] = {"article", "forum",   "product",
                                        "list",    "service", "docs"};
    static const char *const places[] = {"host",   "path",  "type",
                                         "engine", "title", "line"};
    sr_str rest = sr_data("page_signs.txt"), line, kind, place, word;
    size_t left = SLOTS / 2; /* never more than half full */
    while (sr_data_line(&rest, &line)) {
        if (!sr_str_field(&line, '\t', &kind) || !sr_str_field(&line, '\t', &place))
            continue;
        unsigned k = index_of(kind, kinds, SR_SIGN_KINDS),
                 at = index_of(place, places, SR_SIGN_PLACES);
        if (k == SR_SIGN_KINDS || at == SR_SIGN_PLACES)
            continue;
        while (left && sr_str_field(&line, '|', &word)) {
            uint32_t slot = find_slot(t, hash_of(at, word));
            left -= t->hash[slot] == 0;
            t->hash[slot] = hash_of(at, word);
            t->kinds[slot] |= (uint8_t)(1u << k);
        }
    }
}

static void count(table *t, unsigned place, uint32_t hash)
{
    uint32_t slot = find_slot(t, hash | 1);
    for (unsigned bits = t->kinds[slot]; bits; bits &= bits - 1) {
        uint16_t *n = &t->out.n[__builtin_ctz(bits)][place];
        *n = (uint16_t)(*n + (*n < UINT16_MAX));
    }
}

/* --- 2. words of one place -------------------------------------------------------------------- */

/* Each run of letters and digits of s, in lower case. */
static void count_words(table *t, unsigned place, sr_str s)
{
    uint32_t hash = begin(place);
    bool any = false;
    for (size_t i = 0; i <= s.len; i++) {
        char c = i < s.len ? s.p[i] : ' ';
        if (sr_is_alpha(c) || sr_is_digit(c)) {
            hash = (hash ^ (unsigned char)sr_lower(c)) * fnv_prime;
            any = true;
            continue;
        }
        if (any)
            count(t, place, hash);
        hash = begin(place);
        any = false;
    }
}

static void count_address(table *t)
{
    sr_url u;
    if (!sr_url_parse(t->p->url, &u) &&
        !sr_url_parse(sr_str_trim(t->p->meta.canonical), &u))
        return;
    count_words(t, SR_SIGN_HOST, u.host);
    count_words(t, SR_SIGN_PATH, u.path);
}

/* "https://schema.org/Product" -> "product"; of Open Graph with "og " before it. */
static void count_type(table *t, sr_str type)
{
    for (size_t i = type.len; i-- > 0;)
        if (type.p[i] == '/' || type.p[i] == '#') {
            type = sr_str_cut(type, i + 1, type.len);
            break;
        }
    uint32_t hash = begin(SR_SIGN_TYPE);
    for (size_t i = 0; i < type.len; i++)
        hash = (hash ^ (unsigned char)sr_lower(type.p[i])) * fnv_prime;
    count(t, SR_SIGN_TYPE, hash);
}

static void count_types(table *t)
{
    const sr_page *p = t->p;
    for (size_t i = 0; i < p->ld.n_types; i++)
        count_type(t, p->ld.types[i]);
    for (size_t i = 0; i < p->meta.n_types; i++)
        count_type(t, p->meta.types[i]);
    char og[64];
    sr_str type = sr_meta_get(&p->meta, "og:type", t->a);
    if (type.len && type.len + 4 < sizeof og) {
        memcpy(og, "og ", 3);
        for (size_t i = 0; i < type.len; i++)
            og[3 + i] = type.p[i] == '.' || type.p[i] == ':' ? ' ' : type.p[i];
        count_type(t, (sr_str){og, type.len + 3});
    }
}

/* --- 3. lines and buttons ------------------------------------------------------------------------ */

/* The folded form of most lines, letter by letter; *plain: there is nothing in it that
 * sr_fold would treat otherwise. */
static uint32_t hash_plain(sr_str s, bool *plain)
{
    uint32_t hash = begin(SR_SIGN_LINE);
    bool any = false, owed = false;
    *plain = true;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.p[i];
        if ((unsigned char)c >= 0x80)
            *plain = false;
        if (!sr_is_alpha(c) && !sr_is_digit(c)) {
            owed = any;
            continue;
        }
        hash = owed ? (hash ^ ' ') * fnv_prime : hash;
        hash = (hash ^ (unsigned char)sr_lower(c)) * fnv_prime;
        any = true, owed = false;
    }
    return hash;
}

static void count_line(table *t, sr_str text)
{
    if (text.len == 0 || text.len > LINE_BYTES)
        return;
    bool plain;
    uint32_t hash = hash_plain(text, &plain);
    count(t, SR_SIGN_LINE, plain ? hash : hash_of(SR_SIGN_LINE, sr_fold(text, t->a)));
}

static void count_lines(table *t)
{
    const sr_blocks *b = &t->p->blocks;
    for (size_t k = 0; k < b->n; k++)
        if (b->v[k].words <= LINE_WORDS)
            count_line(t, sr_block_text(b, k));
}

/* The nodes that blocks leave out: buttons, and what html and body call themselves. */
static void count_nodes(table *t)
{
    enum { MOST = 400 }; /* buttons: more say nothing new */
    const sr_html *h = &t->p->html;
    size_t buttons = 0;
    for (uint32_t i = 0; i < h->n; i++) {
        const sr_node *n = &h->nodes[i];
        sr_str value;
        if (n->kind != SR_NODE_ELEMENT)
            continue;
        if (n->tag == SR_TAG_BUTTON && buttons < MOST && n->end - i <= 12) {
            buttons++;
            for (uint32_t k = i + 1; k < n->end; k++)
                if (h->nodes[k].kind == SR_NODE_TEXT)
                    count_line(t, sr_str_trim(sr_str_span(h->page, h->nodes[k].page)));
        }
        if (n->tag != SR_TAG_BODY && n->tag != SR_TAG_HTML)
            continue;
        if (sr_html_attr(h, i, "class", &value))
            count_words(t, SR_SIGN_ENGINE, value);
        if (sr_html_attr(h, i, "id", &value))
            count_words(t, SR_SIGN_ENGINE, value);
    }
}

/* --- 4. all ------------------------------------------------------------------------------------------ */

sr_status sr_signs_count(const sr_page *p, sr_arena *a, sr_signs *ret, sr_err *err)
{
    table *t = SR_NEW(a, table, 1);
    if (!t)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the signs of a page");
    t->p = p;
    t->a = a;
    fill(t);
    count_address(t);
    count_types(t);
    count_words(t, SR_SIGN_ENGINE, sr_meta_get(&p->meta, "generator", a));
    count_words(t, SR_SIGN_TITLE, p->meta.title);
    count_lines(t);
    count_nodes(t);
    if (sr_arena_refused(a))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the signs of a page");
    *ret = t->out;
    return SR_OK;
}
