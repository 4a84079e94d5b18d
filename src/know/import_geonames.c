/* The dump of GeoNames -> compiled knowledge, larger than memory.  In this file: temporary
 * files; names, in parts by their hash; rows; alternate names; the file.
 *
 * Names go to sixteen files by the first four bits of their hash, which are sorted one after
 * the other: together they are the index in its order. */
#include "know/import.h"
#include "know/parts.h"

#include "base/hash.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PARTS = 16, PART_BITS = 4, FLUSH_BYTES = 1 << 20, COLUMNS = 19 };

/* Columns of geonames.org/export: "geoname" table. */
enum {
    ID,
    NAME,
    ASCII,
    NAMES,
    LAT,
    LON,
    CLASS,
    CODE,
    ISO2,
    CC2,
    ADM1,
    ADM2,
    POPULATION = 14
};

typedef struct spill { /* a temporary file that is written in large pieces */
    FILE *f;
    sr_buf wait;
    uint64_t bytes;
} spill;

typedef struct place_id {
    uint32_t id, row;
} place_id;

typedef struct import {
    const sr_know *know;
    sr_know_build *b; /* divisions and what the checks of rows keep */
    sr_arena *a;
    sr_map strings; /* of countries -> offset */
    spill names[PARTS], text, places;
    size_t n_names[PARTS];
    SR_VEC(place_id) ids;
    SR_VEC(uint8_t) ranks;
    sr_know_counts *counts;
    bool failed;
} import;

/* --- temporary files ---------------------------------------------------------------------------- */

static bool spill_open(spill *s, const char *beside)
{
    char path[4096];
    int n = snprintf(path, sizeof path, "%s.XXXXXX", beside);
    int fd = n > 0 && (size_t)n < sizeof path ? mkstemp(path) : -1;
    if (fd < 0)
        return false;
    (void)unlink(path);
    s->f = fdopen(fd, "w+b");
    if (!s->f)
        (void)close(fd);
    return s->f != NULL;
}

static bool spill_flush(spill *s)
{
    bool ok =
        sr_buf_ok(&s->wait) &&
        (s->wait.len == 0 || fwrite(s->wait.p, 1, s->wait.len, s->f) == s->wait.len);
    s->bytes += s->wait.len;
    sr_buf_reset(&s->wait);
    return ok;
}

static bool spill_put(spill *s, const void *p, size_t n)
{
    sr_buf_put(&s->wait, (sr_str){p, n});
    return s->wait.len < FLUSH_BYTES || spill_flush(s);
}

static void spill_close(spill *s)
{
    if (s->f)
        (void)fclose(s->f);
    sr_buf_free(&s->wait);
}

/* --- names -------------------------------------------------------------------------------------- */

static void put_name(import *m, sr_str name, uint32_t ref, uint8_t rank)
{
    sr_fold room;
    sr_str folded = sr_know_fold_name(name, &room);
    if (folded.len == 0)
        return;
    sr_build_name n = {sr_hash64(folded), ref, sr_know_place_score(ref, rank)};
    size_t part = (size_t)(n.hash >> (64 - PART_BITS));
    m->n_names[part]++;
    m->counts->names++;
    m->failed |= !spill_put(&m->names[part], &n, sizeof n);
}

/* --- rows --------------------------------------------------------------------------------------- */

static uint32_t put_text(import *m, sr_str s)
{
    if (s.len == 0)
        return 0;
    uint64_t at = m->text.bytes + m->text.wait.len;
    char size[2] = {(char)(s.len & 0xFF), (char)(s.len >> 8)};
    if (at + s.len + 2 > UINT32_MAX)
        m->failed = true;
    m->failed |= !spill_put(&m->text, size, 2) || !spill_put(&m->text, s.p, s.len);
    return (uint32_t)at;
}

static uint32_t put_country(import *m, sr_str iso3)
{
    uint64_t *at = sr_map_get(&m->strings, iso3);
    if (at)
        return (uint32_t)*at;
    uint32_t text = put_text(m, iso3);
    m->failed |= !sr_map_put(&m->strings, iso3, text, NULL);
    return text;
}

