/* People and their offices from Wikidata -> lines of people.tsv.  In this file: one office
 * to a line; tables (CSV, JSON Lines of a query); lines of the JSON dump; the call.
 *
 * A title names an office where the words for roles say so ("President of France": the words
 * before "of" are asked too); another is "other". */
#include "know/import.h"
#include "know/parts.h"

#include "doc/json_read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct holding {                     /* one office of a person */
    sr_str q, name, aliases, title, country; /* alpha-3 */
    sr_str from, until;                      /* as they stand there */
    char separator;                          /* of the aliases */
} holding;

enum { COLUMNS = 64, FIELDS = 7 };

typedef struct import {
    const sr_know *know;
    sr_arena *a;
    sr_map seen;   /* lines, so that each is there once */
    sr_map people; /* "Q142" -> sr_str: the name */
    sr_map items;  /* of the dump: "Q30" -> item */
    sr_buf *out;
    sr_know_counts *counts;
    size_t line;
    bool failed;
    int column[FIELDS]; /* of a CSV: which field is where, or -1 */
} import;

/* --- one office to a line ------------------------------------------------------------------------- */

/* ISO 8601 as Wikidata has it, "+2017-05-14T00:00:00Z", with 00 for what is not known:
 * "2017-05-14", "2017".  Empty where it is none. */
static sr_str day_of(sr_str s)
{
    sr_time t;
    sr_precision how;
    if (s.len && s.p[0] == '+')
        s = sr_str_cut(s, 1, s.len);
    size_t n = s.len < 10 ? s.len : 10;
    s = sr_str_cut(s, 0, n);
    if (s.len == 10 && sr_str_ends(s, SR_STR("-00")))
        s.len = 7;
    if (s.len == 7 && sr_str_ends(s, SR_STR("-00")))
        s.len = 4;
    uint64_t year;
    bool good =
        s.len == 4 ? sr_str_u64(s, &year) && year > 0 : sr_time_parse(s, &t, &how);
    return good ? s : (sr_str){"", 0};
}

/* What the words of a title name; the longest beginning of it that does. */
static bool office_of(const sr_know *know, sr_str title, sr_role_word *ret)
{
    static const char *const stops[] = {" of ", " for ", ", ", " ("};
    while (title.len) {
        size_t cut = 0;
        if (sr_know_role_word(know, title, ret))
            return true;
        for (size_t i = 0; i < SR_COUNT(stops); i++)
            for (size_t at = 0;
                 (at = sr_str_find(title, sr_str_of(stops[i]), at)) != SIZE_MAX; at++)
                cut = at > cut ? at : cut;
        title.len = cut;
    }
    return false;
}

/* Without tabs, line ends and semicolons; cut where it is too long. */
static void put_clean(sr_buf *out, sr_str s)
{
    s = sr_str_trim(s);
    if (s.len > SR_MAX_NAME_BYTES)
        s.len = 0;
    for (size_t i = 0; i < s.len; i++)
        sr_buf_putc(out, s.p[i] == ';' || (unsigned char)s.p[i] < ' ' ? ' ' : s.p[i]);
}

static void put_aliases(sr_buf *out, sr_str aliases, char separator)
{
    sr_str one;
    bool any = false;
    sr_fold room;
    while (sr_str_field(&aliases, separator, &one)) {
        if (sr_know_fold_name(one, &room).len == 0)
            continue;
        if (any)
            sr_buf_putc(out, ';');
        put_clean(out, one);
        any = true;
    }
}

/* Each number has one name: the first that it came with. */
static void settle_name(import *m, holding *h)
{
    sr_str *name;
    uint64_t *at = sr_map_get(&m->people, h->q);
    if (at) {
        h->name = *(sr_str *)(uintptr_t)*at;
        return;
    }
    sr_str q = sr_arena_str(m->a, h->q);
    name = SR_NEW(m->a, sr_str, 1);
    m->failed |= !q.p || !name;
    if (m->failed)
        return;
    *name = sr_arena_str(m->a, h->name);
    m->failed |= !name->p || !sr_map_put(&m->people, q, (uint64_t)(uintptr_t)name, NULL);
}

