/* extract_tables: the word lists that src/extract/ asks on every page, made into tables at
 * build time.
 *
 *   extract_tables OUT.c
 *
 * It runs the very code that reads the lists, and writes what that made as C. */
#include "extract/class_words.h"
#include "extract/cues.h"
#include "extract/month_forms.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static sr_cues cues;
static sr_class_words words;
static sr_month_forms months;

#define PUT(f, name, v, format)                                                     \
    do {                                                                            \
        (void)fprintf(f, "    ." name " = {");                                      \
        for (size_t i = 0; i < SR_COUNT(v); i++)                                    \
            (void)fprintf(f, "%s" format ",", i % 16 ? " " : "\n        ", (v)[i]); \
        (void)fprintf(f, "\n    },\n");                                             \
    } while (0)

static void write_tables(FILE *f)
{
    (void)fprintf(f, "/* Made by tools/extract_tables.c from data/. */\n"
                     "#include \"extract/class_words.h\"\n"
                     "#include \"extract/cues.h\"\n"
                     "#include \"extract/month_forms.h\"\n\n"
                     "const sr_cues sr_cues_table = {\n");
    PUT(f, "hash", cues.hash, "%" PRIu64 "u");
    PUT(f, "bits", cues.bits, "%u");
    PUT(f, "first", cues.first, "%" PRIu64 "u");
    (void)fprintf(f, "};\n\nconst sr_class_words sr_class_words_table = {\n");
    PUT(f, "hash", words.hash, "%" PRIu32 "u");
    PUT(f, "category", words.category, "%u");
    (void)fprintf(f, "};\n\nconst sr_month_forms sr_month_forms_table = {\n");
    PUT(f, "hash", months.hash, "%" PRIu32 "u");
    (void)fprintf(f, "};\n");
}

int main(int argc, char **argv)
{
    FILE *f = argc == 2 ? fopen(argv[1], "w") : NULL;
    if (!f) {
        (void)fprintf(stderr, "usage: extract_tables OUT.c\n");
        return EXIT_FAILURE;
    }
    sr_cues_init(&cues);
    sr_class_words_init(&words);
    sr_month_forms_init(&months);
    write_tables(f);
    return fclose(f) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
