#include "extract/title.h"

#include "extract/cleantext.h"
#include "extract/headline.h"
#include "extract/url.h"

/* --- the site's name ---------------------------------------------------------------- */

/* The letters and digits of a folded text without its spaces: "The New Yorker" and
 * "thenewyorker" are one. */
static sr_str squeeze(sr_str folded, sr_arena *a)
{
    char *to = sr_arena_alloc(a, folded.len + 1, 1);
    size_t n = 0;
    for (size_t i = 0; to && i < folded.len; i++)
        if (folded.p[i] != ' ')
            to[n++] = folded.p[i];
    return (sr_str){to, n};
}

/* The name in a host: "sample" of "sample.co.uk". */
static sr_str host_name(sr_str outlet)
{
    const char *dot = memchr(outlet.p, '.', outlet.len);
    bool host = dot && dot - outlet.p >= 4 && !memchr(outlet.p, ' ', outlet.len);
    return host ? sr_str_cut(outlet, 0, (size_t)(dot - outlet.p)) : outlet;
}

static bool same_name(sr_str part, sr_str outlet, sr_arena *a)
{
    sr_str x = squeeze(sr_fold(part, a), a), y = squeeze(sr_fold(outlet, a), a);
    if (!x.p || !y.p || x.len < 2 || y.len < 2)
        return false;
    if (sr_str_eq(x, y))
        return true;
    /* "BBC News" beside "BBC": one begins with the other and is not much longer */
    y = squeeze(sr_fold(host_name(outlet), a), a);
    if (!y.p)
        return false;
    bool begins = sr_str_starts(x, y) || sr_str_starts(y, x);
    size_t lo = x.len < y.len ? x.len : y.len, hi = x.len < y.len ? y.len : x.len;
    return begins && lo >= 3 && hi <= lo * 3;
}

/* --- parts of a title element -------------------------------------------------------- */

enum { MAX_PARTS = 12 };

typedef struct part {
    size_t beg, end; /* of the title */
} part;

/* Bytes of a separator with its spaces at `at`; 0 where there is none. */
static size_t separator_at(sr_str t, size_t at)
{
    static const char *const marks[] = {
        " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ",  " ⋆ ",
        " ~ ", " > ", " < ", "｜",  " |",   "| ",  "_",   " ‹ ", " › ", " // ", " − "};
    if (t.p[at] != ' ' && t.p[at] != '|' && t.p[at] != '_' && t.p[at] != "｜"[0])
        return 0; /* no mark begins so */
    for (size_t i = 0; i < SR_COUNT(marks); i++) {
        sr_str m = sr_str_of(marks[i]);
        if (sr_str_starts(sr_str_cut(t, at, t.len), m))
            return m.len;
    }
    return 0;
}

static size_t split_parts(sr_str t, part v[MAX_PARTS])
{
    size_t n = 0, beg = 0, at = 0;
    while (at < t.len && n + 1 < MAX_PARTS) {
        size_t skip = at > beg ? separator_at(t, at) : 0;
        if (skip == 0 || (skip == 1 && t.p[at] == '_' && n > 0)) {
            at++;
            continue;
        }
        v[n++] = (part){beg, at};
        beg = at += skip;
    }
    if (beg < t.len)
        v[n++] = (part){beg, t.len};
    return n;
}

static size_t count_words(sr_str s)
{
    size_t n = s.len > 0;
    for (size_t i = 0; i < s.len; i++)
        n += s.p[i] == ' ';
    return n;
}

sr_str sr_title_strip(sr_str title, sr_str outlet, sr_arena *a)
{
    part v[MAX_PARTS];
    size_t n = split_parts(title, v), lo = 0, hi = n;
    if (n < 2)
        return title;
    bool named = false;
    for (size_t k = n; k-- > 1 && !named;)
        if (same_name(sr_str_cut(title, v[k].beg, v[k].end), outlet, a))
            hi = k, named = true;
    if (!named && same_name(sr_str_cut(title, v[0].beg, v[0].end), outlet, a))
        lo = 1, named = true;
    if (named && hi - lo == 1)
        return sr_str_trim(sr_str_cut(title, v[lo].beg, v[hi - 1].end));
    /* what is left may still carry a section: the longest part, if clearly the longest */
    size_t best = lo, words = 0, second = 0;
    for (size_t k = lo; k < hi; k++) {
        size_t w = count_words(sr_str_cut(title, v[k].beg, v[k].end));
        if (w > words)
            second = words, words = w, best = k;
        else if (w > second)
            second = w;
    }
    if (words >= second + 2 || (words > second && second <= 2))
        return sr_str_trim(sr_str_cut(title, v[best].beg, v[best].end));
    return sr_str_trim(sr_str_cut(title, v[lo].beg, v[hi - 1].end));
}

/* --- the choice ---------------------------------------------------------------------- */

typedef struct chooser {
    const sr_page *p;
    sr_arena *a;
    sr_str stripped, og, ld; /* candidates */
    sr_str f_title, f_stripped, f_og, f_ld;
    sr_str f_outlet, f_og_whole;
} chooser;

