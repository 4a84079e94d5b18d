/* Authors.  Read authors.h first; this file is, in order:
 *   1. the head   2. marked elements and links   3. lines of text   4. the choice
 */
#include "extract/authors.h"

#include "extract/byline.h"
#include "extract/cleantext.h"
#include "extract/date.h"

/* --- 1. the head ---------------------------------------------------------------------------------- */

typedef struct finder {
    const sr_page *p;
    sr_arena *a;
    sr_str outlet;
    sr_authors found;
    bool refused;
} finder;

static void add(finder *f, sr_str byline, bool marked)
{
    if (byline.len && byline.len < 1000 &&
        !sr_authors_add(&f->found, byline, f->outlet, marked, f->a))
        f->refused = true;
}

/* "Lee, Ann" -> "Ann Lee": a word, a comma and one or two words, as catalogues have it. */
static sr_str first_name_first(sr_str name, sr_arena *a)
{
    const char *comma = memchr(name.p, ',', name.len);
    size_t at = comma ? (size_t)(comma - name.p) : 0;
    sr_str last = sr_str_cut(name, 0, at),
           first = comma ? sr_str_trim(sr_str_cut(name, at + 1, name.len)) : last;
    if (!comma || memchr(last.p, ' ', last.len) || memchr(first.p, ',', first.len) ||
        first.len < 2 || last.len < 2 || !sr_is_upper(first.p[0]))
        return name;
    const char *space = memchr(first.p, ' ', first.len);
    if (space && memchr(space + 1, ' ', first.len - (size_t)(space + 1 - first.p)))
        return name;
    char *to = sr_arena_alloc(a, name.len + 1, 1);
    if (!to)
        return (sr_str){NULL, 0};
    memcpy(to, first.p, first.len);
    to[first.len] = ' ';
    memcpy(to + first.len + 1, last.p, last.len);
    return (sr_str){to, first.len + 1 + last.len};
}

static void from_meta(finder *f)
{
    static const char *const names[] = {"author",
                                        "parsely-author",
                                        "sailthru.author",
                                        "article:author",
                                        "citation_author",
                                        "citation_authors",
                                        "dc.creator",
                                        "dcterms.creator",
                                        "byl",
                                        "og:article:author",
                                        "cxenseparse:author",
                                        "dcsext.author",
                                        "article.author",
                                        "shareaholic:article_author_name",
                                        "rbauthors"};
    for (size_t i = 0; i < SR_COUNT(names) && f->found.n == 0; i++)
        for (size_t k = 0; k < f->p->meta.n_pairs; k++)
            if (sr_str_ieq(f->p->meta.pairs[k].name, sr_str_of(names[i]))) {
                sr_str text = sr_clean_markup(f->p->meta.pairs[k].content, f->a);
                f->refused |= !text.p;
                add(f, first_name_first(text, f->a), true);
            }
}

/* "Written by" among the pairs of labels and values that pages give to Twitter cards. */
static void from_labels(finder *f)
{
    static const char *const labels[] = {"twitter:label1", "twitter:label2"};
    static const char *const values[] = {"twitter:data1", "twitter:data2"};
    for (size_t i = 0; i < SR_COUNT(labels) && f->found.n == 0; i++) {
        sr_str label = sr_fold(sr_meta_get(&f->p->meta, labels[i], f->a), f->a);
        f->refused |= !label.p;
        if (label.len && sr_byline_lead(label) == label.len)
            add(f, sr_meta_get(&f->p->meta, values[i], f->a), true);
    }
}

/* How well an element's marks say "author": rel or itemprop 3, a class that says so 2 or
 * 1; 0: not at all, or a picture, a box about the author, a comment. */
