/* Prints what the block classifier sees, for the training program (train.py).
 *
 *   dump OUT < LIST     LIST: paths of UTF-8 pages, one a line
 *
 * OUT.jsonl: a line a page: {"file", "mass", "blocks": [{"t": text, "tag": .., "kind": ..}]}
 * OUT.f32: the rows of all pages one after the other; OUT.names: the columns. */
#include "base/json.h"
#include "extract/page.h"

#include <stdio.h>
#include <stdlib.h>

static char *read_all(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    char *p = malloc(SR_MAX_DOCUMENT_BYTES);
    *n = p ? fread(p, 1, SR_MAX_DOCUMENT_BYTES, f) : 0;
    (void)fclose(f);
    return p;
}

static FILE *open_out(const char *stem, const char *ending)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s.%s", stem, ending);
    FILE *f = fopen(path, "wb");
    if (!f)
        exit(EXIT_FAILURE);
    return f;
}

static void write_page(const char *path, const sr_page *p, sr_buf *b)
{
    sr_json j = {.out = b};
    sr_json_object(&j);
    sr_json_pair(&j, "file", sr_str_of(path));
    sr_json_key(&j, "ld_article");
    sr_json_bool(&j, p->ld.article);
    sr_json_key(&j, "blocks");
    sr_json_array(&j);
    for (size_t k = 0; k < p->blocks.n; k++) {
        sr_json_object(&j);
        sr_json_pair(&j, "t", sr_block_text(&p->blocks, k));
        sr_json_key(&j, "tag");
        sr_json_int(&j, p->blocks.v[k].tag);
        sr_json_key(&j, "kind");
        sr_json_int(&j, p->blocks.v[k].kind);
        sr_json_key(&j, "parent");
        sr_json_int(&j, p->blocks.v[k].parent);
        sr_json_end(&j);
    }
    sr_json_end(&j);
    sr_json_end(&j);
    sr_buf_putc(b, '\n');
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return EXIT_FAILURE;
    FILE *rows = open_out(argv[1], "f32"), *lines = open_out(argv[1], "jsonl"),
         *names = open_out(argv[1], "names");
    char path[4096], scratch[32];
    for (size_t i = 0; i < SR_F_COUNT; i++)
        (void)fprintf(names, "%s\n", sr_block_column_name(i, scratch));
    sr_doc *doc = sr_doc_new(0);
    sr_buf b = {0};
    while (doc && fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = '\0';
        size_t n = 0;
        char *bytes = read_all(path, &n);
        sr_page p;
        sr_err err;
        sr_doc_reset(doc);
        if (!bytes || sr_page_read(doc, (sr_str){bytes, n}, &p, &err) != SR_OK) {
            (void)fprintf(stderr, "%s: refused\n", path);
            free(bytes);
            continue;
        }
        sr_buf_reset(&b);
        write_page(path, &p, &b);
        (void)fwrite(b.p, 1, b.len, lines);
        (void)fwrite(p.rows.v, sizeof(float) * SR_F_COUNT, p.rows.n, rows);
        free(bytes);
    }
    return fclose(rows) | fclose(lines) | fclose(names);
}
