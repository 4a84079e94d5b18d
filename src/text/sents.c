/* Where a sentence ends.  In this file, in order:
 *   1. the paragraph      2. the run of stops        3. what stands behind it
 *   4. what stands before it                         5. the decision
 *
 * A stop is looked at once, with a bounded look to both sides, so a paragraph costs
 * O(bytes).
 */
#include "text/parts.h"

enum {
    LOOK_BACK = 48,      /* bytes of a word before a stop that are looked at */
    LOOK_AHEAD = 64,     /* bytes of marks behind a stop that are looked through */
    NARROW_COLUMNS = 40, /* shorter lines are addresses, verse, lists; */
    WIDE_COLUMNS = 120   /* longer ones paragraphs: neither was wrapped to a width */
};

/* --- 1. the paragraph --------------------------------------------------------------- */

sr_text_para sr_text_para_of(sr_str text, sr_span span)
{
    sr_text_para p = {.s = {text.p, span.end}, .quotes_at = span.beg};
    size_t line = span.beg;
    for (size_t i = span.beg; i < span.end; i++) {
        const char *hit = memchr(text.p + i, '\n', span.end - i);
        i = hit ? (size_t)(hit - text.p) : span.end;
        if ((hit || p.longest) && i - line > p.longest)
            p.longest = i - line;
        line = i + 1;
    }
    return p;
}

/* A mark that is no letter, then a blank: "- ", "• ". */
static bool bullet_at(sr_str s, size_t at)
{
    size_t n;
    uint32_t cp;
    return at < s.len && sr_text_at(s, at, &n, &cp) & (SR_C_PUNCT | SR_C_SYMBOL) &&
           at + n < s.len && sr_text_blank(s, at + n) > 0;
}

/* Does the line break at `at` end a sentence?  Not where the text was wrapped: lines are
 * short, and the next word would not have fitted. */
static bool hard_break(const sr_text_para *p, size_t at)
{
    size_t line = at, word = at + 1;
    if (p->longest > WIDE_COLUMNS || p->longest < NARROW_COLUMNS || bullet_at(p->s, word))
        return true;
    while (line > 0 && at - line < p->longest && p->s.p[line - 1] != '\n')
        line--;
    while (word < p->s.len && word - at <= p->longest && !sr_is_space(p->s.p[word]))
        word++;
    return at - line + (word - at) <= p->longest;
}

/* Is a straight quotation mark open at `at`?  Counts on from where it was asked last. */
static bool quote_open(sr_text_para *p, size_t at)
{
    for (; p->quotes_at < at; p->quotes_at++)
        if (p->s.p[p->quotes_at] == '"')
            p->quote_open = !p->quote_open;
    return p->quote_open;
}

/* --- 2. the run of stops ------------------------------------------------------------ */

typedef struct stops {
    size_t beg, end; /* of the stops */
    size_t dots;     /* full stops; an ellipsis counts three */
    bool strong;     /* has ! or ? */
    bool wide;       /* has a stop of a script that needs no blank behind it */
    bool spaced;     /* ". . ." */
    size_t close;    /* end of the closing marks behind */
    bool quoted;     /* among them a quotation mark or bracket */
} stops;

/* 1: may begin a stop.  Lead bytes: U+0589, U+061F, U+06D4, U+0964, U+104A.., U+1362..,
 * U+2026 U+203C.., U+3002, U+FF01... */
static bool may_stop(unsigned char c)
{
    static const bool table[256] = {
        ['.'] = 1,  ['!'] = 1,  ['?'] = 1,  ['\n'] = 1, [0xD6] = 1, [0xD8] = 1,
        [0xDB] = 1, [0xE0] = 1, [0xE1] = 1, [0xE2] = 1, [0xE3] = 1, [0xEF] = 1};
    return table[c];
}

enum stop { STOP_NONE, STOP_DOT, STOP_STRONG, STOP_ELLIPSIS, STOP_WIDE };

