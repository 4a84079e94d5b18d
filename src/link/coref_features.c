/* A mention and one before it as features for the ranking.  In order:
 *   1. numbering features       2. what rules a pair out      3. how two phrases compare
 *   4. where they stand         5. who speaks                 6. the two sets of features
 * Every feature is joined with the form of a pronoun or the class of another phrase: what
 * speaks for a link depends on it.  The choice follows Durrett and Klein (2013), "Easy
 * Victories and Uphill Battles in Coreference Resolution", EMNLP. */
#include "link/coref.h"

/* --- 1. numbering ---------------------------------------------------------------------------- */

static void put(sr_features_of *f, uint32_t kind, uint64_t a, uint64_t b, uint64_t c)
{
    uint64_t h = (kind * 0x9e3779b97f4a7c15u) ^ (a * 0xc2b2ae3d27d4eb4fu);
    h = (h ^ (h >> 29)) * 0xbf58476d1ce4e5b9u ^ (b * 0x165667b19e3779f9u);
    h = (h ^ (h >> 31)) * 0x94d049bb133111ebu ^ (c * 0x27d4eb2f165667c5u);
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
    if (f->n < SR_COREF_FEATURES)
        f->v[f->n++] = (uint32_t)(h >> 40) & ((1u << SR_COREF_BITS) - 1);
}

static uint32_t bucket(uint32_t n)
{
    return n < 5 ? n : n < 8 ? 5 : n < 16 ? 6 : n < 32 ? 7 : n < 64 ? 8 : 9;
}

static bool is_pronoun(const sr_says *s)
{
    return s->cls >= SR_CLASS_PERSONAL && s->cls <= SR_CLASS_EACH_OTHER;
}

static bool is_name(const sr_says *s)
{
    return s->cls == SR_CLASS_NAME || s->cls == SR_CLASS_PROPER;
}

/* What a feature is joined with: the person, number and case of a pronoun, and whether it is
 * of people; "he" and "she" learn from each other. */
static uint64_t kind_of(const sr_says *s)
{
    if (!is_pronoun(s))
        return s->cls;
    uint64_t gender = s->gender == SR_FEMALE ? SR_MALE : s->gender;
    return s->cls | (uint64_t)s->number << 4 | gender << 6 |
           (uint64_t)s->possessive << 9 | (uint64_t)s->reflexive << 10;
}

static const sr_chain *chain_of(const sr_ranking *r, uint32_t i)
{
    return &r->chains[r->chain_of[i]];
}

static const sr_mention *mention(const sr_ranking *r, uint32_t i)
{
    return &r->work->doc->mentions[i];
}

static uint32_t sentences_between(const sr_ranking *r, uint32_t i, uint32_t j)
{
    uint32_t a = mention(r, i)->sent, b = mention(r, j)->sent;
    return a > b ? a - b : b - a;
}

/* --- 2. what rules a pair out ------------------------------------------------------------------ */

static bool nested(const sr_mention *a, const sr_mention *b)
{
    return a->tok_beg < b->tok_end && b->tok_beg < a->tok_end;
}

static bool same_known(const sr_ranking *r, uint32_t i, uint32_t j)
{
    const sr_known_as *k = r->work->known;
    return k && ((k[i].actor != SR_NONE && k[i].actor == k[j].actor) ||
                 (k[i].place != SR_NONE && k[i].place == k[j].place) ||
                 (k[i].word == SR_COUNTRY_NAME && k[j].word == SR_COUNTRY_NAME &&
                  sr_str_eq(k[i].country, k[j].country)));
}

static bool other_known(const sr_ranking *r, uint32_t i, uint32_t j)
{
    const sr_known_as *k = r->work->known;
    return k && k[i].actor != SR_NONE && k[j].actor != SR_NONE &&
           k[i].actor != k[j].actor;
}

static bool agree(const sr_ranking *r, uint32_t i, uint32_t j)
{
    const sr_chain *c = chain_of(r, j);
    return (r->says[i].gender & c->gender) && (r->says[i].number & c->number);
}

/* Two different arguments of one verb are two things, unless one is reflexive. */
static bool bound_apart(const sr_says *a, const sr_says *b)
{
    return a->governor == b->governor && !a->reflexive && a->role <= SR_ROLE_OBLIQUE &&
           b->role <= SR_ROLE_OBLIQUE;
}

