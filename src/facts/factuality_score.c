/* Did it happen?  What do they commit to? */
#include "facts/factuality.h"

/* happened, committed of [modality][negated], for the past and present; of the future. */
static const float told[SR_MODALITIES][2][2] = {
    [SR_MODALITY_ASSERTED] = {{2.4F, 3.0F}, {-2.4F, -3.0F}},
    [SR_MODALITY_POSSIBLE] = {{-0.5F, 1.0F}, {-1.8F, -1.0F}},
    [SR_MODALITY_PLANNED] = {{-1.5F, 1.0F}, {-2.2F, -1.0F}},
    [SR_MODALITY_CONDITIONAL] = {{-1.2F, 0.0F}, {-1.8F, 0.0F}},
    [SR_MODALITY_DEMANDED] = {{-1.2F, 0.0F}, {-1.8F, 0.0F}},
    [SR_MODALITY_HYPOTHETICAL] = {{-1.2F, 0.0F}, {-1.8F, 0.0F}},
};

void sr_factuality_score(const sr_view *view, sr_factuality *f)
{
    f->happened = told[f->modality][f->negated][0];
    f->committed = told[f->modality][f->negated][1];
    if (f->tense == SR_TOLD_FUTURE && f->modality == SR_MODALITY_ASSERTED)
        f->happened = f->negated ? -2.4F : -1.2F;
    if (view->heard)
        f->committed *= 2.0F / 3.0F;
}
