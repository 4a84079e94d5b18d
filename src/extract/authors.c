/* Authors.  Read authors.h first; this file is, in order:
 *   1. word lists   2. one name   3. a byline   4. where bylines stand on a page
 */
#include "extract/authors.h"

#include "base/data.h"
#include "base/utf8.h"
#include "extract/cleantext.h"
#include "extract/date.h"

/* --- 1. word lists ------------------------------------------------------------------------ */

static sr_str list_of(const char *kind)
{
    sr_str rest = sr_data("not_people.txt"), line, name;
    while (sr_data_line(&rest, &line))
        if (sr_str_field(&line, '\t', &name) && sr_str_eq(name, sr_str_of(kind)))
            return line;
    return (sr_str){"", 0};
}

/* Bytes of the longest phrase of a list with which a folded text begins, at word ends. */
static size_t begins_with(sr_str list, sr_str folded)
{
    size_t best = 0;
    sr_str phrase;
    while (sr_str_field(&list, '|', &phrase))
        if (phrase.len > best && sr_str_starts(folded, phrase) &&
            (folded.len == phrase.len || folded.p[phrase.len] == ' '))
            best = phrase.len;
    return best;
}

static bool ends_with_office(sr_str list, sr_str folded)
{
    size_t at = folded.len;
    while (at > 0 && folded.p[at - 1] != ' ')
        at--;
    return begins_with(list, sr_str_cut(folded, at, folded.len)) > 0;
}

/* Does a folded text consist of phrases of a list and the outlet's name alone?  A site may
 * be named for its author: a name of several words without such a phrase is a person. */
static bool is_office(sr_str folded, sr_str outlet)
{
    sr_str list = list_of("office");
    if (sr_str_eq(folded, outlet) && memchr(folded.p, ' ', folded.len) &&
        begins_with(list, folded) == 0)
        return ends_with_office(list, folded);
    while (folded.len) {
        size_t n = begins_with(list, folded);
        if (n == 0 && outlet.len && sr_str_starts(folded, outlet) &&
            (folded.len == outlet.len || folded.p[outlet.len] == ' '))
            n = outlet.len;
        if (n == 0)
            return false;
        folded = sr_str_trim(sr_str_cut(folded, n, folded.len));
    }
    return true;
}

/* Has a folded text a phrase of a list at any of its words? */
static bool has_phrase(sr_str list, sr_str folded)
{
    for (size_t at = 0; at < folded.len;) {
        if (begins_with(list, sr_str_cut(folded, at, folded.len)))
            return true;
        const char *space = memchr(folded.p + at, ' ', folded.len - at);
        at = space ? (size_t)(space - folded.p) + 1 : folded.len;
    }
    return false;
}

/* --- 2. one name ---------------------------------------------------------------------------- */

static bool has_address(sr_str s)
{
    return memchr(s.p, '@', s.len) || sr_str_ifind(s, SR_STR("http"), 0) != SIZE_MAX ||
           sr_str_ifind(s, SR_STR("www."), 0) != SIZE_MAX || memchr(s.p, '/', s.len) ||
           memchr(s.p, '{', s.len) || memchr(s.p, '[', s.len);
}

typedef struct shape {
    size_t words, digits, capitals, letters;
    bool lower_start, wide; /* wide: a script without spaces between words */
} shape;

/* Digits of ASCII, Arabic, Persian and Devanagari. */
static bool is_digit(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 0x660 && cp <= 0x669) ||
           (cp >= 0x6F0 && cp <= 0x6F9) || (cp >= 0x966 && cp <= 0x96F);
}

/* "Ann Lee 29 November": a name ends where a word of digits begins. */
static sr_str cut_digits(sr_str s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t cp;
        size_t step = sr_utf8_next(s, at, &cp);
        if (at > 0 && is_digit(cp) && s.p[at - 1] == ' ')
            return sr_str_trim(sr_str_cut(s, 0, at));
        at += step;
    }
    return s;
}

static shape shape_of(sr_str s)
{
    shape sh = {0};
    bool at_word = true;
    for (size_t at = 0; at < s.len;) {
        uint32_t cp;
        at += sr_utf8_next(s, at, &cp);
        if (cp == ' ') {
            at_word = true;
            continue;
        }
        sh.digits += is_digit(cp);
        uint32_t low = sr_fold_letter(cp);
        if (at_word && low) {
            sh.words++;
            sh.capitals += low != cp || cp >= 0x590; /* scripts without case count */
            sh.lower_start |= sh.words == 1 && low == cp && cp < 0x590;
        }
        sh.wide |= cp >= 0x3041 && cp <= 0xD7A3;
        sh.letters += low != 0;
        at_word = low == 0 && cp != '\'' && cp != 0x2019 && cp != '.' && cp != '-';
    }
    return sh;
}

