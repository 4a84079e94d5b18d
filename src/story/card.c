/* Cards.  Read card.h first; this file is, in order:
 *   1. frequencies   2. choosing terms   3. choosing facts   4. the blob
 *   5. keys for the index   6. likeness
 */
#include "story/card.h"

#include <math.h>

#include "base/data.h"
#include "base/hash.h"
#include "story/words.h"

/* --- 1. frequencies ------------------------------------------------------------------- */

double sr_idf(const sr_frequencies *f, uint32_t key)
{
    double df = sr_sketch_get(&f->sketch, key);
    double idf = log((f->n_articles + 1) / (df + 1));
    return idf > 0 ? idf : 0;
}

static uint32_t number_of(sr_str digits)
{
    uint32_t n = 0;
    for (size_t i = 0; i < digits.len && n < 1000000; i++)
        n = n * 10 + (uint32_t)(digits.p[i] - '0');
    return n;
}

static bool all_digits(sr_str s)
{
    size_t i = 0;
    while (i < s.len && sr_is_digit(s.p[i]))
        i++;
    return s.len && i == s.len;
}

/* A name of several words has the key that facts.c gives it: a mix of its words. */
static uint32_t key_of_entry(sr_str s)
{
    uint64_t h = 0;
    for (size_t beg = 0, end; beg <= s.len; beg = end + 1) {
        for (end = beg; end < s.len && s.p[end] != ' ';)
            end++;
        uint64_t fold = sr_hash64(sr_str_cut(s, beg, end));
        h = beg == 0 ? fold : sr_hash_mix(h, fold);
    }
    return sr_key(h);
}

void sr_frequencies_begin(sr_frequencies *f, sr_str file)
{
    f->n_articles = 0;
    for (sr_str line; sr_data_line(&file, &line);) {
        sr_str entry;
        if (!sr_str_field(&line, '\t', &entry) || !all_digits(line))
            continue;
        uint32_t n = number_of(line);
        if (sr_str_eq(entry, SR_STR("*"))) {
            f->n_articles = n;
            continue;
        }
        sr_sketch_add(&f->sketch, key_of_entry(entry), n);
        if (all_digits(entry))
            sr_sketch_add(&f->sketch, sr_story_value_key(entry), n);
    }
}

void sr_frequencies_add(sr_frequencies *f, const sr_features *x)
{
    for (size_t i = 0; i < x->n_terms; i++)
        sr_sketch_raise(&f->sketch, x->terms[i].key);
    for (size_t i = 0; i < x->n_facts; i++) {
        const sr_fact *t = &x->facts[i];
        if (t->kind == SR_FACT_NUMBER)
            sr_sketch_raise(&f->sketch, t->value);
        if (t->kind != SR_FACT_QUOTE && t->key != t->value && t->words + t->kind != 2)
            sr_sketch_raise(&f->sketch, t->key); /* names of one word are terms */
    }
    f->n_articles += 1;
}

/* --- 2. terms -------------------------------------------------------------------------- */

typedef struct weighed {
    float w[4], rank;
} weighed;

static float tf(uint16_t n)
{
    static const float log1[] = {0,       1,       1.6931F, 2.0986F, 2.3863F,
                                 2.6094F, 2.7918F, 2.9459F, 3.0794F};
    return n < SR_COUNT(log1) ? log1[n] : 1 + logf(n);
}

/* Weigh all terms; vectors are scaled to length one. */
static void weigh(const sr_features *x, const sr_frequencies *f, weighed *v, float *idf)
{
    double norm[4] = {0};
    for (size_t i = 0; i < x->n_terms; i++)
        sr_sketch_ahead(&f->sketch, x->terms[i].key);
    for (size_t i = 0; i < x->n_terms; i++) {
        const sr_term *t = &x->terms[i];
        idf[i] = (float)sr_idf(f, t->key);
        uint16_t n[4] = {t->title, t->lead, t->body, t->name};
        for (int k = 0; k < 4; k++) {
            v[i].w[k] = tf(n[k]) * idf[i];
            norm[k] += (double)v[i].w[k] * v[i].w[k];
        }
    }
    for (int k = 0; k < 4; k++) {
        float scale = norm[k] > 0 ? (float)(1 / sqrt(norm[k])) : 0;
        for (size_t i = 0; i < x->n_terms; i++)
            v[i].w[k] *= scale;
    }
    for (size_t i = 0; i < x->n_terms; i++)
        v[i].rank = v[i].w[0] * 0.7F + v[i].w[1] + v[i].w[2] + v[i].w[3];
}

/* The rank that about `most` terms reach: by counting in 1,024 steps, O(n).  No more than
 * `most` are at or above it. */
