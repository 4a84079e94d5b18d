/* The layer of amounts: numbers with bound and unit, then measures.c.  In order:
 *   1. what is no amount    2. ranges    3. bounds    4. units    5. one figure
 *   6. the sentence         7. the document
 */
#include "facts/parts.h"

typedef SR_VEC(sr_figure) figure_vec;
typedef SR_VEC(sr_amount) amount_vec;

/* --- 1. what is no amount ------------------------------------------------------------------- */

static bool is_digits(const sr_scan *s, uint32_t i)
{
    return i >= s->beg && i < s->end && s->doc->tokens[i].kind == SR_TOKEN_NUMBER;
}

/* "COVID-19", "Su-35", "Boeing 737-800": the number ends a name. */
static bool ends_a_name(const sr_scan *s, uint32_t i)
{
    if (i < s->beg + 2 || !sr_scan_glued(s, i) || !sr_scan_is(s, i - 1, SR_F_dash) ||
        !sr_scan_glued(s, i - 1))
        return i > s->beg && sr_scan_glued(s, i) &&
               s->doc->tokens[i - 1].kind == SR_TOKEN_WORD;
    return s->doc->tokens[i - 2].kind == SR_TOKEN_WORD &&
           !sr_scan_is(s, i - 2, SR_F_n_one) && !sr_scan_is(s, i - 2, SR_F_n_ten);
}

/* "aged 34", ", 34,", "34-year-old" */
static bool is_age(const sr_scan *s, uint32_t i, const sr_number *n)
{
    uint32_t at = n->end + sr_scan_is(s, n->end, SR_F_dash);
    if (sr_scan_is(s, at, SR_F_aged))
        return true;
    bool says = i >= s->beg + 2 && sr_scan_is(s, i - 1, SR_F_be) &&
                sr_scan_is(s, i - 2, SR_F_heshe);
    if (says && n->plain && n->value <= 110 && sr_scan_punct(s, n->end))
        return true; /* "he is 45," */
    if (!n->plain || n->value > 110 || i == s->beg || !sr_scan_char(s, i - 1, ','))
        return false;
    bool name = i >= s->beg + 2 && s->doc->tokens[i - 2].flags & SR_TOKEN_CAPITAL;
    return (name || sr_scan_is(s, i - 2, SR_F_person)) &&
           (sr_scan_char(s, n->end, ',') || sr_scan_char(s, n->end, '.'));
}

/* "12 Main Street" */
static bool is_address(const sr_scan *s, const sr_number *n)
{
    for (uint32_t k = n->end; k < s->end && k < n->end + 4; k++) {
        if (!(s->doc->tokens[k].flags & SR_TOKEN_CAPITAL) && k == n->end)
            return sr_scan_is(s, k, SR_F_no_after);
        if (sr_scan_is(s, k, SR_F_no_after))
            return true;
    }
    return false;
}

/* Three tokens of digits in a row: a telephone number, a table. */
static bool in_a_row(const sr_scan *s, uint32_t i)
{
    uint32_t lo = i, hi = i + 1;
    while (lo > s->beg && i - lo < 3 && is_digits(s, lo - 1))
        lo--;
    while (hi < s->end && hi - i < 3 && is_digits(s, hi))
        hi++;
    return hi - lo >= 3;
}

static bool is_list_mark(const sr_scan *s, uint32_t i, const sr_number *n)
{
    bool opens = i == s->beg && sr_scan_char(s, n->end, '.') && n->end + 1 < s->end;
    bool bracketed = n->value <= 20 && i > s->beg && sr_scan_char(s, i - 1, '(') &&
                     sr_scan_char(s, n->end, ')');
    return n->plain && (opens || bracketed);
}

static bool has_capital(sr_str w)
{
    for (size_t i = 0; i < w.len; i++)
        if (sr_is_upper(w.p[i]))
            return true;
    return false;
}

