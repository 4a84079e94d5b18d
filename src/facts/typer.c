/* The typer.  In this file: reading; the words between two parties; types; how sure. */
#include "facts/typer.h"

#include "facts/parts.h"

#include "base/data.h"
#include "base/hash.h"

#include <math.h>
#include <stdio.h>

typedef struct row {
    uint64_t key;
    int8_t weight[SR_TYPER_COLUMNS]; /* sixteenths */
} row;

struct sr_typer {
    row *slot; /* [slots] key 0: free */
    size_t slots;
    int8_t bias[SR_TYPER_COLUMNS];
};

/* --- reading -------------------------------------------------------------------------------- */

static row *slot_of(const sr_typer *t, uint64_t key)
{
    size_t i = (size_t)(key >> 7) & (t->slots - 1);
    while (t->slot[i].key && t->slot[i].key != key)
        i = (i + 1) & (t->slots - 1);
    return &t->slot[i];
}

/* "-3 0 12 ..." */
static bool read_weights(sr_str text, int8_t ret[SR_TYPER_COLUMNS])
{
    sr_str one;
    for (size_t i = 0; i < SR_TYPER_COLUMNS; i++) {
        uint64_t v;
        if (!sr_str_field(&text, ' ', &one) || !one.len)
            return false;
        bool minus = one.p[0] == '-';
        if (!sr_str_u64(minus ? sr_str_cut(one, 1, one.len) : one, &v) || v > 127)
            return false;
        ret[i] = (int8_t)(minus ? -(int)v : (int)v);
    }
    return !text.p;
}

static sr_status read_line(sr_typer *t, sr_str line, sr_err *err)
{
    sr_str name = {"", 0}, rest = line;
    int8_t w[SR_TYPER_COLUMNS];
    (void)sr_str_field(&rest, '\t', &name);
    if (sr_str_eq(name, SR_STR("types")))
        return SR_OK; /* for readers: the order of sr_event_type, then NONE */
    if (!rest.p || !read_weights(rest, w))
        return sr_fail(err, SR_EFORMAT, 0, "the typer has a bad line \"%.*s\"",
                       SR_FMT(name));
    if (sr_str_eq(name, SR_STR("bias")))
        memcpy(t->bias, w, sizeof w);
    else {
        row *r = slot_of(t, sr_hash64(name));
        r->key = sr_hash64(name);
        memcpy(r->weight, w, sizeof w);
    }
    return SR_OK;
}

sr_status sr_typer_read(const char *lang, sr_arena *a, sr_typer **ret, sr_err *err)
{
    char file[64];
    (void)snprintf(file, sizeof file, "typer.%s.tsv", lang);
    sr_str text = sr_data(sr_data(file).p ? file : "typer.en.tsv"), line;
    sr_typer *t = SR_NEW(a, sr_typer, 1);
    size_t lines = 1;
    for (size_t i = 0; i < text.len; i++)
        lines += text.p[i] == '\n';
    if (t)
        for (t->slots = 64; t->slots < lines * 2;)
            t->slots *= 2;
    if (!t || !(t->slot = SR_NEW(a, row, t->slots)))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the typer");
    while (sr_data_line(&text, &line)) {
        sr_status st = read_line(t, line, err);
        if (st != SR_OK)
            return st;
    }
    *ret = t;
    return SR_OK;
}

/* --- the words between two parties -------------------------------------------------------------- */

static void add(const sr_typer *t, char kind, sr_str lemma, float score[SR_TYPER_COLUMNS])
{
    char key[66] = {kind, ' '};
    size_t n = lemma.len < 64 ? lemma.len : 64;
    for (size_t i = 0; i < n; i++)
        key[i + 2] = sr_lower(lemma.p[i]);
    const row *r = slot_of(t, sr_hash64((sr_str){key, n + 2}));
    for (size_t k = 0; r->key && k < SR_TYPER_COLUMNS; k++)
        score[k] += (float)r->weight[k] / 16;
}

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

static void score_words(const sr_typer *t, const sr_scene *v, sr_span a, sr_span b,
                        float score[SR_TYPER_COLUMNS])
{
    sr_span low = a.beg <= b.beg ? a : b, high = a.beg <= b.beg ? b : a;
    for (size_t k = 0; k < SR_TYPER_COLUMNS; k++)
        score[k] = (float)t->bias[k] / 16;
    for (uint32_t i = v->beg; i < v->end; i++) {
        sr_span s = v->doc->tokens[i].span;
        sr_str lemma = sr_scene_word(v, i)->lemma;
        if (!lemma.len || !is_first(v, i, v->beg))
            continue;
        add(t, 'w', lemma, score);
        if (s.beg >= low.end && s.end <= high.beg)
            add(t, 'b', lemma, score);
    }
}

/* --- types ----------------------------------------------------------------------------------------- */

void sr_typer_between(const sr_typer *t, const sr_scene *v, sr_span source,
                      sr_span target, int hint, sr_between *ret)
{
    static const float trust = 3;     /* of a frame that fits but for its parties */
    static const float p_none = 0.9F; /* above it: nothing is told */
    float score[SR_TYPER_COLUMNS], sum = 0;
    size_t best = 0;
    score_words(t, v, source, target, score);
    if (hint >= 0 && hint < SR_TYPER_TYPES)
        score[hint] += trust;
    for (size_t k = 1; k < SR_TYPER_TYPES; k++)
        best = score[k] > score[best] ? k : best;
    for (size_t k = 0; k < SR_TYPER_COLUMNS; k++)
        sum += expf(score[k] - score[best]);
    if (expf(score[SR_TYPER_TYPES] - score[best]) / sum > p_none)
        return;
    ret->type = (uint8_t)best;
    ret->p = 1 / sum;
    ret->rule = hint == (int)best ? SR_STR("typer+frame") : SR_STR("typer");
}

/* --- how sure ---------------------------------------------------------------------------------------- */

/* Shares of right ones among 140 candidates of news that were read by eye (docs/events.md):
 * those that an operator makes, and the others. */
static float p_of(const sr_cand *c)
{
    return c->composed ? 0.8F : 0.91F;
}

void sr_typer_judge(sr_cands *cands)
{
    for (size_t i = 0; i < cands->n; i++)
        cands->v[i].p = p_of(&cands->v[i]);
}
