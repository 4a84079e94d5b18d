/* Chains: which mentions stand for the same thing.  In order:
 *   1. mentions that were seen, by key      2. chains as they grow
 *   3. what grammar and the knowledge say   4. candidates and the choice
 *   5. all mentions                         6. chains to entities */
#include "link/coref.h"

#include "base/hash.h"
#include "link/titles.h"

#include <math.h>

enum {
    WINDOW = 48, /* the mentions before one that are candidates whatever they say */
    KEYS = 7,    /* see keys_of */
    BY_KNOWN = 4,
    BY_OFFICE = 5,
    BY_TITLE = 6,
    OFFICES = 8, /* mentions with an office that are looked back at */
    KINDS = 8    /* things that are told apart when those between are counted */
};

typedef struct last_seen {
    uint64_t key;
    uint32_t mention;
} last_seen;

typedef struct ranker {
    sr_work *w;
    sr_doc *doc;
    sr_says *says;
    sr_ranking r;
    last_seen *table; /* [slots] a power of two; at least half are free */
    size_t slots;
    sr_actor *holder;  /* [n_mentions] who a description of an office means, or SR_NONE */
    uint32_t *before;  /* [n_mentions * KEYS] the mention with the same key before */
    sr_features_of *f; /* [SR_MAX_ANTECEDENTS + 1] */
    size_t n_chains;
    sr_choose *choose;
    void *ctx;
} ranker;

/* --- 1. mentions that were seen ---------------------------------------------------------------- */

static bool is_phrase(const sr_says *s)
{
    return s->cls <= SR_CLASS_BARE;
}

static uint64_t key_of_actor(sr_actor actor)
{
    return sr_hash_mix(5, actor) | 1;
}

/* What a name or description may be found by again; 0: nothing. */
static void keys_of(const ranker *k, uint32_t i, uint64_t ret[KEYS])
{
    const sr_says *s = &k->says[i];
    const sr_known_as *known = k->w->known;
    memset(ret, 0, KEYS * sizeof *ret);
    if (!is_phrase(s))
        return;
    ret[0] = sr_hash_mix(1, s->head) | 1;
    if (s->n_words)
        ret[1] = sr_hash_mix(2, s->words) | 1;
    if (s->cls <= SR_CLASS_DEF) {
        ret[BY_OFFICE] = sr_office_key(k->w, i);
        ret[BY_TITLE] = sr_title_key(k->w, i);
    }
    if (k->holder[i] != SR_NONE)
        ret[BY_KNOWN] = key_of_actor(k->holder[i]);
    if (s->cls > SR_CLASS_PROPER)
        return;
    if (s->n_words)
        ret[2] = sr_hash_mix(3, s->word[s->n_words - 1]) | 1;
    if (s->initials)
        ret[3] = sr_hash_mix(4, s->initials) | 1;
    if (known && known[i].word == SR_COUNTRY_NAME)
        ret[BY_KNOWN] = sr_hash_mix(7, sr_hash64(known[i].country)) | 1;
    else if (known && known[i].actor != SR_NONE)
        ret[BY_KNOWN] = key_of_actor(known[i].actor);
    else if (known && known[i].place != SR_NONE)
        ret[BY_KNOWN] = sr_hash_mix(6, known[i].place) | 1;
}

static last_seen *slot_of(const ranker *k, uint64_t key)
{
    size_t i = key & (k->slots - 1);
    while (k->table[i].key != 0 && k->table[i].key != key)
        i = (i + 1) & (k->slots - 1);
    return &k->table[i];
}

/* The mention before i under each of its keys; then i stands there itself. */
static void look_up(ranker *k, uint32_t i)
{
    uint64_t keys[KEYS];
    keys_of(k, i, keys);
    for (size_t n = 0; n < KEYS; n++) {
        k->before[i * KEYS + n] = SR_NONE;
        if (keys[n] == 0)
            continue;
        last_seen *s = slot_of(k, keys[n]);
        if (s->key != 0)
            k->before[i * KEYS + n] = s->mention;
        *s = (last_seen){keys[n], i};
    }
    k->r.same_head = k->before[i * KEYS];
    k->r.same_words = k->before[i * KEYS + 1];
}

/* --- 2. chains ------------------------------------------------------------------------------------ */

static uint8_t narrowed(uint8_t a, uint8_t b)
{
    return a & b ? a & b : a;
}

