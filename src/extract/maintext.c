/* The main text of a page.  Read maintext.h first; this file is, in order:
 *   1. which blocks are taken   2. rules after that   3. the text
 */
#include "extract/maintext.h"

#include "base/hash.h"
#include "extract/classify.h"
#include "extract/cleantext.h"
#include "extract/cues.h"
#include "extract/date.h"
#include "extract/textmap.h"
#include "extract/url.h"

typedef struct maker {
    const sr_page *p;
    sr_doc *doc;
    sr_arena *a;
    sr_main_text m;
    bool *caption; /* [blocks] words below a picture; NULL: not looked for */
} maker;

/* --- 1. which blocks are taken ---------------------------------------------------------- */

/* Above even odds: the model's log-odds are calibrated on whole pages (train.py prints
 * word F1 for thresholds around it; the curve is flat from 0.4 to 0.55). */
static const float threshold = 0.45f;

static const sr_block *block(const maker *m, size_t k)
{
    return &m->p->blocks.v[k];
}

static float value(const maker *m, size_t k, int column)
{
    return m->p->rows.v[k * SR_F_COUNT + (size_t)column];
}

static void take_probable(maker *m)
{
    for (size_t k = 0; k < m->p->blocks.n; k++)
        m->m.taken[k] = m->m.p[k] > threshold;
}

static void find_ends(maker *m)
{
    m->m.first = m->m.last = SIZE_MAX;
    for (size_t k = 0; k < m->p->blocks.n; k++)
        if (m->m.taken[k] && !m->caption[k]) {
            m->m.last = k;
            if (m->m.first == SIZE_MAX)
                m->m.first = k;
        }
}

/* --- 2. rules after that --------------------------------------------------------------------- */

static bool is_heading(const sr_block *b)
{
    return b->kind == SR_PARA_HEADING;
}

/* The headline again above the text. */
static void drop_headline(maker *m)
{
    size_t seen = 0;
    for (size_t k = 0; k < m->p->blocks.n && seen < 6; k++) {
        if (!m->m.taken[k])
            continue;
        seen++;
        if (value(m, k, SR_F_is_title) > 0 &&
            (is_heading(block(m, k)) || value(m, k, SR_F_tag_p) == 0))
            m->m.taken[k] = false;
    }
}

static bool has_class(const sr_block *b, unsigned category)
{
    return (b->ctx.self >> category) & 1;
}

/* A line that is a date and little more: "29 November 2024, 18:20". */
static bool is_date_line(const maker *m, size_t k)
{
    const sr_block *b = block(m, k);
    sr_when when;
    sr_span where;
    sr_str text = sr_block_text(&m->p->blocks, k);
    if (b->digits < 3 || b->words > 12 || b->ends_stop || is_heading(b) ||
        b->kind == SR_PARA_ROW)
        return false;
    return sr_date_find(text, (sr_date_style){m->p->meta.lang, false}, &when, &where) ==
               SR_DATE_OK &&
           text.len - (where.end - where.beg) <= 30;
}

/* What a short block says of itself by its first words (data/cues.txt), and how much else
 * it says: share bars, "Read more: ...", "Advertisement", "About the author". */
static bool is_furniture(const maker *m, size_t k)
{
    enum { /* blocks that are nothing but such words */
           ALONE = 1 << SR_CUE_RELATED | 1 << SR_CUE_SHARE | 1 << SR_CUE_COMMENT |
                   1 << SR_CUE_AD | 1 << SR_CUE_COOKIE | 1 << SR_CUE_PROMO |
                   1 << SR_CUE_TAGS | 1 << SR_CUE_AUTHOR | 1 << SR_CUE_LEGAL |
                   1 << SR_CUE_NAV
    };
    const sr_block *b = block(m, k);
    uint16_t cue = m->p->rows.cues_at[k];
    if (!cue || b->words > 30)
        return false;
    if ((cue & ALONE) && value(m, k, SR_F_cue_share) > 0.95f)
        return true;
    if ((cue & (1 << SR_CUE_PROMO)) && has_class(b, SR_CW_PROMO))
        return true;
    if ((cue & (1 << SR_CUE_AD)) && !b->ends_stop && b->words <= 12)
        return true;
    bool linked = b->link_chars * 2 > b->chars;
    return (cue & (1 << SR_CUE_RELATED)) && (linked || (b->ends_colon && b->words <= 8));
}

