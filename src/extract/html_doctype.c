/* Does the doctype ask for quirks mode?  (HTML Standard, 13.2.6.4.1; in quirks mode a
 * table may stand within a p.)  The public identifiers below are those of the standard. */
#include "extract/html_token.h"

/* Prefixes of public identifiers that do, but for "-//" in front. */
static const char *const quirky[] = {
    "AS//DTD HTML 3.0 asWedit + extensions//",
    "AdvaSoft Ltd//DTD HTML 3.0 asWedit + extensions//",
    "IETF//DTD HTML 2.0 Level 1//",
    "IETF//DTD HTML 2.0 Level 2//",
    "IETF//DTD HTML 2.0 Strict Level 1//",
    "IETF//DTD HTML 2.0 Strict Level 2//",
    "IETF//DTD HTML 2.0 Strict//",
    "IETF//DTD HTML 2.0//",
    "IETF//DTD HTML 2.1E//",
    "IETF//DTD HTML 3.0//",
    "IETF//DTD HTML 3.2 Final//",
    "IETF//DTD HTML 3.2//",
    "IETF//DTD HTML 3//",
    "IETF//DTD HTML Level 0//",
    "IETF//DTD HTML Level 1//",
    "IETF//DTD HTML Level 2//",
    "IETF//DTD HTML Level 3//",
    "IETF//DTD HTML Strict Level 0//",
    "IETF//DTD HTML Strict Level 1//",
    "IETF//DTD HTML Strict Level 2//",
    "IETF//DTD HTML Strict Level 3//",
    "IETF//DTD HTML Strict//",
    "IETF//DTD HTML//",
    "Metrius//DTD Metrius Presentational//",
    "Microsoft//DTD Internet Explorer 2.0 HTML Strict//",
    "Microsoft//DTD Internet Explorer 2.0 HTML//",
    "Microsoft//DTD Internet Explorer 2.0 Tables//",
    "Microsoft//DTD Internet Explorer 3.0 HTML Strict//",
    "Microsoft//DTD Internet Explorer 3.0 HTML//",
    "Microsoft//DTD Internet Explorer 3.0 Tables//",
    "Netscape Comm. Corp.//DTD HTML//",
    "Netscape Comm. Corp.//DTD Strict HTML//",
    "O'Reilly and Associates//DTD HTML 2.0//",
    "O'Reilly and Associates//DTD HTML Extended 1.0//",
    "O'Reilly and Associates//DTD HTML Extended Relaxed 1.0//",
    "SQ//DTD HTML 2.0 HoTMetaL + extensions//",
    "SoftQuad Software//DTD HoTMetaL PRO 6.0::19990601::extensions to HTML 4.0//",
    "SoftQuad//DTD HoTMetaL PRO 4.0::19971010::extensions to HTML 4.0//",
    "Spyglass//DTD HTML 2.0 Extended//",
    "Sun Microsystems Corp.//DTD HotJava HTML//",
    "Sun Microsystems Corp.//DTD HotJava Strict HTML//",
    "W3C//DTD HTML 3 1995-03-24//",
    "W3C//DTD HTML 3.2 Draft//",
    "W3C//DTD HTML 3.2 Final//",
    "W3C//DTD HTML 3.2//",
    "W3C//DTD HTML 3.2S Draft//",
    "W3C//DTD HTML 4.0 Frameset//",
    "W3C//DTD HTML 4.0 Transitional//",
    "W3C//DTD HTML Experimental 19960712//",
    "W3C//DTD HTML Experimental 970421//",
    "W3C//DTD W3 HTML//",
    "W3O//DTD W3 HTML 3.0//",
    "WebTechs//DTD Mozilla HTML 2.0//",
    "WebTechs//DTD Mozilla HTML//",
};

/* Whole ones. */
static const char *const quirky_whole[] = {"-//W3O//DTD W3 HTML Strict 3.0//EN//",
                                           "-/W3C/DTD HTML 4.0 Transitional/EN", "HTML"};

/* Prefixes that do where no system identifier follows. */
static const char *const quirky_alone[] = {"-//W3C//DTD HTML 4.01 Frameset//",
                                           "-//W3C//DTD HTML 4.01 Transitional//"};

static bool is_quirky_public(sr_str id, bool has_system)
{
    for (size_t i = 0; i < SR_COUNT(quirky_whole); i++)
        if (sr_str_ieq(id, sr_str_of(quirky_whole[i])))
            return true;
    for (size_t i = 0; i < SR_COUNT(quirky_alone) && !has_system; i++)
        if (sr_str_istarts(id, sr_str_of(quirky_alone[i])))
            return true;
    if (sr_str_istarts(id, SR_STR("+//Silmaril//dtd html Pro v0r11 19970101//")))
        return true;
    if (!sr_str_istarts(id, SR_STR("-//")))
        return false;
    id = sr_str_cut(id, 3, id.len);
    for (size_t i = 0; i < SR_COUNT(quirky); i++)
        if (sr_str_istarts(id, sr_str_of(quirky[i])))
            return true;
    return false;
}

/* Take a quoted string off the front; false where there is none or it has no end. */
static bool take_quoted(sr_str *s, sr_str *ret)
{
    *s = sr_str_trim(*s);
    if (s->len < 2 || (s->p[0] != '"' && s->p[0] != '\''))
        return false;
    const char *q = memchr(s->p + 1, s->p[0], s->len - 1);
    if (!q)
        return false;
    *ret = (sr_str){s->p + 1, (size_t)(q - s->p) - 1};
    *s = sr_str_cut(*s, (size_t)(q - s->p) + 1, s->len);
    return true;
}

bool sr_html_is_quirky(sr_str doctype)
{
    size_t head = sizeof "<!doctype" - 1;
    if (doctype.len <= head || doctype.p[doctype.len - 1] != '>')
        return true;
    sr_str s = sr_str_trim(sr_str_cut(doctype, head, doctype.len - 1));
    size_t n = 0;
    while (n < s.len && !sr_is_space(s.p[n]))
        n++;
    if (!sr_str_ieq(sr_str_cut(s, 0, n), SR_STR("html")))
        return true;
    s = sr_str_trim(sr_str_cut(s, n, s.len));
    if (s.len == 0)
        return false;
    sr_str public_id = {"", 0}, system_id = {"", 0};
    bool is_public = sr_str_istarts(s, SR_STR("public"));
    if (!is_public && !sr_str_istarts(s, SR_STR("system")))
        return true;
    s = sr_str_cut(s, 6, s.len);
    if (is_public && !take_quoted(&s, &public_id))
        return true;
    bool has_system = take_quoted(&s, &system_id);
    if (!has_system && (!is_public || sr_str_trim(s).len))
        return true;
    return sr_str_ieq(
               system_id,
               SR_STR("http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd")) ||
           is_quirky_public(public_id, has_system);
}
