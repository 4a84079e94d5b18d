#include "story/window.h"

#include "base/hash.h"

enum {
    CARDS_SHIFT = 10,
    WORDS_SHIFT = 15,      /* of blobs, in words of eight bytes */
    CELLS_SMALL = 1 << 19, /* of the sketches; for windows of up to SMALL articles */
    CELLS_LARGE = 1 << 21,
    SMALL = 200000,
    BLOB_MOST_BYTES = 5120, /* sizes of directories only; memory comes as needed */
    POSTINGS_MEAN = 128,
    FLOOR_ARTICLES = 20000 /* while so few are held, none leaves for its age */
};

bool sr_window_init(sr_window *w, sr_arena *a, int64_t window_s, size_t max_articles)
{
    size_t cells = max_articles > SMALL ? CELLS_LARGE : CELLS_SMALL;
    w->arena = a;
    w->window_s = window_s;
    w->clock_s = INT64_MIN;
    w->max_articles = max_articles;
    return sr_ring_init(&w->cards, a, sizeof(sr_card), CARDS_SHIFT, max_articles + 1) &&
           sr_ring_init(&w->bytes, a, 8, WORDS_SHIFT,
                        max_articles * (BLOB_MOST_BYTES / 8)) &&
           sr_postings_init(&w->postings, a, max_articles * POSTINGS_MEAN) &&
           sr_sketch_init(&w->frequencies.sketch, a, cells);
}

uint64_t sr_window_find(const sr_window *w, sr_str id)
{
    uint32_t key = sr_key_of(SR_KEY_ID, sr_key(sr_hash64(id)));
    sr_walk walk = sr_postings_walk(&w->postings, key, 256);
    for (uint32_t low; sr_postings_next(&w->postings, &walk, &low);) {
        uint64_t no = sr_window_whole(w, low);
        const sr_card *c = sr_window_card(w, no);
        if (c && sr_str_eq(sr_card_id(c), id))
            return no;
    }
    return 0;
}

bool sr_window_reserve(sr_window *w, const sr_card *c, size_t n_postings)
{
    return sr_ring_reserve(&w->cards, w->arena, 1) &&
           sr_ring_reserve(&w->bytes, w->arena, sr_card_blob_bytes(c) / 4) &&
           sr_postings_reserve(&w->postings, w->arena, n_postings);
}

uint64_t sr_window_put(sr_window *w, const sr_card *c)
{
    size_t n = sr_card_blob_bytes(c);
    uint64_t at = sr_ring_take_row(&w->bytes, n / 8);
    uint64_t no = w->cards.next++;
    sr_card *put = sr_ring_at(&w->cards, no);
    *put = *c;
    put->blob = sr_ring_at(&w->bytes, at);
    put->blob_no = at;
    put->first_posting = w->postings.ring.next;
    memcpy(put->blob, c->blob, n);
    return no;
}

static bool must_go(const sr_window *w, const sr_card *c)
{
    uint64_t n = w->cards.next - w->cards.tail;
    return n >= w->max_articles ||
           (n > FLOOR_ARTICLES && c->at_s < w->clock_s - w->window_s);
}

void sr_window_advance(sr_window *w, int64_t at_s, void (*gone)(void *ctx, sr_card *c),
                       void *ctx)
{
    if (w->clock_s == INT64_MIN)
        w->clock_s = at_s;
    int64_t most = w->clock_s + w->window_s / 16;
    if (at_s > w->clock_s)
        w->clock_s = at_s < most ? at_s : most;
    while (w->cards.tail < w->cards.next) {
        sr_card *c = sr_ring_at(&w->cards, w->cards.tail);
        if (!must_go(w, c))
            break;
        gone(ctx, c);
        bool last = w->cards.tail + 1 == w->cards.next;
        const sr_card *n = last ? NULL : sr_ring_at(&w->cards, w->cards.tail + 1);
        sr_ring_drop(&w->postings.ring, n ? n->first_posting : w->postings.ring.next);
        sr_ring_drop(&w->bytes, n ? n->blob_no : w->bytes.next);
        sr_ring_drop(&w->cards, w->cards.tail + 1);
    }
}

bool sr_tally_init(sr_tally *t, sr_arena *a, size_t most)
{
    *t = (sr_tally){.most = most, .n_slots = 64};
    while (t->n_slots < 2 * most)
        t->n_slots *= 2;
    t->rows = sr_arena_alloc(a, most, sizeof *t->rows);
    t->slots = SR_NEW(a, uint16_t, t->n_slots);
    return t->rows && t->slots;
}

static size_t tally_slot(const sr_tally *t, uint32_t article)
{
    size_t i = (article * 0x9E3779B1u) & (t->n_slots - 1);
    while (t->slots[i] && t->rows[t->slots[i] - 1].article != article)
        i = (i + 1) & (t->n_slots - 1);
    return i;
}

float sr_tally_get(const sr_tally *t, uint32_t article)
{
    size_t i = tally_slot(t, article);
    return t->slots[i] ? t->rows[t->slots[i] - 1].sum : 0;
}

void sr_tally_add(sr_tally *t, uint32_t article, float x)
{
    size_t i = tally_slot(t, article);
    if (!t->slots[i]) {
        if (t->n >= t->most)
            return;
        t->rows[t->n] = (sr_tally_row){.article = article};
        t->slots[i] = (uint16_t)++t->n;
    }
    t->rows[t->slots[i] - 1].sum += x;
}
