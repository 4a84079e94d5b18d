/* Events in the columns of GDELT 2.0: "The GDELT Event Database Data Format Codebook V2.0".
 * What Sitrep does not know (tone, ethnic and religious codes, feature ids of GNS) stays
 * empty. */
#include "export/parts.h"

#include "base/hash.h"

#include <stdio.h>

/* GDELT's quads by CAMEO root, which are not PLOVER's: 01-05 1, 06-09 2, 10-14 3, 15-20 4. */
static int quad_of_root(sr_str cameo)
{
    int root = (cameo.p[0] - '0') * 10 + (cameo.p[1] - '0');
    return root <= 5 ? 1 : root <= 9 ? 2 : root <= 14 ? 3 : 4;
}

static int64_t global_id(const sr_row *r, size_t actor, size_t recipient)
{
    uint64_t h = sr_hash64(sr_str_of(r->id));
    return (int64_t)(sr_hash_mix(h, actor << 16 | recipient) >> 1);
}

/* YYYYMMDDHHMMSS of the article's publication, else of its fetching; empty: unknown. */
static void stamp_of(const sr_doc *doc, char ret[15])
{
    const sr_when *w = doc->article.published.precision != SR_TIME_UNKNOWN
                           ? &doc->article.published
                           : &doc->record.fetched;
    ret[0] = '\0';
    if (w->precision == SR_TIME_UNKNOWN)
        return;
    sr_civil c = sr_time_civil(w->at_s);
    (void)snprintf(ret, 15, "%04u%02u%02u%02u%02u%02u", (unsigned)c.year % 10000,
                   (unsigned)c.month % 100, (unsigned)c.day % 100, (unsigned)c.hour % 100,
                   (unsigned)c.minute % 100, (unsigned)c.second % 100);
}

/* --- fields of the event table ---------------------------------------------------------- */

/* The event's day, else the day of the article; four empty fields where neither is known. */
static void put_days(sr_fields *f, const sr_row *r)
{
    sr_time at_s = r->day[0] ? r->day_s : r->doc->article.published.at_s;
    if (!r->day[0] && !r->published[0]) {
        sr_field_skip(f, 4);
        return;
    }
    sr_civil c = sr_time_civil(at_s);
    int day = c.year * 10000 + c.month * 100 + c.day;
    sr_field_int(f, day);
    sr_field_int(f, day / 100);
    sr_field_int(f, c.year);
    /* The codebook: YYYY.FFFF, the share of a year of 365 days that went by. */
    sr_field_num(f, c.year + (c.month * 30 + c.day) / 365.0, 4);
}

static bool is_group_country(sr_str code)
{
    static const char *const groups[] = {"IGO", "NGO", "IMG", "MNC", "ISM", "UNO"};
    for (size_t i = 0; i < SR_COUNT(groups); i++)
        if (sr_str_eq(code, sr_str_of(groups[i])))
            return true;
    return false;
}

/* "UKR.GOV" -> "UKRGOV", as CAMEO writes it. */
static void put_joined(sr_fields *f, sr_str code)
{
    sr_buf joined = {0};
    for (size_t i = 0; i < code.len; i++)
        if (code.p[i] != '.')
            sr_buf_putc(&joined, code.p[i]);
    f->out->failed |= joined.failed;
    sr_field(f, sr_buf_str(&joined));
    sr_buf_free(&joined);
}

static void put_upper(sr_fields *f, sr_str name)
{
    sr_buf upper = {0};
    for (size_t i = 0; i < name.len; i++)
        sr_buf_putc(&upper,
                    sr_is_lower(name.p[i]) ? (char)(name.p[i] - ('a' - 'A')) : name.p[i]);
    f->out->failed |= upper.failed;
    sr_field(f, sr_buf_str(&upper));
    sr_buf_free(&upper);
}

