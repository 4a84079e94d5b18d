/* What is known across articles: the results of story/, kept by store/, shown by report/.
 * Plain records; strings live in the arena that the function which fills them names.
 */
#ifndef SR_DOC_ACROSS_H
#define SR_DOC_ACROSS_H

#include "doc/doc.h"

/* --- copies ------------------------------------------------------------------------ */

typedef enum sr_copy_relation {
    SR_COPY_ORIGINAL, /* first of its group, or alone */
    SR_COPY_COPY,     /* the same text */
    SR_COPY_EXTENDED, /* the whole of the other text, and more */
    SR_COPY_EXCERPT,  /* a part of the other text */
    SR_COPY_REWRITE,  /* most of it, reworded */
    SR_COPY_UPDATE    /* the same report with changed figures or facts */
} sr_copy_relation;

typedef struct sr_change {
    sr_str from, to; /* "3 dead" -> "4 dead" */
    sr_span span;    /* of `to` in the newer text, or in its title */
    bool in_title;
} sr_change;

typedef struct sr_copy {
    sr_str group; /* id of the group: that of its original */
    sr_str of;    /* article it stands nearest to; empty for an original */
    sr_copy_relation relation;
    double shared;      /* share of this text's shingles found in `of`, [0,1] */
    double shared_of;   /* share of that one's found in this */
    sr_change *changes; /* [n_changes], for updates */
    size_t n_changes;
} sr_copy;

const char *sr_copy_relation_name(sr_copy_relation r);
/* False where the name is none of ours. */
bool sr_copy_relation_parse(sr_str name, sr_copy_relation *ret);

/* --- stories ----------------------------------------------------------------------- */

/* Why an article joined: "name Kharkiv", "number 14 dead", "lead", "copy of ...". */
typedef struct sr_reason {
    sr_str kind;   /* "name", "number", "title", "lead", "body", "copy", "time" */
    sr_str what;   /* the term as written, or empty */
    double weight; /* its part of the score */
} sr_reason;

typedef struct sr_join {
    sr_str story; /* id of the story: digest of its first article's id */
    bool opened;  /* this article opened the story */
    double p;     /* probability that it belongs there, [0,1] */
    sr_reason *reasons;
    size_t n_reasons;
} sr_join;

/* What story/ says of one document. */
typedef struct sr_placed {
    sr_copy copy;
    sr_join join;
} sr_placed;

/* --- a story with its members, as the store gives it to report ----------------------- */

typedef struct sr_member {
    const sr_doc *doc; /* article, sents (tokens may be absent) */
    sr_copy copy;
    sr_join join;
} sr_member;

typedef struct sr_story {
    sr_str id;
    sr_time first_s, last_s; /* of published, else of arrival */
    sr_member *members;      /* [n] in order of arrival */
    size_t n;
} sr_story;

void sr_copy_write(const sr_copy *c, const sr_doc *doc,
                   sr_json *j); /* FORMATS `copies` */
/* Why it joined: the members opened, p, reasons of an object that is open. */
void sr_join_members(const sr_join *s, sr_json *j);
void sr_join_write(const sr_join *s, const sr_doc *doc,
                   sr_json *j); /* FORMATS `stories` */

#endif
