/* Sentences that may stand in a brief.  Read units.h first; in order:
 *   1. quotation marks    2. scanning    3. datelines    4. the verdict    5. the walk
 */
#include "report/units.h"

#include "base/utf8.h"

/* --- 1. quotation marks -------------------------------------------------------------- */

static bool word_at(sr_str s, size_t at)
{
    return at < s.len && (sr_is_alnum(s.p[at]) || (unsigned char)s.p[at] >= 0xC3);
}

/* The mark that closes what cp opens; 0: it opens nothing.  Straight single quotes open
 * between a non-word and a letter: not in "workers' pay" and "the '90s". */
static uint32_t closer(sr_str s, size_t at, size_t n, uint32_t cp)
{
    switch (cp) {
    case '"': return '"';
    case 0x201C: return 0x201D;
    case 0x201E: return 0x201C;
    case 0xAB: return 0xBB;
    case 0xBB: return 0xAB;
    case 0x2018: return 0x2019;
    case '\'':
        if ((at == 0 || !word_at(s, at - 1)) && word_at(s, at + n) &&
            !sr_is_digit(s.p[at + n]))
            return '\'';
        return 0;
    default: return 0;
    }
}

/* A closing single mark directly before a letter is an apostrophe. */
static bool closes(sr_str s, size_t at, size_t n, uint32_t cp, uint32_t open)
{
    if (cp != open && !(open == 0x201C && cp == 0x201D))
        return false;
    return (cp != '\'' && cp != 0x2019) || !word_at(s, at + n);
}

static void walk_gap(sr_str s, size_t from, size_t to, sr_scan *scan, bool *stop)
{
    for (size_t at = from; at < to;) {
        uint32_t cp;
        size_t n = sr_utf8_next(s, at, &cp);
        if (scan->quote && closes(s, at, n, cp, scan->quote))
            scan->quote = 0;
        else if (!scan->quote)
            scan->quote = closer(s, at, n, cp);
        scan->question |= cp == '?' || cp == 0x61F || cp == 0xFF1F;
        *stop |= cp > ' ' && cp != '$' && cp != 0x20AC && cp != 0xA3 && cp != '\'';
        at += n;
    }
}

/* --- 2. scanning --------------------------------------------------------------------- */

void sr_scan_add(const sr_lex *lex, sr_str text, sr_span span, sr_scan *scan)
{
    sr_str s = {text.p, span.end};
    sr_bword w;
    for (size_t at = span.beg; at < span.end; at = w.span.end) {
        bool stop = false;
        bool more = sr_bword_next(s, at, &w);
        walk_gap(s, at, more ? w.span.beg : span.end, scan, &stop);
        if (!more)
            return;
        if (stop || at == span.beg)
            w.flags |= SR_WORD_AFTER_STOP;
        if (scan->quote)
            w.flags |= SR_WORD_QUOTED;
        const sr_lex_entry *e = sr_lex_find(lex, w.form);
        w.kinds = e ? e->kinds : 0;
        if (scan->n == SR_SCAN_WORDS)
            scan->over = true;
        else
            scan->v[scan->n++] = w;
    }
}

/* --- 3. datelines -------------------------------------------------------------------- */

enum { DATELINE_BYTES = 100, DATELINE_PLACES = 5 };

/* Offset behind " - ", " — ", " – " or " -- " within the first bytes; 0: none. */
static size_t behind_dash(sr_str s, size_t *dash)
{
    static const char *const dashes[] = {
        " - ",   " \xE2\x80\x94 ", " \xE2\x80\x93 ", " -- ",         ")- ",
        ") -- ", ")\xE2\x80\x94",  " \xE2\x80\x94",  " \xE2\x80\x93"};
    sr_str head = {s.p, s.len < DATELINE_BYTES ? s.len : DATELINE_BYTES};
    for (size_t i = 0; i < SR_COUNT(dashes); i++) {
        size_t at = sr_str_find(head, sr_str_of(dashes[i]), 0);
        if (at != SIZE_MAX) {
            *dash = at + (dashes[i][0] == ')');
            return at + strlen(dashes[i]);
        }
    }
    return 0;
}

/* In front of a sentence's start: words in capitals, or an agency in brackets, and nothing but capitalised words, dates
 * and stops around: "CONSTANTA, Romania, March 10 (Meridian)". */
static bool is_dateline(sr_str head)
{
    bool caps = false, bracket = sr_str_ends(sr_str_trim(head), SR_STR(")")) &&
                                 sr_str_find(head, SR_STR("("), 0) != SIZE_MAX;
    sr_bword w = {0};
    for (size_t at = 0, n = 0; sr_bword_next(head, at, &w); at = w.span.end, n++) {
        if (!(w.flags & (SR_WORD_CAPITAL | SR_WORD_DIGIT)))
            return false;
        caps |= n == 0 && (w.flags & SR_WORD_CAPS);
    }
    return (caps || bracket) && sr_str_find(head, SR_STR("\""), 0) == SIZE_MAX;
}

