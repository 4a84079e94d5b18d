/* A build -> the bytes of format.h.  In this file: strings; indexes; tables; the file. */
#include "know/parts.h"

#include "base/hash.h"

#include <stdlib.h>

/* --- strings: each once ---------------------------------------------------------------------- */

typedef struct strings {
    sr_map at;
    sr_buf *out;
    bool failed;
} strings;

static uint32_t put_string(strings *s, sr_str text)
{
    bool is_new;
    if (text.len == 0)
        return 0;
    if (text.len > UINT16_MAX || s->out->len + text.len > UINT32_MAX - 64) {
        s->failed = true;
        return 0;
    }
    uint64_t *at = sr_map_put(&s->at, text, s->out->len, &is_new);
    if (!at) {
        s->failed = true;
        return 0;
    }
    if (is_new) {
        sr_buf_putc(s->out, (char)(text.len & 0xFF));
        sr_buf_putc(s->out, (char)(text.len >> 8));
        sr_buf_put(s->out, text);
    }
    return (uint32_t)*at;
}

/* --- indexes --------------------------------------------------------------------------------- */

static int by_hash_and_score(const void *x, const void *y)
{
    const sr_build_name *a = x, *b = y;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    if (a->score > b->score || a->score < b->score)
        return a->score > b->score ? -1 : 1;
    return a->ref < b->ref ? -1 : a->ref > b->ref;
}

/* The lowest number of bits with two entries a bucket or fewer on average. */
unsigned sr_know_bucket_bits(size_t n)
{
    unsigned bits = 1;
    while (bits < 31 && ((size_t)2 << bits) < n)
        bits++;
    return bits;
}

/* Scatter the names into their buckets, then sort each: linear, whatever the names.
 * beg [buckets + 1] of zeroes: where each begins in ret. */
static bool sort_names(const sr_build_name *names, size_t n, const sr_index_part *part,
                       uint32_t *beg, sr_build_name *ret)
{
    sr_buf room = {0};
    size_t first = part->first, buckets = part->buckets;
    unsigned shift = 64 - part->bits;
    for (size_t i = 0; i < n; i++)
        beg[(size_t)(names[i].hash >> shift) - first + 1]++;
    for (size_t i = 0; i < buckets; i++)
        beg[i + 1] += beg[i];
    uint32_t *next = (uint32_t *)(void *)sr_buf_room(&room, buckets * sizeof *next);
    if (!next)
        return false;
    memcpy(next, beg, buckets * sizeof *next);
    for (size_t i = 0; i < n; i++)
        ret[next[(size_t)(names[i].hash >> shift) - first]++] = names[i];
    sr_buf_free(&room);
    for (size_t i = 0; i < buckets; i++)
        if (beg[i + 1] - beg[i] > 1)
            qsort(ret + beg[i], beg[i + 1] - beg[i], sizeof *ret, by_hash_and_score);
    return true;
}

/* The same row twice under one name: the better one stays (a full name before a part).
 * The looking back is bounded; a row that is repeated further off stays twice. */
static bool is_repeated(const sr_build_name *names, size_t beg, size_t at)
{
    uint32_t row = names[at].ref & ~SR_REF_PART;
    for (size_t i = at; i-- > beg && names[i].hash == names[at].hash && at - i <= 64;)
        if ((names[i].ref & ~SR_REF_PART) == row)
            return true;
    return false;
}

/* Write the sorted names out; beg[] turns from where buckets begin in them to where they
 * begin in the entries. */
static void put_entries(const sr_build_name *sorted, size_t buckets, uint32_t *beg,
                        uint32_t *kept, sr_buf *entries)
{
    for (size_t b = 0; b < buckets; b++) {
        size_t from = beg[b], to = beg[b + 1];
        beg[b] = *kept;
        for (size_t i = from; i < to; i++) {
            if (is_repeated(sorted, from, i))
                continue;
            sr_disk_entry e = {(uint32_t)sorted[i].hash, sorted[i].ref};
            sr_buf_put(entries, (sr_str){(const char *)&e, sizeof e});
            ++*kept;
        }
    }
}

bool sr_know_put_part(const sr_build_name *names, size_t n, const sr_index_part *part,
                      uint32_t *kept, sr_buf *buckets, sr_buf *entries)
{
    sr_buf room = {0};
    char *begs = sr_buf_room(buckets, (part->buckets + 1) * sizeof(uint32_t));
    char *to = sr_buf_room(&room, (n + 1) * sizeof *names);
    bool done = begs && to && n < UINT32_MAX;
    if (done) {
        uint32_t *beg = (uint32_t *)(void *)begs;
        sr_build_name *sorted = (sr_build_name *)(void *)to;
        memset(begs, 0, (part->buckets + 1) * sizeof(uint32_t));
        done = sort_names(names, n, part, beg, sorted);
        if (done)
            put_entries(sorted, part->buckets, beg, kept, entries);
        sr_buf_commit(buckets, part->buckets * sizeof(uint32_t));
    }
    sr_buf_free(&room);
    return done && sr_buf_ok(entries);
}

