#include "tag/tree.h"

#include <stdbool.h>
#include <string.h>

enum { N = SR_MAX_PARSE_TOKENS + 1, IDS = 2 * N }; /* node 0 is the root */

static const float root_fee = 1000.0f; /* more than arcs ever differ by */

/* Nodes are slots; a contracted cycle lives on in the slot of one of its nodes under a
 * new id.  real_* say which tokens an arc between slots stands for. */
typedef struct cycle {
    uint16_t id, n, first; /* members[first, first + n) */
} cycle;

typedef struct room {
    float w[N][N]; /* [head][dependent] */
    uint16_t real_head[N][N], real_dep[N][N];
    uint16_t slot_id[N];
    bool alive[N];
    uint16_t best[N];                   /* slot of the best head of a slot */
    uint16_t in_head[IDS], in_dep[IDS]; /* arc into a node, by id */
    uint16_t up[IDS];                   /* the cycle that swallowed a node, or 0 */
    uint16_t members[2 * IDS];          /* ids */
    cycle cycles[N];
    size_t n, n_ids, n_cycles, n_members;
} room;

size_t sr_tag_tree_bytes(void)
{
    return sizeof(room);
}

/* --- is it a tree already? ----------------------------------------------------------- */

static bool is_tree(const uint16_t *head, size_t n)
{
    uint16_t seen[N] = {0}; /* by which walk */
    size_t roots = 0;
    for (size_t i = 0; i < n; i++) {
        roots += head[i] == 0;
        size_t v = i + 1;
        while (v && !seen[v]) {
            seen[v] = (uint16_t)(i + 1);
            v = head[v - 1];
        }
        if (v && seen[v] == i + 1)
            return false;
    }
    return roots == 1;
}

/* --- Chu-Liu/Edmonds ----------------------------------------------------------------- */

static void set_up(room *r, const float *arcs, size_t ld, size_t n)
{
    r->n = n + 1;
    r->n_ids = r->n;
    r->n_cycles = r->n_members = 0;
    for (size_t v = 0; v < r->n; v++) {
        r->slot_id[v] = (uint16_t)v;
        r->alive[v] = true;
        r->up[v] = 0;
        for (size_t u = 0; u < r->n; u++) {
            if (v)
                r->w[u][v] = arcs[(v - 1) * ld + u] - (u == 0 ? root_fee : 0.0f);
            r->real_head[u][v] = (uint16_t)u;
            r->real_dep[u][v] = (uint16_t)v;
        }
    }
}

static void choose_best(room *r)
{
    for (size_t v = 1; v < r->n; v++) {
        if (!r->alive[v])
            continue;
        size_t best = 0;
        for (size_t u = 1; u < r->n; u++)
            if (r->alive[u] && u != v && r->w[u][v] > r->w[best][v])
                best = u;
        r->best[v] = (uint16_t)best;
        r->in_head[r->slot_id[v]] = r->real_head[best][v];
        r->in_dep[r->slot_id[v]] = r->real_dep[best][v];
    }
}

/* The slots of a cycle of best heads into c[]; 0 where there is none. */
static size_t find_cycle(const room *r, uint16_t *c)
{
    uint16_t seen[N] = {0};
    for (size_t i = 1; i < r->n; i++) {
        size_t v = i;
        while (v && r->alive[v] && !seen[v]) {
            seen[v] = (uint16_t)i;
            v = r->best[v];
        }
        if (v && r->alive[v] && seen[v] == i) {
            size_t n = 0, u = v;
            do {
                c[n++] = (uint16_t)u;
                u = r->best[u];
            } while (u != v);
            return n;
        }
    }
    return 0;
}

/* Best arc from slot u into the cycle, and from the cycle to u; they become the arcs of
 * slot c[0]. */
static void join_arcs(room *r, const uint16_t *c, size_t n, const float *inside, size_t u)
{
    size_t in = 0, out = 0;
    for (size_t i = 1; i < n; i++) {
        if (r->w[u][c[i]] - inside[i] > r->w[u][c[in]] - inside[in])
            in = i;
        if (r->w[c[i]][u] > r->w[c[out]][u])
            out = i;
    }
    size_t to = c[0];
    r->w[u][to] = r->w[u][c[in]] - inside[in];
    uint16_t h = r->real_head[u][c[in]], d = r->real_dep[u][c[in]];
    r->real_head[u][to] = h;
    r->real_dep[u][to] = d;
    if (u == 0)
        return;
    r->w[to][u] = r->w[c[out]][u];
    h = r->real_head[c[out]][u];
    d = r->real_dep[c[out]][u];
    r->real_head[to][u] = h;
    r->real_dep[to][u] = d;
}

static void contract(room *r, const uint16_t *c, size_t n)
{
    float inside[N];
    bool member[N] = {false};
    uint16_t id = (uint16_t)r->n_ids++;
    r->cycles[r->n_cycles++] = (cycle){id, (uint16_t)n, (uint16_t)r->n_members};
    for (size_t i = 0; i < n; i++) {
        inside[i] = r->w[r->best[c[i]]][c[i]];
        member[c[i]] = true;
        r->members[r->n_members++] = r->slot_id[c[i]];
        r->up[r->slot_id[c[i]]] = id;
    }
    for (size_t u = 0; u < r->n; u++)
        if (r->alive[u] && !member[u])
            join_arcs(r, c, n, inside, u);
    for (size_t i = 1; i < n; i++)
        r->alive[c[i]] = false;
    r->slot_id[c[0]] = id;
    r->up[id] = 0;
}

/* The last cycle first: the arc into it says which member loses its arc of the cycle. */
static void expand(room *r)
{
    for (size_t k = r->n_cycles; k-- > 0;) {
        const cycle *c = &r->cycles[k];
        size_t entered = r->in_dep[c->id];
        while (r->up[entered] != c->id)
            entered = r->up[entered];
        r->in_head[entered] = r->in_head[c->id];
        r->in_dep[entered] = r->in_dep[c->id];
    }
}

static void edmonds(room *r, const float *arcs, size_t ld, size_t n, uint16_t *head)
{
    uint16_t c[N];
    size_t len;
    set_up(r, arcs, ld, n);
    choose_best(r);
    while ((len = find_cycle(r, c)) != 0) {
        contract(r, c, len);
        choose_best(r);
    }
    expand(r);
    for (size_t i = 0; i < n; i++)
        head[i] = r->in_head[i + 1];
}

/* Whatever the scores were: no second root. */
static void keep_one_root(uint16_t *head, size_t n)
{
    size_t first = n;
    for (size_t i = 0; i < n; i++)
        if (head[i] == 0) {
            if (first == n)
                first = i;
            else
                head[i] = (uint16_t)(first + 1);
        }
}

void sr_tag_tree(const sr_kernels *k, const float *arcs, size_t ld, size_t n, void *space,
                 uint16_t *head, float *p)
{
    for (size_t i = 0; i < n; i++)
        head[i] = (uint16_t)k->largest(arcs + i * ld, n + 1, &p[i]);
    if (is_tree(head, n))
        return;
    room *r = space;
    uint16_t greedy[N];
    memcpy(greedy, head, n * sizeof *head);
    edmonds(r, arcs, ld, n, head);
    keep_one_root(head, n);
    for (size_t i = 0; i < n; i++)
        if (head[i] != greedy[i]) { /* p of the best, times exp of the difference */
            float pair[2] = {arcs[i * ld + greedy[i]], arcs[i * ld + head[i]]}, best;
            (void)k->largest(pair, 2, &best);
            p[i] *= 1.0f / best - 1.0f;
        }
}