static bool is_new_line(import *m, const holding *h, sr_str office)
{
    bool is_new = false;
    sr_fold room;
    sr_str from = h->from; /* "1999-01-01" begins as "1999" does */
    while (sr_str_ends(from, SR_STR("-01")))
        from.len -= 3;
    sr_str who = h->q.len ? h->q : sr_know_fold_name(h->name, &room);
    sr_str key = sr_arena_printf(m->a, "%.*s\t%.*s\t%.*s\t%.*s", SR_FMT(who),
                                 SR_FMT(h->country), SR_FMT(office), SR_FMT(from));
    if (!key.p || !sr_map_put(&m->seen, key, 1, &is_new))
        m->failed = true;
    return is_new;
}

static void put_holding(import *m, holding h)
{
    sr_role_word word = {.sector = SR_STR("GOV"), .office = SR_STR("")};
    sr_fold room;
    (void)office_of(m->know, h.title, &word);
    sr_str office = word.office.len ? word.office : SR_STR("other");
    sr_str sector = word.sector.len ? word.sector : SR_STR("GOV");
    if (h.q.len && sr_know_fold_name(h.name, &room).len)
        settle_name(m, &h);
    h.from = day_of(h.from);
    h.until = day_of(h.until);
    bool backwards = h.from.len && h.until.len && sr_str_cmp(h.from, h.until) > 0 &&
                     !sr_str_starts(h.from, h.until);
    if (sr_know_fold_name(h.name, &room).len == 0 || h.title.len == 0 || backwards ||
        !is_new_line(m, &h, office)) {
        m->counts->refused++;
        return;
    }
    put_clean(m->out, h.name);
    sr_buf_putc(m->out, '\t');
    put_aliases(m->out, h.aliases, h.separator);
    sr_buf_printf(m->out, "\t%.*s\t%.*s\t", SR_FMT(h.country), SR_FMT(office));
    put_clean(m->out, h.title);
    sr_buf_putc(m->out, '\t');
    if (h.country.len)
        sr_buf_printf(m->out, "%.*s.%.*s", SR_FMT(h.country), SR_FMT(sector));
    sr_buf_printf(m->out, "\t%.*s\t%.*s\t%.*s\n", SR_FMT(h.from), SR_FMT(h.until),
                  SR_FMT(h.q));
    m->counts->rows++;
}

/* "http://www.wikidata.org/entity/Q30" or "Q30"; empty where it is none. */
static sr_str q_of(sr_str s)
{
    sr_str part;
    uint64_t n;
    while (sr_str_find(s, SR_STR("/"), 0) != SIZE_MAX)
        (void)sr_str_field(&s, '/', &part);
    bool good =
        s.len > 1 && s.p[0] == 'Q' && sr_str_u64(sr_str_cut(s, 1, s.len), &n) && n;
    return good ? s : (sr_str){"", 0};
}

/* A code of two or three letters, or a name of a country. */
static sr_str country_of(const sr_know *know, sr_str s)
{
    sr_country c;
    sr_str iso3 = {"", 0};
    s = sr_str_trim(s);
    if (s.len && sr_know_country(know, s, &c))
        return c.iso3;
    if (sr_know_country_word(know, s, &iso3) != SR_COUNTRY_NAME)
        iso3.len = 0;
    return iso3;
}

/* --- tables ------------------------------------------------------------------------------------------ */

enum { PERSON, NAME, ALIASES, POSITION, COUNTRY, FROM, UNTIL };

/* Which field a column or member is; -1: none of ours. */
static int field_of(sr_str name)
{
    static const struct {
        const char *name;
        int field;
    } names[] = {{"item", PERSON},
                 {"person", PERSON},
                 {"wikidata", PERSON},
                 {"itemLabel", NAME},
                 {"personLabel", NAME},
                 {"name", NAME},
                 {"aliases", ALIASES},
                 {"alias", ALIASES},
                 {"altLabel", ALIASES},
                 {"itemAltLabel", ALIASES},
                 {"personAltLabel", ALIASES},
                 {"positionLabel", POSITION},
                 {"position", POSITION},
                 {"title", POSITION},
                 {"officeLabel", POSITION},
                 {"office", POSITION},
                 {"iso3", COUNTRY},
                 {"countryCode", COUNTRY},
                 {"countryLabel", COUNTRY},
                 {"country", COUNTRY},
                 {"start", FROM},
                 {"from", FROM},
                 {"end", UNTIL},
                 {"until", UNTIL}};
    for (size_t i = 0; i < SR_COUNT(names); i++)
        if (sr_str_ieq(name, sr_str_of(names[i].name)))
            return names[i].field;
    return -1;
}

