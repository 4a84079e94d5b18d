/* Articles for the tests of the store, made on the spot: nothing here is read. */
#ifndef SR_TESTS_STORE_SAMPLE_H
#define SR_TESTS_STORE_SAMPLE_H

#include "store/store.h"
#include "t.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { SAMPLE_TIME = 1730000000 };

static char sample_dir[256];

/* A directory of the test's own, below TMPDIR, /dev/shm (where to sync costs nothing) or
 * /tmp; a file name in it. */
static inline const char *sample_path(char *buf, size_t size, const char *name)
{
    char *dir = sample_dir;
    if (!dir[0]) {
        const char *tmp = getenv("TMPDIR");
        (void)snprintf(dir, sizeof sample_dir, "%s/sitrep-store-XXXXXX",
                       tmp ? tmp : "/tmp");
        ck_assert_ptr_nonnull(mkdtemp(dir));
    }
    (void)snprintf(buf, size, "%s/%s", dir, name);
    return buf;
}

/* Remove the directory of a path that sample_path gave, and what is in it. */
static inline void sample_clean(const char *path)
{
    char command[600];
    const char *slash = strrchr(path, '/');
    (void)snprintf(command, sizeof command, "rm -rf '%.*s'", (int)(slash - path), path);
    ck_assert_int_eq(system(command), 0);
    sample_dir[0] = '\0';
}

/* Sentences: cut behind each ". ", "? " and blank line. */
static inline void sample_sents(sr_doc *doc, sr_str text, bool in_title)
{
    sr_sentence *v = doc->sents;
    size_t beg = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool stop = i + 1 == text.len || text.p[i + 1] == '\n' ||
                    ((text.p[i] == '.' || text.p[i] == '?') && text.p[i + 1] == ' ');
        if (beg == i && sr_is_space(text.p[i])) {
            beg++;
        } else if (stop) {
            v[doc->n_sents++] = (sr_sentence){.span = {(uint32_t)beg, (uint32_t)i + 1},
                                              .in_title = in_title};
            beg = i + 1;
        }
    }
}

static inline void sample_paras(sr_doc *doc)
{
    sr_str text = doc->article.text;
    size_t beg = 0, n = 0;
    doc->article.paras = SR_NEW(doc->arena, sr_para, text.len / 2 + 1);
    while (beg < text.len) {
        size_t end = sr_str_find(text, SR_STR("\n\n"), beg);
        end = end == SIZE_MAX ? text.len : end;
        doc->article.paras[n] = (sr_para){{(uint32_t)beg, (uint32_t)end},
                                          n ? SR_PARA_QUOTE : SR_PARA_TEXT,
                                          (uint32_t)(100 + beg),
                                          (uint32_t)(100 + end)};
        n++;
        beg = end + 2;
    }
    doc->article.n_paras = n;
}

/* An article with id, title and text, all its other fields filled in from the id. */
static inline sr_doc *sample_doc(const char *id, const char *title, const char *text)
{
    sr_doc *doc = sr_doc_new(0);
    ck_assert_ptr_nonnull(doc);
    sr_article *a = &doc->article;
    a->id = sr_arena_str(doc->arena, sr_str_of(id));
    a->title = sr_arena_str(doc->arena, sr_str_of(title));
    a->text = sr_arena_str(doc->arena, sr_str_of(text));
    a->url = sr_arena_printf(doc->arena, "https://news.example/%s", id);
    a->outlet = SR_STR("The Example");
    a->lang = SR_STR("en");
    a->published = (sr_when){SAMPLE_TIME, SR_TIME_SECOND, SR_STR("json-ld"), 60};
    a->p_article = 0.75;
    doc->sents = SR_NEW(doc->arena, sr_sentence, a->title.len + a->text.len + 1);
    sample_sents(doc, a->title, true);
    sample_sents(doc, a->text, false);
    sample_paras(doc);
    return doc;
}

/* A place: in `story`, an original. */
static inline sr_placed sample_placed(const char *id, const char *story)
{
    return (sr_placed){.copy = {.group = sr_str_of(id), .relation = SR_COPY_ORIGINAL},
                       .join = {.story = sr_str_of(story), .p = 0.5}};
}

static inline sr_placed sample_copy(const char *of, const char *story,
                                    sr_copy_relation relation)
{
    sr_placed p = sample_placed(of, story);
    p.copy.of = sr_str_of(of);
    p.copy.relation = relation;
    p.copy.shared = 0.9;
    p.copy.shared_of = 0.8;
    return p;
}

#endif
