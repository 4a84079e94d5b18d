/* One sentence into tokens, after the English practice of Universal Dependencies.  In this
 * file, in order:
 *   1. putting a token out    2. numbers    3. words    4. marks    5. chunks
 *
 * A chunk (bytes between blanks) is read from left to right; each step takes the longest
 * token that begins there.  Steps look ahead at most LOOK bytes or are taken once, so a
 * chunk costs O(bytes).
 */
#include "text/parts.h"

#include "base/hash.h"

enum {
    KANA = SR_C_HIRA | SR_C_KATA,
    CJK = KANA | SR_C_HAN,
    LOOK = 64,
    LINK_TRIES = 4,
};

typedef struct out {
    const sr_text_rules *r;
    sr_str s;     /* text up to the end of the sentence */
    size_t whole; /* bytes of the whole text: what may stand behind the sentence */
    sr_arena *a;
    sr_token_vec *ret;
    bool refused, cut;
} out;

/* --- 1. putting a token out --------------------------------------------------------- */

static void put_piece(out *o, size_t beg, size_t end, sr_token_kind kind)
{
    sr_str word = sr_str_cut(o->s, beg, end);
    unsigned bits;
    sr_token t = {.span = {(uint32_t)beg, (uint32_t)end}, .kind = (uint8_t)kind};
    t.flags = sr_text_case(word, &bits);
    if (end >= o->whole || sr_text_blank((sr_str){o->s.p, o->whole}, end))
        t.flags |= SR_TOKEN_SPACE_AFTER;
    t.fold = sr_text_fold(word, bits);
    if (!SR_PUSH(o->a, o->ret, t))
        o->refused = true;
}

static void put(out *o, size_t beg, size_t end, sr_token_kind kind)
{
    while (end - beg > SR_MAX_TOKEN_BYTES) {
        size_t n = sr_utf8_floor(sr_str_cut(o->s, beg, end), SR_MAX_TOKEN_BYTES);
        put_piece(o, beg, beg + n, kind);
        beg += n;
        o->cut = true;
    }
    if (end > beg)
        put_piece(o, beg, end, kind);
}

/* Bytes of the apostrophe at i: ' ` ’ ʼ; 0 where there is none. */
static size_t apostrophe(sr_str s, size_t i, size_t end)
{
    if (i >= end)
        return 0;
    if (s.p[i] == '\'' || s.p[i] == '`')
        return 1;
    if (end - i >= 3 && memcmp(s.p + i, "\xE2\x80\x99", 3) == 0)
        return 3;
    return end - i >= 2 && memcmp(s.p + i, "\xCA\xBC", 2) == 0 ? 2 : 0;
}

static bool alpha_at(const out *o, size_t i, size_t end)
{
    size_t n;
    uint32_t cp;
    return i < end && (sr_text_at(o->s, i, &n, &cp) & SR_C_ALPHA);
}

/* --- 2. numbers --------------------------------------------------------------------- */

static bool digit_at(const out *o, size_t i, size_t end)
{
    return i < end && sr_is_digit(o->s.p[i]);
}

/* "1,200.5", "18:20", "11/28/2000", "1.2.3": digits with one mark between them. */
static size_t digits_end(const out *o, size_t i, size_t end)
{
    while (digit_at(o, i, end) ||
           (i < end && sr_text_one_of(o->s.p[i], ".,:/") && digit_at(o, i + 1, end)))
        i++;
    return i;
}

/* Groups of digits that hyphens join are one token when they are a date or a telephone
 * number: three groups and more, or 3 and 4 digits ("345-9945").  Else a range or a score:
 * cut.  Counted in the training parts of UD English EWT and GUM. */