sr_span sr_unit_cut_dateline(sr_str text, sr_span span)
{
    size_t dash = 0, skip = behind_dash(sr_str_span(text, span), &dash);
    if (skip == 0 || !is_dateline((sr_str){text.p + span.beg, dash}))
        return span;
    uint32_t beg = span.beg + (uint32_t)skip;
    while (beg < span.end && sr_is_space(text.p[beg]))
        beg++;
    bool starts = beg < span.end && !sr_is_lower(text.p[beg]);
    return starts ? (sr_span){beg, span.end} : span;
}

/* --- 4. the verdict ------------------------------------------------------------------ */

/* The last code point, closing quotes and brackets passed over, ends a sentence. */
static bool ends_well(sr_str s)
{
    for (size_t at = s.len; at > 0;) {
        uint32_t cp;
        at = sr_utf8_prev(s, at);
        (void)sr_utf8_next(s, at, &cp);
        if (cp == '.' || cp == '!' || cp == 0x2026 || cp == 0x3002 || cp == 0xFF01 ||
            cp == 0x964 || cp == 0x6D4)
            return true;
        if (cp != '"' && cp != '\'' && cp != ')' && cp != ']' && cp != 0x201D &&
            cp != 0x2019 && cp != 0xBB && cp != 0x201C)
            return false;
    }
    return false;
}

/* A name, as far as letters tell: a capital that is not due to the sentence's start. */
static bool is_name(const sr_scan *s, size_t i)
{
    const sr_bword *w = &s->v[i];
    if (!(w->flags & SR_WORD_CAPITAL) || SR_IS(w, SR_KIND_DAY) || SR_IS(w, SR_KIND_SELF))
        return false;
    bool next = i + 1 < s->n && (s->v[i + 1].flags & SR_WORD_CAPITAL) &&
                !(s->v[i + 1].flags & SR_WORD_AFTER_STOP);
    return !SR_IS(w, SR_KIND_STOP) && (i > 0 || next);
}

/* Words outside quotations that the sentence cannot be read without what is before. */
static bool third_without_name(const sr_scan *s)
{
    bool name = false;
    for (size_t i = 0; i < s->n; i++) {
        const sr_bword *w = &s->v[i];
        if (w->flags & SR_WORD_QUOTED)
            continue;
        bool speaks = i + 1 < s->n && SR_IS(&s->v[i + 1], SR_KIND_SAY);
        if (!name && (SR_IS(w, SR_KIND_THIRD) || (SR_IS(w, SR_KIND_DANGLE) && speaks)))
            return true;
        name |= is_name(s, i);
    }
    return false;
}

static bool has_before(const sr_scan *s, size_t i, uint64_t stem)
{
    for (size_t k = 0; k < i; k++)
        if (s->v[k].stem == stem)
            return true;
    return false;
}

/* "..., the ministry said": one bare noun between article and verb, or between "said" and
 * the end, that was not named before. */
static uint64_t bare_speaker(const sr_scan *s)
{
    for (size_t i = 1; i + 2 < s->n; i++) {
        const sr_bword *the = &s->v[i], *noun = the + 1, *verb = the + 2;
        if (SR_IS(the, SR_KIND_DEFINITE) && SR_IS(verb, SR_KIND_SAY) &&
            !(the->flags & SR_WORD_QUOTED) &&
            !(noun->flags & (SR_WORD_CAPITAL | SR_WORD_DIGIT)) &&
            !has_before(s, i, noun->stem))
            return noun->stem;
    }
    return 0;
}

/* "The regional inspectorate ...": the small words behind the first "the", of which one
 * must have been said.  One bare noun with nothing behind it that says which ("The party
 * opposes") leans on the sentence before: the reader may know another party by now. */
static void definite_start(const sr_scan *s, sr_verdict *v)
{
    if (s->n == 0 || !SR_IS(&s->v[0], SR_KIND_DEFINITE) ||
        (s->v[0].flags & SR_WORD_QUOTED))
        return;
    size_t i = 1;
    for (; i < s->n && v->n_needs < SR_UNIT_NEEDS; i++) {
        const sr_bword *w = &s->v[i];
        if (w->flags & (SR_WORD_CAPITAL | SR_WORD_DIGIT)) {
            v->n_needs =
                0; /* "the European Union", "the 58,000-dwt bulker": it is named */
            return;
        }
        if (w->kinds || (w->flags & SR_WORD_AFTER_STOP))
            break;
        v->needs[v->n_needs++] = w->stem;
    }
    bool told = i < s->n &&
                (SR_IS(&s->v[i], SR_KIND_PREP) || (s->v[i].flags & SR_WORD_AFTER_STOP));
    v->dangles |= i <= 2 && !told;
}