static enum stop stop_at(sr_str s, size_t at, size_t *len)
{
    uint32_t cp;
    *len = sr_utf8_next(s, at, &cp);
    switch (cp) {
    case '.': return STOP_DOT;
    case '!':
    case '?':
    case 0x203C: /* ‼ */
    case 0x203D: /* ‽ */
    case 0x2047: /* ⁇ */
    case 0x2048:
    case 0x2049:
    case 0x061F: /* ؟ */ return STOP_STRONG;
    case 0x2026: return STOP_ELLIPSIS; /* … */
    case 0x0589:                       /* ։ */
    case 0x06D4:                       /* ۔ */
    case 0x0964:                       /* । */
    case 0x0965:
    case 0x104A: /* ၊ is a comma, ။ a stop */
    case 0x104B:
    case 0x1362: /* ። */
    case 0x1367:
    case 0x1368:
    case 0x3002: /* 。 */
    case 0xFF01: /* ！ */
    case 0xFF0E:
    case 0xFF1F: /* ？ */
    case 0xFF61: /* ｡ */ return cp == 0x104A ? STOP_NONE : STOP_WIDE;
    default: return STOP_NONE;
    }
}

/* Is the blank at `at` one inside ". . ."? */
static bool spaced_dot(sr_str s, size_t at, const stops *so_far)
{
    return s.p[at] == ' ' && so_far->dots && !so_far->strong && at > so_far->beg &&
           s.p[at - 1] == '.' && (so_far->spaced || so_far->dots == 1) &&
           at + 1 < s.len && s.p[at + 1] == '.' &&
           (at + 2 >= s.len || s.p[at + 2] != '.');
}

/* The stops from `at` on, ". . ." too.  False where there is none. */
static bool read_run(sr_str s, size_t at, stops *ret)
{
    *ret = (stops){.beg = at, .end = at};
    while (at < s.len) {
        size_t n;
        enum stop kind =
            may_stop((unsigned char)s.p[at]) ? stop_at(s, at, &n) : STOP_NONE;
        if (kind == STOP_NONE && spaced_dot(s, at, ret)) {
            ret->spaced = true;
            at++;
            continue;
        }
        if (kind == STOP_NONE)
            break;
        ret->dots += kind == STOP_DOT ? 1 : kind == STOP_ELLIPSIS ? 3 : 0;
        ret->strong = ret->strong || kind == STOP_STRONG;
        ret->wide = ret->wide || kind == STOP_WIDE;
        at += n;
        ret->end = at;
    }
    return ret->end > ret->beg;
}

/* --- 3. what stands behind it ------------------------------------------------------- */

typedef enum mark { MARK_NONE, MARK_CLOSE, MARK_QUOTE, MARK_OPEN, MARK_STRAIGHT } mark;

static mark mark_at(sr_str s, size_t at, size_t *len)
{
    uint32_t cp;
    *len = sr_utf8_next(s, at, &cp);
    switch (cp) {
    case ')':
    case ']':
    case '}':
    case 0x300D: /* 」 */
    case 0x300F:
    case 0x3009:
    case 0x300B:
    case 0x3011:
    case 0xFF09: /* ） */
    case 0x203A: /* › */ return MARK_CLOSE;
    case 0x201D: /* ” */
    case 0x2019: /* ’ */
    case 0x00BB: /* » */ return MARK_QUOTE;
    case '(':
    case '[':
    case '{':
    case 0x201C: /* “ */
    case 0x2018:
    case 0x201E: /* „ */
    case 0x201A:
    case 0x00AB: /* « */
    case 0x2039:
    case 0x00BF: /* ¿ */
    case 0x00A1:
    case 0x300C:
    case 0x300E:
    case 0xFF08: return MARK_OPEN;
    case '"':
    case '\'': return MARK_STRAIGHT;
    default: return MARK_NONE;
    }
}

/* "[12]", "[citation needed]" right behind a stop: a note, which stays with it. */
static size_t note_len(sr_str s, size_t at)
{
    size_t i = at;
    if (i >= s.len || s.p[i] != '[')
        return 0;
    while (i < s.len && i - at < 24 && s.p[i] != ']')
        i++;
    bool digits = i > at + 1 && i < s.len && sr_is_digit(s.p[at + 1]);
    bool words = sr_str_istarts(sr_str_cut(s, at, s.len), SR_STR("[citation")) ||
                 sr_str_istarts(sr_str_cut(s, at, s.len), SR_STR("[note"));
    return i < s.len && s.p[i] == ']' && (digits || words) ? i + 1 - at : 0;
}

static bool blank_or_end(sr_str s, size_t at)
{
    return at >= s.len || sr_text_blank(s, at) > 0;
}

/* The end of the emoticon that stands alone behind one blank at `at`; at where none. */
static size_t emoticon_end(sr_str s, size_t at)
{
    size_t beg = at + 1, end = beg;
    if (beg >= s.len || s.p[at] != ' ')
        return at;
    while (end < s.len && end - beg < 8 && !sr_is_space(s.p[end]))
        end++;
    size_t n = sr_text_emoticon(s, beg, end);
    return n && beg + n == end && blank_or_end(s, end) ? end : at;
}

