/* Tables of frames by lemma and of words by class; both with open addressing. */
#include "facts/frames.h"

#include "base/hash.h"

#include <stdlib.h>

static size_t slots_for(size_t n)
{
    size_t slots = 64;
    while (slots < n * 2 + 2)
        slots *= 2;
    return slots;
}

static size_t find(const uint64_t *key, size_t slots, uint64_t lemma)
{
    size_t i = (size_t)(lemma >> 8) & (slots - 1);
    while (key[i] && key[i] != lemma)
        i = (i + 1) & (slots - 1);
    return i;
}

/* Chains keep the order of the files, so that explanations read as they do. */
static bool index_heads(sr_frames *f, sr_arena *a)
{
    f->head_slots = slots_for(f->v.n);
    f->head_key = SR_NEW(a, uint64_t, f->head_slots);
    f->head = SR_NEW(a, uint32_t, f->head_slots);
    if (!f->head_key || !f->head)
        return false;
    for (size_t i = f->v.n; i-- > 0;) {
        size_t at = find(f->head_key, f->head_slots, f->v.v[i].head);
        f->v.v[i].next = f->head_key[at] ? f->head[at] : SR_NONE;
        f->head_key[at] = f->v.v[i].head;
        f->head[at] = (uint32_t)i;
    }
    return true;
}

/* A class with all classes above it. */
static void add_with_parents(const sr_frames *f, sr_class_set *set, uint16_t cls)
{
    if (sr_class_has(set, cls))
        return;
    set->bits[cls / 64] |= 1ull << (cls % 64);
    for (size_t i = 0; i < f->parents.n; i++)
        if (f->parents.v[i].child == cls)
            add_with_parents(f, set, f->parents.v[i].parent);
}

static bool index_words(sr_frames *f, sr_arena *a)
{
    f->word_slots = slots_for(f->members.n);
    f->word_key = SR_NEW(a, uint64_t, f->word_slots);
    f->word_set = SR_NEW(a, sr_class_set, f->word_slots);
    f->word_contexts = SR_NEW(a, uint64_t, f->word_slots);
    if (!f->word_key || !f->word_set || !f->word_contexts)
        return false;
    for (size_t i = 0; i < f->members.n; i++) {
        size_t at = find(f->word_key, f->word_slots, f->members.v[i].word);
        f->word_key[at] = f->members.v[i].word;
        if (f->members.v[i].context)
            f->word_contexts[at] |= 1ull << f->members.v[i].cls;
        else
            add_with_parents(f, &f->word_set[at], f->members.v[i].cls);
    }
    return true;
}

static int by_form(const void *a, const void *b)
{
    const sr_frame_form *x = a, *y = b;
    return x->form < y->form ? -1 : x->form > y->form;
}

uint64_t sr_frames_form(const sr_frames *f, uint64_t form)
{
    size_t low = 0, high = f->forms.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (f->forms.v[mid].form < form)
            low = mid + 1;
        else
            high = mid;
    }
    return low < f->forms.n && f->forms.v[low].form == form ? f->forms.v[low].lemma : 0;
}

uint64_t sr_frames_by_ending(const sr_frames *f, sr_str form)
{
    char low[48];
    for (size_t i = 0; i < f->endings.n && form.len < 40; i++) {
        sr_str from = f->endings.v[i].from, to = f->endings.v[i].to;
        if (form.len < from.len + 2 || to.len > 7 || !sr_str_ends(form, from))
            continue;
        size_t n = form.len - from.len;
        for (size_t k = 0; k < n; k++)
            low[k] = sr_lower(form.p[k]);
        memcpy(low + n, to.p, to.len);
        uint64_t lemma = sr_hash64((sr_str){low, n + to.len});
        if (sr_frames_head(f, lemma) != SR_NONE)
            return lemma;
    }
    return 0;
}

sr_status sr_frames_build(sr_frames *f, sr_arena *a, sr_err *err)
{
    if (!index_heads(f, a) || !index_words(f, a))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the index of frames");
    if (f->forms.n)
        qsort(f->forms.v, f->forms.n, sizeof *f->forms.v, by_form);
    return SR_OK;
}

bool sr_frames_word(const sr_frames *f, uint64_t lemma, sr_class_set *ret,
                    uint64_t *contexts)
{
    size_t at = find(f->word_key, f->word_slots, lemma);
    if (!f->word_key[at])
        return false;
    *ret = f->word_set[at];
    *contexts = f->word_contexts[at];
    return true;
}

uint32_t sr_frames_head(const sr_frames *f, uint64_t lemma)
{
    size_t at = find(f->head_key, f->head_slots, lemma);
    return f->head_key[at] ? f->head[at] : SR_NONE;
}
