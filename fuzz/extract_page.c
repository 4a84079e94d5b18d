/* Any bytes as a page, a feed's entry and a plain text: paragraphs are ascending, disjoint
 * spans of the text on character borders, page bytes lie inside the page. */
#include "fuzz.h"

#include "base/utf8.h"
#include "extract/extract.h"

static bool on_border(sr_str text, uint32_t at)
{
    return at == text.len || ((unsigned char)text.p[at] & 0xC0) != 0x80;
}

static void check_article(const sr_doc *doc, bool well_formed)
{
    const sr_article *a = &doc->article;
    uint32_t last = 0;
    MUST(a->n_paras <= SR_MAX_PARAGRAPHS && a->n_authors <= SR_MAX_AUTHORS);
    MUST(a->title.len <= SR_MAX_TITLE_BYTES && a->p_article >= 0 && a->p_article <= 1);
    for (size_t k = 0; k < a->n_paras; k++) {
        const sr_para *p = &a->paras[k];
        MUST(p->span.beg >= last && p->span.end > p->span.beg &&
             p->span.end <= a->text.len);
        MUST(p->page_beg <= p->page_end && p->page_end <= doc->record.bytes.len);
        if (well_formed)
            MUST(on_border(a->text, p->span.beg) && on_border(a->text, p->span.end));
        last = p->span.end;
    }
    for (size_t i = 0; i < a->n_authors; i++)
        MUST(a->authors[i].len > 0);
    if (well_formed) {
        MUST(sr_utf8_check(a->text) == a->text.len);
        MUST(sr_utf8_check(a->title) == a->title.len);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const sr_record_kind kinds[] = {SR_RECORD_PAGE, SR_RECORD_FRAGMENT,
                                           SR_RECORD_TEXT};
    sr_str bytes = {(const char *)data, size};
    bool well_formed = sr_utf8_check(bytes) == size;
    sr_doc *doc = sr_doc_new(0);
    for (size_t i = 0; doc && i < SR_COUNT(kinds); i++) {
        sr_doc_reset(doc);
        doc->record = (sr_record){
            .kind = kinds[i], .bytes = bytes, .url = SR_STR("https://e.org/a/b?c")};
        sr_status st = sr_extract(doc, NULL, 1735689600, NULL);
        MUST(st == SR_OK || st == SR_ELIMIT || st == SR_ENOMEM);
        if (st == SR_OK)
            check_article(doc, well_formed);
    }
    sr_doc_free(doc);
    return 0;
}