static size_t hyphened_end(const out *o, size_t beg, size_t first_end, size_t end)
{
    size_t i = first_end, groups = 1, last = 0;
    while (i < end && i - beg < LOOK && o->s.p[i] == '-' && digit_at(o, i + 1, end)) {
        size_t j = i + 1;
        while (digit_at(o, j, end))
            j++;
        last = j - i - 1;
        groups++;
        i = j;
    }
    bool letters = i < end && (sr_is_alpha(o->s.p[i]) || o->s.p[i] == '-');
    bool phone = groups == 2 && first_end - beg == 3 && last == 4;
    return !letters && (groups > 2 || phone) ? i : first_end;
}

static bool is_ordinal(sr_str tail)
{
    return sr_str_ieq(tail, SR_STR("st")) || sr_str_ieq(tail, SR_STR("nd")) ||
           sr_str_ieq(tail, SR_STR("rd")) || sr_str_ieq(tail, SR_STR("th")) ||
           sr_str_eq(tail, SR_STR("s"));
}

/* Past the characters of the classes wanted; ideographs and kana only where asked for. */
static size_t letters_end(const out *o, size_t i, size_t end, unsigned want)
{
    size_t n;
    uint32_t cp;
    while (i < end) {
        unsigned c = sr_text_at(o->s, i, &n, &cp);
        if (!(c & want) || (c & CJK && !(want & CJK)))
            break;
        i += n;
    }
    return i;
}

/* A token that begins with a digit; returns its end. */
static size_t number(out *o, size_t beg, size_t end)
{
    size_t i = digits_end(o, beg, end);
    size_t whole = hyphened_end(o, beg, i, end);
    if (whole > i) {
        put(o, beg, whole, SR_TOKEN_NUMBER);
        return whole;
    }
    bool decade = i - beg == 2 || (i - beg == 4 && o->s.p[beg] == '1');
    size_t n = decade && o->s.p[i - 1] == '0' ? apostrophe(o->s, i, end) : 0;
    if (n && i + n < end && o->s.p[i + n] == 's' && !alpha_at(o, i + n + 1, end)) {
        put(o, beg, i + n + 1, SR_TOKEN_WORD); /* "the 1980's" */
        return i + n + 1;
    }
    size_t tail_end = letters_end(o, i, end, SR_C_WORD);
    sr_str tail = sr_str_cut(o->s, i, tail_end);
    if (tail.len == 0 ||
        (!is_ordinal(tail) && tail.len < LOOK && sr_map_get(&o->r->units, tail))) {
        put(o, beg, i, SR_TOKEN_NUMBER);
        return i;
    }
    put(o, beg, tail_end, SR_TOKEN_WORD);
    return tail_end;
}

/* --- 3. words ----------------------------------------------------------------------- */

static bool upper_at(const out *o, size_t i, size_t end)
{
    return i < end && sr_is_upper(o->s.p[i]);
}

/* May the word go on over the mark at i?  Returns the bytes of the mark, or 0. */
static size_t joint(const out *o, size_t beg, size_t i, size_t end)
{
    sr_str s = o->s;
    size_t n = apostrophe(s, i, end);
    if (n)
        return s.p[i] != '`' && alpha_at(o, i + n, end) ? n : 0;
    switch (s.p[i]) {
    case '&': return upper_at(o, i - 1, end) && upper_at(o, i + 1, end) && i - beg < 5;
    case '_': return i + 1 < end && sr_is_alnum(s.p[i + 1]);
    case '-':
        return (alpha_at(o, i + 1, end) || digit_at(o, i + 1, end)) && i - beg < LOOK &&
               (i - beg == 1 || !upper_at(o, i - 1, end) ||
                upper_at(o, i + 1, end)) && /* "UN-led" */
               sr_text_in(&o->r->prefixes, sr_str_cut(s, beg, i));
    case '.': {
        if (!alpha_at(o, i + 1, end) || i - beg >= LOOK)
            return 0;
        size_t w = i, e = letters_end(o, i + 1, end < i + 8 ? end : i + 8, SR_C_ALPHA);
        while (w > beg && s.p[w - 1] != '.')
            w--;
        bool lettered = i - w <= 2 && e - i - 1 <= 2;
        return lettered || (sr_is_lower(s.p[i + 1]) && sr_is_alnum(s.p[i - 1])) ||
               sr_text_abbrev(o->r, sr_str_cut(s, beg, e)) != SR_ABBREV_NONE;
    }
    default: return 0;
    }
}