static float cut_at(const weighed *v, size_t n, size_t most)
{
    enum { STEPS = 1024 };
    uint32_t at[STEPS] = {0};
    for (size_t i = 0; i < n; i++) {
        float r = v[i].rank * (STEPS / 4);
        at[r >= STEPS - 1 ? STEPS - 1 : (size_t)r]++;
    }
    size_t sum = 0, s = STEPS;
    while (s > 0 && sum + at[s - 1] <= most)
        sum += at[--s];
    return (float)s / (STEPS / 4);
}

static uint8_t step(float w)
{
    float s = w * 255 + 0.5F;
    return s >= 255 ? 255 : s <= 0 ? 0 : (uint8_t)s;
}

/* Kept weights are scaled up again to length one, so that a long article's cut card is
 * not unlike its own copy. */
static size_t put_entries(const sr_features *x, const weighed *v, sr_entry *ret)
{
    float cut = x->n_terms > SR_CARD_TERMS ? cut_at(v, x->n_terms, SR_CARD_TERMS) : 0;
    double norm[4] = {0};
    for (size_t i = 0; i < x->n_terms; i++)
        for (int k = 0; k < 4 && v[i].rank >= cut; k++)
            norm[k] += (double)v[i].w[k] * v[i].w[k];
    float scale[4];
    for (int k = 0; k < 4; k++)
        scale[k] = norm[k] > 0 ? (float)(1 / sqrt(norm[k])) : 0;
    size_t n = 0;
    for (size_t i = 0; i < x->n_terms && n < SR_CARD_TERMS; i++) {
        if (v[i].rank < cut)
            continue;
        ret[n].key = x->terms[i].key;
        for (int k = 0; k < 4; k++)
            ret[n].w[k] = step(v[i].w[k] * scale[k]);
        n++;
    }
    return n;
}

/* --- 3. facts -------------------------------------------------------------------------- */

typedef struct chosen {
    const sr_fact *fact;
    float w, w_value;
} chosen;

/* The first `most` facts of a kind: a report's figures and names come early. */
static size_t choose(const sr_features *x, sr_fact_kind kind, size_t most, chosen *ret)
{
    size_t n = 0;
    for (size_t i = 0; i < x->n_facts && n < most; i++)
        if (x->facts[i].kind == kind)
            ret[n++] = (chosen){.fact = &x->facts[i]};
    return n;
}

/* A value without its unit counts half: it also stands for other things. */
static void weigh_facts(const sr_frequencies *f, chosen *v, size_t n)
{
    double norm = 0;
    for (size_t i = 0; i < n; i++) {
        const sr_fact *t = v[i].fact;
        bool number = t->kind == SR_FACT_NUMBER;
        if (number)
            v[i].w_value = (float)(0.5 * sr_idf(f, t->value));
        if (t->kind == SR_FACT_QUOTE || (!number && t->words < 2) || t->key == t->value)
            continue;
        v[i].w = tf(t->times) * (float)sr_idf(f, t->key);
    }
    for (size_t i = 0; i < n; i++)
        norm += (double)v[i].w * v[i].w + (double)v[i].w_value * v[i].w_value;
    float scale = norm > 0 ? (float)(1 / sqrt(norm)) : 0;
    for (size_t i = 0; i < n; i++) {
        v[i].w *= scale;
        v[i].w_value *= scale;
    }
}

static sr_str written(const sr_doc *doc, const sr_fact *t)
{
    sr_str s = t->in_title ? doc->article.title : doc->article.text;
    s = sr_str_span(s, t->span);
    size_t limit = SR_CARD_TEXT_BYTES;
    if (s.len > limit) {
        while (limit > 0 && ((unsigned char)s.p[limit] & 0xC0) == 0x80)
            limit--;
        s.len = limit;
    }
    return s;
}

static void put_kept(const sr_doc *doc, const chosen *v, size_t n, sr_kept *ret)
{
    for (size_t i = 0; i < n; i++) {
        const sr_fact *t = v[i].fact;
        ret[i] = (sr_kept){
            .key = t->key,
            .value = t->value,
            .left = (uint16_t)t->left,
            .right = (uint16_t)t->right,
            .w = step(v[i].w),
            .w_value = step(v[i].w_value),
            .words = t->words,
            .len = (uint8_t)written(doc, t).len,
        };
    }
}

/* --- 4. the blob ------------------------------------------------------------------------ */

size_t sr_card_blob_bytes(const sr_card *c)
{
    size_t n = c->n_terms * sizeof(sr_entry) + sr_card_n_kept(c) * sizeof(sr_kept) +
               c->id_len + c->group_len + c->text_len;
    return (n + 7) & ~(size_t)7;
}

