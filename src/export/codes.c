#include "export/parts.h"

#include "base/data.h"

/* The line of a list of data/ that begins with a field; its other fields. */
static bool find_line(const char *list, sr_str key, sr_str *ret)
{
    sr_str rest = sr_data(list), line, field;
    while (sr_data_line(&rest, &line))
        if (sr_str_field(&line, '\t', &field) && sr_str_eq(field, key)) {
            *ret = line;
            return true;
        }
    return false;
}

/* "-6.5": the list has no other form. */
static double number(sr_str s)
{
    double value = 0, unit = 1;
    bool minus = s.len && s.p[0] == '-', behind_point = false;
    for (size_t i = minus; i < s.len; i++) {
        if (s.p[i] == '.') {
            behind_point = true;
            continue;
        }
        unit = behind_point ? unit / 10 : 1;
        value =
            behind_point ? value + unit * (s.p[i] - '0') : value * 10 + (s.p[i] - '0');
    }
    return minus ? -value : value;
}

bool sr_export_goldstein(sr_str cameo, double *ret)
{
    sr_str line;
    for (size_t n = cameo.len; n >= 2; n--)
        if (find_line("export/goldstein.tsv", sr_str_cut(cameo, 0, n), &line)) {
            *ret = number(sr_str_trim(line));
            return true;
        }
    return false;
}

/* The line of a type and mode, else that of the type alone. */
bool sr_export_intensity(const sr_event *e, double *ret)
{
    sr_str rest = sr_data("export/plover_scale.tsv"), line, type, mode;
    sr_str want = sr_str_of(sr_event_type_name((sr_event_type)e->type));
    bool found = false;
    while (sr_data_line(&rest, &line)) {
        if (!sr_str_field(&line, '\t', &type) || !sr_str_field(&line, '\t', &mode) ||
            !sr_str_eq(type, want))
            continue;
        bool exact = sr_str_eq(mode, e->mode);
        if (exact || (!mode.len && !found)) {
            *ret = number(line);
            found = true;
        }
        if (exact)
            break;
    }
    return found;
}

static sr_str country_field(sr_str alpha3, size_t n)
{
    sr_str line, field = {"", 0};
    if (!alpha3.len || !find_line("export/countries.tsv", alpha3, &line))
        return SR_STR("");
    for (size_t i = 0; i <= n; i++)
        if (!sr_str_field(&line, '\t', &field))
            return SR_STR("");
    return field;
}

sr_str sr_export_fips(sr_str alpha3)
{
    return country_field(alpha3, 0);
}

sr_str sr_export_cow(sr_str alpha3)
{
    return country_field(alpha3, 1);
}

sr_str sr_code_part(sr_str code, size_t n)
{
    sr_str part;
    while (sr_str_field(&code, '.', &part))
        if (n-- == 0)
            return part;
    return SR_STR("");
}
