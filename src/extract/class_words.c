#include "extract/class_words.h"

#include "base/data.h"
#include "extract/blocks.h"

/* FNV-1a, 32 bits (Fowler, Noll, Vo; offset basis and prime of the 32-bit form), over
 * lower-cased letters: words are hashed letter by letter while they are read. */
static const uint32_t fnv_basis = 2166136261u, fnv_prime = 16777619u;

static uint32_t hash_letter(uint32_t hash, char c)
{
    return (hash ^ (unsigned char)sr_lower(c)) * fnv_prime;
}

/* The slot of a hash, or the free one where it belongs. */
static uint32_t find_slot(const sr_class_words *w, uint32_t hash)
{
    uint32_t i = (hash ^ (hash >> 15)) & (SR_CLASS_SLOTS - 1);
    while (w->hash[i] && w->hash[i] != hash)
        i = (i + 1) & (SR_CLASS_SLOTS - 1);
    return i;
}

static void put(sr_class_words *w, sr_str word, uint8_t category)
{
    uint32_t hash = fnv_basis;
    for (size_t i = 0; i < word.len; i++)
        if (sr_is_alpha(word.p[i]))
            hash = hash_letter(hash, word.p[i]);
    uint32_t slot = find_slot(w, hash);
    w->hash[slot] = hash;
    w->category[slot] = category;
}

void sr_class_words_init(sr_class_words *w)
{
    static const char *const names[] = {
        "content", "body",    "nav",     "sidebar", "footer",    "header",
        "share",   "related", "comment", "author",  "byline",    "caption",
        "promo",   "ad",      "cookie",  "tags",    "title",     "summary",
        "widget",  "list",    "hidden",  "form",    "toc",       "product",
        "forum",   "live",    "media",   "legal",   "reference", "pager"};
    sr_str rest = sr_data("class_words.txt"), line, name, word;
    memset(w->hash, 0, sizeof w->hash);
    size_t left = SR_CLASS_SLOTS / 2; /* the table is never more than half full */
    while (sr_data_line(&rest, &line)) {
        if (!sr_str_field(&line, '\t', &name))
            continue;
        uint8_t category = 0;
        while (category < SR_CW_COUNT && !sr_str_eq(name, sr_str_of(names[category])))
            category++;
        while (category < SR_CW_COUNT && sr_str_field(&line, ' ', &word))
            if (word.len && left && left--)
                put(w, word, category);
    }
}

static uint32_t bit_of(const sr_class_words *w, uint32_t hash)
{
    uint32_t slot = find_slot(w, hash);
    return w->hash[slot] ? (uint32_t)1 << w->category[slot] : 0;
}

/* The reader's place: hashes of the word at hand and of the one before with it. */
typedef struct reading {
    uint32_t hash, pair;
    bool any, any_before;
} reading;

static uint32_t end_word(const sr_class_words *w, reading *r)
{
    if (!r->any)
        return 0;
    uint32_t bits = bit_of(w, r->hash);
    if (r->any_before)
        bits |= bit_of(w, r->pair);
    *r = (reading){fnv_basis, r->hash, false, true};
    return bits;
}

uint32_t sr_class_words_of(const sr_class_words *w, sr_str value)
{
    uint32_t bits = 0;
    reading r = {fnv_basis, fnv_basis, false, false};
    bool after_lower = false;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.p[i];
        bool lower = sr_is_lower(c), upper = !lower && sr_is_upper(c);
        if (!lower && (!upper || after_lower))
            bits |= end_word(w, &r);
        after_lower = lower;
        if (!lower && !upper) {
            r.any_before = r.any_before && !sr_is_space(c);
            continue;
        }
        r.hash = hash_letter(r.hash, c);
        r.pair = hash_letter(r.pair, c);
        r.any = true;
    }
    return bits | end_word(w, &r);
}
