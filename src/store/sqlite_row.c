/* A row <-> a document.  In this order:
 *   1. names of enumerations     2. JSON columns, written     3. binding
 *   4. JSON columns, read        5. reading a row
 */
#include "store/sqlite.h"

#include "base/hash.h"
#include "base/vec.h"
#include "doc/json_read.h"

/* --- 1. names of enumerations, in their order ------------------------------------- */

static const char *const precisions[] = {"unknown", "year",   "month",
                                         "day",     "minute", "second"};
static const char *const page_classes[] = {"article", "live", "paywalled", "listing",
                                           "other"};
static const char *const para_kinds[] = {"text", "heading", "quote", "item",
                                         "row",  "caption", "live"};

/* Place of `name` in the list; 0 where it is none of ours (a damaged row). */
static size_t place_of(sr_str name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sr_str_eq(name, sr_str_of(names[i])))
            return i;
    return 0;
}

sr_str sr_row_para_kind(sr_para_kind kind)
{
    return sr_str_of(para_kinds[kind]);
}

/* --- 2. JSON columns, written: an empty list is NULL ------------------------------ */

static void write_authors(const sr_article *a, sr_buf *out)
{
    sr_json j = {.out = out};
    if (a->n_authors == 0)
        return;
    sr_json_array(&j);
    for (size_t i = 0; i < a->n_authors; i++)
        sr_json_str(&j, a->authors[i]);
    sr_json_end(&j);
}

static void write_notes(const sr_doc *doc, sr_buf *out)
{
    sr_json j = {.out = out};
    if (doc->n_notes == 0)
        return;
    sr_json_array(&j);
    for (size_t i = 0; i < doc->n_notes; i++) {
        sr_json_object(&j);
        sr_json_pair(&j, "stage", doc->notes[i].stage);
        sr_json_pair(&j, "code", doc->notes[i].code);
        sr_json_pair(&j, "message", doc->notes[i].message);
        sr_json_end(&j);
    }
    sr_json_end(&j);
}

static void write_changes(const sr_copy *c, sr_buf *out)
{
    sr_json j = {.out = out};
    if (c->n_changes == 0)
        return;
    sr_json_array(&j);
    for (size_t i = 0; i < c->n_changes; i++) {
        sr_json_object(&j);
        sr_json_pair(&j, "from", c->changes[i].from);
        sr_json_pair(&j, "to", c->changes[i].to);
        sr_json_key(&j, "span");
        sr_json_span(&j, c->changes[i].span);
        if (c->changes[i].in_title)
            sr_json_pair(&j, "in", SR_STR("title"));
        if (c->changes[i].in_title)
            sr_json_pair(&j, "in", SR_STR("title"));
        sr_json_end(&j);
    }
    sr_json_end(&j);
}

static void write_reasons(const sr_join *join, sr_buf *out)
{
    sr_json j = {.out = out};
    if (join->n_reasons == 0)
        return;
    sr_json_array(&j);
    for (size_t i = 0; i < join->n_reasons; i++) {
        sr_json_object(&j);
        sr_json_pair(&j, "kind", join->reasons[i].kind);
        sr_json_pair_opt(&j, "what", join->reasons[i].what);
        sr_json_key(&j, "weight");
        sr_json_num(&j, join->reasons[i].weight);
        sr_json_end(&j);
    }
    sr_json_end(&j);
}

sr_status sr_row_text_make(const sr_doc *doc, const sr_placed *placed, sr_row_text *ret,
                           sr_err *err)
{
    sr_row_text t = {0};
    sr_status st = sr_doc_content_digest(doc, t.digest, err);
    if (st != SR_OK)
        return st;
    write_authors(&doc->article, &t.authors);
    write_notes(doc, &t.notes);
    if (placed) {
        write_changes(&placed->copy, &t.changes);
        write_reasons(&placed->join, &t.reasons);
    }
    if (sr_buf_ok(&t.authors) && sr_buf_ok(&t.notes) && sr_buf_ok(&t.changes) &&
        sr_buf_ok(&t.reasons)) {
        *ret = t;
        return SR_OK;
    }
    sr_row_text_free(&t);
    return sr_fail(err, SR_ENOMEM, 0, "out of memory to keep article \"%.*s\"",
                   SR_FMT(doc->article.id));
}

void sr_row_text_free(sr_row_text *t)
{
    sr_buf_free(&t->authors);
    sr_buf_free(&t->notes);
    sr_buf_free(&t->changes);
    sr_buf_free(&t->reasons);
}

/* --- 3. binding ------------------------------------------------------------------- */

