/* Dictionaries of actors of CAMEO/Phoenix -> our lines.
 *
 *     KOFI_ANNAN_                           a name, "_" for blanks
 *     +K._ANNAN_                            another name of it
 *         [IGOUNO 970101-061231]            a code, and when: from-until, >from, <until
 *         [ELI]                             what it is else
 *
 * An entry with a dated code of a government is a person, another an organisation; those
 * that are a country alone are left out, for we have them. */
#include "know/import.h"
#include "know/parts.h"

#include "base/utf8.h"

enum { CODES = 32 };

typedef struct dated_code {
    sr_str code, from, until; /* as they stand there */
} dated_code;

typedef struct entry {
    sr_buf names; /* ";" between them, the first is the name */
    dated_code codes[CODES];
    size_t n_codes;
} entry;

typedef struct reader {
    const sr_know *know;
    sr_arena *a;
    sr_map seen; /* lines, so that each is there once: keys in the arena */
    sr_buf people, organisations;
    sr_know_counts *counts;
    entry e;
} reader;

/* --- names ------------------------------------------------------------------------------------ */

/* "KOFI_ANNAN_" -> "Kofi Annan"; words without vowels and short ones stay capitals. */
static void put_name(sr_buf *out, sr_str name)
{
    bool inside = false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.p[i] == '_' ? ' ' : name.p[i];
        if (c == ';' || c == '\t')
            c = ' ';
        if (c == ' ' &&
            (out->len == 0 || out->p[out->len - 1] == ' ' || out->p[out->len - 1] == ';'))
            continue;
        sr_buf_putc(out, inside ? sr_lower(c) : c);
        inside = sr_is_alpha(c) || (inside && c == '\'');
    }
    while (out->len && out->p[out->len - 1] == ' ')
        out->len--;
}

static bool is_acronym(sr_str name)
{
    size_t letters = 0;
    for (size_t i = 0; i < name.len; i++) {
        letters += sr_is_alpha(name.p[i]);
        if (!sr_is_alpha(name.p[i]) && name.p[i] != '.' && name.p[i] != '_')
            return false;
    }
    return letters >= 2 && letters <= 4 &&
           sr_str_find(name, SR_STR("_"), 0) >= name.len - 1;
}

static void add_name(reader *r, sr_str name)
{
    size_t beg = r->e.names.len;
    name = sr_str_trim(name);
    if (sr_utf8_check(name) < name.len || name.len > SR_MAX_NAME_BYTES)
        return;
    if (beg)
        sr_buf_putc(&r->e.names, ';');
    size_t from = r->e.names.len;
    if (is_acronym(name))
        for (size_t i = 0; i < name.len; i++) {
            if (name.p[i] != '_')
                sr_buf_putc(&r->e.names, name.p[i]);
        }
    else
        put_name(&r->e.names, name);
    if (r->e.names.len == from)
        r->e.names.len = beg;
}

/* --- codes ------------------------------------------------------------------------------------ */

/* "970101", "19970101" -> "1997-01-01" in the room; two digits of the year up to 30 are of
 * this century.  False: no day. */
static bool put_day(sr_str s, sr_buf *out)
{
    int v[8];
    s = sr_str_trim(s);
    if (s.len != 6 && s.len != 8)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (!sr_is_digit(s.p[i]))
            return false;
        v[i] = s.p[i] - '0';
    }
    size_t at = s.len - 4;
    int year = v[at - 2] * 10 + v[at - 1];
    year += s.len == 8 ? v[0] * 1000 + v[1] * 100 : year <= 30 ? 2000 : 1900;
    sr_civil c = {
        .year = year, .month = v[at] * 10 + v[at + 1], .day = v[at + 2] * 10 + v[at + 3]};
    if (!sr_civil_valid(c))
        return false;
    sr_buf_printf(out, "%04d-%02d-%02d", c.year, c.month, c.day);
    return true;
}

/* "IGOUNO 970101-061231", "FRAGOV >970502", "ELI". */
static void add_code(reader *r, sr_str s)
{
    dated_code d = {.code = {"", 0}};
    sr_str rest = sr_str_trim(s);
    if (!sr_str_field(&rest, ' ', &d.code) || r->e.n_codes == CODES)
        return;
    rest = sr_str_trim(rest);
    if (rest.len && rest.p[0] == '>')
        d.from = sr_str_cut(rest, 1, rest.len);
    else if (rest.len && rest.p[0] == '<')
        d.until = sr_str_cut(rest, 1, rest.len);
    else if (sr_str_field(&rest, '-', &d.from))
        d.until = rest;
    r->e.codes[r->e.n_codes++] = d;
}

