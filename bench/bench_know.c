/* How fast knowledge opens and answers.
 *
 *     bench_know [FILE...]        files for --know beside what the program knows
 *
 * Looks up names of the knowledge itself and as many that are not there, in an order that
 * jumps about.  Prints one line a measurement, times in CPU seconds of the process. */
#include "know/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { NAMES = 1 << 16, ROUNDS = 32 };

static double cpu_s(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    sr_know *know;
    sr_err err;
    double beg = cpu_s();
    if (sr_know_open((const char *const *)argv + 1, (size_t)argc - 1, &know, &err) !=
        SR_OK) {
        (void)fprintf(stderr, "bench_know: %s\n", err.msg);
        return EXIT_FAILURE;
    }
    (void)printf("open         %8.3f ms\n", 1e3 * (cpu_s() - beg));
    const sr_layer *l = &know->v[0];
    sr_str *names = calloc(NAMES, sizeof *names);
    for (uint32_t i = 0; names && i < NAMES; i++) {
        uint32_t at = i * 2654435761u; /* Knuth's multiplier: jumps about */
        names[i] = i % 4 == 0 ? sr_layer_str(l, l->actors[at % l->n_actors].name)
                              : sr_layer_str(l, l->places[at % l->n_places].name);
    }
    for (int kind = 0; names && kind < 4; kind++) {
        static const char *const what[] = {"actors", "places", "country word",
                                           "role word"};
        size_t found = 0;
        beg = cpu_s();
        for (int round = 0; round < ROUNDS; round++)
            for (size_t i = 0; i < NAMES; i++) {
                sr_actor actor[8];
                sr_str iso3;
                sr_role_word word;
                found += kind == 0   ? sr_know_actors(know, names[i], actor, 8)
                         : kind == 1 ? sr_know_places(know, names[i], actor, 8)
                         : kind == 2 ? sr_know_country_word(know, names[i], &iso3) != 0
                                     : sr_know_role_word(know, names[i], &word);
            }
        double s = cpu_s() - beg;
        (void)printf("%-12s %8.2f million look-ups/s (%zu found)\n", what[kind],
                     (double)NAMES * ROUNDS / s / 1e6, found / ROUNDS);
    }
    free(names);
    sr_know_close(know);
    return EXIT_SUCCESS;
}
