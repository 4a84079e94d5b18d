/* The pipeline.  In this file: the table of stages; one document through them; the line
 * with one thread; the line with workers; articles that a store keeps. */
#include "pipeline/pipeline.h"

#include "extract/extract.h"
#include "text/text.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* --- the table ----------------------------------------------------------------------- */

typedef struct context {
    const sr_run_options *options;
    sr_text_rules *rules;
    size_t n_stages; /* of the table, that this run takes */
    bool places;     /* does the run reach the stage "story"? */
    sr_source *source;
    sr_run_counts counts;
} context;

static sr_status run_extract(const context *c, sr_doc *doc, sr_err *err)
{
    return sr_extract(doc, c->options->sites, c->options->now_s, err);
}

static sr_status run_text(const context *c, sr_doc *doc, sr_err *err)
{
    return sr_text_analyse(c->rules, doc, err);
}

/* A document that is too large for a stage goes on without its tables, and says so.  Where
 * not even the note finds room, memory itself is refused. */
static sr_status or_without(sr_doc *doc, const char *stage, sr_status st)
{
    size_t n_notes = doc->n_notes;
    if (st != SR_ENOMEM)
        return st;
    sr_doc_note(doc, stage, "limit-arena",
                "too large for the stage \"%s\": what it would tell is left out", stage);
    bool said =
        doc->n_notes > n_notes || n_notes >= SR_MAX_NOTES; /* or that more is lost */
    return said ? SR_OK : st;
}

/* Only for commands that need words and trees: it takes longer than all other stages. */
static sr_status run_tag(const context *c, sr_doc *doc, sr_err *err)
{
    const sr_tag_model *m = c->options->tagger;
    if (!m)
        return SR_OK;
    return or_without(doc, "tag",
                      c->options->facts ? sr_tag_analyse_rows(m, doc, err)
                                        : sr_tag_analyse(m, doc, err));
}

/* Likewise: who and where, from words and names. */
static sr_status run_link(const context *c, sr_doc *doc, sr_err *err)
{
    if (c->options->published.precision != SR_TIME_UNKNOWN)
        doc->article.published = c->options->published;
    const sr_link_rules *r = c->options->linker;
    return r ? or_without(doc, "link", sr_link_analyse(r, doc, err)) : SR_OK;
}

/* Only for commands that print them. */
static sr_status run_facts(const context *c, sr_doc *doc, sr_err *err)
{
    const sr_facts_rules *r = c->options->facts;
    return r ? or_without(doc, "facts", sr_facts_find(r, doc, err)) : SR_OK;
}

static sr_status run_features(const context *c, sr_doc *doc, sr_err *err)
{
    (void)c;
    return sr_features_make(doc, err);
}

/* Every stage that needs one document alone, in order.  Workers run these. */
static const struct stage {
    const char *name;
    sr_status (*run)(const context *c, sr_doc *doc, sr_err *err);
} stages[] = {
    {"extract", run_extract}, {"text", run_text},   {"tag", run_tag},
    {"link", run_link},       {"facts", run_facts}, {"features", run_features},
};

const char *const *sr_run_stages(void)
{
    static const char *const names[] = {"ingest", "extract",  "text",  "tag", "link",
                                        "facts",  "features", "story", NULL};
    return names;
}

static bool find_until(context *c, const char *until)
{
    const char *const *names = sr_run_stages();
    for (size_t i = 0; names[i]; i++)
        if (strcmp(names[i], until) == 0) {
            c->places = i > SR_COUNT(stages);
            c->n_stages = c->places ? SR_COUNT(stages) : i;
            return true;
        }
    return false;
}

/* --- one document -------------------------------------------------------------------- */

static void say(context *c, sr_str file, uint64_t offset, sr_str message)
{
    c->counts.said++;
    if (c->options->said)
        c->options->said(c->options->ctx, file, offset, message);
}

static sr_status work_from(const context *c, size_t first, sr_doc *doc, sr_err *err)
{
    for (size_t i = first; i < c->n_stages; i++) {
        sr_status st = stages[i].run(c, doc, err);
        if (st != SR_OK)
            return st;
    }
    return SR_OK;
}

/* Through all stages that need this document alone.  Runs in a worker. */
static sr_status work(const context *c, sr_doc *doc, sr_err *err)
{
    return work_from(c, 0, doc, err);
}

static bool has_anything_to_place(const sr_doc *doc)
{
    const sr_article *a = &doc->article;
    bool is_article = a->page_class == SR_PAGE_ARTICLE || a->page_class == SR_PAGE_LIVE ||
                      a->page_class == SR_PAGE_PAYWALLED;
    return is_article && (a->text.len || a->title.len);
}

static sr_status place(context *c, sr_doc *doc, sr_placed *ret, bool *placed, sr_err *err)
{
    const sr_run_options *o = c->options;
    *placed = c->places && has_anything_to_place(doc);
    if (*placed && o->wants_place) {
        sr_status st = o->wants_place(o->ctx, doc, placed, err);
        if (st != SR_OK)
            return st;
    }
    if (!*placed)
        return SR_OK;
    return sr_stories_add(o->stories, doc, o->now_s, NULL, doc->arena, ret, err);
}

