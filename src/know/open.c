/* Opening knowledge.  In this file: bytes to a layer; finding; files; links between layers. */
#include "know/parts.h"

#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* data/know/, compiled: embedded.S. */
extern const char sr_know_embedded[], sr_know_embedded_end[];

/* --- bytes to a layer ------------------------------------------------------------------------ */

static sr_status bad(const char *name, const char *why, sr_err *err)
{
    return sr_fail(err, SR_EFORMAT, 0, "\"%s\" is no compiled knowledge: %s", name, why);
}

static sr_status check_sections(sr_str bytes, const char *name, bool whole,
                                const sr_know_header *h, const sr_know_place_of *table,
                                sr_err *err)
{
    uint64_t body = 0;
    for (int i = 0; i < SR_KNOW_SECTIONS; i++) {
        const sr_know_place_of *t = &table[i];
        uint64_t room = t->offset <= bytes.len ? bytes.len - t->offset : 0;
        if (t->item_bytes != sr_know_item_size(i) || t->offset % SR_KNOW_ALIGN ||
            t->offset > bytes.len || t->n > room / t->item_bytes || t->n > UINT32_MAX)
            return bad(name, "a section is damaged", err);
        if (whole) {
            sr_str s = sr_str_cut(bytes, t->offset, t->offset + t->n * t->item_bytes);
            if (sr_hash64(s) != t->hash)
                return bad(name, "its checksum is wrong", err);
        }
        body = sr_hash_mix(body, t->hash);
    }
    return body == h->body ? SR_OK : bad(name, "its checksum is wrong", err);
}

static const void *section(sr_str bytes, const sr_know_place_of *table, int i,
                           uint32_t *n)
{
    *n = (uint32_t)table[i].n;
    return bytes.p + table[i].offset;
}

static bool lay_index(sr_str bytes, const sr_know_place_of *table, int i, sr_layer *to)
{
    uint32_t slots;
    to->index[i].buckets = section(bytes, table, SR_SEC_BUCKETS + 2 * i, &slots);
    to->index[i].entries = section(bytes, table, SR_SEC_ENTRIES + 2 * i, &to->index[i].n);
    if (slots < 3 || ((slots - 1) & (slots - 2)))
        return false;
    to->index[i].bits = (unsigned)__builtin_ctz(slots - 1);
    return true;
}

sr_status sr_layer_of(sr_str bytes, const char *name, bool whole, sr_layer *ret,
                      sr_err *err)
{
    sr_know_header h;
    size_t table_bytes = SR_KNOW_SECTIONS * sizeof(sr_know_place_of);
    sr_layer l = {.bytes = bytes};
    if (bytes.len < sizeof h + table_bytes)
        return bad(name, "it is too short", err);
    memcpy(&h, bytes.p, sizeof h);
    if (memcmp(h.magic, SR_KNOW_MAGIC, sizeof h.magic) != 0)
        return bad(name, "it does not begin like one", err);
    if (h.version != SR_KNOW_VERSION || h.sections != SR_KNOW_SECTIONS)
        return bad(name, "it is of another version; make it again", err);
    if (h.bytes != bytes.len)
        return bad(name, "it was cut or has grown", err);
    const sr_know_place_of *t = (const void *)(bytes.p + sizeof h);
    if (sr_hash64((sr_str){bytes.p + sizeof h, table_bytes}) != h.head)
        return bad(name, "its checksum is wrong", err);
    sr_status st = check_sections(bytes, name, whole, &h, t, err);
    if (st != SR_OK)
        return st;
    uint32_t n;
    l.strings.p = section(bytes, t, SR_SEC_STRINGS, &n);
    l.strings.len = n;
    l.countries = section(bytes, t, SR_SEC_COUNTRIES, &l.n_countries);
    l.actors = section(bytes, t, SR_SEC_ACTORS, &l.n_actors);
    l.roles = section(bytes, t, SR_SEC_ROLES, &l.n_roles);
    l.places = section(bytes, t, SR_SEC_PLACES, &l.n_places);
    l.divisions = section(bytes, t, SR_SEC_DIVISIONS, &l.n_divisions);
    l.words = section(bytes, t, SR_SEC_WORDS, &l.n_words);
    for (int i = 0; i < SR_INDICES; i++)
        if (!lay_index(bytes, t, i, &l))
            return bad(name, "an index is damaged", err);
    if (l.n_actors >= SR_REF_ROW || l.n_places >= SR_REF_ROW)
        return bad(name, "it has too many rows", err);
    *ret = l;
    return SR_OK;
}