static size_t word_end(const out *o, size_t beg, size_t end)
{
    size_t i = letters_end(o, beg, end, SR_C_WORD), n;
    while (i < end && (n = joint(o, beg, i, end)) > 0)
        i = letters_end(o, i + n, end, SR_C_WORD);
    return i;
}

static size_t run_of(const out *o, size_t beg, size_t end, const char *set)
{
    size_t i = beg;
    while (i < end && sr_text_one_of(o->s.p[i], set))
        i++;
    return i;
}

/* Is there nothing behind the stop at i but closing marks? */
static bool is_last(const out *o, size_t i)
{
    size_t at = i + 1;
    while (at < o->s.len && at - i < 16 &&
           (sr_text_one_of(o->s.p[at], "\"')]}*") || (unsigned char)o->s.p[at] >= 0x80))
        at++;
    return at >= o->s.len;
}

/* "J", "U.S", "p.m", "Ph.D": one capital, or parts with stops between. */
static bool is_initials(sr_str word)
{
    uint32_t cp;
    size_t n, stop = sr_str_find(word, SR_STR("."), 0);
    if (stop != SIZE_MAX)
        return stop <= 2 && word.len <= 12;
    return word.len && (sr_text_at(word, 0, &n, &cp) & SR_C_UPPER) && n == word.len;
}

/* Does the stop behind the word [beg, i) belong to it?  At the end of a sentence only
 * that of initials does: "in the U.S.", but "plums, etc|." (so UD English EWT). */
static bool keeps_stop(const out *o, size_t beg, size_t i, size_t end)
{
    if (i >= end || o->s.p[i] != '.')
        return false;
    size_t stops = run_of(o, i, end, ".!?") - i;
    sr_str word = sr_str_cut(o->s, beg, i);
    bool stopped = memchr(word.p, '.', word.len) != NULL;
    sr_abbrev a = sr_text_abbrev(o->r, word);
    if (stops > 2 || (stops == 2 && !stopped))
        return false;
    if (stopped && (a != SR_ABBREV_NONE || is_initials(word)))
        return true;
    if (is_last(o, i))
        return false;
    if (is_initials(word))
        return true;
    if (a == SR_ABBREV_NUMBER) {
        size_t next = sr_text_skip_blanks(o->s, i + 1);
        return next < o->s.len && sr_is_digit(o->s.p[next]);
    }
    return a != SR_ABBREV_NONE;
}

/* The start of what is cut off the end of the word: "'s", "n't", "'"; end where nothing
 * is. */
static size_t tail_beg(const out *o, size_t beg, size_t end)
{
    size_t i = end, n = 0;
    char tail[8] = "n'";
    while (i > beg && end - i < 5 && sr_is_alpha(o->s.p[i - 1]))
        i--;
    for (size_t back = 1; back <= 3 && back <= i - beg && n == 0; back++)
        n = apostrophe(o->s, i - back, i) == back ? back : 0;
    if (n == 0 || i - n == beg)
        return end;
    size_t letters = end - i;
    memcpy(tail + 2, o->s.p + i, letters);
    size_t a = i - n;
    if (sr_lower(o->s.p[a - 1]) == 'n' && a - 1 > beg &&
        sr_text_in(&o->r->tails, (sr_str){tail, letters + 2}))
        return a - 1;
    return sr_text_in(&o->r->tails, (sr_str){tail + 1, letters + 1}) ? a : end;
}

