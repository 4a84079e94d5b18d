#include "doc/doc.h"

#include "base/hash.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

sr_doc *sr_doc_new(size_t limit_bytes)
{
    sr_doc *doc = calloc(1, sizeof *doc);
    if (!doc)
        return NULL;
    doc->arena = sr_arena_new(limit_bytes ? limit_bytes : (size_t)SR_MAX_ARENA_BYTES);
    if (!doc->arena) {
        free(doc);
        return NULL;
    }
    return doc;
}

void sr_doc_free(sr_doc *doc)
{
    if (!doc)
        return;
    sr_arena_free(doc->arena);
    free(doc);
}

void sr_doc_reset(sr_doc *doc)
{
    sr_arena *arena = doc->arena;
    sr_arena_reset(arena);
    *doc = (sr_doc){.arena = arena};
}

static bool room_for_note(sr_doc *doc)
{
    if (doc->n_notes < doc->cap_notes)
        return true;
    size_t cap = doc->cap_notes ? doc->cap_notes * 2 : 4;
    sr_note *grown =
        sr_arena_grow(doc->arena, doc->notes, doc->n_notes, cap, sizeof *grown);
    if (!grown)
        return false;
    doc->notes = grown;
    doc->cap_notes = cap;
    return true;
}

void sr_doc_note(sr_doc *doc, const char *stage, const char *code, const char *format,
                 ...)
{
    char message[512];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(message, sizeof message, format, args);
    va_end(args);
    sr_str kept = {NULL, 0};
    if (doc->n_notes < SR_MAX_NOTES && room_for_note(doc))
        kept = sr_arena_str(doc->arena, sr_str_of(message));
    if (kept.p)
        doc->notes[doc->n_notes++] = (sr_note){sr_str_of(stage), sr_str_of(code), kept};
    else if (doc->n_notes)
        doc->notes[doc->n_notes - 1] = (sr_note){
            sr_str_of(stage), SR_STR("notes-dropped"),
            SR_STR("more notes than are kept; this and later ones were dropped")};
}

sr_status sr_doc_identify(sr_doc *doc, sr_err *err)
{
    sr_article *a = &doc->article;
    sr_str given = doc->record.given.id;
    char hex[SR_ID_HEX + 1];
    if (given.len && given.len <= SR_MAX_ID_BYTES) {
        a->id = given;
        return SR_OK;
    }
    sr_status st = given.len    ? sr_digest(&given, 1, hex, err)
                   : a->url.len ? sr_digest(&a->url, 1, hex, err)
                                : sr_digest((sr_str[]){a->title, a->text}, 2, hex, err);
    if (st != SR_OK)
        return st;
    a->id = sr_arena_str(doc->arena, sr_str_of(hex));
    return a->id.p ? SR_OK : sr_fail(err, SR_ENOMEM, 0, "out of memory for an id");
}

sr_status sr_doc_content_digest(const sr_doc *doc, char ret[33], sr_err *err)
{
    return sr_digest((sr_str[]){doc->article.title, doc->article.text}, 2, ret, err);
}

const char *sr_name_type_name(sr_name_type t)
{
    static const char *const names[] = {"PER", "ORG", "LOC", "MISC", "NORP", "FAC"};
    return (size_t)t < SR_NAME_TYPES ? names[t] : "_";
}

const char *sr_timex_type_name(sr_timex_type t)
{
    static const char *const names[] = {"DATE", "TIME", "DURATION", "SET"};
    return (size_t)t < SR_COUNT(names) ? names[t] : "_";
}

const char *sr_timex_mod_name(sr_timex_mod m)
{
    static const char *const names[] = {
        "",          "BEFORE",    "AFTER",         "ON_OR_BEFORE",  "ON_OR_AFTER",
        "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE", "START",
        "MID",       "END",       "APPROX"};
    return (size_t)m < SR_COUNT(names) ? names[m] : "_";
}

const char *sr_amount_mod_name(sr_amount_mod m)
{
    static const char *const names[] = {"exact", "at_least",  "at_most",
                                        "about", "more_than", "less_than"};
    return (size_t)m < SR_COUNT(names) ? names[m] : "_";
}

const char *sr_amount_role_name(sr_amount_role r)
{
    static const char *const names[] = {"plain", "total", "previous", "part"};
    return (size_t)r < SR_COUNT(names) ? names[r] : "_";
}
