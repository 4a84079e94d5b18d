/* The stage.  Read extract.h first; this file is, in order:
 *   1. what all kinds share   2. given articles and plain text   3. pages: metadata
 *   4. pages: what kind of page, and its text   5. fragments   6. the door
 */
#include "extract/extract.h"

#include "base/data.h"
#include "base/utf8.h"
#include "extract/authors.h"
#include "extract/cleantext.h"
#include "extract/date.h"
#include "extract/lang.h"
#include "extract/maintext.h"
#include "extract/pageclass.h"
#include "extract/plain.h"
#include "extract/pubdate.h"
#include "extract/title.h"
#include "extract/url.h"

/* --- 1. what all kinds share ------------------------------------------------------------- */

static sr_str or_else(sr_str a, sr_str b)
{
    return a.len ? a : b;
}

/* The primary tag of a language code, lower case; empty where it is none. */
static sr_str primary_tag(sr_str tag, sr_arena *a)
{
    size_t n = 0;
    tag = sr_str_trim(tag);
    while (n < tag.len && sr_is_alpha(tag.p[n]))
        n++;
    if (n < 2 || n > 3)
        return (sr_str){"", 0};
    sr_str copy = sr_arena_str(a, sr_str_cut(tag, 0, n));
    for (size_t i = 0; copy.p && i < n; i++)
        ((char *)copy.p)[i] = sr_lower(copy.p[i]);
    return copy;
}

/* Declared English that has "the" three times in a sample needs no detector. */
static bool is_plainly(sr_str tag, sr_str sample)
{
    int n = 0;
    size_t at = 0;
    if (!sr_str_eq(tag, SR_STR("en")))
        return false;
    while (n < 3 && (at = sr_str_find(sample, SR_STR(" the "), at)) != SIZE_MAX)
        n++, at += 4;
    return n == 3;
}

/* The language of the text: what the page declares, unless the text clearly is in
 * another.  A sample of 600 bytes from the text's middle: the detector is slow (22 MB/s)
 * and sure after a few sentences. */
static void set_lang(sr_article *art, sr_str declared, const char *from, sr_arena *a)
{
    enum { SAMPLE = 600, ENOUGH = 120 };
    char code[SR_LANG_TEXT];
    sr_str tag = primary_tag(declared, a), text = art->text.len ? art->text : art->title;
    size_t beg = text.len > SAMPLE ? (text.len - SAMPLE) / 3 : 0;
    while (beg < text.len && ((unsigned char)text.p[beg] & 0xC0) == 0x80)
        beg++;
    sr_str sample = sr_str_cut(text, beg, text.len);
    sample.len = sr_utf8_floor(sample, SAMPLE);
    art->lang = tag;
    art->lang_from = tag.len ? sr_str_of(from) : (sr_str){"", 0};
    if ((sample.len < ENOUGH && tag.len) || is_plainly(tag, sample) ||
        !sr_lang_detect(sample, code) || sr_str_eq(sr_str_of(code), tag))
        return;
    art->lang = sr_arena_str(a, sr_str_of(code));
    art->lang_from = SR_STR("detected");
}

/* The agency that a text credits: "(Reuters) -" in its first line, "(dpa)" or "AP" as its
 * last, or a byline of nothing else. */
static bool is_name_of(sr_str forms, sr_str s)
{
    sr_str form;
    while (sr_str_field(&forms, '|', &form))
        if (sr_str_eq(form, s))
            return true;
    return false;
}

static sr_str agency_named(sr_str s)
{
    sr_str rest = sr_data("agencies.txt"), line, name;
    s = sr_str_trim(s);
    while (s.len >= 2 && s.len <= 40 && sr_data_line(&rest, &line))
        if (sr_str_field(&line, '\t', &name) &&
            (is_name_of(line, s) || sr_str_eq(name, s)))
            return name;
    return (sr_str){"", 0};
}

/* The first word in round brackets within the first 120 bytes, or the last ones of the
 * text. */
static sr_str credit_in(sr_str text)
{
    size_t open =
        sr_str_find(sr_str_cut(text, 0, text.len < 120 ? text.len : 120), SR_STR("("), 0);
    if (open != SIZE_MAX) {
        size_t close = sr_str_find(sr_str_cut(text, 0, text.len < 170 ? text.len : 170),
                                   SR_STR(")"), open);
        if (close != SIZE_MAX) {
            sr_str inside = sr_str_cut(text, open + 1, close), part = {"", 0},
                   rest = inside;
            while (sr_str_field(&rest, '/', &part))
                if (agency_named(part).len)
                    return agency_named(part);
        }
    }
    size_t from = text.len > 60 ? text.len - 60 : 0, last = SIZE_MAX;
    for (size_t i = from; i < text.len; i++)
        if (text.p[i] == '(')
            last = i;
    if (last != SIZE_MAX && text.p[text.len - 1] == ')')
        return agency_named(sr_str_cut(text, last + 1, text.len - 1));
    return (sr_str){"", 0};
}

