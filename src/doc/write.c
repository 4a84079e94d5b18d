/* The document as JSON: the line of `sitrep read`, then the dump of all tables. */
#include "doc/across.h"

static void write_when(sr_json *j, const char *key, const sr_when *w)
{
    char text[SR_TIME_TEXT];
    if (w->precision == SR_TIME_UNKNOWN)
        return;
    sr_time_text(w->at_s, text);
    sr_json_pair(j, key, sr_str_of(text));
}

static sr_str precision_name(sr_precision p)
{
    static const char *const names[] = {"unknown", "year",   "month",
                                        "day",     "minute", "second"};
    return sr_str_of(names[p]);
}

/* How exactly a date is known, where it was read, and what the clock there said. */
static void write_when_detail(sr_json *j, const char *key, const sr_when *w)
{
    if (w->precision == SR_TIME_UNKNOWN)
        return;
    sr_json_key(j, key);
    sr_json_object(j);
    sr_json_pair(j, "precision", precision_name(w->precision));
    sr_json_pair_opt(j, "from", w->from);
    if (w->zone_min) {
        char text[SR_TIME_ZONED_TEXT];
        sr_time_text_zoned(w->at_s, w->zone_min, text);
        sr_json_pair(j, "local", sr_str_of(text));
    }
    sr_json_end(j);
}

static sr_str page_class_name(sr_page_class c)
{
    static const char *const names[] = {"article", "live", "paywalled", "listing",
                                        "other"};
    return sr_str_of(names[c]);
}

static void write_notes(const sr_doc *doc, sr_json *j)
{
    sr_json_key(j, "notes");
    sr_json_array(j);
    for (size_t i = 0; i < doc->n_notes; i++) {
        sr_json_object(j);
        sr_json_pair(j, "stage", doc->notes[i].stage);
        sr_json_pair(j, "code", doc->notes[i].code);
        sr_json_pair(j, "message", doc->notes[i].message);
        sr_json_end(j);
    }
    sr_json_end(j);
}

static void write_authors(const sr_article *a, sr_json *j)
{
    if (a->n_authors == 0)
        return;
    sr_json_key(j, "authors");
    sr_json_array(j);
    for (size_t i = 0; i < a->n_authors; i++)
        sr_json_str(j, a->authors[i]);
    sr_json_end(j);
}

static void write_input(const sr_record *r, sr_json *j)
{
    if (r->file.len == 0)
        return;
    sr_json_key(j, "input");
    sr_json_object(j);
    sr_json_pair(j, "file", r->file);
    sr_json_key(j, "offset");
    sr_json_int(j, (int64_t)r->offset);
    sr_json_pair_opt(j, "charset", r->charset);
    sr_json_end(j);
}

static void write_article_members(const sr_doc *doc, sr_json *j)
{
    const sr_article *a = &doc->article;
    sr_json_pair(j, "id", a->id);
    sr_json_pair_opt(j, "url", a->url);
    sr_json_pair_opt(j, "title", a->title);
    sr_json_pair_opt(j, "subtitle", a->subtitle);
    write_authors(a, j);
    sr_json_pair_opt(j, "outlet", a->outlet);
    write_when(j, "published", &a->published);
    write_when_detail(j, "published_detail", &a->published);
    write_when(j, "modified", &a->modified);
    write_when_detail(j, "modified_detail", &a->modified);
    sr_json_pair_opt(j, "lang", a->lang);
    sr_json_pair_opt(j, "lang_from", a->lang_from);
    sr_json_pair_opt(j, "section", a->section);
    sr_json_pair_opt(j, "credit", a->credit);
    sr_json_pair_opt(j, "image", a->image);
    sr_json_pair_opt(j, "amp_url", a->amp_url);
    sr_json_pair(j, "page_class", page_class_name(a->page_class));
    sr_json_pair(j, "text", a->text);
    if (doc->record.given.extra.len) {
        sr_json_key(j, "extra");
        sr_json_raw(j, doc->record.given.extra);
    }
    write_input(&doc->record, j);
    write_notes(doc, j);
}

static void write_run(const sr_byte_run *r, sr_json *j)
{
    const uint32_t v[] = {r->to, r->from, r->n, r->to_step, r->from_step};
    bool as_is = r->to_step == 1 && r->from_step == 1;
    sr_json_array(j);
    for (size_t i = 0; i < (as_is ? 3 : SR_COUNT(v)); i++)
        sr_json_int(j, v[i]);
    sr_json_end(j);
}

static void write_page_map(const sr_byte_map *m, sr_json *j)
{
    if (m->n == 0)
        return;
    sr_json_key(j, "page_map");
    sr_json_array(j);
    for (size_t i = 0; i < m->n; i++)
        write_run(&m->v[i], j);
    sr_json_end(j);
}

void sr_doc_write_mapped(const sr_doc *doc, sr_json *j)
{
    sr_json_object(j);
    write_article_members(doc, j);
    write_page_map(&doc->article.page_map, j);
    sr_json_end(j);
}

void sr_doc_write_article(const sr_doc *doc, sr_json *j)
{
    sr_json_object(j);
    write_article_members(doc, j);
    sr_json_end(j);
}

