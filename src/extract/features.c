/* Rows for the block classifier.  Read features.h first; this file is, in order:
 *   1. sums over elements      2. words: cues, title, description, repeats
 *   3. where the paragraphs are    4. a row, group by group    5. the table
 */
#include "extract/features.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "extract/cleantext.h"
#include "extract/cues.h"
#include "extract/shingles.h"

#include <math.h>
#include <stdio.h>

/* Sums over the blocks before a block; the sum over an element is a difference. */
typedef struct sums {
    uint32_t blocks, chars, link_chars, good_chars, good;
} sums;

typedef struct wordy { /* what the words of a block say */
    float title_share, title_cover, described, in_body, cue_share, cue_count;
    bool is_title, repeated;
} wordy;

typedef struct kin kin;

typedef struct maker {
    const sr_blocks *b;
    const sr_html *h;
    const sr_hints *hints;
    sr_arena *a;
    sr_block_rows *t;
    uint32_t *before;           /* [h->n + 1] blocks that begin before a node */
    sums *to;                   /* [n + 1] */
    float *score;               /* [h->n] Readability's score of a container */
    wordy *w;                   /* [n] */
    sr_shingles title[3], body; /* of titles[]: those of hints that differ */
    sr_str titles[3];
    size_t n_titles;
    uint32_t top, mass50, mass70, mass90;
    uint32_t articles[32];
    size_t n_articles;
    size_t title_at, h1_at; /* block, or SIZE_MAX */
    uint32_t lists;
    struct kin *kin;  /* table of kins */
    uint32_t *kin_of; /* [n] slot of a block's */
} maker;

/* --- 1. sums over elements ------------------------------------------------------------ */

/* The shape of a paragraph: length and marks of running text.  Figures by looking at the
 * training pages: 60 letters leave out nearly all labels and few paragraphs. */
static bool looks_good(const sr_block *b)
{
    return b->words >= 10 && b->chars >= 50 && b->link_chars * 10 < b->chars * 4 &&
           (b->ends_stop || b->stops >= 2 || b->commas >= 2) &&
           b->kind != SR_PARA_HEADING;
}

/* A link of a menu, a footer, a list of sections: no row is made for it, its probability is
 * 0.  Half of a page's blocks are such. */
static bool is_menu_item(const sr_block *b)
{
    const uint32_t words = 1u << SR_CW_NAV | 1u << SR_CW_FOOTER | 1u << SR_CW_PAGER;
    bool link = b->link_chars * 10 >= b->chars * 8 && b->words <= 8;
    bool away = (b->ctx.in & (SR_IN_NAV | SR_IN_FOOTER)) || (b->ctx.all & words);
    return link && away && b->kind != SR_PARA_HEADING;
}

static void add_up(maker *m)
{
    size_t n = m->b->n, k = 0;
    for (uint32_t i = 0; i <= m->h->n; i++) {
        m->before[i] = (uint32_t)k;
        while (k < n && m->b->v[k].at == i)
            k++;
    }
    for (k = 0; k < n; k++) {
        const sr_block *b = &m->b->v[k];
        bool good = m->t->good[k] = looks_good(b);
        m->t->skip[k] = is_menu_item(b);
        sums s = m->to[k];
        s.blocks++;
        s.chars += b->chars;
        s.link_chars += b->link_chars;
        s.good_chars += good ? b->chars : 0;
        s.good += good;
        m->to[k + 1] = s;
    }
}

static sums sum_over(const maker *m, uint32_t node)
{
    if (node == SR_HTML_NONE)
        return m->to[m->b->n];
    sums lo = m->to[m->before[node]], hi = m->to[m->before[m->h->nodes[node].end]];
    return (sums){hi.blocks - lo.blocks, hi.chars - lo.chars,
                  hi.link_chars - lo.link_chars, hi.good_chars - lo.good_chars,
                  hi.good - lo.good};
}