/* "Read also: One headline Another headline": a label, a colon, and nothing that ends as
 * sentences do; however long where it is linked. */
static bool is_labelled_pointer(const maker *m, size_t k)
{
    enum { LABEL_BYTES = 40, LONGEST = 80 };
    const unsigned labels = 1u << SR_CUE_RELATED | 1u << SR_CUE_PROMO | 1u << SR_CUE_AD;
    const sr_block *b = block(m, k);
    sr_str text = sr_block_text(&m->p->blocks, k);
    if (!(m->p->rows.cues_at[k] & labels) || b->ends_stop || b->words > LONGEST)
        return false;
    text.len = text.len < LABEL_BYTES ? text.len : LABEL_BYTES;
    bool linked = b->link_chars * 2 > b->chars;
    bool related = m->p->rows.cues_at[k] & (1 << SR_CUE_RELATED);
    return memchr(text.p, ':', text.len) && (linked || (related && b->words <= 30));
}

/* Nothing but figures and marks: the number of comments, of shares, of the page. */
static bool is_bare_number(const maker *m, size_t k)
{
    const sr_block *b = block(m, k);
    sr_str text = sr_block_text(&m->p->blocks, k);
    if (b->kind == SR_PARA_ROW || text.len > 20 || b->digits == 0)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (sr_is_alpha(text.p[i]) || (unsigned char)text.p[i] >= 0x80)
            return false;
    return true;
}

/* A box beside the text that asks for something: a newsletter, a membership. */
static bool is_box(const sr_block *b)
{
    return (b->ctx.in & (SR_IN_ASIDE | SR_IN_FORM)) && ((b->ctx.all >> SR_CW_PROMO) & 1);
}

/* Nothing but a time element: "yesterday", "4 hours ago". */
static bool is_time(const maker *m, size_t k)
{
    const sr_html *h = m->p->blocks.html;
    uint32_t up = h->nodes[block(m, k)->at].parent;
    return up != SR_HTML_NONE && h->nodes[up].tag == SR_TAG_TIME &&
           block(m, k)->words <= 10 && !is_heading(block(m, k));
}

static bool has_date(const maker *m, size_t k)
{
    sr_when when;
    return block(m, k)->digits >= 3 &&
           sr_date_find(sr_block_text(&m->p->blocks, k),
                        (sr_date_style){m->p->meta.lang, false}, &when,
                        NULL) == SR_DATE_OK;
}

/* A line above the text that stands where bylines stand, or begins as they do. */
static bool is_byline(const maker *m, size_t k)
{
    const sr_block *b = block(m, k);
    if (b->words > 20 || b->ends_stop || is_heading(b))
        return false;
    bool by = m->p->rows.cues_at[k] & (1 << SR_CUE_BYLINE);
    if (b->words > 14)
        return by && has_date(m, k);
    return (by && (b->words <= 10 || has_date(m, k))) || has_class(b, SR_CW_BYLINE) ||
           has_class(b, SR_CW_AUTHOR);
}

/* The picture just before a block: an image at most a dozen nodes back, in the element
 * around the block. */
static uint32_t picture_before(const maker *m, const sr_block *b)
{
    enum { NODES_BACK = 12 };
    const sr_html *h = m->p->blocks.html;
    uint32_t from = b->at > NODES_BACK ? b->at - NODES_BACK : 0;
    if (b->parent != SR_HTML_NONE && from < b->parent)
        from = b->parent;
    for (uint32_t i = b->at; i-- > from;)
        if (h->nodes[i].kind == SR_NODE_ELEMENT && h->nodes[i].tag == SR_TAG_IMG)
            return i;
    return SR_HTML_NONE;
}