static sr_status put_index(const sr_build_name *names, size_t n, sr_buf *buckets,
                           sr_buf *entries, sr_err *err)
{
    sr_index_part all = {.bits = sr_know_bucket_bits(n), .first = 0};
    uint32_t kept = 0;
    all.buckets = (size_t)1 << all.bits;
    if (!sr_know_put_part(names, n, &all, &kept, buckets, entries))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for an index of %zu names", n);
    sr_buf_put(buckets, (sr_str){(const char *)&kept, sizeof kept});
    return SR_OK;
}

/* --- tables ---------------------------------------------------------------------------------- */

static void put_item(sr_buf *out, const void *item, size_t size)
{
    sr_buf_put(out, (sr_str){item, size});
}

static void put_countries(const sr_know_build *b, strings *s, sr_buf *out)
{
    for (size_t i = 0; i < b->countries.n; i++) {
        const sr_build_country *c = &b->countries.v[i];
        sr_disk_country d = {.iso3 = put_string(s, c->iso3),
                             .iso2 = put_string(s, c->iso2),
                             .name = put_string(s, c->name),
                             .capital = put_string(s, c->capital),
                             .actor = c->actor,
                             .geonames = c->geonames,
                             .lat_e6 = c->lat_e6,
                             .lon_e6 = c->lon_e6,
                             .size = c->size};
        put_item(out, &d, sizeof d);
    }
}

static void put_actors(const sr_know_build *b, strings *s, sr_buf *out)
{
    uint32_t role = 0;
    for (size_t i = 0; i < b->actors.n; i++) {
        const sr_build_actor *a = &b->actors.v[i];
        sr_disk_actor d = {.id = put_string(s, a->id),
                           .name = put_string(s, a->name),
                           .country = put_string(s, a->country),
                           .weight = a->weight,
                           .first_role = role,
                           .n_roles = (uint16_t)a->n_roles,
                           .type = a->type,
                           .kind = a->kind};
        role += a->n_roles; /* roles are sorted by their actor */
        put_item(out, &d, sizeof d);
    }
}

static void put_roles(const sr_know_build *b, strings *s, sr_buf *out)
{
    for (size_t i = 0; i < b->roles.n; i++) {
        const sr_build_role *r = &b->roles.v[i];
        sr_disk_role d = {.from_s = r->from_s,
                          .until_s = r->until_s,
                          .code = put_string(s, r->code),
                          .country = put_string(s, r->country),
                          .office = put_string(s, r->office),
                          .title = put_string(s, r->title),
                          .actor = r->actor,
                          .rank = (uint32_t)(r->rank * 1000)};
        put_item(out, &d, sizeof d);
    }
}

static void put_places(const sr_know_build *b, strings *s, sr_buf *places,
                       sr_buf *divisions, sr_buf *words)
{
    for (size_t i = 0; i < b->places.n; i++) {
        const sr_build_place *p = &b->places.v[i];
        sr_disk_place d = p->disk;
        d.name = put_string(s, p->name);
        d.country = put_string(s, p->country);
        d.claimed = put_string(s, p->claimed);
        d.rank = (uint8_t)(p->rank * 255);
        put_item(places, &d, sizeof d);
    }
    for (size_t i = 0; i < b->divisions.n; i++) {
        const sr_build_division *v = &b->divisions.v[i];
        uint32_t id = (uint32_t)sr_hash64(v->code);
        sr_disk_division d = {put_string(s, v->name), id ? id : 1};
        put_item(divisions, &d, sizeof d);
    }
    for (size_t i = 0; i < b->words.n; i++) {
        const sr_build_word *w = &b->words.v[i];
        sr_disk_word d = {put_string(s, w->sector), put_string(s, w->office),
                          (uint32_t)((w->is_person ? SR_WORD_PERSON : 0) |
                                     (w->is_plural ? SR_WORD_PLURAL : 0))};
        put_item(words, &d, sizeof d);
    }
}

/* --- the file -------------------------------------------------------------------------------- */

static const uint32_t item_bytes[SR_KNOW_SECTIONS] = {
    [SR_SEC_STRINGS] = 1,
    [SR_SEC_COUNTRIES] = sizeof(sr_disk_country),
    [SR_SEC_ACTORS] = sizeof(sr_disk_actor),
    [SR_SEC_ROLES] = sizeof(sr_disk_role),
    [SR_SEC_PLACES] = sizeof(sr_disk_place),
    [SR_SEC_DIVISIONS] = sizeof(sr_disk_division),
    [SR_SEC_WORDS] = sizeof(sr_disk_word),
};

