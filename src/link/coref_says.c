/* What each mention says of what it stands for.  In order:
 *   1. which kind of phrase        2. its words        3. sex and number
 *   4. its place in the sentence   5. the clauses around it   6. all mentions */
#include "link/coref.h"

#include "base/hash.h"

typedef struct speller {
    const sr_work *w;
    const sr_doc *doc;
    const sr_coref_lists *lists;
    const sr_reach *reach;
    sr_quotes quotes;
    uint32_t *subject_of; /* [n_tokens] subject of a verb (or predicate), or SR_NONE */
} speller;

static const sr_word *word_at(const speller *s, uint32_t t)
{
    return &s->doc->words[t];
}

static sr_str text_at(const speller *s, const sr_mention *m, uint32_t t)
{
    return sr_str_span(sr_doc_text(s->doc, &s->doc->sents[m->sent]),
                       s->doc->tokens[t].span);
}

static bool hangs_on(const speller *s, uint32_t t, uint32_t head)
{
    return word_at(s, t)->head == head && t != head;
}

/* --- 1. which kind of phrase --------------------------------------------------------------- */

static sr_mention_class class_of_pronoun(const sr_word *w)
{
    if (w->feats & SR_FEAT(PRONTYPE_REL))
        return SR_CLASS_RELATIVE;
    if (w->feats & SR_FEAT(PRONTYPE_RCP))
        return SR_CLASS_EACH_OTHER;
    if (w->feats & SR_FEAT(PRONTYPE_DEM))
        return SR_CLASS_THIS;
    if (w->feats & SR_FEAT(PERSON_1))
        return SR_CLASS_SPEAKER;
    if (w->feats & SR_FEAT(PERSON_2))
        return SR_CLASS_YOU;
    return w->feats & SR_FEAT(PERSON_3) ? SR_CLASS_PERSONAL : SR_CLASS_SOMEBODY;
}

/* By article, determiner or possessor before the head. */
static sr_mention_class class_of_phrase(const speller *s, const sr_mention *m,
                                        sr_says *ret)
{
    sr_mention_class cls = SR_CLASS_BARE;
    for (uint32_t t = m->tok_beg; t < m->head; t++) {
        if (!hangs_on(s, t, m->head))
            continue;
        const sr_word *w = word_at(s, t);
        if (w->rel == SR_REL_NMOD_POSS)
            return SR_CLASS_POSS;
        if (w->rel != SR_REL_DET)
            continue;
        ret->det = s->doc->tokens[t].fold;
        cls = w->feats & SR_FEAT(PRONTYPE_DEM)   ? SR_CLASS_DEM
              : w->feats & SR_FEAT(DEFINITE_DEF) ? SR_CLASS_DEF
                                                 : SR_CLASS_INDEF;
    }
    const sr_word *h = word_at(s, m->head);
    return cls == SR_CLASS_BARE && h->upos == SR_UPOS_PROPN ? SR_CLASS_PROPER : cls;
}

static sr_mention_class class_of(const speller *s, const sr_mention *m, sr_says *ret)
{
    const sr_word *h = word_at(s, m->head);
    if (m->kind == SR_MENTION_NAME)
        return SR_CLASS_NAME;
    if (sr_mention_is_pair(s->doc, m))
        return SR_CLASS_PAIR;
    if (h->upos == SR_UPOS_PRON)
        return class_of_pronoun(h);
    if (h->upos == SR_UPOS_NUM || h->upos == SR_UPOS_DET)
        return SR_CLASS_SOMEBODY;
    return class_of_phrase(s, m, ret);
}

/* --- 2. its words --------------------------------------------------------------------------- */

static bool is_content(uint8_t upos)
{
    return upos == SR_UPOS_NOUN || upos == SR_UPOS_PROPN || upos == SR_UPOS_ADJ ||
           upos == SR_UPOS_NUM || upos == SR_UPOS_VERB || upos == SR_UPOS_X ||
           upos == SR_UPOS_ADV;
}

static void read_words(const speller *s, const sr_mention *m, sr_says *ret)
{
    char initials[16];
    size_t n_initials = 0;
    for (uint32_t t = m->tok_beg; t < m->tok_end; t++) {
        const sr_token *tok = &s->doc->tokens[t];
        if (word_at(s, t)->upos == SR_UPOS_ADP)
            ret->has_of |= m->kind != SR_MENTION_NAME;
        if (!is_content(word_at(s, t)->upos) || (ret->has_of && t > m->head))
            continue;
        ret->words = sr_hash_mix(ret->words, tok->fold);
        if (ret->n_words == SR_SAYS_WORDS)
            memmove(ret->word, ret->word + 1, sizeof *ret->word * (SR_SAYS_WORDS - 1));
        else
            ret->n_words++;
        ret->word[ret->n_words - 1] = tok->fold;
        char c = text_at(s, m, t).p[0];
        if ((tok->flags & SR_TOKEN_CAPITAL) && n_initials < sizeof initials)
            initials[n_initials++] = sr_lower(c);
    }
    ret->n_mods = (uint8_t)(ret->n_words ? ret->n_words - 1 : 0);
    if (n_initials > 1)
        ret->initials = sr_hash64((sr_str){initials, n_initials});
}

