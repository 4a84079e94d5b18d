/* What a page says about itself in its head and in marks of its body: gathered in one
 * walk over the tree, nothing decided yet.
 * tests   tests/unit/extract/test_extract.c */
#ifndef SR_EXTRACT_META_H
#define SR_EXTRACT_META_H

#include "extract/marks.h"

typedef struct sr_meta_pair {
    sr_str name;    /* of name, property or itemprop, as written */
    sr_str content; /* raw */
} sr_meta_pair;

typedef struct sr_meta {
    const sr_html *html;
    sr_meta_pair *pairs;
    size_t n_pairs;
    uint32_t *times; /* time elements */
    size_t n_times;
    uint32_t *marked; /* elements whose class, rel or itemprop names an author or date */
    size_t n_marked;
    uint32_t *scripts; /* of type application/ld+json */
    size_t n_scripts;
    sr_str *types; /* itemtype of large elements, raw */
    size_t n_types;
    sr_str title;     /* of the title element, cleaned */
    sr_str canonical; /* href, raw; empty if unknown */
    sr_str amp, base; /* the same */
    sr_str lang;      /* of <html> */
    bool is_amp;      /* <html amp> or <html ⚡> */
} sr_meta;

/* errors  SR_ENOMEM    cost  O(nodes) and each element's attributes once where it may
 *         carry a mark */
sr_status sr_meta_read(sr_marks *marks, sr_arena *a, sr_meta *ret, sr_err *err);

/* The first filled content under a name (any case), decoded and cleaned; empty if there
 * is none; .p NULL when the arena refuses. */
sr_str sr_meta_get(const sr_meta *m, const char *name, sr_arena *a);

/* The same for the first of several names that is filled; names end with NULL. */
sr_str sr_meta_first(const sr_meta *m, const char *const *names, sr_arena *a);

/* The text below a node, cleaned; at most `limit` bytes. */
sr_str sr_node_text(const sr_html *h, uint32_t node, size_t limit, sr_arena *a);

#endif
