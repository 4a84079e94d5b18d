/* Sentences: a table of texts with '|' where each ends. */
#include "../t.h"

#include "doc/doc.h"
#include "text/text.h"

#include <stdio.h>

typedef struct sample {
    const char *rule, *want; /* '|' stands between sentences; "\n\n" between paragraphs */
} sample;

/* clang-format off */
static const sample english[] = {
    {"plain",            "One came.| Two left.|"},
    {"title",            "Dr. Ali spoke.| Mr. Lee and Mrs. Day left.|"},
    {"rank",             "Lt. Col. Ann Day met Gen. Ray and Maj. Gen. Kim.| They spoke.|"},
    {"title at the end", "He is a Dr.|"},
    {"initials",         "J. Doe met J. K. Bell and George W. Moss.| They left.|"},
    {"letter at the end", "They chose plan B.| The rest was easy.|"},
    {"state",            "The U.S. Senate voted.| He lives in the U.S.| He is old.|"},
    {"country in the end", "It came from the U.K.| \"It is late,\" she said.|"},
    {"time, day",        "It began at 6 p.m. Monday and ended at 9 a.m. EST.| No one came.|"},
    {"time, sentence",   "It began at 6 p.m.| Police came at 7 a.m.| They left.|"},
    {"months",           "On Jan. 5 and Sept. 12 they met.| It rained in Feb.| The sun shone in Aug.|"},
    {"weekday",          "He came on Tue. and left on Thurs.| The rest stayed.|"},
    {"company",          "Acme Inc. said so.| Acme Corp. Chairman Bo Lund agreed.| He left Acme Ltd.| The firm lost.|"},
    {"street",           "St. Louis lies far.| He went to St. Petersburg.| She lives on Main St.| The house is red.|"},
    {"versus",           "Roe vs. Wade and A v. B were long.| Then came rest.|"},
    {"latin",            "Use fruit, e.g. apples, i.e. good ones.| Pears, plums, etc.| Then rest.|"},
    {"etc. inside",      "Pears, plums, etc. are fruit.|"},
    {"et al.",           "Lund et al. say so.| It was Lund et al.| They know.|"},
    {"number word",      "No. 10 said so.| He came.|"},
    {"No.",              "She said No.| He left.|"},
    {"figure",           "See Fig. 3 and pp. 5 and Vol. 2 of it.| That is all.|"},
    {"decimals",         "Prices rose 3.5 percent to $1.20.| Then 1,000.50 fell.|"},
    {"version",          "Version 2.1.3 is out.| Get v. 2.1 now.|"},
    {"year at the end",  "It was in 2019.| Then came 2020.|"},
    {"number at the end", "He was 5.| She was 12.|"},
    {"URL",              "See https://a.example/x.html?q=1.2 for it.| Or www.b.example.| Done.|"},
    {"mail",             "Write to ann.lee@post.example.| She answers.|"},
    {"domain",           "He founded Lookbook.com in 2001.| It grew.|"},
    {"ellipsis inside",  "He waited ... and left.| She waited… and left.|"},
    {"ellipsis at the end", "He waited...| Then he left…| She stayed.|"},
    {"spaced ellipsis",  "He waited . . . and left.|"},
    {"ellipsis, glued",  "He waited...then left.|"},
    {"quote over two",   "He said, \"We want peace.| That is all.\"| She left.|"},
    {"curly quotes",     "He said, “We want peace.| That is all.”| She left.|"},
    {"single quotes",    "He said, ‘We want peace.’| She left.|"},
    {"guillemets",       "«We want peace.»| She left.|"},
    {"question in quotes", "\"Who came?\" he asked.| \"No!\" she said.|"},
    {"quote, then said", "“Stop!” the man said.| “Go.” he said.|"},
    {"quote after quote", "\"One came.\"| \"Two left.\"|"},
    {"late quote",       "He said “We want peace. ”| She left.|"},
    {"brackets",         "(He was late.)| She was not (at all).| They left.|"},
    {"brackets inside",  "He (b. 1950) and the rest (see p. 5) left.| Done.|"},
    {"note",             "It was so.[12]| Then not.[3][4]| Done.|"},
    {"note, blank",      "It was so. [12]| Then not.|"},
    {"?!",               "What?!| No!!!| Really??| Yes.|"},
    {"?, lower",         "any ideas?| please write.|"},
    {"name with mark",   "Shares of Yahoo! rose.| Then Yahoo! shares fell.|"},
    {"headline",         "Talks End Without Result\n\n|Both sides left.|"},
    {"dateline",         "KYIV, Ukraine (AP) — Talks ended.| LONDON, Jan. 5 (Reuters) - They began.|"},
    {"capitals",         "TALKS END.| GEN. RAY LEFT THE U.S. ON MONDAY.| NO. 1 STAYS.|"},
    {"lower-case start", "the food was great.| will come again.|"},
    {"digit start",      "They left.| 12 stayed.| 2019 was bad.|"},
    {"enumeration",      "1. First do this.| Then that.|"},
    {"section",          "2.1. The beginning of it.| More.|"},
    {"lettered item",    "a. First do this.|"},
    {"caption",          "Figure 1. A map of it.| It is old.|"},
    {"bullets",          "• One\n|• Two\n|• Three|"},
    {"dashes",           "They left.| – No one stayed.|"},
    {"stop without blank", "This is the end.|Next comes more.| Done.|"},
    {"colon, semicolon", "He said: They left; We stayed.| Done.|"},
    {"comma after",      "The U.S., the U.K., etc., agreed.|"},
    {"Ph.D.",            "She has a Ph.D. in law.| He has a Ph.D.| He is old.|"},
    {"Jr.",              "King Jr. Boulevard is long.| He met King Jr.| They spoke.|"},
    {"D.C.",             "Washington, D.C.| The city slept.| Washington, D.C., slept.|"},
    {"no-break space",   "Dr.\xC2\xA0" "Ali left.\xC2\xA0| He came.|"},
    {"emoticon",         "It was great. :)| We will come again.|"},
    {"wrapped lines",    "The man who came to the house by the river was\nold and left it again in the morning of the very\nnext day.|"},
    {"lines",            "First line of an address\n|Second line|"},
    {"money",            "It cost $5.| £3 more.|"},
    {"hash",             "It is over.| #peace|"},
};

