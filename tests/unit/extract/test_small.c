/* The small parts: addresses, cleaning, shingles, class words, cues, titles, bylines. */
#include "doc/doc.h"
#include "extract/authors.h"
#include "extract/blocks.h"
#include "extract/class_words.h"
#include "extract/cleantext.h"
#include "extract/cues.h"
#include "extract/shingles.h"
#include "extract/title.h"
#include "extract/url.h"
#include "t.h"

#include <stdlib.h>

static sr_arena *arena;

static void setup(void)
{
    arena = sr_arena_new(SR_MAX_ARENA_BYTES);
}

static void teardown(void)
{
    sr_arena_free(arena);
}

/* clang-format off */
static const struct { const char *base, *ref, *want; } resolved[] = {
    {"http://a/b/c/d;p?q", "g",             "http://a/b/c/g"},     /* RFC 3986, 5.4 */
    {"http://a/b/c/d;p?q", "./g",           "http://a/b/c/g"},
    {"http://a/b/c/d;p?q", "g/",            "http://a/b/c/g/"},
    {"http://a/b/c/d;p?q", "/g",            "http://a/g"},
    {"http://a/b/c/d;p?q", "//g",           "http://g"},
    {"http://a/b/c/d;p?q", "?y",            "http://a/b/c/d;p?y"},
    {"http://a/b/c/d;p?q", "g?y",           "http://a/b/c/g?y"},
    {"http://a/b/c/d;p?q", "g#s",           "http://a/b/c/g"},
    {"http://a/b/c/d;p?q", "",              "http://a/b/c/d;p?q"},
    {"http://a/b/c/d;p?q", ".",             "http://a/b/c/"},
    {"http://a/b/c/d;p?q", "..",            "http://a/b/"},
    {"http://a/b/c/d;p?q", "../g",          "http://a/b/g"},
    {"http://a/b/c/d;p?q", "../../../g",    "http://a/g"},
    {"http://a/b/c/d;p?q", "https://x.y/z", "https://x.y/z"},
    {"http://a/b/c/d;p?q", "javascript:x",  ""},
    {"",                   "g",             ""},
    {"https://e.org",      "g",             "https://e.org/g"},
};

static const struct { const char *host, *want; } hosts[] = {
    {"www.lemonde.fr", "lemonde.fr"}, {"news.bbc.co.uk", "bbc.co.uk"}, {"bbc.co.uk", "bbc.co.uk"},
    {"localhost", "localhost"},       {"a.b.c.example.com", "example.com"}, {"abc.net.au", "abc.net.au"},
};

static const struct { const char *raw, *want; } cleaned[] = {
    {"  a \n\t b  ", "a b"}, {"a\xC2\xA0" "b", "a b"}, {"a\xC2\xAD" "b", "ab"}, {"a\xE2\x80\x8B" "b", "ab"},
    {"a\xE2\x80\x8C" "b", "a\xE2\x80\x8C" "b"}, {"\xE3\x80\x80x", "x"}, {"", ""}, {" \n ", ""},
};

static const struct { const char *raw, *want; } markup[] = {
    {"Tom &amp; Jerry", "Tom & Jerry"}, {"a &amp;quot;b&amp;quot;", "a \"b\""}, {"<b>a</b><br>b", "a b"},
    {"1 < 2", "1 < 2"}, {"a <b", "a <b"}, {"&lt;p&gt;x", "x"},
};

static const struct { const char *raw, *want; } folded[] = {
    {"It’s 5.30!", "it s 5 30"}, {"ÄÖ Übung", "äö übung"}, {"  ", ""}, {"ПРИВЕТ мир", "привет мир"},
};

static const struct { const char *title, *outlet, *want; } stripped[] = {
    {"Storm hits coast | The Daily Sample", "The Daily Sample", "Storm hits coast"},
    {"Storm hits coast - dailysample.com", "dailysample.com", "Storm hits coast"},
    {"Daily Sample: World", "Daily Sample", "Daily Sample: World"},
    {"Sample News - Storm hits coast", "Sample", "Storm hits coast"},
    {"Storm hits coast as thousands flee | World | Sample", "", "Storm hits coast as thousands flee"},
    {"Day one – the storm", "Sample", "Day one – the storm"},
    {"Storm", "Sample", "Storm"},
    {"", "Sample", ""},
};