static void begin_chain(ranker *k, uint32_t i)
{
    const sr_says *s = &k->says[i];
    bool named = k->doc->mentions[i].kind == SR_MENTION_NAME;
    k->r.chains[k->n_chains] = (sr_chain){.last = i,
                                          .n = 1,
                                          .says = is_phrase(s) ? s->says : 0,
                                          .gender = s->gender,
                                          .number = s->number,
                                          .type = s->type,
                                          .is_named = named};
    k->r.chain_of[i] = (uint32_t)k->n_chains++;
}

static void join_chain(ranker *k, uint32_t i, uint32_t j)
{
    const sr_says *s = &k->says[i];
    sr_chain *c = &k->r.chains[k->r.chain_of[j]];
    k->r.chain_of[i] = k->r.chain_of[j];
    c->n++;
    if (c->says == 0 && is_phrase(s))
        c->says = s->says;
    c->gender = narrowed(c->gender, s->gender);
    if (!s->is_fixed)
        c->number = narrowed(c->number, s->number);
    if (k->doc->mentions[i].kind == SR_MENTION_NAME) {
        c->type = c->is_named ? c->type : s->type;
        c->is_named = true;
    }
    c->last = i > c->last ? i : c->last;
}

/* --- 3. what grammar and the knowledge say --------------------------------------------------------------- */

static const float SURE = .5F; /* of who a name is: more likely than not */

static uint32_t mention_before(const ranker *k, uint32_t head, uint32_t i)
{
    uint32_t j = sr_mention_part_of(k->doc, head);
    return j != SR_NONE && j < i && k->r.chain_of[j] != SR_NONE ? j : SR_NONE;
}

static uint32_t before_relative(const ranker *k, uint32_t i)
{
    uint32_t t = k->doc->mentions[i].head;
    for (int n = 0; n < SR_CLAUSES && k->doc->words[t].rel != SR_REL_ACL_RELCL; n++)
        t = k->doc->words[t].head;
    if (k->doc->words[t].rel != SR_REL_ACL_RELCL)
        return SR_NONE;
    return mention_before(k, k->doc->words[t].head, i);
}

static bool is_named_apart(const sr_says *a, const sr_says *b)
{
    return a->cls == SR_CLASS_NAME && b->cls == SR_CLASS_NAME && a->words != b->words;
}

/* A name beside a description of a person is a person's, whatever the tagger took it for:
 * "The mayor, Lidiia Savchuk". */
static void take_for_person(ranker *k, uint32_t name, uint32_t by)
{
    sr_says *s = &k->says[name];
    if (s->cls != SR_CLASS_NAME || s->type == SR_ENTITY_PER || s->n_words < 2 ||
        !(k->says[by].says & SR_SAYS_PERSON) || (k->says[by].gender & SR_NEUTER) ||
        (k->w->known && k->w->known[name].p >= SURE))
        return;
    s->type = SR_ENTITY_PER;
    s->number = SR_SINGULAR;
    s->gender = s->person_sex;
}

static bool fit(const ranker *k, uint32_t i, uint32_t j)
{
    const sr_says *a = &k->says[i], *b = &k->says[j];
    return (a->gender & b->gender) && (a->number & b->number) && !is_named_apart(a, b);
}

/* What an apposition hangs on, or, where that cannot be ("the head of the bank, Amina
 * Yusuf"), what that hangs on. */
static uint32_t before_apposition(ranker *k, uint32_t i)
{
    uint32_t head = k->doc->words[k->doc->mentions[i].head].head;
    for (int n = 0; n < 3; n++) {
        uint32_t j = mention_before(k, head, i);
        if (j == SR_NONE)
            return SR_NONE;
        take_for_person(k, i, j);
        if (fit(k, i, j))
            return j;
        if (sr_relation_base(k->doc->words[head].rel) != SR_REL_NMOD)
            return SR_NONE;
        head = k->doc->words[head].head;
    }
    return SR_NONE;
}

