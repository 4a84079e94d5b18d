/* What the tests of mentions and chains share: a text through all stages up to link, and
 * what must hold of any document then. */
#ifndef SR_TESTS_UNIT_LINK_COREF_T_H
#define SR_TESTS_UNIT_LINK_COREF_T_H

#include "../t.h"

#include "base/buf.h"
#include "base/time.h"
#include "link/coref.h"
#include "tag/tag.h"
#include "text/text.h"

typedef struct coref_t {
    sr_text_rules *text;
    sr_tag_model *tag;
    sr_know *know;
    sr_link_rules *link;
} coref_t;

static inline void coref_t_open(coref_t *c)
{
    ck_ok(sr_text_rules_new("en", &c->text, NULL));
    ck_ok(sr_tag_model_open(NULL, SR_TAG_AUTO, &c->tag, NULL));
    ck_ok(sr_know_open(NULL, 0, &c->know, NULL));
    ck_ok(sr_link_rules_new(c->know, "en", &c->link, NULL));
}

static inline void coref_t_close(coref_t *c)
{
    sr_link_rules_free(c->link);
    sr_know_close(c->know);
    sr_tag_model_close(c->tag);
    sr_text_rules_free(c->text);
}

/* A document of one paragraph, with its words and names. */
static inline sr_doc *coref_t_words(const coref_t *c, sr_str text)
{
    sr_doc *doc = sr_doc_new(0);
    ck_assert_ptr_nonnull(doc);
    doc->article.text = text;
    doc->article.lang = SR_STR("en");
    doc->article.n_paras = text.len > 0;
    doc->article.paras = SR_NEW(doc->arena, sr_para, 1);
    doc->article.paras[0].span = (sr_span){0, (uint32_t)text.len};
    ck_ok(sr_text_analyse(c->text, doc, NULL));
    ck_ok(sr_tag_analyse(c->tag, doc, NULL));
    return doc;
}

static inline sr_doc *coref_t_read(const coref_t *c, sr_str text)
{
    sr_doc *doc = coref_t_words(c, text);
    ck_ok(sr_link_analyse(c->link, doc, NULL));
    return doc;
}

/* ... of the first of June of a year */
static inline sr_doc *coref_t_read_on(const coref_t *c, sr_str text, int year)
{
    sr_doc *doc = coref_t_words(c, text);
    sr_civil day = {year, 6, 1, 0, 0, 0};
    doc->article.published = (sr_when){
        .at_s = sr_time_of(day), .precision = SR_TIME_DAY, .from = SR_STR("given")};
    ck_ok(sr_link_analyse(c->link, doc, NULL));
    return doc;
}

static inline sr_str coref_t_mention(const sr_doc *doc, const sr_mention *m)
{
    return sr_str_span(sr_doc_text(doc, &doc->sents[m->sent]), m->span);
}

/* NULL, or what is broken. */
static inline const char *coref_t_broken(const sr_doc *doc)
{
    size_t in_chains = 0;
    for (size_t i = 0; i < doc->n_mentions; i++) {
        const sr_mention *m = &doc->mentions[i], *p = m - 1;
        const sr_sentence *s = &doc->sents[m->sent];
        if (m->tok_beg >= m->tok_end || m->tok_beg < s->tok_beg ||
            m->tok_end > s->tok_end)
            return "tokens outside the sentence";
        if (m->head < m->tok_beg || m->head >= m->tok_end)
            return "head outside the mention";
        if (m->span.beg != doc->tokens[m->tok_beg].span.beg ||
            m->span.end != doc->tokens[m->tok_end - 1].span.end)
            return "span is not that of the tokens";
        if (i && (m->tok_beg < p->tok_beg ||
                  (m->tok_beg == p->tok_beg && m->tok_end > p->tok_end)))
            return "order";
        if ((m->kind == SR_MENTION_NAME) != (m->name != SR_NONE))
            return "a name without its name";
        if (m->entity >= doc->n_entities)
            return "no entity";
        if (m->next != SR_NONE && (m->next <= i || m->next >= doc->n_mentions ||
                                   doc->mentions[m->next].entity != m->entity))
            return "next";
        if (!(m->p >= 0 && m->p <= 1))
            return "p";
    }
    for (size_t e = 0; e < doc->n_entities; e++) {
        uint32_t n = 0;
        if (e && doc->entities[e].first <= doc->entities[e - 1].first)
            return "order of entities";
        for (uint32_t m = doc->entities[e].first; m != SR_NONE; m = doc->mentions[m].next)
            n++;
        if (n != doc->entities[e].n_mentions)
            return "number of mentions";
        in_chains += n;
    }
    return in_chains == doc->n_mentions ? NULL : "mentions outside of chains";
}

static coref_t c; /* opened once a program, by the fixture */

static inline void coref_t_setup(void)
{
    coref_t_open(&c);
}

static inline void coref_t_teardown(void)
{
    coref_t_close(&c);
}

#endif
