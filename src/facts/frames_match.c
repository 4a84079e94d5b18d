/* Does this frame fit this word?  In this file: a condition; a slot; a frame; the best. */
#include "facts/frames.h"

#include "base/hash.h"

/* --- conditions ----------------------------------------------------------------------------- */

static bool word_is(const sr_scene *v, uint32_t tok, const sr_frame_item *item)
{
    if (!item->n_words)
        return true;
    for (uint16_t i = 0; i < item->n_words; i++) {
        const sr_frame_word *w = &v->frames->words.v[item->words + i];
        if (w->lemma ? w->lemma == v->lemma[tok - v->beg]
                     : sr_class_has(&v->cls[tok - v->beg], w->cls))
            return true;
    }
    return false;
}

/* "tens of [thousands of people]", "a group of [men]": what the head stands for. */
static uint32_t counted_by(const sr_scene *v, uint32_t tok)
{
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE; c = sr_scene_next(v, c))
        if (sr_relation_base((sr_relation)sr_scene_word(v, c)->rel) == SR_REL_NMOD &&
            c > tok)
            return c;
    return SR_NONE;
}

/* The word itself, one it is joined with, or what it is a number or group of. */
static bool fits(const sr_scene *v, uint32_t tok, const sr_frame_item *item)
{
    if (word_is(v, tok, item))
        return true;
    uint32_t of = sr_scene_is(v, tok, SR_CLASS_PARTITIVE) ? counted_by(v, tok) : SR_NONE;
    if (of != SR_NONE && word_is(v, of, item))
        return true;
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE; c = sr_scene_next(v, c))
        if (sr_scene_word(v, c)->rel == SR_REL_CONJ && word_is(v, c, item))
            return true;
    return false;
}

/* --- slots -------------------------------------------------------------------------------------- */

enum { AROUND = 200 }; /* tokens that "any" looks at before and behind */

/* Any word of the sentence. */
static bool anywhere(const sr_scene *v, uint32_t tok, const sr_frame_item *item)
{
    uint32_t at = tok - v->beg, n = v->end - v->beg;
    uint32_t low = at > AROUND ? at - AROUND : 0,
             high = n - at > AROUND ? at + AROUND : n;
    for (uint16_t i = 0; i < item->n_words; i++) {
        const sr_frame_word *w = &v->frames->words.v[item->words + i];
        if (!w->lemma && sr_class_has(&v->any, w->cls))
            return true;
        for (uint32_t t = low; w->lemma && t < high; t++)
            if (v->lemma[t] == w->lemma)
                return true;
    }
    return false;
}

static bool is_negated(const sr_scene *v, uint32_t tok)
{
    for (uint32_t c = sr_scene_child(v, tok); c != SR_NONE; c = sr_scene_next(v, c)) {
        sr_str l = sr_scene_word(v, c)->lemma;
        if (sr_str_eq(l, SR_STR("not")) || sr_str_eq(l, SR_STR("never")) ||
            sr_str_eq(l, SR_STR("n't")) || sr_str_eq(l, SR_STR("no")))
            return true;
    }
    return false;
}

/* Does a word before or behind, or the one that hangs it, hold? */
static bool second_slot(const sr_scene *v, uint32_t tok, const sr_frame_item *item,
                        uint32_t *ret)
{
    sr_slots slots;
    sr_frame_kind kind = SR_KIND_NOUN;
    (void)sr_scene_kind(v, tok, &kind);
    sr_scene_slots(v, tok, kind, &slots);
    for (size_t i = 0; i < slots.n; i++)
        if (slots.v[i].name == item->slot[1] && fits(v, slots.v[i].tok, item)) {
            *ret = slots.v[i].tok;
            return true;
        }
    return false;
}

/* The next slot from *at on that the item names and allows. */
static bool find_slot(const sr_scene *v, const sr_slots *slots, const sr_frame_item *item,
                      size_t *at, uint32_t *ret)
{
    for (; *at < slots->n; (*at)++) {
        const sr_slot *s = &slots->v[*at];
        if (s->name != item->slot[0])
            continue;
        *ret = s->tok;
        bool good =
            item->slot[1] ? second_slot(v, s->tok, item, ret) : fits(v, s->tok, item);
        if (good) {
            (*at)++;
            return true;
        }
    }
    return false;
}

static bool holds(const sr_scene *v, uint32_t tok, const sr_slots *slots,
                  const sr_frame_item *item)
{
    size_t at = 0;
    uint32_t found;
    if (item->slot[0] == sr_hash64(SR_STR("any")))
        return anywhere(v, tok, item);
    if (item->slot[0] == sr_hash64(SR_STR("neg")))
        return is_negated(v, tok);
    if (item->slot[0] == sr_hash64(SR_STR("light")))
        return slots->light != SR_NONE && fits(v, slots->light, item);
    if (item->slot[0] == sr_hash64(SR_STR("self")))
        return word_is(v, tok, item);
    return find_slot(v, slots, item, &at, &found);
}

/* --- frames --------------------------------------------------------------------------------------- */

static void add_party(uint32_t *v, uint8_t *n, uint32_t tok)
{
    for (uint8_t i = 0; i < *n; i++)
        if (v[i] == tok)
            return;
    if (*n < SR_MATCH_PARTIES)
        v[(*n)++] = tok;
}

