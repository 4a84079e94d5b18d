/* Learns the weights of the ranking of mentions (models/coref.en.bin).
 *
 *     coref_train learn OUT EPOCHS < train.jsonl      (lines of train/coref/data.py)
 *     coref_train empty OUT                           a model that knows nothing, to build with
 *     coref_train chains [MODEL] < articles.jsonl     prints {"id", "chains"}
 *     coref_train errors MODEL < articles.jsonl       what was linked, and to what
 *     coref_train speed < articles.jsonl              mentions a second of the stage
 *
 * The program's own stages read each text; at every mention its ranking asks `choose` here.
 * Learning: the log-linear mention ranking of Durrett and Klein (2013): maximise the sum of
 * the probabilities of the right antecedents, with costs for false ones (their figures),
 * by AdaGrad; the chains that features look at are those of the weights so far.
 */
#include "base/buf.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/map.h"
#include "doc/json_read.h"
#include "link/coref.h"
#include "tag/tag.h"
#include "text/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROWS = 1 << SR_COREF_BITS, HEADER_BYTES = 64 };

typedef struct text {
    sr_str id;
    sr_doc *doc;
    sr_work work;
    uint32_t *gold;
    uint32_t n_gold, n_found; /* mentions of the treebank, and those that are ours too */
} text;

typedef struct learner {
    sr_text_rules *text;
    sr_tag_model *tag;
    sr_know *know;
    sr_link_rules *rules;
    float w[ROWS], g[ROWS]; /* weights; sums of squared gradients */
    double sum[ROWS];       /* of the weights, for their mean */
    uint32_t seen[ROWS];    /* times that a mention had a row among its choices */
    bool counts;            /* count rows, learn nothing */
    uint32_t rare;          /* rows seen less often are not learnt */
    float rate, false_link, false_new, wrong_link, decay;
    bool learns, tells; /* tells: print what went wrong */
    const text *at;     /* the text at hand */
    uint32_t *gold;     /* [n_mentions] chain of the text at hand, or SR_NONE */
    double loss;
    uint64_t steps;
} learner;

static void *must(void *p)
{
    if (!p) {
        fprintf(stderr, "out of memory\n");
        exit(2);
    }
    return p;
}

static void must_ok(sr_status st, const sr_err *err)
{
    if (st != SR_OK) {
        fprintf(stderr, "%s\n", err->msg);
        exit(2);
    }
}

static float setting(const char *name, float otherwise)
{
    const char *v = getenv(name);
    return v ? strtof(v, NULL) : otherwise;
}

/* --- texts -------------------------------------------------------------------------------------- */

static void read_paragraphs(sr_doc *doc, sr_str t)
{
    doc->article.text = t;
    doc->article.lang = SR_STR("en");
    doc->article.paras = must(SR_NEW(doc->arena, sr_para, t.len / 2 + 1));
    for (size_t beg = 0; beg < t.len;) {
        size_t end = sr_str_find(t, SR_STR("\n\n"), beg);
        end = end == SIZE_MAX ? t.len : end;
        if (end > beg)
            doc->article.paras[doc->article.n_paras++].span =
                (sr_span){(uint32_t)beg, (uint32_t)end};
        beg = end + 2;
    }
}

static sr_span wide_span(const sr_doc *doc, const sr_reach *reach, const sr_mention *m)
{
    sr_reach r = sr_mention_wide(doc, reach, m);
    return (sr_span){doc->tokens[r.beg].span.beg, doc->tokens[r.end - 1].span.end};
}

/* What treebanks do not mark: appositions, predicates, relative pronouns, adjectives. */
static bool is_marked(const sr_doc *doc, const sr_reach *reach, const sr_mention *m)
{
    const sr_word *h = &doc->words[m->head];
    if (h->rel == SR_REL_APPOS || h->upos == SR_UPOS_ADJ ||
        (h->upos == SR_UPOS_PRON && (h->feats & SR_FEAT(PRONTYPE_REL))))
        return false;
    for (uint32_t t = m->head; t-- > reach[m->head].beg;)
        if (doc->words[t].head == m->head && doc->words[t].rel == SR_REL_COP)
            return false;
    return true;
}

