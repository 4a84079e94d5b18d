/* What an amount counts, by the words around it.  In order:
 *   1. small questions       2. the noun            3. the predicate behind
 *   4. the verb before       5. tolls               6. does it fit?
 *   7. lists and parts       8. all figures of a sentence
 */
#include "facts/parts.h"

enum { NP = 7, REACH = 26, BACK = 24, BRACKET = 14, OVER = 4 };

/* --- 1. small questions ------------------------------------------------------------------------ */

static sr_str word_at(const sr_scan *s, uint32_t i)
{
    return i >= s->beg && i < s->end ? sr_scan_word(s, i) : SR_STR("");
}

static bool is_word(const sr_scan *s, uint32_t i, const char *word)
{
    return sr_str_ieq(word_at(s, i), sr_str_of(word));
}

static bool number_begins(const sr_scan *s, uint32_t i)
{
    sr_number n;
    return i < s->end && !s->in_time[i] && sr_number_at(s, i, &n) &&
           (n.counts || !sr_scan_is(s, i, SR_F_a)) &&
           !sr_scan_before(s, i, SR_F_no_amount);
}

static bool regular_past(const sr_scan *s, uint32_t i)
{
    sr_str w = word_at(s, i);
    return w.len >= 5 && sr_str_ends(w, SR_STR("ed")) && !sr_str_ends(w, SR_STR("eed")) &&
           !sr_str_ieq(w, SR_STR("hundred"));
}

static bool is_adverb(const sr_scan *s, uint32_t i)
{
    sr_str w = word_at(s, i);
    return (w.len > 3 && sr_str_ends(w, SR_STR("ly"))) || sr_scan_is(s, i, SR_F_keeps);
}

bool sr_measure_of_people(sr_str m)
{
    static const char *const all[] = {
        "killed",        "injured",  "missing",       "detained",     "displaced",
        "evacuated",     "affected", "without_power", "without_heat", "without_water",
        "homes_damaged", "rescued",  "trapped",       "abducted",     "ill",
        "released",      "survived"};
    for (size_t i = 0; i < SR_COUNT(all); i++)
        if (sr_str_eq(m, sr_str_of(all[i])))
            return true;
    return false;
}

static void set_cue(const sr_scan *s, sr_figure *f, uint32_t beg, uint32_t n)
{
    const sr_token *tok = s->doc->tokens;
    f->a.cue = (sr_span){tok[beg].span.beg, tok[beg + n - 1].span.end};
}

static void set(const sr_scan *s, sr_figure *f, sr_how how, const sr_lex_entry *e,
                uint32_t at)
{
    f->how = (uint8_t)how;
    f->weak = (e->flags & SR_LEX_ROLE) != 0;
    f->a.measure = e->arg;
    set_cue(s, f, at, e->n);
}

static bool is_quote(const sr_scan *s, uint32_t i)
{
    return is_word(s, i, "\"") || is_word(s, i, "“") || is_word(s, i, "”") ||
           is_word(s, i, "''");
}

/* "12-year-old": its tokens, 0 where it is none. */
static uint32_t age_at(const sr_scan *s, uint32_t i)
{
    sr_number n;
    if (i >= s->end || s->doc->tokens[i].kind != SR_TOKEN_NUMBER ||
        !sr_number_at(s, i, &n))
        return 0;
    uint32_t k = n.end + sr_scan_is(s, n.end, SR_F_dash);
    const sr_lex_entry *e = sr_scan_at(s, k, SR_F_aged);
    return e ? k + e->n - i : 0;
}

/* --- 2. the noun ----------------------------------------------------------------------------------- */

typedef struct noun {
    const sr_lex_entry *inner, *measure, *role; /* "wounded", "deaths", "hostages" */
    uint32_t inner_at, measure_at, role_at;
} noun;

/* Does the noun phrase end before token i? */
static bool np_ends(const sr_scan *s, uint32_t i)
{
    const sr_token *t = &s->doc->tokens[i];
    if (s->in_time[i] || (t->kind != SR_TOKEN_WORD && !sr_scan_is(s, i, SR_F_dash)))
        return true;
    if (!s->head[i])
        return false;
    return sr_scan_is(s, i, SR_F_prep) || sr_scan_is(s, i, SR_F_be) ||
           sr_scan_is(s, i, SR_F_joins) || sr_scan_is(s, i, SR_F_stopper) ||
           sr_scan_is(s, i, SR_F_by) || sr_scan_is(s, i, SR_F_maybe) ||
           sr_scan_is(s, i, SR_F_did) || sr_scan_is(s, i, SR_F_who) ||
           number_begins(s, i);
}

