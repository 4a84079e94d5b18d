/* What every kind of store must do, written against store.h alone.  To run it on another
 * kind: SR_STORE_URL names an empty store of that kind. */
#include "sample.h"

static char path[512];
static sr_store *store;
static sr_arena *arena;
static sr_err err;

#define ck_store(call)                                                          \
    do {                                                                        \
        sr_status t_st = (call);                                                \
        ck_assert_msg(t_st == SR_OK, "%s: %s: %s", #call, sr_status_name(t_st), \
                      err.msg);                                                 \
    } while (0)

static void setup(void)
{
    const char *url = getenv("SR_STORE_URL");
    if (url)
        (void)snprintf(path, sizeof path, "%s", url);
    else
        (void)sample_path(path, sizeof path, "news.db");
    arena = sr_arena_new((size_t)64 * 1024 * 1024);
    ck_store(sr_store_open(path, SR_STORE_WRITE, &store, &err));
}

static void teardown(void)
{
    sr_store_close(store);
    sr_arena_free(arena);
    if (!getenv("SR_STORE_URL"))
        sample_clean(path);
}

/* Close and open again: what follows sees only what is kept. */
static void reopen(void)
{
    sr_store_close(store);
    store = NULL;
    ck_store(sr_store_open(path, SR_STORE_WRITE, &store, &err));
}

static sr_kept put_at(sr_doc *doc, const sr_placed *placed, sr_time arrival_s)
{
    sr_kept kept = SR_KEPT_SAME;
    ck_store(sr_store_begin(store, &err));
    ck_store(sr_store_put(store, doc, placed, arrival_s, &kept, &err));
    ck_store(sr_store_commit(store, &err));
    return kept;
}

static sr_kept put(const char *id, const char *title, const char *text, sr_placed placed)
{
    sr_doc *doc = sample_doc(id, title, text);
    sr_kept kept = put_at(doc, &placed, SAMPLE_TIME + 60);
    sr_doc_free(doc);
    return kept;
}

static sr_store_counts counts(void)
{
    sr_store_counts c = {0};
    ck_store(sr_store_count(store, &c, &err));
    return c;
}

/* --- what is put comes back whole ------------------------------------------------- */

static sr_status take_one(void *ctx, sr_doc *doc, const sr_placed *placed,
                          sr_time arrival_s, sr_err *e)
{
    size_t *n = ctx;
    const sr_article *a = &doc->article;
    (void)e;
    ++*n;
    ck_str(a->id, "a1");
    ck_str(a->title, "Two dead. Why?");
    ck_str(a->text, "First one. Second.\n\nLast.");
    ck_str(a->url, "https://news.example/a1");
    ck_str(a->outlet, "The Example");
    ck_str(a->subtitle, "Sub");
    ck_str(a->lang, "en");
    ck_str(a->lang_from, "declared");
    ck_str(a->section, "World");
    ck_str(a->credit, "AGENCY");
    ck_str(a->image, "https://news.example/i.jpg");
    ck_str(a->amp_url, "https://news.example/amp");
    ck_assert_uint_eq(a->n_authors, 2);
    ck_str(a->authors[0], "Ann \"A\" O'Neil");
    ck_str(a->authors[1], "Zo\xc3\xab");
    ck_assert_int_eq(a->published.at_s, SAMPLE_TIME);
    ck_assert_int_eq(a->published.precision, SR_TIME_SECOND);
    ck_str(a->published.from, "json-ld");
    ck_assert_int_eq(a->published.zone_min, 60);
    ck_assert_int_eq(a->modified.at_s, SAMPLE_TIME - 5);
    ck_assert_int_eq(a->modified.precision, SR_TIME_DAY);
    ck_str(a->modified.from, "meta");
    ck_assert_int_eq(a->page_class, SR_PAGE_LIVE);
    ck_assert_double_eq(a->p_article, 0.75);
    ck_assert_uint_eq(a->n_paras, 2);
    ck_assert_int_eq(a->paras[1].kind, SR_PARA_QUOTE);
    ck_assert_uint_eq(a->paras[1].span.beg, 20);
    ck_assert_uint_eq(a->paras[1].page_beg, 120);
    ck_assert_uint_eq(a->paras[1].page_end, 125);
    ck_assert_uint_eq(doc->n_sents, 5);
    ck_assert(doc->sents[1].in_title && !doc->sents[2].in_title);
    ck_str(sr_str_span(sr_doc_text(doc, &doc->sents[3]), doc->sents[3].span), "Second.");
    ck_assert_uint_eq(doc->sents[4].para, 1);
    ck_assert_uint_eq(doc->n_tokens, 0);
    ck_str(doc->record.file, "in.warc");
    ck_assert_uint_eq(doc->record.offset, 1234567890123);
    ck_str(doc->record.charset, "windows-1252");
    ck_str(doc->record.given.extra, "{\"k\":[1]}");
    ck_assert_uint_eq(doc->n_notes, 1);
    ck_str(doc->notes[0].stage, "extract");
    ck_str(doc->notes[0].code, "bad-date");
    ck_str(doc->notes[0].message, "no date in \"31 June\"");
    ck_assert_int_eq(arrival_s, SAMPLE_TIME + 7);
    ck_str(placed->copy.group, "a0");
    ck_str(placed->copy.of, "a0");
    ck_assert_int_eq(placed->copy.relation, SR_COPY_UPDATE);
    ck_assert_double_eq(placed->copy.shared, 0.9);
    ck_assert_double_eq(placed->copy.shared_of, 0.8);
    ck_assert_uint_eq(placed->copy.n_changes, 1);
    ck_str(placed->copy.changes[0].from, "1 dead");
    ck_str(placed->copy.changes[0].to, "Two dead");
    ck_assert_uint_eq(placed->copy.changes[0].span.end, 8);
    ck_assert(placed->copy.changes[0].in_title);
    ck_str(placed->join.story, "s1");
    ck_assert(placed->join.opened);
    ck_assert_double_eq(placed->join.p, 0.1);
    ck_assert_uint_eq(placed->join.n_reasons, 2);
    ck_str(placed->join.reasons[0].kind, "name");
    ck_str(placed->join.reasons[0].what, "Kharkiv");
    ck_assert_double_eq(placed->join.reasons[1].weight, 1.0 / 3);
    return SR_OK;
}

