/* Inside the stage facts: what its files share.  Others include facts.h.
 *
 *   lexicon.c        the word lists of data/ -> a table by fold
 *   scan.c           the entry of each token; looking around
 *   numbers.c        one number, in digits or words
 *   calendar.c       days, weeks, feasts
 *   tense.c          does the sentence speak of what was or what will be?
 *   times_rules.c    data/times.rules.LANG.txt -> patterns
 *   times_match.c    items, patterns, joined expressions
 *   times_value.c    an expression -> a TIMEX3 value: dates, times of day
 *   times_spans.c    likewise: durations, sets
 *   times.c          the layer: doc->times
 *   amounts.c        the layer: doc->amounts; number, bound, unit
 *   measures.c       what an amount counts
 *   ties.c           where and when it is, and whose claim
 *   facts.c          rules of the stage, the layers in order
 *   write.c          the object of FORMATS.md
 */
#ifndef SR_FACTS_PARTS_H
#define SR_FACTS_PARTS_H

#include "facts/facts.h"
#include "facts/statements.h"

#include "base/vec.h"

/* --- lexicon.c: words --------------------------------------------------------------- */

/* The classes a word can be in; data/ uses the same names.  What numbers in digits can be
 * ("year", "clock") stands among them. */
/* clang-format off */
#define SR_FACT_CLASSES(X) \
    X(month) X(monthx) X(weekday) X(weekdayx) X(weekdays) X(season) X(seasonx) X(weekend) \
    X(part) X(noon) X(overnight) X(tonight) X(secondx) X(unit) X(units) X(quarterx) \
    X(durword) X(decadew) X(deictic) X(ref) X(refx) X(none) X(recent) X(last) X(past) \
    X(prev) X(this) X(next) X(coming) X(follow) X(same) X(that) X(first) X(final) \
    X(ago) X(earlier) X(later) X(before) X(after) X(from) X(fromnow) X(half) \
    X(each) X(other) X(per) X(a) X(the) X(of) X(and) X(or) X(to) X(dash) X(comma) X(slash) \
    X(aposs) X(timew) X(ampm) X(zone) X(old) X(fiscal) X(fiscalx) X(yearw) X(timesw) \
    X(once) X(setadj) X(vague) X(all) X(ordw) X(holiday) X(lit911) X(century) X(hours) \
    X(early) X(late) X(midx) X(laterx) X(earlierx) X(startn) X(midn) X(endn) X(stop) \
    X(in) X(on) X(at) X(prep) X(durprep) X(forof) X(pastto) X(oclock) X(long) X(dozenx) \
    X(since) X(until) X(noyear) X(counted) X(monthlead) \
    X(parts) X(during) X(anotherx) X(begins) X(rate) \
    X(num) X(day) X(ordday) X(hour) X(year) X(yy) X(clock) X(dec) X(hhmm) X(date) \
    X(datetime) X(decadelit) X(qlit) X(midyear) X(midmonth) \
    X(n_one) X(n_ten) X(n_scale) X(n_abbr) X(n_dozen) X(n_plural) X(n_half) X(n_part) \
    X(n_vague) X(n_couple) X(n_zero) X(bound) X(bound_after) X(bound_to) X(skip) \
    X(currency) X(money) X(percent) X(unit_word) X(no_amount) X(no_after) \
    X(both) X(object) X(behind) X(noun) X(ofnoun) X(toll) X(person) X(home) X(neutral) \
    X(be) X(will) X(did) X(does) X(maybe) X(negation) X(negverb) X(joins) X(more) \
    X(of_them) X(including) X(by) X(move) X(stopper) X(reflex) X(with) X(role) \
    X(none_of) X(part_of) X(keeps) X(who) X(aged) X(model) \
    X(forced) X(forces) X(reports) X(notto) \
    X(ahead) X(carries) X(telling) X(modal) X(perfect) X(does_aux) X(voted) X(heshe) X(moves)
/* clang-format on */

typedef enum sr_fact_class {
    SR_F_0 = 0,
#define SR_F_ENUM(name) SR_F_##name,
    SR_FACT_CLASSES(SR_F_ENUM)
#undef SR_F_ENUM
        SR_F_COUNT
} sr_fact_class;

enum { SR_SET_WORDS = SR_F_COUNT / 64 + 1 }; /* of a set of classes */

/* The class of this name, SR_F_0 where there is none. */
sr_fact_class sr_fact_class_of(sr_str name);

enum { SR_LEX_WORDS = 6 }; /* tokens of one entry */

enum {                     /* sr_lex_entry.flags */
       SR_LEX_CAPITAL = 1, /* only with a capital */
       SR_LEX_LOWER = 2,   /* only without one */
       SR_LEX_FREE = 4,    /* measures: needs no form of "be" */
       SR_LEX_ROLE = 8     /* measures: only where nothing else is said */
};

