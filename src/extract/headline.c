/* What stands in a heading beside the title.  Read headline.h first; this file is, in order:
 *   1. kickers   2. what the others do not have   3. the site's name   4. links home
 */
#include "extract/headline.h"

#include "base/utf8.h"
#include "extract/cleantext.h"
#include "extract/date.h"
#include "extract/title.h"
#include "extract/url.h"

static size_t count_words(sr_str folded)
{
    size_t n = folded.len > 0;
    for (size_t i = 0; i < folded.len; i++)
        n += folded.p[i] == ' ';
    return n;
}

/* Without the marks and spaces at the front that set a kicker apart. */
static sr_str skip_marks(sr_str s)
{
    static const char *const marks[] = {":", "|", "-", "–", "—", "/", "·", "•", " "};
    for (size_t i = 0; i < SR_COUNT(marks); i++)
        if (sr_str_starts(s, sr_str_of(marks[i]))) {
            s = sr_str_cut(s, strlen(marks[i]), s.len);
            i = SIZE_MAX; /* from the first mark again */
        }
    return s;
}

/* --- 1. kickers -------------------------------------------------------------------------- */

/* Is an element marked as a line above the headline? */
static bool is_kicker(const sr_html *h, uint32_t node)
{
    static const char *const words[] = {
        "kicker",    "roofline", "roof-line",  "overline",   "topline",
        "dachzeile", "eyebrow",  "spitzmark",  "supertitle", "pretitle",
        "pre-title", "uptitle",  "antetitulo", "occhiello",  "surtitre",
        "subtitle",  "volanta",  "overtitle",  "category",   "descriptor"};
    sr_str v;
    if (h->nodes[node].tag == SR_TAG_TIME)
        return true;
    if (!sr_html_attr(h, node, "class", &v))
        return false;
    for (size_t i = 0; i < SR_COUNT(words); i++)
        if (sr_str_ifind(v, sr_str_of(words[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* The first text below a node, or SR_HTML_NONE. */
static uint32_t first_text(const sr_html *h, uint32_t node)
{
    for (uint32_t i = node + 1; i < h->nodes[node].end; i++)
        if (h->nodes[i].kind == SR_NODE_TEXT &&
            sr_str_trim(sr_str_span(h->page, h->nodes[i].page)).len)
            return i;
    return SR_HTML_NONE;
}

/* The heading behind a marked element at its beginning; one that ends with a colon is
 * meant to be read with what follows. */
static sr_str cut_kicker(const sr_page *p, size_t block, sr_str text, sr_arena *a)
{
    enum { LEVELS = 6 }; /* more elements around a word mean nothing; keeps it linear */
    const sr_html *h = &p->html;
    uint32_t top = p->blocks.v[block].node, at = first_text(h, top);
    at = at == SR_HTML_NONE ? top : h->nodes[at].parent;
    for (int k = 0; k < LEVELS && at != SR_HTML_NONE && at > top; k++) {
        sr_str kicker = is_kicker(h, at) ? sr_node_text(h, at, 200, a) : (sr_str){0};
        bool apart = kicker.len && sr_str_starts(text, kicker) &&
                     !sr_str_ends(kicker, SR_STR(":"));
        sr_str rest =
            skip_marks(sr_str_cut(text, apart ? kicker.len : text.len, text.len));
        if (rest.len >= 8)
            return rest;
        at = h->nodes[at].parent;
    }
    return text;
}

/* --- 2. what the others do not have --------------------------------------------------------- */

/* The bytes of `s` behind its first n letters and digits, spaces not counted. */
static size_t behind_letters(sr_str s, size_t n)
{
    size_t at = 0;
    while (at < s.len && n > 0) {
        uint32_t cp;
        at += sr_utf8_next(s, at, &cp);
        n -= sr_fold_letter(cp) != 0;
    }
    return at;
}

static size_t count_letters(sr_str folded)
{
    size_t n = 0;
    for (size_t at = 0; at < folded.len;) {
        uint32_t cp;
        at += sr_utf8_next(folded, at, &cp);
        n += cp != ' ';
    }
    return n;
}

/* Opening marks that belong to the word behind them. */
static size_t with_opening(sr_str s, size_t at)
{
    static const char *const marks[] = {"\"", "'", "“", "„", "«", "»",
                                        "‘",  "(", "¿", "¡", "["};
    for (size_t i = 0; i < SR_COUNT(marks); i++) {
        sr_str m = sr_str_of(marks[i]);
        if (at >= m.len && sr_str_ends(sr_str_cut(s, 0, at), m))
            return at - m.len;
    }
    return at;
}

/* The end of a heading that is a title another knows.  A kicker may be glued to it. */
static sr_str cut_front(sr_str text, sr_str folded, sr_str known)
{
    size_t before = count_letters(folded) - count_letters(known);
    size_t at = behind_letters(text, before);
    while (at < text.len) { /* to the first letter */
        uint32_t cp;
        size_t step = sr_utf8_next(text, at, &cp);
        if (sr_fold_letter(cp))
            break;
        at += step;
    }
    return sr_str_cut(text, with_opening(text, at), text.len);
}

/* "(e.org) 87": a source in brackets, a count, or both. */
static bool is_appendix(sr_str tail)
{
    tail = sr_str_trim(tail);
    if (tail.len && tail.p[0] == '(') {
        const char *close = memchr(tail.p, ')', tail.len);
        if (!close || !memchr(tail.p, '.', (size_t)(close - tail.p)))
            return false;
        tail = sr_str_trim(sr_str_cut(tail, (size_t)(close - tail.p) + 1, tail.len));
    }
    for (size_t i = 0; i < tail.len; i++)
        if (!sr_is_digit(tail.p[i]))
            return false;
    return true;
}

static sr_str cut_by_known(sr_str text, const sr_headline_known *known, size_t n,
                           sr_arena *a)
{
    sr_str folded = sr_fold(text, a);
    for (size_t i = 0; i < n && folded.p; i++) {
        sr_str t = known[i].folded;
        if (!known[i].sure || count_words(t) < 3 || t.len >= folded.len)
            continue;
        if (sr_str_ends(folded, t) && t.len * 3 >= folded.len)
            return cut_front(text, folded, t);
        size_t end = behind_letters(text, count_letters(t));
        if (sr_str_starts(folded, t) && is_appendix(sr_str_cut(text, end, text.len)))
            return sr_str_trim(sr_str_cut(text, 0, end));
    }
    return text;
}

/* --- 3. the site's name ------------------------------------------------------------------------ */

/* "The bridge is closed – The Sample": a last part that is the outlet and nothing else. */
static sr_str cut_site(sr_str text, sr_str outlet, sr_arena *a)
{
    static const char *const marks[] = {" | ", " - ", " – ", " — "};
    sr_str f_outlet = sr_fold(outlet, a);
    for (size_t i = 0; i < SR_COUNT(marks) && f_outlet.len; i++)
        for (size_t at = 0;
             (at = sr_str_find(text, sr_str_of(marks[i]), at)) != SIZE_MAX;) {
            size_t next = at + strlen(marks[i]);
            if (at >= 8 &&
                sr_str_eq(sr_fold(sr_str_cut(text, next, text.len), a), f_outlet))
                return sr_str_cut(text, 0, at);
            at = next;
        }
    return text;
}

sr_str sr_headline_cut(const sr_page *p, size_t block, const sr_headline_known *known,
                       size_t n, sr_str outlet, sr_arena *a)
{
    sr_str text = sr_block_text(&p->blocks, block);
    sr_str cut = cut_by_known(cut_kicker(p, block, text, a), known, n, a);
    cut = cut_site(cut, outlet, a);
    return cut.len ? cut : text;
}

/* --- 4. links home ------------------------------------------------------------------------------- */

bool sr_headline_is_home(const sr_page *p, size_t block)
{
    const sr_block *b = &p->blocks.v[block];
    const sr_html *h = &p->html;
    sr_str href;
    sr_url u;
    if (b->link_chars < b->chars || b->links != 1)
        return false;
    uint32_t at = h->nodes[b->at].parent;
    for (int k = 0; k < 8 && at != SR_HTML_NONE; k++, at = h->nodes[at].parent)
        if (h->nodes[at].tag == SR_TAG_A && sr_html_attr(h, at, "href", &href)) {
            href = sr_str_trim(href);
            return sr_str_eq(href, SR_STR("/")) ||
                   (sr_url_parse(href, &u) && u.path.len <= 1 && u.query.len == 0);
        }
    return false;
}