static void put_word(out *o, size_t beg, size_t end)
{
    size_t len = end - beg;
    if (len < LOOK &&
        (o->r->split_marks >> sr_text_split_bit(sr_str_cut(o->s, beg, end)) & 1)) {
        char low[LOOK];
        for (size_t i = 0; i < len; i++)
            low[i] = sr_lower(o->s.p[beg + i]);
        const uint64_t *at = sr_map_get(&o->r->splits, (sr_str){low, len});
        if (at && *at < len) {
            put(o, beg, beg + *at, SR_TOKEN_WORD);
            put(o, beg + *at, end, SR_TOKEN_WORD);
            return;
        }
    }
    put(o, beg, end, SR_TOKEN_WORD);
}

/* A word with its contractions; plain: it has nothing but letters and digits. */
static void put_contracted(out *o, size_t beg, size_t end)
{
    size_t cuts[4], n = 0;
    while (n < SR_COUNT(cuts)) {
        size_t cut = tail_beg(o, beg, end);
        if (cut == end)
            break;
        cuts[n++] = end;
        end = cut;
    }
    put_word(o, beg, end);
    while (n > 0) {
        put(o, end, cuts[n - 1], SR_TOKEN_WORD);
        end = cuts[--n];
    }
}

static size_t word(out *o, size_t beg, size_t end)
{
    size_t i = word_end(o, beg, end);
    if (keeps_stop(o, beg, i, end)) {
        put(o, beg, i + 1, SR_TOKEN_WORD);
        return i + 1;
    }
    size_t n = apostrophe(o->s, i, end); /* "Pirates'", "mama`s" */
    if (n && o->s.p[i] == '`')
        i = letters_end(o, i + n, end, SR_C_ALPHA);
    if (memchr(o->s.p + beg, '\'', i - beg) || memchr(o->s.p + beg, '`', i - beg) ||
        memchr(o->s.p + beg, 0xE2, i - beg) || memchr(o->s.p + beg, 0xCA, i - beg))
        put_contracted(o, beg, i);
    else
        put_word(o, beg, i);
    return i;
}

/* Ideographs: one a token.  Kana: a run of one script. */
static size_t cjk(out *o, size_t beg, size_t end, unsigned class)
{
    size_t n;
    uint32_t cp;
    (void)sr_text_at(o->s, beg, &n, &cp);
    size_t i = class & SR_C_HAN ? beg + n : letters_end(o, beg, end, class & KANA);
    i = letters_end(o, i, end, SR_C_MARK);
    put(o, beg, i, SR_TOKEN_WORD);
    return i;
}

/* --- 4. marks ----------------------------------------------------------------------- */

static size_t run_same(const out *o, size_t beg, size_t end)
{
    size_t i = beg;
    while (i < end && o->s.p[i] == o->s.p[beg])
        i++;
    return i;
}

/* "'em", "'90s", "’72": letters or digits whose apostrophe is part of the word. */
static size_t apostrophe_word(const out *o, size_t beg, size_t n, size_t end)
{
    size_t i = beg + n;
    char low[16] = "'";
    if (digit_at(o, i, end) && digit_at(o, i + 1, end) && !digit_at(o, i + 2, end)) {
        i += 2;
        i += i < end && o->s.p[i] == 's';
        return alpha_at(o, i, end) ? 0 : i;
    }
    while (i < end && i - beg - n < 12 && sr_is_alpha(o->s.p[i])) {
        low[i - beg - n + 1] = sr_lower(o->s.p[i]);
        i++;
    }
    size_t len = i - beg - n + 1, m = apostrophe(o->s, i, end);
    low[len] = '\'';
    if (m && i + m == end && sr_map_get(&o->r->heads, (sr_str){low, len + 1}))
        return i + m; /* "'n'" */
    bool known = sr_map_get(&o->r->heads, (sr_str){low, len}) != NULL;
    return known && !alpha_at(o, i, end) ? i : 0;
}

