/* Features of one article.  Read features.h first; this file is, in order:
 *   1. the word lists of a language      2. the words of the article
 *   3. terms                             4. shingles                      5. all of it
 */
#include "story/features.h"

#include "base/data.h"
#include "base/hash.h"
#include "story/story.h"
#include "story/words.h"

/* --- 1. word lists ------------------------------------------------------------------ */

enum { LIST_SLOTS = 1024, LIST_MOST = LIST_SLOTS / 2 };

typedef struct list {
    uint64_t fold[LIST_SLOTS]; /* 0: free */
    uint32_t value[LIST_SLOTS];
    size_t n;
} list;

static void list_put(list *l, uint64_t fold, uint32_t value)
{
    if (l->n >= LIST_MOST || fold == 0)
        return;
    size_t i = fold % LIST_SLOTS;
    while (l->fold[i] && l->fold[i] != fold)
        i = (i + 1) % LIST_SLOTS;
    l->n += l->fold[i] == 0;
    l->fold[i] = fold;
    l->value[i] = value;
}

static uint32_t list_get(const list *l, uint64_t fold)
{
    for (size_t i = fold % LIST_SLOTS; l->fold[i]; i = (i + 1) % LIST_SLOTS)
        if (l->fold[i] == fold)
            return l->value[i];
    return 0;
}

uint32_t sr_story_value_key(sr_str digits)
{
    return sr_key(sr_hash_mix(SR_FACT_NUMBER, sr_hash64(digits))) | 1; /* no word's key */
}

/* Lines "word" or "word<tab>digits"; a word without digits gets the value 1. */
static void list_read(list *l, sr_str file)
{
    for (sr_str line; sr_data_line(&file, &line);) {
        sr_str word;
        if (!sr_str_field(&line, '\t', &word))
            continue;
        list_put(l, sr_hash64(word), line.len ? sr_story_value_key(line) : 1);
    }
}

/* data/NAME.LANG.txt; English where the language is not known, nothing where there is no
 * list: then only the frequencies of the stream tell a stop word. */
static sr_str list_file(const char *name, sr_str lang, sr_arena *a)
{
    if (lang.len < 2 || lang.len > 3)
        lang = SR_STR("en");
    sr_str file = sr_arena_printf(a, "%s.%.*s.txt", name, SR_FMT(lang));
    return file.p ? sr_data(file.p) : (sr_str){NULL, 0};
}

/* --- 2. words ----------------------------------------------------------------------- */

typedef struct maker {
    const sr_doc *doc;
    const list *stops, *numbers;
    sr_story_words w;
    uint32_t *slots; /* terms by key: index plus one */
    size_t n_slots;
    size_t n_lead; /* words of the text seen so far */
} maker;

static bool is_word(const sr_token *t)
{
    return t->kind == SR_TOKEN_WORD || t->kind == SR_TOKEN_NUMBER;
}

static uint32_t term_of(maker *m, uint64_t fold, uint32_t token)
{
    uint32_t key = sr_key(fold);
    size_t i = key & (m->n_slots - 1);
    while (m->slots[i] && m->w.terms[m->slots[i] - 1].term.key != key)
        i = (i + 1) & (m->n_slots - 1);
    if (!m->slots[i]) {
        m->w.terms[m->w.n_terms] = (sr_gathered){.term = {.key = key, .token = token}};
        m->slots[i] = (uint32_t)++m->w.n_terms;
    }
    return m->slots[i] - 1;
}

static void count_up(uint16_t *n)
{
    *n = *n < UINT16_MAX ? *n + 1 : *n;
}

static void count_word(sr_story_words *w, const sr_story_word *x)
{
    if (x->term == UINT32_MAX)
        return;
    sr_gathered *g = &w->terms[x->term];
    count_up(&g->term.body);
    if (x->flags & (SR_WORD_LEAD | SR_WORD_TITLE))
        count_up(&g->term.lead);
    if (x->flags & SR_WORD_TITLE)
        count_up(&g->term.title);
    if (!(x->flags & SR_WORD_CAPITAL))
        g->lower++;
    else if (!(x->flags & (SR_WORD_INITIAL | SR_WORD_HEADLINE)))
        g->capital_mid++;
}

/* One token that is a word.  A number's value: its digits up to the first letter, without
 * the commas: "1,200" -> "1200", "12-year-old" -> "12". */
