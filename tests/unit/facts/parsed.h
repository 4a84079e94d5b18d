/* What the tests of layers over trees share: model and rules of a test, and an article of
 * 2024-11-29 with its words. */
#ifndef SR_TESTS_FACTS_PARSED_H
#define SR_TESTS_FACTS_PARSED_H

#include "invariants.h"

#include "facts/facts.h"
#include "tag/tag.h"

static sr_tag_model *model;
static sr_text_rules *text_rules;
static sr_facts_rules *facts_rules;

static void setup(void)
{
    ck_ok(sr_tag_model_open(NULL, SR_TAG_AUTO, &model, NULL));
    ck_ok(sr_text_rules_new("en", &text_rules, NULL));
    ck_ok(sr_facts_rules_new("en", &facts_rules, NULL));
}

static void teardown(void)
{
    sr_facts_rules_free(facts_rules);
    sr_text_rules_free(text_rules);
    sr_tag_model_close(model);
}

static inline sr_doc *parsed_str(sr_str title, sr_str text)
{
    sr_doc *doc = sr_doc_new(0);
    ck_assert(doc && make_article(doc, title, text, SR_STR("2024-11-29")));
    ck_ok(sr_text_analyse(text_rules, doc, NULL));
    ck_ok(sr_tag_analyse_rows(model, doc, NULL));
    return doc;
}

static inline sr_doc *parsed(const char *title, const char *text)
{
    return parsed_str(sr_str_of(title), sr_str_of(text));
}

#endif
