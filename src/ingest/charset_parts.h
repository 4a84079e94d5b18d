/* What charset.c (which encoding), prescan.c (what a page names) and decode.c (the bytes)
 * share; nobody else. */
#ifndef SR_INGEST_CHARSET_PARTS_H
#define SR_INGEST_CHARSET_PARTS_H

#include "base/buf.h"
#include "base/map.h"
#include "ingest/charset.h"
#include "ingest/guess.h"

#include <unicode/ucnv.h>

typedef enum sr_encoding_class {
    SR_ENCODING_UTF8,
    SR_ENCODING_UTF16,
    SR_ENCODING_SINGLE,
    SR_ENCODING_MULTI,
    SR_ENCODING_ESCAPE,
    SR_ENCODING_NONE
} sr_encoding_class;

typedef struct sr_encoding {
    sr_str name;
    sr_encoding_class class;
    char icu[32];     /* name of the converter */
    UConverter *open; /* once it was needed */
    uint16_t *high;   /* [128] single: what bytes 80..FF are */
    sr_str own;       /* single without converter: characters A0..FF */
} sr_encoding;

enum { SR_ENCODINGS = 64 };

struct sr_charset {
    sr_arena *arena; /* of the table */
    sr_encoding encodings[SR_ENCODINGS];
    size_t n;
    sr_map labels; /* -> index */
    sr_buf buf;    /* of a decoding */
    sr_guesser *guesser;
};

/* The encoding by label or name; NULL: none. */
sr_encoding *sr_encoding_find(const sr_charset *cs, sr_str label);

/* The encoding of an XML declaration at the front; NULL: none. */
sr_encoding *sr_encoding_of_xml(const sr_charset *cs, sr_str head);

/* Decode by a converter of this name (for UTF-32 too) or table; *bad counts sequences.
 * Appends to cs->buf.  errors  SR_ENOMEM */
sr_status sr_encoding_convert(sr_charset *cs, sr_encoding *e, sr_str bytes, size_t *bad,
                              sr_err *err);
/* Let a converter write U+FFFD for what is ill-formed, counting in *bad. */
void sr_encoding_replace_bad(UConverter *cnv, size_t *bad);

/* Where the bytes of a text that was just decoded by e (NULL: UTF-32) came from; mark: bytes
 * before `bytes` in the input.  False when the arena refuses or ICU does.  cost  as decoding */
bool sr_encoding_map(const sr_encoding *e, bool big, sr_str bytes, size_t mark,
                     sr_arena *a, sr_byte_map *ret);

sr_status sr_encoding_convert_utf32(sr_charset *cs, bool big, sr_str bytes, size_t *bad,
                                    sr_err *err);

#endif