/* The words below a picture, where no figcaption says so: a class does, or they are those
 * that the picture itself has for who cannot see it. */
static bool is_caption(const maker *m, size_t k)
{
    const sr_block *b = block(m, k);
    if (b->words > 60 || is_heading(b) || (b->ctx.in & SR_IN_TABLE))
        return false;
    if (b->kind == SR_PARA_CAPTION)
        return true;
    bool classed = has_class(b, SR_CW_CAPTION);
    if (classed && b->tag != SR_TAG_P && b->tag != SR_TAG_LI)
        return true;
    uint32_t picture = picture_before(m, b);
    if (picture == SR_HTML_NONE)
        return false;
    sr_str alt = sr_html_attr_text(m->p->blocks.html, picture, "alt", m->a);
    sr_str text = sr_block_text(&m->p->blocks, k);
    return (classed && b->tag == SR_TAG_P && b->words <= 40) ||
           (text.len >= 12 && sr_str_eq(sr_str_trim(alt), text));
}

/* Are a block's words in several inline elements?  Below a picture they are caption and
 * credit run together. */
static bool is_pieced(const maker *m, const sr_block *b)
{
    const sr_html *h = m->p->blocks.html;
    const sr_node *first = &h->nodes[b->at];
    return first->parent != b->node && b->page_end > first->page.end;
}

/* A link in a list of them below words like "Read also". */
static bool is_pointer(const maker *m, size_t k, size_t since_related)
{
    const sr_block *b = block(m, k);
    return since_related <= 12 && b->words <= 30 && b->link_chars * 10 > b->chars * 7;
}

/* Does the link around a block's first words lead to another page of the same site? */
static bool leads_inside(const maker *m, const sr_block *b)
{
    const sr_html *h = m->p->blocks.html;
    sr_str href;
    sr_url to, here;
    uint32_t at = h->nodes[b->at].parent;
    for (int up = 0; up < 4 && at != SR_HTML_NONE && h->nodes[at].tag != SR_TAG_A; up++)
        at = h->nodes[at].parent;
    if (at == SR_HTML_NONE || h->nodes[at].tag != SR_TAG_A ||
        !sr_html_attr(h, at, "href", &href))
        return false;
    if (!sr_url_parse(href, &to))
        return href.len > 1 && href.p[0] != '#' && !sr_str_starts(href, SR_STR("//"));
    sr_str self = m->p->url.len ? m->p->url : m->p->meta.canonical;
    return sr_url_parse(self, &here) &&
           sr_str_ieq(sr_url_registrable(here.host), sr_url_registrable(to.host));
}

/* One entry of a list or a row of cards: a headline that is all link. */
static bool is_linked_line(const maker *m, const sr_block *b)
{
    return b->link_chars * 10 >= b->chars * 9 && b->words <= 30 && !b->ends_colon &&
           (b->kind == SR_PARA_ITEM || b->kind == SR_PARA_HEADING ||
            b->kind == SR_PARA_TEXT) &&
           leads_inside(m, b);
}

/* Two or more headlines in a row that are all link, at least four words long on the
 * average: teasers, also in the midst of the text. */
static void drop_linked_runs(maker *m)
{
    enum { WORDS_EACH = 4 };
    for (size_t k = 0, end; k < m->p->blocks.n; k = end + 1) {
        size_t words = 0;
        for (end = k; end < m->p->blocks.n && is_linked_line(m, block(m, end)); end++)
            words += block(m, end)->words;
        if (end - k >= 2 && words >= WORDS_EACH * (end - k))
            for (size_t i = k; i < end; i++)
                m->m.taken[i] = false;
    }
}

