/* Tokens: a table of texts with '|' between tokens of one sentence; folds, kinds, flags. */
#include "../t.h"

#include "base/hash.h"
#include "doc/doc.h"
#include "text/text.h"

#include <stdio.h>

typedef struct sample {
    const char *rule, *text, *want;
} sample;

/* clang-format off */
static const sample samples[] = {
    {"contractions",   "don't can't it's I'm we've you'll she'd",
                       "do|n't|ca|n't|it|'s|I|'m|we|'ve|you|'ll|she|'d"},
    {"curly",          "don’t Zelenskyy’s we’re", "do|n’t|Zelenskyy|’s|we|’re"},
    {"chained",        "shouldn't've", "should|n't|'ve"},
    {"capitals",       "DON'T BUSH'S", "DO|N'T|BUSH|'S"},
    {"fused",          "cannot gonna Wanna dont", "can|not|gon|na|Wan|na|do|nt"},
    {"genitive plural", "the Pirates' ship", "the|Pirates|'|ship"},
    {"names",          "O'Brien's L'Enfant d'Or Ba'ath", "O'Brien|'s|L'Enfant|d'Or|Ba'ath"},
    {"left out",       "'em '90s the '07 rock 'n' roll", "'em|'90s|the|'07|rock|'n'|roll"},
    {"decades",        "the 1980's and 90s", "the|1980's|and|90s"},
    {"genitive of a year", "2019's best", "2019|'s|best"},
    {"after a mark",   "\"Post\"'s man, FERC 's", "\"|Post|\"|'s|man|,|FERC|'s"},
    {"hyphens",        "long-range al-Qaeda 20-year-old", "long|-|range|al|-|Qaeda|20|-|year|-|old"},
    {"prefixes",       "non-commercial e-mail re-elected mid-1980s Anti-American",
                       "non-commercial|e-mail|re-elected|mid-1980s|Anti-American"},
    {"ranges",         "3-4 1969-1970 5:00-8:30", "3|-|4|1969|-|1970|5:00|-|8:30"},
    {"telephones",     "713-853-3989 345-9945 2001-09-11", "713-853-3989|345-9945|2001-09-11"},
    {"plus",           "+44 20 and 2+2", "+44|20|and|2|+|2"},
    {"numbers",        "1,200.5 18:20 9/11 11/28/2000 1.2.3", "1,200.5|18:20|9/11|11/28/2000|1.2.3"},
    {"money",          "$5bn US$3.5m £10 €1,000", "$|5|bn|US$|3.5|m|£|10|€|1,000"},
    {"units",          "10% 5,000km 5pm 20°C 35mm 65k", "10|%|5,000|km|5|pm|20|°|C|35|mm|65|k"},
    {"ordinals",       "1st 2nd 3rd 20th", "1st|2nd|3rd|20th"},
    {"mixed",          "4G G20 CO2 AK47 F-16 4x4", "4G|G20|CO2|AK47|F|-|16|4x4"},
    {"abbreviations",  "Mr. Lee, Gen. Ray, the U.S. and p.m. or etc. now",
                       "Mr.|Lee|,|Gen.|Ray|,|the|U.S.|and|p.m.|or|etc.|now"},
    {"initials",       "J. K. Bell", "J.|K.|Bell"},
    {"No.",            "He said No.", "He|said|No|."},
    {"No. 5",          "No. 5", "No.|5"},
    {"abbreviation at the end", "He lives in the U.S.", "He|lives|in|the|U.S."},
    {"abbreviation, quote", "“Plums, etc.”", "“|Plums|,|etc|.|”"},
    {"letter at the end", "Take plan B.", "Take|plan|B|."},
    {"two stops",      "the U.S.. ", "the|U.S.|."},
    {"stops",          "What?! Well... No…", "What|?!|Well|...|No|…"},
    {"dashes",         "one -- two — three–four", "one|--|two|—|three|–|four"},
    {"quotes",         "“He” ``she'' «it»", "“|He|”|``|she|''|«|it|»"},
    {"brackets",       "(one) [two] {three}", "(|one|)|[|two|]|{|three|}"},
    {"slash",          "and/or he/she", "and|/|or|he|/|she"},
    {"ampersand",      "AT&T PG&E's R & D", "AT&T|PG&E|'s|R|&|D"},
    {"URLs",           "https://a.example/x?y=1&z=2, (www.b.example/c) ftp://d.example.",
                       "https://a.example/x?y=1&z=2|,|(|www.b.example/c|)|ftp://d.example|."},
    {"domains",        "Gawker.com, bbc.co.uk/news; report_2.pdf", "Gawker.com|,|bbc.co.uk/news|;|report_2.pdf"},
    {"mail",           "<ann.lee@post.example>, me@ENRON", "<|ann.lee@post.example|>|,|me@ENRON"},
    {"handles, tags",  "@POTUS #IStandWith_1 #5", "@POTUS|#IStandWith_1|#|5"},
    {"emoticons",      "fine :) sad :-( 8)", "fine|:)|sad|:-(|8|)"},
    {"emoji",          "ok 👍🏽👩‍🚀🇺🇦!", "ok|👍🏽|👩‍🚀|🇺🇦|!"},
    {"combining",      "cafe\xCC\x81 nai\xCC\x88ve", "cafe\xCC\x81|nai\xCC\x88ve"},
    {"soft hyphen",    "inter\xC2\xADnational", "inter\xC2\xADnational"},
    {"Cyrillic",       "Він п'ять років.", "Він|п'ять|років|."},
    {"Chinese",        "他来了。", "他|来|了|。"},
    {"Japanese",       "カメラと人", "カメラ|と|人"},
    {"Chinese among Latin", "COVID疫情 5月", "COVID|疫|情|5|月"},
    {"Korean",         "그는 왔다.", "그는|왔다|."},
    {"Arabic",         "هل جاء؟", "هل|جاء|؟"},
    {"runs",           "*** ==== ____ >> ", "***|====|____|>>"},
    {"joined words",   "end.and file.txt", "end.and|file.txt"},
    {"glued ellipsis", "well...then", "well|...|then"},
    {"nothing but marks", "\"'(", "\"|'|("},
};
/* clang-format on */

