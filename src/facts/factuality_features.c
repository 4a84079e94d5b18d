/* What stands around a predicate, as buckets of a table of weights.  In order: hashing,
 * the words around, what hangs on it, what it hangs on, how it is told, the whole. */
#include "facts/factuality.h"

#include "base/hash.h"

enum {
    WINDOW = 7,    /* words to each side, as in the ridge regression of docs/ */
    CLASSES = 4,   /* word classes to each side */
    NEAR = 20,     /* words to each side whose order does not count */
    CHILDREN = 16, /* of a word, looked at */
    ANCESTORS = 4
};

/* The kinds of features; a bucket is a hash of the kind and what it holds. */
typedef enum kind {
    WORD_AT, /* + WINDOW + offset */
    CLASS_AT = 20,
    PAIR_AT = 40,
    CLASS_PAIR_AT = 50,
    WORD_LEFT = 60,
    WORD_RIGHT,
    LEMMA,
    FEATS,
    FEATS_REL,
    SUFFIX,
    LEMMA_FEATS,
    CHILD_LEMMA,
    CHILD_CLASS,
    GRANDCHILD,
    AUXILIARIES,
    AUXILIARIES_FEATS,
    RELATIONS,
    ABOVE_LEMMA, /* + steps */
    ABOVE_VIEW = 90,
    PATH_LEMMA = 100,
    PATH,
    PATH_FEATS,
    PATH_AUXILIARIES,
    PATH_LEMMA_AUXILIARIES,
    SIBLING_LEMMA,
    SIBLING_CLASS,
    DEPTH,
    WHOLE_PATH,
    VIEW,
    LABELS,
    MODALITY,
    MODALITY_NEGATED,
    TENSE,
    LIFT,
    LIFT_REL,
    VIEW_FEATS,
    LABELS_LEMMA,
    QUESTION,
    LAST_WORD,
    FIRST_WORD,
    FIRST_WORDS,
    LENGTH,
    FROM_START,
    FROM_END,
    IF_BEFORE,
    IF_BEHIND,
    SUBJECT_FEATS,
    SUBJECT_LABELS,
    SUBJECT_LEMMA,
    SUBJECT_AUXILIARIES,
    NEAR_WORD
} kind;

typedef struct site {
    const sr_doc *doc;
    const sr_tree *tree;
    const sr_view *views;
    const sr_sentence *sent;
    uint32_t tok;
    sr_factuality_features *out;
} site;

/* --- hashing ------------------------------------------------------------------------------- */

static void add(const site *s, kind k, uint64_t a, uint64_t b)
{
    if (s->out->n < SR_FACTUALITY_FEATURES)
        s->out->bucket[s->out->n++] =
            (uint32_t)(sr_hash_mix(sr_hash_mix((uint64_t)k * 0x9e3779b97f4a7c15u, a),
                                   b) >>
                       20) %
            SR_FACTUALITY_BUCKETS;
}

static uint64_t lemma(const site *s, uint32_t t)
{
    return sr_hash64(s->doc->words[t].lemma);
}

static bool inside(const site *s, int64_t t)
{
    return t >= s->sent->tok_beg && t < s->sent->tok_end;
}

static uint64_t form_at(const site *s, int64_t t)
{
    return inside(s, t) ? s->doc->tokens[t].fold : t < s->sent->tok_beg ? 1 : 2;
}

static uint64_t class_at(const site *s, int64_t t)
{
    return inside(s, t) ? s->doc->words[t].upos : SR_UPOS_COUNT;
}

static uint64_t feats(const site *s, uint32_t t)
{
    return s->doc->words[t].feats;
}

static uint64_t rel(const site *s, uint32_t t)
{
    return s->doc->words[t].rel;
}

static uint64_t labels(const sr_view *v)
{
    return (uint64_t)v->modality << 8 | (uint64_t)v->tense << 4 | (uint64_t)v->negated;
}

static uint64_t whole_view(const sr_view *v)
{
    return labels(v) << 16 | (uint64_t)v->said << 12 | (uint64_t)v->heard << 11 |
           (uint64_t)v->will << 10 | (uint64_t)v->asked << 9 | v->lift;
}

/* --- the words around ------------------------------------------------------------------------ */