static void put_fields(import *m, const sr_str v[FIELDS])
{
    char separator = '|';
    if (v[ALIASES].len && !memchr(v[ALIASES].p, '|', v[ALIASES].len))
        separator = memchr(v[ALIASES].p, ';', v[ALIASES].len) ? ';' : ',';
    put_holding(m, (holding){.q = q_of(v[PERSON]),
                             .name = v[NAME],
                             .aliases = v[ALIASES],
                             .title = v[POSITION],
                             .country = country_of(m->know, v[COUNTRY]),
                             .from = v[FROM],
                             .until = v[UNTIL],
                             .separator = separator});
}

/* A record of RFC 4180 off the front of *rest; fields point into the text or, where quotes
 * are doubled, into the arena.  False: no more. */
static bool take_csv(import *m, sr_str *rest, sr_str f[COLUMNS], size_t *n)
{
    *n = 0;
    if (rest->len == 0)
        return false;
    for (bool more = true; more;) {
        sr_str field = {"", 0};
        size_t at = 0;
        if (rest->len && rest->p[0] == '"') {
            size_t end = 1;
            bool doubled = false;
            while (end < rest->len &&
                   (rest->p[end] != '"' ||
                    (end + 1 < rest->len && rest->p[end + 1] == '"'))) {
                doubled |= rest->p[end] == '"';
                end += rest->p[end] == '"' ? 2 : 1;
            }
            end = end < rest->len ? end : rest->len;
            field = sr_str_cut(*rest, 1, end);
            if (doubled) {
                sr_str copy = sr_arena_str(m->a, field);
                char *to = (char *)copy.p;
                size_t len = 0;
                for (size_t i = 0; to && i < field.len; i++) {
                    to[len++] = field.p[i];
                    i += field.p[i] == '"';
                }
                m->failed |= !to;
                field = to ? (sr_str){copy.p, len} : (sr_str){"", 0};
            }
            at = end < rest->len ? end + 1 : end;
        }
        size_t beg = at;
        while (at < rest->len && rest->p[at] != ',' && rest->p[at] != '\n')
            at++;
        if (beg == 0)
            field = sr_str_cut(*rest, 0, at);
        if (*n < COLUMNS)
            f[(*n)++] = sr_str_trim(field);
        more = at < rest->len && rest->p[at] == ',';
        *rest = sr_str_cut(*rest, at < rest->len ? at + 1 : at, rest->len);
    }
    return true;
}

static sr_status read_csv(import *m, sr_str text, sr_err *err)
{
    sr_str f[COLUMNS];
    size_t n = 0;
    if (sr_str_starts(text, SR_STR("\xEF\xBB\xBF")))
        text = sr_str_cut(text, 3, text.len);
    for (int i = 0; i < FIELDS; i++)
        m->column[i] = -1;
    (void)take_csv(m, &text, f, &n);
    for (size_t i = 0; i < n; i++) {
        int field = field_of(f[i]);
        if (field >= 0 && m->column[field] < 0)
            m->column[field] = (int)i;
    }
    if (m->column[NAME] < 0 || m->column[POSITION] < 0)
        return sr_fail(err, SR_EFORMAT, 0,
                       "there is no column of names (personLabel) or none of offices "
                       "(positionLabel) in the first line");
    while (!m->failed && take_csv(m, &text, f, &n)) {
        sr_str v[FIELDS];
        for (int i = 0; i < FIELDS; i++)
            v[i] = m->column[i] >= 0 && (size_t)m->column[i] < n ? f[m->column[i]]
                                                                 : (sr_str){"", 0};
        if (n > 1 || f[0].len)
            put_fields(m, v);
    }
    return SR_OK;
}

