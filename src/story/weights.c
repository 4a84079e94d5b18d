#include "story/weights.h"

#include <math.h>
#include <stdio.h>

#include "base/data.h"

static const char *const sides[] = {"title", "lead", "body", "name", "number", "full"};

static const char *const others[] = {
    "gap",           "gap-best",   "shared",    "no-names",  "no-names.lead",
    "no-names.body", "no-numbers", "no-full",   "short",     "name*number",
    "evidence",      "over.lead",  "over.body", "over.name", "named"};

void sr_join_feature_name(size_t x, char ret[32])
{
    if (x == SR_X_ONE)
        (void)snprintf(ret, 32, "one");
    else if (x < SR_X_BEST)
        (void)snprintf(ret, 32, "centre.%s", sides[x - SR_X_CENTRE]);
    else if (x < SR_X_GAP)
        (void)snprintf(ret, 32, "best.%s", sides[x - SR_X_BEST]);
    else
        (void)snprintf(ret, 32, "%s", others[x - SR_X_GAP]);
}

/* Decimal number with optional sign and point; no exponent, no locale. */
static bool read_number(sr_str s, double *ret)
{
    size_t i = s.len && (s.p[0] == '-' || s.p[0] == '+');
    double v = 0, scale = 1;
    bool point = false;
    if (i == s.len || s.len > 30)
        return false;
    for (; i < s.len; i++) {
        if (s.p[i] == '.' && !point) {
            point = true;
        } else if (sr_is_digit(s.p[i])) {
            v = v * 10 + (s.p[i] - '0');
            scale *= point ? 10 : 1;
        } else {
            return false;
        }
    }
    *ret = (s.p[0] == '-' ? -v : v) / scale;
    return true;
}

/* Where the value of a name goes; NULL: no such name. */
static double *place_of(sr_weights *w, sr_str name)
{
    char have[32];
    for (size_t x = 0; x < SR_X_N; x++) {
        sr_join_feature_name(x, have);
        if (sr_str_starts(name, SR_STR("join.")) &&
            sr_str_eq(sr_str_cut(name, 5, name.len), sr_str_of(have)))
            return &w->join[x];
    }
    for (size_t i = 0; i < SR_SIDES; i++)
        if (sr_str_starts(name, SR_STR("pair.")) &&
            sr_str_eq(sr_str_cut(name, 5, name.len), sr_str_of(sides[i])))
            return &w->pair[i];
    if (sr_str_eq(name, SR_STR("pair.one")))
        return &w->pair[SR_SIDES];
    return sr_str_eq(name, SR_STR("open-below")) ? &w->open_below : NULL;
}

sr_status sr_weights_read(sr_str file, sr_weights *ret, sr_err *err)
{
    sr_weights w = {.open_below = NAN};
    size_t n = 0;
    for (sr_str line; sr_data_line(&file, &line);) {
        sr_str name;
        double *to = sr_str_field(&line, '\t', &name) ? place_of(&w, name) : NULL;
        if (!to || !read_number(line, to))
            return sr_fail(err, SR_EFORMAT, 0,
                           "story weights: \"%.*s\" is not understood", SR_FMT(name));
        n++;
    }
    if (n != SR_X_N + SR_SIDES + 2 || isnan(w.open_below))
        return sr_fail(err, SR_EFORMAT, 0,
                       "story weights: %zu values where %d are needed", n,
                       SR_X_N + SR_SIDES + 2);
    *ret = w;
    return SR_OK;
}