/* The row of the division "UKR.07"; made at its first use, named when its own line comes. */
static uint32_t division(import *m, sr_str iso3, sr_str adm1, sr_str adm2, sr_str name)
{
    char room[80];
    uint32_t row = (uint32_t)m->b->divisions.n;
    if (adm1.len == 0 || sr_str_eq(adm1, SR_STR("00")) || adm1.len + adm2.len > 60)
        return SR_NONE;
    int n = snprintf(room, sizeof room, "%.*s.%.*s%s%.*s", SR_FMT(iso3), SR_FMT(adm1),
                     adm2.len ? "." : "", SR_FMT(adm2));
    sr_str code = {room, (size_t)n}, none = {"", 0};
    if (sr_build_once(m->b, 'd', code, none, row, &row)) {
        sr_build_division d = {sr_arena_str(m->b->a, code), {"", 0}};
        m->failed |= !d.code.p || !SR_PUSH(m->b->a, &m->b->divisions, d);
        sr_build_key(m->b, SR_INDEX_DIVISIONS, code, row, 1);
    }
    if (name.len && !m->failed)
        m->b->divisions.v[row].name = sr_arena_str(m->b->a, name);
    return row;
}

static bool read_place(import *m, sr_str f[COLUMNS], sr_build_place *ret, sr_str *iso3)
{
    sr_know_build *b = m->b;
    sr_build_place p = {.name = f[NAME]};
    sr_know_row row = {.file = {"", 0}};
    sr_country country;
    sr_fold room;
    if (f[CLASS].len != 1 || !sr_know_country(m->know, f[ISO2], &country) ||
        !sr_know_read_number(b, &row, f[ID], &p.disk.geonames) || p.disk.geonames == 0 ||
        f[NAME].len > SR_MAX_NAME_BYTES || sr_know_fold_name(f[NAME], &room).len == 0 ||
        !sr_know_read_number(b, &row, f[POPULATION], &p.disk.population) ||
        !sr_know_read_degrees(b, &row, f[LAT], f[LON], &p.disk.lat_e6, &p.disk.lon_e6) ||
        !sr_know_feature(f[CLASS].p[0], f[CODE], p.disk.population, &p))
        return false;
    *iso3 = country.iso3;
    *ret = p;
    return true;
}

static void put_place(import *m, sr_str f[COLUMNS], sr_build_place *p, sr_str iso3)
{
    uint32_t row = (uint32_t)m->ranks.n;
    bool is1 = sr_str_eq(f[CODE], SR_STR("ADM1")),
         is2 = sr_str_eq(f[CODE], SR_STR("ADM2"));
    sr_str none = {"", 0}, names = f[NAMES], name;
    size_t n_names = 0;
    for (size_t i = 0; i < names.len; i++)
        n_names += names.p[i] == ',';
    p->disk.adm1 = division(m, iso3, f[ADM1], none, is1 ? f[NAME] : none);
    p->disk.adm2 =
        f[ADM2].len ? division(m, iso3, f[ADM1], f[ADM2], is2 ? f[NAME] : none) : SR_NONE;
    p->disk.name = put_text(m, f[NAME]);
    p->disk.country = put_country(m, iso3);
    p->disk.rank = (uint8_t)(p->rank * 255);
    p->disk.flags = sr_know_with_fame(p->disk.flags, n_names + (names.len > 0));
    m->failed |= !spill_put(&m->places, &p->disk, sizeof p->disk) ||
                 !SR_PUSH(m->a, &m->ids, ((place_id){p->disk.geonames, row})) ||
                 !SR_PUSH(m->a, &m->ranks, p->disk.rank);
    put_name(m, f[NAME], row, p->disk.rank);
    if (!sr_str_eq(f[ASCII], f[NAME]))
        put_name(m, f[ASCII], row, p->disk.rank);
    while (sr_str_field(&names, ',', &name))
        put_name(m, name, row | SR_REF_PART, p->disk.rank);
    m->counts->rows++;
}

static size_t split(sr_str line, sr_str *f, size_t most)
{
    size_t n = 0;
    while (n < most && sr_str_field(&line, '\t', &f[n]))
        n++;
    for (size_t i = n; i < most; i++)
        f[i] = (sr_str){"", 0};
    return n;
}

static void take_row(import *m, sr_str line)
{
    sr_str f[COLUMNS], iso3;
    sr_build_place p;
    if (split(line, f, COLUMNS) > POPULATION && m->ranks.n < SR_REF_ROW - 1 &&
        read_place(m, f, &p, &iso3))
        put_place(m, f, &p, iso3);
    else
        m->counts->refused++;
}