static uint32_t block_parent(const maker *m, uint32_t node)
{
    if (node == SR_HTML_NONE)
        return node;
    uint32_t up = m->h->nodes[node].parent;
    while (up != SR_HTML_NONE && !(sr_tag_flags(m->h->nodes[up].tag) & SR_TAG_IS_BLOCK))
        up = m->h->nodes[up].parent;
    return up;
}

static float share(double part, double whole)
{
    return whole > 0 ? (float)(part / whole) : 0;
}

static float log1(double v)
{
    return logf((float)(1 + v));
}

/* --- 2. words ---------------------------------------------------------------------------- */

static void title_words(maker *m, sr_str folded, wordy *w)
{
    float of_block[SR_SHINGLE_SETS], of_title[SR_SHINGLE_SETS];
    sr_shingles_overlap_words(m->title, m->n_titles, folded, of_block, of_title);
    for (size_t k = 0; k < m->n_titles; k++) {
        sr_str title = m->titles[k];
        w->title_share = of_block[k] > w->title_share ? of_block[k] : w->title_share;
        w->title_cover = of_title[k] > w->title_cover ? of_title[k] : w->title_cover;
        w->is_title |= sr_str_eq(title, folded) ||
                       (folded.len >= 12 && folded.len * 2 > title.len &&
                        (sr_str_starts(title, folded) || sr_str_ends(title, folded)));
    }
}

/* What the words of one block say.  Long blocks are looked at by their first bytes: cues
 * stand at the beginning. */
static bool read_words(maker *m, size_t k)
{
    enum { SHORT = 320, BEGINNING = 80 };
    const sr_block *b = &m->b->v[k];
    sr_str text = sr_block_text(m->b, k);
    bool is_short = text.len <= SHORT;
    sr_str folded = sr_fold(
        is_short ? text : sr_str_cut(text, 0, sr_utf8_floor(text, BEGINNING)), m->a);
    wordy *w = &m->w[k];
    if (!folded.p)
        return false;
    sr_cue_hits hits = sr_cues_find(&sr_cues_table, folded);
    m->t->cues[k] = hits.any;
    m->t->cues_at[k] = hits.start;
    w->cue_count = (float)hits.count;
    w->cue_share = share(hits.covered, (double)folded.len);
    if (is_short && (b->kind == SR_PARA_HEADING || b->link_chars * 2 < b->chars))
        title_words(m, folded, w);
    sr_str d = m->hints->description;
    if (d.len >= 30 && folded.len >= 30) {
        size_t n = d.len < folded.len ? d.len : folded.len;
        n = n > 60 ? 60 : n;
        w->described = memcmp(d.p, folded.p, n) == 0;
    }
    w->in_body = -1;
    if (m->hints->body.len) {
        sr_str all = is_short ? folded : sr_fold(text, m->a);
        if (!all.p)
            return false;
        float of_body;
        sr_shingles_overlap(&m->body, all, &w->in_body, &of_body);
    }
    return true;
}

/* Which blocks stand on the page more than once, by the hash of their text. */
static bool find_repeats(maker *m)
{
    size_t slots = 64;
    while (slots < m->b->n * 2)
        slots *= 2;
    uint32_t *slot = SR_NEW(m->a, uint32_t, slots);
    if (!slot)
        return false;
    for (size_t k = 0; k < m->b->n; k++) {
        sr_str text = sr_block_text(m->b, k);
        size_t i = (size_t)sr_hash64(text) & (slots - 1);
        while (slot[i] && !sr_str_eq(sr_block_text(m->b, slot[i] - 1), text))
            i = (i + 1) & (slots - 1);
        if (slot[i])
            m->w[k].repeated = m->w[slot[i] - 1].repeated = true;
        else
            slot[i] = (uint32_t)k + 1;
    }
    return true;
}

/* --- 3. where the paragraphs are ----------------------------------------------------- */

/* Scores of containers after Readability: one for each paragraph, one for each comma, up
 * to three for length, less its share of links; half of that for the container above. */
