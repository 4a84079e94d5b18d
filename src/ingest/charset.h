/* Stage ingest, step 3 of 4:   bytes of a page, a text, a feed  ->  [UTF-8]
 *
 * Which encoding, in this order:
 *   1. a byte order mark (UTF-8, UTF-16, UTF-32)
 *   2. the charset of the HTTP header
 *   3. <meta> by the prescan algorithm of the HTML standard, in the first 1024 bytes
 *   4. the XML declaration
 *   5. what the bytes say: zeros of UTF-16, then well-formed UTF-8
 *   6. <meta> further down (16 kB), then a guess (uchardet), then windows-1252
 * Two corrections of what is declared, each with the note "charset-wrong": a legacy
 * encoding whose bytes are well-formed UTF-8 all the same is UTF-8; a UTF-8 that is
 * mostly ill-formed goes on at 5.  So is a UTF-16 by header without a zero byte.
 *
 * Labels are those of the Encoding Standard, data/encodings.txt; decoding is ICU's, but
 * for one-byte encodings, which go by a table.  Ill-formed sequences become U+FFFD (note
 * "invalid-bytes"), zero bytes are left out (note "nul-bytes").  Text that was encoded
 * twice ("Ã©" for "é") stays as it is; the note "mojibake" tells.
 */
#ifndef SR_INGEST_CHARSET_H
#define SR_INGEST_CHARSET_H

#include "doc/doc.h"

typedef struct sr_charset sr_charset;

/* What is known of the bytes besides them. */
typedef struct sr_charset_hints {
    sr_str http;  /* label of the Content-Type header, or empty */
    bool html;    /* look for <meta> */
    bool xml;     /* look for the XML declaration (html does it too) */
    size_t limit; /* of the result; 0: SR_MAX_DOCUMENT_BYTES */
} sr_charset_hints;

/* The table of encodings, converters and buffers: one a source.  errors  SR_ENOMEM */
sr_status sr_charset_new(sr_charset **ret, sr_err *err);
void sr_charset_free(sr_charset *cs); /* NULL is allowed */

/* The encoding's name that a label means (case and blanks around do not count); empty
 * where the standard knows none. */
sr_str sr_charset_find(const sr_charset *cs, sr_str label);

/* sr_charset_prescan: the encoding that a page names in its <meta> elements, by the HTML
 * standard 13.2.3.2; empty where it names none.  cost  O(head) */
sr_str sr_charset_prescan(const sr_charset *cs, sr_str head);

/* sr_charset_to_utf8: decode.
 *
 * in      bytes  any; hints as above
 * out     *ret   well-formed UTF-8 without mark and NUL, in doc->arena, terminated; cut at
 *                the limit (note "limit-document-bytes"); *name: of the encoding
 * errors  SR_ENOMEM: *ret and *name untouched
 * cost    UTF-8: one pass of checking and the copy.  Others about 200 MB/s
 * tests   tests/unit/ingest/test_charset.c, fuzz/ingest_charset.c */
sr_status sr_charset_to_utf8(sr_charset *cs, sr_str bytes, sr_charset_hints hints,
                             sr_doc *doc, sr_str *ret, sr_str *name, sr_err *err);

/* The same into doc->record.bytes and .charset, with .fetched_bytes where the bytes differ. */
sr_status sr_charset_decode(sr_charset *cs, sr_str bytes, sr_charset_hints hints,
                            sr_doc *doc, sr_err *err);

#endif