static void align(text *t, const sr_reach *reach, const cJSON *chains)
{
    sr_map places = {0};
    const cJSON *chain, *span;
    uint32_t c = 0;
    uint32_t *keys = must(SR_NEW(t->doc->arena, uint32_t, 2 * 65536));
    size_t n = 0;
    cJSON_ArrayForEach(chain, chains)
    {
        cJSON_ArrayForEach(span, chain)
        {
            uint32_t *k = keys + 2 * n++;
            k[0] = (uint32_t)cJSON_GetArrayItem(span, 0)->valuedouble;
            k[1] = (uint32_t)cJSON_GetArrayItem(span, 1)->valuedouble;
            must(sr_map_put(&places, (sr_str){(const char *)k, 8}, c, NULL));
            t->n_gold++;
        }
        c++;
    }
    for (size_t i = 0; i < t->doc->n_mentions; i++) {
        const sr_mention *m = &t->doc->mentions[i];
        sr_span s = wide_span(t->doc, reach, m);
        uint64_t *v = sr_map_get(&places, (sr_str){(const char *)&s, 8});
        t->gold[i] = SR_NONE;
        if (v && *v != UINT64_MAX && is_marked(t->doc, reach, m)) {
            t->gold[i] = (uint32_t)*v;
            *v = UINT64_MAX;
            t->n_found++;
        }
    }
    sr_map_free(&places);
}

static text read_text(learner *l, sr_str line)
{
    sr_err err = {0};
    cJSON *o = NULL;
    must_ok(sr_json_parse(line, &o, &err), &err);
    text t = {.doc = must(sr_doc_new(0))};
    sr_arena *a = t.doc->arena;
    t.id = sr_arena_str(a, sr_json_member_text(o, "id"));
    read_paragraphs(t.doc, sr_arena_str(a, sr_json_member_text(o, "text")));
    must_ok(sr_text_analyse(l->text, t.doc, &err), &err);
    must_ok(sr_tag_analyse(l->tag, t.doc, &err), &err);
    t.work = (sr_work){.rules = l->rules, .doc = t.doc, .arena = a};
    must_ok(sr_names_extend(&t.work, &err), &err);
    must_ok(sr_mentions_find(&t.work, &err), &err);
    must_ok(sr_known_find(&t.work, &err), &err);
    t.gold = must(SR_NEW(a, uint32_t, t.doc->n_mentions + 1));
    sr_reach *reach = NULL;
    must_ok(sr_reach_find(t.doc, a, &reach, &err), &err);
    align(&t, reach, cJSON_GetObjectItem(o, "chains"));
    cJSON_Delete(o);
    return t;
}

static text *read_all(learner *l, size_t *n)
{
    char *line = NULL;
    size_t cap = 0, room = 0;
    ssize_t len;
    text *all = NULL;
    *n = 0;
    while ((len = getline(&line, &cap, stdin)) > 0) {
        if (*n == room) {
            room = room ? 2 * room : 64;
            all = must(realloc(all, room * sizeof *all));
        }
        all[(*n)++] = read_text(l, (sr_str){line, (size_t)len});
    }
    free(line);
    return all;
}

/* --- learning -------------------------------------------------------------------------------------- */

static float score(const learner *l, const sr_features_of *f)
{
    float s = 0;
    for (size_t i = 0; i < f->n; i++)
        s += l->w[f->v[i]];
    return s;
}

static void step(learner *l, const sr_features_of *f, float d)
{
    if (fabsf(d) < 1e-6f)
        return;
    for (size_t i = 0; i < f->n; i++) {
        uint32_t v = f->v[i];
        if (l->seen[v] < l->rare)
            continue;
        float g = d - l->decay * l->w[v];
        l->g[v] += g * g;
        l->w[v] += l->rate * g / sqrtf(l->g[v] + 1e-6f);
    }
}

/* Softmax over scores with costs; p_right over the right ones alone. */
static void learn_from(learner *l, size_t n, const sr_features_of *f, const float *s,
                       const bool *right)
{
    float cost[SR_MAX_ANTECEDENTS + 1], top = -1e30f;
    for (size_t i = 0; i <= n; i++) {
        cost[i] = right[i]   ? 0
                  : i == n   ? l->false_new
                  : right[n] ? l->false_link
                             : l->wrong_link;
        top = s[i] + cost[i] > top ? s[i] + cost[i] : top;
    }
    double all = 0, good = 0, p[SR_MAX_ANTECEDENTS + 1], q[SR_MAX_ANTECEDENTS + 1];
    for (size_t i = 0; i <= n; i++) {
        p[i] = exp((double)(s[i] + cost[i] - top));
        q[i] = right[i] ? exp((double)(s[i] - top)) : 0;
        all += p[i];
        good += q[i];
    }
    l->loss += log(all) - log(good + 1e-300);
    for (size_t i = 0; i <= n; i++)
        step(l, &f[i], (float)(q[i] / (good + 1e-300) - p[i] / all));
    l->steps++;
}

static void put_mention(const learner *l, uint32_t i)
{
    const sr_mention *m = &l->at->doc->mentions[i];
    sr_str s = sr_str_span(sr_doc_text(l->at->doc, &l->at->doc->sents[m->sent]), m->span);
    printf("\t[%u] %.*s", m->sent, SR_FMT(s));
}