sr_time sr_row_at(const sr_doc *doc, sr_time arrival_s)
{
    const sr_when *w = &doc->article.published;
    return w->precision == SR_TIME_UNKNOWN ? arrival_s : w->at_s;
}

static void bind_when(sqlite3_stmt *st, int at, const sr_when *w)
{
    if (w->precision == SR_TIME_UNKNOWN) {
        for (int i = 0; i < 3; i++)
            (void)sqlite3_bind_null(st, at + i);
        return;
    }
    (void)sqlite3_bind_int64(st, at, w->at_s);
    sr_sql_bind(st, at + 1, sr_str_of(precisions[w->precision]));
    sr_sql_bind_opt(st, at + 2, w->from);
}

void sr_row_bind_article(sqlite3_stmt *st, const sr_doc *doc, const sr_row_text *t,
                         sr_time arrival_s)
{
    const sr_article *a = &doc->article;
    const sr_record *r = &doc->record;
    sr_sql_bind(st, 1, a->id);
    sr_sql_bind(st, 2, sr_str_of(t->digest));
    (void)sqlite3_bind_int64(st, 3, sr_row_at(doc, arrival_s));
    sr_sql_bind_opt(st, 4, a->url);
    sr_sql_bind_opt(st, 5, a->outlet);
    sr_sql_bind(st, 6, a->title);
    sr_sql_bind_opt(st, 7, a->subtitle);
    sr_sql_bind_opt(st, 8, sr_buf_str(&t->authors));
    bind_when(st, 9, &a->published);
    bind_when(st, 12, &a->modified);
    sr_sql_bind_opt(st, 15, a->lang);
    sr_sql_bind_opt(st, 16, a->lang_from);
    sr_sql_bind_opt(st, 17, a->section);
    sr_sql_bind_opt(st, 18, a->credit);
    sr_sql_bind_opt(st, 19, a->image);
    sr_sql_bind_opt(st, 20, a->amp_url);
    sr_sql_bind(st, 21, sr_str_of(page_classes[a->page_class]));
    (void)sqlite3_bind_double(st, 22, a->p_article);
    sr_sql_bind_opt(st, 23, r->file);
    (void)sqlite3_bind_int64(st, 24, (int64_t)r->offset);
    sr_sql_bind_opt(st, 25, r->charset);
    sr_sql_bind_opt(st, 26, r->given.extra);
    sr_sql_bind_opt(st, 27, sr_buf_str(&t->notes));
    sr_sql_bind(st, 28, a->text);
    (void)sqlite3_bind_int64(st, 29, arrival_s);
    (void)sqlite3_bind_int(st, 30, a->published.zone_min);
}

void sr_row_bind_copy(sqlite3_stmt *st, int at, const sr_copy *c, const sr_row_text *t)
{
    sr_sql_bind(st, at, c->group);
    sr_sql_bind(st, at + 1, sr_str_of(sr_copy_relation_name(c->relation)));
    sr_sql_bind_opt(st, at + 2, c->of);
    (void)sqlite3_bind_double(st, at + 3, c->shared);
    (void)sqlite3_bind_double(st, at + 4, c->shared_of);
    sr_sql_bind_opt(st, at + 5, sr_buf_str(&t->changes));
}

/* --- 4. JSON columns, read -------------------------------------------------------- */

/* One row on its way into a document: where strings go, what failed first. */
typedef struct reader {
    sr_sqlite *s;
    sqlite3_stmt *st;
    sr_arena *a;
    sr_err *err;
    int at; /* the next column */
} reader;

static sr_str keep(reader *r, sr_str s)
{
    return s.len ? sr_arena_str(r->a, s) : (sr_str){"", 0};
}

static sr_str take(reader *r)
{
    return keep(r, sr_sql_text(r->st, r->at++));
}

static int64_t take_int(reader *r)
{
    return sqlite3_column_int64(r->st, r->at++);
}

static double take_num(reader *r)
{
    return sqlite3_column_double(r->st, r->at++);
}

/* The array in the next column; *ret is NULL where the column is.  Its items are counted
 * into *n, and an array of as many is what the caller makes. */
static sr_status take_json(reader *r, cJSON **ret, size_t *n)
{
    sr_str s = sr_sql_text(r->st, r->at++);
    *ret = NULL;
    *n = 0;
    if (s.len == 0)
        return SR_OK;
    sr_status st = sr_json_parse(s, ret, NULL);
    if (st != SR_OK)
        return sr_fail(r->err, SR_ESTORE, 0, "\"%s\" is damaged: column %d is no JSON",
                       r->s->path, r->at - 1);
    for (const cJSON *i = (*ret)->child; i; i = i->next)
        ++*n;
    return SR_OK;
}

