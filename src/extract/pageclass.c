/* What kind of page is it?  Read pageclass.h first; this file is, in order:
 *   1. the text that was taken   2. its words   3. the address   4. the head
 *   5. class words   6. signs, elements, templates   7. all
 */
#include "extract/pageclass.h"

#include "extract/classify.h"
#include "extract/signs.h"
#include "extract/url.h"

#include <math.h>

typedef struct view {
    const sr_page *page;
    const sr_main_text *m;
    const sr_article *art;
    sr_arena *a;
} view;

/* --- 1. the text that was taken --------------------------------------------------------- */

typedef struct totals {
    double words, taken_words, taken, p_words, link_chars, chars, good, item_words, heads,
        stops, digits, page_links, page_chars, forum, product, listed, longest, parents,
        shops, in_article, in_main, all_good, same_parent;
    float p_max;
} totals;

static totals add_up(const view *m)
{
    totals t = {0};
    uint32_t last_parent = SR_HTML_NONE;
    double run = 0;
    for (size_t k = 0; k < m->page->blocks.n; k++) {
        const sr_block *b = &m->page->blocks.v[k];
        t.words += b->words;
        t.page_links += b->link_chars;
        t.page_chars += b->chars;
        t.p_max = fmaxf(t.p_max, m->m->p[k]);
        t.shops += (b->ctx.self >> SR_CW_PRODUCT) & 1;
        t.all_good += m->page->rows.good[k];
        if (!m->m->taken[k])
            continue;
        t.taken++;
        t.taken_words += b->words;
        t.p_words += m->m->p[k] * (float)b->words;
        t.link_chars += b->link_chars;
        t.chars += b->chars;
        t.good += m->page->rows.good[k];
        t.item_words += b->kind == SR_PARA_ITEM || b->kind == SR_PARA_ROW ? b->words : 0;
        t.heads += b->kind == SR_PARA_HEADING;
        t.stops += b->stops;
        t.digits += b->digits;
        t.forum += (b->ctx.all >> SR_CW_FORUM) & 1;
        t.product += (b->ctx.all >> SR_CW_PRODUCT) & 1;
        t.listed += (b->ctx.all >> SR_CW_LIST) & 1;
        t.longest = fmax(t.longest, b->words);
        t.in_article += b->ctx.in & SR_IN_ARTICLE ? b->words : 0;
        t.in_main += b->ctx.in & SR_IN_MAIN ? b->words : 0;
        run = b->parent == last_parent ? run + b->words : b->words;
        t.same_parent = fmax(t.same_parent, run);
        t.parents += b->parent != last_parent;
        last_parent = b->parent;
    }
    return t;
}

static float share(double part, double whole)
{
    return whole > 0 ? (float)(part / whole) : 0;
}

static float log1(double v)
{
    return logf((float)(1 + v));
}

static size_t fill_text_figures(const view *m, float *row)
{
    totals t = add_up(m);
    size_t n = 0;
    row[n++] = log1(t.taken_words);
    row[n++] = log1(t.taken);
    row[n++] = share(t.taken_words, t.taken);
    row[n++] = share(t.taken_words, t.words);
    row[n++] = share(t.p_words, t.taken_words);
    row[n++] = t.p_max;
    row[n++] = share(t.link_chars, t.chars);
    row[n++] = log1(t.good);
    row[n++] = share(t.good, t.taken);
    row[n++] = share(t.item_words, t.taken_words);
    row[n++] = share(t.heads, t.taken);
    row[n++] = share(t.stops, t.taken_words);
    row[n++] = share(t.digits, t.chars);
    row[n++] = share(t.page_links, t.page_chars);
    row[n++] = share(t.forum, t.taken);
    row[n++] = share(t.product, t.taken);
    row[n++] = share(t.listed, t.taken);
    row[n++] = log1(t.longest);
    row[n++] = share(t.parents, t.taken);
    row[n++] = log1(t.shops);
    row[n++] = log1((double)m->page->blocks.n);
    row[n++] = m->m->first == SIZE_MAX
                   ? 1
                   : share((double)m->m->first, (double)m->page->blocks.n);
    row[n++] = m->m->first == SIZE_MAX
                   ? 0
                   : share(t.taken, (double)(m->m->last - m->m->first + 1));
    row[n++] = share(t.in_article, t.taken_words);
    row[n++] = share(t.in_main, t.taken_words);
    row[n++] = share(t.good, t.all_good);
    row[n++] = share(t.same_parent, t.taken_words);
    return n;
}