static void take_noun(const sr_scan *s, sr_figure *f, uint32_t i, uint32_t n,
                      sr_kind kind)
{
    const sr_token *tok = s->doc->tokens;
    if (!f->a.counted.end || f->np_end != i)
        f->a.counted.beg = tok[i].span.beg;
    f->a.counted.end = tok[i + n - 1].span.end;
    f->kind = (uint8_t)kind;
    f->np_end = i + n;
}

/* A participle inside the phrase, before its noun: "two [missing] workers". */
static uint32_t inner_at(const sr_scan *s, uint32_t i, noun *n)
{
    const sr_lex_entry *e = sr_scan_at(s, i, SR_F_both);
    if (!e)
        e = sr_scan_at(s, i, SR_F_behind);
    if (!e || e->flags & SR_LEX_FREE || i + e->n >= s->end)
        return 0;
    uint32_t k = i + e->n;
    for (uint32_t far = k + 2; k < far && k < s->end && !np_ends(s, k); k++)
        if (sr_scan_is(s, k, SR_F_person) || sr_scan_is(s, k, SR_F_home)) {
            n->inner = e;
            n->inner_at = i;
            return e->n;
        }
    return 0;
}

/* "Ukrainians", "Israelis", "Japanese": people, by the usual endings of such names. */
static bool is_demonym(const sr_scan *s, uint32_t i)
{
    static const char *const ends[] = {
        "ians",  "ans",    "ese",   "is",     "inos", "reeks", "urks",  "rabs", "erbs",
        "roats", "lovaks", "zechs", "azakhs", "urds", "ews",   "wedes", "anes"};
    sr_str w = word_at(s, i);
    if (!(s->doc->tokens[i].flags & SR_TOKEN_CAPITAL) || w.len < 4)
        return false;
    for (size_t k = 0; k < SR_COUNT(ends); k++)
        if (sr_str_ends(w, sr_str_of(ends[k])))
            return true;
    return false;
}

/* One word of the phrase; returns its tokens, 0 where the phrase is over. */
static uint32_t noun_word(const sr_scan *s, sr_figure *f, uint32_t i, noun *n)
{
    const sr_lex_entry *e;
    if (is_quote(s, i))
        return 1;
    uint32_t age = age_at(s, i), inner = age || f->kind ? 0 : inner_at(s, i, n);
    if (age || inner)
        return age + inner;
    if ((e = sr_scan_at(s, i, SR_F_role))) {
        n->role = e;
        n->role_at = i;
    }
    if ((e = sr_scan_at(s, i, SR_F_noun))) {
        n->measure = e;
        n->measure_at = i;
        take_noun(s, f, i, e->n, SR_KIND_THING);
        return e->n;
    }
    if ((e = sr_scan_at(s, i, SR_F_neutral)) || (e = sr_scan_at(s, i, SR_F_home))) {
        take_noun(s, f, i, e->n, e->cls == SR_F_home ? SR_KIND_HOME : SR_KIND_MIXED);
        return e->n;
    }
    if ((e = sr_scan_at(s, i, SR_F_person))) {
        take_noun(s, f, i, e->n, SR_KIND_PERSON);
        return e->n;
    }
    if (is_demonym(s, i)) {
        take_noun(s, f, i, 1, SR_KIND_PERSON);
        return 1;
    }
    if (np_ends(s, i) || sr_scan_is(s, i, SR_F_both) || sr_scan_is(s, i, SR_F_behind) ||
        sr_scan_is(s, i, SR_F_object) || (regular_past(s, i) && f->np_end > f->end))
        return 0;
    return 1;
}

/* "[12] of the 40 [people]": the phrase of the whole is that of the part. */
static uint32_t skip_of_whole(const sr_scan *s, uint32_t i)
{
    sr_number n;
    if (!sr_scan_is(s, i, SR_F_of) || sr_scan_is(s, i, SR_F_of_them))
        return i;
    uint32_t k = i + 1;
    while (k < s->end && k < i + 3 &&
           (sr_scan_is(s, k, SR_F_skip) || sr_scan_is(s, k, SR_F_the)))
        k++;
    if (sr_number_at(s, k, &n) && n.counts && !s->in_time[k])
        return n.end;
    return k > i + 1 ? k : i;
}

/* "of the [injured]": a participle as a noun. */
static uint32_t take_participle(const sr_scan *s, uint32_t i, noun *n)
{
    const sr_lex_entry *e = sr_scan_at(s, i, SR_F_both);
    e = e ? e : sr_scan_at(s, i, SR_F_behind);
    if (!e || e->flags & SR_LEX_FREE)
        return 0;
    n->inner = e;
    n->inner_at = i;
    return e->n;
}