uint32_t sr_know_item_size(int section)
{
    if (section < SR_SEC_BUCKETS)
        return item_bytes[section];
    return (section - SR_SEC_BUCKETS) % 2 ? (uint32_t)sizeof(sr_disk_entry)
                                          : (uint32_t)sizeof(uint32_t);
}

static uint64_t aligned(uint64_t n)
{
    return (n + SR_KNOW_ALIGN - 1) / SR_KNOW_ALIGN * SR_KNOW_ALIGN;
}

void sr_know_head(const sr_str sections[SR_KNOW_SECTIONS], sr_know_header *header,
                  sr_know_place_of table[SR_KNOW_SECTIONS])
{
    uint64_t at = aligned(sizeof *header + SR_KNOW_SECTIONS * sizeof *table), body = 0;
    for (int i = 0; i < SR_KNOW_SECTIONS; i++) {
        uint32_t item = sr_know_item_size(i);
        table[i] = (sr_know_place_of){.offset = at,
                                      .n = sections[i].len / item,
                                      .item_bytes = item,
                                      .hash = sr_hash64(sections[i])};
        body = sr_hash_mix(body, table[i].hash);
        at = aligned(at + sections[i].len);
    }
    *header = (sr_know_header){.magic = SR_KNOW_MAGIC,
                               .version = SR_KNOW_VERSION,
                               .sections = SR_KNOW_SECTIONS,
                               .bytes = at,
                               .body = body};
    header->head =
        sr_hash64((sr_str){(const char *)table, SR_KNOW_SECTIONS * sizeof *table});
}

static void pad(sr_buf *out)
{
    while (out->len % SR_KNOW_ALIGN && sr_buf_ok(out))
        sr_buf_putc(out, '\0');
}

static sr_status put_file(const sr_buf parts[SR_KNOW_SECTIONS], sr_buf *ret, sr_err *err)
{
    sr_know_header header;
    sr_know_place_of table[SR_KNOW_SECTIONS];
    sr_str sections[SR_KNOW_SECTIONS];
    for (int i = 0; i < SR_KNOW_SECTIONS; i++)
        sections[i] = sr_buf_str(&parts[i]);
    sr_know_head(sections, &header, table);
    put_item(ret, &header, sizeof header);
    put_item(ret, table, sizeof table);
    for (int i = 0; i < SR_KNOW_SECTIONS; i++) {
        pad(ret);
        sr_buf_put(ret, sections[i]);
    }
    pad(ret);
    if (!sr_buf_ok(ret))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the compiled knowledge");
    return SR_OK;
}

static sr_status put_sections(sr_know_build *b, strings *s, sr_buf *parts, sr_err *err)
{
    sr_buf_put(s->out, (sr_str){"\0\0", 2}); /* the empty string */
    put_countries(b, s, &parts[SR_SEC_COUNTRIES]);
    put_actors(b, s, &parts[SR_SEC_ACTORS]);
    put_roles(b, s, &parts[SR_SEC_ROLES]);
    put_places(b, s, &parts[SR_SEC_PLACES], &parts[SR_SEC_DIVISIONS],
               &parts[SR_SEC_WORDS]);
    for (size_t i = 0; i < b->divisions.n; i++)
        sr_build_key(b, SR_INDEX_DIVISIONS, b->divisions.v[i].code, (uint32_t)i, 1);
    sr_status st = SR_OK;
    for (int i = 0; i < SR_INDICES && st == SR_OK; i++)
        st = put_index(b->names[i].v, b->names[i].n, &parts[SR_SEC_BUCKETS + 2 * i],
                       &parts[SR_SEC_ENTRIES + 2 * i], err);
    for (int i = 0; i < SR_KNOW_SECTIONS; i++)
        s->failed = s->failed || !sr_buf_ok(&parts[i]);
    if (st == SR_OK && (s->failed || b->refused))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the compiled knowledge");
    return st;
}

sr_status sr_know_build_write(sr_know_build *b, sr_buf *ret, sr_err *err)
{
    sr_buf parts[SR_KNOW_SECTIONS] = {{0}};
    strings s = {.out = &parts[SR_SEC_STRINGS]};
    if (b->actors.n > SR_REF_ROW || b->places.n > SR_REF_ROW)
        return sr_fail(err, SR_ELIMIT, 0, "more than %u rows of knowledge", SR_REF_ROW);
    sr_build_finish(b);
    sr_status st = put_sections(b, &s, parts, err);
    if (st == SR_OK)
        st = put_file(parts, ret, err);
    for (int i = 0; i < SR_KNOW_SECTIONS; i++)
        sr_buf_free(&parts[i]);
    sr_map_free(&s.at);
    return st;
}
