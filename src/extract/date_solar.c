#include "extract/date_solar.h"

#include "base/data.h"

enum { FIRST_YEAR = 1370, LAST_YEAR = 1440 };

static bool is_leap(int year)
{
    static const int leap[] = {1, 5, 9, 13, 17, 22, 26, 30};
    for (size_t i = 0; i < SR_COUNT(leap); i++)
        if (year % 33 == leap[i])
            return true;
    return false;
}

/* Six months of 31 days, five of 30, the last of 29 or 30. */
static int days_of(int year, int month)
{
    return month <= 6 ? 31 : month <= 11 || is_leap(year) ? 30 : 29;
}

static bool to_common(int year, int month, int day, sr_civil *ret)
{
    const sr_time day_s = 86400;
    const sr_civil first = {.year = 1991, .month = 3, .day = 21}; /* 1 Farvardin 1370 */
    if (month < 1 || month > 12 || day < 1 || day > days_of(year, month))
        return false;
    sr_time days = day - 1;
    for (int y = FIRST_YEAR; y < year; y++)
        days += 365 + is_leap(y);
    for (int m = 1; m < month; m++)
        days += days_of(year, m);
    *ret = sr_time_civil(sr_time_of(first) + days * day_s);
    return true;
}

static int month_of(const sr_date_token *t)
{
    sr_str rest = sr_data("months_solar.txt"), line, field, form;
    sr_str word = {t->word, t->len};
    if (t->kind != SR_DATE_WORD || (unsigned char)t->word[0] < 0xD8 ||
        (unsigned char)t->word[0] > 0xDB) /* no Arabic letter */
        return 0;
    while (sr_data_line(&rest, &line)) {
        sr_str_field(&line, '\t', &field); /* the language */
        for (int month = 1; sr_str_field(&line, '\t', &field); month++)
            while (sr_str_field(&field, '|', &form))
                if (sr_str_eq(form, word))
                    return month;
    }
    return 0;
}

static bool is_year(const sr_date_token *t)
{
    return t->kind == SR_DATE_NUMBER && t->digits == 4 && t->value >= FIRST_YEAR &&
           t->value <= LAST_YEAR;
}

static bool is_day(const sr_date_token *t)
{
    return t->kind == SR_DATE_NUMBER && t->digits <= 2;
}

/* Languages whose newspapers count these years. */
static bool counts_so(sr_str lang)
{
    return sr_str_istarts(lang, SR_STR("fa")) || sr_str_istarts(lang, SR_STR("ps")) ||
           sr_str_istarts(lang, SR_STR("prs"));
}

bool sr_date_solar(const sr_date_reading *r, int i, sr_civil *ret, int *end)
{
    const sr_date_token *a = sr_date_tok(r, i), *b = sr_date_tok(r, i + 1),
                        *c = sr_date_tok(r, i + 2), *d = sr_date_tok(r, i + 3),
                        *e = sr_date_tok(r, i + 4);
    bool named = is_day(a) && b->kind == SR_DATE_WORD;
    bool comma = c->kind == SR_DATE_MARK && (c->value == ',' || c->value == 0x60C);
    const sr_date_token *year = comma ? d : c;
    if (named && is_year(year) &&
        to_common((int)year->value, month_of(b), (int)a->value, ret)) {
        *end = i + 3 + comma;
        return true;
    }
    bool mark = b->kind == SR_DATE_MARK && (b->value == '/' || b->value == '-') &&
                d->kind == SR_DATE_MARK && d->value == b->value;
    if (is_year(a) && mark && is_day(c) && is_day(e) && counts_so(r->style.lang) &&
        to_common((int)a->value, (int)c->value, (int)e->value, ret)) {
        *end = i + 5;
        return true;
    }
    return false;
}
