/* Labels, the prescan, the choice, decoding. */
#include "t.h"

#include "base/utf8.h"
#include "ingest/charset.h"
#include "shared.h"

static sr_charset *cs;
static sr_doc *doc;

static void setup(void)
{
    ck_ok(sr_charset_new(&cs, NULL));
    doc = sr_doc_new(0);
    ck_assert(doc != NULL);
}

static void teardown(void)
{
    sr_charset_free(cs);
    sr_doc_free(doc);
}

START_TEST(test_labels)
{
    static const char *const cases[][2] = {
        {"utf-8", "utf-8"},
        {"UTF8", "utf-8"},
        {" utf-8\n", "utf-8"},
        {"latin1", "windows-1252"},
        {"iso-8859-1", "windows-1252"},
        {"us-ascii", "windows-1252"},
        {"gb2312", "gbk"},
        {"ks_c_5601-1987", "euc-kr"},
        {"x-sjis", "shift_jis"},
        {"windows-31j", "shift_jis"},
        {"utf-16", "utf-16le"},
        {"tis-620", "windows-874"},
        {"l2", "iso-8859-2"},
        {"iso-8859-16", "iso-8859-16"},
        {"utf-7", ""},
        {"", ""},
        {"no such label", ""},
    };
    for (size_t i = 0; i < SR_COUNT(cases); i++)
        ck_str(sr_charset_find(cs, sr_str_of(cases[i][0])), cases[i][1]);
}
END_TEST

START_TEST(test_prescan)
{
    static const char *const cases[][2] = {
        {"<meta charset=koi8-r>", "koi8-r"},
        {"<META CHARSET = 'koi8-r' >", "koi8-r"},
        {"<meta charset=\"koi8-r\"/>", "koi8-r"},
        {"<meta charset=koi8-r", ""},
        {"<!-- <meta charset=koi8-r> -->", ""},
        {"<!--><meta charset=koi8-r>", "koi8-r"},
        {"<!-- - --><meta charset=koi8-r>", "koi8-r"},
        {"<a title=\"<meta charset=koi8-r>\">", ""},
        {"<script src=x><meta charset=koi8-r>", "koi8-r"},
        {"</p><meta charset=koi8-r>", "koi8-r"},
        {"<metacharset=koi8-r>", ""},
        {"<meta http-equiv=content-type content='text/html; charset=koi8-r'>", "koi8-r"},
        {"<meta content='text/html; charset=\"koi8-r\"' http-equiv=Content-Type>",
         "koi8-r"},
        {"<meta content='text/html; charset=koi8-r'>", ""},
        {"<meta http-equiv=refresh content='1; charset=koi8-r'>", ""},
        {"<meta content='charset charset = koi8-r;' http-equiv=content-type>", "koi8-r"},
        {"<meta charset=utf-16>", "utf-8"},
        {"<meta charset=nonsense><meta charset=koi8-r>", "koi8-r"},
        {"<meta charset=koi8-r charset=big5>", "koi8-r"},
        {"<meta name=x><meta charset=koi8-r>", "koi8-r"},
    };
    for (size_t i = 0; i < SR_COUNT(cases); i++) {
        sr_str got = sr_charset_prescan(cs, sr_str_of(cases[i][0]));
        ck_assert_msg(sr_str_eq(got, sr_str_of(cases[i][1])), "%s: got %.*s", cases[i][0],
                      SR_FMT(got));
    }
}
END_TEST

#define B(literal)                     \
    {                                  \
        (literal), sizeof(literal) - 1 \
    }

