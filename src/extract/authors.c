/* Authors.  Read authors.h first; this file is, in order:
 *   1. word lists   2. one name   3. a byline   4. where bylines stand on a page
 */
#include "extract/authors.h"

#include "base/data.h"
#include "base/utf8.h"
#include "extract/cleantext.h"

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

/* Does a folded text consist of phrases of a list and the outlet's name alone? */
static bool is_office(sr_str folded, sr_str outlet)
{
    sr_str list = list_of("office");
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
        sh.digits += cp >= '0' && cp <= '9';
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
    if (s.letters < 2 || s.digits || name.len > 80 || has_address(name) || s.words > 5)
        return false;
    if (s.wide)
        return s.letters >= 2 && s.letters <= 12;
    return (s.words >= 2 || marked) && (s.capitals * 2 >= s.words);
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

/* Cut "By" and its kin from the front. */
static sr_str cut_lead(sr_str s, sr_arena *a)
{
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

static bool add_name(sr_authors *to, sr_str name, sr_str outlet, bool marked, sr_arena *a)
{
    name = cut_role(cut_lead(strip_marks(name), a), a);
    sr_str folded = sr_fold(name, a);
    if (!folded.p)
        return false;
    sr_str credentials = list_of("credential");
    bool bare = begins_with(credentials, folded) == folded.len && folded.len;
    if (bare || !is_person(name, marked) || is_office(folded, outlet) ||
        is_known(to, name) || begins_with(list_of("role"), folded) == folded.len ||
        to->n >= SR_MAX_AUTHORS)
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
    byline = cut_lead(strip_marks(byline), a);
    if (!f_outlet.p)
        return false;
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

static void from_marks(finder *f, uint32_t beg, uint32_t end)
{
    for (int want = 4; want >= 2 && f->found.n == 0; want--)
        for (size_t i = 0; i < f->p->meta.n_marked; i++) {
            uint32_t node = f->p->meta.marked[i];
            if (node + 8 < beg || node >= end || mark_of(f, node) != want)
                continue;
            sr_str text = sr_node_text(&f->p->html, node, 300, f->a);
            f->refused |= !text.p;
            if (text.len < 200)
                add(f, text, want >= 3);
            if (f->found.n && want <= 2)
                break;
        }
}

/* A block that begins with "By", near the headline. */
static void from_blocks(finder *f, size_t title, size_t first)
{
    const sr_page *p = f->p;
    size_t lo = title != SIZE_MAX ? title : first != SIZE_MAX ? first : 0;
    size_t hi = first != SIZE_MAX ? first + 2 : lo + 12;
    lo = lo > 3 ? lo - 3 : 0;
    sr_str leads = list_of("lead");
    for (size_t k = lo; k < hi && k < p->blocks.n && f->found.n == 0; k++) {
        sr_str text = sr_block_text(&p->blocks, k);
        if (p->blocks.v[k].words < 2 || p->blocks.v[k].words > 25)
            continue;
        sr_str folded = sr_fold(text, f->a);
        f->refused |= !folded.p;
        size_t n = folded.p ? begins_with(leads, folded) : 0;
        if (n && n < folded.len)
            add(f, text, false);
    }
}

sr_status sr_authors_find(const sr_page *p, size_t title, size_t first, sr_str outlet,
                          sr_arena *a, sr_authors *ret, sr_err *err)
{
    finder f = {.p = p, .a = a, .outlet = outlet};
    uint32_t beg, end;
    for (size_t i = 0; i < p->ld.n_authors; i++)
        add(&f, p->ld.authors[i], true);
    if (f.found.n == 0)
        from_meta(&f);
    window(p, title, first, &beg, &end);
    if (f.found.n == 0)
        from_marks(&f, beg, end);
    if (f.found.n == 0)
        from_blocks(&f, title, first);
    if (f.refused || sr_arena_refused(a))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the authors");
    *ret = f.found;
    return SR_OK;
}