/* "Councillor Beth Nolan" where the tree hangs the name by the title. */
static uint32_t before_title(ranker *k, uint32_t i)
{
    const sr_mention *m = &k->doc->mentions[i];
    uint32_t title = k->doc->words[m->head].head;
    uint32_t j = title + 1 == m->tok_beg ? mention_before(k, title, i) : SR_NONE;
    if (j != SR_NONE)
        take_for_person(k, i, j);
    if (j == SR_NONE || k->says[i].type != SR_ENTITY_PER ||
        !(k->says[i].gender & k->says[j].gender))
        return SR_NONE;
    return (k->says[j].says & (SR_SAYS_TITLE | SR_SAYS_PERSON)) || fit(k, i, j) ? j
                                                                                : SR_NONE;
}

/* "He is the president": what is said to be so is; not "was not", nor "it is". */
static uint32_t before_copula(const ranker *k, uint32_t i)
{
    const sr_doc *doc = k->doc;
    const sr_mention *m = &doc->mentions[i];
    bool copula = false;
    uint32_t subject = SR_NONE;
    for (uint32_t t = m->head; t-- > k->r.reach[m->head].beg;) {
        if (doc->words[t].head != m->head)
            continue;
        copula |= doc->words[t].rel == SR_REL_COP;
        if (doc->words[t].rel == SR_REL_NSUBJ)
            subject = t;
        if (doc->words[t].feats & SR_FEAT(POLARITY_NEG))
            return SR_NONE;
    }
    uint32_t j = copula && subject != SR_NONE ? mention_before(k, subject, i) : SR_NONE;
    if (j == SR_NONE || k->says[j].cls == SR_CLASS_THIS ||
        k->says[j].form == k->says[i].form || !fit(k, i, j))
        return SR_NONE;
    return j;
}

/* "The minister defended himself": the subject of the clause, unless it cannot be. */
static uint32_t before_reflexive(const ranker *k, uint32_t i)
{
    uint32_t subject = k->says[i].subject[0];
    uint32_t j = subject == SR_NONE ? SR_NONE : sr_mention_of(k->doc, subject);
    return j != SR_NONE && j < i && sr_pair_may(&k->r, i, j) ? j : SR_NONE;
}

/* "The president", where all who were named so far with that office or title are one. */
static uint32_t before_office(const ranker *k, uint32_t i, size_t key)
{
    uint32_t first = k->before[i * KEYS + key], j = first;
    if (first == SR_NONE || k->r.chain_of[first] == SR_NONE)
        return SR_NONE;
    for (int n = 0; n < OFFICES && j != SR_NONE; n++) {
        if (k->r.chain_of[j] != k->r.chain_of[first])
            return SR_NONE;
        j = k->before[j * KEYS + key];
    }
    bool is_named = k->r.chains[k->r.chain_of[first]].is_named;
    return is_named && sr_pair_may(&k->r, i, first) ? first : SR_NONE;
}

static uint32_t by_grammar(ranker *k, uint32_t i)
{
    const sr_says *s = &k->says[i];
    if (s->reflexive)
        return before_reflexive(k, i);
    uint32_t title =
        k->doc->mentions[i].kind == SR_MENTION_NAME ? before_title(k, i) : SR_NONE;
    if (title != SR_NONE)
        return title;
    if (k->doc->mentions[i].kind == SR_MENTION_NAME && k->w->known &&
        k->w->known[i].p >= SURE)
        return k->before[i * KEYS + BY_KNOWN];
    if (k->holder[i] != SR_NONE && k->before[i * KEYS + BY_KNOWN] != SR_NONE)
        return k->before[i * KEYS + BY_KNOWN];
    if (s->cls == SR_CLASS_RELATIVE)
        return before_relative(k, i);
    if (k->doc->words[k->doc->mentions[i].head].upos == SR_UPOS_ADJ)
        return k->r.same_words;
    if (s->role == SR_ROLE_APPOS)
        return before_apposition(k, i);
    uint32_t j = s->cls <= SR_CLASS_BARE ? before_copula(k, i) : SR_NONE;
    if (j == SR_NONE && s->cls == SR_CLASS_DEF)
        j = before_office(k, i, BY_OFFICE);
    return j == SR_NONE && s->cls == SR_CLASS_DEF ? before_office(k, i, BY_TITLE) : j;
}

/* --- 4. candidates and the choice ----------------------------------------------------------------------- */

typedef struct field {
    uint32_t v[SR_MAX_ANTECEDENTS];
    uint32_t rank[SR_MAX_ANTECEDENTS];
    size_t n;
    uint32_t kinds[KINDS]; /* chains that were met, the first ones */
    uint32_t n_kinds;
} field;

