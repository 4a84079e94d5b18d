/* Times: a table of sentences with what must be found, "words=TYPE value mod|...". */
#include "../t.h"

#include "invariants.h"

typedef struct sample {
    const char *published, *text, *want;
} sample;

#define FRI "2024-11-29T18:20:00Z"

/* clang-format off */
static const sample samples[] = {
    /* explicit */
    {FRI, "It began on 5 May 2010.", "5 May 2010=DATE 2010-05-05"},
    {FRI, "It began on Tuesday, May 5, 2010, in Lima.", "Tuesday, May 5, 2010=DATE 2010-05-05"},
    {FRI, "It began on the 5th of May 2010.", "the 5th of May 2010=DATE 2010-05-05"},
    {FRI, "See 2010-07-16 and 7/8/07 and 16.07.2010.", "2010-07-16=DATE 2010-07-16|7/8/07=DATE 2007-07-08|16.07.2010=DATE 2010-07-16"},
    {FRI, "In May 2010 they met.", "May 2010=DATE 2010-05"},
    {FRI, "He has lived there since 2014.", "2014=DATE 2014"},
    {FRI, "It broke on the 4th, on the 5th floor, on July 4th of 1995.", "the 4th=DATE 2024-11-04|July 4th of 1995=DATE 1995-07-04"},
    {FRI, "The 31st of June 2010 does not exist.", ""},
    {FRI, "On 99 January 20245 nothing was found.", "January=DATE 2024-01"},
    /* ranges */
    {FRI, "From 2009 to 2011 it grew.", "2009=DATE 2009|2011=DATE 2011"},
    {FRI, "Talks ran from 5 to 7 May 2010.", "5=DATE 2010-05-05|7 May 2010=DATE 2010-05-07"},
    {FRI, "They met on Dec. 3-5, 2010.", "Dec. 3=DATE 2010-12-03|5, 2010=DATE 2010-12-05"},
    {FRI, "It grew in 2009-10.", "2009=DATE 2009|10=DATE 2010"},
    /* decades, centuries, seasons, quarters, fiscal years */
    {FRI, "In the 1990s and the early 2000s it grew.", "the 1990s=DATE 199|the early 2000s=DATE 200 START"},
    {FRI, "It is of the 19th century.", "the 19th century=DATE 18"},
    {FRI, "It rained in the summer of 2008.", "the summer of 2008=DATE 2008-SU"},
    {FRI, "Sales rose in the third quarter of 2010.", "the third quarter of 2010=DATE 2010-Q3"},
    {FRI, "Sales fell in the fourth quarter.", "the fourth quarter=DATE 2024-Q4"},
    {FRI, "In fiscal 2010 and in FY2011 sales fell.", "fiscal 2010=DATE FY2010|FY2011=DATE FY2011"},
    {FRI, "Harsh winter conditions set in.", "winter=DATE 2024-WI"},
    /* from the day of the article */
    {FRI, "The plant was hit on Tuesday.", "Tuesday=DATE 2024-11-26"},
    {FRI, "Men who went to work on Monday are dead.", "Monday=DATE 2024-11-25"},
    {FRI, "The plant was hit on Friday.", "Friday=DATE 2024-11-29"},
    {FRI, "Ministers will meet on Tuesday.", "Tuesday=DATE 2024-12-03"},
    {FRI, "Ministers agreed to meet next Tuesday.", "next Tuesday=DATE 2024-12-03"},
    {FRI, "He died last October.", "last October=DATE 2024-10"},
    {FRI, "He died in December.", "December=DATE 2023-12"},
    {FRI, "He was born on 3 March.", "3 March=DATE 2024-03-03"},
    {FRI, "The vote will be held on 3 March.", "3 March=DATE 2025-03-03"},
    {FRI, "Reports this month said so.", "this month=DATE 2024-11"},
    {FRI, "It comes early next year.", "early next year=DATE 2025 START"},
    {FRI, "It was over last week.", "last week=DATE 2024-W47"},
    {FRI, "They left yesterday and come back tomorrow.", "yesterday=DATE 2024-11-28|tomorrow=DATE 2024-11-30"},
    {FRI, "It was hit last night and again this morning.", "last night=TIME 2024-11-28TNI|this morning=TIME 2024-11-29TMO"},
    {FRI, "It ended late on Monday evening.", "Monday evening=TIME 2024-11-25TEV"},
    {FRI, "It was hit two days ago, not a week ago.", "two days ago=DATE 2024-11-27|a week ago=DATE 2024-W47"},
    {FRI, "It fell more than two years ago.", "more than two years ago=DATE 2022 BEFORE"},
    {FRI, "It rained at Christmas.", "Christmas=DATE 2023-12-25"},
    {FRI, "On Easter Monday 2020 it rained.", "Easter Monday 2020=DATE 2020-04-13"},
    {FRI, "It came at the end of the year.", "the end of the year=DATE 2024 END"},
    {FRI, "It is now quiet, and recently it was too.", "now=DATE PRESENT_REF|recently=DATE PAST_REF"},
    /* from the time before */
    {FRI, "On 5 May 2010 it broke. The following day it burned.", "5 May 2010=DATE 2010-05-05|The following day=DATE 2010-05-06"},
    {FRI, "On 5 May 2010 it broke. Two days later it burned.", "5 May 2010=DATE 2010-05-05|Two days later=DATE 2010-05-07"},
    /* weeks, halves of a whole, ends of a range that lean on each other */
    {FRI, "It began in the first week of 2015.", "the first week of 2015=DATE 2015-W01"},
    {FRI, "It began in the last week of May.", "the last week of May=DATE 2024-05 END"},
    {FRI, "Sales fell in the first nine months of 2021.", "the first nine months of 2021=DURATION P9M"},
    {FRI, "He died in August of last year.", "August of last year=DATE 2023-08"},
    {FRI, "He died on 15 August last year.", "15 August last year=DATE 2023-08-15"},
    {FRI, "The group meets on Monday of next week.", "Monday of next week=DATE 2024-12-02"},
    {FRI, "The talks ran from May to September.", "May=DATE 2024-05|September=DATE 2024-09"},
    {FRI, "It was closed from November to March 2018.", "November=DATE 2017-11|March 2018=DATE 2018-03"},
    {FRI, "The fair runs from next Monday to Friday.", "next Monday=DATE 2024-12-02|Friday=DATE 2024-12-06"},
    {FRI, "The curfew ran from 10 p.m. to 5 a.m. in Lima.", "10 p.m.=TIME 2024-11-29T22:00|5 a.m.=TIME 2024-11-30T05:00"},
    {FRI, "It was hit from 5 to 6pm.", "5=TIME 2024-11-29T17:00|6pm=TIME 2024-11-29T18:00"},
    {FRI, "Over the Labor Day weekend it rained.", "the Labor Day weekend=DATE 2024-W35-WE"},
    {FRI, "It fell two years and three months ago.", "two years and three months ago=DATE 2022-08"},
    {FRI, "It was hit by late afternoon.", "late afternoon=TIME 2024-11-29TAF END"},
    {FRI, "Prices fell in the past two quarters.", "the past two quarters=DURATION P2Q"},
    {FRI, "Rent is due on the 19th of every month.", "the 19th of every month=SET XXXX-XX-19"},
    {FRI, "They pray every Friday at 6 p.m. there.", "every Friday at 6 p.m.=SET XXXX-WXX-5T18:00"},
    {FRI, "They stayed for another three weeks.", "another three weeks=DURATION P3W"},
    {FRI, "On Tuesday the first models came.", "Tuesday=DATE 2024-11-26"},
    {FRI, "It ended the decade of the 21st.", ""},
    /* times of day */
    {FRI, "It left at 6:40 p.m. on 5 May 2010.", "6:40 p.m. on 5 May 2010=TIME 2010-05-05T18:40"},
    {FRI, "It left on Tuesday at noon.", "Tuesday at noon=TIME 2024-11-26T12:00"},
    {FRI, "The quake struck at 0300 GMT.", "0300 GMT=TIME 2024-11-29T03:00Z"},
    {FRI, "It left at half past six.", ""},
    {FRI, "It left between 6 and 7 p.m. today.", "6=TIME 2024-11-29T18:00|7 p.m. today=TIME 2024-11-29T19:00"},
    /* durations */
    {FRI, "They fought for three weeks.", "three weeks=DURATION P3W"},
    {FRI, "They fought for more than two years.", "more than two years=DURATION P2Y MORE_THAN"},
    {FRI, "A two-week truce ended.", "two-week=DURATION P2W"},
    {FRI, "It took two and a half years and half an hour.", "two and a half years=DURATION P2.5Y|half an hour=DURATION PT30M"},
    {FRI, "It took several months.", "several months=DURATION PXM"},
    {FRI, "It lasted for decades.", "decades=DURATION PXDE"},
    {FRI, "It rose over the past decade.", "the past decade=DURATION P1DE"},
    {FRI, "A 41-year-old man and a girl, 12 years old, died.", ""},
    /* sets */
    {FRI, "They meet every Monday and twice a week.", "every Monday=SET XXXX-WXX-1|twice a week=SET P1W"},
    {FRI, "They build 15 a year at daily wages.", "a year=SET P1Y|daily=SET P1D"},
    /* ordinary words */
    {FRI, "It may march, and the second fall in spring water hurt.", "spring=DATE 2024-SP"},
    {FRI, "Flight 2010 had 2010 passengers.", ""},
    {FRI, "The Sun said so.", ""},
    /* without a day */
    {"", "It was hit on Tuesday, last year and on 3 March.", "Tuesday=DATE XXXX-WXX-2|last year=DATE XXXX|3 March=DATE XXXX-03-03"},
    {"", "It was hit in May 2010.", "May 2010=DATE 2010-05"},
};
/* clang-format on */