/* Does a word that is counted or what happened to it follow? */
static bool people_follow(const sr_scan *s, uint32_t i)
{
    static const uint8_t cls[] = {SR_F_person,  SR_F_home,  SR_F_noun,     SR_F_both,
                                  SR_F_behind,  SR_F_money, SR_F_role,     SR_F_more,
                                  SR_F_percent, SR_F_be,    SR_F_unit_word};
    for (size_t k = 0; k < SR_COUNT(cls); k++)
        if (sr_scan_is(s, i, cls[k]))
            return true;
    return false;
}

/* "Trent 900", "iOS 5", "Terminal 3", "a 737": unless people or the like are counted. */
static bool is_name(const sr_scan *s, uint32_t i, const sr_number *n)
{
    if (!n->plain || n->value > 9999)
        return false;
    if (sr_scan_is(s, i, SR_F_model))
        return !sr_scan_is(s, n->end, SR_F_person) && !sr_scan_is(s, n->end, SR_F_home) &&
               !sr_scan_is(s, n->end, SR_F_both) && !sr_scan_is(s, n->end, SR_F_behind);
    if (people_follow(s, n->end) || i == s->beg || sr_scan_glued(s, i) ||
        s->doc->tokens[i - 1].kind != SR_TOKEN_WORD ||
        !has_capital(sr_scan_word(s, i - 1)))
        return false;
    if (s->in_time[i - 1] || sr_scan_is(s, i - 1, SR_F_prep) ||
        sr_scan_is(s, i - 1, SR_F_bound) || sr_scan_is(s, i - 1, SR_F_object) ||
        sr_scan_is(s, i - 1, SR_F_both) || sr_scan_before(s, i, SR_F_bound) ||
        sr_scan_before(s, i, SR_F_currency) || sr_scan_is(s, i - 1, SR_F_joins) ||
        sr_scan_is(s, i - 1, SR_F_of))
        return false;
    return i > s->beg + 1; /* "Kills 12" opens the sentence */
}

/* "Articles 5 and 6", "aged 12 and 15": the second of them. */
static bool goes_on_from_name(const sr_scan *s, uint32_t i)
{
    if (i < s->beg + 3 || !is_digits(s, i - 2))
        return false;
    return (sr_scan_is(s, i - 1, SR_F_joins) || sr_scan_char(s, i - 1, ',')) &&
           sr_scan_before(s, i - 2, SR_F_no_amount);
}

/* "a nine-storey block": no nine of anything, unless a unit follows ("412-meter"). */
static bool is_adjective(const sr_scan *s, const sr_number *n)
{
    uint32_t k = n->end + 1;
    if (!sr_scan_is(s, n->end, SR_F_dash) || !sr_scan_glued(s, n->end) ||
        !sr_scan_glued(s, k) || s->doc->tokens[k].kind != SR_TOKEN_WORD)
        return false;
    sr_number other;
    return !sr_scan_is(s, k, SR_F_unit_word) && !sr_scan_is(s, k, SR_F_percent) &&
           !sr_scan_is(s, k, SR_F_money) && !sr_scan_is(s, k, SR_F_bound_to) &&
           !sr_number_at(s, k, &other);
}

static bool excluded(const sr_scan *s, uint32_t i, const sr_number *n)
{
    if (goes_on_from_name(s, i) || is_adjective(s, n))
        return true;
    if (n->digits && ends_a_name(s, i))
        return true;
    return sr_scan_before(s, i, SR_F_no_amount) || is_age(s, i, n) ||
           (n->plain && is_address(s, n)) || is_name(s, i, n) || in_a_row(s, i) ||
           is_list_mark(s, i, n);
}

/* --- 2. ranges ---------------------------------------------------------------------------------- */

static bool free_number(const sr_scan *s, uint32_t i, sr_number *n)
{
    return i < s->end && !s->in_time[i] && sr_number_at(s, i, n) && n->counts;
}