/* {"personLabel": "..."} or, as SPARQL answers, {"personLabel": {"value": "..."}}. */
static void take_object(import *m, const cJSON *object)
{
    sr_str v[FIELDS];
    for (int i = 0; i < FIELDS; i++)
        v[i] = (sr_str){"", 0};
    for (const cJSON *item = object->child; item; item = item->next) {
        int field = item->string ? field_of(sr_str_of(item->string)) : -1;
        sr_str text = cJSON_IsObject(item) ? sr_json_member_text(item, "value")
                                           : sr_json_text(item);
        if (field >= 0 && text.len && v[field].len == 0)
            v[field] = text;
    }
    put_fields(m, v);
}

/* --- the dump ------------------------------------------------------------------------------------------ */

typedef struct item { /* what is not a person, in the arena */
    sr_str label;
    sr_str iso3;    /* of a country */
    sr_str country; /* Q of where an office applies */
} item;

static const cJSON *claims_of(const cJSON *entity, const char *property)
{
    return cJSON_GetObjectItemCaseSensitive(
        cJSON_GetObjectItemCaseSensitive(entity, "claims"), property);
}

static const cJSON *value_of(const cJSON *snak)
{
    return cJSON_GetObjectItemCaseSensitive(
        cJSON_GetObjectItemCaseSensitive(snak, "datavalue"), "value");
}

/* The id, time or text of a snak. */
static sr_str snak_text(const cJSON *snak)
{
    const cJSON *v = value_of(snak);
    if (cJSON_IsString(v))
        return sr_json_text(v);
    sr_str id = sr_json_member_text(v, "id");
    return id.len ? id : sr_json_member_text(v, "time");
}

static sr_str claim_text(const cJSON *claim)
{
    return snak_text(cJSON_GetObjectItemCaseSensitive(claim, "mainsnak"));
}

static sr_str first_claim(const cJSON *entity, const char *property)
{
    const cJSON *claims = claims_of(entity, property);
    return cJSON_IsArray(claims) && claims->child ? claim_text(claims->child)
                                                  : (sr_str){"", 0};
}

static sr_str qualifier(const cJSON *claim, const char *property)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(
        cJSON_GetObjectItemCaseSensitive(claim, "qualifiers"), property);
    return cJSON_IsArray(list) && list->child ? snak_text(list->child) : (sr_str){"", 0};
}

static sr_str label_of(const cJSON *entity)
{
    const cJSON *labels = cJSON_GetObjectItemCaseSensitive(entity, "labels");
    sr_str label =
        sr_json_member_text(cJSON_GetObjectItemCaseSensitive(labels, "en"), "value");
    return label.len ? label
                     : sr_json_member_text(
                           cJSON_GetObjectItemCaseSensitive(labels, "mul"), "value");
}

/* First pass: countries (P298 is their code) and what an office is and where (P1001 applies
 * to, P17 country). */
static void keep_item(import *m, const cJSON *entity)
{
    sr_str iso3 = first_claim(entity, "P298"), where = first_claim(entity, "P1001");
    if (where.len == 0)
        where = first_claim(entity, "P17");
    if (claims_of(entity, "P39") || (iso3.len == 0 && where.len == 0))
        return;
    sr_str id = sr_arena_str(m->a, sr_json_member_text(entity, "id"));
    item *it = SR_NEW(m->a, item, 1);
    if (!id.p || !it) {
        m->failed = true;
        return;
    }
    *it = (item){sr_arena_str(m->a, label_of(entity)), sr_arena_str(m->a, iso3),
                 sr_arena_str(m->a, where)};
    m->failed |= !it->label.p || !it->iso3.p || !it->country.p ||
                 !sr_map_put(&m->items, id, (uint64_t)(uintptr_t)it, NULL);
}

static const item *find_item(const import *m, sr_str q)
{
    const uint64_t *at = sr_map_get(&m->items, q);
    return at ? (const item *)(uintptr_t)*at : NULL;
}

static sr_str iso3_of(const import *m, sr_str q)
{
    const item *country = find_item(m, q);
    return country ? country_of(m->know, country->iso3) : (sr_str){"", 0};
}

static sr_str aliases_of(import *m, const cJSON *entity)
{
    const cJSON *aliases = cJSON_GetObjectItemCaseSensitive(entity, "aliases"), *one;
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(aliases, "en");
    sr_str all = {"", 0};
    cJSON_ArrayForEach(one, list)
    {
        sr_str next =
            sr_arena_printf(m->a, "%.*s%s%.*s", SR_FMT(all), all.len ? "\n" : "",
                            SR_FMT(sr_json_member_text(one, "value")));
        if (!next.p || next.len > 4 * SR_MAX_NAME_BYTES)
            break;
        all = next;
    }
    return all;
}

