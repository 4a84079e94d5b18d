/* Text to rows, fields to values.  In this file: lines, saying, values. */
#include "know/parts.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

/* --- saying what is wrong ------------------------------------------------------------------ */

void sr_know_wrong(sr_know_build *b, const sr_know_row *row, const char *format, ...)
{
    char text[400];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    size_t len = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
    len = sr_utf8_floor((sr_str){text, len}, len);
    if (b->errors++ == 0)
        (void)sr_fail(&b->first, SR_EFORMAT, row->line, "%.*s:%u: %.*s",
                      SR_FMT(row->file), row->line, (int)len, text);
    if (b->said)
        b->said(b->ctx, row->file, row->line, (sr_str){text, len});
}

/* --- lines --------------------------------------------------------------------------------- */

static size_t split(sr_str line, sr_know_row *ret)
{
    size_t n = 0;
    sr_str field;
    memset(ret->f, 0, sizeof ret->f);
    while (sr_str_field(&line, '\t', &field)) {
        if (n < SR_KNOW_FIELDS)
            ret->f[n] = sr_str_trim(field);
        n++;
    }
    return n;
}

static size_t filled(const sr_know_row *row)
{
    size_t n = row->n < SR_KNOW_FIELDS ? row->n : SR_KNOW_FIELDS;
    while (n > 0 && row->f[n - 1].len == 0)
        n--;
    return n;
}

static bool is_row_good(sr_know_build *b, const sr_know_schema *schema, sr_str line,
                        const sr_know_row *row)
{
    size_t bad = sr_utf8_check(line), n = row->n;
    if (bad < line.len) {
        sr_know_wrong(b, row, "byte %zu of the line is no UTF-8", bad + 1);
    } else if (memchr(line.p, '\0', line.len)) {
        sr_know_wrong(b, row, "there is a zero byte in the line");
    } else if (n > schema->most) {
        sr_know_wrong(b, row, "%zu fields, but a line of %s has at most %zu", n,
                      schema->name, schema->most);
    } else if (filled(row) < schema->least) {
        sr_know_wrong(b, row, "%zu fields are filled, but a line of %s has at least %zu",
                      filled(row), schema->name, schema->least);
    } else {
        return true;
    }
    return false;
}

/* A comment; a heading among them changes the kind of the lines behind it.  Only the pass
 * for the first kind says that there is no such kind. */
static void take_comment(sr_know_build *b, sr_know_lines *lines, sr_str line)
{
    sr_str word;
    if (!sr_know_heading(line, &word))
        return;
    if (!sr_know_kind_of_word(word, &lines->kind) && lines->want == 0)
        sr_know_wrong(b, &(sr_know_row){.file = lines->file, .line = lines->line},
                      "there is no kind of file \"%.*s\"", SR_FMT(word));
}

bool sr_know_next_row(sr_know_build *b, sr_know_lines *lines, sr_know_row *ret)
{
    sr_str line;
    while (sr_str_field(&lines->rest, '\n', &line)) {
        lines->line++;
        if (lines->line == 1 && sr_str_starts(line, SR_STR("\xEF\xBB\xBF")))
            line = sr_str_cut(line, 3, line.len);
        if (line.len && line.p[line.len - 1] == '\r')
            line.len--;
        if (line.len && line.p[0] == '#')
            take_comment(b, lines, line);
        else if (lines->kind == lines->want && sr_str_trim(line).len) {
            *ret = (sr_know_row){.file = lines->file, .line = lines->line};
            ret->n = split(line, ret);
            if (is_row_good(b, &sr_know_schemas[lines->kind], line, ret))
                return true;
        }
    }
    return false;
}

bool sr_know_next_name(sr_str *rest, sr_str *ret)
{
    sr_str name;
    while (sr_str_field(rest, ';', &name)) {
        name = sr_str_trim(name);
        if (name.len) {
            *ret = name;
            return true;
        }
    }
    return false;
}

/* --- values -------------------------------------------------------------------------------- */