static void add_candidate(const ranker *k, field *c, uint32_t i, uint32_t j)
{
    if (j == SR_NONE || c->n == SR_MAX_ANTECEDENTS || !sr_pair_may(&k->r, i, j))
        return;
    for (size_t n = 0; n < c->n; n++)
        if (c->v[n] == j)
            return;
    uint32_t rank = 0;
    while (rank < c->n_kinds && c->kinds[rank] != k->r.chain_of[j])
        rank++;
    if (rank == c->n_kinds && rank < KINDS)
        c->kinds[c->n_kinds++] = k->r.chain_of[j];
    c->v[c->n] = j;
    c->rank[c->n++] = rank;
}

/* The nearest mentions, then those that share a key, three of each. */
static void find_candidates(const ranker *k, uint32_t i, field *c)
{
    c->n = 0, c->n_kinds = 0;
    for (uint32_t j = i; j-- > 0 && j + WINDOW >= i;)
        add_candidate(k, c, i, j);
    if (k->says[i].speaker != SR_NONE && k->says[i].cls == SR_CLASS_SPEAKER)
        add_candidate(k, c, i, k->says[i].speaker);
    if (!is_phrase(&k->says[i]))
        return;
    for (size_t key = 0; key < KEYS; key++) {
        uint32_t j = k->before[i * KEYS + key];
        for (int n = 0; n < 3 && j != SR_NONE; n++) {
            if (j + WINDOW < i)
                add_candidate(k, c, i, j);
            j = k->before[j * KEYS + key];
        }
    }
}

static void decide(ranker *k, uint32_t i)
{
    field c;
    find_candidates(k, i, &c);
    for (size_t n = 0; n < c.n; n++)
        sr_pair_features(&k->r, i, c.v[n], c.rank[n], &k->f[n]);
    sr_new_features(&k->r, i, &k->f[c.n]);
    float p = 1;
    size_t best = k->choose(k->ctx, i, c.v, c.n, k->f, &p);
    k->doc->mentions[i].p = p;
    if (best < c.n)
        join_chain(k, i, c.v[best]);
    else
        begin_chain(k, i);
}

/* The program's own choice: the best by the weights; p by softmax. */
static size_t by_model(void *ctx, uint32_t mention, const uint32_t *candidates, size_t n,
                       const sr_features_of *f, float *p)
{
    const sr_coref_model *m = ctx;
    int32_t score[SR_MAX_ANTECEDENTS + 1];
    size_t best = n;
    (void)mention, (void)candidates;
    for (size_t i = 0; i <= n; i++)
        score[i] = sr_coref_score(m, &f[i]);
    for (size_t i = n; i-- > 0;)
        if (score[i] >= score[best])
            best = i;
    double sum = 0;
    for (size_t i = 0; i <= n; i++)
        sum += exp((double)(score[i] - score[best]) / SR_COREF_SCALE);
    *p = (float)(1 / sum);
    return best;
}

/* --- 5. all mentions ---------------------------------------------------------------------------------- */

static bool speaks_of_itself(const sr_says *s)
{
    return s->cls == SR_CLASS_SPEAKER || s->cls == SR_CLASS_YOU;
}

enum { DEPTH = 8 }; /* "his father's brother's wife": owners of owners that are sought */

/* A mention's owner is found before it: "his wife" is who he is. */
static void find_one(ranker *k, uint32_t i, int depth)
{
    uint32_t owner = k->says[i].owner;
    if (k->r.chain_of[i] != SR_NONE || speaks_of_itself(&k->says[i]))
        return;
    if (owner != SR_NONE && depth < DEPTH)
        find_one(k, owner, depth + 1);
    look_up(k, i);
    uint32_t j = by_grammar(k, i);
    if (j != SR_NONE && k->r.chain_of[j] != SR_NONE)
        join_chain(k, i, j);
    else if (k->says[i].is_fixed)
        begin_chain(k, i);
    else
        decide(k, i);
}

/* "I" and "you" come last: who speaks in a quotation often stands behind it. */
static void find_all(ranker *k)
{
    for (uint32_t i = 0; i < k->doc->n_mentions; i++)
        find_one(k, i, 0);
    k->r.same_head = k->r.same_words = SR_NONE;
    for (uint32_t i = 0; i < k->doc->n_mentions; i++)
        if (speaks_of_itself(&k->says[i]))
            decide(k, i);
}

