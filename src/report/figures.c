/* Figures of one unit.  Read figures.h first; in order:
 *   1. numbers    2. number and measure    3. who says so
 */
#include "report/figures.h"

/* --- 1. numbers ---------------------------------------------------------------------- */

enum { SCALE = 100 }; /* number words from here on multiply the one before */

/* Digits with commas between groups and at most one decimal point; no year. */
static bool digits(sr_str s, double *value)
{
    double v = 0, unit = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (sr_is_digit(s.p[i])) {
            v = unit > 0 ? v + unit * (s.p[i] - '0') : 10 * v + (s.p[i] - '0');
            unit /= 10;
        } else if (s.p[i] == '.' && unit <= 0) {
            unit = 0.1;
        } else if (s.p[i] != ',') {
            return false;
        }
    }
    *value = v;
    return s.len < 16;
}

static bool is_year(sr_str s)
{
    return s.len == 4 &&
           ((s.p[0] == '1' && s.p[1] == '9') || (s.p[0] == '2' && s.p[1] == '0'));
}

bool sr_figure_number(const sr_lex *lex, sr_str text, const sr_scan *scan, size_t i,
                      size_t *end, double *value)
{
    const sr_bword *w = &scan->v[i];
    double v = 0;
    if (w->flags & SR_WORD_DIGIT) {
        sr_str s = sr_str_span(text, w->span);
        if (is_year(s) || !digits(s, &v))
            return false;
    } else if (SR_IS(w, SR_KIND_NUMBER)) {
        v = sr_lex_find(lex, w->form)->value;
        if (v >= SCALE)
            return false; /* "half a million" */
    } else {
        return false;
    }
    for (i++; i < scan->n && SR_IS(&scan->v[i], SR_KIND_NUMBER); i++) {
        double scale = sr_lex_find(lex, scan->v[i].form)->value;
        if (scale < SCALE || (scan->v[i].flags & SR_WORD_AFTER_STOP))
            break;
        v *= scale;
    }
    *end = i;
    *value = v;
    return true;
}

/* --- 2. number and measure ----------------------------------------------------------- */

static bool about_another_time(sr_str text, const sr_scan *scan, int year)
{
    for (size_t i = 0; i < scan->n; i++) {
        const sr_bword *w = &scan->v[i];
        sr_str s = sr_str_span(text, w->span);
        if (SR_IS(w, SR_KIND_HEDGE))
            return true;
        uint64_t y;
        if ((w->flags & SR_WORD_DIGIT) && is_year(s) && sr_str_u64(s, &y) &&
            (int)y != year)
            return true;
    }
    return false;
}

static sr_str measure_at(const sr_lex *lex, const sr_bword *w)
{
    return lex->measures[sr_lex_find(lex, w->form)->measure - 1];
}

/* The measure behind the number words [i, end): its index, or 0. */
static size_t measure_behind(const sr_lex *lex, const sr_scan *s, size_t i, size_t end)
{
    bool lack = false;
    if (i > 0 && SR_IS(&s->v[i - 1], SR_KIND_MORE) &&
        !(s->v[i].flags & SR_WORD_AFTER_STOP))
        return 0;
    for (size_t k = end; k < s->n && k < end + SR_FIGURE_REACH + 1; k++) {
        const sr_bword *w = &s->v[k];
        if ((w->flags & (SR_WORD_AFTER_STOP | SR_WORD_DIGIT)) ||
            SR_IS(w, SR_KIND_NUMBER) || SR_IS(w, SR_KIND_UNIT) ||
            SR_IS(w, SR_KIND_MORE) || SR_IS(w, SR_KIND_SAY) || SR_IS(w, SR_KIND_BREAK))
            return 0;
        lack |= SR_IS(w, SR_KIND_LACK);
        if (SR_IS(w, SR_KIND_AFTER) &&
            (lack || !sr_str_starts(measure_at(lex, w), SR_STR("without"))))
            return k;
    }
    return 0;
}

/* "at least", "about", "some" in front of word i. */
static size_t with_about(const sr_scan *s, size_t i)
{
    if (i == 0 || (s->v[i].flags & SR_WORD_AFTER_STOP))
        return i;
    bool two = i > 1 && SR_IS(&s->v[i - 1], SR_KIND_ABOUT3) &&
               SR_IS(&s->v[i - 2], SR_KIND_ABOUT2) &&
               !(s->v[i - 1].flags & SR_WORD_AFTER_STOP);
    return two ? i - 2 : i - SR_IS(&s->v[i - 1], SR_KIND_ABOUT);
}

/* "killed [four workers]": the word that holds the measure, or SIZE_MAX. */
static size_t measure_before(const sr_scan *s, size_t first)
{
    if (first == 0 || (s->v[first].flags & SR_WORD_AFTER_STOP) ||
        !SR_IS(&s->v[first - 1], SR_KIND_BEFORE))
        return SIZE_MAX;
    return first - 1;
}