static void add_codes(reader *r, sr_str line)
{
    size_t at = 0;
    for (;;) {
        size_t open = sr_str_find(line, SR_STR("["), at);
        if (open == SIZE_MAX)
            return;
        size_t close = sr_str_find(line, SR_STR("]"), open);
        if (close == SIZE_MAX)
            return;
        add_code(r, sr_str_cut(line, open + 1, close));
        at = close + 1;
    }
}

/* "IGOUNO" -> "IGO.UNO", "AFGGOVMIL" -> "AFG.GOV.MIL": by threes; what we do not know of is
 * left out.  False: not even the first three. */
static bool put_code(const sr_know *know, sr_str code, sr_buf *out)
{
    float size;
    sr_str first = sr_str_cut(code, 0, code.len < 3 ? code.len : 3);
    bool of_country = first.len == 3 && sr_know_country_size(know, first, &size);
    if (!of_country && !sr_know_is_class(first))
        return false;
    sr_buf_put(out, first);
    for (size_t at = 3; at + 3 <= code.len; at += 3) {
        sr_str part = sr_str_cut(code, at, at + 3);
        if (at == 3 && of_country && !sr_know_is_sector(part))
            break;
        for (size_t i = 0; i < 3; i++)
            if (!sr_is_upper(part.p[i]) && !sr_is_digit(part.p[i]))
                return true;
        sr_buf_putc(out, '.');
        sr_buf_put(out, part);
    }
    return true;
}

static const char *kind_of_code(sr_str code)
{
    static const char *const kinds[][2] = {
        {"GOV", "government"},   {"MIL", "military"},    {"REB", "armed group"},
        {"SEP", "armed group"},  {"INS", "armed group"}, {"PRM", "militia"},
        {"UAF", "armed group"},  {"IMG", "armed group"}, {"COP", "police"},
        {"SPY", "intelligence"}, {"PTY", "party"},       {"OPP", "party"},
        {"JUD", "court"},        {"LEG", "parliament"},  {"IGO", "igo"},
        {"NGO", "ngo"},          {"NGM", "movement"},    {"MNC", "company"},
        {"BUS", "company"},      {"MED", "media"},       {"JRN", "media"},
        {"EDU", "university"},   {"REL", "religious"},   {"LAB", "union"},
        {"CRM", "cartel"}};
    for (size_t at = code.len / 3 * 3; at >= 3; at -= 3)
        for (size_t i = 0; i < SR_COUNT(kinds); i++)
            if (sr_str_eq(sr_str_cut(code, at - 3, at), sr_str_of(kinds[i][0])))
                return kinds[i][1];
    return "agency";
}

/* --- entries ---------------------------------------------------------------------------------- */

static bool is_person(const entry *e)
{
    bool dated = false, ruler = false;
    for (size_t i = 0; i < e->n_codes; i++) {
        dated |= e->codes[i].from.len || e->codes[i].until.len;
        ruler |= sr_str_find(e->codes[i].code, SR_STR("GOV"), 0) == 3 ||
                 sr_str_find(e->codes[i].code, SR_STR("ELI"), 0) != SIZE_MAX;
    }
    return dated && ruler;
}

static void put_names(sr_buf *out, const entry *e)
{
    sr_str all = sr_buf_str(&e->names), name = all;
    (void)sr_str_field(&all, ';', &name);
    sr_buf_put(out, name);
    sr_buf_putc(out, '\t');
    sr_buf_put(out, all);
    sr_buf_putc(out, '\t');
}

/* Is it the first line of that name, country, kind and start? */
static bool is_new_line(reader *r, sr_str iso3, const char *kind, sr_str from)
{
    sr_fold room;
    bool is_new = false;
    sr_str names = sr_buf_str(&r->e.names), name;
    if (!sr_str_field(&names, ';', &name))
        return false;
    sr_str folded = sr_know_fold_name(name, &room);
    sr_str key = sr_arena_printf(r->a, "%.*s\t%.*s\t%s\t%.*s", SR_FMT(folded),
                                 SR_FMT(iso3), kind, SR_FMT(from));
    return folded.len && key.p && sr_map_put(&r->seen, key, 1, &is_new) && is_new;
}

