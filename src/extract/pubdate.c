/* Publication dates.  Read pubdate.h first; this file is, in order:
 *   1. one candidate   2. the head: JSON-LD and meta   3. time elements   4. lines of text
 *   5. the address     6. the choice   7. the clock of the place
 */
#include "extract/pubdate.h"

#include "base/utf8.h"
#include "extract/cleantext.h"
#include "extract/date.h"

typedef struct finder {
    const sr_page *p;
    sr_doc *doc;
    sr_arena *a;
    sr_date_style style;
    sr_time latest_s;
    size_t title, first, last;
    sr_when published, modified; /* the best so far */
    bool noted;
} finder;

/* --- 1. one candidate ------------------------------------------------------------------- */

/* The web is not older than that; what is, is a date inside the story. */
static bool is_plausible(const finder *f, const sr_when *w)
{
    const sr_time web_s = 788918400; /* 1995-01-01 */
    return w->at_s >= web_s && (f->latest_s == 0 || w->at_s <= f->latest_s);
}

static void note_bad(finder *f, sr_str text)
{
    if (!f->noted)
        sr_doc_note(f->doc, "extract", "bad-date", "no such date: \"%.*s\"",
                    SR_FMT(sr_str_cut(text, 0, text.len < 80 ? text.len : 80)));
    f->noted = true;
}

/* Read text as a date from a named source; false where it holds none that is believed. */
static bool read_date(finder *f, sr_str text, const char *from, sr_when *ret)
{
    sr_when w = {.from = sr_str_of(from)};
    sr_date_found found = sr_date_find(text, f->style, &w, NULL);
    if (found == SR_DATE_BAD)
        note_bad(f, text);
    if (found != SR_DATE_OK || !is_plausible(f, &w))
        return false;
    *ret = w;
    return true;
}

static bool is_known(const sr_when *w)
{
    return w->precision != SR_TIME_UNKNOWN;
}

static bool same_day(const sr_when *a, const sr_when *b)
{
    sr_time d = a->at_s - b->at_s;
    return d > -86400 && d < 86400;
}

/* Take a date where none is known, or make a known day more exact. */
static void offer(sr_when *best, const sr_when *w)
{
    if (!is_known(best) ||
        (w->precision > best->precision && best->precision <= SR_TIME_DAY &&
         same_day(best, w)) ||
        (best->precision < SR_TIME_DAY && w->precision >= SR_TIME_DAY))
        *best = *w;
}

static void try_text(finder *f, sr_str text, const char *from, sr_when *best)
{
    sr_when w;
    if (text.len && read_date(f, text, from, &w))
        offer(best, &w);
}

/* --- 2. the head -------------------------------------------------------------------------- */

static const char *const published_names[] = {"article:published_time",
                                              "article:published",
                                              "og:published_time",
                                              "og:article:published_time",
                                              "datePublished",
                                              "parsely-pub-date",
                                              "sailthru.date",
                                              "pubdate",
                                              "publishdate",
                                              "publish-date",
                                              "publish_date",
                                              "publicationdate",
                                              "published_at",
                                              "cxenseparse:recs:publishtime",
                                              "article.published",
                                              "dc.date.issued",
                                              "dcterms.issued",
                                              "dcterms.created",
                                              "dc.date.created",
                                              "dc.created",
                                              "originalpublicationdate",
                                              "article_date_original",
                                              "dateCreated",
                                              "rnews:datePublished",
                                              "citation_publication_date",
                                              "citation_date",
                                              "citation_online_date",
                                              "ptime",
                                              "og:pubdate",
                                              "created",
                                              "last-published",
                                              "displaydate",
                                              "article:post_date",
                                              "gentime",
                                              "bt:pubDate",
                                              "pdate",
                                              "date_published",
                                              "published",
                                              "published_time",
                                              "publication_date",
                                              "article:date",
                                              "publisheddate",
                                              "published-date",
                                              "postdate",
                                              "post_date",
                                              "pub_date",
                                              "article_date",
                                              "articledate",
                                              "creation_date",
                                              "date.created",
                                              "firstpublished",
                                              "dateline",
                                              "og:regdate",
                                              "dc.date",
                                              "dcterms.date",
                                              "date",
                                              "article:create_at",
                                              "release_date",
                                              NULL};

static const char *const modified_names[] = {"article:modified_time",
                                             "og:updated_time",
                                             "article:modified",
                                             "dateModified",
                                             "lastmod",
                                             "dcterms.modified",
                                             "dc.date.modified",
                                             "last-modified",
                                             "modified",
                                             "updated_time",
                                             "article.updated",
                                             "lastmodified",
                                             "utime",
                                             "revision_date",
                                             NULL};