/* Closing marks right behind the stops, and those behind one blank that cannot open. */
static void read_close(sr_text_para *p, stops *r)
{
    sr_str s = p->s;
    size_t at = r->end, limit = r->end + LOOK_AHEAD, n;
    while (at < s.len && at < limit) {
        mark m = mark_at(s, at, &n);
        size_t note = m == MARK_OPEN ? note_len(s, at) : 0;
        if (note) {
            at += note;
            continue;
        }
        if (m == MARK_STRAIGHT && !blank_or_end(s, at + 1) && at > r->end - 1 &&
            s.p[at] == '"' && !quote_open(p, at) && at == r->end)
            break; /* 'end."Next': it opens */
        if (m != MARK_CLOSE && m != MARK_QUOTE && m != MARK_STRAIGHT)
            break;
        r->quoted = true;
        at += n;
    }
    r->close = emoticon_end(s, at);
}

/* After a blank: marks that still belong to the sentence before ("end. ”", "end. [3]").
 * Returns their end, or at. */
static size_t late_close(sr_text_para *p, size_t at)
{
    sr_str s = p->s;
    size_t next = sr_text_skip_blanks(s, at), n;
    if (next == at || next >= s.len || next - at > 4)
        return at;
    mark m = mark_at(s, next, &n);
    if (m == MARK_OPEN && (n = note_len(s, next)) > 0)
        return next + n;
    if (m == MARK_CLOSE || (m == MARK_QUOTE && blank_or_end(s, next + n)))
        return next + n;
    if (s.p[next] == '"' && blank_or_end(s, next + 1) && quote_open(p, next))
        return next + 1;
    return at;
}

/* What comes next, looking through blanks and opening marks. */
typedef struct next {
    unsigned class; /* of its first letter, digit or other sign; 0: the end */
    size_t at;      /* there */
    bool opened;    /* an opening mark stands before it */
    char sign;      /* its byte where it is ASCII */
} next;

static next read_next(sr_str s, size_t at)
{
    size_t limit = at + LOOK_AHEAD, n;
    uint32_t cp;
    next x = {0};
    at = sr_text_skip_blanks(s, at);
    while (at < s.len && at < limit) {
        mark m = mark_at(s, at, &n);
        if (m != MARK_OPEN && m != MARK_STRAIGHT && m != MARK_QUOTE)
            break;
        x.opened = true;
        at += n;
    }
    x.at = at;
    if (at < s.len) {
        x.class = sr_text_at(s, at, &n, &cp);
        x.sign = cp < 0x80 ? (char)cp : '\0';
    }
    return x;
}

/* The word at `at`: letters, digits, apostrophes. */
static sr_str word_at(sr_str s, size_t at)
{
    size_t i = at;
    while (i < s.len && i - at < LOOK_AHEAD &&
           (sr_is_alnum(s.p[i]) || (unsigned char)s.p[i] >= 0x80 ||
            (s.p[i] == '\'' && i + 1 < s.len && sr_is_alpha(s.p[i + 1]))))
        i++;
    return sr_str_cut(s, at, i);
}

/* --- 4. what stands before it ------------------------------------------------------- */

/* The word that ends at `stop`, with its inner stops ("p.m", "Ph.D"), not before beg. */
static sr_str word_before(sr_str s, size_t beg, size_t stop)
{
    size_t w = stop;
    while (w > beg && stop - w < LOOK_BACK) {
        unsigned char c = (unsigned char)s.p[w - 1];
        bool inner = c == '.' && w < stop && w - 1 > beg && s.p[w - 2] != '.';
        if (!sr_is_alnum((char)c) && !inner && c < 0x80 && c != '-')
            break;
        w--;
    }
    while (w < stop && ((unsigned char)s.p[w] & 0xC0) == 0x80)
        w++; /* the look back ended inside a code point */
    while (w < stop && (s.p[w] == '.' || s.p[w] == '-'))
        w++;
    for (size_t n; w < stop; w += n) { /* marks and dashes above ASCII are no letters */
        uint32_t cp;
        if (sr_text_at(s, w, &n, &cp) & (SR_C_WORD))
            break;
    }
    return sr_str_cut(s, w, stop);
}