static void find_noun(const sr_scan *s, sr_figure *f, noun *n)
{
    uint32_t i = skip_of_whole(s, f->end), words = 0, first = i;
    if (i > f->end && sr_scan_is(s, i - 1, SR_F_the))
        i += take_participle(s, i, n);
    if (sr_scan_is(s, f->number, SR_F_n_plural) && sr_scan_is(s, f->end, SR_F_of) &&
        i == f->end)
        first = ++i; /* "hundreds of people" */
    f->np_end = i > f->end ? i : f->end;
    while (i < s->end && i < first + NP) {
        uint32_t took = noun_word(s, f, i, n);
        if (took == 0)
            break;
        words += !is_quote(s, i);
        i += took;
    }
    if (f->kind == SR_KIND_UNKNOWN && words == 0)
        f->kind = SR_KIND_BARE;
    if (f->kind == SR_KIND_UNKNOWN)
        f->np_end = i;
    if (n->measure && f->kind != SR_KIND_THING) /* "12 death row prisoners" */
        n->measure = NULL;
    if (n->role && f->kind != SR_KIND_PERSON)
        n->role = NULL;
}

/* --- 3. the predicate behind ------------------------------------------------------------------------ */

typedef struct reader {
    uint32_t i;
    bool be, have, far, relative, clause, hyp, neg;
} reader;

/* Behind a participle without "be": is there an object, so that it was active? */
static bool object_follows(const sr_scan *s, uint32_t i)
{
    if (i >= s->end || s->in_time[i])
        return false;
    if (sr_scan_is(s, i, SR_F_by) || sr_scan_is(s, i, SR_F_prep) || sr_scan_punct(s, i))
        return false;
    return number_begins(s, i) || sr_scan_is(s, i, SR_F_a) ||
           sr_scan_is(s, i, SR_F_the) || sr_scan_is(s, i, SR_F_reflex) ||
           sr_scan_is(s, i, SR_F_bound) || sr_scan_is(s, i, SR_F_skip) ||
           sr_scan_is(s, i, SR_F_person) ||
           (s->doc->tokens[i].flags & SR_TOKEN_CAPITAL &&
            s->doc->tokens[i].kind == SR_TOKEN_WORD);
}

/* Past ", most of them women,", ", officials said," or "(...)"; the same place where it is no such insertion. */
static uint32_t past_insertion(const sr_scan *s, uint32_t i)
{
    bool round = sr_scan_char(s, i, '(');
    bool comma = sr_scan_char(s, i, ',');
    if (!round && !comma)
        return i;
    uint32_t k = i + 1;
    bool opens = round || sr_scan_is(s, k, SR_F_including) ||
                 sr_scan_is(s, k, SR_F_part_of) || sr_scan_is(s, k, SR_F_with) ||
                 is_word(s, k, "aged") || is_word(s, k, "mostly") ||
                 sr_scan_is(s, k + 1, SR_F_of_them) || sr_scan_is(s, k, SR_F_of_them) ||
                 sr_scan_is(s, k, SR_F_or) || sr_scan_is(s, k + 1, SR_F_percent);
    for (; k < s->end && k < i + BRACKET; k++)
        if (sr_scan_char(s, k, round ? ')' : ','))
            return opens || sr_scan_is(s, k - 1, SR_F_reports) ? k + 1 : i;
    return i;
}

/* Is a next figure of the same list at i ("and two civilians", ", two civilians")? */
static bool list_goes_on(const sr_scan *s, uint32_t i)
{
    const sr_lex_entry *e = sr_scan_at(s, i, SR_F_joins);
    uint32_t k = e ? i + e->n : sr_scan_char(s, i, ',') ? i + 1 : i;
    if (k == i)
        return false;
    if (sr_scan_is(s, k, SR_F_joins))
        k++;
    const sr_lex_entry *b = sr_scan_at(s, k, SR_F_bound);
    k += b ? b->n : 0;
    if (sr_scan_is(s, k + 1, SR_F_percent) || sr_scan_is(s, k + 1, SR_F_of_them))
        return false; /* ", 90% of the town,", ", two of them children," */
    return number_begins(s, k) || sr_scan_is(s, k, SR_F_a);
}

/* A word that says of the figure what happened; its entry, or NULL. */
static const sr_lex_entry *predicate_at(const sr_scan *s, const reader *r)
{
    const sr_lex_entry *e = sr_scan_at(s, r->i, SR_F_behind);
    if (e && !sr_scan_at(s, r->i, SR_F_both)) {
        bool loose = e->flags & SR_LEX_FREE || sr_scan_is(s, r->i, SR_F_with);
        bool near_by = !r->far && !r->relative && !object_follows(s, r->i + e->n);
        if (loose || r->be || near_by)
            return e;
    }
    e = sr_scan_at(s, r->i, SR_F_both);
    if (!e)
        return NULL;
    if (r->be)
        return e;
    bool near_by = !r->far && !r->relative && !r->have;
    return near_by && !object_follows(s, r->i + e->n) ? e : NULL;
}