/* A mark or symbol that begins at beg, ASCII; returns its end. */
static size_t ascii_mark(const out *o, size_t beg, size_t end, sr_token_kind *kind)
{
    char c = o->s.p[beg];
    *kind =
        sr_text_byte[(unsigned char)c] & SR_C_SYMBOL ? SR_TOKEN_SYMBOL : SR_TOKEN_PUNCT;
    switch (c) {
    case '.':
    case '!':
    case '?': return run_of(o, beg, end, ".!?");
    case '\'':
    case '`':
    case '-':
    case '=':
    case '*':
    case '_':
    case '~':
    case '+':
    case '#':
    case '<':
    case '>': return run_same(o, beg, end);
    default: return beg + 1;
    }
}

/* The same above ASCII: "’’" and "……" are one, an emoji keeps its joiners and tones. */
static size_t high_mark(const out *o, size_t beg, size_t end, unsigned class,
                        sr_token_kind *kind)
{
    size_t n, m;
    uint32_t cp, other;
    (void)sr_text_at(o->s, beg, &n, &cp);
    size_t i = beg + n;
    *kind = class & SR_C_PUNCT ? SR_TOKEN_PUNCT : SR_TOKEN_SYMBOL;
    if (cp == 0x2026)
        return run_of(o, i, end, ".!?");
    if (cp == 0x2019 || cp == 0x2018 || cp == 0x2014) {
        while (i < end && sr_text_at(o->s, i, &m, &other) && other == cp)
            i += m;
        return i;
    }
    while (i < end) {
        unsigned c = sr_text_at(o->s, i, &m, &other);
        bool tone = other >= 0x1F3FB && other <= 0x1F3FF;
        bool flag = cp >= 0x1F1E6 && cp <= 0x1F1FF && other >= 0x1F1E6 &&
                    other <= 0x1F1FF && i == beg + n;
        if (!(c & SR_C_MARK) && !tone && !flag)
            break;
        i += m;
        if (other == 0x200D && i < end && (sr_text_at(o->s, i, &m, &other) & SR_C_SYMBOL))
            i += m;
    }
    return i;
}

/* "US$", "+44": symbols that go with what is beside them. */
static size_t special(const out *o, size_t beg, size_t end, sr_token_kind *kind)
{
    sr_str rest = sr_str_cut(o->s, beg, end);
    size_t caps = 0;
    while (caps < rest.len && caps < 4 && sr_is_upper(rest.p[caps]))
        caps++;
    if (caps > 0 && caps < 4 && caps < rest.len && rest.p[caps] == '$') {
        *kind = SR_TOKEN_SYMBOL;
        return beg + caps + 1;
    }
    bool first = beg == 0 || !sr_is_alnum(o->s.p[beg - 1]);
    if (rest.p[0] == '+' && first && digit_at(o, beg + 1, end)) {
        *kind = SR_TOKEN_NUMBER;
        size_t i = digits_end(o, beg + 1, end);
        return hyphened_end(o, beg + 1, i, end);
    }
    return beg;
}

/* What is cut off a word although a mark or a blank stands before it: 'the "Post"'s',
 * "FERC 's".  Returns its end, or 0. */
static size_t detached_tail(const out *o, size_t beg, size_t n, size_t end)
{
    char tail[8] = "'";
    size_t e = letters_end(o, beg + n, end, SR_C_ALPHA), letters = e - beg - n;
    if (letters == 0 || letters > 2 || (unsigned char)o->s.p[beg + n] >= 0x80)
        return 0;
    memcpy(tail + 1, o->s.p + beg + n, letters);
    bool alone = e == end || sr_text_one_of(o->s.p[e], ".,;:!?)");
    return alone && sr_text_in(&o->r->tails, (sr_str){tail, letters + 1}) ? e : 0;
}

/* --- 5. chunks ---------------------------------------------------------------------- */