static void score_containers(maker *m)
{
    float best = 0;
    m->top = SR_HTML_NONE;
    for (size_t k = 0; k < m->b->n; k++) {
        const sr_block *b = &m->b->v[k];
        if (b->chars < 25 || (b->ctx.in & SR_IN_HIDDEN))
            continue;
        float s = 1 + (float)b->commas + fminf((float)b->chars / 100, 3);
        s *= 1 - share(b->link_chars, b->chars);
        uint32_t c = b->tag == SR_TAG_DIV || b->tag == SR_TAG_SECTION ||
                             b->tag == SR_TAG_ARTICLE || b->tag == SR_TAG_TD
                         ? b->node
                         : block_parent(m, b->node);
        uint32_t up = block_parent(m, c);
        if (c != SR_HTML_NONE)
            m->score[c] += s;
        if (up != SR_HTML_NONE)
            m->score[up] += s / 2;
        if (c != SR_HTML_NONE && m->score[c] > best)
            best = m->score[m->top = c];
        if (up != SR_HTML_NONE && m->score[up] > best)
            best = m->score[m->top = up];
    }
}

/* The deepest element that holds at least `part` of the paragraphs' characters.  Each
 * element is looked at once: children are passed over by their subtree's end. */
static uint32_t mass_at(const maker *m, double part)
{
    double whole = m->to[m->b->n].good_chars;
    uint32_t found = SR_HTML_NONE, beg = 0, end = m->h->n;
    while (whole > 0 && beg < end) {
        uint32_t next = SR_HTML_NONE;
        for (uint32_t i = beg; i < end; i = m->h->nodes[i].end)
            if (m->h->nodes[i].kind == SR_NODE_ELEMENT &&
                sum_over(m, i).good_chars >= part * whole) {
                next = i;
                break;
            }
        if (next == SR_HTML_NONE)
            break;
        found = next;
        beg = next + 1;
        end = m->h->nodes[next].end;
    }
    return found;
}

static void look_around(maker *m)
{
    for (uint32_t i = 0; i < m->h->n; i++) {
        if (m->h->nodes[i].kind != SR_NODE_ELEMENT)
            continue;
        if (m->h->nodes[i].tag == SR_TAG_ARTICLE && m->n_articles < SR_COUNT(m->articles))
            m->articles[m->n_articles++] = i;
        m->lists += m->h->nodes[i].tag == SR_TAG_LI;
    }
    m->title_at = m->h1_at = SIZE_MAX;
    for (size_t k = 0; k < m->b->n; k++) {
        bool h1 = m->b->v[k].tag == SR_TAG_H1;
        bool better =
            m->title_at == SIZE_MAX || (h1 && m->b->v[m->title_at].tag != SR_TAG_H1);
        if (m->w[k].is_title && better)
            m->title_at = k;
        if (h1 &&
            (m->h1_at == SIZE_MAX || (m->w[k].is_title && !m->w[m->h1_at].is_title)))
            m->h1_at = k;
    }
}

#define F(name) row[SR_F_##name]

/* --- kin: blocks whose tag, and the tag and class of the element around, are the same --- */

struct kin {
    uint64_t key; /* 0: free */
    sums s;
};

static uint64_t kin_key(const maker *m, const sr_block *b)
{
    sr_str class = {"", 0};
    uint64_t key = sr_hash_mix(b->tag, 77);
    if (b->parent != SR_HTML_NONE) {
        (void)sr_html_attr(m->h, b->parent, "class", &class);
        key = sr_hash_mix(key, m->h->nodes[b->parent].tag);
        key = sr_hash_mix(key, class.len ? sr_hash64(class) : 1);
    }
    return key ? key : 1;
}

