/* Any text as any file of knowledge: errors have a line, and what compiles opens.
 *
 * Byte 0 chooses the kind of the file; the rest is its text, behind a file of countries. */
#include "fuzz.h"
#include "know/parts.h"

typedef struct said {
    size_t n;
    size_t lines;
} said;

static void count(void *ctx, sr_str file, uint32_t line, sr_str message)
{
    said *s = ctx;
    MUST(file.len && message.len && line <= s->lines);
    s->n++;
}

static void look_up(const sr_know *know, sr_str text)
{
    sr_actor actors[4];
    sr_place_ref places[4];
    sr_str word;
    for (int i = 0; i < 50 && sr_str_field(&text, i % 2 ? '\t' : ';', &word); i++) {
        size_t n = sr_know_actors(know, word, actors, 4);
        for (size_t j = 0; j < n && j < 4; j++) {
            sr_known a = sr_know_actor(know, actors[j]);
            MUST(a.id.len && a.name.len && a.type < SR_ENTITY_TYPES);
            MUST(a.weight >= 0 && a.weight <= 1);
            for (uint32_t k = 0; k < a.n_roles; k++)
                MUST(sr_know_role(know, actors[j], k).from_s < INT64_MAX);
        }
        n = sr_know_places(know, word, places, 4);
        for (size_t j = 0; j < n && j < 4; j++)
            MUST(sr_know_place(know, places[j]).name.len);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0 || size > 1 << 20)
        return 0;
    sr_str text = {(const char *)data + 1, size - 1};
    said s = {0, 2};
    for (size_t i = 0; i < text.len; i++)
        s.lines += text.p[i] == '\n';
    sr_know_source sources[] = {
        {SR_STR("countries"), SR_STR("FRA\tFR\tFrance\t\tFrench\t\t\t\t46\t2\n")},
        {sr_str_of(sr_know_schemas[data[0] % SR_FILE_KINDS].name), text}};
    sr_know_build *b = sr_know_build_new(NULL, count, &s);
    MUST(b);
    sr_err err;
    sr_status st = sr_know_build_read(b, sources, 2, &err);
    MUST(st == SR_OK || st == SR_EFORMAT);
    MUST((st == SR_OK) == (s.n == 0));
    sr_buf out = {0};
    sr_know *know = NULL;
    if (st == SR_OK) {
        MUST(sr_know_build_write(b, &out, &err) == SR_OK);
        MUST(sr_know_open_bytes(sr_buf_str(&out), &know, &err) == SR_OK);
        look_up(know, text);
        sr_know_close(know);
    }
    sr_buf_free(&out);
    sr_know_build_free(b);
    return 0;
}