/* Each line of a file, one at a time in memory. */
static sr_status each_line(import *m, const char *path, void (*take)(import *, sr_str),
                           sr_err *err)
{
    FILE *f = fopen(path, "rb");
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    if (!f)
        return sr_fail(err, SR_EIO, 0, "could not read \"%s\": %s", path,
                       strerror(errno));
    while (!m->failed && (n = getline(&line, &cap, f)) > 0)
        take(m, (sr_str){line, (size_t)n - (line[n - 1] == '\n')});
    bool failed = ferror(f);
    free(line);
    (void)fclose(f);
    if (failed)
        return sr_fail(err, SR_EIO, 0, "could not read \"%s\"", path);
    return SR_OK;
}

/* --- alternate names ------------------------------------------------------------------------------ */

static int by_id(const void *x, const void *y)
{
    const place_id *a = x, *b = y;
    return a->id < b->id ? -1 : a->id > b->id;
}

/* Codes, not names: "link", "post", "iata" ... of the column of languages. */
static bool is_language(sr_str lang)
{
    static const char *const codes[] = {"link", "post", "iata", "icao",
                                        "faac", "tcid", "unlc", "wkdt",
                                        "phon", "piny", "abbr", "fr_1793"};
    for (size_t i = 0; i < SR_COUNT(codes); i++)
        if (sr_str_eq(lang, sr_str_of(codes[i])))
            return false;
    return true;
}

static void take_alternate(import *m, sr_str line)
{
    sr_str f[4];
    uint64_t id;
    if (split(line, f, 4) < 4 || !sr_str_u64(f[1], &id) || id > UINT32_MAX) {
        m->counts->refused++;
        return;
    }
    place_id key = {(uint32_t)id, 0};
    const place_id *at =
        m->ids.n ? bsearch(&key, m->ids.v, m->ids.n, sizeof key, by_id) : NULL;
    if (at && is_language(f[2]))
        put_name(m, f[3], at->row | SR_REF_PART, m->ranks.v[at->row]);
}

/* --- the file --------------------------------------------------------------------------------------- */

/* A temporary file's bytes in memory as pages of it. */
static bool spill_map(spill *s, sr_str *ret)
{
    char path[64];
    sr_err err;
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fileno(s->f));
    return spill_flush(s) && fflush(s->f) == 0 &&
           sr_know_map_file(path, ret, &err) == SR_OK;
}

static bool put_index(import *m, spill *buckets, spill *entries)
{
    uint32_t kept = 0;
    unsigned bits = sr_know_bucket_bits(m->counts->names);
    bits = bits < PART_BITS ? PART_BITS : bits;
    for (size_t i = 0; i < PARTS && !m->failed; i++) {
        sr_index_part part = {bits, i << (bits - PART_BITS),
                              (size_t)1 << (bits - PART_BITS)};
        sr_str names;
        sr_buf begs = {0}, found = {0};
        if (!spill_map(&m->names[i], &names))
            return false;
        m->failed |= !sr_know_put_part((const sr_build_name *)(const void *)names.p,
                                       m->n_names[i], &part, &kept, &begs, &found) ||
                     !spill_put(buckets, begs.p, begs.len) ||
                     (found.len && !spill_put(entries, found.p, found.len));
        sr_know_unmap_file(names);
        spill_close(&m->names[i]);
        m->names[i] = (spill){0};
        sr_buf_free(&begs);
        sr_buf_free(&found);
    }
    return !m->failed && spill_put(buckets, &kept, sizeof kept);
}

/* The sections that fit into memory: none of actors, the divisions; their empty indexes. */
static void small_sections(import *m, sr_buf own[SR_KNOW_SECTIONS])
{
    for (size_t i = 0; i < m->b->divisions.n; i++) {
        sr_build_division *d = &m->b->divisions.v[i];
        uint32_t id = (uint32_t)sr_hash64(d->code);
        sr_disk_division disk = {put_text(m, d->name), id ? id : 1};
        sr_buf_put(&own[SR_SEC_DIVISIONS], (sr_str){(const char *)&disk, sizeof disk});
    }
    for (int i = 0; i < SR_INDICES; i++) {
        if (i == SR_INDEX_PLACES)
            continue;
        sr_index_part all = {.bits = sr_know_bucket_bits(m->b->names[i].n)};
        uint32_t kept = 0;
        sr_buf *buckets = &own[SR_SEC_BUCKETS + 2 * i];
        all.buckets = (size_t)1 << all.bits;
        m->failed |= !sr_know_put_part(m->b->names[i].v, m->b->names[i].n, &all, &kept,
                                       buckets, &own[SR_SEC_ENTRIES + 2 * i]);
        sr_buf_put(buckets, (sr_str){(const char *)&kept, sizeof kept});
    }
}

