/* What the tests of stage story share: articles made from strings, and streams of them. */
#ifndef SR_TESTS_UNIT_STORY_T_H
#define SR_TESTS_UNIT_STORY_T_H

#include "../t.h"

#include <stdio.h>
#include <stdlib.h>

#include "story/engine.h"
#include "text/text.h"

typedef struct t_article {
    const char *id, *title, *text, *published, *outlet;
} t_article;

static inline sr_text_rules *t_rules(void)
{
    sr_text_rules *r;
    ck_ok(sr_text_rules_new("en", &r, NULL));
    return r;
}

static inline void t_paras(sr_doc *doc)
{
    sr_article *x = &doc->article;
    size_t n = 1;
    for (size_t i = 0; i < x->text.len; i++)
        n += x->text.p[i] == '\n';
    x->paras = SR_NEW(doc->arena, sr_para, n);
    ck_assert_ptr_nonnull(x->paras);
    for (size_t beg = 0; beg < x->text.len;) {
        size_t end = sr_str_find(x->text, SR_STR("\n\n"), beg);
        end = end == SIZE_MAX ? x->text.len : end;
        if (end > beg)
            x->paras[x->n_paras++].span = (sr_span){(uint32_t)beg, (uint32_t)end};
        beg = end + 2;
    }
}

/* Fill doc up to its tokens. */
static inline void t_read(sr_doc *doc, const sr_text_rules *rules, t_article in)
{
    sr_doc_reset(doc);
    sr_article *x = &doc->article;
    x->id = sr_str_of(in.id);
    x->title = sr_str_of(in.title ? in.title : "");
    x->text = sr_str_of(in.text ? in.text : "");
    x->outlet = sr_str_of(in.outlet ? in.outlet : "");
    x->lang = SR_STR("en");
    if (in.published)
        ck_assert(sr_time_parse(sr_str_of(in.published), &x->published.at_s,
                                &x->published.precision));
    t_paras(doc);
    ck_ok(sr_text_analyse(rules, doc, NULL));
}

static inline void t_make(sr_doc *doc, const sr_text_rules *rules, t_article in)
{
    t_read(doc, rules, in);
    ck_ok(sr_features_make(doc, NULL));
}

/* Random numbers that are the same everywhere (Numerical Recipes' LCG). */
static inline uint32_t t_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* n words of nonsense out of `vocabulary` many, a full stop every twelve. */
static inline void t_nonsense(char *out, size_t room, size_t n, size_t vocabulary,
                              uint32_t seed)
{
    static const char *const part[] = {"ka", "lo", "mi", "ne", "po", "ru", "sa", "te"};
    size_t at = 0;
    for (size_t i = 0; i < n && at + 24 < room; i++) {
        uint32_t w = t_random(&seed) % (uint32_t)vocabulary;
        for (int k = 0; k < 5; k++, w /= 8) {
            const char *p = part[w % 8];
            out[at++] = (char)(i % 12 == 0 && k == 0 ? p[0] - 32 : p[0]);
            out[at++] = p[1];
        }
        if (i % 12 == 11)
            out[at++] = '.';
        out[at++] = ' ';
    }
    out[at] = '\0';
}

#endif