static sr_doc *analysed(const char *text)
{
    sr_text_rules *rules = NULL;
    ck_ok(sr_text_rules_new("en", &rules, NULL));
    sr_doc *doc = sr_doc_new(0);
    doc->article.text = sr_str_of(text);
    doc->article.paras = SR_NEW(doc->arena, sr_para, 1);
    doc->article.paras[0].span.end = (uint32_t)strlen(text);
    doc->article.n_paras = 1;
    ck_ok(sr_text_analyse(rules, doc, NULL));
    sr_text_rules_free(rules);
    return doc;
}

START_TEST(test_samples)
{
    char got[1024] = "";
    size_t g = 0;
    const sample *x = &samples[_i];
    sr_doc *doc = analysed(x->text);
    for (size_t i = 0; i < doc->n_tokens; i++)
        g +=
            (size_t)snprintf(got + g, sizeof got - g, "%s%.*s", i ? "|" : "",
                             SR_FMT(sr_str_span(doc->article.text, doc->tokens[i].span)));
    ck_assert_msg(strcmp(got, x->want) == 0, "%s:\n got  %s\n want %s", x->rule, got,
                  x->want);
    sr_doc_free(doc);
}
END_TEST

/* Words of one line that fold to the same hash. */
START_TEST(test_fold)
{
    static const char *const same[] = {"Kyiv kyiv KYIV",
                                       "Straße STRASSE strasse",
                                       "Caf\xC3\xA9 cafe\xCC\x81 CAF\xC3\x89",
                                       "ΣΊΣΥΦΟΣ σίσυφος",
                                       "\xE2\x80\x99s 's",
                                       "co\xC2\xADop coop"};
    for (size_t i = 0; i < SR_COUNT(same); i++) {
        sr_doc *doc = analysed(same[i]);
        for (size_t k = 1; k < doc->n_tokens; k++)
            ck_assert_msg(doc->tokens[k].fold == doc->tokens[0].fold, "%s", same[i]);
        sr_doc_free(doc);
    }
    sr_doc *doc = analysed("Kyiv's");
    ck_assert_uint_eq(doc->tokens[0].fold, sr_hash64(SR_STR("kyiv")));
    ck_assert_uint_eq(doc->tokens[1].fold, sr_hash64(SR_STR("'s")));
    sr_doc_free(doc);
}
END_TEST

START_TEST(test_kinds_and_flags)
{
    static const struct {
        const char *text;
        sr_token_kind kind;
        int flags; /* but SPACE_AFTER */
    } cases[] = {
        {"Kyiv", SR_TOKEN_WORD, SR_TOKEN_CAPITAL},
        {"NATO", SR_TOKEN_WORD, SR_TOKEN_CAPITAL | SR_TOKEN_ALL_CAPS},
        {"U.S.", SR_TOKEN_WORD, SR_TOKEN_CAPITAL | SR_TOKEN_ALL_CAPS},
        {"I", SR_TOKEN_WORD, SR_TOKEN_CAPITAL},
        {"iPhone", SR_TOKEN_WORD, 0},
        {"Ärzte", SR_TOKEN_WORD, SR_TOKEN_CAPITAL},
        {"ДСНС", SR_TOKEN_WORD, SR_TOKEN_CAPITAL | SR_TOKEN_ALL_CAPS},
        {"1,200.5", SR_TOKEN_NUMBER, 0},
        {"5th", SR_TOKEN_WORD, 0},
        {"...", SR_TOKEN_PUNCT, 0},
        {"—", SR_TOKEN_PUNCT, 0},
        {"$", SR_TOKEN_SYMBOL, 0},
        {"€", SR_TOKEN_SYMBOL, 0},
        {"%", SR_TOKEN_SYMBOL, 0},
        {"👍", SR_TOKEN_SYMBOL, 0},
        {"https://a.example", SR_TOKEN_LINK, 0},
        {"@POTUS", SR_TOKEN_LINK, 0},
    };
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        sr_doc *doc = analysed(cases[i].text);
        ck_assert_uint_eq(doc->n_tokens, 1);
        ck_assert_msg(doc->tokens[0].kind == cases[i].kind, "%s: %d", cases[i].text,
                      doc->tokens[0].kind);
        if (cases[i].kind != SR_TOKEN_LINK)
            ck_assert_msg(doc->tokens[0].flags == (cases[i].flags | SR_TOKEN_SPACE_AFTER),
                          "%s: %d", cases[i].text, doc->tokens[0].flags);
        sr_doc_free(doc);
    }
}
END_TEST

START_TEST(test_space_after)
{
    sr_doc *doc = analysed("He said \"no\". Yes");
    ck_assert_uint_eq(doc->n_tokens, 7);
    static const bool space[] = {true, true, false, false, false, true, true};
    for (size_t i = 0; i < 7; i++)
        ck_assert_int_eq((doc->tokens[i].flags & SR_TOKEN_SPACE_AFTER) != 0, space[i]);
    sr_doc_free(doc);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("text/tokens");
    TCase *c = tcase_create("all");
    tcase_add_loop_test(c, test_samples, 0, (int)SR_COUNT(samples));
    tcase_add_test(c, test_fold);
    tcase_add_test(c, test_kinds_and_flags);
    tcase_add_test(c, test_space_after);
    suite_add_tcase(s, c);
    return s;
}
