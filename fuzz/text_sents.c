/* Any bytes as title and text: the invariants of text/text.h hold, and the same input gives
 * the same result.  The first line is the title, blank lines part the paragraphs. */
#include "fuzz.h"

#include "../tests/unit/text/invariants.h"

static sr_text_rules *rules;

static void add_paras(sr_doc *doc)
{
    sr_str t = doc->article.text;
    size_t room = t.len / 2 + 1;
    doc->article.paras = SR_NEW(doc->arena, sr_para, room);
    MUST(doc->article.paras);
    for (size_t beg = 0; beg < t.len;) {
        size_t end = sr_str_find(t, SR_STR("\n\n"), beg);
        end = end == SIZE_MAX ? t.len : end;
        if (end > beg)
            doc->article.paras[doc->article.n_paras++].span =
                (sr_span){(uint32_t)beg, (uint32_t)end};
        beg = end + 2;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sr_str all = {(const char *)data, size}, title = {NULL, 0};
    if (!rules)
        MUST(sr_text_rules_new("en", &rules, NULL) == SR_OK);
    sr_doc *doc = sr_doc_new(0);
    MUST(doc);
    if (size && sr_str_field(&all, '\n', &title)) {
        doc->article.title = title;
        doc->article.text = all.p ? all : SR_STR("");
        add_paras(doc);
    }
    MUST(sr_text_analyse(rules, doc, NULL) == SR_OK);
    const char *what = broken(doc);
    if (what)
        (void)fprintf(stderr, "broken: %s\n", what);
    MUST(!what);
    size_t n = doc->n_tokens;
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += doc->tokens[i].fold * (i + 1);
    MUST(sr_text_analyse(rules, doc, NULL) == SR_OK && doc->n_tokens == n);
    for (size_t i = 0; i < n; i++)
        sum -= doc->tokens[i].fold * (i + 1);
    MUST(sum == 0);
    sr_doc_free(doc);
    return 0;
}
