/* UTF-8: one code point at a time, checks, repair.  After ingest every text is valid
 * UTF-8; code behind that border may still call these on any bytes. */
#ifndef SR_BASE_UTF8_H
#define SR_BASE_UTF8_H

#include "base/buf.h"
#include "base/str.h"

enum { SR_REPLACEMENT = 0xFFFD };

/* Decode the code point at s.p[at], at < s.len.  Returns the bytes taken, 1 to 4.
 * An ill-formed sequence gives U+FFFD and takes its maximal subpart (Unicode 15,
 * section 3.9, "U+FFFD Substitution of Maximal Subparts"). */
size_t sr_utf8_next(sr_str s, size_t at, uint32_t *ret);

/* The start of the code point before `at`, at > 0; never further than 4 bytes back. */
size_t sr_utf8_prev(sr_str s, size_t at);

/* Encode; returns 1 to 4.  Surrogates and values above U+10FFFF become U+FFFD. */
size_t sr_utf8_encode(uint32_t cp, char ret[4]);
void sr_utf8_put(sr_buf *b, uint32_t cp);

/* Offset of the first ill-formed byte; s.len when all is well-formed. */
size_t sr_utf8_check(sr_str s);

/* Append s to b with each ill-formed sequence replaced by U+FFFD; returns how many. */
size_t sr_utf8_repair(sr_str s, sr_buf *b);

/* The largest length <= limit that does not cut a code point of s in two. */
size_t sr_utf8_floor(sr_str s, size_t limit);

#endif
