/* libsitrep: read the news, keep the situation report.
 *
 *     sr_session *s;  sr_err err;
 *     if (sr_open("news.db", 0, &s, &err) != SR_OK)  ... err.msg says why
 *     const char *inputs[] = {"pages/", "archive.warc.gz"};
 *     sr_ingest(s, inputs, 2, NULL, NULL, NULL, &err);
 *     char *page;  size_t len;
 *     sr_brief_text(s, NULL, SR_BRIEF_MARKDOWN, &page, &len, &err);
 *     ...
 *     sr_free(page);
 *     sr_close(s);
 *
 * Threads: a handle belongs to one thread at a time; different handles are independent.
 * The library keeps no writable globals, prints nothing and never exits.
 * Output is UTF-8 in the forms that docs/formats/ describes; the same input gives the same
 * bytes.  Link with  pkg-config --libs sitrep.
 */
#ifndef SITREP_SITREP_H
#define SITREP_SITREP_H

#include "sitrep/status.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define SR_API __attribute__((visibility("default")))
#else
#define SR_API
#endif

/* "0.1.0" */
SR_API const char *sr_version(void);

/* A session over a store.  Opaque. */
typedef struct sr_session sr_session;

/* sr_open: open a store, or make it where the file is missing.
 *
 * in      path    NULL keeps everything in memory
 *         now_s   the present in UTC seconds; 0 reads the clock once
 * errors  SR_EIO, SR_ESTORE (no store, of a newer version, another writer), SR_ENOMEM;
 *         *ret is untouched
 * cost    reads the articles of the store's last 30 days */
SR_API sr_status sr_open(const char *path, int64_t now_s, sr_session **ret, sr_err *err);
SR_API void sr_close(sr_session *s); /* NULL is allowed */

/* Called for each thing that was refused, cut or replaced: a file, an offset in it and
 * the reason (terminated strings; file may be empty). */
typedef void (*sr_refused)(void *ctx, const char *file, uint64_t offset,
                           const char *reason);

typedef struct sr_counts {
    uint64_t fresh;   /* articles that are new in the store */
    uint64_t same;    /* articles that were there already */
    uint64_t revised; /* articles with a corrected text */
    uint64_t refused; /* how often sr_refused was called */
} sr_counts;

/* sr_ingest: take in files, directories, "-" (standard input); kinds are told from the
 * bytes.  What it counts is kept when it returns SR_OK, whatever happens then.
 *
 * in      refused, ctx  may be NULL    counts  may be NULL
 * errors  SR_ESTORE, SR_ENOMEM, SR_EARG; single inputs that fail are refused, not errors
 * cost    about 1 ms an article with the store; linear */
SR_API sr_status sr_ingest(sr_session *s, const char *const *inputs, size_t n,
                           sr_refused refused, void *ctx, sr_counts *counts, sr_err *err);

typedef enum sr_brief_format {
    SR_BRIEF_TEXT,
    SR_BRIEF_MARKDOWN,
    SR_BRIEF_HTML,
    SR_BRIEF_JSON
} sr_brief_format;

/* sr_brief_text: the stories of the store as a report, every line with its source.
 *
 * in      story  an id, or NULL for all
 * out     *ret   `*len` bytes and a NUL; give them back with sr_free
 * errors  SR_ENOTFOUND (no such story), SR_ESTORE, SR_ENOMEM; *ret is untouched */
SR_API sr_status sr_brief_text(sr_session *s, const char *story, sr_brief_format format,
                               char **ret, size_t *len, sr_err *err);

/* sr_search: articles that have all the words, best first, as JSON Lines.
 *
 * in      query  words, "a phrase", -without, begin*     max  0: 20
 * errors  SR_EARG (nothing to look for), SR_ESTORE, SR_ENOMEM; *ret is untouched */
SR_API sr_status sr_search(sr_session *s, const char *query, size_t max, char **ret,
                           size_t *len, sr_err *err);

/* Called with one article as a line of JSON (without its newline), in input order. */
typedef void (*sr_article_line)(void *ctx, const char *json, size_t len);

/* sr_read: inputs to articles, as `sitrep read` prints them; needs no store.
 * errors  SR_EARG, SR_ENOMEM */
SR_API sr_status sr_read(const char *const *inputs, size_t n, int64_t now_s,
                         sr_article_line line, sr_refused refused, void *ctx,
                         sr_err *err);

SR_API void sr_free(char *text); /* NULL is allowed */

#ifdef __cplusplus
}
#endif

#endif
