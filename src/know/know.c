/* To come: the knowledge as it is laid into the program. */
#include "know/know.h"

#include <stdlib.h>

struct sr_know {
    int nothing;
};

sr_status sr_know_open(const char *const *files, size_t n, sr_know **ret, sr_err *err)
{
    (void)files, (void)n;
    sr_know *k = calloc(1, sizeof *k);
    if (!k)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the knowledge");
    *ret = k;
    return SR_OK;
}

void sr_know_close(sr_know *know)
{
    free(know);
}

size_t sr_know_actors(const sr_know *know, sr_str name, sr_actor *ret, size_t cap)
{
    (void)know, (void)name, (void)ret, (void)cap;
    return 0;
}

sr_known sr_know_actor(const sr_know *know, sr_actor actor)
{
    (void)know, (void)actor;
    return (sr_known){0};
}

sr_known_role sr_know_role(const sr_know *know, sr_actor actor, uint32_t i)
{
    (void)know, (void)actor, (void)i;
    return (sr_known_role){0};
}

bool sr_know_role_on(const sr_know *know, sr_actor actor, sr_time day_s,
                     sr_known_role *ret)
{
    (void)know, (void)actor, (void)day_s, (void)ret;
    return false;
}

sr_actor sr_know_holder(const sr_know *know, sr_str country, sr_str office, sr_time day_s)
{
    (void)know, (void)country, (void)office, (void)day_s;
    return SR_NONE;
}

sr_country_word sr_know_country_word(const sr_know *know, sr_str word, sr_str *iso3)
{
    (void)know, (void)word, (void)iso3;
    return SR_COUNTRY_NO_WORD;
}

bool sr_know_country(const sr_know *know, sr_str iso3, sr_country *ret)
{
    (void)know, (void)iso3, (void)ret;
    return false;
}

bool sr_know_role_word(const sr_know *know, sr_str words, sr_role_word *ret)
{
    (void)know, (void)words, (void)ret;
    return false;
}

size_t sr_know_places(const sr_know *know, sr_str name, sr_place_ref *ret, size_t cap)
{
    (void)know, (void)name, (void)ret, (void)cap;
    return 0;
}

sr_known_place sr_know_place(const sr_know *know, sr_place_ref place)
{
    (void)know, (void)place;
    return (sr_known_place){0};
}

sr_status sr_know_fold(sr_str name, sr_arena *a, sr_str *ret, sr_err *err)
{
    (void)a, (void)err;
    *ret = name;
    return SR_OK;
}
