#include "base/json.h"
#include "pipeline/briefing.h"

void sr_hit_write(const sr_hit *h, sr_buf *out)
{
    char at[SR_TIME_TEXT];
    sr_json j = {.out = out};
    sr_time_text(h->at_s, at);
    sr_json_object(&j);
    sr_json_pair(&j, "id", h->id);
    sr_json_pair_opt(&j, "story", h->story);
    sr_json_pair_opt(&j, "title", h->title);
    sr_json_pair_opt(&j, "outlet", h->outlet);
    sr_json_pair_opt(&j, "url", h->url);
    sr_json_pair(&j, "time", sr_str_of(at));
    sr_json_key(&j, "score");
    sr_json_num(&j, h->score);
    sr_json_pair(&j, "sentence", h->sentence);
    sr_json_key(&j, "span");
    sr_json_span(&j, h->span);
    if (h->in_title)
        sr_json_pair(&j, "in", SR_STR("title"));
    sr_json_end(&j);
    sr_buf_putc(out, '\n');
}