START_TEST(test_round_trip)
{
    sr_doc *doc = sample_doc("a1", "Two dead. Why?", "First one. Second.\n\nLast.");
    sr_str authors[] = {SR_STR("Ann \"A\" O'Neil"), SR_STR("Zo\xc3\xab")};
    sr_change change = {SR_STR("1 dead"), SR_STR("Two dead"), {0, 8}, true};
    sr_reason reasons[] = {{SR_STR("name"), SR_STR("Kharkiv"), 2},
                           {SR_STR("lead"), SR_STR(""), 1.0 / 3}};
    sr_article *a = &doc->article;
    a->subtitle = SR_STR("Sub");
    a->lang_from = SR_STR("declared");
    a->section = SR_STR("World");
    a->credit = SR_STR("AGENCY");
    a->image = SR_STR("https://news.example/i.jpg");
    a->amp_url = SR_STR("https://news.example/amp");
    a->authors = authors;
    a->n_authors = 2;
    a->modified = (sr_when){SAMPLE_TIME - 5, SR_TIME_DAY, SR_STR("meta"), 0};
    a->page_class = SR_PAGE_LIVE;
    doc->sents[4].para = 1;
    doc->record.file = SR_STR("in.warc");
    doc->record.offset = 1234567890123;
    doc->record.charset = SR_STR("windows-1252");
    doc->record.given.extra = SR_STR("{\"k\":[1]}");
    sr_doc_note(doc, "extract", "bad-date", "no date in \"31 June\"");
    sr_placed p = sample_copy("a0", "s1", SR_COPY_UPDATE);
    p.copy.changes = &change;
    p.copy.n_changes = 1;
    p.join = (sr_join){SR_STR("s1"), true, 0.1, reasons, 2};
    ck_assert_int_eq(put_at(doc, &p, SAMPLE_TIME + 7), SR_KEPT_NEW);
    reopen();
    size_t n = 0;
    ck_store(sr_store_each_article(store, 0, take_one, &n, &err));
    ck_assert_uint_eq(n, 1);
    sr_doc_free(doc);
}
END_TEST