static void set_credit(sr_article *art)
{
    art->credit = credit_in(art->text);
    for (size_t i = 0; i < art->n_authors && !art->credit.len; i++)
        art->credit = agency_named(art->authors[i]);
}

static sr_status check(const sr_doc *doc, sr_err *err)
{
    if (sr_arena_refused(doc->arena))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for an article");
    return SR_OK;
}

/* --- 2. given articles and plain text ------------------------------------------------------ */

static void take_given(sr_article *art, const sr_given *g, sr_str url)
{
    art->id = g->id;
    art->url = or_else(g->url, url);
    art->title = g->title;
    art->outlet = g->outlet;
    art->authors = g->authors;
    art->n_authors = g->n_authors < SR_MAX_AUTHORS ? g->n_authors : SR_MAX_AUTHORS;
    art->published = g->published;
    art->modified = g->modified;
}

/* What `sitrep read` wrote, where its line comes back. */
static void take_read(sr_article *art, const sr_given *g)
{
    static const char *const classes[] = {"article", "live", "paywalled", "listing",
                                          "other"};
    art->subtitle = g->subtitle;
    art->section = g->section;
    art->image = g->image;
    art->amp_url = g->amp_url;
    art->page_class = SR_PAGE_ARTICLE;
    for (size_t i = 0; i < SR_COUNT(classes); i++)
        if (sr_str_eq(g->page_class, sr_str_of(classes[i])))
            art->page_class = (sr_page_class)i;
    art->p_article =
        art->page_class == SR_PAGE_LISTING || art->page_class == SR_PAGE_OTHER ? 0 : 1;
}

static sr_str host_outlet(sr_str url)
{
    sr_url u;
    url = sr_url_archived(url);
    return sr_url_parse(url, &u) ? sr_url_registrable(u.host) : (sr_str){"", 0};
}

static sr_status extract_given(sr_doc *doc, sr_article *art, sr_err *err)
{
    const sr_given *g = &doc->record.given;
    take_given(art, g, doc->record.url);
    take_read(art, g);
    art->text = g->text;
    art->outlet = or_else(art->outlet, host_outlet(art->url));
    sr_status st = sr_plain_paras(art->text, doc->arena, &art->paras, &art->n_paras, err);
    if (st != SR_OK)
        return st;
    if (g->lang.len) {
        art->lang = primary_tag(g->lang, doc->arena);
        art->lang_from = or_else(g->lang_from, SR_STR("given"));
    } else {
        set_lang(art, (sr_str){"", 0}, "given", doc->arena);
    }
    art->credit = g->credit;
    if (!art->credit.len && !g->page_class.len) /* a line of our own has said all */
        set_credit(art);
    return check(doc, err);
}

static sr_status extract_text(sr_doc *doc, sr_article *art, sr_err *err)
{
    take_given(art, &doc->record.given, doc->record.url);
    sr_str given_title = art->title;
    sr_status st = sr_plain_text(doc->record.bytes, doc->arena, art, err);
    if (st != SR_OK)
        return st;
    art->page_map = doc->record.fetched_bytes;
    uint32_t whole = (uint32_t)art->text.len;
    if (!art->page_map.n && !sr_byte_map_bytes(&art->page_map, 0, 0, whole, doc->arena))
        return check(doc, err);
    art->title = or_else(given_title, art->title);
    art->page_class = SR_PAGE_ARTICLE;
    art->p_article = 1;
    art->outlet = or_else(art->outlet, host_outlet(art->url));
    set_lang(art, doc->record.lang_http, "declared", doc->arena);
    set_credit(art);
    return check(doc, err);
}

/* --- 3. pages: metadata ---------------------------------------------------------------------- */

static sr_str page_base(const sr_page *p, sr_arena *a)
{
    sr_str base = p->meta.base.len ? sr_url_resolve(p->url, p->meta.base, a) : p->url;
    return base.len ? base : p->url;
}

