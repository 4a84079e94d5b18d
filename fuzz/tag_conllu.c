/* Any bytes as CoNLL-U: refused, or read, tagged and written so that it reads again with
 * the same tokens. */
#include "fuzz.h"
#include "tag/conllu.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static sr_tag_model *m; /* opened once: it takes longer than all the rest */
    MUST(m || sr_tag_model_open(NULL, SR_TAG_AUTO, &m, NULL) == SR_OK);
    sr_doc *doc = sr_doc_new(0), *again = sr_doc_new(0);
    sr_str text = {(const char *)data, size};
    sr_err err = {0};
    sr_buf out = {0};
    sr_status st = sr_conllu_read(text, doc, &err);
    MUST(st == SR_OK || st == SR_EFORMAT);
    if (st != SR_OK)
        MUST(err.offset <= size);
    if (st == SR_OK) {
        MUST(sr_tag_analyse(m, doc, &err) == SR_OK);
        sr_conllu_fill(text, doc, &out);
        MUST(sr_conllu_read(sr_buf_str(&out), again, &err) == SR_OK);
        MUST(again->n_tokens == doc->n_tokens);
        MUST(again->n_sents == doc->n_sents);
    }
    sr_buf_free(&out);
    sr_doc_free(doc);
    sr_doc_free(again);
    return 0;
}