static bool pronoun_may(const sr_ranking *r, uint32_t i, uint32_t j)
{
    const sr_says *a = &r->says[i], *b = &r->says[j];
    uint32_t far = sentences_between(r, i, j);
    if (a->cls == SR_CLASS_SPEAKER)
        return b->cls == SR_CLASS_SPEAKER
                   ? a->number == b->number
                   : !is_pronoun(b) && (j == a->speaker || far <= 3) &&
                         (a->number & chain_of(r, j)->number) &&
                         (chain_of(r, j)->gender != SR_NEUTER || a->number == SR_PLURAL);
    if (a->cls == SR_CLASS_YOU)
        return b->cls == SR_CLASS_YOU || (!is_pronoun(b) && far <= 2 && agree(r, i, j));
    if (b->person == 1 || b->person == 2 ||
        b->speaker == i) /* "The toll rises," he said. */
        return false;
    if (a->cls == SR_CLASS_THIS)
        return far <= 2 && agree(r, i, j);
    return far <= 5 && agree(r, i, j) && !bound_apart(a, b);
}

static bool name_may(const sr_ranking *r, uint32_t i, uint32_t j)
{
    const sr_says *a = &r->says[i], *b = &r->says[j];
    if (is_pronoun(b))
        return false;
    if (is_name(b))
        return (a->type == SR_ENTITY_PER) == (b->type == SR_ENTITY_PER) ||
               a->words == b->words || b->cls == SR_CLASS_PROPER ||
               a->cls == SR_CLASS_PROPER;
    return sentences_between(r, i, j) <= 2 && agree(r, i, j) && !bound_apart(a, b);
}

bool sr_pair_may(const sr_ranking *r, uint32_t i, uint32_t j)
{
    const sr_says *a = &r->says[i], *b = &r->says[j];
    if (r->chain_of[j] == SR_NONE || b->cls == SR_CLASS_RELATIVE ||
        b->cls == SR_CLASS_EACH_OTHER || mention(r, j)->head == mention(r, i)->head ||
        nested(mention(r, i), mention(r, j)))
        return false;
    if (is_pronoun(a))
        return pronoun_may(r, i, j);
    if (is_name(a))
        return name_may(r, i, j);
    if (!(a->number & chain_of(r, j)->number) || b->person == 1 || b->person == 2)
        return false;
    return !is_pronoun(b) || (sentences_between(r, i, j) <= 2 && agree(r, i, j));
}

/* --- 3. how two phrases compare ------------------------------------------------------------------ */

static bool has_word(const sr_says *s, uint64_t w)
{
    for (size_t i = 0; i < s->n_words; i++)
        if (s->word[i] == w)
            return true;
    return false;
}

static uint32_t common_words(const sr_says *a, const sr_says *b)
{
    uint32_t n = 0;
    for (size_t i = 0; i < a->n_words; i++)
        n += has_word(b, a->word[i]);
    return n;
}

/* 0: nothing in common ... 6: the same words. */
static uint32_t likeness(const sr_says *a, const sr_says *b)
{
    if (a->n_words == 0 || b->n_words == 0)
        return 0;
    if (a->words == b->words)
        return 6;
    if ((a->n_words == 1) != (b->n_words == 1) && a->initials &&
        a->initials == b->initials)
        return 5;
    uint32_t n = common_words(a, b);
    if (n == 0)
        return 0;
    bool head = a->head == b->head || a->form == b->form;
    if (n == a->n_words || n == b->n_words)
        return head ? 4 : 3;
    return head ? 2 : 1;
}

/* Words before a common head: 0 none in either, 1 i has none, 2 all of i's are j's, 3 j has
 * none, 4 some are others. */
static uint32_t modifiers(const sr_says *a, const sr_says *b)
{
    if (a->n_mods == 0)
        return b->n_mods == 0 ? 0 : 1;
    if (b->n_mods == 0)
        return 3;
    return common_words(a, b) >= a->n_words ? 2 : 4;
}

static bool same_thing(const sr_ranking *r, uint32_t i, uint32_t j)
{
    return i != SR_NONE && j != SR_NONE && r->chain_of[i] != SR_NONE &&
           r->chain_of[i] == r->chain_of[j];
}

