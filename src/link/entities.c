/* To come. */
#include "link/parts.h"

sr_status sr_entities_fill(sr_work *w, sr_err *err)
{
    (void)w, (void)err;
    return SR_OK;
}