/* A person: one to five words (one only where the field says author), mostly with
 * capitals, no figures, no address. */
static bool is_person(sr_str name, bool marked)
{
    shape s = shape_of(name);
    if (s.letters < 2 || s.digits > 3 || (s.digits && s.words > 1) || name.len > 80 ||
        has_address(name) || s.words > 5)
        return false;
    if (s.wide)
        return s.letters >= 2 && s.letters <= 12;
    return s.words >= 2 ? s.capitals * 2 >= s.words : marked;
}

/* "ANN LEE" -> as it is; trailing and leading marks go. */
static sr_str strip_marks(sr_str s)
{
    s = sr_str_trim(s);
    while (s.len && (strchr(",.;:|-*\"'(#>", s.p[s.len - 1]) != NULL) &&
           !(s.p[s.len - 1] == '.' && s.len >= 2 && sr_is_upper(s.p[s.len - 2])) &&
           !(s.len >= 3 && sr_str_ieq(sr_str_cut(s, s.len - 3, s.len), SR_STR("jr."))))
        s.len--;
    while (s.len && strchr(",.;:|-*\"')#>", s.p[0]) != NULL)
        s = sr_str_cut(s, 1, s.len);
    return sr_str_trim(s);
}

static bool is_known(const sr_authors *to, sr_str name)
{
    for (size_t i = 0; i < to->n; i++)
        if (sr_str_ieq(to->v[i], name))
            return true;
    return false;
}

/* How many bytes of `s` its first `folded_len` folded bytes stand for: by words. */
static size_t words_cut(sr_str s, sr_str folded, size_t folded_len)
{
    size_t words = folded_len > 0;
    for (size_t i = 0; i < folded_len; i++)
        words += folded.p[i] == ' ';
    size_t at = 0, seen = 0;
    bool in_word = false;
    while (at < s.len) {
        uint32_t cp;
        size_t step = sr_utf8_next(s, at, &cp);
        bool letter = sr_fold_letter(cp) != 0;
        if (in_word && !letter && seen == words)
            return at;
        if (letter && !in_word)
            seen++;
        in_word = letter;
        at += step;
    }
    return s.len;
}

/* "ByAnn Lee": inline elements that only the style sheet sets apart. */
static sr_str cut_glued(sr_str s)
{
    static const char *const leads[] = {"Written by",
                                        "Posted by",
                                        "Published by",
                                        "Veröffentlicht von",
                                        "Geschrieben von",
                                        "By",
                                        "Von",
                                        "Par",
                                        "Por"};
    for (size_t i = 0; i < SR_COUNT(leads); i++) {
        sr_str lead = sr_str_of(leads[i]);
        if (sr_str_istarts(s, lead) && s.len > lead.len + 1 &&
            sr_is_upper(s.p[lead.len]) && sr_is_lower(s.p[lead.len - 1]) &&
            sr_is_lower(s.p[lead.len + 1]))
            return sr_str_cut(s, lead.len, s.len);
    }
    return s;
}

/* Cut "By" and its kin from the front. */
static sr_str cut_lead(sr_str s, sr_arena *a)
{
    s = cut_glued(s);
    size_t by = sr_str_find(s, SR_STR(" by "), 0);
    if (by != SIZE_MAX && by <= 20 && by + 4 < s.len && sr_is_upper(s.p[by + 4]))
        s = sr_str_cut(s, by + 4, s.len);
    for (int k = 0; k < 3; k++) {
        sr_str folded = sr_fold(s, a);
        size_t n = folded.p ? begins_with(list_of("lead"), folded) : 0;
        if (n == 0 || n == folded.len)
            return s;
        s = strip_marks(sr_str_cut(s, words_cut(s, folded, n), s.len));
    }
    return s;
}

/* Cut at the first word that begins a role ("Ann Lee Staff Writer"), after one word. */
static sr_str cut_role(sr_str s, sr_arena *a)
{
    sr_str list = list_of("role"), credentials = list_of("credential");
    sr_str folded = sr_fold(s, a);
    if (!folded.p)
        return s;
    for (size_t at = 0; at < folded.len;) {
        const char *space = memchr(folded.p + at, ' ', folded.len - at);
        if (!space)
            break;
        at = (size_t)(space - folded.p) + 1;
        sr_str rest = sr_str_cut(folded, at, folded.len);
        size_t credential = begins_with(credentials, rest);
        if (begins_with(list, rest) || (credential && credential == rest.len))
            return strip_marks(sr_str_cut(s, 0, words_cut(s, folded, at - 1)));
    }
    return s;
}

/* "Fluessiggas.de", "dpa/lno": an address or a sign. */
static bool is_domain(sr_str name)
{
    const char *dot = memchr(name.p, '.', name.len);
    return dot && !memchr(name.p, ' ', name.len) && name.p + name.len - dot <= 5;
}