/* "U.N." -> the hash of "un". */
static uint64_t without_stops(sr_str word)
{
    char low[16];
    size_t n = 0;
    for (size_t i = 0; i < word.len && n < sizeof low; i++)
        if (word.p[i] != '.')
            low[n++] = sr_lower(word.p[i]);
    return sr_hash64((sr_str){low, n});
}

/* --- 3. sex and number ----------------------------------------------------------------------- */

static uint8_t sex_of(uint32_t says)
{
    bool male = says & SR_SAYS_MALE, female = says & SR_SAYS_FEMALE;
    return male == female ? SR_MALE | SR_FEMALE : male ? SR_MALE : SR_FEMALE;
}

static uint32_t says_at(const speller *s, const sr_mention *m, uint32_t t)
{
    return sr_coref_word_says(s->lists, sr_lemma_hash(s->doc, t)) |
           sr_coref_word_says(s->lists, without_stops(text_at(s, m, t)));
}

/* By the title before the name or at its beginning, then by the given name. */
static uint8_t sex_of_person(const speller *s, const sr_mention *m)
{
    const sr_sentence *in = &s->doc->sents[m->sent];
    for (uint32_t t = m->tok_beg; t-- > in->tok_beg && t + 4 > m->tok_beg;) {
        uint32_t says = says_at(s, m, t);
        if (!(says & (SR_SAYS_TITLE | SR_SAYS_PERSON)))
            break;
        if (says & (SR_SAYS_MALE | SR_SAYS_FEMALE))
            return sex_of(says);
    }
    uint32_t first = m->tok_beg;
    for (; first + 1 < m->tok_end && (says_at(s, m, first) & SR_SAYS_TITLE); first++)
        if (says_at(s, m, first) & (SR_SAYS_MALE | SR_SAYS_FEMALE))
            return sex_of(says_at(s, m, first));
    uint32_t given = sr_coref_word_says(s->lists, s->doc->tokens[first].fold);
    bool alone = m->tok_end - first == 1;
    bool male = given & SR_SAYS_GIVEN_M, female = given & SR_SAYS_GIVEN_F;
    if (male == female || alone) /* alone it is as often a family name */
        return SR_MALE | SR_FEMALE;
    return male ? SR_MALE : SR_FEMALE;
}

static sr_entity_type type_of_name(const speller *s, size_t i)
{
    static const sr_entity_type types[SR_NAME_TYPES] = {
        [SR_NAME_PER] = SR_ENTITY_PER,   [SR_NAME_ORG] = SR_ENTITY_ORG,
        [SR_NAME_LOC] = SR_ENTITY_GPE,   [SR_NAME_MISC] = SR_ENTITY_MISC,
        [SR_NAME_NORP] = SR_ENTITY_NORP, [SR_NAME_FAC] = SR_ENTITY_FAC};
    const sr_mention *m = &s->doc->mentions[i];
    if (s->w->known)
        return (sr_entity_type)s->w->known[i].type;
    uint8_t t = s->doc->names[m->name].type;
    return t < SR_NAME_TYPES ? types[t] : SR_ENTITY_MISC;
}

static uint8_t number_of(const sr_word *h)
{
    if (h->feats & (SR_FEAT(NUMBER_PLUR) | SR_FEAT(NUMBER_PTAN)))
        return SR_PLURAL;
    return h->feats & SR_FEAT(NUMBER_SING) ? SR_SINGULAR : SR_SINGULAR | SR_PLURAL;
}

static void agree_name(const speller *s, size_t i, sr_says *ret)
{
    const sr_mention *m = &s->doc->mentions[i];
    ret->type = (uint8_t)type_of_name(s, i);
    ret->person_sex = sex_of_person(s, m);
    switch (ret->type) {
    case SR_ENTITY_PER:
        ret->gender = ret->person_sex;
        ret->number = SR_SINGULAR;
        break;
    case SR_ENTITY_NORP:
        ret->gender = SR_MALE | SR_FEMALE | SR_NEUTER;
        ret->number = number_of(word_at(s, m->head));
        break;
    case SR_ENTITY_ORG:
    case SR_ENTITY_GPE:
        ret->gender = SR_NEUTER;
        ret->number = SR_SINGULAR | SR_PLURAL;
        break;
    default: ret->gender = SR_NEUTER; ret->number = number_of(word_at(s, m->head));
    }
}

