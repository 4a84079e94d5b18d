/* In this file: room; rows of tokens; layers; names; arcs and relations. */
#include "tag/network.h"

#include "tag/tree.h"

enum { D = SR_TAG_D, ARC = SR_TAG_ARC, SIDE = SR_TAG_SIDE };

/* Lay the parts of *w out from `base` on; returns the bytes they take. */
static size_t lay_out(const sr_tag_model *m, char *base, sr_tag_work *w)
{
    enum { ROWS = SR_TAG_ROWS, COLS = SR_TAG_COLUMNS, N = SR_MAX_PARSE_TOKENS };
    const struct {
        void **part;
        size_t bytes;
    } parts[] = {
        {(void **)&w->forms, ROWS * sizeof *w->forms},
        {(void **)&w->x, ROWS * D * sizeof *w->x},
        {(void **)&w->gates, ROWS * 3 * D * sizeof *w->gates},
        {(void **)&w->q, (ROWS + 2) * D},
        {(void **)&w->qs, ROWS * sizeof *w->qs},
        {(void **)&w->q2, ROWS * SIDE},
        {(void **)&w->qs2, ROWS * sizeof *w->qs2},
        {(void **)&w->heads, ROWS * m->heads.n * sizeof *w->heads},
        {(void **)&w->rules, m->rule.n * sizeof *w->rules},
        {(void **)&w->rels, ROWS * m->rel.n * sizeof *w->rels},
        {(void **)&w->ner, ROWS * SR_TAG_NER * sizeof *w->ner},
        {(void **)&w->names, ROWS * m->ner2.n * sizeof *w->names},
        {(void **)&w->arcs, N * COLS * sizeof *w->arcs},
        {(void **)&w->packed, COLS * ARC},
        {(void **)&w->col_scale, COLS * sizeof *w->col_scale},
        {(void **)&w->col_bias, COLS * sizeof *w->col_bias},
        {(void **)&w->col_shift, COLS * sizeof *w->col_shift},
        {(void **)&w->by_dist, (2 * N + 1) * sizeof *w->by_dist},
        {(void **)&w->head, ROWS * sizeof *w->head},
        {(void **)&w->p_arc, ROWS * sizeof *w->p_arc},
        {(void **)&w->tree, sr_tag_tree_bytes()},
    };
    size_t at = 0;
    for (size_t i = 0; i < SR_COUNT(parts); i++) {
        if (base)
            *parts[i].part = base + at;
        at += (parts[i].bytes + 63) / 64 * 64;
    }
    return at;
}

bool sr_tag_work_new(const sr_tag_model *m, sr_arena *a, sr_tag_work *ret)
{
    enum { N = SR_MAX_PARSE_TOKENS };
    char *base = sr_arena_zero(a, lay_out(m, NULL, ret), 1);
    if (!base)
        return false;
    (void)lay_out(m, base, ret);
    for (int k = -N; k <= N; k++) { /* of head minus dependent */
        int d = k > SR_TAG_MAX_DIST ? SR_TAG_MAX_DIST : k;
        d = d < -SR_TAG_MAX_DIST ? -SR_TAG_MAX_DIST : d;
        ret->by_dist[k + N] = m->dist[SR_TAG_MAX_DIST - d];
    }
    return true;
}

static size_t rows_of(const sr_tag_piece *pieces, size_t n)
{
    return pieces[n - 1].row + pieces[n - 1].n + 1;
}

/* What brings the largest of some values to Q. */
static float factor(float top)
{
    return top > 0.0f ? (float)SR_TAG_Q / top : 0.0f;
}

float sr_tag_quantise(const sr_kernels *k, const float *x, size_t n, uint8_t *q)
{
    float top = k->range(x, n, NULL);
    k->quantise(x, n, factor(top), q);
    return top / (float)SR_TAG_Q;
}

/* --- rows of tokens ------------------------------------------------------------------ */

/* Rows of a token, on their way into the cache: the tables are larger than it. */
typedef struct token_rows {
    uint32_t word, sub[SR_TAG_MAX_ROWS];
    size_t n;
} token_rows;

static void ask(const sr_tag_model *m, const sr_tag_form *f, sr_tag_case c, bool first,
                token_rows *ret)
{
    ret->n = sr_tag_rows(m, f, c, first, &ret->word, ret->sub);
    __builtin_prefetch(m->word_vec + (size_t)ret->word * SR_TAG_EMBED);
    __builtin_prefetch(m->word_vec + (size_t)ret->word * SR_TAG_EMBED + 64);
    for (size_t i = 0; i < ret->n; i++) {
        __builtin_prefetch(m->sub_vec + (size_t)ret->sub[i] * SR_TAG_EMBED);
        __builtin_prefetch(m->sub_vec + (size_t)ret->sub[i] * SR_TAG_EMBED + 64);
    }
}

static void embed(const sr_tag_model *m, const token_rows *r, float *x)
{
    memset(x, 0, D * sizeof *x);
    m->k->add_row(x, m->word_vec + (size_t)r->word * SR_TAG_EMBED, m->word_scale[r->word],
                  SR_TAG_EMBED);
    for (size_t i = 0; i < r->n; i++)
        m->k->add_row(x + SR_TAG_EMBED, m->sub_vec + (size_t)r->sub[i] * SR_TAG_EMBED,
                      m->sub_scale[r->sub[i]], SR_TAG_EMBED);
}

