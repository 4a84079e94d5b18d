/* Read bytes as one input and say what came out, one line for each record or error:
 *   page <url> "bytes" +note      text "bytes"      entry <url> "title" "bytes"
 *   article "title" "text"        refused STATUS@OFFSET
 */
#ifndef SR_TESTS_INGEST_READ_H
#define SR_TESTS_INGEST_READ_H

#include "base/buf.h"
#include "ingest/ingest.h"

enum { T_MOST = 100 }; /* bytes that are shown of a text */

static inline void t_show(sr_buf *out, sr_str s)
{
    sr_buf_printf(out, " \"%.*s\"", s.len > T_MOST ? T_MOST : SR_FMT(s));
}

static inline void t_show_record(const sr_doc *doc, sr_buf *out)
{
    const sr_record *r = &doc->record;
    static const char *const kinds[] = {"page", "entry", "text", "article"};
    sr_buf_printf(out, "%s", kinds[r->kind]);
    if (r->url.len)
        sr_buf_printf(out, " <%.*s>", SR_FMT(r->url));
    if (r->kind == SR_RECORD_FRAGMENT || r->kind == SR_RECORD_ARTICLE)
        t_show(out, r->given.title);
    t_show(out, r->kind == SR_RECORD_ARTICLE ? r->given.text : r->bytes);
    for (size_t i = 0; i < doc->n_notes; i++)
        sr_buf_printf(out, " +%.*s", SR_FMT(doc->notes[i].code));
    sr_buf_putc(out, '\n');
}

static inline sr_source_counts t_read(sr_str bytes, sr_buf *out)
{
    sr_source *src;
    sr_doc *doc = sr_doc_new(0);
    sr_err err;
    ck_assert(doc != NULL);
    ck_ok(sr_source_open_bytes("memory", bytes, &src, &err));
    sr_buf_reset(out);
    for (sr_status st; (st = sr_source_next(src, doc, &err)) != SR_END;
         sr_doc_reset(doc)) {
        if (st == SR_OK)
            t_show_record(doc, out);
        else
            sr_buf_printf(out, "refused %s@%llu\n", sr_status_name(st),
                          (unsigned long long)err.offset);
    }
    sr_buf_putc(out, '\0');
    sr_source_counts counts = sr_source_count(src);
    sr_source_close(src);
    sr_doc_free(doc);
    return counts;
}

/* The first record of some bytes; the caller frees it. */
static inline sr_doc *t_read_one(const char *bytes)
{
    sr_source *src;
    sr_doc *doc = sr_doc_new(0);
    ck_ok(sr_source_open_bytes("x", sr_str_of(bytes), &src, NULL));
    ck_ok(sr_source_next(src, doc, NULL));
    sr_source_close(src);
    return doc;
}

/* What comes out of `bytes` must be `want`. */
static inline void t_reads(const char *rule, sr_str bytes, const char *want)
{
    sr_buf out = {0};
    (void)t_read(bytes, &out);
    ck_assert_msg(strcmp(out.p, want) == 0, "%s:\n got: %s want: %s", rule, out.p, want);
    sr_buf_free(&out);
}

#endif
