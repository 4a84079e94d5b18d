#include "extract/site.h"

#include "base/hash.h"
#include "extract/url.h"

#include <stdio.h>
#include <stdlib.h>

/* A line of a site, by one hash of both. */
typedef struct entry {
    uint64_t key;  /* 0: free */
    uint64_t last; /* hash of the article that was counted last */
    uint32_t pages;
} entry;

struct sr_site_memory {
    entry *v; /* [slots], at most half full */
    size_t slots, n;
};

static const char head[] = "sitrep site memory 1";

/* --- the table -------------------------------------------------------------------------- */

sr_status sr_site_memory_new(sr_site_memory **ret, sr_err *err)
{
    enum { FIRST_SLOTS = 1024 };
    sr_site_memory *m = calloc(1, sizeof *m);
    if (m)
        m->v = calloc(FIRST_SLOTS, sizeof *m->v);
    if (!m || !m->v) {
        free(m);
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for what sites have in common");
    }
    m->slots = FIRST_SLOTS;
    *ret = m;
    return SR_OK;
}

void sr_site_memory_free(sr_site_memory *m)
{
    if (!m)
        return;
    free(m->v);
    free(m);
}

static entry *slot_of(const sr_site_memory *m, uint64_t key)
{
    size_t i = (size_t)(key >> 1) & (m->slots - 1);
    while (m->v[i].key && m->v[i].key != key)
        i = (i + 1) & (m->slots - 1);
    return &m->v[i];
}

/* A table of that many slots with the entries of at least so many pages. */
static bool grow_to(sr_site_memory *m, size_t slots, uint32_t least)
{
    sr_site_memory next = {.v = calloc(slots, sizeof *next.v), .slots = slots};
    if (!next.v)
        return false;
    for (size_t i = 0; i < m->slots; i++)
        if (m->v[i].key && m->v[i].pages >= least) {
            *slot_of(&next, m->v[i].key) = m->v[i];
            next.n++;
        }
    free(m->v);
    *m = next;
    return true;
}

static bool make_room(sr_site_memory *m)
{
    if (m->n >= SR_MAX_SITE_LINES)
        return grow_to(m, m->slots, 2);
    return m->n * 2 < m->slots || grow_to(m, m->slots * 2, 0);
}

static sr_status no_memory(sr_err *err)
{
    return sr_fail(err, SR_ENOMEM, 0, "out of memory for what sites have in common");
}

/* --- keys ------------------------------------------------------------------------------- */

/* 0: the address names no site. */
static uint64_t site_of(sr_str url)
{
    sr_url u;
    return sr_url_parse(url, &u) ? sr_hash64(sr_url_registrable(u.host)) : 0;
}

static uint64_t key_of(uint64_t site, sr_str line)
{
    return sr_hash_mix(site, sr_hash64(line)) | 1;
}

/* --- learning and asking ---------------------------------------------------------------- */

sr_status sr_site_memory_learn(sr_site_memory *m, const sr_doc *doc, sr_err *err)
{
    const sr_article *a = &doc->article;
    uint64_t site = site_of(a->url), article = sr_hash64(a->id);
    for (size_t k = 0; site && k < a->n_paras; k++) {
        if (!make_room(m))
            return no_memory(err);
        uint64_t key = key_of(site, sr_str_span(a->text, a->paras[k].span));
        entry *e = slot_of(m, key);
        if (e->key && e->last == article)
            continue;
        m->n += !e->key;
        *e = (entry){key, article, e->pages + (e->pages < UINT32_MAX)};
    }
    return SR_OK;
}

uint32_t sr_site_memory_pages(const sr_site_memory *m, sr_str url, sr_str line)
{
    uint64_t site = site_of(url);
    return site ? slot_of(m, key_of(site, line))->pages : 0;
}

/* --- the file --------------------------------------------------------------------------- */

static int by_key(const void *a, const void *b)
{
    uint64_t x = ((const entry *)a)->key, y = ((const entry *)b)->key;
    return x < y ? -1 : x > y;
}

/* All entries in order of their keys; NULL: no memory. */
static entry *sorted_new(const sr_site_memory *m)
{
    size_t n = 0;
    entry *v = calloc(m->n + 1, sizeof *v);
    for (size_t i = 0; v && i < m->slots; i++)
        if (m->v[i].key)
            v[n++] = m->v[i];
    if (v)
        qsort(v, n, sizeof *v, by_key);
    return v;
}

sr_status sr_site_memory_write(const sr_site_memory *m, sr_buf *out, sr_err *err)
{
    entry *v = sorted_new(m);
    if (!v)
        return no_memory(err);
    sr_buf_printf(out, "%s\n", head);
    for (size_t i = 0; i < m->n; i++)
        sr_buf_printf(out, "%016llx %016llx %u\n", (unsigned long long)v[i].key,
                      (unsigned long long)v[i].last, v[i].pages);
    free(v);
    return sr_buf_ok(out) ? SR_OK : no_memory(err);
}

static bool take_hex(sr_str s, uint64_t *ret)
{
    uint64_t v = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = sr_lower(s.p[i]);
        if (!sr_is_digit(c) && (c < 'a' || c > 'f'))
            return false;
        v = v << 4 | (uint64_t)(sr_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    *ret = v;
    return s.len == 16;
}

static bool take_line(sr_str line, entry *ret)
{
    sr_str key, last, pages;
    uint64_t n;
    bool ok = sr_str_field(&line, ' ', &key) && sr_str_field(&line, ' ', &last) &&
              sr_str_field(&line, ' ', &pages) && take_hex(key, &ret->key) &&
              take_hex(last, &ret->last) && sr_str_u64(pages, &n) && n && n <= UINT32_MAX;
    if (ok)
        ret->pages = (uint32_t)n;
    return ok && ret->key;
}

sr_status sr_site_memory_read(sr_site_memory *m, sr_str text, const char *name,
                              sr_err *err)
{
    sr_str line;
    if (!sr_str_field(&text, '\n', &line) || !sr_str_eq(line, sr_str_of(head)))
        return sr_fail(err, SR_EFORMAT, 1, "\"%s\" is no memory of sites", name);
    for (uint64_t n = 2; text.len && sr_str_field(&text, '\n', &line); n++) {
        entry e;
        if (!take_line(line, &e))
            return sr_fail(err, SR_EFORMAT, n, "%s:%llu: no line of a memory of sites",
                           name, (unsigned long long)n);
        if (!make_room(m))
            return no_memory(err);
        entry *at = slot_of(m, e.key);
        m->n += !at->key;
        *at = e;
    }
    return SR_OK;
}