static uint8_t sides_of(const sr_card *c, const sr_features *x)
{
    unsigned bits = x->n_terms ? 1u << SR_SIDE_BODY : 0;
    for (size_t i = 0; i < x->n_terms; i++) {
        bits |= x->terms[i].title ? 1u << SR_SIDE_TITLE : 0;
        bits |= x->terms[i].lead ? 1u << SR_SIDE_LEAD : 0;
        bits |= x->terms[i].name ? 1u << SR_SIDE_NAME : 0;
    }
    const sr_kept *k = sr_card_kept(c);
    bits |= c->n_numbers ? 1u << SR_SIDE_NUMBER : 0;
    for (size_t i = c->n_numbers; i < (size_t)c->n_numbers + c->n_names; i++)
        bits |= k[i].words > 1 ? 1u << SR_SIDE_FULL : 0;
    return (uint8_t)bits;
}

typedef struct facts_chosen {
    chosen v[SR_CARD_NUMBERS + SR_CARD_NAMES + SR_CARD_QUOTES];
    size_t n_numbers, n_names, n_quotes;
} facts_chosen;

static void choose_facts(const sr_features *x, const sr_frequencies *f, facts_chosen *c)
{
    c->n_numbers = choose(x, SR_FACT_NUMBER, SR_CARD_NUMBERS, c->v);
    weigh_facts(f, c->v, c->n_numbers);
    chosen *names = c->v + c->n_numbers;
    c->n_names = choose(x, SR_FACT_NAME, SR_CARD_NAMES, names);
    weigh_facts(f, names, c->n_names);
    c->n_quotes = choose(x, SR_FACT_QUOTE, SR_CARD_QUOTES, names + c->n_names);
}

static bool put_blob(const sr_doc *doc, const sr_entry *entries, const facts_chosen *c,
                     sr_arena *a, sr_card *ret)
{
    size_t n = sr_card_n_kept(ret), text_len = 0;
    for (size_t i = 0; i < n; i++)
        text_len += written(doc, c->v[i].fact).len;
    ret->text_len = (uint16_t)text_len;
    ret->blob = sr_arena_zero(a, sr_card_blob_bytes(ret), 1);
    if (!ret->blob)
        return false;
    if (ret->n_terms)
        memcpy(ret->blob, entries, ret->n_terms * sizeof *entries);
    put_kept(doc, c->v, n,
             (sr_kept *)(void *)(ret->blob + ret->n_terms * sizeof *entries));
    char *p = (char *)(ret->blob + ret->n_terms * sizeof *entries + n * sizeof(sr_kept));
    if (ret->id_len)
        memcpy(p, doc->article.id.p, ret->id_len);
    p += ret->id_len;
    for (size_t i = 0; i < n; i++) {
        sr_str s = written(doc, c->v[i].fact);
        if (s.len)
            memcpy(p, s.p, s.len);
        p += s.len;
    }
    return true;
}

bool sr_card_set_group(sr_card *c, sr_str group, sr_arena *a)
{
    sr_card x = *c;
    x.group_len = (uint16_t)group.len;
    size_t before = (size_t)(sr_card_group_id(c).p - c->blob);
    x.blob = sr_arena_zero(a, sr_card_blob_bytes(&x), 1);
    if (!x.blob)
        return false;
    memcpy(x.blob, c->blob, before);
    if (group.len)
        memcpy(x.blob + before, group.p, group.len);
    if (c->text_len)
        memcpy(x.blob + before + group.len, sr_card_text(c), c->text_len);
    *c = x;
    return true;
}

/* --- 5. keys for the index -------------------------------------------------------------- */

/* Keep the `most` heaviest, heaviest first; among equals the first come. */
static void offer(sr_index_key *v, size_t *n, size_t most, sr_index_key x)
{
    size_t at = *n;
    while (at > 0 && v[at - 1].weight < x.weight)
        at--;
    if (at >= most)
        return;
    *n += *n < most;
    memmove(v + at + 1, v + at, (*n - at - 1) * sizeof *v);
    v[at] = x;
}

/* Rare words of names, title and lead, then rare figures and whole names. */
static size_t index_keys(const sr_features *x, const float *idf, const facts_chosen *c,
                         const sr_frequencies *f, sr_index_key *ret)
{
    size_t n = 0, n_facts = 0;
    for (size_t i = 0; i < x->n_terms; i++) {
        const sr_term *t = &x->terms[i];
        float boost = t->title                 ? 1.3F
                      : t->lead                ? 1.2F
                      : t->name || t->body > 2 ? 1
                                               : 0.7F;
        if (idf[i] > 0)
            offer(ret, &n, SR_INDEX_TERMS,
                  (sr_index_key){t->key, idf[i] * boost, t->name > 0});
    }
    sr_index_key facts[SR_INDEX_FACTS];
    for (size_t i = 0; i < c->n_numbers + c->n_names; i++) {
        const sr_fact *t = c->v[i].fact;
        if (c->v[i].w > 0)
            offer(facts, &n_facts, SR_INDEX_FACTS,
                  (sr_index_key){t->key, (float)sr_idf(f, t->key),
                                 t->kind == SR_FACT_NAME});
    }
    memcpy(ret + n, facts, n_facts * sizeof *facts);
    return n + n_facts;
}

