#include "extract/date_lunar.h"

#include "base/data.h"

enum { FIRST_YEAR = 1415, LAST_YEAR = 1470 };

/* Odd months have 30 days, even ones 29, the last 30 in eleven years of thirty. */
static int days_of(int year, int month)
{
    bool leap = (11 * year + 14) % 30 < 11;
    return month % 2 == 1 || (month == 12 && leap) ? 30 : 29;
}

static bool to_common(int year, int month, int day, sr_civil *ret)
{
    /* days from 16 July 622 (Julian), 1 Muharram 1, to 1 January 1970 */
    enum { EPOCH = 492148 };
    const sr_time day_s = 86400;
    if (month < 1 || month > 12 || day < 1 || day > days_of(year, month))
        return false;
    sr_time days = day - 1 + (59 * (month - 1) + 1) / 2 + (year - 1) * 354 +
                   (3 + 11 * year) / 30 - EPOCH;
    *ret = sr_time_civil(days * day_s);
    return true;
}

static int month_named(sr_str name)
{
    sr_str rest = sr_data("months_lunar.txt"), line, field, form;
    while (sr_data_line(&rest, &line)) {
        sr_str_field(&line, '\t', &field); /* the language */
        for (int month = 1; sr_str_field(&line, '\t', &field); month++)
            while (sr_str_field(&field, '|', &form))
                if (sr_str_eq(form, name))
                    return month;
    }
    return 0;
}

/* The month that one or two words name; *next: the token behind. */
static int month_at(const sr_date_reading *r, int i, int *next)
{
    const sr_date_token *a = sr_date_tok(r, i), *b = sr_date_tok(r, i + 1);
    char two[2 * SR_DATE_WORD_BYTES + 1];
    if (a->kind != SR_DATE_WORD || (unsigned char)a->word[0] < 0xD8 ||
        (unsigned char)a->word[0] > 0xDB) /* no Arabic letter */
        return 0;
    *next = i + 1;
    int month = month_named((sr_str){a->word, a->len});
    if (month || b->kind != SR_DATE_WORD)
        return month;
    memcpy(two, a->word, a->len);
    two[a->len] = ' ';
    memcpy(two + a->len + 1, b->word, b->len);
    *next = i + 2;
    return month_named((sr_str){two, (size_t)a->len + 1 + b->len});
}

bool sr_date_lunar(const sr_date_reading *r, int i, sr_civil *ret, int *end)
{
    const sr_date_token *day = sr_date_tok(r, i);
    int next = 0;
    if (day->kind != SR_DATE_NUMBER || day->digits > 2)
        return false;
    int month = month_at(r, i + 1, &next);
    const sr_date_token *year = sr_date_tok(r, next);
    if (year->kind == SR_DATE_MARK && (year->value == ',' || year->value == 0x60C))
        year = sr_date_tok(r, ++next);
    if (!month || year->kind != SR_DATE_NUMBER || year->digits != 4 ||
        year->value < FIRST_YEAR || year->value > LAST_YEAR ||
        !to_common((int)year->value, month, (int)day->value, ret))
        return false;
    *end = next + 1;
    return true;
}
