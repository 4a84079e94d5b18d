/* html5lib-tests, tokenizer: the tokens of each case, in each of its initial states, but
 * for what the reader does not keep: of comments and doctypes only that they are there is
 * compared, and U+0000 (and U+FFFD, which the standard puts for it) is left out of text.
 * Cases with lone surrogates are skipped: such text never gets here.
 * SR_HTML5LIB_SHOW=1 prints the cases that fail. */
#include "base/utf8.h"
#include "doc/json_read.h"
#include "extract/html_token.h"
#include "html5lib.h"

/* cJSON ends strings at U+0000; in this private character's place it gets through. */
static const sr_str nul_mark = {"\xee\xb8\x92", 3}; /* U+EE12 */

/* --- strings ------------------------------------------------------------------------------ */

static void put_hex_as_is(sr_buf *out, sr_str s, size_t *at, bool *bad)
{
    uint32_t cp[2] = {0, 0};
    int n = 0;
    for (; n < 2 && *at + 6 <= s.len && s.p[*at] == '\\' && s.p[*at + 1] == 'u'; n++) {
        char hex[5] = "";
        memcpy(hex, s.p + *at + 2, 4);
        cp[n] = (uint32_t)strtoul(hex, NULL, 16);
        *at += 6;
        if (cp[0] < 0xD800 || cp[0] > 0xDBFF) {
            n++;
            break;
        }
    }
    uint32_t c = cp[0];
    if (n == 2 && c >= 0xD800 && c <= 0xDBFF && cp[1] >= 0xDC00 && cp[1] <= 0xDFFF)
        c = 0x10000 + ((c - 0xD800) << 10) + (cp[1] - 0xDC00);
    *bad |= c >= 0xD800 && c <= 0xDFFF;
    if (c)
        sr_utf8_put(out, c);
    else
        sr_buf_putc(out, '\0');
}

/* The string as the test means it: U+0000 back in its place, "\\uXXXX" undone where the
 * case is escaped twice.  *bad: it has a lone surrogate. */
static void put_meant(sr_buf *out, sr_str s, bool twice, bool *bad)
{
    for (size_t i = 0; i < s.len;) {
        sr_str rest = sr_str_cut(s, i, s.len);
        if (sr_str_starts(rest, nul_mark)) {
            sr_buf_putc(out, '\0');
            i += nul_mark.len;
        } else if (twice && sr_str_starts(rest, SR_STR("\\u"))) {
            put_hex_as_is(out, s, &i, bad);
        } else {
            sr_buf_putc(out, s.p[i++]);
        }
    }
}

/* Text without what is not compared. */
static void put_seen(sr_buf *out, sr_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (sr_str_starts(sr_str_cut(s, i, s.len), SR_STR("\xef\xbf\xbd")))
            i += 2;
        else if (s.p[i])
            sr_buf_putc(out, s.p[i]);
}

/* --- tokens as lines ---------------------------------------------------------------------- */

typedef struct lines {
    sr_buf out;
    bool in_text;
} lines;

static void put_line(lines *l, const char *kind, sr_str name)
{
    sr_buf_printf(&l->out, "\n%s ", kind);
    sr_buf_put(&l->out, name);
    l->in_text = false;
}

static void put_text(lines *l, sr_str s)
{
    sr_buf seen = {0};
    put_seen(&seen, s);
    if (seen.len && !l->in_text)
        sr_buf_put(&l->out, SR_STR("\ntext "));
    l->in_text |= seen.len > 0;
    sr_buf_put(&l->out, sr_buf_str(&seen));
    sr_buf_free(&seen);
}

typedef struct attr {
    sr_str name, value;
} attr;

static int by_name(const void *x, const void *y)
{
    return sr_str_cmp(((const attr *)x)->name, ((const attr *)y)->name);
}

static void put_attrs(lines *l, attr *v, size_t n)
{
    qsort(v, n, sizeof *v, by_name);
    for (size_t i = 0; i < n; i++) {
        sr_buf_printf(&l->out, " ");
        sr_buf_put(&l->out, v[i].name);
        sr_buf_printf(&l->out, "=");
        sr_buf_put(&l->out, v[i].value);
    }
}

/* --- what is wanted ------------------------------------------------------------------------- */

static sr_str meant(sr_str text, bool twice, sr_arena *a, bool *bad)
{
    sr_buf out = {0};
    put_meant(&out, text, twice, bad);
    sr_str s = sr_arena_str(a, sr_buf_str(&out));
    sr_buf_free(&out);
    return s;
}

