/* Names, descriptions and pronouns of each sentence. */
#include "link/parts.h"

sr_status sr_mentions_find(sr_work *w, sr_err *err)
{
    (void)w, (void)err;
    return SR_OK;
}