sr_str sr_layer_str(const sr_layer *l, uint32_t string)
{
    if (string == 0 || string + (size_t)2 > l->strings.len)
        return (sr_str){"", 0};
    const unsigned char *p = (const unsigned char *)l->strings.p + string;
    size_t len = p[0] | (size_t)p[1] << 8;
    if (len > l->strings.len - string - 2)
        return (sr_str){"", 0};
    return (sr_str){(const char *)p + 2, len};
}

/* --- finding --------------------------------------------------------------------------------- */

sr_hits sr_layer_find(const sr_layer *l, sr_know_index index, uint64_t hash)
{
    size_t b = (size_t)(hash >> (64 - l->index[index].bits));
    uint32_t beg = l->index[index].buckets[b], end = l->index[index].buckets[b + 1];
    if (beg > end || end > l->index[index].n)
        beg = end = 0;
    const sr_disk_entry *entries = l->index[index].entries;
    return (sr_hits){entries + beg, entries + end, (uint32_t)hash};
}

bool sr_layer_next(sr_hits *h, uint32_t *ref)
{
    while (h->at < h->end) {
        const sr_disk_entry *e = h->at++;
        if (e->check == h->check) {
            *ref = e->ref;
            return true;
        }
    }
    return false;
}

bool sr_know_division(const sr_know *know, sr_str code, sr_str *name)
{
    uint32_t row;
    for (size_t i = know->n; i-- > 0;) {
        const sr_layer *l = &know->v[i];
        sr_hits hits = sr_layer_find(l, SR_INDEX_DIVISIONS, sr_hash64(code));
        if (sr_layer_next(&hits, &row) && row < l->n_divisions) {
            *name = sr_layer_str(l, l->divisions[row].name);
            return true;
        }
    }
    return false;
}

bool sr_know_country_size(const sr_know *know, sr_str iso3, float *ret)
{
    uint32_t row;
    for (size_t i = know->n; i-- > 0;) {
        const sr_layer *l = &know->v[i];
        sr_hits hits = sr_layer_find(l, SR_INDEX_COUNTRIES, sr_hash64(iso3));
        if (sr_layer_next(&hits, &row) && row < l->n_countries) {
            *ret = l->countries[row].size;
            return true;
        }
    }
    return false;
}

/* --- files ----------------------------------------------------------------------------------- */

static sr_status refused(const char *path, sr_err *err)
{
    return sr_fail(err, SR_EIO, 0, "could not read \"%s\": %s", path, strerror(errno));
}

sr_status sr_know_map_file(const char *path, sr_str *ret, sr_err *err)
{
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return refused(path, err);
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        (void)close(fd);
        return sr_fail(err, SR_EIO, 0, "could not read \"%s\": it is no file", path);
    }
    sr_str bytes = {"", (size_t)info.st_size};
    if (bytes.len) {
        void *p = mmap(NULL, bytes.len, PROT_READ, MAP_PRIVATE, fd, 0);
        if (p == MAP_FAILED) {
            (void)close(fd);
            return refused(path, err);
        }
        bytes.p = p;
    }
    (void)close(fd);
    *ret = bytes;
    return SR_OK;
}

void sr_know_unmap_file(sr_str bytes)
{
    if (bytes.len)
        (void)munmap((void *)(uintptr_t)bytes.p, bytes.len);
}

static sr_status compile_text(const sr_know *below, const char *path, sr_str text,
                              sr_layer *ret, sr_err *err)
{
    sr_know_source source = {sr_str_of(path), text};
    sr_know_build *b = sr_know_build_new(below, NULL, NULL);
    sr_buf out = {0};
    sr_status st = b ? sr_know_build_read(b, &source, 1, err)
                     : sr_fail(err, SR_ENOMEM, 0, "out of memory for \"%s\"", path);
    if (st == SR_OK)
        st = sr_know_build_write(b, &out, err);
    if (st == SR_OK)
        st = sr_layer_of(sr_buf_str(&out), path, false, ret, err);
    sr_know_build_free(b);
    if (st == SR_OK)
        ret->own = out;
    else
        sr_buf_free(&out);
    return st;
}

