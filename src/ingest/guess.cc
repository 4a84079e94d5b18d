#include "ingest/guess.h"

#include <uchardet/uchardet.h>

sr_guesser *sr_guesser_new(void)
{
    try {
        return reinterpret_cast<sr_guesser *>(uchardet_new());
    } catch (...) {
        return nullptr;
    }
}

void sr_guesser_free(sr_guesser *g)
{
    if (g)
        uchardet_delete(reinterpret_cast<uchardet_t>(g));
}

const char *sr_guess_charset(sr_guesser *g, const char *bytes, size_t n)
{
    uchardet_t u = reinterpret_cast<uchardet_t>(g);
    try {
        uchardet_reset(u);
        if (uchardet_handle_data(u, bytes, n) != 0)
            return "";
        uchardet_data_end(u);
        return uchardet_get_charset(u);
    } catch (...) {
        return "";
    }
}
