/* Any bytes as a story: members split by 0x1E, fields of each by 0x1F (title, text,
 * outlet, address, group), sentences at full stops and at places that the bytes choose,
 * also outside the text.  Must hold: the brief checks, each form is clean. */
#include "fuzz.h"

#include "base/utf8.h"
#include "report/report.h"

enum { MEMBERS = 40, SENTS = 200 };

static sr_str field(sr_str *rest, char sep)
{
    sr_str f = {0};
    (void)sr_str_field(rest, sep, &f);
    return f;
}

static void cut_sentences(sr_doc *doc, const uint8_t *odd, size_t n_odd)
{
    sr_str t = doc->article.text;
    doc->sents = SR_NEW(doc->arena, sr_sentence, SENTS);
    size_t beg = 0;
    for (size_t i = 0; doc->sents && i < t.len && doc->n_sents < SENTS; i++) {
        if (t.p[i] != '.' && i + 1 < t.len)
            continue;
        sr_sentence *s = &doc->sents[doc->n_sents++];
        s->span = (sr_span){(uint32_t)beg, (uint32_t)i + 1};
        s->para = (uint32_t)(i / 200);
        beg = i + 1;
        if (n_odd && odd[i % n_odd] > 250)
            s->span.end += odd[(i + 1) % n_odd] * 1000u;
    }
}

static sr_doc *make_doc(sr_str bytes, const uint8_t *odd, size_t n_odd, sr_member *m)
{
    sr_doc *doc = sr_doc_new(0);
    MUST(doc);
    sr_article *a = &doc->article;
    a->title = field(&bytes, '\x1F');
    a->text = field(&bytes, '\x1F');
    a->outlet = field(&bytes, '\x1F');
    a->url = field(&bytes, '\x1F');
    sr_str how = field(&bytes, '\x1F');
    a->id = a->title;
    a->lang = how.len > 4 ? (sr_str){how.p + 4, how.len - 4} : SR_STR("en");
    *m = (sr_member){.doc = doc};
    m->copy.group = how.len ? sr_str_cut(how, 0, 1) : a->title;
    m->copy.relation = how.len > 1 ? (sr_copy_relation)((unsigned char)how.p[1] % 6) : 0;
    a->published.precision =
        how.len > 2 ? (sr_precision)((unsigned char)how.p[2] % 6) : 0;
    a->published.at_s = how.len > 3 ? (unsigned char)how.p[3] * 9999999LL : 0;
    cut_sentences(doc, odd, n_odd);
    return doc;
}

static void check_html(sr_str s)
{
    MUST(sr_str_ifind(s, SR_STR("<script"), 0) == SIZE_MAX);
    MUST(sr_str_ifind(s, SR_STR("<img"), 0) == SIZE_MAX);
    MUST(sr_str_ifind(s, SR_STR("href=\"j"), 0) == SIZE_MAX);
}

static void check_form(sr_str s, sr_format f)
{
    MUST(sr_utf8_check(s) == s.len);
    for (size_t i = 0; i < s.len; i++)
        MUST((unsigned char)s.p[i] >= ' ' || s.p[i] == '\n');
    if (f == SR_FORMAT_HTML)
        check_html(s);
}

static void render_all(const sr_brief *b, int width)
{
    sr_buf out = {0};
    for (int f = SR_FORMAT_TEXT; f <= SR_FORMAT_JSON; f++) {
        sr_render_options o = {.format = (sr_format)f, .width = width};
        sr_buf_reset(&out);
        MUST(sr_report_render(b, 1, &o, &out, NULL) == SR_OK);
        check_form(sr_buf_str(&out), o.format);
    }
    sr_buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sr_member members[MEMBERS];
    sr_doc *docs[MEMBERS];
    sr_story story = {.id = SR_STR("fuzz"), .members = members};
    sr_arena *a = sr_arena_new((size_t)256 << 20);
    MUST(a);
    sr_str rest = {(const char *)data, size < 65536 ? size : 65536}, bytes;
    while (story.n < MEMBERS && sr_str_field(&rest, '\x1E', &bytes)) {
        docs[story.n] = make_doc(bytes, data, size, &members[story.n]);
        story.n++;
    }
    sr_brief_options o = {0};
    for (int pass = 0; story.n && pass < 2; pass++) {
        sr_brief b;
        o.has_focus = pass;
        o.focus = (uint32_t)(size % story.n);
        MUST(sr_brief_make(&story, &o, a, &b, NULL) == SR_OK);
        MUST(sr_brief_check(&b, NULL) == SR_OK);
        render_all(&b, (int)(size % 200));
    }
    for (size_t i = 0; i < story.n; i++)
        sr_doc_free(docs[i]);
    sr_arena_free(a);
    return 0;
}
