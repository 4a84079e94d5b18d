#include "extract/plain.h"

#include "base/utf8.h"
#include "base/vec.h"

typedef SR_VEC(sr_para) paras;

/* The next line from *at on, without its end; *at moves behind it. */
static sr_span next_line(sr_str text, size_t *at)
{
    const char *nl = memchr(text.p + *at, '\n', text.len - *at);
    size_t end = nl ? (size_t)(nl - text.p) : text.len;
    sr_span line = {(uint32_t)*at, (uint32_t)end};
    *at = nl ? end + 1 : end;
    return line;
}

static sr_span trim(sr_str text, sr_span s)
{
    while (s.beg < s.end && sr_is_space(text.p[s.beg]))
        s.beg++;
    while (s.end > s.beg && sr_is_space(text.p[s.end - 1]))
        s.end--;
    return s;
}

static bool has_blank_line(sr_str text)
{
    bool text_before = false, blank = false;
    for (size_t at = 0; at < text.len;) {
        sr_span line = trim(text, next_line(text, &at));
        if (line.beg == line.end)
            blank = text_before;
        else if (blank)
            return true;
        else
            text_before = true;
    }
    return false;
}

static bool push(paras *v, sr_span span, sr_arena *a)
{
    if (v->n >= SR_MAX_PARAGRAPHS) {
        v->v[v->n - 1].span.end = span.end;
        return true;
    }
    return SR_PUSH(a, v, ((sr_para){.span = span}));
}

sr_status sr_plain_paras(sr_str text, sr_arena *a, sr_para **ret, size_t *ret_n,
                         sr_err *err)
{
    paras v = {0};
    bool joined = has_blank_line(text), ok = true;
    sr_span open = {0};
    for (size_t at = 0; at < text.len && ok;) {
        sr_span line = trim(text, next_line(text, &at));
        bool blank = line.beg == line.end;
        if (open.end && (blank || !joined)) {
            ok = push(&v, open, a);
            open = (sr_span){0};
        }
        if (!blank)
            open = open.end ? (sr_span){open.beg, line.end} : line;
    }
    if (ok && open.end)
        ok = push(&v, open, a);
    if (!ok)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for paragraphs");
    *ret = v.v;
    *ret_n = v.n;
    return SR_OK;
}

static bool ends_sentence(sr_str s)
{
    static const char *const stops[] = {".", "!", "。", "！",  "…",  ":", ";",
                                        ",", "।", "۔",  ".\"", ".”", ".»"};
    for (size_t i = 0; i < SR_COUNT(stops); i++)
        if (sr_str_ends(s, sr_str_of(stops[i])))
            return true;
    return false;
}

/* A headline: at most 200 characters, no stop at its end, and something behind it. */
static bool is_headline(sr_str text, const sr_para *v, size_t n, sr_str *ret)
{
    enum { MAX_CHARS = 200, MAX_BYTES = 4 * MAX_CHARS };
    if (n == 0)
        return false;
    size_t at = v[0].span.beg;
    sr_span line = trim(text, next_line(text, &at));
    sr_str s = sr_str_span(text, line);
    size_t chars = 0;
    for (size_t i = 0; i < s.len && i <= MAX_BYTES; i++)
        chars += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    bool more = n > 1 || line.end < v[0].span.end;
    *ret = s;
    return more && chars <= MAX_CHARS && s.len <= MAX_BYTES && !ends_sentence(s);
}

/* "Related Sources:": short, ends with a colon, last of the text. */
static bool is_label(sr_str s)
{
    size_t words = 1;
    for (size_t i = 0; i < s.len; i++)
        words += s.p[i] == ' ';
    return s.len > 1 && s.len <= 60 && words <= 6 &&
           (s.p[s.len - 1] == ':' || sr_str_ends(s, SR_STR("：")));
}

/* Is the headline a line of a longer first paragraph?  Then it becomes one of its own. */
static bool split_headline(sr_str title, sr_str text, sr_para **v, size_t *n, sr_arena *a)
{
    sr_span line = {(uint32_t)(title.p - text.p),
                    (uint32_t)(title.p - text.p + title.len)};
    if ((*v)[0].span.end > line.end) {
        sr_para *more = sr_arena_alloc(a, *n + 1, sizeof *more);
        if (!more)
            return false;
        memcpy(more + 1, *v, *n * sizeof *more);
        more[1].span = trim(text, (sr_span){line.end, (*v)[0].span.end});
        *v = more;
        ++*n;
    }
    (*v)[0] = (sr_para){.span = line, .kind = SR_PARA_HEADING};
    return true;
}

sr_status sr_plain_text(sr_str text, sr_arena *a, sr_article *ret, sr_err *err)
{
    sr_para *v = NULL;
    size_t n = 0;
    sr_str title = {"", 0};
    sr_status st = sr_plain_paras(text, a, &v, &n, err);
    if (st != SR_OK)
        return st;
    if (n > 1 && is_label(sr_str_span(text, v[n - 1].span)))
        n--;
    if (is_headline(text, v, n, &title)) {
        if (!split_headline(title, text, &v, &n, a))
            return sr_fail(err, SR_ENOMEM, 0, "out of memory for paragraphs");
        ret->title = title;
    }
    ret->text = text;
    ret->paras = v;
    ret->n_paras = n;
    for (size_t k = 0; k < n; k++) {
        v[k].page_beg = v[k].span.beg;
        v[k].page_end = v[k].span.end;
    }
    return SR_OK;
}
