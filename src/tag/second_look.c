/* In this file: what is known of a name; types; names that were missed; the call. */
#include "tag/second_look.h"

#include "base/vec.h"
#include "tag/features.h"

/* Chosen on UNER-EWT dev and MEANTIME. */
static const float sure = 0.8f;  /* a mention that tells others what they are */
static const float found = 0.6f; /* how sure of a name that others tell of */

enum { MAX_TOKENS = 5 }; /* of a name that is looked for elsewhere */

typedef struct known {
    uint64_t key;                                 /* 0: free */
    float sum[SR_NAME_TYPES], top[SR_NAME_TYPES]; /* of the p of its mentions */
    float family;    /* largest p of a person whose name ends so */
    uint8_t defined; /* type + 1 where a name explains these letters: "... (ICG)" */
} known;

typedef struct look {
    const sr_doc *doc;
    const sr_word *words;
    known *v; /* [slots] */
    size_t slots;
    sr_name *names;
    size_t n;
} look;

/* --- what is known of a name --------------------------------------------------------- */

static sr_str token_text(const sr_doc *doc, size_t sent, size_t tok)
{
    return sr_str_span(sr_doc_text(doc, &doc->sents[sent]), doc->tokens[tok].span);
}

/* FNV-1a of a token without the case of ASCII, a separator behind it. */
static uint64_t add_token(uint64_t h, sr_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = sr_lower(s.p[i]);
        h = sr_tag_fnv(h, &c, 1);
    }
    return sr_tag_fnv(h, "", 1);
}

static uint64_t key_of(const sr_doc *doc, size_t sent, size_t beg, size_t end)
{
    uint64_t h = sr_tag_fnv_start(8);
    for (size_t t = beg; t < end; t++)
        h = add_token(h, token_text(doc, sent, t));
    return h;
}

static known *slot_of(const look *l, uint64_t key)
{
    size_t at = key & (l->slots - 1);
    while (l->v[at].key != 0 && l->v[at].key != key)
        at = (at + 1) & (l->slots - 1);
    return &l->v[at];
}

static void learn(const look *l, const sr_name *name)
{
    uint64_t key = key_of(l->doc, name->sent, name->tok_beg, name->tok_end);
    known *k = slot_of(l, key);
    k->key = key;
    k->sum[name->type] += name->p;
    if (name->p > k->top[name->type])
        k->top[name->type] = name->p;
    if (name->type != SR_NAME_PER || name->tok_end - name->tok_beg < 2)
        return;
    key = key_of(l->doc, name->sent, name->tok_end - 1, name->tok_end);
    k = slot_of(l, key);
    k->key = key;
    if (name->p > k->family)
        k->family = name->p;
}

/* Are these letters, and do they begin words of the name, in order? */
static bool abbreviates(const look *l, const sr_name *name, sr_str letters)
{
    size_t at = 0;
    for (size_t t = name->tok_beg; t < name->tok_end && at < letters.len; t++) {
        sr_str s = token_text(l->doc, name->sent, t);
        at += s.len && s.p[0] == letters.p[at];
    }
    bool all = at == letters.len && letters.len > 1;
    for (size_t i = 0; i < letters.len; i++)
        all = all && sr_is_upper(letters.p[i]);
    return all;
}

/* "International Crisis Group (ICG)" */
static void learn_letters(const look *l, const sr_name *name)
{
    size_t t = name->tok_end, end = l->doc->sents[name->sent].tok_end;
    if (name->p < sure || t + 2 >= end ||
        !sr_str_eq(token_text(l->doc, name->sent, t), SR_STR("(")) ||
        !sr_str_eq(token_text(l->doc, name->sent, t + 2), SR_STR(")")) ||
        !abbreviates(l, name, token_text(l->doc, name->sent, t + 1)))
        return;
    uint64_t key = key_of(l->doc, name->sent, t + 1, t + 2);
    known *k = slot_of(l, key);
    k->key = key;
    k->defined = (uint8_t)(name->type + 1);
}