static void from_meta(finder *f, const char *const *names, sr_when *best)
{
    for (; *names; names++)
        for (size_t k = 0; k < f->p->meta.n_pairs; k++)
            if (sr_str_ieq(f->p->meta.pairs[k].name, sr_str_of(*names)))
                try_text(f, sr_str_trim(f->p->meta.pairs[k].content), "meta", best);
}

/* --- 3. time elements ------------------------------------------------------------------------ */

static bool has_word(sr_str s, const char *word)
{
    return sr_str_ifind(s, sr_str_of(word), 0) != SIZE_MAX;
}

typedef enum role { ROLE_NONE, ROLE_ANY, ROLE_PUBLISHED, ROLE_MODIFIED } role;

/* What the attributes of an element and of the one around it say about a date. */
static role role_of(const finder *f, uint32_t node)
{
    role r = ROLE_ANY;
    for (int up = 0; up < 2 && node != SR_HTML_NONE; up++) {
        uint32_t at = 0;
        sr_str name, v;
        while (sr_html_next_attr(&f->p->html, node, &at, &name, &v)) {
            if (sr_str_ieq(name, SR_STR("datetime")) || sr_str_ieq(name, SR_STR("style")))
                continue;
            if (has_word(v, "comment") || has_word(v, "related") || has_word(v, "event"))
                return ROLE_NONE;
            if (has_word(v, "modif") || has_word(v, "updated") || has_word(v, "update"))
                r = r == ROLE_PUBLISHED ? r : ROLE_MODIFIED;
            else if (has_word(v, "publish") || has_word(v, "pubdate") ||
                     has_word(v, "entry-date") || has_word(v, "posted") ||
                     sr_str_ieq(name, SR_STR("pubdate")))
                r = ROLE_PUBLISHED;
        }
        node = f->p->html.nodes[node].parent;
    }
    return r;
}

/* Is a node between the beginning of the headline's surroundings and the end of the text? */
static bool in_article(const finder *f, uint32_t node, size_t before, size_t after)
{
    const sr_blocks *b = &f->p->blocks;
    size_t lo = f->title != SIZE_MAX ? f->title : f->first;
    size_t hi = f->last != SIZE_MAX ? f->last : lo;
    if (lo == SIZE_MAX || b->n == 0)
        return true;
    if (f->first != SIZE_MAX && f->first < lo)
        lo = f->first;
    lo = lo > before ? lo - before : 0;
    hi = hi + after < b->n ? hi + after : b->n - 1;
    return node + 16 >= b->v[lo].at && node <= b->v[hi].at;
}

static void from_times(finder *f, role want, size_t before, size_t after, sr_when *best)
{
    for (size_t i = 0; i < f->p->meta.n_times && !is_known(best); i++) {
        uint32_t node = f->p->meta.times[i];
        if (!in_article(f, node, before, after) || role_of(f, node) != want)
            continue;
        sr_str value = sr_html_attr_text(&f->p->html, node, "datetime", f->a);
        if (!value.len)
            value = sr_html_attr_text(&f->p->html, node, "content", f->a);
        try_text(f, value, "time", best);
        if (!is_known(best))
            try_text(f, sr_node_text(&f->p->html, node, 100, f->a), "time", best);
    }
}

/* Elements whose class or itemprop names a date, other than time. */
static void from_marks(finder *f, role want, sr_when *best)
{
    for (size_t i = 0; i < f->p->meta.n_marked && !is_known(best); i++) {
        uint32_t node = f->p->meta.marked[i];
        if (!in_article(f, node, 12, 8) || role_of(f, node) != want)
            continue;
        sr_str value = sr_html_attr_text(&f->p->html, node, "content", f->a);
        if (!value.len)
            value = sr_node_text(&f->p->html, node, 160, f->a);
        if (value.len <= 150)
            try_text(f, value, "text", best);
    }
}

/* --- 4. lines of text ----------------------------------------------------------------------------- */

static bool is_copyright(sr_str text)
{
    return has_word(text, "©") || has_word(text, "copyright") || has_word(text, "(c)");
}

static bool says_updated(sr_str text)
{
    static const char *const words[] = {
        "updated",    "modified",   "aktualisiert", "mis à jour", "actualizado",
        "atualizado", "aggiornato", "bijgewerkt",   "обновлено",  "güncelleme"};
    for (size_t i = 0; i < SR_COUNT(words); i++)
        if (has_word(text, words[i]))
            return true;
    return false;
}

/* A short line with a date, from a little above the headline to the first paragraphs,
 * then behind the text. */
