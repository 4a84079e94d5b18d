/* The reader's search words  ->  clauses.  The same for every kind of store.
 *
 *     kharkiv "power plant" -opinion strik*
 *
 * Words stand for themselves, whatever they spell (AND, OR, NEAR, title: ...); quotation
 * marks, straight or curly, hold a phrase together; a minus before a word or phrase asks
 * for articles without it; a star behind one asks for its beginning.  All must be there.
 */
#ifndef SR_STORE_QUERY_H
#define SR_STORE_QUERY_H

#include "base/arena.h"
#include "base/err.h"

enum { SR_QUERY_MAX_BYTES = 1024, SR_QUERY_MAX_WORDS = 32 };

typedef struct sr_clause {
    sr_str text; /* bytes of the query, without marks; may hold no letter at all */
    bool without, prefix;
} sr_clause;

typedef struct sr_query {
    sr_clause v[SR_QUERY_MAX_WORDS];
    size_t n;
} sr_query;

/* sr_query_parse: split; nothing is looked up.
 *
 * in      query   any bytes; NUL counts as a blank
 * out     *ret    clauses in the order written; untouched on failure
 * errors  SR_ELIMIT  longer than SR_QUERY_MAX_BYTES, more than SR_QUERY_MAX_WORDS
 * cost    O(bytes)
 * tests   tests/unit/store/test_query.c  fuzz/store_query.c */
sr_status sr_query_parse(sr_str query, sr_query *ret, sr_err *err);

#endif