/* Second pass: each office (P39) of a person, with its start (P580) and end (P582); the
 * country is that of the office, else of the person (P27). */
static void put_entity(import *m, const cJSON *entity)
{
    const cJSON *claim, *claims = claims_of(entity, "P39");
    holding h = {.q = q_of(sr_json_member_text(entity, "id")),
                 .name = label_of(entity),
                 .aliases = {"", 0},
                 .separator = '\n'};
    if (cJSON_IsArray(claims))
        h.aliases = aliases_of(m, entity);
    cJSON_ArrayForEach(claim, claims)
    {
        const item *office = find_item(m, claim_text(claim));
        h.title = office ? office->label : (sr_str){"", 0};
        h.country = office ? iso3_of(m, office->country) : (sr_str){"", 0};
        if (h.country.len == 0)
            h.country = iso3_of(m, first_claim(entity, "P27"));
        h.from = qualifier(claim, "P580");
        h.until = qualifier(claim, "P582");
        put_holding(m, h);
    }
}

/* --- the call -------------------------------------------------------------------------------------------- */

/* A line of the dump ends in ","; "[" and "]" stand alone around it. */
static void take_line(import *m, sr_str line, bool first)
{
    cJSON *json = NULL;
    line = sr_str_trim(line);
    if (line.len && line.p[line.len - 1] == ',')
        line.len--;
    if (line.len <= 1 || line.len > SR_MAX_JSON_LINE_BYTES)
        return;
    if (sr_json_parse(line, &json, NULL) != SR_OK || !cJSON_IsObject(json))
        m->counts->refused += first;
    else if (cJSON_GetObjectItemCaseSensitive(json, "claims"))
        (first ? keep_item : put_entity)(m, json);
    else if (!first)
        take_object(m, json);
    cJSON_Delete(json);
}

static sr_status read_lines(import *m, const char *path, bool first, sr_err *err)
{
    FILE *f = fopen(path, "rb");
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    if (!f)
        return sr_fail(err, SR_EIO, 0, "could not read \"%s\": %s", path,
                       strerror(errno));
    while (!m->failed && (n = getline(&line, &cap, f)) > 0)
        take_line(m, (sr_str){line, (size_t)n}, first);
    bool failed = ferror(f);
    free(line);
    (void)fclose(f);
    return failed ? sr_fail(err, SR_EIO, 0, "could not read \"%s\"", path) : SR_OK;
}

static sr_status read_table(import *m, const char *path, bool *is_json, sr_err *err)
{
    sr_str text;
    sr_status st = sr_know_map_file(path, &text, err);
    if (st != SR_OK)
        return st;
    sr_str begin = sr_str_trim(sr_str_cut(text, 0, text.len < 100 ? text.len : 100));
    *is_json = begin.len && (begin.p[0] == '{' || begin.p[0] == '[');
    if (!*is_json)
        st = read_csv(m, text, err);
    sr_know_unmap_file(text);
    return st;
}

sr_status sr_know_import_wikidata(const sr_know *know, const char *path, sr_buf *ret,
                                  sr_know_counts *counts, sr_err *err)
{
import m = {.know = know, .out = ret, .counts = counts };
    bool is_json = false;
    m.a = sr_arena_new(SR_MAX_IMPORT_BYTES);
    if (!m.a)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for \"%s\"", path);
    sr_buf_put(ret, SR_STR("# sitrep know: people\n"));
    sr_status st = read_table(&m, path, &is_json, err);
    for (int pass = 0; pass < 2 && is_json && st == SR_OK; pass++)
        st = read_lines(&m, path, pass == 0, err);
    if (st == SR_OK && (m.failed || !sr_buf_ok(ret)))
        st = sr_fail(err, SR_ENOMEM, 0, "out of memory for \"%s\"", path);
    sr_map_free(&m.seen);
    sr_map_free(&m.people);
    sr_map_free(&m.items);
    sr_arena_free(m.a);
    return st;
}