static void embed_piece(const sr_tag_model *m, const sr_doc *doc, const sr_tag_piece *p,
                        sr_tag_work *w)
{
    sr_str text = sr_doc_text(doc, &doc->sents[p->sent]);
    sr_tag_form *forms = w->forms + p->row;
    for (size_t i = 0; i < p->n; i++)
        sr_tag_form_of(sr_str_span(text, doc->tokens[p->tok + i].span), &forms[i]);
    sr_tag_case c = sr_tag_case_of(forms, p->n);
    sr_tag_find_phrases(m, forms, p->n, c);
    memset(w->x + (size_t)(p->row - 1) * D, 0, D * sizeof *w->x);
    token_rows rows[2];
    ask(m, &forms[0], c, true, &rows[0]);
    for (size_t i = 0; i < p->n; i++) {
        if (i + 1 < p->n)
            ask(m, &forms[i + 1], c, false, &rows[(i + 1) % 2]);
        embed(m, &rows[i % 2], w->x + (p->row + i) * D);
    }
    memset(w->x + (p->row + p->n) * D, 0, D * sizeof *w->x);
}

/* --- layers -------------------------------------------------------------------------- */

static uint8_t *q_row(const sr_tag_work *w, size_t row)
{
    return w->q + (row + 1) * D;
}

/* Norm and quantise the rows of a piece with one scale for all, as layers that read
 * three rows need. */
static void quantise_together(const sr_tag_model *m, const sr_tag_piece *p,
                              sr_tag_work *w)
{
    float inv[SR_MAX_PARSE_TOKENS], top = 0.0f;
    for (size_t i = 0; i < p->n; i++) {
        float t = m->k->range(w->x + (p->row + i) * D, D, &inv[i]) * inv[i];
        top = t > top ? t : top;
    }
    float by = factor(top);
    for (size_t i = 0; i < p->n; i++) {
        m->k->quantise(w->x + (p->row + i) * D, D, inv[i] * by, q_row(w, p->row + i));
        w->qs[p->row + i] = top / (float)SR_TAG_Q;
    }
}

static void clear_gaps(const sr_tag_piece *pieces, size_t n, sr_tag_work *w)
{
    memset(q_row(w, 0), SR_TAG_Q0, D);
    for (size_t i = 0; i < n; i++)
        memset(q_row(w, pieces[i].row + pieces[i].n), SR_TAG_Q0, D);
}

/* Norm and quantise each row by itself. */
static void quantise_rows(const sr_tag_model *m, size_t rows, sr_tag_work *w)
{
    for (size_t r = 0; r < rows; r++) {
        const float *x = w->x + r * D;
        float inv, top = m->k->range(x, D, &inv);
        m->k->quantise(x, D, factor(top), q_row(w, r));
        w->qs[r] = top * inv / (float)SR_TAG_Q;
    }
}

void sr_tag_encode(const sr_tag_model *m, const sr_doc *doc, const sr_tag_piece *pieces,
                   size_t n, sr_tag_work *w)
{
    size_t rows = rows_of(pieces, n);
    for (size_t i = 0; i < n; i++)
        embed_piece(m, doc, &pieces[i], w);
    for (size_t layer = 0; layer < SR_TAG_LAYERS; layer++) {
        const sr_lin *l = &m->layer[layer];
        if (layer == 0) {
            clear_gaps(pieces, n, w);
            for (size_t i = 0; i < n; i++)
                quantise_together(m, &pieces[i], w);
        } else
            quantise_rows(m, rows, w);
        const uint8_t *from = q_row(w, 0) - (layer == 0 ? D : 0);
        m->k->linear(l, from, D, w->qs, rows, w->gates, 3 * D);
        for (size_t i = 0; i < n; i++)
            m->k->recur(w->gates + (size_t)pieces[i].row * 3 * D,
                        w->x + (size_t)pieces[i].row * D, pieces[i].n);
    }
    quantise_rows(m, rows, w);
    m->k->linear(&m->heads, q_row(w, 0), D, w->qs, rows, w->heads, m->heads.n);
}

/* --- names --------------------------------------------------------------------------- */

void sr_tag_name_scores(const sr_tag_model *m, const sr_tag_piece *pieces, size_t n,
                        sr_tag_work *w)
{
    size_t rows = rows_of(pieces, n);
    clear_gaps(pieces, n, w);
    for (size_t i = 0; i < n; i++)
        quantise_together(m, &pieces[i], w);
    m->k->linear(&m->ner1, q_row(w, 0) - D, D, w->qs, rows, w->ner, SR_TAG_NER);
    m->k->relu(w->ner, rows * SR_TAG_NER);
    for (size_t r = 0; r < rows; r++)
        w->qs[r] =
            sr_tag_quantise(m->k, w->ner + r * SR_TAG_NER, SR_TAG_NER, q_row(w, r));
    m->k->linear(&m->ner2, q_row(w, 0), D, w->qs, rows, w->names, m->ner2.n);
}

