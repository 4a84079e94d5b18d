/* The HTML reader: what it makes of small pages, its limits, refused memory, and 1 MB of
 * each of its worst inputs.  The standard's own cases: test_html5lib_*.c */
#include "base/buf.h"
#include "doc/doc.h"
#include "extract/html.h"
#include "html_invariants.h"
#include "t.h"

#include <stdio.h>
#include <stdlib.h>

/* --- trees ------------------------------------------------------------------------------ */

/* The tree in one line: name(children), "text", *name for implied and name' for opened
 * again. */
static void put_tree(const sr_html *h, uint32_t beg, uint32_t end, sr_buf *out)
{
    for (uint32_t i = beg; i < end; i = h->nodes[i].end) {
        const sr_node *n = &h->nodes[i];
        if (i > beg)
            sr_buf_putc(out, ' ');
        if (n->kind == SR_NODE_TEXT) {
            sr_buf_putc(out, '"');
            if (n->flags & SR_NODE_RAW)
                sr_buf_put(out, sr_str_span(h->page, n->page));
            else
                sr_html_decode(sr_str_span(h->page, n->page), false, out);
            sr_buf_putc(out, '"');
            continue;
        }
        if (n->flags & SR_NODE_IMPLIED)
            sr_buf_putc(out, '*');
        sr_buf_put(out, sr_html_name(h, i));
        if (n->flags & SR_NODE_CLONE)
            sr_buf_putc(out, '\'');
        if (n->end > i + 1) {
            sr_buf_putc(out, '(');
            put_tree(h, i + 1, n->end, out);
            sr_buf_putc(out, ')');
        }
    }
}

static uint32_t find(const sr_html *h, sr_tag tag)
{
    uint32_t i = 0;
    while (i < h->n && (h->nodes[i].kind != SR_NODE_ELEMENT || h->nodes[i].tag != tag))
        i++;
    return i < h->n ? i : SR_HTML_NONE;
}

