#include "export/parts.h"

#include <math.h>

static void begin(sr_fields *f)
{
    if (f->any)
        sr_buf_putc(f->out, f->sep);
    f->any = true;
}

static bool needs_quotes(sr_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r')
            return true;
    return false;
}

static void put_quoted(sr_buf *out, sr_str s)
{
    sr_buf_putc(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        if (s.p[i] == '"')
            sr_buf_putc(out, '"');
        sr_buf_putc(out, s.p[i]);
    }
    sr_buf_putc(out, '"');
}

static void put_plain(sr_buf *out, sr_str s)
{
    for (size_t i = 0; i < s.len; i++)
        sr_buf_putc(out, (unsigned char)s.p[i] < ' ' ? ' ' : s.p[i]);
}

void sr_field(sr_fields *f, sr_str value)
{
    begin(f);
    if (f->sep != ',')
        put_plain(f->out, value);
    else if (needs_quotes(value))
        put_quoted(f->out, value);
    else
        sr_buf_put(f->out, value);
}

void sr_field_int(sr_fields *f, int64_t value)
{
    begin(f);
    sr_buf_printf(f->out, "%lld", (long long)value);
}

void sr_field_num(sr_fields *f, double value, int decimals)
{
    begin(f);
    sr_buf_printf(f->out, "%.*f", decimals, isfinite(value) ? value : 0.0);
}

void sr_field_skip(sr_fields *f, size_t n)
{
    while (n--)
        begin(f);
}

void sr_field_end(sr_fields *f)
{
    sr_buf_putc(f->out, '\n');
    f->any = false;
}

void sr_fields_head(sr_fields *f, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sr_field(f, sr_str_of(names[i]));
    sr_field_end(f);
}