/* "..., rejected that." */
static bool ends_on_that(const sr_scan *s)
{
    const sr_bword *w = &s->v[s->n - 1];
    return SR_IS(w, SR_KIND_DANGLE) && SR_IS(w, SR_KIND_BREAK) &&
           !(w->flags & SR_WORD_QUOTED);
}

typedef struct tally {
    size_t outside, caps, self;
} tally;

static tally count(const sr_scan *s)
{
    tally t = {0};
    for (size_t i = 0; i < s->n; i++) {
        bool quoted = s->v[i].flags & SR_WORD_QUOTED;
        t.outside += !quoted;
        t.caps += (s->v[i].flags & SR_WORD_CAPS) != 0;
        t.self += !quoted && SR_IS(&s->v[i], SR_KIND_SELF);
    }
    return t;
}

/* "Roads: EN8 interrupted": a row of a list. */
static bool is_row(sr_str s, const sr_scan *scan)
{
    for (size_t i = 1; i < 6 && i < scan->n; i++) {
        sr_str gap = sr_str_cut(s, scan->v[i - 1].span.end - scan->v[0].span.beg,
                                scan->v[i].span.beg - scan->v[0].span.beg);
        if (gap.len && gap.p[0] == ':')
            return true;
    }
    return false;
}

static bool stands(const sr_lex *lex, sr_str s, const sr_scan *scan)
{
    if (scan->over || scan->question || scan->quote || scan->n < SR_UNIT_MIN_WORDS ||
        scan->n > SR_UNIT_MAX_WORDS || s.len > SR_UNIT_MAX_BYTES || !ends_well(s) ||
        sr_is_lower(s.p[0]))
        return false;
    tally t = count(scan);
    if (t.outside < 2 || 2 * t.caps > scan->n || t.self > 0)
        return false;
    return !is_row(s, scan) && !sr_lex_phrase(lex, SR_KIND_BOILER, s);
}

sr_verdict sr_unit_judge(const sr_lex *lex, sr_str text, sr_span span,
                         const sr_scan *scan, bool opens)
{
    sr_verdict v = {.good = stands(lex, sr_str_span(text, span), scan)};
    if (!v.good)
        return v;
    const sr_bword *first = &scan->v[0];
    v.dangles = third_without_name(scan);
    if (!(first->flags & SR_WORD_QUOTED))
        v.dangles |= SR_IS(first, SR_KIND_DANGLE) || SR_IS(first, SR_KIND_LINK);
    if (!opens)
        definite_start(scan, &v);
    v.said = bare_speaker(scan);
    v.dangles |= ends_on_that(scan);
    return v;
}

/* --- 5. the walk --------------------------------------------------------------------- */

static bool fits(const sr_doc *doc, const sr_sentence *s)
{
    return !s->in_title && s->span.beg < s->span.end &&
           s->span.end <= doc->article.text.len;
}

static bool running_text(const sr_doc *doc, const sr_sentence *s)
{
    const sr_article *a = &doc->article;
    return s->para >= a->n_paras || a->paras[s->para].kind == SR_PARA_TEXT;
}

/* Take the sentences that follow in the same paragraph while a quotation is open. */
static void take_open_quote(const sr_lex *lex, const sr_doc *doc, size_t *i, sr_cut *cut)
{
    uint32_t para = doc->sents[*i - 1].para;
    while (cut->scan.quote && !cut->scan.over && *i < doc->n_sents) {
        const sr_sentence *s = &doc->sents[*i];
        if (!fits(doc, s) || s->para != para || s->span.beg < cut->span.end)
            return;
        sr_scan_add(lex, doc->article.text, (sr_span){cut->span.end, s->span.end},
                    &cut->scan);
        cut->span.end = s->span.end;
        *i += 1;
    }
}

bool sr_unit_next(const sr_lex *lex, const sr_doc *doc, size_t *sentence, sr_cut *cut)
{
    size_t i = *sentence;
    uint32_t place = i ? cut->place + 1 : 0;
    while (i < doc->n_sents && !fits(doc, &doc->sents[i]))
        i++;
    if (i >= doc->n_sents || place >= SR_MAX_BRIEF_UNITS)
        return false;
    const sr_sentence *s = &doc->sents[i++];
    *cut = (sr_cut){.span = s->span, .place = place};
    if (place < DATELINE_PLACES) /* behind a byline or a caption, too */
        cut->span = sr_unit_cut_dateline(doc->article.text, s->span);
    sr_scan_add(lex, doc->article.text, cut->span, &cut->scan);
    take_open_quote(lex, doc, &i, cut);
    cut->plain = running_text(doc, s) && !cut->scan.quote;
    *sentence = i;
    return true;
}
