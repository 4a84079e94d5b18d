/* Any bytes as title and text: the invariants of facts/facts.h for times and amounts hold,
 * and the same input gives the same result.  The first line is the title, the second the
 * day. */
#include "fuzz.h"

#include "../tests/unit/facts/invariants.h"

static sr_text_rules *text_rules;
static sr_facts_rules *facts_rules;

static void write_layers(const sr_doc *doc, sr_buf *out)
{
    sr_doc_write_times(doc, &(sr_json){.out = out});
    sr_doc_write_amounts(doc, &(sr_json){.out = out});
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sr_str all = {(const char *)data, size}, title = {"", 0}, day = {"", 0};
    if (!text_rules)
        MUST(sr_text_rules_new("en", &text_rules, NULL) == SR_OK);
    if (!facts_rules)
        MUST(sr_facts_rules_new("en", &facts_rules, NULL) == SR_OK);
    (void)sr_str_field(&all, '\n', &title);
    (void)sr_str_field(&all, '\n', &day);
    sr_doc *doc = sr_doc_new(0);
    MUST(doc && make_article(doc, title, all.len ? all : SR_STR(""), day));
    MUST(sr_text_analyse(text_rules, doc, NULL) == SR_OK);
    MUST(sr_facts_find(facts_rules, doc, NULL) == SR_OK);
    const char *what = broken_times(doc);
    what = what ? what : broken_amounts(doc);
    if (what)
        (void)fprintf(stderr, "broken: %s\n", what);
    MUST(!what);
    sr_buf first = {0}, second = {0};
    write_layers(doc, &first);
    MUST(sr_facts_find(facts_rules, doc, NULL) == SR_OK);
    write_layers(doc, &second);
    MUST(sr_str_eq(sr_buf_str(&first), sr_buf_str(&second)));
    sr_buf_free(&first);
    sr_buf_free(&second);
    sr_doc_free(doc);
    return 0;
}