static bool add_name(sr_authors *to, sr_str name, sr_str outlet, bool marked, sr_arena *a)
{
    name = cut_role(cut_lead(cut_digits(strip_marks(name)), a), a);
    sr_str folded = sr_fold(name, a);
    if (!folded.p)
        return false;
    sr_str credentials = list_of("credential");
    bool bare = begins_with(credentials, folded) == folded.len && folded.len;
    if (bare || !is_person(name, marked) || is_office(folded, outlet) ||
        is_known(to, name) || begins_with(list_of("role"), folded) == folded.len ||
        to->n >= SR_MAX_AUTHORS)
        return true;
    if (!to->any_name && (has_phrase(list_of("noun"), folded) || is_domain(name)))
        return true;
    sr_str copy = sr_nfc(name, a);
    sr_str *v = sr_arena_grow(a, to->v, to->n, to->n + 1, sizeof *v);
    if (!v || !copy.p)
        return false;
    to->v = v;
    to->v[to->n++] = copy;
    return true;
}

/* --- 3. a byline ------------------------------------------------------------------------------ */

/* Bytes of a mark between two names at `at`; *stop: what follows is no name. */
static size_t divider_at(sr_str s, size_t at, bool *stop)
{
    static const char *const between[] = {
        ", and ", " and ", " und ", " et ",  " y ",   " e ",  " en ", " och ",  " og ",
        " ja ",   " i ",   " и ",   " та ",  " & ",   ", ",   ";",    " with ", "、",
        "،",      " / ",   ",",     " AND ", " And ", " ve ", "，"};
    static const char *const ends[] = {" | ", " - ", " – ", " — ", " · ", " • ",
                                       "(",   "|",   "•",   "\n",  " @",  "®"};
    sr_str rest = sr_str_cut(s, at, s.len);
    for (size_t i = 0; i < SR_COUNT(ends); i++)
        if (sr_str_starts(rest, sr_str_of(ends[i]))) {
            *stop = true;
            return strlen(ends[i]);
        }
    for (size_t i = 0; i < SR_COUNT(between); i++)
        if (sr_str_starts(rest, sr_str_of(between[i])))
            return strlen(between[i]);
    return 0;
}

bool sr_authors_add(sr_authors *to, sr_str byline, sr_str outlet, bool marked,
                    sr_arena *a)
{
    size_t beg = 0, before = to->n;
    bool stop = false;
    sr_str f_outlet = sr_fold(outlet, a);
    sr_str folded = sr_fold(byline, a);
    if (!f_outlet.p || !folded.p)
        return false;
    if (begins_with(list_of("other"), folded))
        return true;
    byline = cut_lead(strip_marks(byline), a);
    for (size_t at = 0; at <= byline.len && at < 600 && !stop;) {
        size_t n = at < byline.len ? divider_at(byline, at, &stop) : 0;
        if (n == 0 && at < byline.len) {
            at++;
            continue;
        }
        /* behind the first name a lone word is a place or a role, not a name */
        bool lone = marked && to->n == before;
        if (!add_name(to, sr_str_cut(byline, beg, at), f_outlet, lone, a))
            return false;
        beg = at += n ? n : 1;
    }
    return true;
}

/* --- 4. where bylines stand on a page ---------------------------------------------------------- */

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

static void from_meta(finder *f)
{
    static const char *const names[] = {"author",
                                        "parsely-author",
                                        "sailthru.author",
                                        "article:author",
                                        "dc.creator",
                                        "dcterms.creator",
                                        "byl",
                                        "citation_author",
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
                add(f, text, true);
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
        if (label.len && begins_with(list_of("lead"), label) == label.len)
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
    sr_str leads = list_of("lead");
    bool led = false;
    for (size_t k = lo; k < hi && k < p->blocks.n && f->found.n == 0; k++) {
        sr_str text = sr_block_text(&p->blocks, k);
        if (p->blocks.v[k].words > 40)
            continue;
        sr_str folded = sr_fold(cut_glued(text), f->a);
        f->refused |= !folded.p;
        size_t n = folded.p ? begins_with(leads, folded) : 0;
        if (led && p->blocks.v[k].words <= 8)
            add(f, text, true);
        else if ((n && n < folded.len) || cut_glued(text).len < text.len)
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

sr_status sr_authors_find(const sr_page *p, size_t title, size_t first, size_t last,
                          sr_str outlet, sr_arena *a, sr_authors *ret, sr_err *err)
{
    finder f = {.p = p, .a = a, .outlet = outlet};
    from_head(&f);
    if (f.found.n == 0)
        from_page(&f, title, first, last);
    if (f.found.n == 0) { /* an organisation that the page names as its author */
        f.found.any_name = true;
        from_head(&f);
    }
    if (f.refused || sr_arena_refused(a))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the authors");
    *ret = f.found;
    return SR_OK;
}