/* Each block's slot in the table of kins, which has room for all. */
static bool find_kin(maker *m)
{
    size_t slots = 64;
    while (slots < m->b->n * 2)
        slots *= 2;
    m->kin = SR_NEW(m->a, kin, slots);
    m->kin_of = SR_NEW(m->a, uint32_t, m->b->n + 1);
    if (!m->kin || !m->kin_of)
        return false;
    for (size_t k = 0; k < m->b->n; k++) {
        const sr_block *b = &m->b->v[k];
        uint64_t key = kin_key(m, b);
        size_t i = (size_t)key & (slots - 1);
        while (m->kin[i].key && m->kin[i].key != key)
            i = (i + 1) & (slots - 1);
        sums *s = &m->kin[i].s;
        m->kin[i].key = key;
        m->kin_of[k] = (uint32_t)i;
        s->blocks++;
        s->chars += b->chars;
        s->link_chars += b->link_chars;
        s->good_chars += m->t->good[k] ? b->chars : 0;
    }
    return true;
}

static void fill_kin(const maker *m, size_t k, float *row)
{
    const sums *s = &m->kin[m->kin_of[k]].s;
    F(kin_share) = share(s->good_chars, m->to[m->b->n].good_chars);
    F(kin_links) = share(s->link_chars, s->chars);
    F(kin_blocks) = log1(s->blocks);
    F(kin_mean) = log1(share(s->chars, s->blocks));
}

/* --- 4. a row ----------------------------------------------------------------------------- */

static void fill_shape(const maker *m, size_t k, float *row)
{
    const sr_block *b = &m->b->v[k];
    sr_str text = sr_block_text(m->b, k);
    double words = b->words ? b->words : 1;
    double points =
        (double)b->chars + words - 1; /* letters and the spaces between words */
    F(chars_log) = log1(b->chars);
    F(words_log) = log1(b->words);
    F(word_len) = share(b->chars, words);
    F(link_share) = fminf(share(b->link_chars, points), 1);
    F(links_log) = log1(b->links);
    F(bold_share) = fminf(share(b->bold_chars, points), 1);
    F(capital_share) = share(b->capitals, words);
    F(short_share) = share(b->short_words, words);
    F(digit_share) = share(b->digits, b->chars);
    F(stops_per_word) = share(b->stops, words);
    F(commas_per_word) = share(b->commas, words);
    F(stops_log) = log1(b->stops);
    F(ends_stop) = b->ends_stop;
    F(ends_colon) = b->ends_colon;
    F(starts_lower) = sr_is_lower(text.p[0]);
    F(starts_mark) = !sr_is_alnum(text.p[0]) && (unsigned char)text.p[0] < 0x80;
    F(has_bar) = memchr(text.p, '|', text.len) != NULL;
    F(has_at) = memchr(text.p, '@', text.len) != NULL;
    F(tag_p) = b->tag == SR_TAG_P;
    F(tag_h) =
        b->tag >= SR_TAG_H1 && b->tag <= SR_TAG_H6 ? (float)(b->tag - SR_TAG_H1 + 1) : 0;
    F(tag_li) = b->tag == SR_TAG_LI;
    F(tag_cell) = b->tag == SR_TAG_TD || b->tag == SR_TAG_TH;
    F(tag_div) = b->tag == SR_TAG_DIV;
    F(kind) = b->kind;
    F(depth) = m->h->nodes[b->node].depth;
}

static float apart(size_t k, size_t from, float limit)
{
    if (from == SIZE_MAX)
        return -limit - 1;
    float d = k >= from ? (float)(k - from) : -(float)(from - k);
    return d > limit ? limit : d < -limit ? -limit : d;
}

static void fill_words(const maker *m, size_t k, float *row)
{
    const wordy *w = &m->w[k];
    F(cue_start) = m->t->cues_at[k] ? (float)(__builtin_ctz(m->t->cues_at[k]) + 1) : 0;
    F(cue_any) = m->t->cues[k] ? (float)(__builtin_ctz(m->t->cues[k]) + 1) : 0;
    F(cue_count) = w->cue_count;
    F(cue_share) = w->cue_share;
    F(title_share) = w->title_share;
    F(title_cover) = w->title_cover;
    F(is_title) = w->is_title;
    F(since_title) = apart(k, m->title_at, 100);
    F(since_h1) = apart(k, m->h1_at, 100);
    F(described) = w->described;
    F(in_body_text) = w->in_body;
    F(repeated) = w->repeated;
}