/* The least there can be: an id; bytes that mean something elsewhere. */
static sr_status take_odd(void *ctx, sr_doc *doc, const sr_placed *placed,
                          sr_time arrival_s, sr_err *e)
{
    size_t *n = ctx;
    (void)e;
    if ((*n)++ == 0) {
        ck_str(doc->article.id, "bare");
        ck_assert_uint_eq(doc->article.title.len + doc->article.text.len, 0);
        ck_assert_uint_eq(doc->n_sents + doc->article.n_paras + doc->n_notes, 0);
        ck_assert_int_eq(doc->article.published.precision, SR_TIME_UNKNOWN);
        ck_assert_uint_eq(placed->join.story.len + placed->copy.group.len, 0);
        ck_assert_int_eq(arrival_s, -3);
    } else {
        ck_str(doc->article.id, "'; DROP TABLE articles; --");
        ck_assert(sr_str_eq(doc->article.text, SR_STR("a\0b \xff%s\n")));
    }
    return SR_OK;
}

START_TEST(test_odd_articles)
{
    sr_doc *bare = sample_doc("bare", "", "");
    bare->article.published = (sr_when){0};
    bare->article.url = bare->article.outlet = bare->article.lang = (sr_str){0};
    ck_assert_int_eq(put_at(bare, NULL, -3), SR_KEPT_NEW);
    sr_doc *odd = sample_doc("'; DROP TABLE articles; --", "\"", "");
    odd->article.text = SR_STR("a\0b \xff%s\n");
    ck_assert_int_eq(put_at(odd, NULL, 0), SR_KEPT_NEW);
    sr_doc_free(bare);
    sr_doc_free(odd);
    reopen();
    size_t n = 0;
    ck_store(sr_store_each_article(store, INT64_MIN, take_odd, &n, &err));
    ck_assert_uint_eq(n, 2);
    ck_store(sr_store_check(store, &err));
}
END_TEST

/* --- new, same, revised ----------------------------------------------------------- */

static sr_kept knows(const char *id, const char *title, const char *text)
{
    sr_kept kept;
    sr_doc *doc = sample_doc(id, title, text);
    ck_store(sr_store_knows(store, doc, &kept, &err));
    sr_doc_free(doc);
    return kept;
}

START_TEST(test_same_again_changes_nothing)
{
    sr_placed p = sample_placed("a1", "s1");
    ck_assert_int_eq(knows("a1", "T", "One. Two."), SR_KEPT_NEW);
    ck_assert_int_eq(put("a1", "T", "One. Two.", p), SR_KEPT_NEW);
    ck_assert_int_eq(knows("a1", "T", "One. Two."), SR_KEPT_SAME);
    ck_assert_int_eq(put("a1", "T", "One. Two.", sample_placed("a1", "s2")),
                     SR_KEPT_SAME);
    sr_store_counts c = counts();
    ck_assert_uint_eq(c.articles, 1);
    ck_assert_uint_eq(c.sentences, 3);
    ck_assert_uint_eq(c.stories, 1);
    ck_assert_uint_eq(c.copies, 0);
    ck_store(sr_store_check(store, &err));
}
END_TEST

static size_t hits_of(const char *query)
{
    sr_hit *v = NULL;
    size_t n = 0;
    ck_store(sr_store_search(store, sr_str_of(query), 0, arena, &v, &n, &err));
    return n;
}

START_TEST(test_revised)
{
    (void)put("a1", "Blast in Odesa", "Seven people died.", sample_placed("a1", "s1"));
    (void)put("a2", "Later", "Nobody spoke.", sample_placed("a2", "s1"));
    ck_assert_int_eq(knows("a1", "Blast in Odesa", "Nine died. More soon."),
                     SR_KEPT_REVISED);
    sr_doc *doc = sample_doc("a1", "Blast in Odesa", "Nine died. More soon.");
    sr_placed other = sample_placed("a1", "s-other");
    doc->article.published.at_s = SAMPLE_TIME + 1000;
    ck_assert_int_eq(put_at(doc, &other, SAMPLE_TIME + 5000), SR_KEPT_REVISED);
    sr_doc_free(doc);
    reopen();
    ck_store(sr_store_check(store, &err));
    sr_str story_id;
    ck_store(sr_store_story_of(store, SR_STR("a1"), arena, &story_id, &err));
    ck_str(story_id, "s1");
    sr_story s;
    ck_store(sr_store_story(store, SR_STR("s1"), arena, &s, &err));
    ck_assert_uint_eq(s.n, 2);
    ck_str(s.members[0].doc->article.text, "Nine died. More soon.");
    ck_assert_uint_eq(s.members[0].doc->n_sents, 3);
    ck_assert_int_eq(s.last_s, SAMPLE_TIME + 1000);
    ck_assert_uint_eq(counts().sentences, 5);
    ck_assert_uint_eq(counts().stories, 1);
    ck_assert_uint_eq(hits_of("seven"), 0);
    ck_assert_uint_eq(hits_of("nine died"), 1);
    ck_assert_uint_eq(hits_of("odesa"), 1);
}
END_TEST