/* Move over a word that is neither the predicate nor the end; false: it is over. */
static bool step(const sr_scan *s, reader *r, uint32_t since)
{
    const sr_lex_entry *e;
    uint32_t i = r->i;
    if (s->in_time[i] || s->doc->tokens[i].kind == SR_TOKEN_LINK) {
        r->i++;
        return true;
    }
    uint32_t past = past_insertion(s, i);
    if (past > i) {
        r->i = past;
        return true;
    }
    if ((e = sr_scan_at(s, i, SR_F_be))) {
        r->be |= e->value == 1 && !(r->have && is_word(s, i, "'s"));
        r->have |= e->value == 2;
        r->i += e->n;
        return true;
    }
    if ((e = sr_scan_at(s, i, SR_F_negation)) && !number_begins(s, i)) {
        r->neg = true;
        r->i += e->n;
        return true;
    }
    if ((e = sr_scan_at(s, i, SR_F_maybe)) && (!r->be || sr_scan_is(s, i, SR_F_keeps))) {
        r->hyp = true;
        r->i += e->n;
        return true;
    }
    if ((e = sr_scan_at(s, i, SR_F_keeps)) || is_adverb(s, i)) {
        r->i += e ? e->n : 1;
        return true;
    }
    if (is_quote(s, i)) {
        r->i++;
        return true;
    }
    bool verb = r->be || r->have || sr_scan_is(s, i, SR_F_did) || regular_past(s, i);
    if (r->relative && !r->clause && verb && !sr_scan_punct(s, i) &&
        !number_begins(s, i)) {
        r->clause = r->far = true; /* "five men [who went to work] are dead" */
        r->be = r->have = false;
        r->i++;
        return true;
    }
    if (r->be || r->have || sr_scan_is(s, i, SR_F_did) || sr_scan_punct(s, i) ||
        number_begins(s, i))
        return false;
    bool place = sr_scan_is(s, i, SR_F_joins) && i + 1 < s->end &&
                 (sr_scan_is(s, i + 1, SR_F_prep) ||
                  (r->far && (sr_scan_is(s, i + 1, SR_F_skip) ||
                              s->doc->tokens[i + 1].flags & SR_TOKEN_CAPITAL)));
    if (place) { /* "in and around Kharkiv", "in Kharkiv and its suburbs" */
        r->i++;
        return true;
    }
    if (sr_scan_is(s, i, SR_F_who)) {
        r->relative = true;
        r->i++;
        return true;
    }
    if ((e = sr_scan_at(s, i, SR_F_stopper)) || sr_scan_is(s, i, SR_F_both) ||
        sr_scan_is(s, i, SR_F_object) || regular_past(s, i) ||
        sr_scan_is(s, i, SR_F_joins))
        return false;
    r->far |= sr_scan_is(s, i, SR_F_prep) || sr_scan_is(s, i, SR_F_by) ||
              sr_str_ends(word_at(s, i), SR_STR("ing")) || i - since > 4;
    r->i++;
    return true;
}

/* "forced [600 guests] to leave" */
static bool find_forced(const sr_scan *s, sr_figure *f, uint32_t before)
{
    const sr_lex_entry *e = sr_scan_at(s, f->np_end, SR_F_forced);
    if (!e || !sr_scan_before(s, before, SR_F_forces))
        return false;
    set(s, f, SR_HOW_RIGHT, e, f->np_end);
    return true;
}

static bool find_behind(const sr_scan *s, sr_figure *f)
{
    reader r = {.i = f->np_end};
    while (r.i < s->end && r.i - f->np_end < REACH) {
        const sr_lex_entry *e = s->in_time[r.i] ? NULL : predicate_at(s, &r);
        if (e) {
            set(s, f, SR_HOW_RIGHT, e, r.i);
            f->finite = r.be || r.have || e->flags & SR_LEX_FREE;
            f->a.hypothetical = r.hyp || sr_scan_is(s, r.i, SR_F_maybe);
            f->a.negated = r.neg;
            return true;
        }
        if (list_goes_on(s, r.i)) {
            f->shared = true;
            return false;
        }
        if (!step(s, &r, f->np_end))
            return false;
    }
    return false;
}

/* --- 4. the verb before ---------------------------------------------------------------------------------- */

/* Words like "another", "the", "a total of", adverbs between verb and number. */
static uint32_t skip_back(const sr_scan *s, uint32_t i)
{
    for (int k = 0; k < 4 && i > s->beg; k++) {
        const sr_lex_entry *e = sr_scan_before(s, i, SR_F_skip);
        if (e)
            i -= e->n;
        else if (is_adverb(s, i - 1) && !sr_scan_is(s, i - 1, SR_F_keeps))
            i--;
        else if (s->doc->tokens[i - 1].kind == SR_TOKEN_PUNCT &&
                 !sr_scan_char(s, i - 1, ',') && !sr_scan_char(s, i - 1, '.') &&
                 !sr_scan_char(s, i - 1, ':') && !sr_scan_char(s, i - 1, ';') &&
                 !sr_scan_char(s, i - 1, '(') && !sr_scan_is(s, i - 1, SR_F_dash))
            i--; /* a quote mark */
        else
            break;
    }
    return i;
}

