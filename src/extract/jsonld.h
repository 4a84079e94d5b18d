/* The JSON-LD of a page: what it says about the page's article.
 *
 * Understood: one object, arrays, @graph, mainEntity and mainEntityOfPage, references by
 * @id, several scripts; types of schema.org whose name ends in Article or Posting, with
 * Report and WebPage behind them.  Broken JSON is mended where that is simple (comments,
 * trailing commas, line breaks in strings); what still does not parse is searched for
 * its plain members.
 * cost    linear in the scripts' bytes
 * tests   tests/unit/extract/test_extract.c */
#ifndef SR_EXTRACT_JSONLD_H
#define SR_EXTRACT_JSONLD_H

#include "extract/meta.h"

typedef struct sr_jsonld {
    bool any;     /* there was a script */
    bool article; /* an object of an article's type was found */
    bool live;    /* a LiveBlogPosting */
    bool
        listing; /* types of pages that list: CollectionPage, ItemList, SearchResultsPage */
    bool product; /* Product, Recipe-less shop pages, JobPosting, Event ... */
    bool locked;  /* isAccessibleForFree is false */
    bool news;    /* the article's type is a news type */
    sr_str headline, description, body, section, publisher, image, url, lang;
    sr_str published, modified; /* as written */
    sr_str *authors;            /* names as written */
    size_t n_authors;
    sr_str *types; /* of the objects at the top, as written */
    size_t n_types;
} sr_jsonld;

/* errors  SR_ENOMEM */
sr_status sr_jsonld_read(const sr_meta *m, sr_arena *a, sr_jsonld *ret, sr_err *err);

#endif