static size_t mark_or_symbol(out *o, size_t beg, size_t end, unsigned class)
{
    sr_token_kind kind;
    size_t n = apostrophe(o->s, beg, end);
    size_t i = n ? apostrophe_word(o, beg, n, end) : 0;
    if (i) {
        put(o, beg, i, SR_TOKEN_WORD);
        return i;
    }
    if (n && (i = detached_tail(o, beg, n, end)) > 0) {
        put(o, beg, i, SR_TOKEN_WORD);
        return i;
    }
    i = (unsigned char)o->s.p[beg] < 0x80 ? ascii_mark(o, beg, end, &kind)
                                          : high_mark(o, beg, end, class, &kind);
    put(o, beg, i, kind);
    return i;
}

/* The token at beg; returns its end.  tries: links may still be looked for. */
static size_t step(out *o, size_t beg, size_t end, int *tries)
{
    size_t n, i;
    uint32_t cp;
    sr_token_kind kind;
    unsigned class = sr_text_at(o->s, beg, &n, &cp);
    if (*tries > 0) {
        (*tries)--;
        if ((n = sr_text_link(o->s, beg, end)) > 0) {
            put(o, beg, beg + n, SR_TOKEN_LINK);
            return beg + n;
        }
    }
    if ((n = sr_text_emoticon(o->s, beg, end)) > 0) {
        put(o, beg, beg + n, SR_TOKEN_SYMBOL);
        return beg + n;
    }
    if ((i = special(o, beg, end, &kind)) > beg) {
        put(o, beg, i, kind);
        return i;
    }
    if (class & CJK)
        return cjk(o, beg, end, class);
    if (cp < 0x80 && class & SR_C_DIGIT)
        return number(o, beg, end);
    if (class & SR_C_WORD)
        return word(o, beg, end);
    return mark_or_symbol(o, beg, end, class);
}

static void chunk(out *o, size_t beg, size_t end, unsigned bits)
{
    if (!(bits & ~(unsigned)(SR_C_UPPER | SR_C_LOWER))) {
        put_word(o, beg, end);
        return;
    }
    int tries = bits & (SR_C_PUNCT | SR_C_SYMBOL) ? LINK_TRIES : 0;
    while (beg < end && !o->refused)
        beg = step(o, beg, end, &tries);
}

bool sr_text_tokens(const sr_text_rules *r, sr_str text, sr_span span, sr_arena *a,
                    sr_token_vec *ret, bool *cut)
{
    out o = {.r = r, .s = {text.p, span.end}, .whole = text.len, .a = a, .ret = ret};
    size_t at = span.beg;
    while (at < span.end && !o.refused) {
        size_t beg = at = sr_text_skip_blanks(o.s, at), n;
        unsigned bits = 0;
        while (at < span.end) {
            unsigned c = sr_text_byte[(unsigned char)text.p[at]];
            if (c & SR_C_BLANK)
                break;
            if (c & SR_C_HIGH && (n = sr_text_blank(o.s, at)) > 0)
                break;
            bits |= c;
            at++;
        }
        if (at > beg)
            chunk(&o, beg, at, bits);
    }
    *cut = *cut || o.cut;
    return !o.refused;
}

/* --- 6. tokens that others cut -------------------------------------------------------- */

static sr_token_kind kind_of(sr_str form, unsigned bits)
{
    size_t n;
    uint32_t cp;
    unsigned first = sr_text_at(form, 0, &n, &cp);
    if (sr_text_link(form, 0, form.len) == form.len)
        return SR_TOKEN_LINK;
    if (bits & SR_C_DIGIT && !(bits & SR_C_ALPHA))
        return SR_TOKEN_NUMBER;
    if (bits & SR_C_WORD)
        return SR_TOKEN_WORD;
    return first & SR_C_PUNCT ? SR_TOKEN_PUNCT : SR_TOKEN_SYMBOL;
}

void sr_text_given(sr_str form, sr_token *t)
{
    unsigned bits;
    t->kind = SR_TOKEN_WORD;
    t->fold = sr_hash64(form);
    if (form.len > SR_MAX_TOKEN_BYTES)
        return;
    t->flags |= sr_text_case(form, &bits);
    t->fold = sr_text_fold(form, bits);
    t->kind = (uint8_t)kind_of(form, bits);
}