static const sr_lex_entry *longer(const sr_lex_entry *a, const sr_lex_entry *b)
{
    return !a ? b : !b ? a : b->n > a->n ? b : a;
}

/* Is what stands before token i doubted or denied? */
static void take_state(const sr_scan *s, sr_figure *f, uint32_t i)
{
    uint32_t low = i - s->beg > 7 ? i - 7 : s->beg;
    for (uint32_t k = i; k-- > low;) {
        if (s->in_time[k])
            continue;
        if (sr_scan_is(s, k, SR_F_stopper) || sr_scan_char(s, k, ','))
            return;
        f->a.hypothetical |= sr_scan_is(s, k, SR_F_maybe);
        f->a.negated |= sr_scan_is(s, k, SR_F_negation);
    }
}

/* "denied that 40 were killed", "no evidence that" */
static void take_denial(const sr_scan *s, sr_figure *f)
{
    uint32_t low = f->beg - s->beg > 12 ? f->beg - 12 : s->beg;
    for (uint32_t k = f->beg; k-- > low;) {
        if (sr_scan_char(s, k, '.') || sr_scan_char(s, k, ';'))
            return;
        if (sr_scan_is(s, k, SR_F_negverb)) {
            f->a.negated = true;
            return;
        }
    }
}

static bool after_be(const sr_scan *s, uint32_t i)
{
    const sr_lex_entry *e = sr_scan_before(s, i, SR_F_be);
    return (e && e->value == 1) ||
           (i >= s->beg + 2 && is_adverb(s, i - 1) && sr_scan_is(s, i - 2, SR_F_be));
}

/* The verb whose object ends before token i, over "the driver and" where there is one. */
static const sr_lex_entry *verb_before(const sr_scan *s, uint32_t *i)
{
    uint32_t at = *i;
    for (uint32_t k = 0; k < 8 && at > s->beg; k++, at--) {
        const sr_lex_entry *both = sr_scan_before(s, at, SR_F_both);
        const sr_lex_entry *e = longer(both, sr_scan_before(s, at, SR_F_object));
        if (e) {
            if (e == both && after_be(s, at - e->n))
                return NULL;
            *i = at;
            return k == 0 || object_follows(s, at) ? e : NULL;
        }
        bool list =
            k ? s->doc->tokens[at - 1].kind == SR_TOKEN_WORD && !s->in_time[at - 1] &&
                    (!sr_scan_is(s, at - 1, SR_F_prep) || is_word(s, at - 1, "of")) &&
                    !sr_scan_is(s, at - 1, SR_F_be) && !sr_scan_is(s, at - 1, SR_F_did) &&
                    !number_begins(s, at - 1) && !sr_scan_is(s, at - 1, SR_F_stopper) &&
                    !regular_past(s, at - 1)
              : is_word(s, at - 1, "and");
        if (!list)
            return NULL;
    }
    return NULL;
}

static bool find_before(const sr_scan *s, sr_figure *f)
{
    uint32_t i = skip_back(s, f->beg), at = i;
    const sr_lex_entry *e = verb_before(s, &at);
    if (e) {
        f->lead = at - e->n + 1;
        set(s, f, SR_HOW_LEFT, e, at - e->n);
        take_state(s, f, at - e->n);
        return true;
    }
    if (i == s->beg ||
        !(is_word(s, i - 1, "of") || is_word(s, i - 1, "to") || is_word(s, i - 1, "for")))
        return false;
    e = sr_scan_before(s, i, SR_F_ofnoun);
    at = i;
    if (!e) {
        at = i - 1;
        e = sr_scan_before(s, at, SR_F_ofnoun);
    }
    if (!e)
        return false;
    set(s, f, SR_HOW_OF, e, at - e->n);
    return true;
}

/* --- 5. tolls -------------------------------------------------------------------------------------------- */

static bool may_be_toll(const sr_figure *f)
{
    return f->kind == SR_KIND_BARE || f->kind == SR_KIND_PERSON;
}