/* The end of "[four workers] overnight": the noun behind the number, where one follows. */
static size_t with_noun(const sr_scan *s, size_t end)
{
    size_t k = end;
    for (; k < s->n && k < end + 2 && !(s->v[k].flags & SR_WORD_AFTER_STOP); k++)
        if (SR_IS(&s->v[k], SR_KIND_PREP) || SR_IS(&s->v[k], SR_KIND_BREAK) ||
            (k > end && SR_IS(&s->v[k], SR_KIND_STOP)))
            break;
    return k;
}

static bool unit_follows(const sr_scan *s, size_t end)
{
    return end < s->n && !(s->v[end].flags & SR_WORD_AFTER_STOP) &&
           (SR_IS(&s->v[end], SR_KIND_UNIT) || SR_IS(&s->v[end], SR_KIND_MORE));
}

/* "The four were found", "those two": of a number that was given before. */
static bool given_before(const sr_scan *s, size_t first)
{
    return first > 0 && !(s->v[first].flags & SR_WORD_AFTER_STOP) &&
           (SR_IS(&s->v[first - 1], SR_KIND_DEFINITE) ||
            (SR_IS(&s->v[first - 1], SR_KIND_DANGLE) &&
             !SR_IS(&s->v[first - 1], SR_KIND_BREAK))); /* not "that five died" */
}

static bool says_differ(const sr_scan *s)
{
    for (size_t i = 0; i < s->n; i++)
        if (SR_IS(&s->v[i], SR_KIND_DIFFER))
            return true;
    return false;
}

/* The first content word of the figure that is no number: "two [patients] died". */
static uint64_t counted_noun(const sr_scan *s, size_t beg, size_t end)
{
    for (size_t i = beg; i < end; i++)
        if (s->v[i].kinds == 0 && !(s->v[i].flags & SR_WORD_DIGIT))
            return s->v[i].stem;
    return 0;
}

/* --- 3. who says so ------------------------------------------------------------------ */

static sr_span words_span(const sr_scan *s, size_t beg, size_t end)
{
    return (sr_span){s->v[beg].span.beg, s->v[end - 1].span.end};
}

enum { SPEAKER_WORDS = 10 };

static bool speaker_ok(const sr_scan *s, size_t beg, size_t end)
{
    if (end <= beg || end - beg > SPEAKER_WORDS)
        return false;
    for (size_t i = beg; i < end; i++)
        if (s->v[i].flags & SR_WORD_QUOTED)
            return false;
    return !SR_IS(&s->v[beg], SR_KIND_DANGLE) && !SR_IS(&s->v[beg], SR_KIND_THIRD) &&
           !SR_IS(&s->v[beg], SR_KIND_LINK) && !SR_IS(&s->v[beg], SR_KIND_BEFORE);
}

/* "X said ..." in front of [beg, end) or "..., X said" behind it. */
static bool says_at(const sr_scan *s, size_t i, size_t beg, size_t end, sr_span *ret)
{
    size_t k = i;
    while (k > 0 && !(s->v[k].flags & SR_WORD_AFTER_STOP))
        k--;
    bool apart = i < beg ? i > k : k >= end;
    if (!apart || !speaker_ok(s, k, i))
        return false;
    *ret = words_span(s, k, i);
    return true;
}

/* "according to X" behind the figure, as far as the next comma. */
static bool accords_at(const sr_scan *s, size_t i, sr_span *ret)
{
    size_t k = i + 2;
    while (k < s->n && !(s->v[k].flags & SR_WORD_AFTER_STOP))
        k++;
    if (i + 2 >= s->n || !speaker_ok(s, i + 2, k))
        return false;
    *ret = words_span(s, i + 2, k);
    return true;
}

static sr_span who_says(const sr_scan *s, size_t beg, size_t end)
{
    sr_span ret = {0};
    for (size_t i = end; i < s->n; i++)
        if ((SR_IS(&s->v[i], SR_KIND_SAY) && says_at(s, i, beg, end, &ret)) ||
            (SR_IS(&s->v[i], SR_KIND_ACCORD) && accords_at(s, i, &ret)))
            return ret;
    for (size_t i = 1; i < beg; i++)
        if (SR_IS(&s->v[i], SR_KIND_SAY) && says_at(s, i, beg, end, &ret))
            return ret;
    return ret;
}

size_t sr_figures_find(const sr_lex *lex, sr_str text, const sr_scan *scan, int year,
                       sr_found ret[SR_FIGURES_OF_UNIT])
{
    size_t n = 0, end;
    if (about_another_time(text, scan, year))
        return 0;
    for (size_t i = 0; i < scan->n && n < SR_FIGURES_OF_UNIT; i++) {
        sr_found f = {0};
        if (!sr_figure_number(lex, text, scan, i, &end, &f.value) ||
            unit_follows(scan, end))
            continue;
        size_t first = with_about(scan, i), last = measure_behind(lex, scan, i, end);
        size_t measure = last ? last : measure_before(scan, first);
        if (measure == SIZE_MAX || given_before(scan, first))
            continue;
        first = last ? first : measure;
        end = last ? last + 1 : with_noun(scan, end);
        f.measure = measure_at(lex, &scan->v[measure]);
        f.span = words_span(scan, first, end);
        f.noun = counted_noun(scan, first, end);
        f.differs = says_differ(scan);
        f.says = who_says(scan, first, end);
        ret[n++] = f;
        i = end - 1;
    }
    return n;
}