static void fill_page(const maker *m, size_t k, float *row)
{
    const sums *all = &m->to[m->b->n], *at = &m->to[k];
    F(index_share) = share((double)k, (double)m->b->n);
    F(chars_before) = share(at->chars, all->chars);
    F(good_before) = share(at->good_chars, all->good_chars);
    F(good_after_log) = log1(all->good_chars - m->to[k + 1].good_chars);
    F(page_good_log) = log1(all->good_chars);
    F(page_blocks_log) = log1((double)m->b->n);
    F(page_good_share) = share(all->good_chars, all->chars);
    F(page_articles) = (float)m->n_articles;
    F(page_lists) = log1(m->lists);
    F(page_good_count) = log1(all->good);
}

static bool holds(const maker *m, uint32_t node, uint32_t inner)
{
    return node != SR_HTML_NONE && inner >= node && inner < m->h->nodes[node].end;
}

static uint32_t nearest(const maker *m, uint32_t node, uint16_t tag, uint16_t or_tag)
{
    while (node != SR_HTML_NONE && m->h->nodes[node].tag != tag &&
           m->h->nodes[node].tag != or_tag)
        node = m->h->nodes[node].parent;
    return node;
}

static void fill_around(const maker *m, size_t k, float *row)
{
    const sr_block *b = &m->b->v[k];
    double all = m->to[m->b->n].chars;
    uint32_t p = b->parent, g = block_parent(m, p), gg = block_parent(m, g);
    sums s = sum_over(m, p);
    F(par_chars_log) = log1(s.chars);
    F(par_share) = share(s.chars, all);
    F(par_links) = share(s.link_chars, s.chars);
    F(par_blocks) = log1(s.blocks);
    F(par_good) = share(s.good_chars, s.chars);
    s = sum_over(m, g);
    F(gp_chars_log) = log1(s.chars);
    F(gp_share) = share(s.chars, all);
    F(gp_links) = share(s.link_chars, s.chars);
    F(gp_blocks) = log1(s.blocks);
    F(gp_good) = share(s.good_chars, s.chars);
    s = sum_over(m, gg);
    F(ggp_share) = share(s.chars, all);
    F(ggp_links) = share(s.link_chars, s.chars);
    F(ggp_good) = share(s.good_chars, s.chars);
}

static void fill_place(const maker *m, size_t k, float *row)
{
    const sr_block *b = &m->b->v[k];
    double good = m->to[m->b->n].good_chars;
    uint32_t art = nearest(m, b->node, SR_TAG_ARTICLE, SR_TAG_MAIN);
    uint32_t sec = nearest(m, b->node, SR_TAG_SECTION, SR_TAG_ARTICLE);
    size_t index = 0;
    while (index < m->n_articles && m->articles[index] < art)
        index++;
    F(art_share) = art == SR_HTML_NONE ? -1 : share(sum_over(m, art).good_chars, good);
    F(art_index) = art == SR_HTML_NONE ? -1 : (float)index;
    sums s = sum_over(m, sec);
    F(sec_share) = sec == SR_HTML_NONE ? -1 : share(s.good_chars, good);
    F(sec_links) = sec == SR_HTML_NONE ? -1 : share(s.link_chars, s.chars);
    F(in_top) = holds(m, m->top, b->at);
    F(top_share) =
        m->top == SR_HTML_NONE ? -1 : share(sum_over(m, m->top).good_chars, good);
    F(in_mass50) = holds(m, m->mass50, b->at);
    F(in_mass70) = holds(m, m->mass70, b->at);
    F(in_mass90) = holds(m, m->mass90, b->at);
    F(mass_depth) =
        m->mass70 == SR_HTML_NONE
            ? -99
            : (float)(m->h->nodes[b->node].depth - m->h->nodes[m->mass70].depth);
    F(mass_side) = m->mass70 == SR_HTML_NONE || holds(m, m->mass70, b->at) ? 0
                   : b->at < m->mass70                                     ? -1
                                                                           : 1;
}