/* Does a sign of percent, money or unit follow, or a word that can be counted? */
static bool something_follows(const sr_scan *s, uint32_t i)
{
    if (i >= s->end || s->in_time[i])
        return false;
    if (sr_scan_is(s, i, SR_F_percent) || sr_scan_is(s, i, SR_F_money) ||
        sr_scan_is(s, i, SR_F_unit_word) || sr_scan_is(s, i, SR_F_currency))
        return true;
    return s->doc->tokens[i].kind == SR_TOKEN_WORD && !sr_scan_is(s, i, SR_F_prep) &&
           !sr_scan_is(s, i, SR_F_joins) && !sr_scan_is(s, i, SR_F_be);
}

static const sr_lex_entry *currency_before(const sr_scan *s, uint32_t i)
{
    return sr_scan_before(s, i, SR_F_currency);
}

/* The thousands, millions or billions that a number is of; 1: none. */
static double scale_of(double v)
{
    return v >= 1e9 ? 1e9 : v >= 1e6 ? 1e6 : v >= 1e3 ? 1e3 : 1;
}

/* The second number of "15-20", "30 to 40", "12 and 15" (behind "between"), "two or
 * three", with its currency sign passed over; 0: no range. */
static uint32_t range_to(const sr_scan *s, uint32_t beg, const sr_number *low,
                         sr_number *high)
{
    uint32_t at = low->end;
    bool between =
        beg > s->beg && sr_str_ieq(sr_scan_word(s, beg - 1), SR_STR("between"));
    bool from = beg > s->beg && sr_str_ieq(sr_scan_word(s, beg - 1), SR_STR("from"));
    bool money = sr_scan_is(s, at, SR_F_percent) || sr_scan_is(s, at, SR_F_money);
    if (money && (between || sr_scan_is(s, at + 1, SR_F_bound_to)))
        at++;                                       /* "5% to 10%" */
    if (money || sr_scan_is(s, beg, SR_F_currency)) /* "rose $1.20 to $74.30" */
        from = from || sr_scan_is(s, beg - 1, SR_F_moves);
    bool link = between ? sr_scan_is(s, at, SR_F_and)
                        : !from && (sr_scan_is(s, at, SR_F_bound_to) ||
                                    sr_scan_is(s, at, SR_F_or));
    if (!link)
        return 0;
    bool is_or = sr_scan_is(s, at, SR_F_or);
    const sr_lex_entry *sign = sr_scan_at(s, at + 1, SR_F_currency);
    if (!free_number(s, at + 1 + (sign ? sign->n : 0), high) || high->vague)
        return 0;
    if (high->scaled && !low->scaled && low->value > 0 && low->value < 1000)
        return high->end; /* "two to three million": the caller lifts the first */
    if (high->value <= low->value || (is_or && high->value > 2 * low->value + 2))
        return 0;
    return something_follows(s, high->end) || between || sign || is_or ? high->end : 0;
}

/* "3-2", "53-47": neither is an amount. */
static bool is_score(const sr_scan *s, const sr_number *n, sr_number *other)
{
    return n->plain && sr_scan_is(s, n->end, SR_F_dash) && sr_scan_glued(s, n->end) &&
           sr_scan_glued(s, n->end + 1) && free_number(s, n->end + 1, other) &&
           other->plain;
}

