/* Bylines.  Read byline.h first; this file is, in order:
 *   1. word lists   2. one name   3. a byline
 */
#include "extract/byline.h"

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

/* Bytes of the longest phrase of a list with which a folded text begins, at word ends.  The
 * first letter tells most apart: this runs for each word of each name. */
static size_t begins_with(sr_str list, sr_str folded)
{
    size_t best = 0, n;
    for (size_t at = 0; folded.len && at < list.len; at += n + 1) {
        const char *bar = memchr(list.p + at, '|', list.len - at);
        n = bar ? (size_t)(bar - list.p) - at : list.len - at;
        if (list.p[at] == folded.p[0] && n > best &&
            sr_str_starts(folded, sr_str_cut(list, at, at + n)) &&
            (folded.len == n || folded.p[n] == ' '))
            best = n;
    }
    return best;
}

size_t sr_byline_lead(sr_str folded)
{
    return begins_with(list_of("lead"), folded);
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

/* "Ann Lee November 29, 2024", "Ann LeeNovember 29, 2024": without the date, where its month
 * stands just before the first digit. */
static sr_str cut_date(sr_str s)
{
    enum { MONTH_BYTES = 24 };
    size_t digit = 0;
    while (digit < s.len && !sr_is_digit(s.p[digit]))
        digit++;
    if (digit == s.len || digit < 4)
        return s;
    for (size_t at = digit - 1; at > 1 && digit - at < MONTH_BYTES; at--) {
        bool word = s.p[at - 1] == ' ' && s.p[at] != ' ',
             glued = sr_is_lower(s.p[at - 1]) && sr_is_upper(s.p[at]);
        sr_when when;
        sr_span where = {0};
        if ((word || glued) &&
            sr_date_find(sr_str_cut(s, at, s.len), (sr_date_style){0}, &when, &where) ==
                SR_DATE_OK &&
            where.beg == 0)
            return sr_str_trim(sr_str_cut(s, 0, at));
        if (word && digit - at > 1 && s.p[digit - 1] != ' ')
            break;
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
    bool handle = marked && s.words == 2 && s.capitals == 0; /* "ann lee" */
    return s.words >= 2 ? s.capitals * 2 >= s.words || handle : marked;
}

/* "ANN LEE" -> as it is; trailing and leading marks go. */
static sr_str strip_marks(sr_str s)
{
    s = sr_str_trim(s);
    while (s.len && (strchr(",.;:|-*\"'(#>", s.p[s.len - 1]) != NULL) &&
           !(s.p[s.len - 1] == '.' && s.len >= 2 && sr_is_upper(s.p[s.len - 2])) &&
           !(s.len >= 3 && sr_str_ieq(sr_str_cut(s, s.len - 3, s.len), SR_STR("jr."))))
        s.len--;
    if (sr_str_starts(s, SR_STR("©")))
        s = sr_str_trim(sr_str_cut(s, strlen("©"), s.len));
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

/* "ByAnn Lee", "ByJ.R. Stone": inline elements that only the style sheet sets apart. */
sr_str sr_byline_unglue(sr_str s)
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
            sr_is_upper(s.p[lead.len]) && sr_is_lower(s.p[lead.len - 1]))
            return sr_str_cut(s, lead.len, s.len);
    }
    return s;
}

/* Cut "By" and its kin from the front. */
static sr_str cut_lead(sr_str s, sr_arena *a)
{
    s = sr_byline_unglue(s);
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

/* "Rui Ma" is a name, "Rui Sun MA" has a degree: written in capitals, or behind a comma. */
static bool is_family_name(sr_str rest)
{
    if (memchr(rest.p, ',', rest.len) || memchr(rest.p, '.', rest.len))
        return false;
    rest = sr_str_trim(rest);
    return rest.len == 2 && sr_is_upper(rest.p[0]) && sr_is_lower(rest.p[1]);
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
        size_t cut = words_cut(s, folded, at - 1);
        if (begins_with(list, rest) || (credential && credential == rest.len &&
                                        !is_family_name(sr_str_cut(s, cut, s.len))))
            return strip_marks(sr_str_cut(s, 0, cut));
    }
    return s;
}

/* "Fluessiggas.de", "dpa/lno": an address or a sign. */
static bool is_domain(sr_str name)
{
    const char *dot = memchr(name.p, '.', name.len);
    return dot && !memchr(name.p, ' ', name.len) && name.p + name.len - dot <= 5;
}

/* A role and no more; behind a name ("Ann Lee, Senior Analyst") also one that goes on. */
static bool is_role(sr_str folded, bool behind)
{
    size_t n = begins_with(list_of("role"), folded);
    return n == folded.len || (behind && n > 0);
}

static bool add_name(sr_authors *to, sr_str name, sr_str outlet, bool marked, sr_arena *a)
{
    sr_str whole = cut_lead(strip_marks(name), a), f_whole = sr_fold(whole, a);
    if (!f_whole.p)
        return false;
    /* the site itself may be called "The Travel Expert" */
    bool site = to->any_name && to->n == 0 && f_whole.len && sr_str_eq(f_whole, outlet);
    name = site ? whole : cut_role(cut_lead(cut_digits(strip_marks(name)), a), a);
    sr_str folded = sr_fold(name, a);
    if (!folded.p)
        return false;
    sr_str credentials = list_of("credential");
    bool bare = begins_with(credentials, folded) == folded.len && folded.len;
    bool after = to->n > 0 && sr_str_eq(folded, outlet); /* "Ann Lee, Harbour Post" */
    if (bare || after || !is_person(name, marked) ||
        is_office(folded, to->any_name ? (sr_str){"", 0} : outlet) ||
        is_known(to, name) || is_role(folded, to->n > 0) || to->n >= SR_MAX_AUTHORS)
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
    if (sr_is_alnum(s.p[at]) || s.p[at] == '.')
        return 0; /* no mark begins so */
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

static bool is_lone(sr_str name)
{
    return !memchr(name.p, ' ', name.len);
}

bool sr_authors_add(sr_authors *to, sr_str byline, sr_str outlet, bool marked,
                    sr_arena *a)
{
    size_t beg = 0, before = to->n;
    bool stop = false, joined = false;
    sr_str f_outlet = sr_fold(outlet, a);
    sr_str folded = sr_fold(byline, a);
    if (!f_outlet.p || !folded.p)
        return false;
    if (begins_with(list_of("other"), folded))
        return true;
    byline = cut_lead(strip_marks(cut_date(byline)), a);
    for (size_t at = 0; at <= byline.len && at < 600 && !stop;) {
        size_t n = at < byline.len ? divider_at(byline, at, &stop) : 0;
        if (n == 0 && at < byline.len) {
            at++;
            continue;
        }
        /* behind the first name a lone word is a place or a role, not a name; but for
         * "Ann and Bo" */
        bool pair = joined && to->n == before + 1 && is_lone(to->v[before]);
        bool lone = marked && (to->n == before || pair);
        if (!add_name(to, sr_str_cut(byline, beg, at), f_outlet, lone, a))
            return false;
        joined = at < byline.len && byline.p[at] == ' ';
        beg = at += n ? n : 1;
    }
    return true;
}