static int mark_of(const finder *f, uint32_t node)
{
    uint32_t at = 0;
    int best = 0;
    sr_str name, v;
    while (sr_html_next_attr(&f->p->html, node, &at, &name, &v)) {
        if (sr_str_ieq(name, SR_STR("rel")) &&
            sr_str_ieq(sr_str_trim(v), SR_STR("author")))
            best = 4;
        else if (sr_str_ieq(name, SR_STR("itemprop")) &&
                 sr_str_ieq(sr_str_trim(v), SR_STR("author")))
            best = best < 3 ? 3 : best;
        else if (sr_str_ieq(name, SR_STR("class")) || sr_str_ieq(name, SR_STR("id"))) {
            if (sr_str_ifind(v, SR_STR("comment"), 0) != SIZE_MAX ||
                sr_str_ifind(v, SR_STR("avatar"), 0) != SIZE_MAX ||
                sr_str_ifind(v, SR_STR("related"), 0) != SIZE_MAX)
                return 0;
            bool named = sr_str_ifind(v, SR_STR("author"), 0) != SIZE_MAX ||
                         sr_str_ifind(v, SR_STR("autor"), 0) != SIZE_MAX ||
                         sr_str_ifind(v, SR_STR("auteur"), 0) != SIZE_MAX ||
                         sr_str_ifind(v, SR_STR("byline"), 0) != SIZE_MAX ||
                         sr_str_ifind(v, SR_STR("writer"), 0) != SIZE_MAX;
            bool exact = sr_str_ifind(v, SR_STR("author-name"), 0) != SIZE_MAX ||
                         sr_str_ifind(v, SR_STR("author_name"), 0) != SIZE_MAX ||
                         sr_str_ifind(v, SR_STR("authorname"), 0) != SIZE_MAX ||
                         sr_str_ifind(v, SR_STR("byline-name"), 0) != SIZE_MAX;
            int m = exact ? 3 : named ? 2 : 0;
            best = m > best ? m : best;
        }
    }
    return best;
}

/* The window of the page in which a byline stands: from a little before the headline to
 * the first paragraphs; where neither is known, the whole page. */
static void window(const sr_page *p, size_t title, size_t first, uint32_t *beg,
                   uint32_t *end)
{
    size_t lo = title != SIZE_MAX ? title : first != SIZE_MAX ? first : 0;
    size_t hi = first != SIZE_MAX ? first : lo;
    lo = lo > 6 ? lo - 6 : 0;
    hi = hi + 3 < p->blocks.n ? hi + 3 : p->blocks.n;
    *beg = p->blocks.n && lo < p->blocks.n ? p->blocks.v[lo].at : 0;
    *end = hi < p->blocks.n ? p->blocks.v[hi].at : p->html.n;
}

/* The first block inside an element, or nothing. */
static sr_str first_block_in(const finder *f, uint32_t node)
{
    const sr_blocks *b = &f->p->blocks;
    size_t lo = 0, hi = b->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (b->v[mid].at < node)
            lo = mid + 1;
        else
            hi = mid;
    }
    bool inside = lo < b->n && b->v[lo].at < f->p->html.nodes[node].end;
    return inside ? sr_block_text(b, lo) : (sr_str){"", 0};
}

/* What a marked element says: all of it where that is short, else its first block: a
 * name above a biography. */
static void from_mark(finder *f, uint32_t node, bool marked)
{
    enum { SHORT = 60, LONGEST = 200 };
    sr_str text = sr_node_text(&f->p->html, node, LONGEST + 1, f->a);
    f->refused |= !text.p;
    sr_str first = text.len > SHORT ? first_block_in(f, node) : text;
    if (first.len && first.len < text.len && first.len <= SHORT)
        add(f, first, marked);
    bool word = text.len > 0 && !memchr(text.p, ' ', text.len); /* "Lars" */
    if (f->found.n == 0 && text.len <= LONGEST)
        add(f, text, marked || word);
}

static void from_marks(finder *f, uint32_t beg, uint32_t end, int least)
{
    for (int want = 4; want >= least && f->found.n == 0; want--)
        for (size_t i = 0; i < f->p->meta.n_marked; i++) {
            uint32_t node = f->p->meta.marked[i];
            if (node + 8 < beg || node >= end || mark_of(f, node) != want)
                continue;
            from_mark(f, node, want >= 3);
            if (f->found.n && want <= 2)
                break;
        }
}