/* "passed [5]-[4]", "by a vote of 53-47": either number, votes for and against. */
static bool is_vote(const sr_scan *s, uint32_t i, const sr_number *n)
{
    enum { NEAR = 4 };
    sr_number other;
    bool second = i >= s->beg + 2 && sr_scan_glued(s, i) && sr_scan_glued(s, i - 1) &&
                  sr_scan_is(s, i - 1, SR_F_dash) && is_digits(s, i - 2);
    bool to = sr_scan_is(s, n->end, SR_F_bound_to) && is_digits(s, n->end + 1),
         from = i >= s->beg + 2 && sr_scan_is(s, i - 1, SR_F_bound_to) &&
                (is_digits(s, i - 2) || sr_scan_is(s, i - 2, SR_F_voted));
    if (!n->plain || sr_scan_is(s, n->end, SR_F_percent) ||
        (!second && !to && !from && !is_score(s, n, &other)))
        return false;
    if (from && sr_scan_is(s, i - 2, SR_F_voted) && i >= s->beg + 3 &&
        is_digits(s, i - 3))
        return true; /* "51 votes to 49" */
    uint32_t at = second || from ? i - 2 : i;
    for (uint32_t k = at; k > s->beg && at - k < NEAR; k--)
        if (sr_scan_before(s, k, SR_F_voted))
            return true;
    return false;
}

/* --- 3. bounds ------------------------------------------------------------------------------------ */

static uint8_t mod_of(int32_t bound)
{
    return bound >= 1 && bound <= 5 ? (uint8_t)bound : (uint8_t)SR_AMOUNT_EXACT;
}

static void take_bounds(const sr_scan *s, sr_figure *f)
{
    const sr_lex_entry *e = sr_scan_before(s, f->beg, SR_F_bound);
    if (e) {
        f->beg -= e->n;
        f->a.mod = mod_of(e->value);
        const sr_lex_entry *more = sr_scan_before(s, f->beg, SR_F_bound);
        if (more && more->value != 3) { /* "at least about" */
            f->beg -= more->n;
            f->a.mod = mod_of(more->value);
        }
    }
    e = sr_scan_at(s, f->end, SR_F_bound_after);
    if (e && !s->in_time[f->end]) {
        uint32_t next = f->end + e->n;
        sr_number n;
        if (e->value != 1 || e->n > 1 || !free_number(s, next, &n)) {
            f->a.mod = mod_of(e->value);
            f->end = next;
        }
    }
}

/* --- 4. units --------------------------------------------------------------------------------------- */

static void set_unit(sr_figure *f, sr_str unit, sr_str measure)
{
    f->a.unit = unit;
    f->a.measure = measure;
    f->measured = true;
    f->how = SR_HOW_UNIT;
    f->kind = SR_KIND_THING;
}

/* "km length" -> unit, measure */
static void set_unit_word(sr_figure *f, sr_str arg)
{
    sr_str unit;
    (void)sr_str_field(&arg, ' ', &unit);
    set_unit(f, unit, arg);
}

/* "500m" was read as 500 million; without a currency and people behind it is metres. */
static bool was_metres(const sr_scan *s, const sr_number *n)
{
    uint32_t m = n->end - 1;
    return n->digits && sr_scan_glued(s, m) &&
           sr_str_eq(sr_scan_word(s, m), SR_STR("m")) &&
           !sr_scan_is(s, n->end, SR_F_person) && !sr_scan_is(s, n->end, SR_F_noun) &&
           !sr_scan_is(s, n->end, SR_F_money);
}

static void take_unit(const sr_scan *s, sr_figure *f, const sr_number *n)
{
    const sr_lex_entry *sign = currency_before(s, f->number), *e;
    if (sign) {
        f->beg -= f->beg == f->number ? sign->n : 0;
        set_unit(f, sign->arg, SR_STR("money"));
    }
    uint32_t at = f->end;
    if (sr_scan_is(s, at, SR_F_dash) && sr_scan_glued(s, at) && sr_scan_glued(s, at + 1))
        at++;
    if (at >= s->end || s->in_time[at])
        return;
    if ((e = sr_scan_at(s, at, SR_F_percent))) {
        set_unit(f, SR_STR("percent"), SR_STR("percent"));
    } else if ((e = sr_scan_at(s, at, SR_F_money)) ||
               (e = sr_scan_at(s, at, SR_F_currency))) {
        set_unit(f, sign ? sign->arg : e->arg, SR_STR("money"));
    } else if (!sign && (e = sr_scan_at(s, at, SR_F_unit_word))) {
        set_unit_word(f, e->arg);
    } else if (!sign && was_metres(s, n)) {
        f->a.value /= 1e6;
        set_unit(f, SR_STR("m"), SR_STR("length"));
        return;
    } else {
        return;
    }
    f->end = at + e->n;
}