static sr_story_word word_of(maker *m, uint32_t at, sr_str text, uint32_t sent)
{
    const sr_token *t = &m->doc->tokens[at];
    sr_story_word x = {.fold = t->fold, .token = at, .sent = sent, .term = UINT32_MAX};
    if (t->flags & (SR_TOKEN_CAPITAL | SR_TOKEN_ALL_CAPS))
        x.flags |= SR_WORD_CAPITAL;
    sr_str s = sr_str_span(text, t->span);
    if (s.len && sr_is_digit(s.p[0])) {
        char digits[32];
        size_t n = 0;
        for (size_t i = 0; i < s.len && n < sizeof digits; i++) {
            if (sr_is_digit(s.p[i]) || (s.p[i] == '.' || s.p[i] == ':' || s.p[i] == '/'))
                digits[n++] = s.p[i];
            else if (s.p[i] != ',')
                break;
        }
        x.value = sr_story_value_key((sr_str){digits, n});
        x.flags |= SR_WORD_NUMBER;
    } else if ((x.value = list_get(m->numbers, t->fold)) != 0) {
        x.flags |= SR_WORD_NUMBER;
    }
    if (list_get(m->stops, t->fold))
        x.flags |= SR_WORD_STOP;
    else
        x.term = term_of(m, t->fold, at);
    return x;
}

/* Sentences in which most words that could be small have capitals are headlines: their
 * capitals say nothing.  Two words in three of a title, seven in eight elsewhere: hand-set. */
static void mark_headline(sr_story_words *w, size_t beg)
{
    size_t open = 0, capital = 0;
    for (size_t i = beg; i < w->n; i++) {
        const sr_story_word *x = &w->v[i];
        if (x->flags & (SR_WORD_STOP | SR_WORD_NUMBER))
            continue;
        open++;
        capital += (x->flags & SR_WORD_CAPITAL) != 0;
    }
    bool title = w->n > beg && (w->v[beg].flags & SR_WORD_IN_TITLE);
    if (title ? open >= 2 && capital * 3 >= open * 2
              : open >= 3 && capital * 8 >= open * 7)
        for (size_t i = beg; i < w->n; i++)
            w->v[i].flags |= SR_WORD_HEADLINE;
}

static void take_sentence(maker *m, uint32_t no, bool as_title)
{
    const sr_sentence *s = &m->doc->sents[no];
    sr_str text = sr_doc_text(m->doc, s);
    size_t beg = m->w.n;
    bool initial = true, joined = false;
    for (uint32_t at = s->tok_beg; at < s->tok_end; at++) {
        const sr_token *t = &m->doc->tokens[at];
        if (!is_word(t)) {
            sr_str p = sr_str_span(text, t->span);
            joined = joined && sr_str_eq(p, SR_STR("-"));
            initial = initial || (p.len && (p.p[0] == '"' || p.p[0] == ':' ||
                                            (unsigned char)p.p[0] == 0xE2));
            continue;
        }
        if (m->w.n >= SR_MAX_FEATURE_WORDS)
            break;
        sr_story_word x = word_of(m, at, text, no);
        x.flags |= (initial ? SR_WORD_INITIAL : 0u) | (joined ? SR_WORD_JOINED : 0u) |
                   (as_title ? SR_WORD_TITLE : 0u) |
                   (s->in_title ? SR_WORD_IN_TITLE : 0u) |
                   (!s->in_title && m->n_lead < SR_LEAD_WORDS ? SR_WORD_LEAD : 0u);
        m->n_lead += !s->in_title;
        m->w.v[m->w.n++] = x;
        initial = false;
        joined = true;
    }
    mark_headline(&m->w, beg);
    for (size_t i = beg; i < m->w.n; i++)
        count_word(&m->w, &m->w.v[i]);
}

static size_t count_words(const sr_doc *doc)
{
    size_t n = 0;
    for (size_t i = 0; i < doc->n_tokens && n < SR_MAX_FEATURE_WORDS; i++)
        n += is_word(&doc->tokens[i]);
    return n;
}

static bool take_words(maker *m, sr_arena *a)
{
    size_t n = count_words(m->doc);
    for (m->n_slots = 64; m->n_slots < 2 * n;)
        m->n_slots *= 2;
    m->w.v = SR_NEW(a, sr_story_word, n);
    m->w.terms = sr_arena_alloc(a, n, sizeof *m->w.terms);
    m->slots = SR_NEW(a, uint32_t, m->n_slots);
    if (!m->w.v || !m->w.terms || !m->slots)
        return false;
    bool titled = m->doc->n_sents && m->doc->sents[0].in_title;
    for (size_t i = 0; i < m->doc->n_sents && m->w.n < n; i++) {
        bool first = !titled && i == 0 && m->doc->n_sents > 1;
        take_sentence(m, (uint32_t)i, m->doc->sents[i].in_title || first);
    }
    return true;
}

/* --- 3. terms ------------------------------------------------------------------------ */

/* Ascending by 32-bit key, least significant byte first: four passes, O(n). */
static void sort_terms(sr_term *v, sr_term *spare, size_t n)
{
    for (uint32_t shift = 0; shift < 32; shift += 8) {
        size_t at[257] = {0};
        for (size_t i = 0; i < n; i++)
            at[((v[i].key >> shift) & 255) + 1]++;
        for (size_t b = 0; b < 256; b++)
            at[b + 1] += at[b];
        for (size_t i = 0; i < n; i++)
            spare[at[(v[i].key >> shift) & 255]++] = v[i];
        sr_term *t = v;
        v = spare;
        spare = t;
    }
}