/* In input order, in the caller's thread: say what is to be said, place, hand out. */
static sr_status deliver(context *c, sr_doc *doc, sr_status worked, const sr_err *why,
                         sr_err *err)
{
    for (size_t i = 0; i < doc->n_notes; i++)
        say(c, doc->record.file, doc->record.offset, doc->notes[i].message);
    if (worked != SR_OK) {
        say(c, doc->record.file, doc->record.offset, sr_str_of(why->msg));
        return SR_OK;
    }
    sr_placed placed = {0};
    bool is_placed;
    sr_status st = place(c, doc, &placed, &is_placed, err);
    if (st != SR_OK)
        return st;
    c->counts.documents++;
    return c->options->sink(c->options->ctx, doc, is_placed ? &placed : NULL, err);
}

/* A record that was refused has no place of its own: the error names it, and the first
 * note, where there is one, says more. */
static void say_refusal(context *c, const sr_doc *doc, const sr_err *why)
{
    char message[1100];
    sr_str note = doc->n_notes ? doc->notes[0].message : SR_STR("");
    (void)snprintf(message, sizeof message, note.len ? "%s (%.*s)" : "%s", why->msg,
                   SR_FMT(note));
    say(c, SR_STR(""), why->offset, sr_str_of(message));
}

/* The next record that can be read; what is refused on the way is said. */
static sr_status next_record(context *c, sr_doc *doc, sr_err *err)
{
    for (;;) {
        sr_err why = {0};
        sr_doc_reset(doc);
        sr_status st = sr_source_next(c->source, doc, &why);
        if (st == SR_OK || st == SR_END)
            return st;
        if (st == SR_ENOMEM) {
            if (err)
                *err = why;
            return st;
        }
        say_refusal(c, doc, &why);
    }
}

/* --- the line with one thread -------------------------------------------------------- */

static sr_status run_alone(context *c, sr_err *err)
{
    sr_doc *doc = sr_doc_new(0);
    if (!doc)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a document");
    sr_status st;
    for (uint64_t seq = 0; (st = next_record(c, doc, err)) == SR_OK; seq++) {
        sr_err why = {0};
        doc->seq = seq;
        sr_status worked = work(c, doc, &why);
        st = deliver(c, doc, worked, &why, err);
        if (st != SR_OK)
            break;
    }
    sr_doc_free(doc);
    return st == SR_END ? SR_OK : st;
}

/* --- the line with workers ----------------------------------------------------------- */

enum { MAX_WORKERS = 64, SLOTS_PER_WORKER = 8 };

typedef enum slot_state { SLOT_FREE, SLOT_READY, SLOT_TAKEN, SLOT_DONE } slot_state;

typedef struct slot {
    sr_doc *doc;
    slot_state state;
    sr_status worked;
    sr_err why;
} slot;

/* A ring of documents in flight.  The caller's thread fills slots at `filled` and hands
 * them out at `delivered`; workers take them in between, at `taken`. */
typedef struct ring {
    context *c;
    slot *slots; /* [n] */
    size_t n;
    uint64_t filled, taken, delivered;
    bool closed;
    pthread_mutex_t lock;
    pthread_cond_t work_there, work_done;
} ring;

static void *worker(void *arg)
{
    ring *r = arg;
    (void)pthread_mutex_lock(&r->lock);
    for (;;) {
        while (r->taken == r->filled && !r->closed)
            (void)pthread_cond_wait(&r->work_there, &r->lock);
        if (r->taken == r->filled)
            break;
        slot *s = &r->slots[r->taken++ % r->n];
        s->state = SLOT_TAKEN;
        (void)pthread_mutex_unlock(&r->lock);
        sr_status worked = work(r->c, s->doc, &s->why);
        (void)pthread_mutex_lock(&r->lock);
        s->worked = worked;
        s->state = SLOT_DONE;
        (void)pthread_cond_signal(&r->work_done);
    }
    (void)pthread_mutex_unlock(&r->lock);
    return NULL;
}

/* Wait for the oldest document in flight and hand it out. */
static sr_status deliver_oldest(ring *r, sr_err *err)
{
    slot *s = &r->slots[r->delivered % r->n];
    (void)pthread_mutex_lock(&r->lock);
    while (s->state != SLOT_DONE)
        (void)pthread_cond_wait(&r->work_done, &r->lock);
    s->state = SLOT_FREE;
    (void)pthread_mutex_unlock(&r->lock);
    r->delivered++;
    return deliver(r->c, s->doc, s->worked, &s->why, err);
}

static void publish(ring *r)
{
    (void)pthread_mutex_lock(&r->lock);
    r->slots[r->filled++ % r->n].state = SLOT_READY;
    (void)pthread_cond_signal(&r->work_there);
    (void)pthread_mutex_unlock(&r->lock);
}