/* Is one of two folded titles the other, or its beginning or end with most of it? */
static float likeness(sr_str x, sr_str y)
{
    if (!x.len || !y.len)
        return 0;
    if (sr_str_eq(x, y))
        return 1;
    sr_str lo = x.len < y.len ? x : y, hi = x.len < y.len ? y : x;
    if (lo.len >= 8 && (sr_str_starts(hi, lo) || sr_str_ends(hi, lo)))
        return 0.5f + 0.45f * (float)lo.len / (float)hi.len;
    if (lo.len >= 12 && memmem(hi.p, hi.len, lo.p, lo.len))
        return 0.4f + 0.4f * (float)lo.len / (float)hi.len;
    return 0;
}

static float max_of(float a, float b)
{
    return a > b ? a : b;
}

/* How well a heading on the page fits: 0 to about 3. */
static float heading_score(const chooser *c, size_t k, sr_str folded, size_t first)
{
    const sr_block *b = &c->p->blocks.v[k];
    float s = max_of(
        max_of(likeness(folded, c->f_stripped), likeness(folded, c->f_title) * 0.95f),
        max_of(likeness(folded, c->f_og), likeness(folded, c->f_ld)));
    if (b->tag == SR_TAG_H1)
        s += 0.6f;
    else if (b->tag == SR_TAG_H2)
        s += 0.1f;
    if (b->ctx.self & (1u << SR_CW_TITLE))
        s += 0.15f;
    if (b->ctx.in & (SR_IN_HIDDEN | SR_IN_NAV | SR_IN_FOOTER | SR_IN_ASIDE))
        s -= 0.4f;
    if (first != SIZE_MAX && k > first + 3)
        s -= 0.3f;
    if (sr_str_eq(folded, c->f_outlet))
        s -= 0.8f;
    if (sr_headline_is_home(c->p, k))
        s -= 1;
    /* "News": the head knows a title of more words */
    if (count_words(folded) == 1 && count_words(c->f_og) >= 3)
        s -= 0.3f;
    return s;
}

static bool is_candidate(const sr_block *b)
{
    bool heading = b->tag >= SR_TAG_H1 && b->tag <= SR_TAG_H3;
    return (heading || (b->ctx.in & SR_IN_HEADING) ||
            (b->ctx.self & (1u << SR_CW_TITLE))) &&
           b->text.end - b->text.beg <= 400 && b->chars >= 3;
}

static size_t best_heading(const chooser *c, size_t first, float *ret_score)
{
    size_t best = SIZE_MAX, looked = 0;
    *ret_score = 0;
    for (size_t k = 0; k < c->p->blocks.n && looked < 200; k++) {
        if (!is_candidate(&c->p->blocks.v[k]))
            continue;
        looked++;
        sr_str folded = sr_fold(sr_block_text(&c->p->blocks, k), c->a);
        if (!folded.p || !folded.len)
            continue;
        float s = heading_score(c, k, folded, first);
        if (s > *ret_score)
            *ret_score = s, best = k;
    }
    return best;
}

/* A first h1 that nothing confirms still is the title where it stands before the text and
 * says something. */
static bool good_enough(const chooser *c, size_t k, float score)
{
    return score >= 1 || (score >= 0.55f && c->p->blocks.v[k].words >= 3);
}

/* The share of a heading's words that the other candidates know. */
static float known_words(const chooser *c, sr_str folded)
{
    size_t n = 0, known = 0;
    sr_str word;
    while (sr_str_field(&folded, ' ', &word)) {
        n++;
        known += sr_str_find(c->f_title, word, 0) != SIZE_MAX ||
                 sr_str_find(c->f_og, word, 0) != SIZE_MAX ||
                 sr_str_find(c->f_ld, word, 0) != SIZE_MAX;
    }
    return n ? (float)known / (float)n : 0;
}

/* The name of the site or of a section in an h1: nobody else has its words, and the head
 * knows better. */
static bool is_stranger(const chooser *c, size_t k)
{
    sr_str folded = sr_fold(sr_block_text(&c->p->blocks, k), c->a);
    bool head = count_words(c->f_stripped) >= 3 || count_words(c->f_og) >= 3;
    return folded.p && head && count_words(folded) <= 4 && known_words(c, folded) < 0.35f;
}

/* Is a folded title of og:title or JSON-LD confirmed: the title element begins or ends with
 * it, or the two are one? */
static bool is_sure(const chooser *c, sr_str t)
{
    return t.len && (sr_str_starts(c->f_title, t) || sr_str_ends(c->f_title, t) ||
                     sr_str_eq(c->f_ld, c->f_og) || sr_str_eq(c->f_ld, c->f_og_whole));
}

/* A heading that holds the title and more (a kicker, a date): the title alone, where
 * og:title is that and the title element begins with it. */