static void add_window(const site *s)
{
    int64_t t = s->tok;
    for (int o = -WINDOW; o <= WINDOW; o++)
        add(s, (kind)(WORD_AT + WINDOW + o), form_at(s, t + o), 0);
    for (int o = -CLASSES; o <= CLASSES; o++)
        add(s, (kind)(CLASS_AT + CLASSES + o), class_at(s, t + o), 0);
    for (int o = 1; o <= WINDOW; o++) {
        add(s, WORD_LEFT, form_at(s, t - o), 0);
        add(s, WORD_RIGHT, form_at(s, t + o), 0);
    }
    for (int o = -3; o < 3; o++)
        add(s, (kind)(PAIR_AT + 3 + o), form_at(s, t + o), form_at(s, t + o + 1));
    for (int o = -2; o < 2; o++)
        add(s, (kind)(CLASS_PAIR_AT + 2 + o),
            class_at(s, t + o - 1) << 8 | class_at(s, t + o), class_at(s, t + o + 1));
    for (int o = -NEAR; o <= NEAR; o++)
        if (o != 0 && inside(s, t + o))
            switch (class_at(s, t + o)) {
            case SR_UPOS_VERB:
            case SR_UPOS_AUX:
            case SR_UPOS_NOUN:
            case SR_UPOS_ADV:
            case SR_UPOS_ADJ:
            case SR_UPOS_SCONJ:
            case SR_UPOS_PART: add(s, NEAR_WORD, lemma(s, (uint32_t)(t + o)), 0); break;
            default: break;
            }
}

static void add_sentence(const site *s)
{
    uint32_t beg = s->sent->tok_beg, end = s->sent->tok_end, n = end - beg;
    uint32_t before = s->tok - beg, behind = end - s->tok;
    uint64_t if_fold = sr_hash64(SR_STR("if")), ask = sr_hash64(SR_STR("?"));
    bool if_before = false, if_behind = false, asks = false;
    for (int64_t t = (int64_t)s->tok - NEAR; t < (int64_t)s->tok + NEAR; t++)
        if (inside(s, t) && s->doc->tokens[t].fold == if_fold)
            *(t < s->tok ? &if_before : &if_behind) = true;
    for (int64_t t = (int64_t)end - 3; t < end; t++)
        asks = asks || form_at(s, t) == ask;
    add(s, QUESTION, asks, 0);
    add(s, LAST_WORD, form_at(s, (int64_t)end - 1), 0);
    add(s, FIRST_WORD, form_at(s, beg), 0);
    add(s, FIRST_WORDS, form_at(s, beg), form_at(s, (int64_t)beg + 1));
    add(s, LENGTH, n / 5 < 8 ? n / 5 : 8, 0);
    add(s, FROM_START, before / 3 < 8 ? before / 3 : 8, 0);
    add(s, FROM_END, behind / 3 < 8 ? behind / 3 : 8, 0);
    add(s, IF_BEFORE, if_before, 0);
    add(s, IF_BEHIND, if_behind, 0);
}

/* --- what hangs on it -------------------------------------------------------------------------- */

static bool is_auxiliary(const site *s, uint32_t c)
{
    sr_str l = s->doc->words[c].lemma;
    switch (sr_tree_rel(s->doc, c)) {
    case SR_REL_AUX:
    case SR_REL_COP:
    case SR_REL_MARK: return true;
    default:
        return sr_str_eq(l, SR_STR("not")) || sr_str_eq(l, SR_STR("never")) ||
               sr_str_eq(l, SR_STR("no"));
    }
}

/* Auxiliaries, marks and negations of a word, in order, as one number. */
static uint64_t auxiliaries(const site *s, uint32_t t, uint32_t but)
{
    uint64_t h = 7;
    uint32_t n = 0;
    for (uint32_t c = s->tree->first[t]; c != SR_NONE && n < CHILDREN;
         c = s->tree->next[c], n++)
        if (c != but && is_auxiliary(s, c))
            h = sr_hash_mix(h, s->doc->tokens[c].fold);
    return h;
}

static void add_children(const site *s, uint64_t aux)
{
    uint64_t relations = 3, subject = 0;
    uint32_t n = 0;
    for (uint32_t c = s->tree->first[s->tok]; c != SR_NONE && n < CHILDREN;
         c = s->tree->next[c], n++) {
        sr_relation r = sr_tree_rel(s->doc, c);
        add(s, CHILD_LEMMA, rel(s, c), lemma(s, c));
        add(s, CHILD_CLASS, rel(s, c), class_at(s, c));
        if (r != SR_REL_PUNCT && r != SR_REL_OBL && r != SR_REL_ADVMOD)
            relations = sr_hash_mix(relations, rel(s, c));
        if (r == SR_REL_NSUBJ && !subject)
            subject = lemma(s, c);
        uint32_t m = 0;
        for (uint32_t d = s->tree->first[c]; d != SR_NONE && m < CHILDREN;
             d = s->tree->next[d], m++)
            add(s, GRANDCHILD, rel(s, c) << 8 | rel(s, d), lemma(s, d));
    }
    add(s, RELATIONS, relations, 0);
    add(s, AUXILIARIES, aux, 0);
    add(s, AUXILIARIES_FEATS, aux, feats(s, s->tok));
    add(s, SUBJECT_FEATS, subject, feats(s, s->tok));
    add(s, SUBJECT_LABELS, subject, labels(&s->views[s->tok]));
    add(s, SUBJECT_LEMMA, subject, lemma(s, s->tok));
    add(s, SUBJECT_AUXILIARIES, subject, aux);
}