/* --- 5. one figure ------------------------------------------------------------------------------------ */

/* "half of the", "a third of", "two-thirds of": a share. */
static bool share_at(const sr_scan *s, uint32_t i, sr_figure *f)
{
    double top = 1;
    uint32_t at = i;
    const sr_lex_entry *e = sr_scan_at(s, i, SR_F_n_half);
    if (!e) {
        const sr_lex_entry *one = sr_scan_at(s, i, SR_F_n_one);
        if (!one && !sr_scan_is(s, i, SR_F_a))
            return false;
        top = one ? one->value : 1;
        at = i + 1 + sr_scan_is(s, i + 1, SR_F_dash);
        e = sr_scan_at(s, at, SR_F_n_part);
    }
    if (!e || s->in_time[at] || e->value < 2 || top >= e->value)
        return false;
    uint32_t end = at + e->n;
    if (!sr_scan_is(s, end, SR_F_of) && !(e->value == 2 && sr_scan_is(s, end, SR_F_the)))
        return false;
    *f = (sr_figure){.beg = i, .number = i, .end = end};
    f->a.value = top / e->value;
    set_unit(f, SR_STR("share"), SR_STR("share"));
    take_bounds(s, f);
    return true;
}

/* "a [wounded] soldier", "one person", "no one" */
static bool person_at(const sr_scan *s, uint32_t i, sr_figure *f)
{
    const sr_lex_entry *zero = sr_scan_at(s, i, SR_F_n_zero);
    bool one = sr_scan_is(s, i, SR_F_a) || sr_str_ieq(sr_scan_word(s, i), SR_STR("one"));
    if ((!zero && !one) || s->in_time[i])
        return false;
    *f = (sr_figure){
        .beg = i, .number = i, .end = i + (zero ? zero->n : 1), .indefinite = true};
    f->a.value = zero ? 0 : 1;
    return true;
}

static bool number_figure(const sr_scan *s, uint32_t i, sr_figure *f, uint32_t *next)
{
    sr_number n, high, other;
    if (!sr_number_at(s, i, &n))
        return false;
    *next = n.end;
    for (uint32_t k = i; k < n.end; k++)
        if (s->in_time[k])
            return false;
    if (is_vote(s, i, &n)) {
        *f = (sr_figure){.beg = i, .number = i, .end = n.end};
        f->a.value = n.value;
        set_unit(f, SR_STR(""), SR_STR("votes"));
        *next = n.end + sr_scan_is(s, n.end, SR_F_dash);
        return true;
    }
    if (is_score(s, &n, &high) && !range_to(s, i, &n, &other)) {
        *next = high.end;
        return false;
    }
    if (!n.counts || excluded(s, i, &n))
        return false;
    *f = (sr_figure){.beg = i, .number = i, .end = n.end};
    f->a.value = n.value;
    f->a.upper = n.upper;
    f->a.has_upper = n.upper > 0;
    bool about = n.vague || sr_scan_is(s, i, SR_F_n_half);
    f->a.mod = about ? SR_AMOUNT_ABOUT : SR_AMOUNT_EXACT;
    f->indefinite = n.value == 1 && !n.digits;
    uint32_t to = range_to(s, i - (currency_before(s, i) ? currency_before(s, i)->n : 0),
                           &n, &high);
    if (to) {
        if (high.scaled && !n.scaled) { /* "two to three million" */
            double scale = scale_of(high.value);
            n.value *= n.value > 0 && n.value * scale < high.value ? scale : 1;
        }
        if (n.value >= high.value)
            return false;
        f->a.value = n.value;
        f->a.upper = high.value;
        f->a.has_upper = true;
        f->a.mod = SR_AMOUNT_ABOUT;
        f->end = *next = to;
    }
    take_unit(s, f, &n);
    uint8_t range = f->a.mod;
    if (to && sr_str_ieq(f->beg > s->beg ? sr_scan_word(s, f->beg - 1) : SR_STR(""),
                         SR_STR("between")))
        f->beg--;
    take_bounds(s, f);
    if (f->a.mod == SR_AMOUNT_EXACT)
        f->a.mod = range;
    *next = f->end;
    return true;
}

