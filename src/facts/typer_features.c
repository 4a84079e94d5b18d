/* What the typer sees of a pair.  In this file: words that stand for a span; the way between
 * the two; frames of words; all features. */
#include "facts/typer.h"

#include "base/str.h"

#include <stdio.h>

enum { WAY = 24, FEATURE = 96 };

typedef struct seer {
    const sr_scene *v;
    sr_typer_put *put;
    void *ctx;
} seer;

static void put_text(const seer *s, const char *kind, sr_str a, const char *between,
                     sr_str b)
{
    char text[FEATURE];
    size_t n = 0;
    sr_str parts[] = {sr_str_of(kind), SR_STR(" "), a, sr_str_of(between), b};
    for (size_t i = 0; i < SR_COUNT(parts); i++)
        for (size_t k = 0; k < parts[i].len && n < sizeof text; k++)
            text[n++] = i < 2 ? parts[i].p[k] : sr_lower(parts[i].p[k]);
    s->put(s->ctx, (sr_str){text, n});
}

static void put_word(const seer *s, const char *kind, uint32_t tok)
{
    put_text(s, kind, sr_scene_word(s->v, tok)->lemma, "", SR_STR(""));
}

/* --- words that stand for a span ------------------------------------------------------------- */

static sr_span bytes_of(const sr_scene *v, uint32_t tok)
{
    return v->doc->tokens[tok].span;
}

static uint32_t head_of(const sr_scene *v, uint32_t tok)
{
    uint32_t h = sr_scene_word(v, tok)->head;
    return h < v->beg || h >= v->end ? tok : h;
}

static bool in_span(const sr_scene *v, uint32_t tok, sr_span s)
{
    sr_span t = bytes_of(v, tok);
    return t.beg < s.end && s.beg < t.end;
}

/* The first word of the span that hangs outside it; SR_NONE. */
static uint32_t word_of(const sr_scene *v, sr_span s)
{
    for (uint32_t t = v->beg; t < v->end && s.end > s.beg; t++) {
        uint32_t h = head_of(v, t);
        if (in_span(v, t, s) && (h == t || !in_span(v, h, s)) &&
            sr_scene_word(v, t)->upos != SR_UPOS_PUNCT)
            return t;
    }
    return SR_NONE;
}

/* --- the way between the two ------------------------------------------------------------------ */

static size_t way_up(const sr_scene *v, uint32_t tok, uint32_t ret[WAY])
{
    size_t n = 0;
    while (tok != SR_NONE && n < WAY) {
        ret[n++] = tok;
        uint32_t h = head_of(v, tok);
        if (h == tok)
            break;
        tok = h;
    }
    return n;
}

static const char *slot_name(const sr_scene *v, uint32_t tok, uint32_t head, sr_str *prep)
{
    sr_relation r = (sr_relation)sr_scene_word(v, tok)->rel;
    bool passive = sr_scene_is_passive(v, head);
    *prep = SR_STR("");
    switch (sr_relation_base(r)) {
    case SR_REL_NSUBJ: return passive ? "obj" : "subj";
    case SR_REL_OBJ: return "obj";
    case SR_REL_IOBJ: return "iobj";
    default: break;
    }
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE; c = sr_scene_next(v, c))
        if (sr_scene_word(v, c)->rel == SR_REL_CASE) {
            *prep = sr_scene_word(v, c)->lemma;
            return passive && sr_str_ieq(*prep, SR_STR("by")) ? "subj" : "";
        }
    return r == SR_REL_OBL_AGENT ? "subj" : "other";
}

/* "S subj provide", "T to give": how a party hangs, and by what; twice, since "the leader of
 * [T]" hangs at what carries the leader. */
static void put_ties(const seer *s, const char *kind, const uint32_t *way, size_t n)
{
    for (size_t i = 0, found = 0; i + 1 < n && found < 2; i++) {
        sr_relation r = sr_relation_base((sr_relation)sr_scene_word(s->v, way[i])->rel);
        sr_str prep;
        if (r == SR_REL_COMPOUND || r == SR_REL_FLAT || r == SR_REL_APPOS ||
            r == SR_REL_CONJ)
            continue;
        const char *name = slot_name(s->v, way[i], way[i + 1], &prep);
        char text[40];
        (void)snprintf(text, sizeof text, "%s%.*s ", name,
                       (int)(prep.len < 24 ? prep.len : 24), prep.p);
        put_text(s, kind, sr_str_of(text), "", sr_scene_word(s->v, way[i + 1])->lemma);
        found++;
    }
}