/* "J", "Й": one capital. */
static bool is_initial(sr_str word)
{
    size_t n;
    uint32_t cp;
    return word.len && (sr_text_at(word, 0, &n, &cp) & SR_C_UPPER) && n == word.len;
}

/* "U.S", "p.m", "J.K": single letters with stops between. */
static bool is_lettered(sr_str word)
{
    size_t letters = 0, n;
    uint32_t cp;
    for (size_t i = 0; i < word.len; i += n + 1) {
        if (!(sr_text_at(word, i, &n, &cp) & SR_C_ALPHA))
            return false;
        letters++;
        if (i + n < word.len && word.p[i + n] != '.')
            return false;
    }
    return letters > 1;
}

/* "1", "12", "a", "IV" as the first thing in the sentence: the mark of a list's item. */
static bool is_item_mark(sr_str word)
{
    bool digits = word.len > 0 && word.len <= 6, roman = word.len > 0 && word.len <= 4;
    if (word.len > 3 && !memchr(word.p, '.', word.len))
        digits = false; /* a year, perhaps; but "2.1.3" */
    for (size_t i = 0; i < word.len; i++) {
        digits = digits && (sr_is_digit(word.p[i]) || word.p[i] == '.');
        roman = roman && sr_text_one_of(word.p[i], "IVXivx");
    }
    return digits || roman || (word.len == 1 && sr_is_alpha(word.p[0]));
}

/* Is the mark of an item the first thing in the sentence, or the second after a word for
 * such things? */
static bool opens_item(const sr_text_rules *r, sr_str s, size_t beg, sr_str item)
{
    if (item.p == s.p + beg)
        return true;
    size_t first = beg;
    while (first < s.len && first - beg < LOOK_BACK && sr_is_alpha(s.p[first]))
        first++;
    return first + 1 < s.len && s.p + first + 1 == item.p && sr_is_digit(item.p[0]) &&
           sr_text_in(&r->captions, sr_str_cut(s, beg, first));
}

/* --- 5. the decision ---------------------------------------------------------------- */

static bool opens_sentence(const sr_text_rules *r, sr_str s, const next *x)
{
    if (x->class == 0)
        return true;
    if (!(x->class & (SR_C_UPPER | SR_C_LETTER)))
        return x->opened && (x->class & SR_C_ALPHA) && !(x->class & SR_C_LOWER);
    sr_str w = word_at(s, x->at);
    if (x->opened)
        return s.p[x->at - 1] != '(';
    uint64_t opener = sr_text_value(&r->openers, w);
    bool caps = w.len > 1 && sr_is_upper(w.p[1]);
    return opener == SR_OPENER || (opener == SR_OPENER_WEAK && !caps);
}

/* One full stop behind an abbreviation of this class: does the sentence end? */
static bool abbrev_ends(const sr_text_rules *r, sr_str s, sr_abbrev a, const next *x)
{
    if (x->class == 0)
        return true;
    if (!(x->class & (SR_C_UPPER | SR_C_LETTER)) && !x->opened)
        return false;
    switch (a) {
    case SR_ABBREV_TIME:
        return x->class & (SR_C_UPPER | SR_C_LETTER) &&
               !(x->opened && s.p[x->at - 1] == '(') &&
               !sr_text_in(&r->calendar, word_at(s, x->at));
    case SR_ABBREV_ANY:
        return x->class & (SR_C_UPPER | SR_C_LETTER) &&
               !(x->opened && s.p[x->at - 1] == '(');
    case SR_ABBREV_NAME: return opens_sentence(r, s, x);
    default: return false;
    }
}

/* One full stop with a blank behind it. */
static bool stop_ends(const sr_text_rules *r, sr_text_para *p, size_t beg,
                      const stops *run, const next *x)
{
    sr_str s = p->s, word = word_before(s, beg, run->beg);
    if (x->class == 0)
        return true;
    if (sr_text_one_of(x->sign, ",;:") && !x->opened)
        return false;
    if (word.len && is_item_mark(word) && opens_item(r, s, beg, word))
        return false; /* "1. First", "Figure 1. A map" */
    if (run->quoted)
        return !(x->class & SR_C_LOWER) || x->opened;
    sr_abbrev a = sr_text_abbrev(r, word);
    if (a == SR_ABBREV_NUMBER) {
        if (x->class & SR_C_DIGIT)
            return false;
    } else if (a != SR_ABBREV_NONE) {
        return abbrev_ends(r, s, a, x);
    }
    if (word.len <= 2 && word.len && sr_is_digit(word.p[0]) &&
        sr_text_in(&r->ordinals, word_at(s, x->at)))
        return false; /* "5. Mai" */
    if (is_initial(word) || is_lettered(word))
        return abbrev_ends(r, s, SR_ABBREV_NAME, x);
    return true;
}