/* --- arcs and relations -------------------------------------------------------------- */

/* Column `c` of the product: the features of a head. */
static void pack_column(const sr_tag_model *m, sr_tag_work *w, size_t c, const float *e)
{
    uint8_t q[ARC];
    w->col_scale[c] = sr_tag_quantise(m->k, e, ARC, q);
    int8_t *to = w->packed + c / 16 * 16 * ARC + c % 16 * 4;
    for (size_t i = 0; i < ARC; i += 4, to += 64)
        for (size_t u = 0; u < 4; u++)
            to[u] = (int8_t)(q[i + u] - SR_TAG_Q0);
}

static float *head_part(const sr_tag_model *m, const sr_tag_work *w, size_t row,
                        size_t at)
{
    return w->heads + row * m->heads.n + m->tag_width + at;
}

/* Parts of the heads' output behind the tags. */
enum { AT_ARC_D = 0, AT_REL_D = ARC, AT_ARC_H = ARC + SIDE, AT_REL_H = 2 * ARC + SIDE };

static size_t pack_heads(const sr_tag_model *m, const sr_tag_piece *p, sr_tag_work *w)
{
    static const float none[ARC];
    size_t columns = ((size_t)p->n + 1 + 15) / 16 * 16;
    pack_column(m, w, 0, m->root);
    for (size_t i = 0; i < p->n; i++) {
        float *e = head_part(m, w, p->row + i, AT_ARC_H);
        m->k->relu(e, ARC);
        pack_column(m, w, i + 1, e);
    }
    for (size_t c = (size_t)p->n + 1; c < columns; c++)
        pack_column(m, w, c, none);
    return columns;
}

/* Quantise `n` rows of `width` into q2 and qs2. */
static void quantise_into_2(const sr_tag_model *m, const float *x, size_t ld, size_t n,
                            size_t width, sr_tag_work *w)
{
    for (size_t i = 0; i < n; i++)
        w->qs2[i] = sr_tag_quantise(m->k, x + i * ld, width, w->q2 + i * width);
}

/* arcs[i][j]: how well j - 1 (0: the root) suits i as its head. */
static void score_arcs(const sr_tag_model *m, const sr_tag_piece *p, sr_tag_work *w)
{
    enum { N = SR_MAX_PARSE_TOKENS };
    size_t columns = pack_heads(m, p, w);
    sr_lin heads = {.w = w->packed,
                    .scale = w->col_scale,
                    .bias = w->col_bias,
                    .n = (uint32_t)columns,
                    .k = ARC};
    sr_tag_shift(&heads, w->col_shift);
    float *d = w->gates; /* [n][ARC] */
    for (size_t i = 0; i < p->n; i++)
        m->k->relu(head_part(m, w, p->row + i, AT_ARC_D), ARC);
    quantise_into_2(m, head_part(m, w, p->row, AT_ARC_D), m->heads.n, p->n, ARC, w);
    m->k->linear(&m->arc, w->q2, ARC, w->qs2, p->n, d, ARC);
    quantise_into_2(m, d, ARC, p->n, ARC, w);
    m->k->linear(&heads, w->q2, ARC, w->qs2, p->n, w->arcs, columns);
    for (size_t i = 0; i < p->n; i++) {
        float *s = w->arcs + i * columns;
        const float *by_dist = w->by_dist + N - i;
        s[0] += m->dist[SR_TAG_DISTS - 1];
        for (size_t j = 0; j < p->n; j++)
            s[j + 1] += by_dist[j];
        s[i + 1] = -1e9f;
    }
}

/* max(a + b, 0) | a * b of dependents and their heads. */
static void relate(const sr_tag_model *m, const sr_tag_piece *p, sr_tag_work *w)
{
    float *side = w->gates; /* [n][SIDE] */
    for (size_t i = 0; i < p->n; i++) {
        const float *a = head_part(m, w, p->row + i, AT_REL_D);
        size_t h = w->head[p->row + i];
        const float *b = h ? head_part(m, w, p->row + h - 1, AT_REL_H) : m->root + ARC;
        float *z = side + i * SIDE;
        for (size_t j = 0; j < SR_TAG_REL; j++)
            z[j] = a[j] + b[j];
        m->k->relu(z, SR_TAG_REL);
        for (size_t j = SR_TAG_REL; j < SIDE; j++)
            z[j] = a[j] * b[j];
    }
    quantise_into_2(m, side, SIDE, p->n, SIDE, w);
    m->k->linear(&m->rel, w->q2, SIDE, w->qs2, p->n, w->rels + (size_t)p->row * m->rel.n,
                 m->rel.n);
}

void sr_tag_parse(const sr_tag_model *m, const sr_tag_piece *p, sr_tag_work *w)
{
    score_arcs(m, p, w);
    size_t columns = ((size_t)p->n + 1 + 15) / 16 * 16;
    sr_tag_tree(m->k, w->arcs, columns, p->n, w->tree, w->head + p->row,
                w->p_arc + p->row);
    relate(m, p, w);
}