/* The block `step` away, or a block that says nothing. */
static const sr_block *beside(const maker *m, size_t k, int step)
{
    static const sr_block none = {.node = SR_HTML_NONE, .parent = SR_HTML_NONE};
    long at = (long)k + step;
    return at < 0 || at >= (long)m->b->n ? &none : &m->b->v[at];
}

static float links_of(const sr_block *b)
{
    return fminf(share(b->link_chars, b->chars), 1);
}

static void fill_neighbours(const maker *m, size_t k, float *row)
{
    const sr_block *b = &m->b->v[k], *o;
    o = beside(m, k, -1);
    F(p1_chars) = log1(o->chars), F(p1_links) = links_of(o), F(p1_stop) = o->ends_stop;
    F(p1_same) = o->parent == b->parent, F(p1_tag) = o->kind;
    o = beside(m, k, -2);
    F(p2_chars) = log1(o->chars), F(p2_links) = links_of(o),
    F(p2_same) = o->parent == b->parent;
    o = beside(m, k, -3);
    F(p3_chars) = log1(o->chars), F(p3_links) = links_of(o);
    o = beside(m, k, 1);
    F(n1_chars) = log1(o->chars), F(n1_links) = links_of(o), F(n1_stop) = o->ends_stop;
    F(n1_same) = o->parent == b->parent, F(n1_tag) = o->kind;
    o = beside(m, k, 2);
    F(n2_chars) = log1(o->chars), F(n2_links) = links_of(o),
    F(n2_same) = o->parent == b->parent;
    o = beside(m, k, 3);
    F(n3_chars) = log1(o->chars), F(n3_links) = links_of(o);
}

static void fill_bits(const sr_block *b, float *row)
{
    for (unsigned i = 0; i < 19; i++)
        row[SR_F_IN + i] = (float)((b->ctx.in >> i) & 1);
    for (unsigned i = 0; i < SR_CW_COUNT; i++) {
        row[SR_F_SELF + i] = (float)((b->ctx.self >> i) & 1);
        row[SR_F_ALL + i] = (float)((b->ctx.all >> i) & 1);
    }
}

/* --- 5. the table ------------------------------------------------------------------------- */

/* Distances that run along the page: to the last heading, to paragraphs on both sides. */
static void fill_running(maker *m)
{
    size_t n = m->b->n, last_good = SIZE_MAX, last_heading = SIZE_MAX;
    for (size_t k = 0; k < n; k++) {
        float *row = m->t->v + k * SR_F_COUNT;
        F(since_good) = last_good == SIZE_MAX ? 51 : fminf((float)(k - last_good), 50);
        F(since_heading) =
            last_heading == SIZE_MAX ? 51 : fminf((float)(k - last_heading), 50);
        if (last_heading != SIZE_MAX) {
            uint16_t cue = m->t->cues_at[last_heading];
            F(heading_cue) = cue ? (float)(__builtin_ctz(cue) + 1) : 0;
            F(heading_level) = (float)m->b->v[last_heading].tag - SR_TAG_H1 + 1;
        }
        if (m->t->good[k])
            last_good = k;
        if (m->b->v[k].tag >= SR_TAG_H1 && m->b->v[k].tag <= SR_TAG_H6)
            last_heading = k;
    }
    size_t next_good = SIZE_MAX, next_heading = SIZE_MAX;
    for (size_t k = n; k-- > 0;) {
        float *row = m->t->v + k * SR_F_COUNT;
        F(until_good) = next_good == SIZE_MAX ? 51 : fminf((float)(next_good - k), 50);
        F(next_heading) =
            next_heading == SIZE_MAX ? 51 : fminf((float)(next_heading - k), 50);
        if (m->t->good[k])
            next_good = k;
        if (m->b->v[k].tag >= SR_TAG_H1 && m->b->v[k].tag <= SR_TAG_H6)
            next_heading = k;
    }
}

