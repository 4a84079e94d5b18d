/* Words -> hits -> best sentences.  In this order:
 *   1. words, as the index cuts them     2. the score of an article
 *   3. the search, as FTS5 reads it      4. the best sentence     5. hits
 *
 * The index is asked for the newest articles that match, CANDIDATES at most; among these
 * the score decides.  So a search for a common word costs no more than one for a rare
 * word, however large the store.
 */
#include "store/sqlite.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "store/query.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    CANDIDATES = 1000, /* matching articles that are ranked; time: docs/store.md */
    MAX_HITS = CANDIDATES,
    DEFAULT_HITS = 20,
    MIN_PREFIX_LETTERS = 2 /* the index holds beginnings of 2 and 3 letters */
};

/* --- 1. words, as the index cuts them --------------------------------------------- */

struct sr_words {
    fts5_api *api;
    fts5_tokenizer make;
    Fts5Tokenizer *cut; /* same settings as the table `search` */
};

/* As the documentation of FTS5 says: the API comes out of an SQL function by pointer. */
static fts5_api *api_of(sqlite3 *db)
{
    fts5_api *api = NULL;
    sqlite3_stmt *st = NULL;
    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &st, NULL) == SQLITE_OK) {
        (void)sqlite3_bind_pointer(st, 1, &api, "fts5_api_ptr", NULL);
        (void)sqlite3_step(st);
    }
    (void)sqlite3_finalize(st);
    return api;
}

static void score(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *ret,
                  int n, sqlite3_value **v);

static bool words_init(sr_words *w, sqlite3 *db)
{
    const char *settings[] = {"remove_diacritics", "2"};
    void *ctx = NULL;
    w->api = api_of(db);
    return w->api &&
           w->api->xFindTokenizer(w->api, "unicode61", &ctx, &w->make) == SQLITE_OK &&
           w->make.xCreate(ctx, settings, 2, &w->cut) == SQLITE_OK &&
           w->api->xCreateFunction(w->api, "sr_score", NULL, score, NULL) == SQLITE_OK;
}

sr_status sr_words_new(sr_sqlite *s, sr_words **ret, sr_err *err)
{
    sr_words *w = calloc(1, sizeof *w);
    if (!w)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory to open \"%s\"", s->path);
    if (!words_init(w, s->db)) {
        sr_words_free(w);
        return sr_fail(err, SR_ESTORE, 0,
                       "could not open \"%s\": this SQLite has no FTS5 search, or memory "
                       "was refused",
                       s->path);
    }
    *ret = w;
    return SR_OK;
}

void sr_words_free(sr_words *w)
{
    if (w && w->cut)
        w->make.xDelete(w->cut);
    free(w);
}

typedef int (*on_word)(void *ctx, int flags, const char *word, int len, int beg, int end);

/* Cut s into folded words; SQLITE_OK or what on_word returned. */
static int cut_words(sr_words *w, int reason, sr_str s, void *ctx, on_word f)
{
    return s.len ? w->make.xTokenize(w->cut, ctx, reason, s.p, (int)s.len, f) : SQLITE_OK;
}

/* --- 2. the score of an article --------------------------------------------------- */

/* BM25 (Robertson & Zaragoza 2009, with its usual k1 and b, as in SQLite's own bm25),
 * without its weight for rare words: all words of the search are in all hits, and that
 * weight costs a pass over every article that has them.  A word in the title counts as
 * three in the text: by hand. */
static const double K1 = 1.2, B = 0.75, TITLE_WEIGHT = 3;
enum { ENOUGH = 1000 }; /* places of one clause that are looked at */

static int clause_weight(const Fts5ExtensionApi *api, Fts5Context *fts, int phrase,
                         double *ret)
{
    Fts5PhraseIter it;
    int column, place, n = 0;
    int rc = api->xPhraseFirst(fts, phrase, &it, &column, &place);
    if (rc != SQLITE_OK)
        return rc;
    *ret = 0;
    for (; column >= 0 && n < ENOUGH; n++) {
        *ret += column == 0 ? TITLE_WEIGHT : 1;
        api->xPhraseNext(fts, &it, &column, &place);
    }
    return SQLITE_OK;
}

static void score(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *ret,
                  int n, sqlite3_value **v)
{
    sqlite3_int64 articles = 0, words = 0;
    int len = 0;
    double sum = 0;
    (void)n;
    (void)v;
    int rc = api->xRowCount(fts, &articles);
    if (rc == SQLITE_OK)
        rc = api->xColumnTotalSize(fts, -1, &words);
    if (rc == SQLITE_OK)
        rc = api->xColumnSize(fts, -1, &len);
    double mean = articles > 0 && words > 0 ? (double)words / (double)articles : 1;
    for (int i = 0; i < api->xPhraseCount(fts) && rc == SQLITE_OK; i++) {
        double tf = 0;
        rc = clause_weight(api, fts, i, &tf);
        sum += tf * (K1 + 1) / (tf + K1 * (1 - B + B * len / mean));
    }
    if (rc == SQLITE_OK)
        sqlite3_result_double(ret, sum);
    else
        sqlite3_result_error_code(ret, rc);
}