/* 0: neither has an owner, 1: i has none, 2: j has none, 3: the same, 4: another. */
static uint32_t owners(const sr_ranking *r, uint32_t i, uint32_t j)
{
    uint32_t a = r->says[i].owner, b = r->says[j].owner;
    if (a == SR_NONE || b == SR_NONE)
        return a == b ? 0 : a == SR_NONE ? 1 : 2;
    return same_thing(r, a, b) ? 3 : 4;
}

static void put_words(const sr_ranking *r, uint32_t i, uint32_t j, sr_features_of *f)
{
    const sr_says *a = &r->says[i], *b = &r->says[j];
    uint64_t kind = kind_of(a);
    uint32_t like = likeness(a, b), mods = modifiers(a, b);
    bool head = a->head == b->head;
    bool in_chain =
        r->same_head != SR_NONE && r->chain_of[r->same_head] == r->chain_of[j];
    bool exact_in_chain =
        r->same_words != SR_NONE && r->chain_of[r->same_words] == r->chain_of[j];
    uint64_t known = same_known(r, i, j) ? 1 : other_known(r, i, j) ? 2 : 0;
    put(f, 20, kind, like, b->cls);
    put(f, 21, kind, like, a->type * 16u + b->type);
    put(f, 22, kind, head * 8u + mods, b->cls);
    put(f, 23, kind, head * 2u + in_chain, exact_in_chain);
    put(f, 24, kind, known, like);
    put(f, 25, kind, a->det, head * 8u + like);
    put(f, 26, kind, head * 2u + (a->has_of || a->has_clause),
        b->has_of || b->has_clause);
    put(f, 27, like, bucket(sentences_between(r, i, j)), kind);
    put(f, 28, a->head, b->head, 0);
    if (head)
        put(f, 29, a->head, like, a->det);
    put(f, 30, a->says, b->says, head);
    put(f, 31, kind, owners(r, i, j), head * 8u + like);
    put(f, 32, kind, owners(r, i, j), b->cls);
}

/* --- 4. where they stand --------------------------------------------------------------------------- */

/* 0: j is not the subject of a clause around i; 1: of the innermost; 2 ... of those around
 * it. */
static uint32_t subject_above(const sr_ranking *r, uint32_t i, uint32_t j)
{
    for (uint32_t k = 0; k < SR_CLAUSES; k++)
        if (r->says[i].subject[k] == mention(r, j)->head)
            return k + 1;
    return 0;
}

static void put_place(const sr_ranking *r, uint32_t i, uint32_t j, uint32_t rank,
                      sr_features_of *f)
{
    const sr_says *a = &r->says[i], *b = &r->says[j];
    const sr_doc *doc = r->work->doc;
    const sr_sentence *s = &doc->sents[mention(r, i)->sent],
                      *q = &doc->sents[mention(r, j)->sent];
    uint64_t kind = kind_of(a);
    uint32_t far = sentences_between(r, i, j);
    uint32_t few = far > 3 ? 3 : far;
    put(f, 1, kind, b->cls, 0);
    put(f, 2, kind, b->cls, bucket(far));
    put(f, 3, kind, bucket(i > j ? i - j : 0), b->cls);
    put(f, 4, kind, rank, few);
    put(f, 5, kind, rank, b->role);
    put(f, 6, kind, b->role, few);
    put(f, 7, kind, b->role, a->role);
    put(f, 8, kind, b->first_subject * 2u + a->first_subject, few);
    put(f, 9, kind, (s->para == q->para) * 4u + q->in_title * 2u + s->in_title, b->cls);
    put(f, 10, kind, subject_above(r, i, j), few);
    put(f, 11, kind, a->governor == b->governor, a->role * 16u + b->role);
    put(f, 12, kind, a->governor == mention(r, j)->head, b->role);
    put(f, 13, kind, mention(r, i)->head == b->governor, b->role);
    put(f, 14, kind, few * 4u + (rank > 3 ? 3 : rank), b->role * 16u + b->cls);
    put(f, 15, kind, subject_above(r, i, j) * 4u + few, b->speaks * 2u + a->speaks);
    put(f, 16, kind, few * 2u + (s->para == q->para), rank);
}