typedef struct sr_lex_entry {
    uint64_t fold[SR_LEX_WORDS];
    uint8_t n; /* tokens */
    uint8_t cls;
    uint8_t flags;
    bool hot;      /* of the head of a chain: one of its entries speaks of time */
    bool number;   /* likewise: one of them begins a number */
    int32_t value; /* the third field where it is a number, else 0 */
    sr_str arg;    /* the third field */
    uint32_t next; /* entry with the same first word, shorter or later; 0: none */
} sr_lex_entry;

typedef struct sr_lex {
    SR_VEC(sr_lex_entry) v; /* [0] is unused */
    uint64_t *key;          /* [slots] first fold */
    uint64_t
        *sets; /* [v.n][SR_SET_WORDS] classes of the chain that begins at each head */
    uint32_t *slot;       /* [slots] entry, 0: free */
    size_t slots;         /* a power of two */
    uint64_t maybe[1024]; /* 65536 bits: folds that may be in the table */
} sr_lex;

/* Read a list of data/ into the lexicon; sr_lex_build after the last one.
 * errors  SR_EFORMAT (unknown class, too many words), SR_ENOMEM */
sr_status sr_lex_read(sr_lex *lex, sr_arena *a, const char *file, sr_err *err);
sr_status sr_lex_build(sr_lex *lex, sr_arena *a, sr_err *err);

/* The first entry whose first word has this fold; 0: none.  O(1). */
static inline uint32_t sr_lex_head(const sr_lex *lex, uint64_t fold)
{
    if (!(lex->maybe[(fold >> 6) & 1023] >> (fold & 63) & 1))
        return 0;
    size_t mask = lex->slots - 1;
    for (size_t i = (fold >> 16) & mask; lex->slot[i]; i = (i + 1) & mask)
        if (lex->key[i] == fold)
            return lex->slot[i];
    return 0;
}

/* A token that begins a class, over `len` tokens, with a value (times_match.c). */
typedef struct sr_alt {
    uint8_t cls, len;
    bool vague;
    int32_t value;
    double number;
    sr_str arg;
} sr_alt;

/* --- scan.c: the tokens of one sentence ----------------------------------------------- */

typedef struct sr_scan {
    const sr_doc *doc;
    const sr_facts_rules *rules;
    sr_arena *arena;
    uint32_t *head;      /* [n_tokens] entry of the lexicon, 0: none */
    uint8_t *in_time;    /* [n_tokens] is it in a time expression? */
    uint32_t sent;       /* the sentence at hand: its number, */
    uint32_t beg, end;   /* tokens [beg, end), */
    sr_str text;         /* and the text it is in */
    SR_VEC(sr_alt) alts; /* room of times_match.c, kept from sentence to sentence */
    uint32_t *first;     /* [cap_first] */
    uint64_t *sets;      /* [cap_first][SR_SET_WORDS] classes that begin at each token */
    size_t cap_first;
} sr_scan;

sr_status sr_scan_init(sr_scan *s, const sr_facts_rules *rules, sr_doc *doc, sr_err *err);
void sr_scan_sentence(sr_scan *s, uint32_t sent);

/* The longest entry of this class that begins at token i of the sentence; NULL: none. */
const sr_lex_entry *sr_scan_at(const sr_scan *s, uint32_t i, sr_fact_class cls);

/* The longest entry of this class that ends before token i; NULL: none. */
const sr_lex_entry *sr_scan_before(const sr_scan *s, uint32_t i, sr_fact_class cls);

static inline bool sr_scan_is(const sr_scan *s, uint32_t i, sr_fact_class cls)
{
    return i >= s->beg && i < s->end && s->head[i] && sr_scan_at(s, i, cls);
}

static inline sr_str sr_scan_word(const sr_scan *s, uint32_t i)
{
    return sr_str_span(s->text, s->doc->tokens[i].span);
}

static inline bool sr_scan_punct(const sr_scan *s, uint32_t i)
{
    return i >= s->beg && i < s->end && s->doc->tokens[i].kind == SR_TOKEN_PUNCT;
}

/* Is token i this one byte? */
static inline bool sr_scan_char(const sr_scan *s, uint32_t i, char c)
{
    if (i < s->beg || i >= s->end)
        return false;
    sr_str w = sr_scan_word(s, i);
    return w.len == 1 && w.p[0] == c;
}

/* Do the bytes of tokens i - 1 and i touch? */
static inline bool sr_scan_glued(const sr_scan *s, uint32_t i)
{
    return i > s->beg && i < s->end &&
           !(s->doc->tokens[i - 1].flags & SR_TOKEN_SPACE_AFTER);
}

/* --- numbers.c ------------------------------------------------------------------------- */