static void from_lines(finder *f, size_t lo, size_t hi, size_t most_words)
{
    const sr_blocks *b = &f->p->blocks;
    for (size_t k = lo; k < hi && k < b->n && !is_known(&f->published); k++) {
        sr_str text = sr_block_text(b, k);
        if (b->v[k].digits < 2 || b->v[k].words > most_words || is_copyright(text) ||
            (b->v[k].ctx.all & (1u << SR_CW_COMMENT)))
            continue;
        sr_when w;
        if (!read_date(f, text, "text", &w))
            continue;
        offer(says_updated(text) && !has_word(text, "publi") ? &f->modified
                                                             : &f->published,
              &w);
    }
}

static void from_text(finder *f)
{
    size_t anchor = f->title != SIZE_MAX ? f->title : f->first;
    size_t first = f->first != SIZE_MAX ? f->first : anchor;
    if (anchor == SIZE_MAX)
        return;
    size_t lo = anchor < first ? anchor : first,
           hi = (anchor < first ? first : anchor) + 3;
    from_lines(f, lo, hi < lo + 40 ? hi : lo + 40, 30);
    from_lines(f, lo > 10 ? lo - 10 : 0, lo, 16);
    if (f->last != SIZE_MAX)
        from_lines(f, f->last, f->last + 6, 20);
}

/* Words before a date of publication or change, wherever it stands. */
static bool says_date(sr_str text)
{
    static const char *const words[] = {
        "publish",      "posted",        "erschienen",   "veröffentlicht", "aktualisiert",
        "geändert",     "änderung",      "stand:",       "datum",          "publi",
        "mis en ligne", "mise à jour",   "actualizado",  "atualizado",     "postado",
        "aggiornato",   "gepubliceerd",  "bijgewerkt",   "opublikowano",   "opubl",
        "publicerad",   "uppdaterad",    "опубликовано", "дата",           "yayın",
        "updated",      "last modified", "modified",     "revised",        "date:",
        "zuletzt"};
    for (size_t i = 0; i < SR_COUNT(words); i++)
        if (has_word(text, words[i]))
            return true;
    return false;
}

/* "Dieser Eintrag wurde am 3. Dezember 2011 veröffentlicht und ...": blogs end with it. */
static bool is_entry_line(sr_str text)
{
    static const char *const begins[] = {"this entry was", "this post was",
                                         "dieser eintrag", "dieser beitrag",
                                         "cet article a",  "esta entrada"};
    for (size_t i = 0; i < SR_COUNT(begins); i++)
        if (sr_str_istarts(text, sr_str_of(begins[i])))
            return true;
    return false;
}

/* Does a block say what its date is, itself or by the label before it ("Date:")? */
static bool is_said(const sr_blocks *b, size_t k)
{
    sr_str text = sr_block_text(b, k);
    bool labelled = k > 0 && b->v[k - 1].ends_colon && b->v[k - 1].words <= 3 &&
                    b->v[k].words <= 4 && says_date(sr_block_text(b, k - 1));
    return labelled || (says_date(text) && (b->v[k].words <= 24 || is_entry_line(text)));
}

/* Short lines anywhere behind the headline that say what their date is. */
static void from_said_lines(finder *f)
{
    const sr_blocks *b = &f->p->blocks;
    for (size_t k = 0; k < b->n && !is_known(&f->published); k++) {
        sr_str text = sr_block_text(b, k);
        sr_when w;
        if (b->v[k].digits < 3 || b->v[k].words > 64 || is_copyright(text) ||
            (b->v[k].ctx.all & (1u << SR_CW_COMMENT | 1u << SR_CW_RELATED)) ||
            !is_said(b, k))
            continue;
        if (read_date(f, text, "text", &w))
            offer(says_updated(text) ? &f->modified : &f->published, &w);
    }
}

/* "(21 November 2022) Consumers ...", "KYIV, Nov. 29, 2024 - ...": within the first
 * bytes of the first two paragraphs. */
static void from_dateline(finder *f)
{
    enum { DATELINE_BYTES = 60 };
    for (size_t k = f->first; k < f->p->blocks.n && k < f->first + 2; k++) {
        sr_str text = sr_block_text(&f->p->blocks, k);
        sr_when w;
        text.len =
            sr_utf8_floor(text, text.len < DATELINE_BYTES ? text.len : DATELINE_BYTES);
        if (!is_known(&f->published) && read_date(f, text, "text", &w))
            offer(&f->published, &w);
    }
}

static bool is_key_char(char c)
{
    return sr_is_alnum(c) || c == '_';
}