static const struct {
    const char *rule, *page, *want; /* want: of the body's content */
} trees[] = {
    {"text", "Hello", "\"Hello\""},
    {"p ends p", "<p>a<p>b", "p(\"a\") p(\"b\")"},
    {"block ends p", "<p>a<div>b</div>c", "p(\"a\") div(\"b\") \"c\""},
    {"list items", "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
     "ul(li(\"a\") li(\"b\" ul(li(\"c\"))) li(\"d\"))"},
    {"terms", "<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(\"a\") dd(\"b\") dt(\"c\"))"},
    {"options", "<select><option>a<option>b</select>",
     "select(option(\"a\") option(\"b\"))"},
    {"cells", "<table><tr><td>a<td>b<tr><th>c</table>d",
     "table(*tbody(tr(td(\"a\") td(\"b\")) tr(th(\"c\")))) \"d\""},
    {"stray in a table", "<table>x<tr><td>a</table>",
     "\"x\" table(*tbody(tr(td(\"a\"))))"},
    {"void", "a<br>b<img src=x>c<br/>d", "\"a\" br \"b\" img \"c\" br \"d\""},
    {"misnested", "<b>a<i>b</b>c</i>", "b(\"a\" i(\"b\")) i'(\"c\")"},
    {"formatting goes on", "<p><b>a<p>b", "p(b(\"a\")) p(b'(\"b\"))"},
    {"block in formatting", "<b>a<p>b</b>c", "b(\"a\") p(b'(\"b\") \"c\")"},
    {"link in link", "<a href=1>a<a href=2>b", "a(\"a\") a(\"b\")"},
    {"end p without start", "a</p>b", "\"a\" *p \"b\""},
    {"end br", "a</br>b", "\"a\" *br \"b\""},
    {"stray ends", "</div>a</span></li>b", "\"a\" \"b\""},
    {"raw text", "<textarea>\n<b>&amp;</textarea><xmp><b>&amp;</xmp>x",
     "textarea(\"<b>&\") xmp(\"<b>&amp;\") \"x\""},
    {"script", "a<script>if (a<b) '</scrip'</script>b",
     "\"a\" script(\"if (a<b) '</scrip'\") \"b\""},
    {"script in a comment", "a<script><!--<script></script>--></script>b",
     "\"a\" script(\"<!--<script></script>-->\") \"b\""},
    {"comments", "a<!-- > -->b<!-->c<!--->d<!x>e<?y>f</ z>g",
     "\"a\" \"b\" \"c\" \"d\" \"e\" \"f\" \"g\""},
    {"comment end --!>", "a<!-- x --!>b", "\"a\" \"b\""},
    {"no markup", "a < b <3 </3>c", "\"a < b <3 \" \"c\""},
    {"cdata in svg", "<svg><![CDATA[a<b]]></svg><![CDATA[c]]>", "svg(\"a<b\")"},
    {"cdata in svg's desc", "<svg><desc><![CDATA[&amp;]]>", "svg(desc(\"&amp;\"))"},
    {"html in svg", "<svg><g><p>a", "svg(g) p(\"a\")"},
    {"html in svg's desc", "<svg><desc><p>a</p></desc></svg>b",
     "svg(desc(p(\"a\"))) \"b\""},
    {"noscript", "x<noscript><b>a</noscript>b", "\"x\" noscript(b(\"a\")) \"b\""},
    {"noscript with an open comment", "x<noscript><!-- a</noscript>b",
     "\"x\" noscript \"b\""},
    {"noscript without end", "x<noscript>a<p>b", "\"x\" noscript \"a\" p(\"b\")"},
    {"template", "x<template><tr><td>a</template>b",
     "\"x\" template(tr(td(\"a\"))) \"b\""},
    {"form in form", "<form>a<form>b</form>c", "form(\"a\" \"b\") \"c\""},
    {"button in button", "<button>a<button>b", "button(\"a\") button(\"b\")"},
    {"heading ends by another", "<h1>a</h2>b", "h1(\"a\") \"b\""},
    {"pre loses a line end", "<pre>\r\n\na", "pre(\"\na\")"},
    {"after the body", "a</body></html> b", "\"a\" \" b\""},
    {"unfinished tag", "a<b c='d", "\"a\""},
    {"unfinished comment", "a<!-- b", "\"a\""},
    {"unknown elements", "<x-y>a<x-z>b</X-Y>c", "x-y(\"a\" x-z(\"b\")) \"c\""},
    {"frame of tags", "<p/>a<div/>b", "p(\"a\") div(\"b\")"},
};

START_TEST(test_tree)
{
    sr_doc *doc = sr_doc_new(0);
    sr_buf out = {0};
    sr_html h;
    ck_ok(sr_html_read(sr_str_of(trees[_i].page), doc, &h, NULL));
    ck_assert_ptr_null(broken_tree(&h));
    uint32_t body = find(&h, SR_TAG_BODY);
    ck_assert_uint_ne(body, SR_HTML_NONE);
    put_tree(&h, body + 1, h.nodes[body].end, &out);
    ck_assert_msg(sr_str_eq(sr_buf_str(&out), sr_str_of(trees[_i].want)),
                  "%s:\n got %.*s\nwant %s", trees[_i].rule, SR_FMT(sr_buf_str(&out)),
                  trees[_i].want);
    sr_buf_free(&out);
    sr_doc_free(doc);
}
END_TEST

static const struct {
    const char *page, *want; /* want: the whole tree */
} heads[] = {
    {"", "*html(*head *body)"},
    {"<title>a</title>b", "*html(*head(title(\"a\")) *body(\"b\"))"},
    {"<!doctype html><html lang=en><head><meta charset=utf-8></head><body>a",
     "html(head(meta) body(\"a\"))"},
    {"<head><noscript><img></noscript><title>a</title></head><p>b",
     "*html(head(noscript(img) title(\"a\")) *body(p(\"b\")))"},
    {"<script>x</script><html lang=de><p>a",
     "html(*head(script(\"x\")) *body(p(\"a\")))"},
    {"<head></head><link><body>a", "*html(head(link) body(\"a\"))"},
    {"<frameset><frame></frameset>", "*html(*head frameset(frame))"},
    {"<table><p>", "*html(*head *body(p table))"},
    {"<p><table>", "*html(*head *body(p(table)))"}, /* quirks mode */
    {"<!doctype html><p><table>", "*html(*head *body(p table))"},
};