/* --- 3. the search, as FTS5 reads it, and as a sentence is compared with it ------- */

/* The words of all clauses that must be there, one after the other; bit i of each mask is
 * word i. */
typedef struct pattern {
    sr_arena *a;
    sr_str word[SR_QUERY_MAX_WORDS]; /* folded */
    size_t n;
    uint32_t starts, ends; /* first and last words of clauses */
    uint32_t prefixes;     /* last words that are only beginnings */
    bool too_many;
} pattern;

static int add_word(void *ctx, int flags, const char *word, int len, int beg, int end)
{
    pattern *p = ctx;
    (void)beg;
    (void)end;
    if (flags & FTS5_TOKEN_COLOCATED)
        return SQLITE_OK;
    if (p->n == SR_QUERY_MAX_WORDS) {
        p->too_many = true;
        return SQLITE_ERROR;
    }
    sr_str kept = sr_arena_str(p->a, (sr_str){word, (size_t)len});
    if (!kept.p)
        return SQLITE_NOMEM;
    p->word[p->n++] = kept;
    return SQLITE_OK;
}

static size_t letters(sr_str s)
{
    size_t n = 0;
    uint32_t cp;
    for (size_t at = 0; at < s.len; n++)
        at += sr_utf8_next(s, at, &cp);
    return n;
}

/* The clause in quotation marks: nothing within them means anything to FTS5 but a
 * quotation mark, and a clause holds none ('"' ends it in the parser; here it and NUL
 * become blanks, so that this does not hang on the parser). */
static void put_quoted(sr_buf *b, const sr_clause *c)
{
    sr_buf_putc(b, '"');
    for (size_t i = 0; i < c->text.len; i++) {
        char ch = c->text.p[i];
        sr_buf_putc(b, ch == '"' || ch == '\0' ? ' ' : ch);
    }
    sr_buf_put(b, c->prefix ? SR_STR("\" *") : SR_STR("\""));
}

/* Cut one clause; its words go to the pattern.  Empty ones (only signs) add none. */
static sr_status add_clause(sr_words *w, const sr_clause *c, pattern *p, sr_err *err)
{
    size_t first = p->n;
    int rc = cut_words(w, FTS5_TOKENIZE_QUERY, c->text, p, add_word);
    if (p->too_many)
        return sr_fail(err, SR_ELIMIT, 0, "the search has more than %d words",
                       (int)SR_QUERY_MAX_WORDS);
    if (rc != SQLITE_OK)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the search");
    if (p->n == first)
        return SR_OK;
    if (c->prefix && letters(p->word[p->n - 1]) < MIN_PREFIX_LETTERS)
        return sr_fail(
            err, SR_EARG, 0,
            "\"%.*s*\" is too short: at least %d letters stand before the star",
            SR_FMT(c->text), (int)MIN_PREFIX_LETTERS);
    p->starts |= 1u << first;
    p->ends |= 1u << (p->n - 1);
    if (c->prefix)
        p->prefixes |= 1u << (p->n - 1);
    return SR_OK;
}

/* Clauses with the given sign into the expression:  "a" AND "b c" NOT "d" * NOT "e" */
static sr_status add_clauses(sr_words *w, const sr_query *q, bool without, pattern *p,
                             sr_buf *out, sr_err *err)
{
    for (size_t i = 0; i < q->n; i++) {
        size_t before = p->n;
        if (q->v[i].without != without)
            continue;
        sr_status st = add_clause(w, &q->v[i], p, err);
        if (st != SR_OK)
            return st;
        if (p->n == before)
            continue;
        if (without)
            sr_buf_put(out, SR_STR(" NOT "));
        else if (out->len)
            sr_buf_put(out, SR_STR(" AND "));
        put_quoted(out, &q->v[i]);
    }
    return SR_OK;
}