/* The headline with date and names in one block. */
static bool is_headline_line(const maker *m, size_t k)
{
    enum { REST_BYTES = 100, MOST_WORDS = 60 };
    if (block(m, k)->words > MOST_WORDS || block(m, k)->ends_stop)
        return false;
    sr_str folded = sr_fold(sr_block_text(&m->p->blocks, k), m->a);
    for (size_t i = 0; i < SR_COUNT(m->p->hints.title); i++) {
        sr_str title = m->p->hints.title[i];
        if (title.len >= 12 && folded.len <= title.len + REST_BYTES &&
            sr_str_starts(folded, title))
            return true;
    }
    return false;
}

/* Above the first paragraph: labels ("Published", "Provinces"), and the line below the
 * headline, which a byline, a date or a picture's words follow. */
static bool is_label_above(const maker *m, size_t k)
{
    enum { LABEL_WORDS = 3 };
    const sr_block *b = block(m, k);
    if (b->ends_stop || b->kind == SR_PARA_QUOTE || b->kind == SR_PARA_ROW ||
        k + 1 >= m->p->blocks.n)
        return false;
    if (is_heading(b))
        return b->words > LABEL_WORDS && (is_byline(m, k + 1) || is_date_line(m, k + 1) ||
                                          is_time(m, k + 1) || is_caption(m, k + 1));
    return b->words <= LABEL_WORDS && !b->ends_colon && !m->p->rows.good[k + 1];
}

static void drop_labels_above(maker *m)
{
    enum { MOST = 8 };
    size_t seen = 0;
    for (size_t k = 0; k < m->p->blocks.n && seen < MOST; k++) {
        if (!m->m.taken[k])
            continue;
        seen++;
        m->m.taken[k] = !is_headline_line(m, k) && !is_label_above(m, k);
        if (m->m.taken[k] && m->p->rows.good[k])
            return;
    }
}

/* Bylines and dates above the text, captions, share bars and pointers to other articles. */
static void drop_furniture(maker *m)
{
    size_t seen = 0, since_related = SIZE_MAX / 2;
    for (size_t k = 0; k < m->p->blocks.n; k++) {
        const sr_block *b = block(m, k);
        since_related++;
        if ((m->p->rows.cues_at[k] & (1 << SR_CUE_RELATED)) && b->words <= 8)
            since_related = 0;
        else if (b->link_chars * 2 < b->chars && b->words > 8)
            since_related = SIZE_MAX / 2;
        if (!m->m.taken[k])
            continue;
        seen++;
        if ((seen <= 6 && is_byline(m, k)) || is_time(m, k) || is_date_line(m, k) ||
            is_furniture(m, k) || is_labelled_pointer(m, k) || is_box(b) ||
            is_pointer(m, k, since_related))
            m->m.taken[k] = false;
        else if (is_caption(m, k))
            m->caption[k] = m->m.taken[k] = !is_pieced(m, b);
    }
}

/* What follows the text and speaks for itself: "Sign up for ...", "Follow us", "About the
 * author"; from the end, at most four. */
static void drop_tail(maker *m)
{
    enum {
        TAIL = 1 << SR_CUE_RELATED | 1 << SR_CUE_SHARE | 1 << SR_CUE_PROMO |
               1 << SR_CUE_COMMENT | 1 << SR_CUE_LEGAL | 1 << SR_CUE_TAGS |
               1 << SR_CUE_AUTHOR | 1 << SR_CUE_AD
    };
    size_t dropped = 0;
    for (size_t k = m->p->blocks.n; k-- > 0 && dropped < 4;) {
        if (!m->m.taken[k])
            continue;
        if (!(m->p->rows.cues_at[k] & TAIL) || block(m, k)->words > 30)
            return;
        m->m.taken[k] = false;
        dropped++;
    }
}

/* Headings behind the last paragraph head nothing; a number alone counts comments. */
static void drop_trailing_headings(maker *m)
{
    for (size_t k = m->p->blocks.n; k-- > 0;) {
        if (!m->m.taken[k])
            continue;
        if (!is_heading(block(m, k)) && !is_bare_number(m, k))
            return;
        m->m.taken[k] = false;
    }
}

