/* Files of others into knowledge of ours, and checks of files; docs/formats/know.md
 * describes what is accepted.
 *
 * tests   tests/cli/test_know.sh  fuzz/know_import.c */
#ifndef SR_KNOW_IMPORT_H
#define SR_KNOW_IMPORT_H

#include "base/buf.h"
#include "know/compile.h"
#include "know/know.h"

typedef struct sr_know_counts {
    size_t rows, names; /* written */
    size_t refused;     /* lines or entries that were none */
} sr_know_counts;

/* Say every error of files of knowledge, in the order of their kinds: text files together,
 * then compiled ones, whose checksum is read in full.
 *
 * errors  SR_EFORMAT: at least one error was said; SR_EIO; SR_ENOMEM */
sr_status sr_know_check(const sr_know *know, const char *const *files, size_t n,
                        sr_know_said said, void *ctx, sr_err *err);

/* sr_know_import_geonames: the dump of GeoNames (allCountries.txt, cities500.txt ...), with
 * alternateNamesV2.txt where `names` is not NULL, to a compiled file for --know.
 *
 * in      know   tells countries; places of others are left out
 * errors  SR_EIO (the file `out` is then not there); SR_ENOMEM
 * cost    two passes; 12 bytes of memory a place, the names go through temporary files
 *         beside `out`, sixteen parts of which one at a time is sorted in memory */
sr_status sr_know_import_geonames(const sr_know *know, const char *rows,
                                  const char *names, const char *out,
                                  sr_know_counts *counts, sr_err *err);

/* sr_know_import_wikidata: people and their offices from lines of the JSON dump or the
 * result of a query (CSV, JSON Lines), to lines of people.tsv in *ret.
 *
 * in      know   tells countries and which words name an office
 * errors  SR_EIO; SR_EFORMAT: the file is none of these; SR_ENOMEM
 * cost    two passes over the file, one line in memory; the offices in memory */
sr_status sr_know_import_wikidata(const sr_know *know, const char *path, sr_buf *ret,
                                  sr_know_counts *counts, sr_err *err);

/* sr_know_import_phoenix: a dictionary of actors of CAMEO/Phoenix (TABARI, PETRARCH) to
 * lines of organisations.tsv in *ret.
 *
 * errors  SR_EIO; SR_ENOMEM
 * cost    one pass */
sr_status sr_know_import_phoenix(const sr_know *know, const char *path, sr_buf *ret,
                                 sr_know_counts *counts, sr_err *err);

#endif
