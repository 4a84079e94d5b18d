/* The header block of a WARC record and of the HTTP response in it. */
#ifndef SR_INGEST_HTTP_H
#define SR_INGEST_HTTP_H

#include "base/str.h"

/* sr_header_next: take the next "Name: value" off the front of *rest.  Lines end in CRLF
 * or LF; a line that begins with a blank goes on with the value before it (whose line
 * ends stay in it); lines without a colon are passed over.  False: no more. */
bool sr_header_next(sr_str *rest, sr_str *name, sr_str *value);

/* Length of the header block with the blank line that closes it; SIZE_MAX: no such line
 * in s. */
size_t sr_header_length(sr_str s);

/* The media type of a Content-Type value, without parameters and blanks. */
sr_str sr_media_type(sr_str content_type);

/* Its charset parameter, or empty. */
sr_str sr_media_charset(sr_str content_type);

typedef struct sr_http {
    int status;
    sr_str content_type, language; /* values of the header, or empty */
    sr_str codings; /* Content-Encoding; several are joined by the sender */
    bool chunked;   /* Transfer-Encoding ends in chunked */
    sr_str body;
} sr_http;

/* sr_http_parse: a response, "HTTP/1.1 200 OK" or "HTTP/2 200"; a header without its blank
 * line has an empty body.  False: no status line, *ret untouched.  cost  O(header) */
bool sr_http_parse(sr_str block, sr_http *ret);

#endif