static bool take_digits(sr_str *s, size_t n, int *ret)
{
    int v = 0;
    if (s->len < n)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!sr_is_digit(s->p[i]))
            return false;
        v = v * 10 + (s->p[i] - '0');
    }
    *s = sr_str_cut(*s, n, s->len);
    *ret = v;
    return true;
}

/* "2024", "2024-11" or "2024-11-29": its first day, and the day behind it. */
static bool read_day(sr_str s, sr_time *first_s, sr_time *behind_s)
{
    sr_civil c = {.month = 1, .day = 1};
    int parts = 1;
    if (!take_digits(&s, 4, &c.year))
        return false;
    for (; s.len && s.p[0] == '-' && parts < 3; parts++) {
        s = sr_str_cut(s, 1, s.len);
        if (!take_digits(&s, 2, parts == 1 ? &c.month : &c.day))
            return false;
    }
    if (s.len || !sr_civil_valid(c))
        return false;
    *first_s = sr_time_of(c);
    if (parts == 3) {
        *behind_s = *first_s + 86400;
        return true;
    }
    c.year += parts == 1 || c.month == 12;
    c.month = parts == 1 ? 1 : c.month % 12 + 1;
    *behind_s = sr_time_of(c);
    return true;
}

bool sr_know_read_days(sr_know_build *b, const sr_know_row *row, sr_str from,
                       sr_str until, sr_time *from_s, sr_time *until_s)
{
    sr_time beg = INT64_MIN, end = INT64_MAX, other;
    if (from.len && !read_day(from, &beg, &other)) {
        sr_know_wrong(b, row, "\"%.*s\" is no day", SR_FMT(from));
        return false;
    }
    if (until.len && !read_day(until, &other, &end)) {
        sr_know_wrong(b, row, "\"%.*s\" is no day", SR_FMT(until));
        return false;
    }
    if (from.len && until.len && beg >= end) {
        sr_know_wrong(b, row, "from \"%.*s\" is after until \"%.*s\"", SR_FMT(from),
                      SR_FMT(until));
        return false;
    }
    *from_s = beg;
    *until_s = end;
    return true;
}

/* A decimal number of at most six places, times a million; those further back are cut. */
static bool read_e6(sr_str s, int64_t limit, int32_t *ret)
{
    bool minus = s.len && s.p[0] == '-';
    size_t i = minus ? 1 : 0, digits = 0;
    int64_t v = 0;
    for (; i < s.len && sr_is_digit(s.p[i]) && digits < 4; i++, digits++)
        v = v * 10 + (s.p[i] - '0');
    if (digits == 0)
        return false;
    size_t places = 0;
    if (i < s.len && s.p[i] == '.')
        for (i++; i < s.len && sr_is_digit(s.p[i]); i++)
            if (places < 6) {
                v = v * 10 + (s.p[i] - '0');
                places++;
            }
    for (; places < 6; places++)
        v *= 10;
    if (i < s.len || v > limit * 1000000)
        return false;
    *ret = (int32_t)(minus ? -v : v);
    return true;
}

bool sr_know_read_degrees(sr_know_build *b, const sr_know_row *row, sr_str lat,
                          sr_str lon, int32_t *lat_e6, int32_t *lon_e6)
{
    if (!read_e6(lat, 90, lat_e6)) {
        sr_know_wrong(b, row, "\"%.*s\" is no latitude", SR_FMT(lat));
        return false;
    }
    if (!read_e6(lon, 180, lon_e6)) {
        sr_know_wrong(b, row, "\"%.*s\" is no longitude", SR_FMT(lon));
        return false;
    }
    return true;
}

bool sr_know_read_number(sr_know_build *b, const sr_know_row *row, sr_str s,
                         uint32_t *ret)
{
    uint64_t v = 0;
    if (s.len && (!sr_str_u64(s, &v) || v > UINT32_MAX)) {
        sr_know_wrong(b, row, "\"%.*s\" is no number", SR_FMT(s));
        return false;
    }
    *ret = (uint32_t)v;
    return true;
}