static bool find_toll(const sr_scan *s, sr_figure *f)
{
    uint32_t i = skip_back(s, f->beg);
    const sr_lex_entry *move = sr_scan_before(s, i, SR_F_move), *e = NULL;
    bool colon = i > s->beg && sr_scan_char(s, i - 1, ':');
    if ((!move && !colon) || !may_be_toll(f))
        return false;
    if (colon) { /* "Injured: 12" */
        e = sr_scan_before(s, i - 1, SR_F_both);
        e = e ? e : sr_scan_before(s, i - 1, SR_F_behind);
        if (e) {
            set(s, f, SR_HOW_TOLL, e, i - 1 - e->n);
            f->a.role = SR_AMOUNT_TOTAL;
            return true;
        }
    }
    bool from = move && is_word(s, i - 1, "from");
    uint32_t low = i - s->beg > BACK ? i - BACK : s->beg;
    for (uint32_t k = i; k-- > low;) {
        if (sr_scan_char(s, k, ';') || sr_scan_char(s, k, '.'))
            return false;
        if ((e = sr_scan_at(s, k, SR_F_toll)) && k + e->n <= i) {
            set(s, f, SR_HOW_TOLL, e, k);
            f->a.role = from ? SR_AMOUNT_PREVIOUS : SR_AMOUNT_TOTAL;
            return true;
        }
    }
    return false;
}

/* --- 6. does it fit? ------------------------------------------------------------------------------------------ */

static bool one_of(sr_str m, const char *const *names)
{
    for (; *names; names++)
        if (sr_str_eq(m, sr_str_of(*names)))
            return true;
    return false;
}

static bool fits(const sr_figure *f)
{
    static const char *const of_homes[] = {"homes_damaged", "without_power",
                                           "without_heat", "without_water", NULL};
    static const char *const of_any[] = {"killed",    "injured",  "missing", "ill",
                                         "displaced", "survived", NULL};
    static const char *const of_some[] = {"detained", "abducted", "rescued", NULL};
    sr_str m = f->a.measure;
    if (!sr_measure_of_people(m) || f->how == SR_HOW_NOUN)
        return true;
    bool damage = sr_str_eq(m, SR_STR("homes_damaged"));
    switch (f->kind) {
    case SR_KIND_THING: return false;
    case SR_KIND_HOME: return one_of(m, of_homes) || sr_str_eq(m, SR_STR("affected"));
    case SR_KIND_MIXED: return true;
    case SR_KIND_PERSON: return !damage;
    case SR_KIND_BARE: return !damage || f->how == SR_HOW_PART || f->how == SR_HOW_LIST;
    default: break;
    }
    return !f->weak && !damage && (one_of(m, of_any) || one_of(m, of_some));
}

static void drop(sr_figure *f)
{
    f->how = SR_HOW_NONE;
    f->finite = false;
    f->a.measure = SR_STR("");
    f->a.cue = (sr_span){0, 0};
    f->a.role = SR_AMOUNT_PLAIN;
    f->a.negated = f->a.hypothetical = false;
}

/* --- 7. lists and parts ------------------------------------------------------------------------------------ */

static void copy_measure(sr_figure *to, const sr_figure *from, sr_how how)
{
    to->a.measure = from->a.measure;
    to->a.cue = from->a.cue;
    to->a.hypothetical |= from->a.hypothetical;
    to->a.negated |= from->a.negated;
    to->how = (uint8_t)how;
}

static bool of_people(const sr_figure *f)
{
    return f->how != SR_HOW_NONE && f->how < SR_HOW_UNIT &&
           sr_measure_of_people(f->a.measure);
}

/* Are [from, to) only words of one list: no verb, no stop, one comma at most? */
static bool same_list(const sr_scan *s, uint32_t from, uint32_t to)
{
    uint32_t commas = 0, joins = 0;
    if (to < from || to - from > 8)
        return false;
    for (uint32_t k = from; k < to; k++) {
        if (s->in_time[k])
            continue;
        commas += sr_scan_char(s, k, ',');
        joins += sr_scan_is(s, k, SR_F_joins);
        if (sr_scan_is(s, k, SR_F_be) || sr_scan_is(s, k, SR_F_stopper) ||
            sr_scan_is(s, k, SR_F_both) || sr_scan_is(s, k, SR_F_object) ||
            sr_scan_is(s, k, SR_F_did) || regular_past(s, k))
            return false;
    }
    return commas <= 1 && commas + joins > 0;
}

/* "two officers said": the subject of another clause. */
static bool speaks(const sr_scan *s, const sr_figure *f)
{
    return sr_scan_is(s, f->np_end, SR_F_did) || sr_scan_is(s, f->np_end, SR_F_be) ||
           sr_scan_is(s, f->np_end, SR_F_does);
}

static bool is_part(const sr_scan *s, const sr_figure *f)
{
    uint32_t i = skip_back(s, f->beg);
    return sr_scan_before(s, i, SR_F_including) != NULL ||
           sr_scan_is(s, f->end, SR_F_of_them);
}

/* "down from 24", "up from 11" */
static bool is_previous(const sr_scan *s, const sr_figure *f)
{
    return f->beg >= s->beg + 2 && is_word(s, f->beg - 1, "from") &&
           (is_word(s, f->beg - 2, "up") || is_word(s, f->beg - 2, "down"));
}