typedef struct sr_number {
    double value, upper; /* upper: of "dozens", "several hundred"; else 0 */
    uint32_t end;        /* tokens [i, end) */
    bool digits;         /* begins with digits */
    bool plain;          /* one token of digits, without marks */
    bool vague;          /* "dozens", "a few thousand" */
    bool scaled;         /* ends with "thousand", "million", ... */
    bool counts;         /* may be a number of something; false: "a", "several" alone */
    uint8_t decimals;    /* behind the point */
} sr_number;

/* The number that begins at token i.  False where there is none, or where it has more
 * than 15 digits.  Looks at no more than SR_NUMBER_TOKENS tokens. */
enum { SR_NUMBER_TOKENS = 16 };
bool sr_number_at(const sr_scan *s, uint32_t i, sr_number *ret);

/* The value of digits with commas between groups and a point; *plain: digits alone. */
bool sr_number_digits(sr_str word, double *value, uint8_t *decimals, bool *plain);

/* --- calendar.c ------------------------------------------------------------------------- */

typedef struct sr_day {
    int year, month, day;
} sr_day;

int64_t sr_days_of(sr_day d); /* days since 1970-01-01; any year of 1..9999 */
sr_day sr_day_of(int64_t days);
int sr_day_weekday(int64_t days);                     /* 1 = Monday .. 7 = Sunday */
void sr_day_week(int64_t days, int *year, int *week); /* ISO 8601 week */
int64_t sr_week_start(int year, int week);
int sr_month_length(int year, int month);
/* The day of a holiday of times.en.txt (month * 100 + day, or a code from 2000). */
sr_day sr_holiday(int code, int year);

/* --- tense.c ---------------------------------------------------------------------------- */

enum { SR_TENSE_PRESENT = 2 };

/* Does the sentence speak at tokens [beg, end) of the past (-1), the future (1), in the
 * present (2: of a weekday the next, "talks resume Monday"; of others no sign), or is there
 * no sign (0)?  Of a tree the verb above, at most 8 words up; without one the verbs
 * around, at most 40 tokens. */
int sr_tense_at(const sr_scan *s, uint32_t beg, uint32_t end);

/* --- times_rules.c ------------------------------------------------------------------------ */

enum { SR_RULE_ELEMENTS = 16, SR_RULE_CHOICES = 16 };

typedef enum sr_rule_type {
    SR_RULE_DATE,
    SR_RULE_TIME,
    SR_RULE_DURATION,
    SR_RULE_SET,
    SR_RULE_REF,
    SR_RULE_NONE
} sr_rule_type;

typedef struct sr_rule_element {
    uint8_t cls[SR_RULE_CHOICES];    /* 0 ends */
    bool optional, outside, divides; /* divides: the second expression begins here */
} sr_rule_element;

typedef struct sr_rule {
    sr_rule_type type;
    uint8_t n;
    sr_rule_element e[SR_RULE_ELEMENTS];
} sr_rule;

typedef struct sr_rule_set {
    SR_VEC(sr_rule) v;
    uint16_t *first[SR_F_COUNT]; /* rules that may begin with the class, in order */
    uint16_t n_first[SR_F_COUNT];
} sr_rule_set;

sr_status sr_rules_read(sr_rule_set *set, sr_arena *a, const char *file, sr_err *err);

/* --- times_match.c -------------------------------------------------------------------------- */

enum { SR_X_NONE = INT32_MIN };

/* The units of times.en.txt. */
enum {
    SR_U_SECOND = 1,
    SR_U_MINUTE,
    SR_U_HOUR,
    SR_U_DAY,
    SR_U_WEEK,
    SR_U_FORTNIGHT,
    SR_U_MONTH,
    SR_U_QUARTER,
    SR_U_YEAR,
    SR_U_DECADE,
    SR_U_CENTURY,
    SR_U_WEEKEND,
    SR_U_NIGHT,
    SR_U_HALF,
    SR_U_MILLENNIUM
};

/* What an expression says, SR_X_NONE or 0 where it says nothing. */
typedef struct sr_texpr {
    uint8_t type;      /* sr_rule_type */
    uint32_t beg, end; /* tokens */
    /* each field is the value of the class of that name */
    int32_t v[SR_F_COUNT];
    double n, n2;    /* numbers; n2: the second or upper one */
    int unit2;       /* unit of the second number */
    bool vague;      /* "several" */
    bool a_half;     /* "and a half", "half a" */
    sr_str arg;      /* of ref, setadj */
    uint8_t mod;     /* sr_timex_mod */
    uint8_t n_units; /* how many units were named */
    uint8_t n_last;  /* how often "last" */
    bool leads;      /* begins a range, whose end is the next expression */
} sr_texpr;

typedef struct sr_texpr_list {
    sr_texpr *v;
    size_t n, cap;
} sr_texpr_list;