static bool put_terms(const sr_story_words *w, sr_arena *a, sr_features *f)
{
    f->terms = sr_arena_alloc(a, w->n_terms, sizeof *f->terms);
    sr_term *spare = sr_arena_alloc(a, w->n_terms, sizeof *spare);
    if (!f->terms || !spare)
        return false;
    for (size_t i = 0; i < w->n_terms; i++)
        f->terms[i] = w->terms[i].term;
    f->n_terms = w->n_terms;
    sort_terms(f->terms, spare, f->n_terms);
    return true;
}

/* --- 4. shingles --------------------------------------------------------------------- */

static uint32_t level_for(size_t n)
{
    uint32_t level = 0;
    while ((n >> level) > SR_SHINGLES_KEPT && level < 3)
        level++;
    while ((n >> level) > SR_MAX_SHINGLES / 2 && level < SR_SHINGLE_LEVELS - 1)
        level++;
    return level;
}

/* Shell sort, Ciura's gaps: small arrays, no callbacks. */
static void sort_keys(uint32_t *v, size_t n)
{
    static const size_t gaps[] = {701, 301, 132, 57, 23, 10, 4, 1};
    for (size_t g = 0; g < SR_COUNT(gaps); g++)
        for (size_t i = gaps[g]; i < n; i++) {
            uint32_t x = v[i];
            size_t j = i;
            for (; j >= gaps[g] && v[j - gaps[g]] > x; j -= gaps[g])
                v[j] = v[j - gaps[g]];
            v[j] = x;
        }
}

static size_t distinct(uint32_t *v, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (i == 0 || v[i] != v[i - 1])
            v[kept++] = v[i];
    return kept;
}

/* Shingles of the text alone: outlets give the same text other titles. */
static bool put_shingles(const sr_story_words *w, sr_arena *a, sr_features *f)
{
    size_t beg = 0;
    while (beg < w->n && (w->v[beg].flags & SR_WORD_IN_TITLE))
        beg++;
    if (beg == w->n)
        beg = 0; /* nothing but a title */
    size_t n = w->n - beg;
    f->level = level_for(n);
    uint32_t *v = sr_arena_alloc(a, n < SR_MAX_SHINGLES ? n : SR_MAX_SHINGLES, sizeof *v);
    if (!v)
        return false;
    uint64_t x = 0, y = 0, digest = n;
    size_t kept = 0;
    for (size_t i = beg; i < w->n; i++) {
        uint64_t z = w->v[i].fold;
        digest = sr_hash_mix(digest, z);
        uint64_t h = sr_hash_mix(sr_hash_mix(x, y), z);
        h ^= h >> 29;
        uint32_t shingle = (uint32_t)(h >> 7);
        if (i - beg + 1 >= SR_SHINGLE_WORDS && sr_shingle_in(shingle, f->level) &&
            kept < SR_MAX_SHINGLES)
            v[kept++] = shingle;
        x = y;
        y = z;
    }
    sort_keys(v, kept);
    f->shingles = v;
    f->n_shingles = distinct(v, kept);
    f->digest = digest;
    return true;
}

/* --- 5. all of it -------------------------------------------------------------------- */

static uint32_t outlet_key(sr_str outlet)
{
    return outlet.len ? sr_key(sr_hash64(outlet)) | 1 : 0;
}

static void count_names(sr_story_words *w)
{
    for (size_t i = 0; i < w->n; i++)
        if ((w->v[i].flags & SR_WORD_NAME) && w->v[i].term != UINT32_MAX)
            count_up(&w->terms[w->v[i].term].term.name);
}

sr_status sr_features_make(sr_doc *doc, sr_err *err)
{
    sr_arena *a = doc->arena;
    sr_features *f = SR_NEW(a, sr_features, 1);
    list *lists = SR_NEW(a, list, 2);
    if (!f || !lists)
        goto refused;
    list_read(&lists[0], list_file("stopwords", doc->article.lang, a));
    list_read(&lists[1], list_file("numwords", doc->article.lang, a));
    if (sr_arena_refused(a))
        goto refused;
    maker m = {.doc = doc, .stops = &lists[0], .numbers = &lists[1]};
    if (!take_words(&m, a) || !sr_story_facts(doc, &m.w, a, f))
        goto refused;
    count_names(&m.w);
    if (!put_terms(&m.w, a, f) || !put_shingles(&m.w, a, f))
        goto refused;
    f->n_words = (uint32_t)m.w.n;
    f->outlet = outlet_key(doc->article.outlet);
    doc->features = f;
    return SR_OK;
refused:
    return sr_fail(err, SR_ENOMEM, 0, "out of memory for features");
}