/* "damaged a school and [17 houses]": the verb did not fit the first, but fits this. */
static bool lend_lead(const sr_scan *s, const sr_figure *before, sr_figure *f)
{
    if (!before->lead || before->how != SR_HOW_NONE || f->whole || speaks(s, f) ||
        !same_list(s, before->np_end, f->beg))
        return false;
    const sr_lex_entry *e = sr_scan_at(s, before->lead - 1, SR_F_both);
    e = longer(e, sr_scan_at(s, before->lead - 1, SR_F_object));
    if (!e)
        return false;
    set(s, f, SR_HOW_LIST, e, before->lead - 1);
    f->lead = before->lead;
    if (fits(f))
        return true;
    drop(f);
    f->lead = before->lead;
    return false;
}

/* "police said 34 were held, the union says [61]" */
static bool is_other_count(const sr_scan *s, const sr_figure *f)
{
    bool ends = f->end >= s->end || sr_scan_punct(s, f->end);
    return ends && f->kind == SR_KIND_BARE && !f->indefinite && !f->a.has_upper &&
           sr_scan_before(s, skip_back(s, f->beg), SR_F_reports);
}

/* "six were killed in Rafah and [eleven] in Khan Younis" */
static bool is_gapped(const sr_scan *s, const sr_figure *before, const sr_figure *f)
{
    bool joined = sr_scan_is(s, f->beg - 1, SR_F_joins) ||
                  (sr_scan_char(s, f->beg - 1, ',') && f->kind == SR_KIND_BARE);
    return joined && f->kind == SR_KIND_BARE && !f->indefinite && !f->measured &&
           before->how < SR_HOW_UNIT &&
           (sr_scan_is(s, f->end, SR_F_in) || sr_scan_is(s, f->end, SR_F_at));
}

/* "fired 120 missiles and [90 drones]" */
static bool of_weapons(const sr_figure *f)
{
    static const char *const flown[] = {"launched", "shot_down", NULL};
    return one_of(f->a.measure.p ? f->a.measure : SR_STR(""), flown);
}

/* Figures that take their measure from the one before: parts, former values, lists. */
static void lend_forward(const sr_scan *s, sr_figure *v, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        size_t p = i - 1; /* over "a" and "one" that count nothing */
        for (int k = 0; k < OVER && p > 0 && v[p].indefinite && v[p].how == SR_HOW_NONE;
             k++)
            p--;
        sr_figure *f = &v[i], *before = &v[p];
        if (f->how != SR_HOW_NONE || lend_lead(s, before, f))
            continue;
        if (of_weapons(before) && f->kind == SR_KIND_THING && !f->whole &&
            same_list(s, before->np_end, f->beg))
            copy_measure(f, before, SR_HOW_LIST);
        if (!of_people(before))
            continue;
        if (is_other_count(s, f)) {
            copy_measure(f, before, SR_HOW_PART);
        } else if (is_part(s, f)) {
            copy_measure(f, before, SR_HOW_PART);
            f->a.role = SR_AMOUNT_PART;
        } else if (is_gapped(s, before, f)) {
            copy_measure(f, before, SR_HOW_LIST);
        } else if (is_previous(s, f) && f->kind == SR_KIND_BARE) {
            copy_measure(f, before, SR_HOW_PART);
            f->a.role = SR_AMOUNT_PREVIOUS;
        } else if ((before->how == SR_HOW_LEFT || before->how == SR_HOW_OF ||
                    before->how == SR_HOW_LIST) &&
                   !f->whole && !speaks(s, f) && same_list(s, before->np_end, f->beg) &&
                   f->kind != SR_KIND_THING &&
                   !(f->indefinite && f->kind == SR_KIND_UNKNOWN)) {
            copy_measure(f, before, SR_HOW_LIST);
        }
    }
}

/* "five soldiers and two civilians were killed": the first has the second's predicate. */
static void lend_backward(sr_figure *v, size_t n)
{
    for (size_t i = n; i-- > 1;) {
        sr_figure *f = &v[i - 1], *after = &v[i];
        bool predicate = after->how == SR_HOW_RIGHT && after->finite;
        bool listed = after->how == SR_HOW_LIST;
        if (f->how == SR_HOW_NONE && f->shared && (predicate || listed) &&
            of_people(after) && f->kind != SR_KIND_THING &&
            (f->kind != SR_KIND_UNKNOWN || sr_str_eq(after->a.measure, SR_STR("killed"))))
            copy_measure(f, after, SR_HOW_LIST);
    }
}

/* --- 8. all figures --------------------------------------------------------------------------------------------- */

