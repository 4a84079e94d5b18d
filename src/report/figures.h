/* Step 2 of report:   words of a unit -> figures of the measures in data/brief.LANG.txt.
 *
 *   "Five people were killed and 19 injured on Monday, emergency services said."
 *     killed   5   [Five people were killed]   says [emergency services]
 *     injured 19   [19 injured]                says [emergency services]
 *
 * Only what is plain: a number, at most SR_FIGURE_REACH words, its measure, no comma
 * between; or a measure and its number directly behind it.  Nothing is taken from a
 * sentence with a hedge (could, if, since) or with a year that is not the story's.
 */
#ifndef SR_REPORT_FIGURES_H
#define SR_REPORT_FIGURES_H

#include "report/units.h"

enum {
    SR_FIGURE_REACH = 6, /* "480,000 consumers in Kharkiv region are without power" */
    SR_FIGURES_OF_UNIT = 8,
    SR_FIGURE_ROWS = 16 /* different values of one measure that are kept */
};

typedef struct sr_found {
    sr_str measure;
    double value;
    uint64_t noun; /* stem of what is counted, where it is more than people; else 0 */
    sr_span span;  /* number to measure, with "at least" in front */
    bool differs;  /* its sentence says that figures differ */
    sr_span says;  /* speaker; empty where it is not told in this unit */
} sr_found;

/* sr_figures_find: the figures of a scanned unit, in order.
 * in   year  of the story: sentences about other years are passed over
 * out  at most SR_FIGURES_OF_UNIT    cost  O(words) */
size_t sr_figures_find(const sr_lex *lex, sr_str text, const sr_scan *scan, int year,
                       sr_found ret[SR_FIGURES_OF_UNIT]);

/* The value of words [i, *end) as a number: "310,000", "a dozen", "1.1 million". */
bool sr_figure_number(const sr_lex *lex, sr_str text, const sr_scan *scan, size_t i,
                      size_t *end, double *value);

#endif