START_TEST(test_head)
{
    sr_doc *doc = sr_doc_new(0);
    sr_buf out = {0};
    sr_html h;
    ck_ok(sr_html_read(sr_str_of(heads[_i].page), doc, &h, NULL));
    ck_assert_ptr_null(broken_tree(&h));
    put_tree(&h, 0, h.n, &out);
    ck_str(sr_buf_str(&out), heads[_i].want);
    sr_buf_free(&out);
    sr_doc_free(doc);
}
END_TEST

START_TEST(test_fragment)
{
    sr_doc *doc = sr_doc_new(0);
    sr_buf out = {0};
    sr_html h;
    ck_ok(sr_html_read_fragment(SR_STR("<td>a<td>b</table>c"), "tr", doc, &h, NULL));
    put_tree(&h, 0, h.n, &out);
    ck_str(sr_buf_str(&out), "*html(td(\"a\") td(\"b\" \"c\"))");
    sr_buf_reset(&out);
    ck_ok(
        sr_html_read_fragment(SR_STR("<title>x</title><p>a<p>b"), "body", doc, &h, NULL));
    put_tree(&h, 0, h.n, &out);
    ck_str(sr_buf_str(&out), "*html(title(\"x\") p(\"a\") p(\"b\"))");
    sr_buf_free(&out);
    sr_doc_free(doc);
}
END_TEST

/* --- positions ---------------------------------------------------------------------------- */

START_TEST(test_positions)
{
    sr_doc *doc = sr_doc_new(0);
    sr_str page = SR_STR("<body><p id=x>one <b>two</b><p>three</body>");
    sr_html h;
    ck_ok(sr_html_read(page, doc, &h, NULL));
    uint32_t p = find(&h, SR_TAG_P), b = find(&h, SR_TAG_B);
    ck_str(sr_str_span(page, h.nodes[p].page), "<p id=x>");
    ck_str(sr_str_cut(page, h.nodes[p].page.end, h.nodes[p].close), "one <b>two</b>");
    ck_str(sr_str_cut(page, h.nodes[b].page.end, h.nodes[b].close), "two");
    ck_str(sr_str_span(page, h.nodes[b + 1].page), "two");
    ck_str(sr_html_name(&h, b), "b");
    sr_doc_free(doc);
}
END_TEST

/* --- attributes ---------------------------------------------------------------------------- */

static const struct {
    const char *tag, *want; /* want: name=value; ... */
} tags[] = {
    {"<a>", ""},
    {"<a href=\"x\" class='y z' id=w>", "href=x;class=y z;id=w;"},
    {"<a  b  =  c   d=  'e' f>", "b=c;d=e;f=;"},
    {"<a b=\"c\"d='e'f=g>", "b=c;d=e;f=g;"},
    {"<a/b/c=d/>", "b=;c=d/;"},
    {"<a =b=c>", "=b=c;"},
    {"<a b=>", "b=;"},
    {"<a b==c d=\">\">", "b==c;d=>;"},
    {"<a b='c\"d' e=f'g>", "b=c\"d;e=f'g;"},
    {"<a \"b\" 'c'=d>", "\"b\"=;'c'=d;"},
    {"<a b=c&amp;d>", "b=c&amp;d;"},
    {"<a\nb\t=\rc>", "b=c;"},
    {"<a b=1 B=2>", "b=1;B=2;"},
    {"<a b=''>", "b=;"},
};

START_TEST(test_attrs)
{
    sr_doc *doc = sr_doc_new(0);
    sr_buf out = {0};
    sr_html h;
    ck_ok(sr_html_read(sr_str_of(tags[_i].tag), doc, &h, NULL));
    uint32_t a = find(&h, SR_TAG_A);
    ck_assert_uint_ne(a, SR_HTML_NONE);
    sr_str name, value;
    for (uint32_t at = 0; sr_html_next_attr(&h, a, &at, &name, &value);)
        sr_buf_printf(&out, "%.*s=%.*s;", SR_FMT(name), SR_FMT(value));
    ck_str(sr_buf_str(&out), tags[_i].want);
    ck_assert_uint_eq(h.nodes[a].page.end, strlen(tags[_i].tag));
    sr_buf_free(&out);
    sr_doc_free(doc);
}
END_TEST

