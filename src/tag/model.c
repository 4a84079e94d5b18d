/* Opening a model.  In this file: sections; tables; layers; texts; the calls. */
#include "tag/model.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#if defined(__x86_64__)
#include <cpuid.h>
#endif

enum { HEADER_BYTES = 64, ENTRY_BYTES = 32, NAME_BYTES = 16, MAX_SECTIONS = 128 };

static const char magic[8] = {'s', 'r', '-', 't', 'a', 'g', '\r', '\n'};

typedef struct reader {
    sr_tag_model *m;
    const char *name; /* of the file */
    uint32_t sections;
    sr_err *err;
} reader;

static uint32_t u32_at(const char *p)
{
    uint32_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

static uint64_t u64_at(const char *p)
{
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

/* --- header and sections ------------------------------------------------------------- */

static uint64_t checksum(sr_str s)
{
    uint64_t h[4] = {1, 2, 3, 4}; /* four chains side by side, joined at the end */
    size_t at = 0;
    for (; at + 32 <= s.len; at += 32)
        for (size_t i = 0; i < 4; i++)
            h[i] = (h[i] ^ u64_at(s.p + at + 8 * i)) * 0x100000001b3u;
    for (; at < s.len; at++)
        h[0] = (h[0] ^ (unsigned char)s.p[at]) * 0x100000001b3u;
    return h[0] ^ h[1] * 3 ^ h[2] * 5 ^ h[3] * 7;
}

static sr_status check_header(reader *r)
{
    sr_str b = r->m->bytes;
    if (b.len < HEADER_BYTES || memcmp(b.p, magic, sizeof magic) != 0)
        return sr_fail(r->err, SR_EFORMAT, 0, "\"%s\" is no model of words and trees",
                       r->name);
    if (u32_at(b.p + 8) != SR_TAG_VERSION)
        return sr_fail(r->err, SR_EFORMAT, 8, "\"%s\" is a model of version %u, not %d",
                       r->name, u32_at(b.p + 8), SR_TAG_VERSION);
    if (u64_at(b.p + 16) != b.len)
        return sr_fail(r->err, SR_EFORMAT, 16, "\"%s\" has %zu bytes, not %llu", r->name,
                       b.len, (unsigned long long)u64_at(b.p + 16));
    r->sections = u32_at(b.p + 12);
    if (r->sections > MAX_SECTIONS ||
        b.len < HEADER_BYTES + (size_t)r->sections * ENTRY_BYTES)
        return sr_fail(r->err, SR_EFORMAT, 12, "\"%s\" has no room for %u sections",
                       r->name, r->sections);
    if (checksum(sr_str_cut(b, HEADER_BYTES, b.len)) != u64_at(b.p + 24))
        return sr_fail(r->err, SR_EFORMAT, 24, "the checksum of \"%s\" is wrong",
                       r->name);
    return SR_OK;
}

static sr_status bad(reader *r, const char *section)
{
    return sr_fail(r->err, SR_EFORMAT, 0, "section \"%s\" of \"%s\" is damaged", section,
                   r->name);
}

/* The section `name`, a whole number of `item` bytes. */
static sr_status find(reader *r, const char *name, size_t item, sr_str *ret)
{
    sr_str b = r->m->bytes;
    for (uint32_t i = 0; i < r->sections; i++) {
        const char *e = b.p + HEADER_BYTES + (size_t)i * ENTRY_BYTES;
        if (strncmp(e, name, NAME_BYTES) != 0)
            continue;
        uint64_t off = u64_at(e + 16), len = u64_at(e + 24);
        if (off % 64 != 0 || off > b.len || len > b.len - off || len % item != 0)
            return bad(r, name);
        *ret = (sr_str){b.p + off, (size_t)len};
        return SR_OK;
    }
    return sr_fail(r->err, SR_EFORMAT, 0, "\"%s\" has no section \"%s\"", r->name, name);
}

/* A section of exactly n finite floats that are no larger than a sane model's. */
static sr_status find_floats(reader *r, const char *name, size_t n, const float **ret)
{
    sr_str s;
    sr_status st = find(r, name, sizeof(float), &s);
    if (st != SR_OK)
        return st;
    if (s.len != n * sizeof(float))
        return bad(r, name);
    const float *v = (const float *)(const void *)s.p;
    for (size_t i = 0; i < n; i++)
        if (!(fabsf(v[i]) < 1e4f))
            return bad(r, name);
    *ret = v;
    return SR_OK;
}

/* --- tables -------------------------------------------------------------------------- */

uint32_t sr_tag_lookup(const sr_tag_table *t, uint64_t key, uint32_t none)
{
    size_t at = key & (t->slots - 1);
    while (t->key[at] != 0) {
        if (t->key[at] == key)
            return t->value[at];
        at = (at + 1) & (t->slots - 1);
    }
    return none;
}

static sr_status find_table(reader *r, const char *keys, const char *values,
                            uint32_t mask, size_t limit, sr_tag_table *ret)
{
    sr_str k = {0}, v = {0};
    sr_status st = find(r, keys, sizeof(uint64_t), &k);
    if (st == SR_OK)
        st = find(r, values, sizeof(uint32_t), &v);
    if (st != SR_OK)
        return st;
    size_t slots = k.len / sizeof(uint64_t), n_free = 0;
    if (slots == 0 || (slots & (slots - 1)) || v.len / sizeof(uint32_t) != slots)
        return bad(r, keys);
    *ret = (sr_tag_table){(const uint64_t *)(const void *)k.p,
                          (const uint32_t *)(const void *)v.p, slots};
    for (size_t i = 0; i < slots; i++) {
        n_free += ret->key[i] == 0;
        if ((ret->value[i] & mask) >= limit)
            return bad(r, values);
    }
    return n_free ? SR_OK : bad(r, keys);
}

static sr_status find_vectors(reader *r, const char *vec, const char *scale, size_t rows,
                              const int8_t **ret, const float **ret_scale)
{
    sr_str v;
    sr_status st = find(r, vec, SR_TAG_EMBED, &v);
    if (st != SR_OK)
        return st;
    if (v.len != rows * SR_TAG_EMBED)
        return bad(r, vec);
    *ret = (const int8_t *)v.p;
    return find_floats(r, scale, rows, ret_scale);
}

static sr_status read_rows(reader *r)
{
    sr_tag_model *m = r->m;
    sr_str v;
    sr_status st = find(r, "word.vec", SR_TAG_EMBED, &v);
    if (st != SR_OK)
        return st;
    m->n_words = v.len / SR_TAG_EMBED;
    st = find_vectors(r, "word.vec", "word.scale", m->n_words, &m->word_vec,
                      &m->word_scale);
    if (st == SR_OK)
        st = find_vectors(r, "sub.vec", "sub.scale", SR_TAG_SUB_ROWS, &m->sub_vec,
                          &m->sub_scale);
    if (st == SR_OK)
        st = find_table(r, "hash.key", "hash.val", 0xffffff, m->n_words, &m->words);
    if (st == SR_OK)
        st = find_table(r, "phrase.key", "phrase.val", UINT32_MAX, 0x200, &m->phrases);
    return st;
}

/* --- layers -------------------------------------------------------------------------- */

static sr_status find_lin(reader *r, const char *name, size_t n, size_t k, sr_lin *ret)
{
    char part[NAME_BYTES];
    sr_str w = {0};
    (void)snprintf(part, sizeof part, "%s.w", name);
    sr_status st = find(r, part, 1, &w);
    if (st != SR_OK)
        return st;
    if (n % 16 != 0 || w.len != n * k)
        return bad(r, part);
    *ret = (sr_lin){.w = (const int8_t *)w.p, .n = (uint32_t)n, .k = (uint32_t)k};
    (void)snprintf(part, sizeof part, "%s.scale", name);
    st = find_floats(r, part, n, &ret->scale);
    if (st != SR_OK)
        return st;
    (void)snprintf(part, sizeof part, "%s.bias", name);
    return find_floats(r, part, n, &ret->bias);
}

static size_t up16(size_t n)
{
    return (n + 15) / 16 * 16;
}

void sr_tag_shift(sr_lin *l, int32_t *shift)
{
    const int8_t *w = l->w;
    l->shift = shift;
    for (size_t b = 0; b < l->n; b += 16) {
        int32_t sum[16] = {0};
        for (size_t i = 0; i < l->k; i += 4, w += 64)
            for (size_t j = 0; j < 16; j++)
                sum[j] += w[4 * j] + w[4 * j + 1] + w[4 * j + 2] + w[4 * j + 3];
        for (size_t j = 0; j < 16; j++)
            shift[b + j] = SR_TAG_Q0 * sum[j];
    }
}

/* See sr_lin.calm: the sums of the weights that meet in one of the 32 numbers of 16 bits
 * of an AVX2 register, over four of them. */
static bool is_calm(const sr_lin *l)
{
    if (l->k % 16)
        return false;
    const int8_t *end = l->w + (size_t)l->n * l->k;
    for (const int8_t *w = l->w; w < end; w += 256)
        for (size_t j = 0; j < 64; j += 2) {
            int up = 0, down = 0;
            for (size_t i = j; i < 256; i += 64) {
                up += (w[i] > 0 ? w[i] : 0) + (w[i + 1] > 0 ? w[i + 1] : 0);
                down -= (w[i] < 0 ? w[i] : 0) + (w[i + 1] < 0 ? w[i + 1] : 0);
            }
            if (up > SR_TAG_CALM || down > SR_TAG_CALM)
                return false;
        }
    return true;
}

static sr_status layers_make(reader *r)
{
    sr_tag_model *m = r->m;
    m->tag_width = up16(m->n_tags);
    const struct {
        const char *name;
        size_t n, k;
        sr_lin *to;
    } rows[] = {
        {"l0", 3 * SR_TAG_D, 3 * SR_TAG_D, &m->layer[0]},
        {"l1", 3 * SR_TAG_D, SR_TAG_D, &m->layer[1]},
        {"l2", 3 * SR_TAG_D, SR_TAG_D, &m->layer[2]},
        {"l3", 3 * SR_TAG_D, SR_TAG_D, &m->layer[3]},
        {"heads", m->tag_width + 2 * SR_TAG_ARC + 2 * SR_TAG_SIDE, SR_TAG_D, &m->heads},
        {"rule", up16(m->n_rules), SR_TAG_D, &m->rule},
        {"arc", SR_TAG_ARC, SR_TAG_ARC, &m->arc},
        {"rel", up16(m->n_rels), SR_TAG_SIDE, &m->rel},
        {"ner1", SR_TAG_NER, 3 * SR_TAG_D, &m->ner1},
        {"ner2", up16(SR_TAG_NAME_TAGS), SR_TAG_NER, &m->ner2},
    };
    size_t total = 0;
    for (size_t i = 0; i < SR_COUNT(rows); i++) {
        sr_status st = find_lin(r, rows[i].name, rows[i].n, rows[i].k, rows[i].to);
        if (st != SR_OK)
            return st;
        total += rows[i].n;
    }
    int32_t *shift = m->shifts = calloc(total, sizeof *shift);
    if (!shift)
        return sr_fail(r->err, SR_ENOMEM, 0, "out of memory for \"%s\"", r->name);
    for (size_t i = 0; i < SR_COUNT(rows); i++) {
        sr_tag_shift(rows[i].to, shift);
        rows[i].to->calm = is_calm(rows[i].to);
        shift += rows[i].to->n;
    }
    sr_status st = find_floats(r, "root", SR_TAG_ARC + SR_TAG_SIDE, &m->root);
    return st == SR_OK ? find_floats(r, "dist", SR_TAG_DISTS, &m->dist) : st;
}

/* --- texts --------------------------------------------------------------------------- */

/* Lines of a section, counted, with zeroed room of `size` bytes for each. */
static sr_status lines_new(reader *r, const char *name, size_t size, size_t limit,
                           sr_str *text, size_t *n, void **ret)
{
    sr_status st = find(r, name, 1, text);
    if (st != SR_OK)
        return st;
    sr_str rest = *text, line;
    *n = 0;
    while (sr_str_field(&rest, '\n', &line) && line.len)
        ++*n;
    if (*n == 0 || *n > limit)
        return bad(r, name);
    *ret = calloc(*n, size);
    return *ret ? SR_OK
                : sr_fail(r->err, SR_ENOMEM, 0, "out of memory for \"%s\"", r->name);
}

static sr_status read_classes(reader *r)
{
    sr_tag_model *m = r->m;
    sr_str text, line, upos;
    void *v = NULL;
    sr_status st = lines_new(r, "tags", sizeof *m->classes, 4096, &text, &m->n_tags, &v);
    m->classes = v;
    for (size_t i = 0; st == SR_OK && i < m->n_tags; i++) {
        (void)sr_str_field(&text, '\n', &line);
        if (!sr_str_field(&line, '\t', &upos) ||
            !sr_upos_parse(upos, &m->classes[i].upos) ||
            !sr_feats_parse(line, &m->classes[i].feats))
            st = bad(r, "tags");
    }
    return st;
}

static sr_status read_relations(reader *r)
{
    sr_tag_model *m = r->m;
    sr_str text, line;
    void *v = NULL;
    sr_status st = lines_new(r, "rels", sizeof *m->rels, 255, &text, &m->n_rels, &v);
    m->rels = v;
    m->rel_root = SIZE_MAX;
    for (size_t i = 0; st == SR_OK && i < m->n_rels; i++) {
        (void)sr_str_field(&text, '\n', &line);
        if (!sr_relation_parse(line, &m->rels[i]))
            st = bad(r, "rels");
        if (m->rels[i] == SR_REL_ROOT)
            m->rel_root = i;
    }
    if (st == SR_OK && (m->rel_root == SIZE_MAX || m->n_rels < 2))
        st = bad(r, "rels");
    return st;
}

static bool read_rule(sr_str line, sr_tag_rule *ret)
{
    static const char bases[] = "klt=";
    const char *base = line.len ? memchr(bases, line.p[0], 4) : NULL;
    if (!base)
        return false;
    *ret = (sr_tag_rule){.base = (int)(base - bases)};
    size_t at = 1;
    if (*base != '=') {
        if (line.len < 2 || !sr_is_digit(line.p[1]))
            return false;
        ret->cut = (uint32_t)(line.p[1] - '0');
        at = 2;
    }
    ret->add = sr_str_cut(line, at, line.len);
    return true;
}

static sr_status read_rules(reader *r)
{
    sr_tag_model *m = r->m;
    sr_str text, line;
    void *v = NULL;
    sr_status st = lines_new(r, "rules", sizeof *m->rules, 4096, &text, &m->n_rules, &v);
    m->rules = v;
    for (size_t i = 0; st == SR_OK && i < m->n_rules; i++) {
        (void)sr_str_field(&text, '\n', &line);
        if (!read_rule(line, &m->rules[i]))
            st = bad(r, "rules");
    }
    if (st == SR_OK)
        st = find_table(r, "lemma.key", "lemma.val", UINT32_MAX, m->n_rules, &m->lemmas);
    return st;
}

/* --- the calls ----------------------------------------------------------------------- */

#if defined(__x86_64__)
bool sr_tag_has_avx_vnni(void)
{
    unsigned a = 0, b, c, d;
    return __builtin_cpu_supports("avx2") && __get_cpuid_count(7, 1, &a, &b, &c, &d) &&
           (a >> 4 & 1);
}
#endif

static const sr_kernels *choose(sr_tag_path how)
{
#if defined(__x86_64__)
    bool avx2 = __builtin_cpu_supports("avx2"), avx_vnni = sr_tag_has_avx_vnni();
    bool avx512 =
        __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512vnni");
    if (avx512 && (how == SR_TAG_AUTO || how == SR_TAG_AVX512))
        return &sr_kernels_avx512;
    if (avx_vnni && (how == SR_TAG_AUTO || how == SR_TAG_AVX_VNNI))
        return &sr_kernels_avx_vnni;
    if (avx2 && (how == SR_TAG_AUTO || how == SR_TAG_AVX2))
        return &sr_kernels_avx2;
#endif
    return how == SR_TAG_AUTO || how == SR_TAG_PORTABLE ? &sr_kernels_portable : NULL;
}

static sr_status read_all(reader *r)
{
    sr_status st = check_header(r);
    if (st == SR_OK)
        st = find(r, "licence", 1, &r->m->licence);
    if (st == SR_OK)
        st = read_rows(r);
    if (st == SR_OK)
        st = read_classes(r);
    if (st == SR_OK)
        st = read_relations(r);
    if (st == SR_OK)
        st = read_rules(r);
    if (st == SR_OK)
        st = layers_make(r);
    return st;
}

sr_status sr_tag_model_new(sr_str bytes, const char *name, sr_tag_path how,
                           sr_tag_model **ret, sr_err *err)
{
    const sr_kernels *k = choose(how);
    if (!k)
        return sr_fail(err, SR_ENOTFOUND, 0, "this processor has not got path %d",
                       (int)how);
    sr_tag_model *m = calloc(1, sizeof *m);
    if (!m)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for \"%s\"", name);
    m->k = k;
    m->bytes = bytes;
    reader r = {.m = m, .name = name, .err = err};
    sr_status st = read_all(&r);
    if (st != SR_OK) {
        sr_tag_model_close(m);
        return st;
    }
    *ret = m;
    return SR_OK;
}

static sr_status map_file(const char *path, sr_str *ret, sr_err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat info;
    if (fd < 0)
        return sr_fail(err, SR_EIO, 0, "could not open \"%s\": %s", path,
                       strerror(errno));
    void *p = MAP_FAILED;
    if (fstat(fd, &info) == 0 && info.st_size > 0)
        p = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    else
        errno = EINVAL;
    int why = errno;
    (void)close(fd);
    if (p == MAP_FAILED)
        return sr_fail(err, SR_EIO, 0, "could not map \"%s\": %s", path, strerror(why));
    *ret = (sr_str){p, (size_t)info.st_size};
    return SR_OK;
}

/* embedded.S */
extern const char sr_tag_english[], sr_tag_english_end[];

sr_status sr_tag_model_open(const char *path, sr_tag_path how, sr_tag_model **ret,
                            sr_err *err)
{
    if (!path) {
        sr_str b = {sr_tag_english, (size_t)(sr_tag_english_end - sr_tag_english)};
        return sr_tag_model_new(b, "tag.en.bin", how, ret, err);
    }
    sr_str b;
    sr_status st = map_file(path, &b, err);
    if (st != SR_OK)
        return st;
    st = sr_tag_model_new(b, path, how, ret, err);
    if (st == SR_OK)
        (*ret)->mapped = (void *)(uintptr_t)b.p;
    else
        (void)munmap((void *)(uintptr_t)b.p, b.len);
    return st;
}

void sr_tag_model_close(sr_tag_model *m)
{
    if (!m)
        return;
    if (m->mapped)
        (void)munmap(m->mapped, m->bytes.len);
    free(m->classes);
    free(m->rules);
    free(m->rels);
    free(m->shifts);
    free(m);
}

sr_str sr_tag_model_licence(const sr_tag_model *m)
{
    return m->licence;
}