static double json_number(const cJSON *object, const char *key)
{
    const cJSON *v = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsNumber(v) ? v->valuedouble : 0;
}

static sr_span json_span(const cJSON *object, const char *key)
{
    const cJSON *v = cJSON_GetObjectItemCaseSensitive(object, key);
    const cJSON *beg = cJSON_GetArrayItem(v, 0), *end = cJSON_GetArrayItem(v, 1);
    if (!cJSON_IsNumber(beg) || !cJSON_IsNumber(end))
        return (sr_span){0, 0};
    return (sr_span){(uint32_t)beg->valuedouble, (uint32_t)end->valuedouble};
}

static sr_str keep_member(reader *r, const cJSON *object, const char *key)
{
    return keep(r, sr_json_member_text(object, key));
}

static sr_status read_authors(reader *r, sr_article *a)
{
    cJSON *root;
    sr_status st = take_json(r, &root, &a->n_authors);
    a->authors = SR_NEW(r->a, sr_str, a->n_authors);
    size_t n = 0;
    if (st == SR_OK && root && a->authors)
        for (const cJSON *i = root->child; i; i = i->next)
            a->authors[n++] = keep(r, sr_json_text(i));
    cJSON_Delete(root);
    return st;
}

static sr_status read_notes(reader *r, sr_doc *doc)
{
    cJSON *root;
    sr_status st = take_json(r, &root, &doc->n_notes);
    doc->notes = SR_NEW(r->a, sr_note, doc->n_notes);
    doc->cap_notes = doc->n_notes;
    size_t n = 0;
    if (st == SR_OK && root && doc->notes)
        for (const cJSON *i = root->child; i; i = i->next)
            doc->notes[n++] =
                (sr_note){keep_member(r, i, "stage"), keep_member(r, i, "code"),
                          keep_member(r, i, "message")};
    cJSON_Delete(root);
    return st;
}

static sr_status read_changes(reader *r, sr_copy *c)
{
    cJSON *root;
    sr_status st = take_json(r, &root, &c->n_changes);
    c->changes = SR_NEW(r->a, sr_change, c->n_changes);
    size_t n = 0;
    if (st == SR_OK && root && c->changes)
        for (const cJSON *i = root->child; i; i = i->next)
            c->changes[n++] = (sr_change){
                keep_member(r, i, "from"), keep_member(r, i, "to"), json_span(i, "span"),
                sr_str_eq(sr_json_member_text(i, "in"), SR_STR("title"))};
    cJSON_Delete(root);
    return st;
}

static sr_status read_reasons(reader *r, sr_join *join)
{
    cJSON *root;
    sr_status st = take_json(r, &root, &join->n_reasons);
    join->reasons = SR_NEW(r->a, sr_reason, join->n_reasons);
    size_t n = 0;
    if (st == SR_OK && root && join->reasons)
        for (const cJSON *i = root->child; i; i = i->next)
            join->reasons[n++] =
                (sr_reason){keep_member(r, i, "kind"), keep_member(r, i, "what"),
                            json_number(i, "weight")};
    cJSON_Delete(root);
    return st;
}

/* --- 5. reading a row: in the order of ARTICLE_ROW in sqlite_sql.c ---------------- */

static sr_when take_when(reader *r)
{
    sr_when w = {.at_s = take_int(r)};
    w.precision = (sr_precision)place_of(sr_sql_text(r->st, r->at++), precisions,
                                         SR_COUNT(precisions));
    w.from = take(r);
    return w;
}

static sr_status read_article(reader *r, sr_doc *doc)
{
    sr_article *a = &doc->article;
    a->id = take(r);
    a->url = take(r);
    a->outlet = take(r);
    a->title = take(r);
    a->subtitle = take(r);
    sr_status st = read_authors(r, a);
    a->published = take_when(r);
    a->modified = take_when(r);
    a->lang = take(r);
    a->lang_from = take(r);
    a->section = take(r);
    a->credit = take(r);
    a->image = take(r);
    a->amp_url = take(r);
    a->page_class = (sr_page_class)place_of(sr_sql_text(r->st, r->at++), page_classes,
                                            SR_COUNT(page_classes));
    a->p_article = take_num(r);
    doc->record.file = take(r);
    doc->record.offset = (uint64_t)take_int(r);
    doc->record.charset = take(r);
    a->published.zone_min = (int16_t)take_int(r);
    doc->record.given.extra = take(r);
    if (st == SR_OK)
        st = read_notes(r, doc);
    else
        r->at++;
    a->text = take(r);
    return st;
}

