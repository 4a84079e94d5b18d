#include "report/show.h"

sr_status sr_report_render(const sr_brief *briefs, size_t n,
                           const sr_render_options *options, sr_buf *out, sr_err *err)
{
    switch (options->format) {
    case SR_FORMAT_TEXT: sr_render_text(briefs, n, options, out); break;
    case SR_FORMAT_MARKDOWN: sr_render_markdown(briefs, n, options, out); break;
    case SR_FORMAT_HTML: sr_render_html(briefs, n, options, out); break;
    case SR_FORMAT_JSON: sr_render_json(briefs, n, options, out); break;
    }
    if (!sr_buf_ok(out))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for a report of %zu stories", n);
    return SR_OK;
}
