#include "ingest/json_fields.h"

#include "base/utf8.h"

bool sr_json_take_text(sr_doc *doc, const cJSON *o, const char *key, size_t limit,
                       sr_str *ret)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(o, key);
    if (!item || cJSON_IsNull(item))
        return true;
    if (!cJSON_IsString(item)) {
        sr_doc_note(doc, "ingest", "bad-field", "\"%s\" is not a string", key);
        return true;
    }
    sr_str s = sr_json_text(item);
    if (s.len > limit) {
        sr_doc_note(doc, "ingest", "limit-bytes", "\"%s\" of %zu bytes was cut to %zu",
                    key, s.len, limit);
        s.len = sr_utf8_floor(s, limit);
    }
    *ret = sr_arena_str(doc->arena, s);
    return ret->p != NULL;
}

static sr_precision precision_of(sr_str name, sr_precision otherwise)
{
    static const char *const names[] = {"year", "month", "day", "minute", "second"};
    for (size_t i = 0; i < SR_COUNT(names); i++)
        if (sr_str_eq(name, sr_str_of(names[i])))
            return (sr_precision)(SR_TIME_YEAR + i);
    return otherwise;
}

bool sr_json_take_date(sr_doc *doc, const cJSON *o, const char *key,
                       const char *detail_key, const char *from_key, sr_when *ret)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(o, key);
    sr_str s = sr_json_text(item);
    sr_when w = {.from = sr_str_of(from_key)};
    if (!item || cJSON_IsNull(item) || (cJSON_IsString(item) && s.len == 0))
        return true;
    if (!sr_time_parse_zoned(s, &w.at_s, &w.precision, &w.zone_min) &&
        !sr_time_parse_rfc822_zoned(s, &w.at_s, &w.precision, &w.zone_min)) {
        sr_doc_note(doc, "ingest", "bad-date", "\"%s\" is no date: \"%.*s\"", key,
                    s.len > 80 ? 80 : SR_FMT(s));
        return true;
    }
    const cJSON *detail =
        detail_key ? cJSON_GetObjectItemCaseSensitive(o, detail_key) : NULL;
    sr_str from = sr_json_member_text(detail, "from");
    w.precision = precision_of(sr_json_member_text(detail, "precision"), w.precision);
    sr_time local_s;
    sr_precision local_precision;
    (void)sr_time_parse_zoned(sr_json_member_text(detail, "local"), &local_s,
                              &local_precision, &w.zone_min);
    if (from.len && from.len <= 32)
        w.from = sr_arena_str(doc->arena, from);
    if (!w.from.p)
        return false;
    *ret = w;
    return true;
}

/* A name, or an object that has one. */
static sr_str author_name(const cJSON *item)
{
    sr_str s =
        cJSON_IsObject(item) ? sr_json_member_text(item, "name") : sr_json_text(item);
    return sr_str_trim(s);
}

static bool add_author(sr_doc *doc, sr_str name, bool *noted)
{
    sr_given *g = &doc->record.given;
    if (name.len == 0)
        return true;
    if (g->n_authors == SR_MAX_AUTHORS) {
        if (!*noted)
            sr_doc_note(doc, "ingest", "limit-authors", "more than %d authors",
                        SR_MAX_AUTHORS);
        *noted = true;
        return true;
    }
    if (!g->authors)
        g->authors = SR_NEW(doc->arena, sr_str, SR_MAX_AUTHORS);
    sr_str kept = g->authors ? sr_arena_str(doc->arena, name) : (sr_str){NULL, 0};
    if (!kept.p)
        return false;
    g->authors[g->n_authors++] = kept;
    return true;
}

bool sr_json_take_authors(sr_doc *doc, const cJSON *list)
{
    bool noted = false;
    const cJSON *item;
    if (!list || cJSON_IsNull(list))
        return true;
    if (!cJSON_IsArray(list) && author_name(list).len)
        return add_author(doc, author_name(list), &noted);
    if (!cJSON_IsArray(list)) {
        sr_doc_note(doc, "ingest", "bad-field", "\"authors\" is neither string nor list");
        return true;
    }
    cJSON_ArrayForEach(
        item, list) if (!add_author(doc, author_name(item), &noted)) return false;
    return true;
}