/* Corrected without a date of its own: it stays where its first arrival put it. */
START_TEST(test_revised_undated)
{
    sr_doc *doc = sample_doc("a1", "T", "One.");
    sr_placed p = sample_placed("a1", "s1");
    doc->article.published = (sr_when){0};
    (void)put_at(doc, &p, 500);
    doc->article.text = SR_STR("Two.");
    ck_assert_int_eq(put_at(doc, &p, 900), SR_KEPT_REVISED);
    sr_doc_free(doc);
    sr_story s;
    ck_store(sr_store_story(store, SR_STR("s1"), arena, &s, &err));
    ck_assert_int_eq(s.first_s, 500);
    ck_assert_int_eq(s.last_s, 500);
    ck_store(sr_store_check(store, &err));
}
END_TEST

/* A corrected text that now is a copy: the sums of copies and origins follow; one that is
 * only a copy of its own earlier self is what it was. */
START_TEST(test_revised_copies)
{
    (void)put("a1", "A", "One.", sample_placed("a1", "s1"));
    (void)put("a2", "B", "Two.", sample_placed("a2", "s1"));
    (void)put("a2", "B", "One now.", sample_copy("a1", "s1", SR_COPY_COPY));
    ck_assert_uint_eq(counts().copies, 1);
    sr_story_row *v;
    size_t n;
    ck_store(sr_store_stories(store, 0, 0, arena, &v, &n, &err));
    ck_assert_uint_eq(v[0].n_origins, 1);
    ck_str(v[0].headline, "A");
    (void)put("a1", "A", "One more.", sample_copy("a1", "s1", SR_COPY_UPDATE));
    ck_assert_uint_eq(counts().copies, 1);
    (void)put("a2", "B", "Two again.", sample_placed("a2", "s1"));
    ck_assert_uint_eq(counts().copies, 0);
    ck_store(sr_store_stories(store, 0, 0, arena, &v, &n, &err));
    ck_assert_uint_eq(v[0].n_origins, 2);
    ck_store(sr_store_check(store, &err));
}
END_TEST

/* --- batches ---------------------------------------------------------------------- */

START_TEST(test_batches)
{
    sr_kept kept;
    sr_doc *doc = sample_doc("a1", "T", "One.");
    ck_assert_int_eq(sr_store_put(store, doc, NULL, 0, &kept, &err), SR_EARG);
    ck_assert_int_eq(sr_store_commit(store, &err), SR_EARG);
    ck_store(sr_store_begin(store, &err));
    ck_assert_int_eq(sr_store_begin(store, &err), SR_EARG);
    ck_store(sr_store_put(store, doc, NULL, 0, &kept, &err));
    ck_assert_uint_eq(counts().articles, 1);
    sr_store_rollback(store);
    ck_assert_uint_eq(counts().articles, 0);
    ck_store(sr_store_begin(store, &err));
    ck_store(sr_store_put(store, doc, NULL, 0, &kept, &err));
    reopen(); /* closed without commit */
    ck_assert_uint_eq(counts().articles, 0);
    ck_store(sr_store_check(store, &err));
    sr_doc_free(doc);
}
END_TEST

START_TEST(test_refused_articles)
{
    sr_kept kept = SR_KEPT_REVISED;
    sr_doc *doc = sample_doc("", "T", "One.");
    ck_store(sr_store_begin(store, &err));
    ck_assert_int_eq(sr_store_put(store, doc, NULL, 0, &kept, &err), SR_EARG);
    doc->article.id = SR_STR("x");
    doc->sents[1].span.end = 5;
    ck_assert_int_eq(sr_store_put(store, doc, NULL, 0, &kept, &err), SR_EARG);
    ck_assert_ptr_nonnull(strstr(err.msg, "sentence 1 of article \"x\""));
    doc->sents[1].span.end = 4;
    doc->article.paras[0].span.end = 99;
    ck_assert_int_eq(sr_store_put(store, doc, NULL, 0, &kept, &err), SR_EARG);
    doc->article.paras[0].span.end = 4;
    ck_assert_int_eq(kept, SR_KEPT_REVISED);
    ck_store(sr_store_put(store, doc, NULL, 0, &kept, &err)); /* the batch goes on */
    ck_store(sr_store_commit(store, &err));
    ck_assert_uint_eq(counts().articles, 1);
    sr_doc_free(doc);
}
END_TEST

