/* Which mention a word stands for. */
#include "doc/doc.h"

/* Number of mentions that begin at or before the token. */
static size_t begun(const sr_doc *doc, uint32_t token)
{
    size_t lo = 0, hi = doc->n_mentions;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (doc->mentions[mid].tok_beg <= token)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static uint32_t length(const sr_mention *m)
{
    return m->tok_end - m->tok_beg;
}

static uint32_t with_head(const sr_doc *doc, uint32_t token, bool longest)
{
    uint32_t best = SR_NONE;
    for (size_t i = begun(doc, token); i-- > 0;) {
        const sr_mention *m = &doc->mentions[i];
        if (m->tok_beg + SR_MAX_MENTION_TOKENS < token)
            break;
        if (m->head != token)
            continue;
        if (best == SR_NONE || (length(m) > length(&doc->mentions[best])) == longest)
            best = (uint32_t)i;
    }
    return best;
}

uint32_t sr_mention_of(const sr_doc *doc, uint32_t token)
{
    return with_head(doc, token, true);
}

uint32_t sr_mention_part_of(const sr_doc *doc, uint32_t token)
{
    return with_head(doc, token, false);
}
