/* What the join weights are learnt from.   articles with their true stories -> features
 *
 *     dump features|stories|copies|related [nocaps] [short] [weights=FILE] < articles.jsonl
 *
 * A line of input: {"id", "title", "text", "published", "url", "outlet", "gold"}.
 * features  the engine runs over the stream with each article in its true story; each
 *           candidate story of each article gives one line: label, size of the window,
 *           p, features as in src/story/weights.h, then likeness with its likest article
 * stories   what the engine decides:  id<tab>story<tab>gold
 * copies    id<tab>group<tab>relation<tab>of<tab>shared<tab>shared_of<tab>changes
 * related   after all were added, for each: id<tab>ids, best first, copies behind their own
 * weights   the file to use in place of data/story.weights.txt
 * nocaps    the text is made small first, so that there are no names
 * short     of the text its first 25 words, as feeds give
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "doc/json_read.h"
#include "story/engine.h"
#include "text/text.h"

static sr_str first_words(sr_str s, size_t n)
{
    size_t i = 0;
    for (; i < s.len && n > 0; i++)
        n -= i > 0 && sr_is_space(s.p[i]) && !sr_is_space(s.p[i - 1]);
    return sr_str_cut(s, 0, i);
}

static void fill(sr_doc *doc, const cJSON *o, bool cut)
{
    sr_article *x = &doc->article;
    x->id = sr_json_member_text(o, "id");
    x->title = sr_json_member_text(o, "title");
    x->text = sr_json_member_text(o, "text");
    x->url = sr_json_member_text(o, "url");
    x->outlet = sr_json_member_text(o, "outlet");
    x->lang = SR_STR("en");
    if (cut)
        x->text = first_words(x->text, 25);
    sr_str when = sr_json_member_text(o, "published");
    (void)sr_time_parse(when, &x->published.at_s, &x->published.precision);
    x->paras = SR_NEW(doc->arena, sr_para, 1 + x->text.len);
    size_t beg = 0;
    while (x->text.len && beg < x->text.len) {
        size_t end = sr_str_find(x->text, SR_STR("\n\n"), beg);
        end = end == SIZE_MAX ? x->text.len : end;
        if (end > beg)
            x->paras[x->n_paras++].span = (sr_span){(uint32_t)beg, (uint32_t)end};
        beg = end + 2;
    }
}

static void make_small(char *s)
{
    for (; *s; s++)
        *s = (char)tolower((unsigned char)*s);
}

static void print_features(const sr_stories *s, const sr_doc *doc, const sr_arriving *q)
{
    sr_candidate v[SR_CANDIDATES];
    size_t n;
    if (!sr_cluster_score(&s->cluster, &s->window, q, doc->arena, v, &n))
        return;
    for (size_t i = 0; i < n; i++) {
        sr_str id = sr_slot_id(sr_cluster_slot(&s->cluster, v[i].slot));
        (void)printf("%.*s %d", SR_FMT(id), sr_cluster_certain(&q->match));
        for (size_t k = 0; k < SR_X_N; k++)
            (void)printf(" %.5g", v[i].x[k]);
        (void)printf("\n");
    }
}

static int one(sr_stories *s, sr_text_rules *rules, sr_doc *doc, const char *mode,
               bool cut, char *line)
{
    cJSON *o;
    sr_err err;
    sr_placed p, known = {0};
    if (sr_json_parse(sr_str_of(line), &o, &err) != SR_OK)
        return 1;
    fill(doc, o, cut);
    sr_str gold = sr_json_member_text(o, "gold");
    if (sr_text_analyse(rules, doc, &err) != SR_OK ||
        sr_features_make(doc, &err) != SR_OK)
        return 1;
    bool teach = mode[0] == 'f', own = mode[0] == 'o';
    if (teach || own) {
        sr_arriving *q = sr_arena_alloc(doc->arena, 1, sizeof *q);
        if (!q || !sr_stories_look(s, doc, 0, NULL, doc->arena, q))
            return 1;
        print_features(s, doc, q);
        known.join.story = gold;
        known.copy.relation = q->match.of ? q->match.relation : SR_COPY_ORIGINAL;
        known.copy.shared = q->match.shared;
        known.copy.group = doc->article.id;
        if (q->match.of)
            known.copy.of = sr_card_id(sr_window_card(&s->window, q->match.of));
    }
    if (sr_stories_add(s, doc, 0, teach ? &known : NULL, doc->arena, &p, &err) != SR_OK)
        return 1;
    if (teach || own)
        (void)printf("= %.*s %.*s\n", SR_FMT(p.join.story), SR_FMT(gold));
    if (mode[0] == 's')
        (void)printf("%.*s\t%.*s\t%.*s\n", SR_FMT(doc->article.id), SR_FMT(p.join.story),
                     SR_FMT(gold));
    if (mode[0] == 'c') {
        (void)printf("%.*s\t%.*s\t%s\t%.*s\t%.3f\t%.3f\t", SR_FMT(doc->article.id),
                     SR_FMT(p.copy.group), sr_copy_relation_name(p.copy.relation),
                     SR_FMT(p.copy.of), p.copy.shared, p.copy.shared_of);
        for (size_t i = 0; i < p.copy.n_changes; i++)
            (void)printf("%.*s -> %.*s; ", SR_FMT(p.copy.changes[i].from),
                         SR_FMT(p.copy.changes[i].to));
        (void)printf("\n");
    }
    cJSON_Delete(o);
    return 0;
}

static void print_related(const sr_stories *s, const sr_doc *doc)
{
    sr_related *r;
    size_t n;
    if (sr_stories_related(s, doc, 0, doc->arena, &r, &n, NULL) != SR_OK)
        return;
    (void)printf("%.*s\t", SR_FMT(doc->article.id));
    for (size_t i = 0; i < n && i < 200; i++) {
        (void)printf(" %.*s", SR_FMT(r[i].id));
        for (size_t k = 0; k < r[i].n_copies; k++)
            (void)printf(" %.*s", SR_FMT(r[i].copies[k]));
    }
    (void)printf("\n");
}

static sr_status take_weights(sr_stories *s, const char *path, sr_err *err)
{
    static char bytes[65536];
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(bytes, 1, sizeof bytes, f) : 0;
    if (f)
        (void)fclose(f);
    return sr_weights_read((sr_str){bytes, n}, &s->cluster.weights, err);
}

int main(int argc, char **argv)
{
    sr_stories *s;
    sr_text_rules *rules;
    sr_err err = {.msg = "out of memory"};
    sr_doc *doc = sr_doc_new(0);
    if (argc < 2 || !doc || sr_stories_new(NULL, &s, &err) != SR_OK ||
        sr_text_rules_new("en", &rules, &err) != SR_OK) {
        (void)fprintf(stderr,
                      "usage: dump features|stories|copies|related [nocaps]: %s\n",
                      err.msg);
        return 2;
    }
    bool small = false, cut = false;
    for (int i = 2; i < argc; i++) {
        small = small || strcmp(argv[i], "nocaps") == 0;
        cut = cut || strcmp(argv[i], "short") == 0;
        if (strncmp(argv[i], "weights=", 8) == 0 &&
            take_weights(s, argv[i] + 8, &err) != SR_OK) {
            (void)fprintf(stderr, "%s\n", err.msg);
            return 2;
        }
    }
    char *line = NULL;
    size_t cap = 0;
    while (getline(&line, &cap, stdin) > 0) {
        if (small)
            make_small(line);
        sr_doc_reset(doc);
        if (one(s, rules, doc, argv[1], cut, line))
            (void)fprintf(stderr, "a line was refused\n");
    }
    rewind(stdin);
    while (argv[1][0] == 'r' && getline(&line, &cap, stdin) > 0) {
        cJSON *o;
        sr_doc_reset(doc);
        if (sr_json_parse(sr_str_of(line), &o, &err) != SR_OK)
            continue;
        fill(doc, o, cut);
        if (sr_text_analyse(rules, doc, &err) == SR_OK &&
            sr_features_make(doc, &err) == SR_OK)
            print_related(s, doc);
        cJSON_Delete(o);
    }
    sr_stories_size z = sr_stories_measure(s);
    (void)fprintf(stderr, "%zu articles, %zu stories, %zu postings, %zu bytes\n",
                  z.articles, z.stories, z.postings, z.bytes);
    free(line);
    sr_doc_free(doc);
    sr_stories_free(s);
    sr_text_rules_free(rules);
    return 0;
}