/* --- stories ---------------------------------------------------------------------- */

START_TEST(test_stories)
{
    (void)put("a1", "Strike on a plant", "One.", sample_placed("a1", "s1"));
    (void)put("a2", "Copy's title", "One.", sample_copy("a1", "s1", SR_COPY_COPY));
    (void)put("b1", "Vote counted", "Two.", sample_placed("b1", "s2"));
    sr_doc *late = sample_doc("a3", "Plant: four dead", "Three.");
    sr_placed p = sample_placed("a3", "s1");
    late->article.published.at_s = SAMPLE_TIME + 3600;
    (void)put_at(late, &p, SAMPLE_TIME + 3700);
    sr_doc_free(late);
    reopen();
    sr_story_row *v = NULL;
    size_t n = 0;
    ck_store(sr_store_stories(store, 0, 0, arena, &v, &n, &err));
    ck_assert_uint_eq(n, 2);
    ck_str(v[0].id, "s1");
    ck_str(v[0].headline, "Plant: four dead");
    ck_assert_uint_eq(v[0].n_articles, 3);
    ck_assert_uint_eq(v[0].n_origins, 2);
    ck_assert_int_eq(v[0].first_s, SAMPLE_TIME);
    ck_assert_int_eq(v[0].last_s, SAMPLE_TIME + 3600);
    ck_str(v[1].id, "s2");
    ck_store(sr_store_stories(store, 0, 1, arena, &v, &n, &err));
    ck_assert_uint_eq(n, 1);
    ck_store(sr_store_stories(store, SAMPLE_TIME + 1, 0, arena, &v, &n, &err));
    ck_assert_uint_eq(n, 1);
    ck_store(sr_store_stories(store, SAMPLE_TIME + 9999, 0, arena, &v, &n, &err));
    ck_assert_uint_eq(n, 0);
    sr_story s;
    ck_store(sr_store_story(store, SR_STR("s1"), arena, &s, &err));
    ck_str(s.id, "s1");
    ck_assert_uint_eq(s.n, 3);
    ck_str(s.members[1].doc->article.id, "a2");
    ck_assert_int_eq(s.members[1].copy.relation, SR_COPY_COPY);
    ck_str(s.members[1].join.story, "s1");
    ck_assert_uint_eq(s.members[2].doc->n_sents, 2);
    ck_assert_int_eq(sr_store_story(store, SR_STR("none"), arena, &s, &err),
                     SR_ENOTFOUND);
    ck_assert_uint_eq(s.n, 3);
    sr_str id;
    ck_store(sr_store_story_of(store, SR_STR("none"), arena, &id, &err));
    ck_assert_uint_eq(id.len, 0);
    ck_store(sr_store_check(store, &err));
}
END_TEST

/* --- the walk --------------------------------------------------------------------- */

typedef struct walk {
    char ids[64];
    size_t n, stop_after;
} walk;

static sr_status note_id(void *ctx, sr_doc *doc, const sr_placed *placed,
                         sr_time arrival_s, sr_err *e)
{
    walk *w = ctx;
    (void)placed;
    (void)arrival_s;
    (void)e;
    ck_assert(w->n == 0 || doc->seq > 0);
    w->ids[w->n++] = doc->article.id.p[0];
    return w->n == w->stop_after ? SR_END : SR_OK;
}

static sr_status look_within(void *ctx, sr_doc *doc, const sr_placed *placed,
                             sr_time arrival_s, sr_err *e)
{
    walk inner = {0};
    ck_assert_uint_ge(hits_of("one"), 1);
    ck_ok(sr_store_each_article(store, 0, note_id, &inner, e));
    ck_assert_uint_eq(inner.n, 3);
    return note_id(ctx, doc, placed, arrival_s, e);
}

