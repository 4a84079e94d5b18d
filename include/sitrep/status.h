/* Errors are values: what every call of the library returns.
 *
 * A function that can fail returns an sr_status and fills the sr_err that it was given
 * (NULL is allowed: then only the status tells).  Messages are lower case, without final
 * stop; the thing in quotes, then the reason:
 *     could not open "a.warc.gz": permission denied
 */
#ifndef SITREP_STATUS_H
#define SITREP_STATUS_H

#include <stdint.h>

typedef enum sr_status {
    SR_OK = 0,
    SR_END,       /* no more items; not an error                             */
    SR_EIO,       /* the system refused: open, read, write                   */
    SR_EFORMAT,   /* the input is not what it says it is                     */
    SR_ELIMIT,    /* a limit was met (base/limits.h names them all)          */
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

#endif