/* The type that most speaks for; *top: its surest mention. */
static sr_name_type best_type(const known *k, float *top)
{
    size_t best = 0;
    for (size_t t = 1; t < SR_NAME_TYPES; t++)
        if (k->sum[t] > k->sum[best])
            best = t;
    *top = k->top[best];
    return (sr_name_type)best;
}

/* --- types --------------------------------------------------------------------------- */

static void settle(const look *l, sr_name *name)
{
    const known *k = slot_of(l, key_of(l->doc, name->sent, name->tok_beg, name->tok_end));
    float top;
    sr_name_type best = best_type(k, &top);
    if (k->defined)
        name->type = (uint8_t)(k->defined - 1);
    else if (k->family >= sure && name->p < sure)
        name->type = SR_NAME_PER;
    else if (best != name->type && top >= sure && name->p < sure)
        name->type = (uint8_t)best;
}

/* --- names that were missed ---------------------------------------------------------- */

static bool may_be_name(const look *l, size_t sent, size_t tok)
{
    sr_str s = token_text(l->doc, sent, tok);
    return l->words[tok].upos == SR_UPOS_PROPN && s.len > 1 &&
           !(s.p[0] >= 'a' && s.p[0] <= 'z');
}

/* The longest known name that begins at `beg` and ends by `end`; false where none does. */
static bool look_up(const look *l, size_t sent, size_t beg, size_t end, sr_name *ret)
{
    bool any = false;
    uint64_t h = sr_tag_fnv_start(8);
    if (end > beg + MAX_TOKENS)
        end = beg + MAX_TOKENS;
    for (size_t t = beg; t < end; t++) {
        h = add_token(h, token_text(l->doc, sent, t));
        const known *k = slot_of(l, h);
        float top;
        if (k->key == 0 || !may_be_name(l, sent, t))
            continue;
        sr_name_type type = best_type(k, &top);
        if (k->defined)
            type = (sr_name_type)(k->defined - 1);
        else if (k->family >= sure && k->family > top)
            type = SR_NAME_PER;
        else if (top < sure)
            continue;
        any = true;
        *ret =
            (sr_name){.span = {l->doc->tokens[beg].span.beg, l->doc->tokens[t].span.end},
                      .sent = (uint32_t)sent,
                      .tok_beg = (uint32_t)beg,
                      .tok_end = (uint32_t)t + 1,
                      .type = (uint8_t)type,
                      .p = found};
    }
    return any;
}

typedef SR_VEC(sr_name) name_vec;

static bool add_between(const look *l, sr_arena *a, size_t sent, size_t beg, size_t end,
                        name_vec *out)
{
    while (beg < end) {
        sr_name name;
        if (may_be_name(l, sent, beg) && look_up(l, sent, beg, end, &name)) {
            if (!SR_PUSH(a, out, name))
                return false;
            beg = name.tok_end;
        } else
            beg++;
    }
    return true;
}

/* --- the call ------------------------------------------------------------------------ */

bool sr_tag_second_look(const sr_doc *doc, const sr_word *words, sr_arena *a,
                        sr_name **names, size_t *n)
{
    look l = {.doc = doc, .words = words, .names = *names, .n = *n, .slots = 2};
    name_vec out = {0};
    while (l.slots < 6 * l.n) /* up to three keys a name */
        l.slots *= 2;
    l.v = sr_arena_zero(a, l.slots, sizeof *l.v);
    if (!l.v)
        return false;
    for (size_t i = 0; i < l.n; i++)
        learn(&l, &l.names[i]);
    for (size_t i = 0; i < l.n; i++)
        learn_letters(&l, &l.names[i]);
    for (size_t s = 0, i = 0; s < doc->n_sents; s++) {
        size_t at = doc->sents[s].tok_beg;
        for (; i < l.n && l.names[i].sent == s; i++) {
            sr_name name = l.names[i];
            settle(&l, &name);
            if (!add_between(&l, a, s, at, name.tok_beg, &out) || !SR_PUSH(a, &out, name))
                return false;
            at = name.tok_end;
        }
        if (!add_between(&l, a, s, at, doc->sents[s].tok_end, &out))
            return false;
    }
    *names = out.v;
    *n = out.n;
    return true;
}