START_TEST(test_walk)
{
    const char *ids[] = {"c", "a", "b"};
    for (size_t i = 0; i < 3; i++) {
        sr_doc *doc = sample_doc(ids[i], "T", "One.");
        doc->article.published.at_s = 1000 - (sr_time)i;
        (void)put_at(doc, NULL, 5);
        sr_doc_free(doc);
    }
    (void)put("c", "T", "One, corrected.", sample_placed("c", "s"));
    walk w = {0};
    ck_store(sr_store_each_article(store, 0, note_id, &w, &err));
    ck_assert_str_eq(w.ids, "cab");
    w = (walk){0};
    ck_store(sr_store_each_article(store, 999, note_id, &w, &err));
    ck_assert_str_eq(w.ids, "ca"); /* c was corrected, with a date of its own */
    w = (walk){.stop_after = 2};
    ck_assert_int_eq(sr_store_each_article(store, 0, note_id, &w, &err), SR_END);
    ck_assert_uint_eq(w.n, 2);
    w = (walk){0};
    ck_store(sr_store_each_article(store, 0, look_within, &w, &err));
    ck_assert_str_eq(w.ids, "cab");
}
END_TEST

/* --- search ----------------------------------------------------------------------- */

static const struct {
    const char *query, *want; /* ids, best first */
} searches[] = {
    {"kharkiv", "12"},
    {"KHARKIV plant", "1"},
    {"zoe", "2"},
    {"Zo\xc3\xab", "2"},
    {"\"power plant\"", "1"},
    {"\"plant power\"", ""},
    {"\xe2\x80\x9cpower plant\xe2\x80\x9d", "1"},
    {"kharkiv -plant", "2"},
    {"kharkiv -\"power plant\"", "2"},
    {"khark*", "12"},
    {"\"power pla\"*", "1"},
    {"AND", "3"},
    {"title:kharkiv", ""},
    {"{title} : kharkiv", ""},
    {"NEAR(kharkiv plant)", ""},
    {"kharkiv OR vote", ""},
    {"^kharkiv", "12"},
    {"kharkiv + & ... plant", "1"},
    {"o'brien", "3"},
    {"co-op", "3"},
    {"\"unclosed phrase kharkiv", ""},
    {"kharkiv\"plant\"", "1"},
    {"'; DROP TABLE articles; --", ""},
};

START_TEST(test_search)
{
    (void)put("1", "Kharkiv power plant hit", "A strike hit. Kharkiv lost heat.",
              sample_placed("1", "s1"));
    (void)put("2", "Visit",
              "Zo\xc3\xab went to Kharkiv. It was a long, slow journey by rail.",
              sample_placed("2", "s1"));
    (void)put("3", "Vote", "O'Brien and the co-op voted.", sample_placed("3", "s2"));
    for (size_t i = 0; i < SR_COUNT(searches); i++) {
        sr_hit *v = NULL;
        size_t n = 0;
        char got[16] = "";
        sr_str q = sr_str_of(searches[i].query);
        ck_store(sr_store_search(store, q, 0, arena, &v, &n, &err));
        for (size_t k = 0; k < n && k < 9; k++)
            got[k] = v[k].id.p[0];
        ck_assert_msg(strcmp(got, searches[i].want) == 0,
                      "\"%s\": got \"%s\", want \"%s\"", searches[i].query, got,
                      searches[i].want);
    }
}
END_TEST

START_TEST(test_search_hit)
{
    (void)put("1", "Outage in the east",
              "Rain fell. The \xc3\x89lite plant near Kharkiv lost power. Kharkiv waits.",
              sample_placed("1", "s1"));
    sr_hit *v = NULL;
    size_t n = 0;
    ck_store(sr_store_search(store, SR_STR("kharkiv elite"), 5, arena, &v, &n, &err));
    ck_assert_uint_eq(n, 1);
    ck_str(v->sentence, "The \xc3\x89lite plant near Kharkiv lost power.");
    ck_assert_uint_eq(v->span.beg, 11);
    ck_assert_uint_eq(v->span.end, 11 + v->sentence.len);
    ck_assert(!v->in_title);
    ck_str(v->story, "s1");
    ck_str(v->title, "Outage in the east");
    ck_str(v->outlet, "The Example");
    ck_str(v->url, "https://news.example/1");
    ck_assert_int_eq(v->at_s, SAMPLE_TIME);
    ck_assert(v->score > 0);
    ck_store(sr_store_search(store, SR_STR("outage"), 5, arena, &v, &n, &err));
    ck_assert(v->in_title);
    ck_str(v->sentence, "Outage in the east");
    ck_store(sr_store_search(store, SR_STR("\"near kharkiv\""), 5, arena, &v, &n, &err));
    ck_assert_uint_eq(v->span.beg, 11);
    ck_store(sr_store_search(store, SR_STR("outage rain"), 1, arena, &v, &n, &err));
    ck_str(v->sentence, "Rain fell.");
}
END_TEST

