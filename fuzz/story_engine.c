/* Any bytes as a stream of articles: cut at 0xFF into articles, at the first line break
 * into title and text.  Must hold: places are complete and well-formed, spans of changes
 * lie in their texts, related articles are of the stream, a second engine that is told what
 * the first decided says the same. */
#include "fuzz.h"

#include "story/engine.h"
#include "text/text.h"

enum { MOST_ARTICLES = 24, MOST_PARAS = 64 };

static void fill(sr_doc *doc, sr_str piece, size_t no)
{
    sr_article *x = &doc->article;
    sr_doc_reset(doc);
    x->id = sr_arena_printf(doc->arena, "a%zu", piece.len % 7 == 3 ? no / 2 : no);
    x->title = x->text = (sr_str){piece.p, 0};
    x->lang = SR_STR("en");
    x->outlet = piece.len % 3 ? SR_STR("echo") : (sr_str){NULL, 0};
    (void)sr_str_field(&piece, '\n', &x->title);
    x->text = piece;
    x->published.at_s = (int64_t)no * 3600 - (piece.len % 5 == 4 ? 1000000000000 : 0);
    x->published.precision = piece.len % 2 ? SR_TIME_SECOND : SR_TIME_UNKNOWN;
    x->paras = SR_NEW(doc->arena, sr_para, MOST_PARAS);
    for (size_t beg = 0; beg < piece.len && x->n_paras < MOST_PARAS;) {
        size_t end = sr_str_find(piece, SR_STR("\n\n"), beg);
        end = end == SIZE_MAX ? piece.len : end;
        if (end > beg)
            x->paras[x->n_paras++].span = (sr_span){(uint32_t)beg, (uint32_t)end};
        beg = end + 2;
    }
}

static void check(const sr_doc *doc, const sr_placed *p)
{
    MUST(p->join.story.len == 32 && p->copy.group.len > 0);
    MUST(p->join.p >= 0 && p->join.p <= 1);
    MUST(p->copy.shared >= 0 && p->copy.shared <= 1);
    MUST(p->copy.shared_of >= 0 && p->copy.shared_of <= 1);
    MUST((p->copy.relation == SR_COPY_ORIGINAL) == (p->copy.of.len == 0));
    for (size_t i = 0; i < p->copy.n_changes; i++) {
        const sr_change *c = &p->copy.changes[i];
        sr_str text = c->in_title ? doc->article.title : doc->article.text;
        MUST(c->span.beg < c->span.end && c->span.end <= text.len);
        MUST(sr_str_eq(sr_str_span(text, c->span), c->to));
    }
    for (size_t i = 0; i < p->join.n_reasons; i++)
        MUST(p->join.reasons[i].kind.len > 0 && p->join.reasons[i].weight >= 0);
}

static void same(const sr_placed *x, const sr_placed *y)
{
    MUST(sr_str_eq(x->join.story, y->join.story) && sr_str_eq(x->copy.of, y->copy.of));
    MUST(x->join.p == y->join.p && x->copy.relation == y->copy.relation);
}

static void check_related(const sr_stories *s, const sr_doc *doc, size_t n_articles)
{
    sr_related *r;
    size_t n;
    MUST(sr_stories_related(s, doc, 0, doc->arena, &r, &n, NULL) == SR_OK);
    MUST(n <= n_articles);
    for (size_t i = 0; i < n; i++)
        MUST(r[i].id.len && !sr_str_eq(r[i].id, doc->article.id) &&
             (i == 0 || r[i].score <= r[i - 1].score));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sr_str rest = {(const char *)data, size}, piece;
    sr_stories_options small = {.max_articles = 8};
    sr_stories *s, *told;
    sr_text_rules *rules;
    sr_doc *doc = sr_doc_new(0);
    MUST(doc && sr_text_rules_new("en", &rules, NULL) == SR_OK);
    MUST(sr_stories_new(&small, &s, NULL) == SR_OK);
    MUST(sr_stories_new(&small, &told, NULL) == SR_OK);
    for (size_t no = 0; no < MOST_ARTICLES && sr_str_field(&rest, (char)0xFF, &piece);
         no++) {
        sr_placed p, q;
        fill(doc, piece, no);
        MUST(sr_text_analyse(rules, doc, NULL) == SR_OK);
        MUST(sr_features_make(doc, NULL) == SR_OK);
        MUST(sr_stories_add(s, doc, 0, NULL, doc->arena, &p, NULL) == SR_OK);
        check(doc, &p);
        bool known = no < MOST_ARTICLES / 2;
        MUST(sr_stories_add(told, doc, 0, known ? &p : NULL, doc->arena, &q, NULL) ==
             SR_OK);
        same(&p, &q);
        check_related(s, doc, no + 1);
    }
    sr_stories_free(told);
    sr_stories_free(s);
    sr_text_rules_free(rules);
    sr_doc_free(doc);
    return 0;
}