/* --- 2. its words ------------------------------------------------------------------------- */

/* Who speaks to whom: a page that sells or serves says "you" and "we", a report says
 * "said" and quotes.  English words; other languages come out as 0. */
enum { VOICE_YOU, VOICE_WE, VOICE_I, VOICE_THIRD, VOICE_SAY, VOICE_PAST, VOICE_COUNT };

static int voice_of(sr_str w)
{
    static const struct {
        char word[8];
        int voice;
    } words[] = {{"had", VOICE_PAST},   {"he", VOICE_THIRD},  {"her", VOICE_THIRD},
                 {"his", VOICE_THIRD},  {"i", VOICE_I},       {"me", VOICE_I},
                 {"my", VOICE_I},       {"our", VOICE_WE},    {"said", VOICE_SAY},
                 {"says", VOICE_SAY},   {"she", VOICE_THIRD}, {"their", VOICE_THIRD},
                 {"they", VOICE_THIRD}, {"told", VOICE_SAY},  {"us", VOICE_WE},
                 {"was", VOICE_PAST},   {"we", VOICE_WE},     {"were", VOICE_PAST},
                 {"you", VOICE_YOU},    {"your", VOICE_YOU}};
    static const uint8_t first[27] = {/* of words, by first letter: a, b, c ... */
                                      0, 0, 0, 0, 0, 0,  0,  0,  4,  5,  5,  5,  5, 7,
                                      7, 8, 8, 8, 8, 11, 14, 15, 15, 18, 18, 20, 20};
    if (w.len > 5)
        return VOICE_COUNT;
    char word[8] = {0}; /* padded, so that eight bytes compare as one */
    for (size_t i = 0; i < w.len; i++)
        word[i] = sr_lower(w.p[i]);
    unsigned letter = (unsigned)(word[0] - 'a');
    for (size_t i = first[letter]; i < first[letter + 1]; i++)
        if (memcmp(word, words[i].word, sizeof word) == 0)
            return words[i].voice;
    return VOICE_COUNT;
}

static size_t fill_voice_figures(const view *m, float *row, size_t n)
{
    uint32_t count[VOICE_COUNT + 1] = {0}, words = 0, quotes = 0, asks = 0, money = 0;
    sr_str s = m->m->text;
    for (size_t at = 0; at < s.len;) {
        size_t beg = at;
        while (at < s.len && sr_is_alpha(s.p[at]))
            at++;
        if (at > beg) {
            words++;
            count[voice_of(sr_str_cut(s, beg, at))]++;
            continue;
        }
        unsigned char c = (unsigned char)s.p[at++];
        quotes += c == '"' || (c == 0xE2 && at + 1 < s.len && s.p[at] == (char)0x80 &&
                               (s.p[at + 1] == (char)0x9C || s.p[at + 1] == (char)0x9D));
        asks += c == '?';
        money += c == '$';
    }
    for (int i = 0; i < VOICE_COUNT; i++)
        row[n++] = share(count[i], words);
    row[n++] = share(quotes, words);
    row[n++] = share(asks, words);
    row[n++] = share(money, words);
    return n;
}

/* --- 3. the address ---------------------------------------------------------------------- */

/* The shape of the page's address: depth, length of its last part, hyphens, digits. */
static size_t fill_address_figures(const view *m, float *row, size_t n)
{
    sr_url u = {0};
    sr_str part, last = {"", 0}, path;
    float depth = 0, hyphens = 0, digits = 0;
    bool known = sr_url_parse(m->page->url, &u) ||
                 sr_url_parse(sr_str_trim(m->page->meta.canonical), &u);
    path = u.path;
    while (sr_str_field(&path, '/', &part))
        if (part.len)
            depth++, last = part;
    for (size_t i = 0; i < last.len; i++)
        hyphens += last.p[i] == '-' || last.p[i] == '_';
    for (size_t i = 0; i < u.path.len; i++)
        digits += sr_is_digit(u.path.p[i]);
    row[n++] = known ? depth : -1;
    row[n++] = known ? hyphens : -1;
    row[n++] = known ? (float)last.len : -1;
    row[n++] = known ? digits : -1;
    row[n++] = known ? (float)(u.query.len > 0) : -1;
    return n;
}