static const struct {
    const char *query;
    sr_status want;
    const char *says;
} bad_searches[] = {
    {"", SR_EARG, "no word"},
    {"  \t", SR_EARG, "no word"},
    {"\"\"", SR_EARG, "no word"},
    {"- * \" -", SR_EARG, "no word"},
    {"-only -without", SR_EARG, "no word"},
    {"... & ?!", SR_EARG, "no word"},
    {"a*", SR_EARG, "too short"},
    {"\"power p\"*", SR_EARG, "too short"},
    {"a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g", SR_ELIMIT,
     "32"},
    {"a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z.a.b.c.d.e.f.g", SR_ELIMIT,
     "32"},
};

START_TEST(test_search_refused)
{
    char long_query[1100];
    sr_hit *v = (sr_hit *)1;
    size_t n = 77;
    for (size_t i = 0; i < SR_COUNT(bad_searches); i++) {
        sr_str q = sr_str_of(bad_searches[i].query);
        sr_status st = sr_store_search(store, q, 5, arena, &v, &n, &err);
        ck_assert_msg(st == bad_searches[i].want && strstr(err.msg, bad_searches[i].says),
                      "\"%s\": %s: %s", bad_searches[i].query, sr_status_name(st),
                      err.msg);
        ck_assert(v == (sr_hit *)1 && n == 77);
    }
    memset(long_query, 'x', sizeof long_query);
    ck_assert_int_eq(
        sr_store_search(store, (sr_str){long_query, 1025}, 5, arena, &v, &n, &err),
        SR_ELIMIT);
    ck_store(sr_store_search(store, (sr_str){long_query, 1024}, 5, arena, &v, &n, &err));
    ck_assert_uint_eq(n, 0);
}
END_TEST

/* --- readers, writers ------------------------------------------------------------- */

START_TEST(test_reader_beside_writer)
{
    sr_store *reader = NULL, *second = NULL;
    sr_store_counts c;
    (void)put("a1", "T", "One.", sample_placed("a1", "s1"));
    ck_store(sr_store_open(path, SR_STORE_READ, &reader, &err));
    ck_assert_int_eq(sr_store_begin(reader, &err), SR_EARG);
    sr_doc *doc = sample_doc("a2", "T", "Two.");
    ck_store(sr_store_begin(store, &err));
    ck_store(sr_store_put(store, doc, NULL, 0, NULL, &err));
    ck_store(sr_store_count(reader, &c, &err));
    ck_assert_uint_eq(c.articles, 1);
    ck_store(sr_store_commit(store, &err));
    ck_store(sr_store_count(reader, &c, &err));
    ck_assert_uint_eq(c.articles, 2);
    ck_assert_int_eq(sr_store_open(path, SR_STORE_WRITE, &second, &err), SR_ESTORE);
    ck_assert_ptr_null(second);
    ck_assert_ptr_nonnull(strstr(err.msg, "being written by another program"));
    ck_store(sr_store_check(reader, &err));
    sr_store_close(reader);
    sr_doc_free(doc);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("store/conformance");
    TCase *c = tcase_create("all");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_set_timeout(c, 30);
    tcase_add_test(c, test_round_trip);
    tcase_add_test(c, test_odd_articles);
    tcase_add_test(c, test_same_again_changes_nothing);
    tcase_add_test(c, test_revised);
    tcase_add_test(c, test_revised_undated);
    tcase_add_test(c, test_revised_copies);
    tcase_add_test(c, test_batches);
    tcase_add_test(c, test_refused_articles);
    tcase_add_test(c, test_stories);
    tcase_add_test(c, test_walk);
    tcase_add_test(c, test_search);
    tcase_add_test(c, test_search_hit);
    tcase_add_test(c, test_search_refused);
    tcase_add_test(c, test_reader_beside_writer);
    suite_add_tcase(s, c);
    return s;
}