/* clang-format off */
static const struct {
    const char *rule;
    sr_str bytes;
    const char *http, *name, *text, *note;
} choices[] = {
    {"ASCII",               B("abc"), "", "utf-8", "abc", ""},
    {"UTF-8",               B("caf\xC3\xA9"), "", "utf-8", "café", ""},
    {"mark",                B("\xEF\xBB\xBF" "caf\xC3\xA9"), "koi8-r", "utf-8", "café", ""},
    {"UTF-16LE mark",       B("\xFF\xFE" "a\0\xE9\0"), "", "utf-16le", "aé", ""},
    {"UTF-16BE mark",       B("\xFE\xFF\0a\0\xE9"), "", "utf-16be", "aé", ""},
    {"UTF-16 pair",         B("\xFF\xFE\x3D\xD8\x00\xDE"), "", "utf-16le", "😀", ""},
    {"UTF-16 half a pair",  B("\xFF\xFE\x3D\xD8" "a\0"), "", "utf-16le", "\xEF\xBF\xBD" "a", "invalid-bytes"},
    {"UTF-16 by zeros",     B("a\0b\0c\0d\0"), "", "utf-16le", "abcd", ""},
    {"UTF-16 by header",    B("\0a\0b\0c"), "utf-16be", "utf-16be", "abc", ""},
    {"UTF-16 that is not",  B("abcdef"), "utf-16", "utf-8", "abcdef", "charset-wrong"},
    {"UTF-32 mark",         B("\xFF\xFE\0\0" "a\0\0\0"), "", "utf-32", "a", ""},
    {"header",              B("\xC1\xC2"), "koi8-r", "koi8-r", "аб", ""},
    {"header before meta",  B("<meta charset=big5>\xC1"), "koi8-r", "koi8-r", "<meta charset=big5>а", ""},
    {"meta",                B("<meta charset=koi8-r>\xC1"), "", "koi8-r", "<meta charset=koi8-r>а", ""},
    {"unknown header",      B("<meta charset=koi8-r>\xC1"), "x-none", "koi8-r", "<meta charset=koi8-r>а", ""},
    {"XML declaration",     B("<?xml version='1.0' encoding='koi8-r'?>\xC1"), "", "koi8-r", "<?xml version='1.0' encoding='koi8-r'?>а", ""},
    {"legacy, and UTF-8",   B("<meta charset=iso-8859-1>caf\xC3\xA9 cr\xC3\xA8me"), "", "utf-8", "<meta charset=iso-8859-1>café crème", "charset-wrong"},
    {"UTF-8, and legacy",   B("<meta charset=utf-8>caf\xE9 cr\xE8me br\xFBl\xE9" "e"), "", "windows-1252", "<meta charset=utf-8>café crème brûlée", "charset-wrong"},
    {"UTF-8 with an error", B("caf\xC3\xA9 \xC3\xA9t\xC3\xA9 \xC3\xA0 \xC3\xA9 \xFF."), "utf-8", "utf-8", "café été à é \xEF\xBF\xBD.", "invalid-bytes"},
    {"windows-1252",        B("\x93quoted\x94 \x80 5"), "windows-1252", "windows-1252", "“quoted” € 5", ""},
    {"ISO 8859-16",         B("\xAA\xBA\xDE"), "iso-8859-16", "iso-8859-16", "ȘșȚ", ""},
    {"Shift_JIS",           B("\x93\xFA\x96{"), "shift_jis", "shift_jis", "日本", ""},
    {"EUC-JP",              B("\xC6\xFC\xCB\xDC"), "euc-jp", "euc-jp", "日本", ""},
    {"ISO-2022-JP",         B("\x1B$BF|K\\\x1B(B"), "iso-2022-jp", "iso-2022-jp", "日本", ""},
    {"GBK",                 B("\xD6\xD0\xB9\xFA"), "gb2312", "gbk", "中国", ""},
    {"Big5",                B("\xA4\xA4\xB0\xEA"), "big5", "big5", "中國", ""},
    {"EUC-KR",              B("\xC7\xD1\xB1\xB9"), "euc-kr", "euc-kr", "한국", ""},
    {"a bad byte in GBK",   B("\xD6\xD0\xFF\xB9\xFA"), "gbk", "gbk", "中\xEF\xBF\xBD国", "invalid-bytes"},
    {"NUL",                 B("a\0b"), "", "utf-8", "ab", "nul-bytes"},
    {"encoded twice",       B("caf\xC3\x83\xC2\xA9 cr\xC3\x83\xC2\xA8me \xC3\x83\xC2\xA9"), "", "utf-8", "cafÃ© crÃ¨me Ã©", "mojibake"},
    {"empty",               B(""), "", "utf-8", "", ""},
};
/* clang-format on */

