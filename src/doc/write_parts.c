#include "doc/write.h"

#include <math.h>
#include <stdio.h>

void sr_write_place_in_text(sr_json *j, const sr_doc *doc, const char *key, uint32_t sent,
                            sr_span span)
{
    sr_json_key(j, key);
    sr_json_span(j, span);
    if (doc->sents[sent].in_title)
        sr_json_pair(j, "in", SR_STR("title"));
}

void sr_write_span_opt(sr_json *j, const char *key, sr_span span)
{
    if (span.end <= span.beg)
        return;
    sr_json_key(j, key);
    sr_json_span(j, span);
}

void sr_write_id(sr_json *j, const char *key, char letter, uint32_t index)
{
    if (index == SR_NONE)
        return;
    sr_json_key(j, key);
    sr_write_id_value(j, letter, index);
}

void sr_write_id_value(sr_json *j, char letter, uint32_t index)
{
    char text[16];
    (void)snprintf(text, sizeof text, "%c%u", letter, index + 1);
    sr_json_str(j, sr_str_of(text));
}

void sr_write_p(sr_json *j, float p)
{
    sr_json_key(j, "p");
    sr_json_num(j, round((double)p * 1000) / 1000);
}