static void set_urls(sr_article *art, const sr_page *p, sr_arena *a)
{
    sr_str base = page_base(p, a);
    sr_str canonical = sr_clean_markup(p->meta.canonical, a);
    sr_str og = sr_meta_get(&p->meta, "og:url", a);
    canonical = canonical.len ? sr_url_resolve(base, canonical, a) : canonical;
    sr_url u, fetched;
    /* a canonical link to the front page is a mistake of the site */
    if (canonical.len && sr_url_parse(canonical, &u) && sr_url_parse(p->url, &fetched) &&
        u.path.len <= 1 && u.query.len == 0 && fetched.path.len > 1)
        canonical = (sr_str){"", 0};
    if (!canonical.len && og.len && sr_url_parse(og, &u) && u.path.len > 1)
        canonical = sr_url_resolve(base, og, a);
    if (!canonical.len && !p->url.len)
        canonical = sr_url_resolve(base, p->ld.url, a);
    art->url = sr_url_archived(or_else(canonical, p->url));
    if (p->meta.amp.len)
        art->amp_url = sr_url_resolve(base, sr_clean_markup(p->meta.amp, a), a);
    static const char *const images[] = {"og:image", "og:image:url", "twitter:image",
                                         "twitter:image:src", NULL};
    sr_str image = or_else(sr_meta_first(&p->meta, images, a), p->ld.image);
    art->image = image.len ? sr_url_resolve(base, image, a) : image;
}

static void set_outlet(sr_article *art, const sr_page *p, sr_arena *a)
{
    static const char *const names[] = {"og:site_name",
                                        "application-name",
                                        "apple-mobile-web-app-title",
                                        "dc.publisher",
                                        "cre",
                                        "publisher",
                                        NULL};
    sr_str name = sr_meta_get(&p->meta, "og:site_name", a);
    sr_url u;
    name = or_else(name, p->ld.publisher);
    name = or_else(name, sr_meta_first(&p->meta, names, a));
    if (name.len > 80 || sr_url_parse(name, &u))
        name = (sr_str){"", 0};
    art->outlet = or_else(name, host_outlet(art->url));
}

static void set_section(sr_article *art, const sr_page *p, sr_arena *a)
{
    static const char *const names[] = {
        "article:section",     "parsely-section", "sailthru.section", "section",
        "cxenseparse:section", "og:section",      "category",         NULL};
    art->section = or_else(sr_meta_first(&p->meta, names, a), p->ld.section);
}

static sr_status set_meta(sr_doc *doc, sr_article *art, const sr_page *p,
                          const sr_main_text *m, sr_time latest_s, sr_err *err)
{
    sr_titles titles;
    sr_authors authors;
    sr_arena *a = doc->arena;
    set_urls(art, p, a);
    set_outlet(art, p, a);
    set_section(art, p, a);
    sr_status st = sr_title_find(p, m->first, art->outlet, a, &titles, err);
    if (st != SR_OK)
        return st;
    art->title = titles.title;
    art->subtitle = titles.subtitle;
    st = sr_authors_find(p, titles.block, m->first, m->last, art->outlet, a, &authors,
                         err);
    if (st != SR_OK)
        return st;
    art->authors = authors.v;
    art->n_authors = authors.n;
    return sr_pubdate_find(p, doc, titles.block, m->first, m->last, latest_s,
                           &art->published, &art->modified, err);
}

/* --- 4. pages: what kind of page, and its text ------------------------------------------------- */

/* Fewer bytes than this are no article: a teaser, an error message.  By the shortest
 * articles of the training pages. */
enum { MIN_TEXT = 80 };

static sr_status text_from_jsonld(sr_doc *doc, sr_article *art, const sr_page *p,
                                  sr_err *err)
{
    art->text = sr_nfc(p->ld.body, doc->arena);
    art->page_map = (sr_byte_map){0};
    sr_doc_note(doc, "extract", "text-from-json-ld",
                "the text is JSON-LD's articleBody, not the page's");
    return art->text.p
               ? sr_plain_paras(art->text, doc->arena, &art->paras, &art->n_paras, err)
               : check(doc, err);
}

/* Is the text in JSON-LD and not on the page?  Such pages are filled by scripts. */
static bool has_hidden_text(const sr_page *p, const sr_main_text *m)
{
    return p->ld.body.len > 400 && m->text.len * 3 < p->ld.body.len;
}

/* A page filled by scripts is what its JSON-LD says: its blocks tell nothing. */
static bool is_story(const sr_page *p, const sr_main_text *m, const sr_article *art,
                     sr_arena *a)
{
    if (has_hidden_text(p, m) && p->ld.article && !p->ld.listing)
        return true;
    return art->p_article >= SR_P_ARTICLE ||
           (art->p_article >= SR_P_MARKED && sr_page_is_marked(p, m, a));
}

static sr_page_class class_of(const sr_page *p, const sr_main_text *m,
                              const sr_article *art, sr_arena *a)
{
    if (p->ld.live)
        return SR_PAGE_LIVE;
    if (!is_story(p, m, art, a))
        return p->ld.listing || m->text.len < MIN_TEXT ? SR_PAGE_LISTING : SR_PAGE_OTHER;
    return p->ld.locked ? SR_PAGE_PAYWALLED : SR_PAGE_ARTICLE;
}

