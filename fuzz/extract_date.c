/* Any bytes as a line with a date, and as an address: what is found exists and lies inside
 * the text. */
#include "fuzz.h"

#include "extract/date.h"

static void check(sr_str text, sr_date_style style)
{
    sr_when w = {.from = SR_STR("kept")};
    sr_span where = {0};
    sr_date_found found = sr_date_find(text, style, &w, &where);
    MUST(sr_str_eq(w.from, SR_STR("kept")));
    if (found != SR_DATE_OK) {
        MUST(w.precision == SR_TIME_UNKNOWN && w.at_s == 0);
        return;
    }
    MUST(w.precision >= SR_TIME_DAY && w.precision <= SR_TIME_SECOND);
    MUST(where.beg < where.end && where.end <= text.len);
    MUST(sr_civil_valid(sr_time_civil(w.at_s)));
    if (w.precision == SR_TIME_DAY)
        MUST(w.at_s % 86400 == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const langs[] = {"", "en", "de", "hr", "ar", "zz"};
    sr_str text = {(const char *)data, size};
    for (size_t i = 0; i < SR_COUNT(langs); i++)
        check(text, (sr_date_style){sr_str_of(langs[i]), (i & 1) != 0});
    sr_when w = {0};
    if (sr_date_in_url(text, &w))
        MUST(w.precision == SR_TIME_DAY || w.precision == SR_TIME_MONTH);
    return 0;
}
