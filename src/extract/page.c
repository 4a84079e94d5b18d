#include "extract/page.h"

#include "extract/url.h"

#include "extract/cleantext.h"

static sr_str fold(sr_str s, sr_arena *a)
{
    return s.len ? sr_fold(s, a) : (sr_str){"", 0};
}

/* What the head says about title and text, in the form in which blocks are compared. */
static bool make_hints(sr_page *p, sr_arena *a)
{
    sr_str og = sr_meta_get(&p->meta, "og:title", a);
    sr_str about = sr_meta_get(&p->meta, "description", a);
    if (!about.len)
        about = sr_meta_get(&p->meta, "og:description", a);
    if (!og.p || !about.p)
        return false;
    p->hints = (sr_hints){
        .title = {fold(p->meta.title, a), fold(og, a), fold(p->ld.headline, a)},
        .description = fold(about, a),
        .body = fold(p->ld.body, a)};
    return !sr_arena_refused(a);
}

sr_status sr_page_read(sr_doc *doc, sr_str bytes, sr_page *ret, sr_err *err)
{
    sr_arena *a = doc->arena;
    sr_page p = {.url = sr_url_archived(doc->record.url)};
    sr_html *tree = SR_NEW(a, sr_html, 1); /* blocks and metadata point to it */
    sr_marks *marks = NULL;
    if (!tree)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a page");
    sr_status st = sr_html_read(bytes, doc, tree, err);
    if (st == SR_OK && !(marks = sr_marks_new(tree, a)))
        st = sr_fail(err, SR_ENOMEM, 0, "out of memory for the marks of a page");
    if (st == SR_OK)
        st = sr_meta_read(marks, a, &p.meta, err);
    if (st == SR_OK)
        st = sr_jsonld_read(&p.meta, a, &p.ld, err);
    if (st == SR_OK && !make_hints(&p, a))
        st = sr_fail(err, SR_ENOMEM, 0, "out of memory for the hints of a page");
    if (st == SR_OK)
        st = sr_blocks_split(marks, a, &p.blocks, err);
    if (st == SR_OK && p.blocks.n == SR_MAX_PARAGRAPHS)
        sr_doc_note(doc, "extract", "limit-paragraphs",
                    "only the first %d blocks of the page", SR_MAX_PARAGRAPHS);
    if (st == SR_OK)
        st = sr_block_rows_make(&p.blocks, &p.hints, a, &p.rows, err);
    p.html = *tree;
    if (st == SR_OK)
        *ret = p;
    return st;
}