START_TEST(test_choices)
{
    for (size_t i = 0; i < SR_COUNT(choices); i++) {
        sr_charset_hints hints = {.http = sr_str_of(choices[i].http), .html = true};
        sr_doc_reset(doc);
        ck_ok(sr_charset_decode(cs, choices[i].bytes, hints, doc, NULL));
        const sr_record *r = &doc->record;
        sr_str note = doc->n_notes ? doc->notes[0].code : (sr_str){"", 0};
        ck_assert_msg(sr_str_eq(r->charset, sr_str_of(choices[i].name)) &&
                          sr_str_eq(r->bytes, sr_str_of(choices[i].text)) &&
                          sr_str_eq(note, sr_str_of(choices[i].note)),
                      "%s: got %.*s \"%.*s\" +%.*s", choices[i].rule, SR_FMT(r->charset),
                      SR_FMT(r->bytes), SR_FMT(note));
        ck_assert(r->bytes.p[r->bytes.len] == '\0');
    }
}
END_TEST

/* Text long enough for the guesser. */
START_TEST(test_guess)
{
    static const char text[] = /* Russian, windows-1251 */
        "\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0! \xD1\xE5\xE3\xEE\xE4\xED\xFF \xE2 "
        "\xE3\xEE\xF0\xEE\xE4\xE5 \xEF\xF0\xEE\xF8\xEB\xE0 \xE2\xF1\xF2\xF0\xE5\xF7\xE0 "
        "\xEC\xE8\xED\xE8\xF1\xF2\xF0\xEE\xE2 \xE8 \xE4\xE5\xEF\xF3\xF2\xE0\xF2\xEE\xE2.";
    sr_charset_hints hints = {.html = false};
    ck_ok(sr_charset_decode(cs, SR_STR(text), hints, doc, NULL));
    ck_str(doc->record.charset, "windows-1251");
    ck_assert(sr_str_starts(doc->record.bytes, SR_STR("Привет, мир!")));
}
END_TEST

START_TEST(test_meta_far_down)
{
    sr_buf page = {0};
    sr_charset_hints hints = {.html = true};
    for (int i = 0; i < 200; i++)
        sr_buf_put(&page, SR_STR("<meta name=x content=y>\n"));
    sr_buf_put(&page, SR_STR("<meta charset=koi8-r>\xC1"));
    ck_ok(sr_charset_decode(cs, sr_buf_str(&page), hints, doc, NULL));
    ck_str(doc->record.charset, "koi8-r");
    sr_buf_free(&page);
}
END_TEST

START_TEST(test_limit)
{
    sr_charset_hints hints = {.limit = 4};
    sr_str text, name;
    ck_ok(sr_charset_to_utf8(cs, SR_STR("abc\xC3\xA9"), hints, doc, &text, &name, NULL));
    ck_str(text, "abc");
    ck_str(doc->notes[0].code, "limit-document-bytes");
}
END_TEST

START_TEST(test_no_memory)
{
    sr_status st = SR_ENOMEM;
    for (size_t k = 0; st != SR_OK && k < 50; k++) {
        sr_charset_hints hints = {.http = SR_STR("koi8-r")};
        sr_str text = {"untouched", 9}, name = {"x", 1};
        sr_doc_reset(doc);
        sr_arena_fail_after(doc->arena, k);
        st = sr_charset_to_utf8(cs, SR_STR("\xC1\0\xC2"), hints, doc, &text, &name, NULL);
        ck_assert(st == SR_OK || st == SR_ENOMEM);
        if (st != SR_OK)
            ck_str(text, "untouched");
    }
    ck_assert(st == SR_OK);
}
END_TEST