static sr_status make_pattern(sr_words *w, sr_str query, sr_arena *a, pattern *ret,
                              sr_buf *out, sr_err *err)
{
    sr_query q;
    sr_status st = sr_query_parse(query, &q, err);
    if (st != SR_OK)
        return st;
    pattern p = {.a = a};
    st = add_clauses(w, &q, false, &p, out, err);
    if (st != SR_OK)
        return st;
    if (p.n == 0)
        return sr_fail(err, SR_EARG, 0,
                       "the search has no word that should be there: \"%.*s\"",
                       SR_FMT(query));
    *ret = p;
    st = add_clauses(w, &q, true, &p, out, err); /* these words only to be counted */
    if (st == SR_OK && !sr_buf_ok(out))
        st = sr_fail(err, SR_ENOMEM, 0, "out of memory for the search");
    return st;
}

/* --- 4. the best sentence --------------------------------------------------------- */

/* A walk over the words of one text beside its sentences.  `state` has bit i where words
 * up to here end with the clause's words up to word i (Baeza-Yates & Gonnet 1992,
 * shift-and). */
typedef struct scan {
    const pattern *p;
    const sr_sentence *v, *end; /* those of this text */
    uint32_t state;
    uint32_t found; /* clauses that end in the sentence *v */
    int best_n;
    const sr_sentence *best;
} scan;

static void end_sentence(scan *c)
{
    int n = __builtin_popcount(c->found);
    if (n > c->best_n) {
        c->best_n = n;
        c->best = c->v;
    }
    c->found = 0;
    c->v++;
}

static uint32_t matches(const pattern *p, sr_str word)
{
    uint32_t m = 0;
    for (size_t i = 0; i < p->n; i++)
        if (p->prefixes >> i & 1 ? sr_str_starts(word, p->word[i])
                                 : sr_str_eq(word, p->word[i]))
            m |= 1u << i;
    return m;
}

static int scan_word(void *ctx, int flags, const char *word, int len, int beg, int end)
{
    scan *c = ctx;
    (void)end;
    if (flags & FTS5_TOKEN_COLOCATED)
        return SQLITE_OK;
    while (c->v < c->end && (uint32_t)beg >= c->v->span.end)
        end_sentence(c);
    if (c->v == c->end)
        return SQLITE_DONE;
    c->state =
        (c->state << 1 | c->p->starts) & matches(c->p, (sr_str){word, (size_t)len});
    if ((uint32_t)beg >= c->v->span.beg)
        c->found |= c->state & c->p->ends;
    return SQLITE_OK;
}

/* The sentence of v [n] (of one text) in which most clauses end; the first of equals. */
static sr_status best_of(sr_words *w, const pattern *p, sr_str text, const sr_sentence *v,
                         size_t n, const sr_sentence **best, int *best_n, sr_err *err)
{
    scan c = {.p = p, .v = v, .end = v + n, .best = *best, .best_n = *best_n};
    int rc = cut_words(w, FTS5_TOKENIZE_DOCUMENT, text, &c, scan_word);
    if (rc != SQLITE_OK && rc != SQLITE_DONE)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the search");
    if (c.v < c.end)
        end_sentence(&c);
    *best = c.best;
    *best_n = c.best_n;
    return SR_OK;
}

/* Sentences of text come before the title, whose words the reader sees anyway. */
static sr_status choose_sentence(sr_words *w, const pattern *p, const sr_doc *doc,
                                 sr_hit *hit, sr_err *err)
{
    const sr_sentence *best = NULL;
    int best_n = 0;
    size_t titles = 0;
    while (titles < doc->n_sents && doc->sents[titles].in_title)
        titles++;
    sr_status st = best_of(w, p, doc->article.text, doc->sents + titles,
                           doc->n_sents - titles, &best, &best_n, err);
    if (st == SR_OK)
        st = best_of(w, p, doc->article.title, doc->sents, titles, &best, &best_n, err);
    if (st != SR_OK)
        return st;
    if (!best &&
        doc->n_sents) /* words on both sides of a border: the first of the text */
        best = &doc->sents[titles < doc->n_sents ? titles : 0];
    if (best) {
        hit->span = best->span;
        hit->in_title = best->in_title;
        hit->sentence = sr_str_span(sr_doc_text(doc, best), best->span);
    }
    return SR_OK;
}

/* --- 5. hits ---------------------------------------------------------------------- */

typedef struct ranked {
    int64_t key;
    double score;
} ranked;

/* Best first; of equals, the newer. */
static int by_score(const void *x, const void *y)
{
    const ranked *a = x, *b = y;
    if (a->score != b->score)
        return a->score < b->score ? 1 : -1;
    return (a->key < b->key) - (a->key > b->key);
}

