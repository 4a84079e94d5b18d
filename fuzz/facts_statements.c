/* Any bytes as text, any tree over its tokens: the invariants of doc/claims.h for
 * statements hold, and the same input gives the same result.  The first byte chooses the
 * trees, the first line is the title. */
#include "fuzz.h"

#include "../tests/unit/facts/statements_invariants.h"

#include "facts/layers.h"
#include "link/link.h"

static sr_text_rules *text_rules;
static sr_facts_rules *facts_rules;
static sr_know *know;
static sr_link_rules *link_rules;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sr_str all = {(const char *)data, size}, title = {"", 0};
    if (!text_rules)
        MUST(sr_text_rules_new("en", &text_rules, NULL) == SR_OK);
    if (!facts_rules)
        MUST(sr_facts_rules_new("en", &facts_rules, NULL) == SR_OK);
    if (!know)
        MUST(sr_know_open(NULL, 0, &know, NULL) == SR_OK);
    if (!link_rules)
        MUST(sr_link_rules_new(know, "en", &link_rules, NULL) == SR_OK);
    uint64_t seed = size ? data[0] : 0;
    (void)sr_str_field(&all, '\n', &title);
    sr_doc *doc = sr_doc_new(0);
    MUST(doc && make_article(doc, title, all.len ? all : SR_STR(""), SR_STR("")));
    MUST(sr_text_analyse(text_rules, doc, NULL) == SR_OK);
    MUST(make_words(doc, seed));
    MUST(sr_link_analyse(link_rules, doc, NULL) == SR_OK);
    MUST(sr_statements_find(facts_rules, doc, NULL) == SR_OK);
    const char *what = broken_statements(doc);
    if (what)
        (void)fprintf(stderr, "broken: %s\n", what);
    MUST(!what);
    sr_buf first = {0}, second = {0};
    sr_doc_write_statements(doc, &(sr_json){.out = &first});
    MUST(sr_statements_find(facts_rules, doc, NULL) == SR_OK);
    sr_doc_write_statements(doc, &(sr_json){.out = &second});
    MUST(sr_str_eq(sr_buf_str(&first), sr_buf_str(&second)));
    sr_buf_free(&first);
    sr_buf_free(&second);
    sr_doc_free(doc);
    return 0;
}