/* One encoded by each converter comes back as well-formed UTF-8, whatever the bytes. */
START_TEST(test_any_bytes)
{
    static const char *const labels[] = {
        "utf-8",     "ibm866",      "iso-8859-3",   "iso-8859-6", "iso-8859-16",
        "macintosh", "windows-874", "windows-1255", "gb18030",    "big5",
        "euc-jp",    "iso-2022-jp", "shift_jis",    "euc-kr",     "utf-16be"};
    char bytes[4096];
    uint32_t x = 7;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)((x = x * 1664525u + 1013904223u) >> 24);
    for (size_t i = 0; i < SR_COUNT(labels); i++) {
        sr_charset_hints hints = {.http = sr_str_of(labels[i])};
        sr_doc_reset(doc);
        ck_ok(sr_charset_decode(cs, (sr_str){bytes, sizeof bytes}, hints, doc, NULL));
        ck_assert_uint_eq(sr_utf8_check(doc->record.bytes), doc->record.bytes.len);
    }
}
END_TEST

/* --- html5lib's encoding cases --------------------------------------------------------- */

static int right, total;

/* As the standard: the mark, the prescan of 1024 bytes, then the parser, which heeds a
 * meta element wherever it stands. */
static sr_str encoding_of(sr_str data)
{
    if (sr_str_starts(data, SR_STR("\xEF\xBB\xBF")))
        return SR_STR("utf-8");
    sr_str got =
        sr_charset_prescan(cs, sr_str_cut(data, 0, data.len > 1024 ? 1024 : data.len));
    if (got.len == 0)
        got = sr_charset_prescan(cs, data);
    return got.len ? got : SR_STR("windows-1252");
}

static void one_case(sr_str data, sr_str want)
{
    sr_str got = encoding_of(data), meant = sr_charset_find(cs, want);
    total++;
    right += sr_str_eq(got, meant);
    if (!sr_str_eq(got, meant))
        (void)printf("want %.*s, got %.*s of:\n%.*s\n", SR_FMT(want), SR_FMT(got),
                     data.len > 300 ? 300 : SR_FMT(data));
}

static void read_cases(sr_str s)
{
    for (size_t at; (at = sr_str_find(s, SR_STR("#data\n"), 0)) != SIZE_MAX;) {
        s = sr_str_cut(s, at + 6, s.len);
        size_t end = sr_str_find(s, SR_STR("\n#encoding\n"), 0);
        if (end == SIZE_MAX)
            return;
        sr_str data = sr_str_cut(s, 0, end), want;
        s = sr_str_cut(s, end + 11, s.len);
        (void)sr_str_field(&s, '\n', &want);
        one_case(data, want);
    }
}

START_TEST(test_html5lib)
{
    static const char *const files[] = {"tests1.dat", "tests2.dat", "test-yahoo-jp.dat"};
    sr_buf path = {0}, text = {0};
    for (size_t i = 0; i < SR_COUNT(files); i++) {
        char below[128];
        (void)snprintf(below, sizeof below, "ingest/html5lib-tests/encoding/%s",
                       files[i]);
        if (!t_shared(below, &path))
            return;
        ck_assert(t_read_file(path.p, &text));
        read_cases(sr_buf_str(&text));
    }
    (void)printf("html5lib encoding cases: %d of %d\n", right, total);
    ck_assert_int_eq(right, total);
    sr_buf_free(&path);
    sr_buf_free(&text);
}
END_TEST

Suite *t_suite(void)
{
    Suite *suite = suite_create("charset");
    TCase *t = tcase_create("charset");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, test_labels);
    tcase_add_test(t, test_prescan);
    tcase_add_test(t, test_choices);
    tcase_add_test(t, test_guess);
    tcase_add_test(t, test_meta_far_down);
    tcase_add_test(t, test_limit);
    tcase_add_test(t, test_no_memory);
    tcase_add_test(t, test_any_bytes);
    tcase_add_test(t, test_html5lib);
    suite_add_tcase(suite, t);
    return suite;
}
