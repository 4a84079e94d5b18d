/* Which words name a month in some language: the forms of data/months.txt as a table of
 * hashes, which tools/extract_tables.c lays into the program.  Nearly every word of a page
 * is none, and is not looked for in the file. */
#ifndef SR_EXTRACT_MONTH_FORMS_H
#define SR_EXTRACT_MONTH_FORMS_H

#include "base/str.h"

enum { SR_MONTH_SLOTS = 4096 };

typedef struct sr_month_forms {
    uint32_t hash[SR_MONTH_SLOTS]; /* 0: free */
} sr_month_forms;

extern const sr_month_forms sr_month_forms_table;

void sr_month_forms_init(sr_month_forms *f);

/* May `word` (folded) be the name of a month?  False is certain. */
bool sr_month_is_form(const sr_month_forms *f, sr_str word);

#endif
