/* html5lib-tests, tree construction: each case's whole tree is compared, but for what the
 * reader does not keep:
 *   - comments and doctypes are left out, and texts that so become neighbours are one;
 *   - U+0000 is left out of texts (the standard makes it U+FFFD within svg and math);
 *   - names of elements and attributes of svg and math are compared in lower case.
 * SR_HTML5LIB_SHOW=1 prints the cases that fail. */
#include "extract/html.h"
#include "html5lib.h"

/* --- one side or the other as lines --------------------------------------------------- */

typedef struct lines {
    sr_buf out;
    unsigned text_depth; /* of the text that was put last, plus one; 0: another line */
} lines;

static void put_indent(lines *l, unsigned depth)
{
    sr_buf_putc(&l->out, '\n');
    for (unsigned i = 0; i < depth; i++)
        sr_buf_put(&l->out, SR_STR("  "));
}

static void put_line(lines *l, unsigned depth, sr_str s, bool lower)
{
    put_indent(l, depth);
    for (size_t i = 0; i < s.len; i++)
        sr_buf_putc(&l->out, lower ? sr_lower(s.p[i]) : s.p[i]);
    l->text_depth = 0;
}

/* U+0000 is left out; line ends are \n (raw text stands as in the page). */
static void put_char(lines *l, sr_str s, size_t i)
{
    bool crlf = s.p[i] == '\r' && i + 1 < s.len && s.p[i + 1] == '\n';
    if (s.p[i] && !crlf)
        sr_buf_putc(&l->out, s.p[i] == '\r' ? '\n' : s.p[i]);
}

static void put_text(lines *l, unsigned depth, sr_str s)
{
    while (sr_str_starts(s, SR_STR("\xef\xbf\xbd")))
        s = sr_str_cut(s, 3, s.len);
    if (s.len == 0)
        return;
    if (l->text_depth != depth + 1)
        put_indent(l, depth);
    l->text_depth = depth + 1;
    for (size_t i = 0; i < s.len; i++)
        if (sr_str_starts(sr_str_cut(s, i, s.len), SR_STR("\xef\xbf\xbd")))
            i += 2; /* as the reader leaves U+0000 out */
        else
            put_char(l, s, i);
}

/* --- what is wanted ---------------------------------------------------------------------- */

static bool is_foreign_line(sr_str s)
{
    return sr_str_starts(s, SR_STR("<svg ")) || sr_str_starts(s, SR_STR("<math "));
}

static void put_wanted(lines *l, unsigned depth, sr_str s, bool *foreign)
{
    if (sr_str_starts(s, SR_STR("<!--")) || sr_str_starts(s, SR_STR("<!DOCTYPE")))
        return;
    if (s.len >= 2 && s.p[0] == '"') {
        put_text(l, depth, sr_str_cut(s, 1, s.len - 1));
        return;
    }
    if (s.p[0] == '<')
        *foreign = is_foreign_line(s);
    size_t eq = sr_str_find(s, SR_STR("="), 0);
    size_t name = eq == SIZE_MAX || s.p[0] == '<' ? s.len : eq;
    put_line(l, depth, sr_str_cut(s, 0, name), *foreign);
    sr_buf_put(&l->out, sr_str_cut(s, name, s.len));
}

/* The dump: lines "| ..."; others go on with the line before. */
static void wanted_lines(sr_str dump, lines *l)
{
    bool foreign = false;
    for (size_t at = 0; at < dump.len;) {
        size_t end = at;
        do
            end = sr_str_find(dump, SR_STR("\n"), end + 1);
        while (end != SIZE_MAX &&
               !sr_str_starts(sr_str_cut(dump, end + 1, dump.len), SR_STR("| ")));
        end = end == SIZE_MAX ? dump.len : end;
        sr_str s = sr_str_cut(dump, at, end);
        unsigned depth = 0;
        for (s = sr_str_cut(s, 2, s.len); sr_str_starts(s, SR_STR("  ")); depth++)
            s = sr_str_cut(s, 2, s.len);
        if (s.len)
            put_wanted(l, depth, s, &foreign);
        at = end + 1;
    }
}

/* --- what is got --------------------------------------------------------------------------- */

typedef struct attr {
    sr_str name, value;
} attr;

static int by_name(const void *x, const void *y)
{
    return sr_str_cmp(((const attr *)x)->name, ((const attr *)y)->name);
}

/* In lower case, U+0000 as U+FFFD, "xlink:href" of svg and math as "xlink href". */
static sr_str attr_name(sr_str raw, bool foreign, sr_arena *a)
{
    static const char *const spaced[] = {
        "xlink:actuate", "xlink:arcrole", "xlink:href", "xlink:role", "xlink:show",
        "xlink:title",   "xlink:type",    "xml:lang",   "xml:space",  "xmlns:xlink"};
    sr_buf out = {0};
    for (size_t i = 0; i < raw.len; i++)
        if (raw.p[i])
            sr_buf_putc(&out, sr_lower(raw.p[i]));
        else
            sr_buf_put(&out, SR_STR("\xef\xbf\xbd"));
    for (size_t i = 0; i < SR_COUNT(spaced) && foreign; i++)
        if (sr_str_eq(sr_buf_str(&out), sr_str_of(spaced[i])))
            *strchr(out.p, ':') = ' ';
    sr_str name = sr_arena_str(a, sr_buf_str(&out));
    sr_buf_free(&out);
    return name;
}