static sr_str inside_heading(const chooser *c, size_t k, sr_str outlet)
{
    sr_str whole = sr_fold(sr_block_text(&c->p->blocks, k), c->a);
    bool as_is = sr_str_starts(c->f_title, whole) || sr_str_eq(c->f_ld, whole) ||
                 sr_str_eq(c->f_og_whole, whole);
    sr_headline_known known[] = {
        {c->f_og_whole, is_sure(c, c->f_og_whole)},
        {c->f_ld, is_sure(c, c->f_ld)},
        {c->f_og, sr_str_starts(c->f_og_whole, c->f_og) && is_sure(c, c->f_og)},
        {c->f_stripped, sr_str_eq(c->f_stripped, c->f_ld)}};
    size_t n = as_is ? 0 : SR_COUNT(known);
    sr_str cut = sr_headline_cut(c->p, k, known, n, outlet, c->a);
    sr_str folded = sr_fold(cut, c->a), t = c->f_og_whole;
    bool agreed =
        count_words(t) >= 3 && sr_str_starts(c->f_title, t) && sr_str_eq(t, c->f_og);
    bool inside = folded.p && folded.len > t.len && sr_str_starts(folded, t);
    return agreed && inside ? c->og : cut;
}

static bool prepare(chooser *c, sr_str outlet)
{
    const sr_page *p = c->p;
    sr_str og = sr_meta_get(&p->meta, "og:title", c->a);
    if (og.p && !og.len)
        og = sr_meta_get(&p->meta, "twitter:title", c->a);
    if (!og.p)
        return false;
    c->stripped = sr_title_strip(p->meta.title, outlet, c->a);
    c->og = sr_title_strip(og, outlet, c->a);
    c->f_og_whole = sr_fold(og, c->a);
    c->ld = p->ld.headline.len ? p->ld.headline : (sr_str){"", 0};
    c->f_title = sr_fold(p->meta.title, c->a);
    c->f_stripped = sr_fold(c->stripped, c->a);
    c->f_og = sr_fold(c->og, c->a);
    c->f_ld = sr_fold(c->ld, c->a);
    c->f_outlet = sr_fold(outlet, c->a);
    return !sr_arena_refused(c->a);
}

/* A candidate that ends where the title element goes on with a quotation: the quotation
 * mark ended its attribute or its string. */
static bool is_broken_off(const chooser *c, sr_str t)
{
    sr_str whole = c->p->meta.title;
    t = sr_str_trim(t);
    return t.len && sr_str_starts(whole, t) &&
           sr_str_starts(sr_str_trim(sr_str_cut(whole, t.len, whole.len)), SR_STR("\""));
}

static sr_str without_heading(const chooser *c)
{
    if (c->stripped.len && (is_broken_off(c, c->og) || is_broken_off(c, c->ld)))
        return c->stripped;
    if (c->og.len && likeness(c->f_og, c->f_title) > 0)
        return c->og;
    if (c->ld.len && likeness(c->f_ld, c->f_title) > 0)
        return c->ld;
    return c->og.len ? c->og : c->stripped.len ? c->stripped : c->ld;
}

/* The line below the headline: a block marked as summary, or one that the description
 * repeats, between the headline and the text. */
static sr_str find_subtitle(const sr_page *p, size_t title, size_t first)
{
    size_t end = first == SIZE_MAX ? p->blocks.n : first + 2;
    if (title == SIZE_MAX)
        return (sr_str){"", 0};
    for (size_t k = title + 1; k < end && k < p->blocks.n && k < title + 12; k++) {
        const sr_block *b = &p->blocks.v[k];
        const float *row = p->rows.v + k * SR_F_COUNT;
        bool marked = b->ctx.self & (1u << SR_CW_SUMMARY);
        if (b->words >= 4 && b->words <= 70 && b->link_chars * 2 < b->chars &&
            !(b->ctx.in & SR_IN_CAPTION) && (marked || row[SR_F_described] > 0))
            return sr_block_text(&p->blocks, k);
    }
    return (sr_str){"", 0};
}

sr_status sr_title_find(const sr_page *p, size_t first, sr_str outlet, sr_arena *a,
                        sr_titles *ret, sr_err *err)
{
    chooser c = {.p = p, .a = a};
    if (!prepare(&c, outlet))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the title");
    float score;
    sr_titles t = {.block = best_heading(&c, first, &score)};
    sr_str head = without_heading(&c);
    if (t.block != SIZE_MAX && good_enough(&c, t.block, score) &&
        !(head.len && is_stranger(&c, t.block)))
        t.title = inside_heading(&c, t.block, outlet);
    else
        t.block = SIZE_MAX, t.title = head;
    t.subtitle = find_subtitle(p, t.block, first);
    t.title = sr_nfc(t.title, a);
    t.subtitle = sr_nfc(t.subtitle, a);
    if (!t.title.p || !t.subtitle.p || sr_arena_refused(a))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the title");
    if (t.title.len > SR_MAX_TITLE_BYTES)
        t.title.len = SR_MAX_TITLE_BYTES;
    *ret = t;
    return SR_OK;
}