/* "three of the [12 hostages]", "of the [36 people]", "none of the [45]" */
static bool is_whole(const sr_scan *s, const sr_figure *f)
{
    uint32_t i = f->number;
    while (i > s->beg && f->number - i < 3 &&
           (sr_scan_is(s, i - 1, SR_F_the) || sr_scan_is(s, i - 1, SR_F_skip)))
        i--;
    if (i == s->beg || !is_word(s, i - 1, "of") || i == f->number)
        return false;
    if (i - 1 == s->beg)
        return true;
    return number_begins(s, i - 2) || sr_scan_is(s, i - 2, SR_F_part_of) ||
           sr_scan_is(s, i - 2, SR_F_percent) || sr_scan_is(s, i - 2, SR_F_n_half) ||
           sr_scan_is(s, i - 2, SR_F_n_part);
}

/* "the soldiers who fought [300 rebels] were hurt": what follows is said of the soldiers. */
static bool is_object_in_clause(const sr_scan *s, const sr_figure *f)
{
    enum { CLAUSE = 8 };
    uint32_t i = skip_back(s, f->beg), low = i - s->beg > CLAUSE ? i - CLAUSE : s->beg;
    bool verb = i > s->beg &&
                (sr_scan_is(s, i - 1, SR_F_did) || regular_past(s, i - 1)) &&
                !sr_scan_before(s, i, SR_F_reports) && !sr_scan_is(s, i - 1, SR_F_be);
    for (uint32_t k = i; verb && k-- > low;)
        if (sr_scan_is(s, k, SR_F_who))
            return true;
    return false;
}

static void measure_one(const sr_scan *s, sr_figure *f)
{
    noun n = {0};
    if (f->measured) {
        f->np_end = f->end;
        return;
    }
    find_noun(s, f, &n);
    f->whole = is_whole(s, f);
    if (f->whole ||
        (f->indefinite && f->kind != SR_KIND_PERSON && f->kind != SR_KIND_MIXED &&
         !n.measure && f->kind != SR_KIND_BARE && f->a.value > 0))
        return;
    if (f->indefinite && f->kind == SR_KIND_BARE && sr_scan_is(s, f->number, SR_F_a))
        return;
    if (f->indefinite && sr_scan_is(s, f->end, SR_F_of) &&
        sr_scan_before(s, f->beg, SR_F_be))
        return; /* "he was one of 13 injured" */
    if (n.measure) {
        bool people = sr_measure_of_people(n.measure->arg);
        set(s, f, people ? SR_HOW_NOUN : SR_HOW_KIND, n.measure, n.measure_at);
        take_state(s, f, f->beg);
        if (people)
            return;
        drop(f);
    }
    uint32_t before = skip_back(s, f->beg);
    bool found = find_before(s, f) && fits(f),
         of_them = sr_scan_is(s, f->end, SR_F_of_them);
    if (!found) {
        drop(f);
        f->np_end = of_them ? f->end + 2 : f->np_end;
        found = (find_forced(s, f, before) ||
                 (!is_object_in_clause(s, f) && find_behind(s, f))) &&
                fits(f);
    }
    if (!found && n.inner) {
        drop(f);
        set(s, f, SR_HOW_INNER, n.inner, n.inner_at);
        found = fits(f);
    }
    if (!found) {
        drop(f);
        found = find_toll(s, f) && fits(f);
    }
    if (!found)
        drop(f);
    else
        take_denial(s, f);
    bool held = found && n.role && sr_str_eq(f->a.measure, SR_STR("detained"));
    if (held) /* hostages that are held */
        f->a.measure = n.role->arg;
}

/* What is left has the measure of its noun. */
static void measure_by_kind(const sr_scan *s, sr_figure *f)
{
    noun n = {0};
    if (f->how != SR_HOW_NONE || f->indefinite)
        return;
    uint32_t np_end = f->np_end;
    find_noun(s, f, &n);
    f->np_end = np_end;
    if (n.role && !f->whole)
        set(s, f, SR_HOW_ROLE, n.role, n.role_at);
    else if (n.measure)
        set(s, f, SR_HOW_KIND, n.measure, n.measure_at);
    else if (f->kind == SR_KIND_PERSON)
        f->a.measure = SR_STR("people");
    else if (f->kind == SR_KIND_HOME)
        f->a.measure = SR_STR("homes");
}

void sr_measure(const sr_scan *s, sr_figure *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        measure_one(s, &v[i]);
    lend_forward(s, v, n);
    lend_backward(v, n);
    lend_forward(s, v, n);
    for (size_t i = 0; i < n; i++) {
        if (!v[i].measured && !fits(&v[i]))
            drop(&v[i]);
        measure_by_kind(s, &v[i]);
        if (!v[i].a.unit.p && (v[i].kind == SR_KIND_PERSON ||
                               (of_people(&v[i]) && v[i].kind != SR_KIND_HOME &&
                                v[i].kind != SR_KIND_MIXED &&
                                !sr_str_eq(v[i].a.measure, SR_STR("homes_damaged")))))
            v[i].a.unit = SR_STR("person");
    }
}