static void fill_role(const sr_scene *v, const sr_slots *slots, const sr_frame_item *item,
                      sr_match *m)
{
    bool actor = item->use == SR_USE_ACTOR;
    uint32_t *to = actor ? m->actor : m->recipient, found;
    uint8_t *n = actor ? &m->n_actors : &m->n_recipients;
    if (*n && !item->all)
        return;
    for (size_t at = 0; find_slot(v, slots, item, &at, &found);) {
        if (sr_scene_word(v, found)->upos == SR_UPOS_VERB) /* a clause is nobody */
            continue;
        add_party(to, n, found);
        if (!item->all)
            break;
    }
}

/* A particle stands as such, as an adverb or as a bare preposition; before a noun stands
 * another noun or an adjective. */
static bool extra_fits(const sr_scene *v, uint32_t tok, const sr_event_frame *f)
{
    bool is_noun = f->kind == SR_KIND_NOUN;
    for (uint32_t c = sr_scene_child(v, tok); f->extra && c != SR_NONE;
         c = sr_scene_next(v, c)) {
        if (v->lemma[c - v->beg] != f->extra)
            continue;
        sr_relation r = (sr_relation)sr_scene_word(v, c)->rel;
        if (is_noun ? c < tok && (r == SR_REL_COMPOUND || r == SR_REL_AMOD ||
                                  r == SR_REL_NMOD_DESC)
                    : r == SR_REL_COMPOUND_PRT || r == SR_REL_ADVMOD ||
                          r == SR_REL_CASE || r == SR_REL_OBL || r == SR_REL_MARK)
            return true;
    }
    /* parsers hang particles elsewhere: the next word will do */
    if (!f->extra)
        return true;
    return is_noun ? tok > v->beg && v->lemma[tok - 1 - v->beg] == f->extra
                   : tok + 1 < v->end && v->lemma[tok + 1 - v->beg] == f->extra;
}

static const sr_frame_item *failing_item(const sr_scene *v, uint32_t tok,
                                         const sr_slots *slots, const sr_event_frame *f)
{
    for (size_t i = 0; i < f->n_items; i++) {
        const sr_frame_item *item = &v->frames->items.v[f->item + i];
        if ((item->use == SR_USE_MUST && !holds(v, tok, slots, item)) ||
            (item->use == SR_USE_MUST_NOT && holds(v, tok, slots, item)))
            return item;
    }
    return NULL;
}

/* Fill the roles; the item of a needed role that is empty, or NULL. */
static const sr_frame_item *fill_roles(const sr_scene *v, const sr_slots *slots,
                                       const sr_event_frame *f, sr_match *m)
{
    const sr_frame_item *needs_actor = NULL, *needs_recipient = NULL;
    m->frame = f;
    m->n_actors = m->n_recipients = 0;
    for (size_t i = 0; i < f->n_items; i++) {
        const sr_frame_item *item = &v->frames->items.v[f->item + i];
        if (item->use > SR_USE_RECIPIENT)
            continue;
        fill_role(v, slots, item, m);
        if (item->needed)
            *(item->use == SR_USE_ACTOR ? &needs_actor : &needs_recipient) = item;
    }
    if (needs_actor && !m->n_actors)
        return needs_actor;
    return needs_recipient && !m->n_recipients ? needs_recipient : NULL;
}

static const sr_frame_item *try_frame(const sr_scene *v, uint32_t tok,
                                      const sr_slots *slots, const sr_event_frame *f,
                                      sr_match *m)
{
    const sr_frame_item *bad = failing_item(v, tok, slots, f);
    return bad ? bad : fill_roles(v, slots, f, m);
}

/* "cordoned off [the roads]": where the parser takes the particle for a preposition, what
 * follows it is the object all the same. */
static void turn_particle(const sr_event_frame *f, const sr_slots *from, sr_slots *to)
{
    uint64_t obj = sr_hash64(SR_STR("obj"));
    *to = *from;
    for (size_t i = 0; i < to->n; i++)
        if (to->v[i].name == obj)
            return;
    for (size_t i = 0; i < to->n; i++)
        if (to->v[i].name == f->extra)
            to->v[i].name = obj;
}

bool sr_frames_match(const sr_scene *v, uint32_t tok, const sr_slots *slots,
                     sr_frame_kind kind, sr_match *ret, sr_near *near, size_t cap_near,
                     size_t *n_near)
{
    bool found = false;
    uint32_t best = 0;
    size_t missed = 0;
    for (uint32_t i = sr_frames_head(v->frames, v->lemma[tok - v->beg]); i != SR_NONE;
         i = v->frames->v.v[i].next) {
        const sr_event_frame *f = &v->frames->v.v[i];
        sr_match m;
        if (f->kind != kind)
            continue;
        bool beside = extra_fits(v, tok, f);
        sr_slots turned;
        bool turn = beside && f->extra && kind == SR_KIND_VERB;
        if (turn)
            turn_particle(f, slots, &turned);
        const sr_frame_item *bad =
            beside ? try_frame(v, tok, turn ? &turned : slots, f, &m) : NULL;
        if (!beside || bad) {
            if (near && missed < cap_near)
                near[missed++] = (sr_near){
                    f, bad, bad ? (int)(bad - &v->frames->items.v[f->item]) : 0};
            continue;
        }
        m.weight = (uint32_t)f->weight + ((uint32_t)f->layer << 16);
        if (!found || m.weight > best)
            *ret = m, best = m.weight, found = true;
    }
    if (n_near)
        *n_near = missed;
    return found;
}
