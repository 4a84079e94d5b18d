#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

sr_status sr_fail(sr_err *err, sr_status status, uint64_t offset, const char *format, ...)
{
    if (!err)
        return status;
    err->status = status;
    err->offset = offset;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(err->msg, sizeof err->msg, format, args);
    va_end(args);
    return status;
}

const char *sr_status_name(sr_status status)
{
    switch (status) {
    case SR_OK: return "ok";
    case SR_END: return "end";
    case SR_EIO: return "io";
    case SR_EFORMAT: return "format";
    case SR_ELIMIT: return "limit";
    case SR_ENOMEM: return "memory";
    case SR_EARG: return "argument";
    case SR_ENOTFOUND: return "not-found";
    case SR_ESTORE: return "store";
    }
    return "unknown";
}