static const struct { const char *byline, *outlet; bool marked; const char *want; } bylines[] = {
    {"Rui Ma, Bo Lee MA", "", true, "Rui Ma|Bo Lee"},
    {"By Ann Lee", "", false, "Ann Lee"},
    {"By ANN LEE and BO LI", "", false, "ANN LEE|BO LI"},
    {"Ann Lee, Bo Li & Cy Oh", "", true, "Ann Lee|Bo Li|Cy Oh"},
    {"Von Jörg Müller und Änne Groß", "", false, "Jörg Müller|Änne Groß"},
    {"Par Émile Sœur", "", false, "Émile Sœur"},
    {"By Ann Lee, Staff Writer", "", false, "Ann Lee"},
    {"By Ann Lee Senior Reporter", "", false, "Ann Lee"},
    {"By Ann Lee | November 29, 2024", "", false, "Ann Lee"},
    {"Ann Lee (Kyiv)", "", true, "Ann Lee"},
    {"ByAnn Lee", "", false, "Ann Lee"},
    {"Staff", "", true, ""},
    {"The Daily Sample Staff", "The Daily Sample", true, ""},
    {"Sample", "Sample", true, ""},
    {"Ann Lee", "Ann Lee", true, "Ann Lee"},
    {"https://e.org/ann", "", true, ""},
    {"ann@e.org", "", true, ""},
    {"Reviewed by Bo Li", "", true, ""},
    {"Ann Lee, PhD", "", true, "Ann Lee"},
    {"Ann Lee, Ann Lee", "", true, "Ann Lee"},
    {"the time she arrived it rained", "", false, ""},
    {"Плющ Олена та Іван Коваль", "", true, "Плющ Олена|Іван Коваль"},
    {"记者 王小明", "", true, "王小明"},
    {"ByJ.R. Stone", "", false, "J.R. Stone"},
    {"Ann Lee November 29, 2024", "", false, "Ann Lee"},
    {"Ann LeeNovember 29, 2024", "", false, "Ann Lee"},
    {"Ann Lee Updated: Dec 9, 2024", "", false, "Ann Lee"},
    {"May Lee", "", false, "May Lee"},
    {"Ann Lee, Senior AnalystUpdated", "", true, "Ann Lee"},
    {"ann lee", "", true, "ann lee"},
    {"ann lee", "", false, ""},
    {"Ann and Bo", "", true, "Ann|Bo"},
    {"Ann Lee, London", "", true, "Ann Lee"},
    {"Ann Lee Alle Artikel", "", false, "Ann Lee"},
    {"No Author", "", true, ""},
    {"This post was written by Ann Lee, Head of Marketing", "", false, "Ann Lee"},
    {"", "", true, ""},
};

static const struct { const char *url, *want; } archived[] = {
    {"https://web.archive.org/web/20250312101112/https://www.e.org/a", "https://www.e.org/a"},
    {"https://web.archive.org/web/20250312101112id_/http://e.org/a?b=1", "http://e.org/a?b=1"},
    {"http://archive.e.org/web/2025/https://f.org/", "https://f.org/"},
    {"https://e.org/web/2025/report", "https://e.org/web/2025/report"},
    {"https://e.org/web/https://f.org/", "https://e.org/web/https://f.org/"},
    {"https://e.org/web/12345longer/http://f.org", "https://e.org/web/12345longer/http://f.org"},
    {"https://e.org/web/2025", "https://e.org/web/2025"},
    {"", ""},
};

static const struct { const char *value; uint32_t want; } classes[] = {
    {"article-body", 1u << SR_CW_BODY | 1u << SR_CW_CONTENT},
    {"articleBody", 1u << SR_CW_BODY | 1u << SR_CW_CONTENT},
    {"share_buttons", 1u << SR_CW_SHARE}, {"xyz", 0}, {"", 0},
    {"navbar col-12", 1u << SR_CW_NAV},
};
/* clang-format on */

START_TEST(test_resolve)
{
    ck_str(
        sr_url_resolve(sr_str_of(resolved[_i].base), sr_str_of(resolved[_i].ref), arena),
        resolved[_i].want);
}
END_TEST

START_TEST(test_hosts)
{
    ck_str(sr_url_registrable(sr_str_of(hosts[_i].host)), hosts[_i].want);
}
END_TEST

START_TEST(test_archived)
{
    ck_str(sr_url_archived(sr_str_of(archived[_i].url)), archived[_i].want);
}
END_TEST

START_TEST(test_url_parts)
{
    sr_url u;
    ck_assert(sr_url_parse(SR_STR("https://me@e.org:80/a/b?q=1#f"), &u));
    ck_str(u.host, "e.org");
    ck_str(u.path, "/a/b");
    ck_str(u.query, "q=1");
    ck_assert(!sr_url_parse(SR_STR("ftp://e.org"), &u));
    ck_assert(!sr_url_parse(SR_STR("https://"), &u));
}
END_TEST

START_TEST(test_clean)
{
    ck_str(sr_clean(sr_str_of(cleaned[_i].raw), arena), cleaned[_i].want);
}
END_TEST

START_TEST(test_markup)
{
    ck_str(sr_clean_markup(sr_str_of(markup[_i].raw), arena), markup[_i].want);
}
END_TEST

START_TEST(test_fold)
{
    ck_str(sr_fold(sr_str_of(folded[_i].raw), arena), folded[_i].want);
}
END_TEST

START_TEST(test_nfc)
{
    ck_str(sr_nfc(SR_STR("Cafe\xCC\x81"), arena), "Caf\xC3\xA9");
    sr_str same = SR_STR("Café 日本 Привет");
    ck_assert(sr_nfc(same, arena).p == same.p);
    ck_str(sr_nfc(SR_STR("\xFF\xFE"), arena), "\xFF\xFE");
}
END_TEST