static sr_str para_kind_name(sr_para_kind k)
{
    static const char *const names[] = {"text", "heading", "quote", "item",
                                        "row",  "caption", "live"};
    return sr_str_of(names[k]);
}

static void write_paras(const sr_article *a, sr_json *j)
{
    sr_json_key(j, "paragraphs");
    sr_json_array(j);
    for (size_t i = 0; i < a->n_paras; i++) {
        const sr_para *p = &a->paras[i];
        sr_json_object(j);
        sr_json_key(j, "span");
        sr_json_span(j, p->span);
        sr_json_pair(j, "kind", para_kind_name(p->kind));
        if (p->page_end) {
            sr_json_key(j, "page");
            sr_json_span(j, (sr_span){p->page_beg, p->page_end});
        }
        sr_json_end(j);
    }
    sr_json_end(j);
}

/* [lemma, class, head in the sentence from 1 (0: the root), relation] for each token. */
static void write_words(const sr_doc *doc, const sr_sentence *s, sr_json *j)
{
    sr_json_key(j, "words");
    sr_json_array(j);
    for (uint32_t t = s->tok_beg; t < s->tok_end; t++) {
        const sr_word *w = &doc->words[t];
        sr_json_array(j);
        sr_json_str(j, w->lemma);
        sr_json_str(j, sr_str_of(sr_upos_name((sr_upos)w->upos)));
        sr_json_int(j, w->head == t ? 0 : (int64_t)w->head - s->tok_beg + 1);
        sr_json_str(j, sr_str_of(sr_relation_name((sr_relation)w->rel)));
        sr_json_end(j);
    }
    sr_json_end(j);
}

static void write_sentence(const sr_doc *doc, const sr_sentence *s, sr_json *j)
{
    sr_json_object(j);
    sr_json_key(j, "span");
    sr_json_span(j, s->span);
    if (s->in_title)
        sr_json_pair(j, "in", SR_STR("title"));
    sr_json_key(j, "tokens");
    sr_json_array(j);
    for (uint32_t t = s->tok_beg; t < s->tok_end; t++)
        sr_json_span(j, doc->tokens[t].span);
    sr_json_end(j);
    if (doc->words)
        write_words(doc, s, j);
    sr_json_end(j);
}

static void write_names(const sr_doc *doc, sr_json *j)
{
    sr_json_key(j, "names");
    sr_json_array(j);
    for (size_t i = 0; i < doc->n_names; i++) {
        const sr_name *n = &doc->names[i];
        sr_json_object(j);
        sr_json_key(j, "span");
        sr_json_span(j, n->span);
        if (doc->sents[n->sent].in_title)
            sr_json_pair(j, "in", SR_STR("title"));
        sr_json_pair(j, "type", sr_str_of(sr_name_type_name((sr_name_type)n->type)));
        sr_json_key(j, "p");
        sr_json_num(j, n->p);
        sr_json_end(j);
    }
    sr_json_end(j);
}

/* What came in, without its bytes. */
static void write_record(const sr_record *r, sr_json *j)
{
    static const char *const kinds[] = {"page", "fragment", "text", "article"};
    sr_json_key(j, "record");
    sr_json_object(j);
    sr_json_pair(j, "kind", sr_str_of(kinds[r->kind]));
    sr_json_pair_opt(j, "url", r->url);
    write_when(j, "fetched", &r->fetched);
    sr_json_key(j, "bytes");
    sr_json_int(j, (int64_t)r->bytes.len);
    sr_json_pair_opt(j, "title", r->given.title);
    sr_json_end(j);
}

/* The tables of link and facts that hold anything. */
static void write_tables(const sr_doc *doc, sr_json *j)
{
    const struct {
        const char *name;
        size_t n;
        void (*write)(const sr_doc *doc, sr_json *j);
    } tables[] = {{"entities", doc->n_entities, sr_doc_write_entities},
                  {"places", doc->n_places, sr_doc_write_places},
                  {"times", doc->n_times, sr_doc_write_times},
                  {"amounts", doc->n_amounts, sr_doc_write_amounts},
                  {"statements", doc->n_statements, sr_doc_write_statements},
                  {"predicates", doc->n_predicates, sr_doc_write_predicates},
                  {"events", doc->n_events, sr_doc_write_events},
                  {"positions", doc->n_positions, sr_doc_write_positions}};
    for (size_t i = 0; i < SR_COUNT(tables); i++)
        if (tables[i].n) {
            sr_json_key(j, tables[i].name);
            tables[i].write(doc, j);
        }
}

void sr_doc_write_all(const sr_doc *doc, sr_json *j)
{
    sr_json_object(j);
    write_article_members(doc, j);
    write_record(&doc->record, j);
    write_paras(&doc->article, j);
    write_page_map(&doc->article.page_map, j);
    sr_json_key(j, "sentences");
    sr_json_array(j);
    for (size_t i = 0; i < doc->n_sents; i++)
        write_sentence(doc, &doc->sents[i], j);
    sr_json_end(j);
    if (doc->words)
        write_names(doc, j);
    write_tables(doc, j);
    sr_json_end(j);
}
