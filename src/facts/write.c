/* The object "facts of an article" of docs/formats/facts.md. */
#include "facts/facts.h"

#include "link/link.h"

enum { FOCUS_SHOWN = 5 };

static void put_tokens(sr_json *j, const sr_doc *doc, const sr_sentence *s)
{
    sr_json_key(j, "tokens");
    sr_json_array(j);
    for (uint32_t t = s->tok_beg; t < s->tok_end; t++)
        sr_json_span(j, doc->tokens[t].span);
    sr_json_end(j);
}

static void put_sentences(sr_json *j, const sr_doc *doc, bool tokens)
{
    sr_json_key(j, "sentences");
    sr_json_array(j);
    for (size_t i = 0; i < doc->n_sents; i++) {
        sr_json_object(j);
        sr_json_key(j, "span");
        sr_json_span(j, doc->sents[i].span);
        if (doc->sents[i].in_title)
            sr_json_pair(j, "in", SR_STR("title"));
        if (tokens)
            put_tokens(j, doc, &doc->sents[i]);
        sr_json_end(j);
    }
    sr_json_end(j);
}

static void put_focus(sr_json *j, const sr_doc *doc)
{
    sr_focus focus[FOCUS_SHOWN];
    size_t n = sr_link_focus(doc, focus, FOCUS_SHOWN);
    sr_json_key(j, "focus");
    sr_json_array(j);
    for (size_t i = 0; i < n; i++) {
        sr_json_object(j);
        sr_json_pair(j, "country", focus[i].country);
        sr_json_key(j, "weight");
        sr_json_share(j, (double)focus[i].weight);
        sr_json_end(j);
    }
    sr_json_end(j);
}

static void put_notes(sr_json *j, const sr_doc *doc)
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

static void put_tables(sr_json *j, const sr_doc *doc)
{
    static const struct {
        const char *name;
        void (*write)(const sr_doc *doc, sr_json *j);
    } tables[] = {
        {"entities", sr_doc_write_entities},     {"times", sr_doc_write_times},
        {"places", sr_doc_write_places},         {"amounts", sr_doc_write_amounts},
        {"statements", sr_doc_write_statements}, {"events", sr_doc_write_events},
        {"positions", sr_doc_write_positions},   {"predicates", sr_doc_write_predicates},
    };
    for (size_t i = 0; i < SR_COUNT(tables); i++) {
        sr_json_key(j, tables[i].name);
        tables[i].write(doc, j);
    }
}

static void write(const sr_doc *doc, bool given, sr_json *j)
{
    sr_json_object(j);
    sr_json_pair(j, "id", doc->article.id);
    if (doc->article.published.precision != SR_TIME_UNKNOWN) {
        char text[SR_TIME_TEXT];
        sr_time_text(doc->article.published.at_s, text);
        sr_json_pair(j, "published", sr_str_of(text));
    }
    if (given)
        sr_json_pair(j, "text", doc->article.text);
    put_sentences(j, doc, given);
    put_tables(j, doc);
    put_focus(j, doc);
    put_notes(j, doc);
    sr_json_end(j);
}

void sr_facts_write(const sr_doc *doc, sr_json *j)
{
    write(doc, false, j);
}

void sr_facts_write_given(const sr_doc *doc, sr_json *j)
{
    write(doc, true, j);
}
