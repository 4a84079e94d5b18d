/* One of two C++ files of the project: libcld2 has no C interface.  No exception leaves it. */
#include "extract/lang.h"

#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

extern "C" bool sr_lang_detect(sr_str text, char ret[SR_LANG_TEXT])
{
    if (text.len == 0 || text.len > 1 << 20)
        return false;
    try {
        CLD2::Language top[3];
        int percent[3], bytes = 0;
        bool sure = false;
        CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING,
                                CLD2::UNKNOWN_LANGUAGE};
        double score[3];
        CLD2::Language l = CLD2::ExtDetectLanguageSummary(
            text.p, static_cast<int>(text.len), true, &hints, 0, top, percent, score,
            nullptr, &bytes, &sure);
        const char *code = CLD2::LanguageCode(l);
        if (!sure || l == CLD2::UNKNOWN_LANGUAGE || !code)
            return false;
        size_t n = 0;
        while (code[n] && code[n] != '-' && code[n] != '_' && n + 1 < SR_LANG_TEXT) {
            ret[n] = code[n];
            n++;
        }
        ret[n] = '\0';
        if (n == 2 && ret[0] == 'i' && ret[1] == 'w') /* the old tag of Hebrew */
            ret[0] = 'h', ret[1] = 'e';
        return n == 2 || n == 3;
    } catch (...) {
        return false;
    }
}