static sr_status find_keys(sr_sqlite *s, const sr_buf *match, sr_arena *a, ranked **ret,
                           size_t *n, sr_err *err)
{
    SR_VEC(ranked) v = {0};
    sqlite3_stmt *st = NULL;
    sr_status status = sr_sql_get(s, SR_SQL_SEARCH, &st, err);
    if (status != SR_OK)
        return status;
    sr_sql_bind(st, 1, sr_buf_str(match));
    (void)sqlite3_bind_int(st, 2, CANDIDATES);
    while ((status = sr_sql_row(s, st, err)) == SR_OK) {
        ranked r = {sqlite3_column_int64(st, 0), sqlite3_column_double(st, 1)};
        if (!SR_PUSH(a, &v, r)) {
            (void)sqlite3_reset(st);
            return sr_fail(err, SR_ENOMEM, 0, "out of memory for the search");
        }
    }
    if (status != SR_END)
        return status;
    if (v.n)
        qsort(v.v, v.n, sizeof *v.v, by_score);
    *ret = v.v;
    *n = v.n;
    return SR_OK;
}

/* Title and text stay where the database has them: only what is shown goes to `a`. */
static sr_status fill_hit(sr_sqlite *s, const pattern *p, const ranked *r,
                          sr_arena *scratch, sr_arena *a, sr_hit *ret, sr_err *err)
{
    sqlite3_stmt *st = NULL;
    sr_doc doc = {.arena = scratch};
    sr_status status = sr_sql_get(s, SR_SQL_HIT, &st, err);
    if (status != SR_OK)
        return status;
    (void)sqlite3_bind_int64(st, 1, r->key);
    status = sr_sql_row(s, st, err);
    if (status != SR_OK)
        return status == SR_END ? sr_fail(err, SR_ESTORE, 0,
                                          "\"%s\" is damaged: its search index names an "
                                          "article that is not there",
                                          s->path)
                                : status;
    sr_hit hit = {.score = r->score, .at_s = sqlite3_column_int64(st, 5)};
    sr_str *const shown[] = {&hit.id, &hit.story, &hit.title, &hit.outlet, &hit.url};
    for (size_t i = 0; i < SR_COUNT(shown); i++)
        *shown[i] = sr_arena_str(a, sr_sql_text(st, (int)i));
    doc.article.title = hit.title;
    doc.article.text = sr_sql_text(st, 6);
    if (!sr_arena_refused(a)) /* else the title is not whole, and spans do not fit it */
        status = sr_row_read_sents(s, r->key, &doc, err);
    if (status == SR_OK)
        status = choose_sentence(s->words, p, &doc, &hit, err);
    hit.sentence = sr_arena_str(a, hit.sentence);
    (void)sqlite3_reset(st);
    if (status == SR_OK && sr_arena_refused(a))
        status = sr_fail(err, SR_ENOMEM, 0, "out of memory for the search");
    if (status == SR_OK)
        *ret = hit;
    return status;
}

static sr_status fill_hits(sr_sqlite *s, const pattern *p, const ranked *v, size_t n,
                           sr_arena *a, sr_hit **ret, sr_err *err)
{
    sr_hit *hits = SR_NEW(a, sr_hit, n);
    sr_arena *scratch = sr_arena_new(SR_MAX_ARENA_BYTES);
    sr_status st = hits && scratch
                       ? SR_OK
                       : sr_fail(err, SR_ENOMEM, 0, "out of memory for the search");
    for (size_t i = 0; i < n && st == SR_OK; i++) {
        st = fill_hit(s, p, &v[i], scratch, a, &hits[i], err);
        sr_arena_reset(scratch);
    }
    sr_arena_free(scratch);
    if (st == SR_OK)
        *ret = hits;
    return st;
}

static sr_status search(sr_sqlite *s, const pattern *p, const sr_buf *match, size_t max,
                        sr_arena *a, sr_hit **ret, size_t *n, sr_err *err)
{
    ranked *v = NULL;
    size_t found = 0;
    sr_status st = find_keys(s, match, a, &v, &found, err);
    if (st != SR_OK)
        return st;
    found = found < max ? found : max;
    st = fill_hits(s, p, v, found, a, ret, err);
    if (st == SR_OK)
        *n = found;
    return st;
}

sr_status sr_sqlite_search(sr_store *base, sr_str query, size_t max, sr_arena *a,
                           sr_hit **ret, size_t *n, sr_err *err)
{
    sr_sqlite *s = (sr_sqlite *)base;
    pattern p;
    sr_buf match = {0};
    bool began = false;
    max = max == 0 ? DEFAULT_HITS : max > MAX_HITS ? MAX_HITS : max;
    sr_status st = make_pattern(s->words, query, a, &p, &match, err);
    if (st == SR_OK)
        st = sr_sql_begin_read(s, &began, err);
    if (st == SR_OK) {
        st = search(s, &p, &match, max, a, ret, n, err);
        sr_sql_end_read(s, began);
    }
    sr_buf_free(&match);
    return st;
}