/* --- what it hangs on ---------------------------------------------------------------------------- */

static void add_siblings(const site *s, uint32_t head)
{
    uint32_t n = 0;
    for (uint32_t c = s->tree->first[head]; c != SR_NONE && n < CHILDREN;
         c = s->tree->next[c], n++)
        if (c != s->tok) {
            add(s, SIBLING_LEMMA, rel(s, c), lemma(s, c));
            add(s, SIBLING_CLASS, rel(s, c) << 1 | (c < s->tok), class_at(s, c));
        }
}

static void add_ancestors(const site *s)
{
    uint32_t below = s->tok, t = s->doc->words[below].head;
    uint64_t path = rel(s, below);
    int steps = 0;
    for (; t != below && inside(s, t) && steps < ANCESTORS; steps++) {
        uint64_t l = lemma(s, t), aux = auxiliaries(s, t, below);
        add(s, (kind)(ABOVE_LEMMA + steps), l, 0);
        add(s, (kind)(ABOVE_VIEW + steps), labels(&s->views[t]), 0);
        add(s, PATH_LEMMA, path, l);
        add(s, PATH, path, 0);
        add(s, PATH_FEATS, sr_hash_mix(path, class_at(s, t)), feats(s, t));
        add(s, PATH_AUXILIARIES, path, aux);
        if (steps == 0) {
            add(s, PATH_LEMMA_AUXILIARIES, sr_hash_mix(path, l), aux);
            add_siblings(s, t);
        }
        path = sr_hash_mix(path, rel(s, t));
        below = t;
        t = s->doc->words[t].head;
    }
    add(s, DEPTH, (uint64_t)steps, 0);
    add(s, WHOLE_PATH, path, 0);
}

/* --- how it is told ------------------------------------------------------------------------------ */

static void add_word(const site *s)
{
    uint64_t f = feats(s, s->tok), l = lemma(s, s->tok);
    sr_str text = sr_str_span(sr_doc_text(s->doc, s->sent), s->doc->tokens[s->tok].span);
    sr_str suffix = sr_str_cut(text, text.len > 3 ? text.len - 3 : 0, text.len);
    add(s, LEMMA, l, 0);
    add(s, FEATS, f, 0);
    add(s, SUFFIX, sr_hash64(suffix), 0);
    add(s, LEMMA_FEATS, l, f);
}

static void add_view(const site *s)
{
    const sr_view *v = &s->views[s->tok];
    uint64_t f = feats(s, s->tok), l = lemma(s, s->tok);
    add(s, FEATS_REL, f, rel(s, s->tok));
    add(s, VIEW, whole_view(v), 0);
    add(s, LABELS, labels(v), 0);
    add(s, MODALITY, v->modality, 0);
    add(s, MODALITY_NEGATED, v->modality, v->negated);
    add(s, TENSE, v->tense, 0);
    add(s, LIFT, v->lift, 0);
    add(s, LIFT_REL, v->lift, rel(s, s->tok));
    add(s, VIEW_FEATS, whole_view(v), f);
    add(s, LABELS_LEMMA, labels(v), l);
}

/* --- the words whose rows are read -------------------------------------------------------------- */

static bool is_negation(const site *s, uint32_t t)
{
    return feats(s, t) & (SR_FEAT(POLARITY_NEG) | SR_FEAT(PRONTYPE_NEG));
}

static void find_parts(const site *s)
{
    uint32_t *part = s->out->part, head = s->doc->words[s->tok].head, n = 0;
    for (size_t i = 0; i < SR_PARTS; i++)
        part[i] = SR_NONE;
    part[SR_PART_SELF] = s->tok;
    part[SR_PART_HEAD] = head != s->tok && inside(s, head) ? head : SR_NONE;
    for (uint32_t c = s->tree->first[s->tok]; c != SR_NONE && n < CHILDREN;
         c = s->tree->next[c], n++) {
        sr_relation r = sr_tree_rel(s->doc, c);
        sr_factuality_part p = is_negation(s, c)                    ? SR_PART_NEGATION
                               : r == SR_REL_AUX || r == SR_REL_COP ? SR_PART_AUXILIARY
                               : r == SR_REL_NSUBJ || r == SR_REL_CSUBJ ? SR_PART_SUBJECT
                                                                        : SR_PARTS;
        if (p < SR_PARTS && part[p] == SR_NONE)
            part[p] = c;
    }
}

void sr_factuality_features_of(const sr_doc *doc, const sr_tree *tree,
                               const sr_view *views, uint32_t sent, uint32_t tok,
                               sr_factuality_features *ret)
{
    site s = {doc, tree, views, &doc->sents[sent], tok, ret};
    ret->n = 0;
    find_parts(&s);
    add_window(&s);
    add_sentence(&s);
    add_word(&s);
    add_view(&s);
    add_children(&s, auxiliaries(&s, tok, SR_NONE));
    add_ancestors(&s);
}