/* --- 6. chains to entities ------------------------------------------------------------------------------ */

/* By its names; without any, by what its description says. */
static sr_entity_type type_of(const sr_chain *c)
{
    bool place = c->says & SR_SAYS_PLACE, group = c->says & SR_SAYS_GROUP;
    if (c->type < SR_ENTITY_TYPES)
        return (sr_entity_type)c->type;
    if (!(c->gender & SR_NEUTER))
        return SR_ENTITY_PER;
    if (c->says & (SR_SAYS_PERSON | SR_SAYS_THING | SR_SAYS_TIME))
        return SR_ENTITY_MISC;
    return place ? (group ? SR_ENTITY_GPE : SR_ENTITY_LOC)
                 : (group ? SR_ENTITY_ORG : SR_ENTITY_MISC);
}

static sr_status make_entities(const ranker *k, sr_err *err)
{
    sr_doc *doc = k->doc;
    sr_entity *e = SR_NEW(k->w->arena, sr_entity, k->n_chains);
    uint32_t *entity_of = SR_NEW(k->w->arena, uint32_t, k->n_chains);
    uint32_t *last = SR_NEW(k->w->arena, uint32_t, k->n_chains);
    if (!e || !entity_of || !last)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for chains");
    uint32_t n = 0;
    for (size_t c = 0; c < k->n_chains; c++)
        entity_of[c] = SR_NONE;
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        uint32_t chain = k->r.chain_of[i];
        const sr_chain *c = &k->r.chains[chain];
        if (entity_of[chain] == SR_NONE) {
            entity_of[chain] = n;
            e[n++] = (sr_entity){.first = i,
                                 .type = (uint8_t)type_of(c),
                                 .is_named = c->is_named,
                                 .is_plural = c->number == SR_PLURAL};
        } else {
            doc->mentions[last[chain]].next = i;
        }
        doc->mentions[i].entity = entity_of[chain];
        e[entity_of[chain]].n_mentions++;
        last[chain] = i;
    }
    doc->entities = e;
    doc->n_entities = n;
    return SR_OK;
}

static sr_status find_holders(ranker *k, sr_err *err)
{
    sr_status st = SR_OK;
    for (uint32_t i = 0; st == SR_OK && i < k->doc->n_mentions; i++)
        st = sr_described_holder(k->w, i, &k->holder[i], err);
    return st;
}

static bool make_room(ranker *k)
{
    size_t n = k->doc->n_mentions;
    k->slots = 16;
    while (k->slots < 2 * KEYS * n)
        k->slots *= 2;
    k->table = SR_NEW(k->w->arena, last_seen, k->slots);
    k->holder = SR_NEW(k->w->arena, sr_actor, n);
    k->before = SR_NEW(k->w->arena, uint32_t, n * KEYS);
    k->f = SR_NEW(k->w->arena, sr_features_of, SR_MAX_ANTECEDENTS + 1);
    k->r.chain_of = SR_NEW(k->w->arena, uint32_t, n);
    k->r.chains = SR_NEW(k->w->arena, sr_chain, n);
    if (!k->table || !k->holder || !k->before || !k->f || !k->r.chain_of || !k->r.chains)
        return false;
    for (size_t i = 0; i < n; i++)
        k->r.chain_of[i] = SR_NONE;
    return true;
}

sr_status sr_chains_find_by(sr_work *w, sr_choose *choose, void *ctx, sr_err *err)
{
    ranker k = {.w = w, .doc = w->doc, .choose = choose, .ctx = ctx};
    sr_reach *reach = NULL;
    sr_status st = sr_reach_find(w->doc, w->arena, &reach, err);
    if (st == SR_OK)
        st = sr_says_find(w, reach, &k.says, err);
    if (st != SR_OK)
        return st;
    if (!make_room(&k))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for chains");
    k.r.work = w, k.r.says = k.says, k.r.reach = reach;
    st = find_holders(&k, err);
    if (st != SR_OK)
        return st;
    find_all(&k);
    return make_entities(&k, err);
}

sr_status sr_chains_find(sr_work *w, sr_err *err)
{
    sr_coref_model model = w->rules->coref->model;
    return sr_chains_find_by(w, by_model, &model, err);
}