static void agree_pronoun(const sr_word *h, sr_says *ret)
{
    ret->number = number_of(h);
    ret->gender = SR_MALE | SR_FEMALE | SR_NEUTER;
    ret->person = h->feats & SR_FEAT(PERSON_1)   ? 1
                  : h->feats & SR_FEAT(PERSON_2) ? 2
                  : h->feats & SR_FEAT(PERSON_3) ? 3
                                                 : 0;
    if (h->feats & SR_FEAT(GENDER_MASC))
        ret->gender = SR_MALE;
    else if (h->feats & SR_FEAT(GENDER_FEM))
        ret->gender = SR_FEMALE;
    else if (h->feats & SR_FEAT(GENDER_NEUT))
        ret->gender = SR_NEUTER;
    else if (ret->person == 1 || ret->person == 2)
        ret->gender = SR_MALE | SR_FEMALE;
    else if (ret->cls == SR_CLASS_THIS || (ret->says & SR_SAYS_THING))
        ret->gender = SR_NEUTER;
    else if (ret->says & SR_SAYS_PERSON)
        ret->gender = SR_MALE | SR_FEMALE;
    ret->reflexive = h->feats & SR_FEAT(REFLEX);
    ret->possessive = h->feats & SR_FEAT(POSS);
}

static void agree_phrase(const sr_word *h, sr_says *ret)
{
    bool person = ret->says & SR_SAYS_PERSON;
    bool other =
        ret->says & (SR_SAYS_THING | SR_SAYS_TIME | SR_SAYS_PLACE | SR_SAYS_GROUP);
    ret->number = number_of(h);
    if (ret->says & SR_SAYS_PLURAL)
        ret->number |= SR_PLURAL;
    ret->gender = person && !other   ? sex_of(ret->says)
                  : other && !person ? SR_NEUTER
                  : person           ? sex_of(ret->says) | SR_NEUTER
                                     : SR_MALE | SR_FEMALE | SR_NEUTER;
    if (ret->cls == SR_CLASS_PAIR)
        ret->number = SR_PLURAL;
}

/* --- 4. its place in the sentence ------------------------------------------------------------ */

static sr_role role_of(const speller *s, const sr_mention *m)
{
    uint32_t t = m->head;
    for (int i = 0; i < 4 && word_at(s, t)->rel == SR_REL_CONJ; i++)
        t = word_at(s, t)->head;
    uint8_t rel = word_at(s, t)->rel;
    if (rel == SR_REL_NSUBJ_PASS)
        return SR_ROLE_PASSIVE;
    if (rel == SR_REL_NMOD_POSS)
        return SR_ROLE_POSSESSOR;
    switch (sr_relation_base(rel)) {
    case SR_REL_NSUBJ: return SR_ROLE_SUBJECT;
    case SR_REL_OBJ:
    case SR_REL_IOBJ: return SR_ROLE_OBJECT;
    case SR_REL_OBL: return SR_ROLE_OBLIQUE;
    case SR_REL_NMOD: return SR_ROLE_NMOD;
    case SR_REL_COMPOUND:
    case SR_REL_AMOD: return SR_ROLE_PART_OF_WORD;
    case SR_REL_APPOS: return SR_ROLE_APPOS;
    case SR_REL_ROOT: return SR_ROLE_ROOT;
    default: return SR_ROLE_OTHER;
    }
}

static bool has_copula(const speller *s, uint32_t head)
{
    for (uint32_t t = head; t-- > s->reach[head].beg;)
        if (hangs_on(s, t, head) && word_at(s, t)->rel == SR_REL_COP)
            return true;
    return false;
}

/* --- 5. the clauses around it ----------------------------------------------------------------- */

static void find_subjects(speller *s)
{
    for (size_t t = 0; t < s->doc->n_tokens; t++)
        s->subject_of[t] = SR_NONE;
    for (uint32_t t = 0; t < s->doc->n_tokens; t++)
        if (sr_relation_base(word_at(s, t)->rel) == SR_REL_NSUBJ &&
            s->subject_of[word_at(s, t)->head] == SR_NONE)
            s->subject_of[word_at(s, t)->head] = t;
}

enum { CLIMB = 12 };

static void read_clauses(const speller *s, const sr_mention *m, sr_says *ret)
{
    size_t n = 0;
    for (size_t i = 0; i < SR_CLAUSES; i++)
        ret->subject[i] = SR_NONE;
    uint32_t t = m->head;
    for (int i = 0; i < CLIMB && n < SR_CLAUSES && word_at(s, t)->head != t; i++) {
        t = word_at(s, t)->head;
        if (s->subject_of[t] != SR_NONE)
            ret->subject[n++] = s->subject_of[t];
    }
    ret->governor = word_at(s, m->head)->head;
}