static const sample other[] = {
    {"Chinese",   "他来了。|她走了！|真的吗？|是。|"},
    {"Japanese",  "「行こう。」|彼は言った。|"},
    {"Hindi",     "वह आया। |वह गया।|"},
    {"Arabic",    "هل جاء؟ |نعم.|"},
    {"Urdu",      "وہ آیا۔ |وہ گیا۔|"},
    {"Armenian",  "Նա եկավ։ |Նա գնաց։|"},
    {"Amharic",   "መጣ። |ሄደ።|"},
    {"Russian",   "Он пришел. |Она ушла в 2019 г. и вернулась. |Это все.|"},
    {"Ukrainian", "Він прийшов. |Проф. Коваль і т.д. |Це все.|"},
    {"German",    "Dr. Lund kam am 5. Mai. |Er ging z.B. nach Bonn.|"},
    {"Spanish",   "El Sr. Lund vino. |¿Quién? |¡Nadie!|"},
};
/* clang-format on */

/* The text without its '|', and the places where they stood. */
static size_t strip(const char *want, char *text, size_t *ends)
{
    size_t n = 0, len = 0;
    for (; *want; want++) {
        if (*want == '|')
            ends[n++] = len;
        else
            text[len++] = *want;
    }
    text[len] = '\0';
    return n;
}

static void add_paras(sr_doc *doc)
{
    sr_str t = doc->article.text;
    doc->article.paras = SR_NEW(doc->arena, sr_para, 16);
    for (size_t beg = 0; beg < t.len && doc->article.n_paras < 16;) {
        size_t end = sr_str_find(t, SR_STR("\n\n"), beg);
        end = end == SIZE_MAX ? t.len : end;
        doc->article.paras[doc->article.n_paras++].span =
            (sr_span){(uint32_t)beg, (uint32_t)end};
        beg = end + 2;
    }
}

/* Sentences of doc as the table writes them: without blanks around each. */
static void check(const sr_text_rules *rules, const sample *x)
{
    char text[512], got[1024] = "", want[1024] = "";
    size_t ends[16], n = strip(x->want, text, ends), beg = 0;
    sr_doc *doc = sr_doc_new(0);
    doc->article.text = sr_str_of(text);
    add_paras(doc);
    ck_ok(sr_text_analyse(rules, doc, NULL));
    size_t g = 0, w = 0;
    for (size_t i = 0; i < doc->n_sents; i++)
        g += (size_t)snprintf(got + g, sizeof got - g, "%.*s|",
                              SR_FMT(sr_str_span(doc->article.text, doc->sents[i].span)));
    for (size_t i = 0; i < n; beg = ends[i++]) {
        size_t b = beg, e = ends[i], k;
        while (b < e && (k = sr_text_blank(doc->article.text, b)) > 0)
            b += k;
        while (e > b && (sr_is_space(text[e - 1]) ||
                         (e - b >= 2 && memcmp(text + e - 2, "\xC2\xA0", 2) == 0)))
            e -= sr_is_space(text[e - 1]) ? 1 : 2;
        w += (size_t)snprintf(want + w, sizeof want - w, "%.*s|", (int)(e - b), text + b);
    }
    ck_assert_msg(strcmp(got, want) == 0, "%s:\n got  %s\n want %s", x->rule, got, want);
    sr_doc_free(doc);
}

static sr_text_rules *rules_of(const char *lang)
{
    sr_text_rules *rules = NULL;
    ck_ok(sr_text_rules_new(lang, &rules, NULL));
    return rules;
}

START_TEST(test_english)
{
    sr_text_rules *rules = rules_of("en");
    check(rules, &english[_i]);
    sr_text_rules_free(rules);
}
END_TEST

START_TEST(test_other)
{
    sr_text_rules *rules = rules_of("xx");
    check(rules, &other[_i]);
    sr_text_rules_free(rules);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("text/sents");
    TCase *c = tcase_create("all");
    tcase_add_loop_test(c, test_english, 0, (int)SR_COUNT(english));
    tcase_add_loop_test(c, test_other, 0, (int)SR_COUNT(other));
    suite_add_tcase(s, c);
    return s;
}