/* Ten fields: code, name, country, group, ethnic, two religions, three types. */
static void put_actor(sr_fields *f, const sr_row *r, const sr_party *p)
{
    if (!p) {
        sr_field_skip(f, 10);
        return;
    }
    sr_str first = sr_code_part(p->code, 0);
    bool group = is_group_country(first);
    put_joined(f, p->code);
    put_upper(f, sr_party_name(r, p));
    sr_field(f, group ? SR_STR("") : first);
    sr_field(f, group ? sr_code_part(p->code, 1) : SR_STR(""));
    sr_field_skip(f, 3);
    sr_field(f, group ? first : sr_code_part(p->code, 1));
    sr_field(f, group ? SR_STR("") : sr_code_part(p->code, 2));
    sr_field(f, group ? SR_STR("") : sr_code_part(p->code, 3));
}

static bool is_in_first_paragraph(const sr_row *r)
{
    return r->in_title || r->doc->sents[r->event->mentions[0].sent].para == 0;
}

static void put_action(sr_fields *f, const sr_row *r)
{
    sr_str cameo = r->event->cameo;
    double scale = 0;
    sr_field_int(f, is_in_first_paragraph(r));
    sr_field(f, cameo);
    sr_field(f, sr_str_cut(cameo, 0, cameo.len < 3 ? cameo.len : 3));
    sr_field(f, sr_str_cut(cameo, 0, 2));
    sr_field_int(f, quad_of_root(cameo));
    if (sr_export_goldstein(cameo, &scale))
        sr_field_num(f, scale, 1);
    else
        sr_field_skip(f, 1);
    sr_field_int(f, (int64_t)r->event->n_mentions);
    sr_field_int(f, 1);
    sr_field_int(f, 1);
    sr_field_skip(f, 1);
}

/* GDELT's kinds of places: 1 country, 2 state and 3 city of the USA, 4 city and 5 state of
 * the world. */
static int geo_type(const sr_place *p)
{
    bool usa = sr_str_eq(p->country, SR_STR("USA"));
    if (p->precision == SR_PLACE_COUNTRY)
        return 1;
    if (p->precision == SR_PLACE_REGION)
        return usa ? 2 : 5;
    return usa ? 3 : 4;
}

/* Eight fields: type, full name, country, two divisions, latitude, longitude, feature. */
static void put_geo(sr_fields *f, const sr_place *p)
{
    if (!p) {
        sr_field_int(f, 0);
        sr_field_skip(f, 7);
        return;
    }
    sr_buf name = {0};
    sr_buf_put(&name, p->name);
    if (p->adm1.len && !sr_str_eq(p->adm1, p->name))
        sr_buf_printf(&name, ", %.*s", SR_FMT(p->adm1));
    if (p->country.len && p->precision != SR_PLACE_COUNTRY)
        sr_buf_printf(&name, ", %.*s", SR_FMT(p->country));
    f->out->failed |= name.failed;
    sr_field_int(f, geo_type(p));
    sr_field(f, sr_buf_str(&name));
    sr_buf_free(&name);
    sr_field(f, sr_export_fips(p->country));
    sr_field(f,
             p->precision == SR_PLACE_COUNTRY ? sr_export_fips(p->country) : SR_STR(""));
    sr_field_skip(f, 1);
    sr_field_num(f, p->lat, 4);
    sr_field_num(f, p->lon, 4);
    sr_field_skip(f, 1);
}

static void put_event(const sr_row *r, const sr_party *actor, const sr_party *recipient,
                      int64_t id, const char *stamp, sr_buf *out)
{
    sr_fields f = {.out = out, .sep = '\t'};
    sr_field_int(&f, id);
    put_days(&f, r);
    put_actor(&f, r, actor);
    put_actor(&f, r, recipient);
    put_action(&f, r);
    put_geo(&f, NULL);
    put_geo(&f, NULL);
    put_geo(&f, r->place);
    sr_field(&f, sr_str_of(stamp));
    sr_field(&f, r->doc->article.url);
    sr_field_end(&f);
}