/* The word above both, with its object: "provide aid". */
static void put_top(const seer *s, uint32_t top)
{
    put_word(s, "c", top);
    for (uint32_t c = sr_scene_child(s->v, top); c != SR_NONE;
         c = sr_scene_next(s->v, c)) {
        sr_relation r = (sr_relation)sr_scene_word(s->v, c)->rel;
        sr_str l = sr_scene_word(s->v, c)->lemma;
        if (r == SR_REL_OBJ || r == SR_REL_NSUBJ_PASS || r == SR_REL_XCOMP ||
            r == SR_REL_COMPOUND_PRT || r == SR_REL_CCOMP || r == SR_REL_OBL)
            put_text(s, "o", sr_scene_word(s->v, top)->lemma, " ", l);
        if (r == SR_REL_AUX || (r == SR_REL_ADVMOD && sr_str_ieq(l, SR_STR("not"))))
            put_text(s, "a", sr_str_span(s->v->text, bytes_of(s->v, c)), "", SR_STR(""));
    }
}

/* --- frames of words ----------------------------------------------------------------------------- */

static uint32_t types_of(const sr_scene *v, uint32_t tok)
{
    sr_frame_kind kind;
    uint32_t set = 0;
    if (!sr_scene_kind(v, tok, &kind))
        return 0;
    for (uint32_t i = sr_frames_head(v->frames, v->lemma[tok - v->beg]); i != SR_NONE;
         i = v->frames->v.v[i].next)
        if (v->frames->v.v[i].kind == kind && v->frames->v.v[i].type < SR_TYPER_TYPES)
            set |= 1u << v->frames->v.v[i].type;
    return set;
}

static void put_types(const seer *s, const char *kind, uint32_t set)
{
    for (unsigned t = 0; t < SR_TYPER_TYPES; t++)
        if (set >> t & 1)
            put_text(s, kind, sr_str_of(sr_event_type_name((sr_event_type)t)), "",
                     SR_STR(""));
}

/* --- all features ----------------------------------------------------------------------------------- */

/* Was the lemma there before?  Words count once. */
static bool is_first(const sr_scene *v, uint32_t tok, uint32_t beg)
{
    enum { BACK = 64 };
    uint32_t low = tok - beg > BACK ? tok - BACK : beg;
    for (uint32_t i = low; i < tok; i++)
        if (v->lemma[i - v->beg] == v->lemma[tok - v->beg])
            return false;
    return true;
}

static bool is_told(const sr_scene *v, uint32_t tok, sr_span a, sr_span b)
{
    return sr_scene_word(v, tok)->lemma.len &&
           sr_scene_word(v, tok)->upos != SR_UPOS_PUNCT && !in_span(v, tok, a) &&
           !in_span(v, tok, b);
}

static void put_words(const seer *s, sr_span a, sr_span b)
{
    const sr_scene *v = s->v;
    sr_span low = a.beg <= b.beg ? a : b, high = a.beg <= b.beg ? b : a;
    uint32_t types = 0, last = SR_NONE;
    for (uint32_t t = v->beg; t < v->end; t++) {
        if (!is_told(v, t, a, b))
            continue;
        sr_span at = bytes_of(v, t);
        bool between = at.beg >= low.end && at.end <= high.beg;
        if (is_first(v, t, v->beg) && !sr_scene_is(v, t, SR_CLASS_NAME))
            put_word(s, "w", t);
        if (!between)
            continue;
        put_word(s, "b", t);
        if (last != SR_NONE && last + 1 == t)
            put_text(s, "2", sr_scene_word(v, last)->lemma, " ",
                     sr_scene_word(v, t)->lemma);
        types |= types_of(v, t);
        last = t;
    }
    put_types(s, "m", types);
}

/* Where the two ways up meet. */
static bool meet(const uint32_t *from, size_t n, const uint32_t *to, size_t m,
                 size_t *top, size_t *low)
{
    for (*top = 0; *top < n; ++*top)
        for (*low = 0; *low < m; ++*low)
            if (from[*top] == to[*low])
                return true;
    return false;
}

static void put_way(const seer *s, sr_span source, sr_span target)
{
    uint32_t from[WAY], to[WAY];
    size_t n = way_up(s->v, word_of(s->v, source), from);
    size_t m = way_up(s->v, word_of(s->v, target), to);
    size_t top = 0, low = 0;
    uint32_t types = 0;
    put_ties(s, "S", from, n);
    put_ties(s, "T", to, m);
    if (!meet(from, n, to, m, &top, &low))
        top = n > 1, low = 0;
    if (!n)
        return;
    put_top(s, from[top]);
    for (size_t i = 1; i <= top && i < n; i++)
        put_word(s, "p", from[i]), types |= types_of(s->v, from[i]);
    for (size_t i = 1; i <= low && i < m; i++)
        put_word(s, "p", to[i]), types |= types_of(s->v, to[i]);
    put_types(s, "l", types);
}

void sr_typer_features(const sr_scene *v, sr_span source, sr_span target,
                       sr_typer_put *put, void *ctx)
{
    seer s = {v, put, ctx};
    put_words(&s, source, target);
    put_way(&s, source, target);
}

void sr_typer_vote(int type, int score, sr_typer_put *put, void *ctx)
{
    char text[FEATURE];
    enum { MOST = 8 };
    int n =
        snprintf(text, sizeof text, "f %s %d", sr_event_type_name((sr_event_type)type),
                 score > MOST ? MOST : score);
    put(ctx, (sr_str){text, (size_t)n});
}
