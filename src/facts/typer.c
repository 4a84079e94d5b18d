/* The typer.  In this file: reading; types; how sure. */
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

/* --- types ----------------------------------------------------------------------------------------- */

typedef struct sum {
    const sr_typer *typer;
    float score[SR_TYPER_COLUMNS];
} sum;

static void add(void *ctx, sr_str feature)
{
    sum *s = ctx;
    const row *r = slot_of(s->typer, sr_hash64(feature));
    for (size_t k = 0; r->key && k < SR_TYPER_COLUMNS; k++)
        s->score[k] += (float)r->weight[k] / 16;
}

void sr_typer_shares(const sr_typer *t, const sr_scene *v, sr_span source, sr_span target,
                     const sr_votes *votes, float ret[SR_TYPER_COLUMNS])
{
    sum s = {.typer = t};
    float most = 0, all = 0;
    for (size_t k = 0; k < SR_TYPER_COLUMNS; k++)
        s.score[k] = (float)t->bias[k] / 16;
    sr_typer_features(v, source, target, add, &s);
    for (size_t i = 0; i < votes->n; i++)
        sr_typer_vote(votes->type[i], i ? -1 : votes->score[i], add, &s);
    for (size_t k = 0; k < SR_TYPER_COLUMNS; k++)
        most = k == 0 || s.score[k] > most ? s.score[k] : most;
    for (size_t k = 0; k < SR_TYPER_COLUMNS; k++)
        all += ret[k] = expf(s.score[k] - most);
    for (size_t k = 0; k < SR_TYPER_COLUMNS; k++)
        ret[k] /= all;
}

float sr_typer_p(float share)
{
    return 0.4F + 0.54F * share; /* 100 events that were read by eye: docs/events.md */
}

/* --- how sure ---------------------------------------------------------------------------------------- */

static sr_span party_of(const sr_scene *v, const uint32_t *toks, size_t n)
{
    if (!n)
        return (sr_span){0, 0};
    sr_span phrase = sr_scene_phrase(v, toks[0]);
    return (sr_span){v->doc->tokens[phrase.beg].span.beg,
                     v->doc->tokens[phrase.end - 1].span.end};
}

static float share_of(const sr_typer *t, const sr_scene *v, const sr_cand *c)
{
    static const float p_own = 0.91F;
    float share[SR_TYPER_COLUMNS];
    const sr_match *m = &c->m;
    if (c->type >= SR_TYPER_TYPES)
        return p_own; /* no column of the typer */
    sr_span source = party_of(v, m->actor, m->n_actors);
    sr_span target = m->n_recipients   ? party_of(v, m->recipient, m->n_recipients)
                     : m->n_actors > 1 ? party_of(v, m->actor + 1, m->n_actors - 1)
                                       : (sr_span){0, 0};
    if (source.end == source.beg)
        source = v->doc->tokens[c->tok].span;
    sr_votes votes = {.n = 1, .type = {c->type}, .score = {m->n_recipients ? 7 : 5}};
    sr_typer_shares(t, v, source, target, &votes, share);
    return share[c->type];
}

void sr_typer_judge(const sr_typer *t, const sr_scene *v, sr_cands *cands)
{
    static const float least = 0.1F; /* docs/events.md, "How good" */
    for (size_t i = 0; i < cands->n; i++) {
        sr_cand *c = &cands->v[i];
        if (c->fate != SR_FATE_KEPT)
            continue;
        float share = share_of(t, v, c);
        c->p = c->type < SR_TYPER_TYPES ? sr_typer_p(share) : share;
        if (share < (c->m.n_actors ? least : least / 2)) /* less is known without one */
            c->fate = SR_FATE_DOUBTED;
    }
}
