/* Errors are values.  A function that can fail returns an sr_status and fills the
 * sr_err that it was given (NULL is allowed: then only the status tells).
 *
 * Messages: lower case, no final stop, no function name; the thing in quotes, then the
 * reason:  could not open "a.warc.gz": permission denied
 */
#ifndef SR_BASE_ERR_H
#define SR_BASE_ERR_H

#include <stdint.h>

typedef enum sr_status {
    SR_OK = 0,
    SR_END,       /* no more items; not an error                             */
    SR_EIO,       /* the system refused: open, read, write                   */
    SR_EFORMAT,   /* the input is not what it says it is                     */
    SR_ELIMIT,    /* a limit of base/limits.h was met                        */
    SR_ENOMEM,    /* memory was refused                                      */
    SR_EARG,      /* the caller's words are off                              */
    SR_ENOTFOUND, /* nothing under that name                                 */
    SR_ESTORE     /* the store refused: locked, damaged, of a newer version  */
} sr_status;

typedef struct sr_err {
    sr_status status;
    uint64_t offset; /* byte in the input where it went wrong, or 0 */
    char msg[512];   /* terminated; cut where longer                */
} sr_err;

/* Fill *err (where it is not NULL) and return `status`, so that a failing function ends
 * in  return sr_fail(err, SR_EIO, 0, "could not open \"%s\": %s", path, reason); */
sr_status sr_fail(sr_err *err, sr_status status, uint64_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The name of a status in words, for notes and logs: "limit", "format", ... */
const char *sr_status_name(sr_status status);

#endif
