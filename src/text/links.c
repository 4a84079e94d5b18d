/* Links and emoticons: strings that are one token whatever stands in them. */
#include "text/parts.h"

/* Bytes of what may stand in a URL behind its scheme at i: those of RFC 3986, and letters
 * above ASCII as readers see them. */
static size_t url_char(sr_str s, size_t i)
{
    uint32_t cp;
    size_t n;
    char c = s.p[i];
    if ((unsigned char)c < 0x80)
        return c > ' ' && c < 0x7F && !sr_text_one_of(c, "<>\"{}|\\^`");
    return sr_text_at(s, i, &n, &cp) & SR_C_WORD ? n : 0;
}

/* Stops and closing marks at the end belong to the sentence, not to the link; a ')' does
 * where the link has no '('. */
static size_t trim_link(sr_str s, size_t beg, size_t end)
{
    bool paren = memchr(s.p + beg, '(', end - beg) != NULL;
    while (end > beg) {
        char c = s.p[end - 1];
        if (!sr_text_one_of(c, ".,;:!?'\"*]") && !(c == ')' && !paren))
            break;
        end--;
    }
    return end;
}

static size_t url_from(sr_str s, size_t at, size_t body, size_t end)
{
    size_t i = body, n;
    while (i < end && (n = url_char(s, i)) > 0)
        i += n;
    i = trim_link(s, body, i < end ? i : end);
    return i > body ? i - at : 0;
}

/* "http://", "https://", "ftp://", any scheme of letters; "www."; "mailto:". */
static size_t url_len(sr_str s, size_t at, size_t end)
{
    sr_str rest = sr_str_cut(s, at, end);
    size_t i = 0;
    while (i < rest.len && i < 16 && sr_is_alpha(rest.p[i]))
        i++;
    if (i > 1 && sr_str_starts(sr_str_cut(rest, i, rest.len), SR_STR("://")))
        return url_from(s, at, at + i + 3, end);
    if (sr_str_istarts(rest, SR_STR("www.")))
        return url_from(s, at, at + 4, end);
    if (sr_str_istarts(rest, SR_STR("mailto:")))
        return url_from(s, at, at + 7, end);
    return 0;
}

static bool is_host_byte(char c)
{
    return sr_is_alnum(c) || c == '-' || c == '.';
}

/* Top-level names that are common behind a bare domain, and endings of file names. */
static bool is_known_ending(sr_str word)
{
    static const char *const endings[] = {
        "com", "org", "net", "edu", "gov",  "mil", "int", "info", "io",   "tv",
        "co",  "uk",  "ua",  "ru",  "de",   "fr",  "eu",  "us",   "ca",   "au",
        "nz",  "jp",  "cn",  "in",  "br",   "pl",  "il",  "ir",   "ch",   "it",
        "es",  "nl",  "se",  "no",  "fi",   "dk",  "be",  "at",   "cz",   "me",
        "ly",  "biz", "ai",  "app", "pdf",  "doc", "xls", "txt",  "docx", "jpg",
        "png", "htm", "csv", "zip", "html", "xlsx"};
    for (size_t i = 0; i < SR_COUNT(endings); i++)
        if (sr_str_ieq(word, sr_str_of(endings[i])))
            return true;
    return false;
}

/* "bbc.co.uk", "report_2.pdf", "liga.net/news": names joined by stops of which the last is
 * known, then perhaps a path. */
static size_t domain_len(sr_str s, size_t at, size_t end)
{
    size_t i = at, stop = at;
    while (i < end && (is_host_byte(s.p[i]) || s.p[i] == '_')) {
        if (s.p[i] == '.')
            stop = i;
        i++;
    }
    while (i > at && (s.p[i - 1] == '.' || s.p[i - 1] == '-')) {
        i--;
        if (stop == i)
            for (stop = i; stop > at && s.p[stop] != '.'; stop--)
                ;
    }
    if (stop == at || stop + 1 >= i || !is_known_ending(sr_str_cut(s, stop + 1, i)) ||
        s.p[stop - 1] == '.')
        return 0;
    if (i < end && s.p[i] == '/')
        return url_from(s, at, i, end);
    return i - at;
}

static bool is_mail_byte(char c)
{
    return is_host_byte(c) || c == '_' || c == '+' || c == '%';
}

/* "ann.lee@post.example", "Rice@ENRON" */
static size_t mail_len(sr_str s, size_t at, size_t end)
{
    size_t i = at;
    while (i < end && is_mail_byte(s.p[i]))
        i++;
    if (i == at || i >= end || s.p[i] != '@')
        return 0;
    size_t host = ++i;
    while (i < end && (is_host_byte(s.p[i]) || s.p[i] == '_'))
        i++;
    i = trim_link(s, host, i);
    return i > host ? i - at : 0;
}

/* "@handle", "#tag": the mark, a letter, then letters, digits, '_'. */
static size_t handle_len(sr_str s, size_t at, size_t end)
{
    size_t i = at + 1;
    bool letters = false;
    while (i < end) {
        uint32_t cp;
        size_t n;
        unsigned c = sr_text_at(s, i, &n, &cp);
        if (!(c & SR_C_WORD) && cp != '_')
            break;
        letters = letters || (c & SR_C_ALPHA);
        i += n;
    }
    return letters && i - at > 2 && i <= end ? i - at : 0;
}

size_t sr_text_link(sr_str s, size_t at, size_t end)
{
    if (s.p[at] == '@' || s.p[at] == '#')
        return handle_len(s, at, end);
    if (!sr_is_alnum(s.p[at]))
        return 0;
    size_t n = url_len(s, at, end);
    if (n == 0)
        n = mail_len(s, at, end);
    return n ? n : domain_len(s, at, end);
}

size_t sr_text_emoticon(sr_str s, size_t at, size_t end)
{
    size_t i = at;
    if (!sr_text_one_of(s.p[i], ":;=8") || end - at < 2 || end - at > 8)
        return 0;
    i++;
    if (i + 1 < end && (s.p[i] == '-' || s.p[i] == '\''))
        i++;
    if (s.p[at] == '8' && i == at + 1)
        return 0; /* "8)" closes a list item */
    if (!sr_text_one_of(s.p[i], "()DPp/\\|[]oO*"))
        return 0;
    size_t last = i++;
    while (i < end && s.p[i] == s.p[last])
        i++;
    return i == end || sr_text_one_of(s.p[i], ".,!?)") ? i - at : 0;
}