bool sr_card_make(const sr_doc *doc, const sr_frequencies *f, sr_arena *a, sr_card *ret,
                  sr_index_key *index, size_t *n_index)
{
    const sr_features *x = doc->features;
    weighed *v = sr_arena_alloc(a, x->n_terms, sizeof *v);
    float *idf = sr_arena_alloc(a, x->n_terms, sizeof *idf);
    if (!v || !idf)
        return false;
    weigh(x, f, v, idf);
    sr_entry entries[SR_CARD_TERMS];
    facts_chosen c;
    choose_facts(x, f, &c);
    sr_card card = {
        .digest = x->digest,
        .outlet = x->outlet,
        .n_words = x->n_words,
        .level = (uint8_t)x->level,
        .n_terms = (uint8_t)put_entries(x, v, entries),
        .n_numbers = (uint8_t)c.n_numbers,
        .n_names = (uint8_t)c.n_names,
        .n_quotes = (uint8_t)c.n_quotes,
        .id_len = (uint16_t)doc->article.id.len,
    };
    if (!put_blob(doc, entries, &c, a, &card))
        return false;
    card.sides = sides_of(&card, x);
    *n_index = index_keys(x, idf, &c, f, index);
    *ret = card;
    return true;
}

/* --- 6. likeness ------------------------------------------------------------------------- */

static uint8_t *probe_slot(sr_probe *p, uint32_t key)
{
    size_t i = (key * 0x9E3779B1u) >> 23;
    while (p->used[i] && p->key[i] != key)
        i = (i + 1) % SR_PROBE_SLOTS;
    p->used[i] = 1;
    p->key[i] = key;
    return p->w[i];
}

const uint8_t *sr_probe_get(const sr_probe *p, uint32_t key)
{
    size_t i = (key * 0x9E3779B1u) >> 23;
    while (p->used[i] && p->key[i] != key)
        i = (i + 1) % SR_PROBE_SLOTS;
    return p->used[i] ? p->w[i] : NULL;
}

void sr_probe_init(sr_probe *p, const sr_card *c)
{
    memset(p, 0, sizeof *p);
    const sr_entry *e = sr_card_entries(c);
    for (size_t i = 0; i < c->n_terms; i++)
        memcpy(probe_slot(p, e[i].key), e[i].w, sizeof e[i].w);
    const sr_kept *k = sr_card_kept(c);
    for (size_t i = 0; i < c->n_numbers; i++, k++) {
        if (k->w)
            probe_slot(p, k->key)[SR_SIDE_NUMBER] = k->w;
        uint8_t *value = &probe_slot(p, k->value)[SR_SIDE_NUMBER];
        *value = k->w_value > *value ? k->w_value : *value;
    }
    for (size_t i = 0; i < c->n_names; i++, k++)
        if (k->w)
            probe_slot(p, k->key)[SR_SIDE_FULL] = k->w;
}

static void add_numbers(const sr_probe *p, const sr_kept *k, size_t n, uint32_t *sum)
{
    for (size_t i = 0; i < n; i++) {
        const uint8_t *w = k[i].w ? sr_probe_get(p, k[i].key) : NULL;
        if (w)
            *sum += (uint32_t)w[SR_SIDE_NUMBER] * k[i].w;
        w = sr_probe_get(p, k[i].value);
        if (w)
            *sum += (uint32_t)w[SR_SIDE_NUMBER] * k[i].w_value;
    }
}

void sr_card_like(const sr_probe *p, const sr_card *c, float ret[SR_SIDES])
{
    uint32_t sum[SR_SIDES] = {0};
    const sr_entry *e = sr_card_entries(c);
    for (size_t i = 0; i < c->n_terms; i++) {
        const uint8_t *w = sr_probe_get(p, e[i].key);
        for (int k = 0; w && k < 4; k++)
            sum[k] += (uint32_t)w[k] * e[i].w[k];
    }
    const sr_kept *k = sr_card_kept(c);
    add_numbers(p, k, c->n_numbers, &sum[SR_SIDE_NUMBER]);
    k += c->n_numbers;
    for (size_t i = 0; i < c->n_names; i++) {
        const uint8_t *w = k[i].w ? sr_probe_get(p, k[i].key) : NULL;
        if (w)
            sum[SR_SIDE_FULL] += (uint32_t)w[SR_SIDE_FULL] * k[i].w;
    }
    for (int s = 0; s < SR_SIDES; s++) {
        float x = (float)sum[s] / (255.0F * 255.0F);
        ret[s] = x > 1 ? 1 : x;
    }
}
