/* Names, numbers and quotes of an article.  Read words.h first; this file is, in order:
 *   1. which words are names     2. facts, each once     3. the three kinds
 */
#include "base/hash.h"
#include "base/utf8.h"
#include "story/words.h"

/* --- 1. names ------------------------------------------------------------------------ */

/* A capital inside a running sentence makes a name.  Elsewhere (first word, headline) the
 * word must have been seen with a capital inside a sentence, and not mostly small; or, at
 * the head of a sentence, stand before a name and never be seen small ("Rosa Parks
 * said"). */
static bool is_name(const sr_story_words *w, size_t i)
{
    const sr_story_word *x = &w->v[i];
    if (!(x->flags & SR_WORD_CAPITAL) || x->term == UINT32_MAX ||
        (x->flags & SR_WORD_NUMBER))
        return false;
    const sr_gathered *g = &w->terms[x->term];
    if (!(x->flags & (SR_WORD_INITIAL | SR_WORD_HEADLINE)))
        return true;
    if (g->capital_mid)
        return g->capital_mid >= g->lower;
    const sr_story_word *next = i + 1 < w->n ? &w->v[i + 1] : NULL;
    return !(x->flags & SR_WORD_HEADLINE) && g->lower == 0 && next &&
           next->sent == x->sent && (next->flags & SR_WORD_JOINED) &&
           (next->flags & SR_WORD_CAPITAL) && !(next->flags & SR_WORD_STOP);
}

/* --- 2. facts, each once ------------------------------------------------------------- */

typedef struct finder {
    const sr_doc *doc;
    const sr_story_words *w;
    sr_fact *v; /* [SR_MAX_FACTS] */
    size_t n;
    uint16_t slots[2 * SR_MAX_FACTS]; /* by kind and key: index plus one */
} finder;

static void put(finder *f, sr_fact x)
{
    size_t i = (x.key + x.kind) % SR_COUNT(f->slots);
    for (; f->slots[i]; i = (i + 1) % SR_COUNT(f->slots)) {
        sr_fact *have = &f->v[f->slots[i] - 1];
        if (have->key == x.key && have->kind == x.kind) {
            have->times = have->times < UINT16_MAX ? have->times + 1 : have->times;
            return;
        }
    }
    if (f->n >= SR_MAX_FACTS)
        return;
    f->v[f->n++] = x;
    f->slots[i] = (uint16_t)f->n;
}

/* The key of the two words at `at` and on (before a fact, or behind it), of one sentence.
 * All figures count as one word: they are what may have changed. */
static uint32_t context(const sr_story_words *w, size_t at, int step, uint32_t sent)
{
    uint64_t h = 0x5bd1e995;
    for (int k = 0; k < 2; k++, at += (size_t)step) {
        bool inside = at < w->n && w->v[at].sent == sent;
        bool number = inside && (w->v[at].flags & SR_WORD_NUMBER);
        h = sr_hash_mix(h, number ? 1 : inside ? w->v[at].fold : 0);
    }
    return sr_key(h);
}

static sr_fact fact_of(const finder *f, sr_fact_kind kind, size_t beg, size_t end)
{
    const sr_story_word *x = &f->w->v[beg];
    const sr_token *t = f->doc->tokens;
    return (sr_fact){
        .kind = (uint8_t)kind,
        .times = 1,
        .words = (uint8_t)(end - beg),
        .in_title = (x->flags & SR_WORD_IN_TITLE) != 0,
        .span = {t[x->token].span.beg, t[f->w->v[end - 1].token].span.end},
        .left = context(f->w, beg - 1, -1, x->sent),
        .right = context(f->w, end, 1, x->sent),
    };
}

/* --- 3. the kinds -------------------------------------------------------------------- */

/* The first four bytes of a unit, whole characters: "year", "years" and "year-old" meet. */
static uint32_t unit_key(sr_str s)
{
    size_t n = sr_utf8_floor(s, 4);
    char low[4] = {0};
    for (size_t i = 0; i < n; i++)
        low[i] = sr_lower(s.p[i]);
    return sr_key(sr_hash64((sr_str){low, n}));
}

/* Letters that hang on the digits themselves: "12-year-old" -> "year-old", "5bn" -> "bn". */
static sr_str inner_unit(sr_str s)
{
    size_t i = 0;
    if (s.len == 0 || !sr_is_digit(s.p[0]))
        return (sr_str){s.p, 0};
    while (i < s.len && !sr_is_alpha(s.p[i]) && (unsigned char)s.p[i] < 0x80)
        i++;
    return sr_str_cut(s, i, s.len);
}

/* A sign right before the digits ("$", "€") belongs to them. */
static bool sign_before(const finder *f, const sr_story_word *x, sr_str text,
                        sr_fact *fact)
{
    if (x->token == 0 || x->token == f->doc->sents[x->sent].tok_beg)
        return false;
    const sr_token *t = &f->doc->tokens[x->token - 1];
    if (t->kind != SR_TOKEN_SYMBOL || t->span.end != fact->span.beg)
        return false;
    fact->value =
        (uint32_t)sr_hash_mix(fact->value, sr_hash64(sr_str_span(text, t->span)));
    fact->span.beg = t->span.beg;
    return true;
}