static inline bool sr_x_has(const sr_texpr *x, sr_fact_class c)
{
    return x->v[c] != SR_X_NONE;
}

/* The expressions of the sentence, ascending and disjoint, joined where they belong
 * together ("6 p.m. on Monday"). */
sr_status sr_times_match(sr_scan *s, sr_texpr_list *ret, sr_err *err);

/* Does the expression say a time of day, and no day? */
bool sr_times_is_clock(const sr_texpr *x);
/* Does it name a day? */
bool sr_times_is_day(const sr_texpr *x);

/* --- times_value.c ---------------------------------------------------------------------------- */

/* What relative expressions lean on. */
typedef struct sr_time_context {
    bool dated;       /* is the day of the article known? */
    int64_t today;    /* its day */
    int clock_min;    /* its minute of the day, -1: unknown */
    bool mentioned;   /* was a day named before? */
    int64_t last_day; /* the one named last, */
    bool in_sentence; /* in this sentence */
    bool asked;       /* was the missing date needed? */
    int8_t range;     /* -1, 1: the other end of the range at hand lies behind, before */
    sr_time range_s;  /* this moment */
} sr_time_context;

/* Fill the value, mod, anchor and interval of *t from the expression; updates the context.
 * False: it has no sensible value. */
bool sr_time_value(const sr_scan *s, const sr_texpr *x, sr_time_context *c, sr_timex *t);

/* --- amounts.c, measures.c ------------------------------------------------------------------- */

typedef enum sr_how { /* how an amount came to its measure, in falling order of trust */
                      SR_HOW_NONE,
                      SR_HOW_NOUN,  /* "12 deaths" */
                      SR_HOW_LEFT,  /* "killed 12" */
                      SR_HOW_OF,    /* "the deaths of 12" */
                      SR_HOW_RIGHT, /* "12 were killed" */
                      SR_HOW_INNER, /* "12 wounded soldiers" */
                      SR_HOW_TOLL,  /* "the toll rose to 12" */
                      SR_HOW_LIST,  /* "killed two guards and [12 others]" */
                      SR_HOW_PART,  /* "including 12" */
                      SR_HOW_UNIT,  /* money, percent, km */
                      SR_HOW_ROLE,  /* "12 hostages" */
                      SR_HOW_KIND   /* "12 missiles", "12 people" */
} sr_how;

/* What is counted, as far as words tell. */
typedef enum sr_kind {
    SR_KIND_UNKNOWN, /* a noun of no list */
    SR_KIND_BARE,    /* no noun: "12 were killed" */
    SR_KIND_PERSON,
    SR_KIND_HOME,
    SR_KIND_MIXED, /* customers, families, households: people and homes */
    SR_KIND_THING
} sr_kind;

/* An amount in the making. */
typedef struct sr_figure {
    sr_amount a;
    uint32_t beg, end; /* tokens: bound, number, unit */
    uint32_t number;   /* where the number itself begins */
    uint32_t np_end;   /* behind the noun */
    uint32_t
        lead; /* a verb before it, which did not fit: entry + 1, for the next of the list */
    uint8_t how;     /* sr_how */
    uint8_t kind;    /* sr_kind */
    bool indefinite; /* "a soldier", "no one": only with a measure of people */
    bool shared; /* the next figure's predicate is its own: "two men and [a boy] died" */
    bool finite; /* the predicate of HOW_RIGHT is a verb of many */
    bool whole;  /* "three of the [12]" */
    bool weak;   /* the cue asks for people */
    bool measured; /* has a unit, currency or percent sign */
} sr_figure;

/* Give the figures [0, n) of the sentence their measures. */
void sr_measure(const sr_scan *s, sr_figure *v, size_t n);

/* Is this a measure of people and their homes ("killed", ...), which figures without a
 * number ("a soldier") may have? */
bool sr_measure_of_people(sr_str measure);

/* --- the layers -------------------------------------------------------------------------------- */

sr_status sr_times_find(sr_scan *s, sr_doc *doc, sr_err *err);   /* times.c */
sr_status sr_amounts_find(sr_scan *s, sr_doc *doc, sr_err *err); /* amounts.c */

/* The frames of a language, from data/frames/ (events.c). */
struct sr_frames;
struct sr_typer;
sr_status sr_typer_read(const char *lang, sr_arena *a, struct sr_typer **ret,
                        sr_err *err);
sr_status sr_events_rules(const char *lang, sr_arena *a, struct sr_frames **ret,
                          sr_err *err);

struct sr_facts_rules {
    sr_arena *arena;
    sr_lex lex;
    sr_rule_set times;
    struct sr_factuality_lexicon *factuality;
    struct sr_factuality_model *factuality_model;
    struct sr_stance_lexicon *stances;
    sr_cuelist cues;
    struct sr_frames *frames;
    struct sr_typer *typer;
};

#endif