static void want_start(const cJSON *token, bool twice, lines *l, sr_arena *a, bool *bad)
{
    attr v[64];
    size_t n = 0;
    put_line(l, "start",
             meant(sr_json_text(cJSON_GetArrayItem(token, 1)), twice, a, bad));
    const cJSON *item = cJSON_GetArrayItem(token, 2);
    for (item = item ? item->child : NULL; item && n < SR_COUNT(v); item = item->next)
        v[n++] = (attr){meant(sr_str_of(item->string), twice, a, bad),
                        meant(sr_json_text(item), twice, a, bad)};
    put_attrs(l, v, n);
    if (cJSON_GetArraySize(token) > 3)
        sr_buf_put(&l->out, SR_STR(" /"));
}

static void want_tokens(const cJSON *output, bool twice, lines *l, sr_arena *a, bool *bad)
{
    const cJSON *token;
    cJSON_ArrayForEach(token, output)
    {
        sr_str kind = sr_json_text(cJSON_GetArrayItem(token, 0));
        sr_str data = sr_json_text(cJSON_GetArrayItem(token, 1));
        if (sr_str_eq(kind, SR_STR("Character")))
            put_text(l, meant(data, twice, a, bad));
        else if (sr_str_eq(kind, SR_STR("StartTag")))
            want_start(token, twice, l, a, bad);
        else if (sr_str_eq(kind, SR_STR("EndTag")))
            put_line(l, "end", meant(data, twice, a, bad));
        else
            put_line(l, sr_str_eq(kind, SR_STR("Comment")) ? "comment" : "doctype",
                     SR_STR(""));
    }
}

/* --- what is got ---------------------------------------------------------------------------- */

/* In lower case, U+0000 as U+FFFD. */
static sr_str plain_name(sr_str raw, sr_arena *a)
{
    sr_buf out = {0};
    for (size_t i = 0; i < raw.len; i++)
        if (raw.p[i])
            sr_buf_putc(&out, sr_lower(raw.p[i]));
        else
            sr_buf_put(&out, SR_STR("\xef\xbf\xbd"));
    sr_str s = sr_arena_str(a, sr_buf_str(&out));
    sr_buf_free(&out);
    return s;
}

static void got_start(sr_str page, const sr_html_token *t, lines *l, sr_arena *a)
{
    attr v[64];
    size_t n = 0;
    sr_span name, value;
    put_line(l, "start", plain_name(sr_str_cut(page, t->beg + 1, t->name_end), a));
    for (uint32_t at = t->name_end;
         sr_html_scan_attr(page, &at, t->end, &name, &value);) {
        sr_buf text = {0};
        sr_str key = plain_name(sr_str_span(page, name), a);
        size_t i = 0;
        while (i < n && !sr_str_eq(v[i].name, key))
            i++;
        sr_html_decode(sr_str_span(page, value), true, &text);
        if (i == n && n < SR_COUNT(v))
            v[n++] = (attr){key, sr_arena_str(a, sr_buf_str(&text))};
        sr_buf_free(&text);
    }
    put_attrs(l, v, n);
    if (t->self_closing)
        sr_buf_put(&l->out, SR_STR(" /"));
}

static void got_text(sr_str raw, bool decode, lines *l)
{
    sr_buf text = {0};
    if (decode)
        sr_html_decode(raw, false, &text);
    for (size_t i = 0; i < raw.len && !decode; i++)
        if (raw.p[i] != '\r')
            sr_buf_putc(&text, raw.p[i]);
        else if (i + 1 == raw.len || raw.p[i + 1] != '\n')
            sr_buf_putc(&text, '\n');
    put_text(l, sr_buf_str(&text));
    sr_buf_free(&text);
}

static void got_tokens(sr_html_scan *s, lines *l, sr_arena *a)
{
    sr_html_token t;
    for (sr_html_scan_next(s, &t); t.kind != SR_HTML_EOF; sr_html_scan_next(s, &t)) {
        sr_str bytes = sr_str_cut(s->page, t.beg, t.end);
        if (t.kind == SR_HTML_TEXT || t.kind == SR_HTML_RAWTEXT)
            got_text(bytes, t.kind == SR_HTML_TEXT, l);
        else if (t.kind == SR_HTML_START)
            got_start(s->page, &t, l, a);
        else if (t.kind == SR_HTML_END)
            put_line(l, "end", plain_name(sr_str_cut(s->page, t.beg + 2, t.name_end), a));
        else
            put_line(l, t.kind == SR_HTML_COMMENT ? "comment" : "doctype", SR_STR(""));
    }
}

/* --- cases ------------------------------------------------------------------------------------ */

/* Begin as if the start tag of an element of that kind had been read.  False: this is no
 * state that the reader can be put in. */
