/* Addresses: resolving a reference against a page's address, and the parts that metadata
 * needs.  RFC 3986, sections 3 and 5.2, without normalising percent-encoding.
 * tests   tests/unit/extract/test_small.c */
#ifndef SR_EXTRACT_URL_H
#define SR_EXTRACT_URL_H

#include "base/arena.h"

typedef struct sr_url {
    sr_str scheme, host; /* host without port and user; as written */
    sr_str path, query;  /* path begins with "/" or is empty; query without "?" */
} sr_url;

/* False where s is no absolute http or https address. */
bool sr_url_parse(sr_str s, sr_url *ret);

/* The absolute form of `reference` seen from `base`, without its fragment; empty where
 * that gives no http(s) address; .p NULL when the arena refuses. */
sr_str sr_url_resolve(sr_str base, sr_str reference, sr_arena *a);

/* "news.bbc.co.uk" -> "bbc.co.uk", "www.lemonde.fr" -> "lemonde.fr": the last two labels,
 * three where the last but one is a public suffix of a country ("co", "com", "org" ...).
 * A cut of `host`. */
sr_str sr_url_registrable(sr_str host);

/* The address that an archive keeps a copy of, where the address is an archive's:
 * "https://web.archive.org/web/20250312id_/https://a.example/b" -> "https://a.example/b".
 * Known by its path, /web/DIGITS and at most four more characters/http; any other address
 * comes back as it is. */
sr_str sr_url_archived(sr_str url);

#endif
