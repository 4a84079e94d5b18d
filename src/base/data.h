/* The plain-text files of data/, which the build lays into the program.
 *
 * Their form is the same everywhere: UTF-8, one entry a line, fields split by tabs, lines
 * that begin with '#' are comments (the origin of the entries stands there).
 */
#ifndef SR_BASE_DATA_H
#define SR_BASE_DATA_H

#include "base/str.h"

/* The bytes of data/NAME ("abbrev.en.txt"); .p is NULL where there is no such file. */
sr_str sr_data(const char *name);

/* sr_data_line: take the next entry off the front of *rest: comments, blank lines and the
 * white space around are passed over.  False when nothing is left. */
bool sr_data_line(sr_str *rest, sr_str *ret);

#endif