static void describe(const sr_doc *doc, sr_buf *out)
{
    for (size_t i = 0; i < doc->n_times; i++) {
        const sr_timex *t = &doc->times[i];
        const char *mod = sr_timex_mod_name(t->mod);
        sr_buf_printf(
            out, "%s%.*s=%s %.*s%s%s", i ? "|" : "",
            SR_FMT(sr_str_span(sr_doc_text(doc, &doc->sents[t->sent]), t->span)),
            sr_timex_type_name(t->type), SR_FMT(t->value), mod[0] ? " " : "", mod);
    }
}

START_TEST(sentences)
{
    sr_text_rules *text = NULL;
    sr_facts_rules *facts = NULL;
    sr_doc *doc = sr_doc_new(0);
    sr_buf got = {0};
    ck_ok(sr_text_rules_new("en", &text, NULL));
    ck_ok(sr_facts_rules_new("en", &facts, NULL));
    const sample *s = &samples[_i];
    ck_assert(make_article(doc, SR_STR(""), sr_str_of(s->text), sr_str_of(s->published)));
    ck_ok(sr_text_analyse(text, doc, NULL));
    ck_ok(sr_facts_find(facts, doc, NULL));
    describe(doc, &got);
    ck_assert_msg(sr_str_eq(sr_buf_str(&got), sr_str_of(s->want)),
                  "%s\n  got  %.*s\n  want %s", s->text, SR_FMT(sr_buf_str(&got)),
                  s->want);
    ck_assert_msg(broken_times(doc) == NULL, "%s", broken_times(doc));
    bool asked = s->published[0] == '\0' && strstr(s->want, "XXXX") != NULL;
    ck_assert_int_eq(asked, doc->n_notes > 0);
    sr_buf_free(&got);
    sr_doc_free(doc);
    sr_facts_rules_free(facts);
    sr_text_rules_free(text);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("facts times");
    TCase *c = tcase_create("times");
    tcase_add_loop_test(c, sentences, 0, SR_COUNT(samples));
    suite_add_tcase(suite, c);
    return suite;
}