static void got_attrs(const sr_html *h, uint32_t node, unsigned depth, lines *l,
                      sr_arena *a)
{
    attr v[64];
    size_t n = 0;
    sr_str name, value;
    for (uint32_t at = 0; sr_html_next_attr(h, node, &at, &name, &value);) {
        name = attr_name(name, h->nodes[node].flags & SR_NODE_FOREIGN, a);
        size_t i = 0;
        while (i < n && !sr_str_eq(v[i].name, name))
            i++;
        if (i == n && n < SR_COUNT(v)) /* the first of a name counts */
            v[n++] = (attr){name, value};
    }
    qsort(v, n, sizeof v[0], by_name);
    for (size_t i = 0; i < n; i++) {
        put_line(l, depth, v[i].name, false);
        sr_buf_put(&l->out, SR_STR("=\""));
        sr_html_decode(v[i].value, true, &l->out);
        sr_buf_putc(&l->out, '"');
    }
}

/* base: depth of the nodes that are put leftmost. */
static void got_lines(const sr_html *h, unsigned base, lines *l, sr_arena *a)
{
    unsigned extra[1024] = {0}; /* levels "content" above each depth */
    for (uint32_t i = base; i < h->n; i++) {
        const sr_node *n = &h->nodes[i];
        unsigned depth = n->depth - base + extra[n->depth];
        if (n->kind == SR_NODE_TEXT) {
            sr_buf text = {0};
            if (n->flags & SR_NODE_RAW)
                sr_buf_put(&text, sr_str_span(h->page, n->page));
            else
                sr_html_decode(sr_str_span(h->page, n->page), false, &text);
            put_text(l, depth, sr_buf_str(&text));
            sr_buf_free(&text);
            continue;
        }
        sr_str name = sr_html_name(h, i);
        if (n->tag == SR_TAG_IMAGE)
            name = SR_STR("img");
        put_line(l, depth, SR_STR("<"), false);
        if (n->flags & SR_NODE_FOREIGN)
            sr_buf_put(&l->out,
                       n->flags & SR_NODE_MATH ? SR_STR("math ") : SR_STR("svg "));
        sr_buf_put(&l->out, attr_name(name, false, a));
        sr_buf_putc(&l->out, '>');
        got_attrs(h, i, depth + 1, l, a);
        bool template = n->tag == SR_TAG_TEMPLATE && !(n->flags & SR_NODE_FOREIGN);
        if (template)
            put_line(l, depth + 1, SR_STR("content"), false);
        if (n->depth + 1 < 1024)
            extra[n->depth + 1] = extra[n->depth] + template;
    }
}

/* --- cases --------------------------------------------------------------------------------- */

typedef struct tree_case {
    sr_str data, around, dump;
} tree_case;

static void show(const tree_case *c, const lines *want, const lines *got)
{
    if (getenv("SR_HTML5LIB_SHOW"))
        (void)printf("--- [%.*s] around \"%.*s\"\nwant:%.*s\ngot:%.*s\n", SR_FMT(c->data),
                     SR_FMT(c->around), SR_FMT(sr_buf_str(&want->out)),
                     SR_FMT(sr_buf_str(&got->out)));
}

static void run_case(const tree_case *c, tally *t)
{
    sr_doc *doc = sr_doc_new(0);
    lines want = {0}, got = {0};
    char around[64] = "";
    (void)snprintf(around, sizeof around, "%.*s", SR_FMT(c->around));
    sr_html h;
    sr_status st = c->around.len ? sr_html_read_fragment(c->data, around, doc, &h, NULL)
                                 : sr_html_read(c->data, doc, &h, NULL);
    ck_assert_int_eq(st, SR_OK);
    wanted_lines(c->dump, &want);
    got_lines(&h, c->around.len ? 1 : 0, &got, doc->arena);
    t->of++;
    if (sr_str_eq(sr_buf_str(&want.out), sr_buf_str(&got.out)))
        t->passed++;
    else
        show(c, &want, &got);
    sr_buf_free(&want.out);
    sr_buf_free(&got.out);
    sr_doc_free(doc);
}

/* The part of a case between two heads, without its last line end. */
static sr_str part(sr_str s, const char *head, const char *next)
{
    size_t beg = sr_str_find(s, sr_str_of(head), 0);
    if (beg == SIZE_MAX)
        return (sr_str){NULL, 0};
    beg += strlen(head);
    size_t end = next ? sr_str_find(s, sr_str_of(next), beg - (next[1] != 0)) : s.len;
    if (end == SIZE_MAX)
        end = s.len;
    return end > beg ? sr_str_cut(s, beg, end) : (sr_str){"", 0};
}

static void run_file(const char *name, sr_str bytes, void *arg)
{
    for (size_t at = 0; at < bytes.len;) {
        size_t end = sr_str_find(bytes, SR_STR("\n\n#data\n"), at);
        end = end == SIZE_MAX ? bytes.len : end + 1;
        sr_str s = sr_str_cut(bytes, at, end);
        tree_case c = {part(s, "#data\n", "\n#errors"),
                       part(s, "\n#document-fragment\n", "\n"),
                       part(s, "\n#document\n", NULL)};
        while (c.dump.len && c.dump.p[c.dump.len - 1] == '\n')
            c.dump.len--;
        if (sr_str_starts(s, SR_STR("#data")))
            run_case(&c, arg);
        at = end + 1;
    }
    tally_file(arg, name);
}

enum { FLOOR = 1761 }; /* cases that passed when this was written */

START_TEST(test_suite)
{
    tally t = {0};
    if (!each_file("tree-construction", ".dat", run_file, &t))
        return;
    (void)printf("tree construction: %u of %u cases pass\n", t.all_passed, t.all_of);
    ck_assert_uint_ge(t.all_of, 1700);
    ck_assert_uint_ge(t.all_passed, FLOOR);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("html5lib tree construction");
    TCase *c = tcase_create("suite");
    tcase_set_timeout(c, 60);
    tcase_add_test(c, test_suite);
    suite_add_tcase(s, c);
    return s;
}