static sr_status read_placed(reader *r, sr_placed *p)
{
    sr_copy *c = &p->copy;
    c->group = take(r);
    (void)sr_copy_relation_parse(sr_sql_text(r->st, r->at++), &c->relation);
    c->of = take(r);
    c->shared = take_num(r);
    c->shared_of = take_num(r);
    sr_status st = read_changes(r, c);
    if (st != SR_OK)
        return st;
    p->join.story = take(r);
    p->join.opened = take_int(r) != 0;
    p->join.p = take_num(r);
    return read_reasons(r, &p->join);
}

static bool span_of(sqlite3_stmt *st, sr_str text, sr_span *ret)
{
    int64_t beg = sqlite3_column_int64(st, 0), end = sqlite3_column_int64(st, 1);
    if (beg < 0 || beg > end || (uint64_t)end > text.len)
        return false;
    *ret = (sr_span){(uint32_t)beg, (uint32_t)end};
    return true;
}

static sr_status outside(reader *r, const sr_doc *doc)
{
    return sr_fail(r->err, SR_ESTORE, 0,
                   "\"%s\" is damaged: a span of article \"%.*s\" is outside its text",
                   r->s->path, SR_FMT(doc->article.id));
}

static sr_status start(reader *r, sr_sql which, int64_t key, sqlite3_stmt **ret)
{
    sr_status st = sr_sql_get(r->s, which, ret, r->err);
    if (st == SR_OK)
        (void)sqlite3_bind_int64(*ret, 1, key);
    return st;
}

static sr_status read_sents(reader *r, int64_t key, sr_doc *doc)
{
    SR_VEC(sr_sentence) v = {0};
    sqlite3_stmt *st = NULL;
    sr_status status = start(r, SR_SQL_SENTENCES, key, &st);
    while (status == SR_OK && (status = sr_sql_row(r->s, st, r->err)) == SR_OK) {
        sr_sentence s = {.in_title = sqlite3_column_int(st, 2) != 0,
                         .para = (uint32_t)sqlite3_column_int64(st, 3)};
        if (!span_of(st, sr_doc_text(doc, &s), &s.span))
            status = outside(r, doc);
        else if (!SR_PUSH(r->a, &v, s))
            status = SR_ENOMEM;
        if (status != SR_OK)
            (void)sqlite3_reset(st);
    }
    doc->sents = v.v;
    doc->n_sents = v.n;
    return status == SR_END ? SR_OK : status;
}

static sr_status read_paras(reader *r, int64_t key, sr_doc *doc)
{
    SR_VEC(sr_para) v = {0};
    sqlite3_stmt *st = NULL;
    sr_status status = start(r, SR_SQL_PARAS, key, &st);
    while (status == SR_OK && (status = sr_sql_row(r->s, st, r->err)) == SR_OK) {
        sr_para p = {.page_beg = (uint32_t)sqlite3_column_int64(st, 3),
                     .page_end = (uint32_t)sqlite3_column_int64(st, 4)};
        p.kind =
            (sr_para_kind)place_of(sr_sql_text(st, 2), para_kinds, SR_COUNT(para_kinds));
        if (!span_of(st, doc->article.text, &p.span))
            status = outside(r, doc);
        else if (!SR_PUSH(r->a, &v, p))
            status = SR_ENOMEM;
        if (status != SR_OK)
            (void)sqlite3_reset(st);
    }
    doc->article.paras = v.v;
    doc->article.n_paras = v.n;
    return status == SR_END ? SR_OK : status;
}

sr_status sr_row_read(sr_sqlite *s, sqlite3_stmt *st, sr_arena *a, sr_doc *doc,
                      sr_placed *placed, sr_time *arrival_s, sr_err *err)
{
    reader r = {.s = s, .st = st, .a = a, .err = err};
    sr_doc d = {.arena = a};
    sr_placed p = {0};
    int64_t key = take_int(&r);
    d.seq = (uint64_t)key - 1;
    sr_status status = read_article(&r, &d);
    *arrival_s = take_int(&r);
    if (status == SR_OK)
        status = read_placed(&r, &p);
    if (status == SR_OK)
        status = read_sents(&r, key, &d);
    if (status == SR_OK)
        status = read_paras(&r, key, &d);
    if (sr_arena_refused(a) || status == SR_ENOMEM)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory to read \"%s\"", s->path);
    if (status != SR_OK)
        return status;
    *doc = d;
    *placed = p;
    return SR_OK;
}

sr_status sr_row_read_sents(sr_sqlite *s, int64_t key, sr_doc *doc, sr_err *err)
{
    reader r = {.s = s, .a = doc->arena, .err = err};
    sr_status st = read_sents(&r, key, doc);
    return st == SR_ENOMEM
               ? sr_fail(err, SR_ENOMEM, 0, "out of memory to read \"%s\"", s->path)
               : st;
}