/* The same paragraph twice: pages carry one version for telephones, or pull quotes. */
static bool drop_repeats(maker *m)
{
    enum { SHORT = 40 }; /* bytes; shorter ones may rightly come again */
    size_t slots = 64;
    while (slots < m->p->blocks.n * 2)
        slots *= 2;
    uint64_t *seen = SR_NEW(m->a, uint64_t, slots);
    if (!seen)
        return false;
    for (size_t k = 0; k < m->p->blocks.n; k++) {
        sr_str text = sr_block_text(&m->p->blocks, k);
        if (!m->m.taken[k] || text.len < SHORT)
            continue;
        uint64_t hash = sr_hash64(text) | 1;
        size_t i = (size_t)(hash >> 1) & (slots - 1);
        while (seen[i] && seen[i] != hash)
            i = (i + 1) & (slots - 1);
        m->m.taken[k] = seen[i] == 0;
        seen[i] = hash;
    }
    return true;
}

/* Does a paragraph of the text hold the words of block k? */
static bool is_within_text(const maker *m, size_t k)
{
    sr_str words = sr_block_text(&m->p->blocks, k);
    for (size_t j = 0; j < m->p->blocks.n; j++)
        if (m->m.taken[j] && !(block(m, j)->ctx.in & SR_IN_ASIDE) &&
            sr_str_find(sr_block_text(&m->p->blocks, j), words, 0) != SIZE_MAX)
            return true;
    return false;
}

/* A sentence of the text again, beside it and in larger letters: the first few are looked
 * for, so that the cost stays linear. */
static void drop_pull_quotes(maker *m)
{
    enum { MOST = 8, SHORT = 20 }; /* blocks; bytes */
    size_t looked = 0;
    for (size_t k = 0; k < m->p->blocks.n && looked < MOST; k++) {
        if (!m->m.taken[k] || !(block(m, k)->ctx.in & SR_IN_ASIDE) ||
            sr_block_text(&m->p->blocks, k).len < SHORT)
            continue;
        looked++;
        m->m.taken[k] = !is_within_text(m, k);
    }
}

/* Lines that stand on other pages of the site as well.  The address is the one that the
 * article will have: the canonical one, where the page names it. */
static bool drop_known(maker *m, const sr_site_memory *known)
{
    sr_url u;
    sr_str canonical = m->p->meta.canonical;
    sr_str url = sr_url_parse(canonical, &u) ? canonical : m->p->url;
    for (size_t k = 0; known && k < m->p->blocks.n; k++) {
        if (!m->m.taken[k])
            continue;
        sr_str line = sr_nfc(sr_block_text(&m->p->blocks, k), m->a);
        if (!line.p)
            return false;
        m->m.taken[k] = sr_site_memory_pages(known, url, line) < SR_SITE_PAGES;
    }
    return true;
}

/* --- 3. the text ------------------------------------------------------------------------------------ */

static bool add_para(maker *m, sr_buf *out, size_t k)
{
    const sr_block *b = block(m, k);
    sr_str text = sr_block_text(&m->p->blocks, k);
    sr_para para = {.kind = SR_PARA_TEXT};
    text = sr_nfc(text, m->a);
    if (!text.p)
        return false;
    if (out->len)
        sr_buf_put(out, SR_STR("\n\n"));
    para.span.beg = (uint32_t)out->len;
    sr_buf_put(out, text);
    para.span.end = (uint32_t)out->len;
    para.kind = m->caption && m->caption[k] ? SR_PARA_CAPTION : (sr_para_kind)b->kind;
    para.page_beg = b->page_beg;
    para.page_end = b->page_end;
    if (m->p->ld.live && para.kind == SR_PARA_HEADING)
        para.kind = SR_PARA_LIVE;
    m->m.paras[m->m.n_paras++] = para;
    return sr_buf_ok(out) &&
           sr_textmap_block(&m->p->blocks, k, text, para.span.beg, &m->m.map, m->a);
}