static sr_status add_file(sr_know *k, const char *path, sr_err *err)
{
    sr_str bytes;
    sr_layer *to = &k->v[k->n];
    sr_status st = sr_know_map_file(path, &bytes, err);
    if (st != SR_OK)
        return st;
    bool is_compiled = sr_str_starts(bytes, SR_STR(SR_KNOW_MAGIC));
    st = is_compiled ? sr_layer_of(bytes, path, false, to, err)
                     : compile_text(k, path, bytes, to, err);
    if (st == SR_OK)
        to->is_mapped = is_compiled;
    if (st != SR_OK || !is_compiled)
        sr_know_unmap_file(bytes);
    k->n += st == SR_OK;
    return st;
}

/* --- links between layers -------------------------------------------------------------------- */

static sr_actor find_same(const sr_know *k, size_t layer, const sr_disk_actor *actor)
{
    const sr_layer *from = &k->v[layer];
    sr_fold room;
    uint32_t row;
    uint64_t keys[2] = {
        sr_hash64(sr_layer_str(from, actor->id)),
        sr_hash64(sr_know_same_key(actor->kind, sr_layer_str(from, actor->name),
                                   sr_layer_str(from, actor->country), &room))};
    for (size_t i = layer; i-- > 0;)
        for (size_t j = 0; j < 2; j++) {
            sr_hits hits = sr_layer_find(&k->v[i], SR_INDEX_IDS, keys[j]);
            if (sr_layer_next(&hits, &row) && row < k->v[i].n_actors)
                return sr_ref_of(i, row);
        }
    return SR_NONE;
}

static sr_status link_layers_open(sr_know *k, sr_err *err)
{
    for (size_t i = 0; i < k->n && k->n > 1; i++) {
        sr_layer *l = &k->v[i];
        size_t bytes = ((size_t)l->n_actors + 1) * sizeof *l->up;
        l->up = malloc(bytes);
        l->down = malloc(bytes);
        if (!l->up || !l->down)
            return sr_fail(err, SR_ENOMEM, 0, "out of memory for %u actors", l->n_actors);
        memset(l->up, 0xFF, bytes); /* SR_NONE */
        memset(l->down, 0xFF, bytes);
    }
    for (size_t i = 1; i < k->n; i++)
        for (uint32_t row = 0; row < k->v[i].n_actors; row++) {
            sr_actor same = find_same(k, i, &k->v[i].actors[row]);
            if (same == SR_NONE)
                continue;
            k->v[i].down[row] = same;
            k->v[same >> SR_REF_BITS].up[same & SR_REF_ROW] = sr_ref_of(i, row);
        }
    return SR_OK;
}

/* --- open and close -------------------------------------------------------------------------- */

sr_status sr_know_open(const char *const *files, size_t n, sr_know **ret, sr_err *err)
{
    sr_str ours = {sr_know_embedded, (size_t)(sr_know_embedded_end - sr_know_embedded)};
    if (n > SR_MAX_KNOW_FILES)
        return sr_fail(err, SR_ELIMIT, 0, "%zu files of knowledge are more than %d", n,
                       SR_MAX_KNOW_FILES);
    sr_know *k = calloc(1, sizeof *k);
    if (!k)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the knowledge");
    sr_status st = sr_layer_of(ours, "the program", false, &k->v[0], err);
    k->n = st == SR_OK;
    for (size_t i = 0; i < n && st == SR_OK; i++)
        st = add_file(k, files[i], err);
    if (st == SR_OK)
        st = link_layers_open(k, err);
    if (st != SR_OK) {
        sr_know_close(k);
        return st;
    }
    *ret = k;
    return SR_OK;
}

sr_status sr_know_open_bytes(sr_str bytes, sr_know **ret, sr_err *err)
{
    sr_know *k = calloc(1, sizeof *k);
    if (!k)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the knowledge");
    sr_status st = sr_layer_of(bytes, "these bytes", false, &k->v[0], err);
    k->n = 1;
    if (st == SR_OK)
        *ret = k;
    else
        free(k);
    return st;
}

void sr_know_close(sr_know *know)
{
    for (size_t i = 0; know && i < know->n; i++) {
        sr_layer *l = &know->v[i];
        if (l->is_mapped)
            sr_know_unmap_file(l->bytes);
        sr_buf_free(&l->own);
        free(l->up);
        free(l->down);
    }
    free(know);
}