static bool is_speech(const speller *s, uint32_t verb)
{
    return sr_coref_word_says(s->lists, sr_lemma_hash(s->doc, verb)) & SR_SAYS_SPEECH;
}

static uint32_t speaker_of(const speller *s, uint32_t quote)
{
    uint32_t token = quote ? s->quotes.speaker[quote] : SR_NONE;
    return token == SR_NONE ? SR_NONE : sr_mention_of(s->doc, token);
}

/* --- 6. all mentions ------------------------------------------------------------------------- */

static bool has_clause(const speller *s, const sr_mention *m)
{
    for (uint32_t t = m->head + 1; t < s->reach[m->head].end && t < m->head + 24; t++)
        if (hangs_on(s, t, m->head) && sr_relation_base(word_at(s, t)->rel) == SR_REL_ACL)
            return true;
    return false;
}

/* The word by which a name is told from others: of "Mark Hamill", which the tree hangs by its
 * first word, the last. */
static uint32_t name_word(const speller *s, const sr_mention *m)
{
    uint32_t last = m->tok_end - 1;
    bool flat = m->kind == SR_MENTION_NAME && hangs_on(s, last, m->head) &&
                sr_relation_base(word_at(s, last)->rel) == SR_REL_FLAT;
    return flat ? last : m->head;
}

/* Whose it is: "his wife", "the results of the vote". */
static uint32_t owner_of(const speller *s, const sr_mention *m)
{
    for (uint32_t t = m->tok_beg; t < m->tok_end; t++)
        if (hangs_on(s, t, m->head) &&
            (word_at(s, t)->rel == SR_REL_NMOD_POSS ||
             (t > m->head && word_at(s, t)->rel == SR_REL_NMOD)))
            return sr_mention_part_of(s->doc, t);
    return SR_NONE;
}

static void say(const speller *s, size_t i, sr_says *ret)
{
    const sr_mention *m = &s->doc->mentions[i];
    const sr_word *h = word_at(s, m->head);
    uint32_t head = name_word(s, m);
    ret->form = s->doc->tokens[head].fold;
    ret->head = sr_lemma_hash(s->doc, head);
    ret->says =
        sr_coref_word_says(s->lists, ret->head) | sr_coref_word_says(s->lists, ret->form);
    ret->cls = (uint8_t)class_of(s, m, ret);
    ret->type = SR_ENTITY_TYPES;
    read_words(s, m, ret);
    if (ret->n_words == 1 && ret->initials == 0)
        ret->initials = without_stops(text_at(s, m, m->head));
    if (m->kind == SR_MENTION_NAME)
        agree_name(s, i, ret);
    else if (h->upos == SR_UPOS_PRON && ret->cls != SR_CLASS_PAIR)
        agree_pronoun(h, ret);
    else
        agree_phrase(h, ret);
    ret->role = (uint8_t)role_of(s, m);
    read_clauses(s, m, ret);
    ret->quote = s->quotes.of[m->head];
    ret->speaker = speaker_of(s, ret->quote);
    ret->speaks = ret->role == SR_ROLE_SUBJECT && is_speech(s, h->head);
    ret->owner = ret->cls < SR_CLASS_PAIR ? owner_of(s, m) : SR_NONE;
    ret->has_clause = has_clause(s, m);
    ret->is_fixed = h->upos == SR_UPOS_ADJ || ret->role == SR_ROLE_APPOS ||
                    ret->cls == SR_CLASS_RELATIVE || has_copula(s, m->head);
}

sr_status sr_says_find(const sr_work *w, const sr_reach *reach, sr_says **ret,
                       sr_err *err)
{
    const sr_doc *doc = w->doc;
    speller s = {.w = w, .doc = doc, .lists = &w->rules->coref->lists, .reach = reach};
    sr_status st = sr_quotes_find(doc, s.lists, w->arena, &s.quotes, err);
    if (st != SR_OK)
        return st;
    sr_says *all = SR_NEW(w->arena, sr_says, doc->n_mentions);
    s.subject_of = SR_NEW(w->arena, uint32_t, doc->n_tokens);
    if (!all || !s.subject_of)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for what mentions say");
    find_subjects(&s);
    uint32_t sent = UINT32_MAX;
    for (size_t i = 0; i < doc->n_mentions; i++) {
        say(&s, i, &all[i]);
        if (doc->mentions[i].sent != sent &&
            (all[i].role == SR_ROLE_SUBJECT || all[i].role == SR_ROLE_PASSIVE)) {
            all[i].first_subject = true;
            sent = doc->mentions[i].sent;
        }
    }
    *ret = all;
    return SR_OK;
}
