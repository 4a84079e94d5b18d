/* The learnt weights of the stage: data/story.weights.txt, made by train/story/. */
#ifndef SR_STORY_WEIGHTS_H
#define SR_STORY_WEIGHTS_H

#include "base/err.h"
#include "story/card.h"

/* What is known of an article and a story that it may belong to. */
typedef enum sr_join_feature {
    SR_X_ONE,
    SR_X_CENTRE, /* [SR_SIDES] likeness with the story's centroid */
    SR_X_BEST = SR_X_CENTRE + SR_SIDES, /* [SR_SIDES] with its likest article */
    SR_X_GAP = SR_X_BEST + SR_SIDES,    /* ln(1 + days) to the story's nearest end */
    SR_X_GAP_BEST,                      /* ln(1 + days) to the likest article */
    SR_X_SHARED,        /* share of text with an article of the story, larger direction */
    SR_X_NO_NAMES,      /* 1: one of the two has no names (no capitals) */
    SR_X_NO_NAMES_LEAD, /* times the best lead */
    SR_X_NO_NAMES_BODY,
    SR_X_NO_NUMBERS,
    SR_X_NO_FULL,     /* no names of several words */
    SR_X_SHORT,       /* 1 / ln(2 + words of the shorter one) */
    SR_X_NAME_NUMBER, /* best name times best number */
    SR_X_EVIDENCE,    /* ln(1 + sum of idf of shared index keys) */
    SR_X_OVER_LEAD,   /* best lead less the mean of the other candidates: how far this */
    SR_X_OVER_BODY,   /* story stands out from what is alike in this stream anyhow */
    SR_X_OVER_NAME,
    SR_X_NAMED, /* ln(1 + sum over index keys of names of idf times the share of the articles
                   met under the key that are of this story): a name that hundreds of stories
                   share says little, one that only this story has says much */
    SR_X_N
} sr_join_feature;

typedef struct sr_weights {
    double join[SR_X_N];
    double pair[SR_SIDES + 1]; /* article and article: sides, then the constant */
    double open_below;         /* a probability less than this opens a story */
} sr_weights;

/* Name of a feature as it stands in the file: "centre.title". */
void sr_join_feature_name(size_t x, char ret[32]);

/* Read a weights file.  errors  SR_EFORMAT: a name is unknown or missing, or a line is
 * no "name<tab>number"; then *ret is untouched */
sr_status sr_weights_read(sr_str file, sr_weights *ret, sr_err *err);

#endif
