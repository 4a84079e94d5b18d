#include "story/postings.h"

enum { CHUNK_SHIFT = 14, FIRST_HEADS = 1 << 12 };

bool sr_postings_init(sr_postings *p, sr_arena *a, size_t most)
{
    *p = (sr_postings){.n_heads = FIRST_HEADS};
    p->heads = SR_NEW(a, uint32_t, FIRST_HEADS);
    return sr_ring_init(&p->ring, a, sizeof(sr_posting), CHUNK_SHIFT, most) && p->heads;
}

/* Keys are hashes, but shingles of a level end in zeros: mix before taking low bits. */
static uint32_t *head_of(const sr_postings *p, uint32_t key)
{
    uint32_t h = key * 0x9E3779B1u;
    return &p->heads[(h ^ (h >> 15)) & (p->n_heads - 1)];
}

/* The whole number of a posting of which the low half is known; 0 if it fell out. */
static uint64_t whole(const sr_postings *p, uint32_t low)
{
    uint32_t age = (uint32_t)p->ring.next - low;
    return age != 0 && age <= p->ring.next - p->ring.tail ? p->ring.next - age : 0;
}

static void link_in(sr_postings *p, uint64_t no)
{
    sr_posting *x = sr_ring_at(&p->ring, no);
    uint32_t *head = head_of(p, x->key);
    x->before = *head;
    *head = (uint32_t)no;
}

/* Arenas give nothing back: buckets that were outgrown hold postings from now on. */
static void old_heads_to_ring(sr_postings *p)
{
    sr_ring *r = &p->ring;
    size_t chunk = r->item_bytes << r->shift, n = p->n_heads * sizeof *p->heads / chunk;
    for (size_t i = 0; i < n && r->n_spare < r->n_chunks; i++)
        r->spare[r->n_spare++] = (char *)p->heads + i * chunk;
}

static bool enlarge(sr_postings *p, sr_arena *a)
{
    uint32_t *heads = SR_NEW(a, uint32_t, p->n_heads * 2);
    if (!heads)
        return false;
    old_heads_to_ring(p);
    p->heads = heads;
    p->n_heads *= 2;
    for (uint64_t no = p->ring.tail; no < p->ring.next; no++)
        link_in(p, no);
    return true;
}

bool sr_postings_reserve(sr_postings *p, sr_arena *a, size_t n)
{
    if (p->ring.next - p->ring.tail + n > p->n_heads && !enlarge(p, a))
        return false;
    uint64_t chunk = (uint64_t)1 << CHUNK_SHIFT;
    while (!sr_ring_has_room(&p->ring, n))
        sr_ring_drop(&p->ring, (p->ring.tail | (chunk - 1)) + 1);
    return sr_ring_reserve(&p->ring, a, n);
}

void sr_postings_put(sr_postings *p, uint32_t key, uint32_t article)
{
    uint64_t no = p->ring.next++;
    sr_posting *x = sr_ring_at(&p->ring, no);
    x->key = key;
    x->article = article;
    link_in(p, no);
}

void sr_postings_ahead(const sr_postings *p, uint32_t key)
{
    __builtin_prefetch(head_of(p, key));
}

sr_walk sr_postings_walk(const sr_postings *p, uint32_t key, size_t steps)
{
    sr_walk w = {.key = key, .at = *head_of(p, key), .left = steps};
    uint64_t no = whole(p, w.at);
    if (no)
        __builtin_prefetch(sr_ring_at(&p->ring, no));
    return w;
}

/* To what stands before; anything that is not older is a leftover of a full turn. */
static void step(const sr_postings *p, sr_walk *w, uint64_t no, uint32_t before)
{
    uint64_t next = whole(p, before);
    w->left--;
    if (next == 0 || next >= no) {
        w->left = 0;
        return;
    }
    w->at = before;
    __builtin_prefetch(sr_ring_at(&p->ring, next));
}

sr_walk_step sr_postings_step(const sr_postings *p, sr_walk *w, uint32_t *article)
{
    uint64_t no = w->left ? whole(p, w->at) : 0;
    if (no == 0) {
        w->left = 0;
        return SR_WALK_ENDED;
    }
    const sr_posting *x = sr_ring_at(&p->ring, no);
    step(p, w, no, x->before);
    if (x->key != w->key)
        return SR_WALK_OTHER;
    *article = x->article;
    return SR_WALK_MET;
}

bool sr_postings_next(const sr_postings *p, sr_walk *w, uint32_t *article)
{
    sr_walk_step got;
    do
        got = sr_postings_step(p, w, article);
    while (got == SR_WALK_OTHER);
    return got == SR_WALK_MET;
}
