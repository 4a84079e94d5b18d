/* Errors are values: sitrep/status.h has the types, which the library's users see too. */
#ifndef SR_BASE_ERR_H
#define SR_BASE_ERR_H

#include "sitrep/status.h"

/* Fill *err (where it is not NULL) and return `status`, so that a failing function ends
 * in  return sr_fail(err, SR_EIO, 0, "could not open \"%s\": %s", path, reason); */
sr_status sr_fail(sr_err *err, sr_status status, uint64_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The name of a status in words, for notes and logs: "limit", "format", ... */
const char *sr_status_name(sr_status status);

#endif