/* The value behind a name at s.p[at] that speaks of publication: `":"2024-11-29T...` */
static sr_str value_behind(sr_str page, size_t at)
{
    static const char *const keys[] = {"datePublished",  "publishedAt",  "published_at",
                                       "publishDate",    "publish_date", "firstPublished",
                                       "published_time", "publish_time", "publishedDate",
                                       "published_date", "datePublish",  "published"};
    size_t beg = at, end = at;
    while (beg > 0 && is_key_char(page.p[beg - 1]) && at - beg < 20)
        beg--;
    while (end < page.len && is_key_char(page.p[end]) && end - at < 20)
        end++;
    sr_str name = sr_str_cut(page, beg, end);
    for (size_t i = 0; i < SR_COUNT(keys); i++)
        if (sr_str_eq(name, sr_str_of(keys[i]))) {
            size_t stop = end;
            while (stop < page.len && stop < end + 45 && page.p[stop] != '<' &&
                   page.p[stop] != '}')
                stop++;
            return sr_str_cut(page, end, stop);
        }
    return (sr_str){"", 0};
}

/* Moves *at behind the next "ublish".  "b" is the rarest of its letters: four times as fast
 * as memmem over a page. */
static bool next_publish(sr_str page, size_t *at)
{
    for (size_t from = *at + 1;;) {
        const char *b =
            from < page.len ? memchr(page.p + from, 'b', page.len - from) : NULL;
        size_t left = b ? (size_t)(page.p + page.len - b) : 0;
        if (left < 5)
            return false;
        from = (size_t)(b - page.p) + 1;
        if (memcmp(b - 1, "ublish", 6) == 0) {
            *at = from + 4;
            return true;
        }
    }
}

/* The state of a page's own program: "datePublished":"2024-11-29..." in any script. */
static void from_scripts(finder *f)
{
    enum { MOST = 200 }; /* places looked at */
    sr_str page = f->p->html.page;
    size_t at = 0;
    for (int k = 0; k < MOST && !is_known(&f->published); k++) {
        if (!next_publish(page, &at))
            return;
        sr_str value = value_behind(page, at - 6);
        sr_when w;
        if (value.len && read_date(f, value, "script", &w))
            offer(&f->published, &w);
    }
}

/* --- 5. the address, 6. the choice ----------------------------------------------------------------- */

static bool from_url(const finder *f, sr_when *ret)
{
    sr_when w = {.from = SR_STR("url")};
    if ((sr_date_in_url(f->p->url, &w) || sr_date_in_url(f->p->meta.canonical, &w)) &&
        is_plausible(f, &w)) {
        *ret = w;
        return true;
    }
    return false;
}

static void find_published(finder *f)
{
    sr_when url = {0};
    bool in_url = from_url(f, &url);
    try_text(f, f->p->ld.published, "json-ld", &f->published);
    from_meta(f, published_names, &f->published);
    if (in_url && url.precision >= SR_TIME_DAY)
        offer(&f->published, &url);
    from_times(f, ROLE_PUBLISHED, 12, 6, &f->published);
    from_marks(f, ROLE_PUBLISHED, &f->published);
    from_times(f, ROLE_ANY, 8, 2, &f->published);
    from_marks(f, ROLE_ANY, &f->published);
    if (!is_known(&f->published))
        from_text(f);
    from_dateline(f);
    from_scripts(f);
    from_said_lines(f);
    from_times(f, ROLE_PUBLISHED, SIZE_MAX / 4, SIZE_MAX / 4, &f->published);
    if (in_url)
        offer(&f->published, &url);
}

static void find_modified(finder *f)
{
    try_text(f, f->p->ld.modified, "json-ld", &f->modified);
    from_meta(f, modified_names, &f->modified);
    from_times(f, ROLE_MODIFIED, 12, 6, &f->modified);
    from_marks(f, ROLE_MODIFIED, &f->modified);
}

/* --- 7. the clock of the place ---------------------------------------------------------------------- */

/* Programs write moments in UTC, people the day and hour where they are: "Nov. 8, 6:05
 * p.m." beside 2023-11-09T02:05Z.  What a reader sees tells the zone. */

enum { HOUR_MIN = 60, DAY_MIN = 24 * HOUR_MIN };

/* By a visible clock: the zone in quarters of an hour, from -12:00 to +14:00. */
static bool zone_of_clock(sr_time visible_s, sr_time at_s, int16_t *ret)
{
    const sr_time quarter_s = 900;
    sr_time off = visible_s - at_s;
    sr_time near = (off >= 0 ? off + quarter_s / 2 : off - quarter_s / 2) / quarter_s;
    if (near * 15 > 14 * HOUR_MIN || near * 15 < -12 * HOUR_MIN)
        return false;
    *ret = (int16_t)(near * 15);
    return true;
}