/* --- the table of mentions -------------------------------------------------------------- */

static uint32_t letters_in(sr_str s)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

const uint32_t *sr_export_letters(const sr_doc *doc)
{
    uint32_t *letters = SR_NEW(doc->arena, uint32_t, doc->n_sents + 1);
    sr_span before = {0, 0};
    uint32_t n = 0;
    bool in_title = true;
    for (size_t i = 0; letters && i < doc->n_sents; i++) {
        const sr_sentence *s = &doc->sents[i];
        if (s->in_title != in_title) {
            before = (sr_span){0, 0};
            n = 0;
        }
        in_title = s->in_title;
        n += letters_in(
            sr_str_span(sr_doc_text(doc, s), (sr_span){before.beg, s->span.beg}));
        before.beg = s->span.beg;
        letters[i] = n;
    }
    if (letters)
        letters[doc->n_sents] = letters_in(doc->article.text);
    return letters;
}

/* Where a span of a sentence begins, in code points of its text; -1 of an empty span. */
static int64_t offset_of(const sr_row *r, uint32_t sent, sr_span span)
{
    const sr_sentence *s = &r->doc->sents[sent];
    if (span.end <= span.beg || span.beg < s->span.beg)
        return -1;
    sr_span inner = {s->span.beg, span.beg};
    return (int64_t)r->letters[sent] +
           letters_in(sr_str_span(sr_doc_text(r->doc, s), inner));
}

static int64_t party_offset(const sr_row *r, const sr_party *p, size_t k)
{
    return p && k == 0 ? offset_of(r, r->event->mentions[0].sent, p->span) : -1;
}

/* The parties' offsets stand with the best mention alone: theirs are in its sentence. */
static void put_mention(const sr_row *r, const sr_party *actor, const sr_party *recipient,
                        int64_t id, const char *stamp, size_t k, sr_buf *out)
{
    const sr_event_mention *m = &r->event->mentions[k];
    const sr_article *a = &r->doc->article;
    sr_fields f = {.out = out, .sep = '\t'};
    sr_field_int(&f, id);
    sr_field(&f, sr_str_of(stamp));
    sr_field(&f, sr_str_of(stamp));
    sr_field_int(&f, a->url.len ? 1 : 2); /* of the web; else by a citation */
    sr_field(&f, a->outlet);
    sr_field(&f, a->url.len ? a->url : a->id);
    sr_field_int(&f, (int64_t)m->sent + 1);
    sr_field_int(&f, party_offset(r, actor, k));
    sr_field_int(&f, party_offset(r, recipient, k));
    sr_field_int(&f, offset_of(r, m->sent, m->trigger));
    sr_field_int(&f, 1);
    sr_field_int(&f, (int64_t)((double)r->event->p * 10 + 0.5) * 10);
    sr_field_int(&f, r->letters[r->doc->n_sents]);
    sr_field_skip(&f, 3);
    sr_field_end(&f);
}

size_t sr_export_event_gdelt(const sr_row *r, sr_buf *out, sr_buf *mentions)
{
    const sr_event *e = r->event;
    size_t n_actors = e->n_actors ? e->n_actors : 1, lines = 0;
    size_t n_recipients = e->n_recipients ? e->n_recipients : 1;
    char stamp[15];
    stamp_of(r->doc, stamp);
    for (size_t i = 0; i < n_actors; i++)
        for (size_t k = 0; k < n_recipients; k++, lines++) {
            const sr_party *actor = e->n_actors ? &e->actors[i] : NULL;
            const sr_party *recipient = e->n_recipients ? &e->recipients[k] : NULL;
            int64_t id = global_id(r, i, k);
            put_event(r, actor, recipient, id, stamp, out);
            for (size_t m = 0; mentions && m < e->n_mentions; m++)
                put_mention(r, actor, recipient, id, stamp, m, mentions);
        }
    return lines;
}
