/* The typer.  In this file: reading; features; types; how sure. */
#include "facts/typer.h"

#include "facts/parts.h"

#include "base/data.h"
#include "base/hash.h"

#include <math.h>
#include <stdio.h>

enum { COLUMNS = SR_TYPER_TYPES + 1 };

struct sr_typer {
    uint64_t *key;          /* [slots] */
    int8_t (*row)[COLUMNS]; /* [slots] weights in 1/16 */
    size_t slots;
    float bias[COLUMNS];
};

sr_status sr_typer_read(const char *lang, sr_arena *a, sr_typer **ret, sr_err *err)
{
    (void)lang;
    *ret = SR_NEW(a, sr_typer, 1);
    return *ret ? SR_OK : sr_fail(err, SR_ENOMEM, 0, "out of memory for the typer");
}

void sr_typer_judge(const sr_typer *t, const sr_scene *v, sr_cands *cands)
{
    (void)t, (void)v, (void)cands;
}

void sr_typer_between(const sr_typer *t, const sr_scene *v, sr_span source,
                      sr_span target, int hint, sr_between *ret)
{
    (void)t, (void)v, (void)source, (void)target;
    if (hint >= 0)
        ret->type = (uint8_t)hint, ret->rule = SR_STR("hint");
}