static void put_chain(const sr_ranking *r, uint32_t i, uint32_t j, sr_features_of *f)
{
    const sr_says *a = &r->says[i], *b = &r->says[j];
    const sr_chain *c = chain_of(r, j);
    uint64_t kind = kind_of(a);
    uint32_t since = i > c->last ? i - c->last : 0;
    put(f, 40, kind, bucket(c->n), b->cls);
    put(f, 41, kind, c->is_named, bucket(since));
    put(f, 42, kind, c->type, c->gender * 4u + c->number);
    put(f, 43, kind, a->gender * 4u + a->number, c->gender * 4u + c->number);
    put(f, 44, kind, b->gender * 4u + b->number, b->says);
    put(f, 45, kind, b->type, b->cls);
    put(f, 46, kind, j == c->last, bucket(c->n));
    put(f, 49, kind, bucket(c->n), bucket(sentences_between(r, i, j)));
    put(f, 50, kind, c->type, c->is_named * 16u + b->role);
    if (is_pronoun(a)) {
        put(f, 47, kind, b->head, 0);
        put(f, 48, kind, b->form == a->form, b->quote == a->quote);
    }
}

/* --- 5. who speaks ------------------------------------------------------------------------------ */

static void put_speech(const sr_ranking *r, uint32_t i, uint32_t j, sr_features_of *f)
{
    const sr_says *a = &r->says[i], *b = &r->says[j];
    uint64_t kind = kind_of(a);
    uint64_t quoted =
        (a->quote != 0) * 4u + (b->quote != 0) * 2u + (a->quote == b->quote);
    bool is_speaker = a->quote && (a->speaker == j || same_thing(r, a->speaker, j));
    bool was_speaker = b->quote && (b->speaker == i || same_thing(r, b->speaker, i));
    bool same_speaker = a->quote && b->quote && same_thing(r, a->speaker, b->speaker);
    put(f, 60, kind, quoted, b->cls);
    put(f, 61, kind, is_speaker * 4u + was_speaker * 2u + same_speaker, quoted);
    put(f, 62, kind, a->speaks * 2u + b->speaks, bucket(sentences_between(r, i, j)));
    put(f, 63, kind, is_speaker, b->cls);
}

/* --- 6. the two sets ------------------------------------------------------------------------------ */

void sr_pair_features(const sr_ranking *r, uint32_t i, uint32_t j, uint32_t rank,
                      sr_features_of *ret)
{
    ret->n = 0;
    put_place(r, i, j, rank, ret);
    put_words(r, i, j, ret);
    put_chain(r, i, j, ret);
    put_speech(r, i, j, ret);
}

static uint64_t lemma_at(const sr_ranking *r, uint32_t i, int64_t token)
{
    const sr_sentence *s = &r->work->doc->sents[mention(r, i)->sent];
    if (token < s->tok_beg || token >= s->tok_end)
        return 0;
    return r->work->doc->tokens[token].fold;
}

void sr_new_features(const sr_ranking *r, uint32_t i, sr_features_of *ret)
{
    const sr_says *a = &r->says[i];
    const sr_mention *m = mention(r, i);
    const sr_word *words = r->work->doc->words;
    uint64_t kind = kind_of(a);
    bool head = r->same_head != SR_NONE, exact = r->same_words != SR_NONE;
    uint32_t since = head ? bucket(sentences_between(r, i, r->same_head)) : 15;
    ret->n = 0;
    put(ret, 80, kind, 0, 0);
    put(ret, 81, kind, head * 2u + exact, a->n_mods > 3 ? 3 : a->n_mods);
    put(ret, 82, kind, a->head, 0);
    put(ret, 83, kind, a->det, head * 2u + exact);
    put(ret, 84, kind, a->role, head);
    put(ret, 85, kind, a->says, head);
    put(ret, 86, kind, a->has_of * 2u + a->has_clause, head * 2u + exact);
    put(ret, 87, kind, m->sent == 0, m->sent < 3);
    put(ret, 88, kind, a->type, head * 2u + exact);
    put(ret, 89, kind, since, exact);
    put(ret, 90, kind, a->first_subject, head);
    put(ret, 91, kind, a->quote != 0, a->speaker != SR_NONE);
    put(ret, 92, kind, words[a->governor].upos, words[a->governor].rel);
    put(ret, 93, kind, lemma_at(r, i, (int64_t)m->tok_end), 0);
    put(ret, 94, kind, lemma_at(r, i, (int64_t)m->tok_beg - 1), 0);
    put(ret, 95, kind, a->number, a->gender);
    if (is_pronoun(a))
        put(ret, 96, kind, lemma_at(r, i, a->governor), a->role);
    put(ret, 97, a->head, head * 2u + exact, a->det);
}
