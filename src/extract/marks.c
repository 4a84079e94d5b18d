/* What attributes say.  Read marks.h first; this file is, in order:
 *   1. class words   2. roles and what hides   3. an attribute   4. an element
 */
#include "extract/marks.h"

#include "extract/blocks.h"

/* --- 1. class words ------------------------------------------------------------------- */

static uint64_t word_at(const char *p)
{
    uint64_t w;
    memcpy(&w, p, sizeof w);
    return w;
}

/* The slot of a value by its length, first and last eight bytes. */
static unsigned slot_of(sr_str value)
{
    uint64_t key = word_at(value.p) * 3 + word_at(value.p + value.len - 8) + value.len;
    return (unsigned)((key * 0x9e3779b97f4a7c15u) >> 32) % SR_MARK_MEMO;
}

static uint32_t words_of(sr_marks *m, sr_str value)
{
    if (value.len < sizeof(uint64_t))
        return sr_class_words_of(&sr_class_words_table, value);
    unsigned k = slot_of(value);
    if (m->memo[k].len != value.len || memcmp(m->memo[k].p, value.p, value.len) != 0) {
        m->memo[k].p = value.p;
        m->memo[k].len = (uint32_t)value.len;
        m->memo[k].bits = sr_class_words_of(&sr_class_words_table, value);
    }
    return m->memo[k].bits;
}

/* --- 2. roles and what hides ---------------------------------------------------------- */

static uint32_t in_of_role(sr_str role)
{
    static const struct {
        const char *role;
        uint32_t in;
    } roles[] = {{"main", SR_IN_MAIN},           {"navigation", SR_IN_NAV},
                 {"complementary", SR_IN_ASIDE}, {"contentinfo", SR_IN_FOOTER},
                 {"banner", SR_IN_HEADER},       {"dialog", SR_IN_DIALOG},
                 {"alertdialog", SR_IN_DIALOG},  {"alert", SR_IN_DIALOG},
                 {"article", SR_IN_ARTICLE},     {"menu", SR_IN_NAV},
                 {"search", SR_IN_FORM},         {"heading", SR_IN_HEADING}};
    for (size_t i = 0; i < SR_COUNT(roles); i++)
        if (sr_str_ieq(role, sr_str_of(roles[i].role)))
            return roles[i].in;
    return 0;
}

static bool hides(sr_str style)
{
    size_t at = sr_str_ifind(style, SR_STR("display"), 0);
    while (at != SIZE_MAX) {
        sr_str rest = sr_str_trim(sr_str_cut(style, at + 7, style.len));
        if (rest.len && rest.p[0] == ':' &&
            sr_str_istarts(sr_str_trim(sr_str_cut(rest, 1, rest.len)), SR_STR("none")))
            return true;
        at = sr_str_ifind(style, SR_STR("display"), at + 7);
    }
    return false;
}

/* --- 3. an attribute ------------------------------------------------------------------- */

static bool is(sr_str name, const char *lower)
{
    return sr_str_ieq(name, (sr_str){lower, name.len});
}

/* Attributes are told by their length first: few have one that counts. */
static void add_attribute(sr_marks *m, sr_str name, sr_str value, sr_mark *to)
{
    const uint32_t asked = 1u << SR_CW_AUTHOR | 1u << SR_CW_BYLINE;
    uint32_t words = 0;
    bool signs = true; /* of those that have words */
    switch (name.len) {
    case 2: words = is(name, "id") ? words_of(m, value) : 0; break;
    case 3: /* counts for the sign alone */
        to->signs |= is(name, "rel") && (words_of(m, value) & asked);
        break;
    case 4: to->in |= is(name, "role") ? in_of_role(value) : 0; break;
    case 5:
        words = is(name, "class") ? words_of(m, value) : 0;
        to->in |= is(name, "style") && hides(value) ? SR_IN_HIDDEN : 0;
        break;
    case 6: to->in |= is(name, "hidden") ? SR_IN_HIDDEN : 0; break;
    case 8:
        if (is(name, "itemprop")) {
            words = words_of(m, value);
            to->in |= sr_str_ieq(value, SR_STR("articleBody")) ? SR_IN_BODYPROP : 0;
        }
        break;
    case 11:
        words = is(name, "data-testid") ? words_of(m, value) : 0;
        to->in |= is(name, "aria-hidden") && sr_str_ieq(value, SR_STR("true"))
                      ? SR_IN_HIDDEN
                      : 0;
        break;
    case 14:
        words = is(name, "data-component") ? words_of(m, value) : 0;
        signs = false;
        break;
    default: break;
    }
    to->words |= words;
    to->signs |= signs && (words & asked);
}

/* --- 4. an element ----------------------------------------------------------------------- */

sr_marks *sr_marks_new(const sr_html *h, sr_arena *a)
{
    sr_marks *m = SR_NEW(a, sr_marks, 1);
    if (!m)
        return NULL;
    m->h = h;
    m->v = SR_NEW(a, sr_mark, h->n + 1);
    return m->v ? m : NULL;
}

const sr_mark *sr_marks_of(sr_marks *m, uint32_t node)
{
    sr_mark *mark = &m->v[node];
    uint32_t at = 0;
    sr_str name, value;
    if (mark->known)
        return mark;
    mark->known = true;
    while (sr_html_next_attr(m->h, node, &at, &name, &value))
        add_attribute(m, name, value, mark);
    return mark;
}