/* --- 6. the sentence ------------------------------------------------------------------------------------ */

static bool may_begin(const sr_scan *s, uint32_t i)
{
    bool word = s->head[i] && s->rules->lex.v.v[s->head[i]].number;
    return !s->in_time[i] && (word || s->doc->tokens[i].kind == SR_TOKEN_NUMBER ||
                              s->doc->tokens[i].kind == SR_TOKEN_SYMBOL);
}

static bool find_figures(const sr_scan *s, figure_vec *out)
{
    out->n = 0;
    for (uint32_t i = s->beg; i < s->end;) {
        sr_figure f;
        uint32_t next = i + 1;
        bool found =
            may_begin(s, i) && (share_at(s, i, &f) || number_figure(s, i, &f, &next));
        if (!found && next == i + 1)
            found = may_begin(s, i) && person_at(s, i, &f);
        if (found) {
            uint32_t last = out->n ? out->v[out->n - 1].end : s->beg;
            f.beg = f.beg < last ? last : f.beg;
            if (f.beg > f.number)
                f.beg = f.number;
            if (!SR_PUSH(s->arena, out, f))
                return false;
        }
        i = found && f.end > next ? f.end : next;
    }
    return true;
}

/* "one of the", "a soldier" without a measure of people are no amounts. */
static bool is_kept(const sr_figure *f)
{
    if (!f->indefinite)
        return true;
    return f->how != SR_HOW_NONE && f->how != SR_HOW_ROLE && f->how != SR_HOW_KIND &&
           (f->measured || sr_measure_of_people(f->a.measure));
}

static bool keep(const sr_scan *s, sr_figure *f, amount_vec *out)
{
    if (!is_kept(f))
        return true;
    const sr_token *tok = s->doc->tokens;
    f->a.sent = s->sent;
    f->a.event = f->a.place = f->a.time = f->a.statement = SR_NONE;
    f->a.tok_beg = f->beg;
    f->a.tok_end = f->end;
    f->a.span = (sr_span){tok[f->beg].span.beg, tok[f->end - 1].span.end};
    if (!f->a.unit.p)
        f->a.unit = SR_STR("");
    if (!f->a.measure.p)
        f->a.measure = SR_STR("");
    return SR_PUSH(s->arena, out, f->a);
}

/* --- 7. the document --------------------------------------------------------------------------------------- */

sr_status sr_amounts_find(sr_scan *s, sr_doc *doc, sr_err *err)
{
    figure_vec figures = {0};
    amount_vec out = {0};
    for (uint32_t i = 0; i < doc->n_sents && out.n < SR_MAX_AMOUNTS; i++) {
        sr_scan_sentence(s, i);
        bool ok = find_figures(s, &figures);
        if (ok)
            sr_measure(s, figures.v, figures.n);
        for (size_t k = 0; ok && k < figures.n; k++)
            ok = keep(s, &figures.v[k], &out);
        if (!ok)
            return sr_fail(err, SR_ENOMEM, 0, "out of memory for amounts");
    }
    if (out.n >= SR_MAX_AMOUNTS)
        sr_doc_note(doc, "facts", "limit-amounts",
                    "more than %d figures; later ones are left out", SR_MAX_AMOUNTS);
    doc->amounts = out.v;
    doc->n_amounts = out.n;
    return SR_OK;
}
