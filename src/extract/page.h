/* A page as the later steps see it: tree, metadata, JSON-LD, blocks and their rows. */
#ifndef SR_EXTRACT_PAGE_H
#define SR_EXTRACT_PAGE_H

#include "extract/blocks.h"
#include "extract/features.h"
#include "extract/jsonld.h"
#include "extract/meta.h"

typedef struct sr_page {
    sr_html html;
    sr_meta meta;
    sr_jsonld ld;
    sr_hints hints;
    sr_blocks blocks;
    sr_block_rows rows;
    sr_str url; /* where it was fetched from; may be empty */
} sr_page;

/* Read bytes (a whole page, or a fragment) into doc's arena.
 * errors  SR_ENOMEM, SR_ELIMIT */
sr_status sr_page_read(sr_doc *doc, sr_str bytes, sr_page *ret, sr_err *err);

#endif
