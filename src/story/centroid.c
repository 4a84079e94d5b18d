/* A centroid is the sum of unit vectors, kept as a unit vector in steps of 1/65535 and its
 * length; of its terms the heaviest stay. */
#include "story/centroid.h"

#include <math.h>

typedef struct sum {
    uint32_t key;
    float w[SR_SIDES];
    float rank;
} sum;

enum {
    MOST_SUMS = SR_CENTROID_TERMS + SR_CARD_TERMS + 2 * SR_CARD_NUMBERS + SR_CARD_NAMES
};

/* Unfold the centroid into sums; what the card has too is added, and noted as seen. */
static size_t unfold(const sr_centroid *c, const sr_probe *p, sum *v, uint8_t *seen)
{
    for (size_t i = 0; i < c->n_terms; i++) {
        const sr_mean *m = &c->terms[i];
        v[i].key = m->key;
        for (int s = 0; s < SR_SIDES; s++)
            v[i].w[s] = (float)m->w[s] / 65535.0F * c->length[s];
        const uint8_t *w = sr_probe_get(p, m->key);
        if (!w)
            continue;
        for (int s = 0; s < SR_SIDES; s++)
            v[i].w[s] += (float)w[s] / 255.0F;
        seen[(w - p->w[0]) / SR_SIDES] = 1;
    }
    return c->n_terms;
}

static size_t append(const sr_probe *p, const uint8_t *seen, sum *v, size_t n)
{
    for (size_t i = 0; i < SR_PROBE_SLOTS; i++) {
        if (!p->used[i] || seen[i] || n >= MOST_SUMS)
            continue;
        v[n].key = p->key[i];
        for (int s = 0; s < SR_SIDES; s++)
            v[n].w[s] = (float)p->w[i][s] / 255.0F;
        n++;
    }
    return n;
}

/* Keep the heaviest SR_CENTROID_TERMS, in their order: a threshold by bisection. */
static size_t cut(sum *v, size_t n)
{
    float low = 0, high = SR_SIDES;
    for (size_t i = 0; i < n; i++) {
        v[i].rank = 0;
        for (int s = 0; s < SR_SIDES; s++)
            v[i].rank += v[i].w[s];
        high = v[i].rank > high ? v[i].rank : high;
    }
    for (int step = 0; step < 24 && n > SR_CENTROID_TERMS; step++) {
        float middle = (low + high) / 2;
        size_t above = 0;
        for (size_t i = 0; i < n; i++)
            above += v[i].rank >= middle;
        if (above > SR_CENTROID_TERMS)
            low = middle;
        else
            high = middle;
    }
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (n <= SR_CENTROID_TERMS || v[i].rank >= high)
            v[kept++] = v[i];
    return kept;
}

static void fold(const sum *v, size_t n, sr_centroid *c)
{
    for (int s = 0; s < SR_SIDES; s++) {
        double norm = 0;
        for (size_t i = 0; i < n; i++)
            norm += (double)v[i].w[s] * v[i].w[s];
        c->length[s] = (float)sqrt(norm);
        for (size_t i = 0; i < n; i++) {
            float w = c->length[s] > 0 ? v[i].w[s] / c->length[s] : 0;
            c->terms[i].w[s] = (uint16_t)(w * 65535.0F + 0.5F);
        }
    }
    for (size_t i = 0; i < n; i++)
        c->terms[i].key = v[i].key;
    c->n_terms = (uint32_t)n;
}

void sr_centroid_add(sr_centroid *c, const sr_card *card)
{
    sr_probe p;
    sum v[MOST_SUMS];
    uint8_t seen[SR_PROBE_SLOTS] = {0};
    sr_probe_init(&p, card);
    size_t n = unfold(c, &p, v, seen);
    n = append(&p, seen, v, n);
    fold(v, cut(v, n), c);
    c->n++;
}

void sr_centroid_like(const sr_probe *p, const sr_centroid *c, float ret[SR_SIDES])
{
    float dot[SR_SIDES] = {0};
    for (size_t i = 0; i < c->n_terms; i++) {
        const uint8_t *w = sr_probe_get(p, c->terms[i].key);
        for (int s = 0; w && s < SR_SIDES; s++)
            dot[s] += (float)w[s] * (float)c->terms[i].w[s];
    }
    for (int s = 0; s < SR_SIDES; s++) {
        float x = dot[s] / (255.0F * 65535.0F);
        ret[s] = x > 1 ? 1 : x;
    }
}