/* One line; false and nothing written where the code is none or a country alone. */
static bool put_line(reader *r, const dated_code *d, bool person)
{
    sr_buf code = {0}, *out = person ? &r->people : &r->organisations;
    const char *kind = person ? "other" : kind_of_code(d->code);
    float size;
    sr_str iso3 = sr_str_cut(d->code, 0, d->code.len < 3 ? d->code.len : 3);
    bool of_country = sr_know_country_size(r->know, iso3, &size);
    if (!of_country)
        iso3.len = 0;
    sr_buf from = {0}, until = {0};
    bool begins = put_day(d->from, &from), ends = put_day(d->until, &until);
    bool good =
        put_code(r->know, d->code, &code) && !(of_country && code.len == 3) &&
        (!begins || !ends || sr_str_cmp(sr_buf_str(&from), sr_buf_str(&until)) <= 0) &&
        is_new_line(r, iso3, kind, sr_buf_str(&from));
    if (good) {
        put_names(out, &r->e);
        if (!person)
            sr_buf_printf(out, "%s\t", kind);
        sr_buf_put(out, iso3);
        sr_buf_put(out, person ? SR_STR("\tother\t\t") : SR_STR("\t"));
        sr_buf_put(out, sr_buf_str(&code));
        sr_buf_putc(out, '\t');
        sr_buf_put(out, sr_buf_str(&from));
        sr_buf_putc(out, '\t');
        sr_buf_put(out, sr_buf_str(&until));
        sr_buf_putc(out, '\n');
        r->counts->rows++;
    }
    sr_buf_free(&code);
    sr_buf_free(&from);
    sr_buf_free(&until);
    return good;
}

static void end_entry(reader *r)
{
    bool person = is_person(&r->e), any = false;
    for (size_t i = 0; i < r->e.n_codes && r->e.names.len; i++)
        any |= put_line(r, &r->e.codes[i], person);
    r->counts->refused += r->e.names.len && !any;
    r->e.names.len = 0;
    r->e.n_codes = 0;
}

static void take_line(reader *r, sr_str line)
{
    size_t note = 0;
    while (note < line.len && line.p[note] != '#' && line.p[note] != ';')
        note++;
    line.len = note;
    sr_str words = sr_str_trim(line);
    size_t code = sr_str_find(words, SR_STR("["), 0);
    if (words.len == 0)
        return;
    bool more = words.p[0] == '+';
    if (code != 0) {
        if (!more)
            end_entry(r);
        add_name(r, sr_str_cut(words, more, code == SIZE_MAX ? words.len : code));
    }
    add_codes(r, words);
}

sr_status sr_know_import_phoenix(const sr_know *know, const char *path, sr_buf *ret,
                                 sr_know_counts *counts, sr_err *err)
{
    sr_str bytes, line;
    reader r = {.know = know, .counts = counts};
    sr_status st = sr_know_map_file(path, &bytes, err);
    if (st != SR_OK)
        return st;
    r.a = sr_arena_new(SR_MAX_IMPORT_BYTES);
    if (!r.a) {
        sr_know_unmap_file(bytes);
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for \"%s\"", path);
    }
    for (sr_str rest = bytes; sr_str_field(&rest, '\n', &line);)
        take_line(&r, line);
    end_entry(&r);
    sr_know_unmap_file(bytes);
    sr_buf_put(ret, SR_STR("# sitrep know: organisations\n"));
    sr_buf_put(ret, sr_buf_str(&r.organisations));
    sr_buf_put(ret, SR_STR("# sitrep know: people\n"));
    sr_buf_put(ret, sr_buf_str(&r.people));
    bool ok = sr_buf_ok(ret) && sr_buf_ok(&r.organisations) && sr_buf_ok(&r.people) &&
              sr_buf_ok(&r.e.names) && !sr_arena_refused(r.a);
    sr_map_free(&r.seen);
    sr_arena_free(r.a);
    sr_buf_free(&r.organisations);
    sr_buf_free(&r.people);
    sr_buf_free(&r.e.names);
    return ok ? SR_OK : sr_fail(err, SR_ENOMEM, 0, "out of memory for \"%s\"", path);
}