/* A link to the page of an author. */
static bool is_author_link(const finder *f, uint32_t node)
{
    static const char *const parts[] = {"/author/",      "/authors/",      "/autor/",
                                        "/autoren/",     "/auteur/",       "/autore/",
                                        "/contributor/", "/contributors/", "/writer/",
                                        "/writers/",     "/reporter/",     "/journalist/",
                                        "/journalists/", "/by/",           "/columnist/",
                                        "/redakteur/",   "/profile/",      "/people/",
                                        "/staff/",       "author=",        "/user/",
                                        "/users/",       "/team/"};
    sr_str href;
    if (f->p->html.nodes[node].tag != SR_TAG_A ||
        !sr_html_attr(&f->p->html, node, "href", &href))
        return false;
    for (size_t i = 0; i < SR_COUNT(parts); i++)
        if (sr_str_ifind(href, sr_str_of(parts[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* All of them that follow each other closely: several authors. */
static void from_links(finder *f, uint32_t beg, uint32_t end)
{
    uint32_t last = SR_HTML_NONE;
    for (uint32_t i = beg; i < end && i < f->p->html.n; i++) {
        if (f->p->html.nodes[i].kind != SR_NODE_ELEMENT || !is_author_link(f, i))
            continue;
        if (last != SR_HTML_NONE && i > last + 25)
            return;
        sr_str text = sr_node_text(&f->p->html, i, 120, f->a);
        f->refused |= !text.p;
        size_t before = f->found.n;
        add(f, text, false);
        last = f->found.n > before ? i : last;
    }
}

/* A block that begins with "By", near the headline; or one that says no more than that,
 * before the name. */
static void from_blocks(finder *f, size_t lo, size_t hi)
{
    const sr_page *p = f->p;
    bool led = false;
    for (size_t k = lo; k < hi && k < p->blocks.n && f->found.n == 0; k++) {
        sr_str text = sr_block_text(&p->blocks, k);
        if (p->blocks.v[k].words > 40)
            continue;
        sr_str folded = sr_fold(sr_byline_unglue(text), f->a);
        f->refused |= !folded.p;
        size_t n = folded.p ? sr_byline_lead(folded) : 0;
        if (led && p->blocks.v[k].words <= 8)
            add(f, text, true);
        else if ((n && n < folded.len) || sr_byline_unglue(text).len < text.len)
            add(f, text, false);
        led = n && n == folded.len;
    }
}

/* The names behind a date in one line, after its last dividing mark:
 * "13.03.2025 11:40 (GMT+4) / Ann Lee", "12 March · last entry 20:25 · with Ann Lee". */
static sr_str names_behind(sr_str text, size_t at)
{
    static const char *const marks[] = {" / ", " | ", " · ", " • ", " — ", " – "};
    size_t beg = at;
    for (size_t i = 0; i < SR_COUNT(marks); i++) {
        sr_str mark = sr_str_of(marks[i]);
        for (size_t hit = at; (hit = sr_str_find(text, mark, hit)) != SIZE_MAX;) {
            hit += mark.len;
            beg = hit > beg ? hit : beg;
        }
    }
    return beg > at ? sr_str_cut(text, beg, text.len) : (sr_str){"", 0};
}

/* A line of nothing but names: each word begins with a capital, but for "and". */
static bool is_name_line(const sr_block *b)
{
    return b->words >= 2 && b->words <= 8 && b->digits == 0 && !b->ends_stop &&
           b->kind != SR_PARA_HEADING && b->capitals + b->words / 4 >= b->words;
}

/* Around the line that shows the date, between headline and text: the names behind it, or
 * the line of names just above. */
static void from_date_lines(finder *f, size_t lo, size_t hi)
{
    enum { MOST_WORDS = 40, REST_BYTES = 80 };
    const sr_blocks *b = &f->p->blocks;
    for (size_t k = lo; k < hi && k < b->n && f->found.n == 0; k++) {
        sr_str text = sr_block_text(b, k);
        sr_when when;
        sr_span where = {0};
        if (b->v[k].digits < 3 || b->v[k].words > MOST_WORDS || b->v[k].ends_stop ||
            sr_date_find(text, (sr_date_style){f->p->meta.lang, false}, &when, &where) !=
                SR_DATE_OK)
            continue;
        sr_str names = names_behind(text, where.end);
        if (sr_str_istarts(names, SR_STR("with ")))
            names = sr_str_cut(names, 5, names.len);
        if (names.len && names.len <= REST_BYTES)
            add(f, names, false);
        else if (k > lo && is_name_line(&b->v[k - 1]))
            add(f, sr_block_text(b, k - 1), false);
    }
}

/* The places of a page in the order of trust. */
static void from_page(finder *f, size_t title, size_t first, size_t last)
{
    const sr_blocks *b = &f->p->blocks;
    uint32_t beg, end;
    size_t lo = title != SIZE_MAX ? title : first != SIZE_MAX ? first : 0;
    window(f->p, title, first, &beg, &end);
    if (title != SIZE_MAX && first != SIZE_MAX && title < first)
        from_blocks(f, title + 1, first);
    if (f->found.n == 0)
        from_marks(f, beg, end, 2);
    if (f->found.n == 0)
        from_blocks(f, lo > 3 ? lo - 3 : 0, first != SIZE_MAX ? first + 2 : lo + 12);
    if (f->found.n == 0)
        from_links(f, beg, end);
    if (f->found.n == 0 && first != SIZE_MAX && (title == SIZE_MAX || title < first))
        from_date_lines(f,
                        title != SIZE_MAX ? title + 1
                        : first > 6       ? first - 6
                                          : 0,
                        first + 5);
    if (f->found.n || last == SIZE_MAX || b->n == 0)
        return;
    size_t hi = last + 6 < b->n ? last + 6 : b->n - 1;
    from_marks(f, b->v[last].at, b->v[hi].at, 2);
    if (f->found.n == 0)
        from_blocks(f, last > 0 ? last - 1 : 0, hi);
    if (f->found.n == 0)
        from_links(f, b->v[last].at, b->v[hi].at);
    if (f->found.n == 0)
        from_marks(f, 0, f->p->html.n, 3);
}

/* "By Harbour Post Team" between headline and text, or where an element is marked so. */
static void from_named_byline(finder *f, size_t title, size_t first)
{
    uint32_t beg, end;
    from_blocks(f, title + 1, first);
    window(f->p, title, first, &beg, &end);
    if (f->found.n == 0)
        from_marks(f, beg, end, 3);
}

/* What JSON-LD and the meta tags say. */
static void from_head(finder *f)
{
    for (size_t i = 0; i < f->p->ld.n_authors; i++)
        add(f, f->p->ld.authors[i], true);
    if (f->found.n == 0)
        from_meta(f);
    if (f->found.n == 0)
        from_labels(f);
}

/* Head and JSON-LD often give the first of several: the byline on the page, where it names
 * that one and more. */
static void add_fellows(finder *f, size_t title, size_t first)
{
    enum { MOST = 8 };
    uint32_t beg, end;
    finder seen = {.p = f->p, .a = f->a, .outlet = f->outlet};
    window(f->p, title, first, &beg, &end);
    if (title != SIZE_MAX && first != SIZE_MAX && title < first)
        from_blocks(&seen, title + 1, first);
    if (seen.found.n < 2) {
        seen.found.n = 0;
        from_marks(&seen, beg, end, 2);
    }
    f->refused |= seen.refused;
    for (size_t i = 0; i < seen.found.n && seen.found.n > 1 && seen.found.n <= MOST; i++)
        if (sr_str_ieq(seen.found.v[i], f->found.v[0])) {
            f->found = seen.found;
            return;
        }
}

sr_status sr_authors_find(const sr_page *p, size_t title, size_t first, size_t last,
                          sr_str outlet, sr_arena *a, sr_authors *ret, sr_err *err)
{
    finder f = {.p = p, .a = a, .outlet = outlet};
    from_head(&f);
    if (f.found.n == 1 && title != SIZE_MAX)
        add_fellows(&f, title, first);
    if (f.found.n == 0)
        from_page(&f, title, first, last);
    if (f.found.n == 0) { /* an organisation that the page names as its author */
        f.found.any_name = true;
        from_head(&f);
        if (f.found.n == 0 && title != SIZE_MAX && first != SIZE_MAX && title < first)
            from_named_byline(&f, title, first);
    }
    if (f.refused || sr_arena_refused(a))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the authors");
    *ret = f.found;
    return SR_OK;
}