static void put_number(finder *f, size_t at)
{
    const sr_story_words *w = f->w;
    const sr_story_word *x = &w->v[at];
    sr_str text = sr_doc_text(f->doc, &f->doc->sents[x->sent]);
    sr_fact n = fact_of(f, SR_FACT_NUMBER, at, at + 1);
    sr_str unit = inner_unit(sr_str_span(text, n.span));
    n.value = x->value;
    (void)sign_before(f, x, text, &n);
    const sr_story_word *next = at + 1 < w->n ? &w->v[at + 1] : NULL;
    if (unit.len == 0 && next && next->sent == x->sent &&
        (next->flags & SR_WORD_JOINED) &&
        !(next->flags & (SR_WORD_NUMBER | SR_WORD_STOP))) {
        sr_span u = f->doc->tokens[next->token].span;
        unit = sr_str_span(text, u);
        n.span.end = u.end;
    }
    n.key = unit.len ? (uint32_t)sr_hash_mix(n.value, unit_key(unit)) : n.value;
    put(f, n);
}

/* The longest run of names from `at`; returns its end. */
static size_t put_name(finder *f, size_t at)
{
    const sr_story_words *w = f->w;
    size_t end = at + 1;
    while (end < w->n && end - at < SR_MAX_NAME_WORDS &&
           w->v[end].sent == w->v[at].sent && (w->v[end].flags & SR_WORD_NAME) &&
           (w->v[end].flags & SR_WORD_JOINED))
        end++;
    sr_fact x = fact_of(f, SR_FACT_NAME, at, end);
    uint64_t h = 0;
    for (size_t i = at; i < end; i++)
        h = i == at ? w->v[i].fold : sr_hash_mix(h, w->v[i].fold);
    x.key = sr_key(h);
    put(f, x);
    return end;
}

enum { QUOTE_LEAST_WORDS = 4, QUOTE_MOST_BYTES = 400 };

/* What a byte sequence at i opens or closes: '"' both, U+201C and U+00AB open, U+201D and
 * U+00BB close.  Returns its length, 0 where it is none. */
static size_t quote_mark(sr_str s, size_t i, bool *opens, bool *closes)
{
    unsigned char c = (unsigned char)s.p[i];
    *opens = *closes = false;
    if (c == '"') {
        *opens = *closes = true;
        return 1;
    }
    if (c == 0xE2 && i + 2 < s.len && (unsigned char)s.p[i + 1] == 0x80) {
        *opens = (unsigned char)s.p[i + 2] == 0x9C;
        *closes = (unsigned char)s.p[i + 2] == 0x9D;
        return *opens || *closes ? 3 : 0;
    }
    if (c == 0xC2 && i + 1 < s.len) {
        *opens = (unsigned char)s.p[i + 1] == 0xAB;
        *closes = (unsigned char)s.p[i + 1] == 0xBB;
        return *opens || *closes ? 2 : 0;
    }
    return 0;
}

/* Hash of the words inside a span, and how many there are; *at walks over all words. */
static uint32_t quote_words(const finder *f, sr_span span, size_t *at, size_t *n)
{
    uint64_t h = 1;
    const sr_story_words *w = f->w;
    for (*n = 0; *at < w->n; (*at)++) {
        sr_span t = f->doc->tokens[w->v[*at].token].span;
        if ((w->v[*at].flags & SR_WORD_IN_TITLE) || t.beg < span.beg)
            continue;
        if (t.beg >= span.end)
            break;
        h = sr_hash_mix(h, w->v[*at].fold);
        ++*n;
    }
    return sr_key(h);
}

static void find_quotes(finder *f)
{
    sr_str s = f->doc->article.text;
    size_t open = SIZE_MAX, at = 0;
    for (size_t i = 0, step; i < s.len; i += step) {
        bool opens, closes;
        step = 1;
        if ((unsigned char)s.p[i] < 0x80 && s.p[i] != '"' && s.p[i] != '\n')
            continue;
        size_t mark = quote_mark(s, i, &opens, &closes);
        step = mark ? mark : 1;
        if (s.p[i] == '\n' || (open != SIZE_MAX && i - open > QUOTE_MOST_BYTES)) {
            open = SIZE_MAX;
        } else if (mark && closes && open != SIZE_MAX) {
            sr_fact q = {.kind = SR_FACT_QUOTE, .times = 1};
            q.span = (sr_span){(uint32_t)open, (uint32_t)i};
            size_t n;
            q.key = quote_words(f, q.span, &at, &n);
            if (n >= QUOTE_LEAST_WORDS)
                put(f, q);
            open = SIZE_MAX;
        } else if (mark && opens) {
            open = i + mark;
        }
    }
}

bool sr_story_facts(const sr_doc *doc, sr_story_words *w, sr_arena *a, sr_features *ret)
{
    finder f = {.doc = doc, .w = w};
    f.v = sr_arena_alloc(a, SR_MAX_FACTS, sizeof *f.v);
    if (!f.v)
        return false;
    for (size_t i = 0; i < w->n; i++)
        if (is_name(w, i))
            w->v[i].flags |= SR_WORD_NAME;
    for (size_t i = 0; i < w->n;) {
        if (w->v[i].flags & SR_WORD_NAME) {
            i = put_name(&f, i);
            continue;
        }
        if (w->v[i].flags & SR_WORD_NUMBER)
            put_number(&f, i);
        i++;
    }
    find_quotes(&f);
    ret->facts = f.v;
    ret->n_facts = f.n;
    return true;
}
