/* The language of a text by its letters and words: libcld2 behind one C call. */
#ifndef SR_EXTRACT_LANG_H
#define SR_EXTRACT_LANG_H

#include "base/str.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SR_LANG_TEXT = 8 };

/* sr_lang_detect: the language of a UTF-8 text as BCP 47 primary tag ("en", "zh").
 * False where the detector is not sure, or fails in any way.
 * cost    22 MB/s: give it a sample (docs/benchmarks.md) */
bool sr_lang_detect(sr_str text, char ret[SR_LANG_TEXT]);

#ifdef __cplusplus
}
#endif
#endif
