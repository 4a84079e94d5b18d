#include "base/data.h"

bool sr_data_line(sr_str *rest, sr_str *ret)
{
    sr_str line;
    while (sr_str_field(rest, '\n', &line)) {
        line = sr_str_trim(line);
        if (line.len && line.p[0] != '#') {
            *ret = line;
            return true;
        }
    }
    return false;
}