static bool enter(sr_html_scan *s, sr_str state, sr_str last, lines *l)
{
    static const struct {
        const char *state;
        sr_tag tag;
        bool decode;
    } states[] = {{"PLAINTEXT state", SR_TAG_PLAINTEXT, false},
                  {"RCDATA state", SR_TAG_TITLE, true},
                  {"RAWTEXT state", SR_TAG_XMP, false},
                  {"Script data state", SR_TAG_SCRIPT, false}};
    if (sr_str_eq(state, SR_STR("Data state")))
        return true;
    for (size_t i = 0; i < SR_COUNT(states); i++)
        if (sr_str_eq(state, sr_str_of(states[i].state))) {
            sr_tag tag = sr_html_scan_tag(s, last);
            tag = tag ? tag : states[i].tag;
            if ((states[i].tag == SR_TAG_SCRIPT) != (tag == SR_TAG_SCRIPT))
                return false;
            sr_span text;
            uint32_t after;
            sr_html_scan_raw(s,
                             states[i].tag == SR_TAG_PLAINTEXT ? SR_TAG_PLAINTEXT : tag,
                             &text, &after);
            got_text(sr_str_span(s->page, text), states[i].decode, l);
            s->at = text.end; /* the end tag is a token of the case */
            return true;
        }
    return false;
}

static void run_state(const cJSON *test, sr_str state, tally *t)
{
    sr_arena *a = sr_arena_new(1 << 20);
    lines want = {0}, got = {0};
    bool bad = false, twice = cJSON_IsTrue(cJSON_GetObjectItem(test, "doubleEscaped"));
    sr_str input = meant(sr_json_member_text(test, "input"), twice, a, &bad);
    want_tokens(cJSON_GetObjectItem(test, "output"), twice, &want, a, &bad);
    sr_html_scan s;
    sr_html_scan_init(&s, input);
    if (bad || !enter(&s, state, sr_json_member_text(test, "lastStartTag"), &got)) {
        t->skipped++;
    } else {
        got_tokens(&s, &got, a);
        t->of++;
        bool same = sr_str_eq(sr_buf_str(&want.out), sr_buf_str(&got.out));
        t->passed += same;
        if (!same && getenv("SR_HTML5LIB_SHOW"))
            (void)printf("--- %.*s [%.*s]\nwant:%.*s\ngot:%.*s\n", SR_FMT(state),
                         SR_FMT(input), SR_FMT(sr_buf_str(&want.out)),
                         SR_FMT(sr_buf_str(&got.out)));
    }
    sr_buf_free(&want.out);
    sr_buf_free(&got.out);
    sr_arena_free(a);
}

static void run_test(const cJSON *test, tally *t)
{
    const cJSON *states = cJSON_GetObjectItem(test, "initialStates"), *state;
    if (!states)
        run_state(test, SR_STR("Data state"), t);
    cJSON_ArrayForEach(state, states) run_state(test, sr_json_text(state), t);
}

/* The bytes with each "\u0000" that is one escape as nul_mark. */
static void mark_nuls(sr_str s, sr_buf *out)
{
    for (size_t i = 0; i < s.len; i++) {
        if (sr_str_starts(sr_str_cut(s, i, s.len), SR_STR("\\u0000"))) {
            sr_buf_put(out, nul_mark);
            i += 5;
            continue;
        }
        sr_buf_putc(out, s.p[i]);
        if (s.p[i] == '\\' && i + 1 < s.len)
            sr_buf_putc(out, s.p[++i]);
    }
}

static void run_file(const char *name, sr_str bytes, void *arg)
{
    sr_buf marked = {0};
    mark_nuls(bytes, &marked);
    cJSON *file = NULL;
    sr_err err;
    if (sr_json_parse(sr_buf_str(&marked), &file, &err) == SR_OK) {
        const cJSON *test;
        cJSON_ArrayForEach(test, cJSON_GetObjectItem(file, "tests")) run_test(test, arg);
        cJSON_Delete(file);
    } else {
        (void)printf("%s: %s at %d\n", name, err.msg, (int)err.offset);
    }
    sr_buf_free(&marked);
    tally_file(arg, name);
}

enum { FLOOR = 6967 }; /* cases that passed when this was written */

START_TEST(test_suite)
{
    tally t = {0};
    if (!each_file("tokenizer", ".test", run_file, &t))
        return;
    (void)printf("tokenizer: %u of %u cases pass, %u are skipped\n", t.all_passed,
                 t.all_of, t.all_skipped);
    ck_assert_uint_ge(t.all_passed, FLOOR);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("html5lib tokenizer");
    TCase *c = tcase_create("suite");
    tcase_set_timeout(c, 60);
    tcase_add_test(c, test_suite);
    suite_add_tcase(s, c);
    return s;
}