/* --- 4. the head -------------------------------------------------------------------------- */

/* A column that is the same in all rows: menu links have none. */
static float of_page(const sr_page *p, int column)
{
    size_t k = 0;
    while (k < p->rows.n && p->rows.skip[k])
        k++;
    return k < p->rows.n ? p->rows.v[k * SR_F_COUNT + (size_t)column] : 0;
}

static size_t fill_meta_figures(const view *m, float *row, size_t n)
{
    const sr_page *p = m->page;
    const sr_jsonld *ld = &p->ld;
    sr_str type = sr_meta_get(&p->meta, "og:type", m->a);
    static const char *const dates[] = {"article:published_time", "datePublished", "date",
                                        NULL};
    static const char *const authors[] = {"author", "article:author", "parsely-author",
                                          NULL};
    row[n++] = type.len == 0 ? 0 : sr_str_ieq(type, SR_STR("article")) ? 2 : 1;
    row[n++] = sr_str_istarts(type, SR_STR("product")) ||
               sr_str_istarts(type, SR_STR("profile"));
    row[n++] = !ld->any ? -1 : (float)(ld->article + ld->news);
    row[n++] = ld->listing;
    row[n++] = ld->product;
    row[n++] = ld->published.len > 0;
    row[n++] = sr_meta_first(&p->meta, dates, m->a).len > 0;
    row[n++] = ld->n_authors > 0 || sr_meta_first(&p->meta, authors, m->a).len > 0;
    row[n++] = log1((double)p->meta.n_times);
    row[n++] = of_page(p, SR_F_page_articles);
    row[n++] = of_page(p, SR_F_page_good_share);
    return n;
}

static size_t fill_article_figures(const view *m, float *row, size_t n)
{
    const sr_article *art = m->art;
    sr_str from = art->published.from;
    row[n++] = (float)art->published.precision;
    row[n++] = from.len == 0                     ? 0
               : sr_str_eq(from, SR_STR("text")) ? 1
               : sr_str_eq(from, SR_STR("time")) ? 2
                                                 : 3;
    row[n++] = (float)art->n_authors;
    row[n++] = (float)art->title.len;
    row[n++] = art->subtitle.len > 0;
    row[n++] = art->modified.precision > 0;
    return n;
}

/* Words in the address that say what kind of page it is. */
static size_t fill_address_words(const view *m, float *row, size_t n)
{
    static const char *const story[] = {"blog",  "news",    "article",     "story",
                                        "post",  "artikel", "nachrichten", "insights",
                                        "guide", "/20"};
    static const char *const other[] = {
        "forum",   "thread", "product",  "shop",   "collection", "categor", "docs",
        "service", "topic",  "question", "search", "tag/",       "/r/",     "catalog"};
    sr_str url = m->page->url.len ? m->page->url : m->page->meta.canonical;
    float a = 0, b = 0;
    for (size_t i = 0; i < SR_COUNT(story); i++)
        a += sr_str_ifind(url, sr_str_of(story[i]), 0) != SIZE_MAX;
    for (size_t i = 0; i < SR_COUNT(other); i++)
        b += sr_str_ifind(url, sr_str_of(other[i]), 0) != SIZE_MAX;
    row[n++] = a;
    row[n++] = b;
    return n;
}

/* --- 5. class words ------------------------------------------------------------------------ */

/* How many blocks stand below each kind of element: share bars and bylines go with
 * articles, prices and replies do not. */
static size_t fill_class_figures(const view *m, float *row, size_t n)
{
    double count[SR_CW_COUNT] = {0};
    for (size_t k = 0; k < m->page->blocks.n; k++)
        for (uint32_t bits = m->page->blocks.v[k].ctx.all; bits; bits &= bits - 1)
            count[__builtin_ctz(bits)]++;
    for (unsigned i = 0; i < SR_CW_COUNT; i++)
        row[n++] = log1(count[i]);
    return n;
}

/* --- 6. signs, elements, templates ----------------------------------------------------------- */

