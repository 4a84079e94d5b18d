#include "doc/across.h"

/* In the order of sr_copy_relation; the words are those of docs/formats/. */
static const char *const relation_names[] = {"original", "copy",    "extended",
                                             "excerpt",  "rewrite", "update"};

const char *sr_copy_relation_name(sr_copy_relation r)
{
    return relation_names[r];
}

bool sr_copy_relation_parse(sr_str name, sr_copy_relation *ret)
{
    for (size_t i = 0; i < SR_COUNT(relation_names); i++)
        if (sr_str_eq(name, sr_str_of(relation_names[i]))) {
            *ret = (sr_copy_relation)i;
            return true;
        }
    return false;
}

static void write_changes(const sr_copy *c, sr_json *j)
{
    sr_json_key(j, "changes");
    sr_json_array(j);
    for (size_t i = 0; i < c->n_changes; i++) {
        sr_json_object(j);
        sr_json_pair(j, "from", c->changes[i].from);
        sr_json_pair(j, "to", c->changes[i].to);
        sr_json_key(j, "span");
        sr_json_span(j, c->changes[i].span);
        if (c->changes[i].in_title)
            sr_json_pair(j, "in", SR_STR("title"));
        sr_json_end(j);
    }
    sr_json_end(j);
}

void sr_copy_write(const sr_copy *c, const sr_doc *doc, sr_json *j)
{
    sr_json_object(j);
    sr_json_pair(j, "id", doc->article.id);
    sr_json_pair(j, "group", c->group);
    sr_json_pair(j, "relation", sr_str_of(sr_copy_relation_name(c->relation)));
    if (c->of.len) {
        sr_json_pair(j, "of", c->of);
        sr_json_key(j, "shared");
        sr_json_share(j, c->shared);
        sr_json_key(j, "shared_of");
        sr_json_share(j, c->shared_of);
    }
    if (c->n_changes)
        write_changes(c, j);
    sr_json_end(j);
}

void sr_join_members(const sr_join *s, sr_json *j)
{
    sr_json_key(j, "opened");
    sr_json_bool(j, s->opened);
    sr_json_key(j, "p");
    sr_json_share(j, s->p);
    sr_json_key(j, "reasons");
    sr_json_array(j);
    for (size_t i = 0; i < s->n_reasons; i++) {
        sr_json_object(j);
        sr_json_pair(j, "kind", s->reasons[i].kind);
        sr_json_pair_opt(j, "what", s->reasons[i].what);
        sr_json_key(j, "weight");
        sr_json_share(j, s->reasons[i].weight);
        sr_json_end(j);
    }
    sr_json_end(j);
}

void sr_join_write(const sr_join *s, const sr_doc *doc, sr_json *j)
{
    sr_json_object(j);
    sr_json_pair(j, "id", doc->article.id);
    sr_json_pair(j, "story", s->story);
    sr_join_members(s, j);
    sr_json_end(j);
}
