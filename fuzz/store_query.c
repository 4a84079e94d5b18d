/* Any bytes as a search: parsed, then given to a real store with two articles.
 *
 * What must hold: clauses lie within the query and hold no mark; the store answers with
 * SR_OK, SR_EARG or SR_ELIMIT and never with an error of the database, which would mean
 * that the reader's words got through to it; every hit's sentence is its span. */
#include "fuzz.h"
#include "store/query.h"
#include "store/store.h"

#include <stdlib.h>

static void put(sr_store *s, const char *id, sr_str title, sr_str text)
{
    sr_doc *doc = sr_doc_new(0);
    sr_sentence sents[] = {{.span = {0, (uint32_t)title.len}, .in_title = true},
                           {.span = {0, (uint32_t)text.len}}};
    MUST(doc);
    doc->article.id = sr_str_of(id);
    doc->article.title = title;
    doc->article.text = text;
    doc->sents = sents;
    doc->n_sents = 2;
    MUST(sr_store_put(s, doc, NULL, 0, NULL, NULL) == SR_OK);
    sr_doc_free(doc);
}

static sr_store *make_store(void)
{
    sr_store *s = NULL;
    MUST(sr_store_open(":memory:", SR_STORE_WRITE, &s, NULL) == SR_OK);
    MUST(sr_store_begin(s, NULL) == SR_OK);
    put(s, "1", SR_STR("Power plant hit"),
        SR_STR("Kharkiv lost heat, NOT light OR water."));
    put(s, "2",
        SR_STR("\xc3\x89lys\xc3\xa9"
               "e"),
        SR_STR("a b c d title text search near"));
    MUST(sr_store_commit(s, NULL) == SR_OK);
    return s;
}

static void parse(sr_str query)
{
    sr_query q;
    sr_status st = sr_query_parse(query, &q, NULL);
    MUST(st == SR_OK || st == SR_ELIMIT);
    for (size_t i = 0; st == SR_OK && i < q.n; i++) {
        MUST(q.v[i].text.len > 0 && q.v[i].text.p >= query.p);
        MUST(q.v[i].text.p + q.v[i].text.len <= query.p + query.len);
        MUST(memchr(q.v[i].text.p, '"', q.v[i].text.len) == NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sr_str query = {(const char *)data, size};
    static sr_store *s; /* one for all inputs: reading changes nothing */
    if (!s)
        s = make_store();
    sr_arena *a = sr_arena_new(1 << 20);
    sr_hit *v = NULL;
    size_t n = 0;
    parse(query);
    sr_status st = sr_store_search(s, query, 0, a, &v, &n, NULL);
    MUST(st == SR_OK || st == SR_EARG || st == SR_ELIMIT);
    for (size_t i = 0; i < n; i++) {
        MUST(v[i].score > 0);
        MUST(v[i].sentence.len == v[i].span.end - v[i].span.beg);
        MUST(!v[i].in_title ||
             sr_str_eq(v[i].sentence, sr_str_span(v[i].title, v[i].span)));
    }
    sr_arena_free(a);
    return 0;
}
