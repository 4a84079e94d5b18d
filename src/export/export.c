/* Formats by name, and the rows of a document. */
#include "export/parts.h"

static bool index_of(const char *const *names, size_t n, sr_str name, size_t *ret)
{
    for (size_t i = 0; i < n; i++)
        if (sr_str_eq(name, sr_str_of(names[i]))) {
            *ret = i;
            return true;
        }
    return false;
}

bool sr_export_format_parse(sr_str name, sr_export_format *ret)
{
    static const char *const names[] = {"jsonl", "csv", "plover", "gdelt", "geojson"};
    size_t i;
    if (!index_of(names, SR_COUNT(names), name, &i))
        return false;
    *ret = (sr_export_format)i;
    return true;
}

bool sr_export_what_parse(sr_str name, sr_export_what *ret)
{
    static const char *const names[] = {"events", "statements", "figures", "positions"};
    size_t i;
    if (!index_of(names, SR_COUNT(names), name, &i))
        return false;
    *ret = (sr_export_what)i;
    return true;
}

bool sr_export_has(sr_export_what what, sr_export_format format)
{
    return what == SR_EXPORT_EVENTS || format == SR_EXPORT_JSONL ||
           format == SR_EXPORT_CSV;
}

void sr_export_begin(sr_export *x, sr_buf *out)
{
    if (x->format == SR_EXPORT_CSV)
        sr_export_csv_head(x->what, out);
    else if (x->format == SR_EXPORT_PLOVER)
        sr_export_plover_head(out);
    else if (x->format == SR_EXPORT_GEOJSON)
        sr_buf_put(out, SR_STR("{\"type\":\"FeatureCollection\",\"features\":[\n"));
}

void sr_export_end(sr_export *x, sr_buf *out)
{
    if (x->format == SR_EXPORT_GEOJSON)
        sr_buf_put(out, x->rows ? SR_STR("\n]}\n") : SR_STR("]}\n"));
}

/* Has the format room for an event like this? */
static bool is_taken(const sr_export *x, const sr_row *r)
{
    switch (x->format) {
    case SR_EXPORT_PLOVER: return r->event->quad != 0;
    case SR_EXPORT_GDELT: return r->event->cameo.len >= 2 && sr_row_is_asserted(r);
    case SR_EXPORT_GEOJSON: return r->place != NULL;
    default: return true;
    }
}

static void put_event(sr_export *x, const sr_row *r, sr_buf *out)
{
    if (!is_taken(x, r)) {
        x->left_out++;
        return;
    }
    switch (x->format) {
    case SR_EXPORT_CSV: sr_export_event_csv(r, out); break;
    case SR_EXPORT_PLOVER: sr_export_event_plover(r, out); break;
    case SR_EXPORT_GDELT: x->rows += sr_export_event_gdelt(r, out, x->mentions); return;
    case SR_EXPORT_GEOJSON: sr_export_event_geojson(r, x->rows == 0, out); break;
    default: sr_export_event_jsonl(r, out); break;
    }
    x->rows++;
}

static bool put_events(sr_export *x, const sr_doc *doc, sr_buf *out)
{
    const uint32_t *letters = x->mentions ? sr_export_letters(doc) : NULL;
    if (x->mentions && !letters)
        return false;
    for (size_t i = 0; i < doc->n_events; i++) {
        sr_row r;
        sr_row_make(doc, &doc->events[i], &r);
        r.letters = letters;
        put_event(x, &r, out);
    }
    return true;
}

sr_status sr_export_document(sr_export *x, const sr_doc *doc, sr_buf *out, sr_err *err)
{
    static void (*const puts_one[])(const sr_export *x, const sr_doc *doc, size_t i,
                                    sr_buf *out) = {
        [SR_EXPORT_STATEMENTS] = sr_export_statement,
        [SR_EXPORT_FIGURES] = sr_export_figure,
        [SR_EXPORT_POSITIONS] = sr_export_position};
    const size_t n[] = {0, doc->n_statements, doc->n_amounts, doc->n_positions};
    bool ok = true;
    if (x->what == SR_EXPORT_EVENTS)
        ok = put_events(x, doc, out);
    else
        for (size_t i = 0; i < n[x->what]; i++, x->rows++)
            puts_one[x->what](x, doc, i, out);
    if (!ok || !sr_buf_ok(out) || (x->mentions && !sr_buf_ok(x->mentions)))
        return sr_fail(err, SR_ENOMEM, 0, "out of memory for an export");
    return SR_OK;
}