START_TEST(test_strip)
{
    ck_str(sr_title_strip(sr_str_of(stripped[_i].title), sr_str_of(stripped[_i].outlet),
                          arena),
           stripped[_i].want);
}
END_TEST

START_TEST(test_bylines)
{
    sr_authors found = {0};
    char all[512] = "";
    size_t n = 0;
    ck_assert(sr_authors_add(&found, sr_str_of(bylines[_i].byline),
                             sr_str_of(bylines[_i].outlet), bylines[_i].marked, arena));
    for (size_t i = 0; i < found.n && n + found.v[i].len + 2 < sizeof all; i++) {
        if (i)
            all[n++] = '|';
        memcpy(all + n, found.v[i].p, found.v[i].len);
        n += found.v[i].len;
    }
    sr_str got = {all, n};
    ck_str(got, bylines[_i].want);
}
END_TEST

/* Where no person was found, names of organisations count too. */
static const struct {
    const char *byline, *outlet, *want;
} organisations[] = {
    {"Harbour Post Team", "Harbour Post", "Harbour Post Team"},
    {"By Harbour Post Staff", "Harbour Post", "Harbour Post Staff"},
    {"Harbour Post", "Harbour Post", "Harbour Post"},
    {"The Travel Expert", "The Travel Expert", "The Travel Expert"},
    {"Staff", "Harbour Post", ""},
    {"The editorial team", "Harbour Post", ""},
};

START_TEST(test_organisations)
{
    sr_authors found = {.any_name = true};
    ck_assert(sr_authors_add(&found, sr_str_of(organisations[_i].byline),
                             sr_str_of(organisations[_i].outlet), true, arena));
    sr_str got = found.n ? found.v[0] : SR_STR("");
    ck_str(got, organisations[_i].want);
}
END_TEST

START_TEST(test_classes)
{
    sr_class_words w;
    sr_class_words_init(&w);
    ck_assert_uint_eq(sr_class_words_of(&w, sr_str_of(classes[_i].value)),
                      classes[_i].want);
}
END_TEST

START_TEST(test_cues)
{
    static sr_cues c;
    sr_cues_init(&c);
    sr_cue_hits h = sr_cues_find(&c, SR_STR("read more about it"));
    ck_assert_uint_eq(h.start, 1u << SR_CUE_RELATED);
    h = sr_cues_find(&c, SR_STR("he said so we use cookies"));
    ck_assert_uint_eq(h.start, 0);
    ck_assert(h.any & (1u << SR_CUE_COOKIE));
    h = sr_cues_find(&c, SR_STR(""));
    ck_assert_uint_eq(h.any, 0);
}
END_TEST

START_TEST(test_shingles)
{
    sr_shingles s;
    float of_text, of_set;
    ck_assert(sr_shingles_make(&s, SR_STR("a b c d e"), 4, arena));
    ck_assert_uint_eq(s.n, 2);
    sr_shingles_overlap(&s, SR_STR("a b c d x"), &of_text, &of_set);
    ck_assert_double_eq_tol((double)of_text, 0.5, 1e-6);
    sr_shingles_overlap(&s, SR_STR("a b"), &of_text, &of_set);
    ck_assert_double_eq_tol((double)of_text, 0, 1e-6);
    ck_assert(sr_shingles_make(&s, SR_STR("a b"), 4, arena)); /* one gram of all words */
    sr_shingles_overlap(&s, SR_STR("a b"), &of_text, &of_set);
    ck_assert_double_eq_tol((double)of_text, 1, 1e-6);
    ck_assert(sr_shingles_make(&s, SR_STR(""), 1, arena));
    sr_shingles_overlap(&s, SR_STR("a"), &of_text, &of_set);
    ck_assert_double_eq_tol((double)of_text, 0, 1e-6);
}
END_TEST

Suite *t_suite(void)
{
    Suite *s = suite_create("extract/small");
    TCase *c = tcase_create("small");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, test_resolve, 0, (int)SR_COUNT(resolved));
    tcase_add_loop_test(c, test_hosts, 0, (int)SR_COUNT(hosts));
    tcase_add_loop_test(c, test_archived, 0, (int)SR_COUNT(archived));
    tcase_add_test(c, test_url_parts);
    tcase_add_loop_test(c, test_clean, 0, (int)SR_COUNT(cleaned));
    tcase_add_loop_test(c, test_markup, 0, (int)SR_COUNT(markup));
    tcase_add_loop_test(c, test_fold, 0, (int)SR_COUNT(folded));
    tcase_add_test(c, test_nfc);
    tcase_add_loop_test(c, test_strip, 0, (int)SR_COUNT(stripped));
    tcase_add_loop_test(c, test_bylines, 0, (int)SR_COUNT(bylines));
    tcase_add_loop_test(c, test_organisations, 0, (int)SR_COUNT(organisations));
    tcase_add_loop_test(c, test_classes, 0, (int)SR_COUNT(classes));
    tcase_add_test(c, test_cues);
    tcase_add_test(c, test_shingles);
    suite_add_tcase(s, c);
    return s;
}
