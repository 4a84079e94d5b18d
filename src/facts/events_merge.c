/* One event once in an article: headline, lead and body tell the same.  In this file: what
 * may be the same; putting together; the walk. */
#include "facts/events.h"

#include "base/hash.h"

enum { MERGE_BACK = 64 }; /* events that are looked back at */

/* --- what may be the same -------------------------------------------------------------------- */

static sr_str text_of(const sr_doc *doc, const sr_event *e)
{
    return sr_doc_text(doc, &doc->sents[e->mentions[0].sent]);
}

typedef enum meeting { APART, OPEN, MEET } meeting;

/* Do the lists name one in common; or is one of them empty? */
static meeting parties_meet(const sr_doc *doc, const sr_event *a, const sr_party *pa,
                            size_t na, const sr_event *b, const sr_party *pb, size_t nb)
{
    for (size_t i = 0; i < na; i++)
        for (size_t k = 0; k < nb; k++)
            if (sr_party_same(doc, text_of(doc, a), &pa[i], text_of(doc, b), &pb[k]))
                return MEET;
    return na && nb ? APART : OPEN;
}

static bool is_bare(const sr_event *e)
{
    return !e->n_actors && !e->n_recipients;
}

static bool same_mode(const sr_event *a, const sr_event *b)
{
    return !a->mode.len || !b->mode.len || sr_str_eq(a->mode, b->mode);
}

/* Days that both know must agree as far as both say them: "2024-11" and "2024-11-28". */
static bool same_day(const sr_event *a, const sr_event *b)
{
    if (!a->day.len || !b->day.len || a->time == SR_NONE || b->time == SR_NONE)
        return true;
    if (!sr_is_digit(a->day.p[0]) || !sr_is_digit(b->day.p[0]))
        return true;
    size_t n = a->day.len < b->day.len ? a->day.len : b->day.len;
    n = n > 10 ? 10 : n;
    return sr_str_eq(sr_str_cut(a->day, 0, n), sr_str_cut(b->day, 0, n));
}

static bool same_place(const sr_doc *doc, const sr_event *a, const sr_event *b)
{
    if (a->place == SR_NONE || b->place == SR_NONE)
        return true;
    const sr_place *x = &doc->places[a->place], *y = &doc->places[b->place];
    if (x->entity == y->entity)
        return true;
    return (x->precision == SR_PLACE_COUNTRY || y->precision == SR_PLACE_COUNTRY) &&
           sr_str_eq(x->country, y->country);
}

static bool same_telling(const sr_event *a, const sr_event *b)
{
    return a->factuality.negated == b->factuality.negated &&
           (a->factuality.modality == SR_MODALITY_ASSERTED) ==
               (b->factuality.modality == SR_MODALITY_ASSERTED);
}

static bool same_word(const sr_doc *doc, const sr_event *a, const sr_event *b)
{
    return sr_str_ieq(doc->words[a->mentions[0].tok].lemma,
                      doc->words[b->mentions[0].tok].lemma);
}

/* "An earthquake struck": a sentence tells a disaster by its noun and by what that did. */
static bool same_disaster(const sr_event *a, const sr_event *b)
{
    return a->type == SR_EVENT_DISASTER && a->mentions[0].sent == b->mentions[0].sent;
}

static bool is_title(const sr_doc *doc, const sr_event *e)
{
    return doc->sents[e->mentions[0].sent].in_title;
}

/* Attacks are told by many words, disasters within a sentence; of other types the word must
 * come again, or one of the two be the headline. */
static bool same_event(const sr_doc *doc, const sr_event *a, const sr_event *b)
{
    if (a->type != b->type || !same_mode(a, b) || !same_telling(a, b) ||
        !same_day(a, b) || !same_place(doc, a, b))
        return false;
    meeting actors =
        parties_meet(doc, a, a->actors, a->n_actors, b, b->actors, b->n_actors);
    meeting recipients = parties_meet(doc, a, a->recipients, a->n_recipients, b,
                                      b->recipients, b->n_recipients);
    if (actors == APART || recipients == APART)
        return false;
    bool word = same_word(doc, a, b) || same_disaster(a, b),
         title = is_title(doc, a) != is_title(doc, b);
    if (actors == MEET && recipients == MEET)
        return word || title || a->type == SR_EVENT_ASSAULT;
    return (word || title) &&
           (actors == MEET || recipients == MEET || is_bare(a) || is_bare(b));
}

/* --- putting together ------------------------------------------------------------------------- */

static int fullness(const sr_event *e)
{
    return (e->n_actors > 0) * 4 + (e->n_recipients > 0) * 4 + (e->place != SR_NONE) * 2 +
           (e->time != SR_NONE) + (e->mode.len > 0);
}

static bool append(sr_doc *doc, sr_event *to, const sr_event *from, bool in_front)
{
    size_t n = to->n_mentions + from->n_mentions;
    sr_event_mention *m = sr_arena_alloc(doc->arena, n, sizeof *m);
    const sr_event *first = in_front ? from : to, *second = in_front ? to : from;
    if (!m)
        return false;
    memcpy(m, first->mentions, first->n_mentions * sizeof *m);
    memcpy(m + first->n_mentions, second->mentions, second->n_mentions * sizeof *m);
    to->mentions = m;
    to->n_mentions = n;
    return true;
}

/* Spans of parties count bytes of the best mention's text: those of the other text stay out. */
static void lend(const sr_doc *doc, sr_event *to, const sr_event *from)
{
    bool one_text = is_title(doc, to) == is_title(doc, from);
    if (!to->n_actors && one_text)
        to->actors = from->actors, to->n_actors = from->n_actors;
    if (!to->n_recipients && one_text)
        to->recipients = from->recipients, to->n_recipients = from->n_recipients;
    if (to->place == SR_NONE)
        to->place = from->place;
    if (to->time == SR_NONE && from->time != SR_NONE)
        to->time = from->time, to->day = from->day;
    if (!to->mode.len && from->mode.len)
        to->mode = from->mode, to->cameo = from->cameo;
    to->p = from->p > to->p ? from->p : to->p;
}

static bool join(sr_doc *doc, sr_event *kept, const sr_event *more)
{
    if (fullness(more) <= fullness(kept) &&
        !(is_title(doc, kept) && fullness(more) == fullness(kept))) {
        lend(doc, kept, more);
        return append(doc, kept, more, false);
    }
    sr_event better = *more;
    lend(doc, &better, kept);
    if (!append(doc, &better, kept, false))
        return false;
    *kept = better;
    return true;
}

/* --- the walk ------------------------------------------------------------------------------------ */

static void sort_by_place(sr_event *v, size_t n)
{
    for (size_t i = 1; i < n; i++) { /* nearly in order */
        sr_event e = v[i];
        size_t k = i;
        for (; k > 0 && v[k - 1].mentions[0].tok > e.mentions[0].tok; k--)
            v[k] = v[k - 1];
        v[k] = e;
    }
}

sr_status sr_events_merge(sr_doc *doc, sr_event *v, size_t *n, sr_err *err)
{
    size_t kept = 0;
    for (size_t i = 0; i < *n; i++) {
        size_t k = kept, low = kept > MERGE_BACK ? kept - MERGE_BACK : 0;
        bool found = false;
        while (!found && k > low)
            found = same_event(doc, &v[--k], &v[i]);
        if (!found) {
            v[kept++] = v[i];
            continue;
        }
        if (!join(doc, &v[k], &v[i]))
            return sr_fail(err, SR_ENOMEM, 0, "out of memory for events");
    }
    *n = kept;
    sort_by_place(v, kept);
    return SR_OK;
}
