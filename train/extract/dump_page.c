/* Prints what the page classifier sees, for the training program (train.py page).
 *
 *   dump_page OUT < LIST     LIST: "path TAB url" of UTF-8 pages, one a line
 *
 * Appends a row of SR_PAGE_COLUMNS floats a page to OUT.page.f32. */
#include "extract/extract.h"
#include "extract/pageclass.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    char path[8192], name[4096];
    if (argc != 2)
        return EXIT_FAILURE;
    (void)snprintf(name, sizeof name, "%s.page.f32", argv[1]);
    FILE *out = fopen(name, "wb");
    sr_doc *doc = sr_doc_new(0);
    char *bytes = malloc(SR_MAX_DOCUMENT_BYTES);
    while (out && doc && bytes && fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = '\0';
        char *url = strchr(path, '\t');
        if (url)
            *url++ = '\0';
        FILE *f = fopen(path, "rb");
        if (!f)
            return EXIT_FAILURE;
        size_t n = fread(bytes, 1, SR_MAX_DOCUMENT_BYTES, f);
        (void)fclose(f);
        sr_page p;
        sr_main_text m;
        float row[SR_PAGE_COLUMNS] = {0};
        sr_doc_reset(doc);
        doc->record = (sr_record){
            .kind = SR_RECORD_PAGE, .bytes = {bytes, n}, .url = sr_str_of(url)};
        if (sr_extract(doc, NULL, 0, NULL) == SR_OK &&
            sr_page_read(doc, doc->record.bytes, &p, NULL) == SR_OK &&
            sr_main_text_make(&p, NULL, doc, &m, NULL) == SR_OK)
            sr_page_row(&p, &m, &doc->article, doc->arena, row);
        (void)fwrite(row, sizeof(float), SR_PAGE_COLUMNS, out);
    }
    return out ? fclose(out) : EXIT_FAILURE;
}
