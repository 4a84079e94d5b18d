/* Trees to walk downwards: child lists, then an order by levels. */
#include "facts/tree.h"

uint32_t sr_tree_child(const sr_tree *tree, const sr_doc *doc, uint32_t tok,
                       sr_relation rel)
{
    for (uint32_t c = tree->first[tok]; c != SR_NONE; c = tree->next[c])
        if (sr_tree_rel(doc, c) == rel)
            return c;
    return SR_NONE;
}

static bool has_head(const sr_doc *doc, const sr_sentence *s, uint32_t t)
{
    uint32_t head = doc->words[t].head;
    return head != t && head >= s->tok_beg && head < s->tok_end;
}

/* Append what is below order[at ...), level by level. */
static uint32_t spread(sr_tree *tree, uint32_t at, uint32_t n)
{
    for (; at < n; at++)
        for (uint32_t c = tree->first[tree->order[at]]; c != SR_NONE; c = tree->next[c])
            tree->order[n++] = c;
    return n;
}

static void hang_sentence(const sr_doc *doc, const sr_sentence *s, sr_tree *tree)
{
    for (uint32_t t = s->tok_end; t-- > s->tok_beg;) /* backwards: lists in text order */
        if (has_head(doc, s, t)) {
            uint32_t head = doc->words[t].head;
            tree->next[t] = tree->first[head];
            tree->first[head] = t;
        }
    uint32_t n = s->tok_beg;
    for (uint32_t t = s->tok_beg; t < s->tok_end; t++)
        if (!has_head(doc, s, t))
            tree->order[n++] = t;
    n = spread(tree, s->tok_beg, n);
    if (n == s->tok_end)
        return;
    /* heads in a circle: no parser of ours makes one, a loaded document may */
    for (uint32_t t = s->tok_beg; t < s->tok_end; t++)
        tree->first[t] = tree->next[t] = SR_NONE, tree->order[t] = t;
}

sr_status sr_tree_new(sr_doc *doc, sr_tree *ret, sr_err *err)
{
    size_t n = doc->n_tokens;
    sr_tree tree = {.first = sr_arena_alloc(doc->arena, n, sizeof *tree.first),
                    .next = sr_arena_alloc(doc->arena, n, sizeof *tree.next),
                    .order = sr_arena_alloc(doc->arena, n, sizeof *tree.order)};
    if (!tree.first || !tree.next || !tree.order)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the trees of %zu words", n);
    for (uint32_t t = 0; t < n; t++)
        tree.first[t] = tree.next[t] = SR_NONE, tree.order[t] = t;
    for (size_t i = 0; i < doc->n_sents; i++)
        hang_sentence(doc, &doc->sents[i], &tree);
    *ret = tree;
    return SR_OK;
}

sr_status sr_tree_reach(sr_doc *doc, const sr_tree *tree, uint32_t **lo, uint32_t **hi,
                        sr_err *err)
{
    size_t n = doc->n_tokens;
    uint32_t *l = sr_arena_alloc(doc->arena, n, sizeof *l);
    uint32_t *h = sr_arena_alloc(doc->arena, n, sizeof *h);
    if (!l || !h)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the reach of %zu words", n);
    for (uint32_t t = 0; t < n; t++)
        l[t] = t, h[t] = t + 1;
    for (size_t k = n; k-- > 0;) { /* what hangs on a word comes behind it in the order */
        uint32_t t = tree->order[k];
        for (uint32_t c = tree->first[t]; c != SR_NONE; c = tree->next[c]) {
            l[t] = l[c] < l[t] ? l[c] : l[t];
            h[t] = h[c] > h[t] ? h[c] : h[t];
        }
    }
    *lo = l, *hi = h;
    return SR_OK;
}