/* What a sign of each place is worth for its kind, in log-odds before any training: the
 * host of a forum says more than a word of a path.  By hand; lines count by the logarithm
 * of their number, all others once. */
static const float sign_worth[SR_SIGN_KINDS][SR_SIGN_PLACES] = {
    [SR_SIGN_ARTICLE] = {0.6f, 0.8f, 0.9f, 0.5f, 0.3f, 0.2f},
    [SR_SIGN_FORUM] = {1.2f, 0.9f, 0.7f, 1.4f, 0.8f, 0.4f},
    [SR_SIGN_PRODUCT] = {0.9f, 0.7f, 1.6f, 0.6f, 0.4f, 0.4f},
    [SR_SIGN_LIST] = {0, 0.4f, 0.4f, 0, 0.5f, 0.45f},
    [SR_SIGN_SERVICE] = {0, 0.6f, 0.4f, 0, 0.5f, 0.3f},
    [SR_SIGN_DOCS] = {1.5f, 0.4f, 0, 1.2f, 0.6f, 0.2f}};
static const float kind_worth[SR_SIGN_KINDS] = {2.0f, -1.5f, -1.2f, -0.8f, -0.7f, -1.2f};

/* The signs, what those of each kind are worth, and last the log-odds from them alone,
 * which training starts from: SR_PAGE_PRIOR. */
static size_t fill_signs(const view *m, float *row, size_t n)
{
    sr_signs s = {{{0}}};
    float prior = 2.0f; /* most pages that are read are articles */
    (void)sr_signs_count(m->page, m->a, &s, NULL);
    for (unsigned k = 0; k < SR_SIGN_KINDS; k++)
        for (unsigned at = 0; at < SR_SIGN_PLACES; at++)
            row[n++] = log1(s.n[k][at]);
    for (unsigned k = 0; k < SR_SIGN_KINDS; k++) {
        float worth = 0;
        for (unsigned at = 0; at < SR_SIGN_PLACES; at++)
            worth += sign_worth[k][at] *
                     (at == SR_SIGN_LINE ? log1(s.n[k][at]) : (float)(s.n[k][at] > 0));
        row[n++] = worth;
        prior += kind_worth[k] * worth;
    }
    row[SR_PAGE_PRIOR] = 0.6f * prior; /* the share by cross-validation */
    return n;
}

/* How many elements of some kinds there are. */
static size_t fill_elements(const view *m, float *row, size_t n)
{
    static const uint16_t tags[] = {
        SR_TAG_IMG, SR_TAG_INPUT,   SR_TAG_SELECT, SR_TAG_FORM,    SR_TAG_BUTTON,
        SR_TAG_PRE, SR_TAG_CODE,    SR_TAG_TABLE,  SR_TAG_ARTICLE, SR_TAG_H1,
        SR_TAG_H2,  SR_TAG_H3,      SR_TAG_LI,     SR_TAG_IFRAME,  SR_TAG_BLOCKQUOTE,
        SR_TAG_DT,  SR_TAG_SECTION, SR_TAG_FIGURE};
    uint32_t count[SR_TAG_COUNT] = {0};
    for (uint32_t i = 0; i < m->page->html.n; i++)
        if (m->page->html.nodes[i].kind == SR_NODE_ELEMENT)
            count[m->page->html.nodes[i].tag]++;
    for (size_t i = 0; i < SR_COUNT(tags); i++)
        row[n++] = log1(count[tags[i]]);
    return n;
}

typedef struct pattern {
    double teasers, prices, code, short_figures, questions, left_words, left_good,
        authors, bylines, forum, times, pieces, heads, head_words, h_links, cards;
} pattern;

static bool is_priced(sr_str s)
{
    static const char *const signs[] = {"$", "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5"};
    for (size_t i = 0; i < SR_COUNT(signs); i++) {
        size_t at = sr_str_find(s, sr_str_of(signs[i]), 0);
        if (at == SIZE_MAX)
            continue;
        at += strlen(signs[i]);
        if ((at < s.len && sr_is_digit(s.p[at])) || (i > 0 && s.len < 12))
            return true;
    }
    return false;
}