/* "end.Next", "end?Next": letters on both sides of one stop, and nothing in the words
 * that links and file names have. */
static bool joined_ends(const sr_text_rules *r, sr_str s, size_t beg, const stops *run)
{
    size_t w = run->beg, e = run->end;
    if (run->close != run->end || e >= s.len || !sr_is_upper(s.p[e]))
        return false;
    while (w > beg && run->beg - w < LOOK_BACK && sr_is_alpha(s.p[w - 1]))
        w--;
    bool lower =
        run->beg - w >= 2 && sr_is_lower(s.p[run->beg - 1]) &&
        (w == beg || sr_is_space(s.p[w - 1]) || sr_text_one_of(s.p[w - 1], "\"'(-,"));
    for (size_t i = w + 1; i < run->beg; i++)
        lower = lower && sr_is_lower(s.p[i]);
    while (e < s.len && e - run->end < LOOK_AHEAD && sr_is_alpha(s.p[e]))
        e++;
    for (size_t i = run->end + 1; i < e; i++)
        lower = lower && sr_is_lower(s.p[i]);
    bool word = e == run->end + 1 ? s.p[run->end] == 'I' || s.p[run->end] == 'A' : true;
    bool whole = blank_or_end(s, e) || sr_text_one_of(s.p[e], ",;'!?") ||
                 (s.p[e] == '.' && blank_or_end(s, e + 1));
    return lower && word && whole &&
           sr_text_abbrev(r, sr_str_cut(s, w, run->beg)) == SR_ABBREV_NONE &&
           sr_text_link(s, w, e) == 0;
}

/* Is the word before the mark a capitalised one inside a sentence that began with a
 * capital, as in "Yahoo! shares"?  Careless writers begin all in lower case. */
static bool is_name(sr_str s, size_t beg, const stops *run)
{
    sr_str word = word_before(s, beg, run->beg);
    return run->end - run->beg == 1 && word.len > 1 && sr_is_upper(word.p[0]) &&
           sr_is_lower(word.p[1]) && sr_is_upper(s.p[beg]) && word.p > s.p + beg;
}

/* Do these stops end the sentence that began at beg? */
static bool run_ends(const sr_text_rules *r, sr_text_para *p, size_t beg,
                     const stops *run)
{
    sr_str s = p->s;
    if (run->wide)
        return true;
    if (!blank_or_end(s, run->close)) {
        if (run->dots == 1 && !run->strong && run->close == run->end)
            return joined_ends(r, s, beg, run);
        size_t n;
        uint32_t cp;
        unsigned c = sr_text_at(s, run->close, &n, &cp);
        if (c & SR_C_UPPER)
            return run->quoted || (run->strong && joined_ends(r, s, beg, run)) ||
                   (run->dots > 1 && run->end - run->beg >= 2);
        return run->quoted && cp == '"';
    }
    next x = read_next(s, run->close);
    if (run->strong) {
        if (sr_text_one_of(x.sign, ",;:") && !x.opened)
            return false;
        return !(x.class & SR_C_LOWER) || x.opened ||
               !(run->quoted || is_name(s, beg, run));
    }
    if (run->dots == 1)
        return stop_ends(r, p, beg, run, &x);
    return !(x.class & SR_C_LOWER) && !sr_text_one_of(x.sign, ",;:") &&
           !(run->beg == beg) && !(run->spaced && (x.class & SR_C_DIGIT));
}

size_t sr_text_sentence_end(const sr_text_rules *r, sr_text_para *p, size_t beg)
{
    sr_str s = p->s;
    size_t at = beg;
    while (at < s.len) {
        stops run;
        if (!may_stop((unsigned char)s.p[at])) {
            at++;
            continue;
        }
        if (s.p[at] == '\n') {
            if (hard_break(p, at))
                return at;
            at++;
            continue;
        }
        if (!read_run(s, at, &run)) {
            at++;
            continue;
        }
        read_close(p, &run);
        at = run.end;
        if (!run_ends(r, p, beg, &run))
            continue;
        for (size_t more; (more = late_close(p, run.close)) > run.close;)
            run.close = more;
        return run.close;
    }
    return s.len;
}