/* right, missed (should be linked), false (should be new), wrong (another thing); the
 * mention, what it was linked to, the nearest right one. */
static void tell(const learner *l, uint32_t m, const uint32_t *candidates, size_t n,
                 size_t best)
{
    static const char *const kinds[] = {"name", "description", "pronoun"};
    size_t right = n;
    for (size_t i = n; i-- > 0;)
        if (l->gold[m] != SR_NONE && l->gold[candidates[i]] == l->gold[m])
            right = i;
    bool hit = best == n
                   ? right == n
                   : l->gold[m] != SR_NONE && l->gold[candidates[best]] == l->gold[m];
    const char *what = hit          ? (best == n ? "new" : "right")
                       : best == n  ? "missed"
                       : right == n ? "false"
                                    : "wrong";
    printf("%s\t%s", what, kinds[l->at->doc->mentions[m].kind]);
    put_mention(l, m);
    if (best < n)
        put_mention(l, candidates[best]);
    else
        printf("\t-");
    if (right < n)
        put_mention(l, candidates[right]);
    printf("\n");
}

static size_t choose(void *ctx, uint32_t m, const uint32_t *candidates, size_t n,
                     const sr_features_of *f, float *p)
{
    learner *l = ctx;
    float s[SR_MAX_ANTECEDENTS + 1];
    bool right[SR_MAX_ANTECEDENTS + 1], any = false;
    size_t best = n;
    for (size_t i = 0; i <= n; i++)
        s[i] = score(l, &f[i]);
    for (size_t i = n; i-- > 0;)
        if (s[i] >= s[best])
            best = i;
    *p = 1;
    if (l->tells)
        tell(l, m, candidates, n, best);
    for (size_t i = 0; l->counts && i <= n; i++)
        for (size_t k = 0; k < f[i].n; k++)
            l->seen[f[i].v[k]]++;
    if (!l->learns)
        return best;
    for (size_t i = 0; i < n; i++) {
        right[i] = l->gold[m] != SR_NONE && l->gold[candidates[i]] == l->gold[m];
        any |= right[i];
    }
    right[n] = !any;
    learn_from(l, n, f, s, right);
    return best;
}

static void find_chains(learner *l, text *t, bool learns)
{
    sr_err err = {0};
    for (size_t i = 0; i < t->doc->n_mentions; i++)
        t->doc->mentions[i].next = t->doc->mentions[i].entity = SR_NONE;
    sr_arena *scratch = must(sr_arena_new(SR_MAX_ARENA_BYTES));
    sr_work w = t->work;
    w.arena = scratch;
    l->gold = t->gold;
    l->learns = learns;
    must_ok(sr_chains_find_by(&w, choose, l, &err), &err);
    t->doc->entities = NULL;
    t->doc->n_entities = 0;
    sr_arena_free(scratch);
}

static void write_model(const learner *l, const char *path)
{
    static char b[HEADER_BYTES + 2 * ROWS];
    int16_t *v = (int16_t *)(void *)(b + HEADER_BYTES);
    for (size_t i = 0; i < ROWS; i++) {
        double x = round((double)l->w[i] * SR_COREF_SCALE);
        v[i] = (int16_t)(x > 32767 ? 32767 : x < -32767 ? -32767 : x);
    }
    uint32_t head[2] = {1, SR_COREF_BITS};
    uint64_t tail[2] = {sizeof b, sr_hash64((sr_str){b + HEADER_BYTES, 2 * ROWS})};
    memcpy(b, "sr-coref", 8);
    memcpy(b + 8, head, sizeof head);
    memcpy(b + 16, tail, sizeof tail);
    FILE *f = must(fopen(path, "wb"));
    if (fwrite(b, 1, sizeof b, f) != sizeof b || fclose(f) != 0)
        exit(2);
}

static uint64_t next(uint64_t *state) /* xorshift64* */
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 0x2545f4914f6cdd1du;
}

static void learn(learner *l, const char *path, int epochs)
{
    size_t n, gold = 0, found = 0, mentions = 0;
    text *all = read_all(l, &n);
    uint64_t state = 88172645463325252u + (uint64_t)setting("SEED", 0) * 977;
    for (size_t i = 0; i < n; i++)
        gold += all[i].n_gold, found += all[i].n_found,
            mentions += all[i].doc->n_mentions;
    fprintf(stderr, "%zu texts, %zu mentions, %zu of %zu marked ones found\n", n,
            mentions, found, gold);
    l->counts = true;
    for (size_t i = 0; i < n; i++)
        find_chains(l, &all[i], false);
    l->counts = false;
    for (int e = 0; e < epochs; e++) {
        l->loss = 0;
        for (size_t i = n; i > 1; i--) {
            size_t j = next(&state) % i;
            text t = all[i - 1];
            all[i - 1] = all[j], all[j] = t;
        }
        for (size_t i = 0; i < n; i++)
            find_chains(l, &all[i], true);
        for (size_t i = 0; e >= epochs / 2 && i < ROWS; i++)
            l->sum[i] += l->w[i];
        fprintf(stderr, "epoch %d: loss %.4f a mention\n", e + 1,
                l->loss / (double)(l->steps / (uint64_t)(e + 1)));
    }
    for (size_t i = 0; i < ROWS; i++)
        l->w[i] = (float)(l->sum[i] / (epochs - epochs / 2));
    write_model(l, path);
}