/* From the page's text on to its bytes as they were fetched. */
static bool map_to_fetched(maker *m)
{
    const sr_byte_map *fetched = &m->doc->record.fetched_bytes;
    sr_byte_map to_page = m->m.map;
    if (fetched->n == 0)
        return true;
    for (size_t i = 0; i < m->m.n_paras; i++) {
        sr_para *p = &m->m.paras[i];
        sr_span page = sr_byte_map_find(fetched, (sr_span){p->page_beg, p->page_end});
        p->page_beg = page.beg;
        p->page_end = page.end;
    }
    m->m.map = (sr_byte_map){0};
    return sr_byte_map_join(&to_page, fetched, &m->m.map, m->a);
}

static bool write_text(maker *m)
{
    size_t n = 0;
    for (size_t k = 0; k < m->p->blocks.n; k++)
        n += m->m.taken[k];
    size_t most = n < SR_MAX_PARAGRAPHS ? n : SR_MAX_PARAGRAPHS;
    m->m.paras = SR_NEW(m->a, sr_para, most + 1);
    sr_buf out = {0};
    bool ok = m->m.paras != NULL;
    for (size_t k = 0; ok && k < m->p->blocks.n && m->m.n_paras < most; k++)
        if (m->m.taken[k])
            ok = add_para(m, &out, k);
    ok = ok && map_to_fetched(m);
    m->m.text = ok ? sr_arena_str(m->a, sr_buf_str(&out)) : (sr_str){NULL, 0};
    sr_buf_free(&out);
    if (n > most)
        sr_doc_note(m->doc, "extract", "limit-paragraphs",
                    "only the first %d paragraphs of %zu", SR_MAX_PARAGRAPHS, n);
    return m->m.text.p != NULL;
}

sr_status sr_main_text_make(const sr_page *p, const sr_site_memory *known, sr_doc *doc,
                            sr_main_text *ret, sr_err *err)
{
    maker m = {.p = p, .doc = doc, .a = doc->arena};
    sr_status st = sr_classify(&p->rows, m.a, &m.m.p, err);
    if (st != SR_OK)
        return st;
    m.m.taken = SR_NEW(m.a, bool, p->blocks.n + 1);
    m.caption = SR_NEW(m.a, bool, p->blocks.n + 1);
    bool ok = m.m.taken != NULL && m.caption != NULL;
    if (ok) {
        take_probable(&m);
        ok = drop_known(&m, known);
        drop_headline(&m);
        drop_furniture(&m);
        drop_linked_runs(&m);
        find_ends(&m);
        size_t first = m.m.first; /* bylines are sought from the labels on */
        drop_labels_above(&m);
        ok = ok && drop_repeats(&m);
        drop_pull_quotes(&m);
        drop_tail(&m);
        drop_trailing_headings(&m);
        find_ends(&m);
        if (m.m.first != SIZE_MAX)
            m.m.first = first;
    }
    if (!ok || !write_text(&m) || sr_arena_refused(m.a))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the main text");
    *ret = m.m;
    return SR_OK;
}

sr_status sr_main_text_all(const sr_blocks *b, sr_doc *doc, sr_article *ret, sr_err *err)
{
    sr_page p = {.blocks = *b};
    maker m = {.p = &p, .doc = doc, .a = doc->arena};
    m.m.taken = SR_NEW(m.a, bool, b->n + 1);
    for (size_t k = 0; m.m.taken && k < b->n; k++)
        m.m.taken[k] = !(b->v[k].ctx.in & SR_IN_HIDDEN);
    if (!m.m.taken || !write_text(&m))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the text of an entry");
    ret->text = m.m.text;
    ret->paras = m.m.paras;
    ret->n_paras = m.m.n_paras;
    ret->page_map = m.m.map;
    return SR_OK;
}
