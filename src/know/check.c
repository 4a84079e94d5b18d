/* Checking files of knowledge: every error said. */
#include "know/import.h"
#include "know/parts.h"

static void say(sr_know_said said, void *ctx, const char *file, const sr_err *err)
{
    if (said)
        said(ctx, sr_str_of(file), 0, sr_str_of(err->msg));
}

/* Text is kept as a source; compiled knowledge is read in full and let go. */
static sr_status look_at(const char *path, sr_know_source *source, sr_err *err)
{
    sr_layer layer;
    sr_str bytes;
    sr_status st = sr_know_map_file(path, &bytes, err);
    if (st != SR_OK)
        return st;
    if (!sr_str_starts(bytes, SR_STR(SR_KNOW_MAGIC))) {
        *source = (sr_know_source){sr_str_of(path), bytes};
        return SR_OK;
    }
    st = sr_layer_of(bytes, path, true, &layer, err);
    sr_know_unmap_file(bytes);
    return st;
}

static sr_status check_texts(const sr_know *know, const sr_know_source *sources, size_t n,
                             sr_know_said said, void *ctx, sr_err *err)
{
    sr_buf bytes = {0};
    sr_know_build *b = sr_know_build_new(know, said, ctx);
    if (!b)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the checks");
    sr_status st = sr_know_build_read(b, sources, n, err);
    if (st == SR_OK)
        st = sr_know_build_write(b, &bytes, err);
    sr_know_build_free(b);
    sr_buf_free(&bytes);
    return st;
}

sr_status sr_know_check(const sr_know *know, const char *const *files, size_t n,
                        sr_know_said said, void *ctx, sr_err *err)
{
    sr_buf room = {0};
    size_t n_texts = 0;
    sr_status st = SR_OK;
    sr_know_source *texts =
        (sr_know_source *)(void *)sr_buf_room(&room, (n + 1) * sizeof *texts);
    if (!texts)
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for the checks");
    for (size_t i = 0; i < n; i++) {
        sr_err why;
        texts[n_texts].text.p = NULL;
        sr_status one = look_at(files[i], &texts[n_texts], &why);
        if (one != SR_OK) {
            say(said, ctx, files[i], &why);
            st = SR_EFORMAT;
        }
        n_texts += texts[n_texts].text.p != NULL;
    }
    sr_status all = check_texts(know, texts, n_texts, said, ctx, err);
    for (size_t i = 0; i < n_texts; i++)
        sr_know_unmap_file(texts[i].text);
    sr_buf_free(&room);
    return all == SR_OK ? st : all;
}
