#include "report/show.h"

#include "base/utf8.h"
#include "report/make.h"

/* --- text ---------------------------------------------------------------------------- */

static bool is_blank(uint32_t cp)
{
    return cp <= ' ' || (cp >= 0x7F && cp <= 0xA0) || cp == 0x1680 ||
           (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 ||
           cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

static bool is_hidden(uint32_t cp)
{
    return cp == 0xAD || cp == 0x61C || cp == 0x180E || cp == 0x200B || cp == 0x200E ||
           cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF ||
           (cp >= 0xFFF0 && cp <= 0xFFFB) || (cp >= 0xE0000 && cp <= 0xE0FFF);
}

bool sr_show_next(sr_show *w, uint32_t *ret)
{
    if (w->held) {
        *ret = w->held;
        w->held = 0;
        return true;
    }
    bool blank = false;
    while (w->at < w->s.len) {
        uint32_t cp;
        w->at += sr_utf8_next(w->s, w->at, &cp);
        if (is_hidden(cp))
            continue;
        if (is_blank(cp)) {
            blank = true;
            continue;
        }
        bool due = blank && w->begun;
        w->begun = true;
        w->held = due ? cp : 0;
        *ret = due ? ' ' : cp;
        return true;
    }
    return false;
}

void sr_show_text(sr_buf *out, sr_str s, sr_show_put *put)
{
    sr_show w = {.s = s};
    bool first = true;
    for (uint32_t cp; sr_show_next(&w, &cp); first = false)
        put(out, cp, first);
}

void sr_show_plain(sr_buf *out, uint32_t cp, bool first)
{
    (void)first;
    sr_utf8_put(out, cp);
}

/* --- links --------------------------------------------------------------------------- */

/* Of RFC 3986, without what HTML, Markdown or a terminal could take for its own. */
static bool url_byte(char c)
{
    return sr_is_alnum(c) || (c && strchr("-._~:/?#@!$&+,;=%", c));
}

bool sr_show_url(sr_buf *out, sr_str url)
{
    url = sr_str_trim(url);
    size_t scheme = sr_str_istarts(url, SR_STR("https://"))  ? 8
                    : sr_str_istarts(url, SR_STR("http://")) ? 7
                                                             : 0;
    if (scheme == 0 || url.len == scheme ||
        !(sr_is_alnum(url.p[scheme]) || url.p[scheme] == '[' ||
          (unsigned char)url.p[scheme] >= 0x80))
        return false;
    for (size_t i = 0; i < url.len; i++) {
        if (url_byte(url.p[i]))
            sr_buf_putc(out, url.p[i]);
        else
            sr_buf_printf(out, "%%%02X", (unsigned)(unsigned char)url.p[i]);
    }
    return true;
}

/* --- times --------------------------------------------------------------------------- */

static const char *month(int m)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return names[m - 1];
}

void sr_show_when(sr_buf *out, const sr_when *w)
{
    sr_civil c = sr_time_civil(w->at_s);
    switch (w->precision) {
    case SR_TIME_UNKNOWN: return;
    case SR_TIME_YEAR: sr_buf_printf(out, "%d", c.year); return;
    case SR_TIME_MONTH: sr_buf_printf(out, "%s %d", month(c.month), c.year); return;
    case SR_TIME_DAY:
        sr_buf_printf(out, "%d %s %d", c.day, month(c.month), c.year);
        return;
    default:
        sr_buf_printf(out, "%d %s %d, %02d:%02d UTC", c.day, month(c.month), c.year,
                      c.hour, c.minute);
    }
}

void sr_show_day(sr_buf *out, sr_time t, bool year)
{
    sr_civil c = sr_time_civil(t);
    sr_buf_printf(out, "%d %s", c.day, month(c.month));
    if (year)
        sr_buf_printf(out, " %d", c.year);
}

void sr_show_days(sr_buf *out, sr_time first, sr_time last)
{
    sr_civil a = sr_time_civil(first), b = sr_time_civil(last);
    bool one_year = a.year == b.year, one_month = one_year && a.month == b.month;
    if (!one_month || a.day != b.day) {
        if (one_month)
            sr_buf_printf(out, "%d", a.day);
        else
            sr_show_day(out, first, !one_year);
        sr_buf_put(out, SR_STR("\xE2\x80\x93"));
    }
    sr_show_day(out, last, true);
}

void sr_show_version(sr_buf *out, const sr_member *m)
{
    sr_when w = sr_brief_version(m);
    sr_show_when(out, &w);
    if (sr_brief_is_corrected(m))
        sr_buf_put(out, SR_STR(" (updated)"));
}

static int64_t day_of(sr_time t)
{
    return t >= 0 ? t / 86400 : -((86399 - t) / 86400);
}

bool sr_show_new_day(const sr_brief *b, size_t line, sr_time *ret)
{
    sr_when now = sr_brief_version(&b->story->members[b->lines[line].member]);
    if (now.precision < SR_TIME_DAY)
        return false;
    *ret = now.at_s;
    if (line == 0)
        return true;
    sr_when then = sr_brief_version(&b->story->members[b->lines[line - 1].member]);
    return then.precision < SR_TIME_DAY || day_of(then.at_s) != day_of(now.at_s);
}

/* --- names --------------------------------------------------------------------------- */

static sr_str host_of(sr_str url)
{
    size_t at = sr_str_find(url, SR_STR("://"), 0);
    if (at == SIZE_MAX)
        return (sr_str){0};
    sr_str rest = {url.p + at + 3, url.len - at - 3}, host = {0};
    (void)sr_str_field(&rest, '/', &host);
    if (sr_str_istarts(host, SR_STR("www.")))
        host = (sr_str){host.p + 4, host.len - 4};
    return host;
}

static sr_str base_name(sr_str path)
{
    size_t at = path.len;
    while (at > 0 && path.p[at - 1] != '/')
        at--;
    sr_str name = sr_str_cut(path, at, path.len);
    return sr_str_eq(name, SR_STR("-")) ? (sr_str){0} : name;
}

sr_str sr_show_outlet(const sr_member *m)
{
    sr_str s = sr_str_trim(m->doc->article.outlet);
    if (s.len == 0)
        s = host_of(m->doc->article.url);
    if (s.len == 0)
        s = base_name(m->doc->record.file);
    enum { OUTLET_BYTES = 120 };
    if (s.len > OUTLET_BYTES)
        s.len = sr_utf8_floor(s, OUTLET_BYTES);
    return s.len ? s : SR_STR("unnamed source");
}

const char *sr_show_relation(const sr_member *m)
{
    switch (m->copy.relation) {
    case SR_COPY_ORIGINAL:
    case SR_COPY_UPDATE: return "earlier version";
    default: return sr_copy_relation_name(m->copy.relation);
    }
}

bool sr_show_title_cut(const sr_article *a, sr_span span)
{
    return span.end < a->title.len &&
           sr_str_trim(sr_str_cut(a->title, span.end, a->title.len)).len > 0;
}

sr_str sr_show_title(const sr_member *m)
{
    return sr_str_span(m->doc->article.title, sr_brief_title(&m->doc->article));
}