static sr_status feed(ring *r, sr_err *err)
{
    for (;;) {
        if (r->filled - r->delivered == r->n) {
            sr_status st = deliver_oldest(r, err);
            if (st != SR_OK)
                return st;
        }
        slot *s = &r->slots[r->filled % r->n];
        sr_status st = next_record(r->c, s->doc, err);
        if (st == SR_END)
            break;
        if (st != SR_OK)
            return st;
        s->doc->seq = r->filled;
        s->why = (sr_err){0};
        publish(r);
    }
    while (r->delivered < r->filled) {
        sr_status st = deliver_oldest(r, err);
        if (st != SR_OK)
            return st;
    }
    return SR_OK;
}

static void ring_free(ring *r)
{
    for (size_t i = 0; r->slots && i < r->n; i++)
        sr_doc_free(r->slots[i].doc);
    free(r->slots);
}

static bool ring_make(ring *r, unsigned threads)
{
    r->n = (size_t)threads * SLOTS_PER_WORKER;
    r->slots = calloc(r->n, sizeof *r->slots);
    for (size_t i = 0; r->slots && i < r->n; i++)
        if (!(r->slots[i].doc = sr_doc_new(0)))
            return false;
    return r->slots != NULL;
}

static sr_status run_with_workers(context *c, unsigned threads, sr_err *err)
{
    ring r = {.c = c,
              .lock = PTHREAD_MUTEX_INITIALIZER,
              .work_there = PTHREAD_COND_INITIALIZER,
              .work_done = PTHREAD_COND_INITIALIZER};
    pthread_t ids[MAX_WORKERS];
    unsigned started = 0;
    sr_status st = SR_ENOMEM;
    if (ring_make(&r, threads))
        while (started < threads && pthread_create(&ids[started], NULL, worker, &r) == 0)
            started++;
    if (started)
        st = feed(&r, err);
    else
        (void)sr_fail(err, SR_ENOMEM, 0, "out of memory for %u workers", threads);
    (void)pthread_mutex_lock(&r.lock);
    r.closed = true;
    (void)pthread_cond_broadcast(&r.work_there);
    (void)pthread_mutex_unlock(&r.lock);
    while (started)
        (void)pthread_join(ids[--started], NULL);
    ring_free(&r);
    return st;
}

sr_status sr_run(const sr_run_options *options, sr_run_counts *ret, sr_err *err)
{
    context c = {.options = options};
    if (!find_until(&c, options->until))
        return sr_fail(err, SR_EARG, 0, "there is no stage \"%s\"", options->until);
    if (c.places && !options->stories)
        return sr_fail(err, SR_EARG, 0, "the stage \"story\" needs an engine");
    sr_status st = sr_text_rules_new("en", &c.rules, err);
    if (st == SR_OK)
        st = sr_source_open(options->inputs, options->n_inputs, &c.source, err);
    if (st == SR_OK) {
        unsigned threads =
            options->threads < MAX_WORKERS ? options->threads : MAX_WORKERS;
        st = threads > 1 ? run_with_workers(&c, threads, err) : run_alone(&c, err);
        c.counts.source = sr_source_count(c.source);
    }
    sr_source_close(c.source);
    sr_text_rules_free(c.rules);
    *ret = c.counts;
    return st;
}

/* --- articles that a store keeps ----------------------------------------------------- */

/* A visitor of the store: its documents come out of the stage "extract". */
static sr_status run_one_kept(void *ctx, sr_doc *doc, const sr_placed *placed,
                              sr_time arrival_s, sr_err *err)
{
    (void)placed, (void)arrival_s;
    context *c = ctx;
    sr_err why = {0};
    sr_status worked = work_from(c, 1, doc, &why);
    return deliver(c, doc, worked, &why, err);
}

sr_status sr_run_kept(const sr_run_options *options, sr_store *store, sr_time since_s,
                      sr_run_counts *ret, sr_err *err)
{
    context c = {.options = options};
    if (!find_until(&c, options->until) || c.places)
        return sr_fail(err, SR_EARG, 0, "kept articles go through no stage \"%s\"",
                       options->until);
    sr_status st = sr_text_rules_new("en", &c.rules, err);
    if (st == SR_OK)
        st = sr_store_each_article(store, since_s, run_one_kept, &c, err);
    sr_text_rules_free(c.rules);
    *ret = c.counts;
    return st;
}

sr_status sr_run_document(const sr_run_options *options, const char *from, sr_doc *doc,
                          sr_err *err)
{
    context c = {.options = options};
    size_t first = 0;
    while (first < SR_COUNT(stages) && strcmp(stages[first].name, from) != 0)
        first++;
    if (first == SR_COUNT(stages) || !find_until(&c, options->until) || c.places)
        return sr_fail(err, SR_EARG, 0, "a document does not go from \"%s\" to \"%s\"",
                       from, options->until);
    return work_from(&c, first, doc, err);
}