static sr_status set_text(sr_doc *doc, sr_article *art, const sr_page *p,
                          const sr_main_text *m, sr_err *err)
{
    art->p_article = sr_page_judge(p, m, art, doc->arena);
    art->page_class = class_of(p, m, art, doc->arena);
    if (art->page_class == SR_PAGE_LISTING || art->page_class == SR_PAGE_OTHER) {
        bool listing = art->page_class == SR_PAGE_LISTING;
        sr_doc_note(doc, "extract", listing ? "listing" : "no-article",
                    listing ? "the page lists articles (p = %.2f)"
                            : "the page is no article (p = %.2f)",
                    art->p_article);
        return SR_OK;
    }
    art->text = m->text;
    art->paras = m->paras;
    art->n_paras = m->n_paras;
    art->page_map = m->map;
    if (has_hidden_text(p, m))
        return text_from_jsonld(doc, art, p, err);
    return SR_OK;
}

static sr_time latest_of(const sr_record *r, sr_time now_s)
{
    sr_time at = r->fetched.precision != SR_TIME_UNKNOWN ? r->fetched.at_s : now_s;
    return at ? at + 86400 : 0;
}

static sr_status extract_page(sr_doc *doc, const sr_site_memory *known, sr_article *art,
                              sr_time now_s, sr_err *err)
{
    sr_page p;
    sr_main_text m;
    sr_status st = sr_page_read(doc, doc->record.bytes, &p, err);
    if (st == SR_OK)
        st = sr_main_text_make(&p, known, doc, &m, err);
    if (st == SR_OK)
        st = set_meta(doc, art, &p, &m, latest_of(&doc->record, now_s), err);
    if (st == SR_OK)
        st = set_text(doc, art, &p, &m, err);
    if (st != SR_OK)
        return st;
    set_lang(art, or_else(p.meta.lang, or_else(p.ld.lang, doc->record.lang_http)),
             "declared", doc->arena);
    set_credit(art);
    return check(doc, err);
}

/* --- 5. fragments ---------------------------------------------------------------------------------- */

/* The HTML of a feed's entry is all text; nothing is classified away but what nobody
 * reads. */
static sr_status extract_fragment(sr_doc *doc, sr_article *art, sr_err *err)
{
    sr_html *h = SR_NEW(doc->arena, sr_html, 1);
    sr_blocks b;
    const sr_given *g = &doc->record.given;
    if (!h)
        return check(doc, err);
    sr_status st = sr_html_read(doc->record.bytes, doc, h, err);
    sr_marks *marks = st == SR_OK ? sr_marks_new(h, doc->arena) : NULL;
    if (st == SR_OK && !marks)
        st = sr_fail(err, SR_ENOMEM, 0, "out of memory for the marks of an entry");
    if (st == SR_OK)
        st = sr_blocks_split(marks, doc->arena, &b, err);
    if (st == SR_OK)
        st = sr_main_text_all(&b, doc, art, err);
    if (st != SR_OK)
        return st;
    take_given(art, g, doc->record.url);
    art->outlet = or_else(art->outlet, host_outlet(art->url));
    art->page_class = SR_PAGE_ARTICLE;
    art->p_article = 1;
    if (b.n == SR_MAX_PARAGRAPHS)
        sr_doc_note(doc, "extract", "limit-paragraphs",
                    "only the first %d blocks of the entry", SR_MAX_PARAGRAPHS);
    if (!art->text.len)
        sr_doc_note(doc, "extract", "no-article", "the entry has no text");
    set_lang(art, g->lang, "given", doc->arena);
    set_credit(art);
    return check(doc, err);
}

/* --- 6. the door ------------------------------------------------------------------------------------- */

sr_status sr_extract(sr_doc *doc, const sr_site_memory *known, sr_time now_s, sr_err *err)
{
    sr_article art = {0}, before = doc->article;
    sr_status st = SR_OK;
    switch (doc->record.kind) {
    case SR_RECORD_PAGE: st = extract_page(doc, known, &art, now_s, err); break;
    case SR_RECORD_FRAGMENT: st = extract_fragment(doc, &art, err); break;
    case SR_RECORD_TEXT: st = extract_text(doc, &art, err); break;
    case SR_RECORD_ARTICLE: st = extract_given(doc, &art, err); break;
    }
    if (st != SR_OK)
        return st;
    doc->article = art;
    st = sr_doc_identify(doc, err);
    if (st != SR_OK)
        doc->article = before;
    return st;
}
