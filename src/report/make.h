/* What the parts of brief making share.  Order of work, a file each:
 *
 *   origins.c   members -> copy groups -> sources (heads and what stands under them)
 *   gather.c    sources -> units and the terms that independent origins share
 *   figures.c   versions -> figures side by side; units that they make stale
 *   pick.c      units -> headline and lines in reading order
 *   adds.c      sources -> what each adds
 *   brief.c     calls them in this order and packs the result
 */
#ifndef SR_REPORT_MAKE_H
#define SR_REPORT_MAKE_H

#include "base/vec.h"
#include "report/report.h"
#include "report/units.h"
#include "report/vocab.h"

typedef struct sr_term {
    uint32_t origins; /* in how many origins it stands */
    uint32_t last;    /* the last of them, + 1 */
    uint32_t units;   /* in how many units */
    double weight;
    bool in_headline;
    uint32_t title; /* member, + 1, whose title was read last with it */
    uint32_t seen;  /* member, + 1, whose text was read last with it, */
    bool part;      /* in a name of more words there */
    bool said;      /* stands in the headline or a chosen line */
} sr_term;

typedef struct sr_of_member {
    sr_time at_s;    /* when this version came out */
    double when;     /* the same in [0,1] of the story's span */
    uint32_t group;  /* number of its copy group */
    uint32_t source; /* index of the source that it is or stands under */
    const sr_lex *lex;
    uint32_t unit_beg, unit_end; /* its units, where it was read */
} sr_of_member;

typedef struct sr_group {
    uint32_t head;    /* member: the newest version, else the first to come */
    bool has_version; /* is the head an original or an update? */
} sr_group;

typedef struct sr_lang {
    sr_str name;
    sr_lex *lex;
} sr_lang;

typedef struct sr_maker {
    const sr_story *story;
    sr_brief_options options;
    sr_arena *a;
    sr_of_member *of; /* [story->n] */
    sr_group *groups; /* [n_groups] */
    size_t n_groups;
    SR_VEC(sr_lang) langs;
    SR_VEC(sr_source_line) sources; /* in order of arrival of their heads */
    SR_VEC(sr_unit) units;          /* of the members read, in order of arrival */
    sr_ids stems;                   /* number -> terms.v[number] */
    SR_VEC(sr_term) terms;
    sr_ids known_units; /* group and hash of the units of all versions */
    SR_VEC(sr_figure) figures;
    SR_VEC(sr_revision) revisions;
    sr_line headline;
    size_t n_headline;       /* its content words */
    SR_VEC(uint32_t) chosen; /* units, in reading order */
} sr_maker;

/* sr_make_adds: for the sources in the order given (indices into m->sources), so that each
 * adds to those before it.
 *
 * Each: errors SR_ENOMEM (false) only; results in *m. */
bool sr_make_origins(sr_maker *m);
bool sr_make_units(sr_maker *m);
bool sr_make_figures(sr_maker *m);
bool sr_make_pick(sr_maker *m);
bool sr_make_adds(sr_maker *m, const uint32_t *order);

/* A span of a member as a line; citation is filled in at the end. */
sr_line sr_make_line(const sr_maker *m, uint32_t member, bool in_title, sr_span span);

/* Is this the head of its group, or has it text of its own besides? */
static inline bool sr_make_is_source(const sr_maker *m, uint32_t member)
{
    return m->sources.v[m->of[member].source].member == member;
}

/* When this version of a report came out: its correction, else published, else fetched. */
sr_when sr_brief_version(const sr_member *m);
bool sr_brief_is_corrected(const sr_member *m);

/* The title's span, blanks off and cut at SR_BRIEF_TITLE_BYTES; empty: no title. */
enum { SR_BRIEF_TITLE_BYTES = 300 };
sr_span sr_brief_title(const sr_article *a);

#endif