/* By a visible day: the least zone in whole hours in which it is that day; beyond -9:00
 * and +10:00, where few people live, the day is rather one of something else. */
static bool zone_of_day(sr_time visible_s, sr_time at_s, int16_t *ret)
{
    sr_time day_s = DAY_MIN * 60, midnight_s = at_s - at_s % day_s;
    int minute = (int)((at_s - midnight_s) / 60), zone = 0;
    if (visible_s == midnight_s + day_s)
        zone = (DAY_MIN - minute + HOUR_MIN - 1) / HOUR_MIN * HOUR_MIN;
    else if (visible_s == midnight_s - day_s)
        zone = -(minute / HOUR_MIN + 1) * HOUR_MIN;
    else if (visible_s != midnight_s)
        return false;
    if (zone > 10 * HOUR_MIN || zone < -9 * HOUR_MIN)
        return false;
    *ret = (int16_t)zone;
    return true;
}

/* Does a visible text tell the clock by which the article was published? */
static bool tells_zone(finder *f, sr_str text)
{
    sr_when w = {0};
    if (!text.len || sr_date_find(text, f->style, &w, NULL) != SR_DATE_OK || w.zone_min)
        return false;
    return w.precision == SR_TIME_DAY
               ? zone_of_day(w.at_s, f->published.at_s, &f->published.zone_min)
               : zone_of_clock(w.at_s, f->published.at_s, &f->published.zone_min);
}

static void lines_tell_zone(finder *f)
{
    const sr_blocks *b = &f->p->blocks;
    size_t at = f->title != SIZE_MAX ? f->title : f->first;
    size_t lo = at == SIZE_MAX ? 0 : at > 10 ? at - 10 : 0;
    size_t hi = at == SIZE_MAX ? 0 : at + 20 < b->n ? at + 20 : b->n;
    for (size_t k = lo; k < hi; k++) {
        bool dull = b->v[k].digits < 2 || b->v[k].words > 30 ||
                    (b->v[k].ctx.all & (1u << SR_CW_COMMENT | 1u << SR_CW_RELATED));
        if (!dull && tells_zone(f, sr_block_text(b, k)))
            return;
    }
}

static void find_zone(finder *f)
{
    sr_when url = {0};
    if (f->published.precision < SR_TIME_MINUTE || f->published.zone_min)
        return;
    if (from_url(f, &url) && url.precision == SR_TIME_DAY &&
        zone_of_day(url.at_s, f->published.at_s, &f->published.zone_min))
        return;
    for (size_t i = 0; i < f->p->meta.n_times; i++) {
        uint32_t node = f->p->meta.times[i];
        if (in_article(f, node, 12, 6) && role_of(f, node) != ROLE_NONE &&
            tells_zone(f, sr_node_text(&f->p->html, node, 100, f->a)))
            return;
    }
    lines_tell_zone(f);
}

/* Numbers like 11/29/2024: the American order where the page says en-US, or plain "en"
 * on a host that is under no country but the United States. */
static bool writes_month_first(const sr_page *p)
{
    sr_str lang = p->meta.lang;
    if (!sr_str_istarts(lang, SR_STR("en")))
        return false;
    if (lang.len >= 5)
        return sr_str_ieq(sr_str_cut(lang, 3, 5), SR_STR("us"));
    sr_str url = p->url.len ? p->url : p->meta.canonical;
    static const char *const others[] = {".uk/", ".au/", ".ie/", ".nz/", ".in/",
                                         ".za/", ".eu/", ".ng/", ".ke/"};
    for (size_t i = 0; i < SR_COUNT(others); i++)
        if (has_word(url, others[i]))
            return false;
    return true;
}

sr_status sr_pubdate_find(const sr_page *p, sr_doc *doc, size_t title, size_t first,
                          size_t last, sr_time latest_s, sr_when *ret_published,
                          sr_when *ret_modified, sr_err *err)
{
    finder f = {.p = p,
                .doc = doc,
                .a = doc->arena,
                .latest_s = latest_s,
                .title = title,
                .first = first,
                .last = last,
                .style = {p->meta.lang, writes_month_first(p)}};
    find_published(&f);
    find_zone(&f);
    find_modified(&f);
    if (!is_known(&f.published) && is_known(&f.modified))
        f.published = f.modified;
    if (sr_arena_refused(doc->arena))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the dates");
    *ret_published = f.published;
    *ret_modified = f.modified;
    return SR_OK;
}