/* --- chains ---------------------------------------------------------------------------------------- */

static void print_chains(const text *t)
{
    sr_buf out = {0};
    sr_json j = {.out = &out};
    const sr_doc *doc = t->doc;
    sr_reach *reach = NULL;
    sr_err err = {0};
    must_ok(sr_reach_find(doc, doc->arena, &reach, &err), &err);
    sr_json_object(&j);
    sr_json_pair(&j, "id", t->id);
    sr_json_key(&j, "chains");
    sr_json_array(&j);
    for (size_t e = 0; e < doc->n_entities; e++) {
        sr_json_array(&j);
        for (uint32_t i = doc->entities[e].first; i != SR_NONE; i = doc->mentions[i].next)
            if (is_marked(doc, reach, &doc->mentions[i]))
                sr_json_span(&j, wide_span(doc, reach, &doc->mentions[i]));
        sr_json_end(&j);
    }
    sr_json_end(&j);
    sr_json_end(&j);
    printf("%.*s\n", SR_FMT(sr_buf_str(&out)));
    sr_buf_free(&out);
}

static void read_model(learner *l, const char *path)
{
    static char b[HEADER_BYTES + 2 * ROWS];
    sr_coref_model m;
    sr_err err = {0};
    FILE *f = must(fopen(path, "rb"));
    size_t n = fread(b, 1, sizeof b, f);
    (void)fclose(f);
    must_ok(sr_coref_model_new((sr_str){b, n}, &m, &err), &err);
    for (size_t i = 0; i < ROWS; i++)
        l->w[i] = (float)m.weight[i] / SR_COREF_SCALE;
}

static void chains(learner *l, const char *model)
{
    size_t n;
    sr_err err = {0};
    text *all = read_all(l, &n);
    if (model)
        read_model(l, model);
    for (size_t i = 0; i < n; i++) {
        l->at = &all[i], l->gold = all[i].gold;
        must_ok(model ? sr_chains_find_by(&all[i].work, choose, l, &err)
                      : sr_chains_find(&all[i].work, &err),
                &err);
        if (!l->tells)
            print_chains(&all[i]);
    }
}

static void speed(learner *l)
{
    size_t n, mentions = 0;
    sr_err err = {0};
    text *all = read_all(l, &n);
    clock_t from = clock();
    for (size_t i = 0; i < n; i++) {
        must_ok(sr_chains_find(&all[i].work, &err), &err);
        mentions += all[i].doc->n_mentions;
    }
    double s = (double)(clock() - from) / CLOCKS_PER_SEC;
    printf("%zu mentions, %.0f a second\n", mentions, (double)mentions / s);
}

int main(int argc, char **argv)
{
    learner *l = must(calloc(1, sizeof *l));
    sr_err err = {0};
    l->rate = setting("RATE", 0.03f), l->decay = setting("DECAY", 0.05f);
    l->false_link = setting("FALSE_LINK", 0.1f);
    l->false_new = setting("FALSE_NEW", 4), l->wrong_link = setting("WRONG_LINK", 1);
    if (argc == 3 && strcmp(argv[1], "empty") == 0) {
        write_model(l, argv[2]);
        return 0;
    }
    l->rare = (uint32_t)setting("RARE", 10);
    must_ok(sr_text_rules_new("en", &l->text, &err), &err);
    must_ok(sr_tag_model_open(NULL, SR_TAG_AUTO, &l->tag, &err), &err);
    must_ok(sr_know_open(NULL, 0, &l->know, &err), &err);
    must_ok(sr_link_rules_new(l->know, "en", &l->rules, &err), &err);
    if (argc == 4 && strcmp(argv[1], "learn") == 0)
        learn(l, argv[2], (int)strtol(argv[3], NULL, 10));
    else if (argc == 3 && strcmp(argv[1], "errors") == 0)
        l->tells = true, chains(l, argv[2]);
    else if (argc >= 2 && strcmp(argv[1], "chains") == 0)
        chains(l, argc > 2 ? argv[2] : NULL);
    else if (argc == 2 && strcmp(argv[1], "speed") == 0)
        speed(l);
    else
        return 2;
    return 0;
}