static bool write_padded(FILE *f, sr_str s)
{
    static const char zeroes[SR_KNOW_ALIGN];
    size_t pad = (SR_KNOW_ALIGN - s.len % SR_KNOW_ALIGN) % SR_KNOW_ALIGN;
    return (s.len == 0 || fwrite(s.p, 1, s.len, f) == s.len) &&
           fwrite(zeroes, 1, pad, f) == pad;
}

static bool write_file(const char *out, const sr_str sections[SR_KNOW_SECTIONS])
{
    struct {
        sr_know_header header;
        sr_know_place_of table[SR_KNOW_SECTIONS];
    } head;
    sr_know_head(sections, &head.header, head.table);
    FILE *f = fopen(out, "wb");
    bool ok = f && write_padded(f, (sr_str){(const char *)&head, sizeof head});
    for (int i = 0; i < SR_KNOW_SECTIONS && ok; i++)
        ok = write_padded(f, sections[i]);
    ok = f && fclose(f) == 0 && ok;
    if (!ok)
        (void)remove(out);
    return ok;
}

static bool finish(import *m, const char *out)
{
    sr_buf own[SR_KNOW_SECTIONS] = {{0}};
    sr_str sections[SR_KNOW_SECTIONS];
    spill buckets = {0}, entries = {0};
    static const int mapped[] = {SR_SEC_STRINGS, SR_SEC_PLACES,
                                 SR_SEC_BUCKETS + 2 * SR_INDEX_PLACES,
                                 SR_SEC_ENTRIES + 2 * SR_INDEX_PLACES};
    spill *const spills[] = {&m->text, &m->places, &buckets, &entries};
    sr_str maps[SR_COUNT(mapped)] = {{0}};
    small_sections(m, own);
    bool ok = spill_open(&buckets, out) && spill_open(&entries, out) &&
              put_index(m, &buckets, &entries);
    for (size_t i = 0; i < SR_COUNT(mapped) && ok; i++)
        ok = spill_map(spills[i], &maps[i]);
    for (int i = 0; i < SR_KNOW_SECTIONS; i++)
        sections[i] = sr_buf_str(&own[i]);
    for (size_t i = 0; i < SR_COUNT(mapped); i++)
        sections[mapped[i]] = maps[i];
    ok = ok && write_file(out, sections);
    for (size_t i = 0; i < SR_COUNT(mapped); i++)
        sr_know_unmap_file(maps[i]);
    for (int i = 0; i < SR_KNOW_SECTIONS; i++)
        sr_buf_free(&own[i]);
    spill_close(&buckets);
    spill_close(&entries);
    return ok;
}

static bool open_all(import *m, const char *out)
{
    bool ok = m->b && m->a && spill_open(&m->text, out) && spill_open(&m->places, out) &&
              spill_put(&m->text, "\0\0", 2); /* the empty string */
    for (size_t i = 0; i < PARTS && ok; i++)
        ok = spill_open(&m->names[i], out);
    return ok;
}

sr_status sr_know_import_geonames(const sr_know *know, const char *rows,
                                  const char *names, const char *out,
                                  sr_know_counts *counts, sr_err *err)
{
import m = {.know = know, .counts = counts, .a = sr_arena_new(SR_MAX_IMPORT_BYTES) };
    m.b = sr_know_build_new(know, NULL, NULL);
    sr_status st = SR_OK;
    m.failed = !open_all(&m, out);
    if (!m.failed)
        st = each_line(&m, rows, take_row, err);
    if (st == SR_OK && !m.failed && names) {
        qsort(m.ids.v, m.ids.n, m.ids.n ? sizeof *m.ids.v : 1, by_id);
        st = each_line(&m, names, take_alternate, err);
    }
    if (st == SR_OK && (m.failed || !finish(&m, out)))
        st = sr_fail(err, SR_EIO, 0, "could not write \"%s\", or files beside it: %s",
                     out, errno ? strerror(errno) : "a limit of size is met");
    for (size_t i = 0; i < PARTS; i++)
        spill_close(&m.names[i]);
    spill_close(&m.text);
    spill_close(&m.places);
    sr_map_free(&m.strings);
    sr_know_build_free(m.b);
    sr_arena_free(m.a);
    return st;
}