static bool allot(maker *m)
{
    size_t n = m->b->n + 1;
    m->t->v = sr_arena_alloc(m->a, n * SR_F_COUNT, sizeof *m->t->v);
    m->t->cues = SR_NEW(m->a, uint16_t, n);
    m->t->cues_at = SR_NEW(m->a, uint16_t, n);
    m->t->good = SR_NEW(m->a, bool, n);
    m->t->skip = SR_NEW(m->a, bool, n);
    m->before = SR_NEW(m->a, uint32_t, m->h->n + 1);
    m->to = SR_NEW(m->a, sums, n);
    m->score = SR_NEW(m->a, float, m->h->n + 1);
    m->w = SR_NEW(m->a, wordy, n);
    bool ok = m->t->v && m->t->cues && m->t->cues_at && m->t->good && m->t->skip &&
              m->before && m->to && m->score && m->w &&
              sr_shingles_make(&m->body, m->hints->body, 4, m->a);
    for (size_t k = 0; ok && k < SR_COUNT(m->title); k++) {
        sr_str t = m->hints->title[k];
        if (!t.len || (k && sr_str_eq(t, m->hints->title[k - 1])))
            continue;
        m->titles[m->n_titles] = t;
        ok = sr_shingles_make(&m->title[m->n_titles++], t, 1, m->a);
    }
    return ok;
}

static bool read_all_words(maker *m)
{
    for (size_t k = 0; k < m->b->n; k++)
        if (!m->t->skip[k] && !read_words(m, k))
            return false;
    return find_repeats(m);
}

sr_status sr_block_rows_make(const sr_blocks *b, const sr_hints *hints, sr_arena *a,
                             sr_block_rows *ret, sr_err *err)
{
    sr_block_rows t = {.n = b->n};
    maker *m = SR_NEW(a, maker, 1);
    if (m)
        *m = (maker){.b = b, .h = b->html, .hints = hints, .a = a, .t = &t};
    bool ok = m && allot(m);
    if (ok)
        add_up(m);
    if (!ok || !read_all_words(m) || !find_kin(m))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the features of %zu blocks",
                       b->n);
    score_containers(m);
    m->mass50 = mass_at(m, 0.5);
    m->mass70 = mass_at(m, 0.7);
    m->mass90 = mass_at(m, 0.9);
    t.mass = m->mass70;
    look_around(m);
    for (size_t k = 0; k < b->n; k++) {
        float *row = t.v + k * SR_F_COUNT;
        row[0] = 0; /* all that is said of a row that is not made */
        if (t.skip[k])
            continue;
        memset(row, 0, SR_F_COUNT * sizeof *row);
        fill_shape(m, k, row);
        fill_words(m, k, row);
        fill_page(m, k, row);
        fill_around(m, k, row);
        fill_place(m, k, row);
        fill_neighbours(m, k, row);
        fill_kin(m, k, row);
        fill_bits(&b->v[k], row);
    }
    fill_running(m);
    *ret = t;
    return SR_OK;
}

const char *sr_block_column_name(size_t column, char scratch[32])
{
    static const char *const names[] = {
#define FEATURE(name) #name,
#include "extract/features.def"
#undef FEATURE
    };
    if (column < SR_F_NAMED)
        return names[column];
    const char *group = column < SR_F_SELF ? "in" : column < SR_F_ALL ? "self" : "all";
    size_t base = column < SR_F_SELF ? SR_F_IN : column < SR_F_ALL ? SR_F_SELF : SR_F_ALL;
    (void)snprintf(scratch, 32, "%s%zu", group, column - base);
    return scratch;
}