/* One block's part in what repeats: teasers, prices, posts. */
static void see(const view *m, size_t k, size_t *teaser, pattern *t)
{
    const sr_block *b = &m->page->blocks.v[k];
    bool in = m->m->first != SIZE_MAX && k >= m->m->first && k <= m->m->last;
    bool taken = m->m->taken[k], heading = b->kind == SR_PARA_HEADING;
    sr_str text = sr_block_text(&m->page->blocks, k);
    bool linked = b->link_chars * 10 >= b->chars * 9 && b->words >= 4;
    if (linked)
        *teaser = k;
    else if (b->words >= 8 && *teaser != SIZE_MAX && k - *teaser <= 3)
        t->teasers++, *teaser = SIZE_MAX;
    t->h_links += heading && b->link_chars * 10 >= b->chars * 9;
    t->prices += b->words <= 8 && is_priced(text);
    t->code += b->ctx.in & SR_IN_PRE ? b->words : 0;
    t->short_figures += b->words <= 6 && b->digits >= 3;
    t->questions += heading && text.len && text.p[text.len - 1] == '?';
    if (heading && taken)
        t->heads++, t->head_words += b->words;
    if (!in)
        return;
    t->left_words += taken ? 0 : b->words;
    t->left_good += !taken && m->page->rows.good[k];
    t->authors += !taken && ((b->ctx.self >> SR_CW_AUTHOR) & 1);
    t->bylines += !taken && ((b->ctx.self >> SR_CW_BYLINE) & 1);
    t->forum += (b->ctx.all >> SR_CW_FORUM) & 1;
    t->pieces += k > m->m->first && taken != m->m->taken[k - 1];
}

static size_t fill_patterns(const view *m, float *row, size_t n)
{
    pattern t = {0};
    double words = 1, range = 1;
    size_t teaser = SIZE_MAX;
    for (size_t k = 0; k < m->page->blocks.n; k++) {
        see(m, k, &teaser, &t);
        words += m->page->blocks.v[k].words;
    }
    if (m->m->first != SIZE_MAX)
        range = (double)(m->m->last - m->m->first + 1);
    row[n++] = log1(t.teasers);
    row[n++] = log1(t.h_links);
    row[n++] = log1(t.prices);
    row[n++] = share(t.code, words);
    row[n++] = log1(t.short_figures);
    row[n++] = share(t.short_figures, (double)m->page->blocks.n);
    row[n++] = log1(t.questions);
    row[n++] = share(t.left_words, words);
    row[n++] = log1(t.left_good);
    row[n++] = log1(t.authors);
    row[n++] = share(t.authors, range);
    row[n++] = log1(t.bylines);
    row[n++] = share(t.forum, range);
    row[n++] = log1(t.pieces);
    row[n++] = share(t.head_words, t.heads);
    row[n++] = share(t.heads, words);
    return n;
}

/* --- 7. all ------------------------------------------------------------------------------------ */

void sr_page_row(const sr_page *p, const sr_main_text *m, const sr_article *art,
                 sr_arena *a, float row[SR_PAGE_COLUMNS])
{
    view v = {p, m, art, a};
    memset(row, 0, SR_PAGE_COLUMNS * sizeof *row);
    size_t n = fill_text_figures(&v, row);
    n = fill_voice_figures(&v, row, n);
    n = fill_address_figures(&v, row, n);
    n = fill_meta_figures(&v, row, n);
    n = fill_article_figures(&v, row, n);
    n = fill_address_words(&v, row, n);
    n = fill_class_figures(&v, row, n);
    n = fill_signs(&v, row, n);
    n = fill_elements(&v, row, n);
    (void)fill_patterns(&v, row, n);
}

double sr_page_judge(const sr_page *p, const sr_main_text *m, const sr_article *art,
                     sr_arena *a)
{
    float row[SR_PAGE_COLUMNS];
    sr_page_row(p, m, art, a, row);
    return sr_classify_page(row);
}

bool sr_page_is_marked(const sr_page *p, const sr_main_text *m, sr_arena *a)
{
    enum { PARAGRAPHS = 2 };
    size_t good = 0;
    for (size_t k = 0; k < p->blocks.n; k++)
        good += m->taken[k] && p->rows.good[k];
    return good >= PARAGRAPHS && !p->ld.listing &&
           (p->ld.article || of_page(p, SR_F_page_articles) == 1 ||
            sr_str_ieq(sr_meta_get(&p->meta, "og:type", a), SR_STR("article")));
}