START_TEST(test_attr)
{
    sr_doc *doc = sr_doc_new(0);
    sr_html h;
    sr_str value = SR_STR("as before");
    ck_ok(sr_html_read(SR_STR("<a HREF='?a=1&amp;b=2&copy=3' href=x>t"), doc, &h, NULL));
    uint32_t a = find(&h, SR_TAG_A);
    ck_assert(!sr_html_attr(&h, a, "hre", &value));
    ck_assert(!sr_html_attr(&h, a + 1, "href", &value)); /* a text */
    ck_assert(!sr_html_attr(&h, 0, "href", &value));     /* an implied html */
    ck_str(value, "as before");
    ck_assert(sr_html_attr(&h, a, "href", &value));
    ck_str(value, "?a=1&amp;b=2&copy=3");
    ck_str(sr_html_attr_text(&h, a, "href", doc->arena), "?a=1&b=2&copy=3");
    ck_str(sr_html_attr_text(&h, a, "title", doc->arena), "");
    sr_doc_free(doc);
}
END_TEST

/* --- character references -------------------------------------------------------------------- */

static const struct {
    const char *raw, *text, *attribute;
} references[] = {
    {"a&amp;b&lt;&gt;&quot;", "a&b<>\"", "a&b<>\""},
    {"&nbsp;&rsquo;&hellip;", "\xc2\xa0\xe2\x80\x99\xe2\x80\xa6",
     "\xc2\xa0\xe2\x80\x99\xe2\x80\xa6"},
    {"&AMP &copy &copyx &copy=", "& \xc2\xa9 \xc2\xa9x \xc2\xa9=",
     "& \xc2\xa9 &copyx &copy="},
    {"&notit; &notin;", "\xc2\xacit; \xe2\x88\x89", "&notit; \xe2\x88\x89"},
    {"&unknown; &x &; & &&", "&unknown; &x &; & &&", "&unknown; &x &; & &&"},
    {"&#65;&#x42;&#X43&#68", "ABCD", "ABCD"},
    {"&#0;&#xD800;&#x110000;&#99999999999;",
     "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd",
     "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
    {"&#128;&#x92;", "\xe2\x82\xac\xe2\x80\x99", "\xe2\x82\xac\xe2\x80\x99"},
    {"&#;&#x;&#xg;", "&#;&#x;&#xg;", "&#;&#x;&#xg;"},
    {"a\r\nb\rc\n", "a\nb\nc\n", "a\nb\nc\n"},
    {"&CounterClockwiseContourIntegral;", "\xe2\x88\xb3", "\xe2\x88\xb3"},
    {"&acE;", "\xe2\x88\xbe\xcc\xb3", "\xe2\x88\xbe\xcc\xb3"}, /* two code points */
    {"&", "&", "&"},
    {"", "", ""},
};

START_TEST(test_decode)
{
    sr_buf out = {0};
    sr_html_decode(sr_str_of(references[_i].raw), false, &out);
    ck_str(sr_buf_str(&out), references[_i].text);
    sr_buf_reset(&out);
    sr_html_decode(sr_str_of(references[_i].raw), true, &out);
    ck_str(sr_buf_str(&out), references[_i].attribute);
    sr_buf_free(&out);
}
END_TEST

START_TEST(test_nul)
{
    sr_buf out = {0};
    sr_html_decode((sr_str){"a\0b", 3}, false, &out);
    sr_html_decode((sr_str){"a\0b", 3}, true, &out);
    ck_str(sr_buf_str(&out), "aba\xef\xbf\xbd"
                             "b");
    sr_buf_free(&out);
}
END_TEST

/* Every name of the table is found, by itself and in capitals, and keeps its flags. */
START_TEST(test_names)
{
    static const char *const names[] = {
#define SR_TAG(id, name, flags) name,
#include "extract/html_tags.h"
#undef SR_TAG
    };
    for (size_t i = 0; i < SR_COUNT(names); i++) {
        sr_doc *doc = sr_doc_new(0);
        char page[80], capital[40];
        size_t n = 0;
        for (; names[i][n]; n++)
            capital[n] =
                (char)(sr_is_lower(names[i][n]) ? names[i][n] - 32 : names[i][n]);
        capital[n] = '\0';
        sr_html h;
        (void)snprintf(page, sizeof page, "<%s>", capital);
        ck_ok(sr_html_read(sr_str_of(page), doc, &h, NULL));
        uint32_t at = find(&h, (sr_tag)(i + 1));
        if (at != SR_HTML_NONE && !(h.nodes[at].flags & SR_NODE_IMPLIED))
            ck_str(sr_html_name(&h, at), capital);
        if (i > 0)
            ck_assert_int_lt(strcmp(names[i - 1], names[i]), 0); /* sorted */
        sr_doc_free(doc);
    }
    ck_assert_uint_eq(SR_COUNT(names) + 1, SR_TAG_COUNT);
    ck_assert(sr_tag_flags(SR_TAG_BR) & SR_TAG_IS_VOID);
    ck_assert(sr_tag_flags(SR_TAG_DIV) & SR_TAG_IS_BLOCK);
    ck_assert(sr_tag_flags(SR_TAG_SCRIPT) & SR_TAG_IS_HIDDEN);
    ck_assert_uint_eq(sr_tag_flags(SR_TAG_OTHER), 0);
}
END_TEST

/* --- refused memory, pages cut anywhere -------------------------------------------------------- */

static const char mixed[] =
    "<!DOCTYPE html><html lang=en><head><title>A &amp; b</title><script>x<y</script>"
    "<noscript><img></noscript></head><body class='a b'><p>One <b>two<p>three</b> four"
    "<table>x<tr><td>c<td>d</table><svg><title>q</title><g/></svg><a href=1>x<div>y</a>z"
    "<!-- c --><ul><li>a<li>b</ul><select><option>1</select><textarea>\n<</textarea>"
    "<math><mi>x</mi></math><template><td>t</template></body></html> ";

START_TEST(test_no_memory)
{
    /* A page long enough for its nodes to grow, with fostered text for the links. */
    sr_buf page = {0};
    for (int i = 0; i < 300; i++)
        sr_buf_put(&page, SR_STR("<p><table>x"));
    sr_doc *doc = sr_doc_new(0);
    sr_status st = SR_ENOMEM;
    unsigned refused = 0;
    for (size_t k = 0; st != SR_OK && k < 100; k++) {
        sr_html h = {.n = 77};
        sr_err err;
        sr_arena_fail_after(doc->arena, k);
        st = sr_html_read(sr_buf_str(&page), doc, &h, &err);
        if (st != SR_OK) {
            ck_assert_int_eq(st, SR_ENOMEM);
            ck_assert_int_eq(err.status, SR_ENOMEM);
            ck_assert_uint_eq(h.n, 77);
            ck_assert_ptr_null(h.nodes);
            refused++;
        } else {
            ck_assert_ptr_null(broken_tree(&h));
        }
    }
    ck_assert_int_eq(st, SR_OK);
    ck_assert_uint_ge(refused, 4);
    sr_buf_free(&page);
    sr_doc_free(doc);
}
END_TEST

/* Every beginning of a page, in memory of exactly that size. */
START_TEST(test_prefixes)
{
    for (size_t n = 0; n < sizeof mixed; n++) {
        char *exact = malloc(n ? n : 1);
        ck_assert_ptr_nonnull(exact);
        memcpy(exact, mixed, n);
        sr_doc *doc = sr_doc_new(0);
        sr_html h;
        ck_ok(sr_html_read((sr_str){exact, n}, doc, &h, NULL));
        ck_assert_ptr_null(broken_tree(&h));
        sr_doc_free(doc);
        free(exact);
    }
}
END_TEST

/* --- limits ---------------------------------------------------------------------------------- */

static bool has_note(const sr_doc *doc, const char *code)
{
    for (size_t i = 0; i < doc->n_notes; i++)
        if (sr_str_eq(doc->notes[i].code, sr_str_of(code)))
            return true;
    return false;
}

static void repeat(sr_buf *out, const char *s, size_t bytes)
{
    size_t n = strlen(s);
    for (size_t at = 0; at + n <= bytes; at += n)
        sr_buf_put(out, (sr_str){s, n});
}

START_TEST(test_too_long)
{
    sr_buf page = {0};
    repeat(&page, "x", SR_MAX_DOCUMENT_BYTES);
    sr_doc *doc = sr_doc_new(0);
    sr_html h = {.n = 77};
    ck_ok(sr_html_read(sr_buf_str(&page), doc, &h, NULL));
    sr_buf_putc(&page, 'x');
    h.n = 77;
    ck_assert_int_eq(sr_html_read(sr_buf_str(&page), doc, &h, NULL), SR_ELIMIT);
    ck_assert_uint_eq(h.n, 77);
    sr_buf_free(&page);
    sr_doc_free(doc);
}
END_TEST

START_TEST(test_many_attributes)
{
    sr_buf page = {0};
    sr_buf_put(&page, SR_STR("<a first=1"));
    for (int i = 0; i < 200000; i++)
        sr_buf_put(&page, SR_STR(" a=b"));
    sr_buf_put(&page, SR_STR(" last=2>t"));
    sr_doc *doc = sr_doc_new(0);
    sr_html h;
    sr_str value;
    ck_ok(sr_html_read(sr_buf_str(&page), doc, &h, NULL));
    ck_assert_ptr_null(broken_tree(&h));
    uint32_t a = find(&h, SR_TAG_A);
    ck_assert(has_note(doc, "limit-attributes"));
    ck_assert(sr_html_attr(&h, a, "first", &value));
    ck_assert(!sr_html_attr(&h, a, "last", &value));
    ck_str(sr_str_span(h.page, h.nodes[a + 1].page), "t");
    sr_buf_free(&page);
    sr_doc_free(doc);
}
END_TEST

START_TEST(test_long_attribute)
{
    sr_buf page = {0};
    sr_buf_put(&page, SR_STR("<a x='"));
    repeat(&page, "\xe2\x82\xac", 1 << 20);
    sr_buf_put(&page, SR_STR("' y=z>t"));
    sr_doc *doc = sr_doc_new(0);
    sr_html h;
    sr_str value;
    ck_ok(sr_html_read(sr_buf_str(&page), doc, &h, NULL));
    uint32_t a = find(&h, SR_TAG_A);
    ck_assert(has_note(doc, "limit-attribute"));
    ck_assert(sr_html_attr(&h, a, "x", &value));
    ck_assert_uint_eq(value.len,
                      SR_MAX_ATTRIBUTE_BYTES / 3 * 3); /* no character is cut */
    ck_assert(sr_html_attr(&h, a, "y", &value));
    ck_str(value, "z");
    sr_buf_free(&page);
    sr_doc_free(doc);
}
END_TEST

START_TEST(test_deep)
{
    sr_buf page = {0};
    repeat(&page, "<div>", 5 * 200000);
    sr_buf_put(&page, SR_STR("text"));
    sr_doc *doc = sr_doc_new(0);
    sr_html h;
    ck_ok(sr_html_read(sr_buf_str(&page), doc, &h, NULL));
    ck_assert_ptr_null(broken_tree(&h));
    ck_assert(has_note(doc, "limit-depth"));
    ck_assert_uint_eq(h.n, 200000 + 4);
    ck_assert_int_le(h.nodes[h.n - 1].depth, SR_MAX_HTML_DEPTH);
    sr_buf_free(&page);
    sr_doc_free(doc);
}
END_TEST

START_TEST(test_many_nodes)
{
    sr_buf page = {0};
    repeat(&page, "<p>", 3 * (SR_MAX_HTML_NODES + 1000));
    sr_doc *doc = sr_doc_new(0);
    sr_html h;
    ck_ok(sr_html_read(sr_buf_str(&page), doc, &h, NULL));
    ck_assert(has_note(doc, "limit-nodes"));
    ck_assert_uint_eq(h.n, SR_MAX_HTML_NODES);
    sr_buf_free(&page);
    sr_doc_free(doc);
}
END_TEST

/* 1 MB each of what a reader with one nested loop too many would take minutes for; the
 * runner's time limit tells.  head once, then body again and again. */
static const struct {
    const char *head, *body;
} worst[] = {
    {"", "<div>"},
    {"", "<b>"},
    {"", "<a>"},
    {"", "<p>"},
    {"", "<table>"},
    {"", "<li>"},
    {"", "<ul><li>"},
    {"", "<div><b><a><p><table><li><ul>"},
    {"", "<table><b>"},
    {"", "<table>x"},
    {"<table>", "<a>x"},
    {"<table><b>", "<tr>x"},
    {"", "<b><p>"},
    {"", "<b><p></b>"},
    {"", "<i><b><p></i>x</b>"},
    {"", "<b><div></b>x"},
    {"", "</p>"},
    {"", "</br>"},
    {"", "</x>"},
    {"", "<x>"},
    {"", "<"},
    {"", "<<a"},
    {"", "<!--"},
    {"", "<!-->"},
    {"", "</"},
    {"", "<a x='"},
    {"", "&"},
    {"", "&amp"},
    {"", "&notit;"},
    {"", "&#"},
    {"", "<svg>"},
    {"", "<svg><desc>"},
    {"<svg>", "<![CDATA["},
    {"<svg>", "<![CDATA[]]>"},
    {"", "<template><tr>"},
    {"", "<noscript>"},
    {"", "<noscript></noscript>"},
    {"", "<form><div></form>"},
    {"<script>", "<!--<script>"},
    {"<script>", "<!--><script></scrip"},
    {"<title>", "</titl"},
    {"", "<nobr><p>"},
    {"<a ", "a=b "},
    {"<a a", " ="},
    {"", "\xff\xfe\x80"},
    {"", "<\xff>"},
    {"<p><q><q><q><q><q><q><q><q>", "</p>x"},
};

START_TEST(test_worst)
{
    sr_buf page = {0}, text = {0};
    sr_buf_put(&page, sr_str_of(worst[_i].head));
    repeat(&page, worst[_i].body, 1 << 20);
    sr_doc *doc = sr_doc_new(0);
    sr_html h;
    ck_ok(sr_html_read(sr_buf_str(&page), doc, &h, NULL));
    ck_assert_msg(!broken_tree(&h), "%s", broken_tree(&h));
    for (uint32_t i = 0; i < h.n; i++)
        if (h.nodes[i].kind == SR_NODE_TEXT)
            sr_html_decode(sr_str_span(h.page, h.nodes[i].page), false, &text);
    ck_assert(sr_buf_ok(&text));
    sr_buf_free(&text);
    sr_buf_free(&page);
    sr_doc_free(doc);
}
END_TEST

/* Bytes that are no UTF-8 pass through as they are. */
START_TEST(test_bad_utf8)
{
    sr_doc *doc = sr_doc_new(0);
    sr_html h;
    sr_buf out = {0};
    ck_ok(sr_html_read(SR_STR("<p>\xff\xfe\xc3<b>\xe2\x82"), doc, &h, NULL));
    uint32_t p = find(&h, SR_TAG_P);
    sr_html_decode(sr_str_span(h.page, h.nodes[p + 1].page), false, &out);
    ck_str(sr_buf_str(&out), "\xff\xfe\xc3");
    sr_buf_free(&out);
    sr_doc_free(doc);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("html");
    TCase *c = tcase_create("html");
    tcase_set_timeout(c, 60);
    tcase_add_loop_test(c, test_tree, 0, SR_COUNT(trees));
    tcase_add_loop_test(c, test_head, 0, SR_COUNT(heads));
    tcase_add_test(c, test_fragment);
    tcase_add_test(c, test_positions);
    tcase_add_loop_test(c, test_attrs, 0, SR_COUNT(tags));
    tcase_add_test(c, test_attr);
    tcase_add_loop_test(c, test_decode, 0, SR_COUNT(references));
    tcase_add_test(c, test_nul);
    tcase_add_test(c, test_names);
    tcase_add_test(c, test_no_memory);
    tcase_add_test(c, test_prefixes);
    tcase_add_test(c, test_too_long);
    tcase_add_test(c, test_many_attributes);
    tcase_add_test(c, test_long_attribute);
    tcase_add_test(c, test_deep);
    tcase_add_test(c, test_many_nodes);
    tcase_add_loop_test(c, test_worst, 0, SR_COUNT(worst));
    tcase_add_test(c, test_bad_utf8);
    suite_add_tcase(s, c);
    return s;
}
